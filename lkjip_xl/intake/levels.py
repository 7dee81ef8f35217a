"""The level of a budget row where no column says it: from the shape of its code, its words, or because sums close."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..expr.values import is_number
from ..records import dataclass
from ..rules.bacaan_angka import text_key
from ..rules.bacaan_kode import closed_dots

URUSAN, BIDANG, PROGRAM, KEGIATAN, SUB, REKENING = (
    "Urusan", "Bidang", "Program", "Kegiatan", "Sub Kegiatan", "Rekening",
)  # fmt: skip
KRO, RO, KOMPONEN = "KRO", "RO", "Komponen"
DEPTH = {
    URUSAN: 0, BIDANG: 1, PROGRAM: 2, KEGIATAN: 3, SUB: 4, KRO: 4, RO: 5, KOMPONEN: 6, "Subkomponen": 7, REKENING: 8,
}  # fmt: skip
"""How deep each level stands; those of ministries stand below Kegiatan, rekening below everything."""
_DIGITS = r"(?:[0-9]{1,2}|X{1,2})"
_SHAPES = (
    # Rekening of Permendagri 90/2019 and 77/2020: 5.1.02.01.001.00024, the second part one digit.
    (re.compile(r"[4-6]\.[0-9]\.[0-9]{2}\.[0-9]{2}\.[0-9]{3,4}\.[0-9]{4,5}"), REKENING),
    (re.compile(r"[4-6]\.[0-9](?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{2,4})?)?)?"), REKENING),
    # A sub kegiatan and a rekening beneath it written as one code.
    (re.compile(rf"{_DIGITS}\.{_DIGITS}\.[0-9]{{2}}\.[0-9]\.[0-9]{{2}}\.[0-9]{{2,4}}[. ]?[4-6]\..*"), REKENING),
    (re.compile(rf"{_DIGITS}\.{_DIGITS}\.[0-9]{{2}}\.[0-9]\.[0-9]{{2}}\.[0-9]{{2,4}}"), SUB),
    (re.compile(rf"{_DIGITS}\.{_DIGITS}\.[0-9]{{2}}\.[0-9]\.[0-9]{{2}}"), KEGIATAN),
    (re.compile(rf"{_DIGITS}\.{_DIGITS}\.[0-9]{{2}}"), PROGRAM),
    (re.compile(rf"{_DIGITS}\.(?:[0-9]{{2}}|X{{2}})"), BIDANG),
    (re.compile(r"[0-9]|X"), URUSAN),
    # Ministries: program AA, kegiatan 6025, KRO AEB, RO AEB.001, komponen 051, akun 521211.
    (re.compile(r"(?:[0-9]{3}\.(?:[0-9]{2}\.)?)?[A-Z]{2}"), PROGRAM),
    (re.compile(r"(?:[A-Z]{2}\.)?[0-9]{4}"), KEGIATAN),
    (re.compile(r"(?:[A-Z]{2}\.)?(?:[0-9]{4}\.)?[A-Z]{3}"), KRO),
    (re.compile(r"(?:[A-Z]{2}\.)?(?:[0-9]{4}\.)?[A-Z]{3}\.[0-9A-Z]{3}"), RO),
    (re.compile(r"[0-9]{3}"), KOMPONEN),
    (re.compile(r"[0-9]{3}\.[0-9]?[A-Z]"), "Subkomponen"),
    (re.compile(r"[0-9]{6}"), REKENING),
)
_PROGRAM = re.compile(r"program(?=\s|[a-z])", re.I)
_SPACED_CODE = re.compile(r"(?:[0-9]+|X+)(?:\s*\.\s*(?:[0-9]+|X+))+\s*\.?", re.I)
_URUSAN = re.compile(r"urusan\b", re.I)
_BIDANG = re.compile(r"urusan\s+\w+\s+bidang\b|bidang\s+urusan\b|urusan\s+bidang\b", re.I)


def level_of_code(code: str, text: str = "") -> str | None:
    """The level that the shape of a code says: both generations of Permendagri 90/2019 codes, ``X.XX`` and ministries.

    >>> level_of_code("1.01.02"), level_of_code("X.XX.01.2.01"), level_of_code("1.01.02.2.01.0001")
    ('Program', 'Kegiatan', 'Sub Kegiatan')
    >>> level_of_code("2.08.01.2.02.01"), level_of_code("5.1.02.01.001.00024"), level_of_code("AEB.001")
    ('Sub Kegiatan', 'Rekening', 'RO')
    """
    code = re.sub(r"\s+", "", code).strip(".").upper()
    for pattern, level in _SHAPES:
        if pattern.fullmatch(code):
            if level == URUSAN and re.match("belanja|pendapatan", text, re.I):
                return REKENING
            return level
    return None


def joined_code(parts: Sequence[str]) -> str:
    """A code that stands in several narrow cells: each part with its own dots, parts already joined kept.

    >>> joined_code(["1", "01", "02", "2.01", "0001"]), joined_code(["1.01.02", "", ""])
    ('1.01.02.2.01.0001', '1.01.02')
    >>> joined_code(["2", "2.08", "2.08.01"])
    '2.08.01'
    """
    code = ""
    for part in (re.sub(r"\s+", "", one).strip(".") for one in parts):
        if not part:
            continue
        if code and (part == code or part.startswith(code + ".")):
            code = part
        else:
            code = f"{code}.{part}" if code else part
    return code


def unspaced_code(code: str) -> str:
    """A code without the spaces that a printed form sets around its dots; other texts stay.

    >>> unspaced_code("1. 02. 02. 2. 01"), unspaced_code("1.02 .X.XX"), unspaced_code("Jumlah 1. 2")
    ('1.02.02.2.01', '1.02.X.XX', 'Jumlah 1. 2')
    """
    return closed_dots(code) if _SPACED_CODE.fullmatch(code) else code


@dataclass(slots=True)
class BudgetLine:
    """What levels are told from: code, text, amounts by column (None: not there), indentation, level as written."""

    code: str
    text: str
    amounts: tuple[Any, ...]
    indent: int = 0
    level: str | None = None
    why: str = ""


def is_capital(text: str) -> bool:
    """Whether a text is written in capitals (OCR slips a few small letters in)."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 4 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)


