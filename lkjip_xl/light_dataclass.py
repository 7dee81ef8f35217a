"""``dataclass`` as in ``dataclasses``, but costing little to declare: for modules that every command loads.

A command ends within a few tenths of a second, and ``dataclasses.dataclass`` compiles up to six functions for each
class, a third of a millisecond. Here only ``__init__`` is compiled; the other methods are the same few functions for
every class. What is made is a dataclass for whoever asks: ``fields``, ``replace``, ``asdict`` and ``is_dataclass``
work as ever. See docs/adr/0039.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError
from operator import attrgetter
from reprlib import recursive_repr
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any

_FIELDS = "__dataclass_fields__"


class _Params:
    """What ``dataclasses`` asks of a base class."""

    __slots__ = ("frozen",)

    def __init__(self, frozen: bool) -> None:
        self.frozen = frozen


@recursive_repr()
def _repr(self: Any) -> str:
    shown = (f"{f.name}={getattr(self, f.name)!r}" for f in getattr(self, _FIELDS).values() if f.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _set(self: Any, name: str, value: Any) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _get_state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in getattr(self, _FIELDS)]


def _set_state(self: Any, state: list[Any]) -> None:
    for name, value in zip(getattr(self, _FIELDS), state, strict=True):
        object.__setattr__(self, name, value)


class _Factory:
    """Stands for a default that is made for each instance."""

    def __repr__(self) -> str:
        return "<factory>"


_FACTORY = _Factory()


def _key(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """Gives the values that instances are compared by."""
    if len(names) > 1:
        getter: Callable[[Any], tuple[Any, ...]] = attrgetter(*names)
        return getter
    return lambda one: tuple(getattr(one, name) for name in names)


def _compared(names: tuple[str, ...]) -> Callable[[Any, Any], Any]:
    key = _key(names)

    def __eq__(self: Any, other: Any) -> Any:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hashed(names: tuple[str, ...]) -> Callable[[Any], int]:
    key = _key(names)

    def __hash__(self: Any) -> int:
        return hash(key(self))

    return __hash__


def _own_field(cls: type, name: str, kind: Any, kw_only: bool) -> Any:
    """The ``Field`` of an annotated name of a class."""
    default = cls.__dict__.get(name, MISSING)
    if isinstance(default, dataclasses.Field):
        own: Any = default
    else:
        own = dataclasses.field(default=MISSING if isinstance(default, MemberDescriptorType) else default)
    if own.default is not MISSING and own.default.__class__.__hash__ is None:
        raise ValueError(f"{cls.__name__}.{name}: a default that can change is shared; use default_factory")
    if "ClassVar" in str(kind) or "InitVar" in str(kind):
        raise TypeError(f"{cls.__name__}.{name}: here a class has fields only")
    own.name, own.type, own._field_type = name, kind, dataclasses._FIELD  # type: ignore[attr-defined]
    if own.kw_only is MISSING:
        own.kw_only = kw_only
    return own


def _initialiser(cls: type, fields: dict[str, Any], frozen: bool, slots: bool) -> Any:
    """``__init__``, compiled."""
    plain: list[str] = []
    by_name: list[str] = []
    lines: list[str] = []
    known: dict[str, Any] = {"_factory": _FACTORY, "_set": object.__setattr__}
    for name, one in fields.items():
        value = name
        if one.default_factory is not MISSING:
            known[f"_d_{name}"] = one.default_factory
            value = f"_d_{name}() if {name} is _factory else {name}" if one.init else f"_d_{name}()"
        elif one.default is not MISSING:
            known[f"_d_{name}"] = one.default
            value = name if one.init else f"_d_{name}"
        if one.init:
            default = (
                "_factory" if one.default_factory is not MISSING else f"_d_{name}" if f"_d_{name}" in known else ""
            )
            (by_name if one.kw_only else plain).append(f"{name}={default}" if default else name)
        elif one.default_factory is MISSING and (one.default is MISSING or not slots):
            continue
        lines.append(f"_set(self,{name!r},{value})" if frozen else f"self.{name}={value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = ["self", *plain, *(["*", *by_name] if by_name else ())]
    text = f"def __init__({','.join(parameters)}):\n " + "\n ".join(lines or ["pass"])
    exec(text, known)  # noqa: S102  # as dataclasses does
    made = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__module__ = cls.__module__
    made.__annotations__ = {name: one.type for name, one in fields.items() if one.init} | {"return": None}
    return made


def _made(cls: type, frozen: bool, slots: bool, eq: bool, kw_only: bool) -> type:
    fields: dict[str, Any] = {}
    for base in cls.__mro__[-1:0:-1]:
        fields.update(getattr(base, _FIELDS, {}))
    own = {n: _own_field(cls, n, kind, kw_only) for n, kind in cls.__dict__.get("__annotations__", {}).items()}
    fields.update(own)
    names = tuple(n for n, one in fields.items() if one.compare)
    content = dict(cls.__dict__)
    explicit_hash = content.get("__hash__", MISSING)
    adds_hash = explicit_hash is MISSING or (explicit_hash is None and "__eq__" in content)
    made: dict[str, Any] = {_FIELDS: fields, "__dataclass_params__": _Params(frozen)}
    made["__init__"] = _initialiser(cls, fields, frozen, slots)
    made["__match_args__"] = tuple(n for n, one in fields.items() if one.init and not one.kw_only)
    if "__repr__" not in content:
        made["__repr__"] = _repr
    if eq and "__eq__" not in content:
        made["__eq__"] = _compared(names)
    if eq and adds_hash:
        made["__hash__"] = _hashed(names) if frozen else None
    if frozen:
        made["__setattr__"], made["__delattr__"] = _set, _delete
        if slots:
            made["__getstate__"], made["__setstate__"] = _get_state, _set_state
    if not slots:
        for name, one in own.items():
            if one.default is MISSING and name in content:
                delattr(cls, name)
            elif one.default is not MISSING:
                setattr(cls, name, one.default)
        for name, value in made.items():
            setattr(cls, name, value)
        return cls
    inherited = {n for base in cls.__mro__[1:-1] for n in getattr(base, "__slots__", ())}
    content = {k: v for k, v in content.items() if k not in own and k not in ("__dict__", "__weakref__")}
    content |= made
    content["__slots__"] = tuple(n for n in fields if n not in inherited)
    new = type(cls)(cls.__name__, cls.__bases__, content)
    new.__qualname__ = cls.__qualname__
    return new


if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False, eq=True, kw_only=False):
        """As ``dataclasses.dataclass``; fields come from ``dataclasses.field``."""

        def make(cls):
            return _made(cls, frozen, slots, eq, kw_only)

        return make if cls is None else make(cls)
