"""Damage the bytes of a book: it is refused, or nothing that it says is touched by the damage.

python -m tests.proof.damages --banyak 10000 [--benih 1]
"""

import os
import random
import time
from collections import Counter
from pathlib import Path

from lkjip_xl.ooxml.package import Package

from .books import COMMANDS, fast_folder, main, outcome, report, restore, rounds, small_book


def damaged(data, chance):
    """``(kind, bytes)``: the book with one thing wrong."""
    data = bytearray(data)
    at = chance.randrange(len(data))
    length = chance.choice((1, 1, 1, 2, 8, 64, 512, 4096))
    kind = chance.choice(("bit", "bit", "bita", "nol", "potong", "hilang", "ganda", "ekor", "sisip"))
    if kind == "bit":
        data[at] ^= 1 << chance.randrange(8)
    elif kind == "bita":
        data[at : at + length] = chance.randbytes(min(length, len(data) - at))
    elif kind == "nol":
        data[at : at + length] = bytes(min(length, len(data) - at))
    elif kind == "potong":
        del data[at:]
    elif kind == "hilang":
        del data[at : at + length]
    elif kind == "ganda":
        data[at:at] = data[at : at + length]
    elif kind == "ekor":
        data += chance.randbytes(length)
    else:
        data[at:at] = chance.randbytes(length)
    return kind, bytes(data)


def texts(data):
    package = Package(data)
    return {name.lower(): package.read(name) for name in package.names}


def prove(number, seed=1):
    """Damage a book so many times; True when no damage was carried on and nothing crashed."""
    chance, counts, examples, started = random.Random(seed), Counter(), Counter(), time.time()
    old = small_book()
    sound = texts(old)
    with fast_folder() as folder:
        path = os.path.join(folder, "buku.xlsx")
        results = {}
        for name, command in COMMANDS.items():
            restore(path, old)
            command(path)
            results[name] = texts(Path(path).read_bytes())
        for _ in rounds(number):
            kind, data = damaged(old, chance)
            restore(path, data)
            name = chance.choice(list(COMMANDS))
            what, detail = outcome(COMMANDS[name], path)
            now = Path(path).read_bytes()
            if what == "ditolak":
                counts[f"ditolak: {detail.split(':')[0]}"] += 1
                if now != data:
                    examples[f"{kind}, {name}: ditolak, tetapi berkasnya berubah"] += 1
            elif what == "selesai":
                same = texts(data) == sound if data != old else True
                counts["selesai, isinya utuh" if same else "selesai, isinya berubah"] += 1
                if not same or texts(now) != results[name]:
                    examples[f"{kind}, {name}: kerusakan diteruskan"] += 1
            else:
                counts[what] += 1
                examples[f"{what}: {detail}"] += 1
    return report("kerusakan bita", counts, examples, started)


if __name__ == "__main__":
    main(prove, __doc__, 10_000)
