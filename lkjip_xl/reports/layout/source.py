"""Where a report cell comes from: the cell of the book that it shows, or the rule that derives it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from ...ooxml.sheet_model import Style

Inputs = tuple[tuple[str, Any], ...]
"""Named inputs of a figure: ``(name, Source)``, or ``(name, value)`` for one that stands in no cell."""


class Source(NamedTuple):
    """The origin of one report cell.

    table, row, column: the book's cell that is shown; its own rule and inputs follow from the contract. ``row`` is the
        row's number within the table, in ``tbl_pengaturan`` the Kunci.
    rule: code of the rule that derives a figure which stands in no cell of the book (``RAT-01``).
    inputs: what that rule took, or a function that tells it (so that a long report need not list every leaf).
    note: how a figure without a code, or a label, comes about; plain Indonesian.
    """

    table: str = ""
    row: int | str = 0
    column: str = ""
    rule: str = ""
    inputs: Inputs | Callable[[], Inputs] = ()
    note: str = ""

    def resolved(self) -> Inputs:
        """The inputs, worked out where they are a function."""
        return self.inputs() if callable(self.inputs) else self.inputs


class Cell(NamedTuple):
    """One cell of a report: its value (text, number or None), its look, and where it comes from (None for a label)."""

    value: Any
    style: Style
    source: Source | None = None


def setting(key: str) -> Source:
    """The cell of a setting in Pengaturan."""
    return Source("tbl_pengaturan", key, "Nilai")
