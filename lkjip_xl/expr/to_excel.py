"""Renders a formula tree as Excel formula text, in the US-English form that files store (commas, dots)."""

from collections.abc import Mapping

from .tree import Applied, ByYear, Call, Constant, Expr, Operation, Reference, Symbol
from .years import formula_by_year

STRENGTH = {"=": 1, "<>": 1, "<": 1, "<=": 1, ">": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4}
ATOM = 9


def tulis(node: Expr, symbols: Mapping[str, str] | None = None, strength: int = 0) -> str:
    """Formula text without the leading ``=``.

    Args:
        node: the tree.
        symbols: text for each free symbol; without it a symbol is written by its own name.
        strength: binding strength of the surroundings; weaker operators get parentheses.

    >>> from lkjip_xl.expr.functions import jika, tidak_tersedia
    >>> tulis(jika(Symbol("pagu") == 0, tidak_tersedia(), Symbol("realisasi") / Symbol("pagu")))
    'IF(pagu=0,NA(),realisasi/pagu)'
    """
    kind = node.__class__
    if kind is Constant:
        return tulis_tetap(node.nilai)  # type: ignore[attr-defined]
    if isinstance(node, Symbol):
        return symbols[node.nama] if symbols else node.nama
    if isinstance(node, Reference):
        return node.excel
    if isinstance(node, Operation):
        own = STRENGTH[node.tanda]
        result = tulis(node.kiri, symbols, own) + node.tanda + tulis(node.kanan, symbols, own + 1)
        return f"({result})" if own < strength else result
    if isinstance(node, Call):
        return _call(node, symbols, strength)
    if isinstance(node, Applied):
        return tulis(node.body, symbols, strength)
    if isinstance(node, ByYear):
        return tulis(formula_by_year(node), symbols, strength)
    raise TypeError(f"not a formula node: {node!r}")


def _call(node: Call, symbols: Mapping[str, str] | None, strength: int) -> str:
    form: str = node.fungsi.excel
    if "{" in form:
        result = form.format(*(tulis(a, symbols, ATOM) for a in node.argumen))
        return f"({result})" if strength else result
    if not node.argumen:
        return f"({form})" if strength and "*" in form else form
    return f"{form}({','.join(tulis(a, symbols) for a in node.argumen)})"


def tulis_tetap(value: object) -> str:
    """A constant as formula text.

    >>> tulis_tetap(True), tulis_tetap("AA"), tulis_tetap(0.91)
    ('TRUE', '"AA"', '0.91')
    """
    if value.__class__ is bool:
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    return repr(value)
