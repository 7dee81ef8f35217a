"""The register of slots: what ``{kata}`` in a row of ``tbl_naskah`` stands for, each declared once with its meaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from ..compute.world import World
from ..discovery import load_modules
from ..expr.values import is_number
from ..reports.forms.analysis import Analysis, analysis_of
from ..reports.layout.cells import text_of
from ..reports.layout.source import Cell, Source
from .pieces import Reports

Things = Mapping[str, Any]
"""What the row is repeated for, by name: ``{"sasaran": Sasaran, "indikator": Indikator}``."""


class Answer(NamedTuple):
    """What a slot stands for: its text as printed, the value behind it, and where that comes from."""

    text: str
    value: Any = None
    source: Source | None = None


class Scope(NamedTuple):
    """What slots are filled from: the computed book, its reports, and what the row is repeated for."""

    world: World
    analysis: Analysis
    reports: Reports
    things: Things = {}

    def within(self, name: str, thing: Any) -> Scope:
        """The scope of one of the things that a row is repeated for."""
        return self._replace(things={**self.things, name: thing})


def scope_of(world: World) -> Scope:
    """The scope of rows that are not repeated."""
    return Scope(world, analysis_of(world), Reports(world))


class Slot(NamedTuple):
    """One slot.

    Attributes:
        name: what stands between the brackets. about: what it gives, Indonesian, for docs/naskah.md.
        answer: function of the scope that gives its text, ``Answer``, or cell of a report.
        of: what a row has to be repeated for; "" for a slot of every row.
        figure: it gives a number, so that a number typed in its place is a finding.
    """

    name: str
    about: str
    answer: Callable[[Scope], Answer | Cell | str]
    of: str = ""
    figure: bool = False

    def fill(self, scope: Scope) -> Answer:
        """What it stands for in a scope."""
        given = self.answer(scope)
        if isinstance(given, str):
            return Answer(given)
        if isinstance(given, Cell):
            return Answer(text_of(given), given.value, given.source)
        return given


_REGISTER: dict[str, Slot] = {}
SlotFunction = Callable[[Scope], Answer | Cell | str]


def slot(name: str, about: str, of: str = "", figure: bool = False) -> Callable[[SlotFunction], SlotFunction]:
    """Decorator: registers the function beneath it as a slot; the arguments are the attributes of ``Slot``."""

    def register(answer: SlotFunction) -> SlotFunction:
        if name in _REGISTER:
            raise ValueError(f"slot declared twice: {name}")
        _REGISTER[name] = Slot(name, about, answer, of, figure)
        return answer

    return register


@cache
def all_slots() -> dict[str, Slot]:
    """Every slot by name, in the order of their declaration, module by module whichever was loaded first."""
    load_modules("lkjip_xl.naskah.filling")
    return dict(sorted(_REGISTER.items(), key=lambda item: item[1].answer.__module__))


def amount(cell: Cell) -> Answer:
    """The cell of an amount with the sign of rupiah before it: ``Rp10.180.573.349``."""
    text = text_of(cell)
    if is_number(cell.value):
        text = "-Rp" + text[1:] if text.startswith("-") else "Rp" + text
    return Answer(text, cell.value, cell.source)
