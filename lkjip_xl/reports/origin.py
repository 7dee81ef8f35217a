"""Where a figure comes from: its rule with its source, the cells that it took, and how the number follows.

An ``Origin`` explains one figure; its inputs are explained one level deeper when they are asked for.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from ..compute.book import Cells
from ..compute.budget import BudgetRow
from ..compute.indicator_days import IndicatorDays
from ..compute.world import World
from ..expr.explain import walk
from ..expr.functions import is_blank_mark
from ..expr.tree import Applied, Expr, Reference, Symbol, as_node
from ..expr.values import ErrorValue, bulatkan, is_number
from ..expr.years import NoLaw
from ..records import dataclass, field
from ..rules.registry import Rule, all_rules
from ..rules.terbilang import format_number, format_percent, rupiah
from ..rules.tertulis import number_behind_label, numbers_of
from ..schema import contract
from ..schema.model import Column
from ..schema.settings import SETTING
from ..schema.sheets.anggaran import PAGU_SENDIRI, REALISASI_SENDIRI
from ..schema.sheets.beranda import RINGKASAN
from .causes import Causes, Unreadable, broken
from .figure_doubts import doubts_of_figure
from .forms.origins import origins_of
from .formula_trace import Trace, inputs_of, passed_on
from .layout.cells import NOT_AVAILABLE_WORD
from .layout.source import Inputs, Source

Locate = Callable[[str, Any, str], tuple[str, str] | None]
_MOST_INPUTS = 30  # cells of a sum that are listed
_DEEPEST = 12
_MOST_NESTED = 6  # of a sum that is itself only an input
_RATIO, _MONEY, _PLAIN = Source(column="#rasio"), Source(column="#uang"), Source(column="#nilai")


@dataclass(slots=True)
class RuleNote:
    """A rule as people read it: code, name, formula in words, regulation that it comes from."""

    kode: str
    nama: str
    rumus: str
    sumber: str


@dataclass(slots=True)
class Input:
    """Something that a figure was computed from; ``asal`` is its own origin where it was asked for."""

    nama: str
    nilai: Any
    tampil: str
    lembar: str | None
    sel: str | None
    asal: "Origin | None" = None


@dataclass(slots=True)
class Origin:
    """Where one figure comes from.

    Attributes:
        uraian: what it is. lembar, sel: the book's cell that holds it, None for a figure that stands in none.
        nilai, tampil: its value, and that as it is shown.
        aturan: the rules that were applied, outermost first. perhitungan: how the number follows, "" where it is typed.
        masukan: what it was computed from. catatan: what else a reader must know.
    """

    uraian: str
    lembar: str | None
    sel: str | None
    nilai: Any
    tampil: str
    aturan: list[RuleNote] = field(default_factory=list)
    perhitungan: str = ""
    masukan: list[Input] = field(default_factory=list)
    catatan: list[str] = field(default_factory=list)


class Explainer:
    """Explains figures of a computed book.

    world: the computed book. locate: sheet and address of ``(table, row, column)``, None where the book has no cell.
    unreadable: gives the cells that cannot be read; it is asked when a figure fails, or leaves something out.
    """

    def __init__(self, world: World, locate: Locate, unreadable: Callable[[], Unreadable] = dict) -> None:
        self.world, self.locate, self._unreadable = world, locate, unreadable
        self._days = IndicatorDays(world.rows("tbl_renstra"))

    def explain(
        self, source: Source, deep: bool = False, value: Any = None, depth: int = 0, without_doubts: str = ""
    ) -> Origin:
        """The origin of a figure.

        Args:
            source: where it comes from. deep: explain its inputs too, down to what people typed.
            value: its value, for a figure that stands in no cell of the book.
            without_doubts: what is noted where nothing is known that makes the figure doubtful; "" for nothing.
        """
        origin, inputs = self._of_cell(source) if source.table else self._derived(source, value)
        most = _MOST_INPUTS if deep or depth == 0 else _MOST_NESTED
        for name, one in inputs[:most]:
            origin.masukan.append(self.input(name, one, deep and depth < _DEEPEST, depth))
        if len(inputs) > most:
            origin.catatan.append(f"dan {len(inputs) - most} sel lagi.")
        if depth == 0:
            doubts = doubts_of_figure(self.world, source, inputs)
            origin.catatan += doubts or ([without_doubts] if without_doubts else [])
        return origin

    def input(self, name: str, one: Any, deep: bool, depth: int = 0) -> Input:
        """Something that a figure was computed from: a ``Source``, or a plain value.

        What stands in no cell is always explained: the reader cannot look it up.
        """
        if not isinstance(one, Source):
            return Input(name, one, self.shown(one, None), None, None)
        if one.table:
            sheet, cell = self.locate(one.table, one.row, one.column) or (None, None)
            value = self.value(one)
            asal = self.explain(one, True, depth=depth + 1) if deep else None
            called = self._input_called(one, name) if name.startswith("_") else name
            return Input(called, value, self.shown(value, one), sheet, cell, asal)
        derived = self.explain(one, deep, depth=depth + 1)
        return Input(name, derived.nilai, derived.tampil, None, None, derived)

    # --- cells of the book ---------------------------------------------------------------------------------------
    def row(self, source: Source) -> Cells:
        """The row of a cell; {} when the book lacks it."""
        rows = self.world.rows(source.table) if source.table in self.world.tables else []
        number = source.row
        return rows[number - 1] if isinstance(number, int) and 0 < number <= len(rows) else {}

    def value(self, source: Source) -> Any:
        """Value of a cell of the book."""
        if source.table == "tbl_pengaturan":
            return self.world.settings.get(str(source.row))
        if source.table == "tbl_ringkasan":
            return self.world.summary.get(str(source.row))
        return self.row(source).get(source.column)

    def _of_cell(self, source: Source) -> tuple[Origin, Inputs]:
        sheet, cell = self.locate(source.table, source.row, source.column) or (None, None)
        value = self.value(source)
        origin = Origin(self.called(source), sheet, cell, value, self.shown(value, source))
        if source.table == "tbl_ringkasan":
            tree = next((f.formula for f in RINGKASAN.figures if f.key == source.row), None)
            return origin, self._formula(origin, source, tree, None) if tree is not None else ()
        if source.table == "tbl_pengaturan":
            origin.catatan.append("Diketik di lembar Pengaturan." if value is not None else "Belum diisi.")
            return origin, ()
        column = self.world.tables[source.table].by_name.get(source.column)
        if column is not None and column.formula is not None:
            return origin, self._formula(origin, source, column.formula, self.row(source))
        if column is not None and column.computed:
            return origin, self._of_budget(origin, source)
        origin.catatan.append("Diketik." if value not in (None, "") else "Belum diisi.")
        return origin, ()

    def _formula(self, origin: Origin, source: Source, tree: Expr, row: Cells | None) -> Inputs:
        trace = Trace(self.world, source.table if row is not None else "", row)
        found = trace.inputs(tree)
        text, binds = trace.written(tree, self.shown)
        handed = passed_on(trace, tree) if row is not None else None
        self._name_rules(origin, trace, tree, source)
        if binds == 0 and handed is not None and handed.row == source.row:
            # A cap that is not reached hands the figure on: show how that one follows.
            inner, more = self._of_cell(handed)
            origin.perhitungan = inner.perhitungan or self._taken_over(origin, found)
            origin.aturan += [r for r in inner.aturan if r.kode not in {known.kode for known in origin.aturan}]
            found |= {one: name for name, one in more if one not in found}
        elif binds and text:
            origin.perhitungan = text if binds == 4 else f"{text} = {origin.tampil}"
        elif reason := trace.because(tree, self.shown):
            origin.perhitungan = f"{reason}, sehingga {origin.tampil}"
        else:
            origin.perhitungan = self._taken_over(origin, found)
        if origin.nilai.__class__ is ErrorValue:
            origin.perhitungan = ""
            self._say_why(origin, found, self._causes().read_by(tree, source))
        elif row is None:
            self._say_what_is_left_out(origin, self._causes().read_by(tree, source))
        if not found and source.column in ("Pagu", "Realisasi Anggaran"):
            codes = [row["Kode"]] if row else []
            money = "Pagu" if source.column == "Pagu" else "Realisasi"
            origin.perhitungan = ""
            return self._sum(origin, origins_of(self.world).supporting(codes, money))
        return inputs_of(found)

    def _name_rules(self, origin: Origin, trace: Trace, tree: Expr, source: Source) -> None:
        try:
            origin.aturan = _notes([*trace.rules(tree), *trace.rule_of_column(source.table, source.column)])
        except NoLaw as missing:
            origin.catatan.append(str(missing))

    def _taken_over(self, origin: Origin, found: dict[Source, str]) -> str:
        """The one cell whose value the figure simply is, in words; "" when there is none."""
        if origin.nilai in (None, "") or _is_error(origin.nilai):
            return ""
        for one, name in found.items():
            if not one.table or one.table == "tbl_pengaturan":
                continue
            value = self.value(one)
            same = value == origin.nilai or is_number(value) and bulatkan(value, 10) == origin.nilai
            said = (*numbers_of(value), number_behind_label(value, self.world.columns["tbl_tingkat", "Tingkat"]))
            verb = "diambil" if same else "dibaca" if origin.nilai in said else ""
            if verb:
                sheet, cell = self.locate(one.table, one.row, one.column) or ("", "")
                told = self._input_called(one, name)
                return f"{verb} dari {told} ({sheet}!{cell})" if cell else f"{verb} dari {told}"
        return ""

    def _input_called(self, one: Source, name: str) -> str:
        """A cell that a figure is taken from: its name, or of a hidden column what it gives, in words."""
        column = self.world.tables[one.table].by_name.get(one.column) if one.table in self.world.tables else None
        if column is None or not column.hidden or column.formula is None:
            return name
        first = next(Trace(self.world, one.table, self.row(one)).rules(column.formula), None)
        return first.nama[:1].lower() + first.nama[1:] if first is not None else "hasil antara"

    def _causes(self) -> Causes:
        return Causes(self.world, self.value, self._unreadable())

    def _unreadable_cells(self, cells: Iterable[Source]) -> str:
        """Cells that cannot be read, each with what is typed in it; "" for none."""
        typed, told = self._unreadable(), []
        for one in cells:
            sheet, cell = self.locate(one.table, one.row, one.column) or (one.table, one.column)
            told.append(f"{sheet}!{cell} berisi '{typed[(one.table, int(one.row), one.column)]}'")
        shown = ", ".join(told[:_MOST_NESTED])
        return shown + (f", dan {len(told) - _MOST_NESTED} sel lagi" if len(told) > _MOST_NESTED else "")

    def _say_what_is_left_out(self, origin: Origin, read: Iterable[Source]) -> None:
        typed = self._unreadable_cells(self._causes().beneath(read)) if self._unreadable() else ""
        if typed:
            origin.catatan.append(f"Tidak ikut dihitung, karena tidak terbaca: {typed}.")

    def _say_why(self, origin: Origin, found: dict[Source, str], read: Iterable[Source]) -> None:
        """Which inputs are missing or unusable; a setting that is left blank is a choice, not a gap.

        found: the inputs that are told. read: all that was read, also what a sum or a mean left out.
        """
        typed = self._unreadable_cells(self._causes().beneath(read)) if broken(origin.nilai) else ""
        if typed:
            origin.catatan.append(f"N/A, karena tidak terbaca: {typed}. Betulkan isinya, lalu jalankan hitung.")
            return
        lacking = [
            name
            for one, name in found.items()
            if one.table != "tbl_pengaturan" and ((v := self._figure(one)) == "" or is_blank_mark(v) or _is_error(v))
        ]
        cause = f": {', '.join(lacking)} kosong atau N/A" if lacking else ""
        origin.catatan.append(f"N/A{cause}.")

    def _of_budget(self, origin: Origin, source: Source) -> Inputs:
        """Pagu and Realisasi of a budget row: a leaf's own cell, a parent's leaves."""
        one = next((r for r in self.world.budget.rows if r.nomor + 1 == source.row), None)
        money = source.column.removeprefix("_")
        if one is None:
            return ()
        if money not in ("Pagu", "Realisasi"):
            return self._of_counts(origin, source, one)
        own = PAGU_SENDIRI if money == "Pagu" else REALISASI_SENDIRI
        origins = origins_of(self.world)
        spent = origins.quarter_realisasi(one, self.world.quarter) if money == "Realisasi" else None
        if one.daun and (spent is None or spent.table):
            return self._formula(origin, source, own, self.row(source))
        if money == "Pagu":
            made = origins.pagu(one, self.world.document)
        else:
            made = origins.quarter_realisasi(one, self.world.quarter)
        origin.aturan = _notes(Trace(self.world, "", None).rule_of_column(source.table, source.column))
        return self._sum(origin, made)

    def _of_counts(self, origin: Origin, source: Source, one: BudgetRow) -> Inputs:
        """Belum Terisi and Pagu Efektif of a budget row."""
        origin.aturan = _notes(Trace(self.world, "", None).rule_of_column(source.table, source.column))
        if source.column == "Pagu Efektif":
            made = origins_of(self.world).blocked(one)
            origin.perhitungan = f"pagu {self.shown(one.pagu, _MONEY)} dikurangi blokir rinciannya"
            return made
        if source.column == "Belum Terisi":
            origin.perhitungan = f"{origin.tampil} baris yang realisasi atau pagunya kosong"
            return origins_of(self.world).unfilled(one)
        return ()

    # --- figures that stand in no cell ---------------------------------------------------------------------------
    def _derived(self, source: Source, value: Any) -> tuple[Origin, Inputs]:
        inputs = source.resolved()
        rule = all_rules().get(source.rule)
        if rule is not None:
            origin = Origin(rule.nama, None, None, value, "")
            if source.note:
                origin.catatan.append(source.note)
            return origin, self._apply(origin, rule, inputs)
        origin = Origin(source.note or "angka laporan", None, None, value, "")
        if source.note.startswith("jumlah"):
            if value is None:
                origin.nilai = self.world.sum_of([self._figure(one) for _, one in inputs])
            origin.tampil = self.shown(origin.nilai, _MONEY)
            return origin, self._sum(origin, source)
        if source.note.startswith("realisasi dibagi"):
            origin.tampil, origin.perhitungan = self.shown(value, _RATIO), source.note
            return origin, inputs
        if source.note.startswith("selisih"):
            origin.tampil = self.shown(value, _MONEY)
            origin.perhitungan = " - ".join(self.shown(self._figure(one), _MONEY) for _, one in inputs)
            origin.perhitungan += f" = {origin.tampil}"
            return origin, inputs
        if source.note.startswith("banyaknya"):
            origin.nilai = len(inputs)
            origin.perhitungan = f"{len(inputs)} baris, masing-masing dihitung satu"
        origin.tampil = self.shown(origin.nilai, _PLAIN)
        return origin, inputs

    def _apply(self, origin: Origin, rule: Rule, inputs: Inputs) -> Inputs:
        """How a rule makes a figure of its inputs; nothing is said where an argument is not known."""
        given = self._given(rule, inputs)
        tree = _over(rule.kode, frozenset(given))
        kind = _kind(rule.hasil)
        cells = {one: name for name, one in reversed(inputs) if isinstance(one, Source)}
        if tree is None:
            origin.aturan = _notes([rule.at(self.world.year)])
            origin.tampil = self.shown(origin.nilai, kind)
            origin.perhitungan = self._taken_over(origin, cells)
            return inputs
        trace = Trace(self.world, "", None, given)
        if origin.nilai is None:
            origin.nilai = trace.value(tree)
        origin.tampil = self.shown(origin.nilai, kind)
        self._name_rules(origin, trace, tree, Source())
        text, binds = trace.written(tree, self.shown)
        if binds:
            origin.perhitungan = f"{text} = {origin.tampil}"
        elif reason := trace.because(tree, self.shown):
            origin.perhitungan = f"{reason}, sehingga {origin.tampil}"
        if _is_error(origin.nilai):
            origin.perhitungan = ""
            self._say_why(origin, cells, cells)
        told = {one for _, one in inputs}
        return (*inputs, *((name, one) for one, name in trace.inputs(tree).items() if one not in told))

    def _given(self, rule: Rule, inputs: Inputs) -> dict[str, tuple[Any, Any]]:
        """``{argument: (value, where it is from)}`` of what a figure names; the values of a mean are one argument."""
        named = {name: (self._figure(one), one) for name, one in inputs if name in rule.parameters}
        # A figure that stands in no cell and cannot be reckoned again is not known, which is not the same as empty.
        named = {name: own for name, own in named.items()
                 if own[0] is not None or not isinstance(own[1], Source) or own[1].table}  # fmt: skip
        if named or rule.kode != "RAT-01":
            return named
        return {"capaian": ([self._figure(one) for _, one in inputs], inputs)}

    def _figure(self, one: Any) -> Any:
        if not isinstance(one, Source):
            return one
        return self.value(one) if one.table else self.explain(one, depth=1).nilai

    def _sum(self, origin: Origin, source: Source) -> Inputs:
        inputs = source.resolved()
        numbers = [v for _, one in inputs if is_number(v := self._figure(one))]
        if numbers:
            terms = " + ".join(self.shown(v, _MONEY) for v in numbers)
            text = terms if len(numbers) <= _MOST_NESTED else f"jumlah {len(numbers)} rincian"
            origin.perhitungan = f"{text} = {origin.tampil}"
        return inputs

    # --- words ---------------------------------------------------------------------------------------------------
    def called(self, source: Source) -> str:
        """What a cell of the book is, in words: its column and its row."""
        if source.table == "tbl_pengaturan":
            setting = SETTING.get(str(source.row))
            return f"Setelan {source.row}" + (f": {setting.about}" if setting is not None else "")
        if source.table == "tbl_ringkasan":
            note = next((f.note for f in RINGKASAN.figures if f.key == source.row), "")
            return f"{source.row} ({note})" if note else str(source.row)
        column = self.world.tables[source.table].by_name.get(source.column)
        row = self.row(source)
        kode = row.get("Kode")
        name = row.get("Indikator") if source.table != "tbl_anggaran" else row.get("Uraian")
        whose = " ".join(str(t) for t in (kode, name) if t not in (None, "") and t.__class__ is not ErrorValue)
        about = source.column if column is None else column.about
        if column is not None and column.hidden:
            about = self._helper_called(column, row)
        return f"{about} ({whose})" if whose and source.column not in ("Kode", "Indikator", "Uraian") else about

    def _helper_called(self, column: Column, row: Cells) -> str:
        """A hidden column in words: what its first rule gives."""
        if column.formula is not None:
            first = next(Trace(self.world, "", row).rules(column.formula), None)
            if first is not None:
                return f"{first.nama}, kolom bantu {column.name}"
        return f"Kolom bantu {column.name}"

    def shown(self, value: Any, source: Source | None) -> str:
        """A value as readers see it, by the column that it comes from."""
        if value.__class__ is ErrorValue:
            return str(value.kode) if self._is_typed(source) else NOT_AVAILABLE_WORD
        if value is None or value == "":
            return "(kosong)"
        if not is_number(value):
            return str(value)
        if day := self._day(value, source):
            return day
        kind = self._kind(source)
        if kind == "rasio":
            return str(format_percent(value, max(2, int(self.world.decimals)) if is_number(self.world.decimals) else 2))
        if kind == "uang":
            return str(rupiah(value))
        # What was computed ends in digits that a computer's fractions leave behind (2,90000000000001).
        return str(format_number(bulatkan(value, 10) or value, ribuan=kind != "tahun"))

    def _day(self, value: Any, source: Source | None) -> str:
        """The date that a cell of an indicator holds, "" of any other cell."""
        table = self.world.tables.get(source.table) if source is not None else None
        if source is None or table is None:
            return ""
        return self._days.words(table, self.row(source), source.column, value)

    def _is_typed(self, source: Source | None) -> bool:
        """Whether a cell is one that people type into: an error there is what they see in it."""
        column = self.world.tables[source.table].by_name.get(source.column) if source and self.row(source) else None
        return column is not None and not column.computed

    def _kind(self, source: Source | None) -> str:
        if source is None:
            return ""
        if source.column.startswith("#"):
            return source.column[1:]
        if source.table == "tbl_pengaturan":
            setting = SETTING.get(str(source.row))
            return "" if setting is None else str(setting.kind)
        if source.table == "tbl_ringkasan":
            return next((str(f.kind) for f in RINGKASAN.figures if f.key == source.row), "")
        if source.table in self.world.tables:
            column = self.world.tables[source.table].by_name.get(source.column)
            return "" if column is None else str(column.kind)
        if source.note.startswith("jumlah"):
            return "uang"
        rule = all_rules().get(source.rule)
        return _kind(rule.hasil).column[1:] if rule is not None else ""


def _is_error(value: Any) -> bool:
    return value.__class__ is ErrorValue


def _kind(result: str) -> Source:
    """A stand-in for a column of a rule's unit."""
    return {"rasio": _RATIO, "rupiah": _MONEY}.get(result, _PLAIN)


