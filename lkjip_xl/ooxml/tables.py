"""The Excel tables of a book: where each stands, and which columns it has."""

import re

from ..errors import UserError
from . import xmlspans
from .cells import column_number
from .workbook import parse_part, read_relations
from .worksheet import column_letters

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)")


class TablePlace:
    """Where a table stands.

    Attributes:
        name: display name. part: its part. sheet: the Sheet that holds it.
        header_row, last_row: one-based sheet rows of the header and of the last data row.
        first_column: zero-based sheet column of its first column.
        columns: ``{column name: zero-based sheet column}`` in order. width: how many columns it has.
    """

    __slots__ = ("name", "part", "sheet", "header_row", "last_row", "first_column", "columns", "width", "total_row")

    @property
    def first_row(self):
        return self.header_row + 1

    def ref(self, last_row=None):
        """The table's range as text, with another last row if given."""
        left = column_letters(self.first_column)
        right = column_letters(self.first_column + self.width - 1)
        return f"{left}{self.header_row}:{right}{(last_row or self.last_row) + self.total_row}"


def find_tables(package, workbook):
    """``{table name in lower case: TablePlace}`` of all tables of the book."""
    found = {}
    for sheet in workbook.sheets:
        if sheet.kind != "worksheet" or not sheet.part:
            continue
        for relation in read_relations(package, sheet.part):
            if relation.type == "table" and relation.target and relation.target in package:
                place = _read(package, package.find(relation.target), sheet)
                if place is not None:
                    found[place.name.lower()] = place
    return found


def _read(package, part, sheet):
    _, root = parse_part(package, part, 3)
    where = _RANGE.fullmatch(root.attrs.get("ref", ""))
    columns = root.child("tableColumns")
    if where is None or columns is None:
        return None
    place = TablePlace()
    place.name = root.attrs.get("displayName") or root.attrs.get("name", "")
    place.part, place.sheet = part, sheet
    place.total_row = int(root.attrs.get("totalsRowCount", "0") or 0)
    place.header_row, place.last_row = int(where[2]), int(where[4]) - place.total_row
    place.first_column = column_number(where[1].encode())
    place.columns, place.width = {}, len(columns.children)
    for i, column in enumerate(columns.children):
        name = " ".join(column.attrs.get("name", "").replace("_x000a_", " ").split())
        place.columns.setdefault(name, place.first_column + i)
    return place


def resize(package, place, last_row):
    """Let a table end at another row: its range and that of its filter, the rest of its part as it is."""
    data, root = parse_part(package, place.part, 2)
    old, new = root.attrs["ref"], place.ref(last_row)
    edits = [xmlspans.set_attribute(data, root, "ref", new)]
    for child in root.children:
        if child.name == "autoFilter" and child.attrs.get("ref") == old:
            edits.append(xmlspans.set_attribute(data, child, "ref", new))
    package.put(place.part, xmlspans.splice(data, edits))
    place.last_row = last_row


def missing_column(package, place, kolom):
    """The UserError for a column that formulas need and a table lacks."""
    return UserError(
        f"{package.path or 'Buku ini'}: kolom '{kolom}' tidak ada pada tabel {place.name} di lembar "
        f"{place.sheet.name}, padahal rumus memerlukannya. Tulis kembali nama itu pada baris judul tabel (baris "
        f"{place.header_row}), atau kembalikan kolomnya dari cadangan, lalu ulangi.",
        "kolom_hilang",
    )
