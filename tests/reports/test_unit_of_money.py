"""satuan_uang: amounts print in millions or billions on wide tables, the cells hold the same rupiah."""

import pytest

from lkjip_xl.expr.values import is_number
from lkjip_xl.reports.unit_of_money import scaled
from tests.reports.made_book import bahan, susun_satu, teks_lembar
from tests.reports.module_book import module_world
from tests.reports.page_rules import breaches

PROFILE = {"profil_bentuk": "Dinas Sosial PPPA Kota Probolinggo"}


def amounts(sheet):
    return [(c[0], c[1].format) for r in sheet.rows if r for c in r.cells if c and is_number(c[0]) and c[0] > 1_000_000]


@pytest.mark.parametrize("unit", ["Juta", "Miliar"])
@pytest.mark.parametrize(("id", "settings"), [
    ("LAP-ANGGARAN", {}), ("LAP-EFISIENSI", {}), ("LAP-TW4", {}), ("LAP-POHON", {}), ("LAP-RENAKSI", {}),
    ("LAP-ANGGARAN", PROFILE), ("LAP-TW4", PROFILE), ("LAP-SASARAN-1", PROFILE),
])  # fmt: skip
def test_wide_tables_print_in_the_unit(id, settings, unit):
    before = susun_satu(module_world(settings), id)
    after = susun_satu(module_world({**settings, "satuan_uang": unit}), id)
    assert [v for v, _ in amounts(after)] == [v for v, _ in amounts(before)] != []
    ending = ",," if unit == "Juta" else ",,,"
    assert all(f"#,##0.00{ending}" in code for _, code in amounts(after))
    assert not any(",," in code for _, code in amounts(before))
    heads = " ".join(teks_lembar(after))
    assert f"(Rp {unit.lower()})" in heads and "(Rp)" not in heads
    assert breaches(after) == []


@pytest.mark.parametrize("id", ["LAP-PK", "LAP-PK-P", "LAP-PK-J1", "LAP-RINGKASAN"])
def test_agreements_and_sentences_stay_in_rupiah(id):
    before = susun_satu(module_world(), id)
    after = susun_satu(module_world({"satuan_uang": "Juta"}), id)
    assert amounts(after) == amounts(before) != [] and teks_lembar(after) == teks_lembar(before)


def test_rupiah_is_the_default_and_other_words_change_nothing():
    assert amounts(susun_satu(bahan({"satuan_uang": "Ribu"}), "LAP-ANGGARAN")) == amounts(
        susun_satu(bahan(), "LAP-ANGGARAN")
    )
    assert scaled('"Rp. "#,##0",-"', "Miliar") == '"Rp. "#,##0.00,,,",-"'
