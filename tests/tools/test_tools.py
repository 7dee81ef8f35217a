"""The proof tools are proved first: a gate that lets everything through would pass every other test."""

import csv
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.tools.gate import cached_errors, gate
from tests.tools.libreoffice import LibreOffice, LibreOfficeError, to_png
from tests.tools.lint_formula import check_formula
from tests.tools.lint_ooxml import lint

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
THIS = "tbl_data[[#This Row],"


# --- sample books -------------------------------------------------------------------------------------------------
@pytest.fixture(scope="session")
def sound(tmp_path_factory):
    """A book with most of what the lint looks at, written by XlsxWriter."""
    path = tmp_path_factory.mktemp("alat") / "baik.xlsx"
    book = xlsxwriter.Workbook(path)
    bold = book.add_format({"bold": True, "num_format": '0.00"%"'})
    data, report = book.add_worksheet("Data"), book.add_worksheet("Lap 'A' 1")
    data.write_row(0, 0, ["Kode", "Target", "Realisasi", "Capaian (%)"])
    rows = [["S1", 80, 88], ["S2", 50, 40], ["S3", 10, "N/A"]]
    data.add_table(
        "A1:D4",
        {
            "name": "tbl_data",
            "data": rows,
            "columns": [
                {"header": "Kode"},
                {"header": "Target"},
                {"header": "Realisasi"},
                {"header": "Capaian (%)", "formula": f"{THIS}[Realisasi]]/{THIS}[Target]]", "format": bold},
            ],
        },
    )
    data.data_validation("A2:A4", {"validate": "list", "source": ["S1", "S2"], "input_message": "Pilih kode"})
    data.conditional_format("B2:B4", {"type": "cell", "criteria": ">", "value": 60, "format": bold})
    data.write_comment("B2", "catatan")
    report.merge_range("A1:C1", "Judul", bold)
    report.merge_range("A2:C2", "Anak judul", bold)
    report.write_url("A3", "internal:'Data'!A1", string="Data")
    report.write_formula("B4", "=SUM(tbl_data[Target])", None, 140)
    report.write_formula("B5", "=Data!B2*2", None, 160)
    report.repeat_rows(0, 1)
    report.set_row(5, None, None, {"level": 2})
    report.set_column(1, 1, 20, None, {"level": 1})
    book.define_name("lk_tahun", "=2024")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Data!$B$2:$B$4"})
    report.insert_chart("E2", chart)
    book.close()
    return path


def mutate(source, target, part, old, new):
    """A copy of the book with one text replaced in one part; the test is void when the text is not there."""
    with zipfile.ZipFile(source) as inside, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in inside.namelist():
            data = inside.read(name)
            if name == part:
                text = data.decode("utf-8")
                changed = re.sub(old, lambda m: new, text, count=1, flags=re.DOTALL)
                assert changed != text, f"{old} not in {part}"
                data = changed.encode("utf-8")
            out.writestr(name, data)
    return target


