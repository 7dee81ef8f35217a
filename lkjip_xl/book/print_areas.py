"""Print areas of the sheets that hold tables: each ends at the last filled row, so that no spare rows are printed.

They are plain ranges, which every program understands, and every command writes them anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ..expr.values import is_number
from ..ooxml.cells import plain
from ..ooxml.workbook import DefinedName, Sheet, WorkbookParts
from ..ooxml.worksheet import column_letters
from ..ooxml.xmlspans import escape, splice
from ..schema.sheets import capaian, dasbor, discover
from .own_formulas import lacks_cells

if TYPE_CHECKING:
    from ..compute.world import World
    from .reading import BookReading

LEAST_ROW = 17
"""Last row of the area of a sheet that is still empty: something to write on by hand."""

_SHEET = r"((?:'(?:[^']|'')*'|[^\s'!(),:]+)!)"
_RANGE = re.compile(_SHEET + r"\$([A-Z]{1,3})\$([0-9]+):\$([A-Z]{1,3})\$([0-9]+)")
# A list beside a longer one is a piece of its own, or its blank rows would come on a page.
_PIECES = re.compile(f"{_RANGE.pattern},{_RANGE.pattern}")
# Books of before had a formula, which Excel loses at the first Page Setup and LibreOffice does not follow.
_FORMULA = re.compile(_SHEET + r"\$A\$1:INDEX\([^$]*\$([A-Z]{1,3})\$1:\$\2\$20000,.*\)", re.S)
# So did Capaian, with its signature beneath the last indicator.
_FOLLOWING = re.compile(
    _SHEET + r"\$A\$1:INDEX\([^$]*\$([A-Z]{1,3})\$1:\$\2\$[0-9]+,[0-9]+\+COUNTIF\(tbl_capaian.*\)", re.S
)


def print_areas(
    reading: BookReading, filled: Mapping[str, int] | None = None, computed: World | None = None
) -> dict[str, str]:
    """The print area that each sheet with tables shall have, by the sheet's name, as a reference with the sheet.

    The columns are those that the area has now; a sheet without an area, or with one of several pieces, is its
    user's own and left alone.

    Args:
        reading: the book as read.
        filled: by table the number of filled rows, where it is another now than when the book was read.
        computed: the computed book, where it is another now than when the book was read.
    """
    wanted = _wanted(reading, reading.workbook, filled or {}, computed)
    return {workbook_sheet: text for workbook_sheet, (_, text) in wanted.items()}


def refresh_print_areas(
    reading: BookReading, computed: World | None = None, filled: Mapping[str, int] | None = None
) -> list[str]:
    """Write the print areas into the package; names of the parts that changed (see ``print_areas``)."""
    workbook = WorkbookParts(reading.package)
    edits, parts = [], []
    for item, text in _wanted(reading, workbook, filled or {}, computed).values():
        if text != item.text:
            edits.append((item.element.inner, item.element.outer, escape(text).encode("utf-8")))
            if _FOLLOWING.fullmatch(item.text):
                parts.append(_widen_signature(reading))
    if not edits:
        return []
    reading.package.put(workbook.part, splice(workbook.data, edits))
    return [workbook.part, *parts]


def _widen_signature(reading: BookReading) -> str:
    """Room for the signature in a Capaian of before, which stood in another column; name of the sheet's part."""
    from ..ooxml.graft import with_widths

    place = reading.places[capaian.CAPAIAN.name]
    width = b'width="%d.71" customWidth="1"' % capaian.SIGNATURE_WIDTH
    data = plain(reading.package.read(place.sheet.own_part))
    reading.package.put(place.sheet.own_part, with_widths(data, {place.columns["Predikat"]: width}))
    return place.sheet.own_part


def _wanted(
    reading: BookReading, workbook: WorkbookParts, filled: Mapping[str, int], computed: World | None
) -> dict[str, tuple[DefinedName, str]]:
    """``{sheet name: (DefinedName, text)}`` of the areas that are ours to write."""
    last_rows: dict[str | None, int] = {}
    beside: dict[str | None, _Beside] = {}
    for name, place in reading.places.items():
        if name == capaian.CAPAIAN.name:
            if lacks_cells(reading, name):
                continue  # its signature is still where it was
            last_rows[place.sheet.part] = place.header_row + capaian.printed_rows(
                _listed(reading, computed, "_Susun", capaian.ROWS)
            )
            continue
        if name == dasbor.DASBOR.name and (listed := _listed(reading, computed, "_Rendah", dasbor.WORST)):
            last_rows[place.sheet.part] = place.header_row + listed
        if reading.tables[name].panel:
            continue  # its rows are always there
        last = place.header_row + filled.get(name, _shown_rows(reading, name))
        if piece := _piece_of(reading, name):
            earlier = beside.get(place.sheet.part)
            beside[place.sheet.part] = piece._replace(last_row=max(last, earlier.last_row if earlier else LEAST_ROW))
            continue
        last_rows[place.sheet.part] = max(last_rows.get(place.sheet.part, LEAST_ROW), last)
    found = {}
    for item in workbook.defined_names:
        if item.local is None or item.name.lower() != "_xlnm.print_area":
            continue
        sheet = workbook.sheets[item.local]
        if sheet.part in beside:
            text = _in_pieces(item.text, last_rows.get(sheet.part), beside[sheet.part])
        else:
            text = _ending_at(item.text, last_rows.get(sheet.part), _later_tables(reading, sheet, filled))
        if text is not None:
            found[sheet.name] = (item, text)
    return found


