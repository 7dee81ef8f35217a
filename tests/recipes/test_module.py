"""Recipe "Module": an optional sheet is there in a new book, and a book without it is read without a word."""

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


def test_its_page(copy):
    copy.run("-m", "lkjip_xl.build.documents")
    assert "### `tbl_rapat`\n" in (copy.folder / "docs" / "workbook.md").read_text(encoding="utf-8")
