"""Data Dukung: the numbers behind a realisasi."""

from ..model import INPUT_BUTTONS, Column, Sheet, Table

DATA_DUKUNG = Table(
    "tbl_data_dukung",
    "Data pendukung: pembilang dan penyebut yang menghasilkan realisasi indikator.",
    "Kode",
    (
        Column("Kode", "kode", "Kode indikator di Renstra", 9, "dv_kode", required=True),
        Column("Jenis", "pilihan", "Rincian, atau Total yang tertulis pada sumbernya", 10, ("Rincian", "Total")),
        Column("Uraian", "teks", "Apa yang dihitung", 56, required=True),
        Column("Pembilang", "angka", "Angka di atas", 14),
        Column("Penyebut", "angka", "Angka di bawah", 14),
        Column("Satuan", "teks", "Satuan", 10),
        Column("Sumber", "teks", "Dokumen sumber", 40),
    ),
    identity=("Kode", "Jenis", "Uraian"),
    room=60,
    emptied=("Pembilang", "Penyebut"),
)
SHEET = Sheet(
    "Data Dukung",
    90,
    "Data Dukung",
    "Isi pembilang dan penyebut yang menghasilkan realisasi indikator.",
    (DATA_DUKUNG,),
    listed="Pembilang dan penyebut di balik realisasi.",
    color="9DC3E6",
    freeze="Kode",
    buttons=INPUT_BUTTONS,
    tucked=True,
)
