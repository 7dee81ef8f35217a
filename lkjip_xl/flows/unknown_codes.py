"""Indicators that a source of ``isi`` names and Renstra does not: they are written, and told."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..compute.key import key
from ..compute.named import named
from ..schema.captions import sheet_caption
from ..schema.model import Column, Table
from .csv_tables import SourceTables

_CHOICES = "dv_kode"  # the list of Renstra's codes
_SHOWN = 5


def unknown_indicators(
    tables: Mapping[str, Table], sources: SourceTables, indicators: Iterable[Mapping[str, Any]]
) -> list[str]:
    """A line for each table that gets a code which Renstra lacks.

    Args:
        tables: the book's. sources: what is filled in. indicators: rows of Renstra as they will be.
    """
    known = {key(row.get("Kode")) for row in indicators}
    lines = []
    for name, source in sources.tables.items():
        columns = [one for one in tables[name].inputs if _names_indicators(tables[name], one)]
        codes = [code for row in source.rows for column in columns for code in _codes(row.get(column.name), column)]
        unknown = list(dict.fromkeys(code for code in codes if key(code) not in known))
        if unknown:
            lines.append(_told(name, unknown))
    return lines


def _names_indicators(table: Table, column: Column) -> bool:
    return column.choices == _CHOICES or (table.name == "tbl_anggaran" and column.name == "Indikator")


def _codes(value: Any, column: Column) -> list[str]:
    text = "" if value is None else str(value)
    parts = text.split(";") if column.name == "Indikator" else [text]
    return [part.strip() for part in parts if part.strip()]


def _told(table: str, codes: Sequence[str]) -> str:
    shown = named(codes, _SHOWN)
    return (
        f"Belum ada di Renstra: indikator {shown} yang disebut di {sheet_caption(table)}. Isi barisnya di Renstra, "
        "atau betulkan kodenya."
    )
