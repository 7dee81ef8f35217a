"""A book's inputs as plain data: its settings, its tables row by row, and where each row stands."""

from collections.abc import Iterable
from typing import Any

from ..records import dataclass, field
from ..rules.pembulatan import triwulan_berjalan

Cells = dict[str, Any]
"""Cells of one row by column name; a blank cell is absent or None."""


@dataclass(slots=True)
class Row:
    """One row of a table.

    Attributes:
        number: one-based number within the table (blank rows count).
        cells: values by column name; a blank cell is absent.
        sheet_row: one-based row on the sheet; None for a row that stands in no workbook.
    """

    number: int
    cells: Cells
    sheet_row: int | None = None


@dataclass(slots=True)
class Book:
    """Everything that a book's rules need.

    Attributes:
        settings: value of each Kunci of ``tbl_pengaturan`` (absent or None when blank).
        tables: ``{table name: [Row, ...]}``; all rows of the table from the top, blank ones too.
        years: ``(first, last)`` year of the Target columns of ``tbl_renstra``.
        first_version: it is of version 1 of the contract and keeps the formulas of that version.
        modules: names of the optional modules that it has.
        emblem: the office's emblem stands on Pengaturan.
        facts: what only the file tells of it (``compute.facts``), recorded while reading.
    """

    settings: Cells = field(default_factory=dict)
    tables: dict[str, list[Row]] = field(default_factory=dict)
    years: tuple[int, int] = (2025, 2029)
    facts: list[Any] = field(default_factory=list)
    first_version: bool = False
    modules: tuple[str, ...] = ()
    emblem: bool = False

    @property
    def quarter(self) -> int:
        """The quarter that is reported, as the rule reads the setting (SET-01): 4 where it says none."""
        return int(triwulan_berjalan(self.settings.get("triwulan_berjalan")))

    def rows(self, table: str) -> list[Row]:
        """Rows of a table; none when the book lacks it."""
        return self.tables.get(table, [])

    def column(self, table: str, column: str) -> Iterable[Any]:
        """Values of a column, blanks as None."""
        return [row.cells.get(column) for row in self.rows(table)]
