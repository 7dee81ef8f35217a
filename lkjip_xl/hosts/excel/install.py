"""pasang and lepas: the add-in in Excel's per-user start folder, and the setting that tells VBA which Python to run.

No admin rights: everything lies under the user's home. What pasang changed is written to a small record, so that
lepas takes back exactly that and never a setting that was there before.
"""

import json
import os
import re
from dataclasses import asdict, field
from importlib.metadata import version
from pathlib import Path

from ...errors import UserError
from ...invocation import command
from ...ooxml.safe_write import atomic_write
from ...records import dataclass
from . import xlwings_conf as konf
from .machine import MAC, WINDOWS, Sistem

BERKAS = "lkjip_xl.xlam"


@dataclass
class Laporan:
    """What pasang, periksa or lepas found and did.

    Attributes:
        catatan: ``(berat, kode, pesan)`` in order; berat is ``baik``, ``peringatan`` or ``galat``.
        isi: further facts for programs.
        penutup: what the user does next.
    """

    isi: dict = field(default_factory=dict)
    catatan: list = field(default_factory=list)
    penutup: str = ""

    def baik(self, kode, message):
        self.catatan.append(("baik", kode, message))

    def ingatkan(self, kode, message):
        self.catatan.append(("peringatan", kode, message))

    def salah(self, kode, message):
        self.catatan.append(("galat", kode, message))

    @property
    def beres(self):
        return all(berat != "galat" for berat, _, _ in self.catatan)

    def teks(self):
        awalan = {"baik": "", "peringatan": "Perhatian: ", "galat": "Belum beres: "}
        lines = [awalan[berat] + message for berat, _, message in self.catatan]
        return "\n".join([*lines, self.penutup] if self.penutup else lines)

    def untuk_json(self):
        name = ("berat", "kode", "pesan")
        notes = [dict(zip(name, one, strict=True)) for one in self.catatan]
        return {"beres": self.beres, **self.isi, "catatan": notes}


# -- the record ------------------------------------------------------------------------------------------------


@dataclass
class Catatan:
    """What pasang put on this machine.

    Attributes:
        addin: paths of the add-in. setelan: the change of xlwings.conf, or None.
        skrip: AppleScript path -> its time of change (ns) when it was written.
    """

    addin: list = field(default_factory=list)
    setelan: konf.Jejak | None = None
    skrip: dict = field(default_factory=dict)

    @classmethod
    def baca(cls, sistem):
        """The record; an absent or damaged one claims nothing, so that nothing foreign is ever removed."""
        try:
            value = json.loads(sistem.catatan.read_text(encoding="utf-8"))
            setelan = value["setelan"]
            return cls([str(a) for a in value["addin"]], setelan and konf.Jejak(**setelan), dict(value["skrip"]))
        except (OSError, ValueError, TypeError, KeyError):
            return cls()

    def simpan(self, sistem):
        if not (self.addin or self.setelan or self.skrip):
            _remove(sistem.catatan)
            _remove_empty_folder(sistem.catatan.parent)
        else:
            _write(sistem.catatan, json.dumps(asdict(self), indent=1).encode())


# -- checks ----------------------------------------------------------------------------------------------------


def _jalur_python(sistem, python):
    jalur = os.path.abspath(os.path.expanduser(python or sistem.python))  # not resolved: a venv is its link
    if not os.path.isfile(jalur):
        raise UserError(f"Python {jalur} tidak ditemukan. Tulis jalur lengkap python.exe setelah --python.", "python")
    return jalur


def _check_python(sistem, path, laporan):
    """Note what is wrong with the interpreter; returns its answer."""
    jawaban = sistem.tanya(path)
    laporan.isi.update(python=path, python_versi=jawaban.versi, bit=jawaban.bit, xlwings=jawaban.xlwings)
    if jawaban.xlwings is None:
        laporan.salah(
            "xlwings",
            f'xlwings tidak dapat dimuat oleh {path} ({jawaban.sebab}). Jalankan: "{path}" -m pip install xlwings',
        )
        return jawaban
    laporan.baik("python", f"Python {jawaban.versi} ({jawaban.bit}-bit), xlwings {jawaban.xlwings}: {path}")
    if not jawaban.lkjip:
        laporan.salah(
            "lkjip",
            f"lkjip-xl belum terpasang pada {path}, sehingga Excel tidak menemukannya. Buka folder lkjip-xl, lalu "
            f'jalankan: "{path}" -m pip install .',
        )
    elif jawaban.xlwings != version("xlwings"):
        laporan.salah(
            "xlwings_beda",
            f"Versi xlwings berbeda: {jawaban.xlwings} pada Python itu, {version('xlwings')} di sini. Jalankan dari "
            f'Python itu: "{path}" -m lkjip_xl pasang',
        )
    _check_path(sistem, path, laporan)
    if sistem.nama == WINDOWS:
        _check_windows(path, jawaban, laporan)
    return jawaban


