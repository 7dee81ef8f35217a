"""Figures over budget rows that are not filled in: marked beside the number, told beneath the table."""

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
