"""What Beranda says of the state of the book: identity, settings that are gone, when it was checked, what changed.

The stamp of a check stands in a row of ``tbl_temuan``, in its hidden columns: ``_Tempat`` says ``diperiksa 3 Juli
2026``, ``_Sidik`` what the inputs added up to. A spreadsheet adds them up again and so knows whether they changed.
"""

from __future__ import annotations

import re
from typing import Any

from ..expr.functions import Function, jika, jika_galat
from ..expr.tree import Expr, column
from ..expr.values import ErrorValue, RaisedError, bulatkan, compare_values, is_number
from .setting_labels import IDENTITY
from .settings import NAMES, SETTING

CHECKED = "diperiksa "
"""What the text of a stamp begins with."""
_KEYS, _VALUES = column("tbl_pengaturan", "Kunci"), column("tbl_pengaturan", "Nilai")


def _listed(keys: Any) -> str:
    return "{{" + ",".join(f'"{key}"' for key in keys) + "}}"


def _count_blank(keys: Any, values: Any) -> int:
    return sum(
        any(not compare_values(key, one) for one in IDENTITY) and value in (None, "")
        for key, value in zip(keys, values, strict=True) if key is not None
    )  # fmt: skip


_blank = Function(
    "identitas_kosong", f'SUMPRODUCT(ISNUMBER(MATCH({{0}},{_listed(IDENTITY)},0))*({{1}}=""))', _count_blank
)
_default = Function(
    "masih_contoh", f'COUNTIF({{0}},"{SETTING["instansi"].default}")',
    lambda values: sum(not compare_values(x, SETTING["instansi"].default) for x in values if x is not None),
)  # fmt: skip
IDENTITY_BLANK = _blank(_KEYS, _VALUES) + _default(_VALUES)
IDENTITY_FILLED = jika(IDENTITY_BLANK == 0, "terisi", IDENTITY_BLANK & f" dari {len(IDENTITY)} belum")
"""How far the identity of the office is filled."""

_NEEDED = tuple(dict.fromkeys(key for key, _ in NAMES.values()))
_gone = Function(
    "setelan_hilang", f"SUMPRODUCT(--(COUNTIF({{0}},{_listed(_NEEDED)})=0))",
    lambda keys: sum(all(compare_values(key, one) for key in keys if key is not None) for one in _NEEDED),
)  # fmt: skip
SETTINGS_GONE = _gone(_KEYS)
"""How many of the settings that formulas need are no rows of Pengaturan any more."""


def readable_quarter(value: Any) -> bool:
    """Whether a cell says which quarter is reported, as SET-01 reads it."""
    return is_number(value) and 1 <= value < 5


_QUARTER_TYPED = re.compile(r"(?:(?:tw|triwulan|twl|tri wulan)[ .]*(?:ke)?[ .-]*)?(?:([1-4])|(iv|i{1,3}))\.?").fullmatch


def quarter_meant(value: Any) -> int | None:
    """The quarter that a text surely means, which formulas do not read.

    >>> quarter_meant("TW 2"), quarter_meant("Triwulan II"), quarter_meant("iv"), quarter_meant("Juni")
    (2, 2, 4, None)
    """
    found = _QUARTER_TYPED(" ".join(value.split()).casefold()) if value.__class__ is str else None
    if found is None:
        return None
    return int(found[1]) if found[1] else ("i", "ii", "iii", "iv").index(found[2]) + 1


def _unknown(keys: Any, values: Any) -> bool:
    return any(
        not compare_values(key, "triwulan_berjalan") and not readable_quarter(value)
        for key, value in zip(keys, values, strict=True) if key is not None
    )  # fmt: skip


_unread = Function(
    "triwulan_tidak_terbaca",
    'COUNTIF({0},"triwulan_berjalan")>COUNTIFS({0},"triwulan_berjalan",{1},">=1",{1},"<5")',
    _unknown,
)
QUARTER_UNKNOWN = _unread(_KEYS, _VALUES)
"""Whether the cell of the quarter that is reported is blank or says no quarter; all is computed as for the last one."""

_SPENT = (f"Realisasi TW{n}" for n in range(1, 5))
_MONEY = [column("tbl_anggaran", name) for name in ("Pagu Awal", "Pagu Perubahan", *_SPENT)]
_AMOUNTS = [
    *(column("tbl_pengukuran", f"{kind} TW{n}") for kind in ("Target", "Realisasi") for n in range(1, 5)),
    column("tbl_pk", "Target"),
]
_WORDS = [
    column(table, name) for table, name in (
        ("tbl_renstra", "Indikator"), ("tbl_pengukuran", "Kode"), ("tbl_pengukuran", "Analisis"),
        ("tbl_pengukuran", "Solusi"), ("tbl_anggaran", "Uraian"), ("tbl_anggaran", "Indikator"),
    )
]  # fmt: skip


def _sum(columns: Any) -> float:
    total: float = 0
    for values in columns:
        for value in values:
            if value.__class__ is ErrorValue:
                raise RaisedError(value)
            total += value if is_number(value) else 0
    return total


def _places(count: int) -> str:
    return ",".join(f"{{{n}}}" for n in range(count))


_money = Function("jumlah_uang", f"ROUND(SUM({_places(len(_MONEY))}),0)", lambda *columns: bulatkan(_sum(columns), 0))
_amounts = Function(
    "jumlah_nilai", f"ROUND(100*SUM({_places(len(_AMOUNTS))}),0)", lambda *columns: bulatkan(100 * _sum(columns), 0)
)
_filled = Function(
    "banyak_terisi", f"COUNTA({_places(len(_AMOUNTS) + len(_WORDS))})",
    lambda *columns: sum(value is not None for values in columns for value in values),
)  # fmt: skip
CHECKSUM = jika_galat(_money(*_MONEY) & "|" & _amounts(*_AMOUNTS) & "|" & _filled(*_AMOUNTS, *_WORDS), "galat")
"""What the inputs add up to, as a text."""


def _stamped(skip: int) -> Any:
    def find(places: Any, values: Any) -> str:
        for place, value in zip(places, values, strict=True):
            if isinstance(place, str) and place.startswith(CHECKED):
                return str(value)[skip:]
        return ""

    return find


_AT = f'INDEX({{1}},MATCH("{CHECKED}*",{{0}},0))'
_date = Function("tanggal_periksa", f'IFERROR(MID({_AT},{len(CHECKED) + 1},40),"")', _stamped(len(CHECKED)))
_seal = Function("sidik_periksa", f'IFERROR({_AT}&"","")', _stamped(0))
_PLACES = column("tbl_temuan", "_Tempat")
_none = Function(
    "belum_diperiksa", f'COUNTIF({{0}},"{CHECKED}*")=0',
    lambda places: not any(isinstance(place, str) and place.startswith(CHECKED) for place in places),
)  # fmt: skip
UNCHECKED: Expr = _none(_PLACES)
"""Whether nobody checked the book yet."""
CHECKED_ON: Expr = _date(_PLACES, _PLACES)
"""The day of the last check, "" when there was none."""
CHANGED = _seal(_PLACES, column("tbl_temuan", "_Sidik")) != CHECKSUM
"""Whether the inputs add up to something else than on that day."""
