"""Pengukuran: target and realisasi of every indicator by quarter, and what follows from them."""

from collections.abc import Callable
from typing import Any

from ...expr.functions import (
    Function,
    adalah_galat,
    ambil,
    angka,
    batasi,
    bulatkan,
    jika,
    jika_galat,
    median,
    pilih,
    salah_isi,
    same_value,
    tidak_tersedia,
)  # fmt: skip
from ...expr.to_excel import to_formula
from ...expr.tree import Expr, Reference, cell, cells, column, setting
from ...expr.values import NOT_AVAILABLE, ErrorValue, RaisedError, as_text, is_number
from ...rules import struktur_anggaran as struktur
from ...rules.anggaran import dasar_serapan, serapan
from ...rules.capaian import batas_capaian, capaian_asli, kemajuan, kemajuan_baseline
from ...rules.efisiensi import efisiensi
from ...rules.predikat import predikat
from ...rules.rata_rata import rata_rata_terpilih
from ...rules.target import sumber_target, target_tahun
from ...rules.tertulis import batas_atas, faktor_penyebut, realisasi_said, rentang_tertulis, target_said
from ...rules.triwulan import (
    realisasi_sampai,
    realisasi_tahun,
    semua_kosong,
    skor_tingkat,
    target_sampai,
    target_triwulan_akhir,
)
from ..choices import SIFAT, TRIWULAN
from ..first_version import VERSION_1_MARK, label_kini, realisasi_kini, target_kini
from ..formulas import DECIMALS, ROUNDING, SCALE_COLUMNS, filled_rows, when_filled
from ..left_to_copy import line_beneath
from ..light import FORMS, level_text
from ..model import INPUT_BUTTONS, Band, Column, Kind, PrintSetup, Sheet, Step, Table
from ..names import whole
from ..quarter_texts import realisasi_text, target_last_text, target_text, written
from ..quarters import kali_faktor, tingkat_sampai, utuh
from ..row_doubts import row_doubts
from ..row_lookups import (
    isi_baris,
    kunci_sasaran,
    letak,
    letak_kunci,
    sasaran_atau_kosong,
    sel_baris,
    skala_tingkat,
    teks_baris,
)
from ..row_names import by_row_names
from ..setting_cells import GANDA, RENSTRA_BLOCK, RUSAK
from ..settings import predikat_colors
from ..written import FIRST_COLUMN, SECOND_COLUMN, first_spelling, part, second_spelling

_NAME = "tbl_pengukuran"


def _cell(name: str) -> Expr:
    return cell(_NAME, name)


_KODE = _cell("Kode")
_TIPE, _ARAH, _SIFAT = _cell("Tipe"), _cell("Arah"), _cell("Sifat")
_NOMOR = Reference("row", "#nomor", "(ROW()-ROW(lk_u_tajuk))")


_BARIS = _cell("_Baris")
_FAKTOR = _cell("_F")
_WAY = _cell("_H")
"""How the quarters follow each other: 1 added, 2 Kumulatif, 3 the last state; of levels 4 to 6 likewise."""
_BERJALAN = _cell("Capaian Berjalan")
_TYPED_TARGETS = ("Target", *(f"Target TW{n}" for n in TRIWULAN), "_TZ")
_TYPED = (*_TYPED_TARGETS, *(f"Realisasi TW{n}" for n in TRIWULAN))
"""Cells of a row that hold what people typed of a target (number 0 to 5) or of a realisasi (6 to 9)."""


def _renstra(name: str) -> Expr:
    """Column of Renstra in the row of this row's Kode, as text."""
    return teks_baris(_BARIS, whole(name))


def _when_found(text: str) -> str:
    """Text of a formula over the row of Renstra.

    The test of that row stands for the test of Kode: ``_Baris`` is "" on a row without one, and its error is told
    before INDEX, which would make #VALUE! of #N/A in ONLYOFFICE.
    """
    return f'IF({to_formula(_BARIS)}="","",{text})'


