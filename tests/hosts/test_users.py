"""Clumsy and hostile users: what once went wrong for one of them, and must not again."""

import csv
import datetime
import json
import re
import shutil
import zipfile

import openpyxl
import pytest
from openpyxl.utils import get_column_letter, range_boundaries

from lkjip_xl.errors import UserError
from lkjip_xl.expr.values import bulatkan
from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.ekspor import csv_number, ekspor_buku
from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.open_and_save import compute_book, form_findings
from lkjip_xl.flows.pdf import pdf_buku
from lkjip_xl.flows.periksa import periksa_buku
from lkjip_xl.hosts import cli
from lkjip_xl.ooxml import files
from lkjip_xl.rules.tanggal import date_text, read_date
from lkjip_xl.schema.setting_messages import with_keys
from tests.book.filled_book import Isian

JUDUL_PK = "Dokumen,Kode,Target\n"


@pytest.fixture
def buku(buku_isian, tmp_path):
    return shutil.copy(buku_isian, tmp_path / "buku.xlsx")


@pytest.fixture
def isian(buku):
    return Isian(buku)


@pytest.fixture(scope="session")
def buku_kosong(tmp_path_factory):
    path = tmp_path_factory.mktemp("kosong") / "kosong.xlsx"
    return buat_buku(path, "Dinas Uji", 2026, "2025-2029").path


@pytest.fixture
def isi_csv(buku_kosong, tmp_path):
    """Fills an empty book with one CSV file; gives its rows as read back, and the findings."""

    def panggil(tabel, isi):
        path = shutil.copy(buku_kosong, tmp_path / "diisi.xlsx")
        folder = tmp_path / "csv"
        folder.mkdir(exist_ok=True)
        (folder / f"{tabel}.csv").write_bytes(isi if isinstance(isi, bytes) else isi.encode())
        selesai = isi_buku(path, folder)
        return [b.cells for b in compute_book(path)[0].book.rows(tabel) if b.cells], selesai.findings

    return panggil


def setel(isian, **setelan):
    _, tabel = isian.tabel["tbl_pengaturan"]
    baris = {isian.sel("tbl_pengaturan", i, "Kunci").value: i for i in range(1, isian.baris_terakhir(tabel.name) + 1)}
    for kunci, isi in setelan.items():
        isian.tulis("tbl_pengaturan", baris[kunci], "Nilai", isi)
    return isian.simpan()


def temuan(path, kode):
    return [t for t in form_findings(*compute_book(path)) if t.kode == kode]


def semua_teks(path, lembar):
    return [c.value for baris in openpyxl.load_workbook(path)[lembar] for c in baris if isinstance(c.value, str)]


# --- targets that would destroy or mislead ---------------------------------------------------------------------------
def test_pdf_never_replaces_the_book_nor_anything_that_is_no_pdf(buku, tmp_path):
    sebelum = buku.read_bytes()
    for target in (buku, tmp_path / "laporan.docx"):
        with pytest.raises(UserError, match=r"berakhir \.pdf") as galat:
            pdf_buku(buku, target)
        assert galat.value.exit_code == 2
    with pytest.raises(UserError, match="adalah folder"):
        pdf_buku(buku, tmp_path)
    assert buku.read_bytes() == sebelum and not (tmp_path / "laporan.docx").exists()


@pytest.mark.parametrize("nama", ["hasil.csv", "hasil.xlsm", "hasil"])
def test_another_extension_than_the_books_own_is_refused(buku, tmp_path, nama):
    for aliran in (hitung_buku, laporan_buku):
        with pytest.raises(UserError, match=r"harus berakhir \.xlsx"):
            aliran(buku, output=tmp_path / nama)
    assert not (tmp_path / nama).exists()


def test_a_folder_as_target_is_named_as_one(buku, tmp_path):
    with pytest.raises(UserError, match="adalah folder"):
        hitung_buku(buku, output=tmp_path)


