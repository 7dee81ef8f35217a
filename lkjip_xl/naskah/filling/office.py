"""Slots of the office, its time and its officials: the settings of the book and what follows from them."""

from __future__ import annotations

import re

from ...compute.agreement_dates import LISTED, agreement_date, document_of
from ...compute.agreement_dates import SETTINGS as SIGNED
from ...compute.world import World
from ...reports.forms.office import place_and_date, time_line
from ...reports.layout.source import Source, setting
from ...rules.tanggal import date_text
from ...schema.choices import ROMAWI
from ...schema.settings import BENTUK, CARA, SETTINGS
from ..register import Answer, Scope, SlotFunction, slot

LEFT_OUT = {CARA, BENTUK, "Buku"}
"""Groups of settings that say nothing in a text: how to compute and to print."""
YEARS = {"tahun", "tahun_awal_renstra", "tahun_akhir_renstra"}


def setting_text(world: World, key: str) -> str:
    """A setting as text, "" when blank; a date as Indonesian documents write it."""
    value = agreement_date(world, document_of(world, key)).value if key in SIGNED else world.settings.get(key)
    return "" if value is None else date_text(value) if key.startswith("tanggal") else str(value).strip()


def _setting(key: str) -> SlotFunction:
    return lambda scope: Answer(
        setting_text(scope.world, key), scope.world.settings.get(key) if key in YEARS else None,
        _origin(scope.world, key),
    )  # fmt: skip


def _origin(world: World, key: str) -> Source:
    """The cell that a setting's text shows: of the date of an agreement that of its document, where it has one."""
    row = agreement_date(world, document_of(world, key)).row if key in SIGNED else None
    return setting(key) if row is None else Source(LISTED, row["#nomor"], "Tanggal")


for _one in SETTINGS:
    if _one.group not in LEFT_OUT and _one.key != "dokumen_pk" and not _one.key.startswith("status_"):
        slot(_one.key, _one.about)(_setting(_one.key))


def _year(back: int) -> SlotFunction:
    def answer(scope: Scope) -> Answer:
        year = scope.world.year
        return Answer("" if year is None else str(year - back), None if year is None else year - back, setting("tahun"))

    return answer


slot("tahun_lalu", "Tahun sebelum tahun laporan")(_year(1))
slot("tahun_depan", "Tahun sesudah tahun laporan")(_year(-1))


def renstra_period(world: World) -> str:
    """Name of the period of the Renstra: as it was given, else its years."""
    given = setting_text(world, "nama_periode_renstra")
    return given or "-".join(str(year) for year in world.book.years)


@slot("periode_renstra", "Periode Renstra, misalnya 2025-2029")
def periode_renstra(scope: Scope) -> Answer:
    """Name of the period of the Renstra."""
    return Answer(renstra_period(scope.world), None, setting("tahun_awal_renstra"))


@slot("dokumen_pk", "Perjanjian Kinerja, atau Perjanjian Kinerja Perubahan bila itu yang berlaku")
def dokumen_pk(scope: Scope) -> Answer:
    """The agreement in force, in words."""
    changed = scope.world.defined["lk_pk"] == "Perubahan"
    return Answer(f"Perjanjian Kinerja{' Perubahan' if changed else ''}", None, setting("dokumen_pk"))


@slot("waktu", "Waktu yang dilaporkan: tahun 2025, atau s.d. Triwulan II tahun 2025 selama tahun berjalan")
def waktu(scope: Scope) -> Answer:
    """The time of the report."""
    world = scope.world
    until = f"sampai dengan Triwulan {ROMAWI[world.quarter]} " if world.quarter != 4 else ""
    return Answer(f"{until}tahun {world.year or ''}".rstrip(), None, time_line(world).source)


@slot("triwulan_romawi", "Triwulan berjalan dengan angka Romawi")
def triwulan_romawi(scope: Scope) -> Answer:
    """The running quarter."""
    return Answer(ROMAWI[scope.world.quarter], None, setting("triwulan_berjalan"))


@slot("tempat", "Tempat tanda tangan; kota bila kosong")
def place(scope: Scope) -> Answer:
    """Where is signed."""
    cell = place_and_date(scope.world, "")
    return Answer(str(cell.value or ""), None, cell.source)


@slot("daerah", "Nama daerah tanpa kata Pemerintah, misalnya Kota Probolinggo")
def daerah(scope: Scope) -> Answer:
    """Name of the region."""
    name = re.sub(r"(?i)^pemerintah\s+", "", setting_text(scope.world, "pemerintah_daerah"))
    return Answer(name, None, setting("pemerintah_daerah"))


@slot("instansi_pendek", "Nama singkat instansi; nama lengkapnya bila tidak ada")
def instansi_pendek(scope: Scope) -> Answer:
    """Short name of the office."""
    key = "singkatan" if setting_text(scope.world, "singkatan") else "instansi"
    return Answer(setting_text(scope.world, key), None, setting(key))
