"""The sheet Gabungan: what became of the returned books, and where the user chooses between two values."""

import re
from typing import Any

from ..book.read import BookReading
from ..expr.values import ErrorValue, is_number
from ..ooxml import xmlspans
from ..ooxml.cells import SharedStrings, SheetText, plain
from ..ooxml.ownership import owned_sheets
from ..ooxml.sheet_model import ReportSheet, Style
from .gabung_plan import CONFLICT, EMPTIED, CellMerge, Merge, Remark

MERGE_ID = "GABUNGAN"
_WIDTHS = (12, 14, 22, 34, 22, 20, 20, 20, 40)
_TITLE = Style(bold=True, size=14)
_PART = Style(bold=True, size=12)
_HEAD = Style(bold=True, fill="D9E1F2", border="thin", wrap=True, valign="top")
_TEXT = Style(wrap=True, valign="top")
_CELL = Style(border="thin", wrap=True, valign="top")
_CHOICE = Style(border="thin", wrap=True, valign="top", fill="FFF2CC", color="0000FF")
_WARN = Style(border="thin", wrap=True, valign="top", fill="F8CBAD")
_CODE = re.compile(r"[0-9a-f]{8}")


def merge_sheet(merge: Merge) -> ReportSheet:
    """The sheet of a merge, or of what it would be."""
    sheet = ReportSheet(MERGE_ID, "Gabungan", "Gabungan buku yang kembali", _WIDTHS, paper="A4", landscape=True)
    sheet.add([("Gabungan buku yang kembali", _TITLE)])
    _books(sheet, merge)
    _conflicts(sheet, [cell for cell in merge.cells if cell.choice or cell.state in (CONFLICT, EMPTIED)])
    _cells(sheet, "Diisi dari buku yang kembali", merge.taken)
    if merge.added:
        _head(sheet, "Baris baru", ("", "", "Tabel", "Baris"))
        for table, row, _ in merge.added:
            sheet.add([(None, _CELL), (None, _CELL), (table, _CELL), (row, _CELL)])
    _remarks(sheet, "Tidak dapat dibaca dengan pasti; tidak diambil", merge.doubtful)
    _remarks(sheet, "Diubah di luar yang diminta; tidak diambil", merge.outside)
    _remarks(sheet, "Baris yang hilang di buku yang kembali; di sini tetap", merge.removed)
    return sheet


def _head(sheet: ReportSheet, title: str, names: tuple[str, ...]) -> None:
    sheet.add()
    sheet.add([(title, _PART)])
    sheet.add([(name, _HEAD) for name in names])


def _books(sheet: ReportSheet, merge: Merge) -> None:
    _head(sheet, "Buku", ("Kiriman", "Keadaan", "Bidang", "Berkas", "Disimpan", "Program", "Sel diisi", "", "Catatan"))
    for one in merge.books:
        style = _WARN if one.state == "ditolak" else _CELL
        notes = "; ".join([one.reason, *one.notes] if one.reason else one.notes)
        values = (one.number or None, one.state, one.label, one.file, one.saved, one.program, one.filled, None, notes)
        sheet.add([(value, style) for value in values], height=_height(notes))


def _conflicts(sheet: ReportSheet, cells: list[CellMerge]) -> None:
    if not cells:
        return
    _head(
        sheet, "Bentrok: tulis induk, kembali, atau nama berkasnya di kolom Pilihan, lalu gabungkan lagi",
        ("Kode", "Pilihan", "Tabel", "Baris", "Kolom", "Dikirim", "Di induk", "Kembali", "Dari"),
    )  # fmt: skip
    for cell in cells:
        values = "; ".join(_shown(p.value) for p in cell.proposals)
        files = "; ".join(p.file for p in cell.proposals)
        rest = (cell.table, cell.row, cell.column, _shown(cell.base), _shown(cell.master), values, files)
        sheet.add(
            [(cell.code, _CELL), (cell.choice or None, _CHOICE), *((value, _CELL) for value in rest)],
            height=_height(files),
        )


def _cells(sheet: ReportSheet, title: str, cells: list[CellMerge]) -> None:
    if not cells:
        return
    _head(sheet, title, ("", "", "Tabel", "Baris", "Kolom", "Dikirim", "Sebelumnya", "Menjadi", "Dari"))
    for cell in cells:
        files = "; ".join(p.file + (f" ({p.note})" if p.note else "") for p in cell.proposals)
        rest = (cell.table, cell.row, cell.column, _shown(cell.base), _shown(cell.master), _shown(cell.taken), files)
        sheet.add([(None, _CELL), (None, _CELL), *((value, _CELL) for value in rest)], height=_height(files))


def _remarks(sheet: ReportSheet, title: str, remarks: list[Remark]) -> None:
    if not remarks:
        return
    _head(sheet, title, ("", "", "Tabel", "Baris", "Kolom", "Tertulis", "", "", "Keterangan"))
    for one in remarks:
        text = f"{one.file}: {one.text}"
        values = (None, None, one.table, one.row, one.column, _shown(one.value), None, None, text)
        sheet.add([(value, _CELL) for value in values], height=_height(text))


def _height(text: str) -> float:
    return 15.0 * min(1 + len(text) // 40, 20)


def _shown(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, ErrorValue):
        return value.kode
    return f"{value:.15g}".replace(".", ",") if is_number(value) and not isinstance(value, bool) else str(value)[:300]


def choices_on_sheet(reading: BookReading) -> dict[str, str]:
    """What the user wrote in the column Pilihan of the sheet Gabungan, by the code of the conflict."""
    owned = owned_sheets(reading.workbook).get(MERGE_ID)
    if owned is None:
        return {}
    package = reading.package
    strings = SharedStrings(package.read(part) if (part := reading.workbook.related("sharedStrings")) else b"")
    found = {}
    try:
        sheet = SheetText(plain(package.read(owned.part), check=False))
        for row in sheet.rows:
            cells = {k: sheet.value(text, strings) for k, text in sheet.cells(row) if k < 2}
            code, choice = cells.get(0), cells.get(1)
            if isinstance(code, (int, float)):  # eight digits, which a program took for a number
                code = f"{int(code):08d}"
            if isinstance(code, str) and _CODE.fullmatch(code) and isinstance(choice, str) and choice.strip():
                found[code] = choice.strip()
    except (xmlspans.XmlError, ValueError, IndexError):
        return {}
    return found
