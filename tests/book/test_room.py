"""A table grows only where there is room: what people keep beneath it is theirs."""

import shutil

import openpyxl
import pytest

from lkjip_xl.errors import UserError
from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.open_and_save import compute_book, form_findings
from tests.book.filled_book import Isian


@pytest.fixture
def buku(buku_contoh, tmp_path):
    return Isian(shutil.copy(buku_contoh, tmp_path / "buku.xlsx"))


def penuhi(buku, tabel="tbl_pengukuran"):
    """Fill the table nearly full, so that hitung would let it grow."""
    for i in range(5, buku.baris_terakhir(tabel)):
        buku.tulis(tabel, i, "Kode", f"9.{i}")


def test_notes_beneath_a_table_stay_and_a_finding_says_why_it_does_not_grow(buku):
    penuhi(buku)
    bawah = buku.baris_terakhir("tbl_pengukuran") + 1
    sel = buku.tulis("tbl_pengukuran", bawah, "Sasaran", "catatan bidang, jangan hilang")
    path = buku.simpan()
    selesai = hitung_buku(path)
    assert openpyxl.load_workbook(path)["Pengukuran"][sel].value == "catatan bidang, jangan hilang"
    assert any(t.kode == "BACA-16" and "Pindahkan" in t.perbaikan for t in selesai.findings)


def test_isi_refuses_rows_that_would_cover_what_stands_beneath(buku, tmp_path):
    bawah = buku.baris_terakhir("tbl_riwayat") + 3
    buku.tulis("tbl_riwayat", bawah, "Keterangan", "catatan")
    path = buku.simpan()
    (tmp_path / "csv").mkdir()
    baris = "".join(f"1.1.1,{2000 + i},{i}\n" for i in range(bawah + 5))
    (tmp_path / "csv" / "tbl_riwayat.csv").write_text("Kode,Tahun,Realisasi\n" + baris, encoding="utf-8")
    with open(path, "rb") as berkas:
        sebelum = berkas.read()
    with pytest.raises(UserError) as galat:
        isi_buku(path, tmp_path / "csv")
    assert galat.value.kode == "tabel_sempit" and "Lembar Riwayat" in str(galat.value)
    with open(path, "rb") as berkas:
        assert berkas.read() == sebelum


def test_a_row_with_amounts_but_without_its_key_is_a_grave_finding(buku):
    buku.tulis("tbl_anggaran", 110, "Pagu Awal", 5_000_000)
    ada = [t for t in form_findings(*compute_book(buku.simpan())) if t.kode == "BACA-15"]
    assert [(t.lembar, t.berat) for t in ada] == [("Anggaran", "Salah")]
