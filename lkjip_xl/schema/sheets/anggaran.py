"""Anggaran: pagu and realisasi of the budget, filled in on its lowest rows and summed above them."""

from typing import Any

from ...expr.functions import Function, ambil, jika
from ...expr.tree import Expr, cell, cells, setting
from ...expr.values import ErrorValue, as_text, is_number
from ...rules import struktur_anggaran as struktur
from ...rules.anggaran import dasar_serapan, money_filled, pagu_berlaku, serapan, sisa, uang_sampai_triwulan
from ..choices import DOKUMEN, TRIWULAN
from ..formulas import DECIMALS, ROUNDING, filled_rows
from ..model import INPUT_BUTTONS, Band, ChoiceList, Column, Kind, PrintSetup, Sheet, Step, Table
from ..names import whole
from ..row_names import by_row_names

_NAME = "tbl_anggaran"
_TEXTS = (*(f"_W{k}" for k in range(1, struktur.DEEPEST)), "_F", "_Ganda", "_Indikator", "_K1", "_K2")
PAGU_SENDIRI = pagu_berlaku(setting("lk_dok"), cell(_NAME, "Pagu Awal"), cell(_NAME, "Pagu Perubahan"))
_QUARTERS = cells(_NAME, [f"Realisasi TW{n}" for n in TRIWULAN])
ISI_TRIWULAN = money_filled(ambil(_QUARTERS, setting("lk_tw")))
REALISASI_SENDIRI = uang_sampai_triwulan(_QUARTERS, setting("lk_tw"), setting("lk_uang"))
BLOKIR_SENDIRI = money_filled(cell(_NAME, "Blokir"))
JENIS_ANGGARAN = ("Belanja", "Pendapatan", "Pembiayaan")
DASAR = dasar_serapan(cell(_NAME, "Pagu"), cell(_NAME, "Pagu Efektif"), setting("lk_dasar"))


def _computed(name: str, kind: Kind, about: str, width: float, formula: Expr) -> Column:
    return Column(name, kind, about, width, formula=jika(cell(_NAME, "Tingkat") == "", "", formula))


_RULES = {
    "Belum Terisi": "ANG-08", "Pagu Efektif": "ANG-09",
    "Pagu": "ANG-01", "Realisasi": "ANG-06", "P": "ANG-01", "R": "ANG-06",
}  # fmt: skip


def _structural(name: str, kind: Kind, about: str, width: float = 15, folded: bool = False) -> Column:
    """A column that follows from the order of the rows (docs/adr/0004)."""
    rule = _RULES.get(name.removeprefix("_"), "")
    return Column(name, kind, about, width, excel=struktur.RUMUS[name], rule=rule, folded=folded)


def _helper(name: str, kind: Kind = "angka") -> Column:
    return _structural(name, kind, "Kolom bantu, jangan diubah", 8)


def _sasaran_of(codes: Any, measured: Any, numbers: Any, renstra: Any) -> Any:
    parts = [] if codes.__class__ is ErrorValue else as_text(codes).split(";")
    named = [part for part in parts if part]
    if not named:
        return ""
    # The formula looks between the first two semicolons, where a stray one leaves nothing.
    first = measured.position(parts[1]) if len(parts) > 1 and parts[1] else None
    if first is not None and is_number(numbers[first]):
        return numbers[first]
    own = {part.casefold() for part in named}

    def is_named(code: Any) -> bool:
        return code.__class__ is not ErrorValue and code not in (None, "") and as_text(code).casefold() in own

    # The spreadsheet takes the least of a whole column, in which an error is an error.
    if not any(n.__class__ is ErrorValue for n in numbers):
        others = [n for code, n in zip(measured, numbers, strict=True) if is_number(n) and is_named(code)]
        if others:
            return min(others)
    clear = not any(code.__class__ is ErrorValue for code in renstra)
    return 0 if clear and any(map(is_named, renstra)) else ""


# Money is shared out over the sasaran once: a row belongs to the sasaran of the indicator that it names first, or,
# where that one has none, to the first sasaran of those that it names. 0 says that no code of it has a sasaran, ""
# that no code of it is an indicator's.
sasaran_pertama = Function(
    "sasaran_pertama",
    'IFERROR(IF({0}="","",IFERROR(0+INDEX({2},MATCH(MID({0},2,FIND(";",{0},2)-2),{1},0)),IFERROR(INDEX({2},SUMPRODUCT(MIN('
    'ISERROR(SEARCH(";"&{1}&";",{0}))*9^9+({2}="")*9^9+(0&{2})))),IF(SUMPRODUCT(({3}<>"")*ISNUMBER('
    'SEARCH(";"&{3}&";",{0}))),0,"")))),"")',
    _sasaran_of,
)
_SASARAN = sasaran_pertama(cell(_NAME, "_Indikator"), whole("lk_u_kode"), whole("lk_u_sasaran"), whole("lk_r_kode"))


