"""Pratinjau: what ``isi`` would do with a source, row by row, without doing it."""

import os
from typing import Any

from ..book.read import read_book
from ..book.reading import BookReading
from ..compute.indicator_days import IndicatorDays
from ..intake.model import TakenRow
from ..ooxml.inplace import edit_package
from ..rules.tanggal import day_number
from ..schema.model import Table
from .csv_tables import CellConverter, Folder, SourceTable
from .intake_choices import Choices, Prepared, prepare
from .intake_plan import TablePlan, plan_of_named
from .isi import indicators_of, merge_of
from .open_and_save import Progress, Source, open_for_reading, opened, tell
from .preview_sheet import preview_sheet
from .repeated_rows import repeated_rows
from .result import Result
from .row_changes import RowChanges, rows_as_json
from .row_match import MergePlan
from .source_questions import Asked, source_name
from .split_targets import doubled_indicators, split_targets
from .unknown_codes import codes_between_commas, unknown_indicators


def pratinjau_buku(
    source: Source,
    dari: Folder | None,
    output: str | os.PathLike[str] | None = None,
    ganti: bool = False,
    choices: Choices | None = None,
    write: bool = False,
    progress: Progress | None = None,
) -> Result:
    """Show what ``isi_buku`` would do with the same arguments.

    Args:
        source, dari, ganti, choices: as in ``isi_buku``.
        write: put the sheet Pratinjau into the book (into ``output``); otherwise nothing is written.

    Returns:
        Result with ``plans``, ``rows`` and ``ignored``.

    Raises:
        UsageError, UserError: as ``isi_buku``, except for what is only doubtful.
    """
    if not write:
        reading = read_book(open_for_reading(source), careful=False, keep=False)
        prepared, rows = _prepared(reading, dari, ganti, choices)
        return Result(rows=rows, ignored=prepared.tables.ignored, plans=prepared.plans, notes=prepared.notes,
                      doubles=prepared.doubles, unlisted=prepared.unlisted, unchanged=True)  # fmt: skip
    with opened(source, output) as book:
        tell(progress, 0, 2, "membaca sumber")
        reading = read_book(book.package, careful=False, keep=False)
        prepared, rows = _prepared(reading, dari, ganti, choices)
        tell(progress, 1, 2, "menulis lembar Pratinjau")
        asked = Asked(source_name(dari, choices), prepared.choices, ganti)
        sheet = preview_sheet(prepared.plans, rows, asked)
        written = edit_package(book.package, [sheet], overwrite_edits=True)
        saved = book.save(backup=False)
    return Result(
        rows=rows, ignored=prepared.tables.ignored, plans=prepared.plans, sheets=written.names, added=written.added,
        parts=written.parts, notes=prepared.notes, doubles=prepared.doubles, unlisted=prepared.unlisted, **saved,
    )  # fmt: skip


def ask_on_sheet(source: Source, output: str | os.PathLike[str], asked: Asked, refusal: str) -> Result:
    """Put the sheet Pratinjau into a copy of the book with the questions alone, because the source was refused.

    Args:
        source, output: the book and its copy. asked: what is asked. refusal: what was said of the source.
    """
    with opened(source, output) as book:
        written = edit_package(book.package, [preview_sheet([], {}, asked, refusal)], overwrite_edits=True)
        saved = book.save(backup=False)
    return Result(sheets=written.names, added=written.added, parts=written.parts, **saved)


