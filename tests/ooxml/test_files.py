"""Every obstacle has its own name and message, and a replaced file is never half written."""

import errno
import os
import stat
import struct
import zipfile

import pytest

from lkjip_xl.errors import UserError
from lkjip_xl.ooxml import files, inplace, safe_write
from tests.ooxml import packages_made as buatan


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "Buku Kinerja.xlsx"
    buatan.tabel(path)
    return path


def refused(path, kode, **options):
    """The message with which the file is refused; its bytes must stay."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(UserError) as caught:
        files.check_workbook(path, **options)
    assert caught.value.kode == kode
    assert path.name in str(caught.value)
    with pytest.raises(UserError):
        inplace.write_sheets(path, buatan.dua_laporan())
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not [name for name in os.listdir(path.parent) if name.endswith(".tmp") or "cadangan" in name]
    return str(caught.value)


def changed(book, edit):
    """Rewrite the book with ``edit(name, data) -> data or None`` applied to its members."""
    with zipfile.ZipFile(book) as source:
        members = [(name, edit(name, source.read(name))) for name in source.namelist()]
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members:
            if data is not None:
                target.writestr(name, data)
    return book


def test_missing_folder_empty_and_lock_file(tmp_path, book):
    assert "tidak ditemukan" in refused(tmp_path / "tidak ada.xlsx", "tidak_ada")
    assert "folder" in refused(tmp_path, "folder")
    empty = tmp_path / "kosong.xlsx"
    empty.touch()
    refused(empty, "kosong")
    lock = tmp_path / "~$Buku Kinerja.xlsx"
    lock.write_bytes(b"\4Budi".ljust(55) + b"\4\0B\0u\0d\0i\0".ljust(110, b" "))
    refused(lock, "berkas_kunci")
    assert "Excel" in refused(book, "terkunci")
    files.check_workbook(book, writing=False)
    renamed = lock.rename(tmp_path / "salinan.xlsx")
    refused(renamed, "berkas_kunci")
    other = tmp_path / ".~lock.Buku Kinerja.xlsx#"
    other.touch()
    assert "LibreOffice" in refused(book, "terkunci")


def test_lock_of_the_output_counts_too(tmp_path, book):
    (tmp_path / "~$hasil.xlsx").touch()
    with pytest.raises(UserError) as caught:
        inplace.write_sheets(book, buatan.dua_laporan(), output=tmp_path / "hasil.xlsx")
    assert caught.value.kode == "terkunci"
    with pytest.raises(UserError) as caught:
        inplace.write_sheets(book, buatan.dua_laporan(), output=tmp_path / "tidak ada" / "hasil.xlsx")
    assert caught.value.kode == "tidak_ada"


def test_read_only_file_and_folder(tmp_path, book, monkeypatch):
    book.chmod(0o444)
    assert "hanya boleh dibaca" in refused(book, "hanya_baca")
    files.check_workbook(book, writing=False)
    book.chmod(0o644)
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: os.path.isfile(path) and allowed(path, mode))
    assert "Folder" in refused(book, "hanya_baca")


def ole(*streams):
    """An OLE file with a directory that names these streams."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
    return head + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams))


OTHER_FILES = {
    "terenkripsi": ole("EncryptionInfo", "EncryptedPackage"),
    "format_lama": ole("Workbook"),
    "format_lain": ole("WordDocument"),
}


@pytest.mark.parametrize("kode", OTHER_FILES)
def test_ole_files(tmp_path, kode):
    path = tmp_path / "buku.xlsx"
    path.write_bytes(OTHER_FILES[kode])
    refused(path, kode)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"<html><table><tr><td>1</td></tr></table></html>", "HTML"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><p>", "HTML"),
        (b"MIME-Version: 1.0\r\n", "HTML"),
        (b"Kode;Target\r\n1;2\r\n", "teks biasa"),
        ("Kode\tTarget\n".encode("utf-16"), "teks biasa"),
        (b"%PDF-1.7\n", "PDF"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "2003"),
        (b'<?xml version="1.0"?><data/>', "XML"),
    ],
)
def test_other_kinds_under_the_name_of_excel(tmp_path, content, word):
    path = tmp_path / "buku.xlsx"
    path.write_bytes(content)
    assert word in refused(path, "format_lain")


