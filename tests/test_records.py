"""Records behave as the standard library's dataclasses do."""

import copy
import dataclasses
import inspect
import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import lkjip_xl
from lkjip_xl.records import asdict, dataclass, field, replace


@dataclass(slots=True)
class Plain:
    a: int
    b: list[int] = field(default_factory=list)


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
    assert dataclasses.replace(made, a=5) == one(5) == replace(made, a=5)
    assert asdict(made) == dataclasses.asdict(made)
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


@dataclass(slots=True, kw_only=True)
class Named:
    a: int = 1
    b: int
    c: list[int] = field(init=False, default_factory=list)
    d: int = field(default=4, init=False)

    def __post_init__(self) -> None:
        self.c.append(self.b)


def test_what_init_takes_is_what_the_fields_say():
    assert repr(Named(b=2)) == "Named(a=1, b=2, c=[2], d=4)"
    for wrong in ((1, 2), {"a": 1}, {"b": 1, "c": []}):
        with pytest.raises(TypeError):
            Named(**wrong) if isinstance(wrong, dict) else Named(*wrong)
    with pytest.raises(TypeError):
        Frozen()
    assert list(inspect.signature(Named).parameters) == ["a", "b"]
    assert str(inspect.signature(Plain(1).__class__)).startswith("(a, b=")


def test_a_default_that_records_would_share_is_refused():
    with pytest.raises(ValueError, match="share"):
        dataclass(type("Shared", (), {"__annotations__": {"a": list}, "a": []}))
    with pytest.raises(TypeError, match="behind"):
        dataclass(type("Ordered", (), {"__annotations__": {"a": int, "b": int}, "a": 1}))
    with pytest.raises(TypeError, match="records"):
        dataclass(type("Other", (), {"__annotations__": {"a": int}, "a": dataclasses.field(default=1)}))


def test_nested_records_become_plain():
    made = Further(1, "x", [Plain(2), {"k": Frozen(3)}, (4,)])
    assert asdict(made) == dataclasses.asdict(made) == {
        "a": 1, "b": "x", "c": [{"a": 2, "b": []}, {"k": {"a": 3, "b": "x"}}, (4,)],
    }  # fmt: skip


def test_the_engine_starts_without_the_libraries_that_take_sources_apart():
    code = (
        "import sys, lkjip_xl; lkjip_xl.laporan, lkjip_xl.hitung, lkjip_xl.periksa; "
        "print({'dataclasses', 'inspect', 'ast', 'tokenize', 'linecache'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "set()", done.stderr


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


def test_the_library_is_loaded_by_nobody_else():
    """``dataclasses`` loads what takes sources apart, at every start of every command."""
    package = Path(lkjip_xl.__file__).parent
    loads = re.compile(r"^\s*(from dataclasses import|import dataclasses)", re.M)
    found = [str(p.relative_to(package)) for p in package.rglob("*.py") if loads.search(p.read_text(encoding="utf-8"))]
    assert found == ["records.py"]
