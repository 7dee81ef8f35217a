"""The macro tools are proved first: a press that did nothing and a mistake that stayed silent must both be seen."""

import subprocess

import pytest
import xlsxwriter

from lkjip_xl.vba.macro_package import Button, add_macros
from lkjip_xl.vba.vba_project import Module
from tests.tools.libreoffice import LibreOffice, LibreOfficeError
from tests.tools.macros import (
    MacroError,
    Macros,
    missing_macros,
    preprocess,
    procedures,
    ribbon_callbacks,
    syntax_errors,
    undeclared,
)

UTAMA = """Attribute VB_Name = "Utama"
Option Explicit
Private Const JUDUL As String = "uji"
Public Sub Tulis()
    ThisWorkbook.Worksheets("Data").Range("B2").Value = ActiveSheet.Name
End Sub
Public Sub Gagal()
    Dim nol As Long
    ThisWorkbook.Worksheets("Data").Range("B3").Value = "mulai"
    ThisWorkbook.Worksheets("Data").Range("B4").Value = 1 / nol
End Sub
Public Sub Sabar()
    Dim nol As Long
    On Error Resume Next
    nol = 1 / nol
End Sub
Public Sub Kerja()
    Dim penerjemah As String, nama As String
    penerjemah = LkPenerjemahTertanam()
    If penerjemah = "" Then
        MsgBox "Python belum ada.", vbInformation, JUDUL
        Exit Sub
    End If
    nama = InputBox("Nama?", JUDUL, "bawaan")
    If MsgBox("Teruskan?", vbYesNo, JUDUL) = vbYes Then Mulai "kerja('" & nama & "')"
End Sub
Public Sub Pilih()
    Dim dialog As Object, nama As Variant
    #If Mac Then
        Mulai "mac"
    #Else
        Set dialog = Application.FileDialog(4)
        dialog.Title = "Folder"
        If dialog.Show = -1 Then Mulai dialog.SelectedItems(1)
        nama = Application.GetSaveAsFilename("Buku.xlsx", "Excel (*.xlsx), *.xlsx")
        If VarType(nama) = vbString Then Mulai CStr(nama)
    #End If
End Sub
Private Sub Mulai(perintah As String)
    CreateObject("WScript.Shell").Run perintah, 0, True
End Sub
Public Function Lipat(n As Variant) As Variant
    Lipat = n * 2
End Function
"""
RUSAK = 'Attribute VB_Name = "Rusak"\nOption Explicit\nPublic Sub Salah()\n    Dim x As Long\n    x = = 3\nEnd Sub\n'


@pytest.fixture(scope="module")
def berkas(tmp_path_factory):
    """A book of two protected sheets with buttons, one of them far from the first screen."""
    folder = tmp_path_factory.mktemp("makro")
    with xlsxwriter.Workbook(folder / "dasar.xlsx") as buku:
        for nama in ("Menu", "Data"):
            lembar = buku.add_worksheet(nama)
            lembar.write("A1", 20)
            if nama == "Menu":
                lembar.protect()
    tombol = {
        "Menu": [
            Button("Tulis", "Utama.Tulis", 100, 20, 80, 24), Button("Gagal", "Gagal", 200, 20, 80, 24),
            Button("Sabar", "Sabar", 300, 20, 80, 24), Button("Kerja", "Kerja", 400, 20, 80, 24),
            Button("Jauh", "Tulis", 2000, 6000, 80, 24),
        ],
        "Data": [Button("Tulis", "Tulis", 100, 60, 80, 24)],
    }  # fmt: skip
    data = add_macros((folder / "dasar.xlsx").read_bytes(), [Module("Utama", "std", UTAMA)], tombol, project="Proyek")
    path = folder / "tombol.xlsm"
    path.write_bytes(data)
    return path


@pytest.fixture
def buku(lo, berkas):
    with lo.open(berkas, macros=True) as dokumen:
        yield dokumen


@pytest.fixture
def makro(buku):
    return Macros(buku, "python.exe")


# --- running ---------------------------------------------------------------------------------------------------------
def test_every_button_with_its_label_macro_and_size(buku):
    tombol = buku.buttons()
    assert [(t["sheet"], t["label"], t["macro"]) for t in tombol] == [
        ("Menu", "Tulis", "Utama.Tulis"), ("Menu", "Gagal", "Utama.Gagal"), ("Menu", "Sabar", "Utama.Sabar"),
        ("Menu", "Kerja", "Utama.Kerja"), ("Menu", "Jauh", "Utama.Tulis"), ("Data", "Tulis", "Utama.Tulis"),
    ]  # fmt: skip
    pertama = tombol[0]
    poin = 2540 / 72
    assert (pertama["y"], pertama["height"]) == pytest.approx((20 * poin, 24 * poin), abs=60)
    # Edges lie in columns, and a column's width depends on the fonts that LibreOffice finds.
    assert (pertama["x"], pertama["width"]) == pytest.approx((100 * poin, 80 * poin), rel=0.35)
    assert not pertama["printed"] and pertama["enabled"]


