"""The set of Inmendagri 2/2025: named 2025-2029, targets 2025 to 2030, money 2026 to 2030."""

from pathlib import Path

import pytest

from lkjip_xl.compute.cascade import cascade_of
from lkjip_xl.compute.plan_period import period_of
from lkjip_xl.compute.program_plan import program_plans_of
from lkjip_xl.compute.world import World
from lkjip_xl.intake.model import Hints
from lkjip_xl.intake.understand import understand
from lkjip_xl.reports.registry import possible_ids, report_ids, write_reports
from tests.printed.csv_book import buku_dari_csv
from tests.reports.made_book import cari, periksa_bentuk, teks_lembar
from tests.reports.page_rules import breaches
from tests.reports.test_origin import check_sources

FOLDER = Path(__file__).parents[2] / "printed" / "renstra2025"
PRINT = Path(__file__).parents[2] / "data" / "intake" / "renstra-2025-2029-dishub-banyuwangi.csv"
TOTALS = {2026: 27_087_850_194, 2027: 27_139_031_700, 2028: 27_141_093_000, 2029: 27_305_358_000, 2030: 28_036_992_900}


@pytest.fixture(scope="module")
def world():
    return World(buku_dari_csv(FOLDER))


def _row(sheet, text):
    return [c.value for c in sheet.rows[cari(sheet, text)].cells if c is not None]


def test_years_and_name_are_apart(world):
    period = period_of(world)
    assert (period.name, period.base, period.inmendagri) == ("2025-2029", 2024, True)
    assert list(period.target_years) == list(range(2025, 2031)) and list(period.money_years) == list(range(2026, 2031))


def test_progress_asks_for_the_last_year_of_targets():
    book = buku_dari_csv(FOLDER, tahun_akhir_renstra=2029)
    assert World(book).last_year == 2030
    book.settings["tahun_akhir_target"] = None
    assert World(book).last_year == 2029


def test_the_set_that_the_cycle_names(world):
    ids = set(report_ids(world))
    assert {"LAP-RUMUSAN", "LAP-RUMUSAN-PROGRAM", "LAP-PENDANAAN", "LAP-PRIORITAS", "LAP-ARAH", "LAP-TAHAPAN",
            "LAP-IKU-RENSTRA", "LAP-IKK"} <= ids  # fmt: skip
    assert not {"LAP-TC25", "LAP-TC26", "LAP-TC27", "LAP-TC28"} & ids


def test_money_is_that_of_the_print_and_stands_once(world):
    plan = program_plans_of(world).in_force
    assert {year: plan.roots[0].money(year) for year in TOTALS} == TOTALS
    [sheet] = write_reports(world, ["LAP-PENDANAAN"])
    program = _row(sheet, "2.15.01 - PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA")
    assert 11_237_850_194 in program and 11_631_617_900 in program
    outcome = _row(sheet, "Meningkatnya Penunjang Urusan Pemerintahan Daerah Kabupaten")
    assert 94.3 in outcome and not any(isinstance(v, int) and v > 1e6 for v in outcome), "money is not repeated"


def test_columns_are_those_of_the_form(world):
    sheets = {s.id: s for s in write_reports(world, ["LAP-RUMUSAN", "LAP-PENDANAAN", "LAP-RUMUSAN-PROGRAM"])}
    numbers = {"LAP-RUMUSAN": 12, "LAP-RUMUSAN-PROGRAM": 8, "LAP-PENDANAAN": 14}
    for id, count in numbers.items():
        assert f"({count})" in teks_lembar(sheets[id]) and f"({count + 1})" not in teks_lembar(sheets[id])
    assert {"2025", "2030"} <= set(teks_lembar(sheets["LAP-RUMUSAN"])) and "2025" not in teks_lembar(
        sheets["LAP-PENDANAAN"]
    )


def test_the_cascade_repeats_no_money(world):
    roots = cascade_of(world).roots
    assert [r.kind for r in roots] == ["Misi"] and cascade_of(world).money(roots[0], 2026) == TOTALS[2026]
    depths = {n.kind: n.depth for n in cascade_of(world).nodes}
    assert depths["Sasaran Daerah"] == 2 and depths["Tujuan"] == 3 and depths["Sub Kegiatan"] == 7


def test_every_form_keeps_the_page_rules_and_its_sources(world):
    for sheet in write_reports(world, possible_ids(world)):
        periksa_bentuk(sheet)
        assert breaches(sheet) == [], sheet.id
        check_sources(world, sheet)


def test_the_print_as_it_stands_is_read():
    tables, unread = understand({PRINT.name: PRINT.read_bytes()}, Hints(years=(2025, 2030)))
    assert unread == [] and {t.table for t in tables} >= {"tbl_renstra"}
