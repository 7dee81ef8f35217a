"""The page rules of the report sheets, measured on a finished ``ReportSheet``."""

from lkjip_xl.expr.values import is_number
from lkjip_xl.ooxml.measure import TINGGI_BARIS, count_lines
from lkjip_xl.reports.layout.pages import LEAST_USED, SPARE, page_room
from lkjip_xl.reports.layout.styles import HEAD, HEAD_NUMBER


def pages(sheet):
    """``[(first, end), ...]`` rows of each page."""
    edges = [0, *sheet.breaks, len(sheet.rows)]
    return list(zip(edges, edges[1:], strict=False))


def heights(sheet, first, end):
    return [15.0 if r is None or r.height is None else r.height for r in sheet.rows[first:end]]


def is_head(row):
    cells = [c for c in row.cells if c] if row else []
    return bool(cells) and all(c[1].fill == HEAD.fill or c[1] == HEAD_NUMBER for c in cells)


def is_body(row):
    """A row of a table: bordered cells that are no head."""
    return row is not None and not is_head(row) and any(c and c[1].border for c in row.cells)


def breaches(sheet):
    """What breaks a page rule, in words."""
    found = []
    titles = sum(heights(sheet, sheet.repeat_rows[0], sheet.repeat_rows[1] + 1)) if sheet.repeat_rows else 0
    room = page_room(sheet)
    every = pages(sheet)
    for number, (first, end) in enumerate(every):
        repeated = titles if sheet.repeat_rows and first > sheet.repeat_rows[1] else 0
        used = repeated + sum(heights(sheet, first, end))
        body = sum(map(is_body, sheet.rows[first:end]))
        if used > room / SPARE and end - first > 1:
            found.append(f"page {number + 1}: {used:.0f} of {room:.0f} points")
        if number and body == 1 and end - first < 4 and end - first == len([r for r in sheet.rows[first:end] if r]):
            # Unless the page before would be left less than 60% used without its last row.
            before = sum(heights(sheet, *every[number - 1])) - heights(sheet, first - 1, first)[0]
            if before + titles * (number > 1) >= LEAST_USED * room:
                found.append(f"page {number + 1}: a single row")
        if repeated and any(map(is_head, sheet.rows[first:end])):
            found.append(f"page {number + 1}: a doubled head")
        # A table that ends here may be followed by a page of its own; one that goes on fills its page.
        goes_on = end < len(sheet.rows) and (is_body(sheet.rows[end]) or is_head(sheet.rows[end]))
        if 0 < number < len(every) - 1 and body and goes_on and used < LEAST_USED * room:
            following = heights(sheet, end, end + 1)[0]
            if used + following <= room and body > 3:
                found.append(f"page {number + 1}: {used / room:.0%} used")
    return found + _texts(sheet)


def _texts(sheet):
    """Texts that need more than a line beyond the height of their cell."""
    found = []
    merged = {(r1, k1): (r2, k2) for r1, k1, r2, k2 in sheet.merges}
    covered = {(r, k) for r1, k1, r2, k2 in sheet.merges for r in range(r1, r2 + 1) for k in range(k1, k2 + 1)}
    for r, row in enumerate(sheet.rows):
        for k, cell in enumerate(row.cells if row else ()):
            if cell is None or not isinstance(cell[0], str) or not cell[1].wrap:
                continue
            if (r, k) in covered and (r, k) not in merged:
                continue
            last, right = merged.get((r, k), (r, k))
            width = sum(sheet.widths[k : right + 1]) - cell[1].indent * 1.2
            need = count_lines(cell[0], width, cell[1].size, cell[1].bold) * cell[1].size * TINGGI_BARIS
            have = sum(heights(sheet, r, last + 1))
            if need > have + cell[1].size * TINGGI_BARIS and have < 400:
                found.append(f"row {r}, column {k}: {need:.0f} of {have:.0f} points for {cell[0][:30]!r}")
    return found


def numbers(sheet):
    """Every cell that holds a number."""
    return [c for row in sheet.rows if row for c in row.cells if c is not None and is_number(c[0])]
