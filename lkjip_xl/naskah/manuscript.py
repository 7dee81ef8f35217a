"""The manuscript: the rows of ``tbl_naskah`` as the elements of a document, numbered and with everything filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from ..compute.world import World
from ..expr.values import is_number
from ..records import dataclass, field, replace
from ..reports.registry import find_report
from .charts import CHARTS, captioned
from .pieces import Captioned, Piece
from .register import Scope, scope_of
from .rows import Clause, Each, Unknown, When, clauses
from .said_once import Said
from .tables import known_table, report_ids, tables_of
from .words import Run, fill, is_instruction, plain, special

TABLE = "tbl_naskah"
CHAPTER = re.compile(r"bab\s+([ivx]+)$", re.I)
CONTENTS, COVER, APPENDIX = "daftar isi", "sampul", "lampiran"
_ROMAN = {"i": 1, "v": 5, "x": 10}


@dataclass(slots=True)
class Element:
    """An element of the document.

    Attributes:
        part: name of its Bab. row: number of its row in ``tbl_naskah``.
    """

    part: str
    row: int


@dataclass(slots=True)
class Heading(Element):
    """A heading: level 1 is the chapter; ``number`` is ``BAB I``, ``1.1.``, or "" for one without."""

    level: int
    runs: list[Run]
    number: str = ""
    listed: bool = True

    @property
    def text(self) -> str:
        """Its words."""
        return plain(self.runs)


@dataclass(slots=True)
class Paragraph(Element):
    """A paragraph. kind: ``isi``, ``sampul`` or ``judul sampul``."""

    runs: list[Run]
    kind: str = "isi"


@dataclass(slots=True)
class Item(Element):
    """An item of a list. level: 1 is the outermost. first: it begins a list."""

    runs: list[Run]
    level: int
    first: bool = False


@dataclass(slots=True)
class Caption:
    """A caption. label: ``Tabel`` or ``Gambar``. number: ``3.1.1.A``; all but its last part stand fixed before a field
    that counts, which begins anew where ``restart`` is set."""

    label: str
    text: str
    number: str = ""
    restart: bool = False


@dataclass(slots=True)
class TableElement(Element):
    """A table with its caption."""

    table: Captioned
    caption: Caption


@dataclass(slots=True)
class PictureElement(Element):
    """A picture. what: ``lambang``, the name of a chart, or of a file beside the book. caption: None for no caption."""

    what: str
    caption: Caption | None


@dataclass(slots=True)
class WholeReport(Element):
    """A report as a form of its own, in the appendix."""

    id: str
    pieces: list[Piece]
    landscape: bool


@dataclass(slots=True)
class Placed(Element):
    """A list (``daftar_isi``, ``daftar_tabel``, ``daftar_gambar``) or the signature (``tanda_tangan``)."""

    what: str


@dataclass(slots=True)
class Trouble:
    """Something about a row that a person should know: what stands there, and why it is none."""

    row: int
    kind: str
    text: str


@dataclass(slots=True)
class Manuscript:
    """The document as data.

    Attributes:
        elements: in order. troubles: rows that say something which cannot be shown, or nothing yet.
        pictures: files that rows name, found or not.
    """

    world: World
    scope: Scope
    elements: list[Element]
    troubles: list[Trouble] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    part: str
    number: int
    kind: str
    level: int
    text: str
    clauses: list[Clause]


def manuscript_of(world: World, pictures: Sequence[str] = ()) -> Manuscript:
    """The document of a computed book.

    Args:
        world: the computed book, with the module ``naskah``.
        pictures: names of what can be drawn: files beside the book, charts, ``lambang``.
    """
    return _Builder(world, pictures).build()


def troubles_of(world: World) -> list[Trouble]:
    """What is wrong with the words of the rows that hold; tables and pictures are not made for it."""
    return _WordsOnly(world, ()).build().troubles


class _Builder:
    def __init__(self, world: World, pictures: Sequence[str]) -> None:
        self.world = world
        self.pictures = {name.casefold() for name in pictures}
        self.scope = scope_of(world)
        self.troubles: list[Trouble] = []
        self.elements: list[Element] = []

    def build(self) -> Manuscript:
        rows = self._rows()
        if any(self._figure_named(r.text) for r in rows):
            self.scope = self.scope.within("#gambar", True)
        self._expand(rows, self.scope)
        self.elements = _said_once(_without_empty_headings(self.elements))
        _number_headings(self.elements)
        _number_captions(self.elements)
        _begin_lists(self.elements)
        _end_lists(self.elements)
        return Manuscript(self.world, self.scope, self.elements, self.troubles)

    def _figure_named(self, text: str) -> bool:
        found = special(text)
        return bool(found and found[0] == "gambar" and found[2] and self._drawable(found[1]))

    def _drawable(self, name: str) -> bool:
        return name.casefold() in self.pictures

    # --- rows --------------------------------------------------------------------------------------------------------
    def _rows(self) -> list[_Row]:
        """The rows in their order: parts as they first come, within a part by Urut."""
        found: list[tuple[float, _Row]] = []
        parts: dict[str, int] = {}
        part = ""
        last: dict[str, float] = {}
        for row in self.world.rows(TABLE):
            text = str(row["Teks"] or "").strip()
            if not text:
                continue
            part = part if row["Bab"] in (None, "") else str(row["Bab"]).strip()
            parts.setdefault(part.casefold(), len(parts))
            last[part] = row["Urut"] if is_number(row["Urut"]) else last.get(part, 0.0)
            try:
                own = clauses(row["Berlaku"])
            except Unknown as error:
                self.troubles.append(Trouble(row["#nomor"], "berlaku", str(error)))
                continue
            level = int(row["Tingkat"]) if is_number(row["Tingkat"]) else 0
            kind = str(row["Jenis"] or "Paragraf").strip().casefold()
            found.append((last[part], _Row(part, row["#nomor"], kind, level, text, own)))
        found.sort(key=lambda one: (parts[one[1].part.casefold()], one[0]))
        return [row for _, row in found]

    def _expand(self, rows: Sequence[_Row], scope: Scope) -> None:
        at = 0
        while at < len(rows):
            own = _reduced(rows[at], scope)
            at += 1
            if own is None:
                continue
            if not own.clauses:
                self._one(own, scope)
                continue
            each = own.clauses[0]
            assert isinstance(each, Each)
            group = [own]
            while at < len(rows):
                other = _reduced(rows[at], scope)
                if other is not None:
                    if other.part != own.part or not other.clauses or other.clauses[0] != each:
                        break
                    group.append(other)
                at += 1
            inner = [replace(row, clauses=row.clauses[1:]) for row in group]
            for thing in each.repetition.things(scope):
                self._expand(inner, scope.within(each.repetition.thing, thing))

    # --- one row -----------------------------------------------------------------------------------------------------
    def _one(self, row: _Row, scope: Scope) -> None:
        if is_instruction(row.text):
            self.troubles.append(Trouble(row.number, "petunjuk", plain(fill(row.text, scope))))
            self.elements.append(Placed(row.part, row.number, "petunjuk"))
            return
        found = special(row.text)
        if found is None:
            self._words(row, scope)
            return
        name, named, rest = found
        caption = plain(self._fill(row, rest, scope)) if rest else ""
        if name in ("tabel", "laporan"):
            self._tables(row, scope, name, named, caption)
        elif name == "gambar":
            self._picture(row, named, caption)
        else:
            self.elements.append(Placed(row.part, row.number, name))

    def _fill(self, row: _Row, text: str, scope: Scope) -> list[Run]:
        runs = fill(text, scope)
        for run in runs:
            if run.trouble:
                self.troubles.append(Trouble(row.number, run.trouble, run.slot))
        return runs

    def _words(self, row: _Row, scope: Scope) -> None:
        runs = self._fill(row, row.text, scope)
        part = row.part.casefold()
        if not plain(runs).strip():
            return
        if part == COVER:
            self.elements.append(Paragraph(row.part, row.number, runs, "judul sampul" if row.kind == "judul" else part))
        elif row.kind == "judul":
            listed = part != CONTENTS
            self.elements.append(Heading(row.part, row.number, max(1, min(row.level, 4)), runs, listed=listed))
        elif row.kind == "butir":
            self.elements.append(Item(row.part, row.number, runs, max(1, min(row.level, 3))))
        else:
            self.elements.append(Paragraph(row.part, row.number, runs))

    def _tables(self, row: _Row, scope: Scope, name: str, named: str, caption: str) -> None:
        if not known_table(named):
            self.troubles.append(Trouble(row.number, "tabel", named))
            return
        if row.part.casefold() == APPENDIX and name == "laporan":
            for id in report_ids(scope, named):
                form = scope.reports.form(id)
                pieces = scope.reports.whole(id)
                self.elements.append(WholeReport(row.part, row.number, id, pieces, form.landscape))
            return
        for id, place, one in self._named_tables(scope, named):
            title = caption if place == 0 and caption else one.title or self._title(id, place)
            if name == "laporan" and one.heading:
                self.elements.append(Heading(row.part, row.number, 4, [Run(one.heading)], listed=False))
            own = Caption("Tabel", re.sub(r"^tabel\s+", "", title, flags=re.I), one.number)
            self.elements.append(TableElement(row.part, row.number, one, own))

    def _named_tables(self, scope: Scope, named: str) -> Iterator[tuple[str, int, Captioned]]:
        """The tables with the report that each is of ("" for a table of the book) and its place there."""
        owner = {
            id(one): (report, place)
            for report in report_ids(scope, named.partition(":")[0])
            for place, one in enumerate(scope.reports.tables(report))
        }
        for one in tables_of(scope, named):
            yield *owner.get(id(one), ("", 0)), one

    def _title(self, report: str, place: int) -> str:
        """What a table is called that nobody gave a title: the report's own, the office and the year."""
        if not report:
            return ""
        title = self.scope.reports.ids[report][1]
        sets = find_report(report).tables
        if place and place < len(sets):
            title = f"{title}: {sets[place].title}"
        office = str(self.world.settings.get("instansi") or "")
        return " ".join(t for t in (title, office, f"Tahun {self.world.year}" if self.world.year else "") if t)

    def _picture(self, row: _Row, named: str, caption: str) -> None:
        if not self._drawable(named):
            if "." in named:
                self.troubles.append(Trouble(row.number, "gambar", named))
            return
        if named in CHARTS:
            caption = captioned(self.world, named, caption)
        own = Caption("Gambar", caption) if caption else None
        self.elements.append(PictureElement(row.part, row.number, named, own))


