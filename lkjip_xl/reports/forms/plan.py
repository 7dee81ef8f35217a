"""Reports of the plan and of the optional modules: printed by the parts of a profile, by those of ``Umum`` where the
book's profile does not name them, and only where their tables hold something."""

from collections.abc import Callable
from typing import Any

from ...compute.world import World
from ..layout.columns import Column, ColumnSet
from ..layout.form import Form
from ..profiles import GENERAL, PrintedColumn, find_profile
from ..registry import report

When = Callable[[Any], bool]


def has_rows(*names: str) -> When:
    """Whether one of these tables holds a row that counts."""

    def filled(world: World) -> bool:
        for name in names:
            table = world.tables.get(name)
            if table is not None and any(row.get(table.key) not in (None, "") for row in world.rows(name)):
                return True
        return False

    return filled


def _told(id: str) -> list[ColumnSet]:
    """The tables of the general form, for docs/laporan.md."""
    from ..printing.module_tables import ORIGINS

    def told(column: PrintedColumn) -> list[Column]:
        if column.columns:
            return [c for inner in column.columns for c in told(inner)]
        words = " / ".join(column.headings).replace("{t}", "tahun").replace("{", "").replace("}", "")
        return [Column(words, ORIGINS.get(column.quantity, column.quantity))]

    form = find_profile(GENERAL).forms[id]
    return [
        ColumnSet(part.lines[0].text if part.lines else id, tuple(c for column in part.columns for c in told(column)))
        for part in form.parts if part.columns
    ]  # fmt: skip


class _Tables:
    """The tables of a report, read from its profile when somebody asks."""

    def __init__(self, id: str) -> None:
        self._id = id

    def __iter__(self) -> Any:
        return iter(_told(self._id))


def declare(
    id: str, sheet: str, title: str, order: float, about: str, when: When,
    each: Callable[[Any], dict[int, Any]] | None = None,
) -> None:  # fmt: skip
    """Register a report whose general form is a part of the profile ``Umum``."""

    def blocks(world: World, member: Any = None) -> Form:
        from ..printing.form import printed_form

        profile = find_profile(GENERAL)
        form = profile.form(f"{id}{1}" if each else id, world.settings)
        if form is None:
            raise LookupError(f"{id} has no general form")
        return printed_form(world, profile, id, title, form, member)

    report(
        id=id, sheet=sheet, title=title, order=order, about=about, tables=(), when=when, possible=when, each=each,
    )(blocks)  # fmt: skip


def _money_told(world: World) -> bool:
    return world.funding.told and bool(world.funding.lines)


declare("LAP-TC23", "Lap TC23", "Kinerja Pelayanan (T-C.23)", 300, "Ditulis bila lembar Layanan terisi.",
        has_rows("tbl_layanan"))
declare("LAP-TC24", "Lap TC24", "Pendanaan Pelayanan (T-C.24)", 301,
        "Ditulis bila Riwayat Anggaran menyebut Tingkat, Urusan, atau Sumber Dana.", _money_told)
declare("LAP-SUMBER", "Lap Sumber Dana", "Anggaran menurut Sumber Dana", 302,
        "Ditulis bila Riwayat Anggaran menyebut Sumber Dana.", lambda world: bool(world.funding.by_source))
