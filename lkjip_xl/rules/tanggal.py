"""Dates as Indonesian documents write them: read from a cell or a text, and written in words."""

import re
from typing import Any

from ..expr.functions import Function
from ..expr.values import ErrorValue, Number, is_number

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS = {
    name.casefold(): number
    for number, name in enumerate(BULAN, 1)
} | {
    "jan": 1, "feb": 2, "peb": 2, "pebruari": 2, "mar": 3, "mrt": 3, "apr": 4, "jun": 6, "jul": 7, "agu": 8,
    "ags": 8, "agt": 8, "agus": 8, "agust": 8, "sep": 9, "sept": 9, "okt": 10, "nov": 11, "nop": 11,
    "nopember": 11, "des": 12,
}  # fmt: skip
"""Months as people write them, in full or short; ``Mei`` is both."""
_NUMBERS = re.compile(r"\s*(?:(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2}))\s*")


def read_date(isi: Any) -> tuple[int, int, int] | None:
    """``(year, month, day)`` of a date cell or of text such as ``Januari 2022`` or ``30 November 2022``.

    A month without a day stands for its last day, so that a quarter is before it only when it ended earlier. None
    when it cannot be read, or when the calendar has no such day. Short months are read: ``01 Okt. 2025``.

    >>> read_date("30 November 2022"), read_date("Januari 2022"), read_date("31/12/2022"), read_date(2022)
    ((2022, 11, 30), (2022, 1, 31), (2022, 12, 31), None)
    >>> read_date("01 Okt. 2025"), read_date("31 Februari 2025")
    ((2025, 10, 1), None)
    """
    if isi is None or isi == "":
        return None
    if hasattr(isi, "year"):
        return (isi.year, isi.month, isi.day)
    if is_number(isi):
        return _hari_ke(isi)
    if cocok := _NUMBERS.fullmatch(str(isi)):
        day, month, year = (int(x) for x in (cocok.groups()[:3] if cocok[1] else cocok.groups()[:2:-1]))
        return _existing(year, month, day)
    words = str(isi).replace(",", " ").split()
    months = [word.rstrip(".").casefold() for word in words]
    at = next((i for i, word in enumerate(months) if word in _MONTHS), None)
    if at is None or at + 1 >= len(words) or not words[at + 1].isdecimal():
        return None
    year, month = int(words[at + 1]), _MONTHS[months[at]]
    day_text = words[at - 1] if at else ""
    if not day_text.isdecimal():
        return _existing(year, month, _last_day(year, month))
    return _existing(year, month, int(day_text))


