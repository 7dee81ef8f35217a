"""gabung: the books that came back from the divisions are merged into the master, cell by cell."""

import os
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..book.print_areas import refresh_print_areas
from ..book.read import read_book
from ..book.reading import BookReading
from ..book.returned import Identity, ReturnedBook, identity, read_returned, same
from ..book.rewrite import apply_edits, refresh
from ..book.seal import inputs_mark, is_unbroken, read_seal, sending_mark
from ..book.sendings import SENDINGS_ID, Returned, Sending, Sendings, hide_sheet, read_sendings, sendings_sheet
from ..book.slim import in_the_book, read_slim, slim_reading
from ..checks.finding import SALAH
from ..checks.fixes import CellEdit
from ..checks.reading import reading_findings
from ..compute.indicator_days import IndicatorDays
from ..compute.world import World
from ..errors import UserError
from ..invocation import advice, command
from ..ooxml.files import check_workbook_data
from ..ooxml.inplace import edit_package
from ..ooxml.workbook import WorkbookParts
from ..records import replace
from ..schema.captions import sheet_caption, sheet_captions
from .gabung_plan import CHOICE, DECIDED, FILLED, NOTHING, BookMerge, Candidate, Comparison, Merge, NewRow, Remark
from .gabung_sheet import merge_sheet, typed_on_sheet
from .gabung_sources import Arrival, Returns, arrivals
from .isi import write_plan
from .open_and_save import Progress, Source, compute, context_of, form_findings, open_for_reading, opened, tell
from .recompute import mend
from .result import Result
from .row_changes import RowChanges
from .row_heights import fit_heights
from .row_match import plan_merge

_UNCOMPUTED = (
    "rumus yang belum pernah dihitung; tidak diambil. Buka salinannya dengan Excel, simpan, lalu gabung lagi; atau "
    "ketik angkanya"
)
_MOST_RESULTS = 5
"""Computed cells that are named where a sealed book's results do not follow from its inputs."""


def gabung_buku(
    source: Source,
    dari: Returns,
    output: str | os.PathLike[str] | None = None,
    backup: bool = True,
    choices: Mapping[str, str] | None = None,
    kiriman: Mapping[str, int] | None = None,
    progress: Progress | None = None,
    induk: str | None = None,
) -> Result:
    """Merge returned books into the book that they were sent from.

    Each cell is compared with what was sent and with what the master holds now: what was filled is taken where the
    master still holds what was sent; where both changed it is a conflict, which is left alone unless ``choices`` says
    otherwise. Nothing is taken outside of what was asked, no row is removed, no formula or macro of a returned book is
    run, and a value that cannot be read with certainty is shown and left. Who filled what is kept in the hidden sheet
    Kiriman; the sheet Gabungan tells of the last merge. A second run with the same books changes nothing.

    Args:
        source: the master, a path or bytes. dari: returned books: files, folders, messages (``.eml``, ``.msg``), or
            contents by name.
        choices: for conflicts, by their code or ``semua``: ``induk``, ``kembali``, or the name of the returned file.
            What is written in the column Pilihan of the sheet Gabungan counts too.
        kiriman: number of the sending by file name, for a book that has lost its mark; what is written in the column
            Kiriman of the sheet Gabungan counts too.
        output, backup, progress: as in ``hitung.hitung_buku``. induk: path of the master, where ``source`` is a copy.

    Returns:
        Result with ``merge``; ``rows`` tells of rows added and changed by table.

    Raises:
        UserError: see ``opened`` and ``read_book``; ``tanpa_kiriman``: nothing was ever sent from this book;
            ``tabel_sempit``: no room for new rows.
        UsageError: ``tanpa_berkas``, ``pilihan``.
    """
    with opened(source, output) as book:
        reading = read_book(book.package)
        sendings = _sendings(reading)
        own = induk or book.source_path
        merge, sendings_after = _compared(reading, sendings, dari, own, choices, kiriman, progress)
        if not merge.taken and not merge.added and sendings_after.sent == sendings.sent:
            computed = compute(reading)
            findings = form_findings(reading, computed)
            return Result(computed=computed, findings=findings, merge=merge, **book.save(backup=False))
        tell(progress, 1, 1, "menulis ke buku induk")
        rows = _write(reading, merge)
        reading = read_book(book.package)
        computed = compute(reading)
        if rows:
            refresh(reading, computed, store=False)
            for name in rows:
                fit_heights(reading, computed, name)
            reading.store()
            refresh_print_areas(reading, computed)
        sheets = [merge_sheet(merge), sendings_sheet(sendings_after)]
        written = edit_package(book.package, sheets, overwrite_edits=True)
        hide_sheet(book.package, SENDINGS_ID)
        findings = form_findings(reading, computed)
        saved = book.save(backup)
    return Result(
        computed=computed, findings=findings, rows=rows, merge=merge, sheets=written.names, added=written.added,
        parts=written.parts, **saved,
    )  # fmt: skip


