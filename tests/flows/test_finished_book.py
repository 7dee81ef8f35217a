"""The finished sample book: it passes the gate, stands a recalculation, and opens everywhere."""

import re

import openpyxl
import python_calamine

from lkjip_xl.expr.values import ErrorValue
from lkjip_xl.flows.open_and_save import compute_book
from tests.tools.gate import gate

LOOKS_FOR_SHEETS = re.compile(r"ISREF\(|Dasbor!\$[A-Z]+\$[0-9]+:")


def test_the_sample_with_all_its_reports_passes_the_gate(buku_contoh, sdk):
    assert gate(buku_contoh) == []


def test_recalculation_by_libreoffice_changes_no_stored_value(buku_contoh, lo):
    dihitung_ulang = lo.values(buku_contoh)
    bacaan, hitungan = compute_book(buku_contoh)
    banyak = 0
    for nama, baris in hitungan.computed.items():
        place = bacaan.places[nama]
        lembar = dihitung_ulang[place.sheet.name]
        for i, satu in enumerate(baris):
            for kolom in bacaan.tables[nama].computed:
                harap = satu[kolom.name]
                harap = harap.kode if harap.__class__ is ErrorValue else harap
                ada = lembar[place.header_row + i][place.columns[kolom.name]]
                assert (ada if ada is not None else "") == harap, (nama, kolom.name, i + 1)
                banyak += 1
    assert banyak > 4_500


def test_figures_and_headings_outside_the_tables_are_stored_too(buku_contoh, lo):
    dihitung_ulang = lo.values(buku_contoh)
    rumus, nilai = openpyxl.load_workbook(buku_contoh), openpyxl.load_workbook(buku_contoh, data_only=True)
    banyak = 0
    for lembar in rumus:
        for baris in lembar.iter_rows(max_row=60):
            for sel in baris:
                # Links to reports appear when the program that shows the book sees that the report is there.
                if isinstance(sel.value, str) and sel.value.startswith("=") and not LOOKS_FOR_SHEETS.search(sel.value):
                    if sel.value.startswith("=IF(MID(1/2"):
                        continue  # the decimal sign is that of the program, too
                    harap = dihitung_ulang[lembar.title][sel.row - 1][sel.column - 1]
                    ada = nilai[lembar.title][sel.coordinate].value
                    if sel.hyperlink and ada == sel.hyperlink.location:
                        ada = None  # openpyxl shows the place of the link where the cell is empty
                    assert (ada if ada is not None else "") == (harap if harap is not None else ""), (
                        lembar.title, sel.coordinate)  # fmt: skip
                    banyak += bool(harap) and lembar.title == "Beranda"
    assert banyak >= 30
    assert nilai["Beranda"]["B7"].value == 0.9731


def test_other_readers_see_the_same_reports(buku_contoh):
    isi = openpyxl.load_workbook(buku_contoh, data_only=True)
    calamine = python_calamine.CalamineWorkbook.from_path(buku_contoh)
    assert calamine.sheet_names == isi.sheetnames
    for nama in (n for n in isi.sheetnames if n.startswith("Lap ")):
        a = [[c if c is not None else "" for c in b] for b in isi[nama].iter_rows(values_only=True)]
        b = calamine.get_sheet_by_name(nama).to_python(skip_empty_area=False)
        datar_a = [c for baris in a for c in baris if c != ""]
        datar_b = [c for baris in b for c in baris if c != ""]
        assert datar_a == datar_b


def test_no_shipped_formula_needs_a_function_that_excel_2013_lacks(buku_contoh):
    for lembar in openpyxl.load_workbook(buku_contoh):
        for baris in lembar.iter_rows():
            for sel in baris:
                if isinstance(sel.value, str) and sel.value.startswith("="):
                    # Excel 2013 writes its own new functions with that prefix, too.
                    assert set(re.findall(r"_xlfn\.([A-Z0-9.]+)", sel.value)) <= {"NUMBERVALUE", "UNICHAR"}
                    assert "LK_" not in sel.value and "#REF!" not in sel.value