def give_levels(
    lines: list[BudgetLine], known: Mapping[str, str] | None = None, of_codes: Mapping[str, str] | None = None
) -> None:
    """Fill ``level`` and ``why`` of every line that does not say it; what cannot be told stays None.

    Args:
        known: level by wording (``text_key``), of what the book or its nomenklatur names already.
        of_codes: level by code (``text_key``) of the rows that the book has.
    """
    for line in lines:
        if line.level is None and line.code and (level := level_of_code(line.code, line.text)):
            line.level, line.why = level, "bentuk kode"
    if all(line.level is not None for line in lines):
        return
    for line in lines:
        if line.level is None and line.code and of_codes and (found := of_codes.get(text_key(line.code))):
            line.level, line.why = found, "sama dengan baris di buku"
        if line.level is None and known and (found := known.get(text_key(line.text))):
            line.level, line.why = found, "sama dengan baris di buku"
    _by_words(lines)
    _by_indent(lines)
    _by_sums(lines)


def _by_words(lines: list[BudgetLine]) -> None:
    """PROGRAM and URUSAN at the beginning; where programs stand in capitals, only such ones are programs."""
    programs = [line for line in lines if line.level is None and _PROGRAM.match(line.text)]
    capital = sum(is_capital(line.text) for line in programs) >= 2
    for line in lines:
        if line.level is not None:
            continue
        if _BIDANG.match(line.text):
            line.level, line.why = BIDANG, "kata URUSAN ... BIDANG"
        elif _URUSAN.match(line.text) or (is_capital(line.text) and re.search(r"\bURUSAN PEMERINTAHAN$", line.text)):
            line.level, line.why = URUSAN, "kata URUSAN"
        elif line in programs and (not capital or is_capital(line.text)):
            line.level, line.why = PROGRAM, "kata PROGRAM"
        elif re.match(r"sub\s*kegiatan\b", line.text, re.I):
            line.level, line.why = SUB, "kata SUB KEGIATAN"
        elif re.match(r"kegiatan\b", line.text, re.I):
            line.level, line.why = KEGIATAN, "kata KEGIATAN"


def _by_indent(lines: list[BudgetLine]) -> None:
    """Where programs are known and what stands beneath them is indented in steps, the step is the level."""
    anchors = {line.indent for line in lines if line.level == PROGRAM}
    rest = sorted({line.indent for line in lines if line.level is None})
    if len(anchors) != 1 or not rest or min(rest) <= min(anchors) or len(rest) > 2:
        return
    for line in lines:
        if line.level is None:
            line.level = (KEGIATAN, SUB)[rest.index(line.indent)]
            line.why = "indentasi"


def _by_sums(lines: list[BudgetLine]) -> None:
    """Kegiatan and sub kegiatan beneath a program, by whose amounts add up to whose."""
    anchors = [i for i, line in enumerate(lines) if line.level is not None and DEPTH[line.level] <= DEPTH[PROGRAM]]
    _bidang_above(lines, anchors)
    starts = [i for i, line in enumerate(lines) if line.level == PROGRAM]
    for start in starts:
        stop = next(
            (i for i in range(start + 1, len(lines)) if lines[i].level in (URUSAN, BIDANG, PROGRAM)), len(lines)
        )
        children = lines[start + 1 : stop]
        if any(child.level is None for child in children):
            told = [(child, child.level, child.why) for child in children if child.level is not None]
            _split(lines[start], children)
            for child, level, why in told:
                child.level, child.why = level, why


