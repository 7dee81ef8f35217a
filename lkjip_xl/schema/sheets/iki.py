"""IKI: the indicators of each position (individual performance)."""

from ...expr.tree import Expr, cell
from ...rules.iki import capaian_iki, realisasi_iki
from ..formulas import DECIMALS, ROUNDING, when_filled
from ..model import INPUT_BUTTONS, Band, Column, PrintSetup, Sheet, Table

_NAME = "tbl_iki"


def _cell(name: str) -> Expr:
    return cell(_NAME, name)


IKI = Table(
    _NAME,
    "Indikator kinerja individu tiap jabatan.",
    "Indikator",
    (
        Column("Jabatan", "teks", "Jabatan pemilik indikator", 34, required=True),
        Column("Sasaran Kinerja", "teks", "Sasaran kinerja jabatan", 34),
        Column("No", "angka", "Nomor urut", 6),
        Column("Indikator", "teks", "Indikator kinerja individu", 38, required=True),
        Column("Jenis", "pilihan", "Persentase (pembilang / penyebut) atau Jumlah", 12, ("Persentase", "Jumlah")),
        Column("Pembilang", "teks", "Bunyi pembilang", 34, outline=True),
        Column("Penyebut", "teks", "Bunyi penyebut", 34, outline=True),
        Column("Penjelasan", "teks", "Penjelasan rumus; dicetak di bawah rumusnya", 30, outline=True),
        Column("Sumber Data", "teks", "Sumber data", 24, outline=True),
        Column("Target", "angka", "Target", 10),
        Column("Nilai Pembilang", "angka", "Angka pembilang", 12),
        Column("Nilai Penyebut", "angka", "Angka penyebut", 12),
        Column("Realisasi", "angka", "Dihitung dari pembilang dan penyebut", 12, formula=when_filled(
            _NAME, "Indikator",
            realisasi_iki(_cell("Jenis"), _cell("Nilai Pembilang"), _cell("Nilai Penyebut"), DECIMALS, ROUNDING))),
        Column("Capaian", "rasio", "Realisasi dibagi target", 10, formula=when_filled(
            _NAME, "Indikator", capaian_iki(_cell("Target"), _cell("Realisasi"), DECIMALS, ROUNDING))),
    ),
    identity=("Jabatan", "Indikator"),
    room=24,
    bands=(
        Band("Jabatan", "Jenis", "Indikator"), Band("Pembilang", "Sumber Data", "Formulasi"),
        Band("Target", "Capaian", "Ukuran"),
    ),
    emptied=("Nilai *",),
)  # fmt: skip
SHEET = Sheet(
    "IKI",
    100,
    "Indikator Kinerja Individu",
    "Isi indikator kinerja tiap jabatan; realisasi dan capaian dihitung sendiri.",
    (IKI,),
    listed="Indikator kinerja individu.",
    color="9DC3E6",
    printing=PrintSetup(pages_wide=2),
    buttons=INPUT_BUTTONS,
    tucked=True,
)
