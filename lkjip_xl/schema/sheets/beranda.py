"""Beranda: the year at a glance (``tbl_ringkasan``), the first indicators, the way to every sheet.

``template.beranda`` draws it; its formulas are here, so that a book can be recomputed wherever a cell was moved to.
"""

from typing import Any

from ...expr.functions import (
    Function,
    banyak_angka,
    cari,
    dan,
    jika,
    jika_galat,
    jumlah_isi,
    maks,
    pilih,
    tidak_tersedia,
)
from ...expr.tree import Expr, column, setting
from ...expr.values import NOT_AVAILABLE, ErrorValue, RaisedError, compare_values, is_number
from ...rules.anggaran import dasar_serapan, serapan
from ...rules.pembulatan import pembulatan
from ...rules.predikat import predikat
from ...rules.rata_rata import rata_rata, rata_rata_terpilih
from ..formulas import DECIMALS, INSTANSI, ROUNDING, SCALE_COLUMNS, TAHUN, setting_text
from ..model import Buttons, Column, Figure, PrintSetup, Sheet, Table
from ..names import whole
from ..panels import at, count_below
from ..row_doubts import DATED
from ..setting_cells import DOUBTFUL_ROWS, PROMISED_ONLY, RUSAK, UNCOUNTED_ROWS
from ..settings import banyak_sama
from ..state import CHANGED, CHECKED_ON, QUARTER_UNKNOWN, SETTINGS_GONE, UNCHECKED
from .anggaran import JENIS_ANGGARAN


def _without_indicator(marks: Any, pagu: Any) -> float | int:
    total: float | int = 0
    for mark, amount in zip(marks, pagu, strict=True):
        if amount.__class__ is ErrorValue:  # the sum stops at an error in any row, also one that it would not add
            raise RaisedError(amount)
        # In version 1 the codes themselves.
        if not is_number(mark) and not (mark or "").replace(";", ""):
            total += amount if is_number(amount) else 0
    return total


terukur_bila = Function(
    "terukur_bila",
    'COUNTIFS({0},">=0",{1},{2})',
    lambda values, marks, wanted: sum(
        1 for x, mark in zip(values, marks, strict=True) if is_number(x) and x >= 0 and not compare_values(mark, wanted)
    ),
)
terukur_bernomor = Function(
    "terukur_bernomor",
    'COUNTIFS({0},">=0",{1},">0")',
    lambda values, numbers: sum(
        1 for x, number in zip(values, numbers, strict=True) if is_number(x) and x >= 0 and is_number(number)
    ),
)


data_tahun_lalu = Function(
    "data_tahun_lalu", 'COUNTIF({0},"<"&{1})',
    lambda years, year: sum(1 for x in years if is_number(x) and is_number(year) and x < year),
)  # fmt: skip


def _mean_of_numbered(values: Any, numbers: Any) -> float:
    found = [x for x, number in zip(values, numbers, strict=True) if is_number(x) and x >= 0 and is_number(number)]
    if not found:
        raise RaisedError(NOT_AVAILABLE)
    return float(sum(found) / len(found))


rerata_bernomor = Function(
    "rerata_bernomor", 'IFERROR(AVERAGEIFS({0},{0},">="&0*COUNT({0})+0*COUNT({1}),{1},">0"),NA())', _mean_of_numbered
)
uang_tanpa_indikator = Function(
    "uang_tanpa_indikator",
    'SUM({1})-SUMIFS({1},{0},">="&0*SUM({0}))',
    _without_indicator,
)


_CAPAIAN, _YEAR = column("tbl_pengukuran", "Capaian Berjalan"), column("tbl_pengukuran", "Capaian")
_PK = rata_rata_terpilih(
    _CAPAIAN, column("tbl_pengukuran", "Sumber Target"), "PK " & setting("lk_pk"), DECIMALS, ROUNDING
)
_IKU = rata_rata_terpilih(_CAPAIAN, column("tbl_pengukuran", "_IKU"), 1, DECIMALS, ROUNDING)
_SASARAN = rata_rata(column("tbl_pengukuran", "_Rata"), DECIMALS, ROUNDING)
_SUMBER, _SUMBER_PK = column("tbl_pengukuran", "Sumber Target"), "PK " & setting("lk_pk")


