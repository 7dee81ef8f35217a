"""An optional module."""

from ..model import Column, Module, Sheet, Table

RAPAT = Table(
    "tbl_rapat",
    "Rapat evaluasi kinerja.",
    "Tanggal",
    (Column("Tanggal", "tanggal", "Tanggal rapat", 14, required=True), Column("Simpulan", "teks", "Isi rapat", 60)),
    identity=("Tanggal",),
)
MODULE = Module(
    "rapat", "Rapat", "Rapat evaluasi.", (Sheet("Rapat", 325, "Rapat", "Isi simpulan tiap rapat.", (RAPAT,)),)
)
