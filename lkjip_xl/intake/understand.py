"""Files -> tables understood: known exports first, then any table whose head can be recognised."""

import os
from collections.abc import Mapping, Sequence

from ..errors import UsageError
from ..invocation import answer
from ..rules.bacaan_angka import text_key
from ..schema.captions import sheet_caption
from .aliases import known_tables, label
from .budget import understand_budget
from .grid import Grid, read_grids
from .heads import Section, find_sections, outside
from .model import Hints, Understood
from .nomenklatur import TABLE as NOMENKLATUR
from .nomenklatur import understand_nomenklatur
from .page_footers import say_footers
from .registry import exports
from .tables import understand_table
from .years import doubt_other_year

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
        UserError: see ``grid.read_grids``. UsageError: ``tujuan_ragu``: neither the head nor the codes of a table say
            which of two targets is meant.
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
    for one in result:
        say_footers(one)
        doubt_other_year(one, hints)
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
    for section in _without_rivals(found, hints):
        one = understand_budget(section, hints) if section.table == "tbl_anggaran" else understand_table(section, hints)
        if wanted is None:
            _doubt_foreign_codes(one, section, hints)
        one.fates += outside(grid, {fate.row for fate in one.fates})
        result.append(one)
    return result


def _figures(section: Section) -> set[int]:
    return {p for name, places in section.columns.items() if name.startswith(_FIGURES) for p in places}


def _fullness(section: Section) -> int:
    """How little of a head a target understands; less is better."""
    return len(section.unknown) - 2 * len(section.columns)


def _known_codes(section: Section, hints: Hints, table: str | None = None) -> float:
    """Share of a section's codes that the book has for a table, its own unless another is named."""
    place, grid = section.column("Kode"), section.grid
    codes = {text_key(text) for row in section.body if place >= 0 and (text := grid.text(row, place))}
    return len(codes & hints.codes.get(table or section.table, frozenset())) / len(codes) if codes else 0.0


def _doubt_foreign_codes(one: Understood, section: Section, hints: Hints) -> None:
    """A table whose codes the book has for another target, and not one for its own."""
    if not hints.codes.get(section.table) or _known_codes(section, hints):
        return
    own = hints.codes[section.table]
    others = [t for t in known_tables() if hints.codes.get(t, own) != own and _known_codes(section, hints, t) > 0.5]
    if others:
        one.doubt(
            one.source,
            f"dibaca sebagai {label(section.table)}, tetapi kodenya tidak ada di sana; kode itu ada untuk "
            f"{label(others[0])}. Sebutkan tujuannya dengan {answer(tabel=sheet_caption(section.table))} atau "
            f"{answer(tabel=sheet_caption(others[0]))}",
        )


def _without_rivals(sections: Sequence[Section], hints: Hints) -> list[Section]:
    """Sections of which no two take the same figures: a head that two targets understand is the fuller one's, and
    where both understand it alike, that of the table which the book knows most of the codes of.

    A form of a quarter, whose performance and money stand in columns of their own, is both.

    Raises:
        UsageError: ``tujuan_ragu``: the codes do not decide either.
    """
    kept: list[Section] = []
    for section in sorted(sections, key=lambda one: (_fullness(one), -_known_codes(one, hints))):
        rivals = [
            one for one in kept
            if one.table != section.table and set(one.body) & set(section.body) and _figures(one) & _figures(section)
        ]  # fmt: skip
        _refuse_undecided(section, rivals, hints)
        if not rivals:
            kept.append(section)
    return [section for section in sections if any(section is one for one in kept)]


def _refuse_undecided(section: Section, rivals: Sequence[Section], hints: Hints) -> None:
    for one in rivals:
        if _fullness(one) == _fullness(section) and _known_codes(one, hints) == _known_codes(section, hints):
            known = "kodenya ada untuk keduanya" if _known_codes(one, hints) else "kodenya belum ada di buku ini"
            raise UsageError(
                f"{section.grid.where(section.top)}: judul kolomnya dapat berarti {label(one.table)} atau "
                f"{label(section.table)}, dan {known}. Sebutkan yang dimaksud dengan "
                f"{answer(tabel=sheet_caption(one.table))} atau {answer(tabel=sheet_caption(section.table))}; atau "
                "salin juga kolom Uraian atau Indikatornya.",
                "tujuan_ragu",
            )
