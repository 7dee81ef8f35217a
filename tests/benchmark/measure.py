"""Speed and memory as ratios against bare openpyxl load+save of the same book, fresh processes, in turns.

    python tests/benchmark/measure.py [--putaran 5] [--ukuran 100 1000 10000] [--simpan before.json]
    python tests/benchmark/measure.py --banding before.json [--simpan after.json]
    python tests/benchmark/measure.py --periksa | --lembar [--putaran 5] [--ukuran 10000]

Prints, for each size, ratios to load+save: the time of the whole ``laporan`` job (imports included), its processor time
(user and system), its peak memory, and the times of ``hitung``; then how much longer the command takes to start than
bare Python. The book already carries its reports. ``--periksa`` measures what checking costs against computing,
``--lembar`` what each report costs, how that grows with the book, and the writer of sheets alone against openpyxl.

``--simpan`` keeps the figures, ``--banding`` prints beside each what it was in a kept file and the ratio of the two:
run it before a change and after it. Nothing is asserted here, for a busy machine proves nothing.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
LOAD_SAVE = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])"
LAPORAN = "import sys, lkjip_xl; lkjip_xl.laporan(sys.argv[1], sys.argv[2], hanya=sys.argv[3:] or None)"
HITUNG = "import sys, lkjip_xl; lkjip_xl.hitung(sys.argv[1], sys.argv[2])"
PERIKSA = "import sys, lkjip_xl; lkjip_xl.periksa(sys.argv[1], sys.argv[2])"
BUILD = """
import sys
import lkjip_xl
from tests.benchmark.large_book import RENSTRA, TAHUN, tulis_csv
path, rows, indicators = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
lkjip_xl.buat(path, "Dinas Uji Kecepatan", TAHUN, "-".join(map(str, RENSTRA)))
lkjip_xl.isi(path, tulis_csv(path + "-csv", rows, indicators), backup=False)
lkjip_xl.laporan(path, backup=False)
"""
IDS = """
import json, sys
from lkjip_xl.flows.laporan import daftar_laporan
print(json.dumps([r["id"] for r in daftar_laporan(sys.argv[1]) if r["ditulis"]]))
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


class Cost(NamedTuple):
    """What a whole process took: seconds by the clock, of the processor (user and system), peak memory in MiB."""

    wall: float
    cpu: float
    memory: float


class Figures(dict):
    """``{name: figure}`` of a run, in the order of their measurement."""

    def table(self, before):
        """Lines to print; with figures of an earlier run, those and the ratio to them."""
        width = max(map(len, self), default=0)
        head = f"{'':<{width}} {'kini':>9}"
        lines = [head + (f" {'semula':>9} {'kini/semula':>12}" if before else "")]
        for name, figure in self.items():
            line = f"{name:<{width}} {figure:>9.3f}"
            if before:
                old = before.get(name)
                line += f" {old:>9.3f} {figure / old:>12.2f}" if old else f" {'-':>9} {'-':>12}"
            lines.append(line)
        return lines


