"""Narrows a formula tree to known arguments: what depends on nothing else is computed once, not for every cell."""

from .functions import jika
from .to_python import Environment, assemble, nilai
from .tree import Call, Constant, Operation, Symbol
from .values import ErrorValue, RaisedError, as_truth

_HAMPA = Environment({})


def specialise(simpul, tetap):
    """The tree with the symbols of ``tetap`` (name -> value) filled in and every constant part replaced by its value.

    A part whose value is an error stays as it is, so that errors rise in the same order as from the whole tree.
    """
    kelas = simpul.__class__
    if kelas is Symbol:
        isi = tetap.get(simpul.nama, simpul)
        # An error stays a symbol: as a constant it would be a value like any other.
        return simpul if isi is simpul or isi.__class__ is ErrorValue else Constant(isi)
    if kelas is Operation:
        return _lipat(Operation(simpul.tanda, specialise(simpul.kiri, tetap), specialise(simpul.kanan, tetap)))
    if kelas is not Call:
        return simpul
    if simpul.fungsi is jika:
        syarat = specialise(simpul.argumen[0], tetap)
        if syarat.__class__ is Constant:
            try:
                return specialise(simpul.argumen[1 if as_truth(syarat.nilai) else 2], tetap)
            except RaisedError:
                pass
    return _lipat(Call(simpul.fungsi, tuple(specialise(a, tetap) for a in simpul.argumen)))


def _lipat(simpul):
    bagian = (simpul.kiri, simpul.kanan) if simpul.__class__ is Operation else simpul.argumen
    if not bagian or any(b.__class__ is not Constant for b in bagian):
        return simpul
    isi = nilai(assemble(simpul), _HAMPA)
    return simpul if isi.__class__ is ErrorValue else Constant(isi)
