Attribute VB_Name = "LkProses"
Option Explicit
' Which Python works for the buttons and functions, how it is started, and how Excel is left afterwards.
'
' The interpreter comes from this project itself (LkPython, which pasang fills in for the add-in) or from the settings
' in the user's own profile: never from the folder of a workbook, the current folder or a sheet. It is started without
' anything between; no name of a book or folder stands in what is started, only hexadecimal digits.

Private Const LAMA_MENUNGGU As Long = 900
Private sibuk As Boolean
Private keadaan(1 To 7) As Variant
Private berkas_pesan As String
Private mulai As Date

' --- the interpreter ---------------------------------------------------------------------------------------------

' Full path of the interpreter; empty when there is none to trust.
Public Function LkPenerjemah() As String
    Dim jalur As String
    jalur = LkPenerjemahTertanam()
    If jalur = "" Then jalur = LkSetelanPengguna()
    If Not LkMutlak(jalur) Then Exit Function
    #If Not Mac Then
        ' Excel for Mac may not look outside its own folders, so a setting is taken at its word there.
        On Error GoTo tiada
        If Dir(jalur) = "" Then Exit Function
    #End If
    LkPenerjemah = jalur
tiada:
End Function

' A name without a folder would be looked for in the current one, which is often that of a received book.
Private Function LkMutlak(jalur As String) As Boolean
    #If Mac Then
        LkMutlak = (Left$(jalur, 1) = "/")
    #Else
        LkMutlak = (jalur Like "[A-Za-z]:\*") Or (Left$(jalur, 2) = "\\")
    #End If
End Function

' The first value of the key in the user's xlwings.conf: pairs of quoted texts.
Private Function LkSetelanPengguna() As String
    Dim nomor As Integer, kunci As String, nilai As String, dicari As String
    On Error GoTo selesai
    #If Mac Then
        dicari = "INTERPRETER_MAC"
    #Else
        dicari = "INTERPRETER_WIN"
    #End If
    If Dir(LkBerkasSetelan()) = "" Then Exit Function
    nomor = FreeFile
    Open LkBerkasSetelan() For Input As #nomor
    Do While Not EOF(nomor)
        Input #nomor, kunci, nilai
        If UCase$(Trim$(kunci)) = dicari Then
            LkSetelanPengguna = LkUrai(nilai)
            Exit Do
        End If
    Loop
selesai:
    On Error Resume Next
    Close #nomor
End Function

Private Function LkBerkasSetelan() As String
    #If Mac Then
        LkBerkasSetelan = Environ("HOME") & "/xlwings.conf"
    #Else
        LkBerkasSetelan = Environ("USERPROFILE") & "\.xlwings\xlwings.conf"
    #End If
End Function

' %NAME% (on the Mac $HOME at the start) in a setting.
Private Function LkUrai(teks As String) As String
    Dim bagian As Variant, i As Long
    LkUrai = teks
    #If Mac Then
        If Left$(teks, 6) = "$HOME/" Then
            LkUrai = Replace(Environ("HOME"), "/Library/Containers/com.microsoft.Excel/Data", "") & Mid$(teks, 6)
        End If
    #Else
        bagian = Split(teks, "%")
        For i = 1 To UBound(bagian) - 1 Step 2
            If bagian(i) <> "" Then
                If Environ(bagian(i)) <> "" Then LkUrai = Replace(LkUrai, "%" & bagian(i) & "%", Environ(bagian(i)))
            End If
        Next i
    #End If
End Function

' --- one run -------------------------------------------------------------------------------------------------------

' Runs a request in Python; what the user has to be told, or "" when Python has said everything.
Public Function LkProsesJalankan(permintaan As String) As String
    Dim baru As Object
    If sibuk Then
        LkProsesJalankan = "Tombol sebelumnya masih dikerjakan. Tunggu sampai selesai, lalu tekan lagi."
        Exit Function
    End If
    sibuk = True
    LkCatatKeadaan
    On Error GoTo gagal
    LkMulaiMenunggu
    ' Python finds this Excel by the window of a book.
    If ActiveWorkbook Is Nothing Then Set baru = Workbooks.Add
    LkProsesJalankan = LkMulaiPython(permintaan & vbLf & "_vba=" & ThisWorkbook.Name & vbLf & "_jendela=" & LkJendela())
