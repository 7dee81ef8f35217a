"""A formula as a tree: written once, rendered as a Python value and as Excel formula text.

A rule is an ordinary function called once with symbols; the operators and helpers of this module build the tree.
``to_python`` and ``to_excel`` beside this module render it; ``explain`` says what it was made from.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple


class Expr:
    """A node of a formula. Python's operators build larger nodes; its truth is not defined."""

    __slots__ = ()

    def __bool__(self) -> bool:
        raise TypeError("a rule body is a formula: write jika(...), dan(...), atau(...), not if/and/or")

    def __eq__(self, other: object) -> "Operation":  # type: ignore[override]
        return Operation("=", self, as_node(other))

    def __ne__(self, other: object) -> "Operation":  # type: ignore[override]
        return Operation("<>", self, as_node(other))

    __hash__ = object.__hash__

    def __lt__(self, other: object) -> "Operation":
        return Operation("<", self, as_node(other))

    def __le__(self, other: object) -> "Operation":
        return Operation("<=", self, as_node(other))

    def __gt__(self, other: object) -> "Operation":
        return Operation(">", self, as_node(other))

    def __ge__(self, other: object) -> "Operation":
        return Operation(">=", self, as_node(other))

    def __add__(self, other: object) -> "Operation":
        return Operation("+", self, as_node(other))

    def __radd__(self, other: object) -> "Operation":
        return Operation("+", as_node(other), self)

    def __sub__(self, other: object) -> "Operation":
        return Operation("-", self, as_node(other))

    def __rsub__(self, other: object) -> "Operation":
        return Operation("-", as_node(other), self)

    def __mul__(self, other: object) -> "Operation":
        return Operation("*", self, as_node(other))

    def __rmul__(self, other: object) -> "Operation":
        return Operation("*", as_node(other), self)

    def __truediv__(self, other: object) -> "Operation":
        return Operation("/", self, as_node(other))

    def __rtruediv__(self, other: object) -> "Operation":
        return Operation("/", as_node(other), self)

    def __and__(self, other: object) -> "Operation":
        return Operation("&", self, as_node(other))

    def __rand__(self, other: object) -> "Operation":
        return Operation("&", as_node(other), self)


class Constant(Expr):
    """A constant: number, text or truth."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


class Symbol(Expr):
    """A free argument of a rule."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name


class Reference(Expr):
    """A reference into the workbook.

    kind: ``"row"`` (a column of this row), ``"range"`` (neighbouring columns of this row),
        ``"setting"`` (a defined name), ``"column"`` (a whole table column).
    key: what the Python side looks it up by; excel: its text in a stored formula.
    """

    __slots__ = ("kind", "key", "excel")

    def __init__(self, kind: str, key: Any, excel: str) -> None:
        self.kind = kind
        self.key = key
        self.excel = excel


class Operation(Expr):
    """A binary operator."""

    __slots__ = ("sign", "left", "right")

    def __init__(self, sign: str, left: Expr, right: Expr) -> None:
        self.sign = sign
        self.left = left
        self.right = right


class Call(Expr):
    """A ``functions.Function`` applied to arguments."""

    __slots__ = ("function", "arguments")

    def __init__(self, function: Any, arguments: tuple[Expr, ...]) -> None:
        self.function = function
        self.arguments = arguments


class Applied(Expr):
    """A rule applied to trees: it renders and computes exactly as its body, and remembers where the body is from.

    Attributes:
        rule: the rule's code.
        arguments: what the rule was given, by the names of its parameters.
        body: the rule's formula over those arguments.
    """

    __slots__ = ("rule", "arguments", "body")

    def __init__(self, rule: str, arguments: Mapping[str, Expr], body: Expr) -> None:
        self.rule = rule
        self.arguments = arguments
        self.body = body


class Branch(NamedTuple):
    """What holds from one year to another, both included; None is without end."""

    start: int | None
    end: int | None
    tree: Expr


class ByYear(Expr):
    """A formula that the law has changed: the branch of the book's year holds (``years`` finds it).

    Attributes:
        law: what is regulated, for the message when a year has none.
        year: the tree that gives the year.
        branches: in the order of their years, not overlapping.
    """

    __slots__ = ("law", "year", "branches")

    def __init__(self, law: str, year: Expr, branches: Iterable[Branch]) -> None:
        self.law = law
        self.year = year
        self.branches = tuple(branches)


def as_node(value: object) -> Expr:
    """``value`` as a node: a node stays, anything else becomes a constant."""
    return value if isinstance(value, Expr) else Constant(value)


def children(node: Expr) -> tuple[Expr, ...]:
    """The nodes directly beneath, in the order of the formula; of an applied rule its body, not its arguments."""
    if isinstance(node, Operation):
        return (node.left, node.right)
    if isinstance(node, Call):
        return node.arguments
    if isinstance(node, Applied):
        return (node.body,)
    if isinstance(node, ByYear):
        return (node.year, *(b.tree for b in node.branches))
    return ()


def cell(table: str, column: str) -> Reference:
    """The cell of ``column`` in this row of ``table``."""
    return Reference("row", column, f"{table}[[#This Row],[{column}]]")


def cells(table: str, columns: Sequence[str]) -> Reference:
    """The neighbouring cells of the named columns (first to last) in this row."""
    if len(columns) == 1:
        return Reference("range", tuple(columns), f"{table}[[#This Row],[{columns[0]}]]")
    return Reference("range", tuple(columns), f"{table}[[#This Row],[{columns[0]}]:[{columns[-1]}]]")


def column(table: str, name: str) -> Reference:
    """The whole column ``name`` of ``table``."""
    return Reference("column", (table, name), f"{table}[{name}]")


def setting(name: str) -> Reference:
    """A defined name that holds a setting of the book."""
    return Reference("setting", name, name)
