"""Public cases whose remedy is a check: what is found on them, and what no longer is."""

import pytest

from lkjip_xl.checks.fixes import certain_edits
from lkjip_xl.checks.registry import Context, run_checks
from lkjip_xl.compute.world import World
from lkjip_xl.rules.bacaan_angka import read_number
from lkjip_xl.rules.galat_excel import EXCEL_ERRORS
from tests.checks.small_book import berkas, indikator, ukur
from tests.printed.csv_book import buku_dari_csv


def context_of(shared, case):
    return Context(World(buku_dari_csv(shared / "kasus-publik" / case / "isi")))


def test_a_refund_is_no_mistake(shared):
    """B03: a negative realisasi is Periksa."""
    found = run_checks(context_of(shared, "B03-negatif"))
    assert [t.kode for t in found if t.berat == "Salah"] == [] and "ARI-06" in [t.kode for t in found]


def test_a_word_before_a_label_is_taken_away(shared):
    """K07: Nilai B on the scale Predikat AKIP means B, in every cell."""
    context = context_of(shared, "K07-nilaiB")
    found = run_checks(context, {"MKN-25"})
    edits = {(e.table, e.row, e.column, e.value) for _, e in certain_edits(context, found)}
    assert edits == {
        ("tbl_renstra", 2, "Target 2025", "B"), ("tbl_pk", 1, "Target", "B"), ("tbl_pengukuran", 1, "Target TW4", "B"),
    }  # fmt: skip


@pytest.mark.parametrize(("text", "label"), [
    ("Predikat BB", "BB"), ("opini  WTP", None), ("Kategori: A", "A"), ("BB (Sangat Baik)", None), ("Nilai Z", None),
])  # fmt: skip
def test_only_a_word_before_a_label_of_the_scale_is_certain(text, label):
    row = indikator(Tipe="Tingkat", Satuan="predikat", **{"Skala Tingkat": "Predikat AKIP", "Kondisi Awal": "B"},
                    **{f"Target {y}": "BB" for y in range(2025, 2030)})  # fmt: skip
    book = berkas({"tbl_renstra": [row], "tbl_pengukuran": [ukur(**{"Realisasi TW4": text})]})
    edits = certain_edits(book, run_checks(book, {"MKN-25"}))
    assert [(e.column, e.value) for _, e in edits] == ([("Realisasi TW4", label)] if label else [])


@pytest.mark.parametrize("error", [*EXCEL_ERRORS, "#div/0!", "########"])
def test_every_error_of_excel_has_its_own_sentence(error):
    """I37: not only #VALUE! is explained."""
    message = read_number(error).pesan
    assert "galat Excel: " in message and message.endswith("lalu isi angkanya.")
    assert len({read_number(one).pesan for one in EXCEL_ERRORS}) == len(EXCEL_ERRORS)


def test_a_code_with_x_and_levels_of_a_ministry_are_not_accused(shared):
    cases = ("B06-X.XX.01", "B09-KRO", "B14-sotk", "B15-hapus-kosong", "I25-sotk-tw2", "I34-jenjang", "I36-semester")
    for case in cases:
        assert [t.uraian for t in run_checks(context_of(shared, case)) if t.berat == "Salah"] == [], case


@pytest.mark.parametrize(("text", "unit", "comma"), [
    ("3.125", "nilai", "3,125"), ("12.500", "ton", "12,500"), ("90.125", "%", "90,125"), ("0.817", "orang", "0,817"),
])  # fmt: skip
def test_a_dot_before_three_digits_is_told_that_a_comma_is_meant(text, unit, comma):
    message = read_number(text, satuan=unit).pesan
    assert "koma: " + comma in message
