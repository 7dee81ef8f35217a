"""Money that a source writes in thousands or millions comes into the book as rupiah, and is said."""

import pytest

from lkjip_xl.intake.model import Hints, Understood
from lkjip_xl.intake.money_unit import money_unit
from lkjip_xl.intake.understand import understand

HEAD = "Kode;Uraian;{pagu};{paid};%"
ROWS = """1.02.02;PROGRAM KESEHATAN;1.250;1.100,5;88,04
1.02.02.2.01;Layanan;1.250;1.100,5;88,04
1.02.02.2.01.0001;Kelas Ibu;850;750,25;88,26
1.02.02.2.01.0002;Posyandu;400;350,25;87,56
JUMLAH;;1.250;1.100,5;88,04"""


def read(title: str = "", pagu: str = "Anggaran", paid: str = "Realisasi TW3", rows: str = ROWS) -> Understood:
    text = "\n".join([title, HEAD.format(pagu=pagu, paid=paid), rows])
    (one,), _ = understand({"lra.csv": text.encode()}, Hints(year=2025))
    return one


def leaves(one: Understood) -> list[tuple[object, object]]:
    return [(row.values.get("Pagu Awal"), row.values.get("Realisasi TW3")) for row in one.rows[2:]]


@pytest.mark.parametrize(
    ("title", "factor"),
    [
        ("LRA TAHUN 2025 (dalam ribuan rupiah)", 1_000),
        ("(dalam ribu)", 1_000),
        ("Dalam Jutaan Rupiah", 1_000_000),
        ("(Rp juta)", 1_000_000),
        ("satuan: juta rupiah", 1_000_000),
        ("(x Rp1.000)", 1_000),
        ("(Rp 000)", 1_000),
        ("dalam milyar Rp", 1_000_000_000),
    ],
)
def test_a_title_says_the_unit(title, factor):
    one = read(title)
    assert leaves(one) == [(850 * factor, 750.25 * factor), (400 * factor, 350.25 * factor)]
    assert [check.difference for check in one.sums] == [0, 0] and not one.blocked
    assert sum("dikalikan" in text for text in one.assumptions) == 2


def test_a_heading_says_the_unit_of_its_own_column_only():
    one = read(pagu="Anggaran (juta)", paid="Realisasi TW3 (Rp)", rows=ROWS.replace(";1.100,5;", ";1.100.500.000;"))
    assert leaves(one)[0] == (850_000_000, 750.25)
    assert [text.split(" tertulis")[0] for text in one.assumptions if "dikalikan" in text] == ["Pagu Awal"]


def test_a_line_beneath_the_table_says_the_unit():
    assert leaves(read(rows=ROWS + "\n\n*) dalam jutaan rupiah;;;;"))[0] == (850_000_000, 750_250_000)


@pytest.mark.parametrize(
    "text",
    ["Pengadaan di bawah 5 juta rupiah", "Pagu Rp1.000.000", "Program 1.000 Kelahiran", "Pagu (Rp)", "100 ribu rupiah"],
)
def test_an_amount_is_no_unit(text):
    assert money_unit([text]) is None


def test_an_amount_with_its_own_unit_is_multiplied_once():
    one = read("(dalam jutaan rupiah)", rows=ROWS.replace(";850;", ";Rp 850 juta;"))
    assert leaves(one)[0][0] == 850_000_000


def test_rupiah_under_a_title_that_says_millions_is_asked_about():
    whole = ROWS.replace("1.250", "1.250.000.000.000").replace("850;", "850.000.000.000;")
    one = read("(dalam jutaan rupiah)", rows=whole.replace(";400;", ";400.000.000.000;"))
    assert one.blocked and any("hapus kata itu dari judulnya" in doubt.text for doubt in one.doubts)


def test_amounts_too_small_for_rupiah_are_asked_about():
    said = [doubt for doubt in read().doubts if "pagu terbesar hanya Rp850" in doubt.text]
    assert [doubt.weight for doubt in said] == ["Periksa"]
    assert not any("pagu terbesar" in doubt.text for doubt in read("(dalam jutaan rupiah)").doubts)