def _copied(name: str, width: float, source: str, folded: bool = False) -> Column:
    return Column(name, "teks", f"{name}, diambil dari Renstra", width,
                  formula=when_filled(_NAME, "Kode", _renstra(source)),
                  excel=_when_found(f'INDEX({source},{to_formula(_BARIS)})&""'), folded=folded)  # fmt: skip


def _target_python(number: Any, label: Any, block: Any) -> Any:
    values = block.get(str(label).casefold())
    if values is None:
        raise RaisedError(NOT_AVAILABLE)
    return values[int(number) - 1]


# The column of a year is found once, in a cell of Pengaturan that the name stands for.
_TARGETS = {
    year: Function("target_renstra", f"INDEX(lk_r_target,{{0}},{name})", _target_python)
    for year, name in (("lk_tahun", "lk_kol"), ("lk_tahun_akhir", "lk_kol_akhir"))
}


def _target_renstra(year: str) -> Expr:
    isi = _TARGETS[year](_BARIS, "Target " & setting(year), RENSTRA_BLOCK)
    return jika_galat(jika(isi == "", tidak_tersedia(), isi), tidak_tersedia())


def _pk_python(document: Any, documents: Any, kode: Any, codes: Any, targets: Any) -> int:
    for i in reversed(codes.positions(kode)):
        if (
            targets[i].__class__ is not ErrorValue
            and targets[i] not in (None, "")
            and same_value(documents[i], document)
        ):
            return int(i) + 1
    return 0


# The last row counts, and a row without a target is none.
letak_pk = Function(
    "letak_pk",
    'IFERROR(LOOKUP(2,1/(({1}={0})*({3}={2})*({4}<>"")),ROW({3})-ROW(lk_p_tajuk)),0)',
    _pk_python,
)
_PK = _cell("_Pk")
_ISI_PK = isi_baris(_PK, whole("lk_p_target"))
_TARGET_PK = jika(_PK > 0, _ISI_PK, tidak_tersedia())
_SUMBER_TARGET = to_formula(jika(_PK > 0, "PK " & setting("lk_pk"), jika(adalah_galat(_cell("_TR")), "", "Renstra")))
_SKALA_TINGKAT = _cell("_S")


_LABELS = column("tbl_tingkat", "Tingkat")


def _skor(label: Expr) -> Expr:
    scales, scores = (column("tbl_tingkat", name) for name in ("Skala Tingkat", "Skor"))
    score: Expr = skor_tingkat(label_kini(label, VERSION_1_MARK, _LABELS), _SKALA_TINGKAT, scales, _LABELS, scores)
    return score


def _sampai(jenis: str, n: int) -> Expr:
    return cells(_NAME, [f"{jenis} TW{i}" for i in range(1, n + 1)])


def _says(name: str, number: int) -> Expr:
    """What a target's cell says, as a number; "" where it says nothing."""
    said: Expr = target_said(_cell(name), _cell(f"_P{number}"), _TIPE, _skor(_cell(name)), _LABELS)
    return said


def _or_not_available(said: Expr) -> Expr:
    return jika(said == "", tidak_tersedia(), said)


def _divided(said: Expr) -> Expr:
    return kali_faktor(said, _FAKTOR)


def _first_quarter(own: Expr) -> Expr:
    """To date of quarter 1: its sum is its own."""
    said = jika(own == "", tidak_tersedia(), _divided(jika(_SIFAT == "Akumulasi", bulatkan(own, 10), own)))
    # An indicator that Renstra lacks has no factor: that is told before what its quarters say.
    return jika(adalah_galat(_FAKTOR), _FAKTOR, said)


def _target_to_date(n: int) -> Expr:
    """Target to date of quarter n, as a number (a level is its score, an interval its lower end)."""
    own, deret, upper = _cell(f"_N{n}"), _said("_N", n), _cell(f"_U{n}")
    if n == 1:
        return jika(adalah_galat(upper), upper, _first_quarter(own))
    # A product tells the first of several errors, AND does not in every spreadsheet.
    added = (upper == "") * (_WAY == 1)
    return _divided(jika(added, target_sampai(deret, own, _SIFAT), utuh(deret, _or_not_available(own), _TIPE)))


def _said(prefix: str, n: int) -> Expr:
    return cells(_NAME, [f"{prefix}{i}" for i in range(1, n + 1)])


