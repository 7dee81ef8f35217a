"""The target that a year is measured against: the performance agreement's, else the Renstra's."""

import re
from typing import Any

from ..expr.functions import Function, adalah_galat, angka, jika, jika_galat
from ..expr.tree import Expr
from ..expr.values import WRONG_VALUE, RaisedError
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


_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


def document_name(text: Any) -> str:
    """A document's name as the book spells it; another text stays.

    >>> [document_name(x) for x in ("perubahan I", "Perubahan II", "Perubahan ke-3", "Awal")]
    ['Perubahan', 'Perubahan 2', 'Perubahan 3', 'Awal']
    """
    words = " ".join(str(text).split())
    found = re.fullmatch(r"perubahan (?:ke ?-? ?)?([0-9]|[ivx]+)", words, re.I)
    if found is None:
        return words
    number = found[1].casefold()
    place = int(number) if number.isdecimal() else _ROMAN.index(number) if number in _ROMAN else 0
    return words if place == 0 else "Perubahan" if place == 1 else f"Perubahan {place}"


awalan = Function("awalan", "LEFT({0},10)", lambda text: str("" if text is None else text)[:10])


def _number_behind(text: Any) -> int:
    digits = str(text)[10:13]
    if not digits.isdecimal():
        raise RaisedError(WRONG_VALUE)
    return int(digits)


nomor_di_belakang = Function("nomor_di_belakang", '_xlfn.NUMBERVALUE("0"&MID({0},11,3),",",".")', _number_behind)


@rule(
    kode="TGT-08",
    nama="PK perubahan",
    hasil="angka",
    sumber="PermenPANRB 53/2014 Lampiran I: perjanjian kinerja dapat diubah lebih dari sekali",
    rumus="Awal 0, Perubahan 1, Perubahan 2 adalah 2, dan seterusnya; nama lain kosong",
    contoh=[
        (dict(dokumen_pk="Awal"), 0), (dict(dokumen_pk="perubahan"), 1), (dict(dokumen_pk="Perubahan 3"), 3),
        (dict(dokumen_pk="Revisi"), ""),
    ],
    meanings={"dokumen_pk": "nama dokumen: Awal, Perubahan, Perubahan 2 ..."},
)  # fmt: skip
def urutan_dokumen(dokumen_pk: Expr) -> Expr:
    """Place of a document in the order in which the agreements replace each other; "" for a name that is none."""
    number = jika_galat(jika(awalan(dokumen_pk) == "Perubahan ", nomor_di_belakang(dokumen_pk), ""), "")
    return jika(dokumen_pk == "Awal", 0, jika(dokumen_pk == "Perubahan", 1, number))


@rule(
    kode="TGT-09",
    nama="Dokumen PK yang sudah berlaku",
    hasil="angka",
    sumber="PermenPANRB 53/2014 Lampiran I; pilihan instansi (dokumen_pk: Otomatis)",
    rumus="urutan dokumen bila tanggalnya tanggal sungguhan yang tidak sesudah akhir triwulan berjalan dan dokumennya "
    "berisi target; selain itu kosong",
    contoh=[
        (dict(urutan=2, tanggal=45_900, akhir=45_930, banyak=3), 2),
        (dict(urutan=2, tanggal=45_931, akhir=45_930, banyak=3), ""),
        (dict(urutan=2, tanggal="Agustus 2025", akhir=45_930, banyak=3), ""),
        (dict(urutan=2, tanggal=45_900, akhir=45_930, banyak=0), ""),
    ],
    meanings={
        "urutan": "urutan dokumen (TGT-08)", "tanggal": "tanggal dokumen", "akhir": "hari terakhir triwulan berjalan",
        "banyak": "banyaknya target dokumen itu pada tbl_pk",
    },
)  # fmt: skip
def sudah_berlaku(urutan: Expr, tanggal: Expr, akhir: Expr, banyak: Expr) -> Expr:
    """Place of a document that is in force at the end of the running quarter; "" for any other."""
    return jika(angka(tanggal), jika(tanggal <= akhir, jika(banyak > 0, urutan, ""), ""), "")
