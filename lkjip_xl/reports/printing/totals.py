"""Sums beneath a printed table, by what its rows are."""

from collections.abc import Callable

from ..forms.agreement_data import programs
from ..forms.analysis import Analysis
from ..forms.origins import summary
from ..layout.source import Source
from .quantities import MONEY, RATIO, Figure
from .rows import Asked

TOTALS: dict[str, Callable[[Analysis, Asked], dict[str, Figure]]] = {}
"""Row source -> function that gives the sums of its rows."""
TOLD: dict[str, Callable[[int], str]] = {}
"""Row source -> what is told of sums that lack so many of its own rows; of others the rows of Anggaran are told."""


def total_figures(a: Analysis, asked: Asked, rows: str) -> dict[str, Figure]:
    """``{quantity: its sum}`` of the rows of a table; {} where nothing can be summed."""
    if rows == "anggaran":
        budget, missing = a.world.budget, a.world.budget.total_unfilled
        return {
            "anggaran.pagu": Figure(budget.pagu, summary("Pagu"), MONEY),
            "anggaran.realisasi": Figure(budget.realisasi, summary("Realisasi"), MONEY, missing=missing),
            "anggaran.serapan": Figure(budget.serapan, summary("Serapan"), RATIO, missing=missing),
        }
    if rows == "triwulan":
        return _of_quarter(a, asked.number)
    if rows == "pk_program":
        found = programs(a.world, asked.document)
        inputs = tuple((p.name, p.now_source) for p in found if p.now_source)
        source = Source(note="jumlah program di atasnya", inputs=inputs)
        return {"pk_program.anggaran": Figure(a.world.sum_of([p.now for p in found]), source, MONEY)}
    return TOTALS[rows](a, asked) if rows in TOTALS else {}


def _of_quarter(a: Analysis, n: int) -> dict[str, Figure]:
    budget, origins = a.world.budget, a.origins
    pagu, realisasi = budget.pagu_tw[n - 1], budget.realisasi_tw[n - 1]
    from_pagu = origins.quarter_total(n, origins.quarter_pagu, "pagu")
    from_realisasi = origins.quarter_total(n, origins.quarter_realisasi, "realisasi")
    serapan, missing = a.world.serapan_of(realisasi, budget.base_tw[n - 1]), budget.total_unfilled_at(n)
    share = origins.quarter_serapan(from_pagu, from_realisasi)
    return {
        "anggaran_tw.pagu": Figure(pagu, from_pagu, MONEY),
        "anggaran_tw.realisasi": Figure(realisasi, from_realisasi, MONEY, missing=missing),
        "anggaran_tw.serapan": Figure(serapan, share, RATIO, missing=missing),
    }
