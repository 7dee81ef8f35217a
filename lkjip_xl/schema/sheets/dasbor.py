"""Dasbor: the year in pictures, alive while one types: charts over tables that follow from the rest of the book.

``template.dasbor`` draws it. What a chart says stands above it in words, by formula.
"""

from ...expr.functions import (
    Function,
    angka,
    banyak_angka,
    batasi,
    bulat_bawah,
    bulatkan,
    dan,
    jika,
    jika_galat,
    maks,
    pilih,
    tidak_tersedia,
)
from ...expr.tree import Expr, cell, column, setting
from ...expr.values import as_text, is_number
from ...rules.anggaran import serapan
from ...rules.perkiraan import perkiraan, selisih_perkiraan
from ...rules.tanggal import day_number
from ..choices import ROMAWI, TRIWULAN
from ..formulas import DECIMALS, ROUNDING
from ..model import Column, Kind, LabelColor, PrintSetup, Sheet, Table
from ..names import whole
from ..panels import (
    at,
    beginning,
    count_below,
    count_history,
    history,
    leaves_of_quarter,
    measured,
    own_number,
    percent,
    place_of_smallest,
    running,
    smallest,
    sum_where,
    text_of_amount,
    when_placed,
)
from .beranda import DASAR_SERAPAN, PROVISIONAL, figure, why_no_serapan

WORST, SASARAN_SHOWN, YEARS = 12, 8, 5
HEADER_ROW = 41
LONGEST_BAR = 1.5
"""Where a bar ends: the line of 100% stays where it is, the figure stands beside the name."""
_NAME, _QUARTERS, _BY_SASARAN, _BY_YEAR = "tbl_dasbor", "tbl_dasbor_tw", "tbl_dasbor_sasaran", "tbl_dasbor_tahun"
REACHED, NEAR, MISSED, UNKNOWN = "\N{BLACK UP-POINTING TRIANGLE} Tercapai", "\N{BLACK CIRCLE} Hampir", \
    "\N{BLACK DOWN-POINTING TRIANGLE} Di bawah", "\N{WHITE CIRCLE} Belum terukur"  # fmt: skip
_HELPER = "Kolom bantu, jangan diubah"


# --- the worst indicators, and where they end the year ---------------------------------------------------------------
_NUMBER = own_number(_NAME, "No")
_PLACE, _CAPAIAN = cell(_NAME, "_Baris"), cell(_NAME, "Capaian")
_ESTIMATE, _GAP = cell(_NAME, "Perkiraan"), cell(_NAME, "Selisih")
_RUNNING = measured("Capaian Berjalan", _PLACE)
_TARGET = running([measured(f"_T{n}", _PLACE) for n in TRIWULAN])
_ESTIMATED = perkiraan(cell(_NAME, "_R"), cell(_NAME, "_T"), cell(_NAME, "_T0"), measured("Sifat", _PLACE),
                       setting("lk_tw"))  # fmt: skip
_STATUS = jika(
    angka(_CAPAIAN),
    jika(_CAPAIAN >= setting("lk_tercapai"), REACHED, jika(_CAPAIAN >= setting("lk_waspada"), NEAR, MISSED)),
    UNKNOWN,
)
_DAY = measured("Tipe", _PLACE) == "Tanggal"
_ARAH = jika(_DAY, "Turun", measured("Arah", _PLACE))
"""A day is met on it or before it, whatever Arah says (CAP-01)."""
_UNIT = jika(_DAY, "hari", measured("Satuan", _PLACE))
_in_points = Function("satuan_selisih", 'SUBSTITUTE({0},"%","poin")', lambda unit: as_text(unit).replace("%", "poin"))
_SHORT = text_of_amount(_GAP) & " " & _in_points(_UNIT)
_LEVEL = measured("Tipe", _PLACE) == "Tingkat"
_BEHIND, _NOT_REACHED = "Meleset", "Belum mencapai target"
_ENOUGH = dan(setting("lk_tw") > 3, angka(cell(_NAME, "_Cukup")))
"""The year is over, and what is printed as its capaian reaches the ambang: nothing is missed (docs/adr/0085)."""
_WARNING = jika(
    dan(_LEVEL, angka(_CAPAIAN)),
    jika(_CAPAIAN >= setting("lk_tercapai"), "Tercapai", _NOT_REACHED),
    jika(angka(_GAP),
    jika(_GAP > 0,
         jika(_ENOUGH, "Ambang tercapai", _BEHIND) & ": " & jika(_ESTIMATE > cell(_NAME, "_T0"), "lebih ", "kurang ")
         & _SHORT,
         jika(setting("lk_tw") < jika(_DAY, 1, 4), "Tercapai bila laju ini bertahan", "Tercapai")),
    "Belum dapat diperkirakan",
))  # fmt: skip


