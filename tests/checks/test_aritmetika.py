"""Where the arithmetic checks must keep silent, and that no book stops them."""

from pathlib import Path

import pytest

import lkjip_xl  # noqa: E402
from lkjip_xl.checks.aritmetika import geseran
from lkjip_xl.checks.registry import Context, all_checks, run_checks
from lkjip_xl.compute.world import World
from lkjip_xl.expr.values import ErrorValue
from tests.checks.cases_aritmetika import ANGKA, EMPAT_TW, A, kegiatan, kinerja, program, sub
from tests.checks.small_book import berkas, indikator, ukur
from tests.compute.random_book import random_rows, random_setting, seeded
from tests.printed.csv_book import buku_dari_csv

ARI = {k for k in all_checks() if k.startswith("ARI")}
MILIK = {k for k in all_checks() if k.startswith(("ARI", "MKN"))}


def temuan(tabel, **setelan):
    """(code, row, column) of what the arithmetic checks find."""
    return [(t.kode, t.baris, t.kolom) for t in run_checks(berkas(tabel, **setelan), ARI)]


def anggaran(*baris, **setelan):
    return temuan({A: list(baris)}, **setelan)


def test_a_parent_that_is_right_is_silent_at_every_level():
    assert anggaran(
        program(**{"Pagu Awal": 900}), kegiatan(**{"Pagu Awal": 900}), sub("1", **{"Pagu Awal": 400}),
        sub("2", **{"Pagu Awal": 500}),
    ) == []  # fmt: skip


@pytest.mark.parametrize(("atas", "bawah", "salah"), [(1000, 1000, [2]), (1000, 900, [1]), (900, 1000, [2]),
                                                      (950, 900, [1]), (900, None, []), (950, None, [1]),
                                                      (950, 1000, [1, 2])])  # fmt: skip
def test_the_lowest_place_where_numbers_part_is_accused(atas, bawah, salah):
    """Leaves hold 900. The program is measured by what its kegiatan says and by the leaves."""
    hasil = anggaran(
        program(**{"Pagu Awal": atas}), kegiatan(**({} if bawah is None else {"Pagu Awal": bawah})),
        sub("1", **{"Pagu Awal": 400}), sub("2", **{"Pagu Awal": 500}),
    )  # fmt: skip
    assert [b for k, b, _ in hasil if k == "ARI-01"] == salah


def test_a_wrong_leaf_accuses_only_the_row_right_above_it():
    assert anggaran(
        {"Kode": "0", "Tingkat": "Urusan", "Uraian": "Urusan", "Pagu Awal": 900}, program(**{"Pagu Awal": 900}),
        kegiatan(**{"Pagu Awal": 900}), sub("1", **{"Pagu Awal": 40}), sub("2", **{"Pagu Awal": 500}),
    ) == [("ARI-01", 3, "Pagu Awal")]  # fmt: skip


def test_the_leaf_that_explains_the_difference_is_named():
    (t,) = run_checks(berkas({A: [program(**{"Pagu Awal": 1400}), sub("1.1.1", **{"Pagu Awal": 400}),
                               sub("1.1.2", **{"Pagu Awal": 600})]}), {"ARI-01"})  # fmt: skip
    assert t.perbaikan.endswith("Selisihnya sama dengan isi Sub Kegiatan 1.1.1.")
    assert (t.tertulis, t.seharusnya) == (1400, 1000)


@pytest.mark.parametrize("jumlah", [350, 750])
def test_a_blank_pagu_perubahan_may_mean_unchanged(jumlah):
    """A printed total of the perubahan either counts the unchanged rows (750) or only the changed ones (350)."""
    assert anggaran(
        program(**{"Pagu Perubahan": jumlah}), sub("1", **{"Pagu Awal": 400}),
        sub("2", **{"Pagu Awal": 300, "Pagu Perubahan": 350}),
    ) == []  # fmt: skip


def test_text_among_the_leaves_leaves_the_parent_alone():
    assert anggaran(program(**{"Pagu Awal": 900}), sub("1", **{"Pagu Awal": "Rp 900"})) == []
    assert anggaran(program(**{"Pagu Awal": 900}), sub("1", **{"Pagu Awal": 900}), sub("2", **{"Pagu Awal": "-"})) == []


def test_a_lost_sign_is_one_finding():
    assert anggaran(program(**{"Pagu Awal": 900}), sub("1", **{"Pagu Awal": -400}), sub("2", **{"Pagu Awal": 500})) == [
        ("ARI-06", 2, "Pagu Awal")
    ]
    assert anggaran(program(**{"Pagu Awal": -900}), sub("1", **{"Pagu Awal": 900})) == [("ARI-06", 1, "Pagu Awal")]


