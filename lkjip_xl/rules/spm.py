"""SPM: how many of those whom a service is owed were served, and how that compares with the target."""

from ..expr.functions import jika, kosong, tidak_tersedia
from ..expr.tree import Expr
from .pembulatan import pembulatan, share_of
from .registry import chapter, rule

chapter("SPM", "Standar pelayanan minimal", 97)

_SUMBER = "Permendagri 59/2021: yang terlayani dibagi yang harus dilayani"


@rule(
    kode="SPM-01",
    nama="Realisasi layanan SPM",
    hasil="rasio",
    sumber=_SUMBER,
    rumus="terlayani / harus dilayani; N/A bila salah satunya kosong atau yang harus dilayani 0",
    contoh=[(dict(terlayani=45, harus=60, desimal=2, cara="Bulat"), 0.75)],
    meanings={"terlayani": "banyaknya yang dilayani", "harus": "banyaknya yang harus dilayani"},
)
def realisasi_spm(terlayani: Expr, harus: Expr, desimal: Expr, cara: Expr) -> Expr:
    """Share of those served; a blank or N/A is not available, and nobody to serve is no 0%."""
    return share_of(terlayani, harus, desimal, cara)


@rule(
    kode="SPM-02",
    nama="Capaian layanan SPM",
    hasil="rasio",
    sumber=_SUMBER,
    rumus="realisasi / target; N/A bila target kosong atau 0",
    contoh=[(dict(realisasi=0.75, target=1, desimal=2, cara="Bulat"), 0.75)],
    meanings={"realisasi": "realisasi layanan, rasio", "target": "target, rasio"},
)
def capaian_spm(realisasi: Expr, target: Expr, desimal: Expr, cara: Expr) -> Expr:
    """Realisasi of the service over its target."""
    return jika(
        kosong(target),
        tidak_tersedia(),
        jika(target == 0, tidak_tersedia(), pembulatan(realisasi / target, desimal, cara)),
    )
