"""What a formula of the book really did in one row: the branches it took, the rules it applied, the cells it read.

Nothing here knows a sheet or a column by name: everything follows from the contract's formula trees.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from ..compute.calculator import assembled
from ..expr.to_python import Environment, evaluate
from ..expr.tree import Call, Constant, Expr, Operation, Reference, Symbol
from ..expr.values import ErrorValue, as_truth, is_number
from ..rules.registry import Rule, all_rules
from ..schema.settings import NAMES
from .layout.source import Inputs, Source

_SMALLEST = 4  # nodes of a rule that is recognised anywhere; a smaller one only as a whole column
_ARITHMETIC = {"+": (" + ", 1), "-": (" - ", 1), "*": (" x ", 2), "/": (" / ", 2)}
_MOST_TERMS = 6  # of a sum that is written out
_NAMED_ROWS = ("tbl_pengaturan", "tbl_ringkasan")  # whose rows are known by their Kunci
_MEANS = ("rerata", "rerata_bila")
_ROUNDING = ("bulatkan", "potong")


def _children(node: Expr) -> tuple[Expr, ...]:
    if isinstance(node, Operation):
        return (node.left, node.right)
    return tuple(node.arguments) if isinstance(node, Call) else ()


def _size(node: Expr) -> int:
    return 1 + sum(map(_size, _children(node)))


@cache
def _patterns() -> tuple[tuple[int, Rule], ...]:
    rules = ((_size(rule.tree), rule) for rule in all_rules().values())
    return tuple(sorted(rules, key=lambda pair: -pair[0]))


def _same(a: Expr, b: Expr) -> bool:
    if a is b:
        return True
    if a.__class__ is not b.__class__:
        return False
    if isinstance(a, Constant):
        return a.value.__class__ is b.value.__class__ and bool(a.value == b.value)  # type: ignore[attr-defined]
    if isinstance(a, Reference):
        return a.kind == b.kind and bool(a.key == b.key)  # type: ignore[attr-defined]
    if isinstance(a, Symbol):
        return bool(a.name == b.name)  # type: ignore[attr-defined]
    if isinstance(a, Operation) and a.sign != b.sign:  # type: ignore[attr-defined]
        return False
    if isinstance(a, Call) and a.function is not b.function:  # type: ignore[attr-defined]
        return False
    mine, theirs = _children(a), _children(b)
    return len(mine) == len(theirs) and all(map(_same, mine, theirs))


def _matches(pattern: Expr, node: Expr, bound: dict[str, Expr]) -> bool:
    """Whether a rule's tree is this node, with its symbols bound to what stands in their place."""
    if isinstance(pattern, Symbol):
        if pattern.name in bound:
            return _same(bound[pattern.name], node)
        bound[pattern.name] = node
        return True
    if pattern.__class__ is not node.__class__:
        return False
    if isinstance(pattern, Constant):
        return _same(pattern, node)
    if isinstance(pattern, Operation) and pattern.sign != node.sign:  # type: ignore[attr-defined]
        return False
    if isinstance(pattern, Call) and pattern.function is not node.function:  # type: ignore[attr-defined]
        return False
    mine, theirs = _children(pattern), _children(node)
    return len(mine) == len(theirs) and all(_matches(p, n, bound) for p, n in zip(mine, theirs, strict=True))


def rule_of(node: Expr, whole: bool) -> Rule | None:
    """The largest rule whose tree a node is; a tiny one counts only where the node is a whole column."""
    for size, rule in _patterns():
        if size < _SMALLEST and not whole:
            break
        if size > 1 and _matches(rule.tree, node, {}):
            return rule
    return None


