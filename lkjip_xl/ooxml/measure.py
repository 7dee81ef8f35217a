"""How much room text takes on paper: lines in a cell, height of a row.

Neither Excel nor LibreOffice fits the height of merged cells, so the reports measure their text themselves. The face
is Arial; widths of columns are in characters of the default font (7 pixels each), heights in points.
"""

TINGGI_BARIS = 1.28  # line height in units of the font size
TERTINGGI = 400  # points; Excel allows 409

# Widths of Arial's characters in thousandths of the font size.
_WIDTHS = {
    letter: width
    for width, letters in (
        (191, "'"), (222, "ijl"), (278, " !,./:;I[\\]ft|"), (333, "()-r`"), (355, '"'), (389, "*"), (500, "Jcksvxyz"),
        (584, "+<=>"), (611, "FTZ"), (667, "&ABEKPSVXY"), (722, "CDHNRUw"), (778, "GOQ"), (833, "Mm"), (889, "%"),
        (944, "W"),
    )
    for letter in letters
}  # fmt: skip
_KNOWN: dict[str, int] = {}
_COUNTED: dict[tuple[str, float, float, bool], int] = {}


def _word_width(word: str) -> int:
    try:
        return _KNOWN[word]
    except KeyError:
        if len(_KNOWN) > 20_000:
            _KNOWN.clear()
        width_of = _WIDTHS.get
        width = _KNOWN[word] = sum([width_of(letter, 556) for letter in word])
        return width


def lebar_kata(text: str, ukuran: float = 9) -> float:
    """Column width, in characters, that the longest word of a bold heading needs."""
    return (max(map(_word_width, text.split() or [""])) * 1.07 * ukuran / 750 / 0.97 + 6) / 7


def break_lines(text: object, lebar: float, ukuran: float = 9, tebal: bool = False) -> list[str]:
    """The lines into which a text falls in a cell of this width; a line that ends a paragraph ends with ``\\n``."""
    # A character of column width is 7 pixels, a point of font size 4/3; 3% stay free for other printers' metrics.
    room = max(1.0, lebar * 7 - 6) * 0.97 * 750 / (ukuran * (1.07 if tebal else 1.0))
    result: list[str] = []
    for part in str(text).split("\n"):
        lines: list[str] = []
        length = 0
        for word in part.split(" "):
            n = _word_width(word)
            if lines and length + 278 + n > room:
                result.append(" ".join(lines))
                lines, length = [], 0
            while n > room and len(word) > 1:
                potong = max(1, int(len(word) * room / n))
                piece, word = word[:potong], word[potong:]
                result.append(piece)
                n -= _word_width(piece)  # not measured anew: a cell may hold one word of 32,767 letters
            length += n + (278 if lines else 0)
            lines.append(word)
        result.append(" ".join(lines) + "\n")
    result[-1] = result[-1][:-1]
    return result


def count_lines(text: str, lebar: float, ukuran: float = 9, tebal: bool = False) -> int:
    """Lines that a text needs in a cell of this width, words kept whole."""
    if len(text) * ukuran < lebar * 6 and "\n" not in text:
        return 1
    # The forms of four quarters name the same programs in columns of the same width.
    asked = text, lebar, ukuran, tebal
    count = _COUNTED.get(asked)
    if count is None:
        if len(_COUNTED) > 2_000:
            _COUNTED.clear()
        count = _COUNTED[asked] = len(break_lines(text, lebar, ukuran, tebal))
    return count


def kebutuhan(line: int, ukuran: float = 9) -> float:
    """Room in points that so many lines need."""
    return max(12.0, line * ukuran * TINGGI_BARIS + 4)


def tinggi(line: int, ukuran: float = 9) -> float:
    """Height in points of a row of that many lines, never more than the 409 that a sheet allows."""
    return min(409.0, kebutuhan(line, ukuran))
