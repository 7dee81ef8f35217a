"""The list of what was sent from a book and what came back: a hidden sheet of the master, which is the witness.

The sheet Kiriman can be read by people (one row for each sending); what the program needs to compare a returned book
cell by cell stands packed in the columns at its right. docs/adr/0035 says why it is a sheet.
"""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from typing import Any

from ..compute.book import Book, Row
from ..expr.values import ErrorValue
from ..ooxml import xmlspans
from ..ooxml.cells import SharedStrings, SheetText, plain
from ..ooxml.ownership import owned_sheets
from ..ooxml.package import Package
from ..ooxml.sheet_model import ReportSheet, Style
from ..ooxml.workbook import WorkbookParts
from ..records import dataclass, field, field_names
from ..schema.asked import names_person_row
from ..schema.model import Table

SENDINGS_ID, SENDINGS_SHEET = "KIRIMAN", "Kiriman"
_HEAD = ("No", "Waktu", "Kepada", "Bidang", "Unit", "Triwulan", "Tenggat", "Berkas", "Kembali", "Sel terisi", "Tanda")
_WIDTHS = (5, 17, 30, 30, 20, 9, 12, 44, 44, 10, 14)
_FIRST_DATA = len(_HEAD)
_CHUNK = 7_500  # characters; Excel takes 8,192 in an array of texts and 32,767 in a cell
_MOST = 64 << 20  # bytes of what is packed
_TITLE = Style(bold=True, size=12)
_BOLD = Style(bold=True, fill="D9E1F2", border="thin", wrap=True)
_CELL = Style(border="thin", valign="top")
_PACKED = Style(color="BFBFBF", size=6)

