"""Finding the tables of a grid: title lines, heads of one to three lines, numbering rows, and where a table ends."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from ..records import dataclass, field
from .aliases import IGNORED, PERSONAL, Match, heading_key, known_tables, needs, resolve
from .grid import Grid
from .model import FOOTER, HEAD, NUMBERING, OUTSIDE, TITLE, Fate
from .page_footers import page_footer

_LINES = 3  # lines of a head
_TITLES = 12  # rows above a head that may be its title
_ALIKE = 0.6  # how alike a head that is repeated on the next page must be (scanned ones are misspelt)
_LONGEST = 200  # characters of a heading
_NUMBER = re.compile(r"\(?-?[0-9]{1,2}\)?|\(?[a-z]\)?|[0-9]{1,2}\s*=.*|\([0-9]{1,2}\s*=.*\)", re.I)
_AMOUNT = re.compile(r"[0-9][0-9.,]{5,}|[0-9]{5,}")


@dataclass(slots=True)
class Section:
    """A table within a grid.

    Attributes:
        table: the target that its head fits. top: row of the head's first line. body: rows beneath it, repeated heads
            and numbering rows left out. columns: places of each column of the contract, more than one where a head
            spans them. headings: parts of the heading of each place, from the top line down.
        titles: texts above the head, nearest first. fates: of the rows that are no body.
        conflicts: two headings that mean one column.
    """

    grid: Grid
    table: str
    top: int
    width: int
    columns: dict[str, list[int]] = field(default_factory=dict)
    headings: dict[int, tuple[str, ...]] = field(default_factory=dict)
    body: list[int] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)
    conflicts: list[tuple[str, str, str]] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)

    def column(self, name: str) -> int:
        """The place of a column, -1 where it is not there."""
        places = self.columns.get(name)
        return places[0] if places else -1

    def heading(self, place: int) -> str:
        """The heading of a place as people read it."""
        return " / ".join(part for part in self.headings.get(place, ()) if part)


def headings_of(grid: Grid, top: int, lines: int) -> dict[int, tuple[str, ...]]:
    """The heading of every column of a head: what stands above it on each line, spans spread over their columns."""
    width = max(len(grid.rows[row]) for row in range(top, top + lines))
    spans: dict[tuple[int, int], str] = {}
    for first_row, first_column, last_row, last_column in grid.merges:
        if top <= first_row < top + lines:
            text = grid.text(first_row, first_column)
            for column in range(first_column, min(last_column, width - 1) + 1):
                for row in range(first_row, min(last_row, top + lines - 1) + 1):
                    spans[row, column] = text if row == first_row else ""
    parts: list[list[str]] = []
    for line in range(lines):
        row, texts, left = top + line, [], ""
        for column in range(width):
            own = grid.text(row, column) or spans.get((row, column), "")
            if not own and line < lines - 1 and left and (row, column) not in spans:
                beneath = grid.text(row + 1, column) and grid.text(row + 1, column - 1)
                own = left if beneath and not any(parts[k][column] for k in range(line)) else ""
            elif line < lines - 1:
                pass
            left = own
            texts.append(own)
        parts.append(texts)
    return {
        column: tuple(texts[column] for texts in parts)
        for column in range(width)
        if any(texts[column] for texts in parts)
    }


def is_numbering(grid: Grid, row: int) -> bool:
    """Whether a row only numbers the columns: ``1 2 3``, ``(1) (2)``, ``13 = 9 + 10``."""
    texts = [text for text in grid.texts(row) if text]
    return len(texts) >= 3 and all(_NUMBER.fullmatch(text) for text in texts) and len(set(texts)) > len(texts) / 2


def _can_be_head(grid: Grid, row: int) -> bool:
    texts = [text for text in grid.texts(row) if text]
    return bool(texts) and all(len(t) <= _LONGEST and not _AMOUNT.fullmatch(t) for t in texts)


def _fit(
    grid: Grid, table: str, top: int, lines: int, confirmed: dict[str, str] | None
) -> tuple[float, Section] | None:
    """How well the rows from ``top`` are the head of a table, and the section that would begin there."""
    section = Section(grid, table, top, 0)
    section.headings = headings_of(grid, top, lines)
    section.width = max(section.headings, default=-1) + 1
    best: dict[str, Match] = {}
    score = 0.0
    for place, parts in section.headings.items():
        match = resolve(table, parts, confirmed)
        if match is None:
            section.unknown.append(place)
            score -= 0.3
            continue
        if match.column in (IGNORED, PERSONAL):
            score += 0.1
            continue
        _claim(section, best, place, match)
    named = tuple(section.columns)
    if not all(any(name.startswith(group) for name in named) for group in needs(table)):
        return None
    if table == "tbl_riwayat" and not any(n == "Tahun" or re.search(" [0-9]{4}$", n) for n in named):
        return None
    if table == "tbl_renstra" and not any(re.fullmatch("Target [0-9]{4}", n) for n in named):
        return None
    return score + len(named), section


def _claim(section: Section, best: dict[str, Match], place: int, match: Match) -> None:
    """Give a place to a column; the surer heading has it, and two that are equally sure are a conflict."""
    name, before = match.column, best.get(match.column)
    if before is None or match.rank < before.rank:
        if before is not None:
            section.unknown += section.columns[name]
        best[name], section.columns[name] = match, [place]
    elif match.rank > before.rank:
        section.unknown.append(place)
    elif section.headings[place] == section.headings[section.columns[name][-1]]:
        section.columns[name].append(place)  # one heading over several columns
    else:
        section.conflicts.append((name, section.heading(section.columns[name][0]), section.heading(place)))


def find_head(
    grid: Grid, row: int, tables: Sequence[str], confirmed: dict[str, dict[str, str]]
) -> tuple[Section, int] | None:
    """The section whose head begins at a row, with the number of lines of the head."""
    best: tuple[float, int, Section] | None = None
    if sum(bool(text) for text in grid.texts(row)) < 2:
        return None  # a title
    for lines in range(1, _LINES + 1):
        if row + lines > len(grid.rows) or not _can_be_head(grid, row + lines - 1):
            break
        if lines > 1 and is_numbering(grid, row + lines - 1):
            break
        for table in tables:
            fit = _fit(grid, table, row, lines, confirmed.get(table))
            if fit is not None and (best is None or fit[0] > best[0] + _gain(grid, row + lines - 1)):
                best = (fit[0], lines, fit[1])
    return (best[2], best[1]) if best is not None else None


def _another_table(grid: Grid, row: int) -> bool:
    """Whether a row after a blank one is the title of another table: a head and its numbering row follow."""
    if sum(bool(t) for t in grid.texts(row)) != 1 or not (row and grid.is_blank(row - 1)):
        return False
    following = [r for r in range(row + 1, min(row + 8, len(grid.rows))) if not grid.is_blank(r)]
    return any(
        is_numbering(grid, after) and _can_be_head(grid, head) and sum(bool(t) for t in grid.texts(head)) >= 3
        for head, after in zip(following, following[1:], strict=False)
    )


def _gain(grid: Grid, line: int) -> float:
    """How much better a head must be with one line more: a line that begins blank is no row of data."""
    return 0.5 if grid.text(line, 0) else -0.05


def find_sections(
    grid: Grid, tables: Sequence[str] | None = None, confirmed: dict[str, dict[str, str]] | None = None
) -> list[Section]:
    """The tables of a grid, from the top.

    Args:
        tables: the targets that are asked for; all that have aliases otherwise.
        confirmed: what the user confirmed, by table.
    """
    wanted = tuple(tables) if tables is not None else known_tables()
    found: list[Section] = []
    current: Section | None = None
    row, before = 0, 0
    while row < len(grid.rows):
        if grid.is_blank(row):
            row += 1
            continue
        if current is not None and (words := page_footer(grid, row)):
            current.fates.append(Fate(row, FOOTER, words[:80]))
            row += 1
            continue
        lines = _repeated(current, grid, row)
        if lines and current is not None:
            current.fates += [Fate(r, HEAD, "berulang di halaman berikutnya") for r in range(row, row + lines)]
            row = _after_numbering(current, grid, row + lines)
            continue
        head = find_head(grid, row, wanted, confirmed or {})
        if head is not None:
            current, lines = head
            current.titles = _titles(grid, before, row, current)
            current.fates += [Fate(r, HEAD) for r in range(row, row + lines)]
            found.append(current)
            before = row = _after_numbering(current, grid, row + lines)
            continue
        if current is not None:
            if (grid.ragged and len(grid.rows[row]) == 1) or _another_table(grid, row):
                current, before = None, row  # a sentence, or the title of a table that is not known
            else:
                current.body.append(row)
                before = row + 1
        row += 1
    return found


def _after_numbering(section: Section, grid: Grid, row: int) -> int:
    while row < len(grid.rows) and (grid.is_blank(row) or is_numbering(grid, row)):
        if not grid.is_blank(row):
            section.fates.append(Fate(row, NUMBERING))
        row += 1
    return row


def _repeated(section: Section | None, grid: Grid, row: int) -> int:
    """Number of lines of the section's own head if it stands again at a row, else 0."""
    if section is None:
        return 0
    lines = len(next(iter(section.headings.values())))
    if row + lines > len(grid.rows) or not _can_be_head(grid, row):
        return 0
    there = headings_of(grid, row, lines)
    if len(there) * 2 < len(section.headings):
        return 0
    likeness = [
        SequenceMatcher(None, heading_key(" ".join(parts)), heading_key(" ".join(there.get(place, ())))).ratio()
        for place, parts in section.headings.items()
    ]
    return lines if sum(likeness) >= _ALIKE * len(likeness) else 0


def _titles(grid: Grid, first: int, row: int, section: Section) -> list[str]:
    titles: list[str] = []
    for above in range(row - 1, max(first, row - _TITLES) - 1, -1):
        if not grid.is_blank(above):
            titles.append(" ".join(text for text in grid.texts(above) if text))
            section.fates.append(Fate(above, TITLE))
    return titles


def outside(grid: Grid, covered: set[int]) -> list[Fate]:
    """Rows of a grid that no section has, each with its fate."""
    return [Fate(row, OUTSIDE) for row in range(len(grid.rows)) if row not in covered and not grid.is_blank(row)]
