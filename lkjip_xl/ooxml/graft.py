"""Transplants built sheets, and pieces of built sheets, into a user's package without losing anything that is there.

The donor is a package that this product has just built: its elements have no prefix, its cells stand where they shall
stand in the book. A whole sheet comes with everything that hangs on it; a piece comes with its cells, widths,
validations, conditional formats, merged cells and tables. Formats are appended to the user's style sheet, texts are
written into the cells, and numbers of tables, sheets and relationships are new ones: nothing of theirs is renumbered.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from . import xmlspans
from .cells import SharedStrings, SheetText, attribute, cell_style, plain
from .inplace import discard_hangers
from .package import Package
from .parts import (
    add_relations,
    change_content_types,
    content_types,
    drop_relations,
    read_relations,
    rels_part,
)
from .styles import Adopted, adopt_formats
from .workbook import TRANSITIONAL, Sheet, WorkbookParts, quoted
from .worksheet import column_letters
from .xmlspans import Edit, Element

# CT_Worksheet's children in schema order, as far as something may have to be put between them.
_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip
_STYLE = re.compile(rb'(<c [^<>]*?\bs=")([0-9]+)(")')
_STRING = re.compile(rb'<c ([^<>]*?)\s?t="s"([^<>]*)><v>([0-9]+)</v></c>')
_DIFFERENTIAL = re.compile(rb'\bdxfId="([0-9]+)"')
_TAG = re.compile(rb"<(/?)(?=\w)")


class Piece(NamedTuple):
    """A part of a sheet to be laid over a sheet of the book.

    Attributes:
        source: name of the donor's sheet. target: name of the sheet in the book.
        columns: zero-based sheet columns that it covers. first_row: cells above it are left out.
        widths: whether the columns get the donor's width.
    """

    source: str
    target: str
    columns: Collection[int]
    first_row: int = 1
    widths: bool = True


class Grafting:
    """Takes sheets and pieces out of a donor into a package.

    Args:
        package: the user's book, which changes. donor: a package that was just built.
    """

    def __init__(self, package: Package, donor: Package) -> None:
        self.package, self.donor = package, donor
        self.given = WorkbookParts(donor)
        strings = self.given.related("sharedStrings")
        self.strings = SharedStrings(donor.read(strings) if strings else b"")
        self._parts = {s.name: s.own_part for s in self.given.sheets}

    # --- whole sheets ------------------------------------------------------------------------------------------------
    def add_sheet(self, name: str, after: int, renamed: Mapping[str, str] | None = None) -> str:
        """Put one of the donor's sheets into the book, with all that hangs on it and the names scoped to it.

        Args:
            name: of the donor's sheet. after: index of the book's sheet that it follows.
            renamed: names that sheets of the donor's words have in the book, for links to them.

        Returns:
            Its name in the book: another one where a sheet of the user's has that name.
        """
        workbook = WorkbookParts(self.package)
        taken = {s.name.casefold() for s in workbook.sheets}
        title, number = name, 1
        while title.casefold() in taken:
            number += 1
            title = f"{name[:26]} ({number})"
        source = self._parts[name]
        part = self._free(workbook.base + "worksheets/lkjip_" + re.sub(r"[^a-z0-9]+", "_", name.lower()) + ".xml")
        formats = self._formats([self.donor.read(source)])
        data = self._adapted(self.donor.read(source), formats, workbook.namespace)
        for old, new in {name: title, **(renamed or {})}.items():
            if old != new:
                data = _with_name(data, old, new)
        self.package.put(part, data)
        kinds = [(part, self._type_of(source))]
        self._copy_hangers(source, part, kinds, workbook)
        change_content_types(self.package, kinds)
        rel_id = add_relations(self.package, workbook.part, [(workbook.relation_namespace + "/worksheet", part)])[0]
        index = next(i for i, s in enumerate(self.given.sheets) if s.name == name)
        scoped = [
            (n.name, n.text.replace(quoted(name) + "!", quoted(title) + "!"), n.hidden)
            for n in self.given.defined_names
            if n.local == index
        ]
        workbook = WorkbookParts(self.package)
        self.package.put(workbook.part, workbook.rewrite(insert=[(after, title, rel_id)], names={(0,): scoped}))
        return title

    def _copy_hangers(self, source: str, part: str, kinds: list[tuple[str, str]], workbook: WorkbookParts) -> None:
        """Copy what a part leads to (tables, drawings, charts, pictures) under free names, and its relationships."""
        relations = read_relations(self.donor, source)
        if not relations:
            return
        name = rels_part(source)
        data = self.donor.read(name)
        edits: list[Edit] = []
        for relation in relations:
            if relation.target is None:
                continue
            folder, _, last = relation.target.rpartition("/")
            copy = self._free(f"{folder}/lkjip_{last}", {p for p, _ in kinds})
            content = self.donor.read(relation.target)
            if relation.type == "table":
                content = self._new_table_id(content)
            self.package.put(copy, content)
            kinds.append((copy, self._type_of(relation.target)))
            edits.append(xmlspans.set_attribute(data, relation.element, "Target", "/" + copy))
            self._copy_hangers(relation.target, copy, kinds, workbook)
        data = xmlspans.splice(data, edits)
        if workbook.strict:
            data = data.replace(_TRANSITIONAL_RELATIONS, workbook.relation_namespace.encode())
        self.package.put(rels_part(part), data)

    def _type_of(self, part: str) -> str:
        overrides, defaults = content_types(self.donor)
        return overrides.get(part.lower()) or defaults.get(part.rpartition(".")[2].lower(), "application/xml")

    def _free(self, wanted: str, also: Collection[str] = ()) -> str:
        stem, dot, extension = wanted.rpartition(".")
        name, number = wanted, 1
        while name in self.package or name in also or rels_part(name) in self.package:
            number += 1
            name = f"{stem}_{number}{dot}{extension}"
        return name

    def _new_table_id(self, data: bytes) -> bytes:
        """A table part with a number that no table of the book has."""
        used = {0}
        for name in self.package.names:
            if "/tables/" in name.lower() and name.lower().endswith(".xml"):
                found = re.search(rb"<(?:\w+:)?table\b[^>]*?\sid=[\"']([0-9]+)", self.package.head(name, 4096))
                used.add(int(found[1]) if found else 0)
        root = xmlspans.parse(data, 1)
        return xmlspans.splice(data, [xmlspans.set_attribute(data, root, "id", str(max(used) + 1))])

    # --- formats and texts -------------------------------------------------------------------------------------------
    def _formats(self, texts: list[bytes]) -> Adopted:
        cells = {int(m[2]) for data in texts for m in _STYLE.finditer(data)}
        differential = {int(m[1]) for data in texts for m in _DIFFERENTIAL.finditer(data)}
        return adopt_formats(self.package, self.donor, cells, differential)

    def _adapted(self, data: bytes, formats: Adopted, namespace: str) -> bytes:
        """Text of a donor's sheet with the book's numbers of formats, and texts in the cells themselves."""
        data = _STYLE.sub(lambda m: m[1] + str(formats.cells[int(m[2])]).encode() + m[3], data)
        data = _DIFFERENTIAL.sub(lambda m: b'dxfId="%d"' % formats.differential[int(m[1])], data)
        data = _STRING.sub(self._inline, data)
        if namespace != TRANSITIONAL:
            data = data.replace(TRANSITIONAL.encode(), namespace.encode())
        return data

    def _inline(self, found: re.Match[bytes]) -> bytes:
        text = self.strings[int(found[3])]
        space = b' xml:space="preserve"' if text != text.strip() or "\n" in text or "  " in text else b""
        told = xmlspans.escape(text).encode()
        head = b" ".join(piece.strip() for piece in (found[1], found[2]) if piece.strip())
        return b'<c %b t="inlineStr"><is><t%b>%b</t></is></c>' % (head, space, told)

    # --- pieces ------------------------------------------------------------------------------------------------------
    def lay_over(self, piece: Piece) -> list[str]:
        """Lay a piece of a donor's sheet over a sheet of the book; nothing may stand where it goes.

        Returns:
            Names of the parts that changed.
        """
        workbook = WorkbookParts(self.package)
        sheet = next(s for s in workbook.sheets if s.name == piece.target)
        source = self._parts[piece.source]
        raw = self.donor.read(source)
        data = self._adapted(raw, self._formats([raw]), workbook.namespace)
        target = plain(self.package.read(sheet.own_part))
        target = with_cells(target, self._cells(data, piece))
        frame = Frame(target)
        given = Frame(data)
        self._formats_and_validations(frame, given)
        if piece.widths:
            frame.data = with_widths(frame.data, _widths(given.data, piece.columns))
        self.package.put(sheet.own_part, frame.whole())
        return [sheet.own_part, *self._add_tables(source, sheet, workbook)]

    def _cells(self, data: bytes, piece: Piece) -> dict[tuple[int, int], bytes]:
        text = SheetText(plain(data, check=False))
        return {
            (row.number, column): cell
            for row in text.rows
            if row.number >= piece.first_row
            for column, cell in text.cells(row)
            if column in piece.columns and (cell_style(cell) or b"<" in cell[1:])
        }

    def _formats_and_validations(self, frame: Frame, given: Frame) -> None:
        highest = max((int(n) for n in re.findall(rb'\bpriority="([0-9]+)"', frame.data)), default=0)
        for element in given.root.children:
            text = given.data[element.start : element.stop]
            if element.name == "conditionalFormatting":
                text = re.sub(rb'\bpriority="([0-9]+)"', lambda m: b'priority="%d"' % (int(m[1]) + highest), text)
                frame.put_behind("conditionalFormatting", text)
            elif element.name in ("dataValidations", "mergeCells"):
                inside = given.data[element.inner : element.outer]
                frame.put_inside(element.name, inside, len(element.children))

    def _add_tables(self, source: str, sheet: Sheet, workbook: WorkbookParts) -> list[str]:
        kinds: list[tuple[str, str]] = []
        for relation in read_relations(self.donor, source):
            if relation.type != "table" or relation.target is None:
                continue
            part = self._free(workbook.base + "tables/lkjip_" + relation.target.rpartition("/")[2])
            data = self._new_table_id(self.donor.read(relation.target))
            if workbook.strict:
                data = data.replace(TRANSITIONAL.encode(), workbook.namespace.encode())
            self.package.put(part, data)
            kinds.append((part, self._type_of(relation.target)))
        if not kinds:
            return []
        kind = workbook.relation_namespace + "/table"
        ids = add_relations(self.package, sheet.own_part, [(kind, part) for part, _ in kinds])
        change_content_types(self.package, kinds)
        frame = Frame(self.package.read(sheet.own_part))
        name = f'xmlns:r="{workbook.relation_namespace}" r:id'
        frame.put_inside("tableParts", "".join(f'<tablePart {name}="{i}"/>' for i in ids).encode(), len(ids))
        self.package.put(sheet.own_part, frame.whole())
        return [part for part, _ in kinds]


def _with_name(data: bytes, old: str, new: str) -> bytes:
    """A donor's sheet with another name for a sheet: in references, links, and the text that addresses begin with."""
    told = xmlspans.escape(new.replace("'", "''")).encode()
    plain_old = xmlspans.escape(old).encode()
    for quote in (b"'", b"&apos;", b""):
        for before in (b'location="', b">", b"(", b","):
            data = data.replace(before + quote + plain_old + quote + b"!", before + b"'" + told + b"'!")
    title = xmlspans.escape(new).encode()
    for quote in (b'"', b"&quot;"):
        data = data.replace(quote + plain_old + b"!" + quote, quote + title + b"!" + quote)
    return data


