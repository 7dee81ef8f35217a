"""Columns of report tables, declared once: heading, width, cell and where it comes from; and their places on a grid."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any

from ...records import dataclass, replace
from .blocks import Content
from .draft import Place
from .source import Cell


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a report table, defined once and used wherever the table appears.

    Attributes:
        heading: ``{tahun}``, ``{lalu}``, ``{akhir}`` and ``{kinerja}`` are filled in by the form.
        origin: where its cells come from, for ``docs/laporan.md``; Indonesian.
        width: wanted width in characters.
        cell: function of (what the form computes with, the entry) that gives the cell, or a list for one row each.
        group: heading above this and the neighbouring columns of the same group.
        total: function of (the same, what is summed up) for a row of sums; it may give None for no figure.
        when: whether the book needs the column, given what the form computes with; None for always.
        kind: ``"nilai"`` for values in the indicator's satuan, ``"uang"`` for rupiah (their width follows the figures).
    """

    heading: str
    origin: str
    width: float = 12
    cell: Callable[[Any, Any], Content] | None = None
    group: str | None = None
    total: Callable[[Any, Any], Cell | None] | None = None
    when: Callable[[Any], bool] | None = None
    kind: str | None = None

    def renamed(self, heading: str, group: str | None = None, width: float | None = None) -> "Column":
        """The same column under another heading."""
        return replace(self, heading=heading, group=group, width=self.width if width is None else width)


@dataclass(frozen=True, slots=True)
class ColumnSet:
    """A table as ``docs/laporan.md`` tells it: its title and its columns."""

    title: str
    columns: tuple[Column, ...]


def head_levels(columns: list[Column], headings: list[str]) -> list[list[str | None]]:
    """The levels of a head (``Draft.head``) of columns, some of which stand in groups."""
    if not any(c.group for c in columns):
        return [list(headings)]
    top: list[str | None] = []
    bottom: list[str | None] = []
    last = None
    for column, heading in zip(columns, headings, strict=True):
        if column.group:
            top.append(column.group if column.group != last else None)
            bottom.append(heading)
        else:
            top.append(heading)
            bottom.append("^")
        last = column.group
    return [top, bottom]


def heads_of(heads: Sequence[Sequence[str]]) -> list[list[str | None]]:
    """The levels of a head (``Draft.head``) of columns with headings from top to bottom.

    Neighbours that begin alike share a cell; a column with fewer headings than others reaches down.

    >>> heads_of([["No"], ["Target", "TW I"], ["Target", "TW II"]])
    [['No', 'Target', None], ['^', 'TW I', 'TW II']]
    """
    deep = max(map(len, heads), default=1)
    levels: list[list[str | None]] = [[] for _ in range(deep)]
    for k, head in enumerate(heads):
        for r in range(deep):
            if r >= len(head):
                levels[r].append("^")
            elif k and len(head) > r + 1 and list(heads[k - 1][: r + 1]) == list(head[: r + 1]):
                levels[r].append(None)
            else:
                levels[r].append(head[r])
    return levels


@lru_cache(maxsize=256)
def spread_columns(wanted: tuple[float, ...], grid: tuple[float, ...], least: tuple[float, ...]) -> tuple[Place, ...]:
    """Spread columns over a grid, as near to their wanted widths as it goes.

    Args:
        wanted: wanted widths, at most as many as the grid has columns.
        grid: widths of the sheet's columns.
        least: width that each column cannot do without (kept where the grid allows it).

    Returns:
        ``((first, last), ...)`` grid columns of each column; together they cover the whole grid.
    """
    scale = sum(grid) / sum(wanted)
    edges = [0.0]
    for width in grid:
        edges.append(edges[-1] + width)
    best: tuple[int, ...] = ()
    smallest = float("inf")
    for cut in combinations(range(1, len(grid)), len(wanted) - 1):
        bounds = (0, *cut, len(grid))
        badness = sum(
            (edges[b] - edges[a] - w * scale) ** 2 / w + (1e6 if edges[b] - edges[a] < need else 0)
            for a, b, w, need in zip(bounds, bounds[1:], wanted, least, strict=False)
        )
        if badness < smallest:
            smallest, best = badness, bounds
    return tuple((a, b - 1) for a, b in zip(best, best[1:], strict=False))
