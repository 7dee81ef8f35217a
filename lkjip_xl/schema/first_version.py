"""What the formulas of version 1 did otherwise, where Python computes a book that still has them."""

from __future__ import annotations

from typing import Any

from ..expr.functions import Function, same_value
from ..expr.tree import Reference
from ..expr.values import is_number

VERSION_1_MARK = Reference("setting", "#versi_1", "")
"""Whether the book is of version 1, whose formulas knew neither quarters ahead nor Capaian Berjalan."""


target_kini = Function(
    "target_kini", "{0}", lambda env, target, first_version: 0 if first_version(env) else target(env), lazy=True
)
"""A quarter's target; in a book of version 1 a number, as its formulas know no remarks of quarters without one."""


def _reached(env: Any, reached: Any, target: Any, first_version: Any) -> Any:
    aim = target(env) if first_version(env) else None
    return 0 if is_number(aim) and aim < 0 else reached(env)


realisasi_kini = Function("realisasi_kini", "{0}", _reached, lazy=True)
"""What was reached; in a book of version 1 nothing that is asked for beside a target below 0, which has no capaian."""


def _whole_label(label: Any, first_version: Any, labels: Any) -> Any:
    if first_version and label.__class__ is str and "(" in label and not any(same_value(x, label) for x in labels):
        return "?"
    return label


label_kini = Function("label_kini", "{0}", _whole_label)
"""A cell that says a level; in a book of version 1 no label where brackets stand beside it, which its formulas do not
know."""
