"""What a report sheet is made of: title, text, table, notes and signature, each as data that lays itself on a draft."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from ...ooxml.sheet_model import ReportSheet, Style
from ...records import dataclass, field
from .aside import stand_beside
from .draft import Draft, Keep, Place
from .pages import paginate
from .source import Cell, Source
from .styles import EMPTY, NOTE, PLAIN, SIGNATURE, SUBTITLE, TITLE, continued_style, piece

Content = Cell | list[Cell] | None


@dataclass(slots=True)
class Title:
    """The title block: centred lines over the whole width (blank ones are left out), then an empty row."""

    lines: Sequence[Cell | str]

    def lay(self, draft: Draft) -> None:
        for i, line in enumerate(line for line in self.lines if (line if isinstance(line, str) else line.value)):
            value, source = (line, None) if isinstance(line, str) else (line.value, line.source)
            draft.text(value, TITLE if i == 0 else SUBTITLE, source=source, keep=Keep.INSIDE if i else Keep.START)
        draft.gap(8, Keep.GLUED)


@dataclass(slots=True)
class Text:
    """A text across the columns ``left`` to ``right`` (the whole width by default)."""

    value: str
    style: Style = PLAIN
    left: int = 0
    right: int | None = None
    least: float | None = None
    source: Source | None = None
    keep: Keep = Keep.START

    def lay(self, draft: Draft) -> None:
        draft.text(self.value, self.style, self.left, self.right, self.least, self.source, self.keep)


@dataclass(slots=True)
class Fields:
    """Labels with what they name, one beneath the other: the label in the first columns, the rest beside it.

    rows: ``(label, cell)``. label: grid columns of the label.
    """

    rows: Sequence[tuple[Cell, Cell]]
    label: Place
    least: float = 17

    def lay(self, draft: Draft) -> None:
        first = self.label[1] + 1
        for label, cell in self.rows:
            blank, rest = Cell(None, label.style), Cell(None, cell.style)
            cells = [label, *[blank] * self.label[1], cell, *[rest] * (draft.width - first - 1)]
            draft.row(cells, least=self.least, across={0: self.label[1], first: draft.width - 1}, keep=Keep.INSIDE)


@dataclass(slots=True)
class Clauses:
    """Clauses of a decree: a label, a mark such as ``a.`` and the text, which hangs beside both.

    rows: ``(label, mark, text)``. label, mark: grid columns of these; the text has the rest.
    """

    rows: Sequence[tuple[Cell, Cell, Cell]]
    label: Place
    mark: Place

    def lay(self, draft: Draft) -> None:
        for cells in self.rows:
            row: list[Cell | None] = []
            across = {}
            for (left, right), cell in zip(
                (self.label, self.mark, (self.mark[1] + 1, draft.width - 1)), cells, strict=True
            ):
                row += [cell, *[Cell(None, cell.style)] * (right - left)]
                across[left] = right
            draft.row(row, least=17, across=across)


@dataclass(slots=True)
class Gap:
    """An empty row of so many points."""

    height: float
    keep: Keep = Keep.START

    def lay(self, draft: Draft) -> None:
        draft.gap(self.height, self.keep)


@dataclass(slots=True)
class Aside:
    """Words for whoever makes the form, not for its paper: they stand right of what is printed, from the top row on."""

    lines: Sequence[str]

    def lay(self, draft: Draft) -> None:
        draft.aside += self.lines


@dataclass(slots=True)
class Emblem:
    """An empty row of so many points for the office's emblem, where the book has one."""

    height: float = 62

    def lay(self, draft: Draft) -> None:
        draft.sheet.picture_row = draft.gap(self.height)


@dataclass(slots=True)
class NewPage:
    """What follows begins a page."""

    def lay(self, draft: Draft) -> None:
        draft.next_keep = Keep.PAGE


@dataclass(slots=True)
class Notes:
    """Notes beneath a table (source, formula)."""

    lines: Sequence[str]

    def lay(self, draft: Draft) -> None:
        for line in filter(None, self.lines):
            draft.text(line, NOTE, least=13, keep=Keep.INSIDE)


@dataclass(slots=True)
class Signatory:
    """One side of a signature block: lines above the name, the name, lines beneath it."""

    above: Sequence[Cell | str] = ()
    name: Cell | str = ""
    beneath: Sequence[Cell | str] = ()


