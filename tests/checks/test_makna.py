"""Names read as a reviewer reads them, and where the checks on meaning must keep silent."""

import pytest

from lkjip_xl.checks.indicator_facts import arah_by_name, share_kind
from lkjip_xl.checks.registry import all_checks, run_checks
from tests.checks.cases_makna import LALU, NAIK, OPINI, TINGKAT, iki, kinerja, renstra, target
from tests.checks.small_book import berkas, indikator

MKN = {k for k in all_checks() if k.startswith("MKN")}


def temuan(tabel, **setelan):
    """(code, column) of what the checks on meaning find."""
    return [(t.kode, t.kolom) for t in run_checks(berkas(tabel, **setelan), MKN)]


@pytest.mark.parametrize(("nama", "arah"), [
    ("Angka Kematian Ibu", "Turun"), ("Persentase Penduduk Miskin", "Turun"), ("Prevalensi stunting", "Turun"),
    ("Tingkat Pengangguran Terbuka", "Turun"), ("V/C Ratio", "Turun"), ("Jumlah temuan BPK", "Turun"),
    ("Indeks Ketimpangan Gender", "Turun"), ("Angka Putus Sekolah", "Turun"), ("Laju Inflasi", "Turun"),
    ("Persentase Penurunan Kasus Kekerasan terhadap Anak", "Naik"), ("Laju Pertumbuhan Ekonomi", "Naik"),
    ("Persentase Kasus Kekerasan terhadap Perempuan dan Anak yang tertangani", "Naik"),
    ("Persentase temuan BPK yang ditindaklanjuti", "Naik"), ("Angka Harapan Hidup", "Naik"),
    ("Indeks Kepuasan Masyarakat", "Naik"), ("Persentase PMKS (Penurunan)", None), ("Persentase PMKS", None),
    ("Persentase temuan yang belum ditindaklanjuti", "Turun"), ("Jumlah pengaduan yang tidak ditangani", "Turun"),
    ("Penurunan temuan yang belum ditindaklanjuti", None), ("Persentase desa yang tidak mempunyai sarana", None),
    ("Rata-rata lama antre pasien", "Turun"), ("Panjang antrean", "Turun"),
    ("Jumlah dokumen penanggulangan kemiskinan", None),
    ("Prevalensi pemakaian kontrasepsi modern", None), ("Persentase kecamatan bebas stunting", None),
    ("Laju Pertumbuhan Penduduk", None), ("Persentase pelayanan korban kekerasan", None), ("", None),
    ("Persentase penurunan kualitas air", None), ("Indikator 1.1", None),
    ("Angka infeksi nosokomial", "Turun"), ("Net Death Rate (NDR)", "Turun"),
    ("Average Length of Stay (AvLOS)", "Turun"), ("Gross Death Rate", "Turun"),
    ("Rata-rata waktu tunggu pelayanan rawat jalan", "Turun"), ("Waktu tanggap penanganan kebakaran", "Turun"),
    ("Response time", "Turun"), ("Tingkat non-respons rumah tangga", "Turun"), ("Persentase Nonrespon", "Turun"),
    ("Jumlah gangguan ketenteraman dan ketertiban umum", "Turun"), ("Angka kematian bayi", "Turun"),
    ("Jumlah kejadian kebakaran", "Turun"), ("Rata-rata lama rawat", "Turun"), ("Jumlah insiden siber", "Turun"),
    ("Persentase pasien dengan waktu tunggu kurang dari 60 menit", None), ("Jumlah uji emisi", None),
    ("Tingkat Waktu Tanggap (Response Time Rate) Daerah Layanan WMK", None), ("Jumlah pos kebakaran", None),
    ("Persentase waktu tunggu sesuai standar", None), ("Jumlah orang dengan gangguan jiwa", None),
    ("Persentase response rate survei", None), ("Rata-rata lama sekolah", None), ("Bed Occupancy Rate (BOR)", None),
    ("Persentase penanganan infeksi", None), ("Persentase gangguan jaringan yang tertangani", "Naik"),
])  # fmt: skip
def test_the_direction_that_a_name_tells(nama, arah):
    assert arah_by_name(nama) == arah


