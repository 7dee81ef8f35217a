"""What the formulas of version 1 did otherwise, where Python computes a book that still has them."""

from __future__ import annotations

from typing import Any

from ..expr.functions import Function, same_value
from ..expr.tree import Reference
from ..expr.values import ErrorValue, RaisedError

VERSION_1_MARK = Reference("setting", "#versi_1", "")
"""Whether the book is of version 1, whose formulas knew neither quarters ahead nor Capaian Berjalan."""


def _intact(env: Any, deret: Any, said: Any, first_version: Any, tipe: Any) -> Any:
    if first_version(env) and same_value(tipe(env), "Tingkat"):  # they look at the quarter's own level alone
        return said(env)
    for value in deret(env):
        if value.__class__ is ErrorValue:
            raise RaisedError(value)
    return said(env)


utuh = Function("utuh", "0*SUM({0})+{1}", _intact, lazy=True)
"""What the second argument says, unless a cell of the first is an error."""


def _of_known_kind(env: Any, tipe: Any, said: Any, first_version: Any) -> Any:
    if first_version(env):
        tipe(env)  # an indicator that Renstra lacks has none: they ask for it before they look at the quarters
    return said(env)


tipe_dulu = Function("tipe_dulu", "{1}", _of_known_kind, lazy=True)
"""What the second argument says; in a book of version 1 the error of the first comes before it."""


target_kini = Function(
    "target_kini", "{0}", lambda env, target, first_version: 0 if first_version(env) else target(env), lazy=True
)
"""A quarter's target; in a book of version 1 a number, as its formulas know no remarks of quarters without one."""
