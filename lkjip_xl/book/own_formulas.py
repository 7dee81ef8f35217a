"""A book that lacks cells which the formulas of this version name keeps the formulas that it has.

A formula that names what a book does not have shows #NAME?. An earlier book, or one whose defined names a program has
dropped, is computed and filled like any other; the tables concerned keep their own formulas until ``perbarui``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ..compute.facts import EarlierFormulas
from ..ooxml.cells import SheetText, decode, formula_of
from ..ooxml.worksheet import column_letters
from ..records import replace
from ..schema.captions import sheet_caption
from ..schema.sheets.beranda import RINGKASAN
from ..schema.version_1 import figure_text

if TYPE_CHECKING:
    from ..schema.model import Table
    from .reading import BookReading

_NAME = re.compile(r"lk_\w+")


def keep_own_formulas(reading: BookReading) -> None:
    """Let the tables of a reading have the book's own formulas where those of this version name cells that it lacks.

    A column whose rows hold no formula, or several, is left out, so that its cells stay as they are. What another
    formula than this version's gives is left to the spreadsheet program (``other_formulas``). That a book is such a one
    is a fact of it.
    """
    standing = reading.workbook.names_of_all
    lacking: set[str] = set()
    sheets: dict[str, str] = {}
    for name, place in reading.places.items():
        missing = _names_of(reading.tables[name]) - standing
        if missing:
            lacking |= missing
            sheets[name] = place.sheet.name
            own = _own_formulas(reading, name)
            known = {c.name: c.formula_text for c in reading.tables[name].computed}
            reading.other_formulas[name] = frozenset(column for column, text in own.items() if text != known[column])
            reading.tables[name] = _with_formulas(reading.tables[name], own)
    for key in lacking_figures(reading):
        lacking |= _names_of_figures()[key] - standing
        sheets[RINGKASAN.name] = sheet_caption(RINGKASAN.name)
    if not sheets:
        return
    place = reading.places["tbl_pengaturan"]
    cell = f"{column_letters(place.first_column)}{place.header_row}"
    fact = EarlierFormulas(
        "tbl_pengaturan", place.sheet.name, cell, sheets=tuple(dict.fromkeys(sheets.values())), count=len(lacking)
    )
    reading.book.facts.append(fact)


def lacks_cells(reading: BookReading, table: str) -> bool:
    """Whether formulas of this version's table name cells that the book lacks."""
    if reading.book.first_version:
        return False
    kept = table in reading.other_formulas  # the table of the reading has the book's own formulas then
    return kept or bool(_names_of(reading.tables[table]) - reading.workbook.names_of_all)


def lacking_figures(reading: BookReading) -> frozenset[str]:
    """Keys of the figures on Beranda whose formulas name cells that the book lacks; of version 1 none does."""
    if reading.summary is None or reading.book.first_version:
        return frozenset()
    standing = reading.workbook.names_of_all
    return frozenset(key for key, names in _names_of_figures().items() if names - standing)


@cache
def _names_of(table: Table) -> frozenset[str]:
    return frozenset(_NAME.findall(" ".join(c.formula_text or "" for c in table.computed)))


@cache
def _names_of_figures() -> dict[str, frozenset[str]]:
    return {f.key: frozenset(_NAME.findall(figure_text(f, False))) for f in RINGKASAN.figures}


def _own_formulas(reading: BookReading, name: str) -> dict[str, str]:
    """Formula texts of the computed columns whose rows all hold the same."""
    place = reading.places[name]
    columns = {place.columns[c.name]: c.name for c in reading.tables[name].computed if c.name in place.columns}
    found: dict[str, set[bytes]] = {}
    sheet = SheetText(reading.sheet_data[place.sheet.own_part])
    for row in sheet.rows:
        if not place.first_row <= row.number <= place.last_row:
            continue
        for k, text in sheet.cells(row):
            if k in columns and (formula := formula_of(text)) is not None:
                found.setdefault(columns[k], set()).add(formula[1])
    return {
        column: decode(reading.texts.text(next(iter(texts)))) for column, texts in found.items() if len(texts) == 1
    }  # fmt: skip


def _with_formulas(table: Table, own: dict[str, str]) -> Table:
    columns = tuple(
        replace(c, excel=own[c.name], stored=None) if c.name in own else c
        for c in table.columns
        if c.name in own or c.formula_text is None
    )
    return replace(table, columns=columns)
