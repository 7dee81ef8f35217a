"""A report as pieces of a document: its lines of text and its tables, cut from the same form as its sheet.

A sheet is divided into pages and its rows are measured; Word does both itself. So a form's blocks are laid here on a
grid that measures nothing, and each block becomes one piece.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from ..compute.world import World
from ..ooxml.sheet_model import ReportSheet, Style
from ..records import dataclass, field
from ..reports.doubts import with_doubts
from ..reports.layout.blocks import Aside, Block, Emblem, Gap, NewPage, Notes, Table, Text, Title
from ..reports.layout.cells import text_of
from ..reports.layout.draft import Cells, Draft, Span
from ..reports.layout.form import Form
from ..reports.layout.source import Cell
from ..reports.registry import doubts_of_report, find_report, form_of, possible_ids

NUMBER = re.compile(r"tabel\s+((?:\d+|[A-Z])(?:\.(?:\d+|[A-Z]))*)\.?$", re.I)
"""A line that is nothing but the number of a table."""
_CHAPTER = re.compile(r"\d+(?:\.\d+)+\.?\s")
_LETTER = re.compile(r"[A-Z]\.\s+(.+)$", re.S)


@dataclass(slots=True)
class Words:
    """A line of text: what stands there, its look, and whether it is a note beneath a table."""

    text: str
    style: Style
    note: bool = False


@dataclass(slots=True)
class Space:
    """Room of so many points."""

    height: float


@dataclass(slots=True)
class PageEnd:
    """What follows begins a page."""


@dataclass(slots=True)
class Seal:
    """The office's emblem, so many points high."""

    height: float


@dataclass(slots=True)
class GridTable:
    """A table, or a block of fields or signatures that is laid like one.

    Attributes:
        widths: of its columns, in characters. rows: cells by row and column; None where there is none.
        merged: ``(first row, first column, last row, last column)``. head: rows that stand on every page.
        framed: it is a table with lines. heights: of its rows in points, which count where a row is blank.
    """

    widths: list[float]
    rows: list[list[Cell | None]]
    merged: list[tuple[int, int, int, int]]
    head: int = 0
    framed: bool = True
    heights: list[float] = field(default_factory=list)

    @property
    def width(self) -> float:
        """All columns together, in characters."""
        return sum(self.widths)


Piece = Words | Space | PageEnd | Seal | GridTable


@dataclass(slots=True)
class Captioned:
    """A table of a report with what the report says of it.

    Attributes:
        number: as printed by the report (``3.1.1.A``), "" where it has none. heading: line that stands above the
            number, such as ``A. Perbandingan ...``. title: caption. notes: lines beneath it.
        doubts: what makes the report's figures doubtful, in sentences, each to be told once.
        landscape: it needs a page that lies on its side.
    """

    table: GridTable
    number: str = ""
    heading: str = ""
    title: str = ""
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    landscape: bool = False


class _Grid(Draft):
    """A draft that measures no text: rows are never cut, heights do not count."""

    def _needed(self, cells: Cells, need: float, across: Mapping[int, int], ignore: Collection[int]) -> float:
        return need

    def need(self, span: Span, cell: Cell) -> float:
        return 0.0


def pieces_of(form: Form) -> list[Piece]:
    """The pieces of a form, in order."""
    result: list[Piece] = []
    for block in form.blocks:
        result += _piece(block, list(form.widths))
    return result


def _piece(block: Block, widths: list[float]) -> list[Piece]:
    if isinstance(block, Aside):
        return []
    if isinstance(block, NewPage):
        return [PageEnd()]
    if isinstance(block, Gap):
        return [Space(block.height)]
    if isinstance(block, Emblem):
        return [Seal(block.height)]
    draft = _Grid(ReportSheet("", "", "", widths))
    block.lay(draft)
    if isinstance(block, Title | Text | Notes):
        found = []
        for line in draft.lines:
            cell = next((c for c in line.cells if c is not None and c.value not in (None, "")), None)
            if cell is not None:
                found.append(Words(text_of(cell), cell.style, isinstance(block, Notes)))
        return list(found)
    return [_grid_table(draft, widths, isinstance(block, Table))]


