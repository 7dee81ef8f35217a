"""What becomes of the cells of returned books: compared with what was sent and with what the master holds now.

A cell that came back as it was sent is untouched, whatever the master says. One that was filled goes into the master
where that still holds what was sent. Everything else is a conflict, which nobody but the user resolves.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

from ..book.reading import BookReading
from ..book.returned import Identity, identity, same
from ..book.sendings import Sending, Sendings
from ..compute.book import Row
from ..compute.indicator_days import IndicatorDays
from ..compute.key import blank
from ..errors import UsageError
from ..expr.functions import is_blank_mark
from ..expr.values import ErrorValue, is_number
from ..ooxml.limits import MAX_TEXT, thousands
from ..ooxml.worksheet import number_text
from ..records import dataclass, field, replace
from ..rules.tanggal import no_such_day, read_date
from ..schema.asked import GROWING, ON_LOWEST_ROWS, home_tables, names_person, names_person_row
from ..schema.captions import sheet_caption
from ..schema.model import Table
from .divisions import rows_above

FILLED, SAME, CONFLICT, EMPTIED, DECIDED = "diisi", "sama", "bentrok", "dikosongkan", "diputuskan"
WAITING = "menunggu"
CHOICE, NOTHING = "menunggu pilihan", "tidak ada yang diambil"
STATES = ("digabung", CHOICE, NOTHING, "tidak berubah", "sudah digabung", "ditolak")
"""What becomes of a returned book."""
MASTER, RETURNED, ALL = "induk", "kembali", "semua"
"""Choices for a conflict: keep the master's value, take the returned one; and all conflicts at once."""

Place = tuple[str, Identity, str]
"""A cell by table, identity of its row, and column."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one returned book says of a cell. sending: mark of what it answers. note: how it was read."""

    file: str
    sending: str
    value: Any
    note: str = ""


@dataclass(frozen=True, slots=True)
class CellMerge:
    """A cell that a returned book changed.

    Attributes:
        table, row, column: where; ``row`` is readable. code: what a choice names it by; it changes with the values.
        base, master: as it was sent, and as the master has it. proposals: of the returned books.
        state: ``diisi``, ``sama``, ``bentrok``, ``dikosongkan``, ``diputuskan``, or ``menunggu`` in a new row that
            is not certain yet. taken: value that is written.
        new: its row is not in the master yet. choice: what somebody chose between two values. settled: codes of the
        conflicts that this choice decides. who: identity of its row. day: its numbers are days.
    """

    table: str
    row: str
    who: Identity
    column: str
    code: str
    base: Any
    master: Any
    proposals: tuple[Proposal, ...]
    state: str
    taken: Any = None
    new: bool = False
    choice: str = ""
    settled: tuple[str, ...] = ()
    day: bool = False


_FACTOR = 10
"""A returned number that differs from the master's by more than this is looked at again."""


def unlikely(cell: CellMerge) -> str:
    """Why a number that is taken is to be looked at; "" of one that is as others are.

    It is taken all the same: what came back may be right, and the master shows what stood there before.
    """
    now, before = cell.taken, cell.master
    if not is_number(now) or isinstance(now, bool):
        return ""
    if now < 0 and not (is_number(before) and before < 0):
        return "kurang dari 0"
    if is_number(before) and before and now:
        ratio = abs(now / before)
        if ratio > _FACTOR:
            return f"lebih dari {_FACTOR} kali yang semula"
        if ratio * _FACTOR < 1:
            return "kurang dari sepersepuluh yang semula"
    return ""


class NewRow(NamedTuple):
    """A row that a returned book adds: its table, readable key and identity."""

    table: str
    row: str
    who: Identity


@dataclass(frozen=True, slots=True)
class Remark:
    """Something of a returned book that is shown and not taken: the book, where, what, the value, and what was sent.

    day: its numbers are days.
    """

    file: str
    table: str
    row: str
    column: str
    text: str
    value: Any = None
    sent: Any = None
    day: bool = False