@pytest.mark.parametrize(("nama", "hasil"), [
    ("Persentase PMKS yang terpenuhi kebutuhan dasarnya", "pasti"), ("Prosentase penduduk miskin", "mungkin"),
    ("Cakupan imunisasi", "mungkin"), ("Persentase pertumbuhan PAD", None), ("Persentase capaian kinerja", None),
    ("Rasio ketergantungan", None), ("Jumlah orang", None), ("", None),
    ("Persentase Target PAD yang Tercapai", None), ("Persentase pajak yang terpungut dari potensi", None),
    ("Persentase dokumen perencanaan yang selaras", "pasti"),
])  # fmt: skip
def test_shares_of_a_whole(nama, hasil):
    assert share_kind(nama) == hasil


@pytest.mark.parametrize("lain", [
    {"Indikator": "Angka kematian ibu", "Arah": "Turun", "Tipe": "Angka", "Satuan": "per 100.000",
     "Kondisi Awal": 90, **target(84, 83, 82, 81, 80)},
    {"Indikator": "Angka kematian ibu", "Arah": "turun", "Tipe": "angka", "Satuan": "per 100.000",
     "Kondisi Awal": 90, **target(84, 83, 82, 81, 80)},
    {"Indikator": "Persentase penurunan kasus kekerasan", "Formulasi": "(kasus n-1 dikurangi kasus n) / kasus n-1"},
    {"Indikator": "Persentase kasus kekerasan yang tertangani", "Kondisi Awal": 100, **target(*[100] * 5)},
    {"Indikator": "Persentase PMKS (Penurunan)", "Arah": "Turun", "Kondisi Awal": 36, **target(35, 35, 34.5, 34, 33)},
    {"Indikator": "Persentase balita wasting", "Arah": "Turun", "Kondisi Awal": 0.9, **target(0.8, 0.7, 0.6, 0.5, 0.4)},
    {"Indikator": "Persentase desa maju", "Kondisi Awal": 1, **target(25, 50, 75, 90, 100)},
    {"Indikator": "Persentase desa maju", "Kondisi Awal": 0.8, **target(20, 40, 60, 80, 100)},
    {"Indikator": "Persentase desa maju", "Kondisi Awal": None, **target(1, 25, 50, 75, 100)},
    {"Indikator": "Persentase Pertumbuhan PDRB", "Formulasi": "((PDRBt - PDRBt-1) / PDRBt-1) x 100%"},
    {"Indikator": "Persentase Peningkatan PAD", "Formulasi": "((PADn - PADn–1) / PADn–1) x 100%"},
    {"Indikator": "Persentase Target PAD yang Tercapai", "Kondisi Awal": 99, **target(100, 101, 102, 103, 104.5)},
    {"Indikator": "Persentase desa maju", "Kondisi Awal": 0.5, **target(1, 2, 3, 4, 5)},
    {"Indikator": "Jumlah dokumen", "Jenis": "Kegiatan", "Tipe": "Angka", "Satuan": "dokumen", "Kondisi Awal": None,
     **target(12, 10, 8, 6, 4)},
    {"Indikator": "Jumlah dokumen", "Jenis": "Kegiatan", "Tipe": "Angka", "Satuan": "dokumen", "Kondisi Awal": None,
     **target(12, 20, 8, 16, 4)},
    {"Indikator": "Persentase pertumbuhan PAD", "Kondisi Awal": -3, **target(-1, 0, 2, 110, 120),
     "Formulasi": "(PAD tahun ini - PAD tahun lalu) / PAD tahun lalu"},
    {"Tipe": "Angka", "Satuan": "orang", "Indikator": "Jumlah penerima", "Kondisi Awal": None,
     **target(100, 900, 8000, 60000, 500000)},
    {"Indikator": "Indeks kepuasan", "Tipe": "Indeks", "Satuan": "nilai", "Kondisi Awal": 80,
     **target(81, 82, 83, 84, 85), "Formulasi": "rata-rata jawaban skala 1-4 x 25"},
    {"Indikator": "Indeks mutu", "Tipe": "Indeks", "Satuan": "nilai", "Kondisi Awal": 80,
     **target(81, 82, 83, 84, 85), "Formulasi": "jawaban skala 1 s.d. 4 dihitung menurut pedoman"},
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
    (kinerja(NAIK, **{"Realisasi TW4": 209}), ["MKN-11"]), (kinerja(NAIK, **{"Realisasi TW4": 809}), ["MKN-38"]),
    (kinerja(**{"Realisasi TW4": 0.81}), ["MKN-07"]),
    (renstra(Indikator="Jumlah peserta", Satuan="orang"), ["MKN-21"]),
    (renstra() | {"tbl_pk": [{"Dokumen": "Awal", "Kode": "1.1.1", "Target": 0}]}, ["MKN-05"]),
    (renstra(**target(0, 80, 81, 82, 83)) | {"tbl_pk": [{"Dokumen": "Awal", "Kode": "1.1.1", "Target": 0}]},
     ["MKN-05"]),
])  # fmt: skip
def test_one_cause_is_one_finding(tabel, kode):
    assert [k for k, _ in temuan(tabel)] == kode


