"""The services of the office over the years (T-C.23): targets, realisasi and their ratio, with codes of their own."""

from functools import cached_property
from typing import Any

from ..expr.values import NOT_AVAILABLE, ErrorValue, is_number
from ..records import dataclass, field
from ..rules.bacaan_angka import is_not_available_mark
from ..rules.capaian import capaian_of_cells
from .book import Cells
from .key import key
from .world import World

SERVICES, HISTORY = "tbl_layanan", "tbl_riwayat_layanan"
LONGEST = 10
"""Years that a form shows at most: the last ones."""


@dataclass(slots=True, eq=False)
class Service:
    """One indicator of service.

    Attributes:
        row: its row of ``tbl_layanan``. group: what it stands under. number: its number within the group.
        years: ``{year: row of its history}``. linked: ``{year: (table, row)}`` of the indicator of Renstra that it is,
            for years that its own history lacks.
    """

    row: Cells
    group: str
    number: int
    years: dict[Any, Cells] = field(default_factory=dict)
    linked: dict[Any, Cells] = field(default_factory=dict)

    @property
    def tipe(self) -> Any:
        """Its Tipe; Angka when blank."""
        return self.row.get("Tipe") or "Angka"

    def cell(self, year: Any, name: str) -> tuple[str, Cells, Any]:
        """``(table, row, value)`` of Target or Realisasi in a year; the value is None where the cell is blank."""
        own = self.years.get(year)
        if own is not None:
            return HISTORY, own, own.get(name)
        row = self.linked.get(year, {})
        return "tbl_riwayat", row, row.get(name)


class Services:
    """The services of a world.

    Attributes:
        every: in the order of the sheet, those of one group together.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self.every: list[Service] = []
        if SERVICES not in world.tables:
            return
        groups: dict[str, list[Service]] = {}
        history: dict[str, dict[Any, Cells]] = {}
        for row in world.rows(HISTORY):
            if key(row["Kode"]):
                history.setdefault(key(row["Kode"]), {}).setdefault(row["Tahun"], row)
        for row in world.rows(SERVICES):
            if not key(row["Indikator"]):
                continue
            group = groups.setdefault(str(row.get("Kelompok") or ""), [])
            one = Service(row, str(row.get("Kelompok") or ""), len(group) + 1, history.get(key(row["Kode"]), {}))
            one.linked = self._linked(row.get("Kode Renstra"))
            group.append(one)
        self.every = [one for group in groups.values() for one in group]

    def _linked(self, code: Any) -> dict[Any, Cells]:
        if not key(code):
            return {}
        rows = self._world.rows("tbl_riwayat")
        own = [r for r in rows if key(r["Kode"]) == key(code) and key(r["Lingkup"]) in ("", "instansi")]
        return {r["Tahun"]: r for r in own}

    @cached_property
    def years(self) -> list[int]:
        """The years of which anything is known, the last ten."""
        found = {y for one in self.every for y in (*one.years, *one.linked) if is_number(y)}
        return [int(y) for y in sorted(found)][-LONGEST:]

    @cached_property
    def by_key(self) -> dict[str, Service]:
        """``{key of a Kode: service}``."""
        result: dict[str, Service] = {}
        for one in self.every:
            if key(one.row["Kode"]):
                result.setdefault(key(one.row["Kode"]), one)
        return result

    def ratio(self, one: Service, year: Any, decimals: Any = None, rounding: Any = None) -> Any:
        """Realisasi against target by the rule of capaian, without a cap.

        Returns:
            A ratio; N/A where target or realisasi is not available; None where one of the cells is blank.
        """
        target, realisasi = (one.cell(year, name)[2] for name in ("Target", "Realisasi"))
        if _absent(target) or _absent(realisasi):
            return NOT_AVAILABLE
        if target is None or realisasi is None:
            return None
        world = self._world
        levels = (world.columns[("tbl_tingkat", c)] for c in ("Skala Tingkat", "Tingkat", "Skor"))
        scale = one.row.get("Skala Tingkat") if key(one.tipe) == "tingkat" else one.tipe
        return capaian_of_cells(
            target, realisasi, one.row.get("Arah") or "Naik", scale or "", world.defined["lk_turun"],
            world.defined["lk_tingkat"], world.defined["lk_nol"], None,
            world.decimals if decimals is None else decimals, world.rounding if rounding is None else rounding, *levels,
        )  # fmt: skip


def _absent(value: Any) -> bool:
    return value.__class__ is ErrorValue or is_not_available_mark(value)


def services_of(world: World) -> Services:
    """The services of a world's office, made once."""
    return world.remembered(Services)
