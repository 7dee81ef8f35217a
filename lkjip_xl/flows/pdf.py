"""pdf: prints a book's report sheets through LibreOffice, which is let reach nothing but the copy that it prints."""

from __future__ import annotations

import html
import os
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from ..book.read import read_book
from ..errors import UsageError, UserError
from ..invocation import advice, command
from ..ooxml.inert import make_inert
from ..ooxml.ownership import owned_sheets
from ..ooxml.package import Package
from ..ooxml.places import check_writable
from ..ooxml.safe_write import atomic_write
from ..ooxml.workbook import WorkbookParts
from ..ooxml.xmlspans import parse, set_attribute, splice
from ..reports.names import WORKING_SHEETS, find_reports, near_report
from .open_and_save import Source, open_for_reading
from .pdf_document import CONTENTS, Entry, bound, last_page, pages_of
from .printing import printed
from .result import Result


def pdf_buku(
    source: Source, output: str | os.PathLike[str] | None = None, hanya: Iterable[str] | None = None
) -> Result:
    """Print report sheets of a book to one PDF.

    All of them make one document: in the order of the LKjIP, behind a page of contents; working papers such as
    LAP-RINGKASAN are no part of it. Those that ``hanya`` names are printed in the order of their tabs.

    A copy is printed in which everything that reaches outside the file is cut (``ooxml.inert``).

    Args:
        source: the book, a path or bytes; it is not changed. output: the PDF; ``<book>.pdf`` beside it by default, for
            bytes ``Result.contents``.
        hanya: report ids or names of their sheets; all report sheets by default.

    Returns:
        Result: ``files`` (the PDF) or ``contents``, and ``sheets`` printed, by report id.

    Raises:
        UserError: ``tanpa_libreoffice``, ``tanpa_laporan`` (no such report sheet in the book), ``pdf_gagal``, what
            ``safe_write.atomic_write`` says and, where there is nothing to print, what ``read_book`` does.
        UsageError: the target's name does not end in .pdf.
    """
    name = "buku.xlsx" if isinstance(source, bytes) else os.fspath(source)
    if output is None and not isinstance(source, bytes):
        output = os.path.splitext(name)[0] + ".pdf"
    if output is not None:
        output = os.fspath(output)
        _check_target(output)
    data, sheets, document = _reports_printed(source, name, hanya)
    if document and pages_of(data) not in (0, last_page(document)):
        # The program divided a form otherwise than we did: no page number is better than a wrong one.
        data, sheets, _ = _reports_printed(source, name, hanya, numbered=False)
    if output is None:
        return Result(contents={"buku.pdf": data}, sheets=sheets)
    atomic_write(output, lambda stream: stream.write(data))
    return Result(files=[output], sheets=sheets)


def _reports_printed(
    source: Source, name: str, hanya: Iterable[str] | None, numbered: bool = True
) -> tuple[bytes, dict[str, str], list[Entry]]:
    """The PDF, names of the printed sheets by report id, and the forms of the document where it is one."""
    package = open_for_reading(source)
    document = _document(package, numbered) if hanya is None else []
    sheets = _only_reports(package, name, hanya if not document else [CONTENTS, *(e.id for e in document)])
    sheets.pop(CONTENTS, None)
    make_inert(package)
    return printed(package, os.path.splitext(name)[1]), sheets, document


def _document(package: Package, numbered: bool) -> list[Entry]:
    """Put the report sheets of a book of ours in the LKjIP's order behind a page of contents; [] for other books."""
    try:
        settings = read_book(package, careful=False, keep=False).book.settings
    except UserError:
        return []
    return bound(package, str(settings.get("instansi") or ""), settings.get("tahun"), numbered)


