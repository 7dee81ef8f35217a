"""Brings a book of version 1 up to date: hidden columns, hidden cells and names are added, formulas replaced.

Everything that stands in the book stays where it is: cells, formats, pictures, a user's own columns and formulas. The
new columns stand at the right end of their tables, and the order of columns is no contract.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..checks.fixes import CellEdit
from ..errors import UserError
from ..expr.to_excel import to_formula
from ..ooxml import xmlspans
from ..ooxml.cells import SheetText, cell_style, cell_xml, plain
from ..ooxml.tables import TablePlace
from ..ooxml.workbook import WorkbookParts, parse_part
from ..ooxml.worksheet import column_letters
from ..schema.contract import tables
from ..schema.model import HEADER_ROW, Column, Table
from ..schema.names import column_names
from ..schema.setting_cells import BAND_CELLS, CELLS
from ..schema.settings import VERSI_KONTRAK
from .rewrite import apply_edits

if TYPE_CHECKING:
    from ..ooxml.package import Package
    from .read import BookReading

_TABLE = re.compile(r"\btbl_\w+(?=\[)")
_COLS = re.compile(rb"<(?:\w+:)?cols>(.*?)</(?:\w+:)?cols>", re.S)
_COL = re.compile(rb"<(?:\w+:)?col\s([^>]*?)/>")
_CONTENT = re.compile(rb"<(?:\w+:)?(?:v|is|f)[\s>/]")
Cells = Mapping[tuple[int, int], str]
"""Text of new cells by one-based row and zero-based column."""


def upgrade(reading: BookReading) -> None:
    """Give a book of version 1 the hidden columns, cells and names of this version; its cells are computed afterwards.

    Raises:
        UserError: ``tempat_terpakai``: something stands where a hidden column has to go. Nothing is changed then.
    """
    package = reading.package
    contract = tables(*reading.book.years)
    wanted = {
        name: [c for c in contract[name].columns if c.hidden and c.name not in place.columns]
        for name, place in reading.places.items()
    }
    for name, columns in wanted.items():
        _refuse_occupied(reading, reading.places[name], len(columns))
    _raise_version(reading)
    for place in (*reading.places.values(), *([reading.summary] if reading.summary is not None else [])):
        _header_row_unsaid(package, place)
    for name, place in reading.places.items():
        if contract[name].computed:
            _extend_table(package, place, contract[name], wanted[name])
            _extend_sheet(reading, place, wanted[name])
    _names(package, _setting_cells(reading), column_names(*reading.book.years))


def _raise_version(reading: BookReading) -> None:
    for row in reading.book.rows("tbl_pengaturan"):
        if row.cells.get("Kunci") == "versi_kontrak":
            apply_edits(reading, [CellEdit("tbl_pengaturan", row.number, "Nilai", VERSI_KONTRAK)])


# --- tables ----------------------------------------------------------------------------------------------------------
def _refuse_occupied(reading: BookReading, place: TablePlace, count: int) -> None:
    start = place.first_column + place.width
    taken = range(start, start + count)
    sheet = SheetText(plain(reading.sheet_data[place.sheet.own_part]))
    others = (p for p in reading.places.values() if p.sheet.part == place.sheet.own_part and p is not place)
    found = [f"{column_letters(p.first_column)}{p.header_row}" for p in others if p.first_column in taken]
    for row in sheet.rows:
        if place.header_row <= row.number <= place.last_row + place.total_row:
            cells = sheet.cells(row)
            found += [f"{column_letters(k)}{row.number}" for k, text in cells if k in taken and _CONTENT.search(text)]
    if count and found:
        raise UserError(
            f"Tabel {place.name} di lembar {place.sheet.name} perlu {count} kolom bantu di sebelah kanannya, tetapi "
            f"sel {found[0]} terpakai. Pindahkan isinya ke kanan (mulai kolom {column_letters(start + count)}) atau ke "
            "lembar lain, lalu ulangi.",
            "tempat_terpakai",
        )


def _header_row_unsaid(package: Package, place: TablePlace) -> None:
    """One header row is the default. Where it is written out, ONLYOFFICE reads the header as the first row of data."""
    data, root = parse_part(package, place.part, 1)
    if root.attrs.get("headerRowCount") == "1":
        package.put(place.part, xmlspans.splice(data, [xmlspans.drop_attribute(data, root, "headerRowCount")]))


def _extend_table(package: Package, place: TablePlace, table: Table, added: list[Column]) -> None:
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
    fresh = b"".join(
        b'<%btableColumn id="%d" name="%b"><%bcalculatedColumnFormula>%b</%bcalculatedColumnFormula></%btableColumn>'
        % (prefix, highest + n, c.name.encode(), prefix, xmlspans.escape(c.formula_text or "").encode(), prefix, prefix)
        for n, c in enumerate(added, 1)
    )
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


def _extend_sheet(reading: BookReading, place: TablePlace, added: list[Column]) -> None:
    """Headers of the new columns; the columns are hidden."""
    if not added:
        return
    sheet = SheetText(plain(reading.sheet_data[place.sheet.own_part]))
    header = next(row for row in sheet.rows if row.number == place.header_row)
    styles = {k: cell_style(text) for k, text in sheet.cells(header)}
    style = styles.get(place.columns[added[0].name] - 1, 0)
    cells = {
        (place.header_row, place.columns[c.name]): cell_xml(
            place.columns[c.name], place.header_row, style, c.name, None, sheet.prefix
        )
        for c in added
    }
    _put(reading, place.sheet.own_part, cells, [place.columns[c.name] for c in added])


def _put(reading: BookReading, part: str, cells: Cells, hidden: Iterable[int]) -> None:
    data = _with_hidden_columns(_with_cells(plain(reading.sheet_data[part]), cells), set(hidden))
    reading.sheet_data[part] = data
    reading.package.put(part, data)


def _with_cells(data: bytes, cells: Cells) -> bytes:
    """The sheet with cells added, or put in the place of blank ones."""
    sheet = SheetText(data)
    by_row: dict[int, dict[int, str]] = {}
    for (number, column), cell in cells.items():
        by_row.setdefault(number, {})[column] = cell
    edits: list[xmlspans.Edit] = []
    for row in sheet.rows:
        new = by_row.pop(row.number, None)
        if new is None:
            continue
        merged = {k: text for k, text in sheet.cells(row)} | {k: text.encode() for k, text in new.items()}
        body = b"".join(merged[k] for k in sorted(merged))
        head = data[row.start : row.inner]
        if head.endswith(b"/>"):
            head = head[:-2].rstrip() + b">"
        edits.append((row.start, row.stop, head + body + f"</{sheet.prefix}row>".encode()))
    for number in sorted(by_row):
        inside = "".join(by_row[number][k] for k in sorted(by_row[number]))
        text = f'<{sheet.prefix}row r="{number}">{inside}</{sheet.prefix}row>'.encode()
        at = next((row.start for row in sheet.rows if row.number > number), sheet.stop if sheet.rows else sheet.start)
        edits.append((at, at, text))
    return xmlspans.splice(data, edits)


def _with_hidden_columns(data: bytes, hidden: set[int]) -> bytes:
    """The sheet with columns hidden; those that had a width of their own keep the rest of what was said of them."""
    found = _COLS.search(data)
    kept: list[tuple[int, int, bytes]] = []
    for match in _COL.finditer(found[1]) if found is not None else ():
        attrs = match[1]
        low, high = (int(re.search(rb'\b%b="(\d+)"' % n, attrs)[1]) for n in (b"min", b"max"))  # type: ignore[index]
        rest = re.sub(rb'\s*\b(?:min|max)="\d+"', b"", attrs).strip()
        start = low
        for number in sorted(n + 1 for n in hidden if low <= n + 1 <= high):
            if start < number:
                kept.append((start, number - 1, rest))
            start = number + 1
        if start <= high:
            kept.append((start, high, rest))
    kept += [(n + 1, n + 1, b'width="8.71" hidden="1" customWidth="1"') for n in hidden]
    prefix = SheetText(data).prefix.encode()
    body = b"".join(b'<%bcol min="%d" max="%d" %b/>' % (prefix, low, high, rest) for low, high, rest in sorted(kept))
    text = b"<%bcols>%b</%bcols>" % (prefix, body, prefix)
    if found is not None:
        return data[: found.start()] + text + data[found.end() :]
    at = re.search(rb"<(?:\w+:)?sheetData", data)
    assert at is not None
    return data[: at.start()] + text + data[at.start() :]


# --- settings --------------------------------------------------------------------------------------------------------
def _setting_cells(reading: BookReading) -> dict[str, str]:
    """Put the hidden cells of the settings right of everything on their sheet; the names that stand for them."""
    place = reading.places["tbl_pengaturan"]
    part = place.sheet.own_part
    sheet = SheetText(plain(reading.sheet_data[part]))
    last = max(k for row in sheet.rows for k, _ in sheet.cells(row))
    first = last + 3  # a blank column, and one for the names
    quoted = f"'{place.sheet.name}'" if not place.sheet.name.isalnum() else place.sheet.name
    cells: dict[tuple[int, int], str] = {}
    names: dict[str, str] = {}

    def put(column: int, row: int, value: str | None, formula: str | None) -> None:
        text = xmlspans.escape(formula) if formula is not None else None
        cells[row, column] = cell_xml(column, row, 0, value, text, sheet.prefix)

    for number, (name, tree) in enumerate(CELLS.items(), HEADER_ROW + 1):
        put(first - 1, number, name, None)
        text = to_formula(tree)
        known = {m.lower() for m in _TABLE.findall(text)} <= {t.lower() for t in reading.places}
        put(first, number, None, text if known else "0")  # of a table that the book lacks there is nothing
        names[name] = f"{quoted}!${column_letters(first)}${number}"
    for k, (name, trees) in enumerate(BAND_CELLS.items(), 1):
        letters = column_letters(first + k)
        put(first + k, HEADER_ROW, name, None)
        for number, tree in enumerate(trees, HEADER_ROW + 1):
            put(first + k, number, None, to_formula(tree))
        names[name] = f"{quoted}!${letters}${HEADER_ROW + 1}:${letters}${HEADER_ROW + len(trees)}"
    _put(reading, part, cells, range(first - 1, first + 1 + len(BAND_CELLS)))
    return names


def _names(package: Package, cells: Mapping[str, str], columns: Mapping[str, str]) -> None:
    """Point the names of the settings at their cells, and add the others."""
    workbook = WorkbookParts(package)
    wanted = {**cells, **columns}
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
