"""Dataclasses that are quick to import: ``dataclass`` as the standard library has it, with methods that classes share.

The standard one writes the source of up to eight methods for every class and compiles it, a third of a millisecond for
each of the eighty that a run loads: as long as the run itself takes over a sheet; and its module wants the libraries
that take sources apart. Here only ``__init__`` is written, when the first record of a class is made; equality, hash and
text come from functions that know the names of the fields. A frozen class is frozen for the type checker, not while it
runs (and is made twice as quickly for that).
"""

import sys
from collections.abc import Callable
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any


class _Mark:
    """A value that nobody gives."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


_NONE = _Mark("<none>")
"""Instead of a default that a field does not have."""
_MADE = _Mark("<factory>")
"""The default of a field that is made anew for each record, as signatures show it."""

if TYPE_CHECKING:
    from dataclasses import asdict as asdict
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
else:

    def dataclass(
        cls: type | None = None, /, *, frozen: bool = False, slots: bool = False, eq: bool = True, kw_only: bool = False
    ) -> Any:
        """As ``dataclasses.dataclass``; ``fields``, ``replace`` and ``asdict`` of the library work on what it makes."""

        def made(cls: type) -> type:
            given = cls.__dict__
            own = {name: _own_field(given.get(name, _NONE), kw_only) for name in _annotated(cls)}
            fields = {
                name: one
                for base in reversed(cls.__mro__[1:])
                for name, one in base.__dict__.get("__record_fields__", {}).items()
            } | own
            _check_order(cls, fields)
            result = _with_slots(cls, own) if slots else _without_factories(cls, own)
            result.__record_fields__ = fields
            names = list(fields)
            methods: dict[str, Any] = {"__init__": _first_init(result), "__repr__": _text_of(names)}
            if eq:
                values = attrgetter(*names) if names else _no_values
                methods["__eq__"] = _equality(values)
                methods["__hash__"] = _hash(values) if frozen else None
            methods["__signature__"] = _SIGNATURE
            for name in ("__dataclass_fields__", "__dataclass_params__"):
                methods[name] = _Standard(name, frozen)
            for name, method in methods.items():
                if name not in given:
                    setattr(result, name, method)
            return result

        return made if cls is None else made(cls)

    def field(
        *, default: Any = _NONE, default_factory: Any = _NONE, init: bool = True, kw_only: bool | None = None
    ) -> Any:
        """As ``dataclasses.field``."""
        return _Field(default, default_factory, init, kw_only)

    def replace(record: Any, /, **changes: Any) -> Any:
        """As ``dataclasses.replace``."""
        for name, one in record.__record_fields__.items():
            if one.init and name not in changes:
                changes[name] = getattr(record, name)
        return record.__class__(**changes)

    def asdict(record: Any) -> dict[str, Any]:
        """As ``dataclasses.asdict``, without copying what no record, list, tuple or dictionary is."""
        return {name: _plain(getattr(record, name)) for name in record.__record_fields__}


class _Field:
    """One field of a record: its default or what makes it, and whether and how ``__init__`` takes it."""

    __slots__ = ("default", "factory", "init", "kw_only")

    def __init__(self, default: Any, factory: Any, init: bool, kw_only: bool | None) -> None:
        self.default, self.factory, self.init, self.kw_only = default, factory, init, kw_only

    @property
    def optional(self) -> bool:
        """Whether a record can be made without it."""
        return self.default is not _NONE or self.factory is not _NONE


def _own_field(given: Any, kw_only: bool) -> _Field:
    """A field from what stands behind its name in the class."""
    if given.__class__ is _Field:
        one: _Field = given
        one.kw_only = kw_only if one.kw_only is None else one.kw_only
        return one
    if given.__class__.__module__ == "dataclasses":
        raise TypeError("the field of a record is that of lkjip_xl.records")
    return _Field(_NONE if isinstance(given, _Slot) else given, _NONE, True, kw_only)


class _SlottedSample:
    __slots__ = ("slot",)


_Slot = type(_SlottedSample.__dict__["slot"])
"""What stands in a class behind the name of a slot: no default."""


def _annotated(cls: type) -> dict[str, Any]:
    """The annotations of a class itself."""
    own: dict[str, Any] | None = cls.__dict__.get("__annotations__")
    if own is None and sys.version_info >= (3, 14):  # they are made when they are asked for
        from annotationlib import Format, get_annotations

        own = get_annotations(cls, format=Format.FORWARDREF)
    return own or {}


def _check_order(cls: type, fields: dict[str, _Field]) -> None:
    """Refuse what ``__init__`` could not be written for, where the class stands."""
    optional = False
    for name, one in fields.items():
        if one.default is not _NONE and one.default.__class__.__hash__ is None:
            raise ValueError(f"{cls.__qualname__}.{name}: records would share it; use field(default_factory=)")
        if one.init and not one.kw_only:
            if optional and not one.optional:
                raise TypeError(f"{cls.__qualname__}.{name} has no default and stands behind one that has")
            optional = optional or one.optional


def _without_factories(cls: type, own: dict[str, _Field]) -> type:
    """The class with its defaults alone behind the names of its fields."""
    for name, one in own.items():
        if one.default is not _NONE:
            setattr(cls, name, one.default)
        elif name in cls.__dict__:
            delattr(cls, name)
    return cls


def _with_slots(cls: type, own: dict[str, _Field]) -> type:
    """The class anew, with a slot for each of its fields; a class gets its slots only when it is made."""
    inherited = {name for base in cls.__mro__[1:] for name in getattr(base, "__slots__", ())}
    contents = {k: v for k, v in cls.__dict__.items() if k not in own and k not in ("__dict__", "__weakref__")}
    contents["__slots__"] = tuple(name for name in own if name not in inherited)
    contents["__qualname__"] = cls.__qualname__
    return type(cls)(cls.__name__, cls.__bases__, contents)


def _first_init(cls: Any) -> Callable[..., None]:
    """``__init__`` of a class of which no record was made yet: it writes the real one. Half of the classes that a run
    loads never have a record in it."""

    def __init__(self: Any, *values: Any, **named: Any) -> None:
        _write_init(cls)
        cls.__init__(self, *values, **named)

    return __init__


def _write_init(cls: Any) -> None:
    """Give a class its ``__init__``, as its fields say."""
    fields: dict[str, _Field] = cls.__record_fields__
    namespace: dict[str, Any] = {"_made": _MADE, "__name__": cls.__module__}
    taken: dict[bool, list[str]] = {False: [], True: []}
    lines = []
    for name, one in fields.items():
        value = name
        if one.factory is not _NONE:
            namespace[f"_make_{name}"] = one.factory
            value = f"_make_{name}() if {name} is _made else {name}" if one.init else f"_make_{name}()"
        elif one.default is not _NONE:
            namespace[f"_given_{name}"] = one.default
            value = name if one.init else f"_given_{name}"
        elif not one.init:
            continue
        lines.append(f" self.{name}={value}")
        if one.init:
            default = "=_made" if one.factory is not _NONE else f"=_given_{name}" if one.optional else ""
            taken[bool(one.kw_only)].append(name + default)
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    parameters = ["self", *taken[False], *(["*", *taken[True]] if taken[True] else [])]
    exec(f"def __init__({','.join(parameters)}):\n" + ("\n".join(lines) or " pass"), namespace)
    init = namespace["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    cls.__init__ = init


class _Signature:
    """What a class says of itself to who asks how it is called: what its written ``__init__`` takes."""

    def __get__(self, record: Any, cls: Any) -> Any:
        from inspect import signature

        _write_init(cls)
        own = signature(cls.__init__)
        return own.replace(parameters=list(own.parameters.values())[1:])


_SIGNATURE = _Signature()


class _Standard:
    """What the standard library keeps at a class of its own, made when it asks for it."""

    def __init__(self, name: str, frozen: bool) -> None:
        self._name, self._frozen = name, frozen

    def __get__(self, record: Any, cls: Any) -> Any:
        import dataclasses

        described = [
            (name, _annotation(cls, name), dataclasses.field(
                init=one.init, kw_only=bool(one.kw_only),
                **({} if one.default is _NONE else {"default": one.default}),
                **({} if one.factory is _NONE else {"default_factory": one.factory}),
            ))
            for name, one in cls.__record_fields__.items()
        ]  # fmt: skip
        value = getattr(dataclasses.make_dataclass(cls.__name__, described, frozen=self._frozen), self._name)
        setattr(cls, self._name, value)
        return value


def _annotation(cls: type, name: str) -> Any:
    return next((of[name] for base in cls.__mro__ if name in (of := _annotated(base))), Any)


def _plain(value: Any) -> Any:
    if hasattr(value, "__record_fields__"):
        return asdict(value)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, tuple):
        parts = map(_plain, value)
        return value.__class__(*parts) if hasattr(value, "_fields") else tuple(parts)
    if isinstance(value, dict):
        return {_plain(key): _plain(one) for key, one in value.items()}
    return value


def _no_values(_record: Any) -> tuple[()]:
    return ()


def _text_of(names: list[str]) -> Callable[[Any], str]:
    @recursive_repr("...")
    def text(self: Any) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return text


def _equality(values: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    def equal(self: Any, other: Any) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return equal


def _hash(values: Callable[[Any], Any]) -> Callable[[Any], int]:
    def hashed(self: Any) -> int:
        return hash(values(self))

    return hashed


def field_names(kind: type) -> list[str]:
    """Names of the fields of a class of records, in their order."""
    return list(kind.__record_fields__)  # type: ignore[attr-defined]
