"""The plan over its years: the target of its end, and what was reached of it to date, by the kind of indicator."""

from ..expr.functions import angka, angka_terakhir, banyak_angka, jika, jumlah, tidak_tersedia
from ..expr.tree import Expr
from .registry import chapter, meanings, rule

chapter("REN", "Rencana lima tahun", 94)
meanings(
    target_tahunan="target tiap tahun rencana, yang pertama di depan",
    realisasi_lalu_renstra="realisasi Renstra sampai dengan tahun lalu, satuan indikator",
    realisasi_kini="realisasi tahun ini, satuan indikator",
)
SUMBER = "Permendagri 86/2017 (T-C.27 dan E.81); cara tiap Sifat: bacaan buku ini, formulir tidak menyebutnya"


@rule(
    kode="REN-01",
    nama="Target akhir periode",
    hasil="satuan indikator",
    sumber=SUMBER,
    rumus="Akumulasi: jumlah target tiap tahun; selain itu (juga persen, indeks, dan tingkat) target tahun terakhir "
    "yang berisi; tanpa angka N/A",
    contoh=[
        (dict(target_tahunan=[10, 20, None], sifat="Akumulasi"), 30),
        (dict(target_tahunan=[85, 86, 90], sifat="Posisi Akhir"), 90),
        (dict(target_tahunan=[None, None], sifat="Akumulasi"), "#N/A"),
    ],
)
def target_akhir_periode(target_tahunan: Expr, sifat: Expr) -> Expr:
    """The target at the end of a plan's years."""
    numbers = jika(sifat == "Akumulasi", jumlah(target_tahunan), angka_terakhir(target_tahunan))
    return jika(banyak_angka(target_tahunan) == 0, tidak_tersedia(), numbers)


@rule(
    kode="REN-02",
    nama="Realisasi Renstra sampai dengan tahun ini",
    hasil="satuan indikator",
    sumber=SUMBER,
    rumus="Akumulasi: sampai tahun lalu + tahun ini (13 = 6 + 12), N/A bila yang lalu tidak tersedia; selain itu "
    "keadaan tahun ini, tidak dijumlahkan",
    contoh=[
        (dict(realisasi_lalu_renstra=7, realisasi_kini=4, sifat="Akumulasi"), 11),
        (dict(realisasi_lalu_renstra=100, realisasi_kini=100, sifat="Posisi Akhir"), 100),
        (dict(realisasi_lalu_renstra=None, realisasi_kini=4, sifat="Akumulasi"), "#N/A"),
    ],
)
def realisasi_renstra(realisasi_lalu_renstra: Expr, realisasi_kini: Expr, sifat: Expr) -> Expr:
    """What was reached of the plan to the end of the year; a state (a percentage) is never added over the years."""
    added = jika(angka(realisasi_lalu_renstra), realisasi_lalu_renstra + realisasi_kini, tidak_tersedia())
    return jika(angka(realisasi_kini), jika(sifat == "Akumulasi", added, realisasi_kini), tidak_tersedia())
