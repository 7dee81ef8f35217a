"""The books of many offices over a Dask cluster, which may be many machines; its workers write the partitions."""

import os
from collections.abc import Iterator
from typing import Any

from ..errors import UsageError, UserError
from .recap_parquet import BOOKS, store_partition
from .recap_rows import Recap, read_recap

LOCAL = "lokal"
_BATCH = 16  # books that a worker reads at a time
_AHEAD = 4  # tasks that wait for each of its threads


def read_on_cluster(files: list[str], address: str, partitions: str | None = None) -> Iterator[Recap]:
    """The rows of the books, in order, each read by a worker.

    Args:
        files: the books; every worker has to see them under the same paths. address: of the scheduler, or ``lokal``.
        partitions: a folder that every worker sees, into which the workers write the indicators as Parquet, a file
            for each task; None writes nothing.

    Raises:
        UsageError: ``dask``: it is not installed; UserError: ``parquet``: a worker cannot write the partitions.
    """
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(
            "--dask memerlukan pustaka Dask: pip install lkjip-xl[cluster]. Tanpa --dask semua inti komputer ini "
            "dipakai.",
            "dask",
        ) from None
    client = _client(Client, address)
    try:
        threads = max(sum(client.nthreads().values()), 1)
        width = threads * _AHEAD
        size = _BATCH if partitions is None else max(min(len(files) // width, BOOKS), 1)
        paths = [(path, os.path.abspath(path)) for path in files]  # a worker has a working folder of its own
        tasks = [
            (paths[at : at + size], _partition(partitions, number))
            for number, at in enumerate(range(0, len(paths), size), 1)
        ]
        for start in range(0, len(tasks), width):
            batches = client.map(read_and_store, tasks[start : start + width], pure=False)
            for (_, partition), (recaps, trouble) in zip(tasks[start:], client.gather(batches), strict=False):
                if trouble or (partition is not None and not os.path.exists(partition)):
                    raise UserError(
                        f"Pekerja Dask tidak dapat menulis bagian Parquet ke {os.path.dirname(partition or '')} "
                        f"({trouble or 'berkasnya tidak terlihat dari sini'}). Pilih folder yang terlihat oleh semua "
                        "komputernya, dan pasang pyarrow di sana.",
                        "parquet",
                    )
                yield from recaps
    finally:
        client.close()


def _client(make: Any, address: str) -> Any:
    if address.strip().casefold() == LOCAL:
        return make(processes=True)
    try:
        return make(address.strip())
    except (OSError, ValueError) as error:  # no such place, or nobody answers there
        raise UserError(
            f"Penjadwal Dask {address} tidak dapat dihubungi ({error}). Periksa alamatnya, misalnya "
            "tcp://10.0.0.5:8786.",
            "dask",
        ) from None


def _partition(folder: str | None, number: int) -> str | None:
    return None if folder is None else os.path.join(os.path.abspath(folder), f"bagian-{number:05}.parquet")


def read_and_store(task: tuple[list[tuple[str, str]], str | None]) -> tuple[list[Recap], str]:
    """What a worker does at a time: the rows of some books, written as a partition where one is wanted.

    Args:
        task: ``(name, path)`` of each book, and the file of the partition or None.

    Returns:
        The rows, and why the partition could not be written ("" when it was).
    """
    paths, partition = task
    recaps = [read_recap(path, name) for name, path in paths]
    if partition is None:
        return recaps, ""
    try:
        store_partition(partition, recaps)
    except (OSError, UserError) as error:
        return recaps, str(error)
    return recaps, ""
