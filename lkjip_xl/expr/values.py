"""Cell values as a spreadsheet sees them: blanks, numbers, text, errors, and how they compare and round.

A blank cell is None. An error is an ``ErrorValue``; it is a value like any other until something computes with it,
and then it travels as the exception ``RaisedError`` until ``IFERROR`` or the end of the formula catches it.
"""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any, TypeGuard

Number = float | int


class ErrorValue:
    """An Excel error value; ``kode`` is what the cell shows."""

    __slots__ = ("kode",)

    def __init__(self, kode: str) -> None:
        self.kode = kode

    def __repr__(self) -> str:
        return self.kode

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return other.__class__ is ErrorValue and other.kode == self.kode

    def __hash__(self) -> int:
        return hash(self.kode)


NOT_AVAILABLE = ErrorValue("#N/A")
WRONG_VALUE = ErrorValue("#VALUE!")
TOO_LARGE = ErrorValue("#NUM!")
DIVISION_BY_ZERO = ErrorValue("#DIV/0!")


class RaisedError(Exception):
    """An error value on its way up through a formula."""

    def __init__(self, error: ErrorValue) -> None:
        super().__init__(error.kode)
        self.error = error


def is_number(value: object) -> TypeGuard[Number]:
    """True for a number as ISNUMBER sees it (a truth value is none).

    >>> is_number(88), is_number(0.5), is_number(True), is_number("88"), is_number(None)
    (True, True, False, False, False)
    """
    return value.__class__ is float or value.__class__ is int


def as_number(value: Any) -> Number:
    """The number that arithmetic sees: blank is 0, truth is 1 or 0, text is #VALUE! (nothing is coerced).

    Raises:
        RaisedError: text, or an error value.

    >>> as_number(None), as_number(True), as_number(88)
    (0, 1, 88)
    """
    kind = value.__class__
    if kind is float or kind is int:
        return value  # type: ignore[no-any-return]
    if value is None:
        return 0
    if kind is bool:
        return int(value)
    raise RaisedError(value if kind is ErrorValue else WRONG_VALUE)


def as_text(value: Any) -> str:
    """The text that ``&`` sees: blank is "", a number as ``&""`` writes it.

    >>> as_text(None), as_text("Naik"), as_text(2022), as_text(0.1 + 0.2), as_text(True)
    ('', 'Naik', '2022', '0.3', 'TRUE')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if value.__class__ is bool:
        return "TRUE" if value else "FALSE"
    return f"{value:.15g}"


def as_truth(value: Any) -> bool:
    """The truth that IF, AND and OR see; text and errors raise ``RaisedError``."""
    if value.__class__ is str:
        raise RaisedError(WRONG_VALUE)
    return bool(as_number(value))


def _rank(value: object) -> int:
    if value.__class__ is bool:
        return 2
    return 1 if value.__class__ is str else 0


def compare_values(a: Any, b: Any) -> int:
    """-1, 0 or 1 as Excel compares: text without regard to case, text above numbers, blank as 0 or "".

    >>> compare_values("Turun", "turun"), compare_values(None, 0), compare_values("a", 9)
    (0, 0, 1)
    """
    if a.__class__ is str and b.__class__ is str:
        a, b = a.casefold(), b.casefold()
        return int((a > b) - (a < b))
    if a is None:
        a = "" if b.__class__ is str else 0
    if b is None:
        b = "" if a.__class__ is str else 0
    rank_a, rank_b = _rank(a), _rank(b)
    if rank_a != rank_b:
        return -1 if rank_a < rank_b else 1
    if rank_a == 1:
        a, b = a.casefold(), b.casefold()
    elif a.__class__ is ErrorValue or b.__class__ is ErrorValue:  # in a looked-up column; as MATCH, it equals nothing
        return -1
    return int((a > b) - (a < b))


_SCALES = tuple(10.0**digits for digits in range(11))
_FAR = 1e13  # times the scale; beyond it the last of 15 digits is near the margins below
_MARGIN, _RELATIVE = 1e-4, 1e-14  # the last of 15 digits is off by at most 5e-15 of the number, a product by less


def _to_decimals(value: Number, digits: int, rounding: str) -> float:
    # Half-up on the 15 significant digits that a cell holds: the only way that agrees with a spreadsheet's ROUND
    # on every tie that was tried (docs/adr/0002).
    if not -1e15 < value < 1e15:  # a cell holds no decimals of such a number
        return float(value)
    result = float(Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-digits), rounding))
    return result if result else 0.0


def bulatkan(value: Number, digits: int) -> float:
    """``value`` rounded half-up to ``digits`` decimals, as the worksheet function ROUND does.

    >>> bulatkan(2.675, 2), bulatkan(0.9193181818, 4), bulatkan(-2.5, 0)
    (2.68, 0.9193, -3.0)
    """
    if 0 <= digits <= 10:
        scaled = abs(value) * _SCALES[digits]
        if scaled < _FAR:
            whole = int(scaled)
            rest = scaled - whole
            margin = _MARGIN + _RELATIVE * scaled
            # Away from a tie the 15 digits decide nothing, and one division gives the same float many times quicker.
            if not 0.5 - margin < rest < 0.5 + margin:
                whole += rest > 0.5
                return (whole if value > 0 else -whole) / _SCALES[digits] if whole else 0.0
    return _to_decimals(value, digits, ROUND_HALF_UP)


def potong(value: Number, digits: int) -> float:
    """``value`` cut toward zero to ``digits`` decimals, as the worksheet function TRUNC does.

    >>> potong(0.999, 2), potong(-1.239, 2)
    (0.99, -1.23)
    """
    if 0 <= digits <= 10:
        scaled = abs(value) * _SCALES[digits]
        if scaled < _FAR:
            whole = int(scaled)
            margin = _MARGIN + _RELATIVE * scaled
            if margin < scaled - whole < 1 - margin:
                return (whole if value > 0 else -whole) / _SCALES[digits] if whole else 0.0
    return _to_decimals(value, digits, ROUND_DOWN)
