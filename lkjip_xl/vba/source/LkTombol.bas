Attribute VB_Name = "LkTombol"
Option Explicit
' Generated from schema/buttons.py; python -m lkjip_xl.build writes it.

Public Function LkPertanyaan(alur As String) As String
    Select Case alur
        Case "buat"
            LkPertanyaan = "instansi,tahun,renstra,simpan_sebagai"
        Case "isi"
            LkPertanyaan = "folder"
        Case "tambah"
            LkPertanyaan = "modul"
        Case "laporan"
            LkPertanyaan = "laporan"
        Case "kirim"
            LkPertanyaan = "bidang,triwulan,tenggat,bentuk_salinan,alamat"
        Case "gabung"
            LkPertanyaan = "folder_kembali"
        Case "rekap"
            LkPertanyaan = "folder_rekap"
    End Select
End Function

Public Function LkPerluBuku(alur As String) As Boolean
    LkPerluBuku = True
    Select Case alur
        Case "buat", "rekap", "uji_mandiri"
            LkPerluBuku = False
    End Select
End Function

Public Sub LkTombol_isi()
    LkJalankan "isi"
End Sub

Public Sub LkTombol_hitung()
    LkJalankan "hitung"
End Sub

Public Sub LkTombol_laporan()
    LkJalankan "laporan"
End Sub

Public Sub LkTombol_periksa()
    LkJalankan "periksa"
End Sub

Public Sub LkTombol_pdf()
    LkJalankan "pdf"
End Sub
