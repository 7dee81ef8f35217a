"""Where the checks on completeness stay silent; and the sound books, over both kinds of checks."""

from pathlib import Path

import pytest

import lkjip_xl
from lkjip_xl.checks.registry import Context, all_checks, run_checks
from lkjip_xl.compute.world import World
from tests.checks.cases_kelengkapan import (
    AKIP,
    IKI,
    KURANG,
    PANJANG,
    PEJABAT,
    SOLUSI,
    A,
    H,
    P,
    R,
    U,
    iki,
)
from tests.checks.small_book import berkas, indikator, ukur
from tests.printed.csv_book import buku_dari_csv

LKP = [k for k in all_checks() if k.startswith("LKP")]
CONTOH = Path(lkjip_xl.__file__).parent / "contoh"


def kode(tabel, **setelan):
    return [t.kode for t in run_checks(berkas(tabel, **setelan), LKP)]


def test_a_complete_book_is_silent():
    tabel = {
        R: [indikator()], P: [{"Dokumen": "Awal", "Kode": "1.1.1", "Target": 80}],
        U: [ukur(**KURANG, Analisis=PANJANG, Solusi=SOLUSI)], A: [{"Kode": "1", "Tingkat": "Program", "Uraian": "A"}],
        H: [{"Kode": "1.1.1", "Tahun": 2025, "Lingkup": "Nasional", "Keterangan": "Tidak ada standar nasional"}],
        IKI: [iki(), iki(2)],
    }  # fmt: skip
    assert kode(tabel, **PEJABAT, tanggal_pk_awal="Januari 2025") == []


def test_a_blank_book_is_silent():
    assert kode({}) == []


def test_a_reached_target_needs_no_explanation():
    assert not {"LKP-01", "LKP-02"} & set(kode({R: [indikator()], U: [ukur(Analisis="-")]}))


def test_the_cap_does_not_hide_nor_an_unfilled_row_accuse():
    assert "LKP-01" not in kode({R: [indikator()], U: [ukur(**{"Realisasi TW4": None})]})


def test_in_the_course_of_the_year_the_quarter_counts():
    baris = ukur(**{"Sifat": "Akumulasi", "Target TW1": 20, "Realisasi TW1": 20, "Realisasi TW4": None})
    assert "LKP-01" not in kode({R: [indikator(Tipe="Angka")], U: [baris]}, triwulan_berjalan=1)


@pytest.mark.parametrize("teks", [
    "Jabatan fungsional yang belum diisi menghambat layanan.", "Layanan rehabilitasi, bantuan, dan lain-lain...",
    "Kegiatan (nama kegiatan terlampir pada dokumen pendukung yang disusun bidang) berjalan.",
    "Mengisi kekosongan tenaga layanan.",
])  # fmt: skip
def test_ordinary_sentences_are_no_leftovers(teks):
    assert "LKP-04" not in kode({U: [ukur(Analisis=teks)]})


@pytest.mark.parametrize("teks", [
    "Sesuai Peraturan Wali Kota Nomor 90 Tahun 2016 layanan berjalan.", "Melayani 2.016 orang dengan anggaran Rp2015.",
    "Naik dari tahun 2024 ke tahun 2025.", "Target akhir Renstra tahun 2029 sudah dekat.", "Tanpa tahun.",
])  # fmt: skip
def test_years_that_belong_there(teks):
    assert "LKP-06" not in kode({U: [ukur(Analisis=teks)]})


@pytest.mark.parametrize("teks", [
    "Realisasi 80% sama dengan target 80,00%.", "Realisasi tahun 2024 75% naik menjadi 80%.",
    "Target 84% pada akhir Renstra.", "Realisasi anggaran 55,5% dari pagu.", "Capaian 100% seperti tahun lalu.",
    "Dari 43 kasus, 90,70% selesai.",
])  # fmt: skip
def test_percents_that_the_row_confirms_or_does_not_speak_of(teks):
    assert "LKP-07" not in kode({R: [indikator()], U: [ukur(Analisis=teks)]})


