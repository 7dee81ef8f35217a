"""Odd attributes, damage and excess are told, named and bounded; nothing is misread and nothing crashes."""

import re
import time
import zipfile
import zlib

import pytest

from lkjip_xl.book.read import MOST_ROWS
from lkjip_xl.errors import UserError
from lkjip_xl.ooxml import inplace, limits, xmlspans
from lkjip_xl.ooxml.cells import SharedStrings, SheetText, cell_style, decode, formula_of, joined_text, plain
from lkjip_xl.ooxml.files import check_workbook
from lkjip_xl.ooxml.formats import Formats
from lkjip_xl.ooxml.formula_texts import FormulaTexts
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.tables import find_tables, refuse_reach
from lkjip_xl.ooxml.workbook import WorkbookParts
from tests.ooxml import packages_made as made

BOOK = "xl/workbook.xml"


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "buku.xlsx"
    made.tabel(path)
    return path


def changed(path, changes):
    """Rewrite the members that ``changes`` names: ``{name: data -> data}``."""
    with zipfile.ZipFile(path) as source:
        members = {name: source.read(name) for name in source.namelist()}
    for name, change in changes.items():
        new = change(members.get(name, b""))
        assert new != members.get(name), name
        members[name] = new
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(name, data)
    return path


def refused(function, *arguments):
    with pytest.raises(UserError) as caught:
        function(*arguments)
    return f"{caught.value.kode}: {caught.value}"


def test_damage_of_any_part_is_found_before_anything_is_written_and_named(book, tmp_path):
    inplace.write_sheets(book, made.dua_laporan(), backup=False)
    sound = book.read_bytes()
    package = Package(sound)
    for name in package.names:
        packed = package.packed(name)
        at = sound.index(packed) + len(packed) // 2
        book.write_bytes(sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :])
        damaged = book.read_bytes()
        message = refused(inplace.write_sheets, book, made.dua_laporan(plus=1))
        assert message.startswith("rusak") and name in message, message
        assert book.read_bytes() == damaged
        title = {"xl/worksheets/lkjip_lap_capaian.xml": "lembar Lap Capaian", "xl/worksheets/sheet1.xml": "lembar "}
        assert title.get(name, "") in message


def test_a_part_is_verified_once(book, monkeypatch):
    package = check_workbook(book)
    inflated = []
    real = zlib.decompressobj
    monkeypatch.setattr(zlib, "decompressobj", lambda *args: inflated.append(1) or real(*args))
    package.verify()
    assert not inflated


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b'ref="', b'ref="A0:', "ref yang tidak masuk akal"),
        (b'totalsRowCount="0"', b'totalsRowCount="x"', "totalsRowCount yang tidak masuk akal: 'x'"),
        (b'totalsRowCount="0"', b'totalsRowCount="7"', "totalsRowCount yang tidak masuk akal: '7'"),
        (b'totalsRowCount="0"', b'headerRowCount="1_0"', "headerRowCount yang tidak masuk akal"),
    ],
)
def test_odd_tables_are_named_with_their_sheet(book, old, new, words):
    part = next(name for name in Package.open(book).names if "tables/" in name)
    data = Package.open(book).read(part)
    if old not in data:
        changed(book, {part: lambda data: data.replace(b"<table ", b"<table " + old + b" ", 1)})
    changed(book, {part: lambda data: data.replace(old, new, 1)})
    package = Package.open(book)
    message = refused(find_tables, package, WorkbookParts(package))
    assert words in message and "di lembar" in message and part in message


@pytest.mark.parametrize("value", ["-1", "99", "x", "9" * 5000, "1_0", ""])
def test_names_that_belong_to_no_sheet_are_told(book, value):
    tag = f'<definedName name="a" localSheetId="{value}">1</definedName>'.encode()
    changed(book, {BOOK: lambda data: re.sub(rb"(</sheets>)", rb"\1<definedNames>" + tag + b"</definedNames>", data)})
    assert "menunjuk lembar yang tidak ada" in refused(check_workbook, book)


def test_a_sheet_with_two_marks_of_ours_is_told(book):
    inplace.write_sheets(book, made.dua_laporan(), backup=False)
    changed(book, {BOOK: lambda data: re.sub(rb'(name="_lkjip" localSheetId=)"\d+"', rb'\1"1"', data)})
    assert "dua nama tersembunyi" in refused(inplace.write_sheets, book, made.dua_laporan())


