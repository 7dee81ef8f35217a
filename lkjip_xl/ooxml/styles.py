"""Cell formats of the reports, appended to the book's own style sheet and found again at the next run.

Nothing that is there changes its number. A format that is already there, ours from an earlier run or the user's own
alike, is used again, so a hundred runs leave the part as one left it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from ..errors import UserError
from . import xmlspans
from .limits import MAX_FORMATS, thousands
from .package import Package
from .parts import SPREADSHEET_TYPE, add_relations, broken, change_content_types, content_types, parse_part, whole
from .sheet_model import Style
from .workbook import WorkbookParts
from .xmlspans import Edit, Element

_LAST_NUMBER_FORMAT = 60_000  # a number above it is a slip, and not what the next one counts on from

# CT_Stylesheet's children in schema order.
_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
)  # fmt: skip
_BUILTIN_FORMATS = {
    None: 0, "General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10, "@": 49,
}  # fmt: skip
_APPLIED = ("NumberFormat", "Font", "Fill", "Border", "Alignment", "Protection")
_SIDES = (("left", "L"), ("right", "R"), ("top", "T"), ("bottom", "B"))
_EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<styleSheet xmlns="{uri}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


class StyleNumbers(dict[Style, int]):
    """Cell format number (``s`` of a cell) by Style; the style sheet grows by what is asked for and missing.

    A book without a style sheet gets one with the first style that is asked for. The package's own style sheet changes
    when ``store`` is called, and only where something had to be added.
    """

    def __init__(self, package: Package, workbook: WorkbookParts) -> None:
        super().__init__()
        self._package, self._workbook = package, workbook
        self._sheet: _StyleSheet | None = None

    def __missing__(self, style: Style) -> int:
        if self._sheet is None:
            name = self._workbook.related("styles")
            self._sheet = _StyleSheet(self._package, name or _create(self._package, self._workbook))
        number = self[style] = self._sheet.format_id(style)
        return number

    def store(self) -> None:
        """Put what was added into the package."""
        if self._sheet is not None:
            self._sheet.store()


class Adopted(NamedTuple):
    """Numbers of a donor's formats in the book that took them over: of cells (``s``) and of differential ones."""

    cells: dict[int, int]
    differential: dict[int, int]


def adopt_formats(package: Package, donor: Package, cells: Iterable[int], differential: Iterable[int]) -> Adopted:
    """Take over formats of a donor's style sheet; what is in the book keeps its number, and what is there is used.

    Args:
        package: the book. donor: another package. cells, differential: numbers of the donor's formats that are wanted.
    """
    workbook, other = WorkbookParts(package), WorkbookParts(donor)
    name, source = workbook.related("styles") or _create(package, workbook), other.related("styles")
    if source is None:
        return Adopted(dict.fromkeys(cells, 0), {})
    sheet, given = _StyleSheet(package, name, 7), _StyleSheet(donor, source, 7)
    adopted = Adopted(
        {number: sheet.adopt_cell(given, number) for number in sorted(set(cells))},
        {number: sheet.adopt_differential(given, number) for number in sorted(set(differential))},
    )
    sheet.store()
    return adopted


def _create(package: Package, workbook: WorkbookParts) -> str:
    """Name of a new style sheet; a relationship that leads to a missing one leads to it now."""
    dangling = next((r.target for r in workbook.relations if r.type == "styles" and r.target), None)
    name = dangling or workbook.base + "styles.xml"
    number = 1
    while name in package:
        number += 1
        name = f"{workbook.base}styles{number}.xml"
    package.put(name, _EMPTY.format(uri=workbook.namespace).encode("utf-8"))
    if dangling is None:
        add_relations(package, workbook.part, [(workbook.relation_namespace + "/styles", name)])
    kind = SPREADSHEET_TYPE + "styles+xml"
    if content_types(package)[0].get(name.lower()) != kind:
        change_content_types(package, add=[(name, kind)])
    return name


