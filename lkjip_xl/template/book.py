"""Builds the book: every sheet, table, formula, validation and format of the contract, from nothing."""

import io
import os

from ..errors import UsageError
from ..ooxml.files import atomic_write

# openpyxl writes XML through lxml where that is installed, in other bytes: a built file is the same on every machine.
os.environ.setdefault("OPENPYXL_LXML", "False")

HEADER_ROW = 5
# Where the header of each table starts: (sheet, column, row). Readers find tables by their parts, so this is the only
# place that knows.
TABLE_ORIGIN = {
    "tbl_ringkasan": ("Beranda", "K", 11),
    "tbl_pengaturan": ("Pengaturan", "B", HEADER_ROW),
    "tbl_skala": ("Pengaturan", "F", HEADER_ROW),
    "tbl_tingkat": ("Pengaturan", "L", HEADER_ROW),
    "tbl_renstra": ("Renstra", "A", HEADER_ROW),
    "tbl_pk": ("PK", "A", HEADER_ROW),
    "tbl_pk_program": ("PK", "H", HEADER_ROW),
    "tbl_pengukuran": ("Pengukuran", "A", HEADER_ROW),
    "tbl_anggaran": ("Anggaran", "A", HEADER_ROW),
    "tbl_riwayat": ("Riwayat", "A", HEADER_ROW),
    "tbl_riwayat_anggaran": ("Riwayat", "H", HEADER_ROW),
    "tbl_data_dukung": ("Data Dukung", "A", HEADER_ROW),
    "tbl_iki": ("IKI", "A", HEADER_ROW),
    "tbl_temuan": ("Temuan", "A", HEADER_ROW),
    "tbl_cetak": ("Cetak", "A", HEADER_ROW),
}
TEMPLATE = "lkjip_standar.xlsx"
_PRINTED_ROWS = 12  # of a sheet that is still empty


def table_origin(name):
    """``(sheet, column letter, header row)`` of a table in a book that was just built."""
    return TABLE_ORIGIN[name]


def build(path, settings=None, years=(2025, 2029), rows=None, after=None):
    """Build a book and write it in one step; an existing file is replaced.

    Args:
        path: the file to make.
        settings: ``{Kunci: value}``; the others keep their default, the Renstra's years come from ``years``.
        years: first and last year of the Renstra.
        rows: ``{table: [{column: value}, ...]}`` for the input columns; tables that it lacks stay empty.
        after: called with the path once the file is there (to store computed values in it).

    Raises:
        UsageError: an unknown Kunci, table or column; UserError: the file cannot be written.
    """
    data = build_bytes(settings, years, rows)
    atomic_write(os.fspath(path), lambda stream: stream.write(data))
    if after is not None:
        after(path)


def build_bytes(settings=None, years=(2025, 2029), rows=None):
    """The package of a built book; equal arguments give equal bytes."""
    from openpyxl import Workbook

    from ..schema import contract as kontrak
    from .package import finish
    from .styles import Stamp, set_default_font

    specs = kontrak.sheets(*years)
    values = _setting_values(settings or {}, years)
    contents = _contents(specs, values, rows or {})
    book = Workbook()
    book.remove(book.active)
    set_default_font(book)
    _properties(book)
    stamp = Stamp()
    shown, filled = {}, []
    for spec in specs:
        sheet = book.create_sheet(spec.name)
        sheet.sheet_properties.tabColor = spec.color
        sheet.sheet_properties.codeName = spec.name.replace(" ", "")
        _build_sheet(sheet, spec, contents, years, stamp, shown, filled, book)
    _names(book)
    target = io.BytesIO()
    book.save(target)
    parts = {name: f"xl/worksheets/sheet{i}.xml" for i, name in enumerate(book.sheetnames, 1)}
    return finish(
        target.getvalue(),
        {parts[name]: values for name, values in shown.items()},
        {parts[name]: HEADER_ROW + 1 for name in filled},
    )


def settings_book(name, settings):
    """A package (bytes) of one sheet ``name`` with a key and a value in each row; equal arguments give equal bytes."""
    from openpyxl import Workbook

    from .package import finish
    from .styles import set_default_font

    book = Workbook()
    set_default_font(book)
    _properties(book)
    sheet = book.active
    sheet.title, sheet.sheet_properties.codeName = name, "Setelan"
    for key, value in settings.items():
        sheet.append((key, value))
    target = io.BytesIO()
    book.save(target)
    return finish(target.getvalue(), {}, {})


def _setting_values(settings, years):
    from ..schema.settings import SETTING

    unknown = [key for key in settings if key not in SETTING]
    if unknown:
        raise UsageError(f"Setelan tidak dikenal: {', '.join(unknown)}.", "setelan_asing")
    first, last = years
    default = SETTING["tahun"].default
    tahun = default if first <= default <= last else first
    return {"tahun": tahun, "tahun_awal_renstra": first, "tahun_akhir_renstra": last, **settings}


