"""The law has dates: which of several versions holds for a year, as a value, as a tree and as a formula.

The tree of a book's column is the same for every year; a node ``ByYear`` in it asks the book's year when it is
computed, and its formula does the same in the cell. So a book whose year is changed computes by the law of that year.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from ..errors import UserError
from .tree import Applied, ByYear, Call, Expr, Operation
from .values import Number

Content = TypeVar("Content")
Period = tuple[int | None, int | None, Content]
"""First and last year, both included, None without end; and what holds in them."""


class NoLaw(UserError):
    """A year for which no version of a rule or parameter is known; ``kode`` is ``tanpa_dasar``."""

    def __init__(self, law: str, year: Number | None, periods: Iterable[Period[object]] = ()) -> None:
        when = "yang berlaku sekarang" if year is None else f"untuk tahun {year:.15g}"
        known = "; ".join(period_text(start, end) for start, end, _ in periods)
        super().__init__(
            f"{law}: tidak ada ketentuan {when}." + (f" Yang ada: {known}." if known else "")
            + " Periksa setelan tahun di lembar Pengaturan.", "tanpa_dasar",
        )  # fmt: skip
        self.law = law
        self.year = year


def period_text(start: int | None, end: int | None) -> str:
    """The years of a period in Indonesian.

    >>> period_text(2021, 2023), period_text(2021, None), period_text(None, 2020), period_text(None, None)
    ('tahun 2021 sampai 2023', 'sejak tahun 2021', 'sampai tahun 2020', 'semua tahun')
    """
    if start is None:
        return "semua tahun" if end is None else f"sampai tahun {end}"
    return f"sejak tahun {start}" if end is None else f"tahun {start} sampai {end}"


def choose(periods: Sequence[Period[Content]], year: Number | None, law: str) -> Content:
    """What holds in a year; without a year what is in force now, the period without an end.

    Args:
        periods: in the order of their years, not overlapping.
        year: the book's year, or None for a question that no book asks (the catalogue, a function in a cell).
        law: what is asked for, for the message.

    Raises:
        NoLaw: no period holds the year. Never the nearest one instead.

    >>> choose([(2015, 2020, "lama"), (2021, None, "baru")], 2020, "Tarif")
    'lama'
    >>> choose([(2015, 2020, "lama"), (2021, None, "baru")], 2014, "Tarif")
    Traceback (most recent call last):
    lkjip_xl.expr.years.NoLaw: Tarif: tidak ada ketentuan untuk tahun 2014. Yang ada: tahun 2015 sampai 2020; sejak \
tahun 2021. Periksa setelan tahun di lembar Pengaturan.
    """
    for start, end, content in periods:
        if year is None:
            if end is None:
                return content
        elif (start is None or start <= year) and (end is None or year <= end):
            return content
    raise NoLaw(law, year, periods)


def in_order(periods: Iterable[Period[Content]], law: str) -> tuple[Period[Content], ...]:
    """The periods by their years.

    Raises:
        ValueError: two of them hold for the same year, or one ends before it starts.
    """
    result = tuple(sorted(periods, key=lambda p: -(10**9) if p[0] is None else p[0]))
    for start, end, _ in result:
        if start is not None and end is not None and end < start:
            raise ValueError(f"{law}: ends in {end} before it starts in {start}")
    for (_, end, _), (start, _, _) in zip(result, result[1:], strict=False):
        if end is None or start is None or start <= end:
            raise ValueError(f"{law}: two versions for one year ({start})")
    return result


def for_year(tree: Expr, year: Number | None) -> Expr:
    """The tree as it is in one year (None: in force now); a tree that no law has changed comes back as it is.

    Raises:
        NoLaw: a part of it has no version for the year.
    """
    if isinstance(tree, ByYear):
        return for_year(choose(tree.branches, year, tree.law), year)
    if isinstance(tree, Operation):
        left, right = for_year(tree.left, year), for_year(tree.right, year)
        return tree if left is tree.left and right is tree.right else Operation(tree.sign, left, right)
    if isinstance(tree, Call):
        arguments = tuple(for_year(a, year) for a in tree.arguments)
        same = all(a is b for a, b in zip(arguments, tree.arguments, strict=True))
        return tree if same else Call(tree.function, arguments)
    if isinstance(tree, Applied):
        body = for_year(tree.body, year)
        given = {name: for_year(a, year) for name, a in tree.arguments.items()}
        if body is tree.body and all(given[name] is a for name, a in tree.arguments.items()):
            return tree
        return Applied(tree.rule, given, body)
    return tree
