"""Writes cells of a table into its worksheet part, adds rows where the table must grow, leaves the rest as it is."""

import re
from bisect import bisect
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from io import BytesIO
from typing import Any

from ..checks.fixes import CellEdit
from ..compute.facts import CrowdedTable, OverwrittenFormula
from ..compute.key import key
from ..compute.world import World
from ..errors import UserError
from ..expr.values import is_number
from ..invocation import command
from ..ooxml.cells import (
    Row,
    SharedStrings,
    SheetText,
    attribute,
    cell_style,
    cell_xml,
    column_number,
    decode,
    formula_of,
)  # fmt: skip
from ..ooxml.formula_texts import FormulaTexts, read_sheet
from ..ooxml.limits import MAX_SHEET, megabytes
from ..ooxml.tables import TablePlace, missing_column, resize
from ..ooxml.worksheet import column_letters
from ..ooxml.xmlspans import escape_text, splice
from ..records import replace
from ..schema.captions import sheet_caption
from ..schema.contract import loose_formulas
from ..schema.model import Table
from ..schema.sheets.beranda import LATER_FIGURES, RINGKASAN
from ..schema.version_1 import figure_text
from .own_formulas import lacking_figures
from .reading import BookReading
from .row_cells import Formula, RowCells, is_same_number

_SQREF = re.compile(rb'(\ssqref=")([^"]*)(")|(<xm:sqref>)([^<]*)(</xm:sqref>)')
_ONE_RANGE = re.compile(rb"([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)")
_CONTENT = re.compile(rb"<(?:\w+:)?(?:v|is|f)[\s>/]")
_ACUAN = re.compile(r"(tbl_\w+)(\[(?:[^\[\]]|\[[^\[\]]*\])*\])")


def formula_number(texts: FormulaTexts, formula: str) -> str:
    """What stands for a formula's text in a sheet's data."""
    return texts.placed(escape_text(formula).encode()).decode()


