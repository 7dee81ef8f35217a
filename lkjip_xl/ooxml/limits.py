"""How much a file may ask of us: every limit in one place, each with the message that names it (docs/batas.md).

Excel's own limits come first, where it has one. The others are set so that no file of 5 MB, whoever made it and why,
takes more than 10 seconds or 500 MB; every book that people work with stays far below them.
"""

from typing import Final

# -- the archive -----------------------------------------------------------------------------------------------
MAX_MEMBERS: Final = 10_000
"""Parts in a file. A book of 250 sheets with a chart on each has about 1,500."""
MAX_TOTAL: Final = 1 << 30
"""Bytes of all parts after inflating."""
BOMB_SIZE: Final = 16 << 20
BOMB_RATIO: Final = 300
"""An XML part above ``BOMB_SIZE`` bytes that shrinks by more than this is a bomb, not data."""

# -- XML -------------------------------------------------------------------------------------------------------
MAX_DEPTH: Final = 256
"""Levels of nesting; Excel's own parts have fewer than 30."""
MAX_MARKUP: Final = 1 << 20
"""Bytes from one ``<`` to the next, of a comment or of an instruction. A full cell (32,767 characters) has 262,136."""
MAX_PARSED: Final = 32 << 20
"""Bytes of a part that is taken apart into elements: workbook, styles, tables, relationships, content types."""
MAX_ELEMENTS: Final = 300_000
"""Elements that one part is taken apart into. A style sheet at Excel's limit of 65,490 formats has about 150,000."""
MAX_ATTRIBUTES: Final = 256
"""Attributes of an element."""

# -- the book --------------------------------------------------------------------------------------------------
MAX_SHEETS: Final = 2_000
MAX_NAMES: Final = 50_000
"""Defined names. Old books drag thousands of dead ones along."""
MAX_FORMATS: Final = 65_000
"""Cell formats; Excel's limit is 65,490."""
MAX_FORMAT_CODE: Final = 255
"""Characters of a number format that are looked at; Excel allows no more."""
MAX_MERGES: Final = 100_000
"""Merged ranges on a sheet that holds a table."""

# -- the sheets that hold tables -------------------------------------------------------------------------------
MAX_ROW: Final = 1_048_576
MAX_COLUMN: Final = 16_384
"""Excel's last row and column."""
MAX_SHEET: Final = 100 << 20
"""Bytes of a sheet that is read or written as a table's, each formula's text counted once (``formula_texts``). 10,000
budget rows have about 30 million."""
MAX_WHOLE_SHEET: Final = 300 << 20
"""Bytes of such a sheet with the text in every cell, as it stands in the file. 10,000 budget rows have about 135
million."""
MAX_SHEET_ROWS: Final = 250_000
"""Rows of such a sheet, blank ones with a format included."""
MAX_TABLES: Final = 1_000
MAX_TABLE_ROWS: Final = 20_000
"""Rows of a table."""
MAX_TABLE_CELLS: Final = 360_000
"""Rows of a table times its columns, where it is not said how many rows it may have: 3,700 rows of Pengukuran."""
MAX_EMPTY_ROWS: Final = 2_000
"""Rows that a table may have beneath the last row of its sheet that holds anything."""
MAX_TEXT: Final = 32_767
"""Characters of a cell; Excel's limit."""

# -- files that are read beside a book -------------------------------------------------------------------------
MAX_CSV: Final = 64 << 20
"""Bytes of a CSV file."""
MAX_CSV_ROWS: Final = MAX_TABLE_ROWS
MAX_CSV_COLUMNS: Final = 1_000


def thousands(number: int) -> str:
    """The number as Indonesians read it: 1.048.576."""
    return f"{number:,}".replace(",", ".")


def megabytes(size: int) -> str:
    """A size for a message: whole megabytes, at least 1."""
    return f"{max(1, -(-size // (1 << 20)))} MB"