@cache
def _defaults() -> tuple[dict[tuple[str, str], Expr], dict[str, Expr]]:
    """What the book's own formulas give a rule's arguments that are settings or whole columns: by rule, by name."""
    by_rule: dict[tuple[str, str], Expr] = {}
    by_name: dict[str, Expr] = {}
    columns = [c.formula for t in contract.tables(0, -1).values() for c in t.computed if c.formula is not None]
    for tree in (*columns, *(f.formula for f in RINGKASAN.figures)):
        for node in walk(tree):
            if isinstance(node, Applied):
                for name, given in node.arguments.items():
                    if isinstance(given, Reference) and given.kind in ("setting", "column"):
                        by_rule.setdefault((node.rule, name), given)
                        by_name.setdefault(name, given)
    return by_rule, by_name


_WITHOUT: dict[str, Expr] = {"atas": as_node(""), "skor": as_node("")}
"""Arguments that most figures lack: a target of one number has no upper end, a number no score."""


@cache
def _over(kode: str, given: frozenset[str]) -> Expr | None:
    """A rule's tree over symbols of what is given, and the book's settings for the rest; None when one is unknown."""
    by_rule, by_name = _defaults()
    rule = all_rules()[kode]
    arguments = {
        p: Symbol(p) if p in given else by_rule.get((kode, p), by_name.get(p, _WITHOUT.get(p)))
        for p in rule.parameters
    }  # fmt: skip
    if not given or any(a is None for a in arguments.values()):
        return None
    tree: Expr = rule(**arguments)
    return tree


def _notes(rules: Iterable[Rule]) -> list[RuleNote]:
    return list({r.kode: RuleNote(r.kode, r.nama, r.rumus, r.sumber) for r in rules}.values())


__all__ = ["Explainer", "Input", "Origin", "RuleNote"]
