"""How much room text takes on paper: lines in a cell, height of a row.

Neither Excel nor LibreOffice fits the height of merged cells, so the reports measure their text themselves. The face
is Arial; widths of columns are in characters of the default font (7 pixels each), heights in points.
"""

TINGGI_BARIS = 1.28  # line height in units of the font size
TERTINGGI = 400  # points; Excel allows 409

# Widths of Arial's characters in thousandths of the font size.
_LEBAR = {
    h: lebar
    for lebar, huruf in (
        (191, "'"), (222, "ijl"), (278, " !,./:;I[\\]ft|"), (333, "()-r`"), (355, '"'), (389, "*"), (500, "Jcksvxyz"),
        (584, "+<=>"), (611, "FTZ"), (667, "&ABEKPSVXY"), (722, "CDHNRUw"), (778, "GOQ"), (833, "Mm"), (889, "%"),
        (944, "W"),
    )
    for h in huruf
}  # fmt: skip
_KATA: dict[str, int] = {}


def _lebar_kata(words):
    try:
        return _KATA[words]
    except KeyError:
        if len(_KATA) > 20_000:
            _KATA.clear()
        take = _LEBAR.get
        lebar = _KATA[words] = sum([take(h, 556) for h in words])
        return lebar


def lebar_kata(text, ukuran=9):
    """Column width, in characters, that the longest word of a bold heading needs."""
    return (max(map(_lebar_kata, text.split() or [""])) * 1.07 * ukuran / 750 / 0.97 + 6) / 7


def break_lines(text, lebar, ukuran=9, tebal=False):
    """The lines into which a text falls in a cell of this width; a line that ends a paragraph ends with ``\\n``."""
    # A character of column width is 7 pixels, a point of font size 4/3; 3% stay free for other printers' metrics.
    room = max(1.0, lebar * 7 - 6) * 0.97 * 750 / (ukuran * (1.07 if tebal else 1.0))
    result = []
    for part in str(text).split("\n"):
        lines, length = [], 0
        for word in part.split(" "):
            n = _lebar_kata(word)
            if lines and length + 278 + n > room:
                result.append(" ".join(lines))
                lines, length = [], 0
            while n > room and len(word) > 1:
                potong = max(1, int(len(word) * room / n))
                result.append(word[:potong])
                word = word[potong:]
                n = _lebar_kata(word)
            length += n + (278 if lines else 0)
            lines.append(word)
        result.append(" ".join(lines) + "\n")
    result[-1] = result[-1][:-1]
    return result


def count_lines(text, lebar, ukuran=9, tebal=False):
    """Lines that a text needs in a cell of this width, words kept whole."""
    if len(text) * ukuran < lebar * 6 and "\n" not in text:
        return 1
    return len(break_lines(text, lebar, ukuran, tebal))


def kebutuhan(line, ukuran=9):
    """Room in points that so many lines need."""
    return max(12.0, line * ukuran * TINGGI_BARIS + 4)


def tinggi(line, ukuran=9):
    """Height in points of a row of that many lines, never more than the 409 that a sheet allows."""
    return min(409.0, kebutuhan(line, ukuran))
