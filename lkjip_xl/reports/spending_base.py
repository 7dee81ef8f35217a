"""That serapan and efisiensi are measured against Pagu Efektif (ANG-07): said on every form that shows them.

A form that explains its serapan in words of its own keeps them; any other, also one whose columns a profile or the
office chose, has a note beneath its last table, since 200 juta of 1 miliar reads as 20% where 40% stands.
"""

from collections.abc import Sequence

from ..compute.world import World
from ..records import replace
from .forms.office import serapan_explained
from .forms.wording import cells_of
from .layout.blocks import Block, Gap, Notes, Table, Text
from .layout.draft import Keep
from .layout.form import Form
from .layout.source import Source

NAME = "pagu efektif"
_COLUMNS = ("Serapan", "Efisiensi")
_RULES = ("ANG-02", "EFI-")


def with_base_named(world: World, form: Form) -> Form:
    """A form that names Pagu Efektif where it shows what is measured against it."""
    if not world.budget.by_available or _says(form.blocks):
        return form
    tables = [n for n, block in enumerate(form.blocks) if isinstance(block, Table) and _shows_spending(block)]
    if not tables:
        return form
    note = f"{serapan_explained(world, 'Serapan anggaran', world.budget.total_base)}."
    place = tables[-1] + 1
    following = form.blocks[place : place + 2]
    noted = next((k for k, block in enumerate(following) if isinstance(block, Notes)), None)
    if noted is not None and all(isinstance(block, Gap) for block in following[:noted]):
        at, found = place + noted, following[noted]
        assert isinstance(found, Notes)
        return replace(form, blocks=[*form.blocks[:at], Notes([*found.lines, note]), *form.blocks[at + 1 :]])
    added: list[Block] = [Gap(4, Keep.INSIDE), Notes([note])]
    return replace(form, blocks=[*form.blocks[:place], *added, *form.blocks[place:]])


def _says(blocks: Sequence[Block]) -> bool:
    lines = [line for block in blocks if isinstance(block, Notes) for line in block.lines]
    lines += [block.value for block in blocks if isinstance(block, Text)]
    return any(NAME in str(line).casefold() for line in lines)


def _shows_spending(table: Table) -> bool:
    cells = cells_of([*table.body, *table.totals])
    return any(cell.source is not None and cell.value is not None and _is_spending(cell.source) for cell in cells)


def _is_spending(source: Source) -> bool:
    """Whether a figure is a serapan, or is reckoned from one."""
    of_office = source.table == "tbl_ringkasan" and source.row in _COLUMNS
    return of_office or source.column in _COLUMNS or source.rule.startswith(_RULES) or NAME in source.note
