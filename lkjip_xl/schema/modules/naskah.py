"""Naskah: the text of the report by chapter, with slots for figures of the book, and its legal basis."""

from __future__ import annotations

from ..model import Band, Column, Module, PrintSetup, Sheet, Table

JENIS_NASKAH = ("Judul", "Paragraf", "Butir", "Gambar", "Tabel")
NASKAH = Table(
    "tbl_naskah",
    "Naskah laporan menurut bab.",
    "Teks",
    (
        Column("Bab", "pilihan", "Bab", 10, ("Bab I", "Bab II", "Bab III", "Bab IV", "Lampiran"), strict=False),
        Column("Urut", "angka", "Urutan dalam bab", 7),
        Column("Jenis", "pilihan", "Judul, Paragraf, Butir, Gambar, Tabel", 11, JENIS_NASKAH),
        Column("Tingkat", "angka", "Tingkat judul atau butir: 1 paling luar", 8),
        Column("Teks", "teks", "Bunyinya; {instansi}, {serapan}, {jumlah_program:terbilang} diisi dari buku", 96,
               required=True),
    ),
    identity=("Bab", "Urut"),
    ordered=True,
    room=60,
    bands=(Band("Urut", "Teks", "Naskah"),),
)  # fmt: skip
HUKUM = Table(
    "tbl_hukum",
    "Dasar hukum.",
    "Peraturan",
    (
        Column("No", "angka", "Nomor urut", 6),
        Column("Peraturan", "teks", "Nama dan nomor peraturan", 44, required=True),
        Column("Tentang", "teks", "Tentang", 50),
    ),
    identity=("Peraturan",),
    ordered=True,
    room=30,
    bands=(Band("No", "Tentang", "Dasar hukum"),),
)
MODULE = Module(
    "naskah",
    "Naskah",
    "Naskah laporan menurut bab, dan dasar hukumnya.",
    (
        Sheet(
            "Naskah",
            290,
            "Naskah Laporan",
            "Satu baris untuk tiap judul, paragraf, atau butir. Kata dalam kurung kurawal diisi dari buku ini.",
            (NASKAH, HUKUM),
            listed="Naskah laporan dan dasar hukum.",
            color="70AD47",
            printing=PrintSetup(pages_wide=2),
        ),
    ),
)
