"""Where the pages of a printed sheet end: the one way in which every report is divided.

A sheet prints one page wide; its scale and thus the points that a page holds follow from its widths. The estimate
leaves a margin, because a viewer's default font and printer move the real edge by a few points.
"""

from bisect import bisect_left

from ...ooxml.sheet_model import ReportSheet
from .draft import DEFAULT_HEIGHT, Draft, Keep, Span
from .source import Cell
from .styles import closed

# Printable space inside the writer's margins, (portrait, landscape): width in characters (7 pixels each), height in
# points.
PAPER = {"F4": ((102, 850), (164, 525)), "A4": ((99, 755), (149, 509))}
SPARE = 0.96
MOST_BREAKS = 1000  # Excel refuses a sheet with more than 1,026 page breaks
LEAST_USED = 0.6  # of a page that a long table goes on from


def page_room(sheet: ReportSheet) -> float:
    """Points of row height that one page holds at the scale at which the sheet fits one page wide."""
    width, height = PAPER[sheet.paper][1 if sheet.landscape else 0]
    widths = [w or 0.0 for w in sheet.widths]
    return height * max(1.0, sum(widths) / width) * SPARE


def paginate(draft: Draft) -> ReportSheet:
    """Write the draft into its sheet, page by page.

    A unit (an indicator with its rows) stays on one page where that leaves the page at least 60% used; a longer one is
    divided so that neither page keeps a single row of it. Merged cells that go on are divided too, with their text
    marked as continued. A head is repeated on every page of its table: as print titles where it is the last
    table of the sheet, else as copied rows (unless the table does not want that).
    """
    return _Pages(draft).write()


