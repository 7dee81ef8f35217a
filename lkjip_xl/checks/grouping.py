"""Findings that say the same of several rows of one column, told as one: ``B6:B43, 38 baris``."""

import re
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple
from zlib import crc32

from ..records import replace
from .finding import Finding

_ADDRESS = re.compile(r"([A-Z]{1,3})(\d+)").fullmatch
_NAMED = 3
"""So many cells are named one by one where they do not follow one another."""


class Group(NamedTuple):
    """Equal findings: the one that is shown for all, and themselves in their order."""

    shown: Finding
    members: tuple[Finding, ...]


def grouped(findings: Iterable[Finding]) -> list[Group]:
    """Findings as they are shown: each group where its first member stood, the order of the others kept."""
    groups: dict[Hashable, list[Finding]] = {}
    for number, finding in enumerate(findings):
        groups.setdefault(likeness(finding) or number, []).append(finding)
    return [Group(_together(members), tuple(members)) for members in groups.values()]


def likeness(finding: Finding) -> tuple[str | None, ...] | None:
    """What findings of one group have in common: all but the row; None for one that is about no single cell."""
    address = _ADDRESS(finding.sel or "")
    if address is None:
        return None
    texts = (_without_place(text, finding.sel or "", address[2]) for text in (finding.uraian, finding.perbaikan))
    return (finding.kode, finding.berat, finding.lembar, finding.tabel, finding.kolom, address[1], *texts)


def fingerprint(group: Group, marks: Sequence[str]) -> str:
    """``place.contents`` of a group, of the same form as that of a single finding (``fingerprint_of``).

    Args:
        group: the group. marks: fingerprints of its members.
    """
    place = repr(("kelompok", likeness(group.members[0])))
    return f"{crc32(place.encode()):08x}.{crc32(repr(sorted(marks)).encode()):08x}"


def _without_place(text: str, cell: str, row: str) -> str:
    text = re.sub(rf"(?<![A-Za-z0-9!.]){re.escape(cell)}(?![0-9A-Za-z])", "{sel}", text)
    return re.sub(rf"(?i)(?<=\bbaris ){row}(?!\d)", "{baris}", text)


def _together(members: Sequence[Finding]) -> Finding:
    first = members[0]
    if len(members) == 1:
        return first
    cells = [str(one.sel) for one in members]
    column = re.sub(r"\d", "", cells[0])
    rows = sorted({int(cell[len(column) :]) for cell in cells})
    if rows[-1] - rows[0] == len(rows) - 1:
        where, lines = f"{column}{rows[0]}:{column}{rows[-1]}", f"{rows[0]} sampai {rows[-1]}"
    else:
        more = " ..." if len(rows) > _NAMED else ""
        where = ", ".join(f"{column}{row}" for row in rows[:_NAMED]) + more
        lines = ", ".join(map(str, rows[:_NAMED])) + more
    _, _, _, _, _, _, told, repair = likeness(first) or ()
    written = first.tertulis if all(one.tertulis == first.tertulis for one in members) else None
    wanted = first.seharusnya if all(one.seharusnya == first.seharusnya for one in members) else None
    return replace(
        first, sel=where, uraian=f"{_with(told, where, lines)} ({len(members)} baris)",
        perbaikan=_with(repair, where, lines), tertulis=written, seharusnya=wanted,
    )  # fmt: skip


def _with(text: str | None, cell: str, rows: str) -> str:
    return str(text).replace("{sel}", cell).replace("{baris}", rows)
