"""A ReportSheet as the text of a worksheet part, written by joining strings: speed is what this module is for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from ..errors import UserError
from ..expr.values import ErrorValue
from .limits import MAX_TEXT, thousands
from .sheet_model import ReportSheet, Style
from .workbook import TRANSITIONAL, quoted
from .xmlspans import escape

PICTURE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAPERS = {"A4": 9, "F4": 14}  # 14 is Folio, 8.5 x 13 inch


class Rendered(NamedTuple):
    """A worksheet part and what stands in it.

    data: the part's bytes.
    rows: for each sheet row from the first the CRC-32 of its contents, 0 for an empty one (see ``row_mark``).
    cells: number of cells that hold something.
    """

    data: bytes
    rows: list[int]
    cells: int


# A text without any of these goes into the part as it is.
_SPECIAL = re.compile("[&<>\r\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_UNFIT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def clean(text: str) -> str:
    """The text as a cell keeps it: line ends are line feeds, characters that XML cannot hold are gone."""
    if _SPECIAL.search(text):
        text = _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text


def number_text(value: float | str) -> str:
    """The same text for the same number, whoever saved the file.

    Programs write 15 to 17 digits. Whole numbers below 10**15 count exactly; others are rounded to 15 digits and
    then to 12, so that a last digit that another program rounded its own way does not look like an edit.
    """
    text = f"{float(value):.15g}"
    if "." in text or "e" in text:
        text = f"{float(text):.12g}"
    return "0" if text == "-0" else text


def row_mark(pairs: Sequence[str]) -> int:
    """Fingerprint of a row: CRC-32 over its column numbers and contents.

    Args:
        pairs: column letters and content as text, one after the other, in the order of the columns. Text is
            ``clean``, a number ``number_text``, a formula begins with ``=``.
    """
    return crc32("\x1f".join(pairs).encode("utf-8")) if pairs else 0


def column_letters(index: int) -> str:
    """``A`` for 0, ``AA`` for 26."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


def compose(
    sheet: ReportSheet,
    style_ids: Mapping[Style, int],
    namespace: str = TRANSITIONAL,
    code_name: str | None = None,
) -> Rendered:
    """The bytes of the worksheet part for a ReportSheet, with the fingerprints of what was written.

    Args:
        sheet: the ReportSheet.
        style_ids: cell format number by Style, as ``styles.StyleNumbers``.
        namespace: of the workbook part; a Strict book has Strict sheets.
        code_name: the sheet's name in VBA, when the book has one for it.
    """
    body, marks, count, width = _cells(sheet, style_ids)
    return Rendered(_frame(sheet, body, namespace, code_name, width), marks, count)


