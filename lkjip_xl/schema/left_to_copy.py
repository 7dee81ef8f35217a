"""The line under a sheet's heading that says what stands in Renstra and is to be copied here, for those who have only a
spreadsheet; without anything left it says what to fill in."""

from typing import Any

from ..expr.functions import Function, jika, jika_galat
from ..expr.tree import Expr, column
from ..expr.values import compare_values

_KINDS = ("Sasaran", "")


def _count(codes: Any, names: Any, kinds: Any, here: Any) -> int:
    return sum(
        code not in (None, "") and name not in (None, "") and here.position(code) is None
        and any(not compare_values("" if kind is None else kind, one) for one in _KINDS)
        for code, name, kind in zip(codes, names, kinds, strict=True)
    )  # fmt: skip


_missing = Function(
    "kode_belum_disalin",
    'SUMPRODUCT(({0}<>"")*({1}<>"")*(({2}="Sasaran")+({2}=""))*ISNA(MATCH({0},{3},0)))',
    _count,
)


def line_beneath(table: str, about: str) -> Expr:
    """``about``, or how many indicators of Renstra a table with a column Kode lacks and how they get there."""
    names = (column("tbl_renstra", name) for name in ("Kode", "Indikator", "Jenis"))
    missing = _missing(*names, column(table, "Kode"))
    told = missing & (
        " indikator sasaran di Renstra belum ada di sini: tekan Salin dari Renstra, atau salin kolom Kode-nya lalu "
        "tempel nilainya (Ctrl+Alt+V, V) di kolom Kode lembar ini."
    )
    return jika_galat(jika(missing > 0, told, about), about)
