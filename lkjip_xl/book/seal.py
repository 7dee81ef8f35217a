"""The seal in a copy that is sent: which sending it is, what was asked, and the marks of what it held.

It is a custom XML part, which Excel keeps and other programs may drop; the number of the sending stands in a hidden
name besides, which all of them keep. The witness is the list in the master (``book.sendings``); the seal is a help.
"""

import json
import re
from typing import Any
from xml.sax.saxutils import escape
from zlib import crc32

from ..compute.book import Book
from ..compute.world import World
from ..expr.values import ErrorValue
from ..ooxml.package import Package
from ..ooxml.parts import add_relations, change_content_types, unescape
from ..ooxml.tables import find_tables
from ..ooxml.workbook import WorkbookParts
from ..schema.asked import home_tables
from ..version import VERSI_KONTRAK

NAME = "_lkjip_kirim"
SPACE = "urn:lkjip-xl:segel:1"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PROPERTY_RELATION = _RELATION + "customXmlProps"
_CONTENT = re.compile(rb"<segel\b[^<>]*>([^<]*)</segel>")
_ITEM = re.compile(r"customXml/item[0-9]+\.xml", re.I)
_MOST = 16 << 20  # bytes of a seal


def inputs_mark(book: Book) -> str:
    """Fingerprint of a book's inputs that travel: equal inputs, equal text."""
    mark = 0
    for name in sorted(book.tables):
        if name in home_tables():
            continue
        for row in book.tables[name]:
            if row.cells:
                cells = sorted((k, _plain(v)) for k, v in row.cells.items() if v is not None)
                mark = crc32(repr((name, cells)).encode("utf-8", "replace"), mark)
    return f"{mark:08x}"


def results_mark(world: World) -> str:
    """Fingerprint of everything that a book computes."""
    mark = 0
    for name in sorted(world.computed):
        columns = [c.name for c in world.tables[name].computed]
        for row in world.computed[name]:
            mark = crc32(repr([_plain(row[c]) for c in columns]).encode("utf-8", "replace"), mark)
    return f"{mark:08x}"


def _plain(value: Any) -> Any:
    if value.__class__ is ErrorValue:
        return value.kode
    return float(value) if value.__class__ is int else value


def input_parts(package: Package) -> dict[str, int]:
    """CRC of every part that a book's inputs and results stand in."""
    workbook = WorkbookParts(package)
    parts = {workbook.part}
    for place in find_tables(package, workbook).values():
        parts |= {place.part, place.sheet.own_part}
    if (strings := workbook.related("sharedStrings")) is not None:
        parts.add(strings)
    return {name: package.crc(name) for name in sorted(parts)}


def put_seal(package: Package, content: dict[str, Any]) -> None:
    """Seal a package: the last thing that is done to it.

    Args:
        content: what the seal says; the contract's version and the CRCs are added.
    """
    sealed = {"segel": 1, "versi_kontrak": VERSI_KONTRAK, **content, "crc": input_parts(package)}
    text = json.dumps(sealed, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    number = 1
    while f"customXml/item{number}.xml" in package or f"customXml/itemProps{number}.xml" in package:
        number += 1
    part, properties = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    package.put(part, f'{head}<segel xmlns="{SPACE}">{escape(text)}</segel>'.encode("utf-8", "replace"))
    package.put(
        properties,
        f'{head}<ds:datastoreItem ds:itemID="{{6C6B6A69-7078-4C2D-8B16-5E6E1D000001}}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{SPACE}"/></ds:schemaRefs></ds:datastoreItem>'.encode(),
    )
    add_relations(package, WorkbookParts(package).part, [(_RELATION + "customXml", part)])
    add_relations(package, part, [(_PROPERTY_RELATION, properties)])
    change_content_types(package, [(properties, _PROPERTIES)])


def name_sending(package: Package, sheet: str, mark: str) -> None:
    """Write the mark of a sending into a hidden name on a sheet; before the seal, which knows the workbook's CRC."""
    workbook = WorkbookParts(package)
    place = next((k for k, one in enumerate(workbook.sheets) if one.name == sheet), 0)
    old = {(n.local, NAME) for n in workbook.defined_names if n.name.casefold() == NAME and n.local is not None}
    package.put(workbook.part, workbook.rewrite(names={place: [(NAME, f'"{mark}"', True)]}, drop=old))


def sending_mark(workbook: WorkbookParts) -> str | None:
    """The mark of the sending that a book came from; None for one that was not sent."""
    for item in workbook.defined_names:
        if item.name.casefold() == NAME and (found := re.fullmatch(r'"([0-9a-f]{4,64})"', item.text.strip())):
            return found[1]
    return None


def read_seal(package: Package) -> dict[str, Any] | None:
    """What a book's seal says; None where it has none that can be read. Only the seal's own part is inflated."""
    for part in package.names:
        if not _ITEM.fullmatch(part) or package.size(part) > _MOST:
            continue
        data = package.read(part)
        if SPACE.encode() not in data:
            continue
        found = _CONTENT.search(data)
        try:
            content = json.loads(unescape(found[1].decode("utf-8"))) if found is not None else None
        except (ValueError, RecursionError):
            continue
        if isinstance(content, dict) and content.get("segel") == 1:
            return content
    return None


def is_unbroken(package: Package, seal: dict[str, Any]) -> bool:
    """Whether every part that the seal names still has the content that it had; nothing is inflated."""
    crcs = seal.get("crc")
    return (
        isinstance(crcs, dict)
        and bool(crcs)
        and all(isinstance(name, str) and name in package and package.crc(name) == crc for name, crc in crcs.items())
    )
