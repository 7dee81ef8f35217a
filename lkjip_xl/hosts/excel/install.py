"""pasang and lepas: the add-in in Excel's per-user start folder, and the setting that tells VBA which Python to run.

No admin rights: everything lies under the user's home. What pasang changed is written to a small record, so that
lepas takes back exactly that and never a setting that was there before.
"""

import json
import os
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, NamedTuple

from ...errors import UserError
from ...invocation import command
from ...ooxml.safe_write import atomic_write
from ...records import dataclass, field
from ...system_errors import reason_of
from . import xlwings_conf as conf
from .machine import MAC, WINDOWS, Machine, Python

ADDIN_FILE = "lkjip_xl.xlam"

Place = str | os.PathLike[str]


class Note(NamedTuple):
    """One thing that was found or done; the fields are public in ``--json``."""

    berat: Literal["baik", "peringatan", "galat"]
    kode: str
    pesan: str


@dataclass
class Outcome:
    """What pasang, periksa or lepas found and did.

    Attributes:
        facts: for programs, under the keys of ``--json``.
        notes: what is told, in order.
        next_step: what the user does next.
    """

    facts: dict[str, Any] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    next_step: str = ""

    def good(self, kode: str, message: str) -> None:
        """Note what is as it should be."""
        self.notes.append(Note("baik", kode, message))

    def warn(self, kode: str, message: str) -> None:
        """Note what may cost the user something."""
        self.notes.append(Note("peringatan", kode, message))

    def fail(self, kode: str, message: str) -> None:
        """Note what keeps the add-in from working."""
        self.notes.append(Note("galat", kode, message))

    @property
    def is_good(self) -> bool:
        """Whether nothing keeps the add-in from working."""
        return all(note.berat != "galat" for note in self.notes)

    def text(self) -> str:
        """For the terminal."""
        prefix = {"baik": "", "peringatan": "Perhatian: ", "galat": "Belum beres: "}
        lines = [prefix[note.berat] + note.pesan for note in self.notes]
        return "\n".join([*lines, self.next_step] if self.next_step else lines)

    def as_json(self) -> dict[str, Any]:
        """For ``--json``."""
        return {"beres": self.is_good, **self.facts, "catatan": [note._asdict() for note in self.notes]}


# -- the record ------------------------------------------------------------------------------------------------


@dataclass
class Record:
    """What pasang put on this machine. The file has Indonesian keys, and those of older versions are the same.

    Attributes:
        addins: paths of the add-in. setting: the change of xlwings.conf, or None.
        scripts: AppleScript path -> its time of change (ns) when it was written.
    """

    addins: list[str] = field(default_factory=list)
    setting: conf.Trace | None = None
    scripts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, machine: Machine) -> "Record":
        """The record; an absent or damaged one claims nothing, so that nothing foreign is ever removed."""
        try:
            stored = json.loads(machine.record.read_text(encoding="utf-8"))
            setting = stored["setelan"]
            trace = conf.Trace.from_record(setting) if setting else None
            return cls([str(path) for path in stored["addin"]], trace, dict(stored["skrip"]))
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return cls()

    def save(self, machine: Machine) -> None:
        """Write it down; one that claims nothing leaves no file."""
        if not (self.addins or self.setting or self.scripts):
            _remove(machine.record)
            _remove_empty_folder(machine.record.parent)
        else:
            setting = self.setting and self.setting.for_record()
            stored = {"addin": self.addins, "setelan": setting, "skrip": self.scripts}
            _write(machine.record, json.dumps(stored, indent=1).encode())


# -- checks ----------------------------------------------------------------------------------------------------


def _python_path(machine: Machine, python: Place | None) -> str:
    path = os.path.abspath(os.path.expanduser(python or machine.python))  # not resolved: a venv is its link
    if not os.path.isfile(path):
        raise UserError(f"Python {path} tidak ditemukan. Tulis jalur lengkap python.exe setelah --python.", "python")
    return path


