"""Rounding and the settings that other rules rest on."""

from ..expr.functions import angka, bulat_bawah, dan, jika, kosong, potong, salah_isi, tidak_tersedia
from ..expr.functions import bulatkan as bulat
from ..expr.tree import Expr
from .registry import chapter, meanings, rule

chapter("BUL", "Pembulatan", 10)
chapter("SET", "Setelan", 110)
meanings(desimal="setelan desimal_persen: 0 sampai 4", cara="setelan pembulatan: Bulat atau Potong")


def bila_angka(value: Expr, result: object) -> Expr:
    """``result`` where ``value`` is a number; blank, - and N/A give #N/A, other text #VALUE!, an error stays itself.

    MAX, MIN and comparisons would take a blank or a text for something that it is not.
    """
    return jika(angka(value), result, jika(kosong(value), tidak_tersedia(), salah_isi()))


@rule(
    kode="BUL-01",
    meanings={"isi": "rasio yang dibulatkan, 1 berarti 100%"},
    nama="Pembulatan persentase",
    hasil="rasio",
    sumber="Kebiasaan laporan yang diterbitkan: pembulatan setengah ke atas; sebagian instansi memotong",
    rumus="Bulat: setengah ke atas; Potong: angka di belakang dibuang (setelah dirapikan ke 12 desimal)",
    contoh=[
        (dict(isi=0.919318, desimal=2, cara="Bulat"), 0.9193),
        (dict(isi=0.919399, desimal=2, cara="Potong"), 0.9193),
        (dict(isi=0.57, desimal=0, cara="Potong"), 0.57),
    ],
    catatan="Desimal adalah desimal persen: 2 berarti 91,93% (rasio 0,9193). Setiap aturan membulatkan hasilnya "
    "sendiri dan aturan berikutnya memakai angka yang sudah bulat, sehingga pembaca dengan kalkulator mendapat "
    "angka yang sama dengan yang tercetak.",
)
def pembulatan(isi: Expr, desimal: Expr, cara: Expr) -> Expr:
    """A ratio rounded to the shown decimals of a percent.

    Args:
        isi: ratio, 1 is 100%.
        desimal: decimals of the percent, 0 to 4.
        cara: ``Potong`` truncates toward zero, anything else rounds half-up.
    """
    return jika(cara == "Potong", potong(bulat(isi, 12), desimal + 2), bulat(isi, desimal + 2))


def share_of(part: Expr, whole: Expr, desimal: Expr, cara: Expr) -> Expr:
    """A part of a whole, rounded; #N/A where one of them is blank or N/A, or the whole is 0 (which is no 0%)."""
    ratio = jika(whole == 0, tidak_tersedia(), pembulatan(part / whole, desimal, cara))
    return jika(kosong(part), tidak_tersedia(), jika(kosong(whole), tidak_tersedia(), ratio))


@rule(
    kode="SET-01",
    nama="Triwulan berjalan",
    hasil="angka 1-4",
    sumber="Setelan buku (triwulan_berjalan)",
    rumus="1, 2, 3 atau 4; kosong atau di luar itu dibaca 4",
    contoh=[(dict(isi=3), 3), (dict(isi=None), 4), (dict(isi=7), 4)],
)
def triwulan_berjalan(isi: Expr) -> Expr:
    """The running quarter; 4 when the setting is blank or unusable."""
    return jika(angka(isi), jika(dan(isi >= 1, isi < 5), bulat_bawah(isi), 4), 4)


@rule(
    kode="SET-02",
    nama="Desimal persen",
    hasil="angka 0-4",
    sumber="Setelan buku (desimal_persen)",
    rumus="0 sampai 4; kosong atau di luar itu dibaca 2",
    contoh=[(dict(isi=0), 0), (dict(isi=None), 2), (dict(isi="dua"), 2)],
)
def desimal_persen(isi: Expr) -> Expr:
    """Decimals of every percent; 2 when the setting is blank or unusable."""
    return jika(angka(isi), jika(dan(isi >= 0, isi < 5), bulat_bawah(isi), 2), 2)
