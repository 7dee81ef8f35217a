"""Every goal of speed and memory as a ratio, with what it shall be and whether it is.

    python tests/benchmark/measure.py [--putaran 5] [--ukuran contoh semua-bentuk 1000 10000]
                                      [--bagian alur klik fungsi awal]
    python tests/benchmark/measure.py --bagian libreoffice      books that LibreOffice has saved
    python tests/benchmark/measure.py --bagian excel            recalculation of the formulas (LibreOffice's processor)
    python tests/benchmark/measure.py --bagian lembar           what each report costs, and the writer of sheets alone
    python tests/benchmark/measure.py --bagian rekap            many offices' books: one, thousands, processes, Dask

``--simpan FILE`` keeps the figures, ``--banding FILE`` prints beside each what it was in a kept file.

A flow is measured as a whole process: its processor time (user and system) and its peak memory, each beyond those of
a bare Python, best of the rounds, the processes in turns. The measure is what openpyxl takes to load and save the
same contents as a **frozen** book of version 1 without report sheets (``frozen``), again beyond bare Python. The floor
is what cannot be saved: inflating the sheets with tables and every part that the flow changes, expat over them, and
deflating what changes. ``hitung`` has to write every value, for the book that it gets has none; the other flows get a
book in which two cells are other than when it was last computed. Where nothing changes, ``hitung`` has been run over
the same file before and remembers it (docs/adr/0046); beside it stands what it takes without. Nothing is asserted
here, for a busy machine proves nothing.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmark.books import ALL_FORMS, SIZES, frozen_book, todays_book  # noqa: E402
from tests.benchmark.processes import Cost, answer, environment, in_turns, run  # noqa: E402

LOAD_SAVE = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])"
FLOW = "import sys, lkjip_xl; getattr(lkjip_xl, sys.argv[3])(sys.argv[1], sys.argv[2])"
UNREMEMBERED = "import os; os.environ['LKJIP_INGATAN'] = 'tidak'; " + FLOW
ISI = "import sys, lkjip_xl; lkjip_xl.isi(sys.argv[1], sys.argv[3], sys.argv[2])"
BLANK = """
import re, sys, zipfile
cached = re.compile(rb"(</f>|<f[^<>]*/>)<v>[^<]*</v>")
with zipfile.ZipFile(sys.argv[1]) as old, zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as new:
    for item in old.infolist():
        data = old.read(item)
        new.writestr(item, cached.sub(rb"\\1", data) if item.filename.startswith("xl/worksheets/sheet") else data)
"""
SPOIL = """
import sys
from lkjip_xl.book.read import read_book
from lkjip_xl.book.rewrite import apply_edits
from lkjip_xl.checks.fixes import CellEdit
from lkjip_xl.ooxml.package import Package
reading = read_book(Package.open(sys.argv[1]))
row = next(r for r in reversed(reading.book.rows("tbl_anggaran")) if r.cells.get("Realisasi TW4"))
apply_edits(reading, [CellEdit("tbl_anggaran", row.number, "Realisasi TW4", 12345)])
apply_edits(reading, [CellEdit("tbl_pengukuran", 3, "Realisasi TW4", 1)])
reading.package.save(sys.argv[2])
"""
FLOOR = """
import sys, zipfile, zlib
from pyexpat import ParserCreate
before, after = zipfile.ZipFile(sys.argv[1]), zipfile.ZipFile(sys.argv[2])
old = {i.filename: i.CRC for i in before.infolist()}
changed = [i.filename for i in after.infolist() if old.get(i.filename) != i.CRC]
read = {n for n in old if n.startswith("xl/worksheets/_rels") and b"/table" in before.read(n)}
read = {n.replace("_rels/", "").removesuffix(".rels") for n in read}
for name in dict.fromkeys([*sorted(read), *[n for n in changed if n in old]]):
    ParserCreate().Parse(before.read(name), True)
for name in changed:
    data = after.read(name) if name not in old else before.read(name)
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packer.compress(data), packer.flush()
"""
CLICK = """
import shutil, sys
from lkjip_xl.hosts.excel.xlwings_host import prepare
prepare()
from lkjip_xl.hosts.openbook import press
from lkjip_xl.hosts.openbook.request import Request
from tests.hosts.excel.recorder import ExcelTiruan
shutil.copy(sys.argv[1], sys.argv[2])
excel = ExcelTiruan(sys.argv[2])
message, weight = press.press(excel, Request("laporan", excel.jalur.name, {}))
if weight != "info":
    sys.exit(message)
"""
SAVE_IN_LIBREOFFICE = """
import sys
from tests.tools.libreoffice import LibreOffice
office = LibreOffice(timeout=900)
office.start()
with office.open(sys.argv[1], hard_recalc=False) as book:
    book.save(sys.argv[2])