def _check_python(machine: Machine, path: str, outcome: Outcome) -> Python:
    """Note what is wrong with the interpreter; returns its answer."""
    answer = machine.ask(path)
    outcome.facts.update(python=path, python_versi=answer.version, bit=answer.bits, xlwings=answer.xlwings)
    if answer.xlwings is None:
        outcome.fail(
            "xlwings",
            f'xlwings tidak dapat dimuat oleh {path} ({answer.reason}). Jalankan: "{path}" -m pip install xlwings',
        )
        return answer
    outcome.good("python", f"Python {answer.version} ({answer.bits}-bit), xlwings {answer.xlwings}: {path}")
    if not answer.lkjip:
        outcome.fail(
            "lkjip",
            f"lkjip-xl belum terpasang pada {path}, sehingga Excel tidak menemukannya. Buka folder lkjip-xl, lalu "
            f'jalankan: "{path}" -m pip install .',
        )
    elif answer.xlwings != version("xlwings"):
        outcome.fail(
            "xlwings_beda",
            f"Versi xlwings berbeda: {answer.xlwings} pada Python itu, {version('xlwings')} di sini. Jalankan dari "
            f'Python itu: "{path}" -m lkjip_xl pasang',
        )
    _check_path(machine, path, outcome)
    if machine.platform == WINDOWS:
        _check_windows(path, answer, outcome)
    return answer


def _check_path(machine: Machine, path: str, outcome: Outcome) -> None:
    """Characters in the path of the interpreter that xlwings' VBA does not carry unharmed."""
    if machine.platform == MAC and re.search(r"[^\w./+@,=-]", path, re.ASCII):
        outcome.warn(
            "jalur",
            f"Jalur Python {path} memuat spasi atau tanda khusus; di macOS tombol tidak akan berjalan dengan jalur "
            "seperti itu. Buat venv di folder tanpa spasi, misalnya ~/lkjip, lalu jalankan pasang dari sana.",
        )
    elif machine.platform == WINDOWS and ("%" in path or not machine.can_carry(path)):
        outcome.warn(
            "jalur",
            f"Jalur Python {path} memuat huruf atau tanda yang mungkin tidak dikenali Excel. Bila tombol mengatakan "
            "Python tidak ditemukan, pasang Python di folder yang namanya hanya huruf biasa.",
        )


def _check_windows(path: str, answer: Python, outcome: Outcome) -> None:
    if "windowsapps" in re.split(r"[\\/]", f"{path}/{answer.base}".casefold()):
        outcome.warn(
            "store",
            "Python ini dari Microsoft Store. Berkas yang ditulisnya dapat tersimpan di tempat pribadi yang tidak "
            "dilihat Excel. Bila tab LKjIP tidak muncul, pasang Python dari python.org untuk akun Anda, lalu ulangi.",
        )
    if not answer.pywin32:
        outcome.warn(
            "pywin32",
            f'pywin32 tidak dapat dimuat; tombol tidak akan berjalan. Jalankan: "{path}" -m pip install pywin32',
        )
    if answer.bits != 64:
        outcome.warn(
            "bit",
            f"Python ini {answer.bits}-bit: tombol berjalan, fungsi di dalam sel tidak. Pasang Python 64-bit, juga "
            "bila Excel Anda 32-bit.",
        )
    # XLPyLoadDLL looks beside the interpreter and one folder up (a venv).
    places = Path(path).parent, Path(path).parent.parent
    names = {bit: f"xlwings{bit}-{answer.xlwings}.dll" for bit in (64, 32)}
    present = {bit: any((folder / name).is_file() for folder in places) for bit, name in names.items()}
    outcome.facts["dll"] = {str(bit): present[bit] for bit in present}
    if all(present.values()):
        outcome.good("dll", "Fungsi di dalam sel: siap untuk Excel 64-bit dan 32-bit.")
    elif any(present.values()):
        missing = 32 if present[64] else 64
        outcome.warn(
            "dll",
            f"{names[missing]} tidak ada di dekat python.exe. Bila Excel Anda {missing}-bit, fungsi di dalam sel tidak "
            "akan berjalan; tombol tetap berjalan.",
        )
    else:
        outcome.warn(
            "dll",
            f"{names[64]} tidak ada di {places[0]} atau {places[1]}. Fungsi di dalam sel tidak akan berjalan; tombol "
            "tetap berjalan. Untuk fungsinya, pasang lkjip-xl di tempat Python sendiri (py -m venv FOLDER), lalu "
            "jalankan pasang dengan FOLDER\\Scripts\\python.exe.",
        )


# -- the user's xlwings.conf -----------------------------------------------------------------------------------


def _read_config(machine: Machine) -> list[str] | None:
    try:
        return conf.read(machine)
    except OSError as error:
        raise UserError(
            f"Setelan xlwings {machine.config} tidak dapat dibaca ({reason_of(error)}).", "setelan"
        ) from error


