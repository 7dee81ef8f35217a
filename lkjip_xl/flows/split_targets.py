"""isi --pecah: an indicator whose cells hold two targets (4 Paket; 2 Unit) becomes two indicators, .a and .b.

Only what the source says is split, and only when every cell of the indicator says as many values as its target; what is
left in doubt is refused by name before anything is written.
"""

import re
from collections.abc import Iterator, Mapping
from string import ascii_lowercase
from typing import Any, NamedTuple

from ..book.reading import BookReading
from ..compute.key import blank, key
from ..errors import UsageError
from ..invocation import answer
from ..rules.bacaan_angka import ANGKA, is_not_available_mark, read_number
from ..schema.captions import sheet_caption
from ..schema.model import Table
from .csv_tables import SourceTable, SourceTables

_BETWEEN = re.compile(r"\s*(?:[;+&]|,(?=\s)|(?<=[^\d\s]),|\bdan\b)\s*", re.IGNORECASE)
_PART = re.compile(r"(-?\d[\d.,]*)\s*([^\d]*)")
_NAMED = {"tbl_renstra": "Indikator"}
"""Where an indicator is named; its halves would otherwise be two indicators of one name."""


class Part(NamedTuple):
    """One of several values in a cell: its figure as written, and its unit ("" when none is named)."""

    figure: str
    unit: str


def parts_of(text: Any) -> list[Part]:
    """The values of a cell that holds several numbers, each with its unit; [] when it holds one, or is no such cell."""
    if text.__class__ is not str:
        return []
    parts = []
    for piece in _BETWEEN.split(text.strip()):
        found = _PART.fullmatch(piece)
        if found is None or read_number(found[1], satuan=found[2]).jenis != ANGKA:
            return []
        parts.append(Part(found[1], " ".join(found[2].split())))
    named = [part.unit.casefold() for part in parts]
    if len(parts) < 2 or len(parts) > len(ascii_lowercase) or ("" in named and any(named)):
        return []
    return parts


class _Split(NamedTuple):
    """An indicator that becomes several: its units in their order, and whether each one is named once."""

    kode: str
    units: list[str]

    def codes(self) -> list[str]:
        return [f"{self.kode}.{letter}" for letter in ascii_lowercase[: len(self.units)]]

    @property
    def by_unit(self) -> bool:
        return len({unit.casefold() for unit in self.units} - {""}) == len(self.units)


def doubled_indicators(reading: BookReading, tables: SourceTables, replace: bool) -> list[str]:
    """Codes of the indicators of a source whose cells hold several targets, and that ``split_targets`` would take."""
    found = _found(reading, tables)
    if not replace:
        for name in tables.tables:
            for code in _with_own_rows(reading, reading.tables[name]):
                found.pop(code, None)
    return [one.kode for one in found.values()]


def _with_own_rows(reading: BookReading, table: Table) -> set[str]:
    """Codes of the indicators that a table of the book has as one row already."""
    if "Kode" not in table.by_name or table.name == "tbl_anggaran":
        return set()
    return {key(row.cells.get("Kode")) for row in reading.book.rows(table.name) if row.cells}


def split_targets(reading: BookReading, tables: SourceTables, replace: bool) -> list[str]:
    """Split every such indicator of a source, in all its tables; what was split, one line each.

    Args:
        tables: changed in place. replace: rows that the source lacks are removed from the book (``--ganti``).

    Raises:
        UsageError: ``pecah``: a cell of the indicator says another number of values, a table names the indicator
            without saying which half is meant, or the book has it as one row already.
    """
    splits = _found(reading, tables)
    for name, source in tables.tables.items():
        table = reading.tables[name]
        _refuse_old_rows(reading, table, splits, replace)
        places, rows, columns = list(source.places), [], {c.name for c in table.columns if c.kind == "nilai"}
        kept_places = []
        for number, row in enumerate(source.rows):
            made = list(_rows_of(row, splits, name, columns, f"{source.name} baris {number + 2}"))
            rows += made
            kept_places += [places[number]] * len(made) if places else []
        tables.tables[name] = SourceTable(source.name, source.columns, rows, kept_places)
    return [
        f"Indikator {one.kode} dipecah menjadi {' dan '.join(one.codes())}"
        + (f" ({', '.join(one.units)})." if any(one.units) else ".")
        for one in splits.values()
    ]