def _check_path(sistem, path, laporan):
    """Characters in the path of the interpreter that xlwings' VBA does not carry unharmed."""
    if sistem.nama == MAC and re.search(r"[^\w./+@,=-]", path, re.ASCII):
        laporan.ingatkan(
            "jalur",
            f"Jalur Python {path} memuat spasi atau tanda khusus; di macOS tombol tidak akan berjalan dengan jalur "
            "seperti itu. Buat venv di folder tanpa spasi, misalnya ~/lkjip, lalu jalankan pasang dari sana.",
        )
    elif sistem.nama == WINDOWS and ("%" in path or not sistem.tersandi(path)):
        laporan.ingatkan(
            "jalur",
            f"Jalur Python {path} memuat huruf atau tanda yang mungkin tidak dikenali Excel. Bila tombol mengatakan "
            "Python tidak ditemukan, pasang Python di folder yang namanya hanya huruf biasa.",
        )


def _check_windows(path, jawaban, laporan):
    if "windowsapps" in re.split(r"[\\/]", f"{path}/{jawaban.dasar}".casefold()):
        laporan.ingatkan(
            "store",
            "Python ini dari Microsoft Store. Berkas yang ditulisnya dapat tersimpan di tempat pribadi yang tidak "
            "dilihat Excel. Bila tab LKjIP tidak muncul, pasang Python dari python.org untuk akun Anda, lalu ulangi.",
        )
    if not jawaban.pywin32:
        laporan.ingatkan(
            "pywin32",
            f'pywin32 tidak dapat dimuat; tombol tidak akan berjalan. Jalankan: "{path}" -m pip install pywin32',
        )
    if jawaban.bit != 64:
        laporan.ingatkan(
            "bit",
            f"Python ini {jawaban.bit}-bit: tombol berjalan, fungsi di dalam sel tidak. Pasang Python 64-bit, juga "
            "bila Excel Anda 32-bit.",
        )
    # XLPyLoadDLL looks beside the interpreter and one folder up (a venv).
    places = Path(path).parent, Path(path).parent.parent
    name = {bit: f"xlwings{bit}-{jawaban.xlwings}.dll" for bit in (64, 32)}
    present = {bit: any((folder / n).is_file() for folder in places) for bit, n in name.items()}
    laporan.isi["dll"] = {str(bit): present[bit] for bit in present}
    if all(present.values()):
        laporan.baik("dll", "Fungsi di dalam sel: siap untuk Excel 64-bit dan 32-bit.")
    elif any(present.values()):
        hilang = 32 if present[64] else 64
        laporan.ingatkan(
            "dll",
            f"{name[hilang]} tidak ada di dekat python.exe. Bila Excel Anda {hilang}-bit, fungsi di dalam sel tidak "
            "akan berjalan; tombol tetap berjalan.",
        )
    else:
        laporan.ingatkan(
            "dll",
            f"{name[64]} tidak ada di {places[0]} atau {places[1]}. Fungsi di dalam sel tidak akan berjalan; tombol "
            "tetap berjalan. Cara membereskan: docs/pemasangan.md, bagian Arti pesan.",
        )


# -- the user's xlwings.conf -----------------------------------------------------------------------------------


def _read_config(sistem):
    try:
        return konf.baca(sistem)
    except OSError as error:
        raise UserError(f"Setelan xlwings {sistem.konf} tidak dapat dibaca ({error.strerror}).", "setelan") from error


def _keadaan_konf(sistem, path, note, laporan):
    """``(lines or None, state)`` of the setting; says what it means when it is settled."""
    line = _read_config(sistem)
    keadaan, value = konf.keadaan(sistem, line or [], path, note.setelan)
    laporan.isi["setelan"] = {"berkas": str(sistem.konf), "keadaan": keadaan}
    if keadaan == "sama":
        laporan.baik("setelan", f"Setelan xlwings menunjuk Python ini: {sistem.konf}")
    elif keadaan == "asing":
        laporan.ingatkan(
            "setelan",
            f"Setelan xlwings di {sistem.konf} menunjuk Python lain ({value}) dan dibiarkan. Selama add-in "
            "termuat, semua tombol memakai Python yang dipasang ini. Tanpa add-in, tombol di dalam buku .xlsm hanya "
            f"berjalan bila {sistem.kunci} di sana berisi jalur lengkap Python yang memuat lkjip-xl.",
        )
    return line, keadaan


