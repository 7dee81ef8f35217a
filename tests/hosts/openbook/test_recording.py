"""Recordings of a host: what is written down comes back, and another question than then is found out.

``recordings/`` holds recordings of whole self-tests. The one of LibreOffice stands for the format until somebody with a
real Excel has put theirs beside it (docs/uji-windows.md); each is replayed in Excel's place.
"""

import json
import lzma
import zipfile
from pathlib import Path

import pytest

from lkjip_xl.errors import UserError
from lkjip_xl.hosts.openbook import self_test
from lkjip_xl.hosts.openbook.host import OpenBook
from lkjip_xl.hosts.openbook.press import press
from lkjip_xl.hosts.openbook.recording import Deviation, Recorder, Recording, Replay, is_path

RECORDINGS = sorted((Path(__file__).parent / "recordings").glob("*.jsonl.xz"))


class Host:
    """Answers of every kind that a host gives."""

    def __init__(self):
        self.handle = object()  # nothing that could be written down
        self.given_back = []

    def book(self):
        return OpenBook("Buku.xlsx", "C:\\Dinas\\Buku.xlsx", False, True, ("Beranda", "PK"))

    def state(self):
        return {"calculation": "manual"}, 1, ("PK", None, 3, 0.5), self.handle

    def restore(self, state):
        self.given_back.append(state)

    def values(self, sheet, address):
        return [[None, True, "Rp\u00a01\n", 0.1, -3], ["#N/A", "\U0001f600", 1e300, "C:\\x", ""]]

    def save_copy(self, path):
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("xl/teks.xml", "<a/>")
            package.writestr("xl/biner.bin", bytes(range(256)))

    def pdf(self, path, sheets):
        if sheets == ["rusak"]:
            raise OSError("terbuka")
        Path(path).write_bytes(b"%PDF\xff")

    def write(self, sheet, address, rows):
        raise UserError("Lembar PK terkunci", "lembar_terkunci")

    def delete_sheet(self, sheet):
        raise ValueError("gagal")

    def status(self, text):
        pass

    def open_book(self, path):
        return Host()

    def close_book(self):
        pass


def ask(host, folder):
    """A run over the host; what it saw."""
    seen = [host.book(), host.state()[:3], host.values("PK", "A1:E2")]
    host.status("sedang bekerja")
    host.restore(host.state())
    copy, paper = folder / "salinan.xlsx", folder / "a.pdf"
    host.save_copy(str(copy))
    with zipfile.ZipFile(copy) as package:
        seen.append({name: package.read(name) for name in package.namelist()})
    host.pdf(str(paper), ["Lap 1"])
    seen.append(paper.read_bytes())
    for call, kind in (
        (lambda: host.pdf(str(paper), ["rusak"]), OSError),
        (lambda: host.write("PK", "A1", [[1]]), UserError),
    ):
        with pytest.raises(kind) as error:
            call()
        seen.append((str(error.value), getattr(error.value, "kode", None)))
    with pytest.raises((ValueError, RuntimeError), match="gagal"):
        host.delete_sheet("PK")
    other = host.open_book(str(copy))
    seen.append(other.values("PK", "A1"))
    other.close_book()
    return seen


@pytest.fixture
def recorded(tmp_path):
    """(path of a recording, what was seen while it was made)"""
    recording, folder = Recording(), tmp_path / "dahulu"
    folder.mkdir()
    seen = ask(Recorder(Host(), recording), folder)
    recording.describe({"Excel": "16.0"})
    recording.save(str(tmp_path / "a.jsonl.xz"))
    return tmp_path / "a.jsonl.xz", seen


def test_what_was_answered_is_answered_again_elsewhere(recorded, tmp_path):
    path, seen = recorded
    folder = tmp_path / "kini"
    folder.mkdir()
    replay = Replay(str(path))
    assert replay.facts == {"Excel": "16.0"}
    assert ask(replay, folder) == seen and replay.left == 0


def test_the_file_is_json_lines_without_this_machines_paths(recorded, tmp_path):
    lines = lzma.open(recorded[0], "rt", encoding="utf-8").read().splitlines()
    assert json.loads(lines[0]) == {"rekaman": 1, "Excel": "16.0"}
    assert all(isinstance(json.loads(line), dict) for line in lines) and str(tmp_path) not in "".join(lines)
    calls = [json.loads(line) for line in lines if "panggilan" in line]
    assert [c["panggilan"] for c in calls][:4] == ["book", "state", "values", "status"]


def test_a_thing_of_the_hosts_own_goes_back_as_itself(recorded):
    replay = Replay(str(recorded[0]))
    replay.book()
    first = replay.state()
    replay.values("PK", "A1:E2")
    again = replay.state()
    assert first == again and first[3] is again[3]
    with pytest.raises(Deviation):
        replay.restore((*first[:3], object()))
    replay.restore(again)


@pytest.mark.parametrize(
    "ask_else", [lambda h: h.state(), lambda h: h.book(1), lambda h: h.close_book(), lambda h: h.book(x=1)]
)
def test_another_question_than_then_is_found_out(recorded, ask_else):
    replay = Replay(str(recorded[0]))
    with pytest.raises(Deviation, match="panggilan 1: dahulu"):
        ask_else(replay)
    assert replay.book().name == "Buku.xlsx", "the place is kept"


def test_a_question_after_the_end_is_found_out(recorded, tmp_path):
    replay = Replay(str(recorded[0]))
    folder = tmp_path / "kini"
    folder.mkdir()
    ask(replay, folder)
    with pytest.raises(Deviation, match="habis"):
        replay.book()


def test_another_version_of_the_format_is_refused(tmp_path):
    path = tmp_path / "b.jsonl.xz"
    path.write_bytes(lzma.compress(b'{"rekaman":2}\n'))
    with pytest.raises(ValueError, match="no recording of version 1"):
        Replay(str(path))


def test_paths_of_both_systems_are_paths():
    assert [is_path(x) for x in ("C:\\a.xlsx", "/tmp/a", "\\\\server\\a\\b", "a.xlsx", "PK", "=A1/B2", 3)] == [
        True, True, True, False, False, False, False,
    ]  # fmt: skip


def test_there_is_a_recording():
    assert RECORDINGS


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda p: p.stem)
def test_the_self_test_runs_over_each_recording_as_it_did_in_excel(path):
    """Deviating from a recording is no mistake by itself: when the calls were changed on purpose, record anew.

    For LibreOffice: ``LKJIP_REKAM=1 pytest tests/hosts/openbook/test_self_test.py -k every_item``.
    """
    replay = Replay(str(path))
    message = self_test.run_self_test(replay, press)
    assert replay.left == 0
    only_excel = replay.facts["Excel"].startswith("LibreOffice")
    expected = "1 dari 13 butir gagal: Fungsi LK_ bekerja di sel" if only_excel else "13 dari 13 butir OK"
    assert message.startswith(f"Uji Mandiri: {expected}")
