"""Computes the declared columns of a book's tables, in the order in which they need each other.

No table is named here: the order follows from the references in the columns' trees, and columns whose Excel form is an
idiom of its own (``Column.excel``) are filled by whoever owns that structure (``budget``) before the first step.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from ..expr.to_python import Environment, Kolom, assemble, nilai
from ..expr.tree import Call, Operation, Reference
from ..schema.model import Column, Table
from .book import Book, Cells

Assembled = Callable[[Environment], Any]

_assembled: dict[int, tuple[Any, Assembled]] = {}


def assembled(tree: Any) -> Assembled:
    """The tree as a function, made once per process."""
    known = _assembled.get(id(tree))
    if known is None:
        known = _assembled[id(tree)] = (tree, assemble(tree))  # holds the tree, so that its id stays its own
    return known[1]


def references(tree: Any) -> Iterator[Reference]:
    """Every reference in a tree."""
    waiting, seen = [tree], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Reference):
            yield node
        elif isinstance(node, Operation):
            waiting += (node.kiri, node.kanan)
        elif isinstance(node, Call):
            waiting += node.argumen


class Step(NamedTuple):
    """Columns of one table that are computed row by row in one pass, in this order."""

    table: Table
    columns: tuple[tuple[str, Assembled], ...]


class _Order:
    """Visits computed columns, those that a column needs before it, and counts the passes."""

    def __init__(self, tables: tuple[Table, ...]) -> None:
        self._tables = {table.name: table for table in tables}
        self._pass_of: dict[tuple[str, str], int] = {}
        self._open: set[tuple[str, str]] = set()
        self.found: list[tuple[Table, Column, int]] = []

    def _needed(self, table: Table, column: Column) -> Iterator[tuple[Table, Column, bool]]:
        """Computed columns that a column refers to, and whether it needs the whole column."""
        for reference in references(column.formula) if column.formula is not None else ():
            other: Table | None
            if reference.jenis == "kolom":
                name, wanted = reference.kunci
                other, names = self._tables.get(name), [wanted]
            elif reference.jenis in ("baris", "rentang"):
                other, names = table, [reference.kunci] if reference.jenis == "baris" else list(reference.kunci)
            else:
                continue
            for one in names:
                found = other.by_name.get(one) if other is not None else None
                if other is not None and found is not None and found.computed:
                    yield other, found, reference.jenis == "kolom"

    def visit(self, table: Table, column: Column) -> int:
        """The pass in which a column is computed; the columns that an idiom fills stand before the first."""
        place = (table.name, column.name)
        if place in self._open:
            raise ValueError(f"column {place} needs itself")
        if place not in self._pass_of:
            self._open.add(place)
            passes = [
                self.visit(other, needed) + (1 if whole and needed.formula is not None else 0)
                for other, needed, whole in self._needed(table, column)
            ]
            self._open.discard(place)
            self._pass_of[place] = max(passes, default=0)
            if column.formula is not None:
                self.found.append((table, column, self._pass_of[place]))
        return self._pass_of[place]


@lru_cache(maxsize=16)
def plan(tables: tuple[Table, ...]) -> tuple[Step, ...]:
    """The order of computing.

    Args:
        tables: the tables with computed columns.

    Returns:
        Steps; a column that needs a whole computed column, of its own table or of another, is in a later step than it.

    Raises:
        ValueError: columns need each other in a circle.
    """
    order = _Order(tables)
    for table in tables:
        for column in table.computed:
            order.visit(table, column)
    steps = []
    for number in range(max((n for *_, n in order.found), default=-1) + 1):
        for table in tables:
            columns = tuple((c.name, assembled(c.formula)) for t, c, n in order.found if t is table and n == number)
            if columns:
                steps.append(Step(table, columns))
    return tuple(steps)


def run(step: Step, rows: Iterable[Cells], environment: Environment) -> None:
    """Compute the columns of a step in every row; a row without its key gets "" in all of them."""
    columns, key_column = step.columns, step.table.key
    for row in rows:
        if row.get(key_column) in (None, ""):
            for name, _ in columns:
                row[name] = ""
            continue
        environment.baris = row
        for name, function in columns:
            row[name] = nilai(function, environment)


class Columns(dict[tuple[str, str], Any]):
    """``{(table, column): values}`` as the trees refer to them, filled on demand.

    Besides the columns there are ``#tajuk`` and ``#blok`` (headings and ``{heading: column}`` of a table with a column
    for each year) and what a structure puts in (``#uang``).
    """

    def __init__(
        self,
        book: Book,
        computed: Callable[[str, str], list[Cells] | None],
        structure: Callable[[tuple[str, str]], Any],
        shared: "Columns | None" = None,
    ) -> None:
        """
        Args:
            book: the inputs. computed: gives the rows of a table that hold a computed column, None for an input column.
            structure: gives what a structure puts in, by place; None for any other place.
            shared: columns of the same book under other settings; the inputs are taken from there.
        """
        super().__init__()
        self._book, self._computed, self._structure, self._shared = book, computed, structure, shared

    def __missing__(self, place: tuple[str, str]) -> Any:
        table, column = place
        rows = self._computed(table, column)
        values: Any = self._structure(place)
        if values is not None:
            pass
        elif rows is not None:
            values = Kolom(row[column] for row in rows)
        elif self._shared is not None:
            return self._shared[place]
        elif column == "#tajuk":
            values = Kolom()
        elif column == "#blok":
            first, last = self._book.years
            values = {f"target {year}": self[(table, f"Target {year}")] for year in range(first, last + 1)}
        else:
            values = Kolom(self._book.column(table, column))
        self[place] = values
        return values


class LazyRow(dict[str, Any]):
    """A row whose computed columns are computed when they are asked for."""

    __slots__ = ("_environment", "_table")

    def __init__(self, cells: Cells, table: Table, settings: Cells, columns: Columns) -> None:
        super().__init__(cells)
        self._table = table
        self._environment = Environment(None, self, settings, columns)

    def __missing__(self, name: str) -> Any:
        formula = self._table.by_name[name].formula
        value = None if formula is None else nilai(assembled(formula), self._environment)
        self[name] = value
        return value

    def get(self, name: str, default: Any = None) -> Any:
        """As ``[]`` for a column of the table."""
        return self[name] if name in self or name in self._table.by_name else default