def _check_config(machine: Machine, path: str, record: Record, outcome: Outcome) -> tuple[list[str] | None, conf.State]:
    """``(lines or None, state)`` of the setting; says what it means when it is settled."""
    lines = _read_config(machine)
    state, value = conf.setting(machine, lines or [], path, record.setting)
    outcome.facts["setelan"] = {"berkas": str(machine.config), "keadaan": state}
    if state == "sama":
        outcome.good("setelan", f"Setelan xlwings menunjuk Python ini: {machine.config}")
    elif state == "asing":
        outcome.warn(
            "setelan",
            f"Setelan xlwings di {machine.config} menunjuk Python lain ({value}) dan dibiarkan. Selama add-in "
            "termuat, semua tombol memakai Python yang dipasang ini. Tanpa add-in, tombol di dalam buku .xlsm hanya "
            f"berjalan bila {machine.key} di sana berisi jalur lengkap Python yang memuat lkjip-xl.",
        )
    return lines, state


def _put_config(machine: Machine, path: str, record: Record, outcome: Outcome) -> None:
    """Write the interpreter for a book with buttons that is opened without the add-in.

    While the add-in is loaded such a book leaves the work to it; hence a file that cannot be written is a warning.
    """
    try:
        lines, state = _check_config(machine, path, record, outcome)
        if state == "asing":
            record.setting = None  # somebody chose another one since: it is no longer ours to remove
            record.save(machine)
        elif state == "sama":
            return
        elif not machine.can_carry(path):
            outcome.warn(
                "setelan",
                "Setelan xlwings tidak ditulis, karena jalur Python memuat huruf yang tidak dapat disimpan di sana. "
                "Tombol di dalam buku .xlsm hanya berjalan selama add-in termuat.",
            )
        elif machine.platform == MAC and not machine.config.parent.is_dir():  # the sandbox is for Excel itself to make
            outcome.warn(
                "setelan",
                "Excel belum pernah dibuka di akun ini, jadi setelan xlwings belum ditulis. Buka Excel sekali, tutup, "
                "lalu ulangi pasang.",
            )
        else:
            lines, record.setting = conf.add(machine, lines, path, record.setting)
            record.save(machine)
            _write(machine.config, conf.to_bytes(machine, lines))
            outcome.facts["setelan"]["keadaan"] = "ditulis"
            outcome.good("setelan", f"Setelan xlwings ditulis: {machine.config}")
    except UserError as error:
        outcome.warn("setelan", f"{error} Selama add-in termuat, tombol tetap memakai Python yang benar.")


def _take_back_config(machine: Machine, record: Record, outcome: Outcome) -> None:
    trace, record.setting = record.setting, None
    lines = _read_config(machine) or []
    new = None if trace is None else conf.undo(machine, lines, trace)
    if trace is None or new is None:
        if conf.value_of(lines, machine.key):
            outcome.good("setelan", f"Setelan Python di {machine.config} bukan dari pasang, jadi dibiarkan.")
        return
    if not new and trace.file_is_new:
        _remove(machine.config)
        if trace.folder_is_new:
            _remove_empty_folder(machine.config.parent)
    else:
        _write(machine.config, conf.to_bytes(machine, new))
    outcome.good("setelan", f"Setelan Python yang ditulis pasang dihapus: {machine.config}")


# -- the AppleScript of the Mac --------------------------------------------------------------------------------


def _script(machine: Machine, answer: Python) -> tuple[Path, Path]:
    """``(source, target)`` of the script without which Excel for Mac cannot start Python."""
    name = f"xlwings-{answer.xlwings}.applescript"
    return Path(answer.xlwings_folder or "") / name, machine.script_folder / name


def _put_script(machine: Machine, answer: Python, record: Record, outcome: Outcome) -> None:
    source, target = _script(machine, answer)
    try:
        value = source.read_bytes()
    except OSError as error:
        raise UserError(
            f"{source} tidak ada; pemasangan xlwings tidak utuh. Ulangi: pip install --force-reinstall xlwings", "skrip"
        ) from error
    if _file_content(target) != value:
        is_ours = not target.exists() or str(target) in record.scripts
        _write(target, value)
        if is_ours:
            record.scripts[str(target)] = target.stat().st_mtime_ns
    outcome.good("skrip", f"Skrip penghubung Excel dan Python: {target}")


