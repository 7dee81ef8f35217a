"""Cells of figures and texts, with the format that their unit asks for."""

import re
from typing import Any

from ...expr.values import ErrorValue, is_number
from ...ooxml.sheet_model import Style
from ...rules.tanggal import date_text, read_date
from ...rules.terbilang import format_number
from ...rules.tertulis import numbers_of
from .source import Cell, Source
from .styles import CENTER, NUMBER, RUPIAH, TEXT, centred, percent_format, points_format, with_format

NOT_AVAILABLE_WORD = "N/A"
"""What people read where a figure is not available or cannot be computed, on every sheet, paper and screen
(docs/adr/0060)."""
LINE = "─"


def shown(value: Any) -> Any:
    """A value as a report cell holds it: numbers and text stay, errors and blanks become text."""
    if value.__class__ is ErrorValue:
        return NOT_AVAILABLE_WORD
    return "-" if value is None or value == "" else value


def number_cell(value: Any, code: str, style: Style = NUMBER, source: Source | None = None) -> Cell:
    """Cell of a number with a format code; a text in its place (N/A, -) stands centred and wraps."""
    if is_number(value):
        return Cell(value, with_format(style, code), source)
    return Cell(shown(value), centred(style), source)


def ratio_cell(value: Any, decimals: int, style: Style = NUMBER, source: Source | None = None) -> Cell:
    """Cell of a ratio, shown as percent."""
    return number_cell(value, percent_format(decimals), style, source)


def money_cell(value: Any, style: Style = NUMBER, source: Source | None = None) -> Cell:
    """Cell of an amount in whole rupiah."""
    return number_cell(value, RUPIAH, style, source)


def decimals_of(value: float) -> int:
    """Decimals that show a number of an indicator: none when whole, else two to four, as many as it has."""
    if value == int(value):
        return 0
    fraction = f"{value:.15g}".partition(".")[2]
    return max(2, min(4, len(fraction))) if fraction.isdigit() else 2


def value_cell(value: Any, tipe: str, style: Style = CENTER, source: Source | None = None) -> Cell:
    """Cell of a target or realisasi in the indicator's own satuan: number, label or N/A.

    Whole numbers show without decimals; a Persen indicator gets the percent sign after its points. The date of a
    Tanggal indicator stands in words, as it was signed.
    """
    value = dated(shown(value), tipe)
    if not is_number(value):
        return Cell(bound_with_unit(value, "%") if tipe == "Persen" else value, style, source)
    decimals = decimals_of(value)
    if tipe == "Persen":
        return Cell(value, with_format(style, points_format(decimals)), source)
    return Cell(value, with_format(style, "#,##0." + "0" * decimals if decimals else "#,##0"), source)


def bound_with_unit(value: Any, unit: str) -> Any:
    """A bound or an interval as it was signed, with the unit behind its last number where it has none of its own.

    >>> bound_with_unit(">= 90", "%"), bound_with_unit("60 - 85", "Ton"), bound_with_unit("60-85%", "%")
    ('>= 90%', '60 - 85 Ton', '60-85%')
    >>> bound_with_unit("N/A", "%"), bound_with_unit("71,5 (BB)", "%")
    ('N/A', '71,5 (BB)')
    """
    if value.__class__ is not str or not unit or not value[-1:].isdigit() or not numbers_of(value):
        return value
    return f"{value}{unit}" if unit == "%" else f"{value} {unit}"


def dated(value: Any, tipe: str) -> Any:
    """The day of a Tanggal indicator in words (``31 Maret 2025``); all else, also a number that is no day, as it is."""
    is_day = tipe == "Tanggal" and is_number(value) and read_date(value) is not None
    return date_text(value) if is_day else value


def prose_cell(value: Any, source: Source | None = None) -> Cell:
    """Cell of a longer text; "-" and N/A stand centred."""
    value = shown(value)
    return Cell(str(value), CENTER if value in ("-", "N/A") else TEXT, source)


RESPONSIBLE = "Penanggung Jawab"


def printed_text(column: str, value: Any) -> Any:
    """What a text column says as it is printed: those who answer for something have a space after each semicolon.

    >>> printed_text("Penanggung Jawab", "Sekretariat;Bidang Sosial"), printed_text("Uraian", "a;b")
    ('Sekretariat; Bidang Sosial', 'a;b')
    """
    listed = column == RESPONSIBLE and isinstance(value, str)
    return re.sub(r"\s*;\s*(?=\S)", "; ", value) if listed else value


def word_cell(value: Any, source: Source | None = None, style: Style = CENTER) -> Cell:
    """Cell of a word such as a predikat."""
    return Cell(str(shown(value)), style, source)


_TOKEN = re.compile(r'"([^"]*)"|([^"]+)')
_DIGITS = re.compile(r"(?:General|[#0][#,0]*[#0](?:\.0+)?|[#0](?:\.0+)?)(,*)")


def text_of(cell: Cell) -> str:
    """A cell as it is read on paper: the number in its format, with decimal comma and thousands dots."""
    value, code = cell.value, cell.style.format
    if not is_number(value):
        return "" if value is None else str(value)
    sections = (code or "General").split(";")
    own = 2 if value == 0 and len(sections) > 2 else 1 if value < 0 and len(sections) > 1 else 0
    text = _formatted(abs(value), sections[own])
    return f"-{text}" if value < 0 and own == 0 else text


def _formatted(size: float, code: str) -> str:
    """A number without its sign in one section of a format code: digits, percent sign, and texts around them."""
    tokens = [(found[1], found[2] or "") for found in _TOKEN.finditer(code)]
    if any("%" in plain for _, plain in tokens):
        size *= 100
    result = []
    for quoted, plain in tokens:
        digits = _DIGITS.search(plain)
        if digits is None:
            result.append(quoted or plain)
            continue
        # Commas at the end show thousands, millions ... of the number.
        pattern = digits[0].removesuffix(digits[1])
        decimals = None if pattern == "General" else len(pattern.partition(".")[2])
        number = format_number(size / 1000 ** len(digits[1]), decimals, ribuan=decimals is None or "," in pattern)
        result.append(plain[: digits.start()] + str(number) + plain[digits.end() :])
    return "".join(result)


def fraction(text: str, width: float) -> str:
    """A quotient in words built up: numerator, line, denominator, and what it is multiplied with.

    >>> fraction("Jumlah A / Jumlah B x 100%", 20).splitlines()[0]
    'Jumlah A'
    """
    above, mark, below = text.partition(" / ")
    if not mark or " / " in below:
        return text
    factor = ""
    for sign in (" x 100", " X 100", " × 100"):
        head, found, tail = below.rpartition(sign)
        if found and tail.strip() in ("%", " %", "", "persen"):
            below, factor = head, f"{sign.strip()}{tail}"
            break
    line = LINE * max(4, min(int(width * 0.75), max(len(above), len(below))))
    return "\n".join(p for p in (above.strip(), line, below.strip(), factor) if p)
