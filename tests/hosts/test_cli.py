"""The command line: its verbs, Indonesian words, exit codes, --json, and never a traceback for a user's mistake."""

import json
import re
import shutil
import subprocess
import sys

import openpyxl
import pytest

from lkjip_xl.flows.printing import find_libreoffice
from lkjip_xl.hosts import cli

PERINTAH = ("buat", "isi", "salin", "hitung", "laporan", "pdf", "ekspor", "contoh", "perbarui", "tambah")


@pytest.fixture
def jalankan(capsys):
    """Runs the command in this process; ``(exit code, stdout, stderr)``."""

    def panggil(*argumen):
        kode = 0
        try:
            cli.main([str(a) for a in argumen])
        except SystemExit as keluar:
            kode = keluar.code or 0
        keluaran = capsys.readouterr()
        return kode, keluaran.out, keluaran.err

    return panggil


@pytest.fixture
def buku(buku_contoh, tmp_path):
    return shutil.copy(buku_contoh, tmp_path / "buku.xlsx")


def test_help_is_indonesian_and_names_every_flow(jalankan):
    kode, teks, _ = jalankan("--help")
    assert kode == 0 and "Pemakaian:" in teks and "Perintah" in teks and "Usage" not in teks
    assert all(p in teks for p in PERINTAH)
    assert not [line for line in teks.splitlines() if re.search(r"[a-z]  +[a-z]", line[12:])]  # a wrapped source line
    for p in PERINTAH:
        kode, teks, _ = jalankan(p, "--help")
        assert kode == 0 and "Tampilkan bantuan ini." in teks and "[PILIHAN]" in teks and "Options" not in teks


@pytest.mark.parametrize(
    "argumen, kata",
    [
        (["hitun"], "Perintah 'hitun' tidak dikenal. Maksud Anda hitung?"),
        (["hitung"], "Belum ditulis: isian 'BUKU'"),
        (["hitung", "a.xlsx", "--cepat"], "Pilihan '--cepat' tidak dikenal. Lihat"),
        (["buat", "a.xlsx", "--instansi", "X", "--tahun", "1990", "--renstra", "2025-2029"], "Isi '--tahun' tidak sah"),
        (["ekspor", "a.xlsx", "--ke", "x", "--bentuk", "doc"], "'csv', 'json', 'xlsx', 'parquet'"),
        (["isi", "a.xlsx"], "--dari belum ditulis"),
        (["hitung", "a.xlsx", "b.xlsx"], "b.xlsx"),
    ],
)
def test_wrong_use_is_answered_in_indonesian_with_code_2(jalankan, argumen, kata):
    kode, keluar, galat = jalankan(*argumen)
    assert kode == 2 and kata in galat and "Error" not in galat and keluar == ""


def test_buat_makes_a_book_that_hitung_and_laporan_take_empty(jalankan, tmp_path):
    path = tmp_path / "baru.xlsx"
    kode, teks, _ = jalankan("buat", path, "--instansi", "Dinas Uji", "--tahun", 2026, "--renstra", "2025-2029")
    assert kode == 0 and str(path) in teks
    judul = [c.value for c in openpyxl.load_workbook(path)["Renstra"][5]]
    assert "Target 2025" in judul and "Target 2029" in judul and "Target 2030" not in judul
    assert jalankan("hitung", path)[0] == 0
    kode, teks, _ = jalankan("laporan", path)
    assert kode == 0 and "Tidak ada lembar laporan yang ditulis" in teks  # no form has data yet
    assert jalankan("buat", path, "--instansi", "X", "--tahun", 2026, "--renstra", "2025-2029")[0] == 3


@pytest.mark.parametrize(
    "pilihan, kata",
    [
        (["--tahun", 2024, "--renstra", "2025-2029"], "di luar Renstra"),
        (["--tahun", 2025, "--renstra", "2025"], "tulis seperti 2025-2029"),
        (["--tahun", 2025, "--renstra", "2029-2025"], "terbalik"),
    ],
)
def test_buat_refuses_impossible_years(jalankan, tmp_path, pilihan, kata):
    kode, _, galat = jalankan("buat", tmp_path / "a.xlsx", "--instansi", "X", *pilihan)
    assert kode == 2 and kata in galat and not (tmp_path / "a.xlsx").exists()


def test_json_answers_of_hitung_and_laporan(jalankan, buku):
    kode, teks, _ = jalankan("hitung", buku, "--json")
    isi = json.loads(teks)
    assert kode == 0 and isi["ringkasan"]["Rata-rata capaian"] == 0.9731 and isi["temuan"] == []
    isi = json.loads(jalankan("laporan", buku, "--json", "--hanya", "LAP-CAPAIAN", "--tanpa-cadangan")[1])
    assert isi["lembar"] == {"LAP-CAPAIAN": "Lap Capaian"} and isi["cadangan"] is None
    isi = json.loads(jalankan("laporan", buku, "--daftar", "--json")[1])
    assert {"LAP-PK", "LAP-TW4", "LAP-SASARAN-3", "LAP-EFISIENSI"} <= {d["id"] for d in isi["laporan"]}


def test_refusals_have_code_3_a_message_and_json(jalankan, tmp_path):
    kode, teks, galat = jalankan("hitung", tmp_path / "tidak-ada.xlsx", "--json")
    assert kode == 3 and json.loads(teks)["galat"]["kode"] == "tidak_ada" and "tidak-ada.xlsx" in galat
    assert jalankan("laporan", tmp_path)[0] == 3


