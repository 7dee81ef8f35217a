"""Cells of a worksheet part as text: read values, and replace single cells while every other byte stays.

Own code, because no library edits a worksheet part in place: openpyxl and its kind load a sheet into objects and
write a new one, losing what they do not know. Rows and cells are found by searching the part's bytes for their tags,
which is sound on well-formed XML without comments or CDATA; a part with those is written anew first (``plain``).
Programs all write a cell's tag in one way, which is matched first; any other way is taken apart slowly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..expr.values import ErrorValue, is_number
from . import xmlspans
from .limits import MAX_COLUMN, MAX_MERGES, MAX_ROW, MAX_SHEET, MAX_SHEET_ROWS, megabytes, thousands
from .parts import unescape, whole_or_none
from .worksheet import clean, column_letters

CellValue = int | float | str | bool | ErrorValue | None
Gap = tuple[int, int | None]
"""Neighbouring columns, zero-based: the first, and the one after the last; None where the row ends with them."""

# What is in a text has no tags, so each pattern stops at the next one and never runs over the part.
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^<>]*+)?(?<!/)>([^<]*+)</(?:\w+:)?t\s*+>")
_PHONETIC = re.compile(rb"<(/?)(?:\w+:)?rPh\b[^<>]*+>")
_FORMULA = re.compile(rb"<(?:\w+:)?f(\s[^<>]*?)?(?:/>|>([^<]*+)</(?:\w+:)?f\s*+>)")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*+>")
_RANGE = re.compile(rb"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATE = re.compile("[\ud800-\udfff]")
# The tag of a cell as programs write it, from its start or its first attribute on; others go the long way.
_HEAD = re.compile(rb'(?:<(?:\w+:)?c)?(?: r="[A-Z]+[0-9]+")?(?: s="([0-9]{1,9})")?(?: t="(\w+)")? ?/?')
_ATTRIBUTE = re.compile(rb"""\s([^\s=<>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*?)?(?:/>|>([^<]*+)</(?:\w+:)?v\s*+>)")  # ONLYOFFICE adds xml:space
_KINDS = (b"str", b"d", b"e")
_LONGEST_INTEGER = 300  # digits; a double ends at 309


def plain(data: bytes, check: bool = True, where: str = "sebuah lembar") -> bytes:
    """The part without comments, CDATA and processing instructions, in UTF-8.

    Args:
        data: the part.
        check: also make sure that it is well-formed (needed before it is edited).
        where: what it is, for messages.

    Raises:
        XmlError: it is not, it has a document type, or it is larger than ``MAX_SHEET``.
    """
    if len(data) > MAX_SHEET:
        raise xmlspans.XmlError(
            f"isi {where} {megabytes(len(data))}, padahal batasnya {megabytes(MAX_SHEET)}", "terlalu_besar"
        )
    try:
        data = xmlspans.to_utf8(data)
        if not xmlspans.has_declarations(data):
            if check:
                xmlspans.check(data, declared=False)
            return data
        return _written_anew(data)
    except xmlspans.XmlError as error:
        raise xmlspans.XmlError(f"{where}: {error.detail}", error.kode) from None


def sheet_values(data: bytes, gaps: Sequence[Gap], where: str, whole: bool = False) -> tuple[bytes, SheetText]:
    """A part for who only looks at the values of some columns: how deep it is nested does not matter then.

    Args:
        gaps: columns that nobody asks for (``SheetText.without``).
        where: what it is, for messages.
        whole: what stands in the gaps has to be well-formed, too.

    Returns:
        The part in UTF-8, and its rows without the gaps.

    Raises:
        XmlError: see ``plain`` and ``SheetText``.
    """
    if xmlspans.has_declarations(data) or xmlspans.to_utf8(data) is not data or len(data) > MAX_SHEET:
        data = plain(data, where=where)
        return data, SheetText(data).without(gaps)
    try:
        sheet = SheetText(data).without(gaps)
        xmlspans.feed(xmlspans.new_parser(False), data if whole else sheet.data, False)
        return data, sheet
    except xmlspans.XmlError as error:
        plain(data, where=where)  # says better what is wrong with a part that is no XML
        raise xmlspans.XmlError(f"{where}: {error.detail}", error.kode) from None


def _written_anew(data: bytes) -> bytes:
    xmlspans.check(data)
    out = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n']
    parser = xmlspans.new_parser(namespaces=False)
    parser.ordered_attributes = True

    def opened(name: str, attrs: list[str]) -> None:
        pairs = (f' {attrs[i]}="{xmlspans.escape(attrs[i + 1])}"' for i in range(0, len(attrs), 2))
        out.append(f"<{name}{''.join(pairs)}>")

    parser.StartElementHandler = opened  # the attributes come as a list
    parser.EndElementHandler = lambda name: out.append(f"</{name}>")
    parser.CharacterDataHandler = lambda text: out.append(xmlspans.escape(text))
    xmlspans.feed(parser, data)
    return "".join(out).encode("utf-8")


class SharedStrings:
    """The shared strings of a book, decoded on demand."""

    def __init__(self, data: bytes) -> None:
        data = plain(data, check=False, where="daftar teks bersama") if data else b""
        tag = b"<" + _prefix(data, b"sst") + b"si"
        self._raw = data.split(tag)[1:]
        self._text: dict[int, str] = {}

    def __getitem__(self, number: int) -> str:
        try:
            return self._text[number]
        except KeyError:
            if number < 0:
                raise IndexError(number) from None
            text = self._text[number] = joined_text(self._raw[number])
            return text


def _prefix(data: bytes, name: bytes) -> bytes:
    """Namespace prefix (``x:`` or nothing) that the part writes before an element's name."""
    found = re.search(rb"<(\w+:)?" + name + rb"[\s>/]", data)
    return (found[1] or b"") if found else b""


def joined_text(raw: bytes) -> str:
    """The text of a string item, runs joined, phonetic help left out."""
    if b"rPh" in raw:
        raw = _without_phonetic(raw)
    return decode(b"".join(_TEXT.findall(raw)))


def _without_phonetic(raw: bytes) -> bytes:
    kept, at, depth = [], 0, 0
    for tag in _PHONETIC.finditer(raw):
        if tag[0].endswith(b"/>"):
            continue
        if not depth:
            kept.append(raw[at : tag.start()])
        depth += -1 if tag[1] else 1
        at = tag.end()
    if depth <= 0:
        kept.append(raw[at:])
    return b"".join(kept)


def decode(raw: bytes) -> str:
    """XML text as a string, Excel's ``_x000D_`` escapes undone."""
    text = raw.decode("utf-8")
    if "&" in text:
        text = unescape(text)
    if "_x" in text:
        text = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)
        if _SURROGATE.search(text):  # two of them are one letter; one alone is none
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def column_number(letters: bytes) -> int:
    """Zero-based column of its letters (bytes)."""
    number = 0
    for byte in letters:
        number = number * 26 + byte - 64
    return number - 1


