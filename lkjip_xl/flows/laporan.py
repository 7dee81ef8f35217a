"""laporan: writes a book's report sheets into it, in place."""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from zlib import crc32

from ..book.print_areas import refresh_print_areas
from ..book.read import read_book
from ..book.reading import BookReading
from ..compute.book import Book
from ..compute.world import World
from ..ooxml.inplace import edit_package
from ..ooxml.ownership import Owned, Record
from ..ooxml.sheet_look import look_mark
from ..ooxml.sheet_model import PendingSheet, ReportSheet
from ..schema.choices import ROMAWI
from .open_and_save import Progress, Source, compute, compute_book, form_findings, opened, tell
from .result import Result

_BETWEEN = "."
"""Between the marks that a report sheet keeps: of all inputs; of those that are no result, where it shows no other; of
the rows of tables that every book has; of what the sheet shows."""
_RESULTS = ("tbl_pengukuran", "tbl_anggaran")
_RESULT = re.compile(r"Realisasi TW[1-4]|Analisis|Solusi|Tahun Data").fullmatch
"""Columns of those tables that say what was reached or spent, or why."""
EMBLEM_SHEET = "Pengaturan"
"""Where a user puts the picture of the office's emblem."""


def laporan_buku(
    source: Source,
    output: str | os.PathLike[str] | None = None,
    backup: bool = True,
    timpa: bool = False,
    hanya: Iterable[str] | None = None,
    progress: Progress | None = None,
    semua_bentuk: bool = False,
) -> Result:
    """Write a book's report sheets into it; nothing else of the file changes.

    A report sheet that somebody has written into stays as it is (``Result.left``), and so does that of a signed
    quarter unless it is named itself (``Result.signed``); the others are written.

    Args:
        source, output, backup, progress: as in ``hitung.hitung_buku``.
        timpa: replace report sheets even when somebody has written into them.
        hanya: reports to write, by id or sheet name (``LAP-CAPAIAN``, ``Lap PK`` ...). By default the reports of the
            book's bentuk_laporan, and any other report that the book already holds.
        semua_bentuk: write both forms of Bab III.

    Raises:
        UserError: ``laporan_diubah`` when every report sheet that is asked for was written into; see also ``opened``,
            ``read_book`` and ``inplace.edit_package``.
    """
    from ..ooxml.ownership import edited_sheets, owned_sheets
    from ..ooxml.pictures import find_picture
    from ..reports.names import named_alone
    from ..reports.own_forms import unknown_wishes
    from ..reports.registry import outdated_ids, pending_reports, possible_ids, report_ids

    with opened(source, output) as book:
        tell(progress, 0, 1, "membaca buku")
        reading = read_book(book.package, keep=False)
        computed = compute(reading)
        view = computed
        owned = owned_sheets(reading.workbook)
        emblem = find_picture(book.package, reading.workbook, EMBLEM_SHEET)
        reading.book.emblem = emblem is not None
        possible = {id: name for id, (name, _) in possible_ids(view).items()}
        locked = signed_quarters(view, owned)
        if hanya:
            hanya = list(hanya)
            chosen, obsolete = {s.id for s in pending_reports(view, hanya)}, []
            locked -= named_alone(hanya, possible)
        else:
            chosen = {*(possible if semua_bentuk else report_ids(view)), *owned}
            obsolete = [i for i in outdated_ids(view, owned, possible) if i not in locked]
        signed = [i for i in owned if i in chosen & locked]
        sheets = pending_reports(view, [i for i in possible if i in chosen - locked])
        sealed = sealer(view)
        sheets = [PendingSheet(s.id, s.name, partial(_finished, s, emblem, sealed)) for s in sheets]
        refresh_print_areas(reading, computed)
        left: list[str] = []
        looked_at = timpa
        if not timpa:
            typed = edited_sheets(book.package, {*(s.id for s in sheets), *obsolete}, reading.workbook)
            ids = {one.id for one in typed}
            others = [s for s in sheets if s.id not in ids]
            if others:
                left = [one.name for one in typed]
                sheets, obsolete = others, [i for i in obsolete if i not in ids]
            looked_at = not typed or bool(others)  # none of those that are left was written into
        written = edit_package(book.package, sheets, looked_at, obsolete, progress, list(possible))
        ignored = unknown_wishes(view, list(possible), [s.id for s in sheets]) + _ahead(sheets, view.quarter)
        findings = form_findings(reading, computed)
        saved = book.save(backup)
    return Result(
        computed=computed, findings=findings, sheets=written.names, added=written.added, removed=written.removed,
        left=left, signed=[owned[i].sheet.name for i in signed], signed_ids=signed, ignored=ignored,
        parts=written.parts, gone=[owned[i].sheet.name for i in written.removed], **saved,
    )  # fmt: skip


def _ahead(sheets: Iterable[PendingSheet], quarter: int) -> list[str]:
    """What is said where a quarter's form was asked for by name before its quarter has come."""
    coming = [s.name for s in sheets if re.fullmatch("LAP-TW[1-4]", s.id) and int(s.id[-1]) > quarter]
    if not coming:
        return []
    return [
        f"{', '.join(coming)}: triwulan itu belum tiba; yang dilaporkan menurut Pengaturan Triwulan {ROMAWI[quarter]}."
    ]


