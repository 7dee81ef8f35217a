"""The legend of the mark of provisional figures: with its mark only where the table above it bears one."""

from ..records import replace
from .forms.provisional import LEGEND, is_marked
from .forms.wording import cells_of
from .layout.blocks import Block, Notes, Table
from .layout.form import Form


def with_legend_as_used(form: Form) -> Form:
    """A form whose notes explain ``*`` only where it stands; what they say besides stays said."""
    blocks: list[Block] = []
    marked = noted = False
    for block in form.blocks:
        if isinstance(block, Table):
            own = any(is_marked(cell) for cell in cells_of([*block.body, *block.totals]))
            marked, noted = own if noted else marked or own, False
        if isinstance(block, Notes):
            noted = True
            if not marked and any(LEGEND in line for line in block.lines):
                block = Notes([line.replace(LEGEND, LEGEND.removeprefix("* ")) for line in block.lines])
        blocks.append(block)
    return replace(form, blocks=blocks)
