"""Builds what a book lacks, at the places where it shall stand there: the donor of a transplant.

A new sheet is built as in a new book. New columns, tables and settings are built on a scratch sheet that bears the name
of the user's sheet, at the addresses that they get there, so that every formula of a validation or a conditional format
fits without being moved.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..records import dataclass, field
from ..schema.contract import sheets
from ..schema.model import HEADER_ROW, Figure, Origin, Row, Setting, Table

if TYPE_CHECKING:
    from .styles import Stamp


@dataclass(frozen=True, slots=True)
class ColumnsPiece:
    """New columns of a table that stands in the book, or a whole new table.

    Attributes:
        sheet: the user's name of the sheet. table: contract table with the columns of this book.
        index: one-based sheet column of every column of the table. header, last: its rows.
        only: names of the new columns; None for a whole table, whose ``rows`` it is shipped with.
    """

    sheet: str
    table: Table
    index: Mapping[str, int]
    header: int
    last: int
    only: frozenset[str] | None = None
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class SettingsPiece:
    """New rows of the settings: ``column`` is that of Kunci, ``row`` the first one, both from one; ``labelled``: labels
    stand left of it."""

    sheet: str
    column: int
    row: int
    settings: tuple[Setting, ...]
    values: Mapping[str, object] = field(default_factory=dict)
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class FiguresPiece:
    """New rows of Beranda's table: ``index``: one-based columns of Kunci and Nilai, ``notes`` that of what each means
    (None: not shown), ``row`` the first one."""

    sheet: str
    index: Mapping[str, int]
    notes: int | None
    row: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class CellsPiece:
    """New cells outside the tables: address, formula and name of the look of each."""

    sheet: str
    cells: tuple[tuple[str, str, str], ...]


AnyPiece = ColumnsPiece | SettingsPiece | FiguresPiece | CellsPiece


def build_donor(
    years: tuple[int, int],
    modules: Sequence[str] = (),
    new_sheets: Sequence[str] = (),
    pieces: Sequence[AnyPiece] = (),
    year: float | None = None,
) -> bytes:
    """A package with the sheets named, as in a new book of these modules, and a scratch sheet for each piece's sheet.

    Args:
        years: of the Renstra. modules: whose sheets are known. new_sheets: names of sheets to build whole.
        pieces: what to build for sheets that stand already. year: of the report, by whose law tables are shipped.
    """
    from openpyxl import Workbook

    from .book import set_properties, table_sheet
    from .package import finish
    from .styles import Stamp, set_default_font

    specs = {s.name: s for s in sheets(*years, tuple(modules))}
    book = Workbook()
    book.remove(book.active)
    set_default_font(book)
    set_properties(book)
    stamp = Stamp()
    filled: list[str] = []
    told: list[str] = []
    stored = {}
    for name in new_sheets:
        spec = specs[name]
        sheet = book.create_sheet(name)
        sheet.sheet_properties.tabColor = spec.color
        contents = {t.name: list(t.shipped(year)) for t in spec.tables if t.shipped is not None}
        _, extra = table_sheet(sheet, spec, contents, stamp)
        stored[name] = extra.stored
        told += extra.described
        if spec.layout == "tables":
            filled.append(name)
    for piece in pieces:
        sheet = book[piece.sheet] if piece.sheet in book.sheetnames else book.create_sheet(piece.sheet)
        if isinstance(piece, SettingsPiece):
            _settings(sheet, piece, stamp)
        elif isinstance(piece, ColumnsPiece):
            _columns(sheet, piece, stamp)
        else:
            _of_home(sheet, piece, stamp)
    target = io.BytesIO()
    book.save(target)
    parts = {name: f"xl/worksheets/sheet{i}.xml" for i, name in enumerate(book.sheetnames, 1)}
    return finish(
        target.getvalue(),
        {parts[name]: values for name, values in stored.items()},
        {parts[name]: HEADER_ROW + 1 for name in filled},
        told,
    )


def _columns(sheet: Any, piece: ColumnsPiece, stamp: Stamp) -> None:
    from .tables import TableWriter

    first = min(piece.index.values())
    origin = Origin(first, piece.header)
    writer = TableWriter(
        sheet, piece.table, origin, piece.rows, piece.last - piece.header, stamp, piece.index, piece.only
    )
    writer.write()


def _of_home(sheet: Any, piece: FiguresPiece | CellsPiece, stamp: Stamp) -> None:
    from . import beranda

    if isinstance(piece, CellsPiece):
        for address, formula, look in piece.cells:
            beranda.later_cell(sheet, address, formula, look, stamp)
        return
    for row, figure in enumerate(piece.figures, piece.row):
        beranda.figure_row(sheet, row, (piece.index["Kunci"], piece.index["Nilai"], piece.notes), figure, stamp)


def _settings(sheet: Any, piece: SettingsPiece, stamp: Stamp) -> None:
    from ..schema.sheets.pengaturan import PENGATURAN
    from . import pengaturan
    from .tables import TableWriter

    rows = [
        {"Kunci": s.key, "Nilai": piece.values.get(s.key, s.default), "Keterangan": s.about} for s in piece.settings
    ]
    writer = TableWriter(sheet, PENGATURAN, Origin(piece.column, piece.row - 1), rows, len(rows), stamp)
    for number, row in enumerate(rows):
        for name, value in row.items():
            sheet.cell(piece.row + number, writer.index[name]).value = value
    if piece.column > 1 + piece.labelled:
        pengaturan.groups(sheet, writer, piece.settings, stamp, piece.labelled)
    if piece.labelled:
        pengaturan.labels(sheet, writer, piece.settings, stamp)
    pengaturan.settings(sheet, writer, piece.settings, stamp)
