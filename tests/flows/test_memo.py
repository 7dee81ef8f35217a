"""What hitung remembers of files: the same answer as the work itself, and no answer but for the same bytes and code."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import lkjip_xl
from lkjip_xl import discovery
from lkjip_xl.book.read import read_book
from lkjip_xl.book.rewrite import apply_edits
from lkjip_xl.checks.fixes import CellEdit
from lkjip_xl.errors import UserError
from lkjip_xl.expr.values import ErrorValue
from lkjip_xl.flows import memo, recompute
from lkjip_xl.flows.open_and_save import open_for_reading
from lkjip_xl.flows.unchanged import UnchangedResult, plain_of, values_of
from lkjip_xl.hosts.answers import as_json, backup_lines, summary_lines
from lkjip_xl.hosts.cli import main
from lkjip_xl.ooxml.package import Package
from lkjip_xl.template.book import build
from tests.compute.random_book import everything, random_setting, seeded


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """A cache of its own, switched on."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv(memo.SWITCH, "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(discovery, "ADDED", [])
    return tmp_path / "cache" / "lkjip-xl"


@pytest.fixture
def runs(monkeypatch):
    """What was really computed by hitung: a list that grows."""
    done = []
    work = recompute.recompute_book

    def counted(source, *rest):
        done.append(source)
        return work(source, *rest)

    monkeypatch.setattr(recompute, "recompute_book", counted)
    return done


def settled(path):
    """Run hitung over a book until it has nothing to do, which is soon."""
    for _ in range(3):
        if lkjip_xl.hitung(path, backup=False).unchanged:
            return path
    raise AssertionError(path)


def as_libreoffice_spells(path):
    """The book with each formula and its cell in the words of LibreOffice, and whole numbers without a point."""
    package = Package.open(path)
    for name in package.names:
        if name.startswith("xl/worksheets/sheet"):
            data = re.sub(rb"(<f>)([^<]*)", lambda m: m[1] + m[2].replace(b'"', b"&quot;"), package.read(name))
            data = re.sub(rb'(<c r="\w+")((?: s="\d+")?)((?: t="\w+")?)><f>', _spelled, data)
            data = re.sub(rb"(<v>-?\d+)\.0(</v>)", rb"\1\2", data)
            package.put(name, data)
    package.put("xl/workbook.xml", package.read("xl/workbook.xml").replace(b' fullCalcOnLoad="1"', b""))
    package.save(path)
    return path


def _spelled(cell):
    return cell[1] + (cell[2] or b' s="0"') + (cell[3] or b' t="n"') + b'><f aca="false">'


@pytest.fixture
def book(cache, buku_contoh, tmp_path):
    """A sample book over which hitung has run and changed nothing."""
    path = tmp_path / "buku.xlsx"
    shutil.copy(buku_contoh, path)
    return settled(path)


def told(result):
    """All that an answer tells, for people and for programs, and the figures behind it."""
    said = [summary_lines(result), backup_lines(result), as_json(result), result.parts, result.findings]
    return [*said, result.computed.computed, result.computed.summary, result.path, result.unchanged]


def in_full(monkeypatch, *arguments):
    """What hitung gives without what it remembers."""
    with monkeypatch.context() as patch:
        patch.setenv(memo.SWITCH, "tidak")
        return lkjip_xl.hitung(*arguments)


def test_a_book_that_stays_as_it_is_is_known(book, cache, runs, monkeypatch):
    before = book.read_bytes(), book.stat().st_mtime_ns
    known = lkjip_xl.hitung(book)
    assert isinstance(known, UnchangedResult) and runs == []
    full = in_full(monkeypatch, book)
    assert runs == [book] and full.__class__ is lkjip_xl.Result
    assert told(known) == told(full)
    assert (book.read_bytes(), book.stat().st_mtime_ns) == before
    assert sorted(p.name for p in book.parent.iterdir()) == ["buku.xlsx", "cache"]


def test_random_books_with_findings_are_answered_alike(cache, tmp_path, runs, monkeypatch):
    found = 0
    for seed in (3, 8, 11):
        rng = seeded(seed)
        path = tmp_path / f"buku-{seed}.xlsx"
        build(path, random_setting(rng), rows=everything(rng))
        settled(path)
        runs.clear()
        known = lkjip_xl.hitung(path)
        assert runs == []
        assert told(known) == told(in_full(monkeypatch, path))
        found += len(known.findings)
    assert found > 10


