"""The form that a profile gives a report: its parts laid on one grid, from data to the blocks of the engine."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

from ...compute.world import World
from ...ooxml.measure import lebar_kata
from ...ooxml.sheet_model import Style
from ...records import replace
from ..forms.analysis import Analysis, analysis_of
from ..forms.office import footer
from ..forms.provisional import WITHHELD, told, told_of_doubted
from ..forms.quarter_notes import doubts_of_quarter
from ..layout.blocks import Beside, Block, Content, Emblem, Fields, Gap, Group, NewPage, Notes, Record, Table, Text
from ..layout.cells import text_of
from ..layout.columns import heads_of
from ..layout.draft import Keep, Place
from ..layout.form import Form
from ..layout.source import Cell
from ..layout.styles import CENTER, CONTINUED, TEXT_BOLD, TOTAL, TOTAL_NUMBER, TOTAL_TEXT
from ..profiles.records import PrintedColumn, PrintedForm, PrintedLine, PrintedPart, Profile
from .cells import printed_cell
from .data_tables import GENERAL_ROWS
from .known import QUANTITIES, ROWS, expanded
from .looks import BASE, LOOKS
from .quantities import MONEY, Figure, Seen, applies
from .rows import HEADING, LEVEL, Asked, Row
from .signatures import signature
from .slots import Slots
from .totals import TOLD, total_figures

HEADED = TEXT_BOLD._replace(fill="F2F2F2")
NEAR = 1.0  # characters: edges of columns that stand nearer to each other become one
LABEL_WIDTH = 13.0


class Built(NamedTuple):
    """A part with its rows and their cells.

    money: a figure of the rows is an amount. missing: the most that one lacks of what is not filled in yet.
    doubted: the indicators whose doubtful realisasi is shown.
    """

    part: PrintedPart
    rows: list[Row]
    cells: list[list[Content]]
    money: bool
    missing: int
    doubted: list[Any]


class _Ask(NamedTuple):
    """What a column asks of a row: the row's thing by name, and the quantity that is made of it."""

    thing: str
    quantity: Callable[[Analysis, Any], Figure | None]
    column: PrintedColumn

    @classmethod
    def of(cls, column: PrintedColumn) -> "_Ask":
        name = column.quantity
        return cls(name if name.startswith("no.") else name.partition(".")[0], QUANTITIES[name], column)


def printed_form(world: World, profile: Profile, id: str, title: str, form: PrintedForm, member: Any) -> Form:
    """The form of one report by its profile."""
    return _Printed(world, profile, id, title, form, member).form()


