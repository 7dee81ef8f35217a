"""Evaluation of Renja (E.81): programs, kegiatan and sub kegiatan of the year against the plan, figures and money."""

from functools import cached_property
from typing import Any

from ..expr.values import NOT_AVAILABLE, ErrorValue, is_number
from ..records import dataclass
from ..rules.bacaan_angka import is_not_available_mark
from ..rules.capaian import capaian_of_cells
from ..rules.rencana import realisasi_renstra, target_akhir_periode
from ..schema.choices import TRIWULAN
from .book import Cells
from .budget import BudgetRow
from .indicators import Indikator
from .key import key
from .plan_period import period_of
from .program_plan import program_plans_of
from .world import World

TABLE = "tbl_renja"
STATE, ADDED = "Posisi Akhir", "Akumulasi"
_FIRST = 3  # Tingkat from which a row of the budget is a line of the form: Program


@dataclass(slots=True, eq=False)
class RenjaLine:
    """One line of the form.

    Attributes:
        row: its row of the budget; None for an indicator that no row names.
        indicator: whose figures it shows; None for a row without an indicator of its own level.
        first: the first line of its row, which shows its name and its money.
        sasaran: wording of the sasaran that it serves.
    """

    row: BudgetRow | None
    indicator: Indikator | None
    first: bool
    sasaran: Any = None

    @property
    def sifat(self) -> str:
        """How the indicator's figures come together over the years: only counts are added, never a percentage."""
        if self.indicator is None or key(self.indicator.tipe) != "angka":
            return STATE
        return str(self.indicator.isi.get("Sifat") or STATE)