def _cells(sheet: ReportSheet, style_ids: Mapping[Style, int]) -> tuple[list[bytes], list[int], int, int]:
    """The rows, their marks, the number of filled cells and the number of columns."""
    width = max((len(row.cells) for row in sheet.rows if row is not None), default=0)
    letters = [column_letters(index) for index in range(width)]
    covered = _covered(sheet.merges)
    tags: dict[int, str] = {}  # the beginning of a cell's tag by column and style
    texts: dict[str, tuple[str, str]] = {}  # text as it stands in the part, by text
    rows: list[bytes] = []
    out: list[str] = []
    marks: list[int] = []
    count = 0
    add = out.append
    for number, row in enumerate(sheet.rows, 1):
        if row is None:
            marks.append(0)
            continue
        head = f'<row r="{number}"'
        if row.height is not None:
            head += f' ht="{row.height:g}" customHeight="1"'
        if row.level:
            head += f' outlineLevel="{row.level}"'
        add(head + ">" if row.cells else head + "/>")
        hidden = covered.get(number - 1)
        pairs: list[str] = []
        ends = f'{number}" s="'
        for index, cell in enumerate(row.cells):
            if cell is None:
                continue
            value, style = cell[0], cell[1]
            try:
                tag = tags[id(style)]
            except KeyError:
                tag = tags[id(style)] = str(style_ids[style])
            start = '<c r="' + letters[index] + ends + tag
            if value is None or value == "" or (hidden and index in hidden):
                add(start + '"/>')
                continue
            kind = type(value)
            if kind is str:
                try:
                    shown, kept = texts[value]
                except KeyError:
                    shown, kept = texts[value] = _text(value, sheet, letters[index], number)
                add(start + shown)
                if not kept:
                    continue
            elif kind is int or kind is float:
                kept = repr(value)
                if kept[-2:] == ".0":
                    kept = kept[:-2]
                if kept[-1] in "nf":  # nan, inf
                    add(start + '" t="e"><v>#NUM!</v></c>')
                    kept = "#NUM!"
                else:
                    add(start + '"><v>' + kept + "</v></c>")
                    if len(kept) > 12 or kept == "-0":
                        kept = number_text(value)
            elif kind is bool:
                kept = "1" if value else "0"
                add(start + '" t="b"><v>' + kept + "</v></c>")
            elif kind is ErrorValue:
                kept = value.kode
                add(start + '" t="e"><v>' + escape(kept) + "</v></c>")
            else:  # Decimal, Fraction, numpy: any number
                value = float(value)
                kept = number_text(value)
                if kept[-1] in "nf":
                    add(start + '" t="e"><v>#NUM!</v></c>')
                    kept = "#NUM!"
                else:
                    add(f'{start}"><v>{value!r}</v></c>')
            pairs += (letters[index], kept)
        if row.cells:
            add("</row>")
        rows.append("".join(out).encode())  # at once: the pieces, and a text with one rare letter, take more room
        out.clear()
        count += len(pairs)
        marks.append(row_mark(pairs))
    return rows, marks, count // 2, width


