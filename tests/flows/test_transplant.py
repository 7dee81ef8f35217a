"""perbarui makes room for new columns: what stands right of a table moves, and everything that names it is mended."""

import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from lkjip_xl.errors import UserError
from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.perbarui import perbarui_buku
from lkjip_xl.ooxml.shift import CannotShift, shifted
from lkjip_xl.schema.contract import sheets
from lkjip_xl.schema.later_cells import later_cells
from lkjip_xl.schema.sheets.beranda import PROVISIONAL
from tests.compute.random_book import differences
from tests.tools.gate import gate

SAMPLE = Path(__file__).parents[1] / "data" / "contoh-versi-1.xlsx"


@pytest.mark.parametrize(
    ("formula", "own", "after"),
    [
        ("A1+F2", True, "A1+H2"),
        ("A1+F2", False, "A1+F2"),
        ("SUM(Lain!F1:G9)+SUM('Lain'!$F:$G)", True, "SUM(Lain!F1:G9)+SUM('Lain'!$F:$G)"),
        ("SUM(Milik!D1:$G$9)", False, "SUM(Milik!D1:$I$9)"),
        ("'Milik'!E5&\"Milik!F5\"", False, "'Milik'!G5&\"Milik!F5\""),
        ("tbl_x[[#This Row],[E5]]+LOG10(E5)", True, "tbl_x[[#This Row],[E5]]+LOG10(G5)"),
        ("INDEX($E:$E,3)+F_9+lk_a_w1+[1]Milik!E5", True, "INDEX($G:$G,3)+F_9+lk_a_w1+[1]Milik!E5"),
        ("SUM(A1:XFD1)", True, "SUM(A1:XFD1)"),
        ("5:5+$5:$6", True, "5:5+$5:$6"),
    ],
)
def test_references_move(formula, own, after):
    assert shifted(formula, "Milik", own, 4, 2) == after


def test_a_reference_over_several_sheets_is_refused():
    with pytest.raises(CannotShift):
        shifted("SUM(Awal:Milik!E5)", "Milik", False, 4, 2)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """The sample with a user's own things right of the budget, and formulas of theirs that name them."""
    folder = tmp_path_factory.mktemp("crowded")
    workbook = openpyxl.load_workbook(SAMPLE)
    sheet = workbook["Anggaran"]
    at = openpyxl.utils.cell.range_boundaries(sheet.tables["tbl_anggaran"].ref)[2] + 1
    letter, second = get_column_letter(at), get_column_letter(at + 2)
    sheet[f"{letter}6"] = "catatan"
    sheet[f"{letter}7"], sheet[f"{letter}8"] = 40, f"={letter}7+2"
    sheet[f"{second}7"] = f"=SUM({letter}7:{letter}8)"
    sheet[f"{second}7"].comment = Comment("lihat DPA", "saya")
    sheet.column_dimensions[letter].width = 31
    sheet.merge_cells(f"{second}10:{get_column_letter(at + 3)}10")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=at, min_row=7, max_row=8))
    sheet.add_chart(chart, f"{second}12")
    sheet.conditional_formatting.add(
        f"{letter}6:{letter}9", FormulaRule(formula=[f"{letter}6>30"], fill=PatternFill("solid", bgColor="FFAA00"))
    )
    rule = DataValidation(type="custom", formula1=f"ISNUMBER({letter}7)")
    rule.sqref = f"{letter}7:{letter}8"
    sheet.add_data_validation(rule)
    own = workbook.create_sheet("Punya Saya")
    own["A1"] = f"=Anggaran!{letter}8*2"
    own["A2"] = f"=SUM(Anggaran!{letter}:{second})"
    own["A3"] = "=SUM(tbl_anggaran[Pagu Awal])"
    workbook.defined_names["punya_saya"] = DefinedName("punya_saya", attr_text=f"Anggaran!${letter}$7")
    path = folder / "penuh.xlsx"
    workbook.save(path)
    return path, at


