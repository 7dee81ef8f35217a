"""A book as read: its tables where they stand, and its sheets as they are written back."""

from ..compute.book import Book
from ..ooxml.formula_texts import FormulaTexts
from ..ooxml.package import BEST, Package
from ..ooxml.tables import TablePlace
from ..ooxml.workbook import WorkbookParts
from ..records import dataclass, field
from ..schema.model import Table


@dataclass(slots=True)
class BookReading:
    """A book as read.

    Attributes:
        package, workbook: the open file and its workbook part.
        book: the inputs, with the facts recorded while reading (``book.facts``).
        places: ``{table name: TablePlace}`` of the product's tables.
        tables: ``{table name: Table}`` of the contract, Renstra with this book's years.
        summary: TablePlace of ``tbl_ringkasan``, or None.
        others: where every table of the file stands, people's own too.
        sheet_data: ``{part: bytes}`` of the sheets read, well-formed, with numbers in the place of their formulas'
            texts (``formula_texts.read_sheet``); what changes here is written by ``store``.
        texts: the texts of the formulas.
        beneath: ``{table name: rows read beneath the table's own range}``.
        level: how hard ``store`` deflates (``ooxml.package``).
        other_formulas: ``{table name: columns}`` that keep a formula of the book's own which is not this version's, so
            that what they show is not known here.
        date_shift: days to add to a date's number: 1462 in a book that counts from 1904, as Excel for Mac did.
    """

    package: Package
    workbook: WorkbookParts
    book: Book
    places: dict[str, TablePlace]
    tables: dict[str, Table]
    summary: TablePlace | None
    sheet_data: dict[str, bytes] = field(default_factory=dict)
    texts: FormulaTexts = field(default_factory=FormulaTexts)
    beneath: dict[str, int] = field(default_factory=dict)
    other_formulas: dict[str, frozenset[str]] = field(default_factory=dict)
    date_shift: int = 0
    others: tuple[TablePlace, ...] = ()
    level: int = BEST
    _stored: dict[str, int] = field(default_factory=dict)

    def store(self) -> None:
        """Write the sheets that changed since they were read or stored into the package."""
        for part, data in self.sheet_data.items():
            if self._stored[part] != hash(data):
                self.package.put_pieces(part, self.texts.whole(data), self.level)
                self._stored[part] = hash(data)

    def is_changed(self, part: str) -> bool:
        """Whether a sheet is another one than was read or stored."""
        return self._stored.get(part) != hash(self.sheet_data.get(part))

    def keep(self, part: str, data: bytes) -> None:
        """Keep a sheet as it was read."""
        self.sheet_data[part] = data
        self._stored.setdefault(part, hash(data))
