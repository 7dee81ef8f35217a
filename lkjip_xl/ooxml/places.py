"""Where a workbook lies: whether a path can be read, and whether a file may be put there.

Without a look at any content, so that it is known before anything heavy is loaded.
"""

import os

from ..errors import UsageError, UserError


def check_place(path: str, writing: bool = True) -> None:
    """Refuse a path with nothing usable at it, one that another program holds open, or a read-only one."""
    name = os.path.basename(path)
    if name.startswith(("~$", ".~lock.")):
        raise lock_file_error(path)
    if os.path.isdir(path):
        raise UserError(f"{path} adalah folder, bukan berkas. Pilih buku kerja di dalamnya.", "folder")
    if not os.path.exists(path):
        raise UserError(f"Berkas {path} tidak ditemukan. Periksa nama dan foldernya.", "tidak_ada")
    if not os.path.isfile(path):
        raise UserError(f"{path} bukan berkas biasa. Pilih sebuah buku kerja Excel.", "tidak_ada")
    if os.path.getsize(path) == 0:
        raise UserError(
            f"Berkas {path} kosong (0 bita). Pengirimannya mungkin gagal; minta salinan yang baru.", "kosong"
        )
    if writing:
        check_writable(path)


def check_writable(path: str) -> None:
    """Refuse to replace a file that is open elsewhere or read-only; it need not exist yet."""
    folder, name = os.path.split(os.path.realpath(path))
    for lock, program in (("~$" + name, "Excel"), (f".~lock.{name}#", "LibreOffice")):
        if os.path.exists(os.path.join(folder, lock)):
            raise UserError(
                f"Berkas {path} sedang terbuka di {program}. Simpan dan tutup dahulu, lalu ulangi. Bila sudah "
                f"ditutup, hapus berkas {lock} yang tertinggal di folder yang sama.",
                "terkunci",
            )
    if not os.path.isdir(folder):
        raise UserError(f"Folder {folder} tidak ditemukan. Buat dahulu foldernya, lalu ulangi.", "tidak_ada")
    if os.path.exists(path) and not (os.access(path, os.W_OK) and os.stat(path).st_mode & 0o222):
        raise UserError(
            f"Berkas {path} hanya boleh dibaca. Hilangkan tanda hanya-baca (Read-only) pada sifat berkasnya, "
            "atau salin ke tempat lain lalu kerjakan salinannya.",
            "hanya_baca",
        )
    if not os.access(folder, os.W_OK):
        raise UserError(
            f"Folder {folder} tidak boleh ditulisi. Salin berkas {name} ke folder milik Anda lalu kerjakan di sana.",
            "hanya_baca",
        )


def check_target(wanted: str | None, target: str) -> None:
    """Refuse a target that Excel would not open under its name, or that is no place for a file."""
    if os.path.isdir(target):
        raise UserError(f"{target} adalah folder. Tulis juga nama bukunya, misalnya {target}/hasil.xlsx.", "folder")
    extension = os.path.splitext(target)[1].lower()
    if wanted is not None and extension != wanted:
        raise UsageError(
            f"Nama hasil {os.path.basename(target)} harus berakhir {wanted}, sama dengan buku asalnya: Excel tidak "
            "membuka buku yang nama belakangnya lain dari isinya.",
            "ekstensi",
        )
    check_writable(target)


def lock_file_error(path: str) -> UserError:
    """Says that a path is the lock file of an open book."""
    return UserError(
        f"{path} bukan buku kerja, melainkan berkas kunci yang dibuat selama bukunya terbuka. Pilih buku kerjanya "
        "sendiri (nama yang sama tanpa awalan ~$ atau .~lock.).",
        "berkas_kunci",
    )