def _last_day(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _DAYS[month - 1]


def _existing(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    """The date when the calendar has it: 31 Februari is a slip, not a day of March."""
    if not 1 <= month <= 12 or not 1 <= day <= _last_day(year, month):
        return None
    return (year, month, day)


def no_such_day(text: str) -> str:
    """Why the calendar has no such day, of a text that is written as one; "" of one that it has, and of other texts.

    >>> no_such_day("31-04-2025"), no_such_day("30 Februari 2024"), no_such_day("1/13/2025"), no_such_day("30-04-2025")
    ('April 2025 hanya sampai tanggal 30', 'Februari 2024 hanya sampai tanggal 29', 'tidak ada bulan 13', '')
    """
    if read_date(text) is not None:
        return ""
    if found := _NUMBERS.fullmatch(text):
        day, month, year = (int(x) for x in (found.groups()[:3] if found[1] else found.groups()[:2:-1]))
    else:
        words = text.replace(",", " ").split()
        month = _MONTHS.get(words[1].rstrip(".").casefold(), 0) if len(words) == 3 else 0
        if not month or not words[0].isdecimal() or not re.fullmatch(r"\d{4}", words[2]):
            return ""
        day, year = int(words[0]), int(words[2])
    if not 1 <= month <= 12:
        return f"tidak ada bulan {month}"
    return f"{BULAN[month - 1]} {year} hanya sampai tanggal {_last_day(year, month)}" if day else "tidak ada tanggal 0"


def not_a_day(text: str) -> str:
    """What is wrong with a text where a date is wanted, to be said of it."""
    if missing := no_such_day(text):
        return f"adalah tanggal yang tidak ada: {missing}."
    if read_date(text) is not None:
        return "adalah tanggal yang tersimpan sebagai teks. Ketik ulang tanggalnya, misalnya 31/3/2025."
    return "bukan tanggal. Ketik tanggalnya, misalnya 31/3/2025, atau N/A bila tidak tersedia."


def day_for_number(text: str) -> str:
    """What is wrong with a date where a number is wanted, to be said of it."""
    missing = no_such_day(text)
    return f"adalah tanggal yang tidak ada: {missing}." if missing else "adalah tanggal atau kode, bukan angka."


def day_number(text: str) -> int | None:
    """Number of the day that a text names, as spreadsheets count them; None where it names none, or only a month.

    >>> day_number("2025-01-15"), day_number("15 Januari 2025"), day_number("Januari 2025")
    (45672, 45672, None)
    """
    from datetime import date

    read = read_date(text)
    if read is None or not re.match(r"\s*\d", text):
        return None
    try:
        return (date(*read) - date(1899, 12, 30)).days
    except ValueError:
        return None


def date_text(isi: Any) -> str:
    """A date setting as Indonesian text; blank gives "", other text stays as it is.

    >>> date_text("2022-11-30"), date_text("Januari 2022"), date_text(None)
    ('30 November 2022', 'Januari 2022', '')
    """
    if isi is None or isi == "" or isi.__class__ is ErrorValue:
        return ""
    terbaca = read_date(isi)
    if terbaca is None or (isinstance(isi, str) and any(huruf.isalpha() for huruf in isi)):
        return str(isi)
    tahun, bulan, hari = terbaca
    return f"{hari} {BULAN[bulan - 1]} {tahun}"


def _hari_ke(nomor: Number) -> tuple[int, int, int] | None:
    from datetime import date, timedelta

    if nomor < 10_000:  # a bare year, not a day of 1905
        return None
    try:
        hari = date(1899, 12, 30) + timedelta(days=int(nomor))
    except (OverflowError, ValueError):
        return None
    return (hari.year, hari.month, hari.day)


_SHORT = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")


def _day_of_cell(value: Any) -> Any:
    """What ``hari_dari_sel`` computes."""
    from datetime import date, timedelta

    if is_number(value):
        return value
    text = str(value or "").strip()
    months = sum(n for n, short in enumerate(_SHORT, 1) if short in text.casefold())
    first = text.split(" ")[0] if " " in text else ""
    if not months or not re.fullmatch(r"\d{4}", text[-4:]) or months > 12:
        return ""
    day = int(first) if first.isdecimal() else 0
    year, month = (int(text[-4:]), months) if day else (int(text[-4:]) + months // 12, months % 12 + 1)
    return (date(year, month, 1) + timedelta(days=day - 1) - date(1899, 12, 30)).days


_MONTH_OF_CELL = (
    "SUMPRODUCT(ISNUMBER(SEARCH({{" + ",".join(f'"{m}"' for m in _SHORT) + "}},{0}))*{{1,2,3,4,5,6,7,8,9,10,11,12}})"
)
_DAY_OF_CELL = 'IFERROR(LEFT(TRIM({0}),FIND(" ",TRIM({0}))-1)*1,0)'
hari_dari_sel = Function(
    "hari_dari_sel",
    f'IF(ISNUMBER({{0}}),{{0}},IF({_MONTH_OF_CELL}=0,"",IFERROR(DATE(RIGHT(TRIM({{0}}),4)*1,{_MONTH_OF_CELL}+'
    f'({_DAY_OF_CELL}=0),{_DAY_OF_CELL}),"")))',
    _day_of_cell,
)
"""The day of a date cell, also where it holds a text such as ``31 Januari 2023`` or ``Januari 2023`` (its last day); ""
where it names none. Native programs read no Indonesian month, so the text is taken apart by its own shape."""
