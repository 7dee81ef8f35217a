"""What a flow changed in the cells of a book: the edits that bring an open book to the state of the result.

In Excel the engine works on a saved copy. Input sheets of the open book are never swapped for those of the copy;
they get these edits, so that everything else on them stays as the user has it.
"""

import re
from collections.abc import Callable, Collection, Container, Iterable
from typing import Any, NamedTuple

from ..expr.values import ErrorValue
from ..ooxml.cells import SharedStrings, SheetText, attribute, cell_style, decode, formula_of
from ..ooxml.formats import Formats
from ..ooxml.formula_texts import FormulaTexts, read_sheet
from ..ooxml.package import Package
from ..ooxml.tables import find_tables
from ..ooxml.workbook import WorkbookParts
from ..ooxml.worksheet import column_letters
from ..ooxml.xmlspans import has_declarations, to_utf8


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
_ATTRIBUTE = re.compile(rb"\ssheet=\"")
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
    old, new = WorkbookParts(before), WorkbookParts(after)
    tabel_lama, tabel_baru = find_tables(before, old), find_tables(after, new)
    tumbuh = [
        Tumbuh(place.sheet.name, own_name, tabel_lama[own_name].ref(), place.ref())
        for own_name, place in tabel_baru.items()
        if own_name in tabel_lama and place.ref() != tabel_lama[own_name].ref()
    ]
    piece = {s.part: s.name for s in old.sheets if s.part and s.kind == "worksheet"}
    bahan_lama, bahan_baru = _meanings(before, old), _meanings(after, new)
    blok = []
    for part, own_name in piece.items():
        if part in after and before.crc(part) != after.crc(part):
            blok += _blocks(own_name, _cells(before, part, *bahan_lama), _cells(after, part, *bahan_baru))
    return tumbuh, blok


def _meanings(package: Package, workbook: WorkbookParts) -> tuple[SharedStrings, Formats]:
    """What the cells of a book refer to: its shared strings and formats."""
    name = workbook.related("sharedStrings")
    return SharedStrings(package.read(name) if name else b""), Formats(package, workbook)


def _cells(package: Package, part: str, strings: SharedStrings, formats: Formats) -> dict[tuple[int, int], Any]:
    """``{(column, row): content}`` of a sheet, blanks left out."""
    texts = FormulaTexts()
    sheet = SheetText(read_sheet(package, part, texts, check=False))
    bersama: dict[bytes, str] = {}
    decoded: dict[bytes, str] = {}
    value: dict[tuple[int, int], Any] = {}

    def formula(content: bytes) -> str:
        text = decoded.get(content)
        if text is None:
            text = decoded[content] = decode(texts.text(content))
        return text

    for row in sheet.rows:
        for column, text in sheet.cells(row):
            one = _content(sheet, text, strings, bersama, formats, formula)
            if one is not None:
                value[column, row.number] = one
    return value


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
        content = sheet.value(text, strings)
        if content.__class__ is ErrorValue:
            return content.kode
        return _as_typed(content, cell_style(text) in formats.text) if isinstance(content, str) else content
    words = formula(rumus[1])
    si = attribute(rumus[0], b"si")
    if si is not None:
        # The columns of our tables refer to their own row by name, so a shared formula reads alike in every cell.
        words = bersama.setdefault(si, words) if words else bersama.get(si, "")
    return "=" + words


def _as_typed(text: str, text_cell: bool) -> str:
    """A text as it must be written so that Excel takes it for that text, and not for a number, a date or a formula.

    A cell in text format takes everything as it is but a formula.
    """
    if text_cell:
        return "'" + text if text.startswith("=") else text
    return text if _FAMILIAR.match(text) and text.casefold() not in _TRUTH else "'" + text


