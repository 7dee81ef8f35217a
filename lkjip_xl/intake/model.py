"""What was understood of a source: rows taken, what became of every other row, doubts, and sums compared."""

from typing import Any, Literal

from ..records import dataclass, field
from .grid import Grid

Weight = Literal["Salah", "Periksa"]
SALAH: Weight = "Salah"
PERIKSA: Weight = "Periksa"
TAKEN = "diambil"
TITLE, HEAD, NUMBERING, TOTAL = "judul", "kepala tabel", "baris nomor kolom", "baris jumlah"
NOTE, CONTINUED, SKIPPED, DOUBTFUL, OUTSIDE = "catatan", "sambungan", "dilewati", "ragu", "di luar tabel"
FOOTER = "kaki halaman"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at before anything is written.

    Attributes:
        where: file, sheet, row or cell. text: what is doubtful and what to do.
        weight: Salah: something of the source is not taken, or a sum does not close; Periksa: it is taken as said.
    """

    where: str
    text: str
    weight: Weight = SALAH


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a source row: one of the words above, and why. grid: which of the source's grids it is of."""

    row: int
    fate: str
    why: str = ""
    grid: int = 0


@dataclass(slots=True)
class TakenRow:
    """A row as it will be put into a table.

    Attributes:
        values: by column of the table: texts as typed, numbers of a workbook, and amounts that were read.
        where: place in the source. source_rows: rows of the grid that it was made of.
        level: depth in a budget, None elsewhere. notes: what was done to it, for the preview.
    """

    values: dict[str, Any]
    where: str
    source_rows: tuple[int, ...] = ()
    level: str | None = None
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SumCheck:
    """A sum of the source compared with the rows that were taken.

    Attributes:
        what: what is compared. written: what the source says. counted: what the rows give. where: place of the sum.
    """

    what: str
    written: float
    counted: float
    where: str = ""

    @property
    def difference(self) -> float:
        """``counted - written``; 0 when the sums close."""
        return self.counted - self.written


@dataclass(slots=True)
class Understood:
    """One table of a source, understood.

    Attributes:
        export: id of the export that it was read by. label: its name for people. table: the target.
        source: file and sheet. grid: the cells. others: further grids that were read together with it. rows: in order.
        columns: heading as written -> column of the table, for the preview and for what the book remembers.
        unused: headings that were left out. fates: of every other row that is not blank.
        sums: compared before anything is written. assumptions: what was supposed where the source is silent.
        quarter: of the realisasi, when it is of one quarter. per_quarter: amounts are each quarter's own.
        only_new: columns that say something new only of rows that the book lacks (names from an export of money).
    """

    export: str
    label: str
    table: str
    source: str
    grid: Grid
    others: list[Grid] = field(default_factory=list)
    rows: list[TakenRow] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)
    sums: list[SumCheck] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)
    quarter: int | None = None
    per_quarter: bool = False
    only_new: tuple[str, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether something stands against writing it unasked: a doubt of weight Salah or a sum that does not close."""
        return any(d.weight == SALAH for d in self.doubts) or any(s.difference for s in self.sums)

    @property
    def is_empty(self) -> bool:
        """Whether there is a head and nothing beneath it."""
        return not self.rows and all(fate.fate in (TITLE, HEAD, NUMBERING, FOOTER, OUTSIDE) for fate in self.fates)

    def doubt(self, where: str, text: str, weight: Weight = SALAH) -> None:
        """Note a doubt."""
        self.doubts.append(Doubt(where, text, weight))


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known besides the source.

    Attributes:
        table: the target, when the user or the file's name says it.
        quarter: the quarter that the realisasi belongs to. running_quarter: that of the book.
        document: ``Awal`` or ``Perubahan``: which pagu the source's pagu is.
        years: first and last year of the book's Renstra. year: of the report.
        confirmed: what the user confirmed: ``{table: {heading as key: column}}``.
        part: number of the table within the source that is meant, from 1.
        net: whether refunds (Setoran) are taken off the realisasi; None when nobody said.
        unit: code or name of the SKPD that is meant where a file holds several.
        levels: level by wording (``text_key``) of what the book or its nomenklatur names already.
        levels_of_codes: level by code (``text_key``) of the book's budget rows.
        indicators: Kode by wording (``text_key``) of the book's indicators.
        codes: the codes (``text_key``) that the book has for a target table.
    """

    table: str | None = None
    quarter: int | None = None
    running_quarter: int | None = None
    document: str | None = None
    years: tuple[int, int] = (0, -1)
    year: int | None = None
    confirmed: dict[str, dict[str, str]] = field(default_factory=dict)
    part: int | None = None
    net: bool | None = None
    unit: str | None = None
    levels: dict[str, str] = field(default_factory=dict)
    levels_of_codes: dict[str, str] = field(default_factory=dict)
    indicators: dict[str, str] = field(default_factory=dict)
    codes: dict[str, frozenset[str]] = field(default_factory=dict)


def doubt_uncomputed(one: Understood, places: set[int]) -> None:
    """A doubt where a row that was taken has a formula without a value: it would be read as a blank.

    Args:
        places: columns of the grid whose values are taken.
    """
    rows = {fate.row for fate in one.fates if fate.fate == TAKEN and not fate.grid}
    cells = sorted(place for place in one.grid.uncomputed if place[0] in rows and place[1] in places)
    if cells:
        more = f" dan {len(cells) - 1} sel lain" if len(cells) > 1 else ""
        one.doubt(
            one.grid.where(*cells[0]),
            f"rumus di sel ini{more} belum pernah dihitung, sehingga nilainya tidak ada. Buka berkas itu dengan Excel, "
            "simpan, lalu ulangi.",
        )
