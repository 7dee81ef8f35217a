"""isi: CSV files as people write them, checked before anything is written."""

import csv
import shutil

import pytest

from lkjip_xl.errors import UsageError, UserError
from lkjip_xl.flows.csv_tables import beri_kode
from lkjip_xl.flows.ekspor import ekspor_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.run import compute_book
from lkjip_xl.template.book import build


@pytest.fixture
def buku(tmp_path):
    path = tmp_path / "buku.xlsx"
    build(path, settings={"tahun": 2025}, years=(2025, 2029))
    return path


def tulis(folder, nama, isi, encoding="utf-8"):
    folder.mkdir(exist_ok=True)
    (folder / nama).write_bytes(isi.encode(encoding))
    return folder


def baris(path, tabel):
    return [row.cells for row in compute_book(path)[0].buku.rows(tabel) if row.cells]


RENSTRA = """Kode;Jenis;Sasaran;Indikator;Satuan;Tipe;Arah;Target 2025
1.1;Sasaran;S;Orang dilayani;orang;Angka;Naik;1.447
"""
ANGKA_POLOS = """Kode,Jenis,Indikator,Satuan,Tipe,Target 2025,Target 2026
1,Sasaran,Indeks,indeks,Indeks,2.25,1.447
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_semicolons_bom_windows_encoding_and_indonesian_numbers(buku, tmp_path, encoding):
    folder = tulis(tmp_path / "csv", "tbl_renstra.csv", RENSTRA.replace("dilayani", "dilayani é"), encoding)
    tulis(folder, "tbl_anggaran.csv", 'Tingkat;Uraian;Pagu Awal\nProgram;P;\nKegiatan;K;"Rp 1.283.419.000"\n', encoding)
    selesai, jumlah, _ = isi_buku(buku, folder, backup=False)
    assert jumlah == {"tbl_anggaran": 2, "tbl_renstra": 1}
    assert baris(buku, "tbl_renstra")[0]["Target 2025"] == 1447
    assert baris(buku, "tbl_renstra")[0]["Indikator"] == "Orang dilayani é"
    assert [b["Kode"] for b in baris(buku, "tbl_anggaran")] == ["1", "1.1"]
    assert selesai.hitungan.summary["Pagu"] == 1_283_419_000
    assert selesai.temuan == []


def test_plain_numbers_and_ambiguous_ones(buku, tmp_path):
    folder = tulis(tmp_path / "csv", "tbl_renstra.csv", ANGKA_POLOS)
    selesai, _, _ = isi_buku(buku, folder, backup=False)
    isi = baris(buku, "tbl_renstra")[0]
    assert isi["Target 2025"] == 2.25 and isi["Target 2026"] == "1.447"
    assert [t.kode for t in selesai.temuan] == ["BACA-02"]


def test_rows_are_replaced_or_appended_and_a_shorter_file_leaves_no_old_rows(buku, tmp_path):
    tiga = "Kode,Tahun,Realisasi\n" + "".join(f"1.{i},2024,{i}\n" for i in range(1, 4))
    isi_buku(buku, tulis(tmp_path / "a", "tbl_riwayat.csv", tiga), backup=False)
    satu = tulis(tmp_path / "b", "tbl_riwayat.csv", "Kode,Tahun,Realisasi\n9,2023,5\n")
    isi_buku(buku, satu, backup=False, tambah=True)
    assert [b["Kode"] for b in baris(buku, "tbl_riwayat")] == ["1.1", "1.2", "1.3", "9"]
    isi_buku(buku, satu, backup=False)
    assert [b["Kode"] for b in baris(buku, "tbl_riwayat")] == ["9"]


def test_more_rows_than_the_table_has_make_it_grow(buku, tmp_path):
    isi = "Kode,Tahun,Realisasi\n" + "".join(f"1.{i},2024,{i}\n" for i in range(1, 401))
    isi_buku(buku, tulis(tmp_path / "csv", "tbl_riwayat.csv", isi), backup=False)
    assert len(baris(buku, "tbl_riwayat")) == 400


@pytest.mark.parametrize(
    "nama, isi, kata",
    [
        ("tbl_pk.csv", "Dokumen,Kode,Targett\nAwal,1,5\n", "'Targett'"),
        ("tbl_renstra.csv", "Kode,Target 2031\n1,5\n", "Target 2031"),
        ("tbl_apa.csv", "A\n1\n", "tbl_apa"),
        ("tbl_pengaturan.csv", "Kunci,Nilai\nnama_kepla,X\n", "nama_kepla"),
        ("tbl_pengaturan.csv", "Kunci,Nilai\ntahun_awal_renstra,2019\n", "2019"),
        ("catatan.csv", "A\n1\n", "CSV bernama tabel"),
    ],
)
def test_wrong_files_are_refused_by_name_before_anything_is_written(buku, tmp_path, nama, isi, kata):
    sebelum = buku.read_bytes()
    with pytest.raises(UsageError) as galat:
        isi_buku(buku, tulis(tmp_path / "csv", nama, isi))
    assert kata in str(galat.value) and galat.value.exit_code == 2
    assert buku.read_bytes() == sebelum


def test_a_missing_folder_and_a_broken_csv(buku, tmp_path):
    with pytest.raises(UsageError):
        isi_buku(buku, tmp_path / "tidak-ada")
    with pytest.raises(UserError):
        isi_buku(buku, tulis(tmp_path / "csv", "tbl_pk.csv", 'Dokumen,Kode\n"Awal,1\n'))


def test_computed_columns_in_a_file_are_ignored_with_a_notice(buku, tmp_path):
    _, _, diabaikan = isi_buku(buku, tulis(tmp_path / "csv", "tbl_pk.csv", "Dokumen,Kode,Sasaran\nAwal,1,x\n"))
    assert diabaikan == ["tbl_pk.csv: Sasaran"]


def test_settings_are_merged(buku, tmp_path):
    isi_buku(buku, tulis(tmp_path / "csv", "tbl_pengaturan.csv", "Kunci,Nilai\nkota,Probolinggo\nbatas_capaian,120%\n"))
    setelan = compute_book(buku)[0].buku.settings
    assert setelan["kota"] == "Probolinggo" and setelan["batas_capaian"] == 1.2 and setelan["tahun"] == 2025


@pytest.mark.parametrize(
    "tingkat, kode, harap",
    [
        (["Program", "Kegiatan", "Kegiatan", "Program"], [None] * 4, ["1", "1.1", "1.2", "2"]),
        (["Program", "Kegiatan", "Program", "Kegiatan"], ["A", "1", "B", "1"], ["A", "A.1", "B", "B.1"]),
        (["Program", "Kegiatan"], ["X.1", "X.1.1"], ["X.1", "X.1.1"]),
    ],
)
def test_codes_that_are_missing_or_repeat(tingkat, kode, harap):
    isi = [{"Tingkat": t, "Kode": k} for t, k in zip(tingkat, kode, strict=True)]
    beri_kode(isi)
    assert [b["Kode"] for b in isi] == harap


def test_what_is_exported_can_be_filled_in_again(buku_contoh, tmp_path):
    ekspor_buku(buku_contoh, tmp_path / "csv", masukan_saja=True)
    for nama in ("tbl_skala", "tbl_tingkat", "tbl_temuan"):
        (tmp_path / "csv" / f"{nama}.csv").unlink()
    with open(tmp_path / "csv" / "tbl_pengaturan.csv", encoding="utf-8", newline="") as berkas:
        assert len(list(csv.DictReader(berkas))) == 34
    salinan = shutil.copy(buku_contoh, tmp_path / "salinan.xlsx")
    isi_buku(salinan, tmp_path / "csv", backup=False)
    for tabel in ("tbl_renstra", "tbl_pk", "tbl_pk_program", "tbl_pengukuran", "tbl_anggaran", "tbl_data_dukung"):
        assert baris(salinan, tabel) == baris(buku_contoh, tabel)


@pytest.mark.parametrize("bentuk", ["csv", "json", "xlsx"])
def test_export_forms_hold_computed_values(buku_contoh, tmp_path, bentuk):
    berkas = ekspor_buku(buku_contoh, tmp_path, bentuk)
    assert berkas and all((tmp_path / b.split("/")[-1]).stat().st_size for b in berkas)
    if bentuk == "json":
        import json

        isi = json.loads((tmp_path / berkas[0].split("/")[-1]).read_text(encoding="utf-8"))
        assert isi["tbl_pengukuran"][0]["Capaian"] == 0.9193 and isi["tbl_pengukuran"][1]["Capaian"] == "N/A"
    if bentuk == "xlsx":
        import openpyxl

        buku = openpyxl.load_workbook(berkas[0])
        assert buku["tbl_anggaran"].max_row == 106


def test_an_unknown_form_is_wrong_use(buku_contoh, tmp_path):
    with pytest.raises(UsageError):
        ekspor_buku(buku_contoh, tmp_path, "doc")
