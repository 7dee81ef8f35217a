"""What a cell of a code was meant to hold, when a spreadsheet has made a number or a date of it."""

import re
from typing import Any

from ..expr.values import Number
from .bacaan_angka import KOSONG, RAGU, TEKS, CellReading, clean_text, is_blank, plain_number

_AGAIN = "Ubah format sel menjadi Teks, lalu ketik ulang kodenya."


def code_from_value(value: Any, format: str | None = None) -> CellReading:
    """Return what a code cell was meant to hold, as text.

    Spreadsheets turn typed codes into numbers (1.10 into 1,1) and dates (1.2 into 1 February). Text stays, whole
    numbers become text, the number format decides where it shows a fixed number of digits; everything else is
    ``ragu`` with the likely original in ``value``.

    Args:
        value: the cell's value: text, number, date, time or None. A serial number with a date format is a date
            (1900 system).
        format: the cell's number format code, None when unknown.

    Returns:
        A ``CellReading`` with jenis ``teks``, ``kosong`` or ``ragu``.

    >>> code_from_value(" 1.1 ").nilai, code_from_value(12).nilai, code_from_value(1.1, "0.00").nilai
    ('1.1', '12', '1.10')
    >>> code_from_value(1.1).jenis
    'ragu'
    """
    if isinstance(value, str):
        text = " ".join(clean_text(value).split())
        text = text[1:].lstrip() if text[:1] in ("'", "\u2019") else text
        return CellReading(text, TEKS) if text else CellReading(None, KOSONG)
    if is_blank(value):
        return CellReading(None, KOSONG)
    pattern = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|_.', "", (format or "").split(";")[0]).casefold()
    number = None if "bool" in type(value).__name__ or hasattr(value, "day") else plain_number(value)
    if number is not None:
        if pattern in ("", "general", "@") or not re.search("[dyhs]|mm", pattern):
            return _from_number(number, pattern)
        if re.search("[dy]|mmm", pattern) and 1 <= number < 2958466:
            from datetime import datetime, timedelta

            value = datetime(1899, 12, 30) + timedelta(days=int(number))
    if hasattr(value, "day") and hasattr(value, "month"):
        return _from_date(value, pattern)
    return CellReading(None, RAGU, f"Isi sel ({str(value)[:40]}) bukan kode. {_AGAIN}")


def closed_dots(code: str) -> str:
    """A code without spaces at its ends and around its dots.

    >>> closed_dots(" 1. 02 .X")
    '1.02.X'
    """
    return re.sub(r"\s*\.\s*", ".", code.strip())


def _from_date(date: Any, pattern: str) -> CellReading:
    parts = [date.day, date.month]
    if "y" in pattern:
        parts = [*(parts if "d" in pattern else parts[1:]), date.year % 100]
    code = ".".join(map(str, parts))
    shown = f"{date.day:02d}/{date.month:02d}/{date.year}"
    message = f'Excel mengubah kode menjadi tanggal {shown}; mungkin maksudnya "{code}".'
    return CellReading(code, RAGU, f"{message} {_AGAIN}")


def _from_number(number: Number, pattern: str) -> CellReading:
    whole = isinstance(number, int) or number.is_integer()
    if number < 0 or abs(number) >= 1e15:
        return CellReading(None, RAGU, f"Kode tersimpan sebagai angka {number} dan mungkin sudah berubah. {_AGAIN}")
    zeros = re.fullmatch(r"#?(0*)(?:\.(0+))?", pattern) if "0" in pattern else None
    if zeros and zeros[2]:
        from .terbilang import format_number

        text = format_number(number, len(zeros[2]), ribuan=False).replace(",", ".")
        if float(text) == number:
            return CellReading(text, TEKS)
    if whole:
        return CellReading(str(int(number)).zfill(len(zeros[1]) if zeros and not zeros[2] else 1), TEKS)
    text = f"{number:.15g}"
    shown = text.replace(".", ",")
    message = f'Excel mengubah kode menjadi angka {shown}; mungkin maksudnya "{text}" atau "{text}0".'
    return CellReading(text, RAGU, f"{message} {_AGAIN}")