def _prepared(
    reading: BookReading, dari: Folder | None, ganti: bool, choices: Choices | None
) -> tuple[Prepared, dict[str, RowChanges]]:
    prepared = prepare(reading, dari, choices or Choices())
    if prepared.choices.split:
        prepared.notes += split_targets(reading, prepared.tables, ganti)
    else:
        prepared.doubles = doubled_indicators(reading, prepared.tables, ganti)
    indicators = indicators_of(reading, prepared.tables)
    prepared.notes += codes_between_commas(reading.tables, prepared.tables, indicators)
    prepared.notes += repeated_rows(prepared.tables)
    prepared.unlisted = unknown_indicators(reading.tables, prepared.tables, indicators)
    converter, days = CellConverter(indicators), IndicatorDays(indicators)
    rows: dict[str, RowChanges] = {}
    merges: dict[str, Any] = {}
    for name, table in prepared.tables.tables.items():
        merge = merge_of(reading, name, table, converter, ganti)
        rows[name], merges[name] = merge.changes, merge
    planned = {plan.table for plan in prepared.plans}
    prepared.plans += [
        plan_of_named(name, table) for name, table in prepared.tables.tables.items() if name not in planned
    ]
    for plan in prepared.plans:
        if plan.table in merges:
            plan.changes, plan.different = rows[plan.table], merges[plan.table].differences
            plan.states = merges[plan.table].states
            target = reading.tables[plan.table]
            plan.dated = frozenset(
                (label, column) for label, column, *_ in plan.different
                if days.holds(target, label, column)
            )  # fmt: skip
            as_written(plan, prepared.tables.tables[plan.table], merges[plan.table])
            for row in plan.rows:
                row.values.update(_dates(days, target, row.values))
    for fact in converter.facts:
        doubted = next((p for p in prepared.plans if p.table == fact.table), None)
        if doubted is not None:
            doubted.understood[0].doubt(
                f"{fact.sheet}, kolom {fact.cell}", fact.hint or f"'{fact.text}' bukan angka", "Periksa"
            )
    return prepared, rows


def as_written(plan: TablePlan, source: SourceTable, merge: MergePlan) -> None:
    """Put into a plan the rows that are written: numbers that were read, codes that were given, targets that were
    split. A date stays as people write it."""
    if not merge.values:
        return
    places = source.places or [f"{source.name} baris {number}" for number in range(2, len(source.rows) + 2)]
    same = len(plan.rows) == len(merge.values)
    rows = []
    for number, (typed, values) in enumerate(zip(source.rows, merge.values, strict=True)):
        shown = {
            name: typed[name] if _is_date(typed.get(name)) else value
            for name, value in values.items() if value is not None
        }  # fmt: skip
        old = plan.rows[number] if same else TakenRow({}, places[number])
        rows.append(TakenRow(shown, old.where, old.source_rows, old.level, old.notes))
    plan.rows = rows
    if "Kode" not in plan.columns and any("Kode" in row.values for row in rows):
        plan.columns = ["Kode", *plan.columns]


def _dates(days: IndicatorDays, table: Table, values: dict[str, Any]) -> dict[str, str]:
    """The days among the values of a row, as people write them."""
    return {name: day for name, value in values.items() if (day := days.words(table, values, name, value))}


def _is_date(text: Any) -> bool:
    return text.__class__ is str and day_number(text) is not None


def preview_as_json(result: Result) -> dict[str, Any]:
    """A preview as plain data: table by table the rows, doubts, sums, columns and differences."""
    return {
        "tabel": [_plan_as_json(plan) for plan in result.plans],
        "baris": rows_as_json(result.rows),
        "diabaikan": result.ignored,
        "dipecah": result.notes,
        "dua_target": result.doubles,
        "tidak_di_renstra": result.unlisted,
    }  # fmt: skip


def _plan_as_json(plan: Any) -> dict[str, Any]:
    return {
        "tabel": plan.table,
        "sumber": [{"berkas": one.source, "dikenali": one.label, "id": one.export} for one in plan.understood],
        "kolom": {heading: column for one in plan.understood for heading, column in one.columns.items()},
        "tidak_dibawa": [name for one in plan.understood for name in one.unused],
        "anggapan": [text for one in plan.understood for text in one.assumptions],
        "ragu": [{"berat": d.weight, "tempat": d.where, "uraian": d.text} for d in plan.doubts],
        "jumlah": [
            {"apa": s.what, "tertulis": s.written, "dibaca": s.counted, "selisih": s.difference, "tempat": s.where}
            for s in plan.sums
        ],
        "baris": [{"tempat": row.where, "isi": row.values, "catatan": row.notes} for row in plan.rows],
        "bukan_baris": [
            {"tempat": ([one.grid, *one.others][fate.grid]).where(fate.row), "nasib": fate.fate, "sebab": fate.why}
            for one in plan.understood for fate in one.fates if fate.fate != "diambil"
        ],
        "beda": [{"baris": label, "kolom": c, "buku": old, "sumber": new} for label, c, old, new in plan.different],
        "perlu_persetujuan": plan.blocked,
    }  # fmt: skip
