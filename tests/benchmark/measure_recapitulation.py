"""What it costs to gather many offices' books: one book against other readers, thousands, two processes, a cluster.

    python tests/benchmark/measure_recapitulation.py [--bagian buku ribuan proses dask] [--banyak 10000] [--penuh 200]

One book: processor time, best of the rounds, in one process each, of the whole ``read_recap`` (reading and computing),
against pandas with openpyxl and python-calamine, which read every sheet and compute nothing. The floor is inflating the
sheets with tables and expat over them. Thousands: links to sealed books, so that a folder of 10,000 takes no disk.
Two processes and Dask are judged by the clock, so they mean something on an idle machine only; the load is printed.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmark.books import todays_book  # noqa: E402
from tests.benchmark.processes import Cost, answer, environment, run  # noqa: E402

ONE = """
import json, sys, time
path, sealed, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
def best(function):
    function()
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        function()
        times.append(time.process_time() - begun)
    return 1000 * min(times)
def full():
    from lkjip_xl.flows.recap_rows import read_recap
    found = read_recap(path, trust_seals=False)
    if found.reason: raise SystemExit(found.reason)
def from_seal():
    from lkjip_xl.flows.recap_rows import read_recap
    if not read_recap(sealed).sealed: raise SystemExit("the seal was not taken")
def pandas():
    import pandas
    pandas.read_excel(path, sheet_name=None, engine="openpyxl")
def calamine():
    import python_calamine
    book = python_calamine.CalamineWorkbook.from_path(path)
    for name in book.sheet_names: book.get_sheet_by_name(name).to_python()
def floor():
    import zipfile
    from pyexpat import ParserCreate
    with zipfile.ZipFile(path) as archive:
        for name in json.loads(sys.argv[5]): ParserCreate().Parse(archive.read(name), True)
print(best(locals()[sys.argv[4]]))
"""
SHEETS = """
import json, sys
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.tables import find_tables
from lkjip_xl.ooxml.workbook import WorkbookParts
package = Package.open(sys.argv[1])
print(json.dumps(sorted({p.sheet.part for p in find_tables(package, WorkbookParts(package)).values()})))
"""
SEND = """
import sys, lkjip_xl
print(lkjip_xl.kirim(sys.argv[1], sys.argv[2], surel=False, output=sys.argv[3]).sent[0].path)
"""
GATHER = """
import sys, lkjip_xl
if __name__ == "__main__":
    workers, dask = sys.argv[2], sys.argv[3]
    workers = None if workers == "-" else int(workers)
    found = lkjip_xl.rekap(sys.argv[1], pekerja=workers, dask=None if dask == "-" else dask)
    if found.unreadable: raise SystemExit(str(found.unreadable[:3]))
