"""Builds the book: every sheet, table, formula, validation and format of the contract, from nothing."""

import io
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from ..errors import UsageError
from ..expr.values import is_number
from ..ooxml.safe_write import atomic_write
from ..ooxml.workbook import in_formula, quoted
from ..ooxml.worksheet import column_letters
from ..schema.model import HEADER_ROW, Row, Sheet

Rows = Mapping[str, Sequence[Row]]
"""``{table: [{column: value}, ...]}``."""

# openpyxl writes XML through lxml where that is installed, in other bytes: a built file is the same on every machine.
os.environ.setdefault("OPENPYXL_LXML", "False")

TEMPLATE = "lkjip_standar.xlsx"
_PRINTED_ROWS = 12  # of a sheet that is still empty


def build(
    path: str | os.PathLike[str],
    settings: Mapping[str, Any] | None = None,
    years: tuple[int, int] = (2025, 2029),
    rows: Rows | None = None,
    after: Callable[[Any], object] | None = None,
) -> None:
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


def build_bytes(
    settings: Mapping[str, Any] | None = None,
    years: tuple[int, int] = (2025, 2029),
    rows: Rows | None = None,
    modules: tuple[str, ...] = (),
) -> bytes:
    """The package of a built book, with the sheets of the modules named; equal arguments give equal bytes."""
    from openpyxl import Workbook

    from ..schema.contract import sheets
    from .package import finish
    from .styles import Stamp, set_default_font

    specs = sheets(*years, modules)
    values = _setting_values(settings or {}, years)
    contents = _contents(specs, values, rows or {})
    away = {s.name for s in specs if s.tucked and not any(contents.get(t.name) for t in s.tables)}
    seen = [s for s in specs if s.name not in away]
    book = Workbook()
    book.remove(book.active)
    set_default_font(book)
    set_properties(book)
    stamp = Stamp()
    shown: dict[str, Any] = {}
    told: dict[str, Any] = {}
    filled = []
    for spec in specs:
        sheet = book.create_sheet(spec.name)
        sheet.sheet_properties.tabColor = spec.color
        sheet.sheet_properties.codeName = spec.name.replace(" ", "")
        if spec.name in away:
            sheet.sheet_state = "hidden"
        if spec.layout == "home":
            from .beranda import build_beranda

            shown[spec.name], told[spec.name] = build_beranda(sheet, spec, seen, stamp)
        elif spec.layout == "guide":
            from .petunjuk import build_petunjuk

            shown[spec.name] = build_petunjuk(sheet, spec, specs, stamp)
        else:
            writers, extra = table_sheet(sheet, spec, contents, stamp)
            shown[spec.name], told[spec.name] = extra.stored, extra.described
            if spec.layout in ("tables", "settings"):
                filled.append(spec.name)
            if spec.layout == "settings":
                shown[spec.name] = _settings_sheet(sheet, spec, writers, stamp, book)
    _names(book, specs)
    target = io.BytesIO()
    book.save(target)
    parts = {name: f"xl/worksheets/sheet{i}.xml" for i, name in enumerate(book.sheetnames, 1)}
    return finish(
        target.getvalue(),
        {parts[name]: values for name, values in shown.items()},
        {parts[name]: HEADER_ROW + 1 for name in filled},
        [text for name in book.sheetnames for text in told.get(name, ())],
    )


def settings_book(name: str, settings: Mapping[str, Any]) -> bytes:
    """A package (bytes) of one sheet ``name`` with a key and a value in each row; equal arguments give equal bytes."""
    from openpyxl import Workbook

    from .package import finish
    from .styles import set_default_font

    book = Workbook()
    set_default_font(book)
    set_properties(book)
    sheet = book.active
    sheet.title, sheet.sheet_properties.codeName = name, "Setelan"
    for key, value in settings.items():
        sheet.append((key, value))
    target = io.BytesIO()
    book.save(target)
    return finish(target.getvalue(), {}, {})


def _year(values: Mapping[str, Any]) -> float | None:
    """The year whose law a new book follows; None when it says none yet."""
    return values["tahun"] if is_number(values["tahun"]) else None


