"""LAP-PK-J1 and on: the Perjanjian Kinerja of each position beneath the head of the office (PermenPANRB 53/2014)."""

from typing import Any

from ...compute.book import Cells
from ...compute.budget import BudgetRow
from ...compute.key import key
from ...compute.world import World
from ..doubts import SPENDING
from ..layout.blocks import Beside, Block, Gap, Group, NewPage, Record, Table, Text
from ..layout.cells import money_cell
from ..layout.columns import Column, ColumnSet
from ..layout.draft import Keep, Place
from ..layout.source import Cell, Source
from ..layout.styles import CENTER, NUMBER, TEXT, TOTAL
from ..registry import Form, report
from .agreement_data import Agreed
from .agreement_statement import ANNEX, annex_signature, position_party, statement, titled
from .office import footer
from .origins import origins_of
from .perjanjian import target_cell
from .positions import Position, capitals, positions_of

MONEY_LEVEL = {"I": "Program", "II": "Program", "III": "Kegiatan", "IV": "Sub Kegiatan", "": "Sub Kegiatan"}
"""The level of the budget rows in the agreement of an Eselon; a functional position answers for sub kegiatan."""
WIDTHS = (4.5, 7, 27, 22, 20, 21.5)
SIDES: tuple[Place, Place] = ((0, 2), (4, 5))
TARGET_PLACES: tuple[Place, ...] = ((0, 0), (1, 2), (3, 4), (5, 5))
MONEY_PLACES: tuple[Place, ...] = ((0, 0), (1, 4), (5, 5))
TARGETS = (
    Column("No", "Urutan sasaran"), Column("Sasaran", "Renstra: Sasaran; bila kosong, Uraian"),
    Column("Indikator Kinerja", "Renstra: Indikator yang Penanggung Jawab-nya jabatan itu atau unitnya"),
    Column("Target", "PK yang berlaku; bila tidak dimuat, Renstra tahun itu"),
)  # fmt: skip
MONEY = (
    Column("No", "Urutan"),
    Column("Program, Kegiatan, atau Sub Kegiatan", "Anggaran: baris yang menyebut indikator jabatan itu; program untuk "
           "eselon II, kegiatan untuk eselon III, sub kegiatan untuk lainnya"),
    Column("Anggaran (Rp)", "Anggaran: Pagu menurut PK yang berlaku"),
)  # fmt: skip


def _agreeing(world: World) -> dict[int, Position]:
    """The positions with indicators of their own; the head's agreement is LAP-PK."""
    every = positions_of(world)
    head = every.head
    own = [p for p in every.all if (head is None or p.row is not head.row) and every.indicators(p)]
    return dict(enumerate(own, 1))


@report(
    id="LAP-PK-J",
    sheet="Lap PK Jabatan {n}",
    title="Perjanjian Kinerja Jabatan {n}",
    order=25,
    needs="tbl_jabatan",
    about="Ditulis untuk tiap jabatan di lembar Organisasi, selain kepala instansi, yang menjadi Penanggung Jawab "
    "indikator di Renstra: namanya, unitnya, atau yang dikepalainya.",
    tables=[ColumnSet("Target", TARGETS), ColumnSet("Anggaran", MONEY)],
    when=lambda world: bool(_agreeing(world)),
    possible=lambda world: bool(_agreeing(world)),
    each=_agreeing,
    rests_on=(SPENDING,),
)
def agreement_of_position(world: World, position: Position) -> Form:
    """The statement and the lampiran of one position."""
    document = str(world.defined["lk_pk"])
    first = position_party(world, position)
    second = position_party(world, positions_of(world).superior(position))
    year = f"TAHUN {world.year}" if world.year else ""
    title = " ".join(t for t in (titled("LAMPIRAN PERJANJIAN KINERJA", document), year) if t)
    rows = positions_of(world).indicators(position)
    blocks: list[Block] = [
        *statement(world, document, first, second, SIDES),
        NewPage(),
        Text(title, ANNEX),
        Text(capitals(position.title), ANNEX, source=position.cell("Jabatan").source, keep=Keep.GLUED),
        Gap(8, Keep.GLUED),
        _targets(world, rows, document),
    ]
    money = _money(world, position, rows)
    if money.body:
        blocks += [Gap(14), money]
    blocks.append(annex_signature(world, document, first, second, SIDES))
    return Form(WIDTHS, blocks, footer(world, f"Perjanjian Kinerja {position.name}"))


