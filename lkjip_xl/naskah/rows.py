"""When a row of ``tbl_naskah`` holds, and for what it is repeated: the meaning of its ``Berlaku``.

``Berlaku`` is a list of clauses, divided by semicolons. ``untuk tiap sasaran`` repeats the row for every sasaran,
within which ``untuk tiap indikator`` means those of that sasaran; ``bila anggaran terisi`` and ``bila tidak anggaran
terisi`` keep it or leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ..discovery import load_modules
from .register import Scope

_EACH = re.compile(r"untuk tiap\s+(.+)$", re.I)
_WHEN = re.compile(r"bila\s+(tidak\s+)?(.+)$", re.I)


class Repetition(NamedTuple):
    """What rows can be repeated for.

    Attributes:
        name: behind ``untuk tiap``. thing: name under which each thing stands in the scope. about: for docs/naskah.md.
        things: function of the scope that gives them.
    """

    name: str
    thing: str
    about: str
    things: Callable[[Scope], Sequence[Any]]


class Condition(NamedTuple):
    """When a row can hold.

    Attributes:
        name: behind ``bila``; ends in a space where something is named behind it (``ada tabel LAP-PK``).
        about: for docs/naskah.md. holds: function of the scope and of what is named.
    """

    name: str
    about: str
    holds: Callable[[Scope, str], bool]


_REPETITIONS: dict[str, Repetition] = {}
_CONDITIONS: dict[str, Condition] = {}
_Things = Callable[[Scope], Sequence[Any]]
_Holds = Callable[[Scope, str], bool]


def repetition(name: str, thing: str, about: str) -> Callable[[_Things], _Things]:
    """Decorator: registers the function beneath it; the arguments are the attributes of ``Repetition``."""

    def register(things: _Things) -> _Things:
        if name in _REPETITIONS:
            raise ValueError(f"repetition declared twice: {name}")
        _REPETITIONS[name] = Repetition(name, thing, about, things)
        return things

    return register


def condition(name: str, about: str) -> Callable[[_Holds], _Holds]:
    """Decorator: registers the function beneath it; the arguments are the attributes of ``Condition``."""

    def register(holds: _Holds) -> _Holds:
        if name in _CONDITIONS:
            raise ValueError(f"condition declared twice: {name}")
        _CONDITIONS[name] = Condition(name, about, holds)
        return holds

    return register


def all_repetitions() -> dict[str, Repetition]:
    """Every repetition by name."""
    load_modules("lkjip_xl.naskah.filling")
    return _REPETITIONS


def all_conditions() -> dict[str, Condition]:
    """Every condition by name."""
    load_modules("lkjip_xl.naskah.filling")
    return _CONDITIONS


class Each(NamedTuple):
    """A clause ``untuk tiap ...``."""

    repetition: Repetition


class When(NamedTuple):
    """A clause ``bila ...``: the condition, what is named with it, and whether it is denied."""

    condition: Condition
    named: str
    denied: bool

    def holds(self, scope: Scope) -> bool:
        """Whether a row with this clause is kept."""
        return bool(self.condition.holds(scope, self.named)) is not self.denied


Clause = Each | When


class Unknown(ValueError):
    """A clause that means nothing; its text is the clause."""


def clauses(text: Any) -> list[Clause]:
    """The clauses of a ``Berlaku``, in order.

    Raises:
        Unknown: one of them means nothing.
    """
    return [_clause(" ".join(one.split())) for one in str(text or "").split(";") if one.strip()]


def _clause(text: str) -> Clause:
    if found := _EACH.fullmatch(text):
        name = found[1].casefold()
        if name in all_repetitions():
            return Each(_REPETITIONS[name])
    elif found := _WHEN.fullmatch(text):
        for condition in all_conditions().values():
            if condition.name.endswith(" "):
                if found[2].casefold().startswith(condition.name.casefold()):
                    return When(condition, found[2][len(condition.name) :].strip(), bool(found[1]))
            elif found[2].casefold() == condition.name.casefold():
                return When(condition, "", bool(found[1]))
    raise Unknown(text)
