"""The functions in cells: what xlwings calls for ``=LK_CAPAIAN(...)`` and its siblings.

Every ``Udf`` of the rules becomes a function of this module of the same name. Each takes what COM passes for a cell,
a column, a row, a block or a constant, and answers rows of values of the size that the arguments span; xlwings makes a
single value of one row of one. They are pure: they read no book and no setting, only their arguments.

An error value cannot travel back through COM inside an array, so it goes as a text (``ERROR_MARK`` and Excel's
number of the error) that the VBA wrapper turns into the error itself.
"""

import datetime
import inspect
import sys
from decimal import Decimal
from itertools import chain, compress
from typing import Any, NamedTuple

from ...expr.compile import compile_tree
from ...expr.explain import references
from ...expr.partial_evaluation import specialise
from ...expr.to_python import Compiled, Environment, assemble, evaluate
from ...expr.tree import Symbol
from ...expr.values import WRONG_VALUE, ErrorValue, compare_values, is_number
from ...rules import registry
from ...rules.pembulatan import desimal_persen
from ...rules.udf import CATEGORY, ERROR_MARK, WHOLE_RANGE
from ...schema.settings import LEVELS, SCALES

NOMOR_GALAT = {
    "#NULL!": 2000, "#DIV/0!": 2007, "#VALUE!": 2015, "#REF!": 2023, "#NAME?": 2029, "#NUM!": 2036, "#N/A": 2042,
}  # fmt: skip
"""What CVErr wants for each error."""
# COM hands an error in a cell over as an integer: the HRESULT 0x800A0000 and Excel's number. The numbers after #N/A are
# those of newer versions (#SPILL!, #CALC! ...), which the rules do not know. A number in a cell is always a float.
_DASAR_COM = -0x7FF60000
_GALAT_COM = {_DASAR_COM + nomor: WRONG_VALUE for nomor in range(2043, 2061)}
_GALAT_COM.update({_DASAR_COM + nomor: ErrorValue(kode) for kode, nomor in NOMOR_GALAT.items()})
TAK_DIISI = -2147352572
"""What COM passes for an argument that was left out (DISP_E_PARAMNOTFOUND)."""

_SCALES: Any = SCALES  # rows of what the settings declare
_LEVELS: Any = LEVELS
TABEL_BAWAAN: dict[str, list[list[Any]]] = {
    "tbl_skala": [list(b[:4]) for b in _SCALES],
    "tbl_tingkat": [list(b) for b in _LEVELS],
}
_BIASA = frozenset((float, str, bool, type(None), ErrorValue))
_HARI_NOL = datetime.datetime(1899, 12, 30)


# --- what COM passes -------------------------------------------------------------------------------------------------
def _angka_dari_com(isi):
    kelas = isi.__class__
    if kelas is int:
        return _GALAT_COM.get(isi, isi)
    if kelas is Decimal:  # a cell with a currency format
        return float(isi)
    if isinstance(isi, datetime.datetime):  # pywin32 marks it as UTC, but it is the time that the cell shows
        return (isi.replace(tzinfo=None) - _HARI_NOL) / datetime.timedelta(days=1)
    return WRONG_VALUE


def _text_from_com(isi):
    # For a function that reads texts a date is no number: somebody typed 1/2 and Excel made a date of it.
    return isi if isinstance(isi, datetime.datetime) else _angka_dari_com(isi)


def _block_rows(isi, ubah):
    """Rows of cell values of an argument; a one-dimensional array is one row."""
    if not isinstance(isi, (tuple, list)):
        isi = ((isi,),)
    elif not isi or not isinstance(isi[0], (tuple, list)):
        isi = (isi,)
    if _BIASA.issuperset(map(type, chain.from_iterable(isi))):
        return isi
    return [[x if x.__class__ in _BIASA else ubah(x) for x in baris] for baris in isi]


# --- the arguments of one call ---------------------------------------------------------------------------------------
class _UkuranSalah(Exception):
    """Two ranges of a call have sizes that do not fit."""


def _build_row(blok, lebar):
    if lebar == WHOLE_RANGE:
        return [[[x for baris in blok for x in baris]]]
    if len(blok) == lebar and len(blok[0]) == 1:  # the quarters one below the other
        blok = [[x for baris in blok for x in baris]]
    if len(blok[0]) != lebar:
        raise _UkuranSalah
    return [[list(baris)] for baris in blok]


