"""A signed quarter's form stays as it is; only who asks for it by name has it written again."""

import shutil
import zipfile

import pytest

from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.workbook import WorkbookParts


def _set(path, folder, **values):
    lines = "".join(f"{k},{v}\n" for k, v in values.items())
    (folder / "tbl_pengaturan.csv").write_text(f"Kunci,Nilai\n{lines}", encoding="utf-8")
    isi_buku(path, folder)


def _sheet(path, name):
    part = next(s.part for s in WorkbookParts(Package.open(path)).sheets if s.name == name)
    with zipfile.ZipFile(path) as archive:
        return archive.read(part)


@pytest.fixture
def book(buku_contoh, tmp_path):
    path = tmp_path / "buku.xlsx"
    shutil.copy(buku_contoh, path)
    return path


def test_a_signed_quarter_is_not_written_again_unasked(book, tmp_path):
    folder = tmp_path / "isi"
    folder.mkdir()
    _set(book, folder, status_tw1="Ditandatangani", nama_kepala="Pejabat Baru")
    signed, draft = _sheet(book, "Lap TW I"), _sheet(book, "Lap TW II")
    done = laporan_buku(book)
    assert "Lap TW I" not in done.sheets.values() and "LAP-TW1" not in done.sheets
    assert _sheet(book, "Lap TW I") == signed and _sheet(book, "Lap TW II") != draft
    laporan_buku(book, hanya=["LAP-TW1"])
    assert b"Pejabat Baru" in _sheet(book, "Lap TW I") and _sheet(book, "Lap TW I") != signed


def test_a_signed_quarter_that_the_book_lacks_is_written_once(book, tmp_path):
    from lkjip_xl.flows.contoh import DATA
    from lkjip_xl.template.book import build_bytes

    folder = tmp_path / "isi"
    folder.mkdir()
    new = tmp_path / "baru.xlsx"
    new.write_bytes(isi_buku(build_bytes({"tahun": 2022}, (2019, 2024)), DATA).data)
    _set(new, folder, status_tw1="Ditandatangani")
    laporan_buku(new)
    assert _sheet(new, "Lap TW I")
