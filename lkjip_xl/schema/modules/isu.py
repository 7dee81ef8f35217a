"""Isu: problems, factors, strategic issues and the sustainable development goals of Bab II and III of the Renstra."""

from __future__ import annotations

from ..model import Band, Column, Module, PrintSetup, Sheet, Table


def _text(name: str, about: str, width: float = 28, required: bool = False) -> Column:
    return Column(name, "teks", about, width, required=required)


PERMASALAHAN = Table(
    "tbl_permasalahan",
    "Permasalahan menurut urusan, sampai akar masalahnya.",
    "Masalah",
    (
        Column("No", "angka", "Nomor urut", 5),
        _text("Urusan", "Urusan pemerintahan", 20),
        _text("Masalah Pokok", "Masalah pokok", 32),
        _text("Masalah", "Masalah", 34, required=True),
        _text("Akar Masalah", "Akar masalah", 38),
    ),
    identity=("No", "Masalah", "Akar Masalah"),
    fallback_identity=("Masalah", "Akar Masalah"),
    room=30,
    bands=(Band("Urusan", "Akar Masalah", "Permasalahan"),),
)
FAKTOR = Table(
    "tbl_faktor",
    "Faktor penghambat dan pendorong menurut telaahan.",
    "Uraian",
    (
        _text("Telaahan", "Yang ditelaah, misalnya visi kepala daerah, Renstra K/L, RTRW, KLHS", 22),
        _text("Uraian", "Uraian", 32, required=True),
        _text("Permasalahan", "Permasalahan pelayanan", 30),
        _text("Penghambat", "Faktor penghambat"),
        _text("Pendorong", "Faktor pendorong"),
    ),
    identity=("Telaahan", "Uraian"),
    room=30,
    bands=(Band("Telaahan", "Pendorong", "Faktor"),),
)
ISU = Table(
    "tbl_isu",
    "Isu strategis dan bahannya.",
    "Isu",
    (
        _text("Aspek", "Aspek", 18),
        _text("Kondisi", "Capaian atau kondisi saat ini"),
        _text("Standar", "Standar yang digunakan", 20),
        _text("Internal", "Faktor internal", 24),
        _text("Eksternal", "Faktor eksternal", 24),
        _text("Permasalahan", "Permasalahan", 28),
        _text("Potensi", "Potensi daerah", 24),
        _text("KLHS", "Isu KLHS yang terkait", 22),
        _text("Global", "Lingkungan global", 22),
        _text("Nasional", "Lingkungan nasional", 22),
        _text("Regional", "Lingkungan regional", 22),
        _text("Isu", "Isu strategis perangkat daerah", 34, required=True),
    ),
    identity=("Aspek", "Isu"),
    room=20,
    bands=(Band("Aspek", "Potensi", "Bahan"), Band("KLHS", "Regional", "Isu lingkungan"),),
)  # fmt: skip
TPB = Table(
    "tbl_tpb",
    "Tujuan pembangunan berkelanjutan (TPB/SDGs) yang menjadi urusan instansi.",
    "Indikator",
    (
        Column("Nomor", "kode", "Nomor indikator TPB, misalnya 1.2.1", 10),
        _text("Tujuan", "Tujuan TPB", 28),
        _text("Indikator", "Indikator TPB", 36, required=True),
        _text("OPD", "Perangkat daerah yang bertanggung jawab", 20),
        _text("Satuan", "Satuan", 10),
        Column("Target {tahun}", "teks", "Target tahun {tahun}, seperti tertulis", 11, yearly=True),
        Column("Capaian {tahun}", "teks", "Capaian tahun {tahun}, seperti tertulis", 11, yearly=True),
        Column("Status", "pilihan", "SS sudah mencapai, SB belum mencapai, TTC tidak ada target, NA tidak ada data", 9,
               ("SS", "SB", "TTC", "NA"), strict=False),
    ),
    identity=("Nomor", "Indikator"),
    room=20,
    bands=(Band("Tujuan", "Satuan", "TPB/SDGs"), Band("Target {tahun}", "Status", "Target dan capaian")),
)  # fmt: skip
MODULE = Module(
    "isu",
    "Permasalahan dan Isu Strategis",
    "Permasalahan, faktor, isu strategis, dan TPB/SDGs.",
    (
        Sheet(
            "Isu",
            230,
            "Permasalahan dan Isu Strategis",
            "Dari kiri ke kanan: permasalahan, faktor, isu strategis, TPB/SDGs.",
            (PERMASALAHAN, FAKTOR, ISU, TPB),
            listed="Permasalahan, faktor, isu strategis, TPB/SDGs.",
            color="70AD47",
            printing=PrintSetup(pages_wide=4),
        ),
    ),
)
