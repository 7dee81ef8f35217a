"""Blocks on a sheet: heads over several rows, merged groups, long texts, and where the pages end."""

import dataclasses

import pytest

from lkjip_xl.ooxml.sheet_model import ReportSheet
from lkjip_xl.reports.layout.blocks import (
    Beside,
    Gap,
    Group,
    NewPage,
    Notes,
    Record,
    Signatory,
    Signature,
    Table,
    Text,
    Title,
    lay_out,
)
from lkjip_xl.reports.layout.draft import Keep
from lkjip_xl.reports.layout.pages import page_room
from lkjip_xl.reports.layout.source import Cell, Source
from lkjip_xl.reports.layout.styles import NUMBER, TEXT, TEXT_BOLD
from tests.reports.made_book import kolom, periksa_bentuk
from tests.reports.page_rules import breaches


def laid(blocks, *widths):
    sheet = lay_out(ReportSheet("LAP-X", "Lap X", "X", widths), blocks)
    periksa_bentuk(sheet)
    return sheet


def plain(count, height=20.0, source=None):
    return [Record([Cell(f"baris {n}", TEXT), Cell(n, NUMBER, source)], least=height) for n in range(count)]


def table(body, **more):
    return Table([["Nama", "Angka"]], [(0, 0), (1, 1)], body, **more)


def test_head_cells_cover_their_rows_and_columns_and_are_counted_once():
    levels = [["Nama", "Kinerja", None, "Sisa"], ["^", "Target", "Realisasi", "^"]]
    sheet = laid([Table(levels, [(0, 1), (2, 2), (3, 3), (4, 4)], [])], 10, 10, 10, 10, 10)
    assert sorted(sheet.merges) == [(0, 0, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4), (2, 0, 2, 1)]
    assert [s.value for s in sheet.rows[2].cells] == ["(1)", None, "(2)", "(3)", "(4)"]


def test_a_head_of_one_row_gets_room_for_its_longest_heading():
    heading = "Persentase anggaran terhadap anggaran perangkat daerah"
    sheet = laid([Table([[heading, "B"]], [(0, 0), (1, 1)], [], number=None)], 8, 30)
    assert len(sheet.rows) == 1 and sheet.rows[0].height > 60


def test_a_text_beyond_the_height_of_a_row_goes_on_beneath_it():
    text = ("kata " * 1000).strip()
    sheet = laid([table([Record([Cell(text, TEXT, Source("tbl_pk", 1, "Sasaran")), Cell(5, NUMBER)])])], 20, 10)
    rows = sheet.rows[2:]
    assert len(rows) > 2 and all(r.height <= 409 for r in sheet.rows)
    assert " ".join(r.cells[0].value for r in rows) == text
    assert [r.cells[1].value for r in rows] == [5] + [None] * (len(rows) - 1)
    assert all(r.cells[0].source == Source("tbl_pk", 1, "Sasaran") for r in rows)


@pytest.mark.parametrize("many", [True, False])
def test_merged_text_gets_room_over_all_rows_or_in_the_last(many):
    text = Cell("kata " * 30, TEXT)
    if many:  # beside several entries
        body = [Group([Beside(0, 0, text)], [Record([Cell("x", TEXT)]) for _ in range(2)])]
    else:  # beside the lines of one entry
        body = [Record([text, [Cell("x", TEXT), Cell("y", TEXT)]])]
    sheet = laid([table(body, number=None)], 10, 10)
    heights = [r.height for r in sheet.rows[1:]]
    assert (heights[0] == heights[1]) is many and sum(heights) > 100
    assert (1, 0, 2, 0) in sheet.merges


def test_groups_stay_together_and_what_goes_on_is_named_again():
    room = page_room(ReportSheet("", "", "", (20, 20)))
    body = [
        Group([Beside(0, 0, Cell(f"Sasaran {g}", TEXT))],
              [Record([Cell(n, NUMBER)], least=room / 25, keep=Keep.INSIDE if n % 4 else Keep.START)
               for n in range(20)])
        for g in range(2)
    ]  # fmt: skip
    sheet = laid([table(body, number=None)], 20, 20)
    assert len(sheet.breaks) == 1
    cut = sheet.breaks[0]
    assert sheet.rows[cut].cells[1].value % 4 == 0
    assert sheet.rows[cut].cells[0].value == "Sasaran 1 (lanjutan)"
    assert sheet.repeat_rows == (0, 0) and breaches(sheet) == []


def test_of_two_tables_the_last_one_prints_titles_where_it_goes_on():
    sheet = laid([table(plain(3)), Gap(10), table(plain(120))], 40, 20)
    assert sheet.repeat_rows == (6, 7) and len(sheet.breaks) > 1 and breaches(sheet) == []
    assert sheet.rows[6].cells[0].value == "Nama"
    assert [v for v in kolom(sheet, 1) if isinstance(v, int)] == [0, 1, 2, *range(120)]


def test_of_two_tables_the_first_one_repeats_its_head_as_rows():
    sheet = laid([table(plain(120)), Gap(10), table(plain(3))], 40, 20)
    assert sheet.repeat_rows is None and len(sheet.breaks) > 1
    assert all(sheet.rows[r].cells[0].value == "Nama" for r in sheet.breaks)
    sheet = laid([dataclasses.replace(table(plain(120)), repeats=False), Gap(10), table(plain(3))], 40, 20)
    assert len(sheet.breaks) > 1 and kolom(sheet, 0).count("Nama") == 2


@pytest.mark.parametrize("count", range(20, 60))
def test_signatures_stand_with_the_last_rows_and_no_row_is_alone(count):
    sign = Signature(Signatory(["Kota, tanggal", "KEPALA,"], "Nama", ["NIP. 1"]), ((0, 0), (1, 1)))
    sheet = laid([Title(["JUDUL"]), table(plain(count)), Notes(["Sumber: uji."]), sign], 40, 20)
    assert breaches(sheet) == []
    last = sheet.breaks[-1] if sheet.breaks else 0
    assert sum(1 for v in kolom(sheet, 1)[last:] if isinstance(v, int)) >= 2
    assert kolom(sheet, 1)[-1] == "NIP. 1"


def test_a_new_page_begins_where_it_is_asked_for():
    sheet = laid([Text("satu"), NewPage(), Text("dua")], 20)
    assert sheet.breaks == [1] and kolom(sheet, 0) == ["satu", "dua"]


def test_ten_thousand_rows_share_their_styles_and_stay_under_the_limit_of_breaks():
    sheet = laid([table(plain(10_000, 390.0))], 40, 20)
    assert len(sheet.rows) == 10_002 and len(sheet.breaks) == 1000
    assert len({id(c.style) for r in sheet.rows for c in r.cells if c}) < 20


@pytest.mark.parametrize("above", range(0, 60, 6))
def test_a_heading_in_a_list_is_never_the_last_of_a_page(above):
    """A program above its kegiatan goes with the first of them to the next page."""
    items = [Cell("PROGRAM", TEXT_BOLD), Cell("Kegiatan satu", TEXT), Cell("Kegiatan dua", TEXT)] * 60
    sheet = laid([Gap(10.0 + above), table([Record([Cell("Indikator", TEXT), items])])], 40, 60)
    assert len(sheet.breaks) > 2
    assert "PROGRAM" not in [sheet.rows[first - 1].cells[1][0] for first in sheet.breaks]
