"""The numbers that a regulation or settled practice sets, with the years in which they hold and where they come from.

They stand in ``parameters/*.toml``: one table per number or scale, once for each time that it was changed::

    [[permendagri_86_2017]]          # predikat.permendagri_86_2017
    name = "Permendagri 86/2017"     # as readers know it
    from = 2017                      # first year; left out where no beginning is known
    # to = 2024                      # last year; left out while it is in force or still in use
    source = "..."                   # the regulation, or the practice
    article = "..."                  # article or annex; plainly said where it is not known
    value = [ { at_least = 0.91, label = "Sangat Tinggi" }, ... ]

A value is a number, a table of numbers, a list of labels (levels, lowest first), or bands: the first whose condition
(``below``, ``at_most``, ``above``, ``at_least``) holds gives the label; the last band may have none.
"""

import operator
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from ..discovery import data_names, package_data, toml_of
from ..expr.tree import Branch, ByYear, Expr
from ..expr.values import Number, is_number
from ..expr.years import choose, in_order, period_text
from ..records import dataclass
from .registry import BOOK_YEAR

FOLDER = "parameters"
"""Where their files lie, beside this module."""
CONDITIONS = {"below": "<", "at_most": "<=", "above": ">", "at_least": ">="}
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_FIELDS = {"name", "from", "to", "source", "article", "value"}
_REQUIRED = {"name", "source", "article", "value"}