def _by_mean(iku: Expr, sasaran: Expr, pk: Expr) -> Expr:
    """What belongs to the office's mean, by ``rata_rata_instansi``."""
    return jika(setting("lk_rata") == "IKU", iku, jika(setting("lk_rata") == "Sasaran", sasaran, pk))


_TERUKUR = _by_mean(
    terukur_bila(_CAPAIAN, column("tbl_pengukuran", "_IKU"), 1),
    terukur_bernomor(_CAPAIAN, column("tbl_pengukuran", "_Sasaran")),
    terukur_bila(_CAPAIAN, _SUMBER, _SUMBER_PK),
)
_SELURUHNYA = _by_mean(
    banyak_sama(column("tbl_pengukuran", "_IKU"), 1),
    banyak_angka(column("tbl_pengukuran", "_Sasaran")),
    banyak_sama(_SUMBER, _SUMBER_PK),
)
_INSTANSI = _by_mean(_IKU, _SASARAN, _PK)
_SETAHUN = _by_mean(
    rata_rata_terpilih(_YEAR, column("tbl_pengukuran", "_IKU"), 1, DECIMALS, ROUNDING),
    pembulatan(rerata_bernomor(_YEAR, column("tbl_pengukuran", "_Sasaran")), DECIMALS, ROUNDING),
    rata_rata_terpilih(_YEAR, _SUMBER, _SUMBER_PK, DECIMALS, ROUNDING),
)


def _sum_of_marked(values: Any, marks: Any, wanted: Any) -> float | int:
    total: float | int = 0
    for value, mark in zip(values, marks, strict=True):
        if compare_values(mark, wanted) == 0:
            if value.__class__ is ErrorValue:
                raise RaisedError(value)
            total += value if is_number(value) else 0
    return total


_sum_where = Function("jumlah_bila", "SUMIFS({0},{1},{2})", _sum_of_marked)
urutan_rusak = Function("urutan_rusak", "{0}", bool)
_RUSAK = urutan_rusak(RUSAK)


def _without(marks: str) -> Expr:
    """Pagu of the leaves that support no indicator, by the column that says which they support."""
    return jika(
        _RUSAK, tidak_tersedia(),
        uang_tanpa_indikator(column("tbl_anggaran", marks), column("tbl_anggaran", "_Pagu")),
    )  # fmt: skip


def _sum_of_leaves(name: str) -> Expr:
    """Sum of the leaves; N/A while none of them holds an amount, as for a row that sums its block."""
    leaves = column("tbl_anggaran", name)
    total = jika(banyak_angka(leaves) == 0, jumlah_isi(leaves) + tidak_tersedia(), jumlah_isi(leaves))
    return jika(_RUSAK, tidak_tersedia(), total)


_JENIS = column("tbl_anggaran", "_Jenis")
_BLOKIR = jumlah_isi(column("tbl_anggaran", "_Blokir"))
_BELUM = _sum_where(column("tbl_anggaran", "_Belum"), _JENIS, 1)


def _other_kind(kind: str, name: str) -> Expr:
    """Sum of the leaves of what is no Belanja; N/A while the book has none."""
    kinds = column("tbl_anggaran", "_Jenis")
    number = JENIS_ANGGARAN.index(kind) + 1
    return jika(
        banyak_sama(kinds, number) == 0, tidak_tersedia(), _sum_where(column("tbl_anggaran", name), kinds, number)
    )


_PAGU, _REALISASI = _sum_of_leaves("_Pagu"), _sum_of_leaves("_Realisasi")
DASAR_SERAPAN = dasar_serapan(_PAGU, _PAGU - _BLOKIR, setting("lk_dasar"))
_BERAT = column("tbl_temuan", "Berat")

PREDIKAT = predikat(_INSTANSI, setting("lk_skala"), *SCALE_COLUMNS)
"""Predikat of the office's mean, as books of version 1 show it."""
PROVISIONAL = " (sementara)"


def _unread(value: Any) -> bool:
    return value.__class__ is ErrorValue and value != NOT_AVAILABLE


_OWN_MONEY = tuple(column("tbl_anggaran", name) for name in ("_P", "_R", "_Blokir"))
"""What a row of the budget itself says, read: its pagu, its realisasi, what is blocked of it."""
_in_error = Function(
    "banyak_galat", "SUMPRODUCT(--ISERR({0}))+SUMPRODUCT(--(ISERR({1})+ISERR({2})+ISERR({3})>0))",
    lambda measured, *money: (
        sum(map(_unread, measured)) + sum(any(map(_unread, own)) for own in zip(*money, strict=True))
    ),
)  # fmt: skip
_UNREADABLE = _in_error(_CAPAIAN, *_OWN_MONEY)
_MEASURED = "tbl_pengukuran"
_PLANNED, _SPENT = ([column(_MEASURED, f"{name}{n}") for n in range(1, 5)] for name in ("_N", "_M"))


