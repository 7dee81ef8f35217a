"""Tindak lanjut: what was done with recommendations, what is recommended, and what the measurement changed."""

from __future__ import annotations

from ...expr.functions import angka, atau, cari, jika
from ...expr.tree import Expr, cell, column
from ...rules.tanggal import hari_dari_sel
from ..formulas import when_filled
from ..model import Band, Column, Module, PrintSetup, Sheet, Table

_NAME = "tbl_tindak_lanjut"
STATUS = ("Belum", "Proses", "Selesai", "Tidak Dapat Ditindaklanjuti")
SUMBER = ("LHE", "Reviu", "Pengukuran", "Lainnya")


def _late() -> Expr:
    """Whether a promise was broken: finished after its date, or open when the report was dated."""
    due, done, status, report = (cell(_NAME, name) for name in ("Tenggat", "Tanggal Selesai", "Status", "_Hari"))
    open_late = jika(angka(report), jika(report > due, "Ya", "Tidak"), "")
    closed = jika(angka(done), jika(done > due, "Ya", "Tidak"), "Tidak")
    settled = atau(status == "Selesai", status == "Tidak Dapat Ditindaklanjuti", angka(done))
    return when_filled(_NAME, "Rekomendasi", jika(angka(due), jika(settled, closed, open_late), ""))


_REPORT_DATE = cari("tanggal_laporan", column("tbl_pengaturan", "Kunci"), column("tbl_pengaturan", "Nilai"))
TINDAK_LANJUT = Table(
    _NAME,
    "Rekomendasi dari evaluasi, reviu, dan pengukuran, dengan tindak lanjutnya.",
    "Rekomendasi",
    (
        Column("Sumber", "pilihan", "Dari mana rekomendasi datang", 12, SUMBER, strict=False),
        Column("Nomor", "teks", "Nomor laporan atau surat", 18),
        Column("Tanggal", "tanggal", "Tanggal laporan atau surat", 17),
        Column("Rekomendasi", "teks", "Bunyi rekomendasi", 46, required=True),
        Column("Rencana", "teks", "Rencana aksi", 36),
        Column("Penanggung Jawab", "teks", "Bidang yang bertanggung jawab", 20),
        Column("Tenggat", "tanggal", "Tanggal paling lambat", 17),
        Column("Status", "pilihan", "Belum, Proses, Selesai", 11, STATUS),
        Column("Tanggal Selesai", "tanggal", "Tanggal selesai", 17),
        Column("Bukti", "tautan", "Tautan atau nama bukti", 22),
        Column("Catatan Verifikator", "teks", "Catatan yang memeriksa", 28),
        Column("Terlambat", "teks", "Selesai sesudah tenggat, atau belum selesai pada tanggal_laporan", 11,
               formula=_late()),
        Column("_Laporan", "teks", "Kolom bantu: tanggal_laporan seperti diketik", 9,
               formula=when_filled(_NAME, "Rekomendasi", jika(_REPORT_DATE == "", "", _REPORT_DATE))),
        Column("_Hari", "angka", "Kolom bantu: tanggal_laporan sebagai hari", 9,
               formula=when_filled(_NAME, "Rekomendasi", hari_dari_sel(cell(_NAME, "_Laporan")))),
    ),
    identity=("Sumber", "Nomor", "Rekomendasi"),
    room=30,
    bands=(Band("Tenggat", "Terlambat", "Pelaksanaan"),),
)  # fmt: skip
REKOMENDASI = Table(
    "tbl_rekomendasi",
    "Rekomendasi perbaikan ke depan, untuk Bab IV.",
    "Rekomendasi",
    (
        Column("Kode", "kode", "Kode indikator di Renstra", 9, "dv_kode"),
        Column("Rekomendasi", "teks", "Apa yang diperbaiki", 42, required=True),
        Column("Langkah", "teks", "Langkah yang diambil", 36),
        Column("Tahun", "tahun", "Tahun pelaksanaan", 8),
        Column("Penanggung Jawab", "teks", "Bidang yang bertanggung jawab", 20),
    ),
    identity=("Kode", "Rekomendasi"),
    room=30,
    bands=(Band("Kode", "Penanggung Jawab", "Rekomendasi ke depan (Bab IV)"),),
)
PEMANFAATAN = Table(
    "tbl_pemanfaatan",
    "Apa yang diubah karena hasil pengukuran.",
    "Temuan Kinerja",
    (
        Column("Triwulan", "angka", "Triwulan pengukuran: 1 sampai 4", 9),
        Column("Temuan Kinerja", "teks", "Apa yang terlihat dari pengukuran", 38, required=True),
        Column("Perubahan", "pilihan", "Apa yang diubah", 12, ("Kegiatan", "Anggaran", "Strategi"), strict=False),
        Column("Kode Anggaran", "kode", "Kode baris di Anggaran", 17, offered="dv_anggaran"),
        Column("Sebelum", "teks", "Keadaan sebelum diubah", 26),
        Column("Sesudah", "teks", "Keadaan sesudah diubah", 26),
        Column("Dasar", "teks", "Surat, notula, atau dokumen dasarnya", 24),
    ),
    identity=("Triwulan", "Temuan Kinerja"),
    room=30,
    bands=(Band("Triwulan", "Dasar", "Pemanfaatan hasil pengukuran"),),
    anew=True,
)
MODULE = Module(
    "tindak-lanjut",
    "Tindak Lanjut",
    "Rekomendasi dan tindak lanjutnya, rekomendasi ke depan, dan pemanfaatan hasil pengukuran.",
    (
        Sheet(
            "Tindak Lanjut",
            210,
            "Tindak Lanjut",
            "Satu baris untuk tiap rekomendasi. Di sebelah kanan: rekomendasi ke depan, lalu apa yang diubah karena "
            "hasil pengukuran.",
            (TINDAK_LANJUT, REKOMENDASI, PEMANFAATAN),
            listed="Rekomendasi, tindak lanjutnya, dan pemanfaatan hasil pengukuran.",
            color="70AD47",
            printing=PrintSetup(pages_wide=3),
        ),
    ),
)
