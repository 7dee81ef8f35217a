"""A figure as a profile writes it: number format, marks for zero and for what is not available, lists, fractions."""

from functools import cache
from typing import Any

from ...expr.values import ErrorValue, bulatkan, is_number
from ...ooxml.sheet_model import Style
from ..forms.provisional import marked
from ..layout.blocks import Content
from ..layout.cells import bound_with_unit, dated, decimals_of, fraction, shown
from ..layout.source import Cell, Source
from ..layout.styles import CENTER, NUMBER, TEXT, centred, with_format
from ..profiles.records import PrintedColumn
from ..unit_of_money import scaled
from .quantities import ITEMS, MONEY, RATIO, VALUE, Figure
from .quantities import NUMBER as COUNT

ALIGN = {"kiri": "left", "tengah": "center", "kanan": "right"}
_BOLD = 3  # Urusan, Bidang and Program are bold


def _quoted(text: str) -> str:
    return f'"{text}"' if text else ""


def _numbers(body: str, zero: str | None) -> str:
    return body if zero is None else f"{body};-{body};{_quoted(zero) or body}"


@cache
def ratio_code(column: PrintedColumn, decimals: int) -> str:
    """Number format of a ratio shown as percent."""
    body = "0." + "0" * decimals if decimals else "0"
    mark = column.mark
    if not mark:  # points under a heading that says percent
        return _numbers(body, column.zero)
    after = f"{_quoted(mark[:-1])}%" if mark.endswith("%") else "%"
    return _numbers(body + after, column.zero)


@cache
def money_code(before: str, after: str, zero: str | None) -> str:
    """Number format of an amount, with what stands around it."""
    return _numbers(f"{_quoted(before)}#,##0{_quoted(after)}", zero)


@cache
def value_code(column: PrintedColumn, decimals: int, percent: bool, unit: str = "") -> str:
    """Number format of a target or realisasi in its own satuan."""
    body = ("#,##0" if column.grouped else "0") + ("." + "0" * decimals if decimals else "")
    after = column.mark if percent else (f" {unit}" if unit != "%" else unit) if column.with_unit and unit else ""
    return _numbers(body + _quoted(after), column.zero)


def _missing(value: Any, column: PrintedColumn) -> str | None:
    """What stands for a value that is blank or not available; None where there is one."""
    blank = value is None or value == ""
    absent = value.__class__ is ErrorValue and value.kode == "#N/A"
    if not blank and not absent and value not in ("N/A", "n/a", "-"):
        return None
    if blank and column.blank is not None:
        return column.blank
    if column.missing is not None:
        return column.missing
    return "-" if blank else str(shown(value))


def _alignments(style: Style) -> dict[str, Style]:
    """The style by a column's ``align``: one object each, for it is looked up in every cell of long tables."""
    return {"": style, **{name: style._replace(align=align) for name, align in ALIGN.items()}}


_CENTERED, _NUMBERS, _RATIOS = map(_alignments, (CENTER, NUMBER, CENTER._replace(wrap=False)))


@cache
def _text_style(column: PrintedColumn, level: int, depth: int) -> Style:
    style = TEXT._replace(bold=bool(level) and level <= _BOLD, indent=depth)
    return _alignments(style)[column.align]


def printed_cell(figure: Figure, column: PrintedColumn, decimals: int, several: bool = False) -> Content:
    """The cell of a figure; of a list one cell for each line.

    Args:
        figure: what is shown. column: how. decimals: of a percent in this book.
        several: the figure stands in a group of several, whose entries the column marks.
    """
    if figure.kind == ITEMS:
        return [
            Cell(column.bullet + str(item.value) if item.level else item.value,
                 TEXT._replace(bold=not item.level and item.value != "-", indent=0 if column.bullet else item.level),
                 item.source)
            for item in figure.value
        ]  # fmt: skip
    missing = _missing(figure.value, column)
    if missing is not None and figure.kind != COUNT:
        return Cell(missing or None, _CENTERED[column.align], figure.source)
    if figure.value is None:
        return Cell(None, _CENTERED[column.align], figure.source)
    if figure.kind == VALUE:
        figure = figure._replace(value=dated(figure.value, figure.tipe))
        unit = column.mark if figure.tipe == "Persen" else figure.unit if column.with_unit else ""
        figure = figure._replace(value=bound_with_unit(figure.value, unit))
    if is_number(figure.value):
        return marked(_number(figure, column, decimals), figure.missing or int(figure.doubted is not None))
    value = shown(figure.value)
    if figure.kind in (RATIO, MONEY):
        return Cell(value, centred(NUMBER), figure.source)
    if figure.kind == VALUE:
        mark = column.bullet_of_several if several and not column.align else ""
        return Cell(mark + str(value), _CENTERED[column.align], figure.source)
    text = str(value)
    if column.fraction:
        text = fraction(text, column.width)
    mark = column.bullet or (column.bullet_of_several if several else "")
    return Cell(mark + text, _text_style(column, figure.level, figure.depth), figure.source)


def _number(figure: Figure, column: PrintedColumn, decimals: int) -> Cell:
    bold = bool(figure.level) and figure.level <= _BOLD
    if figure.kind == COUNT:
        code = f"0{_quoted(column.after)}" if column.after else "0"
        return Cell(figure.value, with_format(_CENTERED[column.align], code), figure.source)
    if figure.kind == VALUE:
        own = decimals_of(figure.value) or column.whole_decimals if column.decimals is None else column.decimals
        code = value_code(column, own, figure.tipe == "Persen", figure.unit)
        return Cell(figure.value, with_format(_CENTERED[column.align], code), figure.source)
    style = _NUMBERS[column.align]
    if figure.kind == RATIO:
        code = ratio_code(column, decimals if column.decimals is None else column.decimals)
        style = _RATIOS[column.align]
    else:
        code = money_code(column.before, column.after, column.zero)
        code = scaled(code, column.unit, column.decimals or 2) if column.unit else code
    if figure.kind == RATIO and not column.mark:
        source = Source(note="rasio dikali 100", inputs=(("rasio", figure.source),)) if figure.source else None
        return Cell(bulatkan(figure.value * 100, 12), _formatted(style, bold, code), source)
    return Cell(figure.value, _formatted(style, bold, code), figure.source)


@cache
def _formatted(style: Style, bold: bool, code: str) -> Style:
    return style._replace(bold=bold, format=code)
