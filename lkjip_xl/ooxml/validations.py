"""Puts another validation on a column of cells; those that stood there keep to the other cells that they were on."""

from __future__ import annotations

import re

from . import xmlspans
from .graft import Frame
from .worksheet import column_letters
from .xmlspans import Edit

_AREA = re.compile(r"([A-Z]{1,3})([0-9]+)(?::([A-Z]{1,3})([0-9]+))?")


def replace_validation(data: bytes, column: int, rows: range, text: bytes | None) -> bytes:
    """The sheet with one validation on a run of cells.

    Args:
        data: the sheet part. column: zero-based. rows: one-based. text: the element, None to have none there.
    """
    frame = Frame(data)
    root = frame.root
    holder = root.child("dataValidations")
    if holder is not None:
        edits: list[Edit] = []
        left = 0
        for child in holder.children:
            old = child.attrs.get("sqref", "")
            new = without(old, column, rows)
            left += bool(new)
            if not new:
                edits.append((child.start, child.stop, b""))
            elif new != old:
                edits.append(xmlspans.set_attribute(frame.data, child, "sqref", new))
        if left or text is not None:
            edits.append(xmlspans.set_attribute(frame.data, holder, "count", str(left)))
        else:
            edits = [(holder.start, holder.stop, b"")]
        frame.data = xmlspans.splice(frame.data, edits)
    if text is not None:
        frame.put_inside("dataValidations", text, 1)
    return frame.whole()


def without(areas: str, column: int, rows: range) -> str:
    """A list of areas without some cells of a column.

    >>> without("A6:C9 E1", 1, range(6, 9)), without("B6:B8", 1, range(6, 9))
    ('A6:A9 C6:C9 B9 E1', '')
    """
    kept: list[str] = []
    for one in areas.split():
        found = _AREA.fullmatch(one)
        if found is None:
            kept.append(one)
            continue
        left, top = _number(found[1]), int(found[2])
        right, bottom = _number(found[3] or found[1]), int(found[4] or found[2])
        first, last = max(top, rows.start), min(bottom, rows.stop - 1)
        if not left <= column <= right or first > last:
            kept.append(one)
            continue
        pieces = (
            (left, top, column - 1, bottom), (column + 1, top, right, bottom), (column, top, column, first - 1),
            (column, last + 1, column, bottom),
        )  # fmt: skip
        kept += [_area(*piece) for piece in pieces if piece[0] <= piece[2] and piece[1] <= piece[3]]
    return " ".join(kept)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _area(left: int, top: int, right: int, bottom: int) -> str:
    first, last = f"{column_letters(left)}{top}", f"{column_letters(right)}{bottom}"
    return first if first == last else f"{first}:{last}"