def test_ekspor_into_a_file_or_beneath_one_is_refused_with_a_message(buku, tmp_path):
    for tujuan in (buku, buku / "data"):
        with pytest.raises(UserError, match="sudah dipakai sebuah berkas"):
            ekspor_buku(buku, tujuan)
    zipfile.ZipFile(buku).testzip()


@pytest.mark.parametrize("bentuk", ["csv", "json", "xlsx"])
def test_a_full_disk_leaves_an_older_export_whole(buku, tmp_path, monkeypatch, bentuk):
    import errno

    berkas = ekspor_buku(buku, tmp_path / "data", bentuk).files[0]
    with open(berkas, "rb") as aliran:
        sebelum = aliran.read()

    def penuh(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", penuh)
    with pytest.raises(UserError, match="ruang cakram penuh"):
        ekspor_buku(buku, tmp_path / "data", bentuk, timpa=True)
    with open(berkas, "rb") as aliran:
        assert aliran.read() == sebelum


def test_buat_asks_for_the_folder_and_for_the_years_in_order(tmp_path):
    with pytest.raises(UserError, match="Folder .* tidak ditemukan"):
        buat_buku(tmp_path / "tidak" / "ada.xlsx", "Dinas", 2025, "2025-2029")
    with pytest.raises(UserError, match="terbalik; tulis 2025-2029"):
        buat_buku(tmp_path / "a.xlsx", "Dinas", 2025, "2029-2025")
    with pytest.raises(UserError, match=r"berakhir \.xlsx"):
        buat_buku(tmp_path / ".xlsx", "Dinas", 2025, "2025-2029")
    assert list(tmp_path.iterdir()) == []


def test_help_adds_no_english_of_its_own(capsys):
    for perintah in ("buat", "isi", "ekspor"):
        cli.main([perintah, "--help"])
        teks = capsys.readouterr().out
        assert "required" not in teks and "default" not in teks and "<=" not in teks
        assert ("[wajib]" in teks) == (perintah == "ekspor")


# --- what stands beneath a table -------------------------------------------------------------------------------------
def penuhi(isian, sisa):
    """Fill Pengukuran so far that ``sisa`` rows stay blank; its last sheet row and first column."""
    akhir = isian.baris_terakhir("tbl_pengukuran")
    for i in range(1, akhir - sisa + 1):
        if isian.sel("tbl_pengukuran", i, "Kode").value is None:
            isian.tulis("tbl_pengukuran", i, "Kode", "1.1.1")
    ws, tabel = isian.tabel["tbl_pengukuran"]
    kiri, _, _, bawah = range_boundaries(tabel.ref)
    return ws, bawah, kiri


def test_growing_tables_leave_the_notes_beneath_them_alone(isian):
    ws, bawah, kiri = penuhi(isian, 0)
    catatan = {(bawah + 3, kiri): "Catatan: data bidang", (bawah + 3, kiri + 20): "Diperiksa oleh Budi",
               (bawah + 4, kiri + 6): "=SUM(1,2)"}  # fmt: skip
    for (r, k), isi in catatan.items():
        ws.cell(r, k).value = isi
    path = isian.simpan()
    selesai = hitung_buku(path)
    assert [t.kode for t in selesai.findings] == ["BACA-16"]
    assert "ada isi lain di bawahnya" in selesai.findings[0].uraian
    ws, tabel = Isian(path).tabel["tbl_pengukuran"]
    assert {tempat: ws.cell(*tempat).value for tempat in catatan} == catatan
    assert range_boundaries(tabel.ref)[3] == bawah + 1  # one blank row stays between the table and the note
    banyak = selesai.computed.summary["Indikator seluruhnya"]
    assert hitung_buku(path).computed.summary["Indikator seluruhnya"] == banyak


def test_a_total_row_is_never_taken_for_data_nor_written_over(isian):
    ws, bawah, kiri = penuhi(isian, 0)
    _, tabel = isian.tabel["tbl_pengukuran"]
    kanan = range_boundaries(tabel.ref)[2]
    tabel.totalsRowCount = 1
    tabel.ref = f"{get_column_letter(kiri)}{range_boundaries(tabel.ref)[1]}:{get_column_letter(kanan)}{bawah + 1}"
    tabel.tableColumns[0].totalsRowLabel = "Total"
    ws.cell(bawah + 1, kiri).value = "Total"
    path = isian.simpan()
    selesai = hitung_buku(path)
    assert [t.kode for t in selesai.findings] == ["BACA-16"] and "Baris Total" in selesai.findings[0].uraian
    sesudah, tabel_baru = Isian(path).tabel["tbl_pengukuran"]
    assert tabel_baru.ref == tabel.ref and sesudah.cell(bawah + 1, kiri).value == "Total"


def test_isi_refuses_to_write_over_what_stands_beneath_a_table(isian, tmp_path):
    ws, bawah, kiri = penuhi(isian, 0)
    ws.cell(bawah + 2, kiri).value = "Catatan"
    path = isian.simpan()
    folder = tmp_path / "csv"
    folder.mkdir()
    folder.joinpath("tbl_pengukuran.csv").write_text("Kode\n" + "1.1.1\n" * 100)
    sebelum = path.read_bytes()
    with pytest.raises(UserError, match=r"Lembar Pengukuran hanya cukup untuk \d+ baris"):
        isi_buku(path, folder)
    assert path.read_bytes() == sebelum


# --- headings and sheets that are gone -------------------------------------------------------------------------------
def ganti_judul(isian, tabel, lama, baru):
    ws, r, k = isian.letak(tabel, 0, lama)
    ws.cell(r, k).value = baru
    next(c for c in isian.tabel[tabel][1].tableColumns if c.name == lama).name = baru


@pytest.mark.parametrize("kolom", ["Realisasi TW2", "Realisasi TW4", "Target TW3", "Sifat", "Capaian", "_T0"])
def test_formulas_are_never_written_for_a_column_that_is_gone(isian, kolom):
    ganti_judul(isian, "tbl_pengukuran", kolom, "Lain")
    path = isian.simpan()
    sebelum = path.read_bytes()
    with pytest.raises(UserError, match=f"kolom '{kolom}' tidak ada di lembar Pengukuran.*baris 5"):
        hitung_buku(path)
    assert path.read_bytes() == sebelum


@pytest.mark.parametrize("kolom", ["Kunci", "Nilai"])
def test_settings_that_cannot_be_read_refuse_every_flow(isian, kolom):
    ganti_judul(isian, "tbl_pengaturan", kolom, "Lain")
    path = isian.simpan()
    for aliran in (hitung_buku, laporan_buku, compute_book):
        with pytest.raises(UserError, match=f"kolom '{kolom}' tidak ada di lembar Pengaturan"):
            aliran(path)


def test_formulas_are_never_written_for_a_table_that_is_gone(isian):
    del isian.buku["Temuan"]
    path = isian.simpan()
    for aliran in (hitung_buku, periksa_buku):
        with pytest.raises(UserError, match="tabel di lembar Temuan tidak ditemukan"):
            aliran(path)
    assert periksa_buku(path, tulis=False).findings


def test_beranda_without_its_column_of_values_is_refused(isian):
    next(c for c in isian.buku["Beranda"].tables["tbl_ringkasan"].tableColumns if c.name == "Nilai").name = "Isi"
    isian.buku["Beranda"]["L11"].value = "Isi"
    path = isian.simpan()
    for aliran in (hitung_buku, periksa_buku):
        with pytest.raises(UserError, match="kolom 'Nilai' tidak ada di lembar Beranda"):
            aliran(path)


def test_headings_in_another_case_are_the_same_columns(isian):
    for lama, baru in (("Capaian", "CAPAIAN"), ("Kode", "kode"), ("Realisasi TW4", "Realisasi tw4")):
        ganti_judul(isian, "tbl_pengukuran", lama, baru)
    sel = isian.letak("tbl_pengukuran", 1, "CAPAIAN")
    sel[0].cell(*sel[1:]).value = 0.5
    path = isian.simpan()
    assert [t.sel for t in temuan(path, "BACA-09")] == [f"{get_column_letter(sel[2])}{sel[1]}"]
    hitung_buku(path)
    assert openpyxl.load_workbook(path, data_only=True)["Pengukuran"].cell(*sel[1:]).value == 0.9193


def test_a_table_with_two_columns_of_nearly_one_name_keeps_its_width(isian):
    penuhi(isian, 3)
    ganti_judul(isian, "tbl_pengukuran", "Analisis", "Catatan")
    ganti_judul(isian, "tbl_pengukuran", "Solusi", "Catatan ")
    lama = range_boundaries(isian.tabel["tbl_pengukuran"][1].ref)
    path = isian.simpan()
    hitung_buku(path)
    baru = range_boundaries(Isian(path).tabel["tbl_pengukuran"][1].ref)
    assert baru[:3] == lama[:3] and baru[3] > lama[3]


# --- reading ---------------------------------------------------------------------------------------------------------
def test_rows_without_their_key_are_told_with_their_weight(isian):
    isian.tulis("tbl_anggaran", 20, "Tingkat", None)
    isian.tulis("tbl_renstra", 2, "Kode", None)
    ws, r, k = isian.letak("tbl_anggaran", isian.baris_terakhir("tbl_anggaran"), "Kode")
    for kolom, isi in (("Kode", "9.9"), ("Pagu Awal", 7), ("Pagu Perubahan", 7)):
        ws.cell(r + 1, isian.letak("tbl_anggaran", 1, kolom)[2]).value = isi
    ada = {(t.lembar, t.sel): t for t in temuan(isian.simpan(), "BACA-15")}
    assert ada[("Anggaran", "B25")].berat == "Salah" and "Tingkat" in ada[("Anggaran", "B25")].uraian
    assert "di bawahnya" in ada[("Anggaran", f"B{r + 1}")].uraian
    assert any(lembar == "Renstra" for lembar, _ in ada) and len(ada) == 3


def test_dates_of_a_book_that_counts_from_1904_are_right(isian):
    isian.buku.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    path = setel(isian, tanggal_pk_awal=datetime.datetime(2022, 1, 3))
    laporan_buku(path)
    assert any(t.endswith("3 Januari 2022") for t in semua_teks(path, "Lap PK"))


def test_dates_typed_in_any_way_print_as_indonesian_dates():
    for isi in (44865, "31/10/2022", "31-10-2022", "31.10.2022", "2022-10-31"):
        assert read_date(isi) == (2022, 10, 31)
        assert date_text(isi) == "31 Oktober 2022"
    assert date_text("Oktober 2022") == "Oktober 2022"
    assert date_text(2022) == "2022"
    for isi in ("13/13/2022", 10**12, -5, "Januari 2022\N{SUPERSCRIPT TWO}", True):
        assert read_date(isi) is None
        assert date_text(isi) == str(isi)


@pytest.mark.parametrize("text", ["01 Okt. 2025", "1 okt 2025", "1 Oktober, 2025", "01-10-2025"])
def test_short_months_are_read(text):
    assert read_date(text) == (2025, 10, 1)


@pytest.mark.parametrize(
    "text", ["31 Februari 2025", "29 Feb 2025", "31/02/2025", "2025-04-31", "31 Sept. 2025", "0 Mei 2025", "1/13/2025"]
)
def test_a_day_that_no_calendar_has_is_refused(text):
    assert read_date(text) is None


def test_the_last_day_of_february_follows_the_year():
    assert read_date("29 Feb 2024") == (2024, 2, 29)
    assert read_date("1 Mrt. 2025") == (2025, 3, 1) and read_date("17 Agus 2025") == (2025, 8, 17)
    assert read_date("Februari 2025") == (2025, 2, 28) and read_date("Peb. 2024") == (2024, 2, 29)


def test_a_date_setting_that_no_calendar_has_is_a_finding(isian):
    path = setel(isian, tanggal_pk_awal="31 Februari 2022", tanggal_laporan="28 Peb 2023")
    assert [with_keys(t.uraian).split()[1] for t in temuan(path, "BACA-14")] == ["tanggal_pk_awal"]


def test_a_code_that_became_a_date_is_never_mended_by_guessing(isian):
    isian.tulis("tbl_renstra", 2, "Kode", datetime.datetime(2026, 1, 1), "d-mmm")
    isian.tulis("tbl_pengukuran", 2, "Kode", 5, "General")
    path = isian.simpan()
    selesai = hitung_buku(path, perbaiki=True)
    assert len(selesai.repaired) == 1 and "5 menjadi '5'" in selesai.repaired[0]
    assert isinstance(Isian(path).sel("tbl_renstra", 2, "Kode").value, datetime.datetime)


def test_truth_values_and_texts_where_numbers_belong_are_found(isian):
    sel = isian.tulis("tbl_pengukuran", 1, "Realisasi TW4", True)
    pita = isian.tulis("tbl_skala", 1, "Batas Bawah", "91 persen")
    ada = {t.sel: t for t in temuan(isian.simpan(), "BACA-02")}
    assert set(ada) == {sel, pita}
    assert "BENAR" in ada[sel].uraian and "91%" in ada[pita].perbaikan


def test_numbers_beyond_reason_are_computed_without_a_crash(isian):
    assert bulatkan(1e300, 4) == 1e300
    isian.tulis("tbl_pengukuran", 1, "Realisasi TW4", 1e300)
    isian.tulis("tbl_pengukuran", 3, "Realisasi TW4", -1e300)
    isian.tulis("tbl_anggaran", 8, "Pagu Perubahan", 1e308)
    isian.tulis("tbl_anggaran", 9, "Pagu Perubahan", 1e308)
    path = isian.simpan()
    laporan_buku(path)
    hitung_buku(path)
    periksa_buku(path)
    with zipfile.ZipFile(path) as paket:
        for nama in paket.namelist():
            assert not re.search(rb"<v>-?(?:inf|nan)", paket.read(nama)), nama
    assert openpyxl.load_workbook(path, data_only=True)["Lap Anggaran"].max_row > 100


def test_a_cell_that_no_program_writes_is_a_broken_file_not_a_crash(buku, tmp_path):
    rusak = tmp_path / "rusak.xlsx"
    with zipfile.ZipFile(buku) as a, zipfile.ZipFile(rusak, "w") as b:
        for nama in a.namelist():
            isi = a.read(nama)
            if nama.startswith("xl/worksheets/sheet"):
                isi = re.sub(rb"<v>[0-9]{6,}</v>", b"<v>12a</v>", isi)
            b.writestr(nama, isi)
    with pytest.raises(UserError, match="rusak") as galat:
        hitung_buku(rusak)
    assert galat.value.kode == "rusak"


# --- settings --------------------------------------------------------------------------------------------------------
def test_settings_of_the_wrong_kind_neither_crash_nor_pass_in_silence(isian):
    path = setel(isian, jabatan_kepala=datetime.datetime(2022, 3, 4), tempat_tanda_tangan=2.5, singkatan=True,
                 nip_kepala=196801011990032005, tanggal_laporan="kapan-kapan", tahun=2035, skala_predikat=None,
                 batas_capaian=120)  # fmt: skip
    ada = {with_keys(t.uraian).split()[1]: t for t in laporan_buku(path).findings}
    assert set(ada) == {"nip_kepala", "tanggal_laporan", "tahun", "skala_predikat", "batas_capaian"}
    assert "digit terakhirnya hilang" in ada["nip_kepala"].uraian and ada["nip_kepala"].berat == "Periksa"
    assert "2019 sampai 2024" in ada["tahun"].uraian and "kosong" in ada["skala_predikat"].uraian
    assert "antara 0,5 dan 10" in ada["batas_capaian"].uraian and "120%" in ada["batas_capaian"].uraian
    assert any("2,5" in t for t in semua_teks(path, "Lap PK"))


def test_a_setting_is_found_in_any_case_and_a_lost_one_is_told(isian):
    ws, r, k = isian.letak("tbl_pengaturan", 1, "Kunci")
    for i in range(1, isian.baris_terakhir("tbl_pengaturan") + 1):
        sel = ws.cell(r + i - 1, k)
        if sel.value == "metode_efisiensi":
            sel.value = "Metode_Efisiensi"
            ws.cell(sel.row, isian.letak("tbl_pengaturan", 1, "Nilai")[2]).value = "Selisih"
        if sel.value == "pembulatan":
            sel.value = "pembulatan saya"
    path = isian.simpan()
    bacaan, hitungan = compute_book(path)
    assert hitungan.defined["lk_efisiensi"] == "Selisih"
    lost = form_findings(bacaan, hitungan)
    assert ["Pembulatan" in t.uraian and "'pembulatan'" in t.perbaikan for t in lost] == [True]


# --- CSV -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "isi",
    [
        "sep=;\nDokumen;Kode;Target\nAwal;1.1.1;80,5\n",
        '\ufeffsep=,\r\nDokumen,Kode,Target\r\nAwal,1.1.1,"80,5"\r\n',
        '"sep=|"\nDokumen|Kode|Target\nAwal|1.1.1|80,5\n',
        "Dokumen\tKode\tTarget\nAwal\t1.1.1\t80,5\n".encode("utf-16"),
        '"Dokumen","Kode","Target",,\n"Awal","1.1.1","80.5",,\n,,,,\n',
        "Dokumen;Kode;Target\rAwal;1.1.1;80,5\r",
    ],
)
def test_csv_as_excel_writes_it(isi_csv, isi):
    assert isi_csv("tbl_pk", isi) == ([{"Dokumen": "Awal", "Kode": "1.1.1", "Target": 80.5}], [])


