"""A sheet of an optional module."""

from ..model import Column, Sheet, Table

RAPAT = Table(
    "tbl_rapat",
    "Rapat evaluasi kinerja.",
    "Tanggal",
    (Column("Tanggal", "tanggal", "Tanggal rapat", 14, required=True), Column("Simpulan", "teks", "Isi rapat", 60)),
    identity=("Tanggal",),
)
SHEET = Sheet("Rapat", 125, "Rapat", "Isi simpulan tiap rapat.", (RAPAT,), optional=True, module="rapat")
