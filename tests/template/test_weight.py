"""How heavy the book is: characters of formulas, and bytes of the files that people send.

A row of Pengukuran has to be shorter than what deflate sees behind itself (32 KB): then it says what the row above says
in a few bytes, otherwise it says all of it anew, three kilobytes a row.
"""

import re
import zipfile
from pathlib import Path

import pytest

from lkjip_xl.flows.contoh import RENSTRA, YEAR, sample_tables
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.schema.contract import tables
from lkjip_xl.template.book import build_bytes

TEMPLATES = Path(__file__).parents[2] / "workbook_templates"
CHARACTERS = {"tbl_pengukuran": 34_000, "tbl_anggaran": 9_500}
LONGEST = 1_300
SENTENCES = {("tbl_capaian", "Indikator")}
"""What is no figure but a sentence, written out by its formula."""
WINDOW = 32_768 - 262
"""How far back deflate finds what it saw, the longest match taken off."""


def texts(table):
    return [c.formula_text for c in table.columns if c.formula_text is not None]


@pytest.mark.parametrize("name", CHARACTERS)
def test_formulas_of_a_row_keep_to_their_characters(name):
    assert sum(map(len, texts(tables(2025, 2029)[name]))) <= CHARACTERS[name]


def test_no_formula_is_long():
    every = {
        (table.name, column.name): len(column.formula_text)
        for table in tables(2025, 2029).values()
        for column in table.columns
        if column.formula_text is not None
    }
    assert len(every) > 150 and {place for place, size in every.items() if size > LONGEST} <= SENTENCES


def test_the_blank_template_is_small():
    assert (TEMPLATES / "lkjip_standar.xlsx").stat().st_size <= 150_000


def test_the_sample_is_small_and_its_rows_are_in_sight_of_each_other(tmp_path):
    made = isi_buku(build_bytes({"tahun": YEAR}, RENSTRA), sample_tables()).data
    assert len(made) <= 190_000
    path = tmp_path / "contoh.xlsx"
    path.write_bytes(made)
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    measured = next(part for part in parts if b"tbl_pengukuran[[#This Row],[_W]]" in part)
    rows = re.findall(rb"<row .*?</row>", measured, re.S)
    assert len(rows) > 10 and max(map(len, rows)) < WINDOW
