"""New rows of a table are compared with the row above them."""

import io

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from lkjip_xl.hosts.openbook.new_rows import differences
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.tables import find_tables
from lkjip_xl.ooxml.workbook import WorkbookParts


def book(change=lambda sheet, choices: None):
    """A table A1:C2 whose rows 3 and 4 are like row 2, unless ``change`` makes them others."""
    made = Workbook()
    sheet = made.active
    sheet.append(["A", "B", "C"])
    for _ in range(3):
        sheet.append([1, None, "x"])
    for row in (2, 3, 4):
        sheet.cell(row, 2).fill = PatternFill("solid", fgColor="FFFF99")
        sheet.cell(row, 2).protection = Protection(locked=False)
    choices = DataValidation("list", formula1='"Naik,Turun"')
    choices.add("B2:B4")
    sheet.add_data_validation(choices)
    change(sheet, choices)
    sheet.add_table(Table(displayName="tbl_uji", ref="A1:C2"))
    stream = io.BytesIO()
    made.save(stream)
    return Package(stream.getvalue())


def seen(package):
    place = find_tables(package, WorkbookParts(package))["tbl_uji"]
    return differences(package, place, 2, 2)


def other_choices(sheet, choices):
    choices.sqref = type(choices.sqref)("B2:B3")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda sheet, choices: None, []),
        (lambda sheet, choices: setattr(sheet["B4"], "protection", Protection(locked=True)), ["B4 berformat lain"]),
        (lambda sheet, choices: setattr(sheet["C3"], "number_format", "0.00%"), ["C3 berformat lain"]),
        (other_choices, ["B4 tanpa pilihan"]),
    ],
)
def test_a_new_row_is_like_the_one_above_or_is_named(change, found):
    assert seen(book(change)) == found


def test_choices_of_excel_2010_are_seen_too():
    package = book(lambda sheet, choices: other_choices(sheet, choices))
    part = next(s.part for s in WorkbookParts(package).sheets)
    data = package.read(part)
    start, stop = data.index(b"<dataValidations"), data.index(b"</dataValidations>") + len(b"</dataValidations>")
    ext = (
        b'<extLst><ext uri="x"><x14:dataValidations xmlns:x14="y" xmlns:xm="z"><x14:dataValidation type="list">'
        b"<x14:formula1><xm:f>A!A1</xm:f></x14:formula1><xm:sqref>B2:B3</xm:sqref></x14:dataValidation>"
        b"</x14:dataValidations></ext></extLst>"
    )
    package.put(part, data[:start] + data[stop:].replace(b"</worksheet>", ext + b"</worksheet>"))
    assert seen(package) == ["B4 tanpa pilihan"]
