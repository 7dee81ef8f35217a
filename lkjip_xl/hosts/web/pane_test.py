"""What the pane's self-test puts into the open book for a moment: report sheets of the sample, with what is known.

Only a real Excel can tell what survives the insert; the test compares with these facts and writes each answer down.
"""

import re
from collections.abc import Iterator
from typing import Any

from ...flows.open_and_save import Progress
from ...ooxml.package import Package
from ...ooxml.workbook import DefinedName, Sheet, WorkbookParts
from .open_book import marks_of
from .source_book import source_book

_PAPERS = {"9": "A4", "14": "Folio"}
_WANTED = 3  # sheets


def material(folder: str, progress: Progress | None = None) -> dict[str, Any]:
    """The sheets and the facts.

    Returns:
        ``sumber`` and ``tanda`` as in ``open_book.plan``, and ``harap``: for each sheet its ``nama`` for the moment,
        ``area`` and ``ulang`` (print area, repeated rows), ``kertas``, ``mendatar``, ``terkunci``, ``putus`` (breaks).
    """
    import os

    from ...flows.contoh import buat_contoh

    path = os.path.join(folder, "uji.xlsx")
    with open(path, "wb") as stream:
        stream.write(buat_contoh(None, progress=progress).data or b"")
    package = Package.open(path)
    workbook = WorkbookParts(package)
    chosen = dict(_chosen(package, workbook))
    copied = {name: f"_lkjip uji {number}" for number, name in enumerate(chosen)}
    return {
        "sumber": source_book(package, copied),
        "tanda": marks_of(workbook, copied),
        "harap": [{"nama": copied[name], **facts} for name, facts in chosen.items()],
    }


def _chosen(package: Package, workbook: WorkbookParts) -> Iterator[tuple[str, dict[str, Any]]]:
    """A few report sheets that differ in paper, direction, repeated rows and protection, with what is known of them."""
    seen: set[tuple[Any, ...]] = set()
    names = {(one.local, one.name.lower()): one for one in workbook.defined_names}
    for index, sheet in enumerate(workbook.sheets):
        if (index, "_lkjip") not in names or len(seen) == _WANTED:
            continue
        facts = _facts(package, sheet, names.get((index, "_xlnm.print_area")), names.get((index, "_xlnm.print_titles")))
        kind = (facts["kertas"], facts["mendatar"], facts["ulang"] is None, facts["terkunci"])
        if kind not in seen:
            seen.add(kind)
            yield sheet.name, facts


def _facts(package: Package, sheet: Sheet, area: DefinedName | None, titles: DefinedName | None) -> dict[str, Any]:
    text = package.read(sheet.own_part).decode("utf-8")
    paper = re.search(r'<pageSetup[^>]*paperSize="(\d+)"', text)
    breaks = re.search(r'<rowBreaks[^>]*manualBreakCount="(\d+)"', text)
    return {
        "area": _bare(area),
        "ulang": _bare(titles),
        "kertas": _PAPERS.get(paper[1], paper[1]) if paper else None,
        "mendatar": 'orientation="landscape"' in text,
        "terkunci": "<sheetProtection" in text,
        "putus": int(breaks[1]) if breaks else 0,
    }


def _bare(name: DefinedName | None) -> str | None:
    return None if name is None else name.text.rpartition("!")[2].replace("$", "")
