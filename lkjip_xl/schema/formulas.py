"""Pieces of formulas that several sheets share: settings, lookups in Renstra, the heading of every sheet."""

from __future__ import annotations

from ..expr.functions import Function, cari_teks, jika
from ..expr.tree import Expr, cell, column, setting
from .model import Column

DECIMALS, ROUNDING = setting("lk_desimal"), setting("lk_bulat")
SCALE_COLUMNS = tuple(column("tbl_skala", name) for name in ("Skala", "Batas Bawah", "Termasuk", "Predikat"))
"""What rule PRE-01 needs of the named scales."""

banyak_isi = Function("banyak_isi", 'SUMPRODUCT(--({0}<>""))', lambda d: sum(1 for x in d if x not in (None, "")))


def setting_text(key: str) -> Expr:
    """The text of a setting, "" when blank."""
    return cari_teks(key, column("tbl_pengaturan", "Kunci"), column("tbl_pengaturan", "Nilai"))


INSTANSI = setting_text("instansi")
TAHUN = "Tahun " & setting_text("tahun")
HEADING = INSTANSI & " \N{EM DASH} " & TAHUN
"""Whose and of which year: the second line of every sheet with tables."""


def filled_rows(table: str, key: str) -> Expr:
    """How far a table is filled: ``belum diisi`` or ``12 baris``."""
    count = banyak_isi(column(table, key))
    return jika(count == 0, "belum diisi", count & " baris")


def from_renstra(table: str, name: str) -> Expr:
    """Column ``name`` of the Renstra row of this row's Kode, as text."""
    return cari_teks(cell(table, "Kode"), column("tbl_renstra", "Kode"), column("tbl_renstra", name))


def when_filled(table: str, key: str, formula: Expr) -> Expr:
    """``formula`` on rows whose ``key`` is filled, "" on the others."""
    return jika(cell(table, key) == "", "", formula)


def copied(table: str, name: str, width: float, folded: bool = False) -> Column:
    """A column that shows what Renstra says of the row's Kode."""
    about = f"{name}, diambil dari Renstra"
    told = when_filled(table, "Kode", from_renstra(table, name))
    return Column(name, "teks", about, width, formula=told, folded=folded)
