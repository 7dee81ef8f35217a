"""The workbook part and what hangs on it: sheets, defined names, relationships, content types.

Every change is a splice into the part's text, so that what is not ours (unknown elements, extensions, attribute
order) stays byte for byte as it was.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from . import xmlspans
from .limits import MAX_NAMES, MAX_SHEETS, thousands
from .package import Package
from .parts import (
    SPREADSHEET_TYPE,
    TYPES_PART,
    Relation,
    add_relations,
    broken,
    change_content_types,
    content_types,
    drop_relations,
    parse_part,
    read_relations,
    rels_part,
    resolve,
    unescape,
    whole,
    whole_or_none,
)
from .xmlspans import Edit, Element

__all__ = [
    "SPREADSHEET_TYPE", "STRICT", "TRANSITIONAL", "TYPES_PART", "DefinedName", "Relation", "Sheet", "WorkbookParts",
    "add_relations", "broken", "change_content_types", "content_types", "drop_relations", "parse_part", "quoted",
    "read_relations", "rels_part", "resolve", "unescape", "without_references",
]  # fmt: skip

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATIONS = {
    TRANSITIONAL: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}

_STATES = ("visible", "hidden", "veryHidden")

# The children of <workbook> in schema order, as far as something may have to be put between them.
_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches",
)  # fmt: skip

SheetKey = int | tuple[int]
"""A sheet in a rewritten book: the index that it had, or ``(n,)`` for the n-th of those inserted."""


class Sheet(NamedTuple):
    """A sheet of the book: state is visible, hidden or veryHidden; part is None when it is missing;
    kind is its relationship's last word (worksheet, chartsheet, dialogsheet ...)."""

    name: str
    sheet_id: int
    rel_id: str
    part: str | None
    state: str
    kind: str
    element: Element

    @property
    def own_part(self) -> str:
        """Name of its part, for a sheet that is known to have one.

        Raises:
            LookupError: it is missing.
        """
        if self.part is None:
            raise LookupError(f"sheet without a part: {self.name}")
        return self.part


class DefinedName(NamedTuple):
    """A defined name; local is the zero-based index of its sheet, or None for the whole book."""

    name: str
    local: int | None
    text: str
    hidden: bool
    element: Element