@pytest.mark.parametrize("isi", [(100, None, 300), (100, "N/A", 100), (0, 0, 0)])
def test_blanks_do_not_fall(isi):
    realisasi = {f"Realisasi TW{n}": v for n, v in enumerate(isi, 1)}
    assert anggaran(sub(**{"Pagu Awal": 900}, **realisasi)) == []


def test_quarters_after_the_running_one_are_not_compared():
    assert anggaran(sub(**{"Pagu Awal": 900, "Realisasi TW2": 500, "Realisasi TW3": 0}), triwulan_berjalan=2) == []


def test_an_amount_of_the_full_pagu_is_sound():
    assert anggaran(sub(**{"Pagu Awal": 900, "Realisasi TW4": 900})) == []


def test_a_pagu_that_lost_a_digit_is_not_also_a_realisasi_above_it():
    hasil = anggaran(
        sub(**{"Pagu Awal": 124_419_000, "Pagu Perubahan": 12_419_000, "Realisasi TW4": 90_000_000}),
        dokumen_pk="Perubahan",
    )
    assert hasil == [("ARI-08", 1, "Pagu Perubahan")]


@pytest.mark.parametrize(("kecil", "besar", "hasil"), [
    (15_000_000, 150_000_000, 10), (15_250, 15_250_000, 1000), (5_000_000, 50_000_000, None),
    (20_000_000, 120_000_000, None), (495_808_406, 4_958_084_006, "satu angka"), (0, 10, None), (12.5, 125, None),
])  # fmt: skip
def test_what_looks_like_a_lost_digit(kecil, besar, hasil):
    assert geseran(kecil, besar) == hasil


def test_a_program_that_differs_is_not_told_again_by_the_total():
    pk = [{"Dokumen": "Awal", "Kode": k, "Program": "P", "Anggaran": 700} for k in ("1", "2")]
    baris = [program("1", **{"Pagu Awal": 700}), program("2", **{"Pagu Awal": 300})]
    assert temuan({A: baris, "tbl_pk_program": pk}) == []
    assert temuan({A: [*baris, program("3", **{"Pagu Awal": 5})], "tbl_pk_program": pk}) == [("ARI-09", 1, "Anggaran")]


@pytest.mark.parametrize("target", [(26.67, 26.67, 26.67, None), (20, 20, 20, 20), (26.67, 26.67, 26.66, 0),
                                    (20, None, None, None), (20, 30, 30, "N/A"), (20, "dua", 20, 30),
                                    (20.1, 20.1, 20, 20), (20.2, 20.2, 19.9, 19.9)])  # fmt: skip
def test_targets_of_akumulasi_that_close_or_are_not_complete(target):
    isi = {f"Target TW{n}": v for n, v in enumerate(target, 1)}
    assert temuan(kinerja(ANGKA, Sifat="Akumulasi", **isi, **{f"Realisasi TW{n}": 20 for n in (1, 2, 3, 4)})) == []


@pytest.mark.parametrize(("target", "tahun", "salah"), [
    ((8.3, 8.3, 8.3, 8.3), 33.3, False), ((8.3, 8.3, 8.3, 8.2), 33.3, False), ((8.3, 8.3, 8.3, 8.0), 33.3, True),
    ((8.3, 8.3, 8.3, 0), 25, False), ((8.3, 8.3, 8.2, 0), 25, True), ((25, 25, 25, 24), 100, True),
    ((8, 8, 8, 9), 33.3, False),
])  # fmt: skip
def test_targets_may_be_rounded_to_the_decimals_that_they_show(target, tahun, salah):
    isi = {f"Target TW{n}": v for n, v in enumerate(target, 1)}
    hasil = temuan(kinerja({**ANGKA, "Target 2025": tahun}, Sifat="Akumulasi", **isi))
    assert [k for k in hasil if k[0] == "ARI-23"] == ([("ARI-23", 1, "Target TW4")] if salah else [])


@pytest.mark.parametrize(("uraian", "isi", "berat"), [
    ("Pelayanan BLUD", 1100, "Periksa"), ("Pelayanan BLUD", 1101, "Salah"), ("Pelayanan", 1080, "Salah"),
    ("Badan Layanan Umum Daerah", 1080, "Periksa"),
])  # fmt: skip
def test_a_blud_may_pass_its_pagu_within_a_tenth(uraian, isi, berat):
    baris = sub(Uraian=uraian, **{"Pagu Awal": 1000, "Realisasi TW4": isi})
    assert [t.berat for t in run_checks(berkas({A: [baris]}), {"ARI-05"})] == [berat]


