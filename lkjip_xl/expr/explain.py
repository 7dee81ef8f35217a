"""What a formula was made from: the rules that were applied, and the cells and settings that it reads."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .tree import Applied, ByYear, Expr, Reference, Symbol, children


class Application(NamedTuple):
    """One rule in a tree: its code and what it was given, by parameter."""

    rule: str
    arguments: Mapping[str, Expr]


class References(NamedTuple):
    """What a tree reads, each once, in the order of the formula.

    Attributes:
        row: columns of the tree's own row.
        columns: whole columns, ``(table, column)``.
        settings: defined names.
        symbols: arguments that are not filled yet (a rule's own tree has them; a book's column has none).
    """

    row: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    settings: tuple[str, ...]
    symbols: tuple[str, ...]


def applied(tree: Expr) -> list[Application]:
    """The outermost rules of a tree, in the order of the formula; asked again of an argument or body, the next ones.

    A branch of another year than the book's is of no interest: resolve it first (``years.for_year``).
    """
    if isinstance(tree, Applied):
        return [Application(tree.rule, tree.arguments)]
    return [found for child in children(tree) for found in applied(child)]


def inner(tree: Expr, rule: str) -> list[Application]:
    """The rules that the body of the first application of ``rule`` rests on; none when it is not in the tree."""
    for node in walk(tree):
        if isinstance(node, Applied) and node.rule == rule:
            return applied(node.body)
    return []


def references(tree: Expr) -> References:
    """The columns of the row, the whole columns, the settings and the symbols that a tree reads."""
    row: dict[str, None] = {}
    columns: dict[tuple[str, str], None] = {}
    settings: dict[str, None] = {}
    symbols: dict[str, None] = {}
    for node in walk(tree):
        if isinstance(node, Symbol):
            symbols[node.name] = None
        elif isinstance(node, Reference):
            if node.kind == "row":
                row[node.key] = None
            elif node.kind == "range":
                row.update(dict.fromkeys(node.key))
            elif node.kind == "setting":
                settings[node.key] = None
            else:
                columns[node.key] = None
    return References(tuple(row), tuple(columns), tuple(settings), tuple(symbols))


def depends_on_year(tree: Expr) -> bool:
    """Whether the law has versions by year somewhere in the tree."""
    return any(isinstance(node, ByYear) for node in walk(tree))


def walk(tree: Expr) -> Iterator[Expr]:
    """Every node of a tree, each before what is beneath it; of an applied rule the body."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children(node)))
