"""The register of rules: each rule is defined once and known everywhere by its code.

A rule is an ordinary function that is called once with symbols. The resulting tree gives its Python value, its Excel
formula, its UDF and its entry in ``docs/aturan.md``. A module of this room is found by itself (``all_rules``): it
declares its rules, the chapter of the catalogue that they stand in, and what their arguments mean.
"""

import copy
from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Any, NamedTuple

from ..discovery import load, load_modules
from ..expr.explain import depends_on_year
from ..expr.to_excel import to_formula
from ..expr.to_python import Compiled, Environment, assemble, evaluate
from ..expr.tree import Applied, Branch, ByYear, Expr, Symbol, as_node, setting
from ..expr.values import ErrorValue, Number
from ..expr.years import choose, for_year, in_order
from ..records import dataclass
from .udf import UDF, Udf, register_udf

Text = str | Callable[[Number | None], str]
"""A text of the catalogue, or what makes it from the year (None: in force now), for texts with numbers of the law."""
Examples = Sequence[tuple[Mapping[str, Any], Any]]
"""Worked examples: ``(arguments by name, result)``; an error is written as the cell shows it."""
Step = tuple[str, Expr]
Steps = Generator[tuple[str, Expr], Symbol, Expr]
"""What the body of a ``rule_chain`` is: it yields helper cells and returns the result."""

BOOK_YEAR = setting("lk_tahun")
"""The year by whose law a book computes: the defined name that every book has (``schema.settings``)."""


class Chapter(NamedTuple):
    """A chapter of the catalogue: the first three letters of its rules' codes, its title and its place."""

    prefix: str
    title: str
    order: int


class TextFunction(NamedTuple):
    """A function on texts that no cell formula can express (``text_function``)."""

    nama: str
    function: Callable[..., Any]
    sumber: str
    contoh: Sequence[tuple[Sequence[Any], Any]]


RULES: dict[str, "Rule"] = {}
CHAINS: dict[str, "RuleChain"] = {}
TEXT_FUNCTIONS: dict[str, TextFunction] = {}
_CHAPTERS: dict[str, Chapter] = {}
_MEANINGS: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Version:
    """What a rule says from one year to another, both included; None is without end."""

    function: Callable[..., Any]
    start: int | None
    end: int | None
    sumber: Text
    rumus: Text
    contoh: Examples
    catatan: str


