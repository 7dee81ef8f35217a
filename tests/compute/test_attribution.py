"""Money belongs to the same indicators and sasaran wherever it is shown, also where a row names a code of none."""

import pytest

from lkjip_xl.checks.registry import run_checks
from lkjip_xl.expr.values import NOT_AVAILABLE
from lkjip_xl.flows.asal import trace_cell
from lkjip_xl.flows.divisions import asked_of
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.reports.registry import write_reports
from lkjip_xl.template.book import build
from tests.checks.small_book import berkas, indikator, ukur
from tests.compute.random_book import differences
from tests.tools.engines import SPREADSHEETS, recalculated


def row(code, level, indicators=None, pagu=None, spent=None):
    return {"Kode": code, "Tingkat": level, "Uraian": f"Uraian {code}", "Indikator": indicators, "Pagu Awal": pagu,
            "Realisasi TW4": spent}  # fmt: skip


RENSTRA = [indikator(), indikator("1.1.2"), indikator("P1", Jenis="Program", Sasaran="Sasaran 1.1.1")]
MEASURED = [ukur(), ukur("1.1.2"), ukur("P1")]
BUDGET = [
    row("1", "Program", "1.1.1"),
    row("1.1", "Kegiatan"),
    row("1.1.1", "Sub Kegiatan", "X99", 100, 50),  # an unknown code beneath a program of 1.1.1
    row("1.1.2", "Sub Kegiatan", None, 200, 100),
    row("2", "Program", "X98"),  # nothing but an unknown code
    row("2.1", "Kegiatan"),
    row("2.1.1", "Sub Kegiatan", None, 1000, 500),
    row("3", "Program", "P1"),  # an indicator without a sasaran of its own
    row("3.1", "Kegiatan"),
    row("3.1.1", "Sub Kegiatan", "X1; 1.1.2;1.1.1", 30, 10),
    row("3.1.2", "Sub Kegiatan", None, 7, 7),
    row("3.1.3", "Sub Kegiatan", "1.1.2;1.1.1", 11, 4),
    row("4", "Program", None, 5, 5),
]
TABLES = {"tbl_renstra": RENSTRA, "tbl_pengukuran": MEASURED, "tbl_anggaran": BUDGET}


def by_sasaran(world):
    """``{number: (pagu, realisasi)}`` of Dasbor's chart, what is left as "rest"."""
    found = {}
    for line in world.rows("tbl_dasbor_sasaran"):
        if line["_Baris"] > 0:
            found[line["Sasaran"][0]] = line["_Pagu"], line["Realisasi"]
        elif line["_Baris"] == 0:
            found["rest"] = line["_Pagu"], line["Realisasi"]
    return found


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("attribution") / "buku.xlsx"
    build(path, {"tahun": 2025, "triwulan_berjalan": 4}, rows=TABLES)
    return path


def test_a_code_of_no_indicator_supports_none_anywhere():
    context = berkas(TABLES, bentuk_laporan="Gabungan")
    world = context.world
    assert world.summary["Pagu tanpa indikator"] == 1005
    assert world.budget.without_indicator() == (1005, 505) and world.budget.pagu_with_indicator == 348
    told = next(f for f in run_checks(context, {"KON-30"}))
    assert told.uraian.startswith("Pagu Rp1.005 (2 baris") and told.baris == 7
    sheet = write_reports(world, ["LAP-EFISIENSI"])[0]
    apart = next(
        [cell and cell.value for cell in line.cells] for line in sheet.rows
        if line and "Anggaran yang tidak mendukung" in str(line.cells[0] if line.cells else "")
    )  # fmt: skip
    assert {1005, 505} <= set(apart)


def test_money_is_shared_out_by_the_first_code_that_has_a_sasaran(path):
    world = compute_book(path)[1]
    assert [line["_Sas"] for line in world.rows("tbl_anggaran")[: len(BUDGET)]] == [
        "", "", 1, 1, "", "", "", "", "", 1, 0, 2, ""
    ]  # fmt: skip
    assert by_sasaran(world) == {"1": (330, 160), "2": (11, 4), "rest": (1012, 512)}
    # What supports a sasaran is the same rows; one that names two stands at both there.
    assert [(s.pagu, s.realisasi) for s in world.sasaran] == [(341, 164), (41, 14)]


def test_the_way_to_money_without_indicator_names_its_rows(path):
    told = trace_cell(path, "Pagu tanpa indikator")
    assert told.nilai == 1005 and {one.nilai for one in told.asal.masukan} == {1000, 5}


def test_a_book_of_the_first_version_counts_every_code():
    book = berkas(TABLES).world.book
    book.first_version = True
    world = berkas(TABLES).world.__class__(book)
    assert world.budget.without_indicator() == (5, 5) and world.summary["Pagu tanpa indikator"] == 5


@SPREADSHEETS
def test_a_spreadsheet_shares_it_out_alike(path, lo, engine):
    reading, world = compute_book(path)
    found, count = differences(reading, world, recalculated(path, lo, engine))
    assert found == [] and count > 500
    assert NOT_AVAILABLE not in (world.summary["Pagu tanpa indikator"], world.summary["Pagu"])


def test_a_division_is_asked_for_the_rows_that_its_sums_hold(path):
    """A code of no indicator takes a row out of nobody's copy."""
    reading = compute_book(path)[0]
    for one in reading.book.rows("tbl_renstra"):
        one.cells["Penanggung Jawab"] = "Bidang A" if one.cells.get("Kode") == "1.1.1" else "Bidang B"
    asked = asked_of(reading, "Bidang A", quarter=4)["tbl_anggaran"]
    assert [BUDGET[n - 1]["Kode"] for n in asked.rows] == ["1.1.1", "1.1.2", "3.1.1", "3.1.3"]
