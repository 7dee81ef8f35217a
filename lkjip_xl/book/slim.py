"""Reads the slim form of a copy that came back: tables with some columns of some rows, and nothing else of a book."""

from collections.abc import Iterable

from ..compute.book import Book, Cells, Row
from ..compute.facts import MissingColumn, OverwrittenFormula
from ..ooxml.package import Package
from ..ooxml.tables import TablePlace, find_tables
from ..ooxml.workbook import WorkbookParts
from ..schema.asked import slim_columns
from .read import read_tables
from .reading import BookReading
from .returned import ReturnedBook, foreign, identity, look_at_cells, rebuild, said_of_file
from .sendings import Sending


def read_slim(package: Package, master: BookReading, sending: Sending) -> ReturnedBook:
    """Read a slim form as a returned book; what it does not hold is not in its reading.

    Args:
        package: its open file. master: the book that it was sent from. sending: which sending it answers.

    Raises:
        UserError: it is damaged.
    """
    workbook = WorkbookParts(package)
    found = find_tables(package, workbook)
    wanted = {name: _place(master, name, sending.quarter or None) for name in sending.columns if name in master.places}
    rebuilt = rebuild(package, workbook, found, wanted)
    book = ReturnedBook(slim_reading(package, master, sending, found), *said_of_file(package), rebuilt)
    book.notes = foreign(package, workbook)
    look_at_cells(book)
    book.results.clear()
    book.without_formula.clear()
    return book


def slim_reading(
    package: Package, master: BookReading, sending: Sending, found: dict[str, TablePlace] | None = None
) -> BookReading:
    """The rows of a slim form; of computed columns, which are texts in it, nothing is read.

    Args:
        found: where its tables stand, where some were found by their heads.
    """
    workbook = WorkbookParts(package)
    found = find_tables(package, workbook) if found is None else found
    tables = {name: master.tables[name] for name in sending.columns if name in master.tables and name in found}
    places = {}
    for name, table in tables.items():
        place = found[name]
        known = {" ".join(n.split()).casefold(): n for n in table.by_name}
        place.columns = {known.get(n.casefold(), n): k for n, k in place.columns.items()}
        places[name] = place
    book = Book(dict(master.book.settings), years=master.book.years, modules=master.book.modules)
    reading = BookReading(package, workbook, book, places, tables, None, others=tuple(found.values()))
    read_tables(reading)
    book.facts = [fact for fact in book.facts if not isinstance(fact, (MissingColumn, OverwrittenFormula))]
    return reading


def in_the_book(reading: BookReading, master: BookReading) -> BookReading:
    """A slim form's reading with the master's rows around it, so that what is in it can be judged as in a whole book.

    The rows of the form keep their numbers; columns that they lack are those of the master's row of the same key.
    """
    whole = dict(master.tables)
    book = Book(dict(master.book.settings), dict(master.book.tables), master.book.years, list(reading.book.facts),
                modules=master.book.modules)  # fmt: skip
    for name, rows in reading.book.tables.items():
        table = master.tables[name]
        own = {identity(table, row.cells): row.cells for row in master.book.rows(name) if row.cells}
        there = set(reading.places[name].columns)
        book.tables[name] = [_around(row, own.get(identity(table, row.cells), {}), there) for row in rows]
    made = BookReading(reading.package, reading.workbook, book, reading.places, whole, None, reading.sheet_data,
                       reading.texts)  # fmt: skip
    made._stored = reading._stored
    return made


def _around(row: Row, cells: Cells, there: Iterable[str]) -> Row:
    if not row.cells:
        return row
    return Row(row.number, {**{n: v for n, v in cells.items() if n not in there}, **row.cells}, row.sheet_row)


def _place(master: BookReading, name: str, quarter: int | None) -> TablePlace:
    """Where a table of the form would stand: on the sheet of its name, its columns side by side."""
    place = TablePlace()
    place.name, place.part, place.sheet = name, "", master.places[name].sheet
    names = slim_columns(master.tables[name], quarter)
    place.columns = {column: k for k, column in enumerate(names)}
    place.first_column, place.width = 0, len(names)
    place.header_row = place.last_row = place.total_row = 0
    return place
