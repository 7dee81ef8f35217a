"""How a target that the book does not read is to be written, so that its formulas read it (TGT-03) and nothing is lost.

A remark beside a number stands in brackets: ``90 (*)``, ``85 (revisi)``; a tolerance is its interval; a decimal dot
inside of a bound, an interval or a ratio is a comma. Nothing is read here: who typed the cell is told what to type, and
the repair writes it where no other meaning is possible.
"""

import re
from typing import NamedTuple

from ..expr.values import bulatkan
from .bacaan_angka import ANGKA, RAGU, clean_text, read_number, text_key
from .tertulis import numbers_of, understood

_NUMBER = r"-?[0-9]+(?:,[0-9]+)?"
_BOUND = r"(?:[<>]=?|[≥≤])"
_DOTTED = re.compile(r"[0-9]+(?:\.[0-9]+)+(?:,[0-9]+)?")
_TOLERANCE = re.compile(rf"({_NUMBER}) ?(%?) ?(?:±|\+ ?/ ?-|\+-) ?([0-9]+(?:,[0-9]+)?) ?(%?)").fullmatch
_MARKED = re.compile(r"(.*?[0-9%]) ?([*†‡]+|[¹²³⁰⁴-⁹]+)\)?").fullmatch
_REMARKED = re.compile(rf"((?:{_BOUND} ?)?{_NUMBER} ?%?)[,;]? ([a-z][a-z .]+)", re.I).fullmatch
_LED = re.compile(r"([a-z][a-z /]*?) ?[:=]? ?((?:[<>≥≤]|min|maks|-?[0-9]).*)", re.I).fullmatch
_RIVAL = re.compile(
    rf"[^(]*\(((?:(?:semula|sebelumnya|menjadi|direvisi|revisi|perubahan|awal|target) )*(?!(?:19|20)[0-9]{{2}}\b)"
    rf"{_NUMBER} ?%?)\)?", re.I,
).fullmatch  # fmt: skip


class Spelling(NamedTuple):
    """What to write instead of a target that is not read.

    Attributes:
        write: the text, which the book's formulas read. certain: it can mean nothing else. advice: what to say.
    """

    write: str
    certain: bool
    advice: str


def _decimal(number: float) -> str:
    return f"{number:.15g}".replace(".", ",")


def spelled_out(text: str, unit: str | None) -> Spelling | None:
    """The spelling that the book reads of a target with a tolerance, a footnote's mark, a remark or decimal dots.

    Args:
        text: the cell. unit: unit of the indicator, None when unknown.

    Returns:
        What to write; None for a text of another kind.

    >>> spelled_out("2,5 ± 1", "%").write, spelled_out("90 *)", "%").write, spelled_out("85 revisi", "%").write
    ('1,5 s.d. 3,5', '90 (*)', '85 (revisi)')
    >>> spelled_out("93.8-93.8", "Indeks").write, spelled_out("Skor > 75 (tinggi)", "Skor").write
    ('93,8-93,8', '> 75 (tinggi)')
    >>> spelled_out("60-85*", "%"), spelled_out("88 %", "%"), spelled_out("belum", "%")
    (None, None, None)
    """
    tidy = clean_text(text)
    plain = _with_commas(tidy, unit)
    if plain is None:
        return None
    found = (
        _pair(plain) or _interval(plain, unit) or _marked(plain, unit) or _led(plain, unit) or _remarked(plain, unit)
    )
    if found is None and plain != tidy and understood(plain):
        found = Spelling(plain, True, f'"{tidy}" memakai titik. Tulis {plain}.')
    return found


def _with_commas(text: str, unit: str | None) -> str | None:
    """The text with the numbers that have dots as the book writes them; None where one could be read in two ways."""
    certain = True

    def written(found: re.Match[str]) -> str:
        nonlocal certain
        reading = read_number(found[0], satuan=unit)
        certain = certain and reading.jenis == ANGKA
        return _decimal(reading.nilai) if reading.jenis == ANGKA else found[0]

    plain = _DOTTED.sub(written, text)
    return plain if certain else None


def _pair(text: str) -> Spelling | None:
    """A ratio of two equal sides, as programs export a single number."""
    found = re.fullmatch(rf"({_NUMBER}) ?: ?\1", text)
    return Spelling(found[1], True, f'"{text}" adalah satu angka. Tulis {found[1]}.') if found else None


def _interval(text: str, unit: str | None) -> Spelling | None:
    found = _TOLERANCE(text)
    if found is None:
        return None
    middle, width = (float(found[n].replace(",", ".")) for n in (1, 3))
    write = " s.d. ".join(_decimal(bulatkan(middle + sign * width, 10)) for sign in (-1, 1))
    # Five percent of 100 orang are five of them, of 100 % they are points.
    relative = found[4] == "%" and clean_text(unit or "%") != "%"
    when = " bila toleransinya dalam satuan indikator, atau tulis kedua batasnya" if relative else ""
    return Spelling(write, not relative, f'"{text}" adalah angka dengan toleransinya. Tulis {write}{when}.')


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
    return Spelling(write, True, f'"{text}" disertai tanda catatan. Tulis {write}.')


def _led(text: str, unit: str | None) -> Spelling | None:
    """The unit itself before a bound, an interval or a number with a remark."""
    found = _LED(text)
    if found is None or not unit or text_key(found[1]) != text_key(unit) or not understood(found[2]):
        return None
    return Spelling(found[2], True, f'"{text}" diawali satuannya. Tulis {found[2]}.')


def _remarked(text: str, unit: str | None) -> Spelling | None:
    found = _REMARKED(text)
    reading = read_number(text, satuan=unit)
    if found is None or reading.jenis != RAGU:
        return None
    write = f"{found[1]} ({found[2].strip()})"
    told = f'"{text}" diikuti kata tanpa kurung.' if re.match(_BOUND, text) else reading.pesan
    return Spelling(write, False, f"{told} Bila itu catatan, tulis {write}.") if understood(write) else None


def rival_number(text: str) -> str | None:
    """What stands in brackets behind a target, where it is another number that could be meant; None otherwise.

    >>> rival_number("80 (menjadi 85)"), rival_number("85 (revisi)"), rival_number("85 (PK Perubahan 2025)")
    ('menjadi 85', None, None)
    """
    found = _RIVAL(clean_text(text))
    return found[1] if found else None
