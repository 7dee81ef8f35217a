"""Protect every sheet of a workbook but for the cells that shall be filled; without a password."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from . import xmlspans
from .cells import SheetText, cell_style, cell_xml, plain
from .package import Package
from .parts import parse_part, whole
from .workbook import WorkbookParts
from .xmlspans import Element

Cell = tuple[int, int]
"""``(one-based row, zero-based column)``."""
_PROTECTION = (
    '<{p}sheetProtection sheet="1" objects="1" scenarios="1" formatCells="0" formatColumns="0" formatRows="0" '
    'sort="0" autoFilter="0"/>'
)
_OWN = re.compile(
    rb"<(?:\w+:)?sheetProtection\b[^<>]*?/>|<(?:\w+:)?sheetProtection\b[^<>]*>\s*</(?:\w+:)?sheetProtection>"
)
_FOLDED = re.compile(rb'<(?:\w+:)?col\b(?=[^<>]*\soutlineLevel="[1-7]")[^<>]*\shidden="(?:1|true)"[^<>]*>')
_CALCULATION = re.compile(rb"\s*<(?:\w+:)?sheetCalcPr\b[^<>]*/>")
_STYLED = re.compile(rb'(<(?:\w+:)?(?:col|row)\b[^<>]*?\s(?:style|s)=")(\d+)(")')


def lock_sheets(package: Package, open_cells: Mapping[str, Collection[Cell]], faded: str | None = None) -> list[str]:
    """Lock all cells of all worksheets but those that are named; who has no password can lift it as usual.

    A column that is folded away and has a cell to fill is unfolded: on a locked sheet Excel unfolds none.

    Args:
        package: the workbook; it is changed. open_cells: by sheet part the cells that may be filled.
        faded: colour (RRGGBB) of a fill that says "to be filled": a cell that becomes locked loses it.

    Returns:
        Names of sheets that somebody protected with a password: they stay as they are.
    """
    workbook = WorkbookParts(package)
    styles = _Protections(package, workbook, faded)
    left = []
    for sheet in workbook.sheets:
        if sheet.kind != "worksheet" or not sheet.part:
            continue
        data = plain(package.read(sheet.part), check=False, where=package.described(sheet.part))
        own = _OWN.search(data)
        if own is not None and re.search(rb'\s(?:password|hashValue)="[^"]+"', own[0]):
            left.append(sheet.name)
            continue
        if own is not None:
            data = data[: own.start()] + data[own.end() :]
        data = _restyled(data, set(open_cells.get(sheet.part, ())), styles)
        text = SheetText(data)
        at = text.stop
        end = f"</{text.prefix}sheetData>".encode()
        at += len(end) if data[at : at + len(end)] == end else 0
        behind = _CALCULATION.match(data, at)
        at = behind.end() if behind is not None else at
        package.put(sheet.part, data[:at] + _PROTECTION.format(p=text.prefix).encode() + data[at:])
    styles.store()
    return left


def _restyled(data: bytes, open_cells: set[Cell], styles: _Protections) -> bytes:
    sheet = SheetText(data)
    by_row: dict[int, set[int]] = {}
    for row_number, column in open_cells:
        by_row.setdefault(row_number, set()).add(column)
    out, reached = [], sheet.start
    for row in sheet.rows:
        wanted = by_row.pop(row.number, set())
        head = _STYLED.sub(
            lambda m: m[1] + str(styles.of(int(m[2]), True)).encode() + m[3], data[row.start : row.inner]
        )
        cells: dict[int, bytes] = {}
        for column, text in sheet.cells(row):
            number = cell_style(text)
            new = styles.of(number, column not in wanted)
            cells[column] = text if new == number else _with_style(text, new)
        for column in wanted - cells.keys():
            cells[column] = cell_xml(column, row.number, styles.of(0, False), None, None, sheet.prefix).encode()
        if cells and head.endswith(b"/>"):
            head = head[:-2].rstrip() + b">"
        end = b"" if head.endswith(b"/>") else f"</{sheet.prefix}row>".encode()
        out += [data[reached : row.start], head, *(cells[k] for k in sorted(cells)), end]
        reached = row.stop
    out.append(data[reached : sheet.stop])
    columns = _STYLED.sub(lambda m: m[1] + str(styles.of(int(m[2]), True)).encode() + m[3], data[: sheet.start])
    columns = _unfolded(columns, {column + 1 for _, column in open_cells})
    return b"".join([columns, *out, data[sheet.stop :]])


def _unfolded(head: bytes, wanted: Collection[int]) -> bytes:
    """The text before a sheet's rows, its folded columns shown where they hold one of ``wanted`` (from 1)."""

    def shown(match: re.Match[bytes]) -> bytes:
        first, last = (re.search(rb'\s%b="(\d+)"' % name, match[0]) for name in (b"min", b"max"))
        if first is None or last is None or not any(int(first[1]) <= one <= int(last[1]) for one in wanted):
            return match[0]
        return re.sub(rb'\shidden="(?:1|true)"', b"", match[0])

    return _FOLDED.sub(shown, head)


