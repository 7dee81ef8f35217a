"""Pieces of formulas of the sheets that only show: rows of another table by rank, texts that say a finding.

Such a table (``Table.panel``) has a fixed number of rows, each of which knows its number; everything in it follows.
Where a function looks into a whole column, the column is added up by a plain SUM among the arguments: that makes
ONLYOFFICE compute it first (schema.setting_cells).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..expr.functions import Function, bulatkan, jika, pilih
from ..expr.tree import Expr, Reference, column, setting
from ..expr.values import ErrorValue, RaisedError, as_number, as_text, compare_values, is_number
from ..expr.values import bulatkan as round_number
from .formulas import DECIMALS

MEASURED = "tbl_pengukuran"


def own_number(table: str, first: str) -> Reference:
    """Number of a row within its table. first: name of a column of the table."""
    return Reference("row", "#nomor", f"(ROW()-ROW({table}[[#Headers],[{first}]]))")


def _place_of_smallest(number: Any, values: Any) -> int:
    ranked = sorted((x, i) for i, x in enumerate(values) if is_number(x))
    return ranked[int(number) - 1][1] + 1 if number <= len(ranked) else 0


place_of_smallest = Function(
    "letak_terkecil", "IF(COUNT({1})<{0},0,MATCH(SMALL({1},{0}+0*SUM({1})),{1},0))", _place_of_smallest
)


def _at(values: Any, number: Any) -> Any:
    if not 1 <= number <= len(values):
        raise RaisedError(ErrorValue("#REF!"))
    value = values[int(number) - 1]
    if value.__class__ is ErrorValue:
        raise RaisedError(value)
    return value


at = Function("ke", "INDEX({0},{1})", _at)


def _text_of_amount(value: Any) -> str:
    from ..rules.terbilang import format_number

    return str(format_number(round_number(as_number(value), 2)))


text_of_amount = Function(
    "teks_jumlah",
    'IF({0}<10^9,TEXT(TRUNC(ROUND({0},2)),"[>=1000000]0\\.000\\.000;[>=1000]0\\.000;0"),'
    'TEXT(TRUNC(ROUND({0},2)),"[>=1000000000000]0\\.000\\.000\\.000\\.000;0\\.000\\.000\\.000"))'
    '&MID(SUBSTITUTE(ROUND(ROUND({0},2)-TRUNC(ROUND({0},2)),2)&"",".",","),2,3)',
    _text_of_amount,
)
"""A number from 0 up as Indonesian text of at most two decimals, whatever the signs of the machine."""
beginning = Function(
    "awal_teks", 'LEFT({0},{1})&IF(LEN({0})>{1},"...","")',
    lambda text, count: as_text(text)[: int(count)] + ("..." if len(as_text(text)) > count else ""),
)  # fmt: skip
"""As much of a text as a chart has room for; that there is more is seen."""
count_below = Function(
    "banyak_di_bawah",
    'COUNTIF({0},"<"&{1}+0*SUM({0}))',
    lambda values, limit: sum(is_number(x) and x < limit for x in values),
)


def _sum_where(values: Any, marks: Any, wanted: Any) -> Any:
    total: float | int = 0
    for value, mark in zip(values, marks, strict=True):
        if is_number(mark) and mark == wanted:
            if value.__class__ is ErrorValue:
                raise RaisedError(value)
            total += value if is_number(value) else 0
    return total


sum_where = Function("jumlah_bernomor", "SUMIFS({0},{1},{2}+0*SUM({1})+IFERROR(0*SUM({0}),0))", _sum_where)


def _leaves(leaf: Any, kind: Any, number: Any, *quarters: Any) -> Any:
    total: float | int = 0
    for is_leaf, which, value in zip(leaf, kind, quarters[int(number) - 1], strict=True):
        if value.__class__ is ErrorValue:
            raise RaisedError(value)
        if is_leaf is True and is_number(which) and which == 1 and is_number(value):
            total += value
    return total


leaves_of_quarter = Function(
    "daun_triwulan", "SUMPRODUCT(--({0}=TRUE()),--({1}=1),CHOOSE({2},{3},{4},{5},{6}))", _leaves
)


def _history(code: Any, year: Any, codes: Any, years: Any, scopes: Any, values: Any) -> Any:
    for i in reversed(codes.positions(code)):
        own = all(compare_values(scopes[i], other) for other in ("Provinsi", "Nasional"))
        if own and is_number(years[i]) and years[i] == year:
            return _at(values, i + 1)
    raise RaisedError(ErrorValue("#N/A"))


history = Function(
    "riwayat_instansi",
    'LOOKUP(2,1/(({2}={0})*({3}={1})*({4}<>"Provinsi")*({4}<>"Nasional")),{5})',
    _history,
)


def _count_history(code: Any, year: Any, codes: Any, years: Any, scopes: Any, values: Any) -> int:
    return sum(
        all(compare_values(scopes[i], other) for other in ("Provinsi", "Nasional"))
        and is_number(years[i]) and is_number(year) and years[i] < year and is_number(values[i])
        for i in codes.positions(code)
    )  # fmt: skip


count_history = Function(
    "banyak_riwayat",
    'SUMPRODUCT(({2}={0})*ISNUMBER({3})*({3}<{1})*({4}<>"Provinsi")*({4}<>"Nasional")*ISNUMBER({5}))',
    _count_history,
)
smallest = Function(
    "terkecil", "IFERROR(SMALL({0},{1}+0*SUM({0})),0)",
    lambda values, number: sorted(filter(is_number, values))[int(number) - 1]
    if number <= sum(map(is_number, values)) else 0,
)  # fmt: skip


count_above_zero = Function(
    "banyak_di_atas_nol", 'COUNTIF({0},">"&0*SUM({0}))', lambda values: sum(is_number(x) and x > 0 for x in values)
)


def _percent_text(ratio: Any, decimals: Any) -> str:
    if not is_number(decimals) or not 0 <= decimals < 5:  # as CHOOSE answers
        raise RaisedError(ErrorValue("#VALUE!"))
    places = int(decimals)
    number = int(round_number(ratio * 10 ** (places + 2), 0))
    digits = str(abs(number)).rjust(places + 1, "0")
    whole, fraction = (digits[:-places], "," + digits[-places:]) if places else (digits, "")
    return f"{'-' if number < 0 else ''}{whole}{fraction}%"


# The comma is written, not left to the computer: its own decimal sign may be another one.
_percent = Function(
    "persen_teks",
    'TEXT(ROUND({0}*10^({1}+2),0),CHOOSE({1}+1,"0","0\\,0","0\\,00","0\\,000","0\\,0000"))&"%"',
    _percent_text,
)


def percent(value: Expr, decimals: Expr | int = DECIMALS) -> Expr:
    """A ratio in words, as cells show it: rounded as a ratio, since 1.025 * 100 is a little less than 102.5."""
    return _percent(bulatkan(value, decimals + 2), decimals)


def measured(name: str, place: Expr) -> Expr:
    """Column ``name`` of a row of Pengukuran."""
    return at(column(MEASURED, name), place)


def running(cells: Sequence[Expr]) -> Expr:
    """The one of four that belongs to the running quarter."""
    return pilih(setting("lk_tw"), *cells)


def when_placed(place: Expr, value: object) -> Expr:
    """``value`` on rows that show something, "" on the others."""
    return jika(place > 0, value, "")