_TRANSITIONAL_RELATIONS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Frame:
    """A worksheet part without its rows: small enough to be parsed after each change."""

    _MARK = b"<sheetData/>"

    def __init__(self, data: bytes) -> None:
        sheet = SheetText(data)
        tag = f"<{sheet.prefix}sheetData".encode()
        start = data.rindex(tag, 0, sheet.start)
        end = f"</{sheet.prefix}sheetData>".encode()
        stop = sheet.stop + len(end) if data[sheet.stop : sheet.stop + len(end)] == end else sheet.start
        self.prefix = sheet.prefix
        self._rows = data[start:stop]
        self._mark = self._MARK.replace(b"<", b"<" + sheet.prefix.encode())
        self.data = data[:start] + self._mark + data[stop:]

    @property
    def root(self) -> Element:
        """The worksheet element with its children and theirs."""
        return xmlspans.parse(self.data, 3)

    def whole(self) -> bytes:
        """The part with its rows."""
        return self.data.replace(self._mark, self._rows, 1)

    def _own(self, text: bytes) -> bytes:
        return _TAG.sub(rb"<\1" + self.prefix.encode(), text) if self.prefix else text

    def _place(self, root: Element, name: str) -> int:
        before = set(_ORDER[: _ORDER.index(name)])
        at = root.inner
        for child in root.children:
            # An element that nobody knows (mc:AlternateContent) stays with those that it follows.
            if child.uri == root.uri and child.name in before:
                at = child.stop
        return at

    def put_behind(self, name: str, text: bytes) -> None:
        """Put an element behind those of its name."""
        root = self.root
        own = [c for c in root.children if c.name == name and c.uri == root.uri]
        at = own[-1].stop if own else self._place(root, name)
        self.data = self.data[:at] + self._own(text) + self.data[at:]

    def put_inside(self, name: str, text: bytes, count: int) -> None:
        """Put elements into a counted collection, which is made where it is missing."""
        root = self.root
        holder = root.child(name)
        text = self._own(text)
        if holder is None:
            at = self._place(root, name)
            tag = self.prefix + name
            made = f'<{tag} count="{count}">'.encode() + text + f"</{tag}>".encode()
            self.data = self.data[:at] + made + self.data[at:]
            return
        total = str(len(holder.children) + count)
        counted = [xmlspans.set_attribute(self.data, holder, "count", total)]
        self.data = xmlspans.splice(self.data, xmlspans.append_inside(self.data, holder, text, counted))