class Row:
    """A row as found.

    number: one-based. start, stop: offsets of the whole row; inner, outer: of its cells (equal when it has none).
    """

    __slots__ = ("number", "start", "stop", "inner", "outer")

    number: int
    start: int
    stop: int
    inner: int
    outer: int


class SheetText:
    """A worksheet part, seen as rows of cells.

    Attributes:
        data: the part's bytes (from ``plain``).
        prefix: namespace prefix of its elements, ``x:`` or "".
        start, stop: offsets of what is inside ``<sheetData>`` (equal when it is empty).
        rows: every Row in order.
        formula_mark: how the element of a formula begins.

    Raises:
        XmlError: the rows cannot be told apart, or there are more than ``MAX_SHEET_ROWS``.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        prefix = _prefix(data, b"sheetData")
        self.prefix = prefix.decode()
        self._cell = b"<" + prefix + b"c"
        self._value, self._value_end = b"<" + prefix + b"v>", b"</" + prefix + b"v>"
        self.formula_mark = b"<" + prefix + b"f"
        self._value_start, self._blank = self._value[:-1], self._value + self._value_end
        self._inline = b"<" + prefix + b"is"
        # Most cells are written like one of these two, which are told without taking the cell apart.
        self._value_and_cell_end = self._value_end + b"</" + prefix + b"c>"
        self._text_start = self._inline + b"><" + prefix + b"t>"
        self._text_and_cell_end = b"</%bt></%bis></%bc>" % (prefix, prefix, prefix)
        self._like: tuple[dict[bytes, int] | None, list[bytes], list[tuple[int, int]]] = None, [], []
        opened = data.find(b"<" + prefix + b"sheetData")
        close = data.find(b">", opened) if opened >= 0 else -1
        if close < 0:
            raise xmlspans.XmlError("lembarnya tidak berisi baris dan sel")
        self.start = close + 1
        empty = data[self.start - 2 : self.start - 1] == b"/"
        self.stop = self.start if empty else data.find(b"</" + prefix + b"sheetData>", self.start)
        if self.stop < 0:
            raise xmlspans.XmlError("isi lembarnya tidak ditutup")
        self.rows = self._find_rows(prefix)

    def _find_rows(self, prefix: bytes) -> list[Row]:
        data, stop = self.data, self.stop
        tag, end = b"<" + prefix + b"row", b"</" + prefix + b"row>"
        found: list[Row] = []
        last, at = 0, data.find(tag, self.start, stop)
        while at >= 0:
            row = Row()
            close = data.find(b">", at, stop)
            if close < 0:
                raise xmlspans.XmlError(f"baris setelah baris {last} tidak ditutup")
            tag_text = data[at:close]
            if tag_text.count(b'"') % 2 or b"'" in tag_text:  # a ">" inside quotes, or the other quotes
                close = xmlspans.tag_end(data, at) - 1
                tag_text = data[at:close]
            number = attribute(tag_text, b"r")
            if number is None:
                row.number = last + 1
            elif number.isdigit() and len(number) <= 7:
                row.number = int(number)
            else:
                raise xmlspans.XmlError(f"nomor baris {_shown(number)} tidak sah")
            if not last < row.number <= MAX_ROW:
                raise xmlspans.XmlError(f"baris {thousands(row.number)} berdiri sesudah baris {thousands(last)}")
            last = row.number
            row.start, row.inner = at, close + 1
            if data[close - 1 : close] == b"/":
                row.outer = row.stop = row.inner
            else:
                row.outer = data.find(end, close, stop)
                if row.outer < 0:
                    raise xmlspans.XmlError(f"baris {row.number} tidak ditutup")
                row.stop = row.outer + len(end)
            found.append(row)
            if len(found) > MAX_SHEET_ROWS:
                raise xmlspans.XmlError(
                    f"barisnya lebih dari {thousands(MAX_SHEET_ROWS)}, termasuk baris kosong yang berformat",
                    "terlalu_besar",
                )
            at = data.find(tag, row.stop, stop)
        return found

    def without(self, gaps: Sequence[Gap]) -> SheetText:
        """The sheet without the cells of some columns, in rows where they stand in order as programs write them.

        Args:
            gaps: from left to right.
        """
        data, cell = self.data, self._cell + b' r="'
        letters = [
            (column_letters(start).encode(), stop, column_letters(stop).encode() if stop is not None else b"")
            for start, stop in gaps
        ]
        kept, position = [], 0
        for row in self.rows:
            inner, outer, number = row.inner, row.outer, b'%d"' % row.number
            last: int | None = None
            for first, stop, after in letters:
                start = data.find(cell + first + number, inner, outer)
                if start < 0:
                    continue
                end = outer
                if stop is not None:
                    last = self._last_column(row) if last is None else last
                    if last >= stop:
                        end = data.find(cell + after + number, start, outer)
                        if end < 0:
                            break
                kept.append(data[position:start])
                position = inner = end
        return SheetText(b"".join([*kept, data[position:]])) if kept else self

    def _last_column(self, row: Row) -> int:
        """Zero-based column of a row's last cell; past all columns where it does not say it as programs do."""
        at = self.data.rfind(self._cell + b' r="', row.inner, row.outer) + len(self._cell) + 4
        reference = self.data[at : self.data.find(b'"', at, row.outer)]
        column = reference.rstrip(b"0123456789")
        return column_number(column) if column.isalpha() and column.isupper() and len(column) < 4 else MAX_COLUMN

    def is_blank(self, row: Row) -> bool:
        """Whether no cell of the row shows anything (formulas that give "" count as nothing); quick."""
        data, inner, outer = self.data, row.inner, row.outer
        if data.find(self._inline, inner, outer) >= 0:
            return False
        return data.count(self._value_start, inner, outer) == data.count(self._blank, inner, outer)

    def cells(self, row: Row) -> Iterator[tuple[int, bytes]]:
        """``(zero-based column, text of the cell)`` of a row, in order."""
        pieces = self.data[row.inner : row.outer].split(self._cell)
        last, number = -1, str(row.number).encode()
        digits = len(number)
        for piece in pieces[1:]:
            reference = piece[4 : piece.find(b'"', 4)] if piece[:4] == b' r="' else attribute(piece, b"r")
            before = last
            if reference:
                last = column_number(reference[:-digits]) if reference[-digits:] == number else -1
            else:
                last += 1
            if not before < last < MAX_COLUMN or (reference and not reference.isupper()):
                raise _misplaced(reference, row)
            yield last, self._cell + piece

    def wanted_cells(self, row: Row, wanted: dict[bytes, int]) -> Iterator[tuple[int, bytes]]:
        """Like ``cells``, for the columns of ``wanted`` only (``{letters as bytes: zero-based column}``); quicker.

        Rows of a table mostly have the same cells, so their addresses are compared with those of the row before.
        """
        pieces = self.data[row.inner : row.outer].split(self._cell)
        rest = b'%d"' % row.number
        for_whom, begins, picks = self._like
        if (
            for_whom is not wanted
            or len(pieces) != len(begins) + 1
            or not all(map(bytes.startswith, pieces[1:], [begin + rest for begin in begins]))
        ):
            begins, picks = [], []
            for i, piece in enumerate(pieces[1:], 1):
                if piece[:4] != b' r="':
                    yield from ((k, text) for k, text in self.cells(row) if k in wanted.values())
                    return
                begin = piece[: piece.find(b'"', 4) + 1 - len(rest)]
                column = wanted.get(begin[4:])
                if not piece.startswith(rest, len(begin)) or (column is None and not begin[4:].isupper()):
                    raise _misplaced(piece[4 : piece.find(b'"', 4)], row)
                begins.append(begin)
                if column is not None:
                    picks.append((i, column))
            self._like = wanted, begins, picks
        for i, column in picks:
            yield column, pieces[i]

    def has_formula(self, text: bytes) -> bool:
        """Whether the cell holds a formula."""
        return self.formula_mark in text

    def value(self, text: bytes, strings: Sequence[str] | SharedStrings) -> CellValue:
        """The value of a cell: int, float, text, truth, ``ErrorValue``, or None for a blank.

        Raises:
            ValueError, IndexError: what stands there is no number, or no shared string.
        """
        close = text.find(b">")
        first = close + 1
        if text.startswith(self._value, first) and text.endswith(self._value_and_cell_end):
            raw = text[first + len(self._value) : -len(self._value_and_cell_end)]
            if raw and b"<" not in raw:
                if text.find(b"t", 0, close) < 0:  # no attribute says of what kind it is
                    return number(raw)
                if text.startswith(b' t="s"', close - 6):
                    return strings[_index(raw)] or None
        elif text.startswith(self._text_start, first) and text.endswith(self._text_and_cell_end):
            raw = text[first + len(self._text_start) : -len(self._text_and_cell_end)]
            if b"<" not in raw and text.startswith(b' t="inlineStr"', close - 14):
                return decode(raw) or None
        return self._value_of_any(text, close, strings)

    def _value_of_any(self, text: bytes, close: int, strings: Sequence[str] | SharedStrings) -> CellValue:
        """As ``value``, of a cell written in whatever way."""
        head = _HEAD.fullmatch(text, 0, close)
        if head is not None:
            kind = head[2]
        else:
            close = xmlspans.tag_end(text, 0) - 1
            kind = attribute(text[:close], b"t")
        if text[close - 1 : close] == b"/":
            return None
        if kind == b"inlineStr":
            return joined_text(text[close:]) or None
        at = text.find(self._value, close)
        end = text.find(self._value_end, at) if at >= 0 else -1
        if end >= 0:
            raw = text[at + len(self._value) : end]
        else:
            odd = _VALUE.search(text, close)
            if odd is None:
                if at >= 0 or text.find(self._value_start, close) >= 0:
                    raise ValueError("a value that is not closed")
                return None
            raw = odd[1] or b""
        if not raw:
            return None
        if kind is None or kind == b"n":
            return number(raw)
        if kind == b"s":
            return strings[_index(raw)] or None
        if kind == b"b":
            return raw.strip() in (b"1", b"true")
        if kind not in _KINDS:
            raise ValueError("a kind of cell that does not exist")
        return ErrorValue(decode(raw)) if kind == b"e" else decode(raw) or None

    def merges(self) -> list[tuple[str, tuple[int, int, int, int]]]:
        """``(address, (first column, first row, last column, last row))``, columns zero-based, of every merged range.

        Raises:
            XmlError: an address is none, or there are more than ``MAX_MERGES``.
        """
        found = []
        for tag in _MERGE.finditer(self.data, self.stop):
            reference = attribute(tag[0], b"ref") or b""
            box = _RANGE.fullmatch(reference.replace(b"$", b""))
            if box is None:
                if re.fullmatch(rb"[A-Z]{1,3}[0-9]{1,7}", reference):
                    continue  # a single cell, as some programs write it
                raise xmlspans.XmlError(f"rentang sel gabungan {_shown(reference)} tidak sah")
            found.append((reference.decode(), (column_number(box[1]), int(box[2]), column_number(box[3]), int(box[4]))))
            if len(found) > MAX_MERGES:
                raise xmlspans.XmlError(f"sel gabungannya lebih dari {thousands(MAX_MERGES)}", "terlalu_besar")
        return found


