"""Renders a formula tree as Excel formula text, in the US-English form that files store (commas, dots)."""

from collections.abc import Callable, Mapping

from .functions import angka, dan, jika, tidak_tersedia
from .tree import Applied, ByYear, Call, Constant, Expr, Operation, Reference, Symbol

STRENGTH = {"=": 1, "<>": 1, "<": 1, "<=": 1, ">": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4}
ATOM = 9
Form = Callable[[Mapping[str, Expr], Callable[[Expr], str]], "str | None"]
"""Another text of an applied rule: gets its arguments and what writes a tree; None where it does not fit them."""
Forms = Mapping[str, Form]


def to_formula(
    node: Expr, symbols: Mapping[str, str] | None = None, strength: int = 0, forms: Forms | None = None
) -> str:
    """Formula text without the leading ``=``.

    Args:
        node: the tree.
        symbols: text for each free symbol; without it a symbol is written by its own name.
        strength: binding strength of the surroundings; weaker operators get parentheses.
        forms: for the codes of some rules a shorter text of the same value.

    >>> from lkjip_xl.expr.functions import jika, tidak_tersedia
    >>> to_formula(jika(Symbol("pagu") == 0, tidak_tersedia(), Symbol("realisasi") / Symbol("pagu")))
    'IF(pagu=0,NA(),realisasi/pagu)'
    """
    kind = node.__class__
    if kind is Constant:
        return constant_text(node.value)  # type: ignore[attr-defined]
    if isinstance(node, Symbol):
        return symbols[node.name] if symbols else node.name
    if isinstance(node, Reference):
        return node.excel
    if isinstance(node, Operation):
        own = STRENGTH[node.sign]
        result = (
            to_formula(node.left, symbols, own, forms) + node.sign + to_formula(node.right, symbols, own + 1, forms)
        )
        return f"({result})" if own < strength else result
    if isinstance(node, Call):
        return _call(node, symbols, strength, forms)
    if isinstance(node, Applied):
        return _applied(node, symbols, strength, forms)
    if isinstance(node, ByYear):
        return to_formula(_by_year(node), symbols, strength, forms)
    raise TypeError(f"not a formula node: {node!r}")


def _applied(node: Applied, symbols: Mapping[str, str] | None, strength: int, forms: Forms | None) -> str:
    if forms is not None and node.rule in forms:
        text = forms[node.rule](node.arguments, lambda part: to_formula(part, symbols, 0, forms))
        if text is not None:
            return text
    return to_formula(node.body, symbols, strength, forms)


def _call(node: Call, symbols: Mapping[str, str] | None, strength: int, forms: Forms | None) -> str:
    form: str = node.function.excel
    if "{" in form:
        result = form.format(*(to_formula(a, symbols, ATOM, forms) for a in node.arguments))
        return f"({result})" if strength else result
    if node.function.in_cell:
        return form
    if not node.arguments:
        return f"({form})" if strength and "*" in form else form
    return f"{form}({','.join(to_formula(a, symbols, 0, forms) for a in node.arguments)})"


def constant_text(value: object) -> str:
    """A constant as formula text.

    The truth values are written as functions: LibreOffice writes them so in every file it saves, and a formula that
    comes back as it was is no change.

    >>> constant_text(True), constant_text("AA"), constant_text(0.91)
    ('TRUE()', '"AA"', '0.91')
    """
    if value.__class__ is bool:
        return "TRUE()" if value else "FALSE()"
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    return repr(value)


def _by_year(node: ByYear) -> Expr:
    """The formula of a ``ByYear``: the branch of the year; #N/A for a year without one, and where there is no year."""
    result: Expr = tidak_tersedia()
    for branch in reversed(node.branches):
        bounds = [node.year >= branch.start] if branch.start is not None else []
        bounds += [node.year <= branch.end] if branch.end is not None else []
        if bounds:
            result = jika(bounds[0] if len(bounds) == 1 else dan(*bounds), branch.tree, result)
        else:
            result = branch.tree
    return jika(angka(node.year), result, tidak_tersedia())
