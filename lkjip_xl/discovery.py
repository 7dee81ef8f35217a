"""Finds what registers itself: the modules of a room, and what other installed packages add to it.

An office's IT adds rules, checks, reports and profiles of its own without a fork: a package of theirs names its modules
under one of ``GROUPS`` in its ``pyproject.toml``, and importing the module runs the same decorators that ours run.
"""

import json
import os
import sys
import warnings
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from importlib.machinery import PathFinder, all_suffixes
from typing import Any
from zlib import crc32

GROUPS = ("lkjip_xl.rules", "lkjip_xl.checks", "lkjip_xl.reports", "lkjip_xl.profiles")
"""The entry point groups that are honoured."""


ADDED: list[str] = []
"""Names of what other packages add, as far as it was loaded in this process or tried to be."""


class PluginWarning(UserWarning):
    """Something that another package adds cannot be loaded; everything else works as if it were not there."""


def load_modules(package: str) -> None:
    """Import every module of a package, so that what they hold is registered.

    A file in any folder of the package's ``__path__`` counts.
    """
    _load_from(package, tuple(import_module(package).__path__))


@cache
def _load_from(package: str, path: tuple[str, ...]) -> None:
    for name in module_names(path):
        import_module(f"{package}.{name}")


def module_names(path: Iterable[str]) -> list[str]:
    """Names of the modules in the folders of a package, sorted; without the standard library's way of listing them,
    which loads what takes sources apart.

    A file in any folder counts once.
    """
    endings = tuple(all_suffixes())
    names: set[str] = set()
    for folder in path:
        if not os.path.isdir(folder):  # in an archive
            from pkgutil import iter_modules

            names.update(module.name for module in iter_modules([folder]))
            continue
        with os.scandir(folder) as entries:
            for one in entries:
                name = one.name.partition(".")[0]
                if one.name.endswith(endings) if one.is_file() else os.path.isfile(os.path.join(one.path, _INIT)):
                    names.add(name)
    return sorted(names - {"__init__", "__pycache__"})


_INIT = "__init__.py"


def package_data(package: str, name: str) -> bytes:
    """Content of a data file of a package, wherever it was imported from; without the library that reads resources,
    which takes as long to load as a small file to read.

    Raises:
        OSError: there is no such file.
    """
    module = import_module(package)
    loader: Any = module.__spec__ and module.__spec__.loader
    if loader is None:
        raise FileNotFoundError(name)
    content: bytes = loader.get_data(os.path.join(module.__path__[0], *name.split("/")))
    return content


def data_names(package: str, ending: str, folder: str = "") -> list[str]:
    """Names of a package's data files with an ending, sorted, as ``package_data`` takes them.

    Args:
        package: the package. ending: such as ``.toml``. folder: a folder in it.
    """
    place = os.path.join(import_module(package).__path__[0], folder)
    if os.path.isdir(place):
        names = os.listdir(place)
    else:  # in an archive
        from importlib.resources import files

        names = [one.name for one in files(package).joinpath(folder).iterdir()]
    return [_in(folder, name) for name in sorted(names) if name.endswith(ending)]


PARSED = "parsed.json"
"""Beside TOML files what they say, which is read many times quicker (``python -m lkjip_xl.build`` writes it). A file
that was changed since, or that it does not know, is read itself."""


def toml_of(package: str, name: str, content: bytes) -> dict[str, Any]:
    """What a TOML file says.

    Args:
        package, name: where it lies, as for ``package_data``; a file from elsewhere may have any name.
        content: the file.

    Raises:
        ValueError: it is no TOML.
    """
    known = known_toml(package, name, content)
    if known is not None:
        return known
    import tomllib

    return tomllib.loads(content.decode("utf-8"))


def known_toml(package: str, name: str, content: bytes) -> dict[str, Any] | None:
    """What a TOML file says that ``PARSED`` knows as it is, else None. The arguments are those of ``toml_of``."""
    folder, _, file = name.rpartition("/")
    known = _parsed(package, folder).get(file)
    return known[1] if known is not None and known[0] == crc32(content) else None


@cache
def _parsed(package: str, folder: str) -> Mapping[str, tuple[int, dict[str, Any]]]:
    """What the files of a folder say, by name, each with the checksum of the file that says it (``PARSED``)."""
    try:
        given: dict[str, tuple[int, dict[str, Any]]] = json.loads(package_data(package, _in(folder, PARSED)))
    except OSError:
        return {}
    return given


def parsed_files(package: str, folder: str = "") -> str:
    """The content of ``PARSED`` for the TOML files of a folder as they are."""
    import tomllib

    found = {}
    for name in data_names(package, ".toml", folder):
        content = package_data(package, name)
        found[name.rpartition("/")[2]] = [crc32(content), tomllib.loads(content.decode("utf-8"))]
    return json.dumps(found, ensure_ascii=False, indent=0) + "\n"


def _in(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


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
    if group not in GROUPS:
        raise ValueError(f"no entry point group of lkjip-xl: {group}")
    if not _may_add():
        return ()
    from importlib.metadata import entry_points

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


@cache
def _may_add() -> bool:
    """Whether some installed package may add to us; False only where it is certain that none does.

    The library that reads entry points costs more to load than to read the few files that it would look at.
    """
    if any(getattr(one, "find_distributions", None) not in (None, PathFinder.find_distributions)
           for one in sys.meta_path):  # fmt: skip
        return True
    for folder in sys.path:
        if folder.lower().rstrip("/\\").endswith(".egg"):
            return True
        try:
            with os.scandir(folder or os.curdir) as entries:
                names = [one.path for one in entries if one.name.lower().endswith((".dist-info", ".egg-info"))]
        except NotADirectoryError:  # an archive, which has distributions of its own
            return True
        except OSError:
            continue
        for name in names:
            try:
                with open(os.path.join(name, "entry_points.txt"), "rb") as stream:
                    if b"[lkjip_xl." in stream.read():
                        return True
            except NotADirectoryError:
                continue  # metadata in one file has no entry points
            except FileNotFoundError:
                continue
            except OSError:
                return True
    return False
