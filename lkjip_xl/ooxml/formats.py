"""Which cell formats of a book show percent, dates or plain text: people type 88% and codes turn into dates."""

from __future__ import annotations

import re

from .limits import MAX_FORMAT_CODE
from .package import Package
from .parts import broken, parse_part, whole_or_none
from .workbook import WorkbookParts

# Built-in number formats (ECMA-376 18.8.30): percent, and the dates and times of every language.
_PERCENT, _TEXT = {9, 10}, 49
_DATES = set(range(14, 23)) | set(range(27, 37)) | set(range(45, 48)) | set(range(50, 59))
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DATE_LETTERS = re.compile(r"[dmyhs]", re.I)


class Formats:
    """Meaning of the cell formats (``s`` of a cell) of a book.

    Attributes:
        percent, date, text: numbers of the formats that show a percentage, a date or time, plain text.
        code: format code by number of the format; None for a built-in one.
    """

    def __init__(self, package: Package, workbook: WorkbookParts) -> None:
        self.percent: set[int] = set()
        self.date: set[int] = set()
        self.text: set[int] = set()
        self.code: dict[int, str | None] = {}
        name = workbook.related("styles")
        if name is None:
            return
        _, root = parse_part(package, name, 3)
        custom: dict[str | None, str] = {}
        holder = root.child("numFmts")
        for element in holder.children if holder is not None else ():
            custom[element.attrs.get("numFmtId")] = element.attrs.get("formatCode", "")[:MAX_FORMAT_CODE]
        holder = root.child("cellXfs")
        for number, element in enumerate(holder.children if holder is not None else ()):
            numeral = element.attrs.get("numFmtId", "0")
            code = custom.get(numeral)
            built_in = whole_or_none(numeral)
            if built_in is None:
                raise broken(
                    package, f"format sel ke-{number + 1} ({package.described(name)}) bernomor {numeral[:40]!r}"
                )
            bare = _QUOTED.sub("", code) if code else ""
            self.code[number] = code
            if code == "@" or (code is None and built_in == _TEXT):
                self.text.add(number)
            elif "%" in bare or (code is None and built_in in _PERCENT):
                self.percent.add(number)
            elif (code is None and built_in in _DATES) or _DATE_LETTERS.search(bare.replace("General", "")):
                self.date.add(number)
