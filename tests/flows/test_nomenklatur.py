"""The nomenklatur of a book: offered where it is typed, imported from a list, copied to what was left blank."""

import re
import zipfile

import openpyxl
import pytest

from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.perbarui import perbarui_buku
from lkjip_xl.flows.salin import salin_buku
from lkjip_xl.flows.tambah import tambah_modul
from lkjip_xl.schema.modules import discover
from tests.intake.test_nomenklatur import CODES, simple
from tests.tools.gate import gate

OFFERS = next(module for module in discover() if module.name == "nomenklatur").offers
RENSTRA = b"Kode,Jenis,Sasaran,Indikator,Satuan,Tipe,Arah,Target 2026\n1,Sasaran,S,I,%,Persen,Naik,90\n"
GENERAL = (
    b"Kode,Uraian\nX.XX.01,PROGRAM PENUNJANG\nX.XX.01.2.01,Perencanaan\n1.02,BIDANG\n1.02.02,PROGRAM UPAYA KESEHATAN\n"
)


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "buku.xlsx"
    buat_buku(path, "Dinas Uji", 2026, "2025-2029")
    return path


def validations(path, sheet):
    """Formula of the list that each cell of the first rows is offered."""
    rules = openpyxl.load_workbook(path)[sheet].data_validations.dataValidation
    return {str(rule.sqref): (rule.type, rule.formula1, rule.showErrorMessage) for rule in rules if rule.formula1}


def test_lists_come_with_the_module_and_go_with_it(book):
    before = {sheet: validations(book, sheet) for sheet in ("Anggaran", "Renstra")}
    assert before["Anggaran"]["A6:A55"][0] == "custom" and "C6:C55" not in before["Anggaran"]
    tambah_modul(str(book), ["nomenklatur"], backup=False)
    offered = validations(book, "Anggaran")
    assert {area: rule for area, rule in offered.items() if area not in ("A6:A55", "C6:C55")} == {
        area: rule for area, rule in before["Anggaran"].items() if area != "A6:A55"}  # fmt: skip
    for area in ("A6:A55", "C6:C55"):
        kind, formula, insists = offered[area]
        assert kind == "list" and "dv_nomenklatur" in formula and not insists and len(formula) <= 255
    assert gate(book, sdk=False) == []
    content = book.read_bytes()
    assert perbarui_buku(str(book)).unchanged and book.read_bytes() == content
    tambah_modul(str(book), without=["nomenklatur"], backup=False)
    assert {sheet: validations(book, sheet) for sheet in ("Anggaran", "Renstra")} == before
    with zipfile.ZipFile(book) as package:
        assert not [name for name in package.namelist() if b"nomenklatur" in package.read(name)]


def test_a_list_that_somebody_took_away_comes_back(book):
    tambah_modul(str(book), ["nomenklatur"], backup=False)
    wanted = validations(book, "Anggaran")
    workbook = openpyxl.load_workbook(book)
    rules = workbook["Anggaran"].data_validations
    rules.dataValidation = [rule for rule in rules.dataValidation if "dv_nomenklatur" not in (rule.formula1 or "")]
    workbook.save(book)
    assert validations(book, "Anggaran") != wanted
    perbarui_buku(str(book), backup=False)
    assert validations(book, "Anggaran") == wanted


def test_lists_grow_with_the_tables(book):
    tambah_modul(str(book), ["nomenklatur"], backup=False)
    rows = "\n".join(f"1.02.{n:02d},Program,P {n}" for n in range(1, 90))
    isi_buku(str(book), {"tbl_anggaran.csv": f"Kode,Tingkat,Uraian\n{rows}\n".encode()}, backup=False)
    places = compute_book(book)[0].places["tbl_anggaran"]
    assert f"A6:A{places.last_row}" in validations(book, "Anggaran") and places.last_row > 55


OFFERED = [  # what stands in the cell, or in Kode beside it; how many are offered, and the first
    ("Kode", "", 7, "1"), ("Kode", "1.02.02.2.01", 2, "1.02.02.2.01"), ("Kode", "1.02.02.2.1", 2, "1.02.02.2.10"),
    ("Kode", "9", 7, "1"), ("Uraian", "", 7, "URUSAN PEMERINTAHAN WAJIB"),
    ("Uraian", "1.02.02.2.10", 1, "Penyediaan Layanan"), ("Uraian", "9.99", 7, "URUSAN PEMERINTAHAN WAJIB"),
]  # fmt: skip


