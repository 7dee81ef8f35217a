"""Renstra: the plan's tujuan, sasaran, indicators and their targets, year by year."""

from ..choices import JENIS, TINGKAT_HASIL, TIPE, YA_TIDAK
from ..formulas import filled_rows
from ..model import INPUT_BUTTONS, Band, ChoiceList, Column, PrintSetup, Sheet, Step, Table

RENSTRA = Table(
    "tbl_renstra",
    "Matriks Renstra: tujuan, sasaran, indikator, dan targetnya lima tahun.",
    "Kode",
    (
        Column("Kode", "kode", "Kode, misalnya 1.1.1. Tidak boleh sama, tanpa * ? ~ ;", 8, required=True, unique=True,
               tip=True),
        Column("Jenis", "pilihan", "Jenjang baris ini", 9, JENIS, required=True),
        Column("Induk", "kode", "Kode baris induknya; kosong untuk tujuan", 7, refers=True),
        Column("Tujuan", "teks", "Bunyi tujuan", 17),
        Column("Sasaran", "teks", "Bunyi sasaran", 19),
        Column("Uraian", "teks", "Nama program, kegiatan, atau sub kegiatan", 30, folded=True),
        Column("Indikator", "teks", "Nama indikator kinerja", 26, required=True),
        Column("IKU", "pilihan", "Ya bila termasuk Indikator Kinerja Utama", 6, YA_TIDAK),
        Column("Formulasi", "teks", "Cara menghitung indikator", 34, folded=True),
        Column("Satuan", "teks", "Satuan, misalnya %, orang, indeks", 8),
        Column("Tipe", "pilihan", "Angka, Persen (88 berarti 88%), Indeks, atau Tingkat (label)", 8, TIPE, tip=True),
        Column("Skala Tingkat", "pilihan", "Untuk Tipe Tingkat: nama skala di Pengaturan", 17, "dv_skala_tingkat",
               folded=True),
        Column("Arah", "pilihan", "Naik: makin besar makin baik. Turun: makin kecil makin baik", 7,
               ("Naik", "Turun"), tip=True),
        Column("Kondisi Awal", "nilai", "Keadaan sebelum tahun pertama Renstra", 11, folded=True),
        Column("Target {tahun}", "nilai", "Target tahun {tahun}: angka, label tingkat, atau N/A", 8.5, yearly=True),
        Column("Strategi", "teks", "Strategi", 28, outline=True, folded=True),
        Column("Kebijakan", "teks", "Arah kebijakan", 28, outline=True, folded=True),
        Column("Program", "teks", "Program dan kegiatan pendukung", 34, outline=True, folded=True),
        Column("Sumber Data", "teks", "Sumber data realisasi", 20, outline=True, folded=True),
        Column("Penanggung Jawab", "teks", "Bidang atau jabatan penanggung jawab", 20, outline=True, folded=True),
        Column("Kode RPJMD", "kode", "Kode baris RPJMD yang didukung (modul renstra-lengkap)", 10, outline=True,
               folded=True),
        Column("Urusan", "teks", "Urusan pemerintahan", 20, outline=True, folded=True),
        Column("Kode Anggaran", "kode", "Kode program, kegiatan, atau sub kegiatan di Anggaran", 17, outline=True,
               folded=True, offered="dv_anggaran"),
        Column("Hasil", "teks", "Outcome atau output", 24, outline=True, folded=True),
        Column("Tingkat Hasil", "pilihan", "Jenjang hasil menurut PermenPANRB 89/2021", 16, TINGKAT_HASIL, strict=False,
               outline=True, folded=True),
        Column("Crosscutting", "teks", "Perangkat daerah atau pihak lain yang diperlukan, dan apa yang diminta", 24,
               outline=True, folded=True),
        Column("NSPK", "teks", "Norma, standar, prosedur, kriteria", 22, outline=True, folded=True),
        Column("IKK", "pilihan", "Ya bila termasuk Indikator Kinerja Kunci, atau statusnya", 9, YA_TIDAK, strict=False,
               outline=True, folded=True),
        Column("Keterangan", "teks", "Keterangan", 22, outline=True, folded=True),
    ),
    identity=("Kode",),
    spare=20,
    room=80,
    bands=(
        Band("Kode", "Induk", "Susunan"), Band("Tujuan", "Indikator", "Uraian"), Band("IKU", "Kondisi Awal", "Ukuran"),
        Band("Target {tahun}", "Target {tahun}", "Target Renstra"), Band("Strategi", "Keterangan", "Keterangan"),
    ),
    needed=True,
)  # fmt: skip
_LAST = 'SUMPRODUCT(MAX((tbl_renstra[Kode]<>"")*(ROW(tbl_renstra[Kode])-ROW(tbl_renstra[[#Headers],[Kode]]))))'
SHEET = Sheet(
    "Renstra",
    40,
    "Matriks Renstra",
    "Isi satu baris untuk tiap indikator tujuan dan sasaran. Target ditulis dalam satuannya: 88 berarti 88%.",
    (RENSTRA,),
    listed="Tujuan, sasaran, indikator, target tiap tahun.",
    color="2E75B6",
    freeze="Kode",
    printing=PrintSetup(repeat="Kode"),
    step=Step(
        "Tujuan, sasaran, indikator, target tiap tahun.",
        "Satu baris untuk satu indikator. Kode ditulis sebagai teks dan tidak boleh sama: T1, 1.1, 1.1.1. Tipe dan "
        "Arah menentukan cara menghitung capaian.",
        filled_rows(RENSTRA.name, RENSTRA.key),
    ),
    buttons=INPUT_BUTTONS,
    lists=(
        ChoiceList(
            "dv_kode",
            "semua Kode di `tbl_renstra`",
            "Kode ini belum ada di lembar Renstra. Pilih dari daftar, atau isi dulu barisnya di Renstra.",
        ),
    ),
    names=(
        ("dv_kode", f"INDEX(tbl_renstra[Kode],1):INDEX(tbl_renstra[Kode],MAX(1,{_LAST}))"),
        ("dv_tipe", "tbl_renstra[Tipe]"),
    ),
)
