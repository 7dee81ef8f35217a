"""tambah: optional modules come into a book, and empty ones leave it; everything else in it stays."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from ..book.offers import take_back
from ..book.print_areas import refresh_print_areas
from ..book.read import read_book
from ..book.reading import BookReading
from ..book.rewrite import refresh
from ..book.upgrade import upgrade
from ..errors import UsageError, UserError
from ..invocation import command
from ..ooxml.cells import SheetText, plain
from ..ooxml.graft import remove_sheet
from ..ooxml.inplace import edit_package
from ..ooxml.package import Package
from ..ooxml.parts import read_relations
from ..ooxml.shift import occupied
from ..ooxml.tables import TablePlace
from ..ooxml.workbook import WorkbookParts
from ..records import dataclass
from ..schema.model import Module
from ..schema.modules import discover
from ..suggestion import did_you_mean, nearest
from .open_and_save import Progress, Source, compute, form_findings, open_for_reading, opened, tell
from .result import Result

_HEAD = 4  # rows of the block above a table, which are the product's own


@dataclass(frozen=True, slots=True)
class ModuleState:
    """A module, and how far a book has it.

    Attributes:
        name, title, about: as declared. sheets: names of its sheets in a new book.
        present: whether the book has it (False without a book). filled: rows that somebody filled.
    """

    name: str
    title: str
    about: str
    sheets: tuple[str, ...]
    present: bool = False
    filled: int = 0


def module_states(source: Source | None = None) -> list[ModuleState]:
    """The modules that there are; with a book also which of them it has.

    Raises:
        UserError: the book cannot be used.
    """
    reading = read_book(open_for_reading(source), keep=False) if source is not None else None
    return [
        ModuleState(
            m.name, m.title, m.about, tuple(s.name for s in m.sheets),
            reading is not None and m.name in reading.book.modules,
            _filled_rows(reading, m) if reading is not None else 0,
        )
        for m in discover()
    ]  # fmt: skip


def tambah_modul(
    source: Source,
    modules: Sequence[str] = (),
    without: Sequence[str] = (),
    output: str | os.PathLike[str] | None = None,
    backup: bool = True,
    progress: Progress | None = None,
) -> Result:
    """Put modules into a book, or take empty ones out of it. What the book has already, or lacks already, is left.

    Args:
        source: the book, a path or bytes. modules: names of modules to add. without: names of modules to take away.
        output: write there instead of over it. backup: keep the old file beside it.
        progress: called with ``(done, total, text)``.

    Returns:
        ``added`` and ``removed`` name the modules, ``sheets`` the new sheets by module and name.

    Raises:
        UsageError: ``modul_tidak_dikenal``, or nothing to do is named.
        UserError: ``versi_lama``: a book of version 1 is brought up to date first; ``modul_terisi``: rows are filled;
            ``modul_dirujuk``: formulas refer to it; ``modul_berisi``: the sheet holds something else of the user's;
            and as ``hitung_buku``.
    """
    known = {m.name: m for m in discover()}
    wanted = [_known(name, known) for name in modules]
    unwanted = [_known(name, known) for name in without]
    if not wanted and not unwanted:
        raise UsageError(f"Sebutkan modulnya: {', '.join(known)}.", "modul_kosong")
    if both := {m.name for m in wanted} & {m.name for m in unwanted}:
        raise UsageError(f"Modul {', '.join(sorted(both))} disebut untuk ditambah dan dihapus.", "modul_ganda")
    with opened(source, output) as book:
        tell(progress, 0, 3, "membaca buku")
        reading = read_book(book.package)
        if reading.book.first_version:
            raise UserError(
                f"{book.package.path or 'Buku ini'} masih memakai bentuk versi 1. Jalankan "
                f"'{command('perbarui BUKU')}' dulu, lalu ulangi.",
                "versi_lama",
            )
        had = {s.name for s in reading.workbook.sheets}
        removed = [m for m in unwanted if m.name in reading.book.modules]
        for module in removed:
            _take_away(book.package, read_book(book.package), module)
        added = [m for m in wanted if m.name not in reading.book.modules]
        if added:
            tell(progress, 1, 3, "menambah lembar")
            upgrade(book.package, [m.name for m in added])
        reading = read_book(book.package)
        computed = compute(reading)
        findings = form_findings(reading, computed)
        parts: list[str] = []
        if added or removed:
            parts = [*refresh(reading, computed), *refresh_print_areas(reading, computed)]
            parts += edit_package(book.package, []).parts
        tell(progress, 2, 3, "menyimpan")
        saved = book.save(backup)
        tell(progress, 3, 3, "")
    new = {s.name: s.name for s in reading.workbook.sheets if s.name not in had}
    return Result(
        computed=computed, findings=findings, parts=list(dict.fromkeys(parts)), sheets=new,
        added=[m.name for m in added], removed=[m.name for m in removed], **saved,
    )  # fmt: skip


def _known(name: str, known: dict[str, Module]) -> Module:
    plain_name = re.sub(r"[\s_]+", "-", name.strip().lower())
    if plain_name in known:
        return known[plain_name]
    near = did_you_mean(plain_name, known)
    by_sheet = {sheet.name: module.name for module in known.values() for sheet in module.sheets}
    if not near and (sheet := nearest(name, by_sheet)):
        near = f" Maksud Anda {by_sheet[sheet]}, yang memuat lembar {sheet}?"
    raise UsageError(f"Modul '{name}' tidak dikenal.{near} Yang ada: {', '.join(known)}.", "modul_tidak_dikenal")


# --- taking away -----------------------------------------------------------------------------------------------------
def _filled_rows(reading: BookReading, module: Module) -> int:
    """Rows of a module's tables that somebody filled; those that a new book is shipped with do not count."""
    count = 0
    for table in module.tables:
        inputs = [c.name for c in table.inputs]
        shipped = set()
        if table.shipped is not None:
            shipped = {tuple(row.get(n) for n in inputs) for row in table.shipped(None)}
        for row in reading.book.rows(table.name):
            if row.cells and tuple(row.cells.get(n) for n in inputs) not in shipped:
                count += 1
    return count


