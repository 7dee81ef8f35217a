"""The smallest books for lkjip_xl/checks/nomenklatur.py."""

from tests.checks.cases_aritmetika import program, sub
from tests.checks.small_book import Kasus

A, N = "tbl_anggaran", "tbl_nomenklatur"
BUDGET = {A: [program(Kode="2.08.01", Uraian="PROGRAM PENUNJANG"), sub("2.08.01.2.01.0001", Uraian="Penyusunan Renja")]}


def names(*pairs):
    return {N: [{"Kode": code, "Uraian": name} for code, name in pairs]}


KASUS = [
    Kasus("KON-56", BUDGET | names(("2.08.01.2.01.0001", "Penyusunan Dokumen")), (A, 2, "Uraian"),
          "Kode 2.08.01.2.01.0001 di Nomenklatur bernama Penyusunan Dokumen."),
    Kasus("KON-56", BUDGET | names(("X.XX.01", "PROGRAM PENUNJANG URUSAN")), (A, 1, "Uraian"),
          "Kode 2.08.01 di Nomenklatur bernama PROGRAM PENUNJANG URUSAN."),
]  # fmt: skip
