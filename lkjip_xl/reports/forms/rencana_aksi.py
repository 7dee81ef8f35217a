"""LAP-RENAKSI: the steps of the year by indicator, with quarterly targets, realisasi, capaian, status and money."""

from collections.abc import Sequence
from typing import Any

from ...compute.book import Cells
from ...compute.budget import BudgetRow
from ...compute.key import key
from ...compute.world import World
from ...expr.values import NOT_AVAILABLE, ErrorValue
from ...ooxml.sheet_model import Style
from ...rules.bacaan_angka import unit_kind
from ...schema.choices import ROMAWI, TRIWULAN
from ..doubts import QUARTER, SPENDING
from ..layout.blocks import Beside, Group, Notes, Record, Signature, Table, Title
from ..layout.cells import RESPONSIBLE, money_cell, printed_text, prose_cell, ratio_cell, value_cell, word_cell
from ..layout.columns import Column, ColumnSet, head_levels
from ..layout.source import Cell, Source
from ..layout.styles import CENTER, NUMBER, TEXT, TOTAL, TOTAL_TEXT
from ..registry import Form, report
from .office import footer, head_signs, office_name, time_line
from .origins import origins_of
from .provisional import WITHHELD, marked, told

TABLE = "tbl_rencana_aksi"
SMALL = 8.0
_MONEY = "Anggaran (Rp)"
COLUMNS = (
    Column("No", "Urutan indikator", 4), Column("Indikator Kinerja", "Renstra: Indikator", 20),
    Column("Rencana Aksi", "Rencana Aksi: Rencana Aksi dan Sub Rencana Aksi", 28),
    Column("Keluaran", "Rencana Aksi: Keluaran", 17), Column("Satuan", "Rencana Aksi: Satuan", 8.5),
    *(Column(f"TW {ROMAWI[n]}", f"Rencana Aksi: Target TW{n}", 6.3, group="Target") for n in TRIWULAN),
    *(Column(f"TW {ROMAWI[n]}", f"Rencana Aksi: Realisasi TW{n}", 6.3, group="Realisasi") for n in TRIWULAN),
    Column("Capaian", "Rencana Aksi: Capaian (RAK-02)", 9), Column("Status", "Rencana Aksi: Status (RAK-03)", 11),
    Column("Pagu", "Anggaran: Pagu baris Kode Anggaran; baris yang disebut lagi diberi tanda \"", 13.5, group=_MONEY),
    Column("Realisasi", "Anggaran: Realisasi s.d. triwulan berjalan", 13.5, group=_MONEY),
    Column("Penanggung Jawab", "Rencana Aksi: Penanggung Jawab", 16),
)  # fmt: skip
PLACES = tuple((k, k) for k in range(len(COLUMNS)))
DITTO = '"'


def steps(world: World) -> list[Cells]:
    """Rows of the steps."""
    return [r for r in world.rows(TABLE) if r.get("Rencana Aksi")] if TABLE in world.tables else []


def _planned(world: World) -> bool:
    return bool(steps(world))


@report(
    id="LAP-RENAKSI",
    sheet="Lap Rencana Aksi",
    title="Rencana Aksi",
    order=28,
    wide_money=True,
    needs="tbl_rencana_aksi",
    about="Ditulis bila lembar Rencana Aksi terisi. Capaian dan status s.d. triwulan berjalan.",
    tables=[ColumnSet("Rencana Aksi", COLUMNS)],
    when=_planned,
    possible=_planned,
    rests_on=(QUARTER, SPENDING),
)
def action_plan(world: World) -> Form:
    """One row for each step, grouped by its indicator."""
    return _ActionPlan(world).form()


