"""Speed and memory as ratios against bare openpyxl load+save of the same book, fresh processes, in turns.

    python tests/benchmark/measure.py [--putaran 5] [--ukuran 100 1000 10000]
    python tests/benchmark/measure.py --periksa [--putaran 5] [--ukuran 10000]

Prints, for each size, the ratio of the whole ``laporan`` job (imports included) to load+save, of its peak memory, and
of ``hitung``; then how much longer the command takes to start than bare Python. The book already carries its reports.
``--periksa`` prints instead what checking costs against computing: the commands, and inside one process.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

AKAR = Path(__file__).parents[2]
DASAR = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])"
LAPORAN = "import sys, lkjip_xl; lkjip_xl.laporan(sys.argv[1], sys.argv[2])"
BANGUN = f"""
import sys
sys.path.insert(0, {str(AKAR)!r})
import lkjip_xl
from tests.benchmark.large_book import RENSTRA, TAHUN, tulis_csv
from lkjip_xl.template.book import build
path, anggaran, indikator = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
build(path, settings={{"tahun": TAHUN}}, years=RENSTRA)
lkjip_xl.isi(path, tulis_csv(path + "-csv", anggaran, indikator), backup=False)
lkjip_xl.laporan(path, backup=False)
"""
HITUNG = "import sys, lkjip_xl; lkjip_xl.hitung(sys.argv[1], sys.argv[2])"

PERIKSA = "import sys, lkjip_xl; lkjip_xl.periksa(sys.argv[1], sys.argv[2])"
DI_DALAM = """
import sys, time
from lkjip_xl.checks.registry import Berkas, periksa, semua
from lkjip_xl.flows.run import compute_book
from lkjip_xl.compute.world import World
semua()
bacaan, _ = compute_book(sys.argv[1])
waktu = []
for _ in range(5):
    a = time.perf_counter(); h = World(bacaan.buku); h.summary; b = time.perf_counter(); periksa(Berkas(h))
    waktu.append((time.perf_counter() - b, b - a))
print(min(w[0] for w in waktu), min(w[1] for w in waktu))
"""


def lingkungan():
    """Bytecode is written and used, as for an installed package."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**env, "PYTHONPATH": str(AKAR)}


def jalankan(*argumen):
    """``(seconds, peak MiB)`` of a whole Python process."""
    mulai = time.perf_counter()
    proses = subprocess.Popen([sys.executable, *argumen], env=lingkungan(), stdout=subprocess.DEVNULL)
    _, keadaan, pakai = os.wait4(proses.pid, 0)
    proses.returncode = os.waitstatus_to_exitcode(keadaan)
    if proses.returncode:
        raise SystemExit(f"gagal: {argumen}")
    return time.perf_counter() - mulai, pakai.ru_maxrss / 1024


def buat(folder, anggaran, indikator):
    """A filled book that carries its reports, made in a process of its own.

    The peak memory that the system reports for a process counts the pages of the process that started it, so this
    one must stay small.
    """
    path = str(Path(folder) / f"buku-{anggaran}.xlsx")
    jalankan("-c", BANGUN, path, str(anggaran), str(indikator))
    return path


def ukur(path, putaran):
    """Median ratios to load+save: laporan's time and memory, hitung's time; and the medians in seconds."""
    keluar = path.replace(".xlsx", "-hasil.xlsx")
    for kode in (DASAR, LAPORAN, HITUNG):
        jalankan("-c", kode, path, keluar)
    rasio = []
    for _ in range(putaran):
        dasar, laporan, hitung = (jalankan("-c", kode, path, keluar) for kode in (DASAR, LAPORAN, HITUNG))
        rasio.append((laporan[0] / dasar[0], laporan[1] / dasar[1], hitung[0] / dasar[0], dasar[0], laporan[0]))
    return [statistics.median(r) for r in zip(*rasio, strict=True)]


def ukur_periksa(path, putaran):
    """``(command periksa / command hitung, checks / command hitung, checks / computing in memory, checks in s)``."""
    keluar = path.replace(".xlsx", "-hasil.xlsx")
    rasio = []
    for _ in range(putaran + 1):
        periksa, hitung = (jalankan("-c", kode, path, keluar)[0] for kode in (PERIKSA, HITUNG))
        rasio.append((periksa / hitung, hitung))
    perintah, hitung = (statistics.median(r) for r in zip(*rasio[1:], strict=True))
    jawaban = subprocess.run([sys.executable, "-c", DI_DALAM, path], env=lingkungan(), capture_output=True, text=True,
                             check=True)  # fmt: skip
    periksa, memori = map(float, jawaban.stdout.split())
    return perintah, periksa / hitung, periksa / memori, periksa


def mulai(putaran):
    """Seconds that ``lkjip-xl --help`` takes more than bare Python, median of pairs."""
    beda = []
    for _ in range(putaran + 1):
        kosong, bantuan = jalankan("-c", "pass"), jalankan("-m", "lkjip_xl", "--help")
        beda.append(bantuan[0] - kosong[0])
    return statistics.median(beda[1:])


def main():
    pilihan = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    pilihan.add_argument("--putaran", type=int, default=5)
    pilihan.add_argument("--ukuran", type=int, nargs="+", default=[100, 1000, 10000])
    pilihan.add_argument("--periksa", action="store_true")
    pilihan = pilihan.parse_args()
    if pilihan.periksa:
        print(f"{'baris':>8} {'periksa/hitung':>15} {'pemeriksaan/hitung':>19} {'/menghitung di memori':>22} {'s':>6}")
        with tempfile.TemporaryDirectory() as folder:
            for n in pilihan.ukuran:
                hasil = ukur_periksa(buat(folder, n, max(10, n // 10)), pilihan.putaran)
                print(f"{n:>8} {hasil[0]:>15.2f} {hasil[1]:>19.2f} {hasil[2]:>22.2f} {hasil[3]:>6.2f}")
        return
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'baris anggaran':>14} {'berkas KiB':>10} {'laporan':>8} {'memori':>7} {'hitung':>7} "
              f"{'(muat+simpan s':>15} {'laporan s)':>10}")  # fmt: skip
        for n in pilihan.ukuran:
            path = buat(folder, n, max(10, n // 10))
            waktu, memori, hitung, dasar, laporan = ukur(path, pilihan.putaran)
            print(f"{n:>14} {os.path.getsize(path) // 1024:>10} {waktu:>8.2f} {memori:>7.2f} {hitung:>7.2f} "
                  f"{dasar:>15.2f} {laporan:>10.2f}")  # fmt: skip
    print(f"lkjip-xl --help: {mulai(pilihan.putaran):.3f} s lebih lama daripada Python kosong")


if __name__ == "__main__":
    main()
