"""The target that a year is measured against: the performance agreement's, else the Renstra's."""

from ..expr.functions import adalah_galat, jika, jika_galat
from ..expr.tree import Expr
from .registry import meanings, rule

SUMBER = (
    "PermenPANRB 53/2014 Lampiran I: pengukuran memakai target perjanjian kinerja; target Renstra menurut dokumen"
    " Renstra instansi"
)

meanings(
    target_pk="target indikator pada PK yang berlaku; galat bila tidak ada",
    target_renstra="target Renstra pada tahun laporan; galat bila tidak ada",
    dokumen_berlaku="PK yang berlaku: Awal, Perubahan, Perubahan 2 ...",
)


@rule(
    kode="TGT-01",
    nama="Target tahun laporan",
    hasil="satuan indikator",
    sumber=SUMBER,
    rumus="target pada PK yang berlaku; bila tidak ada, target Renstra tahun itu",
    contoh=[
        (dict(target_pk=88, target_renstra=87), 88),
        (dict(target_pk="#N/A", target_renstra=87), 87),
        (dict(target_pk="#N/A", target_renstra="#N/A"), "#N/A"),
    ],
)
def target_tahun(target_pk: Expr, target_renstra: Expr) -> Expr:
    """Target of the report's year, as it is typed (a number, a level or N/A)."""
    return jika_galat(target_pk, target_renstra)


@rule(
    kode="TGT-02",
    nama="Sumber target",
    hasil="teks",
    sumber=SUMBER,
    rumus="PK dengan nama dokumennya, Renstra, atau kosong bila tidak ada target (TGT-01)",
    contoh=[
        (dict(target_pk=88, target_renstra=87, dokumen_berlaku="Perubahan"), "PK Perubahan"),
        (dict(target_pk="#N/A", target_renstra=87, dokumen_berlaku="Awal"), "Renstra"),
        (dict(target_pk="#N/A", target_renstra="#N/A", dokumen_berlaku="Awal"), ""),
    ],
)
def sumber_target(target_pk: Expr, target_renstra: Expr, dokumen_berlaku: Expr) -> Expr:
    """Where the target of the report's year is from."""
    return jika(adalah_galat(target_pk), jika(adalah_galat(target_renstra), "", "Renstra"), "PK " & dokumen_berlaku)