office.stop()
"""
XLWINGS = "from lkjip_xl.hosts.excel.xlwings_host import prepare; prepare()"
IMPORT = "import lkjip_xl.flows.laporan, lkjip_xl.reports.registry"
GOALS = {
    "laporan": {"contoh": 0.15, ALL_FORMS: 0.15, "1000": 0.25, "10000": 0.35},
    "hitung": {"contoh": 0.2, ALL_FORMS: 0.2, "1000": 0.3, "10000": 0.35},
    "periksa": {"contoh": 0.15, ALL_FORMS: 0.15, "1000": 0.2, "10000": 0.25},
    "hitung, tidak ada yang berubah": dict.fromkeys(SIZES, 0.08),
}
MEMORY = 0.4
CLICK_CPU, UDF_MS, START = 0.35, 6, 0.05


class Figures(dict[str, tuple[float, float | None]]):
    """``{name: (figure, its goal or None)}`` of a run, in the order of their measurement."""

    def table(self, before: dict[str, tuple[float, float | None]] | None) -> list[str]:
        """Lines to print; with figures of an earlier run, those too."""
        width = max(map(len, self), default=0)
        heads = ("kini", "sasaran") if before is None else ("kini", "semula", "sasaran")
        lines = [" ".join([" " * width, *(f"{head:>9}" for head in heads)])]
        for name, (figure, goal) in self.items():
            line = f"{name:<{width}} {figure:>9.3f}"
            if before is not None:
                line += f" {before[name][0]:>9.3f}" if name in before else f" {'-':>9}"
            if goal is not None:
                line += f" {goal:>9.3f}  {'tercapai' if figure <= goal else 'BELUM'}"
            lines.append(line)
        return lines


def measure_flows(folder: Path, sizes: list[str], rounds: int, suffix: str = "") -> Figures:
    """The flows against openpyxl on the frozen book, with the floor beside each, and how both grow."""
    figures, seen = Figures(), {}
    for size in sizes:
        frozen, book = frozen_book(folder, size), todays_book(folder, size)
        if suffix:
            book = saved_by_libreoffice(book)
        spoiled, out = folder / f"diubah-{size}.xlsx", folder / "hasil.xlsx"
        blank = folder / f"kosong-{size}.xlsx"
        run("-c", SPOIL, book, spoiled)
        run("-c", BLANK, book, blank)
        sources = {
            "laporan": spoiled, "hitung": blank, "hitung, dua sel berubah": spoiled, "periksa": spoiled,
            "hitung, tidak ada yang berubah": book,
        }  # fmt: skip
        commands: dict[str, list[object]] = {"python": ["-c", "pass"], "openpyxl": ["-c", LOAD_SAVE, frozen, out]}
        for name, source in sources.items():
            made = folder / f"hasil-{len(commands)}.xlsx"
            flow = name.partition(",")[0]
            run("-c", FLOW, source, made, flow)
            commands[name] = ["-c", FLOW, source, made, flow]
            commands[f"{name}: dasar"] = ["-c", FLOOR, source, made]
        again = "hitung, tidak ada yang berubah"
        commands[f"{again}, tanpa ingatan"] = ["-c", UNREMEMBERED, *commands[again][2:]]
        commands["isi"] = ["-c", ISI, book, folder / "hasil-isi.xlsx", todays_csv(folder, size)]
        costs = in_turns(commands, rounds)
        bare = costs.pop("python")
        measure = costs["openpyxl"].beyond(bare)
        figures[f"{size}{suffix}: openpyxl muat+simpan, cpu s"] = (measure.cpu, None)
        for name, cost in costs.items():
            if name == "openpyxl":
                continue
            own = cost.beyond(bare)
            seen[size, name] = own
            goal = GOALS.get(name, {}).get(size)
            figures[f"{size}{suffix}: {name}, cpu"] = (own.cpu / measure.cpu, goal)
            if not name.endswith("dasar"):
                limit = MEMORY if size not in ("contoh", ALL_FORMS) else None
                figures[f"{size}{suffix}: {name}, memori"] = (own.memory / measure.memory, limit)
    grow(figures, seen, suffix)
    return figures


def grow(figures: Figures, seen: dict[tuple[str, str], Cost], suffix: str) -> None:
    """Time and memory of ten times the rows over ten times the time and memory."""
    for (size, name), cost in seen.items():
        small = seen.get(("1000", name))
        if size == "10000" and small is not None and not name.endswith("dasar"):
            figures[f"{name}{suffix}: 10.000 baris / (10 x 1.000 baris), cpu"] = (cost.cpu / small.cpu / 10, 1.0)
            figures[f"{name}{suffix}: 10.000 baris / (10 x 1.000 baris), memori"] = (
                cost.memory / small.memory / 10, 1.0,
            )  # fmt: skip


def todays_csv(folder: Path, size: str) -> Path:
    """The rows that a book was filled from."""
    return ROOT / "lkjip_xl" / "contoh" if size in ("contoh", ALL_FORMS) else folder / f"buku-{size}.xlsx-csv"


def saved_by_libreoffice(book: Path) -> Path:
    """The book as LibreOffice saves it."""
    target = book.with_name("lo-" + book.name)
    run("-c", SAVE_IN_LIBREOFFICE, book, target)
    return target


def measure_saved(folder: Path, sizes: list[str], rounds: int) -> Figures:
    """The flows on books that LibreOffice has saved; no goals of their own, they cost more."""
    saved = measure_flows(folder, sizes, rounds, " (disimpan LibreOffice)")
    return Figures({name: (figure, None) for name, (figure, _) in saved.items()})


def measure_click(folder: Path, sizes: list[str], rounds: int) -> Figures:
    """The processor time of Python at a repeated click on Laporan, Excel's own side left out."""
    figures = Figures()
    for size in sizes:
        book = todays_book(folder, size)
        commands = {"python": ["-c", "pass"], "klik": ["-c", CLICK, book, folder / "klik.xlsx"]}
        costs = in_turns(commands, rounds)
        goal = CLICK_CPU if size == "contoh" else None
        figures[f"{size}: klik Laporan berulang, cpu s"] = (costs["klik"].beyond(costs["python"]).cpu, goal)
    costs = in_turns({"python": ["-c", "pass"], "xlwings": ["-c", XLWINGS]}, rounds)
    figures["memuat xlwings (bagian dari klik), cpu s"] = (
        costs["xlwings"].beyond(costs["python"]).cpu, None,
    )  # fmt: skip
    return figures


