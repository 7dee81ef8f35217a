"""The page's engine (WebAssembly) gives the bytes and the refusals of the command line, book by book."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from lkjip_xl.errors import UserError
from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.contoh import buat_contoh
from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.lanjut import lanjut_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.perbarui import perbarui_buku
from lkjip_xl.flows.periksa import periksa_buku
from lkjip_xl.flows.tambah import tambah_modul
from lkjip_xl.template.book import build_bytes
from tests.conftest import absent
from tests.tools import web_page

ROOT = Path(__file__).parents[3]
FLOWS = {"hitung": hitung_buku, "periksa": periksa_buku, "laporan": laporan_buku}
MORE_FLOWS = {
    "reviu": lambda book, result: periksa_buku(book, result, reviu=True),
    "perbarui": perbarui_buku,
    "tambah": lambda book, result: tambah_modul(book, ["spm"], (), result),
    "lanjut": lambda book, result: lanjut_buku(book, result),
}
_ANSWERS = {"tambah": {"modul": ["spm"]}}
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


def expected(work, name, path, folder):
    """What the flow of the library makes of a book: ``(SHA-256 or None, code, message)``."""
    folder.mkdir()
    book, result = folder / name, folder / "hasil" / name
    result.parent.mkdir()
    shutil.copyfile(path, book)
    try:
        work(str(book), str(result))
    except UserError as error:
        message = str(error)
        for inner in (result.parent, folder):
            message = message.replace(f"{inner}/", "").replace(str(inner), "")
        return None, error.kode, message
    return hashlib.sha256(result.read_bytes()).hexdigest(), None, None


def differences(archives, books, folder, flows=FLOWS):
    """Every (book, flow) whose outcomes differ, in words; and the number of outcomes that are books, and refusals."""
    jobs = [
        {"flow": flow, "name": book.name, "path": str(book), "answers": _ANSWERS.get(flow, {})}
        for book in books
        for flow in flows
    ]
    listed = folder / "jobs.json"
    listed.write_text(json.dumps(jobs))
    answers = web_page.run_node("engine.mjs", archives, listed, timeout=1800)
    assert len(answers) == len(jobs)
    wrong, written, refused = [], 0, 0
    for number, (job, answer) in enumerate(zip(jobs, answers, strict=True)):
        want = expected(flows[job["flow"]], job["name"], job["path"], folder / str(number))
        have = (answer["sha"], answer["kode"], None if answer["ok"] else answer["pesan"])
        written += want[0] is not None
        refused += want[0] is None
        if have != want:
            wrong.append(f"{job['flow']} {job['path']}: {want} {have} {answer['rinci'] or ''}")
    return wrong, written, refused


def test_books_and_refusals_are_the_same(archives, books, tmp_path):
    wrong, written, refused = differences(archives, books, tmp_path)
    assert not wrong, "\n".join(wrong)
    assert (written, refused) == (12, 18)


@pytest.mark.lengkap
def test_books_and_refusals_are_the_same_for_every_book_at_hand(archives, books, tmp_path, shared):
    cases = [*books, *(p for p in sorted(shared.rglob("*.xls*")) if p.is_file())]
    for name in ("dinas", "inspektorat", "kecamatan", "rsud", "sekretariat", "vertikal"):
        book = tmp_path / f"{name}.xlsx"
        book.write_bytes(
            isi_buku(build_bytes({"tahun": 2025}, (2025, 2029)), ROOT / "tests/data/clean_books" / name).data
        )
        cases.append(book)
    wrong, written, refused = differences(archives, cases, tmp_path, FLOWS | MORE_FLOWS)
    print(f"{len(cases)} books: {written} equal books, {refused} equal refusals, {len(wrong)} different")
    assert not wrong, "\n".join(wrong)
    assert written > 70 and refused > 200


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