def pratinjau_gabung(
    source: Source,
    dari: Returns,
    output: str | os.PathLike[str] | None = None,
    choices: Mapping[str, str] | None = None,
    kiriman: Mapping[str, int] | None = None,
    write: bool = False,
    progress: Progress | None = None,
    induk: str | None = None,
) -> Result:
    """Show what ``gabung_buku`` would do with the same arguments.

    Args:
        write: put the sheet Gabungan into the book (into ``output``); otherwise nothing is written.

    Returns:
        Result with ``merge``.

    Raises:
        UserError, UsageError: as ``gabung_buku``.
    """
    own = induk or (None if isinstance(source, bytes) else os.fspath(source))
    if not write:
        reading = read_book(open_for_reading(source))
        merge, _ = _compared(reading, _sendings(reading), dari, own, choices, kiriman, progress)
        return Result(merge=merge, unchanged=True)
    with opened(source, output) as book:
        reading = read_book(book.package)
        merge, _ = _compared(reading, _sendings(reading), dari, own, choices, kiriman, progress)
        written = edit_package(book.package, [merge_sheet(merge)], overwrite_edits=True)
        saved = book.save(backup=False)
    return Result(merge=merge, sheets=written.names, added=written.added, parts=written.parts, **saved)


def _sendings(reading: BookReading) -> Sendings:
    sendings = read_sendings(reading.package, reading.workbook)
    if not sendings.sent:
        raise UserError(
            f"Belum ada yang dikirim dari {reading.package.path or 'buku ini'}, sehingga tidak ada yang dapat "
            f"dibandingkan. Kirim dulu dengan '{command('kirim BUKU')}'; untuk mengisi dari berkas lain pakai "
            f"'{command('isi BUKU')}'.",
            "tanpa_kiriman",
        )
    return sendings


# --- the returned books ----------------------------------------------------------------------------------------------
def _compared(
    reading: BookReading, sendings: Sendings, given: Returns, master: str | None, choices: Mapping[str, str] | None,
    numbers: Mapping[str, int] | None, progress: Progress | None,
) -> tuple[Merge, Sendings]:  # fmt: skip
    files = arrivals(given, master)
    typed, typed_numbers = typed_on_sheet(reading)
    comparison = Comparison(reading, sendings, choices or {}, typed)
    numbers = typed_numbers | dict(numbers or {})
    marks: dict[str, tuple[Sending, str]] = {}
    for number, arrival in enumerate(files):
        tell(progress, number, len(files), arrival.name)
        told = BookMerge(arrival.name)
        try:
            candidate, mark = _candidate(arrival, told, reading, sendings, numbers)
        except UserError as error:
            told.state, told.reason = "ditolak", _own_words(error, arrival.name)
            told.unmarked = error.kode == "tanpa_tanda"
            comparison.merge.books.append(told)
            continue
        comparison.add(candidate)
        marks[arrival.name] = (candidate.sending, mark)
    tell(progress, len(files), len(files), "")
    merge = comparison.finish()
    return merge, _recorded(sendings, merge, marks)


def _own_words(error: UserError, name: str) -> str:
    return str(error).removeprefix("Berkas ini ").removeprefix(f"Berkas {name} ")


