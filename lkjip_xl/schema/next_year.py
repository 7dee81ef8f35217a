"""What a book keeps when the next year begins, and what begins anew."""

from fnmatch import fnmatchcase

from .model import Table

SETTLED = {"tbl_tindak_lanjut": ("Status", frozenset({"Selesai", "Tidak Dapat Ditindaklanjuti"}))}
"""Tables of which the rows go that are settled: the column that says so, and what it says."""
BLANK_SETTINGS = frozenset({
    "tanggal_pk_awal", "tanggal_pk_perubahan", "tanggal_laporan", "tanggal_tw1", "tanggal_tw2", "tanggal_tw3",
    "tanggal_tw4", "tanggal_dibuat", "tanggal_reviu", "tanggal_kirim", "tanggal_terbit", "tautan_terbit",
})  # fmt: skip
"""Settings that are blank in a new year."""
RESET_SETTINGS = frozenset({"dokumen_pk", "status_tw1", "status_tw2", "status_tw3", "status_tw4"})
"""Settings that go back to their default."""
PERIOD_SETTINGS = frozenset({
    "tahun_awal_renstra", "tahun_akhir_renstra", "nama_periode_renstra", "tahun_dasar", "tahun_awal_target",
    "tahun_awal_pagu", "tahun_akhir_target",
})  # fmt: skip
"""Settings of the Renstra's period, which a new one says anew."""


def emptied_columns(table: Table) -> frozenset[str]:
    """The input columns of a table that a new year begins without."""
    return frozenset(c.name for c in table.inputs if any(fnmatchcase(c.name, p) for p in table.emptied))
