"""Rencana aksi: the steps of the year for each indicator, with their quarters and their money."""

from __future__ import annotations

from ...expr.functions import ada_sampah, jika, salah_isi
from ...expr.tree import Expr, cell, cells, setting
from ...rules.rencana_aksi import aksi_sampai, belum_berisi, capaian_aksi, status_aksi
from ...rules.triwulan import sampai
from ..choices import TRIWULAN
from ..formulas import DECIMALS, ROUNDING, when_filled
from ..model import Band, Column, LabelColor, Module, PrintSetup, Sheet, Table

_NAME = "tbl_rencana_aksi"
STATUS = (
    LabelColor("Selesai", background="C6E0B4"), LabelColor("Sesuai Target", background="E2EFDA"),
    LabelColor("Di Bawah Target", background="FFE699"), LabelColor("Belum Dilaksanakan", background="F8CBAD"),
    LabelColor("Belum Dilaporkan", background="F8CBAD"),
)  # fmt: skip


def _cell(name: str) -> Expr:
    return cell(_NAME, name)


def _quarters(name: str) -> Expr:
    return cells(_NAME, [f"{name} TW{n}" for n in TRIWULAN])


def _to_date(name: str) -> Expr:
    return sampai(_quarters(name), setting("lk_tw"))


def _sound(name: str, formula: Expr) -> Expr:
    """``formula`` where no quarter holds a text that is no mark."""
    return jika(ada_sampah(_quarters(name)), salah_isi(), formula)


def _helper(name: str, formula: Expr) -> Column:
    return Column(name, "angka", "Kolom bantu", 9, formula=when_filled(_NAME, "Rencana Aksi", formula))


_SATUAN = _cell("Satuan")
_QUARTER = "{} triwulan {} saja, bukan angka yang berjalan sejak Januari; persen dan indeks: nilai pada triwulan itu"
RENCANA_AKSI = Table(
    _NAME,
    "Rencana aksi tiap indikator, menurut triwulan.",
    "Rencana Aksi",
    (
        Column("Kode", "kode", "Kode indikator di Renstra", 9, "dv_kode", required=True),
        Column("No", "angka", "Nomor urut dalam indikatornya", 5),
        Column("Rencana Aksi", "teks", "Apa yang dikerjakan", 38, required=True),
        Column("Sub Rencana Aksi", "teks", "Langkahnya", 30),
        Column("Keluaran", "teks", "Apa yang dihasilkan", 26),
        Column("Satuan", "teks", "Satuan keluaran", 10),
        *(Column(f"Target TW{n}", "angka", _QUARTER.format("Target", n), 9) for n in TRIWULAN),
        *(Column(f"Realisasi TW{n}", "angka", _QUARTER.format("Realisasi", n), 9) for n in TRIWULAN),
        *(
            Column(f"Realisasi Anggaran TW{n}", "uang", f"Realisasi anggaran triwulan {n}", 16, outline=True)
            for n in TRIWULAN
        ),
        Column("Kode Anggaran", "kode", "Kode baris di Anggaran", 17, offered="dv_anggaran"),
        Column("Penanggung Jawab", "teks", "Bidang yang bertanggung jawab", 20),
        Column("Bukti", "tautan", "Tautan atau nama bukti", 20),
        Column("Faktor Penghambat", "teks", "Apa yang menghambat", 28),
        Column("Tindak Lanjut", "teks", "Apa yang dilakukan", 28),
        Column("Capaian", "rasio", "Realisasi dibagi target s.d. triwulan berjalan", 10, formula=when_filled(
            _NAME, "Rencana Aksi",
            capaian_aksi(_cell("_T"), _cell("_R"), _cell("_K"), DECIMALS, ROUNDING))),
        Column("Status", "teks", "Keadaan pada triwulan berjalan", 16, formula=when_filled(
            _NAME, "Rencana Aksi", status_aksi(_cell("_T"), _cell("_R"), _cell("_S"), _cell("_K"))), colors=STATUS),
        _helper("_T", _sound("Target", aksi_sampai(_to_date("Target"), _SATUAN))),
        _helper("_R", _sound("Realisasi", aksi_sampai(_to_date("Realisasi"), _SATUAN))),
        _helper("_S", aksi_sampai(_quarters("Target"), _SATUAN)),
        _helper("_K", belum_berisi(_to_date("Target"), _to_date("Realisasi"))),
    ),
    identity=("Kode", "No", "Rencana Aksi", "Sub Rencana Aksi"),
    fallback_identity=("Kode", "Rencana Aksi"),
    room=60,
    bands=(
        Band("Rencana Aksi", "Satuan", "Rencana"), Band("Target TW1", "Target TW4", "Target"),
        Band("Realisasi TW1", "Realisasi TW4", "Realisasi"),
        Band("Realisasi Anggaran TW1", "Realisasi Anggaran TW4", "Realisasi anggaran"),
        Band("Kode Anggaran", "Tindak Lanjut", "Pelaksanaan"), Band("Capaian", "Status", "s.d. triwulan berjalan"),
    ),
    emptied=("Target TW?", "Realisasi *", "Bukti", "Faktor *", "Tindak Lanjut"),
)  # fmt: skip
MODULE = Module(
    "rencana-aksi",
    "Rencana Aksi",
    "Rencana aksi tiap indikator: langkah, target dan realisasi triwulan, anggaran.",
    (
        Sheet(
            "Rencana Aksi",
            200,
            "Rencana Aksi",
            "Satu baris untuk tiap langkah. Kode adalah kode indikator; No membedakan rencana aksinya.",
            (RENCANA_AKSI,),
            listed="Rencana aksi tiap indikator menurut triwulan.",
            color="70AD47",
            freeze="Rencana Aksi",
            printing=PrintSetup(pages_wide=2, repeat="Rencana Aksi"),
        ),
    ),
)