def _misplaced(reference: bytes | None, row: Row) -> xmlspans.XmlError:
    return xmlspans.XmlError(f"alamat sel {_shown(reference)} di baris {row.number} tidak sah")


def _shown(raw: bytes | None) -> str:
    """A piece of a part for a message."""
    return repr((raw or b"")[:30].decode("utf-8", "replace"))


def _index(raw: bytes) -> int:
    raw = raw.strip()
    if not raw.isdigit() or len(raw) > 9:
        raise ValueError("not the number of a shared string")
    return int(raw)


def attribute(tag: bytes, name: bytes) -> bytes | None:
    """Value of an attribute in the text of a tag, or None."""
    at = tag.find(b" " + name + b'="')
    if at >= 0:
        at += len(name) + 3
        return tag[at : tag.find(b'"', at)]
    if tag.count(b"=") == tag.count(b'="'):  # written as programs write: it is not there
        return None
    return next((found[2] or found[3] or b"" for found in _ATTRIBUTE.finditer(tag) if found[1] == name), None)


def cell_style(text: bytes) -> int:
    """Style number of a cell (0 when it has none).

    Raises:
        XmlError: the number is none.
    """
    close = text.find(b">")
    head = _HEAD.fullmatch(text, 0, close)
    if head is not None:
        return int(head[1]) if head[1] else 0
    style = attribute(text[: xmlspans.tag_end(text, 0)], b"s")
    number = whole_or_none(style.decode("utf-8", "replace")) if style is not None else 0
    if number is None or number < 0:
        raise xmlspans.XmlError(f"nomor format sel {_shown(style)} tidak sah")
    return number


