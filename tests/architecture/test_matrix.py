"""The mark ``lengkap``: a fixed sample runs always, the whole with ``--lengkap``."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import evenly

ROOT = Path(__file__).parents[2]

MARKED = """
import pytest

@pytest.mark.lengkap(contoh=3)
@pytest.mark.parametrize("n", range(10))
def test_many(n):
    pass

@pytest.mark.lengkap
def test_long():
    pass

def test_always():
    pass
"""


def run(folder, *options):
    (folder / "test_marked.py").write_text(MARKED)
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-c", str(ROOT / "pyproject.toml"), "-v"]
    command += ["--rootdir", str(folder), str(folder), "-p", "no:cacheprovider", "-o", "addopts="]
    answer = subprocess.run([*command, *options], capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return [line.partition(" ")[0].rpartition("::")[2] for line in answer.stdout.splitlines() if " PASSED" in line]


def test_a_fixed_sample_runs_without_being_asked(tmp_path):
    assert run(tmp_path) == ["test_many[0]", "test_many[3]", "test_many[6]", "test_always"]


def test_the_whole_matrix_runs_when_asked(tmp_path):
    assert len(run(tmp_path, "--lengkap")) == 12


@pytest.mark.parametrize(("count", "kept"), [(0, []), (1, [0]), (2, [0, 5]), (10, [*range(10)]), (99, [*range(10)])])
def test_samples_are_evenly_spread(count, kept):
    assert evenly(range(10), count) == kept
