"""Rencana aksi: the steps of the year for each indicator, with their quarters and their money."""

from __future__ import annotations

from ..choices import TRIWULAN
from ..model import Band, Column, Module, PrintSetup, Sheet, Table

RENCANA_AKSI = Table(
    "tbl_rencana_aksi",
    "Rencana aksi tiap indikator, menurut triwulan.",
    "Rencana Aksi",
    (
        Column("Kode", "kode", "Kode indikator di Renstra", 9, "dv_kode", required=True),
        Column("No", "angka", "Nomor urut dalam indikatornya", 5),
        Column("Rencana Aksi", "teks", "Apa yang dikerjakan", 38, required=True),
        Column("Sub Rencana Aksi", "teks", "Langkahnya", 30),
        Column("Keluaran", "teks", "Apa yang dihasilkan", 26),
        Column("Satuan", "teks", "Satuan keluaran", 10),
        *(Column(f"Target TW{n}", "angka", f"Target triwulan {n}", 9) for n in TRIWULAN),
        *(Column(f"Realisasi TW{n}", "angka", f"Realisasi triwulan {n}", 9) for n in TRIWULAN),
        *(
            Column(f"Realisasi Anggaran TW{n}", "uang", f"Realisasi anggaran triwulan {n}", 16, outline=True)
            for n in TRIWULAN
        ),
        Column("Kode Anggaran", "kode", "Kode baris di Anggaran", 17),
        Column("Penanggung Jawab", "teks", "Bidang yang bertanggung jawab", 20),
        Column("Bukti", "tautan", "Tautan atau nama bukti", 20),
        Column("Faktor Penghambat", "teks", "Apa yang menghambat", 28),
        Column("Tindak Lanjut", "teks", "Apa yang dilakukan", 28),
    ),
    identity=("Kode", "No", "Rencana Aksi", "Sub Rencana Aksi"),
    fallback_identity=("Kode", "Rencana Aksi"),
    room=60,
    bands=(
        Band("Rencana Aksi", "Satuan", "Rencana"), Band("Target TW1", "Target TW4", "Target"),
        Band("Realisasi TW1", "Realisasi TW4", "Realisasi"),
        Band("Realisasi Anggaran TW1", "Realisasi Anggaran TW4", "Realisasi anggaran"),
        Band("Kode Anggaran", "Tindak Lanjut", "Pelaksanaan"),
    ),
)  # fmt: skip
MODULE = Module(
    "rencana-aksi",
    "Rencana Aksi",
    "Rencana aksi tiap indikator: langkah, target dan realisasi triwulan, anggaran.",
    (
        Sheet(
            "Rencana Aksi",
            200,
            "Rencana Aksi",
            "Satu baris untuk tiap langkah. Kode adalah kode indikator; No membedakan rencana aksinya.",
            (RENCANA_AKSI,),
            listed="Rencana aksi tiap indikator menurut triwulan.",
            color="70AD47",
            freeze="Rencana Aksi",
            printing=PrintSetup(pages_wide=2, repeat="Rencana Aksi"),
        ),
    ),
)
