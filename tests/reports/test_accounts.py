"""Rekening beneath a sub kegiatan: summed into it in any case, printed only when ``cetak_rekening`` says so."""

import pytest

from lkjip_xl.compute.world import World
from lkjip_xl.reports.registry import write_reports
from tests.checks.small_book import berkas, indikator, ukur
from tests.compute.test_same_number import grid

BUDGET = [
    {"Kode": "1", "Tingkat": "Program", "Uraian": "Program A", "Indikator": "1.1.1"},
    {"Kode": "1.1", "Tingkat": "Kegiatan", "Uraian": "Kegiatan A"},
    {"Kode": "1.1.1", "Tingkat": "Sub Kegiatan", "Uraian": "Sub A"},
    {"Kode": "5.1.02.01", "Tingkat": "Rekening", "Uraian": "Belanja barang", "Pagu Awal": 100, "Realisasi TW4": 90},
    {"Kode": "5.1.02.02", "Tingkat": "Rekening", "Uraian": "Belanja jasa", "Pagu Awal": 50, "Realisasi TW4": 45},
    {"Kode": "1.1.2", "Tingkat": "Sub Kegiatan", "Uraian": "Sub B", "Pagu Awal": 10, "Realisasi TW4": 5},
    {"Kode": "2", "Tingkat": "Program", "Uraian": "Program B"},
    {"Kode": "2.1", "Tingkat": "Kegiatan", "Uraian": "Kegiatan B"},
    {"Kode": "2.1.1", "Tingkat": "Sub Kegiatan", "Uraian": "Sub C"},
    {"Kode": "5.1.02.03", "Tingkat": "Rekening", "Uraian": "Belanja modal", "Pagu Awal": 40, "Realisasi TW4": 40},
]
ACCOUNTS = {"Belanja barang", "Belanja jasa", "Belanja modal"}


def texts(settings):
    tables = {"tbl_renstra": [indikator()], "tbl_pengukuran": [ukur()], "tbl_anggaran": BUDGET}
    world = World(berkas(tables, **settings).world.book)
    return world, [grid(sheet) for sheet in write_reports(world, ["LAP-ANGGARAN", "LAP-TW4"])]


@pytest.mark.parametrize("profile", ["Umum", "Dinas Sosial Kota Probolinggo", "Dinas Sosial PPPA Kota Probolinggo"])
@pytest.mark.parametrize("order", ["Per Indikator", "Urutan Anggaran"])
@pytest.mark.parametrize("asked", ["Tidak", "Ya"])
def test_they_are_printed_when_they_are_asked_for(asked, order, profile):
    world, sheets = texts({"cetak_rekening": asked, "urutan_anggaran_tw": order, "profil_bentuk": profile})
    assert (world.summary["Pagu"], world.summary["Realisasi"]) == (200, 180)
    for rows in sheets:
        printed = {value for row in rows for value in row.values()}
        assert printed & ACCOUNTS == (ACCOUNTS if asked == "Ya" else set())
        sub = next(row for row in rows if "Sub A" in row.values())
        assert {150, 135} <= set(sub.values())
        assert {"Sub B", "Sub C"} <= printed


def test_an_account_that_an_indicator_names_itself_is_not_lost():
    rows = [dict(row) for row in BUDGET]
    rows[0].pop("Indikator")
    rows[3]["Indikator"] = "1.1.1"
    tables = {"tbl_renstra": [indikator()], "tbl_pengukuran": [ukur()], "tbl_anggaran": rows}
    world = berkas(tables).world
    [sheet] = write_reports(world, ["LAP-TW4"])
    row = next(row for row in grid(sheet) if "Belanja barang" in row.values())
    assert {100, 90} <= set(row.values())


def test_a_row_of_unknown_level_is_no_account():
    rows = [dict(row) for row in BUDGET]
    rows[5]["Tingkat"] = "Sub Kegiatn"
    world = berkas({"tbl_renstra": [indikator()], "tbl_pengukuran": [ukur()], "tbl_anggaran": rows}).world
    for sheet in write_reports(world, ["LAP-ANGGARAN", "LAP-TW4"]):
        assert any(str(value).casefold() == "sub b" for row in grid(sheet) for value in row.values())
