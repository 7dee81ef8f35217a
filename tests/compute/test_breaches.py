"""Figures that once differed between two places that show them, each with its right value."""

import shutil

import pytest

from lkjip_xl.compute.comparison import comparison_of
from lkjip_xl.compute.world import World
from lkjip_xl.expr.values import NOT_AVAILABLE, is_number
from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.periksa import periksa_buku
from tests.book.filled_book import Isian
from tests.checks.small_book import berkas, indikator, ukur
from tests.reports.made_book import susun_satu

NBSP, THIN, ZERO_WIDTH = "\u00a0", "\u2009", "\u200b"


def world(tables: dict, **settings) -> World:
    """The world of the given rows."""
    return berkas(tables, **settings).world


def cells(sheet) -> list[list]:
    """Values of the cells of a report sheet, row by row."""
    return [[None if cell is None else cell[0] for cell in row.cells] for row in sheet.rows if row is not None]


def row_of(sheet, text: str) -> list:
    """The first row that holds a text beginning so."""
    return next(row for row in cells(sheet) if any(str(x or "").startswith(text) for x in row))


# --- (a) codes that only look equal ----------------------------------------------------------------------------------
@pytest.mark.parametrize("space", [NBSP, THIN, ZERO_WIDTH, " "])
def test_a_hidden_space_in_a_code_is_a_grave_finding_with_its_repair(buku_contoh, tmp_path, space):
    book = Isian(shutil.copy(buku_contoh, tmp_path / "buku.xlsx"))
    cell = next(book.tulis("tbl_renstra", n, "Kode", "1.1.1" + space) for n in range(1, 20)
                if book.sel("tbl_renstra", n, "Kode").value == "1.1.1")  # fmt: skip
    path = book.simpan()
    assert compute_book(path)[1].summary["Rata-rata capaian"] == 1, "the formulas miss the code"
    found = [t for t in periksa_buku(path, tulis=False).findings if t.kode == "KON-44"]
    assert [(t.berat, t.lembar, t.sel, t.seharusnya) for t in found] == [("Salah", "Renstra", cell, "1.1.1")]
    told = hitung_buku(path, backup=False).findings
    assert [(t.kode, t.berat, t.sel) for t in told] == [("KON-44", "Salah", cell)], "as periksa weighs it"
    done = hitung_buku(path, perbaiki=True, backup=False)
    assert len(done.repaired) == 1
    assert done.computed.summary["Rata-rata capaian"] == 0.9731
    assert "KON-44" not in {t.kode for t in periksa_buku(path, tulis=False).findings}


def test_python_joins_codes_whatever_their_spaces():
    book = world({"tbl_renstra": [indikator("1.1.1" + NBSP)], "tbl_pengukuran": [ukur("1.1.1")]})
    assert book.renstra(" 1.1.1")["Kode"] == "1.1.1" + NBSP
    assert [i.renstra["Kode"] for i in book.indikator] == ["1.1.1" + NBSP]


# --- (b) the mean of the sasaran -------------------------------------------------------------------------------------
MIXED = {
    "tbl_renstra": [
        indikator("1.1", Sasaran="Mutu"), indikator("1.1.1", Jenis="Program", Induk="1.1", Sasaran="Mutu"),
        indikator("1.1.2", Jenis="Sub Kegiatan", Induk="1.1", Sasaran="Mutu"),
    ],
    "tbl_pk": [{"Dokumen": "Awal", "Kode": k, "Target": 80} for k in ("1.1", "1.1.1", "1.1.2")],
    "tbl_pengukuran": [ukur("1.1"), ukur("1.1.1", **{"Realisasi TW4": 40}), ukur("1.1.2", **{"Realisasi TW4": 60})],
}  # fmt: skip


def test_a_sasaran_is_the_mean_of_its_own_indicators():
    book = world(MIXED)
    assert [s.rata_rata for s in book.sasaran] == [1]
    assert book.summary["Rata-rata sasaran"] == 1
    assert book.summary["Rata-rata capaian"] == 0.75, "the PK holds all three"


@pytest.mark.parametrize("over, measured, mean", [("PK", (3, 3), 0.75), ("IKU", (3, 3), 0.75), ("Sasaran", (1, 1), 1)])
def test_measured_counts_the_rows_of_the_mean_beside_it(over, measured, mean):
    book = world(MIXED, rata_rata_instansi=over)
    assert (book.summary["Indikator terukur"], book.summary["Indikator seluruhnya"]) == measured
    assert book.summary["Rata-rata capaian"] == mean
    assert len(book.office_indicators) == measured[1]


# --- (c) the total of Lap Capaian ------------------------------------------------------------------------------------
def test_the_total_of_lap_capaian_is_the_mean_of_its_rows():
    sheet = susun_satu(world(MIXED), "LAP-CAPAIAN")
    total = row_of(sheet, "Rata-rata capaian indikator sasaran (1 dari 1 indikator terukur)")
    assert [x for x in total if is_number(x)] == [1]
    assert any("(3 dari 3 indikator PK terukur): 75,00%" in str(x) for row in cells(sheet) for x in row)