class _Printed:
    def __init__(self, world: World, profile: Profile, id: str, title: str, form: PrintedForm, member: Any) -> None:
        self.world, self.profile, self.title, self.printed = world, profile, title, form
        self.a: Analysis = analysis_of(world)
        digits = id[len(id.rstrip("0123456789")) :]
        document = "Perubahan" if id == "LAP-PK-P" else "Awal"
        order = str(profile.choice(world.settings, "urutan_anggaran_tw") or "")
        self.asked = Asked(int(digits or 0), document, member, order)
        self.slots = Slots(world, profile, self.asked)

    def form(self) -> Form:
        built = [self._built(self._of_book(p)) for p in self.printed.parts if self._stands(p)]
        built = [one for one in built if one[1] or not one[0].rows or one[0].required]
        parts = [(one, self._widths(one)) for one in built]
        widths, edges = _grid([w for _, w in parts if w], 164.0 if self.printed.landscape else 101.0)
        blocks: list[Block] = []
        for n, (one, own) in enumerate(parts):
            if n:
                blocks.append(Gap(12))
            if n and one[0].new_page:
                blocks.append(NewPage())
            blocks += self._part(one, own, widths, edges)
        return Form(widths, blocks, footer(self.world, self.title), landscape=self.printed.landscape)

    def _stands(self, part: PrintedPart) -> bool:
        """Whether a part stands on this sheet of a series, in a book of these modules."""
        number, modules = self.asked.number, self.world.book.modules
        return (not part.only or number in part.only) and (not part.module or part.module in modules)

    def _of_book(self, part: PrintedPart) -> PrintedPart:
        """The part with the columns that this book can have."""
        every = expanded(self.a, self.asked, part.columns)
        if part.blank is not None:
            every = tuple(c if c.blank is not None else replace(c, blank=part.blank) for c in every)
        kept = tuple(c for c in every if applies(self.world, c.quantity))
        numbers = part.numbers[: len(kept)] if len(kept) < len(part.columns) else part.numbers
        return replace(part, columns=kept, numbers=numbers)

    # --- a part ------------------------------------------------------------------------------------------------------
    def _built(self, part: PrintedPart) -> Built:
        rows = ROWS[part.rows](self.a, self._asked(part)) if part.rows else []
        decimals = self.world.decimals
        counts: dict[tuple[str, int], int] = {}
        for row in rows:
            for name in ("pk_sasaran", "sasaran"):
                if name in row:
                    counts[name, id(row[name])] = counts.get((name, id(row[name])), 0) + 1
        cells: list[list[Content]] = []
        money, missing = False, 0
        doubted: dict[int, Any] = {}
        asks = [_Ask.of(column) for column in part.columns]
        blank, marks_several = Cell(None, CENTER), any(column.bullet_of_several for column in part.columns)
        for row in rows:
            if HEADING in row:
                cells.append([_heading(row[HEADING]), *[Cell(None, HEADED)] * (len(part.columns) - 1)])
                continue
            several = marks_several and any(counts.get((n, id(row.get(n))), 0) > 1 for n in ("pk_sasaran", "sasaran"))
            own: list[Content] = []
            for thing_of, quantity, column in asks:
                thing = row.get(thing_of)
                if thing is None:
                    own.append(blank)
                    continue
                figure = quantity(self.a, thing if column.member is None else Seen(thing, column.member))
                if figure is None:
                    own.append(blank)
                    continue
                own.append(_marked(printed_cell(figure, column, decimals, several), figure))
                money = money or figure.kind == MONEY
                missing = max(missing, figure.missing)
                if figure.doubted is not None:
                    doubted.setdefault(id(figure.doubted), figure.doubted)
            cells.append(own)
        return _filled(Built(part, rows, cells, money, missing, list(doubted.values())))

    def _asked(self, part: PrintedPart) -> Asked:
        asked = self.asked._replace(where=part.where) if part.where else self.asked
        return asked._replace(document=self.world.document) if part.document else asked

    def _widths(self, built: Built) -> list[float]:
        """Wanted widths; no figure is shown as ####, and no long word of a heading is cut."""
        part, cells = built.part, built.cells
        result = []
        for k, column in enumerate(part.columns):
            least = max((lebar_kata(self.slots.fill(t), 8) for t in column.headings[-1:]), default=0.0)
            largest: dict[Style, float] = {}  # of the figures of one look the longest is the largest
            for row in cells:
                cell = row[k]
                if cell.__class__ is Cell and cell.value.__class__ in (int, float):
                    size = abs(cell.value)
                    if size > largest.get(cell.style, -1):
                        largest[cell.style] = size
            needs = [_room(style, size) for style, size in largest.items()]
            result.append(max(column.width, min(max([least, *needs]), 26.0)))
        return result

    def _part(self, built: Built, own: list[float], widths: list[float], edges: list[float]) -> list[Block]:
        part, rows, cells = built.part, built.rows, built.cells
        blocks: list[Block] = [Emblem()] if part.emblem and self.world.book.emblem else []
        blocks += self._lines(part.lines, edges, bool(part.columns))
        if part.columns:
            places = _places(own, edges)
            blocks.append(self._table(part, rows, cells, places))
        notes = [self.slots.fill(t) for t in part.notes] + self._sources(part) + self._doubts(built)
        if notes := [line for line in notes if line.strip()]:
            blocks += [Gap(4, Keep.INSIDE), Notes(notes)]
        if part.signature:
            blocks.append(signature(self.slots, part.signature, edges))
        return blocks

    def _sources(self, part: PrintedPart) -> list[str]:
        """Whose figures a table of general data shows, where the book says so."""
        if part.rows not in GENERAL_ROWS:
            return []
        names = dict.fromkeys(str(r["Sumber"]).strip() for r in self.asked.member.rows if r.get("Sumber"))
        return [self.profile.words.get("sumber_data", "Sumber: ") + "; ".join(names)] if names else []

    def _doubts(self, built: Built) -> list[str]:
        """What is told beneath a table whose money is not complete, or withheld."""
        part, money, missing = built.part, built.money, built.missing
        if part.rows == "triwulan":
            return doubts_of_quarter(self.world, self.asked.number)
        if part.total and built.rows:
            totals = total_figures(self.a, self._asked(part), part.rows).values()
            money = money or any(f.kind == MONEY for f in totals)
            missing = max([missing, *(f.missing for f in totals)])
        cells = (cell for row in built.cells for cell in row if isinstance(cell, Cell))
        told_of = told_of_doubted(self.world, built.doubted, cells)
        told_of += [WITHHELD] if self.world.amounts.withheld and money else []
        if missing and part.rows in TOLD:
            return [*told_of, TOLD[part.rows](missing)]
        return [*told_of, told(self.world.budget.total_unfilled, self.world.quarter)] if missing else told_of

    def _lines(self, lines: Sequence[PrintedLine], edges: list[float], follows: bool) -> list[Block]:
        """The lines of a part; those above a table stay with it."""
        blocks: list[Block] = []
        label = (0, max(0, next((k for k, e in enumerate(edges) if e >= LABEL_WIDTH), len(edges) - 2) - 1))
        for line in lines:
            for n, (text, source) in enumerate(self.slots.lines(line.text)):
                if not text.strip():
                    continue
                keep = Keep.GLUED if blocks and (follows or line.label) else Keep.START
                if line.gap:
                    blocks.append(Gap(line.gap, keep))
                    keep = Keep.GLUED if follows or line.label else Keep.INSIDE
                look = LOOKS[line.look]
                if line.label:
                    beside = (Cell(None if n else line.label, BASE), Cell(f"  {text}" if n else text, look, source))
                    blocks.append(Fields([beside], label))
                else:
                    blocks.append(Text(text, look, source=source, keep=keep))
        if follows and lines:
            blocks.append(Gap(4, Keep.GLUED))
        return blocks

    # --- the table -----------------------------------------------------------------------------------------------
    def _table(self, part: PrintedPart, rows: list[Row], cells: list[list[Content]], places: list[Place]) -> Table:
        heads = [[self.slots.fill(t) for t in c.headings] for c in part.columns]
        merged = [c.merged for c in part.columns]
        order = list(dict.fromkeys(name for name in merged if name))
        numbers = list(part.numbers) or [part.counted.replace("1", str(k + 1)) for k in range(len(places))]
        numbers = numbers if part.numbers or part.counted else []
        totals = [self._total(part)] if part.total and rows else []
        body = _body(list(zip(rows, cells, strict=True)), order, merged, part.says_continued)
        return Table(heads_of(heads), places, body, totals, number=None, numbers=numbers or None,
                     follows=bool(part.lines), frozen=0 if self._single() else None, empty="Belum ada isian.",
                     repeats=part.repeats_head)  # fmt: skip

    def _single(self) -> bool:
        """The sheet has one table, whose head stays in sight."""
        return sum(1 for p in self.printed.parts if p.columns) == 1

    def _total(self, part: PrintedPart) -> Record:
        """The row of sums: its label covers what stands before the first figure."""
        assert part.total is not None
        figures = total_figures(self.a, self._asked(part), part.rows)
        wanted = part.total.quantities or tuple(figures)
        cells: list[Content] = []
        for column in part.columns:
            figure = figures.get(column.quantity) if column.quantity in wanted else None
            if figure is None:
                cells.append(None)
                continue
            changed = {k: v for k in ("before", "after", "mark") if (v := getattr(part.total, k)) is not None}
            own = replace(column, **changed)
            cell = printed_cell(figure, own, self.world.decimals)
            assert isinstance(cell, Cell)
            style = TOTAL_NUMBER._replace(format=cell.style.format, align=cell.style.align)
            cells.append(cell._replace(style=style))
        first = next((k for k, cell in enumerate(cells) if cell is not None), len(cells))
        label = Cell(part.total.label or None, TOTAL)
        filled: list[Content] = [label, *[Cell(None, TOTAL_TEXT)] * (max(first, 1) - 1)]
        filled += [c or Cell(None, TOTAL_TEXT) for c in cells[len(filled) :]]
        return Record(filled, least=18, across={0: first - 1} if first > 1 else None)


