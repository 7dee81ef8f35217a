"""What a report declares of itself: the entry of the register (``registry``)."""

from collections.abc import Callable, Sequence
from typing import Any

from ..compute.world import World
from ..records import dataclass
from .layout.columns import ColumnSet
from .layout.form import Form

Tables = Sequence[ColumnSet] | Callable[[], Sequence[ColumnSet]]


@dataclass(frozen=True, slots=True)
class Report:
    """One report, or a series of like ones.

    Attributes:
        id: its own id, such as ``LAP-CAPAIAN``; of a series what stands before the number (``LAP-SASARAN-``).
        sheet, title: name of its sheet, and what it is, for lists and help; ``{n}`` is a series' number.
        blocks: function that gives its ``Form``; it takes the world, of a series the member, of a report that is
            written on request what was asked with it.
        when: whether it is written unasked, given the world.
        possible: whether this book can have it, in either form of Bab III and at any quarter.
        each: of a series its members by number, given the world.
        on_request: it is only written when a flow asks for it by name.
        about: when it is written, for ``docs/laporan.md`` and for a book that lacks it.
        needs: the table that it shows, where that belongs to an optional module, or is filled for a module's sake.
        module: the module without which a book cannot have it, where that is not the one of ``needs``.
        of_profiles: only profiles print it.
        columns: its tables with their columns, for the same page; or a function that gives them.
        order: place among the reports.
        wide_money: its amounts print in millions or billions where the book wants that (``satuan_uang``).
        chapter: part of the LKjIP that it stands in (``registry.CHAPTERS``); "" for one that is no part of it.
        rests_on: what its figures rest on as a whole (``doubts``): where that is doubtful, its sheet says so. By
            default the running quarter, and what was reached, for a report of Bab III, of Bab IV and a working paper.
    """

    id: str
    sheet: str
    title: str
    blocks: Callable[..., Form]
    when: Callable[[Any], bool]
    possible: Callable[[Any], bool]
    each: Callable[[Any], dict[int, Any]] | None
    on_request: bool
    about: str
    columns: Tables
    order: float
    chapter: str = "Lampiran"
    wide_money: bool = False
    rests_on: tuple[str, ...] = ()
    needs: str = ""
    module: str = ""
    of_profiles: bool = False

    @property
    def is_plan(self) -> bool:
        """Whether it says what was planned, and nothing of what was reached or spent."""
        return self.chapter == "Bab II Perencanaan Kinerja" and not self.rests_on

    @property
    def tables(self) -> tuple[ColumnSet, ...]:
        """Its tables with their columns."""
        return tuple(self.columns() if callable(self.columns) else self.columns)

    def members(self, world: World) -> dict[str, tuple[str, str, tuple[Any, ...]]]:
        """``{id: (sheet, title, arguments of blocks after the world)}`` that this book can have."""
        if not self.possible(world):
            return {}
        if self.each is None:
            return {self.id: (self.sheet, self.title, ())}
        return {
            f"{self.id}{n}": (self.sheet.format(n=n), self.title.format(n=n), (member,))
            for n, member in self.each(world).items()
        }

    def knows(self, id: str) -> bool:
        """Whether an id is this report's, also one that the book at hand does not have."""
        return id == self.id if self.each is None else id.startswith(self.id) and id[len(self.id) :].isdigit()
