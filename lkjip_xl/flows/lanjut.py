"""lanjut: next year's book from this year's."""

import os
import re
from collections.abc import Mapping
from typing import Any

from ..book.print_areas import refresh_print_areas
from ..book.read import read_book
from ..book.reading import BookReading
from ..book.rewrite import refresh
from ..book.upgrade import upgrade
from ..compute.blank_quarters import blank_quarters, named_quarters
from ..compute.key import blank, key
from ..compute.named import named
from ..compute.renja import TABLE as RENJA
from ..compute.renja import renja_of
from ..compute.world import World
from ..compute.year_end import history_of_year, values_of_other_years
from ..errors import UsageError, UserError
from ..expr.values import is_number
from ..invocation import advice
from ..ooxml.graft import remove_sheet
from ..ooxml.inplace import edit_package
from ..ooxml.ownership import owned_sheets
from ..ooxml.package import Package
from ..ooxml.places import check_writable
from ..ooxml.workbook import WorkbookParts
from ..records import dataclass
from ..rules.predikat import default_scale
from ..schema.captions import sheet_caption
from ..schema.contract import with_modules
from ..schema.model import Table
from ..schema.next_year import (
    BLANK_SETTINGS,
    PERIOD_SETTINGS,
    RESET_SETTINGS,
    SETTLED,
    emptied_columns,
)
from ..schema.settings import SETTING
from ..schema.sheets.anggaran import JENIS_ANGGARAN
from .buat import period, write_new
from .isi import write_plan
from .kept_history import KeptHistory
from .open_and_save import Progress, Source, compute, form_findings, open_for_reading, package_bytes, tell
from .own_sheets import take_out_own_sheets
from .periksa import write as write_findings
from .plain_words import cell_words
from .result import Result
from .row_changes import RowChanges
from .row_heights import fit_heights
from .row_match import MergePlan

_SETTINGS = "tbl_pengaturan"
Cells = dict[str, Any]


@dataclass(slots=True)
class _Plan:
    """The next year: its year, the Renstra's years, the settings that change, and rows by table.

    ``rows`` holds whole tables, ``emptied`` the columns whose cells go in tables that keep their rows.
    """

    year: int
    years: tuple[int, int]
    settings: dict[str, Any]
    rows: dict[str, list[Cells]]
    emptied: dict[str, frozenset[str]]
    notes: list[str]


def lanjut_buku(
    source: Source,
    path: str | os.PathLike[str] | None = None,
    renstra: str | None = None,
    own_sheets: bool = True,
    timpa: bool = False,
    progress: Progress | None = None,
    beside: str | None = None,
) -> Result:
    """Make next year's book from this year's, which is only read.

    Renstra, the settings, the rows of Anggaran and everything that is the office's own go along. The year's results
    are added to Riwayat and Riwayat Anggaran; the PK holds the new year's targets of Renstra for the indicators of the
    PK in force; Evaluasi Renja holds what was reached and spent until now; money, realisasi and analyses are emptied;
    report sheets, findings and sendings stay behind; scales follow the law of the new year unless somebody has changed
    them.

    Where the new year is beyond the Renstra, or ``renstra`` names another period, a new period begins: the book is
    built anew for its years, with the same rows but without targets, and Kondisi Awal is what the last year reached.
    Sheets, columns and formats of the user's own do not go along then, and are named.

    Args:
        source: the book of the finished year, a path or bytes. path: the file to make; beside the book, under its name
            with the new year, by default.
        renstra: the new period as text, ``2030-2034``. own_sheets: False leaves the user's own sheets behind.
        timpa: replace an existing file; a numbered copy of it is kept. progress: as in ``hitung.hitung_buku``.
        beside: path whose folder and name count, where ``source`` is a copy.

    Returns:
        Result of the new book: ``path`` or ``data``; ``rows`` what became of each table; ``notes`` what a person
        should know: what the old book lacks, what did not go along.

    Raises:
        UsageError: ``periode``, ``ekstensi``; UserError: ``tanpa_tahun``, ``sudah_ada``; and what ``read_book`` says.
    """
    tell(progress, 0, 3, "membaca buku")
    package = open_for_reading(source)
    upgrade(package)
    reading = read_book(package)
    world = compute(reading)
    if world.year is None:
        raise UserError(
            "Tahun laporan di Pengaturan belum diisi, sehingga tahun berikutnya tidak diketahui. Isi tahunnya, lalu "
            "ulangi.",
            "tanpa_tahun",
        )
    plan = _plan(reading, world, renstra)
    target = _target(source, path, plan.year, timpa, beside)
    tell(progress, 1, 3, f"menyiapkan tahun {plan.year}")
    old_years = reading.book.years
    if plan.years == old_years:
        notes, rows = _in_this_book(reading, plan, own_sheets)
    else:
        package, notes = _new_period(reading, plan)
        rows = {name: RowChanges(added=("",) * len(some)) for name, some in plan.rows.items() if some}
    reading = read_book(package)
    computed = compute(reading)
    write_findings(reading, computed, [], checked=False)
    refresh(reading, computed, store=False)
    for name in (*plan.rows, *plan.emptied):
        if name in reading.places:
            fit_heights(reading, computed, name)
    reading.store()
    refresh_print_areas(reading, computed)
    written = edit_package(package, [])
    tell(progress, 2, 3, "menyimpan")
    made = Result(
        data=package_bytes(package), computed=computed, findings=form_findings(reading, computed), rows=rows,
        parts=written.parts, notes=[_carried_line(reading), *plan.notes, *notes],
    )  # fmt: skip
    tell(progress, 3, 3, "")
    return made if target is None else write_new(target, made)


