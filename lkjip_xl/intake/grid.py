"""A raw grid of cells, whatever it came from: csv, tsv, pasted text, or a sheet of a workbook.

Nothing is interpreted here. A text stays as it was typed, so that a formula in a pasted text is never run; a formula
of a workbook gives the value that was last computed. Dates of a workbook are told by their format.
"""

import csv
import io
import re
from collections import Counter
from datetime import date, timedelta
from typing import Any

from ..errors import UserError
from ..expr.values import ErrorValue, is_number
from ..ooxml.cells import SharedStrings, SheetText, cell_style, plain
from ..ooxml.files import check_workbook_data
from ..ooxml.formats import Formats
from ..ooxml.limits import MAX_CSV_COLUMNS, MAX_CSV_ROWS, MAX_TABLE_CELLS, thousands
from ..ooxml.package import Package
from ..ooxml.parts import broken
from ..ooxml.workbook import Sheet, WorkbookParts
from ..ooxml.worksheet import column_letters
from ..ooxml.xmlspans import XmlError
from ..records import dataclass, field
from ..rules.bacaan_angka import clean_text
from .delimited import decoded, parse_lines, too_large

Box = tuple[int, int, int, int]
"""First row, first column, last row, last column; zero-based."""
_MAX_GRID_CELLS = 4 * MAX_TABLE_CELLS
_DAY_ZERO = date(1899, 12, 30)


@dataclass(slots=True)
class Grid:
    """Rows of cells with where they stand.

    Attributes:
        name: the file. sheet: the sheet of a workbook, "" for a text.
        rows: cells, each a text, a number, a date, a bool, an ``ErrorValue`` or None; rows may differ in length.
        numbers: line or sheet row at which each row begins.
        merges: merged ranges, in places of ``rows``.
        percent: places ``(row, column)`` that a workbook shows as a percentage.
        codes: number formats of numbers by place, where a workbook has one.
        uncomputed: places of formulas whose value the file does not hold.
        ragged: a pasted or typed text: the length of a row says whether it belongs to a table at all.
    """

    name: str
    sheet: str
    rows: list[list[Any]]
    numbers: list[int]
    merges: list[Box] = field(default_factory=list)
    percent: set[tuple[int, int]] = field(default_factory=set)
    codes: dict[tuple[int, int], str] = field(default_factory=dict)
    uncomputed: set[tuple[int, int]] = field(default_factory=set)
    ragged: bool = False

    def where(self, row: int, column: int | None = None) -> str:
        """A place for messages: ``berkas.xlsx, lembar Data, sel C7`` or ``berkas.csv baris 7, kolom C``."""
        number = self.numbers[row]
        if self.sheet:
            cell = f"baris {number}" if column is None else f"sel {column_letters(column)}{number}"
            return f"{self.name}, lembar {self.sheet.strip()}, {cell}"
        return f"{self.name} baris {number}" + ("" if column is None else f", kolom {column_letters(column)}")

    def text(self, row: int, column: int) -> str:
        """The tidy text of a cell, "" beyond the row's end and for errors."""
        cells = self.rows[row]
        if not 0 <= column < len(cells):
            return ""
        value = cells[column]
        if isinstance(value, date):
            return value.isoformat()
        return "" if value is None or value.__class__ is ErrorValue else clean_text(value)

    def texts(self, row: int) -> list[str]:
        """The tidy texts of a row."""
        return [self.text(row, column) for column in range(len(self.rows[row]))]

    def is_blank(self, row: int) -> bool:
        """Whether nothing stands in a row."""
        return not any(cell is not None and (not isinstance(cell, str) or clean_text(cell)) for cell in self.rows[row])


