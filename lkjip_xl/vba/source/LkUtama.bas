Attribute VB_Name = "LkUtama"
Option Explicit
' The way from a button to Python. This module only dispatches, asks, and explains what to do when Python is not
' there; the work itself is in the Python package. Questions and buttons come from LkTombol, which is generated.

Private Const NAMA_ADDIN As String = "lkjip_xl.xlam"
Private Const JUDUL As String = "lkjip-xl"
Private terdaftar As Boolean

Public Sub LkRibbon(control As IRibbonControl)
    LkJalankan Mid$(control.ID, 4)
End Sub

Public Sub LkJalankan(alur As String)
    Dim permintaan As String, pesan As String
    On Error GoTo gagal
    If LkDiserahkan(alur) Then Exit Sub
    If LkPenerjemah() = "" Then
        LkTanpaPython
        Exit Sub
    End If
    If LkBukuAktif() = "" And LkPerluBuku(alur) Then
        MsgBox "Tidak ada buku yang terbuka. Buka buku LKjIP Anda (bila ada baris kuning Protected View, tekan " & _
            "Enable Editing dulu), lalu tekan tombolnya lagi.", vbInformation, JUDUL
        Exit Sub
    End If
    permintaan = LkPermintaan(alur)
    If permintaan = "" Then Exit Sub
    pesan = LkProsesJalankan(permintaan)
    If pesan <> "" Then MsgBox pesan, vbExclamation, JUDUL
    LkJadwalkanBantuan
    Exit Sub
gagal:
    MsgBox "Tombol tidak dapat dijalankan: " & Err.Description, vbExclamation, JUDUL
End Sub

' A book with buttons leaves the work to the add-in where that is loaded: its code is as new as the Python package.
Private Function LkDiserahkan(alur As String) As Boolean
    Dim nama As String
    If LCase$(ThisWorkbook.Name) = NAMA_ADDIN Then Exit Function
    On Error Resume Next
    nama = Workbooks(NAMA_ADDIN).Name
    On Error GoTo 0
    If nama = "" Then Exit Function
    Application.Run "'" & NAMA_ADDIN & "'!LkJalankan", alur
    LkDiserahkan = True
End Function

' Help texts of the functions: once, after the first click, when Excel is idle; nothing happens while Excel starts.
Private Sub LkJadwalkanBantuan()
    If terdaftar Or Not LkPunyaFungsi() Then Exit Sub
    terdaftar = True
    On Error Resume Next
    Application.OnTime Now, LkNamaMakro("LkDaftarkanFungsi")
End Sub

' A macro of this file, whatever the file is called.
Public Function LkNamaMakro(nama As String) As String
    LkNamaMakro = "'" & Replace(ThisWorkbook.Name, "'", "''") & "'!" & nama
End Function

Private Sub LkTanpaPython()
    Application.Calculate
    MsgBox "Tombol ini memerlukan lkjip-xl, yang belum terpasang di komputer ini." & vbLf & vbLf & _
        "Semua rumus di buku tetap bekerja dan baru saja dihitung ulang." & vbLf & vbLf & _
        "Cara memasang, tanpa hak admin:" & vbLf & _
        "1. Pasang Python 3.11 atau yang lebih baru untuk pengguna ini saja." & vbLf & _
        "2. Di folder lkjip-xl, jalankan: py -m pip install ." & vbLf & _
        "3. Jalankan: lkjip-xl pasang" & vbLf & _
        "4. Tutup Excel, buka lagi, lalu tekan tombol ini.", vbInformation, JUDUL
End Sub

' Lines: id of the flow, name of the active book, question=answer ...; empty when the user cancelled.
Private Function LkPermintaan(alur As String) As String
    Dim hasil As String, jawaban As String, pertanyaan As Variant, i As Long
    hasil = alur & vbLf & LkBukuAktif()
    If LkPertanyaan(alur) <> "" Then
        pertanyaan = Split(LkPertanyaan(alur), ",")
        For i = LBound(pertanyaan) To UBound(pertanyaan)
            jawaban = LkTanya(CStr(pertanyaan(i)))
            If jawaban = "" Then Exit Function
            hasil = hasil & vbLf & pertanyaan(i) & "=" & Replace(jawaban, vbLf, " ")
        Next i
    End If
    LkPermintaan = hasil
