"""docs/api.md tells of every public name, and its examples are true."""

import doctest
import re
from pathlib import Path

import lkjip_xl
from lkjip_xl.build import api_page

PAGE = Path(__file__).parents[2] / "docs" / "api.md"


def test_every_public_name_has_its_part_and_its_example():
    assert sorted(api_page.EXAMPLES) == lkjip_xl.__all__
    page = PAGE.read_text(encoding="utf-8")
    for name in lkjip_xl.__all__:
        part = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert f"lkjip_xl.{name}(" in part and ">>> " in part, name
        assert len(part) > 300, name


def test_the_examples_of_the_page_run_as_one_session(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    session = "\n".join(re.findall(r"^```python\n(>>> .*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S))
    case = doctest.DocTestParser().get_doctest(session, {"lkjip_xl": lkjip_xl}, "docs/api.md", str(PAGE), 0)
    assert len(case.examples) > 20
    said = []
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(case, out=said.append)
    assert not runner.failures, "".join(said)


def test_docstrings_become_markdown():
    text = "One ``thing``.\n\nArgs:\n    a, b: two *words*,\n        and more.\n    c: one. d: other.\n\n"
    text += "Returns:\n    It\n    all.\n\nAfter."
    assert api_page.docstring_md(text) == [
        "One `thing`.", "", "**Args**", "", r"- `a, b`: two \*words\*, and more.", "- `c`: one.", "- `d`: other.", "",
        "**Returns**", "", "It all.", "", "After.", "",
    ]  # fmt: skip
