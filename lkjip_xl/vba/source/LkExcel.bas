Attribute VB_Name = "LkExcel"
Option Explicit
' What only VBA can do in the same way on Windows and on the Mac; called by the Python side (xlwings_host.py).

Public Sub LkSimpanSalinan(buku As String, jalur As String)
    Workbooks(buku).SaveCopyAs jalur
End Sub

' "read-only;structure protected;scroll row;scroll column;full name": numbers, and a path or a URL.
Public Function LkSifatBuku(buku As String) As String
    Dim wb As Object, baris As Long, kolom As Long
    Set wb = Workbooks(buku)
    On Error Resume Next
    baris = wb.Windows(1).ScrollRow
    kolom = wb.Windows(1).ScrollColumn
    On Error GoTo 0
    LkSifatBuku = Abs(CLng(wb.ReadOnly)) & ";" & Abs(CLng(wb.ProtectStructure)) & ";" & baris & ";" & kolom & _
        ";" & wb.FullName
End Function

Public Sub LkGulir(buku As String, baris As Long, kolom As Long)
    If baris < 1 Or kolom < 1 Then Exit Sub
    Workbooks(buku).Windows(1).ScrollRow = baris
    Workbooks(buku).Windows(1).ScrollColumn = kolom
End Sub

' Whether a filter hides rows of a sheet, its own or that of one of its tables.
Public Function LkTersaring(buku As String, lembar As String) As Boolean
    Dim ws As Object, tabel As Object
    Set ws = Workbooks(buku).Sheets(lembar)
    On Error Resume Next
    LkTersaring = ws.FilterMode
    For Each tabel In ws.ListObjects
        If tabel.ShowAutoFilter Then
            If tabel.AutoFilter.FilterMode Then LkTersaring = True
        End If
    Next tabel
End Function

' Whether Excel fills a formula into the rest of a table's column by itself: -1 only asks, 0 and 1 set; answers 0 or 1.
Public Function LkIsiOtomatis(nilai As Long) As Long
    On Error Resume Next
    LkIsiOtomatis = 1
    LkIsiOtomatis = Abs(CLng(Application.AutoCorrect.AutoFillFormulasInLists))
    If nilai >= 0 Then Application.AutoCorrect.AutoFillFormulasInLists = (nilai <> 0)
End Function

' Takes the protection off a sheet and answers how it was: "" when it had none, "sandi" when a password keeps it.
Public Function LkBukaKunci(buku As String, lembar As String) As String
    Dim ws As Object, p As Object, sifat As String
    Set ws = Workbooks(buku).Sheets(lembar)
    If Not ws.ProtectContents Then Exit Function
    Set p = ws.Protection
    sifat = Angka(ws.ProtectDrawingObjects) & Angka(ws.ProtectScenarios) & Angka(p.AllowFormattingCells) & _
        Angka(p.AllowFormattingColumns) & Angka(p.AllowFormattingRows) & Angka(p.AllowInsertingColumns) & _
        Angka(p.AllowInsertingRows) & Angka(p.AllowInsertingHyperlinks) & Angka(p.AllowDeletingColumns) & _
        Angka(p.AllowDeletingRows) & Angka(p.AllowSorting) & Angka(p.AllowFiltering) & Angka(p.AllowUsingPivotTables)
    On Error GoTo bersandi
    ws.Unprotect ""
    If ws.ProtectContents Then GoTo bersandi
    LkBukaKunci = sifat
    Exit Function
bersandi:
    LkBukaKunci = "sandi"
End Function

' Protects a sheet as LkBukaKunci found it.
Public Sub LkKunci(buku As String, lembar As String, sifat As String)
    If sifat = "" Or sifat = "sandi" Then Exit Sub
    Workbooks(buku).Sheets(lembar).Protect DrawingObjects:=Ya(sifat, 1), Contents:=True, Scenarios:=Ya(sifat, 2), _
        AllowFormattingCells:=Ya(sifat, 3), AllowFormattingColumns:=Ya(sifat, 4), AllowFormattingRows:=Ya(sifat, 5), _
        AllowInsertingColumns:=Ya(sifat, 6), AllowInsertingRows:=Ya(sifat, 7), _
        AllowInsertingHyperlinks:=Ya(sifat, 8), AllowDeletingColumns:=Ya(sifat, 9), _
        AllowDeletingRows:=Ya(sifat, 10), AllowSorting:=Ya(sifat, 11), AllowFiltering:=Ya(sifat, 12), _
        AllowUsingPivotTables:=Ya(sifat, 13)
End Sub

Private Function Angka(benar As Boolean) As String
    Angka = IIf(benar, "1", "0")
End Function

Private Function Ya(sifat As String, nomor As Long) As Boolean
    Ya = (Mid$(sifat, nomor, 1) = "1")
End Function
