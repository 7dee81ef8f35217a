"""Shorter texts of some rules for the formulas in the book's tables.

The tree of a rule says what it computes and is what Python runs. In a table the same value can be had with less text
and less work, because the book holds its settings in cells of their own (docs/adr/0019). Each form applies only where
the rule is given exactly those settings or columns; anywhere else the rule is written from its tree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..expr.to_excel import Form
from ..expr.tree import Expr, Reference

Arguments = Mapping[str, Expr]
Write = Callable[[Expr], str]


def _is(given: Expr, kind: str, key: object) -> bool:
    return isinstance(given, Reference) and given.kind == kind and given.key == key


def _rounded(given: Arguments, write: Write) -> str | None:
    """Bulat rounds to d, truncates at d + 2 and rounds to d again; Potong rounds to 12 and truncates to d."""
    if not (_is(given["desimal"], "setting", "lk_desimal") and _is(given["cara"], "setting", "lk_bulat")):
        return None
    return f"ROUND(TRUNC(ROUND({write(given['isi'])},lk_b),lk_t),lk_d)"


def _score(given: Arguments, write: Write) -> str | None:
    if not _is(given["skala"], "row", "_Skala"):
        return None
    test = f"(lk_t_skala={write(given['skala'])})*(lk_t_tk={write(given['label'])})"
    return f'IFERROR(LOOKUP(2,1/({test}),lk_t_skor),"teks"*1)'


def _band(given: Arguments, write: Write) -> str | None:
    if not _is(given["capaian"], "row", "Capaian") or not _is(given["skala"], "setting", "lk_skala"):
        return None
    value = write(given["capaian"])
    return f'IF(ISNUMBER({value}),LOOKUP(MAX(0,{value}),lk_pita,lk_pita_label),IF(ISNA({value}),"N/A",{value}))'


def _capped(given: Arguments, write: Write) -> str | None:
    # Capaian Asli is a number or an error, and MIN hands an error on.
    if not _is(given["capaian"], "row", "Capaian Asli"):
        return None
    return f"MIN({write(given['capaian'])},{write(given['batas'])})"


FORMS: dict[str, Form] = {"BUL-01": _rounded, "TRW-01": _score, "PRE-01": _band, "CAP-04": _capped}
"""Code of a rule -> its shorter text."""
