"""What earlier runs found out about whole files, kept outside of them in the user's cache folder (docs/adr/0046).

An entry is found only by who holds the very bytes that it is about, under the very code that made it, and can be read
only with those bytes: its name is a digest, its content is enciphered with a key made from the file, and carries its
own digest. So nothing of a book lies open in the cache, and an entry that is damaged, foreign or of other code is none.
Whatever goes wrong here is silent: the work is then done in full.
"""

from __future__ import annotations

import os
import sys
from typing import Any

MOST_ENTRIES = 200
"""So many entries are kept; from then on the oldest make room."""
LARGEST = 64 * 1024
"""Bytes of the longest entry that is kept."""
SWITCH = "LKJIP_INGATAN"
"""The environment variable that turns it off, set to ``tidak``."""
_FORM = b"1"
_DIGEST = 32
_PIECE = 1 << 16
_PACKAGE = __package__.rpartition(".")[0]


def digest(content: bytes) -> bytes:
    """BLAKE2b of some bytes, ``_DIGEST`` long.

    ``hashlib`` loads a library of ciphers with it, whose memory is a tenth of what a whole run takes.
    """
    found: bytes = _hash(content).digest()
    return found


def file_digest(path: str) -> bytes:
    """``digest`` of a file, read piece by piece: a large buffer that comes and goes leaves a hole in the memory."""
    growing = _hash(b"")
    with open(path, "rb") as stream:
        while piece := stream.read(_PIECE):
            growing.update(piece)
    found: bytes = growing.digest()
    return found


def _hash(content: bytes) -> Any:
    try:
        from _blake2 import blake2b
    except ImportError:  # a Python that has it nowhere else
        from hashlib import blake2b

    return blake2b(content, digest_size=_DIGEST)


class Memo:
    """What is known about one file's bytes under this code; made by ``memo_of``.

    Args:
        folder: where entries lie. mark: the digest of the file's bytes. context: all else that the outcome depends on.
    """

    def __init__(self, folder: str, mark: bytes, context: bytes) -> None:
        self._folder = folder
        self._key = digest(mark + context)
        self._path = os.path.join(folder, digest(b"nama" + self._key).hex()[:40])

    def read(self) -> bytes | None:
        """What was kept, or None."""
        try:
            with open(self._path, "rb") as stream:
                stored = stream.read(LARGEST + _DIGEST + 1)
        except OSError:
            return None
        content = self._cipher(stored[_DIGEST:])
        return content if stored[:_DIGEST] == self._seal(content) else None

    def keep(self, content: bytes) -> None:
        """Keep something, in one step, as the only entry about this file."""
        if len(content) > LARGEST:
            return
        temporary = f"{self._path}.{os.getpid()}"
        try:
            os.makedirs(self._folder, 0o700, exist_ok=True)
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(self._seal(content) + self._cipher(content))
                os.replace(temporary, self._path)
            except OSError:
                os.unlink(temporary)
                raise
            _make_room(self._folder)
        except OSError:
            return

    def _seal(self, content: bytes) -> bytes:
        return digest(b"segel" + self._key + content)

    def _cipher(self, content: bytes) -> bytes:
        """Encipher, or decipher: one key is used for one content only."""
        blocks = range(-(-len(content) // _DIGEST))
        stream = b"".join(digest(b"isi" + self._key + n.to_bytes(4, "big")) for n in blocks)[: len(content)]
        return (int.from_bytes(content, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(content), "big")


def memo_of(mark: bytes, question: str) -> Memo | None:
    """What is known about a file's bytes.

    Args:
        mark: the ``digest`` of the whole file, or its ``file_digest``.
        question: what is asked of it, with every option that the answer depends on.

    Returns:
        Memo; None in the browser, where nothing is kept, where ``SWITCH`` says so, where another package has added to
        the rules in this process, and where there is no folder for it.
    """
    if sys.platform in ("emscripten", "wasi") or os.environ.get(SWITCH, "").strip().casefold() == "tidak" or _added():
        return None
    folder, code = cache_folder(sys.platform, os.environ), _code()
    if folder is None or code is None:
        return None
    return Memo(folder, mark, b"\0".join((_FORM, question.encode(), sys.version.encode(), code)))


def cache_folder(platform: str, variables: os._Environ[str] | dict[str, str]) -> str | None:
    """The folder of this user's cache by the custom of the system; None where there is none to be found.

    Args:
        platform: as ``sys.platform``. variables: the environment.

    >>> cache_folder("linux", {"XDG_CACHE_HOME": "/simpan"})
    '/simpan/lkjip-xl'
    """
    if platform == "win32":
        base, inner = variables.get("LOCALAPPDATA", ""), os.path.join("lkjip-xl", "Cache")
    elif platform == "darwin":
        base, inner = variables.get("HOME", ""), os.path.join("Library", "Caches", "lkjip-xl")
    else:
        base, inner = variables.get("XDG_CACHE_HOME", ""), "lkjip-xl"
        if not os.path.isabs(base):  # the custom: any other value counts as none
            base, inner = variables.get("HOME", ""), os.path.join(".cache", "lkjip-xl")
    return os.path.join(base, inner) if os.path.isabs(base) else None


def _added() -> bool:
    """Whether another package's additions are loaded in this process, by which a book might be computed otherwise."""
    discovery = sys.modules.get(f"{_PACKAGE}.discovery")
    return discovery is not None and bool(discovery.ADDED)


def _code() -> bytes | None:
    """A digest of the package's files by name, size and time; None where they are no plain files."""
    from ..version import __version__

    facts: list[tuple[str, int, int]] = []
    waiting = list(sys.modules[_PACKAGE].__path__)
    try:
        while waiting:
            with os.scandir(waiting.pop()) as found:
                for one in found:
                    if one.is_dir():
                        if one.name != "__pycache__":
                            waiting.append(one.path)
                    else:
                        info = one.stat()
                        facts.append((one.path, info.st_size, info.st_mtime_ns))
    except OSError:
        return None
    return digest(repr((__version__, sorted(facts))).encode()) if facts else None


def _make_room(folder: str) -> None:
    """Remove the oldest entries beyond ``MOST_ENTRIES``, and with them what a run that died has left."""
    with os.scandir(folder) as found:
        names = [one.path for one in found]
    if len(names) <= MOST_ENTRIES:
        return
    aged = []
    for name in names:
        try:
            aged.append((os.stat(name).st_mtime_ns, name))
        except OSError:  # another run took it
            continue
    for _, name in sorted(aged)[: len(aged) - MOST_ENTRIES * 3 // 4]:
        try:
            os.unlink(name)
        except OSError:
            continue
