"""What the printed pages of a book's forms show: measured on the PDF, against the rows that each sheet puts on a page.

    python -m tests.tools.paper BUKU.xlsx [BERKAS.pdf]      # every breach of the page rules, form by form

Of a page the PDF tells its words with their places, and its text in the order in which it was written (row by row). Of
a form the book tells which rows belong on which page, which of them are heads, and how high they are.
"""

import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import openpyxl
from openpyxl.utils import column_index_from_string

from lkjip_xl.flows.pdf import pdf_buku
from lkjip_xl.reports.layout.pages import LEAST_USED, PAPER
from lkjip_xl.reports.layout.styles import HEAD
from lkjip_xl.reports.names import WORKING_SHEETS

MARGIN = 43.2  # points above and below the printed rows (ooxml.worksheet)
FOOTER = 55.0  # points at the end of the paper where the footer stands
CONTENTS_TITLE = "DAFTARISI"


class Word(NamedTuple):
    """A word and its box on the page, in points from the top left."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass
class Page:
    """A printed page: its size, its words, and its text without blanks in the order of the rows."""

    width: float
    height: float
    words: list[Word]
    text: str

    @property
    def body(self) -> list[Word]:
        return [w for w in self.words if w.bottom < self.height - FOOTER]

    @property
    def used(self) -> float:
        """Which part of the room for rows is used."""
        lowest = max((w.bottom for w in self.body), default=MARGIN)
        return (lowest - MARGIN) / (self.height - 2 * MARGIN)


def squeezed(text: object) -> str:
    return re.sub(r"\s+", "", str(text))


def read_pages(pdf: Path) -> list[Page]:
    boxes = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    raw = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    result = []
    places = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', boxes, re.S)
    for (width, height, body), text in zip(places, raw.split("\f"), strict=False):
        found = re.findall(r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', body)
        words = [Word(*map(float, w[:4]), _unescaped(w[4])) for w in found]
        result.append(Page(float(width), float(height), words, squeezed(text)))
    return result


def _unescaped(text: str) -> str:
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


class Form:
    """The sheet of a form: the rows of each page, heads and rows of tables, the scale at which it prints."""

    def __init__(self, name: str, sheet) -> None:
        self.name, self.sheet = name, sheet
        covered = {
            (r, c) for m in sheet.merged_cells.ranges for r in range(m.min_row, m.max_row + 1)
            for c in range(m.min_col, m.max_col + 1) if (r, c) != (m.min_row, m.min_col)
        }  # fmt: skip
        self.last = sheet.max_row
        self.texts: dict[int, list[str]] = {r: [] for r in range(1, self.last + 1)}
        self.heads, self.rows = set(), set()
        area = re.findall(r"\$([A-Z]+)\$", str(sheet.print_area or ""))
        printed = (
            column_index_from_string(area[-1]) if area else sheet.max_column
        )  # beyond it stands what is not printed
        for row in sheet.iter_rows(max_col=printed):
            bordered = [c for c in row if c.border is not None and c.border.left is not None and c.border.left.style]
            if bordered:
                named = [c for c in bordered if c.value is not None] or bordered
                filled = all(str(c.fill.fgColor.rgb)[-6:] == HEAD.fill[-6:] for c in named)
                (self.heads if filled else self.rows).add(row[0].row)
            for c in row:
                if isinstance(c.value, str) and c.value.strip() and (c.row, c.column) not in covered:
                    self.texts[c.row].append(c.value)
        self.groups: list[list[int]] = []  # rows of a head that follow each other
        for r in sorted(self.heads):
            if self.groups and self.groups[-1][-1] == r - 1:
                self.groups[-1].append(r)
            else:
                self.groups.append([r])
        edges = [0, *sorted(b.id for b in sheet.row_breaks.brk), self.last]
        self.pages = [range(a + 1, b + 1) for a, b in zip(edges, edges[1:], strict=False)]
        titles = [int(n) for n in re.findall(r"\d+", sheet.print_title_rows or "")]
        self.titles = range(titles[0], titles[-1] + 1) if titles else range(0)
        widths = sum(
            sheet.column_dimensions[c].width
            for c in sheet.column_dimensions
            if not sheet.column_dimensions[c].hidden and column_index_from_string(c) <= printed
        )
        paper = "A4" if str(sheet.page_setup.paperSize) == "9" else "F4"
        landscape = sheet.page_setup.orientation == "landscape"
        self.scale = 1 / max(1.0, widths / PAPER[paper][landscape][0])

    def height(self, rows) -> float:
        """Points of these rows on paper."""
        return self.scale * sum(self.sheet.row_dimensions[r].height or 15.0 for r in rows)

    def head_words(self, rows) -> list[tuple[Counter[str], float]]:
        """The words of each head among the rows, and its height on paper."""
        return [
            (Counter(w for r in group for t in self.texts[r] for w in t.split()), self.height(group))
            for group in self.groups if group[0] in rows
        ]  # fmt: skip


def overlaps(page: Page) -> list[str]:
    """Words that lie upon another, and those that leave the paper."""
    found = []
    words = sorted(page.words, key=lambda w: (w.top, w.left))
    for n, a in enumerate(words):
        for b in words[n + 1 :]:
            if b.top >= a.bottom:
                break
            across, down = min(a.right, b.right) - max(a.left, b.left), min(a.bottom, b.bottom) - max(a.top, b.top)
            if across > 1.5 and down > 0.45 * min(a.bottom - a.top, b.bottom - b.top):
                found.append(f"{a.text!r} di atas {b.text!r}")
        if a.left < 0 or a.right > page.width + 1 or a.bottom > page.height + 1:
            found.append(f"{a.text!r} di luar kertas")
    return found


def printed_heads(page: Page, words: Counter[str], room: float) -> int:
    """How often all these words of a head stand together on the page, within the height of the head."""
    rarest = min(words, key=lambda w: (sum(w == have.text for have in page.words), -len(w)))
    own = [w for w in page.words if w.text in words]
    count, end = 0, -1.0
    for at in sorted(w.top for w in own if w.text == rarest):
        tops = {w.top for w in own if at - room <= w.top <= at}
        together = any(words <= Counter(w.text for w in own if top <= w.top <= top + room) for top in tops)
        if at > end and together:
            count, end = count + 1, at + room / 2
    return count


def doubled_heads(form: Form, number: int, page: Page) -> list[str]:
    """Heads that do not stand on the page as often as their rows."""
    found = []
    rows = form.pages[number]
    repeated = number and form.titles and form.titles[-1] < rows[0]
    wanted = form.head_words(rows) + (form.head_words(form.titles) if repeated else [])
    for words, height in {tuple(sorted(w.items())): (w, h) for w, h in wanted}.values():
        if words.total() < 3:
            continue
        count, want = printed_heads(page, words, height + 6), sum(words <= other for other, _ in wanted)
        if count != want:
            found.append(f"kepala {' '.join(words)[:40]!r} {count} kali, seharusnya {want}")
    for before, after in zip(form.groups, form.groups[1:], strict=False):
        if before[0] in rows and after[0] in rows and not any(form.texts[r] for r in range(before[-1] + 1, after[0])):
            found.append(f"kepala baris {after[0]} tanpa isi sesudah kepala sebelumnya")
    first = next((g for g in form.groups if g[0] in rows), None)
    if repeated and first and first[0] == rows[0]:
        found.append("kepala di bawah judul cetak yang berulang")
    return found


def missing_rows(form: Form, number: int, page: Page) -> list[str]:
    """Rows whose words are not on the page on which the sheet puts them."""
    found = []
    have = page.text
    for r in form.pages[number]:
        words = [w for t in form.texts[r] for w in t.split()]
        lost = [w for w in words if squeezed(w) not in have]
        if words and len(lost) > 0.34 * len(words):
            found.append(f"baris {r} tidak di halamannya: {' '.join(lost)[:60]!r}")
    return found


def orphans_and_fill(form: Form, number: int, pages: list[Page]) -> list[str]:
    """A page with one row of a table alone, and one that its table goes on from though it is hardly used."""
    found = []
    rows, page = form.pages[number], pages[number]
    own = [r for r in rows if r in form.rows]
    if number and len(own) == 1 and not any(form.texts[r] for r in rows if r not in form.rows | form.heads):
        before = pages[number - 1].used - form.height([form.pages[number - 1][-1]]) / (page.height - 2 * MARGIN)
        if before >= LEAST_USED:
            found.append("satu baris saja")
    if number + 1 < len(form.pages) and own:
        following = form.pages[number + 1][0]
        room = (page.height - 2 * MARGIN) * 0.96 - (page.used * (page.height - 2 * MARGIN))
        # The last rows go with the signature: where both do not fit here, they stand on the next page.
        rest = form.pages[number + 1] if number + 2 == len(form.pages) else [following]
        goes_on = following in form.rows
        if goes_on and len(own) > 3 and page.used < LEAST_USED and form.height(rest) <= room:
            found.append(f"terisi {page.used:.0%}")
    return found


def lone_signatures(form: Form, number: int, page: Page) -> list[str]:
    """A signature that stands on a page without rows of its table, where the form has a table."""
    rows = form.pages[number]
    signs = any(t.strip().casefold().startswith("nip") for r in rows for t in form.texts[r])
    before = {r for own in form.pages[:number] for r in own}
    tables = form.rows & before
    alone = signs and number and tables and not form.rows.intersection(rows)
    texts = sum(len(t) for r in rows for t in form.texts[r])
    return ["tanda tangan sendirian"] if alone and texts < 400 else []


def breaches(book: Path, pdf: Path) -> tuple[int, list[str]]:
    """``(pages measured, what breaks a rule)``: of the document that the command ``pdf`` makes of the book, and of the
    working papers that are no part of it, printed by their names."""
    made = pdf_buku(book, pdf)
    source = openpyxl.load_workbook(book)
    owned = {
        name: sheet.defined_names.get("_lkjip")
        for name, sheet in zip(source.sheetnames, source.worksheets, strict=True)
    }
    ids = {name: mark.attr_text.strip('"').split("|")[2] for name, mark in owned.items() if mark is not None}
    count, found = _measured(pdf, [Form(name, source[name]) for name in made.sheets.values()])
    papers = [name for name, id in ids.items() if id not in {*made.sheets, *WORKING_SHEETS}]
    if papers:
        own = pdf.with_name("kertas kerja.pdf")
        sheets = pdf_buku(book, own, [ids[name] for name in papers]).sheets.values()
        more, wrong = _measured(own, [Form(name, source[name]) for name in sheets])
        count, found = count + more, found + wrong
    return count, found


def _measured(pdf: Path, forms: list[Form]) -> tuple[int, list[str]]:
    """What breaks a rule on the pages of a PDF that holds these forms, perhaps behind a page of contents."""
    pages = read_pages(pdf)
    start = len(pages) - sum(len(f.pages) for f in forms)
    if start < 0 or start > 3 or (start and CONTENTS_TITLE not in pages[0].text):
        return len(pages), [f"{len(pages)} halaman, {sum(len(f.pages) for f in forms)} menurut lembarnya"]
    found = [f"isi: {what}" for page in pages[:start] for what in overlaps(page)]
    for form in forms:
        own = pages[start : start + len(form.pages)]
        start += len(form.pages)
        for number, page in enumerate(own):
            wrong = [
                *overlaps(page), *doubled_heads(form, number, page), *missing_rows(form, number, page),
                *orphans_and_fill(form, number, own), *lone_signatures(form, number, page),
            ]  # fmt: skip
            found += [f"{form.name}, halaman {number + 1}: {what}" for what in wrong]
    return len(pages), found


def main() -> None:
    book = Path(sys.argv[1])
    count, found = breaches(book, Path(sys.argv[2]) if len(sys.argv) > 2 else book.with_suffix(".pdf"))
    print(*found, f"{count} halaman, {len(found)} pelanggaran", sep="\n")


if __name__ == "__main__":
    main()
