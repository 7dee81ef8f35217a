"""kirim, gabung and status on the command line: words, --json, exit codes."""

import json
from pathlib import Path

import pytest

from lkjip_xl.hosts.cli import main
from tests.book.filled_book import Isian
from tests.flows.travel_books import inputs, master


@pytest.fixture
def induk(tmp_path):
    return str(master(tmp_path))


def run(capsys, *args):
    """``(exit code, what was printed)`` of a command."""
    code = 0
    try:
        main([str(a) for a in args])
    except SystemExit as ended:
        code = ended.code
    said = capsys.readouterr()
    return code, said.out + said.err


def returned(induk, value=75.5):
    copy = next(Path(induk).parent.glob("*Bidang Anak (kirim*.xlsx"))
    filler = Isian(copy)
    filler.tulis("tbl_pengukuran", 1, "Realisasi TW2", value)
    filler.simpan()
    return copy


def test_the_whole_way(induk, capsys):
    code, text = run(capsys, "kirim", induk, "--bidang", "semua", "--triwulan", 2, "--tenggat", "2020-01-01",
                     "--kepada", "Bidang Anak=anak@contoh.go.id")  # fmt: skip
    assert code == 0 and "2 salinan dibuat" in text and "belum terisi" in text and "Rancangan surel" in text
    copy = returned(induk)
    code, text = run(capsys, "status", induk)
    assert code == 0 and text.count("terlambat") == 2
    code, text = run(capsys, "gabung", induk, copy, "--pratinjau")
    assert code == 0 and "Pratinjau: tidak ada yang ditulis" in text
    assert "Diisi Pengukuran 1, Realisasi TW2: kosong menjadi 75,5" in text
    assert "Realisasi TW2" not in inputs(induk, "tbl_pengukuran")["1"]
    code, text = run(capsys, "gabung", induk, copy)
    assert code == 0 and "1 sel diisi" in text and "Cadangan:" in text
    code, text = run(capsys, "status", induk)
    assert "1. Bidang Anak" in text and "kembali" in text and "kosong menjadi 75,5" in text
    code, text = run(capsys, "gabung", induk, copy)
    assert code == 0 and "sudah digabung" in text and "Tidak ada yang berubah" in text


def test_json_tells_programs_the_same(induk, capsys):
    _, text = run(capsys, "kirim", induk, "--bidang", "Bidang Anak", "--tanpa-surel", "--json")
    sent = json.loads(text)["kiriman"]
    assert [one["bidang"] for one in sent] == ["Bidang Anak"] and sent[0]["surel"] is None and sent[0]["sel"] > 10
    copy = returned(induk)
    filler = Isian(induk)
    filler.tulis("tbl_pengukuran", 1, "Realisasi TW2", 60)
    filler.simpan()
    _, text = run(capsys, "gabung", induk, copy, "--pratinjau", "--json")
    shown = json.loads(text)
    assert shown["bentrok"] == 1 and shown["sel"][0]["induk"] == 60
    code = shown["sel"][0]["kode"]
    _, text = run(capsys, "gabung", induk, copy)
    assert f"Bentrok {code}" in text and "--pilih KODE=induk" in text
    _, text = run(capsys, "gabung", induk, copy, "--pilih", f"{code}=kembali", "--json")
    assert json.loads(text)["sel"][0]["diambil"] == 75.5
    _, text = run(capsys, "status", induk, "--json")
    assert json.loads(text)["kiriman"][0]["keadaan"] == "kembali"


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("kirim", "BUKU", "--bidang", "Bidang X"), 2, "Tidak ada bidang"),
        (("kirim", "BUKU", "--kepada", "a@b.id", "--kepada", "c@d.id"), 2, "BIDANG=ALAMAT"),
        (("gabung", "BUKU", "BUKU"), 3, "Belum ada yang dikirim"),
        (("gabung", "BUKU", "x", "--pilih", "entah"), 2, "KODE=induk"),
        (("gabung", "BUKU", "x", "--kiriman", "a=b"), 2, "bukan nomor kiriman"),
        (("status", "tiada.xlsx"), 3, "tidak ditemukan"),
    ],
)
def test_slips_are_answered(induk, capsys, args, code, words):
    got, text = run(capsys, *(induk if a == "BUKU" else a for a in args))
    assert got == code and words in text


@pytest.mark.parametrize("option", ["--ke", "--hasil"])
def test_gabung_writes_elsewhere_by_the_option_of_every_other_command(induk, capsys, tmp_path, option):
    run(capsys, "kirim", induk, "--bidang", "Bidang Anak", "--triwulan", 2, "--tanpa-surel")
    before = Path(induk).read_bytes()
    code, text = run(capsys, "gabung", induk, returned(induk), option, tmp_path / "lain.xlsx")
    assert code == 0 and (tmp_path / "lain.xlsx").exists(), text
    assert Path(induk).read_bytes() == before


def test_nothing_was_sent_yet(induk, capsys):
    assert run(capsys, "status", induk) == (0, "Belum ada yang dikirim dari buku ini.\n")


def test_lanjut_and_rekap(induk, tmp_path, capsys):
    code, text = run(capsys, "lanjut", induk)
    assert code == 0 and "Buku tahun 2026" in text and "baris ke Riwayat" in text and "triwulan 2" in text
    code, text = run(capsys, "lanjut", induk)
    assert code == 3 and "sudah ada" in text
    code, text = run(capsys, "lanjut", induk, "--renstra", "2026-2030", "--timpa", "--json")
    assert json.loads(text)["tahun"] == 2026
    (tmp_path / "harapan.txt").write_text("Dinas Contoh\n\nDinas Lain\n", encoding="utf-8")
    args = ("rekap", tmp_path, "--pekerja", 1, "--harapan", tmp_path / "harapan.txt")
    code, text = run(capsys, *args, "--ke", tmp_path / "hasil")
    assert code == 0 and "2 buku terbaca" in text and "Belum melapor: Dinas Lain" in text
    code, text = run(capsys, *args, "--json")
    told = json.loads(text)
    assert told["belum_melapor"] == ["Dinas Lain"] and told["tidak_terbaca"] == []
    assert [o["tahun"] for o in told["instansi"]] == [told["tahun"]] == [2026]
    assert [one["sebab"] for one in told["tidak_dihitung"]] == ["bukunya tahun 2025; rekap ini tahun 2026"]
    assert len(json.loads(run(capsys, *args, "--tahun", "semua", "--json")[1])["instansi"]) == 2
    assert run(capsys, "rekap", tmp_path, "--harapan", tmp_path / "tiada")[0] == 2
    (tmp_path / "harapan.txt").rename(tmp_path / "daftar-instansi.txt")
    assert "1 dari 2 instansi belum melapor" in run(capsys, "rekap", tmp_path, "--pekerja", 1)[1]


def test_ekspor_rapi(induk, tmp_path, capsys):
    code, _ = run(capsys, "ekspor", induk, "--ke", tmp_path / "data", "--rapi")
    assert code == 0 and sorted(p.name for p in (tmp_path / "data").iterdir()) == ["data.csv", "kamus.csv"]
