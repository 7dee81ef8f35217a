"""Recipe "Check": the new check is in the catalogue, raises its finding in the smallest book, and periksa writes it."""

import shutil

import pytest

from tests.recipes.recipe import Copy


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return Copy(tmp_path_factory.mktemp("check"), "Check")


def test_its_page_and_its_smallest_book(copy):
    copy.run("-m", "lkjip_xl.build.documents")
    page = (copy.folder / "docs" / "pemeriksaan.md").read_text(encoding="utf-8")
    assert "| `KON-90` | Periksa | Penanggung jawab yang bukan bidang | Bagan organisasi |" in page
    copy.pytest("tests/checks/test_cases.py", "-k", "KON-90 or every_check")
    copy.pytest("tests/architecture/test_documents.py", "tests/architecture/test_dead_code.py")


def test_periksa_writes_its_finding(copy, buku_contoh, tmp_path):
    book = shutil.copy(buku_contoh, tmp_path / "buku.xlsx")
    (tmp_path / "csv").mkdir()
    rows = "Kode;Jenis;Tujuan;Indikator;Penanggung Jawab\nT9;Tujuan;Mutu;Indeks mutu;Semua\n"
    (tmp_path / "csv" / "tbl_renstra.csv").write_text(rows, encoding="utf-8")
    code = (
        "lkjip_xl.isi(sys.argv[1], sys.argv[2], backup=False)\n"
        "lkjip_xl.periksa(sys.argv[1], backup=False)\n"
        "from lkjip_xl.flows.ekspor import ekspor_buku\n"
        "ekspor_buku(sys.argv[1], sys.argv[3])\n"
    )
    copy.python(code, book, tmp_path / "csv", tmp_path / "hasil")
    written = (tmp_path / "hasil" / "tbl_temuan.csv").read_text(encoding="utf-8-sig")
    assert "KON-90" in written and "Semua bukan nama bidang." in written
