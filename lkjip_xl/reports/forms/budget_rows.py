"""Budget rows as the forms show them: their styles by level and the cells of their money."""

from typing import Any

from ...expr.values import is_number
from ...ooxml.sheet_model import Style
from ..layout.cells import shown
from ..layout.source import Cell, Source
from ..layout.styles import RUPIAH, TEXT, percent_format

COLORS = {1: "DDEBF7", 2: "EAF1FB"}  # fill of Urusan and Bidang
PARENT = 3  # Program and what stands above it is bold
DEEPEST = 5


def level_of(row: Any) -> int:
    """Level of a budget row, 1 Urusan to 5 Sub Kegiatan; one whose Tingkat is unknown stands where it stands."""
    level: int = row.tk
    return level if level <= DEEPEST else min(DEEPEST, len(row.leluhur) + 1)


_cell = tuple.__new__  # a Cell, without the keyword handling: a long budget has tens of thousands


class BudgetStyles:
    """Styles of a budget row by level, each made once: a long budget shares a few dozen style objects.

    decimals: of a percent. colored: Urusan and Bidang have a fill.
    """

    def __init__(self, decimals: int, colored: bool = True) -> None:
        self.percent = percent_format(decimals)
        self.colored = colored
        self._made: dict[tuple[int, Any], Style] = {}

    def wording(self, level: int, depth: int) -> Style:
        """Style of the wording of a row, by level and depth of indentation."""
        return self._style(level, ("wording", depth), align="left", wrap=True, indent=depth)

    def code(self, level: int) -> Style:
        """Style of a code."""
        return self._style(level, "code", align="left")

    def money(self, level: int, value: Any, source: Source | None) -> Cell:
        """Cell of an amount."""
        return self._number(level, value, RUPIAH, source)

    def ratio(self, level: int, value: Any, source: Source | None) -> Cell:
        """Cell of a ratio shown as percent."""
        return self._number(level, value, self.percent, source)

    def blank(self, level: int) -> Cell:
        """A blank cell."""
        return Cell(None, self._style(level, "blank"))

    def _number(self, level: int, value: Any, code: str, source: Source | None) -> Cell:
        kind, level = code, level if level <= PARENT else PARENT + 1
        if not is_number(value):
            value, kind = shown(value), "text"
        style = self._made.get((level, kind))
        if style is None:
            look = {"align": "center", "wrap": True} if kind == "text" else {"align": "right", "format": code}
            style = self._style(level, kind, **look)
        return _cell(Cell, (value, style, source))

    def _style(self, level: int, kind: Any, **look: Any) -> Style:
        key = (min(level, PARENT + 1), kind)
        style = self._made.get(key)
        if style is None:
            fill = COLORS.get(level) if self.colored else None
            style = TEXT._replace(bold=level <= PARENT, fill=fill, wrap=False)._replace(**look)
            self._made[key] = style
        return style
