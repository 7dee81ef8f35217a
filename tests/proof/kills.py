"""Kill every writing command at any moment: the book is the old or the new one, whole, and the backup is the old one.

    python -m tests.proof.kills --banyak 1000 [--benih 1]

Half of the kills come at a random time, half just before or after one of the operations by which files come to be
(open, write to disk, rename, delete). POSIX only: the commands run in forked processes.
"""

import io
import os
import random
import signal
import time
import zipfile
from collections import Counter
from functools import partial
from pathlib import Path

import lkjip_xl
from lkjip_xl.book.read import read_book
from lkjip_xl.ooxml.files import check_workbook
from lkjip_xl.ooxml.package import Package

from .books import csv_folder, fast_folder, main, report, restore, rounds, small_book

WEIGHTS = {
    "hitung": 20, "laporan": 20, "periksa": 15, "isi": 15, "perbarui": 10, "tambah": 10, "buat": 6, "contoh": 4,
}  # fmt: skip
_FIRST_VERSION = Path(__file__).parents[1] / "data" / "contoh-versi-1.xlsx"
_OPERATIONS = ("open", "replace", "rename", "unlink", "remove", "fsync", "chmod", "link", "utime")


def run(name, folder, path):
    """One command on the folder's book."""
    if name == "isi":
        lkjip_xl.isi(path, csv_folder(folder))
    elif name == "buat":
        lkjip_xl.buat(os.path.join(folder, "baru.xlsx"), "Dinas Contoh", 2025, "2025-2026")
    elif name == "tambah":
        lkjip_xl.tambah(path, ["spm", "tindak-lanjut"])
    elif name == "contoh":
        from lkjip_xl.flows.contoh import buat_contoh

        buat_contoh(os.path.join(folder, "contoh"), pdf=False)
    else:
        getattr(lkjip_xl, name)(path)


def count_operations(command, stop=None):
    """Run a command and count its file operations; with ``stop`` the process dies at that one (half: after it)."""
    count = 0

    def counted(function):
        def call(*args, **options):
            nonlocal count
            count += 1
            if stop is not None and count * 2 == stop:
                os.kill(os.getpid(), signal.SIGKILL)
            result = function(*args, **options)
            if stop is not None and count * 2 + 1 == stop:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return call

    saved = {operation: getattr(os, operation) for operation in _OPERATIONS}
    try:
        for operation, function in saved.items():
            setattr(os, operation, counted(function))
        command()
    finally:
        for operation, function in saved.items():
            setattr(os, operation, function)
    return count


def killed(command, delay=None, operation=None):
    """Run a command in a process of its own that is killed; whether it was before it had ended."""
    child = os.fork()
    if not child:
        try:
            devnull = os.open(os.devnull, os.O_WRONLY)
            os.dup2(devnull, 1)
            os.dup2(devnull, 2)
            if operation is not None:
                count_operations(command, operation)
            else:
                command()
        finally:
            os._exit(0)
    if delay is not None:
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def contents(data):
    """Content of every part, by name; None for no whole package."""
    try:
        package = Package(data)
        package.verify()
        return {name: package.read(name) for name in package.names}
    except Exception:
        return None


def faults(folder, path, old, new):
    """What is wrong in the folder after a kill; and how many temporary files lie there."""
    found, left = [], 0
    data = Path(path).read_bytes() if os.path.exists(path) else b""
    if data != old and contents(data) not in (new, contents(old)):
        found.append("buku bukan yang lama dan bukan yang baru")
    for root, _, names in os.walk(folder):
        for name in names:
            full = os.path.join(root, name)
            if full == path or root.endswith("csv"):
                continue
            if name.endswith(".tmp") or name.startswith(("~lkjip", ".")) or not name.endswith(".xlsx"):
                left += 1
                continue
            data = Path(full).read_bytes()
            if data == old:
                continue
            if name == "baru.xlsx" or "contoh" in root:
                try:
                    with zipfile.ZipFile(io.BytesIO(data)) as package:
                        assert package.testzip() is None
                    read_book(check_workbook(full, writing=False))
                except Exception as error:
                    found.append(f"{name} setengah jadi: {type(error).__name__}")
            else:
                found.append(f"cadangan {name} bukan buku lama")
    return found, left


def prove(number, seed=1, weights=None):
    """Kill commands so many times; True when no file was ever half written."""
    chance, counts, examples, started = random.Random(seed), Counter(), Counter(), time.time()
    weights = weights or WEIGHTS
    small, left = small_book(), 0
    olds = {name: _FIRST_VERSION.read_bytes() if name == "perbarui" else small for name in weights}
    with fast_folder() as folder:
        path = os.path.join(folder, "buku.xlsx")
        known = {}
        for name, old in olds.items():
            restore(path, old)
            operations = count_operations(partial(run, name, folder, path))
            restore(path, old)
            begun = time.perf_counter()
            run(name, folder, path)
            known[name] = (operations, time.perf_counter() - begun, contents(Path(path).read_bytes()))
        for _ in rounds(number):
            name = chance.choices(list(weights), list(weights.values()))[0]
            operations, seconds, new = known[name]
            old = olds[name]
            restore(path, old)
            if chance.random() < 0.5:
                dead = killed(partial(run, name, folder, path), delay=chance.uniform(0, seconds * 1.1))
            else:
                dead = killed(partial(run, name, folder, path), operation=chance.randrange(2, operations * 2 + 2))
            found, rest = faults(folder, path, old, new)
            left += rest
            counts[f"{name}, {'dibunuh' if dead else 'sempat selesai'}"] += 1
            for line in found:
                examples[f"{name}: {line}"] += 1
    print(f"berkas sementara yang tertinggal: {left}")
    return report("bunuh", counts, examples, started)


if __name__ == "__main__":
    main(prove, __doc__, 1000)