def _carried_line(new: BookReading) -> str:
    """How much of the finished year's book is in the new one, so that an empty one is not taken for a full one."""
    carried = {
        name: sum(bool(row.cells) for row in new.book.rows(name))
        for name, table in new.tables.items()
        if table.needed and "Kode" in table.by_name
    }
    told = ", ".join(f"{sheet_caption(name)} {count} baris" for name, count in carried.items())
    if any(carried.values()):
        return f"Dari buku ini dibawa: {told}."
    return f"Buku ini kosong ({told}): hanya setelannya yang dibawa. Bila yang dimaksud buku lain, hapus hasilnya."


def _target(
    source: Source, path: str | os.PathLike[str] | None, year: int, overwrite: bool, beside: str | None
) -> str | None:
    """The file to make; None where the book was given as bytes and none is named.

    Raises:
        UsageError: its name does not fit; UserError: it is there, or cannot be written.
    """
    own = beside or (None if isinstance(source, bytes) else os.fspath(source))
    if path is None and own is None:
        return None
    extension = os.path.splitext(own)[1].lower() if own is not None else ".xlsx"
    if path is None:
        folder, name = os.path.split(os.path.splitext(own or "")[0])
        renamed = re.sub(rf"(?<!\d){year - 1}(?!\d)", str(year), name)
        path = os.path.join(folder, (renamed if renamed != name else f"{name} {year}") + extension)
    path = os.fspath(path)
    if os.path.splitext(path)[1].lower() != extension:
        raise UsageError(f"Nama buku {os.path.basename(path)} harus berakhir {extension}.", "ekstensi")
    if os.path.exists(path) and not overwrite:
        raise UserError(
            f"Berkas {path} sudah ada. Pilih nama lain"
            f"{advice(' dengan --ke, atau tambahkan --timpa (salinannya disimpan)')}.",
            "sudah_ada",
        )
    check_writable(path)
    return path


