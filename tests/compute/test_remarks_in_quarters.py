"""A remark in the place of a realisasi: not available where nothing was planned, a doubt that shows where it was."""

import pytest

from lkjip_xl.checks.registry import run_checks
from lkjip_xl.expr.values import NOT_AVAILABLE, WRONG_VALUE, ErrorValue
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.template.book import build
from tests.checks.small_book import berkas, indikator, ukur
from tests.compute.random_book import differences
from tests.tools.engines import SPREADSHEETS, recalculated

PK = [{"Dokumen": "Awal", "Kode": "1.1.1", "Target": 100}]


def book(sifat, targets, realisasi, quarter=4):
    row = {f"{kind} TW{n}": value for kind, given in (("Target", targets), ("Realisasi", realisasi))
           for n, value in enumerate(given, 1)}  # fmt: skip
    tables = {"tbl_renstra": [indikator()], "tbl_pengukuran": [ukur(**{"Sifat": sifat, **row})], "tbl_pk": PK}
    return berkas(tables, triwulan_berjalan=quarter)


BLANK = (None,) * 4


@pytest.mark.parametrize(("sifat", "targets", "realisasi", "quarter", "right"), [
    # The year's target stands in TW IV where no quarter has one of its own, so what is said there is a doubt.
    ("Posisi Akhir", BLANK, (70, 80, None, "belum"), 4, WRONG_VALUE),
    ("Posisi Akhir", BLANK, (70, 80, None, "Diukur di TW IV"), 4, WRONG_VALUE),
    ("Posisi Akhir", (None, None, None, 100), (70, 80, None, "belum"), 4, WRONG_VALUE),
    ("Posisi Akhir", BLANK, (70, 80, "belum", None), 3, 80),  # nothing was planned for TW III
    ("Posisi Akhir", BLANK, (70, 80, "belum", "-"), 4, 80),
    ("Akumulasi", (20, 40, "-", 40), (20, 40, "-", "belum"), 4, WRONG_VALUE),
    ("Akumulasi", (20, 40, "-", 40), (20, 40, "-", "belum"), 3, 60),  # TW IV is ahead: its remark spoils nothing yet
    ("Akumulasi", (20, 40, "-", 40), (20, 40, "belum", 40), 4, 100),
    ("Akumulasi", (20, 40, "-", 40), (20, 40, "-", "-"), 4, 60),
    ("Akumulasi", (20, 40, 10, 30), (20, 40, "belum", 30), 4, WRONG_VALUE),
    ("Kumulatif", (20, 40, "-", 100), (20, 40, "-", "belum"), 4, WRONG_VALUE),
    ("Kumulatif", (20, 40, "-", 100), (20, 40, "belum", None), 3, NOT_AVAILABLE),
])  # fmt: skip
def test_the_realisasi_to_date(sifat, targets, realisasi, quarter, right):
    value = book(sifat, targets, realisasi, quarter).world.computed["tbl_pengukuran"][0]["Realisasi"]
    assert value == right and (value.__class__ is ErrorValue) == (right.__class__ is ErrorValue)


def test_the_doubt_is_a_finding_at_its_cell():
    found = run_checks(book("Posisi Akhir", BLANK, (70, 80, None, "belum")), None)
    assert any("belum" in f.uraian and f.berat == "Salah" for f in found)


BESIDE = ["93,8 (A)", "B (62,5)", "71,5 (BB)", "BB (revisi)", "A (B)", "Nilai A (93)", "(A)", "93.8 (A)", "BB ()",
          "belum (2025)", "Diukur 2 kali", "Zz (5)", "a(93)", "a (93", "71,5 ( BB )", "B (-5)"]  # fmt: skip


@SPREADSHEETS
def test_a_number_beside_a_label_is_the_same_in_the_spreadsheets(tmp_path, lo, engine):
    plan, measured = [], []
    for number, text in enumerate(BESIDE, 1):
        for tipe, target in (("Tingkat", "A (81)"), ("Indeks", "B (62,5)")):
            code = f"{number}.{tipe[0]}"
            level = {"Tipe": tipe, "Skala Tingkat": "Predikat AKIP", "Target 2025": target, "Kondisi Awal": text}
            plan.append(indikator(code, **level))
            # TW II has no target, where a remark without a number says nothing
            measured.append(ukur(code, **{"Target TW4": target, "Realisasi TW2": text, "Realisasi TW4": text}))
    path = tmp_path / "label.xlsx"
    build(path, {"tahun": 2025, "triwulan_berjalan": 4, "metode_kemajuan": "Baseline"},
          rows={"tbl_renstra": plan, "tbl_pengukuran": measured})  # fmt: skip
    reading, world = compute_book(path)
    said = {row["Kode"]: row["Capaian"] for row in world.rows("tbl_pengukuran")}
    assert (said["1.T"], said["2.T"], said["1.I"], said["2.I"]) == (1, 0.6667, 1.5008, 1)
    assert said["10.I"] == WRONG_VALUE
    found, count = differences(reading, world, recalculated(path, lo, engine))
    assert found == [] and count > 2000


@SPREADSHEETS
def test_an_unreadable_realisasi_is_told_before_what_the_target_is(tmp_path, lo, engine):
    """A target below 0 has no capaian under target_nol N/A; what nobody can read stays #VALUE! beside it."""
    plan, measured = [], []
    for number, (tipe, target) in enumerate((("Tanggal", -7), ("Angka", -7), ("Angka", 0), ("Indeks", 5)), 1):
        plan.append(indikator(str(number), Tipe=tipe, **{"Target 2025": target}))
        measured.append(ukur(str(number), **{"Target TW4": target, "Realisasi TW4": "2:30"}))
    path = tmp_path / "galat.xlsx"
    build(path, {"tahun": 2025, "triwulan_berjalan": 4, "target_nol": "N/A"},
          rows={"tbl_renstra": plan, "tbl_pengukuran": [*measured, ukur("tanpa", **{"Realisasi TW4": 5})]})  # fmt: skip
    reading, world = compute_book(path)
    assert [row["Capaian"] for row in world.rows("tbl_pengukuran")[:4]] == [WRONG_VALUE] * 4
    found, count = differences(reading, world, recalculated(path, lo, engine))
    assert found == [] and count > 500
