"""Renders a formula tree as a Python function (nested closures; quick to make, quick to run)."""

from .tree import Call, Constant, Operation, Reference, Symbol
from .values import DIVISION_BY_ZERO, ErrorValue, RaisedError, as_number, compare_values


class Environment:
    """What a formula sees.

    argumen: values of a rule's own symbols. baris: this row's cells by column name. setelan: values of the defined
    names. kolom: ``{(table, column): Kolom}``.
    """

    __slots__ = ("argumen", "baris", "setelan", "kolom")

    def __init__(self, argumen=None, baris=None, setelan=None, kolom=None):
        self.argumen = argumen
        self.baris = baris
        self.setelan = setelan
        self.kolom = kolom


class Kolom(list):
    """A table column with an index for lookups (text without regard to case, as MATCH compares)."""

    __slots__ = ("_indeks",)

    def _siapkan(self):
        indeks = {}
        for i, isi in enumerate(self):
            if isi is not None and isi.__class__ is not ErrorValue:
                indeks.setdefault(_kunci(isi), []).append(i)
        self._indeks = indeks
        return indeks

    def semua_posisi(self, isi):
        """Zero-based positions of all cells equal to ``isi``."""
        try:
            indeks = self._indeks
        except AttributeError:
            indeks = self._siapkan()
        return indeks.get(_kunci(isi), ())

    def posisi(self, isi):
        """Zero-based position of the first cell equal to ``isi``, or None."""
        semua = self.semua_posisi(isi)
        return semua[0] if semua else None


def _kunci(isi):
    return isi.casefold() if isi.__class__ is str else (float(isi) if isi is not None else None)


def _periksa(isi):
    if isi.__class__ is ErrorValue:
        raise RaisedError(isi)
    return isi


def _bagi(a, b):
    if b == 0:
        raise RaisedError(DIVISION_BY_ZERO)
    return a / b


def _teks(isi):
    from .functions import teks_angka

    return "" if isi is None else (isi if isi.__class__ is str else teks_angka(isi))


# Arithmetic gets its left operand as a number already: text on the left is told before an error on the right.
ARITMETIKA = {
    "+": lambda a, b: a + as_number(b),
    "-": lambda a, b: a - as_number(b),
    "*": lambda a, b: a * as_number(b),
    "/": lambda a, b: _bagi(a, as_number(b)),
}
HITUNG = {
    "&": lambda a, b: _teks(a) + _teks(b),
    "=": lambda a, b: compare_values(a, b) == 0,
    "<>": lambda a, b: compare_values(a, b) != 0,
    "<": lambda a, b: compare_values(a, b) < 0,
    "<=": lambda a, b: compare_values(a, b) <= 0,
    ">": lambda a, b: compare_values(a, b) > 0,
    ">=": lambda a, b: compare_values(a, b) >= 0,
}


def _acuan(simpul):
    kunci = simpul.kunci
    if simpul.jenis == "baris":
        return lambda env: _periksa(env.baris[kunci])
    if simpul.jenis == "rentang":
        return lambda env: [env.baris[k] for k in kunci]
    if simpul.jenis == "setelan":
        return lambda env: _periksa(env.setelan[kunci])
    return lambda env: env.kolom[kunci]


def assemble(simpul):
    """The tree as a function of a ``Environment``; it may raise ``RaisedError``."""
    kelas = simpul.__class__
    if kelas is Constant:
        tetap = simpul.nilai
        return lambda env: tetap
    if kelas is Symbol:
        nama = simpul.nama
        return lambda env: _periksa(env.argumen[nama])
    if kelas is Reference:
        return _acuan(simpul)
    if kelas is Operation:
        kiri, kanan = assemble(simpul.kiri), assemble(simpul.kanan)
        if simpul.tanda in ARITMETIKA:
            hitung = ARITMETIKA[simpul.tanda]
            return lambda env: hitung(as_number(kiri(env)), kanan(env))
        hitung = HITUNG[simpul.tanda]
        return lambda env: hitung(kiri(env), kanan(env))
    if kelas is Call:
        f, argumen = simpul.fungsi.python, tuple(map(assemble, simpul.argumen))
        if simpul.fungsi.malas:
            return lambda env: f(env, *argumen)
        if len(argumen) == 1:
            satu = argumen[0]
            return lambda env: f(satu(env))
        return lambda env: f(*[a(env) for a in argumen])
    raise TypeError(f"not a formula node: {simpul!r}")


TOO_LARGE = ErrorValue("#NUM!")


def nilai(fungsi, env):
    """The value of an assembled formula; an error comes back as a ``ErrorValue``, a number past all bounds as #NUM!."""
    try:
        hasil = fungsi(env)
    except RaisedError as naik:
        return naik.galat
    except OverflowError:
        return TOO_LARGE
    return TOO_LARGE if hasil.__class__ is float and hasil - hasil != 0 else hasil
