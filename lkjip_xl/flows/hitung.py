"""hitung: recomputes a book's cells, in place. Loads the engine only for a book that is not known to be as it shall be.

See ``unchanged`` for what is known, and ``recompute`` for the work itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..collector import CollectionPaused
from .unchanged import unchanged_book

if TYPE_CHECKING:
    import os

    from .open_and_save import Progress, Source
    from .result import Result


def hitung_buku(
    source: Source,
    output: str | os.PathLike[str] | None = None,
    backup: bool = True,
    progress: Progress | None = None,
    perbaiki: bool = False,
) -> Result:
    """Recompute a book: every computed cell and its stored value, restored formulas, spare rows.

    Args:
        source: the book, a path or bytes. output: write there instead of over it. backup: keep the old file beside it.
        progress: called with ``(done, total, text)``.
        perbaiki: first mend inputs whose meaning is certain (the ``fix`` of each check).

    Raises:
        UserError: see ``open_and_save.opened`` and ``read_book``; nothing is written then.
    """
    if not perbaiki:
        known = unchanged_book(source, output, backup, progress)
        if known is not None:
            return known
    with CollectionPaused():
        from .recompute import recompute_book

    return recompute_book(source, output, backup, progress, perbaiki)