class Rewriter:
    """Rewrites one table of a sheet.

    Args:
        data: the sheet part as ``BookReading.sheet_data`` holds it. texts: its formulas' texts.
        place: TablePlace. tabel: the contract's Table.
        last_row: one-based sheet row that the table shall end at.
    """

    def __init__(self, data: bytes, texts: FormulaTexts, place: TablePlace, table: Table, last_row: int) -> None:
        self.data = data
        self.place = place
        self.last_row = last_row
        column = {k: table.by_name[n] for n, k in place.columns.items() if n in table.by_name}
        self.kolom = dict(sorted(column.items()))
        self.rumus = {k: formula_number(texts, c.formula_text or "") for k, c in column.items() if c.computed}
        self.lembar = SheetText(data)
        self.prefix = self.lembar.prefix
        self._row_end = f"</{self.prefix}row>".encode()
        self._cells = RowCells(self.prefix, {k: c.name for k, c in self.kolom.items()}, self.rumus)

    def write(
        self,
        value: Sequence[Mapping[str, Any]],
        sample_style: Iterable[tuple[int, str]] = (),
        only_computed: bool = False,
    ) -> bytes:
        """The part with new contents.

        Args:
            value: for each table row from the first a dictionary ``{column name: value}``; a column that it lacks keeps
                its cell, None blanks an input cell. Rows beyond the list keep their inputs.
            sample_style: ``(row number within the table, column name)`` of cells that take the format of the table's
                last row instead of their own.
            only_computed: the input cells stay, whatever ``value`` says of their columns.

        Returns:
            bytes; those that there were when nothing changes.
        """
        self._cells.keeps_inputs = only_computed
        lembar = self.lembar
        menurut_nomor = {r.number: r for r in lembar.rows}
        contoh_baris = menurut_nomor.get(self.place.last_row) or menurut_nomor.get(self.place.first_row)
        contoh = {k: cell_style(t) for k, t in lembar.cells(contoh_baris)} if contoh_baris is not None else {}
        self._like_sample = {(nomor + self.place.header_row, self.place.columns[k]) for nomor, k in sample_style}
        self._row_attributes = self._atribut(contoh_baris)
        nomor_ada = [r.number for r in lembar.rows]
        lama, keluar = memoryview(self.data), BytesIO()  # its value is its own buffer, so no row is there twice
        tertutup = lembar.start == lembar.stop and self.data.endswith(b"/>", 0, lembar.start)
        keluar.write(lama[: lembar.start - 2] if tertutup else lama[: lembar.start])
        if tertutup:
            keluar.write(b">")
        sampai, ukuran, berubah = lembar.start, 0, False
        for nomor in range(self.place.first_row, self.last_row + 1):
            i = nomor - self.place.first_row
            row = menurut_nomor.get(nomor)
            new = self._row(nomor, row, value[i] if i < len(value) else {}, contoh)
            ukuran += row.stop - row.start if new is None and row is not None else len(new or b"")
            if ukuran > MAX_SHEET:
                raise UserError(
                    f"Lembar {self.place.sheet.name} menjadi lebih besar daripada {megabytes(MAX_SHEET)} pada baris "
                    f"{nomor}. Bagi isinya ke beberapa buku. Tidak ada yang ditulis.",
                    "terlalu_besar",
                )
            if new is None:
                continue
            if row is not None:
                first, end = row.start, row.stop
            else:
                after = bisect(nomor_ada, nomor)
                first = end = lembar.rows[after].start if after < len(nomor_ada) else lembar.stop
            keluar.write(lama[sampai:first])
            keluar.write(new)
            sampai, berubah = end, True
        if not berubah and self.last_row == self.place.last_row and lembar.start < lembar.stop:
            return self.data
        keluar.write(lama[sampai : lembar.stop])
        if tertutup:
            keluar.write(f"</{self.prefix}sheetData>".encode())
        ekor = self.data[lembar.stop :]
        keluar.write(self._perpanjang(ekor) if self.last_row > self.place.last_row else ekor)
        return keluar.getvalue()

    def _atribut(self, row: Row | None) -> bytes:
        """Attributes of a row's tag but its number, for rows made like it."""
        if row is None:
            return b""
        tag = self.data[row.start : row.inner].rstrip(b"/>").rstrip()
        number = attribute(tag, b"r")
        tag = tag[tag.index(b"row") + 3 :]
        return tag.replace(b' r="%b"' % number, b"").replace(b" r='%b'" % number, b"") if number else tag

    def _row(self, number: int, row: Row | None, content: Mapping[str, Any], contoh: Mapping[int, int]) -> bytes | None:
        """A row, or None when it stays as it is."""
        if row is not None and number <= self.place.last_row and not self._like_sample:
            inner = self.data[row.inner : row.outer]
            cells = self._cells.written(inner, number, content)
            if cells is inner and row.outer < row.stop:
                return None
            if cells is not None:
                return b"".join((self.data[row.start : row.inner], cells, self._row_end))
        present = dict(self.lembar.cells(row)) if row is not None else {}
        baru_di_tabel = number > self.place.last_row or row is None
        keluar: list[bytes] = []
        for k in sorted(present.keys() | self.kolom.keys()):
            words, c = present.get(k), self.kolom.get(k)
            if c is None:
                keluar.append(words or b"")
                continue
            style = cell_style(words) if words is not None else contoh.get(k, 0)
            if (baru_di_tabel and not style) or (number, k) in self._like_sample:
                style = contoh.get(k, 0)
            rumus = self.rumus.get(k)
            if rumus is not None:
                keluar.append(cell_xml(k, number, style, content.get(c.name, ""), rumus, self.prefix).encode())
            elif c.name in content and not self._cells.keeps_inputs:
                one, teks_rumus = content[c.name], None
                if one.__class__ is Formula:
                    one, teks_rumus = one.value, escape_text(one.text)
                keluar.append(cell_xml(k, number, style, one, teks_rumus, self.prefix).encode())
            elif words is None:
                keluar.append(cell_xml(k, number, style, None, None, self.prefix).encode())
            elif baru_di_tabel and style != cell_style(words):
                keluar.append(_restyled(words, style))
            else:
                keluar.append(words)
        if row is None:
            kepala = f'<{self.prefix}row r="{number}"'.encode() + self._row_attributes + b">"
        else:
            kepala = self.data[row.start : row.inner]
            kepala = kepala[:-2] + b">" if kepala.endswith(b"/>") else kepala
        return b"".join((kepala, *keluar, self._row_end))

    def _perpanjang(self, ekor: bytes) -> bytes:
        """Validations and conditional formats that ended with the table end with it again."""
        left, right = self.place.first_column, self.place.first_column + self.place.width - 1
        old, new = self.place.last_row, str(self.last_row).encode()

        def satu(m: re.Match[bytes]) -> bytes:
            inner = int(m[4]) == old and column_number(m[1]) >= left and column_number(m[3]) <= right
            return m[1] + m[2] + b":" + m[3] + new if inner else m[0]

        def semua(m: re.Match[bytes]) -> bytes:
            start, value, end = (m[1], m[2], m[3]) if m[1] is not None else (m[4], m[5], m[6])
            return start + _ONE_RANGE.sub(satu, value) + end

        return _SQREF.sub(semua, ekor)


