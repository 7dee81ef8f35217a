"""The sheet Pratinjau: what was understood of a source, row by row, before it is written."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..expr.values import is_number
from ..intake.model import SALAH
from ..ooxml.sheet_model import ReportSheet, Style
from ..rules.tanggal import date_text
from ..schema.captions import sheet_caption
from ..template.heights import row_height
from .intake_plan import TablePlan, difference_line
from .row_changes import RowChanges
from .source_questions import PREVIEW_ID, Asked, add_questions

_TITLE = Style(bold=True, size=14)
_HEAD = Style(bold=True, fill="D9E1F2", border="thin", wrap=True, valign="top")
_TEXT = Style(wrap=True, valign="top")
_CELL = Style(border="thin", wrap=True, valign="top")
_MONEY = Style(border="thin", valign="top", format="#,##0")
_NUMBER = Style(border="thin", valign="top", format="General")
_SALAH = Style(wrap=True, valign="top", fill="F8CBAD")
_PERIKSA = Style(wrap=True, valign="top", fill="FFF2CC")
_WIDTHS = (34, 12, 18, 14, 46, 18, 18, 18, 18, 18, 18, 30)


def preview_sheet(
    plans: Sequence[TablePlan], rows: Mapping[str, RowChanges], asked: Asked | None = None, refusal: str = ""
) -> ReportSheet:
    """The sheet of a source's plans.

    Args:
        plans: from ``intake_plan.plan_tables``. rows: what each table will become. asked: what may be answered on it;
            None for a host that asks elsewhere. refusal: why there are no plans.
    """
    sheet = ReportSheet(PREVIEW_ID, "Pratinjau", "Pratinjau isi", _WIDTHS, paper="A4", landscape=True)
    sheet.add([("Pratinjau: belum ada yang ditulis ke tabel", _TITLE)])
    if asked is not None:
        add_questions(sheet, asked)
    if refusal:
        sheet.add()
        _wide(sheet, refusal, _SALAH)
    for plan in plans:
        _plan(sheet, plan, rows.get(plan.table))
    return sheet


def _plan(sheet: ReportSheet, plan: TablePlan, changes: RowChanges | None) -> None:
    sheet.add()
    names = "; ".join(f"{one.source} ({one.label})" for one in plan.understood)
    _wide(sheet, f"{sheet_caption(plan.table)}: {names}", Style(bold=True, size=12))
    if changes is not None:
        counts = f"{len(changes.added)} baris baru, {len(changes.changed)} berubah, {len(changes.removed)} dihapus"
        _wide(sheet, f"{counts}, {changes.same} tetap.", _TEXT)
        if changes.emptied:
            _wide(sheet, "Akan dikosongkan, sebab kosong di sumbernya: " + "; ".join(changes.emptied), _PERIKSA)
        if changes.kept:
            _wide(sheet, "Kosong di sumbernya, isian buku tetap: " + "; ".join(changes.kept), _TEXT)
    for one in plan.understood:
        if one.columns:
            known = "; ".join(f"{heading} = {column}" for heading, column in one.columns.items())
            _wide(sheet, f"Kolom: {known}", _TEXT)
        if one.unused:
            _wide(sheet, "Tidak dibawa: " + "; ".join(one.unused), _TEXT)
        for text in one.assumptions:
            _wide(sheet, "Anggapan: " + text, _TEXT)
    for check in plan.sums:
        _wide(sheet, "Jumlah: " + difference_line(check), _SALAH if check.difference else _TEXT)
    for doubt in plan.doubts:
        _wide(sheet, f"{doubt.weight}: {doubt.where}: {doubt.text}", _SALAH if doubt.weight == SALAH else _PERIKSA)
    _rows(sheet, plan)
    if plan.different:
        sheet.add()
        _line(sheet, [(text, _HEAD) for text in ("Baris yang berubah", "Kolom", "Di buku", "Di sumber")])
        for label, column, old, new in plan.different:
            money = plan.table == "tbl_anggaran"
            if (label, column) in plan.dated:
                old, new = (date_text(value) if is_number(value) else value for value in (old, new))
            _line(sheet, [(label, _CELL), (column, _CELL), _cell(old, money), _cell(new, money)])


def _rows(sheet: ReportSheet, plan: TablePlan) -> None:
    if not plan.rows:
        return
    states = plan.states if len(plan.states) == len(plan.rows) else [""] * len(plan.rows)
    _line(sheet, [(text, _HEAD) for text in ("Tempat di sumber", "Keadaan", *plan.columns, "Catatan")])
    for row, state in zip(plan.rows, states, strict=True):
        cells = [_cell(row.values.get(name), plan.table == "tbl_anggaran") for name in plan.columns]
        _line(sheet, [(row.where, _CELL), (state, _CELL), *cells, ("; ".join(row.notes), _CELL)])
    for one in plan.understood:
        for fate in one.fates:
            if fate.fate in ("diambil", "di luar tabel"):
                continue
            grid = [one.grid, *one.others][fate.grid]
            words = " ".join(text for text in grid.texts(fate.row) if text)[:120]
            height = row_height([(words, sum(_WIDTHS[2:]) - 2)])
            number = sheet.add([(grid.where(fate.row), _CELL), (fate.fate, _CELL), (words, _TEXT)], height)
            sheet.merge(number, 2, number, len(_WIDTHS) - 1)


def _line(sheet: ReportSheet, cells: Sequence[tuple[Any, Style]]) -> None:
    """A row as high as its longest text needs."""
    texts = [(value, width) for (value, _), width in zip(cells, _WIDTHS, strict=False) if isinstance(value, str)]
    sheet.add(cells, height=row_height(texts))


def _cell(value: Any, money: bool = True) -> tuple[Any, Style]:
    return (value, _MONEY if money else _NUMBER) if is_number(value) else ("" if value is None else str(value), _CELL)


def _wide(sheet: ReportSheet, text: str, style: Style) -> None:
    row = sheet.add([(text, style)], height=row_height([(text, sum(_WIDTHS) - 2)]) * (style.size / Style().size))
    sheet.merge(row, 0, row, len(_WIDTHS) - 1)
