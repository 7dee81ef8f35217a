"""SAKTI GLP039, Laporan Fa Detail or Ketersediaan Dana Detail (16 segmen): no columns, only codes and seven numbers.

The number columns shift by one between prints, so the seven numbers of a row are taken in order: Pagu, Lock Pagu,
Periode Lalu, Periode Ini, s.d. Periode, persen, Sisa. A row that a page break cut stands there twice.
"""

import re
from collections.abc import Sequence
from typing import Any

from ...expr.values import is_number
from ...invocation import answer
from ...records import dataclass, field
from ...rules.bacaan_angka import ANGKA, clean_text, read_number
from ...rules.terbilang import rupiah
from ..context import context_of
from ..levels import KEGIATAN, KOMPONEN, KRO, PROGRAM, REKENING, RO
from ..model import (
    CONTINUED,
    DOUBTFUL,
    HEAD,
    NOTE,
    SKIPPED,
    TAKEN,
    TITLE,
    TOTAL,
    Fate,
    Hints,
    SumCheck,
    TakenRow,
    Understood,
)
from ..registry import Found, export

_CODES = (
    (re.compile(r"[A-Z]{2}"), PROGRAM),
    (re.compile(r"[A-Z]{2}\.[0-9]{4}"), KEGIATAN),
    (re.compile(r"[A-Z]{3}"), KRO),
    (re.compile(r"[A-Z]{3}\.[0-9A-Z]{3}"), RO),
    (re.compile(r"[0-9A-Z]{2}[0-9]"), KOMPONEN),
    (re.compile(r"[0-9A-Z]{2}[0-9]\.[0-9]?[A-Z]{1,2}"), "Subkomponen"),
    (re.compile(r"[0-9]{6}"), REKENING),
    (re.compile(r"[0-9]{6}\."), "Item"),
)
_ORDER = [level for _, level in _CODES]
_SEVEN = ("Pagu", "Lock Pagu", "Periode Lalu", "Periode Ini", "s.d. Periode", "persen", "Sisa")
_FIGURE = re.compile(r"-?[0-9][0-9.,]*(?:E[+-]?[0-9]+)?", re.I)


@dataclass(slots=True)
class _Row:
    """A row of the print: code, level, text, its numbers, and what stands beneath it."""

    row: int
    code: str
    level: str
    text: str
    numbers: list[float]
    path: str = ""
    notes: list[str] = field(default_factory=list)


@export(
    "sakti-glp039", "SAKTI GLP039 (Ketersediaan Dana Detail)", ("tbl_anggaran",),
    ("pagu revisi", "lock pagu", "sisa anggaran", "realisasi ta*"), lines=1, order=10,
)  # fmt: skip
def read(founds: Sequence[Found], hints: Hints) -> list[Understood]:
    """Pagu and realisasi to date by program, kegiatan, KRO, RO and komponen, from the akun beneath them."""
    results = []
    for found in founds:
        grid = found.grid
        result = Understood(
            "sakti-glp039", "SAKTI GLP039", "tbl_anggaran", grid.name, grid, only_new=("Tingkat", "Uraian")
        )
        result.fates += [Fate(row, TITLE) for row in range(found.top) if not grid.is_blank(row)]
        result.fates.append(Fate(found.top, HEAD))
        context = context_of(found.titles())
        quarter = hints.quarter or context.quarter or ((context.month or 0) + 2) // 3 or hints.running_quarter or 4
        document = "Pagu Awal" if hints.document == "Awal" else "Pagu Perubahan" if hints.document else ""
        if not document:
            document = "Pagu Awal"
            result.assumptions.append(
                f"Pagu Revisi dibaca sebagai Pagu Awal; dengan PK Perubahan pakai {answer(pagu='perubahan')}."
            )
        result.quarter = quarter
        result.assumptions.append(f"s.d. Periode dibaca sebagai realisasi s.d. triwulan {quarter}.")
        result.columns = {"Pagu Revisi": document, "s.d. Periode": f"Realisasi TW{quarter}"}
        result.unused = [
            "Lock Pagu",
            "Periode Lalu",
            "Periode Ini",
            "%",
            "Sisa Anggaran",
            "akun dan item (dijumlahkan)",
        ]
        rows = _rows(found, result)
        _sum_up(result, rows, document, f"Realisasi TW{quarter}")
        results.append(result)
    return results


def _rows(found: Found, result: Understood) -> list[_Row]:
    grid, rows = found.grid, list[_Row]()
    for row in range(found.body, len(grid.rows)):
        if grid.is_blank(row):
            continue
        cells = [cell for cell in grid.rows[row] if cell is not None and clean_text(cell) != ""]
        code, words, numbers = _parts(cells)
        if code is None:
            _no_code(grid.where(row), row, words, numbers, result)
            continue
        text, level = " ".join(words), next(level for p, level in _CODES if p.fullmatch(code))
        before = rows[-1] if rows else None
        if (
            before is not None
            and before.code == code
            and len(numbers) < len(_SEVEN)
            and numbers[:1] == before.numbers[:1]
        ):
            before.text = f"{before.text} {text}".strip()
            before.notes.append("uraiannya disambung dari halaman berikutnya")
            result.fates.append(Fate(row, CONTINUED, "baris yang dipotong pergantian halaman"))
            continue
        if len(numbers) != len(_SEVEN):
            result.doubt(grid.where(row), f"baris {code} memuat {len(numbers)} angka, bukan tujuh; tidak dibawa")
            result.fates.append(Fate(row, DOUBTFUL, "bukan tujuh angka"))
            continue
        if numbers[2] + numbers[3] != numbers[4] or numbers[0] - numbers[4] != numbers[6]:
            result.doubt(
                grid.where(row), f"angka baris {code} tidak saling cocok (lalu + ini = s.d., pagu - s.d. = sisa)"
            )
        rows.append(_Row(row, code, level, text, numbers))
        result.fates.append(Fate(row, TAKEN if level not in (REKENING, "Subkomponen", "Item") else SKIPPED, level))
    return rows