class _WordsOnly(_Builder):
    def _tables(self, row: _Row, scope: Scope, name: str, named: str, caption: str) -> None:
        return

    def _picture(self, row: _Row, named: str, caption: str) -> None:
        return


def _reduced(row: _Row, scope: Scope) -> _Row | None:
    """The row without its first conditions, up to the first repetition; None where one of them does not hold."""
    rest = list(row.clauses)
    while rest and isinstance(rest[0], When):
        if not rest[0].holds(scope):
            return None
        rest.pop(0)
    return row if len(rest) == len(row.clauses) else replace(row, clauses=rest)


# --- numbers ---------------------------------------------------------------------------------------------------------
def chapter_of(part: str) -> int:
    """Number of a chapter: 3 for ``Bab III``; 0 for a part that is none.

    >>> chapter_of("Bab III"), chapter_of("Bab IV"), chapter_of("Lampiran")
    (3, 4, 0)
    """
    found = CHAPTER.match(part.strip())
    if found is None:
        return 0
    total = 0
    values = [_ROMAN[letter] for letter in found[1].lower()]
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total


def _without_empty_headings(elements: Sequence[Element]) -> list[Element]:
    """Without headings that have nothing beneath them, and without the marks of what is not written yet."""
    kept: list[Element] = []
    open_levels = [9]  # the levels of headings between an element and the end, from the nearest
    filled = False
    for one in reversed(elements):
        if not isinstance(one, Heading):
            filled = True
            kept.append(one)
            continue
        if filled or any(level > one.level for level in open_levels[1:]):
            kept.append(one)
            open_levels = [9, *(level for level in open_levels[1:] if level <= one.level), one.level]
        filled = False
    return [one for one in reversed(kept) if not (isinstance(one, Placed) and one.what == "petunjuk")]


