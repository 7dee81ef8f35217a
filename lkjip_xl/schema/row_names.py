"""Defined names of cells in the formula's own row: a formula without structured references is read once a column.

LibreOffice reads the formula of a cell anew unless it says, word for word, what the cell above it says. It compares
that in a notation that has no structured references: one of them, and every row is taken apart. A name that is relative
in its row (``Anggaran!$V1``, told from A1 as files do) means the cell of its column in the formula's row, in every
spreadsheet, and nothing but that cell (docs/adr/0019).

The prefix says the table; the rest is the column's name in small letters, so that a helper has two underscores. Trees
and texts are declared with structured references, and only written so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from ..records import replace
from .model import Column, Table

_PREFIXES = {"tbl_anggaran": "lk_ba_", "tbl_pengukuran": "lk_bu_"}
_OWN = re.compile(rf"({'|'.join(_PREFIXES)})\[\[#This Row\],\[([^\[\]]+)\](?::\[([^\[\]]+)\])?\]")


class OwnCells(NamedTuple):
    """Neighbouring cells of a row: a table's columns from the first to the last."""

    table: str
    first: str
    last: str

    @property
    def text(self) -> str:
        """The structured reference."""
        span = f"[{self.first}]" + (f":[{self.last}]" if self.last != self.first else "")
        return f"{self.table}[[#This Row],{span}]"


def _name(cells: OwnCells) -> str:
    first, last = (re.sub(r"\s", "", name).lower() for name in (cells.first, cells.last))
    if first == last:
        return _PREFIXES[cells.table] + first
    same = next((k for k, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), 0)
    return f"{_PREFIXES[cells.table]}{first}_{last[same:]}"


def _cells(found: re.Match[str]) -> OwnCells:
    return OwnCells(found[1], found[2], found[3] or found[2])


def _written(text: str, guarded: bool) -> str:
    own = _OWN.search(text)
    written = _OWN.sub(lambda found: _name(_cells(found)), text)
    return f"IF(ROW({_name(_cells(own))})=ROW(),{written},NA())" if guarded and own else written


def by_row_names(columns: Sequence[Column], roots: Collection[str]) -> tuple[Column, ...]:
    """The columns of a table, the computed ones written with the names of their rows' cells.

    A name may be displaced: by a row above the sheet's first one in ONLYOFFICE, by a program that knows no relative
    names. What people see then is #N/A and not another row's number.

    Args:
        roots: helpers that the others follow from; they are #N/A then, too.
    """
    return tuple(
        column
        if column.formula_text is None
        else replace(column, stored=_written(column.formula_text, not column.hidden or column.name in roots))
        for column in columns
    )


def row_names(tables: Iterable[Table]) -> dict[str, OwnCells]:
    """What the names of own cells mean that the formulas of some tables use."""
    found: dict[str, OwnCells] = {}
    for table in tables:
        for column in table.computed:
            if column.stored is not None:
                found.update((_name(cells), cells) for cells in map(_cells, _OWN.finditer(column.declared_text or "")))
    return dict(sorted(found.items()))


def row_name_text(sheet: str, letters: Mapping[str, str], cells: OwnCells) -> str:
    """Text of such a name.

    Args:
        sheet: as it stands in a formula. letters: of the table's columns, by name.
    """
    first, last = letters[cells.first], letters[cells.last]
    return f"{sheet}!${first}1" + (f":${last}1" if cells.last != cells.first else "")