SERATUS = {"Indikator": "Persentase desa maju", "Kondisi Awal": 90, **target(100, 100, 100, 100, 100)}


@pytest.mark.parametrize("awal", [1, 0.9])
@pytest.mark.parametrize("sifat", ["Kumulatif", "Posisi Akhir"])
def test_a_running_target_may_start_from_little(awal, sifat):
    isi = {"Target TW1": awal, "Target TW2": 40, "Target TW3": 60, "Target TW4": 100, "Realisasi TW1": 0.9,
           "Realisasi TW2": 40, "Realisasi TW3": 60, "Realisasi TW4": 100}  # fmt: skip
    assert temuan(kinerja(SERATUS, Sifat=sifat, **isi)) == []


@pytest.mark.parametrize(("isi", "berat"), [
    ({"Target TW3": 0.98, "Target TW4": 100}, "Periksa"), ({"Target TW4": 1}, "Salah"),
    ({"Realisasi TW3": 95, "Realisasi TW4": 0.97}, "Salah"), ({"Realisasi TW4": 0.97}, "Periksa"),
])  # fmt: skip
def test_the_neighbours_decide_how_sure_a_fraction_is(isi, berat):
    hasil = run_checks(berkas(kinerja(SERATUS, **({"Realisasi TW4": 100} | isi))), {"MKN-07"})
    assert [t.berat for t in hasil] == [berat]


@pytest.mark.parametrize(("renstra_ini", "berat"), [(92, "Salah"), (60, "Periksa")])
def test_a_fraction_in_the_pk_is_one_finding(renstra_ini, berat):
    tabel = kinerja({**SERATUS, "Target 2025": renstra_ini}, **{"Realisasi TW4": 92}) | {
        "tbl_pk": [{"Dokumen": "Awal", "Kode": "1.1.1", "Target": 0.92}]}  # fmt: skip
    tabel["tbl_pengukuran"][0]["Target TW4"] = renstra_ini
    hasil = [t for t in run_checks(berkas(tabel)) if t.kode.startswith(("MKN", "ARI"))]
    assert [(t.kode, t.tabel, t.berat) for t in hasil] == [("MKN-07", "tbl_pk", berat)]


def test_a_fraction_among_running_figures_is_not_also_a_fall():
    tabel = kinerja(SERATUS, Sifat="Kumulatif", **{"Realisasi TW3": 90, "Realisasi TW4": 0.9315})
    hasil = [t for t in run_checks(berkas(tabel)) if t.kode.startswith(("MKN", "ARI"))]
    assert [(t.kode, t.kolom, t.berat) for t in hasil] == [("MKN-07", "Realisasi TW4", "Salah")]