@pytest.mark.parametrize(
    "isi, kata",
    [
        (JUDUL_PK + "Awal,1.1.1,1,283\n", "'283' tidak berada di bawah judul"),
        (JUDUL_PK + "Awal,1.1.1,1,283\n", "atau pakai titik koma sebagai pemisah kolom"),
        (
            "Dokumen;Kode;Target\nAwal;1.1.1;80; dua\n",
            "isian yang memuat titik koma diapit tanda kutip; di baris ini agaknya kolom Target.",
        ),
        ("Kode,Dokumen,kode\n1,Awal,2\n", "'Kode' ada dua kali"),
        (JUDUL_PK + 'Awal,"1.1.1,80\n', "tanda kutip pada atau sebelum baris 2"),
        (JUDUL_PK + 'Awal,"a"b,80\n', "tanda kutip pada atau sebelum baris 2"),
    ],
)
def test_csv_that_would_lose_something_is_refused_in_indonesian(isi_csv, isi, kata):
    with pytest.raises(UserError, match=re.escape(kata)) as galat:
        isi_csv("tbl_pk", isi)
    assert ("pakai titik koma" in str(galat.value)) == (isi == JUDUL_PK + "Awal,1.1.1,1,283\n")
    assert "expected" not in str(galat.value) and "unexpected" not in str(galat.value)