def _planned_and_blank(ways: Any, reached: Any, quarter: Any, modes: Any, *quarters: Any) -> int:
    return sum(
        own == "" and is_number(target) and target > 0 and is_number(now) and mode != DATED
        and (n == quarter or n < quarter and not compare_values(way, "Akumulasi"))
        for n in range(1, 5)
        for way, now, mode, target, own in zip(ways, reached, modes, quarters[n - 1], quarters[n + 3], strict=True)
    )  # fmt: skip


# As ``row_doubts`` asks it of one row.
_blank_quarters = Function(
    "triwulan_kosong",
    f"SUMPRODUCT(ISTEXT({_MEASURED}[[_M1]:[_M4]])*ISNUMBER(LN({_MEASURED}[[_N1]:[_N4]]))*"
    f"ISNUMBER({{1}}/({{3}}-3))*(({{{{1,2,3,4}}}}={{2}})+({{{{1,2,3,4}}}}<{{2}})*"
    '({0}="Akumulasi")))',
    _planned_and_blank,
)
_SELA = _blank_quarters(
    column(_MEASURED, "Sifat"), column(_MEASURED, "_R0"), setting("lk_tw"), column(_MEASURED, "_C"), *_PLANNED, *_SPENT
)  # fmt: skip
# The mean of the IKU asks for no indicator of the PK.
_ALL = _SELURUHNYA + jika(setting("lk_rata") == "IKU", 0, PROMISED_ONLY)
_SEMENTARA = jika(dan(_TERUKUR > 0, (_TERUKUR < _ALL) + _SELA > 0), PROVISIONAL, "")

RINGKASAN = Table(
    "tbl_ringkasan",
    "Angka tahun ini; semuanya dihitung.",
    "Kunci",
    (
        Column("Kunci", "teks", "Nama angka", 24, by_row=True),
        Column("Nilai", "teks", "Angkanya, dihitung", 20, by_row=True),
    ),
    identity=("Kunci",),
    spare=0,
    room=0,
    at="K11",
    figures=(
        Figure("Indikator terukur", "angka", _TERUKUR, "Yang capaiannya dapat dihitung"),
        Figure("Indikator seluruhnya", "angka", _SELURUHNYA,
               "Indikator yang dirata-ratakan menurut Dasar rata-rata instansi"),
        Figure("Rata-rata capaian", "rasio", _INSTANSI, "Menurut Dasar rata-rata instansi di Pengaturan"),
        Figure("Predikat", "teks", PREDIKAT & _SEMENTARA,
               "Menurut Skala predikat di Pengaturan; sementara selama ada yang belum terukur"),
        Figure("Terhadap target setahun", "rasio", _SETAHUN,
               "Rata-rata capaian setahun yang sudah dapat dinilai; sebelum triwulan IV tanpa predikat"),
        Figure("Memakai data tahun lalu", "angka",
               data_tahun_lalu(column("tbl_pengukuran", "Tahun Data"), setting("lk_tahun")),
               "Indikator yang nilainya masih dari tahun sebelumnya (kolom Tahun Data)"),
        Figure("Rata-rata indikator PK", "rasio", _PK, "Indikator PK yang berlaku"),
        Figure("Rata-rata IKU", "rasio", _IKU, "Indikator Kinerja Utama"),
        Figure("Rata-rata sasaran", "rasio", _SASARAN, "Rata-rata dari rata-rata tiap sasaran"),
        Figure("Pagu", "uang", _PAGU, "Seluruh pagu yang berlaku"),
        Figure("Realisasi", "uang", _REALISASI, "Realisasi s.d. triwulan berjalan"),
        Figure("Serapan", "rasio", serapan(_REALISASI, DASAR_SERAPAN, DECIMALS, ROUNDING),
               "Realisasi dibagi pagu, atau pagu efektif menurut Pengaturan"),
        Figure("Baris belum terisi", "angka", _BELUM,
               "Baris anggaran yang realisasi atau pagunya kosong; bila ada, jumlah di atas sementara"),
        Figure("Baris tidak terhitung", "angka", UNCOUNTED_ROWS,
               "Baris anggaran berisi uang tanpa Tingkat, dengan Jenis Anggaran yang tidak dikenal, atau tanpa rumus; "
               "bila ada, betulkan isinya, atau jalankan Hitung"),
        Figure("Triwulan belum terisi", "angka", _SELA,
               "Realisasi triwulan bertarget yang kosong atau N/A; bila ada, realisasi dan capaiannya sementara"),
        Figure("Pendapatan", "uang", _other_kind("Pendapatan", "_P"), "Target pendapatan, di luar pagu"),
        Figure("Realisasi pendapatan", "uang", _other_kind("Pendapatan", "_R"), "s.d. triwulan berjalan"),
        Figure("Pembiayaan", "uang", _other_kind("Pembiayaan", "_P"), "Anggaran pembiayaan, di luar pagu"),
        Figure("Realisasi pembiayaan", "uang", _other_kind("Pembiayaan", "_R"), "s.d. triwulan berjalan"),
        Figure("Pagu tanpa indikator", "uang",
               _without("_Sas"), "Pagu yang tidak disebut mendukung indikator Renstra mana pun"),
        Figure("Temuan Salah", "angka", banyak_sama(_BERAT, "Salah"), "Harus dibetulkan"),
        Figure("Temuan Periksa", "angka", banyak_sama(_BERAT, "Periksa"), "Perlu dilihat"),
        Figure("Temuan Info", "angka", banyak_sama(_BERAT, "Info"), "Sekadar diketahui"),
    ),
)  # fmt: skip


