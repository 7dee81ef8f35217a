"""The Excel tables of a book: where each stands, and which columns it has."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from ..errors import UserError
from . import xmlspans
from .cells import SheetText, column_number
from .limits import MAX_COLUMN, MAX_EMPTY_ROWS, MAX_ROW, MAX_TABLE_CELLS, MAX_TABLE_ROWS, MAX_TABLES, thousands
from .package import Package
from .parts import broken, parse_part, read_relations, rels_part, whole_or_none
from .workbook import Sheet, WorkbookParts
from .worksheet import column_letters

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,20}):\$?([A-Z]{1,3})\$?([0-9]{1,20})")
_DISPLAY_NAME = re.compile(rb'<table\s[^<>]*?\sdisplayName="(\w+)"')
_HEAD = 2_048  # bytes in which a table's own tag stands


class TablePlace:
    """Where a table stands.

    Attributes:
        name: display name. part: its part. sheet: the Sheet that holds it.
        header_row, last_row: one-based sheet rows of the header and of the last data row.
        first_column: zero-based sheet column of its first column.
        columns: ``{column name: zero-based sheet column}`` in order. width: how many columns it has.
    """

    __slots__ = ("name", "part", "sheet", "header_row", "last_row", "first_column", "columns", "width", "total_row")

    name: str
    part: str
    sheet: Sheet
    header_row: int
    last_row: int
    first_column: int
    columns: dict[str, int]
    width: int
    total_row: int

    @property
    def first_row(self) -> int:
        """One-based sheet row of the first data row."""
        return self.header_row + 1

    def ref(self, last_row: int | None = None) -> str:
        """The table's range as text, with another last row if given."""
        left = column_letters(self.first_column)
        right = column_letters(self.first_column + self.width - 1)
        return f"{left}{self.header_row}:{right}{(last_row or self.last_row) + self.total_row}"


def find_tables(package: Package, workbook: WorkbookParts, only: Container[str] | None = None) -> dict[str, TablePlace]:
    """``{table name in lower case: TablePlace}`` of all tables of the book.

    Args:
        only: names in lower case of the tables whose place is wanted; of others it is enough to know that they are
            there, and their columns are not read.

    Raises:
        UserError: ``rusak`` where a table's own words make no sense; ``terlalu_besar`` beyond ``MAX_TABLES``.
    """
    found: dict[str, TablePlace] = {}
    for sheet in workbook.sheets:
        if sheet.kind != "worksheet" or not sheet.part:
            continue
        if only is not None and not _has_tables(package, sheet.part):
            continue
        for relation in read_relations(package, sheet.part):
            if relation.type == "table" and relation.target:
                part = package.find(relation.target)
                place = None
                if part:
                    place = _named(package, part, sheet, only) if only is not None else None
                    place = place or _read(package, part, sheet)
                if place is not None:
                    found[place.name.lower()] = place
                    if len(found) > MAX_TABLES:
                        raise broken(package, f"tabelnya lebih dari {thousands(MAX_TABLES)}", "terlalu_besar")
    return found


def _has_tables(package: Package, part: str) -> bool:
    """Whether a sheet's relationships speak of tables at all; those of a report need not be taken apart."""
    name = rels_part(part)
    return name in package and b"table" in package.read(name)


def _named(package: Package, part: str, sheet: Sheet, only: Container[str]) -> TablePlace | None:
    """A table of which only the name is read; None for one that is wanted, or that is not written as usual."""
    found = _DISPLAY_NAME.search(package.read(part), 0, _HEAD)
    if found is None or found[1].decode().lower() in only:
        return None
    place = TablePlace()
    place.name, place.part, place.sheet, place.columns = found[1].decode(), part, sheet, {}
    place.header_row = place.last_row = place.total_row = place.first_column = place.width = 0
    return place


def _read(package: Package, part: str, sheet: Sheet) -> TablePlace | None:
    attrs, names = _declared(package, part)
    if names is None:
        return None
    place = TablePlace()
    place.name = attrs.get("displayName") or attrs.get("name", "")
    place.part, place.sheet = part, sheet
    where = _RANGE.fullmatch(attrs.get("ref", ""))
    totals = whole_or_none(attrs.get("totalsRowCount", "0"))
    headers = whole_or_none(attrs.get("headerRowCount", "1"))
    if totals is None or totals not in (0, 1):
        raise _odd(package, place, "totalsRowCount", attrs["totalsRowCount"])
    if headers is None or headers not in (0, 1):
        raise _odd(package, place, "headerRowCount", attrs["headerRowCount"])
    if not headers:
        return None  # without headings nobody can tell its columns
    if where is None:
        raise _odd(package, place, "ref", attrs.get("ref", ""))
    place.total_row = totals
    place.header_row, place.last_row = int(where[2]), int(where[4]) - totals
    place.first_column, last_column = column_number(where[1].encode()), column_number(where[3].encode())
    place.columns, place.width = {}, len(names)
    inside = 0 < place.header_row <= place.last_row + totals <= MAX_ROW and last_column < MAX_COLUMN
    if not inside or last_column - place.first_column + 1 != place.width:
        raise _odd(package, place, "ref", attrs["ref"])
    for i, name in enumerate(names):
        place.columns.setdefault(name, place.first_column + i)
    return place


