"""Opening a book for a flow, computing it, and saving it: the same for files and for bytes.

A file is locked from before it is read until it is replaced, so that two flows never work on one book at a time. A
book that comes out as it went in is not written at all; elsewhere it is written byte for byte.
"""

import atexit
import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, BinaryIO

from ..book.read import cell_address, read_book
from ..book.reading import BookReading
from ..checks.finding import Finding
from ..checks.reading import reading_findings
from ..checks.registry import Context
from ..collector import CollectionPaused
from ..compute.world import World
from ..ooxml.backups import thin_backups
from ..ooxml.files import check_workbook, check_workbook_data
from ..ooxml.package import Package
from ..ooxml.places import check_target
from ..ooxml.safe_write import WriteLock, atomic_write, write_lock
from ..records import dataclass

# A process that ends looks for cyclic garbage among all that a book was made of, to free what the system frees at once:
# a seventh of a whole run. Frozen objects are left out of that; nothing here waits for being finalized.
if hasattr(gc, "freeze"):
    atexit.register(gc.freeze)

Source = str | os.PathLike[str] | bytes
"""A book: the path of a file, or its content."""
Progress = Callable[[int, int, str], None]
"""Called with steps done, steps in all, and what is being done."""


@dataclass(slots=True)
class OpenedBook:
    """A book that a flow may change.

    Attributes:
        package: its content, which the flow edits. target: the file to write, None for bytes.
        source_path: the file it was read from, None for bytes.
    """

    package: Package
    target: str | None
    source_path: str | None
    lock: WriteLock | None
    before: list[tuple[str, int, int]]

    def is_unchanged(self) -> bool:
        """Whether the book is as it was read."""
        return _contents(self.package) == self.before

    def save(self, backup: bool) -> dict[str, Any]:
        """Write the book when it differs from what was read.

        Args:
            backup: keep the file that is replaced under a new number.

        Returns:
            ``path``, ``data``, ``unchanged``, ``backup`` and ``thinned`` of the flow's ``Result``.
        """
        changed = not self.is_unchanged()
        if self.target is None:
            return {"data": package_bytes(self.package) if changed else self._copy(), "unchanged": not changed}
        same = self.source_path is not None and os.path.realpath(self.source_path) == os.path.realpath(self.target)
        if same and not changed:
            return {"path": self.target, "unchanged": True}
        stat = self.package.stat if same else None
        write = self.package.save if changed else self._write_copy
        saved = atomic_write(self.target, write, backup, stat, self.lock)
        thinned = thin_backups(self.target) if saved else []
        return {"path": self.target, "backup": saved, "thinned": thinned}

    def _copy(self) -> bytes:
        """The book as it was read; what is damaged in it is refused as when it is written."""
        self.package.verify()
        return self.package.original

    def _write_copy(self, stream: BinaryIO) -> None:
        stream.write(self._copy())


@contextmanager
def opened(source: Source, output: str | os.PathLike[str] | None = None) -> Iterator[OpenedBook]:
    """Open a book that a flow will change; refused before any work when it cannot be written.

    Args:
        source: path or bytes. output: write there instead of over the source.

    Raises:
        UserError: see ``files.check_workbook``; ``terkunci``: another run is working on the file.
        UsageError: ``ekstensi``: the output's name does not fit the book.
    """
    path = None if isinstance(source, bytes) else os.fspath(source)
    target = path if output is None else os.fspath(output)
    with CollectionPaused(), _opened(source, path, target) as book:
        yield book


@contextmanager
def _opened(source: Source, path: str | None, target: str | None) -> Iterator[OpenedBook]:
    if target is None:
        package = open_for_reading(source)
        yield OpenedBook(package, None, None, None, _contents(package))
        return
    if path is not None and os.path.realpath(path) == os.path.realpath(target):
        if not os.path.exists(path):
            check_workbook(path)  # says what is wrong
        with write_lock(target) as lock:
            package = check_workbook(path)
            yield OpenedBook(package, target, path, lock, _contents(package))
        return
    package = open_for_reading(source)
    check_target(os.path.splitext(path)[1].lower() if path is not None else None, target)
    with write_lock(target) as lock:
        yield OpenedBook(package, target, path, lock, _contents(package))


def open_for_reading(source: Source) -> Package:
    """The package of a book that is only read.

    Raises:
        UserError: see ``files.check_workbook``.
    """
    if isinstance(source, bytes):
        return check_workbook_data(source)
    return check_workbook(os.fspath(source), writing=False)


def compute_book(source: Source) -> tuple[BookReading, World]:
    """Read and compute a book without writing anything.

    Raises:
        UserError: the file cannot be used (``files.check_workbook``) or is no book of the product (``read_book``).
    """
    reading = read_book(open_for_reading(source), keep=False)
    return reading, compute(reading)


def compute(reading: BookReading) -> World:
    """The computed book of a reading."""
    return World(reading.book)


def context_of(reading: BookReading, computed: World) -> Context:
    """What checks look at: the computed book, with the cells of its file."""

    def place_of(table: str, row: int, column: str) -> tuple[str, str | None]:
        place = reading.places.get(table)
        if place is None or column not in place.columns:
            return table, None
        return place.sheet.name, cell_address(place, column, row)

    return Context(computed, place_of)


def form_findings(reading: BookReading, computed: World) -> list[Finding]:
    """Findings on the form of what was typed (BACA, ISI): what every flow says, not only periksa."""
    return reading_findings(context_of(reading, computed))


def tell(progress: Progress | None, done: int, total: int, text: str) -> None:
    """Report progress to whoever listens."""
    if progress:
        progress(done, total, text)


def _contents(package: Package) -> list[tuple[str, int, int]]:
    return [(name, package.crc(name), package.size(name)) for name in package.names]


def package_bytes(package: Package) -> bytes:
    """A package as one file's content."""
    stream = BytesIO()
    package.save(stream)
    return stream.getvalue()