def read_grids(name: str, data: bytes) -> list[Grid]:
    """The grids of a file: one for a text, one for each visible sheet of a workbook that holds anything.

    Raises:
        UserError: it is none of the kinds that can be read, is damaged, or is past a limit.
    """
    if data[:4] in (b"PK\3\4", b"PK\5\6") or data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return workbook_grids(check_workbook_data(data, name))
    if data[:5] == b"%PDF-":
        raise UserError(
            f"Berkas {name} adalah PDF, yang tidak dapat dibaca. Ambil bentuk Excel-nya dari aplikasi asalnya, atau "
            "salin tabelnya ke lembar kerja dan simpan sebagai CSV.",
            "format_lain",
        )
    head = data[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<head", b"<meta", b"mime-version")):
        raise UserError(
            f"Berkas {name} adalah halaman web atau XML yang diberi nama seperti Excel atau CSV. Buka dengan Excel, "
            "pilih Simpan Sebagai, jenis Buku Kerja Excel (.xlsx), lalu pakai berkas itu.",
            "format_lain",
        )
    grid = text_grid(name, decoded(data, name))
    if all(grid.is_blank(row) for row in range(len(grid.rows))):
        raise UserError(f"Berkas {name} kosong.", "csv_kosong")
    return [grid]


def text_grid(name: str, text: str) -> Grid:
    """The grid of a delimited or pasted text (tabs, as the clipboard of a spreadsheet gives them).

    Raises:
        UserError: see ``delimited.parse_lines``.
    """
    separator = _separator(text)
    lines = _pasted(text, name) if separator == "\t" else parse_lines(text, name, separator)
    return Grid(name, "", [row for _, row in lines], [number for number, _ in lines], ragged=separator == "\t")


def _separator(text: str) -> str | None:
    """The mark that the most lines have equally often; None where the first line decides (``parse_lines``).

    A document has tabs in its tables and commas in its sentences, so any number of tabs counts for a line.
    """
    lines = [re.sub('"[^"]*"', "", line) for line in text.split("\n") if line.strip()]
    if not lines or re.match(r'"?sep=[,;\t|]"?$', lines[0], re.I):
        return None
    tabs = sum("\t" in line for line in lines)
    shares = {}
    for mark in ";,|":
        counts = Counter(line.count(mark) for line in lines if mark in line)
        shares[mark] = counts.most_common(1)[0][1] if counts else 0
    if tabs and tabs >= max(shares.values()):
        return "\t"
    best = max(shares, key=lambda mark: shares[mark])  # of equals the first
    return best if shares[best] else None


def _pasted(text: str, name: str) -> list[tuple[int, list[str]]]:
    """Rows of a text in tabs. A spreadsheet quotes cells with line breaks; a document's quotes are only quotes."""
    if '"' in text:
        try:
            rows = parse_lines(text, name, "\t")
        except UserError as error:
            if error.kode != "csv_rusak":
                raise
        else:
            if not any("\t" in cell for _, row in rows for cell in row):
                return rows
    reader = csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    rows = []
    for row in reader:
        rows.append((reader.line_num, row))
        if len(rows) > MAX_CSV_ROWS + 1:
            raise too_large(name, f"barisnya lebih dari {thousands(MAX_CSV_ROWS)}")
        if len(row) > MAX_CSV_COLUMNS:
            raise too_large(name, f"kolomnya {thousands(len(row))}, lebih dari {thousands(MAX_CSV_COLUMNS)}")
    return rows


def workbook_grids(package: Package) -> list[Grid]:
    """The grids of a workbook's visible sheets that hold anything.

    Raises:
        UserError: ``rusak`` or ``terlalu_besar``.
    """
    workbook = WorkbookParts(package)
    strings = SharedStrings(package.read(part) if (part := workbook.related("sharedStrings")) else b"")
    formats = Formats(package, workbook)
    shift = 1462 if re.search(rb'date1904="(?:1|true)"', workbook.data) else 0
    grids = []
    for sheet in workbook.sheets:
        if sheet.part is None or sheet.state != "visible" or sheet.kind != "worksheet":
            continue
        try:
            grid = _sheet_grid(package, sheet, strings, formats, shift)
        except XmlError as error:
            raise broken(package, f"lembar {sheet.name}: {error.detail}", error.kode) from None
        except (ValueError, IndexError):
            raise broken(package, f"isi sebuah sel di lembar {sheet.name} tidak sah") from None
        if grid.rows:
            grids.append(grid)
    return grids


def _sheet_grid(package: Package, sheet: Sheet, strings: SharedStrings, formats: Formats, shift: int) -> Grid:
    name = str(package.path or "buku.xlsx").replace("\\", "/").rsplit("/", 1)[-1]
    text = SheetText(plain(package.read(sheet.own_part), where=package.described(sheet.own_part)))
    grid = Grid(name, sheet.name, [], [])
    places: dict[int, int] = {}
    size = 0
    for row in text.rows:
        if text.is_blank(row):
            continue
        at = len(grid.rows)
        cells: list[Any] = []
        for column, cell in text.cells(row):
            value = text.value(cell, strings)
            if value is None:
                if text.formula_mark in cell:
                    grid.uncomputed.add((at, column))
                continue
            if column >= MAX_CSV_COLUMNS:
                raise too_large(name, f"lembar {sheet.name} lebih dari {thousands(MAX_CSV_COLUMNS)} kolom")
            cells += [None] * (column + 1 - len(cells))
            cells[column] = _styled(grid, (at, column), value, cell_style(cell), formats, shift)
        size += len(cells)
        if at > MAX_CSV_ROWS or size > _MAX_GRID_CELLS:
            raise too_large(name, f"lembar {sheet.name} lebih dari {thousands(MAX_CSV_ROWS)} baris terisi")
        places[row.number - 1] = at
        grid.rows.append(cells)
        grid.numbers.append(row.number)
    for _, (left, top, right, bottom) in text.merges():
        kept = [places[row - 1] for row in range(top, min(bottom, top + MAX_CSV_ROWS) + 1) if row - 1 in places]
        if kept:
            grid.merges.append((kept[0], left, kept[-1], right))
    return grid


def _styled(grid: Grid, place: tuple[int, int], value: Any, style: int, formats: Formats, shift: int) -> Any:
    if not is_number(value):
        return value
    if style in formats.date and 1 <= value + shift < 2958466:
        return _DAY_ZERO + timedelta(days=int(value + shift))
    if style in formats.percent:
        grid.percent.add(place)
    if code := formats.code.get(style):
        grid.codes[place] = code
    return value
