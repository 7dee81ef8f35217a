"""A Word document read back: its lines as a person reads them, for comparing two of them."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, fromstring

from ..errors import UserError
from ..ooxml.package import Package
from .printable import document_part
from .style_template import MAIN

_WORD = f"{{{MAIN}}}"
_SPACES = (f"{_WORD}br", f"{_WORD}tab")
CONTENTS_STYLES = ("toc", "tableoffigures")


class Line(NamedTuple):
    """A paragraph, or a row of a table with its cells joined. style: id of the paragraph's style, ``row`` for a row."""

    text: str
    style: str


def document_lines(data: bytes) -> list[str]:
    """The lines of a document that say something, but for its lists of contents.

    Raises:
        UserError: ``rusak``: it cannot be read.
    """
    return [line.text for line in read_document(data) if not line.style.casefold().startswith(CONTENTS_STYLES)]


def read_document(data: bytes) -> list[Line]:
    """Every line of a document that says something, in order.

    Raises:
        UserError: ``rusak``: it cannot be read.
    """
    package = Package(data)
    content = package.read(document_part(package))
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096]:
        raise UserError("Dokumen itu ditolak: di dalamnya ada entitas XML.", "berbahaya")
    try:
        root = fromstring(content)
    except ParseError as error:
        line = error.position[0]
        raise UserError(
            f"Dokumen itu rusak di baris {line} bagian {document_part(package)}. Buka di Word atau LibreOffice, simpan "
            "lagi, lalu ulangi.",
            "rusak",
        ) from None
    body = root.find(f"{_WORD}body")
    result: list[Line] = []
    for child in body if body is not None else ():
        result += _lines(child)
    return [line for line in result if line.text]


def _lines(element: Element) -> list[Line]:
    if element.tag == f"{_WORD}p":
        style = element.find(f"{_WORD}pPr/{_WORD}pStyle")
        return [Line(_text(element), "" if style is None else style.get(f"{_WORD}val", ""))]
    if element.tag == f"{_WORD}tbl":
        rows = element.iter(f"{_WORD}tr")
        return [Line(" | ".join(map(_cell, row.iter(f"{_WORD}tc"))), "row") for row in rows]
    found: list[Line] = []
    for child in element if element.tag in (f"{_WORD}sdt", f"{_WORD}sdtContent", f"{_WORD}ins") else ():
        found += _lines(child)
    return found


def _cell(cell: Element) -> str:
    """Text of a cell; most hold one paragraph without breaks, and a long table has a hundred thousand of them."""
    paragraphs = cell.findall(f"{_WORD}p")
    if len(paragraphs) == 1 and not any(next(cell.iter(tag), None) is not None for tag in _SPACES):
        return " ".join("".join(t.text or "" for t in paragraphs[0].iter(f"{_WORD}t")).split())
    return " ".join(filter(None, map(_text, cell.iter(f"{_WORD}p"))))


def _text(paragraph: Element) -> str:
    parts = []
    for one in paragraph.iter():
        if one.tag == f"{_WORD}t":
            parts.append(one.text or "")
        elif one.tag in _SPACES:
            parts.append(" ")
    return " ".join("".join(parts).split())