# --- what the new year holds -----------------------------------------------------------------------------------------
def _plan(reading: BookReading, world: World, renstra: str | None) -> _Plan:
    old = reading.book.years
    year = (world.year or 0) + 1
    if renstra is not None:
        years = period(renstra, year)
    elif old[0] <= year <= old[1]:
        years = old
    else:
        years = (year, year + max(old[1] - old[0], 0))
    plan = _Plan(year, years, _settings(reading, year, years, years != old), {}, {}, _unfinished(world))
    history, kept = history_of_year(world), KeptHistory(world, reading.tables)
    plan.notes += kept.lines()
    for name, table in reading.tables.items():
        if name == _SETTINGS or name not in reading.places:
            continue
        filled = [row for row in reading.book.rows(name) if row.cells]
        rows = [dict(row.cells) for row in filled]
        made = _rows_of(name, table, rows, world, plan, old)
        if kept.remark(name, (row.number for row in filled), rows) or history.get(name):
            made = [*rows, *history[name]]
        if made is not None:
            plan.rows[name] = made
        elif emptied := emptied_columns(table):
            plan.emptied[name] = emptied
    return plan


def _settings(reading: BookReading, year: int, years: tuple[int, int], new_period: bool) -> dict[str, Any]:
    kept = reading.book.settings
    changes: dict[str, Any] = dict.fromkeys(BLANK_SETTINGS)
    changes |= {name: SETTING[name].default for name in RESET_SETTINGS if name in SETTING}
    changes |= {"tahun": year, "triwulan_berjalan": 1}
    if kept.get("skala_predikat") == default_scale(year - 1) != default_scale(year):
        changes["skala_predikat"] = default_scale(year)
    if new_period:
        changes |= dict.fromkeys(PERIOD_SETTINGS)
        changes |= {"tahun_awal_renstra": years[0], "tahun_akhir_renstra": years[1], "tahun_dasar": years[0] - 1}
    return {name: value for name, value in changes.items() if name in SETTING}


def _rows_of(
    name: str, table: Table, rows: list[Cells], world: World, plan: _Plan, old: tuple[int, int]
) -> list[Cells] | None:
    """The rows of a table that does not simply keep its rows; None for one that does."""
    if table.anew:
        return []
    if name in SETTLED:
        column, words = SETTLED[name]
        left = [row for row in rows if row.get(column) not in words]
        return left if len(left) < len(rows) else None
    if name == "tbl_pk":
        return _agreement(world, plan, old)
    if name == "tbl_pk_program":
        return _programs(rows, world)
    if name == "tbl_renstra" and plan.years != old:
        return _new_targets(rows, world, plan, old)
    if name == "tbl_lke":
        return _last_values(rows, world)
    if name == RENJA and plan.years == old and rows:
        gone, carried = emptied_columns(table), renja_of(world).carried()
        return [
            {**{n: v for n, v in row.items() if n not in gone}, **carried.get(key(row.get("Kode")), {})} for row in rows
        ]
    if table.shipped is not None:
        return _shipped(table, rows, plan.year)
    return None


def _agreement(world: World, plan: _Plan, old: tuple[int, int]) -> list[Cells]:
    """The first PK of the new year: the indicators of the PK in force, with Renstra's targets of that year."""
    document = key(world.defined["lk_pk"])
    rows = [row for row in world.rows("tbl_pk") if not blank(row.get("Kode"))]
    codes = {key(row["Kode"]): row["Kode"] for row in rows if key(row.get("Dokumen")) == document} or {
        key(row["Kode"]): row["Kode"] for row in rows
    }
    made = []
    for code, shown in codes.items():
        cells: Cells = {"Dokumen": "Awal", "Kode": shown}
        target = world.renstra_by_key.get(code, {}).get(f"Target {plan.year}") if plan.years == old else None
        if target is not None and target != "":
            cells["Target"] = target
        made.append(cells)
    if codes and plan.years == old and (missing := [c["Kode"] for c in made if "Target" not in c]):
        plan.notes.append(f"Renstra belum berisi target {plan.year} untuk {', '.join(map(str, missing))}.")
    return made


def _programs(rows: list[Cells], world: World) -> list[Cells]:
    document = key(world.defined["lk_pk"])
    own = [row for row in rows if key(row.get("Dokumen")) == document] or rows
    return [{**row, "Dokumen": "Awal", "Anggaran": None} for row in own]


