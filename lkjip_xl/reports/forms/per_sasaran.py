"""LAP-SASARAN-n: one sheet for each sasaran with tables A to I one under another, as Bab III prints them."""

from typing import Any

from ...compute.world import World
from ...expr.values import is_number
from ...ooxml.sheet_model import Style
from ..doubts import PAST, QUARTER, REACHED, SPENDING
from ..layout.blocks import Block, Gap, Notes, Record, Table, Text
from ..layout.columns import Column, head_levels, spread_columns
from ..layout.draft import Keep
from ..layout.source import Cell, setting
from ..layout.styles import PLAIN, TOTAL_TEXT
from ..registry import Form, report
from .analysis import Analysis, analysis_of
from .analysis_columns import TABLES, AnalysisTable, column_sets, summed_sasaran
from .notes import NOTES
from .office import chapter_number, footer
from .provisional import is_doubted
from .wording import UNNAMED_SASARAN, joined, measured_count, remarks

CHAPTER = Style(bold=True, size=12, align="left", valign="top", wrap=True)
CAPTION = Style(bold=True, size=10, align="left", valign="center", wrap=True)
CAPTION_NUMBER = Style(size=9, align="center", valign="center")
PAPER_WIDTH = 101  # characters on an upright F4 page
_NAMED = Column("{kinerja}", "Pengukuran: Indikator", 27)


@report(
    id="LAP-SASARAN-",
    sheet="Lap Sasaran {n}",
    title="Capaian Kinerja Sasaran {n}",
    order=40,
    wide_money=True,
    chapter="Bab III Akuntabilitas Kinerja",
    about="Satu lembar tiap sasaran yang diukur, bila bentuk_laporan Per Sasaran.",
    tables=column_sets(TABLES),
    when=lambda world: world.settings.get("bentuk_laporan") != "Gabungan",
    each=lambda world: {s.nomor: s for s in world.sasaran},
    rests_on=(QUARTER, REACHED, SPENDING, PAST),
)
def sasaran_form(world: World, sasaran: Any) -> Form:
    """The sheet of one sasaran."""
    a = analysis_of(world)
    name = sasaran.nama or UNNAMED_SASARAN
    first = sasaran.indikator[0]
    chapter = f"{chapter_number(world)}1.{sasaran.nomor}. Capaian Kinerja Sasaran Strategis {name}"
    blocks: list[Block] = [Text(chapter, CHAPTER, source=a.origins.renstra(first, "Sasaran"))]
    if sasaran.tujuan is not None and sasaran.tujuan.nama:
        tujuan = a.origins.renstra(first, "Tujuan")
        blocks.append(Text(f"Tujuan: {sasaran.tujuan.nama}", source=tujuan, keep=Keep.GLUED))
    line = " - ".join(t for t in (str(world.settings.get("instansi") or ""), a.time) if t)
    blocks.append(Text(line, PLAIN, source=setting("instansi"), keep=Keep.GLUED))
    widths = grid_widths(a)
    for n, table in enumerate(TABLES):
        # The heading of the sheet stays with table A.
        blocks += analysis_table(a, sasaran, table, widths, Keep.GLUED if n == 0 else Keep.START)
    return Form(widths, blocks, footer(world, f"Capaian Kinerja Sasaran {sasaran.nomor}"))


def grid_widths(a: Analysis) -> list[float]:
    """Widths of the sheet's columns: room for a name, and for the values and the money of this book."""
    value, money = a.widths["nilai"], a.widths["uang"]
    fixed = [value, value, 10.5, money, money, _last_width(a)]
    return [max(22.0, PAPER_WIDTH - sum(fixed)), *fixed]


def _last_width(a: Analysis) -> float:
    """Of the column that often holds a predikat: room for the word of a provisional one, as Word scales it, too."""
    waiting = any(not is_number(i["Capaian Berjalan"]) or is_doubted(a.world, i) for i in a.world.indikator)
    return 13.4 if waiting else 10.0


def analysis_table(
    a: Analysis, sasaran: Any, table: AnalysisTable, widths: list[float], keep: Keep, named: Column = _NAMED
) -> list[Block]:
    """One of the tables A to I with its caption and its notes; ``named``: the column that names the indicators."""
    columns = table.wanted(a)
    every = [named, *columns]
    headings = [a.filled(c.heading) for c in every]
    least = tuple(a.least_width(c, t) for c, t in zip(every, headings, strict=True))
    places = spread_columns(tuple(c.width for c in every), tuple(widths), least)
    body = [
        Record([a.named(i), *(c.cell(a, i) for c in columns if c.cell)], keep=Keep.INSIDE if n else Keep.START)
        for n, i in enumerate(sasaran.indikator)
    ]
    totals = [_total(a, sasaran, table, columns)] if table.total and len(sasaran.indikator) > 1 else []
    notes = [t for t in (NOTES[k](a, sasaran.indikator) for k in table.notes) if t]
    return [
        Gap(10, keep),
        Text(f"{table.letter}. {a.filled(table.title)}", CAPTION, keep=Keep.GLUED),
        Text(f"Tabel {chapter_number(a.world)}1.{sasaran.nomor}.{table.letter}", CAPTION_NUMBER, keep=Keep.GLUED),
        Table(head_levels(every, headings), places, body, totals, follows=True),
        Notes(joined([*notes, *remarks(a.world, sasaran.indikator, [*body, *totals])], 125)),
    ]


def _total(a: Analysis, sasaran: Any, table: AnalysisTable, columns: list[Column]) -> Record:
    """The row that sums the sasaran up: its label covers the columns before the first figure."""
    summed = summed_sasaran(a, sasaran)
    figures = [c.total and c.total(a, summed) for c in columns]
    first = next(n for n, cell in enumerate(figures) if cell is not None)
    blank = Cell(None, TOTAL_TEXT)
    label = Cell((table.total or "").format(terukur=measured_count(sasaran.indikator)), TOTAL_TEXT)
    cells = [label, *[blank] * first, *(cell or blank for cell in figures[first:])]
    return Record(cells, across={0: first})
