"""The tables that a row may show: ``{tabel:LAP-ANGGARAN}``, ``{laporan:LAP-SASARAN}``, ``{tabel:tbl_pegawai}``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..expr.values import ErrorValue
from ..reports.forms.scale import bands
from ..reports.layout.cells import money_cell, ratio_cell, shown
from ..reports.layout.source import Cell
from ..reports.layout.styles import CENTER
from ..reports.registry import all_reports
from .pieces import Captioned, GridTable, plain_table
from .register import Scope

LAST = "akhir"
WIDEST_UPRIGHT = 110.0  # characters; a table of the book that is wider lies on its side


def report_ids(scope: Scope, name: str) -> list[str]:
    """The reports that a name means: ``PK`` is the agreement in force, ``LAP-TW`` the quarters up to the running one,
    ``LAP-SASARAN`` that of the row's sasaran, ``LAP-DATA`` every one of its series."""
    reports, name = scope.reports, name.strip().upper()
    if name == "PK":
        name = "LAP-PK-P" if scope.world.defined["lk_pk"] == "Perubahan" and reports.known("LAP-PK-P") else "LAP-PK"
    if name == "LAP-TW":
        return [id for n in range(1, scope.world.quarter + 1) if reports.known(id := f"LAP-TW{n}")]
    return [name] if reports.known(name) else _series(scope, name)


def _series(scope: Scope, name: str) -> list[str]:
    """The reports of a series: that of the thing which the row is repeated for, else every one."""
    one = next((r for r in all_reports() if r.each is not None and r.id.rstrip("-") == name), None)
    if one is None or one.each is None:
        return []
    members = {id: arguments[0] for id, (_, _, arguments) in one.members(scope.world).items()}
    own = [id for id, member in members.items() if any(member == thing for thing in scope.things.values())]
    return own or list(members)


def tables_of(scope: Scope, named: str) -> list[Captioned]:
    """The tables that ``{tabel:...}`` names, with their captions; none where the book has no such table.

    Args:
        named: a report, with ``:2`` its second table, with ``:akhir`` its last one; ``skala``; or a table of the book.
    """
    name, _, which = named.strip().partition(":")
    if name.casefold() == "skala":
        return _scale(scope)
    if name.casefold().startswith("tbl_"):
        return _of_book(scope, name.casefold())
    found = [one for id in report_ids(scope, name) for one in scope.reports.tables(id)]
    if name.strip().upper() == "PK":  # of an agreement the table that prints a number stands in the chapter
        numbered = next((n for n, one in enumerate(found) if one.number), 0)
        found = found[numbered:]
    if which.strip().casefold() == LAST:
        return found[-1:]
    if which.strip().isdecimal():
        number = int(which)
        return found[number - 1 : number]
    return found


def has_table(scope: Scope, named: str) -> bool:
    """Whether ``{tabel:...}`` shows anything."""
    return bool(tables_of(scope, named))


def known_table(named: str) -> bool:
    """Whether a name of a table or report means anything in any book."""
    from ..schema.contract import module_of, tables

    name = named.strip().partition(":")[0].strip()
    if name.casefold() in ("skala", "pk"):
        return True
    if name.casefold().startswith("tbl_"):
        return name.casefold() in tables(0, -1) or module_of(name.casefold()) is not None
    upper = name.upper()
    known = [r for r in all_reports() if not r.on_request]
    series = {r.id.rstrip("-") for r in known if r.each is not None}
    return upper == "LAP-TW" or upper in series or any(r.knows(upper) for r in known)


def _scale(scope: Scope) -> list[Captioned]:
    found = bands(scope.world)
    if not found:
        return []
    rows = [
        [Cell(n, CENTER), Cell(b.rentang, CENTER, b.source), Cell(b.predikat, CENTER, b.label_source)]
        for n, b in enumerate(found, 1)
    ]
    return [Captioned(plain_table(["No", "Capaian Kinerja", "Predikat"], rows, [8, 40, 40]))]


def _of_book(scope: Scope, name: str) -> list[Captioned]:
    table = scope.world.tables.get(name)
    if table is None or not table.columns:
        return []
    rows = [r for r in scope.world.rows(name) if r.get(table.key) not in (None, "")]
    if not rows:
        return []
    columns = [c for c in table.columns if not c.hidden and not c.outline]
    columns = [c for c in columns if any(r.get(c.name) not in (None, "") for r in rows)]
    body: list[Sequence[Any]] = [[_cell(c.kind, r.get(c.name)) for c in columns] for r in rows]
    grid: GridTable = plain_table([c.name for c in columns], body, [c.width for c in columns])
    return [Captioned(grid, landscape=grid.width > WIDEST_UPRIGHT)]


def _cell(kind: str, value: Any) -> Any:
    if value is None or value == "":
        return None
    if value.__class__ is ErrorValue:
        return Cell(shown(value), CENTER)
    if kind == "uang":
        return money_cell(value)
    return ratio_cell(value, 2) if kind == "rasio" else value
