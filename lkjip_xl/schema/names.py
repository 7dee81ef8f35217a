"""Defined names of whole columns: they keep formulas short, and let every row refer to another table by one name.

``lk_r_`` is Renstra, ``lk_p_`` the PK, ``lk_t_`` the levels, ``lk_u_`` Pengukuran, ``lk_a_`` Anggaran,
``lk_h_`` Riwayat.
"""

from __future__ import annotations

import re

from ..expr.tree import Reference
from ..rules.struktur_anggaran import DEEPEST

OWN_ROW = (
    *(kind + n for kind in "TU" for n in "01234A"), *(f"R{n}" for n in range(5)), *"ACDFH", "B1", "B4",
)  # fmt: skip
"""Helper columns of Pengukuran that formulas of the same row name by their column: where one value is wanted, a column
means its cell in the formula's row, and a name is a fifth of a structured reference (docs/adr/0040)."""


def own_row(column: str) -> str | None:
    """Formula text of a helper's cell in the formula's own row, for a place that wants one value; None for others."""
    return f"lk_u_{column[1:].lower()}" if column[1:] in OWN_ROW else None


def _named(prefix: str, table: str, **columns: str) -> dict[str, tuple[str, str]]:
    return {f"{prefix}_{name}": (table, column) for name, column in columns.items()}


COLUMN_NAMES: dict[str, tuple[str, str]] = (
    _named("lk_r", "tbl_renstra", kode="Kode", jenis="Jenis", induk="Induk", sasaran="Sasaran", indikator="Indikator",
           iku="IKU", awal="Kondisi Awal", satuan="Satuan", tipe="Tipe", skala="Skala Tingkat", arah="Arah")
    | _named("lk_p", "tbl_pk", dok="Dokumen", kode="Kode", target="Target")
    | _named("lk_t", "tbl_tingkat", s="Skala Tingkat", tk="Tingkat", k="Skor")
    | _named("lk_u", "tbl_pengukuran", kode="Kode", tipe="Tipe", kunci="_K", capaian="Capaian Berjalan",
             sasaran="_Sasaran", rendah="_Rendah", susun="_Susun", **{name.lower(): f"_{name}" for name in OWN_ROW})
    | _named("lk_h", "tbl_riwayat", kode="Kode", tahun="Tahun", lingkup="Lingkup", target="Target", real="Realisasi")
    | _named("lk_a", "tbl_anggaran", sas="_Sas", no="_No", tk="_Tk", f="_F", kode="Kode", akhir="_Akhir", pagu="_Pagu",
             real="_Realisasi", p="_P", r="_R", jenis="_Jenis", blokir="_Blokir", belum="_Belum", kurang="Belum Terisi",
             ind="_Indikator", **{f"w{k}": f"_W{k}" for k in range(1, DEEPEST)})
)  # fmt: skip
"""Name -> (table, column)."""
_TEXTS = {name: f"{table}[{column}]" for name, (table, column) in COLUMN_NAMES.items()}
_NAME = re.compile(r"\blk_[a-z]_[a-z0-9_]+\b")


def whole(name: str) -> Reference:
    """The column that a defined name stands for."""
    return Reference("column", COLUMN_NAMES[name], name)


def column_names(first_year: int, last_year: int) -> dict[str, str]:
    """``{name: formula text}`` for a book whose Renstra runs from ``first_year`` to ``last_year``."""
    years = f"[Target {first_year}]:[Target {last_year}]"
    return {**_TEXTS, "lk_r_target": f"tbl_renstra[{years}]", "lk_r_tajuk": f"tbl_renstra[[#Headers],{years}]"}


def expanded(text: str) -> str:
    """A formula text with the columns instead of their names."""
    return _NAME.sub(lambda m: _TEXTS.get(m[0], m[0]), text)
