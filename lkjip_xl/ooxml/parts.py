"""Parts of a package and how they hang together: parsing them, their relationships, their content types."""

from collections import namedtuple

from ..errors import UserError
from . import xmlspans

TYPES_PART = "[Content_Types].xml"
SPREADSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."

Relation = namedtuple("Relation", "id type target external element")
Relation.__doc__ = "A relationship; type is its last word (``worksheet``), target a part name, None when outside."


def broken(package, detail, kode="rusak"):
    """The UserError for a book that cannot be used."""
    where = f"Berkas {package.path}" if package.path else "Berkas ini"
    if kode == "berbahaya":
        return UserError(f"{where} ditolak: {detail}. Jangan dibuka, dan tanyakan kepada pengirimnya.", kode)
    return UserError(f"{where} rusak: {detail}. Buka dan simpan ulang dengan Excel, lalu coba lagi.", kode)


def parse_part(package, name, depth=3):
    """``(bytes in UTF-8, root Element)`` of a part; raises UserError where it is missing or bad."""
    if name not in package:
        raise broken(package, f"bagian {name} tidak ada di dalamnya")
    try:
        data = xmlspans.to_utf8(package.read(name))
        return data, xmlspans.parse(data, depth)
    except xmlspans.XmlError as error:
        raise broken(package, f"bagian {name}: {error}", error.kode) from None


def whole(text, default):
    """The whole number that an attribute says, or the default where it says none or nonsense."""
    try:
        return int(text)
    except (TypeError, ValueError):
        return default


def rels_part(part):
    """Name of the part that holds another part's relationships ('' is the package itself)."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def resolve(part, target):
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


def read_relations(package, part):
    """The relationships of a part in their order; none where it has no such part."""
    name = rels_part(part)
    if name not in package:
        return []
    _, root = parse_part(package, name, 2)
    out = []
    for element in root.children:
        attrs = element.attrs
        external = attrs.get("TargetMode") == "External"
        target = None if external else resolve(part, attrs.get("Target", ""))
        kind = attrs.get("Type", "").rsplit("/", 1)[-1]
        out.append(Relation(attrs.get("Id", ""), kind, target, external, element))
    return out


def add_relations(package, part, wanted):
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
    ids, text, number = [], [], len(used)
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


def drop_relations(package, part, ids):
    """Take relationships out of a part, by id."""
    name = rels_part(part)
    data, root = parse_part(package, name, 2)
    edits = [(e.start, e.stop, b"") for e in root.children if e.attrs.get("Id") in ids]
    package.put(name, xmlspans.splice(data, edits))


def content_types(package):
    """``(overrides, defaults)``: content type by part name and by extension, both in lower case."""
    _, root = parse_part(package, TYPES_PART, 2)
    overrides, defaults = {}, {}
    for element in root.children:
        attrs = element.attrs
        if element.name == "Override":
            overrides[resolve("", attrs.get("PartName", "")).lower()] = attrs.get("ContentType", "")
        elif element.name == "Default":
            defaults[attrs.get("Extension", "").lower()] = attrs.get("ContentType", "")
    return overrides, defaults


def change_content_types(package, add=(), drop=()):
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


def unescape(text):
    """The text of an element that has no elements inside."""
    if "<![CDATA[" in text:
        text = text.replace("<![CDATA[", "").replace("]]>", "")
    if "&" not in text:
        return text
    import re

    def replace(found):
        body = found[1]
        if body[0] == "#":
            return chr(int(body[2:], 16) if body[1] in "xX" else int(body[1:]))
        return {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}.get(body, found[0])

    return re.sub(r"&(#?\w+);", replace, text)
