"""The plan's programs, kegiatan and sub kegiatan with targets and money of the years (T-C.27, ``tbl_pendanaan``).

Leaves carry the money; a parent is the sum of what stands beneath it, whatever is typed on it.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from ..expr.values import NOT_AVAILABLE, is_number
from ..records import dataclass, field
from .book import Cells
from .key import key
from .world import World

TABLE = "tbl_pendanaan"
LEVELS = ("Urusan", "Bidang", "Program", "Kegiatan", "Sub Kegiatan")
PROGRAM = LEVELS.index("Program")
_LEVEL = {name.casefold(): n for n, name in enumerate(LEVELS)}
DOCUMENTS = ("Awal", "Perubahan")


@dataclass(slots=True, eq=False)
class Node:
    """A program, kegiatan or sub kegiatan of the plan.

    Attributes:
        code, name: as written. level: place in ``LEVELS``. depth: steps below the top.
        rows: its rows, one for each indicator, the first one names it.
        parent, children: its place in the tree.
    """

    code: Any
    name: Any
    level: int
    depth: int
    rows: list[Cells]
    parent: "Node | None" = None
    children: "list[Node]" = field(default_factory=list)

    @property
    def first(self) -> Cells:
        """The row that names it."""
        return self.rows[0]

    def typed(self, year: Any) -> Any:
        """Money as typed on its rows in a year; None where none is."""
        amounts = [row[f"Pagu {year}"] for row in self.rows if is_number(row.get(f"Pagu {year}"))]
        return sum(amounts) if amounts else None

    def leaves(self, year: Any) -> "list[Node]":
        """The nodes whose money it is the sum of in a year: itself where nothing beneath it has any."""
        beneath = [leaf for child in self.children for leaf in child.leaves(year)]
        return beneath or ([self] if self.typed(year) is not None else [])

    def money(self, year: Any) -> Any:
        """Money of a year; N/A where there is none."""
        return money_of([self], year)

    def money_over(self, years: Iterable[Any]) -> Any:
        """Money of several years together."""
        amounts = [v for year in years if is_number(v := self.money(year))]
        return sum(amounts) if amounts else NOT_AVAILABLE


def money_of(nodes: Iterable[Node], year: Any) -> Any:
    """The sum of the money of some nodes in a year; N/A where there is none."""
    amounts = [leaf.typed(year) for node in nodes for leaf in node.leaves(year)]
    return sum(amounts) if amounts else NOT_AVAILABLE


def end_target(row: Cells, years: Sequence[int]) -> Any:
    """Target at the end of the years: Target Akhir (REN-01); of a level the last label; None where there is none."""
    computed = row.get("Target Akhir")
    if is_number(computed):
        return computed
    cells = [row.get(f"Target {year}") for year in years]
    return next((c for c in reversed(cells) if c is not None), None)


class ProgramPlan:
    """The plan of one document.

    Attributes:
        document: ``Awal`` or ``Perubahan``. roots: nodes that stand on top. nodes: all, each before its children.
    """

    def __init__(self, rows: Sequence[Cells], document: str) -> None:
        self.document = document
        self.roots: list[Node] = []
        self.nodes: list[Node] = []
        above: list[Node] = []
        before: Node | None = None
        for row in rows:
            if before is not None and key(row["Kode"]) == key(before.code) and not key(row.get("Uraian")):
                before.rows.append(row)
                continue
            level = _LEVEL.get(key(row.get("Tingkat")), len(LEVELS))
            if before is not None and key(row["Kode"]) == key(before.code) and level == before.level:
                before.rows.append(row)
                continue
            while above and above[-1].level >= level:
                above.pop()
            parent = above[-1] if above else None
            before = Node(row["Kode"], row.get("Uraian"), level, len(above), [row], parent)
            (parent.children if parent else self.roots).append(before)
            above.append(before)
            self.nodes.append(before)

    @cached_property
    def by_key(self) -> dict[str, Node]:
        """``{key of a Kode: node}``."""
        result: dict[str, Node] = {}
        for node in self.nodes:
            result.setdefault(key(node.code), node)
        return result


class ProgramPlans:
    """The plans of a world, by document.

    Attributes:
        documents: those that have rows.
    """

    def __init__(self, world: World) -> None:
        rows = [r for r in world.rows(TABLE) if key(r["Kode"])] if TABLE in world.tables else []
        self._plans: dict[str, ProgramPlan] = {}
        for document in DOCUMENTS:
            own = [r for r in rows if (key(r.get("Dokumen")) or "awal") == key(document)]
            if own:
                self._plans[document] = ProgramPlan(own, document)
        self.documents = tuple(self._plans)

    def of(self, document: str) -> ProgramPlan | None:
        """The plan of a document; None where it has no rows."""
        return self._plans.get(document)

    @property
    def in_force(self) -> ProgramPlan | None:
        """The changed plan where there is one, else the first."""
        return self._plans.get("Perubahan") or self._plans.get("Awal")


def program_plans_of(world: World) -> ProgramPlans:
    """The programs of the plan of a world's book, made once."""
    return world.remembered(ProgramPlans)
