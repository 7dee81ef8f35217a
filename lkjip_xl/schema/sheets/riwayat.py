"""Riwayat: earlier years, the province and the nation, for comparison."""

from ..model import INPUT_BUTTONS, Band, Column, Sheet, Table

TINGKAT_RIWAYAT = ("Unit", "Urusan", "Bidang", "Program", "Kegiatan", "Sub Kegiatan")

RIWAYAT = Table(
    "tbl_riwayat",
    "Target dan realisasi tahun-tahun lalu, provinsi, dan nasional.",
    "Kode",
    (
        Column("Kode", "kode", "Kode indikator di Renstra", 9, "dv_kode", required=True),
        Column("Tahun", "tahun", "Tahun", 8, required=True),
        Column("Lingkup", "pilihan", "Instansi, Provinsi, atau Nasional", 12, ("Instansi", "Provinsi", "Nasional")),
        Column("Target", "nilai", "Target tahun itu", 12),
        Column("Realisasi", "nilai", "Realisasi tahun itu", 12),
        Column("Keterangan", "teks", "Sumber atau catatan", 40),
    ),
    identity=("Kode", "Tahun", "Lingkup"),
    room=60,
    bands=(Band("Kode", "Keterangan", "Kinerja"),),
)
RIWAYAT_ANGGARAN = Table(
    "tbl_riwayat_anggaran",
    "Pagu dan realisasi anggaran tahun-tahun lalu.",
    "Uraian",
    (
        Column("Uraian", "teks", "Program atau total", 46, required=True),
        Column("Tahun", "tahun", "Tahun", 8, required=True),
        Column("Pagu", "uang", "Pagu, rupiah", 18),
        Column("Realisasi", "uang", "Realisasi, rupiah", 18),
        Column("Kode", "kode", "Kode program, kegiatan, atau sub kegiatan tahun itu", 17, outline=True),
        Column("Tingkat", "pilihan", "Jenjang baris ini; kosong: berdiri sendiri", 13, TINGKAT_RIWAYAT, outline=True),
        Column("Urusan", "teks", "Urusan atau kewenangan (T-C.24)", 24, outline=True),
        Column("Sumber Dana", "teks", "Sumber dana; kosong: semua sumber", 14, outline=True),
        Column("Keterangan", "teks", "Sumber atau catatan, misalnya sementara", 24, outline=True),
    ),
    identity=("Uraian", "Tahun", "Kode", "Sumber Dana"),
    fallback_identity=("Uraian", "Tahun"),
    room=80,
    bands=(Band("Uraian", "Keterangan", "Anggaran"),),
)
SHEET = Sheet(
    "Riwayat",
    80,
    "Riwayat Kinerja dan Anggaran",
    "Isi target dan realisasi tahun-tahun lalu (Instansi), dan pembanding Provinsi atau Nasional.",
    (RIWAYAT, RIWAYAT_ANGGARAN),
    listed="Kinerja dan anggaran tahun-tahun lalu, pembanding provinsi dan nasional.",
    color="9DC3E6",
    buttons=INPUT_BUTTONS,
    tucked=True,
)
