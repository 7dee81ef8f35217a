"""No form of any profile shows a sum over unfilled budget rows, or a predikat over unmeasured indicators, as final."""

import pytest

from lkjip_xl.expr.values import is_number
from lkjip_xl.reports.forms.provisional import WITHHELD
from lkjip_xl.reports.profiles import profile_names
from lkjip_xl.reports.registry import possible_ids, write_reports
from tests.reports.made_book import CONTOH, _nilai, baca_csv, bahan, teks_lembar

MARK = '" *"'
SPENT = {
    "tbl_anggaran": ("Realisasi", "Serapan", "Sisa"),
    "tbl_pengukuran": ("Realisasi Anggaran", "Serapan"),
    "tbl_ringkasan": ("Realisasi", "Serapan"),
}


def rows_of(table):
    found = baca_csv(CONTOH / f"{table}.csv")
    return [{k: _nilai(k, v) for k, v in row.items() if v != ""} for row in found]


def book(profile, form, change):
    """The sample in one profile, its budget changed."""
    budget = rows_of("tbl_anggaran")
    change(budget)
    return bahan({"profil_bentuk": profile, "bentuk_laporan": form}, tbl_anggaran=budget)


def empty_a_leaf(budget):
    """Blank the running quarter of the first Sub Kegiatan that an indicator's program holds."""
    leaf = next(row for row in budget[20:] if row["Tingkat"] == "Sub Kegiatan" and row.get("Realisasi TW4"))
    del leaf["Realisasi TW4"]


def take_a_pagu(budget):
    """Blank the pagu of the first Sub Kegiatan that an indicator's program holds and that spent money."""
    leaf = next(row for row in budget[20:] if row["Tingkat"] == "Sub Kegiatan" and row.get("Realisasi TW4"))
    leaf.pop("Pagu Awal", None), leaf.pop("Pagu Perubahan", None)


def rests_on_open(world, source):
    """Whether a figure rests on what was spent in rows that are not filled in."""
    if source.table == "tbl_ringkasan":
        return source.row in SPENT["tbl_ringkasan"] and world.budget.total_unfilled > 0
    if source.column in SPENT.get(source.table, ()):
        return world.rows(source.table)[source.row - 1]["Belum Terisi"] > 0
    return not source.table and any(rests_on_open(world, one) for _, one in source.resolved())


@pytest.mark.parametrize("form", ["Per Sasaran", "Gabungan"])
@pytest.mark.parametrize("profile", profile_names())
@pytest.mark.parametrize("change", [empty_a_leaf, take_a_pagu])
def test_every_sum_over_unfilled_rows_is_marked_and_told(profile, form, change):
    world = book(profile, form, change)
    assert world.budget.total_unfilled == 1
    marked = 0
    for sheet in write_reports(world, possible_ids(world)):
        here = 0
        for row in sheet.rows:
            for cell in row.cells if row else ():
                if cell is None or cell.source is None or not is_number(cell.value):
                    continue
                if rests_on_open(world, cell.source):
                    assert MARK in (cell.style.format or ""), (sheet.name, cell.value, cell.source)
                    here += 1
        texts = " ".join(teks_lembar(sheet))
        assert not here or "baris anggaran belum lengkap (realisasi Triwulan IV atau pagunya kosong)" in texts, (
            sheet.name
        )
        marked += here
    assert marked >= 8


@pytest.mark.parametrize("profile", profile_names())
def test_sums_that_are_withheld_are_told(profile):
    def break_order(budget):
        budget[10], budget[60] = budget[60], budget[10]

    world = book(profile, "Per Sasaran", break_order)
    assert world.amounts.withheld
    sheet = next(s for s in write_reports(world, possible_ids(world)) if s.id == "LAP-ANGGARAN")
    assert WITHHELD in " ".join(teks_lembar(sheet))
