"""Books of version 1: their tables with the formulas that they were built with.

Such a book lacks the hidden columns and the names that the formulas of today refer to. It is read, computed and filled
like any other; what stands in its cells stays of its own kind.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from typing import Any

from ..expr.to_excel import to_formula
from ..expr.tree import Expr
from ..records import replace
from .model import YEAR, Figure, Table

_INPUTS, _SETTINGS = "masukan", "setelan"
_YEAR = re.compile(r"\b\d{4}\b")


@cache
def _data() -> dict[str, Any]:
    import tomllib  # only for a book of version 1
    from importlib.resources import files

    return tomllib.loads(files(__package__).joinpath("version_1.toml").read_text(encoding="utf-8"))


@cache
def formulas() -> dict[str, dict[str, str]]:
    """``{table: {column: formula text}}`` of version 1."""
    return {name: table for name, table in _data().items() if name not in (_INPUTS, _SETTINGS)}


def knows(table: str, column: str) -> bool:
    """Whether a book of version 1 has a column: one that it computes, or one that people fill."""
    inputs = _data()[_INPUTS].get(table, ())
    return column in formulas().get(table, ()) or column in inputs or _YEAR.sub(YEAR, column) in inputs


def has_setting(key: str) -> bool:
    """Whether a book of version 1 has a setting; it computes as under the default of one that came later."""
    return key in _data()[_SETTINGS]


def as_in_version_1(table: Table, present: Container[str] = ()) -> Table:
    """The table with the columns and formulas of version 1; of later ones, those that the book has (``present``)."""
    known = formulas().get(table.name, {})
    if not known and table.name not in _data()[_INPUTS]:
        return table  # it came later
    columns = tuple(
        replace(c, excel=known[c.name], stored=None) if c.name in known else c
        for c in table.columns
        if (c.name in known if c.computed else knows(table.name, c.name) or c.name in present)
    )
    names = {c.name for c in columns}
    identity = tuple(name for name in table.identity if name in names)
    fallback = tuple(name for name in table.fallback_identity if name in names)
    return replace(table, columns=columns, identity=identity, fallback_identity=fallback)


def figure_text(figure: Figure, first_version: bool) -> str:
    """Formula text of a figure of Beranda, in a book of version 1 the one of that version."""
    known = formulas()["tbl_ringkasan"] if first_version else {}
    text = known.get(figure.key) or to_formula(figure_tree(figure, first_version))
    # Its year to date is the year: the formulas of version 1 judge the whole year in every quarter.
    return text.replace("tbl_pengukuran[Capaian Berjalan]", "tbl_pengukuran[Capaian]") if first_version else text


def figure_tree(figure: Figure, first_version: bool) -> Expr:
    """Formula of a figure of Beranda; a book of version 1 shows the predikat without a mark, and knows by its codes
    which budget row supports no indicator."""
    from .sheets.beranda import PREDIKAT, WITHOUT_INDICATOR_1

    own: dict[str, Expr] = {"Predikat": PREDIKAT, "Pagu tanpa indikator": WITHOUT_INDICATOR_1} if first_version else {}
    return own.get(figure.key, figure.formula)
