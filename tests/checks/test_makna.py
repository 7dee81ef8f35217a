"""Names read as a reviewer reads them, and where the checks on meaning must keep silent."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))
from buku_kecil import berkas, indikator  # noqa: E402
from kasus_makna import LALU, NAIK, TINGKAT, iki, kinerja, renstra, target  # noqa: E402

from lkjip_xl.checks.indikator import arah_nama, bagian  # noqa: E402
from lkjip_xl.checks.pemeriksaan import periksa, semua  # noqa: E402

MKN = {k for k in semua() if k.startswith("MKN")}


def temuan(tabel, **setelan):
    """(code, column) of what the checks on meaning find."""
    return [(t.kode, t.kolom) for t in periksa(berkas(tabel, **setelan), MKN)]


@pytest.mark.parametrize(("nama", "arah"), [
    ("Angka Kematian Ibu", "Turun"), ("Persentase Penduduk Miskin", "Turun"), ("Prevalensi stunting", "Turun"),
    ("Tingkat Pengangguran Terbuka", "Turun"), ("V/C Ratio", "Turun"), ("Jumlah temuan BPK", "Turun"),
    ("Indeks Ketimpangan Gender", "Turun"), ("Angka Putus Sekolah", "Turun"), ("Laju Inflasi", "Turun"),
    ("Persentase Penurunan Kasus Kekerasan terhadap Anak", "Naik"), ("Laju Pertumbuhan Ekonomi", "Naik"),
    ("Persentase Kasus Kekerasan terhadap Perempuan dan Anak yang tertangani", "Naik"),
    ("Persentase temuan BPK yang ditindaklanjuti", "Naik"), ("Angka Harapan Hidup", "Naik"),
    ("Indeks Kepuasan Masyarakat", "Naik"), ("Persentase PMKS (Penurunan)", None), ("Persentase PMKS", None),
    ("Persentase temuan yang belum ditindaklanjuti", None), ("Jumlah dokumen penanggulangan kemiskinan", None),
    ("Prevalensi pemakaian kontrasepsi modern", None), ("Persentase kecamatan bebas stunting", None),
    ("Laju Pertumbuhan Penduduk", None), ("Persentase pelayanan korban kekerasan", None), ("", None),
    ("Persentase penurunan kualitas air", None), ("Indikator 1.1", None),
])  # fmt: skip
def test_the_direction_that_a_name_tells(nama, arah):
    assert arah_nama(nama) == arah


@pytest.mark.parametrize(("nama", "hasil"), [
    ("Persentase PMKS yang terpenuhi kebutuhan dasarnya", "pasti"), ("Prosentase penduduk miskin", "mungkin"),
    ("Cakupan imunisasi", "mungkin"), ("Persentase pertumbuhan PAD", None), ("Persentase capaian kinerja", None),
    ("Rasio ketergantungan", None), ("Jumlah orang", None), ("", None),
])  # fmt: skip
def test_shares_of_a_whole(nama, hasil):
    assert bagian(nama) == hasil


@pytest.mark.parametrize("lain", [
    {"Indikator": "Angka kematian ibu", "Arah": "Turun", "Tipe": "Angka", "Satuan": "per 100.000",
     "Kondisi Awal": 90, **target(84, 83, 82, 81, 80)},
    {"Indikator": "Angka kematian ibu", "Arah": "turun", "Tipe": "angka", "Satuan": "per 100.000",
     "Kondisi Awal": 90, **target(84, 83, 82, 81, 80)},
    {"Indikator": "Persentase penurunan kasus kekerasan", "Formulasi": "(kasus n-1 dikurangi kasus n) / kasus n-1"},
    {"Indikator": "Persentase kasus kekerasan yang tertangani", "Kondisi Awal": 100, **target(*[100] * 5)},
    {"Indikator": "Persentase PMKS (Penurunan)", "Arah": "Turun", "Kondisi Awal": 36, **target(35, 35, 34.5, 34, 33)},
    {"Indikator": "Persentase balita wasting", "Arah": "Turun", "Kondisi Awal": 0.9, **target(0.8, 0.7, 0.6, 0.5, 0.4)},
    {"Indikator": "Persentase desa maju", "Kondisi Awal": 0.5, **target(1, 2, 3, 4, 5)},
    {"Indikator": "Jumlah dokumen", "Jenis": "Kegiatan", "Tipe": "Angka", "Satuan": "dokumen", "Kondisi Awal": None,
     **target(12, 10, 8, 6, 4)},
    {"Indikator": "Jumlah dokumen", "Jenis": "Kegiatan", "Tipe": "Angka", "Satuan": "dokumen", "Kondisi Awal": None,
     **target(12, 20, 8, 16, 4)},
    {"Indikator": "Persentase pertumbuhan PAD", "Kondisi Awal": -3, **target(-1, 0, 2, 110, 120),
     "Formulasi": "(PAD tahun ini - PAD tahun lalu) / PAD tahun lalu"},
    {"Tipe": "Angka", "Satuan": "orang", "Indikator": "Jumlah penerima", "Kondisi Awal": None,
     **target(100, 900, 8000, 60000, 500000)},
    {"Satuan": "% (persen)"}, {"Satuan": "persen"}, {"Satuan": None}, {"Tipe": "Angka", "Satuan": "indeks",
                                                                       "Indikator": "Indeks SPBE",
                                                                       "Kondisi Awal": 2, **target(3, 3, 3, 4, 5)},
    {**TINGKAT, "Skala Tingkat": "APE PUG", "Kondisi Awal": "N/A", "Target 2025": "-", "Target 2026": "utama"},
])  # fmt: skip
def test_sound_rows_of_renstra(lain):
    assert temuan(renstra(**lain)) == []


@pytest.mark.parametrize(("lain", "isi"), [
    (NAIK, {"Realisasi TW4": 96}), ({}, {"Realisasi TW4": 0}), (NAIK, {"Realisasi TW4": "N/A"}),
    ({"Arah": "Turun", "Tipe": "Angka", "Satuan": "nilai", "Indikator": "Waktu tanggap", "Kondisi Awal": 0,
      **target(0, 0, 0, 0, 0)}, {"Realisasi TW4": 0}),
    (NAIK, {"Realisasi TW4": 30}),
])  # fmt: skip
def test_sound_realisasi(lain, isi):
    assert temuan(kinerja(lain, **isi)) == []


@pytest.mark.parametrize(("lalu", "kini"), [(100, 100), (0, 0), (8, 8), (80, 80), (71, 72)])
def test_round_figures_may_repeat(lalu, kini):
    lain = {**NAIK, "Target 2025": 100, "Kondisi Awal": None, **target(100, 100, 100, 100, 100)}
    kode = [k for k, _ in temuan(kinerja(lain, riwayat=[{**LALU, "Realisasi": lalu}], **{"Realisasi TW4": kini}))]
    assert "MKN-14" not in kode


def test_last_year_of_another_scope_is_no_repeat():
    lain = {**LALU, "Lingkup": "Nasional", "Realisasi": 69.37}
    assert temuan(kinerja(riwayat=[lain], **{"Realisasi TW4": 69.37})) == []


@pytest.mark.parametrize(("tabel", "kode"), [
    (renstra(Indikator="Angka kemiskinan", **target(90, 88, 86, 84, 82), **{"Kondisi Awal": 95}), ["MKN-01"]),
    (renstra(**target(90, 88, 86, 84, 82), **{"Kondisi Awal": 95}), ["MKN-02"]),
    (renstra(**target(86, 87, 0.88, 89, 90)), ["MKN-07"]),
    (renstra(**NAIK, **target(80, 81, 820, 83, 84)), ["MKN-08"]),
    (renstra(Indikator="Persentase kasus yang tertangani", **target(80, 81, 82, 83, 840)), ["MKN-09"]),
    (kinerja({"Indikator": "Persentase kasus yang tertangani"}, **{"Realisasi TW4": 809}), ["MKN-09"]),
    (kinerja(NAIK, **{"Realisasi TW4": 809}), ["MKN-11"]),
    (kinerja(**{"Realisasi TW4": 0.81}), ["MKN-07"]),
    (renstra(Indikator="Jumlah peserta", Satuan="orang"), ["MKN-21"]),
    (renstra() | {"tbl_pk": [{"Dokumen": "Awal", "Kode": "1.1.1", "Target": 0}]}, ["MKN-05"]),
    (renstra(**target(0, 80, 81, 82, 83)) | {"tbl_pk": [{"Dokumen": "Awal", "Kode": "1.1.1", "Target": 0}]},
     ["MKN-05"]),
])  # fmt: skip
def test_one_cause_is_one_finding(tabel, kode):
    assert [k for k, _ in temuan(tabel)] == kode


def test_a_moved_comma_is_named_as_the_likely_cause():
    (t,) = periksa(berkas(kinerja(NAIK, **{"Realisasi TW4": 809})), {"MKN-11"})
    assert t.perbaikan.startswith("Realisasinya kira-kira 10 kali target") and t.berat == "Periksa"


def test_the_only_scale_that_fits_is_proposed():
    lain = {"Skala Tingkat": None, "Target 2025": "Nindya"}
    (t,) = periksa(berkas(renstra(**{**TINGKAT, **lain})), {"MKN-24"})
    assert t.seharusnya == "Kota Layak Anak" and t.perbaikan.endswith("ada pada skala Kota Layak Anak.")


@pytest.mark.parametrize("baris", [
    [{"Indikator": "Persentase PKH graduasi", "Pembilang": "penerima PKH yang graduasi", "Penyebut": "penerima PKH"}],
    [{"Indikator": "Jumlah laporan hasil advokasi", "Jenis": "Jumlah", "Pembilang": "Jumlah laporan advokasi"}],
    [{"Indikator": "Persentase penurunan kasus", "Pembilang": "kasus tahun lalu - kasus tahun ini",
      "Penyebut": "kasus tahun lalu"}],
    [{"Indikator": "Persentase penduduk miskin", "Penyebut": "Jumlah penduduk"},
     {"Indikator": "Cakupan kepesertaan JKN", "Pembilang": "peserta JKN", "Penyebut": "Jumlah penduduk"}],
    [{"Indikator": "Persentase kasus perempuan ditangani", "Pembilang": "kasus perempuan"},
     {"Indikator": "Persentase kasus anak ditangani", "Pembilang": "kasus anak"}],
])  # fmt: skip
def test_sound_individual_indicators(baris):
    assert temuan(iki(*baris)) == []


def test_the_individual_indicators_of_one_position_are_not_mixed_with_another():
    baris = [{"Jabatan": j, "Jenis": "Persentase", "Indikator": f"Persentase kasus {apa} yang selesai",
              "Pembilang": "kasus perempuan yang selesai", "Penyebut": "kasus"}
             for j, apa in (("Kabid A", "perempuan"), ("Kabid B", "anak"))]  # fmt: skip
    assert temuan({"tbl_iki": baris}) == []
    baris[1]["Jabatan"] = "Kabid A"
    assert temuan({"tbl_iki": baris}) == [("MKN-32", "Pembilang")]


def test_the_shipped_rows_of_the_tests_are_sound():
    assert temuan({"tbl_renstra": [indikator()]}) == []
