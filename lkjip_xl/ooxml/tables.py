"""The Excel tables of a book: where each stands, and which columns it has."""

from __future__ import annotations

import re

from ..errors import UserError
from . import xmlspans
from .cells import SheetText, column_number
from .limits import MAX_COLUMN, MAX_EMPTY_ROWS, MAX_ROW, MAX_TABLE_CELLS, MAX_TABLE_ROWS, MAX_TABLES, thousands
from .package import Package
from .parts import broken, parse_part, read_relations, whole_or_none
from .workbook import Sheet, WorkbookParts
from .worksheet import column_letters

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,20}):\$?([A-Z]{1,3})\$?([0-9]{1,20})")


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


def find_tables(package: Package, workbook: WorkbookParts) -> dict[str, TablePlace]:
    """``{table name in lower case: TablePlace}`` of all tables of the book.

    Raises:
        UserError: ``rusak`` where a table's own words make no sense; ``terlalu_besar`` beyond ``MAX_TABLES``.
    """
    found: dict[str, TablePlace] = {}
    for sheet in workbook.sheets:
        if sheet.kind != "worksheet" or not sheet.part:
            continue
        for relation in read_relations(package, sheet.part):
            if relation.type == "table" and relation.target:
                part = package.find(relation.target)
                place = _read(package, part, sheet) if part else None
                if place is not None:
                    found[place.name.lower()] = place
                    if len(found) > MAX_TABLES:
                        raise broken(package, f"tabelnya lebih dari {thousands(MAX_TABLES)}", "terlalu_besar")
    return found


def _read(package: Package, part: str, sheet: Sheet) -> TablePlace | None:
    _, root = parse_part(package, part, 3)
    columns = root.child("tableColumns")
    if columns is None:
        return None
    place = TablePlace()
    place.name = root.attrs.get("displayName") or root.attrs.get("name", "")
    place.part, place.sheet = part, sheet
    where = _RANGE.fullmatch(root.attrs.get("ref", ""))
    totals = whole_or_none(root.attrs.get("totalsRowCount", "0"))
    headers = whole_or_none(root.attrs.get("headerRowCount", "1"))
    if totals is None or totals not in (0, 1):
        raise _odd(package, place, "totalsRowCount", root.attrs["totalsRowCount"])
    if headers is None or headers not in (0, 1):
        raise _odd(package, place, "headerRowCount", root.attrs["headerRowCount"])
    if not headers:
        return None  # without headings nobody can tell its columns
    if where is None:
        raise _odd(package, place, "ref", root.attrs.get("ref", ""))
    place.total_row = totals
    place.header_row, place.last_row = int(where[2]), int(where[4]) - totals
    place.first_column, last_column = column_number(where[1].encode()), column_number(where[3].encode())
    place.columns, place.width = {}, len(columns.children)
    inside = 0 < place.header_row <= place.last_row + totals <= MAX_ROW and last_column < MAX_COLUMN
    if not inside or last_column - place.first_column + 1 != place.width:
        raise _odd(package, place, "ref", root.attrs["ref"])
    for i, column in enumerate(columns.children):
        name = " ".join(column.attrs.get("name", "").replace("_x000a_", " ").split())
        place.columns.setdefault(name, place.first_column + i)
    return place


def _odd(package: Package, place: TablePlace, attribute: str, value: str) -> UserError:
    return broken(
        package,
        f"tabel {place.name} di lembar {place.sheet.name} (bagian {place.part}) berisi {attribute} yang tidak masuk "
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
        f"{package.path or 'Buku ini'}: tabel {place.name} di lembar {place.sheet.name} ditarik sampai baris "
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


def missing_column(package: Package, place: TablePlace, kolom: str, mend: str = "") -> UserError:
    """The UserError for a column that formulas need and a table lacks; ``mend``: command that puts it back."""
    other = f", tambahkan dengan '{mend}'" if mend else ""
    return UserError(
        f"{package.path or 'Buku ini'}: kolom '{kolom}' tidak ada pada tabel {place.name} di lembar "
        f"{place.sheet.name}, padahal rumus memerlukannya. Tulis kembali nama itu pada baris judul tabel (baris "
        f"{place.header_row}){other}, atau kembalikan kolomnya dari cadangan, lalu ulangi.",
        "kolom_hilang",
    )
