"""What a division fills in a copy of the book that is sent to it; and which columns name persons.

A division's rows are those of its Penanggung Jawab and Unit; of each, only the columns that are its business are open.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from .contract import tables
from .model import Table

ASKED: dict[str, tuple[str, ...]] = {
    "tbl_pengukuran": (
        "Realisasi TW{q}", "Tahun Data", "Faktor Pendorong", "Faktor Penghambat", "Analisis", "Solusi",
    ),
    "tbl_anggaran": ("Realisasi TW{q}",),
    "tbl_data_dukung": ("Pembilang", "Penyebut", "Satuan", "Sumber"),
    "tbl_rencana_aksi": (
        "Realisasi TW{q}", "Realisasi Anggaran TW{q}", "Bukti", "Faktor Penghambat", "Tindak Lanjut",
    ),
    "tbl_tindak_lanjut": ("Status", "Tanggal Selesai", "Bukti"),
    "tbl_spm": ("Harus Dilayani", "Terlayani", "Realisasi Anggaran", "Realisasi Fisik", "Keterangan"),
    "tbl_ro": ("Realisasi Volume", "Keterangan"),
    "tbl_renja": ("Faktor Pendorong", "Faktor Penghambat", "Tindak Lanjut"),
}  # fmt: skip
"""Columns that a division fills, by table; ``{q}`` is a quarter."""
SHOWN: dict[str, tuple[str, ...]] = {
    "tbl_pengukuran": ("Indikator", "Satuan", "Sifat", "Target", "Target TW{q}"),
    "tbl_anggaran": ("Tingkat", "Uraian", "Pagu"),
    "tbl_rencana_aksi": ("Keluaran", "Satuan", "Target TW{q}"),
    "tbl_tindak_lanjut": ("Rencana", "Tenggat"),
    "tbl_spm": ("Target", "Pagu"),
    "tbl_renja": ("Indikator",),
}  # fmt: skip
"""Columns that the slim form of a copy shows beside the key, so that one knows what is asked."""
GROWING = frozenset({"tbl_data_dukung"})
"""Tables to which a division may add rows of its own indicators."""
ON_LOWEST_ROWS: dict[str, tuple[str, ...]] = {
    "tbl_anggaran": ("Pagu Awal", "Pagu Perubahan", *(f"Realisasi TW{q}" for q in (1, 2, 3, 4)), "Blokir"),
}
"""Columns that are filled on the lowest rows only, by table; a row above them shows their sum."""
PERSON_SETTINGS = frozenset({"nama_kepala", "nip_kepala", "pangkat_kepala", "nama_atasan", "nip_atasan"})
PERSON_COLUMNS = {"tbl_jabatan": frozenset({"Nama", "NIP", "Pangkat"})}
"""Settings and columns that name persons: ``kirim``, ``ekspor`` and ``rekap`` leave them out unless asked."""


@lru_cache
def home_tables() -> frozenset[str]:
    """Names of the tables that no returned book changes."""
    return frozenset(name for name, table in tables(0, -1).items() if table.home)


def asked_columns(table: Table, quarter: int | None = None) -> list[str]:
    """Input columns of a table that a division fills; none for a table that is not its business.

    Args:
        quarter: only this quarter's; None for all four.
    """
    names = _by_quarter(ASKED.get(table.name, ()), (1, 2, 3, 4) if quarter is None else (quarter,))
    inputs = {c.name for c in table.inputs}
    return [name for name in names if name in inputs]


def slim_columns(table: Table, quarter: int | None = None) -> list[str]:
    """The columns of a table in the slim form of a copy, from left to right: its key, what helps to know the row, what
    was filled in the quarters before (of money, which runs on), and what is asked.

    Args:
        quarter: the only one that is asked; None for all four.
    """
    asked = asked_columns(table, quarter)
    if table.name in GROWING:
        return [c.name for c in table.inputs]
    shown = _by_quarter(SHOWN.get(table.name, ()), (1, 2, 3, 4) if quarter is None else (quarter,))
    before = [f"Realisasi TW{q}" for q in range(1, quarter or 1)] if table.name == "tbl_anggaran" else []
    names = dict.fromkeys([*table.identity, *shown, *before, *asked])
    return [name for name in names if name in table.by_name]


def _by_quarter(names: Iterable[str], quarters: Sequence[int]) -> list[str]:
    found: list[str] = []
    for name in names:
        found += [name.replace("{q}", str(q)) for q in quarters] if "{q}" in name else [name]
    return found


def input_columns(table: Table, quarter: int | None = None) -> list[str]:
    """Every input column, those of other quarters left out where one is named."""
    others = {str(q) for q in (1, 2, 3, 4)} - {str(quarter)} if quarter is not None else set()
    return [c.name for c in table.inputs if not (c.name[-3:-1] == "TW" and c.name[-1] in others)]


def needed_columns(table: Table) -> frozenset[str]:
    """The columns whose blank cells are work that is left: what a division fills, and what no row may lack. The rest
    is for who has something to say."""
    return frozenset((*asked_columns(table), *(c.name for c in table.inputs if c.required)))


def names_person(table: str, column: str) -> bool:
    """Whether a column holds a person's name or number."""
    return column in PERSON_COLUMNS.get(table, ())


def names_person_row(table: str, cells: Mapping[str, Any]) -> bool:
    """Whether a row of the settings holds a person's name or number."""
    return table == "tbl_pengaturan" and str(cells.get("Kunci") or "").strip().casefold() in PERSON_SETTINGS
