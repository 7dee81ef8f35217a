"""The functions in cells, for every host: what ``=LK_CAPAIAN(...)`` and its siblings answer for cells, columns, rows,
blocks and constants. They are pure: they read no book and no setting, only their arguments.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain, compress
from typing import Any, NamedTuple

from ..expr.compile import compile_tree
from ..expr.explain import references
from ..expr.partial_evaluation import specialise
from ..expr.to_python import Compiled, Environment, assemble, evaluate
from ..expr.tree import Expr, Symbol
from ..expr.values import WRONG_VALUE, ErrorValue, compare_values, is_number
from ..rules import registry
from ..rules.pembulatan import desimal_persen
from ..rules.udf import WHOLE_RANGE, TableArgument, Udf
from ..schema.settings import LEVELS, SCALES

Block = Sequence[Sequence[Any]]
"""Rows of cell values."""
Cells = Sequence[Any]
"""What one parameter is in each cell of the result."""
Reader = Callable[[Any], Any]
"""Makes a cell's value of what a host passes."""
LEFT_OUT = object()
"""An argument that was left out, which is not a blank cell."""
_SCALES: Any = SCALES  # rows of what the settings declare
_LEVELS: Any = LEVELS
TABEL_BAWAAN: dict[str, list[list[Any]]] = {
    "tbl_skala": [list(b[:4]) for b in _SCALES],
    "tbl_tingkat": [list(b) for b in _LEVELS],
}
_BIASA = frozenset((float, str, bool, type(None), ErrorValue))


# --- the arguments of one call ---------------------------------------------------------------------------------------
def _block_rows(isi: Any, read: Reader) -> Block:
    """Rows of cell values of an argument; a one-dimensional array is one row."""
    if not isinstance(isi, (tuple, list)):
        isi = ((isi,),)
    elif not isi or not isinstance(isi[0], (tuple, list)):
        isi = (isi,)
    if _BIASA.issuperset(map(type, chain.from_iterable(isi))):
        plain: Block = isi
        return plain
    return [[x if x.__class__ in _BIASA else read(x) for x in row] for row in isi]


class _UkuranSalah(Exception):
    """Two ranges of a call have sizes that do not fit."""


def _build_row(blok: Block, lebar: str | int) -> Block:
    if lebar == WHOLE_RANGE:
        return [[[x for row in blok for x in row]]]
    if len(blok) == lebar and len(blok[0]) == 1:  # the quarters one below the other
        blok = [[x for row in blok for x in row]]
    if len(blok[0]) != lebar:
        raise _UkuranSalah
    return [[list(row)] for row in blok]


def _bentang(blok: Block, tinggi: int, lebar: int) -> list[Any]:
    """The cells of an argument, row by row, spread over the size of the result."""
    if len(blok) not in (1, tinggi) or len(blok[0]) not in (1, lebar):
        raise _UkuranSalah
    if len(blok[0]) != lebar:
        blok = [[*row] * lebar for row in blok]
    return [x for row in blok for x in row] * (tinggi if len(blok) != tinggi else 1)


def _terpilih(pilihan: Iterable[str]) -> Reader:
    kenal = {p.casefold() for p in pilihan} | {""}

    def read_choice(isi: Any) -> Any:
        if isi is None or isi.__class__ is ErrorValue or (isi.__class__ is str and isi.casefold() in kenal):
            return isi
        return WRONG_VALUE

    return read_choice


def _table_columns(row: Block, lebar: int) -> tuple[list[list[Any]], bool]:
    """Columns of a table argument without its blank rows, and whether each column is of one kind.

    Raises:
        _UkuranSalah: fewer than ``lebar`` columns.
    """
    if len(row[0]) < lebar:
        raise _UkuranSalah
    isi = [b[:lebar] for b in row if any(x is not None and x != "" for x in b[:lebar])]
    columns = [list(k) for k in zip(*isi, strict=True)] or [[] for _ in range(lebar)]
    rapi = all(all(x is None or is_number(x) for x in k) or all(x is None or x.__class__ is str for x in k)
               for k in columns)  # fmt: skip
    return columns, rapi


