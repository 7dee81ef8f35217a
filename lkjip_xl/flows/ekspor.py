"""ekspor: a book's tables as files for other programs."""

import os
from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from ..book.reading import BookReading
from ..compute.key import key
from ..compute.world import World
from ..errors import UsageError, UserError
from ..expr.values import ErrorValue, is_number
from ..invocation import advice
from ..ooxml.backups import thin_backups
from ..ooxml.places import check_writable
from ..ooxml.safe_write import atomic_write
from ..ooxml.worksheet import clean
from ..records import dataclass
from ..schema.asked import PERSON_SETTINGS, names_person
from ..schema.settings import SETTING
from ..system_errors import reason_of
from .csv_tables import guarded
from .open_and_save import Source, compute_book
from .result import Result
from .tidy import DATA_COLUMNS, DICTIONARY_COLUMNS, data_rows, dictionary_rows

if TYPE_CHECKING:
    import pandas

FORMS = ("csv", "json", "xlsx", "parquet")
_NUMERIC = frozenset({"uang", "angka", "tahun", "rasio"})
_WHOLE = frozenset({"uang", "tahun"})


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table as it is exported: its name, ``(column, kind)`` of each column, and rows of values.

    A value is a number, a text, a truth value or None for blank; an error is its text (``N/A``, ``#VALUE!``).
    """

    name: str
    columns: Sequence[tuple[str, str]]
    rows: list[list[Any]]

    @property
    def names(self) -> list[str]:
        """Names of the columns."""
        return [name for name, _ in self.columns]


def ekspor_buku(
    source: Source,
    folder: str | os.PathLike[str] | None = None,
    bentuk: str = "csv",
    masukan_saja: bool = False,
    timpa: bool = False,
    rapi: bool = False,
    orang: bool = False,
) -> Result:
    """Export every table of a book, computed columns included, with freshly computed values.

    Args:
        source: the book, a path or bytes (it is only read). folder: where to write, made when missing; None gives the
            files as bytes in ``Result.contents``.
        bentuk: ``csv`` (one file a table, as ``isi`` reads them; texts that a spreadsheet would run as a formula are
            guarded by an apostrophe), ``json`` (one file), ``xlsx`` (one workbook of plain values) or ``parquet`` (one
            file a table, with typed columns; needs pyarrow).
        masukan_saja: only input columns.
        timpa: replace files that are there; a numbered copy of each is kept.
        rapi: one long table ``data`` instead, a row for each cell with its office, year, quarter, code, unit and the
            cell it stands in, and the data dictionary ``kamus`` beside it.
        orang: let names and numbers of persons in, which stay out otherwise.

    Returns:
        Result with ``files`` or ``contents``.

    Raises:
        UsageError: an unknown form, or a missing library; UserError: see ``compute_book``; ``folder``: the folder
            cannot be made; ``sudah_ada``: a file is there; ``gagal_tulis`` and its kind: a file cannot be written (one
            that is there stays whole).
    """
    if bentuk not in FORMS:
        raise UsageError(f"Bentuk ekspor '{bentuk}' tidak dikenal; pilih {', '.join(FORMS)}.")
    reading, computed = compute_book(source)
    tables = tidy_tables(reading, computed, orang) if rapi else export_tables(computed, masukan_saja, orang)
    stem = "buku" if isinstance(source, bytes) else os.path.splitext(os.path.basename(source))[0]
    contents = dict(_files(tables, stem, bentuk))
    if folder is None:
        return Result(computed=computed, contents=contents)
    make_folder(folder)
    paths = {name: os.path.join(folder, name) for name in contents}
    refuse_existing(paths.values(), timpa)
    thinned = []
    for name, path in paths.items():
        data = contents[name]
        if atomic_write(path, lambda stream, data=data: stream.write(data), backup=timpa):  # type: ignore[misc]
            thinned += thin_backups(path)
    return Result(computed=computed, files=list(paths.values()), thinned=thinned)


def make_folder(folder: str | os.PathLike[str]) -> None:
    """Make a folder when it is missing.

    Raises:
        UserError: ``folder``: it cannot be made.
    """
    try:
        os.makedirs(folder, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        message = f"{folder} tidak dapat dijadikan folder: nama itu, atau sebagiannya, sudah dipakai sebuah berkas."
        raise UserError(f"{message} Pilih nama folder lain.", "folder") from None
    except OSError as error:
        message = f"Folder {folder} tidak dapat dibuat ({reason_of(error)}). Pilih folder yang boleh Anda tulisi."
        raise UserError(message, "folder") from None


def refuse_existing(paths: Any, overwrite: bool) -> None:
    """Refuse to write over files unless that is asked for, or where they may not be written; before any is.

    Raises:
        UserError: ``sudah_ada``, and what ``places.check_writable`` says.
    """
    paths = list(paths)
    there = [path for path in paths if os.path.exists(path)]
    if there and not overwrite:
        more = f" (dan {len(there) - 1} berkas lain)" if len(there) > 1 else ""
        raise UserError(
            f"Berkas {there[0]}{more} sudah ada. Pilih tempat lain"
            f"{advice(', atau tambahkan --timpa (salinannya disimpan)')}.",
            "sudah_ada",
        )
    for path in paths:
        check_writable(path)


def tidy_tables(reading: BookReading, computed: World, persons: bool = False) -> list[ExportTable]:
    """The long table of a book's cells, and the dictionary of its columns."""
    return [
        ExportTable("data", DATA_COLUMNS, data_rows(reading, computed, persons)),
        ExportTable("kamus", DICTIONARY_COLUMNS, dictionary_rows(computed, persons)),
    ]


def tidy_frame(source: Source, persons: bool = False) -> "pandas.DataFrame":
    """The long table of a book as a pandas.DataFrame with real types; see ``tidy.data_rows``."""
    reading, computed = compute_book(source)
    return _frame(tidy_tables(reading, computed, persons)[0])


def export_tables(computed: World, inputs_only: bool = False, persons: bool = False) -> list[ExportTable]:
    """The tables of a computed book, in the order of its sheets; Beranda's figures last.

    Args:
        persons: let names and numbers of persons in.
    """
    result = []
    for table in computed.tables.values():
        if table.figures or table.panel or table.name not in computed.book.tables:
            continue
        columns = [
            (c.name, c.kind)
            for c in table.columns
            if not c.hidden and not (inputs_only and c.computed) and (persons or not names_person(table.name, c.name))
        ]
        rows = computed.rows(table.name)
        if table.name == "tbl_pengaturan":
            left_out = () if persons else PERSON_SETTINGS
            rows = [_setting(row, computed.book.settings) for row in rows if key(row.get("Kunci")) not in left_out]
        filled = [row for row in rows if row.get(table.key) not in (None, "")]
        result.append(ExportTable(table.name, columns, [[_value(row.get(n), k) for n, k in columns] for row in filled]))
    for table in computed.tables.values() if not inputs_only else ():
        if table.figures:
            figures = [[f.key, _value(computed.summary[f.key])] for f in table.figures]
            result.append(ExportTable(table.name, [("Kunci", "teks"), ("Nilai", "nilai")], figures))
    return result


def data_frames(computed: World, inputs_only: bool = False) -> "dict[str, pandas.DataFrame]":
    """``{table name: pandas.DataFrame}`` with real types.

    Money and years are Int64 where every number is whole, other numbers Float64, everything else string; blank and
    not-available are missing. A column of numbers that holds some other text stays string, so that nothing is lost.
    """
    return {table.name: _frame(table) for table in export_tables(computed, inputs_only)}


def _frame(table: ExportTable) -> "pandas.DataFrame":
    import pandas

    series = {}
    for i, (name, kind) in enumerate(table.columns):
        values, dtype = typed_column([row[i] for row in table.rows], kind)
        series[name] = pandas.array(values, dtype=dtype)
    return pandas.DataFrame(series, columns=table.names)


def typed_column(values: list[Any], kind: str) -> tuple[list[Any], str]:
    """A column's values in one type, and the type's name in pandas.

    Args:
        values: as in ``ExportTable``. kind: of the column (``schema.model.Column``).
    """
    numbers = [None if value == "N/A" else value for value in values]
    numeric = kind in _NUMERIC or (kind == "nilai" and any(is_number(value) for value in values))
    if numeric and all(value is None or is_number(value) for value in numbers):
        whole = all(value is None or value == int(value) for value in numbers)
        fits = all(value is None or abs(value) < 2**63 for value in numbers)
        if kind in _WHOLE and whole and fits:
            return [None if value is None else int(value) for value in numbers], "Int64"
        return [None if value is None else float(value) for value in numbers], "Float64"
    return [None if value is None else _plain_text(value) for value in values], "string"


def _plain_text(value: Any) -> str:
    return f"{value:.15g}" if is_number(value) else str(value)


def _setting(row: dict[str, Any], settings: dict[str, Any]) -> dict[str, Any]:
    """A row of ``tbl_pengaturan``; a date as text, which means the same in every program."""
    kunci = key(row.get("Kunci"))
    if kunci not in SETTING or SETTING[kunci].kind != "tanggal" or not is_number(row.get("Nilai")):
        return row
    from ..rules.tanggal import date_text

    return {**row, "Nilai": date_text(settings.get(kunci))}


def _value(value: Any, kind: str = "") -> Any:
    if value == "":
        return None
    if kind == "tanggal" and is_number(value):  # as text, which means the same in every program
        from ..rules.tanggal import date_text

        return date_text(value)
    return ("N/A" if value.kode == "#N/A" else value.kode) if value.__class__ is ErrorValue else value


# --- the forms -------------------------------------------------------------------------------------------------------
def _files(tables: list[ExportTable], stem: str, form: str) -> Iterator[tuple[str, bytes]]:
    """``(file name, content)`` of each file of an export."""
    if form == "csv":
        yield from ((f"{table.name}.csv", _csv(table)) for table in tables)
    elif form == "json":
        yield f"{stem}.json", _json(tables)
    elif form == "xlsx":
        yield f"{stem}-data.xlsx", _xlsx(tables)
    else:
        yield from ((f"{table.name}.parquet", _parquet(table)) for table in tables)


def csv_number(value: float) -> str:
    """A number as plain text that ``isi`` reads back: a third decimal gets a fourth, so that 12.345 is no 12345."""
    if value.__class__ is int:
        return str(value)
    text = f"{value:.15g}"
    if "e" in text:
        from decimal import Decimal

        text = f"{Decimal(text):f}"
    return text + "0" if len(text.partition(".")[2]) == 3 else text


def _csv(table: ExportTable) -> bytes:
    import csv

    def cell(value: Any) -> Any:
        if is_number(value):
            return csv_number(value)
        return guarded(value) if isinstance(value, str) else value

    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.names)
    writer.writerows([cell(value) for value in row] for row in table.rows)
    return stream.getvalue().encode("utf-8", "replace")


