"""Reports that only profiles print: LAP-RENSTRA (the matrix of Renstra), LAP-SKALA (the scale of predikat), LAP-POHON
(sasaran with its programs, kegiatan and sub kegiatan) and LAP-PENUTUP (the closing table with categories)."""

from collections.abc import Callable
from typing import Any

from ...compute.world import World
from ..layout.form import Form
from ..registry import profile_of, report


def _filled(world: World, table: str) -> bool:
    return bool(world.indikator) if table == "tbl_pengukuran" else bool(world.rows(table))


def _printed(id: str, table: str) -> Callable[[Any], bool]:
    return lambda world: _filled(world, table) and profile_of(world).form(id, world.settings) is not None


def _combined(world: World) -> bool:
    return world.settings.get("bentuk_laporan") == "Gabungan"


def _declare(id: str, sheet: str, title: str, order: float, table: str, called: str, combined: bool = False) -> None:
    def blocks(world: World) -> Form:
        raise LookupError(f"{id} is printed by a profile")

    printed = _printed(id, table)
    report(
        id=id,
        sheet=sheet,
        title=title,
        order=order,
        about=f"Ditulis bila profil bentuk memuatnya{', bentuk_laporan Gabungan,' if combined else ''} dan {called} "
        "terisi.",
        when=lambda world: printed(world) and (_combined(world) or not combined),
        possible=printed,
    )(blocks)


_declare("LAP-RENSTRA", "Lap Renstra", "Matriks Renstra", 5, "tbl_renstra", "lembar Renstra")
_declare("LAP-SKALA", "Lap Skala", "Skala Predikat", 39, "tbl_skala", "tabel skala")
_declare(
    "LAP-POHON", "Lap Pohon Kinerja", "Pohon Kinerja dan Anggaran", 58, "tbl_pengukuran", "lembar Pengukuran", True
)
_declare("LAP-PENUTUP", "Lap Penutup", "Rangkuman Capaian Kinerja", 59, "tbl_pengukuran", "lembar Pengukuran", True)