def test_what_stands_right_of_a_table_moves(crowded, tmp_path, lo):
    path, at = crowded
    book = Path(shutil.copy(path, tmp_path / "penuh.xlsx"))
    before = lo.values(book)
    assert before["Punya Saya"][0][0] == 84 and before["Punya Saya"][1][0] == 40 + 42 + 82
    result = perbarui_buku(str(book))
    assert result.repaired == [] and result.backup
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["Anggaran"]
    table = openpyxl.utils.cell.range_boundaries(sheet.tables["tbl_anggaran"].ref)
    letter, second = get_column_letter(table[2] + 1), get_column_letter(table[2] + 3)
    assert table[2] > at
    assert sheet[f"{letter}6"].value == "catatan" and sheet[f"{letter}8"].value == f"={letter}7+2"
    assert sheet[f"{second}7"].value == f"=SUM({letter}7:{letter}8)" and sheet[f"{second}7"].comment.text == "lihat DPA"
    assert sheet.column_dimensions[letter].width == 31 and not sheet.column_dimensions[letter].hidden
    assert f"{second}10:{get_column_letter(table[2] + 4)}10" in [str(m) for m in sheet.merged_cells.ranges]
    chart = sheet._charts[0]
    assert (
        chart.anchor._from.col == table[2] + 2 and chart.series[0].val.numRef.f == f"'Anggaran'!${letter}$7:${letter}$8"
    )
    rules = {str(r.sqref): [x.formula for x in r.rules] for r in sheet.conditional_formatting}
    assert rules[f"{letter}6:{letter}9"] == [[f"{letter}6>30"]]
    assert any(v.formula1 == f"ISNUMBER({letter}7)" for v in sheet.data_validations.dataValidation)
    assert workbook["Punya Saya"]["A1"].value == f"=Anggaran!{letter}8*2"
    assert workbook.defined_names["punya_saya"].attr_text == f"Anggaran!${letter}$7"
    after = lo.values(book)
    assert after["Punya Saya"] == before["Punya Saya"]
    replaced = {cell.before for cell in later_cells(sheets(2019, 2024))}
    for name in ("Pengukuran", "Renstra", "PK", "Beranda"):
        for old, new in zip(before[name], after[name], strict=False):
            shown = [v.removesuffix(PROVISIONAL) if isinstance(v, str) else v for v in new[: len(old)]]
            if name in ("PK", "Beranda"):  # a new column moved what stands beside it; captions say more
                assert {v for v in old if v not in (None, "", *replaced)} <= set(shown) | set(new), name
            else:
                assert shown == old or name == "Pengukuran", name
    reading, world = compute_book(book)
    found, count = differences(reading, world, after)
    assert found == [] and count > 5_000
    again = perbarui_buku(str(book))
    assert again.unchanged


@pytest.mark.lengkap
def test_the_moved_book_is_valid(crowded, tmp_path, sdk):
    path, _ = crowded
    book = Path(shutil.copy(path, tmp_path / "penuh.xlsx"))
    perbarui_buku(str(book))
    assert gate(book, baseline=path) == []


def test_what_cannot_be_moved_is_refused_by_name(crowded, tmp_path):
    path, at = crowded
    book = tmp_path / "larik.xlsx"
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Anggaran"]
    first, last = get_column_letter(at), get_column_letter(at + 1)
    sheet[f"{first}30"] = openpyxl.worksheet.formula.ArrayFormula(f"{first}30:{last}30", "={1,2}")
    workbook.save(book)
    content = book.read_bytes()
    with pytest.raises(UserError, match="Anggaran.*beberapa kolom") as refused:
        perbarui_buku(str(book))
    assert refused.value.kode == "tempat_terpakai" and book.read_bytes() == content


def test_a_row_that_was_inserted_or_pasted_over_is_repaired(tmp_path):
    """A whole row in the middle without formulas, values pasted over formulas, a row deleted: hitung mends them."""
    book = Path(shutil.copy(SAMPLE, tmp_path / "buku.xlsx"))
    perbarui_buku(str(book))
    reading, _ = compute_book(book)
    place = reading.places["tbl_anggaran"]
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["Anggaran"]
    computed = [c.name for c in reading.tables["tbl_anggaran"].computed]
    for name in computed:  # as after Insert Row: inputs typed, nothing computed
        sheet.cell(place.first_row + 3, place.columns[name] + 1).value = None
    for column in range(place.first_column + 1, place.first_column + place.width + 1):  # as after Delete contents
        sheet.cell(place.first_row + 5, column).value = None
    sheet.cell(place.first_row, place.columns["Serapan"] + 1).value = 0.5  # pasted over
    workbook.save(book)
    hitung_buku(str(book))
    sheet = openpyxl.load_workbook(book)["Anggaran"]
    for row in (place.first_row, place.first_row + 3, place.first_row + 5):
        for name in computed:
            value = sheet.cell(row, place.columns[name] + 1).value
            assert str(value).startswith("="), (row, name, value)


def test_every_part_that_is_not_named_stays_byte_for_byte(crowded, tmp_path):
    path, _ = crowded
    book = Path(shutil.copy(path, tmp_path / "penuh.xlsx"))
    perbarui_buku(str(book))
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(book) as new:
        same = [n for n in old.namelist() if n.startswith(("xl/theme", "docProps")) or "lap" in n.lower()]
        assert same
        for name in same:
            assert old.read(name) == new.read(name), name