def test_other_packages(tmp_path, book):
    path = tmp_path / "buku.xlsx"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    refused(path, "format_ods")
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("foto.jpg", b"1")
    refused(path, "bukan_buku_kerja")
    original = book.read_bytes()
    for old, new, kode in (
        (b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml", b"ms-excel.sheet.binary.macroEnabled.main",
         "format_xlsb"),
        (b"spreadsheetml.sheet.main", b"spreadsheetml.template.main", "templat"),
        (b"spreadsheetml.sheet.main", b"wordprocessingml.document.main", "bukan_buku_kerja"),
    ):  # fmt: skip
        book.write_bytes(original)
        refused(changed(book, lambda name, data, a=old, b=new: data.replace(a, b)), kode)


def test_name_at_the_end_of_the_file_name(tmp_path, book):
    assert ".xlsx" in refused(book.rename(tmp_path / "buku.zip"), "ekstensi")
    refused((tmp_path / "buku.zip").rename(tmp_path / "buku.xltx"), "templat")


def test_damage(tmp_path, book):
    sound = book.read_bytes()
    for length in (4, 300, len(sound) // 2, len(sound) - 8):
        book.write_bytes(sound[:length])
        refused(book, "rusak")
    book.write_bytes(b"\0\1\2\3" * 50)
    refused(book, "rusak")
    for edit in (
        lambda name, data: None if name.endswith("sheet2.xml") else data,
        lambda name, data: data[:-20] if name.endswith("sheet2.xml") else data,
        lambda name, data: None if name == "_rels/.rels" else data,
    ):
        book.write_bytes(sound)
        with pytest.raises(UserError) as caught:
            files.check_workbook(changed(book, edit))
        assert caught.value.kode in ("rusak", "bukan_buku_kerja")


def test_hostile_content(tmp_path, book):
    sound = book.read_bytes()
    doctype = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'
    refused(changed(book, lambda n, d: doctype + d.split(b"?>", 1)[1] if n.endswith("sheet1.xml") else d), "berbahaya")
    for name in ("../luar.txt", "/etc/luar.txt", "C:/luar.txt", "xl/../../luar.txt", "..\\luar.txt"):
        book.write_bytes(sound)
        with zipfile.ZipFile(book, "a") as target:
            target.writestr(name, b"x")
        refused(book, "berbahaya")
    book.write_bytes(sound)
    bomb = b"<a>" + b" " * (24 << 20) + b"</a>"
    refused(changed(book, lambda n, d: bomb if n.endswith("theme1.xml") else d), "berbahaya")
    book.write_bytes(sound)
    # A size in the directory that is too small must not let more out than it says.
    data = bytearray(book.read_bytes())
    at = data.rindex(b"PK\1\2", 0, data.rindex(b"xl/worksheets/sheet1.xml"))
    data[at + 24 : at + 28] = struct.pack("<L", 5)
    book.write_bytes(data)
    refused(book, "rusak")


# -- replacing -------------------------------------------------------------------------------------------------


def leftovers(folder):
    return sorted(name for name in os.listdir(folder) if name.endswith(".tmp") or name.startswith("~lkjip"))


def test_replaced_in_one_step_with_mode_and_backup(tmp_path, book):
    book.chmod(0o640)
    first = book.read_bytes()
    written = inplace.write_sheets(book, buatan.dua_laporan())
    assert os.path.basename(written.backup).startswith("Buku Kinerja.cadangan-0001-")
    assert open(written.backup, "rb").read() == first
    second = book.read_bytes()
    assert second != first
    again = inplace.write_sheets(book, buatan.dua_laporan(plus=1))
    assert open(again.backup, "rb").read() == second and open(written.backup, "rb").read() == first
    assert stat.S_IMODE(book.stat().st_mode) == stat.S_IMODE(os.stat(written.backup).st_mode) == 0o640
    assert len(os.listdir(tmp_path)) == 3
    assert inplace.write_sheets(book, buatan.dua_laporan(), backup=False).backup is None


def test_output_elsewhere_leaves_the_book_alone(tmp_path, book):
    before = book.read_bytes()
    written = inplace.write_sheets(book, buatan.dua_laporan(), output=tmp_path / "hasil.xlsx")
    assert book.read_bytes() == before and written.backup is None
    assert written.path == str(tmp_path / "hasil.xlsx")
    files.check_workbook(written.path)


@pytest.mark.skipif(os.name == "nt", reason="tautan simbolik perlu izin khusus di Windows")
def test_symbolic_link_stays_a_link(tmp_path, book):
    (tmp_path / "lain").mkdir()
    link = tmp_path / "lain" / "tautan.xlsx"
    link.symlink_to(book)
    before = book.read_bytes()
    written = inplace.write_sheets(link, buatan.dua_laporan())
    assert link.is_symlink() and book.read_bytes() != before
    assert os.path.dirname(written.backup) == str(tmp_path)
    (tmp_path / "~$Buku Kinerja.xlsx").touch()
    refused(link, "terkunci")


@pytest.mark.parametrize("point", ["write", "fsync", "chmod", "name", "exchange", "interrupt"])
def test_failure_anywhere_leaves_everything_as_it_was(tmp_path, book, monkeypatch, point):
    before = book.read_bytes()
    full = OSError(errno.ENOSPC, "No space left on device")

    def fail(*_args, **_options):
        raise KeyboardInterrupt if point == "interrupt" else full

    def busy(*_args):
        raise PermissionError(errno.EACCES, "busy")

    if point == "write":
        monkeypatch.setattr("lkjip_xl.ooxml.package.Package._write", fail)
    elif point == "exchange":
        monkeypatch.setattr("lkjip_xl.ooxml.safe_write._exchange", busy)
    elif point == "name":
        monkeypatch.setattr(os, "link", fail)
        monkeypatch.setattr(os, "rename", fail)
    else:
        monkeypatch.setattr(os, {"interrupt": "fsync"}.get(point, point), fail)
    expected = KeyboardInterrupt if point == "interrupt" else UserError
    with pytest.raises(expected) as caught:
        inplace.write_sheets(book, buatan.dua_laporan())
    if expected is UserError:
        assert caught.value.kode == ("terkunci" if point == "exchange" else "disk_penuh")
    monkeypatch.undo()
    assert book.read_bytes() == before
    assert os.listdir(tmp_path) == [book.name]
    files.check_workbook(book)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="tidak ada /dev/full di sistem ini")