def test_another_file_and_bytes_get_what_the_work_gives(book, tmp_path, runs, monkeypatch):
    other = tmp_path / "lain.xlsx"
    lkjip_xl.hitung(book, other)
    assert runs == [] and other.read_bytes() == book.read_bytes()
    full = in_full(monkeypatch, book, tmp_path / "penuh.xlsx")
    assert (tmp_path / "penuh.xlsx").read_bytes() == other.read_bytes()
    other.write_bytes(b"yang lama")
    again = lkjip_xl.hitung(book, other)
    assert Path(again.backup).read_bytes() == b"yang lama" and again.unchanged == full.unchanged
    data = book.read_bytes()
    first, second = lkjip_xl.hitung(data), lkjip_xl.hitung(data)  # bytes have no name: a question of its own
    assert isinstance(second, UnchangedResult) and not isinstance(first, UnchangedResult)
    assert first.data == second.data == data and told(first) == told(second)


def test_what_stands_in_the_way_is_told_as_ever(book, tmp_path, monkeypatch):
    def refusals():
        lock = tmp_path / "~$buku.xlsx"
        lock.touch()
        yield book, None
        lock.unlink()
        book.chmod(0o444)
        yield book, None
        book.chmod(0o644)
        yield book, tmp_path / "buku.xlsm"
        yield book, tmp_path / "tidak ada" / "buku.xlsx"
        yield book, tmp_path
        shutil.copy(book, tmp_path / "buku.zip")
        yield tmp_path / "buku.zip", None

    def refused(call):
        with pytest.raises(UserError) as caught:
            call()
        return caught.value.kode, str(caught.value)

    seen = set()
    for source, output in refusals():
        said = refused(lambda: lkjip_xl.hitung(source, output))  # noqa: B023
        assert said == refused(lambda: in_full(monkeypatch, source, output))  # noqa: B023
        seen.add(said[0])
    assert seen == {"terkunci", "hanya_baca", "ekstensi", "tidak_ada", "folder"}


def test_any_other_byte_is_another_file(book, runs):
    data = bytearray(book.read_bytes())
    at = data.rindex(b"PK\5\6")
    book.write_bytes(bytes(data[: at + 20]) + b"\1\0!")  # the archive has a comment now
    lkjip_xl.hitung(book)
    assert len(runs) == 1


def test_a_changed_cell_is_computed(book, cache, runs, monkeypatch):
    reading = read_book(open_for_reading(book))
    row = next(r for r in reading.book.rows("tbl_anggaran") if r.cells.get("Realisasi TW4"))
    apply_edits(reading, [CellEdit("tbl_anggaran", row.number, "Realisasi TW4", 12345)])
    with open(book, "wb") as stream:
        reading.package.save(stream)
    done = lkjip_xl.hitung(book, backup=False)
    assert runs == [book] and not done.unchanged and done.computed.summary["Realisasi"] != 8992776611


