"""Numbers as Indonesian readers see them: in words, as rupiah, with decimal comma and thousands dots.

Every value is rounded half-up on its 15 significant digits, which is what a spreadsheet shows; binary dust
(0.1 + 0.2) never reaches paper.
"""

from functools import cache, lru_cache
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING, Any

from ..expr.values import is_number

if TYPE_CHECKING:
    from decimal import Decimal

BATAS_TERBILANG = 10**18
"""``terbilang`` spells absolute values below this (999 kuadriliun and on)."""


def _desimal(number: Any) -> "Decimal":
    """Return the number as an exact Decimal of the digits a spreadsheet keeps; ValueError if it is no finite number."""
    from decimal import Decimal

    if "bool" in type(number).__name__ or isinstance(number, str):
        raise ValueError(f"Bukan angka: {number!r}")
    if hasattr(number, "__index__"):
        return Decimal(number.__index__())
    if isinstance(number, Decimal):
        result = number
    elif hasattr(number, "__float__"):
        result = Decimal(f"{float(number):.15g}")
    else:
        raise ValueError(f"Bukan angka: {number!r}")
    if not result.is_finite():
        raise ValueError(f"Bukan angka: {number!r}")
    return result


def _whole(number: Any) -> int | None:
    """A number without decimals as int, where its digits are all that a spreadsheet keeps; None for any other."""
    if number.__class__ is int:
        return int(number)
    if number.__class__ is float and -1e15 < number < 1e15 and number == int(number):
        return int(number)
    return None


def _whole_text(number: "Decimal", desimal: int) -> tuple[bool, str, str]:
    """Return (negative, whole digits, decimal digits) of a number rounded half-up; zero is never negative."""
    from decimal import ROUND_HALF_UP, Context, Decimal

    # The default context refuses results of more than 28 digits.
    result = number.quantize(Decimal(1).scaleb(-desimal), context=Context(prec=400, rounding=ROUND_HALF_UP))
    bulat, _, pecah = f"{abs(result):f}".partition(".")
    return result < 0, bulat, pecah


def _decimals(number: "Decimal") -> int:
    """How many decimals there are to show."""
    return max(0, -int(number.normalize().as_tuple().exponent))


def format_number(number: Any, desimal: int | None = None, ribuan: bool = True) -> str:
    """Format a number the Indonesian way: ``1.234,56``.

    Args:
        number: int, float or Decimal.
        desimal: number of decimals, rounded half-up; None shows the digits there are.
        ribuan: separate thousands by dots.

    Raises:
        ValueError: not a finite number.

    >>> format_number(1234.5), format_number(1234.5, 2), format_number(2022, ribuan=False), format_number(-0.004, 2)
    ('1.234,5', '1.234,50', '2022', '0,00')
    """
    whole = _whole(number)
    if whole is not None and (desimal is None or desimal >= 0):
        minus, bulat, pecah = whole < 0, str(abs(whole)), "0" * (desimal or 0)
    else:
        value = _desimal(number)
        minus, bulat, pecah = _whole_text(value, _decimals(value) if desimal is None else desimal)
    if ribuan:
        bulat = f"{int(bulat):,}".replace(",", ".")
    return ("-" if minus else "") + bulat + ("," + pecah if pecah else "")


def rupiah(number: Any, desimal: int = 0) -> str:
    """Format an amount of rupiah. Raises ValueError as ``format_number`` does.

    >>> rupiah(10_180_573_349), rupiah(-1000)
    ('Rp10.180.573.349', '-Rp1.000')
    """
    text = format_number(number, desimal)
    return "-Rp" + text[1:] if text[0] == "-" else "Rp" + text


def format_percent(rasio: Any, desimal: int = 2) -> str:
    """Format a ratio as a percentage. Raises ValueError as ``format_number`` does.

    >>> format_percent(0.9193), format_percent(0.57, 0)
    ('91,93%', '57%')
    """
    # Decimal's own product is exact here, so 0.57 does not become 56.99999999999999.
    return format_number(_desimal(rasio) * 100, desimal) + "%"


def terbilang(number: Any) -> str:
    """Spell a number in Indonesian.

    Args:
        number: int, float or Decimal, below ``BATAS_TERBILANG`` in absolute value. A float is read to its 15
            significant digits; decimals are spelled digit by digit.

    Raises:
        ValueError: not a finite number, or too large.

    >>> terbilang(13), terbilang(80.9), terbilang(-2)
    ('tiga belas', 'delapan puluh koma sembilan', 'minus dua')
    """
    whole = _whole(number)
    if whole is not None and -BATAS_TERBILANG < whole < BATAS_TERBILANG:
        return "minus " + _terbilang_bulat(-whole) if whole < 0 else _terbilang_bulat(whole)
    value = _desimal(number)
    if abs(value) >= BATAS_TERBILANG:
        raise ValueError(f"Angka terlalu besar untuk ditulis dengan huruf: {number}")
    minus, bulat, pecah = _whole_text(value, _decimals(value))
    word = _terbilang_bulat(int(bulat))
    # num2words spells str(float): 5.0 becomes "lima koma nol" and 1e-07 fails, so decimals are spelled here.
    if pecah:
        word += " koma " + " ".join(_terbilang_bulat(int(d)) for d in pecah)
    # num2words says "min", which in official Indonesian is an abbreviation of "minimum".
    return "minus " + word if minus else word


def in_words(value: Any) -> str:
    """``terbilang`` of a number; "" for what is no number, and for one beyond all amounts.

    >>> in_words(12), in_words("N/A"), in_words(1e300)
    ('dua belas', '', '')
    """
    return terbilang(value) if is_number(value) and abs(value) < BATAS_TERBILANG else ""


_POWERS = ("", " ribu", " juta", " miliar", " triliun", " kuadriliun")


def _terbilang_bulat(n: int) -> str:
    if n < 1000:
        return _under_thousand(n)
    words: list[str] = []
    for power in _POWERS:
        n, group = divmod(n, 1000)
        if group == 1 and power == " ribu":
            words.append("seribu")  # also behind juta, miliar and triliun; 101.000 stays "seratus satu ribu"
        elif group:
            words.append(_under_thousand(group) + power)
        if not n:
            break
    return " ".join(reversed(words))


@lru_cache(1000)
def _under_thousand(n: int) -> str:
    return str(_speller().to_cardinal(n))


@cache
def _speller() -> Any:
    """The Indonesian module of num2words alone: importing the package loads those of fifty languages."""
    from importlib.util import find_spec, module_from_spec

    package = find_spec("num2words")  # does not import it
    folders = package.submodule_search_locations if package is not None else None
    spec = PathFinder.find_spec("num2words.lang_ID", folders)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("num2words.lang_ID")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Num2Word_ID()