class _StyleSheet:
    """The style sheet's five collections, each as meanings by number, and what is to be added to them."""

    def __init__(self, package: Package, name: str, depth: int = 5) -> None:
        self._package, self._name = package, name
        self._data, self._root = parse_part(package, name, depth)
        self._prefix = self._root.prefix + ":" if self._root.prefix else ""
        self._added: dict[str, list[str]] = {}
        self._learned = False
        self._known: dict[str, dict[Any, int]] = {}
        self._counts: dict[str, int] = {}
        for kind in ("fonts", "fills", "borders", "cellXfs", "dxfs"):
            holder = self._root.child(kind)
            children = [child for child in holder.children if child.uri == self._root.uri] if holder else []
            self._counts[kind] = len(children)
            known: dict[Any, int] = {}
            self._known[kind] = known
            meaning: Any = _format_meaning if kind == "cellXfs" else _meaning
            for number, child in enumerate(children):
                known.setdefault(meaning(child), number)
        self._formats: dict[str | None, int] = {}
        self._next_format = 164
        holder = self._root.child("numFmts")
        for child in holder.children if holder else ():
            number = whole(child.attrs.get("numFmtId"), 0)
            self._formats.setdefault(child.attrs.get("formatCode"), number)
            if number <= _LAST_NUMBER_FORMAT:
                self._next_format = max(self._next_format, number + 1)
        self._require_first_entries()

    def _require_first_entries(self) -> None:
        """Numbers 0 (and 1 of the fills) have a fixed meaning; a sheet without them gets them first."""
        if not self._counts["fonts"]:
            self._append("fonts", '<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>')
        if not self._counts["fills"]:
            self._append("fills", '<fill><patternFill patternType="none"/></fill>')
        if self._counts["fills"] < 2:
            self._append("fills", '<fill><patternFill patternType="gray125"/></fill>')
        if not self._counts["borders"]:
            self._append("borders", "<border><left/><right/><top/><bottom/><diagonal/></border>")
        holder = self._root.child("cellStyleXfs")
        self._base = ' xfId="0"' if holder is not None and holder.children else ""
        if not self._counts["cellXfs"]:
            self._append("cellXfs", f'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"{self._base}/>')

    def _append(self, kind: str, xml: str) -> int:
        self._added.setdefault(kind, []).append(xml)
        self._counts[kind] += 1
        return self._counts[kind] - 1

    def _number_of(self, kind: str, xml: str, depth: int = 5) -> int:
        """Number of a font, fill or border; equal meaning, not equal text, decides."""
        meaning = _meaning(xmlspans.parse(f'<a xmlns="{self._root.uri}">{xml}</a>'.encode(), depth).children[0])
        known = self._known[kind]
        if meaning not in known:
            known[meaning] = self._append(kind, xml)
        return known[meaning]

    def _number_format(self, code: str | None) -> int:
        if code is None or code in _BUILTIN_FORMATS:
            return _BUILTIN_FORMATS[code]
        if code not in self._formats:
            number = self._formats[code] = self._next_format
            self._next_format += 1
            text = f'<numFmt numFmtId="{number}" formatCode="{xmlspans.escape(code)}"/>'
            self._added.setdefault("numFmts", []).append(text)
        return self._formats[code]

    def _too_many(self) -> UserError:
        count = thousands(self._counts["cellXfs"])
        return UserError(
            f"Berkas {self._package.path} memuat terlalu banyak format sel ({count}), "
            "mendekati batas Excel 65.490, sehingga laporan tidak dapat ditambahkan. Kurangi format sel "
            "yang tidak terpakai, atau salin datanya ke buku baru.",
            "terlalu_banyak_format",
        )

    def format_id(self, style: Style) -> int:
        """Number of the cell format that looks like ``style``."""
        font = self._number_of("fonts", _font(style))
        fill = self._number_of("fills", _fill(style)) if style.fill else 0
        border = self._number_of("borders", _border(style)) if style.border else 0
        number_format = self._number_format(style.format)
        alignment = _alignment(style)
        meaning = (number_format, font, fill, border, tuple(sorted(alignment.items())))
        known = self._known["cellXfs"]
        if meaning not in known:
            if self._counts["cellXfs"] >= MAX_FORMATS:
                raise self._too_many()
            inside = "".join(f' {key}="{value}"' for key, value in alignment.items())
            flags = "".join(
                f' apply{word}="1"'
                for word, on in (
                    ("NumberFormat", number_format),
                    ("Font", True),
                    ("Fill", fill),
                    ("Border", border),
                    ("Alignment", inside),
                )  # fmt: skip
                if on
            )
            known[meaning] = self._append(
                "cellXfs",
                f'<xf numFmtId="{number_format}" fontId="{font}" fillId="{fill}" borderId="{border}"'
                f"{self._base}{flags}" + (f"><alignment{inside}/></xf>" if inside else "/>"),
            )
        return known[meaning]

    def _entry(self, kind: str, number: int) -> Element:
        holder = self._root.child(kind)
        return [c for c in holder.children if c.uri == self._root.uri][number] if holder is not None else self._root

    def _text(self, element: Element) -> str:
        return self._data[element.start : element.stop].decode("utf-8")

    def adopt_cell(self, donor: _StyleSheet, number: int) -> int:
        """Number of the cell format that says what a donor's does; the donor's elements have no prefix."""
        given = donor._entry("cellXfs", number)
        parts = [
            self._number_of(kind, donor._text(donor._entry(kind, whole(given.attrs.get(key), 0))))
            for kind, key in (("fonts", "fontId"), ("fills", "fillId"), ("borders", "borderId"))
        ]
        known = whole(given.attrs.get("numFmtId"), 0)
        code = next((c for c, n in donor._formats.items() if n == known), None)
        number_format = known if code is None else self._number_format(code)
        inside = {
            child.name: {k: v for k, v in child.attrs.items() if v not in ("0", "false", "general") or k == "locked"}
            for child in given.children
        }
        inside = {name: attrs for name, attrs in inside.items() if attrs and attrs != {"locked": "1"}}
        meaning = (
            "whole",
            number_format,
            *parts,
            tuple(sorted((n, tuple(sorted(a.items()))) for n, a in inside.items())),
        )
        standing = self._known["cellXfs"]
        if meaning not in standing:
            self._learn_whole_formats()
        if meaning not in standing:
            if self._counts["cellXfs"] >= MAX_FORMATS:
                raise self._too_many()
            flags = "".join(
                f' apply{word}="1"'
                for word, on in (
                    ("NumberFormat", number_format), ("Font", True), ("Fill", parts[1]), ("Border", parts[2]),
                    ("Alignment", "alignment" in inside), ("Protection", "protection" in inside),
                )
                if on
            )  # fmt: skip
            text = "".join(
                f"<{name}" + "".join(f' {k}="{xmlspans.escape(v)}"' for k, v in inside[name].items()) + "/>"
                for name in ("alignment", "protection")
                if name in inside
            )
            head = (
                f'<xf numFmtId="{number_format}" fontId="{parts[0]}" fillId="{parts[1]}" borderId="{parts[2]}"'
                f"{self._base}{flags}"
            )
            standing[meaning] = self._append("cellXfs", head + (f">{text}</xf>" if text else "/>"))
        return standing[meaning]

    def _learn_whole_formats(self) -> None:
        """Know the cell formats that stand here with their protection too."""
        if self._learned:
            return
        self._learned = True
        holder = self._root.child("cellXfs")
        for number, element in enumerate(holder.children if holder is not None else ()):
            if element.attrs.get("xfId", "0") != "0" or {"quotePrefix", "pivotButton"} & element.attrs.keys():
                continue
            numbers = (whole(element.attrs.get(k), 0) for k in ("numFmtId", "fontId", "fillId", "borderId"))
            if not any(element.attrs.get(f"apply{w}") in ("0", "false") for w in _APPLIED):
                self._known["cellXfs"].setdefault(("whole", *numbers, _told(_inside(element))), number)

    def adopt_differential(self, donor: _StyleSheet, number: int) -> int:
        """Number of the differential format that says what a donor's does."""
        return self._number_of("dxfs", donor._text(donor._entry("dxfs", number)), 7)

    def store(self) -> None:
        """Splice what was added into the part."""
        edits: list[Edit] = []
        for kind in _ORDER:
            if kind not in self._added:
                continue
            texts = self._added[kind]
            body = "".join(texts)
            if self._prefix:
                body = body.replace("</", "\0").replace("<", "<" + self._prefix).replace("\0", "</" + self._prefix)
            holder = self._root.child(kind)
            if holder is None:
                tag = self._prefix + kind
                at = self._place(kind)
                edits.append((at, at, f'<{tag} count="{len(texts)}">{body}</{tag}>'.encode()))
            else:
                total = str(len(holder.children) + len(texts))
                counted = [xmlspans.set_attribute(self._data, holder, "count", total)]
                edits += xmlspans.append_inside(self._data, holder, body.encode("utf-8"), counted)
        if not edits:
            return
        data = xmlspans.splice(self._data, edits)
        try:
            xmlspans.feed(xmlspans.new_parser(), data)
        except xmlspans.XmlError as error:  # an odd style sheet must stop us here, not Excel later
            raise broken(self._package, f"{self._package.described(self._name)}: {error.detail}") from None
        self._package.put(self._name, data)

    def _place(self, kind: str) -> int:
        """Where a missing collection belongs: after the last of its predecessors that is there."""
        before = set(_ORDER[: _ORDER.index(kind)])
        at = self._root.inner
        for child in self._root.children:
            if child.name in before and child.uri == self._root.uri:
                at = child.stop
        return at