def _shown(
    name: str, kind: Kind, about: str, width: float, value: object, colors: tuple[LabelColor, ...] = ()
) -> Column:
    return Column(name, kind, about, width, formula=when_placed(_PLACE, value), colors=colors)


def _helper(name: str, value: Expr, kind: Kind = "angka") -> Column:
    return Column(name, kind, _HELPER, 8, formula=value)


DASBOR = Table(
    _NAME,
    f"Indikator sasaran dengan capaian terendah, paling banyak {WORST}; semuanya dihitung.",
    "No",
    (
        Column("No", "angka", "Nomor urut dari yang terendah", 5, formula=when_placed(_PLACE, _NUMBER)),
        _shown("Kode", "teks", "Kode indikator", 9, measured("Kode", _PLACE) & ""),
        _shown("Indikator", "teks", "Indikator kinerja", 38, measured("Indikator", _PLACE) & ""),
        _shown("Capaian", "rasio", "Capaian s.d. triwulan berjalan", 11, jika_galat(_RUNNING, "N/A")),
        _shown("Status", "teks", "Menurut kedua ambang Dasbor di Pengaturan", 14, _STATUS, (
            LabelColor(MISSED, "9C0006", "FFC7CE"), LabelColor(NEAR, "7F4F00", "FFE8C8"),
            LabelColor(REACHED, "1F4E78"), LabelColor(UNKNOWN, "7F7F7F"))),
        _shown("Serapan", "rasio", "Serapan anggarannya", 11, jika_galat(measured("Serapan", _PLACE), "N/A")),
        _shown("Target", "nilai", "Target setahun", 12, jika_galat(measured("Target", _PLACE), "N/A")),
        _shown("Perkiraan", "nilai", "Perkiraan realisasi akhir tahun bila laju sekarang bertahan", 12,
               jika(_LEVEL, "N/A", jika_galat(jika(_DAY, cell(_NAME, "_R"), _ESTIMATED), "N/A"))),
        _shown("Selisih", "nilai", "Kurangnya dari target setahun; di atas 0 berarti meleset", 12, jika_galat(
            selisih_perkiraan(_ESTIMATE, cell(_NAME, "_T0"), _ARAH, measured("_U0", _PLACE)), "N/A")),
        _shown("Peringatan", "teks", "Apakah target setahun meleset, dan berapa", 36, _WARNING),
        _helper("_Baris", place_of_smallest(_NUMBER, whole("lk_u_rendah"))),
        # Of a day with its hour the day alone counts (CAP-03).
        _helper("_R", when_placed(_PLACE, jika(_DAY, bulat_bawah(measured("_R0", _PLACE)), measured("_R0", _PLACE)))),
        _helper("_T", when_placed(_PLACE, _TARGET)),
        _helper("_T0", when_placed(_PLACE, measured("_T0", _PLACE))),
        _helper("_Label", when_placed(_PLACE, cell(_NAME, "Kode") & " " & beginning(cell(_NAME, "Indikator"), 32) & " "
                                      & jika(angka(_CAPAIAN), percent(_CAPAIAN), "N/A")), "teks"),
        _helper("_Kurang", jika(angka(_CAPAIAN), jika(_CAPAIAN < setting("lk_tercapai"), batasi(_CAPAIAN, LONGEST_BAR),
                                                      tidak_tersedia()), tidak_tersedia()), "rasio"),
        _helper("_Cukup", jika(angka(_CAPAIAN), jika(_CAPAIAN < setting("lk_tercapai"), tidak_tersedia(),
                                                     batasi(_CAPAIAN, LONGEST_BAR)), tidak_tersedia()), "rasio"),
        _helper("_X", jika(dan(angka(_CAPAIAN), angka(cell(_NAME, "Serapan"))), cell(_NAME, "Serapan"),
                           tidak_tersedia()), "rasio"),
        _helper("_Y", jika(dan(angka(_CAPAIAN), angka(cell(_NAME, "Serapan"))), batasi(_CAPAIAN, LONGEST_BAR),
                           tidak_tersedia()), "rasio"),
        _helper("_Lalu", when_placed(_PLACE, jika(count_history(
            cell(_NAME, "Kode"), setting("lk_tahun"), whole("lk_h_kode"), whole("lk_h_tahun"), whole("lk_h_lingkup"),
            whole("lk_h_real")) > 0, _NUMBER, ""))),
    ),
    identity=("No",),
    spare=0,
    room=WORST,
    at=f"B{HEADER_ROW}",
    program=True,
)  # fmt: skip