ANGGARAN = Table(
    _NAME,
    "Pagu dan realisasi anggaran; isi pada baris terbawah (sub kegiatan), induknya dijumlahkan.",
    "Tingkat",
    by_row_names((
        Column("Kode", "kode", "Kode baris, teks", 15),
        Column("Tingkat", "pilihan", "Jenjang baris", 11, struktur.TINGKAT, required=True),
        Column("Uraian", "teks", "Nama urusan, program, kegiatan, sub kegiatan", 30.5, required=True,
               steps_by="Tingkat"),
        Column("Indikator", "teks", "Kode indikator yang didukung baris ini, dipisah titik koma", 8.5, codes=True,
               tip=True),
        Column("Pagu Awal", "uang", "Pagu APBD awal, rupiah", 12.5),
        Column("Pagu Perubahan", "uang", "Pagu APBD perubahan, rupiah", 12.5, folded=True),
        *(Column(f"Realisasi TW{n}", "uang",
                 f"Realisasi s.d. triwulan {n}, atau triwulan {n} saja, menurut Realisasi anggaran diisi (Pengaturan)",
                 12.5, outline=True, quarter=n)
          for n in TRIWULAN),
        _structural("Pagu", "uang", "Pagu yang berlaku; induk: jumlah anak", 12.5),
        _structural("Realisasi", "uang", "Realisasi s.d. triwulan berjalan; induk: jumlah anak", 12.5),
        _computed("Serapan", "rasio", "Realisasi dibagi pagu", 7.5,
                  serapan(cell(_NAME, "Realisasi"), DASAR, DECIMALS, ROUNDING)),
        _computed("Sisa", "uang", "Pagu dikurangi realisasi", 12.5,
                  sisa(cell(_NAME, "Pagu"), cell(_NAME, "Realisasi"))),
        _structural("Belum Terisi", "angka", "Banyaknya baris berpagu yang realisasi triwulan berjalannya kosong "
                    "atau N/A, atau berealisasi tanpa pagu", 9),
        Column("Jenis Anggaran", "pilihan", "Kosong berarti Belanja; hanya Belanja yang masuk pagu, serapan, efisiensi",
               12, JENIS_ANGGARAN, outline=True, folded=True),
        Column("Unit", "teks", "UPTD, kelurahan, sekolah, puskesmas; kosong: instansi", 16, outline=True, folded=True),
        Column("Blokir", "uang", "Dana yang diblokir, rupiah", 15, outline=True, folded=True),
        _structural("Pagu Efektif", "uang", "Pagu dikurangi blokir; induk: jumlah anak", folded=True),
        *(_helper(name, "teks" if name in _TEXTS else "angka") for name in struktur.PEMBANTU),
        Column("_Sas", "angka", "Kolom bantu, jangan diubah", 8, formula=_SASARAN),
    ), ("_Tk",)),
    identity=("Kode", "Unit"),
    fallback_identity=("Tingkat", "Uraian"),
    ordered=True,
    spare=30,
    room=50,
    bands=(
        Band("Kode", "Indikator", "Susunan"), Band("Pagu Awal", "Pagu Perubahan", "Baris terbawah"),
        Band("Realisasi TW1", "Realisasi TW4", "Berjalan atau per triwulan, menurut Pengaturan"),
        Band("Pagu", "Belum Terisi", "Dihitung"), Band("Jenis Anggaran", "Pagu Efektif", "Bila perlu"),
    ),
    needed=True,
    emptied=("Pagu *", "Realisasi TW?", "Blokir"),
)  # fmt: skip
PAGU_VERSI = Table(
    "tbl_pagu_versi",
    "Pagu menurut dokumen sebelumnya, bila pagu berubah lebih dari sekali; Pagu Perubahan di Anggaran yang terakhir.",
    "Kode",
    (
        Column("Kode", "kode", "Kode baris terbawah di Anggaran", 18, required=True, offered="dv_anggaran"),
        Column("Unit", "teks", "Unit baris itu; kosong: instansi", 16),
        Column(
            "Dokumen",
            "pilihan",
            "PK yang berlaku dengan pagu itu: Perubahan, Perubahan 2 ...",
            14,
            DOKUMEN[1:],
            required=True,
        ),
        Column("Pagu", "uang", "Pagu pada dokumen itu, rupiah", 17),
    ),
    identity=("Kode", "Unit", "Dokumen"),
    spare=4,
    room=8,
    bands=(Band("Kode", "Pagu", "Pagu dokumen sebelumnya"),),
    anew=True,
)
_LAST = f'SUMPRODUCT(MAX(({_NAME}[Kode]<>"")*(ROW({_NAME}[Kode])-ROW({_NAME}[[#Headers],[Kode]]))))'
SHEET = Sheet(
    "Anggaran",
    70,
    "Pagu dan Realisasi Anggaran",
    "Isi pagu dan realisasi pada baris terbawah; jumlah induk dihitung sendiri. Angka tiap triwulan adalah jumlah "
    "sejak Januari; bila kantor Anda mengisi per triwulan, pilih Per Triwulan di Pengaturan.",
    (ANGGARAN, PAGU_VERSI),
    listed="Pagu dan realisasi tiap baris anggaran.",
    color="2E75B6",
    freeze="Uraian",
    printing=PrintSetup(scale=80, alone=1),
    step=Step(
        "Pagu dan realisasi pada baris sub kegiatan.",
        "Pagu dan realisasi pada baris sub kegiatan. Di kolom Indikator tulis kode indikator yang didukung baris itu, "
        "misalnya 1.1.1;1.1.2.",
        filled_rows(ANGGARAN.name, ANGGARAN.key),
    ),
    buttons=INPUT_BUTTONS,
    lists=(ChoiceList("dv_anggaran", "semua Kode di `tbl_anggaran`", "Kode ini belum ada di lembar Anggaran."),),
    names=(
        ("dv_anggaran", f"INDEX({_NAME}[Kode],1):INDEX({_NAME}[Kode],MAX(1,{_LAST}))"),
        ("dv_anggaran_uraian", f"{_NAME}[Uraian]"),
    ),
)