@dataclass(slots=True)
class Signature:
    """The signatures; they stand on one page with the last rows of the table above.

    places: grid columns of the left and the right side.
    """

    right: Signatory
    places: tuple[Place, Place]
    left: Signatory = field(default_factory=Signatory)

    def lay(self, draft: Draft) -> None:
        first = draft.gap(10, Keep.INSIDE)
        sides = (self.left, self.right)
        count = max(len(s.above) for s in sides)
        for i in range(count):
            at = [i - (count - len(s.above)) for s in sides]
            self._line(draft, [s.above[k] if k >= 0 else "" for s, k in zip(sides, at, strict=True)], SIGNATURE)
        draft.gap(52, Keep.INSIDE)
        self._line(draft, [s.name for s in sides], SIGNATURE._replace(bold=True, underline=True))
        for i in range(max(len(s.beneath) for s in sides)):
            self._line(draft, [s.beneath[i] if i < len(s.beneath) else "" for s in sides], SIGNATURE)
        draft.hold_last_rows(first)

    def _line(self, draft: Draft, texts: Sequence[Cell | str], style: Style) -> None:
        cells: list[Cell | None] = [None] * draft.width
        across = {}
        for (left, right), text in zip(self.places, texts, strict=True):
            value, source = (text, None) if isinstance(text, str) else (text.value, text.source)
            if value:
                cells[left] = Cell(value, style, source)
                if right > left:
                    across[left] = right
        draft.row(cells, across=across, keep=Keep.INSIDE)


# --- tables ----------------------------------------------------------------------------------------------------------
@dataclass(slots=True)
class Record:
    """One entry of a table.

    cells: one for each table column that no ``Beside`` fills; a list takes one sheet row per item, and the cells
        beside it are merged over those rows.
    level: outline level. least: smallest height.
    across: ``{table column: last table column}`` of cells that cover several columns.
    keep: how it holds to the entry above.
    """

    cells: Sequence[Content]
    level: int = 0
    least: float | None = None
    across: dict[int, int] | None = None
    keep: Keep = Keep.START


@dataclass(slots=True)
class Beside:
    """A cell merged over all rows of a group: table columns ``left`` to ``right``.

    continued: what stands there on a further page; by default the text with "(lanjutan)".
    """

    left: int
    right: int
    cell: Cell
    continued: Cell | None = None


@dataclass(slots=True)
class Group:
    """Entries with merged cells beside them. together: they are one unit, kept on one page where that is possible."""

    beside: Sequence[Beside]
    members: Sequence["Group | Record"]
    together: bool = False


@dataclass(slots=True)
class Table:
    """A table.

    levels: heads, see ``Draft.head``. places: grid columns of each table column.
    body: entries in order. totals: entries that stay with the last of them.
    number: of the first column in the row of numbers, None for no such row. numbers: its texts instead.
    frozen: columns that stay in sight, for the table whose head does; None where nothing is frozen.
    empty: what a table without entries says.
    follows: its head stays with the line above (a caption). repeats: its head stands on every page of it.
    """

    levels: Sequence[Sequence[str | None]]
    places: Sequence[Place]
    body: Sequence[Group | Record]
    totals: Sequence[Record] = ()
    number: int | None = 1
    numbers: Sequence[str] | None = None
    frozen: int | None = None
    empty: str = ""
    empty_style: Style = EMPTY
    follows: bool = False
    repeats: bool = True

    def lay(self, draft: Draft) -> None:
        first, last = draft.head(self.levels, self.places, self._numbers(), Keep.GLUED if self.follows else Keep.START)
        if self.frozen is not None:
            draft.sheet.freeze = (last + 1, self.frozen)
        writer = _Writer(draft, self.places)
        for member in self.body:
            writer.member(member)
        if not self.body and self.empty:
            draft.text(self.empty, self.empty_style)
        if last + 1 < len(draft.lines):
            draft.glue(last + 1, last + 1)  # the head stays with the first entry
        for record in self.totals:
            writer.record(record, writer.all_free, Keep.GLUED)
        draft.end_table(first, last, self.repeats)

    def _numbers(self) -> Sequence[str] | None:
        if self.numbers is not None or self.number is None:
            return self.numbers
        return [f"({self.number + k})" for k in range(len(self.places))]


class _Slots(NamedTuple):
    """What the groups around an entry leave to it.

    cells: by table column, those of the groups. free: columns that the entry fills. merged: columns that a group
    merges. ignored: their grid columns.
    """

    cells: list[Content]
    free: list[int]
    merged: Collection[int]
    ignored: Collection[int]


