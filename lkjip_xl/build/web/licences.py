"""What the page says of the programs that travel in it: name, version, licence, where the source is, the text."""

import zipfile
from typing import Any

from .pinned import PYODIDE_VERSION, PYTHON_VERSION, ROOT, WHEELS, wheels

_PYTHON_TEXT = ("et_xmlfile", "LICENCE.python")


def licences() -> list[dict[str, Any]]:
    """One entry for each program, with the text of its licence where it is not a public standard text."""
    from ...version import __version__

    versions = {name.split("-")[0]: name.split("-")[1] for name in WHEELS}
    return [
        _one("lkjip-xl", __version__, "MIT", "", (ROOT / "LICENSE").read_text(encoding="utf-8")),
        _one(
            "Pyodide", PYODIDE_VERSION, "Mozilla Public License 2.0",
            "Sumbernya: pyodide/pyodide di GitHub. Dua skripnya disambung, dan satu baris ditambah.",
        ),
        _one("CPython", PYTHON_VERSION, "Python Software Foundation License", "Di dalam Pyodide.",
             _text(*_PYTHON_TEXT)),
        _one("openpyxl", versions["openpyxl"], "MIT", "", _text("openpyxl", "LICENCE.rst")),
        _one("et_xmlfile", versions["et_xmlfile"], "MIT", "", _text("et_xmlfile", "LICENCE.rst")),
        _one(
            "num2words", versions["num2words"], "LGPL 2.1",
            "Berdiri sendiri sebagai num2words.zip dan boleh diganti dengan versi lain.", _text("num2words", "COPYING"),
        ),
    ]  # fmt: skip


def _one(name: str, version: str, licence: str, note: str, text: str = "") -> dict[str, Any]:
    return {"nama": name, "versi": version, "lisensi": licence, "catatan": note, "teks": text.strip()}


def _text(project: str, file: str) -> str:
    with zipfile.ZipFile(wheels()[project]) as wheel:
        name = next(one for one in wheel.namelist() if one.endswith(f".dist-info/{file}"))
        return wheel.read(name).decode("utf-8")
