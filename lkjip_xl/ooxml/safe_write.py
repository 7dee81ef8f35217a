"""Replacing a file of the user: one writer at a time, in one step, and nothing that somebody else saved is lost.

The new content goes to a temporary file in the same folder and is forced to disk; then the two files change places,
and what came out is looked at again: when it is not the file that was read, they change back. Where the system cannot
swap two names, the old file is moved aside first, and a run that dies in between is mended by the next one.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO
from zlib import crc32

from ..errors import UserError
from ..system_errors import reason_of
from .backups import new_backup_path

Stat = tuple[int, int]
"""``(size, mtime_ns)`` of a file, to notice that somebody else has saved it."""
_TEMPORARY, _ASIDE = ".tmp", ".lama"


def stat_of(path: str) -> Stat:
    """Size and time of a file as ``Package.stat`` holds them."""
    info = os.stat(path)
    return info.st_size, info.st_mtime_ns


# -- one writer at a time --------------------------------------------------------------------------------------


class WriteLock:
    """The right to replace one file; held by at most one run on this machine.

    Attributes:
        target: the file, symbolic links followed. held: False where the file system knows no locks.
    """

    __slots__ = ("target", "held", "_path", "_handle")

    def __init__(self, target: str, handle: int | None, path: str) -> None:
        self.target = target
        self.held = handle is not None
        self._handle = handle
        self._path = path


@contextmanager
def write_lock(path: str | os.PathLike[str]) -> Iterator[WriteLock]:
    """Hold the lock of a file, from before it is read until it is replaced; leftovers of dead runs go.

    The lock lies beside the file and ends with the process, however that ends. A folder that cannot be written into
    gives a lock that holds nothing: replacing the file will be refused there in any case.

    Raises:
        UserError: ``terkunci``: another run is working on the file.
    """
    target = os.path.realpath(path)
    lock_path = os.path.join(os.path.dirname(target), f"~lkjip-{_mark(target)}.kunci")
    handle = _acquire(lock_path, os.path.basename(target))
    lock = WriteLock(target, handle, lock_path)
    try:
        if lock.held:
            _clear_leftovers(target)
        yield lock
    finally:
        if handle is not None:
            _release(handle, lock_path)


def _mark(target: str) -> str:
    """Eight digits that stand for a file's name, case ignored, in the names of its lock and temporary files."""
    return f"{crc32(os.path.basename(target).casefold().encode()):08x}"