BOOK, S1, S2, TBL = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/tables/table1.xml"
TYPES, RELS = "[Content_Types].xml", "xl/worksheets/_rels/sheet1.xml.rels"
SECOND = '<dataValidation type="whole" sqref="C9 A3:B3"><formula1>1</formula1></dataValidation></dataValidations>'
BREAKS = [
    (S1, "</dataValidations>", SECOND, "two validations on one cell: A2:A4 and A3:B3"),
    (BOOK, 'name="Data"', 'name="Data/1"', "bad sheet name"),
    (BOOK, 'name="Data"', "name=\"Lap 'A' 1\"", "sheet name twice"),
    (BOOK, 'name="Data"', f'name="{"x" * 32}"', "sheet name of 32"),
    (BOOK, 'sheetId="2"', 'sheetId="1"', "sheetId 1 twice"),
    (BOOK, 'r:id="rId2"', 'r:id="rId1"', "belongs to another sheet"),
    (BOOK, 'r:id="rId2"', 'r:id="rId77"', "dangling rId77"),
    (BOOK, 'name="lk_tahun"', 'name="TW1"', "bad defined name TW1"),
    (BOOK, 'name="lk_tahun"', 'name="lk tahun"', "bad defined name"),
    (BOOK, 'name="lk_tahun"', 'name="tbl_data"', "is a table's name too"),
    (BOOK, 'localSheetId="1"', 'localSheetId="9"', "no such sheet"),
    (BOOK, r"!\$1:\$2", "!$A$1:$C$2", "not rows or columns"),
    (BOOK, "<definedNames>", '<definedNames><definedName name="LK_Tahun">1</definedName>', "name lk_tahun twice"),
    (BOOK, ">2024<", ">Hilang!$A$1<", "does not exist: Hilang"),
    (BOOK, "<sheet name=", '<sheet state="hidden" name=', None),  # one of two hidden is fine
    (BOOK, "<workbookView ", '<workbookView activeTab="5" ', "activeTab=5"),
    (S1, r'<row r="3"', '<row r="2"', "row 2 after row 2"),
    (S1, r'<c r="B2"', '<c r="D2"', "misplaced in row 2"),
    (S1, r'<c r="A2" t="s"><v>\d+', '<c r="A2" t="s"><v>999', "shared string 999"),
    (S1, r'<c r="B2"><v>80', '<c r="B2" s="99"><v>80', "format 99 does not exist"),
    (S1, r'<c r="B2"><v>80', '<c r="B2"><v>delapan', "not a number"),
    (S1, r'<c r="B2"><v>80', '<c r="B2" t="e"><v>#SALAH!', "not an error value"),
    (S1, r"<v>80</v>", "<v>80\x01</v>", "malformed XML"),
    (S1, 'dxfId="0"', 'dxfId="7"', "dxfId 7"),
    (S1, "<formula>60</formula>", "", "cellIs without a formula"),
    (S1, "<formula>60</formula>", "<formula>tbl_data[Target]</formula>", "structured reference, which Excel"),
    (S1, '"S1,S2"', '"' + "A," * 130 + '"', "list of 260 characters"),
    (S1, '"S1,S2"', f"SUM({'1,' * 150}1)", "formula of 306 characters"),
    (S1, 'prompt="Pilih kode"', f'prompt="{"p" * 256}"', "prompt of 256"),
    (S1, 'prompt="Pilih kode"', f'promptTitle="{"p" * 33}" prompt="x"', "promptTitle of 33"),
    (S1, 'prompt="Pilih kode"', f'error="{"p" * 256}" prompt="x"', "error of 256"),
    (S1, r"<formula1>.*?</formula1>", "", "no formula"),
    (S1, '<tablePart r:id="[^"]+"', '<tablePart r:id="rId77"', "tablePart rId77 is not a table"),
    (S1, "<legacyDrawing [^>]*>", "", "comments without their legacyDrawing"),
    (S1, r"<f>tbl_data\[\[#This Row\],\[Realisasi\]\]", "<f>tbl_data[[#This Row],[Realsasi]]", "no column 'Realsasi'"),
    (S1, r"<f>tbl_data\[\[#This Row\],\[Realisasi\]\]", "<f>tbl_data[@Realisasi]", "display form"),
    (S2, "SUM\\(tbl_data\\[Target\\]\\)", "SUM(tbl_lain[Target])", "table that does not exist: tbl_lain"),
    (S2, "SUM\\(tbl_data\\[Target\\]\\)", "SUM(tbl_data[Target]", "unbalanced \\( \\)"),
    (S2, "SUM\\(tbl_data\\[Target\\]\\)", "SUM(1;2)", "; as separator"),
    (S2, "SUM\\(tbl_data\\[Target\\]\\)", "IFS(TRUE,1)", "IFS without its _xlfn"),
    (S2, "Data!B2\\*2", "Dta!B2*2", "does not exist: Dta"),
    (S2, 'ref="A2:C2"', 'ref="C1:D2"', "merges .* overlap"),
    (S2, 'ref="A2:C2"', 'ref="A2"', "merge A2"),
    (S2, 'location="[^"]*"', 'location="Hilang!A1"', "no such sheet Hilang"),
    (S2, 'outlineLevel="2"', 'outlineLevel="9"', "outline level 9"),
    (S2, '<col min="2" max="2"', '<col min="3" max="2"', "columns 3-2"),
    (TBL, 'name="Target"', 'name="Kode"', "a column name twice"),
    (TBL, 'name="Target"', 'name="Sasaran"', "header 'Sasaran' but the cell holds 'Target'"),
    (TBL, ' ref="A1:D4"', ' ref="A1:C4"', "4 columns in A1:C4"),
    (TBL, 'displayName="tbl_data"', 'displayName="1tbl"', "bad table name"),
    (TYPES, '<Override PartName="/xl/tables/table1.xml"[^>]*/>', "", "no Override for xl/tables"),
    (TYPES, "</Types>", '<Override PartName="/xl/x.xml" ContentType="a/b"/></Types>', "Override without part /xl/x"),
    (RELS, "table1.xml", "table9.xml", "points to a missing part ../tables/table9.xml"),
    (RELS, 'Id="rId2"', 'Id="rId1"', "Id rId1 twice"),
    ("xl/styles.xml", '<xf numFmtId="0" fontId="0"', '<xf numFmtId="0" fontId="9"', "fontId=9"),
    ("xl/charts/chart1.xml", r"Data!\$B", "Dta!$B", "does not exist: Dta"),
]


