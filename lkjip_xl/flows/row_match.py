"""Which row of a source is which row of a table: by the columns that identify a row, never by its place.

Rows that match are altered only where they differ, rows that are new are put in, and none is removed unless asked.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from typing import Any

from ..compute.book import Row
from ..compute.key import key
from ..errors import UsageError
from ..expr.values import is_number
from ..invocation import answer
from ..records import dataclass, field
from ..rules import struktur_anggaran as struktur
from ..schema.captions import sheet_caption
from ..schema.model import Table
from .row_changes import RowChanges


@dataclass(frozen=True, slots=True)
class MergePlan:
    """How a table shall look.

    Attributes:
        contents: for each table row from the first, the input cells to write (``Rewriter.write``).
        used: number of its last filled row. changes: what becomes of its rows, for the user.
        moved: rows of the book that change their place: ``(number within the table, columns that are kept)``.
        differences: ``(key of the row, column, value in the book, value of the source)`` of rows that are altered.
        states: of each row of the source ``baru``, ``berubah`` or ``tetap``. values: those rows as they are written.
    """

    contents: list[dict[str, Any]]
    used: int
    changes: RowChanges
    moved: list[tuple[int, list[str]]]
    differences: list[tuple[str, str, Any, Any]] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    values: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class _Slot:
    """A row of the table to be: one of the book, one of the source, or both."""

    book: Row | None
    source: dict[str, Any] | None = None
    state: str = "tetap"


def plan_merge(
    table: Table, rows: Sequence[Row], source: Sequence[dict[str, Any]], columns: Iterable[str], replace: bool,
    origin: str,
) -> MergePlan:  # fmt: skip
    """Match the rows of a source with those of a table.

    Args:
        table: the contract's table. rows: its rows in the book. source: rows by column name, values as cells hold them.
        columns: columns that the source has. replace: rows that the source lacks go, its order counts, and what is
            blank in it is emptied; else a blank cell of it says nothing (docs/adr/0083).
        origin: name of the source, for messages.

    Raises:
        UsageError: ``kunci_kurang``: the source lacks a column without which rows cannot be told apart.
    """
    has = set(columns)
    last = max((row.number for row in rows if row.cells), default=0)
    identity_columns = _key_columns(table, rows[:last], source, has, origin)
    waiting: dict[tuple[str, ...], deque[Row]] = defaultdict(deque)
    for row in rows:
        if row.cells:
            waiting[_identity(row.cells, identity_columns)].append(row)
    pairs = [
        _Slot(waiting[k].popleft() if waiting.get(k := _identity(one, identity_columns)) else None, one)
        for one in source
    ]
    left = [
        row for row in rows if row.cells and any(row is one for one in waiting[_identity(row.cells, identity_columns)])
    ]
    if replace:
        slots, removed = pairs, left
    else:
        slots, removed = _with_new_rows(table, list(rows[:last]), pairs), []
    inputs = [c.name for c in table.inputs]
    contents, added, changed, same, moved = [], [], [], 0, []
    emptied: list[str] = []
    unsaid: list[str] = []
    differences: list[tuple[str, str, Any, Any]] = []
    for number, slot in enumerate(slots, 1):
        old = slot.book.cells if slot.book is not None else {}
        edits = {n: v for n, v in (slot.source or {}).items() if not _equal(old.get(n), v)}
        blank = [name for name, value in edits.items() if value in (None, "")]
        if slot.source is not None:
            label = _label({**old, **slot.source}, identity_columns)
            (emptied if replace else unsaid).extend(f"{label}, {name}" for name in blank)
            if not replace:
                edits = {name: value for name, value in edits.items() if name not in blank}
            if slot.book is None:
                slot.state = "baru"
                added.append(label)
            elif edits:
                slot.state = "berubah"
                changed.append(label)
                differences += [(label, name, old.get(name), value) for name, value in edits.items()]
            else:
                same += 1
        if slot.book is not None and slot.book.number == number:
            contents.append(edits)
            continue
        contents.append({n: edits.get(n, old.get(n)) for n in inputs})
        if slot.book is not None and old:
            moved.append((slot.book.number, [n for n in inputs if n in old and n not in (slot.source or {})]))
    contents += [dict.fromkeys(inputs) for _ in range(last - len(slots))]
    gone = tuple(_label(row.cells, identity_columns) for row in removed)
    changes = RowChanges(tuple(added), tuple(changed), gone, same, tuple(emptied), tuple(unsaid))
    return MergePlan(contents, len(slots), changes, moved, differences, [pair.state for pair in pairs], list(source))


def _key_columns(
    table: Table, rows: Sequence[Row], source: Sequence[dict[str, Any]], has: set[str], origin: str
) -> tuple[str, ...]:
    identity = table.identity
    identity_columns = tuple(name for name in identity if name in has)
    if not identity_columns:
        identity_columns = tuple(name for name in table.fallback_identity if name in has)
    filled = [row for row in rows if row.cells]
    if identity_columns == identity or not filled:
        return identity_columns or identity
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    for row in filled:
        counts[_identity(row.cells, identity_columns)] += 1
    missing = [name for name in identity if name not in has]
    if not identity_columns or any(counts[_identity(one, identity_columns)] > 1 for one in source):
        raise UsageError(
            f"{origin}: kolom {', '.join(missing)} diperlukan untuk mengenali baris yang sudah ada di "
            f"lembar {sheet_caption(table.name)}. "
            "Tambahkan kolom itu, lalu ulangi.",
            "kunci_kurang",
        )
    coded = table.ordered or "Kode" in table.by_name and table.by_name["Kode"].required
    if coded and "Kode" in missing and any(not counts[_identity(one, identity_columns)] for one in source):
        raise UsageError(
            f"{origin}: ada baris baru, dan kolom Kode diperlukan untuknya karena lembar "
            f"{sheet_caption(table.name)} sudah berisi. Tambahkan kolom Kode, atau ganti seluruh isinya dengan "
            f"{answer(ganti='')}.",
            "kunci_kurang",
        )
    return identity_columns


def _with_new_rows(table: Table, rows: list[Row], pairs: list[_Slot]) -> list[_Slot]:
    """The book's rows in their order, with what the source says of them, and its new rows."""
    by_row = {id(pair.book): pair for pair in pairs if pair.book is not None}
    slots = [by_row.get(id(row)) or _Slot(row if row.cells else None) for row in rows]
    if not table.ordered or not by_row:
        return slots + [pair for pair in pairs if pair.book is None]
    at = next(i for i, slot in enumerate(slots) if slot.source is not None)
    for pair in pairs:
        if pair.book is not None:
            at = next(i for i, slot in enumerate(slots) if slot is pair) + 1
            continue
        level = struktur.tingkat_ke((pair.source or {}).get("Tingkat"))
        while level is not None and at < len(slots) and _level(slots[at]) > level:
            at += 1  # what stands deeper belongs to the row above
        slots.insert(at, pair)
        at += 1
    return slots


def _level(slot: _Slot) -> int:
    row = {**(slot.book.cells if slot.book is not None else {}), **(slot.source or {})}
    level = struktur.tingkat_ke(row.get("Tingkat"))
    return -1 if level is None else int(level)


def _identity(row: dict[str, Any], columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(_text(row.get(name)) for name in columns)


def _text(value: Any) -> str:
    return f"{value:.15g}" if is_number(value) else str(key(value))


def _label(row: dict[str, Any], columns: Iterable[str]) -> str:
    parts = (f"{v:.15g}" if is_number(v) else str(v) for name in columns if (v := row.get(name)) not in (None, ""))
    return " / ".join(parts) or "(tanpa kunci)"


def _equal(old: Any, new: Any) -> bool:
    if old in (None, "") or new in (None, ""):
        return old in (None, "") and new in (None, "")
    return (
        bool(old == new)
        and isinstance(old, str) == isinstance(new, str)
        and isinstance(old, bool) == isinstance(new, bool)
    )
