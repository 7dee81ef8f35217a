"""What a source does not say, or says twice, is told before anything is written."""

import io

import openpyxl
import pytest

from lkjip_xl.errors import UsageError, UserError
from lkjip_xl.flows.intake_sources import read_sources
from lkjip_xl.intake.model import Hints, Understood
from lkjip_xl.intake.understand import understand
from lkjip_xl.schema.contract import tables as contract_tables

MONTH = "LAPORAN BULAN SEPTEMBER 2025\n"
LEAF = "1.02.02.2.01.0001;Kelas Ibu;600.000.000"


def read(text: str, name: str = "lra.csv", **hints: object) -> Understood:
    (one,), _ = understand({name: text.encode()}, Hints(year=2025, **hints))
    return one


def texts(one: Understood) -> str:
    return " | ".join([*one.assumptions, *(doubt.text for doubt in one.doubts)])


@pytest.mark.parametrize(
    "heading", ["Realisasi s/d Bulan Lalu", "Realisasi Bulan Ini", "SPJ s.d. Periode Lalu", "Realisasi Tahun Lalu"]
)
def test_money_of_a_part_of_the_time_is_no_running_total(heading):
    one = read(f"{MONTH}Kode;Uraian;Pagu;{heading}\n{LEAF};500.000.000")
    assert one.rows[0].values == {
        "Tingkat": "Sub Kegiatan", "Uraian": "Kelas Ibu", "Kode": "1.02.02.2.01.0001", "Pagu Awal": 600_000_000,
    }  # fmt: skip
    assert f"kolom {heading!r} memuat uang sebagian masa" in texts(one)


def test_of_three_columns_of_a_month_the_running_one_is_taken():
    one = read(
        f"{MONTH}Kode;Uraian;Pagu;SPJ s.d. Bulan Lalu;SPJ Bulan Ini;SPJ s.d. Bulan Ini\n{LEAF};5.000.000;1;5.000.001"
    )
    assert one.rows[0].values["Realisasi TW3"] == 5_000_001


def test_a_confirmed_heading_is_taken_all_the_same():
    confirmed = {"tbl_anggaran": {"realisasi bulan ini": "Realisasi TW3"}}
    one = read(f"Kode;Uraian;Pagu;Realisasi Bulan Ini\n{LEAF};7.000.000", confirmed=confirmed)
    assert one.rows[0].values["Realisasi TW3"] == 7_000_000


def test_spaces_around_the_dots_of_a_code_are_taken_out_and_said():
    one = read("Kode;Uraian;Pagu\n1. 02. 02. 2. 01. 0001;Kelas Ibu;600.000.000")
    assert one.rows[0].values["Kode"] == "1.02.02.2.01.0001"
    assert "Spasi di dalam kode dibuang (1 baris)" in texts(one)


def test_a_code_written_twice_is_said():
    one = read(f"Kode;Uraian;Pagu\n{LEAF}\n1.02.02.2.01.0001;Posyandu;5.000.000")
    assert "kode 1.02.02.2.01.0001 tertulis lebih dari sekali (baris 2 dan 3)" in texts(one)
    assert "lebih dari sekali" not in texts(read(f"Kode;Uraian;Pagu\n{LEAF}"))


@pytest.mark.parametrize(
    ("printed", "said"), [("84,6", False), ("85", False), ("84,62", False), ("84,60", False), ("83,6", True)]
)
def test_a_percentage_is_as_exact_as_it_is_printed(printed, said):
    one = read(f"Kode;Uraian;Pagu;Realisasi TW4;%\n1.02.02.2.01.0001;Kelas Ibu;650.000.000;550.000.000;{printed}")
    assert ("satu angka mungkin salah baca" in texts(one)) == said


def test_percentages_of_two_decimals_are_as_exact_as_the_column():
    rows = (
        "1.02.02.2.01.0001;Kelas Ibu;650.000.000;550.000.000;84,6\n1.02.02.2.01.0002;Gizi;300.000.000;200.000.000;66,67"
    )
    assert texts(read(f"Kode;Uraian;Pagu;Realisasi TW4;%\n{rows}")).count("satu angka mungkin salah baca") == 1


def workbook(formula: bool) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Kode", "Uraian", "Pagu", "Sisa"])
    book.active.append(["1.02.02.2.01.0001", "Kelas Ibu", "=500000000+1" if formula else 500000001, "=C2-1"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_formula_that_was_never_computed_is_no_blank():
    (one,), _ = understand({"lra.xlsx": workbook(True)}, Hints())
    assert one.blocked and "belum pernah dihitung" in texts(one) and "sel C2" in one.doubts[0].where
    (one,), _ = understand({"lra.xlsx": workbook(False)}, Hints())  # the formula of a column that is not taken
    assert not one.blocked and one.rows[0].values["Pagu Awal"] == 500000001


def test_bars_part_cells_too():
    assert read(f"Kode;Uraian;Pagu\n{LEAF}".replace(";", "|")).rows[0].values["Pagu Awal"] == 600_000_000


def test_quarters_without_the_word_realisasi_are_offered():
    assert '--kolom "TW II=Realisasi TW2"' in texts(read(f"Kode;Uraian;Pagu;TW II\n{LEAF};1.000.000"))


@pytest.mark.parametrize(
    ("name", "data", "error", "said"),
    [
        ("lra.csv", b"\n \n\n", UserError, "Berkas lra.csv kosong"),
        ("lra.csv", b"Kode;Uraian;Pagu\n", UsageError, "tidak ada baris berisi di bawahnya"),
    ],
)
def test_a_source_with_nothing_in_it_is_said_to_be_empty(name, data, error, said):
    with pytest.raises(error, match=said):
        read_sources({name: data}, contract_tables(2025, 2029), Hints())


def test_a_workbook_without_anything_in_sight_is_said_to_be_empty():
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    with pytest.raises(UsageError, match="tidak berisi apa pun pada lembar yang tampak"):
        read_sources({"kosong.xlsx": stream.getvalue()}, contract_tables(2025, 2029), Hints())
