"""Checks on the codes by which the programs of the PK point to their rows in Anggaran, with the codes proposed.

What is wrong in the same way is one finding: a PK whose codes are of another generation is told once, with the right
code of every program whose name says which it is.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..compute.book import Cells
from ..compute.key import blank, key
from ..suggestion import alikeness
from .finding import INFO, PERIKSA, SALAH, Finding
from .fixes import OFFERED, CellEdit, fix
from .konsistensi import ANGGARAN, PK_PROGRAM, address_of, berulang, names_in
from .persamaan import spaced_keys
from .registry import Context, check, shown

_ALIKE = 0.9
"""From here on two names of programs are likely one, so that a code is proposed; it is written only by hand."""
_TOGETHER = 3
"""So many programs with the same fault are one finding."""
PLACEHOLDER = re.compile(r"(?i)(?:^|\.)x+(?:\.|$)").search
"""A code that still holds X in place of the figures of the office."""


def budget_rows(context: Context) -> tuple[Any, Any, dict[str, int]]:
    """``(rows, shape, {code: index of the first row})`` of Anggaran."""
    found: tuple[Any, Any, dict[str, int]] = context.remembered("baris anggaran", _budget_rows)
    return found


def _budget_rows(context: Context) -> tuple[Any, Any, dict[str, int]]:
    place = {code: all_rows[0] for code, all_rows in context.world.amounts.by_code.items()}
    return context.world.rows(ANGGARAN), context.world.budget.shape, place


def program_name(text: Any) -> str:
    """A program's name without the word Program, case, spaces and signs."""
    return re.sub(r"[\W_]", "", re.sub(r"^program\b", "", key(text)))


class Wrong(NamedTuple):
    """A code of a program of the PK that points nowhere.

    Attributes:
        rows: its rows in tbl_pk_program. written: the code, "" when blank. proposed: Anggaran's code, or None.
        certain: the names are equal in all but case and spaces, and one program only has that name.
    """

    rows: list[Cells]
    written: str
    proposed: str | None
    certain: bool


def _wrong(context: Context) -> list[Wrong]:
    found: list[Wrong] = context.remembered("kode program", _find_wrong)
    return found


def _find_wrong(context: Context) -> list[Wrong]:
    rows, shape, place = budget_rows(context)
    if not place:
        return []
    programs = [
        (str(row["Kode"]), row["Uraian"]) for i, row in enumerate(rows) if shape.level[i] == 3 and key(row["Kode"])
    ]
    groups: dict[tuple[str, str], list[Cells]] = {}
    for row in context.rows(PK_PROGRAM):
        code = key(row["Kode"])
        if code not in place and code not in spaced_keys(context):
            groups.setdefault((code, program_name(row["Program"])), []).append(row)
    return [
        Wrong(same, "" if blank(same[0]["Kode"]) else str(same[0]["Kode"]), *_proposal(same[0]["Program"], programs))
        for same in groups.values()
    ]


def _proposal(name: Any, programs: list[tuple[str, Any]]) -> tuple[str | None, bool]:
    """``(code of the program of that name or None, whether it is certain)``."""
    wanted = program_name(name)
    if not wanted:
        return None, False
    same = [code for code, other in programs if _words(other) == _words(name)]
    if len(set(same)) == 1:
        return same[0], True
    alike = [code for code, other in programs if program_name(other) == wanted] or [
        code for code, other in programs
        if alikeness(program_name(other), wanted) >= _ALIKE
    ]  # fmt: skip
    return (alike[0], False) if len(set(alike)) == 1 else (None, False)


def _words(name: Any) -> str:
    """A name without case and spaces."""
    return key(name).replace(" ", "")