def _pasang_konf(sistem, path, note, laporan):
    """Write the interpreter for a book with buttons that is opened without the add-in.

    While the add-in is loaded such a book leaves the work to it; hence a file that cannot be written is a warning.
    """
    try:
        line, keadaan = _keadaan_konf(sistem, path, note, laporan)
        if keadaan == "asing":
            note.setelan = None  # somebody chose another one since: it is no longer ours to remove
            note.simpan(sistem)
        elif keadaan == "sama":
            return
        elif not sistem.tersandi(path):
            laporan.ingatkan(
                "setelan",
                "Setelan xlwings tidak ditulis, karena jalur Python memuat huruf yang tidak dapat disimpan di sana. "
                "Tombol di dalam buku .xlsm hanya berjalan selama add-in termuat.",
            )
        elif sistem.nama == MAC and not sistem.konf.parent.is_dir():  # the sandbox is for Excel itself to make
            laporan.ingatkan(
                "setelan",
                "Excel belum pernah dibuka di akun ini, jadi setelan xlwings belum ditulis. Buka Excel sekali, tutup, "
                "lalu ulangi pasang.",
            )
        else:
            line, note.setelan = konf.tulis(sistem, line, path, note.setelan)
            note.simpan(sistem)
            _write(sistem.konf, konf.bita(sistem, line))
            laporan.isi["setelan"]["keadaan"] = "ditulis"
            laporan.baik("setelan", f"Setelan xlwings ditulis: {sistem.konf}")
    except UserError as error:
        laporan.ingatkan("setelan", f"{error} Selama add-in termuat, tombol tetap memakai Python yang benar.")


def _lepas_konf(sistem, note, laporan):
    jejak, note.setelan = note.setelan, None
    line = _read_config(sistem) or []
    new = None if jejak is None else konf.batalkan(sistem, line, jejak)
    if new is None:
        if konf.nilai(line, sistem.kunci):
            laporan.baik("setelan", f"Setelan Python di {sistem.konf} bukan dari pasang, jadi dibiarkan.")
        return
    if not new and jejak.file_is_new:
        _remove(sistem.konf)
        if jejak.folder_baru:
            _remove_empty_folder(sistem.konf.parent)
    else:
        _write(sistem.konf, konf.bita(sistem, new))
    laporan.baik("setelan", f"Setelan Python yang ditulis pasang dihapus: {sistem.konf}")


# -- the AppleScript of the Mac --------------------------------------------------------------------------------


def _skrip(sistem, jawaban):
    """``(source, target)`` of the script without which Excel for Mac cannot start Python."""
    name = f"xlwings-{jawaban.xlwings}.applescript"
    return Path(jawaban.folder_xlwings) / name, sistem.folder_skrip / name


def _pasang_skrip(sistem, jawaban, note, laporan):
    asal, tujuan = _skrip(sistem, jawaban)
    try:
        value = asal.read_bytes()
    except OSError as error:
        raise UserError(
            f"{asal} tidak ada; pemasangan xlwings tidak utuh. Ulangi: pip install --force-reinstall xlwings", "skrip"
        ) from error
    if _file_content(tujuan) != value:
        milik_kami = not tujuan.exists() or str(tujuan) in note.skrip
        _write(tujuan, value)
        if milik_kami:
            note.skrip[str(tujuan)] = tujuan.stat().st_mtime_ns
    laporan.baik("skrip", f"Skrip penghubung Excel dan Python: {tujuan}")


def _lepas_skrip(sistem, note, laporan):
    """Remove scripts that pasang put there, unless anything speaks of another use of xlwings."""
    other = any(konf.pasangan(one)[1] for one in _read_config(sistem) or [])
    dipakai = other or (sistem.folder_awal / "xlwings.xlam").exists()
    for file in sorted(sistem.folder_skrip.glob("xlwings-*.applescript")):
        if not dipakai and note.skrip.get(str(file)) == file.stat().st_mtime_ns:
            _remove(file)
            laporan.baik(
                "skrip",
                f"Skrip penghubung dihapus: {file}. Bila ada buku xlwings lain: xlwings runpython install",
            )
        else:
            laporan.baik("skrip", f"Skrip {file} dibiarkan, karena mungkin dipakai buku xlwings lain.")
    note.skrip = {}


