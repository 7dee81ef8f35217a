"""The page's engine (WebAssembly) gives the bytes and the refusals of the command line, book by book."""

import hashlib
import json
from pathlib import Path

import pytest

from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.contoh import buat_contoh
from lkjip_xl.flows.gabung import gabung_buku
from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.kirim import kirim_buku
from lkjip_xl.flows.lanjut import lanjut_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.naskah import naskah_buku
from lkjip_xl.flows.perbarui import perbarui_buku
from lkjip_xl.flows.periksa import periksa_buku
from lkjip_xl.flows.salin import salin_buku
from lkjip_xl.flows.tambah import tambah_modul
from lkjip_xl.template.book import build_bytes
from tests.book.filled_book import Isian
from tests.conftest import absent
from tests.flows.travel_books import master
from tests.hosts.web.both_engines import CODE, differences, fixed
from tests.naskah.books import made_up_book
from tests.tools import web_page

ROOT = Path(__file__).parents[3]
FLOWS = {
    "hitung": lambda book, result, _: hitung_buku(book, result),
    "periksa": lambda book, result, _: periksa_buku(book, result),
    "laporan": lambda book, result, _: laporan_buku(book, result),
}
MORE_FLOWS = {
    "reviu": lambda book, result, _: periksa_buku(book, result, reviu=True),
    "perbarui": lambda book, result, _: perbarui_buku(book, result),
    "tambah": lambda book, result, _: tambah_modul(book, ["spm"], (), result),
    "lanjut": lambda book, result, _: lanjut_buku(book, result),
    "salin": lambda book, result, _: salin_buku(book, result),
    "naskah": lambda book, result, _: naskah_buku(Path(book).read_bytes()),
    "kirim": lambda book, result, _: _sent(book, result),
    "gabung": lambda book, result, files: gabung_buku(book, files, result, induk=Path(book).name),
}
_ANSWERS = {"tambah": {"modul": ["spm"]}, "kirim": {"bidang": ["semua"], "surel": True}}
_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.fixture(scope="module")
def archives(tmp_path_factory):
    """The folder of the compiled archives."""
    if reason := web_page.missing():
        absent(reason)
    from lkjip_xl.build.web.engine import compiled_archives

    folder = tmp_path_factory.mktemp("arsip")
    for name, data in compiled_archives().items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def books(buku_contoh, tmp_path):
    """Ordinary books, one of version 1, empty ones, and files that are refused."""
    folder = tmp_path / "buku"
    folder.mkdir()
    sample = Path(buku_contoh).read_bytes()
    made = {
        "contoh.xlsx": sample,
        "versi satu.xlsx": (ROOT / "tests/data/contoh-versi-1.xlsx").read_bytes(),
        "lkjip_standar.xlsx": (ROOT / "workbook_templates/lkjip_standar.xlsx").read_bytes(),
        "lkjip_standar.xlsm": (ROOT / "workbook_templates/lkjip_standar.xlsm").read_bytes(),
        "salah.xls": sample,
        "terpotong.xlsx": sample[: len(sample) // 2],
        "kosong.xlsx": b"",
        "dokumen.xlsx": b"%PDF-1.4\n",
        "sandi.xlsx": _ENCRYPTED,
        "~$kunci.xlsx": b"x",
    }
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in made]


def jobs_of(books, flows):
    return [{"flow": flow, "name": one.name, "path": one, "answers": _ANSWERS.get(flow, {})}
            for one in books for flow in flows]  # fmt: skip


def test_books_and_refusals_are_the_same(archives, books, tmp_path):
    wrong, written, refused = differences(archives, jobs_of(books, FLOWS), FLOWS, tmp_path)
    assert not wrong, "\n".join(wrong)
    assert (written, refused) == (12, 18)


def test_what_travels_and_what_is_written_beside_the_book_is_the_same(archives, buku_contoh, tmp_path):
    """kirim with copies and letters, gabung of what came back, salin, the document, the export, the recapitulation."""
    jobs = _travelling(tmp_path, Path(buku_contoh))
    wrong, written, refused = differences(archives, jobs, MORE_FLOWS, tmp_path)
    assert not wrong, "\n".join(wrong)
    assert (written, refused) == (11, 3)


def _sent(book, result):
    done = kirim_buku(Path(book).read_bytes(), None, ["semua"], surel=True, called=Path(book).name)
    Path(result).write_bytes(done.data)
    return done


