"""Parts of a package and how they hang together: parsing them, their relationships, their content types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..errors import UserError
from . import xmlspans
from .package import Package
from .xmlspans import Element

TYPES_PART = "[Content_Types].xml"
SPREADSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."

_LARGEST_KEPT = 256 * 1024
_LONGEST_NUMBER = 20  # characters: Python itself refuses to read numbers of thousands of digits


class Relation(NamedTuple):
    """A relationship; type is its last word (``worksheet``), target a part name, None when outside."""

    id: str
    type: str
    target: str | None
    external: bool
    element: Element


def broken(package: Package, detail: str, kode: str = "rusak") -> UserError:
    """The UserError for a book that cannot be used."""
    where = f"Berkas {package.path}" if package.path else "Berkas ini"
    if kode == "berbahaya":
        return UserError(f"{where} ditolak: {detail}. Jangan dibuka, dan tanyakan kepada pengirimnya.", kode)
    if kode == "terlalu_besar":
        return UserError(f"{where} melampaui batas: {detail}.", kode)
    return UserError(f"{where} rusak: {detail}. Buka dan simpan ulang dengan Excel, lalu coba lagi.", kode)


def parse_part(package: Package, name: str, depth: int = 3, keep: bool = False) -> tuple[bytes, Element]:
    """``(bytes in UTF-8, root Element)`` of a part; raises UserError where it is missing or bad.

    Args:
        package, name: the book, and the name of the part. depth: as in ``xmlspans.parse``.
        keep: the part is small and read time and again, so the package keeps this for whoever asks for it so.
    """
    kept = package.kept.get(name.lower()) if keep else None
    if kept is not None and kept[0] == depth:
        known: tuple[bytes, Element] = kept[1]
        return known
    if name not in package:
        raise broken(package, f"bagian {name} tidak ada di dalamnya")
    try:
        data = xmlspans.to_utf8(package.read(name))
        parsed = data, xmlspans.parse(data, depth)
    except xmlspans.XmlError as error:
        raise broken(package, f"{package.described(name)}: {error.detail}", error.kode) from None
    if keep and len(data) <= _LARGEST_KEPT:
        package.kept[name.lower()] = depth, parsed
    return parsed


def whole(text: str | None, default: int) -> int:
    """The whole number that an attribute says, or the default where it says none or nonsense."""
    number = whole_or_none(text)
    return default if number is None else number


def whole_or_none(text: str | None) -> int | None:
    """The whole number that an attribute says, or None where it says none or nonsense."""
    if text is None or len(text) > _LONGEST_NUMBER or not _WHOLE.fullmatch(text):
        return None
    return int(text)


_WHOLE = re.compile(r"\s*[+-]?[0-9]+\s*")


def rels_part(part: str) -> str:
    """Name of the part that holds another part's relationships ('' is the package itself)."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def resolve(part: str, target: str) -> str:
    """Part name that a relationship's target means, seen from the part that holds it."""
    if "%" in target:
        from urllib.parse import unquote

        target = unquote(target)
    target = target.replace("\\", "/").split("#", 1)[0]
    steps = [] if target.startswith("/") else part.split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def read_relations(package: Package, part: str) -> list[Relation]:
    """The relationships of a part in their order; none where it has no such part."""
    name = rels_part(part)
    if name not in package:
        return []
    _, root = parse_part(package, name, 2, keep=True)
    out = []
    for element in root.children:
        attrs = element.attrs
        external = attrs.get("TargetMode") == "External"
        target = None if external else resolve(part, attrs.get("Target", ""))
        kind = attrs.get("Type", "").rsplit("/", 1)[-1]
        out.append(Relation(attrs.get("Id", ""), kind, target, external, element))
    return out


def add_relations(package: Package, part: str, wanted: Iterable[tuple[str, str]]) -> list[str]:
    """Add ``(full type, target part)`` relationships to a part and return their ids."""
    name = rels_part(part)
    if name in package:
        data, root = parse_part(package, name, 2)
    else:
        data = (
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
        )
        root = xmlspans.parse(data, 2)
    used = {element.attrs.get("Id") for element in root.children}
    prefix = root.prefix + ":" if root.prefix else ""
    folder = part.rpartition("/")[0]
    ids: list[str] = []
    text: list[str] = []
    number = len(used)
    for full_type, target in wanted:
        number += 1
        while f"rId{number}" in used:
            number += 1
        ids.append(f"rId{number}")
        inside = folder and target.startswith(folder + "/")
        href = target[len(folder) + 1 :] if inside else "/" + target
        text.append(f'<{prefix}Relationship Id="rId{number}" Type="{full_type}" Target="{xmlspans.escape(href)}"/>')
    package.put(name, xmlspans.splice(data, xmlspans.append_inside(data, root, "".join(text).encode("utf-8"))))
    return ids


def drop_relations(package: Package, part: str, ids: Iterable[str]) -> None:
    """Take relationships out of a part, by id."""
    name = rels_part(part)
    data, root = parse_part(package, name, 2)
    gone = set(ids)
    edits = [(e.start, e.stop, b"") for e in root.children if e.attrs.get("Id") in gone]
    package.put(name, xmlspans.splice(data, edits))


def content_types(package: Package) -> tuple[dict[str, str], dict[str, str]]:
    """``(overrides, defaults)``: content type by part name and by extension, both in lower case."""
    _, root = parse_part(package, TYPES_PART, 2)
    overrides: dict[str, str] = {}
    defaults: dict[str, str] = {}
    for element in root.children:
        attrs = element.attrs
        if element.name == "Override":
            overrides[resolve("", attrs.get("PartName", "")).lower()] = attrs.get("ContentType", "")
        elif element.name == "Default":
            defaults[attrs.get("Extension", "").lower()] = attrs.get("ContentType", "")
    return overrides, defaults


def change_content_types(package: Package, add: Sequence[tuple[str, str]] = (), drop: Iterable[str] = ()) -> None:
    """Add ``(part, content type)`` overrides and drop those of the parts named."""
    data, root = parse_part(package, TYPES_PART, 2)
    gone = {name.lower() for name in drop} | {name.lower() for name, _ in add}
    edits = [
        (element.start, element.stop, b"")
        for element in root.children
        if element.name == "Override" and resolve("", element.attrs.get("PartName", "")).lower() in gone
    ]
    prefix = root.prefix + ":" if root.prefix else ""
    text = "".join(
        f'<{prefix}Override PartName="/{xmlspans.escape(name)}" ContentType="{kind}"/>' for name, kind in add
    )
    if text:
        edits = xmlspans.append_inside(data, root, text.encode("utf-8"), edits)
    if edits:
        package.put(TYPES_PART, xmlspans.splice(data, edits))


_ENTITY = re.compile(r"&(?:#x([0-9A-Fa-f]{1,8})|#([0-9]{1,8})|(amp|lt|gt|quot|apos));")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def unescape(text: str) -> str:
    """The text of an element that has no elements inside.

    A number that is no character stays as it is written; only a part that nobody has parsed can hold one.
    """
    if "<![CDATA[" in text:
        text = text.replace("<![CDATA[", "").replace("]]>", "")
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return _ENTITIES[found[3]]
    number = int(found[1], 16) if found[1] else int(found[2])
    return chr(number) if number < 0xD800 or 0xDFFF < number <= 0x10FFFF else found[0]