def _contents(specs, values, rows):
    """Rows of every table: the given ones, and the shipped settings, scales and levels."""
    from ..schema.settings import LEVELS, SCALES, SETTINGS
    from .pengaturan import setting_rows

    contents = {
        "tbl_pengaturan": setting_rows(SETTINGS, values),
        "tbl_skala": [_named(("Skala", "Batas Bawah", "Termasuk", "Predikat", "Warna"), r) for r in SCALES],
        "tbl_tingkat": [_named(("Skala Tingkat", "Tingkat", "Skor"), r) for r in LEVELS],
    }
    tables = {t.name: t for s in specs for t in s.tables}
    for name, given in rows.items():
        if name not in tables:
            raise UsageError(f"Tabel tidak dikenal: {name}.", "tabel_asing")
        if name == "tbl_pengaturan":
            raise UsageError("Isi tbl_pengaturan diberikan sebagai setelan, bukan baris.", "tabel_asing")
        unknown = sorted({c for row in given for c in row if c not in tables[name].by_name})
        if unknown:
            raise UsageError(f"Tabel {name} tidak mempunyai kolom {', '.join(unknown)}.", "kolom_asing")
        contents[name] = given
    return contents


def _named(names, values):
    return dict(zip(names, values, strict=True))


def _properties(book):
    book.properties.title = "Buku kerja LKjIP"
    book.properties.creator = "lkjip-xl"
    book.code_name = "ThisWorkbook"
    book.calculation.fullCalcOnLoad = True


def _build_sheet(sheet, spec, contents, years, stamp, shown, filled, book):
    if spec.name == "Beranda":
        from .beranda import build_beranda

        build_beranda(sheet, stamp)
    elif spec.name == "Petunjuk":
        from .petunjuk import build_petunjuk

        build_petunjuk(sheet, stamp)
    else:
        writers = _table_sheet(sheet, spec, contents, years, stamp)
        _print_area(sheet, writers)
        filled.append(spec.name)
        if spec.name == "Pengaturan":
            _pengaturan(sheet, writers, stamp, shown, book)


def _table_sheet(sheet, spec, contents, years, stamp):
    from . import sheets
    from .tables import TableWriter

    own = spec.name == "Temuan"
    indicators = {str(row.get("Kode")).casefold(): row for row in contents.get("tbl_renstra", ())}
    writers = []
    for table in spec.tables:
        _, letter, row = TABLE_ORIGIN[table.name]
        given = contents.get(table.name, [])
        room = len(given) + table.spare if given or not table.room else table.room
        writer = TableWriter(sheet, table, letter, row, given, max(room, table.room), stamp, own, ("Alasan",))
        if writers:
            sheet.column_dimensions[sheet.cell(1, writer.index[table.columns[0].name] - 1).column_letter].width = 3
        writer.write(filters=not spec.protected)
        writer.heights(indicators)
        writers.append(writer)
    last = max(w.index[c.name] for w in writers for c in w.table.columns if not c.hidden)
    sheets.head(sheet, spec, last, stamp)
    for writer in writers:
        sheets.bands(sheet, writer, years, stamp)
    sheets.arrange(sheet, spec, writers)
    sheets.view(sheet)
    return writers


def _print_area(sheet, writers):
    """Print area: it ends with the last filled row of the longest table, so no spare rows are printed."""
    letter = [w.letter[c.name] for w in writers for c in w.table.columns if not c.hidden][-1]
    last = max(HEADER_ROW + _PRINTED_ROWS, *(w.header + len(w.rows) for w in writers))
    sheet.print_area = f"A1:{letter}{last}"


def _pengaturan(sheet, writers, stamp, shown, book):
    from openpyxl.workbook.defined_name import DefinedName

    from ..schema.settings import SETTINGS
    from . import pengaturan, sheets

    table, skala, tingkat = writers
    pengaturan.groups(sheet, table, SETTINGS, stamp)
    pengaturan.settings(sheet, table, SETTINGS, stamp)
    pengaturan.scale_colors(sheet, skala, stamp)
    columns = ([r["Skala"] for r in skala.rows], [r["Skala Tingkat"] for r in tingkat.rows])
    shown[sheet.title], names = pengaturan.lists(sheet, HEADER_ROW, columns)
    for name, text in names.items():
        book.defined_names[name] = DefinedName(name, attr_text=text)
    sheets.protect(sheet)


def defined_names():
    """``{name: formula text}`` of the book's own names; those of the lists in Pengaturan come from the sheet."""
    from ..expr.to_excel import tulis
    from ..schema.settings import NAMES, PK_BERLAKU, setting_cell

    names = {name: tulis(tree, {"isi": setting_cell(key)}) for name, (key, tree) in NAMES.items()}
    names["lk_pk"] = tulis(PK_BERLAKU)
    kode = "tbl_renstra[Kode]"
    last = f'SUMPRODUCT(MAX(({kode}<>"")*(ROW({kode})-ROW(tbl_renstra[[#Headers],[Kode]]))))'
    names["dv_kode"] = f"INDEX({kode},1):INDEX({kode},MAX(1,{last}))"
    names["dv_tipe"] = "tbl_renstra[Tipe]"
    names["lk_tandai"] = setting_cell("tandai_temuan")
    names["lk_tempat_temuan"] = "tbl_temuan[_Tempat]"
    names["dv_tingkat"] = "tbl_tingkat[Tingkat]"
    return names


def _names(book):
    from openpyxl.workbook.defined_name import DefinedName

    for name, text in defined_names().items():
        book.defined_names[name] = DefinedName(name, attr_text=text)
