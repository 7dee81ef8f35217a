"""Brings a book up to the contract of this version: what it lacks is built and transplanted into it.

Everything that stands in the book stays: cells, formats, pictures, a user's own columns and formulas. New columns stand
at the right end of their tables (the order of columns is no contract); where something of the user's stands there, it
moves to the right, and everything that names it is mended. Only where that cannot be done the book is refused, and then
nothing of it is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ..checks.fixes import CellEdit
from ..errors import UserError
from ..expr.to_excel import to_formula
from ..ooxml import xmlspans
from ..ooxml.cells import SharedStrings, SheetText, cell_style, cell_xml, plain
from ..ooxml.graft import Grafting, Piece, with_cells, with_widths
from ..ooxml.package import Package
from ..ooxml.parts import read_relations
from ..ooxml.shift import CannotShift, insert_columns, last_column, occupied
from ..ooxml.tables import TablePlace, find_tables, resize
from ..ooxml.workbook import WorkbookParts, parse_part, quoted
from ..ooxml.worksheet import column_letters
from ..schema.contract import sheets, tables
from ..schema.model import HEADER_ROW, SAME, ChoiceList, Column, Sheet, Table
from ..schema.setting_cells import BAND_CELLS, CELLS
from ..version import VERSI_KONTRAK
from .lacking import Lacking, lacking, names_of_rows
from .offers import put_offers
from .read import read_book
from .reading import BookReading
from .rewrite import apply_edits
from .upgrade_home import add_cells, add_figures

if TYPE_CHECKING:
    from ..template.pieces import ColumnsPiece, SettingsPiece

_ANCHORED = re.compile(rb"<(?:\w+:)?col>([0-9]{1,5})</(?:\w+:)?col>")
_HIDDEN = b'width="8.71" hidden="1" customWidth="1"'
_GAP = 2  # columns from the last one in use to a new table
Cells = Mapping[tuple[int, int], bytes]
"""Text of new cells by one-based row and zero-based column."""


def upgrade(package: Package, modules: Sequence[str] = ()) -> bool:
    """Transplant into a book what it lacks of this version, and of the modules named besides those that it has.

    Its cells are computed afterwards (``rewrite.refresh``).

    Returns:
        Whether it lacked anything.

    Raises:
        UserError: ``tempat_terpakai``: something stands where a new column or row has to go and cannot be moved. The
            package is of no use then; the file on the disk was not touched.
    """
    reading = read_book(package)
    wanted = tuple(sorted({*reading.book.modules, *modules}))
    found = lacking(reading, wanted)
    if found.nothing:
        return False
    contract = tables(*reading.book.years, wanted)
    for name, columns in found.columns.items():
        if _make_room(package, reading.places[name], len(columns)):
            reading = read_book(package)
    if found.version:
        _raise_version(reading)
    reading = _extend_tables(reading, found, contract)
    reading = _transplant(reading, found, contract, wanted)
    put_offers(package, reading.places, found.offers)
    if found.figures:
        add_figures(reading, found.figures)
    if found.later:
        add_cells(reading, found.later)
    cells = _setting_cells(reading, found.cells)
    lists = _list_columns(reading, found.lists)
    # Only now every column stands where it stays.
    _write_names(package, {**found.names, **cells, **lists, **names_of_rows(read_book(package))})
    return True


def _raise_version(reading: BookReading) -> None:
    for row in reading.book.rows("tbl_pengaturan"):
        if row.cells.get("Kunci") == "versi_kontrak":
            apply_edits(reading, [CellEdit("tbl_pengaturan", row.number, "Nilai", VERSI_KONTRAK)])


# --- room for new columns --------------------------------------------------------------------------------------------
def _make_room(package: Package, place: TablePlace, count: int) -> bool:
    """Have blank columns right of a table; whether what stood there was moved."""
    start = place.first_column + place.width
    sheet = SheetText(plain(package.read(place.sheet.own_part)))
    rows = range(place.header_row, place.last_row + place.total_row + 1)
    cell = occupied(sheet, range(start, start + count), rows)
    if cell is None and not _neighbours(package, place, range(start, start + count)):
        return False
    try:
        insert_columns(package, place.sheet, start, count)
    except CannotShift as reason:
        where = f"{column_letters(cell[0])}{cell[1]}" if cell else f"{column_letters(start)}{place.header_row}"
        raise UserError(
            f"Tabel di lembar {place.sheet.name} perlu {count} kolom baru di sebelah kanannya, tetapi "
            f"sel {where} terpakai dan tidak dapat digeser: {reason}. Pindahkan isinya ke kanan (mulai kolom "
            f"{column_letters(start + count)}) atau ke lembar lain, lalu ulangi.",
            "tempat_terpakai",
        ) from None
    return True


def _neighbours(package: Package, place: TablePlace, columns: range) -> bool:
    """Whether another table, a merged cell or a picture reaches into columns right of a table."""
    workbook = WorkbookParts(package)
    for other in find_tables(package, workbook).values():
        if other.sheet.part == place.sheet.part and other.name != place.name:
            if other.first_column < columns.stop and other.first_column + other.width > columns.start:
                return True
    sheet = SheetText(plain(package.read(place.sheet.own_part)))
    for _, (left, top, right, bottom) in sheet.merges():
        inside = top <= place.last_row and bottom >= place.header_row
        if inside and left < columns.stop and right >= columns.start:
            return True
    return any(k in columns for k in _drawn_columns(package, place.sheet.own_part))


def _drawn_columns(package: Package, part: str) -> list[int]:
    """Columns that the corners of pictures and charts of a sheet stand in."""
    drawings = [r.target for r in read_relations(package, part) if r.type == "drawing" and r.target]
    return [int(m[1]) for name in drawings if name in package for m in _ANCHORED.finditer(package.read(name))]


# --- tables ----------------------------------------------------------------------------------------------------------
def _extend_tables(reading: BookReading, found: Lacking, contract: Mapping[str, Table]) -> BookReading:
    """New columns of the tables that stand: list objects, hidden helper columns; visible ones come by transplant."""
    package = reading.package
    for place in (*reading.places.values(), *([reading.summary] if reading.summary is not None else [])):
        _header_row_unsaid(package, place)
    pieces: list[ColumnsPiece | SettingsPiece] = []
    for name in (*found.columns, *found.formulas):
        place, table = reading.places[name], contract[name]
        added = found.columns.get(name, [])
        _extend_table(package, place, table, added)
        _extend_sheet(reading, place, [c for c in added if c.hidden])
        shown = frozenset(c.name for c in added if not c.hidden)
        if shown:
            from ..template.pieces import ColumnsPiece

            index = {c.name: place.columns[c.name] + 1 for c in table.columns if c.name in place.columns}
            pieces.append(ColumnsPiece(place.sheet.name, table, index, place.header_row, place.last_row, shown))
    if pieces:
        _lay_over(package, reading, pieces)
    return read_book(package)


def _lay_over(package: Package, reading: BookReading, pieces: Sequence[ColumnsPiece | SettingsPiece]) -> None:
    from ..template.pieces import ColumnsPiece, build_donor

    # One donor for each piece: two on one sheet would bring each other's validations along.
    for piece in pieces:
        donor = Package(build_donor(reading.book.years, reading.book.modules, pieces=[piece]))
        if isinstance(piece, ColumnsPiece):
            names = piece.only if piece.only is not None else piece.index.keys()
            columns = {piece.index[name] - 1 for name in names}
            Grafting(package, donor).lay_over(Piece(piece.sheet, piece.sheet, columns, piece.header))
        else:
            columns = set(range(piece.column - 2 - piece.labelled, piece.column + 2))
            Grafting(package, donor).lay_over(Piece(piece.sheet, piece.sheet, columns, piece.row, widths=False))


def _header_row_unsaid(package: Package, place: TablePlace) -> None:
    """One header row is the default. Where it is written out, ONLYOFFICE reads the header as the first row of data."""
    data, root = parse_part(package, place.part, 1)
    if root.attrs.get("headerRowCount") == "1":
        package.put(place.part, xmlspans.splice(data, [xmlspans.drop_attribute(data, root, "headerRowCount")]))


def _extend_table(package: Package, place: TablePlace, table: Table, added: Sequence[Column]) -> None:
    data, root = parse_part(package, place.part, 4)
    old = root.attrs["ref"]
    holder = root.child("tableColumns")
    assert holder is not None
    edits: list[xmlspans.Edit] = []
    highest = 0
    for element in holder.children:
        highest = max(highest, int(element.attrs.get("id", "0")))
        name = " ".join(element.attrs.get("name", "").split())
        column = table.by_name.get(name)
        if column is None or column.formula_text is None:
            continue
        text = xmlspans.escape(column.formula_text).encode()
        formula = element.child("calculatedColumnFormula")
        if formula is not None:
            edits.append((formula.inner, formula.outer, text))
        else:
            tag = (f"{element.prefix}:" if element.prefix else "").encode() + b"calculatedColumnFormula"
            edits += xmlspans.append_inside(data, element, b"<%b>%b</%b>" % (tag, text, tag))
    prefix = (f"{holder.prefix}:" if holder.prefix else "").encode()
    fresh = b"".join(_table_column(prefix, highest + n, c) for n, c in enumerate(added, 1))
    edits.append((holder.outer, holder.outer, fresh))
    edits.append(xmlspans.set_attribute(data, holder, "count", str(len(holder.children) + len(added))))
    for number, column in enumerate(added):
        place.columns[column.name] = place.first_column + place.width + number
    place.width += len(added)
    edits.append(xmlspans.set_attribute(data, root, "ref", place.ref()))
    for child in root.children:
        if child.name == "autoFilter" and child.attrs.get("ref") == old:
            right = column_letters(place.first_column + place.width - 1)
            edits.append(xmlspans.set_attribute(data, child, "ref", re.sub(r":[A-Z]+", f":{right}", old)))
    package.put(place.part, xmlspans.splice(data, edits))


def _table_column(prefix: bytes, number: int, column: Column) -> bytes:
    head = b'<%btableColumn id="%d" name="%b"' % (prefix, number, xmlspans.escape(column.name).encode())
    if column.formula_text is None:
        return head + b"/>"
    text = xmlspans.escape(column.formula_text).encode()
    tag = prefix + b"calculatedColumnFormula"
    return head + b"><%b>%b</%b></%btableColumn>" % (tag, text, tag, prefix)


def _extend_sheet(reading: BookReading, place: TablePlace, added: Sequence[Column]) -> None:
    """Headers of the new helper columns; the columns are hidden."""
    if not added:
        return
    sheet = SheetText(plain(reading.package.read(place.sheet.own_part)))
    header = next(row for row in sheet.rows if row.number == place.header_row)
    styles = {k: cell_style(text) for k, text in sheet.cells(header)}
    style = next((styles[k] for k in sorted(styles, reverse=True) if k < place.columns[added[0].name]), 0)
    cells = {
        (place.header_row, place.columns[c.name]): cell_xml(
            place.columns[c.name], place.header_row, style, c.name, None, sheet.prefix
        ).encode()
        for c in added
    }
    _put(reading.package, place.sheet.own_part, cells, [place.columns[c.name] for c in added])


def _put(package: Package, part: str, cells: Cells, hidden: Iterable[int]) -> None:
    data = with_cells(plain(package.read(part)), cells)
    package.put(part, with_widths(data, dict.fromkeys(hidden, _HIDDEN)))


# --- what is transplanted --------------------------------------------------------------------------------------------
def _transplant(
    reading: BookReading, found: Lacking, contract: Mapping[str, Table], modules: Sequence[str]
) -> BookReading:
    """New rows of the settings, new tables on sheets that stand, new sheets."""
    package = reading.package
    if found.settings:
        _add_settings(reading, found)
    for sheet, missing in found.tables.items():
        for table in missing:
            _add_table(package, reading, sheet, table)
    if found.sheets:
        _add_sheets(package, reading, found.sheets, modules)
    return read_book(package)


def _has_labels(package: Package, place: TablePlace) -> bool:
    """Whether labels of the settings stand left of their table."""
    from ..template.pengaturan import LABEL_HEAD

    sheet = SheetText(plain(package.read(place.sheet.own_part)))
    part = WorkbookParts(package).related("sharedStrings")
    strings = SharedStrings(package.read(part) if part else b"")
    head = next((row for row in sheet.rows if row.number == place.header_row), None)
    cells = dict(sheet.cells(head)) if head is not None else {}
    text = cells.get(place.first_column - 1)
    return text is not None and sheet.value(text, strings) == LABEL_HEAD


def _add_settings(reading: BookReading, found: Lacking) -> None:
    from ..template.pieces import SettingsPiece

    package, place = reading.package, reading.places["tbl_pengaturan"]
    first, count = place.last_row + 1, len(found.settings)
    labelled = _has_labels(package, place)
    columns = range(max(place.first_column - 1 - labelled, 0), place.first_column + place.width)
    sheet = SheetText(plain(package.read(place.sheet.own_part)))
    cell = occupied(sheet, columns, range(first, first + count))
    if cell is not None or place.total_row:
        where = f"{column_letters(cell[0])}{cell[1]}" if cell else f"{column_letters(place.first_column)}{first}"
        raise UserError(
            f"Tabel di lembar {place.sheet.name} perlu {count} baris baru di bawahnya, tetapi sel "
            f"{where} terpakai. Pindahkan isinya ke lembar lain, lalu ulangi.",
            "tempat_terpakai",
        )
    values = {s.key: s.before for s in found.settings if s.before is not SAME}
    piece = SettingsPiece(place.sheet.name, place.first_column + 1, first, tuple(found.settings), values, labelled)
    _lay_over(package, reading, [piece])
    resize(package, place, place.last_row + count)


def _add_table(package: Package, reading: BookReading, sheet_name: str, table: Table) -> None:
    """A new table right of everything on a sheet."""
    from ..template.pieces import ColumnsPiece

    sheet = next(s for s in WorkbookParts(package).sheets if s.name == sheet_name)
    text = SheetText(plain(package.read(sheet.own_part)))
    reach = [last_column(text), *_drawn_columns(package, sheet.own_part)]
    first = max(reach) + _GAP + 1
    header = min((p.header_row for p in reading.places.values() if p.sheet.name == sheet_name), default=HEADER_ROW)
    rows = tuple(table.shipped(None)) if table.shipped is not None else ()
    index = {c.name: first + k for k, c in enumerate(table.columns)}
    last = header + max(len(rows) + table.spare, table.room, 1)
    _lay_over(package, reading, [ColumnsPiece(sheet_name, table, index, header, last, None, rows)])


def _add_sheets(package: Package, reading: BookReading, missing: Sequence[Sheet], modules: Sequence[str]) -> None:
    from ..template.pieces import build_donor

    _refuse_taken_tables(package, missing)
    year = reading.book.settings.get("tahun")
    year = year if isinstance(year, int | float) else None
    donor = Package(build_donor(reading.book.years, modules, [s.name for s in missing], year=year))
    grafting = Grafting(package, donor)
    home = {"Beranda": reading.summary.sheet.name} if reading.summary is not None else {}
    orders = {t.name: s.order for s in sheets(*reading.book.years, tuple(modules)) for t in s.tables}
    for spec in missing:
        workbook = WorkbookParts(package)
        before = {p.sheet.name for n, p in read_book(package).places.items() if orders.get(n, 0) < spec.order}
        before |= set(home.values())
        after = max((i for i, s in enumerate(workbook.sheets) if s.name in before), default=len(workbook.sheets) - 1)
        grafting.add_sheet(spec.name, after, home)


def _refuse_taken_tables(package: Package, missing: Sequence[Sheet]) -> None:
    """A table's name is a defined name too: nothing else in the book may have it."""
    workbook = WorkbookParts(package)
    taken = {*find_tables(package, workbook), *(n.name.lower() for n in workbook.defined_names)}
    for spec in missing:
        for table in spec.tables:
            if table.name in taken:
                raise UserError(
                    f"Nama {table.name} sudah dipakai di buku ini, padahal lembar {spec.name} memerlukannya. Ganti "
                    "nama itu di Excel (Rumus, Pengelola Nama), lalu ulangi.",
                    "nama_terpakai",
                )


