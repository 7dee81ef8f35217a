"""Kill kirim, gabung, lanjut, rekap and ekspor at any moment: every file is the old or the new one, whole.

    python -m tests.proof.travel_kills --banyak 1000 [--benih 1]

As ``kills``, of which it takes the ways to kill. What a copy, a list or a merge holds is compared by meaning, since
each sending has a mark of its own.
"""

import os
import random
import shutil
import time
from collections import Counter
from functools import partial
from pathlib import Path

import lkjip_xl
from lkjip_xl.book.read import read_book
from lkjip_xl.book.seal import is_unbroken, read_seal
from lkjip_xl.book.sendings import read_sendings
from lkjip_xl.ooxml.files import check_workbook, check_workbook_data
from tests.book.filled_book import Isian

from .books import fast_folder, main, report, rounds
from .kills import contents, count_operations, killed
from .returned import few_spare_rows, small_master

WEIGHTS = {"kirim": 20, "kirim ringkas": 12, "gabung": 35, "lanjut": 13, "rekap": 10, "ekspor": 10}
KIRIM = ("kirim", "kirim ringkas")


def run(name, folder):
    """One command in the folder."""
    path = os.path.join(folder, "induk.xlsx")
    if name in KIRIM:
        lkjip_xl.kirim(path, os.path.join(folder, "keluar"), ["semua"], triwulan=2, ringkas=name != "kirim")
    elif name == "gabung":
        lkjip_xl.gabung(path, os.path.join(folder, "kembali"))
    elif name == "lanjut":
        lkjip_xl.lanjut(path)
    elif name == "rekap":
        lkjip_xl.rekap(os.path.join(folder, "kembali"), os.path.join(folder, "hasil"), pekerja=1)
    else:
        lkjip_xl.ekspor(path, os.path.join(folder, "data"), rapi=True)


def prepare(folder):
    """A master that was sent, with a returned book beside it; its content."""
    path = small_master(folder)
    copy = (
        lkjip_xl.kirim(path, os.path.join(folder, "kembali"), ["Bidang Anak"], surel=False, backup=False).sent[0].path
    )
    filler = Isian(copy)
    filler.tulis("tbl_pengukuran", 1, "Realisasi TW2", 75.5)
    filler.simpan()
    return path.read_bytes()


def put_back(folder, data):
    """The folder as it was before the command."""
    for name in os.listdir(folder):
        full = os.path.join(folder, name)
        if name not in ("induk.xlsx", "kembali"):
            shutil.rmtree(full) if os.path.isdir(full) else os.unlink(full)
    Path(folder, "induk.xlsx").write_bytes(data)


def faults(name, folder, old):
    """What is wrong in the folder after a kill."""
    found = []
    path = os.path.join(folder, "induk.xlsx")
    data = Path(path).read_bytes() if os.path.exists(path) else b""
    if data != old and not _is_new(name, data):
        found.append("buku induk bukan yang lama dan bukan yang baru")
    for root, _, names in os.walk(folder):
        for file in names:
            full = os.path.join(root, file)
            if full == path or root.endswith("kembali") or file.startswith(("~lkjip", ".")) or file.endswith(".tmp"):
                continue
            if ".cadangan-" in file:
                found += [] if Path(full).read_bytes() == old else [f"cadangan {file} bukan buku lama"]
            elif file.endswith(".xlsx") and contents(Path(full).read_bytes()) is None:
                found.append(f"{file} setengah jadi")
            elif file.endswith(".csv") and Path(full).read_bytes()[-1:] != b"\n":
                found.append(f"{file} setengah jadi")
            elif file.endswith(".eml") and not Path(full).read_bytes().rstrip().endswith(b"--"):
                found.append(f"{file} setengah jadi")
            elif "(kirim" in file and file.endswith(".xlsx"):
                package = check_workbook(full, writing=False)
                seal = read_seal(package)
                found += [] if seal and is_unbroken(package, seal) else [f"segel {file} tidak cocok"]
    return found


def _is_new(name, data):
    if contents(data) is None or name not in (*KIRIM, "gabung"):
        return False
    reading = read_book(check_workbook_data(data))
    sendings = read_sendings(reading.package)
    row = reading.book.rows("tbl_pengukuran")[0].cells
    if name in KIRIM:
        return len(sendings.sent) == 3 and "Realisasi TW2" not in row
    return row.get("Realisasi TW2") == 75.5 and len(sendings.sent[0].returned) == 1


def prove(number, seed=1):
    """Kill commands so many times; True when no file was ever half written."""
    chance, counts, examples, started = random.Random(seed), Counter(), Counter(), time.time()
    with few_spare_rows(), fast_folder() as folder:
        old = prepare(folder)
        known = {}
        for name in WEIGHTS:
            put_back(folder, old)
            operations = count_operations(partial(run, name, folder))
            put_back(folder, old)
            begun = time.perf_counter()
            run(name, folder)
            known[name] = (operations, time.perf_counter() - begun)
        for _ in rounds(number):
            name = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
            operations, seconds = known[name]
            put_back(folder, old)
            if chance.random() < 0.5:
                dead = killed(partial(run, name, folder), delay=chance.uniform(0, seconds * 1.1))
            else:
                dead = killed(partial(run, name, folder), operation=chance.randrange(2, operations * 2 + 2))
            counts[f"{name}, {'dibunuh' if dead else 'sempat selesai'}"] += 1
            for line in faults(name, folder, old):
                examples[f"{name}: {line}"] += 1
            if name in (*KIRIM, "gabung"):  # the next run goes on where a dead one left things
                run(name, folder)
                if not _is_new(name, Path(folder, "induk.xlsx").read_bytes()) and name == "gabung":
                    examples[f"{name}: dijalankan lagi, bukunya bukan yang baru"] += 1
    return report("bunuh alur yang bepergian", counts, examples, started)


if __name__ == "__main__":
    main(prove, __doc__, 1000)
