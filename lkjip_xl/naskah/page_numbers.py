"""Page numbers of a document's lists: which number, in which form, stands on the page of a bookmark.

Word works them out itself (``PAGEREF``). LibreOffice does so only in Arabic numbers, also for the front, whose pages
carry Roman ones, and not at all inside a list that it did not make. So the pages come from a print, and the numbers are
written as the results of the fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from .word_xml import bookmark, run

_SECTION = re.compile(r"<w:sectPr\b[^>]*/>|<w:sectPr\b.*?</w:sectPr>", re.S)
_NUMBERS = re.compile(r"<w:pgNumType\b[^>]*>")
_PARAGRAPH = re.compile(r"<w:p(?:\s[^>]*)?(?<!/)>(?:\s*<w:pPr\b[^>]*/>|\s*<w:pPr\b.*?</w:pPr>)?", re.S)
_BOOKMARK = re.compile(r'<w:bookmarkStart\b[^>]*\bw:name="([^"]+)"')
_WITHIN = r'(?:(?!</w:p>|w:fldCharType="begin").)*?'
_FIELD = re.compile(
    r'<w:r\b(?:(?!</w:r>).)*?<w:fldChar\b[^>]*w:fldCharType="begin"' + _WITHIN + r"<w:instrText\b[^>]*>\s*PAGEREF\s+"
    r'"?([^\s"<]+)"?[^<]*</w:instrText>' + _WITHIN + r'<w:fldChar\b[^>]*w:fldCharType="end"\s*/>\s*</w:r>',
    re.S,
)
_SEPARATE = re.compile(r'<w:fldChar\b[^>]*w:fldCharType="separate"\s*/>\s*</w:r>')
_LAST_RUN = re.compile(r"<w:r\b[^>]*>(?:(?!<w:r\b).)*$", re.S)
_LOOK = re.compile(r"<w:rPr>(.*?)</w:rPr>", re.S)
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_START = "_LKjIPHal"
_FIRST_ID = 900000


class _Section(NamedTuple):
    """A section of the text: where it begins and ends, how its pages are numbered, and where they begin anew."""

    begin: int
    end: int
    form: str
    start: int | None


def _sections(text: str) -> list[_Section]:
    result: list[_Section] = []
    begin = text.index("<w:body>") + len("<w:body>") if "<w:body>" in text else 0
    for found in _SECTION.finditer(text):
        within = text.rfind("<w:pPr", begin, found.start()) > text.rfind("</w:pPr>", begin, found.start())
        end = text.index("</w:p>", found.end()) + len("</w:p>") if within else len(text)
        numbers = _NUMBERS.search(found[0])
        form = re.search(r'w:fmt="(\w+)"', numbers[0]) if numbers else None
        start = re.search(r'w:start="(\d+)"', numbers[0]) if numbers else None
        result.append(_Section(begin, end, form[1] if form else "decimal", int(start[1]) if start else None))
        begin = end
    return result


def bookmarks(text: str) -> list[str]:
    """The names of the bookmarks of a document."""
    return _BOOKMARK.findall(text)


def with_starts(text: str) -> str:
    """The text of a document with a bookmark in the first paragraph of each section whose numbers begin anew, for
    ``labels``."""
    for n, section in reversed(list(enumerate(_sections(text)))):
        first = _PARAGRAPH.search(text, section.begin, section.end) if section.start is not None else None
        if first is not None:
            # Between two paragraphs it would belong to the one before, on the page before.
            text = text[: first.end()] + bookmark(_FIRST_ID + n, f"{_START}{n}", "") + text[first.end() :]
    return text


def labels(text: str, pages: Mapping[str, int]) -> dict[str, str]:
    """What stands on the page of each bookmark: ``{"_Toc00000001": "iii"}``.

    Args:
        text: the text of a document, with ``with_starts``. pages: places of bookmarks in its print, from 1.

    Returns:
        Those whose page is known; "" for one whose number is written otherwise than in Arabic and cannot be told.
    """
    sections = _sections(text)
    result: dict[str, str] = {}
    for found in _BOOKMARK.finditer(text):
        n = next((n for n, s in enumerate(sections) if found.start() < s.end), None)
        if n is None:
            continue
        number = _number(found[1], n, sections, pages)
        shown = "" if number is None else _shown(number, sections[n].form)
        if shown or sections[n].form != "decimal":
            result[found[1]] = shown
    return result


def _number(name: str, n: int, sections: list[_Section], pages: Mapping[str, int]) -> int | None:
    page = pages.get(name)
    if page is None:
        return None
    anew = next((k for k in range(n, -1, -1) if sections[k].start is not None), None)
    if anew is None:
        return page
    first = pages.get(f"{_START}{anew}")
    return None if first is None else (sections[anew].start or 0) + page - first


def _shown(number: int, form: str) -> str:
    if form in ("lowerRoman", "upperRoman"):
        return roman(number).lower() if form == "lowerRoman" else roman(number)
    return str(number) if form == "decimal" else ""


def roman(number: int) -> str:
    """A number from 1 to 399 in Roman letters.

    >>> roman(4), roman(19), roman(48)
    ('IV', 'XIX', 'XLVIII')
    """
    result = ""
    for value, letters in _ROMAN:
        while number >= value:
            result += letters
            number -= value
    return result


def filled(text: str, shown: Mapping[str, str], plain: bool = False) -> str:
    """The text of a document whose references to pages have these results.

    Args:
        shown: what ``labels`` says. plain: the number takes the place of the field, for a program that would work it
            out otherwise.
    """

    def one(found: re.Match[str]) -> str:
        label = shown.get(found[1])
        if label is None:
            return found[0]
        look = _LOOK.search(found[0])
        result = run(label, look[1] if look else "") if label else ""
        if plain:
            return result
        before, after = _SEPARATE.search(found[0]), _LAST_RUN.search(found[0])
        if before is None or after is None:
            return found[0]
        return found[0][: before.end()] + result + after[0]

    return _FIELD.sub(one, text)
