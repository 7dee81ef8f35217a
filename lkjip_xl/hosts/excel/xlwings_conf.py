"""The user's ``xlwings.conf``: our line goes in and comes out again, every other byte stays.

VBA reads the file (``GetConfigFromFile`` in xlwings.bas) with ``Input #``: pairs of quoted texts, the first line of a
key counts, an empty value counts as none. Its encoding is the code page of the machine; bytes that are no text in it
are kept as they are.
"""

import re
from dataclasses import replace

from ...records import dataclass
from .machine import WINDOWS

_AKHIR_BARIS = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Jejak:
    """How the file was changed, so that it can be changed back.

    Attributes:
        nilai: the interpreter that was written.
        asal: the whole line that ours replaced, or None when ours was added at the end.
        awalan: line end that had to be added before ours. file_is_new, folder_baru: they were made for it.
    """

    nilai: str
    asal: str | None = None
    awalan: str = ""
    file_is_new: bool = False
    folder_baru: bool = False


def baca(sistem):
    """Lines of the file with their ends, or None when there is no file. Raises OSError."""
    try:
        text = sistem.konf.read_bytes().decode(sistem.sandi, "surrogateescape")
    except FileNotFoundError:
        return None
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text)


def bita(sistem, line):
    """The bytes of lines."""
    return "".join(line).encode(sistem.sandi, "surrogateescape")


def pasangan(one):
    """``(KEY, value)`` of a line; ("", "") of anything else."""
    matching = re.fullmatch(r'\s*"?([^",]*)"?\s*,\s*"?([^"]*?)"?\s*', one)
    return (matching[1].strip().upper(), matching[2]) if matching else ("", "")


def _find(line, key):
    return next((i for i, one in enumerate(line) if pasangan(one)[0] == key), None)


def nilai(line, key):
    """The value that VBA takes for a key; empty when there is none."""
    place = _find(line, key)
    return "" if place is None else pasangan(line[place])[1]


def keadaan(sistem, line, python, jejak):
    """``(state, value)`` of the interpreter setting.

    The state is ``sama`` (this interpreter), ``lama`` (an earlier one that pasang wrote), ``asing`` (another one that
    pasang did not write) or ``kosong``.
    """
    present = nilai(line, sistem.kunci)
    if present and jejak is not None and sistem.sama(present, jejak.nilai) and not sistem.sama(present, python):
        return "lama", present
    present = next(filter(None, (nilai(line, key) for key in (sistem.kunci, *sistem.other_keys))), "")
    if present:
        return ("sama" if sistem.sama(present, python) else "asing"), present
    return "kosong", ""


def tulis(sistem, lines, python, jejak):
    """``(lines, trace)`` with our line in place of an empty or an earlier one of ours, else at the end.

    Only for the states ``old`` and ``kosong``.
    """
    new, lines = lines is None, list(lines or ())
    isian = f'"{sistem.kunci}","{python}"'
    place = _find(lines, sistem.kunci)
    if place is None:
        akhiran = next((m[0] for one in lines if (m := _AKHIR_BARIS.search(one))), None)
        akhiran = akhiran or ("\r\n" if sistem.nama == WINDOWS else "\n")
        awalan = akhiran if lines and not _AKHIR_BARIS.search(lines[-1]) else ""
        if awalan:
            lines[-1] += awalan
        jejak = Jejak(python, None, awalan, new, new and not sistem.konf.parent.is_dir())
        return [*lines, isian + akhiran], jejak
    old = lines[place]
    if jejak is not None and sistem.sama(pasangan(old)[1], jejak.nilai):
        jejak = replace(jejak, nilai=python)
    else:
        jejak = Jejak(python, old)
    akhiran = _AKHIR_BARIS.search(old)
    lines[place] = isian + (akhiran[0] if akhiran else "")
    return lines, jejak


def batalkan(sistem, line, jejak):
    """The lines as they were before ``tulis``, or None when our line is no longer there."""
    place = _find(line, sistem.kunci)
    if place is None or not sistem.sama(pasangan(line[place])[1], jejak.nilai):
        return None
    if jejak.asal is not None:
        return [*line[:place], jejak.asal, *line[place + 1 :]]
    rest = line[:place] + line[place + 1 :]
    if jejak.awalan and rest and place == len(rest):
        rest[-1] = rest[-1].removesuffix(jejak.awalan)
    return rest
