"""A report sheet as data: what stands in which cell, how it looks, how it prints.

Reports are built of these classes by the modules beside this one and turned into a worksheet part by
``lkjip_xl.ooxml.worksheet``. Nothing here knows openpyxl, xlwings or XML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

Cell = tuple[Any, ...] | None
"""``(value, Style)``; a value is text, a number, a truth, or None for a blank cell that only carries its style."""


class Style(NamedTuple):
    """How one cell looks.

    bold, italic, underline: font switches.
    size: font size in points (the face is always Arial).
    color, fill: RRGGBB or None.
    border: None, ``"thin"`` (all four sides), or any of the letters ``"LRTB"`` for single thin sides.
    align: None (general), ``"left"``, ``"center"``, ``"right"``, ``"justify"``.
    valign: ``"top"``, ``"center"`` or ``"bottom"``.
    wrap: break long text into lines.
    indent: steps of indentation, 0 to 15.
    format: an Excel number format code (US-English form, as files store it) or None for General.
    """

    bold: bool = False
    italic: bool = False
    underline: bool = False
    size: float = 10
    color: str | None = None
    fill: str | None = None
    border: str | None = None
    align: str | None = None
    valign: str = "center"
    wrap: bool = False
    indent: int = 0
    format: str | None = None


class ReportSheet:
    """One report sheet.

    Attributes:
        id: the report's own id, such as ``LAP-CAPAIAN``; it is what code and tests use.
        name: the sheet's name, at most 31 characters (``Lap Capaian``).
        widths: column widths in characters of the default font, first column first.
        rows: one ``Row`` for each sheet row from the top; None is an empty row.
        merges: ``(first_row, first_column, last_row, last_column)``, all zero-based.
        paper: ``"F4"`` (Folio, 8.5 x 13 inch) or ``"A4"``.
        landscape: page orientation.
        repeat_rows: ``(first, last)`` zero-based rows printed on top of every page, or None.
        breaks: zero-based rows before which a page break stands.
        freeze: ``(row, column)`` of the first cell that scrolls, or None.
        footer: text of the page footer in Excel's ``&L..&C..&R`` code, or None.
        picture_row: zero-based row that a picture of the book stands in, or None; picture: that picture (its ``part``,
            ``width`` and ``height``), or None.
        source: fingerprint of the inputs that the report was computed from (text), or None.
        title: what the sheet is, for the reader of lists (``Capaian Kinerja``).
        printed: how many columns are printed, from the first; None for all, 0 for a sheet that never prints: its print
            area is a blank cell, since LibreOffice prints hidden sheets too when it converts a book.
    """

    __slots__ = (
        "id", "name", "title", "widths", "rows", "merges", "paper", "landscape",
        "repeat_rows", "breaks", "freeze", "footer", "source", "picture_row", "picture", "printed",
    )  # fmt: skip

    def __init__(
        self,
        id: str,
        name: str,
        title: str,
        widths: Iterable[float | None],
        paper: str = "F4",
        landscape: bool = False,
    ) -> None:
        self.id = id
        self.name = name
        self.title = title
        self.widths = list(widths)
        self.rows: list[Row | None] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.paper = paper
        self.landscape = landscape
        self.repeat_rows: tuple[int, int] | None = None
        self.breaks: list[int] = []
        self.freeze: tuple[int, int] | None = None
        self.footer: str | None = None
        self.source: str | None = None
        self.picture_row: int | None = None
        self.picture: Any = None
        self.printed: int | None = None

    def add(self, cells: Iterable[Cell] = (), height: float | None = None, level: int = 0) -> int:
        """Append a row and return its zero-based number.

        Args:
            cells: for each column from the first, ``(value, Style)`` or None for no cell at all. A value is text,
                a number, or None for a blank cell that only carries its style. What follows in a cell is the caller's.
            height: row height in points, or None for the default.
            level: outline level, 0 to 7; rows of a level stand beneath their summary row.
        """
        row = list(cells)
        self.rows.append(Row(row, height, level) if row or height or level else None)
        return len(self.rows) - 1

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Merge the zero-based range; a range of one cell is left alone."""
        if (first_row, first_column) != (last_row, last_column):
            self.merges.append((first_row, first_column, last_row, last_column))


class Row:
    """One row of a report sheet: its cells, its height in points (or None) and its outline level."""

    __slots__ = ("cells", "height", "level")

    def __init__(self, cells: Iterable[Cell], height: float | None = None, level: int = 0) -> None:
        self.cells: list[Any] = list(cells)  # a report keeps in them where each comes from, too
        self.height = height
        self.level = level


class PendingSheet:
    """A report sheet that is made when it is its turn to be written, so that no two are held at once.

    Attributes:
        id, name: as those of the sheet. make: gives it.
    """

    __slots__ = ("id", "name", "make")

    def __init__(self, id: str, name: str, make: Callable[[], ReportSheet]) -> None:
        self.id, self.name, self.make = id, name, make
