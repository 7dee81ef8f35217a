"""An Excel that refuses calls, over xlwings' own Windows engine; and one that does not come back from a call."""

import subprocess
import sys
import threading
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from lkjip_xl.errors import UserError
from lkjip_xl.hosts.excel import entry, patience, xlwings_host
from lkjip_xl.hosts.excel.patience import BUSY, Patience, Watchdog
from lkjip_xl.hosts.excel.xlwings_host import XlwingsHost
from lkjip_xl.hosts.openbook import request
from tests.hosts.excel.com_stub import EXCEPTION, ComError, Line, small_excel, xlwindows


class Clock:
    """A clock that goes on only while somebody sleeps."""

    def __init__(self):
        self.now, self.slept = 0.0, []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def excel(monkeypatch):
    """The host over xlwings' Windows engine; line, answers, clock and engine beside it."""
    import xlwings

    with xlwindows() as engine:
        line, clock, answers = Line(), Clock(), {"LkSifatBuku": "=0;0;1;1;C:\\Buku.xlsx", "LkIsiOtomatis": "=1"}
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setattr(engine, "N_COM_ATTEMPTS", Patience(60, clock, clock.sleep))
        monkeypatch.setattr(engine.win32process, "GetWindowThreadProcessId", lambda window: (1, 42))
        monkeypatch.setattr(xlwings, "apps", [])
        app = xlwings.App(impl=engine.App(xl=engine.COMRetryObjectWrapper(small_excel(line, answers))))
        host = XlwingsHost("Buku.xlsx", app=app)
        yield SimpleNamespace(host=host, line=line, clock=clock, answers=answers, engine=engine)


CALLS = [
    ("book", (), "Name"),
    ("status", ("sedang bekerja",), "StatusBar"),
    ("quiet", (), "ScreenUpdating"),
    ("save_copy", ("C:\\salinan.xlsx",), "Run"),
    ("recalculate", (), "Calculate"),
    ("is_filtered", ("PK",), "Run"),
    ("write", ("PK", "A1:A1", [["=1+1"]]), "Formula"),
    ("rename_sheet", ("PK", "PK 2"), "Name"),
    ("versions", (), "Version"),
]


@pytest.mark.parametrize("refusals", [1, 2, 7])
@pytest.mark.parametrize(("name", "args", "touched"), CALLS, ids=[name for name, *_ in CALLS])
def test_a_refused_call_is_made_again_until_it_is_taken(excel, name, args, touched, refusals):
    expected = getattr(excel.host, name)(*args)
    excel.line.touched.clear()
    excel.line.refuse = refusals
    assert getattr(excel.host, name)(*args) == expected
    assert excel.line.refused == refusals == len(excel.clock.slept) and touched in excel.line.touched
    assert max(excel.clock.slept) <= 0.4, "no busy waiting, and no long sleep"


def test_without_patience_xlwings_would_lose_a_refused_call(excel, monkeypatch):
    """Why it is not left at xlwings' own number: with 0 a refused object answers None, as if nothing were there."""
    books = excel.engine.COMRetryObjectWrapper(small_excel(excel.line, {})).Workbooks
    monkeypatch.setattr(excel.engine, "N_COM_ATTEMPTS", 0)
    excel.line.refuse = 1
    assert books("Buku.xlsx") is None
    monkeypatch.setattr(excel.engine, "N_COM_ATTEMPTS", Patience(60, excel.clock, excel.clock.sleep))
    excel.line.refuse = 1
    assert books("Buku.xlsx").Name == "Buku.xlsx"


@pytest.mark.parametrize(("name", "args", "touched"), CALLS, ids=[name for name, *_ in CALLS])
def test_an_excel_that_refuses_for_ever_is_given_up_with_words(excel, name, args, touched):
    excel.line.refuse = 10**9
    with pytest.raises(UserError, match="Excel tidak menjawab") as error:
        getattr(excel.host, name)(*args)
    assert error.value.kode == "excel_sibuk" and 60 <= excel.clock.now < 61
    with pytest.raises(UserError):
        excel.host.status(None)
    assert excel.clock.now < 70, "what is put back afterwards does not wait as long again"


def test_another_error_than_a_refusal_is_told_at_once(excel):
    def fails(*args):
        raise ComError(EXCEPTION, "Exception occurred.", (0, "Excel", "Gagal", None, 0, -2146827284), None)

    excel.host.app.impl.xl._members["Run"] = fails
    with pytest.raises(ComError):
        excel.host.save_copy("x")
    assert excel.clock.now < 1


def test_a_flow_on_a_busy_excel_ends_with_words(excel, monkeypatch):
    shown = []
    monkeypatch.setattr(excel.engine.win32api, "MessageBox", lambda *args: shown.append(args) or 1)
    monkeypatch.setattr(xlwings_host, "prepare", lambda: None)
    monkeypatch.setattr(xlwings_host, "XlwingsHost", lambda *a: excel.host)
    monkeypatch.setattr(entry, "single_run", lambda: nullcontext(True))
    asked = request.write_request(request.Request("hitung", "Buku.xlsx", {"_jendela": "4711"}))
    assert excel.host.app.hwnd == 4711  # known to xlwings from the start when VBA gives it
    excel.line.refuse = 10**9
    entry.jalankan(asked)
    ((_, text, title, _),) = shown  # a box of Python's own, for which Excel need not answer
    assert text.startswith(BUSY) and title == "lkjip-xl" and excel.clock.now < 90


