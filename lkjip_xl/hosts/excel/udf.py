"""The functions in cells: what xlwings calls for ``=LK_CAPAIAN(...)`` and its siblings.

Every ``Udf`` of the rules becomes a function of this module of the same name. Each takes what COM passes for a cell,
a column, a row, a block or a constant, and answers rows of values of the size that the arguments span; xlwings makes a
single value of one row of one. They are pure: they read no book and no setting, only their arguments.

An error value cannot travel back through COM inside an array, so it goes as a text (``ERROR_MARK`` and Excel's
number of the error) that the VBA wrapper turns into the error itself.
"""

import datetime
import inspect
import sys
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from ...expr.values import WRONG_VALUE, ErrorValue
from ...rules import registry
from ...rules.udf import CATEGORY, ERROR_MARK, Udf
from ..cell_functions import LEFT_OUT, takes_texts, values_of

ERROR_NUMBERS = {
    "#NULL!": 2000, "#DIV/0!": 2007, "#VALUE!": 2015, "#REF!": 2023, "#NAME?": 2029, "#NUM!": 2036, "#N/A": 2042,
}  # fmt: skip
"""What CVErr wants for each error."""
# COM hands an error in a cell over as an integer: the HRESULT 0x800A0000 and Excel's number. The numbers after #N/A are
# those of newer versions (#SPILL!, #CALC! ...), which the rules do not know. A number in a cell is always a float.
_COM_BASE = -0x7FF60000
_COM_ERRORS = {_COM_BASE + number: WRONG_VALUE for number in range(2043, 2061)}
_COM_ERRORS.update({_COM_BASE + number: ErrorValue(kode) for kode, number in ERROR_NUMBERS.items()})
NOT_GIVEN = -2147352572
"""What COM passes for an argument that was left out (DISP_E_PARAMNOTFOUND)."""

_DAY_ZERO = datetime.datetime(1899, 12, 30)


# --- what COM passes -------------------------------------------------------------------------------------------------
def _number_from_com(value: Any) -> Any:
    kind = value.__class__
    if kind is int:
        return _COM_ERRORS.get(value, value)
    if kind is Decimal:  # a cell with a currency format
        return float(value)
    if isinstance(value, datetime.datetime):  # pywin32 marks it as UTC, but it is the time that the cell shows
        return (value.replace(tzinfo=None) - _DAY_ZERO) / datetime.timedelta(days=1)
    return WRONG_VALUE


def _text_from_com(value: Any) -> Any:
    # For a function that reads texts a date is no number: somebody typed 1/2 and Excel made a date of it.
    return value if isinstance(value, datetime.datetime) else _number_from_com(value)


def hitung(udf: Udf, given: Iterable[Any]) -> list[list[Any]]:
    """The value of a worksheet function for what COM passes, errors as ``ErrorValue``.

    Args:
        udf: the ``Udf``. given: positional values; those left out are missing at the end or ``NOT_GIVEN``.

    Returns:
        Rows of values; one row of one value for a call on single cells. Sizes that do not fit give #VALUE!.
    """
    arguments = [LEFT_OUT if one.__class__ is int and one == NOT_GIVEN else one for one in given]
    return values_of(udf, arguments, _text_from_com if takes_texts(udf) else _number_from_com)


# --- what goes back --------------------------------------------------------------------------------------------------
def _for_com(value: Any) -> Any:
    kind = value.__class__
    if kind is float or kind is str:
        return value
    if kind is ErrorValue:
        return f"{ERROR_MARK}{ERROR_NUMBERS.get(value.kode, ERROR_NUMBERS['#VALUE!'])}"
    # A whole number beyond 32 bits would arrive as a type that 32-bit VBA does not have.
    return float(value) if kind is int else value


CellFunction = Callable[..., list[list[Any]]]
Decorator = Callable[..., Callable[[CellFunction], CellFunction]]
"""One of xlwings' own: it takes what is to be known and gives what marks a function with it."""


def _made(udf: Udf) -> CellFunction:
    def function(*given: Any) -> list[list[Any]]:
        return [list(map(_for_com, row)) for row in hitung(udf, given)]

    function.__name__ = function.__qualname__ = udf.nama
    function.__module__ = __name__
    function.__doc__ = udf.uraian
    kind, none = inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.empty
    signature = inspect.Signature(
        [inspect.Parameter(name, kind, default=udf.bawaan.get(name, none)) for name in udf.argumen]
    )
    function.__dict__["__signature__"] = signature
    return function


def mark(function: CellFunction, udf: Udf, func: Decorator, arg: Decorator, ret: Decorator) -> CellFunction:
    """Puts on a function what xlwings needs to know (``__xlfunc__``), with its decorators ``func``, ``arg``, ``ret``.

    Values come and go raw: xlwings' own reader would take "" for a blank cell and an error for nothing, and its writer
    looks at every cell for what is never there.
    """
    for name, about in udf.argumen.items():
        function = arg(name, "raw", doc=about)(function)
    return func(category=CATEGORY)(ret("raw")(function))


def _put_functions() -> None:
    decorators = None
    if sys.platform == "win32":  # elsewhere the decorators do nothing, and importing them costs
        from xlwings import arg, func, ret

        decorators = func, arg, ret
    for name, udf in registry.worksheet_functions().items():
        function = _made(udf)
        globals()[name] = mark(function, udf, *decorators) if decorators else function


_put_functions()
