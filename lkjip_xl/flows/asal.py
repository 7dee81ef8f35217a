"""The flow asal: where the number in a cell comes from, for every cell of the product's own sheets."""

import re
from functools import cache
from typing import Any

from ..book.read import cell_address, read_book
from ..book.reading import BookReading
from ..compute.key import key
from ..compute.world import World
from ..errors import UsageError
from ..expr.values import ErrorValue, is_number
from ..invocation import command
from ..ooxml.cells import SharedStrings, SheetText, column_number, decode, plain
from ..ooxml.ownership import owned_sheets
from ..ooxml.worksheet import column_letters
from ..records import asdict, dataclass, field
from ..reports.forms.provisional import is_marked
from ..reports.formula_trace import Trace
from ..reports.layout.cells import text_of
from ..reports.layout.source import Source
from ..reports.names import near_report
from ..reports.origin import Explainer, Input, Origin, RuleNote
from ..rules.struktur_anggaran import kode_indikator
from ..schema.contract import loose_formulas, sheets
from ..schema.setting_labels import label
from ..schema.settings import SETTING
from ..schema.sheets.beranda import RINGKASAN
from ..schema.sheets.pengaturan import PENGATURAN
from ..suggestion import nearest
from .open_and_save import Source as BookSource
from .open_and_save import compute, form_findings, open_for_reading

_ADDRESS = re.compile(r"^'?(?P<sheet>[^!]*?)'?!\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>[1-9]\d{0,6})$")
PENGATURAN_SHEET = "Pengaturan"
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)<")
_PLAIN_RULES = ("BUL-01", "TRW-06", "ANG-05")  # how cells are read and results rounded: named, not told in full
_HELPER, _INBETWEEN = "Kolom bantu", "hasil antara"
"""What a hidden column says of itself, and what people are told instead of it and of its name."""
_HELPER_NAMED = re.compile(rf",? {_HELPER} _\w+", re.IGNORECASE)
_LIMIT, _LIMIT_RULE = "batas_capaian", "CAP-04"
_MISSING = "N/A."
"""The note of a figure that is not available, where no input says why."""
_UNREADABLE = ("BACA-02", "BACA-08", "MKN-24")
"""Findings of a cell that no formula can use: a text among numbers, an error, an unknown label."""
_OF_MONEY = ("Pagu", "Realisasi Anggaran", "Serapan", "Efisiensi")
_NO_ORIGIN = "Sel ini berisi tulisan tetap ({tampil}), bukan angka atau data, sehingga tidak mempunyai asal."


_MARKED = "Sementara (tanda *): ada baris anggaran di bawahnya yang belum terisi, yaitu realisasi atau pagunya kosong."


@dataclass(slots=True)
class Asal:
    """The answer of ``asal``.

    Attributes:
        berkas, lembar, sel: the cell that was asked about.
        nilai, tampil: its value as computed now, and as it is shown.
        penjelasan: what the cell is, where it has no origin. asal: its origin, None then.
        catatan: what differs between the book and what would be computed or printed now.
    """

    berkas: str
    lembar: str
    sel: str
    nilai: Any = None
    tampil: str = ""
    penjelasan: str = ""
    asal: Origin | None = None
    catatan: list[str] = field(default_factory=list)

    def untuk_json(self) -> dict[str, Any]:
        """The answer as plain data; errors by their code."""
        result: dict[str, Any] = _plain(asdict(self))
        return result

    def teks(self) -> str:
        """The answer in words, several lines."""
        lines = [f"{self.lembar}!{self.sel}: {self.tampil or '(kosong)'}"]
        if self.penjelasan:
            lines.append(self.penjelasan)
        if self.asal is not None:
            teller = _Teller()
            teller.tell(self.asal)
            lines += teller.lines
        return "\n".join([*lines, *self.catatan])


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value.kode if value.__class__ is ErrorValue else value


