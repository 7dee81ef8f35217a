Attribute VB_Name = "LkFungsi"
Option Explicit
' Generated from the rules (vba/worksheet_functions.py); python -m lkjip_xl.build writes it.
' XLPy comes from the module xlwings. Whatever goes wrong, a cell gets an error value, never a text: a sum over it must
' not pass as if nothing had happened.

Public Function LK_ANGKA(teks, Optional satuan)
Attribute LK_ANGKA.VB_Description = "Angka dari teks seperti Rp 1.283.419.000, 80,90 %, atau 20 orang. Persen tetap dalam poin: 88% menjadi 88. Kosong atau N/A menghasilkan #N/A; teks yang dapat dibaca lebih dari satu cara #VALUE!, tidak ditebak."
Attribute LK_ANGKA.VB_ProcData.VB_Invoke_Func = " \n14"
    On Error GoTo gagal
    #If Mac Then
        LK_ANGKA = CVErr(xlErrNA)
    #Else
        LK_ANGKA = LkNilai(XLPy.CallUDF("lkjip_xl.hosts.excel.udf", "LK_ANGKA", Array(teks, satuan), ThisWorkbook, Application.Caller))
    #End If
    Exit Function
gagal:
    LK_ANGKA = CVErr(xlErrValue)
End Function

Public Function LK_CAPAIAN(target, realisasi, Optional arah, Optional tipe_skala, Optional metode_turun, Optional capaian_tingkat, Optional batas, Optional desimal, Optional pembulatan, Optional tabel_tingkat, Optional target_nol)
Attribute LK_CAPAIAN.VB_Description = "Capaian kinerja: realisasi dibandingkan dengan target. Hasilnya rasio: 1 adalah 100%. Sel kosong atau N/A menghasilkan #N/A, teks yang bukan angka atau label tingkat #VALUE!."
Attribute LK_CAPAIAN.VB_ProcData.VB_Invoke_Func = " \n14"
    On Error GoTo gagal
    #If Mac Then
        LK_CAPAIAN = CVErr(xlErrNA)
    #Else
        LK_CAPAIAN = LkNilai(XLPy.CallUDF("lkjip_xl.hosts.excel.udf", "LK_CAPAIAN", Array(target, realisasi, arah, tipe_skala, metode_turun, capaian_tingkat, batas, desimal, pembulatan, tabel_tingkat, target_nol), ThisWorkbook, Application.Caller))
    #End If
    Exit Function
gagal:
    LK_CAPAIAN = CVErr(xlErrValue)
End Function

Public Function LK_EFISIENSI(capaian, serapan, Optional metode, Optional pagu, Optional realisasi, Optional desimal, Optional pembulatan)
Attribute LK_EFISIENSI.VB_Description = "Tingkat efisiensi penggunaan anggaran dari capaian dan serapan. Hasilnya rasio: 1 adalah 100%. #N/A bila capaian kosong, N/A, atau 0."
Attribute LK_EFISIENSI.VB_ProcData.VB_Invoke_Func = " \n14"
    On Error GoTo gagal
    #If Mac Then
        LK_EFISIENSI = CVErr(xlErrNA)
    #Else
        LK_EFISIENSI = LkNilai(XLPy.CallUDF("lkjip_xl.hosts.excel.udf", "LK_EFISIENSI", Array(capaian, serapan, metode, pagu, realisasi, desimal, pembulatan), ThisWorkbook, Application.Caller))
    #End If
    Exit Function
gagal:
    LK_EFISIENSI = CVErr(xlErrValue)
End Function

