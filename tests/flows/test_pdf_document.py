"""The printed document: the LKjIP's order, contents with the page of each form, nothing but report sheets; and what is
measured on its pages: nothing overlaps, no head stands twice, no page is nearly empty within a form."""

import re
import shutil
import subprocess
from itertools import pairwise

import pytest

from lkjip_xl.flows import pdf
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.pdf import pdf_buku
from lkjip_xl.flows.pdf_document import CONTENTS, Entry, bound, contents, entries, last_page, pages_of, starts
from lkjip_xl.flows.printing import find_libreoffice
from lkjip_xl.ooxml.ownership import owned_sheets
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.workbook import WorkbookParts
from tests.reports.made_book import periksa_bentuk, teks_lembar
from tests.reports.paper_books import paper_book

pytestmark = pytest.mark.skipif(
    find_libreoffice() is None or shutil.which("pdftotext") is None, reason="LibreOffice and poppler print and measure"
)


@pytest.fixture(scope="module")
def printed(buku_contoh, tmp_path_factory):
    """``(path of the PDF, its Result, the book)`` of the sample with all its reports."""
    book = tmp_path_factory.mktemp("dokumen") / "buku.xlsx"
    shutil.copy(buku_contoh, book)
    laporan_buku(book, backup=False)
    made = book.with_suffix(".pdf")
    return made, pdf_buku(book, made), book


def words(path):
    """``[(width, height, [(left, top, right, bottom, text), ...]), ...]`` of each page."""
    text = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, check=True).stdout.decode()
    result = []
    for width, height, body in re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', text, re.S):
        found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', body)
        result.append((float(width), float(height), [(*map(float, w[:4]), w[4]) for w in found]))
    return result


def test_the_order_is_the_reports_and_working_papers_stay_out(printed):
    _, done, book = printed
    ids = list(done.sheets)
    assert "LAP-RINGKASAN" not in ids and CONTENTS not in ids
    order = ("LAP-RENSTRA", "LAP-IKU", "LAP-PK", "LAP-SKALA", "LAP-SASARAN-1", "LAP-ANGGARAN", "LAP-TW1", "LAP-NOTA")
    places = [next(n for n, i in enumerate(ids) if i.startswith(p)) for p in order]
    assert places == sorted(places)
    named = pdf_buku(book, book.with_name("satu.pdf"), ["LAP-RINGKASAN"])
    assert list(named.sheets) == ["LAP-RINGKASAN"]


def test_each_form_begins_on_the_page_that_the_contents_tell(printed):
    path, done, _ = printed
    pages = words(path)
    told = {}
    lines = subprocess.run(["pdftotext", "-layout", "-l", "1", str(path), "-"], capture_output=True, check=True)
    for title, page in re.findall(r"^\s+(\S.*?)\s{3,}(\d+)$", lines.stdout.decode(), re.M):
        told[title] = int(page)
    assert len(told) == len(done.sheets) and max(told.values()) <= len(pages)
    first = {"Perjanjian Kinerja": "PEMERINTAH", "Realisasi Anggaran": "Tabel"}
    for title, word in first.items():
        assert pages[told[title] - 1][2][0][4] == word, title
    # Before the first page of a form another one ends: its footer is another's.
    footers = [" ".join(w[4] for w in found if w[1] > height - 60) for _, height, found in pages]
    for title, page in told.items():
        before, here = (re.sub(r" Halaman \d+ dari \d+$", "", footers[n - 1]) for n in (page - 1, page))
        assert before != here, title


def test_nothing_but_reports_is_printed(printed):
    path, _, _ = printed
    every = " ".join(w[4] for _, _, found in words(path) for w in found)
    assert "tbl_pengaturan" not in every and "triwulan_berjalan" not in every and "Petunjuk" not in every


def test_no_text_lies_upon_another(printed):
    path, _, _ = printed
    for number, (width, height, found) in enumerate(words(path), 1):
        found = sorted(found, key=lambda w: (w[1], w[0]))
        for a, b in ((x, y) for n, x in enumerate(found) for y in found[n + 1 : n + 40]):
            across = min(a[2], b[2]) - max(a[0], b[0])
            down = min(a[3], b[3]) - max(a[1], b[1])
            assert not (across > 1.5 and down > 0.45 * min(a[3] - a[1], b[3] - b[1])), (number, a, b)
        for left, _, right, bottom, text in found:
            assert left >= 0 and right <= width + 1 and bottom <= height + 1, (number, text)