Cells = dict[str, Any]
Snapshot = dict[str, list[Cells]]
"""Filled rows by table, as they were when a copy was sent."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A returned book that was merged.

    Attributes:
        when: of the merge. file: its name. saved: when it was saved, as the file says. mark: fingerprint of its inputs.
        cells: ``[table, row, column, old, new]`` of every cell that was taken from it.
        waiting: ``[table, row, column, master's, its]`` of every cell that waits for somebody's choice.
        doubtful: ``[table, row, column, sent, its, why]`` of what could not be read with certainty and was not taken.
        outside: the same of what was changed where nothing was asked.
        unused: ``[table, row, column, decided, its]`` of every cell for which somebody chose another value than its.
        more: what a later version of the program keeps.
    """

    when: str
    file: str
    saved: str
    mark: str
    cells: tuple[tuple[Any, ...], ...] = ()
    waiting: tuple[tuple[Any, ...], ...] = ()
    doubtful: tuple[tuple[Any, ...], ...] = ()
    outside: tuple[tuple[Any, ...], ...] = ()
    unused: tuple[tuple[Any, ...], ...] = ()
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sending:
    """One copy that was sent.

    Attributes:
        number: 1 and on. mark: what the copy bears. when: of the sending. to: address or name. division, unit: whose
            rows; "" for the whole book. quarter: the only one that was asked, 0 for all. due: ISO date or "".
        file: name of the copy. columns: columns asked, by table. rows: of each table the numbers of the asked rows in
            the snapshot; None for all rows. snapshot: mark of the rows as they were sent. inputs: fingerprint.
        returned: what came back. decided: conflicts that somebody decided for the master. slim: it is the slim form.
        more: what a later version of the program keeps.
    """

    number: int
    mark: str
    when: str
    to: str
    division: str
    unit: str
    quarter: int
    due: str
    file: str
    columns: dict[str, tuple[str, ...]]
    rows: dict[str, tuple[int, ...]] | None
    snapshot: str
    inputs: str
    returned: tuple[Returned, ...] = ()
    decided: tuple[str, ...] = ()
    slim: bool = False
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Whom it went to, for people."""
        return self.division or self.unit or self.to or "seluruh buku"


@dataclass(slots=True)
class Sendings:
    """All sendings of a book, and the snapshots that they refer to.

    Attributes:
        sent, snapshots: as said. packed: what stood in the sheet and is written back as it stood, by label: snapshots,
            which never change, and whatever this version of the program does not know.
    """

    sent: list[Sending] = field(default_factory=list)
    snapshots: dict[str, Snapshot] = field(default_factory=dict)
    packed: dict[str, str] = field(default_factory=dict)

    def of(self, mark: str | None) -> Sending | None:
        """The sending of a mark."""
        return next((one for one in self.sent if one.mark == mark), None)

    def replace(self, new: Sending) -> None:
        """Put a sending in the place of the one with its mark."""
        self.sent = [new if one.mark == new.mark else one for one in self.sent]


def snapshot_of(book: Book, tables: Iterable[Table]) -> Snapshot:
    """The filled rows of the tables, inputs only, without settings that name persons.

    Those that no copy asks for (settings, scales) are there so that a change in a returned book can be told.
    """
    taken: Snapshot = {}
    for table in tables:
        if table.program or table.figures:
            continue
        names = [c.name for c in table.inputs]
        rows = [{n: v for n in names if (v := row.cells.get(n)) is not None} for row in book.rows(table.name)]
        taken[table.name] = [row for row in rows if row and not names_person_row(table.name, row)]
    return taken


def numbered_rows(rows: Sequence[Row], table: Table) -> list[Row]:
    """The rows that ``snapshot_of`` takes, in its order."""
    names = [c.name for c in table.inputs]
    return [row for row in rows if any(row.cells.get(n) is not None for n in names)]


def mark_of(snapshot: Snapshot) -> str:
    """The fingerprint that a snapshot is known by."""
    return f"{zlib.crc32(_text(snapshot).encode('utf-8', 'replace')):08x}"


# --- the sheet -------------------------------------------------------------------------------------------------------
def read_sendings(package: Package, workbook: WorkbookParts | None = None) -> Sendings:
    """The sendings of a book; none where it has no list, or somebody has damaged it."""
    workbook = workbook or WorkbookParts(package)
    owned = owned_sheets(workbook).get(SENDINGS_ID)
    part = owned.part if owned is not None else _by_name(workbook)
    if not part or part not in package:
        return Sendings()
    strings = SharedStrings(package.read(name) if (name := workbook.related("sharedStrings")) else b"")
    try:
        sheet = SheetText(plain(package.read(part), check=False))
        pieces: dict[str, str] = {}
        for row in sheet.rows:
            cells = {k: sheet.value(text, strings) for k, text in sheet.cells(row)}
            label = cells.get(_FIRST_DATA - 1)
            if isinstance(label, str):
                pieces[label] = "".join(str(cells[k]) for k in sorted(cells) if k >= _FIRST_DATA and cells[k])
    except (xmlspans.XmlError, ValueError, IndexError):
        return Sendings()
    found = Sendings()
    for name, packed in pieces.items():
        content = _unpacked(packed)
        if isinstance(content, dict) and name.startswith("isi-") and (kept := _snapshot(content)) is not None:
            found.snapshots[name[4:]], found.packed[name] = kept, packed
        elif isinstance(content, dict) and (one := _sending(content)) is not None:
            found.sent.append(one)
        elif packed:
            found.packed[name] = packed
    found.sent.sort(key=lambda one: one.number)
    return found


def _by_name(workbook: WorkbookParts) -> str | None:
    return next((s.part for s in workbook.sheets if s.name == SENDINGS_SHEET and s.kind == "worksheet"), None)


def _snapshot(content: dict[str, Any]) -> Snapshot | None:
    try:
        return {table: [{k: _read(v) for k, v in row.items()} for row in rows] for table, rows in content.items()}
    except (TypeError, AttributeError):
        return None


def _sending(content: dict[str, Any]) -> Sending | None:
    try:
        own, more = _known(content, Sending)
        own["returned"] = tuple(_returned(one) for one in own["returned"])
        own["columns"] = {table: tuple(names) for table, names in own["columns"].items()}
        if own["rows"] is not None:
            own["rows"] = {table: tuple(numbers) for table, numbers in own["rows"].items()}
        own["decided"] = tuple(own["decided"])
        return Sending(**own, more=more)
    except (KeyError, TypeError, AttributeError):
        return None


def _returned(content: dict[str, Any]) -> Returned:
    own, more = _known(content, Returned)
    for name in ("cells", "waiting", "doubtful", "outside", "unused"):
        own[name] = tuple(tuple(_read(value) for value in cell) for cell in own.get(name, ()))
    return Returned(**own, more=more)


def _known(content: dict[str, Any], kind: type[Sending] | type[Returned]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What this version of the program knows of a record, and the rest, which is kept for the one that wrote it."""
    names = set(field_names(kind)) - {"more"}
    return {k: v for k, v in content.items() if k in names}, {k: v for k, v in content.items() if k not in names}


