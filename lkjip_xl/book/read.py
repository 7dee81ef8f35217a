"""Reads a book's inputs: values where people really put them, and facts about how they stand there.

Nothing is coerced and nothing is judged: a text in a numeric cell stays a text, and what the file alone tells (a
percent format, an overwritten formula, merged cells) is recorded in ``Buku.facts`` for the checks.
"""

import re
from collections.abc import Collection
from itertools import pairwise
from typing import Any

from ..compute.book import Book, Row
from ..compute.facts import (
    CodeAsNumber,
    DateFormat,
    FormulaWithoutValue,
    MergedCells,
    MissingColumn,
    OverwrittenFormula,
    PercentFormat,
    RowsApart,
    RowsBeneath,
    RowWithoutKey,
)
from ..errors import UserError
from ..expr.values import bulatkan, is_number
from ..invocation import command
from ..ooxml.cells import Gap, SharedStrings, SheetText, cell_style, plain, sheet_values
from ..ooxml.cells import Row as SheetRow
from ..ooxml.formats import Formats
from ..ooxml.formula_texts import read_sheet
from ..ooxml.package import Package
from ..ooxml.parts import broken
from ..ooxml.tables import TablePlace, find_tables, missing_column, refuse_reach
from ..ooxml.workbook import WorkbookParts
from ..ooxml.worksheet import column_letters
from ..ooxml.xmlspans import XmlError
from ..rules.bacaan_angka import clean_text
from ..schema.captions import sheet_captions
from ..schema.contract import modules_of
from ..schema.contract import tables as contract_tables
from ..schema.model import Column, Table
from ..schema.settings import SETTING
from ..schema.version_1 import as_in_version_1, knows
from ..version import VERSI_KONTRAK
from .own_formulas import keep_own_formulas
from .reading import BookReading
from .rows_apart import is_like_a_row

_YEAR_COLUMN = re.compile(r"Target (\d{4})$", re.I)
_COUNTS_FROM_1904 = re.compile(rb'date1904=["\'](?:1|true)')
_QUICK = 4 << 20
"""Bytes of a sheet that is inflated whole when only its values are wanted."""
_FEW = 3
"""Columns that are not worth to be cut out of a row."""
MOST_ROWS = {"tbl_anggaran": 12_000}
"""Rows of tables that may have more than their width allows (``limits.MAX_TABLE_CELLS``): a budget row costs a
fraction of what an indicator costs, which every report tells of."""


def read_book(
    package: Package,
    careful: bool = True,
    keep: bool = True,
    before: BookReading | None = None,
    found: dict[str, TablePlace] | None = None,
    only: Collection[str] | None = None,
) -> BookReading:
    """Read a book of the product.

    Args:
        package: the open file (``files.check_workbook`` or ``Package.open``).
        careful: also look at formats and formulas (percent-formatted inputs, dates, overwritten formulas).
        keep: keep the sheets' text in ``sheet_data``, for a flow that rewrites them.
        before: what was read of the same package, with sheets that changed since and are not stored yet.
        found: where its tables stand, for a book that has lost them (``returned.read_returned``).
        only: names of the tables that are wanted; those on other sheets are left unread, as if they were empty.

    Raises:
        UserError: ``bukan_buku_lkjip``, ``tabel_hilang``, ``versi_lama``, ``versi_baru``.
    """
    workbook = WorkbookParts(package)
    whole = found is None and only is None
    found = find_tables(package, workbook, only) if found is None else found
    _check_tables(package, found)
    years = _renstra_years(found["tbl_renstra"])
    modules = modules_of(found)
    # A table of figures holds nothing that people type.
    tables = {name: t for name, t in contract_tables(*years, modules).items() if not t.figures}
    places = {name: found[name] for name in tables if name in found and (only is None or name in only)}
    for name, place in places.items():
        _contract_names(place, tables[name])
    reading = BookReading(
        package, workbook, Book(years=years, modules=modules), places, tables, found.get("tbl_ringkasan"),
        date_shift=1462 if _COUNTS_FROM_1904.search(workbook.data) else 0, others=tuple(found.values()),
    )  # fmt: skip
    if before is not None:
        reading.texts, reading._stored = before.texts, before._stored
        reading.sheet_data.update(before.sheet_data)
    read_tables(reading, careful, keep)
    _read_settings(reading)
    if _of_first_version(reading):
        reading.book.first_version = True
        columns = {name: place.columns for name, place in places.items()}
        reading.tables = {name: as_in_version_1(table, columns.get(name, ())) for name, table in tables.items()}
        reading.book.facts = [
            fact
            for fact in reading.book.facts
            if not (isinstance(fact, MissingColumn) and not knows(fact.table, str(fact.column)))
        ]
    elif keep and whole:
        keep_own_formulas(reading)
    return reading


