"""status: who was sent what, who returned it, who is late, and what changed in the master since the last sending."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ..book.read import read_book
from ..book.reading import BookReading
from ..book.returned import identity, same
from ..book.sendings import Returned, Sending, Sendings, read_sendings, snapshot_of
from ..compute.indicator_days import IndicatorDays
from ..compute.key import key
from ..records import dataclass
from ..schema.asked import home_tables
from ..schema.model import Table
from .gabung_plan import label
from .open_and_save import Source, open_for_reading

BACK, CHOICE, WAITING, LATE, REPLACED = "kembali", "menunggu pilihan", "menunggu", "terlambat", "diganti"
UNFILLED = "kembali tanpa perubahan"
_CHOSEN = "bentroknya diputuskan untuk nilai lain"
Place = tuple[str, tuple[str, ...], str]
"""A cell that was asked: table, identity of its row, column."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that the master and a returned book fill differently: where it is, both values, the book's name, and
    whether its numbers are days."""

    table: str
    row: str
    column: str
    master: Any
    returned: Any
    file: str
    day: bool = False


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Something of a returned book that is not in the master: where it is, what was sent (or what was chosen instead),
    what is written, why, and whether its numbers are days.

    chosen_from: the returned book that what was chosen instead came from; "" where that is the master's own.
    """

    table: str
    row: str
    column: str
    sent: Any
    returned: Any
    why: str
    file: str
    day: bool = False
    chosen_from: str = ""


