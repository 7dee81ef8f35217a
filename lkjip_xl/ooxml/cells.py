"""Cells of a worksheet part as text: read values, and replace single cells while every other byte stays.

Own code, because no library edits a worksheet part in place: openpyxl and its kind load a sheet into objects and
write a new one, losing what they do not know. Rows and cells are found by searching the part's bytes for their tags,
which is sound on well-formed XML without comments or CDATA; a part with those is written anew first (``plain``).
"""

import re

from ..expr.values import ErrorValue, is_number
from . import xmlspans
from .worksheet import clean, column_letters

_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>(.*?)</(?:\w+:)?t>", re.S)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def plain(data, check=True):
    """The part without comments, CDATA and processing instructions, in UTF-8.

    Args:
        data: the part. check: also make sure that it is well-formed (needed before it is edited).

    Raises:
        XmlError: it is not, or it has a document type.
    """
    data = xmlspans.to_utf8(data)
    if b"<!" not in data and data.find(b"<?", 5) < 0:
        if check:
            xmlspans.check(data)
        return data
    out = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n']
    parser = xmlspans.new_parser(namespaces=False)
    parser.ordered_attributes = True

    def opened(name, attrs):
        pairs = (f' {attrs[i]}="{xmlspans.escape(attrs[i + 1])}"' for i in range(0, len(attrs), 2))
        out.append(f"<{name}{''.join(pairs)}>")

    parser.StartElementHandler = opened
    parser.EndElementHandler = lambda name: out.append(f"</{name}>")
    parser.CharacterDataHandler = lambda text: out.append(xmlspans.escape(text))
    xmlspans.feed(parser, data)
    return "".join(out).encode("utf-8")


class SharedStrings:
    """The shared strings of a book, decoded on demand."""

    def __init__(self, data):
        data = plain(data, check=False) if data else b""
        tag = b"<" + _prefix(data, b"sst") + b"si"
        self._raw = data.split(tag)[1:]
        self._text = {}

    def __getitem__(self, number):
        try:
            return self._text[number]
        except KeyError:
            text = self._text[number] = joined_text(self._raw[number])
            return text


def _prefix(data, name):
    """Namespace prefix (``x:`` or nothing) that the part writes before an element's name."""
    found = re.search(rb"<(\w+:)?" + name + rb"[\s>/]", data)
    return (found[1] or b"") if found else b""


def joined_text(raw):
    """The text of a string item, runs joined, phonetic help left out."""
    if b"rPh" in raw:
        raw = re.sub(rb"<(?:\w+:)?rPh\b.*?</(?:\w+:)?rPh>", b"", raw, flags=re.S)
    return decode(b"".join(_TEXT.findall(raw)))


def decode(raw):
    """XML text as a string, Excel's ``_x000D_`` escapes undone."""
    text = raw.decode("utf-8")
    if "&" in text:
        text = _unescape(text)
    if "_x" in text:
        text = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)
    return text


def _unescape(text):
    from .workbook import unescape

    return unescape(text)


def column_number(letters):
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