def _restyled(text: bytes, style: int) -> bytes:
    polos = re.sub(rb'\ss=["\']\d+["\']', b"", text, count=1)
    head = re.match(rb"<(?:\w+:)?c", polos)
    at = head.end() if head is not None else 0
    return polos[:at] + f' s="{style}"'.encode() + polos[at:]


def used_rows(reading: BookReading, name: str) -> int:
    """Number of the last filled row of a table, counted within the table."""
    last = 0
    for b in reading.book.rows(name):
        if b.cells:
            last = b.number
    return last


def wanted_last_row(reading: BookReading, name: str) -> int:
    """Sheet row that a table shall end at so that its spare rows are there, as far as there is room for them."""
    place, table = reading.places[name], reading.tables[name]
    return room_beneath(reading, name, place.header_row + used_rows(reading, name) + table.spare)


def room_beneath(reading: BookReading, name: str, wanted: int) -> int:
    """Last sheet row, at most ``wanted``, that a table can end at; never fewer rows than it has.

    What people keep beneath a table (notes, a total, another table) is theirs: the table grows only over blank rows
    and over rows that were read as its own, and not at all over a total row.
    """
    place = reading.places[name]
    if place.total_row or wanted <= place.last_row:
        return place.last_row
    column = range(place.first_column, place.first_column + place.width)
    lembar = SheetText(reading.sheet_data[place.sheet.own_part])
    milik = place.last_row + reading.beneath.get(name, 0)
    for row in lembar.rows:
        if milik < row.number <= wanted and any(k in column and _CONTENT.search(t) for k, t in lembar.cells(row)):
            # One row stays blank between them: what touches a table is read as a row of it.
            return max(milik, row.number - 2)
    return wanted


def refresh(reading: BookReading, hitungan: World, store: bool = True) -> list[str]:
    """Write every computed cell with its value and formula into the package, topped-up rows included.

    Args:
        reading: the book as read.
        hitungan: the computed book.
        store: put the sheets into the package, too; False where more of them will change.

    Returns:
        Names of the parts that were rewritten.

    Raises:
        UserError: ``tabel_hilang``, ``kolom_hilang``: formulas would name what the book no longer has, and Excel takes
            a file with such formulas for a damaged one.
    """
    _periksa_acuan(reading)
    package = reading.package
    ditulis = []
    for name, place in reading.places.items():
        table = reading.tables[name]
        end = wanted_last_row(reading, name)
        _note_crowded(reading, name, end)
        if not table.computed and end == place.last_row:
            continue
        value = hitungan.computed.get(name, [])
        if others := reading.other_formulas.get(name):
            value = [{**row, **dict.fromkeys(others)} for row in value]  # without a value, every program computes them
        part = place.sheet.own_part
        rewriter = Rewriter(reading.sheet_data[part], reading.texts, place, table, end)
        reading.sheet_data[part] = rewriter.write(value, only_computed=True)
        if end != place.last_row:
            resize(package, place, end)
            ditulis.append(place.part)
        ditulis.append(part)
    reading.book.facts = [_restored(reading, fact) for fact in reading.book.facts]
    ditulis += refresh_summary(reading, hitungan)
    ditulis += refresh_loose(reading, hitungan)
    if store:
        reading.store()
    return list(dict.fromkeys(ditulis))


