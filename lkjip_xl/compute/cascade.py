"""The cascade: one tree from the misi of RPJMD over tujuan and sasaran of the office down to its sub kegiatan."""

from functools import cached_property
from typing import Any

from ..expr.values import is_number
from ..records import dataclass, field
from .book import Cells
from .indicators import Indikator
from .key import key
from .program_plan import LEVELS, PROGRAM, Node, program_plans_of
from .world import World

RPJMD, RENSTRA, PLAN = "tbl_rpjmd", "tbl_renstra", "tbl_pendanaan"


@dataclass(slots=True, eq=False)
class Measure:
    """An indicator of a node: its row and table, and the measured indicator that it is (None without one)."""

    table: str
    row: Cells
    measured: Indikator | None = None

    @property
    def tipe(self) -> Any:
        """Its Tipe; Angka when blank."""
        return self.row.get("Tipe") or "Angka"


@dataclass(slots=True, eq=False)
class Branch:
    """One node.

    Attributes:
        kind: what it is, such as ``Sasaran`` or ``Program``; RPJMD's are ``Tujuan Daerah``, ``Sasaran Daerah``.
        name: its wording. place: ``(table, row, column)`` of the wording.
        measures: its indicators. plan: its node of the plan, where it is one.
        depth: steps below the top.
    """

    kind: str
    name: Any
    place: tuple[str, Cells, str]
    measures: list[Measure] = field(default_factory=list)
    plan: Node | None = None
    depth: int = 0
    parent: "Branch | None" = None
    children: "list[Branch]" = field(default_factory=list)

    def add(self, child: "Branch") -> "Branch":
        """Hang a branch beneath this one."""
        child.parent, child.depth = self, self.depth + 1
        self.children.append(child)
        return child


