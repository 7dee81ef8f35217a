"""Anggaran: pagu and realisasi of the budget, filled in on its lowest rows and summed above them."""

from ...expr.functions import ambil, jika
from ...expr.tree import Expr, cell, cells, setting
from ...rules import struktur_anggaran as struktur
from ...rules.anggaran import isi_uang, pagu_berlaku, serapan, sisa
from ..choices import TRIWULAN
from ..formulas import DECIMALS, ROUNDING, filled_rows
from ..model import INPUT_BUTTONS, Band, Column, Kind, PrintSetup, Sheet, Step, Table

_NAME = "tbl_anggaran"
_TEXTS = ("_W1", "_W2", "_W3", "_W4", "_Ganda", "_Indikator")
PAGU_SENDIRI = pagu_berlaku(setting("lk_dok"), cell(_NAME, "Pagu Awal"), cell(_NAME, "Pagu Perubahan"))
REALISASI_SENDIRI = isi_uang(ambil(cells(_NAME, [f"Realisasi TW{n}" for n in TRIWULAN]), setting("lk_tw")))


def _computed(name: str, kind: Kind, about: str, width: float, formula: Expr) -> Column:
    return Column(name, kind, about, width, formula=jika(cell(_NAME, "Tingkat") == "", "", formula))


_RULES = {"Pagu": "ANG-01", "Realisasi": "ANG-05"}


def _structural(name: str, kind: Kind, about: str, width: float = 17) -> Column:
    """A column that follows from the order of the rows (docs/adr/0004)."""
    return Column(name, kind, about, width, excel=struktur.RUMUS[name], rule=_RULES.get(name.removeprefix("_"), ""))


def _helper(name: str, kind: Kind = "angka") -> Column:
    return _structural(name, kind, "Kolom bantu, jangan diubah", 8)


ANGGARAN = Table(
    _NAME,
    "Pagu dan realisasi anggaran; isi pada baris terbawah (sub kegiatan), induknya dijumlahkan.",
    "Tingkat",
    (
        Column("Kode", "kode", "Kode baris, teks", 14),
        Column("Tingkat", "pilihan", "Jenjang baris", 13, struktur.TINGKAT, required=True),
        Column("Uraian", "teks", "Nama urusan, program, kegiatan, sub kegiatan", 56, required=True),
        Column("Indikator", "teks", "Kode indikator yang didukung baris ini, dipisah titik koma", 14, codes=True),
        Column("Pagu Awal", "uang", "Pagu APBD awal, rupiah", 17),
        Column("Pagu Perubahan", "uang", "Pagu APBD perubahan, rupiah", 17),
        *(Column(f"Realisasi TW{n}", "uang", f"Realisasi s.d. triwulan {n} (angka berjalan)", 17, outline=True)
          for n in TRIWULAN),
        _structural("Pagu", "uang", "Pagu yang berlaku; induk: jumlah anak"),
        _structural("Realisasi", "uang", "Realisasi s.d. triwulan berjalan; induk: jumlah anak"),
        _computed("Serapan", "rasio", "Realisasi dibagi pagu", 10,
                  serapan(cell(_NAME, "Realisasi"), cell(_NAME, "Pagu"), DECIMALS, ROUNDING)),
        _computed("Sisa", "uang", "Pagu dikurangi realisasi", 17,
                  sisa(cell(_NAME, "Pagu"), cell(_NAME, "Realisasi"))),
        *(_helper(name, "teks" if name in _TEXTS else "angka") for name in struktur.PEMBANTU),
    ),
    identity=("Kode",),
    fallback_identity=("Tingkat", "Uraian"),
    ordered=True,
    spare=50,
    room=50,
    bands=(
        Band("Kode", "Indikator", "Susunan"), Band("Pagu Awal", "Pagu Perubahan", "Pagu diisi di baris terbawah"),
        Band("Realisasi TW1", "Realisasi TW4", "Realisasi s.d. triwulan (angka berjalan)"),
        Band("Pagu", "Sisa", "Dihitung"),
    ),
    needed=True,
)  # fmt: skip
SHEET = Sheet(
    "Anggaran",
    70,
    "Pagu dan Realisasi Anggaran",
    "Isi pagu dan realisasi pada baris terbawah; jumlah induk dihitung sendiri. Realisasi triwulan adalah angka "
    "berjalan.",
    (ANGGARAN,),
    listed="Pagu dan realisasi tiap baris anggaran.",
    color="2E75B6",
    freeze="Uraian",
    printing=PrintSetup(pages_wide=2, repeat="Uraian"),
    step=Step(
        "Isi pagu dan realisasi pada baris sub kegiatan.",
        "Pagu dan realisasi pada baris sub kegiatan. Di kolom Indikator tulis kode indikator yang didukung baris itu, "
        "misalnya 1.1.1;1.1.2.",
        filled_rows(ANGGARAN.name, ANGGARAN.key),
    ),
    buttons=INPUT_BUTTONS,
)
