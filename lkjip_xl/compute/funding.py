"""The money of past years by urusan, program, kegiatan and sub kegiatan (T-C.24), and by source."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from ..expr.values import NOT_AVAILABLE, is_number
from ..records import dataclass, field
from ..rules.pertumbuhan import GROWTH, pertumbuhan_periode
from ..schema.sheets.riwayat import TINGKAT_RIWAYAT
from .book import Cells
from .key import key
from .services import LONGEST
from .world import World

TABLE = "tbl_riwayat_anggaran"
PAGU, REALISASI = "Pagu", "Realisasi"
_LEVEL = {name.casefold(): n for n, name in enumerate(TINGKAT_RIWAYAT)}
_URUSAN = _LEVEL["urusan"]
_FLAT = len(_LEVEL)
_TOTAL = re.compile(r"(?:grand )?(?:total|jumlah)\b.*").fullmatch


@dataclass(slots=True, eq=False)
class Funded:
    """One line of the table.

    Attributes:
        name, code: as written. level: place in ``TINGKAT_RIWAYAT``; beyond it for a row without Tingkat.
        depth: steps below the top. cells: ``{year: rows of Riwayat Anggaran}``, one for each source of money.
        children: what it is the sum of.
    """

    name: str
    code: Any = None
    level: int = _FLAT
    depth: int = 0
    cells: dict[Any, list[Cells]] = field(default_factory=dict)
    children: "list[Funded]" = field(default_factory=list)

    def typed(self, year: Any, what: str) -> tuple[list[Cells], Any]:
        """``(rows, amount)`` as typed in a year; the amount is None where nothing stands there."""
        rows = self.cells.get(year, [])
        whole = [r for r in rows if not key(r.get("Sumber Dana"))] or rows
        values = [r.get(what) for r in whole if r.get(what) is not None]
        numbers = [v for v in values if is_number(v)]
        return whole, sum(numbers) if numbers else (NOT_AVAILABLE if values else None)

    def amount(self, year: Any, what: str) -> Any:
        """Pagu or Realisasi of a year: as typed, else the sum of the children; N/A where there was no money."""
        typed = self.typed(year, what)[1]
        return self.sum_of_children(year, what) if typed is None else typed

    def waiting(self, year: Any, what: str) -> int:
        """How many rows that the amount of a year rests on do not say it, though they say the other amount or N/A.

        A line without a row in a year had no money then, and lacks nothing.
        """
        rows, typed = self.typed(year, what)
        if typed is None and self.children:
            return waiting_of(self.children, year, what)
        other = REALISASI if what == PAGU else PAGU
        silent = (r for r in rows if not is_number(r.get(what)))
        return sum(1 for r in silent if r.get(what) not in (None, "") or is_number(r.get(other)))

    def sum_of_children(self, year: Any, what: str) -> Any:
        """The sum of what stands beneath; N/A where nothing does."""
        return total_of(self.children, year, what)


def total_of(lines: Iterable[Funded], year: Any, what: str) -> Any:
    """Sum of Pagu or Realisasi of some lines in a year; those without money then are left out."""
    numbers = [v for one in lines if is_number(v := one.amount(year, what))]
    return sum(numbers) if numbers else NOT_AVAILABLE


def waiting_of(lines: Iterable[Funded], year: Any, what: str) -> int:
    """``Funded.waiting`` of the sum of some lines."""
    return sum(one.waiting(year, what) for one in lines)


class Funding:
    """Riwayat Anggaran as a tree.

    Attributes:
        roots: lines that stand on top. totals: lines that the table itself calls a total.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self.roots: list[Funded] = []
        self.totals: list[Funded] = []
        self._rows = [r for r in world.rows(TABLE) if key(r["Uraian"]) and is_number(r["Tahun"])]
        found: dict[tuple[str, str, str], Funded] = {}
        urusan: dict[int, str] = {}
        for row in self._rows:
            place = (key(row.get("Kode")), key(row["Uraian"]), key(row.get("Urusan")))
            line = found.get(place)
            if line is None:
                level = _LEVEL.get(key(row.get("Tingkat")), _FLAT)
                line = found[place] = Funded(str(row["Uraian"]), row.get("Kode"), level)
                urusan[id(line)] = str(row.get("Urusan") or "")
            line.cells.setdefault(int(row["Tahun"]), []).append(row)
        lines = list(found.values())
        self.totals = [x for x in lines if x.level == _FLAT and _TOTAL(key(x.name))]
        self._place([x for x in lines if x not in self.totals], urusan)

    def _place(self, lines: list[Funded], urusan: dict[int, str]) -> None:
        if lines and all(key(x.code) for x in lines):
            lines = sorted(lines, key=lambda x: _natural(x.code))
        groups: dict[str, list[Funded]] = {}
        for line in lines:
            groups.setdefault(urusan[id(line)], []).append(line)
        for name, own in groups.items():
            above: list[Funded] = []
            if name and not any(x.level <= _URUSAN or key(x.name) == key(name) for x in own):
                above = [Funded(name, None, _URUSAN)]
                self.roots += above
            for line in own:
                while above and above[-1].level >= line.level:
                    above.pop()
                line.depth = len(above)
                (above[-1].children if above else self.roots).append(line)
                above.append(line)

    @cached_property
    def lines(self) -> list[Funded]:
        """Every line, from the top, each before its children."""
        result: list[Funded] = []

        def walk(some: list[Funded]) -> None:
            for line in some:
                result.append(line)
                walk(line.children)

        walk(self.roots)
        return result

    @cached_property
    def years(self) -> list[int]:
        """The years of which an amount is known, the last ten."""
        return sorted({int(r["Tahun"]) for r in self._rows})[-LONGEST:]

    @property
    def told(self) -> bool:
        """Whether the book says of any row what it is: its Tingkat, its Urusan or its source of money."""
        return any(key(r.get(c)) for r in self._rows for c in ("Tingkat", "Urusan", "Sumber Dana"))

    def ratio(self, pagu: Any, realisasi: Any, decimals: Any = None, rounding: Any = None) -> Any:
        """Realisasi over pagu; N/A where one of them is."""
        if not (is_number(pagu) and is_number(realisasi)):
            return NOT_AVAILABLE
        world = self._world if decimals is None else self._world.at(decimals=decimals, rounding=rounding)
        return world.serapan_of(realisasi, pagu)

    def growth(self, amounts: Iterable[Any], decimals: Any = None, rounding: Any = None) -> Any:
        """Growth a year by ``metode_pertumbuhan``, from the first to the last year with an amount; N/A for one year.

        Args:
            amounts: of the years, those of ``whole_amounts``.
        """
        values = list(amounts)
        known = [n for n, v in enumerate(values) if is_number(v)]
        if len(known) < 2:
            return NOT_AVAILABLE
        world = self._world
        return pertumbuhan_periode(
            values[known[0] : known[-1] + 1], world.settings.get("metode_pertumbuhan") or GROWTH[0],
            world.decimals if decimals is None else decimals, world.rounding if rounding is None else rounding,
        )  # fmt: skip

    def whole_amounts(self, line: Any, what: str) -> list[Any]:
        """Pagu or Realisasi of a line or a total in each of ``years``; N/A in a year in which part of it is unknown."""
        return [NOT_AVAILABLE if line.waiting(y, what) else line.amount(y, what) for y in self.years]

    # --- by source ---------------------------------------------------------------------------------------------------
    @cached_property
    def sources(self) -> list[str]:
        """The sources of money, in the order of the sheet."""
        return list(dict.fromkeys(str(r["Sumber Dana"]).strip() for r in self._rows if key(r.get("Sumber Dana"))))

    @cached_property
    def by_source(self) -> list[tuple[str, list[tuple[int, dict[str, tuple[Cells, ...]]]]]]:
        """``[(name of the line, [(year, {source: rows}), ...]), ...]`` of the lines that tell their sources."""
        result = []
        for line in self.lines:
            years = []
            for year in self.years:
                own: dict[str, list[Cells]] = {}
                for row in line.cells.get(year, []):
                    if key(row.get("Sumber Dana")):
                        own.setdefault(str(row["Sumber Dana"]).strip(), []).append(row)
                if own:
                    years.append((year, {name: tuple(rows) for name, rows in own.items()}))
            if years:
                result.append((line.name, years))
        return result


def _natural(code: Any) -> tuple[Any, ...]:
    return tuple((0, int(p), "") if p.isdigit() else (1, 0, p) for p in re.split(r"[.\s]+", str(code).strip()))


def funding_of(world: World) -> Funding:
    """The money of past years of a world, made once."""
    return world.remembered(Funding)
