"""An .xlsx turned macro-enabled: the gate, other programs' readings of it, and what must not have changed."""

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from posixpath import join, normpath

import pytest
from lxml import etree

from lkjip_xl.errors import UserError
from lkjip_xl.ooxml.package import Package
from lkjip_xl.vba.button_parts import _ORDER
from lkjip_xl.vba.macro_package import Button, add_macros
from lkjip_xl.vba.vba_project import Module, module_source
from tests.tools import gate as gerbang

# oletools calls pyparsing by names that it has given up.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "workbook_templates" / "lkjip_standar.xlsx"
MACROS = Module(
    "Tombol",
    "std",
    "Option Explicit\n\nSub LK_Hitung()\nEnd Sub\nPublic Sub LK_Laporan()\nEnd Sub\n"
    "Sub LK_Pita(c As IRibbonControl)\nEnd Sub\nPrivate Sub Rahasia()\nEnd Sub\nFunction LK_F()\nEnd Function\n",
)
OPENING = Module("ThisWorkbook", "workbook", "Private Sub Workbook_Open()\nEnd Sub\n")
RIBBON = (
    '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"><ribbon><tabs>'
    '<tab id="tabLkjip" label="LKjIP"><group id="grup" label="Laporan"><button id="hitung" label="Hitung" '
    'size="large" imageMso="CalculateNow" onAction="LK_Pita"/></group></tab></tabs></ribbon></customUI>'
)
HITUNG = Button("Hitung", "LK_Hitung", 150, 40, 75, 20)
LAPORAN = Button("Buat laporan & PDF", "Tombol.LK_Laporan", 240, 40, 130, 22, size=11, name="buat_laporan")
NS = {
    "m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "x": "urn:schemas-microsoft-com:office:excel",
    "v": "urn:schemas-microsoft-com:vml",
}


def small_book(rich=True):
    """A book of three sheets; the first has odd sizes and, when ``rich``, nearly everything that follows the cells."""
    import openpyxl
    from openpyxl.chart import BarChart, Reference
    from openpyxl.comments import Comment
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.pagebreak import Break
    from openpyxl.worksheet.table import Table

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Isi & coba"
    sheet.column_dimensions["A"].width = 3.14
    sheet.column_dimensions["B"].width = 20.71
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[1].height = 30.75
    sheet.row_dimensions[2].hidden = True
    for row in (["Kode", "Nilai"], ["1", 2], ["2", 3]):
        sheet.append(row)
    if rich:
        sheet.add_table(Table(displayName="tbl_coba", ref="A1:B3"))
        sheet["E5"].hyperlink = "#Kedua!A1"
        sheet["E6"].comment = Comment("Catatan.", "Penulis")
        validation = DataValidation("list", formula1='"a,b"')
        validation.add("E7")
        sheet.add_data_validation(validation)
        sheet.conditional_formatting.add("B2:B3", CellIsRule("greaterThan", ["2"]))
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
        sheet.add_chart(chart, "H2")
        sheet.row_breaks.append(Break(20))
        sheet.oddFooter.left.text = "kaki"
        sheet.protection.sheet = True
    book.create_sheet("Kedua").sheet_properties.codeName = "LembarDua"
    book.create_sheet("Ketiga").sheet_properties.codeName = "LembarDua"
    return finished(book)


def finished(book):
    from lkjip_xl.template.package import finish

    target = io.BytesIO()
    book.save(target)
    return finish(target.getvalue(), {}, {})


@pytest.fixture(scope="module")
def plain():
    return small_book()


@pytest.fixture(scope="module")
def made(plain):
    return add_macros(plain, [OPENING, MACROS], {"Isi & coba": [HITUNG, LAPORAN], "Ketiga": [HITUNG]}, RIBBON)


