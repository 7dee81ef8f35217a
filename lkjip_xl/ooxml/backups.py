"""Backups of a file: numbered and dated copies beside it, never replaced, thinned by one explicit rule.

``Buku.xlsx`` keeps ``Buku.cadangan-0001-2026-03-31.xlsx`` and on. The rule: every copy of the last ``KEPT_DAYS`` days
stays; older ones go, but the newest copy of all stays whatever its age. Only names of exactly this form are ever
touched.
"""

import os
import re
from datetime import date, timedelta

from ..records import dataclass

KEPT_DAYS = 31


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy of a file.

    Attributes:
        number: 1 and on, in the order in which they were made. day: when it was made. path: the copy.
        saved: when the content was last saved as the file itself, in seconds since 1970. size: bytes.
    """

    number: int
    day: date
    path: str
    saved: float
    size: int


def backups_of(path: str | os.PathLike[str]) -> list[Backup]:
    """Copies of a file, oldest first; symbolic links are followed."""
    folder, name = os.path.split(os.path.realpath(path))
    stem, extension = os.path.splitext(name)
    pattern = re.compile(rf"{re.escape(stem)}\.cadangan-(\d{{4,}})-(\d{{4}}-\d\d-\d\d){re.escape(extension)}", re.I)
    found = []
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    for candidate in names:
        match = pattern.fullmatch(candidate)
        if match is None:
            continue
        full = os.path.join(folder, candidate)
        try:
            info = os.stat(full)
            day = date.fromisoformat(match[2])
        except (OSError, ValueError):
            continue
        if info.st_size and os.path.isfile(full):
            found.append(Backup(int(match[1]), day, full, info.st_mtime, info.st_size))
    return sorted(found, key=lambda one: (one.number, one.path))


def new_backup_path(path: str | os.PathLike[str], today: date | None = None) -> str:
    """Where the next copy of a file goes; no copy ever had this number."""
    stem, extension = os.path.splitext(os.path.realpath(path))
    folder, start = os.path.split(stem + ".cadangan-")
    numbers = [
        int(match[1])
        for name in (os.listdir(folder) if os.path.isdir(folder) else ())
        if (match := re.match(re.escape(start) + r"(\d+)", name, re.I))
    ]
    number = max(numbers, default=0) + 1
    return f"{stem}.cadangan-{number:04}-{(today or date.today()).isoformat()}{extension}"


def thin_backups(path: str | os.PathLike[str], today: date | None = None) -> list[str]:
    """Remove copies older than ``KEPT_DAYS`` days, all but the newest copy; paths of what went."""
    limit = (today or date.today()) - timedelta(days=KEPT_DAYS)
    gone = []
    for one in backups_of(path)[:-1]:
        if one.day < limit:
            try:
                os.unlink(one.path)
            except OSError:
                continue
            gone.append(one.path)
    return gone
