"""What the rows of a printed table can be: each source gives rows, and a row holds things under names.

``quantities.py`` asks the thing under the first word of a quantity; a column's ``gabung`` names the thing over whose
rows its cell is merged.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from ...compute.key import key
from ..forms.agreement_data import programs, targets
from ..forms.analysis import Analysis
from ..forms.quarter_data import BudgetLine, divide_budget
from ..forms.scale import bands
from .quantities import Quartered
from .tree import tree

Row = dict[str, Any]
"""Things by name; ``no.<name>`` is a thing's number."""
HEADING, LEVEL = "#judul", "#tingkat"
"""Names in a row of what it is itself: a heading over the whole width, and its outline level."""


class Asked(NamedTuple):
    """What a report is of: the number of its sasaran or quarter, its document, the member of a series; the order of the
    budget rows; and the texts that the rows of a part have in columns."""

    number: int = 0
    document: str = ""
    member: Any = None
    order: str = ""
    where: Mapping[str, str] = MappingProxyType({})

    def wants(self, row: Mapping[str, Any]) -> bool:
        """Whether a row of a table has the texts that are asked for."""
        return all(key(row.get(column)) == key(text) for column, text in self.where.items())


BY_INDICATOR = "Per Indikator"
RowsOf = Callable[[Analysis, Asked], list[Row]]
ROWS: dict[str, RowsOf] = {}


def rows(name: str) -> Callable[[RowsOf], RowsOf]:
    """Decorator: registers the function beneath it under a name."""

    def register(function: RowsOf) -> RowsOf:
        ROWS[name] = function
        return function

    return register


def _row(a: Analysis, i: Any, number: int) -> Row:
    goals = a.world.tujuan
    return {
        "indikator": i, "sasaran": i.sasaran, "tujuan": i.tujuan, "no.indikator": number,
        "no.sasaran": i.sasaran and i.sasaran.nomor,
        "no.tujuan": next((n for n, t in enumerate(goals, 1) if t is i.tujuan), None),
    }  # fmt: skip


@rows("indikator_sasaran")
def _of_sasaran(a: Analysis, asked: Asked) -> list[Row]:
    """The indicators of the sasaran that the sheet is about."""
    return [_row(a, i, n) for n, i in enumerate(asked.member.indikator, 1)]


@rows("indikator")
def _indicators(a: Analysis, asked: Asked) -> list[Row]:
    """All measured indicators of sasaran."""
    every = [i for s in a.world.sasaran for i in s.indikator]
    return [_row(a, i, n) for n, i in enumerate(every, 1)]


@rows("indikator_tujuan")
def _goal_indicators(a: Analysis, asked: Asked) -> list[Row]:
    """The indicators of tujuan that have a target or a realisasi."""
    every = [i for _, own in a.banding.tujuan_indicators() for i in own]
    return [{"indikator": i, "no.indikator": n} for n, i in enumerate(every, 1)]


def _renstra(a: Analysis, jenis: str) -> list[Row]:
    found = [a.world.indicator(r["Kode"]) for r in a.world.renstra_rows if key(r.get("Jenis")) == jenis]
    goals = {id(t): n for n, t in enumerate(a.world.tujuan, 1)}
    measured = {key(i.kode): i for i in a.world.indikator}
    return [
        {
            "indikator": i, "sasaran": own.sasaran if own else None, "tujuan": own.tujuan if own else None,
            "no.indikator": n, "no.sasaran": own.sasaran.nomor if own and own.sasaran else None,
            "no.tujuan": goals.get(id(own.tujuan)) if own else None,
        }
        for n, i in enumerate(found, 1)
        for own in (measured.get(key(i.kode)),)
    ]  # fmt: skip


@rows("renstra_tujuan")
def _renstra_goals(a: Analysis, asked: Asked) -> list[Row]:
    """The indicators of tujuan of Renstra."""
    return _renstra(a, "tujuan")


@rows("renstra_sasaran")
def _renstra_targets(a: Analysis, asked: Asked) -> list[Row]:
    """The indicators of sasaran of Renstra."""
    return _renstra(a, "sasaran")


