"""Quarters that were planned and have no realisasi (blank, N/A or -), while what an indicator reached rests on them."""

from typing import NamedTuple

from ..expr.values import is_number
from ..schema.choices import ROMAWI, TRIWULAN
from ..schema.row_doubts import DATED
from .book import Cells
from .key import key
from .named import named
from .world import World


class BlankQuarter(NamedTuple):
    """A row of Pengukuran and the quarter, 1 to 4, whose realisasi is not there in spite of its target."""

    row: Cells
    quarter: int


def blank_quarters(world: World, quarter: int | None = None) -> list[BlankQuarter]:
    """The quarters that have a target above 0 and say nothing, of indicators with a realisasi.

    What accumulates rests on each of its quarters; the rest on the last one, where the last value before it is shown in
    its place. N/A and - are no more than a blank cell there: the figure is without that quarter. 0 is an answer; a
    remark makes the figure #VALUE!, for a target stands beside it (TGT-06). Beranda counts them by formula (``Triwulan
    belum terisi``). A day that was reached (Tipe Tanggal) is asked for no more.

    Args:
        quarter: to whose end, by default the running one.
    """
    found, last = [], int(quarter or world.quarter)
    for row in world.measured:
        if not is_number(row.get(f"_R{last}")) or row.get("_C") == DATED:
            continue
        for n in range(1 if key(row["Sifat"]) == "akumulasi" else last, last + 1):
            target = row.get(f"_N{n}")
            if row.get(f"_M{n}") == "" and is_number(target) and target > 0:
                found.append(BlankQuarter(row, n))
    return found


def blank_quarters_of(world: World, row: Cells) -> tuple[int, ...]:
    """The quarters, 1 to 4, that a row of Pengukuran rests on and that say nothing."""
    return world.remembered(_by_row).get(id(row), ())


def waits_at(world: World, row: Cells, quarter: int) -> bool:
    """Whether what a row of Pengukuran reached to the end of a quarter rests on one that says nothing."""
    return id(row) in world.remembered(_waiting)[quarter]


def _waiting(world: World) -> dict[int, set[int]]:
    return {n: {id(one.row) for one in blank_quarters(world, n)} for n in TRIWULAN}


def _by_row(world: World) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for one in blank_quarters(world):
        found[id(one.row)] = (*found.get(id(one.row), ()), one.quarter)
    return found


def named_quarters(found: list[BlankQuarter]) -> str:
    """``1.1 TW II, 2.3 TW IV``, and how many more."""
    return named([f"{one.row['Kode']} TW {ROMAWI[one.quarter]}" for one in found])


def told(world: World, quarter: int | None = None) -> str:
    """The sentence that names them; "" when there are none."""
    return told_of(blank_quarters(world, quarter))


def told_of(found: list[BlankQuarter]) -> str:
    """The sentence that names some blank quarters; "" for none."""
    if not found:
        return ""
    return (
        f"Realisasi triwulan yang bertarget masih kosong atau N/A ({named_quarters(found)}), sehingga realisasi, "
        "capaian, dan predikat indikatornya sementara."
    )