# --- money by quarter ------------------------------------------------------------------------------------------------
_QUARTER = own_number(_QUARTERS, "Triwulan")
_OWN = leaves_of_quarter(
    column("tbl_anggaran", "_Daun"), column("tbl_anggaran", "_Jenis"), _QUARTER,
    *(column("tbl_anggaran", f"Realisasi TW{n}") for n in TRIWULAN),
)  # fmt: skip
_added = Function(
    "jumlah_sampai", 'SUMIFS({0},{1},"<="&{2}+0*SUM({0})+0*SUM({1}))',
    lambda values, numbers, last: sum(x for x, n in zip(values, numbers, strict=True) if is_number(n) and n <= last),
)  # fmt: skip
_TO_DATE = jika(
    setting("lk_uang") == "Per Triwulan",
    _added(column(_QUARTERS, "_Uang"), column(_QUARTERS, "_Ke"), _QUARTER),
    cell(_QUARTERS, "_Uang"),
)
_typed_in_quarter = Function(
    "terisi_triwulan", "COUNT(CHOOSE({0},{1},{2},{3},{4}))",
    lambda number, *quarters: sum(map(is_number, quarters[int(number) - 1])),
)  # fmt: skip
# A quarter in which nobody wrote anything is not one in which nothing was spent.
_TYPED = _typed_in_quarter(_QUARTER, *(column("tbl_anggaran", f"Realisasi TW{n}") for n in TRIWULAN))
_KNOWN = dan(angka(figure("Realisasi")), _QUARTER <= setting("lk_tw"), _TYPED > 0)
PER_QUARTER = Table(
    _QUARTERS,
    "Serapan s.d. tiap triwulan terhadap kalender; semuanya dihitung.",
    "Triwulan",
    (
        Column("Triwulan", "teks", "Triwulan", 8, formula="TW " & pilih(_QUARTER, *ROMAWI[1:])),
        Column("Serapan", "rasio", "Realisasi s.d. triwulan dibagi pagu", 10, formula=jika(
            _KNOWN, serapan(jika(_QUARTER == setting("lk_tw"), figure("Realisasi"), _TO_DATE), DASAR_SERAPAN,
                            DECIMALS, ROUNDING), tidak_tersedia())),
        Column("Kalender", "rasio", "Bagian tahun yang sudah lewat", 10, formula=_QUARTER / 4),
        _helper("_Ke", _QUARTER + 0),
        _helper("_Uang", jika_galat(_OWN, 0)),
    ),
    identity=("Triwulan",),
    spare=0,
    room=4,
    at=f"W{HEADER_ROW}",
    program=True,
)  # fmt: skip

# --- money by sasaran ------------------------------------------------------------------------------------------------
_RANK = own_number(_BY_SASARAN, "Sasaran")
_ROW = cell(_BY_SASARAN, "_Baris")
_LISTED = smallest(column("tbl_capaian", "_Awal"), _RANK)
_added_up = Function("jumlah_kolom", "SUM({0})", lambda values: sum(x for x in values if is_number(x)))


def _money(helper: str, total: str) -> Expr:
    """Money of one of the first sasaran; in the row behind them what is left of the office's."""
    rest = figure(total) - _added_up(column(_BY_SASARAN, helper))
    return jika(_ROW > 0, cell(_BY_SASARAN, helper), jika(_ROW == 0, rest, tidak_tersedia()))


def _of_sasaran(name: str) -> Expr:
    return jika(_ROW > 0, jika_galat(sum_where(whole(name), whole("lk_a_sas"), _ROW), 0), 0)