# --- lint ---------------------------------------------------------------------------------------------------------
def test_lint_is_silent_on_sound_books(sound, tmp_path):
    assert lint(sound) == []
    other = tmp_path / "openpyxl.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Kode", "Nilai"])
    book.active.append(["A", 1])
    book.active.add_table(openpyxl.worksheet.table.Table(displayName="tbl_é", ref="A1:B2"))
    book.create_sheet("Anggaran & Pagu")["A1"] = "=SUM(tbl_é[Nilai])+'Sheet'!B2"
    book.save(other)
    assert lint(other) == []


@pytest.mark.parametrize(("part", "old", "new", "expected"), BREAKS, ids=[f"{k}" for k in range(len(BREAKS))])
def test_lint_finds_each_break(sound, tmp_path, part, old, new, expected):
    found = lint(mutate(sound, tmp_path / "rusak.xlsx", part, old, new))
    if expected is None:
        assert found == []
    else:
        assert any(re.search(expected, line) for line in found), found


def test_lint_finds_duplicate_part_and_stale_chain(sound, tmp_path):
    path = tmp_path / "ganda.xlsx"
    path.write_bytes(sound.read_bytes())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/Worksheets/Sheet1.xml", "<a/>")
    assert "duplicate part xl/Worksheets/Sheet1.xml" in lint(path)

    chain = tmp_path / "rantai.xlsx"
    chain.write_bytes(sound.read_bytes())
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    mutate(
        sound,
        chain,
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        f'<Relationship Id="rId99" Type="{kind}" Target="calcChain.xml"/></Relationships>',
    )
    with zipfile.ZipFile(chain, "a") as archive:
        archive.writestr("xl/calcChain.xml", f'<calcChain {MAIN}><c r="B4" i="2"/><c r="B6"/></calcChain>')
    found = lint(chain)
    assert "calculation chain: Lap 'A' 1!B6 holds no formula" in found
    assert not any("B4" in line for line in found)


def test_lint_answers_for_what_is_no_package(tmp_path):
    path = tmp_path / "teks.xlsx"
    path.write_text("Kode;Nilai")
    assert lint(path)[0].startswith("not a readable package")


@pytest.mark.parametrize(
    "formula",
    [
        "SUM(A1:B2,$C$3)*-1%",
        'IF(A1="a;b)",{1,2;3,4},"x""y")',
        "'Lap ''A'' 1'!A1+Data:Data2!B2",
        "SUM(tbl[[#This Row],[A]:[B]])/SUM(tbl[[#Headers],[A'[x']]])",
        "_xlfn.IFS(TRUE,1)+_xlfn._xlws.SORT(A1:A3)",
        "[1]Sheet1!$A$1+[2]!nama",
        "INDEX(A:A,1):INDEX(A:A,MAX(1,2))",
        "A1:B3 B2:C4",
        "#REF!*1+Sheet1!#REF!",
        "ÄÖ.nama+été_1",
        "1E+20*.5-+3",
        "IF(TRUE,,)",
        "_xlfn.SINGLE(A1:A3)+_xlfn.ANCHORARRAY(B1)",
        "TODAY()-DATE(2024,1,1)",
    ],
)
def test_sound_formulas_are_left_alone(formula):
    assert check_formula(formula) == []


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(A1", "unbalanced"),
        ("SUM(A1))", "unbalanced"),
        ('"abc', "unreadable"),
        ("=A1", "leading ="),
        ("A1+", "ends in an operator"),
        ("*A1", "nothing before"),
        ("SUM(A1,*2)", "nothing before"),
        ("A1 2", "lacks an operator"),
        ("(1+)", "operator before )"),
        ("SUM(1+,2)", "operator before a comma"),
        ("TEXTJOIN(A1)", "_xlfn"),
        ("tbl[[A]", "unbalanced [ ]"),
        ("1" * 8193, "8193 characters"),
        ("", "empty"),
        ("@A1", "@"),
    ],
)
def test_broken_formulas_are_found(formula, expected):
    assert any(expected in problem for problem in check_formula(formula))


