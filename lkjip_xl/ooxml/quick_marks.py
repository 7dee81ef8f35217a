"""The marks of a sheet's rows, read from its text by patterns: for sheets as Excel and LibreOffice save them.

A button gets each report sheet as another program has saved it, so all of them are read at every press. Handing every
element to a function takes twice as long. A sheet with anything that is not of these forms is left to
``ownership``, which reads whatever XML can say, and gives the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .parts import unescape
from .worksheet import clean, number_text, row_mark

_CELL = re.compile(
    rb'(<c r="([A-Z]{1,3})[0-9]+"(?: s="[0-9]+")?(?: t="(s|n|str|b|e)")?'
    rb"(?:/>|>(?:<f(?: [^<>/]*)?>([^<]+)</f>)?(?:<v>([^<]*)</v>|<v/>)?</c>))"
)
_ROW = re.compile(rb'<row(?: [^<>]*)? r="([1-9][0-9]{0,6})"[^<>]*(?<!/)>')
_EMPTY_ROWS = re.compile(rb"(?:<row [^<>]*/>)*+")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_LOGICAL = {"TRUE()": "1", "FALSE()": "0"}
_LAST_ROW = 1_048_576


def kept_text(text: str) -> str:
    """Text of a cell without file escapes, in the form that ``worksheet.clean`` gives."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return clean(text)


def formula_text(formula: str) -> str:
    """What counts of a formula; LibreOffice keeps a logical value without a logical format as one."""
    return _LOGICAL.get(formula) or "=" + formula


def quick_marks(data: bytes, strings: Sequence[str]) -> list[int] | None:
    """The marks of the rows of a worksheet part, as ``worksheet.compose`` gives them; None where it must be read whole.

    Args:
        data: the part, well-formed, in UTF-8. strings: the book's shared strings, as ``kept_text`` gives them.
    """
    start, stop = data.find(b"<sheetData>") + len(b"<sheetData>"), data.find(b"</sheetData>")
    if start < len(b"<sheetData>") or stop < start or data.find(b"<sheetData>", start) >= 0:
        return None
    marks: list[int] = []
    *rows, rest = data[start:stop].split(b"</row>")
    if _EMPTY_ROWS.fullmatch(rest.strip()) is None:
        return None
    for row in rows:
        at = row.rfind(b"<row ")
        tag = _ROW.match(row, at) if at >= 0 else None
        if tag is None or _EMPTY_ROWS.fullmatch(row[:at].strip()) is None:
            return None
        pairs = _pairs(row[tag.end() :], strings)
        if pairs is None:
            return None
        if pairs:
            number = int(tag[1])
            if number > _LAST_ROW:
                return None
            marks += [0] * (number - len(marks))
            marks[number - 1] = row_mark(pairs)
    return marks


def _pairs(cells: bytes, strings: Sequence[str]) -> list[str] | None:
    """Column letters and content of the filled cells of a row, one after the other."""
    found = _CELL.findall(cells)
    if sum([len(one[0]) for one in found]) != len(cells):
        return None
    pairs: list[str] = []
    for _, letters, kind, formula, value in found:
        if formula:
            content = formula_text(unescape(formula.decode()))
        elif not value:
            continue
        elif kind == b"s":
            if not value.isdigit() or len(value) > 9 or int(value) >= len(strings):
                return None
            content = strings[int(value)]
        elif kind == b"str":
            content = kept_text(unescape(value.decode()))
        elif kind in (b"", b"n"):
            try:
                content = number_text(value.decode())
            except ValueError:
                return None
        else:
            content = unescape(value.decode())
        if content:
            pairs += (letters.decode(), content)
    return pairs