@dataclass(frozen=True, slots=True)
class Band:
    """One band of a scale.

    Attributes:
        label: what a value in it is called.
        sign: ``<``, ``<=``, ``>``, ``>=``; "" for what is left.
        bound: what the value is compared with (a ratio: 1 is 100%); None for what is left.
        color: RRGGBB, "" where the band is shown without one.
    """

    label: str
    sign: str = ""
    bound: Number | None = None
    color: str = ""

    def holds(self, value: Any) -> Any:
        """Whether a number is on the band's side of its bound; for a tree the condition as a tree."""
        return _COMPARE[self.sign](value, self.bound)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number or scale, as it holds from ``start`` to ``end`` (years, both included; None is without end).

    Attributes:
        key: file and table, such as ``predikat.lan``. name: as readers know it.
        value: a number, ``{name: number}``, a tuple of labels, or a tuple of ``Band``.
        source: regulation or practice. article: where in it, or plainly that this is not known.
    """

    key: str
    name: str
    value: Any
    start: int | None
    end: int | None
    source: str
    article: str

    @property
    def years(self) -> str:
        """When it holds, in Indonesian."""
        return period_text(self.start, self.end)


# --- reading ---------------------------------------------------------------------------------------------------------
def _band(given: Mapping[str, Any], last: bool) -> Band:
    condition = [c for c in CONDITIONS if c in given]
    if not set(given) <= {*CONDITIONS, "label", "color"} or not isinstance(given.get("label"), str):
        raise ValueError(f"a band has a condition, label and color, not {given}")
    if not condition and last:
        return Band(given["label"], color=given.get("color", ""))
    if len(condition) != 1 or not is_number(given[condition[0]]):
        raise ValueError(f"a band has one condition with a number: {given}")
    return Band(given["label"], CONDITIONS[condition[0]], given[condition[0]], given.get("color", ""))


def _bands(given: list[Any]) -> tuple[Band, ...]:
    bands = tuple(_band(b, i + 1 == len(given)) for i, b in enumerate(given))
    bounded = [b for b in bands if b.bound is not None]
    if len({b.sign[0] for b in bounded}) > 1:
        raise ValueError("bands from above and from below in one scale")
    bounds = [b.bound for b in bounded if b.bound is not None]
    if bounds != sorted(bounds, reverse=bounded[0].sign[0] == ">") or len(set(bounds)) != len(bounds):
        raise ValueError(f"bands out of order: {bounds}")
    return bands


def _value(given: Any) -> Any:
    if is_number(given):
        return given
    if isinstance(given, dict) and given and all(is_number(v) for v in given.values()):
        return dict(given)
    if isinstance(given, list) and given and all(isinstance(v, str) for v in given):
        return tuple(given)
    if isinstance(given, list) and given and all(isinstance(v, dict) for v in given):
        return _bands(given)
    raise ValueError(f"neither a number, numbers, labels nor bands: {given!r}")


def _one(key: str, given: Any) -> Parameter:
    if not isinstance(given, dict) or not _REQUIRED <= set(given) <= _FIELDS:
        raise ValueError(f"{key}: a parameter has {', '.join(sorted(_FIELDS))}")
    for name in ("name", "source", "article"):
        if not isinstance(given[name], str) or not given[name].strip():
            raise ValueError(f"{key}: {name} is a text and not empty")
    for name in ("from", "to"):
        if given.get(name) is not None and given[name].__class__ is not int:
            raise ValueError(f"{key}: {name} is a year")
    try:
        value = _value(given["value"])
    except ValueError as wrong:
        raise ValueError(f"{key}: {wrong}") from None
    start, end = given.get("from"), given.get("to")
    return Parameter(key, given["name"], value, start, end, given["source"], given["article"])


def read(files: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[Parameter, ...]]:
    """All parameters of some files: for each key its versions by year.

    Args:
        files: what files say by their subject, which is their name without ``.toml``.

    Raises:
        ValueError: something is missing, of the wrong kind, out of order, or holds twice in one year.
    """
    result = {}
    for subject, file in files.items():
        for name, versions in file.items():
            key = f"{subject}.{name}"
            if not isinstance(versions, list):
                raise ValueError(f"{key}: write [[{name}]], one for each time that it was changed")
            periods = [(p.start, p.end, p) for p in (_one(key, v) for v in versions)]
            result[key] = tuple(p for _, _, p in in_order(periods, key))
    return result


@cache
def all_parameters() -> dict[str, tuple[Parameter, ...]]:
    """Every shipped parameter: for each key its versions by year."""
    return read(
        {
            name[len(FOLDER) + 1 : -len(".toml")]: toml_of(__package__, name, package_data(__package__, name))
            for name in data_names(__package__, ".toml", FOLDER)
        }
    )


def versions(key: str) -> tuple[Parameter, ...]:
    """The versions of one parameter.

    Raises:
        LookupError: there is no such key.
    """
    try:
        return all_parameters()[key]
    except KeyError:
        raise LookupError(f"no parameter {key} in parameters/*.toml") from None


# --- asking ----------------------------------------------------------------------------------------------------------
def parameter(key: str, year: Number | None) -> Parameter:
    """The parameter as it holds in a year.

    Args:
        key: such as ``predikat.lan``.
        year: the book's year; None asks for what is in force now, for questions that no book asks.

    Raises:
        NoLaw: it has no version for the year. LookupError: there is no such key.

    >>> parameter("efisiensi.ne", 2022).value["batas"]
    0.2
    >>> parameter("efisiensi.ne", 2022).source
    'PMK 22/PMK.02/2021'
    """
    known = versions(key)
    return choose([(p.start, p.end, p) for p in known], year, known[-1].name)


def holding(prefix: str, year: Number | None) -> list[Parameter]:
    """The parameters of one file that hold in a year, in the order of the file; those without a version are left out.

    >>> [p.name for p in holding("tingkat.", None)]
    ['Kota Layak Anak', 'APE PUG', 'Opini BPK', 'Predikat AKIP', 'Mutu Pelayanan', 'Akreditasi', 'Akreditasi Sekolah']
    """
    result = []
    for key, known in all_parameters().items():
        if key.startswith(prefix):
            result += [p for p in known if _holds(p, year)]
    return result


def _holds(p: Parameter, year: Number | None) -> bool:
    if year is None:
        return p.end is None
    return (p.start is None or p.start <= year) and (p.end is None or year <= p.end)


def by_year(key: str, build: Callable[[Any], Expr]) -> Expr:
    """The part of a rule that a parameter decides: ``build`` of its value, for each of its versions."""
    known = versions(key)
    if len(known) == 1 and known[0].start is None and known[0].end is None:
        return build(known[0].value)
    return ByYear(known[-1].name, BOOK_YEAR, [Branch(p.start, p.end, build(p.value)) for p in known])


def sources(given: Iterable[Parameter]) -> str:
    """The regulations behind some parameters, each once."""
    return "; ".join(dict.fromkeys(p.source for p in given))
