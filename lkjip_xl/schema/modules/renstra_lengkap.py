"""Renstra lengkap: what a complete Renstra needs beside the matrix: its first edition, RPJMD, strategy, funding."""

from __future__ import annotations

from ...expr.functions import atau, banyak_angka, jika, jumlah
from ...expr.tree import Expr, cell, cells
from ...records import replace
from ...rules.rencana import target_akhir_periode
from ..choices import SIFAT, TINGKAT_HASIL, TIPE, YA_TIDAK
from ..formulas import when_filled
from ..model import Band, Column, Module, PrintSetup, Sheet, Table
from ..sheets.renstra import RENSTRA

_LAST_OF_AWAL = "Target {tahun}"
_COLOR = "548235"


def _first_edition() -> tuple[Column, ...]:
    """The columns of the matrix from Kode to the targets; a parent is a row of the same edition."""
    names = [c.name for c in RENSTRA.columns]
    return tuple(replace(c, refers=False) for c in RENSTRA.columns[: names.index(_LAST_OF_AWAL) + 1])


def _measure() -> tuple[Column, ...]:
    """How an indicator is measured; all but its unit folds away."""
    scale = "Untuk Tipe Tingkat: nama skala di Pengaturan"
    return (
        Column("Satuan", "teks", "Satuan", 10),
        Column("Tipe", "pilihan", "Angka, Persen, Indeks, atau Tingkat", 10, TIPE, outline=True),
        Column("Skala Tingkat", "pilihan", scale, 16, "dv_skala_tingkat", outline=True),
        Column("Arah", "pilihan", "Naik atau Turun", 8, ("Naik", "Turun"), outline=True),
    )


RENSTRA_AWAL = Table(
    "tbl_renstra_awal",
    "Matriks Renstra sebelum perubahan.",
    "Kode",
    _first_edition(),
    identity=("Kode",),
    room=60,
    bands=(
        Band("Kode", "Induk", "Susunan"), Band("Tujuan", "Indikator", "Uraian"), Band("IKU", "Kondisi Awal", "Ukuran"),
        Band("Target {tahun}", "Target {tahun}", "Target Renstra awal"),
    ),
)  # fmt: skip
RPJMD = Table(
    "tbl_rpjmd",
    "Misi, tujuan, dan sasaran RPJMD yang didukung.",
    "Kode",
    (
        Column("Kode", "kode", "Kode baris RPJMD", 9, required=True, unique=True),
        Column("Jenis", "pilihan", "Misi, Tujuan, atau Sasaran", 10, ("Misi", "Tujuan", "Sasaran"), required=True),
        Column("Induk", "kode", "Kode baris induknya", 9),
        Column("Uraian", "teks", "Bunyinya", 42, required=True),
        Column("Indikator", "teks", "Indikator", 38),
        *_measure(),
        Column("Kondisi Awal", "nilai", "Keadaan sebelum tahun pertama", 11),
        Column("Target {tahun}", "nilai", "Target tahun {tahun}", 11, yearly=True),
        Column("Kondisi Akhir", "nilai", "Target akhir periode", 11),
    ),
    identity=("Kode",),
    room=40,
    bands=(
        Band("Uraian", "Indikator", "Uraian"), Band("Satuan", "Arah", "Ukuran"),
        Band("Kondisi Awal", "Kondisi Akhir", "Target RPJMD"),
    ),
)  # fmt: skip
STRATEGI = Table(
    "tbl_strategi",
    "Strategi dan arah kebijakan tiap sasaran.",
    "Strategi",
    (
        Column("Kode", "kode", "Kode sasaran RPJMD atau Renstra", 9),
        Column("Strategi", "teks", "Strategi", 42, required=True),
        Column("Arah Kebijakan", "teks", "Arah kebijakan", 42),
        Column("NSPK", "teks", "Norma, standar, prosedur, kriteria", 26),
        Column("Arah Kebijakan RPJMD", "teks", "Arah kebijakan RPJMD yang didukung", 34),
        Column("Keterangan", "teks", "Keterangan", 24),
    ),
    identity=("Kode", "Strategi", "Arah Kebijakan"),
    ordered=True,
    room=40,
    bands=(Band("Strategi", "Keterangan", "Strategi dan arah kebijakan"),),
)
TAHAPAN = Table(
    "tbl_tahapan",
    "Pentahapan pembangunan.",
    "Tahun",
    (
        Column("Tahun", "tahun", "Tahun", 9, required=True),
        Column("Uraian", "teks", "Fokus tahun itu", 48),
    ),
    identity=("Tahun", "Uraian"),
    room=12,
    bands=(Band("Tahun", "Uraian", "Pentahapan"),),
)
_PLAN = "tbl_pendanaan"


