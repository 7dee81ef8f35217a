"""Which cell formats of a book show percent, dates or plain text: people type 88% and codes turn into dates."""

import re

from .workbook import parse_part

# Built-in number formats (ECMA-376 18.8.30): percent, and the dates and times of every language.
_PERCENT, _TEXT = {9, 10}, 49
_DATES = set(range(14, 23)) | set(range(27, 37)) | set(range(45, 48)) | set(range(50, 59))
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DATE_LETTERS = re.compile(r"[dmyhs]", re.I)


class Formats:
    """Meaning of the cell formats (``s`` of a cell) of a book."""

    def __init__(self, package, workbook):
        self.percent, self.date, self.text, self.code = set(), set(), set(), {}
        name = workbook.related("styles")
        if name is None:
            return
        _, root = parse_part(package, name, 3)
        custom = {}
        holder = root.child("numFmts")
        for element in holder.children if holder is not None else ():
            custom[element.attrs.get("numFmtId")] = element.attrs.get("formatCode", "")
        holder = root.child("cellXfs")
        for number, element in enumerate(holder.children if holder is not None else ()):
            numeral = element.attrs.get("numFmtId", "0")
            code = custom.get(numeral)
            bare = _QUOTED.sub("", code) if code else ""
            self.code[number] = code
            if code == "@" or (code is None and int(numeral) == _TEXT):
                self.text.add(number)
            elif "%" in bare or (code is None and int(numeral) in _PERCENT):
                self.percent.add(number)
            elif (code is None and int(numeral) in _DATES) or _DATE_LETTERS.search(bare.replace("General", "")):
                self.date.add(number)
