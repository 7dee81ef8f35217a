"""Rows as high as what a flow wrote into them."""

from collections.abc import Iterable

from ..book.reading import BookReading
from ..compute.world import World
from ..template.heights import wanted_heights, with_heights


def fit_heights(reading: BookReading, computed: World, name: str) -> None:
    """Rows that a program fills do not fit their height to wrapped texts by themselves, as rows that people type do."""
    place, table = reading.places[name], reading.tables[name]
    rows = computed.computed.get(name) or [row.cells for row in reading.book.rows(name)]
    part = place.sheet.own_part
    reading.sheet_data[part] = with_heights(reading.sheet_data[part], wanted_heights(table, place.first_row, rows))


def fit_changed(reading: BookReading, computed: World, names: Iterable[str]) -> None:
    """Fit the rows of all tables whose sheets are about to be written anyway, and of those that are named."""
    asked = set(names)
    for name, place in reading.places.items():
        table = reading.tables[name]
        if table.program or table.figures:
            continue
        if name in asked or reading.is_changed(place.sheet.own_part):
            fit_heights(reading, computed, name)
