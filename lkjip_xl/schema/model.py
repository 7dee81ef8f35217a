"""The words in which the workbook is declared: Sheet, Module, Table, Column, Figure, Setting, and what belongs to them.

All are frozen: a declaration is made once, when its module is loaded, and read by whoever builds, reads, computes,
checks, exports or documents a book. They are compared by identity, since a formula's ``==`` makes another formula.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Literal

from ..expr.to_excel import to_formula
from ..expr.tree import Expr
from ..records import dataclass, field, replace
from .light import FORMS

Kind = Literal[
    "teks", "kode", "uang", "nilai", "angka", "tahun", "pilihan", "rasio", "tautan", "tercetak", "tanggal",
]  # fmt: skip
Layout = Literal["tables", "home", "guide", "settings", "dashboard", "form"]
Row = Mapping[str, Any]
YEAR = "{tahun}"
HEADER_ROW = 5
"""Row of a table's header on an input sheet; the block above it is three rows, then the bands."""
_GAP = 1  # blank columns between two tables
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


@lru_cache(maxsize=1024)
def _text(formula: Expr) -> str:
    return to_formula(formula, forms=FORMS)


@dataclass(frozen=True, slots=True, eq=False)
class LabelColor:
    """How a cell shows that holds ``label``: colours as RRGGBB."""

    label: str
    ink: str | None = None
    background: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column of a table.

    Attributes:
        name: header, exactly as in the workbook (public API); ``{tahun}`` in the name of a yearly one.
        kind: ``teks``, ``kode``, ``uang`` (whole rupiah), ``nilai`` (number, level label or N/A), ``angka``,
            ``tahun``, ``pilihan``, ``rasio`` (shown as percent), ``tautan``, ``tercetak`` (text as a report prints it).
        about: what it holds, in Indonesian, for the reader of the sheet and of docs/workbook.md.
        width: in characters.
        choices: allowed values, or the defined name of a range that lists them (text starting with ``dv_``).
        strict: a choice outside the list is refused; otherwise the user is only asked.
        formula: tree of a computed column, None for an input.
        excel: formula text of a column whose Excel form is an idiom of its own. Beside a ``formula`` it says the same
            in a way that spreadsheets compute sooner (docs/adr/0019); without one ``compute`` holds the Python side,
            one pass over the whole table (rules/struktur_anggaran.py).
        stored: what files hold in place of ``declared_text`` (``row_names``): the same, in fewer words.
        rule: code of the rule of a computed column whose formula is such an idiom; a formula of rules says it itself.
        by_row: computed, and each row has contents of its own (``Table.figures``).
        required: a row without it is incomplete.
        unique: a code that stands on one row only.
        refers: a code that must be one of Renstra's (a choice from ``dv_kode`` is one anyway).
        codes: several codes, separated by semicolons; a number in it is a mistake.
        typed: people type into it although the program writes the table (``Table.program``).
        yearly: stands once for each year of the Renstra.
        by_years: gives the formula of a computed column that looks at the yearly ones, for the first and the last year.
        by_cell: each of its cells has a validation of its own (settings).
        outline: folds away behind an outline button together with its neighbours.
        folded: as ``outline``, and folded away in a new book.
        tip: its cells show what to type when they are selected, not only its header; all of kind ``nilai`` do.
        offered: formula of a list that is offered where it is typed and never insisted on; a column's name in braces is
            the cell of the same row.
        quarter: that it is of (1 to 4): pale as long as that quarter is ahead; 0 for none.
        colors: labels that show in a colour, or a function that gives them where they come from the law.
        typed_in: of a helper that reads what people typed, the column that they typed it in.
        steps_by: column with the Tingkat of a row, by which its text stands further to the right.
    """

    name: str
    kind: Kind = "teks"
    about: str = ""
    width: float = 14
    choices: tuple[str, ...] | str | None = None
    strict: bool = True
    formula: Expr | None = None
    excel: str | None = None
    stored: str | None = None
    rule: str = ""
    required: bool = False
    by_row: bool = False
    unique: bool = False
    refers: bool = False
    codes: bool = False
    typed: bool = False
    yearly: bool = False
    by_years: Callable[[int, int], Expr] | None = None
    by_cell: bool = False
    outline: bool = False
    folded: bool = False
    tip: bool = False
    offered: str = ""
    quarter: int = 0
    colors: tuple[LabelColor, ...] | Callable[[], tuple[LabelColor, ...]] = ()
    typed_in: str = ""
    steps_by: str = ""

    @property
    def label_colors(self) -> tuple[LabelColor, ...]:
        """The labels that show in a colour."""
        return self.colors() if callable(self.colors) else self.colors

    @property
    def computed(self) -> bool:
        """Whether the book computes it; such a cell is locked."""
        return self.formula is not None or self.excel is not None or self.by_row or self.by_years is not None

    @property
    def hidden(self) -> bool:
        """Whether it is a helper column, which nobody sees."""
        return self.name.startswith("_")

    @property
    def formula_text(self) -> str | None:
        """Formula text of a computed column in the book, without ``=``; None for an input and where each row has its
        own."""
        return self.declared_text if self.stored is None else self.stored

    @property
    def declared_text(self) -> str | None:
        """``formula_text`` with structured references for the cells of the row."""
        return _text(self.formula) if self.excel is None and self.formula is not None else self.excel

    def for_year(self, year: int) -> Column:
        """The column of one year."""
        name, about = (text.replace(YEAR, str(year)) for text in (self.name, self.about))
        return replace(self, name=name, about=about, yearly=False)


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """One row of a table that the book itself fills: its key, its kind and formula, a note for the reader."""

    key: str
    kind: Kind
    formula: Expr
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """A label above the columns from ``first`` to ``last``."""

    first: str
    last: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One Excel table (ListObject).

    Attributes:
        name: display name, public API.
        about: one Indonesian sentence.
        key: the column that a row must have to count as a row.
        columns: from left to right, helpers last.
        identity: the columns that tell one row from every other. fallback_identity: those that do it where a source
            lacks them.
        ordered: the order of the rows is their structure; a new one goes behind its neighbour of the source.
        spare: rows kept ready beneath the filled ones.
        room: rows that carry formulas, validations and formats in the blank template.
        at: address of the header's first cell where it is not the usual one.
        bands: labels over groups of columns.
        shipped: gives the rows of a new book, ``{column: value}``, for the year of its report (None: not known).
        figures: the rows of a table whose every cell is computed, each by a formula of its own.
        program: written by the program; people type only into its ``typed`` columns.
        emptied: patterns of the input columns that the book of the next year begins without. anew: it begins without
            a row.
        home: what it holds is this book's own; no returned book changes it.
        needed: a workbook without it is no book of the product.
        by_name, inputs, computed: the columns, by name and by who fills them.
    """

    name: str
    about: str
    key: str
    columns: tuple[Column, ...]
    identity: tuple[str, ...]
    fallback_identity: tuple[str, ...] = ()
    ordered: bool = False
    spare: int = 20
    room: int = 60
    at: str | None = None
    bands: tuple[Band, ...] = ()
    shipped: Callable[[float | None], list[Row]] | None = None
    figures: tuple[Figure, ...] = ()
    program: bool = False
    home: bool = False
    emptied: tuple[str, ...] = ()
    anew: bool = False
    needed: bool = False
    by_name: dict[str, Column] = field(init=False)
    inputs: tuple[Column, ...] = field(init=False)
    computed: tuple[Column, ...] = field(init=False)

    def __post_init__(self) -> None:
        by_name = {c.name: c for c in self.columns}
        unknown = {self.key, *self.identity} - by_name.keys()
        if unknown or not self.identity or len(by_name) < len(self.columns):
            raise ValueError(f"{self.name}: key, identity and names of columns do not fit: {sorted(unknown)}")
        object.__setattr__(self, "by_name", by_name)
        object.__setattr__(self, "inputs", tuple(c for c in self.columns if not c.computed))
        object.__setattr__(self, "computed", tuple(c for c in self.columns if c.computed))

    @property
    def panel(self) -> bool:
        """Whether every cell is computed from the rest of the book, by the number of its row: each row counts, nobody
        fills it, and no flow moves it."""
        return not self.inputs and not self.figures

    def for_years(self, first: int, last: int) -> Table:
        """The table of a book whose Renstra runs from ``first`` to ``last``."""
        if not any(c.yearly for c in self.columns):
            return self
        years = range(first, last + 1)
        columns: list[Column] = []
        for column in self.columns:
            if column.by_years is not None:
                column = replace(column, formula=column.by_years(first, last), by_years=None)
            columns += [column.for_year(y) for y in years] if column.yearly else [column]
        bands = (Band(b.first.replace(YEAR, str(first)), b.last.replace(YEAR, str(last)), b.text) for b in self.bands)
        return replace(self, columns=tuple(columns), bands=tuple(bands))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table's header starts on its sheet; both count from 1."""

    column: int
    row: int