_known_columns: dict[bytes, tuple[str, ...]] = {}
_MOST_KNOWN = 64


def _declared(package: Package, part: str) -> tuple[Mapping[str, str], tuple[str, ...] | None]:
    """The attributes of a table's part, and the names of its columns; None where it declares none.

    Books of one contract declare the same columns word by word, and reading thousands of books meets them again and
    again: what was read once is not taken apart a second time.
    """
    data = package.read(part)
    start, stop = data.find(b"<tableColumns "), data.find(b"</tableColumns>")
    usual = 0 < start < stop and data.count(b"<tableColumns") == 1 and b"<!" not in data
    declared = data[start:stop] if usual else b""
    known = _known_columns.get(declared)
    if known is not None:
        try:
            return xmlspans.parse(data[:start] + data[stop + len(b"</tableColumns>") :], 1).attrs, known
        except xmlspans.XmlError as error:
            raise broken(package, f"{package.described(part)}: {error.detail}", error.kode) from None
    _, root = parse_part(package, part, 3)
    columns = root.child("tableColumns")
    if columns is None:
        return root.attrs, None
    names = tuple(" ".join(column.attrs.get("name", "").replace("_x000a_", " ").split()) for column in columns.children)
    if declared:
        if len(_known_columns) >= _MOST_KNOWN:
            _known_columns.clear()
        _known_columns[declared] = names
    return root.attrs, names


def _odd(package: Package, place: TablePlace, attribute: str, value: str) -> UserError:
    return broken(
        package,
        f"tabel di lembar {place.sheet.name} (bagian {place.part}) berisi {attribute} yang tidak masuk "
        f"akal: {value[:40]!r}",
    )


def refuse_reach(package: Package, place: TablePlace, sheet: SheetText, most: int | None = None) -> None:
    """Refuse a table that somebody dragged far beneath its rows: each of its rows would be computed and written.

    Args:
        package: the book. place: the table. sheet: the sheet that holds it.
        most: how many rows it may have; else what ``MAX_TABLE_ROWS`` and ``MAX_TABLE_CELLS`` allow.

    Raises:
        UserError: ``tabel_panjang``.
    """
    filled = next((row.number for row in reversed(sheet.rows) if row.inner != row.outer), 0)
    empty = place.last_row - max(filled, place.header_row)
    rows = place.last_row - place.header_row
    most = min(MAX_TABLE_ROWS, MAX_TABLE_CELLS // max(place.width, 1)) if most is None else most
    if empty <= MAX_EMPTY_ROWS and rows <= most:
        return
    if empty > MAX_EMPTY_ROWS:
        why = (
            f"tetapi isi lembar itu sudah berakhir di baris {thousands(max(filled, place.header_row))}; baris kosong "
            f"paling banyak {thousands(MAX_EMPTY_ROWS)}"
        )
    else:
        why = f"yaitu {thousands(rows)} baris, padahal batasnya {thousands(most)}"
    raise UserError(
        f"{package.path or 'Buku ini'}: tabel di lembar {place.sheet.name} ditarik sampai baris "
        f"{thousands(place.last_row)}, {why}. Perkecil tabelnya di Excel (Desain Tabel, Ubah Ukuran Tabel), atau bagi "
        "isinya ke beberapa buku, simpan, lalu ulangi.",
        "tabel_panjang",
    )


def resize(package: Package, place: TablePlace, last_row: int) -> None:
    """Let a table end at another row: its range and that of its filter, the rest of its part as it is."""
    data, root = parse_part(package, place.part, 2)
    old, new = root.attrs["ref"], place.ref(last_row)
    edits = [xmlspans.set_attribute(data, root, "ref", new)]
    for child in root.children:
        if child.name == "autoFilter" and child.attrs.get("ref") == old:
            edits.append(xmlspans.set_attribute(data, child, "ref", new))
    package.put(place.part, xmlspans.splice(data, edits))
    place.last_row = last_row


def missing_column(package: Package, place: TablePlace, column: str, mend: str = "") -> UserError:
    """The UserError for a column that formulas need and a table lacks; ``mend``: command that puts it back."""
    other = f", tambahkan dengan '{mend}'" if mend else ""
    return UserError(
        f"{package.path or 'Buku ini'}: kolom '{column}' tidak ada di lembar {place.sheet.name}, "
        "padahal rumus memerlukannya. Tulis kembali nama itu pada baris judul tabel (baris "
        f"{place.header_row}){other}, atau kembalikan kolomnya dari cadangan, lalu ulangi.",
        "kolom_hilang",
    )
