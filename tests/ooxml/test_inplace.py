"""Report sheets go into any book, come out again, and nothing else notices."""

import gc
import os
import re
import zipfile

import pytest

from lkjip_xl.errors import UserError
from lkjip_xl.ooxml import files, inplace, styles, worksheet
from lkjip_xl.ooxml.ownership import parse_formula
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.sheet_model import ReportSheet, Style
from lkjip_xl.ooxml.workbook import STRICT, WorkbookParts, resolve, without_references
from tests.ooxml import packages_made as buatan

OURS = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/calcChain.xml"}
CAPAIAN, ANGGARAN = "xl/worksheets/lkjip_lap_capaian.xml", "xl/worksheets/lkjip_lap_anggaran.xml"


@pytest.fixture(params=sorted(buatan.BUKU))
def book(request, tmp_path):
    path = tmp_path / request.param
    buatan.BUKU[request.param](path)
    return path


@pytest.fixture
def plain(tmp_path):
    path = tmp_path / "buku.xlsx"
    buatan.rumus(path)
    return path


def snapshot(path):
    package = Package.open(path)
    return {name: (package.packed(name), package.crc(name)) for name in package.names}


def parts(path):
    return WorkbookParts(Package.open(path))


def titles(path):
    return [sheet.name for sheet in parts(path).sheets]


def edit(path, changes):
    """Put ``{part: function of its bytes}`` through, as another program would; None removes."""
    package = Package.open(path)
    for name, change in changes.items():
        data = change(package.read(name) if name in package else b"")
        if data is None:
            package.remove(name)
        else:
            package.put(name, data)
    package.save(path)


def type_into(path, part=CAPAIAN, old=b"Sasaran 3", new=b"Sasaran tiga"):
    edit(path, {part: lambda data: data.replace(old, new)})


def names_of(path):
    return [(name.name, name.local, name.text) for name in parts(path).defined_names if name.name != "_lkjip"]


# -- everything else stays -------------------------------------------------------------------------------------


def test_add_replace_remove_touch_nothing_else(book):
    before = snapshot(book)
    old_names, old_titles = names_of(book), titles(book)
    written = inplace.write_sheets(book, buatan.dua_laporan(), backup=False)
    assert written.added == ["LAP-CAPAIAN", "LAP-ANGGARAN"] and written.replaced == []
    after = snapshot(book)
    assert set(written.parts) <= OURS | {CAPAIAN, ANGGARAN}
    assert {name: after[name] for name in before if name not in OURS} == {
        name: before[name] for name in before if name not in OURS
    }
    assert titles(book) == old_titles + list(written.names.values())
    assert "xl/calcChain.xml" not in after

    again = inplace.write_sheets(book, buatan.dua_laporan(plus=5), backup=False)
    assert again.replaced == ["LAP-CAPAIAN", "LAP-ANGGARAN"] and again.added == []
    assert set(again.parts) == {"xl/workbook.xml", CAPAIAN, ANGGARAN}

    gone = inplace.write_sheets(book, [], remove=["LAP-CAPAIAN", "LAP-ANGGARAN", "LAP-LAIN"], backup=False)
    assert gone.removed == ["LAP-CAPAIAN", "LAP-ANGGARAN"]
    assert set(snapshot(book)) == set(before) - {"xl/calcChain.xml"} | {"xl/styles.xml"}
    assert names_of(book) == old_names and titles(book) == old_titles


def test_same_run_twice_gives_the_same_file(book):
    inplace.write_sheets(book, buatan.dua_laporan(), backup=False)
    first = book.read_bytes()
    assert inplace.write_sheets(book, buatan.dua_laporan(), backup=False).parts == []
    assert book.read_bytes() == first


def test_a_hundred_runs_do_not_grow_the_book(plain):
    for plus in range(100):
        package = Package.open(plain)
        inplace.edit_package(package, buatan.dua_laporan(plus=plus))
        package.save(plain)
        if plus == 0:
            first = len(package.read("xl/styles.xml")), len(package.names), len(parts(plain).defined_names)
    assert (len(package.read("xl/styles.xml")), len(package.names), len(parts(plain).defined_names)) == first


def test_workbook_part_changes_only_where_we_write(plain):
    odd = (
        b'<fileVersion appName=\'xl\'   lastEdited="7"/><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats'
        b'.org/markup-compatibility/2006"><mc:Choice Requires="x15"><x/></mc:Choice></mc:AlternateContent>'
    )
    edit(plain, {"xl/workbook.xml": lambda data: data.replace(b"<workbookPr", odd + b"<!-- catatan --><workbookPr")})
    before = Package.open(plain).read("xl/workbook.xml")
    inplace.write_sheets(plain, buatan.dua_laporan(), backup=False)
    after = Package.open(plain).read("xl/workbook.xml")
    ours = rb'<sheet name="Lap [^>]*>|<definedNames>.*</definedNames>| fullCalcOnLoad="1"'
    assert re.sub(ours, b"", after) == before.replace(b' fullCalcOnLoad="1"', b"")
    assert b'fullCalcOnLoad="1"' in after


