"""Files of the user: whether a workbook can be used."""

import os
import re

from ..errors import UserError
from ..system_errors import reason_of
from . import xmlspans
from .limits import BOMB_RATIO, BOMB_SIZE, MAX_SHEET, megabytes
from .ownership import owned_sheets
from .package import Package
from .parts import TYPES_PART, broken, content_types
from .places import check_place, lock_file_error
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
            if head[:8] == _OLE:
                head += stream.read()
        _check_kind(path, head)
        package = Package.open(path)
    except OSError as error:
        raise UserError(
            f"Berkas {path} tidak dapat dibaca ({reason_of(error)}). Tutup program yang sedang memakainya, atau "
            "minta izin baca kepada pemiliknya, lalu ulangi.",
            "tidak_terbaca",
        ) from error
    _check_content(package)
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


def check_workbook_data(data: bytes, name: str = "buku.xlsx") -> Package:
    """As ``check_workbook``, for a workbook that is no file but bytes; ``name`` stands for it in messages."""
    if not data:
        raise UserError(f"{name} kosong (0 bita). Pengirimannya mungkin gagal; minta salinan yang baru.", "kosong")
    _check_kind(name, data)
    package = Package(data, name)
    _check_content(package)
    return package


def _check_content(package: Package) -> None:
    _check_names(package)
    _check_content_type(package)
    _check_parts(package)


# -- what the file is ------------------------------------------------------------------------------------------


def _check_kind(path: str, data: bytes) -> None:
    """Tell other kinds of files apart by their first bytes."""
    head = data[:4096]
    if head[:8] == _OLE:
        raise _ole(path, data)
    if head[:4] in (b"PK\3\4", b"PK\5\6") or b"PK\3\4" in head:
        if b"mimetypeapplication/vnd.oasis" in head[:200]:
            raise UserError(
                f"Berkas {path} adalah dokumen OpenDocument (.ods), bukan buku kerja Excel. Buka dengan "
                "LibreOffice, pilih Simpan Sebagai, jenis Excel 2007-365 (.xlsx), lalu pakai berkas itu.",
                "format_ods",
            )
        return
    if len(head) in (55, 165) and 0 < head[0] < 55:  # Excel's lock file under another name: a length, then a person
        raise lock_file_error(path)
    extension = os.path.splitext(path)[1] or "Excel"
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = head.decode("utf-16", "ignore").lstrip("\ufeff \t\r\n").lower().encode("utf-8")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text:
        kind = "lembar kerja XML Excel 2003"
    elif text.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<style", b"mime-version")):
        kind = f"halaman web (HTML) yang namanya diubah menjadi {extension}"
    elif text.startswith(b"%pdf"):
        kind = "PDF"
    elif text.startswith(b"<"):
        kind = "berkas XML"
    elif _looks_like_csv(text, head):
        separated = any(mark in text for mark in (b";", b"\t", b","))
        named_so = extension.lower() in (".csv", ".txt", ".tsv", ".tab")
        what = "adalah teks" if named_so else f"berisi teks biasa; namanya saja yang {extension}, isinya"
        how = "pakai perintah isi" if named_so else "jadikan .csv lalu pakai perintah isi"
        hint = f"Bila isinya tabel, {how}" if separated else "Pilih buku LKjIP-nya"
        raise UserError(f"Berkas {path} {what}{',' if named_so else ''} bukan buku kerja Excel. {hint}.", "format_lain")
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


def _ole(path: str, data: bytes) -> UserError:
    """The obstacle that an OLE file is: an encrypted book, an old .xls, or something else."""

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
            package.well_formed.add(name.lower())
    except xmlspans.XmlError as error:
        raise broken(package, f"{package.described(name)}: {error.detail}", error.kode) from None
