"""A quarter that nothing was planned for, while another one was, prints no realisasi; its capaian is N/A."""

import pytest

from lkjip_xl.reports.registry import write_reports
from tests.checks.small_book import berkas, indikator, ukur
from tests.compute.test_same_number import grid

CASES = {
    # Target TW1..4, Realisasi TW1..4, Sifat -> what the four forms print as realisasi and capaian
    "half-yearly": (("", 78, "", 80), (75, 79, 79, 80), "Posisi Akhir", ["- N/A", "79 1.0128", "- N/A", "80 1"]),
    "last quarter": (("", "", "", 80), ("", "", "", 80), "Posisi Akhir", ["N/A N/A", "N/A N/A", "N/A N/A", "80 1"]),
    "N/A as planned": (("N/A", 40, "N/A", 80), (5, 41, 60, 80), "Kumulatif", ["- N/A", "41 1.025", "- N/A", "80 1"]),
    "accumulated": (("", 40, "", 40), (10, 30, 20, 20), "Akumulasi", ["- N/A", "40 1", "60 1.5", "80 1"]),
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
