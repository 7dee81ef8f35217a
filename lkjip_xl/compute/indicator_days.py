"""Which cells hold the day of an indicator that is measured by a date: people read a date there, never its number."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..expr.values import is_number
from ..rules.tanggal import date_text
from ..schema.model import Column, Table
from .key import key

DATED = "tanggal"
"""Key of the Tipe whose values are days."""
_OWN_CODES = ("tbl_riwayat_layanan",)  # services, not indicators
_IN_DAYS = ("Selisih",)  # how many of them lie between two
_FIRST_DAY, _LAST_DAY = 30_000, 80_000  # what a hidden column with a number of that size holds is a day: 1982 to 2119


class IndicatorDays:
    """The indicators of a book that are measured by a date."""

    def __init__(self, renstra: Iterable[Mapping[str, Any]]) -> None:
        self.codes = frozenset(key(row.get("Kode")) for row in renstra if key(row.get("Tipe")) == DATED) - {""}

    def belongs(self, table: Table, row: Mapping[str, Any]) -> bool:
        """Whether a row of a table is about such an indicator, by its own Tipe, else by its Kode."""
        if table.name in _OWN_CODES:
            return False
        own = key(row.get("Tipe"))
        return own == DATED if own else key(row.get("Kode")) in self.codes

    def holds(self, table: Table | None, label: str, column: str) -> bool:
        """Whether the numbers of a cell are days, of a row of which only its readable key is known: ``1.4.2 / 2024 /
        Instansi``. None and columns that the table has not hold none."""
        found = table.by_name.get(column) if table is not None else None
        if table is None or found is None or found.kind != "nilai" or table.name in _OWN_CODES:
            return False
        return any(key(part) in self.codes for part in label.split(" / "))

    def words(self, table: Table, row: Mapping[str, Any], column: str, value: Any) -> str:
        """The date that a cell holds, as people write it (``27 Maret 2025``); "" of a cell that holds none."""
        found = table.by_name.get(column)
        if found is None or not is_day(found, value) or not self.belongs(table, row):
            return ""
        return str(date_text(value))


def is_day(column: Column, value: Any) -> bool:
    """Whether a value in a column of such an indicator's row is a day."""
    if not is_number(value) or column.name in _IN_DAYS:
        return False
    if column.hidden:
        return bool(_FIRST_DAY <= value < _LAST_DAY)
    return column.kind == "nilai" and bool(value >= 10_000)