def _saring(columns: Sequence[Cells], skala: str) -> list[list[Any]]:
    """Only the rows of one scale: the others cannot change the result, and every row is looked at for every cell.

    All of them where no scale has that name: the labels of any tell a number beside a label from one beside a remark.
    """
    letak = [i for i, nama in enumerate(columns[0]) if compare_values(nama, skala) == 0]
    return [[k[i] for i in letak] for k in columns] if letak else [list(k) for k in columns]


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


def _plan(udf: Udf, fixed: Mapping[str, Any], varied: tuple[str, ...], numbers: bool, count: int) -> _Plan:
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


def _narrowed(
    udf: Udf, fixed: Mapping[str, Any], varied: Iterable[str], numbers: Collection[str],
    compiled: Callable[[Expr, Collection[str]], Compiled],
) -> _Plan:  # fmt: skip
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


def _as_key(value: Any) -> Any:
    """A fixed argument as a part of a key."""
    return tuple((x.__class__, x) for x in value) if isinstance(value, list | tuple) else value


def _jalankan(udf: Udf, fixed: Mapping[str, Any], varied: Mapping[str, Cells], count: int) -> list[Any]:
    """Results of ``count`` cells. fixed: parameters that are the same for all; varied: columns of the others."""
    if count >= _MANY and udf.aturan.steps and varied:
        numeric = [set(map(type, cells)) <= _NUMBERS for cells in zip(*varied.values(), strict=True)]
        some = sum(numeric)
        if some == count:
            return _run(udf, fixed, varied, count, True)
        if some >= _MANY:  # those cells have the quick form of the rule, the others the whole of it
            answers = {}
            for kind in (True, False):
                part = {name: list(compress(cells, numeric)) for name, cells in varied.items()}
                answers[kind] = iter(_run(udf, fixed, part, len(next(iter(part.values()))), kind))
                numeric = [not one for one in numeric]
            return [next(answers[kind]) for kind in numeric]
    return _run(udf, fixed, varied, count, False)


def _run(udf: Udf, fixed: Mapping[str, Any], varied: Mapping[str, Cells], count: int, numbers: bool) -> list[Any]:
    """As ``_jalankan``. numbers: all cells of ``varied`` are numbers."""
    plan = _plan(udf, fixed, tuple(varied), numbers, count)
    given, steps, last = dict(plan.arguments), plan.steps, plan.last
    env = Environment(given)
    if not varied:
        return [evaluate(last, env)] * count
    names = tuple(varied)
    results: list[Any] = []
    known: dict[tuple[Any, ...], Any] = {}
    first = varied[names[0]]
    if not steps and str not in set(map(type, first)):  # nothing repeats, nothing but the result is computed
        if len(names) == 1:
            for given[names[0]] in first:
                results.append(evaluate(last, env))
            return results
        for isi in zip(*varied.values(), strict=True):
            given.update(zip(names, isi, strict=True))
            results.append(evaluate(last, env))
        return results
    if numbers and len(names) == 2:
        one, other = names
        for given[one], given[other] in zip(*varied.values(), strict=True):
            for name, function in steps:
                given[name] = evaluate(function, env)
            results.append(evaluate(last, env))
        return results
    texts = [all(x.__class__ is str for x in column) for column in varied.values()]
    for isi in zip(*varied.values(), strict=True):
        # Labels and choices repeat down a column; numbers hardly do, and 1 and TRUE are one key.
        repeated = isi[0].__class__ is str and (all(texts) or all(x.__class__ is str for x in isi))
        if repeated and isi in known:
            results.append(known[isi])
            continue
        for name, x in zip(names, isi, strict=True):
            given[name] = x
        for name, function in steps:
            given[name] = evaluate(function, env)
        results.append(evaluate(last, env))
        if repeated:
            known[isi] = results[-1]
    return results


