"""Means: of a sasaran over its indicators, of the office over indicators or sasaran."""

from ..expr.functions import Function
from ..expr.values import NOT_AVAILABLE, RaisedError, is_number
from .pembulatan import pembulatan
from .registry import aturan
from .udf import PERSEN, PERSEN_BAWAAN, RENTANG, Udf


def _rerata(deret):
    angka = [x for x in deret if is_number(x) and x >= 0]
    if not angka:
        raise RaisedError(NOT_AVAILABLE)
    return sum(angka) / len(angka)


def _rerata_bila(deret, kolom, isi):
    return _rerata([x for x, k in zip(deret, kolom, strict=True) if k == isi])


# AVERAGEIF with ">=0" leaves out blanks, text and errors; AVERAGE would stop at the first #N/A.
rerata = Function("rerata", 'IFERROR(AVERAGEIF({0},">=0"),NA())', _rerata)
rerata_bila = Function("rerata_bila", 'IFERROR(AVERAGEIFS({0},{0},">=0",{1},{2}),NA())', _rerata_bila)


@aturan(
    kode="RAT-01",
    nama="Rata-rata capaian",
    hasil="rasio",
    sumber="PermenPANRB 53/2014 Lampiran II; rata-rata sederhana, N/A tidak dihitung",
    rumus="jumlah capaian yang terukur / banyaknya yang terukur",
    contoh=[
        (dict(capaian=[0.9193, 1, 1, "#N/A"], desimal=2, cara="Bulat"), 0.9731),
        (dict(capaian=["#N/A", None], desimal=2, cara="Bulat"), "#N/A"),
    ],
    catatan="Sasaran: rata-rata indikatornya. Instansi: menurut rata_rata_instansi, atas indikator PK yang berlaku, "
    "atas IKU, atau atas rata-rata sasaran. Batas capaian bekerja sebelum rata-rata. Banyaknya yang terukur ditulis "
    "(4 dari 5 indikator terukur).",
    udf=Udf(
        "LK_RATA",
        "Rata-rata capaian yang terukur pada sebuah rentang. Sel kosong, teks, galat seperti #N/A, dan angka di bawah "
        "0 tidak dihitung; #N/A bila tidak ada yang terukur.",
        {"capaian": "Rentang capaian sebagai rasio, misalnya satu kolom.", **PERSEN},
        PERSEN_BAWAAN,
        [(([[0.9193], [1], [1], ["N/A"]],), 0.9731), (([[None], ["N/A"]],), "#N/A")],
        bentuk={"capaian": RENTANG},
    ),
)
def rata_rata(capaian, desimal, cara):
    """Simple mean of the measured capaian; N/A and blanks are left out, N/A when nothing is measured."""
    return pembulatan(rerata(capaian), desimal, cara)