class WorkbookParts:
    """The workbook part of a package, as it stands now; read again after a change.

    Attributes:
        part: name of the workbook part; it is found through the package's relationships.
        namespace, relation_namespace: of the part, Transitional or Strict.
        strict: whether it is the Strict form.
        prefix: ``x:`` or ``''``, the prefix of the part's own elements.
        sheets: every Sheet in tab order.
        defined_names: every DefinedName in the order of the part.
        relations: the workbook part's Relations.
        base: folder of the workbook part, with a slash at its end.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        mains = [r for r in read_relations(package, "") if r.type == "officeDocument" and r.target]
        if not mains:
            raise broken(package, "buku kerja di dalamnya tidak ditemukan", "bukan_buku_kerja")
        main = mains[0].target or ""
        self.part = package.find(main) or main
        self.base = self.part[: self.part.rfind("/") + 1]
        self.data, root = parse_part(package, self.part, keep=True)
        self._root = root
        if root.name != "workbook" or root.uri not in _RELATIONS:
            raise broken(package, "bagian utamanya bukan buku kerja Excel", "bukan_buku_kerja")
        self.namespace = root.uri
        self.strict = root.uri == STRICT
        self.relation_namespace = _RELATIONS[root.uri]
        self.prefix = root.prefix + ":" if root.prefix else ""
        self.relations = read_relations(package, self.part)
        self.sheets = self._read_sheets()
        package.titles = {sheet.part.lower(): sheet.name for sheet in self.sheets if sheet.part}
        self.defined_names = self._known_names()

    def related(self, kind: str) -> str | None:
        """Part name of the workbook's first relationship of a kind that exists, or None."""
        for relation in self.relations:
            if relation.type == kind and relation.target and relation.target in self.package:
                return self.package.find(relation.target)
        return None

    def _read_sheets(self) -> list[Sheet]:
        holder = self._root.child("sheets")
        if holder is None:
            raise broken(self.package, "tidak ada lembar di dalamnya")
        by_id = {relation.id: relation for relation in self.relations}
        sheets = []
        for element in holder.children:
            if element.name != "sheet" or element.uri != self.namespace:
                continue
            attrs = element.attrs
            rel_id = next((attrs[f"{uri} id"] for uri in _RELATIONS.values() if f"{uri} id" in attrs), "")
            relation = by_id.get(rel_id)
            part = self.package.find(relation.target) if relation and relation.target else None
            name = attrs.get("name", "")
            sheet_id = whole(attrs.get("sheetId"), -1)
            if not 0 <= sheet_id < 1 << 32:
                raise broken(self.package, f"nomor lembar {name} (sheetId {attrs.get('sheetId', '')!r}) tidak sah")
            kind = relation.type if relation else ""
            state = attrs.get("state", "visible")
            if state not in _STATES:
                raise broken(self.package, f"keadaan lembar {name} (state {state[:40]!r}) tidak sah")
            sheets.append(Sheet(name, sheet_id, rel_id, part, state, kind, element))
        if len(sheets) > MAX_SHEETS:
            raise broken(
                self.package, f"lembarnya {thousands(len(sheets))}, lebih dari {thousands(MAX_SHEETS)}", "terlalu_besar"
            )
        return sheets

    @cached_property
    def names_of_all(self) -> frozenset[str]:
        """The names of the whole book, in small letters."""
        return frozenset(item.name.lower() for item in self.defined_names if item.local is None)

    def _known_names(self) -> list[DefinedName]:
        """The names, taken from the part once as long as it stands as it does: a book has hundreds."""
        key = f"{self.part.lower()} definedNames"
        known = self.package.kept.get(key)
        if known is None or known[0] is not self._root:
            known = self.package.kept[key] = self._root, self._read_names()
        return list(known[1])

    def _read_names(self) -> list[DefinedName]:
        holder = self._root.child("definedNames")
        names: list[DefinedName] = []
        if holder is not None and len(holder.children) > MAX_NAMES:
            raise broken(
                self.package,
                f"nama rentangnya {thousands(len(holder.children))}, lebih dari {thousands(MAX_NAMES)}. Hapus nama "
                "yang tidak terpakai di Excel (Rumus, Pengelola Nama)",
                "terlalu_besar",
            )
        for element in holder.children if holder is not None else ():
            attrs = element.attrs
            local = whole_or_none(attrs.get("localSheetId"))
            if "localSheetId" in attrs and (local is None or not 0 <= local < len(self.sheets)):
                raise broken(
                    self.package,
                    f"nama {attrs.get('name', '').removeprefix('_xlnm.')} di daftar lembar (bagian {self.part}) "
                    f"menunjuk lembar yang tidak ada (localSheetId {attrs['localSheetId'][:40]!r})",
                )
            raw = self.data[element.inner : element.outer].decode("utf-8")
            names.append(
                DefinedName(
                    attrs.get("name", ""),
                    local,
                    unescape(raw),
                    attrs.get("hidden") in ("1", "true"),
                    element,
                )
            )
        return names

    def reordered(self, order: Sequence[int]) -> bytes:
        """The part's text with its sheets in another order; names and views follow their sheet.

        Args:
            order: the indices of all sheets, in the wanted order.
        """
        position: dict[SheetKey, int] = {index: place for place, index in enumerate(order)}
        data = self.data
        edits: list[Edit] = []
        for slot, index in enumerate(order):
            own, there = self.sheets[index].element, self.sheets[slot].element
            edits.append((there.start, there.stop, data[own.start : own.stop]))
        edits += [
            xmlspans.set_attribute(data, name.element, "localSheetId", str(position[name.local]))
            for name in self.defined_names
            if name.local in position
        ]
        return xmlspans.splice(data, [*edits, *self._view_edits((), position)])

    def rewrite(
        self,
        remove: Collection[int] = (),
        insert: Sequence[tuple[int, str, str]] = (),
        names: Mapping[SheetKey, Sequence[tuple[str, str, bool]]] | None = None,
        drop: Collection[tuple[int, str]] = (),
        recalculate: bool | None = True,
    ) -> bytes:
        """The part's new text.

        Args:
            remove: indices of sheets that go, with the names scoped to them.
            insert: ``(after, name, rel_id)``: new sheets, each after the existing sheet of that index (-1 is first).
            names: by sheet (index of an existing one, or ``(n,)`` for the n-th of ``insert``) the list of
                ``(name, text, hidden)`` scoped to it.
            drop: ``(index of a sheet, name in lower case)`` of scoped names that go.
            recalculate: True sets full recalculation on load, None takes it away, False leaves it as it is.
        """
        position: dict[SheetKey, int] = {}  # where each old and new sheet stands in the new order
        order = 0
        for index in range(-1, len(self.sheets)):
            if index >= 0 and index not in remove:
                position[index] = order
                order += 1
            for number, (after, _, _) in enumerate(insert):
                if after == index:
                    position[(number,)] = order
                    order += 1
        edits = self._sheet_edits(remove, insert)
        edits += self._name_edits(remove, names or {}, drop, position)
        if remove or any(position[index] != index for index in range(len(self.sheets)) if index in position):
            edits += self._view_edits(remove, position)
        if recalculate:
            edits += self._calculation_edits()
        elif recalculate is None and self.recalculates:
            element = self._child("calcPr")
            if len(element.attrs) == 1 and element.inner == element.stop:  # nothing else is left in it
                edits.append((element.start, element.stop, b""))
            else:
                edits.append(xmlspans.drop_attribute(self.data, element, "fullCalcOnLoad"))
        return xmlspans.splice(self.data, edits)

    @property
    def recalculates(self) -> bool:
        """Whether programs that open the book shall compute all of it."""
        element = self._root.child("calcPr")
        return element is not None and element.attrs.get("fullCalcOnLoad") in ("1", "true")

    def _sheet_edits(self, remove: Collection[int], insert: Sequence[tuple[int, str, str]]) -> list[Edit]:
        edits = [(self.sheets[i].element.start, self.sheets[i].element.stop, b"") for i in remove]
        declared = xmlspans.declared_prefix(self.data, self._root, self.relation_namespace)
        where = "" if declared else f' xmlns:r="{self.relation_namespace}"'
        used = {sheet.sheet_id for sheet in self.sheets}
        holder = self._child("sheets")
        highest = max(used, default=0)
        for after, name, rel_id in insert:
            sheet_id = highest = highest + 1
            if sheet_id > 65_534:
                sheet_id = next(number for number in range(1, 65_535) if number not in used)
            used.add(sheet_id)
            text = (
                f'<{self.prefix}sheet name="{xmlspans.escape(name)}" sheetId="{sheet_id}"{where} '
                f'{declared or "r"}:id="{rel_id}"/>'
            ).encode()
            at = self.sheets[after].element.stop if after >= 0 else holder.inner
            edits.append((at, at, text))
        return edits

    def _child(self, name: str) -> Element:
        """A child of the part that it is known to have."""
        child = self._root.child(name)
        if child is None:
            raise broken(self.package, f"{name} tidak ada di bagian {self.part}")
        return child

    def _name_edits(
        self,
        remove: Collection[int],
        names: Mapping[SheetKey, Sequence[tuple[str, str, bool]]],
        drop: Collection[tuple[int, str]],
        position: Mapping[SheetKey, int],
    ) -> list[Edit]:
        removed_titles = [self.sheets[index].name for index in remove]
        edits: list[Edit] = []
        kept: list[DefinedName] = []
        for item in self.defined_names:
            span = item.element
            if item.local is not None and (item.local in remove or (item.local, item.name.lower()) in drop):
                edits.append((span.start, span.stop, b""))
                continue
            kept.append(item)
            if item.local is not None and position.get(item.local, item.local) != item.local:
                edits.append(xmlspans.set_attribute(self.data, span, "localSheetId", str(position[item.local])))
            lost = without_references(item.text, removed_titles)
            if lost != item.text:
                edits.append((span.inner, span.outer, xmlspans.escape(lost).encode("utf-8")))
        fresh = [
            (_sort_key(name), position[index], name, text, hidden)
            for index, wanted in names.items()
            for name, text, hidden in wanted
        ]
        fresh.sort(key=lambda entry: entry[:2])
        holder = self._root.child("definedNames")
        if not fresh:
            if holder is not None and self.defined_names and not kept:
                edits = [(holder.start, holder.stop, b"")]
            return edits
        tags = [(key, place, self._name_tag(name, place, text, hidden)) for key, place, name, text, hidden in fresh]
        if holder is None or holder.inner == holder.stop:
            body = b"".join(tag for _, _, tag in tags)
            text = f"<{self.prefix}definedNames>".encode() + body + f"</{self.prefix}definedNames>".encode()
            place = self._place("definedNames") if holder is None else 0
            first, last = (holder.start, holder.stop) if holder is not None else (place, place)
            return [*edits, (first, last, text)]
        standing = [
            ((_sort_key(i.name), -1 if i.local is None else position.get(i.local, i.local)), i.element.start)
            for i in kept
        ]
        for key, place, tag in tags:
            at = next((start for there, start in standing if there > (key, place)), holder.outer)
            edits.append((at, at, tag))
        return edits

    def _name_tag(self, name: str, place: int, text: str, hidden: bool) -> bytes:
        flag = ' hidden="1"' if hidden else ""
        return (
            f'<{self.prefix}definedName name="{name}" localSheetId="{place}"{flag}>'
            f"{xmlspans.escape(text)}</{self.prefix}definedName>"
        ).encode()

    def _view_edits(self, remove: Collection[int], position: Mapping[SheetKey, int]) -> list[Edit]:
        """Active and first tab of every window; a removed active sheet hands over to a visible neighbour."""
        visible = [i for i in range(len(self.sheets)) if i not in remove and self.sheets[i].state == "visible"]
        edits: list[Edit] = []
        holder = self._root.child("bookViews")
        for view in holder.children if holder is not None else ():
            for attribute in ("activeTab", "firstSheet"):
                old = whole(view.attrs.get(attribute), 0)
                if old in position:
                    new = position[old]
                else:
                    new = position[min((abs(i - old), i) for i in visible)[1]] if visible else 0
                if attribute in view.attrs or new:
                    edits.append(xmlspans.set_attribute(self.data, view, attribute, str(new)))
        gone = {str(self.sheets[index].sheet_id) for index in remove}
        holder = self._root.child("customWorkbookViews")
        for view in holder.children if holder is not None else ():
            if view.attrs.get("activeSheetId") in gone and visible:
                heir = str(self.sheets[visible[0]].sheet_id)
                edits.append(xmlspans.set_attribute(self.data, view, "activeSheetId", heir))
        return edits

    def _calculation_edits(self) -> list[Edit]:
        element = self._root.child("calcPr")
        if element is None:
            at = self._place("calcPr")
            return [(at, at, f'<{self.prefix}calcPr fullCalcOnLoad="1"/>'.encode())]
        if self.recalculates:
            return []
        return [xmlspans.set_attribute(self.data, element, "fullCalcOnLoad", "1")]

    def _place(self, name: str) -> int:
        """Where a missing child belongs: after the last of its predecessors that is there."""
        before = set(_ORDER[: _ORDER.index(name)])
        at = self._root.inner
        for child in self._root.children:
            if child.name in before and child.uri == self.namespace:
                at = child.stop
        return at