Public Function LK_PREDIKAT(capaian, Optional skala, Optional desimal, Optional pembulatan, Optional tabel_skala)
Attribute LK_PREDIKAT.VB_Description = "Predikat capaian menurut skala bernama, misalnya Sangat Tinggi. Capaian (rasio, 1 adalah 100%) dibulatkan lebih dahulu seperti yang ditampilkan. Capaian kosong atau N/A menghasilkan teks N/A."
Attribute LK_PREDIKAT.VB_ProcData.VB_Invoke_Func = " \n14"
    On Error GoTo gagal
    #If Mac Then
        LK_PREDIKAT = CVErr(xlErrNA)
    #Else
        LK_PREDIKAT = LkNilai(XLPy.CallUDF("lkjip_xl.hosts.excel.udf", "LK_PREDIKAT", Array(capaian, skala, desimal, pembulatan, tabel_skala), ThisWorkbook, Application.Caller))
    #End If
    Exit Function
gagal:
    LK_PREDIKAT = CVErr(xlErrValue)
End Function

Public Function LK_RATA(capaian, Optional desimal, Optional pembulatan)
Attribute LK_RATA.VB_Description = "Rata-rata capaian yang terukur pada sebuah rentang. Sel kosong, teks, galat seperti #N/A, dan angka di bawah 0 tidak dihitung; #N/A bila tidak ada yang terukur."
Attribute LK_RATA.VB_ProcData.VB_Invoke_Func = " \n14"
    On Error GoTo gagal
    #If Mac Then
        LK_RATA = CVErr(xlErrNA)
    #Else
        LK_RATA = LkNilai(XLPy.CallUDF("lkjip_xl.hosts.excel.udf", "LK_RATA", Array(capaian, desimal, pembulatan), ThisWorkbook, Application.Caller))
    #End If
    Exit Function
gagal:
    LK_RATA = CVErr(xlErrValue)
End Function

Public Function LK_RUPIAH(angka)
Attribute LK_RUPIAH.VB_Description = "Jumlah uang sebagai teks rupiah bulat, misalnya Rp10.180.573.349. Sel kosong atau N/A menghasilkan #N/A, teks #VALUE!."
Attribute LK_RUPIAH.VB_ProcData.VB_Invoke_Func = " \n14"
    On Error GoTo gagal
    #If Mac Then
        LK_RUPIAH = CVErr(xlErrNA)
    #Else
        LK_RUPIAH = LkNilai(XLPy.CallUDF("lkjip_xl.hosts.excel.udf", "LK_RUPIAH", Array(angka), ThisWorkbook, Application.Caller))
    #End If
    Exit Function
gagal:
    LK_RUPIAH = CVErr(xlErrValue)
End Function

Public Function LK_SERAPAN(realisasi, pagu, Optional desimal, Optional pembulatan)
Attribute LK_SERAPAN.VB_Description = "Serapan anggaran: realisasi dibagi pagu. Hasilnya rasio: 1 adalah 100%. Sel kosong, N/A, atau pagu 0 menghasilkan #N/A, teks #VALUE!."
Attribute LK_SERAPAN.VB_ProcData.VB_Invoke_Func = " \n14"
    On Error GoTo gagal
    #If Mac Then
        LK_SERAPAN = CVErr(xlErrNA)
    #Else
        LK_SERAPAN = LkNilai(XLPy.CallUDF("lkjip_xl.hosts.excel.udf", "LK_SERAPAN", Array(realisasi, pagu, desimal, pembulatan), ThisWorkbook, Application.Caller))
    #End If
    Exit Function
gagal:
    LK_SERAPAN = CVErr(xlErrValue)
End Function

Public Function LK_TERBILANG(angka)
Attribute LK_TERBILANG.VB_Description = "Angka dengan huruf, misalnya 13 menjadi tiga belas. Sel kosong atau N/A menghasilkan #N/A, teks #VALUE!."
Attribute LK_TERBILANG.VB_ProcData.VB_Invoke_Func = " \n14"
    On Error GoTo gagal
    #If Mac Then
        LK_TERBILANG = CVErr(xlErrNA)
    #Else
        LK_TERBILANG = LkNilai(XLPy.CallUDF("lkjip_xl.hosts.excel.udf", "LK_TERBILANG", Array(angka), ThisWorkbook, Application.Caller))
    #End If
    Exit Function
gagal:
    LK_TERBILANG = CVErr(xlErrValue)
