"""Series of columns: what a column stands once for, such as the years of the targets, or the sources of money."""

from collections.abc import Callable
from typing import Any

from ...compute.funding import funding_of
from ...compute.plan_period import period_of
from ...compute.services import services_of
from ..forms.analysis import Analysis
from .rows import Asked

SeriesOf = Callable[[Analysis, Asked], list[Any]]
SERIES: dict[str, SeriesOf] = {}


def series(name: str) -> Callable[[SeriesOf], SeriesOf]:
    """Decorator: registers the function beneath it under a name."""

    def register(function: SeriesOf) -> SeriesOf:
        SERIES[name] = function
        return function

    return register


@series("target")
def _targets(a: Analysis, asked: Asked) -> list[Any]:
    """The years of the targets."""
    return list(period_of(a.world).target_years)


@series("pagu")
def _money(a: Analysis, asked: Asked) -> list[Any]:
    """The years of the money."""
    return list(period_of(a.world).money_years)


@series("lima_tahun")
def _five(a: Analysis, asked: Asked) -> list[Any]:
    """The first five years of the targets."""
    return list(period_of(a.world).target_years[:5])


@series("lima_tahun_kemudian")
def _later_five(a: Analysis, asked: Asked) -> list[Any]:
    """The years of the targets after the first, five at most."""
    return list(period_of(a.world).target_years[1:6])


@series("tahun_renstra")
def _every(a: Analysis, asked: Asked) -> list[Any]:
    """All years that the sheets of the plan have columns for."""
    first, last = a.world.book.years
    return list(range(first, last + 1))


@series("layanan")
def _services(a: Analysis, asked: Asked) -> list[Any]:
    """The years of which services have a history."""
    return list(services_of(a.world).years)


@series("riwayat_anggaran")
def _past_money(a: Analysis, asked: Asked) -> list[Any]:
    """The years of which money has a history."""
    return list(funding_of(a.world).years)


@series("sumber_dana")
def _sources(a: Analysis, asked: Asked) -> list[Any]:
    """The sources of money."""
    return list(funding_of(a.world).sources)