class _Beside(NamedTuple):
    """The tables beside the first one of a sheet that prints them on pages of their own: letters, last filled row."""

    before: str
    first: str
    last: str
    last_row: int


def _piece_of(reading: BookReading, name: str) -> _Beside | None:
    """Where the area ends before the tables beside the first one, if ``name`` is one of those; without its row."""
    sheet = next((s for s in discover() if s.printing.in_pieces and name in [t.name for t in s.tables[1:]]), None)
    if sheet is None or any(table.name not in reading.places for table in sheet.tables):
        return None
    names = [table.name for table in sheet.tables]
    start = min(reading.places[names[1]].columns.values())
    before, last = (_last_shown(reading, one) for one in (names[0], names[-1]))
    if not before < start <= last or len({reading.places[one].sheet.part for one in names}) > 1:
        return None  # somebody moved the tables
    return _Beside(column_letters(before), column_letters(start), column_letters(last), 0)


def _in_pieces(text: str, last_row: int | None, beside: _Beside) -> str | None:
    """The area in two pieces, each down to its own last row; None when it is not ours to change."""
    if last_row is None:
        return None
    if old := _PIECES.fullmatch(text):
        ours = (old[2], old[3], old[4], old[7], old[8], old[9])
        mine = ours == ("A", "1", beside.before, beside.first, "1", beside.last) and old[6] == old[1]
    else:  # books of before have one piece
        old = _RANGE.fullmatch(text)
        mine = old is not None and (old[2], old[3], old[4]) == ("A", "1", beside.last)
    if old is None or not mine:
        return None
    sheet = old[1]
    return f"{sheet}$A$1:${beside.before}${last_row},{sheet}${beside.first}$1:${beside.last}${beside.last_row}"


def _listed(reading: BookReading, computed: World | None, place: str, most: int) -> int:
    """How many indicators Capaian or Dasbor shows: those with a place in its order, as far as it has rows."""
    rows: Iterable[Mapping[str, Any]] = (
        computed.rows("tbl_pengukuran") if computed is not None
        else (row.cells for row in reading.book.rows("tbl_pengukuran"))
    )  # fmt: skip
    return min(sum(is_number(row.get(place)) for row in rows), most)


def _shown_rows(reading: BookReading, name: str) -> int:
    """Number of the last row with anything in a column that people see."""
    shown = (row.number for row in reading.book.rows(name) if any(not column.startswith("_") for column in row.cells))
    return max(shown, default=0)


def _later_tables(reading: BookReading, sheet: Sheet, filled: Mapping[str, int]) -> tuple[str, str] | None:
    """Of a sheet whose first tables are printed alone while nothing stands in the others: where the area ends then,
    and where it ends now that something does; None for other sheets, and as long as nothing does."""
    here = [name for name, place in reading.places.items() if place.sheet.part == sheet.part]
    alone = next((s.printing.alone for s in discover() if here and s.tables and s.tables[0].name == here[0]), 0)
    if not alone or not any(filled.get(n, _shown_rows(reading, n)) for n in here[alone:]):
        return None
    first, last = (_last_shown(reading, name) for name in (here[alone - 1], here[-1]))
    return column_letters(first), column_letters(last)


def _last_shown(reading: BookReading, name: str) -> int:
    """Zero-based column of the last one of a table that is no helper."""
    columns = reading.places[name].columns
    return max(columns[c.name] for c in reading.tables[name].columns if not c.hidden and c.name in columns)


def _ending_at(text: str, last_row: int | None, wider: tuple[str, str] | None) -> str | None:
    """The area with another last row, and last column where other tables are printed too now; None when it is not ours
    to change."""
    if last_row is None:
        return None
    if old := _FOLLOWING.fullmatch(text):
        return f"{old[1]}$A$2:${old[2]}${last_row}"
    if old := _FORMULA.fullmatch(text):
        return f"{old[1]}$A$1:${old[2]}${last_row}"
    if (fixed := _RANGE.fullmatch(text)) and int(fixed[3]) <= last_row:
        column = wider[1] if wider is not None and fixed[4] == wider[0] else fixed[4]
        return f"{fixed[1]}${fixed[2]}${fixed[3]}:${column}${last_row}"
    return None
