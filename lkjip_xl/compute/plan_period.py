"""The years of a plan: baseline, targets and money each have their own, and the printed name of the period is apart."""

from typing import Any, NamedTuple

from ..expr.values import is_number
from .world import World


class Period(NamedTuple):
    """The years of a plan.

    base: year of the baseline. target_years, money_years: those whose targets and money it prints. name: what the
    period is called. inmendagri: its tables are those of Inmendagri 2/2025, not of Permendagri 86/2017.
    """

    base: int
    target_years: range
    money_years: range
    name: str
    inmendagri: bool

    @property
    def last(self) -> int:
        """The last year of targets."""
        return self.target_years[-1]


def period_of(world: World) -> Period:
    """The years of a book's plan, by its settings; a year without a column in Renstra is left out."""
    settings, (first, last) = world.settings, world.book.years

    def year(name: str, otherwise: int) -> int:
        value: Any = settings.get(name)
        return int(value) if is_number(value) else otherwise

    begin = min(max(year("tahun_awal_target", year("tahun_awal_renstra", first)), first), last)
    end = max(min(year("tahun_akhir_target", max(last, year("tahun_akhir_renstra", last))), last), begin)
    money = min(max(year("tahun_awal_pagu", begin), begin), end)
    name = settings.get("nama_periode_renstra")
    if name in (None, ""):
        name = f"{year('tahun_awal_renstra', begin)}-{year('tahun_akhir_renstra', end)}"
    cycle = str(settings.get("siklus_renstra") or "").startswith("Inmendagri")
    return Period(year("tahun_dasar", begin - 1), range(begin, end + 1), range(money, end + 1), str(name), cycle)
