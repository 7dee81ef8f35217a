"""Some of many by name, as sentences list them."""

from collections.abc import Sequence

MOST = 5
"""How many a sentence names."""


def named(names: Sequence[str], most: int = MOST) -> str:
    """The first names, and how many more there are.

    >>> named(["1.1", "1.2"]), named(["1.1", "1.2", "1.3"], 2)
    ('1.1, 1.2', '1.1, 1.2, dan 1 lagi')
    """
    return ", ".join(names[:most]) + (f", dan {len(names) - most} lagi" if len(names) > most else "")
