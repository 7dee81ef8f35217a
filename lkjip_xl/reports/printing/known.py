"""Everything that a profile can name: quantities, row sources, totals and series, of all modules of this package."""

from typing import Any

from ...records import replace
from ...schema.plan_settings import SATUAN_UANG
from ..forms.analysis import Analysis
from ..profiles.records import PrintedColumn
from . import cascade, data_tables, evaluation, module_tables, plan_matrix, plan_programs, plan_years, renja  # noqa: F401
from .quantities import QUANTITIES
from .rows import ROWS, Asked
from .series import SERIES

__all__ = ["QUANTITIES", "ROWS", "SERIES", "expanded"]


def expanded(a: Analysis, asked: Asked, columns: tuple[PrintedColumn, ...]) -> tuple[PrintedColumn, ...]:
    """The columns of a book: those of a series once for each member, amounts in the book's unit."""
    result: list[PrintedColumn] = []
    for column in columns:
        if not column.series:
            result.append(_in_unit(a, column))
            continue
        for member in SERIES[column.series](a, asked):
            result += [_in_unit(a, _of_member(c, member)) for c in column.columns or (column,)]
    return tuple(result)


def _of_member(column: PrintedColumn, member: Any) -> PrintedColumn:
    headings = tuple(h.replace("{t}", str(member)) for h in column.headings)
    return replace(column, headings=headings, member=member, series="", columns=())


def _in_unit(a: Analysis, column: PrintedColumn) -> PrintedColumn:
    unit = a.world.settings.get("satuan_uang") or SATUAN_UANG[0]
    if not column.in_unit or unit not in SATUAN_UANG[1:]:
        return column
    return replace(column, unit=unit)
