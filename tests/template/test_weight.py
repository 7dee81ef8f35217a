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
from lkjip_xl.schema.names import OWN_ROW
from lkjip_xl.template.book import build_bytes

TEMPLATES = Path(__file__).parents[2] / "workbook_templates"
CHARACTERS = {"tbl_pengukuran": 34_000, "tbl_anggaran": 9_500}
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
    measured = next(part for part in parts if b"tbl_pengukuran[[#This Row],[_W]]" in part)
    rows = re.findall(rb"<row .*?</row>", measured, re.S)
    assert len(rows) > 10 and max(map(len, rows)) < WINDOW


# -- a column's name that means the cell in the formula's row ---------------------------------------------------------
_OWN = re.compile(r"(lk_u_(?:kode|tipe|" + "|".join(name.lower() for name in OWN_ROW) + r"))\b")
_SCALAR = {("CHOOSE", 0), ("MOD", 0)}
"""Arguments that want one value: there the name may stand bare."""


def misused(text):
    """Names of own cells where an engine may take the column whole: anywhere in SUM, or bare in another function."""
    found, calls, word, at = [], [], "", 0
    while at < len(text):
        name = _OWN.match(text, at)
        if name:
            bare = text[at - 1] in "(," and text[name.end()] in "),"
            if "SUM" in [c[0] for c in calls] or (bare and tuple(calls[-1]) not in _SCALAR):
                found.append((name[1], [c[0] for c in calls]))
            at, word = name.end(), ""
            continue
        sign = text[at]
        if sign == '"':
            at = text.index('"', at + 1)
        elif sign == "(":
            calls.append([word, 0])
        elif sign == ")":
            calls.pop()
        elif sign == "," and calls:
            calls[-1][1] += 1
        word = word + sign if sign.isalnum() else ""
        at += 1
    return found


def test_the_search_finds_a_misused_name():
    right = "IF(lk_u_t1=0,CHOOSE(lk_u_c,1,MIN(1,lk_u_r1/lk_u_t1)),MEDIAN(lk_u_t1+0,2))"
    assert misused(right) == []
    for wrong in ("MIN(4,lk_u_c)", "SUM(1,IF(lk_u_b1>0,2,0))", "IF(lk_u_f,1,2)", 'IF(1=1,"(",lk_u_t1)'):
        assert misused(wrong), wrong


def test_a_column_stands_for_its_cell_only_where_every_engine_takes_it_so():
    every = texts(tables(2025, 2029)["tbl_pengukuran"])
    assert sum(len(_OWN.findall(text)) for text in every) > 150
    assert [(text, misused(text)) for text in every if misused(text)] == []