def _realisasi_to_date(n: int) -> Expr:
    """Realisasi to date of quarter n, as a number (a level is its score)."""
    deret = _said("_M", n)
    if n == 1:
        return _first_quarter(_cell("_M1"))
    return jika(
        _TIPE == "Tingkat", tingkat_sampai(deret, _SIFAT), _divided(realisasi_sampai(deret, _cell(f"_M{n}"), _SIFAT))
    )


def _capaian(number: int | str) -> Expr:
    """Capaian of quarter ``number`` (0: of the year), before the cap."""
    capaian: Expr = capaian_asli(
        _cell(f"_T{number}"), realisasi_kini(_cell(f"_R{number}"), _cell(f"_T{number}"), VERSION_1_MARK),
        _TIPE, _ARAH, setting("lk_turun"), setting("lk_tingkat"),
        DECIMALS, ROUNDING, setting("lk_nol"), setting("lk_batas"), _cell(f"_U{number}"),
    )  # fmt: skip
    return capaian


def _grows(quarter: Any, mode: Any, way: Any, first_version: Any) -> bool:
    return not first_version and quarter < 4 and mode > 3 and way < 3


# What is better the smaller it is, and still grows, says nothing against a whole year's target before the year ends.
masih_bertambah = Function("masih_bertambah", "({0}<4)*({1}>3)*({2}<3)", _grows)
_GROWS = masih_bertambah(setting("lk_tw"), _cell("_C"), _cell("_H"), VERSION_1_MARK)


def _current_lazily(env: Any, quarter: Any, quarters: Any, year: Any, first_version: Any, targets: Any) -> Any:
    if first_version(env) or quarter(env) > 3:
        return year(env)
    # A quarter without a target is judged by the last one that has one: half-yearly indicators in TW III.
    with_target = [n for n, x in enumerate(targets(env)[: int(quarter(env))]) if is_number(x)]
    if not with_target:
        raise RaisedError(NOT_AVAILABLE)
    value = quarters(env)[with_target[-1]]
    if value.__class__ is ErrorValue:
        raise RaisedError(value)
    return value


capaian_berjalan = Function(
    "capaian_berjalan", "IF({0}<4,LOOKUP(2,1/(ISNUMBER({4})*({{1,2,3,4}}<={0})),{1}),{2})", _current_lazily, lazy=True
)
sudah_tiba = Function("sudah_tiba", "{0}>={1}", lambda quarter, n, first_version: first_version or quarter >= n)


def _begun(n: int, capaian: Expr) -> Expr:
    """``capaian`` of a quarter that runs or is past; a quarter ahead is blank."""
    return jika(sudah_tiba(setting("lk_tw"), n, VERSION_1_MARK), capaian, "") if n > 1 else capaian


_SEMUA_REALISASI = cells(_NAME, [f"Realisasi TW{n}" for n in TRIWULAN])


def _uang_python(money_column: int) -> Callable[[Any, Any], Any]:
    def jumlah(kode: Any, uang: Any) -> Any:
        isi = uang.get(str(kode).casefold())
        if isi is None:
            raise RaisedError(NOT_AVAILABLE)
        if isi[money_column].__class__ is ErrorValue:
            raise RaisedError(isi[money_column])
        return isi[money_column]

    return jumlah


_UANG = Reference("column", ("tbl_anggaran", "#uang"), "")
uang_pagu = Function("uang_pagu", struktur.rumus_uang("Pagu"), _uang_python(0))
uang_realisasi = Function("uang_realisasi", struktur.rumus_uang("Realisasi"), _uang_python(1))
_HITUNGAN = Reference("column", ("tbl_anggaran", "#hitungan"), "")


def _count_python(place: int) -> Callable[[Any, Any], Any]:
    def count(kode: Any, counts: Any) -> Any:
        found = counts.get(str(kode).casefold(), (0, 0))[place]
        if found.__class__ is ErrorValue:
            raise RaisedError(found)
        return found

    return count


