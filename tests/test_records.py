"""Records behave as the standard library's dataclasses do."""

import copy
import dataclasses
import pickle
import sys
from typing import Any

import pytest

from lkjip_xl.records import dataclass


@dataclass(slots=True)
class Plain:
    a: int
    b: list[int] = dataclasses.field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Frozen:
    a: int
    b: str = "x"


@dataclass(frozen=True, slots=True)
class Further(Frozen):
    c: Any = None


@dataclass(frozen=True, slots=True, eq=False)
class Itself:
    a: int


@dataclass(frozen=True, slots=True)
class Own:
    a: int

    def __repr__(self) -> str:
        return "own"

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 7


@dataclass(frozen=True)
class Empty:
    pass


STANDARD = {
    one: dataclasses.dataclass(slots=True, **more)(
        type(one.__name__, (), {"__annotations__": {f.name: f.type for f in dataclasses.fields(one)}, **defaults})
    )
    for one, more, defaults in (
        (Plain, {}, {"b": dataclasses.field(default_factory=list)}),
        (Frozen, {"frozen": True}, {"b": "x"}),
        (Further, {"frozen": True}, {"b": "x", "c": None}),
    )
}


@pytest.mark.parametrize("one", STANDARD, ids=lambda one: one.__name__)
def test_text_and_equality_are_the_standard_ones(one):
    made, like = one(1), STANDARD[one](1)
    assert repr(made) == repr(like)
    assert made == one(1) and made != one(2) and made != like
    assert dataclasses.asdict(made) == dataclasses.asdict(like)
    assert copy.copy(made) == made and pickle.loads(pickle.dumps(made)) == made
    assert dataclasses.replace(made, a=5) == one(5)
    assert not hasattr(made, "__dict__")


def test_what_is_frozen_has_a_hash_and_what_is_not_has_none():
    assert hash(Frozen(1)) == hash(Frozen(1)) and len({Frozen(1), Frozen(1), Frozen(2)}) == 2
    with pytest.raises(TypeError):
        hash(Plain(1))


def test_a_class_that_inherits_is_another_one():
    assert Further(1) != Frozen(1) and Further(1, c=2) != Further(1, c=3)


def test_without_equality_a_record_is_itself_alone():
    assert Itself(1) != Itself(1) and len({Itself(1), Itself(1)}) == 2


def test_methods_that_a_class_has_stay():
    assert repr(Own(1)) == "own" and Own(1) == Own(2) and hash(Own(1)) == 7


def test_a_record_without_fields_equals_another():
    assert Empty() == Empty() and hash(Empty()) == hash(Empty()) and repr(Empty()) == "Empty()"


def test_a_record_that_holds_itself_has_a_text():
    made: Any = Plain(1)
    made.b.append(made)
    assert repr(made) == "Plain(a=1, b=[...])"


def test_our_records_are_all_made_here():
    """A class of the standard decorator has an ``__eq__`` that was compiled from a source without a file."""
    import lkjip_xl.flows.laporan  # noqa: F401

    ours = {
        thing
        for name, module in list(sys.modules.items())
        if name.startswith("lkjip_xl.")
        for thing in vars(module).values()
        if isinstance(thing, type) and thing.__module__.startswith("lkjip_xl.") and dataclasses.is_dataclass(thing)
    }
    assert len(ours) > 40
    assert [one for one in ours if getattr(one.__eq__, "__module__", "") not in (None, "", "lkjip_xl.records")] == []