def test_odd_number_format_is_told(book):
    changed(book, {"xl/styles.xml": lambda data: data.replace(b'<xf numFmtId="0"', b'<xf numFmtId="x"')})
    package = Package.open(book)
    assert "bernomor 'x'" in refused(Formats, package, WorkbookParts(package))


def test_a_format_code_of_brackets_takes_no_time(book):
    code = b'<numFmts><numFmt numFmtId="300" formatCode="' + b"[" * 400_000 + b'"/></numFmts><fonts'
    changed(book, {"xl/styles.xml": lambda data: data.replace(b"<fonts", code, 1)})
    package = Package.open(book)
    started = time.process_time()
    Formats(package, WorkbookParts(package))
    assert time.process_time() - started < 2


# -- cells -------------------------------------------------------------------------------------------------------


def sheet(rows):
    return SheetText(b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>")


def values(rows, strings=("nol", "satu")):
    text = sheet(rows)
    return [[(k, text.value(cell, strings)) for k, cell in text.cells(row)] for row in text.rows]


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="B1" s="2" t="s"><v>1</v></c>', b'<c r="B1" t="s" ><v >1</v></c>',
        b'<c r = "B1" t\n=\n"s"><v>1</v ></c>', b"<c r='B1' t='s'><v\n>1</v></c>",
        b'<c t="s" r="B1" x=">"><v>1</v></c>', b'<c r="B1" t="s"><f>a</f><v>1</v></c>',
    ],
)  # fmt: skip
def test_a_cell_reads_the_same_however_its_tag_is_written(cell):
    assert values(b'<row r="1">' + cell + b"</row>") == [[(1, "satu")]]


def test_style_and_formula_however_they_are_written():
    assert [cell_style(tag) for tag in (b'<c r="A1" s="7">', b"<c s = '7' r='A1'>", b'<c r="A1">')] == [7, 7, 0]
    assert formula_of(b'<c><f t="shared" si="0"/><v>1</v></c>') == (b' t="shared" si="0"', b"")
    assert formula_of(b"<c><f>A1>2</f ><v>1</v></c>") == (b"", b"A1>2")
    assert formula_of(b"<c><v>1</v></c>") is None


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="A2"><v>1</v></c>', b'<c r="a1"><v>1</v></c>', b'<c r="XFE1"><v>1</v></c>', b'<c r="1"><v>1</v></c>',
        b'<c r="A1" t="s"><v>9</v></c>', b'<c r="A1" t="s"><v>-1</v></c>', b'<c r="A1" t="s"><v>1_0</v></c>',
        b'<c r="A1"><v>nan</v></c>', b'<c r="A1"><v>1e999</v></c>', b'<c r="A1"><v>1_0</v></c>',
        b'<c r="A1"><v>x</v></c>',
        b'<c r="A1"><v>1</c>', b'<c r="A1" t="q"><v>1</v></c>', b'<c r="A1"><v>' + b"9" * 5000 + b"</v></c>",
        b'<c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>', b'<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>',
    ],
)  # fmt: skip
def test_nonsense_in_a_cell_is_no_value(cell):
    with pytest.raises((ValueError, IndexError)):
        values(b'<row r="1">' + cell + b"</row>")


def test_wanted_cells_refuse_an_address_of_another_row():
    text = sheet(b'<row r="10"><c r="AB7"><v>1</v></c></row>')
    with pytest.raises(UserError, match="AB7"):
        list(text.wanted_cells(text.rows[0], {b"A": 0}))


@pytest.mark.parametrize("number", [b"0", b"x", b"1048577", b"9" * 5000, b"-1", b"1_0", b""])
def test_odd_rows_are_told(number):
    with pytest.raises(UserError):
        sheet(b'<row r="' + number + b'"/>')
    with pytest.raises(UserError, match="sesudah"):
        sheet(b'<row r="5"/><row r="5"/>')


