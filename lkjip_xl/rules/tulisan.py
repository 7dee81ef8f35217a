"""Numbers in writing: rupiah as a rule; words and reading as functions that no cell formula of Excel can express."""

from typing import Any

from ..expr.functions import Function, is_blank_mark, jika
from ..expr.tree import Expr
from ..expr.values import NOT_AVAILABLE, TOO_LARGE, WRONG_VALUE, ErrorValue, Number, as_number
from .bacaan_angka import ANGKA, KOSONG, read_number
from .bacaan_angka import NOT_AVAILABLE as TAK_ADA
from .pembulatan import bila_angka
from .registry import chapter, rule, text_function
from .terbilang import BATAS_TERBILANG, format_number, terbilang
from .udf import Udf

chapter("RUP", "Tulisan", 100)

MOST_RATIO = 2
"""A share above it (200%) was written in percent: 100 for 100%, 91 for 91%."""


def as_ratio(number: Number, text: str = "") -> Number:
    """What a number says in a column of ratios; with its sign, or where it is far above 1, it is a percent.

    >>> as_ratio(91, "91%"), as_ratio(100), as_ratio(1), as_ratio(0.91)
    (0.91, 1.0, 1, 0.91)
    """
    return number / 100 if "%" in text or number > MOST_RATIO else number


# FIXED writes the separators of the user's own language; SUBSTITUTE makes both kinds dots.
ribuan = Function("ribuan", 'SUBSTITUTE(FIXED(ABS({0}),0),",",".")', lambda x: format_number(abs(as_number(x)), 0))


@rule(
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
    udf=Udf(
        "LK_RUPIAH",
        "Jumlah uang sebagai teks rupiah bulat, misalnya Rp10.180.573.349. Sel kosong atau N/A menghasilkan #N/A, teks "
        "#VALUE!.",
        {"angka": "Jumlah uang."},
        contoh=[((10_180_573_349,), "Rp10.180.573.349"), ((-1000,), "-Rp1.000"), ((None,), "#N/A"),
                (("seribu",), "#VALUE!")],
        sebutan={"angka": "isi"},
    ),
)  # fmt: skip
def rupiah(isi: Expr) -> Expr:
    """An amount in writing, rounded to whole rupiah."""
    return bila_angka(isi, jika(isi <= -0.5, "-", "") & "Rp" & ribuan(isi))


def terbilang_of_cell(angka: Any) -> str | ErrorValue:
    """A cell's number in words; blank and N/A are #N/A, text is #VALUE!, a number too long to spell #NUM!."""
    if angka.__class__ is ErrorValue:
        return angka
    if is_blank_mark(angka):
        return NOT_AVAILABLE
    try:
        return terbilang(angka)
    except ValueError:
        besar = angka.__class__ in (int, float) and abs(angka) >= BATAS_TERBILANG
        return TOO_LARGE if besar else WRONG_VALUE


def number_of_cell(teks: Any, satuan: Any = None) -> Any:
    """The number that a cell's text says; #N/A where it says that there is none, #VALUE! where it is no sure number."""
    for isi in (teks, satuan):
        if isi.__class__ is ErrorValue:
            return isi
    if satuan is not None and satuan.__class__ is not str:
        return WRONG_VALUE
    bacaan = read_number(teks, satuan=satuan)
    if bacaan.jenis == ANGKA:
        return bacaan.nilai
    return NOT_AVAILABLE if bacaan.jenis in (KOSONG, TAK_ADA) else WRONG_VALUE


text_function(
    "TER-01",
    "Terbilang",
    terbilang,
    "Ejaan bahasa Indonesia; ditulis pustaka num2words, kekeliruannya dibetulkan",
    [((13,), "tiga belas"), ((0,), "nol"), ((1_500_000,), "satu juta lima ratus ribu"), ((-2,), "minus dua")],
    on_cells=terbilang_of_cell,
    udf=Udf(
        "LK_TERBILANG",
        "Angka dengan huruf, misalnya 13 menjadi tiga belas. Sel kosong atau N/A menghasilkan #N/A, teks #VALUE!.",
        {"angka": "Angka yang ditulis dengan huruf, di bawah 10 pangkat 18."},
        contoh=[((13,), "tiga belas"), ((80.9,), "delapan puluh koma sembilan"), ((-2,), "minus dua"),
                ((None,), "#N/A"), (("tiga",), "#VALUE!"), ((1e18,), "#NUM!")],
    ),
)  # fmt: skip
text_function(
    "BAC-01",
    "Membaca angka yang diketik orang",
    lambda teks, satuan=None: read_number(teks, satuan=satuan).nilai,
    "Penulisan angka Indonesia; yang bermakna dua tidak ditebak",
    [
        (("88%",), 88), (("80,90 %",), 80.9), (("Rp 1.283.419.000",), 1_283_419_000), (("1.447", "orang"), 1447),
        (("1.447",), None),
    ],
    on_cells=number_of_cell,
    udf=Udf(
        "LK_ANGKA",
        "Angka dari teks seperti Rp 1.283.419.000, 80,90 %, atau 20 orang. Persen tetap dalam poin: 88% menjadi 88. "
        "Kosong atau N/A menghasilkan #N/A; teks yang dapat dibaca lebih dari satu cara #VALUE!, tidak ditebak.",
        {
            "teks": "Teks yang dibaca; angka biasa tetap apa adanya.",
            "satuan": "Satuan indikatornya, misalnya orang, %, atau rupiah; membuat 1.447 orang terbaca 1447. Bila "
            "tidak diisi: tidak diketahui.",
        },
        {"satuan": None},
        [
            (("88%",), 88), (("Rp 1.283.419.000",), 1_283_419_000), (("80,90 %",), 80.9), (("1.447", "orang"), 1447),
            (("1.447",), "#VALUE!"), (("N/A",), "#N/A"), ((88,), 88),
        ],
    ),
)  # fmt: skip
