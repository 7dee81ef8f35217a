"""Pertumbuhan over several years, by three named methods."""

from collections.abc import Sequence
from typing import Any

from ..expr.functions import Function, jika
from ..expr.tree import Expr
from ..expr.values import NOT_AVAILABLE, ErrorValue, RaisedError, is_number
from .pembulatan import pembulatan
from .registry import meanings, rule

GROWTH = ("Rata-rata tahunan", "Sederhana", "Majemuk")
"""The methods of ``metode_pertumbuhan``, the default first."""
meanings(
    deret_tahun="realisasi tahun demi tahun, yang terlama di depan",
    metode_pertumbuhan="setelan metode_pertumbuhan: Rata-rata tahunan, Sederhana, atau Majemuk",
)


def _numbers(cells: Sequence[Any]) -> list[float]:
    for x in cells:
        if x.__class__ is ErrorValue:
            raise RaisedError(x)
    if len(cells) < 2 or not all(is_number(x) for x in cells) or any(x <= 0 for x in cells[:-1]):
        raise RaisedError(NOT_AVAILABLE)
    return list(cells)


def _mean_growth(cells: Sequence[Any]) -> float:
    numbers = _numbers(cells)
    return sum(b / a - 1 for a, b in zip(numbers, numbers[1:], strict=False)) / (len(numbers) - 1)


def _simple_growth(cells: Sequence[Any]) -> float:
    numbers = _numbers(cells)
    return (numbers[-1] / numbers[0] - 1) / (len(numbers) - 1)


def _compound_growth(cells: Sequence[Any]) -> float:
    numbers = _numbers(cells)
    if numbers[-1] / numbers[0] < 0:
        raise RaisedError(NOT_AVAILABLE)
    return float((numbers[-1] / numbers[0]) ** (1 / (len(numbers) - 1))) - 1


_LAST, _FIRST, _STEPS = "INDEX({0},COLUMNS({0}))", "INDEX({0},1)", "(COLUMNS({0})-1)"
_EARLIER = f"{_FIRST}:INDEX({{0}},{_STEPS})"
_LATER = f"INDEX({{0}},2):{_LAST}"
_GUARD = f'IF(COUNT({{0}})<COLUMNS({{0}}),SUM({{0}})+NA(),IF(COUNTIF({_EARLIER},"<=0"),NA(),%s))'
rata_tahunan = Function("rata_tahunan", _GUARD % f"SUMPRODUCT({_LATER}/{_EARLIER}-1)/{_STEPS}", _mean_growth)
sederhana = Function("sederhana", _GUARD % f"({_LAST}/{_FIRST}-1)/{_STEPS}", _simple_growth)
majemuk = Function(
    "majemuk", _GUARD % f"IF({_LAST}/{_FIRST}<0,NA(),({_LAST}/{_FIRST})^(1/{_STEPS})-1)", _compound_growth
)


@rule(
    kode="TUM-02",
    nama="Pertumbuhan tiap tahun",
    hasil="rasio",
    sumber="PermenPANRB 53/2014 Lampiran II (perbandingan dengan tahun-tahun lalu); cara: pilihan instansi "
    "(metode_pertumbuhan), ketiganya beredar pada laporan yang diterbitkan",
    rumus="Rata-rata tahunan: rata-rata dari R / R tahun sebelumnya - 1; Sederhana: (R akhir / R awal - 1) / n; "
    "Majemuk: (R akhir / R awal) pangkat 1/n, dikurangi 1; n banyaknya tahun di antaranya",
    contoh=[
        (dict(deret_tahun=[80, 100, 110], metode_pertumbuhan="Rata-rata tahunan", desimal=2, cara="Bulat"), 0.175),
        (dict(deret_tahun=[80, 100, 110], metode_pertumbuhan="Sederhana", desimal=2, cara="Bulat"), 0.1875),
        (dict(deret_tahun=[80, 100, 110], metode_pertumbuhan="Majemuk", desimal=2, cara="Bulat"), 0.1726),
        (dict(deret_tahun=[0, 100, 110], metode_pertumbuhan="Majemuk", desimal=2, cara="Bulat"), "#N/A"),
        (dict(deret_tahun=[-2, 4, 5], metode_pertumbuhan="Sederhana", desimal=2, cara="Bulat"), "#N/A"),
    ],
    catatan="Satu tahun kosong atau N/A, atau angka yang tidak di atas 0 pada tahun yang menjadi pembagi: N/A.",
)
def pertumbuhan_periode(deret_tahun: Expr, metode_pertumbuhan: Expr, desimal: Expr, cara: Expr) -> Expr:
    """Growth a year over a row of years, the oldest first; N/A where a year is missing or a divisor is not above 0."""
    by_method = jika(
        metode_pertumbuhan == "Majemuk",
        majemuk(deret_tahun),
        jika(metode_pertumbuhan == "Sederhana", sederhana(deret_tahun), rata_tahunan(deret_tahun)),
    )
    rounded: Expr = pembulatan(by_method, desimal, cara)
    return rounded
