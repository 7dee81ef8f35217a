"""Reads a book that came back, whatever program saved it: also where the tables are gone and only their heads stand."""

import re
from collections.abc import Mapping
from typing import Any

from ..compute.key import key
from ..expr.values import ErrorValue, is_number
from ..ooxml import xmlspans
from ..ooxml.cells import SharedStrings, SheetText, cell_style, decode, formula_of, plain
from ..ooxml.detach import reaches_outside
from ..ooxml.formats import Formats
from ..ooxml.package import Package
from ..ooxml.parts import broken, read_relations
from ..ooxml.tables import TablePlace, find_tables
from ..ooxml.workbook import Sheet, WorkbookParts
from ..ooxml.worksheet import number_text
from ..records import dataclass, field
from ..schema.model import Table
from .read import read_book
from .reading import BookReading

_HEAD_ROWS = 40  # rows from the top in which a table's head is looked for
_MODIFIED = re.compile(rb"<(?:\w+:)?modified\b[^<>]*>([0-9T:.Z+-]{10,40})</")
Identity = tuple[str, ...]
"""What tells a row from every other."""
_PROGRAM = re.compile(rb"<(?:\w+:)?Application>([^<]{1,60})</")


@dataclass(slots=True)
class FoundCell:
    """What stands in a cell besides its value. formula: its text, or None; outside: it leads out of the book;
    date: a number that is shown as a date."""

    formula: str | None = None
    outside: bool = False
    date: bool = False


@dataclass(slots=True)
class ReturnedBook:
    """A returned book as read.

    Attributes:
        reading: its inputs as they stand. saved: when it was saved, as it says itself ("" when it does not).
        program: that saved it. rebuilt: tables that were gone and were found by their heads.
        special: ``{(table, row, column): FoundCell}`` of input cells with a formula or the format of a date.
        results: ``{table: {(row, column): value}}``: computed cells as the file holds them.
        without_formula: computed cells that hold no formula, by table.
        notes: what else there is in it: macros, links, pictures from outside.
    """

    reading: BookReading
    saved: str
    program: str
    rebuilt: list[str]
    special: dict[tuple[str, int, str], FoundCell] = field(default_factory=dict)
    results: dict[str, dict[tuple[int, str], Any]] = field(default_factory=dict)
    without_formula: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def read_returned(package: Package, master: Mapping[str, TablePlace]) -> ReturnedBook:
    """Read a returned book.

    Args:
        package: its open file. master: where the tables stand in the book that it was sent from.

    Raises:
        UserError: it cannot be read, or its tables can be found in no way.
    """
    workbook = WorkbookParts(package)
    found = find_tables(package, workbook)
    rebuilt = rebuild(package, workbook, found, master)
    reading = read_book(package, found=found)
    book = ReturnedBook(reading, *said_of_file(package), rebuilt)
    book.notes = foreign(package, workbook)
    look_at_cells(book)
    return book


def said_of_file(package: Package) -> tuple[str, str]:
    """When a file was saved and by which program, as it says itself."""
    return _said(package, _MODIFIED), _said(package, _PROGRAM)


def _said(package: Package, pattern: re.Pattern[bytes]) -> str:
    for name in ("docProps/core.xml", "docProps/app.xml"):
        if name in package and (match := pattern.search(package.read(name))) is not None:
            return decode(match[1])
    return ""


def foreign(package: Package, workbook: WorkbookParts) -> list[str]:
    """What is in a book that no copy of ours has."""
    notes = []
    kinds: set[str] = set()
    for name in package.names:
        lower = name.lower()
        if lower.endswith("vbaproject.bin"):
            kinds.add("makro")
        if lower.endswith(".rels"):
            folder, _, own = name.rpartition("/")
            for relation in read_relations(package, folder.removesuffix("_rels") + own[: -len(".rels")]):
                if relation.type.startswith("externalLink") and not relation.external:
                    kinds.add("tautan ke buku lain")
                elif relation.external and relation.type == "image":
                    kinds.add("gambar dari luar")
                elif relation.external and relation.type == "hyperlink":
                    kinds.add("tautan")
                elif relation.type in ("connections", "queryTable"):
                    kinds.add("koneksi data")
                elif relation.type in ("oleObject", "package", "activeXControl"):
                    kinds.add("objek sisipan")
    if any(sheet.kind.endswith("Macrosheet") for sheet in workbook.sheets):
        kinds.add("lembar makro lama")
    notes += [f"memuat {kind}: tidak dijalankan dan tidak diikuti" for kind in sorted(kinds)]
    return notes


