"""Money that supports more than one sasaran, and money that supports none: said wherever it would be counted twice."""

from typing import Any, NamedTuple

from ..compute.key import key
from ..compute.world import World
from ..expr.values import NOT_AVAILABLE, is_number
from ..rules.terbilang import rupiah
from .office_figures import listed


class Shared(NamedTuple):
    """What of a sasaran's pagu other sasaran count too: the amount, and their names; whole: it is all of it."""

    amount: Any
    names: list[str]
    whole: bool


def _leaves(world: World, sasaran: Any) -> set[int]:
    known = world.amounts.leaves_of
    return {leaf for i in sasaran.indikator for leaf in known.get(key(i.kode), ())}


def shared_money(world: World, sasaran: Any) -> Shared | None:
    """The pagu that supports this sasaran and others; None where there is none."""
    own, names, common = _leaves(world, sasaran), [], set[int]()
    for other in world.sasaran:
        both = own & _leaves(world, other) if other is not sasaran else set[int]()
        if both:
            names.append(str(other.nama))
            common |= both
    pagu = world.amounts.pagu(world.document)
    amount = world.sum_of([pagu[leaf] for leaf in sorted(common)]) if common else None
    return Shared(amount, names, common == own) if is_number(amount) and amount else None


def shared_text(world: World, sasaran: Any) -> str:
    """That money of a sasaran supports others too, as a sentence; "" where it does not."""
    found = shared_money(world, sasaran)
    if found is None:
        return ""
    subject = "Anggaran itu" if found.whole else f"{rupiah(found.amount)} di antaranya"
    return f"{subject} juga mendukung sasaran {listed(found.names)}."


def office_shared_text(world: World) -> str:
    """That the pagu of the sasaran, added, counts some money more than once; "" where it does not."""
    if all(shared_money(world, s) is None for s in world.sasaran):
        return ""
    return (
        "Anggaran yang mendukung lebih dari satu sasaran tercantum pada tiap sasaran itu, dan dihitung sekali dalam "
        "jumlah instansi."
    )


class Supported(NamedTuple):
    """Whom the office's pagu supports, each leaf once: the sasaran by the indicators that are measured, other
    indicators of Renstra (not measured, or of a tujuan or program), and none."""

    measured: Any
    others: Any
    none: Any


def supported(world: World) -> Supported:
    """The parts of the office's pagu, in rupiah; an error where a part is none. The last is Beranda's Pagu tanpa
    indikator."""
    measured, _ = world.budget.money(i.kode for i in world.indikator)
    none, _ = world.budget.without_indicator()
    measured, none = (0 if x == NOT_AVAILABLE else x for x in (measured, none))
    return Supported(measured, world.sisa_of(world.sisa_of(world.budget.pagu, measured), none), none)


def supports_others(world: World, row: Any) -> bool:
    """Whether any leaf of a budget row supports an indicator of Renstra."""
    free = world.remembered(_free_leaves)
    leaves = world.budget.rows[row.letak : world.budget.end(row.letak) + 1]
    return any(leaf.daun and leaf.jenis == 1 and leaf.nomor not in free for leaf in leaves)


def _free_leaves(world: World) -> frozenset[int]:
    return frozenset(world.budget.unsupporting)