def environment():
    """Bytecode is written and used, as for an installed package."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**env, "PYTHONPATH": str(ROOT)}


def run(*arguments):
    """The Cost of a Python process."""
    began = time.perf_counter()
    command = [sys.executable, "-W", "ignore", *map(str, arguments)]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"gagal: {arguments}")
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def build_book(folder, rows, indicators):
    """A filled book that carries its reports, made in a process of its own.

    The peak memory that the system reports for a process counts the pages of the process that started it, so this
    one must stay small.
    """
    path = str(Path(folder) / f"buku-{rows}.xlsx")
    run("-c", BUILD, path, rows, indicators)
    return path


def in_turns(codes, rounds, *arguments):
    """``[[Cost of each code], ...]`` of the rounds; one round before them warms up and does not count."""
    every = [[run("-c", code, *arguments) for code in codes] for _ in range(rounds + 1)]
    return every[1:]


def median(values):
    return statistics.median(values)


def measure_commands(folder, sizes, rounds):
    """laporan and hitung against load+save; the start of the command."""
    figures = Figures()
    for rows in sizes:
        path = build_book(folder, rows, max(10, rows // 10))
        costs = in_turns((LOAD_SAVE, LAPORAN, HITUNG), rounds, path, path.replace(".xlsx", "-hasil.xlsx"))
        for number, command in ((1, "laporan"), (2, "hitung")):
            for field in Cost._fields:
                ratio = median(getattr(c[number], field) / getattr(c[0], field) for c in costs)
                figures[f"{rows} baris: {command}/muat+simpan, {field}"] = ratio
            figures[f"{rows} baris: {command}, s"] = median(c[number].wall for c in costs)
            figures[f"{rows} baris: {command}, cpu s"] = median(c[number].cpu for c in costs)
        figures[f"{rows} baris: muat+simpan, s"] = median(c[0].wall for c in costs)
    pairs = [(run("-c", "pass"), run("-m", "lkjip_xl", "--help")) for _ in range(rounds + 1)][1:]
    figures["lkjip-xl --help lebih lama daripada Python kosong, s"] = median(b.wall - a.wall for a, b in pairs)
    figures["lkjip-xl --help lebih lama daripada Python kosong, cpu s"] = median(b.cpu - a.cpu for a, b in pairs)
    return figures


def measure_checks(folder, sizes, rounds):
    """periksa against hitung."""
    figures = Figures()
    for rows in sizes:
        path = build_book(folder, rows, max(10, rows // 10))
        costs = in_turns((HITUNG, PERIKSA), rounds, path, path.replace(".xlsx", "-hasil.xlsx"))
        for field in Cost._fields:
            ratio = median(getattr(c[1], field) / getattr(c[0], field) for c in costs)
            figures[f"{rows} baris: periksa/hitung, {field}"] = ratio
        figures[f"{rows} baris: periksa, s"] = median(c[1].wall for c in costs)
    return figures


def measure_sheets(folder, sizes, rounds):
    """Each report against hitung, its growth from a tenth of the book, and the writer of sheets against openpyxl."""
    figures = Figures()
    for rows in sizes:
        paths = [build_book(folder, n, max(10, n // 10)) for n in (rows // 10, rows)]
        listed = subprocess.run(
            [sys.executable, "-c", IDS, paths[1]], env=environment(), capture_output=True, check=True
        )
        for report in json.loads(listed.stdout):
            target = paths[1].replace(".xlsx", "-hasil.xlsx")
            small = [c[0].cpu for c in in_turns((LAPORAN,), rounds, paths[0], target, report)]
            costs = in_turns((HITUNG, LAPORAN), rounds, paths[1], target, report)
            figures[f"{rows} baris: {report}/hitung, cpu"] = median(c[1].cpu / c[0].cpu for c in costs)
            figures[f"{rows} baris: {report}, kali sepersepuluhnya"] = median(c[1].cpu for c in costs) / median(small)
    blank = str(Path(folder) / "kosong.xlsx")
    run("-c", "import sys, openpyxl; openpyxl.Workbook().save(sys.argv[1])", blank)
    costs = in_turns((OPENPYXL_SHEET, SHEET), rounds, blank, blank.replace(".xlsx", "-hasil.xlsx"))
    for field in Cost._fields:
        ratio = median(getattr(c[1], field) / getattr(c[0], field) for c in costs)
        figures[f"200.000 sel: write_sheets/openpyxl write_only, {field}"] = ratio
    return figures


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--putaran", type=int, default=5, help="rounds")
    options.add_argument("--ukuran", type=int, nargs="+", default=[100, 1000, 10000], help="budget rows")
    options.add_argument("--periksa", dest="measure", action="store_const", const=measure_checks)
    options.add_argument("--lembar", dest="measure", action="store_const", const=measure_sheets)
    options.add_argument("--simpan", metavar="FILE", help="keep the figures")
    options.add_argument("--banding", metavar="FILE", help="compare with kept figures")
    chosen = options.parse_args()
    before = json.loads(Path(chosen.banding).read_text(encoding="utf-8")) if chosen.banding else None
    with tempfile.TemporaryDirectory() as folder:
        figures = (chosen.measure or measure_commands)(folder, chosen.ukuran, chosen.putaran)
    print("\n".join(figures.table(before)))
    if chosen.simpan:
        Path(chosen.simpan).write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
