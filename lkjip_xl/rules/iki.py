"""Indikator kinerja individu: realisasi from pembilang and penyebut, and its capaian."""

from ..expr.functions import angka, dan, jika, tidak_tersedia
from ..expr.tree import Expr
from .pembulatan import pembulatan
from .registry import chapter, meanings, rule

SUMBER = (
    "PermenPANRB 53/2014 Lampiran I (target dan realisasi perjanjian kinerja); PermenPANRB 6/2022 (indikator kinerja "
    "individu dan targetnya); cara menghitung: kebiasaan lampiran penetapan IKI (pembilang / penyebut)"
)

chapter("IKI", "Indikator kinerja individu", 95)
meanings(
    jenis="Persentase (pembilang / penyebut) atau Jumlah (angka pembilang)",
    pembilang="angka pembilang",
    penyebut="angka penyebut; hanya untuk Persentase",
)


@rule(
    kode="IKI-01",
    nama="Realisasi indikator kinerja individu",
    hasil="satuan indikator",
    sumber=SUMBER,
    rumus="Persentase: pembilang / penyebut x 100, rasionya dibulatkan menurut BUL-01; Jumlah: angka pembilang",
    contoh=[
        (dict(jenis="Persentase", pembilang=39, penyebut=43, desimal=2, cara="Bulat"), 90.7),
        (dict(jenis="Jumlah", pembilang=12, penyebut=None, desimal=2, cara="Bulat"), 12),
        (dict(jenis="Persentase", pembilang=39, penyebut=0, desimal=2, cara="Bulat"), "#N/A"),
    ],
    catatan="Hasil Persentase dalam poin: 90,7 berarti 90,7%. N/A bila pembilang, atau penyebut pada Persentase, bukan "
    "angka, dan bila penyebut 0.",
)
def realisasi_iki(jenis: Expr, pembilang: Expr, penyebut: Expr, desimal: Expr, cara: Expr) -> Expr:
    """Realisasi of an individual indicator from the numbers behind it.

    Args:
        jenis: ``Persentase``; anything else is a count.
        pembilang, penyebut: the cells as typed.
        desimal, cara: as of ``pembulatan``.

    Returns:
        Points of a percent, or the count.
    """
    persen = jika(
        dan(angka(pembilang), angka(penyebut)),
        jika(penyebut == 0, tidak_tersedia(), 100 * pembulatan(pembilang / penyebut, desimal, cara)),
        tidak_tersedia(),
    )
    return jika(jenis == "Persentase", persen, jika(angka(pembilang), pembilang, tidak_tersedia()))


@rule(
    kode="IKI-02",
    meanings={"target": "target, dalam satuan indikator", "realisasi": "hasil IKI-01"},
    nama="Capaian indikator kinerja individu",
    hasil="rasio",
    sumber=SUMBER,
    rumus="realisasi / target, lalu BUL-01",
    contoh=[
        (dict(target=88, realisasi=80.9, desimal=2, cara="Bulat"), 0.9193),
        (dict(target=0, realisasi=5, desimal=2, cara="Bulat"), "#N/A"),
        (dict(target=None, realisasi=5, desimal=2, cara="Bulat"), "#N/A"),
    ],
    catatan="N/A bila target bukan angka atau 0, dan bila realisasi N/A. Lembar IKI tidak mengenal arah: makin besar "
    "makin baik.",
)
def capaian_iki(target: Expr, realisasi: Expr, desimal: Expr, cara: Expr) -> Expr:
    """Capaian of an individual indicator, as a ratio; not capped."""
    isi = jika(target == 0, tidak_tersedia(), pembulatan(realisasi / target, desimal, cara))
    return jika(angka(target), isi, tidak_tersedia())
