"""What follows from what was typed already: cells that nobody should have to type a second time.

Every suggestion is a value for a cell that is blank, so it can be seen and changed; nothing typed is ever replaced.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..compute.book import Cells
from ..compute.key import blank, key
from ..intake.levels import level_of_code
from ..rules.struktur_anggaran import TINGKAT

MEASURED_KINDS = ("tujuan", "sasaran", "")
"""Jenis of the rows of Renstra that are measured as the office's own; "" where none was chosen."""
_PERCENT = {"%", "persen", "prosen", "persentase", "prosentase"}
_INDEX = {"indeks", "index", "nilai", "poin", "skor"}


def plan_cells(rows: Sequence[Cells], levels: Sequence[Cells]) -> list[Cells]:
    """For each row of Renstra the cells that can be filled in; {} for a row that is whole, or is no indicator.

    A Sasaran without Induk, Tujuan or Sasaran says what the row above says, as printed plans leave repetitions blank.

    Args:
        rows: cells of each row of ``tbl_renstra``, from the top. levels: those of ``tbl_tingkat``.
    """
    by_code = {key(row.get("Kode")): row for row in reversed(rows) if not blank(row.get("Kode"))}
    suggested: list[Cells] = []
    above: Cells = {}
    for row in rows:
        if blank(row.get("Kode")) or blank(row.get("Indikator")) or key(row.get("Jenis")) not in MEASURED_KINDS:
            suggested.append({})
            above = dict(row) if not blank(row.get("Kode")) else above
            continue
        cells = _wording(row, above, by_code)
        cells |= _measure({**row, **cells}, levels)
        suggested.append(cells)
        above = {**row, **cells}
        by_code[key(row["Kode"])] = above
    return suggested


def budget_cells(rows: Sequence[Cells], names: Sequence[Cells]) -> list[Cells]:
    """For each row of Anggaran the level that its code tells, and its name in the nomenklatur, where they are blank.

    A program of every office stands there as ``X.XX.01``, and in a budget with the office's own bidang.

    Args:
        rows: cells of each row of ``tbl_anggaran``. names: those of ``tbl_nomenklatur``.
    """
    known = {key(row.get("Kode")): row.get("Uraian") for row in reversed(names) if not blank(row.get("Uraian"))}
    suggested: list[Cells] = []
    for row in rows:
        code, cells = row.get("Kode"), {}
        if blank(code):
            suggested.append({})
            continue
        if blank(row.get("Tingkat")) and (level := level_of_code(str(code))) in TINGKAT:
            cells["Tingkat"] = level
        if blank(row.get("Uraian")) and (name := known.get(key(code), known.get(key(f"X.XX{str(code)[4:]}")))):
            cells["Uraian"] = name
        suggested.append(cells)
    return suggested


def _wording(row: Cells, above: Cells, by_code: Mapping[str, Cells]) -> Cells:
    """Jenis, Induk, Tujuan and Sasaran."""
    kind = key(row.get("Jenis"))
    if kind == "tujuan":
        return {}
    cells: Cells = {}
    upper = key(above.get("Jenis"))
    if blank(row.get("Induk")) and upper in ("tujuan", "sasaran"):
        induk = above.get("Kode") if upper == "tujuan" else above.get("Induk")
        stated = row.get("Tujuan")
        if not blank(induk) and (blank(stated) or key(stated) == key(above.get("Tujuan"))):
            cells["Induk"] = induk
    induk = cells.get("Induk", row.get("Induk"))
    if blank(row.get("Tujuan")) and not blank(induk):
        parent = by_code.get(key(induk), {})
        if not blank(parent.get("Tujuan")):
            cells["Tujuan"] = parent["Tujuan"]
    if blank(row.get("Sasaran")) and upper == "sasaran" and key(above.get("Induk")) == key(induk):
        if not blank(above.get("Sasaran")):
            cells["Sasaran"] = above["Sasaran"]
    if kind == "" and not blank(cells.get("Sasaran", row.get("Sasaran"))):
        cells["Jenis"] = "Sasaran"
    return cells