# --- tables that are gone --------------------------------------------------------------------------------------------
def rebuild(
    package: Package, workbook: WorkbookParts, found: dict[str, TablePlace], master: Mapping[str, TablePlace]
) -> list[str]:
    """Find tables that another program made plain cells of, by their heads; names of those."""
    missing = {name: place for name, place in master.items() if name not in found}
    if not missing:
        return []
    strings = SharedStrings(package.read(part) if (part := workbook.related("sharedStrings")) else b"")
    by_name = {sheet.name.casefold(): sheet for sheet in workbook.sheets if sheet.kind == "worksheet" and sheet.part}
    texts: dict[str, SheetText] = {}
    rebuilt = []
    for name, place in missing.items():
        sheet = by_name.get(place.sheet.name.casefold())
        if sheet is None:
            continue
        if sheet.own_part not in texts:
            texts[sheet.own_part] = SheetText(plain(package.read(sheet.own_part), check=False))
        made = _by_heading(place, sheet, texts[sheet.own_part], strings)
        if made is not None:
            found[name] = made
            rebuilt.append(name)
    return rebuilt


def _by_heading(place: TablePlace, sheet: Sheet, text: SheetText, strings: SharedStrings) -> TablePlace | None:
    wanted = {_heading(name): name for name in place.columns}
    for row in text.rows:
        if row.number > _HEAD_ROWS:
            return None
        columns: dict[str, int] = {}
        for k, cell in text.cells(row):
            value = text.value(cell, strings)
            if isinstance(value, str) and (name := wanted.get(_heading(value))) is not None:
                near = place.first_column <= k < place.first_column + place.width
                if name not in columns or (near and columns[name] != k):
                    columns[name] = k
        visible = [name for name in place.columns if not name.startswith("_")]
        if 2 * sum(1 for name in visible if name in columns) > len(visible):
            made = TablePlace()
            made.name, made.part, made.sheet = place.name, "", sheet
            made.header_row, made.total_row = row.number, 0
            made.first_column, made.columns = min(columns.values()), columns
            made.width = max(columns.values()) - made.first_column + 1
            made.last_row = _last_filled(text, made)
            return made
    return None


def _heading(text: str) -> str:
    return " ".join(text.split()).casefold()


def _last_filled(text: SheetText, place: TablePlace) -> int:
    first = min(place.columns.values())
    last = place.header_row + 1
    for row in text.rows:
        if row.number > place.header_row and not text.is_blank(row):
            if any(k >= first for k, _ in text.cells(row)):
                last = row.number
    return last


# --- cells -----------------------------------------------------------------------------------------------------------
def look_at_cells(book: ReturnedBook) -> None:
    """Note formulas, dates and stored results of a returned book."""
    reading = book.reading
    package, workbook = reading.package, reading.workbook
    strings = SharedStrings(package.read(part) if (part := workbook.related("sharedStrings")) else b"")
    formats = Formats(package, workbook)
    texts = {part: SheetText(data) for part, data in reading.sheet_data.items()}
    for name, place in reading.places.items():
        try:
            _look_at_table(book, name, texts[place.sheet.own_part], strings, formats)
        except (xmlspans.XmlError, ValueError, IndexError):
            raise broken(package, f"isi sebuah sel di lembar {place.sheet.name} tidak sah") from None


def _look_at_table(book: ReturnedBook, name: str, text: SheetText, strings: SharedStrings, formats: Formats) -> None:
    reading = book.reading
    place, table = reading.places[name], reading.tables[name]
    columns = {k: table.by_name[n] for n, k in place.columns.items() if n in table.by_name}
    results = book.results.setdefault(name, {})
    filled = {row.number for row in reading.book.rows(name) if row.cells}
    for row in text.rows:
        number = row.number - place.header_row
        if number not in filled:
            continue
        for k, cell in text.cells(row):
            column = columns.get(k)
            if column is None:
                continue
            has_formula = text.has_formula(cell)
            if column.computed:
                results[number, column.name] = text.value(cell, strings)
                if not has_formula:
                    book.without_formula[name] = book.without_formula.get(name, 0) + 1
                continue
            held = formula_of(cell) if has_formula else None
            formula = reading.texts.text(held[1]) if held is not None else None
            shown_as_date = column.kind in ("nilai", "uang", "angka") and cell_style(cell) in formats.date
            is_date = shown_as_date and is_number(text.value(cell, strings))
            if formula is not None or is_date:
                said = "=" + decode(formula) if formula is not None else None
                outside = formula is not None and reaches_outside(formula)
                book.special[name, number, column.name] = FoundCell(said, outside, is_date)


def same(one: Any, other: Any) -> bool:
    """Whether two cells say the same: numbers to 12 digits, texts but for blanks, a blank and nothing."""
    if one in (None, "") or other in (None, ""):
        return one in (None, "") and other in (None, "")
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if is_number(one) and is_number(other):
        return number_text(one) == number_text(other)
    if isinstance(one, str) and isinstance(other, str):
        return one == other or " ".join(one.split()) == " ".join(other.split())
    if isinstance(one, ErrorValue) and isinstance(other, ErrorValue):
        return bool(one.kode == other.kode)
    return False


def identity(table: Table, cells: Mapping[str, Any]) -> Identity:
    """What tells a row from every other, in the one equality of codes and wordings."""
    return tuple(number_text(v) if is_number(v := cells.get(n)) else key(v) for n in table.identity)
