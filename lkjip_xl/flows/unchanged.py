"""Books that hitung is known to leave as they are: the answer without computing them (docs/adr/0046).

After a run that changed nothing, ``remember_unchanged`` keeps under the file's digest that it was so, and what an
answer says of the book. ``unchanged_book`` gives that answer for the same bytes. Its computed book is computed when
somebody asks for it, from those bytes.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from ..ooxml.places import check_place, check_target
from ..ooxml.safe_write import atomic_write, write_lock
from .memo import digest, file_digest, memo_of
from .result import Result

if TYPE_CHECKING:
    from ..checks.finding import Finding
    from ..compute.world import World
    from .glance import Glance
    from .open_and_save import Progress, Source

_ERROR = "galat"


class UnchangedResult(Result):
    """The result of a flow that has nothing to do, known from an earlier run over the same bytes.

    ``computed``, ``findings`` and ``glance`` are made when they are asked for.
    """

    __slots__ = ("_content", "_known", "_computed", "_findings")

    _content: bytes
    _known: dict[str, Any]
    _computed: World | None
    _findings: list[Finding] | None

    @classmethod
    def of(cls, content: bytes, known: dict[str, Any], saved: dict[str, Any]) -> UnchangedResult:
        """A result.

        Args:
            content: the book. known: what was kept about it. saved: as ``OpenedBook.save`` tells it.
        """
        result = cls(parts=known["parts"], **saved)
        object.__setattr__(result, "_content", content)
        object.__setattr__(result, "_known", known)
        object.__setattr__(result, "_findings", None)
        return result

    @property
    def computed(self) -> World:
        """The computed book."""
        if self._computed is None:
            from .open_and_save import compute_book

            object.__setattr__(self, "_computed", compute_book(self._content)[1])
        assert self._computed is not None
        return self._computed

    @computed.setter
    def computed(self, value: World | None) -> None:
        object.__setattr__(self, "_computed", value)

    @property
    def findings(self) -> list[Finding]:
        """What a person should look at."""
        if self._findings is None:
            object.__setattr__(self, "_findings", [])
            if self._known["findings"]:
                from ..checks.finding import Finding

                found = [Finding(**values_of(one)) for one in self._known["findings"]]
                object.__setattr__(self, "_findings", found)
        assert self._findings is not None
        return self._findings

    @findings.setter
    def findings(self, value: list[Finding]) -> None:
        object.__setattr__(self, "_findings", value)

    @property
    def glance(self) -> Glance:
        """What an answer says of the book."""
        from .glance import Glance

        figures, *rest = self._known["glance"]
        return Glance(values_of(figures), *rest)


def unchanged_book(
    source: Source, output: str | os.PathLike[str] | None, backup: bool, progress: Progress | None
) -> Result | None:
    """The answer of hitung for a book that is known to stay as it is; None for any other.

    The file is checked, locked and, where another name is asked for, written as by the work itself.

    Raises:
        UserError: what stands in the way of reading the file or writing there; see ``open_and_save.opened``.
    """
    if isinstance(source, bytes):
        known = _known(digest(source), "")
        target = None if output is None else os.fspath(output)
        return None if known is None else _answer(source, known, target, None, backup, progress)
    path = os.fspath(source)
    target = path if output is None else os.fspath(output)
    if not os.path.isfile(path) or not os.path.getsize(path):
        return None
    extension = os.path.splitext(path)[1].lower()
    if os.path.realpath(path) != os.path.realpath(target):
        check_place(path, writing=False)
        found = _known_file(path, extension)
        return None if found is None else _answer(*found, target, extension, backup, progress)
    with write_lock(target):
        check_place(path)
        found = _known_file(path, extension)
    if found is None:
        return None
    _done(progress)
    return UnchangedResult.of(*found, {"path": target, "unchanged": True})


def remember_unchanged(
    content: bytes, path: str | None, glance: Glance, findings: list[Finding], parts: list[str]
) -> None:
    """Keep that hitung leaves a book as it is; what cannot be kept exactly is not kept.

    Args:
        content: the book as it was read. path: where it lay; None for bytes.
        glance, findings, parts: what the answer says.
    """
    memo = _memo(digest(content), "" if path is None else os.path.splitext(path)[1].lower())
    if memo is None:
        return
    from ..checks.finding import sebagai_kamus

    try:
        shown = [plain_of(sebagai_kamus(one)) for one in findings]
        known = {
            "glance": [plain_of(glance.figures), plain_of({"": glance.decimals})[""], *glance[2:]],
            "findings": shown, "parts": parts,
        }  # fmt: skip
    except TypeError:
        return
    memo.keep(json.dumps(known).encode())


def plain_of(values: Any) -> dict[str, Any]:
    """Values by name as JSON gives them back exactly.

    Raises:
        TypeError: a value is of another kind.
    """
    from ..expr.values import ErrorValue

    plain: dict[str, Any] = {}
    for name, value in values.items():
        if value.__class__ is ErrorValue:
            plain[name] = {_ERROR: value.kode}
        elif value is None or value.__class__ in (str, int, bool) or value.__class__ is float and abs(value) < 1e308:
            plain[name] = value
        else:
            raise TypeError(name)
    return plain


def values_of(plain: dict[str, Any]) -> dict[str, Any]:
    """The values that ``plain_of`` was given."""
    from ..expr.values import ErrorValue

    return {name: ErrorValue(value[_ERROR]) if value.__class__ is dict else value for name, value in plain.items()}


def _memo(mark: bytes, extension: str) -> Any:
    return memo_of(mark, f"hitung{extension}")


def _known(mark: bytes, extension: str) -> dict[str, Any] | None:
    memo = _memo(mark, extension)
    kept = None if memo is None else memo.read()
    if kept is None:
        return None
    known: dict[str, Any] = json.loads(kept)
    return known


def _known_file(path: str, extension: str) -> tuple[bytes, dict[str, Any]] | None:
    """A file's content and what is known of it; the content is held only of a file that is known."""
    try:
        mark = file_digest(path)
        known = _known(mark, extension)
        if known is None:
            return None
        with open(path, "rb") as stream:
            content = stream.read()
    except OSError:
        return None
    return (content, known) if digest(content) == mark else None


def _answer(
    content: bytes, known: dict[str, Any], target: str | None, extension: str | None, backup: bool,
    progress: Progress | None,
) -> Result:  # fmt: skip
    """The answer for a book that is to be given back or written elsewhere."""
    if target is None:
        _done(progress)
        return UnchangedResult.of(content, known, {"data": content, "unchanged": True})
    check_target(extension, target)
    with write_lock(target) as lock:
        _done(progress)
        saved = atomic_write(target, lambda stream: stream.write(content), backup, None, lock)
        thinned: list[str] = []
        if saved:
            from ..ooxml.backups import thin_backups

            thinned = thin_backups(target)
    return UnchangedResult.of(content, known, {"path": target, "backup": saved, "thinned": thinned})


def _done(progress: Progress | None) -> None:
    if progress:
        progress(4, 4, "")