def _jalankan_bertabel(
    udf: Udf, table: TableArgument, columns: tuple[list[list[Any]], bool], tetap: Mapping[str, Any],
    berubah: Mapping[str, Cells], banyak: int,
) -> list[Any]:  # fmt: skip
    """As ``_jalankan``, for a rule with a table of scales: each scale that is asked for gets its own rows."""
    isi, rapi = columns
    galat = next((x for k in isi for x in k if x.__class__ is ErrorValue), None)
    if galat is not None:
        return [galat] * banyak
    if table.menurut in tetap or not rapi:
        skala = tetap.get(table.menurut)
        if rapi and skala.__class__ is str:
            isi = _saring(isi, skala)
        return _jalankan(udf, {**tetap, **dict(zip(table.kolom, isi, strict=True))}, berubah, banyak)
    kelompok: dict[tuple[type, Any], list[int]] = {}
    for i, skala in enumerate(berubah[table.menurut]):
        kelompok.setdefault((skala.__class__, skala), []).append(i)
    hasil: list[Any] = [None] * banyak
    for (_, skala), letak in kelompok.items():
        bagian = {p: [k[i] for i in letak] for p, k in berubah.items() if p != table.menurut}
        satu = _jalankan_bertabel(udf, table, columns, {**tetap, table.menurut: skala}, bagian, len(letak))
        for i, x in zip(letak, satu, strict=True):
            hasil[i] = x
    return hasil


def _run_text(udf: Udf, tetap: Mapping[str, Any], berubah: Mapping[str, Cells], banyak: int) -> list[Any]:
    fungsi = udf.aturan
    if not berubah:
        return [fungsi(**tetap)] * banyak
    nama = tuple(berubah)
    return [fungsi(**tetap, **dict(zip(nama, isi, strict=True))) for isi in zip(*berubah.values(), strict=True)]


def takes_texts(udf: Udf) -> bool:
    """Whether a function reads its arguments as the texts that somebody typed."""
    return not isinstance(udf.aturan, registry.Rule)


def values_of(udf: Udf, given: Sequence[Any], read: Reader) -> list[list[Any]]:
    """The value of a worksheet function, errors as ``ErrorValue``.

    Args:
        udf: the ``Udf``. given: positional values, each a cell or rows of cells; ``LEFT_OUT`` or none at the end for
            those that were left out. read: makes a cell's value of what the host passes beyond float, str, bool, None
            and ``ErrorValue``.

    Returns:
        Rows of values; one row of one value for a call on single cells. Sizes that do not fit give #VALUE!.
    """
    blok: dict[str, Block] = {}
    table: tuple[TableArgument, tuple[list[list[Any]], bool]] | None = None
    try:
        for i, nama in enumerate(udf.argumen):
            isi = given[i] if i < len(given) else LEFT_OUT
            if isi is LEFT_OUT:
                isi = udf.bawaan.get(nama)
            if nama in udf.tabel:
                satu = udf.tabel[nama]
                row = TABEL_BAWAAN[satu.nama] if isi is None else _block_rows(isi, read)
                table = satu, _table_columns(row, len(satu.kolom))
                continue
            sel = _block_rows(isi, read)
            if nama in udf.bentuk:
                sel = _build_row(sel, udf.bentuk[nama])
            if nama in udf.pilihan:
                sel = [list(map(_terpilih(udf.pilihan[nama]), row)) for row in sel]
            parameter = udf.parameter_of(nama)
            if parameter == "desimal":  # as the book reads its setting
                sel = [[desimal_persen(x) for x in row] for row in sel]
            blok[parameter] = sel
        tinggi = max(len(b) for b in blok.values())
        lebar = max(len(b[0]) for b in blok.values())
        tetap = {p: b[0][0] for p, b in blok.items() if len(b) == len(b[0]) == 1}
        berubah = {p: _bentang(b, tinggi, lebar) for p, b in blok.items() if p not in tetap}
    except _UkuranSalah:
        return [[WRONG_VALUE]]
    banyak = tinggi * lebar
    if takes_texts(udf):
        hasil = _run_text(udf, tetap, berubah, banyak)
    elif table:
        hasil = _jalankan_bertabel(udf, *table, tetap, berubah, banyak)
    else:
        hasil = _jalankan(udf, tetap, berubah, banyak)
    return [hasil[i : i + lebar] for i in range(0, banyak, lebar)]
