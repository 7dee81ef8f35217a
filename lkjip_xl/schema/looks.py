"""Looks of cells that more than the template has to know."""

INPUT_FILL = "FFFDEB"
"""Colour (RRGGBB) of a cell to be filled; in a copy that ``kirim`` makes only those that are asked for have it."""
