"""Whose rows are whose: the divisions of a book by Penanggung Jawab and Unit, and the cells that each is asked for."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..book.reading import BookReading
from ..compute.book import Row
from ..compute.key import blank, key
from ..records import dataclass
from ..rules import struktur_anggaran as struktur
from ..schema.asked import GROWING, ON_LOWEST_ROWS, asked_columns, home_tables, input_columns, names_person
from ..schema.model import Table

ALL = "semua"
"""As a division: every one of them."""
_SEVERAL = re.compile(r"[;\n]")


@dataclass(frozen=True, slots=True)
class Asked:
    """What one table of a copy is asked for.

    Attributes:
        columns: that shall be filled. rows: numbers within the table of the rows that are asked. growing: numbers of
            blank rows in which new ones may be written. sums: rows above others, of which ``ON_LOWEST_ROWS`` are not
            asked.
    """

    columns: tuple[str, ...]
    rows: tuple[int, ...]
    growing: tuple[int, ...] = ()
    sums: frozenset[int] = frozenset()

    def rows_of(self, table: str, column: str) -> tuple[int, ...]:
        """The rows whose cell in a column is asked."""
        summed = self.sums if column in ON_LOWEST_ROWS.get(table, ()) else ()
        return tuple(number for number in self.rows if number not in summed)


def names_in(value: Any) -> list[str]:
    """The divisions that a cell names; several are parted by semicolons."""
    return [text for part in _SEVERAL.split(str(value or "")) if (text := " ".join(part.split()))]


def divisions(reading: BookReading) -> list[str]:
    """The divisions of a book, each once, in the order in which Renstra and the modules name them."""
    found: dict[str, str] = {}
    for name in reading.tables:
        for row in reading.book.rows(name):
            for text in names_in(row.cells.get("Penanggung Jawab")):
                found.setdefault(key(text), text)
    return list(found.values())


def asked_divisions(reading: BookReading) -> list[str]:
    """The divisions that a copy can be sent to: something is asked of them. The head of an office often bears an
    indicator's name and fills in nothing."""
    return [name for name in divisions(reading) if asked_of(reading, division=name)]


def units(reading: BookReading) -> list[str]:
    """The units of a book (UPTD, kelurahan, sekolah ...), each once."""
    found: dict[str, str] = {}
    for row in reading.book.rows("tbl_anggaran"):
        if not blank(row.cells.get("Unit")):
            text = " ".join(str(row.cells["Unit"]).split())
            found.setdefault(key(text), text)
    return list(found.values())


