"""Rows that a source of ``isi`` has twice: each becomes a row of its own, and they are told."""

from collections.abc import Mapping, Sequence

from ..checks.konsistensi import UNIQUE_ROWS, row_marks
from ..compute.key import key
from ..compute.named import named
from ..schema.captions import sheet_caption
from .csv_tables import SourceTable, SourceTables

_SHOWN = 3


def repeated_rows(sources: SourceTables) -> list[str]:
    """A line for each table of which a source has a row twice that the table holds once (KON-02).

    Args:
        sources: what is filled in.
    """
    lines = []
    for name, source in sources.tables.items():
        repeated = [group for group in _groups(name, source).values() if len(group) > 1]
        if repeated:
            told = named([f"{_label(name, source, group)} ({_places(source, group)})" for group in repeated], _SHOWN)
            lines.append(
                f"{sheet_caption(name)}: yang sama ada di lebih dari satu baris sumber: {told}. Tiap baris menjadi "
                "baris tersendiri, sehingga terhitung lebih dari sekali; sisakan satu di sumbernya, lalu ulangi."
            )
    return lines


def _groups(table: str, source: SourceTable) -> Mapping[tuple[str, ...], Sequence[int]]:
    """The rows of a source by what tells them apart; none of a table that may hold a row twice."""
    found: dict[tuple[str, ...], list[int]] = {}
    columns, needed = UNIQUE_ROWS.get(table, ((), ""))
    for number, row in enumerate(source.rows if columns else ()):
        if key(row.get(needed)):
            found.setdefault(row_marks(row, columns), []).append(number)
    return found


def _label(table: str, source: SourceTable, group: Sequence[int]) -> str:
    row = source.rows[group[0]]
    return " ".join(str(row[column]).strip() for column in UNIQUE_ROWS[table][0] if key(row.get(column)))


def _places(source: SourceTable, group: Sequence[int]) -> str:
    if source.places:
        return ", ".join(source.places[number] for number in group)
    return f"{source.name} baris {' dan '.join(str(number + 2) for number in group)}"
