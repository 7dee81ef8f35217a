"""SIPD-RI, Penganggaran: Rekap 5, pagu by sub kegiatan, source of funds, rekening and package."""

import re
from collections.abc import Sequence

from ...invocation import answer
from ..context import context_of
from ..grouped import Groups, amount_under, one_unit
from ..model import SKIPPED, TAKEN, TITLE, TOTAL, Fate, Hints, SumCheck, Understood
from ..registry import Found, export


@export("sipd-rekap5", "SIPD Rekap 5", ("tbl_anggaran",), ("kode sub kegiatan", "kode rekening", "pagu"), order=20)
def read(founds: Sequence[Found], hints: Hints) -> list[Understood]:
    """Pagu by sub kegiatan; heading rows, which have no rekening, are left out."""
    results = []
    for found in founds:
        grid = found.grid
        result = Understood(
            "sipd-rekap5", "SIPD Rekap 5", "tbl_anggaran", grid.name, grid, only_new=("Tingkat", "Uraian")
        )
        result.fates += [Fate(row, TITLE) for row in range(found.body) if not grid.is_blank(row)]
        column = _column(found, hints, result)
        result.columns = {"KODE SUB KEGIATAN": "Kode", "NAMA SUB KEGIATAN": "Uraian", "PAGU": column}
        wanted, groups, counted = one_unit(found, hints, result), Groups(), 0.0
        for row in range(found.body, len(grid.rows)):
            if grid.is_blank(row):
                continue
            place = found.place("pagu")
            first = next((t for t in grid.texts(row) if t), "")
            if re.match(r"(grand )?total|jumlah", first, re.I):
                written = amount_under(found, row, place, "Pagu", result)
                if written is not None:
                    result.sums.append(SumCheck(column, written, counted, grid.where(row)))
                result.fates.append(Fate(row, TOTAL))
            elif not found.text(row, "kode rekening") or not found.text(row, "kode sub kegiatan"):
                result.fates.append(Fate(row, SKIPPED, "baris judul tanpa rekening"))
            elif row not in wanted:
                result.fates.append(Fate(row, SKIPPED, "SKPD lain"))
            elif (amount := amount_under(found, row, place, "Pagu", result)) is not None:
                counted += amount
                groups.add(found, row, column, amount)
                result.fates.append(Fate(row, TAKEN))
        result.rows = groups.taken()
        result.unused = ["kolom urusan, SKPD, sumber dana, rekening, paket (dijumlahkan per sub kegiatan)"]
        results.append(result)
    return results


def _column(found: Found, hints: Hints, result: Understood) -> str:
    if hints.document:
        return "Pagu Awal" if hints.document == "Awal" else "Pagu Perubahan"
    stages = {t for row in range(found.body, len(found.grid.rows)) if (t := found.text(row, "tahapan*"))}
    revised = context_of([*stages, *found.titles()]).revised
    column = "Pagu Perubahan" if revised else "Pagu Awal"
    said = f"tahapan {', '.join(sorted(stages))}" if stages else "berkas tidak menyebut tahapan"
    result.assumptions.append(f"PAGU dibaca sebagai {column} ({said}). Ubah dengan {answer(pagu='')}.")
    return column