@dataclass(slots=True)
class BookMerge:
    """One returned book.

    Attributes:
        file: its name. state: ``digabung``, ``menunggu pilihan`` (all of it), ``tidak ada yang diambil``, ``tidak
            berubah``, ``sudah digabung`` or ``ditolak``. reason: of a refusal.
        number, label: of the sending. saved, program: what the file says. notes: what a person should know.
        filled, rows: cells that it fills, rows that it adds. unmarked: it does not say which sending it answers.
    """

    file: str
    state: str = "digabung"
    reason: str = ""
    number: int = 0
    label: str = ""
    saved: str = ""
    program: str = ""
    notes: list[str] = field(default_factory=list)
    filled: int = 0
    rows: int = 0
    unmarked: bool = False


@dataclass(slots=True)
class Merge:
    """What becomes of all of them.

    Attributes:
        books: the returned books. cells: every cell that one of them changed. added: new rows.
        removed: rows that a book lacks; they stay. outside: changes where nothing was asked; they are not taken.
        doubtful: values that cannot be taken for what they are.
    """

    books: list[BookMerge] = field(default_factory=list)
    cells: list[CellMerge] = field(default_factory=list)
    added: list[NewRow] = field(default_factory=list)
    removed: list[Remark] = field(default_factory=list)
    outside: list[Remark] = field(default_factory=list)
    doubtful: list[Remark] = field(default_factory=list)

    def of_state(self, *states: str) -> list[CellMerge]:
        """The cells of some states."""
        return [cell for cell in self.cells if cell.state in states]

    @property
    def conflicts(self) -> list[CellMerge]:
        """Cells that wait for a choice."""
        return self.of_state(CONFLICT, EMPTIED)

    @property
    def complete(self) -> bool:
        """Whether everything that was given is in the master, or somebody decided that it shall not be."""
        refused = any(one.state == "ditolak" for one in self.books)
        return not (refused or self.conflicts or self.doubtful or self.outside or self.of_state(WAITING))

    @property
    def unlikely(self) -> list[CellMerge]:
        """Cells that are written and are to be looked at."""
        return [cell for cell in self.taken if unlikely(cell)]

    @property
    def taken(self) -> list[CellMerge]:
        """Cells that are written."""
        return self.of_state(FILLED)


@dataclass(slots=True)
class Candidate:
    """A returned book that is ready to be compared.

    Attributes:
        book: what is told of it. sending: what it answers. rows: its rows as they stand, by table. mended: the same
            rows with what was certain put right, by table and number. doubts: why a cell cannot be taken.
        said: how a cell was read, where that needs a word. columns: that its tables have.
        uncomputed: formulas in cells for which no program has stored a value, by place.
    """

    book: BookMerge
    sending: Sending
    rows: Mapping[str, list[Row]]
    mended: Mapping[str, Mapping[int, Mapping[str, Any]]]
    doubts: Mapping[tuple[str, int, str], str]
    said: Mapping[tuple[str, int, str], str]
    columns: Mapping[str, frozenset[str]]
    uncomputed: Mapping[tuple[str, int, str], str] = field(default_factory=dict)


_Shown = TypeVar("_Shown", CellMerge, Remark)


