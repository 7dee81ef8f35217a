"""Hidden cells on Pengaturan that the defined names of the settings point at.

A name that is an expression is evaluated at every use; one that points at a cell is computed once, and every
spreadsheet understands it (docs/adr/0019).
"""

from __future__ import annotations

from typing import Any

from ..expr.functions import Function, adalah_galat, angka, cari, jika, jika_galat, tidak_tersedia
from ..expr.tree import Expr, Reference, column, setting
from ..expr.values import NOT_AVAILABLE, WRONG_VALUE, ErrorValue, RaisedError, as_number, compare_values, is_number
from ..rules.anggaran import quarter_from
from ..rules.pembulatan import desimal_persen, triwulan_berjalan
from .row_doubts import BLANK_QUARTER
from .settings import DOCUMENT_CELLS
from .signature import SIGNATURE_CELLS

BANDS = 20
"""How many bands of a scale the formulas know."""
_FAR = 9e99
_EXCLUSIVE = 1e-9  # a capaian has at most six decimals: what must be passed begins just above its bound

GANDA = Reference("column", ("tbl_anggaran", "#ganda"), "lk_ganda")
"""Whether any budget row names several indicators; then codes are looked for inside a text."""
RUSAK = Reference("column", ("tbl_anggaran", "#rusak"), "lk_rusak")
"""Whether the order of the budget rows contradicts their codes; then no sum over rows is shown."""
RENSTRA_BLOCK = Reference("column", ("tbl_renstra", "#blok"), "lk_r_target")


def _content(key: str) -> Expr:
    return cari(key, column("tbl_pengaturan", "Kunci"), column("tbl_pengaturan", "Nilai"))


def _typed(key: str) -> Expr:
    """The setting as typed; a blank one stays blank instead of becoming 0."""
    return jika(_content(key) == "", "", _content(key))


def _number(key: str, otherwise: float) -> Expr:
    """The setting where it is a number."""
    return jika(angka(_content(key)), _content(key), otherwise)


def _position(label: Any, block: Any) -> int:
    names = list(block)
    if str(label).casefold() not in names:
        raise RaisedError(NOT_AVAILABLE)
    return names.index(str(label).casefold()) + 1


_target_column = Function("urutan_target", "MATCH({0},lk_r_tajuk,0)", _position)
# ONLYOFFICE's MATCH and COUNTIF take a column as it stands, also where its formulas were not computed yet. A plain SUM
# of the column makes it compute every row; the formulas with such a MATCH ask for the cell with that SUM in what they
# hand to MATCH, since arguments are computed before the function. So these columns never hold an error.
_several = Function("ada_ganda", 'SUM({0})+COUNTIF({0},"?*")>0', bool)
_broken = Function("urutan_rusak", "SUM({0})>0", bool)
_rows = Function("banyak_baris", "ROWS({0})+0*SUM({0})", len)


def _promised_only(documents: Any, codes: Any, document: Any, measured: Any) -> int:
    if any(value.__class__ is ErrorValue for value in (*documents, *codes)):
        return 0
    return sum(
        code not in (None, "") and compare_values(own, document) == 0 and measured.position(code) is None
        for own, code in zip(documents, codes, strict=True)
    )


def _is_doubtful(doubts: Any, codes: Any, *reached: Any) -> int:
    nameless = sum(code is None and any(x is not None for x in own) for code, *own in zip(codes, *reached, strict=True))
    return nameless + sum(is_number(x) and x % BLANK_QUARTER > 0 for x in doubts)


def _without_sums(levels: Any, numbers: Any, kinds: Any, pagu: Any, realisasi: Any, *money: Any) -> int:
    unknown = sum(x not in (None, "") for x in levels) - sum(map(is_number, numbers))
    unknown += sum(
        bool(kind == UNKNOWN_KIND) and (is_number(p) or is_number(r))
        for kind, p, r in zip(kinds, pagu, realisasi, strict=True)
    )
    return unknown + sum(
        level in (None, "") and any(map(is_number, own)) for level, *own in zip(levels, *money, strict=True)
    )


def _counts(name: str, excel: str, python: Any, *columns: Expr) -> tuple[Expr, Expr]:
    """What a hidden cell counts, and how other formulas say it: by the cell's name."""
    count = Function(f"hitung_{name}", excel, python)(*columns)
    return count, Function(name, name, python, in_cell=True)(*columns)


