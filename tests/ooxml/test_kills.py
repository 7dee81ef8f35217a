"""A writer that is killed at any moment leaves the file whole, its backups whole, and no leftover for long.

``python tests/ooxml/test_kills.py [COUNT]`` does it so many times and prints what was seen.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest

from lkjip_xl.ooxml.backups import backups_of
from lkjip_xl.ooxml.safe_write import write_lock

SIZE = 300_000
WRITER = f"""
import sys
from lkjip_xl.ooxml import safe_write
if sys.argv[2] == "aside":
    safe_write._swap = lambda one, other: False
print("siap", flush=True)
number = 0
while True:
    number = number % 9 + 1
    data = str(number).encode() * {SIZE}
    safe_write.atomic_write(sys.argv[1], lambda stream: stream.write(data), backup=True)
"""


def whole(path):
    """The digit that a file is made of; None when it is not whole."""
    data = Path(path).read_bytes()
    return data[:1] if data == data[:1] * SIZE else None


def kill_once(folder, way, wait):
    """Kill a writer after ``wait`` seconds of writing; what the next run found."""
    path = os.path.join(folder, "buku.xlsx")
    if not os.path.exists(path):
        Path(path).write_bytes(b"0" * SIZE)
    writer = subprocess.Popen([sys.executable, "-c", WRITER, path, way], stdout=subprocess.PIPE, text=True)
    try:
        assert writer.stdout.readline() == "siap\n"
        time.sleep(wait)
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()
    there = os.path.exists(path)
    if way == "swap":
        assert there and whole(path), "the file was lost or half written"
    left = [name for name in os.listdir(folder) if name.startswith("~lkjip-")]
    with write_lock(path):  # the next run
        assert whole(path), "the file was lost or half written"
    assert [name for name in os.listdir(folder) if name.startswith("~lkjip-")] == []
    assert all(whole(one.path) for one in backups_of(path)), "a backup was half written"
    for one in backups_of(path):
        os.unlink(one.path)
    return "moved aside" if not there else "leftovers" if left else "between two writes"


def run(count, seed=2026):
    chance, seen = random.Random(seed), Counter()
    for number in range(count):
        way = ("swap", "aside")[number % 2]
        with tempfile.TemporaryDirectory() as folder:
            seen[way, kill_once(folder, way, chance.random() * 0.05)] += 1
    return seen


@pytest.mark.skipif(os.name == "nt", reason="proses diakhiri dengan cara lain di Windows")
def test_killed_at_any_moment():
    seen = run(12)
    assert sum(seen.values()) == 12 and any(state == "leftovers" for _, state in seen)


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for (way, state), number in sorted(run(count).items()):
        print(f"{way:6} {state:20} {number}")
