"""The report's own dates: when it was made, reviewed, sent and published, and whether that was in time."""

from datetime import date
from typing import Any, NamedTuple

from ..rules.tanggal import read_date
from .world import World

STAGES = (
    ("tanggal_dibuat", "Laporan kinerja selesai disusun"), ("tanggal_reviu", "Laporan kinerja direviu"),
    ("tanggal_kirim", "Laporan kinerja dikirim"), ("tanggal_terbit", "Laporan kinerja diterbitkan"),
)  # fmt: skip
DUE = ("tanggal_kirim",)
"""The stages that have to be over by the due date."""


class Stage(NamedTuple):
    """One stage: its setting, what it is called, the date as typed."""

    key: str
    text: str
    value: Any

    @property
    def day(self) -> date | None:
        """The date; None for a text that is none."""
        found = read_date(self.value)
        try:
            return date(*found) if found else None
        except (TypeError, ValueError):
            return None


def report_dates(world: World) -> list[Stage]:
    """The stages with a date, in their order."""
    every = (Stage(name, text, world.settings.get(name)) for name, text in STAGES)
    return [one for one in every if one.value not in (None, "")]


def due_date(world: World) -> date | None:
    """By when the report has to be sent: three months after its year (SE MenPANRB 46/2020)."""
    return date(world.year + 1, 3, 31) if world.year is not None else None


def late_by(world: World, one: Stage) -> int | None:
    """Days after the due date (0 or less: in time); None where there is nothing to compare."""
    due, day = due_date(world), one.day
    return (day - due).days if one.key in DUE and due is not None and day is not None else None
