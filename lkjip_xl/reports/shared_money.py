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


def supporting_sasaran(world: World) -> tuple[Any, Any]:
    """Pagu that supports the measured sasaran, each leaf once, and the pagu that supports none of them."""
    supporting, _ = world.budget.money(i.kode for i in world.indikator)
    if not is_number(supporting):
        supporting = 0 if supporting == NOT_AVAILABLE else supporting
    return supporting, world.sisa_of(world.budget.pagu, supporting)
