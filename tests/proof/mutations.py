"""Change one thing in the XML of a book: every command answers in Indonesian, quickly, and loses nothing.

    python -m tests.proof.mutations --banyak 10000 [--benih 1]

A change is one that a program or an attacker could make: an odd value for an attribute, an attribute or an element
that is gone or there twice, another order, comments and CDATA, other blanks, a part that is missing or another's.
"""

import os
import random
import re
import time
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

from lkjip_xl.ooxml.package import Package

from .books import COMMANDS, fast_folder, main, outcome, report, restore, rounds, small_book

ODD = (
    "", " ", "x", "-1", "0", "1", "2", "999", "99999", "1048577", "4294967296", "9" * 30, "9" * 5000, "1e5", "1,5",
    "1_0", "NaN", "inf", "true", "A1", "a1", "$A$1", "XFE1", "A0", "A1:B", "A5:F999999999999", "ZZZZ1:A1", "é", "&#0;",
    "&#xD800;", "&amp;", "_xD83D_", "_x0000_", "'", "rId1", "rId999", "../../../etc/passwd", "http://127.0.0.1:9/x",
    "%2e%2e", "#REF!", "lkjip|1|", "\t", "x" * 40_000,
)  # fmt: skip
_TAG = re.compile(rb"<[A-Za-z][^<>]*>")
_ATTRIBUTE = re.compile(rb'\s([\w:]+)="([^"]*)"')
_LEAF = re.compile(rb"<([\w:]+)(?:\s[^<>]*)?(?:/>|>[^<]*</\1>)")
_TEXT = re.compile(rb">([^<>]+)</")
_INTERESTING = ("workbook.xml", ".rels", "Content_Types", "styles.xml", "/tables/", "sharedStrings")


def _pick(pattern, data, chance):
    """A random match, found from a random place on: parts are long."""
    found = pattern.search(data, chance.randrange(len(data))) or pattern.search(data)
    if found is None:
        return None
    return found


def _odd(chance):
    return chance.choice(ODD).replace('"', "").encode("utf-8")


def odd_attribute(data, chance):
    found = _pick(_ATTRIBUTE, data, chance)
    return found and data[: found.start(2)] + _odd(chance) + data[found.end(2) :]


def no_attribute(data, chance):
    found = _pick(_ATTRIBUTE, data, chance)
    return found and data[: found.start()] + data[found.end() :]


def new_attribute(data, chance):
    found = _pick(_TAG, data, chance)
    name = chance.choice(
        (b"r", b"s", b"t", b"ref", b"si", b"ht", b"cm", b"hidden", b"localSheetId", b"xml:space", b"q:q")
    )
    return found and data[: found.end() - 1] + b" " + name + b'="' + _odd(chance) + b'"' + data[found.end() - 1 :]


def odd_text(data, chance):
    found = _pick(_TEXT, data, chance)
    return found and data[: found.start(1)] + _odd(chance) + data[found.end(1) :]


def no_element(data, chance):
    found = _pick(_LEAF, data, chance)
    return found and data[: found.start()] + data[found.end() :]


def twice(data, chance):
    found = _pick(_LEAF, data, chance)
    return found and data[: found.end()] + found[0] * chance.choice((1, 1, 50)) + data[found.end() :]


def swapped(data, chance):
    first = _pick(_LEAF, data, chance)
    second = first and _LEAF.search(data, first.end())
    return (
        second
        and data[: first.start()] + second[0] + data[first.end() : second.start()] + first[0] + data[second.end() :]
    )


def half_element(data, chance):
    found = _pick(_TAG, data, chance)
    return found and data[: found.start()] + data[found.end() :]


def renamed(data, chance):
    found = _pick(_TAG, data, chance)
    return found and data.replace(found[0].split()[0].rstrip(b"/>"), b"<x")


def comment(data, chance):
    found = _pick(_TAG, data, chance)
    what = chance.choice((b'<!-- <c r="A1"/> -->', b"<?x y?>", b"<![CDATA[<v>1</v>]]>", b"<!DOCTYPE a>", b"\n\t "))
    return found and data[: found.start()] + what + data[found.start() :]


