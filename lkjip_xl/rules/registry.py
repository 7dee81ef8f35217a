"""The register of rules: each rule is defined once and known everywhere by its code.

A rule is an ordinary function that is called once with symbols. The resulting tree gives its Python value, its Excel
formula, its UDF and its entry in ``docs/aturan.md``.
"""

from ..discovery import load, load_modules
from ..expr.to_excel import tulis
from ..expr.to_python import Environment, assemble, nilai
from ..expr.tree import Call, Expr, Operation, Symbol, pohon
from ..expr.values import ErrorValue
from .udf import UDF, daftarkan_udf

DAFTAR = {}
GABUNGAN = {}
FUNGSI_TEKS = {}


class Rule:
    """One rule.

    Attributes:
        kode: stable code, such as ``CAP-01``.
        nama: what it computes, for readers.
        hasil: unit of the result (``rasio``, ``rupiah``, ``teks`` ...).
        sumber: regulation or settled practice that it comes from.
        rumus: the formula as people write it.
        contoh: worked examples, ``(arguments, result)``; they run as tests.
        catatan: what a reader must know besides (gaps closed, conventions chosen).
        masukan: ``{argument: meaning}`` for readers, of the arguments that the catalogue does not know already.
        parameter: names of the arguments, in order.
        pohon: the tree over symbols of those names.
    """

    def __init__(self, fungsi, kode, nama, hasil, sumber, rumus, contoh, catatan="", masukan=None):
        self.fungsi = fungsi
        self.__doc__ = fungsi.__doc__
        self.__name__ = fungsi.__name__
        self.kode = kode
        self.nama = nama
        self.hasil = hasil
        self.sumber = sumber
        self.rumus = rumus
        self.contoh = contoh
        self.catatan = catatan
        self.masukan = masukan or {}
        kodenya = fungsi.__code__
        self.parameter = kodenya.co_varnames[: kodenya.co_argcount]
        bawaan = fungsi.__defaults__ or ()
        self.bawaan = dict(zip(self.parameter[len(self.parameter) - len(bawaan) :], bawaan, strict=True))
        self._pohon = None
        self._rakitan = None

    @property
    def pohon(self):
        if self._pohon is None:
            self._pohon = pohon(self.fungsi(*(Symbol(p) for p in self.parameter)))
        return self._pohon

    @property
    def langkah(self):
        """``(name, tree)`` of what is computed beforehand, in helper cells; none for a rule that is one formula."""
        return ()

    @property
    def rakitan(self):
        """The tree as a function of a ``Environment`` that holds the arguments."""
        if self._rakitan is None:
            self._rakitan = assemble(self.pohon)
        return self._rakitan

    def _argumen(self, posisi, bernama):
        argumen = {**self.bawaan, **dict(zip(self.parameter, posisi, strict=False)), **bernama}
        if set(argumen) != set(self.parameter):
            raise TypeError(f"{self.kode} takes {', '.join(self.parameter)}; got {', '.join(argumen)}")
        return argumen

    def __call__(self, *posisi, **bernama):
        """With tree arguments: the rule's tree over them. With values: the rule's value (errors as ``ErrorValue``)."""
        argumen = self._argumen(posisi, bernama)
        if any(isinstance(a, Expr) for a in argumen.values()):
            return self.fungsi(**argumen)
        return nilai(self.rakitan, Environment(argumen))

    def rumus_excel(self, **acuan):
        """The rule as formula text (with ``=``); each argument is given as cell reference or formula text."""
        return "=" + tulis(self.pohon, acuan or None)


class Gabungan(Rule):
    """Several rules in a row, as a line of cells holds them: each ``yield name, tree`` is one helper cell.

    The function is a generator; a yield gives back the symbol of its helper cell, the return is the result's tree.
    """

    def _telusuri(self):
        jalan, langkah, isi = self.fungsi(*(Symbol(p) for p in self.parameter)), [], None
        while True:
            try:
                nama, satu = jalan.send(isi)
            except StopIteration as akhir:
                self._pohon, self._langkah = pohon(akhir.value), tuple(langkah)
                return
            langkah.append((nama, pohon(satu)))
            isi = Symbol(nama)

    @property
    def pohon(self):
        if self._pohon is None:
            self._telusuri()
        return self._pohon

    @property
    def langkah(self):
        if self._pohon is None:
            self._telusuri()
        return self._langkah

    def __call__(self, *posisi, **bernama):
        """The value for given values (errors as ``ErrorValue``)."""
        env = Environment(self._argumen(posisi, bernama))
        for nama, satu in self.langkah:
            env.argumen[nama] = nilai(assemble(satu), env)
        return nilai(self.rakitan, env)


def simbol(satu):
    """Names of the symbols that a tree depends on."""
    if satu.__class__ is Symbol:
        return {satu.nama}
    if satu.__class__ is Operation:
        return simbol(satu.kiri) | simbol(satu.kanan)
    if satu.__class__ is Call:
        return set().union(*map(simbol, satu.argumen))
    return set()


def _pendaftar(kelas, daftar, udf, keterangan):
    def daftarkan(fungsi):
        if keterangan["kode"] in DAFTAR or keterangan["kode"] in GABUNGAN:
            raise ValueError(f"rule code used twice: {keterangan['kode']}")
        satu = kelas(fungsi, **keterangan)
        daftar[satu.kode] = satu
        if udf is not None:
            daftarkan_udf(udf, satu, satu.kode, satu.parameter)
        return satu

    return daftarkan


def aturan(udf=None, **keterangan):
    """Decorator: registers the function beneath it as a rule; ``udf`` makes it a worksheet function as well."""
    return _pendaftar(Rule, DAFTAR, udf, keterangan)


def gabungan(udf=None, **keterangan):
    """Decorator: registers the generator beneath it as rules in a row (``Gabungan``); arguments as of ``aturan``."""
    return _pendaftar(Gabungan, GABUNGAN, udf, keterangan)


def fungsi_teks(kode, nama, fungsi, sumber, contoh, udf=None, sel=None):
    """Registers a function on texts that no cell formula can express, for the catalogue (and a UDF).

    Args:
        kode, nama, sumber: as of a rule. fungsi: the function.
        contoh: ``(positional arguments, result)``; they run as tests.
        udf: its worksheet function. sel: what that one calls: takes cell values, answers a value or a ``ErrorValue``.
    """
    FUNGSI_TEKS[kode] = (nama, fungsi, sumber, contoh)
    if udf is not None:
        kodenya = sel.__code__
        daftarkan_udf(udf, sel, kode, kodenya.co_varnames[: kodenya.co_argcount])


def semua():
    """All rules by code, those of other packages included; loads every rule book."""
    load(__package__, "lkjip_xl.rules")
    return DAFTAR


def fungsi_sel():
    """``{name in Excel: Udf}`` of the worksheet functions of this package, by name; loads its rule books.

    Those of other packages are left out: the VBA that calls a function is written when the add-in is built.
    """
    load_modules(__package__)
    return {nama: udf for nama, udf in sorted(UDF.items()) if _milik_sendiri(udf)}


def _milik_sendiri(udf):
    fungsi = udf.aturan.fungsi if isinstance(udf.aturan, Rule) else udf.aturan
    return fungsi.__module__.startswith(__package__ + ".")


def tersedia(nilai):
    """True for a result that can be shown as a value (not blank, not an error)."""
    return nilai is not None and nilai.__class__ is not ErrorValue and nilai != ""
