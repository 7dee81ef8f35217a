"""Pengaturan: whose book it is, which year, how it computes; the named scales and levels."""

from ...rules.predikat import shipped_scales
from ...rules.triwulan import shipped_levels
from ..choices import YA_TIDAK
from ..model import ChoiceList, Column, PrintSetup, Row, Sheet, Step, Table
from ..setting_cells import FORMULAS
from ..settings import SETTINGS
from ..state import IDENTITY_FILLED

_SCALE = ("Skala", "Batas Bawah", "Termasuk", "Predikat", "Warna")
_LEVEL = ("Skala Tingkat", "Tingkat", "Skor")


def _scales(year: float | None) -> list[Row]:
    return [dict(zip(_SCALE, row, strict=True)) for row in shipped_scales(year)]


def _levels(year: float | None) -> list[Row]:
    return [dict(zip(_LEVEL, row, strict=True)) for row in shipped_levels(year)]


PENGATURAN = Table(
    "tbl_pengaturan",
    "Setelan buku.",
    "Kunci",
    (
        Column("Kunci", "teks", "Nama setelan untuk perintah dan panduan; tidak diubah", 24, folded=True),
        Column("Nilai", "teks", "Isi setelan", 40, by_cell=True),
        Column("Keterangan", "teks", "Arti setelan", 62),
    ),
    identity=("Kunci",),
    spare=0,
    room=0,
    at="C5",
    shipped=lambda _year: [{"Kunci": s.key, "Nilai": s.default, "Keterangan": s.about} for s in SETTINGS],
    needed=True,
    home=True,
)
SKALA = Table(
    "tbl_skala",
    "Skala predikat; instansi boleh menambah skala sendiri pada baris kosong di bawahnya.",
    "Skala",
    (
        Column("Skala", "teks", "Nama skala", 22),
        Column("Batas Bawah", "rasio", "Batas bawah pita, 91% ditulis 91%", 12),
        Column("Termasuk", "pilihan", "Ya: mencapai batas sudah cukup. Tidak: harus melewati", 10, YA_TIDAK),
        Column("Predikat", "teks", "Predikat", 18),
        Column("Warna", "teks", "Warna (RRGGBB)", 10),
    ),
    identity=("Skala", "Predikat"),
    spare=20,
    room=0,
    shipped=_scales,
    home=True,
)
TINGKAT = Table(
    "tbl_tingkat",
    "Skor tiap tingkat; instansi boleh menambah skala sendiri pada baris kosong di bawahnya.",
    "Skala Tingkat",
    (
        Column("Skala Tingkat", "teks", "Nama skala tingkat", 18),
        Column("Tingkat", "teks", "Label tingkat", 14),
        Column("Skor", "angka", "Skor", 8),
    ),
    identity=("Skala Tingkat", "Tingkat"),
    spare=20,
    room=0,
    shipped=_levels,
    home=True,
)
SHEET = Sheet(
    "Pengaturan",
    30,
    "Pengaturan",
    "Identitas instansi, tahun, dan cara menghitung.",
    (PENGATURAN, SKALA, TINGKAT),
    listed="Identitas, cara menghitung, skala predikat, skor tingkat.",
    protected=True,
    color="7F7F7F",
    layout="settings",
    printing=PrintSetup(landscape=False, scale=65, in_pieces=True),
    step=Step(
        "Nama instansi, tahun, triwulan, cara menghitung.",
        "Nama instansi, tahun, periode Renstra, triwulan berjalan, dan cara menghitung (batas capaian, skala "
        "predikat, pembulatan). Sebaiknya ditetapkan sekali di awal tahun.",
        IDENTITY_FILLED,
    ),
    lists=(
        ChoiceList(
            "dv_skala",
            "semua nama skala di `tbl_skala`",
            "Skala ini belum ada di tabel skala. Pilih dari daftar, atau tambahkan di tabel itu.",
            "Skala ini belum ada di tabel skala di sebelah kanan. Pilih dari daftar.",
            table="tbl_skala",
            column="Skala",
            title="Daftar skala",
        ),
        ChoiceList(
            "dv_skala_tingkat",
            "semua nama skala di `tbl_tingkat`",
            "Skala ini belum ada di lembar Pengaturan. Pilih dari daftar, atau tambahkan di sana.",
            table="tbl_tingkat",
            column="Skala Tingkat",
            title="Daftar skala tingkat",
        ),
    ),
    names=(("dv_tingkat", "tbl_tingkat[Tingkat]"),),
    formulas=FORMULAS,
)
