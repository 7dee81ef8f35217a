"""Pieces of WordprocessingML: runs, paragraphs, fields, tables. Lengths are in twentieths of a point."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..ooxml.sheet_model import Style
from ..reports.layout.cells import text_of
from ..reports.layout.source import Cell
from .pieces import GridTable

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SIDES = (("T", "top"), ("L", "left"), ("B", "bottom"), ("R", "right"))
_ALIGN = {"left": "left", "center": "center", "right": "right", "justify": "both"}
SMALLEST = 5.5  # points of text in a wide table


def escape(text: str) -> str:
    """A text as XML holds it."""
    text = _NOT_XML.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def run(text: str, properties: str = "") -> str:
    """A run; line ends and tabs in the text become breaks and tabs."""
    own = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    parts = []
    for n, line in enumerate(text.split("\n")):
        if n:
            parts.append("<w:br/>")
        for k, piece in enumerate(line.split("\t")):
            if k:
                parts.append("<w:tab/>")
            if piece:
                parts.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    return f"<w:r>{own}{''.join(parts)}</w:r>"


def paragraph(style: str, content: str, properties: str = "", section: str = "") -> str:
    """A paragraph. properties: what follows its style, in the order of the schema. section: ends a section here."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}{section}</w:pPr>{content}</w:p>'


def gap(points: float, section: str = "", page: bool = False) -> str:
    """An empty paragraph of so many points. page: it begins a page."""
    height = max(20, int(points * 20))
    start = "<w:pageBreakBefore/>" if page else ""
    return (
        f'<w:p><w:pPr>{start}<w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/>{section}'
        "</w:pPr>"
        '<w:r><w:rPr><w:sz w:val="2"/></w:rPr></w:r></w:p>'
    )


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


FIELD_END = _mark("end")


def field_start(instruction: str) -> str:
    """What stands before the result of a field."""
    code = f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    return _mark("begin") + code + _mark("separate")


def field(instruction: str, result: str) -> str:
    """A field with its last result."""
    return field_start(instruction) + (run(result) if result else "") + FIELD_END


def bookmark(number: int, name: str, content: str) -> str:
    """A content that fields refer to."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def link(name: str, content: str) -> str:
    """A link to a bookmark."""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>'


# --- tables ----------------------------------------------------------------------------------------------------------
def run_properties(style: Style, scale: float = 1.0) -> str:
    """The look of a text of a report."""
    half = int(max(SMALLEST, style.size * scale) * 2 + 0.5)
    color = f'<w:color w:val="{style.color}"/>' if style.color else ""
    return (
        ("<w:b/><w:bCs/>" if style.bold else "") + ("<w:i/><w:iCs/>" if style.italic else "") + color
        + f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' + ('<w:u w:val="single"/>' if style.underline else "")
    )  # fmt: skip


def justified(style: Style, scale: float = 1.0) -> str:
    """Indent and alignment of a text of a report."""
    indent = f'<w:ind w:left="{int(style.indent * 180 * scale)}"/>' if style.indent else ""
    return indent + (f'<w:jc w:val="{_ALIGN[style.align]}"/>' if style.align in _ALIGN else "")


def table(grid: GridTable, room: int, scale: float, style: str) -> str:
    """A table as wide as there is room.

    Args:
        grid: the table. room: width of the text. scale: by which its texts are smaller than on the sheet.
        style: id of the paragraph style of its cells.
    """
    total = grid.width or 1.0
    edges = [0]
    for width in grid.widths:
        edges.append(edges[-1] + int(width / total * room))
    edges[-1] = room
    columns = "".join(f'<w:gridCol w:w="{b - a}"/>' for a, b in zip(edges, edges[1:], strict=False))
    spans = {(a, b): (y, z) for a, b, y, z in grid.merged}
    covered = {
        (r, b): (a, z) for a, b, y, z in grid.merged for r in range(a + 1, y + 1)
    }  # a cell that goes on from above: its first row and last column
    rows = []
    for r, cells in enumerate(grid.rows):
        rows.append(_row(grid, r, cells, spans, covered, edges, scale, style))
    margin = 40
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{room}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


_Places = dict[tuple[int, int], tuple[int, int]]


def _row(grid: GridTable, r: int, cells: Sequence[Cell | None], spans: _Places, covered: _Places,
         edges: Sequence[int], scale: float, style: str) -> str:  # fmt: skip
    result = []
    k, longest = 0, 0
    while k < len(cells):
        merge, last = "", k
        cell = cells[k]
        if (r, k) in covered:
            first, last = covered[r, k]
            merge, cell = "<w:vMerge/>", _blank(grid.rows[first][k])
        elif (r, k) in spans:
            below, last = spans[r, k]
            merge = '<w:vMerge w:val="restart"/>' if below > r else ""
        text = text_of(cell) if cell is not None else ""
        longest = max(longest, len(text))
        result.append(_cell(cell, text, edges[last + 1] - edges[k], last - k + 1, merge, scale, style))
        k = last + 1
    blank = not any(c is not None and c.value not in (None, "") for c in cells)
    height = grid.heights[r] if blank and not grid.framed and r < len(grid.heights) else 0
    properties = f'<w:trHeight w:val="{int(height * 20)}" w:hRule="atLeast"/>' if height else ""
    keep = "<w:cantSplit/>" if longest < 500 else ""
    head = "<w:tblHeader/>" if r < grid.head else ""
    return f"<w:tr><w:trPr>{keep}{properties}{head}</w:trPr>{''.join(result)}</w:tr>"


def _blank(cell: Cell | None) -> Cell | None:
    return None if cell is None else Cell(None, cell.style)


def _cell(cell: Cell | None, text: str, width: int, span: int, merge: str, scale: float, style: str) -> str:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + merge
    if cell is None:
        return f'<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p></w:tc>'
    look = cell.style
    if look.border:
        sides = "TLBR" if look.border == "thin" else look.border
        lines = "".join(
            f'<w:{name} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for mark, name in _SIDES
            if mark in sides
        )
        properties += f"<w:tcBorders>{lines}</w:tcBorders>"
    if look.fill:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{look.fill}"/>'
    if look.valign != "top":
        properties += f'<w:vAlign w:val="{look.valign}"/>'
    content = run(text, run_properties(look, scale)) if text else ""
    own = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{justified(look, scale)}</w:pPr>{content}</w:p>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{own}</w:tc>"


def joined(parts: Iterable[str]) -> str:
    """Parts with a hair of room between two tables, which Word would make one."""
    result: list[str] = []
    for part in parts:
        if result and result[-1].endswith("</w:tbl>") and part.startswith("<w:tbl>"):
            result.append(gap(2))
        result.append(part)
    return "".join(result)
