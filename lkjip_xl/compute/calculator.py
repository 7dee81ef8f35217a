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
    by_name = {table.name: table for table in tables}
    pass_of: dict[tuple[str, str], int] = {}
    order: list[tuple[Table, Column, int]] = []
    open_columns: set[tuple[str, str]] = set()

    def visit(table: Table, column: Column) -> int:
        place = (table.name, column.name)
        if place in pass_of:
            return pass_of[place]
        if place in open_columns:
            raise ValueError(f"column {place} needs itself")
        open_columns.add(place)
        number = 0
        for reference in references(column.formula) if column.formula is not None else ():
            if reference.jenis == "kolom":
                name, wanted = reference.kunci
                other, later = by_name.get(name), 1
                names = [wanted]
            else:
                other, later = table, 0
                names = list(reference.kunci) if reference.jenis == "rentang" else [reference.kunci]
                if reference.jenis == "setelan":
                    continue
            for one in names:
                needed = other.by_name.get(one) if other is not None else None
                if other is not None and needed is not None and needed.computed:
                    number = max(number, visit(other, needed) + (later if needed.formula is not None else 0))
        open_columns.discard(place)
        pass_of[place] = number
        if column.formula is not None:
            order.append((table, column, number))
        return number

    for table in tables:
        for column in table.computed:
            visit(table, column)
    return tuple(
        Step(table, columns)
        for number in range(max((n for *_, n in order), default=-1) + 1)
        for table in tables
        if (columns := tuple((c.name, assembled(c.formula)) for t, c, n in order if t is table and n == number))
    )


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
