"""Make a copy of a workbook fit to leave the house: no macros, nothing that leads to other files, no traces of people.

Formulas stay, but for those that fetch something from outside, which become the value that they show. What is cut is
named, so that nobody misses it in silence. What nothing refers to any more leaves the package.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from . import xmlspans
from .cells import SheetText, attribute, formula_of, plain
from .graft import remove_sheet
from .package import Package
from .parts import (
    SPREADSHEET_TYPE,
    TYPES_PART,
    Relation,
    change_content_types,
    drop_relations,
    parse_part,
    read_relations,
    rels_part,
)
from .personal import strip_personal
from .workbook import WorkbookParts
from .xmlspans import Edit, Element

_CUT = {
    "vbaProject": "makro", "wordVbaProject": "makro", "vbaProjectSignature": "makro", "extensibility": "tombol pita",
    "attachedToolbars": "tombol pita", "ctrlProp": "tombol dan kendali formulir", "control": "kendali ActiveX",
    "activeXControl": "kendali ActiveX", "activeXControlBinary": "kendali ActiveX",
    "externalLink": "tautan ke buku lain", "externalLinkPath": "tautan ke buku lain",
    "externalLinkLongPath": "tautan ke buku lain", "xlExternalLinkPath": "tautan ke buku lain",
    "connections": "koneksi data", "queryTable": "koneksi data", "customData": "koneksi data",
    "volatileDependencies": "koneksi data", "oleObject": "objek sisipan", "package": "objek sisipan",
    "customXml": "data tersembunyi", "custom-properties": "keterangan buatan sendiri di Properti berkas",
    "printerSettings": "", "revisionHeaders": "riwayat perubahan", "usernames": "riwayat perubahan",
}  # fmt: skip
"""Kinds of relationships that go, and what to call them; "" needs no word."""
_FOREIGN_SHEETS = ("xlMacrosheet", "xlIntlMacrosheet", "dialogsheet")
_PAGES = ("http://", "https://", "mailto:")
_WHOLE = frozenset((
    "hyperlink", "drawing", "legacyDrawing", "legacyDrawingHF", "oleObject", "control", "externalReference",
    "externalData", "picture", "customPr",
))  # fmt: skip
"""Elements that go with the relationship that they name; from others only the attribute goes."""
_HOLDERS = frozenset(("hyperlinks", "oleObjects", "controls", "externalReferences", "customProperties"))
_RELATED = re.compile(r"^http://(?:schemas\.openxmlformats\.org|purl\.oclc\.org)/\S*relationships \w+$")
_ATTRIBUTE = rb"\s[\w.]+:(?:id|link|embed|pict|href|relid)=(?:\"%b\"|'%b')"
_OUTSIDE = re.compile(
    rb"(?<![\w\].])(?:'|&apos;|&#39;)?\[(?:\d+|[^\[\]<>]*\.(?:xl\w+|ods|csv))\](?:[^\[\]<>!]*)!"
    rb"|\[[^\[\]<>]*\.xl\w+\]|\bfile:///?|\\\\[\w.$-]+\\",
    re.I,
)
_FETCHES = re.compile(
    rb"(?:_xlfn\.|_xll\.)?\b(?:WEBSERVICE|RTD|DDE|CALL|REGISTER\.ID|FILTERXML|IMAGE|SQL\.REQUEST|INFO|CELL)\s*\("
    rb"|\bHYPERLINK\s*\(\s*(?:\"|&quot;)(?!#|https?:|mailto:)",
    re.I,
)
_EXPRESSION = re.compile(
    rb"(<(?:\w+:)?(?:formula[12]?|calculatedColumnFormula|totalsRowFormula|f)(?:\s[^<>]*+)?>)([^<]++)"
)
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^<>]*+)?(?:/>|>[^<]*+</(?:\w+:)?f\s*+>)")
_MACRO = re.compile(rb"(\smacro=)(?:\"[^\"]+\"|'[^']+')")
_SHAPE = re.compile(rb"<v:shape\b[^>]*/>|<v:shape\b(?:(?!</v:shape>).)*</v:shape>", re.S)
_PROPERTY = re.compile(rb"<(\w+:)?(Manager|Company|HyperlinkBase|Template)>[^<]*</(?:\w+:)?\2>")
_CREATOR = re.compile(rb"(<(?:\w+:)?(?:creator|category)\b[^<>]*>)[^<]*(</(?:\w+:)?(?:creator|category)>)")
_AUTHOR = re.compile(rb"(<(?:\w+:)?author>)[^<]*(</(?:\w+:)?author>)")
_PERSON = re.compile(rb"(\s(?:displayName|userId|refreshedBy)=)(?:\"[^\"]*\"|'[^']*')")


def detach(package: Package) -> list[str]:
    """Cut all of it in an open package, which is changed; a book with macros becomes one without.

    Returns:
        What was cut, in Indonesian, each kind once.

    Raises:
        UserError: a part cannot be read.
    """
    cut: dict[str, None] = {}
    _drop_foreign_sheets(package, cut)
    empty = {name.lower() for name in package.names if _without_controls(package, name, cut)}
    empty |= {name.lower() for name in package.names if _is_without_properties(package, name)}
    for holder in ["", *(name for name in package.names if rels_part(name) in package)]:
        _cut_relations(package, holder, cut, empty)
    _forget_macros(package)
    workbook = WorkbookParts(package)
    sheets = {sheet.part: sheet.name for sheet in workbook.sheets if sheet.part}
    for name in package.names:
        if name.lower().endswith(".xml") and name != TYPES_PART:
            _without_reach(package, name, sheets.get(name), cut)
    _drop_names(package, cut)
    strip_personal(package)
    _collect_garbage(package)
    return [word for word in cut if word]


def _is_without_properties(package: Package, name: str) -> bool:
    """Whether a part is a list of people's own properties without any, as LibreOffice writes it into every file."""
    if not name.lower().startswith("docprops/") or not name.lower().endswith(".xml"):
        return False
    data = package.read(name)
    return b"/custom-properties" in data and re.search(rb"<(?:\w+:)?property\b", data) is None


