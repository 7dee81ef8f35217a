"""What the lines above a table say of it: quarter, month, year, and whether the budget is the revised one."""

import re
from collections.abc import Iterable

from ..records import dataclass

MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
_MONTH = re.compile(r"\b(" + "|".join(m[:3] + r"\w*" for m in MONTHS) + r")\b", re.I)
_QUARTER = re.compile(r"\b(?:tri\w{3,7}|tw)\.?[\s-]*(iv|i{1,3}|[1-4])\b", re.I)
_YEAR = re.compile(r"\b(20[0-9]{2})\b")
_REVISED = re.compile(r"perubahan|p[\s.-]*apbd|papbd|\bdppa\b|\brevisi\b|pergeseran", re.I)
_PERIOD = re.compile(r"periode|bulan|keadaan|posisi|s\.?\s?d\.?|sampai|per\s|[0-9]{1,2}\s", re.I)
_EARLIER = re.compile(r"\b(?:minggu|bulan|periode|triwulan|tw|semester|tahun)\s+(?:lalu|sebelumnya|kemarin)\b", re.I)
_WITHIN = re.compile(r"\b(?:minggu|bulan|periode)\s+(?:ini|berjalan)\b", re.I)
_UNTIL = re.compile(r"\b(?:s\W{0,3}d|sampai|hingga)\b", re.I)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class Context:
    """quarter, month, year: None where nothing says them. revised: whether "perubahan" is said.

    quarters: every quarter that is named, the nearest first; more than one is a contradiction.
    """

    quarter: int | None = None
    month: int | None = None
    year: int | None = None
    revised: bool = False
    quarters: tuple[int, ...] = ()


def month_number(text: str) -> int | None:
    """The month that a text names, also shortened: ``7 Januari 2026``, ``Okt. 2025``."""
    for found in _MONTH.finditer(text):
        word = found[1].casefold()
        for number, name in enumerate(MONTHS, 1):
            if name.startswith(word) or word.startswith(name):
                return number
    return None


def quarter_in(text: str) -> int | None:
    """The quarter that a text names: ``Triwulan II``, ``TW 3``; scanned words with wrong letters too.

    >>> quarter_in("TRIMULAN II Tahun Anggaran 2022"), quarter_in("s.d. TW 3"), quarter_in("Tahun 2022")
    (2, 3, None)
    """
    found = _QUARTER.search(text)
    if found is None:
        return None
    word = found[1].casefold()
    return _ROMAN.get(word) or int(word)


def last_month(text: str) -> int | None:
    """The last month that a heading names: to which the amounts beneath it run.

    >>> last_month("Realisasi Januari s.d. September 2025"), last_month("Realisasi Dana Desa")
    (9, None)
    """
    months = [number for word in _MONTH.findall(text) if (number := month_number(word))]
    return months[-1] if months else None


def is_partial(heading: str) -> bool:
    """Whether the amounts under a heading are of a part of the time only: the month before, or one month alone.

    >>> is_partial("SPJ s.d. Bulan Lalu"), is_partial("Realisasi Bulan Ini"), is_partial("Realisasi s/d Bulan Ini")
    (True, True, False)
    """
    return bool(_EARLIER.search(heading) or _WITHIN.search(heading) and not _UNTIL.search(heading))


def quarter_of_month(month: int) -> tuple[int, str]:
    """The quarter that a month belongs to, and what a reader is told where it does not end with that month.

    >>> quarter_of_month(9), quarter_of_month(8)[0]
    ((3, ''), 3)
    """
    quarter = (month + 2) // 3
    if month % 3 == 0:
        return quarter, ""
    return quarter, (
        f"realisasinya sampai {MONTHS[month - 1].capitalize()}, belum akhir triwulan {quarter}; isi lagi bila "
        "triwulannya sudah penuh."
    )


def context_of(titles: Iterable[str]) -> Context:
    """What title lines say, the nearest first; the first word that says something holds."""
    month = year = None
    quarters: dict[int, None] = {}
    revised = False
    for title in titles:
        if named := quarter_in(title):
            quarters[named] = None
        if month is None and _PERIOD.search(title):
            month = month_number(title)
        if year is None and (found := _YEAR.search(title)):
            year = int(found[1])
        revised = revised or bool(_REVISED.search(title))
    return Context(next(iter(quarters), None), month, year, revised, tuple(quarters))
