"""Inserts blank columns into a sheet of a package, and mends everything that names a cell right of them.

What Excel mends when somebody inserts a column is mended here: cells, widths, merged cells, validations, conditional
formats, links, filters, tables, pictures, comments, charts, names, and the formulas of every sheet. What this module
does not know how to mend (pivot tables, formulas over several columns, references over several sheets) is refused
before anything is changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from .cells import SheetText, attribute, cell_style, column_number, plain
from .limits import MAX_COLUMN
from .parts import read_relations, unescape
from .workbook import Sheet, WorkbookParts
from .worksheet import column_letters
from .xmlspans import escape, to_utf8

if TYPE_CHECKING:
    from .package import Package

_AREA = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}"
_TOKEN = re.compile(
    r'"(?:[^"]|"")*"'
    r"|(?<![\w.$])(?P<sheet>(?:'(?:[^']|'')+'|(?:\[\d+\])?[^\W\d][\w.]*(?::[^\W\d][\w.]*)?)!)?"
    rf"(?P<area>{_AREA})(?![\w(.!\[])"
    r"|'(?:[^']|'')+'!"
    r"|[^\W\d][\w.\\]*\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]"
    r"|\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]"
    r"|[^\W\d][\w.]*"
)
_END = re.compile(r"(\$?)([A-Z]{1,3})(\$?[0-9]{1,7}|(?=:|$))")
_FORMULAS = re.compile(
    rb"(<(?:\w+:)?(?:f|formula|formula1|formula2|calculatedColumnFormula|totalsRowFormula)(?:\s[^<>]*)?(?<!/)>)([^<]+)(<)"
)
_PLACES = re.compile(rb'(\s(?:ref|sqref|activeCell|topLeftCell)=")([^"]*)(")')
_EXTENDED = re.compile(rb"(<(?:\w+:)?sqref>)([^<]*)(<)")
_LINKS = re.compile(rb'(\s(?:location|textlink|fmlaLink|fmlaRange|linkedCell|listFillRange)=")([^"]*)(")')
_COLS = re.compile(rb"<(?:\w+:)?cols>(.*?)</(?:\w+:)?cols>", re.S)
_COL = re.compile(rb"<(?:\w+:)?col\s([^>]*?)/>")
_BREAKS = re.compile(rb"(<(?:\w+:)?colBreaks\b.*?</(?:\w+:)?colBreaks>)", re.S)
_ANCHOR = re.compile(rb"(<(?:\w+:)?col>)([0-9]{1,5})(</(?:\w+:)?col>)")
_NOTE = re.compile(rb"(<x:(?:Column)>\s*)([0-9]{1,5})(\s*</x:Column>)")
_NOTE_BOX = re.compile(rb"(<x:Anchor>)([^<]*)(</x:Anchor>)")
_ROW_SPANS = re.compile(rb'\sspans="[^"]*"')
_SHARED = re.compile(rb'<(?:\w+:)?f\b[^<>]*\bt="(shared|array|dataTable)"[^<>]*>')
_COLUMN_SPAN = re.compile(rb"([A-Z]{1,3})[0-9]{1,7}:([A-Z]{1,3})[0-9]{1,7}")


class CannotShift(Exception):
    """Columns cannot be inserted safely; the text says why, as the rest of a sentence."""


def shifted(formula: str, sheet: str, own: bool, at: int, count: int) -> str:
    """A formula's text after ``count`` columns came before column ``at`` (zero-based) of a sheet.

    Args:
        formula: text without ``=``. sheet: the sheet's name. own: the formula stands on it, so that references
            without a sheet mean it.

    Raises:
        CannotShift: it spans several sheets, one of which is this, or what it names would leave the sheet.
    """
    wanted = sheet.casefold()

    def one(found: re.Match[str]) -> str:
        if found["area"] is None:
            return found[0]
        prefix = found["sheet"]
        if prefix is None:
            here = own
        else:
            name = prefix[:-1]
            name = name[1:-1].replace("''", "'") if name.startswith("'") else name
            if ":" in name and wanted in name.casefold().split(":"):
                raise CannotShift(f"rumus {formula[:60]} menunjuk beberapa lembar sekaligus")
            here = name.casefold() == wanted
        return (prefix or "") + shifted_area(found["area"], at, count) if here else found[0]

    return _TOKEN.sub(one, formula)


def shifted_area(area: str, at: int, count: int) -> str:
    """An address or a range (``B5``, ``$A$1:C9``, ``A:C``) after the insertion."""

    def one(end: re.Match[str]) -> str:
        number = column_number(end[2].encode())
        if number < at:
            return end[0]
        if number + count >= MAX_COLUMN:
            if number == MAX_COLUMN - 1:
                return end[0]  # it reaches to the last column, and still does
            raise CannotShift("isinya sampai kolom terakhir lembar")
        return f"{end[1]}{column_letters(number + count)}{end[3]}"

    return ":".join(_END.sub(one, piece) for piece in area.split(":")) if ":" in area else _END.sub(one, area)


def insert_columns(package: Package, sheet: Sheet, at: int, count: int) -> None:
    """Insert ``count`` blank columns before column ``at`` (zero-based) of a sheet.

    Raises:
        CannotShift: something in the book cannot be mended; the package is as it was.
    """
    workbook = WorkbookParts(package)
    mending = _Mending(package, workbook, sheet, at, count)
    mending.refuse_what_is_unknown()
    changed = {}
    for name in package.names:
        new = mending.part(name)
        if new is not None:
            changed[name] = new
    for name, data in changed.items():
        package.put(name, data)


class _Mending:
    """What one insertion does to each part of a package."""

    def __init__(self, package: Package, workbook: WorkbookParts, sheet: Sheet, at: int, count: int) -> None:
        self.package, self.sheet, self.at, self.count = package, sheet, at, count
        self.workbook_part = workbook.part
        self.base = workbook.base
        self.hung = {r.target: r.type for r in read_relations(package, sheet.own_part) if r.target}
        self.word = re.split("['&<>\"]", sheet.name)[0].lower().encode() if sheet.name.isascii() else b""
        self.known: dict[tuple[bool, bytes], bytes] = {}

    def refuse_what_is_unknown(self) -> None:
        """Raise where the sheet has what nobody here can mend."""
        words = {"pivotTable": "tabel pivot", "tableSingleCells": "peta XML", "queryTable": "tabel kueri"}
        for target, kind in self.hung.items():
            if kind in words and target in self.package:
                raise CannotShift(f"di lembar itu ada {words[kind]}")
        for name in self.package.names:
            if "pivotcachedefinition" in name.lower():
                data = to_utf8(self.package.read(name))
                source = re.search(rb'<(?:\w+:)?worksheetSource\b[^>]*\bsheet="([^"]*)"', data)
                if source and unescape(source[1].decode()).casefold() == self.sheet.name.casefold():
                    raise CannotShift("sebuah tabel pivot memakai isinya")
        for row in self.text.rows:
            for found in _SHARED.finditer(self.text.data, row.inner, row.outer):
                box = _COLUMN_SPAN.search(found[0])
                if found[1] == b"dataTable" or (box and column_number(box[1]) != column_number(box[2])):
                    raise CannotShift(f"di baris {row.number} ada rumus yang meliputi beberapa kolom sekaligus")
        for reference, (left, top, right, _) in self.text.merges():
            if left < self.at <= right and top > 4:
                raise CannotShift(f"sel gabungan {reference} melintasinya")

    @property
    def text(self) -> SheetText:
        """The sheet as it stands."""
        return SheetText(plain(self.package.read(self.sheet.own_part)))

    def part(self, name: str) -> bytes | None:
        """The part after the insertion; None where nothing in it changes."""
        low = name.lower()
        if not low.endswith((".xml", ".vml")) or not low.startswith(self.base) or "/_rels/" in low:
            return None
        if name == self.sheet.part:
            return self._own_sheet()
        kind = self.hung.get(name)
        data = self.package.read(name)
        if kind == "table":
            data = to_utf8(data)
            new = self._formulas(self._places(data), True)
        elif kind == "drawing":
            new = self._links(_ANCHOR.sub(self._column, to_utf8(data)))
        elif kind in ("comments", "threadedComment"):
            new = self._places(to_utf8(data))
        elif kind == "vmlDrawing":
            new = _NOTE_BOX.sub(self._box, _NOTE.sub(self._column, data))
        elif self.word not in data.lower():
            return None
        elif name == self.workbook_part:
            new = re.sub(rb"(<(?:\w+:)?definedName\b[^<>]*>)([^<]+)(<)", self._formula(False), to_utf8(data))
        else:
            new = self._links(self._formulas(to_utf8(data), False))
        return new if new != data else None

    # --- pieces of text ----------------------------------------------------------------------------------------------
    def _formula(self, own: bool) -> Callable[[re.Match[bytes]], bytes]:
        def one(found: re.Match[bytes]) -> bytes:
            new = self.known.get((own, found[2]))
            if new is None:
                text = unescape(found[2].decode())
                moved = shifted(text, self.sheet.name, own, self.at, self.count)
                new = self.known[own, found[2]] = found[2] if moved == text else escape(moved).encode()
            return found[1] + new + found[3]

        return one

    def _formulas(self, data: bytes, own: bool) -> bytes:
        return _FORMULAS.sub(self._formula(own), data)

    def _links(self, data: bytes) -> bytes:
        return _LINKS.sub(self._formula(False), data)

    def _place(self, found: re.Match[bytes]) -> bytes:
        moved = " ".join(shifted_area(area, self.at, self.count) for area in found[2].decode().split())
        return found[1] + moved.encode() + found[3]

    def _places(self, data: bytes) -> bytes:
        return _EXTENDED.sub(self._place, _PLACES.sub(self._place, data))

    def _column(self, found: re.Match[bytes]) -> bytes:
        number = int(found[2])
        return found[1] + str(number + (self.count if number >= self.at else 0)).encode() + found[3]

    def _box(self, found: re.Match[bytes]) -> bytes:
        numbers = found[2].decode().split(",")
        if len(numbers) == 8:
            for k in (0, 4):
                if int(numbers[k]) >= self.at:
                    numbers[k] = f" {int(numbers[k]) + self.count}"
        return found[1] + ",".join(numbers).encode() + found[3]

    # --- the sheet itself --------------------------------------------------------------------------------------------
    def _own_sheet(self) -> bytes:
        sheet = self.text
        data = sheet.data
        out: list[bytes] = []
        position = sheet.start
        for row in sheet.rows:
            moved = [(k, text) for k, text in sheet.cells(row)]
            if not any(k >= self.at or sheet.has_formula(text) for k, text in moved):
                continue
            head = data[row.start : row.inner]
            if moved and moved[-1][0] >= self.at:
                head = _ROW_SPANS.sub(b"", head)
            body = b"".join(self._cell(k, row.number, text) for k, text in moved)
            out += (data[position : row.start], head, body, data[row.outer : row.stop])
            position = row.stop
        out.append(data[position : sheet.stop])
        head = self._cols(self._places(data[: sheet.start]))
        tail = self._links(self._formulas(self._places(data[sheet.stop :]), True))
        return head + b"".join(out) + _BREAKS.sub(self._broken, tail)

    def _broken(self, found: re.Match[bytes]) -> bytes:
        """Manual page breaks between columns."""

        def one(brk: re.Match[bytes]) -> bytes:
            number = int(brk[2])
            return brk[1] + str(number + (self.count if number >= self.at else 0)).encode() + brk[3]

        return re.sub(rb'(\bid=")([0-9]{1,5})(")', one, found[1])

    def _cell(self, column: int, row: int, text: bytes) -> bytes:
        if b"<" in text[1:]:
            text = self._formulas(self._inside(text), True)
        if column < self.at:
            return text
        if column + self.count >= MAX_COLUMN:
            raise CannotShift("isinya sampai kolom terakhir lembar")
        end = text.index(b">")
        head, rest = text[:end], text[end:]
        place = f"{column_letters(column + self.count)}{row}".encode()
        if (old := attribute(head, b"r")) is not None:
            return head.replace(b'r="%b"' % old, b'r="%b"' % place, 1) + rest
        name = re.match(rb"<(?:\w+:)?c", head)
        assert name is not None
        return head[: name.end()] + b' r="%b"' % place + head[name.end() :] + rest

    def _inside(self, text: bytes) -> bytes:
        """The range that a shared or array formula says it covers."""
        found = _SHARED.search(text)
        if found is None:
            return text
        return text[: found.start()] + _PLACES.sub(self._place, found[0]) + text[found.end() :]

    def _cols(self, head: bytes) -> bytes:
        found = _COLS.search(head)
        if found is None:
            return head
        prefix = b"x:" if found[0].startswith(b"<x:") else b""
        out = []
        for match in _COL.finditer(found[1]):
            low, high = (int(attribute(b" " + match[1], n) or 0) for n in (b"min", b"max"))
            rest = re.sub(rb'\s*\b(?:min|max)="\d+"', b"", match[1]).strip()
            pieces = [(low, high)]
            if low > self.at:
                pieces = [(low + self.count, high + self.count)]
            elif high > self.at:
                pieces = [(low, self.at), (self.at + 1 + self.count, high + self.count)]
            out += [
                b'<%bcol min="%d" max="%d" %b/>' % (prefix, first, min(last, MAX_COLUMN), rest)
                for first, last in pieces
                if first <= MAX_COLUMN
            ]
        return head[: found.start(1)] + b"".join(out) + head[found.end(1) :]


def occupied(sheet: SheetText, columns: range, rows: range) -> tuple[int, int] | None:
    """``(column, row)`` of the first cell in a box that holds something; None when it is free."""
    for row in sheet.rows:
        if row.number in rows:
            for k, text in sheet.cells(row):
                if k in columns and _HELD.search(text):
                    return k, row.number
    return None


_HELD = re.compile(rb"<(?:\w+:)?(?:v|is|f)[\s>/]")


def last_column(sheet: SheetText) -> int:
    """Zero-based column of the last cell that is there at all, formatted ones too; -1 on an empty sheet."""
    cells = ((k, text) for row in sheet.rows for k, text in sheet.cells(row))
    return max((k for k, text in cells if cell_style(text) or b"<" in text[1:]), default=-1)