# Sound to their makers, and flagged all the same, each for a reason that holds.
FLAGGED = {
    "calamine-empty_shared_string_value.xlsx": "made for a reader's test: t=s cells without an index",
    "closedxml-DataValidation.xlsx": "ClosedXML stores validation formulas with a leading =",
    "openxmlsdk-missingcalcchainpart.xlsx": "made for a test: the calculation chain is missing",
    "openxmlsdk-Revision_NameCommentChange.xlsx": "two revision logs named in the content types are missing",
    "phpspreadsheet-issue.2677.removeformula1.xlsx": "made for a test: a list validation without its list",
    "phpspreadsheet-issue.3730.xlsx": "part names with backslashes",
    "poi-no_drawing_patriarch.xlsx": "cell formats that point to cell style formats that are not there",
}


def test_lint_on_workbooks_that_others_made(shared):
    with open(shared / "korpus" / "manifest.csv", newline="", encoding="utf-8") as f:
        names = [row["file"] for row in csv.DictReader(f) if row["kind"] == "ok"]
    flagged = {name: found for name in names if (found := lint(shared / "korpus" / name))}
    assert len(names) > 100
    assert {name: found[:3] for name, found in flagged.items() if name not in FLAGGED} == {}


# --- validator and gate -------------------------------------------------------------------------------------------
def test_sdk_knows_good_from_bad(sdk, sound, tmp_path):
    from tests.tools.validator import validate_many

    bad = mutate(sound, tmp_path / "rusak.xlsx", S2, "<sheetData>", "<pageMargins/><sheetData>")
    answers = validate_many([sound, bad])
    assert answers[sound] == []
    assert any("/xl/worksheets/sheet2.xml" in line for line in answers[bad])
    assert sdk(tmp_path / "tidak-ada.xlsx")


def test_gate_counts_only_what_is_new(sdk, sound, tmp_path):
    assert gate(sound) == []
    before = mutate(sound, tmp_path / "sebelum.xlsx", TBL, 'name="Target"', 'name="Sasaran"')
    after = mutate(before, tmp_path / "sesudah.xlsx", S1, "<v>88</v>", "<v>banyak</v>")
    assert any("'Sasaran'" in line for line in gate(before))
    assert gate(before, baseline=before) == []
    fresh = gate(after, baseline=before)
    assert [line for line in fresh if line.startswith("lint:")] == ["lint: Data: C2: not a number: banyak"]


def test_gate_sees_cached_errors(sound, tmp_path):
    path = mutate(
        sound,
        tmp_path / "galat.xlsx",
        S2,
        r'<c r="B4"><f>(.*?)</f><v>140',
        '<c r="B4" t="e"><f>SUM(tbl_data[Target])</f><v>#REF!',
    )
    assert cached_errors(path) == ["Lap 'A' 1!B4: #REF!"]
    assert cached_errors(path, sheets=["Data"]) == []
    assert cached_errors(path, allowed=["#REF!"]) == []


# --- LibreOffice --------------------------------------------------------------------------------------------------
def test_values_of_every_kind(lo, tmp_path):
    path = tmp_path / "nilai.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Satu!"
    for row in (["teks", 0.1, None, "=1/0"], ["1.10", "=B1+0.2", '=""', "=NA()"], [True, "=A1*1", "=salah(1)"]):
        sheet.append(row)
    book.save(path)
    assert lo.values(path) == {
        "Satu!": [
            ["teks", 0.1, None, "#DIV/0!"],
            ["1.10", 0.1 + 0.2, "", "#N/A"],
            [1.0, "#VALUE!", "#NAME?", None],
        ]
    }
    assert list(tmp_path.iterdir()) == [path], "no lock file beside the original"


def test_stale_cached_values_are_recalculated(lo, tmp_path):
    path = tmp_path / "basi.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("A")
        sheet.write("A1", 20)
        sheet.write_formula("A2", "=A1*2.5", None, 999)
    assert lo.values(path)["A"][1] == [50.0]
    assert lo.values(path, hard_recalc=False)["A"][1] == [999.0]


def test_settings_one_after_another(lo, sound):
    changes = [{"Data!B2": 160}, {"Data!B2": None, "Data!C2": "N/A"}, {"'Data'!B2": "teks"}, {}]
    answers = lo.set_cells(sound, changes, ["Data!D2:D4", "Lap 'A' 1!B4"])
    d2, total = zip(*[(a["Data!D2:D4"][0][0], a["Lap 'A' 1!B4"][0][0]) for a in answers], strict=True)
    assert d2 == (0.55, "#VALUE!", "#VALUE!", 1.1)
    assert total == (220.0, 60.0, 60.0, 140.0)
    assert answers[0]["Data!D2:D4"][1:] == [[0.8], ["#VALUE!"]]
    kept = lo.set_cells(sound, [{"Data!B2": 160}, {"Data!B3": 0}], ["Lap 'A' 1!B4"], keep=True, hard=False)
    assert [a["Lap 'A' 1!B4"][0][0] for a in kept] == [220.0, 170.0]