def test_texts_with_odd_marks():
    assert decode(b"_xD83D__xDE00_ _xD83D_ &#x110000; &#xD800; &#65;") == "\U0001f600 \ufffd &#x110000; &#xD800; A"
    assert joined_text(b"<t />a<t>b</t ><r><t xml:space='preserve'>c</t></r><rPh sb='0'><t>x</t></rPh>") == "bc"
    strings = SharedStrings(b"<sst><si><t>a</t></si></sst>")
    assert strings[0] == "a"
    with pytest.raises(IndexError):
        strings[-1]


@pytest.mark.parametrize(
    "raw",
    [
        b"<t>" * 200_000,
        b"<t />" * 200_000,
        b"<rPh sb='0'>" * 100_000,
        b"<t>x</t>" * 100_000 + b"<rPh>",
        b"<t " * 200_000,
    ],
)
def test_texts_take_no_time(raw):
    started = time.process_time()
    joined_text(raw)
    formula_of(raw.replace(b"<t", b"<f").replace(b"</t", b"</f"))
    assert time.process_time() - started < 2


@pytest.mark.parametrize("data", [b"</f>" * 2_000_000, b"~</f>" * 1_000_000, b"<f>" * 2_000_000, b">~1" * 2_000_000])
def test_cutting_formulas_out_takes_no_time(data):
    started = time.process_time()
    texts = FormulaTexts()
    small = texts.without(data[at : at + (1 << 20)] for at in range(0, len(data), 1 << 20))
    assert b"".join(texts.whole(small)) == data and time.process_time() - started < 4


def test_merges_are_read_from_tags_alone():
    text = SheetText(
        b"<worksheet><sheetData/><x>mergeCell ref='A1:B1'</x><mergeCells><mergeCell ref=\"A1:C2\"/>"
        b'<mergeCell ref="D4"/></mergeCells></worksheet>'
    )
    assert text.merges() == [("A1:C2", (0, 1, 2, 2))]
    with pytest.raises(UserError, match="tidak sah"):
        SheetText(b'<worksheet><sheetData/><mergeCell ref="A1:ZZZZ9"/></worksheet>').merges()


# -- bounds ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "kode"),
    [
        (b"<a>" * 6_000 + b"</a>" * 6_000, "berbahaya"),
        (b'<a b="/>">' * 300 + b"</a>" * 300, "berbahaya"),
        (b"<a>" + b"x" * (3 << 20) + b"</a>", "terlalu_besar"),
        (b"<a><!--" + b"< " * (1 << 20) + b"--></a>", "terlalu_besar"),
        (b"<akar><?x " + b"< " * (1 << 20) + b"?></akar>", "terlalu_besar"),
        (b"<a><!DOCTYPE a></a>", "rusak"),
    ],
)
def test_xml_is_bounded(data, kode):
    with pytest.raises(xmlspans.XmlError) as caught:
        xmlspans.check(data)
    assert caught.value.kode == kode and caught.value.detail in str(caught.value)


def test_parsed_parts_are_bounded(monkeypatch):
    monkeypatch.setattr(xmlspans, "MAX_ELEMENTS", 5)
    monkeypatch.setattr(xmlspans, "MAX_ATTRIBUTES", 2)
    for data in (b"<a>" + b"<b/>" * 6 + b"</a>", b'<a b="" c="" d=""/>'):
        with pytest.raises(xmlspans.XmlError, match="lebih dari"):
            xmlspans.parse(data)
    monkeypatch.setattr(xmlspans, "MAX_PARSED", 3)
    with pytest.raises(xmlspans.XmlError, match="batasnya"):
        xmlspans.parse(b"<a/> ")


def test_a_tag_full_of_quotes_is_walked_through_once():
    started = time.process_time()
    root = xmlspans.parse(b'<a b="' + b">'" * 300_000 + b'"/>')
    assert root.stop == root.inner and time.process_time() - started < 2


