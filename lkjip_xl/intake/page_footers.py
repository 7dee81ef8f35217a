"""Lines that a printer puts at the foot of every page, which no table holds: who printed it, when, and the page."""

import re

from ..expr.values import is_number
from .grid import Grid
from .model import FOOTER, Understood

_PAGE = r"(?:(?:hal(?:aman|\.)?|page)\s*:?\s*[0-9]{1,4}(?:\s*(?:dari|of|/)\s*(?:hal(?:aman)?\s*)?[0-9]{1,4})?)"
_URL = r"(?:(?:https?://|www\.)\S+)"
_DAY = r"(?:[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}|[0-9]{1,2} [A-Za-z]{3,9} [0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})"
_HOUR = r"(?:(?:pukul |jam )?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?: ?(?:am|pm|wib|wita|wit))?)"
_COUNT = r"(?:[0-9]{1,4}/[0-9]{1,4})"
_PARTS = re.compile(rf"(?:{_PAGE}|{_URL}|{_DAY}|{_HOUR}|{_COUNT}|[\s,;|\-–—]+)+", re.I)
_TELLS = re.compile(rf"{_PAGE}|{_URL}", re.I)
_PRINTED = re.compile(
    r"(?:(?:dokumen|laporan) ini )?(?:telah )?(?:dicetak|diunduh|printed|generated)\s+"
    r"(?:oleh|pada|tanggal|tgl|dari|melalui|dengan|secara|by|on|from|at)\b|(?:tanggal|waktu|tgl\.?|jam) cetak\b",
    re.I,
)
_MONEY = re.compile(r"(?:rp\.?\s*)?[0-9]{1,3}(?:[.,][0-9]{3})+(?:[.,][0-9]{2})?", re.I)


def page_footer(grid: Grid, row: int) -> str:
    """The words of a row that is the foot of a page, else "".

    ``Dicetak oleh SIPD - Halaman 1 dari 2``, ``Page 3 of 7``, ``12/01/2026 09.15 https://sipd.go.id/cetak 1/2``.
    A row with an amount is none.
    """
    texts = [text for text in grid.texts(row) if text]
    words = " ".join(" ".join(texts).split())
    if any(_MONEY.fullmatch(text) for text in texts) or any(is_number(c) and abs(c) > 9999 for c in grid.rows[row]):
        return ""
    if _PRINTED.match(words) or (_PARTS.fullmatch(words) and _TELLS.search(words)):
        return words
    return ""


def say_footers(one: Understood) -> None:
    """Name the feet of pages that were left out of a table."""
    told = [fate for fate in one.fates if fate.fate == FOOTER]
    if told:
        lines = ", ".join(str(one.grid.numbers[fate.row]) for fate in told[:8]) + (" ..." if len(told) > 8 else "")
        one.assumptions.append(f"Kaki halaman cetak diabaikan (baris {lines}): {told[0].why!r}.")