def read_tables(reading: BookReading, careful: bool = True, keep: bool = True) -> None:
    """Read the rows of the tables of ``reading.places`` into its book.

    Args:
        careful, keep: as in ``read_book``.

    Raises:
        UserError: a sheet is damaged.
    """
    package, workbook = reading.package, reading.workbook
    strings = SharedStrings(package.read(part) if (part := workbook.related("sharedStrings")) else b"")
    formats = Formats(package, workbook) if careful else None
    for part in dict.fromkeys(place.sheet.own_part for place in reading.places.values()):
        data = _read_sheet(reading, part, strings, formats, keep)
        if keep:
            reading.keep(part, data)
        del data


def _of_first_version(reading: BookReading) -> bool:
    """Whether a book is of version 1; one that does not say it is known by the helper columns that it lacks."""
    version = reading.book.settings.get("versi_kontrak")
    if is_number(version):
        return bool(version < 2)
    return "_Baris" not in reading.places["tbl_pengukuran"].columns


def cell_address(place: TablePlace, column: str, row: int) -> str:
    """Address of a cell of a table, such as ``J7``. row: one-based within the table."""
    return f"{column_letters(place.columns[column])}{place.header_row + row}"


def _check_tables(package: Package, found: dict[str, TablePlace]) -> None:
    name = package.path or "Berkas ini"
    if "tbl_pengaturan" not in found:
        raise UserError(
            f"{name} bukan buku LKjIP: lembar Pengaturan dengan tabelnya tidak ada di dalamnya. Buat buku baru dengan "
            f"'{command('buat')}', atau pilih buku yang dibuat dengannya.",
            "bukan_buku_lkjip",
        )
    missing = [table for table, t in contract_tables(0, -1).items() if t.needed and table not in found]
    if missing:
        raise UserError(
            f"{name}: tabel di lembar {sheet_captions(missing)} tidak ditemukan. Tabel itu mungkin diubah menjadi "
            "rentang biasa atau lembarnya dihapus; kembalikan dari cadangan, atau salin isinya ke buku baru.",
            "tabel_hilang",
        )


def _renstra_years(place: TablePlace) -> tuple[int, int]:
    years = sorted(int(m[1]) for m in map(_YEAR_COLUMN.match, place.columns) if m)
    return (years[0], years[-1]) if years else (0, -1)


def _contract_names(place: TablePlace, table: Table) -> None:
    """Let a table's columns bear the contract's names, whatever case people gave them."""
    known = {" ".join(n.split()).casefold(): n for n in table.by_name}
    place.columns = {known.get(name.casefold(), name): k for name, k in place.columns.items()}


def _read_sheet(reading: BookReading, part: str, strings: SharedStrings, formats: Formats | None, keep: bool) -> bytes:
    package = reading.package
    try:
        data, sheet = _sheet(reading, part, formats, keep)
        merged = sheet.merges()
    except XmlError as error:
        raise broken(package, f"{package.described(part)}: {error.detail}", error.kode) from None
    for name, place in reading.places.items():
        if place.sheet.own_part != part:
            continue
        refuse_reach(package, place, sheet, MOST_ROWS.get(name))
        try:
            _TableReader(reading, reading.tables[name], place, sheet, strings, formats).read()
        except XmlError as error:
            raise broken(package, f"{package.described(part)}: {error.detail}", error.kode) from None
        except (ValueError, IndexError):
            detail = f"isi sebuah sel di lembar {place.sheet.name} tidak sah"
            raise broken(package, detail) from None
        for ref, (left, top, right, bottom) in merged:
            inside = top <= place.last_row and bottom >= place.header_row
            if inside and left < place.first_column + place.width and right >= place.first_column:
                reading.book.facts.append(MergedCells(name, place.sheet.name, ref))
    return data


def _sheet(reading: BookReading, part: str, formats: Formats | None, keep: bool) -> tuple[bytes, SheetText]:
    """A sheet, well-formed, and its rows; where only values are wanted, without most of their results."""
    package, gaps = reading.package, _results(reading, part) if formats is None else []
    try:
        if formats is None and part not in reading.sheet_data and package.size(part) <= _QUICK:
            return sheet_values(package.read(part), gaps, package.described(part), keep)
        if part in reading.sheet_data:
            data = plain(reading.sheet_data[part], where=package.described(part))
        else:
            data = read_sheet(package, part, reading.texts)
    except XmlError as error:
        raise broken(package, error.detail, error.kode) from None
    sheet = SheetText(data)
    return data, sheet.without(gaps)