def _meaning(element: Element) -> tuple[Any, ...]:
    """What a font, fill or border says, without order of attributes or of children."""
    attrs = tuple(sorted(element.attrs.items())) if element.attrs else ()
    children = [_meaning(child) for child in element.children]
    children.sort()
    return element.name, attrs, tuple(children)


def _inside(element: Element) -> dict[str, dict[str, str]]:
    """Alignment and protection of a cell format, what is the default left out."""
    inside = {
        child.name: {k: v for k, v in child.attrs.items() if v not in ("0", "false", "general") or k == "locked"}
        for child in element.children
    }
    return {name: attrs for name, attrs in inside.items() if attrs and attrs != {"locked": "1"}}


def _told(inside: dict[str, dict[str, str]]) -> tuple[Any, ...]:
    return tuple(sorted((name, tuple(sorted(attrs.items()))) for name, attrs in inside.items()))


def _format_meaning(element: Element) -> object:
    """What a cell format says, in the form ``format_id`` looks for; anything special never matches."""
    attrs = element.attrs
    alignment: dict[str, str] = {}
    for child in element.children:
        if child.name != "alignment":
            return object()
        alignment = {key: value for key, value in child.attrs.items() if value not in ("0", "false")}
        if alignment.get("horizontal") == "general":
            del alignment["horizontal"]
        if alignment.get("wrapText") == "true":
            alignment["wrapText"] = "1"
    special = attrs.get("quotePrefix"), attrs.get("pivotButton")
    if attrs.get("xfId", "0") != "0" or "1" in special or "true" in special:
        return object()
    flags = ("applyNumberFormat", "applyFont", "applyFill", "applyBorder", "applyAlignment")
    if any(attrs.get(flag) in ("0", "false") for flag in flags):
        return object()
    try:
        numbers = tuple(int(attrs.get(key, 0)) for key in ("numFmtId", "fontId", "fillId", "borderId"))
    except ValueError:
        return object()
    return (*numbers, tuple(sorted(alignment.items())))