selesai:
    #If Mac Then
        ' Python goes on by itself; LkSelesai or LkTengok puts everything back.
        If LkProsesJalankan <> "" Then LkLepaskan
    #Else
        LkLepaskan
        LkTutupKosong baru
    #End If
    Exit Function
gagal:
    LkProsesJalankan = "Python tidak dapat dijalankan (" & Err.Description & "). Bila kantor Anda melarang Excel " & _
        "menjalankan program lain, minta petugas TI membaca docs/pemasangan.md, bagian 8."
    Resume selesai
End Function

Private Function LkJendela() As String
    #If Not Mac Then
        LkJendela = CStr(Application.Hwnd)
    #End If
End Function

' What Python is told to do. Its error stream goes to a file, so that also a Python that cannot start says why.
Public Function LkPerintah(permintaan As String, berkas As String) As String
    LkPerintah = "import sys;sys.stderr=open(bytes.fromhex('" & LkHeksa(berkas) & "').decode('utf-16-be'),'w',errors='replace');" & _
        LkPerintahMasuk(permintaan)
End Function

Private Function LkPerintahMasuk(permintaan As String) As String
    LkPerintahMasuk = "from lkjip_xl.hosts.excel import entry;entry.jalankan('" & LkHeksa(permintaan) & "')"
End Function

' The interpreter and its arguments: -E no settings from outside, -P no current folder among the places where
' modules are looked for, -B no byte code beside them.
Public Function LkBarisPerintah(penerjemah As String, perintah As String) As String
    LkBarisPerintah = """" & penerjemah & """ -E -P -B -c """ & perintah & """"
End Function

Private Function LkMulaiPython(permintaan As String) As String
    mulai = Now
    #If Mac Then
        Dim awal As String
        berkas_pesan = Environ("HOME") & "/lkjip-xl-pesan.txt"
        awal = "false|" & LkPenerjemah() & " -E -P|" & LkPerintahMasuk(permintaan) & "|lkjip|Excel|" & _
            berkas_pesan
        AppleScriptTask "xlwings-" & LkVersiXlwings() & ".applescript", "VbaHandler", awal
        LkJadwalkanTengok
    #Else
        Dim wsh As Object, semula As String, kode As Long
        Randomize
        berkas_pesan = Environ("TEMP") & "\lkjip-xl-" & Format$(Now, "yyyymmddhhnnss") & "-" & _
            CStr(Int(Rnd * 1000000)) & ".txt"
        Set wsh = CreateObject("WScript.Shell")
        semula = wsh.CurrentDirectory
        wsh.CurrentDirectory = LkFolderDari(LkPenerjemah())
        On Error GoTo gagal
        kode = wsh.Run(LkBarisPerintah(LkPenerjemah(), LkPerintah(permintaan, berkas_pesan)), 0, True)
        LkKeFolder wsh, semula
        If kode <> 0 Then LkMulaiPython = LkPesanGagal(LkBaca(berkas_pesan), kode)
        Exit Function
gagal:
        kode = Err.Number
        LkMulaiPython = Err.Description
        LkKeFolder wsh, semula
        Err.Raise kode, , LkMulaiPython
    #End If
End Function

Private Sub LkKeFolder(wsh As Object, folder As String)
    On Error Resume Next
    wsh.CurrentDirectory = folder
End Sub

