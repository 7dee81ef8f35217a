"""Rows of Riwayat whose Tahun is no year: no comparison over the years can hold them."""

from typing import TYPE_CHECKING, Any

from ..expr.values import is_number
from .book import Cells
from .key import blank

if TYPE_CHECKING:
    from .world import World

TABLES = {"tbl_riwayat": ("Target", "Realisasi"), "tbl_riwayat_anggaran": ("Pagu", "Realisasi")}
"""The tables of past years, with the columns of their figures."""


def is_year(value: Any) -> bool:
    """Whether a cell holds a year: a whole number of four digits."""
    return is_number(value) and value % 1 == 0 and 1000 <= value <= 9999


def rows_of_no_year(world: "World", *tables: str) -> dict[str, list[Cells]]:
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
