"""status: who was sent what, who returned it, who is late, and what changed in the master since the last sending."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..book.read import BookReading, read_book
from ..book.returned import identity, same
from ..book.sendings import Sending, read_sendings, snapshot_of
from .gabung_plan import label
from .open_and_save import Source, open_for_reading

BACK, WAITING, LATE = "kembali", "menunggu", "terlambat"


@dataclass(frozen=True, slots=True)
class SendingState:
    """A sending and how it stands. state: ``kembali``, ``menunggu`` or ``terlambat``. filled: cells taken from it."""

    sending: Sending
    state: str
    filled: int


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
    states = tuple(_state(one, today) for one in sendings.sent)
    if not sendings.sent:
        return Status((), "", ())
    last = sendings.sent[-1]
    return Status(states, last.when, tuple(_differences(reading, sendings.snapshots.get(last.snapshot, {}))))


def _state(sending: Sending, today: str) -> SendingState:
    filled = sum(len(one.cells) for one in sending.returned)
    if sending.returned:
        return SendingState(sending, BACK, filled)
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
