"""The Word file: two published years and a made-up office, read back heading by heading, table by table, number by
number."""

import re
import zipfile
from functools import cache
from io import BytesIO
from xml.etree import ElementTree

import pytest

from lkjip_xl.flows.naskah import naskah_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.naskah.manuscript import Heading, TableElement, WholeReport, manuscript_of
from lkjip_xl.naskah.pieces import GridTable
from lkjip_xl.naskah.printable import without_contents_fields
from lkjip_xl.naskah.reading import read_document
from lkjip_xl.naskah.style_template import MAIN, shipped_template
from lkjip_xl.reports.layout.cells import text_of
from tests.naskah.books import made_up_book, plain_book, printed_book
from tests.naskah.printed_contents import HEADINGS, TABLES

BOOKS = {
    "2022": lambda: printed_book("2022"),
    "2018": lambda: printed_book("2018"),
    "lain": made_up_book,
    "kerangka": lambda: plain_book("2022"),
}
_W = f"{{{MAIN}}}"
every_book = pytest.mark.parametrize("name", sorted(BOOKS))


@cache
def document(name):
    """The document of a book, as bytes."""
    return naskah_buku(BOOKS[name]()).contents["LKjIP.docx"]


@cache
def manuscript(name):
    """Its manuscript."""
    return manuscript_of(compute_book(BOOKS[name]())[1])


@cache
def lines(name):
    """Its lines."""
    return read_document(document(name))


@cache
def body(name):
    """Its body as elements."""
    with zipfile.ZipFile(BytesIO(document(name))) as package:
        return ElementTree.fromstring(package.read("word/document.xml")).find(f"{_W}body")


def headings(name):
    return [line.text for line in lines(name) if line.style.startswith(("Heading", "LKjIPJudulDaftar"))]


def captions(name):
    return [line.text for line in lines(name) if line.style == "Caption"]


@pytest.mark.parametrize("year", sorted(HEADINGS))
def test_every_heading_of_the_printed_contents_is_there_in_order(year):
    world = manuscript(year).world
    names = iter(s.nama for s in world.sasaran)
    wanted = [re.sub(r"\{sasaran\}", lambda _: next(names), text).casefold() for text in HEADINGS[year]]
    found = iter(text.casefold() for text in headings(year))
    missing = [text for text in wanted if text not in found]  # "in" goes on where the one before was found
    assert not missing


@pytest.mark.parametrize("year", sorted(TABLES))
def test_every_table_of_the_printed_contents_is_there_in_order(year):
    numbers = iter(re.match(r"Tabel ([\w.]+) ", text)[1] for text in captions(year) if text.startswith("Tabel"))
    assert not [number for number in TABLES[year] if number not in numbers]


@every_book
def test_every_number_in_the_text_is_that_of_its_slot(name):
    """Each run that a slot gave stands in the document as the cell prints it."""
    told = "\n".join(line.text for line in lines(name))
    compared = 0
    for one in manuscript(name).elements:
        for run in getattr(one, "runs", ()):
            if run.answer is not None and run.answer.text:
                text = " ".join(run.text.split())
                assert text in told
                compared += any(c.isdigit() for c in text)
    assert compared > 15


@every_book
def test_every_cell_of_the_reports_is_in_its_table(name):
    """Tables are read back cell by cell: what Word shows is what the sheet prints."""
    expected = []
    for one in manuscript(name).elements:
        grids = [one.table.table] if isinstance(one, TableElement) else []
        if isinstance(one, WholeReport):
            grids = [p for p in one.pieces if isinstance(p, GridTable)]
        expected += [[" ".join(t.split()) for c in row if c is not None and (t := text_of(c).strip())] for g in grids
                     for row in g.rows]  # fmt: skip
    found = []
    for row in body(name).iter(f"{_W}tr"):
        cells = [" ".join("".join(_texts(cell)).split()) for cell in row.iter(f"{_W}tc")]
        found.append([text for text in cells if text])
    assert found == expected and len(found) > 40


def _texts(cell):
    for one in cell.iter():
        if one.tag == f"{_W}t":
            yield one.text or ""
        elif one.tag in (f"{_W}br", f"{_W}tab"):
            yield " "


@every_book
def test_nothing_is_left_open(name):
    """No slot, no instruction and no mark of the outline reaches the paper."""
    for line in lines(name):
        assert "{" not in line.text and "}" not in line.text, line
        assert "(Tulis" not in line.text and "untuk tiap" not in line.text, line