# --- the budget ------------------------------------------------------------------------------------------------------
@rows("anggaran")
def _budget(a: Analysis, asked: Asked) -> list[Row]:
    """Every row of the budget, in its order."""
    result, number = [], 0
    for r in filter(a.world.budget.printed, a.world.budget.rows):
        number += r.tingkat == "Program"
        result.append({"anggaran": r, "no.program": number if r.tingkat == "Program" else None})
    return result


@rows("triwulan")
def _quarter(a: Analysis, asked: Asked) -> list[Row]:
    """Every row of the budget in its order, beside the indicator whose rows begin there or above it.

    An indicator begins at the highest row that stands above its first row and above no row of the indicator before it.
    """
    n, budget = asked.number, a.world.budget
    if asked.order == BY_INDICATOR:
        return _by_indicator(a, n)
    starts: dict[int, Any] = {}
    named = [(min(found), i) for i in a.world.indikator if (found := budget.highest(i.kode))]
    floating = [i for i in a.world.indikator if not budget.highest(i.kode)]
    before = -1
    for top, i in sorted(named, key=lambda pair: pair[0]):
        begins = next((p for p in reversed(budget.rows[top].leluhur) if p > before), top)
        begins = begins if begins not in starts else top
        if begins in starts:
            floating.append(i)
            continue
        starts[begins] = i
        before = top
    if starts:  # what stands above the first indicator belongs to its block
        first = min(starts)
        starts = {0 if p == first else p: i for p, i in starts.items()}
    result: list[Row] = []
    current: Row = {}
    for r in budget.rows:
        if r.letak in starts:
            current = _seen(a, starts[r.letak], n)
        elif not budget.printed(r):
            continue
        result.append({**current, "anggaran": r, "anggaran_tw": Quartered(r, n)})
    return result + [_seen(a, i, n) for i in floating]


def _by_indicator(a: Analysis, n: int) -> list[Row]:
    """The budget rows of each indicator beside it, then those of no indicator, then the parents that hold more."""
    division = divide_budget(a.world)
    result: list[Row] = []
    for i, lines in zip(a.world.indikator, division.owned, strict=True):
        beside = _seen(a, i, n)
        result += [{**beside, **_budget_line(line, n)} for line in lines] or [beside]
    rest = [*division.apart, *(BudgetLine(r) for r in division.recap)]
    return result + [_budget_line(line, n) for line in rest]


def _budget_line(line: BudgetLine, n: int) -> Row:
    """A budget row with its money, where that stands nowhere else on the form."""
    row: Row = {"anggaran": line.row}
    if line.money and line.elsewhere is None:
        row["anggaran_tw"] = Quartered(line.row, n)
    return row


def _seen(a: Analysis, i: Any, n: int) -> Row:
    return {**_row(a, i, 0), "triwulan": Quartered(i, n)}


# --- the Perjanjian Kinerja ------------------------------------------------------------------------------------------
@rows("pk")
def _agreement(a: Analysis, asked: Asked) -> list[Row]:
    """The indicators of the document."""
    result: list[Row] = []
    for number, group in enumerate(targets(a.world, asked.document), 1):
        for one in group.agreed:
            result.append({"pk": one, "pk_sasaran": group, "no.pk": len(result) + 1, "no.pk_sasaran": number})
    return result


@rows("pk_program")
def _programs(a: Analysis, asked: Asked) -> list[Row]:
    """The programs of the document."""
    return [{"pk_program": p, "no.pk_program": n} for n, p in enumerate(programs(a.world, asked.document), 1)]


# --- the scale -------------------------------------------------------------------------------------------------------
@rows("skala")
def _scale(a: Analysis, asked: Asked) -> list[Row]:
    """The bands of the book's scale, the highest first, and how many indicators have their predikat."""
    labels = [i["Predikat"] for i in a.world.indikator]
    return [
        {"skala": band, "no.skala": n, "jumlah": sum(key(x) == key(band.predikat) for x in labels)}
        for n, band in enumerate(bands(a.world), 1)
    ]


@rows("pohon")
def _tree(a: Analysis, asked: Asked) -> list[Row]:
    """Sasaran, program, kegiatan and sub kegiatan, each with its indicators and its money."""
    return [{"pohon": node, "indikator": node.indikator} for node in tree(a)]