SPBE = {"Indikator": "Indeks SPBE", "Tipe": "Indeks", "Satuan": "indeks", "Kondisi Awal": 2.9,
        **target(3.3, 3.4, 3.5, 3.6, 3.7)}  # fmt: skip


def test_an_index_above_its_scale_is_one_finding():
    assert temuan(kinerja(SPBE, **{"Realisasi TW4": 34.1})) == [("MKN-23", "Realisasi TW4")]
    assert temuan(kinerja({**SPBE, "Target 2027": 35}, **{"Realisasi TW4": 3.3})) == [("MKN-23", "Target 2027")]
    assert ("MKN-11", "Capaian Asli") in temuan(kinerja(SPBE, **{"Realisasi TW4": 4.9}))


@pytest.mark.parametrize("tahun", [None, "", "dua ribu", True])
def test_a_year_that_is_no_number_stops_nothing(tahun):
    tabel = kinerja(SPBE, riwayat=[{**LALU, "Realisasi": 3}], **{"Realisasi TW4": 0.33}) | {
        "tbl_pk": [{"Dokumen": "Awal", "Kode": "1.1.1", "Target": 3.3}]}  # fmt: skip
    assert ("MKN-13", "Realisasi") in temuan(tabel, tahun=tahun)


@pytest.mark.parametrize(("typed", "found"), [
    ({"Target TW2": 70, "Realisasi TW2": 0.702}, True),
    ({"Target TW2": 70, "Realisasi TW2": 7.1}, False),  # a tenth may be the truth in the middle of a year
    ({"Realisasi TW2": 0.702}, False),  # no target to that quarter
])  # fmt: skip
def test_a_comma_that_slipped_by_two_places_is_found_in_any_quarter(typed, found):
    services = {"Satuan": "indeks", "Tipe": "Indeks", "Indikator": "Indeks layanan"}
    hasil = run_checks(berkas(kinerja(services, **typed), triwulan_berjalan=2), {"MKN-13"})
    assert [(t.kolom, "s.d. triwulan II" in t.uraian) for t in hasil] == ([("Realisasi", True)] if found else [])


@pytest.mark.parametrize(("lain", "isi", "kolom"), [
    ({"Arah": "Turun", "Indikator": "Waktu tanggap"}, {"Realisasi TW2": 8}, []),
    ({"Arah": "Turun", "Indikator": "Waktu tanggap"}, {"Target TW2": 10, "Realisasi TW2": 9}, []),
    ({}, {"Target TW2": 20, "Realisasi TW2": 50}, ["Capaian TW2"]),
    ({}, {"Realisasi TW2": 200}, ["Capaian Asli"]),
])  # fmt: skip
@pytest.mark.parametrize("batas", [None, 1.2])
def test_in_the_middle_of_the_year_the_running_quarter_counts(lain, isi, kolom, batas):
    tabel = kinerja({**NAIK, **lain}, **{"Realisasi TW4": None, **isi})
    hasil = run_checks(berkas(tabel, triwulan_berjalan=2, batas_capaian=batas), {"MKN-11"})
    assert [t.kolom for t in hasil] == kolom


@pytest.mark.parametrize(("lain", "isi", "codes"), [
    ({"Arah": "Turun"}, {"Realisasi TW1": 10}, {"KON-40"}),  # 166,67% of 30, which the blank quarter may yet undo
    ({"Arah": "Turun"}, {"Realisasi TW1": 10, "Realisasi TW2": "N/A"}, {"ARI-28"}),
    ({"Arah": "Turun"}, {"Realisasi TW1": 10, "Realisasi TW2": 0}, {"MKN-11"}),
    ({}, {"Realisasi TW1": 40}, {"KON-40"}),
    ({}, {"Realisasi TW1": 300}, {"KON-40", "MKN-38"}),  # a comma in the wrong place is none the less
])  # fmt: skip
def test_a_provisional_capaian_is_not_asked_about_until_its_blank_quarter_is_filled(lain, isi, codes):
    told = {"MKN-11", "MKN-38", "KON-19", "KON-40", "ARI-28"}
    lain = {**NAIK, "Satuan": "kasus", "Tipe": "Angka", "Indikator": "Jumlah kasus", **lain}
    plan = {f"Target TW{n}": 15 for n in range(1, 5)}
    tabel = kinerja({**lain, "Target 2025": 60}, Sifat="Akumulasi", **{"Realisasi TW4": None, **plan, **isi})
    assert {t.kode for t in run_checks(berkas(tabel, triwulan_berjalan=2), told)} == codes


