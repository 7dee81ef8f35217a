"""The functions that rules may use: each with its Excel form and its Python meaning.

``excel`` is a function name, or a template with ``{0}``, ``{1}`` for arguments where Excel needs an idiom.
``python`` gets the evaluated arguments; a *lazy* function gets the compiled arguments and the environment instead.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from . import values
from .tree import Call, as_node
from .values import (
    NOT_AVAILABLE,
    WRONG_VALUE,
    ErrorValue,
    Number,
    RaisedError,
    as_number,
    as_text,
    as_truth,
    compare_values,
    is_number,
)

if TYPE_CHECKING:
    from .to_python import ColumnValues, Compiled, Environment


class Function:
    """One function: its name for readers, its Excel form, its Python meaning.

    ``of_number`` is what it answers whenever its first argument is a number, whatever the others are; ``...`` where
    that depends on the number. ``in_cell``: the Excel form is the name of a cell that holds the answer, whatever the
    arguments are. ``bound`` makes one function of an environment out of the assembled arguments, for what
    is called so often that a call of ``python`` inside of it is felt.
    """

    __slots__ = ("name", "excel", "python", "lazy", "of_number", "bound", "in_cell")

    def __init__(
        self, name: str, excel: str, python: Callable[..., Any], lazy: bool = False, of_number: Any = ...,
        bound: "Callable[..., Compiled] | None" = None, in_cell: bool = False,
    ) -> None:  # fmt: skip
        self.name = name
        self.excel = excel
        self.python = python
        self.lazy = lazy
        self.of_number = of_number
        self.bound = bound
        self.in_cell = in_cell

    def __call__(self, *arguments: object) -> Call:
        return Call(self, tuple(as_node(a) for a in arguments))


# --- logic -----------------------------------------------------------------------------------------------------------
def _if(condition: "Compiled", then: "Compiled", otherwise: "Compiled") -> "Compiled":
    def choose_one(env: "Environment") -> Any:
        truth = condition(env)
        if truth.__class__ is not bool:
            truth = as_truth(truth)
        return then(env) if truth else otherwise(env)

    return choose_one


def _if_error(env: "Environment", value: "Compiled", otherwise: "Compiled") -> Any:
    try:
        return value(env)
    except RaisedError:
        return otherwise(env)


def _is_error(env: "Environment", value: "Compiled") -> bool:
    try:
        value(env)
    except RaisedError:
        return True
    return False


def _is_na(env: "Environment", value: "Compiled") -> bool:
    try:
        value(env)
    except RaisedError as raised:
        return raised.error == NOT_AVAILABLE
    return False


def _without_error(test: Callable[[Any], bool]) -> Callable[["Environment", "Compiled"], bool]:
    """A test such as ISNUMBER answers False for an error instead of passing it on."""

    def run(env: "Environment", value: "Compiled") -> bool:
        try:
            return test(value(env))
        except RaisedError:
            return False

    return run


def _choose(env: "Environment", number: "Compiled", *choices: "Compiled") -> Any:
    i = int(as_number(number(env)))
    if not 1 <= i <= len(choices):
        raise RaisedError(WRONG_VALUE)
    return choices[i - 1](env)


def _raise(error: ErrorValue) -> Callable[["Environment"], Any]:
    def run(env: "Environment") -> Any:
        raise RaisedError(error)

    return run


jika = Function("jika", "IF", lambda env, *arguments: _if(*arguments)(env), lazy=True, bound=_if)
jika_galat = Function("jika_galat", "IFERROR", _if_error, lazy=True)
adalah_galat = Function("adalah_galat", "ISERROR", _is_error, lazy=True, of_number=False)
adalah_na = Function("adalah_na", "ISNA", _is_na, lazy=True, of_number=False)
pilih = Function("pilih", "CHOOSE", _choose, lazy=True)
dan = Function("dan", "AND", lambda *a: all([as_truth(x) for x in a]))
atau = Function("atau", "OR", lambda *a: any([as_truth(x) for x in a]))
angka = Function("angka", "ISNUMBER", _without_error(is_number), lazy=True, of_number=True)
teks = Function("teks", "ISTEXT", _without_error(lambda x: x.__class__ is str), lazy=True, of_number=False)
tidak_tersedia = Function("tidak_tersedia", "NA()", _raise(NOT_AVAILABLE), lazy=True)
# VALUE("x") is Err:502 in LibreOffice; a product with text is #VALUE! everywhere.
salah_isi = Function("salah_isi", '"teks"*1', _raise(WRONG_VALUE), lazy=True)


# --- numbers ---------------------------------------------------------------------------------------------------------
def _max(*given: Any) -> Number:
    return max([as_number(x) for x in given])


def _at_most(value: Any, limit: Any) -> Number:
    number = as_number(value)
    return min(number, limit) if is_number(limit) else number


bulatkan = Function("bulatkan", "ROUND", lambda x, d: values.bulatkan(as_number(x), int(as_number(d))))
potong = Function("potong", "TRUNC", lambda x, d: values.potong(as_number(x), int(as_number(d))))
maks = Function("maks", "MAX", _max)
mutlak = Function("mutlak", "ABS", lambda x: abs(as_number(x)))
# The sums keep MEDIAN from leaving out a blank or a text that it would get as a reference.
median = Function("median", "MEDIAN({0}+0,{1}+0,{2}+0)", lambda *given: sorted([as_number(x) for x in given])[1] + 0)
bulat_bawah = Function("bulat_bawah", "INT", lambda x: int(as_number(x) // 1))
# MIN leaves out a blank or a text that it gets as a reference: a book without a cap has a blank cell there.
batasi = Function("batasi", "MIN", _at_most)


# --- ranges of one row -----------------------------------------------------------------------------------------------
def is_blank_mark(value: object) -> bool:
    """True for a cell that says nothing: blank, "-" or "N/A" (in any case).

    >>> is_blank_mark(None), is_blank_mark("n/a"), is_blank_mark("-"), is_blank_mark(0)
    (True, True, True, False)
    """
    return value is None or (isinstance(value, str) and value.casefold() in ("", "-", "n/a"))


def _no_error_in(cells: Sequence[Any]) -> None:
    for x in cells:
        if x.__class__ is ErrorValue:
            raise RaisedError(x)


def _numbers(cells: Sequence[Any]) -> list[Number]:
    return [x for x in cells if x.__class__ is float or x.__class__ is int]


def _sum_of_cells(cells: Sequence[Any]) -> Number:
    numbers = _numbers(cells)
    if len(numbers) != len(cells):
        _no_error_in(cells)
    return sum(numbers)


def _sum(cells: Sequence[Any]) -> float:
    return values.bulatkan(_sum_of_cells(cells), 10)


def _any_junk(cells: Sequence[Any]) -> bool:
    if not [x for x in cells if x.__class__ is str or x.__class__ is ErrorValue]:
        return False
    _no_error_in(cells)
    return any([x.__class__ is str and not is_blank_mark(x) for x in cells])


def _last(test: Callable[[Any], bool]) -> Callable[[Sequence[Any]], Any]:
    def find(cells: Sequence[Any]) -> Any:
        for x in reversed(cells):
            if test(x):
                return x
        raise RaisedError(NOT_AVAILABLE)

    return find


def _is_label(value: Any) -> bool:
    return value.__class__ is not ErrorValue and not is_blank_mark(value)


def _last_label_to(cells: Sequence[Any], to: Any) -> Any:
    return _last(_is_label)(cells[: int(as_number(to))])


kosong = Function("kosong", 'OR({0}={{"","-","N/A"}})', is_blank_mark, of_number=False)
banyak_angka = Function("banyak_angka", "COUNT", lambda d: len(_numbers(d)))
jumlah = Function("jumlah", "ROUND(SUM({0}),10)", _sum)
jumlah_isi = Function("jumlah_isi", "SUM", _sum_of_cells)
ada_sampah = Function(
    "ada_sampah",
    'SUMPRODUCT(ISTEXT({0})*({0}<>""))<>COUNTIF({0},"N/A")+COUNTIF({0},"-")',
    _any_junk,
)
# LOOKUP(9.99E+307, r) is wrong in LibreOffice when text lies between; the 1/(...) idiom is right everywhere.
# The factor {1} keeps the test an array when the range is one cell (quarter 1): LOOKUP wants no single value there.
angka_terakhir = Function("angka_terakhir", "LOOKUP(2,1/(ISNUMBER({0})*{{1}}),{0})", _last(is_number))
label_terakhir = Function(
    "label_terakhir",
    'LOOKUP(2,1/(({0}<>"")*({0}<>"-")*({0}<>"N/A")*{{1}}),{0})',
    _last(_is_label),
)
label_terakhir_sampai = Function(
    "label_terakhir_sampai",
    'LOOKUP(2,1/(({0}<>"")*({0}<>"-")*({0}<>"N/A")*({{1,2,3,4}}<={1})),{0})',
    _last_label_to,
)


def _taken(cells: Any, place: Any) -> Any:
    value = cells[int(as_number(place)) - 1]
    if value.__class__ is ErrorValue:
        raise RaisedError(value)
    return value


ambil = Function("ambil", "INDEX", _taken)


# --- whole columns ---------------------------------------------------------------------------------------------------
def _find(key: Any, keys: "ColumnValues", results: Sequence[Any]) -> Any:
    i = keys.position(key)
    if i is None:
        raise RaisedError(NOT_AVAILABLE)
    value = results[i]
    if value.__class__ is ErrorValue:
        raise RaisedError(value)
    return value


def _find_text(key: Any, keys: "ColumnValues", results: Sequence[Any]) -> str:
    return as_text(_find(key, keys, results))


def same_value(a: Any, b: Any) -> bool:
    """Excel's ``=`` on two values."""
    return compare_values(a, b) == 0


def _find_by_two(a: Any, keys_a: Sequence[Any], b: Any, keys_b: Sequence[Any], results: Sequence[Any]) -> Any:
    for i in range(len(results) - 1, -1, -1):
        if same_value(keys_a[i], a) and same_value(keys_b[i], b):
            return results[i]
    raise RaisedError(NOT_AVAILABLE)


def _find_filled(a: Any, keys_a: Sequence[Any], b: Any, keys_b: "ColumnValues", results: Sequence[Any]) -> Any:
    for i in reversed(keys_b.positions(b)):
        if same_value(keys_a[i], a) and results[i] not in (None, ""):
            return results[i]
    raise RaisedError(NOT_AVAILABLE)


cari = Function("cari", "INDEX({2},MATCH({0},{1},0))", _find)
cari_teks = Function("cari_teks", 'INDEX({2},MATCH({0},{1},0))&""', _find_text)
cari_dua = Function("cari_dua", "LOOKUP(2,1/(({1}={0})*({3}={2})),{4})", _find_by_two)
cari_terisi = Function("cari_terisi", 'LOOKUP(2,1/(({1}={0})*({3}={2})*({4}<>"")),{4})', _find_filled)
