"""Dates as Indonesian documents write them: read from a cell or a text, and written in words."""

import re
from typing import Any

from ..expr.values import ErrorValue, Number, is_number

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip

_LAIN = {
    "pebruari": 2, "nopember": 11, "peb": 2, "mrt": 3, "ags": 8, "agt": 8, "agus": 8, "sept": 9, "nop": 11,
}  # fmt: skip
_BULAN = {
    **{nama.casefold(): i for i, nama in enumerate(BULAN, 1)},
    **{nama[:3].casefold(): i for i, nama in enumerate(BULAN, 1)}, **_LAIN,
}  # fmt: skip


def read_date(isi: Any) -> tuple[int, int, int] | None:
    """``(year, month, day)`` of a date cell or of text such as ``Januari 2022`` or ``30 November 2022``.

    A month without a day stands for its last day, so that a quarter is before it only when it ended earlier. None
    when it cannot be read.

    >>> read_date("30 November 2022"), read_date("Januari 2022"), read_date("31/12/2022"), read_date(2022)
    ((2022, 11, 30), (2022, 1, 31), (2022, 12, 31), None)
    >>> read_date("01 Okt. 2025"), read_date("28 Peb 2026")
    ((2025, 10, 1), (2026, 2, 28))
    """
    if isi is None or isi == "":
        return None
    if hasattr(isi, "year"):
        return (isi.year, isi.month, isi.day)
    if is_number(isi):
        return _hari_ke(isi)
    if cocok := re.fullmatch(r"\s*(?:(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2}))\s*", str(isi)):
        day, month, year = (int(x) for x in (cocok.groups()[:3] if cocok[1] else cocok.groups()[:2:-1]))
        return (year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None
    kata = str(isi).replace(",", " ").split()
    kata = [k.casefold().rstrip(".") for k in kata]
    bulan = _BULAN
    letak = next((i for i, k in enumerate(kata) if k in bulan), None)
    if letak is None or letak + 1 >= len(kata) or not kata[letak + 1].isdecimal():
        return None
    hari = kata[letak - 1] if letak else ""
    return (int(kata[letak + 1]), bulan[kata[letak]], int(hari) if hari.isdecimal() else 31)


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
