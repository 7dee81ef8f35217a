"""Renders a formula tree as one Python function: slower to make than ``to_python.assemble``, quicker to run.

For trees that are run thousands of times. Every value, and every error that wins over another, is the same as by
``assemble``: what is written out here is only the quick way for the kinds of values that stand in most cells (numbers,
texts, truths), and whatever else comes goes to the same functions. Lazy functions without a form of their own get their
arguments as functions, as they do there.
"""

from collections.abc import Callable, Collection
from typing import Any

from . import functions, values
from .to_python import Compiled, _divide, assemble
from .tree import Applied, Call, Constant, Expr, Operation, Reference, Symbol
from .values import ErrorValue, RaisedError, as_number, as_text, as_truth, compare_values

_NUMBER, _TRUTH, _ANY = "number", "truth", "any"
# How a number compares: exactly what ``compare_values`` says, also of what is no number at all (inf - inf).
_NUMERIC = {
    "=": "not ({0} > {1} or {0} < {1})", "<>": "({0} > {1} or {0} < {1})", "<": "{0} < {1}", "<=": "not {0} > {1}",
    ">": "{0} > {1}", ">=": "not {0} < {1}",
}  # fmt: skip
_SIGNS = {"=": "==", "<>": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_DEEPEST = 30
"""Levels that are written out in one function; what lies deeper becomes a function of its own (Python has a limit)."""


def _raised(error: ErrorValue) -> Any:
    raise RaisedError(error)


def compile_tree(node: Expr, numbers: Collection[str] = ()) -> Compiled:
    """The tree as a function of an ``Environment``, as ``to_python.assemble`` gives it.

    Args:
        node: a tree. numbers: symbols that are numbers in every environment that the function will see.
    """
    return _Writer(numbers).function(node)


class _Writer:
    """Writes the source of one function and collects what it refers to."""

    def __init__(self, numbers: Collection[str]) -> None:
        self.numbers = numbers
        self.names: dict[str, Any] = {
            "E": ErrorValue, "raised": _raised, "num": as_number, "text": as_text, "truth": as_truth,
            "compare": compare_values, "divide": _divide, "rounded": values.bulatkan, "cut": values.potong,
            "NA": values.NOT_AVAILABLE, "BLANK": ("", "-", "n/a", "N/A", "n/A", "N/a"),
        }  # fmt: skip
        self.symbols: dict[str, str] = {}
        self.uses: set[str] = set()
        self.count = 0
        self.depth = 0
        self.made: dict[Any, str] = {}

    def function(self, node: Expr) -> Compiled:
        body, _ = self.write(node)
        head = [f"    {local} = env.{local}" for local in sorted(self.uses)]
        if self.symbols:
            head.append("    given = env.arguments.get")
            head += [f"    {local} = given({name!r})" for name, local in self.symbols.items()]
        source = "\n".join(["def formula(env):", *head, f"    return {body}"])
        exec(source, self.names)  # written here from a tree; texts of users stand in it as constants only
        made: Compiled = self.names["formula"]
        return made

    def name(self, value: Any) -> str:
        """A name in the source for a value."""
        self.count += 1
        self.names[f"c{self.count}"] = value
        return f"c{self.count}"

    def temporary(self) -> str:
        self.count += 1
        return f"t{self.count}"

    def write(self, node: Expr) -> tuple[str, str]:
        """``(expression, kind of its value)`` of a node."""
        self.depth += 1
        try:
            if self.depth > _DEEPEST:
                return f"{self.name(self.apart(node))}(env)", _ANY
            if isinstance(node, Constant):
                return self.constant(node.value)
            if isinstance(node, Symbol):
                local = self.symbol(node)
                if node.name in self.numbers:
                    return local, _NUMBER
                return f"({local} if {local}.__class__ is not E else raised({local}))", _ANY
            if isinstance(node, Reference):
                return self.reference(node)
            if isinstance(node, Operation):
                return self.operation(node)
            if isinstance(node, Call):
                return self.call(node)
            if isinstance(node, Applied):
                return self.write(node.body)
            return f"{self.name(assemble(node))}(env)", _ANY
        finally:
            self.depth -= 1

    def apart(self, node: Expr) -> Compiled:
        """A node as a function of its own."""
        return compile_tree(node, self.numbers)

    def symbol(self, node: Symbol) -> str:
        return self.symbols.setdefault(node.name, f"s{len(self.symbols)}")

    def constant(self, value: Any) -> tuple[str, str]:
        kind = value.__class__
        if kind is bool:
            return repr(value), _TRUTH
        if kind is int or (kind is float and value - value == 0):
            return f"({value!r})", _NUMBER
        return (repr(value) if kind is str or value is None else self.name(value)), _ANY

    def raw(self, node: Expr) -> str | None:
        """A cell or argument without the check for an error, or None for any other node."""
        if isinstance(node, Applied):
            return self.raw(node.body)
        if isinstance(node, Symbol):
            return self.symbol(node)
        if isinstance(node, Reference) and node.kind in ("row", "setting"):
            source = "row" if node.kind == "row" else "settings"
            self.uses.add(source)
            return f"{source}[{node.key!r}]"
        return None

    def reference(self, node: Reference) -> tuple[str, str]:
        raw = self.raw(node)
        if raw is not None:
            t = self.temporary()
            return f"({t} if ({t} := {raw}).__class__ is not E else raised({t}))", _ANY
        if node.kind == "range":
            self.uses.add("row")
            return f"[{', '.join(f'row[{key!r}]' for key in node.key)}]", _ANY
        self.uses.add("columns")
        return f"columns[{node.key!r}]", _ANY

    def number(self, node: Expr) -> str:
        """A node as the number that arithmetic sees."""
        text, kind = self.write(node)
        if kind == _NUMBER:
            return text
        text = self.raw(node) or text  # an error is refused by ``num`` just as well
        t = self.temporary()
        return f"({t} if ({t} := {text}).__class__ is float or {t}.__class__ is int else num({t}))"

    def truth(self, node: Expr) -> str:
        text, kind = self.write(node)
        return text if kind == _TRUTH else f"truth({text})"

    # --- operators ---------------------------------------------------------------------------------------------------
    def operation(self, node: Operation) -> tuple[str, str]:
        sign = node.sign
        if sign in ("+", "-", "*"):
            return f"({self.number(node.left)} {sign} {self.number(node.right)})", _NUMBER
        if sign == "/":
            return f"divide({self.number(node.left)}, {self.number(node.right)})", _NUMBER
        left, right = self.write(node.left), self.perhaps(node.right)
        if sign == "&":
            return f"(text({left[0]}) + text({right[0]}))", _ANY
        return self.comparison(sign, node, left, right), _TRUTH

    def comparison(self, sign: str, node: Operation, left: tuple[str, str], right: tuple[str, str]) -> str:
        constant = node.right.value if isinstance(node.right, Constant) else None
        x = self.temporary()
        general = f"compare({x}, {{0}}) {_SIGNS[sign]} 0"
        if constant.__class__ is str and sign in ("=", "<>"):
            folded = f"{x}.casefold()" if constant else x
            quick = f"{folded} {_SIGNS[sign]} {constant.casefold()!r}"
            return f"({quick} if ({x} := {left[0]}).__class__ is str else {general.format(right[0])})"
        if right[1] == _NUMBER and constant is not None:
            if left[1] == _NUMBER and left[0].isidentifier():
                return f"({_NUMERIC[sign].format(left[0], right[0])})"
            quick = _NUMERIC[sign].format(x, right[0])
            if left[1] == _NUMBER:
                return f"({quick} if (({x} := {left[0]}),) else False)"
            test = f"({x} := {left[0]}).__class__ is float or {x}.__class__ is int"
            return f"({quick} if {test} else {general.format(right[0])})"
        return f"(compare({left[0]}, {right[0]}) {_SIGNS[sign]} 0)"

    # --- functions ---------------------------------------------------------------------------------------------------
    def call(self, node: Call) -> tuple[str, str]:
        function, arguments = node.function, node.arguments
        special = _WRITTEN.get(function)
        if special is not None:
            return special(self, arguments)
        if function.lazy:
            made = ", ".join(self.name(self.apart(a)) for a in arguments)
            return f"{self.name(function.python)}(env{', ' if made else ''}{made})", _KINDS.get(function, _ANY)
        kind = _KINDS.get(function, _ANY)
        same = _likeness(node)
        if same in self.made:
            return self.made[same], kind
        inside = ", ".join(self.write(a)[0] for a in arguments)
        text = f"{self.name(function.python)}({inside})"
        if same is None:
            return text, kind
        local = self.made[same] = self.temporary()
        return f"({local} := {text})", kind

    def perhaps(self, node: Expr) -> tuple[str, str]:
        """As ``write``, for what may not be reached: what it computes is not known to be there afterwards."""
        before = dict(self.made)
        try:
            return self.write(node)
        finally:
            self.made = before

    def _if(self, arguments: tuple[Expr, ...]) -> tuple[str, str]:
        condition = self.truth(arguments[0])
        then, otherwise = self.perhaps(arguments[1]), self.perhaps(arguments[2])
        kind = then[1] if then[1] == otherwise[1] else _ANY
        return f"({then[0]} if {condition} else {otherwise[0]})", kind

    def _all(self, arguments: tuple[Expr, ...]) -> tuple[str, str]:
        return self._joined("&", functions.dan, arguments)

    def _any(self, arguments: tuple[Expr, ...]) -> tuple[str, str]:
        return self._joined("|", functions.atau, arguments)

    def _joined(self, sign: str, function: functions.Function, arguments: tuple[Expr, ...]) -> tuple[str, str]:
        written = [self.write(a) for a in arguments]
        if all(kind == _TRUTH for _, kind in written):  # every argument is evaluated, whatever the first says
            return f"({f' {sign} '.join(f'({text})' for text, _ in written)})", _TRUTH
        return f"{self.name(function.python)}({', '.join(text for text, _ in written)})", _TRUTH

    def _is_number(self, arguments: tuple[Expr, ...]) -> tuple[str, str]:
        raw = self.raw(arguments[0])
        if raw is None:
            python = self.name(functions.angka.python)
            return f"{python}(env, {self.name(self.apart(arguments[0]))})", _TRUTH
        t = self.temporary()
        return f"(({t} := {raw}).__class__ is float or {t}.__class__ is int)", _TRUTH

    def _is_text(self, arguments: tuple[Expr, ...]) -> tuple[str, str]:
        raw = self.raw(arguments[0])
        if raw is None:
            python = self.name(functions.teks.python)
            return f"{python}(env, {self.name(self.apart(arguments[0]))})", _TRUTH
        return f"({raw}.__class__ is str)", _TRUTH

    def _is_error(self, arguments: tuple[Expr, ...]) -> tuple[str, str]:
        raw = self.raw(arguments[0])
        if raw is None:
            python = self.name(functions.adalah_galat.python)
            return f"{python}(env, {self.name(self.apart(arguments[0]))})", _TRUTH
        return f"({raw}.__class__ is E)", _TRUTH

    def _if_error(self, arguments: tuple[Expr, ...]) -> tuple[str, str]:
        raw = self.raw(arguments[0])
        if raw is None:
            made = ", ".join(self.name(self.apart(a)) for a in arguments)
            return f"{self.name(functions.jika_galat.python)}(env, {made})", _ANY
        t = self.temporary()
        return f"({t} if ({t} := {raw}).__class__ is not E else {self.perhaps(arguments[1])[0]})", _ANY

    def _is_na(self, arguments: tuple[Expr, ...]) -> tuple[str, str]:
        raw = self.raw(arguments[0])
        if raw is None:
            python = self.name(functions.adalah_na.python)
            return f"{python}(env, {self.name(self.apart(arguments[0]))})", _TRUTH
        t = self.temporary()
        return f"(({t} := {raw}).__class__ is E and {t} == NA)", _TRUTH

    def _na(self, _: tuple[Expr, ...]) -> tuple[str, str]:
        return "raised(NA)", _ANY

    def _blank(self, arguments: tuple[Expr, ...]) -> tuple[str, str]:
        t = self.temporary()
        text = self.write(arguments[0])[0]
        return f"(({t} := {text}) is None or ({t}.__class__ is str and {t} in BLANK))", _TRUTH

    def _largest(self, arguments: tuple[Expr, ...]) -> tuple[str, str]:
        written = [self.write(a) for a in arguments]
        if len(written) > 1 and all(kind == _NUMBER for _, kind in written):
            return f"max({', '.join(text for text, _ in written)})", _NUMBER
        return f"{self.name(functions.maks.python)}({', '.join(text for text, _ in written)})", _NUMBER

    def _round(self, arguments: tuple[Expr, ...]) -> tuple[str, str]:
        return self._to_decimals("rounded", functions.bulatkan, arguments)

    def _cut(self, arguments: tuple[Expr, ...]) -> tuple[str, str]:
        return self._to_decimals("cut", functions.potong, arguments)

    def _to_decimals(self, name: str, function: functions.Function, arguments: tuple[Expr, ...]) -> tuple[str, str]:
        value, digits = self.write(arguments[0]), self.write(arguments[1])
        if value[1] != _NUMBER:  # both are evaluated before the first is taken for a number
            return f"{self.name(function.python)}({value[0]}, {digits[0]})", _NUMBER
        last = arguments[1]
        if isinstance(last, Constant) and last.value.__class__ is int:
            return f"{name}({value[0]}, {digits[0]})", _NUMBER
        return f"{name}({value[0]}, int(num({digits[0]})))", _NUMBER


def _likeness(node: Call) -> Any:
    """What two calls have in common that give the same; None for calls with arguments that are no plain ones."""
    parts: list[tuple[Any, Any]] = []
    for one in node.arguments:
        if isinstance(one, Symbol):
            parts.append((Symbol, one.name))
        elif isinstance(one, Constant) and one.value.__class__ in (int, str):
            parts.append((one.value.__class__, one.value))
        else:
            return None
    return (node.function, *parts) if parts else None


_WRITTEN: dict[Any, Callable[[_Writer, tuple[Expr, ...]], tuple[str, str]]] = {
    functions.jika: _Writer._if, functions.dan: _Writer._all, functions.atau: _Writer._any,
    functions.angka: _Writer._is_number, functions.teks: _Writer._is_text, functions.bulatkan: _Writer._round,
    functions.potong: _Writer._cut, functions.adalah_galat: _Writer._is_error, functions.adalah_na: _Writer._is_na,
    functions.jika_galat: _Writer._if_error, functions.tidak_tersedia: _Writer._na, functions.kosong: _Writer._blank,
    functions.maks: _Writer._largest,
}  # fmt: skip
_KINDS = {
    functions.ada_sampah: _TRUTH, functions.bulat_bawah: _NUMBER, functions.batasi: _NUMBER,
    functions.jumlah: _NUMBER, functions.jumlah_isi: _NUMBER, functions.banyak_angka: _NUMBER,
}  # fmt: skip