def _take_back_scripts(machine: Machine, record: Record, outcome: Outcome) -> None:
    """Remove scripts that pasang put there, unless anything speaks of another use of xlwings."""
    other = any(conf.pair(line)[1] for line in _read_config(machine) or [])
    is_used = other or (machine.start_folder / "xlwings.xlam").exists()
    for file in sorted(machine.script_folder.glob("xlwings-*.applescript")):
        if not is_used and record.scripts.get(str(file)) == file.stat().st_mtime_ns:
            _remove(file)
            outcome.good(
                "skrip",
                f"Skrip penghubung dihapus: {file}. Bila ada buku xlwings lain: xlwings runpython install",
            )
        else:
            outcome.good("skrip", f"Skrip {file} dibiarkan, karena mungkin dipakai buku xlwings lain.")
    record.scripts = {}


# -- the three flows -------------------------------------------------------------------------------------------


def _folder(machine: Machine, folder: Place | None) -> Path:
    if folder:
        return Path(os.path.abspath(os.path.expanduser(folder)))
    if not machine.excel:
        raise UserError(
            "Sistem ini bukan Windows atau macOS, jadi folder awal Excel tidak ada. Perintah lain (hitung, laporan, "
            "pdf) berjalan di sini tanpa Excel. Untuk menyiapkan berkas add-in saja, tambahkan --folder FOLDER.",
            "sistem",
        )
    return machine.start_folder


def _build(machine: Machine, path: str) -> bytes:
    """The bytes of the add-in, built from the installed xlwings, with the interpreter inside."""
    from ...vba.addin import build_addin

    return build_addin(path if machine.excel else "")


def pasang(machine: Machine | None = None, folder: Place | None = None, python: Place | None = None) -> Outcome:
    """Install the add-in for this user, or bring an installed one up to date.

    Args:
        machine: the real one by default. folder: another start folder.
        python: another interpreter than the running one; it must have the same xlwings.

    Returns:
        What was found and done.

    Raises:
        UserError: ``sistem``, ``python``, ``xlwings``, ``xlwings_beda``, ``lkjip``, ``skrip``, ``folder`` (cannot be
            written) or ``terkunci`` (Excel holds the add-in; nothing was changed then).
    """
    machine = machine or Machine.this_machine()
    target = _folder(machine, folder) / ADDIN_FILE
    outcome = Outcome({"sistem": machine.platform, "addin": str(target)})
    path = _python_path(machine, python)
    answer = _check_python(machine, path, outcome)
    for note in outcome.notes:
        if note.berat == "galat":
            raise UserError(note.pesan, note.kode)

    record = Record.read(machine) if machine.excel else Record()
    is_there = target.exists()
    outcome.facts["diperbarui"] = is_there
    _write(target, _build(machine, path))
    outcome.good("addin", f"Add-in {'sudah terpasang, diperbarui' if is_there else 'dipasang'}: {target}")
    if not machine.excel:
        outcome.warn("sistem", "Di sistem ini hanya berkas add-in yang ditulis, tanpa setelan Python.")
        return outcome

    other = [addin for addin in record.addins if addin != str(target) and os.path.exists(addin)]
    record.addins = [*other, str(target)]
    record.save(machine)
    if target.parent != machine.start_folder:
        outcome.warn(
            "folder",
            "Folder itu bukan folder awal Excel. Excel memuat add-in dari sana hanya bila folder itu ditulis di File, "
            "Options, Advanced, At startup, open all files in.",
        )
    for copy in other:
        outcome.warn(
            "salinan",
            f"Salinan lain masih ada: {copy}. Excel hanya dapat membuka satu; hapus dengan: "
            + command(f'lepas --folder "{os.path.dirname(copy)}"'),
        )
    if machine.platform == MAC:
        _put_script(machine, answer, record, outcome)
        record.save(machine)
    _put_config(machine, path, record, outcome)
    outcome.next_step = (
        "Berikutnya: tutup Excel sepenuhnya, buka lagi, lalu pilih tab LKjIP dan klik Uji Mandiri. Bila tab itu tidak "
        "muncul, buka File, Options, Add-ins, Manage: Disabled Items, aktifkan lkjip_xl, lalu buka Excel lagi."
    )
    return outcome


