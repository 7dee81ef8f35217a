"""Recipe "Sheet": the new sheet is built, computed, checked, documented, linked and exported."""

import json

import pytest

from tests.recipes.recipe import Copy, needs

pytestmark = needs("lkjip_xl/schema/sheets/__init__.py", "def discover(")
BOOK = """
import openpyxl
lkjip_xl.buat(sys.argv[1], "Dinas Contoh", 2025, "2025-2029")
lkjip_xl.isi(sys.argv[1], sys.argv[2], backup=False)
"""
LOOK = """
import json, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
values = openpyxl.load_workbook(sys.argv[1], data_only=True)
sheet = book["Aduan"]
links = [cell.hyperlink.location for row in book["Beranda"].iter_rows() for cell in row if cell.hyperlink]
print(json.dumps({
    "order": book.sheetnames, "tables": list(sheet.tables), "formula": sheet["D6"].value,
    "value": values["Aduan"]["D6"].value, "links": [link for link in links if link and "aduan" in link.lower()],
}))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return Copy(tmp_path_factory.mktemp("sheet"), "Sheet")


@pytest.fixture(scope="module")
def book(copy, tmp_path_factory):
    folder = tmp_path_factory.mktemp("buku")
    (folder / "csv").mkdir()
    (folder / "csv" / "tbl_aduan.csv").write_text("Saluran;Masuk;Selesai\nLoket;40;25\n", encoding="utf-8")
    copy.python(BOOK, folder / "buku.xlsx", folder / "csv")
    return folder / "buku.xlsx"


def test_it_is_built_filled_computed_and_linked(copy, book):
    seen = json.loads(copy.python(LOOK, book))
    assert seen["order"].index("Aduan") < seen["order"].index("Cetak")
    assert seen["tables"] == ["tbl_aduan"]
    assert "[Masuk]]-tbl_aduan[[#This Row],[Selesai]]" in seen["formula"]
    assert seen["value"] == 15 and seen["links"]


def test_it_is_checked_and_exported(copy, book, tmp_path):
    copy.python("lkjip_xl.ekspor(sys.argv[1], sys.argv[2])", book, tmp_path / "csv")
    rows = (tmp_path / "csv" / "tbl_aduan.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[0].split(",")[-1] == "Sisa" and rows[1].split(",")[-1] == "15"
    code = (
        "import openpyxl\n"
        "book = openpyxl.load_workbook(sys.argv[1]); book['Aduan']['B6'] = 'empat puluh'; book.save(sys.argv[2])\n"
        "done = lkjip_xl.periksa(sys.argv[2], tulis=False)\n"
        "print([(f.lembar, f.sel, f.berat) for f in done.findings if f.lembar == 'Aduan'])"
    )
    assert "('Aduan', 'B6', 'Salah')" in copy.python(code, book, tmp_path / "salah.xlsx")


def test_its_page(copy):
    copy.run("-m", "lkjip_xl.build.documents")
    page = (copy.folder / "docs" / "workbook.md").read_text(encoding="utf-8")
    assert "## Lembar Aduan\n" in page and "### `tbl_aduan`\n" in page and "`tbl_aduan[Sisa]`" in page
