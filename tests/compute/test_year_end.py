"""What a finished year leaves to Riwayat and Riwayat Anggaran (compute/year_end.py)."""

import pytest

from lkjip_xl.compute.world import World
from lkjip_xl.compute.year_end import history_of_year
from tests.reports.made_book import baris, buku


def _with(book, rows):
    for table, added in rows.items():
        old = [row.cells for row in book.rows(table)]
        book.tables[table] = baris([*old, *added])
    return World(book)


def test_each_measured_indicator_leaves_target_and_realisasi():
    world = World(buku())
    added = history_of_year(world)["tbl_riwayat"]
    assert [row["Kode"] for row in added] == [i.kode for i in world.indikator]
    assert added[0] == {
        "Kode": "1.1.1", "Tahun": 2022, "Lingkup": "Instansi", "Target": 88, "Realisasi": 80.9,
        "Keterangan": "LKjIP 2022; target PK Perubahan",
    }  # fmt: skip
    assert added[1]["Target"] == "Utama" and added[1]["Realisasi"] == "N/A"


def test_budget_rows_keep_their_code_level_and_urusan():
    world = World(buku())
    added = history_of_year(world)["tbl_riwayat_anggaran"]
    programs = [row for row in added if row["Tingkat"] == "Program"]
    assert sum(row["Pagu"] for row in programs) == world.budget.pagu
    assert sum(row["Realisasi"] for row in programs) == world.budget.realisasi
    assert all(row["Kode"] and row["Urusan"] for row in added)


def test_asking_twice_adds_nothing():
    book = buku()
    world = _with(book, history_of_year(World(book)))
    assert not any(history_of_year(world).values())


def test_next_years_book_reads_them_as_last_year():
    book = buku()
    world = _with(book, history_of_year(World(book)))
    assert world.at(year=2023).realisasi_in("1.1.1", 2022) == 80.9


@pytest.mark.parametrize("year", [None, "dua ribu"])
def test_without_a_year_there_is_nothing(year):
    assert not any(history_of_year(World(buku({"tahun": year}))).values())


def test_a_service_that_is_an_indicator_takes_its_figures():
    book = buku(tbl_layanan=[{"Kode": "L1", "Indikator": "Terpenuhi", "Kode Renstra": "1.1.1"},
                             {"Kode": "L2", "Indikator": "Sendiri"}])  # fmt: skip
    book.modules = ("renstra-lengkap",)
    expected = [{"Kode": "L1", "Tahun": 2022, "Target": 88, "Realisasi": 80.9}]
    assert history_of_year(World(book))["tbl_riwayat_layanan"] == expected
