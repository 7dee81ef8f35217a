"""What each report of a book costs beside hitung, and the writer of sheets alone against openpyxl."""

import json
from pathlib import Path

from tests.benchmark.processes import answer, in_turns, run

REPORT = "import sys, lkjip_xl; lkjip_xl.laporan(sys.argv[1], sys.argv[2], hanya=sys.argv[3:])"
HITUNG = "import sys, lkjip_xl; lkjip_xl.hitung(sys.argv[1], sys.argv[2])"
IDS = """
import json, sys
from lkjip_xl.flows.laporan import list_reports
print(json.dumps([r["id"] for r in list_reports(sys.argv[1]) if r["ditulis"]]))
"""
# 200,000 cells put into a book that has nothing else, and openpyxl's fastest way to write as many.
SHEET = """
import sys, lkjip_xl
looks = [lkjip_xl.Style(border="thin"), lkjip_xl.Style(border="thin", format="#,##0"), lkjip_xl.Style(border="thin",
         wrap=True)]
sheet = lkjip_xl.ReportSheet("LAP-X", "Lap X", "X", [10] * 20)
for row in range(10_000):
    values = (f"Indikator {row % 700}", row * 1.37, row * 1000)
    sheet.add([(values[column % 3], looks[column % 3]) for column in range(20)], height=15)
lkjip_xl.write_sheets(sys.argv[1], [sheet], sys.argv[2])
"""
OPENPYXL_SHEET = """
import sys, openpyxl
book = openpyxl.Workbook(write_only=True)
sheet = book.create_sheet()
for row in range(10_000):
    values = (f"Indikator {row % 700}", row * 1.37, row * 1000)
    sheet.append([values[column % 3] for column in range(20)])
book.save(sys.argv[2])
"""


def measure(folder: Path, book: Path, size: str, rounds: int) -> dict[str, float]:
    """``{what: ratio}``: processor time of each report over hitung's, and of our writer over openpyxl's."""
    figures: dict[str, float] = {}
    target = folder / "hasil-lembar.xlsx"
    reports = json.loads(answer("-c", IDS, book))
    commands: dict[str, list[object]] = {r: ["-c", REPORT, book, target, r] for r in reports}
    costs = in_turns({"hitung": ["-c", HITUNG, book, target], **commands}, rounds)
    for report in reports:
        figures[f"{size}: {report}/hitung, cpu"] = costs[report].cpu / costs["hitung"].cpu
    blank = folder / "kosong.xlsx"
    run("-c", "import sys, openpyxl; openpyxl.Workbook().save(sys.argv[1])", blank)
    writers = in_turns(
        {"ours": ["-c", SHEET, blank, target], "openpyxl": ["-c", OPENPYXL_SHEET, blank, target]}, rounds
    )
    for field in ("cpu", "memory"):
        ratio = getattr(writers["ours"], field) / getattr(writers["openpyxl"], field)
        figures[f"200.000 sel: write_sheets/openpyxl write_only, {field}"] = ratio
    return figures
