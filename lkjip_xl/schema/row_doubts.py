"""What makes the figures of one row of Pengukuran doubtful: one hidden number, so that every sheet can ask for it.

The number is a sum of the reasons below; 0 is a row without doubts.
"""

from functools import reduce
from operator import add
from typing import Any

from ..expr.functions import Function, jika, jika_galat, same_value
from ..expr.tree import Expr, cell, cells, setting
from ..expr.values import is_number
from .names import whole
from .row_lookups import letak

TWICE, NO_DIRECTION, NUMERATORS, FRACTION, PROMISED_TWICE, YEAR_UNREAD, BLANK_QUARTER = 1, 2, 4, 8, 16, 32, 64
"""The Kode stands in an earlier row too; Arah is blank and counts as Naik; the quarters look like numerators without
their Penyebut Tetap; a percentage looks like its fraction (0,054 for 5,4); the Kode has two targets in the PK in force,
or two rows in Renstra; Tahun Data is no year up to the one of the report, so nobody knows whose value it is; a planned
quarter on which the row rests is blank, and it is no date that was reached before."""
HARDLY_ANY = 0.1
"""Capaian below which a percentage of at most 1 is read as a fraction that was typed by mistake."""
OLDEST_DATA = 30
"""Years before that of the report in which nobody's value is from any more; 24 is no year."""
TABLE = "tbl_pengukuran"


def _cell(name: str) -> Expr:
    return cell(TABLE, name)


_WAY, _KIND, _YEAR, _LAST = _cell("Sifat"), _cell("Tipe"), _cell("_T0"), _cell("_T4")
_REACHED = _cell("_R0")
_DATED = 3  # the mode (_C) of Tipe Tanggal


def _rests_on_blank(way: Any, quarter: Any, reached: Any, targets: Any, typed: Any, mode: Any) -> bool:
    if not is_number(reached) or mode == _DATED:
        return False
    adds = way.__class__ is str and way.casefold() == "akumulasi"
    return any(
        own is None and is_number(target) and target > 0 and (n == quarter or n < quarter and adds)
        for n, (target, own) in enumerate(zip(targets, typed, strict=True), 1)
    )


# No factor is an error where a cell is one: LN has a number for what is above 0 alone. What accumulates rests on each
# quarter, the rest on the running one; a day that was reached answers for the quarters after it.
_blank_quarter = Function(
    "triwulan_kosong_sebaris",
    "ISNUMBER({2})*ISERROR(1/({5}=3))*SUMPRODUCT(ISBLANK({4})*ISNUMBER(LN({3}))*(({{1,2,3,4}}={1})+({{1,2,3,4}}<{1})*"
    '({0}="Akumulasi")))>0',
    _rests_on_blank,
)


def _another_target(document: Any, documents: Any, kode: Any, codes: Any, targets: Any, number: Any) -> bool:
    own = targets[int(number) - 1] if number > 0 else None
    return number > 0 and any(
        targets[i] not in (None, "") and same_value(documents[i], document) and not same_value(targets[i], own)
        for i in codes.positions(kode)
    )


# Row 0 of INDEX is the whole column, in which every target is its own.
_two_targets = Function(
    "dua_target", 'SUMPRODUCT(({3}={2})*({1}={0})*({4}<>"")*({4}<>INDEX({4},{5})))>0', _another_target
)
_two_rows = Function("dua_baris", "SUMPRODUCT(1*({1}={0}))>1", lambda kode, codes: len(codes.positions(kode)) > 1)


def row_doubts(kode: Expr, number: Expr) -> Expr:
    """The number of a row's doubts.

    Args:
        kode: the row's Kode. number: the number of the row in its table.
    """
    twice = letak(kode, whole("lk_u_kode")) < number
    silent = (_cell("Arah") == "") * (_cell("_C") == 1)
    above = (_YEAR > 0) * (_YEAR <= 100) * (_LAST > 100) * (_LAST >= 1.5 * _YEAR)
    numerators = (_cell("Penyebut Tetap") == "") * above
    fraction = (_REACHED > 0) * (_REACHED <= 1) * (_cell("Capaian Berjalan") < HARDLY_ANY)
    percent = (_KIND == "Persen") * (NUMERATORS * jika_galat(numerators, 0) + FRACTION * jika_galat(fraction, 0))
    blank = _blank_quarter(
        _WAY, setting("lk_tw"), _REACHED, cells(TABLE, [f"_N{n}" for n in range(1, 5)]),
        cells(TABLE, [f"Realisasi TW{n}" for n in range(1, 5)]), _cell("_C"),
    )  # fmt: skip
    agreed = (setting("lk_pk"), whole("lk_p_dok"), kode, whole("lk_p_kode"), whole("lk_p_target"), _cell("_Pk"))
    promised = jika(_two_targets(*agreed), 1, _two_rows(kode, whole("lk_r_kode")))
    told, year = _cell("Tahun Data"), setting("lk_tahun")
    undated = (told != "") * ((told > year) + (told < year - OLDEST_DATA))
    reasons: tuple[Expr, ...] = (
        jika_galat(twice, 0), NO_DIRECTION * jika_galat(silent, 0), jika_galat(percent, 0),
        PROMISED_TWICE * jika_galat(promised, 0), YEAR_UNREAD * jika_galat(undated, 0),
        BLANK_QUARTER * jika_galat(blank, 0),
    )  # fmt: skip
    return reduce(add, reasons)
