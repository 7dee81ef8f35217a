"""Which sheets of a book are ours, and whether somebody has written into them since.

An owned sheet carries a hidden defined name of its own, ``_lkjip``, whose formula is text: the report's id, the name
it was written under, and fingerprints of its part, its contents and its rows. Names scoped to a sheet travel with
it when people move, copy or re-save it, in Excel and in LibreOffice alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple
from zlib import crc32

from . import xmlspans
from .package import Package
from .parts import broken, parse_part, read_relations, whole
from .quick_marks import formula_text, kept_text, quick_marks
from .workbook import Sheet, WorkbookParts
from .worksheet import Rendered, column_letters, number_text, row_mark

NAME = "_lkjip"
VERSION = "1"
_MAX_TEXT = 6_000  # characters; Excel allows a formula 8,192 and twice that in bytes inside
_LITERAL = 250  # characters; Excel allows a text literal in a formula 255
_MAX_SOURCE = 500
_FIELDS = 10
_RECALCULATES = "h"  # after the marks, where older programs do not look


class Record(NamedTuple):
    """What ``_lkjip`` says.

    id: the report's id.  name: the sheet's name when it was written.  crc: CRC-32 of the part as written.
    contents: fingerprint of all its contents.  objects: number of drawing objects that we put on it.
    source: fingerprint of the inputs.  marks: four hexadecimal digits for each row from the first, as many as fit.
    recalculates: the book's flag to compute everything on load is ours.
    """

    id: str
    name: str
    crc: int
    contents: int
    objects: int
    source: str
    marks: str
    recalculates: bool = False


class Owned(NamedTuple):
    """A sheet of ours: its position in the book, its Sheet, the name of its part and its Record."""

    index: int  # type: ignore[assignment]  # a tuple's method of this name is of no use here
    sheet: Sheet
    record: Record

    @property
    def part(self) -> str:
        """Name of its part; a sheet of ours has one."""
        return self.sheet.part or ""


class Edited(NamedTuple):
    """A sheet of ours that somebody has written into.

    rows: one-based numbers of the rows that differ, as far as the record reaches; objects: kinds of things (comments,
    drawing ...) that were put on it.
    """

    id: str
    name: str
    rows: list[int]
    objects: list[str]


def contents_mark(marks: Sequence[int]) -> int:
    """Fingerprint of a whole sheet from its rows' marks; empty rows at the end do not count."""
    last = len(marks)
    while last and not marks[last - 1]:
        last -= 1
    return crc32(b"".join(mark.to_bytes(4, "little") for mark in marks[:last]))


def formula(
    report_id: str,
    name: str,
    crc: int,
    rendered: Rendered,
    source: str | None,
    objects: int = 0,
    recalculates: bool = False,
) -> str:
    """The formula of ``_lkjip`` for a sheet as it was written."""
    head = [
        "lkjip", VERSION, report_id, name, f"{crc:08x}", str(rendered.cells), str(len(rendered.rows)),
        f"{contents_mark(rendered.rows):08x}", str(objects), (source or "")[:_MAX_SOURCE],
    ]  # fmt: skip
    text = "|".join(_hide(field) for field in head) + "|"
    room = (_MAX_TEXT - len(text) - len(_RECALCULATES)) // 4
    text += "".join(f"{mark & 0xFFFF:04x}" for mark in rendered.rows[: max(room, 0)])
    text += _RECALCULATES if recalculates else ""
    return "&".join(f'"{text[at : at + _LITERAL]}"' for at in range(0, len(text), _LITERAL))


def parse_formula(text: str) -> Record | None:
    """The Record of a ``_lkjip`` formula, or None when it is not one that we understand."""
    joined = "".join(re.findall(r'"([^"]*)"', text))
    fields = joined.split("|")
    if len(fields) != _FIELDS + 1 or fields[0] != "lkjip" or fields[1] != VERSION:
        return None
    _, _, report_id, name, crc, _, _, contents, objects, source = (_show(field) for field in fields[:_FIELDS])
    try:
        marks = fields[_FIELDS]
        flag = marks.endswith(_RECALCULATES)
        return Record(report_id, name, int(crc, 16), int(contents, 16), int(objects), source, marks.rstrip("h"), flag)
    except ValueError:
        return None


