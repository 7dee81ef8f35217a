"""Processes that run our own functions and never the program that started them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import SpawnContext, SpawnProcess
from types import ModuleType
from typing import Any


class _Worker(SpawnProcess):
    """A process that does not import its parent's main module: what it runs stands in ours.

    Otherwise a script that calls us without ``if __name__ == "__main__"`` would be run again by every process, and
    each would die before it has read a book.
    """

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802
        with _no_main():
            return SpawnProcess._Popen(process_obj)


class WorkerContext(SpawnContext):
    """Where such processes come from, for a pool."""

    Process = _Worker


@contextmanager
def _no_main() -> Iterator[None]:
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
