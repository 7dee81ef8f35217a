"""A report sheet as data: what stands in which cell, how it looks, how it prints.

Reports are built of these classes by the modules beside this one and turned into a worksheet part by
``lkjip_xl.ooxml.worksheet``. Nothing here knows openpyxl, xlwings or XML.
"""

from collections import namedtuple

Style = namedtuple(
    "Style",
    "bold italic underline size color fill border align valign wrap indent format",
    defaults=(False, False, False, 10, None, None, None, None, "center", False, 0, None),
)
Style.__doc__ = """How one cell looks.

bold, italic, underline: font switches.
size: font size in points (the face is always Arial).
color, fill: ``RRGGBB`` or None.
border: None, ``"thin"`` (all four sides), or any of the letters ``"LRTB"`` for single thin sides.
align: None (general), ``"left"``, ``"center"``, ``"right"``, ``"justify"``.
valign: ``"top"``, ``"center"`` or ``"bottom"``.
wrap: break long text into lines.
indent: steps of indentation, 0 to 15.
format: an Excel number format code (US-English form, as files store it) or None for General.
"""


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
        source: fingerprint of the inputs that the report was computed from (text), or None.
        title: what the sheet is, for the reader of lists (``Capaian Kinerja``).
    """

    __slots__ = (
        "id", "name", "title", "widths", "rows", "merges", "paper", "landscape",
        "repeat_rows", "breaks", "freeze", "footer", "source",
    )  # fmt: skip

    def __init__(self, id, name, title, widths, paper="F4", landscape=False):
        self.id = id
        self.name = name
        self.title = title
        self.widths = list(widths)
        self.rows = []
        self.merges = []
        self.paper = paper
        self.landscape = landscape
        self.repeat_rows = None
        self.breaks = []
        self.freeze = None
        self.footer = None
        self.source = None

    def add(self, cells=(), height=None, level=0):
        """Append a row and return its zero-based number.

        Args:
            cells: for each column from the first, ``(value, Style)`` or None for no cell at all. A value is text,
                a number, or None for a blank cell that only carries its style. What follows in a cell is the caller's.
            height: row height in points, or None for the default.
            level: outline level, 0 to 7; rows of a level stand beneath their summary row.
        """
        self.rows.append(Row(list(cells), height, level) if cells or height or level else None)
        return len(self.rows) - 1

    def merge(self, first_row, first_column, last_row, last_column):
        """Merge the zero-based range; a range of one cell is left alone."""
        if (first_row, first_column) != (last_row, last_column):
            self.merges.append((first_row, first_column, last_row, last_column))


class Row:
    """One row of a report sheet: its cells, its height in points (or None) and its outline level."""

    __slots__ = ("cells", "height", "level")

    def __init__(self, cells, height=None, level=0):
        self.cells = cells
        self.height = height
        self.level = level
