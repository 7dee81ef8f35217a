"""Lists that a module offers where people type: they come with the module, and go with it (docs/adr/0048)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..ooxml.cells import plain
from ..ooxml.package import Package
from ..ooxml.tables import TablePlace
from ..ooxml.validations import replace_validation
from ..ooxml.workbook import WorkbookParts
from ..ooxml.worksheet import column_letters
from ..ooxml.xmlspans import escape_text, splice
from ..schema.contract import tables
from ..schema.model import Module, Offer
from ..schema.modules import discover

if TYPE_CHECKING:
    from .reading import BookReading


def lacking_offers(reading: BookReading, modules: Sequence[str]) -> list[Offer]:
    """The lists that modules offer in the tables of a book, and that are not there."""
    found = []
    for module in discover():
        if module.name not in modules:
            continue
        for offer in module.offers:
            place = reading.places.get(offer.table)
            if place is None or offer.column not in place.columns:
                continue
            data = reading.package.read(place.sheet.own_part)
            if not any(form in data for form in _written(_formula(place, offer))):
                found.append(offer)
    return found


def put_offers(package: Package, places: dict[str, TablePlace], offers: Iterable[Offer]) -> None:
    """Offer lists where they are typed, in the place of the validations that stand there."""
    for offer in offers:
        place = places[offer.table]
        letters = column_letters(place.columns[offer.column])
        text = (
            f'<dataValidation type="list" allowBlank="1" sqref="{letters}{place.first_row}:{letters}{place.last_row}">'
            f"<formula1>{escape_text(_formula(place, offer))}</formula1></dataValidation>"
        )
        _put(package, place, offer.column, text.encode())


def take_back(reading: BookReading, module: Module) -> None:
    """The validations of a book without a module, where it offered its lists; its names go too."""
    from ..template.validation import rule_text

    package = reading.package
    contract = tables(*reading.book.years)
    for offer in module.offers:
        place = reading.places.get(offer.table)
        if place is None or offer.column not in place.columns:
            continue
        letters = {name: column_letters(k) for name, k in place.columns.items()}
        table = contract[offer.table]
        _put(package, place, offer.column, rule_text(table, offer.column, letters, place.first_row, place.last_row))
    names = {name.lower() for sheet in module.sheets for name, _ in sheet.names}
    if not names:
        return
    workbook = WorkbookParts(package)
    own = [n.element for n in workbook.defined_names if n.local is None and n.name.lower() in names]
    package.put(workbook.part, splice(workbook.data, [(e.start, e.stop, b"") for e in own]))


def _put(package: Package, place: TablePlace, column: str, text: bytes | None) -> None:
    part = place.sheet.own_part
    rows = range(place.first_row, place.last_row + 1)
    package.put(part, replace_validation(plain(package.read(part)), place.columns[column], rows, text))


def _formula(place: TablePlace, offer: Offer) -> str:
    cells = {name: f"${column_letters(k)}{place.first_row}" for name, k in place.columns.items()}
    return offer.formula.format_map(cells)


def _written(formula: str) -> tuple[bytes, bytes]:
    """A formula as it may stand in a part: with its quotes as they are, or escaped."""
    told = escape_text(formula)
    return told.encode(), told.replace('"', "&quot;").encode()
