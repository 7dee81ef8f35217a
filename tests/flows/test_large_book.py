"""A book whose sheets are far larger than what is held of them passes every flow, every cell with its whole formula."""

import json
import subprocess
import sys

import openpyxl
import pytest

import lkjip_xl
from lkjip_xl.book import read, rewrite
from lkjip_xl.ooxml import formula_texts
from lkjip_xl.ooxml.package import Package
from lkjip_xl.schema.contract import tables
from tests.benchmark.large_book import RENSTRA, TAHUN, tulis_csv

SHEET = "Anggaran"


def book(folder, rows, indicators):
    path = folder / "buku.xlsx"
    lkjip_xl.buat(path, "Dinas Uji", TAHUN, "-".join(map(str, RENSTRA)))
    return path, tulis_csv(folder / "csv", rows, indicators)


def test_a_sheet_larger_than_what_may_be_held_is_filled_computed_and_reported(tmp_path, monkeypatch):
    path, texts = book(tmp_path, 300, 30)
    for module in (formula_texts, rewrite):
        monkeypatch.setattr(module, "MAX_SHEET", 1_000_000)
    assert lkjip_xl.isi(path, texts, backup=False).rows["tbl_anggaran"].added
    package = Package.open(path)
    place = read.read_book(package).places["tbl_anggaran"]
    data = package.read(place.sheet.part)
    assert len(data) > 2_000_000 and b">~" not in data and b"&quot;" not in data
    sheet = openpyxl.load_workbook(path)[SHEET]
    table = tables(*RENSTRA)["tbl_anggaran"]
    for column in table.computed:
        written = {
            sheet.cell(row, place.columns[column.name] + 1).value for row in range(place.first_row, place.last_row)
        }
        assert written == {"=" + column.formula_text}, column.name
    before = path.read_bytes()
    assert lkjip_xl.hitung(path, backup=False).unchanged and path.read_bytes() == before
    lkjip_xl.periksa(path, backup=False)
    assert len(lkjip_xl.laporan(path, backup=False).sheets) > 5
    monkeypatch.setattr(formula_texts, "MAX_WHOLE_SHEET", 2_000_000)
    with pytest.raises(lkjip_xl.UserError, match="padahal batasnya"):
        lkjip_xl.hitung(path, backup=False)


MEASURED = """
import json, resource, sys, time
import lkjip_xl
answer = getattr(lkjip_xl, sys.argv[1])(*sys.argv[2:], backup=False)
print(json.dumps([time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


@pytest.mark.lengkap
def test_ten_thousand_budget_rows_and_a_thousand_indicators(tmp_path):
    path, texts = book(tmp_path, 10_000, 1_000)
    for flow, *arguments in (("isi", texts), ("hitung",), ("periksa",), ("laporan",), ("hitung",)):
        command = [sys.executable, "-c", MEASURED, flow, str(path), *map(str, arguments)]
        seconds, megabytes = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
        assert megabytes < 500, (flow, seconds, megabytes)
    reading = read.read_book(Package.open(path))
    assert sum(bool(row.cells.get("Kode")) for row in reading.book.rows("tbl_anggaran")) == 10_000
    assert sum(bool(row.cells.get("Kode")) for row in reading.book.rows("tbl_pengukuran")) == 1_000