def _content(one: Sending | Returned) -> dict[str, Any]:
    """A record as it is packed; ``_known`` takes it apart again."""
    own = {name: getattr(one, name) for name in field_names(type(one)) if name != "more"}
    if isinstance(one, Sending):
        own["returned"] = [_content(book) for book in one.returned]
    return {**one.more, **own}


def sendings_sheet(sendings: Sendings) -> ReportSheet:
    """The sheet of a list; it is hidden by ``hide_sheet`` once it stands in the book."""
    sheet = ReportSheet(SENDINGS_ID, SENDINGS_SHEET, "Daftar kiriman", _WIDTHS, paper="A4", landscape=True)
    sheet.printed = 0
    sheet.add([("Kiriman: yang dikirim dari buku ini dan yang kembali. Ditulis lkjip-xl; jangan diubah.", _TITLE)])
    sheet.add([(text, _BOLD) for text in _HEAD])
    for one in sendings.sent:
        files = "; ".join(f"{r.when} {r.file}" for r in one.returned)
        filled = sum(len(r.cells) for r in one.returned)
        shown = (
            one.number, one.when, one.to, one.division, one.unit, one.quarter or None, one.due, one.file, files, filled,
            one.mark,
        )  # fmt: skip
        sheet.add([*((value, _CELL) for value in shown), *_cells(_packed(_content(one)))])
    kept = {f"isi-{mark}": snapshot for mark, snapshot in sendings.snapshots.items()}
    packed = sendings.packed | {name: _packed(one) for name, one in kept.items() if name not in sendings.packed}
    for name, text in packed.items():
        sheet.add([*((None, _CELL) for _ in _HEAD[:-1]), (name, _CELL), *_cells(text)])
    return sheet


def hide_sheet(package: Package, report_id: str) -> None:
    """Hide a sheet of ours; another one is shown first where it was the one in view."""
    workbook = WorkbookParts(package)
    owned = owned_sheets(workbook).get(report_id)
    if owned is None or owned.sheet.state != "visible":
        return
    edit = xmlspans.set_attribute(workbook.data, owned.sheet.element, "state", "hidden")
    package.put(workbook.part, xmlspans.splice(workbook.data, [edit]))


def _text(content: Any) -> str:
    return json.dumps(content, ensure_ascii=True, separators=(",", ":"), sort_keys=True, default=_written)


def _written(value: Any) -> Any:
    if value.__class__ is ErrorValue:
        return {"galat": value.kode}
    raise TypeError(f"cannot be packed: {value!r}")


def _read(value: Any) -> Any:
    return ErrorValue(str(value["galat"])) if isinstance(value, dict) and "galat" in value else value


def _packed(content: Any) -> str:
    return b64encode(zlib.compress(_text(content).encode("utf-8"), 9)).decode("ascii")


def _cells(packed: str) -> list[tuple[str, Style]]:
    text = packed.replace(".", "")
    return [("." + text[at : at + _CHUNK], _PACKED) for at in range(0, len(text), _CHUNK)]


def _unpacked(packed: str) -> Any:
    try:
        data = b64decode(packed.replace(".", ""), validate=True)
        inflater = zlib.decompressobj()
        text = inflater.decompress(data, _MOST)
        return json.loads(text) if inflater.eof else None
    except (ValueError, zlib.error, RecursionError):
        return None