def with_cells(data: bytes, cells: Mapping[tuple[int, int], bytes]) -> bytes:
    """The sheet with cells (text by one-based row and zero-based column) added, or put in the place of others."""
    sheet = SheetText(data)
    prefix = sheet.prefix.encode()
    by_row: dict[int, dict[int, bytes]] = {}
    for (number, column), cell in cells.items():
        own = prefix and not cell.startswith(b"<" + prefix)
        by_row.setdefault(number, {})[column] = _TAG.sub(rb"<\1" + prefix, cell) if own else cell
    edits: list[Edit] = []
    for row in sheet.rows:
        new = by_row.pop(row.number, None)
        if new is None:
            continue
        merged = dict(sheet.cells(row)) | new
        head = re.sub(rb'\sspans="[^"]*"', b"", data[row.start : row.inner])
        if head.endswith(b"/>"):
            head = head[:-2].rstrip() + b">"
        body = b"".join(_placed(merged[k], k, row.number) for k in sorted(merged))
        edits.append((row.start, row.stop, head + body + b"</%brow>" % prefix))
    for number in sorted(by_row):
        inside = b"".join(by_row[number][k] for k in sorted(by_row[number]))
        text = b'<%brow r="%d">%b</%brow>' % (prefix, number, inside, prefix)
        at = next((row.start for row in sheet.rows if row.number > number), sheet.stop if sheet.rows else sheet.start)
        edits.append((at, at, text))
    if sheet.rows or sheet.start != sheet.stop:
        return xmlspans.splice(data, edits)
    # Without any row the element may be a self-closing one.
    made = b"".join(text for _, _, text in edits)
    head = data[: sheet.start]
    if head.endswith(b"/>"):
        return head[:-2].rstrip() + b">" + made + b"</%bsheetData>" % prefix + data[sheet.stop :]
    return head + made + data[sheet.stop :]


