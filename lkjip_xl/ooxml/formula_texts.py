"""The texts of formulas, each held once, so that a sheet of many thousand rows stays small in memory.

A column of a table holds one formula in every row. In a large sheet these repeated texts are nine tenths of the part.
They are cut out while the part is inflated, piece by piece, and put back while it is deflated; in between a number
stands in each cell: ``<f>~12</f>``. What is written in the end is the full text in every cell. See docs/adr/0030.

What may be cut is decided by bytes alone and undone exactly, whatever the part holds: the text before each ``</f>``,
back to the last ``<`` or ``>``, goes when it is long or looks like a number of ours; so no such number is left over
that did not come from here.

One thing is not undone: where LibreOffice says what goes without saying (``<f aca="false">``, a cell's ``s="0" t="n"``,
``&quot;`` in a formula) it is left out, so that a cell is seen to be what it shall be. A sheet in which nothing else
changes is not written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

from . import xmlspans
from .cells import plain
from .limits import MAX_MARKUP, MAX_SHEET, MAX_WHOLE_SHEET, megabytes
from .package import Package

_END = b"</f>"
_MARK = b"~"
_SHORT = 8  # bytes of a text that is left where it stands
_SPELLED = b'><f aca="false">'
_UNSAID = (
    (_SPELLED, b"><f>"), (b' t="n"><f>', b"><f>"), (b' s="0"><f>', b"><f>"),
    *((b' s="0" t="%b"><f>' % kind, b' t="%b"><f>' % kind) for kind in (b"str", b"e", b"b")),
)  # fmt: skip
"""What LibreOffice says of each formula and its cell, though it goes without saying, and what is left of it."""
_PLACE = re.compile(rb"(~(?<![^<>]~)[0-9]++)(?=</f>)")  # its first letter is rare, so that the search is quick
_PIECE = 1 << 17  # of a part without its texts; with them it is ten times as much


class FormulaTexts:
    """Texts of formulas by their number, shared by the sheets of one book."""

    __slots__ = ("_text", "_number", "_checked", "size")

    def __init__(self) -> None:
        self._text: dict[bytes, bytes] = {}
        self._number: dict[bytes, bytes] = {}
        self._checked = 0
        self.size = 0
        """Bytes of all the texts."""

    def number(self, text: bytes, spelled: bool = False) -> bytes:
        """What stands for an escaped formula, such as ``~12``; ``spelled``: it is spelled as LibreOffice does."""
        number = self._number.get(text)
        if number is None:
            plain_text = text.replace(b"&quot;", b'"') if spelled else text
            number = self._number.get(plain_text)
            if number is None:
                number = b"%b%d" % (_MARK, len(self._text))
                self._text[number] = plain_text
            self._number[plain_text] = self._number[text] = number
            self.size += len(text)
        return number

    def placed(self, text: bytes) -> bytes:
        """What stands in a part for an escaped formula: a short one stands there itself, as ``without`` leaves it."""
        return self.number(text) if len(text) > _SHORT or text[:1] == _MARK else text

    def text(self, content: bytes) -> bytes:
        """The escaped formula that the content of a formula element means."""
        return self._text.get(content, content)

    def without(self, pieces: Iterable[bytes], where: str = "sebuah lembar") -> bytes:
        """A part with numbers in the place of its formulas' texts.

        Args:
            pieces: the part.
            where: what it is, for messages.

        Raises:
            XmlError: it is larger than ``MAX_WHOLE_SHEET``, more than ``MAX_SHEET`` is left of it, or an element or a
                text in it goes on and on.
        """
        numbers, number = self._number, self.number
        done = BytesIO()  # its value is its own buffer: a joined list would be there twice
        rest, whole, kept = b"", 0, 0
        spelled: bool | None = None
        for piece in pieces:
            whole += len(piece)
            if spelled is None and _END in piece:  # a program spells all formulas of a part alike
                spelled = _SPELLED in piece
            at = piece.rfind(b">") + 1
            if not at:
                rest += piece
                if len(rest) > 2 * MAX_MARKUP:
                    raise xmlspans.long_markup()
                continue
            cells = (rest + piece[:at]).split(_END)
            rest = piece[at:]
            for i in range(len(cells) - 1):
                cell = cells[i]
                start = max(cell.rfind(b">"), cell.rfind(b"<")) + 1
                text = cell[start:]
                if len(text) > _SHORT or text[:1] == _MARK:
                    cells[i] = cell[:start] + (numbers.get(text) or number(text, spelled is True))
            kept += done.write(_END.join(cells))
            if whole > MAX_WHOLE_SHEET:
                raise _too_large(where, whole, MAX_WHOLE_SHEET)
            if kept + self.size > MAX_SHEET:
                raise _too_large(where, kept + self.size, MAX_SHEET)
        done.write(rest)
        return _unsaid(done.getvalue()) if spelled else done.getvalue()

    def whole(self, data: bytes) -> Iterator[bytes]:
        """The part with the texts put back, piece by piece."""
        texts = self._text
        start = 0
        while start < len(data):
            at = data.find(_END, start + _PIECE)
            stop = len(data) if at < 0 else at + len(_END)
            pieces = _PLACE.split(data[start:stop])
            for i in range(1, len(pieces), 2):
                pieces[i] = texts.get(pieces[i], pieces[i])
            yield b"".join(pieces)
            start = stop

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._number)

    def check(self) -> None:
        """Refuse a text that is no sound content of an element; each is looked at once."""
        texts = list(self._number)[self._checked :]
        if texts:
            xmlspans.check(b"<a><f>" + b"</f><f>".join(texts) + b"</f></a>")
            self._checked += len(texts)


def read_sheet(package: Package, part: str, texts: FormulaTexts, check: bool = True) -> bytes:
    """A worksheet part as ``cells.plain`` gives it, with numbers in the place of its formulas' texts.

    Args:
        package, part: the book, and the name of the part.
        texts: where the texts go.
        check: also make sure that it is well-formed.

    Raises:
        XmlError: see ``cells.plain`` and ``FormulaTexts.without``. UserError: the part is damaged.
    """
    where = package.described(part)
    data = texts.without(package.chunks(part), where)
    if xmlspans.has_declarations(data) or xmlspans.to_utf8(data) is not data:
        if package.size(part) > MAX_SHEET:
            raise _too_large(where, package.size(part), MAX_SHEET)
        return texts.without([plain(b"".join(texts.whole(data)), check, where)], where)
    try:
        if check and part.lower() not in package.well_formed:
            xmlspans.check(data, declared=False)
            texts.check()
    except xmlspans.XmlError as error:
        raise xmlspans.XmlError(f"{where}: {error.detail}", error.kode) from None
    return data


def _unsaid(data: bytes) -> bytes:
    """A part without what goes without saying."""
    for said, left in _UNSAID:
        data = data.replace(said, left)
    return data


def _too_large(where: str, size: int, limit: int) -> xmlspans.XmlError:
    return xmlspans.XmlError(f"isi {where} {megabytes(size)}, padahal batasnya {megabytes(limit)}", "terlalu_besar")
