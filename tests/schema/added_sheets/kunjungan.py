"""A sheet that the product does not have: everything that a sheet can declare, in one file."""

from ...expr.functions import cari, jika_galat, jumlah_isi, tidak_tersedia
from ...expr.tree import cell, cells, column
from ...rules.pembulatan import pembulatan
from ..formulas import DECIMALS, ROUNDING, copied, filled_rows, when_filled
from ..model import INPUT_BUTTONS, Band, Column, LabelColor, PrintSetup, Sheet, Step, Table

_NAME = "tbl_kunjungan"


def _computed(name, kind, about, formula):
    return Column(name, kind, about, 12, formula=when_filled(_NAME, "Kode", formula))


KUNJUNGAN = Table(
    _NAME,
    "Kunjungan ke layanan tiap indikator.",
    "Kode",
    (
        Column("Kode", "kode", "Kode indikator di Renstra", 9, "dv_kode", required=True),
        copied(_NAME, "Indikator", 38),
        Column("Layanan", "pilihan", "Jenis layanan", 12, ("Loket", "Daring"),
               colors=(LabelColor("Daring", "1F4E78", "DDEBF7"),)),
        # A share needs the whole column of sums, and stands before it: the order of computing is not that of columns.
        _computed("Porsi", "rasio", "Bagian dari semua kunjungan",
                  pembulatan(cell(_NAME, "Jumlah") / jumlah_isi(column(_NAME, "Jumlah")), DECIMALS, ROUNDING)),
        _computed("Jumlah", "angka", "Kunjungan setahun", jumlah_isi(cells(_NAME, ["Luring", "Daring"]))),
        Column("Luring", "angka", "Kunjungan di tempat", 12, outline=True),
        Column("Daring", "angka", "Kunjungan lewat jaringan", 12, outline=True),
        # Of another sheet, and computed there.
        _computed("Capaian", "rasio", "Capaian indikatornya",
                  jika_galat(cari(cell(_NAME, "Kode"), column("tbl_pengukuran", "Kode"),
                                  column("tbl_pengukuran", "Capaian")), tidak_tersedia())),
    ),
    identity=("Kode", "Layanan"),
    spare=5,
    room=30,
    bands=(Band("Luring", "Daring", "Banyaknya"),),
)  # fmt: skip
PETUGAS = Table(
    "tbl_petugas",
    "Petugas layanan.",
    "Nama Loket",
    (Column("Nama Loket", "teks", "Loket", 20, required=True), Column("Petugas {tahun}", "angka", "Tahun {tahun}", 10,
                                                                       yearly=True)),
    identity=("Nama Loket",),
    room=10,
)  # fmt: skip
SHEET = Sheet(
    "Kunjungan",
    95,
    "Kunjungan Layanan",
    "Isi banyaknya kunjungan.",
    (KUNJUNGAN, PETUGAS),
    listed="Kunjungan ke layanan.",
    color="9DC3E6",
    freeze="Indikator",
    printing=PrintSetup(paper="A4", pages_wide=2, repeat="Kode"),
    step=Step("Isi kunjungan tiap layanan.", "Kode dan banyaknya kunjungan.", filled_rows(_NAME, "Kode")),
    buttons=INPUT_BUTTONS,
    names=(("dv_loket", "tbl_petugas[Nama Loket]"),),
)
