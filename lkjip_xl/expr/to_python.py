"""Renders a formula tree as a Python function (nested closures; quick to make, quick to run)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .tree import Applied, ByYear, Call, Constant, Expr, Operation, Reference, Symbol
from .values import (
    DIVISION_BY_ZERO,
    NOT_AVAILABLE,
    TOO_LARGE,
    ErrorValue,
    Number,
    RaisedError,
    as_number,
    as_text,
    compare_values,
    is_number,
)
from .years import choose


class Environment:
    """What a formula sees.

    arguments: values of a rule's own symbols. row: this row's cells by column name. settings: values of the defined
    names. columns: ``{(table, column): ColumnValues}``.
    """

    __slots__ = ("arguments", "row", "settings", "columns")

    def __init__(
        self,
        arguments: dict[str, Any] | None = None,
        row: dict[str, Any] | None = None,
        settings: dict[str, Any] | None = None,
        columns: Mapping[tuple[str, str], Any] | None = None,
    ) -> None:
        self.arguments: dict[str, Any] = arguments  # type: ignore[assignment]  # None: no tree of this caller asks for it
        self.row: dict[str, Any] = row  # type: ignore[assignment]
        self.settings: dict[str, Any] = settings  # type: ignore[assignment]
        self.columns: Mapping[tuple[str, str], Any] = columns  # type: ignore[assignment]


Compiled = Callable[[Environment], Any]
"""A formula ready to run; it may raise ``RaisedError``."""


class ColumnValues(list[Any]):
    """A table column with an index for lookups (text without regard to case, as MATCH compares)."""

    __slots__ = ("_index",)

    def _prepare(self) -> dict[Any, int | list[int]]:
        index: dict[Any, int | list[int]] = {}  # most values of a column stand in it once
        for i, value in enumerate(self):
            if value is not None and value.__class__ is not ErrorValue:
                found = index.setdefault(_lookup_key(value), i)
                if isinstance(found, list):
                    found.append(i)
                elif found != i:
                    index[_lookup_key(value)] = [found, i]
        self._index = index
        return index

    def _found(self, value: Any) -> int | list[int] | None:
        try:
            index = self._index
        except AttributeError:
            index = self._prepare()
        return index.get(_lookup_key(value))

    def positions(self, value: Any) -> Sequence[int]:
        """Zero-based positions of all cells equal to ``value``."""
        found = self._found(value)
        return () if found is None else found if isinstance(found, list) else (found,)

    def position(self, value: Any) -> int | None:
        """Zero-based position of the first cell equal to ``value``, or None.

        >>> ColumnValues(["1.1", "A", "a"]).position("a"), ColumnValues([1, None]).position(2)
        (1, None)
        """
        found = self._found(value)
        return found[0] if isinstance(found, list) else found


def _lookup_key(value: Any) -> Any:
    return value.casefold() if value.__class__ is str else (float(value) if value is not None else None)


def _checked(value: Any) -> Any:
    if value.__class__ is ErrorValue:
        raise RaisedError(value)
    return value


def _divide(a: Number, b: Number) -> Number:
    if b == 0:
        raise RaisedError(DIVISION_BY_ZERO)
    return a / b


# Arithmetic gets its left operand as a number already: text on the left is told before an error on the right.
ARITHMETIC: dict[str, Callable[[Number, Any], Number]] = {
    "+": lambda a, b: a + as_number(b),
    "-": lambda a, b: a - as_number(b),
    "*": lambda a, b: a * as_number(b),
    "/": lambda a, b: _divide(a, as_number(b)),
}
COMPARISON: dict[str, Callable[[Any, Any], Any]] = {
    "&": lambda a, b: as_text(a) + as_text(b),
    "=": lambda a, b: compare_values(a, b) == 0,
    "<>": lambda a, b: compare_values(a, b) != 0,
    "<": lambda a, b: compare_values(a, b) < 0,
    "<=": lambda a, b: compare_values(a, b) <= 0,
    ">": lambda a, b: compare_values(a, b) > 0,
    ">=": lambda a, b: compare_values(a, b) >= 0,
}


def _reference(node: Reference) -> Compiled:
    key = node.key
    if node.kind == "row":

        def cell(env: Environment) -> Any:
            value = env.row[key]
            if value.__class__ is ErrorValue:
                raise RaisedError(value)
            return value

        return cell
    if node.kind == "range":
        return lambda env: [env.row[k] for k in key]
    if node.kind == "setting":
        return lambda env: _checked(env.settings[key])
    return lambda env: env.columns[key]


def _operation(node: Operation) -> Compiled:
    left, right = assemble(node.left), assemble(node.right)
    if node.sign in ARITHMETIC:
        compute = ARITHMETIC[node.sign]
        return lambda env: compute(as_number(left(env)), right(env))
    if node.sign in ("=", "<>") and isinstance(node.right, Constant) and node.right.value.__class__ is str:
        return _equality(left, node.right.value, node.sign == "=")
    compare = COMPARISON[node.sign]
    return lambda env: compare(left(env), right(env))


def _equality(left: Compiled, text: str, wanted: bool) -> Compiled:
    """Whether something is a text (``compare_values`` of a text and anything, without its questions)."""
    folded = text.casefold()

    def equal(env: Environment) -> bool:
        value = left(env)
        if value.__class__ is str:
            return (value.casefold() == folded) is wanted
        return (compare_values(value, text) == 0) is wanted

    return equal


def _call(node: Call) -> Compiled:
    f, arguments = node.function.python, tuple(map(assemble, node.arguments))
    if node.function.bound is not None:
        bound: Compiled = node.function.bound(*arguments)
        return bound
    if node.function.lazy:
        return lambda env: f(env, *arguments)
    if len(arguments) == 1:
        single = arguments[0]
        return lambda env: f(single(env))
    if len(arguments) == 2:
        first, second = arguments
        return lambda env: f(first(env), second(env))
    return lambda env: f(*[a(env) for a in arguments])


def _by_year(node: ByYear) -> Compiled:
    year_of, law = assemble(node.year), node.law
    branches = [(b.start, b.end, assemble(b.tree)) for b in node.branches]

    def run(env: Environment) -> Any:
        year = year_of(env)
        if not is_number(year):  # the book does not say its year
            raise RaisedError(NOT_AVAILABLE)
        return choose(branches, year, law)(env)

    return run


def assemble(node: Expr) -> Compiled:
    """The tree as a function of a ``Environment``; it may raise ``RaisedError`` (``NoLaw`` for a year without law)."""
    if isinstance(node, Constant):
        constant = node.value
        return lambda env: constant
    if isinstance(node, Symbol):
        name = node.name
        return lambda env: _checked(env.arguments[name])
    if isinstance(node, Reference):
        return _reference(node)
    if isinstance(node, Operation):
        return _operation(node)
    if isinstance(node, Call):
        return _call(node)
    if isinstance(node, Applied):
        return assemble(node.body)
    if isinstance(node, ByYear):
        return _by_year(node)
    raise TypeError(f"not a formula node: {node!r}")


def evaluate(compiled: Compiled, env: Environment) -> Any:
    """The value of an assembled formula; an error comes back as a ``ErrorValue``, a number past all bounds as #NUM!."""
    try:
        result = compiled(env)
    except RaisedError as raised:
        return raised.error
    except OverflowError:
        return TOO_LARGE
    return TOO_LARGE if result.__class__ is float and result - result != 0 else result
