"""The word list of the checks: whole, readable, each group in use."""

import re
from pathlib import Path

from lkjip_xl.checks import vocabulary

ROOM = Path(vocabulary.__file__).parent


def test_every_pattern_compiles_and_stands_once():
    for name, patterns in vocabulary.groups().items():
        assert patterns and len(set(patterns)) == len(patterns), name
        for pattern in patterns:
            re.compile(pattern)


def test_every_group_is_used_and_explained():
    code = "".join(path.read_text(encoding="utf-8") for path in ROOM.glob("*.py"))
    lines = (ROOM / "words" / "indicator_names.txt").read_text(encoding="utf-8").splitlines()
    for name in vocabulary.groups():
        assert re.search(rf"words\(['\"]{name}['\"]", code), name
        assert lines[lines.index(f"[{name}]") + 1].startswith("#"), name