@pytest.fixture(scope="module")
def template():
    buttons = {
        "Beranda": [Button("Hitung", "LK_Hitung", 50, 6, 90, 22), Button("Buat laporan", "LK_Laporan", 150, 6, 90, 22)],
        "Pengaturan": [Button("Hitung", "LK_Hitung", 400, 30, 70, 20)],
        "Pengukuran": [Button("Hitung", "LK_Hitung", 300, 30, 70, 20)],
    }
    return add_macros(TEMPLATE.read_bytes(), [OPENING, MACROS], buttons, RIBBON)


def member(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def names(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def saved(tmp_path, data, name="buku.xlsm"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def sources(data):
    from oletools.olevba import VBA_Parser

    parser = VBA_Parser("buku.xlsm", data=data)
    try:
        return {name.rsplit(".", 1)[0]: code for _, _, name, code in parser.extract_macros()}
    finally:
        parser.close()


def relations(data, part):
    """``{id: (last word of the type, part)}`` with every target present."""
    folder, _, base = part.rpartition("/")
    root = etree.fromstring(member(data, f"{folder}/_rels/{base}.rels".lstrip("/")))
    out = {}
    for e in root:
        if e.get("Target").startswith("#"):
            continue
        path = normpath("/" + join(folder, e.get("Target"))).lstrip("/")
        assert path in names(data), path
        out[e.get("Id")] = (e.get("Type").rsplit("/", 1)[-1], path)
    return out


def target(data, part, kind):
    return [path for word, path in relations(data, part).values() if word == kind]


# -- the whole file ---------------------------------------------------------------------------------------------------


def test_gate_lets_a_rich_book_through(made, tmp_path, sdk):
    assert gerbang.gate(saved(tmp_path, made)) == []


def test_gate_lets_the_template_through(template, tmp_path, sdk):
    assert gerbang.gate(saved(tmp_path, template)) == []


def test_gate_lets_an_addin_through(tmp_path, sdk):
    data = add_macros(small_book(rich=False), [MACROS], ribbon=RIBBON, addin=True)
    # openpyxl refuses add-ins by their ending.
    assert gerbang.gate(saved(tmp_path, data, "alat.xlam"), load=False) == []
    types = member(data, "[Content_Types].xml")
    assert b'PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.addin.macroEnabled.main+xml"' in types
    assert types.count(b"/xl/workbook.xml") == 1


def test_content_types_and_relations_of_a_book(made):
    types = member(made, "[Content_Types].xml")
    assert b'PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"' in types
    assert b'PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"' in types
    assert types.count(b'Extension="vml"') == 1
    assert target(made, "xl/workbook.xml", "vbaProject") == ["xl/vbaProject.bin"]
    assert target(made, "", "extensibility") == ["customUI/customUI14.xml"]
    assert b"http://schemas.microsoft.com/office/2007/relationships/ui/extensibility" in member(made, "_rels/.rels")
    assert member(made, "customUI/customUI14.xml").decode() == RIBBON
    for part in names(made):
        if part.endswith(".rels"):
            relations(made, re.sub(r"_rels/(.*)\.rels$", r"\1", part))


def test_modules_of_the_template(template):
    found = sources(template)
    with zipfile.ZipFile(TEMPLATE) as archive:
        named = re.findall(r'<sheet [^>]*?name="([^"]+)"', archive.read("xl/workbook.xml").decode())
    sheets = [name.replace(" ", "") for name in named]
    assert {"Beranda", "Dasbor", "DataDukung", "Petunjuk"} < set(sheets)
    assert list(found) == ["ThisWorkbook", *sheets, "Tombol"]
    assert found["Tombol"] == module_source(MACROS) and found["ThisWorkbook"] == module_source(OPENING)
    assert all(found[name] == module_source(Module(name, "sheet", "")) for name in sheets)


def test_code_names_are_kept_or_given(made):
    assert list(sources(made)) == ["ThisWorkbook", "Sheet1", "LembarDua", "Sheet3", "Tombol"]
    codes = [
        etree.fromstring(member(made, f"xl/worksheets/sheet{n}.xml")).find("m:sheetPr", NS).get("codeName")
        for n in (1, 2, 3)
    ]
    assert codes == ["Sheet1", "LembarDua", "Sheet3"]
    workbook = etree.fromstring(member(made, "xl/workbook.xml"))
    assert workbook.find("m:workbookPr", NS).get("codeName") == "ThisWorkbook"


def test_a_fresh_code_name_avoids_modules_and_a_sheet_may_have_code():
    modules = [MACROS, Module("Sheet1", "std", ""), Module("LembarDua", "sheet", "Sub Worksheet_Activate()\nEnd Sub")]
    found = sources(add_macros(small_book(rich=False), modules))
    assert list(found) == ["ThisWorkbook", "Sheet2", "LembarDua", "Sheet3", "Tombol", "Sheet1"]
    assert "Worksheet_Activate" in found["LembarDua"]


def test_workbook_and_sheet_without_properties_get_them(plain):
    package = Package(plain)
    package.put("xl/workbook.xml", re.sub(rb"<workbookPr[^>]*/>", b"", package.read("xl/workbook.xml")))
    part = "xl/worksheets/sheet2.xml"
    package.put(part, re.sub(rb"<sheetPr.*?</sheetPr>", b"", package.read(part)))
    bare = io.BytesIO()
    package.save(bare)
    assert b"sheetPr" not in member(bare.getvalue(), part)
    data = add_macros(bare.getvalue(), [])
    workbook = etree.fromstring(member(data, "xl/workbook.xml"))
    assert etree.QName(workbook[0]).localname == "workbookPr" and workbook[0].get("codeName") == "ThisWorkbook"
    sheet = etree.fromstring(member(data, part))
    assert etree.QName(sheet[0]).localname == "sheetPr" and sheet[0].get("codeName") == "Sheet2"


def test_what_is_not_named_keeps_its_bytes(plain, made, template):
    touched = {"[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"}
    small = {"xl/workbook.xml", "xl/drawings/drawing1.xml", "xl/drawings/commentsDrawing1.vml"}
    small |= {f"xl/worksheets/{name}" for name in ("sheet1.xml", "sheet3.xml", "_rels/sheet1.xml.rels")}
    sheets = {f"xl/worksheets/{name}" for n in (1, 3, 6) for name in (f"sheet{n}.xml", f"_rels/sheet{n}.xml.rels")}
    sheets.add("xl/drawings/drawing1.xml")  # Beranda has a drawing already, which its buttons join
    for before, after, own in ((plain, made, small), (TEMPLATE.read_bytes(), template, sheets)):
        old, new = Package(before), Package(after)
        assert {name for name in old.names if old.packed(name) != new.packed(name)} == touched | own
        assert [name for name in new.names if name in old] == old.names


def test_a_sheet_of_the_template_only_grows_in_one_place(template):
    for number in (3, 6):  # Pengaturan, Pengukuran; Beranda has a drawing already, which grows
        part = f"xl/worksheets/sheet{number}.xml"
        old, new = member(TEMPLATE.read_bytes(), part), member(template, part)
        at = old.index(b"<tableParts")
        assert new[:at] == old[:at] and new.endswith(old[at:])
        first = b"<legacyDrawing " if b"<drawing " in old else b"<drawing "  # Beranda keeps the drawing that it has
        assert new[at:].startswith(first) and b"<controls>" in new[at : len(new) - len(old) + at]


def test_same_bytes_in_another_process(plain, made):
    code = (
        "import sys, hashlib; from tests.vba import test_macro_package as t; "
        "data = t.add_macros(sys.stdin.buffer.read(), [t.OPENING, t.MACROS], "
        "{'Isi & coba': [t.HITUNG, t.LAPORAN], 'Ketiga': [t.HITUNG]}, t.RIBBON); "
        "sys.stdout.write(hashlib.sha256(data).hexdigest())"
    )
    import hashlib

    env = {"PYTHONHASHSEED": "99", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], input=plain, capture_output=True, env=env, check=True)
    assert done.stdout.decode() == hashlib.sha256(made).hexdigest()


# -- buttons ----------------------------------------------------------------------------------------------------------


def anchors(data, number=1):
    """For each button of a sheet its anchor in VML (pixels), control and drawing (EMU), and its shape id in each."""
    part = f"xl/worksheets/sheet{number}.xml"
    sheet = etree.fromstring(member(data, part))
    legacy = relations(data, part)[sheet.find("m:legacyDrawing", NS).get(f"{{{NS['r']}}}id")][1]
    drawing = relations(data, part)[sheet.find("m:drawing", NS).get(f"{{{NS['r']}}}id")][1]
    vml = etree.fromstring(member(data, legacy))
    shapes = [s for s in vml.findall("v:shape", NS) if s.find("x:ClientData", NS).get("ObjectType") == "Button"]
    out = []
    for shape, control in zip(shapes, sheet.iterfind(".//m:control", NS), strict=True):
        number = int(shape.get("id").removeprefix("_x0000_s"))
        assert int(control.get("shapeId")) == number
        drawn = [
            anchor
            for anchor in etree.fromstring(member(data, drawing)).iterfind(".//xdr:twoCellAnchor", NS)
            for found in anchor.iterfind(".//xdr:cNvPr", NS)
            if found.get("id") == str(number) and found.get("name") == control.get("name")
        ]
        assert len(drawn) == 1
        text = shape.find("x:ClientData/x:Anchor", NS).text
        places = []
        for holder, ns in ((control.find(".//m:anchor", NS), "m"), (drawn[0], "xdr")):
            values = [[int(v.text) for v in holder.find(f"{ns}:{tag}", NS)] for tag in ("from", "to")]
            places.append([v for corner in values for v in corner])
        out.append(([int(v) for v in text.split(",")], *places))
    return out


def test_a_button_lies_where_it_was_asked_for(made):
    # Pixels of columns: A 22, B 145, C hidden, D and on 64; of rows: 41, hidden, then 20. 150 pt is 200 px.
    first, second = anchors(made)
    assert first[0] == [3, 200 - 167, 2, 53 - 41, 5, 300 - 167 - 128, 3, 80 - 41 - 20]
    # 240 pt = 320 px to 370 pt = 493 px (320 + 173), 40 pt = 53 px to 53 + 29
    assert second[0] == [5, 320 - 295, 2, 12, 8, 493 - 167 - 5 * 64, 4, 82 - 41 - 40]
    for vml, control, drawing in (first, second):
        assert control == drawing == [v * 9525 if n % 2 else v for n, v in enumerate(vml)]


@pytest.mark.parametrize(
    ("format_", "columns", "expected"),
    [
        ("", "", [1, 0, 1, 0]),
        ('<sheetFormatPr defaultColWidth="9.140625" defaultRowHeight="12.75"/>', "", [1, 0, 1, 3]),
        ('<sheetFormatPr baseColWidth="10" defaultRowHeight="15"/>', "", [0, 64, 1, 0]),
        ('<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>', "", [1, 0, 9, 20 - 20]),
        ("", '<cols><col min="1" max="2" width="2.7109375"/></cols>', [2, 64 - 38, 1, 0]),
        ("", '<cols><col min="1" max="16384" width="0"/></cols>', None),
    ],
)
def test_default_and_given_sizes(format_, columns, expected):
    package = Package(small_book(rich=False))
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    rows = '<sheetData><row r="9" ht="15"/><row r="10" ht="30"/></sheetData>' if "zero" in format_ else "<sheetData/>"
    package.put("xl/worksheets/sheet1.xml", f"{head}{format_}{columns}{rows}</worksheet>".encode())
    data = io.BytesIO()
    package.save(data)
    given = {"Isi & coba": [Button("", "LK_Hitung", 48, 15, 30, 18)]}
    if expected is None:
        with pytest.raises(ValueError, match="beyond the last column"):
            add_macros(data.getvalue(), [MACROS], given)
        return
    ((place, _, _),) = anchors(add_macros(data.getvalue(), [MACROS], given))
    assert place[:4] == expected


def test_buttons_do_not_print_and_keep_their_size(made):
    sheet = etree.fromstring(member(made, "xl/worksheets/sheet1.xml"))
    for control in sheet.iterfind(".//m:controlPr", NS):
        assert (control.get("print"), control.get("locked")) == ("0", None)
        assert dict(control.find("m:anchor", NS).attrib) == {"moveWithCells": "1"}
    vml = member(made, target(made, "xl/worksheets/sheet3.xml", "vmlDrawing")[0])
    assert vml.count(b"<x:PrintObject>False</x:PrintObject>") == vml.count(b"<x:SizeWithCells/>") == 1
    assert b"<x:MoveWithCells" not in vml and b'face="Calibri" size="200"' in vml
    drawing = etree.fromstring(member(made, target(made, "xl/worksheets/sheet3.xml", "drawing")[0]))
    assert drawing.find(".//xdr:twoCellAnchor", NS).get("editAs") == "oneCell"
    assert drawing.find(".//xdr:clientData", NS).get("fPrintsWithSheet") == "0"


def test_what_the_sheet_had_is_still_there_in_schema_order(plain, made):
    sheet = etree.fromstring(member(made, "xl/worksheets/sheet1.xml"))
    tags = [etree.QName(child).localname.replace("AlternateContent", "controls") for child in sheet]
    assert tags == sorted(tags, key=_ORDER.index)
    before = [etree.QName(child).localname for child in etree.fromstring(member(plain, "xl/worksheets/sheet1.xml"))]
    assert set(tags) - set(before) == {"controls"}
    assert {"dataValidations", "hyperlinks", "drawing", "legacyDrawing", "tableParts", "sheetProtection"} <= set(before)
    (comments,) = target(made, "xl/worksheets/sheet1.xml", "comments")
    assert b"Catatan." in member(made, comments)
    (vml,) = {path for kind, path in relations(made, "xl/worksheets/sheet1.xml").values() if kind == "vmlDrawing"}
    kinds = re.findall(rb'ObjectType="(\w+)"', member(made, vml))
    assert kinds == [b"Note", b"Button", b"Button"]
    (drawing,) = target(made, "xl/worksheets/sheet1.xml", "drawing")
    assert b"graphicFrame" in member(made, drawing) and target(made, drawing, "chart")


def test_ids_and_names_of_shapes_are_unique(made):
    for number in (1, 3):
        ids = []
        part = f"xl/worksheets/sheet{number}.xml"
        for kind in ("vmlDrawing", "drawing"):
            text = member(made, target(made, part, kind)[0])
            found = re.findall(rb'<v:shape\s[^>]*?id="_x0000_s(\d+)"|cNvPr id="(\d+)"', text)
            ids.append([int(a or b) for a, b in found])
            assert len(set(ids[-1])) == len(ids[-1]) >= 1
    sheet = etree.fromstring(member(made, "xl/worksheets/sheet1.xml"))
    assert [c.get("name") for c in sheet.iterfind(".//m:control", NS)] == ["Tombol 1", "buat_laporan"]
    blocks = [re.search(rb'idmap[^>]*data="(\d+)"', member(made, n))[1] for n in names(made) if n.endswith(".vml")]
    assert len(set(blocks)) == len(blocks) == 2


def without_macros(data):
    """The book back as .xlsx, with its buttons."""
    package = Package(data)
    package.remove("xl/vbaProject.bin")
    package.remove("customUI/customUI14.xml")
    for name, pattern, new in (
        ("[Content_Types].xml", rb'<Override PartName="/xl/vbaProject.bin"[^>]*/>', b""),
        ("[Content_Types].xml", rb"vnd.ms-excel.sheet.macroEnabled.main",
         b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main"),
        ("xl/_rels/workbook.xml.rels", rb"<Relationship [^>]*vbaProject[^>]*/>", b""),
        ("_rels/.rels", rb"<Relationship [^>]*extensibility[^>]*/>", b""),
    ):  # fmt: skip
        text, count = re.subn(pattern, new, package.read(name))
        assert count == 1
        package.put(name, text)
    out = io.BytesIO()
    package.save(out)
    return out.getvalue()


def test_buttons_join_those_that_are_there(made, tmp_path, sdk):
    again = Button("Sekali lagi", "LK_Hitung", 10, 100, 90, 20)
    data = add_macros(without_macros(made), [MACROS], {"Isi & coba": [again], "Kedua": [again]}, RIBBON)
    assert gerbang.gate(saved(tmp_path, data)) == []
    sheet = etree.fromstring(member(data, "xl/worksheets/sheet1.xml"))
    assert [c.get("name") for c in sheet.iterfind(".//m:control", NS)] == ["Tombol 1", "buat_laporan", "Tombol 2"]
    assert len(sheet.findall(".//m:controls", NS)) == 1 and len(anchors(data)) == 3
    vml = member(data, target(data, "xl/worksheets/sheet1.xml", "vmlDrawing")[0])
    assert vml.count(b'id="_x0000_t201"') == 1


@pytest.mark.parametrize(
    ("name", "sheet", "number", "controls"),
    [
        ("closedxml-CommentAndButton.xlsx", "Sheet1", 1, 1),
        ("phpspreadsheet-formscomments.xlsx", "FormsComments", 3, 3),
        ("phpspreadsheet-formscomments.xlsx", "Comments", 2, 0),
    ],
)
def test_files_that_excel_made_keep_their_controls(shared, name, sheet, number, controls, tmp_path, sdk):
    original = shared / "korpus" / name
    before = original.read_bytes()
    data = add_macros(before, [MACROS], {sheet: [HITUNG]})
    path = saved(tmp_path, data)
    assert gerbang.gate(path, baseline=original) == []
    part = f"xl/worksheets/sheet{number}.xml"
    old = etree.fromstring(member(before, part)).findall(".//m:control", NS)
    new = etree.fromstring(member(data, part)).findall(".//m:control", NS)
    assert len(old) == controls and [e.get("name") for e in new] == [*(e.get("name") for e in old), "Tombol 1"]
    (vml,) = target(before, part, "vmlDrawing")
    end = member(before, vml).rindex(b"</xml>")
    assert member(data, vml).startswith(member(before, vml)[:end])


def test_libreoffice_lists_the_buttons_with_their_macros(made, template, tmp_path, lo):
    listed = []
    for number, data in enumerate((made, template)):
        with lo.open(saved(tmp_path, data, f"b{number}.xlsm")) as document:
            flat = document.save(tmp_path / f"b{number}.fods", "OpenDocument Spreadsheet Flat XML")
        form = "{urn:oasis:names:tc:opendocument:xmlns:form:1.0}"
        for button in etree.parse(str(flat)).iter(f"{form}button"):
            (listener,) = button.iter("{urn:oasis:names:tc:opendocument:xmlns:script:1.0}event-listener")
            macro = re.search(r"script:(.*?)\?", listener.get("{http://www.w3.org/1999/xlink}href"))[1]
            listed.append((button.get(f"{form}label"), macro, button.get(f"{form}printable")))
    hitung = ("Hitung", "LkjipXl.Tombol.LK_Hitung", "false")
    assert listed == [
        hitung,
        ("Buat laporan & PDF", "LkjipXl.Tombol.LK_Laporan", "false"),
        hitung,
        hitung,
        ("Buat laporan", "LkjipXl.Tombol.LK_Laporan", "false"),
        hitung,
        hitung,
    ]


def test_libreoffice_runs_the_modules(tmp_path, lo):
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"] = "=LK_GANDA(21)"
    code = (
        "Option Explicit\n\nPublic Function LK_GANDA(ByVal angka As Double) As Double\n"
        'Attribute LK_GANDA.VB_Description = "Dua kali."\nAttribute LK_GANDA.VB_ProcData.VB_Invoke_Func = " \\n14"\n'
        "    Dim h As New Hitungan\n    LK_GANDA = h.Kali(angka, 2)\nEnd Function\n"
    )
    kali = "Public Function Kali(a As Double, b As Double) As Double\n    Kali = a * b\nEnd Function\n"
    data = add_macros(finished(book), [Module("Fungsi", "std", code), Module("Hitungan", "class", kali), MACROS])
    with lo.open(saved(tmp_path, data), macros=True) as document:
        assert document.values(["Sheet!A1"])["Sheet!A1"] == [[42.0]]


# -- refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"macro": "LK_TakAda"}, "0 public Subs named 'LK_TakAda'"),
        ({"macro": "Rahasia"}, "0 public Subs"),
        ({"macro": "LK_F"}, "0 public Subs"),
        ({"macro": "Lain.LK_Hitung"}, "0 public Subs"),
        ({"macro": "LK Hitung"}, "0 public Subs"),
        ({"text": "Dua\nbaris"}, "one line each"),
        ({"text": "Perbarui semua lembar laporan tahun ini"}, "'Perbarui.* of Kedua: its text takes"),
        ({"x": -1}, "outside the sheet"),
        ({"width": 0}, "has no size"),
        ({"y": 30_000_000}, "beyond the last"),
    ],
)
def test_a_button_that_cannot_be_is_refused(plain, change, message):
    given = {"text": "Hitung", "macro": "LK_Hitung", "x": 1, "y": 1, "width": 60, "height": 20} | change
    with pytest.raises(ValueError, match=message):
        add_macros(plain, [MACROS], {"Kedua": [Button(**given)]})


@pytest.mark.parametrize(
    ("modules", "buttons", "ribbon", "message"),
    [
        ([], {"Tiada": [HITUNG]}, None, "sheet 'Tiada'"),
        ([MACROS], {"Kedua": [LAPORAN, LAPORAN]}, None, "named 'buat_laporan'"),
        ([MACROS, Module("Lain", "std", "Sub LK_Hitung()\nEnd Sub")], {"Kedua": [HITUNG]}, None, "2 public Subs"),
        ([Module("Tiada", "sheet", "")], None, None, "module Tiada: no sheet"),
        ([Module("Buku", "workbook", "")], None, None, "module Buku: no workbook"),
        ([OPENING, OPENING], None, None, "ThisWorkbook: the name is taken"),
        ([Module("lembardua", "std", "")], None, None, "lembardua: the name is taken"),
        ([MACROS], None, RIBBON.replace("LK_Pita", "LK_Lain"), "ribbon, button onAction"),
        ([MACROS], None, RIBBON.replace("2009/07", "2006/01"), "the root is not customUI"),
        ([MACROS], None, RIBBON[:-3], "ribbon: "),
    ],
)
def test_wrong_modules_places_and_ribbons_are_refused(plain, modules, buttons, ribbon, message):
    with pytest.raises(ValueError, match=message):
        add_macros(plain, modules, buttons, ribbon)


def test_files_that_cannot_be_used_are_refused(made, plain):
    import openpyxl

    with pytest.raises(UserError, match="sudah berisi makro"):
        add_macros(made, [])
    book = openpyxl.Workbook()
    book.create_chartsheet("Grafik")
    with pytest.raises(UserError, match="Lembar Grafik bukan lembar kerja biasa"):
        add_macros(finished(book), [])
    with pytest.raises(UserError, match="rusak"):
        add_macros(plain[:-200], [])
    package = Package(plain)
    usual, strict = NS["m"].encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    package.put("xl/workbook.xml", package.read("xl/workbook.xml").replace(usual, strict))
    data = io.BytesIO()
    package.save(data)
    with pytest.raises(UserError, match="Strict"):
        add_macros(data.getvalue(), [])
