"""The share of rows that isi reads right, per real source: ``python -m tests.intake.shares`` prints it.

Right means: the level that the document has, and the amounts as they are printed. What is not right has to be said: a
row whose level is wrong, or that is missing, must stand among the doubts, by itself or by a parent that does not close.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from lkjip_xl.expr.values import is_number
from lkjip_xl.intake.model import Hints, Understood
from lkjip_xl.intake.understand import understand

DATA = Path(__file__).parents[1] / "data" / "intake"
LEVELS = {"subkegiatan": "Sub Kegiatan"}
DOCUMENTS = {
    "lkjip-2022-tabel-2.2.txt": "2022", "lkjip-2022-tabel-3.2.txt": "2022", "lkjip-2022-triwulan-1.txt": "2022",
    "lkjip-2022-triwulan-2.txt": "2022", "lkjip-2022-triwulan-3.txt": "2022", "lkjip-2022-triwulan-4.txt": "2022",
    "lkjip-2018-tabel-anggaran.txt": "2018", "lkjip-2018-triwulan-4.txt": "2018",
}  # fmt: skip
EXPORTS = {
    "sakti-glp039-2026-03.csv": 50, "sipd-realisasi-per-dokumen.csv": 9, "sipd-rekap5.csv": 7,
    "sipd-realisasi-per-sub-kegiatan.csv": 2, "bps-template-capaian-2026.csv": 2,
    "e81-deli-serdang-2025-nilai.csv": 96, "renstra-2025-2029-dishub-banyuwangi.csv": 7,
}  # fmt: skip
"""Rows of each export that carry data (of a SAKTI print, those down to komponen)."""


@dataclass(frozen=True, slots=True)
class Share:
    """right of total rows of a source; said: how many of the others a doubt or a sum names. doubts: how many in all."""

    source: str
    right: int
    total: int
    said: int
    doubts: int
    closes: str


def load(name: str, table: str | None = "tbl_anggaran", **hints: object) -> Understood:
    """The first table of a source."""
    return load_all(name, table, **hints)[0]


def load_all(name: str, table: str | None = None, **hints: object) -> list[Understood]:
    """Every table of a source."""
    return understand({name: (DATA / name).read_bytes()}, Hints(table=table, **hints))[0]


def truth(document: str) -> list[dict[str, str]]:
    """Rows of a document with their levels, as checked by hand."""
    with open(DATA / "jenjang.csv", encoding="utf-8") as stream:
        return [row for row in csv.DictReader(stream) if row["dokumen"] == document]


def printed(name: str) -> dict[str, set[int]]:
    """Numbers of each line of a document by its place, read with nothing but digits and dots."""
    lines = (DATA / name).read_text(encoding="utf-8").split("\n")
    shape = re.compile(r"(?:Rp\.? ?)?([0-9]{1,3}(?:\.[0-9]{3})+)(?:,00)?")
    return {
        f"{name} baris {k}": {
            int(m[1].replace(".", "")) for cell in line.split("\t") if (m := shape.fullmatch(cell.strip()))
        }
        for k, line in enumerate(lines, 1)
    }  # fmt: skip


def pairs(one: Understood, rows: list[dict[str, str]]) -> Iterator[tuple[int | None, int | None]]:
    """Rows read beside rows of the truth, in order; None where one has no counterpart (scans misspell)."""
    texts = [str(row.values["Uraian"]).casefold()[:45] for row in one.rows]
    wanted = [row["uraian"].casefold()[:45] for row in rows]
    n, m = len(texts), len(wanted)
    like = [[SequenceMatcher(None, a, b).ratio() - 0.2 for b in wanted] for a in texts]
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + like[i][j])
    i = j = 0
    while i < n or j < m:
        if i < n and j < m and best[i][j] == best[i + 1][j + 1] + like[i][j]:
            yield i, j
            i, j = i + 1, j + 1
        elif i < n and (j >= m or best[i][j] == best[i + 1][j]):
            yield i, None
            i += 1
        else:
            yield None, j
            j += 1


def share_of_document(name: str) -> Share:
    """How much of a printed table is read right."""
    one, rows, numbers = load(name), truth(DOCUMENTS[name]), printed(name)
    doubted = {doubt.where for doubt in one.doubts} | {doubt.where.split(",")[0] for doubt in one.doubts}
    right = said = 0
    for i, j in pairs(one, rows):
        if i is None:
            said += bool(one.doubts)
            continue
        row = one.rows[i]
        amounts = {int(v) for n, v in row.values.items() if n.startswith(("Pagu", "Realisasi")) and is_number(v) and v}
        level = LEVELS.get(rows[j]["jenjang"], rows[j]["jenjang"].title()) if j is not None else None
        if row.level == level and amounts <= numbers[row.where]:
            right += 1
        else:
            said += row.where in doubted
    return Share(name, right, len(rows), said, len(one.doubts), _closes([one]))


def share_of_export(name: str) -> Share:
    """How many data rows of an export are taken."""
    found = load_all(name)
    taken = {(k, fate.row) for k, one in enumerate(found) for fate in one.fates if fate.fate == "diambil"}
    return Share(name, len(taken), EXPORTS[name], 0, sum(len(one.doubts) for one in found), _closes(found))


def _closes(found: list[Understood]) -> str:
    checks = [check for one in found for check in one.sums]
    if not checks:
        return "tanpa jumlah"
    return "menutup" if not any(check.difference for check in checks) else "selisih disebut"


def report() -> list[Share]:
    """The shares of all sources."""
    return [*map(share_of_export, EXPORTS), *map(share_of_document, DOCUMENTS)]


if __name__ == "__main__":
    for one in report():
        print(f"{one.source:42} {one.right:4} dari {one.total:4} ({one.right / one.total:6.1%})  disebut {one.said:3}  "
              f"ragu {one.doubts:4}  {one.closes}")  # fmt: skip
