"""Installs ``tests/plugin_fixture`` into a folder as pip would, without a network, and runs Python with it."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
FIXTURE = ROOT / "tests" / "plugin_fixture"


def install(folder, source=FIXTURE):
    """The package and its metadata, entry points included, in a folder for Python's path; returns the folder."""
    project = tomllib.loads((source / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    package = project["name"].replace("-", "_")
    shutil.copytree(source / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    info = folder / f"{package}-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8"
    )
    lines = []
    for group, points in project["entry-points"].items():
        lines += [f"[{group}]", *(f"{name} = {value}" for name, value in points.items())]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def python(folder, *arguments, **options):
    """Run Python with a folder of installed packages on its path, in a process of its own."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(folder))), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *map(str, arguments)], env=env, capture_output=True, text=True, encoding="utf-8",
        timeout=120, **options,
    )  # fmt: skip
