"""Exports with one row per document or account: grouped by sub kegiatan, with program and kegiatan above them."""

from typing import Any

from ..expr.values import is_number
from ..invocation import answer
from ..records import dataclass, field
from ..rules.bacaan_angka import ANGKA, read_number
from .levels import KEGIATAN, PROGRAM, SUB
from .model import DOUBTFUL, Fate, Hints, TakenRow, Understood
from .registry import Found

_ABOVE = ((PROGRAM, "kode program", "nama program"), (KEGIATAN, "kode kegiatan", "nama kegiatan"))


@dataclass(slots=True)
class Groups:
    """Amounts by sub kegiatan and column, with the names of what stands above, in the order of their codes."""

    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    amounts: dict[str, dict[str, float]] = field(default_factory=dict)
    where: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[int]] = field(default_factory=dict)

    def add(self, found: Found, row: int, column: str, amount: float) -> None:
        """Add an amount of a row to its sub kegiatan."""
        code = found.text(row, "kode sub kegiatan")
        for level, code_heading, name_heading in _ABOVE:
            if above := found.text(row, code_heading):
                self.names.setdefault(above, (level, found.text(row, name_heading)))
        self.names.setdefault(code, (SUB, found.text(row, "nama sub kegiatan")))
        own = self.amounts.setdefault(code, {})
        own[column] = own.get(column, 0) + amount
        self.where.setdefault(code, found.grid.where(row))
        self.rows.setdefault(code, []).append(row)

    def taken(self) -> list[TakenRow]:
        """The rows of the budget: codes in order, amounts on sub kegiatan only."""
        result = []
        for code in sorted(self.names):
            level, name = self.names[code]
            values: dict[str, Any] = {"Kode": code, "Tingkat": level, "Uraian": name, **self.amounts.get(code, {})}
            row = TakenRow(values, self.where.get(code, ""), tuple(self.rows.get(code, ())), level)
            if code in self.rows:
                row.notes.append(f"dijumlahkan dari {len(self.rows[code])} baris")
            result.append(row)
        return result


def amount_under(found: Found, row: int, place: int, what: str, result: Understood, grid: int = 0) -> float | None:
    """The amount of a cell; one that cannot be read is a doubt, and None."""
    cells = found.grid.rows[row]
    value = cells[place] if 0 <= place < len(cells) else None
    if isinstance(value, str) and value.strip().casefold() in ("null", "-"):
        return None
    reading = read_number(value, uang=True)
    if reading.jenis == ANGKA and is_number(reading.nilai):
        return float(reading.nilai) if isinstance(reading.nilai, float) else reading.nilai
    if reading.pesan:
        result.doubt(found.grid.where(row, place), f"{what} tidak terbaca, barisnya tidak dihitung: {reading.pesan}")
        result.fates.append(Fate(row, DOUBTFUL, f"{what} tidak terbaca", grid))
    return None


def one_unit(found: Found, hints: Hints, result: Understood) -> set[int]:
    """Rows of the SKPD that is meant; several without a choice are a doubt, and all are taken."""
    units: dict[str, str] = {}
    wanted = set()
    for row in range(found.body, len(found.grid.rows)):
        code, name = found.text(row, "kode skpd"), found.text(row, "nama skpd")
        if code:
            units.setdefault(code, name)
        if not hints.unit or hints.unit.casefold() in (code.casefold(), name.casefold()) or not code:
            wanted.add(row)
    if len(units) > 1 and not hints.unit:
        shown = "; ".join(f"{code} {name}" for code, name in list(units.items())[:6])
        result.doubt(
            found.grid.where(found.top),
            f"berkas memuat {len(units)} SKPD ({shown}). Pilih satu dengan {answer(skpd='KODE')}.",
        )
    return wanted
