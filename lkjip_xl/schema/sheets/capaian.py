"""Capaian: capaian per sasaran on a page that prints well, by native formula: for people with a spreadsheet only."""

from typing import Any

from ...expr.functions import Function, jika, jika_galat, pilih, teks
from ...expr.tree import Expr, cell, column, setting
from ...expr.values import NOT_AVAILABLE, RaisedError, is_number
from ..choices import TRIWULAN
from ..formulas import setting_text
from ..model import Column, Kind, PrintSetup, Sheet, Table
from ..names import whole
from ..panels import (
    MEASURED,
    at,
    count_above_zero,
    measured,
    own_number,
    percent,
    place_of_smallest,
    when_placed,
)
from .beranda import BLANK_QUARTERS, TERUKUR, figure_shown

_NAME = "tbl_capaian"
HEADER = 8
ROWS = 48
PAGE_ROWS = 20
"""Rows that one page has room for beneath the heading. What is blank of them costs no paper, so the print area is a
plain range over them, which every spreadsheet program understands (docs/adr/0072)."""
SIGNATURE_ROWS = 5
SIGNATURE_WIDTH = 30
_NUMBER = own_number(_NAME, "No")
_PLACE = cell(_NAME, "_Baris")
_FIRST = cell(_NAME, "_Awal")
_count_to = Function(
    "banyak_sampai",
    'COUNTIF({0},"<="&{1}+0*SUM({0}))',
    lambda values, number: sum(is_number(x) and x <= number for x in values),
)
_COUNT = count_above_zero(column(_NAME, "_Baris"))


def _signature() -> Expr:
    """Place and date, post, room to sign (and the rest of a long post), name, rank and number: five rows beneath the
    last indicator."""
    lines = (setting(f"lk_ttd_{one}") for one in ("tempat", "jabatan", "lanjut", "nama", "nip"))
    # A row that is none of theirs is out of CHOOSE's reach.
    return jika(_COUNT == 0, "", jika_galat(pilih(_NUMBER - _COUNT, *lines), ""))


def printed_rows(count: int) -> int:
    """Rows of the table that are printed when it shows ``count`` indicators: a page, or as many as it takes."""
    return min(max(PAGE_ROWS, count + SIGNATURE_ROWS), ROWS + SIGNATURE_ROWS)


def _of_last_quarter(quarter: Any, place: Any, *columns: Any) -> Any:
    row = [values[int(place) - 1] for values in columns]
    for n in range(min(int(quarter), 4), 0, -1):
        if is_number(row[n - 1]):
            return row[n + 3]
    raise RaisedError(NOT_AVAILABLE)


def _of_running_year(prefix: str) -> Expr:
    """A column of the last quarter, up to the running one, that has a target: Capaian Berjalan is by it (CAP-04)."""
    numbers, shown = (f"INDEX({MEASURED}[[{one}1]:[{one}4]],{{1}},0)" for one in ("_T", prefix))
    found: Expr = Function(
        f"triwulan_bertarget_{prefix}",
        f"LOOKUP(2,1/(ISNUMBER({numbers})*({{{{1,2,3,4}}}}<={{0}})),{shown})",
        _of_last_quarter,
    )(setting("lk_tw"), _PLACE, *(column(MEASURED, f"{one}{n}") for one in ("_T", prefix) for n in TRIWULAN))
    return found


_WRITTEN = _of_running_year("Target TW")
_AS_WRITTEN = jika(measured("Sifat", _PLACE) == "Posisi Akhir", teks(_WRITTEN), False)
_TARGET = jika_galat(
    jika(setting("lk_tw") < 4, jika(_AS_WRITTEN, _WRITTEN, _of_running_year("_T")), measured("Target", _PLACE)), "N/A"
)
"""The target that a realisasi to date stands beside: as signed at the year's end; before, to date, and as it was
written where it is no plain number and no sum (a level, a bound, an interval)."""


def _column(name: str, kind: Kind, about: str, width: float, value: object) -> Column:
    return Column(name, kind, about, width, formula=when_placed(_PLACE, value))