@dataclass(frozen=True, slots=True, eq=False)
class PrintSetup:
    """How a sheet prints.

    Attributes:
        paper: ``A4`` or ``F4``. landscape: its direction.
        pages_wide: pages side by side that the width is fitted to.
        repeat: column of the first table up to which the left columns repeat on every page.
        scale: percent, instead of fitted pages; then the second table begins a new page.
        in_pieces: the tables beside the first one end at their own last row, so that no page comes for their blanks.
        alone: so many first tables are printed without the others as long as nothing stands in those; 0: all are.
    """

    paper: Literal["A4", "F4"] = "F4"
    landscape: bool = True
    pages_wide: int = 1
    repeat: str | None = None
    scale: int | None = None
    in_pieces: bool = False
    alone: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Buttons:
    """The buttons on a sheet, in a row.

    Attributes:
        flows: ids of ``schema.buttons.ALUR``.
        left, top: of the first one, in points. width, height: of each, in points.
    """

    flows: tuple[str, ...]
    left: float = 340
    top: float = 2
    width: float = 64
    height: float = 20


INPUT_BUTTONS = Buttons(("hitung", "laporan", "periksa"))
"""The row of buttons of a sheet where people fill tables."""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A step of those who begin with the book.

    Attributes:
        text: one line on Beranda. guide: a paragraph on Petunjuk, None for a step that is told elsewhere.
        filled: tree that says how far it is done: ``belum diisi``, ``terisi``, ``12 baris``.
    """

    text: str
    guide: str | None = None
    filled: Expr | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ChoiceList:
    """A defined name whose range lists the choices of a column.

    Attributes:
        name: ``dv_...``, public API. about: what it lists, for docs/workbook.md.
        missing: what to say of a value that is not in it. beside: the same where the list stands beside the cell.
        table, column: where its values stand when each shall be listed once; a hidden column does that.
        title: header of that hidden column.
    """

    name: str
    about: str
    missing: str
    beside: str | None = None
    table: str | None = None
    column: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One sheet of the book, with everything about it.

    Attributes:
        name: of its tab, public API. order: place among the sheets, counted in tens.
        title, about: heading, and what to do here.
        tables: from left to right; where they stand follows from their widths (``origin``).
        line: formula of what the sheet says in place of ``about``.
        listed: its line in the list of sheets on Petunjuk; None leaves it out.
        protected: locked without a password, but for its input cells.
        color: of the tab, RRGGBB.
        layout: ``tables`` for a sheet of tables; the others are drawn by a module of ``template`` each.
        freeze: column of the first table up to which the left columns stay in view.
        printing: how it prints.
        step: how one begins with it.
        linked: Beranda has a link to it.
        buttons: flows that stand on it.
        lists: choice lists that are made of its tables. names: other defined names, ``(name, formula text)``.
        formulas: formulas that stand outside its tables.
        tucked: hidden in a new book as long as nothing stands in it; whoever needs it shows it.
        optional: a book may lack it.
        module: of the optional module that it belongs to; None for a sheet of every book.
    """

    name: str
    order: int
    title: str
    about: str
    tables: tuple[Table, ...] = ()
    line: Expr | None = None
    listed: str | None = None
    protected: bool = False
    color: str | None = None
    layout: Layout = "tables"
    freeze: str | None = None
    printing: PrintSetup = PrintSetup()
    step: Step | None = None
    linked: bool = True
    buttons: Buttons | None = None
    lists: tuple[ChoiceList, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    formulas: tuple[Expr, ...] = ()
    tucked: bool = False
    optional: bool = False
    module: str | None = None

    def __post_init__(self) -> None:
        needed = [t.name for t in self.tables if t.needed]
        if needed and (self.optional or self.module is not None):
            raise ValueError(f"a book may lack the sheet {self.name}, but not {', '.join(needed)}")

    def for_years(self, first: int, last: int) -> Sheet:
        """The sheet of a book whose Renstra runs from ``first`` to ``last``."""
        tables = tuple(t.for_years(first, last) for t in self.tables)
        changed = any(new is not old for new, old in zip(tables, self.tables, strict=True))
        return replace(self, tables=tables) if changed else self

    def origins(self) -> dict[str, Origin]:
        """Where each table's header starts: at A5, the next one after the last column of the one before and a gap."""
        places: dict[str, Origin] = {}
        column = 1
        for table in self.tables:
            row = HEADER_ROW
            if table.at is not None:
                column, row = _parsed(table.at)
            places[table.name] = Origin(column, row)
            column += len(table.columns) + _GAP
        return places


@dataclass(frozen=True, slots=True)
class Offer:
    """A list that is offered where a column is typed, and never insisted on.

    Attributes:
        table, column: where. formula: of the list; a column's name in braces is the cell of the same row.
    """

    table: str
    column: str
    formula: str


@dataclass(frozen=True, slots=True, eq=False)
class Module:
    """Sheets that only some offices want; ``tambah`` puts them into a book.

    Attributes:
        name: as on the command line, words joined by hyphens; public API.
        title: what it is called in lists. about: one Indonesian sentence.
        sheets: with their tables; each is ``optional`` and bears the module's name.
        offers: lists that it offers in tables of every book (docs/adr/0048).
    """

    name: str
    title: str
    about: str
    sheets: tuple[Sheet, ...]
    offers: tuple[Offer, ...] = ()

    def __post_init__(self) -> None:
        own = tuple(replace(s, optional=True, module=self.name, linked=False) for s in self.sheets)
        object.__setattr__(self, "sheets", own)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables of its sheets."""
        return tuple(t for s in self.sheets for t in s.tables)


def _parsed(address: str) -> tuple[int, int]:
    """``(column, row)`` of an address such as ``B5``, both from 1."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise ValueError(f"no address: {address}")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return column, int(match[2])


SAME: Any = object()
"""Of a setting: a book that lacked it computes as under its default."""


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """One row of ``tbl_pengaturan``.

    Attributes:
        key: Kunci, public API.
        default: value in the blank template.
        about: Keterangan that stands beside it.
        kind: ``teks``, ``tahun``, ``pilihan``, ``angka``, ``rasio``, ``tanggal``.
        choices: for ``pilihan`` the values or a defined name; or ``(low, high)`` for numbers.
        group: heading under which it is shown.
        before: what ``perbarui`` writes into a book that lacks it, so that no number changes; ``SAME`` is the default.
            A setting with another one is a rule of new books: ``perbarui`` tells what would change under it.
    """

    key: str
    default: str | int | float | None
    about: str
    kind: Kind = "teks"
    choices: tuple[Any, ...] | str | None = None
    group: str = ""
    before: Any = SAME

    @property
    def limits(self) -> tuple[float, float]:
        """The least and the greatest number that it may hold.

        Raises:
            TypeError: it is no number.
        """
        if self.kind not in ("tahun", "angka", "rasio") or not isinstance(self.choices, tuple):
            raise TypeError(f"{self.key} has no limits")
        low, high = self.choices
        return low, high
