"""A report sheet before it is divided into pages: measured lines, cells merged over several of them, and where a page
may end.

Rows get a height that fits their longest cell; ``pages.paginate`` then turns the draft into a ``ReportSheet``.
"""

from collections.abc import Collection, Mapping, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from ...ooxml.measure import TERTINGGI, TINGGI_BARIS, break_lines, count_lines, kebutuhan, tinggi
from ...ooxml.sheet_model import ReportSheet, Style
from .source import Cell, Source
from .styles import HEAD, HEAD_NUMBER, PLAIN, piece

DEFAULT_HEIGHT = 15.0
Cells = Sequence[Cell | None]
Place = tuple[int, int]  # first and last grid column of a cell


LEAST_HELD, MOST_HELD = 2, 4  # rows of a table that stand with the signature beneath it
TALLEST_HELD = 180.0  # points of all of them, where they are more than the least


class Keep(IntEnum):
    """How a line holds to the one above it when a page ends between them."""

    START = 0  # it begins a unit: the best place to end a page
    INSIDE = 1  # it continues a unit
    GLUED = 2  # never apart
    PAGE = 3  # it always begins a page


class Line:
    """One row to be: cells, height in points, outline level, ``(first, last)`` columns merged to the right."""

    __slots__ = ("cells", "height", "level", "across", "keep", "table", "body")

    def __init__(self, cells: list[Cell | None], height: float, level: int, across: tuple[Place, ...], keep: Keep,
                 table: int, body: bool) -> None:  # fmt: skip
        self.cells = cells
        self.height = height
        self.level = level
        self.across = across
        self.keep = keep
        self.table = table  # number of the table that the line belongs to or precedes
        self.body = body  # a row of that table, not its head, title or notes


class Span(NamedTuple):
    """A cell that is merged over the lines ``first`` to ``last``; its text stands in the first line.

    even: room that its text still needs is spread over all lines; else it goes to the last.
    continued: what stands there on a further page.
    """

    first: int
    last: int
    left: int
    right: int
    even: bool
    continued: Cell


class TableHead(NamedTuple):
    """Lines of a table's head, and the last line of the table: up to there its head is repeated, where it is."""

    first: int
    last: int
    end: int
    repeated: bool = True


