"""Column names as people write them -> the columns of the contract (``aliases.toml``, and what the user confirmed)."""

import re
import tomllib
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from typing import Any

from ..records import dataclass
from ..rules.bacaan_angka import text_key
from .context import is_partial

IGNORED, PERSONAL, WITNESS = "abaikan", "orang", "saksi"
_MONEY = re.compile(r"\((?:dalam )?(?:rp|rupiah|%|juta|ribu|mil[iy]ar|000)[^)]*\)|\brp\b\.?|\((?:k|ket)\)")
GENERAL = {
    ("tbl_anggaran", "Pagu"), ("tbl_anggaran", "Realisasi"), ("tbl_pengukuran", "Realisasi"),
    ("tbl_pengukuran", "Indikator"), ("tbl_riwayat", "Indikator"),
}  # fmt: skip
"""Names that stand for a column which the rest of the source tells: whose pagu, of which quarter, of which code."""
YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_OF_THE_YEAR = ("tbl_anggaran", "tbl_pengukuran")
NEAR = 0.78
"""How alike a heading and a name must be for the name to be suggested; it is never taken unasked."""


@dataclass(frozen=True, slots=True)
class Match:
    """Which column a heading stands for. column: of the contract, or IGNORED, PERSONAL. rank: 0 is the surest."""

    column: str
    rank: int


def heading_key(text: str) -> str:
    """A heading without case, punctuation, currency and line breaks.

    >>> heading_key("PAGU ANGGARAN (P.APBD)"), heading_key("Realisasi s.d.\\n Triwulan II (Rp)")
    ('pagu anggaran p apbd', 'realisasi s d triwulan ii')
    """
    text = _MONEY.sub(" ", text_key(text).replace("%", " persen "))
    text = re.sub(r"[^\w ]+", " ", text)
    return " ".join(text.split())


@cache
def _raw() -> dict[str, dict[str, Any]]:
    text = files(__package__).joinpath("aliases.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def known_tables() -> tuple[str, ...]:
    """The tables whose columns have aliases."""
    return tuple(name for name in _raw() if name.startswith("tbl_"))


def label(table: str) -> str:
    """What a target table is called in a preview."""
    return str(_raw()["sebutan"][table])


def needs(table: str) -> tuple[tuple[str, ...], ...]:
    """What a head must name to be the head of a table: of each group one, any column whose name begins so."""
    return tuple(tuple(group) for group in _raw()["perlu"][table])


@cache
def _patterns(table: str) -> tuple[tuple[str, int, str, re.Pattern[str]], ...]:
    """``(column, rank, name, pattern)`` in the order of sureness."""
    found = []
    sections = [(column, names) for column, names in _raw().get(table, {}).items() if column != WITNESS]
    sections += list(_raw()["umum"].items())
    for column, names in sections:
        last = 1000 if column == IGNORED else 500 if column == PERSONAL else 0
        for rank, name in enumerate(names):
            pattern = re.escape(name).replace(r"\*", ".*").replace(r"\?", ".?")
            pattern = pattern.replace(r"\{tahun\}", r"(?P<tahun>(?:19|20)[0-9]{2})").replace(r"\ ", " ")
            own = [column, *([] if "{" in column else [heading_key(column)])]
            found.append((column, last + rank + (200 if "*" in name else 0), name, re.compile(pattern)))
            if rank == 0 and (table, column) not in GENERAL and "{" not in column and last == 0:
                found.append((column, -1, column, re.compile(re.escape(own[-1]))))
    return tuple(sorted(found, key=lambda one: one[1]))


def resolve(table: str, headings: tuple[str, ...], confirmed: dict[str, str] | None = None) -> Match | None:
    """The column that a heading of one or more lines stands for.

    Args:
        table: the target. headings: the parts of the heading from the top line down.
        confirmed: ``{heading_key: column}`` that the user has confirmed.

    Returns:
        The match, None when it is unknown.
    """
    keys = [heading_key(part) for part in headings]
    whole = " / ".join(part for part in keys if part)
    last = next((part for part in reversed(keys) if part), "")
    if not whole:
        return None
    for text in (whole, last):
        if confirmed and text in confirmed:
            return Match(confirmed[text], -2)
    if whole.endswith(" / persen") and witnesses(table, headings):
        return Match(IGNORED, 0)
    candidates = []
    named = [part for part in keys if part]
    outer = [f"{named[0]} / {last}"] if len(named) > 2 else []  # Realisasi / Semester I / TW I
    for place, text in enumerate(dict.fromkeys((whole, *outer, last))):
        for column, rank, _, pattern in _patterns(table):
            if found := pattern.fullmatch(text):
                year = found.groupdict().get("tahun")
                penalty = 50 if place and column not in (IGNORED, PERSONAL) else 0
                candidates.append(Match(column.replace("{tahun}", year or ""), rank + penalty))
                break
    best = min(candidates, key=lambda one: one.rank, default=None)
    if best is not None and table in _OF_THE_YEAR and best.column.startswith("Realisasi") and is_partial(whole):
        return None
    return best


def witnesses(table: str, headings: tuple[str, ...]) -> bool:
    """Whether a heading is that of a percentage that the amounts beside it can be tested by."""
    text = " / ".join(part for part in map(heading_key, headings) if part)
    names = _raw().get(table, {}).get(WITNESS, [])
    return text.removesuffix(" persen") in names or text == "persen" or bool(names) and text.endswith(" / persen")


def suggestion(table: str, headings: tuple[str, ...]) -> str | None:
    """The column whose name is most like an unknown heading, for the user to confirm."""
    text = " / ".join(part for part in map(heading_key, headings) if part)
    best, column = NEAR, None
    for one, _, name, _ in _patterns(table):
        if one in (IGNORED, PERSONAL) or "{" in one:
            continue
        likeness = SequenceMatcher(None, text, name.replace("*", "")).ratio()
        if likeness > best:
            best, column = likeness, one
    return column
