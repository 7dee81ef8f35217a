"""The plan set and the modules' tables: printed only with data, every figure from where it says, by the page rules."""

from pathlib import Path

import pytest

from lkjip_xl.compute.world import World
from lkjip_xl.reports.registry import possible_ids, report_ids, write_reports
from tests.printed.csv_book import buku_dari_csv
from tests.reports.made_book import bahan, periksa_bentuk
from tests.reports.page_rules import breaches
from tests.reports.renja_book import renja_world
from tests.reports.test_origin import check_sources

RENSTRA = Path(__file__).parents[2] / "printed" / "renstra"
FIRST_OF_PLAN = 300


@pytest.fixture(scope="module")
def renstra():
    return World(buku_dari_csv(RENSTRA, profil_bentuk="Umum"))


def _forms(world):
    return {s.id: s for s in write_reports(world, possible_ids(world))}


def test_a_book_without_modules_has_none_of_them():
    ids = set(report_ids(bahan()))
    assert ids and not ids & {"LAP-TC23", "LAP-TC24", "LAP-TC25", "LAP-RENSTRA", "LAP-SPM", "LAP-E81", "LAP-LKE",
                              "LAP-PEGAWAI", "LAP-CASCADING", "LAP-TANGGAL"}  # fmt: skip


def test_the_plan_prints_what_it_has(renstra):
    assert {"LAP-RENSTRA", "LAP-TC23", "LAP-TC24", "LAP-TC25", "LAP-TC26", "LAP-TC27", "LAP-TC28", "LAP-IKU-RENSTRA",
            "LAP-RPJMD", "LAP-CASCADING", "LAP-SPM", "LAP-PEGAWAI", "LAP-SARANA", "LAP-MASALAH",
            "LAP-FAKTOR"} <= set(report_ids(renstra))  # fmt: skip
    assert not {"LAP-RUMUSAN", "LAP-PENDANAAN", "LAP-IKK", "LAP-E81"} & set(report_ids(renstra))


@pytest.mark.parametrize("made", ["renstra", "renja", "inmendagri", "office"])
def test_every_form_keeps_the_page_rules_and_its_sources(made, renstra):
    world = {
        "renstra": lambda: renstra, "renja": renja_world,
        "office": lambda: World(buku_dari_csv(RENSTRA)),
        "inmendagri": lambda: World(buku_dari_csv(RENSTRA, profil_bentuk="Umum", siklus_renstra="Inmendagri 2/2025")),
    }[made]()  # fmt: skip
    seen = 0
    for sheet in write_reports(world, possible_ids(world)):
        periksa_bentuk(sheet)
        # The office's parts begin pages of their own; the page before is as full as it is.
        assert [b for b in breaches(sheet) if made != "office" or not b.endswith("used")] == [], sheet.id
        seen += check_sources(world, sheet)
    assert seen > 40