@every_book
def test_heads_repeat_and_rows_add_up(name):
    tables = list(body(name).iter(f"{_W}tbl"))
    assert any(t.find(f".//{_W}tblHeader") is not None for t in tables)
    for table in tables:
        count = len(table.find(f"{_W}tblGrid"))
        for row in table.iter(f"{_W}tr"):
            spans = [cell.find(f"{_W}tcPr/{_W}gridSpan") for cell in row.iter(f"{_W}tc")]
            assert sum(1 if s is None else int(s.get(f"{_W}val")) for s in spans) == count


@every_book
def test_captions_count_by_fields(name):
    """The number that a caption shows is what Word works out from its field."""
    counts = {}
    for paragraph in body(name).iter(f"{_W}p"):
        code = "".join(t.text for t in paragraph.iter(f"{_W}instrText"))
        field = re.search(r"SEQ (Tabel|Gambar) \\\* (ALPHABETIC|ARABIC)(?: \\r (\d+))?", code)
        if field is None:
            continue
        shown = re.match(r"(?:Tabel|Gambar) ([\w.]+) ", "".join(_texts(paragraph)))[1].rpartition(".")[2]
        number = int(shown) if field[2] == "ARABIC" else ord(shown) - 64
        counts[field[1]] = int(field[3]) if field[3] else counts[field[1]] + 1
        assert counts[field[1]] == number
    assert counts["Tabel"]


@every_book
def test_contents_name_the_headings_and_lead_to_them(name):
    places = {b.get(f"{_W}name") for b in body(name).iter(f"{_W}bookmarkStart")}
    entries = [(p, link) for p in body(name).iter(f"{_W}p") for link in p.iter(f"{_W}hyperlink")]
    assert entries and all(link.get(f"{_W}anchor") in places for _, link in entries)
    listed = [one for one in manuscript(name).elements if isinstance(one, Heading) and one.listed and one.level <= 3]
    shown = ["".join(_texts(link)).strip() for p, link in entries if _style(p).startswith("TOC")]
    assert len(shown) == len(listed)
    assert shown[-1].startswith("Lampiran") and "BAB III AKUNTABILITAS KINERJA" in shown


def _style(paragraph):
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if found is None else found.get(f"{_W}val")


@every_book
def test_sections_turn_and_count(name):
    """Cover, front in Roman numbers, chapters from 1; wide forms lie on their side."""
    sections = list(body(name).iter(f"{_W}sectPr"))
    kinds = [s.find(f"{_W}pgNumType") for s in sections]
    assert kinds[0] is None and sections[0].find(f"{_W}footerReference") is None
    assert kinds[1].get(f"{_W}fmt") == "lowerRoman"
    starts = [k.get(f"{_W}start") for k in kinds[1:] if k.get(f"{_W}start")]
    assert starts == ["2", "1"]
    turned = [s.find(f"{_W}pgSz").get(f"{_W}orient") for s in sections]
    assert "landscape" in turned and None in turned


def test_printing_takes_the_field_around_the_contents_and_keeps_what_is_in_it():
    with zipfile.ZipFile(BytesIO(document("lain"))) as package:
        text = package.read("word/document.xml").decode()
    printable = without_contents_fields(text)
    assert " TOC " in text and " TOC " not in printable
    for kept in (" PAGEREF ", " SEQ ", "w:hyperlink"):
        assert printable.count(kept) == text.count(kept)
    assert printable.count('fldCharType="begin"') == printable.count('fldCharType="end"')
    ElementTree.fromstring(printable)


@every_book
def test_the_document_is_valid(name, tmp_path, sdk):
    path = tmp_path / "LKjIP.docx"
    path.write_bytes(document(name))
    assert sdk(path) == []
    assert sdk(path, "Office2013") == []


def test_the_style_file_is_valid(tmp_path, sdk):
    path = tmp_path / "gaya.docx"
    path.write_bytes(shipped_template())
    assert sdk(path) == []


@every_book
def test_the_same_book_gives_the_same_bytes(name):
    assert naskah_buku(BOOKS[name]()).contents["LKjIP.docx"] == document(name)


@every_book
def test_another_reader_finds_the_same(name):
    docx = pytest.importorskip("docx")
    opened = docx.Document(BytesIO(document(name)))
    texts = [" ".join(p.text.split()) for p in opened.paragraphs if p.style.name == "Caption"]
    assert texts == captions(name)
    assert len(opened.sections) == len(list(body(name).iter(f"{_W}sectPr")))