"""
PANDAS, CALAMINE, FULL, SEALED = 220, 33, 25, 3
"""Milliseconds that the goals were set with, on one machine; they are compared as ratios."""
Figures = dict[str, tuple[float, float | None]]


def measure_book(folder: Path, rounds: int) -> Figures:
    """One book of the sample's size, in full and from its seal."""
    book = todays_book(folder, "contoh")
    sealed = sealed_book(folder, book)
    sheets = answer("-c", SHEETS, book).strip()
    ms = {}
    for name in ("full", "from_seal", "calamine", "floor", "pandas"):
        tries = max(2, rounds // 4) if name == "pandas" else rounds
        ms[name] = float(answer("-c", ONE, book, sealed, tries, name, sheets))
    return {
        "buku contoh: dibaca penuh, cpu ms": (ms["full"], None),
        "buku contoh: dari segel, cpu ms": (ms["from_seal"], None),
        "buku contoh: pandas+openpyxl, cpu ms": (ms["pandas"], None),
        "buku contoh: calamine, cpu ms": (ms["calamine"], None),
        "buku contoh: dasar (inflate+expat), cpu ms": (ms["floor"], None),
        "penuh / pandas": (ms["full"] / ms["pandas"], FULL / PANDAS),
        "penuh / calamine": (ms["full"] / ms["calamine"], FULL / CALAMINE),
        "penuh / dasar": (ms["full"] / ms["floor"], None),
        "segel / pandas": (ms["from_seal"] / ms["pandas"], SEALED / PANDAS),
    }


def sealed_book(folder: Path, book: Path) -> Path:
    """A sealed copy of a book."""
    return Path(answer("-c", SEND, book, folder / "kiriman", folder / "induk.xlsx").strip())


def linked(folder: Path, name: str, book: Path, number: int) -> Path:
    """A folder of so many books, each a link to the same file."""
    target = folder / name
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for n in range(number):
        os.link(book, target / f"buku {n:05}.xlsx")
    return target


def gathered(books: Path, workers: object = 1, dask: str = "-") -> tuple[Cost, float]:
    """What gathering a folder costs, and how long it takes by the clock."""
    script = books.parent / "kumpulkan.py"  # a file, so that a process can be started anew from it
    script.write_text(GATHER, encoding="utf-8")
    begun = time.perf_counter()
    cost = run(script, books, workers, dask)
    return cost, time.perf_counter() - begun


def measure_thousands(folder: Path, most: int) -> Figures:
    """A tenth of them against all of them, sealed, in one process."""
    sealed = sealed_book(folder, todays_book(folder, "contoh"))
    costs = {}
    for number in (most // 10, most):
        cost, _ = gathered(linked(folder, f"segel {number}", sealed, number))
        costs[number] = cost
    few, many = costs[most // 10], costs[most]
    return {
        f"{most} buku bersegel, cpu ms tiap buku": (1000 * many.cpu / most, None),
        f"{most} / {most // 10} buku, cpu tiap buku": (many.cpu / few.cpu / 10, 1.2),
        f"{most} buku, memori MiB": (many.memory, 300),
    }


def measure_processes(folder: Path, number: int, rounds: int) -> Figures:
    """Two processes against one, by the clock."""
    books = linked(folder, "penuh", todays_book(folder, "contoh"), number)
    load = os.getloadavg()[0]
    one = min(gathered(books, 1)[1] for _ in range(rounds))
    two = min(gathered(books, 2)[1] for _ in range(rounds))
    return {
        f"beban mesin sebelum {number} buku, proses yang menunggu": (load, None),
        f"{number} buku penuh, satu proses, detik": (one, None),
        f"{number} buku penuh, dua proses, detik": (two, None),
        "dua proses / satu proses (1 / 1,8)": (two / one, 1 / 1.8),
    }


def measure_cluster(folder: Path, number: int, rounds: int) -> Figures:
    """Dask's local cluster against the pool, by the clock, its start left out of neither."""
    if subprocess.run([sys.executable, "-c", "import distributed"], env=environment(), capture_output=True).returncode:
        print("Dask: TIDAK DIUKUR, pustakanya tidak terpasang", flush=True)
        return {}
    books = linked(folder, "penuh", todays_book(folder, "contoh"), number)
    pool = min(gathered(books, os.cpu_count())[1] for _ in range(rounds))
    dask = min(gathered(books, "-", "lokal")[1] for _ in range(rounds))
    return {
        f"{number} buku penuh, semua inti, detik": (pool, None),
        f"{number} buku penuh, Dask lokal, detik": (dask, None),
        "Dask / semua inti": (dask / pool, 1.4),
    }


PARTS = ("buku", "ribuan", "proses", "dask")


def measure(folder: Path, parts: tuple[str, ...], most: int, full: int, rounds: int) -> Figures:
    """The figures of the parts."""
    figures: Figures = {}
    if "buku" in parts:
        figures |= measure_book(folder, max(rounds, 3) * 4)
    if "ribuan" in parts:
        figures |= measure_thousands(folder, most)
    if "proses" in parts:
        figures |= measure_processes(folder, full, rounds)
    if "dask" in parts:
        figures |= measure_cluster(folder, full, rounds)
    return figures


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--bagian", nargs="+", default=list(PARTS), choices=PARTS)
    options.add_argument("--banyak", type=int, default=10_000, help="sealed books")
    options.add_argument("--penuh", type=int, default=200, help="books that are read in full")
    options.add_argument("--putaran", type=int, default=2, help="rounds by the clock")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="lkjip-rekap-") as name:
        figures = measure(Path(name), tuple(chosen.bagian), chosen.banyak, chosen.penuh, chosen.putaran)
    width = max(map(len, figures), default=0)
    for name, (figure, goal) in figures.items():
        judged = "" if goal is None else f" {goal:>9.3f}  {'tercapai' if figure <= goal else 'BELUM'}"
        print(f"{name:<{width}} {figure:>9.3f}{judged}")


if __name__ == "__main__":
    main()
