"""What the analyses of Bab III compute with: the book, its comparisons, and the words and widths that its figures ask.

The tables A to I of the report per sasaran and the seven sheets over all sasaran show the same columns
(``analysis_columns``).
"""

from functools import cached_property
from typing import Any

from ...compute.comparison import comparison_of
from ...compute.growing import against_year
from ...compute.key import key
from ...compute.world import World
from ...expr.values import is_number
from ...ooxml.measure import lebar_kata
from ...ooxml.sheet_model import Style
from ...rules.efisiensi import kategori_efisiensi, nilai_efisiensi
from ...schema.choices import ROMAWI
from ..layout.cells import decimals_of, number_cell
from ..layout.columns import Column
from ..layout.source import Cell, Source
from ..layout.styles import NUMBER, TEXT, TEXT_BOLD, percent_format
from .origins import origins_of

_KEGIATAN = TEXT._replace(indent=1)
_SUB_KEGIATAN = TEXT._replace(indent=2)


def analysis_of(world: World) -> "Analysis":
    """The ``Analysis`` of a computed book, made once."""
    return world.remembered(Analysis)


class Analysis:
    """A world with what the columns of the analyses need besides.

    metode: way of efisiensi. batas: cap of capaian or None. lalu: the year before. kinerja: what indicators are called.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.banding = comparison_of(world)
        self.origins = origins_of(world)
        choice = world.defined
        self.metode = choice["lk_efisiensi"]
        self.batas = choice["lk_batas"] if is_number(choice["lk_batas"]) else None
        self.percent = percent_format(world.decimals)
        self.lalu = None if world.year is None else world.year - 1
        # The forms say "Indikator Kinerja Utama" where all indicators are that.
        all_iku = all(key(i.renstra.get("IKU")) == "ya" for i in world.indikator)
        self.kinerja = "Indikator Kinerja Utama" if all_iku and world.indikator else "Indikator Kinerja"
        self._support: dict[tuple[int, ...], list[Cell]] = {}

    def filled(self, text: str) -> str:
        """A heading or title with the book's years filled in."""
        year, end = self.world.year, self.world.last_year
        return text.format(
            tahun="-" if year is None else year, lalu="-" if self.lalu is None else self.lalu,
            akhir="-" if end is None else end, kinerja=self.kinerja, triwulan=f"TW {ROMAWI[self.world.quarter]}",
        )  # fmt: skip

    @property
    def time(self) -> str:
        """The time of the report: ``Tahun 2022``, or with the quarter while the year is running."""
        until = f"s.d. Triwulan {ROMAWI[self.world.quarter]} " if self.world.quarter != 4 else ""
        return self.filled(until + "Tahun {tahun}")

    # --- cells ---------------------------------------------------------------------------------------------------
    def ratio(self, value: Any, style: Style = NUMBER, source: Source | None = None) -> Cell:
        """Cell of a ratio at the book's decimals."""
        return number_cell(value, self.percent, style, source)

    def named(self, i: Any) -> Cell:
        """Cell that names an indicator, with its satuan where the values do not show it."""
        satuan = str(i.satuan or "")
        source = self.origins.measured(i, "Indikator")
        visible = i.tipe in ("Tingkat", "Tanggal") or (i.tipe == "Persen" and satuan in ("%", "Persen", "persen"))
        if not satuan or visible or satuan.casefold() in str(i.nama).casefold():
            return Cell(str(i.nama), TEXT, source)
        return Cell(f"{i.nama} ({satuan})", TEXT, source)

    def efisiensi(self, i: Any) -> Any:
        """Efisiensi of an indicator; N/A where it has none (of a tujuan), or where only the whole year tells."""
        return against_year(self.world, i, "Efisiensi")

    def kategori(self, i: Any) -> Any:
        """Verdict on an indicator's efisiensi."""
        return kategori_efisiensi.at(self.world.year)(self.efisiensi(i), self.metode)

    def ne(self, i: Any) -> Any:
        """Nilai efisiensi (PMK)."""
        return nilai_efisiensi.at(self.world.year)(self.efisiensi(i), self.world.decimals, self.world.rounding)

    def supporting(self, i: Any) -> list[Cell]:
        """Cells of the programs and kegiatan that support an indicator, one per line."""
        tops = tuple(self.world.budget.highest(i.kode))
        if tops not in self._support:
            self._support[tops] = self._supporting(tops, key(i.kode))
        return self._support[tops]

    def _supporting(self, tops: tuple[int, ...], kode: str) -> list[Cell]:
        rows, places = self.world.budget.rows, list[int]()
        for p in tops:
            places += reversed(rows[p].leluhur)
            places += range(p, self.world.budget.end(p) + 1)
        result = []
        for n in dict.fromkeys(places):
            row = rows[n]
            source = self.origins.budget(row, "Uraian")
            if row.tingkat == "Program":
                result.append(Cell(str(row.uraian).upper(), TEXT_BOLD, source))
            elif row.tingkat == "Kegiatan":
                result.append(Cell(str(row.uraian), _KEGIATAN, source))
            elif row.tingkat == "Sub Kegiatan" and kode in map(key, row.indikator):
                result.append(Cell(str(row.uraian), _SUB_KEGIATAN, source))
        return result or [Cell("-", TEXT)]

    # --- widths --------------------------------------------------------------------------------------------------
    def least_width(self, column: Column, heading: str) -> float:
        """Width that a column needs so that no figure and no word of its heading is cut."""
        kind = 0.0 if column.kind is None else self.widths[column.kind]
        word: float = lebar_kata(heading)
        return max(kind, word)

    @cached_property
    def widths(self) -> dict[str, float]:
        """``{"nilai": width, "uang": width}`` that the longest target or realisasi, the largest amount needs."""
        columns = ("Target", "Realisasi", "_TA")
        value = max([_digits(i[k]) for i in self.world.indikator for k in columns], default=0)
        money = _digits(self.world.budget.pagu)
        return {"nilai": min(24.0, max(10.5, value + 2.5)), "uang": min(24.0, max(15.0, money + 2.5))}


def _digits(value: Any) -> float:
    """Room that a number takes, in digits."""
    if not is_number(value):
        return 0
    decimals, count = decimals_of(value), len(str(int(abs(value))))
    return count + (count - 1) // 3 * 0.5 + (decimals + 0.5 if decimals else 0) + (0.6 if value < 0 else 0)
