"""The smallest books for lkjip_xl/checks/isian_bawaan.py."""

from tests.checks.small_book import Kasus, indikator, ukur

R, P, U = "tbl_renstra", "tbl_pk", "tbl_pengukuran"
_BLANK_TARGET = {"Dokumen": "Awal", "Kode": "1.1.1", "Target": None}

KASUS = [
    Kasus("KON-82", {R: [indikator()], P: [_BLANK_TARGET], U: [ukur()]}, (P, 1, "Target"),
          "Target 1.1.1 di PK Awal kosong: dipakai target Renstra 80, dan indikatornya tidak ikut dirata-ratakan "
          "sebagai indikator PK."),
    Kasus("KON-83", {R: [indikator()], U: [ukur(Sifat=None, **{f"Realisasi TW{n}": 20 for n in (1, 2, 3, 4)})]},
          (U, 1, "Sifat"),
          "Sifat 1.1.1 kosong dan dibaca Posisi Akhir: realisasi triwulan terakhir yang dipakai, yang lain tidak "
          "dijumlahkan."),
    Kasus("KON-84", {R: [indikator(Arah=None)], U: [ukur(**{"Target TW4": 80, "Realisasi TW4": 78})]}, (R, 1, "Arah"),
          "Arah indikator 1.1.1 kosong dan capaiannya dihitung sebagai Naik."),
]  # fmt: skip
