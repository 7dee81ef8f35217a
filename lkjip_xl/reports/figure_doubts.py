"""What makes one figure doubtful: the doubts of the rows that it was computed from, in sentences."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..compute.blank_quarters import blank_quarters, told_of
from ..compute.doubtful_rows import told_of_rows
from ..compute.world import World
from ..expr.values import is_number
from ..schema.sheets.beranda import RINGKASAN
from .doubts import REACHED, SPENDING, doubts_of
from .layout.source import Inputs, Source

_MEASURED, _BUDGET = "tbl_pengukuran", "tbl_anggaran"
_OF_REALISASI = ("Realisasi", "Capaian")
"""How the columns of Pengukuran begin that hold what was reached, and what follows from it."""
_SPENT = {_MEASURED: ("Realisasi Anggaran", "Serapan", "Efisiensi"), _BUDGET: ("Realisasi", "Serapan")}
"""Columns of money that wait for what is not filled in."""
_KINDS = ("rasio", "uang", "teks")
"""Kinds of figures of Beranda that are marked; the counts are what is counted."""


def doubts_of_figure(world: World, source: Source, inputs: Inputs) -> list[str]:
    """The doubts of a figure; none for what is typed, or follows from what is.

    Args:
        source: where the figure comes from. inputs: what it was computed from.
    """
    read = list(_cells(inputs))
    if source.table == RINGKASAN.name:
        return _of_the_office(world, source, read)
    numbers = {int(one.row) for one in (*_own_cell(world, source), *read) if _is_reached(one)}
    if source.table == _MEASURED:  # a cell of a row is doubtful as its own row is
        numbers &= {int(source.row)}
    rows = [row for row in world.measured if row["#nomor"] in numbers]
    blank = [one for one in blank_quarters(world) if one.row["#nomor"] in numbers]
    return [line for line in (told_of_rows(rows), told_of(blank), _unfilled(world, source)) if line]


def _own_cell(world: World, source: Source) -> list[Source]:
    """The cell itself where it is computed; nothing for what is typed, or stands in no cell."""
    column = world.tables[source.table].by_name.get(source.column) if source.table in world.tables else None
    return [source] if column is not None and column.computed else []


def _cells(inputs: Inputs) -> Iterator[Source]:
    """The cells of the book that some inputs are, or were computed from where they stand in no cell."""
    for _, one in inputs:
        if isinstance(one, Source):
            yield from [one] if one.table else _cells(one.resolved())


def _is_reached(one: Source) -> bool:
    return one.table == _MEASURED and one.column.startswith(_OF_REALISASI) and one.column not in _SPENT[_MEASURED]


def _of_the_office(world: World, source: Source, read: Iterable[Source]) -> list[str]:
    kind = next((figure.kind for figure in RINGKASAN.figures if figure.key == source.row), "")
    if kind not in _KINDS and source.row != "Indikator terukur":
        return []
    tables = {one.table for one in read}
    lines = doubts_of(world, [REACHED] if _MEASURED in tables else [SPENDING] if _BUDGET in tables else [])
    waiting = world.budget.total_unfilled if source.row in ("Realisasi", "Serapan") else 0
    return [*lines, *([told_of_unfilled(waiting)] if waiting else [])]


def _unfilled(world: World, source: Source) -> str:
    """What a row of Anggaran, or the money of an indicator, waits for."""
    if source.column not in _SPENT.get(source.table, ()):
        return ""
    waiting: Any = world.rows(source.table)[int(source.row) - 1].get("Belum Terisi")
    return told_of_unfilled(int(waiting)) if is_number(waiting) and waiting > 0 else ""


def told_of_unfilled(rows: int) -> str:
    """That some budget rows beneath a figure are not filled in."""
    return f"Sementara: {rows} baris anggaran belum terisi (realisasi atau pagunya kosong)."
