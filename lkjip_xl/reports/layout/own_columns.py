"""Another choice, order and wording of a finished form's columns: the same cells on the columns that are wanted."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ...records import replace
from .blocks import Beside, Block, Content, Fields, Group, Record, Signature, Table, Text
from .columns import heads_of
from .draft import Place
from .form import Form


class Wish(NamedTuple):
    """What is wanted of one column: its new heading ("" as it is), place from the left (None as it is), and whether it
    is shown (None as it is); level: which of its headings the wish names, the last by default."""

    title: str
    order: float | None
    shown: bool | None
    level: int = -1


WishOf = Callable[[Sequence[str]], Wish | None]
"""Asked with a column's headings from top to bottom."""


def with_wishes(form: Form, wish_of: WishOf) -> Form:
    """The form with the wishes for its columns; the same form where there are none."""
    made = [_Change(b, wish_of) if isinstance(b, Table) else None for b in form.blocks]
    if not any(m is not None and m.needed for m in made):
        return form
    alone = sum(m is not None for m in made) == 1
    blocks: list[Block] = []
    regrid: _Grid | None = None
    for m in made:
        if m is not None and m.needed and alone and all(left == right for left, right in m.table.places):
            regrid = _Grid(list(form.widths), m)
    for block, change in zip(form.blocks, made, strict=True):
        if change is not None and change.needed:
            places = regrid.places if regrid else change.nearest(list(form.widths))
            blocks.append(change.changed(places))
        else:
            blocks.append(regrid.moved(block) if regrid else block)
    return replace(form, widths=regrid.widths if regrid else form.widths, blocks=blocks)


def headings(table: Table) -> list[list[str]]:
    """The headings of each column from top to bottom."""
    result: list[list[str]] = []
    for k in range(len(table.places)):
        path: list[str] = []
        for level in table.levels:
            at = k
            while level[at] is None:
                at -= 1
            if level[at] != "^":
                path.append(str(level[at]))
        result.append(path)
    return result


class _Change:
    """The wishes for one table: ``kept`` are the numbers of the shown columns in their new order."""

    def __init__(self, table: Table, wish_of: WishOf) -> None:
        self.table, self.paths = table, headings(table)
        wishes = [wish_of(path) for path in self.paths]
        self.needed = any(wishes)
        order: list[tuple[float, int, int]] = []
        for k, wish in enumerate(wishes):
            if wish is None or wish.shown is not False:
                typed = wish is not None and wish.order is not None
                order.append((wish.order if typed and wish and wish.order is not None else k + 1, not typed, k))
            if wish is not None and wish.title:
                self.paths[k][wish.level] = wish.title
        self.kept = [k for *_, k in sorted(order)] or list(range(len(self.paths)))
        self.at = {k: n for n, k in enumerate(self.kept)}

    def nearest(self, widths: list[float]) -> list[Place]:
        """Places of the kept columns on a grid that other blocks share, as wide as they were in proportion."""
        edges = _edges(widths)
        own = [edges[self.table.places[k][1] + 1] - edges[self.table.places[k][0]] for k in self.kept]
        scale, at, last = edges[-1] / sum(own), 0.0, 0
        result: list[Place] = []
        for n, width in enumerate(own):
            at += width * scale
            left = len(own) - n - 1  # columns that still need one of the grid
            near = min(range(len(edges)), key=lambda e: abs(edges[e] - at))
            end = len(widths) - left if not left else max(last + 1, min(near, len(widths) - left))
            result.append((last, end - 1))
            last = end
        return result

    def changed(self, places: Sequence[Place]) -> Table:
        """The table on its new columns."""
        table = self.table
        count = len(self.kept)
        numbers = None if table.numbers is None else list(table.numbers)[:count]
        frozen = table.frozen if table.frozen is None or self.kept == sorted(self.kept) else 0
        return replace(
            table, levels=heads_of([self.paths[k] for k in self.kept]), places=list(places), numbers=numbers,
            body=[self._member(m, frozenset()) for m in table.body], totals=[self._record(r, frozenset())
                                                                            for r in table.totals],
            frozen=frozen and min(frozen, places[-1][0]),
        )  # fmt: skip

    def _member(self, member: Group | Record, covered: frozenset[int]) -> Group | Record:
        if isinstance(member, Record):
            return self._record(member, covered)
        own = {k for b in member.beside for k in range(b.left, b.right + 1)}
        beside = []
        for b in member.beside:
            places = sorted(self.at[k] for k in range(b.left, b.right + 1) if k in self.at)
            if places:
                beside.append(Beside(places[0], places[-1], b.cell, b.continued))
        beside.sort(key=lambda b: b.left)
        return replace(member, beside=beside, members=[self._member(m, covered | own) for m in member.members])

    def _record(self, record: Record, covered: frozenset[int]) -> Record:
        free = [k for k in range(len(self.paths)) if k not in covered]
        cells: dict[int, Content] = dict(zip(free, record.cells, strict=False))
        order = [k for k in self.kept if k not in covered]
        across: dict[int, int] = {}
        for first, last in (record.across or {}).items():
            places = sorted(self.at[k] for k in range(first, last + 1) if k in self.at)
            if not places:
                continue
            if places == list(range(places[0], places[-1] + 1)):
                across[places[0]] = places[-1]
            # The text of a wide cell stands in the first of its columns, wherever that is now.
            shown = self.kept[places[0]]
            if shown != first:
                cells[shown] = cells.get(first)
        return replace(record, cells=[cells.get(k) for k in order], across=across or None)


class _Grid:
    """New grid columns for a form whose only table has one for each of its columns."""

    def __init__(self, widths: list[float], change: _Change) -> None:
        self.old = _edges(widths)
        own = [widths[change.table.places[k][0]] for k in change.kept]
        scale = sum(widths) / sum(own)
        self.widths = [w * scale for w in own]
        self.edges = _edges([w * scale for w in own])
        self.places: list[Place] = [(k, k) for k in range(len(own))]

    def _moved(self, place: Place) -> Place:
        """A place of the old grid on the new one, at the same distance from the left."""
        left, right = (min(range(len(self.edges)), key=lambda e: abs(self.edges[e] - x))
                       for x in (self.old[place[0]], self.old[place[1] + 1]))  # fmt: skip
        left = min(left, len(self.places) - 1)
        return left, max(left, right - 1)

    def moved(self, block: Any) -> Any:
        """A block that names grid columns, on the new ones."""
        if isinstance(block, Signature):
            first, second = (self._moved(p) for p in block.places)
            if second[0] <= first[1]:
                first, second = (0, max(0, second[0] - 1)), (max(1, second[0]), second[1])
            return replace(block, places=(first, second))
        if isinstance(block, Fields):
            return replace(block, label=(0, min(self._moved(block.label)[1], len(self.places) - 2)))
        if isinstance(block, Text) and (block.left or block.right is not None):
            left, right = self._moved((block.left, len(self.old) - 2 if block.right is None else block.right))
            return replace(block, left=left, right=right)
        return block


def _edges(widths: Sequence[float]) -> list[float]:
    result = [0.0]
    for width in widths:
        result.append(result[-1] + width)
    return result
