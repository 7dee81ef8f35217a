"""Where a button lies on a sheet: pixels of columns and rows, and the corners of a shape in them."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ..ooxml.xmlspans import Element

DIGIT = 7
"""Pixels of the widest digit of the default font (Calibri 11, Arial 10) at 96 dots per inch."""
PIXEL = 9525
"""A pixel in EMU."""
_COLUMNS, _ROWS = 16_384, 1_048_576


class Corner(NamedTuple):
    """A point of a sheet: zero-based column and row, and the pixels into each."""

    column: int
    right: int
    row: int
    down: int


def pixels(points: float) -> int:
    """Points as pixels."""
    return int(points * 4 / 3 + 0.5)


def _column_pixels(width: float) -> int:
    """Pixels of a column width as files store it (ECMA-376 18.3.1.13)."""
    return int((256 * width + 128 // DIGIT) / 256 * DIGIT)


class Grid:
    """Sizes of a sheet's columns and rows in pixels."""

    def __init__(self, root: Element) -> None:
        defaults = root.child("sheetFormatPr")
        given: Mapping[str, str] = defaults.attrs if defaults is not None else {}
        if "defaultColWidth" in given:
            self._column = _column_pixels(float(given["defaultColWidth"]))
        else:
            # The digits and 5 pixels of edge, up to a multiple of 8: 64 pixels for the usual 8 digits.
            self._column = -(-(int(given.get("baseColWidth", 8)) * DIGIT + 5) // 8) * 8
        hidden = given.get("zeroHeight") in ("1", "true")
        self._row = 0 if hidden else pixels(float(given.get("defaultRowHeight", 15)))
        columns, rows = root.child("cols"), root.child("sheetData")
        self._columns = [self._span(column.attrs) for column in (columns.children if columns is not None else ())]
        self._rows: dict[int, int] = {}
        for number, row in enumerate(rows.children if rows is not None else (), 1):
            self._rows[int(row.attrs.get("r", number)) - 1] = self._height(row.attrs)

    def _span(self, attrs: Mapping[str, str]) -> tuple[int, int, int]:
        width = _column_pixels(float(attrs["width"])) if "width" in attrs else self._column
        return int(attrs["min"]) - 1, int(attrs["max"]) - 1, 0 if attrs.get("hidden") in ("1", "true") else width

    def _height(self, attrs: Mapping[str, str]) -> int:
        if attrs.get("hidden") in ("1", "true"):
            return 0
        return pixels(float(attrs["ht"])) if "ht" in attrs else self._row

    def _width_of(self, index: int) -> int:
        return next((width for first, last, width in self._columns if first <= index <= last), self._column)

    def _height_of(self, index: int) -> int:
        return self._rows.get(index, self._row)

    def corner(self, x: int, y: int) -> Corner:
        """The Corner of a point in pixels.

        Raises:
            ValueError: it lies beyond the last column or row.
        """
        return Corner(*_place(x, self._width_of, _COLUMNS), *_place(y, self._height_of, _ROWS))


def _place(distance: int, size_of: Callable[[int], int], count: int) -> tuple[int, int]:
    for index in range(count):
        size = size_of(index)
        if distance < size:
            return index, distance
        distance -= size
    raise ValueError("a button lies beyond the last column or row")
