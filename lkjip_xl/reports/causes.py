"""Why a figure is not computed: the typed cells that nobody can read, found down the way that the figure took."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ..compute.world import World
from ..expr.tree import Expr
from ..expr.values import NOT_AVAILABLE, ErrorValue
from ..records import dataclass
from ..schema.sheets.anggaran import PAGU_SENDIRI, REALISASI_SENDIRI
from ..schema.sheets.beranda import RINGKASAN
from .forms.origins import origins_of
from .formula_trace import Trace
from .layout.source import Source

Unreadable = Mapping[tuple[str, int, str], str]
"""What is typed in the cells that cannot be read, by table, row and column."""
Value = Callable[[Source], Any]


def broken(value: Any) -> bool:
    """Whether a value is an error that something unreadable made; what is not available is none."""
    return value.__class__ is ErrorValue and value != NOT_AVAILABLE


@dataclass(slots=True)
class Causes:
    """Looks for unreadable cells.

    Attributes:
        world: the computed book. value: gives the value of a cell. unreadable: the cells that cannot be read.
    """

    world: World
    value: Value
    unreadable: Unreadable

    def beneath(self, cells: Iterable[Source]) -> list[Source]:
        """The unreadable cells that some cells rest on, each once."""
        seen: set[Source] = set()
        return list(dict.fromkeys(found for one in cells for found in self._beneath(one, seen)))

    def read_by(self, tree: Expr, source: Source) -> Iterator[Source]:
        """What the formula of a cell read, and what a sum or a mean in it left out because it is an error."""
        row = self._row(source)
        trace = Trace(self.world, source.table if row is not None else "", row)
        yield from trace.inputs(tree)
        yield from trace.left_out(tree, broken)

    def _beneath(self, source: Source, seen: set[Source]) -> Iterator[Source]:
        if source in seen:
            return
        seen.add(source)
        if not source.table:
            for _, part in source.resolved():
                if isinstance(part, Source):
                    yield from self._beneath(part, seen)
        elif (source.table, source.row, source.column) in self.unreadable:
            yield source
        elif broken(self.value(source)):
            for part in self._parts(source):
                yield from self._beneath(part, seen)

    def _parts(self, source: Source) -> Iterator[Source]:
        """What a computed cell was computed from."""
        if source.table == RINGKASAN.name:
            tree = next((figure.formula for figure in RINGKASAN.figures if figure.key == source.row), None)
            if tree is not None:
                yield from self.read_by(tree, Source())
        elif source.table in self.world.tables:
            column = self.world.tables[source.table].by_name.get(source.column)
            if column is not None and column.formula is not None:
                yield from self.read_by(column.formula, source)
                if source.column in ("Pagu", "Realisasi Anggaran"):
                    yield self._of_indicator(source)
            elif column is not None and column.computed:
                yield from self._of_budget(source)

    def _row(self, source: Source) -> Any:
        if not source.table or source.table == RINGKASAN.name:
            return None
        return self.world.rows(source.table)[int(source.row) - 1]

    def _of_indicator(self, source: Source) -> Source:
        money = "Pagu" if source.column == "Pagu" else "Realisasi"
        return origins_of(self.world).supporting([self._row(source).get("Kode")], money)

    def _of_budget(self, source: Source) -> Iterator[Source]:
        """A leaf's own cells, a parent's leaves."""
        one = next((row for row in self.world.budget.rows if row.nomor + 1 == source.row), None)
        money = source.column.removeprefix("_")
        if one is None or money not in ("Pagu", "Realisasi"):
            return
        if one.daun:
            yield from self.read_by(PAGU_SENDIRI if money == "Pagu" else REALISASI_SENDIRI, source)
        elif money == "Pagu":
            yield origins_of(self.world).pagu(one, self.world.document)
        else:
            yield origins_of(self.world).quarter_realisasi(one, self.world.quarter)