def _is_day(where: tuple[str, int, str], reading: BookReading, days: IndicatorDays) -> bool:
    """Whether a cell that is shown as a date belongs to an indicator that is measured by one.

    A book that counts its days from 1904 means another day by the number, so there it stays a doubt.
    """
    name, number, column = where
    table = reading.tables[name]
    if table.by_name[column].kind != "nilai" or reading.date_shift:
        return False
    return any(row.number == number and days.belongs(table, row.cells) for row in reading.book.rows(name))


def _candidate(
    arrival: Arrival, told: BookMerge, master: BookReading, sendings: Sendings, numbers: Mapping[str, int]
) -> tuple[Candidate, str]:
    if arrival.refused:
        raise UserError(arrival.refused, "tidak_terbaca")
    package = check_workbook_data(arrival.data, arrival.name)
    seal = read_seal(package)
    if seal is not None and (unread := sendings.of(_sealed_mark(seal))) and is_unbroken(package, seal):
        told.number, told.label = unread.number, unread.label  # not a byte of it differs from what was sent
        return Candidate(told, replace(unread, columns={}), {}, {}, {}, {}, {}), unread.inputs
    asked = _known_sending(arrival, WorkbookParts(package), seal, sendings, numbers)
    if asked is not None and asked.slim:
        returned = read_slim(package, master, asked)
        judged = in_the_book(returned.reading, master)
    else:
        returned = read_returned(package, master.places)
        judged = returned.reading
    reading = returned.reading
    sending = asked or _unknown_sending(arrival, sending_mark(reading.workbook) or _sealed_mark(seal))
    told.number, told.label, told.saved = sending.number, sending.label, returned.saved
    told.program = returned.program
    raw = {name: reading.book.rows(name) for name in reading.tables if name in reading.places}
    mark = inputs_mark(reading.book)
    _tell_of_cells(told, returned, seal)
    columns = {name: frozenset(reading.places[name].columns) for name in raw}
    special = returned.special
    days = IndicatorDays(row.cells for row in master.book.rows("tbl_renstra"))
    doubts = {
        where: f"rumus yang mengambil dari luar buku ({cell.formula}); tidak diambil"
        if cell.outside
        else "diubah program lembar kerja menjadi tanggal; tidak diambil"
        for where, cell in special.items()
        if cell.outside or cell.date and not _is_day(where, reading, days)
    }
    uncomputed = {
        (name, row.number, column): cell.formula
        for name, rows in raw.items()
        for row in rows
        for column in columns[name]
        if (cell := special.get((name, row.number, column))) is not None
        and cell.formula is not None
        and row.cells.get(column) in (None, "")
    }
    for where in uncomputed:
        doubts.setdefault(where, _UNCOMPUTED)
    said = {
        where: f"dari rumus {cell.formula[:80]}; nilainya yang diambil"
        for where, cell in special.items()
        if cell.formula is not None and not cell.outside
    }
    repaired = mend(judged)
    mended = judged
    if repaired and sending.slim:
        again = slim_reading(package, master, sending, dict(reading.places))
        mended = in_the_book(again, master)
    elif repaired:
        mended = read_book(reading.package, found=reading.places | _rest(reading))
    if repaired:
        told.notes.append(f"{len(repaired)} isian dibetulkan bentuknya: {'; '.join(repaired[:3])}")
    for finding in reading_findings(context_of(mended, compute(mended))):
        if finding.berat == SALAH and finding.tabel and finding.baris and finding.kolom:
            told_with = f"{finding.uraian} {finding.perbaikan}".strip()  # shown under a heading that says not taken
            doubts.setdefault((finding.tabel, finding.baris, finding.kolom), told_with)
    numbered = {name: {row.number: row.cells for row in mended.book.rows(name)} for name in raw}
    return Candidate(told, sending, raw, numbered, doubts, said, columns, uncomputed), mark


def _rest(reading: BookReading) -> dict[str, Any]:
    """The table of figures, which a reading keeps apart."""
    return {"tbl_ringkasan": reading.summary} if reading.summary is not None else {}


def _sealed_mark(seal: Mapping[str, Any] | None) -> str | None:
    mark = seal.get("kiriman") if seal is not None else None
    return mark if isinstance(mark, str) else None