def _measure(row: Cells, levels: Sequence[Cells]) -> Cells:
    """Tipe, Skala Tingkat and Arah: what a blank cell counts as already, or what Satuan and target say."""
    cells: Cells = {}
    labels = [v for name, v in row.items() if name.startswith("Target ") and isinstance(v, str) and not blank(v)]
    scales = {
        level["Skala Tingkat"] for level in levels
        if not blank(level.get("Skala Tingkat")) and any(key(level.get("Tingkat")) == key(v) for v in labels)
    }  # fmt: skip
    if blank(row.get("Tipe")):
        unit, first = key(row.get("Satuan")), key(row.get("Indikator")).partition(" ")[0]
        known = len(scales) == 1
        by_unit = "Persen" if unit in _PERCENT or unit == "" and first in _PERCENT else "Angka"
        cells["Tipe"] = "Tingkat" if known else "Indeks" if unit in _INDEX else by_unit
    if key(cells.get("Tipe", row.get("Tipe"))) == "tingkat" and blank(row.get("Skala Tingkat")) and len(scales) == 1:
        cells["Skala Tingkat"] = scales.pop()
    if blank(row.get("Arah")):
        cells["Arah"] = "Naik"
    return cells


def sifat_of(row: Cells) -> str:
    """Sifat of an indicator's quarters by its Tipe: a count adds up, anything else is the latest state."""
    return "Akumulasi" if key(row.get("Tipe")) == "angka" else "Posisi Akhir"


def measured(rows: Sequence[Cells], kinds: Sequence[str]) -> list[Cells]:
    """The indicators among rows of Renstra whose Jenis is one of ``kinds``, each Kode once."""
    found: dict[str, Cells] = {}
    for row in rows:
        if not blank(row.get("Kode")) and not blank(row.get("Indikator")) and key(row.get("Jenis")) in kinds:
            found.setdefault(key(row["Kode"]), row)
    return list(found.values())


def quarter_cells(row: Cells, plan: Cells, target: Any) -> Cells:
    """What a row of Pengukuran begins with: Sifat, and the year's target as that of quarter IV.

    {} for a row that somebody went on with.

    Args:
        row: its cells, {} for a new one. plan: the row of Renstra. target: of the year, as typed; None without one.
    """
    if any(not blank(value) for name, value in row.items() if name not in ("Kode", "Sifat")):
        return {}
    cells: Cells = {} if not blank(row.get("Sifat")) else {"Sifat": sifat_of(plan)}
    if not blank(target) and key(target) not in ("n/a", "-"):
        cells["Target TW4"] = target
    return cells


def program_rows(
    budget: Sequence[Cells], known: Sequence[Cells], document: str, pagu: Callable[[int], Any]
) -> list[Cells]:
    """Rows of ``tbl_pk_program`` for the programs of Anggaran that a document lacks.

    Args:
        budget: cells of each row of ``tbl_anggaran``. known: rows of ``tbl_pk_program``. document: the PK.
        pagu: gives the pagu of a row of ``budget`` by its number from 0, None where it is withheld.
    """
    mine = [row for row in known if key(row.get("Dokumen")) == key(document)]
    codes, names = {key(row.get("Kode")) for row in mine}, {key(row.get("Program")) for row in mine}
    added: list[Cells] = []
    for number, row in enumerate(budget):
        if key(row.get("Tingkat")) != "program" or key(row.get("Jenis Anggaran")) not in ("", "belanja"):
            continue
        code, name = row.get("Kode"), row.get("Uraian")
        if blank(name) or (key(name) in names if blank(code) else key(code) in codes):
            continue
        codes.add(key(code))
        names.add(key(name))
        added.append({
            "Dokumen": document, "No": len(mine) + len(added) + 1, "Kode": code, "Program": name,
            "Anggaran": pagu(number),
        })  # fmt: skip
    return added
