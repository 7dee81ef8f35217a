"""A signed quarter's form stays as it is; only who asks for it by name has it written again."""

import shutil
import zipfile

import pytest
from click.testing import CliRunner

from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.periksa import periksa_buku
from lkjip_xl.hosts.cli import perintah
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


def test_what_stays_as_it_was_signed_is_told(book, tmp_path):
    folder = tmp_path / "isi"
    folder.mkdir()
    _set(book, folder, status_tw1="Ditandatangani", nama_kepala="Pejabat Baru")
    assert laporan_buku(book).signed == ["Lap TW I"]
    answer = CliRunner().invoke(perintah, ["laporan", str(book)]).output
    assert "sudah ditandatangani: Lap TW I" in " ".join(answer.split())
    assert laporan_buku(book, hanya=["LAP-PK"]).signed == []
    assert laporan_buku(book, hanya=["Lap TW I"]).signed == []


def test_a_signed_quarter_is_not_named_by_its_series(book, tmp_path):
    folder = tmp_path / "isi"
    folder.mkdir()
    _set(book, folder, status_tw1="Ditandatangani", nama_kepala="Pejabat Baru")
    signed, draft = _sheet(book, "Lap TW I"), _sheet(book, "Lap TW II")
    done = laporan_buku(book, hanya=["LAP-TW"], timpa=True)
    assert list(done.sheets) == ["LAP-TW2", "LAP-TW3", "LAP-TW4"] and done.signed == ["Lap TW I"]
    assert _sheet(book, "Lap TW I") == signed and _sheet(book, "Lap TW II") != draft


def test_no_finding_asks_to_write_a_signed_quarter_again(book, tmp_path):
    folder = tmp_path / "isi"
    folder.mkdir()
    _set(book, folder, status_tw1="Ditandatangani", nama_kepala="Pejabat Baru")

    def stale():
        return [f.uraian for f in periksa_buku(book, tulis=False).findings if f.kode == "LAP-02"]

    # who signs stands on these three and on the forms of TW II to IV; that of TW I is signed
    assert stale() == ["Isian sudah berubah sesudah laporan ditulis: Lap IKU, Lap PK, Lap PK Perubahan, dan 3 lagi."]
    laporan_buku(book)
    assert stale() == []


def test_the_command_names_the_sheet_that_it_left(book, tmp_path):
    folder = tmp_path / "isi"
    folder.mkdir()
    _set(book, folder, status_tw2="Ditandatangani", nama_kepala="Pejabat Baru")
    said = CliRunner().invoke(perintah, ["laporan", str(book)]).output
    assert "Lap TW II. Untuk menulisnya juga, sebut namanya: --hanya LAP-TW2." in said and "LAP-TW1" not in said


def test_a_signed_quarter_stays_when_the_book_can_no_longer_have_it(book, tmp_path):
    folder = tmp_path / "isi"
    folder.mkdir()
    _set(book, folder, status_tw1="Ditandatangani")
    signed = _sheet(book, "Lap TW I")
    for name in ("tbl_pengukuran", "tbl_anggaran"):
        (folder / f"{name}.csv").write_text("Kode\n", encoding="utf-8")
    isi_buku(book, folder, ganti=True)
    done = laporan_buku(book)
    assert "LAP-TW2" in done.removed and "LAP-TW1" not in done.removed
    assert _sheet(book, "Lap TW I") == signed


def test_nothing_is_counted_where_every_form_that_was_asked_for_is_signed(book, tmp_path):
    folder = tmp_path / "isi"
    folder.mkdir()
    _set(book, folder, **{f"status_tw{n}": "Ditandatangani" for n in (1, 2, 3, 4)})
    said = CliRunner().invoke(perintah, ["laporan", str(book), "--hanya", "LAP-TW"])
    assert said.exit_code == 0 and "Tidak ditulis ulang" in said.output and "0 lembar" not in said.output