def _known_sending(
    arrival: Arrival, workbook: WorkbookParts, seal: Mapping[str, Any] | None, sendings: Sendings,
    numbers: Mapping[str, int],
) -> Sending | None:  # fmt: skip
    """The sending that a file answers, by its mark, its seal or what the user says."""
    sending = sendings.of(sending_mark(workbook)) or sendings.of(_sealed_mark(seal))
    if sending is None and arrival.name in numbers:
        return next((one for one in sendings.sent if one.number == numbers[arrival.name]), None)
    return sending


def _unknown_sending(arrival: Arrival, mark: str | None) -> Sending:
    if mark:
        raise UserError("tidak tercatat di daftar kiriman buku induk ini: mungkin dikirim dari buku lain", "asing")
    raise UserError(
        "tanda kirimannya hilang (disimpan oleh program lain, atau bukan salinan yang dikirim). Bila memang jawaban "
        "kiriman nomor N, tulis N di kolom Kiriman lembar Gabungan" + advice(f', atau --kiriman "{arrival.name}=N"'),
        "tanpa_tanda",
    )


def _tell_of_cells(told: BookMerge, returned: ReturnedBook, seal: Mapping[str, Any] | None) -> None:
    """Notes on tables that are gone, formulas that are lost, and results that do not follow."""
    told.notes += returned.notes
    if returned.rebuilt:
        told.notes.append(
            f"tabel di lembar {sheet_captions(returned.rebuilt)} menjadi sel biasa (disimpan program lain); "
            "dibaca menurut kepalanya"
        )
    wrong, stale = _results_that_differ(returned, compute(returned.reading)) if returned.results else ([], False)
    lost = sum(returned.without_formula.values())
    if lost:
        told.notes.append(
            f"{lost} sel hitungan tidak berisi rumus lagi ({sheet_captions(returned.without_formula)}); hitungan "
            "buku yang kembali tidak pernah dipakai"
        )
    if stale:
        told.notes.append(
            "hasil rumusnya kosong, karena disimpan program yang tidak menghitung; isiannya tetap diambil, dan "
            "hitungannya dibuat ulang di buku induk"
        )
    if wrong:
        sealed = "bersegel, tetapi " if seal is not None else ""
        told.notes.append(
            f"{sealed}{len(wrong)} hasil hitungannya tidak mengikuti isiannya ({'; '.join(wrong[:_MOST_RESULTS])}); "
            "yang dipakai isiannya"
        )


def _results_that_differ(returned: ReturnedBook, computed: World) -> tuple[list[str], bool]:
    """Computed cells that do not hold what the inputs give, and whether they hold nothing at all."""
    wrong, blank, there = [], 0, 0
    for name, cells in returned.results.items():
        rows = {row["#nomor"]: row for row in computed.computed.get(name, ())}
        for (number, column), value in cells.items():
            if column.startswith("_") or number not in rows:
                continue
            due = rows[number].get(column)
            there += 1
            if value in (None, "") and due not in (None, ""):
                blank += 1
            elif not same(value, due):
                wrong.append(f"{sheet_caption(name)} baris {number}, {column}")
    if blank and blank == there:
        return [], True
    return wrong, blank > 0 and not wrong


# --- writing ---------------------------------------------------------------------------------------------------------
def _write(reading: BookReading, merge: Merge) -> dict[str, RowChanges]:
    """Put what is taken into the master's package; what became of its tables' rows."""
    edits = []
    changed: dict[str, dict[str, None]] = defaultdict(dict)
    numbers: dict[str, dict[Identity, int]] = {}
    new: dict[NewRow, dict[str, Any]] = {one: {} for one in merge.added}
    for cell in merge.taken:
        if cell.new:
            one = NewRow(cell.table, cell.row, cell.who)
            if one in new:
                new[one][cell.column] = cell.taken
            continue
        if cell.table not in numbers:
            table = reading.tables[cell.table]
            own = [row for row in reading.book.rows(cell.table) if row.cells]
            numbers[cell.table] = {identity(table, row.cells): row.number for row in own}
        edits.append(CellEdit(cell.table, numbers[cell.table][cell.who], cell.column, cell.taken))
        changed[cell.table][cell.row] = None
    apply_edits(reading, edits)
    rows = {name: RowChanges(changed=tuple(labels)) for name, labels in changed.items()}
    for name in dict.fromkeys(one.table for one in new):
        reading = read_book(reading.package)
        table = reading.tables[name]
        wanted = [cells for one, cells in new.items() if one.table == name]
        columns = dict.fromkeys([*table.identity, *(column for cells in wanted for column in cells)])
        plan = plan_merge(table, reading.book.rows(name), wanted, columns, False, "Buku yang kembali")
        write_plan(reading, name, plan)
        reading.store()
        rows[name] = replace(rows.get(name, RowChanges()), added=plan.changes.added)
    return rows


