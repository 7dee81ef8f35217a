"""Temuan: what periksa found, and the reasons that people give for it."""

from ..model import Column, LabelColor, Sheet, Step, Table

TEMUAN = Table(
    "tbl_temuan",
    "Temuan pemeriksaan.",
    "Uraian",
    (
        Column(
            "Berat",
            "pilihan",
            "Salah, Periksa, Info; Diketahui bila ada alasannya",
            10,
            ("Salah", "Periksa", "Info", "Diketahui"),
            colors=(
                LabelColor("Salah", "9C0006", "FFC7CE"),
                LabelColor("Periksa", "7F4F00", "FFE0B2"),
                LabelColor("Info", "7F7F7F"),
                LabelColor("Diketahui", "7F7F7F"),
            ),
        ),
        Column("Sel", "tautan", "Sel; klik untuk ke sana", 10),
        Column("Kode", "kode", "Kode pemeriksaan, untuk menyebut temuan itu kepada rekan", 9),
        Column("Uraian", "teks", "Apa yang ditemukan", 56),
        Column("Perbaikan", "teks", "Apa yang perlu dilakukan", 40),
        Column(
            "Alasan",
            "teks",
            "Ketik sebabnya bila memang benar begitu; temuan diam sampai datanya berubah",
            30,
            typed=True,
        ),
        Column("Lembar", "teks", "Lembar", 14),
        Column("No", "angka", "Nomor", 6, folded=True),
        Column("Tertulis", "teks", "Yang tertulis", 20, folded=True),
        Column("Seharusnya", "teks", "Yang seharusnya", 20, folded=True),
        Column("Dasar", "teks", "Aturan atau peraturan", 30, folded=True),
        Column("_Sidik", "teks", "Kolom bantu, jangan diubah", 10),
        Column("_Tempat", "teks", "Kolom bantu, jangan diubah", 16),
    ),
    identity=("_Sidik",),
    room=50,
    program=True,
    home=True,
    anew=True,
)
SHEET = Sheet(
    "Temuan",
    110,
    "Temuan",
    "Ditulis oleh Periksa, yang terberat di atas. Klik Sel untuk ke tempatnya. Bila memang benar begitu, ketik "
    "sebabnya di Alasan.",
    (TEMUAN,),
    listed="Yang perlu dibetulkan atau dilihat; ditulis oleh Periksa.",
    color="C00000",
    step=Step("Hitung, Periksa, betulkan, lalu buat Laporan."),
    names=(("lk_tempat_temuan", "tbl_temuan[_Tempat]"),),
)
