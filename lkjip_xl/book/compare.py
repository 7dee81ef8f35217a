"""What a flow changed in the cells of a book: the edits that bring an open book to the state of the result.

In Excel the engine works on a saved copy. Input sheets of the open book are never swapped for those of the copy;
they get these edits, so that everything else on them stays as the user has it.
"""

import re
from collections.abc import Callable, Container, Iterable
from typing import Any, NamedTuple

from ..expr.values import ErrorValue
from ..ooxml.cells import SharedStrings, SheetText, attribute, cell_style, decode, formula_of
from ..ooxml.formats import Formats
from ..ooxml.formula_texts import FormulaTexts, read_sheet
from ..ooxml.package import Package
from ..ooxml.tables import find_tables
from ..ooxml.workbook import WorkbookParts
from ..ooxml.worksheet import column_letters


class Blok(NamedTuple):
    """Cells beneath each other in one column.

    Attributes:
        lembar: sheet. alamat: A1 range. lama, baru: rows of one cell, as ``Host.write`` takes them (a text that starts
            with ``=`` is a formula, one that starts with ``'`` is the text behind it).
    """

    lembar: str
    alamat: str
    lama: list[list[Any]]
    baru: list[list[Any]]


class Tumbuh(NamedTuple):
    """A table that got more rows: sheet, name, its range before and after."""

    lembar: str
    tabel: str
    lama: str
    baru: str


_FAMILIAR = re.compile(r"[^\W\d_(][^\d=@]*$")
_BEGINNING = 4
_TRUTH = {"true", "false", "benar", "salah"}


def edits(before: Package, after: Package) -> tuple[list[Tumbuh], list[Blok]]:
    """The edits between two packages of one book.

    Args:
        before: Package of the copy as Excel saved it. after: Package of the result.

    Returns:
        ``([Tumbuh, ...], [Blok, ...])``; both empty when no cell's formula or constant differs. Stored results of
        formulas do not count: the open book computes them itself.
    """
    lama, baru = WorkbookParts(before), WorkbookParts(after)
    tabel_lama, tabel_baru = find_tables(before, lama), find_tables(after, baru)
    tumbuh = [
        Tumbuh(place.sheet.name, nama, tabel_lama[nama].ref(), place.ref())
        for nama, place in tabel_baru.items()
        if nama in tabel_lama and place.ref() != tabel_lama[nama].ref()
    ]
    bagian = {s.part: s.name for s in lama.sheets if s.part and s.kind == "worksheet"}
    bahan_lama, bahan_baru = _meanings(before, lama), _meanings(after, baru)
    blok = []
    for part, nama in bagian.items():
        if part in after and before.crc(part) != after.crc(part):
            blok += _blocks(nama, _cells(before, part, *bahan_lama), _cells(after, part, *bahan_baru))
    return tumbuh, blok


def _meanings(package: Package, workbook: WorkbookParts) -> tuple[SharedStrings, Formats]:
    """What the cells of a book refer to: its shared strings and formats."""
    nama = workbook.related("sharedStrings")
    return SharedStrings(package.read(nama) if nama else b""), Formats(package, workbook)


def _cells(package: Package, part: str, strings: SharedStrings, formats: Formats) -> dict[tuple[int, int], Any]:
    """``{(column, row): content}`` of a sheet, blanks left out."""
    texts = FormulaTexts()
    sheet = SheetText(read_sheet(package, part, texts, check=False))
    bersama: dict[bytes, str] = {}
    decoded: dict[bytes, str] = {}
    isi: dict[tuple[int, int], Any] = {}

    def formula(content: bytes) -> str:
        text = decoded.get(content)
        if text is None:
            text = decoded[content] = decode(texts.text(content))
        return text

    for row in sheet.rows:
        for column, text in sheet.cells(row):
            satu = _content(sheet, text, strings, bersama, formats, formula)
            if satu is not None:
                isi[column, row.number] = satu
    return isi


def _content(
    sheet: SheetText,
    text: bytes,
    strings: SharedStrings,
    bersama: dict[bytes, str],
    formats: Formats,
    formula: Callable[[bytes], str],
) -> Any:
    rumus = formula_of(text) if sheet.has_formula(text) else None
    if rumus is None:
        isi = sheet.value(text, strings)
        if isi.__class__ is ErrorValue:
            return isi.kode
        return _as_typed(isi, cell_style(text) in formats.text) if isinstance(isi, str) else isi
    teks = formula(rumus[1])
    si = attribute(rumus[0], b"si")
    if si is not None:
        # The columns of our tables refer to their own row by name, so a shared formula reads alike in every cell.
        teks = bersama.setdefault(si, teks) if teks else bersama.get(si, "")
    return "=" + teks


def _as_typed(text: str, text_cell: bool) -> str:
    """A text as it must be written so that Excel takes it for that text, and not for a number, a date or a formula.

    A cell in text format takes everything as it is but a formula.
    """
    if text_cell:
        return "'" + text if text.startswith("=") else text
    return text if _FAMILIAR.match(text) and text.casefold() not in _TRUTH else "'" + text


