"""PK: the targets that were signed, and the programs and money of the agreement."""

from ..choices import DOKUMEN
from ..formulas import copied, filled_rows
from ..left_to_copy import line_beneath
from ..model import INPUT_BUTTONS, Band, Column, PrintSetup, Sheet, Step, Table

PK = Table(
    "tbl_pk",
    "Target perjanjian kinerja: satu baris untuk tiap indikator pada tiap dokumen.",
    "Kode",
    (
        Column("Dokumen", "pilihan", "Awal, Perubahan, Perubahan 2 ...", 11, DOKUMEN, required=True),
        Column("Kode", "kode", "Kode indikator di Renstra", 8, "dv_kode", required=True),
        copied("tbl_pk", "Sasaran", 32, folded=True),
        copied("tbl_pk", "Indikator", 34),
        copied("tbl_pk", "Satuan", 8),
        Column(
            "Target",
            "nilai",
            "Target yang ditandatangani: angka, label tingkat, N/A, atau seperti >= 95 dan 60 s.d. 85",
            10,
        ),
        Column("Keterangan", "teks", "Catatan", 24, folded=True),
    ),
    identity=("Dokumen", "Kode"),
    room=40,
    bands=(Band("Dokumen", "Keterangan", "Target perjanjian kinerja"),),
    needed=True,
)
PK_PROGRAM = Table(
    "tbl_pk_program",
    "Program dan anggaran pada lampiran perjanjian kinerja.",
    "Program",
    (
        Column("Dokumen", "pilihan", "Awal, Perubahan, Perubahan 2 ...", 11, DOKUMEN, required=True),
        Column("No", "angka", "Nomor urut", 5),
        Column("Kode", "kode", "Kode baris program di Anggaran", 13, offered="dv_anggaran"),
        Column("Program", "teks", "Nama program seperti tertulis pada PK", 30, required=True,
               offered="IF(COUNTIF(dv_anggaran,{Kode})=0,dv_anggaran_uraian,INDEX(dv_anggaran_uraian,"
               "MATCH({Kode},dv_anggaran,0)))"),
        Column("Anggaran", "uang", "Anggaran program, rupiah", 15),
        Column("Sumber Dana", "teks", "Misalnya APBD, DAU, DAK", 12),
    ),
    identity=("Dokumen", "Kode", "Program"),
    room=80,
    bands=(Band("Dokumen", "Sumber Dana", "Program dan anggaran perjanjian kinerja"),),
    emptied=("Anggaran",),
)  # fmt: skip
PK_DOKUMEN = Table(
    "tbl_pk_dokumen",
    "Dokumen perjanjian kinerja: yang terakhir menurut tanggalnya berlaku bila PK yang berlaku diisi Otomatis.",
    "Dokumen",
    (
        Column("Dokumen", "pilihan", "Awal, Perubahan, Perubahan 2 ...", 14, DOKUMEN, required=True),
        Column("Nomor", "teks", "Nomor dokumen", 20),
        Column("Tanggal", "tanggal", "Tanggal penandatanganan, sebagai tanggal", 14),
        Column("Alasan", "teks", "Alasan perubahan, misalnya pergantian pejabat", 34),
        Column("Dasar", "teks", "Dasar perubahan, misalnya P-APBD", 24),
    ),
    identity=("Dokumen",),
    spare=4,
    room=8,
    bands=(Band("Dokumen", "Dasar", "Dokumen perjanjian kinerja"),),
    anew=True,
)  # fmt: skip
_ABOUT = (
    "Isi target yang ditandatangani; sasaran, indikator, dan satuan terisi sendiri dari Kode. Di sebelah kanan: "
    "program dan anggarannya."
)
SHEET = Sheet(
    "PK",
    50,
    "Perjanjian Kinerja",
    _ABOUT,
    (PK, PK_PROGRAM, PK_DOKUMEN),
    line=line_beneath(PK.name, _ABOUT),
    listed="Target dan program perjanjian kinerja.",
    color="2E75B6",
    printing=PrintSetup(alone=2),  # one page wide: at a fixed scale the heading was cut where the second table begins
    step=Step(
        "Target perjanjian, program, dan anggarannya.",
        "Tekan Salin dari Renstra, atau tulis Dokumen, Kode, dan Target; sasaran, indikator, dan satuannya terisi "
        "sendiri. Program dan anggarannya di tabel sebelah kanan.",
        filled_rows(PK.name, PK.key),
    ),
    buttons=INPUT_BUTTONS,
)