PER_SASARAN = Table(
    _BY_SASARAN,
    "Uang menurut sasaran; satu baris anggaran dihitung sekali, pada sasaran indikator yang disebutnya pertama.",
    "Sasaran",
    (
        Column("Sasaran", "teks", "Bunyi sasaran", 20, formula=jika(
            _ROW > 0, _RANK & ". " & beginning(measured("Sasaran", _ROW), 38),
            jika(_ROW == 0, "Lainnya", ""))),
        Column("Realisasi", "uang", "Realisasi s.d. triwulan berjalan", 14, formula=_money("_R", "Realisasi")),
        Column("Sisa", "uang", "Pagu dikurangi realisasi", 14, formula=maks(
            cell(_BY_SASARAN, "_Pagu") - cell(_BY_SASARAN, "Realisasi"), 0)),
        # Above 0: a row of Pengukuran; 0: what is left; below 0: nothing.
        _helper("_Baris", jika(
            _RANK == batasi(banyak_angka(column("tbl_capaian", "_Awal")), SASARAN_SHOWN - 1) + 1, 0,
            jika(dan(_RANK < SASARAN_SHOWN, _LISTED > 0), at(column("tbl_capaian", "_Baris"), maks(_LISTED, 1)), -1))),
        _helper("_P", _of_sasaran("lk_a_pagu")),
        _helper("_R", _of_sasaran("lk_a_real")),
        _helper("_Pagu", _money("_P", "Pagu")),
    ),
    identity=("Sasaran",),
    spare=0,
    room=SASARAN_SHOWN,
    at=f"AC{HEADER_ROW}",
    program=True,
)  # fmt: skip

# --- one indicator over the years ------------------------------------------------------------------------------------
_ORDER = own_number(_BY_YEAR, "Tahun")
_YEAR = cell(_BY_YEAR, "Tahun")
CHOSEN = maks(smallest(column(_NAME, "_Lalu"), 1), 1)
"""Row of tbl_dasbor: the worst indicator that has a history, else the worst."""
_CODE, _AT = at(column(_NAME, "Kode"), CHOSEN), at(column(_NAME, "_Baris"), CHOSEN)
_HISTORY = (whole("lk_h_kode"), whole("lk_h_tahun"), whole("lk_h_lingkup"))
_BEFORE = _YEAR < setting("lk_tahun")


_IS_DATED = jika_galat(measured("Tipe", maks(_AT, 1)) == "Tanggal", False)
_IS_LEVEL = jika_galat(measured("Tipe", maks(_AT, 1)) == "Tingkat", False)
_year_before = Function(
    "akhir_tahun_sebelum", "DATE({0}-1,12,31)",
    lambda year: day_number(f"31-12-{int(year) - 1}") if is_number(year) and year > 1901 else 0,
)  # fmt: skip


def _number_or_nothing(value: Expr) -> Expr:
    """What the chart shows of a year: a number, of a date which day of the year it is."""
    return jika(angka(value), value, tidak_tersedia()) - jika(_IS_DATED, _year_before(_YEAR), 0)


BY_YEAR = Table(
    _BY_YEAR,
    "Target dan realisasi satu indikator selama lima tahun; semuanya dihitung.",
    "Tahun",
    (
        Column("Tahun", "tahun", "Tahun", 8, formula=setting("lk_tahun") - YEARS + _ORDER),
        Column("Target", "nilai", "Target tahun itu", 10, formula=jika(
            _BEFORE, _number_or_nothing(history(_CODE, _YEAR, *_HISTORY, whole("lk_h_target"))),
            _number_or_nothing(measured("_T0", _AT)))),
        Column("Realisasi", "nilai", "Realisasi tahun itu", 10, formula=jika(
            _BEFORE, _number_or_nothing(history(_CODE, _YEAR, *_HISTORY, whole("lk_h_real"))),
            _number_or_nothing(measured("_R0", _AT)))),
    ),
    identity=("Tahun",),
    spare=0,
    room=YEARS,
    at=f"AK{HEADER_ROW}",
    program=True,
)  # fmt: skip