def _grid_table(draft: Draft, widths: list[float], framed: bool) -> GridTable:
    merged = [(s.first, s.left, s.last, s.right) for s in draft.spans if (s.first, s.left) != (s.last, s.right)]
    covered = {(r, c) for a, b, y, z in merged for r in range(a, y + 1) for c in range(b, z + 1)}
    rows: list[list[Cell | None]] = []
    for n, line in enumerate(draft.lines):
        cells = [*line.cells, *[None] * (len(widths) - len(line.cells))][: len(widths)]
        rows.append(cells)
        merged += [(n, a, n, z) for a, z in line.across if (n, a) not in covered]
    head = draft.heads[0].last - draft.heads[0].first + 1 if draft.heads else 0
    return GridTable([w or 0.0 for w in widths], rows, merged, head, framed, [line.height for line in draft.lines])


# --- a report of the book --------------------------------------------------------------------------------------------
class Reports:
    """The reports of a computed book as pieces; each is built once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.ids = possible_ids(world)
        self._forms: dict[str, Form] = {}
        self._tables: dict[str, list[Captioned]] = {}

    def known(self, id: str) -> bool:
        """Whether the book can have this report."""
        return id in self.ids

    def form(self, id: str) -> Form:
        """The form of a report that the book can have, without its doubts."""
        if id not in self._forms:
            self._forms[id] = form_of(self.world, id)
        return self._forms[id]

    def tables(self, id: str) -> list[Captioned]:
        """The tables of a report with their captions; none where the book cannot have it."""
        if not self.known(id):
            return []
        if id not in self._tables:
            form = self.form(id)
            self._tables[id] = captioned(pieces_of(form), form.landscape)
            doubts = doubts_of_report(self.world, id)
            for one in self._tables[id]:
                one.doubts = doubts
        return self._tables[id]

    def whole(self, id: str) -> list[Piece]:
        """The pieces of a report as a form of its own (an appendix): without tables that print a number, which stand
        in a chapter, unless there is nothing else."""
        pieces = pieces_of(with_doubts(self.world, self.form(id), find_report(id).rests_on))
        numbered = next((n for n, p in enumerate(pieces) if isinstance(p, Words) and NUMBER.match(p.text)), None)
        kept = pieces if not numbered else pieces[:numbered]
        if not any(isinstance(p, GridTable) for p in kept):
            kept = pieces
        while kept and isinstance(kept[-1], PageEnd | Space):
            kept = kept[:-1]
        return kept


def captioned(pieces: Iterable[Piece], landscape: bool) -> list[Captioned]:
    """The framed tables of a report, each with the lines that belong to it."""
    result: list[Captioned] = []
    waiting: list[Words] = []
    for piece in pieces:
        if isinstance(piece, Words) and piece.note:
            if result:
                result[-1].notes.append(piece.text)
        elif isinstance(piece, Words):
            waiting.append(piece)
        elif isinstance(piece, GridTable) and piece.framed:
            result.append(_captioned(piece, waiting, landscape))
            waiting = []
        elif isinstance(piece, GridTable):
            waiting = []
    return result


def _captioned(table: GridTable, lines: Sequence[Words], landscape: bool) -> Captioned:
    texts = [" ".join(w.text.split()) for w in lines]
    at = next((n for n, text in enumerate(texts) if NUMBER.match(text)), None)
    if at is None:
        # Of lines without a number the last one names the table; the title of a sheet is the report's own name.
        last = texts[-1] if texts and not lines[-1].style.align == "center" else ""
        return Captioned(table, title="" if _CHAPTER.match(last) else last, landscape=landscape)
    found = NUMBER.match(texts[at])
    above = [text for text in texts[:at] if not _CHAPTER.match(text)]
    heading = above[-1] if above and _LETTER.match(above[-1]) else ""
    letter = _LETTER.match(heading)
    title = " ".join(texts[at + 1 :]) or (letter[1] if letter else "")
    return Captioned(table, found[1] if found else "", heading, title, landscape=landscape)


# --- a table of the book ---------------------------------------------------------------------------------------------
def plain_table(headings: Sequence[str], rows: Sequence[Sequence[Any]], widths: Sequence[float]) -> GridTable:
    """A table of texts and numbers that no report has, in the look of the reports."""
    from ..reports.layout.styles import CENTER, HEAD, NUMBER, TEXT

    head: list[Cell | None] = [Cell(text, HEAD) for text in headings]
    body: list[list[Cell | None]] = []
    for row in rows:
        cells: list[Cell | None] = []
        for value in row:
            if isinstance(value, Cell):
                cells.append(value)
            else:
                number = isinstance(value, int | float)
                cells.append(Cell(value, NUMBER._replace(format="#,##0") if number else TEXT if value else CENTER))
        body.append(cells)
    return GridTable(list(widths), [head, *body], [], 1)
