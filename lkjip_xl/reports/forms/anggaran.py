"""LAP-ANGGARAN: pagu and realisasi of every program, kegiatan and sub kegiatan (Bab III, realisasi anggaran)."""

from typing import Any

from ...compute.world import World
from ...schema.choices import ROMAWI
from ...schema.sheets.anggaran import JENIS_ANGGARAN
from ..doubts import QUARTER, SPENDING
from ..layout.blocks import Block, Gap, Notes, Record, Table, Title
from ..layout.cells import shown
from ..layout.columns import Column, ColumnSet
from ..layout.draft import Keep
from ..layout.source import Cell, Source
from ..layout.styles import RUPIAH, TOTAL, percent_format, with_format
from ..registry import Form, report
from .budget_rows import BudgetStyles, level_of
from .office import footer, office_name, pagu_named, serapan_explained, time_line, working_copy
from .origins import origins_of, summary
from .provisional import WITHHELD, marked, told

FULL_WIDTH = 102.0  # width units that fill a portrait F4 page at full size
COLUMNS = (
    Column("Kode", "Anggaran: Kode", 7),
    Column("Uraian Program, Kegiatan, dan Sub Kegiatan", "Anggaran: Uraian", 47),
    Column("Pagu Anggaran\n(Rp)", "Anggaran: Pagu (ANG-01, induk: jumlah rinciannya)", 13.5),
    Column("Realisasi\n(Rp)", "Anggaran: Realisasi s.d. triwulan berjalan", 13.5),
    Column("%", "Anggaran: Serapan (ANG-02)", 8.0),
    Column("Sisa\n(Rp)", "Anggaran: Sisa (ANG-03)", 13.0),
)


@report(
    id="LAP-ANGGARAN",
    sheet="Lap Anggaran",
    title="Realisasi Anggaran",
    order=60,
    wide_money=True,
    chapter="Bab III Akuntabilitas Kinerja",
    about="Ditulis bila lembar Anggaran terisi.",
    tables=[ColumnSet("Realisasi Anggaran", COLUMNS)],
    when=lambda world: bool(world.budget.rows),
    possible=lambda world: bool(world.budget.rows),
    rests_on=(QUARTER, SPENDING),
)
def budget(world: World) -> Form:
    """Rows stand under their summary row and fold with it: Bidang under Urusan, Program under Bidang and so on."""
    longest = max((len(str(a.kode)) for a in world.budget.rows if a.kode), default=4)
    code_width = min(18.0, max(7.0, longest * 0.8 + 1.5))
    numbers = [c.width for c in COLUMNS[2:]]
    widths = [code_width, FULL_WIDTH - code_width - sum(numbers), *numbers]
    title = Title(["REALISASI ANGGARAN", office_name(world), time_line(world)])
    table = Table(
        [[c.heading for c in COLUMNS]],
        [(k, k) for k in range(len(COLUMNS))],
        _records(world),
        [_total(world), *_apart(world)],
        frozen=2,
    )
    blocks: list[Block] = [title, table, Gap(6, Keep.INSIDE), Notes(notes(world))]
    return Form(widths, blocks, footer(world, "Realisasi Anggaran"))


def _records(world: World) -> list[Record]:
    styles, origins = BudgetStyles(world.decimals), origins_of(world)
    records, above = [], None
    for a in filter(world.budget.printed, world.budget.rows):
        level, depth = level_of(a), len(a.leluhur)

        def source(column: str, row: Any = a) -> Source:
            return origins.budget(row, column)

        cells = [
            Cell(str(a.kode) if a.kode is not None else None, styles.code(level), source("Kode")),
            Cell(str(a.uraian), styles.wording(level, min(depth, 6)), source("Uraian")),
            styles.money(level, a.pagu, source("Pagu")),
            marked(styles.money(level, a.realisasi, source("Realisasi")), a.belum),
            marked(styles.ratio(level, a.serapan, source("Serapan")), a.belum),
            marked(styles.money(level, a.sisa, source("Sisa")), a.belum),
        ]
        # A summary row is never the last of a page.
        child = above is not None and a.leluhur and a.leluhur[0] == above.letak
        records.append(Record(cells, min(depth, 7), keep=Keep.GLUED if child else Keep.START))
        above = a
    return records


def _total(world: World) -> Record:
    style = TOTAL._replace(align="right", wrap=True)
    left = Source(rule="ANG-03", inputs=(("pagu", summary("Pagu")), ("realisasi", summary("Realisasi"))))
    money, percent = with_format(style, RUPIAH), with_format(style, percent_format(world.decimals))
    cells = [
        Cell("TOTAL JUMLAH", TOTAL),
        Cell(None, TOTAL),
        Cell(shown(world.budget.pagu), money, summary("Pagu")),
        Cell(shown(world.budget.realisasi), money, summary("Realisasi")),
        Cell(shown(world.budget.serapan), percent, summary("Serapan")),
        Cell(shown(world.sisa_of(world.budget.pagu, world.budget.realisasi)), money, left),
    ]
    cells = [*cells[:3], *(marked(cell, world.budget.total_unfilled) for cell in cells[3:])]
    return Record(cells, least=18, across={0: 1})


def _apart(world: World) -> list[Record]:
    """Beneath the total of Belanja: that of each Unit, and of Pendapatan and Pembiayaan, where the book has such."""
    style = TOTAL._replace(align="right", wrap=True, bold=False)
    money, percent = with_format(style, RUPIAH), with_format(style, percent_format(world.decimals))
    parts: list[tuple[str, int, str | None, Any, Any, Any]] = []
    if any(row.get("Unit") for row in world.amounts.rows):
        units = world.budget.units().items()
        parts += [(f"Unit: {name or 'instansi'}", 1, name, *figures) for name, figures in units]
    for number, name in enumerate(JENIS_ANGGARAN[1:], 2):
        if any(kind == number for kind in world.budget.shape.kind):
            pagu, realisasi = world.budget.total_of_kind(number)
            parts.append((f"JUMLAH {name.upper()}", number, None, pagu, realisasi, world.serapan_of(realisasi, pagu)))
    records, origins = [], origins_of(world)
    for text, kind, unit, pagu, realisasi, serapan in parts:
        below, above = origins.part(kind, unit, "Pagu"), origins.part(kind, unit, "Realisasi")
        ratio = (("realisasi", above), ("pagu", below))
        share = origins.quarter_serapan(below, above) if kind == 1 else Source(rule="ANG-02", inputs=ratio)
        left = Source(rule="ANG-03", inputs=(("pagu", below), ("realisasi", above)))
        cells = [
            Cell(text, TOTAL._replace(bold=False)),
            Cell(None, TOTAL),
            Cell(shown(pagu), money, below),
            Cell(shown(realisasi), money, above),
            Cell(shown(serapan), percent, share),
            Cell(shown(world.sisa_of(pagu, realisasi)), money, left),
        ]
        records.append(Record(cells, across={0: 1}))
    return records


def notes(world: World) -> tuple[str, ...]:
    """Notes beneath the table: which pagu, to when, from where."""
    pagu = pagu_named(world, world.document)
    year = f" {world.year}" if world.year else ""
    return (
        f"Pagu: {pagu}. Realisasi: jumlah sampai dengan Triwulan {ROMAWI[world.quarter]}{year}. "
        f"{serapan_explained(world, '%', world.budget.total_base)}; baris induk adalah jumlah rinciannya.",
        *([WITHHELD] if world.amounts.withheld else []),
        *([missing] if (missing := told(world.budget.total_unfilled, world.quarter)) else []),
        *(["Sumber: lembar Anggaran."] if working_copy(world) else []),
    )