def _hide(text: str) -> str:
    return re.sub(r'[%|"\x00-\x1f]', lambda found: f"%{ord(found[0]):02x}", text)


def _show(text: str) -> str:
    return re.sub(r"%([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), text)


def claims(workbook: WorkbookParts) -> dict[str, list[Owned]]:
    """Every sheet that bears our mark, by report id; the first of each is ours.

    Where a user has copied a sheet of ours, two claim one id: the one that still bears the name it was written
    under is ours, else the older; the others are the user's.

    Raises:
        UserError: ``rusak``, one sheet bears two marks: which of its reports it is can only be guessed.
    """
    found: dict[str, list[Owned]] = {}
    marked: set[int] = set()
    for item in workbook.defined_names:
        if item.name.lower() != NAME or item.local is None:
            continue
        sheet = workbook.sheets[item.local]
        if item.local in marked:
            raise broken(workbook.package, f"lembar {sheet.name} mempunyai dua nama tersembunyi {NAME}")
        marked.add(item.local)
        record = parse_formula(item.text)
        if record is not None and sheet.kind == "worksheet" and sheet.part:
            found.setdefault(record.id, []).append(Owned(item.local, sheet, record))
    for claimants in found.values():
        claimants.sort(key=lambda owned: (owned.sheet.name != owned.record.name, owned.sheet.sheet_id))
    return found


def owned_sheets(workbook: WorkbookParts) -> dict[str, Owned]:
    """Our sheets by report id, as ``Owned``; a user's copy of one is not ours (see ``claims``)."""
    return {report_id: claimants[0] for report_id, claimants in claims(workbook).items()}


def edited_sheets(
    package: Package, only: Collection[str] | None = None, workbook: WorkbookParts | None = None
) -> list[Edited]:
    """Our sheets that somebody has written into since we wrote them, as a list of ``Edited``.

    A sheet that a program merely saved again (other part, shared strings, another style numbering) is not edited.

    Args:
        package: the book.
        only: report ids to look at; None for all.
        workbook: its WorkbookParts, when at hand.
    """
    workbook = workbook or WorkbookParts(package)
    strings: list[str] | None = None
    out: list[Edited] = []
    for report_id, owned in owned_sheets(workbook).items():
        if only is not None and report_id not in only:
            continue
        part, record = owned.part, owned.record
        objects = _foreign_objects(package, part, record.objects)
        rows: list[int] = []
        if package.crc(part) != record.crc:
            if strings is None:
                strings = _shared_strings(package, workbook)
            rows = _changed_rows(_row_marks(package, part, strings), record)
        if rows or objects:
            out.append(Edited(report_id, owned.sheet.name, rows, objects))
    return out


def _changed_rows(marks: Sequence[int], record: Record) -> list[int]:
    if contents_mark(marks) == record.contents:
        return []
    reach = len(record.marks) // 4
    now = [f"{mark & 0xFFFF:04x}" for mark in marks[:reach]]
    now += ["0000"] * (reach - len(now))
    rows = [row for row in range(1, reach + 1) if now[row - 1] != record.marks[row * 4 - 4 : row * 4]]
    # Beyond the record's reach only the whole tells; the first row that it cannot vouch for stands for the rest.
    return rows or [reach + 1]


def _foreign_objects(package: Package, part: str, own_objects: int) -> list[str]:
    """Kinds of things on the sheet that we did not put there."""
    kinds = set()
    for relation in read_relations(package, part):
        if relation.type == "printerSettings":
            continue
        if relation.type == "drawing" and relation.target and relation.target in package:
            _, root = parse_part(package, relation.target, 2)
            if sum(child.name.endswith("Anchor") for child in root.children) <= own_objects:
                continue
        kinds.add(relation.type)
    return sorted(kinds)


# -- reading what a sheet holds, whoever saved it --------------------------------------------------------------


def _shared_strings(package: Package, workbook: WorkbookParts) -> list[str]:
    """The book's shared strings; readings for pronunciation are not part of the text."""
    name = workbook.related("sharedStrings")
    if name is None:
        return []
    strings: list[str] = []
    text: list[str] = []
    state = {"taking": False, "reading": 0}

    def opened(tag: str, _attrs: object) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "si":
            text.clear()
        elif tag == "rPh":
            state["reading"] += 1
        elif tag == "t":
            state["taking"] = not state["reading"]

    def closed(tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "si":
            strings.append(kept_text("".join(text)))
        elif tag == "rPh":
            state["reading"] -= 1
        elif tag == "t":
            state["taking"] = False

    def characters(data: str) -> None:
        if state["taking"]:
            text.append(data)

    _walk(package, name, opened, closed, characters)
    return strings


def _walk(
    package: Package,
    name: str,
    opened: Callable[[str, dict[str, str]], None],
    closed: Callable[[str], None],
    characters: Callable[[str], None],
) -> None:
    parser = xmlspans.new_parser(False)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.CharacterDataHandler = characters
    try:
        xmlspans.feed(parser, package.read(name))
    except xmlspans.XmlError as error:
        raise broken(package, f"{package.described(name)}: {error.detail}", error.kode) from None


def _row_marks(package: Package, part: str, strings: Sequence[str]) -> list[int]:
    """The marks of the rows of a worksheet part, as ``worksheet.compose`` gives them when it writes."""
    data = package.read(part)
    if _is_sound(package, part, data):
        quick = quick_marks(data, strings)
        if quick is not None:
            return quick
    del data
    reader = _SheetReader(strings)
    _walk(package, part, reader.opened, reader.closed, reader.characters)
    return reader.marks


def _is_sound(package: Package, part: str, data: bytes) -> bool:
    """Whether a part is plain, well-formed XML, so that patterns find in it what a parser would."""
    if xmlspans.has_declarations(data) or xmlspans.to_utf8(data) is not data:
        return False
    if part.lower() not in package.well_formed:
        try:
            xmlspans.check(data, declared=False)
        except xmlspans.XmlError:  # whoever parses it says what is wrong
            return False
        package.well_formed.add(part.lower())
    return True


class _SheetReader:
    """Handlers that turn a worksheet part into row marks."""

    def __init__(self, strings: Sequence[str]) -> None:
        self.marks: list[int] = []
        self._strings = strings
        self._row = 0
        self._pairs: list[str] = []
        self._column = ""
        self._kind = ""
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._into: list[str] | None = None
        self._reading = 0
        self._in_cell = False

    def opened(self, tag: str, attrs: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self._in_cell = True
            ref = attrs.get("r")
            self._column = ref.rstrip("0123456789") if ref else self._next_column()
            self._kind = attrs.get("t", "n")
            self._value, self._formula = [], None
        elif tag == "row":
            self._row = whole(attrs.get("r"), self._row + 1)
            self._pairs = []
            self._column = ""
        elif self._in_cell:
            if tag == "v" or (tag == "t" and not self._reading):
                self._into = self._value
            elif tag == "f":
                self._formula = self._into = []
            elif tag == "rPh":
                self._reading += 1

    def closed(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in ("v", "t", "f"):
            self._into = None
        elif tag == "rPh":
            self._reading -= 1
        elif tag == "c":
            self._in_cell = False
            content = self._content()
            if content:
                self._pairs += (self._column, content)
        elif tag == "row" and self._pairs and 0 < self._row <= 1_048_576:
            self.marks += [0] * (self._row - len(self.marks))
            self.marks[self._row - 1] = row_mark(self._pairs)

    def characters(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)

    def _next_column(self) -> str:
        number = 0
        for letter in self._column:
            number = number * 26 + ord(letter) - 64
        return column_letters(number)

    def _content(self) -> str:
        if self._formula is not None:
            return formula_text("".join(self._formula))
        value = "".join(self._value)
        if self._kind == "s":
            index = whole(value, -1)
            return self._strings[index] if 0 <= index < len(self._strings) else ""
        if self._kind in ("inlineStr", "str"):
            return kept_text(value)
        if self._kind == "n" and value:
            try:
                return number_text(value)
            except ValueError:
                return value
        return value
