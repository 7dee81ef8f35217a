"""Books of version 1: their tables with the formulas that they were built with.

Such a book lacks the hidden columns and the names that the formulas of today refer to. It is read, computed and filled
like any other; what stands in its cells stays of its own kind.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from ..expr.to_excel import to_formula
from ..expr.tree import Expr
from .model import Figure, Table


@cache
def formulas() -> dict[str, dict[str, str]]:
    """``{table: {column: formula text}}`` of version 1."""
    import tomllib  # only for a book of version 1
    from pathlib import Path

    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def figure_text(figure: Figure, first_version: bool) -> str:
    """Formula text of a figure of Beranda, in a book of version 1 the one of that version."""
    known = formulas()["tbl_ringkasan"] if first_version else {}
    return known.get(figure.key) or to_formula(figure_tree(figure, first_version))


def figure_tree(figure: Figure, first_version: bool) -> Expr:
    """Formula of a figure of Beranda; a book of version 1 shows the predikat without a mark."""
    from .sheets.beranda import PREDIKAT

    return PREDIKAT if first_version and figure.key == "Predikat" else figure.formula


def as_in_version_1(table: Table) -> Table:
    """The table with the columns and formulas of version 1."""
    known = formulas().get(table.name)
    if known is None:
        return table
    columns = (replace(c, excel=known[c.name]) if c.name in known else c for c in table.columns)
    return replace(table, columns=tuple(c for c in columns if not c.computed or c.name in known))
