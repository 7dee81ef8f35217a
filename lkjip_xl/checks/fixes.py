"""Repairs: for some checks a function that gives the edits which mend a finding, where the meaning is certain.

``hitung --perbaiki`` applies them. Anything ambiguous gets no edit and stays a finding.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from .finding import Finding
    from .registry import Context


class CellEdit(NamedTuple):
    """A new value for one input cell.

    Attributes:
        table, row, column: the cell; row is one-based within the table. value: what it shall hold, None for nothing.
        plain_format: give it the format of its column, because its own is what misleads (percent, date).
    """

    table: str
    row: int
    column: str
    value: Any
    plain_format: bool = False


OFFERED = "setujui perbaikan yang ditawarkan tombol Periksa (perintahnya: hitung --perbaiki)"
"""How a user has a certain repair made; stands in advices."""
Fix = Callable[["Context", "Finding"], Iterable[CellEdit]]
FIXES: dict[str, Fix] = {}
"""Repair of each check that has one, by the check's code."""


def fix(code: str) -> Callable[[Fix], Fix]:
    """Decorator: registers the function beneath it as the repair of a check."""

    def register(function: Fix) -> Fix:
        if code in FIXES:
            raise ValueError(f"two repairs for one check: {code}")
        FIXES[code] = function
        return function

    return register


def certain_edits(context: "Context", findings: Iterable["Finding"]) -> list[tuple["Finding", CellEdit]]:
    """The edits that mend findings, each with its finding; the first finding of a cell decides about it."""
    edits: dict[tuple[str, int, str], tuple[Finding, CellEdit]] = {}
    for finding in findings:
        if finding.kode in FIXES:
            for edit in FIXES[finding.kode](context, finding):
                edits.setdefault(edit[:3], (finding, edit))
    return list(edits.values())