def test_what_is_offered_while_typing(book, lo):
    tambah_modul(str(book), ["nomenklatur"], backup=False)
    isi_buku(str(book), {"daftar.csv": simple()}, backup=False)
    formulas, inputs, wanted = [], [], []
    for column, typed, count, first in OFFERED:
        offer = next(o.formula for o in OFFERS if (o.table, o.column) == ("tbl_anggaran", column))
        for shape in ("ROWS({0})", "INDEX({0},1)"):
            formula = re.sub(r"\{Kode\}", f"B{len(formulas) + 1}", offer)
            formulas.append(shape.format(formula))
            inputs.append([typed])
        wanted += [count, first]
    assert lo.evaluate(formulas, inputs, background=book) == wanted


def test_the_own_list_is_offered_without_the_module(book, lo):
    rows = b"Kode,Tingkat,Uraian\n1.02.02,Program,PROGRAM A\n1.02.03,Program,PROGRAM B\n"
    isi_buku(str(book), {"tbl_anggaran.csv": rows}, backup=False)
    by_area = validations(book, "PK")
    lists = {formula for kind, formula, insists in by_area.values() if kind == "list" and not insists}
    assert "dv_anggaran" in lists and any("dv_anggaran_uraian" in formula for formula in lists)
    assert lo.evaluate(["ROWS(dv_anggaran)", "INDEX(dv_anggaran,2)"], background=book) == [2, "1.02.03"]


def test_a_list_is_imported_once_and_costs_nothing_the_second_time(book):
    tambah_modul(str(book), ["nomenklatur"], backup=False)
    first = isi_buku(str(book), {"daftar.csv": simple()}, backup=False)
    assert first.rows["tbl_nomenklatur"].added == tuple(CODES)
    content = book.read_bytes()
    again = isi_buku(str(book), {"daftar.csv": simple()}, backup=False)
    assert again.unchanged and again.rows["tbl_nomenklatur"].same == len(CODES) and book.read_bytes() == content
    levels = [row["Tingkat"] for row in compute_book(book)[1].rows("tbl_nomenklatur")][:7]
    assert levels == ["Urusan", "Bidang", "Program", "Kegiatan", "Sub Kegiatan", "Kegiatan", "Sub Kegiatan"]


def test_codes_of_every_office_become_those_of_this_one(book):
    tambah_modul(str(book), ["nomenklatur"], backup=False)
    isi_buku(str(book), {"tbl_anggaran.csv": b"Kode,Tingkat,Uraian\n1.02.02,Program,PROGRAM A\n"}, backup=False)
    done = isi_buku(str(book), {"daftar.csv": GENERAL}, backup=False)
    assert done.rows["tbl_nomenklatur"].added == ("1.02", "1.02.01", "1.02.01.2.01", "1.02.02")
    assert done.plans[0].understood[0].assumptions == [
        "Kode X.XX ditulis 1.02, bidang urusan di Anggaran buku ini (2 baris)."]  # fmt: skip


def test_the_codes_alone_are_enough(book):
    tambah_modul(str(book), ["nomenklatur"], backup=False)
    isi_buku(str(book), {"tbl_renstra.csv": RENSTRA}, backup=False)
    isi_buku(str(book), {"daftar.csv": GENERAL}, backup=False)
    workbook = openpyxl.load_workbook(book)
    for row, code in enumerate(("1.02.01", "1.02.01.2.01", "1.02.02", "9.99.99.9.99.9999", "??"), 6):
        workbook["Anggaran"][f"A{row}"] = code
    workbook["Anggaran"]["C8"] = "Nama sendiri"
    workbook.save(book)
    done = salin_buku(str(book), backup=False)
    filled = [row.cells for row in compute_book(book)[0].book.rows("tbl_anggaran")[:5]]
    rows = [(cells.get("Tingkat"), cells.get("Uraian")) for cells in filled]
    assert rows == [("Program", "PROGRAM PENUNJANG"), ("Kegiatan", "Perencanaan"), ("Program", "Nama sendiri"),
                    ("Sub Kegiatan", None), (None, None)]  # fmt: skip
    assert done.notes[0] == "Anggaran: Tingkat atau Uraian 4 baris diisi dari kodenya dan Nomenklatur."
    assert "Awal / 1.02.01 / PROGRAM PENUNJANG" in done.rows["tbl_pk_program"].added
    assert salin_buku(str(book), backup=False).unchanged
