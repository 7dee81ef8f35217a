"""The document as LibreOffice Writer prints it: its pages, and the page numbers of its contents."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from lkjip_xl.errors import UserError
from lkjip_xl.flows.naskah import FILE_NAME, naskah_buku
from lkjip_xl.flows.pdf import pdf_naskah
from lkjip_xl.flows.printing import find_libreoffice
from tests.naskah.books import made_up_book, printed_book


def writer():
    """Whether the LibreOffice that is there has Writer; many machines have Calc alone."""
    office = find_libreoffice()
    return office is not None and any(Path(office).resolve().parent.glob("*swlo*"))


needs_writer = pytest.mark.skipif(not writer() or not shutil.which("pdftotext"), reason="LibreOffice Writer tidak ada")


def pages(pdf):
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return told.split("\f")[:-1]


@needs_writer
@pytest.mark.parametrize("book", [made_up_book, lambda: printed_book("2022")], ids=["lain", "2022"])
def test_contents_lead_to_the_pages_that_they_name(book, tmp_path):
    path = tmp_path / "buku.xlsx"
    path.write_bytes(book())
    shown = pages(pdf_naskah(path).files[0])
    assert len(shown) > 15 and not any("Error" in page or "{" in page for page in shown)
    contents = next(page for page in shown if "DAFTAR ISI" in page)
    entries = re.findall(r"^\s*(\d\.\d\. [^.]+?)\.{3,}\s*(\d+)\s*$", contents, re.M)
    assert len(entries) >= 7
    begin = next(n for n, page in enumerate(shown) if re.search(r"^\s*BAB I\s*$", page, re.M))
    for title, number in entries:
        assert title.strip() in " ".join(shown[begin + int(number) - 1].split()), (title, number)


@needs_writer
def test_the_front_is_named_by_the_numbers_on_its_pages(tmp_path):
    """Roman ones, which LibreOffice itself would name in Arabic."""
    path = tmp_path / "buku.xlsx"
    path.write_bytes(printed_book("2022"))
    shown = pages(pdf_naskah(path).files[0])
    contents = next(page for page in shown if "DAFTAR ISI" in page)
    entries = re.findall(r"^\s*([A-Z][A-Z ]+?)\.{3,}\s*([ivx]+)\s*$", contents, re.M)
    assert len(entries) >= 2
    for title, number in entries:
        [page] = [p for p in shown[: shown.index(contents)] + shown[shown.index(contents) + 1 :]
                  if re.search(rf"^\s*{title}\s*$", p, re.M)]  # fmt: skip
        assert page.split()[-1] == number


@needs_writer
def test_a_document_as_it_was_saved_is_printed(tmp_path):
    path = tmp_path / "buku.xlsx"
    path.write_bytes(made_up_book())
    naskah_buku(path)
    printed = pages(pdf_naskah(path).files[0])
    assert "BADAN PENGELOLAAN ARSIP" in printed[0] and path.with_name(FILE_NAME).exists()


def test_a_document_of_another_office_is_not_printed_for_this_book(tmp_path):
    book = tmp_path / "buku.xlsx"
    book.write_bytes(printed_book("2022"))
    naskah_buku(book)
    other = tmp_path / "lain.xlsx"
    other.write_bytes(made_up_book())
    with pytest.raises(UserError, match="bukan dokumen buku ini"):
        pdf_naskah(other)
    assert not (tmp_path / "LKjIP.pdf").exists()
