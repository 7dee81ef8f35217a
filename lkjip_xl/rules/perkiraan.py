"""Perkiraan: where an indicator ends the year at the pace of its quarters so far, and by how much it misses."""

from ..expr.functions import angka, bulatkan, dan, jika, jika_galat, maks
from ..expr.tree import Expr
from .registry import chapter, rule

chapter("PKR", "Perkiraan akhir tahun", 75)
_SUMBER = "Ketentuan buku ini: laju triwulan yang sudah lewat diteruskan sampai akhir tahun"
DIGITS = 6
"""Decimals of an estimate: beyond them a difference from the target is none."""


@rule(
    kode="PKR-01",
    nama="Perkiraan realisasi akhir tahun",
    hasil="satuan indikator",
    sumber=_SUMBER,
    rumus="R / target s.d. triwulan x target setahun; tanpa target triwulan: R (Posisi Akhir) atau R x 4 / triwulan",
    contoh=[
        (dict(realisasi=40, target_berjalan=50, target_setahun=120, sifat="Akumulasi", triwulan=2), 96),
        (dict(realisasi=40, target_berjalan="#N/A", target_setahun=120, sifat="Kumulatif", triwulan=2), 80),
        (dict(realisasi=71, target_berjalan="#N/A", target_setahun=80, sifat="Posisi Akhir", triwulan=3), 71),
        (dict(realisasi=110, target_berjalan=50, target_setahun=120, sifat="Akumulasi", triwulan=4), 110),
    ],
    meanings={
        "realisasi": "realisasi s.d. triwulan berjalan", "target_berjalan": "target s.d. triwulan berjalan",
        "target_setahun": "target setahun", "sifat": "Akumulasi, Kumulatif, atau Posisi Akhir",
        "triwulan": "triwulan berjalan, 1 sampai 4",
    },
    catatan="Dipakai Dasbor sebagai peringatan dini, bukan angka laporan. Pada triwulan IV perkiraan adalah realisasi.",
)  # fmt: skip
def perkiraan(realisasi: Expr, target_berjalan: Expr, target_setahun: Expr, sifat: Expr, triwulan: Expr) -> Expr:
    """The year's realisasi at the pace so far, in the indicator's unit; N/A while nothing is measured."""
    straight = jika(sifat == "Posisi Akhir", realisasi, realisasi * 4 / triwulan)
    planned = dan(angka(target_berjalan), angka(target_setahun))
    along = jika(jika_galat(target_berjalan, 0) == 0, straight, realisasi * target_setahun / target_berjalan)
    return bulatkan(jika(triwulan >= 4, realisasi, jika(planned, along, straight)), DIGITS)


@rule(
    kode="PKR-02",
    nama="Selisih perkiraan dengan target setahun",
    hasil="satuan indikator",
    sumber=_SUMBER,
    rumus="target - perkiraan (Naik), perkiraan - target (Turun): di atas 0 berarti meleset; target rentang: jarak ke "
    "ujung terdekat yang dilewati, apa pun arahnya",
    contoh=[
        (dict(perkiraan=96, target_setahun=120, arah="Naik", batas_atas=""), 24),
        (dict(perkiraan=7, target_setahun=5, arah="Turun", batas_atas=""), 2),
        (dict(perkiraan=130, target_setahun=120, arah="Naik", batas_atas=""), -10),
        (dict(perkiraan=45, target_setahun=60, arah="Turun", batas_atas=85), 15),
        (dict(perkiraan=5.61, target_setahun=5.1, arah="Naik", batas_atas=5.4), 0.21),
    ],
    meanings={"perkiraan": "perkiraan realisasi akhir tahun (PKR-01)", "target_setahun": "target setahun",
              "arah": "Naik atau Turun", "batas_atas": "batas atas target rentang; kosong bila bukan rentang"},
)  # fmt: skip
def selisih_perkiraan(perkiraan: Expr, target_setahun: Expr, arah: Expr, batas_atas: Expr) -> Expr:
    """By how much the estimate misses the year's target, in the indicator's unit; 0 or less: it does not.

    Args:
        target_setahun: the year's target as a number, of an interval its lower end.
        batas_atas: the interval's upper end; "" for any other target.
    """
    less = target_setahun - perkiraan
    return bulatkan(
        jika(batas_atas == "", jika(arah == "Turun", perkiraan - target_setahun, less),
             maks(less, perkiraan - batas_atas)), DIGITS,
    )  # fmt: skip
