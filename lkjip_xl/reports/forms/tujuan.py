"""LAP-TUJUAN-n: the indicators of tujuan, as Bab III shows those of a sasaran, where it goes by sasaran."""

from typing import Any, NamedTuple

from ...compute.comparison import comparison_of
from ...compute.key import key
from ...compute.world import World
from ..doubts import PAST, QUARTER, REACHED
from ..layout.blocks import Block, Text
from ..layout.columns import Column
from ..layout.draft import Keep
from ..layout.source import setting
from ..layout.styles import PLAIN
from ..registry import Form, report
from .analysis import analysis_of
from .analysis_columns import TABLES, AnalysisTable, column_sets
from .office import chapter_number, footer
from .per_sasaran import CHAPTER, analysis_table, grid_widths

SHOWN = {"A": "A", "B": "B", "C": "C", "D": "D", "H": "E"}
"""The tables of the report per sasaran that a tujuan has, and their letters here; it has no money of its own."""
NAMED = Column("Indikator Tujuan", "Pengukuran: Indikator", 27)


class Goal(NamedTuple):
    """A tujuan with its indicators, numbered after the sasaran."""

    nomor: int
    nama: str
    indikator: list[Any]


def goals(world: World) -> list[Goal]:
    """The tujuan that have an indicator with figures of the year."""
    return world.remembered(_goals)


def _goals(world: World) -> list[Goal]:
    found = comparison_of(world).tujuan_indicators()
    return [Goal(len(world.sasaran) + n, name, own) for n, (name, own) in enumerate(found, 1)]


def tables_of_goals(world: World) -> tuple[AnalysisTable, ...]:
    """The tables, lettered anew; that of the nation only where the book knows a figure of others."""
    scopes = comparison_of(world).scopes
    letters = [letter for letter in SHOWN if letter != "D" or scopes]
    own = {t.letter: t for t in TABLES}
    return tuple(_table(own[letter])._replace(letter="ABCDE"[n]) for n, letter in enumerate(letters))


def _table(table: AnalysisTable) -> AnalysisTable:
    notes = tuple("sumber_tujuan" if name == "sumber_kinerja" else name for name in table.notes)
    return table._replace(total=None, notes=notes)


def _measured(world: World) -> bool:
    return any(key(i.renstra.get("Jenis")) == "tujuan" for i in world.indikator_lain)


def has_sheets(world: World) -> bool:
    """Bab III goes sasaran by sasaran as here: a profile that prints its own sheets has its own way with tujuan."""
    from ..registry import profile_of

    own_way = profile_of(world).form("LAP-SASARAN-", world.settings) is not None
    return world.settings.get("bentuk_laporan") != "Gabungan" and _measured(world) and not own_way


@report(
    id="LAP-TUJUAN-",
    sheet="Lap Tujuan {n}",
    title="Capaian Kinerja Tujuan {n}",
    order=45,
    chapter="Bab III Akuntabilitas Kinerja",
    about="Satu lembar tiap tujuan, bila bentuk_laporan Per Sasaran dan lembar Pengukuran memuat indikator tujuan.",
    tables=column_sets(tuple(_table(t) for t in TABLES if t.letter in SHOWN)),
    when=has_sheets,
    possible=_measured,
    each=lambda world: dict(enumerate(goals(world), 1)),
    rests_on=(QUARTER, REACHED, PAST),
)
def goal_form(world: World, goal: Goal) -> Form:
    """The sheet of one tujuan."""
    a = analysis_of(world)
    widths = grid_widths(a)
    chapter = f"{chapter_number(world)}1.{goal.nomor}. Capaian Kinerja Tujuan {goal.nama or '-'}"
    line = " - ".join(t for t in (str(world.settings.get("instansi") or ""), a.time) if t)
    blocks: list[Block] = [
        Text(chapter, CHAPTER, source=a.origins.renstra(goal.indikator[0], "Tujuan")),
        Text(line, PLAIN, source=setting("instansi"), keep=Keep.GLUED),
    ]
    for n, table in enumerate(tables_of_goals(world)):
        blocks += analysis_table(a, goal, table, widths, Keep.START if n else Keep.GLUED, NAMED)
    return Form(widths, blocks, footer(world, f"Capaian Kinerja Tujuan {goal.nomor - len(world.sasaran)}"))
