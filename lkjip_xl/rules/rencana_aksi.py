"""Rencana aksi: how far a step of the year has come at the running quarter."""

from typing import Any

from ..expr.functions import (
    Function,
    adalah_na,
    angka_terakhir,
    banyak_angka,
    jika,
    jika_galat,
    jumlah,
    tidak_tersedia,
)
from ..expr.tree import Expr
from ..expr.values import is_number
from .pembulatan import pembulatan
from .registry import chapter, meanings, rule
from .triwulan import PRAKTIK

chapter("RAK", "Rencana aksi", 96)
meanings(belum="banyaknya triwulan bertarget yang realisasinya kosong, s.d. triwulan berjalan")

belum_berisi = Function(
    "belum_berisi",
    'SUMPRODUCT(ISNUMBER({0})*({1}=""))',
    lambda targets, values: sum(
        1 for t, r in zip(targets, values, strict=True) if is_number(t) and (r is None or r == "")
    ),
)

_NO_QUANTITY = ("%", "persen", "prosen", " pct", " indeks", " index", " rasio", " skor", " nilai", " poin", " skala")
"""What a satuan begins a word with whose numbers are not added up: shares, indices, scores."""


def is_no_quantity(satuan: Any) -> bool:
    """Whether the numbers of a satuan are not added up.

    >>> is_no_quantity("Persentase"), is_no_quantity("Indeks"), is_no_quantity("Dokumen penilaian")
    (True, True, False)
    """
    text = f" {'' if satuan is None else satuan}".casefold()
    return any(word in text for word in _NO_QUANTITY)


satuan_tak_dijumlahkan = Function(
    "satuan_tak_dijumlahkan",
    'SUMPRODUCT(1*ISNUMBER(FIND({{' + ",".join(f'"{word}"' for word in _NO_QUANTITY) + '}}," "&LOWER({0}))))>0',
    is_no_quantity,
)  # fmt: skip


@rule(
    kode="RAK-01",
    nama="Target atau realisasi rencana aksi sampai dengan triwulan",
    hasil="satuan keluaran",
    sumber=PRAKTIK,
    rumus="jumlah isi tiap triwulan; bila Satuan persen, indeks, rasio, skor, nilai, poin, atau skala: isi triwulan "
    "terakhir yang terisi",
    contoh=[
        (dict(deret=[1, 2, None], satuan="Dokumen"), 3),
        (dict(deret=[25, 50, None], satuan="Persentase"), 50),
        (dict(deret=[None, None], satuan="Dokumen"), "#N/A"),
    ],
    meanings={"satuan": "satuan keluaran, seperti diketik"},
    catatan="0 adalah isi, kosong bukan. Sifat indikatornya di Pengukuran tidak dipakai: keluaran sebuah langkah "
    "bukan indikatornya. Teks di salah satu triwulan menjadi #VALUE! sebelum "
    "aturan ini dipakai.",
)
def aksi_sampai(deret: Expr, satuan: Expr) -> Expr:
    """Target or realisasi of a step to date.

    Args:
        deret: cells of the quarters up to this one.
        satuan: unit of the output; of percents, indices and the like the last one counts.
    """
    return jika(
        satuan_tak_dijumlahkan(satuan),
        jika_galat(angka_terakhir(deret), tidak_tersedia()),
        jika(banyak_angka(deret) == 0, tidak_tersedia(), jumlah(deret)),
    )


@rule(
    kode="RAK-02",
    nama="Capaian rencana aksi",
    hasil="rasio",
    sumber=PRAKTIK,
    rumus="realisasi / target s.d. triwulan berjalan; N/A bila belum dilaporkan, atau target kosong atau 0",
    contoh=[
        (dict(target=4, realisasi=3, belum=0, desimal=2, cara="Bulat"), 0.75),
        (dict(target=4, realisasi=3, belum=1, desimal=2, cara="Bulat"), "#N/A"),
    ],
    meanings={"target": "target s.d. triwulan (RAK-01)", "realisasi": "realisasi s.d. triwulan (RAK-01)"},
)
def capaian_aksi(target: Expr, realisasi: Expr, belum: Expr, desimal: Expr, cara: Expr) -> Expr:
    """Capaian of a step to date; a quarter that nobody reported is no 0."""
    made = jika(target == 0, tidak_tersedia(), pembulatan(realisasi / target, desimal, cara))
    return jika(belum > 0, tidak_tersedia(), made)


@rule(
    kode="RAK-03",
    nama="Status rencana aksi",
    hasil="Selesai, Sesuai Target, Di Bawah Target, Belum Dilaksanakan, Belum Dilaporkan, atau Belum Terjadwal",
    sumber=PRAKTIK,
    rumus="tanpa target s.d. triwulan: Belum Terjadwal; ada realisasi yang kosong: Belum Dilaporkan; realisasi "
    "mencapai target setahun: Selesai; mencapai target s.d. triwulan: Sesuai Target; 0: Belum Dilaksanakan; "
    "lainnya: Di Bawah Target",
    contoh=[
        (dict(target=4, realisasi=4, setahun=8, belum=0), "Sesuai Target"),
        (dict(target=4, realisasi=8, setahun=8, belum=0), "Selesai"),
        (dict(target="#N/A", realisasi="#N/A", setahun=8, belum=0), "Belum Terjadwal"),
    ],
    meanings={
        "target": "target s.d. triwulan (RAK-01)",
        "realisasi": "realisasi s.d. triwulan (RAK-01)",
        "setahun": "target rencana aksi setahun (RAK-01 atas keempat triwulan)",
    },
)
def status_aksi(target: Expr, realisasi: Expr, setahun: Expr, belum: Expr) -> Expr:
    """Where a step stands at the running quarter."""
    under = jika(realisasi == 0, "Belum Dilaksanakan", "Di Bawah Target")
    made = jika(realisasi >= setahun, "Selesai", jika(realisasi >= target, "Sesuai Target", under))
    reported = jika(belum > 0, "Belum Dilaporkan", jika(adalah_na(realisasi), tidak_tersedia(), made))
    return jika(adalah_na(target), "Belum Terjadwal", jika(target == 0, "Belum Terjadwal", reported))
