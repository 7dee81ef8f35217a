"""The known exports: each a declaration that registers itself when its module is imported (``exports/``)."""

import re
from collections.abc import Callable, Iterable, Sequence

from ..discovery import load_modules
from ..records import dataclass, field
from .aliases import heading_key
from .grid import Grid
from .heads import headings_of
from .model import Hints, Understood

_DEPTH = 40  # rows from the top within which an export has its head
_LINES = 4


@dataclass(slots=True)
class Found:
    """An export's head in a grid.

    Attributes:
        grid: the cells. top: first row of the head. body: first row beneath it.
        places: column by heading key, the first of several; a heading of more lines is joined with ``" / "``.
        headings: parts of each column's heading.
    """

    grid: Grid
    top: int
    body: int
    places: dict[str, int] = field(default_factory=dict)
    headings: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def place(self, *names: str) -> int:
        """The column of the first of several headings that is there (``*`` for any text), -1 for none."""
        for name in names:
            pattern = _pattern(name)
            for heading, place in self.places.items():
                if pattern.fullmatch(heading):
                    return place
        return -1

    def text(self, row: int, *names: str) -> str:
        """The tidy text under a heading, "" where it is missing or says ``null``."""
        place = self.place(*names)
        text = self.grid.text(row, place) if place >= 0 else ""
        return "" if text.casefold() == "null" else text

    def titles(self) -> list[str]:
        """The lines above the head, nearest first."""
        rows = range(self.top - 1, -1, -1)
        return [" ".join(t for t in self.grid.texts(row) if t) for row in rows if not self.grid.is_blank(row)]


Reader = Callable[[Sequence[Found], Hints], list[Understood]]


@dataclass(frozen=True, slots=True)
class Export:
    """A file that a known program gives.

    Attributes:
        id: short name. name: for people. tables: targets that it fills. needs: headings that its head must have (``*``
            for any text). lines: lines of its head. order: asked first when smaller. read: its rows.
    """

    id: str
    name: str
    tables: tuple[str, ...]
    needs: tuple[str, ...]
    lines: int
    order: int
    read: Reader

    def find(self, grid: Grid) -> Found | None:
        """Its head in a grid, None when the grid is no such export."""
        patterns = [_pattern(name) for name in self.needs]
        for top in range(min(_DEPTH, len(grid.rows))):
            if top + self.lines > len(grid.rows) or sum(bool(t) for t in grid.texts(top)) < 2:
                continue
            headings = headings_of(grid, top, self.lines)
            places: dict[str, int] = {}
            for place, parts in headings.items():
                whole = " / ".join(key for key in map(heading_key, parts) if key)
                places.setdefault(whole, place)
            if all(any(pattern.fullmatch(name) for name in places) for pattern in patterns):
                return Found(grid, top, top + self.lines, places, headings)
        return None


EXPORTS: dict[str, Export] = {}


def export(
    id: str, name: str, tables: Iterable[str], needs: Iterable[str], lines: int = 1, order: int = 100
) -> Callable[[Reader], Reader]:
    """Register the reader of an export.

    Raises:
        ValueError: two exports with one id.
    """

    def registered(read: Reader) -> Reader:
        if id in EXPORTS:
            raise ValueError(f"two exports named {id}")
        EXPORTS[id] = Export(id, name, tuple(tables), tuple(needs), lines, order, read)
        return read

    return registered


def exports() -> list[Export]:
    """Every known export, those that are asked first in front."""
    load_modules(f"{__package__}.exports")
    return sorted(EXPORTS.values(), key=lambda one: (one.order, one.id))


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(re.escape(name).replace(r"\*", ".*").replace(r"\ ", " "))
