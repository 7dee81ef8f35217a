"""The pages of the Word document: its print by LibreOffice, and the page numbers of its lists of contents."""

from __future__ import annotations

from ..naskah.page_numbers import bookmarks, filled, labels, with_starts
from ..naskah.printable import document_part, make_printable
from ..ooxml.package import Package
from .printing import places_of, printed


def printed_document(data: bytes) -> bytes:
    """The PDF of a document whose lists tell the numbers that stand on the pages, Roman ones too.

    It is printed twice: once to see on which pages its headings and tables come to stand.

    Raises:
        UserError: ``tanpa_libreoffice``, ``pdf_gagal``.
    """
    package, _, shown = _numbered(data)
    part = document_part(package)
    text = package.read(part).decode("utf-8-sig")
    package.put(part, filled(text, shown, plain=True).encode("utf-8"))
    return printed(package, ".docx")


def with_page_numbers(data: bytes) -> bytes:
    """The document with the page numbers of its lists filled in, as LibreOffice sets its pages.

    Raises:
        UserError: ``tanpa_libreoffice``, ``pdf_gagal``.
    """
    from io import BytesIO

    _, part, shown = _numbered(data)
    package = Package(data)
    package.put(part, filled(package.read(part).decode("utf-8-sig"), shown).encode("utf-8"))
    stream = BytesIO()
    package.save(stream)
    return stream.getvalue()


def _numbered(data: bytes) -> tuple[Package, str, dict[str, str]]:
    """The copy that is printed, its part of the text, and what stands on the page of each bookmark."""
    package = Package(data)
    make_printable(package)
    part = document_part(package)
    text = with_starts(package.read(part).decode("utf-8-sig"))
    package.put(part, text.encode("utf-8"))
    pages = places_of(printed(package, ".docx", places=True), bookmarks(text))
    return package, part, labels(text, pages)