def _sort_key(name: str) -> str:
    """Excel keeps names in this order; built-in ones stand by their plain word."""
    return name.lower().removeprefix("_xlnm.")


def quoted(title: str) -> str:
    """A sheet's name as formulas write it, always in quotes."""
    return "'" + title.replace("'", "''") + "'"


def in_formula(title: str) -> str:
    """A sheet's name as formulas write it, in quotes only where it might be taken for something else."""
    return title if title.isascii() and title.isalpha() and len(title) > 3 else quoted(title)


_LITERAL = re.compile(r'("(?:[^"]|"")*+")')  # text in double quotes is not a reference


def without_references(formula: str, titles: Sequence[str]) -> str:
    """The formula with references to the sheets named turned into ``#REF!``, as Excel does when they go."""
    for title in titles:
        if title.lower() not in formula.lower() and "'" not in title:
            continue
        plain = rf"|(?<![\w.'!\]]){re.escape(title)}" if re.fullmatch(r"[^\W\d][\w.]*", title) else ""
        pattern = rf"(?:(?<!['\w\]]){re.escape(quoted(title))}{plain})!"
        pieces = _LITERAL.split(formula)
        pieces[::2] = [re.sub(pattern, "#REF!", piece, flags=re.IGNORECASE) for piece in pieces[::2]]
        formula = "".join(pieces)
    return formula
