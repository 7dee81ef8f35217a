"""periksa: runs the checks on a book and writes its sheet Temuan, in place."""

import os
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from ..book.print_areas import refresh_print_areas
from ..book.read import read_book
from ..book.reading import BookReading
from ..book.rewrite import Rewriter, refresh_loose, refresh_summary, room_beneath
from ..book.row_cells import Formula
from ..checks.finding import DIKETAHUI, INFO, PERIKSA, SALAH, Finding
from ..checks.grouping import fingerprint as group_fingerprint
from ..checks.grouping import grouped
from ..checks.registry import Context, fingerprint_of, run_checks, shown, shown_money, shown_percent
from ..compute.world import World
from ..errors import UserError
from ..expr.to_python import ColumnValues
from ..expr.values import is_number
from ..invocation import advice, command
from ..ooxml.inplace import edit_package
from ..ooxml.ownership import edited_sheets, owned_sheets
from ..ooxml.package import BRISK
from ..ooxml.tables import resize
from ..rules.tanggal import date_text
from ..schema.sheets.temuan import TEMUAN
from ..schema.state import CHECKED, CHECKSUM
from ..template.heights import PLAIN, wanted_heights, with_heights
from .laporan import sealer, signed_quarters, stale_sheets
from .open_and_save import Progress, Source, compute, compute_book, context_of, open_for_reading, opened, tell
from .recompute import repairs_of
from .result import Result

_TABLE = TEMUAN.name
_REVIEW = "LAP-REVIU"
_OLD = "Lama: "
"""Before a reason that somebody gave for other data; it no longer counts, but is not thrown away."""
_MOST_FRAMED = 500
"""So many further cells of groups are framed; each costs a row of the table that shows nothing."""
_LONGEST = 200  # characters of a value shown in a finding's cell


class Judged(NamedTuple):
    """A finding as the sheet shows it, its fingerprint, the reason that somebody gave for it or None, whether that
    holds, and the findings that it stands for (itself, or equal ones of several rows)."""

    finding: Finding
    mark: str
    reason: str | None
    known: bool
    members: tuple[Finding, ...]


def periksa_buku(
    source: Source,
    output: str | os.PathLike[str] | None = None,
    backup: bool = True,
    progress: Progress | None = None,
    tulis: bool = True,
    reviu: bool = False,
    timpa: bool = False,
    lalu: Source | None = None,
) -> Result:
    """Check a book and write the findings into its sheet Temuan.

    Only that sheet, its table and the counts on Beranda change, and the reviu checklist (LAP-REVIU) where the book
    has one that nobody has ticked yet. A finding whose row has a text in Alasan is known: it stays at the end of the
    table as Diketahui and does not count, until the data that it speaks of change; then the reason is kept, marked as
    old.

    Args:
        source, output, backup, progress: as in ``hitung.hitung_buku``. tulis: False only returns the findings.
        lalu: the book of the year before, to compare the history with.
        reviu: write the reviu checklist also where the book has none. timpa: replace one that was written into.

    Returns:
        Result; its ``findings`` are those that are not known.

    Raises:
        UserError: see ``opened`` and ``read_book``; ``tabel_sempit`` when something stands beneath the table;
            ``laporan_diubah`` for ``reviu`` on a checklist that was written into.
    """
    tell(progress, 0, 4, "membaca buku")
    if not tulis:
        reading = read_book(open_for_reading(source))
        computed, judged = _judge(reading, progress, lalu)
        tell(progress, 4, 4, "")
        findings = _open_ones(judged)
        return Result(
            computed=computed, findings=findings, repairs=repairs_of(reading, computed, findings), unchanged=True
        )
    with opened(source, output) as book:
        reading = read_book(book.package)
        computed, judged = _judge(reading, progress, lalu)
        findings = _open_ones(judged)
        repairs = repairs_of(reading, computed, findings)
        reading.level = BRISK
        write(reading, computed, judged)
        refresh_print_areas(reading, computed, {_TABLE: len(judged)})
        sheets = _review_sheet(reading, computed, findings, reviu, timpa)
        written = edit_package(book.package, sheets, timpa)
        tell(progress, 3, 4, "menyimpan")
        saved = book.save(backup)
        tell(progress, 4, 4, "")
    return Result(
        computed=computed, findings=findings, repairs=repairs, sheets=written.names, added=written.added,
        parts=written.parts, **saved,
    )  # fmt: skip


def _judge(reading: BookReading, progress: Progress | None, lalu: Source | None) -> tuple[World, list[Judged]]:
    tell(progress, 1, 4, "menghitung")
    computed = compute(reading)
    tell(progress, 2, 4, "memeriksa")
    return computed, find(reading, computed, lalu)


def _open_ones(judged: Iterable[Judged]) -> list[Finding]:
    return [finding for one in judged if not one.known for finding in one.members]


