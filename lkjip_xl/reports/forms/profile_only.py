"""Reports that only profiles print: LAP-RENSTRA (the matrix of Renstra), LAP-SKALA (the scale of predikat), LAP-POHON
(sasaran with its programs, kegiatan and sub kegiatan) and LAP-PENUTUP (the closing table with categories)."""

from collections.abc import Callable
from typing import Any

from ...compute.world import World
from ..doubts import QUARTER, REACHED, SPENDING
from ..layout.columns import Column, ColumnSet
from ..layout.form import Form
from ..profiles import GENERAL
from ..registry import CHAPTERS, profile_of, report

MEASURED = "tbl_pengukuran"


def _filled(world: World, table: str) -> bool:
    if table == MEASURED:
        return bool(world.indikator)
    return any(row.get("Indikator") or row.get("Predikat") for row in world.rows(table))


def _printed(id: str, table: str) -> Callable[[Any], bool]:
    return lambda world: _filled(world, table) and profile_of(world).form(id, world.settings) is not None


def _own_or_complete(world: World, id: str) -> bool:
    """The general matrix of Renstra is written unasked only where the book holds the whole Renstra."""
    if id != "LAP-RENSTRA" or "renstra-lengkap" in world.book.modules:
        return True
    return profile_of(world).name != GENERAL


def _combined(world: World) -> bool:
    return world.settings.get("bentuk_laporan") == "Gabungan"


def _declare(id: str, sheet: str, title: str, order: float, table: str, called: str, columns: tuple[Column, ...],
             combined: bool = False) -> None:  # fmt: skip
    def blocks(world: World) -> Form:
        raise LookupError(f"{id} is printed by a profile")

    printed = _printed(id, table)
    report(
        id=id,
        sheet=sheet,
        title=title,
        order=order,
        wide_money=True,
        chapter=CHAPTERS[1] if order < 10 else CHAPTERS[3] if id == "LAP-PENUTUP" else CHAPTERS[2],
        about=f"Ditulis bila profil bentuk memuatnya{', bentuk_laporan Gabungan,' if combined else ''} dan {called} "
        "terisi.",
        tables=[ColumnSet(title, columns)],
        rests_on=(QUARTER, REACHED, SPENDING) if table == MEASURED else (),
        of_profiles=True,
        when=lambda world: printed(world) and (_combined(world) or not combined) and _own_or_complete(world, id),
        possible=printed,
    )(blocks)


_WORDING = Column("Indikator", "Renstra: Indikator")
RENSTRA = (
    Column("Sasaran Strategis", "Renstra: Sasaran"), _WORDING, Column("Formulasi", "Renstra: Formulasi"),
    Column("Kondisi Awal", "Renstra: Kondisi Awal"), Column("Target", "Renstra: Target tiap tahun"),
    Column("Strategi/kebijakan", "Renstra: Strategi, Kebijakan"),
    Column("Program dan kegiatan", "Anggaran: baris yang menyebut indikator; bila tidak ada, Renstra: Program"),
)  # fmt: skip
SCALE = (
    Column("Capaian Kinerja", "Pengaturan: tabel skala, Batas Bawah"),
    Column("Keterangan", "Pengaturan: tabel skala, Predikat"),
)
TREE = (
    Column("Uraian", "Renstra: Sasaran; Anggaran: Uraian, tiap baris sekali di bawah sasaran yang didukungnya"),
    Column("Indikator, Target, Realisasi, Capaian", "Pengukuran, indikator yang disebut baris itu", group="Kinerja"),
    Column("Alokasi, Realisasi, Penyerapan", "Anggaran: Pagu, Realisasi, Serapan", group="Anggaran"),
)
CLOSING = (
    Column("Capaian", "Pengukuran: Capaian", group="Capaian Kinerja"),
    Column("Kategori", "Pengukuran: Predikat (PRE-01)", group="Capaian Kinerja"),
    Column("Tingkat", "Pengukuran: Efisiensi (EFI-01)", group="Efisiensi"),
    Column("Kategori", "Dari tingkat efisiensi (EFI-03)", group="Efisiensi"),
    Column("Jumlah Indikator", "Banyaknya indikator sasaran dengan predikat itu"),
)

_declare("LAP-RENSTRA", "Lap Renstra", "Matriks Renstra", 5, "tbl_renstra", "lembar Renstra", RENSTRA)
_declare("LAP-SKALA", "Lap Skala", "Skala Predikat", 39, "tbl_skala", "tabel skala", SCALE)
_declare("LAP-POHON", "Lap Pohon Kinerja", "Pohon Kinerja dan Anggaran", 58, MEASURED, "lembar Pengukuran", TREE, True)
_declare("LAP-PENUTUP", "Lap Penutup", "Rangkuman Capaian Kinerja", 59, MEASURED, "lembar Pengukuran", CLOSING, True)