class _Pages:
    def __init__(self, draft: Draft) -> None:
        self.draft, self.sheet, self.lines = draft, draft.sheet, draft.lines
        self.room = page_room(draft.sheet)
        self.spans = sorted(draft.spans, key=lambda s: (s.first, s.last - s.first))
        self.firsts = [s.first for s in self.spans]
        self.open: list[Span] = []  # spans that began on an earlier page and go on
        self.natural = [line.height for line in self.lines]
        self.heights = list(self.natural)
        # What each merged text needs, on its first page and on further ones; most fit any row and are left out.
        self.needs: dict[int, tuple[float, float]] = {}
        for span in sorted(self.spans, key=_length):
            text = self.lines[span.first].cells[span.left] or span.continued
            first = draft.need(span, text)
            further = first if span.continued is text else draft.need(span, span.continued)
            if max(first, further) > DEFAULT_HEIGHT:
                self.needs[id(span)] = (first, further)
                draft.fit(self.heights, 0, span, first)
        self._units()
        # Excel prints titles on the pages after their rows: those of the last table, the others are copied as rows.
        self.titles = draft.heads[-1] if draft.heads and draft.heads[-1].repeated else None

    def _units(self) -> None:
        """For each line: where its unit begins and ends, and how many rows of its table are still to come."""
        count = len(self.lines)
        self.begin, self.end, self.left = [0] * count, [count] * count, [0] * count
        self.total: dict[int, int] = {}
        for r, line in enumerate(self.lines):
            begins = line.keep in (Keep.START, Keep.PAGE) or r == 0
            self.begin[r] = r if begins else self.begin[r - 1]
            self.total[line.table] = self.total.get(line.table, 0) + line.body
        after: dict[int, int] = {}
        for r in range(count - 1, -1, -1):
            line = self.lines[r]
            after[line.table] = self.left[r] = after.get(line.table, 0) + line.body
            if r + 1 < count:
                self.end[r] = r + 1 if self.begin[r + 1] == r + 1 else self.end[r + 1]

    # --- pages ---------------------------------------------------------------------------------------------------
    def write(self) -> ReportSheet:
        start, count = 0, len(self.lines)
        goes_on = len(self.draft.heads) == 1
        while start < count:
            repeated = self._repeated(start)
            room = self.room - sum(self.heights[r] for r in repeated)
            last = len(self.sheet.breaks) + (start > 0) >= MOST_BREAKS
            end = count if last else self._reach(start, room)
            cut = end if end == count or self.lines[end].keep is Keep.PAGE else self._choose(start, end, room)
            if start:
                self.sheet.breaks.append(len(self.sheet.rows))
                goes_on = goes_on or self.titles is not None and self.titles.last < start <= self.titles.end
            if repeated and (self.titles is None or repeated.start != self.titles.first):
                self._copy_head(repeated)
            spans = self._within(start, cut)
            self._page(start, cut, spans)
            self.open = [s for s in spans if s.last >= cut]
            start = cut
        if not goes_on:
            self.sheet.repeat_rows = None
        return self.sheet

    def _repeated(self, start: int) -> range:
        """The head lines that stand on top of a page that begins with this line."""
        if self.titles is not None and start > self.titles.last:
            # Excel prints the titles on every page after them, also beneath the table.
            return range(self.titles.first, self.titles.last + 1)
        for head in self.draft.heads:
            if head.repeated and head.last < start <= head.end:
                return range(head.first, head.last + 1)
        return range(0)

    def _within(self, start: int, end: int) -> list[Span]:
        new = self.spans[bisect_left(self.firsts, start) : bisect_left(self.firsts, end)]
        return [s for s in self.open if s.last >= start] + new

    def _piece(self, start: int, end: int) -> list[float]:
        """Heights of lines on a page of their own, with the merged texts that stand there."""
        spans = self._within(start, end)
        if all(start <= s.first and s.last < end for s in spans):
            return self.heights[start:end]
        heights = self.natural[start:end]
        clipped = [
            (s._replace(first=max(s.first, start), last=min(s.last, end - 1)), self.needs[id(s)][s.first < start])
            for s in spans
            if id(s) in self.needs
        ]
        for span, need in sorted(clipped, key=lambda pair: _length(pair[0])):
            self.draft.fit(heights, start, span, need)
        return heights

    def _reach(self, start: int, room: float) -> int:
        """The line after the last one that still fits."""
        end, used, count = start, 0.0, len(self.lines)
        while end < count and (end == start or used + self.heights[end] <= room):
            if end > start and self.lines[end].keep is Keep.PAGE:
                break
            used += self.heights[end]
            end += 1
        while end > start + 1 and sum(self._piece(start, end)) > room:
            end -= 1
        return end

    def _choose(self, start: int, end: int, room: float) -> int:
        """The line that begins the next page: the least breach of the page rules."""
        used, best, least = self.room - room, end, float("inf")  # a repeated head fills the page too
        rows = 0  # rows of a table on this page before the line
        for r in range(start, end + 1):
            line = self.lines[r]
            if r > start and line.keep is not Keep.GLUED:
                cost = self._cost(r, used / self.room, rows)
                if cost <= least:
                    best, least = r, cost
            if r < end:
                rows = rows + line.body if r == start or line.table == self.lines[r - 1].table else int(line.body)
                used += self.heights[r]
        return best

    def _cost(self, r: int, used: float, rows: int) -> float:
        line = self.lines[r]
        cost = 5 * max(0.0, 1 - used)
        if used < LEAST_USED:
            cost += 50 + 100 * (LEAST_USED - used)
        begin, end = self.begin[r], self.end[r]
        if begin != r:
            whole = sum(self.heights[begin : min(end, begin + 400)]) <= self.room
            cost += 10 if whole else 1
            cost += 20 * (r - begin < 2) + 20 * (end - r < 2)
        if self.left[r] < min(2, self.total[line.table]):
            cost += 30  # a single row, or none, of the table would stand on the next page
        if rows == 1 and self.left[r] and self.left[r] < self.total[line.table]:
            cost += 15  # and here of this one
        return cost

    # --- rows ----------------------------------------------------------------------------------------------------
    def _copy_head(self, head: range) -> None:
        spans = self.spans[bisect_left(self.firsts, head.start) : bisect_left(self.firsts, head.stop)]
        self._emit(head.start, head.stop, spans)

    def _page(self, start: int, end: int, spans: list[Span]) -> None:
        """The lines of a page, with the pieces of what goes on over its edges."""
        base = len(self.sheet.rows)
        self._emit(start, end, spans)
        top, bottom = self.sheet.rows[base], self.sheet.rows[-1]
        if start and top is not None:
            top.cells = _closed(top.cells, "T")
            for s in spans:
                if s.first < start:
                    top.cells[s.left] = s.continued
        if end < len(self.lines) and bottom is not None:
            bottom.cells = _closed(bottom.cells, "B")

    def _emit(self, start: int, end: int, spans: list[Span]) -> None:
        sheet, base = self.sheet, len(self.sheet.rows) - start
        if self.titles is not None and start <= self.titles.first < end:
            sheet.repeat_rows = (base + self.titles.first, base + self.titles.last)
        for r, height in zip(range(start, end), self._piece(start, end), strict=True):
            line = self.lines[r]
            sheet.add(line.cells, height, line.level)
            for left, right in line.across:
                sheet.merge(base + r, left, base + r, right)
        for s in spans:
            sheet.merge(base + max(s.first, start), s.left, base + min(s.last, end - 1), s.right)


def _length(span: Span) -> int:
    return span.last - span.first


def _closed(cells: list[Cell | None], side: str) -> list[Cell | None]:
    """The cells with a line on this side, where a cell's pieces stand on two pages."""
    return [c and Cell(c[0], closed(c[1], side), c[2]) for c in cells]
