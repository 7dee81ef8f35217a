"""E.81 (evaluasi hasil Renja) as offices fill it: a head of three lines, K, % and Rp for each quarter, no codes.

The quarters are each their own money ("13 = 9 + 10 + 11 + 12"); a parent that adds its children twice is said.
"""

import re
from collections.abc import Sequence

from ...expr.values import is_number
from ...rules.terbilang import rupiah
from ..aliases import heading_key
from ..budget import finish_budget, lines_of_places
from ..levels import give_levels
from ..model import HEAD, NUMBERING, TITLE, Fate, Hints, Understood
from ..registry import Found, export

_QUARTER = re.compile(r"realisasi kinerja pada triwulan / (i{1,3}|iv)(?: / .*)?")
_TEXT = "urusan bidang urusan pemerintahan daerah dan program kegiatan*"
_PAGU = "target kinerja dan anggaran renja*"
_YEAR = "realisasi capaian kinerja dan anggaran renja*"


@export(
    "e81",
    "E.81 Evaluasi Renja",
    ("tbl_anggaran",),
    (_TEXT, _PAGU, "realisasi kinerja pada triwulan*"),
    lines=2,
    order=10,
)
def read(founds: Sequence[Found], hints: Hints) -> list[Understood]:
    """Pagu of the year and the money of each quarter, per sub kegiatan, with levels from words and sums."""
    return [_read_one(found, hints) for found in founds]


def _read_one(found: Found, hints: Hints) -> Understood:
    grid = found.grid
    result = Understood("e81", "E.81 Evaluasi Renja", "tbl_anggaran", grid.name, grid, per_quarter=True)
    units = next(
        (row for row in range(found.body, min(found.body + 4, len(grid.rows)))
         if sum(heading_key(t) in ("rp", "") and bool(t) for t in grid.texts(row)) >= 4), -1,
    )  # fmt: skip
    result.fates += [Fate(row, TITLE) for row in range(found.top) if not grid.is_blank(row)]
    result.fates += [Fate(row, HEAD) for row in range(found.top, found.body)]
    if units < 0:
        result.doubt(
            grid.where(found.top), "baris K dan Rp di bawah kepala tabel tidak ditemukan; tidak ada yang dibawa"
        )
        return result
    result.fates += [Fate(row, NUMBERING) for row in range(found.body, units) if not grid.is_blank(row)]
    result.fates.append(Fate(units, HEAD))
    document = "Pagu Perubahan" if (hints.document or "Awal") != "Awal" else "Pagu Awal"
    money = _money_places(found, units, document)
    year = money.pop("setahun", -1)
    result.columns = {
        "Target dan Anggaran Renja, Rp": document,
        **{f"Triwulan {k[-1]}, Rp": k for k in money if "TW" in k},
    }
    result.assumptions.append(f"Anggaran Renja tahun berjalan dibaca sebagai {document}. Ubah dengan --pagu.")
    result.assumptions.append(
        "Realisasi tiap triwulan dibaca sebagai uang triwulan itu sendiri (13 = 9 + 10 + 11 + 12)."
    )
    text = found.place(_TEXT)
    body = [row for row in range(units + 1, len(grid.rows)) if not grid.is_blank(row)]
    lines = lines_of_places(grid, body, [text], money, result)
    give_levels([line.budget for line in lines], hints.levels)
    finish_budget(result, lines, list(money))
    _year_cell(result, lines, money, year)
    result.unused = ["K (kinerja)", "%", "Target dan realisasi Renstra", "Indikator", "Satuan"]
    result.quarter = 4
    return result


def _money_places(found: Found, units: int, document: str) -> dict[str, int]:
    """Places of the Rp columns by column of the contract; each group of the head has its own Rp."""
    grid, group, places = found.grid, "", dict[str, int]()
    width = max(len(grid.rows[row]) for row in range(found.top, units + 1))
    quarter = ""
    for place in range(width):
        first, second = (heading_key(grid.text(found.top + k, place)) for k in (0, 1))
        if first:
            group, quarter = first, ""
        if second and re.fullmatch("i{1,3}|iv", second):
            quarter = second
        if not re.fullmatch(r"rp\.?", grid.text(units, place).strip(), re.I):
            continue
        if group.startswith("realisasi kinerja pada triwulan") and quarter:
            places.setdefault(f"Realisasi TW{('i', 'ii', 'iii', 'iv').index(quarter) + 1}", place)
        elif group.startswith(_PAGU.rstrip("*")):
            places.setdefault(document, place)
        elif group.startswith(_YEAR.rstrip("*")):
            places.setdefault("setahun", place)
    return {document: places.pop(document), **places} if document in places else places


def _year_cell(result: Understood, lines: Sequence[object], money: dict[str, int], year: int) -> None:
    """The year's own cell against its quarters, row by row."""
    if year < 0:
        return
    for line in lines:
        row, amounts = line.row, line.amounts  # type: ignore[attr-defined]
        cells = result.grid.rows[row]
        raw = cells[year] if year < len(cells) else None
        written = float(raw) if isinstance(raw, str) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", raw) else raw
        counted = sum(amounts[n] for n in money if "TW" in n and is_number(amounts.get(n)))
        if is_number(written) and written != counted:
            result.doubt(
                result.grid.where(row, year),
                f"realisasi setahun tertulis {rupiah(written)}, jumlah empat triwulannya {rupiah(counted)}; "
                "yang dipakai triwulannya",
                "Periksa",
            )
