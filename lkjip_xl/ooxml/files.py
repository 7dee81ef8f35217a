"""Files of the user: whether a workbook can be used, and how one is replaced without ever being half written."""

import os
import re

from ..errors import UserError
from . import xmlspans
from .limits import BOMB_RATIO, BOMB_SIZE, MAX_SHEET, megabytes
from .ownership import owned_sheets
from .package import Package
from .parts import TYPES_PART, broken, content_types
from .workbook import WorkbookParts

EXTENSIONS = (".xlsx", ".xlsm")
_TEMPLATES = (".xltx", ".xltm", ".xlam", ".xla", ".xlt")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RESAVE = "Buka dengan Excel, pilih Simpan Sebagai, jenis Buku Kerja Excel (.xlsx)"


# Bytes of a part up to which it is parsed in full before anything is written; a larger one, which only a sheet of
# many thousand cells is, gets the quick look, since parsing it would cost more than the whole job (docs/adr/0005).
THOROUGH_SIZE = 256 * 1024


def check_workbook(path: str | os.PathLike[str], writing: bool = True) -> Package:
    """The Package of a workbook that is sound and may be used; otherwise a UserError says what is wrong.

    Every XML part is parsed, so that damage and hostile content are found before anything is changed. Sheets that
    we wrote and nobody touched since are spared that. The checksum of every part is verified, those that are only
    copied included.

    Args:
        path: the file.
        writing: also refuse a file that is open in Excel or LibreOffice, or may not be written.

    Raises:
        UserError: with ``kode`` tidak_ada, folder, berkas_kunci, kosong, terkunci, hanya_baca, terenkripsi,
            format_lama, format_xlsb, format_ods, format_lain, templat, tidak_terbaca, ekstensi, bukan_buku_kerja,
            rusak, berbahaya or terlalu_besar.
    """
    path = os.fspath(path)
    check_place(path, writing)
    try:
        with open(path, "rb") as stream:
            head = stream.read(4096)
        _check_kind(path, head)
        package = Package.open(path)
    except OSError as error:
        raise UserError(
            f"Berkas {path} tidak dapat dibaca ({error.strerror or error}). Tutup program yang sedang memakainya, atau "
            "minta izin baca kepada pemiliknya, lalu ulangi.",
            "tidak_terbaca",
        ) from error
    _check_names(package)
    _check_content_type(package)
    _check_parts(package)
    extension = os.path.splitext(path)[1].lower()
    if extension in _TEMPLATES:
        raise _template(path)
    if extension not in EXTENSIONS:
        raise UserError(
            f"Berkas {path} isinya buku kerja Excel, tetapi nama belakangnya {extension or 'tidak ada'}. "
            "Ubah nama belakangnya menjadi .xlsx (atau .xlsm bila bermakro), lalu coba lagi.",
            "ekstensi",
        )
    return package


def check_place(path: str, writing: bool = True) -> None:
    """Refuse a path with nothing usable at it, one that another program holds open, or a read-only one."""
    name = os.path.basename(path)
    if name.startswith(("~$", ".~lock.")):
        raise _lock_file(path)
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


# -- what the file is ------------------------------------------------------------------------------------------


def _check_kind(path: str, head: bytes) -> None:
    """Tell other kinds of files apart by their first bytes."""
    if head[:8] == _OLE:
        raise _ole(path)
    if head[:4] in (b"PK\3\4", b"PK\5\6") or b"PK\3\4" in head:
        if b"mimetypeapplication/vnd.oasis" in head[:200]:
            raise UserError(
                f"Berkas {path} adalah dokumen OpenDocument (.ods), bukan buku kerja Excel. Buka dengan "
                "LibreOffice, pilih Simpan Sebagai, jenis Excel 2007-365 (.xlsx), lalu pakai berkas itu.",
                "format_ods",
            )
        return
    if len(head) in (55, 165) and 0 < head[0] < 55:  # Excel's lock file under another name: a length, then a person
        raise _lock_file(path)
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = head.decode("utf-16", "ignore").lstrip("\ufeff \t\r\n").lower().encode("utf-8")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text:
        kind = "lembar kerja XML Excel 2003"
    elif text.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<style", b"mime-version")):
        kind = "halaman web (HTML) yang diberi nama seperti Excel"
    elif text.startswith(b"%pdf"):
        kind = "PDF"
    elif text.startswith(b"<"):
        kind = "berkas XML"
    elif _looks_like_csv(text, head):
        kind = "teks biasa (CSV) yang diberi nama seperti Excel"
    else:
        raise UserError(
            f"Berkas {path} rusak atau bukan buku kerja Excel: isinya tidak dikenali. Minta salinan yang baru.", "rusak"
        )
    raise UserError(f"Berkas {path} adalah {kind}, bukan buku kerja Excel. {_RESAVE}.", "format_lain")


def _looks_like_csv(text: bytes, head: bytes) -> bool:
    """Whether the beginning of a file is text in lines or columns; a single word or byte is no table."""
    unicode_text = head[:2] in (b"\xff\xfe", b"\xfe\xff")
    if not unicode_text and any(byte < 9 or 13 < byte < 32 for byte in head):
        return False
    return any(mark in text for mark in (b",", b";", b"\t", b"\n", b"\r"))