def test_no_page_holds_the_footer_and_a_row_alone_or_a_head_twice(printed):
    path, _, _ = printed
    for number, (_, height, found) in enumerate(words(path), 1):
        body = [w for w in found if w[3] < height - 55]
        divider = len(body) == 2 and body[0][4] == "TRIWULAN"
        assert divider or len({round(w[1]) for w in body}) >= 3, (number, body)
        texts = [w[4] for w in sorted(found, key=lambda w: (round(w[1]), w[0]))]
        numbered = [n for n in range(len(texts) - 3) if texts[n : n + 4] == ["(1)", "(2)", "(3)", "(4)"]]
        for a, b in pairwise(numbered):
            assert b - a > 12, (number, "a head twice")


def test_pages_within_a_form_are_filled(printed):
    """A page that its form goes on from is used to three fifths, unless a whole unit did not fit any more."""
    path, _, _ = printed
    pages = words(path)
    thin = 0
    footers = [re.sub(r" Halaman .*", "", " ".join(w[4] for w in found if w[1] > height - 60))
               for _, height, found in pages]  # fmt: skip
    for n, (_, height, found) in enumerate(pages[:-1]):
        if footers[n] == footers[n + 1] and len({round(w[1]) for w in found}) > 12:
            used = max(w[3] for w in found if w[3] < height - 55) / (height - 60)
            thin += used < 0.6
    assert thin <= 0.1 * len(pages)


def scoped(workbook):
    """The names that belong to a sheet, with that sheet's name."""
    own = (d for d in workbook.defined_names if d.local is not None)
    return {(workbook.sheets[d.local].name, d.name.casefold(), d.text) for d in own}


# --- without a printer -----------------------------------------------------------------------------------------------
def test_the_copy_is_reordered_and_names_follow_their_sheet(printed):
    package = Package.open(printed[2])
    before = WorkbookParts(package)
    named = scoped(before)
    found = bound(package, "Dinas", 2022)
    after = WorkbookParts(package)
    order = [s.name for s in after.sheets]
    assert order[0] == "Daftar Isi" and order[1 : 1 + len(found)] == [e.sheet for e in found]
    assert len(order) == len(before.sheets) + 1 and set(owned_sheets(after)) == {*owned_sheets(before), CONTENTS}
    assert named and named <= scoped(after)


def test_long_contents_know_their_own_pages():
    many = [Entry(f"LAP-{n}", "Lampiran", f"Form {n}", f"Lap {n}", 2) for n in range(120)]
    sheet = contents(many, "Dinas", 2022)
    periksa_bentuk(sheet)
    assert starts(many)[0] == len(sheet.breaks) + 2 and last_page(many) == starts(many)[-1] + 1
    assert str(starts(many)[-1]) in teks_lembar(sheet)
    assert str(starts(many)[-1]) not in teks_lembar(contents(many, "Dinas", 2022, numbered=False))


def test_a_form_that_the_program_divides_otherwise_gets_no_page_number(printed, monkeypatch):
    seen = []
    real = pdf._reports_printed

    def spy(source, name, hanya, numbered=True):
        seen.append(numbered)
        return b"%PDF /Type/Page /Type/Page", {}, [Entry("A", "Lampiran", "A", "Lap A", 5)]

    monkeypatch.setattr(pdf, "_reports_printed", spy)
    pdf_buku(b"", None)
    assert seen == [True, False] and real is not spy
    assert pages_of(b"/Type /Page /Type/Pages /Type/Page>>") == 2


def test_few_reports_are_no_document(printed, tmp_path):
    package = Package.open(printed[2])
    assert len(entries(package)) > 10
    from lkjip_xl.ooxml.inplace import edit_package

    gone = [i for i in owned_sheets(WorkbookParts(package)) if i not in ("LAP-PK", "LAP-IKU")]
    edit_package(package, [], True, gone)
    assert bound(package, "Dinas", 2022) == [] and CONTENTS not in owned_sheets(WorkbookParts(package))


def test_a_form_of_a_series_is_called_by_whose_it_is():
    """The office's name leaves a footer before the form's own name does, so that the contents tell letters apart."""
    told = {e.id: e.title for e in entries(Package(paper_book("Umum dengan modul")))}
    own = {k: v for k, v in told.items() if k.startswith(("LAP-NOTA-", "LAP-PK-J", "LAP-IKI-"))}
    assert own["LAP-NOTA-1"] == "Nota Dinas Bidang Rehabilitasi, Perlindungan dan Jaminan Sosial"
    assert len(own) == 8 and not [t for t in own.values() if t[-1].isdigit()], own
    assert own["LAP-IKI-1"].startswith("IKI Kepala Dinas Sosial, Pemberdayaan Perempuan") and "Proboli" not in str(own)