belum_terisi = Function("belum_terisi", struktur.COUNT_MISSING, _count_python(0))
uang_blokir = Function("uang_blokir", struktur.SUM_BLOKIR, _count_python(1))
_PAGU, _SPENT = uang_pagu(_KODE, _UANG), uang_realisasi(_KODE, _UANG)
_MISSING = belum_terisi(_KODE, _HITUNGAN)
_DASAR = dasar_serapan(_cell("Pagu"), _cell("Pagu") - uang_blokir(_KODE, _HITUNGAN), setting("lk_dasar"))
pola_kode = Function(
    "pola_kode",
    'IF({1},"*;"&{0}&";*",";"&{0}&";")',
    lambda kode, several: f"*;{as_text(kode)};*" if several else f";{as_text(kode)};",
)
_BLOK = Reference("column", ("tbl_anggaran", "#blok"), "")


def _place_of_block(number: int) -> Expr:
    """Row of Anggaran of the block ``number`` that names this row's Kode.

    Where there is none: #N/A for the first, as where the order of the rows is broken; 0 for another one.
    """

    def find(_pattern: Any, *given: Any) -> int:
        places = given[-1].get(as_text(given[-2]).casefold(), ())
        if number == 1 and (given[0] or not places):
            raise RaisedError(NOT_AVAILABLE)
        return int(places[number - 1]) if number <= len(places) else 0

    before = (_cell(f"_B{number - 1}") if number > 1 else RUSAK,)
    found: Expr = Function(f"letak_blok_{number}", struktur.block_formula(number), find)(
        _cell("_Q"), *before, _KODE, _BLOK
    )
    return found


_JENIS = sel_baris(_BARIS, whole("lk_r_jenis"))


def _computed(name: str, kind: Kind, about: str, formula: Expr, width: float = 12, **more: Any) -> Column:
    given = more.pop("excel", None) or _when_filled(written(formula))
    return Column(name, kind, about, width, formula=when_filled(_NAME, "Kode", formula), excel=given, **more)


def _helper(name: str, formula: Expr, kind: Kind = "angka", excel: str | None = None, typed_in: str = "") -> Column:
    about, text = "Kolom bantu, jangan diubah", excel and _when_filled(excel)
    return _computed(name, kind, about, formula, 8, excel=text, typed_in=typed_in)


def _plain_helper(name: str, formula: Expr, kind: Kind = "angka", excel: str | None = None) -> Column:
    """A helper whose text is "" by itself on a row without Kode."""
    return _computed(name, kind, "Kolom bantu, jangan diubah", formula, 8, excel=excel or written(formula))


def _when_filled(text: str) -> str:
    return f'IF({to_formula(_KODE)}="","",{text})'


_TARGET_LAST = target_triwulan_akhir(_sampai("Target", 4), _target_to_date(4), _cell("_T0"))


def _upper(number: int, lower: str) -> Expr:
    upper: Expr = batas_atas(_cell(f"_P{number}"), _cell(lower), _TIPE)
    return upper


def _upper_of_quarter(n: int) -> Expr:
    """Upper end of a quarter's interval: the year's, for an interval is signed for the whole year and not divided."""
    own = _cell(f"_P{n}")
    return jika(rentang_tertulis(own), jika(own == _cell("_P0"), _cell("_U0"), salah_isi()), "")


_UPPER_LAST = jika(semua_kosong(_sampai("Target", 4)), _cell("_U0"), _upper_of_quarter(4))


_MODE = jika(
    _TIPE == "Tingkat",
    jika(setting("lk_tingkat") == "Skor", 1.5, 2),
    jika(_TIPE == "Tanggal", 3, jika(_ARAH == "Turun", jika(setting("lk_turun") == "Rasio", 5, 4), 1)),
)


def _upper_last_text() -> str:
    quarters = f"COUNTBLANK({to_formula(_sampai('Target', 4))})=4"
    return f"IF({quarters},{to_formula(_cell('_U0'))},{to_formula(_upper_of_quarter(4))})"


def _year_text(name: str, number: int) -> str:
    """Formula text of a year's target as a number: a cell that says nothing is not available."""
    cell = to_formula(_cell(name))
    return to_formula(_says(name, number), forms=FORMS).replace(f"LEFT({cell},0)", f"IF({cell}=0,NA(),NA())")


