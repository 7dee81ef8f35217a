"""One report sheet as data."""

from collections.abc import Sequence

from ...records import dataclass
from .blocks import Block


@dataclass(slots=True)
class Form:
    """One report sheet as data: the widths of its columns and what stands on it.

    footer: text at the left of the page footer; the office's name and the report's title by default.
    """

    widths: Sequence[float]
    blocks: Sequence[Block]
    footer: str
    landscape: bool = False
