"""Means: of a sasaran over its indicators, of the office over indicators or sasaran."""

from collections.abc import Sequence
from typing import Any

from ..expr.functions import Function
from ..expr.to_python import ColumnValues
from ..expr.tree import Expr
from ..expr.values import NOT_AVAILABLE, RaisedError, is_number
from .pembulatan import pembulatan
from .registry import chapter, rule
from .udf import PERCENT_ARGUMENTS, PERCENT_DEFAULTS, WHOLE_RANGE, Udf

chapter("RAT", "Rata-rata", 60)


def _mean(cells: Sequence[Any]) -> float:
    numbers = [x for x in cells if is_number(x) and x >= 0]
    if not numbers:
        raise RaisedError(NOT_AVAILABLE)
    return sum(numbers) / len(numbers)


def _mean_if(cells: Sequence[Any], keys: Sequence[Any], key: Any) -> float:
    if isinstance(keys, ColumnValues):
        return _mean([cells[i] for i in keys.positions(key)])
    return _mean([x for x, k in zip(cells, keys, strict=True) if k == key])


# AVERAGEIF with ">=0" leaves out blanks, text and errors; AVERAGE would stop at the first #N/A.
# The COUNT makes ONLYOFFICE compute the columns first, whose AVERAGEIF takes them as they stand; a SUM would stop at
# the first error (schema.setting_cells).
rerata = Function("rerata", 'IFERROR(AVERAGEIF({0},">="&0*COUNT({0})),NA())', _mean)
rerata_bila = Function(
    "rerata_bila", 'IFERROR(AVERAGEIFS({0},{0},">="&0*COUNT({0})+0*COUNT({1}),{1},{2}),NA())', _mean_if
)


@rule(
    kode="RAT-01",
    meanings={"capaian": "kolom capaian, rasio"},
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
        {"capaian": "Rentang capaian sebagai rasio, misalnya satu kolom.", **PERCENT_ARGUMENTS},
        PERCENT_DEFAULTS,
        [(([[0.9193], [1], [1], ["N/A"]],), 0.9731), (([[None], ["N/A"]],), "#N/A")],
        bentuk={"capaian": WHOLE_RANGE},
    ),
)
def rata_rata(capaian: Expr, desimal: Expr, cara: Expr) -> Expr:
    """Simple mean of the measured capaian; N/A and blanks are left out, N/A when nothing is measured."""
    result: Expr = pembulatan(rerata(capaian), desimal, cara)
    return result


@rule(
    kode="RAT-02",
    meanings={
        "capaian": "kolom capaian, rasio", "kolom": "kolom yang menandai indikatornya", "isi": "tanda yang dicari"
    },
    nama="Rata-rata capaian indikator terpilih",
    hasil="rasio",
    sumber="PermenPANRB 53/2014 Lampiran II; rata-rata sederhana, N/A tidak dihitung",
    rumus="jumlah capaian indikator terpilih yang terukur / banyaknya yang terukur",
    contoh=[
        (dict(capaian=[0.9193, 1, 0.5], kolom=["PK", "PK", ""], isi="PK", desimal=2, cara="Bulat"), 0.9597),
        (dict(capaian=["#N/A"], kolom=["PK"], isi="PK", desimal=2, cara="Bulat"), "#N/A"),
    ],
    catatan="RAT-01 atas sebagian indikator: yang target tahun ini dari PK yang berlaku, IKU, atau satu sasaran.",
)  # fmt: skip
def rata_rata_terpilih(capaian: Expr, kolom: Expr, isi: Expr, desimal: Expr, cara: Expr) -> Expr:
    """Simple mean of the measured capaian of the rows that hold ``isi`` in ``kolom``."""
    result: Expr = pembulatan(rerata_bila(capaian, kolom, isi), desimal, cara)
    return result
