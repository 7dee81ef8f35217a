"""What every form says of the office: its name, who signs, the page footer, the time of the report."""

from typing import Any

from ...compute.world import World
from ...expr.values import is_number
from ...rules.tanggal import date_text
from ...rules.terbilang import rupiah
from ...schema.choices import ROMAWI
from ..layout.blocks import Signatory
from ..layout.source import Cell, setting
from ..layout.styles import PLAIN
from .positions import UNNAMED, capitals, head_post


def office_name(world: World) -> Cell:
    """Name of the office in capitals, for titles."""
    return Cell(str(world.settings.get("instansi") or "").upper(), PLAIN, setting("instansi"))


def year_line(world: World) -> Cell:
    """``TAHUN 2022``; empty without a year."""
    return Cell(f"TAHUN {world.year}" if world.year else "", PLAIN, setting("tahun"))


def time_line(world: World) -> Cell:
    """``S.D. TRIWULAN II TAHUN 2022``, or only the year at its end."""
    parts = [f"S.D. TRIWULAN {ROMAWI[world.quarter]}"] if world.quarter < 4 else []
    return Cell(" ".join([*parts, year_line(world).value]).rstrip(), PLAIN, setting("triwulan_berjalan"))


def place_and_date(world: World, date: str) -> Cell:
    """Where and when is signed."""
    place = world.settings.get("tempat_tanda_tangan") or world.settings.get("kota") or ""
    key = "tempat_tanda_tangan" if world.settings.get("tempat_tanda_tangan") else "kota"
    return Cell(", ".join(t for t in (str(place), date) if t), PLAIN, setting(key))


def head_signs(world: World, date: Any = None) -> Signatory:
    """The right-hand signature of the head of the office."""
    atur = world.settings
    when = date_text(date if date is not None else atur.get("tanggal_laporan"))
    nip = atur.get("nip_kepala")
    beneath = [
        Cell(atur.get("pangkat_kepala"), PLAIN, setting("pangkat_kepala")),
        Cell(f"NIP. {nip}" if nip else "", PLAIN, setting("nip_kepala")),
    ]
    return Signatory(
        [
            place_and_date(world, when),
            Cell(capitals(str(head_post(world, "Kepala").value)) + ",", PLAIN, setting("jabatan_kepala")),
        ],
        Cell(atur.get("nama_kepala") or UNNAMED, PLAIN, setting("nama_kepala")),
        [c for c in beneath if c.value],
    )


def chapter_number(world: World) -> str:
    """What the numbers of Bab III begin with (``awalan_nomor_tabel``)."""
    return str(world.settings.get("awalan_nomor_tabel") or "3.")


def pagu_named(world: World, document: str) -> str:
    """Which pagu a form shows (a name of ``Amounts.every_pagu``), and why where it is not that of the one in force."""
    if document in world.amounts.versions:
        return f"pagu menurut PK {world.amounts.named(document)}"
    if document != "Perubahan":
        return "Pagu Awal"
    if world.budget.only_changed:
        return "Pagu Perubahan, karena Pagu Awal tidak terisi pada lembar Anggaran"
    return "Pagu Perubahan (Pagu Awal bila belum terisi)"


def serapan_explained(world: World, what: str, base: Any) -> str:
    """How the serapan of each row of a form is reckoned, and against how much that of the office (ANG-02, ANG-07).

    Args:
        what: the name of that column. base: what the total is measured against, in rupiah.
    """
    if not world.budget.by_available:
        return f"{what} = realisasi / pagu baris itu sendiri"
    amount = f", seluruhnya {rupiah(base)}" if is_number(base) else ""
    return f"{what} = realisasi / pagu efektif (pagu dikurangi blokir) baris itu sendiri{amount}"


def working_copy(world: World) -> bool:
    """Whether fingerprint and names of source sheets stand on paper (``teks_kerja``)."""
    return world.settings.get("teks_kerja") == "Ya"


def footer(world: World, title: str) -> str:
    """Text at the left of the page footer: short name of the office, title."""
    name = str(world.settings.get("singkatan") or world.settings.get("instansi") or "")
    name = name if len(name) <= 80 else name[:79] + "…"
    return " - ".join(t for t in (name, title) if t)
