"""isi: fills a book's tables from what people have (tidy CSV files, exports, prints), then recomputes it."""

import os
from typing import Any

from ..book.print_areas import refresh_print_areas
from ..book.read import cell_address, read_book
from ..book.reading import BookReading
from ..book.rewrite import Rewriter, refresh, room_beneath
from ..compute.facts import UnreadableText
from ..compute.key import key
from ..compute.world import World
from ..errors import UsageError, UserError
from ..invocation import command
from ..ooxml.cells import SheetText
from ..ooxml.inplace import edit_package
from ..ooxml.tables import resize
from ..schema.captions import sheet_caption
from ..schema.setting_labels import label
from ..schema.settings import SETTING
from ..suggestion import did_you_mean
from .csv_tables import CellConverter, Folder, SourceTable, SourceTables
from .intake_choices import Choices, prepare, remember_choices
from .intake_plan import refuse_doubts
from .open_and_save import Progress, Source, compute, form_findings, opened, tell
from .repeated_rows import repeated_rows
from .result import Result
from .row_changes import RowChanges
from .row_heights import fit_heights
from .row_match import MergePlan, plan_merge
from .source_questions import PREVIEW_ID
from .split_targets import doubled_indicators, split_targets
from .unknown_codes import codes_between_commas, unknown_indicators

_SETTINGS = "tbl_pengaturan"


def isi_buku(
    source: Source,
    dari: Folder | None,
    output: str | os.PathLike[str] | None = None,
    backup: bool = True,
    ganti: bool = False,
    progress: Progress | None = None,
    choices: Choices | None = None,
) -> Result:
    """Fill a book from a folder of CSV files named after its tables, or from any file that can be recognised.

    Rows are matched by the columns that identify them (``Table.identity``): a row that the book has is altered
    where the file says otherwise, a new one is put in, columns that the file lacks stay. Nothing is removed unless
    ``ganti`` says so; then each table that has a file holds the file's rows, in its order. ``tbl_pengaturan`` never
    loses a row. Computed columns in a file are ignored. Everything is checked before anything is written.

    What is not a tidy table is understood first (``intake``): exports of known programs, and tables with title lines,
    heads of several lines, sub totals, and names of columns of their own. What is doubtful there, or does not add up,
    is refused unless ``choices.accept`` accepts it; ``flows.pratinjau`` shows it all without writing.

    Args:
        source: the book, a path or bytes. dari: folder, one file, or ``{file name: bytes}``.
        choices: how the source is meant. ganti: remove rows that the file of their table lacks, and empty what is
            blank in it.
        output, backup, progress: as in ``hitung.hitung_buku``.

    Returns:
        Result with ``rows``, ``ignored``, ``plans``, ``notes`` (what was split) and ``doubles`` (what could have been).

    Raises:
        UsageError: see ``read_sources``, ``plan_merge`` and ``split_targets``; an unknown Kunci.
        UserError: see ``opened`` and ``intake_plan.refuse_doubts``; ``tabel_sempit``: something stands beneath a table
            that would have to grow over it;
            ``rumus_tergeser``: rows with formulas of the user's would change their place.
    """
    with opened(source, output) as book:
        tell(progress, 0, 4, "membaca buku dan CSV")
        reading = read_book(book.package, careful=False)
        prepared = prepare(reading, dari, choices or Choices())
        if not prepared.choices.accept:
            refuse_doubts(prepared.plans)
        tables = prepared.tables
        if prepared.choices.split:
            prepared.notes += split_targets(reading, tables, ganti)
        else:
            prepared.doubles = doubled_indicators(reading, tables, ganti)
        indicators = indicators_of(reading, tables)
        prepared.notes += codes_between_commas(reading.tables, tables, indicators)
        prepared.notes += repeated_rows(tables)
        unlisted = unknown_indicators(reading.tables, tables, indicators)
        converter = CellConverter(indicators)
        tell(progress, 1, 4, "mengisi tabel")
        rows = {name: _fill(reading, name, one, converter, ganti) for name, one in tables.tables.items()}
        tell(progress, 2, 4, "menghitung")
        reading = read_book(book.package, before=reading)
        computed = compute(reading)
        refresh(reading, computed, store=False)
        for name in rows:
            fit_heights(reading, computed, name)
        reading.store()
        refresh_print_areas(reading, computed)
        remember_choices(reading, prepared)
        written = edit_package(book.package, [], overwrite_edits=True, remove=[PREVIEW_ID])
        reading.book.facts += _not_said_by_the_book(converter.facts, reading, computed)
        findings = form_findings(reading, computed)
        tell(progress, 3, 4, "menyimpan")
        saved = book.save(backup)
        tell(progress, 4, 4, "")
    return Result(
        computed=computed, findings=findings, parts=written.parts, rows=rows, ignored=tables.ignored,
        plans=prepared.plans, notes=prepared.notes, doubles=prepared.doubles, unlisted=unlisted,
        **saved,
    )  # fmt: skip


