"""The cells of one row of a table with new values, for rows that stand as programs write them.

Most cells of a book that is computed again are what they were. A cell is put together from what the cells of its
column have in common (its style, the number of its formula) and its value alone, and compared with what stands there;
nothing is taken apart. A row that is not written in the usual way is left to ``rewrite.Rewriter``, which gives the same
cells the long way.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..expr.values import Number, is_number
from ..ooxml.cells import cell_xml, column_number
from ..ooxml.limits import MAX_COLUMN
from ..ooxml.worksheet import clean
from ..ooxml.xmlspans import escape, escape_text

_LETTERS = re.compile(rb"[A-Z]{1,3}")
_ATTRIBUTES = re.compile(rb'(?: s="([0-9]{1,9})")?(?: t="\w+")? ?/?')
_NUMBER = re.compile(rb"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_MOST_TEXTS = 4_096
"""Texts that are kept escaped; a large table may hold a different one in every row."""


class Formula(NamedTuple):
    """What ``Rewriter.write`` puts into an input cell as a formula: its text without ``=``, its value."""

    text: str
    value: Any


class _Cells:
    """A column as its cells are written.

    Attributes:
        address: how a cell begins, up to the number of its row. name: of the column, None for one of the user's own.
        middle: what stands between the attributes and the value of a computed cell; b"" for any other column.
        style: of the cell before; number, text: what stands between the address and a number or a text in that style.
    """

    __slots__ = ("index", "address", "name", "middle", "style", "number", "text")

    def __init__(self, index: int, letters: bytes, name: str | None, middle: bytes) -> None:
        self.index, self.address, self.name, self.middle = index, b' r="' + letters, name, middle
        self.take(0)

    def take(self, style: int) -> None:
        """Write cells in this style from now on."""
        self.style = style
        attribute = b' s="%d"' % style if style else b""
        self.number, self.text = attribute + self.middle, attribute + b' t="str"' + self.middle


def is_same_number(old: bytes, new: bytes, value: Number) -> bool:
    """Whether a cell stays as it is, for it holds this very number, only spelled otherwise: programs write 1 for 1.0,
    and 0.97309999999999997 for the number that others write as 0.9731.

    Args:
        old, new: the cell as it stands and as it would be written. value: its number.
    """
    end = new.rfind(b"</", 0, new.rfind(b"</"))
    start = new.rfind(b">", 0, end) + 1
    tail = new[end:]
    if not old.startswith(new[:start]) or not old.endswith(tail):
        return False
    text = old[start : len(old) - len(tail)]
    return _NUMBER.fullmatch(text) is not None and float(text) == value


class RowCells:
    """Writes rows of one table.

    Args:
        prefix: namespace prefix of the part. columns: ``{zero-based column: name}`` of the table's columns.
        formulas: ``{zero-based column: what stands for its formula's text}`` of the computed ones.

    Attributes:
        keeps_inputs: input cells stay, whatever the values say of their columns.
    """

    def __init__(self, prefix: str, columns: Mapping[int, str], formulas: Mapping[int, str]) -> None:
        self.keeps_inputs = False
        self._prefix, self._columns, self._formulas = prefix, columns, formulas
        self._cell = f"<{prefix}c".encode()
        self._end = f"</{prefix}v></{prefix}c>".encode()
        self._inputs = {name for k, name in columns.items() if k not in formulas}
        self._styles: dict[bytes, int | None] = {}
        self._texts: dict[str, bytes] = {}
        self._plan: list[_Cells] = []

    def written(self, inner: bytes, number: int, contents: Mapping[str, Any]) -> bytes | None:
        """The row's cells, ``inner`` itself when nothing changes, or None when the row must go the long way.

        Args:
            inner: what stands inside the row. number: of the row. contents: values by column name, as
                ``Rewriter.write`` takes them.
        """
        pieces = inner.split(self._cell)
        same, pieces[0] = not pieces[0], b""
        rest = b'%d"' % number
        if not self._fits(pieces, rest) and not self._planned(pieces, rest):
            return None
        typed = not self.keeps_inputs and not self._inputs.isdisjoint(contents)
        end, texts = self._end, self._texts
        for i, column in enumerate(self._plan, 1):
            if not column.middle:
                if typed and column.name is not None and column.name in contents:
                    start = len(column.address) + len(rest)
                    style = self._style(pieces[i], start)
                    if style is None:
                        return None
                    pieces[i] = pieces[i][:start] + self._input(column, number, style, contents[column.name])
                    same = False
                continue
            value = contents.get(column.name, "")  # type: ignore[arg-type]  # a computed column has a name
            if value.__class__ is str:
                text, before = texts.get(value), column.text
                text = self._text(value) if text is None else text
            elif is_number(value) and value - value == 0:
                text, before = repr(value).encode(), column.number
            else:
                text = None
            if text is not None and pieces[i] == b"".join((column.address, rest, before, text, end)):
                continue
            start = len(column.address) + len(rest)
            style = self._style(pieces[i], start)
            if style is None:
                return None
            column.take(style)
            head = pieces[i][:start]
            if text is None:
                new = head + self._any(column.index, number, style, value, self._formulas[column.index])
            else:
                before = column.text if value.__class__ is str else column.number
                new = b"".join((head, before, text, end))
                if value.__class__ is not str and pieces[i].endswith(end) and is_same_number(pieces[i], new, value):
                    continue
            same = False
            pieces[i] = new
        return inner if same else self._cell.join(pieces)

    def _fits(self, pieces: list[bytes], rest: bytes) -> bool:
        """Whether the row has the same cells as the one before."""
        plan = self._plan
        if len(pieces) != len(plan) + 1 or not plan:
            return False
        return all(map(bytes.startswith, pieces[1:], [column.address + rest for column in plan]))

    def _planned(self, pieces: list[bytes], rest: bytes) -> bool:
        """Learn which cells the row has; False when they are not as programs write them, or some are lacking."""
        last = -1
        plan: list[_Cells] = []
        for piece in pieces[1:]:
            letters = piece[4 : piece.find(b'"', 4) + 1 - len(rest)]
            if _LETTERS.fullmatch(letters) is None or not piece.startswith(b' r="' + letters + rest):
                return False
            k = column_number(letters)
            if not last < k < MAX_COLUMN:
                return False
            last = k
            formula = self._formulas.get(k)
            p = self._prefix
            middle = b"" if formula is None else f"><{p}f>{formula}</{p}f><{p}v>".encode()
            plan.append(_Cells(k, letters, self._columns.get(k), middle))
        if not self._columns.keys() <= {column.index for column in plan}:
            return False
        self._plan = plan
        return True

    def _style(self, piece: bytes, start: int) -> int | None:
        """Style number of a cell (0 for none) whose further attributes begin at ``start``; None for an odd one."""
        attributes = piece[start : piece.find(b">", start)]
        try:
            return self._styles[attributes]
        except KeyError:
            found = _ATTRIBUTES.fullmatch(attributes)
            style = self._styles[attributes] = None if found is None else int(found[1] or 0)
            return style

    def _text(self, value: str) -> bytes:
        text = escape(clean(value)).encode()
        if len(self._texts) < _MOST_TEXTS:
            self._texts[value] = text
        return text

    def _input(self, column: _Cells, number: int, style: int, value: Any) -> bytes:
        if value.__class__ is Formula:
            return self._any(column.index, number, style, value.value, escape_text(value.text))
        return self._any(column.index, number, style, value, None)

    def _any(self, k: int, number: int, style: int, value: Any, formula: str | None) -> bytes:
        """A cell behind its address, whatever it holds."""
        xml = cell_xml(k, number, style, value, formula, self._prefix).encode()
        return xml[xml.index(b'"', len(self._cell) + 4) + 1 :]