class SheetText:
    """A worksheet part, seen as rows of cells.

    Attributes:
        data: the part's bytes (from ``plain``).
        prefix: namespace prefix of its elements, ``x:`` or "".
        start, stop: offsets of what is inside ``<sheetData>`` (equal when it is empty).
        rows: every Row in order.
    """

    def __init__(self, data):
        self.data = data
        prefix = _prefix(data, b"sheetData")
        self.prefix = prefix.decode()
        self._cell = b"<" + prefix + b"c"
        self._cell_end = b"</" + prefix + b"c>"
        self._value, self._value_end = b"<" + prefix + b"v>", b"</" + prefix + b"v>"
        self._formula = b"<" + prefix + b"f"
        self._value_start, self._blank = self._value[:-1], self._value + self._value_end
        self._inline = b"<" + prefix + b"is"
        opened = data.find(b"<" + prefix + b"sheetData")
        self.start = data.index(b">", opened) + 1
        empty = data[self.start - 2 : self.start - 1] == b"/"
        self.stop = self.start if empty else data.index(b"</" + prefix + b"sheetData>", self.start)
        self.rows = self._find_rows(prefix)

    def _find_rows(self, prefix):
        data, stop = self.data, self.stop
        tag, end = b"<" + prefix + b"row", b"</" + prefix + b"row>"
        found, last, at = [], 0, data.find(tag, self.start, stop)
        while at >= 0:
            row = Row()
            close = data.index(b">", at)
            number = attribute(data[at:close], b"r")
            row.number = last = int(number) if number else last + 1
            row.start, row.inner = at, close + 1
            if data[close - 1 : close] == b"/":
                row.outer = row.stop = row.inner
            else:
                row.outer = data.index(end, close)
                row.stop = row.outer + len(end)
            found.append(row)
            at = data.find(tag, row.stop, stop)
        return found

    def is_blank(self, row):
        """Whether no cell of the row shows anything (formulas that give "" count as nothing); quick."""
        data, inner, outer = self.data, row.inner, row.outer
        if data.find(self._inline, inner, outer) >= 0:
            return False
        return data.count(self._value_start, inner, outer) == data.count(self._blank, inner, outer)

    def cells(self, row):
        """``(zero-based column, text of the cell)`` of a row, in order."""
        pieces = self.data[row.inner : row.outer].split(self._cell)
        last = -1
        for piece in pieces[1:]:
            reference = piece[4 : piece.find(b'"', 4)] if piece[:4] == b' r="' else attribute(piece, b"r")
            last = column_number(reference.rstrip(b"0123456789")) if reference else last + 1
            yield last, self._cell + piece

    def wanted_cells(self, row, wanted):
        """Like ``cells``, for the columns of ``wanted`` only (``{letters as bytes: zero-based column}``); quicker."""
        pieces = self.data[row.inner : row.outer].split(self._cell)
        digits = len(str(row.number))
        for piece in pieces[1:]:
            if piece[:4] != b' r="':
                yield from ((k, text) for k, text in self.cells(row) if k in wanted.values())
                return
            column = wanted.get(piece[4 : piece.find(b'"', 4) - digits])
            if column is not None:
                yield column, piece

    def has_formula(self, text):
        """Whether the cell holds a formula."""
        return self._formula in text

    def value(self, text, strings):
        """The value of a cell: int, float, text, truth, ``ErrorValue``, or None for a blank."""
        close = text.find(b">")
        if text[close - 1 : close] == b"/":
            return None
        kind = attribute(text[:close], b"t")
        if kind == b"inlineStr":
            return joined_text(text[close:]) or None
        at = text.find(self._value, close)
        if at >= 0:
            at += len(self._value)
        else:
            at = text.find(self._value[:-1] + b" ", close)
            if at < 0:
                return None
            at = text.index(b">", at) + 1
            if text[at - 2 : at - 1] == b"/":  # <v />, as some programs write an empty one
                return None
        raw = text[at : text.find(self._value_end, at)]
        if not raw:
            return None
        if kind is None or kind == b"n":
            return number(raw)
        if kind == b"s":
            return strings[int(raw)] or None
        if kind == b"b":
            return raw.strip() in (b"1", b"true")
        return ErrorValue(decode(raw)) if kind == b"e" else decode(raw) or None


def attribute(tag, name):
    """Value of an attribute in the text of a tag, or None."""
    for quote in (b'"', b"'"):
        at = tag.find(b" " + name + b"=" + quote)
        if at >= 0:
            at += len(name) + 3
            return tag[at : tag.find(quote, at)]
    return None


def cell_style(text):
    """Style number of a cell (0 when it has none)."""
    style = attribute(text[: text.find(b">")], b"s")
    return int(style) if style else 0


def number(raw):
    """A stored number: int when written as one, else float."""
    return int(raw) if raw.isdigit() or (raw[:1] == b"-" and raw[1:].isdigit()) else float(raw)


def cell_xml(column, row, style, content, formula=None, prefix=""):
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
    text = xmlspans.escape(clean(content))
    if f:
        return f'{head} t="str">{f}<{prefix}v>{text}</{prefix}v></{prefix}c>'
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text or "  " in text else ""
    return f'{head} t="inlineStr"><{prefix}is><{prefix}t{space}>{text}</{prefix}t></{prefix}is></{prefix}c>'
