"""Finds what registers itself: the modules of a room, and what other installed packages add to it.

An office's IT adds rules, checks, reports and profiles of its own without a fork: a package of theirs names its modules
under one of ``GROUPS`` in its ``pyproject.toml``, and importing the module runs the same decorators that ours run.
"""

import warnings
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

GROUPS = ("lkjip_xl.rules", "lkjip_xl.checks", "lkjip_xl.reports", "lkjip_xl.profiles")
"""The entry point groups that are honoured."""


ADDED: list[str] = []
"""Names of what other packages add, as far as it was loaded in this process or tried to be."""


class PluginWarning(UserWarning):
    """Something that another package adds cannot be loaded; everything else works as if it were not there."""


def load_modules(package: str) -> None:
    """Import every module of a package, so that what they hold is registered."""
    for module in iter_modules(import_module(package).__path__):
        import_module(f"{package}.{module.name}")


def load(package: str, group: str) -> None:
    """Import every module of a package, then what other packages add under a group of ``GROUPS``.

    Reading the entry points of all installed packages takes some milliseconds, so only what shows or runs everything
    that is registered asks for them: the catalogue, periksa and laporan.
    """
    load_modules(package)
    plugins(group)


@cache
def plugins(group: str) -> tuple[tuple[str, object], ...]:
    """``(name, module or object)`` of a group's entry points, in the order of their names; loaded once a process.

    Warns:
        PluginWarning: names each one that cannot be loaded, in Indonesian. Its other modules may be registered.
    """
    from importlib.metadata import entry_points

    if group not in GROUPS:
        raise ValueError(f"no entry point group of lkjip-xl: {group}")
    found = []
    for point in sorted(entry_points(group=group), key=lambda point: (point.name, point.value)):
        ADDED.append(point.name)
        try:
            found.append((point.name, point.load()))
        except (Exception, SystemExit) as error:
            owner = f" (paket {point.dist.name})" if point.dist else ""
            warnings.warn(
                f"Tambahan '{point.name}'{owner} dari {group} tidak dapat dimuat dan dilewati: "
                f"{error.__class__.__name__}: {error}. Perbaiki atau lepas paket itu; yang lain tetap berjalan.",
                PluginWarning,
                stacklevel=3,
            )
    return tuple(found)