def _heading(figure: Figure) -> Cell:
    """A row that names what follows, over the whole width."""
    return Cell(figure.value, HEADED, figure.source)


@cache
def _coloured(style: Style) -> Style:
    return style._replace(fill="FFF2CC")


def _marked(content: Content, figure: Figure) -> Content:
    """A figure that differs from the one before it stands on a coloured ground."""
    if not figure.changed or not isinstance(content, Cell):
        return content
    return content._replace(style=_coloured(content.style))


def _filled(built: Built) -> Built:
    """Without the columns that are only printed where a row has something in them."""
    part, rows = built.part, [c for c, row in zip(built.cells, built.rows, strict=True) if HEADING not in row]
    kept = [
        k for k, column in enumerate(part.columns)
        if not column.only_filled or any(isinstance(c := row[k], list) or (c and c.value not in (None, "", "-"))
                                         for row in rows)
    ]  # fmt: skip
    if len(kept) == len(part.columns):
        return built
    numbers = part.numbers[: len(kept)]
    part = replace(part, columns=tuple(part.columns[k] for k in kept), numbers=numbers)
    return built._replace(part=part, cells=[[row[k] for k in kept] for row in built.cells])


def _body(
    entries: list[tuple[Row, list[Content]]], order: list[str], merged: list[str], told: bool
) -> list[Group | Record]:
    """The entries; a row that names what follows stands between the groups."""
    result: list[Group | Record] = []
    run: list[tuple[Row, list[Content]]] = []

    def close() -> None:
        """What a heading names begins on its page."""
        members = _grouped(run, order, merged, told) if run else []
        if result and members and isinstance(members[0], Record):
            members[0].keep = Keep.GLUED
        result.extend(members)
        run.clear()

    for row, cells in entries:
        if HEADING not in row:
            run.append((row, cells))
            continue
        close()
        result.append(Record(cells, across={0: len(cells) - 1} if len(cells) > 1 else None))
    close()
    return result


