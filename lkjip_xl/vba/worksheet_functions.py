"""The VBA of the functions in cells (module ``LkFungsi``), made from the register of rules.

Where it differs from what xlwings' own generator writes, and why, stands in ``tests/hosts/excel/test_udf.py``. The
text is committed as ``vba/source/LkFungsi.bas``; ``python -m lkjip_xl.build`` writes it.
"""

from ..rules.registry import worksheet_functions
from ..rules.udf import CATEGORY, ERROR_MARK, Udf

MODUL = "lkjip_xl.hosts.excel.udf"

_HEAD = """\
Attribute VB_Name = "LkFungsi"
Option Explicit
' Generated from the rules (vba/worksheet_functions.py); python -m lkjip_xl.build writes it.
' XLPy comes from the module xlwings. Whatever goes wrong, a cell gets an error value, never a text: a sum over it must
' not pass as if nothing had happened.
"""

_WRAPPER = """
Public Function {nama}({deklarasi})
Attribute {nama}.VB_Description = {uraian}
Attribute {nama}.VB_ProcData.VB_Invoke_Func = " \\n14"
    On Error GoTo gagal
    #If Mac Then
        {nama} = CVErr(xlErrNA)
    #Else
        {nama} = LkNilai(XLPy.CallUDF("{modul}", "{nama}", Array({argumen}), ThisWorkbook, Application.Caller))
    #End If
    Exit Function
gagal:
    {nama} = CVErr(xlErrValue)
End Function
"""

_TAIL = f'''
' An error comes from Python as a text: the mark and the error's number. xlwings hands over a single row as an array of
' one dimension.
Private Function LkNilai(hasil As Variant) As Variant
    Dim i As Long, j As Long, blok As Boolean
    If Not IsArray(hasil) Then
        LkNilai = LkSel(hasil)
        Exit Function
    End If
    On Error Resume Next
    j = UBound(hasil, 2)
    blok = (Err.Number = 0)
    On Error GoTo 0
    For i = LBound(hasil, 1) To UBound(hasil, 1)
        If blok Then
            For j = LBound(hasil, 2) To UBound(hasil, 2)
                hasil(i, j) = LkSel(hasil(i, j))
            Next j
        Else
            hasil(i) = LkSel(hasil(i))
        End If
    Next i
    LkNilai = hasil
End Function

Private Function LkSel(isi As Variant) As Variant
    LkSel = isi
    If VarType(isi) <> vbString Then Exit Function
    If isi = "" Then Exit Function
    If AscW(isi) = {ord(ERROR_MARK)} Then LkSel = CVErr(CLng(Mid$(isi, 2)))
End Function

' Help in the Insert Function dialog; LkUtama lets it run after the first click. The book counts as unchanged
' afterwards, or Excel would ask to save it at closing.
Public Sub LkDaftarkanFungsi()
    Dim tersimpan As Boolean
    On Error Resume Next
    tersimpan = ThisWorkbook.Saved
    Err.Clear
    LkUraikanSemua
    If Err.Number <> 0 Then LkUraikanAddin
    ThisWorkbook.Saved = tersimpan
End Sub

' Excel refuses help texts to a hidden book, which an add-in is: it is shown for the moment that this takes.
Private Sub LkUraikanAddin()
    Dim layar As Boolean, peristiwa As Boolean, aktif As Object
    On Error Resume Next
    If Not ThisWorkbook.IsAddin Then Exit Sub
    layar = Application.ScreenUpdating
    peristiwa = Application.EnableEvents
    Set aktif = ActiveWorkbook
    Application.ScreenUpdating = False
    Application.EnableEvents = False
    ThisWorkbook.IsAddin = False
    LkUraikanSemua
    ThisWorkbook.IsAddin = True
    If Not aktif Is Nothing Then aktif.Activate
    Application.EnableEvents = peristiwa
    Application.ScreenUpdating = layar
End Sub

Private Sub LkUraikan(nama As String, uraian As String, bantuan As Variant)
    Application.MacroOptions Macro:="'" & Replace(ThisWorkbook.Name, "'", "''") & "'!" & nama, Description:=uraian, _
        Category:="{CATEGORY}", ArgumentDescriptions:=bantuan
End Sub

Private Sub LkUraikanSemua()
'''


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _wrapper(udf: Udf) -> str:
    return _WRAPPER.format(
        nama=udf.nama,
        modul=MODUL,
        uraian=_quoted(udf.uraian),
        argumen=", ".join(udf.argumen),
        deklarasi=", ".join(f"Optional {a}" if a in udf.bawaan else a for a in udf.argumen),
    )


def _description(udf: Udf) -> str:
    arguments = ", _\n        ".join(map(_quoted, udf.argumen.values()))
    return f"    LkUraikan {_quoted(udf.nama)}, _\n        {_quoted(udf.uraian)}, Array( _\n        {arguments})\n"


def fungsi_vba() -> str:
    """Source of ``LkFungsi``: a function for each ``Udf``, and the Sub ``LkDaftarkanFungsi`` with their help for Excel.

    Line ends are bare; every character is in cp1252.
    """
    functions = worksheet_functions().values()
    return _HEAD + "".join(map(_wrapper, functions)) + _TAIL + "".join(map(_description, functions)) + "End Sub\n"