def _placed(cell: bytes, column: int, row: int) -> bytes:
    """A cell that says its address, which one whose neighbours change has to."""
    end = cell.index(b">")
    if attribute(cell[:end], b"r") is not None:
        return cell
    name = re.match(rb"<(?:\w+:)?c", cell)
    assert name is not None
    return cell[: name.end()] + f' r="{column_letters(column)}{row}"'.encode() + cell[name.end() :]


_COLS = re.compile(rb"<(?:\w+:)?cols>(.*?)</(?:\w+:)?cols>", re.S)
_COL = re.compile(rb"<(?:\w+:)?col\s([^>]*?)/>")


def _widths(data: bytes, columns: Collection[int]) -> dict[int, bytes]:
    found = _COLS.search(data)
    wanted: dict[int, bytes] = {}
    for match in _COL.finditer(found[1]) if found is not None else ():
        attrs = b" " + match[1]
        low, high = (int(attribute(attrs, n) or 0) for n in (b"min", b"max"))
        rest = re.sub(rb'\s*\b(?:min|max|style)="\d+"', b"", match[1]).strip()
        wanted |= {k: rest for k in columns if low <= k + 1 <= high}
    return wanted


def with_widths(data: bytes, widths: Mapping[int, bytes]) -> bytes:
    """The sheet with columns (zero-based) that have these attributes of ``col``; the others keep theirs."""
    if not widths:
        return data
    found = _COLS.search(data)
    kept: list[tuple[int, int, bytes]] = []
    for match in _COL.finditer(found[1]) if found is not None else ():
        attrs = b" " + match[1]
        low, high = (int(attribute(attrs, n) or 0) for n in (b"min", b"max"))
        rest = re.sub(rb'\s*\b(?:min|max)="\d+"', b"", match[1]).strip()
        start = low
        for number in sorted(n + 1 for n in widths if low <= n + 1 <= high):
            if start < number:
                kept.append((start, number - 1, rest))
            start = number + 1
        if start <= high:
            kept.append((start, high, rest))
    kept += [(n + 1, n + 1, text) for n, text in widths.items()]
    opened = re.search(rb"<(\w+:)?sheetData", data)
    assert opened is not None
    prefix = opened[1] or b""
    body = b"".join(b'<%bcol min="%d" max="%d" %b/>' % (prefix, low, high, rest) for low, high, rest in sorted(kept))
    text = b"<%bcols>%b</%bcols>" % (prefix, body, prefix)
    if found is not None:
        return data[: found.start()] + text + data[found.end() :]
    return data[: opened.start()] + text + data[opened.start() :]


def remove_sheet(package: Package, index: int) -> None:
    """Take a sheet out of the book with all that hangs on it alone."""
    workbook = WorkbookParts(package)
    sheet = workbook.sheets[index]
    dead = discard_hangers(package, [sheet.own_part])
    package.remove(sheet.own_part)
    drop_relations(package, workbook.part, {sheet.rel_id})
    change_content_types(package, drop=[*dead, sheet.own_part])
    package.put(workbook.part, workbook.rewrite({index}))
