"""A computed book at a glance: what every flow's answer says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..compute.world import World


class Glance(NamedTuple):
    """What an answer says of a computed book.

    Attributes:
        figures: the year's figures by Kunci (``World.summary``). decimals: of percentages, as the book has it.
        quarter_chosen: the quarter of the report is chosen. withheld: money is withheld, for the budget's order is
            broken. unfilled: budget rows that nobody has filled yet.
    """

    figures: Mapping[str, Any]
    decimals: Any
    quarter_chosen: bool
    withheld: bool
    unfilled: int


def glance_at(world: World) -> Glance:
    """The glance of a computed book."""
    return Glance(
        world.summary, world.defined["lk_desimal"], world.settings.get("triwulan_berjalan") not in (None, ""),
        bool(world.amounts.withheld), world.budget.total_unfilled,
    )  # fmt: skip
