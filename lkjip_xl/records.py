"""Dataclasses that are quick to import: ``dataclass`` as the standard library has it, with methods that classes share.

The standard one writes the source of up to eight methods for every class and compiles it, a third of a millisecond for
each of the eighty that a run loads: as long as the run itself takes over a sheet. Here only ``__init__`` is written;
equality, hash and text come from functions that know the names of the fields. A frozen class is frozen for the type
checker, not while it runs (and is made twice as quickly for that).
"""

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(
        cls: type | None = None, /, *, frozen: bool = False, slots: bool = False, eq: bool = True, kw_only: bool = False
    ) -> Any:
        """As ``dataclasses.dataclass``; ``fields``, ``replace`` and ``asdict`` work on what it makes."""

        def made(cls: type) -> type:
            result = dataclasses.dataclass(eq=False, repr=False, match_args=False, slots=slots, kw_only=kw_only)(cls)
            names = [one.name for one in dataclasses.fields(result)]
            methods: dict[str, Any] = {"__repr__": _text_of(names)}
            if eq:
                values = attrgetter(*names) if names else _no_values
                methods["__eq__"] = _equality(values)
                methods["__hash__"] = _hash(values) if frozen else None
            for name, method in methods.items():
                if name not in cls.__dict__:
                    setattr(result, name, method)
            return result

        return made if cls is None else made(cls)


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
