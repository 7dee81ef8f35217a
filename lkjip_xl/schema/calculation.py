"""In which order the computed columns of a book are computed: it follows from what their formulas refer to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ..expr.to_excel import to_formula
from ..expr.tree import Expr, Reference, children
from .model import Column, Table
from .names import expanded

_STRUCTURED = re.compile(r"(tbl_\w+)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]")
_PART = re.compile(r"\[([^\[\]]+)\]")
Place = tuple[str, str]
"""A column: ``(table, column)``."""


class Step(NamedTuple):
    """Columns of one table that are computed together, row by row, in this order.

    A table may come twice: a column that needs a whole column (a mean over it, say) waits until that one is there.
    """

    table: Table
    columns: tuple[Column, ...]


class References(NamedTuple):
    """What a column's formula refers to: cells of its own row, and whole columns of any table."""

    row: frozenset[str]
    whole: frozenset[Place]


def calculation_order(tables: Iterable[Table]) -> tuple[Step, ...]:
    """Every computed column of the tables, in an order in which each finds what it needs.

    What a formula refers to is read off its Excel text, because a function's Excel form may name columns as well, and
    because Excel itself goes by that text.

    Raises:
        ValueError: columns that need each other; they are named.
    """
    return _ordered(tuple(tables))


@lru_cache(maxsize=16)
def calculation_order_of(tables: tuple[Table, ...], wanted: frozenset[Place]) -> tuple[Step, ...]:
    """As ``calculation_order``, of some columns only (``needed_columns``)."""
    steps = (
        Step(step.table, tuple(c for c in step.columns if (step.table.name, c.name) in wanted))
        for step in _ordered(tables)
    )
    return tuple(step for step in steps if step.columns)


def needed_columns(tables: dict[str, Table], wanted: Iterable[Place], trees: Iterable[Expr] = ()) -> frozenset[Place]:
    """The columns that some columns and formulas rest on, themselves among them.

    Args:
        tables: by name. wanted: columns. trees: formulas outside the tables.
    """
    found: set[Place] = set()
    waiting = [*wanted, *(place for tree in trees for place in _places("", tree))]
    while waiting:
        place = waiting.pop()
        if place in found:
            continue
        found.add(place)
        column = tables[place[0]].by_name.get(place[1]) if place[0] in tables else None
        if column is not None and column.formula is not None:
            waiting += _places(place[0], column.formula)
    return frozenset(found)


def _places(table: str, tree: Expr) -> Iterator[Place]:
    """The columns that a formula of a table asks for when Python evaluates it."""
    if isinstance(tree, Reference):
        if tree.kind == "column":
            yield tree.key
        elif tree.kind != "setting":
            yield from ((table, name) for name in (tree.key if tree.kind == "range" else (tree.key,)))
    for inner in children(tree):
        yield from _places(table, inner)


@lru_cache(maxsize=16)
def _ordered(tables: tuple[Table, ...]) -> tuple[Step, ...]:
    return tuple(_Planner(tables).steps())


def references(table: Table, column: Column, tables: dict[str, Table]) -> References:
    """What a computed column refers to; tables that the book lacks are left out.

    Raises:
        ValueError: it refers to a column that a table does not have.
    """
    row: set[str] = set()
    whole: set[Place] = set()
    for text in _texts(table, column):
        for name, inner in dict.fromkeys(_STRUCTURED.findall(text)):  # a formula names most of them several times
            if name not in tables or "#Headers" in inner:
                continue
            columns = _span(inner, tables[name])
            if not tables[name].by_name.keys() >= set(columns):
                raise ValueError(f"{table.name}[{column.name}] refers to {name}[{inner}], which is not there")
            if "#This Row" in inner and name == table.name:
                row.update(columns)
            else:
                whole.update((name, c) for c in columns)
    return References(frozenset(row), frozenset(whole))


def _texts(table: Table, column: Column) -> Iterator[str]:
    if column.by_row:
        yield from (to_formula(f.formula) for f in table.figures)
        return
    if column.excel is not None:
        yield expanded(column.excel)
    if column.formula is not None:
        yield expanded(to_formula(column.formula))


def _span(inner: str, table: Table) -> list[str]:
    """Names of the columns between the brackets of a reference, ``[A]:[C]`` with all that lie between them."""
    names = [n for n in _PART.findall(inner) if not n.startswith("#")] if "[" in inner else [inner]
    if len(names) < 2:
        return names
    order = [c.name for c in table.columns]
    if names[0] not in order or names[-1] not in order:
        return names
    return order[order.index(names[0]) : order.index(names[-1]) + 1]


class _Planner:
    """Takes, as long as there are some, a table and its columns that can be computed now."""

    def __init__(self, tables: tuple[Table, ...]) -> None:
        by_name = {t.name: t for t in tables}
        self._tables = tables
        self._pending = {t.name: [c.name for c in t.computed] for t in tables}
        self._needs = {(t.name, c.name): references(t, c, by_name) for t in tables for c in t.computed}

    def steps(self) -> Iterator[Step]:
        while any(self._pending.values()):
            table, names = self._next()
            yield Step(table, tuple(table.by_name[n] for n in names))
            self._pending[table.name] = [n for n in self._pending[table.name] if n not in names]

    def _next(self) -> tuple[Table, list[str]]:
        # A table that waits for no other one first: then a table comes only as often as it must.
        waiting = [t for t in self._tables if self._pending[t.name]]
        for table in sorted(waiting, key=lambda t: not self._free(t)):
            if names := self._ready(table):
                return table, names
        stuck = ", ".join(f"{name}[{column}]" for name, columns in self._pending.items() for column in columns)
        raise ValueError(f"computed columns need each other: {stuck}")

    def _free(self, table: Table) -> bool:
        return not any(
            self._missing(place)
            for name in self._pending[table.name]
            for place in self._needs[table.name, name].whole
            if place[0] != table.name
        )

    def _missing(self, place: Place) -> bool:
        return place[1] in self._pending.get(place[0], ())

    def _ready(self, table: Table) -> list[str]:
        """Columns of the table that can be computed now, each after those of its row that it needs."""
        ready: list[str] = []
        seen: dict[str, bool] = {}

        def visit(name: str) -> bool:
            if name not in seen:
                seen[name] = False  # also the answer for whoever comes back to it: columns that need each other
                needs = self._needs[table.name, name]
                inner = [n for n in sorted(needs.row, key=order.__getitem__) if self._missing((table.name, n))]
                seen[name] = not any(map(self._missing, needs.whole)) and all([visit(n) for n in inner])
                if seen[name]:
                    ready.append(name)
            return seen[name]

        order = {c.name: i for i, c in enumerate(table.columns)}
        for name in self._pending[table.name]:
            visit(name)
        return ready