def _bidang_above(lines: list[BudgetLine], anchors: list[int]) -> None:
    """A line without a word of its own right before a program, whose pagu is that of the programs beneath it."""
    programs = {i for i in anchors if lines[i].level == PROGRAM}
    for i, line in enumerate(lines):
        if line.level is not None or i + 1 not in programs:
            continue
        total = _zero(line)
        for k in (k for k in sorted(programs) if k > i):
            total = _plus(total, lines[k].amounts)
            if is_number(line.amounts[0]) and line.amounts[0] and line.amounts[0] == total[0]:
                line.level, line.why = BIDANG, "jumlah program di bawahnya"
                break


def _zero(line: BudgetLine) -> tuple[float, ...]:
    return tuple(0 for _ in line.amounts)


def _plus(total: Sequence[float], amounts: Sequence[Any]) -> tuple[float, ...]:
    return tuple(t + (a if is_number(a) else 0) for t, a in zip(total, amounts, strict=True))


def _closes(amounts: Sequence[Any], total: Sequence[float]) -> int:
    """2: every amount that is there equals its total; 1: some do; 0: none, or there is none."""
    there = [a == t for a, t in zip(amounts, total, strict=True) if is_number(a)]
    return 0 if not any(there) else 2 if all(there) else 1


UNSURE = ("jumlahnya hanya menutup sebagian", "jumlahnya tidak menutup")
"""Reasons for a level that a person should look at."""
_COST = {2: 0.0, 1: 3.0}
_NEAR, _FAR, _ALONE = 5.0, 9.0, 7.0
_BOUND = 400


def _cost(amounts: Sequence[Any], sums: Sequence[float]) -> float:
    """What it costs to call a line the parent of those beneath it: nothing when all sums close."""
    closes = _closes(amounts, sums)
    if closes:
        return _COST[closes]
    off = [abs(a - t) / a for a, t in zip(amounts, sums, strict=True) if is_number(a) and a]
    return _FAR if not off or min(off) > 0.2 else _NEAR + 10 * min(off)


def _split(program: BudgetLine, children: list[BudgetLine]) -> None:
    """Cut a program's lines into kegiatan with their sub kegiatan so that as many sums as possible close."""
    n = len(children)
    total = _zero(program)
    for child in children:
        total = _plus(total, child.amounts)
    if any(total) and _closes(program.amounts, total) == 2:  # lines of two levels would give it twice
        _give(children, KEGIATAN, "jumlahnya sama dengan programnya")
        return
    if n > _BOUND:
        return
    best: list[tuple[float, int]] = [(0.0, 0)] * (n + 1)
    for i in range(n - 1, -1, -1):
        found = (best[i + 1][0] + _ALONE, i + 1)
        sums = _zero(program)
        for j in range(i + 1, n):
            sums = _plus(sums, children[j].amounts)
            own = _cost(children[i].amounts, sums)
            cost = own * (1 + (own > _NEAR) * 0.15 * (j - i)) + best[j + 1][0] + 0.001 * (j - i)
            if cost < found[0]:
                found = (cost, j + 1)
        best[i] = found
    i = 0
    while i < n:
        stop = best[i][1]
        sums = _zero(program)
        for child in children[i + 1 : stop]:
            sums = _plus(sums, child.amounts)
        closes = _closes(children[i].amounts, sums) if stop > i + 1 else 0
        word = {2: "jumlahnya menutup", 1: UNSURE[0], 0: UNSURE[1]}[closes]
        _give(children[i : i + 1], KEGIATAN, word)
        _give(children[i + 1 : stop], SUB, word)
        i = stop
    _promote(program, children)


def _promote(program: BudgetLine, children: list[BudgetLine]) -> None:
    """A program printed under a wrong name: a line without sub kegiatan that is the sum of the kegiatan after it.

    Only where the kegiatan before it are already the whole program.
    """
    heads = [k for k, child in enumerate(children) if child.level == KEGIATAN]
    before = _zero(program)
    for place, k in enumerate(heads):
        alone = k + 1 == len(children) or children[k + 1].level == KEGIATAN
        if place and alone and _closes(program.amounts, before) == 2:
            after = _zero(program)
            for other in heads[place + 1 :]:
                after = _plus(after, children[other].amounts)
            if _closes(children[k].amounts, after) == 2:
                children[k].level, children[k].why = PROGRAM, "jumlah kegiatan di bawahnya, bukan dari namanya"
                return
        before = _plus(before, children[k].amounts)


def _give(lines: list[BudgetLine], level: str, why: str) -> None:
    for line in lines:
        line.level, line.why = level, why