def _year_cells(name: str, first: int, last: int) -> Expr:
    return cells(_PLAN, [f"{name} {year}" for year in range(first, last + 1)])


def _end_target(first: int, last: int) -> Expr:
    """REN-01; only counts (Tipe Angka, or blank) are added over the years."""
    targets = _year_cells("Target", first, last)
    kind = cell(_PLAN, "Tipe")
    sifat = jika(atau(kind == "", kind == "Angka"), cell(_PLAN, "Sifat"), "")
    return when_filled(_PLAN, "Kode", jika(banyak_angka(targets) == 0, "", target_akhir_periode(targets, sifat)))


def _end_money(first: int, last: int) -> Expr:
    money = _year_cells("Pagu", first, last)
    return when_filled(_PLAN, "Kode", jika(banyak_angka(money) == 0, "", jumlah(money)))


PENDANAAN = Table(
    "tbl_pendanaan",
    "Program, kegiatan, dan sub kegiatan dengan target dan pagu tiap tahun; uang ditulis pada baris terbawah.",
    "Kode",
    (
        Column("Dokumen", "pilihan", "Awal atau Perubahan", 11, ("Awal", "Perubahan")),
        Column("Kode", "kode", "Kode program, kegiatan, atau sub kegiatan", 19, required=True),
        Column("No", "angka", "Membedakan indikator dari satu Kode", 5),
        Column("Tingkat", "pilihan", "Jenjang baris ini", 13,
               ("Urusan", "Bidang", "Program", "Kegiatan", "Sub Kegiatan")),
        Column("Uraian", "teks", "Nama program, kegiatan, atau sub kegiatan", 36),
        Column("Kode Renstra", "kode", "Kode baris di Renstra", 10, refers=True, outline=True),
        Column("Hasil", "teks", "Outcome atau output", 28, outline=True),
        Column("Indikator", "teks", "Indikator", 34),
        *_measure(),
        Column("Sifat", "pilihan", "Bagaimana target tahun-tahun digabung", 12, SIFAT, outline=True),
        Column("Kondisi Awal", "nilai", "Keadaan sebelum tahun pertama", 11),
        Column("Target {tahun}", "nilai", "Target tahun {tahun}", 11, yearly=True),
        Column("Pagu {tahun}", "uang", "Pagu tahun {tahun}, pada baris terbawah", 17, yearly=True),
        Column("Target Akhir", "nilai", "Target akhir periode menurut Sifat", 11, by_years=_end_target),
        Column("Pagu Akhir", "uang", "Jumlah pagu baris ini", 18, by_years=_end_money),
        Column("Unit", "teks", "Unit penanggung jawab", 22, outline=True),
        Column("Lokasi", "teks", "Lokasi", 18, outline=True),
        Column("Prioritas", "pilihan", "Ya bila prioritas", 9, YA_TIDAK, outline=True),
        Column("Kelompok Sasaran", "teks", "Kelompok sasaran", 20, outline=True),
        Column("Tingkat Hasil", "pilihan", "Jenjang hasil menurut PermenPANRB 89/2021", 16, TINGKAT_HASIL, strict=False,
               outline=True),
        Column("Crosscutting", "teks", "Perangkat daerah atau pihak lain yang diperlukan, dan apa yang diminta", 24,
               outline=True),
        Column("Keterangan", "teks", "Keterangan", 24, outline=True),
    ),
    identity=("Dokumen", "Kode", "No"),
    fallback_identity=("Kode",),
    ordered=True,
    room=100,
    bands=(
        Band("No", "Indikator", "Uraian"), Band("Satuan", "Kondisi Awal", "Ukuran"),
        Band("Target {tahun}", "Target {tahun}", "Target"), Band("Pagu {tahun}", "Pagu {tahun}", "Pagu"),
        Band("Target Akhir", "Pagu Akhir", "Dihitung"), Band("Unit", "Keterangan", "Keterangan"),
    ),
)  # fmt: skip
LAYANAN = Table(
    "tbl_layanan",
    "Indikator pelayanan (T-C.23), dengan target SPM, IKK, dan lainnya.",
    "Kode",
    (
        Column("Kode", "kode", "Kode indikator layanan", 9, required=True, unique=True),
        Column("Kelompok", "teks", "Kelompok indikator", 22),
        Column("Indikator", "teks", "Indikator sesuai tugas dan fungsi", 42, required=True),
        *_measure(),
        Column("Target SDGs", "nilai", "Target SDGs", 12),
        Column("Target SPM", "nilai", "Target SPM", 12),
        Column("Target IKK", "nilai", "Target IKK", 12),
        Column("Target Lainnya", "nilai", "Target indikator lainnya", 11),
        Column("Kode Renstra", "kode", "Kode indikator di Renstra bila sama", 10, refers=True),
    ),
    identity=("Kode",),
    room=40,
    bands=(
        Band("Kelompok", "Indikator", "Indikator"), Band("Satuan", "Arah", "Ukuran"),
        Band("Target SDGs", "Target Lainnya", "Target"),
    ),
)  # fmt: skip
RIWAYAT_LAYANAN = Table(
    "tbl_riwayat_layanan",
    "Target dan realisasi indikator pelayanan tahun-tahun lalu.",
    "Kode",
    (
        Column("Kode", "kode", "Kode indikator layanan, seperti di sebelah kiri", 9, required=True),
        Column("Tahun", "tahun", "Tahun", 8, required=True),
        Column("Target", "nilai", "Target", 11),
        Column("Realisasi", "nilai", "Realisasi", 11),
    ),
    identity=("Kode", "Tahun"),
    room=60,
    bands=(Band("Kode", "Realisasi", "Riwayat layanan"),),
)
MODULE = Module(
    "renstra-lengkap",
    "Renstra Lengkap",
    "Renstra awal, RPJMD, strategi, pendanaan, dan layanan.",
    (
        Sheet(
            "Renstra Awal", 240, "Matriks Renstra Awal",
            "Salin matriks Renstra sebelum perubahan ke sini; kosongkan bila Renstra tidak pernah diubah.",
            (RENSTRA_AWAL,), listed="Matriks Renstra sebelum perubahan.", color=_COLOR, freeze="Kode",
            printing=PrintSetup(pages_wide=2, repeat="Kode"),
        ),
        Sheet(
            "RPJMD", 242, "RPJMD yang Didukung",
            "Isi misi, tujuan, dan sasaran RPJMD yang menjadi tugas instansi, dengan indikator dan targetnya.",
            (RPJMD,), listed="Misi, tujuan, dan sasaran RPJMD yang didukung.", color=_COLOR, freeze="Kode",
        ),
        Sheet(
            "Strategi", 244, "Strategi dan Arah Kebijakan",
            "Satu baris untuk tiap strategi dan arah kebijakannya. Di sebelah kanan: pentahapan.",
            (STRATEGI, TAHAPAN), listed="Strategi, arah kebijakan, pentahapan.", color=_COLOR,
            printing=PrintSetup(pages_wide=2),
        ),
        Sheet(
            "Pendanaan", 246, "Program dan Pendanaan",
            "Isi program, kegiatan, dan sub kegiatan menurut urutannya; pagu ditulis pada baris terbawah.",
            (PENDANAAN,), listed="Program dan pendanaan lima tahun.", color=_COLOR, freeze="Kode",
            printing=PrintSetup(pages_wide=3, repeat="Kode"),
        ),
        Sheet(
            "Layanan", 248, "Kinerja Pelayanan",
            "Isi indikator pelayanan dan targetnya. Di sebelah kanan: target dan realisasi tahun-tahun lalu.",
            (LAYANAN, RIWAYAT_LAYANAN), listed="Indikator pelayanan dan riwayatnya.", color=_COLOR, freeze="Kode",
            printing=PrintSetup(pages_wide=2),
        ),
    ),
)  # fmt: skip
