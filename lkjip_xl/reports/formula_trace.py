"""What a formula of the book really did in one row: the branches it took, the rules it applied, the cells it read.

Nothing here knows a sheet or a column by name: everything follows from the contract's formula trees.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..compute.book import Cells
from ..compute.calculator import assembled
from ..compute.world import World
from ..expr.to_python import Environment, evaluate
from ..expr.tree import Applied, ByYear, Call, Constant, Expr, Operation, Reference, Symbol, cell, children
from ..expr.values import ErrorValue, as_truth, is_number
from ..expr.years import NoLaw, choose
from ..rules.registry import Rule, all_rules
from ..rules.tertulis import label_positions
from ..schema.settings import NAMES
from .layout.source import Inputs, Source

Shown = Callable[[Any, Source | None], str]
"""A value as text, by the cell that it stands in."""

_ARITHMETIC = {"+": (" + ", 1), "-": (" - ", 1), "*": (" x ", 2), "/": (" / ", 2)}
_MOST_TERMS = 6  # of a sum that is written out
_NAMED_ROWS = ("tbl_pengaturan", "tbl_ringkasan")  # whose rows are known by their Kunci
_MEANS = ("rerata", "rerata_bila")
_COUNTS = ("banyak_angka", "banyak_sama", "banyak_isi", "terukur_bila", "terukur_bernomor")
_SUMS = ("jumlah_isi", "uang_tanpa_indikator")
_COMPARED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "<>", "<>": "="}  # with what holds where they do not
_SPELLED = ("angka_tertulis", "atas_tertulis", "angka_samping")  # a number in a text as it was signed
_ROUNDING = ("bulatkan", "potong")
_BY_TWO = ("cari_dua", "cari_tingkat")
_AT_ROW = ("isi_baris", "teks_baris", "skala_tingkat", "target_renstra")  # of another table, by the row's number


class Trace:
    """One formula in one row of a book.

    world: the computed book. table: name of the row's table, "" outside the tables. row: its cells.
    given: ``{argument: (value, where it is from)}`` of a rule that is applied to figures which stand in no row; of a
    mean the values and where they are from are sequences of ``(name, ...)``.
    """

    def __init__(
        self, world: World, table: str, row: Cells | None, given: Mapping[str, tuple[Any, Any]] | None = None
    ) -> None:
        self.world, self.table, self.row = world, table, row
        self.given = given or {}
        symbols = {name: value for name, (value, _) in self.given.items()}
        self.environment = Environment(symbols, row, world.defined, world.columns)

    def value(self, node: Expr) -> Any:
        """Value of a node in this row."""
        return evaluate(assembled(node), self.environment)

    def next(self, node: Expr) -> Expr | None:
        """The node that a node has its value from: a rule's formula, the version of the law that holds in the book's
        year, the branch that a condition chose, the formula of a hidden helper column; None for any other node.
        """
        if isinstance(node, Applied):
            return node.body
        if isinstance(node, ByYear):
            return self._version(node)
        if isinstance(node, Call):
            return self._chosen(node)
        return self._helper(node) if isinstance(node, Reference) else None

    def _version(self, node: ByYear) -> Expr | None:
        year = self.value(node.year)
        if not is_number(year):
            if not self.given:
                return None
            year = None  # a book without a year: what a report derives is by the law in force now
        try:
            return choose([(b.start, b.end, b.tree) for b in node.branches], year, node.law)
        except NoLaw:
            return None  # the figure is #N/A

    def _chosen(self, node: Call) -> Expr | None:
        name, arguments = node.function.name, node.arguments
        if name == "jika":
            condition = self.value(arguments[0])
            return None if condition.__class__ is ErrorValue else arguments[1 if as_truth(condition) else 2]
        if name == "jika_galat":
            return arguments[1 if self.value(arguments[0]).__class__ is ErrorValue else 0]
        if name == "utuh":
            return arguments[1]
        if name in ("target_kini", "realisasi_kini", "label_kini"):
            return arguments[0]
        if name == "kali_faktor":
            return arguments[0] if self.value(arguments[1]) in (None, "", 1) else None
        if name == "capaian_berjalan":
            return self._current(arguments)
        if name == "pilih":
            number = self.value(arguments[0])
            return arguments[int(number)] if is_number(number) and 1 <= int(number) < len(arguments) else None
        return None

    def _current(self, arguments: Any) -> Expr | None:
        """The capaian that Capaian Berjalan hands on: of the year, or of the last quarter with a target."""
        quarter, _, year, first_version, targets = arguments
        now = self.value(quarter)
        if self.value(first_version) or not is_number(now) or now > 3:
            return year  # type: ignore[no-any-return]
        row = self.row or {}
        judged = [n for n, name in enumerate(targets.key[: int(now)]) if is_number(row.get(name))]
        return cell(self.table, arguments[1].key[judged[-1]]) if judged else None

    def _helper(self, node: Reference) -> Expr | None:
        if node.kind != "row" or not self.table:
            return None
        column = self.world.tables[self.table].by_name.get(node.key)
        if column is not None and column.typed_in and column.kind == "teks":
            return None  # the spelling of what was typed: the cell itself is the origin
        return column.formula if column is not None and column.hidden else None

    # --- rules ---------------------------------------------------------------------------------------------------
    def rules(self, node: Expr) -> Iterator[Rule]:
        """The rules on the way that was taken, outermost first, as they are in the book's year."""
        if isinstance(node, Applied):
            yield all_rules()[node.rule].at(self.world.year)
        elif isinstance(node, Reference) and node.kind == "column":
            yield from self.rule_of_column(*node.key)
        following = self.next(node)
        for part in children(node) if following is None else (following,):
            yield from self.rules(part)

    def rule_of_column(self, table: str, column: str) -> Iterator[Rule]:
        """The rule of a computed column whose formula is an idiom of its own; none for any other."""
        found = self.world.tables[table].by_name.get(column) if table in self.world.tables else None
        if found is not None and found.rule:
            yield all_rules()[found.rule].at(self.world.year)

    # --- cells ---------------------------------------------------------------------------------------------------
    def inputs(self, node: Expr) -> dict[Source, str]:
        """``{cell of the book: its name}`` that the way taken read, what it asked about (Tipe, Arah) last."""
        found: dict[Source, str] = {}
        asked: dict[Source, str] = {}
        self._collect(node, found, asked, True)
        key = self.world.tables[self.table].key if self.table else ""
        for source, name in asked.items():
            if name != key:  # every formula asks whether its row is used at all
                found.setdefault(source, name)
        return found

    def _collect(self, node: Expr, found: dict[Source, str], asked: dict[Source, str], alone: bool) -> None:
        """alone: the node is the figure itself, not a part of it; only then a long sum is told cell by cell."""
        following = self.next(node)
        if following is not None:
            if isinstance(node, Call) and following is not node.arguments[0]:
                self._collect(node.arguments[0], asked, asked, False)
            self._collect(following, found, asked, alone)
        elif isinstance(node, Symbol):
            found.update(self._given_cells(node))
        elif isinstance(node, Reference):
            found.update(self.cells_at(node))
        elif isinstance(node, Call) and (cells := self._looked_up(node)) is not None:
            if found is asked and node.function.name in (*_SUMS, *_COUNTS):
                pass  # whether there is anything to sum
            elif not alone and len(cells) > _MOST_TERMS and node.function.name in (*_SUMS, *_COUNTS):
                kind = next(iter(cells))
                sum_of = "jumlah" if node.function.name in _SUMS else "banyaknya"
                inputs = tuple((name, source) for source, name in cells.items())
                found[Source(column="#uang", note=f"{sum_of} {kind.column}", inputs=inputs)] = kind.column
            else:
                found.update(cells)
        else:
            for part in children(node):
                self._collect(part, found, asked, alone and not isinstance(node, Operation))

    def left_out(self, node: Expr, failed: Callable[[Any], bool]) -> Iterator[Source]:
        """The cells of whole columns that a mean, a sum or a count on the way taken would take but for their value."""
        following = self.next(node)
        parts = children(node) if following is None else (following,)
        if following is None and isinstance(node, Call) and self._looked_up(node) is not None:
            whole = [isinstance(a, Reference) and a.kind == "column" for a in node.arguments]
            if node.function.name in (*_MEANS, *_SUMS, *_COUNTS) and whole[0]:
                table, name = node.arguments[0].key  # type: ignore[attr-defined]
                rows = self._taken_rows(node.function.name, node.arguments, failed)
                yield from (Source(table, i + 1, self._visible(table, name)) for i in rows)
            parts = tuple(a for a, column in zip(node.arguments, whole, strict=True) if not column)
        if isinstance(node, Reference) and node.kind == "column" and node.key in self.world.columns:
            table, name = node.key
            values = self.world.columns[node.key]
            yield from (Source(table, i + 1, self._visible(table, name)) for i, v in enumerate(values) if failed(v))
        for part in parts:
            yield from self.left_out(part, failed)

    def _given_cells(self, node: Symbol) -> dict[Source, str]:
        source = self.given[node.name][1]
        if isinstance(source, Source):
            return {source: node.name}
        return {one: name for name, one in source if isinstance(one, Source)} if isinstance(source, tuple) else {}

    def cells_at(self, node: Reference) -> dict[Source, str]:
        """The cells of the book that a reference to this row or to a setting names."""
        if node.kind == "setting":
            if str(node.key).startswith("#"):
                return {}
            known = NAMES.get(node.key)
            key = known[0] if known else "dokumen_pk"
            return {Source("tbl_pengaturan", key, "Nilai"): key}
        if node.kind == "column":
            return {}
        names = node.key if node.kind == "range" else (node.key,)
        row = self.row or {}
        number = row.get("#nomor")
        if not number or any(n.startswith("#") for n in names):
            return {}
        filled = [n for n in names if node.kind == "row" or row.get(n) not in (None, "")] or names
        columns = self.world.tables[self.table].by_name
        shown = [columns[n].typed_in or n if n in columns else n for n in filled]
        return {Source(self.table, number, n): n for n in shown}

    def _looked_up(self, node: Call) -> dict[Source, str] | None:
        """The cells that a lookup found or a sum over a column took; None for any other function."""
        name: str = node.function.name
        arguments: tuple[Any, ...] = node.arguments
        if any(isinstance(a, Reference) and a.kind == "column" and a.key[1] == "#uang" for a in arguments):
            return {}  # money of an indicator: the budget knows its leaves
        if name in ("cari", "cari_teks", "cari_terisi", *_BY_TWO, *_AT_ROW):
            place = self._found(name, arguments)
            if place is not None and place.table in _NAMED_ROWS:
                place = place._replace(row=str(self.value(arguments[0])))
            if place is None:
                return {}
            label = place.row if place.table in _NAMED_ROWS else place.column
            return {place: f"{label} {self.value(arguments[2])}" if name in _BY_TWO else str(label)}
        if name == "ambil" and isinstance(arguments[0], Reference) and arguments[0].kind == "range":
            number = self.value(arguments[1])
            names = arguments[0].key[int(number) - 1 :][:1] if is_number(number) and number >= 1 else ()
            return {} if self.row is None else {Source(self.table, self.row["#nomor"], n): n for n in names}
        if name == "ke":
            place = Source(arguments[0].key[0], int(self.value(arguments[1])), arguments[0].key[1])
            return {place: place.column}
        if name in _MEANS and isinstance(arguments[0], Symbol):
            return self._given_cells(arguments[0])
        if name == "pita_skala":
            band = self.band(node)
            return {} if band is None else {band[0]: f"batas bawah {band[1]}"}
        if name in (*_MEANS, *_SUMS, *_COUNTS) and isinstance(arguments[0], Reference):
            if arguments[0].kind != "column":
                return self.cells_at(arguments[0])
            table, column = arguments[1 if name == "uang_tanpa_indikator" else 0].key
            column = self._visible(table, column)
            return {Source(table, i + 1, column): self._row_name(table, i) for i in self._taken_rows(name, arguments)}
        return None

    def _visible(self, table: str, column: str) -> str:
        """The column that people see, of a hidden helper that stands for it."""
        own = column.removeprefix("_")
        return own if own in self.world.tables[table].by_name else column

    def _found(self, name: str, arguments: Any) -> Source | None:
        columns = self.world.columns
        if name in _AT_ROW:
            number = self.value(arguments[0])
            if not is_number(number) or number < 1:
                return None
            table, column = arguments[-1].key
            return Source(table, int(number), str(self.value(arguments[1])) if name == "target_renstra" else column)
        if name in ("cari", "cari_teks"):
            position = columns[arguments[1].key].position(self.value(arguments[0]))
            if position is None:
                return None
            return Source(arguments[2].key[0], position + 1, arguments[2].key[1])
        first, second = columns[arguments[1].key], columns[arguments[3].key]
        asked = self.value(arguments[0]), self.value(arguments[2])
        if name == "cari_tingkat":
            both = label_positions(asked[0], first, asked[1], second)
        else:
            both = sorted(set(first.positions(asked[0])) & set(second.positions(asked[1])), reverse=True)
        result = columns[arguments[4].key]
        for position in both:
            if name in _BY_TWO or result[position] not in (None, ""):
                return Source(arguments[4].key[0], position + 1, arguments[4].key[1])
        return None

    def _taken_rows(self, name: str, arguments: Any, takes: Callable[[Any], bool] = is_number) -> list[int]:
        """Numbers of the rows that a function over columns took; of those that it judges by value, which ``takes``."""
        columns = self.world.columns
        values = columns[arguments[0].key]
        if name == "banyak_sama":
            return list(values.positions(self.value(arguments[1])))
        if name == "banyak_isi":
            return [i for i, value in enumerate(values) if value not in (None, "")]
        if name == "uang_tanpa_indikator":
            unnamed = [i for i, mark in enumerate(values) if not is_number(mark) and not (mark or "").strip(";")]
            return [i for i in unnamed if is_number(columns[arguments[1].key][i])]
        rows = [i for i, value in enumerate(values) if takes(value)]
        if name in ("rerata_bila", "terukur_bila"):
            chosen = set(columns[arguments[1].key].positions(self.value(arguments[2])))
            return [i for i in rows if i in chosen]
        if name == "terukur_bernomor":
            return [i for i in rows if is_number(columns[arguments[1].key][i])]
        return rows

    def band(self, node: Call) -> tuple[Source, Any] | None:
        """The cell with the lower bound of the band of a scale that a value falls in, and the band's label."""
        value, scales, bounds, _, labels = (
            self.value(node.arguments[0]), *(self.world.columns[a.key] for a in node.arguments[2:])  # type: ignore[attr-defined]
        )  # fmt: skip
        label, place = self.value(node), node.arguments[3]
        rows = [i for i in scales.positions(self.value(node.arguments[1])) if labels[i] == label]
        reached = [i for i in rows if is_number(bounds[i]) and is_number(value) and bounds[i] <= value]
        if not reached or not isinstance(place, Reference):
            return None
        return Source(place.key[0], reached[-1] + 1, place.key[1]), label

    def _row_name(self, table: str, i: int) -> str:
        row = self.world.rows(table)[i]
        return str(row.get("Kode") or row.get("Uraian") or row.get("Indikator") or f"baris {i + 1}")

    # --- in writing ----------------------------------------------------------------------------------------------
    def written(self, node: Expr, shown: Shown, alone: bool = True) -> tuple[str, int]:
        """The arithmetic of the way taken, and how tightly it binds (0 a bare value, 1 a sum, 2 a product,
        3 words, 4 words that say the result).

        Args:
            shown: gives a value as text. alone: the node is the figure itself, not a part of it.
        """
        following = self.next(node)
        if following is not None:
            return self.written(following, shown, alone)
        if isinstance(node, Operation) and node.sign in _ARITHMETIC:
            sign, binds = _ARITHMETIC[node.sign]
            left, right = self.written(node.left, shown, False), self.written(node.right, shown, False)
            a = f"({left[0]})" if 0 < left[1] < binds else left[0]
            b = f"({right[0]})" if 0 < right[1] <= binds and node.sign in "-/" or 0 < right[1] < binds else right[0]
            return a + sign + b, binds
        if isinstance(node, Call):
            return self._written_call(node, shown, alone)
        return shown(self.value(node), self._source_of(node)), 0

    def _source_of(self, node: Expr) -> Source | None:
        """The one cell that a node is, None where it is none."""
        if isinstance(node, Symbol):
            source = self.given[node.name][1]
            return source if isinstance(source, Source) else None
        own = isinstance(node, Reference) and node.kind in ("row", "setting")
        return next(iter(self.cells_at(node)), None) if own and isinstance(node, Reference) else None

    def _written_call(self, node: Call, shown: Shown, alone: bool) -> tuple[str, int]:
        name, arguments = node.function.name, node.arguments
        if name in _ROUNDING:
            return self.written(arguments[0], shown, alone)
        if name == "maks" and len(arguments) == 2 and isinstance(arguments[0], Constant):
            value = self.value(arguments[1])
            if is_number(value) and value >= arguments[0].value:
                return self.written(arguments[1], shown, alone)
            text, _ = self.written(arguments[1], shown, False)
            if not alone:
                return f"yang lebih besar dari {shown(arguments[0].value, None)} dan {text}", 3
            unit = _MONEY if self._of_money(arguments[1]) else _RATIO
            least = shown(arguments[0].value, unit)
            return f"{text} = {shown(value, unit)}, paling sedikit {least}, sehingga {least}", 4
        if name == "mutlak" and isinstance(arguments[0], Operation):
            return f"|{self.written(arguments[0], shown, False)[0]}|", 0
        if name == "batasi":
            return self._capped(arguments, shown)
        if name in (*_MEANS, *_SUMS):
            return self._summed(node, shown, alone)
        if name in _COUNTS:
            return f"banyaknya sel berikut: {len(self._taken_rows(name, arguments))}", 4
        if name == "jumlah" and isinstance(arguments[0], Reference):
            row, sources = self.row or {}, {n: s for s, n in self.cells_at(arguments[0]).items()}
            columns = self.world.tables[self.table].by_name
            said = [(n, columns[n].typed_in or n) for n in arguments[0].key]
            terms = [shown(row[n], sources.get(typed)) for n, typed in said if is_number(row[n])]
            return " + ".join(terms), 1 if len(terms) > 1 else 0
        if name == "kali_faktor":
            left, right = self.written(arguments[0], shown, False), self.written(arguments[1], shown, False)
            return " x ".join(f"({text})" if binds else text for text, binds in (left, right)), 2
        if name in _SPELLED:
            typed = self.cells_at(arguments[0]) if isinstance(arguments[0], Reference) else {}
            return shown(self.value(node), next(iter(typed), None)), 0
        found = self._looked_up(node)
        return shown(self.value(node), next(iter(found)) if found else None), 0

    def _of_money(self, node: Expr) -> bool:
        """Whether a figure is made of amounts."""
        tables = self.world.tables
        columns = [tables[one.table].by_name.get(one.column) for one in self.inputs(node) if one.table in tables]
        return any(column is not None and column.kind == "uang" for column in columns)

    def _capped(self, arguments: Any, shown: Shown) -> tuple[str, int]:
        value, cap = self.value(arguments[0]), self.value(arguments[1])
        text, binds = self.written(arguments[0], shown)
        if is_number(cap) and is_number(value) and value > cap:
            return f"yang lebih kecil dari {text} dan batas {shown(cap, _RATIO)}", 3
        return text, binds

    def _summed(self, node: Call, shown: Shown, alone: bool) -> tuple[str, int]:
        name, arguments = node.function.name, node.arguments
        if isinstance(arguments[0], Symbol):
            numbers = [v for v in self.value(arguments[0]) if is_number(v) and v >= 0]
            place = _RATIO
        else:
            table, column = arguments[-1 if name == "uang_tanpa_indikator" else 0].key  # type: ignore[attr-defined]
            values = self.world.columns[(table, column)]
            numbers = [values[i] for i in self._taken_rows(name, arguments)]
            place = Source(table, 1, self._visible(table, column))
        long = len(numbers) > _MOST_TERMS
        if long and not alone:
            return shown(self.value(node), place), 0
        text = f"jumlah {len(numbers)} angka" if long else " + ".join(shown(v, place) for v in numbers)
        if name in _SUMS:
            return text, 1
        return (f"({text}) / {len(numbers)}" if len(numbers) > 1 else f"{text} / 1"), 2 if numbers else 0

    # --- why ----------------------------------------------------------------------------------------------------
    def because(self, node: Expr, shown: Shown) -> str:
        """Which comparison led to a result that is not computed (a label, a full 100%); "" where none did."""
        deciding: tuple[Expr, bool] | None = None
        while (following := self._kept(node)) is not None:
            if isinstance(node, Call) and node.function.name == "jika":
                deciding = (node.arguments[0], following is node.arguments[1])
            node = following
        if isinstance(node, Call) and node.function.name == "pita_skala" and (band := self.band(node)) is not None:
            bound = self.world.rows(band[0].table)[int(band[0].row) - 1][band[0].column]
            value = shown(self.value(node.arguments[0]), _RATIO)
            return f"{value} mencapai batas bawah {shown(bound, band[0])}"
        if not isinstance(node, Constant) or deciding is None:
            return ""
        condition, holds = deciding
        parts = (
            condition.arguments if isinstance(condition, Call) and condition.function.name == "dan" else (condition,)
        )
        return " dan ".join(
            t for part in parts if (holds or len(parts) == 1) and (t := self._compared(part, holds, shown))
        )

    def _kept(self, node: Expr) -> Expr | None:
        """As ``next``; of a rounding or a cap what it leaves as it is."""
        following = self.next(node)
        if following is not None or not isinstance(node, Call) or node.function.name not in (*_ROUNDING, "batasi"):
            return following
        return node.arguments[0] if self.value(node) == self.value(node.arguments[0]) else None

    def _compared(self, node: Expr, holds: bool, shown: Shown) -> str:
        """A comparison of numbers in writing; "" for anything else."""
        if not isinstance(node, Operation) or node.sign not in _COMPARED:
            return ""
        left, right = self.value(node.left), self.value(node.right)
        if not (is_number(left) and is_number(right)):
            return ""
        sign = node.sign if holds else _COMPARED[node.sign]
        source = self._unit(node.left) or self._unit(node.right)
        return f"{shown(left, source)} {sign} {shown(right, source)}"

    def _unit(self, node: Expr) -> Source | None:
        """A cell whose kind tells how a side of a comparison is shown."""
        following = self.next(node)
        return self._unit(following) if following is not None else self._source_of(node)


_RATIO, _MONEY = Source(column="#rasio"), Source(column="#uang")


def passed_on(trace: Trace, node: Expr) -> Source | None:
    """The one cell of the same row whose value a formula only hands on (a cap that is blank); None otherwise."""
    following = trace.next(node)
    if following is not None:
        return passed_on(trace, following)
    if isinstance(node, Call):
        name = node.function.name
        if name in _ROUNDING:
            return passed_on(trace, node.arguments[0])
        if name == "batasi":
            value, cap = trace.value(node.arguments[0]), trace.value(node.arguments[1])
            return passed_on(trace, node.arguments[0]) if not (is_number(cap) and value > cap) else None
        return None
    if isinstance(node, Reference) and node.kind == "row":
        return next(iter(trace.cells_at(node)), None)
    return None


def inputs_of(found: dict[Source, str]) -> Inputs:
    """Found cells as inputs of a figure."""
    return tuple((name, source) for source, name in found.items())
