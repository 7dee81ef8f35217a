"""The slim form of a copy: only a division's rows, and of them only what helps to know them and what is asked."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..book.reading import BookReading
from ..book.seal import inputs_mark
from ..book.sendings import Sending
from ..book.slim import slim_reading
from ..compute.indicator_days import IndicatorDays
from ..compute.key import blank, key
from ..compute.tables import MEASURED
from ..compute.world import World
from ..ooxml.package import Package
from ..schema.asked import GROWING, slim_columns
from ..schema.choices import ROMAWI, SIFAT_MEANINGS
from ..schema.model import Column
from ..schema.settings import REALISASI_ANGGARAN
from ..template.slim import SlimTable, build_slim
from .divisions import Asked
from .kirim_mail import day_in_words
from .plain_words import cell_words

_QUARTER = re.compile(r" TW([1-4])$")
_RESULT = re.compile(r"Realisasi TW[1-4]")
_PER_QUARTER = REALISASI_ANGGARAN[1]
_NEW_ROWS = 10
"""Blank rows of a table to which rows may be added."""


def slim_package(
    reading: BookReading, computed: World, sending: Sending, asked: Mapping[str, Asked]
) -> tuple[Package, str]:
    """The form as a package that is not marked and sealed yet, and the fingerprint of what stands in it.

    Args:
        reading, computed: the master. sending: what is sent. asked: its tables, rows and columns.
    """
    tables = [_table(reading, computed, name, one, sending.quarter or None) for name, one in asked.items()]
    settings = reading.book.settings
    quarter = f" Triwulan {ROMAWI[sending.quarter]}" if sending.quarter else ""
    title = f"{settings.get('instansi') or 'Isian data kinerja'}, {settings.get('tahun') or ''}{quarter}".rstrip(", ")
    due = f", kembalikan paling lambat {day_in_words(sending.due)}" if sending.due else ""
    back = due or ", lalu kirim kembali"
    told = f"{sending.label}: isi sel yang kuning, simpan{back}. Bila data tidak tersedia tulis N/A."
    if any(table.folded for table in tables):
        told += " Triwulan yang sudah terisi atau belum tiba disembunyikan."
    package = Package(build_slim(tables, title, told))
    return package, inputs_mark(slim_reading(package, reading, sending).book)


def _table(reading: BookReading, computed: World, name: str, asked: Asked, quarter: int | None) -> SlimTable:
    table = reading.tables[name]
    there = reading.places[name].columns
    names = [n for n in slim_columns(table, quarter) if n in there]
    results = {row["#nomor"]: row for row in computed.computed.get(name, ())}
    rows, dated, days = [], [], IndicatorDays(computed.rows("tbl_renstra"))
    for row in reading.book.rows(name):
        if row.number in asked.rows:
            known = {**results.get(row.number, {}), **row.cells}
            rows.append(({n: known.get(n) for n in names}, False))
            dated.append(days.belongs(table, known))
    growing = _NEW_ROWS if name in GROWING and asked.growing else 0
    rows += [({}, True) for _ in range(growing)]
    columns = tuple(table.by_name[n] for n in names)
    folded = frozenset() if quarter else _folded(reading, columns, [cells for cells, new in rows if not new])
    meant, prompts = _how_to_fill(reading, name, columns, [cells for cells, new in rows if not new])
    return SlimTable(name, reading.places[name].sheet.name, columns, frozenset(asked.columns), tuple(rows), folded,
                     tuple(dated), meant, prompts)  # fmt: skip


def _how_to_fill(
    reading: BookReading, name: str, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]
) -> tuple[str, dict[str, tuple[str, ...]]]:
    """What the figures of a table are, and of each column of a quarter what shall be typed in its rows: the form has
    neither Petunjuk nor Pengaturan."""
    results = [c for c in columns if _RESULT.fullmatch(c.name)]
    if name == MEASURED:
        used = [way for way in SIFAT_MEANINGS if any(key(cells.get("Sifat")) == key(way) for cells in rows)]
        meant = " ".join(f"{way}: {SIFAT_MEANINGS[way]}" for way in used)
        below = {key(r.cells.get("Kode")): r.cells.get("Penyebut Tetap") for r in reversed(reading.book.rows(MEASURED))}
        return meant, {c.name: tuple(_of_indicator(c, cells, below) for cells in rows) for c in results}
    if name == "tbl_anggaran":
        single = key(reading.book.settings.get("realisasi_anggaran")) == key(_PER_QUARTER)
        meant = "Realisasi diisi uang triwulan itu saja." if single else (
            "Realisasi diisi jumlah sejak Januari sampai akhir triwulannya."
        )  # fmt: skip
        texts = {c.name: f"Realisasi triwulan {c.quarter} saja" if single else
                 f"Realisasi sejak Januari sampai akhir triwulan {c.quarter}" for c in results}  # fmt: skip
        return meant, {column: (text,) * len(rows) for column, text in texts.items()}
    return "", {}


def _of_indicator(column: Column, cells: Mapping[str, Any], denominators: Mapping[str, Any]) -> str:
    way = next((one for one in SIFAT_MEANINGS if key(cells.get("Sifat")) == key(one)), "")
    told = f"{column.about}. {way}: {SIFAT_MEANINGS[way]}" if way else column.about
    below = denominators.get(key(cells.get("Kode")))
    return told if blank(below) else f"{told} Ketik pembilangnya; penyebutnya {cell_words(below)}."


def _folded(reading: BookReading, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Columns of the quarters that are filled already or still ahead; a gap of the past stays in sight."""
    running = reading.book.quarter
    out_of_sight = {
        quarter
        for quarter in (1, 2, 3, 4)
        if quarter > running
        or (quarter < running and not any(blank(cells.get(f"Realisasi TW{quarter}")) for cells in rows))
    }
    return frozenset(c.name for c in columns if (m := _QUARTER.search(c.name)) and int(m[1]) in out_of_sight)