class Renja:
    """The evaluation of a world."""

    def __init__(self, world: World) -> None:
        self._world = world
        rows = world.rows(TABLE) if TABLE in world.tables else []
        self._typed = {key(r["Kode"]): r for r in reversed(rows) if key(r.get("Kode"))}
        self._years = [y for y in period_of(world).target_years if world.year is None or y < world.year]

    @property
    def present(self) -> bool:
        """Whether the module holds anything."""
        return bool(self._typed)

    def typed(self, indicator: Indikator) -> Cells:
        """The row of the module of an indicator; {} when there is none."""
        return self._typed.get(key(indicator.kode), {})

    @property
    def typed_rows(self) -> list[Cells]:
        """The rows of the module."""
        return list(reversed(self._typed.values()))

    # --- lines -------------------------------------------------------------------------------------------------------
    @cached_property
    def lines(self) -> list[RenjaLine]:
        """The rows of the budget from Program down, each with its own indicators; then indicators that no row names."""
        world = self._world
        measured = {key(i.kode): i for i in (*world.indikator, *world.indikator_lain)}
        owned = self._by_budget_code(measured)
        result: list[RenjaLine] = []
        told: set[str] = set()
        above: Any = None
        for row in world.budget.rows:
            if row.jenis != 1 or row.tk < _FIRST or not world.budget.printed(row):
                continue
            named = [measured[key(c)] for c in row.indikator if key(c) in measured]
            above = next((i.sasaran.nama for i in named if i.sasaran), above if row.tk > _FIRST else None)
            own = owned.get(key(row.kode), [])
            own += [i for i in named if i not in own and key(i.renstra.get("Jenis")) == key(row.tingkat)]
            served = above or next((self._sasaran_of(i) for i in own), None)
            for n, one in enumerate(own or [None]):
                result.append(RenjaLine(row, one, n == 0, served))
                told.add(key(one.kode) if one else "")
        for code in self._typed:
            one = measured.get(code)
            if one is not None and code not in told:
                result.append(RenjaLine(None, one, True, one.sasaran.nama if one.sasaran else self._sasaran_of(one)))
        return result

    def _by_budget_code(self, measured: dict[str, Indikator]) -> dict[str, list[Indikator]]:
        result: dict[str, list[Indikator]] = {}
        for one in measured.values():
            if key(one.renstra.get("Kode Anggaran")) and key(one.renstra.get("Jenis")) not in ("tujuan", "sasaran"):
                result.setdefault(key(one.renstra["Kode Anggaran"]), []).append(one)
        return result

    def _sasaran_of(self, one: Indikator) -> Any:
        seen: set[str] = set()
        row = one.renstra
        while row and key(row.get("Kode")) not in seen:
            if key(row.get("Sasaran")):
                return row["Sasaran"]
            seen.add(key(row.get("Kode")))
            row = self._world.renstra(row.get("Induk"))
        return None

    # --- figures -----------------------------------------------------------------------------------------------------
    def end_target(self, line: RenjaLine) -> Any:
        """(5) K: target at the end of the plan, by Sifat (REN-01)."""
        one = line.indicator
        if one is None:
            return None
        cells = [one.renstra.get(f"Target {year}") for year in period_of(self._world).target_years]
        if key(one.tipe) == "tingkat" or not any(map(is_number, cells)):
            return next((c for c in reversed(cells) if c is not None), None)
        return target_akhir_periode(cells, line.sifat)

    def before(self, line: RenjaLine) -> Any:
        """(6) K: as typed; else from Riwayat: the sum for Akumulasi, else the last year that has one."""
        one = line.indicator
        if one is None:
            return None
        typed = self.typed(one).get("Realisasi Lalu K")
        if typed is not None:
            return typed
        values = [self._world.history(one.kode, year).get("Realisasi") for year in self._years]
        if not self._years:
            return 0 if key(line.sifat) == key(ADDED) else None
        if key(line.sifat) == key(ADDED):
            return sum(values) if all(map(is_number, values)) else NOT_AVAILABLE
        return next((v for v in reversed(values) if v is not None), NOT_AVAILABLE)

    def quarter(self, line: RenjaLine, n: int) -> Any:
        """(8-11) K: the quarter's own figure, as typed; None for a quarter that has not come."""
        if line.indicator is None or n > self._world.quarter:
            return None
        return line.indicator.isi.get(f"Realisasi TW{n}")

    def to_date(self, line: RenjaLine) -> Any:
        """(13) K: of the plan to date, by Sifat (REN-02): added only for Akumulasi."""
        one = line.indicator
        if one is None:
            return None
        now = one["Realisasi"]
        if key(line.sifat) != key(ADDED):
            return now
        return realisasi_renstra(self.before(line), now, line.sifat) if is_number(now) else NOT_AVAILABLE

    def ratio(self, line: RenjaLine, target: Any, realisasi: Any) -> Any:
        """A realisasi against a target by the rule of capaian, without a cap; N/A where one is not available."""
        one = line.indicator
        if one is None or any(x is None or x.__class__ is ErrorValue or is_not_available_mark(x)
                              for x in (target, realisasi)):  # fmt: skip
            return None if one is None else NOT_AVAILABLE
        world = self._world
        levels = (world.columns[("tbl_tingkat", c)] for c in ("Skala Tingkat", "Tingkat", "Skor"))
        scale = one.renstra.get("Skala Tingkat") if key(one.tipe) == "tingkat" else one.tipe
        return capaian_of_cells(
            target, realisasi, one.renstra.get("Arah") or "Naik", scale or "", world.defined["lk_turun"],
            world.defined["lk_tingkat"], world.defined["lk_nol"], None, world.decimals, world.rounding, *levels,
        )  # fmt: skip

    def level(self, line: RenjaLine) -> Any:
        """(14) K: how far the plan has come, 13 against 5."""
        return self.ratio(line, self.end_target(line), self.to_date(line))

    @cached_property
    def mean(self) -> Any:
        """Mean of (14) K over the indicators that have one."""
        levels = [self.level(line) for line in self.lines if line.indicator is not None]
        return self._world.mean_of([x for x in levels if is_number(x)])

    # --- money -------------------------------------------------------------------------------------------------------
    def end_money(self, line: RenjaLine) -> Any:
        """(5) Rp: money of all years of the plan for the row's code."""
        if line.row is None:
            return None
        plan = program_plans_of(self._world).in_force
        node = plan.by_key.get(key(line.row.kode)) if plan and key(line.row.kode) else None
        return node.money_over(period_of(self._world).money_years) if node else NOT_AVAILABLE

    def money_before(self, line: RenjaLine) -> Any:
        """(6) Rp: as typed on the row's indicators, else the sum of the rows beneath; 0 in the plan's first year."""
        if line.row is None:
            return None
        return self._money_before(line.row)

    def _money_before(self, row: BudgetRow) -> Any:
        own = [self.typed(x.indicator).get("Realisasi Lalu Rp") for x in self._lines_of(row) if x.indicator]
        typed = [v for v in own if v is not None]
        if typed:
            return sum(typed) if all(map(is_number, typed)) else NOT_AVAILABLE
        children = [r for r in self._world.budget.rows if r.leluhur and r.leluhur[0] == row.letak and r.tk >= _FIRST]
        amounts = [self._money_before(r) for r in children]
        if amounts and all(map(is_number, amounts)):
            return sum(amounts)
        return 0 if not self._years else NOT_AVAILABLE

    def _lines_of(self, row: BudgetRow) -> list[RenjaLine]:
        return self._by_row.get(row.letak, [])

    @cached_property
    def _by_row(self) -> dict[int, list[RenjaLine]]:
        result: dict[int, list[RenjaLine]] = {}
        for line in self.lines:
            if line.row is not None:
                result.setdefault(line.row.letak, []).append(line)
        return result

    def quarter_money(self, line: RenjaLine, n: int) -> Any:
        """(8-11) Rp: the quarter's own money; None for a quarter that has not come.

        N/A while a row beneath says nothing of the quarter or of the one before: the difference of two sums that do
        not hold the same rows is nobody's money.
        """
        if line.row is None or n > self._world.quarter:
            return None
        budget = self._world.budget
        if any(budget.unfilled_at(k)[line.row.letak] for k in (n - 1, n) if k):
            return NOT_AVAILABLE
        now = line.row.realisasi_tw[n - 1]
        before = line.row.realisasi_tw[n - 2] if n > TRIWULAN[0] else 0
        return now - before if is_number(now) and is_number(before) else NOT_AVAILABLE

    def money_to_date(self, line: RenjaLine) -> Any:
        """(13) Rp: 6 + 12."""
        if line.row is None:
            return None
        before, now = self.money_before(line), line.row.realisasi
        return before + now if is_number(before) and is_number(now) else NOT_AVAILABLE

    def money_level(self, line: RenjaLine) -> Any:
        """(14) Rp: 13 / 5."""
        if line.row is None:
            return None
        end, now = self.end_money(line), self.money_to_date(line)
        return self._world.serapan_of(now, end) if is_number(end) and is_number(now) else NOT_AVAILABLE

    # --- the year after ----------------------------------------------------------------------------------------------
    def carried(self) -> dict[str, Cells]:
        """What the module of the next year's book holds of earlier years: ``{key of Kode: cells}``.

        Figures as (13) K gives them. Money of a row of the budget stands on its first indicator, so that the row's sum
        is its (13) Rp; what is not available is left out, and next year's (6) asks Riwayat again.
        """
        result: dict[str, Cells] = {}
        for line in self.lines:
            if line.indicator is None or not self.typed(line.indicator):
                continue
            cells = result.setdefault(key(line.indicator.kode), {})
            reached = self.to_date(line)
            if is_number(reached) or (reached.__class__ is str and reached and not is_not_available_mark(reached)):
                cells["Realisasi Lalu K"] = reached
        for lines in self._by_row.values():
            own = [line.indicator for line in lines if line.indicator is not None and self.typed(line.indicator)]
            total = self.money_to_date(lines[0])
            others = [v for one in own[1:] if is_number(v := self.typed(one).get("Realisasi Lalu Rp"))]
            if own and is_number(total):
                result[key(own[0].kode)]["Realisasi Lalu Rp"] = total - sum(others)
                for one in own[1:]:
                    if is_number(v := self.typed(one).get("Realisasi Lalu Rp")):
                        result[key(one.kode)]["Realisasi Lalu Rp"] = v
        return result


def renja_of(world: World) -> Renja:
    """The evaluation of Renja of a world, made once."""
    return world.remembered(Renja)
