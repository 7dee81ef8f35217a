"""Nomenklatur: the codes and names of programs, kegiatan and sub kegiatan that an office takes its own from.

The list is offered while a budget is typed: codes in Kode, their names in Uraian. It belongs to the book, is imported
by ``isi`` from any list that people have, and costs nothing where nobody wants it.
"""

from __future__ import annotations

from ...expr.tree import cell
from ...rules.anggaran import tingkat_kode
from ..formulas import when_filled
from ..model import Band, ChoiceList, Column, Module, Offer, PrintSetup, Sheet, Table

_NAME = "tbl_nomenklatur"
_CODES, _NAMES = "dv_nomenklatur", "dv_nomenklatur_uraian"
_LAST = f'SUMPRODUCT(MAX(({_NAME}[Kode]<>"")*(ROW({_NAME}[Kode])-ROW({_NAME}[[#Headers],[Kode]]))))'


def _list(column: str) -> str:
    return f"INDEX({_NAME}[{column}],1):INDEX({_NAME}[{column}],MAX(1,{_LAST}))"


def codes_offered(column: str) -> str:
    """The codes that begin with what the cell holds; all of them where none does."""
    begun = f'{{{column}}}&"*"'
    return (
        f"IF(COUNTIF({_CODES},{begun})=0,{_CODES},OFFSET(INDEX({_CODES},MATCH({begun},{_CODES},0)),0,0,"
        f"COUNTIF({_CODES},{begun})))"
    )


def names_offered(column: str) -> str:
    """The name of the code in ``column``; every name where the code is none of the list."""
    return f"IF(COUNTIF({_CODES},{{{column}}})=0,{_NAMES},INDEX({_NAMES},MATCH({{{column}}},{_CODES},0)))"


NOMENKLATUR = Table(
    _NAME,
    "Nomenklatur urusan, bidang, program, kegiatan, dan sub kegiatan, urut menurut kode.",
    "Kode",
    (
        Column("Kode", "kode", "Kode nomenklatur, misalnya 1.02.01.2.01.0001 atau X.XX.01", 20, required=True),
        Column("Tingkat", "teks", "Jenjang menurut panjang kodenya", 13,
               formula=when_filled(_NAME, "Kode", tingkat_kode(cell(_NAME, "Kode")))),
        Column("Uraian", "teks", "Nama program, kegiatan, atau sub kegiatan", 60, required=True),
        Column("Indikator", "teks", "Indikator menurut nomenklatur, bila ada", 44),
        Column("Satuan", "teks", "Satuan indikatornya", 14),
    ),
    identity=("Kode",),
    ordered=True,
    room=60,
    bands=(Band("Kode", "Uraian", "Nomenklatur"), Band("Indikator", "Satuan", "Kinerja")),
)  # fmt: skip
MODULE = Module(
    "nomenklatur",
    "Nomenklatur",
    "Daftar kode dan nama program, kegiatan, sub kegiatan, yang ditawarkan saat mengisi Anggaran dan Renstra.",
    (
        Sheet(
            "Nomenklatur",
            276,
            "Nomenklatur Program, Kegiatan, Sub Kegiatan",
            "Impor (isi) atau tempel daftarnya, urut menurut kode; kode dan nama ditawarkan di Anggaran dan Renstra.",
            (NOMENKLATUR,),
            listed="Kode dan nama program, kegiatan, sub kegiatan.",
            color="70AD47",
            freeze="Kode",
            printing=PrintSetup(pages_wide=1),
            lists=(
                ChoiceList(
                    _CODES, f"semua Kode di `{_NAME}` (modul nomenklatur)", "Kode ini tidak ada di Nomenklatur."
                ),
            ),
            names=((_CODES, _list("Kode")), (_NAMES, _list("Uraian"))),
        ),
    ),
    offers=(
        Offer("tbl_anggaran", "Kode", codes_offered("Kode")),
        Offer("tbl_anggaran", "Uraian", names_offered("Kode")),
        Offer("tbl_renstra", "Kode Anggaran", codes_offered("Kode Anggaran")),
        Offer("tbl_renstra", "Uraian", names_offered("Kode Anggaran")),
    ),
)
