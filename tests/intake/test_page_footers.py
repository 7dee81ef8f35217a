"""The foot of a printed page is no part of a table: neither of a name above it, nor of the rows."""

import pytest

from lkjip_xl.intake.grid import text_grid
from lkjip_xl.intake.model import FOOTER, Hints, Understood
from lkjip_xl.intake.page_footers import page_footer
from lkjip_xl.intake.understand import understand

HEAD = "Kode;Uraian;Pagu;Realisasi TW4"
ONE = "1.02.02.2.01.0001;Pelayanan Kesehatan Ibu;600.000.000;500.000.000"
TWO = "1.02.02.2.01.0002;Posyandu;300.000.000;200.000.000"


def read(text: str) -> Understood:
    (one,), _ = understand({"lra.csv": text.encode()}, Hints(year=2025))
    return one


@pytest.mark.parametrize(
    "line",
    [
        "Dicetak oleh SIPD - Halaman 1 dari 2", "Dicetak pada 12 Januari 2026 09.15 WIB;;;Halaman 2", "Page 3 of 7",
        "Hal. 2/9", "12/01/2026, 09:15;https://sipd.kemendagri.go.id/penatausahaan/cetak;;1/2",
        "Tanggal Cetak : 12-01-2026", ";;Halaman 1 dari 12;", "Laporan ini telah dicetak secara elektronik",
    ],
)  # fmt: skip
def test_a_footer_is_a_footer(line):
    assert page_footer(text_grid("a.csv", f"{HEAD}\n{line}\n"), 1)


@pytest.mark.parametrize(
    "line",
    [
        ONE, "1.2;Pencetakan Halaman Depan;80.000;70.000", ";Halaman Parkir;;", ";Belanja Bahan Cetak;;", "1;2;3;4",
        ";lanjutan halaman sebelumnya;;", "Dicetak oleh percetakan;;80.000.000;70.000.000", ";1/2;;",
    ],
)  # fmt: skip
def test_a_row_is_no_footer(line):
    assert not page_footer(text_grid("a.csv", f"{HEAD}\n{line}\n"), 1)


def test_a_footer_above_a_repeated_head_is_not_joined_to_the_name_above_it():
    one = read(f"{HEAD}\n{ONE}\nDicetak oleh SIPD - Halaman 1 dari 2;;;\n{HEAD}\n{TWO}\n;Halaman 2 dari 2;;\n")
    assert [row.values["Uraian"] for row in one.rows] == ["Pelayanan Kesehatan Ibu", "Posyandu"]
    assert [(fate.row, fate.why) for fate in one.fates if fate.fate == FOOTER] == [
        (2, "Dicetak oleh SIPD - Halaman 1 dari 2"), (5, "Halaman 2 dari 2"),
    ]  # fmt: skip
    assert "Kaki halaman cetak diabaikan (baris 3, 6): 'Dicetak oleh SIPD - Halaman 1 dari 2'." in one.assumptions
    assert not one.doubts


def test_a_name_that_a_page_cuts_goes_on_beneath_the_foot():
    one = read(f"{HEAD}\n{ONE}\nPage 1 of 2;;;\n{HEAD}\n;dan Anak;;\n{TWO}\n")
    assert [row.values["Uraian"] for row in one.rows] == ["Pelayanan Kesehatan Ibu dan Anak", "Posyandu"]