def test_a_press_runs_the_bound_macro_on_the_sheet_of_the_button(makro):
    assert makro.press("Menu", "Tulis") == "Tulis"
    assert makro.document.values(["Data!B2"])["Data!B2"] == [["Menu"]]
    makro.press("Data", "Tulis")
    assert makro.document.values(["Data!B2"])["Data!B2"] == [["Data"]]
    makro.press("Menu", "Jauh")
    assert makro.document.values(["Data!B2"])["Data!B2"] == [["Menu"]]


def test_a_press_without_the_guard_presses_too_and_is_silent_about_errors(buku):
    assert buku.press("Menu", "Tulis") == "Utama.Tulis"
    assert buku.press("Menu", "Gagal") == "Utama.Gagal"
    assert buku.values(["Data!B2:B4"])["Data!B2:B4"] == [["Menu"], ["mulai"], [None]]


def test_an_error_while_running_is_reported(makro):
    with pytest.raises(MacroError, match="Gagal stopped on the way: ERR 11 "):
        makro.press("Menu", "Gagal")
    assert makro.document.values(["Data!B3:B4"])["Data!B3:B4"] == [["mulai"], [None]]
    assert makro.run_guarded("Gagal").startswith("ERR 11 ")
    with pytest.raises(MacroError, match="Gagal: ERR 11"):
        makro.run("Gagal")
    makro.run("Tulis")
    assert makro.press("Menu", "Sabar") == "Sabar", "an error that the macro handles itself is none"


def test_what_is_not_there_is_reported(makro):
    assert makro.run_guarded("TidakAda").startswith("ERR ")
    with pytest.raises(MacroError, match="0 buttons labelled 'Tidak'"):
        makro.press("Menu", "Tidak")
    makro.document.put_module("Proyek", "Utama", UTAMA.replace("Sub Tulis", "Sub Tulisan"))
    with pytest.raises(MacroError, match="(?s)could not be found.*Tulis"):
        makro.press("Menu", "Tulis")
    with pytest.raises(LibreOfficeError, match="could not be found"):
        makro.document.run_macro("Proyek", "Utama", "Tulis")


@pytest.mark.parametrize("rusak", [RUSAK, RUSAK.replace("= =", "=").replace("= 3", "= 1 / 0")], ids=["baca", "nol"])
def test_a_module_that_does_not_compile_is_reported_whatever_is_run(makro, rusak):
    makro.run("Tulis")
    makro.document.put_module("Proyek", "Rusak", rusak)
    for lakukan in (
        lambda: makro.press("Menu", "Tulis"), lambda: makro.run("Tulis"), lambda: makro.call("Utama", "Lipat", 2),
    ):  # fmt: skip
        with pytest.raises(MacroError, match="does not compile"):
            lakukan()


def test_functions_answer(makro):
    assert makro.call("Utama", "Lipat", 21) == 42
    assert makro.call("Utama", "Lipat", 0.1) == 0.2


def test_the_stand_in_keeps_commands_messages_and_gives_answers(makro):
    makro.answer("Dinas", 6)
    makro.press("Menu", "Kerja")
    assert makro.commands == ["kerja('Dinas')"]
    assert makro.messages == ["Nama?", "Teruskan?"]
    makro.answer("", 7)
    makro.press("Menu", "Kerja")
    assert makro.commands == ["kerja('Dinas')"], "7 is No"
    makro.answer()
    makro.press("Menu", "Kerja")
    assert makro.commands == ["kerja('Dinas')"], "1 is OK, not Yes"
    assert makro.document.sheets() == ["Menu", "Data"]


def test_file_dialogs_answer_and_can_be_cancelled(lo, berkas, makro):
    makro.answer("folder", "", "", "Buku Dinas.xlsx")
    makro.run("Pilih")
    assert makro.commands == ["folder"]
    makro.run("Pilih")
    assert makro.commands == ["folder", "Buku Dinas.xlsx"]
    with lo.open(berkas, macros=True) as dokumen:
        mac = Macros(dokumen, mac=True)
        mac.run("Pilih")
        assert mac.commands == ["mac"]


def test_without_an_interpreter_the_macro_leaves_early_and_that_is_no_failure(buku):
    makro = Macros(buku)
    assert makro.press("Menu", "Kerja") == "Kerja"
    assert (makro.messages, makro.commands) == (["Python belum ada."], [])


def test_another_book_with_vba_comes_and_goes(lo, berkas, makro):
    for _ in range(2):
        with lo.open(berkas, macros=True) as lain:
            Macros(lain).press("Data", "Tulis")
            makro.press("Menu", "Tulis")
        makro.press("Data", "Tulis")
        assert makro.document.values(["Data!B2"])["Data!B2"] == [["Data"]]


def test_a_book_without_vba_is_refused(lo, berkas):
    with lo.open(berkas.parent / "dasar.xlsx", macros=True) as dokumen:
        with pytest.raises(MacroError, match="holds 0 VBA projects"):
            Macros(dokumen)


