"""Files -> tables understood: known exports first, then any table whose head can be recognised."""

import os
from collections.abc import Mapping, Sequence

from .aliases import known_tables
from .budget import understand_budget
from .grid import Grid, read_grids
from .heads import Section, find_sections, outside
from .model import Hints, Understood
from .nomenklatur import TABLE as NOMENKLATUR
from .nomenklatur import understand_nomenklatur
from .registry import exports
from .tables import understand_table

_FIGURES = ("Pagu", "Realisasi", "Target", "Pembilang", "Penyebut", "Kondisi")


def target_tables() -> tuple[str, ...]:
    """The tables that something can be understood for: those with aliases, and those that a known export fills."""
    return tuple(dict.fromkeys([*known_tables(), *(name for known in exports() for name in known.tables), NOMENKLATUR]))


def understand(files: Mapping[str, bytes], hints: Hints) -> tuple[list[Understood], list[str]]:
    """The tables of several files.

    Args:
        files: contents by name. hints: what is known besides; a file that is named after a table is that table.

    Returns:
        The tables in the order of the files, and the places in which nothing was recognised.

    Raises:
        UserError: see ``grid.read_grids``.
    """
    grids = [grid for name in sorted(files) for grid in read_grids(name, files[name])]
    return understand_grids(grids, hints)


def understand_grids(grids: Sequence[Grid], hints: Hints) -> tuple[list[Understood], list[str]]:
    """As ``understand``, of grids that were read already (pasted text is one)."""
    left = list(grids)
    result: list[Understood] = []
    for known in exports():
        if hints.table is not None and hints.table not in known.tables:
            continue
        found = [(grid, place) for grid in left if (place := known.find(grid)) is not None]
        named = {id(grid) for grid, _ in found if _named_table(grid.name) in (None, *known.tables)}
        places = [place for grid, place in found if id(grid) in named]
        if places:
            result += known.read(places, hints)
            left = [grid for grid in left if id(grid) not in named]
    unread = []
    for grid in left:
        own = _sections(grid, hints)
        if not own and (names := understand_nomenklatur(grid, hints)) is not None:
            own = [names]
        result += own
        if not own:
            unread.append(grid.name + (f", lembar {grid.sheet.strip()}" if grid.sheet else ""))
    return result, unread


def _named_table(name: str) -> str | None:
    stem = os.path.splitext(os.path.basename(name))[0].lower()
    return stem if stem in (*known_tables(), NOMENKLATUR) else None


def _sections(grid: Grid, hints: Hints) -> list[Understood]:
    """Every table of a grid that some target understands, target by target."""
    wanted = hints.table or _named_table(grid.name)
    found: list[Section] = []
    for table in known_tables():
        if wanted not in (None, table):
            continue
        sections = find_sections(grid, [table], hints.confirmed)
        if hints.part is not None:
            sections = sections[hints.part - 1 : hints.part]
        found += sections
    result = []
    for section in _without_rivals(found):
        one = understand_budget(section, hints) if section.table == "tbl_anggaran" else understand_table(section, hints)
        one.fates += outside(grid, {fate.row for fate in one.fates})
        result.append(one)
    return result


def _figures(section: Section) -> set[int]:
    return {p for name, places in section.columns.items() if name.startswith(_FIGURES) for p in places}


def _without_rivals(sections: Sequence[Section]) -> list[Section]:
    """Sections of which no two take the same figures: a head that two targets understand is the fuller one's.

    A form of a quarter, whose performance and money stand in columns of their own, is both.
    """
    kept: list[Section] = []
    for section in sorted(sections, key=lambda one: len(one.unknown) - 2 * len(one.columns)):
        rivals = [one for one in kept if one.table != section.table and set(one.body) & set(section.body)]
        if not any(_figures(one) & _figures(section) for one in rivals):
            kept.append(section)
    return [section for section in sections if any(section is one for one in kept)]
