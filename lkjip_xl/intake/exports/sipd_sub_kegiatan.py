"""SIPD-RI: Laporan Realisasi per Sub Kegiatan, one sub kegiatan and its rekening (retyped)."""

import re
from collections.abc import Sequence

from ..context import context_of
from ..grouped import amount_under
from ..model import SKIPPED, TAKEN, TITLE, Fate, Hints, SumCheck, TakenRow, Understood
from ..registry import Found, export

_ABOVE = re.compile(r"(program|sub kegiatan|kegiatan)\s*:\s*([0-9X.]+)\s*-\s*(.+)", re.I)
_LEVELS = {"program": "Program", "kegiatan": "Kegiatan", "sub kegiatan": "Sub Kegiatan"}


@export(
    "sipd-sub-kegiatan", "SIPD Realisasi per Sub Kegiatan", ("tbl_anggaran",),
    ("kode rekening", "pagu", "realisasi up gu", "realisasi ls", "sisa pagu"), order=30,
)  # fmt: skip
def read(founds: Sequence[Found], hints: Hints) -> list[Understood]:
    """Pagu and realisasi of the sub kegiatan that the title lines name: the sum of its rekening."""
    results = []
    for found in founds:
        grid = found.grid
        result = Understood(
            "sipd-sub-kegiatan", "SIPD Realisasi per Sub Kegiatan", "tbl_anggaran", grid.name, grid,
            only_new=("Tingkat", "Uraian"),
        )  # fmt: skip
        result.fates += [Fate(row, TITLE) for row in range(found.body) if not grid.is_blank(row)]
        titles = found.titles()
        context = context_of(titles)
        quarter = hints.quarter or context.quarter or ((context.month or 0) + 2) // 3 or hints.running_quarter or 4
        document = "Pagu Perubahan" if (hints.document or "Awal") != "Awal" or context.revised else "Pagu Awal"
        result.quarter = quarter
        result.assumptions.append(f"Realisasi dibaca s.d. triwulan {quarter}, pagu sebagai {document}.")
        result.columns = {"PAGU": document, "REALISASI KKPD + UP/GU + TU + LS": f"Realisasi TW{quarter}"}
        pagu: float = 0
        paid: float = 0
        source_rows: list[int] = []
        for row in range(found.body, len(grid.rows)):
            if grid.is_blank(row):
                continue
            if not found.text(row, "kode rekening"):
                result.fates.append(Fate(row, SKIPPED, "tanpa kode rekening"))
                continue
            own = amount_under(found, row, found.place("pagu"), "Pagu", result) or 0
            parts = [found.place(f"realisasi {kind}") for kind in ("kkpd", "up gu", "tu", "ls")]
            spent = sum(amount_under(found, row, place, "Realisasi", result) or 0 for place in parts if place >= 0)
            left = amount_under(found, row, found.place("sisa pagu"), "Sisa Pagu", result)
            if left is not None:
                result.sums.append(SumCheck("Sisa Pagu", left, own - spent, grid.where(row)))
            pagu, paid = pagu + own, paid + spent
            source_rows.append(row)
            result.fates.append(Fate(row, TAKEN))
        result.rows = _rows(titles, result, {document: pagu, f"Realisasi TW{quarter}": paid}, source_rows)
        results.append(result)
    return results


def _rows(titles: list[str], result: Understood, amounts: dict[str, float], source_rows: list[int]) -> list[TakenRow]:
    rows = []
    for title in reversed(titles):
        if found := _ABOVE.match(title):
            level = _LEVELS[" ".join(found[1].casefold().split())]
            values = {"Kode": found[2], "Tingkat": level, "Uraian": found[3].strip()}
            rows.append(TakenRow(values, result.source, (), level))
    if not rows or rows[-1].level != "Sub Kegiatan":
        result.doubt(result.source, "baris judul SUB KEGIATAN dengan kodenya tidak ditemukan; tidak ada yang dibawa")
        return []
    rows[-1].values.update(amounts)
    rows[-1].source_rows = tuple(source_rows)
    return rows
