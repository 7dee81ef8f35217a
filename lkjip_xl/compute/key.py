"""One equality of codes and wordings: spaces of every kind do not matter, nor does case.

Everything that Python itself joins (``isi``, checks, reports, the API) compares by ``key``. The native formulas
compare as a spreadsheet does; ``native_key`` says how, and a cell that only looks equal is a finding (KON-44).
"""

from functools import lru_cache
from typing import Any

from ..expr.values import ErrorValue
from ..rules.bacaan_angka import text_key


@lru_cache(maxsize=200_000)
def _of_text(text: str) -> str:
    return str(text_key(text))


def key(text: Any) -> str:
    """The identity of a code or wording.

    Args:
        text: a cell: text, number, None, or an error.

    Returns:
        The text with every kind of space (no-break, thin, zero width ...) collapsed and trimmed, in one case; "" for a
        blank cell or an error.

    >>> key(" Meningkatnya\u00a0\u00a0 mutu ") == key("meningkatnya mutu")
    True
    >>> key(1.0), key(None)
    ('1', '')
    """
    if text.__class__ is str:
        return _of_text(text)
    return "" if text is None or text.__class__ is ErrorValue else _of_text(text_key(text))


def blank(value: Any) -> bool:
    """Whether nothing was written in a cell: None, or a text of nothing but spaces."""
    return value is None or (value.__class__ is str and not value.strip())


def native_key(text: Any, trimmed: bool = False) -> Any:
    """What a native formula compares a cell by: text without regard to case, a number as a number.

    Args:
        text: a cell. trimmed: the formula wraps it in TRIM, which knows the plain space only.
    """
    if text.__class__ is not str:
        return float(text) if text.__class__ is int else text
    return (" ".join(x for x in text.split(" ") if x) if trimmed else text).casefold()
