"""What the page is made of besides our own code: fixed versions, and the SHA-256 of every file, asserted.

The files come from the ordinary clients of their registries into ``.alat/web`` (which git ignores) and stay there.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from ...errors import UserError

ROOT = Path(__file__).parents[3]
CACHE = ROOT / ".alat" / "web"

PYODIDE_VERSION, PYTHON_VERSION = "314.0.7", "3.14.2"
PYODIDE = {
    "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
    "pyodide.asm.wasm": "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
    "pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
    "python_stdlib.zip": "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
}
WHEELS = {
    "openpyxl-3.1.5-py2.py3-none-any.whl": "5282c12b107bffeef825f4617dc029afaf41d0ea60823bbb665ef3079dc79de2",
    "et_xmlfile-2.0.0-py3-none-any.whl": "7a91720bc756843502c3b7504c77b8fe44217c85c537d85037f0f536151b2caa",
    "num2words-0.5.14-py3-none-any.whl": "1c8e5b00142fc2966fd8d685001e36c4a9911e070d1b120e1beb721fa1edb33d",
}


def pyodide_folder() -> Path:
    """The folder of the pinned Pyodide, fetched when it is not there.

    Raises:
        UserError: ``npm``: it cannot be fetched; ``sidik``: a file is not the one that was pinned.
    """
    folder = CACHE / "node_modules" / "pyodide"
    if not all((folder / name).is_file() for name in PYODIDE):
        _run(["npm", "install", "--prefix", str(CACHE), "--no-audit", "--no-fund", "--ignore-scripts",
              "--loglevel=error", f"pyodide@{PYODIDE_VERSION}"], "npm")  # fmt: skip
    for name, wanted in PYODIDE.items():
        check(folder / name, wanted)
    return folder


def wheels() -> dict[str, Path]:
    """The pinned wheels by the name of their project, fetched when they are not there.

    Raises:
        UserError: ``pip``: they cannot be fetched; ``sidik``: one is not the one that was pinned.
    """
    folder = CACHE / "wheels"
    found = {}
    for name, wanted in WHEELS.items():
        project, version = name.split("-")[:2]
        path = folder / name
        if not path.is_file():
            _run([sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps",
                  "--only-binary", ":all:", "-d", str(folder), f"{project}=={version}"], "pip")  # fmt: skip
        check(path, wanted)
        found[project] = path
    return found


def check(path: Path, wanted: str) -> None:
    """Refuse a file that is not byte for byte the pinned one.

    Raises:
        UserError: ``sidik``.
    """
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
        raise UserError(
            f"Berkas {path.name} bukan versi yang ditetapkan. Hapus folder {path.parent}, lalu ulangi.", "sidik"
        )


def _run(command: list[str], code: str) -> None:
    program = shutil.which(command[0])
    if program is None:
        raise UserError(f"{command[0]} tidak ditemukan; perlu untuk membangun halaman browser.", code)
    done = subprocess.run([program, *command[1:]], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        raise UserError(f"{command[0]} gagal: {(done.stderr or done.stdout).strip()[-400:]}", code)
