"""What a certain repair does, in words: a line for each cell, and one for rows that only move."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ..expr.values import is_number
from ..rules.tanggal import date_text
from ..schema.captions import sheet_caption

if TYPE_CHECKING:
    from ..checks.finding import Finding
    from ..checks.fixes import CellEdit
    from ..checks.registry import Context

_ORDER = "Kode"  # the column that says where a row belongs


def repair_lines(context: "Context", mended: Iterable[tuple["Finding", "CellEdit"]]) -> list[str]:
    """The lines of some edits, each with the finding that it mends.

    Args:
        context: the book as it was before the edits.
    """
    by_finding: dict[int, list[tuple[Finding, CellEdit]]] = defaultdict(list)
    for one in mended:
        by_finding[id(one[0])].append(one)
    lines = []
    for pairs in by_finding.values():
        edits = [edit for _, edit in pairs]
        if _are_moves(context, edits):
            rows = len({edit.row for edit in edits})
            lines.append(f"{rows} baris {sheet_caption(edits[0].table)} diurutkan menurut {_ORDER}")
        else:
            lines += [_of_cell(context, *pair) for pair in pairs]
    return lines


def _are_moves(context: "Context", edits: Sequence["CellEdit"]) -> bool:
    """Whether edits only carry what was typed from row to row: each column holds the same values before and after."""
    tables = {edit.table for edit in edits}
    if len(tables) > 1 or not any(edit.column == _ORDER for edit in edits):
        return False
    before: dict[str, Counter[Any]] = defaultdict(Counter)
    after: dict[str, Counter[Any]] = defaultdict(Counter)
    for edit in edits:
        before[edit.column][_written(context, edit)] += 1
        after[edit.column][edit.value] += 1
    return before == after


def _written(context: "Context", edit: "CellEdit") -> Any:
    return next((row[edit.column] for row in context.world.rows(edit.table) if row["#nomor"] == edit.row), None)


def _of_cell(context: "Context", finding: "Finding", edit: "CellEdit") -> str:
    own = (finding.tabel, finding.baris, finding.kolom) == edit[:3]
    written = finding.tertulis if own else _written(context, edit)
    place = context.temuan(edit.table, edit.row, edit.column, uraian="", perbaikan="")
    day = context.holds_days(edit.table, edit.row, edit.column)
    return f"{place.lembar}!{place.sel}: {_shown(written, day)} menjadi {_shown(edit.value, day)}"


def _shown(value: Any, day: bool) -> str:
    if value is None:
        return "(kosong)"
    if day and is_number(value):
        return f"tanggal {date_text(value)}"
    return f"{value:.15g}".replace(".", ",") if is_number(value) else f"'{value}'"