def blanks(data, chance):
    found = _pick(_TAG, data, chance)
    old = found and found[0]
    new = old and chance.choice(
        (old[:-1] + b" >", old.replace(b'="', b' = "'), old.replace(b'"', b"'"), old[:-1] + b"\n>")
    )
    return new and data[: found.start()] + new + data[found.end() :]


def deep(data, chance):
    found = _pick(_TAG, data, chance)
    many = chance.choice((10, 300, 5000))
    return found and data[: found.start()] + b"<g>" * many + b"</g>" * many + data[found.start() :]


def encoded(data, chance):
    text = data.decode("utf-8", "replace").replace('encoding="UTF-8"', 'encoding="UTF-16"')
    return text.encode(chance.choice(("utf-16", "utf-8", "utf-16-le")))


def emptied(data, chance):
    return chance.choice((b"", b"<a/>", b"\0" * 10, data[: len(data) // 2]))


CHANGES = (
    (odd_attribute, 30), (no_attribute, 8), (new_attribute, 8), (odd_text, 12), (no_element, 8), (twice, 8),
    (swapped, 4), (half_element, 3), (renamed, 4), (comment, 4), (blanks, 4), (deep, 2), (encoded, 1), (emptied, 2),
)  # fmt: skip


def parts_of(data):
    with zipfile.ZipFile(BytesIO(data)) as source:
        return {name: source.read(name) for name in source.namelist()}


def zipped(parts):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return out.getvalue()


def mutated(parts, chance):
    """``(kind, part, bytes of the book)``, or None where the change does not apply."""
    parts = dict(parts)
    names = list(parts)
    few = [name for name in names if any(mark in name for mark in _INTERESTING)]
    name = chance.choice(few if chance.random() < 0.55 else names)
    if chance.random() < 0.03:
        kind = chance.choice(("bagian hilang", "bagian tertukar", "bagian ganda"))
        if kind == "bagian hilang":
            del parts[name]
        elif kind == "bagian tertukar":
            parts[name] = parts[chance.choice(names)]
        else:
            parts[name.upper()] = parts[name]
        return kind, name, zipped(parts)
    change = chance.choices([c for c, _ in CHANGES], [w for _, w in CHANGES])[0]
    data = change(parts[name], chance)
    if not data and change is not emptied:
        return None
    parts[name] = data
    return change.__name__, name, zipped(parts)


def kept(before, after):
    """Names of the user's own parts that a command lost or changed."""
    old, new = Package(before), Package(after)
    wide = ("worksheets", "workbook.xml", "styles", "Content_Types", "calcChain", "/tables/")
    return [
        name for name in old.names
        if not any(mark.lower() in name.lower() for mark in wide)
        and (name not in new or new.crc(name) != old.crc(name))
    ]  # fmt: skip


def prove(number, seed=1, only=None):
    """Mutate a book so many times; True when every answer was a proper one.

    Args:
        only: rooms of the product (``ooxml``, ``book`` ...) whose crashes count as wrong; all by default.
    """
    chance, counts, examples, started = random.Random(seed), Counter(), Counter(), time.time()
    parts = parts_of(small_book())
    with fast_folder() as folder:
        path = os.path.join(folder, "buku.xlsx")
        for done in rounds(number):
            made = None
            while made is None:
                made = mutated(parts, chance)
            kind, part, data = made
            name = chance.choice(list(COMMANDS))
            restore(path, data)
            what, detail = outcome(COMMANDS[name], path)
            now = Path(path).read_bytes()
            counts[what] += 1
            if what == "ditolak" and now != data:
                examples[f"{name}: ditolak, tetapi berkasnya berubah"] += 1
            elif what == "selesai" and (lost := kept(data, now)):
                examples[f"{name}, {kind} {part}: bagian berubah: {lost[:3]}"] += 1
            elif what not in ("ditolak", "selesai") and (only is None or detail.split("/")[0] in only):
                examples[f"{what}: {detail}"] += 1
                if os.environ.get("LKJIP_BUKTI"):
                    Path(os.environ["LKJIP_BUKTI"], f"{seed}-{done}-{name}.xlsx").write_bytes(data)
    return report("mutasi", counts, examples, started)


if __name__ == "__main__":
    main(prove, __doc__, 10_000)
