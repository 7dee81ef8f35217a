"""BACA-18: codes of indicators with another mark than a semicolon between them, which formulas read as one code."""

import re
from collections.abc import Iterator
from typing import Any

from ..compute.key import key
from ..rules.struktur_anggaran import kode_indikator
from .finding import SALAH, Finding
from .fixes import CellEdit, fix
from .registry import Context, check

_BETWEEN_CODES = re.compile(r"[\s,/&+|]+(?:dan[\s,/&+|]+)?").split


@check("BACA-18", SALAH, "Beberapa kode indikator di Anggaran dipisahkan dengan titik koma", "Ketentuan buku ini")
def codes_run_together(context: Context) -> Iterator[Finding]:
    for row in context.rows("tbl_anggaran") if context.renstra else ():
        wrong = run_together(context, row["Indikator"])
        if not wrong:
            continue
        written = separated(context, row["Indikator"])
        unknown = [code for code in written.split("; ") if key(code) not in context.renstra]
        yield context.temuan(
            "tbl_anggaran", row, "Indikator",
            uraian=f"Indikator tertulis '{row['Indikator']}', yang dibaca sebagai satu kode dan tidak ada di Renstra; "
            "uang baris ini tidak mendukung satu pun di antaranya.",
            perbaikan=f"Pisahkan dengan titik koma: {written}."
            + (f" Yang tidak ada di Renstra: {', '.join(unknown)}." if unknown else ""),
            tertulis=row["Indikator"], seharusnya=None if unknown else written,
        )  # fmt: skip


def run_together(context: Context, text: Any) -> list[str]:
    """The parts of a cell between semicolons that are no code but hold several, one of Renstra's at least."""
    return [part for part in str(text or "").split(";") if len(_codes_within(context, part)) > 1]


def separated(context: Context, text: Any) -> str:
    """The cell with every code that it names between semicolons."""
    parts = (_codes_within(context, part) or kode_indikator(part) for part in str(text).split(";"))
    return "; ".join(dict.fromkeys(code for codes in parts for code in codes))


def _codes_within(context: Context, part: str) -> list[str]:
    """The codes that stand in one part with another mark than a semicolon between them; [] where it is one code."""
    if "".join(kode_indikator(part)).casefold() in context.renstra:
        return []
    codes = [code for code in _BETWEEN_CODES(part) if code]
    known = [code for code in codes if key(code) in context.renstra]
    return codes if len(codes) > 1 and known else []


@fix("BACA-18")
def semicolons(context: Context, finding: Finding) -> Iterator[CellEdit]:
    if finding.seharusnya is not None:
        yield CellEdit(*finding.place, finding.seharusnya)
