"""rekap: the books of many offices as one table and one recapitulation book."""

import csv
import os
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import IO, Any

from ..compute.key import key
from ..errors import UsageError, UserError
from ..expr.values import is_number
from ..ooxml.safe_write import atomic_write
from . import recap_parquet
from .csv_tables import decoded, guarded
from .ekspor import csv_number, make_folder, refuse_existing
from .open_and_save import Progress, tell
from .recap_rows import FINDINGS, INDICATOR, OFFICE_COLUMNS, Recap, office_name, read_batch, read_recap
from .recap_sheets import recap_book
from .recapitulation import ALL_YEARS, Recapitulation

BOOK, OFFICES, INDICATORS = "rekap.xlsx", "rekap_instansi.csv", "rekap_indikator.csv"
EXPECTED = "daftar-instansi.txt"
"""The list of offices that should report, where it lies in the folder of their books."""
_BATCH = 16  # books that a process reads at a time
_ALONE = 24  # below so many books one process is as quick as several (kinerja.md 7)
_AHEAD = 4  # batches that wait for each process


def rekap_buku(
    dari: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | Mapping[str, bytes],
    folder: str | os.PathLike[str] | None = None,
    harapan: Sequence[str] = (),
    timpa: bool = False,
    pekerja: int | None = None,
    dask: str | None = None,
    progress: Progress | None = None,
    parquet: bool = False,
    tahun: int | str | None = None,
) -> Recapitulation:
    """Gather the books of many offices.

    A book that cannot be used is listed with its reason and never stops the others. A sealed book that nobody has
    changed since is taken from its seal, without opening a sheet; the rows are the same either way. Nothing is counted
    twice: of each office one book of one year counts, and every other one is listed with its reason.

    Args:
        dari: folders (with what is in them, to any depth) and files; or the books themselves, as bytes by name, which
            one process reads. folder: where ``rekap.xlsx``,
            ``rekap_instansi.csv`` and ``rekap_indikator.csv`` go; None writes nothing.
        harapan: names of offices that should report. timpa: replace files that are there; copies are kept.
        pekerja: processes; by default one for each core, and one alone for a few books. dask: ``lokal`` or the address
            of a Dask scheduler, which runs the same function instead.
        progress: called with ``(books done, books, file)``.
        parquet: also write ``rekap_instansi.parquet`` and the folder ``rekap_indikator`` of partitions
            (``recap_parquet``); on Dask the workers write the partitions, so they need to see the folder.
        tahun: year of the books that count; by default that of most of them, ``semua`` for every year.

    Raises:
        UsageError: ``tanpa_berkas``, ``dask``, ``parquet``, ``tahun``; UserError: ``tidak_ada``; see
            ``ekspor.refuse_existing``.
    """
    year = _year(tahun)
    held = dari if isinstance(dari, Mapping) else {}
    files = _given(held) if isinstance(dari, Mapping) else _books(dari)
    target = None
    if folder is not None:
        make_folder(folder)
        names = (BOOK, OFFICES, INDICATORS, *((recap_parquet.PARTITIONS, recap_parquet.OFFICES) if parquet else ()))
        target = {name: os.path.join(folder, name) for name in names}
        refuse_existing(target.values(), timpa)
    result = Recapitulation()
    indicators = _IndicatorFile(target[INDICATORS] if target is not None else None)
    partitions = recap_parquet.Partitions(target[recap_parquet.PARTITIONS] if target is not None and parquet else None)
    try:
        recaps = (
            (read_recap(held[name], name) for name in files) if held else _read(files, pekerja, dask, partitions.work)
        )
        for done, recap in enumerate(recaps, 1):
            result.add(recap)
            if not recap.reason:
                indicators.write(recap)
                if dask is None or held:  # its workers write them
                    partitions.write(recap)
            tell(progress, done, len(files), os.path.basename(recap.file) if done < len(files) else "")
        counted = result.finish(harapan, year)
        if target is not None:
            indicators.keep(timpa, counted)
            _write(target[OFFICES], _offices_csv(result), timpa)
            if parquet:
                partitions.keep({one.file for one in result.aside})
                recap_parquet.write_offices(target[recap_parquet.OFFICES], result, timpa)
            _write(target[BOOK], recap_book(result), timpa)
    finally:
        indicators.discard()
        partitions.discard()
    return result


def expected_offices(path: str | os.PathLike[str]) -> list[str]:
    """The names in a list of offices that should report: a text, one on each line.

    Raises:
        OSError: it cannot be read.
    """
    with open(path, "rb") as stream:
        text = decoded(stream.read(), os.path.basename(path))
    return [line.strip() for line in text.splitlines() if line.strip()]


def listed_offices(places: Iterable[str | os.PathLike[str]]) -> list[str]:
    """The names in the lists that lie in some folders under the name ``EXPECTED``."""
    lists = [os.path.join(place, EXPECTED) for place in places if os.path.isdir(place)]
    return [name for path in lists if os.path.isfile(path) for name in expected_offices(path)]


def _year(text: int | str | None) -> int | str | None:
    if text is None or key(text) == "":
        return None
    if key(text) == ALL_YEARS:
        return ALL_YEARS
    if not key(text).isdecimal() or len(key(text)) != 4:
        raise UsageError(f"Tahun '{text}' tidak terbaca; tulis seperti 2025, atau semua.", "tahun")
    return int(key(text))


