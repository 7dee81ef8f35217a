"""Cells of a worksheet part as text: read values, and replace single cells while every other byte stays.

Own code, because no library edits a worksheet part in place: openpyxl and its kind load a sheet into objects and
write a new one, losing what they do not know. Rows and cells are found by regular expressions over the part's bytes,
which is sound on well-formed XML without comments or CDATA; a part with those is written anew first (``plain``).
"""

import re

from ..expr.nilai import Galat, adalah_angka
from . import xmlspans
from .worksheet import clean, column_letters

_ROW = re.compile(rb"<(?:\w+:)?row(?=[\s/>])([^>]*?)(?:/>|>(.*?)</(?:\w+:)?row>)", re.S)
_CELL = re.compile(
    rb"<(?:\w+:)?c(?=[\s/>])(?:[^>]*?\sr=[\"']([A-Z]{1,3})\d+[\"'])?([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.S
)
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>(.*?)</(?:\w+:)?v>", re.S)
_FORMULA = re.compile(rb"<(?:\w+:)?f(?=[\s/>])")
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>(.*?)</(?:\w+:)?t>", re.S)
_PHONETIC = re.compile(rb"<(?:\w+:)?rPh\b.*?</(?:\w+:)?rPh>", re.S)
_STRING = re.compile(rb"<(?:\w+:)?si(?=[\s/>])[^>]*?(?:/>|>(.*?)</(?:\w+:)?si>)", re.S)
_NUMBER = re.compile(rb"\d+")
_TYPE = re.compile(rb"\st=[\"'](\w+)[\"']")
_STYLE = re.compile(rb"\ss=[\"'](\d+)[\"']")
_ROW_NUMBER = re.compile(rb"\sr=[\"'](\d+)[\"']")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def plain(data):
    """The part without comments, CDATA and processing instructions, in UTF-8; well-formed or XmlError."""
    data = xmlspans.to_utf8(data)
    if b"<!" not in data and b"<?" not in data[5:]:
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
        self._raw = [m[1] or b"" for m in _STRING.finditer(plain(data))] if data else []
        self._text = {}

    def __getitem__(self, number):
        try:
            return self._text[number]
        except KeyError:
            text = self._text[number] = joined_text(self._raw[number])
            return text


def joined_text(raw):
    """The text of a string item, runs joined, phonetic help left out."""
    if b"rPh" in raw:
        raw = _PHONETIC.sub(b"", raw)
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
    """A row as found: its number, the span of its whole text, of what is inside it, and the text of its tag."""

    __slots__ = ("number", "start", "stop", "inner", "outer", "attrs")


def rows(data, start=0, stop=None):
    """Every row of the sheet data in order."""
    found, last = [], 0
    for match in _ROW.finditer(data, start, len(data) if stop is None else stop):
        row = Row()
        number = _ROW_NUMBER.search(match[1])
        row.number = last = int(number[1]) if number else last + 1
        row.start, row.stop = match.span()
        row.inner, row.outer = match.span(2)
        row.attrs = match[1]
        found.append(row)
    return found


def cells(data, row):
    """The cells of a row as ``(zero-based column, match)``."""
    if row.inner < 0:
        return
    last = -1
    for match in _CELL.finditer(data, row.inner, row.outer):
        last = column_number(match[1]) if match[1] else last + 1
        yield last, match


def cell_style(match):
    """Style number of a cell (0 when it has none)."""
    style = _STYLE.search(_head(match))
    return int(style[1]) if style else 0


def _head(match):
    text = match[0]
    return text[: text.index(b">")]


def has_formula(match):
    """Whether the cell holds a formula."""
    return match[3] is not None and _FORMULA.search(match[3]) is not None


def value(match, strings):
    """The value of a cell: int, float, text, truth, ``Galat``, or None for a blank."""
    inner = match[3]
    if not inner:
        return None
    kind = _TYPE.search(_head(match))
    kind = kind[1] if kind else b"n"
    if kind == b"inlineStr":
        return joined_text(inner) or None
    raw = _VALUE.search(inner)
    if raw is None or not raw[1]:
        return None
    raw = raw[1]
    if kind == b"s":
        return strings[int(raw)] or None
    if kind == b"n":
        return number(raw)
    if kind == b"str":
        return decode(raw) or None
    if kind == b"b":
        return raw.strip() in (b"1", b"true")
    return Galat(decode(raw)) if kind == b"e" else decode(raw)


def number(raw):
    """A stored number: int when written as one, else float."""
    raw = raw.strip()
    if _NUMBER.fullmatch(raw) or (raw[:1] == b"-" and _NUMBER.fullmatch(raw[1:])):
        return int(raw)
    return float(raw)


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
    if adalah_angka(content):
        return f"{head}>{f}<{prefix}v>{content!r}</{prefix}v></{prefix}c>"
    if content.__class__ is Galat:
        return f'{head} t="e">{f}<{prefix}v>{content.kode}</{prefix}v></{prefix}c>'
    text = xmlspans.escape(clean(content))
    if f:
        return f'{head} t="str">{f}<{prefix}v>{text}</{prefix}v></{prefix}c>'
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text or "  " in text else ""
    return f'{head} t="inlineStr"><{prefix}is><{prefix}t{space}>{text}</{prefix}t></{prefix}is></{prefix}c>'
