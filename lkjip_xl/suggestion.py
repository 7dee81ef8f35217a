"""Did you mean: one answer to every name that is not known."""

from collections.abc import Iterable

_ALIKE = 0.6  # as difflib's own default; lower proposes words that have nothing to do with each other


def did_you_mean(word: str, known: Iterable[str], common: str = "") -> str:
    """A question to append to a message, with a blank before it; "" when nothing known is near.

    >>> did_you_mean("lapor", ["hitung", "laporan"]), did_you_mean("zzz", ["hitung"])
    (' Maksud Anda laporan?', '')
    """
    near = nearest(word, known, common)
    return f" Maksud Anda {near}?" if near else ""


def nearest(word: str, known: Iterable[str], common: str = "") -> str | None:
    """The known name that is most like a word; None when none is.

    Case and the dashes of an option do not count, nor does what all known names begin with (``common``: ``tbl_``).
    A known name that begins with what was typed is near, too.
    """
    from difflib import get_close_matches

    by_text = {name.lstrip("-").casefold().removeprefix(common): name for name in known}
    text = word.strip().lstrip("-").casefold().removeprefix(common)
    near = get_close_matches(text, by_text, 1, _ALIKE)
    if not near and len(text) > 2:
        near = [name for name in by_text if name.startswith(text)][:1]
    return by_text[near[0]] if near else None


def alikeness(one: str, other: str) -> float:
    """How alike two texts are: 0 to 1, as ``difflib.SequenceMatcher`` has it, which is loaded when it is needed."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False).ratio()
