"""How heavy the book is: characters of formulas, and bytes of the files that people send.

A row of Pengukuran has to be shorter than what deflate sees behind itself (32 KB): then it says what the row above says
in a few bytes, otherwise it says all of it anew, three kilobytes a row.
"""

import re
import zipfile
from pathlib import Path

import pytest

from lkjip_xl.expr.to_excel import to_formula
from lkjip_xl.flows.contoh import RENSTRA, YEAR, sample_tables
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.schema.contract import sheets, tables
from lkjip_xl.template.book import build_bytes

TEMPLATES = Path(__file__).parents[2] / "workbook_templates"
CHARACTERS = {"tbl_pengukuran": 24_000, "tbl_anggaran": 6_000}
LONGEST = 1_300
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
    assert len(every) > 150 and {place for place, size in every.items() if size > LONGEST} == set()
    assert {
        text for spec in sheets(2025, 2029) if spec.layout != "settings" for text in loose(spec) if len(text) > LONGEST
    } == set()


def loose(spec):
    """Formulas of a sheet outside its tables."""
    trees = [*spec.formulas, spec.line, spec.step.filled if spec.step is not None else None]
    return [to_formula(tree) for tree in trees if tree is not None]


def test_the_blank_template_is_small():
    assert (TEMPLATES / "lkjip_standar.xlsx").stat().st_size <= 150_000


def test_the_sample_is_small_and_its_rows_are_in_sight_of_each_other(tmp_path):
    made = isi_buku(build_bytes({"tahun": YEAR}, RENSTRA), sample_tables()).data
    assert len(made) <= 190_000
    path = tmp_path / "contoh.xlsx"
    path.write_bytes(made)
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    measured = next(part for part in parts if b"lk_bu__w," in part)
    rows = re.findall(rb"<row .*?</row>", measured, re.S)
    assert len(rows) > 10 and max(map(len, rows)) < WINDOW


@pytest.mark.parametrize("name", CHARACTERS)
def test_a_row_names_its_own_cells_without_structured_references(name):
    # One of them in a formula, and LibreOffice takes that formula apart in every row (schema.row_names).
    every = texts(tables(2025, 2029)[name])
    assert len(every) > 30 and [text for text in every if re.search(r"tbl_\w+\[", text)] == []