def _acquire(lock_path: str, name: str) -> int | None:
    while True:
        try:
            handle = os.open(lock_path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        except OSError:
            return None
        try:
            _lock_handle(handle)
        except (BlockingIOError, PermissionError):
            os.close(handle)
            raise UserError(
                f"Berkas {name} sedang dikerjakan lkjip-xl lain di komputer ini. Tunggu sampai selesai, lalu ulangi.",
                "terkunci",
            ) from None
        except OSError:  # a file system without locks
            os.close(handle)
            _discard(lock_path)
            return None
        try:
            if os.path.samestat(os.fstat(handle), os.stat(lock_path)):
                return handle
        except OSError:
            pass
        os.close(handle)  # its holder took the file away between our two steps


def _lock_handle(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _release(handle: int, lock_path: str) -> None:
    if sys.platform == "win32":  # an open file cannot be removed there
        os.close(handle)
        _discard(lock_path)
    else:
        _discard(lock_path)
        os.close(handle)


def _clear_leftovers(target: str) -> None:
    """Remove temporary files of runs that died, and put back a book that one of them had moved aside.

    Only the holder of the lock calls this, so no living run is using them.
    """
    folder = os.path.dirname(target)
    prefix = f"~lkjip-{_mark(target)}-"
    try:
        names = sorted(name for name in os.listdir(folder) if name.startswith(prefix))
    except OSError:
        return
    for name in names:
        left = os.path.join(folder, name)
        if name.endswith(_ASIDE) and not os.path.lexists(target):
            os.rename(left, target)
        elif name.endswith((_TEMPORARY, _ASIDE)):
            _discard(left)


# -- replacing a file ------------------------------------------------------------------------------------------


def atomic_write(
    path: str | os.PathLike[str],
    writer: Callable[[BinaryIO], object],
    backup: bool = False,
    stat: Stat | None = None,
    lock: WriteLock | None = None,
) -> str | None:
    """Replace a file in one step, or leave everything as it was.

    A symbolic link is followed; permissions stay. File, backup and folder are forced to disk.

    Args:
        path: the file; it need not exist yet.
        writer: called with an open binary stream.
        backup: first keep a copy of the old file under a new number (``backups.new_backup_path``).
        stat: what the old file was when it was read; another one now means that somebody else has saved it meanwhile.
        lock: the lock of this file where the caller holds it; otherwise it is taken here.

    Returns:
        Path of the backup, or None.

    Raises:
        UserError: ``disk_penuh``, ``terkunci``, ``hanya_baca``, ``berubah`` or ``gagal_tulis``.
    """
    if lock is None:
        with write_lock(path) as taken:
            return atomic_write(path, writer, backup, stat, taken)
    target = lock.target
    saved: str | None = None
    left: list[str] = []
    try:
        info = os.stat(target) if os.path.exists(target) else None
        temporary, stream = _temporary(target)
        left.append(temporary)
        with stream:
            writer(stream)
            _to_disk(stream)
        if info is None:
            _move_new(temporary, target)
        else:
            os.chmod(temporary, info.st_mode & 0o7777)
            _same_owner(temporary, info)
            seen = (info.st_size, info.st_mtime_ns)
            if stat_of(target) != (stat or seen):
                raise _changed(path)
            if backup:
                saved = _copy(target, info)
                left.append(saved)
            _exchange(path, temporary, target, stat or seen)
            left = [name for name in left if name != saved]
        _folder_to_disk(os.path.dirname(target))
    except OSError as error:
        raise _write_error(path, error) from error
    finally:
        for name in left:
            _discard(name)
    return saved


def _to_disk(stream: BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def _folder_to_disk(folder: str) -> None:
    """Force a folder's names to disk, where the system lets one."""
    if sys.platform == "win32":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def _move_new(temporary: str, target: str) -> None:
    """Give a new file its name; a file that appeared there meanwhile is not replaced."""
    try:
        _give_name(temporary, target)
    except FileExistsError:
        raise _changed(target) from None


def _give_name(temporary: str, name: str) -> None:
    """Let a finished file appear under a name at once and whole; where links are known it keeps its old name too.

    Raises:
        FileExistsError: the name is taken.
    """
    if sys.platform != "win32":
        try:
            os.link(temporary, name)
            return
        except FileExistsError:
            raise
        except (OSError, AttributeError):  # no hard links in this file system, or none at all (WebAssembly's Python);
            # a rename replaces in silence there
            if os.path.lexists(name):
                raise FileExistsError(name) from None
    os.rename(temporary, name)  # Windows refuses a name that is taken


def _exchange(path: str | os.PathLike[str], temporary: str, target: str, expected: Stat) -> None:
    """Put ``temporary`` in the place of ``target``; put everything back when what stood there is not what was read."""
    if _swap(temporary, target):
        if stat_of(temporary) != expected:
            _swap(temporary, target)
            raise _changed(path)
        return
    aside = temporary.removesuffix(_TEMPORARY) + _ASIDE
    os.rename(target, aside)
    try:
        if stat_of(aside) != expected:
            raise _changed(path)
        _move_new(temporary, target)
    except BaseException:
        if not os.path.lexists(target):
            os.rename(aside, target)
        raise
    _discard(aside)


def _swap(one: str, other: str) -> bool:
    """Let two files change their names in one step; False where the system cannot."""
    if not sys.platform.startswith(("linux", "darwin")):
        return False
    try:
        import ctypes

        library = ctypes.CDLL(None, use_errno=True)
        names = os.fsencode(one), os.fsencode(other)
        if sys.platform == "darwin":
            return bool(library.renamex_np(*names, 2) == 0)  # RENAME_SWAP
        return bool(library.renameat2(-100, names[0], -100, names[1], 2) == 0)  # AT_FDCWD, RENAME_EXCHANGE
    except (ImportError, OSError, AttributeError):
        return False


def _temporary(target: str) -> tuple[str, BinaryIO]:
    """A new file beside the target, with a name that nobody has."""
    folder = os.path.dirname(target)
    number = 0
    while True:
        number += 1
        candidate = os.path.join(folder, f"~lkjip-{_mark(target)}-{os.getpid()}-{number}{_TEMPORARY}")
        try:
            handle = os.open(candidate, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        except FileExistsError:
            continue
        return candidate, os.fdopen(handle, "wb")


def _copy(target: str, info: os.stat_result) -> str:
    """Keep a copy of the target under its next backup number; nothing is left on failure."""
    temporary, out = _temporary(target)
    saved = None
    try:
        with out, open(target, "rb") as stream:
            while block := stream.read(1 << 20):
                out.write(block)
            _to_disk(out)
        os.chmod(temporary, info.st_mode & 0o7777)
        os.utime(temporary, ns=(info.st_atime_ns, info.st_mtime_ns))
        while saved is None:
            candidate = new_backup_path(target)
            try:
                _give_name(temporary, candidate)
            except FileExistsError:  # somebody else took the number
                continue
            saved = candidate
    finally:
        _discard(temporary)
    return saved


def _same_owner(temporary: str, info: os.stat_result) -> None:
    if hasattr(os, "chown"):
        try:
            os.chown(temporary, info.st_uid, info.st_gid)
        except OSError:  # only root may give files away; the mode is kept in any case
            pass


def _discard(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        pass


def _changed(path: str | os.PathLike[str]) -> UserError:
    return UserError(
        f"Berkas {path} diubah program lain selagi dikerjakan, jadi tidak ditimpa. Ulangi perintahnya.", "berubah"
    )


def _write_error(path: str | os.PathLike[str], error: OSError) -> UserError:
    import errno

    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return UserError(
            f"Berkas {path} tidak jadi ditulis: ruang cakram penuh. Kosongkan sebagian, lalu ulangi. "
            "Berkas lama tidak berubah.",
            "disk_penuh",
        )
    if error.errno == errno.EROFS:
        return UserError(f"Berkas {path} berada di cakram yang hanya boleh dibaca. Salin ke tempat lain.", "hanya_baca")
    if isinstance(error, PermissionError):
        return UserError(
            f"Berkas {path} tidak dapat diganti: sedang dipakai program lain atau tidak boleh ditulisi. Tutup dahulu "
            "di Excel, lalu ulangi. Berkas lama tidak berubah.",
            "terkunci",
        )
    return UserError(
        f"Berkas {path} tidak jadi ditulis ({reason_of(error)}). Berkas lama tidak berubah.", "gagal_tulis"
    )
