"""Indicators of the PK in force that have no row in Pengukuran: no figure of the office knows of them."""

from ..rules.tanggal import date_text
from .facts import CodeAsNumber
from .named import named
from .typed_code import typed_code
from .world import World


def unmeasured_promises(world: World) -> list[str]:
    """Their codes as the PK writes them; none while nothing is measured at all.

    Beranda counts them by formula, and marks the predikat (``schema.sheets.beranda``).
    """
    promised = world.pk_by_key.get(world.defined["lk_pk"], {})
    measured = world.measured_by_key
    if not measured:
        return []
    lost = _lost_codes(world)
    missing = [str(row["Kode"]) for code, row in promised.items() if code and code not in measured]
    return [lost.get(code, code) for code in missing]


def _lost_codes(world: World) -> dict[str, str]:
    """Codes of the PK that a spreadsheet made a date of: what is stored, and how a person knows it again."""
    found = {}
    for fact in world.book.facts:
        if fact.__class__ is CodeAsNumber and fact.is_date and fact.table == "tbl_pk" and fact.column == "Kode":
            typed = typed_code(fact).nilai
            stored = int(fact.value) if float(fact.value).is_integer() else fact.value
            found[str(stored)] = f"{typed} (kini tanggal {date_text(fact.value)})"
    return found


def told(world: World) -> str:
    """The sentence that names them; "" when there are none."""
    codes = unmeasured_promises(world)
    if not codes:
        return ""
    return f"Indikator PK {named(codes)} tidak ada di Pengukuran, sehingga tidak ikut dihitung."