def _font(style: Style) -> str:
    marks = "".join(f"<{tag}/>" for tag, on in (("b", style.bold), ("i", style.italic), ("u", style.underline)) if on)
    color = f'<color rgb="FF{style.color}"/>' if style.color else ""
    return f'<font>{marks}<sz val="{style.size:g}"/>{color}<name val="Arial"/><family val="2"/></font>'


def _fill(style: Style) -> str:
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{style.fill}"/><bgColor indexed="64"/>'
        "</patternFill></fill>"
    )


def _border(style: Style) -> str:
    letters = "LRTB" if style.border == "thin" else style.border or ""
    sides = "".join(
        f'<{side} style="thin"><color indexed="64"/></{side}>' if letter in letters else f"<{side}/>"
        for side, letter in _SIDES
    )
    return f"<border>{sides}<diagonal/></border>"


def _alignment(style: Style) -> dict[str, str]:
    """Attributes of the alignment in the order Excel writes them; what is the default is left out."""
    out: dict[str, str] = {}
    if style.align:
        out["horizontal"] = style.align
    elif style.indent:
        out["horizontal"] = "left"
    if style.valign and style.valign != "bottom":
        out["vertical"] = style.valign
    if style.wrap:
        out["wrapText"] = "1"
    if style.indent:
        out["indent"] = str(style.indent)
    return out
