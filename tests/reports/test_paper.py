"""Every form of every profile on paper: overlaps, orphan rows, doubled heads, page fill and signatures, on the PDF."""

import shutil
from io import BytesIO

import openpyxl
import pytest

from lkjip_xl.flows.pdf import pdf_buku
from lkjip_xl.flows.printing import find_libreoffice
from lkjip_xl.reports.registry import all_reports
from tests.reports.paper_books import BOOKS, paper_book
from tests.tools import paper

needs_printing = pytest.mark.skipif(
    find_libreoffice() is None or shutil.which("pdftotext") is None, reason="LibreOffice and poppler print and measure"
)


@needs_printing
@pytest.mark.lengkap(contoh=3)
@pytest.mark.parametrize("name", BOOKS)
def test_the_pages_keep_the_rules(name, tmp_path):
    book = tmp_path / "buku.xlsx"
    book.write_bytes(paper_book(name))
    count, found = paper.breaches(book, tmp_path / "buku.pdf")
    assert found == []
    assert count >= 3


def owned(data):
    sheets = openpyxl.load_workbook(BytesIO(data), read_only=False)
    names = (s.defined_names.get("_lkjip") for s in sheets.worksheets)
    return {n.attr_text.strip('"').split("|")[2] for n in names if n is not None}


@pytest.mark.lengkap
def test_no_form_is_left_out():
    """Each report that the product has stands in one of the books; LAP-REVIU is a working paper of its own command."""
    there = {id for name in BOOKS for id in owned(paper_book(name))}
    left = [r.id for r in all_reports() if not any(id == r.id or (r.each and id.startswith(r.id)) for id in there)]
    assert left == ["LAP-REVIU"]


# --- the measure sees what is wrong -----------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    if find_libreoffice() is None or shutil.which("pdftotext") is None:
        pytest.skip("LibreOffice and poppler print and measure")
    folder = tmp_path_factory.mktemp("kertas")
    book = folder / "buku.xlsx"
    book.write_bytes(paper_book("2017"))
    made = pdf_buku(book, folder / "buku.pdf")
    sheets = openpyxl.load_workbook(book)
    pages = paper.read_pages(folder / "buku.pdf")
    forms = {name: paper.Form(name, sheets[name]) for name in made.sheets.values()}
    start = len(pages) - sum(len(f.pages) for f in forms.values())
    result = {}
    for name, form in forms.items():
        result[name] = (form, pages[start : start + len(form.pages)])
        start += len(form.pages)
    return result


def changed(page, words):
    return paper.Page(page.width, page.height, words, paper.squeezed("".join(w.text for w in words)))


def test_a_text_upon_another_is_seen(printed):
    page = printed["Lap PK Perubahan"][1][0]
    assert paper.overlaps(page) == []
    first, second = page.words[:2]
    moved = second._replace(left=first.left + 1, top=first.top, right=first.right + 1, bottom=first.bottom)
    assert paper.overlaps(changed(page, [first, moved, *page.words[2:]]))
    assert paper.overlaps(changed(page, [first._replace(left=-9.0), *page.words[1:]]))


def test_a_head_that_stands_twice_or_not_at_all_is_seen(printed):
    form, pages = printed["Lap Anggaran"]
    assert len(pages) > 1 and form.titles
    for number in (0, 1):
        page = pages[number]
        assert paper.doubled_heads(form, number, page) == []
        [(words, height)] = form.head_words(form.titles)
        head = [w for w in page.words if w.text in words and w.top < 80 + 200 * (number == 0)]
        twice = [*page.words, *(w._replace(top=w.top + 300, bottom=w.bottom + 300) for w in head)]
        assert "2 kali, seharusnya 1" in " ".join(paper.doubled_heads(form, number, changed(page, twice)))
        none = [w for w in page.words if w not in head]
        assert "0 kali, seharusnya 1" in " ".join(paper.doubled_heads(form, number, changed(page, none)))


def test_a_row_on_another_page_is_seen(printed):
    form, pages = printed["Lap Anggaran"]
    assert paper.missing_rows(form, 0, pages[0]) == [] and paper.missing_rows(form, 1, pages[1]) == []
    assert paper.missing_rows(form, 0, pages[1]) and paper.missing_rows(form, 1, pages[0])


def test_a_thin_page_and_a_row_alone_are_seen(printed):
    form, pages = printed["Lap Anggaran"]
    assert paper.orphans_and_fill(form, 0, pages) == []
    upper = changed(pages[0], [w for w in pages[0].words if w.bottom < 300])
    assert "terisi" in " ".join(paper.orphans_and_fill(form, 0, [upper, *pages[1:]]))
    number = len(form.pages) - 1
    rows = sorted(form.rows.intersection(form.pages[number]))
    lone = paper.Form(form.name, form.sheet)
    lone.rows = lone.rows - set(rows[1:])
    for r in rows[1:]:
        lone.texts[r] = []
    for r in form.pages[number]:
        if r not in lone.rows | lone.heads:
            lone.texts[r] = []
    assert paper.orphans_and_fill(lone, number, pages) == ["satu baris saja"]


def test_a_signature_without_its_rows_is_seen(printed):
    form, pages = printed["Lap TW IV"]
    last = len(pages) - 1
    assert last and paper.lone_signatures(form, last, pages[last]) == []
    lone = paper.Form(form.name, form.sheet)
    lone.rows = lone.rows - set(lone.pages[last])
    for r in form.rows.intersection(form.pages[-1]):
        lone.texts[r] = []
    assert paper.lone_signatures(lone, last, pages[last]) == ["tanda tangan sendirian"]