class _Teller:
    """Writes origins as lines; a rule or a cell that was told already is only named."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.rules: set[str] = set()
        self.sources: dict[str, str] = {}
        self.cells: set[tuple[str | None, str | None]] = set()

    def tell(self, origin: Origin, indent: str = "") -> None:
        """Add an origin and the origins of its inputs."""
        add = self.lines.append
        where = f", {origin.lembar}!{origin.sel}" if origin.sel else ""
        about = _INBETWEEN if origin.uraian.startswith(_HELPER) else _HELPER_NAMED.sub("", origin.uraian)
        if origin.perhitungan:
            add(f"{indent}{origin.perhitungan}")
        add(f"{indent}{about[:1].upper()}{about[1:]}{where}")
        self.cells.add((origin.lembar, origin.sel))
        chosen = [one for one in origin.masukan if one.lembar == PENGATURAN_SHEET and one.nama in SETTING]
        if origin.masukan:
            add(f"{indent}Dari:")
        for one in origin.masukan:
            if one in chosen:
                continue
            add(f"{indent}  - {_named(one)}")
            told = one.sel is not None and (one.lembar, one.sel) in self.cells
            if not told and one.asal is not None and (one.asal.masukan or one.asal.perhitungan):
                self.tell(one.asal, indent + "      ")
        used = [one for one in chosen if not _without_limit(one)]
        if used:
            settings = ", ".join(f"{label(one.nama)} {one.tampil} ({one.sel})" for one in used)
            add(f"{indent}  - Setelan di lembar {PENGATURAN_SHEET}: {settings}")
        unlimited = len(used) < len(chosen)
        self._rules([one for one in origin.aturan if not (unlimited and one.kode == _LIMIT_RULE)], indent)
        self.lines += [f"{indent}{note}" for note in origin.catatan]

    def _rules(self, rules: list[RuleNote], indent: str) -> None:
        """The rules of an origin, behind what the number follows from."""
        add, named = self.lines.append, []
        for rule in rules:
            plain = rule.kode in _PLAIN_RULES and len(rules) > 1
            if plain or rule.kode in self.rules:
                named.append(f"{rule.kode} {rule.nama}")
                continue
            self.rules.add(rule.kode)
            add(f"{indent}Aturan {rule.kode} {rule.nama}: {rule.rumus}")
            same = self.sources.setdefault(rule.sumber, rule.kode)
            add(f"{indent}  Dasar: " + (rule.sumber if same == rule.kode else f"sama dengan {same}"))
        if named:
            add(f"{indent}{'Juga' if len(named) < len(rules) else 'Aturan'}: {', '.join(named)}.")


def _named(one: Input) -> str:
    name = _INBETWEEN if one.nama.startswith("_") else one.nama.replace("_", " ")
    return f"{name}: {one.tampil}" + (f" ({one.lembar}!{one.sel})" if one.sel else "")


def _without_limit(one: Input) -> bool:
    """Whether a setting says that there is no limit: then nothing was limited, and nothing is to be told of it."""
    return one.nama == _LIMIT and one.nilai in (None, "")


def trace_cell(source: BookSource, alamat: str, dalam: bool = False) -> Asal:
    """Where the number in a cell comes from.

    Args:
        source: the book, a path or bytes. alamat: ``Lap Capaian!F9``, or the name of a figure of Beranda (``Serapan``).
        dalam: explain the inputs too, down to what was typed.

    Raises:
        UsageError: ``alamat`` when the address is none; ``lembar_tidak_ada`` when the book has no such sheet.
        UserError: the file cannot be used, or is no book of the product.
    """
    found = _ADDRESS.match(alamat.strip())
    figure = next((one.key for one in RINGKASAN.figures if key(one.key) == key(alamat)), None)
    if found is None and figure is None:
        raise UsageError(_no_address(alamat), "alamat")
    reading = read_book(open_for_reading(source), keep=False)
    asked = _Asked("buku.xlsx" if isinstance(source, bytes) else str(source), reading)
    if found is None:
        where = asked.locate(RINGKASAN.name, figure, "Nilai")
        if where is None:
            renew = f"Tambahkan dengan '{command('perbarui BUKU')}', lalu ulangi."
            raise UsageError(f"Angka {figure} belum ada di Beranda buku ini. {renew}", "alamat")
        found = _ADDRESS.match("!".join(where))
        assert found is not None  # a sheet and an address of ours
    place = (int(found["row"]) - 1, column_number(found["column"].upper().encode()))
    return asked.answer(found["sheet"].replace("''", "'"), place, dalam)


def _no_address(typed: str) -> str:
    """What to answer when neither an address nor a figure was named."""
    example = 'Tulis lembar dan selnya, misalnya "Lap Capaian!F9", atau nama angka di Beranda.'
    names = [one.key for one in RINGKASAN.figures]
    word = key(typed)
    holding = [name for name in names if len(word) > 2 and word in key(name)]
    near = nearest(typed, names) if not holding else None
    meant = [near] if near else holding
    if meant:
        return f"'{typed}' bukan alamat sel dan bukan nama angka. Maksud Anda {' atau '.join(meant)}? {example}"
    return f"'{typed}' bukan alamat sel dan bukan nama angka. {example} Angkanya: {', '.join(names)}."


class _Asked:
    """One question about one cell."""

    def __init__(self, path: str, reading: BookReading) -> None:
        self.path, self.reading = path, reading
        self._figures: dict[str, int] | None = None
        self.world: World = compute(reading)
        self.explainer = Explainer(self.world, self.locate, cache(self._unreadable))
        self.owned = {o.sheet.name.casefold(): (id, o) for id, o in owned_sheets(reading.workbook).items()}

    def answer(self, sheet: str, place: tuple[int, int], deep: bool) -> Asal:
        """What is to be said of the cell at a zero-based row and column of a sheet."""
        from ..reports.registry import possible_ids

        self.place = place
        self.sheet = next((s for s in self.reading.workbook.sheets if s.name.casefold() == sheet.casefold()), None)
        called = self.sheet.name if self.sheet is not None else sheet
        self.result = Asal(self.path, called, f"{column_letters(place[1])}{place[0] + 1}")
        name = self.result.lembar.casefold()
        possible = {sheet.casefold(): id for id, (sheet, _) in possible_ids(self.world).items()}
        id = self.owned[name][0] if name in self.owned else possible.get(name) if self.sheet is None else None
        if id is not None:
            self._report(id, deep)
        elif self.sheet is None:
            names = [s.name for s in self.reading.workbook.sheets]
            near = near_report(self.result.lembar, {name: name for name in names})
            message = f"Lembar {self.result.lembar} tidak ada di buku ini.{near} Yang ada: {', '.join(names)}."
            raise UsageError(message, "lembar_tidak_ada")
        else:
            self._input_sheet(deep)
        return self.result

    def _unreadable(self) -> dict[tuple[str, int, str], str]:
        """What is typed in the cells that cannot be read, by place."""
        found = (one for one in form_findings(self.reading, self.world) if one.kode in _UNREADABLE)
        return {one.place: str(one.tertulis)[:40] for one in found if one.baris and one.kolom and one.tabel}

    # --- report sheets -------------------------------------------------------------------------------------------
    def _report(self, id: str, deep: bool) -> None:
        from ..reports.registry import possible_ids, write_reports, write_requested

        result = self.result
        if id in possible_ids(self.world):
            [sheet] = write_reports(self.world, [id])
        elif id == "LAP-REVIU":
            from .periksa import find

            findings = [one.finding for one in find(self.reading, self.world) if not one.known]
            sheet = write_requested(id, self.world, findings, [o.sheet.name for _, o in self.owned.values()])
        else:
            result.penjelasan = f"{result.lembar} tidak berlaku lagi untuk isi buku ini, sehingga asalnya tidak ada."
            return
        result.lembar = sheet.name if self.sheet is None else result.lembar
        self.place = _first_of_merged(sheet, *self.place)
        cell = _cell_at(sheet, *self.place)
        if cell is None or cell.value is None:
            result.penjelasan = "Sel ini kosong bila laporan ditulis sekarang."
        else:
            result.nilai, result.tampil = cell.value, text_of(cell)
            self._explain_report_cell(cell, deep)
        self._compare_report(None if cell is None else cell.value)

    def _explain_report_cell(self, cell: Any, deep: bool) -> None:
        result = self.result
        if cell.source is None:
            result.penjelasan = _NO_ORIGIN.format(tampil=result.tampil[:60])
            return
        value = cell.value if is_number(cell.value) else None
        why = _MARKED if is_marked(cell) else ""
        origin = result.asal = self.explainer.explain(cell.source, deep, value, without_doubts=why)
        money = origin.tampil.startswith("Rp")  # a report leaves out the Rp of a column of money
        start, equals, _ = origin.perhitungan.rpartition(" = ")
        if equals and origin.tampil != result.tampil and is_number(cell.value) and not money:
            origin.perhitungan = start + equals + result.tampil

    def _compare_report(self, fresh: Any) -> None:
        from .laporan import fingerprint, inputs_of

        result = self.result
        if self.sheet is None:
            result.catatan.append("Lembar ini belum ditulis di buku; yang dijelaskan adalah yang akan ditulis.")
            return
        record = self.owned[result.lembar.casefold()][1].record
        stale = bool(record.source) and inputs_of(record) != fingerprint(self.reading.book)
        written = self._written()
        if not _equal(written, fresh):
            cause = "isian buku berubah sesudah lembar ini ditulis" if stale else "sel ini diketik atau lembar berubah"
            shown = "kosong" if written is None else self.explainer.shown(written, None)
            result.catatan.append(
                f"Di buku tertulis {shown}, sedangkan laporan yang ditulis sekarang memuat {result.tampil or 'kosong'}:"
                f" {cause}. Jalankan laporan untuk memperbarui."
            )
        elif stale and self._is_old():
            result.catatan.append("Isian buku berubah sesudah lembar ini ditulis; sel ini masih sama.")

    def _is_old(self) -> bool:
        """Whether the report sheet is told of as old (LAP-02); a signed quarter is of its day."""
        from .laporan import signed_quarters, stale_sheets

        id, owned = self.owned[self.result.lembar.casefold()]
        if id in signed_quarters(self.reading.book, [id]):
            return False
        return id in stale_sheets(self.reading, self.world, {id: owned})

    def _written(self) -> Any:
        """What the book holds in the cell now."""
        if self.sheet is None or not self.sheet.part:
            return None
        text = self._text()
        if text is None:
            return None
        lines, strings = text[0], self.reading.workbook.related("sharedStrings")
        return lines.value(text[1], SharedStrings(self.reading.package.read(strings) if strings else b""))

    def _text(self) -> tuple[Any, bytes] | None:
        """The sheet's text and that of the cell."""
        if self.sheet is None:
            return None
        lines = SheetText(plain(self.reading.package.read(self.sheet.own_part), check=False))
        row = next((r for r in lines.rows if r.number == self.place[0] + 1), None)
        if row is None:
            return None
        return next(((lines, text) for k, text in lines.cells(row) if k == self.place[1]), None)

    # --- the book's own sheets -----------------------------------------------------------------------------------
    def _input_sheet(self, deep: bool) -> None:
        result = self.result
        source = self._source()
        if source is not None:
            origin = result.asal = self.explainer.explain(source, deep)
            origin.catatan = [self._why(source) if note == _MISSING else note for note in origin.catatan]
            result.nilai, result.tampil = origin.nilai, origin.tampil
            written = self._written()
            if not _equal(written, origin.nilai) and source.table in self.world.tables:
                column = self.world.tables[source.table].by_name.get(source.column)
                if column is not None and column.computed:
                    result.catatan.append(
                        f"Di buku tersimpan {self.explainer.shown(written, source)}, sedangkan hasil hitungan sekarang "
                        f"{result.tampil}. Jalankan hitung untuk memperbarui."
                    )
            return
        text = self._text()
        formula = _FORMULA.search(text[1]) if text else None
        tree = loose_formulas(self.world.book.modules).get(decode(formula[1])) if formula else None
        if tree is not None:
            self._loose(tree, deep)
            return
        written = self._written()
        result.nilai, result.tampil = written, "" if written is None else self.explainer.shown(written, None)
        ours = {p.sheet.name for p in self.reading.places.values()} | {s.name for s in sheets(*self.world.book.years)}
        if written is None:
            result.penjelasan = "Sel ini kosong."
        elif result.lembar not in ours:
            result.penjelasan = "Lembar ini milik Anda sendiri, bukan lembar LKjIP; asal isinya tidak dicatat."
        else:
            result.penjelasan = _NO_ORIGIN.format(tampil=result.tampil[:60])

    def _why(self, source: Source) -> str:
        """Why a figure is not available of which no input says so."""
        if source.table == "tbl_pengukuran" and source.column in _OF_MONEY:
            rows = self.world.rows(source.table)
            code = next((row["Kode"] for number, row in enumerate(rows, 1) if number == source.row), None)
            asked = key(code)
            if not any(asked in map(key, kode_indikator(row["Indikator"])) for row in self.world.rows("tbl_anggaran")):
                return (
                    f"N/A, karena tidak ada baris di lembar Anggaran yang menyebut {code} di kolom Indikator, sehingga "
                    "indikator ini tidak mempunyai uang."
                )
        return "N/A, karena belum ada isian yang dapat dipakai untuk menghitungnya."

    def _loose(self, tree: Any, deep: bool) -> None:
        """A formula outside the tables: a heading, a figure of Beranda."""
        value = self.world.outside_tables(tree)
        trace = Trace(self.world, "", None)
        found = list(trace.inputs(tree).items())
        shown = [one for one, _ in found if _shows(value, self.explainer.value(one))]
        if len(shown) == 1:  # the cell shows another cell of the book
            origin = self.explainer.explain(shown[0], deep)
        else:
            origin = Origin("rumus lembar ini", None, None, value, self.explainer.shown(value, None))
            origin.masukan = [self.explainer.input(name, one, deep) for one, name in found]
        self.result.asal, self.result.nilai, self.result.tampil = origin, value, origin.tampil

    def _source(self) -> Source | None:
        """The cell as one of a table of the book; None where no table stands there."""
        row, column = self.place
        places = [*self.reading.places.items(), (RINGKASAN.name, self.reading.summary)]
        for table, place in places:
            if place is None or place.sheet.name != self.result.lembar:
                continue
            if not place.first_row <= row + 1 <= place.last_row:
                continue
            name = next((n for n, k in place.columns.items() if k == column), None)
            number = row + 2 - place.first_row
            if name is None:
                continue
            if table == RINGKASAN.name:
                figure = next((figure for figure, at in self._figure_rows().items() if at == number), None)
                return Source(table, figure, name) if figure is not None and name == "Nilai" else None
            if table == PENGATURAN.name:
                setting = self.reading.book.rows(table)[number - 1].cells.get("Kunci")
                return Source(table, str(setting), name) if setting and name == "Nilai" else None
            return Source(table, number, name)
        return None

    def _figure_rows(self) -> dict[str, int]:
        """Number of the row of each figure of Beranda by its Kunci, wherever the user has sorted it to."""
        place, package = self.reading.summary, self.reading.package
        if place is None or "Kunci" not in place.columns:
            return {}
        if self._figures is None:
            part = self.reading.workbook.related("sharedStrings")
            strings = SharedStrings(package.read(part) if part else b"")
            known = {key(figure.key): figure.key for figure in RINGKASAN.figures}
            lines = SheetText(plain(package.read(place.sheet.own_part), check=False))
            self._figures = {}
            for row in lines.rows:
                if place.first_row <= row.number <= place.last_row:
                    text = next((text for k, text in lines.cells(row) if k == place.columns["Kunci"]), None)
                    figure = known.get(key(lines.value(text, strings) if text is not None else None))
                    if figure is not None:
                        self._figures[figure] = row.number + 1 - place.first_row
        return self._figures

    def locate(self, table: str, row: Any, column: str) -> tuple[str, str] | None:
        """Sheet and address of a cell of the book."""
        place = self.reading.summary if table == RINGKASAN.name else self.reading.places.get(table)
        if place is None or column not in place.columns:
            return None
        if table == RINGKASAN.name:
            row = self._figure_rows().get(row)
        elif table == PENGATURAN.name:
            rows = self.reading.book.rows(table)
            row = next((r.number for r in rows if str(r.cells.get("Kunci")) == row), None)
        return (place.sheet.name, cell_address(place, column, row)) if row else None


def _first_of_merged(sheet: Any, row: int, column: int) -> tuple[int, int]:
    """The place that holds what a cell shows: of a merged range its first."""
    for first, left, last, right in sheet.merges:
        if first <= row <= last and left <= column <= right:
            return first, left
    return row, column


def _cell_at(sheet: Any, row: int, column: int) -> Any:
    """The cell at a place of a report sheet, or None."""
    found = sheet.rows[row] if row < len(sheet.rows) else None
    return found.cells[column] if found is not None and column < len(found.cells) else None


def _shows(shown: Any, value: Any) -> bool:
    """Whether a cell shows a value of the book, or N/A in place of an error."""
    return _equal(shown, value) or shown == "N/A" and value.__class__ is ErrorValue


def _equal(a: Any, b: Any) -> bool:
    if is_number(a) and is_number(b):
        return abs(a - b) <= 1e-9 * max(1, abs(a), abs(b))
    return (a or None) == (b or None)
