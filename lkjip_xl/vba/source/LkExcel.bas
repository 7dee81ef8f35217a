Attribute VB_Name = "LkExcel"
Option Explicit
' What only VBA can do in the same way on both systems; asked for by the Python side (xlwings_host.py).
' Every answer is a text: "=" and the result, or "!" and what went wrong. An error that left one of these functions
' would stop in a dialog of the editor, with Python waiting behind it.

Public Function LkGalat() As String
    LkGalat = "!" & Err.Number & " " & Err.Description
End Function

Public Function LkSimpanSalinan(buku As String, jalur As String) As String
    On Error GoTo gagal
    Workbooks(buku).SaveCopyAs jalur
    LkSimpanSalinan = "="
    Exit Function
gagal:
    LkSimpanSalinan = LkGalat()
End Function

' "read-only;structure protected;scroll row;scroll column;full name": numbers, and a path or a URL.
Public Function LkSifatBuku(buku As String) As String
    Dim wb As Object, baris As Long, kolom As Long
    On Error GoTo gagal
    Set wb = Workbooks(buku)
    If wb Is ActiveWorkbook And Not ActiveWindow Is Nothing Then
        baris = ActiveWindow.ScrollRow
        kolom = ActiveWindow.ScrollColumn
    End If
    LkSifatBuku = "=" & Abs(CLng(wb.ReadOnly)) & ";" & Abs(CLng(wb.ProtectStructure)) & ";" & baris & ";" & kolom & _
        ";" & wb.FullName
    Exit Function
gagal:
    LkSifatBuku = LkGalat()
End Function

' Scrolls the active book, when it is this one.
Public Function LkGulir(buku As String, baris As Long, kolom As Long) As String
    On Error GoTo gagal
    LkGulir = "="
    If baris < 1 Or kolom < 1 Then Exit Function
    If Not Workbooks(buku) Is ActiveWorkbook Then Exit Function
    ActiveWindow.ScrollRow = baris
    ActiveWindow.ScrollColumn = kolom
    Exit Function
gagal:
    LkGulir = LkGalat()
End Function

' 1 when a filter hides rows of a sheet, its own or that of one of its tables.
Public Function LkTersaring(buku As String, lembar As String) As String
    Dim ws As Object, tabel As Object, ada As Boolean
    On Error GoTo gagal
    Set ws = Workbooks(buku).Sheets(lembar)
    ada = ws.FilterMode
    For Each tabel In ws.ListObjects
        If tabel.ShowAutoFilter Then
            If tabel.AutoFilter.FilterMode Then ada = True
        End If
    Next tabel
    LkTersaring = "=" & Angka(ada)
    Exit Function
gagal:
    LkTersaring = LkGalat()
End Function

' Whether Excel fills a formula into the rest of a table's column by itself: -1 only asks, 0 and 1 set; answers 0 or 1
' as it was.
Public Function LkIsiOtomatis(nilai As Long) As String
    Dim pilihan As Object
    On Error GoTo gagal
    Set pilihan = Application.AutoCorrect
    LkIsiOtomatis = "=" & Abs(CLng(pilihan.AutoFillFormulasInLists))
    If nilai >= 0 Then pilihan.AutoFillFormulasInLists = (nilai <> 0)
    Exit Function
gagal:
    LkIsiOtomatis = LkGalat()
End Function

' Takes the protection off a sheet and answers how it was: nothing when it had none, "sandi" when a password keeps it.
Public Function LkBukaKunci(buku As String, lembar As String) As String
    Dim ws As Object, p As Object, sifat As String
    On Error GoTo gagal
    LkBukaKunci = "="
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
    LkBukaKunci = "=" & sifat
    Exit Function
bersandi:
    LkBukaKunci = "=sandi"
    Exit Function
gagal:
    LkBukaKunci = LkGalat()
End Function

' Protects a sheet as LkBukaKunci found it.
Public Function LkKunci(buku As String, lembar As String, sifat As String) As String
    On Error GoTo gagal
    LkKunci = "="
    If sifat = "" Or sifat = "sandi" Then Exit Function
    Workbooks(buku).Sheets(lembar).Protect DrawingObjects:=Ya(sifat, 1), Contents:=True, Scenarios:=Ya(sifat, 2), _
        AllowFormattingCells:=Ya(sifat, 3), AllowFormattingColumns:=Ya(sifat, 4), AllowFormattingRows:=Ya(sifat, 5), _
        AllowInsertingColumns:=Ya(sifat, 6), AllowInsertingRows:=Ya(sifat, 7), _
        AllowInsertingHyperlinks:=Ya(sifat, 8), AllowDeletingColumns:=Ya(sifat, 9), _
        AllowDeletingRows:=Ya(sifat, 10), AllowSorting:=Ya(sifat, 11), AllowFiltering:=Ya(sifat, 12), _
        AllowUsingPivotTables:=Ya(sifat, 13)
    Exit Function
gagal:
    LkKunci = LkGalat()
End Function

' Gives a table another range; new rows get format, lock and validation of its last row, which Excel does only for a
' row that somebody types.
Public Function LkUbahTabel(buku As String, lembar As String, tabel As String, rentang As String) As String
    Dim ws As Object, daftar As Object, contoh As Object, baru As Object, semula As Long, kini As Long
    On Error GoTo gagal
    Set ws = Workbooks(buku).Sheets(lembar)
    Set daftar = ws.ListObjects(tabel)
    semula = daftar.ListRows.Count
    If semula > 0 Then Set contoh = daftar.ListRows(semula).Range
    daftar.Resize ws.Range(rentang)
    kini = daftar.ListRows.Count
    If kini > semula And Not contoh Is Nothing Then
        Set baru = ws.Range(daftar.ListRows(semula + 1).Range, daftar.ListRows(kini).Range)
        contoh.Copy
        baru.PasteSpecial Paste:=-4122
        baru.PasteSpecial Paste:=6
        Application.CutCopyMode = False
    End If
    LkUbahTabel = "="
    Exit Function
gagal:
    LkUbahTabel = LkGalat()
End Function

' Name of the printer that Excel uses; nothing when there is none. Without one Excel answers a sentence in its own
' language; the name of a printer ends with its port, " on Ne01:".
Public Function LkPencetak() As String
    Dim nama As String
    On Error GoTo gagal
    nama = Application.ActivePrinter
    #If Not Mac Then
        If InStr(nama, ":") = 0 Then nama = ""
    #End If
    LkPencetak = "=" & nama
    Exit Function
gagal:
    LkPencetak = "="
End Function

Private Function Angka(benar As Boolean) As String
    Angka = IIf(benar, "1", "0")
End Function

Private Function Ya(sifat As String, nomor As Long) As Boolean
    Ya = (Mid$(sifat, nomor, 1) = "1")
End Function