def _targets(world: World, rows: list[Cells], document: str) -> Table:
    groups: dict[str, list[Cells]] = {}
    for row in rows:
        groups.setdefault(key(_wording(row)[0]), []).append(row)
    body: list[Group | Record] = []
    for number, own in enumerate(groups.values(), 1):
        text, column = _wording(own[0])
        source = origins_of(world).cell("tbl_renstra", own[0], column)
        beside = [Beside(0, 0, Cell(number, CENTER)), Beside(1, 1, Cell(text, TEXT, source))]
        body.append(Group(beside, [Record(_target(world, row, document)) for row in own], together=True))
    headings = [c.heading for c in TARGETS]
    if any(_wording(row)[1] == "Tujuan" for row in rows):
        headings[1] = "Tujuan/Sasaran"
    return Table([headings], TARGET_PLACES, body, follows=True)


def _wording(row: Cells) -> tuple[str, str]:
    """What an indicator measures: its sasaran, else what its program or kegiatan is called; and the column."""
    for column in ("Sasaran", "Uraian", "Tujuan"):
        if row.get(column):
            return str(row[column]), column
    return "-", "Sasaran"


def _target(world: World, row: Cells, document: str) -> list[Cell]:
    origins = origins_of(world)
    agreed = world.pk_by_key.get(document, {}).get(key(row["Kode"]))
    column = f"Target {world.year}"
    if agreed is not None and agreed["Target"] not in (None, ""):
        value, source = agreed["Target"], origins.cell("tbl_pk", agreed, "Target")
    else:
        value, source = row.get(column), origins.cell("tbl_renstra", row, column) if column in row else None
    one = Agreed(str(row["Indikator"]), row.get("Tipe") or "Angka", str(row.get("Satuan") or ""), None, value, None,
                 None, source)  # fmt: skip
    return [Cell(one.indicator, TEXT, origins.cell("tbl_renstra", row, "Indikator")), target_cell(value, one, source)]


def budget_lines(world: World, codes: list[Any], level: str) -> list[BudgetRow]:
    """Budget rows of a Tingkat that support indicators.

    A row that names one stands for the rows of that Tingkat beneath it; one that is deeper stands for itself.
    """
    budget, wanted = world.budget, key(level)
    found: set[int] = set()
    for code in codes:
        for top in budget.highest(code):
            block = range(top, budget.end(top) + 1)
            own = {place for place in block if key(budget.rows[place].tingkat) == wanted}
            found |= own or {top}
    apart = [place for place in sorted(found) if not found & set(budget.rows[place].leluhur)]
    return [budget.rows[place] for place in apart if budget.rows[place].jenis == 1]


def _money(world: World, position: Position, rows: list[Cells]) -> Table:
    level = MONEY_LEVEL[position.level]
    lines = budget_lines(world, [r["Kode"] for r in rows], level)
    origins = origins_of(world)
    body = [
        Record([
            Cell(number, CENTER), Cell(str(line.uraian), TEXT, origins.budget(line, "Uraian")),
            money_cell(line.pagu, NUMBER, origins.budget(line, "Pagu")),
        ])
        for number, line in enumerate(lines, 1)
    ]  # fmt: skip
    source = Source(note="jumlah di atasnya", inputs=tuple((str(x.kode or x.uraian), origins.budget(x, "Pagu"))
                                                           for x in lines))  # fmt: skip
    total = money_cell(world.sum_of([line.pagu for line in lines]), TOTAL._replace(align="right"), source)
    last = Record([Cell("Jumlah", TOTAL), Cell(None, TOTAL), total], least=18, across={0: 1})
    return Table([["No", level, "Anggaran (Rp)"]], MONEY_PLACES, body, [last] if body else [], number=None)
