"""The tables of the optional modules as row sources, and each of their columns as a quantity, straight from the schema.

``tbl_spm`` gives the rows ``spm`` and quantities such as ``spm.terlayani``; a yearly column (``Target {tahun}``) gives
``tpb.target`` for a column of a series of years. Neighbours that say the same in a text column are merged by
``gabung = "spm.kegiatan"``.
"""

import re
from typing import Any

from ...compute.book import Cells
from ...expr.values import is_number
from ...rules.tanggal import date_text
from ...schema.contract import sheet_of
from ...schema.model import Column, Table
from ...schema.modules import discover
from ...schema.sheets.riwayat import RIWAYAT_ANGGARAN
from ..forms.analysis import Analysis
from ..forms.provisional import LEGEND
from ..layout.source import Source
from .quantities import MONEY, NUMBER, QUANTITIES, RATIO, TEXT, VALUE, Figure, Seen
from .rows import ROWS, Asked, Row
from .totals import TOLD, TOTALS

_KINDS = {"uang": MONEY, "rasio": RATIO, "nilai": VALUE, "angka": VALUE, "tahun": NUMBER}
_SUMMED = ("uang", "angka")
_COUNTERS = ("No", "Triwulan", "Tahun", "Bobot")
ORIGINS: dict[str, str] = {}
"""Where a quantity comes from, for the pages of the documentation: ``SPM: Terlayani``."""
AUTOMATIC: set[str] = set()
"""The quantities and row sources that the schema gives; docs/profil.md tells how they are called, not each of them."""


def short_name(table: str) -> str:
    """``tbl_spm`` -> ``spm``."""
    return table.removeprefix("tbl_")


def quantity_name(table: str, column: str) -> str:
    """``tbl_spm``, ``Harus Dilayani`` -> ``spm.harus_dilayani``."""
    return f"{short_name(table)}.{re.sub(r'[^a-z0-9]+', '_', column.replace(' {tahun}', '').casefold()).strip('_')}"


def figure_of(a: Analysis, table: str, row: Cells, name: str, kind: str) -> Figure:
    """What a cell of a table shows."""
    value, source = row.get(name), a.origins.cell(table, row, name)
    if kind == "tanggal":
        return Figure(date_text(value) or None, source)
    if kind == "angka" and name in _COUNTERS:
        return Figure(value, source, NUMBER)
    return Figure(value, source, _KINDS.get(kind, TEXT), str(row.get("Tipe") or "") if kind == "nilai" else "")


def _quantity(sheet: str, table: Table, column: Column) -> None:
    name = column.name

    def figure(a: Analysis, row: Any) -> Figure:
        return figure_of(a, table.name, row, name, column.kind)

    def in_year(a: Analysis, seen: Seen) -> Figure:
        return figure_of(a, table.name, seen.thing, name.replace("{tahun}", str(seen.member)), column.kind)

    own = quantity_name(table.name, name)
    QUANTITIES[own] = in_year if column.yearly else figure
    AUTOMATIC.add(own)
    ORIGINS[own] = f"{sheet}: {name.replace(' {tahun}', ' tiap tahun')}"


def filled_rows(a: Analysis, table: Table) -> list[Cells]:
    """The rows of a table that count; none where the book lacks it."""
    if table.name not in a.world.tables:
        return []
    return [row for row in a.world.rows(table.name) if row.get(table.key) not in (None, "")]


def table_rows(table: Table, rows: list[Cells]) -> list[Row]:
    """Rows of a printed table, with what neighbours share."""
    result: list[Row] = []
    words = [
        (quantity_name(table.name, c.name), c.name) for c in table.columns if c.kind in ("teks", "kode", "pilihan")
    ]
    words += [(quantity_name(table.name, c.name), c.name) for c in table.columns if c.name in _COUNTERS]
    thing, number = short_name(table.name), f"no.{short_name(table.name)}"
    for n, row in enumerate(rows, 1):
        one: Row = {thing: row, number: n}
        before = result[-1] if result else {}
        for name, column in words:
            same = before and before[thing].get(column) == row.get(column) is not None
            one[f"{name}"] = before[name] if same else [row.get(column)]
        result.append(one)
    return result


def _source(table: Table) -> None:
    def rows(a: Analysis, asked: Asked) -> list[Row]:
        return table_rows(table, [r for r in filled_rows(a, table) if asked.wants(r)])

    def totals(a: Analysis, asked: Asked) -> dict[str, Figure]:
        return sums_of(a, table, [r for r in filled_rows(a, table) if asked.wants(r)])

    name = short_name(table.name)
    ROWS[name], TOTALS[name], TOLD[name] = rows, totals, told_of_rows
    QUANTITIES[f"no.{name}"] = lambda a, number: Figure(number, None, NUMBER)
    ORIGINS[f"no.{name}"] = "Nomor urut"
    AUTOMATIC.update((name, f"no.{name}"))


def sums_of(a: Analysis, table: Table, rows: list[Cells]) -> dict[str, Figure]:
    """``{quantity: its sum over rows}`` of the columns of amounts and counts, and Serapan of the sums."""
    result: dict[str, Figure] = {}
    for column in table.columns:
        if column.kind in _SUMMED and column.name not in _COUNTERS and not column.yearly:
            name = quantity_name(table.name, column.name)
            result[name] = sum_of(a, table.name, rows, column.name, column.kind)
    pagu, spent = (result.get(quantity_name(table.name, c)) for c in ("Pagu", "Realisasi Anggaran"))
    if pagu and spent and "Serapan" in table.by_name:
        a_share = a.origins.quarter_serapan(pagu.source, spent.source) if pagu.source and spent.source else None
        waiting = sum(_waits(row) for row in rows)
        result[quantity_name(table.name, "Realisasi Anggaran")] = spent._replace(missing=waiting)
        share = a.world.serapan_of(spent.value, pagu.value)
        result[quantity_name(table.name, "Serapan")] = Figure(share, a_share, RATIO, missing=waiting)
    return result


def _waits(row: Cells) -> bool:
    """Whether the realisasi beside a pagu, or the pagu beside a realisasi, is not filled in."""
    pagu, spent = (is_number(row.get(name)) for name in ("Pagu", "Realisasi Anggaran"))
    return pagu != spent


def told_of_rows(waiting: int) -> str:
    """The note beneath a table whose sums lack what so many of its rows do not say."""
    return (
        f"{LEGEND} {waiting} baris tabel ini belum lengkap (realisasi anggaran atau pagunya kosong), sehingga jumlah "
        "dan serapannya belum lengkap."
    )


def sum_of(a: Analysis, table: str, rows: list[Cells], column: str, kind: str) -> Figure:
    """The sum of a column over some rows; N/A without any number."""
    known = [row for row in rows if row.get(column) not in (None, "")]
    inputs = tuple((f"baris {row.get('#nomor')}", s) for row in known
                   if is_number(row[column]) and (s := a.origins.cell(table, row, column)))  # fmt: skip
    total = a.world.sum_of([row[column] for row in known])
    return Figure(total, Source(note="jumlah baris di atasnya", inputs=inputs), _KINDS[kind], "")


for _module in discover():
    for _sheet in _module.sheets:
        for _table in _sheet.tables:
            _source(_table)
            for _column in _table.columns:
                _quantity(_sheet.name, _table, _column)
for _column in RIWAYAT_ANGGARAN.columns:
    _quantity(str(sheet_of(RIWAYAT_ANGGARAN.name)), RIWAYAT_ANGGARAN, _column)