def _new_targets(rows: list[Cells], world: World, plan: _Plan, old: tuple[int, int]) -> list[Cells]:
    """Renstra's rows for a new period: no targets yet, and where the old one ended is where it begins."""
    gone = {f"Target {year}" for year in range(old[0], old[1] + 1)}
    made = []
    for row in rows:
        cells = {name: value for name, value in row.items() if name not in gone}
        reached = world.measured_by_key.get(key(row.get("Kode")), {}).get("Realisasi")
        is_value = is_number(reached) or (isinstance(reached, str) and reached != "")
        cells["Kondisi Awal"] = reached if is_value else None
        made.append(cells)
    plan.notes.append(
        f"Renstra {plan.years[0]}-{plan.years[1]} dimulai: isi targetnya di Renstra, lalu target PK tahun {plan.year}."
    )
    return made


def _last_values(rows: list[Cells], world: World) -> list[Cells]:
    values = [row.get("Nilai") for row in world.rows("tbl_lke") if any(row.get(n) not in (None, "") for n in rows[0])]
    made = []
    for row, value in zip(rows, values, strict=False):
        cells = {**row, "Jawaban": None, "Bukti": None, "Catatan": None}
        if is_number(value):
            cells["Nilai Lalu"] = value
        made.append(cells)
    return made + [dict(row) for row in rows[len(made) :]]


