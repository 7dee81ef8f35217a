"""Height of a row whose texts wrap. Excel works it out when somebody types; a row that a program fills needs it told.

Light on purpose (no openpyxl): whoever writes rows into a book can use it.
"""

LINE = 13.5  # points of one line in the book's 10 point type
_PADDING = 1.5


def line_count(text, width):
    """Lines that a text takes in a column of ``width`` characters, words kept whole."""
    limit = max(int(width * 1.05), 4)
    lines = 0
    for paragraph in str(text).split("\n"):
        lines += 1
        used = 0
        for word in paragraph.split(" "):
            length = len(word)
            if used and used + 1 + length > limit:
                lines += 1
                used = 0
            if length > limit:  # a word longer than the line goes on on the next
                lines += (length - 1) // limit
                length = (length - 1) % limit + 1
            used += length + (1 if used else 0)
    return lines


def row_height(texts, least=1):
    """Height in points.

    Args:
        texts: ``(text, width of its column in characters)`` of the wrapping cells; a text may be None.
        least: lines that the row has room for in any case.
    """
    lines = max([line_count(text, width) for text, width in texts if text], default=1)
    return min(max(lines, least) * LINE + _PADDING, 405)