def _bentang(blok, tinggi, lebar):
    """The cells of an argument, row by row, spread over the size of the result."""
    if len(blok) not in (1, tinggi) or len(blok[0]) not in (1, lebar):
        raise _UkuranSalah
    if len(blok[0]) != lebar:
        blok = [baris * lebar for baris in blok]
    return [x for baris in blok for x in baris] * (tinggi if len(blok) != tinggi else 1)


def _terpilih(pilihan):
    kenal = {p.casefold() for p in pilihan} | {""}

    def pilih(isi):
        if isi is None or isi.__class__ is ErrorValue or (isi.__class__ is str and isi.casefold() in kenal):
            return isi
        return WRONG_VALUE

    return pilih


def _table_columns(baris, lebar):
    """Columns of a table argument without its blank rows, and whether each column is of one kind.

    Raises:
        _UkuranSalah: fewer than ``lebar`` columns.
    """
    if len(baris[0]) < lebar:
        raise _UkuranSalah
    isi = [b[:lebar] for b in baris if any(x is not None and x != "" for x in b[:lebar])]
    kolom = [list(k) for k in zip(*isi, strict=True)] or [[] for _ in range(lebar)]
    rapi = all(all(x is None or is_number(x) for x in k) or all(x is None or x.__class__ is str for x in k)
               for k in kolom)  # fmt: skip
    return kolom, rapi


def _saring(kolom, skala):
    """Only the rows of one scale: the others cannot change the result, and every row is looked at for every cell."""
    letak = [i for i, nama in enumerate(kolom[0]) if compare_values(nama, skala) == 0]
    return [[k[i] for i in letak] for k in kolom]


# --- evaluation ------------------------------------------------------------------------------------------------------
_MANY = 100
"""From so many cells on a tree is compiled: that takes a millisecond or two, and a cell a few microseconds less."""
_MOST_KEPT = 200
_kept: dict[Any, "_Plan"] = {}
_NUMBERS = {float, int}


class _Plan(NamedTuple):
    """A rule, narrowed to what is the same for all cells of a call.

    Attributes:
        arguments: values of symbols that are the same for all. steps: the helpers that differ from cell to cell and
            that something asks for. last: the result.
    """

    arguments: dict[str, Any]
    steps: list[tuple[str, Compiled]]
    last: Compiled


def _plan(udf, fixed, varied, numbers, count):
    """The plan of a call; those that are compiled are kept.

    Args:
        udf: the ``Udf``. fixed: arguments that are the same for all cells. varied: names of the others.
        numbers: all those are numbers, in every cell. count: of cells.
    """
    if count < _MANY:
        return _narrowed(udf, fixed, varied, (), lambda tree, _: assemble(tree))
    # 1, 1.0 and TRUE are one key of a dictionary, but not one argument.
    wanted = udf.nama, numbers, varied, tuple((name, x.__class__, _as_key(x)) for name, x in fixed.items())
    if wanted not in _kept:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[wanted] = _narrowed(udf, fixed, varied, frozenset(varied) if numbers else (), compile_tree)
    return _kept[wanted]


def _narrowed(udf, fixed, varied, numbers, compiled):
    arguments, known, differing = dict(fixed), dict(fixed), set(varied)
    trees = []
    for name, tree in udf.aturan.steps:
        narrow = specialise(tree, known, numbers)
        if isinstance(narrow, Symbol) and narrow.name in numbers:  # but another name of a number
            known[name] = narrow
        elif differing.intersection(references(narrow).symbols):
            differing.add(name)
            trees.append((name, narrow))
        else:
            arguments[name] = known[name] = evaluate(assemble(narrow), Environment(arguments))
    last = specialise(udf.aturan.tree, known, numbers)
    asked, steps = set(references(last).symbols), []
    for name, tree in reversed(trees):
        if name in asked:
            asked.update(references(tree).symbols)
            steps.append((name, compiled(tree, numbers)))
    return _Plan(arguments, steps[::-1], compiled(last, numbers))


def _as_key(value):
    """A fixed argument as a part of a key."""
    return tuple((x.__class__, x) for x in value) if isinstance(value, list | tuple) else value


