"""The four cards at the head of Beranda and of Dasbor: a caption, a figure, what is to be said of it."""

from collections.abc import Sequence
from typing import NamedTuple

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from ..expr.to_excel import to_formula
from ..expr.tree import Expr
from . import styles as look
from .styles import Stamp

_SIDE = Side(style="medium", color=look.WHITE)
_OF_FIGURE = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
_OF_NOTE = Alignment(horizontal="center", vertical="top", wrap_text=True)


class CardLine(NamedTuple):
    """A line of a card: its row, what it shows and how; ``wraps``: it is said in whole, over several lines of text."""

    row: int
    content: Expr | str | None
    number_format: str
    font: Font
    wraps: bool = False


def draw_card(sheet: Worksheet, name: str, left: str, right: str, lines: Sequence[CardLine], stamp: Stamp) -> None:
    """Draw a card over the columns from ``left`` to ``right``; ``name``: of its look, for the stamp."""
    first, last = sheet[f"{left}1"].column, sheet[f"{right}1"].column
    for line in lines:
        for column in range(first, last + 1):
            edges = (_SIDE if column == first else None, _SIDE if column == last else None)
            stamp(sheet.cell(line.row, column), (name, line.row, line.number_format, *(e is None for e in edges)),
                  font=line.font, fill=look.fill(look.PALE), number_format=line.number_format,
                  border=Border(left=edges[0], right=edges[1]),
                  alignment=_OF_NOTE if line.wraps else _OF_FIGURE)  # fmt: skip
        content = line.content
        sheet.cell(line.row, first).value = "=" + to_formula(content) if isinstance(content, Expr) else content
        if last > first:
            sheet.merge_cells(start_row=line.row, end_row=line.row, start_column=first, end_column=last)
