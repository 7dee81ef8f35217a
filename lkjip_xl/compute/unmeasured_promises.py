"""Indicators of the PK in force that have no row in Pengukuran: no figure of the office knows of them."""

from .named import named
from .world import World


def unmeasured_promises(world: World) -> list[str]:
    """Their codes as the PK writes them; none while nothing is measured at all.

    Beranda counts them by formula, and marks the predikat (``schema.sheets.beranda``).
    """
    promised = world.pk_by_key.get(world.defined["lk_pk"], {})
    measured = world.measured_by_key
    return [str(row["Kode"]) for code, row in promised.items() if code and code not in measured] if measured else []


def told(world: World) -> str:
    """The sentence that names them; "" when there are none."""
    codes = unmeasured_promises(world)
    if not codes:
        return ""
    return f"Indikator PK {named(codes)} tidak ada di Pengukuran, sehingga tidak ikut dihitung."