def test_a_saved_copy_keeps_the_vba_and_the_book_stays_open(lo, makro, tmp_path):
    makro.document.set({"Data!A1": 77})
    salinan = makro.document.save(tmp_path / "salinan.xlsm")
    with lo.open(salinan, macros=True) as dokumen:
        assert dokumen.values(["Data!A1"])["Data!A1"] == [[77.0]]
        assert {"Utama", "ThisWorkbook"} <= set(dokumen.projects()["Proyek"])
        assert procedures(dokumen.module("Proyek", "Utama")) == procedures(UTAMA)
    makro.press("Menu", "Tulis")
    assert makro.document.values(["Data!A1:B2"])["Data!A1:B2"] == [[77.0, None], [None, "Menu"]]


def test_a_crash_is_told_and_the_next_call_works(berkas):
    kantor = LibreOffice()
    try:
        with pytest.raises(LibreOfficeError, match="crashed|ended unexpectedly"):
            with kantor.open(berkas) as dokumen:
                subprocess.run(["pkill", "-KILL", "-g", str(kantor._process.pid), "-f", "soffice.bin"], check=True)
                dokumen.values()
        assert kantor.values(berkas)["Data"][0] == [20.0]
    finally:
        kantor.stop()


# --- text ------------------------------------------------------------------------------------------------------------
def test_sound_text_passes_and_mistakes_are_named_with_their_line():
    assert syntax_errors(UTAMA) == []
    assert syntax_errors(RUSAK)[0].startswith("line 5: ")
    assert syntax_errors(RUSAK.partition("\n")[2])[0].startswith("line 4: ")
    assert syntax_errors(UTAMA.replace("    End If\n", ""))
    assert syntax_errors(UTAMA.replace('"bawaan")', '"bawaan"'))


def test_directives_and_member_attributes_are_no_mistakes():
    teks = (
        'Option Explicit\n#If Mac Then\nPrivate Declare PtrSafe Function f Lib "libc" () As LongPtr\n#Else\n'
        'Private x As Long\n#End If\nPublic Sub A()\nAttribute A.VB_Description = "guna"\n#If Not Mac And VBA7 Then\n'
        "    x = 1\n#ElseIf Mac Then\n    y = = 1\n#End If\nEnd Sub\n"
    )
    assert syntax_errors(teks) == []
    assert [m.partition(":")[0] for m in syntax_errors(teks, mac=True)][:1] == ["line 12"]
    assert preprocess(teks).count("\n") == teks.count("\n")
    assert "x = 1" in preprocess(teks) and "x = 1" not in preprocess(teks, mac=True)
    assert preprocess('#Const APP = "Excel"\n#If APP = "Excel" Then\na\n#Else\nb\n#End If').split() == ["a"]


def test_undeclared_names_are_found():
    stand_in = (
        "Option Explicit\nPublic Function LkPenerjemahTertanam() As String\nEnd Function\n"
        "Private Sub Sendiri()\nEnd Sub\n"
    )
    modul = {"Utama": UTAMA, "xlwings": stand_in}
    assert undeclared(modul) == []
    assert undeclared({"Utama": UTAMA}) == ["Utama line 19: LkPenerjemahTertanam"]
    salah = UTAMA.replace("Lipat = n * 2", "Lipat = m * 2 ' komentar asing\n    Sendiri\n    Selesai: GoTo Selesai")
    assert undeclared(modul | {"Utama": salah}) == ["Utama line 43: m", "Utama line 44: Sendiri"]
    assert undeclared(modul | {"Utama": salah.replace("Option Explicit\n", "")})[0] == (
        "Utama: Option Explicit is missing"
    )
    bentuk = (
        "Option Explicit\nPrivate Type T\n    satu As Long\nEnd Type\nPublic Enum E\n    Dua = 2\nEnd Enum\n"
        'Public Sub A(ByVal x As Long, Optional y As String = "p, q")\n    Dim z(1 To 3) As Variant, i As Long\n'
        "    For i = LBound(z) To UBound(z)\n        z(i) = x & _\n            y & kurang.Nama\n    Next i\n"
        "    MsgBox Title:=y, Prompt:=CStr(&HFF&)\nEnd Sub\n"
    )
    assert undeclared({"M": bentuk}) == ["M line 11: kurang"]


def test_callbacks_and_macros_that_no_module_has():
    pita = '<customUI><button id="a" onAction="Tulis" getLabel="Tak"/><tab id="b" onAction=\'Tulis\'/></customUI>'
    assert ribbon_callbacks(pita) == ["Tak", "Tulis"]
    modul = {"Utama": UTAMA + "Private Sub Rahasia()\nEnd Sub\n"}
    nama = ["Tulis", "utama.GAGAL", "Lain.Tulis", "Rahasia", "Tak"]
    assert missing_macros(modul, nama) == ["Lain.Tulis", "Rahasia", "Tak"]
    assert procedures(UTAMA) == ["Tulis", "Gagal", "Sabar", "Kerja", "Pilih", "Mulai", "Lipat"]