def _found(reading: BookReading, tables: SourceTables) -> dict[str, _Split]:
    found: dict[str, _Split] = {}
    for name, source in tables.tables.items():
        for row in source.rows:
            for column in reading.tables[name].inputs:
                parts = parts_of(row.get(column.name)) if column.kind == "nilai" else []
                if parts and not blank(row.get("Kode")):
                    found.setdefault(key(row["Kode"]), _Split(str(row["Kode"]).strip(), [p.unit for p in parts]))
    return found


def _refuse_old_rows(reading: BookReading, table: Table, splits: Mapping[str, _Split], replace: bool) -> None:
    if replace:
        return
    for code in _with_own_rows(reading, table) & set(splits):
        raise UsageError(
            f"Indikator {splits[code].kode} akan dipecah, tetapi sudah ada satu baris untuknya di lembar "
            f"{sheet_caption(table.name)}. Hapus dahulu baris itu, atau ulangi dengan {answer(ganti='')}.",
            "pecah",
        )


def _rows_of(
    row: Mapping[str, Any], splits: Mapping[str, _Split], table: str, values: set[str], where: str
) -> Iterator[dict[str, Any]]:
    """A row as it is, or once for each half of its indicator."""
    row = dict(row)
    for column in ("Indikator",) if table == "tbl_anggaran" else ("Induk",) if table == "tbl_renstra" else ():
        row[column] = _references(row.get(column), splits, all_halves=column == "Indikator")
    split = None if table == "tbl_anggaran" else splits.get(key(row.get("Kode")))
    if split is None:
        yield row
        return
    cells = {column: _cell(row.get(column), split, where, column) for column in values if column in row}
    if not any(parts_of(row.get(column)) for column in cells):
        raise UsageError(
            f"{where}: indikator {split.kode} dipecah menjadi {' dan '.join(split.codes())}, tetapi baris ini tidak "
            "menyebut yang mana. Tulis kodenya di berkas itu.",
            "pecah",
        )
    for number, code in enumerate(split.codes()):
        half = row | {column: cell[number] for column, cell in cells.items()} | {"Kode": code}
        unit = split.units[number]
        if table in _NAMED and not blank(half.get(_NAMED[table])):
            half[_NAMED[table]] = f"{half[_NAMED[table]]} ({unit or f'bagian {number + 1}'})"
        if unit and "Satuan" in half:
            half["Satuan"] = unit
        yield half


def _references(text: Any, splits: Mapping[str, _Split], all_halves: bool) -> Any:
    """Codes of indicators in a cell, with those that are split in their place."""
    if blank(text) or text.__class__ is not str:
        return text
    codes = []
    for code in text.split(";"):
        split = splits.get(key(code))
        codes += [code.strip()] if split is None else split.codes()[: None if all_halves else 1]
    return ";".join(codes)


def _cell(value: Any, split: _Split, where: str, column: str) -> list[Any]:
    """What each half gets of a cell."""
    if blank(value) or is_not_available_mark(value):
        return [value] * len(split.units)
    parts = parts_of(value)
    units = [unit.casefold() for unit in split.units]
    named = [part.unit.casefold() for part in parts]
    if split.by_unit and sorted(named) == sorted(units):
        return [parts[named.index(unit)].figure for unit in units]
    if len(parts) == len(units) and (named == units or not any(named)):
        return [part.figure for part in parts]
    raise UsageError(
        f"{where}, kolom {column}: '{value}' tidak dapat dipecah seperti target indikator {split.kode} "
        f"({', '.join(unit or 'tanpa satuan' for unit in split.units)}). Tulis {len(units)} nilai dengan urutan dan "
        "satuan yang sama.",
        "pecah",
    )