@pytest.mark.parametrize("teks", [
    "Target belum tercapai.", "Agar target tercapai diperlukan pelatihan.", "Target triwulan I tercapai.",
    "Target kegiatan tercapai.", "Dua dari tiga target tercapai.", "Target tercapai 75%.",
    "Target tahun 2024 tercapai.",
    "Realisasi belum melampaui target.", "Upaya mencapai target berlanjut.", "Realisasi hampir mencapai target.",
    "Tidak tercapainya target disebabkan cuaca.", "Target tercapai sebagian.", "Realisasi anggaran mencapai 92,5%.",
    "Realisasi naik 5%.", "Kenaikan realisasi 5%.", "Realisasi baru 45% pada triwulan III.", "Target nasional 90%.",
    "Realisasi tahun lalu sebesar 90%.", "Realisasi kegiatan pelatihan 90%.", "Realisasi tidak mencapai 80%.",
])  # fmt: skip
def test_sentences_that_claim_nothing_of_a_row_below_its_target(teks):
    assert "LKP-07" not in kode({R: [indikator()], U: [ukur(**KURANG, Analisis=teks)]})


@pytest.mark.parametrize("teks", ["Target tercapai.", "Realisasi melampaui target.", "Tercapai."])
def test_a_claim_that_the_row_bears_out(teks):
    assert "LKP-07" not in kode({R: [indikator()], U: [ukur(Analisis=teks)]})
    assert "LKP-07" not in kode({R: [indikator()], U: [ukur(**KURANG, Analisis=teks)]}, triwulan_berjalan=3)


@pytest.mark.parametrize("teks", [
    "Mencapai predikat B, naik dari CC.", "Belum mencapai predikat BB.", "Target mencapai predikat BB.",
    "Untuk mencapai predikat BB diperlukan perbaikan.", "Tahun 2024 mencapai predikat CC.", "Mencapai tingkat a b c.",
    "Mencapai predikat CC pada tahun 2024.",
])  # fmt: skip
def test_labels_that_are_not_this_years_result(teks):
    assert "LKP-07" not in kode({R: [indikator(**AKIP)], U: [ukur(**{"Realisasi TW4": "B"}, Analisis=teks)]})


def test_a_tujuan_of_two_indicators_has_its_sasaran():
    tabel = {R: [indikator("T1", Jenis="Tujuan"), indikator("T1b", Jenis="Tujuan"), indikator()]}
    assert "LKP-11" not in kode(tabel)


def test_a_share_of_documents_is_no_count_of_activities():
    assert "LKP-09" not in kode({R: [indikator(Indikator="Persentase dokumen kependudukan yang terbit tepat waktu")]})
    kegiatan = indikator("S1", Jenis="Sub Kegiatan", Indikator="Jumlah laporan keuangan")
    assert "LKP-09" not in kode({R: [kegiatan]})


def test_two_indicators_may_share_a_denominator():
    assert "LKP-15" not in kode({IKI: [iki(Penyebut="Jumlah pegawai"), iki(2, Penyebut="Jumlah pegawai")]})


def test_the_sound_sample_raises_no_salah_and_a_handful_of_periksa():
    milik = [k for k in all_checks() if k.startswith(("KON", "LKP"))]
    temuan = run_checks(Context(World(buku_dari_csv(CONTOH))), milik)
    assert [(t.kode, t.tabel) for t in temuan if t.berat != "Info"] == [
        ("LKP-05", "tbl_pengaturan"), ("KON-25", "tbl_data_dukung"), ("KON-25", "tbl_data_dukung"),
    ]  # fmt: skip
    assert not [t for t in temuan if t.berat == "Salah"] and len(temuan) <= 12


@pytest.mark.parametrize("tahun", [2017, 2018])
def test_the_printed_books_of_2018_raise_no_salah(tahun):
    folder = Path(__file__).parents[1] / "printed" / "2018" / f"buku-{tahun}"
    milik = [k for k in all_checks() if k.startswith(("KON", "LKP"))]
    temuan = run_checks(Context(World(buku_dari_csv(folder))), milik)
    assert not [t for t in temuan if t.berat == "Salah"]
    assert "KON-09" in {t.kode for t in temuan}  # the tujuan's indicator has no target and is never measured