End Function

Private Function LkBukuAktif() As String
    On Error Resume Next
    LkBukuAktif = ActiveWorkbook.Name
End Function

Private Function LkTanya(pertanyaan As String) As String
    Select Case pertanyaan
        Case "instansi"
            LkTanya = InputBox("Nama lengkap instansi:", JUDUL, "")
        Case "tahun"
            LkTanya = InputBox("Tahun laporan, misalnya 2025:", JUDUL, CStr(Year(Date)))
        Case "renstra"
            LkTanya = InputBox("Periode Renstra, misalnya 2025-2029:", JUDUL, "")
        Case "simpan_sebagai"
            LkTanya = LkSimpanSebagai()
        Case "folder"
            LkTanya = LkFolder("Folder berisi CSV")
        Case "laporan"
            LkTanya = InputBox("Laporan mana? Jawab: semua; ini (lembar yang sedang dibuka); atau nama lembarnya," & _
                " dipisah koma, misalnya Lap PK, Lap TW IV.", JUDUL, "semua")
        Case "folder_kembali"
            LkTanya = LkFolder("Folder berisi buku yang kembali")
        Case "bidang"
            LkTanya = InputBox("Bidang menurut Penanggung Jawab atau unit, beberapa dipisah titik koma;" & _
                " atau semua, atau semua unit. Untuk seluruh buku tulis buku:", JUDUL, "semua")
        Case "triwulan"
            LkTanya = InputBox("Triwulan yang diisi, 1 sampai 4, atau semua:", JUDUL, "semua")
        Case "tenggat"
            LkTanya = InputBox("Paling lambat kembali, misalnya 2026-04-05, atau - bila tanpa tenggat:", JUDUL, "-")
        Case "bentuk_salinan"
            LkTanya = InputBox("Bentuk salinan: lengkap (seluruh buku, terkunci selain isiannya), ringkas" & _
                " (hanya baris bidangnya dan kolom yang diisi), atau lengkap dengan nama (pejabat):", JUDUL, "lengkap")
        Case "alamat"
            LkTanya = InputBox("Alamat surel, atau BIDANG=ALAMAT dipisah titik koma, atau - (alamat kiriman sebelumnya" & _
                " dipakai lagi):", JUDUL, "-")
        Case "folder_rekap"
            LkTanya = LkFolder("Folder berisi buku semua instansi")
        Case "modul"
            LkTanya = InputBox("Nama modul, misalnya spm atau rencana-aksi:", JUDUL, "")
    End Select
End Function

Private Function LkSimpanSebagai() As String
    Dim jawaban As Variant
    #If Mac Then
        jawaban = Application.GetSaveAsFilename("Buku LKjIP.xlsx")
    #Else
        jawaban = Application.GetSaveAsFilename("Buku LKjIP.xlsx", "Buku kerja Excel (*.xlsx), *.xlsx")
    #End If
    If VarType(jawaban) = vbString Then LkSimpanSebagai = jawaban
End Function

Private Function LkFolder(judulnya As String) As String
    #If Mac Then
        LkFolder = InputBox(judulnya & " (jalur lengkapnya):", JUDUL, "")
    #Else
        Dim dialog As Object
        Set dialog = Application.FileDialog(4)
        dialog.Title = judulnya
        If dialog.Show = -1 Then LkFolder = dialog.SelectedItems(1)
    #End If
End Function

' Four hexadecimal digits for each character: safe on any way to Python.
Public Function LkHeksa(teks As String) As String
    Dim i As Long, hasil As String
    For i = 1 To Len(teks)
        hasil = hasil & Right$("000" & Hex$(AscW(Mid$(teks, i, 1)) And &HFFFF&), 4)
    Next i
    LkHeksa = LCase$(hasil)
End Function
