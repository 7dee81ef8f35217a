"""Names of a row's own cells: they mean the columns whose names they bear, and an error where they are displaced."""

import re
import shutil

import pytest

from lkjip_xl.book.lacking import names_of_rows
from lkjip_xl.book.read import read_book
from lkjip_xl.flows.contoh import RENSTRA, YEAR, sample_tables
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.perbarui import perbarui_buku
from lkjip_xl.ooxml.files import check_workbook
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.shift import insert_columns
from lkjip_xl.ooxml.workbook import WorkbookParts
from lkjip_xl.schema.contract import tables
from lkjip_xl.schema.row_names import OwnCells, by_row_names, row_names
from lkjip_xl.template.book import build_bytes

SHEETS = {"tbl_anggaran": "Anggaran", "tbl_pengukuran": "Pengukuran"}


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Path of the sample without its reports."""
    path = tmp_path_factory.mktemp("nama") / "isi.xlsx"
    path.write_bytes(isi_buku(build_bytes({"tahun": YEAR}, RENSTRA), sample_tables()).data)
    return path


@pytest.fixture
def book(filled, tmp_path):
    return shutil.copy(filled, tmp_path / "buku.xlsx")


def names_in(package):
    return {n.name: n.text for n in WorkbookParts(package).defined_names if n.name.startswith(("lk_ba_", "lk_bu_"))}


def displace(path, pattern, new):
    package = Package.open(path)
    part = WorkbookParts(package).part
    data, count = re.subn(pattern, new, package.read(part))
    assert count > 0
    package.put(part, data)
    package.save(path)


def test_each_name_means_the_column_that_it_is_named_after(filled):
    reading = read_book(check_workbook(str(filled), writing=False))
    standing, wanted = names_in(reading.package), row_names(tables(*RENSTRA).values())
    assert standing.keys() == wanted.keys() and len(standing) > 100
    assert standing == names_of_rows(reading)
    for name, cells in wanted.items():
        place = reading.places[cells.table]
        sheet, first, last = re.fullmatch(r"(\w+)!\$([A-Z]+)1(?::\$([A-Z]+)1)?", standing[name]).groups()
        letters = {column: letter for letter, column in columns_by_letter(place).items()}
        assert (sheet, first, last or first) == (SHEETS[cells.table], letters[cells.first], letters[cells.last]), name


def columns_by_letter(place):
    from openpyxl.utils import get_column_letter

    return {get_column_letter(at + 1): name for name, at in place.columns.items()}


def test_no_two_cells_share_a_name():
    cells = row_names(tables(2025, 2029).values())
    assert len(set(cells.values())) == len(cells)
    assert cells["lk_ba__pagu"] == OwnCells("tbl_anggaran", "_Pagu", "_Pagu")
    assert cells["lk_ba_pagu"] == OwnCells("tbl_anggaran", "Pagu", "Pagu")
    assert cells["lk_bu__m1_3"] == OwnCells("tbl_pengukuran", "_M1", "_M3")
    assert cells["lk_ba_realisasitw1_4"].text == "tbl_anggaran[[#This Row],[Realisasi TW1]:[Realisasi TW4]]"


def test_a_formula_without_cells_of_its_row_stays():
    column = tables(2025, 2029)["tbl_renstra"].columns[0]
    assert by_row_names((column,), ())[0] is column


def test_inserted_columns_take_the_names_along(book):
    package = Package.open(book)
    before = names_in(package)
    sheet = next(s for s in WorkbookParts(package).sheets if s.name == "Anggaran")
    insert_columns(package, sheet, 0, 2)
    after = names_in(package)
    assert before["lk_ba_kode"] == "Anggaran!$A1" and after["lk_ba_kode"] == "Anggaran!$C1"
    assert after["lk_ba_realisasitw1_4"] == "Anggaran!$I1:$L1"
    assert {n: t for n, t in after.items() if n.startswith("lk_bu")} == {
        n: t for n, t in before.items() if n.startswith("lk_bu")
    }
    assert after == names_of_rows(read_book(package))


@pytest.mark.parametrize(
    ("pattern", "new"), [(rb"(Anggaran!\$[A-Z]+)1\b", rb"\g<1>3"), (rb"Pengukuran!\$A1<", b"Pengukuran!$B1<")]
)
def test_perbarui_puts_displaced_names_right(book, pattern, new):
    before = names_in(Package.open(book))
    displace(book, pattern, new)
    assert names_in(Package.open(book)) != before
    perbarui_buku(str(book))
    assert names_in(Package.open(book)) == before


@pytest.mark.parametrize(
    ("pattern", "table", "shown"),
    [(rb"((?:Anggaran|:)!?\$[A-Z]+)1\b", "tbl_anggaran", ("Pagu", "Realisasi", "Serapan", "Belum Terisi")),
     (rb"(Pengukuran!\$[A-Z]+)1\b", "tbl_pengukuran", ("Target", "Capaian Berjalan", "Predikat", "Pagu"))],
)  # fmt: skip
def test_a_displaced_name_shows_no_other_rows_number(book, lo, pattern, table, shown):
    displace(book, pattern, rb"\g<1>2")
    place = read_book(check_workbook(str(book), writing=False)).places[table]
    rows = lo.values(book)[place.sheet.name][place.header_row :]
    for column in shown:
        values = {str(row[place.columns[column]]) for row in rows if len(row) > place.columns[column]}
        assert values == {"#N/A"}, (column, values)
