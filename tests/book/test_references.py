"""Where a book names a report's sheet: the search in small letters says what a pattern that minds no case says."""

import random
import re

import pytest

from lkjip_xl.book.compare import _in_formula, _mentioned

NAMES = ("Lap PK", "Lap PK Perubahan", "Lap Capaian", "Bab III & IV", "Kepala's")
MARKS = {name: _in_formula(name) for name in NAMES}


def by_pattern(text: bytes) -> set[str]:
    found = set()
    for name in NAMES:
        mark = re.escape(name.replace("'", "''").replace("&", "&amp;").encode())
        if re.search(mark + rb"(?:'|&apos;)?!|\ssheet=\"" + mark + rb'"', text, re.I):
            found.add(name)
    return found


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (b"SUM('Lap PK'!A1)", {"Lap PK"}),
        (b"sum('LAP pk'!A1)", {"Lap PK"}),
        (b"&apos;Lap PK Perubahan&apos;!$A$1", {"Lap PK Perubahan"}),
        (b"'Bab III &amp; IV'!A1+'kepala''s'!B2", {"Bab III & IV", "Kepala's"}),
        (b'<worksheetSource ref="A1:B2" sheet="Lap Capaian"/>', {"Lap Capaian"}),
        (b'<x mysheet="Lap Capaian"/>', set()),
        (b"Lap Capaian, lalu Lap PK", set()),
        (b"Lap PK, lalu 'Lap PK'!A1", {"Lap PK"}),
        (b"", set()),
    ],
)
def test_a_mention_is_found_whatever_its_case(text, named):
    assert _mentioned(text, MARKS) == named == by_pattern(text)


def test_random_texts_are_read_as_the_pattern_reads_them():
    pieces = [mark for mark in MARKS.values()] + [b"!", b"'", b"&apos;", b' sheet="', b'"', b" ", b"LAP PK", b"lap p"]
    source = random.Random(7)
    seen = set()
    for _ in range(4_000):
        text = b"".join(source.choices(pieces, k=source.randint(1, 7)))
        seen |= (found := by_pattern(text))
        assert _mentioned(text, MARKS) == found, text
    assert seen == set(NAMES)