def _results(reading: BookReading, part: str) -> list[Gap]:
    """The columns of a sheet between and behind those in which people type, where they are several."""
    inputs = sorted(
        k
        for name, place in reading.places.items()
        if place.sheet.own_part == part
        for column, k in place.columns.items()
        if column in reading.tables[name].by_name and not reading.tables[name].by_name[column].computed
    )
    between: list[Gap] = [(a + 1, b) for a, b in pairwise(inputs) if b - a > _FEW]
    return [*between, (inputs[-1] + 1, None)] if inputs else between


class _TableReader:
    """Reads one table of a sheet into ``reading``."""

    def __init__(
        self,
        reading: BookReading,
        table: Table,
        place: TablePlace,
        sheet: SheetText,
        strings: SharedStrings,
        formats: Formats | None,
    ) -> None:
        self.reading, self.table, self.place = reading, table, place
        self.sheet, self.strings = sheet, strings
        self.formats = None if table.program else formats
        columns = {k: table.by_name[name] for name, k in place.columns.items() if name in table.by_name}
        self.inputs = {k: c for k, c in columns.items() if not c.computed}
        self.computed = {k: c for k, c in columns.items() if c.computed} if self.formats else {}

    def read(self) -> None:
        table, place = self.table, self.place
        self._note_missing_columns()
        by_number = {r.number: r for r in self.sheet.rows if r.number > place.header_row}
        wanted = {column_letters(k).encode(): k for k in (*self.inputs, *self.computed)}
        blank: dict[str, Any] = {}
        rows, beneath = [], 0
        # Rows that people wrote beneath the table belong to it; the first blank one ends them.
        number = place.header_row
        while True:
            number += 1
            outside = number > place.last_row
            if outside and (place.total_row or table.spare == 0):
                break
            row = by_number.get(number)
            if row is None or self.sheet.is_blank(row):
                if outside:
                    break
                rows.append(Row(number - place.header_row, blank, number))
                continue
            overwritten: list[OverwrittenFormula] = []
            if self.formats is None:
                contents = self._values(row, wanted)
            else:
                contents, overwritten = self._row(row, number, wanted)
            has_key = contents.get(table.key) not in (None, "")
            if contents and not has_key:
                self._note_missing_key(number, contents, outside)
            if outside:
                if not has_key:
                    break
                beneath += 1
            if contents or not outside:
                rows.append(Row(number - place.header_row, contents or blank, number))
            if has_key:
                self.reading.book.facts += overwritten
        if beneath:
            key = place.columns.get(table.key, place.first_column)
            cell = f"{column_letters(key)}{place.last_row + 1}"
            self.reading.book.facts.append(RowsBeneath(table.name, place.sheet.name, cell, count=beneath))
        if table.spare and not table.program:
            self._note_rows_apart(number)
        self.reading.beneath[table.name] = beneath
        self.reading.book.tables[table.name] = rows

    def _note_rows_apart(self, end: int) -> None:
        """Of the rows beneath the one that ended the reading, those which somebody took for rows of the table."""
        place, apart = self.place, []
        wanted = {column_letters(k).encode(): k for k in self.inputs}
        for row in self.sheet.rows:
            if row.number <= end or self.sheet.is_blank(row) or self._is_of_other_table(row.number):
                continue
            contents = self._values(row, wanted)
            if is_like_a_row(self.table, contents):
                apart.append((row.number, contents))
        if apart and self.table.key in place.columns:
            key = column_letters(place.columns[self.table.key])
            cells = ":".join(dict.fromkeys((f"{key}{apart[0][0]}", f"{key}{apart[-1][0]}")))
            contents_of_all = tuple(contents for _, contents in apart)
            fact = RowsApart(self.table.name, place.sheet.name, cells, contents=contents_of_all)
            self.reading.book.facts.append(fact)

    def _is_of_other_table(self, number: int) -> bool:
        """Whether a row of the sheet stands in another table, above or beneath which this one is."""
        own = self.place
        return any(
            other.part != own.part
            and other.sheet.own_part == own.sheet.own_part
            and other.header_row <= number <= other.last_row + other.total_row
            and other.first_column < own.first_column + own.width
            and own.first_column < other.first_column + other.width
            for other in self.reading.others
        )

    def _values(self, row: SheetRow, wanted: dict[bytes, int]) -> dict[str, Any]:
        """A row's inputs by column name, where nothing but their values is asked."""
        inputs, value_of, strings = self.inputs, self.sheet.value, self.strings
        found = (
            (inputs[k].name, value_of(text, strings))
            for k, text in self.sheet.wanted_cells(row, wanted)
            if text[-2:] != b"/>" or b"<" in text  # else a format and nothing else
        )
        return {name: value for name, value in found if value is not None}

    def _row(
        self, row: SheetRow, number: int, wanted: dict[bytes, int]
    ) -> tuple[dict[str, Any], list[OverwrittenFormula]]:
        """A row's inputs by column name, and its computed cells that hold no formula."""
        contents: dict[str, Any] = {}
        overwritten: list[OverwrittenFormula] = []
        inputs, formula = self.inputs, self.sheet.formula_mark
        for k, text in self.sheet.wanted_cells(row, wanted):
            if text[-2:] == b"/>" and b"<" not in text:
                continue  # a format and nothing else
            column = inputs.get(k)
            if column is not None:
                value = self._input(column, k, number, text)
                if value is not None:
                    contents[column.name] = value
            elif formula not in text:
                value = self.sheet.value(text, self.strings)
                if value is not None:
                    overwritten.append(OverwrittenFormula(*self._where(k, number, self.computed[k]), value))
        return contents, overwritten

    def _where(self, k: int, number: int, column: Column) -> tuple[str, str, str, int, str]:
        place = self.place
        return self.table.name, place.sheet.name, f"{column_letters(k)}{number}", number - place.header_row, column.name

    def _input(self, column: Column, k: int, number: int, text: bytes) -> Any:
        value = self.sheet.value(text, self.strings)
        formats = self.formats
        if formats is None:
            return value
        if value is None:
            if self.sheet.has_formula(text):
                self.reading.book.facts.append(FormulaWithoutValue(*self._where(k, number, column)))
            return None
        if not is_number(value):
            return value
        style = cell_style(text)
        if column.kind == "tercetak":
            return _as_printed(value, style, formats)
        if column.kind == "kode":
            is_date = style in formats.date
            shown = value + self.reading.date_shift if is_date else value
            where = self._where(k, number, column)
            self.reading.book.facts.append(CodeAsNumber(*where, shown, is_date, formats.code.get(style)))
        elif column.kind != "rasio" and style in formats.percent:  # shown as percent by design
            self.reading.book.facts.append(PercentFormat(*self._where(k, number, column), value))
        elif column.kind == "nilai" and style in formats.date:
            shown = value + self.reading.date_shift
            self.reading.book.facts.append(DateFormat(*self._where(k, number, column), shown))
        return value

    def _note_missing_columns(self) -> None:
        table, place = self.table, self.place
        if table.program:  # a book made before tbl_temuan had a reason is none the worse for it
            return
        cell = f"{column_letters(place.first_column)}{place.header_row}"
        for column in table.columns:
            if column.name not in place.columns and not column.hidden:
                fact = MissingColumn(table.name, place.sheet.name, cell, column=column.name)
                self.reading.book.facts.append(fact)

    def _note_missing_key(self, number: int, contents: dict[str, Any], outside: bool) -> None:
        table, place = self.table, self.place
        if table.key not in place.columns or (table.name == "tbl_pengaturan" and not outside):
            return
        if table.program and all(name.startswith("_") for name in contents):
            return  # what only the program reads
        where = self._where(place.columns[table.key], number, table.by_name[table.key])
        self.reading.book.facts.append(RowWithoutKey(*where, contents, number, outside))


