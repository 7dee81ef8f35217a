"""The goals of speed and memory as ratios to a frozen baseline; prints goal and "tercapai" or "belum" for each.

    python -m tests.benchmark.goals [--putaran 5] [--ukuran 0 1000 10000] [--libreoffice]

The baseline is bare openpyxl load+save of the version 1 book without report sheets (``frozen``). Every figure is of
fresh processes in turns, user and system CPU and peak memory, bare Python's start taken off both sides, best of the
rounds. Beside each ratio stands the floor: inflate, expat and deflate of the parts that the flow changed. Size 0 is
the sample of version 1. Nothing is asserted: a busy machine proves nothing.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import NamedTuple

from tests.benchmark.measure import LOAD_SAVE, run

BARE = "pass"
HITUNG = "import sys, lkjip_xl; lkjip_xl.hitung(sys.argv[1], sys.argv[2])"
LAPORAN = "import sys, lkjip_xl; lkjip_xl.laporan(sys.argv[1], sys.argv[2])"
PERIKSA = "import sys, lkjip_xl; lkjip_xl.periksa(sys.argv[1], sys.argv[2])"
FLOOR = """
import sys, zipfile, zlib
from pyexpat import ParserCreate
with zipfile.ZipFile(sys.argv[1]) as book:
    for name in sys.argv[3:]:
        data = book.read(name)
        ParserCreate().Parse(data, True)
        zlib.compress(data, 6)
"""
XLWINGS = "from lkjip_xl.hosts.excel.xlwings_host import prepare; prepare()"
MEMORY_GOAL = 0.4


class Goal(NamedTuple):
    """A flow, its code, the book that it reads, and its goal for the sample, up to 1,000 rows, and beyond."""

    name: str
    code: str
    book: str
    at_most: tuple[float, float, float]

    def goal(self, rows: int) -> float:
        return self.at_most[0 if not rows else 1 if rows <= 1000 else 2]


GOALS = (
    Goal("laporan", LAPORAN, "kini.xlsx", (0.15, 0.25, 0.35)),
    Goal("hitung, semua nilai", HITUNG, "kosong.xlsx", (0.2, 0.3, 0.35)),
    Goal("hitung, tiada yang berubah", HITUNG, "kini.xlsx", (0.08, 0.08, 0.08)),
    Goal("periksa", PERIKSA, "kini.xlsx", (0.15, 0.2, 0.25)),
)


class Best(NamedTuple):
    """CPU seconds and peak MiB above bare Python, each the best of the rounds."""

    cpu: float
    memory: float


def verdict(figure: float, goal: float) -> str:
    return "tercapai" if figure <= goal else "belum"


def best(jobs: dict[str, tuple], rounds: int) -> dict[str, Best]:
    """The best of each job's rounds over bare Python's; a round before them warms up and does not count."""
    every = {name: [] for name in (BARE, *jobs)}
    for _ in range(rounds + 1):
        every[BARE].append(run("-c", BARE))
        for name, (code, *arguments) in jobs.items():
            every[name].append(run("-c", code, *arguments))
    least = {n: Best(min(c.cpu for c in cs[1:]), min(c.memory for c in cs[1:])) for n, cs in every.items()}
    bare = least.pop(BARE)
    return {n: Best(one.cpu - bare.cpu, one.memory - bare.memory) for n, one in least.items()}


def changed_parts(before: Path, after: Path) -> list[str]:
    """Names of the parts of ``after`` that ``before`` lacks or holds with another content, XML only."""
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after) as new:
        crc = {i.filename: i.CRC for i in old.infolist()}
        return [i.filename for i in new.infolist() if crc.get(i.filename) != i.CRC and i.filename.endswith("xml")]


def by_libreoffice(path: Path, folder: Path) -> Path:
    """The book as LibreOffice saves it; quits when it does not."""
    target = folder / "lo"
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(target), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return target / path.name


def measure_size(folder: Path, rows: int, rounds: int, libreoffice: bool) -> None:
    """Print the goals for one size."""
    run("-m", "tests.benchmark.frozen", folder, rows)
    out = folder / "hasil.xlsx"
    jobs = {"dasar": (LOAD_SAVE, folder / "dasar.xlsx", out)}
    for goal in GOALS:
        source = folder / goal.book
        jobs[goal.name] = (goal.code, source, out)
        out.unlink(missing_ok=True)
        run("-c", goal.code, source, out)
        parts = changed_parts(source, out) if out.exists() else []
        jobs[f"lantai {goal.name}"] = (FLOOR, folder / goal.book if not parts else _kept(out, goal.name), "", *parts)
    if libreoffice:
        saved = by_libreoffice(folder / "kini.xlsx", folder)
        jobs |= {f"{g.name}, simpanan LibreOffice": (g.code, saved, out) for g in GOALS if g.book == "kini.xlsx"}
    costs = best(jobs, rounds)
    base = costs["dasar"]
    print(f"\n{f'{rows} baris' if rows else 'contoh'}: dasar {base.cpu:.2f} s CPU, {base.memory:.0f} MiB")
    for goal in GOALS:
        cost, limit = costs[goal.name], goal.goal(rows)
        ratio, floor = cost.cpu / base.cpu, costs[f"lantai {goal.name}"].cpu / base.cpu
        memory = cost.memory / base.memory
        line = f"{goal.name:<28} CPU {ratio:6.3f} (paling banyak {limit}: {verdict(ratio, limit)}; lantai {floor:.3f})"
        print(line, f"memori {memory:.2f}" + (f" ({MEMORY_GOAL}: {verdict(memory, MEMORY_GOAL)})" if rows else ""))
    for name in (n for n in costs if n.endswith("simpanan LibreOffice")):
        print(f"{name:<44} CPU {costs[name].cpu / base.cpu:6.3f} memori {costs[name].memory / base.memory:.2f}")


def _kept(path: Path, name: str) -> Path:
    """The result kept under a name of its own, for the floor reads it in every round."""
    return Path(shutil.copy(path, path.with_name(f"hasil {name}.xlsx")))


def measure_starts(rounds: int) -> None:
    """Print what starting costs over bare Python: a command, and xlwings for a click."""
    bare, start = [], []
    for _ in range(rounds + 1):
        bare.append(run("-c", BARE).cpu)
        start.append(run("-m", "lkjip_xl", "--help").cpu)
    over = min(start[1:]) - min(bare[1:])
    print(f"\nawal perintah {over:.3f} s (paling banyak 0.05: {verdict(over, 0.05)})")
    print(
        f"memuat xlwings {best({'xlwings': (XLWINGS,)}, rounds)['xlwings'].cpu:.3f} s (bagian klik, paling banyak 0.35)"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--putaran", type=int, default=5, help="rounds")
    options.add_argument("--ukuran", type=int, nargs="+", default=[0, 1000, 10000], help="budget rows; 0: the sample")
    options.add_argument("--libreoffice", action="store_true", help="also a book that LibreOffice saved")
    chosen = options.parse_args()
    for rows in chosen.ukuran:
        with tempfile.TemporaryDirectory() as folder:
            measure_size(Path(folder), rows, chosen.putaran, chosen.libreoffice)
    measure_starts(chosen.putaran)


if __name__ == "__main__":
    sys.exit(main())