# --- what the charts say ---------------------------------------------------------------------------------------------
_MEASURED_COUNT = count_below(whole("lk_u_rendah"), 10000)
BELOW = count_below(whole("lk_u_rendah"), setting("lk_tercapai"))
_FIRST_LABEL = at(column(_NAME, "Kode"), 1) & " (" & percent(at(column(_NAME, "Capaian"), 1)) & ")"
_MORE = jika(_MEASURED_COUNT > WORST, f" ({WORST} terendah)", "")
TITLE_CAPAIAN = jika(
    _MEASURED_COUNT == 0, "Belum ada capaian yang dapat dihitung",
    jika(BELOW == 0, "Semua " & _MEASURED_COUNT & " indikator terukur mencapai target",
         BELOW & " dari " & _MEASURED_COUNT & " indikator di bawah target; terendah " & _FIRST_LABEL) & _MORE,
)  # fmt: skip
_ABSORBED = figure("Serapan")
_PACE = bulatkan(bulatkan(_ABSORBED - setting("lk_tw") / 4, 6), 2) * 100
TITLE_SERAPAN = jika(
    angka(_ABSORBED),
    "Serapan " & percent(_ABSORBED) & jika(jika_galat(figure("Baris belum terisi") > 0, False), PROVISIONAL, "") & jika(
        _ABSORBED > 1, ", lebih dari pagunya: periksa", jika(
            _PACE < 0, ", " & -1 * _PACE & " poin di belakang kalender", ", " & _PACE & " poin di depan kalender")),
    "Serapan belum dapat dihitung",
)  # fmt: skip
TITLE_UANG = jika(
    jika_galat(figure("Pagu") > 0, False),
    percent(_added_up(column(_BY_SASARAN, "_P")) / figure("Pagu")) & " pagu mendukung sasaran ini (juta rupiah)",
    "Pagu belum dapat dihitung",
)
_slower = Function(
    "capaian_di_bawah_serapan",
    "SUMPRODUCT(--ISNUMBER({0}),--ISNUMBER({1}),--({0}<{1}))+0*SUM({0})+0*SUM({1})",
    lambda capaian, serapan: sum(
        is_number(c) and is_number(s) and c < s for c, s in zip(capaian, serapan, strict=True)
    ),
)  # fmt: skip
_SLOWER = _slower(*(column(_NAME, name) for name in ("Capaian", "Serapan")))
TITLE_EFISIENSI = jika(
    banyak_angka(column(_NAME, "_X")) == 0, "Capaian dan serapan belum dapat dibandingkan",
    jika(_SLOWER == 0, "Tidak ada serapan yang melampaui capaian", _SLOWER & " indikator: serapan melampaui capaian"),
)  # fmt: skip
# What the bars are stands before the name, which is cut where it is long. The last bar of a running year is a part of
# it, beside the target of the whole.
_HOW_DRAWN = jika(_IS_DATED, ", hari ke- dalam tahun", jika(_IS_LEVEL, ", skor tingkat", ""))
_PART = jika(setting("lk_tw") < 4, ", s.d. TW " & pilih(setting("lk_tw"), *ROMAWI[1:4]), "")
TITLE_TAHUN = jika(_AT > 0, jika_galat(_CODE & _HOW_DRAWN & _PART & ": " & beginning(measured("Indikator", _AT), 70),
                                       ""), "Belum ada indikator")  # fmt: skip
NOTE_BELOW = "dari " & _MEASURED_COUNT & " indikator sasaran terukur"
_beginning = Function(
    "banyak_berawal", 'COUNTIF({0},{1}&"*")+0*SUM({0})',
    lambda values, word: sum(isinstance(x, str) and x.startswith(word) for x in values),
)  # fmt: skip
_WARNINGS = column(_NAME, "Peringatan")
MISSES = _beginning(_WARNINGS, _BEHIND) + jika(setting("lk_tw") < 4, 0, _beginning(_WARNINGS, _NOT_REACHED))
"""A level has no estimate: it is missed when the year is over."""
TITLE_PERINGATAN = jika(
    _MEASURED_COUNT == 0, "Belum ada yang dapat diperkirakan",
    jika(MISSES == 0, jika(setting("lk_tw") < 4, "Tidak ada yang diperkirakan meleset", "Semua mencapai target"),
         MISSES & jika(setting("lk_tw") < 4, " indikator diperkirakan meleset dari target setahun pada laju sekarang",
                       " indikator tidak mencapai target")) & _MORE,
)  # fmt: skip
NOTE_SERAPAN = why_no_serapan(jika(angka(_ABSORBED), "kalender " & percent(setting("lk_tw") / 4, 0), ""))
SHEET = Sheet(
    "Dasbor",
    15,
    "Dasbor",
    "Tahun ini dalam gambar; dihitung sendiri, hidup selagi Anda mengetik.",
    (DASBOR, PER_QUARTER, PER_SASARAN, BY_YEAR),
    listed="Grafik capaian, serapan, dan peringatan dini.",
    protected=True,
    color="1F4E78",
    layout="dashboard",
    printing=PrintSetup(paper="A4", landscape=False),
    formulas=(
        TITLE_CAPAIAN, TITLE_SERAPAN, TITLE_UANG, TITLE_EFISIENSI, TITLE_TAHUN, TITLE_PERINGATAN, BELOW, NOTE_BELOW,
        NOTE_SERAPAN,
    ),
)  # fmt: skip