def pdf_naskah(
    source: Source,
    output: str | os.PathLike[str] | None = None,
    dokumen: str | os.PathLike[str] | bytes | None = None,
) -> Result:
    """Print the LKjIP document of a book to a PDF, where Word is not there.

    Args:
        source: the book; it is not changed. output: the PDF; named as the document and beside it by default, for
            bytes ``Result.contents``.
        dokumen: the document to print; by default ``LKjIP.docx`` beside the book, and where there is none the one that
            ``naskah`` would write.

    Raises:
        UserError: ``tanpa_libreoffice``, ``pdf_gagal``, and as ``naskah_buku``. UsageError: as ``pdf_buku``.
    """
    from .naskah import FILE_NAME, naskah_buku
    from .naskah_pages import printed_document

    path = None if isinstance(source, bytes) else os.fspath(source)
    if dokumen is None and path is not None:
        beside = os.path.join(os.path.dirname(path), FILE_NAME)
        if os.path.isfile(beside):
            _refuse_foreign_document(beside, path)
            dokumen = beside
    if output is None and path is not None:
        named = os.path.join(os.path.dirname(path), FILE_NAME) if dokumen is None else dokumen
        output = os.path.splitext(named)[0] + ".pdf" if isinstance(named, (str, os.PathLike)) else None
    if output is not None:
        output = os.fspath(output)
        _check_target(output)
    if dokumen is None:
        folder = os.path.dirname(os.path.abspath(path)) if path is not None else None
        content = path if path is None else Path(path).read_bytes()
        made = naskah_buku(source if content is None else content, folder=folder)
        data = made.contents[FILE_NAME]
    else:
        data = dokumen if isinstance(dokumen, bytes) else Path(dokumen).read_bytes()
    made_pdf = printed_document(data)
    if output is None:
        return Result(contents={"LKjIP.pdf": made_pdf})
    target = output
    atomic_write(target, lambda stream: stream.write(made_pdf))
    return Result(files=[target])


def _refuse_foreign_document(document: str, book: str) -> None:
    """Refuse a document that names another office or year than the book: it would print another office's report."""
    settings = read_book(open_for_reading(book), careful=False, keep=False).book.settings
    office, year = str(settings.get("instansi") or ""), str(settings.get("tahun") or "")
    try:
        with zipfile.ZipFile(document) as archive:
            xml = archive.read("word/document.xml").decode("utf-8")
    except (OSError, KeyError, UnicodeDecodeError, zipfile.BadZipFile):
        return  # what is no document is told by the one who prints it
    text = html.unescape(re.sub(r"<[^>]+>", "", xml.replace("</w:p>", " ")))
    if _plain(office) in _plain(text) and year in text:
        return
    raise UserError(
        f"{document} bukan dokumen buku ini: tidak menyebut {office or 'instansi buku ini'} tahun {year}. Pindahkan "
        f"atau ganti namanya, atau buat dulu dokumen buku ini dengan '{command('naskah BUKU')}'.",
        "dokumen_lain",
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _check_target(output: str) -> None:
    """Refuse a target that is no PDF: a slip of the keyboard must not replace a book by its print."""
    if os.path.isdir(output):
        raise UserError(f"{output} adalah folder. Tulis juga nama PDF-nya, misalnya {output}/laporan.pdf.", "folder")
    if os.path.splitext(output)[1].lower() != ".pdf":
        raise UsageError(f"Nama PDF harus berakhir .pdf, bukan {os.path.basename(output)}.", "ekstensi")
    check_writable(output)


def _only_reports(package: Package, name: str, hanya: Iterable[str] | None) -> dict[str, str]:
    """Let only the wanted reports print; names of their sheets by report id, in the order of their tabs.

    LibreOffice prints every visible sheet, and a hidden one too when it has a print area: in the copy that is printed
    the other sheets are hidden and lose theirs.
    """
    workbook = WorkbookParts(package)
    present = {id: item for id, item in owned_sheets(workbook).items() if id not in WORKING_SHEETS}
    sheets = {id: workbook.sheets[item.index].name for id, item in present.items()}
    wanted, missing = (list(present), []) if hanya is None else find_reports(hanya, sheets)
    if missing or not wanted:
        read_book(package, careful=False, keep=False)  # says so where it is no book that Laporan could write into
        asked = f" {', '.join(missing)}.{near_report(missing[0], sheets)}" if missing else "."
        first = advice(f"Jalankan '{command('laporan BUKU')}'", "Tekan Laporan")
        raise UserError(f"{name} belum memuat lembar laporan{asked} {first} lebih dulu.", "tanpa_laporan")
    own = {present[id].index: id for id in wanted}
    others = {(index, "_xlnm.print_area") for index in range(len(workbook.sheets)) if index not in own}
    package.put(workbook.part, workbook.rewrite(drop=others, recalculate=None))
    workbook = WorkbookParts(package)
    data = workbook.data
    edits = [
        set_attribute(data, sheet.element, "state", "visible" if index in own else "hidden")
        for index, sheet in enumerate(workbook.sheets)
    ]
    data = splice(data, edits)
    views = parse(data, 3).child("bookViews")
    edits = [
        set_attribute(data, view, attribute, str(min(own)))
        for view in (views.children if views is not None else ())
        for attribute in ("activeTab", "firstSheet")
    ]
    package.put(workbook.part, splice(data, edits))
    return {own[index]: workbook.sheets[index].name for index in sorted(own)}
