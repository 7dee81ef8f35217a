"""A book as one long table: a row for each cell, with the office, the year, the quarter, and where the value stands."""

import re
from typing import Any

from ..book.read import cell_address
from ..book.reading import BookReading
from ..compute.world import World
from ..expr.values import ErrorValue, is_number
from ..ooxml.worksheet import column_letters
from ..schema.asked import PERSON_SETTINGS, names_person
from ..schema.model import Table

DATA_COLUMNS = (
    ("instansi", "teks"), ("tahun", "tahun"), ("triwulan", "tahun"), ("tabel", "teks"), ("baris", "tahun"),
    ("kunci", "teks"), ("kode", "teks"), ("kolom", "teks"), ("asal", "teks"), ("satuan", "teks"), ("nilai", "angka"),
    ("teks", "teks"), ("lembar", "teks"), ("sel", "teks"),
)  # fmt: skip
"""Columns of the long table and their kinds."""
DICTIONARY_COLUMNS = (
    ("tabel", "teks"), ("kolom", "teks"), ("asal", "teks"), ("jenis", "teks"), ("satuan", "teks"), ("arti", "teks"),
)  # fmt: skip
INPUT, RESULT = "isian", "hitungan"
_QUARTER = re.compile(r" TW([1-4])$")
_UNITS = {"uang": "rupiah", "rasio": "rasio (1 = 100%)", "tahun": "tahun", "tanggal": "hari sejak 1900"}
_KINDS = {"nilai": "angka, label tingkat, atau N/A", "pilihan": "pilihan", "kode": "kode"}


def data_rows(reading: BookReading, world: World, persons: bool = False) -> list[list[Any]]:
    """A row for each filled cell of a book's tables, in the order of ``DATA_COLUMNS``.

    ``nilai`` is the number, ``teks`` what is no number (an error by its sign, N/A as such); of settings ``kode`` is the
    Kunci. Cells of a quarter have its number, others none.

    Args:
        persons: let names and numbers of persons in.
    """
    office, year = world.settings.get("instansi"), world.year
    rows: list[list[Any]] = []
    for table in world.tables.values():
        if table.figures:
            rows += _figures(reading, world, table, office, year)
            continue
        if table.program:
            continue
        place = reading.places.get(table.name)
        columns = [c for c in table.columns if not c.hidden and (persons or not names_person(table.name, c.name))]
        identity = [n for n in table.identity if persons or not names_person(table.name, n)]
        for cells in world.rows(table.name):
            if cells.get(table.key) in (None, ""):
                continue
            if table.name == "tbl_pengaturan" and not persons and cells.get("Kunci") in PERSON_SETTINGS:
                continue
            key_text = " / ".join(_text(cells[n]) for n in identity if cells.get(n) not in (None, ""))
            code = cells.get("Kunci") if table.name == "tbl_pengaturan" else cells.get("Kode")
            unit = _unit(world, cells)
            for column in columns:
                value = cells.get(column.name)
                if value is None or value == "":
                    continue
                quarter = _QUARTER.search(column.name)
                where: tuple[str | None, str | None] = (None, None)
                if place is not None and column.name in place.columns:
                    where = (place.sheet.name, cell_address(place, column.name, cells["#nomor"]))
                rows.append(
                    [office, year, int(quarter[1]) if quarter else None, table.name, cells["#nomor"], key_text,
                     None if code in (None, "") else _text(code), column.name, RESULT if column.computed else INPUT,
                     unit if column.kind == "nilai" else _UNITS.get(column.kind), *_split(value), *where]
                )  # fmt: skip
    return rows


def _figures(reading: BookReading, world: World, table: Table, office: Any, year: Any) -> list[list[Any]]:
    place, rows = reading.summary, []
    for number, figure in enumerate(table.figures, 1):
        value = world.summary[figure.key]
        if value is None or value == "":
            continue
        sheet, address = None, None
        if place is not None and "Nilai" in place.columns:
            sheet, address = place.sheet.name, f"{column_letters(place.columns['Nilai'])}{place.header_row + number}"
        rows.append([office, year, None, table.name, number, figure.key, figure.key, "Nilai", RESULT,
                     _UNITS.get(figure.kind), *_split(value), sheet, address])  # fmt: skip
    return rows


def _unit(world: World, cells: dict[str, Any]) -> Any:
    """The unit of a row's values: its own, else that of the indicator that it is about."""
    own = cells.get("Satuan")
    if own in (None, ""):
        own = world.renstra(cells["Kode"]).get("Satuan") if cells.get("Kode") not in (None, "") else None
    return own if isinstance(own, str) and own else None


def _split(value: Any) -> tuple[Any, Any]:
    """``(number, text)`` of a value; one of them is None."""
    if is_number(value) and not isinstance(value, bool):
        return value, None
    return None, _text(value)


def _text(value: Any) -> str:
    if isinstance(value, ErrorValue):
        return "N/A" if value.kode == "#N/A" else str(value.kode)
    return f"{value:.15g}" if is_number(value) else str(value)


def dictionary_rows(world: World, persons: bool = False) -> list[list[Any]]:
    """The data dictionary: what each column of each table means, in the order of ``DICTIONARY_COLUMNS``."""
    rows: list[list[Any]] = []
    for table in world.tables.values():
        if table.program:
            continue
        if table.figures:
            rows += [[table.name, f.key, RESULT, f.kind, _UNITS.get(f.kind), f.note] for f in table.figures]
            continue
        for column in table.columns:
            if not column.hidden and (persons or not names_person(table.name, column.name)):
                kind = _KINDS.get(column.kind, column.kind)
                unit = "satuan indikatornya" if column.kind == "nilai" else _UNITS.get(column.kind)
                origin = RESULT if column.computed else INPUT
                rows.append([table.name, column.name, origin, kind, unit, column.about])
    return rows
