"""Narrows a formula tree to known arguments: what depends on nothing else is computed once, not for every cell."""

from collections.abc import Mapping
from typing import Any

from .functions import jika
from .to_python import Environment, assemble, evaluate
from .tree import Applied, Branch, ByYear, Call, Constant, Expr, Operation, Symbol
from .values import ErrorValue, RaisedError, as_truth

_NOTHING = Environment({})


def specialise(node: Expr, known: Mapping[str, Any]) -> Expr:
    """The tree with the symbols of ``known`` (name -> value) filled in and every constant part replaced by its value.

    A part whose value is an error stays as it is, so that errors rise in the same order as from the whole tree. What
    comes back no longer says which rules made it.
    """
    if isinstance(node, Symbol):
        value = known.get(node.name, node)
        # An error stays a symbol: as a constant it would be a value like any other.
        return node if value is node or value.__class__ is ErrorValue else Constant(value)
    if isinstance(node, Operation):
        left, right = specialise(node.left, known), specialise(node.right, known)
        return _fold(Operation(node.sign, left, right), (left, right))
    if isinstance(node, Applied):
        return specialise(node.body, known)
    if isinstance(node, ByYear):
        branches = [Branch(b.start, b.end, specialise(b.tree, known)) for b in node.branches]
        return ByYear(node.law, specialise(node.year, known), branches)
    if not isinstance(node, Call):
        return node
    if node.function is jika:
        condition = specialise(node.arguments[0], known)
        if isinstance(condition, Constant):
            try:
                return specialise(node.arguments[1 if as_truth(condition.value) else 2], known)
            except RaisedError:
                pass
    arguments = tuple(specialise(a, known) for a in node.arguments)
    return _fold(Call(node.function, arguments), arguments)


def _fold(node: Expr, parts: tuple[Expr, ...]) -> Expr:
    if not parts or not all(isinstance(p, Constant) for p in parts):
        return node
    value = evaluate(assemble(node), _NOTHING)
    return node if value.__class__ is ErrorValue else Constant(value)
