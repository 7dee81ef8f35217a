"""The spelling of a row's targets and realisasi (TGT-03), found once for all its cells.

A formula has at most 64 functions inside each other, and short ones are computed sooner: the chain of replacements
stands in two hidden columns, and each cell's part is cut out of the second.
"""

from __future__ import annotations

from typing import Any

from ..expr.functions import Function
from ..expr.tree import Expr
from ..expr.values import RaisedError
from ..rules.tertulis import ROOM, START, first_half, first_text, second_half, second_text
from .first_version import VERSION_1_MARK

FIRST_COLUMN, SECOND_COLUMN = "_W", "_E"
"""The two hidden columns."""


def _first(env: Any, old: Any, *cells: Any) -> str:
    values = []
    for cell in cells:
        try:
            values.append(cell(env))
        except RaisedError:  # an error in one cell says nothing, and spoils no other
            values.append(None)
    if old(env):  # the formulas of version 1 know no more than the marks
        values = ["0?" if v.__class__ is str and v.casefold() not in ("", "-", "n/a") else v for v in values]
    return first_half(values)


def first_spelling(*cells: Expr) -> Expr:
    """The first half of the chain over the cells of a row."""
    text = first_text(f"{{{number}}}" for number in range(1, len(cells) + 1))
    return Function("tulis", text, _first, lazy=True)(VERSION_1_MARK, *cells)


def second_spelling(first: Expr) -> Expr:
    """The second half of the chain."""
    return Function("ejaan", second_text("{0}"), second_half)(first)


def part(number: int, text: Expr) -> Expr:
    """The part of cell ``number`` (from 0) in a chained text."""

    def cut(given: Any) -> str:
        return str(given).split(START)[number + 1] if given else ""

    at = ROOM * (number + 1) + 1
    excel = f'TRIM(MID(SUBSTITUTE({{0}},"{START}",REPT(" ",{ROOM})),{at},{ROOM}))'
    return Function(f"bagian_{number}", excel, cut)(text)
