"""One file is the whole truth about a sheet: found, built, linked, computed, read, checked, documented, exported."""

import json
from pathlib import Path

import pytest

from lkjip_xl.book.read import read_book
from lkjip_xl.build.documents import workbook_md
from lkjip_xl.compute.world import World
from lkjip_xl.flows.buat import store_values
from lkjip_xl.flows.ekspor import ekspor_buku
from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.open_and_save import compute_book, form_findings
from lkjip_xl.ooxml.files import check_workbook
from lkjip_xl.schema import modules
from lkjip_xl.schema import sheets as package
from lkjip_xl.schema.buttons import buttons_by_sheet
from lkjip_xl.schema.contract import sheet_of, sheets, tables
from lkjip_xl.template.book import build
from lkjip_xl.vba.addin import sheet_buttons
from tests.compute.random_book import differences
from tests.tools.gate import gate

PACKAGE = Path(package.__file__).parents[2]
ADDED = Path(__file__).parent / "added_sheets"
ROWS = {
    "tbl_renstra": [
        {"Kode": "1.1", "Jenis": "Sasaran", "Sasaran": "S", "Indikator": "Kepuasan", "Tipe": "Persen", "Arah": "Naik",
         "Target 2025": 80, "Target 2029": 90},
        {"Kode": "1.2", "Jenis": "Sasaran", "Sasaran": "S", "Indikator": "Jangkauan", "Tipe": "Angka", "Arah": "Naik",
         "Target 2025": 7, "Target 2029": 9},
    ],
    "tbl_pengukuran": [
        {"Kode": "1.1", "Sifat": "Posisi Akhir", "Target TW4": 80, "Realisasi TW4": 73.5},
        {"Kode": "1.2", "Sifat": "Posisi Akhir", "Target TW4": 7, "Realisasi TW4": 6},
    ],
    "tbl_kunjungan": [
        {"Kode": "1.1", "Layanan": "Loket", "Luring": 17, "Daring": 4},
        {"Kode": "1.2", "Layanan": "Daring", "Luring": 12},
        {},
        {"Kode": "9", "Layanan": "Loket", "Luring": 3, "Daring": 0.5},
    ],
    "tbl_petugas": [{"Nama Loket": "A", "Petugas 2027": 3}],
}  # fmt: skip