def test_full_disk_for_real(tmp_path, book, monkeypatch):
    before = book.read_bytes()
    opened = os.open
    monkeypatch.setattr(os, "open", lambda path, flags, mode=0o777: opened(
        "/dev/full" if str(path).endswith(".tmp") else path, flags & ~os.O_EXCL & ~os.O_CREAT, mode))  # fmt: skip
    monkeypatch.setattr(safe_write, "_discard", lambda path: None)  # never unlink the device
    with pytest.raises(UserError) as caught:
        safe_write.atomic_write(book, lambda stream: stream.write(b"x" * 100_000))
    assert caught.value.kode == "disk_penuh"
    assert book.read_bytes() == before


def test_change_by_somebody_else_meanwhile_is_noticed(tmp_path, book, monkeypatch):
    def progress(done, total, _name):
        if done == total:
            book.write_bytes(b"disimpan orang lain")

    with pytest.raises(UserError) as caught:
        inplace.write_sheets(book, buatan.dua_laporan(), progress=progress)
    assert caught.value.kode == "berubah"
    assert book.read_bytes() == b"disimpan orang lain"
    assert os.listdir(tmp_path) == [book.name]


def test_new_file_and_failing_writer(tmp_path):
    path = tmp_path / "baru.bin"
    safe_write.atomic_write(path, lambda stream: stream.write(b"isi"), backup=True)
    assert path.read_bytes() == b"isi" and os.listdir(tmp_path) == ["baru.bin"]
    with pytest.raises(ZeroDivisionError):
        safe_write.atomic_write(path, lambda stream: 1 / 0)
    assert path.read_bytes() == b"isi" and os.listdir(tmp_path) == ["baru.bin"]