def _json(tables: list[ExportTable]) -> bytes:
    from ..expr.plain_json import json_text

    contents = {table.name: [dict(zip(table.names, row, strict=True)) for row in table.rows] for table in tables}
    return json_text(contents).encode("utf-8", "replace")


def _xlsx(tables: list[ExportTable]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for table in tables:
        sheet = book.create_sheet(table.name)
        sheet.append(table.names)
        for number, row in enumerate(table.rows, 2):
            for i, value in enumerate(row, 1):
                if value is None:
                    continue
                cell = sheet.cell(number, i)
                cell.value = clean(value) if isinstance(value, str) else value
                if isinstance(value, str):  # a text that starts with = is a text, here as in the book
                    cell.data_type = "s"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _parquet(table: ExportTable) -> bytes:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise UsageError("Bentuk parquet memerlukan pustaka pyarrow; pilih csv, json, atau xlsx.") from None
    types = {"Int64": pyarrow.int64(), "Float64": pyarrow.float64(), "string": pyarrow.string()}
    arrays = []
    for i, (_, kind) in enumerate(table.columns):
        values, dtype = typed_column([row[i] for row in table.rows], kind)
        arrays.append(pyarrow.array(values, types[dtype]))
    stream = BytesIO()
    parquet.write_table(pyarrow.Table.from_arrays(arrays, names=table.names), stream)
    return stream.getvalue()