def indicators_of(reading: BookReading, tables: SourceTables) -> list[dict[str, Any]]:
    """Rows of Renstra as they will be: the book's, with what the source says of them."""
    rows = reading.book.rows("tbl_renstra")
    known = {key(row.cells.get("Kode")): dict(row.cells) for row in rows if row.cells}
    source = tables.tables.get("tbl_renstra")
    for row in source.rows if source is not None else ():
        known.setdefault(key(row.get("Kode")), {}).update(row)
    return list(known.values())


def _fill(reading: BookReading, name: str, source: SourceTable, converter: CellConverter, replace: bool) -> RowChanges:
    """Put the rows of a source into the package; what became of the table's rows."""
    plan = merge_of(reading, name, source, converter, replace)
    write_plan(reading, name, plan)
    return plan.changes


def write_plan(reading: BookReading, name: str, plan: MergePlan) -> None:
    """Write a table as planned; its sheet reaches the package by ``BookReading.store``.

    Raises:
        UserError: ``tabel_sempit``, ``rumus_tergeser``: see ``isi_buku``.
    """
    table, place = reading.tables[name], reading.places[name]
    if name != _SETTINGS:
        _refuse_moved_formulas(reading, name, plan)
    last_row = place.last_row
    if name != _SETTINGS:
        last_row = _last_row(reading, name, plan.used)
    part = place.sheet.own_part
    rewriter = Rewriter(reading.sheet_data[part], reading.texts, place, table, last_row)
    reading.sheet_data[part] = rewriter.write(plan.contents)
    if last_row != place.last_row:
        resize(reading.package, place, last_row)


def merge_of(
    reading: BookReading, name: str, source: SourceTable, converter: CellConverter, replace: bool
) -> MergePlan:
    """What the rows of a source make of a table; nothing is written."""
    if name == _SETTINGS:
        return _settings_plan(reading, converter, source, replace)
    table, rows = reading.tables[name], reading.book.rows(name)
    with_codes = replace or "Kode" in source.columns or not any(row.cells for row in rows)
    values = converter.convert(table, source, with_codes)
    columns = [*source.columns, "Kode"] if with_codes and name == "tbl_anggaran" else source.columns
    return plan_merge(table, rows, values, columns, replace, f"Berkas {source.name}")


def _last_row(reading: BookReading, name: str, used: int) -> int:
    """Sheet row that a table must end at for so many filled rows."""
    place, table = reading.places[name], reading.tables[name]
    needed = place.header_row + used
    last_row = room_beneath(reading, name, needed + table.spare)
    if last_row >= needed:
        return last_row
    why = "Baris Total-nya dinyalakan" if place.total_row else "ada isi lain di bawahnya"
    raise UserError(
        f"Lembar {sheet_caption(name)} hanya cukup untuk {last_row - place.header_row} baris, sedangkan "
        f"perlu {used} baris, dan tabelnya tidak dapat diperpanjang karena {why}. "
        + ("Matikan Baris Total (Desain Tabel)" if place.total_row else "Pindahkan isi itu ke lembar lain")
        + ", simpan, lalu ulangi.",
        "tabel_sempit",
    )