def _take_away(package: Package, reading: BookReading, module: Module) -> None:
    count = _filled_rows(reading, module)
    if count:
        raise UserError(
            f"Modul {module.name} tidak dihapus: {count} barisnya terisi. Kosongkan dulu barisnya (atau simpan dengan "
            f"'{command('ekspor')}'), lalu ulangi. Tidak ada yang ditulis.",
            "modul_terisi",
        )
    places = [reading.places[t.name] for t in module.tables if t.name in reading.places]
    parts = {p.sheet.own_part for p in places}
    others = {p.sheet.own_part for n, p in reading.places.items() if n not in {t.name for t in module.tables}}
    for part in sorted(parts):
        own = [p for p in places if p.sheet.own_part == part]
        _refuse_contents(package, own, part in others)
    take_back(reading, module)
    _refuse_references(package, module, places, parts)
    for part in sorted(parts):
        workbook = WorkbookParts(package)
        remove_sheet(package, next(i for i, s in enumerate(workbook.sheets) if s.part == part))


def _refuse_contents(package: Package, places: Sequence[TablePlace], shared: bool) -> None:
    """Refuse where a sheet holds anything but the module's own tables and the block above them."""
    sheet = places[0].sheet
    text = SheetText(plain(package.read(sheet.own_part)))
    found = None
    for row in text.rows:
        if row.number <= _HEAD:
            continue
        covered = {
            k for p in places if p.header_row <= row.number <= p.last_row
            for k in range(p.first_column, p.first_column + p.width)
        }  # fmt: skip
        free = range(0, max((k for k, _ in text.cells(row)), default=-1) + 1)
        for k in free:
            if k not in covered and occupied(text, range(k, k + 1), range(row.number, row.number + 1)):
                found = row.number
                break
        if found:
            break
    hung = [r.type for r in read_relations(package, sheet.own_part) if r.type not in ("table", "printerSettings")]
    if found is None and not hung and not shared:
        return
    what = f"baris {found}" if found else "gambar, komentar, atau tautan" if hung else "tabel lain"
    raise UserError(
        f"Lembar {sheet.name} tidak dihapus: di luar tabelnya masih ada isi Anda ({what}). Pindahkan dulu ke lembar "
        "lain, lalu ulangi. Tidak ada yang ditulis.",
        "modul_berisi",
    )


def _refuse_references(package: Package, module: Module, places: Sequence[TablePlace], own: set[str]) -> None:
    workbook = WorkbookParts(package)
    own_tables = {p.part for p in places}
    names = [re.escape(t.name.encode()) for t in module.tables]
    sheets = [re.escape(f"{q}{p.sheet.name}{q}!".encode()) for p in places for q in ("'", "")]
    pattern = re.compile(rb"(?<![\w.])(?:" + b"|".join(names) + rb")\[|(?:" + b"|".join(sheets) + rb")")
    for name in package.names:
        if name in own or name in own_tables or not name.startswith(workbook.base) or not name.endswith(".xml"):
            continue
        data = package.read(name)
        if name == workbook.part:
            index = {i for i, s in enumerate(workbook.sheets) if s.part in own}
            data = b"\n".join(n.text.encode() for n in workbook.defined_names if n.local not in index)
        # A link to a place does not count: it is a convenience, not a number.
        data = re.sub(rb'\slocation="[^"]*"', b"", data)
        if pattern.search(data):
            sheet = next((s.name for s in workbook.sheets if s.part == name), None)
            where = f"rumus di lembar {sheet}" if sheet else "nama, grafik, atau tabel di buku itu"
            raise UserError(
                f"Modul {module.name} tidak dihapus karena dirujuk oleh {where}. Hapus atau ubah dahulu rujukan itu, "
                "lalu ulangi. Tidak ada yang ditulis.",
                "modul_dirujuk",
            )