def test_a_total_row_is_told_once():
    pk = [{"Dokumen": "Awal", "Kode": k, "Program": "P", "Anggaran": v} for k, v in (("1", 700), ("2", 300))]
    baris = [program("1", **{"Pagu Awal": 700}), program("2", **{"Pagu Awal": 300}),
             {"Tingkat": "Program", "Uraian": "JUMLAH", "Pagu Awal": 1000}]  # fmt: skip
    assert temuan({A: baris, "tbl_pk_program": pk}) == [("ARI-11", 3, "Pagu Awal")]


def test_thirds_with_two_decimals_close():
    renstra = {**ANGKA, "Target 2025": 100}
    isi = dict(zip([f"Target TW{n}" for n in (1, 2, 3, 4)], (33.33, 33.33, 33.33, 0), strict=True))
    assert temuan(kinerja(renstra, Sifat="Akumulasi", **isi, **{f"Realisasi TW{n}": 20 for n in (1, 2, 3)})) == []
    isi["Target TW3"] = 33.3
    assert ("ARI-23", 1, "Target TW4") in temuan(kinerja(renstra, Sifat="Akumulasi", **isi))


def test_a_skipped_quarter_without_target_is_sound():
    assert temuan(kinerja(ANGKA, Sifat="Akumulasi", **{"Realisasi TW2": 20})) == []
    assert temuan(kinerja(ANGKA, Sifat="Akumulasi", **EMPAT_TW, **{"Target TW4": 20, "Realisasi TW4": None})) == []


@pytest.mark.parametrize("lain", [{"Arah": "Turun"}, {"Tipe": "Tingkat", "Skala Tingkat": "APE PUG"}])
def test_kumulatif_may_fall_where_less_is_better(lain):
    assert temuan(kinerja({**ANGKA, **lain}, Sifat="Kumulatif", **{"Realisasi TW3": 90})) == []


def test_posisi_akhir_may_fall():
    assert temuan(kinerja(**{"Realisasi TW3": 90})) == []


def test_target_of_a_level_is_compared_by_its_score():
    tingkat = {"Tipe": "Tingkat", "Skala Tingkat": "APE PUG", "Target 2025": "Utama"}
    assert temuan(kinerja(tingkat, **{"Target TW4": "utama", "Realisasi TW4": "Madya"})) == []
    assert temuan(kinerja(tingkat, **{"Target TW4": "Madya", "Realisasi TW4": "Madya"})) == [
        ("ARI-22", 1, "Target TW4")
    ]


def test_growth_may_pass_its_base():
    iki = {"Jabatan": "Kabid", "Indikator": "Persentase peningkatan layanan", "Jenis": "Persentase",
           "Nilai Pembilang": 30, "Nilai Penyebut": 20}  # fmt: skip
    assert temuan({"tbl_iki": [iki]}) == []


def test_amounts_made_of_floats_are_whole():
    assert anggaran(sub(**{"Pagu Awal": 1000.0, "Realisasi TW4": 999.9999999})) == []


@pytest.mark.parametrize("folder", ["contoh", "buku-2017", "buku-2018"])
def test_published_reports_raise_no_salah(folder):
    contoh = Path(lkjip_xl.__file__).parent / "contoh"
    cetak = Path(__file__).parents[1] / "printed" / "2018" / folder
    hasil = run_checks(Context(World(buku_dari_csv(contoh if folder == "contoh" else cetak))), MILIK)
    assert [t for t in hasil if t.berat == "Salah"] == []
    periksa_saja = [(t.kode, t.tabel, t.baris, t.kolom) for t in hasil if t.berat == "Periksa"]
    assert periksa_saja == {
        "contoh": [
            ("MKN-04", "tbl_renstra", 1, "Target 2020"), ("MKN-04", "tbl_renstra", 3, "Target 2020"),
            ("ARI-03", "tbl_anggaran", 97, "Realisasi TW3"),
        ],
        "buku-2017": [("MKN-11", "tbl_pengukuran", 1, "Capaian Asli")],
        "buku-2018": [],
    }[folder]  # fmt: skip


@pytest.mark.parametrize("benih", range(25))
def test_no_book_stops_a_check(benih):
    rng = seeded(benih)
    baris = random_rows(rng)
    baris["tbl_riwayat"] = [{"Kode": "1.1", "Tahun": rng.choice([2024, "2024", None]), "Realisasi": 5}]
    baris["tbl_data_dukung"] = [{"Kode": "1.1", "Uraian": "x", "Pembilang": 5, "Penyebut": rng.choice([0, 3, "dua"])}]
    baris["tbl_riwayat_anggaran"] = [{"Uraian": "x", "Pagu": rng.choice([None, "dua", 3]), "Realisasi": 5}]
    baris["tbl_pk_program"] = [{"Dokumen": rng.choice(["Awal", None, 3]), "Anggaran": rng.choice([5, None, "lima"])}]
    setelan = random_setting(rng)
    if rng.random() < 0.4:
        setelan["tahun"] = rng.choice([None, "", "dua ribu", ErrorValue("#REF!"), True, 2025.5])
    for isi in baris.values():
        for satu in isi:
            for kolom in satu:
                if rng.random() < 0.05:
                    satu[kolom] = rng.choice([True, ErrorValue("#REF!"), "x", -3, 0.5, 10**20, 1e300])
    hasil = run_checks(berkas(baris, **setelan), MILIK)
    assert hasil and all(t.uraian and t.perbaikan and t.lembar and t.sel for t in hasil)


