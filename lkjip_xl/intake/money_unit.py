"""In what unit a source writes its money: ``dalam jutaan rupiah`` in a title, ``Anggaran (Rp ribu)`` in a head.

The book keeps whole rupiah. A unit that is said is applied and said again; an amount that would then be larger than
any office's, or that is too small to be rupiah, is asked about.
"""

import re
from collections.abc import Iterable
from typing import Any

from ..expr.values import bulatkan, is_number
from ..records import dataclass
from .model import PERIKSA, Understood

_FACTORS = {"ribu": 1_000, "juta": 1_000_000, "miliar": 1_000_000_000}
_WORD = r"(?P<{0}>ribu|juta|mil[iy]ar)(?:an)?"  # no office writes in trillions
# A number before the word makes it an amount ("di bawah 5 juta rupiah"), no unit of the table.
_SAID = re.compile(
    "|".join(
        (
            rf"\bdalam\s+(?:satuan\s+)?(?:rp\b\.?\s*|rupiah\s+)?{_WORD.format('a')}\b",
            rf"\brp\b\.?\s*{_WORD.format('b')}\b",
            rf"(?<![0-9])(?<![0-9]\s)\b{_WORD.format('c')}\s+(?:rp\b|rupiah\b)",
            rf"\(\s*{_WORD.format('d')}\s*\)",
            r"[x\u00d7]\s*(?:rp\.?\s*)?1(?P<zeros>(?:\.000)+)\b",
            r"\(\s*(?:rp\.?\s*)?(?P<blanks>000(?:[.,]000)*)\s*\)",
        )
    ),
    re.I,
)
_OWN_UNIT = re.compile(r"\b(?:rb|ribu|jt|juta|mil[iy]ar|tril[iy]un)", re.I)
_LARGEST = 1e15  # a thousand trillion rupiah: a third of the state's budget
_SMALLEST = 1_000_000  # no office has a largest pagu below a million rupiah


@dataclass(frozen=True, slots=True)
class MoneyUnit:
    """factor: rupiah in one. name: as people say it, ``juta rupiah``. said: the text that says it."""

    factor: int
    name: str
    said: str


def money_unit(texts: Iterable[str]) -> MoneyUnit | None:
    """The unit that the first of some titles or headings says; None where none does.

    >>> money_unit(["LAPORAN REALISASI", "(dalam jutaan rupiah)"]).factor, money_unit(["Pagu (Rp ribu)"]).name
    (1000000, 'ribu rupiah')
    >>> money_unit(["Pengadaan di bawah 5 juta rupiah", "Pagu (Rp)", "Pagu Rp1.000.000"]) is None
    True
    """
    for text in texts:
        found = _SAID.search(text)
        if found is None:
            continue
        groups = found.groupdict()
        if zeros := groups.pop("zeros") or groups.pop("blanks", None):
            factor = 1000 ** zeros.count("000")
        else:
            word = next(value for value in groups.values() if value).casefold().replace("y", "i")
            factor = _FACTORS[word]
        name = next(name for name, value in _FACTORS.items() if value >= factor)
        return MoneyUnit(factor, f"{name} rupiah", " ".join(text.split())[:80])
    return None


def in_rupiah(amount: Any, written: Any, unit: MoneyUnit | None) -> Any:
    """An amount in whole rupiah; one that names its own unit (``15 juta``) is that already."""
    if unit is None or not is_number(amount) or (isinstance(written, str) and _OWN_UNIT.search(written)):
        return amount
    value = bulatkan(amount * unit.factor, 2)
    return int(value) if value.is_integer() else value


def say_units(result: Understood, units: dict[str, MoneyUnit], where: str) -> None:
    """What was multiplied, as an assumption; a doubt where the amounts belie the unit, or lack one.

    Args:
        result: with its rows. units: by column of the contract. where: the table's head, for the doubts.
    """
    from ..rules.terbilang import rupiah

    largest: dict[str, float] = {}
    for row in result.rows:
        for name, value in row.values.items():
            if name.startswith(("Pagu", "Realisasi")) and is_number(value):
                largest[name] = max(largest.get(name, 0), abs(value))
    for name, unit in units.items():
        seen = largest.get(name, 0)
        result.assumptions.append(
            f"{name} tertulis dalam {unit.name} ({unit.said!r}), jadi dikalikan {_dotted(unit.factor)}; yang terbesar "
            f"menjadi {rupiah(seen)}."
        )
        if seen > _LARGEST:
            result.doubt(
                where,
                f"{name} terbesar menjadi {rupiah(seen)} karena berkasnya menyebut {unit.name}. Bila angkanya "
                "sudah rupiah penuh, hapus kata itu dari judulnya.",
            )
    pagu = max((value for name, value in largest.items() if name.startswith("Pagu")), default=0)
    if 0 < pagu < _SMALLEST and not units and result.export == "umum":
        result.doubt(
            where,
            f"pagu terbesar hanya {rupiah(pagu)}. Bila berkasnya dalam ribuan atau jutaan, tulis satuannya pada judul "
            "kolomnya, misalnya Anggaran (juta), lalu ulangi.",
            PERIKSA,
        )


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
