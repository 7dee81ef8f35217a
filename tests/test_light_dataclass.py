"""The light dataclass behaves as the standard one, whatever a class declares."""

import copy
import dataclasses
import inspect
import pickle
from dataclasses import field

import pytest

from lkjip_xl import light_dataclass


@light_dataclass.dataclass(frozen=True, slots=True)
class Light:
    name: str
    value: float = 0
    notes: list[str] = field(default_factory=list, compare=False)
    hidden: int = field(default=3, repr=False, kw_only=True)


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    name: str
    value: float = 0
    notes: list[str] = field(default_factory=list, compare=False)
    hidden: int = field(default=3, repr=False, kw_only=True)


BOTH = pytest.mark.parametrize("made", [Light, Standard])


@BOTH
def test_values_defaults_and_text(made):
    one = made("a", notes=["x"])
    assert (one.name, one.value, one.notes, one.hidden) == ("a", 0, ["x"], 3)
    assert repr(one) == f"{made.__name__}(name='a', value=0, notes=['x'])"
    assert made("a").notes is not made("a").notes
    with pytest.raises(TypeError):
        made()
    with pytest.raises(TypeError):
        made("a", 1, [], 4)


@BOTH
def test_comparison_and_hash(made):
    assert made("a", notes=[1]) == made("a", notes=[2]) and hash(made("a", notes=[1])) == hash(made("a"))
    assert made("a") != made("b") and made("a") != ("a", 0, 3)
    assert made("a", float("nan")) != made("a", float("nan"))


@BOTH
def test_it_is_frozen_and_has_no_dictionary(made):
    one = made("a")
    for change in (lambda: setattr(one, "name", "b"), lambda: delattr(one, "name"), lambda: setattr(one, "other", 1)):
        with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):
            change()
    assert not hasattr(one, "__dict__") and one.name == "a"


@BOTH
def test_what_others_ask_of_a_dataclass(made):
    one = made("a", 2, ["x"])
    assert dataclasses.is_dataclass(made)
    assert [f.name for f in dataclasses.fields(one)] == ["name", "value", "notes", "hidden"]
    assert dataclasses.replace(one, name="b") == made("b", 2)
    assert dataclasses.asdict(one) == {"name": "a", "value": 2, "notes": ["x"], "hidden": 3}
    assert pickle.loads(pickle.dumps(one)) == one == copy.copy(one)
    assert made.__match_args__ == ("name", "value", "notes")
    assert str(inspect.signature(made)) == str(inspect.signature(Standard))


def _family(dataclass):
    @dataclass(slots=True)
    class Base:
        first: int
        later: int = field(init=False, default=7)

        def __post_init__(self):
            self.first += 1

    @dataclass(slots=True)
    class Child(Base):
        second: int = 2

    return Base, Child


@pytest.mark.parametrize("dataclass", [light_dataclass.dataclass, dataclasses.dataclass])
def test_inheritance_and_what_follows_the_beginning(dataclass):
    base, child = _family(dataclass)
    one = child(1, 5)
    assert (one.first, one.later, one.second) == (2, 7, 5)
    assert child.__slots__ == ("second",) and base.__hash__ is None
    assert base(1) != child(1)
    one.first = 9
    assert one == dataclasses.replace(one, first=8)  # what follows the beginning adds one again

    @dataclasses.dataclass(slots=True)
    class Grandchild(child):
        third: int = 3

    assert Grandchild(1).third == 3 and Grandchild(1).second == 2


def test_without_slots_defaults_stay_on_the_class():
    @light_dataclass.dataclass(frozen=True, eq=False)
    class Plain:
        name: str = "a"
        notes: list[str] = field(default_factory=list)

    assert Plain.name == "a" and not hasattr(Plain, "notes") and Plain() != Plain()


def test_a_shared_default_and_class_variables_are_refused():
    with pytest.raises(ValueError, match="default_factory"):

        @light_dataclass.dataclass
        class Shared:
            notes: list[str] = []  # noqa: RUF012

    with pytest.raises(TypeError, match="fields only"):

        @light_dataclass.dataclass
        class WithClassVariable:
            count: "ClassVar[int]" = 0  # noqa: F821
