"""The work of hitung: a book is read, computed, and what is other than it shall be is written."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..book.print_areas import refresh_print_areas
from ..book.read import read_book
from ..book.reading import BookReading
from ..book.rewrite import apply_edits, refresh
from ..checks.finding import Finding
from ..compute.world import World
from ..ooxml.inplace import edit_package
from ..ooxml.package import BRISK
from .glance import glance_at
from .open_and_save import OpenedBook, Progress, Source, compute, context_of, form_findings, opened, tell
from .result import Result
from .unchanged import remember_unchanged

if TYPE_CHECKING:
    from ..checks.fixes import CellEdit
    from ..checks.registry import Context


def recompute_book(
    source: Source,
    output: str | os.PathLike[str] | None,
    backup: bool,
    progress: Progress | None,
    perbaiki: bool,
    level: int = BRISK,
) -> Result:
    """Recompute a book; as ``hitung.hitung_buku``, without asking what is known of it. ``level``: how hard what
    changes is deflated (``ooxml.package``)."""
    with opened(source, output) as book:
        tell(progress, 0, 4, "membaca buku")
        reading = read_book(book.package)
        repaired = []
        if perbaiki:
            repaired = mend(reading)
            reading = read_book(book.package)
        tell(progress, 1, 4, "menghitung")
        computed = compute(reading)
        tell(progress, 2, 4, "menulis hasil hitungan")
        parts, findings, saved = save_computed(book, reading, computed, backup, progress, level)
        if book.is_unchanged() and not perbaiki:
            book.package.verify()  # what is remembered is copied without being read
            remember_unchanged(book.package.original, book.source_path, glance_at(computed), findings, parts)
    return Result(computed=computed, findings=findings, parts=parts, repaired=repaired, **saved)


def save_computed(
    book: OpenedBook, reading: BookReading, computed: World, backup: bool, progress: Progress | None, level: int = BRISK
) -> tuple[list[str], list[Finding], dict[str, Any]]:
    """Write what was computed and save: the parts that changed, the findings of the form, what became of the file."""
    reading.level = level
    parts = [*refresh(reading, computed), *refresh_print_areas(reading, computed)]
    if not book.is_unchanged():  # else there is nothing that another program would have to compute anew
        parts += edit_package(book.package, []).parts
    findings = form_findings(reading, computed)
    tell(progress, 3, 4, "menyimpan")
    saved = book.save(backup)
    tell(progress, 4, 4, "")
    return list(dict.fromkeys(parts)), findings, saved


def mend(reading: BookReading) -> list[str]:
    """Mend the inputs of a book in its package, as far as checks give a certain repair; the lines that tell it."""
    from ..checks.fixes import FIXES
    from ..checks.registry import all_checks, run_checks
    from .repair_lines import repair_lines

    all_checks()  # registers every repair
    context = context_of(reading, compute(reading))
    mended = _certain(reading, context, run_checks(context, FIXES))
    told = repair_lines(context, mended)
    apply_edits(reading, [edit for _, edit in mended])
    return told


def repairs_of(reading: BookReading, computed: World, findings: Iterable[Finding]) -> list[str]:
    """What ``mend`` would mend of some findings of a book, in the same lines."""
    from ..checks.fixes import FIXES
    from .repair_lines import repair_lines

    fixable = [finding for finding in findings if finding.kode in FIXES]
    if not fixable:
        return []
    context = context_of(reading, computed)
    return repair_lines(context, _certain(reading, context, fixable))


def _certain(reading: BookReading, context: "Context", findings: Iterable[Finding]) -> list[tuple[Finding, "CellEdit"]]:
    from ..checks.fixes import certain_edits

    return [
        (finding, edit)
        for finding, edit in certain_edits(context, findings)
        if edit.table in reading.places and edit.column in reading.places[edit.table].columns
    ]  # a slim form that came back holds a part of the book