def _said_once(elements: Sequence[Element]) -> list[Element]:
    """Tables with the lines beneath them that nothing above has said, and without paragraphs that only repeat one."""
    said, part = Said(), ""
    kept: list[Element] = []
    for one in elements:
        if one.part != part or isinstance(one, Heading) and one.listed:
            part = one.part
            said.begin_section()
        if isinstance(one, TableElement):  # a table may stand in several chapters
            one.table = replace(one.table, notes=said.beneath_table(part, one.table.doubts, one.table.notes))
        if not (isinstance(one, Paragraph) and said.repeats(plain(one.runs))):
            kept.append(one)
    return kept


def _number_headings(elements: Sequence[Element]) -> None:
    counters: list[int] = []
    part = ""
    for one in elements:
        if not isinstance(one, Heading):
            continue
        if one.part != part:
            part, counters = one.part, [0, 0, 0]
        chapter = chapter_of(part)
        if chapter and one.level == 1:
            one.number = f"BAB {part.split()[-1].upper()}"
        elif one.level in (2, 3) and one.listed:
            counters[one.level - 2] += 1
            counters[one.level - 1 :] = [0] * (4 - one.level)
            if chapter:
                one.number = ".".join(map(str, [chapter, *counters[: one.level - 1]])) + "."
            elif part.casefold() == APPENDIX and one.level == 2:
                one.number = f"Lampiran {counters[0]}."


