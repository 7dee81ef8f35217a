"""What stands beside the paper: seen on the screen by whoever makes the form, never printed."""

from ...ooxml.measure import count_lines, tinggi
from ...ooxml.sheet_model import ReportSheet, Row
from .draft import DEFAULT_HEIGHT
from .source import Cell
from .styles import ASIDE

GAP, WIDTH = 2.0, 60.0  # columns in characters


def stand_beside(sheet: ReportSheet, text: str) -> None:
    """Put a text right of the printed columns of a finished sheet, over as many of its rows as it needs."""
    first = len(sheet.widths)
    need = tinggi(count_lines(text, WIDTH, ASIDE.size, ASIDE.bold), ASIDE.size)
    place = first + 1
    last = -1
    while need > 0 and last + 1 < len(sheet.rows):
        last += 1
        row = sheet.rows[last]
        if row is None:
            row = sheet.rows[last] = Row([])
        need -= row.height or DEFAULT_HEIGHT
        row.cells += [None] * (place - len(row.cells))
        row.cells.append(Cell(None if last else text, ASIDE))
    sheet.printed = first
    sheet.widths += [GAP, WIDTH]
    sheet.merge(0, place, last, place)