class Trace:
    """One formula in one row of a book.

    world: the computed book. table: name of the row's table, "" outside the tables. row: its cells.
    symbols: values of a rule's own arguments, for a rule that is applied to figures which stand in no row.
    """

    def __init__(self, world: Any, table: str, row: Any, symbols: dict[str, Any] | None = None) -> None:
        self.world, self.table, self.row = world, table, row
        self.environment = Environment(symbols, row, world.defined, world.columns)

    def value(self, node: Expr) -> Any:
        """Value of a node in this row."""
        return evaluate(assembled(node), self.environment)

    def branch(self, node: Expr) -> Expr | None:
        """The branch that a conditional takes; None for any other node."""
        if not isinstance(node, Call):
            return None
        name, arguments = node.function.name, node.arguments
        if name == "jika":
            condition = self.value(arguments[0])
            if condition.__class__ is ErrorValue:
                return None
            chosen: Expr = arguments[1 if as_truth(condition) else 2]
            return chosen
        if name == "jika_galat":
            chosen = arguments[1 if self.value(arguments[0]).__class__ is ErrorValue else 0]
            return chosen
        if name == "pilih":
            number = self.value(arguments[0])
            if is_number(number) and 1 <= int(number) < len(arguments):
                chosen = arguments[int(number)]
                return chosen
        return None

    def helper(self, node: Expr) -> Expr | None:
        """The formula of a hidden helper column that a node refers to."""
        if not isinstance(node, Reference) or node.kind != "row" or not self.table:
            return None
        column = self.world.tables[self.table].by_name.get(node.key)
        found: Expr | None = column.formula if column is not None and column.hidden else None
        return found

    # --- rules ---------------------------------------------------------------------------------------------------
    def rules(self, node: Expr, whole: bool = True) -> Iterator[Rule]:
        """The rules on the way that was taken, outermost first."""
        rule = rule_of(node, whole)
        if rule is None and isinstance(node, Call) and node.function.name in _MEANS:
            rule = all_rules()["RAT-01"]  # a mean over chosen rows, as the native formula writes it
        if rule is not None:
            yield rule
        inner = self.branch(node)
        if inner is not None:
            yield from self.rules(inner, whole and rule is None)
            return
        helper = self.helper(node)
        if helper is not None:
            yield from self.rules(helper, True)
            return
        for child in _children(node):
            yield from self.rules(child, False)

    # --- cells ---------------------------------------------------------------------------------------------------
    def inputs(self, node: Expr) -> dict[Source, str]:
        """``{cell of the book: its name}`` that the way taken read, what it asked about (Tipe, Arah) last."""
        found: dict[Source, str] = {}
        asked: dict[Source, str] = {}
        self._collect(node, found, asked)
        key = self.world.tables[self.table].key if self.table else ""
        for source, name in asked.items():
            if name != key:  # every formula asks whether its row is used at all
                found.setdefault(source, name)
        return found

    def _collect(self, node: Expr, found: dict[Source, str], asked: dict[Source, str]) -> None:
        inner = self.branch(node)
        if inner is not None:
            condition = node.arguments[0]  # type: ignore[attr-defined]
            if node.function.name != "jika_galat":  # type: ignore[attr-defined]
                self._collect(condition, asked, asked)
            self._collect(inner, found, asked)
            return
        helper = self.helper(node)
        if helper is not None:
            self._collect(helper, found, asked)
        elif isinstance(node, Reference):
            found.update(self.cells_at(node))
        elif isinstance(node, Call) and (cells := self._looked_up(node)) is not None:
            found.update(cells)
        else:
            for child in _children(node):
                self._collect(child, found, asked)

    def cells_at(self, node: Reference) -> dict[Source, str]:
        """The cells of the book that a reference to this row or to a setting names."""
        if node.kind == "setting":
            known = NAMES.get(node.key)
            key = known[0] if known else "dokumen_pk"
            return {Source("tbl_pengaturan", key, "Nilai"): key}
        if node.kind == "column":
            return {}
        names = node.key if node.kind == "range" else (node.key,)
        number = self.row.get("#nomor") if self.row is not None else None
        if not number or any(n.startswith("#") for n in names):
            return {}
        filled = [n for n in names if node.kind == "row" or self.row.get(n) not in (None, "")]
        return {Source(self.table, number, n): n for n in filled}

    def _looked_up(self, node: Call) -> dict[Source, str] | None:
        """The cells that a lookup found or a sum over a column took; None for any other function."""
        name, arguments = node.function.name, node.arguments
        if any(isinstance(a, Reference) and a.kind == "column" and a.key[1] == "#uang" for a in arguments):
            return {}  # money of an indicator: the budget knows its leaves
        if name in ("cari", "cari_teks", "cari_terisi", "cari_dua", "target_tahun"):
            place = self._found(name, arguments)
            if place is not None and place.table in _NAMED_ROWS:
                place = place._replace(row=str(self.value(arguments[0])))
            return {} if place is None else {place: str(place.row if place.table in _NAMED_ROWS else place.column)}
        if name == "ke":
            place = Source(arguments[0].key[0], int(self.value(arguments[1])), arguments[0].key[1])
            return {place: place.column}
        if name in (*_MEANS, "jumlah_isi", "banyak_angka"):
            table, column = arguments[0].key
            own = column[1:]
            if column.startswith("_") and own in self.world.tables[table].by_name:
                column = own  # a hidden helper of a column that people see
            return {Source(table, i + 1, column): self._row_name(table, i) for i in self._taken_rows(name, arguments)}
        return None

    def _found(self, name: str, arguments: Any) -> Source | None:
        columns = self.world.columns
        if name in ("cari", "cari_teks", "target_tahun"):
            position = columns[arguments[1].key].position(self.value(arguments[0]))
            if position is None:
                return None
            if name == "target_tahun":
                return Source(arguments[1].key[0], position + 1, str(self.value(arguments[2])))
            return Source(arguments[2].key[0], position + 1, arguments[2].key[1])
        first, second = columns[arguments[1].key], columns[arguments[3].key]
        both = set(first.positions(self.value(arguments[0]))) & set(second.positions(self.value(arguments[2])))
        result = columns[arguments[4].key]
        for position in sorted(both, reverse=True):
            if name == "cari_dua" or result[position] not in (None, ""):
                return Source(arguments[4].key[0], position + 1, arguments[4].key[1])
        return None

    def _taken_rows(self, name: str, arguments: Any) -> list[int]:
        values = self.world.columns[arguments[0].key]
        rows = [i for i, value in enumerate(values) if is_number(value)]
        if name == "rerata_bila":
            chosen = set(self.world.columns[arguments[1].key].positions(self.value(arguments[2])))
            rows = [i for i in rows if i in chosen]
        return rows

    def _row_name(self, table: str, i: int) -> str:
        row = self.world.rows(table)[i]
        return str(row.get("Kode") or row.get("Uraian") or row.get("Indikator") or f"baris {i + 1}")

    # --- in writing ----------------------------------------------------------------------------------------------
    def written(self, node: Expr, shown: Any) -> tuple[str, int]:
        """The arithmetic of the way taken, and how tightly it binds (0 a bare value, 1 a sum, 2 a product).

        Args:
            shown: ``shown(value, Source or None)`` gives a value as text.
        """
        inner = self.branch(node)
        if inner is None:
            inner = self.helper(node)
        if inner is not None:
            return self.written(inner, shown)
        if isinstance(node, Operation) and node.sign in _ARITHMETIC:
            sign, binds = _ARITHMETIC[node.sign]
            left, right = self.written(node.left, shown), self.written(node.right, shown)
            a = f"({left[0]})" if 0 < left[1] < binds else left[0]
            b = f"({right[0]})" if 0 < right[1] <= binds and node.sign in "-/" or 0 < right[1] < binds else right[0]
            return a + sign + b, binds
        if isinstance(node, Call):
            return self._written_call(node, shown)
        own = isinstance(node, Reference) and node.kind == "row"
        source = next(iter(self.cells_at(node)), None) if isinstance(node, Reference) and own else None
        return shown(self.value(node), source), 0

    def _written_call(self, node: Call, shown: Any) -> tuple[str, int]:
        name, arguments = node.function.name, node.arguments
        if name in _ROUNDING:
            return self.written(arguments[0], shown)
        if name == "maks" and len(arguments) == 2 and isinstance(arguments[0], Constant):
            value = self.value(arguments[1])
            if is_number(value) and value >= arguments[0].value:
                return self.written(arguments[1], shown)
        if name == "batasi":
            return self._capped(arguments, shown)
        if name in (*_MEANS, "jumlah_isi"):
            return self._summed(name, arguments, shown)
        if name == "jumlah" and isinstance(arguments[0], Reference):
            terms = [shown(self.row[n], s) for s, n in self.cells_at(arguments[0]).items() if is_number(self.row[n])]
            return " + ".join(terms), 1 if len(terms) > 1 else 0
        found = self._looked_up(node)
        return shown(self.value(node), next(iter(found)) if found else None), 0

    def _capped(self, arguments: Any, shown: Any) -> tuple[str, int]:
        value, cap = self.value(arguments[0]), self.value(arguments[1])
        text, binds = self.written(arguments[0], shown)
        if is_number(cap) and is_number(value) and value > cap:
            return f"yang lebih kecil dari {text} dan batas {shown(cap, _RATIO)}", 3
        return text, binds

    def _summed(self, name: str, arguments: Any, shown: Any) -> tuple[str, int]:
        table, column = arguments[0].key
        values = self.world.columns[arguments[0].key]
        rows = self._taken_rows(name, arguments)
        terms = [shown(values[i], Source(table, i + 1, column)) for i in rows]
        text = " + ".join(terms) if len(terms) <= _MOST_TERMS else f"jumlah {len(terms)} angka"
        if name == "jumlah_isi":
            return text, 1
        return (f"({text}) / {len(terms)}" if len(terms) > 1 else text), 2 if len(terms) > 1 else 0


_RATIO = Source(column="#rasio")


def passed_on(trace: Trace, node: Expr) -> Source | None:
    """The one cell of the same row whose value a formula only hands on (a cap that is blank); None otherwise."""
    inner = trace.branch(node)
    if inner is not None:
        return passed_on(trace, inner)
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
