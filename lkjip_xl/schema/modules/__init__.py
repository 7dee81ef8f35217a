"""The optional modules of the book, one plug-in file each; ``discover`` finds them.

A module declares its sheets with their tables. A book has a module when it has any of its tables, and everything that
works on the tables of every book (reading, computing, isi, ekspor, periksa) works on them.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

from ...discovery import module_names
from ..model import Module


def discover() -> tuple[Module, ...]:
    """Every module that a file of this package declares as ``MODULE``, by name.

    A file in any folder of the package's ``__path__`` counts.

    Raises:
        ValueError: two modules of one name, or a file without ``MODULE``.
    """
    return _discovered(tuple(__path__))


@lru_cache(maxsize=8)
def _discovered(path: tuple[str, ...]) -> tuple[Module, ...]:
    found: dict[str, Module] = {}
    for file in module_names(path):
        module = getattr(import_module(f"{__name__}.{file}"), "MODULE", None)
        if not isinstance(module, Module):
            raise ValueError(f"{__name__}.{file} declares no MODULE")
        if module.name in found:
            raise ValueError(f"declared twice: module {module.name}")
        found[module.name] = module
    return tuple(found[name] for name in sorted(found))