def _grouped(
    entries: list[tuple[Row, list[Content]]], order: list[str], merged: list[str], told: bool
) -> list[Group | Record]:
    """Entries in groups by the things in ``order``; the columns of a thing are merged over its entries.

    told: what goes on on a further page says so.
    """
    if not order:
        levels = [row.get(LEVEL, 0) for row, _ in entries]
        # A row above those that it sums up is never the last of a page.
        return [
            Record(cells, level, keep=Keep.GLUED if level > above else Keep.START)
            for (_, cells), level, above in zip(entries, levels, [levels[0], *levels], strict=False)
        ]
    name, rest = order[0], order[1:]
    own = [k for k, m in enumerate(merged) if m == name]
    result: list[Group | Record] = []
    start = 0
    for n in range(1, len(entries) + 1):
        if n < len(entries) and entries[n][0].get(name) is entries[start][0].get(name):
            continue
        block = entries[start:n]
        first = {k: _single(block[0][1][k]) for k in own}
        name_at = next((k for k in own if isinstance(first[k].value, str)), own[0])
        beside = [_beside(k, first[k], last=not rest and told, named=name_at) for k in own]
        members = _grouped(block, rest, merged, told) if rest else _records(block, merged)
        result.append(Group(beside, members, together=len(block) <= 12))
        start = n
    return result


def _records(entries: list[tuple[Row, list[Content]]], merged: list[str]) -> list[Group | Record]:
    free = [k for k, name in enumerate(merged) if not name]
    return [Record([*(cells[k] for k in free)], row.get(LEVEL, 0)) for row, cells in entries]


def _beside(k: int, cell: Cell, last: bool, named: int) -> Beside:
    """A merged cell. On a further page the things around are named again, of the innermost only its name and the number
    before it (``named``: the column of the name)."""
    if not last or k < named:
        return Beside(k, k, cell, cell)
    if isinstance(cell.value, str) and k == named:
        return Beside(k, k, cell, Cell(f"{cell.value} (lanjutan)", CONTINUED, cell.source))
    return Beside(k, k, cell, Cell(None, cell.style))


def _room(style: Style, value: float) -> float:
    """The width in characters that a figure needs in its number format."""
    code = (style.format or "").split(";")[0]
    literal = sum(len(x) for x in code.split('"')[1::2])
    digits = text_of(Cell(value, style._replace(format="".join(code.split('"')[0::2]) or "#,##0")))
    return (len(digits) + literal) * (0.95 if style.bold else 0.88) + 1.6


def _single(content: Content) -> Cell:
    """A cell that is merged over rows; a list cannot be."""
    assert isinstance(content, Cell)
    return content


# --- the grid --------------------------------------------------------------------------------------------------------
def _grid(parts: list[list[float]], paper: float) -> tuple[list[float], list[float]]:
    """Widths of the sheet's columns so that every part has its edges, and those edges.

    Each part is stretched to the widest; edges that stand nearer to each other than ``NEAR`` become one.
    """
    if not parts:
        parts = [[13.0, (paper - 13.0) / 2, (paper - 13.0) / 2]]
    whole = max(paper, *(sum(p) for p in parts))
    found: list[float] = []
    for own in sorted(parts, key=len, reverse=True):
        scale, at = whole / sum(own), 0.0
        for width in own[:-1]:
            at += width * scale
            if all(abs(at - e) >= NEAR for e in found):
                found.append(at)
    edges = [0.0, *sorted(found), whole]
    return [b - a for a, b in zip(edges, edges[1:], strict=False)], edges


def _nearest(edges: list[float], at: float) -> int:
    return min(range(len(edges)), key=lambda k: abs(edges[k] - at))


def _places(own: list[float], edges: list[float]) -> list[Place]:
    """The grid columns of each column of a part."""
    scale, at, last = edges[-1] / sum(own), 0.0, 0
    result = []
    for k, width in enumerate(own):
        at += width * scale
        end = len(edges) - 1 if k == len(own) - 1 else max(last + 1, _nearest(edges, at))
        result.append((last, end - 1))
        last = end
    return result
