"""Defined names of whole columns: they keep formulas short, and let every row refer to another table by one name.

``lk_r_`` is Renstra, ``lk_p_`` the PK, ``lk_t_`` the levels, ``lk_u_`` Pengukuran, ``lk_a_`` Anggaran.
"""

from __future__ import annotations

import re

from ..expr.tree import Reference

COLUMN_NAMES: dict[str, tuple[str, str]] = {
    "lk_r_kode": ("tbl_renstra", "Kode"),
    "lk_r_jenis": ("tbl_renstra", "Jenis"),
    "lk_r_induk": ("tbl_renstra", "Induk"),
    "lk_r_sasaran": ("tbl_renstra", "Sasaran"),
    "lk_r_indikator": ("tbl_renstra", "Indikator"),
    "lk_r_iku": ("tbl_renstra", "IKU"),
    "lk_r_satuan": ("tbl_renstra", "Satuan"),
    "lk_r_tipe": ("tbl_renstra", "Tipe"),
    "lk_r_skala": ("tbl_renstra", "Skala Tingkat"),
    "lk_r_arah": ("tbl_renstra", "Arah"),
    "lk_p_dok": ("tbl_pk", "Dokumen"),
    "lk_p_kode": ("tbl_pk", "Kode"),
    "lk_p_target": ("tbl_pk", "Target"),
    "lk_t_skala": ("tbl_tingkat", "Skala Tingkat"),
    "lk_t_tk": ("tbl_tingkat", "Tingkat"),
    "lk_t_skor": ("tbl_tingkat", "Skor"),
    "lk_u_kunci": ("tbl_pengukuran", "_Kunci"),
    "lk_u_capaian": ("tbl_pengukuran", "Capaian"),
    "lk_u_sasaran": ("tbl_pengukuran", "_Sasaran"),
    "lk_a_no": ("tbl_anggaran", "_No"),
    "lk_a_akhir": ("tbl_anggaran", "_Akhir"),
    "lk_a_pagu": ("tbl_anggaran", "_Pagu"),
    "lk_a_real": ("tbl_anggaran", "_Realisasi"),
    "lk_a_jpagu": ("tbl_anggaran", "Pagu"),
    "lk_a_jreal": ("tbl_anggaran", "Realisasi"),
    "lk_a_ind": ("tbl_anggaran", "_Indikator"),
    **{f"lk_a_w{n}": ("tbl_anggaran", f"_W{n}") for n in (1, 2, 3, 4)},
}
"""Name -> (table, column)."""
_TEXTS = {
    **{name: f"{table}[{column}]" for name, (table, column) in COLUMN_NAMES.items()},
    "lk_a_f": "tbl_anggaran[[_F1]:[_F4]]",
}
_NAME = re.compile(r"\blk_[a-z]_[a-z0-9]+\b")


def whole(name: str) -> Reference:
    """The column that a defined name stands for."""
    return Reference("kolom", COLUMN_NAMES[name], name)


def column_names(first_year: int, last_year: int) -> dict[str, str]:
    """``{name: formula text}`` for a book whose Renstra runs from ``first_year`` to ``last_year``."""
    years = f"[Target {first_year}]:[Target {last_year}]"
    return {**_TEXTS, "lk_r_target": f"tbl_renstra[{years}]", "lk_r_tajuk": f"tbl_renstra[[#Headers],{years}]"}


def expanded(text: str) -> str:
    """A formula text with the columns instead of their names."""
    return _NAME.sub(lambda m: _TEXTS.get(m[0], m[0]), text)
