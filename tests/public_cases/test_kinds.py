"""Cases of our own: at least three of every kind of data give their right values, and are accused or let be rightly."""

from collections import Counter
from functools import reduce
from pathlib import Path

import pytest

from lkjip_xl.compute.funding import funding_of
from lkjip_xl.compute.world import World
from lkjip_xl.flows.hitung import hitung_buku

from .cases import Case, Outcome, kind_cases, outcome, plain

CASES = kind_cases()
KINDS = {
    "Belum terisi", "Pagu Perubahan kosong", "Berjalan atau per triwulan", "Target nol", "Tidak diukur",
    "PK Perubahan berkali-kali", "Satu sebab satu temuan", "Pemeriksaan yang diam atau berteriak",
    "Target seperti ditulis", "Tahun Data", "Penyebut Tetap dan skala", "Kemajuan, pertumbuhan, target negatif",
    "Jenjang dari kode", "Mutu Pelayanan A sampai D", "Akreditasi", "Skala ordinal lima tingkat",
    "Kategori melampaui, tercapai, tidak tercapai", "Catatan pada target dan realisasi",
    "Batas bawah dan batas atas", "Rentang", "Rasio", "Hari", "Galat Excel", "Kata di muka label",
    "Skala yang tidak dikenal", "Tanggal", "Satuan di dalam sel", "Catatan pada triwulan",
    "Riwayat menyalahi buku tahun lalu", "Nomenklatur dua generasi",
}  # fmt: skip
OF_IMPORTS = {
    "Ekspor dan cetakan": [
        "intake.test_shares.test_sakti_closes_to_the_last_rupiah_and_a_row_cut_by_the_page_is_counted_once",
        "intake.test_shares.test_sipd_documents_by_sub_kegiatan_and_period",
        "intake.test_shares.test_rekap_5_by_sub_kegiatan",
        "intake.test_shares.test_the_print_of_one_sub_kegiatan",
        "intake.test_shares.test_e81_says_what_its_parents_count_twice",
        "intake.test_treasury_exports.test_spj_gives_each_sub_kegiatan_once",
        "intake.test_treasury_exports.test_dpa_gives_the_pagu_of_the_leaves",
    ],
    "Pratinjau": [
        "flows.test_isi_recognised.test_preview_is_what_apply_writes",
        "intake.test_import_cases.test_apply_writes_what_the_preview_shows",
        "intake.test_import_cases.test_apply_changes_in_a_lived_in_book_what_the_preview_says",
        "flows.test_isi_recognised.test_the_sheet_pratinjau_comes_and_goes",
        "flows.test_split_targets.test_the_preview_says_so_and_writes_nothing",
    ],
    "Dua target dalam satu sel": [
        "flows.test_split_targets.test_the_values_of_a_cell",
        "flows.test_split_targets.test_every_table_follows",
        "flows.test_split_targets.test_values_in_another_order_follow_their_units",
        "flows.test_split_targets.test_what_does_not_say_which_is_refused_before_anything_is_written",
    ],
    "Nomenklatur": [
        "intake.test_nomenklatur.test_codes_of_every_office_and_both_generations",
        "flows.test_nomenklatur.test_what_is_offered_while_typing",
        "flows.test_nomenklatur.test_codes_of_every_office_become_those_of_this_one",
    ],
}  # fmt: skip
"""Kinds whose cases are files and whole flows: the tests that hold their right values."""


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all books, so that the blank book is built once."""
    return tmp_path_factory.getbasetemp()


def check_values(world: World, expected: dict) -> None:
    """Rows of Pengukuran (``measured``) and of Anggaran (``budget``), and the growth of a series of years."""
    for part, table in (("measured", "tbl_pengukuran"), ("budget", "tbl_anggaran")):
        for code, cells in expected.get(part, {}).items():
            row = next(row for row in world.rows(table) if row["Kode"] == code)
            assert {column: plain(row[column]) for column in cells} == cells, code
    if growth := expected.get("growth"):
        assert funding_of(world).growth(growth["series"]) == growth["value"]


def check_findings(got: Outcome, expected: dict) -> None:
    """What must be said and how gravely, and what must not."""
    all_codes = Counter(one.split()[0] for one in (*got.salah, *got.periksa, *got.info))
    if "salah" in expected:
        assert got.salah == expected["salah"]
    for part, found in (("salah_codes", got.salah), ("periksa_has", got.periksa), ("info_has", got.info)):
        assert set(expected.get(part, ())) <= {one.split()[0] for one in found}, (part, found)
    if "salah_codes" in expected:
        assert {one.split()[0] for one in got.salah} == set(expected["salah_codes"])
    assert set(expected.get("raises", ())) <= set(all_codes), all_codes
    assert not set(expected.get("silent", ())) & set(all_codes), all_codes
    assert {code: all_codes[code] for code in expected.get("count", {})} == expected.get("count", {})
    for text in expected.get("says", ()):
        assert any(text in one for one in got.texts), (text, got.texts)
    assert len(got.periksa) <= 10


@pytest.mark.parametrize("name", CASES)
def test_the_case_has_its_right_values(name: str, folder: Path) -> None:
    case: Case = CASES[name]
    path = case.book(folder)
    got = outcome(path, case.book_of_last_year(folder))
    check_values(got.world, case.expected)
    assert {figure: got.summary[figure] for figure in case.expected.get("summary", {})} == case.expected.get(
        "summary", {}
    )
    if "old" in case.expected:
        assert got.world.summary["Memakai data tahun lalu"] == case.expected["old"]
    check_findings(got, case.expected)
    for then in case.then:
        hitung_buku(str(path), perbaiki=then["repair"], backup=False)
        repaired = outcome(path)
        check_values(repaired.world, then)
        check_findings(repaired, then)


def test_every_kind_has_three_and_every_case_says_where_it_is_from() -> None:
    count = Counter(case.kind for case in CASES.values())
    assert set(count) == KINDS and min(count.values()) >= 3
    assert all(case.expected["source"] and case.situation for case in CASES.values())
    values = (
        "salah",
        "salah_codes",
        "measured",
        "budget",
        "summary",
        "growth",
        "raises",
        "count",
        "periksa_has",
        "info_has",
    )
    assert [name for name, case in CASES.items() if not any(case.expected.get(key) for key in values)] == []


@pytest.mark.parametrize("kind", OF_IMPORTS)
def test_kinds_of_whole_files_have_three(kind: str) -> None:
    for place in OF_IMPORTS[kind]:
        module, _, test = place.rpartition(".")
        assert reduce(getattr, [test], __import__(f"tests.{module}", fromlist=[test])).__code__
    assert len(OF_IMPORTS[kind]) >= 3
