"""What only the file tells of a book: its formats, merges, overwritten formulas, rows outside a table.

Reading records facts and judges nothing; ``checks/reading.py`` and ``checks/filling.py`` make findings of them.
"""

from typing import Any

from ..records import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """Something seen at one place of a book.

    Attributes:
        table, sheet, cell: table name, sheet name and A1 address (a range for merged cells).
        row: one-based number within the table, None when it is not about a row. column: column name, or None.
    """

    table: str
    sheet: str
    cell: str
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class PercentFormat(Fact):
    """A number whose cell is shown as percent. value: the number as it is stored."""

    value: float = 0


@dataclass(frozen=True, slots=True)
class DateFormat(Fact):
    """A target or realisasi whose cell is shown as a date or a time. value: the number as it is stored."""

    value: float = 0


@dataclass(frozen=True, slots=True)
class CodeAsNumber(Fact):
    """A code that is stored as a number. value: the number; is_date: shown as a date; number_format: of the cell."""

    value: float = 0
    is_date: bool = False
    number_format: str | None = None


@dataclass(frozen=True, slots=True)
class MergedCells(Fact):
    """Cells that are merged inside a table."""


@dataclass(frozen=True, slots=True)
class MissingColumn(Fact):
    """A column of the contract that the table lacks; ``cell`` is the first of its header row."""


@dataclass(frozen=True, slots=True)
class RowsBeneath(Fact):
    """Rows read beneath the table's own range. count: how many; ``cell`` is the key of the first."""

    count: int = 0


@dataclass(frozen=True, slots=True)
class RowsApart(Fact):
    """Rows filled in like those of the table, beneath a row that ends its reading, so that nothing reads them.

    contents: the values by column of each. ``cell`` is the range of their keys.
    """

    contents: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class OverwrittenFormula(Fact):
    """A computed cell that holds no formula. value: what was typed there. restored: this run has put it back."""

    value: Any = None
    restored: bool = False


@dataclass(frozen=True, slots=True)
class FormulaWithoutValue(Fact):
    """An input cell with a formula of the user's that no program has computed yet."""


@dataclass(frozen=True, slots=True)
class RowWithoutKey(Fact):
    """A row with contents whose key is blank, so that nothing counts it.

    contents: its values by column. sheet_row: number on the sheet. beneath: it stands beneath the table, which ends
    the reading there.
    """

    contents: dict[str, Any] | None = None
    sheet_row: int = 0
    beneath: bool = False


@dataclass(frozen=True, slots=True)
class CrowdedTable(Fact):
    """A table with few spare rows left that cannot grow. left: blank rows; total_row: its total row is the reason."""

    left: int = 0
    total_row: bool = False


@dataclass(frozen=True, slots=True)
class EarlierFormulas(Fact):
    """Sheets that keep the formulas they were built with, for the book lacks cells which those of this version name.

    sheets: their names. count: how many cells it lacks.
    """

    sheets: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class UnreadableText(Fact):
    """A text in a source of ``isi`` that is no certain number and was kept as text.

    ``sheet`` names the file and its line, ``cell`` the column (for settings the Kunci). text: as it was written;
    hint: what to do, or None.
    """

    text: str = ""
    hint: str | None = None