def _as_printed(value: float, style: int, formats: Formats) -> Any:
    """A number in a cell for printed text: a percent that somebody typed is stored as a fraction."""
    from ..rules.terbilang import format_number

    return f"{format_number(bulatkan(value * 100, 10))}%" if style in formats.percent else value


def _read_settings(reading: BookReading) -> None:
    """Settings by Kunci, the first of each counting, as MATCH finds it.

    Raises:
        UserError: the columns are gone, or the book is of another version.
    """
    book, place = reading.book, reading.places["tbl_pengaturan"]
    for column in ("Kunci", "Nilai"):
        if column not in place.columns:
            raise missing_column(reading.package, place, column)
    for row in book.tables["tbl_pengaturan"]:
        if row.cells.get("Kunci") is None:
            continue
        key = clean_text(row.cells["Kunci"]).casefold()
        if key in book.settings:
            continue
        value = row.cells.get("Nilai")
        setting = SETTING.get(key)
        if reading.date_shift and setting is not None and setting.kind == "tanggal" and is_number(value):
            value += reading.date_shift
        book.settings[key] = value
    version = book.settings.get("versi_kontrak")
    if is_number(version) and version < 1:
        raise UserError(
            f"Buku ini memakai bentuk lama (versi {version}), yang tidak dibaca lkjip-xl ini. Buat buku baru dengan "
            f"'{command('buat')}', lalu salin isinya tabel demi tabel.",
            "versi_lama",
        )
    if is_number(version) and version > VERSI_KONTRAK:
        raise UserError(
            f"Buku ini dibuat dengan lkjip-xl yang lebih baru (versi bentuk {version}). Perbarui lkjip-xl lebih dulu.",
            "versi_baru",
        )