def _refuse_moved_formulas(reading: BookReading, name: str, plan: MergePlan) -> None:
    """A row that changes its place takes its values along, but not a formula that the user typed."""
    place = reading.places[name]
    moved = {place.header_row + number: columns for number, columns in plan.moved if columns}
    if not moved:
        return
    sheet = SheetText(reading.sheet_data[place.sheet.own_part])
    for row in sheet.rows:
        for column in moved.get(row.number, ()):
            text = dict(sheet.cells(row)).get(place.columns.get(column, -1))
            if text is not None and sheet.has_formula(text):
                cell = cell_address(place, column, row.number - place.header_row)
                raise UserError(
                    f"Baris {row.number} lembar {place.sheet.name} harus bergeser, tetapi sel {cell} berisi rumus "
                    "buatan Anda, yang akan hilang. Ganti rumus itu dengan nilainya, atau tambahkan baris barunya "
                    "dengan tangan, lalu ulangi.",
                    "rumus_tergeser",
                )


def _check_later_setting(name: str, number: int, setting: str, value: str | None) -> None:
    """A setting that the book lacks may be there when it says what holds without it."""
    default = SETTING[setting].default
    if key(value) not in ("", key("" if default is None else str(default))):
        raise UsageError(
            f"Berkas {name} baris {number}: buku ini tidak mempunyai setelan '{setting}'. Bila buku dibuat dengan "
            f"versi lama, jalankan dahulu '{command('perbarui BUKU')}'; bila barisnya terhapus, ketik kembali di "
            "Pengaturan.",
            "setelan_asing",
        )


def _settings_plan(reading: BookReading, converter: CellConverter, source: SourceTable, replace: bool) -> MergePlan:
    table = reading.tables[_SETTINGS]
    rows = reading.book.rows(_SETTINGS)
    by_key: dict[str, Any] = {}
    for row in rows:
        by_key.setdefault(key(row.cells.get("Kunci")), row)
    contents: list[dict[str, Any]] = [{} for _ in rows]
    changed, emptied, kept, same = [], [], [], 0
    for number, one in enumerate(source.rows, 2):
        setting = key(one.get("Kunci"))
        if setting in SETTING and setting not in by_key:
            _check_later_setting(source.name, number, setting, one.get("Nilai"))
            continue
        if setting not in SETTING:  # though it may stand in the book: somebody has typed over a key
            near = did_you_mean(setting, SETTING)
            raise UsageError(
                f"Berkas {source.name} baris {number}: setelan '{setting}' tidak dikenal.{near}", "setelan_asing"
            )
        if setting == "versi_kontrak" or "Nilai" not in one:
            continue
        value = converter.setting(table, setting, one["Nilai"], f"{source.name} baris {number}")
        _check_renstra_year(reading, source.name, setting, value)
        row = by_key[setting]
        if row.cells.get("Nilai") == value:
            same += 1
            continue
        if value is None and not replace:  # a blank cell says nothing of what the book has
            same += 1
            kept.append(label(setting))
            continue
        contents[row.number - 1] = {"Nilai": value}
        changed.append(setting)
        emptied += [label(setting)] if value is None else []
    changes = RowChanges((), tuple(changed), (), same, tuple(emptied), tuple(kept))
    return MergePlan(contents, len(rows), changes, [])


def _check_renstra_year(reading: BookReading, name: str, setting: str, value: Any) -> None:
    years = reading.book.years
    end = {"tahun_awal_renstra": 0, "tahun_akhir_renstra": 1}.get(setting)
    if end is not None and value is not None and value != years[end]:
        raise UsageError(
            f"Berkas {name}: {label(setting)} {value} tidak sesuai dengan kolom Target buku ini ({years[0]}-"
            f"{years[1]}). Buat buku dengan '{command('buat --renstra')}'.",
            "tahun_renstra_beda",
        )


def _not_said_by_the_book(facts: list[UnreadableText], reading: BookReading, computed: World) -> list[UnreadableText]:
    """Texts that are no number, but those which are found again in the book, with their cell: say it once."""
    settings = reading.book.rows(_SETTINGS)
    told = set()
    for finding in form_findings(reading, computed):
        told.add((finding.kolom, finding.tertulis))
        if finding.tabel == _SETTINGS and finding.baris:
            told.add((settings[finding.baris - 1].cells.get("Kunci"), finding.tertulis))
    return [fact for fact in facts if (fact.cell, fact.text) not in told]
