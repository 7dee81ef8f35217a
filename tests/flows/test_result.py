"""Every flow on a path and on bytes, with one Result; backups, and runs that change nothing."""

import dataclasses
import inspect
import os
import re
import shutil
from pathlib import Path

import pytest

import lkjip_xl
from lkjip_xl import flows
from lkjip_xl.errors import UserError
from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.contoh import buat_contoh
from lkjip_xl.flows.ekspor import ekspor_buku
from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.periksa import periksa_buku
from lkjip_xl.flows.result import Result
from lkjip_xl.ooxml.files import check_workbook_data
from lkjip_xl.ooxml.ownership import owned_sheets
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.workbook import WorkbookParts
from tests.book.filled_book import Isian

CSV = {"tbl_riwayat.csv": b"Kode,Tahun,Lingkup,Realisasi\n1.1.1,2018,Instansi,3\n"}
CHANGING = {
    "hitung": lambda source, **more: hitung_buku(source, **more),
    "laporan": lambda source, **more: laporan_buku(source, timpa=True, **more),
    "periksa": lambda source, **more: periksa_buku(source, reviu=True, **more),
    "isi": lambda source, **more: isi_buku(source, CSV, **more),
}


@pytest.fixture
def book(buku_contoh, tmp_path):
    """The sample with an overwritten formula and without one report, so that every flow has something to do."""
    path = tmp_path / "Buku Dinas.xlsx"
    isian = Isian(shutil.copy(buku_contoh, path))
    isian.tulis("tbl_pengukuran", 1, "Capaian", 0.5)
    del isian.buku["Lap Anggaran"]
    isian.simpan()
    return path


@pytest.mark.parametrize("flow", CHANGING)
def test_a_flow_makes_the_same_of_bytes_and_of_a_file_and_a_second_run_writes_nothing(book, flow):
    run = CHANGING[flow]
    original = book.read_bytes()
    of_bytes = run(original)
    assert isinstance(of_bytes, Result) and of_bytes.path is None and of_bytes.backup is None
    of_file = run(book)
    assert of_file.path == str(book) and of_file.data is None and not of_file.unchanged
    assert book.read_bytes() == of_bytes.data != original
    check_workbook_data(of_bytes.data)
    assert Path(of_file.backup).read_bytes() == original
    assert os.path.basename(of_file.backup).startswith("Buku Dinas.cadangan-0001-")
    for name in ("findings", "sheets", "added", "removed", "parts", "rows"):
        assert getattr(of_file, name) == getattr(of_bytes, name), name
    before = sorted(os.listdir(book.parent)), os.stat(book).st_mtime_ns
    again = run(book)
    assert again.unchanged and again.backup is None and again.path == str(book)
    assert (sorted(os.listdir(book.parent)), os.stat(book).st_mtime_ns) == before
    assert run(of_bytes.data).unchanged


def test_every_flow_of_the_package_gives_a_result_and_leans_on_no_process():
    for name in ("buat", "isi", "hitung", "periksa", "laporan", "pdf", "ekspor", "contoh", "pulihkan"):
        assert inspect.signature(getattr(lkjip_xl, name)).return_annotation in (Result, "Result"), name
    for path in Path(flows.__file__).parent.glob("*.py"):
        used = re.findall(
            r"^\s*(?:import|from) (threading|multiprocessing|subprocess|concurrent)", path.read_text(), re.M
        )
        # printing starts LibreOffice; rekap reads many books at once where there are cores, and one by one where not.
        assert not used or path.name in ("printing.py", "rekap.py", "worker_processes.py"), path


def test_a_book_and_the_sample_are_made_from_nothing_to_bytes(tmp_path):
    made = buat_buku(None, "Dinas Uji", 2025, "2025-2029")
    path = tmp_path / "buku.xlsx"
    same = buat_buku(path, "Dinas Uji", 2025, "2025-2029")
    assert made.path is None and made.data == path.read_bytes() and same.computed is not None
    sample = buat_contoh()
    assert sample.path is None and len(sample.sheets) > 12 and sample.rows["tbl_pk"].added
    assert set(owned_sheets(WorkbookParts(Package(sample.data)))) == set(sample.sheets)
    assert sample.computed.summary["Rata-rata capaian"] == 0.9731


def test_nothing_is_overwritten_unasked_and_a_copy_is_kept_when_asked(tmp_path):
    def refused(work):
        with pytest.raises(UserError) as caught:
            work()
        assert caught.value.kode == "sudah_ada" and "--timpa" in str(caught.value)

    path = tmp_path / "buku.xlsx"
    path.write_bytes(b"milik saya")
    refused(lambda: buat_buku(path, "Dinas", 2025, "2025-2029"))
    assert Path(buat_buku(path, "Dinas", 2025, "2025-2029", timpa=True).backup).read_bytes() == b"milik saya"
    out = tmp_path / "data"
    out.mkdir()
    (out / "buku.json").write_text("milik saya")
    refused(lambda: ekspor_buku(path, out, "json"))
    assert (out / "buku.json").read_text() == "milik saya"
    ekspor_buku(path, out, "json", timpa=True)
    assert [p.read_text() for p in out.glob("buku.cadangan-0001-*.json")] == ["milik saya"]
    sample = tmp_path / "lkjip-contoh-2022.xlsx"
    sample.write_bytes(b"punya orang")
    refused(lambda: buat_contoh(tmp_path, pdf=False))
    assert sample.read_bytes() == b"punya orang"


def test_ekspor_of_bytes_gives_bytes(book):
    result = ekspor_buku(book.read_bytes(), bentuk="csv")
    assert not result.files and b"Kode" in result.contents["tbl_pk.csv"]


def test_results_are_plain_records():
    assert dataclasses.is_dataclass(Result) and not hasattr(Result(), "__dict__")
