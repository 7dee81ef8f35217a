"""Looks of the built book: colours, fonts and borders, and a quick way to give a cell its look."""

from copy import copy
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from ..schema.looks import INPUT_FILL
from ..schema.model import Column
from ..schema.number_formats import FORMATS, TEXT

NAVY, BLUE, SKY, PALE = "1F4E78", "2E75B6", "DDEBF7", "F3F8FC"
INPUT_INK = "1F3FBF"
COMPUTED_FILL, COMPUTED_INK = "F2F2F2", "404040"
HEAD_INPUT, HEAD_COMPUTED = "2E75B6", "7F7F7F"
GREY, LINE, INK, WHITE = "7F7F7F", "D0D7DE", "262626", "FFFFFF"
BAD_FILL, BAD_INK, WARN_FILL = "FFC7CE", "9C0006", "FFE0B2"
# Arial is on every machine, and its stand-in where it is missing has the same widths; the book's default font sets
# the width of a column's unit, so that print looks the same everywhere.
FONT = "Arial"
DEFAULT_SIZE = 10

RIGHT = ("uang", "nilai", "angka", "rasio")
CENTRE = ("tahun", "pilihan")


def fill(color: str) -> PatternFill:
    """A solid cell fill."""
    return PatternFill("solid", fgColor=color)


def set_default_font(book: Any) -> None:
    """Make the book's Normal style, and with it the unit of column widths, our font."""
    from openpyxl.utils.indexed_list import IndexedList

    normal = Font(name=FONT, size=DEFAULT_SIZE, family=2)
    book._fonts = IndexedList([normal])
    book._named_styles["Normal"].font = normal


def font(size: float = 10, color: str = INK, **more: Any) -> Font:
    """A font of the book."""
    return Font(name=FONT, size=size, color=color, family=2, **more)


def lines(color: str = LINE) -> Border:
    """A thin frame around a cell."""
    side = Side(style="thin", color=color)
    return Border(left=side, right=side, top=side, bottom=side)


class Stamp:
    """Gives cells their look; equal looks are made once, so tens of thousands of cells take little time."""

    def __init__(self) -> None:
        self._made: dict[Any, Any] = {}

    def __call__(self, cell: Any, key: Any, **look: Any) -> Any:
        """Give ``cell`` the look known by ``key``; ``look`` (attributes of a cell) makes it the first time."""
        made = self._made.get(key)
        if made is None:
            for name, value in look.items():
                setattr(cell, name, value)
            self._made[key] = copy(cell._style)
        else:
            cell._style = copy(made)
        return cell

    def column(self, cell: Any, column: Column, computed: bool, plain: bool = False) -> Any:
        """Look of a table cell of a contract column; ``plain`` for tables that only the program writes."""
        number_format = FORMATS.get(column.kind, "General")
        if column.codes:
            number_format = TEXT  # 1.1 must not turn into a number
        horizontal = "right" if column.kind in RIGHT else "center" if column.kind in CENTRE else "left"
        # A remark in the place of a number, as Diukur di TW IV, is read whole.
        # A helper that is never seen wraps nothing: LibreOffice would fit the row's height to it.
        wrap = not column.hidden and (column.kind == "teks" or column.kind == "nilai" and not computed)
        link = column.kind == "tautan"
        key = ("column", number_format, horizontal, wrap, computed, plain, column.kind == "uang", link)
        if key in self._made:
            return self(cell, key)
        color = WHITE if plain else COMPUTED_FILL if computed else INPUT_FILL
        ink = INK if plain else COMPUTED_INK if computed else INPUT_INK
        return self(
            cell,
            key,
            font=font(color=BLUE, underline="single") if link else font(color=ink),
            fill=fill(color),
            border=lines(),
            number_format=number_format,
            alignment=Alignment(
                horizontal=horizontal,
                vertical="top",
                wrap_text=wrap,
                indent=0,
                shrink_to_fit=column.kind == "uang" or None,
            ),
            protection=Protection(locked=computed),
        )

    def header(self, cell: Any, computed: bool) -> Any:
        """Look of a table's header cell."""
        return self(
            cell,
            ("header", computed),
            font=font(color=WHITE, bold=True),
            fill=fill(HEAD_COMPUTED if computed else HEAD_INPUT),
            border=lines(WHITE),
            # At the top: the arrow of a filter stands at the foot, over the end of a name in the middle.
            alignment=Alignment(horizontal="center", vertical="top", wrap_text=True),
        )


def different(
    color: str | None = None,
    background: str | None = None,
    number_format: str | None = None,
    number_id: int = 0,
    bold: bool | None = None,
    frame: str | None = None,
) -> DifferentialStyle:
    """The look that a conditional format lays over a cell; ``frame``: colour of a thin line around it."""
    return DifferentialStyle(
        border=lines(frame) if frame else None,
        font=Font(color=color, bold=bold) if color or bold else None,
        fill=PatternFill(bgColor=background) if background else None,
        numFmt=NumberFormat(numFmtId=number_id, formatCode=number_format) if number_format else None,
    )
