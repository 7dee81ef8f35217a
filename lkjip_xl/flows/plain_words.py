"""How a moment and the content of a cell are called in what people read."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from ..expr.values import ErrorValue, is_number
from ..rules.tanggal import date_text
from ..rules.terbilang import format_number, format_percent
from ..schema.contract import with_modules

_LONGEST = 300


def moment_in_words(text: str) -> str:
    """``5 April 2026 pukul 09.30`` of an ISO moment, by this computer's clock; a text that is none as it is."""
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            moment = moment.astimezone()
    except (ValueError, OverflowError, OSError):
        return text
    day = date_text(moment.date().isoformat())
    return day if len(text) <= len("2026-04-05") else f"{day} pukul {moment:%H.%M}"


@lru_cache(maxsize=1)
def _declared() -> dict[str, Any]:
    return {table.name: table for sheet in with_modules() for table in sheet.tables}


@lru_cache(maxsize=512)
def column_kind(table: str, column: str) -> str:
    """Kind of a column of the contract (``uang``, ``tahun`` ...); "" for one that it does not know."""
    declared = _declared().get(table)
    found = declared.by_name.get(column) if declared is not None else None
    return found.kind if found is not None else ""


def cell_words(value: Any, kind: str = "") -> str:
    """A cell for people: ``1.027.559.900``, ``2025`` (a year), ``97,31%`` (a ratio), ``Utama``; "" of a blank.

    Args:
        kind: of its column.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, ErrorValue):
        return str(value.kode)
    if isinstance(value, bool):
        return "BENAR" if value else "SALAH"
    if not is_number(value):
        return str(value)[:_LONGEST]
    if kind == "tahun":
        return str(format_number(value, ribuan=False))
    if kind == "tanggal":
        return str(date_text(value)) or str(format_number(value))
    return str(format_percent(value)) if kind == "rasio" else str(format_number(value))