def test_a_semicolon_within_a_setting_names_its_row_and_column(buku_kosong, tmp_path):
    (tmp_path / "tbl_pengaturan.csv").write_text(
        "Kunci;Nilai\ninstansi;Dinas A\nfungsi;Perumusan; pelaksanaan; evaluasi\n"
    )
    with pytest.raises(UserError) as galat:
        isi_buku(buku_kosong, tmp_path, tmp_path / "hasil.xlsx")
    assert str(galat.value) == (
        "Berkas tbl_pengaturan.csv baris data ke-2 (fungsi): 'pelaksanaan' tidak berada di bawah judul kolom mana pun. "
        "Kolom berkas ini dipisah titik koma, jadi isian yang memuat titik koma diapit tanda kutip; di baris ini "
        "agaknya kolom Nilai."
    )


def test_a_table_that_the_book_lacks_is_refused_not_a_crash(buku_kosong, tmp_path):
    path = shutil.copy(buku_kosong, tmp_path / "tanpa.xlsx")
    tanpa = openpyxl.load_workbook(path)
    del tanpa["Cetak"]
    tanpa.save(path)
    (tmp_path / "tbl_cetak.csv").write_text("Dokumen,Tabel\n1,2\n")
    with pytest.raises(UserError, match="tidak mempunyai lembar Cetak"):
        isi_buku(path, tmp_path)


