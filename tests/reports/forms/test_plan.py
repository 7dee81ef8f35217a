"""The plan set and the modules' tables: printed only with data, every figure from where it says, by the page rules."""

from pathlib import Path

import pytest

from lkjip_xl.compute.funding import funding_of
from lkjip_xl.compute.world import World
from lkjip_xl.expr.values import NOT_AVAILABLE
from lkjip_xl.reports.registry import possible_ids, report_ids, write_reports
from tests.printed.csv_book import buku_dari_csv
from tests.reports.made_book import bahan, periksa_bentuk, teks_lembar
from tests.reports.module_book import module_world
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


def test_a_year_with_an_unknown_amount_is_marked_and_does_not_grow():
    def row(code, name, year, pagu, spent, level="Sub Kegiatan"):
        return {"Kode": code, "Uraian": name, "Tahun": year, "Tingkat": level, "Pagu": pagu, "Realisasi": spent}

    amounts = {2022: (1_100, 1_000, 600, "N/A"), 2023: (1_200, 1_100, 700, 600), 2024: (1_300, None, 800, 700)}
    rows = [row("1.1", "S1", y, p1, r1) for y, (p1, r1, _, _) in amounts.items()]
    rows += [row("1.2", "S2", y, p2, r2) for y, (_, _, p2, r2) in amounts.items()]
    rows += [row("1", "P", y, None, None, "Program") for y in amounts]
    funding = funding_of(bahan(tbl_riwayat_anggaran=rows))
    top = funding.roots[0]
    assert [top.waiting(y, "Realisasi") for y in amounts] == [1, 0, 1] and top.waiting(2022, "Pagu") == 0
    assert [top.amount(y, "Realisasi") for y in amounts] == [1_000, 1_700, 700]  # the known part
    assert funding.whole_amounts(top, "Realisasi") == [NOT_AVAILABLE, 1_700, NOT_AVAILABLE]
    sheet = write_reports(bahan(tbl_riwayat_anggaran=rows), ["LAP-TC24"])[0]
    cells = [[c for c in r.cells if c and c[0] is not None] for r in sheet.rows if r]
    whole = next(r for r in cells if r and r[0][0] == "JUMLAH")
    starred = [c[0] for c in whole if (c[1].format or "").endswith('" *"')]
    assert 1_000 in starred and 700 in starred and 1_700 not in starred
    assert whole[-1][0] == "N/A" and whole[-2][0] != "N/A"  # of the realisasi; the pagu is known in every year
    assert any(str(text).startswith("* Sementara: 1 isian") for text in teks_lembar(sheet))


SPENT = (("A", 500), ("B", None))


def test_the_sum_of_spm_lacks_what_is_not_filled_in():
    rows = [
        {"Jenis Layanan": str(n), "Pagu": 1_000, "Realisasi Anggaran": spent} for n, spent in enumerate((500, None))
    ]
    texts = [s for filled in (rows, [{**r, "Realisasi Anggaran": 500} for r in rows])
             for s in [write_reports(module_world(tbl_spm=filled), ["LAP-SPM"])[0]]]  # fmt: skip
    assert [any("1 baris tabel ini belum lengkap" in str(t) for t in teks_lembar(s)) for s in texts] == [True, False]
    marked = [c for r in texts[0].rows if r for c in r.cells if c and (c[1].format or "").endswith('" *"')]
    assert [c[0] for c in marked] == [500, 0.25]
