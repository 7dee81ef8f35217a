"""Predikat: the band of a value on a named scale."""

from collections.abc import Sequence
from typing import Any

from ..expr.functions import Function, adalah_na, angka, jika, kosong, salah_isi, tidak_tersedia
from ..expr.tree import Expr
from ..expr.values import NOT_AVAILABLE, Number, RaisedError, as_number, compare_values
from .parameters import holding
from .pembulatan import bila_angka, pembulatan
from .registry import Steps, chapter, meanings, rule, rule_chain
from .udf import PERCENT_ARGUMENTS, PERCENT_DEFAULTS, TableArgument, Udf

chapter("PRE", "Predikat", 50)
meanings(
    daftar_batas="kolom Batas Bawah dari skala di Pengaturan, rasio",
    daftar_predikat="kolom Predikat dari skala di Pengaturan",
    daftar_skala="kolom Skala dari skala di Pengaturan",
    daftar_termasuk="kolom Termasuk dari skala di Pengaturan: Ya atau Tidak",
    skala="nama skala predikat",
)
DEFAULT_SCALE = "Permendagri 86/2017"
"""The scale of a new book; one of an earlier year gets the first that was in force (``default_scale``)."""


def shipped_scales(year: Number | None = None) -> list[tuple[str, Number, str, str, str]]:
    """Rows of ``tbl_skala`` in a new book of a year (None: of now): scale, bound, Termasuk, predikat, colour.

    A scale of which a later year has no version any more is left out; a book that holds it keeps it.

    >>> shipped_scales()[0]
    ('Permendagri 86/2017', 0.91, 'Ya', 'Sangat Tinggi', '63BE7B')
    >>> sorted({row[0] for row in shipped_scales(2015)})
    ['Empat Tingkat', 'Kategori', 'LAN', 'Lima Tingkat', 'Permendagri 54/2010', 'Skala Ordinal']
    """
    return [
        (p.name, b.bound, "Ya" if b.sign == ">=" else "Tidak", b.label, b.color)
        for p in holding("predikat.", year)
        for b in p.value
    ]


def default_scale(year: Number | None = None) -> str:
    """Name of the scale that a new book of a year is set to.

    >>> default_scale(2025), default_scale(2015)
    ('Permendagri 86/2017', 'Permendagri 54/2010')
    """
    names = [p.name for p in holding("predikat.", year)]
    return DEFAULT_SCALE if DEFAULT_SCALE in names else names[0]


Band = tuple[Number, bool, int]
"""Bound of a row of a scale, whether the bound itself reaches it, and its position."""
_kept: list[tuple[tuple[Any, ...], list[Band]]] = []


def _bands(scale: Any, scales: Sequence[Any], bounds: Sequence[Any], reached: Sequence[Any]) -> list[Band]:
    """The rows of one scale; those of the last call are kept, for a column asks for one scale over and over."""
    given = (scales, bounds, reached)
    if _kept and scale.__class__ is str:
        before, bands = _kept[0]
        if before[3] == scale and all(a is b for a, b in zip(given, before, strict=False)):
            return bands
    numbers = [as_number(b) for b in bounds]
    bands = [
        (number, not compare_values(reached[i], "Ya"), i)
        for i, number in enumerate(numbers)
        if not compare_values(scales[i], scale)
    ]
    _kept[:] = [((*given, scale), bands)] if scale.__class__ is str else []
    return bands


def _band(
    value: Any, scale: Any, scales: Sequence[Any], bounds: Sequence[Any], reached: Sequence[Any], labels: Sequence[Any]
) -> Any:
    value = as_number(value)
    bands = _bands(scale, scales, bounds, reached)
    best: Number = 0
    for bound, closed, _ in bands:
        if bound > best and (bound < value or (bound == value and closed)):
            best = bound
    for bound, _, i in reversed(bands):
        if bound == best:
            return labels[i]
    raise RaisedError(NOT_AVAILABLE)


# The inner MAX is the highest bound that the value reaches (Termasuk "Ya") or passes ("Tidak"), whatever order the
# rows stand in; it is 0 when there is none, and 0 is the lowest bound of every scale. LOOKUP fetches its label.
pita_skala = Function(
    "pita_skala",
    'LOOKUP(2,1/(({2}={1})*({3}=SUMPRODUCT(MAX(({2}={1})*(({3}<{0})+({3}={0})*({4}="Ya"))*{3})))),{5})',
    _band,
)


