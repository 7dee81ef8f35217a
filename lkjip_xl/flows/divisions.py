"""Whose rows are whose: the divisions of a book by Penanggung Jawab and Unit, and the cells that each is asked for."""

import re
from typing import Any

from ..book.read import BookReading
from ..compute.book import Row
from ..compute.key import blank, key
from ..records import dataclass
from ..rules import struktur_anggaran as struktur
from ..schema.asked import GROWING, asked_columns, home_tables, input_columns, names_person
from ..schema.model import Table

_SEVERAL = re.compile(r"[;\n]")


@dataclass(frozen=True, slots=True)
class Asked:
    """What one table of a copy is asked for.

    Attributes:
        columns: that shall be filled. rows: numbers within the table of the rows that are asked. growing: numbers of
            blank rows in which new ones may be written.
    """

    columns: tuple[str, ...]
    rows: tuple[int, ...]
    growing: tuple[int, ...] = ()


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


def units(reading: BookReading) -> list[str]:
    """The units of a book (UPTD, kelurahan, sekolah ...), each once."""
    found: dict[str, str] = {}
    for row in reading.book.rows("tbl_anggaran"):
        if not blank(row.cells.get("Unit")):
            text = " ".join(str(row.cells["Unit"]).split())
            found.setdefault(key(text), text)
    return list(found.values())


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
        rows = tuple(row.number for row in reading.book.rows(name) if row.cells)
        found[name] = Asked(columns, rows, _spare(reading, name))
    return found


def _spare(reading: BookReading, name: str) -> tuple[int, ...]:
    place = reading.places[name]
    filled = {row.number for row in reading.book.rows(name) if row.cells}
    return tuple(n for n in range(1, place.last_row - place.header_row + 1) if n not in filled)


def _own_rows(reading: BookReading, table: Table, division: str, unit: str, codes: set[str]) -> list[Row]:
    rows = [row for row in reading.book.rows(table.name) if row.cells]
    if table.name == "tbl_anggaran":
        known = {key(row.cells.get("Kode")) for row in reading.book.rows("tbl_renstra")}
        return _budget_rows(rows, division, unit, codes, known - {""})
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


def _budget_rows(rows: list[Row], division: str, unit: str, codes: set[str], known: set[str]) -> list[Row]:
    """The lowest rows that belong to a division: by Unit, or by the indicators that they or a row above them name.

    Args:
        codes: of the division's indicators. known: of all indicators; a code that is none of them names nothing, as in
            the sums (``Budget.unsupporting``).
    """
    wanted = {key(name) for name in (division, unit) if name}
    levels = [struktur.tingkat_ke(row.cells.get("Tingkat")) for row in rows]
    open_above: list[tuple[int, bool]] = []
    own = []
    for place, (row, level) in enumerate(zip(rows, levels, strict=True)):
        if level is None:
            continue
        while open_above and open_above[-1][0] >= level:
            open_above.pop()
        indicators = {key(code) for code in str(row.cells.get("Indikator") or "").split(";")} & known
        inherited = open_above[-1][1] if open_above else False
        belongs = bool(indicators & codes) if indicators else inherited
        named = row.cells.get("Unit")
        if not blank(named):
            belongs = key(named) in wanted
        open_above.append((int(level), belongs))
        below = next((other for other in levels[place + 1 :] if other is not None), None)
        if belongs and (below is None or below <= level):
            own.append(row)
    return own
