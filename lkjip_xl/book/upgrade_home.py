"""What Beranda and the headings of an older book lack: later rows of its table of figures, later cells by formula.

The figures come beneath those that stand there, so that nothing that refers to one of them is moved; a formula finds a
figure by its Kunci, whatever row it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..errors import UserError
from ..expr.to_excel import to_formula
from ..ooxml import xmlspans
from ..ooxml.cells import SharedStrings, SheetText, cell_style, cell_xml, column_number, plain
from ..ooxml.graft import Grafting, Piece, with_cells
from ..ooxml.package import Package
from ..ooxml.shift import occupied
from ..ooxml.tables import TablePlace, resize
from ..ooxml.worksheet import column_letters
from ..rules.bacaan_angka import clean_text
from ..schema.later_cells import LaterCell, later_cells
from ..schema.model import Figure, Sheet
from ..schema.sheets.beranda import RINGKASAN

if TYPE_CHECKING:
    from .reading import BookReading

_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")


def missing_figures(reading: BookReading) -> list[Figure]:
    """Figures of the contract that the book's table on Beranda has no row for; none for a book without Beranda."""
    place = reading.summary
    if place is None or "Kunci" not in place.columns:
        return []
    sheet, strings = _sheet(reading, place), _strings(reading)
    known = set()
    for row in sheet.rows:
        if place.first_row <= row.number <= place.last_row:
            text = dict(sheet.cells(row)).get(place.columns["Kunci"])
            known.add(clean_text(str(sheet.value(text, strings) or "")).casefold() if text is not None else "")
    return [f for f in RINGKASAN.figures if f.key.casefold() not in known]


def missing_cells(reading: BookReading, specs: Sequence[Sheet]) -> list[LaterCell]:
    """Later cells whose place is as the earlier version left it."""
    places = dict(reading.places)
    if reading.summary is not None:
        places[RINGKASAN.name] = reading.summary
    strings = _strings(reading)
    sheets: dict[str, SheetText] = {}
    found = []
    for cell in later_cells(specs):
        place = places.get(cell.table)
        if place is None:
            continue
        part = place.sheet.own_part
        sheet = sheets.get(part) or sheets.setdefault(part, _sheet(reading, place))
        text = _cell_text(sheet, cell.address)
        content = sheet.value(text, strings) if text is not None and b"<f" not in text else None
        if cell.before is None:
            above = place.header_row > _at(cell.address)[1]
            if above and (text is None or b"<" not in text[1:]):
                found.append(cell)
        elif content == cell.before:
            found.append(cell)
    return found


def add_figures(reading: BookReading, figures: Sequence[Figure]) -> None:
    """Put rows for figures beneath those of the table on Beranda, as those of a new book look.

    Raises:
        UserError: ``tempat_terpakai``: something of the user's stands beneath the table.
    """
    from ..template.pieces import FiguresPiece, build_donor

    place, package = reading.summary, reading.package
    assert place is not None
    first, count = place.last_row + 1, len(figures)
    sheet = _sheet(reading, place)
    left = place.first_column
    cell = occupied(sheet, range(left, left + place.width), range(first, first + count))
    if cell is not None or place.total_row:
        where = f"{column_letters(cell[0])}{cell[1]}" if cell else f"{column_letters(left)}{first}"
        raise UserError(
            f"Tabel di lembar {place.sheet.name} perlu {count} baris baru di bawahnya, tetapi sel {where} "
            "terpakai. Pindahkan isinya ke lembar lain, lalu ulangi.",
            "tempat_terpakai",
        )
    index = {name: place.columns[name] + 1 for name in ("Kunci", "Nilai")}
    noted = left + place.width
    free = occupied(sheet, range(noted, noted + 1), range(first, first + count)) is None
    piece = FiguresPiece(place.sheet.name, index, noted + 1 if free else None, first, tuple(figures))
    donor = Package(build_donor(reading.book.years, pieces=[piece]))
    columns = {*(i - 1 for i in index.values()), *([noted] if free else [])}
    Grafting(package, donor).lay_over(Piece(piece.sheet, piece.sheet, columns, first, widths=False))
    resize(package, place, place.last_row + count)


def add_cells(reading: BookReading, cells: Sequence[LaterCell]) -> None:
    """Put later cells in their places; one that replaces a text keeps the look of it."""
    from ..template.pieces import CellsPiece, build_donor

    places = {**reading.places, **({RINGKASAN.name: reading.summary} if reading.summary is not None else {})}
    package = reading.package
    by_part: dict[str, list[LaterCell]] = {}
    for cell in cells:
        place = places[cell.table]
        if cell.look:
            piece = CellsPiece(place.sheet.name, ((cell.address, to_formula(cell.formula), cell.look),))
            donor = Package(build_donor(reading.book.years, pieces=[piece]))
            column, row = _at(cell.address)
            Grafting(package, donor).lay_over(Piece(piece.sheet, piece.sheet, {column}, row, widths=False))
        else:
            by_part.setdefault(place.sheet.own_part, []).append(cell)
    for part, own in by_part.items():
        data = plain(package.read(part))
        package.put(part, with_cells(data, _formulas(SheetText(data), own)))


def _formulas(sheet: SheetText, cells: Sequence[LaterCell]) -> Mapping[tuple[int, int], bytes]:
    made = {}
    for cell in cells:
        column, row = _at(cell.address)
        text = _cell_text(sheet, cell.address)
        style = cell_style(text) if text is not None else 0
        formula = xmlspans.escape(to_formula(cell.formula))
        made[row, column] = cell_xml(column, row, style, cell.before, formula, sheet.prefix).encode()
    return made


def _at(address: str) -> tuple[int, int]:
    """Zero-based column and one-based row of an address."""
    found = _ADDRESS.fullmatch(address)
    assert found is not None
    return column_number(found[1].encode()), int(found[2])


def _cell_text(sheet: SheetText, address: str) -> bytes | None:
    column, number = _at(address)
    row = next((r for r in sheet.rows if r.number == number), None)
    return dict(sheet.cells(row)).get(column) if row is not None else None


def _sheet(reading: BookReading, place: TablePlace) -> SheetText:
    return SheetText(plain(reading.package.read(place.sheet.own_part)))


def _strings(reading: BookReading) -> SharedStrings:
    part = reading.workbook.related("sharedStrings")
    return SharedStrings(reading.package.read(part) if part else b"")
