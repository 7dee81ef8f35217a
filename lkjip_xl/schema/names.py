"""Defined names of whole columns: they keep formulas short, and let every row refer to another table by one name.

``lk_r_`` is Renstra, ``lk_p_`` the PK, ``lk_t_`` the levels, ``lk_u_`` Pengukuran, ``lk_a_`` Anggaran,
``lk_h_`` Riwayat.
"""

from __future__ import annotations

import re

from ..expr.tree import Reference
from ..rules.struktur_anggaran import DEEPEST


def _named(prefix: str, table: str, **columns: str) -> dict[str, tuple[str, str]]:
    return {f"{prefix}_{name}": (table, column) for name, column in columns.items()}


COLUMN_NAMES: dict[str, tuple[str, str]] = (
    _named("lk_r", "tbl_renstra", kode="Kode", jenis="Jenis", induk="Induk", sasaran="Sasaran", indikator="Indikator",
           iku="IKU", awal="Kondisi Awal", satuan="Satuan", tipe="Tipe", skala="Skala Tingkat", arah="Arah")
    | _named("lk_p", "tbl_pk", dok="Dokumen", kode="Kode", target="Target")
    | _named("lk_t", "tbl_tingkat", s="Skala Tingkat", tk="Tingkat", k="Skor")
    | _named("lk_u", "tbl_pengukuran", kode="Kode", tipe="Tipe", kunci="_K", capaian="Capaian Berjalan",
             sasaran="_Sasaran", rendah="_Rendah", susun="_Susun", kurang="Belum Terisi", ragu="_Ragu")
    | _named("lk_h", "tbl_riwayat", kode="Kode", tahun="Tahun", lingkup="Lingkup", target="Target", real="Realisasi")
    | _named("lk_a", "tbl_anggaran", sas="_Sas", no="_No", tk="_Tk", f="_F", kode="Kode", akhir="_Akhir", pagu="_Pagu",
             real="_Realisasi", p="_P", r="_R", jenis="_Jenis", blokir="_Blokir", belum="_Belum", kurang="Belum Terisi",
             ind="_Indikator", **{f"w{k}": f"_W{k}" for k in range(1, DEEPEST)})
)  # fmt: skip
"""Name -> (table, column)."""
HEADINGS = {"lk_p_tajuk": "tbl_pk", "lk_u_tajuk": "tbl_pengukuran", "lk_a_tajuk": "tbl_anggaran"}
"""Names of the heading of a table's Kode: what a row's number is counted from."""
_TEXTS = {name: f"{table}[{column}]" for name, (table, column) in COLUMN_NAMES.items()}
_NAME = re.compile(r"\blk_[a-z]_[a-z0-9_]+\b")


def whole(name: str) -> Reference:
    """The column that a defined name stands for."""
    return Reference("column", COLUMN_NAMES[name], name)


def column_names(first_year: int, last_year: int) -> dict[str, str]:
    """``{name: formula text}`` for a book whose Renstra runs from ``first_year`` to ``last_year``."""
    years = f"[Target {first_year}]:[Target {last_year}]"
    headings = {name: f"{table}[[#Headers],[Kode]]" for name, table in HEADINGS.items()}
    years_of_renstra = {"lk_r_target": f"tbl_renstra[{years}]", "lk_r_tajuk": f"tbl_renstra[[#Headers],{years}]"}
    return {**_TEXTS, **years_of_renstra, **headings}


def expanded(text: str) -> str:
    """A formula text with the columns instead of their names."""
    return _NAME.sub(lambda m: _TEXTS.get(m[0], m[0]), text)
