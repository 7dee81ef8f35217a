"""The sheets of the book, one module each; ``discover`` finds them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module

from ...discovery import module_names
from ..model import Sheet


def discover() -> tuple[Sheet, ...]:
    """Every sheet of every book: those that a module of this package declares as ``SHEET``, in their order.

    A module in any folder of the package's ``__path__`` counts.

    Raises:
        ValueError: two sheets of one name or place, two tables of one name, or a module without ``SHEET``.
    """
    return _discovered(tuple(__path__))


@lru_cache(maxsize=8)
def _discovered(path: tuple[str, ...]) -> tuple[Sheet, ...]:
    found = []
    for module in module_names(path):
        sheet = getattr(import_module(f"{__name__}.{module}"), "SHEET", None)
        if not isinstance(sheet, Sheet):
            raise ValueError(f"{__name__}.{module} declares no SHEET")
        found.append(sheet)
    return in_order(found)


def in_order(found: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Sheets in their order.

    Raises:
        ValueError: two of one name or place, or two tables of one name.
    """
    for kind, names in (
        ("sheet", [s.name.casefold() for s in found]),
        ("place", [str(s.order) for s in found]),
        ("table", [t.name.casefold() for s in found for t in s.tables]),
    ):
        twice = sorted({n for n in names if names.count(n) > 1})
        if twice:
            raise ValueError(f"declared twice: {kind} {', '.join(twice)}")
    return tuple(sorted(found, key=lambda s: s.order))
