"""Where a figure comes from: its rule with its source, the cells that it took, and how the number follows.

An ``Origin`` explains one figure; its inputs are explained one level deeper when they are asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..expr.values import ErrorValue, is_number
from ..rules.registry import Rule, all_rules
from ..rules.terbilang import format_number, format_percent, rupiah
from ..schema.settings import SETTING
from ..schema.sheets.beranda import RINGKASAN
from .forms.origins import origins_of
from .formula_trace import Trace, inputs_of, passed_on
from .layout.source import Inputs, Source

Locate = Callable[[str, Any, str], tuple[str, str] | None]
_MOST_INPUTS = 30  # cells of a sum that are listed
_DEEPEST = 12
# What a rule's argument is called that a derived figure does not name: the defined name that holds it.
_DEFAULTS = {
    "desimal": "lk_desimal", "cara": "lk_bulat", "metode": "lk_efisiensi", "metode_turun": "lk_turun",
    "cara_tingkat": "lk_tingkat", "batas": "lk_batas", "skala": "lk_skala",
}  # fmt: skip


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
    """

    def __init__(self, world: Any, locate: Locate) -> None:
        self.world, self.locate = world, locate

    def explain(self, source: Source, deep: bool = False, value: Any = None, depth: int = 0) -> Origin:
        """The origin of a figure.

        Args:
            source: where it comes from. deep: explain its inputs too, down to what people typed.
            value: its value, for a figure that stands in no cell of the book.
        """
        origin, inputs = self._of_cell(source) if source.table else self._derived(source, value)
        many = len(inputs) - _MOST_INPUTS
        for name, one in inputs[:_MOST_INPUTS]:
            origin.masukan.append(self.input(name, one, deep and depth < _DEEPEST, depth))
        if many > 0:
            origin.catatan.append(f"Masukan lainnya: {many} sel lagi.")
        return origin

    def input(self, name: str, one: Any, deep: bool, depth: int = 0) -> Input:
        """Something that a figure was computed from: a ``Source``, or a plain value."""
        if not isinstance(one, Source):
            return Input(name, one, self.shown(one, None), None, None)
        if one.table:
            sheet, cell = self.locate(one.table, one.row, one.column) or (None, None)
            value = self.value(one)
            asal = self.explain(one, True, depth=depth + 1) if deep else None
            return Input(name, value, self.shown(value, one), sheet, cell, asal)
        derived = self.explain(one, deep, depth=depth + 1)
        return Input(name, derived.nilai, derived.tampil, None, None, derived if deep else None)

    # --- cells of the book ---------------------------------------------------------------------------------------
    def row(self, source: Source) -> Any:
        """The row of a cell; {} when the book lacks it."""
        rows = self.world.rows(source.table) if source.table in self.world.tables else []
        number = source.row
        return rows[number - 1] if isinstance(number, int) and 0 < number <= len(rows) else {}

    def value(self, source: Source) -> Any:
        """Value of a cell of the book."""
        if source.table == "tbl_pengaturan":
            return self.world.settings.get(source.row)
        if source.table == "tbl_ringkasan":
            return self.world.summary.get(source.row)
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

    def _formula(self, origin: Origin, source: Source, tree: Any, row: Any) -> Inputs:
        trace = Trace(self.world, source.table if row is not None else "", row)
        origin.aturan = _notes(trace.rules(tree))
        found = trace.inputs(tree)
        text, binds = trace.written(tree, self.shown)
        handed = passed_on(trace, tree) if row is not None else None
        if binds == 0 and handed is not None and handed.row == source.row:
            # A cap that is not reached hands the figure on: show how that one follows.
            inner, more = self._of_cell(handed)
            origin.perhitungan = inner.perhitungan
            origin.aturan += [r for r in inner.aturan if r.kode not in {known.kode for known in origin.aturan}]
            found |= {one: name for name, one in more if one not in found}
        elif binds:
            origin.perhitungan = f"{text} = {origin.tampil}"
        if origin.nilai.__class__ is ErrorValue:
            self._say_why(origin, found)
        if not found and source.column in ("Pagu", "Realisasi Anggaran"):
            codes = [row["Kode"]] if row else []
            money = "Pagu" if source.column == "Pagu" else "Realisasi"
            return self._sum(origin, origins_of(self.world).supporting(codes, money))
        return inputs_of(found)

    def _say_why(self, origin: Origin, found: dict[Source, str]) -> None:
        """Which inputs are missing or unusable."""
        lacking = [name for one, name in found.items() if (v := self.value(one)) in (None, "") or _is_error(v)]
        cause = f": {', '.join(lacking)} kosong atau tidak tersedia" if lacking else ""
        origin.catatan.append(f"Tidak dapat dihitung{cause}.")

    def _of_budget(self, origin: Origin, source: Source) -> Inputs:
        """Pagu and Realisasi of a budget row: a leaf's own cell, a parent's leaves."""
        one = next((r for r in self.world.budget.rows if r.nomor + 1 == source.row), None)
        if one is None or source.column not in ("Pagu", "Realisasi"):
            return ()
        origins = origins_of(self.world)
        if source.column == "Pagu":
            made = origins.pagu(one, self.world.document)
        else:
            made = origins.quarter_realisasi(one, self.world.quarter)
        if made.table:
            origin.aturan = _notes([all_rules()["ANG-01" if source.column == "Pagu" else "ANG-05"]])
            return ((made.column, made),)
        return self._sum(origin, made)

    # --- figures that stand in no cell ---------------------------------------------------------------------------
    def _derived(self, source: Source, value: Any) -> tuple[Origin, Inputs]:
        inputs = source.resolved()
        rule = all_rules().get(source.rule)
        if rule is None:
            origin = Origin(source.note or "angka laporan", None, None, value, "")
            if value is None and source.note.startswith("jumlah"):
                origin.nilai = value = self._total(inputs)
            origin.tampil = self.shown(value, _money_of(inputs))
            return origin, self._sum(origin, source) if source.note.startswith("jumlah") else inputs
        origin = Origin(rule.nama, None, None, value, "", _notes([rule]))
        if source.note:
            origin.catatan.append(source.note)
        self._apply(origin, rule, inputs)
        return origin, inputs

    def _apply(self, origin: Origin, rule: Rule, inputs: Inputs) -> None:
        """How a rule makes a figure of its inputs; nothing is said where an argument is not known."""
        kind = _kind(rule.hasil)
        symbols = {n: self.world.defined[d] for n, d in _DEFAULTS.items() if n in rule.parameters}
        given = [(name, self._figure(one)) for name, one in inputs]
        if rule.parameters and rule.parameters[0] == "capaian" and rule.kode == "RAT-01":
            symbols["capaian"] = [value for _, value in given]
        else:
            symbols.update({name: value for name, value in given if name in rule.parameters})
        if origin.nilai is None and all(p in symbols for p in rule.parameters):
            origin.nilai = rule(**symbols)
        origin.tampil = self.shown(origin.nilai, kind)
        if rule.kode == "RAT-01":
            numbers = [self.shown(v, kind) for v in symbols["capaian"] if is_number(v)]
            if numbers:
                text = " + ".join(numbers) if len(numbers) <= 6 else f"jumlah {len(numbers)} angka"
                origin.perhitungan = f"({text}) / {len(numbers)} = {origin.tampil}"
            return
        if not all(p in symbols for p in rule.parameters):
            return
        sources = {name: one for name, one in inputs if isinstance(one, Source)}
        trace = Trace(self.world, "", None, symbols)
        text, binds = trace.written(rule.tree, lambda v, s: self._argument(v, s, symbols, sources))
        if binds:
            origin.perhitungan = f"{text} = {origin.tampil}"
        origin.aturan = _notes([rule, *trace.rules(rule.tree)])

    def _argument(self, value: Any, source: Source | None, symbols: dict[str, Any], sources: dict[str, Source]) -> str:
        for name, one in symbols.items():
            if one is value and name in sources:
                return self.shown(value, sources[name])
        return self.shown(value, source)

    def _figure(self, one: Any) -> Any:
        if not isinstance(one, Source):
            return one
        return self.value(one) if one.table else self.explain(one).nilai

    def _sum(self, origin: Origin, source: Source) -> Inputs:
        inputs = source.resolved()
        numbers = [v for _, one in inputs if is_number(v := self._figure(one))]
        kind = _money_of(inputs)
        if numbers:
            terms = " + ".join(self.shown(v, kind) for v in numbers)
            text = terms if len(numbers) <= 6 else f"jumlah {len(numbers)} rincian"
            origin.perhitungan = f"{text} = {origin.tampil}"
        return inputs

    def _total(self, inputs: Inputs) -> Any:
        return self.world.sum_of([self._figure(one) for _, one in inputs])

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
        about = column.about if column is not None and not column.hidden else source.column
        return f"{about} ({whose})" if whose and source.column not in ("Kode", "Indikator", "Uraian") else about

    def shown(self, value: Any, source: Source | None) -> str:
        """A value as readers see it, by the column that it comes from."""
        if value.__class__ is ErrorValue:
            return "N/A" if value.kode == "#N/A" else str(value.kode)
        if value is None or value == "":
            return "(kosong)"
        if not is_number(value):
            return str(value)
        kind = self._kind(source)
        if kind == "rasio":
            return str(format_percent(value, max(2, self.world.decimals) if is_number(self.world.decimals) else 2))
        if kind == "uang":
            return str(rupiah(value))
        return str(format_number(value, ribuan=kind != "tahun"))

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
        rule = all_rules().get(source.rule)
        return _kind(rule.hasil).column[1:] if rule is not None else ""


def _is_error(value: Any) -> bool:
    return value.__class__ is ErrorValue


def _kind(result: str) -> Source:
    """A stand-in for a column of a rule's unit."""
    return Source(column={"rasio": "#rasio", "rupiah": "#uang"}.get(result, "#nilai"))


def _money_of(inputs: Inputs) -> Source:
    return Source(column="#uang") if inputs else Source(column="#nilai")


def _notes(rules: Any) -> list[RuleNote]:
    return list({r.kode: RuleNote(r.kode, r.nama, r.rumus, r.sumber) for r in rules}.values())


__all__ = ["Explainer", "Input", "Origin", "RuleNote"]