def periksa(machine: Machine | None = None, folder: Place | None = None, python: Place | None = None) -> Outcome:
    """Report whether the add-in is installed and fresh; changes nothing. ``Outcome.is_good`` is the answer."""
    machine = machine or Machine.this_machine()
    target = _folder(machine, folder) / ADDIN_FILE
    outcome = Outcome({"sistem": machine.platform, "addin": str(target)})
    path = _python_path(machine, python)
    answer = _check_python(machine, path, outcome)
    python_is_good = outcome.is_good
    value = _file_content(target)
    outcome.facts["terpasang"] = target.exists()
    if value is None and target.exists():
        outcome.fail("addin", f"Add-in {target} tidak dapat dibaca. Tutup semua jendela Excel, lalu ulangi.")
    elif value is None:
        outcome.fail("addin", f"Add-in belum terpasang: {target}. Jalankan: {command('pasang')}")
    elif python_is_good and value != _build(machine, path):
        outcome.fail("addin", f"Add-in {target} dari versi atau Python lain. Jalankan lagi: {command('pasang')}")
    else:
        outcome.good("addin", f"Add-in terpasang: {target}")
    if not machine.excel:
        return outcome
    if machine.platform == MAC and answer.xlwings:
        source, script = _script(machine, answer)
        if _file_content(script) is None or _file_content(script) != _file_content(source):
            outcome.fail("skrip", f"Skrip penghubung {script} belum ada. Jalankan: {command('pasang')}")
        else:
            outcome.good("skrip", f"Skrip penghubung Excel dan Python: {script}")
    _, state = _check_config(machine, path, Record.read(machine), outcome)
    if state in ("kosong", "lama"):
        outcome.warn(
            "setelan",
            f"Setelan xlwings belum menunjuk Python ini: {machine.config}. Jalankan lagi: {command('pasang')}",
        )
    return outcome


def lepas(machine: Machine | None = None, folder: Place | None = None) -> Outcome:
    """Take away what pasang put on this machine; what is not there is not missed.

    Args:
        machine: the real one by default.
        folder: only the add-in in this folder; settings stay as they are.

    Returns:
        What was found and done.

    Raises:
        UserError: ``sistem``, or ``terkunci``: Excel holds the add-in open; nothing else was changed then.
    """
    machine = machine or Machine.this_machine()
    main = str(_folder(machine, folder) / ADDIN_FILE)
    record = Record.read(machine) if machine.excel else Record()
    outcome = Outcome({"sistem": machine.platform, "dihapus": []})
    for addin in [main] if folder else dict.fromkeys([main, *record.addins]):
        if _remove(Path(addin)):
            outcome.facts["dihapus"].append(addin)
            outcome.good("addin", f"Add-in dihapus: {addin}")
        record.addins = [other for other in record.addins if other != addin]
    if not outcome.facts["dihapus"]:
        outcome.good("addin", f"Add-in tidak terpasang di {os.path.dirname(main)}.")
    if machine.excel:
        if not folder or Path(main).parent == machine.start_folder:
            _take_back_config(machine, record, outcome)
            if machine.platform == MAC:
                _take_back_scripts(machine, record, outcome)
        record.save(machine)
    if outcome.facts["dihapus"]:
        outcome.next_step = (
            "Buku dan laporan Anda tidak tersentuh. lkjip-xl sendiri masih ada; hapus dengan: pip uninstall lkjip-xl"
        )
    return outcome


# -- files -----------------------------------------------------------------------------------------------------


def _file_content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _write(path: Path, value: bytes) -> None:
    """Replace a file of the installation, with messages that fit it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _closed_folder(path) from error
    present = path.exists()
    try:
        atomic_write(path, lambda stream: stream.write(value))
    except UserError as error:
        if error.kode not in ("terkunci", "hanya_baca"):
            raise
        if not present or not os.access(path.parent, os.W_OK):
            raise _closed_folder(path) from error
        raise _locked(path) from error


def _remove(path: Path) -> bool:
    """Delete a file; whether there was one."""
    try:
        path.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise (_locked if os.access(path.parent, os.W_OK) else _closed_folder)(path) from error
    return True


def _remove_empty_folder(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:  # absent, or somebody else keeps files in it
        pass


def _locked(path: Path) -> UserError:
    return UserError(
        f"Berkas {path} sedang dipakai, biasanya oleh Excel. Simpan pekerjaan Anda, tutup semua jendela Excel, lalu "
        "ulangi. Berkas itu tidak berubah.",
        "terkunci",
    )


def _closed_folder(path: Path) -> UserError:
    return UserError(
        f"Folder {path.parent} tidak dapat dibuat atau ditulisi. Minta petugas TI mengizinkan akun Anda menulis ke "
        "sana (di macOS: izinkan Terminal mengakses data aplikasi lain), lalu ulangi.",
        "folder",
    )