def _with_style(text: bytes, number: int) -> bytes:
    bare = re.sub(rb'\ss=(?:"\d+"|\'\d+\')', b"", text, count=1)
    head = re.match(rb"<(?:\w+:)?c", bare)
    at = head.end() if head is not None else 0
    return bare[:at] + b' s="%d"' % number + bare[at:]


def _colour_of(fill: Element) -> str:
    """RGB of a solid fill as it is written, "" where it has none."""
    pattern = fill.child("patternFill")
    colour = pattern.child("fgColor") if pattern is not None else None
    return colour.attrs.get("rgb", "").upper() if colour is not None else ""


class _Protections:
    """The cell formats of a book, each locked and unlocked; what is missing is appended."""

    def __init__(self, package: Package, workbook: WorkbookParts, faded: str | None) -> None:
        self._package = package
        self._name = workbook.related("styles")
        self._known: dict[tuple[int, bool], int] = {}
        self._added: list[bytes] = []
        self._formats: list[Element] = []
        self._faded: set[str] = set()
        if self._name is not None:
            self._data, root = parse_part(package, self._name, 5)
            self._holder = root.child("cellXfs")
            if self._holder is not None:
                self._formats = [c for c in self._holder.children if c.uri == root.uri]
            fills = root.child("fills")
            if fills is not None and faded:
                self._faded = {str(n) for n, one in enumerate(fills.children) if _colour_of(one).endswith(faded)}

    def of(self, number: int, locked: bool) -> int:
        """Number of the format that looks like this one and is locked, or open."""
        if number >= len(self._formats):
            return number
        wanted = (number, locked)
        if wanted not in self._known:
            self._known[wanted] = self._found_or_made(self._formats[number], number, locked)
        return self._known[wanted]

    def _found_or_made(self, element: Element, number: int, locked: bool) -> int:
        own = next((c for c in element.children if c.name == "protection"), None)
        is_locked = own is None or own.attrs.get("locked", "1") not in ("0", "false")
        if is_locked == locked:
            return number
        prefix = element.prefix + ":" if element.prefix else ""
        edits = [xmlspans.set_attribute(self._data, element, "applyProtection", "1")]
        if locked and element.attrs.get("fillId") in self._faded:
            edits.append(xmlspans.set_attribute(self._data, element, "fillId", "0"))
        text = f'<{prefix}protection locked="{int(locked)}"/>'.encode()
        if own is not None:
            edits.append((own.start, own.stop, text))
            made = self._spliced(element, edits)
        elif element.inner == element.stop:
            made = self._spliced(element, edits)
            made = made[:-2].rstrip() + b">" + text + f"</{prefix}xf>".encode()
        else:
            alignment = next((c for c in element.children if c.name == "alignment"), None)
            at = alignment.stop if alignment is not None else element.inner
            made = self._spliced(element, [*edits, (at, at, text)])
        self._added.append(made)
        return len(self._formats) + len(self._added) - 1

    def _spliced(self, element: Element, edits: list[xmlspans.Edit]) -> bytes:
        text = self._data[element.start : element.stop]
        return xmlspans.splice(text, [(a - element.start, b - element.start, new) for a, b, new in edits])

    def store(self) -> None:
        """Put the new formats into the style sheet."""
        if not self._added or self._name is None or self._holder is None:
            return
        count = whole(self._holder.attrs.get("count"), len(self._formats)) and len(self._formats) + len(self._added)
        counted = [xmlspans.set_attribute(self._data, self._holder, "count", str(count))]
        edits = xmlspans.append_inside(self._data, self._holder, b"".join(self._added), counted)
        self._package.put(self._name, xmlspans.splice(self._data, edits))