def test_one_mistake_in_a_csv_is_one_finding(isi_csv):
    _, ada = isi_csv("tbl_anggaran", "Kode;Tingkat;Pagu Awal\n1;Program;nihil\n")
    assert [(t.kode, t.lembar) for t in ada] == [("BACA-02", "Anggaran")]
    _, ada = isi_csv("tbl_pengaturan", "Kunci,Nilai\nTriwulan_Berjalan,II\n")
    assert "BACA-14" in [t.kode for t in ada] and "ISI-01" not in [t.kode for t in ada]


def test_everything_exported_can_be_filled_in_again(isian, tmp_path):
    path = setel(isian, tanggal_laporan=datetime.datetime(2023, 2, 28))
    ekspor_buku(path, tmp_path / "data")
    with open(tmp_path / "data" / "tbl_pengaturan.csv", encoding="utf-8", newline="") as berkas:
        assert "28 Februari 2023" in [b["Nilai"] for b in csv.DictReader(berkas)]
    lain = shutil.copy(path, tmp_path / "lain.xlsx")
    result = isi_buku(lain, tmp_path / "data")
    assert "tbl_ringkasan.csv" in result.ignored and result.rows["tbl_anggaran"].count > 100
    assert compute_book(lain)[1].summary == compute_book(path)[1].summary


