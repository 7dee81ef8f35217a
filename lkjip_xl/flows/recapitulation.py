"""What the books of many offices say together."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from ..compute.key import key
from ..expr.values import is_number
from ..records import dataclass, field
from .recap_rows import INDICATOR, OFFICE, Recap, office_name

_MOST_NAMED = 5
"""Offices that are named for each wording of a code."""
NO_URUSAN = "(tanpa urusan)"
"""What stands for the money of offices whose budget names no urusan."""


@dataclass(slots=True)
class Recapitulation:
    """What the books of many offices say together.

    Attributes:
        offices: a row for each book that could be read: file, office, year, quarter and the figures of ``OFFICE``.
        unreadable: ``(file, reason)``. sealed: how many were taken from their seal.
        predikat, findings: counts. urusan: ``{name: [pagu, realisasi, offices]}``.
        names: of each code the wordings of its indicator, with the offices that use them.
        missing: expected offices without a book. twice: offices with several books, with their files.
        indicators: how many rows of indicators there are.
    """

    offices: list[dict[str, Any]] = field(default_factory=list)
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    sealed: int = 0
    predikat: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    urusan: dict[str, list[Any]] = field(default_factory=dict)
    names: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    twice: dict[str, list[str]] = field(default_factory=dict)
    indicators: int = 0

    def add(self, recap: Recap) -> None:
        """Add a book."""
        if recap.reason:
            self.unreadable.append((recap.file, recap.reason))
            return
        rows = recap.rows
        name = office_name(recap)
        self.sealed += recap.sealed
        figures = {column: rows["kantor"][column] for _, column in OFFICE}
        # A seal of an earlier version does not say whether the book was checked.
        found = sum(rows["temuan"].values()) if rows.get("diperiksa", bool(rows["temuan"])) else None
        self.offices.append(
            {"berkas": recap.file, "instansi": name, "tahun": rows["tahun"], "triwulan": rows["triwulan"], **figures,
             "temuan": found}
        )  # fmt: skip
        self.predikat[str(figures["predikat"] or "N/A")] += 1
        self.findings.update(rows["temuan"])
        for urusan, pagu, realisasi in rows["urusan"]:
            kept = self.urusan.setdefault(key(urusan), [urusan, 0, 0, 0])
            kept[1] += pagu if is_number(pagu) else 0
            kept[2] += realisasi if is_number(realisasi) else 0
            kept[3] += 1
        if not rows["urusan"] and is_number(figures["pagu"]) and is_number(figures["realisasi"]):
            kept = self.urusan.setdefault("", [NO_URUSAN, 0, 0, 0])
            kept[1] += figures["pagu"]
            kept[2] += figures["realisasi"]
            kept[3] += 1
        for one in rows["indikator"]:
            code, wording = one[INDICATOR.index("kode")], one[INDICATOR.index("indikator")]
            spellings = self.names.setdefault(key(code), {})
            same = next((w for w in spellings if key(w) == key(wording)), str(wording or ""))
            if len(offices := spellings.setdefault(same, [])) < _MOST_NAMED:
                offices.append(name)
        self.indicators += len(rows["indikator"])

    def finish(self, expected: Sequence[str]) -> None:
        """Sort the offices, and compare them with those that are expected."""
        by_name: dict[str, list[str]] = {}
        for office in self.offices:
            by_name.setdefault(key(office["instansi"]), []).append(office["berkas"])
        self.twice = {name: files for name, files in by_name.items() if len(files) > 1}
        self.missing = [name for name in dict.fromkeys(expected) if key(name) and key(name) not in by_name]
        self.names = {code: spellings for code, spellings in self.names.items() if len(spellings) > 1}
        self.offices.sort(key=lambda o: (-_figure(o["capaian"]), -_figure(o["serapan"]), key(o["instansi"])))


def _figure(value: Any) -> float:
    return float(value) if is_number(value) else -1.0
