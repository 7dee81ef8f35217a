"""Figures beside the year's own: past years, province and nation, tujuan; by the same rules as the book's."""

from typing import Any

from ..expr.values import NOT_AVAILABLE, compare_values, is_number
from ..rules.tanggal import read_date
from .book import Cells
from .data_year import earlier_year
from .growing import against_year, is_dated
from .indicators import Indikator
from .key import key
from .world import World

OUTSIDE = ("Provinsi", "Nasional")


class Comparison:
    """What a world is compared with.

    Attributes:
        scopes: ``Provinsi`` and ``Nasional``, those of which Riwayat has realisasi.
        national_target: Riwayat has targets of the nation.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self.scopes: set[str] = set()
        self.national_target = False
        self._latest: dict[tuple[str, str], Cells] = {}
        for cells in world.rows("tbl_riwayat"):
            scope = next((s for s in OUTSIDE if key(s) == key(cells.get("Lingkup"))), None)
            year: Any = cells.get("Tahun")
            if scope is None or not is_number(year) or (world.year is not None and year > world.year):
                continue
            if scope == "Nasional" and cells.get("Target") is not None:
                self.national_target = True
            if cells.get("Realisasi") is None:
                continue
            self.scopes.add(scope)
            place = (key(cells.get("Kode")), scope)
            if place not in self._latest or year > self._latest[place]["Tahun"]:
                self._latest[place] = cells

    # --- other years -----------------------------------------------------------------------------------------------
    def target(self, indikator: Indikator, year: Any) -> Any:
        """Target of a year: the report's own year as measured, else Riwayat, else Renstra; None when there is none."""
        if year == self._world.year:
            return indikator["Target"]
        return self._world.target_in(indikator.kode, year)

    def realisasi(self, indikator: Indikator, year: Any) -> Any:
        """Realisasi of a year: the report's own year as measured, else Riwayat; N/A when there is none."""
        if year == self._world.year:
            return indikator["Realisasi"]
        return self._world.realisasi_in(indikator.kode, year)

    def capaian(self, indikator: Indikator, year: Any) -> Any:
        """Capaian of a year, by the rules and the cap of the book."""
        if year == self._world.year:
            return against_year(self._world, indikator, "Capaian")
        return self._world.at(year=year).indicator_row(indikator.kode)["Capaian"]

    # --- province and nation ---------------------------------------------------------------------------------------
    def outside(self, indikator: Indikator, scope: str) -> Cells:
        """Row of Riwayat of the province or nation: the report's year, else the latest year before it; {} if none."""
        cells = self._world.history(indikator.kode, self._world.year, scope)
        if cells.get("Realisasi") is not None:
            return cells
        return self._latest.get((key(indikator.kode), scope), cells)

    def growth(self, indikator: Indikator) -> Any:
        """Growth of realisasi against last year (TUM-01); N/A of a level, of a day, and of an earlier year's value."""
        years = self._two_years(indikator)
        return NOT_AVAILABLE if years is None else self._world.pertumbuhan_of(*years)

    def is_from_nothing(self, indikator: Indikator) -> bool:
        """Whether growth is N/A for no other reason than that last year's realisasi is not above 0 (TUM-01)."""
        now, before = self._two_years(indikator) or (None, None)
        return is_number(now) and is_number(before) and before <= 0

    def _two_years(self, indikator: Indikator) -> tuple[Any, Any] | None:
        """Realisasi of the year and of the one before, as numbers (H+5 and the like are some too); None where they are
        not compared."""
        world, year = self._world, self._world.year
        if key(indikator.tipe) == "tingkat" or is_dated(indikator) or year is None:
            return None
        if earlier_year(world, indikator) is not None:
            return None
        now, before = (world.number(indikator.kode, self.realisasi(indikator, one)) for one in (year, year - 1))
        return now, before

    def compared(self, indikator: Indikator, other: Any, year: Any = None) -> int | None:
        """1 when the realisasi is better than another one, 0 when equal, -1 when worse, None if unknown.

        By Arah; of two days the earlier is better, each within its own year. ``year``: of the other realisasi, when it
        is not the report's.
        """
        ours, theirs = (self._world.number(indikator.kode, x) for x in (indikator["Realisasi"], other))
        if not (is_number(ours) and is_number(theirs)):
            return None
        if is_dated(indikator):
            mine, other_day = _day(ours, self._world.year), _day(theirs, self._world.year if year is None else year)
            if mine is None or other_day is None:
                return None
            return (mine < other_day) - (mine > other_day)
        difference: int = compare_values(ours, theirs)
        return -difference if key(indikator.renstra.get("Arah")) == "turun" else difference

    # --- tujuan ----------------------------------------------------------------------------------------------------
    def tujuan_indicators(self) -> list[tuple[str, list[Indikator]]]:
        """Indicators of tujuan with a target or a realisasi of the year, as ``[(wording, [Indikator, ...]), ...]``.

        One that is measured in Pengukuran keeps those figures; for another the target is that of Renstra, the
        realisasi that of Riwayat.
        """
        measured = {key(i.kode): i for i in self._world.indikator_lain}
        result: dict[str, list[Indikator]] = {}
        for renstra in self._world.renstra_rows:
            if key(renstra.get("Jenis")) != "tujuan":
                continue
            one = measured.get(key(renstra["Kode"])) or self._unmeasured(renstra)
            if one is not None:
                result.setdefault(renstra.get("Tujuan") or "", []).append(one)
        return list(result.items())

    def _unmeasured(self, renstra: Cells) -> Indikator | None:
        world, code = self._world, renstra["Kode"]
        target = renstra.get(f"Target {world.year}")
        realisasi = world.history(code, world.year).get("Realisasi")
        if target is None and realisasi is None:
            return None
        target, realisasi = (NOT_AVAILABLE if x is None else x for x in (target, realisasi))
        cells = {"Indikator": renstra.get("Indikator") or str(code), "Target": target, "Realisasi": realisasi,
                 "Sumber Target": "Renstra", "_R0": world.number(code, realisasi)}  # fmt: skip
        return Indikator(world.what_if(code, **cells), renstra)


def _day(value: Any, year: Any) -> tuple[int, int, int] | None:
    """A day within the year that it is counted for: how many years later it fell, month, day."""
    read = read_date(value)
    return None if read is None or not is_number(year) else (read[0] - int(year), *read[1:])


def comparison_of(world: World) -> Comparison:
    """The comparisons of a world, made once."""
    return world.remembered(Comparison)
