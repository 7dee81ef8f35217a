"""Recipe "Report": the new report is listed, written by laporan, and documented."""

import json
import shutil

import pytest

from tests.recipes.recipe import Copy, needs

pytestmark = needs("lkjip_xl/reports/registry.py", "def discover(")


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return Copy(tmp_path_factory.mktemp("report"), "Report")


def test_it_is_offered_and_written(copy, buku_contoh, tmp_path):
    book = shutil.copy(buku_contoh, tmp_path / "buku.xlsx")
    listed = json.loads(copy.run("-W", "ignore", "-m", "lkjip_xl", "laporan", book, "--daftar", "--json"))["laporan"]
    assert [(r["lembar"], r["judul"], r["ditulis"]) for r in listed if r["id"] == "LAP-RINGKAS"] == [
        ("Lap Ringkas", "Ringkasan per Sasaran", True)
    ]
    copy.python("lkjip_xl.laporan(sys.argv[1], backup=False)", book)
    rows = copy.python(
        "import openpyxl\n"
        "sheet = openpyxl.load_workbook(sys.argv[1])['Lap Ringkas']\n"
        "print([cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None])",
        book,
    )
    assert "RINGKASAN PER SASARAN" in rows and "0.9193" in rows


def test_its_page_and_its_test(copy):
    copy.run("-m", "lkjip_xl.build.documents")
    assert "Lap Ringkas" in (copy.folder / "docs" / "laporan.md").read_text(encoding="utf-8")
    copy.pytest("tests/reports/forms/test_ringkas.py", "tests/reports/test_registry.py")
    copy.pytest("tests/architecture/test_documents.py", "tests/architecture/test_dead_code.py")