class Comparison:
    """Compares returned books with the master.

    Args:
        reading: the master. sendings: its list. choices: by code or ``semua``: ``induk``, ``kembali`` or a file's name.
        earlier: the same, from the sheet Gabungan; those that fit no conflict any more do not count.
    """

    def __init__(
        self, reading: BookReading, sendings: Sendings, choices: Mapping[str, str], earlier: Mapping[str, str]
    ) -> None:
        self.reading, self.sendings = reading, sendings
        given = {k.strip().casefold(): v.strip() for k, v in choices.items()}
        self.choices = {**earlier, **given}
        self._asked = set(given)
        self.merge = Merge()
        self._master: dict[str, dict[Identity, list[Row]]] = {}
        self._proposals: dict[Place, list[Proposal]] = defaultdict(list)
        self._bases: dict[Place, list[Any]] = defaultdict(list)
        self._labels: dict[tuple[str, Identity], str] = {}
        self._new: dict[str, dict[Identity, frozenset[str]]] = defaultdict(dict)
        for name, table in reading.tables.items():
            rows = self._master.setdefault(name, defaultdict(list))
            for row in reading.book.rows(name):
                if row.cells:
                    rows[identity(table, row.cells)].append(row)

    def add(self, candidate: Candidate) -> None:
        """Compare one book; what it proposes waits for the others."""
        self.merge.books.append(candidate.book)
        snapshot = self.sendings.snapshots.get(candidate.sending.snapshot, {})
        for name, columns in candidate.sending.columns.items():
            if name not in self.reading.tables or name in home_tables():
                continue
            if name not in candidate.rows:
                candidate.book.notes.append(
                    f"tabel di lembar {sheet_caption(name)} tidak ada lagi; isinya tidak dibaca"
                )
                continue
            lacking = [c for c in columns if c not in candidate.columns[name]]
            if lacking:
                candidate.book.notes.append(
                    f"kolom {', '.join(lacking)} di lembar {sheet_caption(name)} tidak ada lagi; tidak dibaca"
                )
            self._table(candidate, self.reading.tables[name], snapshot.get(name, []), columns)
        for name, sent in snapshot.items():
            if name in self.reading.tables and name not in candidate.sending.columns and candidate.sending.columns:
                self._locked_table(candidate, self.reading.tables[name], sent)

    def _table(self, candidate: Candidate, table: Table, sent: list[dict[str, Any]], columns: tuple[str, ...]) -> None:
        name, file = table.name, candidate.book.file
        asked = candidate.sending.rows
        open_rows = set(range(len(sent))) if asked is None else set(asked.get(name, ()))
        bases: dict[Identity, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
        for number, cells in enumerate(sent):
            bases[identity(table, cells)].append((number, cells))
        came: dict[Identity, list[Row]] = defaultdict(list)
        for row in candidate.rows[name]:
            if row.cells:
                came[identity(table, row.cells)].append(row)
        numbered = (Row(number, cells) for number, cells in enumerate(sent))
        sums = {row.number for row in rows_above(numbered)} if name in ON_LOWEST_ROWS else set()
        for who, rows in came.items():
            own = self._master[name].get(who) or rows  # the master's words, where a copy has other blanks or case
            self._labels.setdefault((name, who), label(table, own[0].cells))
            base = bases.get(who, [])
            if len(rows) > 1 or len(base) > 1 or len(self._master[name].get(who, ())) > 1:
                self._ambiguous(candidate, table, who, rows, [cells for _, cells in base])
            elif base and base[0][0] in open_rows:
                summed = ON_LOWEST_ROWS[name] if base[0][0] in sums else ()
                filled = tuple(column for column in columns if column not in summed)
                self._row(candidate, table, who, rows[0], base[0][1], filled)
            elif base:
                self._closed(candidate, table, rows[0], base[0][1], candidate.columns[name])
            else:
                self._added(candidate, table, who, rows[0], asked is None)
        for who, base in bases.items():
            if who not in came and any(number in open_rows for number, _ in base):
                self.merge.removed.append(
                    Remark(file, name, label(table, base[0][1]), "", "baris tidak ada lagi di buku yang kembali; di "
                           "buku induk tetap")
                )  # fmt: skip

    def _row(
        self, candidate: Candidate, table: Table, who: Identity, row: Row, base: dict[str, Any],
        columns: tuple[str, ...],
    ) -> None:  # fmt: skip
        there = candidate.columns[table.name]
        for column in columns:
            if column in there:
                self._cell(candidate, table, who, row, column, base.get(column))
        others = there - set(columns) - set(table.identity)
        self._closed(candidate, table, row, base, others)

    def _cell(self, candidate: Candidate, table: Table, who: Identity, row: Row, column: str, base: Any) -> None:
        file, where = candidate.book.file, (table.name, row.number, column)
        typed = candidate.uncomputed.get(where, row.cells.get(column))
        if same(typed, base):
            return
        value = candidate.mended.get(table.name, {}).get(row.number, {}).get(column)
        doubt = candidate.doubts.get(where) or _misfit(table, column, value)
        if doubt:
            named = self._labels[table.name, who]
            remark = Remark(file, table.name, named, column, doubt, typed, base)
            self.merge.doubtful.append(remark)
            return
        if same(value, base):
            return
        place = (table.name, who, column)
        self._bases[place].append(base)
        note = candidate.said.get(where, "")
        self._proposals[place].append(Proposal(file, candidate.sending.mark, value, note))

    def _locked_table(self, candidate: Candidate, table: Table, sent: list[dict[str, Any]]) -> None:
        """A table of which nothing was asked: its changes are told, none is taken."""
        name, file = table.name, candidate.book.file
        if name not in candidate.rows:
            if sent and not candidate.sending.slim:
                candidate.book.notes.append(
                    f"tabel di lembar {sheet_caption(name)} tidak ada lagi; di buku induk tetap"
                )
            return
        bases: dict[Identity, list[dict[str, Any]]] = defaultdict(list)
        for cells in sent:
            bases[identity(table, cells)].append(cells)
        columns = candidate.columns[name]
        new = []
        for row in candidate.rows[name]:
            if not row.cells or names_person_row(name, row.cells):
                continue
            base = bases.get(identity(table, row.cells))
            if not base:
                new.append(row)
                continue
            equal = (n for n, cells in enumerate(base) if not self._changes(table, row, cells, columns))
            self._closed(candidate, table, row, base.pop(next(equal, 0)), columns)
        for row in new:
            if any(row.cells.get(c.name) not in (None, "") for c in table.inputs):
                text = "baris baru yang tidak diminta; tidak diambil"
                self.merge.outside.append(Remark(file, name, label(table, row.cells), "", text))
        for cells in (one for base in bases.values() for one in base):
            text = "baris tidak ada lagi di buku yang kembali; di buku induk tetap"
            self.merge.removed.append(Remark(file, name, label(table, cells), "", text))

    def _closed(
        self, candidate: Candidate, table: Table, row: Row, base: dict[str, Any], columns: Iterable[str]
    ) -> None:
        """Cells that nobody asked for."""
        for column in self._changes(table, row, base, columns):
            self.merge.outside.append(
                Remark(candidate.book.file, table.name, label(table, row.cells), column,
                       "diubah di luar yang diminta; tidak diambil", row.cells.get(column), base.get(column))
            )  # fmt: skip

    @staticmethod
    def _changes(table: Table, row: Row, base: dict[str, Any], columns: Iterable[str]) -> list[str]:
        """The columns that say something else than was sent; a number that a program made a text of says the same."""
        inputs = {c.name for c in table.inputs}
        return [
            column
            for column in sorted(set(columns) & inputs)
            if not names_person(table.name, column)
            and not same(row.cells.get(column), base.get(column))
            and _said(row.cells.get(column)).strip() != _said(base.get(column)).strip()
        ]

    def _ambiguous(
        self, candidate: Candidate, table: Table, who: Identity, rows: list[Row], bases: list[dict[str, Any]]
    ) -> None:
        """Rows that are not told apart: equal ones need no word, changed ones are shown and not taken."""
        left = list(bases)
        for row in rows:
            there = candidate.columns[table.name]
            equal = next(
                (b for b in left if all(same(row.cells.get(n), b.get(n)) for n in {*b, *row.cells} & there)), None
            )
            if equal is not None:
                left.remove(equal)
                continue
            self.merge.doubtful.append(
                Remark(candidate.book.file, table.name, label(table, row.cells), "",
                       "beberapa baris berkunci sama, sehingga barisnya tidak dapat dipastikan; tidak diambil")
            )  # fmt: skip

    def _added(self, candidate: Candidate, table: Table, who: Identity, row: Row, whole: bool) -> None:
        name = table.name
        text = label(table, row.cells)
        file = candidate.book.file
        complete = all(row.cells.get(c) not in (None, "") for c in {table.key, *table.identity[:1]})
        if not (whole or name in GROWING) or not complete:
            why = "baris baru yang tidak diminta" if complete else "baris baru tanpa kunci"
            self.merge.outside.append(Remark(file, name, text, "", f"{why}; tidak diambil"))
            return
        for column in table.inputs:
            where = (name, row.number, column.name)
            if row.cells.get(column.name) not in (None, "") or where in candidate.uncomputed:
                self._cell(candidate, table, who, row, column.name, None)
        if not self._master[name].get(who):
            self._new[name].setdefault(who, frozenset({table.key, *table.identity} & row.cells.keys()))

    # --- the outcome -------------------------------------------------------------------------------------------------
    def finish(self) -> Merge:
        """What becomes of every cell, once all books are in.

        Raises:
            UsageError: ``pilihan``: a choice that names no conflict, or no value of it.
        """
        used: set[str] = set()
        for place, proposals in self._proposals.items():
            name, who, column = place
            if self._master[name].get(who) or who in self._new[name]:
                self.merge.cells.append(self._outcome(place, proposals, used))
                continue
            text = "barisnya tidak ada lagi di buku induk (dihapus, atau kuncinya diganti); tidak diambil"
            self.merge.doubtful += [
                Remark(one.file, name, self._labels[name, who], column, text, one.value) for one in proposals
            ]
        for name, (who, wanted) in ((n, one) for n, rows in self._new.items() for one in rows.items()):
            self._new_row(name, who, wanted)
        decided = {code for one in self.sendings.sent for code in one.decided}
        unknown = self._asked - used - decided - {ALL}
        if unknown:
            open_codes = ", ".join(cell.code for cell in self.merge.conflicts) or "tidak ada"
            raise UsageError(f"--pilih: tidak ada bentrok '{sorted(unknown)[0]}'. Yang ada: {open_codes}.", "pilihan")
        self._mark_days()
        return self.merge

    def _mark_days(self) -> None:
        """Mark what belongs to an indicator that is measured by a date, so that it is shown as one."""
        rows = self.reading.book.rows("tbl_renstra") if "tbl_renstra" in self.reading.tables else ()
        days = IndicatorDays(row.cells for row in rows)
        if not days.codes:
            return

        def marked(one: _Shown) -> _Shown:
            held = days.holds(self.reading.tables.get(one.table), one.row, one.column)
            return replace(one, day=True) if held else one

        merge = self.merge
        merge.cells = [marked(one) for one in merge.cells]
        merge.outside, merge.doubtful = [marked(one) for one in merge.outside], [marked(one) for one in merge.doubtful]

    def _new_row(self, name: str, who: Identity, wanted: frozenset[str]) -> None:
        """Add a row once everything that identifies it is certain; until then nothing of it is written."""
        cells = self.merge.cells
        own = [n for n, cell in enumerate(cells) if cell.new and cell.table == name and cell.who == who]
        agreed = {cells[n].column for n in own if cells[n].state == FILLED}
        if wanted <= agreed:
            self.merge.added.append(NewRow(name, self._labels[name, who], who))
            return
        for n in own:
            if cells[n].state == FILLED:
                cells[n] = replace(cells[n], state=WAITING, taken=None)
        text = "baris baru yang kuncinya belum pasti; tidak ditambahkan"
        files = dict.fromkeys(p.file for n in own for p in cells[n].proposals)
        self.merge.doubtful += [Remark(file, name, self._labels[name, who], "", text) for file in files]

    def _outcome(self, place: Place, proposals: list[Proposal], used: set[str]) -> CellMerge:
        name, who, column = place
        rows = self._master[name].get(who, [])
        new = not rows
        master = rows[0].cells.get(column) if rows else None
        bases = self._bases[place]
        values: list[Any] = []
        for one in proposals:
            if not any(same(one.value, other) for other in values):
                values.append(one.value)
        code = _code(place, master, values)
        made = CellMerge(
            name, self._labels[name, who], who, column, code, bases[0], master, tuple(proposals), CONFLICT, new=new
        )
        if len(values) == 1 and same(values[0], master):
            return _changed(made, SAME)
        untouched = all(same(master, base) for base in bases)
        if len(values) == 1 and untouched and values[0] not in (None, ""):
            return _changed(made, FILLED, values[0])
        state = EMPTIED if len(values) == 1 and values[0] in (None, "") and untouched else CONFLICT
        chosen = self._chosen(_changed(made, state), values, used)
        return replace(chosen, settled=_settled(place, chosen, values)) if chosen.choice else chosen

    def _chosen(self, cell: CellMerge, values: list[Any], used: set[str]) -> CellMerge:
        choice = self.choices.get(cell.code)
        if choice is not None:
            used.add(cell.code)
        else:
            choice = self.choices.get(ALL)
        if choice is None:
            marks = {p.sending for p in cell.proposals}
            sent = [s for s in self.sendings.sent if s.mark in marks]
            return _changed(cell, DECIDED) if sent and all(cell.code in s.decided for s in sent) else cell
        cell = replace(cell, choice=choice)
        if choice.casefold() == MASTER:
            return _changed(cell, DECIDED)
        if choice.casefold() == RETURNED:
            if len(values) > 1:
                if cell.code not in self.choices:
                    return replace(cell, choice="")  # "semua" cannot say which of several
                files = " atau ".join(p.file for p in cell.proposals)
                raise UsageError(f"--pilih {cell.code}: nilainya beberapa; sebut berkasnya: {files}.", "pilihan")
            return _changed(cell, FILLED, values[0])
        chosen = [p for p in cell.proposals if p.file.casefold() == choice.casefold()]
        if not chosen:
            files = ", ".join(p.file for p in cell.proposals)
            raise UsageError(
                f"--pilih {cell.code}: '{choice}' bukan pilihan; tulis induk, kembali, atau nama berkasnya: {files}.",
                "pilihan",
            )
        return _changed(cell, FILLED, chosen[0].value)


def _settled(place: Place, cell: CellMerge, values: list[Any]) -> tuple[str, ...]:
    """The conflicts that a choice decides: the one that was asked, and those that the same books give with what the
    master holds now, all together and each alone."""
    master = cell.taken if cell.state == FILLED else cell.master
    return tuple(dict.fromkeys([cell.code, _code(place, master, values), *(_code(place, master, [v]) for v in values)]))


def _changed(cell: CellMerge, state: str, taken: Any = None) -> CellMerge:
    return replace(cell, state=state, taken=taken)


def _misfit(table: Table, column: str, value: Any) -> str:
    """Why a value cannot stand in a column; "" when it can."""
    declared = table.by_name[column]
    if isinstance(value, ErrorValue):
        return f"berisi galat {value.kode}; tidak diambil"
    if isinstance(value, str) and len(value) > MAX_TEXT:
        return f"lebih panjang daripada {thousands(MAX_TEXT)} huruf; tidak diambil"
    if declared.kind in ("uang", "angka", "tahun") and isinstance(value, str) and not is_blank_mark(value):
        return "teks yang tidak dapat dipastikan angkanya; tidak diambil"
    if declared.kind == "tanggal" and isinstance(value, str) and read_date(value) is None and not is_blank_mark(value):
        missing = no_such_day(value)
        return (f"tanggal yang tidak ada: {missing}" if missing else "bukan tanggal") + "; tidak diambil"
    if declared.kind == "pilihan" and isinstance(declared.choices, tuple) and declared.strict:
        if value not in (None, "") and value not in declared.choices:
            return f"bukan pilihan yang ada ({', '.join(declared.choices)}); tidak diambil"
    if isinstance(value, bool) and declared.kind != "teks":
        return "berisi BENAR atau SALAH; tidak diambil"
    return ""


def label(table: Table, cells: Mapping[str, Any]) -> str:
    """A row by the columns that tell it from others, for people."""
    parts = (f"{v:.15g}" if is_number(v) else str(v) for n in table.identity if not blank(v := cells.get(n)))
    return " / ".join(parts) or "(tanpa kunci)"


def _code(place: Place, master: Any, values: Iterable[Any]) -> str:
    said = sorted(_said(v) for v in values)
    return f"{crc32(repr((place, _said(master), said)).encode('utf-8', 'replace')):08x}"


def _said(value: Any) -> str:
    if value is None:
        return ""
    return number_text(value) if is_number(value) and not isinstance(value, bool) else str(value)