def _ole(path: str) -> UserError:
    """The obstacle that an OLE file is: an encrypted book, an old .xls, or something else."""
    with open(path, "rb") as stream:
        data = stream.read()

    def holds(stream_name: str) -> bool:
        wanted = stream_name.encode("utf-16-le") + b"\0\0"
        at = data.find(wanted)
        while at >= 0:  # directory entries stand at multiples of 128 bytes
            if at % 128 == 0:
                return True
            at = data.find(wanted, at + 1)
        return False

    if holds("EncryptedPackage"):
        return UserError(
            f"Berkas {path} dilindungi kata sandi. Buka dengan Excel, hapus kata sandinya (Berkas, Info, Proteksi "
            "Buku Kerja, Enkripsi dengan Kata Sandi), simpan, lalu ulangi.",
            "terenkripsi",
        )
    if holds("Workbook") or holds("Book"):
        return UserError(f"Berkas {path} berformat Excel lama (.xls). {_RESAVE}.", "format_lama")
    return UserError(f"Berkas {path} bukan buku kerja Excel (.xlsx atau .xlsm). {_RESAVE}.", "format_lain")


def _lock_file(path: str) -> UserError:
    return UserError(
        f"{path} bukan buku kerja, melainkan berkas kunci yang dibuat selama bukunya terbuka. Pilih buku kerjanya "
        "sendiri (nama yang sama tanpa awalan ~$ atau .~lock.).",
        "berkas_kunci",
    )


def _template(path: str | os.PathLike[str] | None) -> UserError:
    return UserError(
        f"Berkas {path} adalah templat atau add-in, bukan buku kerja. Buka dengan Excel, simpan sebagai buku kerja "
        "(.xlsx atau .xlsm), lalu pakai buku itu.",
        "templat",
    )


def _check_names(package: Package) -> None:
    for name in package.names:
        if name.startswith("/") or ":" in name.split("/")[0] or ".." in name.split("/") or "\0" in name:
            raise UserError(
                f"Berkas {package.path} ditolak: di dalamnya ada nama yang menunjuk ke luar berkas ({name}). Berkas "
                "seperti ini tidak dibuat oleh Excel; jangan dibuka, dan tanyakan kepada pengirimnya.",
                "berbahaya",
            )
    if package.duplicates:
        raise broken(package, f"bagian {package.duplicates[0]} ada dua kali di dalamnya")


def _check_content_type(package: Package) -> None:
    if TYPES_PART not in package:
        raise UserError(f"Berkas {package.path} adalah arsip zip biasa, bukan buku kerja Excel.", "bukan_buku_kerja")
    overrides, defaults = content_types(package)
    kinds = set(overrides.values()) | set(defaults.values())
    if any("sheet.binary" in kind for kind in kinds):
        raise UserError(f"Berkas {package.path} berformat Excel biner (.xlsb). {_RESAVE}.", "format_xlsb")
    if any("wordprocessingml.document" in kind or "presentationml.presentation" in kind for kind in kinds) and not any(
        "spreadsheetml.sheet.main" in kind or "sheet.macroEnabled.main" in kind for kind in kinds
    ):
        raise UserError(
            f"Berkas {package.path} adalah dokumen Word atau PowerPoint, bukan buku kerja Excel.", "bukan_buku_kerja"
        )
    if any(
        kind.endswith("main+xml") and ("spreadsheetml.template" in kind or "ms-excel.template" in kind
        or "ms-excel.addin" in kind)
        for kind in kinds
    ):  # fmt: skip
        raise _template(package.path)


def _check_parts(package: Package) -> None:
    """Parse every XML part and verify the others; refuse sheets without a part and names that no program may write."""
    for name in package.names:
        if _is_xml(name) and package.size(name) > max(BOMB_SIZE, BOMB_RATIO * package.packed_size(name)):
            raise UserError(
                f"Berkas {package.path} ditolak: bagian {name} mengembang menjadi {megabytes(package.size(name))}, "
                "seperti bom zip. Jangan dibuka, dan tanyakan kepada pengirimnya.",
                "berbahaya",
            )
    workbook = WorkbookParts(package)
    for sheet in workbook.sheets:
        if sheet.part is None:
            raise broken(package, f"isi lembar {sheet.name} tidak ada di dalamnya")
    for item in workbook.defined_names:
        # One that refers to nothing is left behind when its sheet goes; it does no harm.
        if item.name.lower() in _SHEET_NAMES and item.local is None and not _LOST.fullmatch(item.text):
            raise UserError(
                f"Berkas {package.path} rusak: nama {item.name.removeprefix('_xlnm.')} tidak terikat pada lembar. "
                "Hapus nama itu di Excel (Rumus, Pengelola Nama), simpan, lalu coba lagi.",
                "rusak",
            )
    owned = owned_sheets(workbook).values()
    untouched = {mine.part for mine in owned if package.crc(mine.part) == mine.record.crc}
    for name in package.names:
        if _is_xml(name) and name not in untouched:
            _check_part(package, name)
    package.verify()


