"""Money: pagu in force, serapan, sisa, share of the office's budget."""

from ..expr.functions import jika, kosong, tidak_tersedia
from ..expr.tree import Expr
from .pembulatan import bila_angka, pembulatan
from .registry import Steps, chapter, meanings, rule, rule_chain
from .udf import PERCENT_ARGUMENTS, PERCENT_DEFAULTS, Udf

SUMBER = "PermenPANRB 53/2014 Lampiran II (Bab III huruf B: realisasi anggaran)"

chapter("ANG", "Anggaran", 80)
meanings(
    dokumen="setelan dokumen_pk: Awal atau Perubahan",
    isi="isi sel",
    pagu="pagu, rupiah",
    pagu_awal="kolom Pagu Awal, rupiah",
    pagu_instansi="pagu seluruh instansi, rupiah",
    pagu_perubahan="kolom Pagu Perubahan, rupiah",
    serapan="serapan anggaran, rasio",
)


@rule(
    kode="ANG-05",
    nama="Jumlah uang pada satu sel",
    hasil="rupiah",
    sumber="Kontrak buku: kosong, - dan N/A berarti tidak tersedia; teks lain tidak dipakai",
    rumus="angka apa adanya; kosong, -, N/A menjadi N/A; teks lain #VALUE!",
    contoh=[(dict(isi=125_000), 125_000), (dict(isi=None), "#N/A"), (dict(isi="Rp 125.000"), "#VALUE!")],
)
def isi_uang(isi: Expr) -> Expr:
    """The amount that a cell of a leaf holds, in rupiah."""
    return bila_angka(isi, isi)


@rule(
    kode="ANG-01",
    nama="Pagu yang berlaku",
    hasil="rupiah",
    sumber="PermenPANRB 53/2014 Lampiran I (perjanjian kinerja perubahan)",
    rumus="Pagu Perubahan bila dokumen PK yang berlaku Perubahan dan pagu itu terisi, selain itu Pagu Awal",
    contoh=[
        (dict(dokumen="Perubahan", pagu_awal=100, pagu_perubahan=120), 120),
        (dict(dokumen="Perubahan", pagu_awal=100, pagu_perubahan=None), 100),
        (dict(dokumen="Awal", pagu_awal=100, pagu_perubahan=120), 100),
    ],
)
def pagu_berlaku(dokumen: Expr, pagu_awal: Expr, pagu_perubahan: Expr) -> Expr:
    """Pagu of one row in force; N/A when blank, #VALUE! for text."""
    return jika(
        dokumen == "Perubahan",
        jika(kosong(pagu_perubahan), isi_uang(pagu_awal), isi_uang(pagu_perubahan)),
        isi_uang(pagu_awal),
    )


@rule(
    kode="ANG-02",
    meanings={"realisasi": "realisasi anggaran, rupiah"},
    nama="Serapan anggaran",
    hasil="rasio",
    sumber=SUMBER,
    rumus="realisasi / pagu baris itu sendiri; induk: jumlah anak, tidak pernah rata-rata persentase",
    contoh=[
        (dict(realisasi=8_992_776_611, pagu=10_180_573_349, desimal=2, cara="Bulat"), 0.8833),
        (dict(realisasi=5, pagu=0, desimal=2, cara="Bulat"), "#N/A"),
    ],
)
def serapan(realisasi: Expr, pagu: Expr, desimal: Expr, cara: Expr) -> Expr:
    """Budget absorption: realisasi over pagu; N/A when pagu is 0."""
    return jika(pagu == 0, tidak_tersedia(), pembulatan(realisasi / pagu, desimal, cara))


@rule(
    kode="ANG-03",
    meanings={"realisasi": "realisasi anggaran, rupiah"},
    nama="Sisa pagu",
    hasil="rupiah",
    sumber=SUMBER,
    rumus="pagu - realisasi",
    contoh=[(dict(pagu=10_180_573_349, realisasi=8_992_776_611), 1_187_796_738)],
)
def sisa(pagu: Expr, realisasi: Expr) -> Expr:
    """Money not spent."""
    return pagu - realisasi


@rule(
    kode="ANG-04",
    meanings={"pagu": "pagu indikator atau sasaran, rupiah"},
    nama="Porsi anggaran terhadap anggaran instansi",
    hasil="rasio",
    sumber=SUMBER,
    rumus="pagu indikator atau sasaran / pagu instansi",
    contoh=[(dict(pagu=2_446_011_190, pagu_instansi=10_180_573_349, desimal=2, cara="Bulat"), 0.2403)],
)
def porsi(pagu: Expr, pagu_instansi: Expr, desimal: Expr, cara: Expr) -> Expr:
    """Share of the office's pagu."""
    return jika(pagu_instansi == 0, tidak_tersedia(), pembulatan(pagu / pagu_instansi, desimal, cara))


@rule_chain(
    kode="SEL-03",
    nama="Serapan dari sel realisasi dan pagu",
    hasil="rasio",
    sumber=SUMBER,
    rumus="ANG-05 membaca kedua sel, lalu ANG-02",
    contoh=[
        (dict(realisasi=8_992_776_611, pagu=10_180_573_349, desimal=2, cara="Bulat"), 0.8833),
        (dict(realisasi=None, pagu=10_180_573_349, desimal=2, cara="Bulat"), "#N/A"),
    ],
    udf=Udf(
        "LK_SERAPAN",
        "Serapan anggaran: realisasi dibagi pagu. Hasilnya rasio: 1 adalah 100%. Sel kosong, N/A, atau pagu 0 "
        "menghasilkan #N/A, teks #VALUE!.",
        {"realisasi": "Realisasi anggaran, rupiah.", "pagu": "Pagu baris yang sama, rupiah.", **PERCENT_ARGUMENTS},
        PERCENT_DEFAULTS,
        [
            ((8_992_776_611, 10_180_573_349), 0.8833), ((8_992_776_611, 10_180_573_349, 0, "Potong"), 0.88),
            ((0, 5_000_000), 0), ((5_000_000, 0), "#N/A"), ((None, 5_000_000), "#N/A"),
            (("Rp 5.000.000", 5_000_000), "#VALUE!"),
        ],
    ),
)  # fmt: skip
def serapan_sel(realisasi: Expr, pagu: Expr, desimal: Expr, cara: Expr) -> Steps:
    """Serapan from the cells that people fill: a blank one is not 0."""
    r = yield "r", isi_uang(realisasi)
    p = yield "p", isi_uang(pagu)
    result: Expr = serapan(r, p, desimal, cara)
    return result