# -- the three flows -------------------------------------------------------------------------------------------


def _folder(sistem, folder):
    if folder:
        return Path(os.path.abspath(os.path.expanduser(folder)))
    if not sistem.excel:
        raise UserError(
            "Sistem ini bukan Windows atau macOS, jadi folder awal Excel tidak ada. Perintah lain (hitung, laporan, "
            "pdf) berjalan di sini tanpa Excel. Untuk menyiapkan berkas add-in saja, tambahkan --folder FOLDER.",
            "sistem",
        )
    return sistem.folder_awal


def _bangun(sistem, path):
    """The bytes of the add-in, built from the installed xlwings, with the interpreter inside."""
    from ...vba.addin import build_addin

    return build_addin(path if sistem.excel else "")


def pasang(sistem=None, folder=None, python=None):
    """Install the add-in for this user, or bring an installed one up to date.

    Args:
        sistem: the machine; the real one by default. folder: another start folder.
        python: another interpreter than the running one; it must have the same xlwings.

    Returns:
        Laporan.

    Raises:
        UserError: ``sistem``, ``python``, ``xlwings``, ``xlwings_beda``, ``lkjip``, ``skrip``, ``folder`` (cannot be
            written) or ``terkunci`` (Excel holds the add-in; nothing was changed then).
    """
    sistem = sistem or Sistem.mesin_ini()
    tujuan = _folder(sistem, folder) / BERKAS
    laporan = Laporan({"sistem": sistem.nama, "addin": str(tujuan)})
    jalur = _jalur_python(sistem, python)
    jawaban = _check_python(sistem, jalur, laporan)
    for berat, kode, message in laporan.catatan:
        if berat == "galat":
            raise UserError(message, kode)

    note = Catatan.baca(sistem) if sistem.excel else Catatan()
    sudah_ada = tujuan.exists()
    laporan.isi["diperbarui"] = sudah_ada
    _write(tujuan, _bangun(sistem, jalur))
    laporan.baik("addin", f"Add-in {'sudah terpasang, diperbarui' if sudah_ada else 'dipasang'}: {tujuan}")
    if not sistem.excel:
        laporan.ingatkan("sistem", "Di sistem ini hanya berkas add-in yang ditulis, tanpa setelan Python.")
        return laporan

    other = [a for a in note.addin if a != str(tujuan) and os.path.exists(a)]
    note.addin = [*other, str(tujuan)]
    note.simpan(sistem)
    if tujuan.parent != sistem.folder_awal:
        laporan.ingatkan(
            "folder",
            "Folder itu bukan folder awal Excel. Excel memuat add-in dari sana hanya bila folder itu ditulis di File, "
            "Options, Advanced, At startup, open all files in.",
        )
    for copy in other:
        laporan.ingatkan(
            "salinan",
            f"Salinan lain masih ada: {copy}. Excel hanya dapat membuka satu; hapus dengan: "
            + command(f'lepas --folder "{os.path.dirname(copy)}"'),
        )
    if sistem.nama == MAC:
        _pasang_skrip(sistem, jawaban, note, laporan)
        note.simpan(sistem)
    _pasang_konf(sistem, jalur, note, laporan)
    laporan.penutup = (
        "Berikutnya: tutup Excel sepenuhnya, buka lagi, lalu pilih tab LKjIP dan klik Uji Mandiri. Bila tab itu tidak "
        "muncul, lihat docs/pemasangan.md."
    )
    return laporan