def _of_book(file: str, remarks: list[Remark]) -> tuple[tuple[Any, ...], ...]:
    return tuple((one.table, one.row, one.column, one.sent, one.value, one.text) for one in remarks if one.file == file)


def _unused(merge: Merge) -> dict[str, list[tuple[Any, ...]]]:
    """By file the cells for which somebody chose another value than the file's."""
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for cell in merge.cells:
        if cell.state == DECIDED or (cell.state == FILLED and cell.choice):
            decided = cell.taken if cell.state == FILLED else cell.master
            for one in cell.proposals:
                if not same(one.value, decided):
                    found[one.file].append((cell.table, cell.row, cell.column, decided, one.value))
    return found


def _joined(earlier: tuple[tuple[Any, ...], ...], now: tuple[tuple[Any, ...], ...]) -> tuple[tuple[Any, ...], ...]:
    """What was told before and what is told now, each cell once."""
    return tuple({one[:3]: one for one in (*earlier, *now)}.values())


def _recorded(sendings: Sendings, merge: Merge, marks: Mapping[str, tuple[Sending, str]]) -> Sendings:
    """The list with what came back now; books that are known already, or are as they were sent, add nothing."""
    after = Sendings(list(sendings.sent), sendings.snapshots, sendings.packed)
    when = datetime.now().isoformat(" ", "minutes")
    taken: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for cell in merge.taken:
        for one in cell.proposals:
            if same(one.value, cell.taken):
                taken[one.file].append((cell.table, cell.row, cell.column, cell.master, cell.taken))
    waiting: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for cell in merge.conflicts:
        for one in cell.proposals:
            waiting[one.file].append((cell.table, cell.row, cell.column, cell.master, one.value))
    unused = _unused(merge)
    for told in merge.books:
        if told.file not in marks:
            continue
        sending, mark = marks[told.file]
        current = after.of(sending.mark) or sending
        cells = tuple(taken.get(told.file, ()))
        told.filled = len(cells)
        told.rows = sum(1 for new in merge.added if any(cell[:2] == new[:2] for cell in cells))
        left, lost = tuple(waiting.get(told.file, ())), tuple(unused.get(told.file, ()))
        doubtful, outside = _of_book(told.file, merge.doubtful), _of_book(told.file, merge.outside)
        known = any(one.mark == mark for one in current.returned)
        if mark == sending.inputs and not outside and not doubtful:
            told.state = "tidak berubah"
            if sending.columns and not known:  # saved by somebody: it is back, though nothing is filled in
                came = Returned(when, told.file, told.saved, mark)
                after.replace(replace(current, returned=(*current.returned, came)))
            continue
        before = tuple(
            replace(one, waiting=left, doubtful=doubtful, outside=outside, unused=_joined(one.unused, lost))
            if one.mark == mark
            else one
            for one in current.returned
        )
        if known and not cells:
            told.state = CHOICE if left else "sudah digabung"
            after.replace(replace(current, returned=before))
            continue
        if not cells:
            told.state = CHOICE if left else NOTHING
        came = Returned(when, told.file, told.saved, mark, cells, left, doubtful, outside, lost)
        after.replace(replace(current, returned=(*before, came)))
    for cell in merge.cells:
        for one in cell.proposals if cell.choice else ():
            answered = after.of(one.sending)
            if answered is not None:
                decided = dict.fromkeys((*answered.decided, *cell.settled))
                after.replace(replace(answered, decided=tuple(decided)))
    return after
