"""Days as targets: what is not told of them, the repair of their Sifat, and a day with its hour in every engine."""

from datetime import date, datetime

import pytest

from lkjip_xl.checks.fixes import certain_edits
from lkjip_xl.checks.registry import run_checks
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.template.book import build
from tests.checks.cases_tanggal_kinerja import R, U, dated
from tests.checks.small_book import berkas, indikator, ukur
from tests.compute.random_book import differences
from tests.tools.engines import SPREADSHEETS, recalculated

OF_DAYS = {"MKN-01", "MKN-02", "MKN-03", "MKN-04", "MKN-16", "MKN-17", "ARI-21", "ARI-22", "ARI-23", "ARI-24"}


def codes(tables, **settings):
    return [t.kode for t in run_checks(berkas(tables, **settings), OF_DAYS | {"KON-86"})]


@pytest.mark.parametrize(("target", "reached"), [
    (45_747, 45_743),  # 27 Maret 2025
    (46_022, 45_662),  # 5 Januari for 31 Desember of the same year
    (45_688, 45_653),  # 27 Desember 2024 for 31 Januari 2025
    (46_022, 46_100),  # 19 Maret 2026 for 31 Desember 2025: late, and no slip
    (45_747, "N/A"), ("H+7", 5),
])  # fmt: skip
def test_an_honest_day_is_not_told(target, reached):
    assert codes(dated(**{"Target TW1": target, "Realisasi TW1": reached})) == []


@pytest.mark.parametrize("arah", ["Naik", "Turun", None])
def test_days_that_move_on_with_the_years_have_no_direction(arah):
    """45.747, 46.112 ... rise whatever Arah says, and 31 Maret 2024 is no better start than they are."""
    assert codes(dated({"Arah": arah})) == []


def test_days_are_no_numbers_that_add_up():
    """30 Januari and 20 Maret made 91.423, against which 0 was proposed."""
    tables = dated(Sifat="Akumulasi", **{
        "Target TW2": 45_838, "Realisasi TW1": 45_687, "Realisasi TW4": 45_736})  # fmt: skip
    assert codes(tables) == ["KON-86"]
    running = dated(Sifat="Kumulatif", **{"Realisasi TW1": 45_747, "Realisasi TW2": 45_740})
    assert codes(running) == ["KON-86"]
    for book in (tables, running):
        context = berkas(book)
        edits = [edit for _, edit in certain_edits(context, run_checks(context, {"KON-86"}))]
        assert edits == [(U, 1, "Sifat", "Posisi Akhir", False)]


def test_a_day_that_was_reached_is_asked_for_once():
    """Planned in TW I and TW IV, as Salin dari Renstra writes it; another indicator is filled in TW IV."""
    tables = dated(**{"Target TW4": 45_747, "Realisasi TW1": 45_743})
    tables[R].append(indikator("2"))
    tables[U].append(ukur("2", **{"Target TW4": 80}))
    context = berkas(tables)
    assert [t for t in run_checks(context, {"KON-19", "KON-62", "ARI-24", "ARI-28"})] == []
    tables[U][0]["Realisasi TW1"] = None
    assert [t.kode for t in run_checks(berkas(tables), {"KON-19", "KON-62"})] == ["KON-19", "KON-62"]


@SPREADSHEETS
def test_the_hour_of_a_day_does_not_count(tmp_path, lo, engine):
    """At noon of the very day a report was late by half a day: 0%. Hours that are told exactly, in every program."""
    days = [datetime(2025, 3, 31, 12), date(2025, 3, 31), datetime(2025, 4, 1, 0, 45), datetime(2025, 3, 30, 18)]
    plan = [
        indikator(str(n), Tipe="Tanggal", Arah="Turun", **{f"Target {y}": date(y, 3, 31) for y in range(2025, 2030)})
        for n, _ in enumerate(days)
    ]
    measured = [ukur(str(n), **{"Target TW1": date(2025, 3, 31), "Realisasi TW1": day, "Realisasi TW4": None})
                for n, day in enumerate(days)]  # fmt: skip
    path = tmp_path / "jam.xlsx"
    build(path, {"tahun": 2025, "triwulan_berjalan": 1}, rows={R: plan, U: measured})
    reading, world = compute_book(path)
    rows = world.rows(U)[:4]
    assert [row["Capaian TW1"] for row in rows] == [row["Capaian Asli"] for row in rows] == [1, 1, 0, 1]
    late = {row["Kode"]: (row["Selisih"], row["Peringatan"]) for row in world.rows("tbl_dasbor") if row["Kode"]}
    assert late["0"] == late["1"] == (0, "Tercapai") and late["2"][1] == "Meleset: lebih 1 hari"
    found, count = differences(reading, world, recalculated(path, lo, engine))
    assert found == [] and count > 300