# An indicator that Renstra lacks is told before what stands in its cell.
_YEAR_TARGET = jika(adalah_galat(_TIPE), _TIPE, _or_not_available(_says("Target", 0)))


def _year_target_text() -> str:
    """Formula text of ``_T0``."""
    kind = to_formula(_TIPE)
    return f"IF(ISERROR({kind}),{kind},{_year_text('Target', 0)})"


def _bare(name: str, formula: Expr, excel: str | None = None, typed_in: str = "") -> Column:
    """A hidden column that is "" on a row without Kode of itself."""
    return Column(name, "teks", "Kolom bantu, jangan diubah", 8, formula=formula, excel=excel, typed_in=typed_in)


_KONDISI_AWAL = sel_baris(_BARIS, whole("lk_r_awal"))


_REALISASI = realisasi_tahun(
    _TIPE, _SIFAT, setting("lk_tw"), *(_cell(f"_R{n}") for n in TRIWULAN),
    _SEMUA_REALISASI, ambil(_SEMUA_REALISASI, setting("lk_tw")),
)  # fmt: skip
_PILIHAN = f"INDEX({to_formula(cells(_NAME, ['_R1', '_R2', '_R3', '_R4']))},lk_tw)"


def _realisasi_year_text() -> str:
    """Formula text of Realisasi: of an indicator in numbers it is ``_R0``."""
    quarters = (_cell(f"_R{n}") for n in TRIWULAN)
    whole_text, now = to_formula(_REALISASI.body), to_formula(pilih(setting("lk_tw"), *quarters))
    return whole_text.replace(now, to_formula(_cell("_R0")))


_PREDIKAT = predikat(_cell("Capaian Berjalan"), setting("lk_skala"), *SCALE_COLUMNS)
# Mode 3 is Tanggal, whose day is due anew each year (KEM-01).
_UNTOLD = _GROWS + (_cell("_C") == 3)
_KEMAJUAN = jika(_UNTOLD, tidak_tersedia(), jika(setting("lk_maju") == "Baseline", _cell("_Y"), _cell("_X")))


_FROM_START = kemajuan_baseline(_cell("_D"), _cell("_R0"), _cell("_A"), DECIMALS, ROUNDING)


def _edge_text() -> str:
    """Formula text of ``_D``."""
    target, upper, reached = (to_formula(_cell(name)) for name in ("_TA", "_UA", "_R0"))
    return f'IF({upper}="",{target},MEDIAN({target}+0,{upper}+0,{reached}+0))'


def _start_text() -> str:
    """Formula text of ``_A``."""
    start, tried = to_formula(_KONDISI_AWAL), level_text(_KONDISI_AWAL, to_formula(_SKALA_TINGKAT), to_formula)
    return f'IF({to_formula(_TIPE)}="Tingkat",IFERROR({tried},NA()),IF(ISNUMBER({start}),{start},NA()))'


