"""The workbook's contract: its sheets with their tables, and what follows from all of them together.

Sheet, table and column names are public API. ``schema.sheets`` declares those of every book, ``schema.modules`` the
optional ones, one file each; a module's file is loaded only for a book that has tables which no other sheet has.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from ..expr.to_excel import to_formula
from ..expr.tree import Expr
from .formulas import HEADING
from .model import ChoiceList, Sheet, Table
from .sheets import discover, in_order


def sheets(first_year: int, last_year: int, modules: tuple[str, ...] = ()) -> tuple[Sheet, ...]:
    """The sheets of a book whose Renstra runs from ``first_year`` to ``last_year``, in their order.

    Args:
        modules: names of the optional modules that the book has.
    """
    return _sheets(with_modules(tuple(modules)), first_year, last_year)


@lru_cache(maxsize=32)
def _sheets(declared: tuple[Sheet, ...], first_year: int, last_year: int) -> tuple[Sheet, ...]:
    return tuple(s.for_years(first_year, last_year) for s in declared)


def with_modules(modules: Collection[str] | None = None) -> tuple[Sheet, ...]:
    """The declared sheets of every book and of the modules named (None: of all), in their order."""
    own = discover()
    if modules is not None and not modules:
        return own
    from .modules import discover as discover_modules

    wanted = (m for m in discover_modules() if modules is None or m.name in modules)
    return _together(own, tuple(s for m in wanted for s in m.sheets))


@lru_cache(maxsize=32)
def _together(own: tuple[Sheet, ...], optional: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    return in_order((*own, *optional))


def tables(first_year: int, last_year: int, modules: tuple[str, ...] = ()) -> dict[str, Table]:
    """The tables of such a book by name, in the order of its sheets."""
    return {t.name: t for s in sheets(first_year, last_year, modules) for t in s.tables}


def modules_of(found: Collection[str]) -> tuple[str, ...]:
    """Names of the optional modules that a book with these tables has."""
    own = {t.name for s in discover() for t in s.tables}
    if not any(name.startswith("tbl_") and name not in own for name in found):
        return ()
    from .modules import discover as discover_modules

    return tuple(m.name for m in discover_modules() if any(t.name in found for t in m.tables))


def module_of(table: str) -> str | None:
    """The optional module that a table belongs to; None for one of every book, and for one that is not known."""
    from .modules import discover as discover_modules

    return next((m.name for m in discover_modules() for t in m.tables if t.name == table), None)


def link_name(sheet: str) -> str:
    """The defined name that a link to a sheet of the contract goes to: it follows when the sheet is renamed."""
    return "ke_" + sheet.lower().replace(" ", "_")


def sheet_of(table: str) -> str | None:
    """Name of the sheet that a table stands on in a new book; None when there is no such table."""
    return _places(with_modules()).get(table)


@lru_cache(maxsize=8)
def _places(declared: tuple[Sheet, ...]) -> dict[str, str]:
    return {t.name: s.name for s in reversed(declared) for t in s.tables}


def choice_lists() -> dict[str, ChoiceList]:
    """The defined names that list choices, by name."""
    return {c.name: c for s in with_modules() for c in s.lists}


def loose_formulas(modules: tuple[str, ...] = ()) -> dict[str, Expr]:
    """``{formula text: tree}`` of every formula outside the tables: headings, figures of Beranda, steps.

    They are built into the book by their text and found again by it, wherever the user has moved the cell.

    Args:
        modules: names of the optional modules that the book has.
    """
    return _loose_formulas(with_modules(modules))


@lru_cache(maxsize=8)
def _loose_formulas(declared: tuple[Sheet, ...]) -> dict[str, Expr]:
    trees: list[Expr] = [HEADING]
    for sheet in declared:
        trees += sheet.formulas
        if sheet.line is not None:
            trees.append(sheet.line)
        if sheet.step is not None and sheet.step.filled is not None:
            trees.append(sheet.step.filled)
    return {to_formula(tree): tree for tree in trees}