def _restored(reading: BookReading, fact: Any) -> Any:
    """What is known of a formula that was typed over, after every formula of this version was written."""
    if fact.__class__ is not OverwrittenFormula or fact.column in reading.other_formulas.get(fact.table, ()):
        return fact
    return replace(fact, restored=True)


def _periksa_acuan(reading: BookReading) -> None:
    """Refuse to write formulas that refer to a table or a column that is gone or renamed."""
    nama_berkas = reading.package.path or "Buku ini"
    for table, column in sorted(_acuan(reading)):
        place = reading.places.get(table) if table != "tbl_ringkasan" else reading.summary
        if place is None:
            raise UserError(
                f"{nama_berkas}: tabel di lembar {sheet_caption(table)} tidak ditemukan, padahal rumus "
                "memerlukannya. Lembarnya mungkin "
                "dihapus, atau tabelnya diubah menjadi rentang biasa; kembalikan dari cadangan.",
                "tabel_hilang",
            )
        if column not in place.columns:
            raise missing_column(reading.package, place, column, command("perbarui BUKU"))


def _acuan(reading: BookReading) -> set[tuple[str, str]]:
    """``{(table, column)}`` that the formulas to be written refer to."""
    # As declared: what a file holds in its place names the cells of a row by their addresses, and a column whose
    # heading was changed is computed as a blank one all the same.
    rumus = {c.declared_text or ""
             for name in reading.places for c in reading.tables[name].computed}  # fmt: skip
    if reading.summary is not None:
        own = lacking_figures(reading)
        rumus.update(
            figure_text(f, reading.book.first_version)
            for f in RINGKASAN.figures if f.key not in own and _shown(reading, f.key)
        )  # fmt: skip
    result: set[tuple[str, str]] = set()
    for text in rumus:
        for table, value in _ACUAN.findall(text):
            result.update((table, k) for k in re.findall(r"[^\[\]]+", value) if k[0] not in "#,:")
    return result


def _shown(reading: BookReading, figure: str) -> bool:
    """Whether a book has a figure of Beranda; one of version 1 has those of its version."""
    return not reading.book.first_version or figure not in LATER_FIGURES


def _note_crowded(reading: BookReading, own_name: str, end: int) -> None:
    """A fact when a table is nearly full and something stands beneath it."""
    place, table = reading.places[own_name], reading.tables[own_name]
    rest = end - place.header_row - used_rows(reading, own_name)
    if rest * 4 >= table.spare:
        return
    cell = f"{column_letters(place.first_column)}{end + 1}"
    fact = CrowdedTable(own_name, place.sheet.name, cell, left=rest, total_row=bool(place.total_row))
    reading.book.facts.append(fact)


def refresh_summary(reading: BookReading, computed: World) -> list[str]:
    """Write the figures of Beranda's table into the package, each to the row of its Kunci, wherever that stands now.

    Returns:
        Names of the parts that were rewritten.
    """
    place, package = reading.summary, reading.package
    if place is None:
        return []
    for column in ("Kunci", "Nilai"):
        if column not in place.columns:
            raise missing_column(package, place, column)
    strings = SharedStrings(package.read(part) if (part := reading.workbook.related("sharedStrings")) else b"")
    first = reading.book.first_version
    part, texts = place.sheet.own_part, reading.texts
    own = lacking_figures(reading)
    formulas = {
        key(f.key): (f.key, None if f.key in own else formula_number(texts, figure_text(f, first)))
        for f in RINGKASAN.figures
    }
    # Beranda holds none of the tables that are read.
    if part not in reading.sheet_data:
        reading.keep(part, read_sheet(package, part, texts))
    sheet = SheetText(reading.sheet_data[part])
    edits: list[tuple[int, int, bytes]] = []
    for row in sheet.rows:
        if not place.first_row <= row.number <= place.last_row:
            continue
        cells = dict(sheet.cells(row))
        text = cells.get(place.columns["Kunci"])
        found = formulas.get(key(sheet.value(text, strings) if text is not None else None))
        if found is None:
            continue
        number = found[1] or _formula_in(cells.get(place.columns["Nilai"]))
        if number is not None:
            new = {place.columns["Nilai"]: (computed.summary[found[0]], number)}
            edits += _replaced(sheet, row, partial(_at_column, new))
    reading.sheet_data[part] = _with_edits(sheet.data, edits)
    return [part]