CAPAIAN = Table(
    _NAME,
    "Capaian tiap indikator sasaran, menurut sasarannya; semuanya dihitung, siap cetak.",
    "No",
    (
        Column("No", "angka", "Nomor sasaran", 5, formula=jika(
            _FIRST == "", "", _count_to(column(_NAME, "_Awal"), _NUMBER))),
        Column("Sasaran", "teks", "Bunyi sasaran, pada indikator pertamanya", 27, formula=jika(
            _FIRST == "", "", measured("Sasaran", _PLACE) & "")),
        _column("Indikator", "teks", "Indikator kinerja", 34, measured("Indikator", _PLACE) & ""),
        _column("Satuan", "teks", "Satuan", 9, measured("Satuan", _PLACE) & ""),
        _column("Target", "nilai", "Target s.d. triwulan berjalan; pada triwulan IV target setahun", 9, _TARGET),
        _column("Realisasi", "nilai", "Realisasi s.d. triwulan berjalan", 9,
                jika_galat(measured("Realisasi", _PLACE), "N/A")),
        _column("Capaian", "rasio", "Capaian s.d. triwulan berjalan", 9,
                jika_galat(measured("Capaian Berjalan", _PLACE), "N/A")),
        Column("Predikat", "teks", "Predikat; di bawah indikator terakhir, tanda tangan", SIGNATURE_WIDTH, formula=jika(
            _PLACE > 0, jika_galat(measured("Predikat", _PLACE), "N/A"), _signature())),
        Column("_Baris", "angka", "Kolom bantu, jangan diubah", 8, formula=place_of_smallest(
            _NUMBER, whole("lk_u_susun"))),
        Column("_Awal", "angka", "Kolom bantu, jangan diubah", 8, formula=when_placed(
            _PLACE, jika(at(whole("lk_u_sasaran"), _PLACE) == _PLACE, _NUMBER, ""))),
    ),
    identity=("No",),
    spare=0,
    room=ROWS,
    at=f"A{HEADER}",
    program=True,
)  # fmt: skip
_mean = figure_shown("Rata-rata capaian")
KEPALA = setting_text("pemerintah_daerah")
_RINGKAS = "Rata-rata capaian: " & jika_galat(percent(_mean), "N/A") & ", " & figure_shown("Predikat") & ". " & TERUKUR
RINGKAS = _RINGKAS & "."
_EARLIER_RINGKAS_SEMENTARA = RINGKAS & BLANK_QUARTERS
RINGKAS_SEMENTARA = _RINGKAS & BLANK_QUARTERS & "."
_ALL = count_above_zero(whole("lk_u_susun"))
LEBIH = jika(
    _ALL > ROWS,
    "Lembar ini memuat " & _COUNT & " dari " & _ALL & " indikator; laporan lengkap dibuat dengan Laporan.",
    "",
)
LEBIH_SEHALAMAN = jika(
    _COUNT > PAGE_ROWS - SIGNATURE_ROWS,
    "Lebih dari satu halaman. Lihat pratinjau cetak: bila tanda tangan tidak ikut, blok A2:H"
    & (_COUNT + HEADER + SIGNATURE_ROWS)
    & ", lalu Tata Letak Halaman, Area Cetak, Atur Area Cetak.",
    "",
)
"""Outside of what is printed: with nothing installed the print area is that of one page, until somebody widens it."""
SHEET = Sheet(
    "Capaian",
    75,
    "Capaian Kinerja menurut Sasaran",
    "Dihitung sendiri dari Pengukuran dan siap dicetak; tidak ada yang perlu diisi.",
    (CAPAIAN,),
    listed="Capaian tiap sasaran, satu lembar siap cetak tanpa program.",
    protected=True,
    color="548235",
    layout="form",
    printing=PrintSetup(paper="A4", landscape=False),
    formulas=(KEPALA, RINGKAS, _EARLIER_RINGKAS_SEMENTARA, RINGKAS_SEMENTARA, LEBIH, LEBIH_SEHALAMAN),
)