def test_a_message_that_cannot_be_shown_goes_to_vba(excel, monkeypatch):
    monkeypatch.setattr(xlwings_host, "prepare", lambda: None)
    monkeypatch.setattr(xlwings_host, "XlwingsHost", lambda *a: excel.host)
    monkeypatch.setattr(entry, "single_run", lambda: nullcontext(True))
    monkeypatch.setattr(excel.host, "say", lambda *a: excel.host.status("tidak sampai"))
    excel.line.refuse = 10**9
    with pytest.raises(SystemExit) as end:
        entry.jalankan(request.write_request(request.Request("hitung", "Buku.xlsx", {"_jendela": "4711"})))
    assert end.value.code == BUSY


def test_the_window_and_the_file_of_the_vba_come_with_the_request(monkeypatch):
    seen = []

    def host(*args):
        seen.append(args)
        raise RuntimeError("cukup")

    monkeypatch.setattr(xlwings_host, "prepare", lambda: None)
    monkeypatch.setattr(xlwings_host, "XlwingsHost", host)
    monkeypatch.setattr(entry, "single_run", lambda: nullcontext(True))
    asked = request.Request("hitung", "c=d.xlsx", {"_vba": "a=b.xlsm", "_jendela": "4711"})
    with pytest.raises(SystemExit):
        entry.jalankan(request.write_request(asked))
    assert seen == [("c=d.xlsx", "a=b.xlsm", 4711)]


# --- a call that does not come back ----------------------------------------------------------------------------------
def test_a_call_that_does_not_come_back_ends_with_its_name():
    given_up, answered = [], threading.Event()

    class Host:
        def recalculate(self):
            assert answered.wait(5), "the watchdog never barked"
            return "kembali"

    def give_up(name):
        given_up.append(name)
        answered.set()

    assert Watchdog(Host(), 0.05, give_up).recalculate() == "kembali"
    assert given_up == ["recalculate"]


def test_a_person_may_take_any_time_and_an_answer_in_time_is_left_alone():
    given_up, pause = [], threading.Event()

    class Host:
        name = "Buku.xlsx"

        def say(self, text, weight="info"):
            pause.wait(0.2)
            return text

        def values(self, *args):
            return args

        def open_book(self, path):
            return Host()

    guarded = Watchdog(Host(), 0.05, given_up.append)
    assert guarded.say("lama") == "lama" and guarded.values("PK", "A1") == ("PK", "A1")
    assert guarded.name == "Buku.xlsx" and isinstance(guarded.open_book("x"), Watchdog)
    pause.wait(0.1)
    assert given_up == []


def test_giving_up_ends_the_process_and_says_why():
    code = "from lkjip_xl.hosts.excel.patience import end_process; end_process('pdf'); print('masih hidup')"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 4 and ended.stdout == ""
    assert "Excel tidak kembali dari satu pekerjaan (pdf) selama 15 menit" in ended.stderr
    assert patience.CALL_SECONDS == 900


# --- one run at a time (the Mac) -------------------------------------------------------------------------------------
def test_a_second_click_finds_the_first_at_work(tmp_path):
    with entry.single_run(str(tmp_path)) as first:
        with entry.single_run(str(tmp_path)) as second:
            assert first and not second
        assert (tmp_path / "lkjip-xl.lock").exists(), "the second run must not remove the lock of the first"
    assert list(tmp_path.iterdir()) == []
    with entry.single_run(str(tmp_path)) as again:
        assert again


@pytest.mark.parametrize("left", ["", "0", "bukan angka", "99999999999999999999"])
def test_a_lock_that_nobody_holds_counts_for_nothing(tmp_path, left):
    (tmp_path / "lkjip-xl.lock").write_text(left)
    with entry.single_run(str(tmp_path)) as alone:
        assert alone


def test_a_lock_of_a_process_that_was_ended_counts_for_nothing(tmp_path):
    code = f"from lkjip_xl.hosts.excel import entry; e = entry.single_run({str(tmp_path)!r}); print(e.__enter__()); "
    code += "import os; os._exit(9)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.stdout.strip() in ("True", "") and (tmp_path / "lkjip-xl.lock").exists()
    with entry.single_run(str(tmp_path)) as alone:
        assert alone


def test_elsewhere_than_on_the_mac_vba_waits_and_no_lock_is_needed(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("HOME", str(tmp_path))
    with entry.single_run() as alone:
        assert alone and list(tmp_path.iterdir()) == []


# --- the file that VBA shows when something went wrong ---------------------------------------------------------------
def test_the_file_for_errors_goes_away_when_nothing_has_to_be_told(tmp_path, monkeypatch):
    monkeypatch.setattr(entry.tempfile, "gettempdir", lambda: str(tmp_path))
    for name, stays in (("lkjip-xl-1.txt", False), ("punya orang.txt", True)):
        path = tmp_path / name
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stderr", path.open("w"))
            entry._drop_report()
            print("masih dapat ditulisi", file=sys.stderr)
        assert path.exists() is stays
    (tmp_path / "lain").mkdir()
    elsewhere = (tmp_path / "lain" / "lkjip-xl-1.txt").open("w")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", elsewhere)
        entry._drop_report()
    assert (tmp_path / "lain" / "lkjip-xl-1.txt").exists(), "only what lies where VBA put it"