def _blocks(nama: str, lama: dict[tuple[int, int], Any], baru: dict[tuple[int, int], Any]) -> list[Blok]:
    beda = sorted(k for k in lama.keys() | baru.keys() if lama.get(k) != baru.get(k))
    blok, mulai = [], 0
    for i in range(1, len(beda) + 1):
        if i < len(beda) and beda[i] == (beda[i - 1][0], beda[i - 1][1] + 1):
            continue
        satu = beda[mulai:i]
        huruf = column_letters(satu[0][0])
        alamat = f"{huruf}{satu[0][1]}:{huruf}{satu[-1][1]}"
        blok.append(Blok(nama, alamat, [[lama.get(k)] for k in satu], [[baru.get(k)] for k in satu]))
        mulai = i
    return blok


def references_to(
    package: Package, names: Iterable[str], owned: Container[str]
) -> tuple[list[tuple[str, str]], set[str]]:
    """Where a book refers to sheets that are about to be replaced, so that no formula of the user's is broken.

    Args:
        package: the saved copy. names: names of the sheets. owned: names of all sheets that are the product's own.

    Returns:
        ``(cells, others)``: cells is a list of ``(sheet, address)`` of formulas that can be written again; others is
        the set of those ``names`` to which something else refers (a chart, a defined name, a validation, an array
        formula ...), which would break when the sheet is replaced.
    """
    workbook = WorkbookParts(package)
    pola = {nama: _mention(nama) for nama in names}
    # A pattern that minds no case is tried at every byte of a part; a plain search first costs next to nothing.
    plain_text = {nama: _in_formula(nama).lower() for nama in names}
    beginnings = {text[:_BEGINNING] for text in plain_text.values()}  # mostly one for all: "lap "
    sel, lain = [], set()
    milik = {s.part for s in workbook.sheets if s.name in owned}
    ditulis = {s.part: s.name for s in workbook.sheets if s.part and s.kind == "worksheet" and s.part not in milik}
    for part in package.names:
        if part in milik or not part.endswith((".xml", ".vml")) or part == workbook.part:
            continue
        texts = FormulaTexts()
        data = read_sheet(package, part, texts, check=False) if part in ditulis else package.read(part)
        searched = b"\n".join((data, *texts))
        lower = searched.lower()
        if not any(text in lower for text in beginnings):
            continue
        kena = {nama for nama, satu in pola.items() if plain_text[nama] in lower and satu.search(searched)}
        if not kena:
            continue
        if part in ditulis:
            ketemu, sisa = _formula_cells(data, texts, {n: pola[n] for n in kena})
            sel += [(ditulis[part], alamat) for alamat in ketemu]
            lain |= sisa
        elif not part.startswith("docProps/"):
            lain |= kena
    for satu in workbook.defined_names:
        if satu.local is None or workbook.sheets[satu.local].name not in owned:
            lain |= {nama for nama, p in pola.items() if p.search(satu.text.encode())}
    return sel, lain


def _in_formula(name: str) -> bytes:
    """A sheet's name as it stands between quotes in the XML of a formula."""
    return name.replace("'", "''").replace("&", "&amp;").encode()


def _mention(nama: str) -> re.Pattern[bytes]:
    tanda = re.escape(_in_formula(nama))
    # A pivot table names its source in an attribute of its own.
    return re.compile(tanda + rb"(?:'|&apos;)?!|\ssheet=\"" + tanda + rb'"', re.I)


def _formula_cells(data: bytes, texts: FormulaTexts, pola: dict[str, re.Pattern[bytes]]) -> tuple[list[str], set[str]]:
    """``(addresses of plain formulas that mention a sheet, names mentioned by anything else on the sheet)``."""
    sheet = SheetText(data)
    bersama: dict[bytes, set[str]] = {}
    ketemu: list[str] = []
    lain: set[str] = set()
    for row in sheet.rows:
        for column, text in sheet.cells(row):
            rumus = formula_of(text) if sheet.has_formula(text) else None
            if rumus is None:
                continue
            atribut, isi = rumus
            si = attribute(atribut, b"si")
            isi = texts.text(isi)
            kena = {nama for nama, p in pola.items() if p.search(isi)}
            if si is not None:
                kena = bersama.setdefault(si, kena) if isi else bersama.get(si, set())
            if kena and attribute(atribut, b"t") in (b"array", b"dataTable"):
                lain |= kena
            elif kena:
                ketemu.append(f"{column_letters(column)}{row.number}")
    ekor = data[: sheet.start] + data[sheet.stop :]
    # A hyperlink names its sheet in text and finds it again by that name.
    ekor = re.sub(rb"<(?:\w+:)?hyperlink\s[^>]*>", b"", ekor)
    return ketemu, lain | {nama for nama, p in pola.items() if p.search(ekor)}
