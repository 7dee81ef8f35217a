"""Messages that name settings: by the label that stands on Pengaturan, and again by the key."""

from __future__ import annotations

import re
from functools import cache

from .setting_labels import label
from .settings import SETTINGS

SHEET = "Pengaturan"
_QUOTED = re.compile(rf' ?"([^"]+)"(?: \({SHEET}\))?')


@cache
def _keys() -> tuple[re.Pattern[str], dict[str, str]]:
    """Keys as they stand in sentences, and the key of each label.

    A key in quotes is what has to be typed, and stays. A key of one word (kota, tugas) is a word of every sentence, and
    a key only right after the word setelan.
    """
    keys = [s.key for s in SETTINGS]
    several = "|".join(sorted((key for key in keys if "_" in key), key=len, reverse=True))
    single = "|".join(sorted((key for key in keys if "_" not in key), key=len, reverse=True))
    own = rf"(?<![\w{{'])(?:{several})(?![\w}}])"
    beside = rf"(?:(?<=setelan )|(?<=Setelan ))(?:{single})(?!\w)"
    return re.compile(f"{own}|{beside}"), {label(key): key for key in keys}


def with_labels(text: str) -> str:
    """A message with the labels that stand on Pengaturan in place of keys; it says where they are, once.

    >>> with_labels("triwulan_berjalan 3, tetapi realisasinya kosong.")
    '"Triwulan yang dilaporkan" (Pengaturan) 3, tetapi realisasinya kosong.'
    """
    pattern, _ = _keys()
    told = SHEET in text

    def one(found: re.Match[str]) -> str:
        nonlocal told
        place, told = "" if told else f" ({SHEET})", True
        return f'"{label(found[0])}"{place}'

    return pattern.sub(one, text)


def with_keys(text: str) -> str:
    """The message again as it was before ``with_labels``, whatever a label is called by then.

    >>> with_keys(with_labels("Ubah dokumen_pk, atau isi tanggal_pk_awal."))
    'Ubah dokumen_pk, atau isi tanggal_pk_awal.'
    """
    _, keys = _keys()

    def one(found: re.Match[str]) -> str:
        return (" " if found[0].startswith(" ") else "") + keys[found[1]] if found[1] in keys else found[0]

    return _QUOTED.sub(one, text) if '"' in text else text
