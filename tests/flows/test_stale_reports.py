"""A report sheet is stale when what it shows would be otherwise now, not whenever anything in the book has changed."""

import shutil

import pytest

from lkjip_xl.book.read import read_book
from lkjip_xl.compute.world import World
from lkjip_xl.expr.values import is_number
from lkjip_xl.flows.asal import trace_cell
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.laporan import laporan_buku, stale_sheets
from lkjip_xl.flows.open_and_save import compute
from lkjip_xl.flows.periksa import periksa_buku
from lkjip_xl.flows.tambah import tambah_modul
from lkjip_xl.ooxml.ownership import owned_sheets
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.sheet_look import look_mark
from lkjip_xl.reports.registry import find_report, possible_ids, write_reports


@pytest.fixture
def book(buku_contoh, tmp_path):
    path = tmp_path / "buku.xlsx"
    shutil.copy(buku_contoh, path)
    laporan_buku(path, backup=False)
    return path


def stale(path):
    reading = read_book(Package.open(path))
    return stale_sheets(reading, compute(reading), owned_sheets(reading.workbook))


def fill(path, folder, name, text):
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    isi_buku(path, folder, backup=False)


@pytest.mark.parametrize("module", ["naskah", "organisasi", "rencana-aksi", "isu"])
def test_a_module_that_no_report_reads_makes_none_stale(book, module):
    tambah_modul(book, [module], backup=False)
    assert stale(book) == set()
    assert not [one for one in periksa_buku(book, tulis=False).findings if one.kode == "LAP-02"]


def test_a_realisasi_makes_stale_what_shows_it(book, tmp_path):
    fill(book, tmp_path / "csv", "tbl_pengukuran", "Kode;Realisasi TW4\n1.1.1;81\n")
    found = stale(book)
    assert {"LAP-TW4", "LAP-RINGKASAN"} <= found
    own = owned_sheets(read_book(Package.open(book)).workbook).keys()
    plan = {"LAP-IKU", "LAP-PK", "LAP-PK-P", "LAP-RENSTRA"}
    assert plan <= own and not found & plan
    laporan_buku(book, backup=False)
    assert stale(book) == set()


def test_a_format_alone_makes_stale(book, tmp_path):
    """100% is 100,00% with two decimals: the same number, another sheet."""
    fill(book, tmp_path / "csv", "tbl_pengaturan", "Kunci;Nilai\ndesimal_persen;3\n")
    assert "LAP-ANGGARAN" in stale(book)


def test_a_seal_on_paper_is_as_old_as_the_inputs(book, tmp_path):
    fill(book, tmp_path / "csv", "tbl_pengaturan", "Kunci;Nilai\nteks_kerja;Ya\n")
    laporan_buku(book, backup=False)
    assert stale(book) == set()
    fill(book, tmp_path / "csv", "tbl_pengukuran", "Kode;Realisasi TW4\n1.1.1;81\n")
    assert "LAP-IKU" in stale(book)


def told_by_asal(book, sheet):
    return any("Isian buku berubah" in note for note in trace_cell(book, f"{sheet}!A1").catatan)


def test_asal_tells_of_no_sheet_that_periksa_does_not_tell_of(book, tmp_path):
    tambah_modul(book, ["naskah"], backup=False)
    assert not told_by_asal(book, "Lap IKU") and not told_by_asal(book, "Lap TW IV")


def test_asal_still_tells_that_the_inputs_have_changed(book, tmp_path):
    fill(book, tmp_path / "csv", "tbl_pengukuran", "Kode;Realisasi TW4\n1.1.1;81\n")
    assert told_by_asal(book, "Lap TW IV") and not told_by_asal(book, "Lap IKU")


def test_a_plan_shows_nothing_of_what_was_reached(shared_forms):
    """``Report.is_plan`` is a promise: with every realisasi, analysis and amount spent changed, such a sheet stays."""
    before, after = shared_forms
    plan = [i for i in before if find_report(i).is_plan]
    assert len(plan) == 4 and {i for i in plan if before[i] != after.get(i)} == set()
    assert sum(before[i] != after.get(i) for i in before) >= 6


@pytest.fixture
def shared_forms(buku_contoh):
    """Marks of what all possible sheets of the sample show, before and after its results were changed."""
    reading = read_book(Package.open(buku_contoh))
    before = marks(reading.book)
    for name in ("tbl_pengukuran", "tbl_anggaran"):
        for row in reading.book.tables[name]:
            for column, value in row.cells.items():
                if column.startswith("Realisasi TW") and is_number(value):
                    row.cells[column] = value / 2 + 1
                elif column in ("Analisis", "Solusi"):
                    row.cells[column] = "lain"
    return before, marks(reading.book)


def marks(book):
    world = World(book)
    return {sheet.id: look_mark(sheet) for sheet in write_reports(world, possible_ids(world))}
