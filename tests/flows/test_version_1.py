"""A book of version 1 (the sample as it was built then) goes through every flow and keeps its own formulas."""

import shutil
from pathlib import Path

import openpyxl
import pytest

from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.periksa import periksa_buku
from lkjip_xl.schema.version_1 import formulas
from tests.book.filled_book import Isian
from tests.compute.random_book import as_shown, differences

SAMPLE = Path(__file__).parents[1] / "data" / "contoh-versi-1.xlsx"
INPUT_SHEETS = ("Renstra", "PK", "Pengukuran", "Anggaran", "Pengaturan", "Riwayat")


@pytest.fixture
def book(tmp_path):
    return Path(shutil.copy(SAMPLE, tmp_path / "lama.xlsx"))


def computed_cells(path):
    """``(table, column, row, formula or value)`` of every computed cell of a book."""
    reading, world = compute_book(path)
    sheets = openpyxl.load_workbook(path)
    for name, rows in world.computed.items():
        place = reading.places[name]
        for number, row in enumerate(rows, 1):
            for column in reading.tables[name].computed:
                cell = sheets[place.sheet.name].cell(place.header_row + number, place.columns[column.name] + 1)
                yield name, column.name, number, cell.value, row[column.name]


def test_it_is_known_for_what_it_is():
    reading, world = compute_book(SAMPLE)
    assert reading.book.first_version
    assert reading.book.settings["versi_kontrak"] == 1
    assert "_Baris" not in reading.tables["tbl_pengukuran"].by_name
    assert world.summary["Rata-rata capaian"] == 0.9731


def test_recomputed_it_keeps_the_formulas_of_its_version(book):
    wb = openpyxl.load_workbook(book)
    wb["Pengukuran"]["AA6"].value = 1  # a formula that somebody overwrote
    overwritten = wb["Pengukuran"]["AA5"].value
    wb.save(book)
    hitung_buku(str(book))
    count = 0
    for table, column, number, formula, _ in computed_cells(book):
        assert formula == "=" + formulas()[table][column], (table, column, number)
        count += 1
    assert count > 5_000 and overwritten in formulas()["tbl_pengukuran"]


def test_libreoffice_computes_what_was_stored(book, lo):
    hitung_buku(str(book))
    values, stored = lo.values(book), lo.values(book, hard_recalc=False)
    reading, world = compute_book(book)
    count = 0
    for name, rows in world.computed.items():
        place = reading.places[name]
        for number, row in enumerate(rows):
            for column in reading.tables[name].computed:
                at = place.header_row + number, place.columns[column.name]
                cell = values[place.sheet.name][at[0]][at[1]]
                shown = "" if cell is None else cell
                assert shown == as_shown(row[column.name]), (name, column.name, number)
                assert (stored[place.sheet.name][at[0]][at[1]] or "") == (shown or ""), (name, column.name, number)
                count += 1
    assert count > 5_000


def test_odd_quarters_give_what_its_own_formulas_give(book, lo):
    """An earlier quarter's wrong level, a remark, and a code that Renstra lacks."""
    isian = Isian(book)
    typed = {
        1: {"Target TW1": "abc", "Realisasi TW2": "belum"},
        2: {"Target TW1": 0, "Target TW2": "Nindya", "Realisasi TW1": "tidak ada", "Realisasi TW2": "Utama"},
        4: {"Target TW1": 0, "Target TW3": "Nindya", "Realisasi TW2": 0, "Realisasi TW3": "Utama",
            "Realisasi TW4": "xyz"},
        5: {"Kode": "9.9.9", "Target TW1": 68, "Target TW2": "abc", "Realisasi TW1": -26, "Realisasi TW2": "x"},
    }  # fmt: skip
    for number, cells in typed.items():
        for column, value in cells.items():
            isian.tulis("tbl_pengukuran", number, column, value)
    hitung_buku(str(isian.simpan()))
    reading, world = compute_book(book)
    assert reading.book.first_version
    found, count = differences(reading, world, lo.values(book))
    assert found == [] and count > 5_000
    row = world.rows("tbl_pengukuran")[3]
    assert row["Capaian TW3"] == 1 and str(row["Capaian TW4"]) == "#VALUE!"


def test_reports_and_checks_are_those_of_a_new_book(book, buku_contoh, tmp_path):
    new = Path(shutil.copy(buku_contoh, tmp_path / "baru.xlsx"))
    # A book of version 1 names no profile: it is printed as in Umum.
    (tmp_path / "tbl_pengaturan.csv").write_text("Kunci,Nilai\nprofil_bentuk,Umum\n", encoding="utf-8")
    isi_buku(str(new), str(tmp_path))
    for path in (book, new):
        laporan_buku(str(path))
    old_book, new_book = (openpyxl.load_workbook(p, data_only=True) for p in (book, new))
    names = [n for n in new_book.sheetnames if n.startswith("Lap ")]
    # The sample was printed in its office's form, which has a Lap Renstra; Umum writes none without the module, and
    # leaves the one that is there.
    names.remove("Lap Renstra")
    assert names and [n for n in old_book.sheetnames if n.startswith("Lap ")] == names
    for name in names:
        a, b = ([[c.value for c in row] for row in wb[name].iter_rows()] for wb in (old_book, new_book))
        assert [r for r in a if "Sidik" not in str(r)] == [r for r in b if "Sidik" not in str(r)], name
    found = [sorted((f.kode, f.uraian) for f in periksa_buku(str(path)).findings) for path in (book, new)]
    assert found[0] == found[1]


def test_it_is_filled_from_files(book, tmp_path):
    (tmp_path / "tbl_pengukuran.csv").write_text("Kode,Realisasi TW4\n1.1.1,90\n", encoding="utf-8")
    isi_buku(str(book), str(tmp_path))
    row = next(r for r in compute_book(book)[1].rows("tbl_pengukuran") if r["Kode"] == "1.1.1")
    assert row["Realisasi TW4"] == 90 and row["Capaian"] == 1.0227
