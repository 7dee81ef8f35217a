"""What the office changes of its forms on the sheet Bentuk: columns (``tbl_bentuk``) and reports."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from ..compute.key import key
from ..compute.world import World
from ..expr.values import is_number
from ..records import replace
from .layout.blocks import Notes, Table, Title
from .layout.form import Form
from .layout.own_columns import Wish, with_wishes
from .profiles.records import PrintedColumn, PrintedForm, PrintedLine, PrintedPart

COLUMNS, REPORTS = "tbl_bentuk", "tbl_bentuk_laporan"


class OwnColumn(NamedTuple):
    """A column as the office wants it.

    Attributes:
        name: as the form or ``docs/laporan.md`` calls it. shown: None where nothing is said.
        order: place from the left, None where nothing is said. title: its heading, "" as it is.
        number: of its row in the table.
    """

    number: int
    name: str
    shown: bool | None
    order: float | None
    title: str


class OwnReport(NamedTuple):
    """A report as the office wants it; "" as it is. shown: False for one that is not written."""

    title: str
    number: str
    note: str
    shown: bool


def _meant(asked: object, id: str) -> bool:
    """Whether a row is about a report: its id, its sheet's words, or the series that it belongs to."""
    own, name = key(asked).replace(" ", "-"), key(id)
    series = name.rstrip("0123456789")
    return own in (name, series, series.rstrip("-")) or own == name.removeprefix("lap-")


def _answer(value: object) -> bool | None:
    return None if value in (None, "") else key(value) == "ya"


def own_columns(world: World, id: str) -> list[OwnColumn]:
    """The rows of ``tbl_bentuk`` about a report, in their order."""
    if COLUMNS not in world.tables:
        return []
    return [
        OwnColumn(
            row["#nomor"],
            str(row["Kolom"]), _answer(row.get("Tampil")),
            row["Urutan"] if is_number(row.get("Urutan")) else None, str(row.get("Judul") or ""),
        )
        for row in world.rows(COLUMNS)
        if row.get("Kolom") and _meant(row.get("Laporan"), id)
    ]  # fmt: skip


def own_report(world: World, id: str) -> OwnReport | None:
    """The row of ``tbl_bentuk_laporan`` about a report; None where it has none. A row for the report itself goes before
    one for its series."""
    if REPORTS not in world.tables:
        return None
    found = [r for r in world.rows(REPORTS) if _meant(r.get("Laporan"), id)]
    found.sort(key=lambda r: key(r["Laporan"]) != key(id))
    if not found:
        return None
    row = found[0]
    title, number, note = (str(row.get(c) or "") for c in ("Judul", "Nomor", "Catatan"))
    return OwnReport(title, number, note, _answer(row.get("Tampil")) is not False)


def is_hidden(world: World, id: str) -> bool:
    """Whether the office does not want a report written."""
    own = own_report(world, id)
    return own is not None and not own.shown


def _plain(text: str) -> str:
    return key(text.replace("\n", " ").replace("- ", ""))


def meant_level(path: Sequence[str], name: str) -> int | None:
    """Which heading of a column a name means: -1 the column's own (alone, or after those above it), 0 the heading that
    it shares with its neighbours; None when neither.

    >>> meant_level(["Target", "TW I"], "TW I"), meant_level(["Target", "TW I"], "Target: TW I")
    (-1, -1)
    >>> meant_level(["Target", "TW I"], "target"), meant_level(["Target", "TW I"], "TW II")
    (0, None)
    """
    own = _plain(name)
    if not path:
        return None
    if own in {_plain(path[-1]), *(_plain(between.join(path)) for between in (" ", ": ", " - "))}:
        return -1
    return 0 if own == _plain(path[0]) else None


def _wanted_of(path: Sequence[str], wanted: Sequence[OwnColumn], also: str = "") -> tuple[OwnColumn | None, int]:
    """The row that is about a column, and which of its headings it names; a row for the column alone goes first."""
    found = [
        (one, level)
        for one in wanted
        for level in (-1 if also and _plain(one.name) == _plain(also) else meant_level(path, one.name),)
        if level is not None
    ]
    return min(found, key=lambda pair: pair[1], default=(None, -1))


_MATCHED: "WeakKeyDictionary[World, set[int]]" = WeakKeyDictionary()


def matched(world: World) -> set[int]:
    """Numbers of the rows of ``tbl_bentuk`` that a form composed so far has a column for."""
    return _MATCHED.setdefault(world, set())