class Cascade:
    """The tree of a world.

    Attributes:
        roots: what stands on top.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self.roots: list[Branch] = []
        self._daerah: dict[str, Branch] = {}
        self._served: dict[str, Branch] = {}
        self._measured = {key(i.kode): i for i in (*world.indikator, *world.indikator_lain)}
        self._by_budget: dict[str, list[Indikator]] = {}
        for one in self._measured.values():
            if key(one.renstra.get("Kode Anggaran")):
                self._by_budget.setdefault(key(one.renstra["Kode Anggaran"]), []).append(one)
        self._of_rpjmd()
        self._of_renstra()
        self._of_plan()

    @cached_property
    def nodes(self) -> list[Branch]:
        """Every node, each before its children."""
        result: list[Branch] = []

        def walk(some: list[Branch]) -> None:
            for one in some:
                result.append(one)
                walk(one.children)

        walk(self.roots)
        return result

    def _top(self, one: Branch) -> Branch:
        self.roots.append(one)
        return one

    def _of_rpjmd(self) -> None:
        rows = [r for r in self._world.rows(RPJMD) if key(r.get("Uraian"))] if RPJMD in self._world.tables else []
        for row in rows:
            jenis = str(row.get("Jenis") or "")
            kind = jenis if key(jenis) == "misi" else f"{jenis} Daerah"
            parent = self._daerah.get(key(row.get("Induk")))
            same = self._same_wording(parent, row) if parent is not None else None
            one = same or Branch(kind, row["Uraian"], (RPJMD, row, "Uraian"))
            if same is None:
                parent.add(one) if parent is not None else self._top(one)
            if key(row.get("Indikator")):
                one.measures.append(Measure(RPJMD, row))
            if key(row.get("Kode")):
                self._daerah.setdefault(key(row["Kode"]), one)

    def _same_wording(self, parent: Branch, row: Cells) -> Branch | None:
        return next((c for c in parent.children if key(c.name) == key(row["Uraian"])), None)

    def _of_renstra(self) -> None:
        rows = [r for r in self._world.renstra_rows if key(r.get("Jenis")) in ("tujuan", "sasaran")]
        goals: dict[str, Branch] = {}
        for row in rows:
            if key(row.get("Jenis")) != "tujuan":
                continue
            name = row.get("Tujuan") or row.get("Indikator")
            one = goals.get(key(name))
            if one is None:
                above = self._daerah.get(key(row.get("Kode RPJMD")))
                one = goals[key(name)] = Branch("Tujuan", name, (RENSTRA, row, "Tujuan"))
                above.add(one) if above is not None else self._top(one)
            one.measures.append(self._measure(row))
            goals.setdefault(f"kode {key(row['Kode'])}", one)
        for row in rows:
            if key(row.get("Jenis")) != "sasaran":
                continue
            above = goals.get(f"kode {key(row.get('Induk'))}") or goals.get(key(row.get("Tujuan")))
            above = above or self._daerah.get(key(row.get("Kode RPJMD")))
            name = row.get("Sasaran") or row.get("Indikator")
            beneath = above.children if above is not None else self.roots
            one = next((c for c in beneath if c.kind == "Sasaran" and key(c.name) == key(name)), None)
            if one is None:
                one = Branch("Sasaran", name, (RENSTRA, row, "Sasaran"))
                above.add(one) if above is not None else self._top(one)
            one.measures.append(self._measure(row))
            self._served[key(row["Kode"])] = one
        for code, goal in goals.items():
            if code.startswith("kode "):
                self._served.setdefault(code[5:], goal)

    def _measure(self, row: Cells) -> Measure:
        return Measure(RENSTRA, row, self._measured.get(key(row["Kode"])))

    def _of_plan(self) -> None:
        plan = program_plans_of(self._world).in_force
        if plan is None:
            self._of_renstra_programs()
            return
        made: dict[int, Branch] = {}
        for node in plan.nodes:
            kind = LEVELS[node.level] if node.level < len(LEVELS) else "Lainnya"
            one = Branch(kind, node.name or node.code, (PLAN, node.first, "Uraian"), plan=node)
            own = self._by_budget.get(key(node.code), [])
            for row in node.rows:
                if key(row.get("Indikator")):
                    one.measures.append(Measure(PLAN, row, _same_indicator(own, row, len(node.rows))))
            if not one.measures:
                one.measures += [Measure(RENSTRA, i.renstra, i) for i in own]
            code = next((key(r["Kode Renstra"]) for r in node.rows if key(r.get("Kode Renstra"))), "")
            above = made.get(id(node.parent)) if node.parent is not None else None
            served = self._served.get(code)
            if served is not None and (above is None or above.parent is None):
                above = served
            above.add(one) if above is not None else self._top(one)
            made[id(node)] = one
        # An urusan whose programs all hang under the sasaran that they serve would only repeat their money.
        self.roots = [r for r in self.roots if r.children or r.plan is None or r.plan.level >= PROGRAM]

    def _of_renstra_programs(self) -> None:
        """Without a plan: the rows of Renstra of Jenis Program and below, by their Induk."""
        rows = [r for r in self._world.renstra_rows if key(r.get("Jenis")) in ("program", "kegiatan", "sub kegiatan")]
        for row in rows:
            above = self._served.get(key(row.get("Induk")))
            beneath = above.children if above is not None else self.roots
            name = row.get("Uraian") or row.get("Indikator")
            kind = str(row["Jenis"])
            one = next((c for c in beneath if c.kind == kind and key(c.name) == key(name)), None)
            if one is None:
                one = Branch(kind, name, (RENSTRA, row, "Uraian"))
                above.add(one) if above is not None else self._top(one)
            one.measures.append(self._measure(row))
            self._served[key(row["Kode"])] = one

    # --- money -------------------------------------------------------------------------------------------------------
    def money(self, one: Branch, year: Any) -> Any:
        """Money of a node in a year of the plan: its own, or that of the programs beneath; None without any."""
        if one.plan is not None:
            amount = one.plan.money(year)
            return amount if is_number(amount) else None
        amounts = [v for child in one.children if is_number(v := self.money(child, year))]
        return sum(amounts) if amounts else None

    def programs(self, one: Branch) -> list[Branch]:
        """The highest nodes of the plan at or beneath a node."""
        return [one] if one.plan is not None else [p for child in one.children for p in self.programs(child)]

    def spent(self, one: Branch) -> Any:
        """Realisasi of the year of the budget rows with the codes of a node; None without any."""
        rows = {key(r.kode): r for r in reversed(self._world.budget.rows) if key(r.kode)}
        found = [rows.get(key(p.plan.code)) for p in self.programs(one) if p.plan is not None]
        amounts = [r.realisasi for r in found if r is not None and is_number(r.realisasi)]
        return sum(amounts) if amounts and len(amounts) == len(found) else None


def _same_indicator(own: list[Indikator], row: Cells, count: int) -> Indikator | None:
    """The measured indicator of a row of the plan: by its wording, or the only one of its node."""
    same = next((i for i in own if key(i.renstra.get("Indikator")) == key(row.get("Indikator"))), None)
    return same or (own[0] if len(own) == 1 and count == 1 else None)


def cascade_of(world: World) -> Cascade:
    """The tree from RPJMD to sub kegiatan of a world, made once."""
    return world.remembered(Cascade)
