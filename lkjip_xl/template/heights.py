"""Height of a row whose texts wrap. Excel works it out when somebody types; a row that a program fills needs it told.

Light on purpose (no openpyxl): whoever writes rows into a book can use it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..ooxml import xmlspans
from ..rules.struktur_anggaran import steps_in
from ..schema.looks import STEP
from ..schema.model import Column, Table

LINE = 13.5  # points of one line in the book's 10 point type
PLAIN = 15  # a row of one line
_PADDING = 1.5
_ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*?r="(\d+)"[^>]*>')
_HEIGHT = re.compile(rb'\sht="([\d.]+)"')
# LibreOffice says of every row whether it is one, "true" or "false".
_BY_HAND = re.compile(rb'\scustomHeight="(?:1|true)"')


def line_count(text: str, width: float) -> int:
    """Lines that a text takes in a column of ``width`` characters, words kept whole."""
    limit = max(int(width * 1.05), 4)
    lines = 0
    for paragraph in str(text).split("\n"):
        lines += 1
        used = 0
        for word in paragraph.split(" "):
            # Capitals are a third wider; names of programs are often written in nothing else.
            length = len(word) + (len(word) // 3 if word.isupper() else 0)
            if used and used + 1 + length > limit:
                lines += 1
                used = 0
            if length > limit:  # a word longer than the line goes on on the next
                lines += (length - 1) // limit
                length = (length - 1) % limit + 1
            used += length + (1 if used else 0)
    return lines


def row_height(texts: Sequence[tuple[str | None, float]], least: int = 1) -> float:
    """Height in points.

    Args:
        texts: ``(text, width of its column in characters)`` of the wrapping cells; a text may be None.
        least: lines that the row has room for in any case.
    """
    lines = max([line_count(text, width) for text, width in texts if text], default=1)
    return min(max(lines, least) * LINE + _PADDING, 405)


def wanted_heights(table: Table, first_row: int, rows: Iterable[Mapping[str, Any]]) -> dict[int, float]:
    """``{sheet row: points}`` of the table's rows that need more than one line; what is folded away needs none.

    Args:
        table: contract Table. first_row: sheet row of the first of ``rows``.
        rows: for each row ``{column: value}``; {} for a blank one.
    """
    wrapping = [c for c in table.columns if c.kind in ("teks", "nilai") and not c.hidden and not c.folded]
    # Blank rows have room for the two lines that formulas will fetch from Renstra.
    least = 2 if any(c.computed and c.name == "Indikator" for c in wrapping) else 1
    heights = {}
    for number, row in enumerate(rows, first_row):
        texts = [(_stepped(v, c, row), c.width) for c in wrapping if isinstance(v := row.get(c.name), str)]
        if (height := row_height(texts, least)) > PLAIN:
            heights[number] = height
    return heights


def _stepped(text: str, column: Column, row: Mapping[str, Any]) -> str:
    """The text as it is shown: that of a lower level begins further to the right."""
    return STEP * steps_in(row.get(column.steps_by)) + text if column.steps_by else text


def with_heights(data: bytes, heights: Mapping[int, float], least: bool = True) -> bytes:
    """A sheet part whose rows are so high; a row that somebody set by hand (customHeight) stays.

    Args:
        data: bytes of the part. heights: ``{sheet row: points}``.
        least: a row that is higher stays so, for it may hold what the caller does not know; else one that is a
            line higher, or more, shrinks.
    """

    edits: list[xmlspans.Edit] = []
    for found in _ROW.finditer(data):
        tag, height = found[0], heights.get(int(found[1]))
        if height is None or _BY_HAND.search(tag):
            continue
        known = _HEIGHT.search(tag)
        if known is None:
            end = -2 if tag.endswith(b"/>") else -1
            edits.append((*found.span(), tag[:end].rstrip() + b' ht="%.15g"' % height + tag[end:]))
        elif float(known[1]) < height or not least and float(known[1]) > height + LINE / 2:
            edits.append((*found.span(), _HEIGHT.sub(b' ht="%.15g"' % height, tag)))
    return xmlspans.splice(data, edits) if edits else data
