"""What is odd about a budget table besides its amounts: headings left out, codes written oddly or twice."""

from collections.abc import Sequence

from ..invocation import answer
from .aliases import suggestion
from .context import context_of, is_partial, quarter_in
from .heads import Section
from .model import PERIKSA, Hints, Understood

SPACED = "spasi di dalam kode dibuang"
"""The note of a row whose code was written with spaces."""


def remark_unknown(section: Section, hints: Hints, result: Understood) -> None:
    """What was not taken of a head, and the answer that takes it."""
    for place in section.unknown:
        heading = section.heading(place)
        near = suggestion("tbl_anggaran", section.headings[place])
        why = "tidak dikenal"
        if is_partial(heading):
            near = f"Realisasi TW{hints.quarter or context_of(section.titles).quarter or hints.running_quarter or 4}"
            why = "memuat uang sebagian masa, bukan s.d. akhir triwulan,"
        elif near is None and (quarter := quarter_in(heading)):
            near = f"Realisasi TW{quarter}"
        advice = f" Bila yang dimaksud {near}: {answer(kolom=f'{heading}={near}')}." if near else ""
        result.doubt(
            section.grid.where(section.top, place), f"kolom {heading!r} {why} dan tidak dibawa.{advice}", PERIKSA
        )


def say_spaced(result: Understood) -> None:
    """That spaces were taken out of codes; with them a row would be another one than the book's."""
    spaced = [row for row in result.rows if SPACED in row.notes]
    if spaced:
        result.assumptions.append(
            f"Spasi di dalam kode dibuang ({len(spaced)} baris), misalnya menjadi {spaced[0].values['Kode']}."
        )


def doubt_doubles(result: Understood, lines: Sequence[tuple[str, int]]) -> None:
    """A code that a source writes twice: the book tells its rows by their codes.

    Args:
        lines: code and row of the grid of each line.
    """
    rows: dict[str, list[int]] = {}
    for code, row in lines:
        if code:
            rows.setdefault(code, []).append(row)
    doubles = {code: own for code, own in rows.items() if len(own) > 1}
    if doubles:
        code, own = next(iter(doubles.items()))
        places = " dan ".join(str(result.grid.numbers[row]) for row in own[:3])
        more = f"; begitu pula {len(doubles) - 1} kode lain" if len(doubles) > 1 else ""
        result.doubt(
            result.grid.where(own[1]),
            f"kode {code} tertulis lebih dari sekali (baris {places}){more}; tiap baris dibawa sendiri. Betulkan "
            "kodenya bila keliru, atau isi kolom Unit di Anggaran bila barisnya milik unit yang berbeda.", PERIKSA,
        )  # fmt: skip