def formula_of(text: bytes) -> tuple[bytes, bytes] | None:
    """``(attributes, escaped formula)`` of a cell's text, or None when it holds none."""
    found = _FORMULA.search(text)
    return (found[1] or b"", found[2] or b"") if found else None


def number(raw: bytes) -> int | float:
    """A stored number: int when written as one, else float.

    Raises:
        ValueError: it is none, or far longer than any number that a program writes.
    """
    if raw.isdigit() or (raw[:1] == b"-" and raw[1:].isdigit()):
        if len(raw) > _LONGEST_INTEGER:
            raise ValueError("too many digits")
        return int(raw)
    value = float(raw)
    if b"_" in raw or value - value != 0:  # Python reads 1_0, nan and inf as numbers
        raise ValueError("not a number")
    return value


def cell_xml(
    column: int, row: int, style: int, content: CellValue, formula: str | None = None, prefix: str = ""
) -> str:
    """Text of a cell.

    Args:
        column, row: zero-based column, one-based row.
        style: style number.
        content: value (None is blank; with a formula it is the cached value).
        formula: escaped formula text without ``=``, or None.
        prefix: namespace prefix of the part (``x:`` or "").
    """
    head = f'<{prefix}c r="{column_letters(column)}{row}"' + (f' s="{style}"' if style else "")
    f = f"<{prefix}f>{formula}</{prefix}f>" if formula is not None else ""
    if content is None:
        return f"{head}>{f}</{prefix}c>" if f else f"{head}/>"
    if content.__class__ is bool:
        return f'{head} t="b">{f}<{prefix}v>{int(content)}</{prefix}v></{prefix}c>'
    if is_number(content):
        if content - content != 0:  # infinity is no number in a file
            return f'{head} t="e">{f}<{prefix}v>#NUM!</{prefix}v></{prefix}c>'
        return f"{head}>{f}<{prefix}v>{content!r}</{prefix}v></{prefix}c>"
    if content.__class__ is ErrorValue:
        return f'{head} t="e">{f}<{prefix}v>{content.kode}</{prefix}v></{prefix}c>'
    text = xmlspans.escape(clean(str(content)))
    if f:
        return f'{head} t="str">{f}<{prefix}v>{text}</{prefix}v></{prefix}c>'
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text or "  " in text else ""
    return f'{head} t="inlineStr"><{prefix}is><{prefix}t{space}>{text}</{prefix}t></{prefix}is></{prefix}c>'