class _ActionPlan:
    def __init__(self, world: World) -> None:
        self.world, self.origins = world, origins_of(world)
        self.seen: dict[int, BudgetRow] = {}

    def form(self) -> Form:
        world = self.world
        groups: dict[str, list[Cells]] = {}
        for row in steps(world):
            groups.setdefault(key(row.get("Kode")), []).append(row)
        body: list[Group | Record] = []
        for number, rows in enumerate(groups.values(), 1):
            beside = [Beside(0, 0, _small(Cell(number, CENTER))), Beside(1, 1, _small(self._indicator(rows[0])))]
            records = [Record([_small(c) for c in self._cells(row)]) for row in rows]
            body.append(Group(beside, records, together=len(rows) <= 8))
        notes = [
            f"Capaian dan status s.d. Triwulan {ROMAWI[world.quarter]}. Isi tiap triwulan dijumlahkan; satuan "
            "persen, indeks, dan sejenisnya tidak, yang terakhir yang dipakai. Belum Dilaporkan: ada triwulan "
            "bertarget yang realisasinya kosong.",
            f"Pagu dan realisasi anggaran dari baris Anggaran yang disebut. Tanda {DITTO}: anggaran yang sama sudah "
            "disebut di atasnya dan tidak dijumlahkan lagi." if len(self.seen) < self._named() else "",
            WITHHELD if world.amounts.withheld else "",
            told(sum(line.belum for line in self._apart()), world.quarter),
        ]  # fmt: skip
        return Form(
            [c.width for c in COLUMNS],
            [
                Title(["RENCANA AKSI PERJANJIAN KINERJA", office_name(world), time_line(world)]),
                Table(head_levels([*COLUMNS], [c.heading for c in COLUMNS]), PLACES, body, self._totals(), frozen=3),
                Notes([n for n in notes if n]),
                Signature(head_signs(world), ((0, 2), (14, 17))),
            ],
            footer(world, "Rencana Aksi"),
            landscape=True,
        )  # fmt: skip

    def _named(self) -> int:
        return sum(1 for row in steps(self.world) if self._line(row) is not None)

    def _line(self, row: Cells) -> BudgetRow | None:
        return self.world.budget.row(row.get("Kode Anggaran")) if row.get("Kode Anggaran") else None

    def _indicator(self, row: Cells) -> Cell:
        renstra = self.world.renstra(row.get("Kode"))
        if not renstra:
            return Cell(f"{row.get('Kode') or '-'} (kode tidak ada pada lembar Renstra)", TEXT, self._at(row, "Kode"))
        return Cell(str(renstra.get("Indikator") or row["Kode"]), TEXT,
                    self.origins.cell("tbl_renstra", renstra, "Indikator"))  # fmt: skip

    def _at(self, row: Cells, column: str) -> Source | None:
        return self.origins.cell(TABLE, row, column)

    def _cells(self, row: Cells) -> list[Cell]:
        action = "\n".join(str(row[c]) for c in ("Rencana Aksi", "Sub Rencana Aksi") if row.get(c))
        quarters = [
            self._number(row, f"{name} TW{n}", name == "Realisasi" and n > self.world.quarter)
            for name in ("Target", "Realisasi")
            for n in TRIWULAN
        ]
        return [
            Cell(action, TEXT, self._at(row, "Rencana Aksi")),
            prose_cell(row.get("Keluaran"), self._at(row, "Keluaran")),
            Cell(str(row.get("Satuan") or "-"), CENTER, self._at(row, "Satuan")),
            *quarters,
            ratio_cell(row["Capaian"], self.world.decimals, NUMBER, self._at(row, "Capaian")),
            word_cell(row["Status"], self._at(row, "Status")),
            *self._money(row),
            prose_cell(printed_text(RESPONSIBLE, row.get(RESPONSIBLE)), self._at(row, "Penanggung Jawab")),
        ]

    def _number(self, row: Cells, column: str, later: bool) -> Cell:
        value = row.get(column)
        if value in (None, "") or later:
            return Cell("-", CENTER, self._at(row, column))
        return value_cell(value, "Persen" if unit_kind(row.get("Satuan")) == "persen" else "Angka", CENTER,
                          self._at(row, column))  # fmt: skip

    def _money(self, row: Cells) -> list[Cell]:
        """Pagu of the budget row and what was spent on it; a row that stands above already is not told again."""
        line = self._line(row)
        if line is None:
            return [Cell("-", CENTER), Cell("-", CENTER)]
        if line.nomor in self.seen:
            return [Cell(DITTO, CENTER), Cell(DITTO, CENTER)]
        self.seen[line.nomor] = line
        pagu = money_cell(line.pagu, NUMBER, self.origins.budget(line, "Pagu"))
        spent = money_cell(line.realisasi, NUMBER, self.origins.budget(line, "Realisasi"))
        return [pagu, marked(spent, line.belum)]

    def _apart(self) -> list[BudgetRow]:
        """The budget rows that are named, none beneath another."""
        places = {line.letak for line in self.seen.values()}
        return [line for line in self.seen.values() if not places & set(line.leluhur)]

    def _totals(self) -> Sequence[Record]:
        """Money of the budget rows, each once, none beneath another."""
        if not self.seen:
            return ()
        budget, apart = self.world.budget, self._apart()
        waiting = sum(line.belum for line in apart)
        made: list[Cell] = []
        for name, values in (("Pagu", [x.pagu for x in apart]), ("Realisasi", [x.realisasi for x in apart])):
            inputs = tuple((str(x.kode or x.uraian), self.origins.budget(x, name)) for x in apart)
            total: Any = NOT_AVAILABLE if budget.amounts.withheld else _sum(self.world, values)
            source = Source(note="jumlah baris Anggaran yang disebut, tiap baris sekali", inputs=inputs)
            cell = money_cell(total, TOTAL._replace(align="right", size=SMALL), source)
            made.append(marked(cell, waiting) if name == "Realisasi" else cell)
        blank = Cell(None, TOTAL_TEXT)
        label = Cell("Jumlah", TOTAL._replace(size=SMALL))
        return [Record([label, *[blank] * 14, *made, blank], least=16, across={0: 14})]


def _sum(world: World, values: list[Any]) -> Any:
    return world.sum_of([None if v.__class__ is ErrorValue and v == NOT_AVAILABLE else v for v in values])


def _small(cell: Cell) -> Cell:
    style: Style = cell.style
    return cell._replace(style=style._replace(size=SMALL))
