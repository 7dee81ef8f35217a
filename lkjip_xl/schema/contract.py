"""The workbook's contract: its sheets with their tables, and what follows from all of them together.

Sheet, table and column names are public API. ``schema.sheets`` declares them, one module each.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from ..expr.to_excel import to_formula
from ..expr.tree import Expr
from .formulas import HEADING
from .model import ChoiceList, Sheet, Table
from .modules import discover as discover_modules
from .sheets import discover


def sheets(first_year: int, last_year: int, modules: tuple[str, ...] = ()) -> tuple[Sheet, ...]:
    """The sheets of a book whose Renstra runs from ``first_year`` to ``last_year``, in their order.

    Args:
        modules: names of the optional modules that the book has.
    """
    return _sheets(discover(), first_year, last_year, tuple(modules))


@lru_cache(maxsize=32)
def _sheets(
    declared: tuple[Sheet, ...], first_year: int, last_year: int, modules: tuple[str, ...]
) -> tuple[Sheet, ...]:
    wanted = (s for s in declared if s.module is None or s.module in modules)
    return tuple(s.for_years(first_year, last_year) for s in wanted)


def tables(first_year: int, last_year: int, modules: tuple[str, ...] = ()) -> dict[str, Table]:
    """The tables of such a book by name, in the order of its sheets."""
    return {t.name: t for s in sheets(first_year, last_year, modules) for t in s.tables}


def modules_of(found: Collection[str]) -> tuple[str, ...]:
    """Names of the optional modules that a book with these tables has."""
    return tuple(m.name for m in discover_modules() if any(t.name in found for t in m.tables))


def module_of(table: str) -> str | None:
    """The optional module that a table belongs to; None for one of every book, and for one that is not known."""
    return next((m.name for m in discover_modules() for t in m.tables if t.name == table), None)


def sheet_of(table: str) -> str | None:
    """Name of the sheet that a table stands on in a new book; None when there is no such table."""
    return next((s.name for s in discover() for t in s.tables if t.name == table), None)


def choice_lists() -> dict[str, ChoiceList]:
    """The defined names that list choices, by name."""
    return {c.name: c for s in discover() for c in s.lists}


def loose_formulas() -> dict[str, Expr]:
    """``{formula text: tree}`` of every formula outside the tables: headings, figures of Beranda, steps.

    They are built into the book by their text and found again by it, wherever the user has moved the cell.
    """
    return _loose_formulas(discover())


@lru_cache(maxsize=8)
def _loose_formulas(declared: tuple[Sheet, ...]) -> dict[str, Expr]:
    trees: list[Expr] = [HEADING]
    for sheet in declared:
        trees += sheet.formulas
        if sheet.step is not None and sheet.step.filled is not None:
            trees.append(sheet.step.filled)
    return {to_formula(tree): tree for tree in trees}
