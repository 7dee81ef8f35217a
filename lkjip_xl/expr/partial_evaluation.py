"""Narrows a formula tree to known arguments: what depends on nothing else is computed once, not for every cell."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from .functions import jika, jika_galat
from .to_python import Environment, assemble, evaluate
from .tree import Applied, Branch, ByYear, Call, Constant, Expr, Operation, Symbol
from .values import ErrorValue, RaisedError, as_truth, compare_values

_NOTHING = Environment({})


def specialise(node: Expr, known: Mapping[str, Any], numbers: Collection[str] = ()) -> Expr:
    """The tree with the symbols of ``known`` (name -> value) filled in and every constant part replaced by its value.

    A part whose value is an error stays as it is, so that errors rise in the same order as from the whole tree. What
    comes back no longer says which rules made it.

    Args:
        node: a tree. known: values of symbols; a symbol that is but another name for one has that ``Symbol``.
        numbers: symbols that are numbers in every environment that the tree will see.
    """
    if isinstance(node, Symbol):
        value = known.get(node.name, node)
        # An error stays a symbol: as a constant it would be a value like any other.
        if value.__class__ is ErrorValue:
            return node
        return value if isinstance(value, Symbol) else Constant(value)
    if isinstance(node, Operation):
        left, right = specialise(node.left, known, numbers), specialise(node.right, known, numbers)
        if node.sign in _COMPARED and _is_text_beside_number(left, right, numbers):
            return Constant(_COMPARED[node.sign](compare_values(_standing_for(left), _standing_for(right))))
        return _fold(Operation(node.sign, left, right), (left, right))
    if isinstance(node, Applied):
        return specialise(node.body, known, numbers)
    if isinstance(node, ByYear):
        branches = [Branch(b.start, b.end, specialise(b.tree, known, numbers)) for b in node.branches]
        return ByYear(node.law, specialise(node.year, known, numbers), branches)
    if not isinstance(node, Call):
        return node
    if node.function is jika:
        condition = specialise(node.arguments[0], known, numbers)
        if isinstance(condition, Constant):
            try:
                return specialise(node.arguments[1 if as_truth(condition.value) else 2], known, numbers)
            except RaisedError:
                pass
    arguments = tuple(specialise(a, known, numbers) for a in node.arguments)
    first = arguments[0] if arguments else None
    if isinstance(first, Symbol) and first.name in numbers:
        if node.function is jika_galat:
            return first
        if node.function.of_number is not ...:
            return Constant(node.function.of_number)
    return _fold(Call(node.function, arguments), arguments)


_COMPARED: dict[str, Callable[[int], bool]] = {
    "=": lambda c: c == 0, "<>": lambda c: c != 0, "<": lambda c: c < 0, "<=": lambda c: c <= 0,
    ">": lambda c: c > 0, ">=": lambda c: c >= 0,
}  # fmt: skip


def _is_text_beside_number(left: Expr, right: Expr, numbers: Collection[str]) -> bool:
    """Whether a comparison is between a number, whichever it is, and a text that is known: its outcome is too."""
    pair = [left, right]
    return any(isinstance(x, Symbol) and x.name in numbers for x in pair) and any(
        isinstance(x, Constant) and x.value.__class__ is str for x in pair
    )


def _standing_for(node: Expr) -> Any:
    return node.value if isinstance(node, Constant) else 0


def _fold(node: Expr, parts: tuple[Expr, ...]) -> Expr:
    if not parts or not all(isinstance(p, Constant) for p in parts):
        return node
    value = evaluate(assemble(node), _NOTHING)
    return node if value.__class__ is ErrorValue else Constant(value)
