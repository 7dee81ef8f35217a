"""SPM: the services that everybody is owed, and the money for them by source."""

from __future__ import annotations

from ...expr.functions import jika, kosong, tidak_tersedia
from ...expr.tree import Expr, cell
from ...rules.anggaran import serapan
from ...rules.spm import capaian_spm, realisasi_spm
from ..formulas import DECIMALS, ROUNDING, when_filled
from ..model import Band, Column, Module, PrintSetup, Sheet, Table

_NAME = "tbl_spm"


def _cell(name: str) -> Expr:
    return cell(_NAME, name)


def _computed(name: str, about: str, formula: Expr) -> Column:
    return Column(name, "rasio", about, 11, formula=when_filled(_NAME, "Jenis Layanan", formula))


SPM = Table(
    _NAME,
    "Layanan dasar: yang harus dilayani, yang terlayani, dan anggarannya.",
    "Jenis Layanan",
    (
        Column("No", "angka", "Nomor urut", 5),
        Column("Jenis Layanan", "teks", "Jenis pelayanan dasar", 40, required=True),
        Column("Kode Layanan", "kode", "Kode layanan", 10),
        Column("Harus Dilayani", "angka", "Banyaknya yang harus dilayani", 11),
        Column("Terlayani", "angka", "Banyaknya yang terlayani", 11),
        Column("Target", "rasio", "Target layanan, biasanya 100%", 9),
        _computed("Realisasi", "Terlayani dibagi yang harus dilayani",
                  realisasi_spm(_cell("Terlayani"), _cell("Harus Dilayani"), DECIMALS, ROUNDING)),
        _computed("Capaian", "Realisasi dibagi target",
                  capaian_spm(_cell("Realisasi"), _cell("Target"), DECIMALS, ROUNDING)),
        Column("Kode Anggaran", "kode", "Kode baris di Anggaran", 17, offered="dv_anggaran"),
        Column("Sub Kegiatan", "teks", "Nama sub kegiatan", 34, outline=True),
        Column("Kegiatan", "teks", "Nama kegiatan", 30, outline=True),
        Column("Pagu", "uang", "Anggaran", 17),
        Column("Realisasi Anggaran", "uang", "Realisasi anggaran", 17),
        _computed("Serapan", "Realisasi anggaran dibagi pagu",
                  jika(kosong(_cell("Realisasi Anggaran")), tidak_tersedia(), jika(kosong(_cell("Pagu")),
                       tidak_tersedia(), serapan(_cell("Realisasi Anggaran"), _cell("Pagu"), DECIMALS, ROUNDING)))),
        Column("Realisasi Fisik", "rasio", "Realisasi fisik", 10),
        Column("Keterangan", "teks", "Keterangan", 26),
    ),
    identity=("Kode Layanan", "Jenis Layanan", "Kode Anggaran"),
    room=30,
    bands=(Band("Harus Dilayani", "Capaian", "Layanan"), Band("Kode Anggaran", "Realisasi Fisik", "Anggaran")),
    emptied=("Harus Dilayani", "Terlayani", "Pagu", "Realisasi *", "Keterangan"),
)  # fmt: skip
DANA = Table(
    "tbl_spm_dana",
    "Anggaran SPM menurut sumber dana.",
    "Uraian",
    (
        Column("Sumber", "teks", "Sumber dana, misalnya APBD", 16),
        Column("Uraian", "teks", "Uraian", 34, required=True),
        Column("Jumlah", "uang", "Jumlah, rupiah", 18),
    ),
    identity=("Sumber", "Uraian"),
    room=12,
    bands=(Band("Sumber", "Jumlah", "Menurut sumber dana"),),
    emptied=("Jumlah",),
)
MODULE = Module(
    "spm",
    "Standar Pelayanan Minimal",
    "Layanan SPM dengan capaian dan anggarannya, dan dana menurut sumber.",
    (
        Sheet(
            "SPM",
            270,
            "Standar Pelayanan Minimal",
            "Isi yang harus dilayani, yang terlayani, target, dan anggarannya; yang kelabu dihitung sendiri.",
            (SPM, DANA),
            listed="Layanan SPM dan dananya.",
            color="70AD47",
            freeze="Jenis Layanan",
            printing=PrintSetup(pages_wide=2),
        ),
    ),
)
