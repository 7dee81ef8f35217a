"""What a running year may not say yet: a figure that still grows proves nothing against a whole one (docs/adr/0081)."""

from typing import Any

from ..expr.functions import is_blank_mark
from ..expr.values import NOT_AVAILABLE, is_number
from .book import Cells
from .indicators import Indikator
from .key import key
from .world import World

ADDED = ("akumulasi", "kumulatif")
NO_NUMBER = ("tingkat", "tanggal")
AGAINST_YEAR = ("Capaian", "Capaian Asli", "Kemajuan", "Efisiensi")
"""Columns of Pengukuran that hold the running figure against a whole year, or follow from that."""
UNTIL = "angkanya masih bertambah sampai TW IV"


def is_dated(i: Indikator) -> bool:
    """Its target is a day, which is due anew each year: it has neither growth nor kemajuan."""
    return key(i.tipe) == "tanggal"


def grows(world: World, i: Indikator) -> bool:
    """Its figure holds a part of the year only, and is more at the end of it: by its Sifat, or by its own plan.

    A running total that is typed as Posisi Akhir is planned to be more than it is planned to be by now.
    """
    if world.quarter >= 4 or key(i.tipe) in NO_NUMBER:
        return False
    now, whole = i.isi.get(f"_T{world.quarter}"), i.isi.get("_T0")
    planned = is_number(now) and is_number(whole) and now < whole
    return planned or key(i.isi.get("Sifat")) in ADDED


def undecided(world: World, i: Indikator) -> bool:
    """It adds up or runs by its Sifat, and is better the smaller it is: only the whole year tells. As the book's own
    columns say it (``schema.sheets.pengukuran``)."""
    if world.book.first_version or not grows(world, i):
        return False
    return key(i.renstra.get("Arah")) == "turun" and key(i.isi.get("Sifat")) in ADDED


def withheld(world: World, i: Indikator, column: str) -> bool:
    """Whether a column of Pengukuran says something of an indicator that nobody can know yet, or that means nothing."""
    if column == "Kemajuan" and is_dated(i):
        return True
    return column in AGAINST_YEAR and undecided(world, i)


def against_year(world: World, i: Indikator, column: str) -> Any:
    """A column of ``AGAINST_YEAR`` as reports show it: N/A where it is withheld, else as the book holds it."""
    return NOT_AVAILABLE if withheld(world, i, column) else i.isi.get(column, NOT_AVAILABLE)


def judged_quarter(world: World, i: Indikator) -> int:
    """The quarter whose target ``Capaian Berjalan`` judges by: the last up to the running one that has a target; 0 for
    the target of the year."""
    if world.quarter >= 4 or world.book.first_version:
        return 0
    return last_planned(i.isi, world.quarter) or int(world.quarter)


def last_planned(row: Cells, quarter: int) -> int:
    """The last quarter up to ``quarter`` (1 to 4) in which a computed row of Pengukuran has a target to date (CAP-04);
    0 without any."""
    return next((n for n in range(quarter, 0, -1) if is_number(row.get(f"_T{n}"))), 0)


def target_to_date(world: World, i: Indikator) -> Any:
    """The target that ``Capaian Berjalan`` judges by; as it was typed, unless it is a sum or a share."""
    n = judged_quarter(world, i)
    if not n:
        return i["Target"]
    read, typed = i.isi.get(f"_T{n}", NOT_AVAILABLE), i.isi.get(f"Target TW{n}")
    as_typed = typed.__class__ is str and not is_blank_mark(typed) and key(i.isi.get("Sifat")) != "akumulasi"
    return typed if as_typed and is_number(read) else read