def test_tables_dragged_far_down_are_refused(book):
    package = Package.open(book)
    place = next(iter(find_tables(package, WorkbookParts(package)).values()))
    text = SheetText(plain(package.read(place.sheet.part)))
    refuse_reach(package, place, text)
    place.last_row = limits.MAX_ROW
    message = refused(refuse_reach, package, place, text)
    assert message.startswith("tabel_panjang") and "1.048.576" in message and place.sheet.name in message


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [("MAX_SHEETS", b"", "lembarnya"), ("MAX_NAMES", b"<definedNames><x/><x/><x/></definedNames>", "nama rentang")],
)
def test_sheets_and_names_are_bounded(book, monkeypatch, name, body, words):
    from lkjip_xl.ooxml import workbook

    monkeypatch.setattr(workbook, name, 1)
    if body:
        changed(book, {BOOK: lambda data: data.replace(b"</sheets>", b"</sheets>" + body)})
    message = refused(check_workbook, book)
    assert message.startswith("terlalu_besar") and words in message


def test_the_page_of_limits_tells_the_numbers(request):
    page = (request.config.rootpath / "docs" / "batas.md").read_text(encoding="utf-8")
    for number in (limits.MAX_MEMBERS, limits.MAX_SHEETS, limits.MAX_NAMES, limits.MAX_FORMATS, limits.MAX_TABLES,
                   limits.MAX_SHEET_ROWS, limits.MAX_MERGES, limits.MAX_TABLE_ROWS, limits.MAX_TABLE_CELLS,
                   limits.MAX_EMPTY_ROWS, limits.MAX_TEXT, limits.MAX_CSV_ROWS, limits.MAX_CSV_COLUMNS,
                   limits.MAX_ELEMENTS, limits.MAX_DEPTH, limits.MAX_ATTRIBUTES):  # fmt: skip
        assert limits.thousands(number) in page, number
    assert f"{limits.thousands(MOST_ROWS['tbl_anggaran'])} baris Anggaran" in page
    for size in (limits.MAX_TOTAL, limits.MAX_PARSED, limits.MAX_SHEET, limits.MAX_WHOLE_SHEET, limits.MAX_CSV):
        assert f"{limits.thousands(size >> 20)} MB" in page


# -- books of others ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "sound"), [("#REF!", True), ("Data!#REF!", True), ("", True), ("Data!$A$1", False)])
def test_a_print_area_of_the_whole_book_that_refers_to_nothing_is_left_alone(book, text, sound):
    tag = f'<definedNames><definedName name="_xlnm.Print_Area">{text}</definedName></definedNames>'.encode()
    changed(book, {BOOK: lambda data: data.replace(b"</sheets>", b"</sheets>" + tag)})
    if not sound:
        assert "tidak terikat" in refused(check_workbook, book)
        return
    inplace.write_sheets(book, made.dua_laporan(), backup=False)
    names = [(n.name, n.text) for n in WorkbookParts(Package.open(book)).defined_names if n.local is None]
    assert ("_xlnm.Print_Area", text) in names


def test_a_dangling_styles_relationship_is_filled(book):
    with zipfile.ZipFile(book) as source:
        members = {name: source.read(name) for name in source.namelist()}
    del members["xl/styles.xml"]
    with zipfile.ZipFile(book, "w") as target:
        for name, data in members.items():
            target.writestr(name, data)
    inplace.write_sheets(book, made.dua_laporan(), backup=False)
    workbook = WorkbookParts(Package.open(book))
    assert [r.target for r in workbook.relations if r.type == "styles"] == ["xl/styles.xml"]
    assert workbook.related("styles") == "xl/styles.xml"


@pytest.mark.parametrize("before", [None, b'<calcPr calcId="1"/>', b'<calcPr calcId="1" fullCalcOnLoad="1"/>'])
def test_the_recalculation_flag_goes_with_our_last_sheet_unless_it_is_the_users(book, before):
    changed(book, {BOOK: lambda data: re.sub(rb"<calcPr[^>]*/>", before or b"", data) + b"\n"})
    wanted = Package.open(book).read(BOOK)
    inplace.write_sheets(book, made.dua_laporan(), backup=False)
    inplace.write_sheets(book, made.dua_laporan(plus=2), backup=False)
    assert WorkbookParts(Package.open(book)).recalculates
    inplace.write_sheets(book, [], remove=["LAP-CAPAIAN", "LAP-ANGGARAN"], backup=False)
    assert Package.open(book).read(BOOK) == wanted


def test_one_byte_is_not_called_a_csv(tmp_path):
    path = tmp_path / "buku.xlsx"
    path.write_bytes(b"x")
    assert "tidak dikenali" in refused(check_workbook, path)
