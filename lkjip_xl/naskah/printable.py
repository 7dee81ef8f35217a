"""A Word document as LibreOffice prints it: the lists of contents keep their entries and get their page numbers.

LibreOffice does not work out a table of contents while it converts a file, but it does work out references to pages.
So the field around the entries goes, and the references in them stay.
"""

from __future__ import annotations

import re

from ..errors import UserError
from ..ooxml.package import Package
from ..ooxml.parts import drop_relations, read_relations

_RUN = re.compile(r"<w:r\b[^>]*>(?:(?!</w:r>).)*?<w:(?:fldChar|instrText)\b.*?</w:r>", re.S)
_KIND = re.compile(r'w:fldCharType="(\w+)"')
_CODE = re.compile(r"<w:instrText\b[^>]*>(.*?)</w:instrText>", re.S)


def document_part(package: Package) -> str:
    """Name of the part that holds the text.

    Raises:
        UserError: ``rusak``: it is no Word document.
    """
    part = next((r.target for r in read_relations(package, "") if r.type == "officeDocument"), None)
    if part is None or part not in package:
        raise UserError("Dokumen itu bukan dokumen Word (.docx).", "rusak")
    return part


def make_printable(package: Package) -> None:
    """Prepare a copy of a document, which is changed, for printing: nothing in it reaches outside the file."""
    document = document_part(package)
    text = package.read(document).decode("utf-8-sig")
    package.put(document, without_contents_fields(text).encode("utf-8"))
    for name in package.names:
        if name.lower().endswith(".rels"):
            folder, _, own = name.rpartition("/")
            holder = folder.removesuffix("_rels") + own[: -len(".rels")]
            outside = [r.id for r in read_relations(package, holder) if r.external and r.type != "hyperlink"]
            if outside:
                drop_relations(package, holder, outside)


def without_contents_fields(text: str) -> str:
    """The text of a document without the fields that make lists of contents; their entries stay."""
    gone: list[tuple[int, int]] = []
    open_fields: list[list[tuple[int, int]]] = []
    contents: list[bool] = []
    for found in _RUN.finditer(text):
        place = found.span()
        kind, code = _KIND.search(found[0]), _CODE.search(found[0])
        if kind and kind[1] == "begin":
            open_fields.append([place])
            contents.append(False)
        elif not open_fields:
            continue
        elif code:
            open_fields[-1].append(place)
            contents[-1] = contents[-1] or code[1].split()[:1] == ["TOC"]
        elif kind:
            open_fields[-1].append(place)
            if kind[1] == "end":
                places = open_fields.pop()
                if contents.pop():
                    gone += places
    for start, end in sorted(gone, reverse=True):
        text = text[:start] + text[end:]
    return text