def _books(given: str | os.PathLike[str] | Sequence[str | os.PathLike[str]]) -> list[str]:
    places = [given] if isinstance(given, (str, os.PathLike)) else list(given)
    found: list[str] = []
    for place in [os.fspath(one) for one in places]:
        if os.path.isdir(place):
            for root, folders, names in os.walk(place):
                folders.sort()
                found += [os.path.join(root, name) for name in sorted(names) if _is_book(name)]
        elif os.path.exists(place):
            found.append(place)
        else:
            raise UserError(f"{place} tidak ditemukan. Periksa nama dan foldernya.", "tidak_ada")
    if not found:
        raise _nothing()
    return list(dict.fromkeys(found))


def _given(held: Mapping[str, bytes]) -> list[str]:
    found = [name for name in held if _is_book(name.replace("\\", "/").rpartition("/")[2])]
    if not found:
        raise _nothing()
    return found


def _nothing() -> UsageError:
    return UsageError("Tidak ada buku (.xlsx, .xlsm) di sana.", "tanpa_berkas")


def _is_book(name: str) -> bool:
    hidden = name.startswith(("~$", ".~lock.", "~lkjip", ".")) or ".cadangan-" in name or name.lower() == BOOK
    return name.lower().endswith((".xlsx", ".xlsm")) and not hidden


# --- reading, on one core or many ------------------------------------------------------------------------------------
def _read(files: list[str], workers: int | None, dask: str | None, partitions: str | None) -> Iterator[Recap]:
    if dask is not None:
        from .recap_dask import read_on_cluster

        yield from read_on_cluster(files, dask, partitions)
        return
    workers = workers if workers is not None else (1 if len(files) < _ALONE else os.cpu_count() or 1)
    batches = [files[at : at + _BATCH] for at in range(0, len(files), _BATCH)]
    if workers < 2 or len(batches) < 2:
        for batch in batches:
            yield from read_batch(batch)
        return
    yield from _by_processes(batches, min(workers, len(batches)))


def _by_processes(batches: list[list[str]], workers: int) -> Iterator[Recap]:
    """The batches over a pool, in order; only a few wait at a time, so that memory does not grow with their number.

    A process that dies takes the batch that it was at along: those books are read again one by one, each in a process
    of its own, and the one that kills is named.
    """
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    from .worker_processes import WorkerContext

    context = WorkerContext()
    waiting: deque[tuple[list[str], Future[list[Recap]] | None]] = deque()
    rest = iter(batches)
    pool = ProcessPoolExecutor(workers, mp_context=context)
    try:
        while True:
            while len(waiting) < workers * _AHEAD and (batch := next(rest, None)) is not None:
                try:
                    waiting.append((batch, pool.submit(read_batch, batch)))
                except BrokenProcessPool:
                    waiting.append((batch, None))
            if not waiting:
                return
            batch, future = waiting.popleft()
            try:
                yield from future.result() if future is not None else _one_by_one(batch, context)
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                yield from _one_by_one(batch, context)
                pool = ProcessPoolExecutor(workers, mp_context=context)
                waiting = deque((one, pool.submit(read_batch, one)) for one, _ in waiting)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _one_by_one(batch: list[str], context: Any) -> Iterator[Recap]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    for path in batch:
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            try:
                yield from pool.submit(read_batch, [path]).result()
            except BrokenProcessPool:
                yield Recap(
                    path,
                    {},
                    reason="tidak terbaca, mungkin karena memori komputer tidak cukup; baca buku ini tersendiri",
                )


# --- writing ---------------------------------------------------------------------------------------------------------
class _IndicatorFile:
    """The table of all indicators, written as the books come in, and put in its place at the end."""

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._stream: IO[bytes] | None = None
        self._pieces: list[tuple[str, int]] = []
        if path is None:
            return
        from tempfile import TemporaryFile

        self._stream = TemporaryFile()

    def write(self, recap: Recap) -> None:
        """Add a book's indicators."""
        if self._stream is not None:
            head = (office_name(recap), recap.rows["tahun"], recap.rows["triwulan"])
            rows = [[_csv_cell(value) for value in (*head, *one, recap.file)] for one in recap.rows["indikator"]]
            self._pieces.append((recap.file, self._stream.write(_csv(rows))))

    def keep(self, backup: bool, counted: Container[str]) -> None:
        """Put the file in its place, with the indicators of the books that count."""
        if self._stream is None or self._path is None:
            return
        source = self._stream

        def copy(target: Any) -> None:
            source.seek(0)
            target.write(_csv([("instansi", "tahun", "triwulan", *INDICATOR, "berkas")]))
            for file, length in self._pieces:
                piece = source.read(length)
                if file in counted:
                    target.write(piece)

        atomic_write(self._path, copy, backup=backup)

    def discard(self) -> None:
        """Forget what is not kept."""
        if self._stream is not None:
            self._stream.close()


def _csv(rows: Iterable[Sequence[Any]]) -> bytes:
    stream = StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode("utf-8", "replace")


def _csv_cell(value: Any) -> Any:
    if is_number(value) and not isinstance(value, bool):
        return csv_number(value)
    return guarded(value) if isinstance(value, str) else value


def _offices_csv(result: Recapitulation) -> bytes:
    columns = ("instansi", "tahun", "triwulan", *OFFICE_COLUMNS, *FINDINGS, "berkas")
    return _csv([columns, *([_csv_cell(office[name]) for name in columns] for office in result.offices)])


def _write(path: str, data: bytes, backup: bool) -> None:
    atomic_write(path, lambda stream: stream.write(data), backup=backup)
