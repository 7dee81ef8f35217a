"""The year at a glance: ``tbl_ringkasan`` of Beranda, each figure a tree over the computed columns."""

from ..expr.functions import Function, banyak_angka, jika, jumlah_isi, tidak_tersedia
from ..expr.tree import kolom, setelan
from ..expr.values import ErrorValue, RaisedError, compare_values, is_number
from ..rules.anggaran import serapan
from ..rules.pembulatan import pembulatan
from ..rules.predikat import predikat
from ..rules.rata_rata import rata_rata, rerata_bila
from .contract import _SKALA, CARA, DESIMAL, A, U

banyak_isi = Function("banyak_isi", 'SUMPRODUCT(--({0}<>""))', lambda d: sum(1 for x in d if x not in (None, "")))
banyak_sama = Function(
    "banyak_sama", "COUNTIF({0},{1})", lambda d, isi: sum(1 for x in d if not compare_values(x, isi))
)


def _tanpa_indikator(indikator, pagu):
    hasil = 0
    for kode, isi in zip(indikator, pagu, strict=True):
        if isi.__class__ is ErrorValue:  # SUMPRODUCT stops at an error in any row, also one that it would not add
            raise RaisedError(isi)
        if kode not in (None, "") and not kode.replace(";", ""):
            hasil += isi if is_number(isi) else 0
    return hasil


terukur_bila = Function(
    "terukur_bila",
    'COUNTIFS({0},">=0",{1},{2})',
    lambda d, k, isi: sum(
        1 for x, satu in zip(d, k, strict=True) if is_number(x) and x >= 0 and not compare_values(satu, isi)
    ),
)
terukur_bernomor = Function(
    "terukur_bernomor",
    'COUNTIFS({0},">=0",{1},">0")',
    lambda d, k: sum(1 for x, satu in zip(d, k, strict=True) if is_number(x) and x >= 0 and is_number(satu)),
)
uang_tanpa_indikator = Function(
    "uang_tanpa_indikator",
    'SUMPRODUCT(({0}<>"")*(SUBSTITUTE({0},";","")=""),{1})',
    _tanpa_indikator,
)

_CAPAIAN = kolom(U, "Capaian")
_PK = pembulatan(rerata_bila(_CAPAIAN, kolom(U, "Sumber Target"), "PK " & setelan("lk_pk")), DESIMAL, CARA)
_IKU = pembulatan(rerata_bila(_CAPAIAN, kolom(U, "_IKU"), 1), DESIMAL, CARA)
_SASARAN = rata_rata(kolom(U, "_Rata"), DESIMAL, CARA)
_SUMBER, _SUMBER_PK = kolom(U, "Sumber Target"), "PK " & setelan("lk_pk")


def _menurut_rata(iku, sasaran, pk):
    """What belongs to the office's mean, by ``rata_rata_instansi``."""
    return jika(setelan("lk_rata") == "IKU", iku, jika(setelan("lk_rata") == "Sasaran", sasaran, pk))


_TERUKUR = _menurut_rata(
    terukur_bila(_CAPAIAN, kolom(U, "_IKU"), 1),
    terukur_bernomor(_CAPAIAN, kolom(U, "_Sasaran")),
    terukur_bila(_CAPAIAN, _SUMBER, _SUMBER_PK),
)
_SELURUHNYA = _menurut_rata(
    banyak_sama(kolom(U, "_IKU"), 1), banyak_angka(kolom(U, "_Sasaran")), banyak_sama(_SUMBER, _SUMBER_PK)
)
_INSTANSI = _menurut_rata(_IKU, _SASARAN, _PK)


def _jumlah_daun(nama):
    """Sum of the leaves; N/A while none of them holds an amount, as for a row that sums its block."""
    daun = kolom(A, nama)
    return jika(banyak_angka(daun) == 0, jumlah_isi(daun) + tidak_tersedia(), jumlah_isi(daun))


_PAGU, _REALISASI = _jumlah_daun("_Pagu"), _jumlah_daun("_Realisasi")

# (Kunci, kind, tree, note)
RINGKASAN = (
    ("Indikator terukur", "angka", _TERUKUR, "Di antaranya, yang capaiannya dapat dihitung"),
    ("Indikator seluruhnya", "angka", _SELURUHNYA, "Indikator yang dirata-ratakan menurut rata_rata_instansi"),
    ("Rata-rata capaian", "rasio", _INSTANSI, "Menurut rata_rata_instansi di Pengaturan"),
    ("Predikat", "teks", predikat(_INSTANSI, setelan("lk_skala"), *_SKALA), "Menurut skala_predikat"),
    ("Rata-rata indikator PK", "rasio", _PK, "Indikator PK yang berlaku"),
    ("Rata-rata IKU", "rasio", _IKU, "Indikator Kinerja Utama"),
    ("Rata-rata sasaran", "rasio", _SASARAN, "Rata-rata dari rata-rata tiap sasaran"),
    ("Pagu", "uang", _PAGU, "Seluruh pagu yang berlaku"),
    ("Realisasi", "uang", _REALISASI, "Realisasi s.d. triwulan berjalan"),
    ("Serapan", "rasio", serapan(_REALISASI, _PAGU, DESIMAL, CARA), "Realisasi dibagi pagu"),
    ("Pagu tanpa indikator", "uang", uang_tanpa_indikator(kolom(A, "_Indikator"), kolom(A, "_Pagu")),
     "Pagu yang tidak disebut mendukung indikator mana pun"),
    ("Temuan Salah", "angka", banyak_sama(kolom("tbl_temuan", "Berat"), "Salah"), "Harus dibetulkan"),
    ("Temuan Periksa", "angka", banyak_sama(kolom("tbl_temuan", "Berat"), "Periksa"), "Perlu dilihat"),
    ("Temuan Info", "angka", banyak_sama(kolom("tbl_temuan", "Berat"), "Info"), "Sekadar diketahui"),
)  # fmt: skip
