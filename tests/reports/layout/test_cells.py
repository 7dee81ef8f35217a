"""Cells of figures: formats by unit, texts in a number's place; pieces of cells that are spread over rows."""

import pytest

from lkjip_xl.expr.values import NOT_AVAILABLE, WRONG_VALUE
from lkjip_xl.ooxml.measure import break_lines, count_lines
from lkjip_xl.reports.layout.cells import money_cell, ratio_cell, value_cell
from lkjip_xl.reports.layout.columns import spread_columns
from lkjip_xl.reports.layout.source import Source
from lkjip_xl.reports.layout.styles import NUMBER, TEXT, piece


@pytest.mark.parametrize(
    "value, tipe, shown, code",
    [
        (88, "Persen", 88, '0"%"'),
        (80.9, "Persen", 80.9, '0.00"%"'),
        (1447, "Angka", 1447, "#,##0"),
        (0.1234567, "Indeks", 0.1234567, "#,##0.0000"),
        (3.125, "Indeks", 3.125, "#,##0.000"),
        ("Madya", "Tingkat", "Madya", None),
        (NOT_AVAILABLE, "Angka", "N/A", None),
        (WRONG_VALUE, "Angka", "N/A", None),
        (None, "Angka", "-", None),
    ],
)
def test_values_of_indicators(value, tipe, shown, code):
    cell = value_cell(value, tipe)
    assert (cell.value, cell.style.format) == (shown, code)


def test_numbers_stand_right_and_texts_in_their_place_centred():
    source = Source("tbl_pengukuran", 1, "Capaian")
    assert ratio_cell(0.9193, 2, source=source) == (0.9193, NUMBER._replace(format="0.00%"), source)
    assert ratio_cell(0.92, 0).style.format == "0%"
    assert money_cell(1000).style.format.startswith("#,##0") and money_cell(1000).style.align == "right"
    text = money_cell(NOT_AVAILABLE)
    assert text.value == "N/A" and text.style.align == "center" and text.style.wrap and text.style.format is None


def test_lines_keep_words_whole_and_lose_nothing():
    text = "Rehabilitasi Sosial Dasar Penyandang Disabilitas Terlantar di Luar Panti Sosial"
    lines = break_lines(text, 20)
    assert " ".join(lines) == text and len(lines) == count_lines(text, 20) > 3
    assert count_lines(text.upper(), 20) > len(lines)  # capitals are wider
    assert "".join(break_lines("x" * 100, 10)) == "x" * 100
    assert break_lines("a\nb", 10) == ["a\n", "b"]
    assert count_lines("", 10) == count_lines("satu", 10) == 1


def test_pieces_have_no_lines_between_them():
    assert piece(TEXT, True, True) == TEXT
    assert [piece(TEXT, *ends).border for ends in ((True, False), (False, False), (False, True))] == [
        "LRT", "LR", "LRB",
    ]  # fmt: skip


def test_columns_spread_over_the_grid_near_their_wanted_widths():
    grid = (30, 10, 10, 10, 15, 15, 10)
    assert spread_columns((30, 10, 10, 10, 15, 15, 10), grid, (0,) * 7) == tuple((n, n) for n in range(7))
    places = spread_columns((30, 10, 10, 50), grid, (0,) * 4)
    assert places == ((0, 0), (1, 1), (2, 2), (3, 6))
    # A column that needs more than it wants gets it.
    (a, b) = spread_columns((60, 10, 10), grid, (0, 0, 20))[2]
    assert sum(grid[a : b + 1]) >= 20
