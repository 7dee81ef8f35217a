"""Rows of Riwayat that cannot be taken as they stand: without a year, or written down before the year was whole."""

import re
from typing import Any

from ..expr.values import is_number
from .book import Cells
from .key import blank, key
from .world import World

TABLES = {"tbl_riwayat": ("Target", "Realisasi"), "tbl_riwayat_anggaran": ("Pagu", "Realisasi")}
"""The tables of past years, with the columns of their figures."""


def is_year(value: Any) -> bool:
    """Whether a cell holds a year: a whole number of four digits."""
    return is_number(value) and value % 1 == 0 and 1000 <= value <= 9999


def rows_of_no_year(world: World, *tables: str) -> dict[str, list[Cells]]:
    """``{table: rows that hold a figure and no year}``, without the tables that have none.

    Args:
        tables: which of ``TABLES``; all of them by default.
    """
    found = {
        name: [
            row for row in world.rows(name)
            if not is_year(row["Tahun"]) and any(not blank(row[column]) for column in TABLES[name])
        ]
        for name in tables or TABLES
    }  # fmt: skip
    return {name: rows for name, rows in found.items() if rows}


PROVISIONAL = "sementara"
"""The word in Keterangan that says so of a row of Riwayat."""
_SAID = re.compile(rf"\b{PROVISIONAL}\b").search


def is_provisional(row: Cells) -> bool:
    """Whether the Keterangan of a history's row calls it provisional."""
    return _SAID(key(row.get("Keterangan"))) is not None


def provisional_rows(world: World, table: str) -> list[Cells]:
    """The rows of a history whose Keterangan calls them provisional."""
    return [row for row in world.rows(table) if is_provisional(row)]