@check("KON-11", SALAH, "Kode program PK menunjuk baris program di Anggaran", "Ketentuan buku ini")
def program_code(context: Context) -> Iterator[Finding]:
    rows, shape, place = budget_rows(context)
    uncoded = {
        program_name(row["Uraian"]): row for i, row in enumerate(rows)
        if shape.level[i] == 3 and (blank(row["Kode"]) or PLACEHOLDER(str(row["Kode"])))
    }  # fmt: skip
    uncoded.pop("", None)
    missing = [one for one in _wrong(context) if one.written]
    beneath = [one for one in missing if program_name(one.rows[0]["Program"]) in uncoded]
    for one in beneath:
        at = address_of(context, ANGGARAN, uncoded[program_name(one.rows[0]["Program"])], "Kode")
        yield context.temuan(
            PK_PROGRAM, one.rows[0], "Kode",
            uraian=f"Kode program {one.written} tidak ada di Anggaran{berulang(one.rows)}; baris programnya belum "
            f"berkode ({at}).",
            perbaikan="Isi kodenya pada baris program itu di lembar Anggaran.", tertulis=one.written, berat=PERIKSA,
        )  # fmt: skip
    yield from _unknown(context, [one for one in missing if one not in beneath])
    yield from _blank(context, [one for one in _wrong(context) if not one.written])
    for row in context.rows(PK_PROGRAM) if place else ():
        at_row = place.get(key(row["Kode"]))
        if key(row["Kode"]) and at_row is not None and key(rows[at_row]["Tingkat"]) != "program":
            yield context.temuan(
                PK_PROGRAM, row, "Kode",
                uraian=f"Kode {row['Kode']} di Anggaran adalah {rows[at_row]['Tingkat']}, bukan Program.",
                perbaikan="Isi dengan kode baris programnya.", tertulis=row["Kode"], berat=PERIKSA,
            )  # fmt: skip


def _unknown(context: Context, wrong: list[Wrong]) -> Iterator[Finding]:
    if len(wrong) < _TOGETHER:
        for one in wrong:
            yield context.temuan(
                PK_PROGRAM, one.rows[0], "Kode",
                uraian=f"Kode program {one.written} tidak ada di Anggaran{berulang(one.rows)}.",
                perbaikan=f"Menurut namanya kodenya {one.proposed}; betulkan{_by_command([one])}." if one.proposed
                else "Betulkan kodenya menurut lembar Anggaran.", tertulis=one.written, seharusnya=one.proposed,
            )  # fmt: skip
        return
    yield context.temuan(
        PK_PROGRAM, wrong[0].rows[0], "Kode",
        uraian=f"{len(wrong)} kode program PK ({sum(len(one.rows) for one in wrong)} baris) tidak ada di Anggaran: "
        f"{names_in(dict.fromkeys(one.written for one in wrong), 5)}.",
        perbaikan=_advice(wrong, "Betulkan kodenya menurut lembar Anggaran."), tertulis=wrong[0].written,
        seharusnya=wrong[0].proposed,
    )  # fmt: skip


def _blank(context: Context, wrong: list[Wrong]) -> Iterator[Finding]:
    if wrong:
        names = names_in((f"'{shown(one.rows[0]['Program'])}'" for one in wrong), 3)
        yield context.temuan(
            PK_PROGRAM, wrong[0].rows[0], "Kode",
            uraian=f"Program {names} tidak berkode, sehingga anggarannya tidak dapat dicocokkan.",
            perbaikan=_advice(wrong, "Isi dengan kode baris programnya di Anggaran."), seharusnya=wrong[0].proposed,
            berat=INFO,
        )  # fmt: skip


def _advice(wrong: list[Wrong], otherwise: str) -> str:
    """The right code of each program that its name tells."""
    known = [one for one in wrong if one.proposed]
    if not known:
        return otherwise
    pairs = names_in((f"{one.written or shown(one.rows[0]['Program'])} menjadi {one.proposed}" for one in known), 25)
    rest = f" Selebihnya ({len(wrong) - len(known)}): {otherwise}" if len(known) < len(wrong) else ""
    return f"Menurut nama programnya: {pairs}{_by_command(known)}.{rest}"


def _by_command(wrong: list[Wrong]) -> str:
    return f"; {OFFERED}" if all(one.certain for one in wrong) else ""


@fix("KON-11")
def right_code(context: Context, finding: Finding) -> Iterator[CellEdit]:
    """The code of the program of the same name, where the name differs in case and spaces only."""
    for one in _wrong(context):
        if one.certain and bool(one.written) == bool(finding.tertulis):
            for row in one.rows:
                yield CellEdit(PK_PROGRAM, row["#nomor"], "Kode", one.proposed)