def _setting_values(settings: Mapping[str, Any], years: tuple[int, int]) -> dict[str, Any]:
    from ..rules.predikat import default_scale
    from ..schema.settings import SETTING

    unknown = [key for key in settings if key not in SETTING]
    if unknown:
        raise UsageError(f"Setelan tidak dikenal: {', '.join(unknown)}.", "setelan_asing")
    first, last = years
    default: Any = SETTING["tahun"].default
    tahun = default if first <= default <= last else first
    values = {"tahun": tahun, "tahun_awal_renstra": first, "tahun_akhir_renstra": last, **settings}
    return {"skala_predikat": default_scale(_year(values)), **values}


def _contents(specs: Sequence[Sheet], values: Mapping[str, Any], rows: Rows) -> dict[str, list[Row]]:
    """Rows of every table: the given ones, and what a new book is shipped with."""
    from ..schema.sheets.pengaturan import PENGATURAN

    tables = {t.name: t for s in specs for t in s.tables}
    year = _year(values)
    contents = {name: list(t.shipped(year)) for name, t in tables.items() if t.shipped is not None}
    settings = contents[PENGATURAN.name]
    contents[PENGATURAN.name] = [{**r, "Nilai": values.get(r["Kunci"], r["Nilai"])} for r in settings]
    for name, given in rows.items():
        if name not in tables:
            raise UsageError(f"Tabel tidak dikenal: {name}.", "tabel_asing")
        if name == PENGATURAN.name:
            raise UsageError(f"Isi {name} diberikan sebagai setelan, bukan baris.", "tabel_asing")
        unknown = sorted({c for row in given for c in row if c not in tables[name].by_name})
        if unknown:
            raise UsageError(f"Tabel {name} tidak mempunyai kolom {', '.join(unknown)}.", "kolom_asing")
        contents[name] = list(given)
    return contents


def set_properties(book: Any) -> None:
    book.properties.title = "Buku kerja LKjIP"
    book.properties.creator = "lkjip-xl"
    book.code_name = "ThisWorkbook"
    book.calculation.fullCalcOnLoad = True


class Extra(NamedTuple):
    """What the last step of the build has to know of a sheet.

    Attributes:
        stored: ``{address: text}`` of values to store with formulas that the contract does not know.
        described: what each of its charts shows, in words.
    """

    stored: Mapping[str, str] = {}
    described: Sequence[str] = ()


def table_sheet(sheet: Any, spec: Sheet, contents: dict[str, list[Row]], stamp: Any) -> tuple[list[Any], Extra]:
    """Draw a sheet that holds tables, with its print area; the writers of its tables."""
    if spec.layout == "dashboard":
        from .dasbor import build_dasbor

        writers, stored, described = build_dasbor(sheet, spec, stamp)
        return writers, Extra(stored, described)
    if spec.layout == "form":
        from .capaian import build_capaian

        return build_capaian(sheet, spec, stamp), Extra()
    writers = _input_sheet(sheet, spec, contents, stamp)
    print_area(sheet, _printed(writers, spec.printing.alone), spec.printing.in_pieces)
    return writers, Extra()


def _input_sheet(sheet: Any, spec: Sheet, contents: dict[str, list[Row]], stamp: Any) -> list[Any]:
    from . import sheets
    from .tables import TableWriter

    indicators = {str(row.get("Kode")).casefold(): row for row in contents.get("tbl_renstra", ())}
    origins = spec.origins()
    writers: list[Any] = []
    for table in spec.tables:
        given = contents.get(table.name, [])
        room = len(given) + table.spare if given or not table.room else table.room
        writer = TableWriter(sheet, table, origins[table.name], given, max(room, table.room), stamp)
        if writers:
            sheet.column_dimensions[sheet.cell(1, origins[table.name].column - 1).column_letter].width = 3
        writer.write(filters=not spec.protected)
        writer.heights(indicators)
        writers.append(writer)
    last = max(w.index[c.name] for w in writers for c in w.table.columns if not c.hidden)
    sheets.head(sheet, spec, last, stamp)
    for writer in writers:
        sheets.bands(sheet, writer, stamp)
    sheets.arrange(sheet, spec, writers)
    sheets.view(sheet)
    return writers


