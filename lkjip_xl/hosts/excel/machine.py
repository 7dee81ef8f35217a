"""The machine that pasang works on: where Excel and xlwings keep their files, and what a Python says of itself."""

import json
import locale
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from ...errors import UserError
from ...records import dataclass

WINDOWS, MAC = "win32", "darwin"
PYTHON_FLAGS = ("-E", "-P", "-B")
"""How the VBA starts Python (``LkBarisPerintah``): nothing from outside, no current folder on the path,
no byte code."""
_LAMA_TANYA = 120  # seconds; a first start under a virus scanner is slow

# Run by the interpreter that Excel will run, in that interpreter's own folder, so that a checkout in the current
# folder cannot pass for an installed package.
_PERTANYAAN = """
import importlib.util, json, os, struct, sys
ada = lambda nama: importlib.util.find_spec(nama) is not None
jawaban = {"versi": "%d.%d.%d" % sys.version_info[:3], "bit": 8 * struct.calcsize("P"), "dasar": sys.base_prefix,
           "lkjip": ada("lkjip_xl"), "pywin32": False, "xlwings": None, "folder_xlwings": None, "sebab": ""}
try:
    import pywintypes
    jawaban["pywin32"] = True
except ImportError:
    pass
try:
    import xlwings
    jawaban.update(xlwings=xlwings.__version__, folder_xlwings=os.path.dirname(os.path.abspath(xlwings.__file__)))
except Exception as galat:
    jawaban["sebab"] = str(galat) or type(galat).__name__
print(json.dumps(jawaban))
"""


@dataclass(frozen=True)
class Python:
    """What an interpreter says of itself.

    Attributes:
        versi: such as ``3.12.4``. bit: 32 or 64. dasar: folder of the Python beneath a venv.
        lkjip, pywin32: whether the package can be imported. xlwings: its version, or None.
        folder_xlwings: where xlwings lies. sebab: why xlwings cannot be imported.
    """

    versi: str
    bit: int
    dasar: str
    lkjip: bool
    pywin32: bool
    xlwings: str | None
    folder_xlwings: str | None
    sebab: str = ""


def tanya_python(jalur):
    """Start an interpreter and let it describe itself.

    Raises:
        UserError: ``python``: it does not start or answers nothing.
    """
    try:
        result = subprocess.run(
            [jalur, *PYTHON_FLAGS, "-c", _PERTANYAAN],
            cwd=os.path.dirname(jalur), capture_output=True, text=True, errors="replace", timeout=_LAMA_TANYA,
        )  # fmt: skip
        return Python(**json.loads(result.stdout.splitlines()[-1]))
    except (OSError, subprocess.SubprocessError, ValueError, TypeError, IndexError) as error:
        raise UserError(
            f"Python di {jalur} tidak dapat dijalankan. Pilih berkas python.exe yang benar dengan --python.", "python"
        ) from error


@dataclass(frozen=True)
class Sistem:
    """Everything that differs from machine to machine; tests give another one.

    Attributes:
        nama: as ``sys.platform``. rumah: the user's home. lingkungan: environment variables.
        python: the running interpreter. sandi: encoding in which VBA reads text files.
        tanya: asks an interpreter about itself.
    """

    nama: str
    rumah: Path
    lingkungan: Mapping[str, str]
    python: str
    sandi: str = "ascii"
    tanya: Callable[[str], Python] = tanya_python

    @classmethod
    def mesin_ini(cls):
        # VBA on a Mac reads a legacy code page, Python UTF-8; both agree on ASCII only.
        sandi = locale.getencoding() if sys.platform == WINDOWS else "ascii"
        return cls(sys.platform, Path.home(), os.environ, sys.executable, sandi)

    @property
    def excel(self):
        """Whether desktop Excel exists for this system."""
        return self.nama in (WINDOWS, MAC)

    def _folder(self, variabel, *bawaan):
        value = self.lingkungan.get(variabel)
        return Path(value) if value else self.rumah.joinpath(*bawaan)

    @property
    def folder_awal(self):
        """Excel's start folder: every add-in in it is opened with Excel."""
        if self.nama == WINDOWS:
            return self._folder("APPDATA", "AppData", "Roaming") / "Microsoft" / "Excel" / "XLSTART"
        grup = self.rumah / "Library" / "Group Containers" / "UBF8T346G9.Office"
        return grup / "User Content.localized" / "Startup.localized" / "Excel"

    @property
    def konf(self):
        """The user's settings of xlwings, as ``GetConfigFilePath`` in xlwings.bas builds the path."""
        if self.nama == WINDOWS:
            rumah = Path(self.lingkungan.get("USERPROFILE") or self.rumah)
            return rumah / ".xlwings" / "xlwings.conf"
        return self.rumah / "Library" / "Containers" / "com.microsoft.Excel" / "Data" / "xlwings.conf"

    @property
    def folder_skrip(self):
        """The only folder from which Excel for Mac runs an AppleScript."""
        return self.rumah / "Library" / "Application Scripts" / "com.microsoft.Excel"

    @property
    def catatan(self):
        """Our record; not in the start folder, where Excel would open it."""
        if self.nama == WINDOWS:
            return self._folder("LOCALAPPDATA", "AppData", "Local") / "lkjip-xl" / "pasang.json"
        return self.rumah / "Library" / "Application Support" / "lkjip-xl" / "pasang.json"

    @property
    def kunci(self):
        """Name of the interpreter setting."""
        return "INTERPRETER_WIN" if self.nama == WINDOWS else "INTERPRETER_MAC"

    @property
    def other_keys(self):
        """Older settings that also choose an interpreter, where ours is absent."""
        return ("INTERPRETER", "CONDA PATH") if self.nama == WINDOWS else ("INTERPRETER",)

    def tersandi(self, text):
        """Whether VBA can read a text from a file."""
        try:
            text.encode(self.sandi)
        except UnicodeEncodeError:
            return False
        return True

    def sama(self, one, dua):
        """Whether two interpreter settings name the same file; ``%VARS%`` are expanded as VBA does."""
        return self._baku(one) == self._baku(dua)

    def _baku(self, amount):
        if self.nama != WINDOWS:
            return amount
        value = {name.upper(): text for name, text in self.lingkungan.items()}
        return re.sub(r"%([^%]+)%", lambda m: value.get(m[1].upper(), m[0]), amount).replace("/", "\\").casefold()