def test_the_total_of_lap_capaian_is_the_offices_where_the_rows_are_its():
    tables = {name: rows[:1] for name, rows in MIXED.items()}
    sheet = susun_satu(world(tables), "LAP-CAPAIAN")
    assert [x for x in row_of(sheet, "Rata-rata capaian instansi (1 dari 1") if is_number(x)] == [1]


# --- (d) a program without realisasi ---------------------------------------------------------------------------------
UNFILLED = {
    "tbl_renstra": [indikator("1.1")],
    "tbl_pengukuran": [ukur("1.1")],
    "tbl_anggaran": [
        {"Kode": "1", "Tingkat": "Program", "Uraian": "Layanan", "Indikator": "1.1"},
        {"Kode": "1.1", "Tingkat": "Sub Kegiatan", "Uraian": "Rujukan", "Pagu Awal": 100, "Realisasi TW1": "N/A"},
    ],
}


def test_a_program_whose_leaves_are_not_filled_has_no_realisasi_anywhere():
    book = world(UNFILLED)
    assert book.budget.rows[0].realisasi == book.budget.rows[0].realisasi_tw[3] == NOT_AVAILABLE
    assert book.budget.realisasi == book.budget.realisasi_tw[3] == book.summary["Realisasi"] == NOT_AVAILABLE
    assert book.indikator[0]["Realisasi Anggaran"] == book.sasaran[0].realisasi == NOT_AVAILABLE
    assert book.summary["Pagu"] == book.indikator[0]["Pagu"] == book.sasaran[0].pagu == 100
    assert row_of(susun_satu(book, "LAP-ANGGARAN"), "TOTAL JUMLAH")[3] == "N/A"
    assert row_of(susun_satu(book, "LAP-TW4"), "JUMLAH")[16] == "N/A"


def test_zero_is_filled():
    rows = [UNFILLED["tbl_anggaran"][0], {**UNFILLED["tbl_anggaran"][1], "Realisasi TW4": 0}]
    book = world({**UNFILLED, "tbl_anggaran": rows})
    assert book.budget.realisasi == book.summary["Realisasi"] == book.indikator[0]["Realisasi Anggaran"] == 0
    assert book.summary["Serapan"] == 0


# --- (e) an office that measures once a year -------------------------------------------------------------------------
def test_the_years_target_stands_for_the_last_quarter():
    book = world({"tbl_renstra": [indikator("1.1")], "tbl_pengukuran": [ukur("1.1", **{"Realisasi TW4": 60})]})
    row = book.indikator[0]
    assert row["Capaian TW4"] == row["Capaian"] == 0.75
    assert [row[f"Capaian TW{n}"] for n in (1, 2, 3)] == [NOT_AVAILABLE] * 3
    assert row_of(susun_satu(book, "LAP-TW4"), "Persentase layanan 1.1")[13] == 0.75


@pytest.mark.parametrize("quarters", [{"Target TW4": "N/A"}, {"Target TW1": 20}, {"Target TW2": "-"}])
def test_an_answer_in_any_quarter_stands(quarters):
    book = world({"tbl_renstra": [indikator("1.1")], "tbl_pengukuran": [ukur("1.1", **quarters)]})
    assert book.indikator[0]["Capaian TW4"] == NOT_AVAILABLE


# --- other worlds ----------------------------------------------------------------------------------------------------
def test_a_world_at_another_state_shares_what_does_not_change():
    book = world({**MIXED, "tbl_anggaran": UNFILLED["tbl_anggaran"]})
    other = book.at(decimals=0, quarter=2)
    assert other is book.at(quarter=2, decimals=0) and other.at(decimals=2, quarter=4) is book
    assert other.amounts is book.amounts and other.renstra_by_key is book.renstra_by_key
    assert other.indicator("1.1")["Capaian"] == NOT_AVAILABLE and book.indicator("1.1")["Capaian"] == 1
    assert [r["Capaian"] for r in other.measured] == [other.indicator_row(r["Kode"])["Capaian"] for r in other.measured]


def test_a_world_of_another_year_takes_riwayat_then_renstra():
    history = [{"Kode": "1.1", "Tahun": 2024, "Lingkup": "Instansi", "Target": 50, "Realisasi": 40}]
    book = world({"tbl_renstra": [indikator("1.1")], "tbl_pengukuran": [ukur("1.1")], "tbl_riwayat": history})
    assert book.at(year=2024).indicator("1.1")["Capaian"] == 0.8
    assert comparison_of(book).capaian(book.indikator[0], 2024) == 0.8
    assert book.at(year=2026).indicator("1.1")["Target"] == 81
    assert book.at(year=2026).indicator("1.1")["Capaian"] == NOT_AVAILABLE
