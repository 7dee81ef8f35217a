"""kirim: copies of a book to email, whole or for one division each, and the list of them in the master."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from io import BytesIO
from typing import Any
from uuid import uuid4

from ..book.read import read_book
from ..book.reading import BookReading
from ..book.rewrite import apply_edits, refresh
from ..book.seal import inputs_mark, name_sending, put_seal, results_mark
from ..book.sendings import (
    SENDINGS_ID,
    Sending,
    Sendings,
    hide_sheet,
    mark_of,
    numbered_rows,
    read_sendings,
    sendings_sheet,
    snapshot_of,
)
from ..checks.belum_diukur import without_target
from ..checks.fixes import CellEdit
from ..compute.indicator_days import IndicatorDays
from ..compute.key import blank, key
from ..compute.tables import MEASURED
from ..compute.world import World
from ..errors import UsageError, UserError
from ..expr.to_excel import to_formula
from ..expr.values import is_number
from ..invocation import advice
from ..ooxml.cells import SheetText, cell_style, cell_xml, decode, formula_of, plain
from ..ooxml.detach import detach
from ..ooxml.inplace import edit_package
from ..ooxml.lock import lock_sheets
from ..ooxml.package import Package
from ..ooxml.safe_write import atomic_write
from ..ooxml.workbook import WorkbookParts
from ..ooxml.xmlspans import splice
from ..records import dataclass, field, replace
from ..rules.tanggal import read_date
from ..schema.asked import PERSON_COLUMNS, PERSON_SETTINGS, needed_columns
from ..schema.captions import sheet_caption
from ..schema.looks import INPUT_FILL
from ..schema.state import IDENTITY_FILLED
from ..suggestion import did_you_mean
from .divisions import ALL, Asked, asked_divisions, asked_of, asked_rows, divisions, units
from .ekspor import make_folder
from .gabung_plan import label
from .kirim_mail import day_in_words, draft, mail_address
from .open_and_save import OpenedBook, Progress, Source, compute, opened, tell
from .own_sheets import take_out_own_sheets
from .periksa import find
from .recap_rows import SEALED, recap_of
from .result import Result
from .sent_copy import SentCopy

_NAMED_ON = {"bidang": "Renstra", "unit": "Anggaran"}
_INSTEAD = {"bidang": "", "unit": ", atau {} untuk membagi menurut Penanggung Jawab"}
_MOST_ROWS = 5
_BY_SENDER = "diisi pengirim"
_PAST = "Tenggat {} sudah lewat; bila keliru, kirim lagi dengan {} yang benar."
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_QUARTER_COLUMN = re.compile(r"Realisasi TW([1-4])$")


@dataclass(slots=True)
class _Order:
    """What one copy shall be."""

    division: str = ""
    unit: str = ""
    to: str = ""
    asked: dict[str, Asked] = field(default_factory=dict)


def kirim_buku(
    source: Source,
    folder: str | os.PathLike[str] | None = None,
    bidang: Sequence[str] = (),
    unit: Sequence[str] = (),
    triwulan: int | None = None,
    kepada: Mapping[str, str] | str = "",
    tenggat: str = "",
    orang: bool = False,
    surel: bool = True,
    output: str | os.PathLike[str] | None = None,
    backup: bool = True,
    progress: Progress | None = None,
    called: str | None = None,
    ringkas: bool = False,
) -> Result:
    """Make copies of a book to email, and keep in the book what was sent.

    A copy has no macros, nothing that leads to other files, no absolute paths or names of editors, and no report
    sheets; its computed values stand in it. All its sheets are locked but for the cells that are asked. Names of
    persons stay behind unless asked for. The master gets a hidden sheet Kiriman and is otherwise left as it is.

    Args:
        source: the book, a path or bytes. folder: where the copies go; beside the book by default.
        bidang: divisions (Penanggung Jawab), a copy for each; ``semua`` for every one. unit: units (Unit), likewise.
            Without either one copy of the whole book, all its inputs open but for money on rows that are sums.
        triwulan: ask only this quarter's columns. kepada: an address, or addresses by division or unit.
        tenggat: the day by which it shall be back, ISO. orang: let names of persons go along.
        surel: also write the draft of a letter (``.eml``). output, backup, progress: as in ``hitung.hitung_buku``.
        called: name of the book for the copies' names, where the path is not its own.
        ringkas: the slim form instead: only the division's rows, with the columns that are asked and those that tell
            what the row is, without formulas. Without ``kepada`` a division's address is that of its last sending.

    Returns:
        Result: ``sent``; ``files`` the copies and drafts (``contents`` where there is no folder); ``findings`` those of
        ``periksa``: what is unfinished or wrong in what was sent.

    Raises:
        UsageError: ``bidang``, ``unit``, ``triwulan``, ``tenggat``, ``alamat``: no such thing; ``ringkas``: of the
            whole book there is no slim form.
        UserError: see ``opened`` and ``read_book``; ``tanpa_bidang``: no row names a division.
    """
    due = _day(tenggat)
    late = due and due < date.today().isoformat()
    if ringkas and not bidang and not unit:
        raise UsageError(
            "Bentuk ringkas dibuat untuk bidang atau unit; sebutkan "
            f"{advice('--bidang atau --unit', 'salah satunya')}.",
            "ringkas",
        )
    if triwulan not in (None, 1, 2, 3, 4):
        raise UsageError(f"Triwulan {triwulan} tidak ada; tulis 1 sampai 4.", "triwulan")
    with opened(source, output) as book:
        tell(progress, 0, 3, "membaca dan memeriksa buku")
        reading = read_book(book.package)
        computed = compute(reading)
        orders = _orders(reading, bidang, unit, triwulan, kepada)
        notes = [_PAST.format(day_in_words(due), advice("--tenggat", "tenggat"))] if late else []
        notes += _told_of_rows(reading, orders, ALL in map(key, (*bidang, *unit)))
        findings = [finding for one in find(reading, computed) if not one.known for finding in one.members]
        tell(progress, 1, 3, "menyiapkan salinan")
        prepared = _prepared(book.package, orang)
        sendings = read_sendings(book.package, reading.workbook)
        _earlier_addresses(orders, sendings)
        snapshot = snapshot_of(reading.book, reading.tables.values())
        sendings.snapshots.setdefault(mark_of(snapshot), snapshot)
        place = _place(book, folder)
        stem = os.path.splitext(called or os.path.basename(book.source_path or "buku.xlsx"))[0]
        moment = datetime.now().isoformat(" ", "minutes")
        make = partial(_copy, slim=ringkas)
        made: list[tuple[SentCopy, bytes, bytes | None]] = []
        for order in orders:
            made.append(make(reading, prepared, order, sendings, (place, stem, moment, due), triwulan, surel))
            sendings.sent.append(made[-1][0].sending)
        tell(progress, 2, 3, "menyimpan")
        written = edit_package(book.package, [sendings_sheet(sendings)], overwrite_edits=True)
        hide_sheet(book.package, SENDINGS_ID)
        saved = _save(book, made, place, backup)
        tell(progress, 3, 3, "")
    contents = {one.sending.file: data for one, data, _ in made} if place is None else {}
    for one, _, mail in made if place is None else ():
        if mail is not None:
            contents[os.path.splitext(one.sending.file)[0] + ".eml"] = mail
    copies = [one for one, _, _ in made]
    files = [path for one in copies for path in (one.path, one.mail) if path is not None]
    return Result(
        computed=computed, findings=findings, sent=copies, files=files, contents=contents, sheets=written.names,
        added=written.added, parts=written.parts, notes=notes, **saved,
    )  # fmt: skip


# --- what is wanted --------------------------------------------------------------------------------------------------
def _day(text: str) -> str:
    if not text:
        return ""
    found = read_date(text)
    if found is None:
        raise UsageError(f"Tenggat '{text}' tidak terbaca; tulis seperti 2026-04-05 atau 5 April 2026.", "tenggat")
    return date(*found).isoformat()


def _orders(
    reading: BookReading, wanted: Sequence[str], wanted_units: Sequence[str], quarter: int | None,
    to: Mapping[str, str] | str,
) -> list[_Order]:  # fmt: skip
    asked = asked_divisions(reading) if wanted else []
    orders = [
        *(_Order(division=name) for name in _known(wanted, divisions(reading), "bidang", "Penanggung Jawab", asked)),
        *(_Order(unit=name) for name in _known(wanted_units, units(reading), "unit", "Unit")),
    ] or [_Order()]
    addresses = {"": to} if isinstance(to, str) else {key(name): address for name, address in to.items()}
    if unknown := addresses.keys() - {key(o.division or o.unit) for o in orders} - {""}:
        raise UsageError(
            f"{advice('--kepada', 'Alamat surel')}: '{sorted(unknown)[0]}' tidak termasuk yang dikirimi.", "alamat"
        )
    for order in orders:
        order.to = addresses.get(key(order.division or order.unit), addresses.get("", ""))
        mail_address(order.to)
        order.asked = asked_of(reading, order.division, order.unit, quarter)
    empty = [o for o in orders if (o.division or o.unit) and not o.asked]
    if empty and len(empty) == len(orders):
        name = empty[0].division or empty[0].unit
        raise UserError(f"Tidak ada isian yang menjadi bagian {name}; tidak ada yang dikirim.", "tanpa_isian")
    return [o for o in orders if o not in empty]


def _earlier_addresses(orders: Iterable[_Order], sendings: Sendings) -> None:
    """Who is given no address is written to where the last copy went."""
    for order in orders:
        if not order.to and (order.division or order.unit):
            whose = (key(order.division), key(order.unit))
            known = [one.to for one in sendings.sent if (key(one.division), key(one.unit)) == whose and "@" in one.to]
            order.to = known[-1] if known else ""


def _told_of_rows(reading: BookReading, orders: Sequence[_Order], for_all: bool) -> list[str]:
    """Rows that several copies ask for, and of copies for everybody those that nobody is asked for."""
    shared: list[str] = []
    left: list[str] = []
    for name, (nobody, several) in asked_rows(reading, [order.asked for order in orders]).items():
        for rows, words in ((several, shared), (nobody if for_all else [], left)):
            some = "; ".join(label(reading.tables[name], row.cells) for row in rows[:_MOST_ROWS])
            more = f"; dan {len(rows) - _MOST_ROWS} lagi" if len(rows) > _MOST_ROWS else ""
            words += [f"{sheet_caption(name)} {len(rows)} baris ({some}{more})"] if rows else []
    lines = []
    if shared:
        lines.append(f"Diminta dari beberapa sekaligus: {', '.join(shared)}; isian yang berbeda menjadi bentrok.")
    if left:
        lines.append(f"Tidak diminta dari siapa pun: {', '.join(left)}.")
    return lines


def _known(
    wanted: Sequence[str], there: list[str], what: str, column: str, offered: list[str] | None = None
) -> list[str]:
    """The names that are meant; of ``offered`` (those of whom something is asked) where all are, or none is known."""
    offered = there if offered is None else offered
    if not wanted:
        return []
    if any(key(name) == ALL for name in wanted):
        if not offered:
            raise UserError(
                f"Tidak ada {what} di buku ini: kolom {column} masih kosong. Isi dulu, lalu ulangi.", "tanpa_bidang"
            )
        return offered
    by_key = {key(name): name for name in there}
    found = []
    for name in wanted:
        if key(name) not in by_key:
            near = did_you_mean(name, offered)
            listed = "; ".join(offered)
            if not there:
                raise UsageError(
                    f"Tidak ada {what} '{name}': kolom {column} di lembar {_NAMED_ON[what]} masih kosong. Tulis nama "
                    f"{what} di baris-barisnya lebih dulu"
                    f"{_INSTEAD[what].format(advice('pakai --bidang', 'kirim per bidang'))}.", what,
                )  # fmt: skip
            raise UsageError(f"Tidak ada {what} '{name}' di kolom {column}.{near} Yang ada: {listed}.", what)
        found.append(by_key[key(name)])
    return list(dict.fromkeys(found))


def _place(book: OpenedBook, folder: str | os.PathLike[str] | None) -> str | None:
    if folder is not None:
        make_folder(folder)
        return os.fspath(folder)
    return None if book.source_path is None else os.path.dirname(os.path.abspath(book.source_path))


# --- the copies ------------------------------------------------------------------------------------------------------
@dataclass(slots=True)
class _Prepared:
    data: bytes
    computed: World
    cut: list[str]
    kept: list[str]
    inputs: str
    results: str


def _prepared(master: Package, with_persons: bool) -> _Prepared:
    """The copy that all the others are made of: computed, without reports, detached from everything outside."""
    stream = BytesIO()
    master.save(stream)
    package = Package(stream.getvalue(), master.path)
    kept = take_out_own_sheets(package)
    cut = detach(package)
    reading = read_book(package)
    if not with_persons and (edits := _persons(reading)):
        apply_edits(reading, edits)
        reading = read_book(package)
    computed = compute(reading)
    refresh(reading, computed)
    if not with_persons:
        _asks_for_no_persons(package)
    stream = BytesIO()
    package.save(stream)
    return _Prepared(stream.getvalue(), computed, cut, kept, inputs_mark(reading.book), results_mark(computed))


def _asks_for_no_persons(package: Package) -> None:
    """The first step of Beranda counts what is blank of the identity; in a copy without persons that is not for who
    fills it in, so it says who does, whatever Hitung makes of the copy."""
    counted = to_formula(IDENTITY_FILLED)
    for sheet in WorkbookParts(package).sheets:
        if not sheet.part:
            continue
        lines = SheetText(plain(package.read(sheet.part), check=False))
        for row in lines.rows:
            for column, text in lines.cells(row):
                formula = formula_of(text)
                if formula is not None and decode(formula[1]) == counted:
                    at = lines.data.index(text, row.inner)
                    said = cell_xml(column, row.number, cell_style(text), _BY_SENDER, None, lines.prefix).encode()
                    package.put(sheet.part, splice(lines.data, [(at, at + len(text), said)]))
                    return


def _persons(reading: BookReading) -> list[CellEdit]:
    edits = [
        CellEdit("tbl_pengaturan", row.number, "Nilai", None)
        for row in reading.book.rows("tbl_pengaturan")
        if key(row.cells.get("Kunci")) in PERSON_SETTINGS and not blank(row.cells.get("Nilai"))
    ]
    for table, columns in PERSON_COLUMNS.items():
        for row in reading.book.rows(table):
            edits += [CellEdit(table, row.number, name, None) for name in sorted(columns) if name in row.cells]
    return edits


def _copy(
    reading: BookReading, prepared: _Prepared, order: _Order, sendings: Sendings,
    around: tuple[str | None, str, str, str], quarter: int | None, with_mail: bool, slim: bool,
) -> tuple[SentCopy, bytes, bytes | None]:  # fmt: skip
    place, stem, moment, due = around
    settings = reading.book.settings
    number = max((one.number for one in sendings.sent), default=0) + 1
    whose = order.division or order.unit
    name = _file_name(place, stem, whose, number)
    snapshot = mark_of(snapshot_of(reading.book, reading.tables.values()))
    rows = None
    if whose:
        rows = {table: _snapshot_rows(reading, table, one) for table, one in order.asked.items()}
    sending = Sending(
        number, uuid4().hex[:12], moment, order.to, order.division, order.unit, quarter or 0, due, name,
        {table: one.columns for table, one in order.asked.items()}, rows, snapshot, prepared.inputs, slim=slim,
    )  # fmt: skip
    left: list[str] = []
    if slim:
        from .kirim_slim import slim_package

        package, mark = slim_package(reading, prepared.computed, sending, order.asked)
        sending = replace(sending, inputs=mark)
    else:
        package = Package(prepared.data)
        left = lock_sheets(package, _open_cells(reading, order.asked), INPUT_FILL)
    name_sending(package, reading.places["tbl_pengaturan"].sheet.name, sending.mark)
    put_seal(package, _seal(sending, prepared, settings))
    stream = BytesIO()
    package.save(stream)
    data = stream.getvalue()
    lines, cells, still_blank = _unfinished(reading, order.asked, quarter)
    office, year = str(settings.get("instansi") or ""), settings.get("tahun")
    mail = draft(sending, data, office, int(year) if is_number(year) else None, still_blank) if with_mail else None
    path = os.path.join(place, name) if place is not None else None
    mail_path = os.path.splitext(path)[0] + ".eml" if path is not None and mail is not None else None
    cut, kept = ((), ()) if slim else (tuple(prepared.cut), (*prepared.kept, *left))
    copy = SentCopy(sending, path, mail_path, cells, still_blank, tuple(lines), cut, kept)
    return copy, data, mail


def _seal(sending: Sending, prepared: _Prepared, settings: Mapping[str, object]) -> dict[str, object]:
    computed = {"hasil": prepared.results, SEALED: recap_of(prepared.computed)}  # a slim form is no office's book
    return {
        "kiriman": sending.mark, "nomor": sending.number, "kapan": sending.when, "kepada": sending.to,
        "bidang": sending.division, "unit": sending.unit, "triwulan": sending.quarter, "tenggat": sending.due,
        "kolom": sending.columns, "isian": sending.inputs, "ringkas": sending.slim,
        "instansi": str(settings.get("instansi") or ""), "tahun": settings.get("tahun"),
        **({} if sending.slim else computed),
    }  # fmt: skip


def _file_name(place: str | None, stem: str, whose: str, number: int) -> str:
    label = " ".join(_UNFIT.sub(" ", whose).split())[:60].rstrip(". ")
    base = f"{stem} - {label} (kirim {number})" if label else f"{stem} (kirim {number})"
    name, again = base + ".xlsx", 1
    while place is not None and any(os.path.exists(os.path.join(place, name[:-5] + end)) for end in (".xlsx", ".eml")):
        again += 1
        name = f"{base[:-1]}, {again}).xlsx"
    return name


def _snapshot_rows(reading: BookReading, table: str, asked: Asked) -> tuple[int, ...]:
    rows = numbered_rows(reading.book.rows(table), reading.tables[table])
    return tuple(place for place, row in enumerate(rows) if row.number in asked.rows)


def _open_cells(reading: BookReading, asked: Mapping[str, Asked]) -> dict[str, list[tuple[int, int]]]:
    cells: dict[str, list[tuple[int, int]]] = {}
    for name, one in asked.items():
        place = reading.places[name]
        own = cells.setdefault(place.sheet.own_part, [])
        own += [(place.header_row + n, place.columns[c]) for c in one.columns for n in one.rows_of(name, c)]
        inputs = [c.name for c in reading.tables[name].inputs if c.name in place.columns]
        own += [(place.header_row + n, place.columns[c]) for n in one.growing for c in inputs]
    return cells


def _is_due(row: Mapping[str, Any], quarter: int, dated: bool) -> bool:
    """Whether a quarter of an indicator is to be filled: it has a target, or none of the quarters has; and no earlier
    one has the day that is reached once."""
    if dated and any(not blank(row.get(f"Realisasi TW{n}")) for n in range(1, quarter)):
        return False
    targets = [row.get(f"Target TW{n}") for n in range(1, 5)]
    return not without_target(targets[quarter - 1]) or all(map(without_target, targets))


def _unfinished(reading: BookReading, asked: Mapping[str, Asked], quarter: int | None) -> tuple[list[str], int, int]:
    """What is still blank, table by table, how many cells are open, and how many of them are blank and needed
    (``needed_columns``).

    Of Pengukuran that is the realisasi of quarters that are due; Tahun Data, Analisis and the like are for those who
    have something to say.
    """
    running = quarter or reading.book.quarter
    dated = IndicatorDays(row.cells for row in reading.book.rows("tbl_renstra")).codes
    lines, total, missing = [], 0, 0
    for name, one in asked.items():
        by_number = {row.number: row.cells for row in reading.book.rows(name)}
        needed = needed_columns(reading.tables[name])
        for column in one.columns:
            rows = [by_number[number] for number in one.rows_of(name, column)]
            total += len(rows)
            found = _QUARTER_COLUMN.match(column)
            if column not in needed or (found is None and name == MEASURED):
                continue
            due = rows
            if found is not None and name == MEASURED:
                due = [row for row in rows if _is_due(row, int(found[1]), key(row.get("Kode")) in dated)]
            count = sum(1 for row in due if blank(row.get(column)))
            missing += count
            if found is not None and count and int(found[1]) <= running:
                sheet = reading.places[name].sheet.name
                lines.append(f"{sheet}, {column}: {count} dari {len(due)} baris belum terisi")
    return lines, total, missing


def _save(
    book: OpenedBook, made: Iterable[tuple[SentCopy, bytes, bytes | None]], place: str | None, backup: bool
) -> dict[str, Any]:
    """Write the copies, then the master; copies that the master does not know of do not stay."""
    written: list[str] = []
    try:
        for one, data, mail in made if place is not None else ():
            for path, content in ((one.path, data), (one.mail, mail)):
                if path is not None and content is not None:
                    atomic_write(path, lambda stream, content=content: stream.write(content), backup=False)  # type: ignore[misc]
                    written.append(path)
        return book.save(backup)
    except BaseException:
        for path in written:
            try:
                os.unlink(path)
            except OSError:
                continue
        raise