def _number_captions(elements: Sequence[Element]) -> None:
    """Numbers: the report's own where it prints one; else that of the section, counted on where it has several."""
    section, part = "", ""
    waiting: dict[tuple[str, str], list[Caption]] = {}
    order: list[Caption] = []
    for one in elements:
        if one.part != part:
            part = one.part
            section = str(chapter_of(part) or "")
        if isinstance(one, Heading) and one.level == 2 and chapter_of(part):
            section = one.number.rstrip(".")
        caption = one.caption if isinstance(one, TableElement | PictureElement) else None
        if caption is None:
            continue
        order.append(caption)
        if not caption.number:
            waiting.setdefault((caption.label, section), []).append(caption)
    taken = {(c.label, c.number) for c in order}
    for (label, own), captions in waiting.items():
        alone = len(captions) == 1 and "." in own and (label, own) not in taken
        number = 0
        for caption in captions:
            if alone:
                caption.number = own
                continue
            number += 1
            while (label, wanted := f"{own}.{number}" if own else str(number)) in taken:
                number += 1
            caption.number = wanted
    last: dict[str, tuple[str, int]] = {}
    for caption in order:
        prefix, count = split_number(caption.number)
        before = last.get(caption.label)
        caption.restart = before != (prefix, count - 1)
        last[caption.label] = (prefix, count)


def split_number(number: str) -> tuple[str, int]:
    """What stands fixed in a number, and its last part as a count: ``3.1.1.B`` is ``3.1.1.`` and 2."""
    fixed, dot, final = number.rpartition(".")
    return fixed + dot, int(final) if final.isdecimal() else ord(final.upper()) - 64


def _begin_lists(elements: Sequence[Element]) -> None:
    before: Element | None = None
    for one in elements:
        if isinstance(one, Item):
            one.first = not isinstance(before, Item)
        before = one


def _end_lists(elements: Sequence[Element]) -> None:
    """The last item of a list ends the sentence: items that are repeated are all typed with a semicolon."""
    for one, after in zip_longest(elements, elements[1:]):
        if isinstance(one, Item) and not isinstance(after, Item) and one.runs and not one.runs[-1].slot:
            last = one.runs[-1]
            if last.text.rstrip().endswith(";"):
                one.runs[-1] = last._replace(text=last.text.rstrip()[:-1] + ".")
