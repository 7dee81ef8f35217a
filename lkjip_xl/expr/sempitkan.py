"""Narrows a formula tree to known arguments: what depends on nothing else is computed once, not for every cell."""

from .fungsi import jika
from .nilai import Galat, Naik, sebagai_benar
from .to_python import Lingkungan, nilai, rakit
from .tree import Operasi, Panggilan, Simbol, Tetap

_HAMPA = Lingkungan({})


def sempitkan(simpul, tetap):
    """The tree with the symbols of ``tetap`` (name -> value) filled in and every constant part replaced by its value.

    A part whose value is an error stays as it is, so that errors rise in the same order as from the whole tree.
    """
    kelas = simpul.__class__
    if kelas is Simbol:
        isi = tetap.get(simpul.nama, simpul)
        # An error stays a symbol: as a constant it would be a value like any other.
        return simpul if isi is simpul or isi.__class__ is Galat else Tetap(isi)
    if kelas is Operasi:
        return _lipat(Operasi(simpul.tanda, sempitkan(simpul.kiri, tetap), sempitkan(simpul.kanan, tetap)))
    if kelas is not Panggilan:
        return simpul
    if simpul.fungsi is jika:
        syarat = sempitkan(simpul.argumen[0], tetap)
        if syarat.__class__ is Tetap:
            try:
                return sempitkan(simpul.argumen[1 if sebagai_benar(syarat.nilai) else 2], tetap)
            except Naik:
                pass
    return _lipat(Panggilan(simpul.fungsi, tuple(sempitkan(a, tetap) for a in simpul.argumen)))


def _lipat(simpul):
    bagian = (simpul.kiri, simpul.kanan) if simpul.__class__ is Operasi else simpul.argumen
    if not bagian or any(b.__class__ is not Tetap for b in bagian):
        return simpul
    isi = nilai(rakit(simpul), _HAMPA)
    return simpul if isi.__class__ is Galat else Tetap(isi)
