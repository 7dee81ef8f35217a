"""What the quarters' forms print of an indicator: nothing before its first target, then what CAP-04 judges by."""

import pytest

from lkjip_xl.reports.registry import write_reports
from tests.checks.small_book import berkas, indikator, ukur
from tests.compute.test_same_number import grid

CASES = {
    # Target TW1..4, Realisasi TW1..4, Sifat -> what the four forms print as realisasi and capaian
    "half-yearly": (("", 78, "", 80), (75, 79, 79, 80), "Posisi Akhir", ["- -", "79 1.0128", "79 1.0128", "80 1"]),
    "last quarter": (("", "", "", 80), ("", "", "", 80), "Posisi Akhir", ["- -", "- -", "- -", "80 1"]),
    "N/A as planned": (("N/A", 40, "N/A", 80), (5, 41, 60, 80), "Kumulatif", ["- -", "41 1.025", "60 1.025", "80 1"]),
    "accumulated": (("", 40, "", 40), (10, 30, 20, 20), "Akumulasi", ["- -", "40 1", "60 1.5", "80 1"]),
    "N/A was typed": (("", "", "", 80), ("N/A", "-", "", 80), "Posisi Akhir", ["N/A N/A", "- -", "- -", "80 1"]),
    "only the first": ((40, "", "", ""), (36, "", "", 80), "Posisi Akhir", ["36 0.9", "36 0.9", "36 0.9", "80 1"]),
    "the year only": (("", "", "", ""), (20, 40, 60, 80), "Posisi Akhir", ["20 N/A", "40 N/A", "60 N/A", "80 1"]),
    "every quarter": ((20, 40, 60, 80), ("", 40, 60, 80), "Posisi Akhir", ["N/A N/A", "40 1", "60 1", "80 1"]),
}


@pytest.mark.parametrize("name", CASES)
def test_the_forms_of_the_quarters(name):
    targets, reached, sifat, printed = CASES[name]
    cells = {f"Target TW{n}": t or None for n, t in enumerate(targets, 1)}
    cells |= {f"Realisasi TW{n}": r or None for n, r in enumerate(reached, 1)}
    row = ukur(Sifat=sifat, **cells)
    book = berkas({"tbl_renstra": [indikator(Tipe="Angka", Satuan="orang")], "tbl_pengukuran": [row]})
    sheets = write_reports(book.world, [f"LAP-TW{n}" for n in (1, 2, 3, 4)])
    assert [_printed(sheet) for sheet in sheets] == printed


def _printed(sheet):
    """Realisasi and capaian of the only indicator."""
    cells = next(row for row in grid(sheet) if row.get(6) == 80)
    return " ".join(one if isinstance(one, str) else f"{one:.5g}" for one in (cells[12], cells[13]))


def _book(row, **renstra):
    measured = ukur(**row)
    return berkas({"tbl_renstra": [indikator(**renstra)], "tbl_pengukuran": [measured]})


def test_a_day_that_was_met_stays_met_in_the_quarters_after_it():
    due, met = 45747, 45743  # 31 and 27 March 2025
    row = {"Sifat": "Posisi Akhir", "Target TW1": due, "Target TW4": due, "Realisasi TW1": met}
    book = _book(row, Tipe="Tanggal", Satuan="tanggal")
    sheets = write_reports(book.world, ["LAP-TW1", "LAP-TW2", "LAP-TW3"])
    for sheet in sheets:
        [cells] = [row for row in grid(sheet) if row.get(12) == "27 Maret 2025"]
        assert cells[13] == 1


def test_targets_over_a_fixed_denominator_stand_in_the_unit_of_the_indicator():
    # 40, 80, 120, 160 of 200 are 20, 40, 60 and 80%; 118 of 200 are 59%, and 59 / 60 is 98,33%.
    row = {"Sifat": "Kumulatif", "Penyebut Tetap": 200, "Realisasi TW3": 118}
    row |= {f"Target TW{n}": 40 * n for n in (1, 2, 3, 4)}
    [sheet] = write_reports(_book(row, Tipe="Persen", Satuan="%").world, ["LAP-TW3"])
    [cells] = [row for row in grid(sheet) if row.get(12) == 59]
    assert [cells[k] for k in (8, 9, 10, 11)] == [20, 40, 60, 80]
    assert cells[13] == 0.9833
    assert any("bukan pembilangnya" in str(text) for row in grid(sheet) for text in row.values())