@pytest.mark.parametrize("case", ["prefix", "strict", "moved", "utf16", "no styles"])
def test_unusual_packages(plain, case):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    if case == "prefix":

        def prefix(data):
            data = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", data.split(b"?>", 1)[1])
            return data.replace(b" xmlns=", b" xmlns:x=", 1)

        edit(plain, {"xl/workbook.xml": prefix, "xl/styles.xml": prefix})
    elif case == "strict":

        def strict(data):
            data = data.replace(main.encode(), STRICT.encode())
            return data.replace(relations.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")

        edit(plain, {name: strict for name in Package.open(plain).names if name.endswith((".xml", ".rels"))
                     and not name.startswith(("[", "docProps"))})  # fmt: skip
    elif case == "moved":
        package = Package.open(plain)
        for name in [name for name in package.names if name.startswith("xl/")]:
            package.put("buku/isi/" + name[3:], package.read(name))
            package.remove(name)
        for name in ("[Content_Types].xml", "_rels/.rels"):
            package.put(name, package.read(name).replace(b"xl/", b"buku/isi/"))
        rels = "buku/isi/_rels/workbook.xml.rels"
        package.put(rels, package.read(rels).replace(b'"worksheets/', b'"/buku/lain/../isi/worksheets/'))
        package.save(plain)
    elif case == "utf16":

        def utf16(data):
            return data.decode().replace("UTF-8", "UTF-16").encode("utf-16")

        edit(plain, {"xl/workbook.xml": utf16, "[Content_Types].xml": utf16, "xl/styles.xml": utf16})
    else:
        edit(plain, {
            "xl/styles.xml": lambda data: None,
            "xl/_rels/workbook.xml.rels": lambda data: re.sub(rb"<Relationship [^>]*styles.xml[^>]*>", b"", data),
            "[Content_Types].xml": lambda data: re.sub(rb"<Override [^>]*styles.xml[^>]*>", b"", data),
            **{f"xl/worksheets/sheet{n}.xml": lambda data: re.sub(rb' s="\d+"', b"", data) for n in range(1, 6)},
        })  # fmt: skip
    before = snapshot(plain)
    written = inplace.write_sheets(plain, buatan.dua_laporan(), backup=False)
    after = snapshot(plain)
    assert all(after[name] == before[name] for name in before if name not in written.parts)
    book = parts(plain)
    assert [sheet.name for sheet in book.sheets][-2:] == ["Lap Capaian", "Lap Anggaran"]
    sheet = Package.open(plain).read(book.sheets[-1].part)
    assert (STRICT.encode() in sheet) == (case == "strict")
    assert inplace.write_sheets(plain, buatan.dua_laporan(plus=1), backup=False).replaced
    files.check_workbook(plain)


# -- names, order, windows -------------------------------------------------------------------------------------


def test_own_sheet_of_the_user_stays_and_ours_gets_a_number(tmp_path):
    path = tmp_path / "nama.xlsx"
    buatan.nama(path)
    written = inplace.write_sheets(path, buatan.dua_laporan())
    assert written.names == {"LAP-CAPAIAN": "Lap Capaian (2)", "LAP-ANGGARAN": "Lap Anggaran"}
    assert ("Zona", None, "'LAP CAPAIAN'!$A$1") in names_of(path)
    assert ("_xlnm.Print_Area", 4, "'Lap Capaian (2)'!$A$1:$D$17") in names_of(path)
    assert inplace.write_sheets(path, buatan.dua_laporan()).names == written.names


def test_long_names_are_cut_for_the_number(plain):
    long = "Lap Sasaran Yang Sangat Panjang"
    assert len(long) == 31
    first, second = buatan.laporan("LAP-A", long), buatan.laporan("LAP-B", long)
    names = inplace.write_sheets(plain, [first, second]).names
    assert names == {"LAP-A": long, "LAP-B": "Lap Sasaran Yang Sangat Pan (2)"}
    with pytest.raises(ValueError):
        inplace.write_sheets(plain, [buatan.laporan("LAP-C", "a" * 32)])


def test_user_may_rename_move_and_hide_our_sheet(plain):
    inplace.write_sheets(plain, buatan.dua_laporan())
    data = Package.open(plain).read("xl/workbook.xml")
    tag = re.search(rb'<sheet name="Lap Capaian"[^>]*>', data)[0]
    moved = tag.replace(b"Lap Capaian", b"Hasil &amp; Capaian").replace(b" sheetId", b' state="hidden" sheetId')
    data = data.replace(tag, b"").replace(b"<sheets>", b"<sheets>" + moved)
    shift = {5: 0, **{index: index + 1 for index in range(5)}}
    data = re.sub(rb'localSheetId="(\d+)"', lambda m: b'localSheetId="%d"' % shift.get(int(m[1]), int(m[1])), data)
    edit(plain, {"xl/workbook.xml": lambda _: data.replace(b"Lap Capaian'!", b"Hasil &amp; Capaian'!")})
    written = inplace.write_sheets(plain, buatan.dua_laporan(plus=1))
    assert written.names["LAP-CAPAIAN"] == "Hasil & Capaian" and written.added == []
    book = parts(plain)
    assert (book.sheets[0].name, book.sheets[0].state) == ("Hasil & Capaian", "hidden")
    assert ("_xlnm.Print_Titles", 0, "'Hasil & Capaian'!$3:$4") in names_of(plain)


def test_order_puts_a_missing_sheet_beside_its_neighbour(plain):
    def make(number):
        return buatan.laporan(f"LAP-{number}", f"Lap {number}")

    inplace.write_sheets(plain, [make(2), make(4)])
    edit(plain, {"xl/workbook.xml": lambda d: re.sub(rb"<workbookView ", b'<workbookView activeTab="6" ', d)})
    order = [f"LAP-{number}" for number in range(6)]
    inplace.write_sheets(plain, [make(5), make(3), make(1), make(9)], order=order)
    assert titles(plain)[5:] == ["Lap 1", "Lap 2", "Lap 3", "Lap 4", "Lap 5", "Lap 9"]
    data = Package.open(plain).read("xl/workbook.xml")
    assert b'activeTab="8"' in data  # still Lap 4
    areas = [(text, local) for name, local, text in names_of(plain) if name == "_xlnm.Print_Area"]
    assert [text.split("!")[0] for text, _ in sorted(areas, key=lambda area: area[1])] == [
        f"'Lap {number}'" for number in (1, 2, 3, 4, 5, 9)
    ]
    owned = inplace.owned_sheets(parts(plain))
    assert all(item.sheet.name == item.record.name for item in owned.values()) and len(owned) == 6


def test_removal_shifts_names_windows_and_views(plain):
    inplace.write_sheets(plain, buatan.dua_laporan())
    views = (
        b'<customWorkbookViews><customWorkbookView name="v" guid="{00000000-0000-0000-0000-000000000001}" '
        b'windowWidth="1" windowHeight="1" activeSheetId="6"/></customWorkbookViews>'
    )

    def change(data):
        data = data.replace(b"<workbookView ", b'<workbookView firstSheet="5" activeTab="5" ')
        extra = (
            b'<definedName name="Milik" localSheetId="6">1</definedName>'
            b"<definedName name=\"Rujuk\">'Lap Capaian'!$A$1+Tarif</definedName></definedNames>"
        )
        data = data.replace(b"</definedNames>", extra)
        return re.sub(rb"(<calcPr[^>]*>)", rb"\1" + views, data)

    edit(plain, {"xl/workbook.xml": change})
    inplace.write_sheets(plain, [], remove=["LAP-CAPAIAN"])
    data = Package.open(plain).read("xl/workbook.xml")
    assert b'firstSheet="4"' in data or b'firstSheet="5"' in data
    assert int(re.search(rb'activeTab="(\d+)"', data)[1]) in (4, 5)
    assert b'activeSheetId="6"' not in data
    names = names_of(plain)
    assert ("Milik", 5, "1") in names and ("Rujuk", None, "#REF!$A$1+Tarif") in names
    assert ("_xlnm.Print_Area", 5, "'Lap Anggaran'!$A$1:$D$17") in names
    assert not any("Capaian" in text for _, _, text in names)


def test_defined_names_stand_in_order(tmp_path):
    path = tmp_path / "nama.xlsx"
    buatan.nama(path)
    inplace.write_sheets(path, buatan.dua_laporan())
    keys = [(n.name.lower().removeprefix("_xlnm."), -1 if n.local is None else n.local) for n in
            parts(path).defined_names]  # fmt: skip
    assert keys == sorted(keys) and len(set(keys)) == len(keys)


def test_last_visible_sheet_is_kept(tmp_path):
    path = tmp_path / "buku.xlsx"
    buatan.tabel(path)
    inplace.write_sheets(path, buatan.dua_laporan())
    edit(path, {"xl/workbook.xml": lambda d: re.sub(rb'(name="(?:Pengukuran|Filter)")', rb'\1 state="hidden"', d)})
    before = path.read_bytes()
    with pytest.raises(UserError) as caught:
        inplace.write_sheets(path, [], remove=["LAP-CAPAIAN", "LAP-ANGGARAN"])
    assert caught.value.kode == "lembar_terakhir" and path.read_bytes() == before
    inplace.write_sheets(path, [], remove=["LAP-CAPAIAN"])
    assert titles(path) == ["Pengukuran", "Filter", "Lap Anggaran"]


def test_sheet_that_formulas_refer_to_is_not_removed(plain):
    inplace.write_sheets(plain, buatan.dua_laporan())
    first = "xl/worksheets/sheet1.xml"
    sound = Package.open(plain).read(first)
    cell = b'<row r="90"><c r="A90"><f>%s</f><v>1</v></c></row></sheetData>'
    for formula in (b"'Lap Capaian'!A1*2", b"SUM(&apos;lap capaian&apos;!A1:A9)"):
        edit(plain, {first: lambda _, f=formula: sound.replace(b"</sheetData>", cell % f)})
        before = plain.read_bytes()
        with pytest.raises(UserError, match="TW 1") as caught:
            inplace.write_sheets(plain, [], remove=["LAP-CAPAIAN"])
        assert caught.value.kode == "laporan_dirujuk" and plain.read_bytes() == before
    link = b"HYPERLINK(&quot;#'Lap Capaian'!A1&quot;,&quot;buka&quot;)+'Bukan Lap Capaian'!A1"
    edit(plain, {first: lambda _: sound.replace(b"</sheetData>", cell % link)})
    assert inplace.write_sheets(plain, [], remove=["LAP-CAPAIAN"]).removed == ["LAP-CAPAIAN"]


def test_references_to_a_sheet_that_went():
    assert without_references("'Lap X'!$A$1:$B$2+Lap!A1", ["Lap X"]) == "#REF!$A$1:$B$2+Lap!A1"
    assert without_references("SUM(Lap!A1,'a'' Lap'!B1,\"Lap!\")", ["Lap"]) == "SUM(#REF!A1,'a'' Lap'!B1,\"Lap!\")"
    assert without_references("[1]Lap!A1+XLap!A1", ["Lap"]) == "[1]Lap!A1+XLap!A1"


def test_targets_of_relationships():
    assert resolve("xl/workbook.xml", "worksheets/a%20b.xml") == "xl/worksheets/a b.xml"
    assert resolve("xl/worksheets/s.xml", "../drawings/./d.xml") == "xl/drawings/d.xml"
    assert resolve("xl/workbook.xml", "/xl/../a.xml") == resolve("a/b.xml", "../../../a.xml") == "a.xml"


# -- what the user wrote into our sheets ------------------------------------------------------------------------


def test_typed_text_is_noticed_and_nothing_is_written(plain):
    inplace.write_sheets(plain, buatan.dua_laporan())
    type_into(plain)
    before = plain.read_bytes()
    for arguments in ({"sheets": buatan.dua_laporan()}, {"sheets": [], "remove": ["LAP-CAPAIAN"]}):
        with pytest.raises(UserError) as caught:
            inplace.write_sheets(plain, **arguments)
        message = str(caught.value)
        assert caught.value.kode == "laporan_diubah"
        assert "Lap Capaian (baris 8)" in message and "--timpa" in message and "Anggaran" not in message
        assert plain.read_bytes() == before
    # Writing another sheet does not need it.
    inplace.write_sheets(plain, [buatan.laporan("LAP-ANGGARAN", "Lap Anggaran", levels=True)])
    assert inplace.write_sheets(plain, buatan.dua_laporan(), overwrite_edits=True).replaced
    assert inplace.edited_sheets(Package.open(plain)) == []


@pytest.mark.parametrize(
    ("old", "new", "rows"),
    [
        (b"<v>1283419000</v>", b"<v>1283419001</v>", [6]),
        (b"<v>1283419000</v>", b"<f>1+1</f><v>1283419000</v>", [6]),
        (b'<c r="D6"', b'<c r="E6"', [6]),
        (b"</sheetData>", b'<row r="30"><c r="A30"><v>1</v></c></row></sheetData>', [18]),
        (b"<row r=", b"<row hidden='1' r=", []),
        (b'customHeight="1"', b'customHeight="1" s="1"', []),
    ],
)
def test_what_counts_as_an_edit(plain, old, new, rows):
    inplace.write_sheets(plain, buatan.dua_laporan())
    type_into(plain, old=old, new=new)
    package = Package.open(plain)
    assert [item.rows for item in inplace.edited_sheets(package)] == ([rows] if rows else [])


def rich_sheet():
    """Values that programs write down each in their own way."""
    sheet = ReportSheet("LAP-ANEH", "Lap Aneh", "Aneh", [10] * 6)
    style = Style()
    for row in (
        ["biasa", " depan", "belakang ", "dua\nbaris", "tab\tdi dalam", "a  b"],
        ["<&>\"'", "_x0041_", "_x000D_", "é 日本 😀", "=1+1", "'kutip"],
        [0.1, 1 / 3, 1e-7, 123456789012345678, 1e21, -0.0],
        [2.5e15, 1_283_419_000, 100.0, -7, 88.435, 3.0000000000000004],
        ["00123", "1,5", "TRUE", "#N/A", "88%", "1e5"],
        [True, False, None, "", "N/A", 0],
        ["kontrol\x01\x1f", "cr\r\nlf", "surogat\ud800", "\ufffe", "spasi\u00a0keras", "\u200bnol"],
    ):
        sheet.add([(value, style) for value in row])
    sheet.add()
    sheet.add([None, None, ("jauh", style)])
    return sheet


def test_numbers_count_as_the_same_however_many_digits_a_program_writes():
    import random

    chance = random.Random(7)
    values = [chance.random() * 10 ** chance.randint(-9, 14) for _ in range(4000)]
    values += [chance.randint(-(10**15), 10**15) for _ in range(500)]
    values += [chance.randint(0, 9999) / 100 for _ in range(500)]
    for value in values:
        kept = worksheet.number_text(value)
        assert kept == worksheet.number_text(f"{value:.15g}") == worksheet.number_text(f"{value:.17g}")
        short = repr(value).removesuffix(".0")
        assert len(short) > 12 or short == kept
    different = {worksheet.number_text(10**14 + step) for step in range(50)}
    assert len(different) == 50


def test_saved_again_by_openpyxl_is_not_an_edit(tmp_path, plain):
    import openpyxl

    inplace.write_sheets(plain, [*buatan.dua_laporan(), rich_sheet()], backup=False)
    book = openpyxl.load_workbook(plain)
    book.save(plain)
    package = Package.open(plain)
    assert CAPAIAN not in package
    owned = inplace.owned_sheets(WorkbookParts(package))
    assert list(owned) == ["LAP-CAPAIAN", "LAP-ANGGARAN", "LAP-ANEH"]
    assert inplace.edited_sheets(package) == []
    book["Lap Aneh"]["A1"] = "biasa saja"
    book["Lap Anggaran"].insert_rows(6)
    book.save(plain)
    edited = {item.id: item.rows for item in inplace.edited_sheets(Package.open(plain))}
    assert edited["LAP-ANEH"] == [1] and edited["LAP-ANGGARAN"][0] == 6 and set(edited) == {"LAP-ANEH", "LAP-ANGGARAN"}
    old_part = owned["LAP-CAPAIAN"].sheet.part
    written = inplace.write_sheets(plain, buatan.dua_laporan(plus=1), overwrite_edits=True)
    assert old_part in written.parts and CAPAIAN not in Package.open(plain)
    assert titles(plain)[-3:] == ["Lap Capaian", "Lap Anggaran", "Lap Aneh"]


def test_saved_again_by_libreoffice_is_not_an_edit(tmp_path, plain, lo):
    inplace.write_sheets(plain, [*buatan.dua_laporan(), rich_sheet()])
    resaved = tmp_path / "disimpan.xlsx"
    with lo.open(plain) as document:
        document.save(resaved)
    package = Package.open(resaved)
    assert "xl/sharedStrings.xml" in package and CAPAIAN not in package
    assert len(inplace.owned_sheets(WorkbookParts(package))) == 3
    assert inplace.edited_sheets(package) == []
    assert inplace.write_sheets(resaved, buatan.dua_laporan(plus=2)).replaced == ["LAP-CAPAIAN", "LAP-ANGGARAN"]
    values = lo.values(resaved)["Lap Capaian"]
    assert values[5][2] == 1_283_419_002


def add_objects(path, *kinds):
    """Hang things on our sheet as Excel does when a user puts them there."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    drawing = b'<xdr:wsDr xmlns:xdr="urn:x">%s</xdr:wsDr>'
    bodies = {
        "comments": ("xl/comments7.xml", b"<comments/>"),
        "printerSettings": ("xl/printerSettings/printerSettings7.bin", b"\0\1"),
        "drawing": ("xl/drawings/drawing7.xml", drawing % b"<xdr:twoCellAnchor/>"),
        "empty drawing": ("xl/drawings/drawing7.xml", drawing % b""),
        "image": ("xl/media/image7.png", buatan.png()),
    }
    package = Package.open(path)
    rels, types = "", ""
    for number, kind in enumerate(kinds, 1):
        name, body = bodies[kind]
        package.put(name, body)
        rels += f'<Relationship Id="rId{number}" Type="{office}/{kind.split()[-1]}" Target="/{name}"/>'
        types += f'<Override PartName="/{name}" ContentType="application/x"/>'
    package.put(
        "xl/worksheets/_rels/lkjip_lap_capaian.xml.rels",
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rels}</Relationships>'.encode(),
    )
    listing = package.read("[Content_Types].xml").decode()
    package.put("[Content_Types].xml", listing.replace("</Types>", types + "</Types>").encode())
    package.save(path)


def test_comments_and_pictures_of_the_user_count_as_written(plain):
    inplace.write_sheets(plain, buatan.dua_laporan())
    before = set(Package.open(plain).names)
    add_objects(plain, "comments", "drawing", "image", "printerSettings")
    with pytest.raises(UserError, match="komentar") as caught:
        inplace.write_sheets(plain, buatan.dua_laporan())
    assert caught.value.kode == "laporan_diubah"
    inplace.write_sheets(plain, buatan.dua_laporan(), overwrite_edits=True)
    package = Package.open(plain)
    assert set(package.names) == before
    assert b'"application/x"' not in package.read("[Content_Types].xml")


def test_what_excel_adds_by_itself_is_no_edit_and_parts_in_use_elsewhere_stay(plain):
    inplace.write_sheets(plain, buatan.dua_laporan())
    add_objects(plain, "empty drawing", "printerSettings")
    edit(plain, {
        "xl/worksheets/_rels/sheet1.xml.rels": lambda _: (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
            b'Type="urn:x/printerSettings" Target="../printerSettings/printerSettings7.bin"/></Relationships>'
        ),
    })  # fmt: skip
    assert inplace.edited_sheets(Package.open(plain)) == []
    inplace.write_sheets(plain, buatan.dua_laporan(plus=1))
    names = Package.open(plain).names
    assert "xl/printerSettings/printerSettings7.bin" in names and "xl/drawings/drawing7.xml" not in names
    assert "xl/worksheets/_rels/lkjip_lap_capaian.xml.rels" not in names


def copy_sheet(path, new_name="Lap Capaian (2)"):
    """Copy our sheet inside the book, its scoped names with it, as Excel does."""
    package = Package.open(path)
    package.put("xl/worksheets/sheet99.xml", package.read(CAPAIAN).replace(b"Sasaran 3", b"Sasaran saya"))
    types = package.read("[Content_Types].xml")
    tag = re.search(rb"<Override [^>]*lkjip_lap_capaian[^>]*>", types)[0]
    package.put("[Content_Types].xml", types.replace(tag, tag + tag.replace(b"lkjip_lap_capaian", b"sheet99")))
    rels = package.read("xl/_rels/workbook.xml.rels")
    tag = re.search(rb"<Relationship [^>]*lkjip_lap_capaian[^>]*>", rels)[0]
    extra = re.sub(rb'Id="\w+"', b'Id="rId99"', tag).replace(b"lkjip_lap_capaian", b"sheet99")
    package.put("xl/_rels/workbook.xml.rels", rels.replace(tag, tag + extra))
    data = package.read("xl/workbook.xml").decode()
    index = data.count("<sheet ")
    data = data.replace("</sheets>", f'<sheet name="{new_name}" sheetId="99" r:id="rId99"/></sheets>')
    for tag in re.findall(r'<definedName name="[^"]*" localSheetId="5".*?</definedName>', data):
        data = data.replace(tag, tag + tag.replace('localSheetId="5"', f'localSheetId="{index}"'))
    package.put("xl/workbook.xml", data.encode())
    package.save(path)


@pytest.mark.parametrize("action", ["replace", "remove"])
def test_copy_made_by_the_user_is_left_alone(plain, action):
    inplace.write_sheets(plain, buatan.dua_laporan())
    copy_sheet(plain)
    copied = Package.open(plain).crc("xl/worksheets/sheet99.xml")
    if action == "replace":
        inplace.write_sheets(plain, buatan.dua_laporan(plus=1))
        assert titles(plain)[-3:] == ["Lap Capaian", "Lap Anggaran", "Lap Capaian (2)"]
    else:
        inplace.write_sheets(plain, [], remove=["LAP-CAPAIAN"])
        assert titles(plain)[-2:] == ["Lap Anggaran", "Lap Capaian (2)"]
        assert inplace.write_sheets(plain, [buatan.laporan()]).added == ["LAP-CAPAIAN"]
    assert Package.open(plain).crc("xl/worksheets/sheet99.xml") == copied
    assert parts(plain).sheets[7 if action == "replace" else 6].part == "xl/worksheets/sheet99.xml"
    assert not any(n.name == "_lkjip" and n.local == 7 and "replace" == action for n in parts(plain).defined_names)


def test_code_name_of_a_macro_book_stays(tmp_path):
    path = tmp_path / "makro.xlsm"
    buatan.komentar(path)
    inplace.write_sheets(path, buatan.dua_laporan())
    type_into(path, old=b"<sheetPr>", new=b'<sheetPr codeName="Lembar5">')
    inplace.write_sheets(path, buatan.dua_laporan(plus=1))
    assert b'<sheetPr codeName="Lembar5">' in Package.open(path).read(CAPAIAN)


def test_ownership_text_fits_and_reads_back(plain):
    sheet = buatan.laporan(rows=5000, name="Lap Milik O'Neil")
    sheet.source = 'sumber | dengan "kutip" % dan\nbaris' * 40
    sheet.id = "LAP-BESAR"
    inplace.write_sheets(plain, [sheet])
    text = next(name.text for name in parts(plain).defined_names if name.name == "_lkjip")
    literals = re.findall(r'"([^"]*)"', text)
    assert max(map(len, literals)) <= 255 and len(text) < 8192
    assert "&".join(f'"{literal}"' for literal in literals) == text
    record = parse_formula(text)
    assert (record.id, record.name, record.source) == ("LAP-BESAR", "Lap Milik O'Neil", sheet.source[:500])
    assert parse_formula('"lain"') is None and parse_formula("#REF!") is None
    type_into(plain, "xl/worksheets/lkjip_lap_besar.xml", b"Sasaran 4990", b"Sasaran x")
    (edited,) = inplace.edited_sheets(Package.open(plain))
    assert 1000 < edited.rows[0] < 1600  # beyond its reach the record tells only that something changed


# -- the parts that we write ------------------------------------------------------------------------------------


def test_sheet_text_says_what_the_model_says(plain):
    import openpyxl

    inplace.write_sheets(plain, [*buatan.dua_laporan(), rich_sheet()])
    book = openpyxl.load_workbook(plain)
    sheet = book["Lap Capaian"]
    assert sheet["A1"].value == 'Capaian "Kinerja" <2022> & seterusnya'
    assert sheet["B6"].value == " Sasaran 1\nbaris kedua" and sheet["C6"].value == 1_283_419_000
    assert sheet["D6"].value == 1 / 7 and sheet["D6"].number_format == '0.00"%"'
    head = sheet["A3"]
    assert head.font.b and head.fill.fgColor.rgb == "FFDDEBF7" and head.border.left.style == "thin"
    assert (head.alignment.horizontal, head.alignment.vertical, head.alignment.wrap_text) == ("center", "center", True)
    assert sheet["B6"].alignment.indent == 1 and sheet["A17"].font.i and sheet["A17"].font.u == "single"
    assert (sheet["A17"].font.sz, sheet["A17"].font.color.rgb, sheet["A17"].font.name) == (9, "FFC00000", "Arial")
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:D1"]
    assert sheet.freeze_panes == "C5" and sheet.row_dimensions[3].height == 30
    assert sheet.column_dimensions["B"].width == 30 and sheet.sheet_view.showGridLines is False
    assert sheet.page_setup.paperSize == "14" or sheet.page_setup.paperSize == 14
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.print_options.horizontalCentered
    assert sheet.print_title_rows == "$3:$4" and sheet.print_area == "'Lap Capaian'!$A$1:$D$17"
    assert [row.id for row in sheet.row_breaks.brk] == [8] and sheet.oddFooter.right.text == "Hal &P"
    assert sheet.protection.sheet and not sheet.protection.password and sheet.protection.formatCells is False
    grouped = book["Lap Anggaran"]
    assert grouped.row_dimensions[6].outlineLevel == 1 and grouped.sheet_properties.outlinePr.summaryBelow is False
    assert not grouped.protection.sheet  # Excel cannot fold groups on a protected sheet
    odd = [[cell.value for cell in row] for row in book["Lap Aneh"].iter_rows(max_row=7)]
    assert odd[0] == ["biasa", " depan", "belakang ", "dua\nbaris", "tab\tdi dalam", "a  b"]
    assert odd[2][:4] == [0.1, 1 / 3, 1e-7, 123456789012345678] and odd[3][0] == 2.5e15
    assert odd[5][:2] == [True, False] and odd[6][0] == "kontrol" and odd[6][1] == "cr\nlf"


def test_values_under_a_merge_and_numbers_that_are_none(plain):
    sheet = ReportSheet("LAP-X", "Lap X", "X", [10, None, 10])
    style = Style(border="LB", valign="bottom")
    sheet.add([("tampak", style), ("tersembunyi", style), (float("nan"), style), (float("inf"), style)])
    sheet.merge(0, 0, 0, 1)
    sheet.merge(0, 2, 0, 2)
    data = worksheet.compose(sheet, {style: 7}).data.decode()
    assert "tersembunyi" not in data and data.count("#NUM!") == 2 and data.count('s="7"') == 4
    assert '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>' in data
    assert data.count("<col ") == 2
    with pytest.raises(UserError, match="sel A2"):
        sheet.add([("x" * 32_768, style)])
        worksheet.compose(sheet, {style: 7})


def test_empty_report_and_other_number_types(plain):
    from decimal import Decimal
    from fractions import Fraction

    empty = ReportSheet("LAP-KOSONG", "Lap Kosong", "Kosong", [])
    full = ReportSheet("LAP-X", "Lap X", "X", [10], paper="A4")
    full.add([(Decimal("1.5"), Style()), (Fraction(1, 4), Style()), (10**20, Style())])
    inplace.write_sheets(plain, [empty, full])
    package = Package.open(plain)
    data = package.read("xl/worksheets/lkjip_lap_x.xml")
    assert b"<v>1.5</v>" in data and b"<v>0.25</v>" in data and b"<v>100000000000000000000</v>" in data
    assert b'paperSize="9" orientation="portrait"' in data
    assert b"<sheetData/>" in package.read("xl/worksheets/lkjip_lap_kosong.xml")
    assert inplace.edited_sheets(package) == []


def test_styles_are_used_again_whoever_wrote_them(plain):
    package = Package.open(plain)
    book = WorkbookParts(package)
    looks = [buatan.KEPALA, buatan.UANG, buatan.PERSEN, buatan.TEKS, buatan.MIRING, Style(align="justify", border="LT")]

    def numbers():
        found = styles.StyleNumbers(package, book)
        given = {look: found[look] for look in looks}
        found.store()
        return given

    first = numbers()
    assert len(set(first.values())) == len(looks) and min(first.values()) > 0
    size = len(package.read("xl/styles.xml"))
    assert numbers() == first and len(package.read("xl/styles.xml")) == size

    def respell(data):  # as another program may write the same: other order, explicit defaults
        data = data.replace(b'<name val="Arial"/><family val="2"/>', b'<family val="2"/><name val="Arial"/>')
        data = data.replace(b'wrapText="1"', b'wrapText="true" textRotation="0"')
        return re.sub(rb'<xf (numFmtId="\d+") (fontId="\d+")', rb"<xf \2 \1", data)

    package.put("xl/styles.xml", respell(package.read("xl/styles.xml")))
    size = len(package.read("xl/styles.xml"))
    assert numbers() == first and len(package.read("xl/styles.xml")) == size


def test_too_many_cell_formats_is_said(plain, monkeypatch):
    monkeypatch.setattr(styles, "MAX_FORMATS", 3)
    before = plain.read_bytes()
    with pytest.raises(UserError) as caught:
        inplace.write_sheets(plain, buatan.dua_laporan())
    assert caught.value.kode == "terlalu_banyak_format" and plain.read_bytes() == before


def test_progress_and_wrong_use(plain):
    seen = []
    inplace.write_sheets(plain, buatan.dua_laporan(), progress=lambda *args: seen.append(args))
    assert seen == [(0, 2, "Lap Capaian"), (1, 2, "Lap Anggaran"), (2, 2, "")]
    with pytest.raises(ValueError):
        inplace.write_sheets(plain, [buatan.laporan(), buatan.laporan()])


# -- seen by others ---------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_gate_finds_nothing_new(book, tmp_path, lo, sdk):
    from tests.tools import gate as gerbang

    original = tmp_path / ("asal" + os.path.splitext(book)[1])
    original.write_bytes(book.read_bytes())
    names = inplace.write_sheets(book, [*buatan.dua_laporan(), rich_sheet()], backup=False).names
    sound = not str(book).endswith(".xlsm")  # the stub of a VBA project is none
    assert gerbang.gate(book, baseline=original, sheets=list(names.values()), sdk=sound) == []
    # openpyxl leaves an archive of a macro book behind that complains when it is collected: have it done here, for
    # Python 3.11 cannot bear a complaint while it parses a module.
    gc.collect()
    with zipfile.ZipFile(book) as archive:
        assert archive.testzip() is None
    pdf = lo.to_pdf(book, tmp_path / "hasil.pdf", sheets=[names["LAP-CAPAIAN"]])
    assert pdf.stat().st_size > 2000
    values = lo.values(book)
    assert values[names["LAP-CAPAIAN"]][5][2] == 1_283_419_000