WITHOUT_INDICATOR_1 = _without("_Indikator")
"""Pagu tanpa indikator as books of version 1 show it, which know of no indicator's sasaran in Anggaran."""
LATER_FIGURES = (
    "Baris belum terisi", "Baris tidak terhitung", "Triwulan belum terisi", "Pendapatan", "Realisasi pendapatan",
    "Pembiayaan", "Realisasi pembiayaan", "Terhadap target setahun", "Memakai data tahun lalu",
)  # fmt: skip
"""Figures that books of version 1 do not have."""


def figure(key: str) -> Expr:
    """A figure of ``tbl_ringkasan``."""
    return cari(key, column("tbl_ringkasan", "Kunci"), column("tbl_ringkasan", "Nilai"))


def figure_shown(key: str) -> Expr:
    """A figure of ``tbl_ringkasan`` for the eye: N/A instead of an error."""
    return jika_galat(figure(key), "N/A")


PEMERINTAH = setting_text("pemerintah_daerah")
_DOT = "  \N{MIDDLE DOT}  "
_DOCUMENT = _DOT + "PK "
_EARLIER_WAKTU = (
    TAHUN & _DOT + "Triwulan " & pilih(setting("lk_tw"), "I", "II", "III", "IV") & (_DOCUMENT & setting("lk_pk"))
)
WAKTU = (
    TAHUN
    & _DOT
    & jika(QUARTER_UNKNOWN, "triwulan belum dipilih", "Triwulan " & pilih(setting("lk_tw"), "I", "II", "III", "IV"))
    & (_DOCUMENT & setting("lk_pk"))
)
ROMAN = pilih(setting("lk_tw"), "I", "II", "III", "IV")
_EARLIER_TERUKUR = (
    figure_shown("Indikator terukur") & " dari " & figure_shown("Indikator seluruhnya") & " indikator terukur"
)
_NONE_YET = jika_galat(figure("Indikator seluruhnya") == 0, False)
TERUKUR = jika(_NONE_YET, "belum ada indikator terukur", _EARLIER_TERUKUR)
YEAR_NOTE = jika(setting("lk_tw") < 4, figure_shown("Terhadap target setahun"), "")
"""What the year's target says before it ends: small, and without a predikat."""
_EARLIER_NOTE = figure_shown("Predikat") & " \N{MIDDLE DOT} " & _EARLIER_TERUKUR
_BLANK = figure("Triwulan belum terisi")
_ROWS_MEASURED = banyak_angka(column("tbl_pengukuran", "_Baris"))
_NOTHING_MEASURED = _ROWS_MEASURED == 0
_ONLY_PROMISED = jika(
    dan(PROMISED_ONLY > 0, _ROWS_MEASURED > 0),
    " \N{MIDDLE DOT} " & PROMISED_ONLY & " indikator PK tidak ada di Pengukuran",
    "",
)
BLANK_QUARTERS = (
    jika_galat(jika(_BLANK > 0, " \N{MIDDLE DOT} sementara: " & _BLANK & " realisasi triwulan belum ada", ""), "")
    & jika(DOUBTFUL_ROWS > 0, " \N{MIDDLE DOT} " & DOUBTFUL_ROWS & " diragukan", "")
    & _ONLY_PROMISED
)
"""What makes capaian provisional: planned quarters without a realisasi, rows with doubts (``row_doubts``), and what the
PK promises and nobody measures."""
_FIRST = jika(_NOTHING_MEASURED, "isi Renstra, lalu Salin dari Renstra", "tidak ada yang dirata-ratakan: lengkapi PK")
CAPAIAN_NOTE = jika(_NONE_YET, _FIRST, _EARLIER_NOTE) & BLANK_QUARTERS
CAPTION = jika(
    QUARTER_UNKNOWN, "PILIH TRIWULAN DI PENGATURAN",
    jika(setting("lk_tw") < 4, "CAPAIAN S.D. TW " & ROMAN, "CAPAIAN KINERJA"),
)  # fmt: skip
_EARLIER_UNTIL = jika(setting("lk_tw") < 4, " s.d. Triwulan " & ROMAN, "")
UNTIL = jika(QUARTER_UNKNOWN, " (triwulan belum dipilih, dihitung seperti TW IV)", _EARLIER_UNTIL)
UNTIL_TITLE = TAHUN & UNTIL & jika(setting("lk_tw") < 4, ": target dan realisasi sampai triwulan itu", "")
SKALA_DIPAKAI = setting("lk_skala")
_last_error = Function(
    "baris_galat", "SUMPRODUCT(MAX((ISERR({0})+ISERR({1})+ISERR({2})>0)*(ROW({0})-MIN(ROW({0}))+1)))",
    lambda *own: max((n for n, row in enumerate(zip(*own, strict=True), 1) if any(map(_unread, row))), default=0),
)  # fmt: skip
_UNREAD_ROW = _last_error(*_OWN_MONEY)
_BELOW_ZERO = count_below(column("tbl_anggaran", "_P"), 0)
SOUND_SERAPAN = "realisasi dibagi pagu"
"""How the card begins what it says of a serapan without doubts."""
_BY_WHAT = SOUND_SERAPAN & jika(setting("lk_dasar") == "Pagu Efektif", " efektif", "")