PENGUKURAN = Table(
    _NAME,
    "Pengukuran kinerja triwulan: target dan realisasi tiap indikator, capaian dihitung.",
    "Kode",
    by_row_names((
        Column("Kode", "kode", "Kode indikator di Renstra", 8, "dv_kode", required=True, unique=True),
        _copied("Sasaran", 30, "lk_r_sasaran", folded=True),
        _copied("Indikator", 30, "lk_r_indikator"),
        _copied("Satuan", 7.5, "lk_r_satuan"),
        _copied("Arah", 7, "lk_r_arah", folded=True),
        _copied("Tipe", 9, "lk_r_tipe", folded=True),
        _computed("Target", "nilai", "Target tahun ini: PK yang berlaku, bila tidak ada Renstra",
                  target_tahun(_TARGET_PK, _cell("_TR")), 9,
                  excel=f"IF(N({to_formula(_PK)}),INDEX(lk_p_target,{to_formula(_PK)}),{to_formula(_cell('_TR'))})",
                  folded=True),
        _computed("Sumber Target", "teks", "Dari mana target diambil",
                  sumber_target(_TARGET_PK, _cell("_TR"), setting("lk_pk")), 14, excel=_when_filled(_SUMBER_TARGET),
                  folded=True),
        Column("Sifat", "pilihan", "Akumulasi: dijumlah. Kumulatif: berjalan, sejak Januari. Posisi Akhir: yang "
               "terakhir", 11, SIFAT, required=True, tip=True),
        *(Column(f"Target TW{n}", "nilai", f"Target triwulan {n}", 11, outline=True, folded=True, quarter=n)
          for n in TRIWULAN),
        *(Column(f"Realisasi TW{n}", "nilai", f"Realisasi triwulan {n}", 10.6, quarter=n) for n in TRIWULAN),
        Column("Tahun Data", "tahun", "Kosong: tahun ini. Isi tahunnya bila nilainya masih dari tahun lalu karena yang "
               "menilai belum menerbitkan", 9, folded=True, tip=True),
        Column("Penyebut Tetap", "angka", "Bila diisi, target dan realisasi triwulan adalah pembilang yang dijumlahkan "
               "menurut Sifat, lalu dibagi sekali dengan angka ini", 11, folded=True, tip=True),
        _computed("Realisasi", "nilai", "Realisasi s.d. triwulan berjalan", _REALISASI, 11,
                  excel=_realisasi_year_text(), folded=True),
        *(_computed(f"Capaian TW{n}", "rasio", f"Capaian s.d. triwulan {n} terhadap target s.d. triwulan {n}",
                    _begun(n, batasi(_capaian(n), setting("lk_batas"))), 10, outline=True, folded=True)
          for n in TRIWULAN),
        _computed("Capaian Berjalan", "rasio", "Capaian s.d. triwulan berjalan terhadap target s.d. triwulan itu; pada "
                  "triwulan IV capaian setahun", capaian_berjalan(
                      setting("lk_tw"), cells(_NAME, [f"Capaian TW{n}" for n in TRIWULAN]), _cell("Capaian"),
                      VERSION_1_MARK, cells(_NAME, [f"_T{n}" for n in TRIWULAN])), 10, rule="CAP-04"),
        _computed("Capaian Asli", "rasio", "Capaian setahun sebelum batas; sebelum triwulan IV N/A bagi angka yang "
                  "masih bertambah dan makin kecil makin baik",
                  jika(_GROWS, tidak_tersedia(), _capaian(0)), 10, folded=True),
        _computed("Capaian", "rasio", "Capaian setahun setelah batas",
                  batas_capaian(_cell("Capaian Asli"), setting("lk_batas")), 10, folded=True),
        _computed("Predikat", "teks", "Predikat menurut skala yang dipilih",
                  _PREDIKAT, 12, colors=predikat_colors, excel=written(_PREDIKAT)),
        _computed("Pagu", "uang", "Pagu baris Anggaran yang menyebut indikator ini", _PAGU, 15, rule="ANG-01",
                  excel=written(_PAGU), folded=True),
        _computed("Realisasi Anggaran", "uang", "Realisasi baris Anggaran yang menyebut indikator ini", _SPENT, 15,
                  rule="ANG-05", excel=written(_SPENT), folded=True),
        _computed("Serapan", "rasio", "Realisasi anggaran dibagi pagu",
                  serapan(_cell("Realisasi Anggaran"), _cell("_Dasar"), DECIMALS, ROUNDING), 10, folded=True),
        _computed("Belum Terisi", "angka", "Banyaknya baris anggarannya yang realisasi triwulan berjalannya kosong "
                  "atau N/A",
                  _MISSING, 9, rule="ANG-08", excel=written(_MISSING), folded=True),
        _computed("Efisiensi", "rasio", "Efisiensi menurut metode yang dipilih; N/A selama ada yang belum terisi",
                  jika(_cell("Belum Terisi") > 0, tidak_tersedia(),
                       efisiensi(_cell("Capaian"), _cell("Serapan"), _cell("Pagu"), _cell("Realisasi Anggaran"),
                                 setting("lk_efisiensi"), DECIMALS, ROUNDING)), 10, folded=True),
        _computed("Kemajuan", "rasio", "Tingkat kemajuan ke target akhir Renstra",
                  _KEMAJUAN, 10, rule="KEM-01", excel=written(_KEMAJUAN), folded=True),
        Column("Analisis", "teks", "Penyebab keberhasilan atau kegagalan", 19.5),
        Column("Solusi", "teks", "Tindak lanjut atau solusi", 19.5),
        _helper("_T0", _YEAR_TARGET, excel=_year_target_text()),
        *(_helper(f"_T{n}", _target_to_date(n), excel=target_text(n))
          for n in TRIWULAN[:3]),
        _helper("_T4", _TARGET_LAST, excel=target_last_text()),
        _plain_helper("_R0", pilih(setting("lk_tw"), *(_cell(f"_R{n}") for n in TRIWULAN)), excel=_PILIHAN),
        _plain_helper("_R1", _realisasi_to_date(1), excel=realisasi_text(1)),
        *(_helper(f"_R{n}", _realisasi_to_date(n), excel=realisasi_text(n)) for n in TRIWULAN[1:]),
        _helper("_TA", _or_not_available(_says("_TZ", 5)), excel=_year_text("_TZ", 5)),
        *(_helper(f"_N{n}", _says(f"Target TW{n}", n), typed_in=f"Target TW{n}") for n in TRIWULAN),
        *(_helper(f"_M{n}", realisasi_said(
            _cell(f"Realisasi TW{n}"), _cell(f"_P{n + 5}"), _TIPE, _skor(_cell(f"Realisasi TW{n}")),
            target_kini(_cell(f"_N{n}" if n < 4 else "_T4"), VERSION_1_MARK), _LABELS),
            typed_in=f"Realisasi TW{n}") for n in TRIWULAN),
        _bare("_U0", _upper(0, "_T0")),
        *(_bare(f"_U{n}", _upper_of_quarter(n)) for n in TRIWULAN[:3]),
        _bare("_U4", _UPPER_LAST, _upper_last_text()),
        _bare("_UA", _upper(5, "_TA")),
        *(_bare(f"_P{n}", part(n, _cell(SECOND_COLUMN)), typed_in=_TYPED[n]) for n in range(10)),
        _helper(FIRST_COLUMN, first_spelling(*map(_cell, _TYPED)), "teks"),
        _bare(SECOND_COLUMN, second_spelling(_cell(FIRST_COLUMN))),
        _helper("_F", faktor_penyebut(_cell("Penyebut Tetap"), _TIPE)),
        _helper("_C", _MODE),
        _helper("_H", jika(_TIPE == "Tingkat", 3, 0)
                + jika(_SIFAT == "Kumulatif", 2, jika(_SIFAT == "Akumulasi", 1, 3)),
                excel=f'3*({to_formula(_TIPE)}="Tingkat")+' + to_formula(
                    jika(_SIFAT == "Kumulatif", 2, jika(_SIFAT == "Akumulasi", 1, 3)))),
        _helper("_X", kemajuan(
            _cell("_TA"), _cell("_R0"), _TIPE, _ARAH, setting("lk_turun"), setting("lk_tingkat"), DECIMALS, ROUNDING,
            setting("lk_nol"), _cell("_UA"))),
        _plain_helper("_D", jika(_cell("_UA") == "", _cell("_TA"), median(_cell("_TA"), _cell("_UA"), _cell("_R0"))),
                      excel=_edge_text()),
        _helper("_Y", _FROM_START, excel=written(_FROM_START)),
        _helper("_A", jika(_TIPE == "Tingkat", jika_galat(_skor(_KONDISI_AWAL), tidak_tersedia()),
                           jika(angka(_KONDISI_AWAL), _KONDISI_AWAL, tidak_tersedia())), excel=_start_text()),
        _plain_helper("_IKU", jika(isi_baris(_BARIS, whole("lk_r_iku")) == "Ya", 1, 0),
                      excel=_when_found(f'IF(INDEX(lk_r_iku,{to_formula(_BARIS)})="Ya",1,0)')),
        _plain_helper("_Sasaran", jika(_cell("_K") == "", "", letak_kunci(_cell("_K"), whole("lk_u_kunci")))),
        _plain_helper("_Rata", jika(_cell("_Sasaran") == _NOMOR,
                              rata_rata_terpilih(whole("lk_u_capaian"), whole("lk_u_sasaran"), _cell("_Sasaran"),
                                                 DECIMALS, ROUNDING), "")),
        _helper("_Baris", letak(_KODE, whole("lk_r_kode"))),
        _helper("_Pk", letak_pk(setting("lk_pk"), whole("lk_p_dok"), _KODE, whole("lk_p_kode"), whole("lk_p_target"))),
        _helper("_TR", _target_renstra("lk_tahun"), "nilai"),
        _helper("_TZ", _target_renstra("lk_tahun_akhir"), "nilai"),
        _plain_helper("_S", skala_tingkat(_BARIS, whole("lk_r_skala")), "teks", excel=_when_found(
            'IF(INDEX(lk_r_skala,{0})="",NA(),INDEX(lk_r_skala,{0}))'.format(to_formula(_BARIS)))),
        # Only an indicator of Jenis Sasaran belongs to a sasaran; those beneath it carry its wording too.
        _helper("_K", jika_galat(jika(sasaran_atau_kosong(_JENIS),
                                          kunci_sasaran(sel_baris(_BARIS, whole("lk_r_induk")), _cell("Sasaran")),
                                          ""), ""), "teks"),
        _helper("_Dasar", _DASAR),
        _helper("_Ragu", row_doubts(_KODE, _NOMOR)),
        _helper("_Q", pola_kode(_KODE, GANDA), "teks"),
        _helper("_B1", _place_of_block(1)),
        *(_plain_helper(f"_B{n}", _place_of_block(n)) for n in (2, 3, 4)),
        # What Dasbor and Capaian show: from the worst on, and by sasaran; the number of the row tells equal ones apart.
        _plain_helper("_Rendah", jika(_cell("_K") == "", "",
                              bulatkan(jika(angka(_BERJALAN), batasi(_BERJALAN, 9999), 10000)
                                       + _NOMOR / 1_000_000_000, 9))),
        _plain_helper("_Susun", jika(_cell("_Sasaran") == "", "", bulatkan(_cell("_Sasaran") + _NOMOR / 1_000_000, 6))),
    ), ("_Baris", "_Pk", "_Q")),
    identity=("Kode",),
    spare=8,
    room=10,
    bands=(
        Band("Sasaran", "Tipe", "Dari Renstra"), Band("Target", "Sumber Target", "Tahun ini"),
        Band("Target TW1", "Target TW4", "Target triwulan"),
        Band("Realisasi TW1", "Realisasi TW4", "Realisasi triwulan"),
        Band("Capaian TW1", "Capaian Berjalan", "s.d. triwulan"),
        Band("Capaian Asli", "Capaian", "Setahun"), Band("Pagu", "Efisiensi", "Anggaran"),
        Band("Analisis", "Solusi", "Penjelasan"),
    ),
    needed=True,
    emptied=("Target TW?", "Realisasi TW?", "Tahun Data", "Penyebut Tetap", "Faktor *", "Analisis", "Solusi"),
)  # fmt: skip
_ABOUT = "Isi Kode, Sifat, target dan realisasi tiap triwulan. Kolom abu-abu dihitung sendiri."
SHEET = Sheet(
    "Pengukuran",
    60,
    "Pengukuran Kinerja Triwulan",
    _ABOUT,
    (PENGUKURAN,),
    line=line_beneath(PENGUKURAN.name, _ABOUT),
    listed="Target dan realisasi triwulan, capaian, predikat, efisiensi.",
    color="2E75B6",
    freeze="Indikator",
    printing=PrintSetup(repeat="Indikator"),
    step=Step(
        "Target dan realisasi tiap triwulan.",
        "Barisnya juga dari Salin dari Renstra; periksa Sifat dan target triwulannya, lalu isi realisasi. Analisis "
        "(penyebab) dan Solusi masuk ke laporan.",
        filled_rows(PENGUKURAN.name, PENGUKURAN.key),
    ),
    buttons=INPUT_BUTTONS,
)