@pytest.mark.parametrize("batas", [None, 1.2])
@pytest.mark.parametrize("arah", ["Naik", "Turun"])
@pytest.mark.parametrize(("target", "reached"), [("60-85", 88.4), ("60-85", 72), ("0-85", 50), ("20-85", 80)])
@pytest.mark.parametrize("quarter", [2, 4])
def test_a_target_with_two_ends_is_judged_by_the_nearer(quarter, target, reached, arah, batas):
    """88,4 of 60-85 is 96,00%, not 147,33% of 60; 80 of 20-85 is inside, not more than twice 20."""
    lain = {"Tipe": "Angka", "Satuan": "nilai", "Indikator": "Nilai hunian", "Arah": arah,
            **{f"Target {t}": target for t in range(2025, 2030)}}  # fmt: skip
    isi = {"Realisasi TW4": None, f"Target TW{quarter}": target, f"Realisasi TW{quarter}": reached}
    tabel = berkas(kinerja(lain, **isi), triwulan_berjalan=quarter, batas_capaian=batas)
    assert run_checks(tabel, {"MKN-06", "MKN-11", "MKN-12"}) == []


@pytest.mark.parametrize(("label", "pendek"), [
    ("Wajar Tanpa Pengecualian", "WTP"), ("Wajar dengan pengecualian", "WDP"),
    ("opini WTP (2024)", "WTP"),
    ("Tidak Wajar", "TW"), ("Baik", None), ("TW atau WDP", None),
])  # fmt: skip
def test_the_short_form_of_a_level_is_proposed(label, pendek):
    (t,) = run_checks(berkas(renstra(**{**TINGKAT, **OPINI, **target(label, *["WTP"] * 4)})), {"MKN-25"})
    assert t.seharusnya == pendek
    assert t.perbaikan == (f"Tulis {pendek}." if pendek else "Tulis salah satu: TMP, TW, WDP, WTP.")


@pytest.mark.parametrize("label", ["WTP (tanpa pengecualian)", "WTP (95)", "95 (WTP)"])
def test_a_level_with_a_number_or_a_remark_beside_it_is_sound(label):
    assert run_checks(berkas(renstra(**{**TINGKAT, **OPINI, **target(label, *["WTP"] * 4)})), {"MKN-25"}) == []


def test_two_levels_in_one_cell_are_asked_about():
    lain = target("WTP (WDP)", *["WTP"] * 4)
    (t,) = run_checks(berkas(renstra(**{**TINGKAT, **OPINI, **lain})), {"MKN-25"})
    assert t.berat == "Periksa" and t.uraian == (
        "Target 2025 indikator 1.1.1 tertulis 'WTP (WDP)', dua label skala Opini BPK; yang dipakai WTP."
    )


def test_a_moved_comma_is_named_as_the_likely_cause():
    (t,) = run_checks(berkas(kinerja(NAIK, **{"Realisasi TW4": 809})), {"MKN-11"})
    assert t.perbaikan.startswith("Realisasinya kira-kira 10 kali target") and t.berat == "Periksa"


def test_the_only_scale_that_fits_is_proposed():
    lain = {"Skala Tingkat": None, "Target 2025": "Nindya"}
    (t,) = run_checks(berkas(renstra(**{**TINGKAT, **lain})), {"MKN-24"})
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
