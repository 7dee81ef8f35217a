"""The year that a source speaks of, compared with the book's: last year's budget is easily read into this year's."""

import re

from .context import MONTHS
from .grid import Grid
from .model import PERIKSA, TAKEN, Hints, Understood

_YEARLY = ("tbl_anggaran", "tbl_pengukuran")
"""Tables that hold one year, the report's own."""
_REGULATION = re.compile(r"\b(?:nomor|no\.?)\s*\S+\s+tahun\s+20[0-9]{2}", re.I)
_SAID = re.compile(
    r"\b(?:tahun(?:\s+anggaran)?|t\.?\s?a\.?|(?:" + "|".join(name[:3] + r"\w*\.?" for name in MONTHS) + r"))"
    r"\s*[:/]?\s*(20[0-9]{2})\b",
    re.I,
)  # fmt: skip
_COLUMN = re.compile(r"tahun(?:\s+anggaran)?", re.I)


def years_said(grid: Grid, first: int) -> set[int]:
    """The years that the lines above a row say, and those of a column that is headed ``Tahun``.

    Args:
        first: the first row of the body; what stands above it are titles and the head.
    """
    years: set[int] = set()
    for row in range(min(first, len(grid.rows))):
        for place, text in enumerate(grid.texts(row)):
            years |= {int(year) for year in _SAID.findall(_REGULATION.sub(" ", text))}
            if _COLUMN.fullmatch(text):
                beneath = (grid.text(below, place) for below in range(first, len(grid.rows)))
                years |= {int(value) for value in beneath if re.fullmatch("20[0-9]{2}", value)}
    return years


def doubt_other_year(one: Understood, hints: Hints) -> None:
    """A doubt where a source says a year, and never the book's."""
    if hints.year is None or one.table not in _YEARLY:
        return
    grids = [one.grid, *one.others]
    for number, grid in enumerate(grids):
        rows = [fate.row for fate in one.fates if fate.fate == TAKEN and fate.grid == number]
        years = years_said(grid, min(rows)) if rows else set()
        if years and hints.year not in years:
            named = ", ".join(str(year) for year in sorted(years))
            one.doubt(
                grid.name,
                f"berkas menyebut tahun {named}, sedangkan buku ini tahun {hints.year}. Pastikan berkasnya benar.",
                PERIKSA,
            )