def test_tiny_numbers_are_exported_as_isi_reads_them():
    assert csv_number(0.00001) == "0.00001" and csv_number(12.345) == "12.3450" and csv_number(3) == "3"


def test_a_text_that_starts_with_an_equals_sign_stays_a_text_in_an_exported_workbook(isian, tmp_path):
    isian.tulis("tbl_renstra", 3, "Strategi", "x")
    sel = isian.sel("tbl_renstra", 3, "Strategi")
    sel.value, sel.data_type = "=1+1", "s"
    berkas = ekspor_buku(isian.simpan(), tmp_path / "data", "xlsx").files[0]
    lembar = openpyxl.load_workbook(berkas)["tbl_renstra"]
    assert [c.data_type for baris in lembar for c in baris if c.value == "=1+1"] == ["s"]


def test_json_answers_also_when_refused(buku, tmp_path, capsys):
    with pytest.raises(SystemExit) as keluar:
        cli.main(["pdf", str(buku), "--ke", str(buku), "--json"])
    assert keluar.value.code == 2
    assert json.loads(capsys.readouterr().out)["galat"]["kode"] == "ekstensi"


def test_an_error_in_a_scale_or_level_is_told_and_crashes_nothing(isian):
    from openpyxl.cell.cell import ERROR_CODES

    for tabel, kolom in (("tbl_tingkat", "Tingkat"), ("tbl_tingkat", "Skor"), ("tbl_skala", "Batas Bawah")):
        isian.tulis(tabel, 2, kolom, ERROR_CODES[-1])
    path = isian.simpan()
    assert {t.kode for t in periksa_buku(path, tulis=False).findings} >= {"BACA-08"}
    hitung_buku(path)
    laporan_buku(path)