def _shipped(table: Table, rows: list[Cells], year: int) -> list[Cells] | None:
    """Rows that the law gives: those of the new year in the place of the old year's that nobody has changed."""
    assert table.shipped is not None
    old, new = ([dict(row) for row in table.shipped(y)] for y in (year - 1, year))
    if old == new:
        return None
    inputs = [c.name for c in table.inputs]

    def said(row: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(row.get(n) for n in inputs)

    law = {said(row) for row in old}
    own = [row for row in rows if said(row) not in law]
    return [*new, *(row for row in own if said(row) not in {said(one) for one in new})]


def _unfinished(world: World) -> list[str]:
    notes = []
    if is_number(world.quarter) and world.quarter < 4:
        notes.append(f"Buku {world.year} masih di triwulan {int(world.quarter)}: hasil yang dibawa belum setahun.")
    empty = blank_quarters(world)
    if empty:
        notes.append(
            f"Realisasi triwulan yang bertarget masih kosong di buku {world.year} ({named_quarters(empty)}); angka "
            "indikatornya di Riwayat sementara, dan kolom Keterangannya menyebutnya."
        )
    if others := values_of_other_years(world):
        notes.append(
            f"Realisasi {named([str(one.kode) for one in others])} bukan nilai tahun {world.year} menurut Tahun Data; "
            "di Riwayat sementara, dan kolom Keterangannya menyebut tahunnya."
        )
    missing = world.budget.total_unfilled
    if missing:
        notes.append(f"{missing} baris Anggaran {world.year} belum terisi; jumlahnya di Riwayat Anggaran sementara.")
    return [*notes, *_left_behind(world)]


def _left_behind(world: World) -> list[str]:
    """What was received and financed: Riwayat Anggaran holds what was spent."""
    told = []
    for kind, name in enumerate(JENIS_ANGGARAN, 1):
        _, spent = world.budget.total_of_kind(kind)
        if kind > 1 and is_number(spent):
            told.append(f"{name} Rp{cell_words(spent)}")
    if not told:
        return []
    return [
        f"Realisasi {' dan '.join(told)} tidak ikut: Riwayat Anggaran memuat belanja saja. Angkanya tetap di buku "
        f"{world.year}."
    ]


# --- the same period: in a copy of this book -------------------------------------------------------------------------
def _in_this_book(reading: BookReading, plan: _Plan, keep_own: bool) -> tuple[list[str], dict[str, RowChanges]]:
    package = reading.package
    changes = {}
    for name, rows in plan.rows.items():
        changes[name] = _replace_rows(reading, name, rows)
    for name, columns in plan.emptied.items():
        own = [row for row in reading.book.rows(name) if row.cells]
        contents: list[Cells] = [{} for _ in range(max((row.number for row in own), default=0))]
        touched = []
        for row in own:
            gone = {n: None for n in columns if row.cells.get(n) is not None}
            contents[row.number - 1] = gone
            touched += [str(row.number)] if gone else []
        if touched:
            write_plan(reading, name, MergePlan(contents, len(contents), RowChanges(), []))
            changes[name] = RowChanges(changed=tuple(touched), same=len(own) - len(touched))
    _write_settings(reading, plan.settings)
    reading.store()
    notes = [f"Lembar {name} tahun lalu ikut, karena dirujuk rumus Anda." for name in take_out_own_sheets(package)]
    if not keep_own:
        notes += _without_foreign_sheets(package)
    return notes, changes


def _replace_rows(reading: BookReading, name: str, rows: list[Cells]) -> RowChanges:
    table, place = reading.tables[name], reading.places[name]
    inputs = [c.name for c in table.inputs if c.name in place.columns]
    if table.program:
        return RowChanges()  # emptied by ``periksa.write``
    used = max((row.number for row in reading.book.rows(name) if row.cells), default=0)
    contents: list[Cells] = [{n: row.get(n) for n in inputs} for row in rows]
    contents += [dict.fromkeys(inputs) for _ in range(used - len(rows))]
    write_plan(reading, name, MergePlan(contents, len(rows), RowChanges(), []))
    before = sum(1 for row in reading.book.rows(name) if row.cells)
    more = max(len(rows) - before, 0)
    return RowChanges(added=("",) * more, removed=("",) * max(before - len(rows), 0), same=len(rows) - more)


def _write_settings(reading: BookReading, settings: Mapping[str, Any]) -> None:
    rows = reading.book.rows(_SETTINGS)
    contents: list[Cells] = [{} for _ in rows]
    for row in rows:
        name = key(row.cells.get("Kunci"))
        if name in settings:
            contents[row.number - 1] = {"Nilai": settings[name]}
    write_plan(reading, _SETTINGS, MergePlan(contents, len(contents), RowChanges(), []))


def _foreign_sheets(package: Package, reading: BookReading) -> list[str]:
    """Sheets that are nobody's but the user's."""
    ours = {place.sheet.name for place in reading.places.values()} | {s.name for s in with_modules()}
    ours |= {one.sheet.name for one in owned_sheets(reading.workbook).values()}
    return [sheet.name for sheet in reading.workbook.sheets if sheet.name not in ours]


def _without_foreign_sheets(package: Package) -> list[str]:
    names = _foreign_sheets(package, read_book(package, careful=False, keep=False))
    for name in names:
        workbook = WorkbookParts(package)
        remove_sheet(package, next(i for i, s in enumerate(workbook.sheets) if s.name == name))
    return [f"Lembar Anda tidak ikut: {', '.join(names)}."] if names else []


# --- a new period: another book --------------------------------------------------------------------------------------
def _new_period(reading: BookReading, plan: _Plan) -> tuple[Package, list[str]]:
    from ..schema.contract import tables as contract_tables
    from ..template.book import build_bytes

    modules = reading.book.modules
    tables = contract_tables(*plan.years, modules)
    rows: dict[str, list[Cells]] = {}
    for name, table in reading.tables.items():
        if name == _SETTINGS or table.program or table.figures or name not in tables:
            continue
        own = plan.rows.get(name)
        if own is None:
            gone = plan.emptied.get(name, frozenset())
            own = [
                {n: v for n, v in row.cells.items() if n not in gone} for row in reading.book.rows(name) if row.cells
            ]
        known = {c.name for c in tables[name].inputs}
        rows[name] = [{n: v for n, v in row.items() if n in known and v is not None} for row in own]
    kept = {name: value for name, value in reading.book.settings.items() if name in SETTING and value is not None}
    settings = {**kept, **plan.settings, "versi_kontrak": SETTING["versi_kontrak"].default}
    foreign = _foreign_sheets(reading.package, reading)
    notes = [f"Lembar Anda tidak ikut ke buku periode baru: {', '.join(foreign)}."] if foreign else []
    package = Package(build_bytes(settings, plan.years, rows, tuple(modules)))
    return package, notes
