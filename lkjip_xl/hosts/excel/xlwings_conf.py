"""The user's ``xlwings.conf``: our line goes in and comes out again, every other byte stays.

VBA reads the file (``GetConfigFromFile`` in xlwings.bas) with ``Input #``: pairs of quoted texts, the first line of a
key counts, an empty value counts as none. Its encoding is the code page of the machine; bytes that are no text in it
are kept as they are.
"""

import re
from dataclasses import dataclass, replace

from .machine import WINDOWS

_AKHIR_BARIS = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Jejak:
    """How the file was changed, so that it can be changed back.

    Attributes:
        nilai: the interpreter that was written.
        asal: the whole line that ours replaced, or None when ours was added at the end.
        awalan: line end that had to be added before ours. berkas_baru, folder_baru: they were made for it.
    """

    nilai: str
    asal: str | None = None
    awalan: str = ""
    berkas_baru: bool = False
    folder_baru: bool = False


def baca(sistem):
    """Lines of the file with their ends, or None when there is no file. Raises OSError."""
    try:
        teks = sistem.konf.read_bytes().decode(sistem.sandi, "surrogateescape")
    except FileNotFoundError:
        return None
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", teks)


def bita(sistem, baris):
    """The bytes of lines."""
    return "".join(baris).encode(sistem.sandi, "surrogateescape")


def pasangan(satu):
    """``(KEY, value)`` of a line; ("", "") of anything else."""
    cocok = re.fullmatch(r'\s*"?([^",]*)"?\s*,\s*"?([^"]*?)"?\s*', satu)
    return (cocok[1].strip().upper(), cocok[2]) if cocok else ("", "")


def _cari(baris, kunci):
    return next((i for i, satu in enumerate(baris) if pasangan(satu)[0] == kunci), None)


def nilai(baris, kunci):
    """The value that VBA takes for a key; empty when there is none."""
    letak = _cari(baris, kunci)
    return "" if letak is None else pasangan(baris[letak])[1]


def keadaan(sistem, baris, python, jejak):
    """``(state, value)`` of the interpreter setting.

    The state is ``sama`` (this interpreter), ``lama`` (an earlier one that pasang wrote), ``asing`` (another one that
    pasang did not write) or ``kosong``.
    """
    ada = nilai(baris, sistem.kunci)
    if ada and jejak is not None and sistem.sama(ada, jejak.nilai) and not sistem.sama(ada, python):
        return "lama", ada
    ada = next(filter(None, (nilai(baris, kunci) for kunci in (sistem.kunci, *sistem.kunci_lain))), "")
    if ada:
        return ("sama" if sistem.sama(ada, python) else "asing"), ada
    return "kosong", ""


def tulis(sistem, baris, python, jejak):
    """``(lines, trace)`` with our line in place of an empty or an earlier one of ours, else at the end.

    Only for the states ``lama`` and ``kosong``.
    """
    baru, baris = baris is None, list(baris or ())
    isian = f'"{sistem.kunci}","{python}"'
    letak = _cari(baris, sistem.kunci)
    if letak is None:
        akhiran = next((m[0] for satu in baris if (m := _AKHIR_BARIS.search(satu))), None)
        akhiran = akhiran or ("\r\n" if sistem.nama == WINDOWS else "\n")
        awalan = akhiran if baris and not _AKHIR_BARIS.search(baris[-1]) else ""
        if awalan:
            baris[-1] += awalan
        jejak = Jejak(python, None, awalan, baru, baru and not sistem.konf.parent.is_dir())
        return [*baris, isian + akhiran], jejak
    lama = baris[letak]
    if jejak is not None and sistem.sama(pasangan(lama)[1], jejak.nilai):
        jejak = replace(jejak, nilai=python)
    else:
        jejak = Jejak(python, lama)
    akhiran = _AKHIR_BARIS.search(lama)
    baris[letak] = isian + (akhiran[0] if akhiran else "")
    return baris, jejak


def batalkan(sistem, baris, jejak):
    """The lines as they were before ``tulis``, or None when our line is no longer there."""
    letak = _cari(baris, sistem.kunci)
    if letak is None or not sistem.sama(pasangan(baris[letak])[1], jejak.nilai):
        return None
    if jejak.asal is not None:
        return [*baris[:letak], jejak.asal, *baris[letak + 1 :]]
    sisa = baris[:letak] + baris[letak + 1 :]
    if jejak.awalan and sisa and letak == len(sisa):
        sisa[-1] = sisa[-1].removesuffix(jejak.awalan)
    return sisa