_PROMISES, PROMISED_ONLY = _counts(
    "lk_janji", 'IFERROR(SUMPRODUCT(({0}={2})*({1}<>"")*ISNA(MATCH({1},{3},0))),0)', _promised_only,
    column("tbl_pk", "Dokumen"), column("tbl_pk", "Kode"), setting("lk_pk"), column("tbl_pengukuran", "Kode"),
)  # fmt: skip
"""How many indicators of the PK in force have no row in Pengukuran; 0 where a code cannot be read."""
REACHED = tuple(f"Realisasi TW{n}" for n in range(1, 5))
"""Columns of Pengukuran in which people type what was reached."""
_DOUBTS, DOUBTFUL_ROWS = _counts(
    "lk_ragu",
    f"SUMPRODUCT(--ISNUMBER(1/MOD(0&{{0}},{BLANK_QUARTER})))+"
    f"SUMPRODUCT(ISBLANK({{1}})*({'*'.join(f'ISBLANK({{{n}}})' for n in range(2, 2 + len(REACHED)))}=0))",
    _is_doubtful, *(column("tbl_pengukuran", name) for name in ("_Ragu", "Kode", *REACHED)),
)  # fmt: skip
"""How many rows of Pengukuran are doubtful, blank quarters apart (``row_doubts``), or hold a realisasi of no Kode."""
UNKNOWN_KIND = 4
"""``_Jenis`` of a budget row whose Jenis Anggaran is none of the choices."""
AMOUNTS = ("Pagu Awal", "Pagu Perubahan", *REACHED)
"""Columns of Anggaran in which people type money that is added up."""
_UNCOUNTED, UNCOUNTED_ROWS = _counts(
    "lk_luar",
    f'SUMPRODUCT(--({{0}}<>""))-COUNT({{1}})+SUMPRODUCT(({{2}}={UNKNOWN_KIND})*(ISNUMBER({{3}})+ISNUMBER({{4}})>0))+'
    f'SUMPRODUCT(({{0}}="")*({"+".join(f"ISNUMBER({{{n}}})" for n in range(5, 5 + len(AMOUNTS)))}>0))',
    _without_sums, *(column("tbl_anggaran", name) for name in ("Tingkat", "_No", "_Jenis", "_P", "_R", *AMOUNTS)),
)  # fmt: skip
"""How many rows of Anggaran no sum holds: their Tingkat is none, or blank beside money, or their kind is unknown."""


def _own_bounds(scale: Any, scales: Any, bounds: Any, reached: Any) -> list[float]:
    own = []
    for name, bound, mark in zip(scales, bounds, reached, strict=True):
        number = as_number(bound)
        others = bool(compare_values(name, scale)) + (name in (None, "")) + (number < 0)
        exclusive = number > 0 and bool(compare_values(mark, "Ya"))
        own.append(others * _FAR + number + exclusive * _EXCLUSIVE)
    return own


def _bound_python(number: int) -> Any:
    def bound(scale: Any, scales: Any, bounds: Any, reached: Any) -> float:
        try:
            own = sorted(_own_bounds(scale, scales, bounds, reached))
        except RaisedError:
            return 0 if number == 1 else _FAR
        return own[number - 1] if number <= len(own) else _FAR

    return bound


def _bound(number: int) -> Expr:
    text = '(({1}<>{0})+({1}="")+({2}<0))*9E+99+{2}+({2}>0)*({3}<>"Ya")*0.000000001'
    # A scale with an unusable bound has no bands; its first label then is the error.
    otherwise = "0" if number == 1 else "9E+99"
    excel = f"IF({number}>ROWS({{1}}),9E+99,IFERROR(SUMPRODUCT(SMALL({text},{number})),{otherwise}))"
    return Function(f"pita_{number}", excel, _bound_python(number))(setting("lk_skala"), *_scale())


def _scale(*more: str) -> tuple[Expr, ...]:
    return tuple(column("tbl_skala", name) for name in ("Skala", "Batas Bawah", "Termasuk", *more))


def _label_python(number: int) -> Any:
    def label(scale: Any, scales: Any, bounds: Any, reached: Any, labels: Any) -> Any:
        start = _bound_python(number)(scale, scales, bounds, reached)
        if start >= _FAR:
            return ""
        best = max([0, *(n for name, n in zip(scales, map(as_number, bounds), strict=True)
                         if not compare_values(name, scale) and n <= start)])  # fmt: skip
        for i in range(len(scales) - 1, -1, -1):
            if not compare_values(scales[i], scale) and as_number(bounds[i]) == best:
                if labels[i].__class__ is ErrorValue:
                    raise RaisedError(labels[i])
                return "" if labels[i] is None else labels[i]
        raise RaisedError(WRONG_VALUE)

    return label


