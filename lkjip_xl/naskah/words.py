"""The text of a row with its slots filled, piece by piece, so that every number knows the slot that gave it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, NamedTuple

from ..rules.terbilang import in_words
from .register import Answer, Scope, all_slots

SLOT = re.compile(r"\{\s*([^{}\s:][^{}:]*?)\s*(?::\s*([^{}]*?)\s*)?\}")
"""``{name}`` or ``{name:what is asked of it}``."""
_ENDED = re.compile(r"[a-z]{4}\.$")
"""The end of a sentence, and no abbreviation."""
BLANK = "." * 30
"""What stands in the document where a slot has nothing to say, so that nobody overlooks it."""
SPECIAL = {"tabel", "laporan", "gambar", "daftar_isi", "daftar_tabel", "daftar_gambar", "tanda_tangan"}
"""Slots that are no words: they stand for a table, a picture, a list, or the signature."""
OPTIONAL = {
    "tujuan_diukur", "rekomendasi_langkah", "catatan_anggaran", "dukungan_anggaran", "anggaran_bersama",
    "sasaran_anggaran_bersama", "dari_pagu_efektif", "sasaran_dari_pagu_efektif", "tercapai_dibulatkan",
}  # fmt: skip
"""Slots that say nothing on purpose where there is nothing to say."""


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


MODIFIERS = {
    "besar": "huruf besar semua",
    "kecil": "huruf pertama kecil, untuk di tengah kalimat",
    "terbilang": "angka dengan huruf: 12 menjadi dua belas",
    "Terbilang": "terbilang dengan huruf besar di awal tiap kata",
}
"""What may be asked of a slot, and what it means."""


class Run(NamedTuple):
    """A piece of a text.

    text: as it is printed. slot: name of the slot that gave it, "" for typed text. answer: what the slot gave.
    trouble: ``tidak dikenal``, ``kosong``, ``di luar pengulangan`` or ``tanpa angka``; "" when all is well.
    """

    text: str
    slot: str = ""
    answer: Answer | None = None
    trouble: str = ""


def special(text: str) -> tuple[str, str, str] | None:
    """``(name, what is named, the text without it)`` of the first slot that is no words; None where there is none."""
    for found in SLOT.finditer(text):
        if found[1] in SPECIAL:
            rest = (text[: found.start()] + text[found.end() :]).strip()
            return found[1], found[2] or "", " ".join(rest.split())
    return None


def is_instruction(text: Any) -> bool:
    """Whether a text only tells what is to be written there: all of it stands in brackets, as it was shipped."""
    plain = str(text or "").strip()
    return plain.startswith("(Tulis ") and plain.endswith(")")


def fill(text: str, scope: Scope) -> list[Run]:
    """A text in runs, its slots filled."""
    runs: list[Run] = []
    at = 0
    for found in SLOT.finditer(text):
        if found.start() > at:
            runs.append(Run(text[at : found.start()]))
        runs.append(_filled(found[0], found[1], found[2], scope))
        at = found.end()
    if at < len(text):
        runs.append(Run(text[at:]))
    runs = [run for run in runs if run.text]
    for n, (run, after) in enumerate(pairwise(runs)):
        if run.slot and not run.trouble and not after.slot:
            runs[n] = run._replace(text=without_end(run.text, after.text[0]))
    return runs


def without_end(text: str, following: str) -> str:
    """What a slot gives, without the full stop or semicolon that the sentence around it brings itself.

    >>> without_end("bidang perikanan.", "."), without_end("bidang perikanan.", ";"), without_end("Ani, S.H.", ";")
    ('bidang perikanan', 'bidang perikanan', 'Ani, S.H.')
    """
    if following not in ".;":
        return text
    if text.endswith((following, ";")):
        return text[:-1]
    return text[:-1] if _ENDED.search(text) else text


def plain(runs: list[Run]) -> str:
    """The text of runs together."""
    return "".join(run.text for run in runs)


def _filled(written: str, name: str, modifier: str | None, scope: Scope) -> Run:
    one = all_slots().get(name)
    if one is None or (modifier and modifier not in MODIFIERS):
        return Run(written, name, None, "tidak dikenal")
    if one.of and one.of not in scope.things:
        return Run(written, name, None, "di luar pengulangan")
    answer = one.fill(scope)
    if answer.text == "":
        return Run("", name, answer) if name in OPTIONAL else Run(BLANK, name, answer, "kosong")
    return _modified(name, modifier or "", answer)


def _modified(name: str, modifier: str, answer: Answer) -> Run:
    text = answer.text
    if modifier == "besar":
        return Run(text.upper(), name, answer)
    if modifier == "kecil":
        return Run(_small(text), name, answer)
    if modifier.casefold() == "terbilang":
        words = in_words(answer.value)
        if not words:
            return Run(text, name, answer, "tanpa angka")
        return Run(words.title() if modifier == "Terbilang" else words, name, answer)
    return Run(text, name, answer)
