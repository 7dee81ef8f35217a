"""status: who was sent what, who returned it, who is late, and what changed in the master since the last sending."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from ..book.read import BookReading, read_book
from ..book.returned import identity, same
from ..book.sendings import Sending, Sendings, read_sendings, snapshot_of
from ..compute.key import key
from ..records import dataclass
from ..schema.model import Table
from .gabung_plan import label
from .open_and_save import Source, open_for_reading

BACK, CHOICE, WAITING, LATE, REPLACED = "kembali", "menunggu pilihan", "menunggu", "terlambat", "diganti"
Place = tuple[str, tuple[str, ...], str]
"""A cell that was asked: table, identity of its row, column."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that the master and a returned book fill differently: where it is, both values, and the book's name."""

    table: str
    row: str
    column: str
    master: Any
    returned: Any
    file: str


@dataclass(frozen=True, slots=True)
class SendingState:
    """A sending and how it stands.

    Attributes:
        sending: which one. state: ``kembali``, ``menunggu pilihan`` (back, with conflicts that nobody has decided),
            ``menunggu``, ``terlambat`` or ``diganti``. filled: cells taken from it.
        by: number of the later sending that asks the same of the same addressee, 0 where it is not replaced.
        conflicts: cells of it that wait for a choice.
    """

    sending: Sending
    state: str
    filled: int
    by: int = 0
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell of the master that is another one than at the last sending; ``column`` is "" for a whole row."""

    table: str
    row: str
    column: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Status:
    """How the sendings of a book stand.

    Attributes:
        states: of each sending, in order. since: when the last one went out ("" when none did).
        differences: what changed in the master since then, cell by cell.
    """

    states: tuple[SendingState, ...]
    since: str
    differences: tuple[Difference, ...]


def status_kiriman(source: Source, hari: date | None = None) -> Status:
    """How the sendings of a book stand; nothing is written.

    Args:
        source: the book, a path or bytes. hari: the day by which lateness is judged; today by default.

    Raises:
        UserError: the book cannot be used.
    """
    reading = read_book(open_for_reading(source), careful=False, keep=False)
    sendings = read_sendings(reading.package, reading.workbook)
    today = (hari or date.today()).isoformat()
    if not sendings.sent:
        return Status((), "", ())
    replaced = _replaced(sendings, reading.tables)
    conflicts = _conflicts(sendings, reading)
    states = tuple(
        _state(one, today, replaced.get(one.number, 0), conflicts.get(one.number, ())) for one in sendings.sent
    )
    last = sendings.sent[-1]
    return Status(states, last.when, tuple(_differences(reading, sendings.snapshots.get(last.snapshot, {}))))


def _replaced(sendings: Sendings, tables: Mapping[str, Table]) -> dict[int, int]:
    """``{number of a sending: number of the last one after it that asks all of it of the same addressee}``."""
    found: dict[int, int] = {}
    seen: dict[tuple[str, str, str], list[tuple[Sending, set[Place]]]] = {}
    for one in sendings.sent:
        asked = _asked(one, sendings, tables)
        whose = (key(one.division), key(one.unit), "" if one.division or one.unit else key(one.to))
        earlier = seen.setdefault(whose, [])
        found.update({before.number: one.number for before, cells in earlier if cells <= asked})
        earlier.append((one, asked))
    return found


def _asked(sending: Sending, sendings: Sendings, tables: Mapping[str, Table]) -> set[Place]:
    """The cells that a sending asks for."""
    snapshot = sendings.snapshots.get(sending.snapshot, {})
    cells: set[Place] = set()
    for name, columns in sending.columns.items():
        rows = snapshot.get(name, [])
        if sending.rows is not None:
            rows = [rows[number] for number in sending.rows.get(name, ()) if number < len(rows)]
        if name in tables:
            cells |= {(name, identity(tables[name], row), column) for row in rows for column in columns}
    return cells


def _conflicts(sendings: Sendings, reading: BookReading) -> dict[int, tuple[Conflict, ...]]:
    """By number of the sending the conflicts that are left: the master still holds another value than the book."""
    there: dict[str, dict[str, Mapping[str, Any]]] = {}
    found: dict[int, tuple[Conflict, ...]] = {}
    for one in sendings.sent:
        left: dict[tuple[str, str, str], Conflict] = {}
        for book in one.returned:
            for name, row, column, _, value in book.waiting:
                if name not in reading.tables:
                    continue
                if name not in there:
                    rows = reading.book.rows(name)
                    there[name] = {label(reading.tables[name], r.cells): r.cells for r in rows if r.cells}
                now = there[name].get(row, {}).get(column)
                if not same(now, value):
                    left[name, row, column] = Conflict(name, row, column, now, value, book.file)
        if left:
            found[one.number] = tuple(left.values())
    return found


def _state(sending: Sending, today: str, replaced_by: int, conflicts: tuple[Conflict, ...]) -> SendingState:
    filled = sum(len(one.cells) for one in sending.returned)
    if conflicts:
        return SendingState(sending, CHOICE, filled, conflicts=conflicts)
    if sending.returned:
        return SendingState(sending, BACK, filled)
    if replaced_by:
        return SendingState(sending, REPLACED, filled, replaced_by)
    return SendingState(sending, LATE if sending.due and sending.due < today else WAITING, filled)


def _differences(reading: BookReading, before: dict[str, list[dict[str, Any]]]) -> list[Difference]:
    now = snapshot_of(reading.book, reading.tables.values())
    found = []
    for name, rows in now.items():
        table = reading.tables[name]
        old: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for row in before.get(name, ()):
            old[identity(table, row)].append(row)
        for row in rows:
            text = label(table, row)
            waiting = old[identity(table, row)]
            if not waiting:
                found.append(Difference(name, text, "", None, "baris baru"))
                continue
            earlier = waiting.pop(0)
            found += [
                Difference(name, text, column.name, earlier.get(column.name), row.get(column.name))
                for column in table.inputs
                if not same(earlier.get(column.name), row.get(column.name))
            ]
        found += [
            Difference(name, label(table, row), "", "baris dihapus", None) for left in old.values() for row in left
        ]
    return found
