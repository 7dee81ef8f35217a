"""E.81 (evaluasi hasil Renja) as offices fill it: a head of three lines, K, % and Rp for each quarter, no codes.

The quarters are each their own money ("13 = 9 + 10 + 11 + 12"); a parent that adds its children twice is said. What was
reached before this year goes to the module Evaluasi Renja, by the wording of the indicator; percentages that the form
adds over the years are said.
"""

import re
from collections.abc import Sequence

from ...expr.values import is_number
from ...invocation import answer
from ...rules.bacaan_angka import text_key
from ...rules.terbilang import rupiah
from ..aliases import heading_key
from ..budget import finish_budget, lines_of_places
from ..levels import give_levels
from ..model import HEAD, NUMBERING, PERIKSA, SKIPPED, TITLE, Fate, Hints, TakenRow, Understood
from ..registry import Found, export

_QUARTER = re.compile(r"realisasi kinerja pada triwulan / (i{1,3}|iv)(?: / .*)?")
_TEXT = "urusan bidang urusan pemerintahan daerah dan program kegiatan*"
_PAGU = "target kinerja dan anggaran renja*"
_YEAR = "realisasi capaian kinerja dan anggaran renja*"
_BEFORE, _TO_DATE = "realisasi capaian kinerja renstra", "realisasi kinerja dan anggaran renstra"
_LEVEL, _INDICATOR = "tingkat capaian", "indikator kinerja*"


@export(
    "e81",
    "E.81 Evaluasi Renja",
    ("tbl_anggaran", "tbl_renja"),
    (_TEXT, _PAGU, "realisasi kinerja pada triwulan*"),
    lines=2,
    order=10,
)
def read(founds: Sequence[Found], hints: Hints) -> list[Understood]:
    """Pagu of the year and the money of each quarter, per sub kegiatan, with levels from words and sums; and what was
    reached before the year, per indicator."""
    results: list[Understood] = []
    for found in founds:
        if hints.table != "tbl_renja":
            results.append(_read_one(found, hints))
        before = _read_before(found, hints)
        if before is not None and hints.table != "tbl_anggaran":
            results.append(before)
    return results


def _read_one(found: Found, hints: Hints) -> Understood:
    grid = found.grid
    result = Understood("e81", "E.81 Evaluasi Renja", "tbl_anggaran", grid.name, grid, per_quarter=True)
    units = _units_row(found)
    result.fates += [Fate(row, TITLE) for row in range(found.top) if not grid.is_blank(row)]
    result.fates += [Fate(row, HEAD) for row in range(found.top, found.body)]
    if units < 0:
        result.doubt(
            grid.where(found.top), "baris K dan Rp di bawah kepala tabel tidak ditemukan; tidak ada yang dibawa"
        )
        result.fates += [Fate(row, SKIPPED) for row in range(found.body, len(grid.rows)) if not grid.is_blank(row)]
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
    result.assumptions.append(
        f"Anggaran Renja tahun berjalan dibaca sebagai {document}. Ubah dengan {answer(pagu='')}."
    )
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


def _units_row(found: Found) -> int:
    """The row of K and Rp beneath the head, -1 without one."""
    grid = found.grid
    return next(
        (row for row in range(found.body, min(found.body + 4, len(grid.rows)))
         if sum(heading_key(t) in ("rp", "") and bool(t) for t in grid.texts(row)) >= 4), -1,
    )  # fmt: skip


def _group_places(found: Found, units: int) -> dict[tuple[str, str], int]:
    """``{(group of the head, K or Rp): column}``, of each group the first."""
    grid, group = found.grid, ""
    places: dict[tuple[str, str], int] = {}
    for place in range(max(len(grid.rows[row]) for row in range(found.top, units + 1))):
        group = heading_key(grid.text(found.top, place)) or group
        unit = grid.text(units, place).strip().rstrip(".").casefold()
        if unit in ("k", "rp"):
            places.setdefault((group, unit), place)
    return places


def _number(cell: object) -> float | None:
    raw = cell.strip() if isinstance(cell, str) else cell
    if isinstance(raw, str) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", raw):
        raw = float(raw)
    return raw if is_number(raw) else None


def _read_before(found: Found, hints: Hints) -> Understood | None:
    """What was reached before the year, for the module; None where the form has no such columns."""
    grid, units = found.grid, _units_row(found)
    if units < 0:
        return None
    places = _group_places(found, units)
    of = {
        name: {unit: place for (group, unit), place in places.items() if group.startswith(word)}
        for name, word in (("before", _BEFORE), ("year", _YEAR.rstrip("*")), ("to date", _TO_DATE), ("level", _LEVEL))
    }
    indicator = found.place(_INDICATOR)
    if "k" not in of["before"] or indicator < 0:
        return None
    result = Understood("e81", "E.81 Evaluasi Renja", "tbl_renja", grid.name, grid)
    result.columns = {"Indikator": "Kode", "Realisasi s.d. tahun lalu, K": "Realisasi Lalu K",
                      "Realisasi s.d. tahun lalu, Rp": "Realisasi Lalu Rp"}  # fmt: skip
    unknown, added, percents = 0, 0, 0
    unit = found.place("satuan")
    for row in range(units + 1, len(grid.rows)):
        text = grid.text(row, indicator)
        cells = grid.rows[row]
        figures = {name: {u: _number(cells[p]) if p < len(cells) else None for u, p in own.items()}
                   for name, own in of.items()}  # fmt: skip
        before = figures["before"]
        if text and grid.text(row, unit).strip() in ("%", "Persen"):
            percents += 1
            added += _adds_percent(figures)
        if not text or all(v is None for v in before.values()):
            continue
        code = hints.indicators.get(text_key(text))
        if code is None:
            unknown += 1
            continue
        values = {"Kode": code, "Realisasi Lalu K": before.get("k"), "Realisasi Lalu Rp": before.get("rp")}
        kept = {name: value for name, value in values.items() if value is not None}
        result.rows.append(TakenRow(kept, grid.where(row), (row,)))
    if added:
        result.doubt(
            grid.where(found.top),
            f"{added} dari {percents} indikator persen tingkat capaiannya di atas 100% karena sumber menjumlahkan "
            "persentase antar tahun (14 = 7 + 13); buku ini memakai keadaan tahun ini", PERIKSA,
        )  # fmt: skip
    if unknown:
        result.doubt(
            grid.where(found.top),
            f"{unknown} indikator belum ada di Renstra; realisasi sampai tahun lalunya tidak dibawa. Isi dulu barisnya "
            "di Renstra dengan bunyi yang sama", PERIKSA,
        )  # fmt: skip
    return result if result.rows or result.doubts else None


def _adds_percent(figures: dict[str, dict[str, float | None]]) -> bool:
    """Whether a percentage was added over the years and so came out above 100%."""
    before, year, whole, level = (figures[n].get("k") for n in ("before", "year", "to date", "level"))
    if before is None or year is None or whole is None or level is None or not before:
        return False
    return abs(before + year - whole) < 1e-6 and level > 100


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