def periksa(sistem=None, folder=None, python=None):
    """Report whether the add-in is installed and fresh; changes nothing. ``Laporan.beres`` is the answer."""
    sistem = sistem or Sistem.mesin_ini()
    tujuan = _folder(sistem, folder) / BERKAS
    laporan = Laporan({"sistem": sistem.nama, "addin": str(tujuan)})
    path = _jalur_python(sistem, python)
    jawaban = _check_python(sistem, path, laporan)
    python_baik = laporan.beres
    value = _file_content(tujuan)
    laporan.isi["terpasang"] = tujuan.exists()
    if value is None and tujuan.exists():
        laporan.salah("addin", f"Add-in {tujuan} tidak dapat dibaca. Tutup semua jendela Excel, lalu ulangi.")
    elif value is None:
        laporan.salah("addin", f"Add-in belum terpasang: {tujuan}. Jalankan: {command('pasang')}")
    elif python_baik and value != _bangun(sistem, path):
        laporan.salah("addin", f"Add-in {tujuan} dari versi atau Python lain. Jalankan lagi: {command('pasang')}")
    else:
        laporan.baik("addin", f"Add-in terpasang: {tujuan}")
    if not sistem.excel:
        return laporan
    if sistem.nama == MAC and jawaban.xlwings:
        asal, skrip = _skrip(sistem, jawaban)
        if _file_content(skrip) is None or _file_content(skrip) != _file_content(asal):
            laporan.salah("skrip", f"Skrip penghubung {skrip} belum ada. Jalankan: {command('pasang')}")
        else:
            laporan.baik("skrip", f"Skrip penghubung Excel dan Python: {skrip}")
    _, keadaan = _keadaan_konf(sistem, path, Catatan.baca(sistem), laporan)
    if keadaan in ("kosong", "lama"):
        laporan.ingatkan(
            "setelan",
            f"Setelan xlwings belum menunjuk Python ini: {sistem.konf}. Jalankan lagi: {command('pasang')}",
        )
    return laporan


def lepas(sistem=None, folder=None):
    """Take away what pasang put on this machine; what is not there is not missed.

    Args:
        sistem: the machine; the real one by default.
        folder: only the add-in in this folder; settings stay as they are.

    Returns:
        Laporan.

    Raises:
        UserError: ``sistem``, or ``terkunci``: Excel holds the add-in open; nothing else was changed then.
    """
    sistem = sistem or Sistem.mesin_ini()
    utama = str(_folder(sistem, folder) / BERKAS)
    note = Catatan.baca(sistem) if sistem.excel else Catatan()
    laporan = Laporan({"sistem": sistem.nama, "dihapus": []})
    for addin in [utama] if folder else dict.fromkeys([utama, *note.addin]):
        if _remove(Path(addin)):
            laporan.isi["dihapus"].append(addin)
            laporan.baik("addin", f"Add-in dihapus: {addin}")
        note.addin = [a for a in note.addin if a != addin]
    if not laporan.isi["dihapus"]:
        laporan.baik("addin", f"Add-in tidak terpasang di {os.path.dirname(utama)}.")
    if sistem.excel:
        if not folder or Path(utama).parent == sistem.folder_awal:
            _lepas_konf(sistem, note, laporan)
            if sistem.nama == MAC:
                _lepas_skrip(sistem, note, laporan)
        note.simpan(sistem)
    if laporan.isi["dihapus"]:
        laporan.penutup = (
            "Buku dan laporan Anda tidak tersentuh. lkjip-xl sendiri masih ada; hapus dengan: pip uninstall lkjip-xl"
        )
    return laporan


# -- files -----------------------------------------------------------------------------------------------------


def _file_content(path):
    try:
        return path.read_bytes()
    except OSError:
        return None


def _write(path, value):
    """Replace a file of the installation, with messages that fit it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _folder_tertutup(path) from error
    present = path.exists()
    try:
        atomic_write(path, lambda aliran: aliran.write(value))
    except UserError as error:
        if error.kode not in ("terkunci", "hanya_baca"):
            raise
        if not present or not os.access(path.parent, os.W_OK):
            raise _folder_tertutup(path) from error
        raise _terkunci(path) from error


def _remove(path):
    """Delete a file; whether there was one."""
    try:
        path.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise (_terkunci if os.access(path.parent, os.W_OK) else _folder_tertutup)(path) from error
    return True


def _remove_empty_folder(folder):
    try:
        folder.rmdir()
    except OSError:  # absent, or somebody else keeps files in it
        pass


def _terkunci(path):
    return UserError(
        f"Berkas {path} sedang dipakai, biasanya oleh Excel. Simpan pekerjaan Anda, tutup semua jendela Excel, lalu "
        "ulangi. Berkas itu tidak berubah.",
        "terkunci",
    )


def _folder_tertutup(path):
    return UserError(
        f"Folder {path.parent} tidak dapat dibuat atau ditulisi. Minta petugas TI mengizinkan akun Anda menulis ke "
        "sana (di macOS: izinkan Terminal mengakses data aplikasi lain), lalu ulangi.",
        "folder",
    )