class Rule:
    """One rule.

    Attributes:
        kode: stable code, such as ``CAP-01``.
        nama: what it computes, for readers.
        hasil: unit of the result (``rasio``, ``rupiah``, ``teks`` ...).
        parameters: names of the arguments, in order.
        meanings: meanings of arguments that differ from the general ones (``meanings``).
        versions: what it says, by year; one without bounds for a rule that no regulation has changed.
        year: of a rule ``at`` a year, that year; None for the law in force now.
    """

    def __init__(
        self,
        fungsi: Callable[..., Any],
        *,
        kode: str,
        nama: str,
        hasil: str,
        sumber: Text,
        rumus: Text,
        contoh: Examples,
        catatan: str = "",
        meanings: Mapping[str, str] | None = None,
        from_year: int | None = None,
        to_year: int | None = None,
    ) -> None:
        self.kode = kode
        self.nama = nama
        self.hasil = hasil
        self.meanings: Mapping[str, str] = meanings or {}
        self.year: int | None = None
        self.versions: tuple[Version, ...] = (
            Version(fungsi, from_year, to_year, sumber, rumus, contoh, catatan),
        )  # fmt: skip
        self.__name__ = fungsi.__name__
        code = fungsi.__code__
        self.parameters: tuple[str, ...] = code.co_varnames[: code.co_argcount]
        defaults = fungsi.__defaults__ or ()
        self.defaults = dict(zip(self.parameters[len(self.parameters) - len(defaults) :], defaults, strict=True))
        self._forget()

    def _forget(self) -> None:
        self._raw: tuple[tuple[Step, ...], Expr] | None = None
        self._compiled: Compiled | None = None
        self._views: dict[int, Rule] = {}

    # --- the law by year -----------------------------------------------------------------------------------------
    @property
    def law(self) -> str:
        """The rule as a message names it."""
        return f"{self.kode} {self.nama}"

    def version(
        self, *, sumber: Text, rumus: Text, contoh: Examples, from_year: int | None = None, to_year: int | None = None,
        catatan: str = "",
    ) -> Callable[[Callable[..., Any]], "Rule"]:  # fmt: skip
        """Decorator: the function beneath it is this rule in other years.

        Raises:
            ValueError: its years overlap with those of another version, or its parameters are others.
        """

        def add(fungsi: Callable[..., Any]) -> Rule:
            code = fungsi.__code__
            if code.co_varnames[: code.co_argcount] != self.parameters:
                raise ValueError(f"{self.law}: a version takes other arguments than {', '.join(self.parameters)}")
            new = Version(fungsi, from_year, to_year, sumber, rumus, contoh, catatan)
            ordered = in_order([(v.start, v.end, v) for v in (*self.versions, new)], self.law)
            self.versions = tuple(v for _, _, v in ordered)
            self._forget()
            return self

        return add

    @property
    def dated(self) -> bool:
        """Whether its own years are bounded, or something that it rests on has changed by year."""
        if any(v.start is not None or v.end is not None for v in self.versions):
            return True
        steps, result = self._traced
        return any(depends_on_year(tree) for tree in (result, *(tree for _, tree in steps)))

    def at(self, year: Number | None) -> "Rule":
        """The rule as it is in a year; None for the law in force now.

        Raises:
            NoLaw: the rule, or a number of the law that it uses, has no version for the year.
        """
        if year is None:
            return self
        key = int(year)
        if key not in self._views:
            view = self
            if self.dated:
                view = copy.copy(self)
                view._forget()
                view.year = key
                view.versions = (choose([(v.start, v.end, v) for v in self.versions], key, self.law),)
                for _, tree in (*view._traced[0], ("", view._traced[1])):
                    for_year(tree, key)
            self._views[key] = view
        return self._views[key]

    @property
    def _current(self) -> Version:
        """The version of ``year``; for a law that is no longer in force, its last."""
        if self.year is None and any(v.end is None for v in self.versions):
            return choose([(v.start, v.end, v) for v in self.versions], None, self.law)
        return self.versions[-1]

    function = property(lambda self: self._current.function)
    contoh = property(lambda self: self._current.contoh)
    catatan = property(lambda self: self._current.catatan)

    def _text(self, text: Text) -> str:
        return text if isinstance(text, str) else text(self.year)

    @property
    def sumber(self) -> str:
        """The regulation or settled practice that it comes from."""
        return self._text(self._current.sumber)

    @property
    def rumus(self) -> str:
        """The formula as people write it."""
        return self._text(self._current.rumus)

    @property
    def __doc__(self) -> str | None:  # type: ignore[override]
        return self._current.function.__doc__

    # --- its tree ------------------------------------------------------------------------------------------------
    def _trace(self, fungsi: Callable[..., Any]) -> tuple[tuple[Step, ...], Expr]:
        return (), as_node(fungsi(*(Symbol(p) for p in self.parameters)))

    @property
    def _traced(self) -> tuple[tuple[Step, ...], Expr]:
        if self._raw is None:
            self._raw = self._trace(self._current.function)
        return self._raw

    @property
    def tree(self) -> Expr:
        """The tree over symbols of its parameters, by the law of ``year``."""
        return for_year(self._traced[1], self.year)

    @property
    def steps(self) -> tuple[Step, ...]:
        """``(name, tree)`` of what is computed beforehand, in helper cells; none for a rule that is one formula."""
        return tuple((name, for_year(tree, self.year)) for name, tree in self._traced[0])

    @property
    def compiled(self) -> Compiled:
        """The tree as a function of a ``Environment`` that holds the arguments."""
        if self._compiled is None:
            if self.year is None:  # not its last version, when none is in force
                choose([(v.start, v.end, v) for v in self.versions], None, self.law)
            self._compiled = assemble(self.tree)
        return self._compiled

    def _arguments(self, positional: tuple[Any, ...], named: Mapping[str, Any]) -> dict[str, Any]:
        arguments = {**self.defaults, **dict(zip(self.parameters, positional, strict=False)), **named}
        if set(arguments) != set(self.parameters):
            raise TypeError(f"{self.kode} takes {', '.join(self.parameters)}; got {', '.join(arguments)}")
        return arguments

    def __call__(self, *positional: Any, **named: Any) -> Any:
        """With tree arguments: the rule's tree over them. With values: the rule's value (errors as ``ErrorValue``).

        The tree follows the year of its book. The value is by the law of ``year``: ask a rule that the law has changed
        ``at`` the book's year.
        """
        arguments = self._arguments(positional, named)
        if any(isinstance(a, Expr) for a in arguments.values()):
            return self._over(arguments)
        return evaluate(self.compiled, Environment(arguments))

    def _over(self, arguments: Mapping[str, Any]) -> Expr:
        given = {name: as_node(a) for name, a in arguments.items()}
        branches = [
            Branch(v.start, v.end, Applied(self.kode, given, as_node(v.function(**arguments)))) for v in self.versions
        ]
        first = branches[0]
        if self.year is not None or (len(branches) == 1 and first.start is None and first.end is None):
            return first.tree if self.year is None else for_year(first.tree, self.year)
        return ByYear(self.law, BOOK_YEAR, branches)

    def formula(self, **acuan: str) -> str:
        """The rule as formula text (with ``=``); each argument is given as cell reference or formula text."""
        return "=" + to_formula(self.tree, acuan or None)