def _drop_foreign_sheets(package: Package, cut: dict[str, None]) -> None:
    while True:
        sheets = WorkbookParts(package).sheets
        found = next((i for i, s in enumerate(sheets) if s.kind in _FOREIGN_SHEETS and s.part), None)
        if found is None:
            return
        cut["lembar makro lama"] = None
        remove_sheet(package, found)


# --- relationships ---------------------------------------------------------------------------------------------------
def _cut_relations(package: Package, holder: str, cut: dict[str, None], empty: Collection[str]) -> None:
    gone = []
    for relation in read_relations(package, holder):
        word = "" if (relation.target or "").lower() in empty else _fault(relation)
        if word is not None:
            gone.append(relation.id)
            cut[word] = None
    if not gone:
        return
    drop_relations(package, holder, gone)
    if holder:
        _forget_ids(package, holder, gone)


def _fault(relation: Relation) -> str | None:
    """What a relationship that has to go leads to; None for one that stays."""
    if relation.type in _CUT:
        return _CUT[relation.type]
    target = relation.element.attrs.get("Target", "")
    outside = relation.external or re.match(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\)", target) is not None
    if not outside or (relation.type == "hyperlink" and target.strip().lower().startswith(_PAGES)):
        return None
    return "tautan ke berkas lain" if relation.type == "hyperlink" else "gambar atau data dari luar"


def _forget_ids(package: Package, part: str, ids: Collection[str]) -> None:
    """Take out of a part what names relationships that are gone."""
    if not part.lower().endswith(".xml"):
        return
    data = plain(package.read(part), check=False, where=package.described(part))
    head, rows, tail = _around_rows(data)
    frame = head + tail
    root = xmlspans.parse(frame, 12)
    wanted = set(ids)
    edits: list[Edit] = []
    _find_named(root, wanted, edits)
    frame = xmlspans.splice(frame, edits)
    for one in ids:
        raw = re.escape(one.encode())
        frame = re.sub(_ATTRIBUTE % (raw, raw), b"", frame)
    frame = _without_empty_holders(frame)
    head, tail = _split_frame(frame, rows)
    package.put(part, head + rows + tail)