def why_no_serapan(otherwise: Expr | str) -> Expr:
    """What keeps the serapan from being whole, from the gravest on."""
    waiting, uncounted = figure("Baris belum terisi"), figure("Baris tidak terhitung")
    unread = "tidak terbaca: Anggaran " & at(column("tbl_anggaran", "Kode"), maks(_UNREAD_ROW, 1))
    counted = jika(
        uncounted > 0, uncounted & " baris tidak terhitung",
        jika(waiting > 0, "sementara: " & waiting & " baris belum terisi", otherwise),
    )  # fmt: skip
    read = jika(_UNREAD_ROW > 0, unread, counted)
    return jika(urutan_rusak(RUSAK), "DITAHAN: urutan baris Anggaran rusak", read)


WHY_NO_SERAPAN = why_no_serapan(_BY_WHAT)
CATATAN_SERAPAN = jika(
    jika_galat(_BELOW_ZERO, 0) > 0, _BELOW_ZERO & " baris berpagu di bawah nol",
    why_no_serapan(jika(jika_galat(figure("Serapan") > 1, False), "lebih dari pagunya: periksa", _BY_WHAT)),
)  # fmt: skip
TEMUAN = jika(
    UNCHECKED,
    "tekan Periksa, atau jalankan lkjip-xl periksa",
    banyak_sama(_BERAT, "Periksa")
    & " periksa \N{MIDDLE DOT} "
    & banyak_sama(_BERAT, "Info")
    & " info \N{MIDDLE DOT} "
    & CHECKED_ON
    & jika(CHANGED, " \N{MIDDLE DOT} isian berubah sejak itu", ""),
)


def _counted(name: str, text: str) -> Function:
    """How many there are, and what of it; "" for none. The number is asked for once, which keeps the formula short."""
    return Function(name, f'TEXT({{0}},"0""{text}"";;")', lambda count: f"{count:.0f}{text}" if count > 0 else "")


