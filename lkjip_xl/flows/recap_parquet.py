"""The tables of a recapitulation as Parquet: the indicators in partitions, each of some hundred books."""

import os
import shutil
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from ..errors import UsageError
from ..expr.values import is_number
from ..ooxml.safe_write import atomic_write
from .recap_rows import BASE, FINDINGS, INDICATOR, OFFICE_COLUMNS, OPEN_YET, Recap, office_name
from .recapitulation import Recapitulation

PARTITIONS, OFFICES = "rekap_indikator", "rekap_instansi.parquet"
BOOKS = 256
"""Books of a partition: some thousand rows, a few hundred kilobytes in memory."""
_WORDS = frozenset(
    {"instansi", "kode", "jenis", "sasaran", "indikator", "satuan", "predikat", BASE, OPEN_YET, "berkas"}
)
_WHOLE = frozenset({"tahun", "triwulan", "terukur", "belum_terisi", *FINDINGS})
_SIGNED = ("target", "realisasi", "target_setahun")
"""Figures that may be signed as words (``>= 95``, ``Utama``): those stand in a column of their own."""


class Partitions:
    """Writes the partitions as the books come in; nothing is seen of them until ``keep``.

    Attributes:
        work: the folder in which they are made, into which the workers of a cluster may write as well.

    Args:
        path: the folder to make; None writes nothing.

    Raises:
        UsageError: ``parquet``: pyarrow is not installed.
    """

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._recaps: list[Recap] = []
        self._number = 0
        self.work: str | None = None
        if path is not None:
            _library()
            self.work = f"{path}.{os.getpid()}.tmp"
            shutil.rmtree(self.work, ignore_errors=True)
            os.makedirs(self.work)

    def write(self, recap: Recap) -> None:
        """Add a book's indicators."""
        if self.work is None:
            return
        self._recaps.append(recap)
        if len(self._recaps) == BOOKS:
            self._store()

    def _store(self) -> None:
        self._number += 1
        store_partition(os.path.join(self.work or "", f"bagian-{self._number:05}.parquet"), self._recaps)
        self._recaps = []

    def keep(self, aside: Collection[str] = ()) -> None:
        """Put the folder in its place; an old one is kept beside it under a dated name.

        Args:
            aside: files of books that do not count; their rows are taken out, whoever wrote them.
        """
        if self._path is None or self.work is None:
            return
        if self._recaps or not os.listdir(self.work):
            self._store()
        if aside:
            for name in sorted(os.listdir(self.work)):
                _leave_out(os.path.join(self.work, name), aside)
        if os.path.exists(self._path):
            number, kept = 1, ""
            while not kept or os.path.exists(kept):
                kept = f"{self._path}.cadangan-{number:04}-{date.today().isoformat()}"
                number += 1
            os.rename(self._path, kept)
        os.rename(self.work, self._path)

    def discard(self) -> None:
        """Forget what is not kept."""
        if self.work is not None:
            shutil.rmtree(self.work, ignore_errors=True)


def write_offices(path: str, result: Recapitulation, backup: bool) -> None:
    """The table of offices."""
    names = ("instansi", "tahun", "triwulan", *OFFICE_COLUMNS, *FINDINGS, "berkas")
    rows = [[office[name] for name in names] for office in result.offices]
    atomic_write(path, lambda stream: _to_stream(stream, names, rows), backup=backup)


def _library() -> Any:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise UsageError(
            "--parquet memerlukan pustaka pyarrow: pip install lkjip-xl[parquet]. Tanpa --parquet tabelnya CSV.",
            "parquet",
        ) from None
    return pyarrow, parquet


def store_partition(path: str, recaps: Sequence[Recap]) -> None:
    """Write the indicators of some books as one file, which is there whole or not at all."""
    rows = [
        [office_name(recap), recap.rows["tahun"], recap.rows["triwulan"], *one, recap.file]
        for recap in recaps
        if not recap.reason
        for one in recap.rows["indikator"]
    ]
    unfinished = f"{path}.{os.getpid()}.tmp"
    with open(unfinished, "wb") as stream:
        _to_stream(stream, ("instansi", "tahun", "triwulan", *INDICATOR, "berkas"), rows)
    os.replace(unfinished, path)


def _leave_out(path: str, files: Collection[str]) -> None:
    """Take the rows of some books out of a partition."""
    pyarrow, parquet = _library()
    table = parquet.read_table(path)
    keep = [file not in files for file in table.column("berkas").to_pylist()]
    if not all(keep):
        parquet.write_table(table.filter(pyarrow.array(keep, pyarrow.bool_())), path)


def _to_stream(stream: Any, names: Sequence[str], rows: list[list[Any]]) -> None:
    pyarrow, parquet = _library()
    columns = {}
    for place, name in enumerate(names):
        values = [row[place] for row in rows]
        if name in _WORDS:
            columns[name] = pyarrow.array([None if v is None else str(v) for v in values], pyarrow.string())
            continue
        whole = name in _WHOLE
        numbers = [_number(v, whole) for v in values]
        columns[name] = pyarrow.array(numbers, pyarrow.int64() if whole else pyarrow.float64())
        if name in _SIGNED:
            words = [v if isinstance(v, str) else None for v in values]
            columns[f"{name}_teks"] = pyarrow.array(words, pyarrow.string())
    parquet.write_table(pyarrow.table(columns), stream)


def _number(value: Any, whole: bool) -> int | float | None:
    """A figure; what is none (``#N/A``, words) is null, never 0."""
    if not is_number(value) or isinstance(value, bool):
        return None
    if whole:
        return int(value) if value == int(value) else None
    return float(value)