def test_locked_cells_are_really_changed(lo, tmp_path):
    path = tmp_path / "terkunci.xlsx"
    for password in ("", "rahasia"):
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("A")
            sheet.write("A1", 1)
            sheet.write_formula("A2", "=A1*2")
            sheet.protect(password)
        if password:
            with pytest.raises(LibreOfficeError, match="protected"):
                lo.set_cells(path, [{"A!A1": 5}], ["A!A2"])
        else:
            assert lo.set_cells(path, [{"A!A1": 5}], ["A!A2"])[0]["A!A2"] == [[10.0]]


def test_thousands_of_formulas_at_once(lo):
    pairs = [[k / 7, (k * 37) % 101 / 13] for k in range(3000)]
    answers = lo.evaluate([f"IF(C{i}=0,NA(),B{i}/C{i})" for i in range(1, 3001)], inputs=pairs)
    assert answers == [a / b if b else "#N/A" for a, b in pairs]


def test_formulas_over_a_background_of_tables(lo, sound):
    before = sound.read_bytes()
    answers = lo.evaluate(
        [
            "SUM(tbl_data[Target])",
            'INDEX(tbl_data[Realisasi],MATCH("S2",tbl_data[Kode],0))',
            "=lk_tahun+B3",
            "SUM(IF(tbl_data[Target]>20,1,0))",
        ],
        inputs=[[], [], [1], []],
        background=sound,
        array=True,
    )
    assert answers == [140.0, 40.0, 2025.0, 2.0]
    assert sound.read_bytes() == before


def test_many_errors_are_told_apart(lo):
    kinds = ["NA()", "1/0", '"a"*1', "salah()", "#REF!+1", "#NUM!", "#NULL!"]
    told = ["#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#REF!", "#NUM!", "#NULL!"]
    assert lo.evaluate(kinds * 100) == told * 100
    assert lo.evaluate(kinds[:3]) == told[:3]


def test_formats_formulas_and_pages(lo, sound, tmp_path):
    with lo.open(sound) as book:
        assert book.sheets() == ["Data", "Lap 'A' 1"]
        assert book.shown(["Data!D2:D3"]) == {"Data!D2:D3": [["1.10%"], ["0.80%"]]}
        assert book.formulas(["Lap 'A' 1!B5"])["Lap 'A' 1!B5"] == [["=$Data.B2*2"]]
        pdf = book.to_pdf(tmp_path / "satu.pdf", sheets=["Lap 'A' 1"])
    assert pdf.read_bytes()[:5] == b"%PDF-"
    pages = to_png(pdf, dpi=40)
    assert pages[0].name == "satu-1.png" and pages[0].read_bytes()[1:4] == b"PNG"
    whole = to_png(lo.to_pdf(sound, tmp_path / "semua.pdf"), dpi=20, folder=tmp_path / "hal")
    assert len(whole) > len(pages) and to_png(pdf, dpi=20, first=1, last=1) == pages[:1]


def test_trouble_is_an_error_and_the_next_call_works(lo, sound, tmp_path):
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(b"PK\x03\x04 bukan buku kerja")
    with pytest.raises(LibreOfficeError, match="rusak.xlsx"):
        lo.values(broken)
    with pytest.raises(LibreOfficeError, match="no sheet named 'Tidak'"):
        lo.set_cells(sound, [{}], ["Tidak!A1"])
    assert lo.values(sound)["Data"][1][0] == "S1"


def test_a_hanging_soffice_is_killed_and_replaced(lo, sound):
    office = LibreOffice(timeout=120)
    try:
        assert office.values(sound)["Data"][1][0] == "S1"
        first = office._process
        office.timeout = 0.001
        with pytest.raises(LibreOfficeError, match="did not answer"):
            office.values(sound)
        assert first.poll() is not None
        assert not list(Path("/tmp").glob(f"OSL_PIPE_*_lkjip{first.pid}"))
        office.timeout = 120
        assert office.values(sound)["Data"][1][1] == 80.0
    finally:
        office.stop()
    assert office._process is None and office._folder is None
