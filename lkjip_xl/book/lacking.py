"""What a book lacks of the contract: columns, tables, sheets, settings, names and hidden cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..expr.to_excel import to_formula
from ..ooxml.cells import SheetText, column_number, decode, formula_of, plain
from ..ooxml.tables import TablePlace
from ..ooxml.workbook import WorkbookParts, in_formula
from ..ooxml.worksheet import column_letters
from ..ooxml.xmlspans import escape
from ..records import dataclass, field
from ..rules.bacaan_angka import clean_text
from ..schema.contract import sheets, tables
from ..schema.later_cells import LaterCell
from ..schema.model import ChoiceList, Column, Figure, Offer, Setting, Sheet, Table
from ..schema.names import column_names
from ..schema.row_names import row_name_text, row_names
from ..schema.setting_cells import BAND_CELLS, CELLS
from ..schema.settings import SETTINGS
from ..version import VERSI_KONTRAK
from .offers import lacking_offers
from .upgrade_home import missing_cells, missing_figures

if TYPE_CHECKING:
    from .reading import BookReading

_CELL = re.compile(r"(?:'((?:[^']|'')+)'|([^\s'!]+))!\$([A-Z]{1,3})\$([0-9]+)(?::\$[A-Z]{1,3}\$[0-9]+)?")


@dataclass(slots=True)
class Lacking:
    """What a book lacks.

    Attributes:
        columns: by table the columns that it lacks, in the contract's order.
        tables: by name of the user's sheet the tables that are to stand there too.
        sheets: sheets that are missing altogether.
        settings: rows of the settings.
        names: defined names of columns and lists, with the text that they shall have.
        cells: names of hidden cells of the settings that are missing or hold another formula.
        lists: choice lists that stand in hidden columns of the settings.
        formulas: tables whose list object tells another formula for a computed column.
        offers: lists that a module offers where people type.
        version: it says an earlier version of the contract.
        figures: rows of the table on Beranda. later: cells outside the tables.
    """

    columns: dict[str, list[Column]] = field(default_factory=dict)
    tables: dict[str, list[Table]] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)
    settings: list[Setting] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    cells: list[str] = field(default_factory=list)
    lists: list[ChoiceList] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    version: bool = False
    figures: list[Figure] = field(default_factory=list)
    later: list[LaterCell] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether the book has everything."""
        return not (
            self.columns or self.tables or self.sheets or self.settings or self.names or self.cells or self.lists
            or self.formulas or self.offers or self.version or self.figures or self.later
        )  # fmt: skip


def lacking(reading: BookReading, modules: Sequence[str]) -> Lacking:
    """What a book lacks of the contract with the modules named."""
    found = Lacking()
    years = reading.book.years
    specs = sheets(*years, tuple(modules))
    places = dict(reading.places)
    if reading.summary is not None:
        places["tbl_ringkasan"] = reading.summary
    for spec in specs:
        here = [places[t.name] for t in spec.tables if t.name in places]
        if not spec.tables or spec.layout in ("home", "guide"):
            continue
        if not here:
            if spec.module is not None or not spec.optional:
                found.sheets.append(spec)
            continue
        missing = [t for t in spec.tables if t.name not in places]
        if missing:
            found.tables[here[0].sheet.name] = missing
        for table in spec.tables:
            place = places.get(table.name)
            if place is None:
                continue
            columns = [c for c in table.columns if c.name not in place.columns]
            if columns:
                found.columns[table.name] = columns
            elif _other_formulas(reading, place, table):
                found.formulas.append(table.name)
    keys = (row.cells.get("Kunci") for row in reading.book.rows("tbl_pengaturan"))
    known = {clean_text(key).casefold() for key in keys if key is not None}
    found.settings = [s for s in SETTINGS if s.key not in known]
    version = reading.book.settings.get("versi_kontrak")
    found.version = reading.book.first_version or version != VERSI_KONTRAK
    found.offers = lacking_offers(reading, modules)
    _names(reading, specs, found)
    found.figures, found.later = missing_figures(reading), missing_cells(reading, specs)
    return found


def _other_formulas(reading: BookReading, place: TablePlace, table: Table) -> bool:
    """Whether the list object of a table tells another formula than the contract, or says what it need not."""
    raw = reading.package.read(place.part)
    if b'headerRowCount="1"' in raw:
        return True
    told = raw.replace(b"&#34;", b"&quot;")
    for column in table.computed:
        text = column.formula_text
        if text is not None:
            wanted = escape(text).encode()
            if wanted not in told and wanted.replace(b"&quot;", b'"') not in told:
                return True
    return False


def names_of_rows(reading: BookReading) -> dict[str, str]:
    """Names of the cells of a row (``schema.row_names``) with the texts that they have in a book, by where its columns
    stand; without those whose columns it lacks."""
    found = {}
    for name, cells in row_names(t for t in tables(*reading.book.years).values() if t.name in reading.places).items():
        place = reading.places[cells.table]
        if {cells.first, cells.last} <= place.columns.keys():
            letters = {column: column_letters(place.columns[column]) for column in (cells.first, cells.last)}
            found[name] = row_name_text(in_formula(place.sheet.name), letters, cells)
    return found


def _names(reading: BookReading, specs: Sequence[Sheet], found: Lacking) -> None:
    standing = {n.name.lower(): n.text for n in WorkbookParts(reading.package).defined_names if n.local is None}
    for name, text in column_names(*reading.book.years).items():
        if standing.get(name.lower()) != text:
            found.names[name] = text
    for name, text in names_of_rows(reading).items():
        if standing.get(name.lower(), "").replace("'", "") != text.replace("'", ""):
            found.names[name] = text
    for spec in specs:
        for name, text in spec.names:
            if name.lower() not in standing:
                found.names[name] = text
    found.lists = [
        listed for spec in specs for listed in spec.lists
        if listed.table is not None and listed.column is not None and listed.name.lower() not in standing
    ]  # fmt: skip
    place = reading.places["tbl_pengaturan"]
    sheet = SheetText(plain(reading.package.read(place.sheet.own_part)))
    rows = {row.number: row for row in sheet.rows}
    wanted = {**{n: to_formula(t) for n, t in CELLS.items()}, **{n: to_formula(t[0]) for n, t in BAND_CELLS.items()}}
    for name, formula in wanted.items():
        at = _CELL.fullmatch(standing.get(name.lower(), ""))
        if at is None or (at[1] or at[2]).replace("''", "'") != place.sheet.name or int(at[4]) not in rows:
            found.cells.append(name)
            continue
        column = column_number(at[3].encode())
        cell = next((text for k, text in sheet.cells(rows[int(at[4])]) if k == column), b"")
        held = formula_of(cell) if cell else None
        if held is None or decode(held[1]) != formula:
            found.cells.append(name)
