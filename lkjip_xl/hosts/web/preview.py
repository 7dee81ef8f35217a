"""Report sheets as plain data that the page draws: cells with their printed texts, styles as CSS, merges, pages."""

from collections.abc import Iterable
from typing import Any

from ...expr.values import is_number
from ...ooxml.sheet_model import ReportSheet, Style
from ...reports.layout.cells import text_of
from ...reports.layout.source import Cell

_SIDES = {"L": "left", "R": "right", "T": "top", "B": "bottom"}
_PIXELS = 7  # a character of the default font
_PAD = 5  # beside the characters of a column
_INDENT = 9  # pixels of one step
_VERTICAL = {"top": "top", "center": "middle", "bottom": "bottom"}


def preview(sheets: Iterable[ReportSheet]) -> dict[str, Any]:
    """The sheets for the page.

    Returns:
        ``gaya``: CSS declarations, one text for each style that is used; ``lembar``: for each sheet its id, names,
        paper, column widths in pixels, repeated rows, rows that start a page, and its rows: height in points and the
        cells ``[text, style, columns, rows, explained]``; None for no cell, 0 for one that a merged cell covers.
    """
    styles: dict[str, int] = {}
    drawn = [_sheet(sheet, styles) for sheet in sheets]
    return {"gaya": list(styles), "lembar": drawn}


def _sheet(sheet: ReportSheet, styles: dict[str, int]) -> dict[str, Any]:
    spans = {(top, left): (right - left + 1, bottom - top + 1) for top, left, bottom, right in sheet.merges}
    covered = {
        (row, column)
        for top, left, bottom, right in sheet.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    return {
        "id": sheet.id,
        "nama": sheet.name,
        "judul": sheet.title,
        "kertas": sheet.paper,
        "mendatar": sheet.landscape,
        "lebar": [int((8.43 if width is None else width) * _PIXELS) + _PAD for width in sheet.widths],
        "ulang": list(sheet.repeat_rows) if sheet.repeat_rows else None,
        "putus": list(sheet.breaks),
        "baris": [
            [
                None if row is None else row.height,
                _cells(number, [] if row is None else row.cells, len(sheet.widths), spans, covered, styles),
            ]
            for number, row in enumerate(sheet.rows)
        ],
    }


def _cells(
    number: int,
    cells: list[Any],
    width: int,
    spans: dict[tuple[int, int], tuple[int, int]],
    covered: set[tuple[int, int]],
    styles: dict[str, int],
) -> list[Any]:
    result: list[Any] = []
    for column in range(max(width, len(cells))):
        cell = cells[column] if column < len(cells) else None
        if (number, column) in covered:
            result.append(0)
        elif cell is None and (number, column) not in spans:
            result.append(None)
        else:
            value, look, *source = cell or (None, Style())
            columns, rows = spans.get((number, column), (1, 1))
            style = styles.setdefault(css(look, is_number(value)), len(styles))
            explained = any(one is not None for one in source)
            result.append([text_of(Cell(value, look)), style, columns, rows, explained])
    while result and result[-1] is None:
        result.pop()
    return result


def css(style: Style, number: bool = False) -> str:
    """CSS declarations of a style.

    Args:
        number: whether the cell holds a number, which stands at the right unless the style says otherwise.

    >>> css(Style(bold=True, align="center"))
    'font-size:10pt;text-align:center;vertical-align:middle;white-space:pre;font-weight:bold'
    """
    words = [
        f"font-size:{style.size:g}pt",
        f"text-align:{style.align or ('right' if number else 'left')}",
        f"vertical-align:{_VERTICAL.get(style.valign, 'middle')}",
        f"white-space:{'pre-wrap' if style.wrap else 'pre'}",
    ]
    words += ["font-weight:bold"] * style.bold + ["font-style:italic"] * style.italic
    words += ["text-decoration:underline"] * style.underline
    if style.color:
        words.append(f"color:#{style.color}")
    if style.fill:
        words.append(f"background-color:#{style.fill}")
    if style.indent:
        words.append(f"padding-left:{style.indent * _INDENT + 2}px")
    if style.border:
        sides = _SIDES if style.border == "thin" else style.border
        words += [f"border-{_SIDES[side]}:1px solid #000" for side in _SIDES if side in sides]
    return ";".join(words)