# --- settings and names ----------------------------------------------------------------------------------------------
def _setting_cells(reading: BookReading, missing: Sequence[str]) -> dict[str, str]:
    """Put hidden cells of the settings right of everything on their sheet; the names that stand for them."""
    if not missing:
        return {}
    place = reading.places["tbl_pengaturan"]
    part = place.sheet.own_part
    sheet = SheetText(plain(reading.package.read(part)))
    first = last_column(sheet) + 3  # a blank column, and one for the names
    title = place.sheet.name if place.sheet.name.isalnum() else quoted(place.sheet.name)
    cells: dict[tuple[int, int], bytes] = {}
    names: dict[str, str] = {}

    def put(column: int, row: int, value: str | None, formula: str | None) -> None:
        text = xmlspans.escape(formula) if formula is not None else None
        cells[row, column] = cell_xml(column, row, 0, value, text, sheet.prefix).encode()

    single = [(name, tree) for name, tree in CELLS.items() if name in missing]
    for number, (name, tree) in enumerate(single, HEADER_ROW + 1):
        put(first - 1, number, name, None)
        put(first, number, None, to_formula(tree))
        names[name] = f"{title}!${column_letters(first)}${number}"
    bands = [(name, trees) for name, trees in BAND_CELLS.items() if name in missing]
    for k, (name, trees) in enumerate(bands, 1):
        letters = column_letters(first + k)
        put(first + k, HEADER_ROW, name, None)
        for number, tree in enumerate(trees, HEADER_ROW + 1):
            put(first + k, number, None, to_formula(tree))
        names[name] = f"{title}!${letters}${HEADER_ROW + 1}:${letters}${HEADER_ROW + len(trees)}"
    _put(reading.package, part, cells, range(first - 1, first + 1 + len(bands)))
    return names


