"""How the money of a year moves: a row that was not brought up to date shows it, for nothing else in the book would.

Measured on some 250 budget rows of real offices (the sample, the clean books, an E.81 of 2025): no row that had begun
stood still in the last quarter below 80% of its pagu, but one at 82%; salaries of a quarter stayed between 0.78 and
1.1 of the mean of the others.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..compute.amounts import kind_of
from ..compute.key import key
from ..expr.values import bulatkan, is_number
from .anggaran_isian import QUARTERS, TABLE, tampak_per_triwulan
from .finding import PERIKSA, Finding
from .registry import Context, check, shown, shown_money
from .vocabulary import words

_MOVING = "Kebiasaan realisasi anggaran: belanja tahun berjalan bergerak sampai akhir tahun, gaji dibayar tiap bulan"
_NAMED = 8  # rows that a finding names
_LOW = 0.8  # of the pagu: a row below it that stands still in the last quarter is asked about
_PART = 3  # salaries of a quarter are neither a third of the others' mean nor three times as much


class _Spent(NamedTuple):
    """A leaf of Belanja and what each quarter up to the running one spent; total: to date."""

    row: Any
    own: list[float]
    total: float


def _moving(b: Context) -> list[_Spent]:
    """Leaves whose quarters are all filled and never fall."""
    amounts, names = b.world.amounts, QUARTERS[: b.triwulan]
    if not amounts.per_quarter and b.remembered("tampak per triwulan", tampak_per_triwulan):
        return []
    found = []
    for row, leaf in zip(b.world.rows(TABLE), b.world.budget.shape.leaf, strict=True):
        typed = [row[name] for name in names]
        if not leaf or kind_of(row["Jenis Anggaran"]) != 1 or not all(map(is_number, typed)):
            continue
        own = typed if amounts.per_quarter else [now - before for now, before in zip(typed, [0, *typed], strict=False)]
        if min(own) >= 0:
            found.append(_Spent(row, own, sum(own)))
    return found


@check("ARI-45", PERIKSA, "Realisasi anggaran yang masih jauh dari pagu bergerak pada triwulan IV", _MOVING)
def berhenti_di_akhir(b: Context) -> Iterator[Finding]:
    """Rows that had begun, stand still in the last quarter, and are far from their pagu: one finding for all."""
    if b.triwulan != 4:
        return
    still = [
        one for one in b.remembered("belanja yang bergerak", _moving)
        if one.own[3] == 0 and one.total > 0 and is_number(one.row["_Pagu"]) and one.total < _LOW * one.row["_Pagu"]
    ]  # fmt: skip
    if not still:
        return
    first = still[0]
    told = [f"{one.row['Kode']} (serapan {_percent(one)})" for one in still[:_NAMED]]
    more = f" dan {len(still) - _NAMED} lagi" if len(still) > _NAMED else ""
    same = "0" if b.world.amounts.per_quarter else "sama dengan Realisasi TW3"
    yield b.temuan(
        TABLE, first.row, QUARTERS[3],
        uraian=f"Realisasi TW4 {same} pada {len(still)} baris yang sudah berjalan dan serapannya di bawah 80%: "
        f"{', '.join(told)}{more}. Mungkin belum diperbarui.",
        perbaikan="Cocokkan dengan laporan realisasi akhir tahun; bila memang tidak ada belanja lagi, jelaskan "
        "sebabnya di laporan.", tertulis=first.row[QUARTERS[3]],
    )  # fmt: skip


def _percent(one: _Spent) -> str:
    return f"{shown(bulatkan(100 * one.total / one.row['_Pagu'], 2))}%"


@check("ARI-46", PERIKSA, "Belanja yang dibayar tiap bulan bergerak pada setiap triwulan", _MOVING)
def belanja_bulanan(b: Context) -> Iterator[Finding]:
    """Salaries of every quarter are alike; power, water and cleaners are paid in every quarter after the first, in
    which the first bills may still wait for their papers."""
    if b.triwulan < 2:
        return
    salaries, bills = words("gaji"), words("dibayar tiap bulan")
    for one in b.remembered("belanja yang bergerak", _moving):
        name = key(one.row["Uraian"])
        salary = re.search(salaries, name) is not None
        if not one.total or not (salary or re.search(bills, name)):
            continue
        for k, own in enumerate(one.own):
            rest = (one.total - own) / (len(one.own) - 1)
            still = own == 0 and (k > 0 or salary)
            if not still and not (salary and rest and not rest / _PART <= own <= rest * _PART):
                continue
            what = (
                "tidak bergerak" if still else f"{shown_money(own)}, sedangkan triwulan lain rata-rata {_rough(rest)}"
            )
            yield b.temuan(
                TABLE, one.row, QUARTERS[k],
                uraian=f"Belanja {one.row['Kode']} {one.row['Uraian']} triwulan {k + 1} {what}, padahal dibayar tiap "
                "bulan.",
                perbaikan=f"Cocokkan {QUARTERS[k]} dengan laporan realisasi triwulan itu; mungkin ada angka yang "
                "hilang atau belum diperbarui.", tertulis=one.row[QUARTERS[k]],
            )  # fmt: skip
            break  # one wrong quarter makes its neighbours odd too


def _rough(amount: float) -> str:
    return shown_money(bulatkan(amount, 0))