def test_web_without_its_page_is_refused(jalankan, tmp_path):
    kode, _, galat = jalankan("web", "--folder", tmp_path, "--tanpa-browser")
    assert kode == 3 and str(tmp_path) in galat and "situs" in galat


def test_an_unknown_report_is_wrong_use(jalankan, buku):
    kode, _, galat = jalankan("laporan", buku, "--hanya", "LAP-APA")
    assert kode == 2 and "LAP-APA" in galat


def test_findings_are_shown_as_a_table_with_sheet_cell_and_remedy(jalankan, buku):
    isi = openpyxl.load_workbook(buku)
    isi["Anggaran"]["F10"] = "Rp 15 juta"
    isi.save(buku)
    kode, teks, _ = jalankan("hitung", buku)
    assert kode == 0 and "Anggaran" in teks and "F10" in teks and "15000000" in teks
    kode, teks, _ = jalankan("hitung", buku, "--perbaiki")
    assert "Diperbaiki: Anggaran!F10: 'Rp 15 juta' menjadi 15000000" in teks


def test_contoh_makes_everything_in_a_folder(jalankan, tmp_path):
    kode, teks, _ = jalankan("contoh", tmp_path / "hasil", "--tanpa-pdf")
    assert kode == 0 and "97,31%" in teks and "Rp8.992.776.611" in teks and "88,33%" in teks
    assert (tmp_path / "hasil" / "lkjip-contoh-2022.xlsx").exists()


def test_pdf_prints_report_sheets_only(jalankan, buku, tmp_path, lo):
    assert find_libreoffice()
    hanya = ("--hanya", "LAP-CAPAIAN", "--hanya", "LAP-EFISIENSI")
    kode, teks, _ = jalankan("pdf", buku, "--ke", tmp_path / "a.pdf", *hanya)
    assert kode == 0 and "2 lembar" in teks
    cetak = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "91,93%" in cetak and "EFISIENSI" in cetak and "Petunjuk" not in cetak and "REALISASI ANGGARAN" not in cetak


def test_pdf_without_libreoffice_or_without_reports_says_what_to_do(jalankan, buku, tmp_path, monkeypatch):
    monkeypatch.setattr("lkjip_xl.flows.printing.find_libreoffice", lambda: None)
    kode, _, galat = jalankan("pdf", buku)
    assert kode == 3 and "LibreOffice" in galat
    kosong = tmp_path / "kosong.xlsx"
    jalankan("buat", kosong, "--instansi", "X", "--tahun", 2025, "--renstra", "2025-2029")
    kode, _, galat = jalankan("pdf", kosong)
    assert kode == 3 and "lkjip-xl laporan" in galat


def test_the_module_runs_as_a_command():
    hasil = subprocess.run([sys.executable, "-m", "lkjip_xl", "--version"], capture_output=True, text=True, check=True)
    assert hasil.stdout.startswith("lkjip-xl ")


def test_tambah_lists_adds_and_takes_away(jalankan, buku):
    code, text, _ = jalankan("tambah", buku, "--daftar")
    assert code == 0 and "spm (belum ada)" in text and "Lembar SPM." in text
    code, text, _ = jalankan("tambah", buku, "spm", "isu")
    assert code == 0 and "Modul ditambah: spm, isu (lembar Isu, SPM)." in text and "Cadangan:" in text
    code, text, _ = jalankan("tambah", buku, "spm", "--json")
    assert code == 0 and json.loads(text)["ditambah"] == []
    code, text, _ = jalankan("tambah", buku, "--daftar", "--json")
    assert {m["modul"] for m in json.loads(text)["modul"] if m["ada"]} == {"spm", "isu"}
    code, text, _ = jalankan("tambah", buku, "--tanpa", "spm", "--tanpa", "isu")
    assert code == 0 and "Modul dihapus: spm, isu." in text
    assert jalankan("tambah", buku, "spn")[0] == 2


def test_salin_tells_what_it_wrote_and_what_to_look_at(jalankan, tmp_path):
    book, folder = tmp_path / "baru.xlsx", tmp_path / "csv"
    jalankan("buat", book, "--instansi", "X", "--tahun", 2025, "--renstra", "2025-2029")
    code, _, told = jalankan("salin", book)
    assert code == 3 and "belum berisi indikator" in told
    folder.mkdir()
    (folder / "tbl_renstra.csv").write_text("Kode,Sasaran,Indikator,Satuan,Target 2025\n1.1,S,Jumlah X,orang,5\n")
    jalankan("isi", book, "--dari", folder)
    code, text, _ = jalankan("salin", book, "--json", "--ke", tmp_path / "lain.xlsx")
    assert code == 0 and json.loads(text)["baris"]["tbl_pk"]["ditambah"] == ["Awal / 1.1"]
    assert any("Arah diisi Naik" in note for note in json.loads(text)["catatan"])
    code, text, _ = jalankan("salin", book)
    assert code == 0 and "Pengukuran: 1 baris ditambah (1.1)." in text and "Cadangan:" in text
    assert "Sifat Akumulasi" in text
    assert "tidak ada yang disalin" in jalankan("salin", book)[1]


def test_perbarui_of_a_book_that_is_up_to_date(jalankan, buku):
    code, text, _ = jalankan("perbarui", buku)
    assert code == 0 and "sudah memakai bentuk terbaru" in text
