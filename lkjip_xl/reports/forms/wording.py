"""Small texts that the reports of performance share."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ...compute.blank_quarters import blank_quarters_of
from ...compute.world import World
from ...expr.values import is_number
from ...schema.sheets.beranda import PROVISIONAL
from ..causes import broken
from ..layout.blocks import Group, Record
from ..layout.cells import NOT_AVAILABLE_WORD
from ..layout.source import Cell
from .notes import MEANS_NA, MEANS_UNREADABLE
from .provisional import told_of_doubted

UNNAMED_SASARAN = "(sasaran belum ditulis di lembar Renstra)"


def measured_count(indicators: Sequence[Any], called: str = "indikator", column: str = "Capaian Berjalan") -> str:
    """``1 dari 2 indikator terukur``, by a column of Pengukuran."""
    count = len([i for i in indicators if is_number(i[column])])
    return f"{count} dari {len(indicators)} {called} terukur"


def predikat_of_mean(world: World, mean: Any, indicators: Iterable[Any]) -> Any:
    """Predikat of a mean capaian (PRE-01), provisional while one of its indicators is not measured, or rests on a
    planned quarter that is blank."""
    label = world.predikat_of(mean)
    waiting = any(not is_number(i["Capaian Berjalan"]) or blank_quarters_of(world, i.isi) for i in indicators)
    return label + PROVISIONAL if waiting and isinstance(label, str) else label


def office_measured(world: World, column: str = "Capaian Berjalan") -> str:
    """How many of those that the office's mean is taken over are measured, by ``rata_rata_instansi``.

    Args:
        world: the computed book. column: the capaian that the mean is taken of; ``Capaian`` is against the whole year.
    """
    if world.mean_over == "Sasaran":
        count = len([s for s in world.sasaran if any(is_number(i[column]) for i in s.indikator)])
        return f"{count} dari {len(world.sasaran)} sasaran terukur"
    called = "IKU" if world.mean_over == "IKU" else "indikator PK"
    return measured_count(world.office_indicators, called, column)


def joined(notes: Iterable[str], most: int) -> list[str]:
    """Notes with short ones joined on one line of at most ``most`` characters."""
    result: list[str] = []
    for one in notes:
        if result and len(result[-1]) + len(one) < most:
            result[-1] += " " + one
        else:
            result.append(one)
    return result


def cells_of(members: Iterable[Group | Record]) -> Iterator[Cell]:
    """Every cell of the entries of a table."""
    for member in members:
        if isinstance(member, Group):
            yield from (b.cell for b in member.beside)
            yield from cells_of(member.members)
            continue
        for cell in member.cells:
            if isinstance(cell, list):
                yield from cell
            elif cell is not None:
                yield cell


def remarks(world: World, indicators: Sequence[Any], body: Sequence[Any]) -> list[str]:
    """What the marks and N/A of a table mean. indicators: those that it shows. body: its rows."""
    return [*told_of_doubted(world, indicators, cells_of(body)), *meanings(world, body)]


def meanings(world: World, body: Iterable[Group | Record]) -> list[str]:
    """What N/A means, where the entries of a table show it."""
    if all(cell.value != NOT_AVAILABLE_WORD for cell in cells_of(body)):
        return []
    unreadable = any(broken(i[column]) for i in world.indikator for column in ("Capaian Berjalan", "Realisasi"))
    return [MEANS_UNREADABLE if unreadable or broken(world.budget.realisasi) else MEANS_NA]