Private Function LkFolderDari(jalur As String) As String
    LkFolderDari = Left$(jalur, InStrRev(Replace(jalur, "\", "/"), "/") - 1)
End Function

Private Function LkPesanGagal(teks As String, kode As Long) As String
    Dim baris As Variant
    If teks = "" Then
        LkPesanGagal = "Python berhenti sebelum pekerjaannya selesai (kode " & kode & "). Bila isi buku sudah sempat " & _
            "berubah, tutup tanpa menyimpan, lalu buka lagi. Setelah itu tekan tombolnya sekali lagi."
    ElseIf InStr(teks, "Traceback") > 0 Then
        baris = Split(teks, vbLf)
        LkPesanGagal = "lkjip-xl tidak dapat dimulai: " & baris(UBound(baris)) & vbLf & vbLf & _
            "Jalankan: lkjip-xl pasang --periksa"
    Else
        LkPesanGagal = Left$(teks, 1000)
    End If
End Function

' Text of a small file, without line ends at its end; empty when it cannot be read.
Private Function LkBaca(jalur As String) As String
    Dim nomor As Integer, baris As String, teks As String
    On Error GoTo selesai
    If Dir(jalur) = "" Then Exit Function
    nomor = FreeFile
    Open jalur For Input As #nomor
    Do While Not EOF(nomor)
        Line Input #nomor, baris
        If baris <> "" Then teks = teks & vbLf & baris
    Loop
selesai:
    On Error Resume Next
    Close #nomor
    LkBaca = Mid$(teks, 2)
End Function

' --- Excel's state, kept by VBA: it comes back also when Python was ended or never started --------------------------

Private Sub LkCatatKeadaan()
    Dim i As Long, xl As Object
    For i = 1 To 7
        keadaan(i) = Empty
    Next i
    Set xl = Application
    On Error Resume Next
    keadaan(1) = xl.ScreenUpdating
    keadaan(2) = xl.EnableEvents
    keadaan(3) = xl.DisplayAlerts
    keadaan(4) = xl.Calculation
    keadaan(5) = xl.AutoCorrect.AutoFillFormulasInLists
    keadaan(6) = xl.Cursor
    keadaan(7) = xl.StatusBar
End Sub

Private Sub LkMulaiMenunggu()
    Dim xl As Object
    Set xl = Application
    On Error Resume Next
    ' Esc would stop the wait and leave Python without the Excel that it works for.
    xl.EnableCancelKey = 0
    xl.Cursor = 2
    xl.StatusBar = "lkjip-xl: sedang dikerjakan ..."
End Sub

Private Sub LkPulihkanKeadaan()
    Dim xl As Object
    Set xl = Application
    On Error Resume Next
    If Not IsEmpty(keadaan(2)) Then xl.EnableEvents = keadaan(2)
    If Not IsEmpty(keadaan(3)) Then xl.DisplayAlerts = keadaan(3)
    If Not IsEmpty(keadaan(4)) Then
        If xl.Calculation <> keadaan(4) Then xl.Calculation = keadaan(4)
    End If
    If Not IsEmpty(keadaan(5)) Then xl.AutoCorrect.AutoFillFormulasInLists = keadaan(5)
    If Not IsEmpty(keadaan(6)) Then xl.Cursor = keadaan(6)
    If Not IsEmpty(keadaan(7)) Then xl.StatusBar = keadaan(7)
    If Not IsEmpty(keadaan(1)) Then xl.ScreenUpdating = keadaan(1)
    xl.EnableCancelKey = 1
End Sub

Private Sub LkLepaskan()
    LkPulihkanKeadaan
    sibuk = False
End Sub

' The empty book that was opened only so that Python finds Excel.
Private Sub LkTutupKosong(baru As Object)
    On Error Resume Next
    If baru Is Nothing Then Exit Sub
    If baru.Saved And Workbooks.Count > 1 Then baru.Close False
End Sub

' --- the Mac: Python works while Excel goes on ----------------------------------------------------------------------

' Called by Python when it is done.
Public Function LkSelesai() As String
    On Error GoTo gagal
    LkLepaskan
    LkSelesai = "="
    Exit Function
gagal:
    LkSelesai = LkGalat()
End Function

Private Sub LkJadwalkanTengok()
    On Error Resume Next
    Application.OnTime Now + TimeSerial(0, 0, 3), LkNamaMakro("LkTengok")
End Sub

' Looks whether Python said why it stopped, or has been silent for too long.
Public Sub LkTengok()
    Dim teks As String
    On Error Resume Next
    If Not sibuk Then Exit Sub
    teks = LkBaca(berkas_pesan)
    If teks = "" And DateDiff("s", mulai, Now) < LAMA_MENUNGGU Then
        LkJadwalkanTengok
        Exit Sub
    End If
    LkLepaskan
    MsgBox LkPesanGagal(teks, 0), vbExclamation, "lkjip-xl"
End Sub
