"""What a finished year leaves to Riwayat and Riwayat Anggaran (compute/year_end.py)."""

import pytest

from lkjip_xl.compute.world import World
from lkjip_xl.compute.year_end import history_of_year, kept_otherwise, values_of_other_years
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


@pytest.mark.parametrize(("told", "note"), [
    (2021, "LKjIP 2022; target PK Perubahan; sementara: nilai tahun 2021 menurut Tahun Data di buku 2022"),
    (2022, "LKjIP 2022; target PK Perubahan"),
    ("Susenas", "LKjIP 2022; target PK Perubahan; sementara: Tahun Data tidak terbaca di buku 2022"),
])  # fmt: skip
def test_a_value_of_an_earlier_year_says_so(told, note):
    book = buku()
    book.rows("tbl_pengukuran")[0].cells["Tahun Data"] = told
    world = World(book)
    (row,) = [row for row in history_of_year(world)["tbl_riwayat"] if row["Kode"] == "1.1.1"]
    assert row["Realisasi"] == 80.9 and row["Keterangan"] == note
    assert [one.kode for one in values_of_other_years(world)] == ["1.1.1"] * (told != 2022)


def _kept(**rows):
    return [(one.table, one.row["#nomor"], one.results) for one in kept_otherwise(_with(buku(), rows))]


def test_what_was_typed_of_the_year_and_differs_is_named():
    own = {"Kode": "1.1.1", "Tahun": 2022, "Lingkup": "Instansi", "Target": 88}
    before = len(buku().rows("tbl_riwayat"))
    assert _kept(tbl_riwayat=[{**own, "Realisasi": 80.9}]) == []
    assert _kept(tbl_riwayat=[{**own, "Realisasi": 40}]) == [("tbl_riwayat", before + 1, {"Realisasi": 80.9})]
    assert _kept(tbl_riwayat=[own]) == [("tbl_riwayat", before + 1, {"Realisasi": 80.9})], "a blank is no 80.9"
    assert _kept(tbl_riwayat=[{**own, "Realisasi": 40, "Lingkup": "Nasional"}]) == []


def test_money_that_was_typed_of_the_year_is_compared_by_its_wording_and_code():
    program = next(row for row in history_of_year(World(buku()))["tbl_riwayat_anggaran"] if row["Tingkat"] == "Program")
    typed = {name: program[name] for name in ("Uraian", "Tahun", "Pagu", "Realisasi")}
    before = len(buku().rows("tbl_riwayat_anggaran"))
    other = {**typed, "Realisasi": 1}
    expected = [("tbl_riwayat_anggaran", before + 1, {"Realisasi": program["Realisasi"]})]
    assert _kept(tbl_riwayat_anggaran=[typed]) == []
    assert _kept(tbl_riwayat_anggaran=[other]) == expected
    assert _kept(tbl_riwayat_anggaran=[{**other, "Kode": program["Kode"]}]) == expected
    assert _kept(tbl_riwayat_anggaran=[{**other, "Kode": "9.99"}]) == [], "another program of the same name"
    parts = [{**typed, "Pagu": typed["Pagu"] - 5, "Realisasi": typed["Realisasi"] - 7, "Sumber Dana": "DAK"},
             {**typed, "Pagu": 5, "Realisasi": 7, "Sumber Dana": "DAU"}]  # fmt: skip
    assert _kept(tbl_riwayat_anggaran=parts) == [], "by Sumber Dana the parts make the sum"
