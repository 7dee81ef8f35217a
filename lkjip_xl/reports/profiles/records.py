"""Printed forms as records: what a profile's file says, and what the sheet ``Bentuk`` changes in it."""

from collections.abc import Mapping
from typing import Any

from ...records import dataclass, field


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """One column of a printed table.

    Attributes:
        quantity: the quantity that it shows.
        headings: its headings from top to bottom; neighbours that begin alike share a wide cell.
        width: wanted width in characters.
        merged: what its cell is merged over (``sasaran``: all rows of one sasaran); empty for one cell a row.
        decimals: decimals of a number; None for those of the book (a ratio) or of the number itself.
        whole_decimals: decimals of a whole number of a target or realisasi, for an office that writes ``100,0%``.
        grouped: numbers of a target, a realisasi or a count have marks of thousands. with_unit: the satuan stands after
            each number.
        mark: what stands after a percent; "" for a ratio in points, without a sign.
        before, after: around an amount or a running number.
        zero, missing: how zero, and how what is not available, is written; None for the number, ``N/A`` or ``-``.
        blank: how a blank cell is written, where that is not as ``missing``.
        bullet: before each entry of a list. bullet_of_several: only where its group has several.
        fraction: a quotient in the text is built up (numerator, line, denominator).
        align: ``kiri``, ``tengah`` or ``kanan`` instead of what the kind of figure asks for.
        unit: ``Juta`` or ``Miliar`` for amounts that print so (a setting of the book, no key of the file).
        series: it stands once for each member of a series (``reports.printing.series``); ``{t}`` in its headings is the
            member. columns: what stands for each member, where that is several columns.
        only_filled: it is left out where no row has it. in_unit: an amount shows in the book's ``satuan_uang``.
        member: of a column of a series the member.
    """

    quantity: str
    headings: tuple[str, ...]
    width: float = 12.0
    merged: str = ""
    decimals: int | None = None
    whole_decimals: int = 0
    grouped: bool = True
    with_unit: bool = False
    mark: str = "%"
    before: str = ""
    after: str = ""
    zero: str | None = None
    missing: str | None = None
    blank: str | None = None
    bullet: str = ""
    bullet_of_several: str = ""
    fraction: bool = False
    align: str = ""
    unit: str = ""
    series: str = ""
    columns: "tuple[PrintedColumn, ...]" = ()
    only_filled: bool = False
    in_unit: bool = False
    member: Any = None


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line above a table or of a text: its words with slots, its look, and a label that stands beside it."""

    text: str
    look: str = "judul"
    label: str = ""
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class PrintedTotal:
    """The row of sums: its label, and how its amounts are written where that differs from the column."""

    label: str = ""
    before: str | None = None
    after: str | None = None
    mark: str | None = None
    quantities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A part of a form: lines, and a table where ``baris`` names what its rows are.

    Attributes:
        rows: row source (``reports.printing.rows``); empty for lines alone.
        lines: lines above the table. columns: its columns.
        numbers: texts of the row of numbers; empty for none. counted: how the columns are counted instead (``(1)``).
        total: the row of sums; None for none. notes: lines beneath it.
        signature: which signatures end the part (``kepala``, ``pk``, ``lampiran_pk``).
        new_page: the part begins a page.
        emblem: the office's emblem stands above it, where the book has one.
        document: ``berlaku`` for the PK in force instead of the report's own document.
        module: only in a book that has this module.
        only: numbers of the series' sheets on which it stands; empty for all.
        blank: how blank cells of its columns are written. where: only rows with these texts in these columns.
        required: it is printed also without rows. repeats_head: its head stands on every page.
        says_continued: on a further page a merged cell says ``(lanjutan)``; False for one that is repeated as it is.
    """

    rows: str = ""
    lines: tuple[PrintedLine, ...] = ()
    columns: tuple[PrintedColumn, ...] = ()
    numbers: tuple[str, ...] = ()
    counted: str = ""
    total: PrintedTotal | None = None
    notes: tuple[str, ...] = ()
    signature: str = ""
    new_page: bool = False
    emblem: bool = False
    document: str = ""
    module: str = ""
    only: tuple[int, ...] = ()
    required: bool = False
    repeats_head: bool = True
    says_continued: bool = True
    blank: str | None = None
    where: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """How one report is printed: its parts, upright or lying (``mendatar``).

    when: choices (``urutan_anggaran_tw``) with which the book is printed so; with others it keeps the form of the code.
    """

    parts: tuple[PrintedPart, ...]
    landscape: bool = False
    when: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Profile:
    """A named set of printed forms.

    Attributes:
        name: what ``profil_bentuk`` says. about: whose form it is, for lists and help.
        forms: forms by report id (of a series what stands before the number).
        settings: defaults of the settings that speak of forms; a filled cell of Pengaturan wins.
        words: words that lines may show as ``{kata}`` (the opening and the clauses of the PK).
    """

    name: str
    about: str
    forms: Mapping[str, PrintedForm]
    settings: Mapping[str, Any]
    words: Mapping[str, str]

    def form(self, id: str, settings: Mapping[str, Any]) -> PrintedForm | None:
        """The form of a report of a book with these settings; None where the code of ``reports.forms`` prints it."""
        found = self.forms.get(id) or self.forms.get(id.rstrip("0123456789"))
        if found is None or any(self.choice(settings, k) != v for k, v in found.when.items()):
            return None
        return found

    def choice(self, settings: Mapping[str, Any], key: str) -> Any:
        """A setting that speaks of forms: as typed, else what the profile says."""
        value = settings.get(key)
        return self.settings.get(key) if value in (None, "") else value
