"""Cell values as a spreadsheet sees them: blanks, numbers, text, errors, and how they compare and round.

A blank cell is None. An error is an ``ErrorValue``; it is a value like any other until something computes with it,
and then it travels as the exception ``RaisedError`` until ``IFERROR`` or the end of the formula catches it.
"""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal


class ErrorValue:
    """An Excel error value; ``kode`` is what the cell shows."""

    __slots__ = ("kode",)

    def __init__(self, kode):
        self.kode = kode

    def __repr__(self):
        return self.kode

    __str__ = __repr__

    def __eq__(self, lain):
        return lain.__class__ is ErrorValue and lain.kode == self.kode

    def __hash__(self):
        return hash(self.kode)


NOT_AVAILABLE = ErrorValue("#N/A")
WRONG_VALUE = ErrorValue("#VALUE!")
DIVISION_BY_ZERO = ErrorValue("#DIV/0!")


class RaisedError(Exception):
    """An error value on its way up through a formula."""

    def __init__(self, galat):
        super().__init__(galat.kode)
        self.galat = galat


def is_number(nilai):
    """True for a number as ISNUMBER sees it (a truth value is none)."""
    return nilai.__class__ is float or nilai.__class__ is int


def as_number(nilai):
    """The number that arithmetic sees: blank is 0, truth is 1 or 0, text is #VALUE! (nothing is coerced)."""
    kelas = nilai.__class__
    if kelas is float or kelas is int:
        return nilai
    if nilai is None:
        return 0
    if kelas is bool:
        return int(nilai)
    raise RaisedError(nilai if kelas is ErrorValue else WRONG_VALUE)


def as_truth(nilai):
    """The truth that IF, AND and OR see."""
    if nilai.__class__ is str:
        raise RaisedError(WRONG_VALUE)
    return bool(as_number(nilai))


def _peringkat(nilai):
    if nilai.__class__ is bool:
        return 2
    return 1 if nilai.__class__ is str else 0


def compare_values(a, b):
    """-1, 0 or 1 as Excel compares: text without regard to case, text above numbers, blank as 0 or ""."""
    if a is None:
        a = "" if b.__class__ is str else 0
    if b is None:
        b = "" if a.__class__ is str else 0
    pa, pb = _peringkat(a), _peringkat(b)
    if pa != pb:
        return -1 if pa < pb else 1
    if pa == 1:
        a, b = a.casefold(), b.casefold()
    elif a.__class__ is ErrorValue or b.__class__ is ErrorValue:  # in a looked-up column; as MATCH, it equals nothing
        return -1
    return (a > b) - (a < b)


def _ke_desimal(nilai, angka, cara):
    # Half-up on the 15 significant digits that a cell holds: the only way that agrees with a spreadsheet's ROUND
    # on every tie that was tried (docs/adr/0002).
    if not -1e15 < nilai < 1e15:  # a cell holds no decimals of such a number
        return float(nilai)
    hasil = float(Decimal(f"{nilai:.15g}").quantize(Decimal(1).scaleb(-angka), cara))
    return hasil if hasil else 0.0


def bulatkan(nilai, angka):
    """``nilai`` rounded half-up to ``angka`` decimals, as the worksheet function ROUND does.

    >>> bulatkan(2.675, 2), bulatkan(0.9193181818, 4), bulatkan(-2.5, 0)
    (2.68, 0.9193, -3.0)
    """
    return _ke_desimal(nilai, angka, ROUND_HALF_UP)


def potong(nilai, angka):
    """``nilai`` cut toward zero to ``angka`` decimals, as the worksheet function TRUNC does.

    >>> potong(0.999, 2), potong(-1.239, 2)
    (0.99, -1.23)
    """
    return _ke_desimal(nilai, angka, ROUND_DOWN)
