"""The attachments of a message that Outlook saved (``.msg``, [MS-OXMSG]); nothing else of it is read or run."""

from ..ooxml.compound import Compound

_ATTACHMENT = "__attach_version1.0_#"
_DATA = "__substg1.0_37010102"
_NAMES = ("__substg1.0_3707001f", "__substg1.0_3707001e", "__substg1.0_3704001f", "__substg1.0_3704001e")
"""Streams that hold the long name and the short one, each in Unicode or in the letters of the sender's Windows."""
_DEEPEST = 8  # names in the path of an attachment of a message that is itself attached, twice over


def attachments(data: bytes, most: int) -> list[tuple[str, bytes]]:
    """``(file name, content)`` of the attachments of a message, and of the messages that are attached to it.

    Args:
        data: the file. most: bytes of all of them together.

    Raises:
        ValueError: it is no message of Outlook, or it is damaged.
    """
    file = Compound(data)
    found: dict[tuple[str, ...], dict[str, bytes]] = {}
    total = 0
    for path, entry in file.streams():
        *storages, name = path
        name = name.casefold()
        if not storages or not storages[-1].casefold().startswith(_ATTACHMENT) or len(storages) > _DEEPEST:
            continue
        if name == _DATA or name in _NAMES:
            total += entry.size
            if total > most:
                raise ValueError("attachments of an absurd size")
            found.setdefault(tuple(storages), {})[name] = file.read(entry)
    return [(_file_name(one), one[_DATA]) for _, one in sorted(found.items()) if _DATA in one]


def _file_name(streams: dict[str, bytes]) -> str:
    for name in _NAMES:
        if name in streams:
            raw = streams[name]
            text = raw.decode("utf-16-le" if name.endswith("f") else "cp1252", "replace").rstrip("\0").strip()
            if text:
                return text
    return ""
