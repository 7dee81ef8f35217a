"""Functions over what the quarters of a row say, in Excel and in Python."""

from typing import Any

from ..expr.functions import Function, same_value
from ..expr.values import NOT_AVAILABLE, ErrorValue, RaisedError, as_number


def _by_factor(said: Any, factor: Any) -> Any:
    return as_number(said) * as_number(factor)


# Numerators over Penyebut Tetap where that is filled; the factor is 1 where it is not.
kali_faktor = Function("kali_faktor", "{0}*{1}", _by_factor)


def _intact(env: Any, deret: Any, said: Any, tipe: Any) -> Any:
    if not same_value(tipe(env), "Tingkat"):  # of levels a quarter's own alone counts
        for value in deret(env):
            if value.__class__ is ErrorValue:
                raise RaisedError(value)
    return said(env)


utuh = Function("utuh", 'IF({2}="Tingkat",0,0*SUM({0}))+{1}', _intact, lazy=True)


def _last_level(deret: Any, sifat: Any) -> Any:
    last = deret[-1:] if same_value(sifat, "Kumulatif") else deret
    for value in reversed(last):
        if value.__class__ is ErrorValue:
            raise RaisedError(value)
        if value not in (None, ""):
            return value
    raise RaisedError(NOT_AVAILABLE)


tingkat_sampai = Function(
    "tingkat_sampai", 'LOOKUP(2,1/(({0}<>"")*{{1}}),{0})+0*LEN({1})', _last_level
)  # the table's formula goes quarter by quarter
