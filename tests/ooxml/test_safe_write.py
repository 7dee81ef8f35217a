"""Replacing a file: one writer, nothing of anybody's lost, leftovers of dead runs mended; and its numbered backups."""

import os
import subprocess
import sys
import textwrap
from datetime import date, timedelta

import pytest

from lkjip_xl.errors import UserError
from lkjip_xl.ooxml import backups, safe_write
from lkjip_xl.ooxml.safe_write import atomic_write, stat_of, write_lock


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "Buku Kinerja.xlsx"
    path.write_bytes(b"lama")
    return path


@pytest.fixture(params=["swap", "aside"])
def either_way(request, monkeypatch):
    """With the swap of names, and on a system that has none."""
    if request.param == "aside":
        monkeypatch.setattr(safe_write, "_swap", lambda one, other: False)


def put(data):
    return lambda stream: stream.write(data)


def names(folder):
    return sorted(os.listdir(folder))


def test_the_swap_of_names_works_here(tmp_path):
    if not sys.platform.startswith("linux"):
        pytest.skip("hanya di Linux ada penukar nama yang diuji di sini")
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "b").write_bytes(b"b")
    assert safe_write._swap(str(tmp_path / "a"), str(tmp_path / "b"))
    assert (tmp_path / "a").read_bytes() == b"b" and (tmp_path / "b").read_bytes() == b"a"


def test_a_system_without_links_writes_new_files_too(tmp_path, monkeypatch):
    """WebAssembly's Python has no os.link; a file that is there is still not replaced in silence."""
    monkeypatch.delattr(os, "link")
    atomic_write(tmp_path / "baru.xlsx", put(b"baru"))
    assert (tmp_path / "baru.xlsx").read_bytes() == b"baru"
    (tmp_path / "sementara").write_bytes(b"lain")
    with pytest.raises(FileExistsError):
        safe_write._give_name(str(tmp_path / "sementara"), str(tmp_path / "baru.xlsx"))
    assert (tmp_path / "baru.xlsx").read_bytes() == b"baru"


def test_a_file_is_replaced_and_each_time_its_copy_gets_a_new_number(book, either_way):
    today = date.today().isoformat()
    first = atomic_write(book, put(b"satu"), backup=True)
    second = atomic_write(book, put(b"dua"), backup=True)
    assert names(book.parent) == [
        f"Buku Kinerja.cadangan-0001-{today}.xlsx", f"Buku Kinerja.cadangan-0002-{today}.xlsx", "Buku Kinerja.xlsx",
    ]  # fmt: skip
    with open(first, "rb") as one, open(second, "rb") as two:
        assert (one.read(), two.read(), book.read_bytes()) == (b"lama", b"satu", b"dua")
    os.unlink(second)
    os.unlink(first)
    book.with_name("Buku Kinerja.cadangan-0007-lain.xlsx").touch()
    assert atomic_write(book, put(b"tiga"), backup=True).endswith(f"-0008-{today}.xlsx")


@pytest.mark.parametrize("moment", ["writing", "before", "between"])
def test_a_save_by_somebody_else_is_never_lost(book, either_way, monkeypatch, moment):
    def save_elsewhere():
        other = book.with_name("excel.tmp")  # programs save under another name and rename
        other.write_bytes(b"disimpan orang lain")
        os.replace(other, book)

    def writer(stream):
        stream.write(b"baru")
        if moment == "writing":
            save_elsewhere()

    stat = stat_of(book)
    if moment == "before":
        save_elsewhere()
    if moment == "between":  # after the last look at the file, just before it is replaced
        exchange = safe_write._exchange
        monkeypatch.setattr(safe_write, "_exchange", lambda *args: (save_elsewhere(), exchange(*args)))
    with pytest.raises(UserError) as caught:
        atomic_write(book, writer, backup=True, stat=stat)
    assert caught.value.kode == "berubah"
    assert book.read_bytes() == b"disimpan orang lain" and names(book.parent) == [book.name]


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path):
    path = tmp_path / "baru.xlsx"

    def writer(stream):
        stream.write(b"kami")
        path.write_bytes(b"mereka")

    with pytest.raises(UserError) as caught:
        atomic_write(path, writer)
    assert caught.value.kode == "berubah" and path.read_bytes() == b"mereka" and names(tmp_path) == ["baru.xlsx"]


