"""Clean books of six kinds of office: periksa stays silent on them, and speaks when one thing in them is spoiled."""

import copy
from pathlib import Path

import pytest

from lkjip_xl.checks.registry import Context, run_checks
from lkjip_xl.compute.world import World
from tests.printed.csv_book import buku_dari_csv

ROOM = Path(__file__).parents[1] / "data" / "clean_books"
OFFICES = sorted(p.name for p in ROOM.iterdir() if p.is_dir())


def findings(book):
    return run_checks(Context(World(book)))


@pytest.fixture(scope="module")
def books():
    return {name: buku_dari_csv(ROOM / name) for name in OFFICES}


def test_there_are_six_kinds_of_office():
    assert OFFICES == ["dinas", "inspektorat", "kecamatan", "rsud", "sekretariat", "vertikal"]


@pytest.mark.parametrize("office", OFFICES)
def test_a_clean_book_raises_no_salah_and_few_periksa(books, office):
    found = findings(books[office])
    assert [(t.kode, t.uraian) for t in found if t.berat == "Salah"] == []
    assert len([t for t in found if t.berat == "Periksa"]) <= 10
    assert len(found) > 0  # remarks of weight Info show that the checks did run


SPOILED = [
    ("rsud", "tbl_renstra", "1.1.1", {"Arah": "Naik"}, "MKN-01", "Arah"),
    ("rsud", "tbl_renstra", "1.1.2", {"Arah": None}, "MKN-01", "Arah"),
    ("rsud", "tbl_renstra", "1.1.3", {"Arah": "Naik", **{f"Target {y}": 4.5 for y in range(2025, 2030)}}, "MKN-01",
     "Arah"),
    ("kecamatan", "tbl_renstra", "1.2.1", {"Arah": "Naik"}, "MKN-01", "Arah"),
    ("kecamatan", "tbl_renstra", "1.1.3", {"Arah": "Naik"}, "MKN-01", "Arah"),
    ("vertikal", "tbl_renstra", "1.1.2", {"Arah": "Naik"}, "MKN-01", "Arah"),
    ("kecamatan", "tbl_renstra", "T1", {"Target 2027": 39}, "MKN-23", "Target 2027"),
    ("inspektorat", "tbl_pengukuran", "1.1.1", {"Realisasi TW4": 31.21}, "MKN-23", "Realisasi TW4"),
    ("dinas", "tbl_renstra", "1.1.1", {"Satuan": "orang"}, "MKN-21", "Satuan"),
    ("dinas", "tbl_pengukuran", "1.1.1", {"Kode": "1.1. 1"}, "KON-63", "Kode"),
    ("dinas", "tbl_pengukuran", "T1", {"Realisasi TW4": None}, "KON-62", "Realisasi TW4"),
    ("dinas", "tbl_anggaran", "1.06.01.2.02.0001", {"Realisasi TW3": 2010000000}, "ARI-46", "Realisasi TW3"),
    ("inspektorat", "tbl_anggaran", "6.01.01.2.02.0001", {"Realisasi TW1": 115000000}, "ARI-46", "Realisasi TW1"),
    ("dinas", "tbl_riwayat", "1.1.1", {"Realisasi": 84.1}, "KON-61", "Realisasi"),
    ("inspektorat", "tbl_pengukuran", "1.1.1", {"Realisasi TW4": None}, "KON-06", "Realisasi TW4"),
    ("vertikal", "tbl_pk_program", "054.01.WA", {"Kode": "054.02.WA"}, "KON-11", "Kode"),
]  # fmt: skip


@pytest.mark.parametrize(("office", "table", "code", "cells", "check", "column"), SPOILED)
def test_a_spoiled_book_is_told_so_at_the_cell(books, office, table, code, cells, check, column):
    book = copy.deepcopy(books[office])
    before = {(t.kode, t.tabel, t.baris, t.kolom) for t in findings(book)}
    row = next(r for r in book.rows(table) if r.cells.get("Kode") == code)
    row.cells.update(cells)
    new = [t for t in findings(book) if (t.kode, t.tabel, t.baris, t.kolom) not in before]
    assert (check, table, row.number, column) in [(t.kode, t.tabel, t.baris, t.kolom) for t in new]
    assert len([t for t in new if t.berat != "Info"]) <= 3  # one cause does not drown the reader


def test_one_sub_kegiatan_in_each_kelurahan_is_no_doubled_code(books):
    book = copy.deepcopy(books["kecamatan"])
    assert "KON-02" not in [t.kode for t in findings(book)]
    for row in book.rows("tbl_anggaran"):  # and without the column Unit only where the wording does not say it either
        unit = row.cells.pop("Unit", None)
        if unit:
            row.cells["Uraian"] = f"{row.cells['Uraian']} ({unit})"
    assert [t.berat for t in findings(book) if t.kode == "KON-02"] == ["Info"]
