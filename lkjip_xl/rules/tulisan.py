"""Numbers in writing: rupiah as a rule; words and reading as functions that no cell formula of Excel can express."""

from ..expr.fungsi import Fungsi, jika
from ..expr.nilai import sebagai_angka
from .angka import baca_angka
from .registry import aturan, fungsi_teks
from .terbilang import angka_id, terbilang
from .umum import bila_angka

# FIXED writes the separators of the user's own language; SUBSTITUTE makes both kinds dots.
ribuan = Fungsi("ribuan", 'SUBSTITUTE(FIXED(ABS({0}),0),",",".")', lambda x: angka_id(abs(sebagai_angka(x)), 0))


@aturan(
    kode="RUP-01",
    nama="Rupiah",
    hasil="teks",
    sumber="Penulisan mata uang menurut Ejaan yang Disempurnakan: Rp tanpa spasi, titik sebagai pemisah ribuan",
    rumus="Rp diikuti angka bulat dengan titik ribuan; negatif didahului tanda minus",
    contoh=[
        (dict(isi=10_180_573_349), "Rp10.180.573.349"),
        (dict(isi=-1000), "-Rp1.000"),
        (dict(isi=0), "Rp0"),
    ],
)
def rupiah(isi):
    """An amount in writing, rounded to whole rupiah."""
    return bila_angka(isi, jika(isi <= -0.5, "-", "") & "Rp" & ribuan(isi))


fungsi_teks(
    "TER-01",
    "Terbilang",
    terbilang,
    "Ejaan bahasa Indonesia; ditulis pustaka num2words, kekeliruannya dibetulkan",
    [((13,), "tiga belas"), ((0,), "nol"), ((1_500_000,), "satu juta lima ratus ribu"), ((-2,), "minus dua")],
)
fungsi_teks(
    "BAC-01",
    "Membaca angka yang diketik orang",
    lambda teks, satuan=None: baca_angka(teks, satuan=satuan).nilai,
    "Penulisan angka Indonesia; yang bermakna dua tidak ditebak",
    [
        (("88%",), 88), (("80,90 %",), 80.9), (("Rp 1.283.419.000",), 1_283_419_000), (("1.447", "orang"), 1447),
        (("1.447",), None),
    ],
)  # fmt: skip
