"""The tree of Bab III: sasaran, and beneath it program, kegiatan and sub kegiatan, every node once under its Induk."""

from collections.abc import Iterator
from typing import Any

from ...compute.key import key
from ...records import dataclass
from ..forms.analysis import Analysis
from ..shared_money import supports_others

SASARAN, PROGRAM = 1, 2
APART = "Program yang tidak mendukung indikator sasaran"
BEYOND = "Program di luar indikator sasaran yang diukur"
"""Over programs of no measured sasaran, some of which support another indicator of Renstra."""


@dataclass(frozen=True, slots=True)
class Node:
    """One row of the tree.

    Attributes:
        level: 1 sasaran, 2 program, 3 kegiatan, 4 sub kegiatan.
        sasaran, anggaran: what it is; both None for the heading above programs of no sasaran.
        indikator: the indicator that is shown beside it, or None. first: it is the first row of its node.
    """

    level: int
    sasaran: Any = None
    anggaran: Any = None
    indikator: Any = None
    first: bool = True


def tree(a: Analysis) -> list[Node]:
    """All rows of the tree: a sasaran with its indicators, then the programs that serve it with what is beneath."""
    owner = _owners(a)
    result: list[Node] = []
    for s in a.world.sasaran:
        result += _with_indicators(s.indikator, lambda i, first, own=s: Node(SASARAN, own, None, i, first))
        result += _beneath(a, owner, s)
    apart = list(_beneath(a, owner, None))
    return result + ([Node(SASARAN), *apart] if apart else [])


def apart_named(a: Analysis) -> str:
    """What stands over the programs of no measured sasaran."""
    rows = a.world.budget.rows
    free = [rows[top] for top, served in _owners(a).items() if served is None]
    return BEYOND if any(supports_others(a.world, row) for row in free) else APART


def _with_indicators(indicators: list[Any], node: Any) -> Iterator[Node]:
    if not indicators:
        yield node(None, True)
    for n, i in enumerate(indicators):
        yield node(i, n == 0)


def _owners(a: Analysis) -> dict[int, Any]:
    """``{place of a budget row that stands on top: the sasaran that it serves}``."""
    sasaran = {key(i.kode): i.sasaran for i in a.world.indikator}
    result: dict[int, Any] = {}
    rows = a.world.budget.rows
    for r in rows:
        if r.tk < 3 or any(rows[p].tk >= 3 for p in r.leluhur):
            continue
        codes = [c for x in rows[r.letak : a.world.budget.end(r.letak) + 1] for c in x.indikator]
        codes += [c for p in r.leluhur for c in rows[p].indikator]
        result[r.letak] = next((s for c in codes if (s := _climbed(a, c, sasaran)) is not None), None)
    return result


def _climbed(a: Analysis, code: Any, sasaran: dict[str, Any]) -> Any:
    """The sasaran of an indicator: its own, or that of the indicator it stands under by Induk."""
    seen: set[str] = set()
    while code not in (None, "") and key(code) not in seen:
        if key(code) in sasaran:
            return sasaran[key(code)]
        seen.add(key(code))
        code = a.world.renstra(code).get("Induk")
    return None


def _beneath(a: Analysis, owner: dict[int, Any], s: Any) -> Iterator[Node]:
    rows = a.world.budget.rows
    others = {key(i.kode): i for i in a.world.indikator_lain}
    for top, served in owner.items():
        if served is not s:
            continue
        for r in filter(a.world.budget.printed, rows[top : a.world.budget.end(top) + 1]):
            level = PROGRAM + sum(1 for p in r.leluhur if rows[p].tk >= 3)
            own = [others[key(c)] for c in r.indikator if key(c) in others]
            yield from _with_indicators(own, lambda i, first, r=r, level=level: Node(level, None, r, i, first))
