"""ONLYOFFICE recalculates the sample, from scratch and after edits: every cell as Python computes it.

LibreOffice compares random books (tests/template); this engine is slow, and told apart what LibreOffice let through.
"""

import shutil

import pytest
from openpyxl.utils import get_column_letter

from lkjip_xl.book.read import read_book
from lkjip_xl.compute.world import World
from lkjip_xl.expr.values import ErrorValue
from lkjip_xl.ooxml.files import check_workbook
from tests.conftest import absent
from tests.tools import onlyoffice


@pytest.fixture(scope="module")
def sample(buku_contoh):
    reason = onlyoffice.missing()
    if reason:
        absent(reason)
    return buku_contoh


def _address(reading, table, row, column):
    place = reading.places[table]
    return place.sheet.name, f"{get_column_letter(place.columns[column] + 1)}{place.header_row + row}"


def _setting(reading, key):
    row = next(r.number for r in reading.book.rows("tbl_pengaturan") if r.cells.get("Kunci") == key)
    return _address(reading, "tbl_pengaturan", row, "Nilai")


def _differences(reading, values):
    """``(cells compared, what differs)`` of the tables."""
    world, found, count = World(reading.book), [], 0
    for name, rows in world.computed.items():
        for number, row in enumerate(rows, 1):
            for column in reading.tables[name].computed:
                sheet, cell = _address(reading, name, number, column.name)
                wanted, shown = row[column.name], values[sheet].get(cell, "")
                wanted = wanted.kode if wanted.__class__ is ErrorValue else wanted
                count += 1
                if shown != ("" if wanted is None else wanted):
                    found.append((name, number, column.name, wanted, shown))
    return count, found


def _summary_differences(reading, values):
    """The figures of Beranda that differ."""
    found, place = [], reading.summary
    world = World(reading.book)
    for number, (key, wanted) in enumerate(world.summary.items(), place.header_row + 1):
        shown = values[place.sheet.name].get(f"{get_column_letter(place.columns['Nilai'] + 1)}{number}")
        if shown != (wanted.kode if wanted.__class__ is ErrorValue else wanted):
            found.append((key, wanted, shown))
    return found


def test_the_sample_from_scratch(sample):
    # Beranda is left out: its sheet is computed first, and COUNTIFS and AVERAGEIFS there take columns as they stand.
    reading = read_book(check_workbook(sample, writing=False))
    count, found = _differences(reading, onlyoffice.recalculate(sample))
    assert found == []
    assert count > 4_500


SETTINGS = (
    {"triwulan_berjalan": 2, "dokumen_pk": "Awal", "pembulatan": "Potong", "desimal_persen": 0, "batas_capaian": 1},
    {"metode_turun": "Rasio", "capaian_tingkat": "Skor", "skala_predikat": "AKIP", "metode_efisiensi": "PMK"},
)
EDITS = (
    ("tbl_pengukuran", 1, "Realisasi TW4", 91.5),
    ("tbl_anggaran", 5, "Realisasi TW4", 1234567),
    ("tbl_anggaran", 3, "Indikator", "1.1.1;1.2.1"),
    ("tbl_renstra", 2, "Target 2022", 75),
)


@pytest.mark.lengkap(contoh=1)
@pytest.mark.parametrize("settings", SETTINGS, ids=("pembulatan", "cara"))
def test_the_sample_after_changed_settings_and_edits(sample, tmp_path, settings):
    path = shutil.copy(sample, tmp_path / "contoh.xlsx")
    reading = read_book(check_workbook(path, writing=False))
    edits = [(*_setting(reading, key), value) for key, value in settings.items()]
    for table, row, column, value in EDITS:
        edits.append((*_address(reading, table, row, column), value))
        reading.book.tables[table][row - 1].cells[column] = value
    reading.book.settings.update(settings)
    values = onlyoffice.recalculate(path, edits, from_scratch=False)
    count, found = _differences(reading, values)
    assert found == [] and _summary_differences(reading, values) == []
    assert count > 4_500
