"""The recipes that CONTRIBUTING.md promises are there, and each touches one module of the package and its test."""

import ast
import re

import pytest

from tests.recipes.recipe import ROOT, steps

RECIPES = {"Rule": 1, "Check": 1, "Report": 1, "Sheet": 1, "Module": 1, "Host": 1}
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_recipe_is_there_and_proved():
    part = PAGE.partition("\n## Recipes\n")[2].partition("\n## ")[0]
    assert re.findall(r"^### (\w+)$", part, re.M) == list(RECIPES)
    for name in RECIPES:
        assert (ROOT / "tests" / "recipes" / f"test_{name.lower()}.py").exists(), name


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_touches_one_module_of_the_package(name):
    touched = [path for path, _, _ in steps(name)]
    assert len([p for p in touched if p.startswith("lkjip_xl/")]) == RECIPES[name], touched
    assert len(touched) <= 2 and all(p.startswith(("lkjip_xl/", "tests/")) for p in touched)
    for _, text, _ in steps(name):
        ast.parse(text)


def test_the_reader_of_recipes_sees_what_it_looks_for():
    page = (
        "\n### One\n\n`a/b.py`:\n\n```python\nx = 1\n```\n\nAppended to `c.py`:\n\n```python\ny = 2\n```\n\n### Two\n"
    )
    assert steps("One", page) == [("a/b.py", "x = 1\n", False), ("c.py", "y = 2\n", True)]
    assert steps("Two", page) == []
