"""Cells outside the tables that came after version 1: what ``perbarui`` puts into a book that was built before them.

A cell is known by what stood in its place: a text of that version, or nothing. Where somebody wrote something else, or
the sheet was rearranged, it stays theirs.
"""

from collections.abc import Iterable

from ..expr.tree import Expr
from ..records import dataclass
from .model import Sheet
from .sheets import beranda as home
from .sheets import capaian

LINE_CELLS = ("A3", "B3")
"""Where the line under the heading of a sheet stands (``template.sheets.head``)."""


@dataclass(frozen=True, slots=True, eq=False)
class LaterCell:
    """One cell.

    Attributes:
        table: a table of its sheet, by which the sheet is known whatever it is called. address: where it stands.
        before: the text that stood there; None where nothing did. formula: what stands there now.
        look: how it looks where nothing stood: "peringatan", "kecil", or "" for what is there.
    """

    table: str
    address: str
    before: str | None
    formula: Expr
    look: str = ""


_HOME = home.RINGKASAN.name
_OF_HOME = (
    LaterCell(_HOME, "B6", "CAPAIAN KINERJA", home.CAPTION),
    LaterCell(_HOME, "F8", "realisasi dibagi pagu", home.CATATAN_SERAPAN),
    LaterCell(_HOME, "F11", "Cara memulai", home.STEPS_TITLE),
    LaterCell(_HOME, "B9", None, home.YEAR_NOTE, "kecil"),
    LaterCell(_HOME, "B10", None, home.PERINGATAN, "peringatan"),
)
_OF_CAPAIAN = (LaterCell(capaian.CAPAIAN.name, "C1", None, capaian.LEBIH_SEHALAMAN, "peringatan"),)


def later_cells(specs: Iterable[Sheet]) -> tuple[LaterCell, ...]:
    """Those of Beranda and Capaian, and the line under the heading of every sheet that has one by formula."""
    lines = (
        LaterCell(spec.tables[0].name, address, spec.about, spec.line)
        for spec in specs if spec.line is not None for address in LINE_CELLS
    )  # fmt: skip
    return (*_OF_HOME, *_OF_CAPAIAN, *lines)