def _no_code(where: str, row: int, words: list[str], numbers: list[float], result: Understood) -> None:
    text = " ".join(words)
    if re.match("jumlah|total", text, re.I) and len(numbers) == len(_SEVEN):
        result.fates.append(Fate(row, TOTAL, text))
        result.sums += [SumCheck("pagu", numbers[0], 0, where), SumCheck("realisasi", numbers[4], 0, where)]
    elif len(numbers) >= 5:
        result.doubt(where, f"baris {text[:40]!r} berangka tetapi tanpa kode; tidak dibawa")
        result.fates.append(Fate(row, DOUBTFUL, "tanpa kode"))
    else:
        result.fates.append(Fate(row, HEAD if re.match("periode|uraian", text, re.I) else NOTE, text[:40]))


def _parts(cells: list[Any]) -> tuple[str | None, list[str], list[float]]:
    """Code, words and numbers of a row, in their order; a code is the first cell when it has the shape of one."""
    first = clean_text(cells[0])
    code = first if len(cells) > 1 and any(p.fullmatch(first) for p, _ in _CODES) else None
    words, numbers = [], list[float]()
    for cell in cells[1:] if code is not None else cells:
        text = clean_text(cell)
        if is_number(cell):
            numbers.append(cell)
        elif _FIGURE.fullmatch(text):
            numbers.append(_number(text))
        else:
            words.append(text)
    return code, words, numbers


def _number(text: str) -> float:
    """A number of the print: plain, ``1.234,00``, or with a power of ten as Java writes it."""
    if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?(?:E[+-]?[0-9]+)?", text, re.I) and not re.fullmatch(
        r"-?[0-9]{1,3}(\.[0-9]{3})+", text
    ):
        value = float(text)
    else:
        reading = read_number(text, uang=True)
        value = float(reading.nilai) if reading.jenis == ANGKA else float("nan")
    return int(value) if value.is_integer() else value


def _sum_up(result: Understood, rows: list[_Row], document: str, paid: str) -> None:
    """Rows down to komponen with the sums of their akun; each parent's own figures are compared with them."""
    open_rows: list[_Row] = []
    leaves: dict[int, tuple[float, float]] = {}
    total = [0.0, 0.0]
    kept: list[_Row] = []
    for k, row in enumerate(rows):
        depth = _ORDER.index(row.level)
        while open_rows and _ORDER.index(open_rows[-1].level) >= depth:
            open_rows.pop()
        parent = open_rows[-1].path if open_rows else ""
        row.path = (
            row.code if not parent or row.code.startswith(parent + ".") else f"{parent}.{row.code.split('.')[-1]}"
        )
        if row.level == RO and parent:
            row.path = f"{parent}.{row.code.split('.')[-1]}"
        leaf = k + 1 == len(rows) or _ORDER.index(rows[k + 1].level) <= depth
        if leaf:
            total = [total[0] + row.numbers[0], total[1] + row.numbers[4]]
            for above in [*open_rows, row]:
                own = leaves.get(above.row, (0, 0))
                leaves[above.row] = (own[0] + row.numbers[0], own[1] + row.numbers[4])
        open_rows.append(row)
        if depth <= _ORDER.index(KOMPONEN):
            kept.append(row)
    for k, row in enumerate(kept):
        counted = leaves.get(row.row, (0, 0))
        for name, written, sum_of in ((document, row.numbers[0], counted[0]), (paid, row.numbers[4], counted[1])):
            if written != sum_of:
                result.doubt(
                    result.grid.where(row.row),
                    f"{name} {row.code} tertulis {rupiah(written)}, jumlah akunnya {rupiah(sum_of)}",
                )
        values: dict[str, Any] = {"Kode": row.path, "Tingkat": row.level, "Uraian": row.text}
        deepest = k + 1 == len(kept) or _ORDER.index(kept[k + 1].level) <= _ORDER.index(row.level)
        if deepest:
            values |= {document: _whole(counted[0]), paid: _whole(counted[1])}
        result.rows.append(TakenRow(values, result.grid.where(row.row), (row.row,), row.level, row.notes))
    result.sums = [
        SumCheck(
            document if check.what == "pagu" else paid,
            check.written,
            total[0 if check.what == "pagu" else 1],
            check.where,
        )
        for check in result.sums
    ]


def _whole(value: float) -> float:
    return int(value) if float(value).is_integer() else value