def test_other_code_knows_nothing(book, runs, monkeypatch, tmp_path):
    copy = tmp_path / "paket"
    shutil.copytree(Path(lkjip_xl.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__", "contoh"))
    monkeypatch.setattr(lkjip_xl, "__path__", [str(copy)])
    rule = copy / "rules" / "capaian.py"

    def other_code():
        yield lambda: None
        yield lambda: os.utime(rule, ns=(1, 1))
        yield lambda: rule.write_text(rule.read_text(encoding="utf-8") + "# lain\n", encoding="utf-8")
        yield lambda: (copy / "rules" / "baru.py").touch()
        yield lambda: monkeypatch.setattr(lkjip_xl.version, "__version__", "99")
        yield lambda: monkeypatch.setattr(sys, "version", "99")

    for change in other_code():
        change()
        runs.clear()
        lkjip_xl.hitung(book)
        assert runs == [book]
        lkjip_xl.hitung(book)
        assert runs == [book]


def test_other_options_are_other_questions(book, runs):
    lkjip_xl.hitung(book, perbaiki=True)
    assert runs == [book]


@pytest.mark.parametrize("how", ["switch", "browser", "plugin", "no home", "no files"])
def test_it_can_be_off(book, cache, runs, monkeypatch, how):
    if how == "switch":
        monkeypatch.setenv(memo.SWITCH, "Tidak")
    elif how == "browser":
        monkeypatch.setattr(sys, "platform", "emscripten")
    elif how == "plugin":
        monkeypatch.setattr(discovery, "ADDED", ["aturan kami"])
    elif how == "no home":
        monkeypatch.delenv("XDG_CACHE_HOME")
        monkeypatch.delenv("HOME", raising=False)
    else:
        monkeypatch.setattr(lkjip_xl, "__path__", ["/tidak/ada"])
    shutil.rmtree(cache)
    lkjip_xl.hitung(book)
    lkjip_xl.hitung(book)
    assert runs == [book, book] and not cache.exists()


def damages():
    """Ways in which an entry may be other than it was written."""
    yield "empty", lambda data: b""
    yield "cut", lambda data: data[:-1]
    yield "longer", lambda data: data + b"x"
    yield "a bit", lambda data: data[:-1] + bytes([data[-1] ^ 1])
    yield "its seal", lambda data: bytes([data[0] ^ 1]) + data[1:]
    yield "huge", lambda data: data + bytes(memo.LARGEST)


@pytest.mark.parametrize("damage", [d for _, d in damages()], ids=[n for n, _ in damages()])
def test_a_damaged_entry_is_none(book, cache, runs, damage):
    (entry,) = cache.iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(damage(whole))
    lkjip_xl.hitung(book)
    assert runs == [book]
    assert entry.read_bytes() == whole  # written anew
    lkjip_xl.hitung(book)
    assert runs == [book]


def test_a_folder_in_the_place_of_an_entry_or_of_the_cache_does_no_harm(book, cache, runs):
    (entry,) = cache.iterdir()
    entry.unlink()
    entry.mkdir()
    assert lkjip_xl.hitung(book).unchanged
    shutil.rmtree(cache)
    cache.write_text("sebuah berkas", encoding="utf-8")
    assert lkjip_xl.hitung(book).unchanged
    assert runs == [book, book] and cache.read_text(encoding="utf-8") == "sebuah berkas"


def test_nothing_of_the_book_lies_open(book, cache):
    (entry,) = cache.iterdir()
    stored = entry.read_bytes()
    assert len(stored) > 500
    assert not [text for text in (b"Sangat Tinggi", b"8992776611", b"sheet2.xml", b"glance") if text in stored]
    assert oct(entry.stat().st_mode & 0o777) == "0o600" and oct(cache.stat().st_mode & 0o777) == "0o700"
    assert not any(part in entry.name for part in ("buku", "xlsx"))


def test_the_cache_stays_small(cache):
    for number in range(3 * memo.MOST_ENTRIES):
        memo.memo_of(b"%d" % number, "hitung").keep(b"sudah")
        assert len(list(cache.iterdir())) <= memo.MOST_ENTRIES
    assert memo.memo_of(b"%d" % number, "hitung").read() == b"sudah"
    assert memo.memo_of(b"0", "hitung").read() is None
    large = memo.memo_of(b"besar", "hitung")
    large.keep(bytes(memo.LARGEST + 1))
    assert large.read() is None
    large.keep(bytes(memo.LARGEST))
    assert large.read() == bytes(memo.LARGEST)


def test_two_processes_at_once(buku_contoh, tmp_path):
    """Both over the same contents, each in its own file: neither sees half of what the other keeps."""
    variables = {**os.environ, memo.SWITCH: "", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    code = (
        "import sys, lkjip_xl\n"
        "seen = [lkjip_xl.hitung(sys.argv[1], backup=False) for _ in range(6)]\n"
        "assert seen[-1].unchanged and seen[-1].__class__ is not lkjip_xl.Result, seen[-1]\n"
        "print(seen[-1].computed.summary)\n"
    )
    running = []
    for name in ("a.xlsx", "b.xlsx"):
        shutil.copy(buku_contoh, tmp_path / name)
        command = [sys.executable, "-W", "ignore", "-c", code, str(tmp_path / name)]
        running.append(subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, text=True, cwd=os.getcwd()))
    answers = [process.communicate(timeout=120)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert answers[0] == answers[1] and "'Pagu'" in answers[0]
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_command_says_the_same(book, runs, monkeypatch, capsys):
    def said(*options):
        try:
            main(["hitung", str(book), *options])
        except SystemExit as end:
            assert not end.code
        return capsys.readouterr().out

    for options in ([], ["--json"]):
        known = said(*options)
        assert "8992776611" in known.replace(".", "") and runs == []
        with monkeypatch.context() as patch:
            patch.setenv(memo.SWITCH, "tidak")
            assert said(*options) == known
        assert len(runs) == 1
        runs.clear()


def test_the_engine_is_not_loaded_for_a_known_book(book, cache):
    code = (
        "import sys, lkjip_xl; lkjip_xl.hitung(sys.argv[1])\n"
        "print(*sorted(name for name in sys.modules if name.startswith('lkjip_xl.')))"
    )
    command = [sys.executable, "-c", code, str(book)]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True, env=dict(os.environ)).stdout.split()
    assert loaded and "lkjip_xl.flows.unchanged" in loaded
    rooms = {name.split(".")[1] for name in loaded}
    assert rooms == {"collector", "errors", "flows", "ooxml", "records", "system_errors", "version"}, rooms


def test_values_come_back_exactly_or_are_not_kept():
    values = {"a": 1, "b": 1.0, "c": 0.1 + 0.2, "d": None, "e": "teks", "f": True, "g": ErrorValue("#N/A")}
    again = values_of(plain_of(values))
    assert again == values and [v.__class__ for v in again.values()] == [v.__class__ for v in values.values()]
    for odd in (float("inf"), float("nan"), [], object()):
        with pytest.raises(TypeError):
            plain_of({"x": odd})


@pytest.mark.parametrize(
    "platform, variables, folder",
    [
        ("linux", {"HOME": "/rumah"}, "/rumah/.cache/lkjip-xl"),
        ("linux", {"HOME": "/rumah", "XDG_CACHE_HOME": "simpan"}, "/rumah/.cache/lkjip-xl"),
        ("linux", {"HOME": "/rumah", "XDG_CACHE_HOME": "/simpan"}, "/simpan/lkjip-xl"),
        ("darwin", {"HOME": "/Users/a", "XDG_CACHE_HOME": "/simpan"}, "/Users/a/Library/Caches/lkjip-xl"),
        ("win32", {"LOCALAPPDATA": "/Users/a/AppData/Local"}, "/Users/a/AppData/Local/lkjip-xl/Cache"),
        ("win32", {"HOME": "/rumah"}, None),
        ("linux", {}, None),
    ],
)
def test_the_folder_is_the_one_of_the_system(platform, variables, folder):
    assert memo.cache_folder(platform, variables) == folder


def test_a_book_that_libreoffice_saved_stands_as_it_shall_and_is_remembered(book, runs, tmp_path):
    other = as_libreoffice_spells(book)
    before = other.read_bytes()
    assert b'<f aca="false">' in Package.open(other).read("xl/worksheets/sheet1.xml")
    lkjip_xl.hitung(other, tmp_path / "satu.xlsx")
    assert (tmp_path / "satu.xlsx").read_bytes() == before and len(runs) == 1
    lkjip_xl.hitung(other, tmp_path / "dua.xlsx")
    assert (tmp_path / "dua.xlsx").read_bytes() == before and len(runs) == 1


def test_a_wrong_value_in_a_book_that_libreoffice_saved_is_mended(book, tmp_path):
    other = as_libreoffice_spells(book)
    package = Package.open(other)
    name, data = next(
        (n, d) for n in package.names
        if n.startswith("xl/worksheets/sheet") and b"<v>0.9731</v>" in (d := package.read(n))
    )  # fmt: skip
    package.put(name, data.replace(b"<v>0.9731</v>", b"<v>0.97310000000000001</v>"))  # the same number
    package.save(other)
    assert lkjip_xl.hitung(other, backup=False).unchanged
    package.put(name, data.replace(b"<v>0.9731</v>", b"<v>0.9732</v>"))
    package.save(other)
    assert not lkjip_xl.hitung(other, backup=False).unchanged
    mended = Package.open(other)
    assert b"<v>0.9731</v>" in mended.read(name) and b'aca="false"' not in mended.read(name)
    assert b'fullCalcOnLoad="1"' in mended.read("xl/workbook.xml")
