"""perbarui: brings a book of version 1 up to date; nothing that stands in it is lost, no number changes."""

import os

from ..book.read import read_book
from ..book.upgrade import upgrade
from ..compute.world import World
from ..expr.values import ErrorValue
from ..records import replace
from ..schema.captions import sheet_caption
from ..schema.model import SAME
from ..schema.settings import SETTINGS
from ..schema.version_1 import knows
from .open_and_save import Progress, Source, compute, form_findings, opened, tell
from .recompute import save_computed
from .result import Result


def perbarui_buku(
    source: Source,
    output: str | os.PathLike[str] | None = None,
    backup: bool = True,
    progress: Progress | None = None,
) -> Result:
    """Give a book what it lacks of this version: formulas, columns, tables, sheets, settings, names; and compute it.

    One that lacks nothing stays as it is.

    Args:
        source: the book, a path or bytes. output: write there instead of over it. backup: keep the old file beside it.
        progress: called with ``(done, total, text)``.

    Returns:
        ``repaired`` lists every number that is another one now, old and new: those that this version withholds, since
        money is not filled or the order of Anggaran is broken. No number is meant to become another number.
        ``under_new_rules`` lists those that would be other ones under the settings that a new book has.

    Raises:
        UserError: as ``hitung_buku``; ``tempat_terpakai``: something stands where a hidden column has to go.
    """
    with opened(source, output) as book:
        tell(progress, 0, 4, "membaca buku")
        reading = read_book(book.package)
        before = compute(reading)
        tell(progress, 1, 4, "menambah yang belum ada")
        if not upgrade(book.package):
            return Result(computed=before, findings=form_findings(reading, before), **book.save(backup))
        reading = read_book(book.package)
        tell(progress, 2, 4, "menghitung")
        computed = compute(reading)
        parts, findings, saved = save_computed(book, reading, computed, backup, progress)
    return Result(
        computed=computed, findings=findings, parts=parts, repaired=changed_numbers(before, computed),
        under_new_rules=under_new_defaults(computed), **saved,
    )  # fmt: skip


def under_new_defaults(computed: World) -> list[str]:
    """A line for every number that would be another one under the settings of a new book, old and new.

    They are those whose default is a rule of new books (``Setting.before``).
    """
    new = {s.key: s.default for s in SETTINGS if s.before is not SAME}
    book = computed.book
    if all(book.settings.get(key) == value for key, value in new.items()):
        return []
    rows = [
        replace(row, cells={**row.cells, "Nilai": new[key]}) if (key := row.cells.get("Kunci")) in new else row
        for row in book.rows("tbl_pengaturan")
    ]
    other = replace(book, settings={**book.settings, **new}, tables={**book.tables, "tbl_pengaturan": rows})
    return changed_numbers(computed, World(other))


def changed_numbers(before: World, after: World) -> list[str]:
    """A line for every visible computed cell whose value differs between two computed books of the same inputs.

    Columns that a book of version 1 does not have show nothing in it, so that they cannot differ.
    """
    lines = []
    first = before.book.first_version
    for name, rows in after.computed.items():
        if name not in before.book.tables:
            continue
        computed = after.tables[name].computed
        columns = [c.name for c in computed if not c.hidden and not (first and not knows(name, c.name))]
        for old, new in zip(before.rows(name), rows, strict=True):
            lines += [
                f"{sheet_caption(name)} baris {new['#nomor']} {column}: {_shown(old[column])} menjadi "
                f"{_shown(new[column])}"
                for column in columns
                if old[column] != new[column]
            ]
    return lines


def _shown(value: object) -> str:
    return value.kode if isinstance(value, ErrorValue) else str(value)
