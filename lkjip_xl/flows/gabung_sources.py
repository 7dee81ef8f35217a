"""The books that came back: files, folders, and messages with books attached. Nothing in them is run or followed."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from email import message_from_bytes
from email.policy import default

from ..errors import UsageError, UserError
from ..ooxml.limits import MAX_CSV, megabytes
from ..records import dataclass
from ..system_errors import reason_of
from .outlook_message import attachments

Returns = str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | Mapping[str, bytes]
"""Where returned books are: a file or folder, several of them, or contents by name."""
_BOOKS = (".xlsx", ".xlsm")
_MESSAGES = (".eml", ".msg")
_LARGEST = MAX_CSV  # bytes of a message, and of a book in it
_MOST = 2_000  # files of one run
_HEADERS = 4_096  # bytes at the beginning of a message, in which the mark of a draft stands
_DRAFT = re.compile(rb"^X-Unsent: 1\s*$", re.M)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that came back.

    Attributes:
        name: for people: the file's name, and the message that it was attached to. data: its content.
        refused: why it cannot be read, instead of a content.
    """

    name: str
    data: bytes = b""
    refused: str = ""


def arrivals(given: Returns, master: str | None = None) -> list[Arrival]:
    """The books of a source, in the order of their names; what cannot be read is there with its reason.

    Args:
        master: path of the book that they are merged into; it is none of them.

    Raises:
        UsageError: ``tanpa_berkas``: there is none.
        UserError: ``tidak_ada``, ``terlalu_banyak``.
    """
    if isinstance(given, Mapping):
        found = [one for name, data in sorted(given.items()) for one in _of_file(name, data)]
    else:
        places = [given] if isinstance(given, (str, os.PathLike)) else list(given)
        found = [one for path in _files(places, master) for one in _from_disk(path)]
    found = list({one.data or one.name: one for one in reversed(found)}.values())[::-1]
    if not found:
        raise UsageError("Tidak ada buku (.xlsx, .xlsm, .eml, .msg) di sana. Sebutkan berkas atau foldernya.",
                         "tanpa_berkas")  # fmt: skip
    return found


def _files(places: Sequence[str | os.PathLike[str]], master: str | None) -> list[str]:
    own = os.path.realpath(master) if master is not None else None
    found: list[str] = []
    for place in [os.fspath(one) for one in places]:
        if os.path.isdir(place):
            names = sorted(os.listdir(place))
            found += [os.path.join(place, name) for name in names if _wanted(name)]
        elif os.path.exists(place):
            found.append(place)
        else:
            raise UserError(f"{place} tidak ditemukan. Periksa nama dan foldernya.", "tidak_ada")
    found = [path for path in dict.fromkeys(found) if os.path.realpath(path) != own]
    if len(found) > _MOST:
        raise UserError(f"Berkasnya {len(found)}, lebih dari {_MOST}; bagi ke beberapa folder.", "terlalu_banyak")
    return found


def _wanted(name: str) -> bool:
    hidden = name.startswith(("~$", ".~lock.", "~lkjip", "."))
    return not hidden and ".cadangan-" not in name and name.lower().endswith((*_BOOKS, *_MESSAGES))


def _from_disk(path: str) -> Iterator[Arrival]:
    name = os.path.basename(path)
    try:
        if os.path.getsize(path) > _LARGEST:
            yield Arrival(name, refused=f"lebih besar daripada {megabytes(_LARGEST)}")
            return
        with open(path, "rb") as stream:
            data = stream.read()
    except OSError as error:
        yield Arrival(name, refused=f"tidak dapat dibaca ({reason_of(error)})")
        return
    yield from _of_file(name, data)


def _of_file(name: str, data: bytes) -> Iterator[Arrival]:
    lower = name.lower()
    if lower.endswith(".eml"):
        if _DRAFT.search(data[:_HEADERS]) is not None:
            return  # a draft that kirim made and nobody has sent
        yield from _attached(name, _of_eml(data))
    elif lower.endswith(".msg"):
        try:
            found = [(os.path.basename(file.replace("\\", "/")), data) for file, data in attachments(data, _LARGEST)]
        except ValueError:
            yield Arrival(name, refused="bukan surel Outlook yang utuh")
            return
        yield from _attached(name, found)
    elif lower.endswith(_BOOKS):
        yield Arrival(name, data)
    else:
        yield Arrival(name, refused="bukan buku (.xlsx, .xlsm) dan bukan surel (.eml, .msg)")


def _attached(name: str, attachments: list[tuple[str, bytes]]) -> Iterator[Arrival]:
    books = [(file, data) for file, data in attachments if file.lower().endswith(_BOOKS)]
    if not books:
        yield Arrival(name, refused="tidak ada buku (.xlsx, .xlsm) yang terlampir")
    for file, data in books:
        title = f"{file} (dari {name})"
        yield Arrival(title, refused="terlalu besar") if len(data) > _LARGEST else Arrival(title, data)


def _of_eml(data: bytes) -> list[tuple[str, bytes]]:
    """``(file name, content)`` of the attachments; a message within the message counts, one level deep."""
    found: list[tuple[str, bytes]] = []
    try:
        for part in message_from_bytes(data, policy=default).walk():
            file = part.get_filename()
            if not file or part.is_multipart():
                continue
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                found.append((os.path.basename(file.replace("\\", "/")), content))
    except (ValueError, LookupError, AttributeError, TypeError, IndexError, RecursionError):
        return found
    return found