class RuleChain(Rule):
    """Several rules in a row, as a line of cells holds them: each ``yield name, tree`` is one helper cell.

    The function is a generator; a yield gives back the symbol of its helper cell, the return is the result's tree.
    """

    def _trace(self, fungsi: Callable[..., Any]) -> tuple[tuple[Step, ...], Expr]:
        run: Generator[tuple[str, Any], Any, Any] = fungsi(*(Symbol(p) for p in self.parameters))
        steps: list[Step] = []
        sent = None
        while True:
            try:
                name, tree = run.send(sent)
            except StopIteration as end:
                return tuple(steps), as_node(end.value)
            steps.append((name, as_node(tree)))
            sent = Symbol(name)

    def _over(self, arguments: Mapping[str, Any]) -> Expr:
        raise TypeError(f"{self.kode} is a row of cells: it takes values, not trees")

    def __call__(self, *positional: Any, **named: Any) -> Any:
        """The value for given values (errors as ``ErrorValue``)."""
        env = Environment(self._arguments(positional, named))
        for name, tree in self.steps:
            env.arguments[name] = evaluate(assemble(tree), env)
        return evaluate(self.compiled, env)


# --- how a module of rules declares itself ---------------------------------------------------------------------------
def _register(made: Any, register: dict[str, Any], udf: Udf | None) -> Any:
    if made.kode in RULES or made.kode in CHAINS:
        raise ValueError(f"rule code used twice: {made.kode}; another version of a rule is its .version(...)")
    register[made.kode] = made
    if udf is not None:
        register_udf(udf, made, made.kode, made.parameters)
    return made


def rule(udf: Udf | None = None, **about: Any) -> Callable[[Callable[..., Any]], Rule]:
    """Decorator: registers the function beneath it as a rule.

    Args:
        udf: makes it a worksheet function as well.
        **about: as of ``Rule``: kode, nama, hasil, sumber, rumus, contoh; where needed catatan, meanings, from_year,
            to_year (a regulation's years; other years have a ``Rule.version`` or none).

    Raises:
        ValueError: the code is taken.
    """
    return lambda fungsi: _register(Rule(fungsi, **about), RULES, udf)


def rule_chain(udf: Udf | None = None, **about: Any) -> Callable[[Callable[..., Any]], RuleChain]:
    """Decorator: registers the generator beneath it as rules in a row (``RuleChain``); arguments as of ``rule``."""
    return lambda fungsi: _register(RuleChain(fungsi, **about), CHAINS, udf)


