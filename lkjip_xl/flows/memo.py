"""What earlier runs found out about whole files, kept outside of them in the user's cache folder (docs/adr/0046).

An entry is found only by who holds the very bytes that it is about, under the very code that made it, and can be read
only with those bytes: its name is a digest, its content is enciphered with a key made from the file, and carries its
own digest. So nothing of a book lies open in the cache, and an entry that is damaged, foreign or of other code is none.
Whatever goes wrong here is silent: the work is then done in full.
"""

from __future__ import annotations

import os
import sys

MOST_ENTRIES = 200
"""So many entries are kept; from then on the oldest make room."""
LARGEST = 64 * 1024
"""Bytes of the longest entry that is kept."""
SWITCH = "LKJIP_INGATAN"
"""The environment variable that turns it off, set to ``tidak``."""
_FORM = b"1"
_DIGEST = 32
_PACKAGE = __package__.rpartition(".")[0]


class Memo:
    """What is known about one file's bytes under this code; made by ``memo_of``.

    Args:
        folder: where entries lie. content: the file's bytes. context: all else that the outcome depends on.
    """

    def __init__(self, folder: str, content: bytes, context: bytes) -> None:
        from hashlib import sha256

        self._folder = folder
        self._key = sha256(sha256(content).digest() + context).digest()
        self._path = os.path.join(folder, sha256(b"nama" + self._key).hexdigest()[:40])

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
        from hashlib import sha256

        return sha256(b"segel" + self._key + content).digest()

    def _cipher(self, content: bytes) -> bytes:
        """Encipher, or decipher: one key is used for one content only."""
        from hashlib import shake_256

        stream = shake_256(b"isi" + self._key).digest(len(content))
        return (int.from_bytes(content, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(content), "big")


def memo_of(content: bytes, question: str) -> Memo | None:
    """What is known about a file's bytes.

    Args:
        content: the whole file. question: what is asked of it, with every option that the answer depends on.

    Returns:
        Memo; None in the browser, where nothing is kept, where ``SWITCH`` says so, where another package has added to
        the rules in this process, and where there is no folder for it.
    """
    if sys.platform in ("emscripten", "wasi") or os.environ.get(SWITCH, "").strip().casefold() == "tidak" or _added():
        return None
    folder, code = cache_folder(sys.platform, os.environ), _code()
    if folder is None or code is None:
        return None
    return Memo(folder, content, b"\0".join((_FORM, question.encode(), sys.version.encode(), code)))


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
    from hashlib import sha256

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
    return sha256(repr((__version__, sorted(facts))).encode()).digest() if facts else None


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
