"""Computes the declared columns of a book's tables, in the order in which they need each other.

No table is named here: ``schema.calculation`` gives the order, and columns whose Excel form is an idiom of its own
(``Column.excel``) are filled by whoever owns that structure (``budget``) before the first step.
"""

from collections.abc import Callable, Iterable
from typing import Any

from ..expr.to_python import ColumnValues, Environment, assemble, evaluate
from ..schema.calculation import Step
from ..schema.model import Table
from .book import Book, Cells

Assembled = Callable[[Environment], Any]

_assembled: dict[int, tuple[Any, Assembled]] = {}


def assembled(tree: Any) -> Assembled:
    """The tree as a function, made once per process."""
    known = _assembled.get(id(tree))
    if known is None:
        known = _assembled[id(tree)] = (tree, assemble(tree))  # holds the tree, so that its id stays its own
    return known[1]


def run(step: Step, rows: Iterable[Cells], environment: Environment) -> None:
    """Compute the columns of a step in every row; a row without its key gets "" in all of them, but in a panel."""
    columns = [(c.name, assembled(c.formula)) for c in step.columns if c.formula is not None]
    key_column = None if step.table.panel else step.table.key
    for row in rows:
        if key_column is not None and row.get(key_column) in (None, ""):
            for name, _ in columns:
                row[name] = ""
            continue
        environment.row = row
        for name, function in columns:
            row[name] = evaluate(function, environment)


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
            values = ColumnValues(row[column] for row in rows)
        elif self._shared is not None:
            return self._shared[place]
        elif column == "#tajuk":
            values = ColumnValues()
        elif column == "#blok":
            first, last = self._book.years
            values = {f"target {year}": self[(table, f"Target {year}")] for year in range(first, last + 1)}
        else:
            values = ColumnValues(self._book.column(table, column))
        self[place] = values
        return values


class LazyRow(dict[str, Any]):
    """A row whose computed columns are computed when they are asked for."""

    __slots__ = ("_table", "_settings", "_columns")

    def __init__(self, cells: Cells, table: Table, settings: Cells, columns: Columns) -> None:
        super().__init__(cells)
        self._table, self._settings, self._columns = table, settings, columns

    def __missing__(self, name: str) -> Any:
        formula = self._table.by_name[name].formula
        # An environment for each cell: one that is kept would hold the row that holds it.
        value = None if formula is None else evaluate(
            assembled(formula), Environment(None, self, self._settings, self._columns)
        )  # fmt: skip
        self[name] = value
        return value

    def get(self, name: str, default: Any = None) -> Any:
        """As ``[]`` for a column of the table."""
        return self[name] if name in self or name in self._table.by_name else default
