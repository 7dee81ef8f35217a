"""The catalogue of click's messages, from the text that people edit (.po) to the form that gettext reads (.mo)."""

import ast
import re
import struct
from pathlib import Path

CATALOGUE = Path(__file__).parents[1] / "hosts" / "click_messages" / "id" / "LC_MESSAGES" / "lkjip-xl.po"

_ENTRY = re.compile(r'^(msgid|msgid_plural|msgstr(?:\[0\])?) (".*")$')
_MAGIC = 0x950412DE


def read_po(text: str) -> dict[str, str]:
    r"""Messages by their original; a message with a plural has ``singular\0plural`` as its key.

    Raises:
        ValueError: a line that is not understood, or an original that stands twice.
    """
    messages: dict[str, str] = {}
    parts: dict[str, str] = {}
    field = ""
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.startswith("#"):
            continue
        if not line:
            if parts:
                key = "\0".join(parts[name] for name in ("msgid", "msgid_plural") if name in parts)
                if key in messages:
                    raise ValueError(f"line {number}: {key!r} stands twice")
                messages[key] = parts.get("msgstr") or parts.get("msgstr[0]", "")
            parts = {}
        elif found := _ENTRY.match(line):
            field = found[1]
            parts[field] = ast.literal_eval(found[2])
        elif line.startswith('"') and field:
            parts[field] += ast.literal_eval(line)
        else:
            raise ValueError(f"line {number} is not understood: {line}")
    return messages


def compiled(messages: dict[str, str]) -> bytes:
    """The catalogue as gettext's own binary file: a head, two lists of length and place, the texts."""
    entries = sorted((key.encode(), value.encode()) for key, value in messages.items())
    count = len(entries)
    place = 28 + 16 * count
    lists: list[bytes] = []
    texts = b""
    for column in (0, 1):
        for entry in entries:
            lists.append(struct.pack("<II", len(entry[column]), place + len(texts)))
            texts += entry[column] + b"\0"
    head = struct.pack("<7I", _MAGIC, 0, count, 28, 28 + 8 * count, 0, 0)
    return head + b"".join(lists) + texts


def write_catalogue() -> Path:
    """Write the catalogue that is shipped; gives its place."""
    target = CATALOGUE.with_suffix(".mo")
    target.write_bytes(compiled(read_po(CATALOGUE.read_text(encoding="utf-8"))))
    return target