class Draft:
    """Collects the lines of one sheet.

    Attributes:
        sheet: the ``ReportSheet`` that is to be filled; its widths, paper and orientation are set.
        lines, spans, heads: see the classes of this module. aside: what stands beside the paper.
    """

    def __init__(self, sheet: ReportSheet) -> None:
        self.sheet = sheet
        self.width = len(sheet.widths)
        self._widths = [w or 0.0 for w in sheet.widths]
        self.lines: list[Line] = []
        self.spans: list[Span] = []
        self.heads: list[TableHead] = []
        self.table = 0
        self.next_keep: Keep | None = None
        self.aside: list[str] = []

    def room(self, left: int, right: int | None = None) -> float:
        """Width of the columns ``left`` to ``right`` together."""
        return sum(self._widths[left : (left if right is None else right) + 1])

    # --- lines ---------------------------------------------------------------------------------------------------
    def add(self, cells: list[Cell | None], height: float, level: int = 0, across: tuple[Place, ...] = (),
            keep: Keep = Keep.START, body: bool = False) -> int:  # fmt: skip
        """Append a line of known height; returns its number."""
        if self.next_keep is not None:
            keep, self.next_keep = self.next_keep, None
        own = self.table if body or keep is Keep.START or keep is Keep.PAGE or not self.lines else self.lines[-1].table
        self.lines.append(Line(cells, height, level, across, keep, own, body))
        return len(self.lines) - 1

    def row(self, cells: Cells, level: int = 0, least: float | None = None, across: Mapping[int, int] | None = None,
            ignore: Collection[int] = (), keep: Keep = Keep.START, body: bool = False) -> int:  # fmt: skip
        """Append a line whose height fits its texts; returns its number.

        Args:
            cells: from the first column; None for no cell at all.
            level: outline level. least: smallest height in points.
            across: ``{column: last column}`` of cells that are merged to the right.
            ignore: columns whose text does not count (a ``Span`` gives it room).
            keep, body: see ``Line``.

        A text too long for one row is spread over several rows that look like one cell.
        """
        across = across or {}
        need = self._needed(cells, least or DEFAULT_HEIGHT, across, ignore)
        merged = tuple((left, right) for left, right in across.items() if right > left) if across else ()
        if need <= TERTINGGI:
            return self.add(list(cells), need, level, merged, keep, body)
        first = len(self.lines)
        for part in self._parts(cells, across, ignore):
            height = self._needed(part, DEFAULT_HEIGHT, across, ignore)
            self.add(part, height, level, merged, keep, body)
            keep = Keep.INSIDE
        return first

    def _needed(self, cells: Cells, need: float, across: Mapping[int, int], ignore: Collection[int]) -> float:
        widths = self._widths
        for k, cell in enumerate(cells):
            if cell is None or cell[0].__class__ is not str or k in ignore:
                continue
            style = cell[1]
            size = style.size
            if style.wrap:
                width = self.room(k, across[k]) if k in across else widths[k]
                height = tinggi(count_lines(cell[0], width - style.indent * 1.2, size, style.bold), size)
            else:
                height = tinggi(1, size)
            if height > need:
                need = height
        return need

    def _parts(self, cells: Cells, across: Mapping[int, int], ignore: Collection[int]) -> list[list[Cell | None]]:
        """The lines of a row whose text is higher than a row can be."""
        texts: list[list[Any]] = []
        for k, cell in enumerate(cells):
            if cell is None or cell[0].__class__ is not str or k in ignore or not cell[1].wrap:
                texts.append([] if cell is None else [cell[0]])
                continue
            style = cell[1]
            lines = break_lines(cell[0], self.room(k, across.get(k, k)) - style.indent * 1.2, style.size, style.bold)
            fit = int((TERTINGGI - 4) / (style.size * TINGGI_BARIS))
            texts.append([
                "".join(g if g[-1:] == "\n" else g + " " for g in lines[i : i + fit]).rstrip()
                for i in range(0, len(lines), fit)
            ])  # fmt: skip
        count = max(map(len, texts))
        return [
            [
                None if cell is None
                else Cell(t[i] if i < len(t) else None, piece(cell[1], i == 0, i == count - 1), cell[2])
                for t, cell in zip(texts, cells, strict=True)
            ]
            for i in range(count)
        ]  # fmt: skip

    def gap(self, height: float, keep: Keep = Keep.START) -> int:
        """An empty line."""
        return self.add([], height, keep=keep)

    def text(self, value: Any, style: Style = PLAIN, left: int = 0, right: int | None = None,
             least: float | None = None, source: Source | None = None, keep: Keep = Keep.START) -> int:  # fmt: skip
        """A text across the columns ``left`` to ``right`` (the whole width by default)."""
        right = self.width - 1 if right is None else right
        blank = Cell(None, style)
        cells = [None] * left + [Cell(value, style, source)] + [blank] * (right - left)
        return self.row(cells, least=least, across={left: right}, keep=keep)

    # --- merged cells --------------------------------------------------------------------------------------------
    def span(self, first: int, last: int, place: Place, even: bool = True, continued: Cell | None = None) -> None:
        """Merge the columns of ``place`` over the lines ``first`` to ``last``."""
        if continued is None:
            continued = self.lines[first].cells[place[0]] or Cell(None, PLAIN)
        self.spans.append(Span(first, last, *place, even, continued))

    def need(self, span: Span, cell: Cell) -> float:
        """Points that a text needs in the columns of a span; 0 for a figure."""
        value, style = cell[0], cell[1]
        if value.__class__ is not str:
            return 0.0
        width = self.room(span.left, span.right) - style.indent * 1.2
        points: float = kebutuhan(count_lines(value, width, style.size, style.bold), style.size)
        return points

    @staticmethod
    def fit(heights: list[float], first: int, span: Span, need: float) -> None:
        """Make ``heights`` (of the lines from ``first``) high enough for what the span needs."""
        a, b = span.first - first, span.last - first
        have = sum(heights[a : b + 1])
        if need <= have:
            return
        if not span.even and heights[b] + need - have <= TERTINGGI:
            heights[b] += need - have
            return
        for r in range(a, b + 1):
            heights[r] = min(TERTINGGI, heights[r] * need / have)

    # --- heads ---------------------------------------------------------------------------------------------------
    def head(self, levels: Sequence[Sequence[str | None]], places: Sequence[Place],
             numbers: Sequence[str] | None = None, keep: Keep = Keep.START) -> tuple[int, int]:  # fmt: skip
        """A table's head; returns its first and last line.

        Args:
            levels: one list of headings per row, one per table column. None continues the cell to its left, ``"^"``
                the cell above.
            places: grid columns of each table column.
            numbers: texts of the row of numbers beneath; None for no such row.
        """
        first = len(self.lines)
        blank = Cell(None, HEAD)
        for _ in levels:
            self.add([blank] * self.width, 18.0, keep=keep)
            keep = Keep.GLUED
        for r, k, below, right in head_cells(levels):
            left, end = places[k][0], places[right][1]
            self.lines[first + r].cells[left] = cell = Cell(levels[r][k], HEAD)
            self.span(first + r, first + below, (left, end))
            heights = [line.height for line in self.lines[first:]]
            self.fit(heights, first, self.spans[-1], self.need(self.spans[-1], cell))
            for line, height in zip(self.lines[first:], heights, strict=True):
                line.height = height
        if numbers is not None:
            cells: list[Cell | None] = [Cell(None, HEAD_NUMBER)] * self.width
            for i, (left, _) in enumerate(places):
                cells[left] = Cell(numbers[i], HEAD_NUMBER)
            self.add(cells, 13, across=tuple(p for p in places if p[1] > p[0]), keep=Keep.GLUED)
        return first, len(self.lines) - 1

    def end_table(self, first: int, last: int, repeated: bool = True) -> None:
        """The lines so far end the table whose head stands in these lines; what follows belongs to it as notes do."""
        self.heads.append(TableHead(first, last, len(self.lines) - 1, repeated))
        self.table += 1

    # --- what holds together -------------------------------------------------------------------------------------
    def glue(self, first: int, last: int) -> None:
        """Lines ``first`` to ``last`` hold to the lines above them."""
        for line in self.lines[max(1, first) : last + 1]:
            if line.keep is not Keep.PAGE:
                line.keep = Keep.GLUED

    def hold_last_rows(self, first: int) -> None:
        """The lines from ``first`` on stand on one page, with the last rows of the table that they follow: four (three
        entries and their total), or two where they are tall."""
        seen, line, table, height = 0, first, self.lines[first].table, 0.0
        while line > 0 and self.lines[line - 1].table == table and self.heads:
            above = self.lines[line - 1]
            if seen >= LEAST_HELD and (seen >= MOST_HELD or height + above.height > TALLEST_HELD):
                break
            line -= 1
            seen += above.body
            height += above.height * above.body
        self.glue((line if seen else first) + 1, len(self.lines) - 1)


def head_cells(levels: Sequence[Sequence[str | None]]) -> list[tuple[int, int, int, int]]:
    """``(row, column, last row, last column)`` of every cell of a table head, all zero-based; see ``Draft.head``."""
    result = []
    for r, level in enumerate(levels):
        for k, heading in enumerate(level):
            if heading in (None, "^"):
                continue
            right, below = k, r
            while right + 1 < len(level) and level[right + 1] is None:
                right += 1
            while below + 1 < len(levels) and levels[below + 1][k] == "^":
                below += 1
            result.append((r, k, below, right))
    return result