def _blocks(name: str, old: dict[tuple[int, int], Any], new: dict[tuple[int, int], Any]) -> list[Blok]:
    different = sorted(k for k in old.keys() | new.keys() if old.get(k) != new.get(k))
    blok, mulai = [], 0
    for i in range(1, len(different) + 1):
        if i < len(different) and different[i] == (different[i - 1][0], different[i - 1][1] + 1):
            continue
        one = different[mulai:i]
        letter = column_letters(one[0][0])
        alamat = f"{letter}{one[0][1]}:{letter}{one[-1][1]}"
        blok.append(Blok(name, alamat, [[old.get(k)] for k in one], [[new.get(k)] for k in one]))
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
    marks = {own_name: _in_formula(own_name) for own_name in names}
    beginnings = {mark[:_BEGINNING] for mark in marks.values()}  # mostly one for all: "lap "
    cell, other = [], set()
    milik = {s.part for s in workbook.sheets if s.name in owned}
    ditulis = {s.part: s.name for s in workbook.sheets if s.part and s.kind == "worksheet" and s.part not in milik}
    for part in package.names:
        if part in milik or not part.endswith((".xml", ".vml")) or part == workbook.part:
            continue
        raw = package.read(part)
        if not _may_mention(raw, beginnings):
            continue
        texts = FormulaTexts()
        data = read_sheet(package, part, texts, check=False) if part in ditulis else raw
        kena = _mentioned(b"\n".join((data, *texts)), marks)
        if not kena:
            continue
        if part in ditulis:
            ketemu, rest = _formula_cells(data, texts, {n: marks[n] for n in kena})
            cell += [(ditulis[part], alamat) for alamat in ketemu]
            other |= rest
        elif not part.startswith("docProps/"):
            other |= kena
    for one in workbook.defined_names:
        if one.local is None or workbook.sheets[one.local].name not in owned:
            other |= _mentioned(one.text.encode(), marks)
    return cell, other


def _may_mention(data: bytes, beginnings: Collection[bytes]) -> bool:
    """Whether a part as it stands may mention a sheet whose name begins so; most do not, and need no taking apart."""
    if has_declarations(data) or to_utf8(data) is not data:
        return True
    lower = data.lower()
    return any(text in lower for text in beginnings)


def _in_formula(name: str) -> bytes:
    """A sheet's name as it stands between quotes in the XML of a formula, in small letters."""
    return name.replace("'", "''").replace("&", "&amp;").encode().lower()


def _mentioned(text: bytes, marks: dict[str, bytes]) -> set[str]:
    """The sheets that a text refers to: ``marks`` are their names by ``_in_formula``."""
    # A pattern that minds no case is tried at every byte; plain searches in small letters cost next to nothing.
    lower = text.lower()
    return {own_name for own_name, mark in marks.items() if _is_mentioned(lower, mark)}


def _is_mentioned(lower: bytes, mark: bytes) -> bool:
    place = lower.find(mark)
    while place >= 0:
        end = place + len(mark)
        if lower.startswith((b"!", b"'!", b"&apos;!"), end):
            return True
        # A pivot table names its source in an attribute of its own.
        if lower.startswith(b'"', end) and _ATTRIBUTE.match(lower[max(place - 8, 0) : place]):
            return True
        place = lower.find(mark, place + 1)
    return False


def _formula_cells(data: bytes, texts: FormulaTexts, marks: dict[str, bytes]) -> tuple[list[str], set[str]]:
    """``(addresses of plain formulas that mention a sheet, names mentioned by anything else on the sheet)``."""
    sheet = SheetText(data)
    bersama: dict[bytes, set[str]] = {}
    ketemu: list[str] = []
    other: set[str] = set()
    for row in sheet.rows:
        for column, text in sheet.cells(row):
            rumus = formula_of(text) if sheet.has_formula(text) else None
            if rumus is None:
                continue
            atribut, value = rumus
            si = attribute(atribut, b"si")
            value = texts.text(value)
            kena = _mentioned(value, marks)
            if si is not None:
                kena = bersama.setdefault(si, kena) if value else bersama.get(si, set())
            if kena and attribute(atribut, b"t") in (b"array", b"dataTable"):
                other |= kena
            elif kena:
                ketemu.append(f"{column_letters(column)}{row.number}")
    ekor = data[: sheet.start] + data[sheet.stop :]
    # A hyperlink names its sheet in text and finds it again by that name.
    ekor = re.sub(rb"<(?:\w+:)?hyperlink\s[^>]*>", b"", ekor)
    return ketemu, other | _mentioned(ekor, marks)
