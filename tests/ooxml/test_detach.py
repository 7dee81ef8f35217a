"""detach and lock: what leaves a copy, what stays, and that the rest is a sound workbook."""

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Protection

from lkjip_xl.ooxml.detach import detach, reaches_outside
from lkjip_xl.ooxml.lock import lock_sheets
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.parts import add_relations, read_relations
from lkjip_xl.ooxml.workbook import WorkbookParts
from tests.tools.lint_ooxml import lint

LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@pytest.fixture
def path(tmp_path):
    """A book with comments, links, formulas that fetch, an outside name, properties that tell of people."""
    book = xlsxwriter.Workbook(str(tmp_path / "buku.xlsx"))
    book.set_properties({"author": "Bu Ani", "manager": "Pak Budi", "company": "PT X", "hyperlink_base": "C:\\Data"})
    book.set_custom_property("Penyunting", "Bu Ani")
    sheet = book.add_worksheet("Isi")
    sheet.write_comment("A1", "isi di sini", {"author": "Bu Ani"})
    sheet.write_url("A2", "https://contoh.go.id")
    sheet.write_url("A3", "external:C:\\rahasia\\lain.xlsx", string="buka")
    sheet.write_url("A4", "internal:Isi!B2")
    sheet.write_formula("B1", "=1+1", None, 2)
    sheet.write_formula("B2", "='[lain.xlsx]Isi'!A1", None, 7)
    sheet.write_formula("B3", '=_xlfn.WEBSERVICE("http://x/y")', None, "teks")
    sheet.write_formula("B4", '=HYPERLINK("C:\\rahasia.xlsx","buka")', None, "buka")
    sheet.write_formula("B5", '=HYPERLINK("#Isi!A1","ke atas")', None, "ke atas")
    sheet.add_table("D1:E3", {"columns": [{"header": "2025"}, {"header": "2026"}]})
    sheet.write_formula("F1", "=SUM(Table1[2025])", None, 0)
    book.define_name("Luar", "='[lain.xlsx]Isi'!$A$1")
    book.define_name("Dalam", "=Isi!$A$1")
    book.close()
    return tmp_path / "buku.xlsx"


def test_what_leads_outside_goes_and_the_rest_stays(path):
    package = Package.open(path)
    cut = detach(package)
    package.save(path)
    assert "tautan ke berkas lain" in cut and "nama yang menunjuk ke luar buku" in cut
    assert "rumus ke luar buku di lembar Isi (3 sel, nilainya tetap)" in cut
    book = openpyxl.load_workbook(path)
    sheet = book["Isi"]
    assert [sheet[a].value for a in ("B1", "B2", "B3", "B4")] == ["=1+1", 7, "teks", "buka"]
    assert sheet["B5"].value.startswith("=HYPERLINK") and sheet["F1"].value == "=SUM(Table1[2025])"
    assert sheet["A2"].hyperlink.target == "https://contoh.go.id" and sheet["A3"].hyperlink is None
    assert sheet["A4"].hyperlink.location == "Isi!B2"
    assert sheet["A1"].comment.text == "isi di sini" and "Dalam" in book.defined_names
    whole = b"".join(package.read(name) for name in package.names)
    for trace in (b"Bu Ani", b"Pak Budi", b"PT X", b"rahasia", b"lain.xlsx"):
        assert trace not in whole, trace
    assert lint(path) == []


def test_a_list_of_properties_without_any_needs_no_word(path):
    """LibreOffice writes an empty one into every file that it saves."""
    package = Package.open(path)
    assert "keterangan buatan sendiri di Properti berkas" in detach(package)
    package = Package.open(path)
    (name,) = [name for name in package.names if name.lower() == "docprops/custom.xml"]
    data = package.read(name)
    package.put(name, data[: data.index(b"<property")] + data[data.index(b"</Properties>") :])
    cut = detach(package)
    assert not [word for word in cut if "Properti" in word] and name not in package.names


def test_a_book_that_leads_nowhere_keeps_its_cells_byte_for_byte(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    book.active["B1"] = "teks & lain"
    book.save(tmp_path / "polos.xlsx")
    package = Package.open(tmp_path / "polos.xlsx")
    before = {name: package.crc(name) for name in package.names}
    assert detach(package) == []
    assert {n for n in package.names if package.crc(n) != before[n]} <= {"docProps/core.xml", "[Content_Types].xml"}


def test_parts_that_nothing_leads_to_any_more_are_gone(path):
    package = Package.open(path)
    workbook = WorkbookParts(package)
    package.put("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    package.put("xl/externalLinks/_rels/externalLink1.xml.rels", b"<Relationships/>")
    add_relations(package, workbook.part, [(LINK + "externalLink", "xl/externalLinks/externalLink1.xml")])
    assert "tautan ke buku lain" in detach(package)
    assert not [name for name in package.names if "externalLink" in name]
    assert all(not r.external or r.type == "hyperlink" for n in package.names for r in read_relations(package, n))


@pytest.mark.parametrize(
    ("formula", "outside"),
    [
        (b"[1]Isi!A1", True), (b"SUM('[2]Isi lain'!A1:A3)", True), (b"&apos;[1]Isi&apos;!A1", True),
        (b"'C:\\x\\[b.xlsx]S'!A1", True), (b"[1]!Nama", True), (b"IMAGE(&quot;http://x&quot;)", True),
        (b"tbl_renstra[[#This Row],[Target 2025]]", False), (b"Table1[2025]", False),
        (b"HYPERLINK(&quot;#A!B1&quot;,&quot;x&quot;)", False), (b"IF(A1=&quot;[1] x&quot;,1,2)", False),
        (b"INDEX(tbl_pengaturan[Nilai],1)&amp;&quot;!&quot;", False),
    ],
)  # fmt: skip
def test_formulas_that_reach_outside(formula, outside):
    assert reaches_outside(formula) is outside


def test_every_sheet_is_locked_but_for_the_open_cells(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in sheet["A1:C3"]:
        for cell in row:
            cell.value = 1
            cell.number_format = "0.00"
            cell.protection = Protection(locked=cell.column != 2)
    sheet["A1"].comment = Comment("catatan", "x")
    sheet["E5"] = None
    other = book.create_sheet("Lain")
    other["A1"].protection = Protection(locked=False)
    secret = book.create_sheet("Rahasia")
    secret.protection.set_password("x")
    secret.protection.enable()
    path = tmp_path / "kunci.xlsx"
    book.save(path)
    package = Package.open(path)
    part = WorkbookParts(package).sheets[0].part
    assert lock_sheets(package, {part: [(1, 0), (2, 1), (3, 4)]}) == ["Rahasia"]
    package.save(path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    unlocked = [c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked]
    assert unlocked == ["A1", "B2", "E3"] and sheet.protection.sheet and book["Lain"].protection.sheet
    assert book["Lain"]["A1"].protection.locked and {c.number_format for c in sheet[1][:3]} == {"0.00"}
    assert lint(path) == []
    again = Package.open(path)
    lock_sheets(again, {part: [(1, 0), (2, 1), (3, 4)]})
    assert again.crc(part) == package.crc(part)  # locking once is enough
