"""Looks of cells that more than the template has to know."""

INPUT_FILL = "FFFDEB"
"""Colour (RRGGBB) of a cell to be filled; in a copy that ``kirim`` makes only those that are asked for have it."""

STEP = "\N{NO-BREAK SPACE}" * 3
"""What the Uraian of a lower level stands to the right of the one above (``rules.struktur_anggaran.steps_in``)."""
