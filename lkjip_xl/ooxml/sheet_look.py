"""One mark for all that a reader sees of a report sheet: its contents, how they look, and how they are printed."""

from typing import Any
from zlib import crc32

from ..expr.values import is_number
from .sheet_model import ReportSheet
from .worksheet import number_text


def look_mark(sheet: ReportSheet) -> str:
    """Eight hexadecimal digits; equal sheets, equal marks. The picture of the book counts by its place alone."""
    frame = (
        sheet.name, sheet.title, sheet.widths, sheet.merges, sheet.paper, sheet.landscape, sheet.repeat_rows,
        sheet.breaks, sheet.freeze, sheet.footer, sheet.picture_row, sheet.printed,
    )  # fmt: skip
    mark = crc32(repr(frame).encode())
    styles: dict[int, str] = {}
    for row in sheet.rows:
        if row is None:
            mark = crc32(b"\n", mark)
            continue
        pieces = [f"{row.height} {row.level}"]
        for cell in row.cells:
            if cell is None:
                pieces.append("")
                continue
            value, style = cell[0], cell[1]
            look = styles.get(id(style)) or styles.setdefault(id(style), repr(tuple(style)))
            pieces.append(f"{_said(value)}\x1f{look}")
        mark = crc32("\x1e".join(pieces).encode("utf-8", "replace"), mark)
    return f"{mark:08x}"


def _said(value: Any) -> str:
    if is_number(value) and not isinstance(value, bool):
        return str(number_text(value))
    return f"{value.__class__.__name__} {value}"
