"""What became of the rows of a table."""

from collections.abc import Mapping
from typing import Any

from ..records import dataclass


@dataclass(frozen=True, slots=True)
class RowChanges:
    """What ``isi`` did to one table: the keys of its rows, each as a readable text.

    Attributes:
        added, changed, removed: keys of rows that were put in, altered, taken out. same: rows that were equal already.
        emptied: cells that the source emptied, as it was to replace the table; kept: cells that are blank in the source
            and stay as they are in the book. Each is ``key of the row, column``.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    same: int = 0
    emptied: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """Rows of the source that are in the table now."""
        return len(self.added) + len(self.changed) + self.same


def rows_as_json(rows: Mapping[str, RowChanges]) -> dict[str, Any]:
    """What ``isi`` did to each table, for programs."""
    return {
        table: {
            "ditambah": list(one.added), "diubah": list(one.changed), "dihapus": list(one.removed), "tetap": one.same,
            "sel_dikosongkan": list(one.emptied), "sel_kosong_di_sumber": list(one.kept),
        }
        for table, one in rows.items()
    }  # fmt: skip
