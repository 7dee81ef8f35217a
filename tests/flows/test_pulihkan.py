"""pulihkan: lists the backups of a book and puts one back, keeping what was there."""

import json
import os
from pathlib import Path

import pytest

from lkjip_xl.errors import UsageError, UserError
from lkjip_xl.flows.pulihkan import list_backups, pulihkan_buku
from lkjip_xl.hosts.cli import main
from lkjip_xl.ooxml.safe_write import atomic_write


@pytest.fixture
def book(tmp_path):
    """A book that was saved three times: two backups, and the third content in place."""
    path = tmp_path / "buku.xlsx"
    for content in (b"satu", b"dua", b"tiga"):
        atomic_write(path, lambda stream, content=content: stream.write(content), backup=True)
    return path


def test_the_newest_or_a_numbered_copy_comes_back_and_the_present_one_is_kept(book):
    assert [(b.number, b.size) for b in list_backups(book)] == [(1, 4), (2, 3)]
    result = pulihkan_buku(book)
    assert book.read_bytes() == b"dua" and Path(result.backup).read_bytes() == b"tiga"
    assert pulihkan_buku(book, 1).backup and book.read_bytes() == b"satu"
    assert [Path(b.path).read_bytes() for b in list_backups(book)] == [b"satu", b"dua", b"tiga", b"dua"]
    before = sorted(os.listdir(book.parent))
    assert pulihkan_buku(book, 1).unchanged and sorted(os.listdir(book.parent)) == before


def test_a_lost_book_comes_back(book):
    book.unlink()
    assert pulihkan_buku(book).backup is None and book.read_bytes() == b"dua"


def test_what_is_not_there_is_said(book, tmp_path):
    with pytest.raises(UsageError, match="yang ada: 1, 2"):
        pulihkan_buku(book, 9)
    with pytest.raises(UserError) as caught:
        pulihkan_buku(tmp_path / "lain.xlsx")
    assert caught.value.kode == "tanpa_cadangan"
    book.with_name("~$buku.xlsx").touch()
    with pytest.raises(UserError) as caught:
        pulihkan_buku(book)
    assert caught.value.kode == "terkunci" and book.read_bytes() == b"tiga"


def test_on_the_command_line(book, capsys):
    main(["pulihkan", str(book), "--daftar"])
    assert "    2  dibuat" in capsys.readouterr().out
    main(["pulihkan", str(book), "1", "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert answer["berubah"] and answer["dari"].endswith(".xlsx") and book.read_bytes() == b"satu"
    main(["pulihkan", str(book), "terakhir"])
    assert "dikembalikan dari" in capsys.readouterr().out and book.read_bytes() == b"tiga"
    with pytest.raises(SystemExit) as stop:
        main(["pulihkan", str(book), "kemarin"])
    assert stop.value.code == 2
