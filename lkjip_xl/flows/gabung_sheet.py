"""The sheet Gabungan: what became of the returned books, and where the user chooses between two values."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from ..book.reading import BookReading
from ..expr.values import is_number
from ..ooxml.sheet_model import ReportSheet, Style
from ..ooxml.worksheet import number_text
from ..schema.captions import sheet_caption
from ..schema.number_formats import FORMATS
from ..template.heights import row_height
from .answered_cells import answered_cells
from .gabung_plan import CONFLICT, EMPTIED, STATES, CellMerge, Merge, Remark, unlikely
from .plain_words import cell_words, column_kind, moment_in_words

MERGE_ID = "GABUNGAN"
_WIDTHS = (10, 15, 14, 33, 18, 16, 16, 17, 31)
_LAST = len(_WIDTHS) - 1
_TITLE = Style(bold=True, size=14, wrap=True)
_NOTE = Style(italic=True, size=9, wrap=True, valign="top")
_PART = Style(bold=True, size=12, wrap=True, valign="bottom")
_HEAD = Style(bold=True, fill="D9E1F2", border="thin", wrap=True, align="center")
_CELL = Style(border="thin", wrap=True, valign="top")
_CHOICE = Style(border="thin", wrap=True, valign="top", fill="FFF2CC", color="0000FF")
_WARN = Style(border="thin", wrap=True, valign="top", fill="F8CBAD")
_FILE = 3  # column of the file's name in the list of books
_CODE = re.compile(r"[0-9a-f]{8}")


def merge_sheet(merge: Merge) -> ReportSheet:
    """The sheet of a merge, or of what it would be: as wide as a screen of 1366 px and a lying F4 page."""
    title = "Gabungan buku yang kembali"
    sheet = ReportSheet(MERGE_ID, "Gabungan", title, _WIDTHS, landscape=True)
    sheet.footer = f"&L{title}&RHal &P dari &N"
    _line(sheet, title, _TITLE, 22)
    _line(sheet, _counts(merge), _NOTE)
    _books(sheet, merge)
    _conflicts(sheet, [cell for cell in merge.cells if cell.choice or cell.state in (CONFLICT, EMPTIED)])
    _cells(sheet, "Diisi dari buku yang kembali", merge.taken)
    if merge.added:
        _head(sheet, "Baris baru", ((0, 2, "Lembar"), (3, _LAST, "Baris")))
        for table, row, _ in merge.added:
            _row(sheet, ((0, 2, sheet_caption(table), _CELL), (3, _LAST, row, _CELL)))
    _remarks(sheet, "Tidak dapat dibaca dengan pasti; tidak diambil", merge.doubtful)
    _remarks(sheet, "Diubah di luar yang diminta; tidak diambil", merge.outside, with_sent=True)
    _remarks(sheet, "Baris yang hilang di buku yang kembali; di sini tetap", merge.removed)
    return sheet


def _counts(merge: Merge) -> str:
    refused = sum(1 for one in merge.books if one.state == "ditolak")
    return (
        f"{len(merge.books)} buku, {refused} ditolak. {len(merge.taken)} sel diisi, {len(merge.added)} baris baru, "
        f"{len(merge.conflicts)} bentrok menunggu pilihan, {len(merge.doubtful)} tidak dapat dibaca pasti, "
        f"{len(merge.outside)} di luar yang diminta."
    )


def _line(sheet: ReportSheet, text: str, style: Style, least: float = 15) -> None:
    row = sheet.add([(text, style)], height=max(least, row_height([(text, sum(_WIDTHS) * 0.9)])))
    sheet.merge(row, 0, row, _LAST)


def _head(sheet: ReportSheet, title: str, names: Sequence[tuple[int, int, str]]) -> None:
    sheet.add()
    _line(sheet, title, _PART, 18)
    _row(sheet, [(first, last, name, _HEAD) for first, last, name in names])


def _row(sheet: ReportSheet, cells: Iterable[tuple[int, int, Any, Style]]) -> None:
    """A row of cells ``(first column, last column, value, style)``, as high as its longest text needs."""
    filled: list[Any] = [None] * len(_WIDTHS)
    texts, merges = [], []
    for first, last, value, style in cells:
        filled[first : last + 1] = [(None, style)] * (last + 1 - first)
        filled[first] = (value, style)
        merges.append((first, last))
        if isinstance(value, str):
            texts.append((value, sum(_WIDTHS[first : last + 1]) - 1.5))
    row = sheet.add(filled, height=row_height(texts))
    for first, last in merges:
        sheet.merge(row, first, row, last)


def _books(sheet: ReportSheet, merge: Merge) -> None:
    places = ((0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, _LAST))
    heads = ("Kiriman", "Keadaan", "Bidang", "Berkas", "Disimpan", "Program", "Sel diisi", "Catatan")
    _head(sheet, "Buku", [(*place, name) for place, name in zip(places, heads, strict=True)])
    for one in merge.books:
        style = _WARN if one.state == "ditolak" else _CELL
        notes = "; ".join([one.reason, *one.notes] if one.reason else one.notes)
        saved = moment_in_words(one.saved)
        values = (one.number or None, one.state, one.label, one.file, saved, one.program, one.filled, notes)
        number = style._replace(align="center")
        styles = [_CHOICE if one.unmarked else number, *[style] * 5, number, style]
        _row(sheet, [(*place, value, own) for place, value, own in zip(places, values, styles, strict=True)])


_CELLS = ((0, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7), (8, _LAST))
"""Columns of a list of cells: sheet, row, column, three values, and where it is from."""


def _conflicts(sheet: ReportSheet, cells: list[CellMerge]) -> None:
    if not cells:
        return
    heads = ("Kode", "Pilihan", "Lembar", "Baris", "Kolom", "Dikirim", "Di induk", "Kembali", "Dari")
    _head(
        sheet, "Bentrok: tulis induk, kembali, atau nama berkasnya di kolom Pilihan, lalu gabungkan lagi",
        [(n, n, name) for n, name in enumerate(heads)],
    )  # fmt: skip
    for cell in cells:
        kind = _kind(cell)
        texts = "; ".join(cell_words(p.value, kind) or "kosong" for p in cell.proposals)
        returned = _shown(cell.proposals[0].value, kind) if len(cell.proposals) == 1 else (texts, _CELL)
        files = "; ".join(p.file for p in cell.proposals)
        rest = [
            (cell.code, _CELL), (cell.choice or None, _CHOICE), (sheet_caption(cell.table), _CELL), (cell.row, _CELL),
            (cell.column, _CELL), _shown(cell.base, kind), _shown(cell.master, kind), returned, (files, _CELL),
        ]  # fmt: skip
        _row(sheet, [(n, n, value, style) for n, (value, style) in enumerate(rest)])


def _cells(sheet: ReportSheet, title: str, cells: list[CellMerge]) -> None:
    if not cells:
        return
    heads = ("Lembar", "Baris", "Kolom", "Dikirim", "Sebelumnya", "Menjadi", "Dari")
    _head(sheet, title, [(*place, name) for place, name in zip(_CELLS, heads, strict=True)])
    for cell in cells:
        kind = _kind(cell)
        files = "; ".join(p.file + (f" ({p.note})" if p.note else "") for p in cell.proposals)
        why = unlikely(cell)
        told = f"{files}. Perlu dilihat: {why}" if why else files
        values = [
            (sheet_caption(cell.table), _CELL), (cell.row, _CELL), (cell.column, _CELL), _shown(cell.base, kind),
            _shown(cell.master, kind), _shown(cell.taken, kind),
            (told, _WARN if why else _CELL),
        ]  # fmt: skip
        _row(sheet, [(*place, *one) for place, one in zip(_CELLS, values, strict=True)])


def _remarks(sheet: ReportSheet, title: str, remarks: list[Remark], with_sent: bool = False) -> None:
    if not remarks:
        return
    heads = [(0, 2, "Lembar"), (3, 3, "Baris"), (4, 4, "Kolom"), (5, 5, "Tertulis"), (6, _LAST, "Keterangan")]
    if with_sent:
        heads[3:] = [(5, 5, "Dikirim"), (6, 6, "Tertulis"), (7, _LAST, "Keterangan")]
    _head(sheet, title, heads)
    for one in remarks:
        kind = _kind(one)
        values = (
            (sheet_caption(one.table), _CELL), (one.row, _CELL), (one.column, _CELL),
            *([_shown(one.sent, kind)] if with_sent else ()), _shown(one.value, kind),
            (f"{one.file}: {one.text}", _CELL),
        )  # fmt: skip
        _row(sheet, [(*head[:2], *value) for head, value in zip(heads, values, strict=True)])


def _kind(one: CellMerge | Remark) -> str:
    """How the numbers of a cell are shown: as its column, or as days."""
    return "tanggal" if one.day else column_kind(one.table, one.column)


def _shown(value: Any, kind: str) -> tuple[Any, Style]:
    """A cell as its own column shows it: a number stays one, with that column's format."""
    if is_number(value) and not isinstance(value, bool):
        return value, _CELL._replace(align="right", format=FORMATS.get(kind))
    return cell_words(value, kind), _CELL


def typed_on_sheet(reading: BookReading) -> tuple[dict[str, str], dict[str, int]]:
    """What the user wrote on the sheet Gabungan: in the column Pilihan by the code of the conflict, and in the column
    Kiriman by the name of the returned book."""
    choices: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for first, second, *_, file in answered_cells(reading.package, reading.workbook, MERGE_ID, _FILE + 1)[1].values():
        text = number_text(first) if is_number(first) else first
        if not isinstance(text, str) or not isinstance(second, str):
            continue
        if second in STATES:
            if text.strip().isdecimal() and isinstance(file, str):
                numbers[file.strip()] = int(text)
        elif second.strip():
            code = text.zfill(8) if is_number(first) else text  # eight digits, which a program took for a number
            if _CODE.fullmatch(code):
                choices[code] = second.strip()
    return choices, numbers
