"""History against the book of the year before."""

import shutil

import pytest

from lkjip_xl.checks.registry import run_checks
from lkjip_xl.errors import UserError
from lkjip_xl.flows.periksa import periksa_buku
from tests.checks.small_book import berkas, indikator, ukur

PROGRAM = {"Kode": "1", "Tingkat": "Program", "Uraian": "Program Layanan", "Pagu Awal": 100, "Realisasi TW4": 90}
LALU = {"tbl_renstra": [indikator()], "tbl_pengukuran": [ukur()], "tbl_anggaran": [PROGRAM]}


def temuan(riwayat=(), anggaran=(), lalu=LALU, triwulan=4):
    buku = berkas({"tbl_renstra": [indikator()], "tbl_pengukuran": [ukur()], "tbl_riwayat": riwayat,
                   "tbl_riwayat_anggaran": anggaran}, tahun=2026)  # fmt: skip
    buku.lalu = berkas(lalu, tahun=2025, triwulan_berjalan=triwulan) if lalu else None
    return [(t.kode, t.berat, t.baris, t.kolom, t.uraian) for t in run_checks(buku, {"KON-42", "KON-43"})]


def test_figures_that_differ_from_last_years_book_are_found():
    baris = {"Kode": "1.1.1", "Tahun": 2025, "Lingkup": "Instansi", "Target": 80, "Realisasi": 79}
    assert temuan([baris]) == [
        ("KON-42", "Salah", 1, "Realisasi",
         "Realisasi 2025 indikator 1.1.1 tertulis 79, sedangkan di buku 2025 80."),
    ]  # fmt: skip
    uang = {"Uraian": "program  layanan", "Tahun": 2025, "Pagu": 1000, "Realisasi": 90}
    assert temuan([{**baris, "Realisasi": 80}], [uang]) == [
        ("KON-43", "Salah", 1, "Pagu", "Pagu 2025 'program  layanan' tertulis Rp1.000, sedangkan di buku 2025 Rp100."),
    ]


def test_what_says_the_same_or_speaks_of_others_is_silent():
    sama = {"Kode": "1.1.1", "Tahun": 2025, "Lingkup": "Instansi", "Target": 80, "Realisasi": 80}
    lain = [{**sama, "Tahun": 2024, "Realisasi": 5}, {**sama, "Lingkup": "Nasional", "Realisasi": 5}]
    assert temuan([sama, *lain], [{"Uraian": "Program Lain", "Tahun": 2025, "Pagu": 5, "Realisasi": 5}]) == []
    assert temuan([{**sama, "Realisasi": 5}], lalu=None) == []


@pytest.mark.parametrize("belum", ["N/A", None])
def test_what_last_years_book_did_not_have_yet_was_published_later(belum):
    lalu = {**LALU, "tbl_pengukuran": [ukur(**{"Realisasi TW4": belum})]}
    baris = {"Kode": "1.1.1", "Tahun": 2025, "Lingkup": "Instansi", "Target": 80, "Realisasi": 79}
    assert temuan([baris], lalu=lalu) == []


def test_a_figure_that_may_have_changed_since_is_a_remark():
    baris = {"Kode": "1.1.1", "Tahun": 2025, "Lingkup": "Instansi", "Target": 80, "Realisasi": 79}
    kini = {**LALU, "tbl_pengukuran": [ukur(**{"Realisasi TW3": 80})],
            "tbl_anggaran": [{**PROGRAM, "Realisasi TW3": 70}]}  # fmt: skip
    assert [t[:2] for t in temuan([{**baris, "Keterangan": "Angka tetap BPS"}])] == [("KON-42", "Info")]
    uang = {"Uraian": "Program Layanan", "Tahun": 2025, "Pagu": 100, "Realisasi": 90}
    assert [t[:2] for t in temuan([baris], [uang], kini, triwulan=3)] == [("KON-42", "Info"), ("KON-43", "Info")]


@pytest.mark.parametrize(("catatan", "berat"), [
    ("Direvisi BPS", "Info"), ("Angka final dari rilis ulang", "Info"), ("hasil koreksi LHE", "Info"),
    ("Sumber: Bidang Sosial", "Salah"), ("Tabel 3.1 halaman 20", "Salah"), ("-", "Salah"), (None, "Salah"),
])  # fmt: skip
def test_only_a_note_of_a_revision_lightens_a_contradiction(catatan, berat):
    baris = {"Kode": "1.1.1", "Tahun": 2025, "Lingkup": "Instansi", "Target": 80, "Realisasi": 79}
    assert [t[:2] for t in temuan([{**baris, "Keterangan": catatan}])] == [("KON-42", berat)]


@pytest.mark.parametrize("nama", ["Total", "JUMLAH", "Jumlah Anggaran", "Total seluruhnya"])
def test_the_total_is_compared_with_last_years_total(nama):
    lalu = {**LALU, "tbl_anggaran": [PROGRAM, {**PROGRAM, "Kode": "2", "Uraian": "Lain"}]}
    baris = {"Kode": "1.1.1", "Tahun": 2025, "Realisasi": 80}
    uang = {"Uraian": nama, "Tahun": 2025, "Pagu": 200, "Realisasi": 170}
    assert temuan([baris], [uang], lalu) == [
        ("KON-43", "Salah", 1, "Realisasi", f"Realisasi 2025 '{nama}' tertulis Rp170, sedangkan di buku 2025 Rp180."),
    ]
    assert temuan([baris], [{**uang, "Realisasi": 180}, {**uang, "Tahun": 2024}], lalu) == []
    assert temuan([baris], [{**uang, "Uraian": "Jumlah pegawai"}], lalu) == []


def test_an_indicator_that_the_history_lacks_is_told():
    assert temuan() == [("KON-42", "Info", 1, "Kode", "Riwayat 2025 belum memuat indikator 1.1.1.")]


def test_the_book_of_another_year_is_refused(buku_contoh, tmp_path):
    buku = shutil.copy(buku_contoh, tmp_path / "buku.xlsx")
    with pytest.raises(UserError, match="buku tahun 2022, sedangkan yang diperiksa memerlukan buku tahun 2021"):
        periksa_buku(buku, lalu=buku_contoh)
