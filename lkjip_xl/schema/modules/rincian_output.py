"""Rincian output: volume, money and efficiency of each RO of a ministry (PMK 22/PMK.02/2021)."""

from __future__ import annotations

from ...expr.functions import cari, cari_teks, jika, tidak_tersedia
from ...expr.tree import Expr, cell, column
from ...rules.anggaran import serapan
from ...rules.efisiensi import nilai_efisiensi
from ...rules.rincian_output import capaian_volume, efisiensi_ro
from ..formulas import DECIMALS, ROUNDING, when_filled
from ..model import Band, Column, Kind, Module, PrintSetup, Sheet, Table
from ..names import whole

_NAME, _CODE = "tbl_ro", "Kode Anggaran"


def _cell(name: str) -> Expr:
    return cell(_NAME, name)


def _budget(name: str) -> Expr:
    return cari(_cell(_CODE), whole("lk_a_kode"), column("tbl_anggaran", name))


def _computed(name: str, kind: Kind, about: str, width: float, formula: Expr) -> Column:
    return Column(name, kind, about, width, formula=when_filled(_NAME, _CODE, formula))


RO = Table(
    _NAME,
    "Rincian output (RO): volume yang direncanakan dan yang dihasilkan; uangnya dari Anggaran.",
    _CODE,
    (
        Column(_CODE, "kode", "Kode RO di Anggaran, misalnya 2896.BMA.004", 17, required=True,
               offered="dv_anggaran"),
        _computed("Rincian Output", "teks", "Nama RO, diambil dari Anggaran", 44,
                  cari_teks(_cell(_CODE), whole("lk_a_kode"), column("tbl_anggaran", "Uraian"))),
        Column("Satuan", "teks", "Satuan volumenya", 13),
        Column("Target Volume", "angka", "Volume yang direncanakan setahun", 11),
        Column("Realisasi Volume", "angka", "Volume yang dihasilkan s.d. triwulan berjalan", 11),
        _computed("Capaian Volume", "rasio", "Realisasi volume dibagi target volume", 10,
                  capaian_volume(_cell("Realisasi Volume"), _cell("Target Volume"), DECIMALS, ROUNDING)),
        _computed("Pagu", "uang", "Pagu RO, diambil dari Anggaran", 17, _budget("Pagu")),
        _computed("Realisasi Anggaran", "uang", "Realisasi s.d. triwulan berjalan, diambil dari Anggaran", 17,
                  _budget("Realisasi")),
        _computed("Serapan", "rasio", "Realisasi dibagi pagu", 10,
                  serapan(_cell("Realisasi Anggaran"), _cell("Pagu"), DECIMALS, ROUNDING)),
        _computed("Efisiensi", "rasio", "Efisiensi menurut PMK 22/2021; N/A selama anggarannya belum terisi", 10,
                  jika(_budget("Belum Terisi") > 0, tidak_tersedia(),
                       efisiensi_ro(_cell("Pagu") * _cell("Capaian Volume"), _cell("Realisasi Anggaran"), DECIMALS,
                                    ROUNDING))),
        _computed("Nilai Efisiensi", "rasio", "NE, 0% sampai 100%", 10,
                  nilai_efisiensi(_cell("Efisiensi"), DECIMALS, ROUNDING)),
        Column("Keterangan", "teks", "Keterangan", 30),
    ),
    identity=(_CODE,),
    room=60,
    bands=(Band("Target Volume", "Capaian Volume", "Volume"), Band("Pagu", "Nilai Efisiensi", "Anggaran")),
    emptied=("Target Volume", "Realisasi Volume", "Keterangan"),
)  # fmt: skip
MODULE = Module(
    "rincian-output",
    "Rincian Output",
    "Volume, capaian, dan efisiensi tiap RO kementerian (PMK 22/2021).",
    (
        Sheet(
            "RO",
            275,
            "Rincian Output",
            "Isi kode RO seperti di Anggaran, satuan, target volume, dan realisasinya; yang kelabu dihitung sendiri.",
            (RO,),
            listed="Volume dan efisiensi tiap RO.",
            color="70AD47",
            freeze="Rincian Output",
            printing=PrintSetup(pages_wide=1),
        ),
    ),
)
