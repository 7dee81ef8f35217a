"""What the generated pages are written with."""

from collections.abc import Iterable, Sequence

MADE_BY = "<!-- Halaman ini dibuat oleh python -m lkjip_xl.build.documents; jangan disunting dengan tangan. -->"
"""First line of every generated page."""


def _cell(value: object) -> str:
    return str(value).replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ").replace("*", "\\*").strip()


def table_lines(head: Sequence[str], lines: Iterable[Sequence[object]]) -> list[str]:
    """Lines of a Markdown table; cells are escaped, None is an empty cell."""
    result = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    result += ["| " + " | ".join("" if value is None else _cell(value) for value in one) + " |" for one in lines]
    return [*result, ""]


def code(text: str) -> str:
    """A text as code within a line."""
    return f"`{text}`"


def formula(text: str) -> list[str]:
    """Lines of a block of its own for a formula."""
    return ["```text", text, "```", ""]
