"""Amounts in millions or billions (``satuan_uang``): the cells hold rupiah, their format and the head say the unit."""

from typing import Any

from ..compute.world import World
from ..ooxml.sheet_model import ReportSheet
from ..records import replace
from .layout.styles import HEAD, RUPIAH
from .profiles.records import PrintedColumn, PrintedForm

UNITS = {"Juta": ",,", "Miliar": ",,,"}
"""What a number format ends with to show that unit."""
_BODY = "#,##0"
_RUPIAH = tuple(RUPIAH.partition(";")[0] + mark for mark in (";", '" *";'))
"""How the format of an amount begins, with or without the mark of what is provisional."""


def unit_of(world: World) -> str:
    """``Juta`` or ``Miliar``; "" for rupiah."""
    unit = str(world.settings.get("satuan_uang") or "")
    return unit if unit in UNITS else ""


def scaled(code: str, unit: str, decimals: int = 2) -> str:
    """A number format of rupiah as one of a unit.

    >>> scaled("#,##0;-#,##0;0", "Juta")
    '#,##0.00,,;-#,##0.00,,;0'
    """
    return code.replace(_BODY, f"{_BODY}.{'0' * decimals}{UNITS[unit]}")


def _headed(text: str, unit: str) -> str:
    return text.replace("(Rp)", f"(Rp {unit.lower()})").replace("(Rp.)", f"(Rp {unit.lower()})")


def in_unit(world: World, form: PrintedForm) -> PrintedForm:
    """A form of a profile with its amounts in the book's unit."""
    unit = unit_of(world)
    if not unit:
        return form
    parts = (replace(part, columns=tuple(_column(c, unit) for c in part.columns)) for part in form.parts)
    return replace(form, parts=tuple(parts))


def _column(column: PrintedColumn, unit: str) -> PrintedColumn:
    if column.in_unit:  # the profile says so itself, and how its head tells it
        return column
    if column.quantity.rpartition(".")[2] not in ("pagu", "realisasi_anggaran", "sisa", "anggaran") and \
            column.quantity not in ("anggaran.realisasi", "anggaran_tw.realisasi", "pohon.realisasi"):  # fmt: skip
        return column
    heads = [_headed(t, unit) for t in column.headings]
    if not any(f"(Rp {unit.lower()})" in t for t in heads):
        heads[-1] = f"{heads[-1]}\n(Rp {unit.lower()})"
    return replace(column, headings=tuple(heads), unit=unit)


def with_unit(world: World, sheet: ReportSheet) -> ReportSheet:
    """A finished sheet of the code's forms with its amounts in the book's unit."""
    unit = unit_of(world)
    if not unit:
        return sheet
    for row in sheet.rows:
        for k, cell in enumerate(row.cells if row else ()):
            if cell is not None and row is not None:
                row.cells[k] = _cell(cell, unit)
    return sheet


def _cell(cell: Any, unit: str) -> Any:
    code = cell.style.format or ""
    if code.startswith(_RUPIAH):
        return cell._replace(style=cell.style._replace(format=scaled(code, unit)))
    if isinstance(cell.value, str) and cell.style.fill == HEAD.fill and "(Rp" in cell.value:
        return cell._replace(value=_headed(cell.value, unit))
    return cell
