"""What the text of our VBA must keep to, because no machine that tests it has Excel."""

import csv
import re
from pathlib import Path

import pytest

from lkjip_xl.schema.buttons import ALUR, buttons_by_sheet
from lkjip_xl.vba.sources import MODUL, MODUL_FUNGSI, makro_tombol, module_text, semua_modul
from tests.tools.macros import preprocess

# A member that an object of a known type lacks keeps the whole module from compiling; one of an Object fails only where
# it is used. So these alone may be early-bound: every Excel since 2013 has them, on the systems that are named.
EARLY_BOUND = {
    "Application.ActivePrinter": "both", "Application.AutoCorrect": "both", "Application.Calculate": "both",
    "Application.Caller": "both", "Application.CutCopyMode": "both", "Application.EnableEvents": "both",
    "Application.GetSaveAsFilename": "both", "Application.MacroOptions": "both", "Application.OnTime": "both",
    "Application.Run": "both", "Application.ScreenUpdating": "both",
    "Application.FileDialog": "windows", "Application.Hwnd": "windows",
    "ThisWorkbook.IsAddin": "both", "ThisWorkbook.Name": "both", "ThisWorkbook.Saved": "both",
    "ActiveWorkbook.Name": "both", "ActiveWindow.ScrollRow": "both", "ActiveWindow.ScrollColumn": "both",
    "Workbooks.Add": "both", "Workbooks.Count": "both", "Workbooks().Name": "both", "Workbooks().SaveCopyAs": "both",
    "Workbooks().Sheets": "both", "Err.Clear": "both", "Err.Description": "both", "Err.Number": "both",
    "Err.Raise": "both", "control.ID": "both",
}  # fmt: skip
TYPES = {"String", "Long", "Integer", "Boolean", "Variant", "Object", "Date", "IRibbonControl"}
_MEMBER = re.compile(
    r"(?<![\w.])(Application|ThisWorkbook|ActiveWorkbook|ActiveWindow|ActiveSheet|ActiveCell|Selection|Workbooks|Windows"
    r"|Worksheets|Sheets|Err|control)(\([^()]*\))?\.(\w+)(\.\w+)?"
)


def bare(text, mac=False):
    """Lines as one system compiles them, without texts and comments."""
    lines = [re.sub(r'"(?:[^"]|"")*"', '""', line) for line in preprocess(text, mac).split("\n")]
    return "\n".join(line.split("'")[0] for line in lines)


def functions(text):
    """``{name: (head, body)}`` of the procedures of a module."""
    found = re.finditer(
        r"^(?P<head>(?:Public |Private )?(?:Sub|Function) (?P<name>\w+).*?)\n(?P<body>.*?)^End (?:Sub|Function)", text,
        re.M | re.S,
    )  # fmt: skip
    return {m["name"]: (m["head"], m["body"]) for m in found}


def early_bound(text, mac):
    return {
        f"{m[1]}{'()' if m[2] else ''}.{m[3]}{m[4] or ''}" for m in _MEMBER.finditer(bare(text, mac))
    }  # fmt: skip


@pytest.mark.parametrize("mac", [False, True])
@pytest.mark.parametrize(("name", "text"), [(name, text) for name, _, text in semua_modul()])
def test_early_bound_members_are_ones_that_every_excel_has(name, text, mac):
    system = "mac" if mac else "windows"
    strange = {m for m in early_bound(text, mac) if EARLY_BOUND.get(m) not in ("both", system)}
    assert strange == set(), f"{name}: through an Object instead, or looked up for Excel 2013 to 365 on both systems"
    assert set(re.findall(r"\bAs (?:New )?(\w+)", bare(text, mac))) <= TYPES


def test_every_member_of_the_list_is_used():
    used = set().union(*(early_bound(text, mac) for _, _, text in semua_modul() for mac in (False, True)))
    assert used == set(EARLY_BOUND)