def text_function(
    kode: str, nama: str, fungsi: Callable[..., Any], sumber: str, contoh: Sequence[tuple[Sequence[Any], Any]],
    udf: Udf | None = None, on_cells: Callable[..., Any] | None = None,
) -> None:  # fmt: skip
    """Registers a function on texts that no cell formula can express, for the catalogue (and a UDF).

    Args:
        kode, nama, sumber: as of a rule. fungsi: the function.
        contoh: ``(positional arguments, result)``; they run as tests.
        udf: its worksheet function.
        on_cells: what that one calls: takes cell values, answers a value or a ``ErrorValue``.
    """
    TEXT_FUNCTIONS[kode] = TextFunction(nama, fungsi, sumber, contoh)
    if udf is not None and on_cells is not None:
        code = on_cells.__code__
        register_udf(udf, on_cells, kode, code.co_varnames[: code.co_argcount])


def chapter(prefix: str, title: str, order: int) -> None:
    """Declares a chapter of the catalogue: it holds the rules whose codes start with ``prefix``.

    Raises:
        ValueError: the prefix or the place is taken.
    """
    if prefix in _CHAPTERS or any(c.order == order for c in _CHAPTERS.values()):
        raise ValueError(f"chapter declared twice, or two at one place: {prefix} {title}")
    _CHAPTERS[prefix] = Chapter(prefix, title, order)


def meanings(**texts: str) -> None:
    """Declares what arguments mean, in Indonesian, once for all rules; a rule's own go before.

    Raises:
        ValueError: an argument is explained already.
    """
    if twice := set(texts) & set(_MEANINGS):
        raise ValueError(f"argument explained twice: {', '.join(sorted(twice))}")
    _MEANINGS.update(texts)


# --- what is registered ----------------------------------------------------------------------------------------------
def all_rules() -> dict[str, Rule]:
    """All rules by code, those of other packages included; loads every module of rules."""
    load(__package__, "lkjip_xl.rules")
    return RULES


def chapters() -> list[tuple[Chapter, list[Rule]]]:
    """The chapters of the catalogue in order, each with its rules by code.

    Raises:
        LookupError: a rule stands in no chapter.
    """
    rules = sorted(all_rules().items())
    if homeless := [kode for kode, _ in rules if kode[:3] not in _CHAPTERS]:
        raise LookupError(f"no chapter(...) for {', '.join(homeless)}")
    return [
        (c, [r for kode, r in rules if kode[:3] == c.prefix]) for c in sorted(_CHAPTERS.values(), key=lambda c: c.order)
    ]


def meaning(satu: Rule, argument: str) -> str:
    """Indonesian meaning of a rule's argument.

    Raises:
        LookupError: nobody has written one.
    """
    text = satu.meanings.get(argument) or _MEANINGS.get(argument)
    if text is None:
        raise LookupError(f"{satu.kode}: nobody says what {argument} means (meanings, of all rules or its own)")
    return text


def unused_meanings() -> list[str]:
    """Arguments that are explained and that no rule takes."""
    taken = {p for r in all_rules().values() for p in r.parameters if p not in r.meanings}
    return sorted(set(_MEANINGS) - taken)


def worksheet_functions() -> dict[str, Udf]:
    """``{name in Excel: Udf}`` of the worksheet functions of this package, by name.

    Those of other packages are left out: the VBA that calls a function is written when the add-in is built.
    """
    load_modules(__package__)
    return {name: udf for name, udf in sorted(UDF.items()) if _is_ours(udf)}


def _is_ours(udf: Udf) -> bool:
    function = udf.aturan.function if isinstance(udf.aturan, Rule) else udf.aturan
    return str(function.__module__).startswith(f"{__package__}.")


def is_available(value: object) -> bool:
    """True for a result that can be shown as a value (not blank, not an error).

    >>> is_available(0), is_available(None), is_available(""), is_available(ErrorValue("#N/A"))
    (True, False, False, False)
    """
    return value is not None and value.__class__ is not ErrorValue and value != ""
