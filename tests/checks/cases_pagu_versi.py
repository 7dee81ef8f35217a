"""The smallest books for lkjip_xl/checks/pagu_versi.py."""

from tests.checks.cases_aritmetika import program, sub
from tests.checks.small_book import Kasus

V = "tbl_pagu_versi"
BUDGET = {"tbl_anggaran": [program(), sub("1.1.1", **{"Pagu Awal": 100, "Pagu Perubahan": 70})]}
DATES = {"tbl_pk_dokumen": [{"Dokumen": "Perubahan", "Tanggal": 45778}, {"Dokumen": "Perubahan 2", "Tanggal": 45870}]}


def version(kode="1.1.1", dokumen="Perubahan", **lain):
    return {"Kode": kode, "Dokumen": dokumen, "Pagu": 90, **lain}


KASUS = [
    Kasus("KON-52", BUDGET | DATES | {V: [version("1.1.9")]}, (V, 1, "Kode"),
          "Kode 1.1.9 tidak ada di Anggaran; pagunya pada PK Perubahan tidak terpakai."),
    Kasus("KON-52", BUDGET | DATES | {V: [version("1")]}, (V, 1, "Kode"),
          "Kode 1 mempunyai rincian di bawahnya; pagunya pada PK Perubahan tidak terpakai."),
    Kasus("KON-52", BUDGET | DATES | {V: [version(Unit="UPTD")]}, (V, 1, "Kode"),
          "Kode 1.1.1 unit UPTD tidak ada di Anggaran; pagunya pada PK Perubahan tidak terpakai."),
    Kasus("KON-52", BUDGET | DATES | {V: [version(), version(Pagu=80)]}, (V, 2, "Kode"),
          "Pagu 1.1.1 pada PK Perubahan ditulis dua kali; yang pertama dipakai."),
    Kasus("KON-53", BUDGET | {V: [version()]}, (V, 1, "Dokumen"),
          "PK Perubahan tidak bertanggal sungguhan di lembar PK (tabel dokumen), sehingga pagunya tidak terpakai pada "
          "triwulan mana pun."),
    Kasus("KON-53", BUDGET | DATES | {V: [version(dokumen="Perubahan 2")]}, (V, 1, "Dokumen"),
          "PK Perubahan 2 adalah dokumen yang terakhir; pagunya (1.1.1: Rp90) ditulis di tabel ini, padahal setelah "
          "dokumen itu berlaku yang dihitung Pagu Perubahan di Anggaran."),
]  # fmt: skip