End Function

Public Function LK_TRIWULAN(nilai, triwulan, sifat, Optional tipe)
Attribute LK_TRIWULAN.VB_Description = "Realisasi sampai dengan satu triwulan menurut sifat indikator. Bila belum ada isinya: #N/A."
Attribute LK_TRIWULAN.VB_ProcData.VB_Invoke_Func = " \n14"
    On Error GoTo gagal
    #If Mac Then
        LK_TRIWULAN = CVErr(xlErrNA)
    #Else
        LK_TRIWULAN = LkNilai(XLPy.CallUDF("lkjip_xl.hosts.excel.udf", "LK_TRIWULAN", Array(nilai, triwulan, sifat, tipe), ThisWorkbook, Application.Caller))
    #End If
    Exit Function
gagal:
    LK_TRIWULAN = CVErr(xlErrValue)
End Function

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
    If AscW(isi) = 31 Then LkSel = CVErr(CLng(Mid$(isi, 2)))
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
        Category:="LKjIP", ArgumentDescriptions:=bantuan
End Sub

Private Sub LkUraikanSemua()
    LkUraikan "LK_ANGKA", _
        "Angka dari teks seperti Rp 1.283.419.000, 80,90 %, atau 20 orang. Persen tetap dalam poin: 88% menjadi 88. Kosong atau N/A menghasilkan #N/A; teks yang dapat dibaca lebih dari satu cara #VALUE!, tidak ditebak.", Array( _
        "Teks yang dibaca; angka biasa tetap apa adanya.", _
        "Satuan indikatornya, misalnya orang, %, atau rupiah; membuat 1.447 orang terbaca 1447. Bila tidak diisi: tidak diketahui.")
    LkUraikan "LK_CAPAIAN", _
        "Capaian kinerja: realisasi dibandingkan dengan target. Hasilnya rasio: 1 adalah 100%. Sel kosong atau N/A menghasilkan #N/A, teks yang bukan angka atau label tingkat #VALUE!.", Array( _
        "Target, dalam satuan indikator; boleh seperti pada PK: >= 95, 60 s.d. 85, 1 banding 30. Untuk indikator bertingkat labelnya, misalnya Utama.", _
        "Realisasi, dalam satuan yang sama dengan target; atau labelnya.", _
        "Naik, atau Turun bila makin kecil makin baik. Bila tidak diisi: Naik.", _
        "Angka, Persen, atau Indeks; untuk indikator bertingkat nama skala tingkatnya, misalnya Kota Layak Anak. Bila tidak diisi: Angka.", _
        "Rumus arah Turun: LAN, (2T - R) / T, atau Rasio, T / R. Bila tidak diisi: LAN.", _
        "Indikator bertingkat: Tercapai (mencapai target adalah 100%) atau Skor (skor R / skor T). Bila tidak diisi: Tercapai.", _
        "Batas atas capaian, misalnya 1,2 untuk 120%. Bila tidak diisi: tanpa batas.", _
        "Banyaknya angka di belakang koma pada persen, 0 sampai 4. Bila tidak diisi: 2.", _
        "Bulat (setengah ke atas) atau Potong (dibuang). Bila tidak diisi: Bulat.", _
        "Skala tingkat buatan sendiri: rentang tiga kolom seperti skala tingkat di Pengaturan (Skala Tingkat, Tingkat, Skor). Bila tidak diisi: skala tingkat bawaan.", _
        "Bila target 0 dan tidak dapat dibagi: Menurut Arah (0% untuk Turun, N/A untuk Naik), 0%, atau N/A. Bila tidak diisi: Menurut Arah.")
    LkUraikan "LK_EFISIENSI", _
        "Tingkat efisiensi penggunaan anggaran dari capaian dan serapan. Hasilnya rasio: 1 adalah 100%. #N/A bila capaian kosong, N/A, atau 0.", Array( _
        "Capaian sebagai rasio: 0,9193 untuk 91,93%.", _
        "Serapan anggaran sebagai rasio.", _
        "Rasio (serapan / capaian), Selisih (capaian - serapan), Keluaran (capaian / serapan), atau PMK (PMK 22/2021, perlu pagu dan realisasi). Bila tidak diisi: Rasio.", _
        "Pagu, rupiah; hanya untuk metode PMK.", _
        "Realisasi anggaran, rupiah; hanya untuk metode PMK.", _
        "Banyaknya angka di belakang koma pada persen, 0 sampai 4. Bila tidak diisi: 2.", _
        "Bulat (setengah ke atas) atau Potong (dibuang). Bila tidak diisi: Bulat.")
    LkUraikan "LK_PREDIKAT", _
        "Predikat capaian menurut skala bernama, misalnya Sangat Tinggi. Capaian (rasio, 1 adalah 100%) dibulatkan lebih dahulu seperti yang ditampilkan. Capaian kosong atau N/A menghasilkan teks N/A.", Array( _
        "Capaian sebagai rasio: 0,9193 untuk 91,93%.", _
        "Nama skala predikat, misalnya LAN. Bila tidak diisi: Permendagri 86/2017.", _
        "Banyaknya angka di belakang koma pada persen, 0 sampai 4. Bila tidak diisi: 2.", _
        "Bulat (setengah ke atas) atau Potong (dibuang). Bila tidak diisi: Bulat.", _
        "Skala buatan sendiri: rentang empat kolom seperti skala di Pengaturan (Skala, Batas Bawah, Termasuk, Predikat). Bila tidak diisi: skala bawaan.")
    LkUraikan "LK_RATA", _
        "Rata-rata capaian yang terukur pada sebuah rentang. Sel kosong, teks, galat seperti #N/A, dan angka di bawah 0 tidak dihitung; #N/A bila tidak ada yang terukur.", Array( _
        "Rentang capaian sebagai rasio, misalnya satu kolom.", _
        "Banyaknya angka di belakang koma pada persen, 0 sampai 4. Bila tidak diisi: 2.", _
        "Bulat (setengah ke atas) atau Potong (dibuang). Bila tidak diisi: Bulat.")
    LkUraikan "LK_RUPIAH", _
        "Jumlah uang sebagai teks rupiah bulat, misalnya Rp10.180.573.349. Sel kosong atau N/A menghasilkan #N/A, teks #VALUE!.", Array( _
        "Jumlah uang.")
    LkUraikan "LK_SERAPAN", _
        "Serapan anggaran: realisasi dibagi pagu. Hasilnya rasio: 1 adalah 100%. Sel kosong, N/A, atau pagu 0 menghasilkan #N/A, teks #VALUE!.", Array( _
        "Realisasi anggaran, rupiah.", _
        "Pagu baris yang sama, rupiah.", _
        "Banyaknya angka di belakang koma pada persen, 0 sampai 4. Bila tidak diisi: 2.", _
        "Bulat (setengah ke atas) atau Potong (dibuang). Bila tidak diisi: Bulat.")
    LkUraikan "LK_TERBILANG", _
        "Angka dengan huruf, misalnya 13 menjadi tiga belas. Sel kosong atau N/A menghasilkan #N/A, teks #VALUE!.", Array( _
        "Angka yang ditulis dengan huruf, di bawah 10 pangkat 18.")
    LkUraikan "LK_TRIWULAN", _
        "Realisasi sampai dengan satu triwulan menurut sifat indikator. Bila belum ada isinya: #N/A.", Array( _
        "Empat sel sebaris, triwulan I sampai IV; atau beberapa baris empat kolom untuk satu hasil tiap baris.", _
        "Triwulan yang diminta, 1 sampai 4.", _
        "Akumulasi (dijumlah), Kumulatif (isi triwulan itu), atau Posisi Akhir (isi terakhir).", _
        "Angka, Persen, Indeks, atau Tingkat (isinya label, misalnya Madya). Bila tidak diisi: Angka.")
End Sub
