"""What ``lanjut`` says of rows of the year that a history holds already and that differ from the book's result.

They stay, for somebody typed them; their Keterangan says what the book computed."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..checks.vocabulary import words
from ..compute.history_years import PROVISIONAL
from ..compute.indicator_days import IndicatorDays
from ..compute.key import blank, key
from ..compute.named import named
from ..compute.world import World
from ..compute.year_end import KeptRow, kept_otherwise
from ..schema.captions import sheet_caption
from ..schema.model import Table
from .plain_words import cell_words, column_kind

_REMARK = "Keterangan"
_REVISED = re.compile(words("revisi")).search
Cells = dict[str, Any]


class KeptHistory:
    """The rows of the year that stay as they were typed; provisional as long as no remark says that they were revised.

    Args:
        world: the computed book of the finished year. tables: its tables.
    """

    def __init__(self, world: World, tables: Mapping[str, Table]) -> None:
        self._year, self._tables = world.year, tables
        self._days = IndicatorDays(world.rows("tbl_renstra"))
        self._kept: dict[str, list[KeptRow]] = {}
        for one in kept_otherwise(world):
            self._kept.setdefault(one.table, []).append(one)

    def remark(self, name: str, numbers: Iterable[int], rows: Iterable[Cells]) -> bool:
        """Write into the Keterangan of a table's rows what the book says instead; True where one was written.

        Args:
            name: of the table. numbers, rows: of its filled rows the numbers and the cells, which are changed.
        """
        by_number = {one.row["#nomor"]: one for one in self._kept.get(name, ())}
        if not by_number or _REMARK not in self._tables[name].by_name:
            return False
        for number, cells in zip(numbers, rows, strict=True):
            if number in by_number:
                before = cells.get(_REMARK)
                settled = "" if _REVISED(key(before)) else f"{PROVISIONAL}: "
                told = f"{settled}di buku {self._year} {self._results(by_number[number])}"
                cells[_REMARK] = told if blank(before) else f"{before}; {told}"
        return True

    def lines(self) -> list[str]:
        """What a person should know of them."""
        found = []
        for name, rows in self._kept.items():
            told = ", dan kolom Keterangannya menyebut angka buku" if _REMARK in self._tables[name].by_name else ""
            found.append(
                f"{sheet_caption(name)} sudah berisi angka {self._year} yang lain dari hasil buku ini: "
                f"{named([self._difference(one) for one in rows])}. Angka itu dibiarkan{told}; betulkan yang keliru."
            )
        return found

    def _difference(self, one: KeptRow) -> str:
        name = one.row.get("Kode") if not blank(one.row.get("Kode")) else one.row.get("Uraian")
        parts = [
            f"{column.lower()} {self._words(one, column, one.row.get(column)) or 'kosong'}, di buku "
            f"{self._words(one, column, value)}"
            for column, value in one.results.items()
        ]  # fmt: skip
        return f"{name} ({'; '.join(parts)})"

    def _results(self, one: KeptRow) -> str:
        return ", ".join(f"{column.lower()} {self._words(one, column, value)}" for column, value in one.results.items())

    def _words(self, one: KeptRow, column: str, value: Any) -> str:
        day = self._days.words(self._tables[one.table], one.row, column, value)
        return day or cell_words(value, column_kind(one.table, column))
