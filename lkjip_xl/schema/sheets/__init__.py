"""The sheets of the book, one module each; ``discover`` finds them."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from .. import modules as optional
from ..model import Module, Sheet


def discover() -> tuple[Sheet, ...]:
    """Every sheet that a module of this package declares as ``SHEET``, and those of the modules, in their order.

    A module in any folder of the package's ``__path__`` counts.

    Raises:
        ValueError: two sheets of one name or place, two tables of one name, or a module without ``SHEET``.
    """
    return _discovered(tuple(__path__), optional.discover())


@lru_cache(maxsize=8)
def _discovered(path: tuple[str, ...], modules: tuple[Module, ...]) -> tuple[Sheet, ...]:
    found = [sheet for module in modules for sheet in module.sheets]
    for module in iter_modules(path):
        sheet = getattr(import_module(f"{__name__}.{module.name}"), "SHEET", None)
        if not isinstance(sheet, Sheet):
            raise ValueError(f"{__name__}.{module.name} declares no SHEET")
        found.append(sheet)
    for kind, names in (
        ("sheet", [s.name.casefold() for s in found]),
        ("place", [str(s.order) for s in found]),
        ("table", [t.name.casefold() for s in found for t in s.tables]),
    ):
        twice = sorted({n for n in names if names.count(n) > 1})
        if twice:
            raise ValueError(f"declared twice: {kind} {', '.join(twice)}")
    return tuple(sorted(found, key=lambda s: s.order))
