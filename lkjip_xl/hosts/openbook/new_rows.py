"""Whether rows that a table got are like the row above them: the same style (format and lock) and the same choices."""

import re
from typing import Any

from ...ooxml.cells import SheetText, cell_style, plain
from ...ooxml.workbook import WorkbookParts
from ...ooxml.worksheet import column_letters

_VALIDATION = re.compile(rb"<(?:\w+:)?dataValidation\b[^>]*?\ssqref=[\"']([^\"']*)[\"']")
_VALIDATION_2010 = re.compile(rb"<(?:\w+:)?dataValidation\b(?:(?!</(?:\w+:)?dataValidation>).)*?sqref>([^<]*)<", re.S)
_AREA = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")


def differences(package: Any, place: Any, last_row: int, count: int) -> list[str]:
    """What is different in the ``count`` rows below ``last_row`` of a table, as ``"B12 berformat lain"``.

    Args:
        package: the workbook. place: the TablePlace (sheet and columns are what counts).
        last_row: sheet row of the row above the new ones.
    """
    part = next(sheet.part for sheet in WorkbookParts(package).sheets if sheet.name == place.sheet.name)
    data = plain(package.read(part))
    sheet = SheetText(data)
    styles = {
        (row.number, column): cell_style(text)
        for row in sheet.rows
        if last_row <= row.number <= last_row + count
        for column, text in sheet.cells(row)
    }
    choices = [_areas(found.decode()) for regex in (_VALIDATION, _VALIDATION_2010) for found in regex.findall(data)]
    found = []
    for column in range(place.first_column, place.first_column + place.width):
        letters = column_letters(column)
        wanted = [area for area in choices if _covers(area, column, last_row)]
        for row in range(last_row + 1, last_row + count + 1):
            if styles.get((row, column), 0) != styles.get((last_row, column), 0):
                found.append(f"{letters}{row} berformat lain")
            elif not all(_covers(area, column, row) for area in wanted):
                found.append(f"{letters}{row} tanpa pilihan")
    return found


def _areas(sqref: str) -> list[tuple[int, int, int, int]]:
    """``(first column, first row, last column, last row)`` of each range of a list, columns from 0."""
    areas = []
    for left, top, right, bottom in _AREA.findall(sqref):
        areas.append((_column(left), int(top), _column(right or left), int(bottom or top)))
    return areas


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _covers(areas: list[tuple[int, int, int, int]], column: int, row: int) -> bool:
    return any(left <= column <= right and top <= row <= bottom for left, top, right, bottom in areas)