def _list_columns(reading: BookReading, missing: Sequence[ChoiceList]) -> dict[str, str]:
    """Put choice lists into hidden columns right of everything on the sheet of the settings; their names."""
    if not missing:
        return {}
    from ..template.pengaturan import LIST_ROWS, list_formula, list_name

    place = reading.places["tbl_pengaturan"]
    part = place.sheet.own_part
    sheet = SheetText(plain(reading.package.read(part)))
    title = place.sheet.name if place.sheet.name.isalnum() else quoted(place.sheet.name)
    cells: dict[tuple[int, int], bytes] = {}
    names: dict[str, str] = {}
    first = last_column(sheet) + 2
    for column, listed in enumerate(missing, first):
        letter, source = column_letters(column), f"{listed.table}[{listed.column}]"
        values = (row.cells.get(listed.column or "") for row in reading.book.rows(listed.table or ""))
        once = list({str(v).casefold(): v for v in values if v not in (None, "")}.values())
        cells[HEADER_ROW, column] = cell_xml(column, HEADER_ROW, 0, listed.title, None, sheet.prefix).encode()
        for number in range(LIST_ROWS):
            row = HEADER_ROW + 1 + number
            text = xmlspans.escape(list_formula(letter, row, source))
            shown = once[number] if number < len(once) else ""
            cells[row, column] = cell_xml(column, row, 0, shown, text, sheet.prefix).encode()
        names[listed.name] = list_name(title, letter)
    _put(reading.package, part, cells, range(first, first + len(missing)))
    return names


def _write_names(package: Package, wanted: Mapping[str, str]) -> None:
    """Let defined names of the whole book have these texts; those that are missing are added in their order."""
    if not wanted:
        return
    workbook = WorkbookParts(package)
    edits: list[xmlspans.Edit] = []
    known = {n.name.lower(): n.element for n in workbook.defined_names if n.local is None}
    fresh = []
    for name in sorted(wanted, key=str.casefold):
        text = xmlspans.escape(wanted[name]).encode()
        if name.lower() in known:
            edits.append((known[name.lower()].inner, known[name.lower()].outer, text))
        else:
            fresh.append((name.casefold(), name.encode(), text))
    standing = [(n.name.casefold(), n.element.start, n.element.stop) for n in workbook.defined_names]
    prefix = workbook.prefix.encode()
    for key, raw, text in fresh:
        at = next((start for there, start, _ in standing if there > key), max(stop for _, _, stop in standing))
        edits.append((at, at, b'<%bdefinedName name="%b">%b</%bdefinedName>' % (prefix, raw, text, prefix)))
    package.put(workbook.part, xmlspans.splice(workbook.data, edits))