def unknown_wishes(world: World, known: Iterable[str], written: Iterable[str]) -> list[str]:
    """What the sheet Bentuk says of no report, or of no column of it; one line each.

    Args:
        known: ids of every report that the book can have. written: those that were composed just now.
    """
    known, written, result = list(known), list(written), []
    for table, column in ((COLUMNS, "Kolom"), (REPORTS, "Laporan")):
        for row in world.rows(table) if table in world.tables else ():
            if not row.get(column) or any(_meant(row.get("Laporan"), id) for id in known):
                continue
            result.append(f"Bentuk: laporan {row.get('Laporan') or '(kosong)'} tidak ada di buku ini.")
    for row in world.rows(COLUMNS) if COLUMNS in world.tables else ():
        asked = row.get("Kolom") and any(_meant(row.get("Laporan"), id) for id in written)
        if asked and row["#nomor"] not in matched(world):
            result.append(f"Bentuk: kolom {row['Kolom']} tidak ada pada {row['Laporan']}.")
    return list(dict.fromkeys(result))


def own_form(world: World, id: str, form: Form) -> Form:
    """A form of the code as the office wants it: its columns, title, number and notes."""
    wanted = own_columns(world, id)
    report = own_report(world, id)
    if not wanted and report is None:
        return form

    def wish_of(path: Sequence[str]) -> Wish | None:
        one, level = _wanted_of(path, wanted)
        if one is None:
            return None
        matched(world).add(one.number)
        return Wish(one.title, one.order, one.shown, level)

    form = with_wishes(form, wish_of) if wanted else form
    return form if report is None else _with_words(form, report)


def _with_words(form: Form, report: OwnReport) -> Form:
    """Title and number at the top, the note beneath the last table."""
    blocks = list(form.blocks)
    for n, block in enumerate(blocks):
        if isinstance(block, Title):
            lines = list(block.lines)
            if report.title:
                lines[0] = report.title
            blocks[n] = Title([f"Tabel {report.number}", *lines] if report.number else lines)
            break
    if report.note:
        tables = [n for n, block in enumerate(blocks) if isinstance(block, Table)]
        if tables:
            blocks.insert(tables[-1] + 1, Notes([report.note]))
    return replace(form, blocks=blocks)


def own_printed(world: World, id: str, form: PrintedForm) -> PrintedForm:
    """A form of a profile as the office wants it."""
    wanted, report = own_columns(world, id), own_report(world, id)
    if not wanted and report is None:
        return form
    parts = [_own_part(part, wanted, matched(world)) for part in form.parts]
    if report is not None:
        tables = [n for n, part in enumerate(parts) if part.columns]
        if tables:
            first, last = tables[0], tables[-1]
            parts[first] = replace(parts[first], lines=_own_lines(parts[first].lines, report))
            if report.note:
                parts[last] = replace(parts[last], notes=(*parts[last].notes, report.note))
    return replace(form, parts=tuple(parts))


def _own_part(part: PrintedPart, wanted: Sequence[OwnColumn], seen: set[int]) -> PrintedPart:
    order: list[tuple[float, bool, int, PrintedColumn]] = []
    for n, column in enumerate(part.columns):
        one, level = _wanted_of(column.headings, wanted, column.quantity)
        if one is not None:
            seen.add(one.number)
        if one is not None and one.shown is False:
            continue
        if one is not None and one.title:
            heads = list(column.headings)
            heads[level] = one.title
            column = replace(column, headings=tuple(heads))
        typed = one.order if one is not None else None
        order.append((n + 1 if typed is None else typed, typed is None, n, column))
    kept = tuple(column for *_, column in sorted(order, key=lambda x: x[:3])) or part.columns
    return replace(part, columns=kept, numbers=part.numbers[: len(kept)])


def _own_lines(lines: Sequence[PrintedLine], report: OwnReport) -> tuple[PrintedLine, ...]:
    """The number replaces the line that tells one, the title the first of the others."""
    result = list(lines)
    numbered = next((n for n, line in enumerate(result) if line.text.startswith("Tabel ")), None)
    if report.number:
        line = PrintedLine(f"Tabel {report.number}", "nomor_tabel")
        if numbered is None:
            result.insert(0, line)
            numbered = 0
        else:
            result[numbered] = replace(result[numbered], text=line.text)
    titles = [n for n in range(len(result)) if n != numbered]
    if report.title and titles:
        result[titles[0]] = replace(result[titles[0]], text=report.title)
    elif report.title:
        result.append(PrintedLine(report.title))
    return tuple(result)