@rule(
    kode="PRE-01",
    nama="Predikat",
    hasil="teks",
    sumber="Skala bernama di Pengaturan: Permendagri 86/2017 (bawaan), LAN, Lima Tingkat, Empat Tingkat, AKIP "
    "(PermenPANRB 88/2021), atau skala buatan instansi",
    rumus="pita dengan batas bawah tertinggi yang dicapai (Termasuk Ya) atau dilewati (Termasuk Tidak)",
    contoh=[
        (
            dict(
                capaian=0.905, skala="S", daftar_skala=["S", "S"], daftar_batas=[0.91, 0.76],
                daftar_termasuk=["Ya", "Ya"], daftar_predikat=["Sangat Tinggi", "Tinggi"],
            ),
            "Tinggi",
        ),
        (
            dict(
                capaian=0.9, skala="S", daftar_skala=["S", "S"], daftar_batas=[0.9, 0.8],
                daftar_termasuk=["Tidak", "Tidak"], daftar_predikat=["AA", "A"],
            ),
            "A",
        ),
    ],
    catatan="Skala yang diterbitkan berlubang (90,5 antara 91-100 dan 76-90): batas bawah menutupnya. Nilai dibulatkan "
    "ke desimal yang ditampilkan lebih dahulu. N/A tetap N/A.",
)  # fmt: skip
def predikat(
    capaian: Expr, skala: Expr, daftar_skala: Expr, daftar_batas: Expr, daftar_termasuk: Expr, daftar_predikat: Expr
) -> Expr:
    """Label of the band that a rounded capaian falls in.

    Args:
        capaian: ratio, already rounded; #N/A, blank and - give the text ``N/A``, other text #VALUE!.
        skala: name of the scale.
        daftar_skala, daftar_batas, daftar_termasuk, daftar_predikat: columns of ``tbl_skala``; bounds are ratios.
    """
    return jika(
        angka(capaian),
        jika(
            skala == "",
            tidak_tersedia(),
            pita_skala(capaian, skala, daftar_skala, daftar_batas, daftar_termasuk, daftar_predikat),
        ),
        jika(adalah_na(capaian), "N/A", jika(kosong(capaian), "N/A", salah_isi())),
    )


@rule_chain(
    kode="SEL-02",
    nama="Predikat dari sel capaian",
    hasil="teks",
    sumber="Skala bernama di Pengaturan; Permendagri 86/2017 (bawaan)",
    rumus="BUL-01 membulatkan capaian seperti yang ditampilkan, lalu PRE-01",
    contoh=[
        (
            dict(
                capaian=0.9099999, skala="S", desimal=2, cara="Bulat", daftar_skala=["S", "S"],
                daftar_batas=[0.91, 0.76], daftar_termasuk=["Ya", "Ya"], daftar_predikat=["Sangat Tinggi", "Tinggi"],
            ),
            "Sangat Tinggi",
        ),
    ],
    udf=Udf(
        "LK_PREDIKAT",
        "Predikat capaian menurut skala bernama, misalnya Sangat Tinggi. Capaian (rasio, 1 adalah 100%) dibulatkan "
        "lebih dahulu seperti yang ditampilkan. Capaian kosong atau N/A menghasilkan teks N/A.",
        {
            "capaian": "Capaian sebagai rasio: 0,9193 untuk 91,93%.",
            "skala": "Nama skala predikat, misalnya LAN. Bila tidak diisi: " + DEFAULT_SCALE + ".",
            **PERCENT_ARGUMENTS,
            "tabel_skala": "Skala buatan sendiri: rentang empat kolom seperti skala di Pengaturan (Skala, Batas Bawah, "
            "Termasuk, Predikat). Bila tidak diisi: skala bawaan.",
        },
        {"skala": DEFAULT_SCALE, **PERCENT_DEFAULTS, "tabel_skala": None},
        [
            ((0.9193,), "Sangat Tinggi"), ((0.9099999,), "Sangat Tinggi"), ((0.905,), "Tinggi"),
            ((0.905, "LAN"), "Sangat Berhasil"), ((0.9, "AKIP"), "A"), ((None,), "N/A"), (("tinggi",), "#VALUE!"),
            ((0.9, "Skala Lain"), "#N/A"),
        ],
        tabel={
            "tabel_skala": TableArgument(
                "tbl_skala", ("daftar_skala", "daftar_batas", "daftar_termasuk", "daftar_predikat"), "skala"
            )
        },
    ),
)  # fmt: skip
def predikat_of_cells(
    capaian: Expr,
    skala: Expr,
    desimal: Expr,
    cara: Expr,
    daftar_skala: Expr,
    daftar_batas: Expr,
    daftar_termasuk: Expr,
    daftar_predikat: Expr,
) -> Steps:
    """Predikat of a capaian that may not be rounded yet (arguments as ``predikat`` and ``pembulatan``)."""
    bulat = yield "bulat", bila_angka(capaian, pembulatan(capaian, desimal, cara))
    result: Expr = predikat(bulat, skala, daftar_skala, daftar_batas, daftar_termasuk, daftar_predikat)
    return result
