"""Whose year a realisasi is: an assessor who has not published yet leaves last year's value (column ``Tahun Data``)."""

from ..expr.values import is_number
from .indicators import Indikator
from .world import World


def earlier_year(world: World, i: Indikator) -> int | None:
    """The year before the report's own whose value an indicator still shows; None where the value is this year's."""
    year = i.isi.get("Tahun Data")
    return int(year) if is_number(year) and world.year is not None and year < world.year else None
