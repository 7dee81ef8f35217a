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
_ASKING = 120  # seconds; a first start under a virus scanner is slow

# Run by the interpreter that Excel will run, in that interpreter's own folder, so that a checkout in the current
# folder cannot pass for an installed package.
_QUESTION = """
import importlib.util, json, os, struct, sys
present = lambda name: importlib.util.find_spec(name) is not None
answer = {"version": "%d.%d.%d" % sys.version_info[:3], "bits": 8 * struct.calcsize("P"), "base": sys.base_prefix,
          "lkjip": present("lkjip_xl"), "pywin32": False, "xlwings": None, "xlwings_folder": None, "reason": ""}
try:
    import pywintypes
    answer["pywin32"] = True
except ImportError:
    pass
try:
    import xlwings
    answer.update(xlwings=xlwings.__version__, xlwings_folder=os.path.dirname(os.path.abspath(xlwings.__file__)))
except Exception as error:
    answer["reason"] = str(error) or type(error).__name__
print(json.dumps(answer))
"""


@dataclass(frozen=True)
class Python:
    """What an interpreter says of itself.

    Attributes:
        version: such as ``3.12.4``. bits: 32 or 64. base: folder of the Python beneath a venv.
        lkjip, pywin32: whether the package can be imported. xlwings: its version, or None.
        xlwings_folder: where xlwings lies. reason: why xlwings cannot be imported.
    """

    version: str
    bits: int
    base: str
    lkjip: bool
    pywin32: bool
    xlwings: str | None
    xlwings_folder: str | None
    reason: str = ""


def ask_python(path: str) -> Python:
    """Start an interpreter and let it describe itself.

    Raises:
        UserError: ``python``: it does not start or answers nothing.
    """
    try:
        result = subprocess.run(
            [path, *PYTHON_FLAGS, "-c", _QUESTION],
            cwd=os.path.dirname(path), capture_output=True, text=True, errors="replace", timeout=_ASKING,
        )  # fmt: skip
        return Python(**json.loads(result.stdout.splitlines()[-1]))
    except (OSError, subprocess.SubprocessError, ValueError, TypeError, IndexError) as error:
        raise UserError(
            f"Python di {path} tidak dapat dijalankan. Pilih berkas python.exe yang benar dengan --python.", "python"
        ) from error


@dataclass(frozen=True)
class Machine:
    """Everything that differs from machine to machine; tests give another one.

    Attributes:
        platform: as ``sys.platform``. home: the user's. environment: its variables.
        python: the running interpreter. encoding: that in which VBA reads text files.
        ask: asks an interpreter about itself.
    """

    platform: str
    home: Path
    environment: Mapping[str, str]
    python: str
    encoding: str = "ascii"
    ask: Callable[[str], Python] = ask_python

    @classmethod
    def this_machine(cls) -> "Machine":
        """The one that runs this."""
        # VBA on a Mac reads a legacy code page, Python UTF-8; both agree on ASCII only.
        encoding = locale.getencoding() if sys.platform == WINDOWS else "ascii"
        return cls(sys.platform, Path.home(), os.environ, sys.executable, encoding)

    @property
    def excel(self) -> bool:
        """Whether desktop Excel exists for this system."""
        return self.platform in (WINDOWS, MAC)

    def _folder(self, variable: str, *default: str) -> Path:
        value = self.environment.get(variable)
        return Path(value) if value else self.home.joinpath(*default)

    @property
    def start_folder(self) -> Path:
        """Excel's start folder: every add-in in it is opened with Excel."""
        if self.platform == WINDOWS:
            return self._folder("APPDATA", "AppData", "Roaming") / "Microsoft" / "Excel" / "XLSTART"
        group = self.home / "Library" / "Group Containers" / "UBF8T346G9.Office"
        return group / "User Content.localized" / "Startup.localized" / "Excel"

    @property
    def config(self) -> Path:
        """The user's settings of xlwings, as ``GetConfigFilePath`` in xlwings.bas builds the path."""
        if self.platform == WINDOWS:
            home = Path(self.environment.get("USERPROFILE") or self.home)
            return home / ".xlwings" / "xlwings.conf"
        return self.home / "Library" / "Containers" / "com.microsoft.Excel" / "Data" / "xlwings.conf"

    @property
    def script_folder(self) -> Path:
        """The only folder from which Excel for Mac runs an AppleScript."""
        return self.home / "Library" / "Application Scripts" / "com.microsoft.Excel"

    @property
    def record(self) -> Path:
        """Our record; not in the start folder, where Excel would open it."""
        if self.platform == WINDOWS:
            return self._folder("LOCALAPPDATA", "AppData", "Local") / "lkjip-xl" / "pasang.json"
        return self.home / "Library" / "Application Support" / "lkjip-xl" / "pasang.json"

    @property
    def key(self) -> str:
        """Name of the interpreter setting."""
        return "INTERPRETER_WIN" if self.platform == WINDOWS else "INTERPRETER_MAC"

    @property
    def other_keys(self) -> tuple[str, ...]:
        """Older settings that also choose an interpreter, where ours is absent."""
        return ("INTERPRETER", "CONDA PATH") if self.platform == WINDOWS else ("INTERPRETER",)

    def can_carry(self, text: str) -> bool:
        """Whether VBA can read a text from a file."""
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True

    def same_file(self, one: str, other: str) -> bool:
        """Whether two interpreter settings name the same file; ``%VARS%`` are expanded as VBA does."""
        return self._plain(one) == self._plain(other)

    def _plain(self, path: str) -> str:
        if self.platform != WINDOWS:
            return path
        values = {name.upper(): text for name, text in self.environment.items()}
        return re.sub(r"%([^%]+)%", lambda m: values.get(m[1].upper(), m[0]), path).replace("/", "\\").casefold()