def _jalankan(udf, tetap, berubah, banyak):
    """Results of ``banyak`` cells. tetap: parameters that are the same for all; berubah: columns of the others."""
    if banyak >= _MANY and udf.aturan.steps and berubah:
        numeric = [set(map(type, cells)) <= _NUMBERS for cells in zip(*berubah.values(), strict=True)]
        some = sum(numeric)
        if some == banyak:
            return _run(udf, tetap, berubah, banyak, True)
        if some >= _MANY:  # those cells have the quick form of the rule, the others the whole of it
            answers = {}
            for kind in (True, False):
                part = {name: list(compress(cells, numeric)) for name, cells in berubah.items()}
                answers[kind] = iter(_run(udf, tetap, part, len(next(iter(part.values()))), kind))
                numeric = [not one for one in numeric]
            return [next(answers[kind]) for kind in numeric]
    return _run(udf, tetap, berubah, banyak, False)


def _run(udf, tetap, berubah, banyak, numbers):
    """As ``_jalankan``. numbers: all cells of ``berubah`` are numbers."""
    plan = _plan(udf, tetap, tuple(berubah), numbers, banyak)
    argumen, langkah, akhir = dict(plan.arguments), plan.steps, plan.last
    env = Environment(argumen)
    if not berubah:
        return [evaluate(akhir, env)] * banyak
    nama_kolom, hasil, sudah = tuple(berubah), [], {}
    pertama = berubah[nama_kolom[0]]
    if not langkah and str not in set(map(type, pertama)):  # nothing repeats, nothing but the result is computed
        if len(nama_kolom) == 1:
            for argumen[nama_kolom[0]] in pertama:
                hasil.append(evaluate(akhir, env))
            return hasil
        for isi in zip(*berubah.values(), strict=True):
            argumen.update(zip(nama_kolom, isi, strict=True))
            hasil.append(evaluate(akhir, env))
        return hasil
    if numbers and len(nama_kolom) == 2:
        one, other = nama_kolom
        for argumen[one], argumen[other] in zip(*berubah.values(), strict=True):
            for nama, fungsi in langkah:
                argumen[nama] = evaluate(fungsi, env)
            hasil.append(evaluate(akhir, env))
        return hasil
    teks = [all(x.__class__ is str for x in kolom) for kolom in berubah.values()]
    for isi in zip(*berubah.values(), strict=True):
        # Labels and choices repeat down a column; numbers hardly do, and 1 and TRUE are one key.
        berulang = isi[0].__class__ is str and (all(teks) or all(x.__class__ is str for x in isi))
        if berulang and isi in sudah:
            hasil.append(sudah[isi])
            continue
        for nama, x in zip(nama_kolom, isi, strict=True):
            argumen[nama] = x
        for nama, fungsi in langkah:
            argumen[nama] = evaluate(fungsi, env)
        hasil.append(evaluate(akhir, env))
        if berulang:
            sudah[isi] = hasil[-1]
    return hasil


def _jalankan_bertabel(udf, tabel, kolom, tetap, berubah, banyak):
    """As ``_jalankan``, for a rule with a table of scales: each scale that is asked for gets its own rows."""
    isi, rapi = kolom
    galat = next((x for k in isi for x in k if x.__class__ is ErrorValue), None)
    if galat is not None:
        return [galat] * banyak
    if tabel.menurut in tetap or not rapi:
        skala = tetap.get(tabel.menurut)
        if rapi and skala.__class__ is str:
            isi = _saring(isi, skala)
        return _jalankan(udf, {**tetap, **dict(zip(tabel.kolom, isi, strict=True))}, berubah, banyak)
    kelompok = {}
    for i, skala in enumerate(berubah[tabel.menurut]):
        kelompok.setdefault((skala.__class__, skala), []).append(i)
    hasil = [None] * banyak
    for (_, skala), letak in kelompok.items():
        bagian = {p: [k[i] for i in letak] for p, k in berubah.items() if p != tabel.menurut}
        satu = _jalankan_bertabel(udf, tabel, kolom, {**tetap, tabel.menurut: skala}, bagian, len(letak))
        for i, x in zip(letak, satu, strict=True):
            hasil[i] = x
    return hasil


def _run_text(udf, tetap, berubah, banyak):
    fungsi = udf.aturan
    if not berubah:
        return [fungsi(**tetap)] * banyak
    nama = tuple(berubah)
    return [fungsi(**tetap, **dict(zip(nama, isi, strict=True))) for isi in zip(*berubah.values(), strict=True)]


