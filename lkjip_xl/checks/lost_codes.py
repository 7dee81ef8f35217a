"""Codes that a spreadsheet made a number or a date of: told once (BACA-03), and not by what follows from it."""

from ..compute.book import Cells
from ..compute.facts import CodeAsNumber
from .registry import Context


def lost_here(b: Context, table: str, row: Cells, column: str = "Kode") -> bool:
    """Whether the code of a row is such a one."""
    return (table, row["#nomor"], column) in _places(b)


def lost_in(b: Context, table: str) -> bool:
    """Whether a table has one; which of Renstra's codes it lacks is not known then."""
    return any(place[0] == table for place in _places(b))


def _places(b: Context) -> frozenset[tuple[str, int, str]]:
    return b.remembered("lost codes", _find)


def _find(b: Context) -> frozenset[tuple[str, int, str]]:
    facts = (fact for fact in b.world.book.facts if fact.__class__ is CodeAsNumber)
    return frozenset((f.table, f.row, f.column) for f in facts if f.row is not None and f.column is not None)