def _travelling(folder, sample):
    """Jobs: a book with divisions goes out, one copy comes back filled and another one crosses it."""
    first = Path(master(folder))
    with fixed():
        done = kirim_buku(first.read_bytes(), None, ["semua"], surel=True, called=first.name)
    after, back, crossing = folder / "induk dikirimi.xlsx", folder / "kembali.xlsx", folder / "lain.xlsx"
    after.write_bytes(done.data)
    copy = folder / "salinan.xlsx"
    copy.write_bytes(next(data for name, data in done.contents.items() if "Anak" in name and name.endswith(".xlsx")))
    for path, value in ((back, 75.5), (crossing, 80)):
        filler = Isian(copy)
        filler.tulis("tbl_pengukuran", 1, "Realisasi TW2", value)
        filler.simpan(path)
    written = folder / "naskah.xlsx"
    written.write_bytes(made_up_book())
    empty = ROOT / "workbook_templates/lkjip_standar.xlsx"

    def job(flow, path, *files):
        return {"flow": flow, "name": path.name, "path": path, "answers": _ANSWERS.get(flow, {}),
                "files": [(one.name, one) for one in files]}  # fmt: skip

    return [
        job("kirim", first), job("kirim", sample), job("gabung", after, back), job("gabung", after, back, crossing),
        job("gabung", after, copy), job("gabung", first, back), job("salin", first), job("salin", sample),
        job("naskah", written), job("naskah", empty), job("ekspor", sample), job("rekap", sample, first, after),
        job("kirim_ringkas", first), job("kirim_ringkas", empty),
    ]  # fmt: skip


@pytest.mark.lengkap
def test_books_and_refusals_are_the_same_for_every_book_at_hand(archives, books, tmp_path, shared):
    cases = [*books, *(p for p in sorted(shared.rglob("*.xls*")) if p.is_file())]
    for name in ("dinas", "inspektorat", "kecamatan", "rsud", "sekretariat", "vertikal"):
        book = tmp_path / f"{name}.xlsx"
        book.write_bytes(
            isi_buku(build_bytes({"tahun": 2025}, (2025, 2029)), ROOT / "tests/data/clean_books" / name).data
        )
        cases.append(book)
    works = FLOWS | MORE_FLOWS
    jobs = jobs_of(cases, [*works, *CODE])
    for job in jobs:
        if job["flow"] == "gabung":  # with itself: no copy of it, or of a book that never sent one
            job["files"] = [(job["name"], job["path"])]
    wrong, written, refused = differences(archives, jobs, works, tmp_path)
    print(f"{len(cases)} books: {written} equal books, {refused} equal refusals, {len(wrong)} different")
    assert not wrong, "\n".join(wrong)
    assert written > 140 and refused > 200


def test_the_other_flows_give_the_same_books(archives, buku_contoh, tmp_path):
    sample, old = Path(buku_contoh), ROOT / "tests/data/contoh-versi-1.xlsx"
    source = "Kunci;Nilai\ntriwulan_berjalan;3\n"
    csv = tmp_path / "tbl_pengaturan.csv"
    csv.write_text(source)
    jobs = [
        {"flow": "contoh"},
        {"flow": "buat", "answers": {"instansi": "Dinas Uji", "tahun": "2026", "renstra": "2025-2029"}},
        {"flow": "perbarui", "name": "lama.xlsx", "path": str(old)},
        {"flow": "tambah", "name": "buku.xlsx", "path": str(sample), "answers": {"modul": ["spm", "evaluasi"]}},
        {"flow": "isi", "name": "buku.xlsx", "path": str(sample), "files": [[csv.name, str(csv)]]},
        {"flow": "lanjut", "name": "buku 2022.xlsx", "path": str(sample)},
        {"flow": "lanjut", "name": "buku.xlsx", "path": str(sample), "answers": {"renstra": "2023-2027"}},
    ]  # fmt: skip
    (tmp_path / "jobs.json").write_text(json.dumps(jobs))
    answers = web_page.run_node("engine.mjs", archives, tmp_path / "jobs.json")
    out = tmp_path / "hasil.xlsx"
    expected = [
        buat_contoh(None).data,
        buat_buku(None, "Dinas Uji", 2026, "2025-2029").data,
        _written(lambda: perbarui_buku(str(old), str(out), False), out),
        _written(lambda: tambah_modul(str(sample), ["spm", "evaluasi"], (), str(out), False), out),
        _written(lambda: isi_buku(str(sample), {csv.name: source.encode()}, str(out), False), out),
        lanjut_buku(sample.read_bytes()).data,
        lanjut_buku(sample.read_bytes(), renstra="2023-2027").data,
    ]
    for job, answer, data in zip(jobs, answers, expected, strict=True):
        assert answer["ok"], (job["flow"], answer)
        assert answer["sha"] == hashlib.sha256(data).hexdigest(), job["flow"]
    assert all(answer["lines"] > 2 for answer in answers if answer is not answers[1])


def _written(work, out):
    work()
    data = out.read_bytes()
    out.unlink()
    return data
