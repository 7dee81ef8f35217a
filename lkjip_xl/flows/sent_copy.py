"""A copy of a book that ``kirim`` made."""

from ..book.sendings import Sending
from ..records import dataclass


@dataclass(frozen=True, slots=True)
class SentCopy:
    """One copy that was made.

    Attributes:
        sending: as the master's list keeps it. path: the copy; None for bytes. mail: the draft of the letter, or None.
        cells: cells that are open. blank: of them those that are needed and still blank. unfinished: what is, table by
            table.
        cut: what of the book did not go along. kept: sheets that could not be locked or left out.
    """

    sending: Sending
    path: str | None
    mail: str | None
    cells: int
    blank: int
    unfinished: tuple[str, ...]
    cut: tuple[str, ...]
    kept: tuple[str, ...]
