"""pulihkan: lists the backups of a book and puts one back."""

import os
from typing import Literal

from ..errors import UsageError, UserError
from ..ooxml.backups import Backup, backups_of, thin_backups
from ..ooxml.places import check_place
from ..ooxml.safe_write import atomic_write, write_lock
from ..system_errors import reason_of
from .result import Result


def pulihkan_buku(path: str | os.PathLike[str], nomor: int | Literal["terakhir"] = "terakhir") -> Result:
    """Put a backup back in the place of its book; what stood there is kept as a new backup.

    Args:
        path: the book; it need not be there any more. nomor: number of the backup, or ``terakhir`` for the newest.

    Returns:
        Result: ``path``, ``backup`` (copy of what was replaced), ``files`` with the backup that was restored;
        ``unchanged`` when the book is that backup already.

    Raises:
        UserError: ``tanpa_cadangan``, ``tidak_terbaca``, and what ``check_place`` and ``atomic_write`` say.
        UsageError: ``cadangan``: no backup of that number.
    """
    path = os.fspath(path)
    with write_lock(path) as lock:
        chosen = _choose(path, nomor)
        if os.path.lexists(path) and (os.path.isdir(path) or os.path.getsize(path)):
            check_place(path)
        try:
            with open(chosen.path, "rb") as stream:
                data = stream.read()
        except OSError as error:
            raise UserError(
                f"Cadangan {chosen.path} tidak dapat dibaca ({reason_of(error)}).", "tidak_terbaca"
            ) from None
        if os.path.exists(path):
            with open(path, "rb") as stream:
                if stream.read() == data:
                    return Result(path=path, unchanged=True, files=[chosen.path])
        saved = atomic_write(path, lambda stream: stream.write(data), backup=True, lock=lock)
        return Result(path=path, backup=saved, files=[chosen.path], thinned=thin_backups(path) if saved else [])


def list_backups(path: str | os.PathLike[str]) -> list[Backup]:
    """The backups of a book, oldest first."""
    return backups_of(path)


def _choose(path: str, nomor: int | str) -> Backup:
    found = backups_of(path)
    if not found:
        raise UserError(f"Tidak ada cadangan {os.path.basename(path)} di foldernya.", "tanpa_cadangan")
    if nomor == "terakhir":
        return found[-1]
    for one in found:
        if one.number == nomor:
            return one
    numbers = ", ".join(str(one.number) for one in found)
    raise UsageError(f"Cadangan nomor {nomor} tidak ada; yang ada: {numbers}.", "cadangan")
