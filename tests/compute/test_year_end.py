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


def _notes(book, table):
    return {row.get("Keterangan") for row in history_of_year(World(book))[table]}


def _spoiled(**cells):
    """The sample with some cells of its first leaf with a pagu replaced."""
    book = buku()
    leaf = next(row for row in book.rows("tbl_anggaran") if row.cells["Tingkat"] == "Sub Kegiatan")
    leaf.cells.update(cells)
    return book, leaf.cells["Kode"]


def test_what_was_written_down_before_the_year_was_whole_says_so():
    assert _notes(buku(), "tbl_riwayat_anggaran") == {None}
    assert _notes(buku({"triwulan_berjalan": 2}), "tbl_riwayat_anggaran") == {"sementara: s.d. Triwulan II"}
    told = _notes(buku({"triwulan_berjalan": 2}), "tbl_riwayat")
    assert all(note.startswith("LKjIP 2022; target ") and note.endswith("sementara: s.d. Triwulan II") for note in told)
    unknown = _notes(buku({"triwulan_berjalan": "TW 4"}), "tbl_riwayat_anggaran")
    assert unknown == {"sementara: triwulannya belum dipilih di buku 2022"}


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        (None, "sementara: 1 baris belum terisi di buku 2022"), ("N/A", "sementara: 1 baris belum terisi di buku 2022"),
        ("Rp dua juta", "realisasi tidak dapat dihitung di buku 2022"),
    ],
)  # fmt: skip
def test_money_of_a_row_that_is_not_filled_or_not_read_says_so_in_every_sum(typed, note):
    book, code = _spoiled(**{"Realisasi TW4": typed})
    rows = history_of_year(World(book))["tbl_riwayat_anggaran"]
    marked = {row["Kode"] for row in rows if row.get("Keterangan") == note}
    assert code in marked and len(marked) > 1 and marked == {row["Kode"] for row in rows if row.get("Keterangan")}
    assert all(code.startswith(one) for one in marked)


def test_two_units_of_one_code_keep_both_notes():
    book = buku(tbl_anggaran=[
        {"Kode": "1", "Tingkat": "Program", "Uraian": "P", "Unit": unit, "Pagu Awal": 100, "Realisasi TW4": spent}
        for unit, spent in (("A", 50), ("B", None), ("C", "abc"))
    ])  # fmt: skip
    (row,) = history_of_year(World(book))["tbl_riwayat_anggaran"]
    assert row["Realisasi"] == "N/A" and row["Pagu"] == 300
    assert row["Keterangan"] == (
        "sementara: 1 baris belum terisi di buku 2022; realisasi tidak dapat dihitung di buku 2022"
    )
