"""An error inside the product: a file that can be sent on, a message, exit code 4, never a traceback."""

import json
import tempfile

import pytest

from lkjip_xl.hosts import cli


@pytest.fixture
def broken(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def fail(*args, **options):
        raise ZeroDivisionError("1/0")

    monkeypatch.setattr("lkjip_xl.flows.hitung.hitung_buku", fail)
    return tmp_path


def test_the_command_line_writes_a_crash_file_and_ends_with_4(broken, capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(["hitung", "buku.xlsx"])
    seen = capsys.readouterr()
    path = broken / "lkjip-xl-galat.txt"
    assert stop.value.code == 4 and str(path) in seen.err and "tidak diubah" in seen.err
    assert "Traceback" not in seen.err + seen.out
    assert "ZeroDivisionError" in path.read_text(encoding="utf-8") and "lkjip-xl 0" in path.read_text(encoding="utf-8")


def test_programs_get_the_code(broken, capsys, monkeypatch):
    monkeypatch.setattr("lkjip_xl.hosts.crash_file._NAME", "tidak/ada/folder.txt")  # nowhere to write it
    with pytest.raises(SystemExit) as stop:
        cli.main(["hitung", "buku.xlsx", "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert (
        stop.value.code == 4 and answer["galat"]["kode"] == "galat_dalam" and "Kirimkan" not in answer["galat"]["pesan"]
    )
