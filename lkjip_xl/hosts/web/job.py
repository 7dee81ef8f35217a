"""One call of the page."""

from collections.abc import Mapping
from typing import Any

from ...flows.open_and_save import Progress
from ...records import dataclass, field


@dataclass(frozen=True, slots=True)
class Job:
    """One call of a flow.

    Attributes:
        name: name of the user's file. path, result: the book, and where the flow writes the new one.
        answers: what the page asked. files: other files that were chosen. progress: ``(done, total, text)``.
        flow: its name. open_book: in Excel's task pane, what is known of the open book (``open_book.plan``).
    """

    name: str
    path: str
    result: str
    answers: Mapping[str, Any]
    files: Mapping[str, bytes] = field(default_factory=dict)
    progress: Progress | None = None
    flow: str = ""
    open_book: Mapping[str, Any] | None = None