def find(reading: BookReading, computed: World, lalu: Source | None = None) -> list[Judged]:
    """Every finding of a computed book with its reason: the open ones first, then the known."""
    context = context_of(reading, computed)
    context.laporan = _report_sheets(reading, computed)
    if lalu is not None:
        context.lalu = _book_before(lalu, context)
    reasons = {}
    for row in reading.book.rows(_TABLE):
        if row.cells.get("Alasan") not in (None, "") and row.cells.get("_Sidik"):
            place, _, contents = str(row.cells["_Sidik"]).partition(".")
            reasons[place] = (contents, str(row.cells["Alasan"]))
    found = run_checks(context)
    marks = {id(f): fingerprint_of(f, context) for f in found}
    judged = []
    for group in grouped(found):
        own = [marks[id(f)] for f in group.members]
        # A reason given for one cell before others said the same stays with that cell.
        alone = [f for f in group.members if len(own) > 1 and marks[id(f)].partition(".")[0] in reasons]
        judged += [_judged(f, marks[id(f)], reasons, (f,)) for f in alone]
        rest = [f for f in group.members if f not in alone] if alone else group.members
        for one in grouped(rest):
            single = len(one.members) == 1
            mark = marks[id(one.members[0])] if single else group_fingerprint(one, [marks[id(f)] for f in one.members])
            judged.append(_judged(one.shown, mark, reasons, one.members))
    return sorted(judged, key=lambda one: one.known)


def _judged(
    finding: Finding, mark: str, reasons: dict[str, tuple[str, str]], members: tuple[Finding, ...]
) -> Judged:  # fmt: skip
    place, _, contents = mark.partition(".")
    old, reason = reasons.get(place, (None, None))
    lapsed = reason is not None and (old != contents or reason.startswith(_OLD))
    if reason is not None and lapsed and not reason.startswith(_OLD):
        reason = _OLD + reason
    return Judged(finding, mark, reason, reason is not None and not lapsed, members)


def _book_before(source: Source, context: Context) -> Context:
    before = Context(compute_book(source)[1])
    if is_number(context.tahun) and before.tahun != context.tahun - 1:
        name = "Buku tahun lalu" if isinstance(source, bytes) else os.fspath(source)
        raise UserError(
            f"{name} adalah buku tahun {before.tahun}, sedangkan yang diperiksa memerlukan buku tahun "
            f"{context.tahun - 1}. Pilih buku tahun lalu yang benar.",
            "tahun_lalu",
        )
    return before


def _review_sheet(
    reading: BookReading, computed: World, findings: list[Finding], wanted: bool, overwrite: bool
) -> list[Any]:
    """The reviu checklist as a list of one sheet, or [] when it is neither wanted nor to be renewed."""
    owned = owned_sheets(reading.workbook)
    if not wanted:
        edited = not overwrite and bool(edited_sheets(reading.package, {_REVIEW}, reading.workbook))
        if _REVIEW not in owned or edited:
            return []
    from ..reports.registry import write_requested

    sheet = write_requested(_REVIEW, computed, findings, [o.sheet.name for o in owned.values()])
    sealer(computed)(sheet)
    return [sheet]


def _report_sheets(reading: BookReading, computed: World) -> list[tuple[str, Any, bool]]:
    """``[(sheet, rows typed into, stale), ...]`` of the book's report sheets; the checklist is there to be ticked."""
    edited = {e.id: e for e in edited_sheets(reading.package, workbook=reading.workbook)}
    owned = owned_sheets(reading.workbook)
    signed = signed_quarters(reading.book, owned)  # such a form is of its day, and is not written again
    stale = stale_sheets(reading, computed, {i: o for i, o in owned.items() if i != _REVIEW and i not in signed})
    return [
        (
            o.sheet.name,
            edited[i].rows if i in edited else None,
            i in stale,
        )
        for i, o in owned.items()
        if i != _REVIEW
    ]


