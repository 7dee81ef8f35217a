"""The user's ``xlwings.conf``: our line goes in and comes out again, every other byte stays.

VBA reads the file (``GetConfigFromFile`` in xlwings.bas) with ``Input #``: pairs of quoted texts, the first line of a
key counts, an empty value counts as none. Its encoding is the code page of the machine; bytes that are no text in it
are kept as they are.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from ...records import dataclass, replace
from .machine import WINDOWS, Machine

_LINE_END = re.compile(r"\r\n|\r|\n")

State = Literal["sama", "lama", "asing", "kosong"]
"""Of the interpreter setting: this interpreter, an earlier one that pasang wrote, another one that it did not write,
none. The words are public in ``--json``."""


class Setting(NamedTuple):
    """The interpreter setting as it is.

    Attributes:
        state: what it means for pasang.
        value: the interpreter that it names; empty for none.
    """

    state: State
    value: str


@dataclass(frozen=True)
class Trace:
    """How the file was changed, so that it can be changed back.

    Attributes:
        value: the interpreter that was written.
        original: the whole line that ours replaced, or None when ours was added at the end.
        prefix: line end that had to be added before ours. file_is_new, folder_is_new: they were made for it.
    """

    value: str
    original: str | None = None
    prefix: str = ""
    file_is_new: bool = False
    folder_is_new: bool = False

    @classmethod
    def from_record(cls, stored: Mapping[str, Any]) -> "Trace":
        """What a record holds, under the keys that it has always had. Raises KeyError or TypeError."""
        return cls(**{_FIELDS[key]: value for key, value in stored.items()})

    def for_record(self) -> dict[str, Any]:
        """The same for the record."""
        return {key: getattr(self, field) for key, field in _FIELDS.items()}


_FIELDS = {"nilai": "value", "asal": "original", "awalan": "prefix", "file_is_new": "file_is_new",
           "folder_baru": "folder_is_new"}  # fmt: skip
"""Key in the stored record -> field of ``Trace``."""


def read(machine: Machine) -> list[str] | None:
    """Lines of the file with their ends, or None when there is no file. Raises OSError."""
    try:
        text = machine.config.read_bytes().decode(machine.encoding, "surrogateescape")
    except FileNotFoundError:
        return None
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text)


def to_bytes(machine: Machine, lines: Iterable[str]) -> bytes:
    """The bytes of lines."""
    return "".join(lines).encode(machine.encoding, "surrogateescape")


def pair(line: str) -> tuple[str, str]:
    """``(KEY, value)`` of a line; ("", "") of anything else."""
    matching = re.fullmatch(r'\s*"?([^",]*)"?\s*,\s*"?([^"]*?)"?\s*', line)
    return (matching[1].strip().upper(), matching[2]) if matching else ("", "")


def _find(lines: Iterable[str], key: str) -> int | None:
    return next((i for i, line in enumerate(lines) if pair(line)[0] == key), None)


def value_of(lines: Sequence[str], key: str) -> str:
    """The value that VBA takes for a key; empty when there is none."""
    place = _find(lines, key)
    return "" if place is None else pair(lines[place])[1]


def setting(machine: Machine, lines: Sequence[str], python: str, trace: Trace | None) -> Setting:
    """The interpreter setting among lines, seen from an interpreter."""
    present = value_of(lines, machine.key)
    if present and trace is not None and machine.same_file(present, trace.value):
        if not machine.same_file(present, python):
            return Setting("lama", present)
    present = next(filter(None, (value_of(lines, key) for key in (machine.key, *machine.other_keys))), "")
    if present:
        return Setting("sama" if machine.same_file(present, python) else "asing", present)
    return Setting("kosong", "")


def add(machine: Machine, before: Iterable[str] | None, python: str, trace: Trace | None) -> tuple[list[str], Trace]:
    """``(lines, trace)`` with our line in place of an empty or an earlier one of ours, else at the end.

    Only for the states ``lama`` and ``kosong``.
    """
    new, lines = before is None, list(before or ())
    ours = f'"{machine.key}","{python}"'
    place = _find(lines, machine.key)
    if place is None:
        end = next((m[0] for line in lines if (m := _LINE_END.search(line))), None)
        end = end or ("\r\n" if machine.platform == WINDOWS else "\n")
        prefix = end if lines and not _LINE_END.search(lines[-1]) else ""
        if prefix:
            lines[-1] += prefix
        return [*lines, ours + end], Trace(python, None, prefix, new, new and not machine.config.parent.is_dir())
    old = lines[place]
    if trace is not None and machine.same_file(pair(old)[1], trace.value):
        trace = replace(trace, value=python)
    else:
        trace = Trace(python, old)
    old_end = _LINE_END.search(old)
    lines[place] = ours + (old_end[0] if old_end else "")
    return lines, trace


def undo(machine: Machine, lines: list[str], trace: Trace) -> list[str] | None:
    """The lines as they were before ``add``, or None when our line is no longer there."""
    place = _find(lines, machine.key)
    if place is None or not machine.same_file(pair(lines[place])[1], trace.value):
        return None
    if trace.original is not None:
        return [*lines[:place], trace.original, *lines[place + 1 :]]
    rest = lines[:place] + lines[place + 1 :]
    if trace.prefix and rest and place == len(rest):
        rest[-1] = rest[-1].removesuffix(trace.prefix)
    return rest
