"""JSON for programs: only what the standard knows, so that no answer is refused by a strict reader."""

import json
from math import isfinite
from typing import Any

from .values import ErrorValue

BEYOND = "#NUM!"
"""Stands for a number beyond all bounds, as a cell shows it."""


def plain(value: Any) -> Any:
    """A value without error objects and without numbers that JSON has no sign for (infinite, not a number).

    >>> plain({"jumlah": [float("inf"), 1.5]})
    {'jumlah': ['#NUM!', 1.5]}
    """
    if value.__class__ is ErrorValue:
        return value.kode
    if isinstance(value, float):
        return value if isfinite(value) else BEYOND
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def json_text(value: Any) -> str:
    """``value`` as indented JSON; what JSON does not know otherwise (dates, paths) as text."""
    return json.dumps(plain(value), ensure_ascii=False, indent=1, default=str, allow_nan=False)
