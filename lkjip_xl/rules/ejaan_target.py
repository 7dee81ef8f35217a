"""How a target that the book does not read is to be written, so that its formulas read it (TGT-03) and nothing is lost.

A remark beside a number stands in brackets: ``90 (*)``, ``85 (revisi)``; a tolerance is its interval. Nothing is read
here: who typed the cell is told what to type, and the repair writes it where no other meaning is possible.
"""

import re
from typing import NamedTuple

from ..expr.values import bulatkan
from .bacaan_angka import ANGKA, RAGU, clean_text, read_number
from .tertulis import numbers_of, understood

_NUMBER = r"-?[0-9]+(?:,[0-9]+)?"
_TOLERANCE = re.compile(rf"({_NUMBER}) ?(%?) ?(?:±|\+ ?/ ?-|\+-) ?([0-9]+(?:,[0-9]+)?) ?(%?)").fullmatch
_MARKED = re.compile(r"(.*?[0-9%]) ?([*†‡]+|[¹²³⁰⁴-⁹]+)\)?").fullmatch
_REMARKED = re.compile(rf"({_NUMBER} ?%?) ?[,;]? ([a-z][a-z .]+)", re.I).fullmatch
_RIVAL = re.compile(
    rf"[^(]*\(((?:(?:semula|sebelumnya|menjadi|direvisi|revisi|perubahan|awal|target) )*(?!(?:19|20)[0-9]{{2}}\b)"
    rf"{_NUMBER} ?%?)\)?", re.I,
).fullmatch  # fmt: skip


class Spelling(NamedTuple):
    """What to write instead of a target that is not read.

    Attributes:
        write: the text, which the book's formulas read. certain: it can mean nothing else. why: what is the matter,
            "" for words that could be a remark or a unit.
    """

    write: str
    certain: bool
    why: str


def _decimal(number: float) -> str:
    return f"{number:.15g}".replace(".", ",")


def spelled_out(text: str, unit: str | None) -> Spelling | None:
    """The spelling that the book reads of a target with a tolerance, a footnote's mark or a remark; None for others.

    Args:
        text: the cell. unit: unit of the indicator, None when unknown.

    >>> spelled_out("2,5 ± 1", "%").write, spelled_out("90 *)", "%").write, spelled_out("85 revisi", "%").write
    ('1,5 s.d. 3,5', '90 (*)', '85 (revisi)')
    >>> spelled_out("60-85*", "%"), spelled_out("88 %", "%"), spelled_out("belum", "%")
    (None, None, None)
    """
    tidy = clean_text(text)
    return _interval(tidy, unit) or _marked(tidy, unit) or _remarked(tidy, unit)


def _interval(text: str, unit: str | None) -> Spelling | None:
    found = _TOLERANCE(text)
    if found is None:
        return None
    middle, width = (float(found[n].replace(",", ".")) for n in (1, 3))
    ends = [_decimal(bulatkan(middle + sign * width, 10)) for sign in (-1, 1)]
    # Five percent of 100 orang are five of them, of 100 % they are points.
    relative = found[4] == "%" and clean_text(unit or "%") != "%"
    return Spelling(" s.d. ".join(ends), not relative, "adalah angka dengan toleransinya")


def _marked(text: str, unit: str | None) -> Spelling | None:
    found = _MARKED(text)
    if found is None:
        return None
    written = found[1]
    reading = read_number(written, satuan=unit)
    if reading.jenis == ANGKA:
        written = _decimal(reading.nilai)
    write = f"{written} ({found[2]})"
    if not understood(written) or numbers_of(write) != numbers_of(written):
        return None
    return Spelling(write, True, "disertai tanda catatan")


def _remarked(text: str, unit: str | None) -> Spelling | None:
    found = _REMARKED(text)
    if found is None or read_number(text, satuan=unit).jenis != RAGU:
        return None
    write = f"{found[1]} ({found[2].strip()})"
    return Spelling(write, False, "") if understood(write) else None


def rival_number(text: str) -> str | None:
    """What stands in brackets behind a target, where it is another number that could be meant; None otherwise.

    >>> rival_number("80 (menjadi 85)"), rival_number("85 (revisi)"), rival_number("85 (PK Perubahan 2025)")
    ('menjadi 85', None, None)
    """
    found = _RIVAL(clean_text(text))
    return found[1] if found else None
