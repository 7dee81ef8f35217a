"""Beranda and Dasbor link to every report sheet that a book has."""

import openpyxl

from lkjip_xl.reports.registry import all_reports
from lkjip_xl.template.report_links import NAMES, SERIES_ROOM, sheet_names


def test_every_report_sheet_is_looked_for():
    """A report that this product declares; an office's own reports are found by their tabs."""
    ours = [r.sheet for r in all_reports() if getattr(r.blocks, "func", r.blocks).__module__.startswith("lkjip_xl.")]
    assert sorted(ours) == sorted(NAMES)
    assert {"Lap Sasaran 2", f"Lap Nota Dinas {SERIES_ROOM}", "Lap TW IV"} <= set(sheet_names())


def test_the_links_are_those_of_the_sheets_that_are_there(buku_contoh, lo):
    names = [n for n in openpyxl.load_workbook(buku_contoh, read_only=True).sheetnames if n.startswith("Lap ")]
    assert "Lap Sasaran 3" in names and len(names) > 20
    shown = lo.values(buku_contoh)
    home = [cell for row in shown["Beranda"][29:38] for cell in row[1:9] if cell]
    assert sorted(home) == sorted(names)
    assert shown["Beranda"][28][1] == "Laporan yang sudah dibuat"
    assert {cell for row in shown["Dasbor"][25:38] for cell in row[9:11] if cell} == set(names)