def _label(number: int) -> Expr:
    start = f"INDEX(lk_pita,{number})"
    excel = (
        f'IF({start}>=9E+99,"",LOOKUP(2,1/(({{1}}={{0}})*({{2}}=SUMPRODUCT(MAX(({{1}}={{0}})*({{2}}<={start})*{{2}})))),'
        "{4}))"
    )
    return Function(f"label_pita_{number}", excel, _label_python(number))(setting("lk_skala"), *_scale("Predikat"))


_DIGITS = setting("lk_desimal") + 2
_CUT = setting("lk_bulat") == "Potong"
_LIMIT = _content("batas_capaian")


def _no_divisor(otherwise: object) -> Expr:
    """What Turun Rasio gives for a realisasi of 0 (CAP-01)."""
    return jika(setting("lk_nol") == "N/A", tidak_tersedia(), otherwise)


CELLS: dict[str, Expr] = {
    "lk_tahun": _typed("tahun"),
    "lk_tahun_akhir": jika(
        angka(_content("tahun_akhir_target")), _content("tahun_akhir_target"), _typed("tahun_akhir_renstra")
    ),
    "lk_tw": triwulan_berjalan(_content("triwulan_berjalan")),
    "lk_pilih": _typed("dokumen_pk"),
    "lk_tgl_ubah": _typed("tanggal_pk_perubahan"),
    "lk_turun": _typed("metode_turun"),
    "lk_tingkat": _typed("capaian_tingkat"),
    "lk_batas": jika(adalah_galat(_LIMIT), _LIMIT, jika(angka(_LIMIT), _LIMIT, "")),
    "lk_nol": _typed("target_nol"),
    "lk_nn": jika(setting("lk_nol") == "0%", 0, tidak_tersedia()),
    "lk_nt": jika(setting("lk_nol") == "N/A", tidak_tersedia(), 0),
    "lk_nr": _no_divisor(jika(angka(setting("lk_batas")), setting("lk_batas"), 1)),
    "lk_nm": _no_divisor(1),
    "lk_maju": _typed("metode_kemajuan"),
    "lk_skala": _typed("skala_predikat"),
    "lk_desimal": desimal_persen(_content("desimal_persen")),
    "lk_bulat": _typed("pembulatan"),
    "lk_efisiensi": _typed("metode_efisiensi"),
    "lk_efis": jika(
        setting("lk_efisiensi") == "Selisih",
        2,
        jika(setting("lk_efisiensi") == "Keluaran", 3, jika(setting("lk_efisiensi") == "PMK", 4, 1)),
    ),
    "lk_rata": _typed("rata_rata_instansi"),
    "lk_uang": jika_galat(_typed("realisasi_anggaran"), ""),
    "lk_dasar": jika_galat(_typed("dasar_serapan"), ""),
    "lk_tercapai": _number("ambang_tercapai", 1),
    "lk_waspada": _number("ambang_waspada", 0.9),
    "lk_tw1": quarter_from(setting("lk_uang"), setting("lk_tw")),
    "lk_tandai": _typed("tandai_temuan"),
    **DOCUMENT_CELLS,
    "lk_d": _DIGITS,
    "lk_b": jika(_CUT, 12, _DIGITS),
    "lk_t": jika(_CUT, _DIGITS, _DIGITS + 2),
    "lk_kol": _target_column("Target " & setting("lk_tahun"), RENSTRA_BLOCK),
    "lk_kol_akhir": _target_column("Target " & setting("lk_tahun_akhir"), RENSTRA_BLOCK),
    "lk_a_n": _rows(Reference("column", ("tbl_anggaran", "_No"), "tbl_anggaran[_F]")),
    "lk_u_n": _rows(column("tbl_pengukuran", "_K")),
    "lk_rusak": _broken(Reference("column", ("tbl_anggaran", "#rusak"), "tbl_anggaran[_Urut]")),
    "lk_janji": _PROMISES,
    "lk_ragu": _DOUBTS,
    "lk_luar": _UNCOUNTED,
    **SIGNATURE_CELLS,
    "lk_ganda": _several(Reference("column", ("tbl_anggaran", "#ganda"), "tbl_anggaran[_Ganda]")),
}
"""Defined name -> what its cell computes."""
BAND_CELLS: dict[str, tuple[Expr, ...]] = {
    "lk_pita": tuple(_bound(n) for n in range(1, BANDS + 1)),
    "lk_pita_label": tuple(_label(n) for n in range(1, BANDS + 1)),
}
"""The bounds of the chosen scale in rising order, and their labels: a range of cells each."""
FORMULAS: tuple[Expr, ...] = (*CELLS.values(), *(tree for trees in BAND_CELLS.values() for tree in trees))
