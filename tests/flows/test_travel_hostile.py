"""Hostile books in the flows beside gabung: kirim, lanjut, ekspor and rekap follow nothing and are bounded."""

import csv
import os
import random
import shutil
from pathlib import Path

import pytest

import lkjip_xl
from lkjip_xl.errors import UserError
from lkjip_xl.flows.recap_rows import read_recap
from lkjip_xl.ooxml.files import check_workbook
from lkjip_xl.ooxml.tables import find_tables
from lkjip_xl.ooxml.workbook import WorkbookParts
from tests.book.filled_book import Isian
from tests.flows.test_travel_faults import FLOWS, bomb, contents, offline  # noqa: F401
from tests.flows.travel_books import LINKS, inputs, link_outside, master, master_bytes
from tests.proof.books import time_limit
from tests.proof.mutations import mutated, parts_of

BOMBS = ("zeros", "entities", "deep", "many", "reach")
ALONE = [name for name in FLOWS if name not in ("gabung", "rekap")]


def with_foreign_things(path):
    """The book with macros, a link to another book, a connection, a picture and a link from outside."""
    package = check_workbook(path, writing=False)
    link_outside(package)
    package.save(str(path))
    return path


@pytest.mark.parametrize("flow", [name for name in FLOWS if name != "gabung"])
def test_nothing_foreign_is_followed(tmp_path, offline, flow):  # noqa: F811
    with_foreign_things(master(tmp_path))
    (tmp_path / "kembali").mkdir()
    shutil.copy(tmp_path / "induk.xlsx", tmp_path / "kembali" / "dinas.xlsx")
    result = FLOWS[flow](tmp_path)
    if flow == "rekap":
        assert [o["instansi"] for o in result.offices] == ["Dinas Contoh"] and not result.unreadable
    for path in (tmp_path / "keluar").glob("*.xlsx") if flow.startswith("kirim") else ():
        package = check_workbook(path, writing=False)
        held = b"".join(package.read(name) for name in package.names)
        assert not any(target.encode() in held for target in LINKS.values())
        assert not [name for name in package.names if "externalLink" in name or "connections" in name]


@pytest.mark.parametrize("kind", BOMBS)
def test_a_bomb_is_refused_and_nothing_is_written(tmp_path, kind):
    bomb(master(tmp_path), kind)
    before = contents(tmp_path)
    for flow in ALONE:
        with time_limit(60), pytest.raises(UserError) as refused:
            FLOWS[flow](tmp_path)
        assert str(refused.value) and contents(tmp_path) == before, flow


def test_bombs_do_not_stop_a_recapitulation(tmp_path):
    folder = tmp_path / "kembali"
    folder.mkdir()
    package = check_workbook(master(tmp_path), writing=False)
    # A sheet that is read, unlike the first.
    measured = find_tables(package, WorkbookParts(package))["tbl_pengukuran"].sheet.own_part
    for kind in BOMBS:
        bomb(shutil.copy(tmp_path / "induk.xlsx", folder / f"{kind}.xlsx"), kind, measured)
    shutil.copy(tmp_path / "induk.xlsx", folder / "dinas.xlsx")
    with time_limit(120):
        result = FLOWS["rekap"](tmp_path)
    assert [o["instansi"] for o in result.offices] == ["Dinas Contoh"] and not result.aside
    assert sorted(os.path.basename(file) for file, _ in result.unreadable) == sorted(f"{kind}.xlsx" for kind in BOMBS)
    assert all(reason for _, reason in result.unreadable)


def test_mutated_books_never_stop_a_recapitulation():
    """Each gives its rows or a reason; a number is none that another book has."""
    parts, chance, told = parts_of(master_bytes()), random.Random(7), set()
    whole = read_recap(master_bytes(), "dinas.xlsx").rows
    for _ in range(60):
        made = None
        while made is None:
            made = mutated(parts, chance)
        with time_limit(20):
            recap = read_recap(made[2], "dinas.xlsx")
        assert "kesalahan di dalam" not in recap.reason, (made[0], recap.reason)
        told.add(bool(recap.reason))
        assert recap.reason or recap.rows.keys() == whole.keys()
    assert told == {True, False}


@pytest.mark.parametrize("formula", ["=cmd|'/c calc'!A1", "+1+1", "@SUM(1)", "-2+3"])
def test_text_that_looks_like_a_formula_is_none_in_what_is_written(tmp_path, formula):
    """In the copies, in next year's book, in the tables and in the recapitulation."""
    path = master(tmp_path)
    filler = Isian(path)
    for table, row, column in (("tbl_renstra", 1, "Indikator"), ("tbl_pengukuran", 1, "Solusi")):
        cell = filler.sel(table, row, column)
        cell.value, cell.data_type = formula, "s"
    filler.simpan()
    lkjip_xl.hitung(path, backup=False)
    copies = lkjip_xl.kirim(path, tmp_path / "keluar", ["Bidang Anak"], surel=False, backup=False).sent
    copies += lkjip_xl.kirim(path, tmp_path / "k", ["Bidang Anak"], surel=False, backup=False, ringkas=True).sent
    following = lkjip_xl.lanjut(path).path
    assert inputs(following, "tbl_renstra")["1"]["Indikator"] == formula
    for one in [Path(copy.path) for copy in copies] + [Path(following)]:
        package = check_workbook(one, writing=False)
        texts = b"".join(package.read(n) for n in package.names if n.startswith("xl/worksheets/sheet"))
        assert b">" + formula.lstrip("=").encode() + b"</f>" not in texts.replace(b"'", b"'")
        assert b"calc'!A1</f>" not in texts
    lkjip_xl.ekspor(path, tmp_path / "data", rapi=True)
    lkjip_xl.rekap(path, tmp_path / "rekap")
    for folder in ("data", "rekap"):
        for file in (tmp_path / folder).glob("*.csv"):
            with open(file, encoding="utf-8-sig", newline="") as stream:
                cells = [cell for row in csv.reader(stream) for cell in row]
            assert formula not in cells, f"{file.name} gives a spreadsheet a formula"
            assert file.name in ("kamus.csv", "rekap_instansi.csv") or any(c.endswith(formula) for c in cells)
    book = check_workbook(tmp_path / "rekap" / "rekap.xlsx", writing=False)
    assert not [n for n in book.names if n.startswith("xl/worksheets/sheet") and b"<f>" in book.read(n)]
