"""The computed book, seen once: every figure that reports, checks, exports, Beranda and the Python API show.

``World(book)`` is the book under its own settings; ``world.at(quarter=2)`` is the same book at another quarter,
document, precision or year. All worlds of a book share its inputs, its indexes and the shape of its budget, and compute
only what they are asked for.
"""

from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any, TypeVar

from ..expr.to_python import ColumnValues, evaluate
from ..expr.values import NOT_AVAILABLE, ErrorValue, is_number
from ..rules.anggaran import porsi, sisa
from ..rules.capaian import pertumbuhan
from ..rules.predikat import predikat
from ..schema.calculation import Place, calculation_order, calculation_order_of
from ..schema.model import Figure
from ..schema.sheets.beranda import RINGKASAN
from ..schema.version_1 import figure_tree
from .amounts import TABLE as BUDGET
from .amounts import Amounts, sum_of_cells
from .book import Book, Cells
from .budget import Budget
from .calculator import LazyRow, assembled, run
from .indicators import Indikator, Performance, Sasaran, Tujuan
from .key import key
from .tables import MEASURED, ComputedTables
from .version_1 import fill_hidden_columns

Made = TypeVar("Made")


class World(ComputedTables):
    """A computed book: its tables with their figures, the indicators and the budget."""

    _root: "World"

    def __init__(
        self, book: Book, base: "World | None" = None, wanted: frozenset[Place] | None = None, **changes: Any
    ) -> None:
        self._worlds: dict[tuple[Any, ...], World] = {}
        self._what_if: dict[str, LazyRow] = {}
        self._reached: dict[tuple[int, int], tuple[Cells, Any]] = {}
        self._remembered: dict[Any, Any] = {}
        self._started = self._panels_started = False
        super().__init__(book, base, wanted, **changes)

    # --- other worlds ----------------------------------------------------------------------------------------------
    def at(
        self,
        *,
        decimals: int | None = None,
        quarter: int | None = None,
        document: str | None = None,
        year: int | None = None,
        rounding: str | None = None,
    ) -> "World":
        """The same book computed otherwise; what is not given stays as in this world.

        Args:
            decimals: of a percent, any number. quarter: 1 to 4. document: ``Awal``, ``Perubahan``, ``Perubahan 2`` ...
            year: of the figures (target and realisasi of another year come from Riwayat and Renstra).
            rounding: ``Bulat`` or ``Potong``.
        """
        if document is not None:  # the same document by another name stays as it is set
            named = next((w for w in (self, self._root) if document in (w.document, w.defined["lk_pk"])), None)
            document = document if named is None else named.defined["lk_pilih"]
        wanted = {
            "lk_desimal": decimals,
            "lk_tw": quarter,
            "lk_pilih": document,
            "lk_tahun": year,
            "lk_bulat": rounding,
        }
        changes = {name: value for name, value in wanted.items() if value is not None and value != self.defined[name]}
        if not changes:
            return self
        state = tuple({**self.defined, **changes}[name] for name in wanted)
        base = self._root
        if state == tuple(base.defined[name] for name in wanted):
            return base
        if state not in base._worlds:
            base._worlds[state] = World(self.book, base, **dict(zip(wanted, state, strict=True)))
        return base._worlds[state]

    def remembered(self, make: Callable[["World"], Made]) -> Made:
        """What ``make(self)`` gives, made once for this world and kept as long as it is."""
        if make not in self._remembered:
            self._remembered[make] = make(self)
        result: Made = self._remembered[make]
        return result

    # --- computing ---------------------------------------------------------------------------------------------------
    def _structure(self, place: tuple[str, str]) -> Any:
        if place[0] != BUDGET or place[1][0] != "#":
            return None
        budget = self.budget
        return {
            "#uang": budget.native_money, "#blok": budget.native_blocks, "#ganda": budget.several,
            "#rusak": budget.amounts.withheld, "#hitungan": budget.native_counts,
        }[place[1]]  # fmt: skip

    def _compute(self) -> None:
        if self._started:
            return
        self._started = True
        tables = tuple(t for t in self.tables.values() if t.computed and not t.figures and not t.panel)
        for table in tables:
            names = [c.name for c in table.computed if c.formula is None and self._is_wanted(table.name, c)]
            if table.name == BUDGET:
                self.budget.fill(self._raw(BUDGET), [c.name for c in table.computed if self._is_wanted(BUDGET, c)])
            elif names:
                raise ValueError(f"{table.name}: nothing computes {', '.join(names)}")
        steps = calculation_order(tables) if self.wanted is None else calculation_order_of(tables, self.wanted)
        for step in steps:
            run(step, self._raw(step.table.name), self.environment)
        if self.book.first_version:
            fill_hidden_columns(self, self.amounts.shape)

    def _compute_panels(self) -> None:
        """The tables that only show what the others say: most worlds are never asked for them."""
        if self._panels_started:
            return
        self._panels_started = True
        self._show_summary()
        for step in calculation_order(tuple(table for table in self.tables.values() if table.panel)):
            run(step, self._raw(step.table.name), self.environment)

    # --- the year at a glance --------------------------------------------------------------------------------------
    @cached_property
    def summary(self) -> dict[str, Any]:
        """``{Kunci: value}`` of Beranda."""
        return {figure.key: self._figure(figure) for figure in RINGKASAN.figures}

    def _figure(self, figure: Figure) -> Any:
        return evaluate(assembled(figure_tree(figure, self.book.first_version)), self.environment)

    def figures(self, keys: Collection[str]) -> dict[str, Any]:
        """Some figures of Beranda by Kunci, the others not computed."""
        return {figure.key: self._figure(figure) for figure in RINGKASAN.figures if figure.key in keys}

    def outside_tables(self, tree: Any) -> Any:
        """Value of a formula that stands outside the tables (``schema.contract.loose_formulas``)."""
        self._show_summary()
        return evaluate(assembled(tree), self.environment)

    def set_figures(self, figures: dict[str, Any]) -> None:
        """Other values for figures of Beranda, for the formulas outside the tables, too."""
        self.summary.update(figures)
        for column in RINGKASAN.columns:
            self.columns.pop((RINGKASAN.name, column.name), None)

    def _show_summary(self) -> None:
        for column, values in zip(RINGKASAN.columns, (self.summary, self.summary.values()), strict=True):
            self.columns.setdefault((RINGKASAN.name, column.name), ColumnValues(values))

    # --- indicators ------------------------------------------------------------------------------------------------
    @cached_property
    def _measured(self) -> dict[str, Cells]:
        if self._root is not self:
            return self._root._measured
        result: dict[str, Cells] = {}
        for row in self._raw(MEASURED):
            if key(row["Kode"]):
                result.setdefault(key(row["Kode"]), row)
        return result

    @cached_property
    def _performance(self) -> Performance:
        return Performance(self, self.budget)

    @property
    def indikator(self) -> list[Indikator]:
        """The measured indicators of Jenis Sasaran."""
        return self._performance.indikator

    @property
    def indikator_lain(self) -> list[Indikator]:
        """The measured indicators of another Jenis (Tujuan, Program, Kegiatan, Sub Kegiatan)."""
        return self._performance.lain

    @property
    def sasaran(self) -> list[Sasaran]:
        """The sasaran of the measured indicators."""
        return self._performance.sasaran

    @property
    def tujuan(self) -> list[Tujuan]:
        """The tujuan of the measured indicators."""
        return self._performance.tujuan

    @property
    def mean_over(self) -> str:
        """What the office's mean is taken over: ``PK``, ``IKU`` or ``Sasaran``."""
        return next((x for x in ("IKU", "Sasaran") if key(x) == key(self.defined["lk_rata"])), "PK")

    @cached_property
    def office_indicators(self) -> list[Indikator]:
        """The indicators that stand in the office's mean, of whatever Jenis."""
        if self.mean_over == "Sasaran":
            return self.indikator
        source = f"PK {self.defined['lk_pk']}"
        every = (*self.indikator, *self.indikator_lain)
        return [i for i in every if (i["_IKU"] == 1 if self.mean_over == "IKU" else i["Sumber Target"] == source)]

    def indicator(self, code: Any) -> Indikator:
        """An indicator by its code, measured or not (then without realisasi)."""
        return Indikator(self.indicator_row(code), self.renstra(code))

    def indicator_row(self, code: Any) -> Cells:
        """Row of Pengukuran of an indicator as this world computes it; one that is not measured has no realisasi.

        In a world of another year, target and realisasi are those of that year.
        """
        if self._started and self.year == self._root.year and self._root is self and key(code) in self._measured:
            return self._measured[key(code)]
        if key(code) not in self._what_if:
            year, cells = self.year, {}
            if year != self._root.year:
                target, realisasi = self.target_in(code, year), self.realisasi_in(code, year)
                cells = {"Target": target, "Realisasi": realisasi, "_R0": self._root.number(code, realisasi)}
            self._what_if[key(code)] = self.what_if(code, **cells)
        return self._what_if[key(code)]

    def what_if(self, code: Any, defined: Cells | None = None, **cells: Any) -> LazyRow:
        """Row of Pengukuran of an indicator with some cells or defined names set otherwise.

        Args:
            code: its code. defined: defined names (``lk_turun``). cells: cells (``Target=87``); what rests on them
            follows.
        """
        table = self.tables[MEASURED]
        row = self._measured.get(key(code), {"Kode": code, "Sifat": "Posisi Akhir"})
        inputs = {c.name: row.get(c.name) for c in table.inputs}
        settings = {**self.defined, **defined} if defined else self.defined
        return LazyRow({**inputs, "#nomor": row.get("#nomor"), **cells}, table, settings, self.columns)

    def number(self, code: Any, value: Any) -> Any:
        """A target or realisasi of an indicator as the number that capaian compares with (a level is its score)."""
        return value if value.__class__ is ErrorValue else self.what_if(code, Target=value)["_T0"]

    def realisasi_to(self, indikator: Indikator, quarter: int) -> Any:
        """Realisasi of an indicator to the end of a quarter (TRW-05): a number, the level's label, or an error."""
        if quarter == self.quarter or indikator.isi.get("#nomor") is None:
            return indikator["Realisasi"]
        place = id(indikator.isi), quarter
        if place not in self._reached:
            table, defined = self.tables[MEASURED], {**self.defined, "lk_tw": quarter}
            inputs = {c.name: indikator[c.name] for c in table.inputs}
            row = LazyRow({**inputs, "#nomor": indikator["#nomor"]}, table, defined, self.columns)
            self._reached[place] = indikator.isi, row["Realisasi"]  # holds the row, so that its id stays its own
        return self._reached[place][1]

    # --- money -----------------------------------------------------------------------------------------------------
    @cached_property
    def amounts(self) -> Amounts:
        """Money by document and quarter, shared by all worlds of the book."""
        if self._root is not self:
            return self._root.amounts
        versions = self.rows("tbl_pagu_versi") if "tbl_pagu_versi" in self.tables else ()
        return Amounts(self._raw(BUDGET), self.defined["lk_uang"], self.book.first_version, versions)

    @cached_property
    def budget(self) -> Budget:
        """The budget of this world."""
        return Budget(self, self.amounts)

    def porsi_of(self, pagu: Any) -> Any:
        """Share of the office's pagu (ANG-04)."""
        return porsi(pagu, self.budget.pagu, self.decimals, self.rounding)

    def pertumbuhan_of(self, realisasi: Any, before: Any) -> Any:
        """Growth against last year (TUM-01); N/A unless both are numbers."""
        if not (is_number(realisasi) and is_number(before)):
            return NOT_AVAILABLE
        return pertumbuhan(realisasi, before, self.decimals, self.rounding)

    def predikat_of(self, capaian: Any) -> Any:
        """Predikat on the book's scale."""
        scale = (self.columns[("tbl_skala", c)] for c in ("Skala", "Batas Bawah", "Termasuk", "Predikat"))
        return predikat(capaian, self.defined["lk_skala"], *scale)

    def sisa_of(self, pagu: Any, realisasi: Any) -> Any:
        """What is left of an amount (ANG-03); also what a PK Perubahan adds to the first PK."""
        return sisa(pagu, realisasi)

    def sum_of(self, cells: Any) -> Any:
        """Sum of typed amounts: N/A without any number, the error where one of them is unusable."""
        return sum_of_cells(cells)
