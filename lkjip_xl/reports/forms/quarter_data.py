"""Which budget lines stand beside which indicator on a quarter's form."""

from typing import Any, NamedTuple

from ...compute.growing import last_planned
from ...compute.indicators import Indikator
from ...compute.world import World
from ...expr.values import is_number


class BudgetLine(NamedTuple):
    """One budget line of the form.

    row: the budget row. money: its amounts are shown. elsewhere: the indicator that shows them, or None.
    """

    row: Any
    money: bool = True
    elsewhere: Any = None


class Division(NamedTuple):
    """The budget, divided over the form.

    owned: for each indicator its lines. apart: lines of no indicator. recap: rows of the recapitulation (Urusan,
    Bidang, and every row whose amount no block shows).
    """

    owned: list[list[BudgetLine]]
    apart: list[BudgetLine]
    recap: list[Any]


class _Context:
    """Names the rows above a block, as far as they do not stand above the last one already."""

    def __init__(self, rows: list[Any]) -> None:
        self.rows = rows
        self.last: tuple[int, ...] = ()

    def name(self, lines: list[BudgetLine], row: Any) -> None:
        above = tuple(row.leluhur[::-1])
        same = 0
        while same < min(len(above), len(self.last)) and above[same] == self.last[same]:
            same += 1
        lines.extend(BudgetLine(self.rows[i], money=False) for i in above[same:])
        self.last = above


def divide_budget(world: World) -> Division:
    """Money that several indicators name stands beside the first and is referred to at the others."""
    rows = world.budget.rows
    owner: list[Any] = [None] * len(rows)  # the indicator beside which a row stands
    has_money = [False] * len(rows)  # its amount is shown there
    context = _Context(rows)
    owned = []
    for indicator in world.indikator:
        lines: list[BudgetLine] = []
        for top in world.budget.highest(indicator.kode):
            if owner[top] is None:
                context.name(lines, rows[top])
            i, end = top, world.budget.end(top)
            while i <= end:
                if owner[i] is None:
                    owner[i], has_money[i] = indicator, True
                    if i == top or world.budget.printed(rows[i]):
                        lines.append(BudgetLine(rows[i]))
                    i += 1
                else:  # everything beneath it stands there too
                    lines.append(BudgetLine(rows[i], elsewhere=owner[i]))
                    i = world.budget.end(i) + 1
        owned.append(lines)
    apart = _apart(world, owner, has_money)
    recap = [a for a in rows if (a.tk <= 2 and not a.daun) or not has_money[a.letak]]
    return Division(owned, apart, recap)


def _apart(world: World, owner: list[Any], has_money: list[bool]) -> list[BudgetLine]:
    """Lines of the rows whose leaves all name no indicator; marks them in ``has_money``."""
    rows = world.budget.rows
    free = [a.daun and owner[a.letak] is None for a in rows]
    free_before, leaves_before = [0], [0]
    for a in rows:
        free_before.append(free_before[-1] + free[a.letak])
        leaves_before.append(leaves_before[-1] + a.daun)
    lines: list[BudgetLine] = []
    context = _Context(rows)
    for a in rows:
        i, end = a.letak, world.budget.end(a.letak) + 1
        count = free_before[end] - free_before[i]
        if owner[i] is None and count and count == leaves_before[end] - leaves_before[i]:
            if not a.leluhur or not has_money[a.leluhur[0]]:
                context.name(lines, a)
            if world.budget.printed(a):
                lines.append(BudgetLine(a))
            has_money[i] = True
    return lines


def printed_realisasi(world: World, indicator: Indikator, quarter: int) -> Any:
    """Realisasi to the end of a quarter; None (printed as -) for one that nothing was planned for until then.

    N/A that somebody typed there is an answer, and is printed, as in the published forms.
    """
    if indicator.unplanned(quarter) and not _answered(indicator, quarter):
        return None
    return world.realisasi_to(indicator, quarter)


def printed_capaian(world: World, indicator: Indikator, quarter: int) -> Any:
    """Capaian at the end of a quarter, as ``Capaian Berjalan`` tells it in that quarter (CAP-04); None (printed as -)
    beside a realisasi that is printed so."""
    if printed_realisasi(world, indicator, quarter) is None:
        return None
    return indicator[capaian_column(world, indicator, quarter)]


def capaian_column(world: World, indicator: Indikator, quarter: int) -> str:
    """The column of Pengukuran with the capaian of a quarter.

    A quarter without a target is judged by the last one before it that has one; at the year's end by the year's.
    """
    judged = last_planned(indicator.isi, quarter) or quarter
    if quarter > world.quarter:  # not yet come, which its own column says
        judged = quarter
    return "Capaian" if judged < quarter == 4 else f"Capaian TW{judged}"


def judged_otherwise(world: World, indicator: Indikator, quarter: int) -> bool:
    """Whether its capaian of a quarter is by the target of another one, or of the year, for want of its own."""
    return capaian_column(world, indicator, quarter) != f"Capaian TW{quarter}"


def target_column(indicator: Indikator, quarter: int) -> str:
    """The column of Pengukuran with the target that stands under a quarter: what was typed, or, where numerators were
    typed, the target to date in the indicator's own unit."""
    own, to_date = f"Target TW{quarter}", f"_T{quarter}"
    divided = is_divided(indicator) and is_number(indicator[own]) and is_number(indicator.isi.get(to_date))
    return to_date if divided else own


def is_divided(indicator: Indikator) -> bool:
    """Whether its quarters hold numerators, which a Penyebut Tetap divides (TGT-07)."""
    factor = indicator.isi.get("_F")
    return is_number(factor) and factor != 1


def _answered(indicator: Indikator, quarter: int) -> bool:
    typed = indicator[f"Realisasi TW{quarter}"]
    return isinstance(typed, str) and typed.strip().casefold() == "n/a"