def _formula_in(cell: bytes | None) -> str | None:
    """What stands for the text of the formula that a cell holds."""
    formula = formula_of(cell) if cell is not None else None
    return formula[1].decode() if formula is not None else None


def _at_column(new: Mapping[int, tuple[Any, str]], column: int, _: bytes) -> tuple[Any, str] | None:
    return new.get(column)


def _replaced(
    sheet: SheetText, row: Row, choose: Callable[[int, bytes], tuple[Any, str] | None]
) -> Iterator[tuple[int, int, bytes]]:
    """Edits for the cells of a row for which ``choose(column, text)`` gives ``(value, escaped formula)``.

    A cell that stays as it is comes with its own text.
    """
    at = row.inner
    for k, text in sheet.cells(row):
        at = sheet.data.index(text, at)
        new = choose(k, text)
        if new is not None:
            xml = cell_xml(k, row.number, cell_style(text), *new, sheet.prefix).encode()
            same = is_number(new[0]) and new[0] - new[0] == 0 and is_same_number(text, xml, new[0])
            yield at, at + len(text), text if same else xml
        at += len(text)


def _with_edits(data: bytes, edits: Iterable[tuple[int, int, bytes]]) -> bytes:
    """The text with edits; the same bytes when none of them changes anything."""
    changes = [edit for edit in edits if data[edit[0] : edit[1]] != edit[2]]
    return splice(data, changes) if changes else data


def refresh_loose(reading: BookReading, computed: World, only: Container[str] | None = None) -> list[str]:
    """Cells outside the tables that hold one of the known formulas (headings, figures of Beranda).

    Args:
        only: the parts to look into; None for all.
    """
    trees, written = loose_formulas(reading.book.modules), []
    values: dict[str, Any] = {}
    decoded: dict[bytes, str] = {}

    def changed(_: int, words: bytes) -> tuple[Any, str] | None:
        formula = formula_of(words)
        # Programs differ in whether they escape quotes, so texts are compared unescaped.
        if formula is None:
            return None
        key = decoded.get(formula[1])
        if key is None:
            key = decoded[formula[1]] = decode(reading.texts.text(formula[1]))
        if key not in trees:
            return None
        if key not in values:
            values[key] = computed.outside_tables(trees[key])
        return values[key], formula[1].decode()

    for sheet in reading.workbook.sheets:
        part = sheet.part
        if not part or part not in reading.sheet_data or (only is not None and part not in only):
            continue
        sheet_text = SheetText(reading.sheet_data[part])
        edits: list[tuple[int, int, bytes]] = []
        last = min((p.header_row for p in reading.places.values() if p.sheet.part == part), default=1_000)
        if part == reading.places["tbl_pengaturan"].sheet.part:
            last = 1_000  # cells that the names of the settings point at stand beside the tables
        for row in sheet_text.rows:
            if row.number > last:
                break
            if sheet_text.data.find(sheet_text.formula_mark, row.inner, row.outer) >= 0:
                edits += _replaced(sheet_text, row, changed)
        if edits:
            reading.sheet_data[part] = _with_edits(sheet_text.data, edits)
            written.append(part)
    return written


def apply_edits(reading: BookReading, edits: Iterable[CellEdit]) -> None:
    """Write new values into input cells of a book's package."""
    by_table: dict[str, tuple[dict[int, dict[str, Any]], list[tuple[int, str]]]] = {}
    for edit in edits:
        rows, plain_cells = by_table.setdefault(edit.table, ({}, []))
        rows.setdefault(edit.row, {})[edit.column] = edit.value
        if edit.plain_format:
            plain_cells.append((edit.row, edit.column))
    for name, (rows, plain_cells) in by_table.items():
        place, table = reading.places[name], reading.tables[name]
        last_row = max(place.last_row, place.header_row + max(rows))
        contents = [rows.get(number, {}) for number in range(1, max(rows) + 1)]
        part = place.sheet.own_part
        rewriter = Rewriter(reading.sheet_data[part], reading.texts, place, table, last_row)
        reading.sheet_data[part] = rewriter.write(contents, plain_cells)
    reading.store()