def hitung(udf, argumen):
    """The value of a worksheet function for what COM passes, errors as ``ErrorValue``.

    Args:
        udf: the ``Udf``. argumen: positional values; one left out is None at the end or ``TAK_DIISI``.

    Returns:
        Rows of values; one row of one value for a call on single cells. Sizes that do not fit give #VALUE!.
    """
    teks = not isinstance(udf.aturan, registry.Rule)
    ubah = _text_from_com if teks else _angka_dari_com
    blok, tabel = {}, None
    try:
        for i, nama in enumerate(udf.argumen):
            isi = argumen[i] if i < len(argumen) else TAK_DIISI
            if isi.__class__ is int and isi == TAK_DIISI:
                isi = udf.bawaan.get(nama)
            if nama in udf.tabel:
                satu = udf.tabel[nama]
                baris = TABEL_BAWAAN[satu.nama] if isi is None else _block_rows(isi, ubah)
                tabel = satu, _table_columns(baris, len(satu.kolom))
                continue
            sel = _block_rows(isi, ubah)
            if nama in udf.bentuk:
                sel = _build_row(sel, udf.bentuk[nama])
            if nama in udf.pilihan:
                sel = [list(map(_terpilih(udf.pilihan[nama]), baris)) for baris in sel]
            parameter = udf.parameter_of(nama)
            if parameter == "desimal":  # as the book reads its setting
                sel = [[desimal_persen(x) for x in baris] for baris in sel]
            blok[parameter] = sel
        tinggi = max(len(b) for b in blok.values())
        lebar = max(len(b[0]) for b in blok.values())
        tetap = {p: b[0][0] for p, b in blok.items() if len(b) == len(b[0]) == 1}
        berubah = {p: _bentang(b, tinggi, lebar) for p, b in blok.items() if p not in tetap}
    except _UkuranSalah:
        return [[WRONG_VALUE]]
    banyak = tinggi * lebar
    if teks:
        hasil = _run_text(udf, tetap, berubah, banyak)
    elif tabel:
        hasil = _jalankan_bertabel(udf, *tabel, tetap, berubah, banyak)
    else:
        hasil = _jalankan(udf, tetap, berubah, banyak)
    return [hasil[i : i + lebar] for i in range(0, banyak, lebar)]


# --- what goes back --------------------------------------------------------------------------------------------------
def _untuk_com(isi):
    kelas = isi.__class__
    if kelas is float or kelas is str:
        return isi
    if kelas is ErrorValue:
        return f"{ERROR_MARK}{NOMOR_GALAT.get(isi.kode, NOMOR_GALAT['#VALUE!'])}"
    # A whole number beyond 32 bits would arrive as a type that 32-bit VBA does not have.
    return float(isi) if kelas is int else isi


def _buat(udf):
    def fungsi(*argumen):
        return [list(map(_untuk_com, baris)) for baris in hitung(udf, argumen)]

    fungsi.__name__ = fungsi.__qualname__ = udf.nama
    fungsi.__module__ = __name__
    fungsi.__doc__ = udf.uraian
    satu = inspect.Parameter.POSITIONAL_OR_KEYWORD
    fungsi.__signature__ = inspect.Signature(
        [inspect.Parameter(a, satu, default=udf.bawaan.get(a, inspect.Parameter.empty)) for a in udf.argumen]
    )
    return fungsi


def tandai(fungsi, udf, func, arg, ret):
    """Puts on a function what xlwings needs to know (``__xlfunc__``), with its decorators ``func``, ``arg``, ``ret``.

    Values come and go raw: xlwings' own reader would take "" for a blank cell and an error for nothing, and its writer
    looks at every cell for what is never there.
    """
    for nama, bantuan in udf.argumen.items():
        fungsi = arg(nama, "raw", doc=bantuan)(fungsi)
    return func(category=CATEGORY)(ret("raw")(fungsi))


def _pasang():
    tanda = None
    if sys.platform == "win32":  # elsewhere the decorators do nothing, and importing them costs
        from xlwings import arg, func, ret

        tanda = func, arg, ret
    for nama, udf in registry.worksheet_functions().items():
        fungsi = _buat(udf)
        globals()[nama] = tandai(fungsi, udf, *tanda) if tanda else fungsi


_pasang()
