"""Follows a recipe of CONTRIBUTING.md in a copy of the tree: the files that it names, and no other."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_STEP = re.compile(r"^(Appended to )?`([\w./]+)`:\n\n```python\n(.*?)^```$", re.M | re.S)


def steps(name, page=None):
    """``[(path, text, whether it is appended), ...]`` of a recipe."""
    page = page or (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    part = page.partition(f"\n### {name}\n")[2]
    part = re.split(r"^##+ ", part, maxsplit=1, flags=re.M)[0]
    return [(path, text, bool(appended)) for appended, path, text in _STEP.findall(part)]


class Copy:
    """A copy of the tree in which a recipe was followed."""

    def __init__(self, folder, name):
        self.folder = folder / "tree"
        skip = shutil.ignore_patterns("__pycache__", "*.xlsm", "*.xlam", "gambar", "printed")
        for part in ("lkjip_xl", "tests", "docs", "workbook_templates"):
            shutil.copytree(ROOT / part, self.folder / part, ignore=skip)
        for path in ("pyproject.toml", "README.md", "CONTRIBUTING.md", ".gitignore"):
            shutil.copy(ROOT / path, self.folder / path)
        self.steps = steps(name)
        for path, text, appended in self.steps:
            target = self.folder / path
            assert target.exists() is appended, path
            target.parent.mkdir(parents=True, exist_ok=True)
            with open(target, "a", encoding="utf-8") as file:
                file.write("\n\n" * appended + text)

    def run(self, *arguments):
        """Run Python in the copy; returns what it printed."""
        env = {**os.environ, "PYTHONPATH": str(self.folder), "PYTHONIOENCODING": "utf-8"}
        env.pop("PYTEST_ADDOPTS", None)
        answer = subprocess.run(
            [sys.executable, *map(str, arguments)], cwd=self.folder, env=env, capture_output=True, encoding="utf-8",
            timeout=300,
        )  # fmt: skip
        assert answer.returncode == 0, answer.stdout[-3000:] + answer.stderr[-3000:]
        return answer.stdout

    def python(self, code, *arguments):
        """Run code in the copy, the package at hand."""
        return self.run("-W", "ignore", "-c", "import sys, lkjip_xl\n" + code, *arguments)

    def pytest(self, *arguments):
        """Run tests in the copy; at least one has to run."""
        said = self.run("-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments)
        assert re.search(r"\d+%\]|\d+ passed", said), said
        return said


def needs(path, text):
    """Skips the tests of a module while the room that a recipe is written for is not built yet."""
    target = ROOT / path
    there = target.exists() and text in target.read_text(encoding="utf-8")
    return pytest.mark.skipif(not there, reason=f"{path} has no {text}")
