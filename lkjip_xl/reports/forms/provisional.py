"""Figures over budget rows that are not filled in, or of indicators that are doubtful: marked beside the number, told
beneath the table."""

from collections.abc import Iterable
from typing import Any

from ...compute.blank_quarters import BlankQuarter, blank_quarters_of, named_quarters
from ...compute.doubtful_rows import is_doubtful
from ...compute.named import named
from ...compute.world import World
from ...expr.values import is_number
from ...schema.choices import ROMAWI
from ..layout.source import Cell

_MARK = '" *"'
LEGEND = "* Sementara:"
"""How the note begins that explains the mark."""


def marked(cell: Cell, missing: int) -> Cell:
    """The cell with a mark beside its number while rows that it rests on are not filled in.

    Args:
        cell: a cell of a report. missing: how many rows are.
    """
    if not missing or not is_number(cell.value):
        return cell
    sections = (cell.style.format or "General").split(";")
    return cell._replace(style=cell.style._replace(format=";".join(part + _MARK for part in sections)))


def is_doubted(world: World, i: Any) -> bool:
    """What was reached of an indicator is provisional or doubtful: as Pengukuran marks its row (``row_doubts``)."""
    return is_doubtful(i.isi) or bool(blank_quarters_of(world, i.isi))


def told_of_doubted(world: World, indicators: Iterable[Any], cells: Iterable[Cell]) -> list[str]:
    """The note beneath a table that marks such indicators: which they are; nothing where no cell is marked."""
    doubted = [i for i in indicators if is_doubted(world, i)]
    if not doubted or not any(map(is_marked, cells)):
        return []
    blank = [BlankQuarter(i.isi, n) for i in doubted for n in blank_quarters_of(world, i.isi)]
    others = [str(i.kode) for i in doubted if not blank_quarters_of(world, i.isi)]
    reasons = [f"realisasi indikator {named_quarters(blank)} kosong atau N/A"] if blank else []
    reasons += [f"data indikator {named(others)} diragukan (lihat PERIKSA)"] if others else []
    return [f"{LEGEND} {'; '.join(reasons)}."]


def is_marked(cell: Cell) -> bool:
    """Whether a cell bears that mark."""
    return (cell.style.format or "").endswith(_MARK)


def told(missing: int, quarter: int) -> str:
    """The note beneath the table; "" when every row is filled in."""
    if not missing:
        return ""
    return (
        f"{LEGEND} {missing} baris anggaran belum lengkap (realisasi Triwulan {ROMAWI[quarter]} atau pagunya "
        "kosong), sehingga jumlah di atasnya belum lengkap dan efisiensinya belum diberikan."
    )


WITHHELD = (
    "Jumlah ditahan (N/A): urutan baris Anggaran tidak sesuai dengan kodenya; tekan Periksa, lalu setujui perbaikan "
    "yang ditawarkannya."
)
"""Said beneath a table whose sums are withheld because the order of the budget is broken."""
