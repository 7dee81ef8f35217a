"""Recipe "Module": it comes into a book by tambah, and a book without it is read without a word."""

import json

import pytest

from tests.recipes.recipe import Copy, needs

pytestmark = needs("lkjip_xl/schema/sheets/__init__.py", "def discover(")


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return Copy(tmp_path_factory.mktemp("module"), "Module")


def test_a_book_without_it_is_sound(copy, buku_contoh):
    code = (
        "import json\n"
        "book = lkjip_xl.buka(sys.argv[1])\n"
        "done = lkjip_xl.periksa(sys.argv[1], tulis=False)\n"
        "print(json.dumps([book.ringkasan['Predikat'], [f.uraian for f in done.findings if 'Rapat' in f.uraian]]))"
    )
    assert json.loads(copy.python(code, buku_contoh)) == ["Sangat Tinggi (sementara)", []]


def test_it_comes_into_a_book_is_filled_and_goes_again(copy, buku_contoh, tmp_path):
    code = (
        "import json, shutil\n"
        "from lkjip_xl.flows.open_and_save import compute_book\n"
        "path = shutil.copy(sys.argv[1], sys.argv[2])\n"
        "came = lkjip_xl.tambah(path, ['rapat'])\n"
        "lkjip_xl.isi(path, {'tbl_rapat.csv': b'Tanggal,Simpulan\\n2025-01-15,Lanjut\\n'})\n"
        "rows = [r.cells for r in compute_book(path)[0].book.rows('tbl_rapat') if r.cells]\n"
        "lkjip_xl.isi(path, {'tbl_rapat.csv': b'Tanggal,Simpulan\\n'}, ganti=True)\n"
        "gone = lkjip_xl.tambah(path, without=['rapat'])\n"
        "print(json.dumps([came.added, rows, gone.removed]))"
    )
    answer = json.loads(copy.python(code, buku_contoh, tmp_path / "buku.xlsx"))
    assert answer == [["rapat"], [{"Tanggal": 45672, "Simpulan": "Lanjut"}], ["rapat"]]


def test_its_page(copy):
    copy.run("-m", "lkjip_xl.build.documents")
    assert "### `tbl_rapat`\n" in (copy.folder / "docs" / "workbook.md").read_text(encoding="utf-8")
