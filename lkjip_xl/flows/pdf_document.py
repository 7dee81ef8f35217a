"""The printed document: report sheets in the LKjIP's order, with a page of contents that knows where each begins.

It works on the copy that is printed, never on the book.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..ooxml.inplace import edit_package
from ..ooxml.ownership import owned_sheets
from ..ooxml.package import Package
from ..ooxml.parts import unescape
from ..ooxml.sheet_model import ReportSheet
from ..ooxml.workbook import WorkbookParts
from ..reports.layout.blocks import Block, Record, Table, Title, lay_out
from ..reports.layout.source import Cell
from ..reports.layout.styles import CENTER, PLAIN, SECTION
from ..reports.names import WORKING_SHEETS
from ..reports.registry import CHAPTERS, find_report

CONTENTS = "LAP-DAFTAR-ISI"
_LEAST = 3
"""Forms that a document needs to have a page of contents."""
_BREAK = re.compile(rb"<brk\b")


class Entry(NamedTuple):
    """One form of the document: report id, its chapter, its title, its name in the book, and how many pages it has."""

    id: str
    chapter: str
    title: str
    sheet: str
    pages: int


def entries(package: Package) -> list[Entry]:
    """The forms of a book that belong to the document, in its order."""
    workbook = WorkbookParts(package)
    result = []
    for id, owned in owned_sheets(workbook).items():
        if id in WORKING_SHEETS:
            continue
        try:
            report = find_report(id)
        except KeyError:  # of a package that is not installed here
            result.append((len(CHAPTERS), 0.0, Entry(id, "Lampiran", owned.sheet.name, owned.sheet.name, 1)))
            continue
        if not report.chapter:
            continue
        number = id.removeprefix(report.id) if report.each is not None else ""
        part = package.read(owned.part)
        title = (_footer_title(part) if number else "") or report.title.format(n=number)
        pages = 1 + len(_BREAK.findall(_row_breaks(part)))
        entry = Entry(id, report.chapter, title, owned.sheet.name, pages)
        result.append((CHAPTERS.index(report.chapter), report.order, entry))
    places = {e.id: n for n, (*_, e) in enumerate(result)}
    return [e for *_, e in sorted(result, key=lambda x: (x[0], x[1], places[x[2].id]))]


def _footer_title(part: bytes) -> str:
    """What the page footer calls a sheet of a series, without the office; "" where it says nothing."""
    found = re.search(rb"<oddFooter>&amp;L(.*?)&amp;R", part, re.S)
    if found is None:
        return ""
    text = unescape(found[1].decode("utf-8")).replace("&&", "&")
    return text.partition(" - ")[2] or text


def _row_breaks(part: bytes) -> bytes:
    found = re.search(rb"<rowBreaks\b.*?</rowBreaks>", part, re.S)
    return found[0] if found else b""


def bound(package: Package, office: str, year: object, numbered: bool = True) -> list[Entry]:
    """Make a document of the copy: its sheets in order behind a page of contents.

    Args:
        package: the copy that is printed. office, year: for the page of contents.
        numbered: it tells the pages; without, only the forms.

    Returns:
        The forms in their order; [] when there are too few for a document, and the copy is as it was.
    """
    found = entries(package)
    if len(found) < _LEAST:
        return []
    edit_package(package, [contents(found, office, year, numbered)], True)
    workbook = WorkbookParts(package)
    owned = owned_sheets(workbook)
    first = [owned[id].index for id in (CONTENTS, *(e.id for e in found))]
    rest = [index for index in range(len(workbook.sheets)) if index not in first]
    package.put(workbook.part, workbook.reordered([*first, *rest]))
    return found


def starts(found: list[Entry]) -> list[int]:
    """The page on which each form begins: the first stands behind the pages of contents."""
    result, page = [], 2 + len(_laid(found, "", None, None).breaks)
    for entry in found:
        result.append(page)
        page += entry.pages
    return result


def last_page(found: list[Entry]) -> int:
    """How many pages the document has."""
    return starts(found)[-1] + found[-1].pages - 1


def pages_of(data: bytes) -> int:
    """How many pages a PDF has; 0 where its objects are packed, so that they cannot be counted."""
    return len(re.findall(rb"/Type\s*/Page\b", data))


def contents(found: list[Entry], office: str, year: object, numbered: bool = True) -> ReportSheet:
    """The page of contents: the forms by chapter, with the page on which each begins."""
    return _laid(found, office, year, starts(found) if numbered else None)


def _laid(found: list[Entry], office: str, year: object, pages: list[int] | None) -> ReportSheet:
    records: list[Record] = []
    plain, right = PLAIN._replace(valign="center"), CENTER._replace(border=None, size=10)
    chapter = ""
    for n, entry in enumerate(found):
        if entry.chapter != chapter:
            chapter = entry.chapter
            head = Cell(chapter, SECTION)
            records.append(Record([head, Cell(None, SECTION), Cell(None, SECTION)], least=22, across={0: 1}))
        page = Cell(str(pages[n]) if pages else None, right)
        records.append(Record([Cell(None, plain), Cell(entry.title, plain), page]))
    heads = ["", "Isi", "Halaman" if pages else ""]
    blocks: list[Block] = [
        Title(["DAFTAR ISI", office.upper() or " ", f"TAHUN {year}" if year else " "]),
        Table([heads], [(0, 0), (1, 1), (2, 2)], records, number=None, repeats=False),
    ]
    sheet = ReportSheet(CONTENTS, "Daftar Isi", "Daftar Isi", [5.0, 84.0, 12.0])
    sheet.footer = "&LDaftar Isi&RHalaman &P dari &N"
    return lay_out(sheet, blocks)
