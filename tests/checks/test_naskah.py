"""The checks on the text of the report: what is right, or no business of theirs, raises nothing."""

import pytest

from lkjip_xl.checks.registry import run_checks
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.periksa import periksa_buku
from tests.checks.small_book import Context, berkas, indikator, ukur
from tests.naskah.books import made_up_book, plain_book, printed_book

CODES = {f"NAS-0{n}" for n in range(1, 7)}
OFFICE = {
    "instansi": "Dinas Sosial Kota Probolinggo", "pemerintah_daerah": "Pemerintah Kota Probolinggo",
    "kota": "Probolinggo", "nama_kepala": "Siti Aminah, M.Si.", "nip_kepala": "19680202 199002 2 002",
}  # fmt: skip


def codes(text, bab="Bab III", **tables):
    book = berkas({"tbl_naskah": [{"Bab": bab, "Urut": 1, "Jenis": "Paragraf", "Teks": text}], **tables}, **OFFICE)
    return {f.kode for f in run_checks(book, CODES)}


@pytest.mark.parametrize("text", [
    "Peraturan Presiden Nomor 29 Tahun 2014 dan Peraturan Menteri Nomor 86 Tahun 2024.",
    "Kategori Kota Layak Anak tercapai, juga Kabupaten Sehat.",
    "Renstra 2025-2029 memuat 3 inovasi.", "Target akhir tahun 2029.", "Berdiri sejak 1971.",
    "Warga Kota Probolinggo dilayani Dinas Sosial Kota Probolinggo bersama Badan Pusat Statistik.",
    "Disampaikan oleh Siti Aminah, M.Si. dengan NIP 19680202 199002 2 002.",
    "Rapat dihadiri 3 kegiatan mahasiswa.", "Bantuan Rp 5.000.000 untuk 12 orang, naik 12,5%.",
    "{instansi} tahun {tahun}: {rata_rata}.",
])  # fmt: skip
def test_what_is_right_raises_nothing(text):
    assert codes(text) == set()


def test_history_may_name_its_years():
    told = "Dinas dibentuk tahun 2024 dan pindah kantor tahun 2025."
    assert codes(told, "Bab I") == set() and codes(told, "Bab IV") == {"NAS-05"}
    assert codes("Pada tahun 2024 harga naik.", "Bab I") == {"NAS-05"}


def test_a_figure_that_no_slot_gives_may_be_typed():
    tables = {"tbl_renstra": [indikator()], "tbl_pengukuran": [ukur()]}
    assert codes("Rata-rata 99,99% dan 100%.", **tables) == set()
    assert codes("Rata-rata sasaran 100,00%.", **tables) == {"NAS-04"}


@pytest.mark.parametrize("book", [made_up_book, lambda: plain_book("2022"), lambda: plain_book("2018")])
def test_the_shipped_outline_raises_only_what_is_to_be_written_and_filled(book):
    findings = [f for f in run_checks(Context(compute_book(book())[1]), CODES)]
    assert {f.kode for f in findings} <= {"NAS-02", "NAS-03"} and findings


def test_a_finished_text_raises_nothing():
    found = run_checks(Context(compute_book(printed_book("2022"))[1]), CODES)
    assert found == []


def test_a_book_without_the_module_is_not_asked():
    assert run_checks(berkas({"tbl_renstra": [indikator()]}), CODES) == []


def test_periksa_names_the_cell():
    found = periksa_buku(made_up_book(), tulis=False).findings
    cells = [(f.lembar, f.sel[:1], int(f.sel[1:])) for f in found if f.kode == "NAS-03"]
    assert cells == sorted(cells) and len(cells) == 4
    assert all(sheet == "Naskah" and column == "F" and row > 5 for sheet, column, row in cells)