class _Writer:
    """Lays the entries of a table on the grid."""

    def __init__(self, draft: Draft, places: Sequence[Place]) -> None:
        self.draft, self.places = draft, places
        self.plain = all(left == right == k for k, (left, right) in enumerate(places))
        self.all_free = self._slots({}, ())

    def _slots(self, cells: dict[int, Cell], merged: Collection[int]) -> _Slots:
        columns = range(len(self.places))
        ignored = {self.places[k][0] for k in merged}
        return _Slots([cells.get(k) for k in columns], [k for k in columns if k not in cells], merged, ignored)

    def member(self, member: Group | Record, keep: Keep | None = None) -> None:
        """An entry or group that stands in no group."""
        if isinstance(member, Record):
            self.record(member, self.all_free, keep)
        else:
            self.group(member, {}, keep)

    def group(self, group: Group, outer: dict[int, Cell], keep: Keep | None) -> None:
        """The rows of a group; ``outer``: cells that the groups around it put into its first row."""
        draft, first = self.draft, len(self.draft.lines)
        own = {}
        for b in group.beside:
            own[b.left] = b.cell
            for k in range(b.left + 1, b.right + 1):
                own[k] = Cell(None, b.cell.style)
        # A group of one entry needs no merging of its own: its cells are cells of that entry.
        alone = len(group.members) == 1 and isinstance(group.members[0], Record)
        alone = alone and all(self.places[b.left][0] == self.places[b.right][1] for b in group.beside)
        cells = {**outer, **own}
        blank = {k: Cell(None, cell.style) for k, cell in cells.items()}
        slots = self._slots(cells, outer if alone else cells)
        further = self._slots(blank, cells)
        for i, member in enumerate(group.members):
            if i:
                keep = Keep.INSIDE if group.together and _loose(member) else None
            if isinstance(member, Record):
                self.record(member, further if i else slots, keep)
            else:
                self.group(member, blank if i else cells, keep)
        if not alone:
            last = len(draft.lines) - 1
            for b in group.beside:
                place = (self.places[b.left][0], self.places[b.right][1])
                draft.span(first, last, place, True, b.continued or continued(b.cell))

    def record(self, record: Record, slots: _Slots, keep: Keep | None = None) -> None:
        """One entry; ``keep``: instead of its own."""
        keep = record.keep if keep is None else keep
        cells = slots.cells.copy()
        count = 1
        for k, cell in zip(slots.free, record.cells, strict=False):
            cells[k] = cell
            if cell.__class__ is list and len(cell) > count:
                count = len(cell)
        if count == 1:
            row = [c[0] if c.__class__ is list else c for c in cells]
            self._row(row, record, slots.merged, slots.ignored, keep)
            return
        upright = [k for k, c in enumerate(cells) if c.__class__ is not list]
        ignored = {self.places[k][0] for k in upright}
        first = len(self.draft.lines)
        for i in range(count):
            self._row([_part(c, i, count) for c in cells], record, upright, ignored, keep)
            # A heading in a list (a program above its kegiatan) is never the last of a page.
            keep = Keep.GLUED if any(_heads(c, i) for c in cells) else Keep.INSIDE
        for k in upright:
            cell = cells[k]
            if isinstance(cell, Cell) and k not in slots.merged:
                self.draft.span(first, len(self.draft.lines) - 1, self.places[k], False, continued(cell))

    def _row(self, cells: list[Any], record: Record, merged: Collection[int], ignored: Collection[int],
             keep: Keep) -> None:  # fmt: skip
        """One row; the cells of the ``merged`` table columns get their room later."""
        if self.plain and not record.across:
            self.draft.row(cells, record.level, record.least, None, ignored, keep, True)
            return
        grid: list[Cell | None] = [None] * self.draft.width
        across, spread = {}, record.across or {}
        k = 0
        while k < len(cells):
            last = spread.get(k, k)
            left, right = self.places[k][0], self.places[last][1]
            cell = cells[k]
            if cell is not None:
                grid[left] = cell
                if right > left:
                    grid[left + 1 : right + 1] = [Cell(None, cell.style)] * (right - left)
                    if k not in merged:
                        across[left] = right
            k = last + 1
        self.draft.row(grid, record.level, record.least, across, ignored, keep, True)


def _loose(member: Group | Record) -> bool:
    """Its own ``keep`` does not hold it to the entry above."""
    return isinstance(member, Group) or member.keep is Keep.START


def _heads(cell: Content, i: int) -> bool:
    """Whether item ``i`` of a list is a heading over the next one."""
    return isinstance(cell, list) and i + 1 < len(cell) and cell[i].style.bold and not cell[i + 1].style.bold


def _part(cell: Content, i: int, count: int) -> Cell | None:
    """What a cell shows in row ``i`` of an entry of several rows."""
    if isinstance(cell, list):
        item = cell[i] if i < len(cell) else Cell(None, cell[-1].style)
        return Cell(item.value, piece(item.style, i == 0, i == count - 1), item.source)
    if cell is None or i == 0:
        return cell
    return Cell(None, cell.style)


def continued(cell: Cell) -> Cell:
    """A merged cell as it stands on a further page: prose is marked, a figure stays as it is."""
    if isinstance(cell.value, str) and cell.style.align == "left" and not cell.value.endswith("(lanjutan)"):
        return Cell(f"{cell.value} (lanjutan)", continued_style(cell.style.size), cell.source)
    return cell


Block = Title | Text | Fields | Clauses | Gap | Aside | Emblem | NewPage | Notes | Signature | Table


def lay_out(sheet: ReportSheet, blocks: Sequence[Block]) -> ReportSheet:
    """Write blocks into an empty sheet, in order, and end its pages."""
    draft = Draft(sheet)
    for block in blocks:
        block.lay(draft)
    result = paginate(draft)
    if draft.aside:
        stand_beside(result, "\n".join(draft.aside))
    return result
