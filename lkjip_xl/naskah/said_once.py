"""What several tables and paragraphs of a document would say alike, and a reader needs once.

A Lap sheet lies alone on the desk, so each says what makes its figures doubtful or provisional. In a document the same
sheets stand one under another: a doubt is told by the first table of a chapter that rests on it, and a paragraph does
not say once more what a table of its section has said. The legend of the mark ``*`` stays beneath each marked table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..reports.doubts import DOUBT
from ..reports.forms.provisional import LEGEND

_PLAIN = LEGEND.removeprefix("* ")
_SENTENCE = re.compile(rf"(?:\* )?{_PLAIN} .+?(?<!\bs\.d)\.(?=\s|$)", re.S)
"""That something is provisional, and why; the full stops of ``s.d.`` do not end it."""


class Said:
    """What the document has said so far, from its beginning."""

    def __init__(self) -> None:
        self._doubts: set[tuple[str, str]] = set()
        self._told: set[str] = set()  # in the section at hand, each without its mark

    def begin_section(self) -> None:
        """A heading: what was said above it is out of sight."""
        self._told.clear()

    def beneath_table(self, part: str, doubts: Sequence[str], notes: Sequence[str]) -> list[str]:
        """The lines beneath a table: the doubts that its chapter has not told yet, and its notes.

        Args:
            part: its chapter. doubts: sentences of what makes its figures doubtful. notes: lines of the report.
        """
        fresh = [one for one in doubts if (part, one) not in self._doubts]
        self._doubts.update((part, one) for one in fresh)
        own = {_unmarked(s) for note in notes for s in _SENTENCE.findall(note) if s.startswith(LEGEND)}
        known, here = self._told | own, set[str]()

        def kept(found: re.Match[str]) -> str:
            sentence = found[0]
            if sentence in here or not sentence.startswith(LEGEND) and sentence in known:
                return ""
            here.add(sentence)
            return sentence

        lines = [" ".join(_SENTENCE.sub(kept, note).split()) for note in notes]
        self._told |= own
        return [*(f"{DOUBT}{one}" for one in fresh), *(line for line in lines if line)]

    def repeats(self, text: str) -> bool:
        """Whether a paragraph says nothing but what its section has said already, with the same reason."""
        sentences = [_unmarked(one) for one in _SENTENCE.findall(text)]
        again = bool(sentences) and not _SENTENCE.sub("", text).strip() and self._told.issuperset(sentences)
        self._told.update(sentences)
        return again


def _unmarked(sentence: str) -> str:
    return sentence.removeprefix("* ")
