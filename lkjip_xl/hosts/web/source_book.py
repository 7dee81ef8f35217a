"""A workbook that holds nothing but some sheets of a book, under other names: what Excel inserts sheets from.

Sheets are the bytes that they are in the book, with what hangs on them; formats and theme are the book's. Input sheets,
tables and names of the whole book stay behind: inserted with them, Excel would make links to another workbook.
"""

import io
import re
import zipfile
from collections.abc import Mapping

from ...ooxml.package import Package
from ...ooxml.parts import SPREADSHEET_TYPE, TYPES_PART, content_types, read_relations, rels_part
from ...ooxml.workbook import WorkbookParts, quoted
from ...ooxml.xmlspans import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_SHARED_TEXT = re.compile(rb'<(?:\w+:)?c\s[^<>]*\bt="s"')
_BOOK, _ENDED = "xl/workbook.xml", (1980, 1, 1, 0, 0, 0)


class NotMovable(Exception):
    """A sheet holds what Excel would not insert: it comes in a workbook of its own instead."""


def source_book(package: Package, names: Mapping[str, str]) -> bytes:
    """The workbook as bytes.

    Args:
        package: the book. names: its sheets in order, each with the name it has for the moment.

    Raises:
        NotMovable: a sheet has a chart or comments, or its texts stand elsewhere.
    """
    workbook = WorkbookParts(package)
    number = {sheet.name: index for index, sheet in enumerate(workbook.sheets)}
    sheets = [workbook.sheets[number[name]] for name in names]
    kept = {sheet.own_part: SPREADSHEET_TYPE + "worksheet+xml" for sheet in sheets}
    for part in (workbook.related("styles"), workbook.related("theme")):
        if part is not None:
            kept[part] = ""
    hangers = _hangers(package, list(kept))
    if any(re.search(r"/(charts?|comments|pivot)", part, re.I) for part in hangers):
        raise NotMovable
    if any(_SHARED_TEXT.search(package.read(sheet.own_part)) for sheet in sheets):
        raise NotMovable
    parts = {name: package.read(name) for name in (*kept, *hangers)}
    parts |= {rels_part(name): package.read(rels_part(name)) for name in parts if rels_part(name) in package}
    relations = [(f"s{i}", "worksheet", sheet.own_part) for i, sheet in enumerate(sheets)]
    relations += [(kind, kind, part) for kind in ("styles", "theme") if (part := workbook.related(kind)) is not None]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        texts = {
            TYPES_PART: _types(package, parts),
            "_rels/.rels": _relations(workbook, [("b", "officeDocument", _BOOK)]),
            _BOOK: _book(workbook, [(number[name], name, names[name]) for name in names]),
            "xl/_rels/workbook.xml.rels": _relations(workbook, relations),
        }
        for name, text in texts.items():
            archive.writestr(zipfile.ZipInfo(name, _ENDED), text.encode(), zipfile.ZIP_DEFLATED)
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _ENDED), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _hangers(package: Package, started: list[str]) -> list[str]:
    """What the relationships of the parts lead to, however far."""
    found: list[str] = []
    queue = list(started)
    while queue:
        for relation in read_relations(package, queue.pop()):
            target = package.find(relation.target) if relation.target else None
            if target and target not in found and target not in started:
                found.append(target)
                queue.append(target)
    return found


def _types(package: Package, parts: Mapping[str, bytes]) -> str:
    overrides, defaults = content_types(package)
    kinds = {_BOOK: SPREADSHEET_TYPE + "sheet.main+xml"}
    kinds |= {name: overrides[name.lower()] for name in parts if name.lower() in overrides}
    extensions = {"xml": "application/xml", **defaults}
    extensions["rels"] = "application/vnd.openxmlformats-package.relationships+xml"
    rows = [f'<Default Extension="{escape(e)}" ContentType="{escape(k)}"/>' for e, k in sorted(extensions.items())]
    rows += [f'<Override PartName="/{escape(n)}" ContentType="{escape(k)}"/>' for n, k in sorted(kinds.items())]
    return f'{_HEAD}<Types xmlns="{_PACKAGE}content-types">{"".join(rows)}</Types>'


def _relations(workbook: WorkbookParts, relations: list[tuple[str, str, str]]) -> str:
    space = workbook.relation_namespace
    rows = [f'<Relationship Id="{i}" Type="{space}/{kind}" Target="/{escape(t)}"/>' for i, kind, t in relations]
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}relationships">{"".join(rows)}</Relationships>'


def _book(workbook: WorkbookParts, sheets: list[tuple[int, str, str]]) -> str:
    place = {index: i for i, (index, _, _) in enumerate(sheets)}
    rows = [f'<sheet name="{escape(new)}" sheetId="{i + 1}" r:id="s{i}"/>' for i, (_, _, new) in enumerate(sheets)]
    names = []
    for one in workbook.defined_names:
        if one.local in place:
            _, old, new = sheets[place[one.local]]
            text = one.text.replace(quoted(old) + "!", quoted(new) + "!")
            hidden = ' hidden="1"' if one.hidden else ""
            names.append(
                f'<definedName name="{escape(one.name)}" localSheetId="{place[one.local]}"{hidden}>{escape(text)}'
                "</definedName>"
            )
    listed = f"<definedNames>{''.join(names)}</definedNames>" if names else ""
    return (
        f'{_HEAD}<workbook xmlns="{workbook.namespace}" xmlns:r="{workbook.relation_namespace}">'
        f"<sheets>{''.join(rows)}</sheets>{listed}</workbook>"
    )
