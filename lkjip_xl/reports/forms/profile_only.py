"""Reports that only a profile prints: LAP-RENSTRA (the matrix of Renstra) and LAP-SKALA (the scale of predikat)."""

from collections.abc import Callable
from typing import Any

from ...compute.world import World
from ..layout.form import Form
from ..registry import profile_of, report


def _printed(id: str, table: str) -> Callable[[Any], bool]:
    return lambda world: bool(world.rows(table)) and profile_of(world).form(id, world.settings) is not None


def _declare(id: str, sheet: str, title: str, order: float, table: str, called: str) -> None:
    def blocks(world: World) -> Form:
        raise LookupError(f"{id} is printed by a profile")

    report(
        id=id,
        sheet=sheet,
        title=title,
        order=order,
        about=f"Ditulis bila profil bentuk memuatnya dan {called} terisi.",
        when=_printed(id, table),
        possible=_printed(id, table),
    )(blocks)


_declare("LAP-RENSTRA", "Lap Renstra", "Matriks Renstra", 5, "tbl_renstra", "lembar Renstra")
_declare("LAP-SKALA", "Lap Skala", "Skala Predikat", 39, "tbl_skala", "tabel skala")