def _around_rows(data: bytes) -> tuple[bytes, bytes, bytes]:
    """A part before, in and behind its rows; all of it before where it has none."""
    if b"sheetData" not in data:
        return data, b"", b""
    sheet = SheetText(data)
    return data[: sheet.start], data[sheet.start : sheet.stop], data[sheet.stop :]


def _split_frame(frame: bytes, rows: bytes) -> tuple[bytes, bytes]:
    if not rows:
        return frame, b""
    at = SheetText(frame).start
    return frame[:at], frame[at:]


def _find_named(element: Element, ids: Collection[str], edits: list[Edit]) -> None:
    """Edits that remove the elements which are nothing without their relationship."""
    for child in element.children:
        named = any(value in ids and _RELATED.match(name) for name, value in child.attrs.items())
        inner = child.name == "AlternateContent" and _only_named(child, ids)
        if (named and child.name in _WHOLE) or inner:
            edits.append((child.start, child.stop, b""))
        else:
            _find_named(child, ids, edits)


def _only_named(element: Element, ids: Collection[str]) -> bool:
    """Whether every element of an alternative is a control or an object whose relationship is gone."""
    inside = [grandchild for choice in element.children for grandchild in choice.children]
    return bool(inside) and all(
        one.name in _WHOLE and any(value in ids and _RELATED.match(name) for name, value in one.attrs.items())
        for one in inside
    )


def _without_empty_holders(frame: bytes) -> bytes:
    while True:
        root = xmlspans.parse(frame, 6)
        edits: list[Edit] = []
        _find_empty(root, edits)
        if not edits:
            return frame
        frame = xmlspans.splice(frame, edits)


def _find_empty(element: Element, edits: list[Edit]) -> None:
    for child in element.children:
        choices = child.name == "AlternateContent" and all(not c.children for c in child.children)
        if (child.name in _HOLDERS and not child.children) or (choices and child.children):
            edits.append((child.start, child.stop, b""))
        else:
            _find_empty(child, edits)


# --- contents --------------------------------------------------------------------------------------------------------
def _forget_macros(package: Package) -> None:
    part = WorkbookParts(package).part
    change_content_types(package, [(part, SPREADSHEET_TYPE + "sheet.main+xml")])


def _without_controls(package: Package, name: str, cut: dict[str, None]) -> bool:
    """Take buttons and other controls out of a drawing, comments stay; whether nothing is left in it."""
    lower = name.lower()
    if not lower.endswith(".vml") and not ("/drawings/" in lower and lower.endswith(".xml")):
        return False
    data = package.read(name)
    if lower.endswith(".vml"):
        kept = _SHAPE.sub(lambda m: b"" if _is_control(m[0]) else m[0], data)
        left = _SHAPE.search(kept) is not None
    else:
        kept = xmlspans.to_utf8(data)
        root = xmlspans.parse(kept, 2)
        gone = [c for c in root.children if b"compatExt" in kept[c.start : c.stop]]
        kept = xmlspans.splice(kept, [(c.start, c.stop, b"") for c in gone])
        left = len(gone) < len(root.children)
    if kept != data:
        cut["tombol dan kendali formulir"] = None
        package.put(name, kept)
    return not left


def _is_control(shape: bytes) -> bool:
    return b"<x:ClientData" in shape and b'ObjectType="Note"' not in shape


