"""Ten copies go out and come back by command, and the next year begins; nobody opens a copy but who fills it."""

import re

import pytest

from tests.conftest import absent
from tests.flows.ten_divisions import BIDANG, DUE, FULL, SHARED, SLIM, UNITS, big_master, fill_all, money_of, value_of
from tests.flows.travel_books import inputs
from tests.hosts.test_travel_cli import run
from tests.tools import onlyoffice


@pytest.mark.parametrize(
    "programs", [pytest.param("openpyxl", marks=pytest.mark.lengkap), "LibreOffice dan ONLYOFFICE"]
)
def test_ten_divisions_by_command(tmp_path, capsys, request, programs):
    lo = None
    if programs != "openpyxl":
        lo = request.getfixturevalue("lo")
        if reason := onlyoffice.missing():
            absent(reason)
    induk, sent, back = big_master(tmp_path), tmp_path / "kiriman", tmp_path / "kembali"
    commands = []

    def command(*args):
        commands.append(args[0])
        return run(capsys, *args)

    said = [option for name in FULL for option in ("--bidang", name)]
    code, text = command("kirim", induk, *said, "--triwulan", 2, "--tenggat", DUE, "--ke", sent)
    assert code == 0 and "5 salinan dibuat" in text
    assert f"Diminta dari beberapa sekaligus: Pengukuran 1 baris ({SHARED})" in text
    said = [option for name in SLIM for option in ("--bidang", name)]
    code, text = command(
        "kirim", induk, *said, "--unit", "semua", "--triwulan", 2, "--tenggat", DUE, "--ke", sent, "--ringkas"
    )
    assert code == 0 and "5 salinan dibuat" in text

    of = fill_all(sent, back, lo, programs != "openpyxl")
    assert len(of) == 10

    code, text = command("status", induk)
    assert code == 0 and text.count(": terlambat") == 10
    before = induk.read_bytes()
    code, text = command("gabung", induk, back, "--pratinjau")
    assert code == 1 and induk.read_bytes() == before and "ditolak" not in text
    code, text = command("gabung", induk, back)
    assert code == 1 and "1 bentrok, 0 tidak dapat dibaca pasti, 0 di luar yang diminta, 0 baris hilang." in text, text
    assert f"Bentrok {conflict(text)}: Pengukuran {SHARED}, Realisasi TW2" in text
    assert "sel hitungan tidak berisi rumus lagi" in text

    rows = inputs(induk, "tbl_pengukuran")
    assert {name: rows[str(n)]["Realisasi TW2"] for n, name in enumerate(BIDANG, 1)} == {
        name: value_of(name) for name in BIDANG
    }
    assert {rows[str(n)]["Analisis"] for n in range(1, 9)} == {f"Analisis {name}" for name in BIDANG}
    money = inputs(induk, "tbl_anggaran")
    for n, name in enumerate(BIDANG, 1):
        assert [money[f"P.{n}.1.{k}"]["Realisasi TW2"] for k in (1, 2, 3)] == [money_of(name, k) for k in (1, 2, 3)]
    assert [money[f"U.{n}"]["Realisasi TW2"] for n in (1, 2)] == [401, 402]
    assert "Realisasi TW2" not in rows[SHARED], "nobody decides a conflict unasked"
    assert [row["Kode"] for row in rows.values()] == [str(n) for n in range(1, 10)]
    assert len(money) == 42

    code, text = command("status", induk)
    assert text.count(": kembali") == 10 and text.count("1 bentrok menunggu pilihan") == 2
    choice = f"{conflict(text_of_merge(capsys, induk, back))}=realisasi final rev2.xlsx"
    code, text = command("gabung", induk, back, "--pilih", choice)
    assert code == 0 and inputs(induk, "tbl_pengukuran")[SHARED]["Realisasi TW2"] == 77
    whole = induk.read_bytes()
    code, text = command("gabung", induk, back)
    assert code == 0 and induk.read_bytes() == whole and "Tidak ada yang berubah" in text
    code, text = command("status", induk)
    assert text.count(": kembali") == 10 and "menunggu pilihan" not in text
    code, text = command("lanjut", induk)
    assert code == 0 and "Buku tahun 2026" in text and induk.read_bytes() == whole
    assert commands == ["kirim"] * 2 + ["status", "gabung", "gabung", "status", "gabung", "gabung", "status", "lanjut"]
    assert set(of) == {*BIDANG, *UNITS}


def text_of_merge(capsys, induk, back):
    """What the planner has on the screen already."""
    return run(capsys, "gabung", induk, back, "--pratinjau")[1]


def conflict(text):
    return re.search(r"Bentrok ([0-9a-f]{8}):", text)[1]
