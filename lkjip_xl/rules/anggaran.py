"""Money: pagu in force, serapan, sisa, share of the office's budget."""

from collections.abc import Sequence
from typing import Any

from ..expr.functions import Function, ambil, angka, is_blank_mark, jika, kosong, tidak_tersedia
from ..expr.tree import Expr
from ..expr.values import NOT_AVAILABLE, WRONG_VALUE, ErrorValue, RaisedError, as_number, as_text, is_number
from .pembulatan import bila_angka, pembulatan
from .registry import Steps, chapter, meanings, rule, rule_chain
from .struktur_anggaran import to_date
from .udf import PERCENT_ARGUMENTS, PERCENT_DEFAULTS, Udf

SUMBER = "PermenPANRB 53/2014 Lampiran II (Bab III huruf B: realisasi anggaran)"

_SHAPES = {
    1: "Urusan", 204: "Bidang", 207: "Program", 212: "Kegiatan", 215: "Sub Kegiatan", 216: "Sub Kegiatan",
    217: "Sub Kegiatan", 2: "Program", 406: "Program", 409: "Program", 4: "Kegiatan", 307: "Kegiatan", 3: "KRO",
    508: "KRO", 311: "KRO", 407: "RO", 512: "RO", 315: "RO", 53: "Komponen", 516: "Komponen", 319: "Komponen",
}  # fmt: skip
"""Level by 100 times the place of a code's first dot plus its length; 53 is a code of three digits."""

chapter("ANG", "Anggaran", 80)
meanings(
    dokumen="setelan dokumen_pk: Awal atau Perubahan",
    isi="isi sel",
    pagu="pagu, rupiah",
    pagu_awal="kolom Pagu Awal, rupiah",
    pagu_instansi="pagu seluruh instansi, rupiah",
    pagu_perubahan="kolom Pagu Perubahan, rupiah",
    uang_triwulan="kolom Realisasi TW1 sampai TW4, rupiah",
    cara_realisasi="setelan realisasi_anggaran: Berjalan atau Per Triwulan",
    serapan="serapan anggaran, rasio",
)


@rule(
    kode="ANG-05",
    nama="Jumlah uang pada satu sel",
    hasil="rupiah",
    sumber="Ketentuan buku ini: kosong, - dan N/A berarti tidak tersedia; teks lain tidak dipakai",
    rumus="angka apa adanya; kosong, -, N/A menjadi N/A; teks lain #VALUE!",
    contoh=[(dict(isi=125_000), 125_000), (dict(isi=None), "#N/A"), (dict(isi="Rp 125.000"), "#VALUE!")],
)
def money_filled(isi: Expr) -> Expr:
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
        jika(kosong(pagu_perubahan), money_filled(pagu_awal), money_filled(pagu_perubahan)),
        money_filled(pagu_awal),
    )


def _sum_to_date(cells: Sequence[Any], quarter: Any) -> Any:
    to = list(cells[: int(as_number(quarter))])
    if to[-1] == NOT_AVAILABLE or is_blank_mark(to[-1]):
        raise RaisedError(NOT_AVAILABLE)
    if not all(is_number(x) or is_blank_mark(x) for x in to):
        raise RaisedError(to[-1] if to[-1].__class__ is ErrorValue else WRONG_VALUE)
    return sum(x for x in to if is_number(x))


_TO = "INDEX({0},1):INDEX({0},{1})"
_NOTHING = 'IF(ISNA(INDEX({0},{1})),TRUE(),OR(INDEX({0},{1})="",INDEX({0},{1})="-",INDEX({0},{1})="N/A"))'
uang_sampai = Function("uang_sampai", f"IF({_NOTHING},NA(),{to_date(_TO, f'{{1}}-COUNT({_TO})')})", _sum_to_date)


@rule(
    kode="ANG-06",
    nama="Realisasi anggaran s.d. triwulan",
    hasil="rupiah",
    sumber="Ketentuan buku ini: realisasi_anggaran menyatakan apa yang ditulis pada kolom triwulan",
    rumus="Berjalan: isi triwulan itu. Per Triwulan: jumlah triwulan I sampai triwulan itu. Triwulan berjalan yang "
    "kosong: N/A, triwulan sebelumnya tidak dipakai sebagai gantinya",
    contoh=[
        (dict(uang_triwulan=[10, 20, 30, 40], sampai=4, cara_realisasi="Berjalan"), 40),
        (dict(uang_triwulan=[10, 20, 30, 40], sampai=4, cara_realisasi="Per Triwulan"), 100),
        (dict(uang_triwulan=[10, 20, None, None], sampai=3, cara_realisasi="Per Triwulan"), "#N/A"),
    ],
    meanings={"sampai": "triwulan terakhir yang dihitung, 1 sampai 4"},
)
def uang_sampai_triwulan(uang_triwulan: Expr, sampai: Expr, cara_realisasi: Expr) -> Expr:
    """What a leaf has spent to the end of a quarter."""
    own: Expr = money_filled(ambil(uang_triwulan, sampai))
    return jika(cara_realisasi == "Per Triwulan", uang_sampai(uang_triwulan, sampai), own)


def quarter_from(cara_realisasi: Expr, triwulan: Expr) -> Expr:
    """The first quarter whose money makes the realisasi of ``triwulan``: the first one of the year, or itself."""
    return jika(cara_realisasi == "Per Triwulan", 1, triwulan)