def test_two_indicators_of_one_book_keep_their_own_findings():
    tabel = {"tbl_renstra": [indikator("1"), indikator("2")],
             "tbl_pengukuran": [ukur("1"), ukur("2", **{"Target TW4": 90})]}  # fmt: skip
    assert temuan(tabel) == [("ARI-22", 2, "Target TW4")]


@pytest.mark.parametrize("fixed", [0, "200 orang"])
def test_a_penyebut_that_cannot_divide_is_all_that_is_told_of_its_row(fixed):
    quarters = {f"Target TW{n}": 20 for n in (1, 2, 3, 4)}
    tables = {
        "tbl_renstra": [indikator()],
        "tbl_pengukuran": [ukur(Sifat="Akumulasi", **quarters, **{"Penyebut Tetap": fixed})],
    }
    assert "ARI-23" not in {f.kode for f in run_checks(berkas(tables))}
    tables["tbl_pengukuran"][0]["Penyebut Tetap"] = 200
    assert "ARI-23" in {f.kode for f in run_checks(berkas(tables))}


SHARES = (100, 200, 300, 400)


@pytest.mark.parametrize(("targets", "reached", "lain", "told"), [
    (SHARES, (100, 100, 100, 110), {}, True), (SHARES, (90, 110, 130, 140), {}, True),
    (SHARES, (100, 90, 110, 100), {"Arah": "Turun"}, True),
    # a running total; one that stands still far from its shares; one that falls, which ARI-21 tells
    (SHARES, (95, 210, 300, 390), {}, False), (SHARES, (40, 40, 40, 40), {}, False),
    (SHARES, (100, 90, 110, 100), {}, False), (SHARES, (100, 200, 200, 200), {}, False),
    # the last quarter is most of the year; the target stands; a quarter is not known; a sum
    ((10, 20, 30, 100), (10, 10, 12, 70), {}, False), ((400,) * 4, (100, 100, 100, 110), {}, False),
    (SHARES, (100, None, 100, 110), {}, False), (SHARES, (100, 100, 100, 110), {"Sifat": "Akumulasi"}, False),
])  # fmt: skip
def test_a_running_total_that_was_filled_in_by_quarters(targets, reached, lain, told):
    quarters = {f"{name} TW{n}": v for name, values in (("Target", targets), ("Realisasi", reached))
                for n, v in enumerate(values, 1)}  # fmt: skip
    plan = indikator(Tipe="Angka", Satuan="orang", **{f"Target {y}": 400 for y in range(2025, 2030)})
    plan |= {"Arah": lain.get("Arah", "Naik")}
    row = ukur(**{"Sifat": lain.get("Sifat", "Kumulatif"), **quarters})
    for fixed in (None, 500):
        tables = {"tbl_renstra": [plan], "tbl_pengukuran": [{**row, "Penyebut Tetap": fixed}]}
        assert ["ARI-29"] * told == [t.kode for t in run_checks(berkas(tables), {"ARI-29"})]


def test_the_money_of_an_office_in_rupiah_is_not_told():
    tables = {
        "tbl_anggaran": [
            {"Kode": "1", "Tingkat": "Program", "Uraian": "P"},
            {"Kode": "1.1", "Tingkat": "Sub Kegiatan", "Uraian": "a", "Pagu Awal": 10_000_000},
        ]
    }
    assert run_checks(berkas(tables), {"LKP-24"}) == []
    tables["tbl_anggaran"][1]["Pagu Awal"] = 0  # nothing is filled in yet, or nothing was granted
    assert run_checks(berkas(tables), {"LKP-24"}) == []


@pytest.mark.parametrize(("said", "found"), [("Diukur di TW IV", False), ("Belum dinilai", False), ("B", True)])
def test_a_remark_is_no_realisasi_of_an_unplanned_quarter(said, found):
    graded = indikator(Tipe="Tingkat", Satuan="Predikat", **{"Skala Tingkat": "Predikat AKIP", "Target 2025": "BB"})
    row = ukur(**{"Target TW4": "BB", "Realisasi TW1": said, "Realisasi TW4": "BB"})
    codes = [f.kode for f in run_checks(berkas({"tbl_renstra": [graded], "tbl_pengukuran": [row]}), {"ARI-26"})]
    assert bool(codes) is found
