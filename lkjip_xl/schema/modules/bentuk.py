"""Bentuk: how this office prints its forms, where it is another way than the profile says."""

from __future__ import annotations

from ..choices import YA_TIDAK
from ..model import Band, Column, Module, PrintSetup, Sheet, Table

BENTUK = Table(
    "tbl_bentuk",
    "Kolom laporan: yang tampil, urutannya, judulnya.",
    "Kolom",
    (
        Column("Laporan", "teks", "Kode laporan, misalnya LAP-CAPAIAN", 18, required=True),
        Column("Kolom", "teks", "Nama kolom, seperti tercetak di kepala tabelnya", 32, required=True),
        Column("Tampil", "pilihan", "Tidak: kolom tidak dicetak", 9, YA_TIDAK),
        Column("Urutan", "angka", "Urutan dari kiri", 9),
        Column("Judul", "teks", "Judul kolom; kosong berarti seperti bawaan", 32),
    ),
    identity=("Laporan", "Kolom"),
    room=60,
    bands=(Band("Kolom", "Judul", "Kolom"),),
)
BENTUK_LAPORAN = Table(
    "tbl_bentuk_laporan",
    "Laporan: judul, nomor, catatan, dan apakah ditulis.",
    "Laporan",
    (
        Column("Laporan", "teks", "Kode laporan, misalnya LAP-CAPAIAN", 18, required=True),
        Column("Judul", "teks", "Judul laporan; kosong berarti seperti bawaan", 36),
        Column("Nomor", "teks", "Nomor tabel, misalnya 3.1", 10),
        Column("Catatan", "teks", "Catatan di bawah tabel", 36),
        Column("Tampil", "pilihan", "Tidak: laporan tidak ditulis", 9, YA_TIDAK),
    ),
    identity=("Laporan",),
    room=40,
    bands=(Band("Laporan", "Tampil", "Laporan"),),
)
MODULE = Module(
    "bentuk",
    "Bentuk Laporan",
    "Kolom, urutan, judul, dan catatan laporan menurut kebiasaan instansi.",
    (
        Sheet(
            "Bentuk",
            300,
            "Bentuk Laporan",
            "Tulis hanya yang lain dari bawaan. Di sebelah kanan: judul, nomor, dan catatan tiap laporan.",
            (BENTUK, BENTUK_LAPORAN),
            listed="Bentuk laporan menurut kebiasaan instansi.",
            color="A5A5A5",
            printing=PrintSetup(pages_wide=2),
        ),
    ),
)
