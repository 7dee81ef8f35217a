"""The register of rules: each rule is defined once and known everywhere by its code.

A rule is an ordinary function that is called once with symbols. The resulting tree gives its Python value, its Excel
formula, its UDF and its entry in ``docs/aturan.md``.
"""

from ..expr.nilai import Galat
from ..expr.to_excel import tulis
from ..expr.to_python import Lingkungan, nilai, rakit
from ..expr.tree import Expr, Simbol, pohon

DAFTAR = {}
FUNGSI_TEKS = {}


class Aturan:
    """One rule.

    Attributes:
        kode: stable code, such as ``CAP-01``.
        nama: what it computes, for readers.
        hasil: unit of the result (``rasio``, ``rupiah``, ``teks`` ...).
        sumber: regulation or settled practice that it comes from.
        rumus: the formula as people write it.
        contoh: worked examples, ``(arguments, result)``; they run as tests.
        catatan: what a reader must know besides (gaps closed, conventions chosen).
        parameter: names of the arguments, in order.
        pohon: the tree over symbols of those names.
    """

    def __init__(self, fungsi, kode, nama, hasil, sumber, rumus, contoh, catatan=""):
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
        kodenya = fungsi.__code__
        self.parameter = kodenya.co_varnames[: kodenya.co_argcount]
        bawaan = fungsi.__defaults__ or ()
        self.bawaan = dict(zip(self.parameter[len(self.parameter) - len(bawaan) :], bawaan, strict=True))
        self._pohon = None
        self._rakitan = None

    @property
    def pohon(self):
        if self._pohon is None:
            self._pohon = pohon(self.fungsi(*(Simbol(p) for p in self.parameter)))
        return self._pohon

    def __call__(self, *posisi, **bernama):
        """With tree arguments: the rule's tree over them. With values: the rule's value (errors as ``Galat``)."""
        argumen = {**self.bawaan, **dict(zip(self.parameter, posisi, strict=False)), **bernama}
        if set(argumen) != set(self.parameter):
            raise TypeError(f"{self.kode} takes {', '.join(self.parameter)}; got {', '.join(argumen)}")
        if any(isinstance(a, Expr) for a in argumen.values()):
            return self.fungsi(**argumen)
        if self._rakitan is None:
            self._rakitan = rakit(self.pohon)
        return nilai(self._rakitan, Lingkungan(argumen))

    def rumus_excel(self, **acuan):
        """The rule as formula text (with ``=``); each argument is given as cell reference or formula text."""
        return "=" + tulis(self.pohon, acuan or None)


def aturan(**keterangan):
    """Decorator: registers the function beneath it as a rule."""

    def daftarkan(fungsi):
        if keterangan["kode"] in DAFTAR:
            raise ValueError(f"rule code used twice: {keterangan['kode']}")
        satu = Aturan(fungsi, **keterangan)
        DAFTAR[satu.kode] = satu
        return satu

    return daftarkan


def fungsi_teks(kode, nama, fungsi, sumber, contoh):
    """Registers a function on texts that no cell formula can express, for the catalogue (and a UDF).

    Args:
        kode, nama, sumber: as of a rule. fungsi: the function.
        contoh: ``(positional arguments, result)``; they run as tests.
    """
    FUNGSI_TEKS[kode] = (nama, fungsi, sumber, contoh)


def semua():
    """All rules by code; loads every rule book."""
    from . import anggaran, capaian, efisiensi, predikat, rerata, triwulan, tulisan, umum  # noqa: F401

    return DAFTAR


def tersedia(nilai):
    """True for a result that can be shown as a value (not blank, not an error)."""
    return nilai is not None and nilai.__class__ is not Galat and nilai != ""
