"""What the proofs work on and how they judge: small books, a place for files, the outcome of one command."""

import argparse
import functools
import os
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback
from contextlib import contextmanager
from pathlib import Path

import lkjip_xl
from lkjip_xl.errors import UserError
from lkjip_xl.template.book import build

CASES = Path(__file__).parents[3] / "shared" / "kasus-keandalan"
TIME_LIMIT = 10  # seconds for one command
RENSTRA = [
    {"Kode": "1", "Jenis": "Sasaran", "Tujuan": "T", "Sasaran": "S", "Indikator": "Indeks", "IKU": "Ya",
     "Satuan": "Indeks", "Tipe": "Indeks", "Arah": "Naik", "Kondisi Awal": 70, "Target 2025": 80, "Target 2026": 82},
    {"Kode": "2", "Jenis": "Sasaran", "Tujuan": "T", "Sasaran": "S", "Indikator": "Persentase", "IKU": "Ya",
     "Satuan": "Persen", "Tipe": "Persen", "Arah": "Naik", "Kondisi Awal": 60, "Target 2025": 90, "Target 2026": 95},
]  # fmt: skip
ROWS = {
    "tbl_renstra": RENSTRA,
    "tbl_pk": [{"Dokumen": "Awal", "Kode": "1", "Target": 80}, {"Dokumen": "Awal", "Kode": "2", "Target": 90}],
    "tbl_pengukuran": [
        {"Kode": "1", "Sifat": "Posisi Akhir", "Realisasi TW1": 70, "Realisasi TW4": 79.5, "Analisis": "baik"},
        {"Kode": "2", "Sifat": "Posisi Akhir", "Realisasi TW1": 70, "Realisasi TW4": 91, "Solusi": "lanjut & jaga"},
    ],
    "tbl_anggaran": [
        {"Kode": "A", "Tingkat": "Program", "Uraian": "P"},
        {"Kode": "A.1", "Tingkat": "Kegiatan", "Indikator": "1;2", "Pagu Awal": 1000, "Realisasi TW4": 900},
    ],
}  # fmt: skip


def fast_folder():
    """A folder for files that are written and thrown away by the thousand, in memory where the system has one."""
    return tempfile.TemporaryDirectory(prefix="lkjip-bukti-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)


@functools.cache
def small_book():
    """Bytes of a filled book that carries its reports."""
    with fast_folder() as folder:
        path = os.path.join(folder, "buku.xlsx")
        build(path, settings={"instansi": "Dinas Contoh", "tahun": 2025}, years=(2025, 2026), rows=ROWS)
        lkjip_xl.hitung(path, backup=False)
        lkjip_xl.laporan(path, backup=False)
        lkjip_xl.periksa(path, backup=False)
        return Path(path).read_bytes()


def csv_folder(folder):
    """A folder with a CSV file for ``isi``."""
    target = Path(folder, "csv")
    target.mkdir(exist_ok=True)
    (target / "tbl_riwayat_anggaran.csv").write_text("Uraian,Tahun,Pagu\nBelanja,2024,1000\n", encoding="utf-8")
    return target


COMMANDS = {
    "hitung": lambda path: lkjip_xl.hitung(path),
    "laporan": lambda path: lkjip_xl.laporan(path, timpa=True),
    "periksa": lambda path: lkjip_xl.periksa(path),
}


def rounds(number):
    """Numbers up to ``number``, with a line now and then; Ctrl+C ends them early, and what was done is counted."""
    try:
        for done in range(1, number + 1):
            yield done
            if done % 500 == 0:
                print(f"  ... {done} dari {number}", flush=True)
    except KeyboardInterrupt:
        print("  dihentikan")


class TooSlow(BaseException):
    """A command took longer than ``TIME_LIMIT``; no handler of the product's may swallow it."""


@contextmanager
def time_limit(seconds=TIME_LIMIT):
    """End what is inside after so many seconds of the processor (POSIX): a busy machine makes nothing slow."""

    def ring(*_):
        raise TooSlow

    old = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, old)


# Words that no Indonesian message holds; names of attributes and parts stand in quotes or brackets.
_ENGLISH = re.compile(
    r"\b(?:the|not|invalid|error|expected|object|attribute|string|index|out of|cannot|unknown|missing|must|failed|"
    r"argument|literal|codec|byte|unexpected|bad)\b",
    re.I,
)
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|\([^)]*\)|/\S+")


def outcome(command, path):
    """What a command does to a file: ``("selesai" | "ditolak" | "lambat" | "galat", detail)``.

    detail: the message of a refusal; of a crash the exception and the room of the product where it was raised.
    """
    try:
        with time_limit():
            command(path)
    except UserError as error:
        english = _ENGLISH.search(_QUOTED.sub("", str(error)))
        return ("bahasa", f"{english[0]}: {error}") if english else ("ditolak", f"{error.kode}: {error}")
    except TooSlow:
        return "lambat", f"> {TIME_LIMIT} s"
    except MemoryError:
        return "memori", ""
    except Exception as error:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if "lkjip_xl" in f.filename]
        where = frames[-1] if frames else None
        place = f"{where.filename.rpartition('lkjip_xl/')[2]}:{where.lineno}" if where else "?"
        return "galat", f"{place} {type(error).__name__}: {str(error)[:100]}"
    return "selesai", ""


def restore(path, data):
    """Put the bytes back and clear the folder of everything else but the CSV files."""
    folder = os.path.dirname(path)
    for name in os.listdir(folder):
        full = os.path.join(folder, name)
        if full != path and name != "csv":
            shutil.rmtree(full) if os.path.isdir(full) else os.unlink(full)
    with open(path, "wb") as stream:
        stream.write(data)


def report(title, counts, examples, started):
    """Print counts and examples; True when nothing is wrong."""
    total = sum(counts.values())
    print(f"{title}: {total} dicoba dalam {time.time() - started:.0f} detik")
    for name, number in sorted(counts.items(), key=lambda pair: -pair[1]):
        print(f"  {number:6d}  {name}")
    for line, number in sorted(examples.items(), key=lambda pair: -pair[1])[:40]:
        print(f"  ! {number} kali: {line}")
    sys.stdout.flush()
    return not examples


def main(prove, about, number):
    """The command line of a proof that tries something ``number`` times: ``--banyak`` and ``--benih``."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--banyak", type=int, default=number)
    parser.add_argument("--benih", type=int, default=1)
    options = parser.parse_args()
    raise SystemExit(not prove(options.banyak, options.benih))
