"""Reports by whatever name people know them: the id, the sheet's name, or a whole series."""

import re
from collections.abc import Iterable, Mapping

from ..suggestion import nearest

WORKING_SHEETS = frozenset({"PRATINJAU", "GABUNGAN", "KIRIMAN"})
"""Sheets of ours that are no reports: they are never printed among them."""


def find_reports(names: Iterable[str], sheets: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The reports that are meant.

    Args:
        names: as typed: ``LAP-PK``, ``Lap PK``, ``PK``, in any case; ``Lap Sasaran`` is all of the series.
        sheets: sheet name by report id, of the reports that there are.

    Returns:
        Ids in the order of ``sheets``, and the names that mean none of them.
    """
    by_name = {form(known): id for form in (own_part, _plain) for id, sheet in sheets.items() for known in (sheet, id)}
    found: set[str] = set()
    unknown: list[str] = []
    for name in names:
        plain = _plain(name)
        series = {id for known, id in by_name.items() if re.fullmatch(re.escape(plain) + r"-?\d+", known)}
        meant = {by_name[plain]} if plain in by_name else series
        found |= meant
        if not meant:
            unknown.append(str(name).strip())
    return [id for id in sheets if id in found], unknown


def named_alone(names: Iterable[str], sheets: Mapping[str, str]) -> set[str]:
    """Ids of the reports that are named themselves, not with their series (``LAP-TW1``, not ``LAP-TW``)."""
    plain = {_plain(name) for name in names}
    return {id for id, sheet in sheets.items() if _plain(id) in plain or _plain(sheet) in plain}


def no_such_report(unknown: Iterable[str], sheets: Mapping[str, str]) -> str:
    """What to answer when a book has no report of that name."""
    unknown = list(unknown)
    near = near_report(unknown[0], sheets)
    there = f"Yang ada: {', '.join(sheets.values())}." if sheets else "Buku ini belum berisi data untuk laporan."
    return f"Laporan {', '.join(unknown)} tidak ada di buku ini.{near} {there}"


def near_report(name: str, sheets: Mapping[str, str]) -> str:
    """A question that proposes the sheet which is most like a name; what all names begin with does not count."""
    own = {own_part(sheet): sheet for sheet in sheets.values()}
    near = nearest(own_part(name), own)
    return f" Maksud Anda {own[near]}?" if near else ""


def own_part(name: str) -> str:
    """What tells a report's name from others: without ``Lap``, in capitals, with dashes."""
    return _plain(name).removeprefix("LAP-")


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "-", str(name).strip().upper())