@rule(
    kode="ANG-07",
    nama="Dasar serapan",
    hasil="rupiah",
    sumber="Ketentuan buku ini: dana yang diblokir belum dapat dipakai",
    rumus="Pagu Efektif (pagu - blokir) bila dasar_serapan Pagu Efektif, selain itu pagu",
    contoh=[
        (dict(pagu=100, pagu_efektif=60, dasar="Pagu"), 100),
        (dict(pagu=100, pagu_efektif=60, dasar="Pagu Efektif"), 60),
    ],
    meanings={"pagu_efektif": "pagu dikurangi blokir, rupiah", "dasar": "setelan dasar_serapan"},
)
def dasar_serapan(pagu: Expr, pagu_efektif: Expr, dasar: Expr) -> Expr:
    """What serapan is measured against."""
    return jika(dasar == "Pagu Efektif", pagu_efektif, pagu)


@rule(
    kode="ANG-08",
    nama="Baris anggaran belum terisi",
    hasil="1 atau 0",
    sumber="Ketentuan buku ini: sel yang belum terisi bukan nol",
    rumus="1 bila pagu di atas 0 dan realisasi triwulan berjalan kosong atau N/A (pada Per Triwulan: salah satu "
    "triwulan sampai triwulan berjalan), atau realisasi bukan 0 dan pagunya kosong; 0 adalah jawaban. Induk, "
    "indikator, dan instansi: jumlahnya",
    contoh=[
        (dict(pagu=100, triwulan_tanpa_angka=1, realisasi=None), 1),
        (dict(pagu=100, triwulan_tanpa_angka=0, realisasi=0), 0),
        (dict(pagu=None, triwulan_tanpa_angka=0, realisasi=50), 1),
        (dict(pagu=None, triwulan_tanpa_angka=1, realisasi=None), 0),
    ],
    meanings={
        "triwulan_tanpa_angka": "banyaknya triwulan yang diperlukan dan belum berisi angka",
        "realisasi": "realisasi s.d. triwulan berjalan, rupiah",
    },
)
def belum_terisi(pagu: Expr, triwulan_tanpa_angka: Expr, realisasi: Expr) -> Expr:
    """Whether of a leaf one half is missing: what was spent of its pagu, or the pagu of what was spent."""
    bare = jika(angka(realisasi), jika(realisasi == 0, 0, 1), 0)
    return jika(angka(pagu), jika(pagu > 0, jika(triwulan_tanpa_angka > 0, 1, 0), 0), bare)


@rule(
    kode="ANG-09",
    nama="Pagu efektif",
    hasil="rupiah",
    sumber="Surat Menteri Keuangan tentang blokir anggaran: dana yang diblokir tidak dapat dicairkan",
    rumus="pagu - blokir; induk: jumlah anak",
    contoh=[(dict(pagu=100, blokir=40), 60)],
    meanings={"blokir": "dana yang diblokir, rupiah"},
)
def pagu_efektif(pagu: Expr, blokir: Expr) -> Expr:
    """What of a pagu may be spent."""
    return pagu - blokir


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
def serapan_of_cells(realisasi: Expr, pagu: Expr, desimal: Expr, cara: Expr) -> Steps:
    """Serapan from the cells that people fill: a blank one is not 0."""
    r = yield "r", money_filled(realisasi)
    p = yield "p", money_filled(pagu)
    result: Expr = serapan(r, p, desimal, cara)
    return result


def _level_by_shape(code: Any) -> str:
    text = as_text(code)
    shape = 100 * (text.find(".") + 1) + len(text) + 50 * (len(text) == 3 and text[0] in "0123456789")
    return _SHAPES.get(shape, "")


_level = Function(
    "tingkat_menurut_bentuk",
    "IF(ISERROR({0}),{0},IFERROR(INDEX({{"
    + ",".join(f'"{level}"' for level in _SHAPES.values())
    + '}},MATCH(100*IFERROR(FIND(".",{0}),0)+LEN({0})+50*AND(LEN({0})=3,ISNUMBER(FIND(LEFT({0}),"0123456789"))),{{'
    + ",".join(map(str, _SHAPES))
    + '}},0)),""))',
    _level_by_shape,
)


@rule(
    kode="ANG-10",
    nama="Tingkat menurut bentuk kode",
    hasil="teks",
    sumber="Permendagri 90/2019 dan pemutakhirannya (050-5889/2021, 900.1.15.5-1317/2023); kode RKA-K/L",
    rumus="panjang kode dan letak titik pertamanya: 1 Urusan, 4 Bidang, 7 Program, 12 Kegiatan, 15 atau 17 Sub "
    "Kegiatan (juga X.XX); AA Program, AA.6025 Kegiatan, AEB KRO, AEB.001 RO, 051 Komponen; bentuk lain kosong",
    contoh=[
        (dict(kode="1.02.01.2.01.0001"), "Sub Kegiatan"), (dict(kode="X.XX.01.2.01"), "Kegiatan"),
        (dict(kode="1.02.01.2.01.01"), "Sub Kegiatan"), (dict(kode="1.2.3"), ""),
    ],
    meanings={"kode": "kode baris anggaran, teks"},
)  # fmt: skip
def tingkat_kode(kode: Expr) -> Expr:
    """The level that the length of a budget code tells; "" for a shape that is none."""
    return _level(kode)
