"""The slim form of a copy as a workbook: plain tables without formulas, open where somebody shall fill."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo

from ..expr.values import ErrorValue
from ..records import dataclass, field, replace
from ..schema.model import Column
from ..schema.number_formats import DATE
from . import sheets, validation
from . import styles as look
from .heights import PLAIN, row_height
from .package import finish

HEAD_ROW = 4
"""Row of the heads; above it stand the title, what to do, and what the figures of the table are."""


@dataclass(frozen=True, slots=True)
class SlimTable:
    """One table of the form, on a sheet of its own.

    Attributes:
        name, sheet: of the table and its sheet. columns: from left to right. open: names of those that are filled.
        rows: what stands in them; of each whether it is a new row, in which every column is open.
        folded: columns that are out of sight, so that the rest fits on a screen; whoever wants to may show them.
        dated: of each row whether its indicator is measured by a date: then its values are days. Empty: none is.
        meant: what its figures are, for all of it. prompts: of a column what shall be typed, in the order of the rows;
            the column says it itself otherwise.
    """

    name: str
    sheet: str
    columns: tuple[Column, ...]
    open: frozenset[str]
    rows: tuple[tuple[Mapping[str, Any], bool], ...]
    folded: frozenset[str] = frozenset()
    dated: tuple[bool, ...] = ()
    meant: str = ""
    prompts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def build_slim(tables: Sequence[SlimTable], title: str, told: str) -> bytes:
    """The form as a file's content.

    Args:
        tables: at least one. title: first line of each sheet. told: second line, what shall be done.
    """
    book = Workbook()
    book.remove(book.active)
    look.set_default_font(book)
    book.properties.title, book.properties.creator = title, "lkjip-xl"
    stamp = look.Stamp()
    for table in tables:
        _sheet(book.create_sheet(table.sheet), table, title, told, stamp)
    target = io.BytesIO()
    book.save(target)
    return finish(target.getvalue(), {}, {})


def _sheet(sheet: Any, table: SlimTable, title: str, told: str, stamp: look.Stamp) -> None:
    last = HEAD_ROW + len(table.rows)
    plain = look.font(10, look.NAVY)
    heading = ((1, title, look.font(13, look.NAVY, bold=True)), (2, told, plain), (3, table.meant or None, plain))
    for row, text, font in heading:
        cell = sheet.cell(row, 1, text)
        cell.font, cell.alignment = font, Alignment(vertical="center")
    for number, column in enumerate(table.columns, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = max(column.width, min(len(column.name) + 3, 16))
        if column.name in table.folded:
            sheet.column_dimensions[letter].outlineLevel, sheet.column_dimensions[letter].hidden = 1, True
        stamp.header(sheet.cell(HEAD_ROW, number, column.name), column.name not in table.open)
        for row, (cells, new) in enumerate(table.rows, HEAD_ROW + 1):
            cell = sheet.cell(row, number)
            value = cells.get(column.name)
            cell.value = value.kode if isinstance(value, ErrorValue) else value
            if isinstance(value, str):
                cell.data_type = "s"  # a text that starts with "=" is one
            stamp.column(cell, column, not (new or column.name in table.open))
            if column.kind == "nilai" and any(table.dated[row - HEAD_ROW - 1 : row - HEAD_ROW]):
                cell.number_format = DATE
        where, first = f"{letter}{HEAD_ROW + 1}:{letter}{last}", f"{letter}{HEAD_ROW + 1}"
        listed = column.kind == "pilihan" and isinstance(column.choices, tuple)
        if column.name in table.open and listed:
            sheet.add_data_validation(validation.for_column(column, where, first, letter, HEAD_ROW + 1))
        elif column.name in table.open:
            for cells_of, about in _prompted(table, column, letter) or [(where, column.about)]:
                sheet.add_data_validation(validation.hint(cells_of, replace(column, about=about)))
    shown = ExcelTable(displayName=table.name, name=table.name,
                       ref=f"A{HEAD_ROW}:{get_column_letter(len(table.columns))}{last}")  # fmt: skip
    shown.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(shown)
    _fold_lines(sheet, table, (told, table.meant))
    sheet.row_dimensions[HEAD_ROW].height = 32
    wrapping = [column for column in table.columns if column.kind == "teks"]
    for row, (cells, _) in enumerate(table.rows, HEAD_ROW + 1):
        texts = [(one, column.width) for column in wrapping if isinstance(one := cells.get(column.name), str)]
        if (height := row_height(texts, 1)) > PLAIN:
            sheet.row_dimensions[row].height = height
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, 2)
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheets.view(sheet)
    sheets.protect(sheet)


def _fold_lines(sheet: Any, table: SlimTable, lines: Sequence[str]) -> None:
    """The lines beneath the title as wide as the table: one that reaches beyond it would shrink the printed page."""
    last = get_column_letter(len(table.columns))
    shown = (letter for column, letter in zip(table.columns, map(get_column_letter, range(1, 99)), strict=False)
             if column.name not in table.folded)  # fmt: skip
    width = sum(sheet.column_dimensions[letter].width for letter in shown)
    for row, text in enumerate(lines, 2):
        if text:
            sheet.merge_cells(f"A{row}:{last}{row}")
            sheet.cell(row, 1).alignment = Alignment(vertical="center", wrap_text=True)
            sheet.row_dimensions[row].height = row_height([(text, width)])


def _prompted(table: SlimTable, column: Column, letter: str) -> list[tuple[str, str]]:
    """``(cells, what shall be typed there)`` of a column whose rows differ in it."""
    found: dict[str, list[str]] = {}
    for row, text in enumerate(table.prompts.get(column.name, ()), HEAD_ROW + 1):
        found.setdefault(text, []).append(f"{letter}{row}")
    return [(" ".join(cells), text) for text, cells in found.items()]