def _printed(writers: list[Any], alone: int) -> list[Any]:
    """The tables that are printed: all, or the first ``alone`` ones and those in which something stands."""
    return [w for number, w in enumerate(writers) if number < alone or w.rows or not alone]


def print_area(sheet: Any, writers: list[Any], in_pieces: bool = False) -> None:
    """Print area: it ends with the last filled row of the longest table, so no spare rows are printed.

    in_pieces: the tables beside the first one are a piece of their own, with a last row of their own.
    """
    letters = [(w.letter[w.table.columns[0].name], [w.letter[c.name] for c in w.table.columns if not c.hidden][-1])
               for w in writers]  # fmt: skip
    rows = [max(HEADER_ROW + _PRINTED_ROWS, w.header + len(w.rows)) for w in writers]
    if in_pieces and len(writers) > 1:
        sheet.print_area = f"A1:{letters[0][1]}{rows[0]},{letters[1][0]}1:{letters[-1][1]}{max(rows[1:])}"
    else:
        sheet.print_area = f"A1:{letters[-1][1]}{max(rows)}"


def _settings_sheet(sheet: Any, spec: Sheet, writers: list[Any], stamp: Any, book: Any) -> dict[str, str]:
    """What only Pengaturan has; returns ``{address: value}`` of its lists."""
    from openpyxl.workbook.defined_name import DefinedName

    from ..schema.settings import SETTINGS
    from . import pengaturan, sheets

    table, skala, _ = writers
    pengaturan.groups(sheet, table, SETTINGS, stamp)
    pengaturan.labels(sheet, table, SETTINGS, stamp)
    pengaturan.settings(sheet, table, SETTINGS, stamp)
    pengaturan.scale_colors(sheet, skala, stamp)
    shown, names = pengaturan.lists(sheet, spec.lists, writers)
    pengaturan.cells(sheet, spec)
    for name, text in names.items():
        book.defined_names[name] = DefinedName(name, attr_text=text)
    sheets.protect(sheet)
    return shown


def defined_names(specs: Sequence[Sheet]) -> dict[str, str]:
    """``{name: formula text}`` of the names of a book of these sheets, but for the lists that stand in hidden columns
    of Pengaturan."""
    from ..schema.names import column_names
    from ..schema.sheets.pengaturan import SHEET
    from .pengaturan import cell_names

    names = {**cell_names(SHEET), **column_names(*_years(specs)), **_row_names(specs)}
    names.update(pair for spec in specs for pair in spec.names)
    return names


def _row_names(specs: Sequence[Sheet]) -> dict[str, str]:
    from ..schema.row_names import row_name_text, row_names

    found = {}
    for spec in specs:
        origins = spec.origins()
        for table in spec.tables:
            first = origins[table.name].column - 1
            letters = {c.name: column_letters(first + k) for k, c in enumerate(table.columns)}
            for name, cells in row_names((table,)).items():
                found[name] = row_name_text(in_formula(spec.name), letters, cells)
    return found


def _years(specs: Sequence[Sheet]) -> tuple[int, int]:
    from ..schema.model import YEAR
    from ..schema.sheets.renstra import RENSTRA

    pattern = next(c.name for c in RENSTRA.columns if c.yearly)
    known = [t for s in specs for t in s.tables if t.name == RENSTRA.name]
    start = pattern.replace(YEAR, "")
    years = [int(name[len(start) :]) for t in known for name in t.by_name if name.startswith(start)]
    return min(years), max(years)


def _names(book: Any, specs: Sequence[Sheet]) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    from ..schema.contract import link_name

    links = {link_name(spec.name): f"{quoted(spec.name)}!$A$1" for spec in specs}
    for name, text in {**defined_names(specs), **links}.items():
        book.defined_names[name] = DefinedName(name, attr_text=text)