def test_a_member_that_is_not_in_the_list_is_seen():
    seen = early_bound('x = Workbooks(a).Windows(1)\ny = Application.Foo.Bar \' Application.No\nz = "Err.Nope"', False)
    assert seen == {"Workbooks().Windows", "Application.Foo.Bar"}


def asked_by_python():
    python = Path(__file__).parents[2] / "lkjip_xl" / "hosts" / "excel" / "xlwings_host.py"
    return sorted(set(re.findall(r'_makro\("(\w+)"', python.read_text())))


@pytest.mark.parametrize("name", asked_by_python())
def test_what_python_asks_for_is_a_function_that_answers_its_own_errors(name):
    found = {**functions(module_text("LkExcel.bas")), **functions(module_text("LkProses.bas"))}
    head, body = found[name]
    assert head.startswith("Public Function ") and head.endswith(" As String")
    statements = [
        line.strip() for line in body.split("\n") if line.strip() and not line.strip().startswith(("Dim", "'"))
    ]
    assert statements[0] == "On Error GoTo gagal"
    # Every way out has its answer; the handler is the last one and is not fallen into.
    assert statements[-3:-1] == ["Exit Function", "gagal:"] and re.match(
        rf'{name} = (?:LkGalat\(\)|"=")$', statements[-1]
    )
    assert f'{name} = "=' in body
    assert "On Error Resume Next" not in body and "MsgBox" not in body


def test_what_a_person_starts_is_all_that_is_open_besides():
    subs = {
        name
        for module in (*MODUL, *MODUL_FUNGSI)
        for name, (head, _) in functions(module_text(module + ".bas")).items()
        if head.startswith("Public Sub")
    }
    buttons = {makro_tombol(flow) for flows in buttons_by_sheet().values() for flow in flows}
    assert subs == buttons | {"LkRibbon", "LkJalankan", "LkTengok", "LkDaftarkanFungsi"}


def test_a_book_is_added_only_when_all_questions_are_answered():
    texts = {m: module_text(m + ".bas") for m in MODUL}
    assert [m for m, text in texts.items() if "Workbooks.Add" in text] == ["LkProses"]
    body = functions(texts["LkUtama"])["LkJalankan"][1]
    ask, leave, work = (
        body.index(s) for s in ("LkPermintaan(alur)", 'If permintaan = "" Then Exit Sub', "LkProsesJalankan(")
    )
    assert ask < leave < work


def test_the_frame_puts_back_what_python_switches_off():
    """The host's switches by name; VBA notes each before and sets each after."""
    from lkjip_xl.hosts.excel.xlwings_host import _TENANG

    found = functions(module_text("LkProses.bas"))
    note, restore = found["LkCatatKeadaan"][1], found["LkPulihkanKeadaan"][1]
    members = ["".join(word.title() for word in name.split("_")) for name in _TENANG]
    for member in [*members, "AutoCorrect.AutoFillFormulasInLists", "Cursor", "StatusBar"]:
        assert re.search(rf"keadaan\(\d\) = xl\.{member}$", note, re.M), member
        assert re.search(rf"xl\.{member} = keadaan\(\d\)$", restore, re.M), member
    # Esc is held while Python works, and works again afterwards.
    assert "xl.EnableCancelKey = 0" in found["LkMulaiMenunggu"][1] and "xl.EnableCancelKey = 1" in restore
    run = found["LkProsesJalankan"][1]
    assert run.index("LkCatatKeadaan") < run.index("On Error GoTo gagal") < run.index("LkMulaiMenunggu")


def test_pictures_of_the_ribbon_are_excels_own():
    path = Path(__file__).with_name("excel_pictures.csv")
    with path.open(encoding="utf-8") as stream:
        known = {row["name"] for row in csv.DictReader(line for line in stream if not line.startswith("#"))}
    assert "CreateReport" not in known and "ImportExcel" not in known  # of other programs than Excel
    assert {alur.id: alur.gambar for alur in ALUR if alur.gambar not in known} == {}
    assert len({alur.gambar for alur in ALUR}) == len(ALUR)