def signed_quarters(world: World | Book, owned: Iterable[str]) -> set[str]:
    """The signed quarters' forms in a book (``status_tw1`` ...): they are rewritten only when asked for by name."""
    signed = {f"LAP-TW{n}" for n in (1, 2, 3, 4) if world.settings.get(f"status_tw{n}") == "Ditandatangani"}
    return signed & set(owned)


def list_reports(source: Source) -> list[dict[str, Any]]:
    """The reports that a book can have: list of ``{id, lembar, judul, ditulis}`` (ditulis: by default)."""
    from ..reports.registry import possible_ids, report_ids

    view = compute_book(source)[1]
    default = set(report_ids(view))
    return [
        {"id": i, "lembar": name, "judul": title, "ditulis": i in default}
        for i, (name, title) in possible_ids(view).items()
    ]


def _finished(pending: PendingSheet, emblem: Any, sealed: Callable[[ReportSheet], None]) -> ReportSheet:
    sheet = pending.make()
    sheet.picture = emblem if sheet.picture_row is not None else None
    sealed(sheet)
    return sheet


def sealer(world: World) -> Callable[[ReportSheet], None]:
    """What marks report sheets with the fingerprint of the inputs that they were computed from, and with what they
    show; of a working copy in the footer, too."""
    from ..reports.registry import find_report, sealed_footer, shows_seal

    mark, shown = fingerprint(world.book), shows_seal(world)
    plan, core = _mark_of_plan(world.book), _mark_of_core(world.book)

    def sealed(sheet: ReportSheet) -> None:
        if shown:
            sheet.footer = sealed_footer(sheet.footer, mark)
        of_plan = plan if find_report(sheet.id).is_plan and not shown else ""
        sheet.source = _BETWEEN.join((mark, of_plan, core, look_mark(sheet)))

    return sealed


def stale_sheets(reading: BookReading, computed: World, owned: Mapping[str, Owned]) -> set[str]:
    """Ids of the report sheets that would be others, were they written now.

    What says nothing of what was reached or spent (``Report.is_plan``), such as a PK that was signed, is not old where
    only that has changed. Where settings or an optional module have changed, a sheet is made once more, and compared:
    it may well be the same. To do so after each realisasi would cost more than all the checks. Stale with any change of
    the inputs are sheets of books that were written before they were marked with all this, those that show the mark
    of the inputs, and those that are not written any more.
    """
    book = reading.book
    now = fingerprint(book)
    older = {i: one.record.source for i, one in owned.items() if one.record.source and inputs_of(one.record) != now}
    if not older:
        return set()
    plan, core = _mark_of_plan(book), _mark_of_core(book)
    same, again = set(), []
    for i, source in older.items():
        _, plan_then, core_then, look = (*source.split(_BETWEEN), "", "", "")[:4]
        if look and plan_then == plan:
            same.add(i)
        elif look and core_then == core:
            again.append(i)
    if again:
        from ..ooxml.pictures import find_picture
        from ..reports.registry import pending_reports, possible_ids

        possible = possible_ids(computed)
        emblem = find_picture(reading.package, reading.workbook, EMBLEM_SHEET)
        book.emblem = emblem is not None
        sealed = sealer(computed)
        same |= {
            pending.id
            for pending in pending_reports(computed, [i for i in again if i in possible])
            if _look_of(_finished(pending, emblem, sealed).source) == _look_of(older[pending.id])
        }
    return set(older) - same


def _look_of(source: str | None) -> str:
    return (source or "").rpartition(_BETWEEN)[2]


def inputs_of(record: Record) -> str:
    """Fingerprint of the inputs that a report sheet was computed from."""
    return record.source.partition(_BETWEEN)[0]


def fingerprint(book: Book) -> str:
    """Fingerprint of a book's inputs: equal inputs, equal text."""
    return _mark_of(book, book.tables)


def _mark_of_plan(book: Book) -> str:
    """Fingerprint of the inputs but for what was reached or spent."""
    return _mark_of(book, book.tables, results=False)


def _mark_of_core(book: Book) -> str:
    """Fingerprint of the rows of those tables that every book has."""
    from ..schema.contract import tables

    return _mark_of(book, book.tables.keys() & tables(0, -1).keys(), settings=False)


def _mark_of(book: Book, names: Iterable[str], settings: bool = True, results: bool = True) -> str:
    used = sorted((str(k), v) for k, v in book.settings.items() if v is not None and k != "tandai_temuan")
    mark = crc32(repr(used if settings else ()).encode())
    for name in sorted(names):
        if name in ("tbl_pengaturan", "tbl_temuan", "tbl_cetak", "tbl_naskah"):  # no report shows anything of them
            continue
        for row in book.tables[name]:
            cells = list(row.cells.items())
            if not results and name in _RESULTS:
                cells = [(column, value) for column, value in cells if not _RESULT(column)]
            if cells:
                mark = crc32(repr((name, row.number, *cells)).encode(), mark)
    return f"{mark:08x}"