def test_a_second_writer_is_told_to_wait(book):
    with write_lock(book) as lock:
        assert lock.held
        with pytest.raises(UserError) as caught:
            atomic_write(book, put(b"x"))
        assert caught.value.kode == "terkunci" and "Tunggu" in str(caught.value)
        other = f"from lkjip_xl.ooxml.safe_write import write_lock\nwith write_lock({str(book)!r}): pass"
        done = subprocess.run([sys.executable, "-c", other], capture_output=True, text=True, timeout=60)
        assert done.returncode == 1 and "sedang dikerjakan lkjip-xl lain" in done.stderr
        atomic_write(book, put(b"kami"), lock=lock)
    assert book.read_bytes() == b"kami" and names(book.parent) == [book.name]
    atomic_write(book, put(b"lagi"))


def test_the_lock_of_a_dead_run_does_not_hold_and_its_leftovers_go(book, tmp_path):
    code = f"""
        import os
        from lkjip_xl.ooxml.safe_write import write_lock, atomic_write
        def die(stream):
            stream.write(b"setengah"); stream.flush(); os._exit(9)
        with write_lock({str(book)!r}) as lock:
            atomic_write({str(book)!r}, die, lock=lock)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], timeout=60)
    assert done.returncode == 9 and len(names(tmp_path)) == 3 and book.read_bytes() == b"lama"
    other = tmp_path / "~lkjip-00000000-1-1.tmp"
    other.write_bytes(b"milik buku lain")
    with write_lock(book):
        assert [n for n in names(tmp_path) if n.endswith(".tmp")] == [other.name]
    assert names(tmp_path) == [book.name, other.name]


def test_a_book_that_a_dead_run_had_moved_aside_comes_back(book):
    aside = book.with_name(f"~lkjip-{safe_write._mark(str(book))}-123-1.lama")
    book.rename(aside)
    with write_lock(book):
        assert book.read_bytes() == b"lama"
    assert names(book.parent) == [book.name]


def test_file_backup_and_folder_are_forced_to_disk(book, monkeypatch):
    synced = []
    fsync = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda handle: (synced.append(os.path.realpath(f"/proc/self/fd/{handle}")), fsync(handle))
    )
    atomic_write(book, put(b"baru"), backup=True)
    if sys.platform.startswith("linux"):
        assert len(synced) == 3 and synced[-1] == str(book.parent)
        assert all(os.path.basename(name).startswith("~lkjip-") for name in synced[:2])


def test_only_our_copies_older_than_a_month_go_and_the_newest_stays(book):
    today = date(2026, 11, 28)

    def made(number, days, name="Buku Kinerja"):
        path = book.with_name(f"{name}.cadangan-{number:04}-{(today - timedelta(days=days)).isoformat()}.xlsx")
        path.write_bytes(b"isi")
        return str(path)

    old, month, yesterday = made(1, 32), made(2, 31), made(3, 1)
    made(4, 0), made(5, 0)
    others = [made(1, 400, "Buku Lain"), str(book.with_name("Buku Kinerja.cadangan-lama.xlsx"))]
    book.with_name("Buku Kinerja.cadangan-lama.xlsx").write_bytes(b"milik pengguna")
    assert backups.thin_backups(book, today) == [old]
    assert all(os.path.exists(path) for path in (month, yesterday, *others))
    assert [one.number for one in backups.backups_of(book)] == [2, 3, 4, 5]
    assert len(backups.thin_backups(book, today + timedelta(days=400))) == 3
    assert [one.number for one in backups.backups_of(book)] == [5]
