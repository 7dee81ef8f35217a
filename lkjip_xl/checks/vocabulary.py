"""The words by which checks read names and notes: one readable file, ``words/indicator_names.txt``, with sources."""

from functools import cache

from ..discovery import package_data

_FILE = "words/indicator_names.txt"


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """The patterns of each group of the file.

    Raises:
        ValueError: a pattern stands before the first group, or a group stands twice.
    """
    found: dict[str, list[str]] = {}
    name = ""
    for line in package_data(__package__, _FILE).decode("utf-8").splitlines():
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if text.startswith("[") and text.endswith("]"):
            name = text[1:-1]
            if name in found:
                raise ValueError(f"{_FILE}: group {name!r} stands twice")
            found[name] = []
        elif not name:
            raise ValueError(f"{_FILE}: {text!r} stands before the first group")
        else:
            found[name].append(text)
    return {name: tuple(patterns) for name, patterns in found.items()}


def words(group: str, whole: bool = True) -> str:
    """A regular expression for any word of a group.

    Args:
        group: its name in the file. whole: whole words only; otherwise anywhere in a text.
    """
    joined = "|".join(groups()[group])
    return rf"\b(?:{joined})\b" if whole else f"(?:{joined})"