def whose(reading: BookReading, names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The divisions and the units of names that are typed together; ``semua`` is every division, ``semua unit`` every
    unit, and a name that is no unit's is taken for a division's."""
    divided: list[str] = []
    other: list[str] = []
    by_unit = {key(name) for name in units(reading)} - {key(name) for name in divisions(reading)}
    for name in names:
        if key(name) == key(f"{ALL} unit"):
            other.append(ALL)
        else:
            (other if key(name) in by_unit else divided).append(name)
    return tuple(divided), tuple(other)


def asked_of(reading: BookReading, division: str = "", unit: str = "", quarter: int | None = None) -> dict[str, Asked]:
    """What a copy asks for, by table; of the whole book where neither a division nor a unit is named."""
    if not division and not unit:
        return _whole_book(reading, quarter)
    codes = {
        key(row.cells.get("Kode"))
        for row in reading.book.rows("tbl_renstra")
        if key(division) in map(key, names_in(row.cells.get("Penanggung Jawab")))
    } - {""}
    found = {}
    for name, table in reading.tables.items():
        columns = tuple(c for c in asked_columns(table, quarter) if c in reading.places[name].columns) if (
            name in reading.places
        ) else ()  # fmt: skip
        if not columns:
            continue
        rows = tuple(row.number for row in _own_rows(reading, table, division, unit, codes))
        growing = _spare(reading, name) if name in GROWING and codes else ()
        if rows or growing:
            found[name] = Asked(columns, rows, growing)
    return found if any(one.rows for one in found.values()) else {}


def _whole_book(reading: BookReading, quarter: int | None) -> dict[str, Asked]:
    found = {}
    for name, table in reading.tables.items():
        if name in home_tables() or table.program or table.figures or name not in reading.places:
            continue
        place = reading.places[name]
        wanted = input_columns(table, quarter)
        columns = tuple(c for c in wanted if c in place.columns and not names_person(name, c))
        rows = [row for row in reading.book.rows(name) if row.cells]
        sums = frozenset(row.number for row in rows_above(rows)) if name in ON_LOWEST_ROWS else frozenset()
        found[name] = Asked(columns, tuple(row.number for row in rows), _spare(reading, name), sums)
    return found


def _spare(reading: BookReading, name: str) -> tuple[int, ...]:
    place = reading.places[name]
    filled = {row.number for row in reading.book.rows(name) if row.cells}
    return tuple(n for n in range(1, place.last_row - place.header_row + 1) if n not in filled)


def _own_rows(reading: BookReading, table: Table, division: str, unit: str, codes: set[str]) -> list[Row]:
    rows = [row for row in reading.book.rows(table.name) if row.cells]
    if table.name == "tbl_anggaran":
        known = {key(row.cells.get("Kode")) for row in reading.book.rows("tbl_renstra")} - {""}
        return _budget_rows(rows, known, division, unit, codes)
    own = []
    for row in rows:
        named = row.cells.get("Penanggung Jawab")
        if not blank(named):
            belongs = bool(division) and key(division) in map(key, names_in(named))
        else:
            belongs = key(row.cells.get("Kode")) in codes
        if belongs or (unit and key(row.cells.get("Unit")) == key(unit)):
            own.append(row)
    return own


def _budget_rows(rows: list[Row], known: set[str], division: str, unit: str, codes: set[str]) -> list[Row]:
    """The lowest rows that belong to a division: by Unit, or by the indicators that they or a row above them name.

    A row that names no indicator of Renstra is attributed as the row above it (docs/adr/0066).
    """
    wanted = {key(name) for name in (division, unit) if name}
    open_above: list[tuple[int, bool]] = []
    own = []
    for row, level, lowest in _levels(rows):
        while open_above and open_above[-1][0] >= level:
            open_above.pop()
        indicators = named_indicators(row.cells.get("Indikator"), known)
        inherited = open_above[-1][1] if open_above else False
        belongs = bool(indicators & codes) if indicators else inherited
        named = row.cells.get("Unit")
        if not blank(named):
            belongs = key(named) in wanted
        open_above.append((level, belongs))
        if belongs and lowest:
            own.append(row)
    return own


def _levels(rows: Iterable[Row]) -> Iterator[tuple[Row, int, bool]]:
    """The rows that have a Tingkat, with its number and whether nothing stands beneath them."""
    numbered = [(row, int(n)) for row in rows if (n := struktur.tingkat_ke(row.cells.get("Tingkat"))) is not None]
    for place, (row, level) in enumerate(numbered):
        yield row, level, place + 1 == len(numbered) or numbered[place + 1][1] <= level


def rows_above(rows: Iterable[Row]) -> list[Row]:
    """The budget rows that have others beneath them; their money is the sum of those."""
    return [row for row, _, lowest in _levels(rows) if not lowest]


def named_indicators(text: Any, known: set[str]) -> set[str]:
    """The indicators of Renstra that a budget row names, by key.

    Codes are parted by semicolons. A comma parts them too where what it parts is no code itself: nothing computes with
    such a row, which is a finding, but its divisions are asked for it all the same.

    Args:
        text: the cell. known: keys of the codes of Renstra.
    """
    found: set[str] = set()
    for part in str(text or "").split(";"):
        whole = key(part)
        found |= {whole} if whole in known else {key(one) for one in part.split(",")} & known
    return found


def asked_rows(reading: BookReading, asked: Sequence[Mapping[str, Asked]]) -> dict[str, tuple[list[Row], list[Row]]]:
    """Of some copies the rows with cells to fill that none of them asks for, and those that several do, by table.

    Of the budget only the lowest rows count: nobody fills the others.
    """
    found = {}
    for name, table in reading.tables.items():
        if not asked_columns(table) or name not in reading.places:
            continue
        rows = [row for row in reading.book.rows(name) if row.cells]
        if name == "tbl_anggaran":
            rows = [row for row, _, lowest in _levels(rows) if lowest]
        times = Counter(number for one in asked if name in one for number in one[name].rows)
        nobody = [row for row in rows if not times[row.number]]
        several = [row for row in rows if times[row.number] > 1]
        if nobody or several:
            found[name] = nobody, several
    return found