def measure_functions(folder: Path, sizes: list[str], rounds: int) -> Figures:
    """Functions in cells: one call on a column of 2,000 rows."""
    printed = answer(ROOT / "tests/benchmark/measure_udf.py", "--putaran", max(rounds, 7), "--json")
    return Figures({f"{name}, 2.000 baris, ms": (ms, UDF_MS) for name, ms in json.loads(printed).items()})


def measure_start(folder: Path, sizes: list[str], rounds: int) -> Figures:
    """The start of a command, and importing the engine, over bare Python."""
    commands = {
        "python": ["-c", "pass"], "lkjip-xl --help": ["-m", "lkjip_xl", "--help"],
        "lkjip-xl laporan --help": ["-m", "lkjip_xl", "laporan", "--help"],
        "impor mesin laporan": ["-c", IMPORT],
    }  # fmt: skip
    costs = in_turns(commands, max(rounds, 7))
    bare = costs.pop("python")
    return Figures(
        {f"{n}, cpu s": (c.beyond(bare).cpu, START if n.startswith("lkjip") else None) for n, c in costs.items()}
    )


def measure_excel(folder: Path, sizes: list[str], rounds: int) -> Figures:
    """Recalculation in LibreOffice: ``measure_recalculation`` prints its own figures."""
    subprocess.run(
        [sys.executable, ROOT / "tests/benchmark/measure_recalculation.py", "--ukuran", "2000x300", "10000x1000"],
        env=environment(), check=False,
    )  # fmt: skip
    return Figures()


def measure_sheets(folder: Path, sizes: list[str], rounds: int) -> Figures:
    """Each report's own cost, and the writer of sheets against openpyxl."""
    from tests.benchmark.measure_sheets import measure

    return Figures(
        {n: (f, None) for size in sizes for n, f in measure(folder, todays_book(folder, size), size, rounds).items()}
    )


def measure_gathering(folder: Path, sizes: list[str], rounds: int) -> Figures:
    """Many offices' books; of whole folders by the clock (``measure_recapitulation`` has its own command line)."""
    from tests.benchmark.measure_recapitulation import PARTS as GATHERING
    from tests.benchmark.measure_recapitulation import measure

    return Figures(measure(folder, GATHERING, 10_000, 200, max(rounds // 2, 1)))


def can_be_built(folder: Path, size: str) -> bool:
    """Whether today's code builds a book of that size; says so when it does not."""
    try:
        todays_book(folder, size)
    except SystemExit:
        print(f"{size} baris: TIDAK DIUKUR, buku sebesar itu tidak dapat dibuat oleh kode ini", flush=True)
        return False
    return True


PARTS = {
    "alur": measure_flows, "klik": measure_click, "fungsi": measure_functions, "awal": measure_start,
    "libreoffice": measure_saved, "excel": measure_excel, "lembar": measure_sheets,
    "rekap": measure_gathering,
}  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--putaran", type=int, default=5, help="rounds")
    options.add_argument("--ukuran", nargs="+", default=list(SIZES), choices=SIZES, help="budget rows")
    options.add_argument("--bagian", nargs="+", default=["alur", "klik", "fungsi", "awal"], choices=PARTS)
    options.add_argument("--simpan", metavar="FILE", help="keep the figures")
    options.add_argument("--banding", metavar="FILE", help="compare with kept figures")
    chosen = options.parse_args()
    before = json.loads(Path(chosen.banding).read_text(encoding="utf-8")) if chosen.banding else None
    figures = Figures()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "ingatan")  # of this run alone
        needed = set(chosen.bagian) - {"fungsi", "awal", "excel"}
        sizes = [size for size in chosen.ukuran if not needed or can_be_built(folder, size)]
        for part in chosen.bagian:
            figures.update(PARTS[part](folder, sizes, chosen.putaran))
    print("\n".join(figures.table(before)))
    if chosen.simpan:
        Path(chosen.simpan).write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
