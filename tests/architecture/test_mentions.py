"""What documents and docstrings name exists; the tree in the README is the tree on disk."""

import re
from pathlib import Path

import pytest

from tests.architecture import mentions

ROOT = mentions.ROOT


def test_documents_and_docstrings_name_what_exists():
    found = mentions.problems()
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("rules/capaian.py", True), ("lkjip_xl/rules/capaian.py", True), ("capaian.py", True), ("tests/rules/", True),
        ("tests/engine/test_lembar_hitung.py", False), ("rules/kapaian.py", False), ("alur.py", False),
        ("lkjip_xl.rules.capaian", True), ("rules.registry.all_rules", True), ("rules.registry.all_rulesx", False),
        ("registry.tidak_begitu", False), ("ooxml/inplace.edit_package", True), ("engine/inplace.edit_package", False),
        ("checks.registry.Context.temuan", True), ("os.path.join", True), ("lkjip_xl.hitung", True),
        ("hitung_buku", True), ("hitung_buku()", True), ("hitung_bukunya", False), ("UserError", True),
        ("UserErrors", False), ("tests/rules/test_rules.py::test_known_answers", True),
        ("=IF(A1>0,1,0)", True), ("Application.Caller", True), ("88%", True), ("lkjip-xl hitung", True),
        (".alat/", True), ("contoh-lkjip/lkjip-contoh-2022.xlsx", True), ("hitungnyalah", False),
    ],
)  # fmt: skip
def test_the_detector_tells_what_exists(text, sound):
    assert (mentions.problem(text, Path("lkjip_xl/rules/registry.py")) is None) is sound


def test_the_detector_reads_pages_and_docstrings(tmp_path):
    page = tmp_path / "a.md"
    page.write_text("See `one.py`.\n```\n`two.py`\n```\nand `three.py`, `four`\n", encoding="utf-8")
    assert list(mentions.mentions(page)) == [(1, "one.py"), (5, "three.py"), (5, "four")]
    module = tmp_path / "a.py"
    text = 'X = 1\n"""Of ``one``.\n\n``two``."""\ndef f():\n    """Three.\n\n    Returns:\n        Selesai.\n\n'
    text += '    Raises:\n        UserErrors: never.\n        ValueError: so.\n    """\n'
    module.write_text(text, encoding="utf-8")
    assert list(mentions.mentions(module)) == [(2, "one"), (4, "two")]
    told = [name for _, text in mentions._docstrings(module) for _, name in mentions.told_types(text)]
    assert told == ["Selesai", "UserErrors", "ValueError"]
    assert "ValueError" in mentions.classes() and "Selesai" not in mentions.classes()


def told_tree():
    """``{path: what the README says of it}`` of its annotated tree."""
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    block = page.partition("## Isi folder\n")[2].partition("```\n")[2].partition("```")[0]
    found, parent = {}, ""
    for line in block.splitlines():
        entry = re.fullmatch(r"( *)([\w.\-]+/?)  +(.*)|( *)([\w.\-]+/)", line)
        if entry is None:
            continue  # the second line of a description
        indent, name = entry[1] or entry[4] or "", entry[2] or entry[5]
        if indent and len(indent) != 2:
            continue
        parent = parent if indent else name
        found[(parent if indent else "") + name] = entry[3] or ""
    return found


def kept_by_git(folder):
    """The folders in a folder that hold a file of the tree."""
    inside = [path for path in mentions.files() if path.startswith(folder) and not path.endswith("/")]
    return {rest.partition("/")[0] + "/" for path in inside if "/" in (rest := path[len(folder) :])}


def test_tree_in_the_readme_is_the_tree_on_disk():
    told = told_tree()
    rooms = {name.removeprefix("lkjip_xl/") for name in told if name.startswith("lkjip_xl/")} - {""}
    assert {r for r in rooms if r.endswith("/")} == kept_by_git("lkjip_xl/")
    tops = {name for name in told if "/" not in name[:-1]}
    hidden = {name for name in kept_by_git("") if name.startswith(".") or name == "contoh-lkjip/"}
    assert {t for t in tops if t.endswith("/")} == kept_by_git("") - hidden
    assert not [name for name in told if not (ROOT / name).exists()]
    assert all(told[name] for name in told if name != "lkjip_xl/")


def test_no_two_decisions_share_a_number():
    """A gap is allowed: a number may be kept for a decision that is still being written elsewhere."""
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "adr").glob("*.md"))
    assert numbers and numbers == sorted(set(numbers))