@pytest.fixture(scope="module")
def added():
    """The files of ``added_sheets`` and ``added_modules`` lie where discovery looks; nothing else knows of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package, "__path__", [*package.__path__, str(ADDED)])
        patch.setattr(modules, "__path__", [*modules.__path__, str(ADDED.with_name("added_modules"))])
        yield


@pytest.fixture(scope="module")
def book(added, tmp_path_factory):
    path = tmp_path_factory.mktemp("kunjungan") / "buku.xlsx"
    build(path, rows=ROWS, after=store_values)
    return path


@pytest.fixture(scope="module")
def opened(book):
    import openpyxl

    return openpyxl.load_workbook(book)


def _read(path):
    return read_book(check_workbook(path, writing=False))


def test_an_added_file_is_found(added):
    names = [s.name for s in sheets(2025, 2029)]
    assert names.index("Data Dukung") < names.index("Kunjungan") < names.index("IKI")
    assert sheet_of("tbl_petugas") == "Kunjungan" and sheet_of("tbl_lain") is None
    assert list(tables(2025, 2026)["tbl_petugas"].by_name) == ["Nama Loket", "Petugas 2025", "Petugas 2026"]


def test_a_sheet_of_a_module_is_there_only_when_it_is_wanted(added):
    assert "tbl_rapat" not in tables(2025, 2029)
    assert list(tables(2025, 2029, ("rapat",)))[-1] == "tbl_rapat"


def test_it_is_built(opened):
    sheet = opened["Kunjungan"]
    assert [t.ref.split(":")[0] for t in dict.values(sheet.tables)] == ["A5", "J5"]
    assert sheet["A1"].value is None and sheet["B1"].value == "Kunjungan Layanan"  # column A repeats on every page
    assert sheet["F4"].value == "Banyaknya" and sheet.freeze_panes == "C6"
    assert sheet.column_dimensions["F"].outlineLevel == 1
    assert sheet.print_title_cols == "$A:$A" and sheet.page_setup.fitToWidth == 2 and sheet.page_setup.paperSize == 9
    assert [c.value for c in sheet[5][9:15]] == ["Nama Loket", *(f"Petugas {y}" for y in range(2025, 2030))]
    assert opened.defined_names["dv_loket"].attr_text == "tbl_petugas[Nama Loket]"
    colors = [r.formula for a in sheet.conditional_formatting for r in a.rules if "C6" in str(a.sqref)]
    assert ['C6="Daring"'] in colors


def test_the_gate_lets_the_book_through(book, sdk):
    assert gate(book, allowed_errors=("#N/A",)) == []


def test_it_is_linked_and_explained(opened):
    links = {c.hyperlink.location for row in opened["Beranda"].iter_rows() for c in row if c.hyperlink}
    assert links >= {"ke_kunjungan", "ke_anggaran", "ke_temuan"}
    beranda = [c.value for row in opened["Beranda"].iter_rows() for c in row]
    assert "5.  Anggaran" in beranda and "6.  Kunjungan" in beranda and "7.  Temuan" in beranda
    guide = [c.value for row in opened["Petunjuk"].iter_rows() for c in row]
    assert "Enam langkah mengisi" in guide and "6. Kunjungan" in guide and "Kode dan banyaknya kunjungan." in guide
    assert opened["Kunjungan"]["A4"].hyperlink.location == "Beranda!A1"


def test_it_carries_buttons(added):
    assert [a.id for a in buttons_by_sheet()["Kunjungan"]] == ["hitung", "laporan", "periksa"]
    assert [b.text for b in sheet_buttons()["Kunjungan"]] == ["Hitung", "Laporan", "Periksa"]


def test_it_is_computed_as_the_spreadsheet_does(lo, book):
    bacaan = _read(book)
    computed = World(bacaan.book)
    rows = computed.rows("tbl_kunjungan")
    assert [r["Jumlah"] for r in rows[:4]] == [21, 12, "", 3.5]
    assert [r["Porsi"] for r in rows[:2]] == [0.5753, 0.3288] and rows[1]["Capaian"] == 0.8571
    found, count = differences(bacaan, computed, lo.values(book))
    assert found == [] and count > 120


def test_it_is_read_and_checked(added, tmp_path):
    import openpyxl

    path = tmp_path / "salah.xlsx"
    build(path, rows=ROWS, after=store_values)
    changed = openpyxl.load_workbook(path)
    sheet = changed["Kunjungan"]
    sheet["F6"], sheet["C7"], sheet["E6"] = "tujuh belas", "Surat", 5
    changed.save(path)
    found = {(t.kode, t.lembar, t.sel) for t in form_findings(*compute_book(path))}
    assert found >= {
        ("BACA-02", "Kunjungan", "F6"), ("BACA-11", "Kunjungan", "C7"), ("BACA-09", "Kunjungan", "E6"),
    }  # fmt: skip
    hitung_buku(path, backup=False)
    assert openpyxl.load_workbook(path)["Kunjungan"]["E6"].value.startswith("=IF(tbl_kunjungan[[#This Row],[Kode]]")


def test_it_is_filled_from_csv_and_exported(book, tmp_path):
    import csv

    (tmp_path / "tbl_kunjungan.csv").write_text("Kode;Layanan;Luring\n1.1;daring;1500\n1.2;Loket;500\n", "utf-8")
    isi_buku(book, tmp_path, output=tmp_path / "isi.xlsx", ganti=True)
    ekspor_buku(tmp_path / "isi.xlsx", tmp_path / "csv")
    with open(tmp_path / "csv" / "tbl_kunjungan.csv", encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(r["Layanan"], r["Jumlah"], r["Porsi"]) for r in rows] == [
        ("Daring", "1500", "0.75"),
        ("Loket", "500", "0.25"),
    ]
    [path] = ekspor_buku(tmp_path / "isi.xlsx", tmp_path / "json", "json").files
    assert json.loads(Path(path).read_text("utf-8"))["tbl_petugas"][0]["Petugas 2027"] == 3


def test_its_page(added):
    page = workbook_md()
    assert "## Lembar Kunjungan\n" in page and "| Kunjungan | tbl_kunjungan, tbl_petugas | tidak |" in page
    assert "Isi simpulan tiap rapat. Lembar modul `rapat`." in page and "| rapat | Rapat | tbl_rapat |" in page
    part = page.partition("### `tbl_kunjungan`\n")[2].partition("\n### ")[0]
    assert "Satu baris dikenali dari `Kode` dan `Layanan`." in part
    assert "| Porsi | rasio, tampil sebagai persen | Bagian dari semua kunjungan |  | dihitung |" in part
    assert "`tbl_kunjungan[Capaian]`\n" in page and "| Petugas {tahun} |" in page
    assert "Lembar Cetak boleh tidak ada." in page