_SHEET_NAMES = ("_xlnm.print_area", "_xlnm.print_titles")
_LOST = re.compile(r"(?:[^!,]*!)?#REF!(?:,(?:[^!,]*!)?#REF!)*|\s*")


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _check_part(package: Package, name: str) -> None:
    """Parse an XML part, or look it over when it is large."""
    try:
        if package.size(name) <= THOROUGH_SIZE or not xmlspans.check_large(package.chunks(name)):
            if package.size(name) > MAX_SHEET:
                raise broken(
                    package,
                    f"isi {package.described(name)} {megabytes(package.size(name))} setelah dibuka, padahal batasnya "
                    f"{megabytes(MAX_SHEET)}",
                    "terlalu_besar",
                )
            xmlspans.check(package.read(name))
    except xmlspans.XmlError as error:
        raise broken(package, f"{package.described(name)}: {error.detail}", error.kode) from None


# -- replacing a file ------------------------------------------------------------------------------------------


def backup_path(path):
    """Where the backup of a book lies: ``Buku.cadangan.xlsx`` beside ``Buku.xlsx``; one, replaced each time."""
    stem, extension = os.path.splitext(os.path.realpath(path))
    return f"{stem}.cadangan{extension}"


def atomic_write(path, writer, backup=False, stat=None):
    """Replace a file in one step, or leave everything as it was.

    The new content goes to a temporary file in the same folder, is forced to disk and renamed over the old one. A
    symbolic link is followed; permissions stay.

    Args:
        path: the file; it need not exist yet.
        writer: called with an open binary stream.
        backup: first copy the old file to ``backup_path``.
        stat: ``(size, mtime_ns)`` that the old file had when it was read; a different one now means that somebody
            else has saved it meanwhile.

    Returns:
        Path of the backup, or None.

    Raises:
        UserError: ``disk_penuh``, ``terkunci``, ``hanya_baca``, ``berubah`` or ``gagal_tulis``.
    """
    target = os.path.realpath(path)
    saved = None
    temporary = None
    spare = None
    try:
        info = os.stat(target) if os.path.exists(target) else None
        temporary, stream = _temporary(target)
        with stream:
            writer(stream)
            stream.flush()
            os.fsync(stream.fileno())
        if info is not None:
            os.chmod(temporary, info.st_mode & 0o7777)
            _same_owner(temporary, info)
            if stat is not None and stat != _fingerprint(os.stat(target)):
                raise UserError(
                    f"Berkas {path} diubah program lain selagi dikerjakan, jadi tidak ditimpa. Ulangi perintahnya.",
                    "berubah",
                )
            if backup:
                saved = backup_path(target)
                spare = _copy(target, saved, info)
                os.replace(spare, saved)
                spare = None
        os.replace(temporary, target)
        temporary = None
    except OSError as error:
        raise _write_error(path, error) from error
    finally:
        for left in (temporary, spare):
            if left is not None:
                _discard(left)
    return saved


def _fingerprint(info):
    return info.st_size, info.st_mtime_ns


def _temporary(target):
    """A new file beside the target, with a name that nobody has."""
    folder, name = os.path.split(target)
    number = 0
    while True:
        number += 1
        candidate = os.path.join(folder, f"~lkjip-{os.getpid()}-{number}-{name[-40:]}.tmp")
        try:
            handle = os.open(candidate, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        except FileExistsError:
            continue
        return candidate, os.fdopen(handle, "wb")


def _copy(source, target, info):
    """A temporary copy of ``source`` beside ``target``; the caller renames it. Nothing is left on failure."""
    temporary, out = _temporary(target)
    try:
        with out, open(source, "rb") as stream:
            while block := stream.read(1 << 20):
                out.write(block)
        os.chmod(temporary, info.st_mode & 0o7777)
        os.utime(temporary, ns=(info.st_atime_ns, info.st_mtime_ns))
    except BaseException:
        _discard(temporary)
        raise
    return temporary


def _same_owner(temporary, info):
    if hasattr(os, "chown"):
        try:
            os.chown(temporary, info.st_uid, info.st_gid)
        except OSError:  # only root may give files away; the mode is kept in any case
            pass


def _discard(path):
    try:
        os.unlink(path)
    except OSError:
        pass


def _write_error(path, error):
    import errno

    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return UserError(
            f"Berkas {path} tidak jadi ditulis: ruang cakram penuh. Kosongkan sebagian, lalu ulangi. "
            "Berkas lama tidak berubah.",
            "disk_penuh",
        )
    if error.errno == errno.EROFS:
        return UserError(f"Berkas {path} berada di cakram yang hanya boleh dibaca. Salin ke tempat lain.", "hanya_baca")
    if isinstance(error, PermissionError):
        return UserError(
            f"Berkas {path} tidak dapat diganti: sedang dipakai program lain atau tidak boleh ditulisi. Tutup dahulu "
            "di Excel, lalu ulangi. Berkas lama tidak berubah.",
            "terkunci",
        )
    return UserError(
        f"Berkas {path} tidak jadi ditulis ({error.strerror or error}). Berkas lama tidak berubah.", "gagal_tulis"
    )
