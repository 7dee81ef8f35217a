"""Organisasi: positions, staff, assets and general data of the office."""

from __future__ import annotations

from ...expr.functions import dan, jika
from ...expr.tree import cell
from ..formulas import when_filled
from ..model import Band, Column, Module, PrintSetup, Sheet, Table

JABATAN = Table(
    "tbl_jabatan",
    "Jabatan dalam organisasi, dengan atasannya dan tugasnya.",
    "Jabatan",
    (
        Column("Kode", "kode", "Kode jabatan, misalnya 1.2", 9, unique=True),
        Column("Jabatan", "teks", "Nama jabatan", 36, required=True),
        Column("Atasan", "kode", "Kode jabatan atasannya", 9),
        Column("Eselon", "teks", "Eselon, misalnya II.b", 8),
        Column("Unit", "teks", "Unit organisasi", 26),
        Column("Nama", "teks", "Nama pejabat, dengan gelar", 30),
        Column("NIP", "teks", "NIP, sebagai teks", 21),
        Column("Pangkat", "teks", "Pangkat dan golongan", 20),
        Column("Status", "pilihan", "Definitif, Plt., atau Plh.", 10, ("Definitif", "Plt.", "Plh.")),
        Column("Mulai", "tanggal", "Mulai menjabat", 16, outline=True),
        Column("Selesai", "tanggal", "Selesai menjabat", 16, outline=True),
        Column("Tugas", "teks", "Tugas pokok", 40, outline=True),
        Column("Fungsi", "teks", "Fungsi", 40, outline=True),
        Column("Butir Kegiatan", "teks", "Butir kegiatan jabatan fungsional", 36, outline=True),
        Column("Tugas Lainnya", "teks", "Tugas lain", 30, outline=True),
    ),
    identity=("Kode", "Jabatan", "Nama"),
    fallback_identity=("Jabatan",),
    room=30,
    bands=(Band("Jabatan", "Unit", "Jabatan"), Band("Nama", "Selesai", "Pejabat"),
           Band("Tugas", "Tugas Lainnya", "Tugas dan fungsi")),
)  # fmt: skip
_TOTAL = jika(
    dan(cell("tbl_pegawai", "L") == "", cell("tbl_pegawai", "P") == ""),
    "",
    cell("tbl_pegawai", "L") + cell("tbl_pegawai", "P"),
)
PEGAWAI = Table(
    "tbl_pegawai",
    "Banyaknya pegawai menurut kelompok.",
    "Uraian",
    (
        Column("Unit", "teks", "Unit organisasi; kosong berarti seluruh instansi", 24),
        Column("Kelompok", "pilihan", "Menurut apa pegawai dihitung", 14,
               ("Status", "Golongan", "Pendidikan", "Jabatan", "Eselon", "Usia"), strict=False),
        Column("Uraian", "teks", "Misalnya PNS, Golongan III, S1", 24, required=True),
        Column("L", "angka", "Laki-laki", 7),
        Column("P", "angka", "Perempuan", 7),
        Column("Jumlah", "angka", "Laki-laki dan perempuan", 9, formula=when_filled("tbl_pegawai", "Uraian", _TOTAL)),
    ),
    identity=("Unit", "Kelompok", "Uraian"),
    room=40,
    bands=(Band("Unit", "Jumlah", "Pegawai"),),
)  # fmt: skip
SARANA = Table(
    "tbl_sarana",
    "Sarana dan prasarana.",
    "Nama",
    (
        Column("Jenis", "teks", "Jenis, misalnya Tanah, Gedung, Kendaraan", 18),
        Column("Nama", "teks", "Nama barang", 30, required=True),
        Column("Lokasi", "teks", "Tempatnya", 22),
        Column("Jumlah", "angka", "Banyaknya", 9),
        Column("Satuan", "teks", "Satuan", 9),
        Column("Kondisi", "pilihan", "Keadaannya", 13, ("Baik", "Rusak Ringan", "Rusak Berat"), strict=False),
    ),
    identity=("Jenis", "Nama", "Lokasi", "Kondisi"),
    room=40,
    bands=(Band("Jenis", "Kondisi", "Sarana dan prasarana"),),
)
DATA_UMUM = Table(
    "tbl_data_umum",
    "Data umum untuk Bab I, misalnya PMKS dan PSKS; tiap tabel bernama.",
    "Uraian",
    (
        Column("Tabel", "teks", "Nama tabel, misalnya PMKS", 18, required=True),
        Column("No", "teks", "Nomor baris, misalnya 1 atau 1.a", 7),
        Column("Uraian", "teks", "Uraian", 36, required=True),
        Column("Induk", "teks", "No baris induknya", 7),
        Column("Jumlah", "angka", "Banyaknya", 11),
        Column("Satuan", "teks", "Satuan", 10),
        Column("Sumber", "teks", "Sumber data, misalnya BPS; tercetak di bawah tabelnya", 18),
    ),
    identity=("Tabel", "No", "Uraian"),
    room=40,
    bands=(Band("Tabel", "Sumber", "Data umum"),),
)
MODULE = Module(
    "organisasi",
    "Organisasi",
    "Jabatan dan pejabatnya, pegawai, sarana, dan data umum untuk Bab I.",
    (
        Sheet(
            "Organisasi",
            220,
            "Organisasi",
            "Dari kiri ke kanan: jabatan, pegawai menurut kelompok, sarana dan prasarana, data umum.",
            (JABATAN, PEGAWAI, SARANA, DATA_UMUM),
            listed="Jabatan, pegawai, sarana, dan data umum.",
            color="70AD47",
            printing=PrintSetup(pages_wide=4),
        ),
    ),
)
