"""Evaluasi Renja: what the evaluation of Renja (E.81) needs beside the book: earlier realisasi, factors, follow-up."""

from __future__ import annotations

from ..formulas import copied
from ..model import Column, Module, Sheet, Table

RENJA = Table(
    "tbl_renja",
    "Bahan evaluasi hasil Renja: realisasi sampai tahun lalu, faktor, dan tindak lanjut.",
    "Kode",
    (
        Column("Kode", "kode", "Kode indikator di Renstra", 10, "dv_kode", required=True, unique=True),
        copied("tbl_renja", "Indikator", 44),
        Column("Realisasi Lalu K", "nilai", "Realisasi kinerja Renstra sampai tahun lalu", 14),
        Column("Realisasi Lalu Rp", "uang", "Realisasi anggaran Renstra sampai tahun lalu", 19),
        Column("Faktor Pendorong", "teks", "Faktor pendorong keberhasilan", 34),
        Column("Faktor Penghambat", "teks", "Faktor penghambat", 34),
        Column("Tindak Lanjut", "teks", "Tindak lanjut triwulan atau Renja berikutnya", 34),
    ),
    identity=("Kode",),
    room=40,
    emptied=("Realisasi Lalu *", "Faktor *", "Tindak Lanjut"),
)
MODULE = Module(
    "evaluasi-renja",
    "Evaluasi Renja",
    "Bahan evaluasi hasil Renja (E.81): realisasi sampai tahun lalu, faktor, dan tindak lanjut.",
    (
        Sheet(
            "Evaluasi Renja",
            280,
            "Evaluasi Hasil Renja",
            "Isi realisasi Renstra sampai tahun lalu; target dan realisasi tahun ini diambil dari lembar lain.",
            (RENJA,),
            listed="Bahan evaluasi hasil Renja.",
            color="70AD47",
            freeze="Indikator",
        ),
    ),
)
