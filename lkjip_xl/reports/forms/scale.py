"""The bands of the book's scale in words, as a table of a report shows them."""

from typing import NamedTuple

from ...compute.key import key
from ...compute.world import World
from ...expr.values import is_number
from ...rules.terbilang import format_number
from ..layout.source import Source


class Band(NamedTuple):
    """A band of the scale: its range in words, its predikat, and the cells that they come from."""

    rentang: str
    predikat: str
    source: Source
    label_source: Source


def bands(world: World) -> list[Band]:
    """The bands of the scale that the book has chosen, the highest first; [] where it does not know the scale."""
    name, found = world.defined["lk_skala"], []
    for number, row in enumerate(world.book.rows("tbl_skala"), 1):
        own = row.cells
        if key(own.get("Skala")) == key(name) and is_number(own.get("Batas Bawah")):
            found.append((own["Batas Bawah"], own, number))
    found.sort(key=lambda band: -band[0])
    result: list[Band] = []
    for n, (bound, own, number) in enumerate(found):
        above = found[n - 1][0] if n else None
        words = _range(bound, above, key(own.get("Termasuk")) == "ya", n == len(found) - 1)
        source, label = (Source("tbl_skala", number, c) for c in ("Batas Bawah", "Predikat"))
        result.append(Band(words, str(own.get("Predikat")), source, label))
    return result


def _range(bound: float, above: float | None, reached: bool, last: bool) -> str:
    """A band in words, by its bound and the bound of the band above it."""
    low = f"{format_number(100 * bound)}%"
    if above is None:
        return f"{low} ke atas" if reached else f"Lebih dari {low}"
    high = f"{format_number(100 * above)}%"
    return f"Kurang dari {high}" if last else f"{low} hingga {high}"