@dataclass(frozen=True, slots=True)
class SendingState:
    """A sending and how it stands.

    Attributes:
        sending: which one. state: ``kembali``, ``menunggu pilihan`` (back, with conflicts that nobody has decided),
            ``kembali tanpa perubahan``, ``menunggu``, ``terlambat`` or ``diganti``. filled: cells taken from it.
        by: number of the later sending that asks the same of the same addressee, 0 where it is not replaced.
        conflicts: cells of it that wait for a choice.
        doubtful: what of it could not be read with certainty, as long as the master holds what was sent.
        outside: what its last returned book changed where nothing was asked.
        unused: values of it that the master does not hold because somebody chose others.
    """

    sending: Sending
    state: str
    filled: int
    by: int = 0
    conflicts: tuple[Conflict, ...] = ()
    doubtful: tuple[NotTaken, ...] = ()
    outside: tuple[NotTaken, ...] = ()
    unused: tuple[NotTaken, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell of the master that is another one than at the last sending; ``column`` is "" for a whole row.

    day: its numbers are days."""

    table: str
    row: str
    column: str
    old: Any
    new: Any
    day: bool = False


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
    master = _Master(reading)
    states = tuple(_state(one, today, replaced.get(one.number, 0), master, sendings) for one in sendings.sent)
    last = sendings.sent[-1]
    return Status(states, last.when, tuple(_differences(reading, sendings.snapshots.get(last.snapshot, {}), master)))


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


class _Master:
    """The cells of the master by the readable key of their row, which is what the list of sendings keeps."""

    def __init__(self, reading: BookReading) -> None:
        self._reading = reading
        self._rows: dict[str, dict[str, Mapping[str, Any]]] = {}
        renstra = reading.book.rows("tbl_renstra") if "tbl_renstra" in reading.tables else ()
        self._days = IndicatorDays(row.cells for row in renstra)

    def row(self, name: str, row: str) -> Mapping[str, Any] | None:
        """The cells of a row; None where there is no such row or table."""
        if name not in self._rows:
            table = self._reading.tables.get(name)
            rows = self._reading.book.rows(name) if table is not None else ()
            self._rows[name] = {label(table, one.cells): one.cells for one in rows if one.cells and table is not None}
        return self._rows[name].get(row)

    def day(self, name: str, row: str, column: str) -> bool:
        """Whether the numbers of a cell are days, as those of an indicator that is measured by a date."""
        return self._days.holds(self._reading.tables.get(name), row, column)

    def knows(self, name: str) -> bool:
        """Whether the book has the table."""
        return name in self._reading.tables


def _conflicts(sending: Sending, master: _Master) -> tuple[Conflict, ...]:
    """The conflicts that are left: the master still holds another value than the returned book."""
    left: dict[tuple[str, str, str], Conflict] = {}
    for book in sending.returned:
        for name, row, column, _, value, *_ in book.waiting:
            now = (master.row(name, row) or {}).get(column)
            if master.knows(name) and not same(now, value):
                day = master.day(name, row, column)
                left[name, row, column] = Conflict(name, row, column, now, value, book.file, day)
    return tuple(left.values())


def _doubtful(sending: Sending, master: _Master) -> tuple[NotTaken, ...]:
    """What could not be read and is not settled: somebody has settled a cell that holds another value than was sent.

    What is no single cell, or stands in a row that the master has no more, is told of the last returned book alone.
    """
    left: dict[tuple[str, ...], NotTaken] = {}
    for book in sending.returned:
        for one in _not_taken(book, book.doubtful, master):
            cells = master.row(one.table, one.row)
            if cells is not None and one.column:
                if same(cells.get(one.column), one.sent):
                    left[one.table, one.row, one.column] = one
            elif book is sending.returned[-1]:
                left[one.table, one.row, one.column, one.why] = one
    return tuple(left.values())


def _unused(sending: Sending, master: _Master, sendings: Sendings) -> tuple[NotTaken, ...]:
    """The cells whose conflict was decided for another value, as long as the master does not hold the book's."""
    left: dict[tuple[str, str, str], NotTaken] = {}
    for book in sending.returned:
        for table, row, column, decided, value, *_ in book.unused:
            if master.knows(table) and not same((master.row(table, row) or {}).get(column), value):
                day = master.day(table, row, column)
                origin = _origin(sendings, (table, row, column), decided)
                left[table, row, column] = NotTaken(table, row, column, decided, value, _CHOSEN, book.file, day, origin)
    return tuple(left.values())


def _origin(sendings: Sendings, place: tuple[str, str, str], value: Any) -> str:
    """The last returned book that a cell's value was taken from; "" where it was never taken from any."""
    files = [
        book.file
        for sending in sendings.sent
        for book in sending.returned
        for table, row, column, _, new, *_ in book.cells
        if (table, row, column) == place and same(new, value)
    ]
    return files[-1] if files else ""


def _outside(sending: Sending, master: _Master) -> tuple[NotTaken, ...]:
    """What the last returned book changed where nothing was asked and the master does not say as well."""
    if not sending.returned:
        return ()
    book = sending.returned[-1]
    return tuple(
        one
        for one in _not_taken(book, book.outside, master)
        if not one.column or not same((master.row(one.table, one.row) or {}).get(one.column), one.returned)
    )


def _not_taken(book: Returned, cells: Iterable[tuple[Any, ...]], master: _Master) -> list[NotTaken]:
    return [
        NotTaken(table, row, column, sent, value, why, book.file, master.day(table, row, column))
        for table, row, column, sent, value, why, *_ in (cell for cell in cells if len(cell) >= 6)
    ]


def _state(sending: Sending, today: str, replaced_by: int, master: _Master, sendings: Sendings) -> SendingState:
    filled = sum(len(one.cells) for one in sending.returned)
    if sending.returned:
        conflicts = _conflicts(sending, master)
        rest = _doubtful(sending, master), _outside(sending, master), _unused(sending, master, sendings)
        if not any((filled, conflicts, *rest)) and all(one.mark == sending.inputs for one in sending.returned):
            return SendingState(sending, REPLACED if replaced_by else UNFILLED, filled, replaced_by)
        return SendingState(sending, CHOICE if conflicts else BACK, filled, 0, conflicts, *rest)
    if replaced_by:
        return SendingState(sending, REPLACED, filled, replaced_by)
    return SendingState(sending, LATE if sending.due and sending.due < today else WAITING, filled)


def _differences(reading: BookReading, before: dict[str, list[dict[str, Any]]], master: _Master) -> list[Difference]:
    now = snapshot_of(reading.book, reading.tables.values())
    found = []
    for name, rows in now.items():
        if name in home_tables() and name not in before:  # a list of an earlier version, which did not keep them
            continue
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
                Difference(
                    name,
                    text,
                    column.name,
                    earlier.get(column.name),
                    row.get(column.name),
                    master.day(name, text, column.name),
                )
                for column in table.inputs
                if not same(earlier.get(column.name), row.get(column.name))
            ]
        found += [
            Difference(name, label(table, row), "", "baris dihapus", None) for left in old.values() for row in left
        ]
    return found
