"""The engine as zips that Pyodide imports from: our package, and what it needs, each compiled and apart."""

import io
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from ...errors import UserError
from .pinned import ROOT, pyodide_folder, wheels

ENGINE = "lkjip.zip"
ARCHIVES = {"openpyxl.zip": ("openpyxl", "et_xmlfile"), "num2words.zip": ("num2words",)}
"""Archive and the projects in it. num2words is LGPL and stays one that can be replaced by itself."""
_COMPILE = Path(__file__).with_name("compile.mjs")
_NOT_THERE = ("build/", "vba/", "hosts/excel/", "hosts/click_messages/", "hosts/web/page/")
_COMMAND_LINE = ("__main__.py", "hosts/cli.py", "hosts/cli_language.py", "hosts/cli_travel.py", "hosts/progress.py",
                 "hosts/questions.py", "hosts/preview_answer.py", "hosts/spoken.py", "hosts/web/server.py",
                 *(f"hosts/openbook/{name}.py" for name in (
                     "flows", "formula_notation", "libreoffice", "new_rows", "press", "printing", "recording",
                     "request", "self_test", "travel")))  # fmt: skip


def engine_sources() -> dict[str, bytes]:
    """The files of our package that run in the browser, by their path in the zip."""
    package = ROOT / "lkjip_xl"
    found = {}
    for path in sorted(package.rglob("*")):
        name = path.relative_to(package).as_posix()
        if path.is_dir() or "__pycache__" in name or name.startswith(_NOT_THERE) or name in _COMMAND_LINE:
            continue
        if path.suffix in (".md", ".pyc"):
            continue
        found[f"lkjip_xl/{name}"] = path.read_bytes()
    return found


def wheel_sources(projects: tuple[str, ...]) -> dict[str, bytes]:
    """The files of pinned wheels, their licences included."""
    found = {}
    for project in projects:
        with zipfile.ZipFile(wheels()[project]) as wheel:
            for name in wheel.namelist():
                if not name.endswith(("/", "RECORD")) and not name.startswith("bin/"):
                    found[name] = wheel.read(name)
    return found


def compiled_archives() -> dict[str, bytes]:
    """Every archive by its name, compiled; our own first, since Python looks there first.

    Raises:
        UserError: ``node``: there is no node, or it fails; and as ``pinned``.
    """
    node = shutil.which("node")
    if node is None:
        raise UserError("node tidak ditemukan; perlu untuk membangun halaman browser.", "node")
    sources = {ENGINE: engine_sources(), **{name: wheel_sources(some) for name, some in ARCHIVES.items()}}
    with tempfile.TemporaryDirectory(prefix="lkjip-xl-web-") as folder:
        raw, done = Path(folder, "raw"), Path(folder, "done")
        raw.mkdir()
        done.mkdir()
        for name, files in sources.items():
            (raw / name).write_bytes(_zipped(files))
        command = [node, str(_COMPILE), str(pyodide_folder()), str(raw), str(done), *sources]
        ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if ran.returncode:
            raise UserError(f"node gagal mengompilasi mesin: {ran.stderr.strip()[-600:]}", "node")
        return {name: (done / name).read_bytes() for name in sources}


def _zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), files[name])
    return target.getvalue()