def _without_reach(package: Package, name: str, sheet: str | None, cut: dict[str, None]) -> None:
    before = package.read(name)
    data = plain(before, check=False, where=package.described(name))
    data = _MACRO.sub(rb'\1""', data)
    if sheet is not None:
        data = _rows_without_reach(data, sheet, cut)
        data = _drop_controls(data)
    data = _EXPRESSION.sub(lambda m: m[1] + (b"#REF!" if reaches_outside(m[2]) else m[2]), data)
    lower = name.lower()
    if lower.startswith("docprops/"):
        data = _CREATOR.sub(rb"\1\2", _PROPERTY.sub(b"", data))
    elif "comment" in lower or "person" in lower:
        data = _PERSON.sub(rb'\1"Penulis"', _AUTHOR.sub(rb"\1Penulis\2", data))
    elif "pivotcache" in lower:
        data = _PERSON.sub(b"", data)
    elif "/tables/" in lower and b'tableType="queryTable"' in data:
        data = re.sub(rb'\s(?:tableType|connectionId|queryTableFieldId)="[^"]*"', b"", data)
    if data != plain(before, check=False):
        package.put(name, data)


def reaches_outside(formula: bytes) -> bool:
    """Whether a formula, as XML holds it, fetches something from outside its book."""
    return _OUTSIDE.search(formula) is not None or _FETCHES.search(formula) is not None


def _rows_without_reach(data: bytes, title: str, cut: dict[str, None]) -> bytes:
    """The sheet with formulas that fetch something from outside turned into the values that they show."""
    head, rows, tail = _around_rows(data)
    if not reaches_outside(rows):
        return data
    sheet = SheetText(data)
    shared: set[bytes] = set()
    found: list[tuple[int, int, bytes]] = []
    count = 0
    for row in sheet.rows:
        at = row.inner
        for _, text in sheet.cells(row):
            at = data.index(text, at)
            formula = formula_of(text) if sheet.has_formula(text) else None
            if formula is not None:
                number = attribute(formula[0], b"si")
                if reaches_outside(formula[1]) or (number in shared and not formula[1]):
                    if number is not None:
                        shared.add(number)
                    found.append((at, at + len(text), _FORMULA.sub(b"", text)))
                    count += 1
            at += len(text)
    if count:
        cut[f"rumus ke luar buku di lembar {title} ({count} sel, nilainya tetap)"] = None
    return xmlspans.splice(data, found)


def _drop_controls(data: bytes) -> bytes:
    if b"controls" not in data and b"oleObjects" not in data:
        return data
    head, rows, tail = _around_rows(data)
    frame = head + tail
    root = xmlspans.parse(frame, 6)
    edits = []
    for child in root.children:
        inside = [g.name for c in child.children for g in c.children] if child.name == "AlternateContent" else []
        if child.name in ("controls", "oleObjects") or set(inside) & {"controls", "oleObjects"}:
            edits.append((child.start, child.stop, b""))
    frame = xmlspans.splice(frame, edits)
    head, tail = _split_frame(frame, rows)
    return head + rows + tail


def _drop_names(package: Package, cut: dict[str, None]) -> None:
    workbook = WorkbookParts(package)
    edits: list[Edit] = []
    for item in workbook.defined_names:
        macro = item.element.attrs.get("vbProcedure") in ("1", "true") or item.element.attrs.get("xlm") in ("1", "true")
        if macro or reaches_outside(item.text.encode()):
            cut["nama yang menunjuk ke luar buku"] = None
            edits.append((item.element.start, item.element.stop, b""))
    if edits:
        package.put(workbook.part, xmlspans.splice(workbook.data, edits))
        data, root = parse_part(package, workbook.part)
        holder = root.child("definedNames")
        if holder is not None and not holder.children:
            package.put(workbook.part, xmlspans.splice(data, [(holder.start, holder.stop, b"")]))


def _collect_garbage(package: Package) -> None:
    """Take parts out that no relationship leads to."""
    reached = {TYPES_PART.lower(), rels_part("").lower()}
    waiting = [""]
    while waiting:
        holder = waiting.pop()
        for relation in read_relations(package, holder):
            if relation.target and relation.target in package and relation.target.lower() not in reached:
                reached |= {relation.target.lower(), rels_part(relation.target).lower()}
                waiting.append(relation.target)
    dead = [name for name in package.names if name.lower() not in reached]
    for name in dead:
        package.remove(name)
    if dead:
        change_content_types(package, drop=dead)