def _text(value: str, sheet: ReportSheet, letters: str, number: int) -> tuple[str, str]:
    kept = clean(value)
    if len(kept) > MAX_TEXT:
        raise UserError(
            f"Teks untuk lembar {sheet.name} sel {letters}{number} panjangnya {thousands(len(kept))} huruf; satu "
            f"sel Excel memuat paling banyak {thousands(MAX_TEXT)}. Persingkat teks sumbernya.",
            "teks_terlalu_panjang",
        )
    shown = kept
    if _SPECIAL.search(shown):
        shown = _LOOKS_ESCAPED.sub("_x005F_", shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    if not kept:
        return '"/>', kept
    space = ' xml:space="preserve"' if "\n" in kept or kept != kept.strip() else ""
    return f'" t="inlineStr"><is><t{space}>{shown}</t></is></c>', kept


def _covered(merges: Iterable[tuple[int, int, int, int]]) -> dict[int, set[int]]:
    """Columns by row that a merged range hides: all but its first cell. Excel would keep values there unseen."""
    hidden: dict[int, set[int]] = {}
    for top, left, bottom, right in merges:
        for row in range(top, bottom + 1):
            columns = range(left + 1 if row == top else left, right + 1)
            hidden.setdefault(row, set()).update(columns)
    return hidden


def has_picture(sheet: ReportSheet, namespace: str) -> bool:
    """Whether the sheet shows a picture of the book; a Strict book has drawings of another kind, and none of ours."""
    return sheet.picture is not None and sheet.picture_row is not None and namespace == TRANSITIONAL


def _frame(sheet: ReportSheet, body: list[bytes], namespace: str, code_name: str | None, width: int) -> bytes:
    """The whole part around the rows."""
    rows = len(sheet.rows)
    levels = max((row.level for row in sheet.rows if row is not None), default=0)
    last = f"{column_letters(max(width, 1) - 1)}{max(rows, 1)}"
    code = f' codeName="{escape(code_name)}"' if code_name else ""
    outline = f' outlineLevelRow="{levels}"' if levels else ""
    orientation = "landscape" if sheet.landscape else "portrait"
    parts = [
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{namespace}">'
        f'<sheetPr{code}><outlinePr summaryBelow="0"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="{"A1:" + last if last != "A1" else last}"/>'
        f'<sheetViews><sheetView showGridLines="0" zoomScale="100" zoomScaleNormal="100" workbookViewId="0"'
        f"{_pane(sheet.freeze)}</sheetViews>"
        f'<sheetFormatPr defaultRowHeight="15"{outline}/>',
        _columns(sheet.widths),
        "<sheetData>" if body else "<sheetData/>",
    ]
    head = "".join(parts).encode()
    parts = ["</sheetData>"] if body else []
    # Excel cannot open and close outline groups on a protected sheet; there the fingerprint alone guards.
    if not levels:
        parts.append('<sheetProtection sheet="1" formatCells="0" formatColumns="0" formatRows="0"/>')
    if sheet.merges:
        parts.append(f'<mergeCells count="{len(sheet.merges)}">')
        parts += [
            f'<mergeCell ref="{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}"/>'
            for top, left, bottom, right in sheet.merges
        ]
        parts.append("</mergeCells>")
    parts.append(
        '<printOptions horizontalCentered="1"/>'
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="{PAPERS[sheet.paper]}" orientation="{orientation}" fitToHeight="0"/>'
    )
    if sheet.footer:
        parts.append(f"<headerFooter><oddFooter>{escape(clean(sheet.footer))}</oddFooter></headerFooter>")
    breaks = sorted({row for row in sheet.breaks if 0 < row < rows})
    if breaks:
        parts.append(f'<rowBreaks count="{len(breaks)}" manualBreakCount="{len(breaks)}">')
        parts += [f'<brk id="{row}" max="16383" man="1"/>' for row in breaks]
        parts.append("</rowBreaks>")
    if has_picture(sheet, namespace):
        parts.append(f'<drawing xmlns:r="{PICTURE_RELATIONS}" r:id="rId1"/>')
    parts.append("</worksheet>")
    return b"".join([head, *body, "".join(parts).encode()])


def _columns(widths: Sequence[float | None]) -> str:
    """Neighbours of one width share an element."""
    out: list[str] = []
    index = 0
    while index < len(widths):
        width, first = widths[index], index
        while index < len(widths) and widths[index] == width:
            index += 1
        if width is not None:
            out.append(f'<col min="{first + 1}" max="{index}" width="{width:g}" customWidth="1"/>')
    return f"<cols>{''.join(out)}</cols>" if out else ""


def _pane(freeze: tuple[int, int] | None) -> str:
    """The rest of the sheetView element; frozen rows and columns stay in sight."""
    row, column = freeze or (0, 0)
    if not row and not column:
        return "/>"
    pane = ("bottomRight" if column else "bottomLeft") if row else "topRight"
    split = (f' xSplit="{column}"' if column else "") + (f' ySplit="{row}"' if row else "")
    cell = f"{column_letters(column)}{row + 1}"
    return (
        f'><pane{split} topLeftCell="{cell}" activePane="{pane}" state="frozen"/>'
        f'<selection pane="{pane}" activeCell="{cell}" sqref="{cell}"/></sheetView>'
    )


def print_names(sheet: ReportSheet, title: str) -> list[tuple[str, str]]:
    """``(name, formula)`` of print area and repeated rows for the sheet under its name in the book."""
    width = sheet.printed or max((len(row.cells) for row in sheet.rows if row is not None), default=0)
    names = []
    if sheet.printed == 0:
        names.append(("_xlnm.Print_Area", f"{quoted(title)}!$XFD$1"))
    elif width and sheet.rows:
        area = f"{quoted(title)}!$A$1:${column_letters(width - 1)}${len(sheet.rows)}"
        names.append(("_xlnm.Print_Area", area))
    if sheet.repeat_rows:
        first, last = sheet.repeat_rows
        names.append(("_xlnm.Print_Titles", f"{quoted(title)}!${first + 1}:${last + 1}"))
    return names