_setelan_hilang = _counted("setelan_hilang", " setelan hilang dari Pengaturan: kembalikan dari cadangan.  ")
_tidak_terhitung = _counted(
    "baris_tidak_terhitung",
    " baris Anggaran tidak terhitung: lihat Temuan, atau tekan Hitung.  ",
)
_bukan_angka = _counted(
    "baris_bukan_angka",
    " baris Pengukuran atau Anggaran tidak terbaca: lihat Temuan.  ",
)
_diragukan = _counted(
    "baris_diragukan",
    " baris Pengukuran diragukan: lihat Temuan.  ",
)
_belum_terisi = _counted("baris_belum_terisi", " baris anggaran belum terisi, jumlahnya sementara.")
PERINGATAN = (
    _setelan_hilang(SETTINGS_GONE)
    & jika(QUARTER_UNKNOWN, "Pilih triwulan (1-4) di Pengaturan; kini dihitung seperti TW IV.  ", "")
    & _bukan_angka(_UNREADABLE)
    & jika(_RUSAK, "Urutan baris Anggaran rusak, jumlahnya ditahan: urutkan menurut Kode.  ", "")
    & _tidak_terhitung(UNCOUNTED_ROWS)
    & _diragukan(DOUBTFUL_ROWS)
    & _belum_terisi(_BELUM)
)  # fmt: skip
"""What is wrong with the book itself, in words; "" when nothing is."""
_BEGUN = count_below(whole("lk_u_rendah"), 10000) > 0
STEPS_TITLE = jika(_BEGUN, "Isian buku ini", "Cara memulai")
"""Over what each sheet holds; the way to a first figure is of no use any more once there is one."""
HINTS = tuple(
    jika(_BEGUN, "", text)
    for text in (
        "Coba satu indikator, enam sel: di Renstra Kode, Indikator, dan Target tahun ini; di Pengukuran",
        "Kode, Sifat, dan satu Realisasi. Batang capaiannya tampil di kiri.",
        "Renstra sudah terisi? Salin dari Renstra (lkjip-xl salin NAMA.xlsx) mengisi PK dan Pengukuran.",
    )
)
TEMUAN_SALAH = jika(CHECKED_ON == "", "Belum diperiksa", figure_shown("Temuan Salah"))


SHOWN_INDICATORS = 10


def indicator_at(number: int, name: str) -> Expr:
    """Column ``name`` of indicator number ``number`` of Pengukuran; "" for a row that is not filled."""
    content = at(column("tbl_pengukuran", name), number)
    if name in ("Capaian", "Capaian Berjalan"):
        content = jika_galat(content, "N/A")
    return jika_galat(jika((at(column("tbl_pengukuran", "Kode"), number) & "") == "", "", content), "")


# Books of an earlier build show figures that Beranda no longer draws; they are kept up to date too.
_SHOWN = ("Indikator", "Capaian", "Capaian Berjalan", "Predikat")
_FORMULAS = (
    INSTANSI, TAHUN, PEMERINTAH, WAKTU, _EARLIER_WAKTU, SKALA_DIPAKAI, CATATAN_SERAPAN, TERUKUR, TEMUAN, TEMUAN_SALAH,
    WHY_NO_SERAPAN, CAPTION, UNTIL_TITLE, TAHUN & UNTIL, TAHUN & _EARLIER_UNTIL, PERINGATAN, CAPAIAN_NOTE, YEAR_NOTE,
    STEPS_TITLE, *HINTS, _EARLIER_TERUKUR, _EARLIER_NOTE,
    *(figure(f.key) for f in RINGKASAN.figures),
    *(figure_shown(f.key) for f in RINGKASAN.figures),
    *(indicator_at(n, name) for n in range(1, SHOWN_INDICATORS + 1) for name in _SHOWN),
)  # fmt: skip
SHEET = Sheet(
    "Beranda",
    10,
    "Beranda",
    "Tahun ini dalam sekali lihat, dan cara memulai.",
    (RINGKASAN,),
    listed="Ringkasan tahun ini.",
    protected=True,
    color="1F4E78",
    layout="home",
    printing=PrintSetup(paper="A4"),
    linked=False,
    buttons=Buttons(("isi", "hitung", "laporan", "periksa", "pdf"), left=336, top=45, width=84, height=18),
    formulas=_FORMULAS,
)