def write(reading: BookReading, computed: World, judged: list[Judged], checked: bool = True) -> None:
    """Put the findings into the package: the rows of tbl_temuan and the counts on Beranda.

    Args:
        checked: also stamp the book as checked; a book of the next year begins unchecked.
    """
    place, table = reading.places.get(_TABLE), reading.tables[_TABLE]
    if place is None:
        raise UserError(
            f"{reading.package.path or 'Buku ini'}: tabel di lembar Temuan tidak ditemukan, sehingga temuan tidak "
            "dapat ditulis. Kembalikan lembar Temuan dari cadangan, atau "
            + advice(
                f"tampilkan saja dengan '{command('periksa BUKU --tanpa-tulis')}'.",
                "tekan Perbarui Buku, yang membuat lembar itu lagi.",
            ),
            "tabel_hilang",
        )
    context = context_of(reading, computed)
    rows = [_row(number, one, _kind(context, one.finding)) for number, one in enumerate(judged, 1)]
    marked = [*([_stamp(reading, computed)] if checked else []), *_marked_cells(judged)]
    used = max((row.number for row in reading.book.rows(_TABLE) if row.cells), default=0)
    blank = dict.fromkeys(c.name for c in table.columns)
    filled = len(rows) + len(marked)
    contents = [{**blank, **row} for row in rows + marked] + [dict(blank) for _ in range(used - filled)]
    last_row = room_beneath(reading, _TABLE, place.header_row + filled + table.spare)
    if last_row < place.header_row + filled:  # rather no frames than no findings
        contents = contents[: len(rows) + 1] + [dict(blank) for _ in range(max(used - len(rows) - 1, 0))]
    if last_row < place.header_row + len(rows) + 1:
        raise UserError(
            f"Lembar Temuan hanya cukup untuk {last_row - place.header_row} temuan, sedangkan ada {len(rows)}: ada "
            "isi lain di bawahnya. Pindahkan isi itu ke lembar lain, simpan, lalu ulangi.",
            "tabel_sempit",
        )
    part = place.sheet.own_part
    data = Rewriter(reading.sheet_data[part], reading.texts, place, table, last_row).write(contents)
    lines = dict.fromkeys(range(place.first_row, place.first_row + len(contents)), PLAIN)
    heights = lines | wanted_heights(table, place.first_row, contents)
    reading.sheet_data[part] = with_heights(data, heights, least=False)  # the whole row is what is written here
    if last_row != place.last_row:
        resize(reading.package, place, last_row)
    counts = {f"Temuan {weight}": sum(row["Berat"] == weight for row in rows) for weight in (SALAH, PERIKSA, INFO)}
    computed.set_figures(counts)
    for name in ("Berat", "_Tempat", "_Sidik"):
        computed.columns[_TABLE, name] = ColumnValues(row[name] for row in contents)
    parts = refresh_summary(reading, computed)
    parts += [reading.places[name].sheet.own_part for name in ("tbl_dasbor",) if name in reading.places]
    refresh_loose(reading, computed, parts)
    reading.store()


def _stamp(reading: BookReading, computed: World) -> dict[str, Any]:
    """The row that says when this was found and what the inputs added up to; the day stays while they are the same."""
    now = computed.outside_tables(CHECKSUM)
    for row in reading.book.rows(_TABLE):
        if str(row.cells.get("_Tempat")).startswith(CHECKED) and row.cells.get("_Sidik") == now:
            return {"_Tempat": row.cells["_Tempat"], "_Sidik": now}
    return {"_Tempat": CHECKED + date_text(date.today().isoformat()), "_Sidik": now}


def _marked_cells(judged: list[Judged]) -> list[dict[str, Any]]:
    """Rows beneath the findings that hold nothing but the further cells of the groups, which are framed too."""
    cells = [
        f"{f.lembar}!{f.sel}" for one in judged if not one.known for f in one.members[1:] if f.sel
    ]  # fmt: skip
    return [{"_Tempat": cell} for cell in cells[:_MOST_FRAMED]]


def _kind(context: Context, finding: Finding) -> str | None:
    """Kind of the column that a finding is about; ``tanggal`` where a cell of it holds a day."""
    if context.holds_days(finding.tabel, finding.baris, finding.kolom):
        return "tanggal"
    table = context.world.tables.get(finding.tabel or "")
    column = table.by_name.get(finding.kolom or "") if table is not None else None
    return column.kind if column is not None else None


def _row(number: int, judged: Judged, kind: str | None) -> dict[str, Any]:
    f = judged.finding
    return {
        "No": number, "Kode": f.kode, "Berat": DIKETAHUI if judged.known else f.berat, "Lembar": f.lembar,
        "Sel": _link(judged), "Tertulis": _shown(f.tertulis, kind), "Seharusnya": _shown(f.seharusnya, kind),
        "Uraian": f.uraian,
        "Perbaikan": f.perbaikan, "Dasar": f.dasar, "Alasan": judged.reason, "_Sidik": judged.mark,
        "_Tempat": f"{f.lembar}!{judged.members[0].sel}" if f.sel and not judged.known else None,
    }  # fmt: skip


def _link(judged: Judged) -> Formula | None:
    """The cell's address, as a link to it; of a group its cells, as a link to them or to the first."""
    finding = judged.finding
    if not finding.sel:
        return None
    sheet = "'" + finding.lembar.replace("'", "''") + "'"
    first = finding.sel if ":" in finding.sel else judged.members[0].sel
    target = f"#{sheet}!{first}".replace('"', '""')
    return Formula(f'HYPERLINK("{target}","{finding.sel}")', finding.sel)


def _shown(value: Any, kind: str | None) -> str | None:
    """A value as it is read in its column: ``Rp1.000``, ``91,93%``, ``Madya``."""
    if value is None:
        return None
    if is_number(value) and kind == "tanggal":
        return date_text(value)
    if is_number(value):
        return shown_money(value) if kind == "uang" else shown_percent(value) if kind == "rasio" else shown(value)
    return shown(value)[:_LONGEST]


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether anything of weight Salah stands; the command then ends with exit code 1."""
    return any(f.berat == SALAH for f in findings)
