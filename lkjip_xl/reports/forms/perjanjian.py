"""LAP-PK and LAP-PK-P: Perjanjian Kinerja, the statement and its lampiran (PermenPANRB 53/2014, Lampiran I)."""

from collections.abc import Iterable
from typing import Any

from ...compute.world import World
from ...expr.values import is_number
from ...ooxml.sheet_model import Style
from ..layout.blocks import Beside, Block, Gap, Group, NewPage, Record, Table, Text
from ..layout.cells import bound_with_unit, money_cell, value_cell
from ..layout.columns import Column, ColumnSet
from ..layout.draft import Keep
from ..layout.source import Cell, Source, setting
from ..layout.styles import CENTER, NUMBER, TEXT, TOTAL, with_format
from ..registry import Form, report
from .agreement_data import Agreed, Program, goal_measures, programs, targets
from .agreement_statement import ANNEX, annex_signature, head_party, statement, superior_party, titled
from .office import footer
from .positions import capitals, head_post

# Bertambah/(Berkurang): a decrease stands in brackets, as in budget documents.
DIFFERENCE = '#,##0;(#,##0);"-"'

_NO = Column("No", "Urutan sasaran", 4.5)
_SASARAN = Column("Sasaran Strategis", "PK: Sasaran", 27)
_INDIKATOR = Column("Indikator Kinerja", "PK: Indikator", 42)
_TARGET = Column("Target", "PK: Target pada dokumen itu", 21.5)
_PROGRAM = Column("Program", "PK: Program", 61)
_DANA = Column("Keterangan\n(Sumber Dana)", "PK: Sumber Dana", 21.5)
_UANG = "PK: Anggaran; bila kosong, pagu baris Anggaran yang kodenya sama"
TARGETS = (_NO, _SASARAN, _INDIKATOR, _TARGET)
TARGETS_CHANGED = (
    _NO, _SASARAN, _INDIKATOR, Column("Semula", "PK: Target pada PK Awal", group="Target"),
    Column("Menjadi", "PK: Target pada PK Perubahan", group="Target"),
)  # fmt: skip
PROGRAMS = (_PROGRAM, Column("Anggaran\n(Rp)", _UANG), _DANA)
PROGRAMS_CHANGED = (
    _PROGRAM, Column("Anggaran Semula\n(Rp)", f"PK Awal; {_UANG}"),
    Column("Anggaran Menjadi\n(Rp)", f"PK Perubahan; {_UANG}"),
    Column("Bertambah / (Berkurang)\n(Rp)", "Menjadi - Semula (ANG-03)"), _DANA,
)  # fmt: skip


def _agreed_first(world: World) -> bool:
    return bool(world.pk("Awal") or world.pk_program("Awal"))


@report(
    id="LAP-PK",
    sheet="Lap PK",
    title="Perjanjian Kinerja",
    order=10,
    chapter="Bab II Perencanaan Kinerja",
    about="Ditulis bila lembar PK memuat dokumen Awal.",
    tables=[ColumnSet("Target", TARGETS), ColumnSet("Program dan anggaran", PROGRAMS)],
    when=_agreed_first,
    possible=_agreed_first,
)
def first_agreement(world: World) -> Form:
    """The PK Awal: the statement, then the lampiran."""
    return _Agreement(world, "Awal").form()


def _changed(world: World) -> bool:
    return bool(world.pk("Perubahan") or world.pk_program("Perubahan"))


@report(
    id="LAP-PK-P",
    sheet="Lap PK Perubahan",
    title="Perjanjian Kinerja Perubahan",
    order=20,
    chapter="Bab II Perencanaan Kinerja",
    about="Ditulis bila lembar PK memuat dokumen Perubahan.",
    tables=[ColumnSet("Target", TARGETS_CHANGED), ColumnSet("Program dan anggaran", PROGRAMS_CHANGED)],
    when=_changed,
    possible=_changed,
)
def changed_agreement(world: World) -> Form:
    """The PK Perubahan, with target and anggaran before and after."""
    return _Agreement(world, "Perubahan").form()


class _Agreement:
    """Builds one PK. Columns: 0 No, 1-2 sasaran, then indicator and targets; the statement shares the grid."""

    def __init__(self, world: World, document: str) -> None:
        self.world, self.document = world, document
        self.changed = document == "Perubahan"
        if self.changed:
            self.widths = [4.5, 7, 20.5, 14, 14.5, 14.5, 14.5, 12.5]
            self.target_places = [(0, 0), (1, 2), (3, 5), (6, 6), (7, 7)]
            self.program_places = [(0, 3), (4, 4), (5, 5), (6, 6), (7, 7)]
        else:
            self.widths = [4.5, 7, 27, 22, 20, 21.5]
            self.target_places = [(0, 0), (1, 2), (3, 4), (5, 5)]
            self.program_places = [(0, 3), (4, 4), (5, 5)]
        self.year = f"TAHUN {world.year}" if world.year else ""
        self.first, self.second = head_party(world), superior_party(world)

    def form(self) -> Form:
        title = "Perjanjian Kinerja" + (" Perubahan" if self.changed else "")
        left = footer(self.world, " ".join(t for t in (title, self.year.title()) if t))
        stated = statement(self.world, self.document, self.first, self.second, self._sides())
        return Form(self.widths, [*stated, NewPage(), *self._annex()], left)

    # --- lampiran ------------------------------------------------------------------------------------------------
    def _annex(self) -> list[Block]:
        atur = self.world.settings
        title = titled("LAMPIRAN PERJANJIAN KINERJA", self.document)
        post = capitals(str(head_post(self.world).value or atur.get("instansi") or ""))
        key = "jabatan_kepala" if atur.get("jabatan_kepala") else "instansi"
        blocks: list[Block] = [Text(" ".join(t for t in (title, self.year) if t), ANNEX)]
        if post:
            blocks.append(Text(post, ANNEX, source=setting(key), keep=Keep.GLUED))
        return [
            *blocks,
            Gap(8, Keep.GLUED),
            *self._tables(),
            annex_signature(self.world, self.document, self.first, self.second, self._sides()),
        ]

    def _tables(self) -> list[Block]:
        """The tables that have rows."""
        tables = [t for t in (self._targets(), self._programs()) if t.body]
        if len(tables) == 1:
            tables[0].number = 1
        return [*tables[:1], *(block for t in tables[1:] for block in (Gap(14), t))]

    def _targets(self) -> Table:
        levels: list[list[str | None]]
        if self.changed:
            levels = [["No", "Sasaran Strategis", "Indikator Kinerja", "Target", None],
                      ["^", "^", "^", "Semula", "Menjadi"]]  # fmt: skip
        else:
            levels = [[c.heading for c in TARGETS]]
        agreed = targets(self.world, self.document)
        if any(group.of_tujuan for group in agreed):
            levels[0][1] = "Tujuan/Sasaran Strategis"
        body: list[Group | Record] = []
        combined, goal = self.world.settings.get("bentuk_laporan") == "Gabungan", ""
        last = len(self.target_places) - 1
        for number, group in enumerate(agreed, 1):
            words, source = goal_measures(self.world, group.parent) if combined else ("", None)
            if words and words != goal:
                # Gabungan groups the agreement by the indicator of the tujuan.
                head = Cell(f"Indikator tujuan: {words}", TEXT._replace(bold=True), source)
                body.append(Record([head, *[Cell(None, TEXT)] * last], across={0: last}))
            goal = words
            beside = [Beside(0, 0, Cell(number, CENTER)), Beside(1, 1, Cell(group.sasaran, TEXT, group.source))]
            body.append(Group(beside, [Record(self._target_cells(one)) for one in group.agreed], together=True))
        return Table(levels, self.target_places, body, follows=True)

    def _target_cells(self, one: Agreed) -> list[Cell]:
        cells = [Cell(one.indicator, TEXT, one.source)]
        if self.changed:
            cells.append(target_cell(one.before, one, one.before_source))
        return [*cells, target_cell(one.now, one, one.now_source)]

    def _programs(self) -> Table:
        columns = PROGRAMS_CHANGED if self.changed else PROGRAMS
        found = programs(self.world, self.document)
        body = [
            Record([
                Cell(f"{number}. {p.name}", TEXT, p.source), *self._money(p),
                Cell(p.fund or "-", CENTER, p.fund_source),
            ])
            for number, p in enumerate(found, 1)
        ]  # fmt: skip
        total = self.world.sum_of
        summed = Program(
            "", total([p.before for p in found]), total([p.now for p in found]), "", None,
            _summed((p.name, p.before_source) for p in found), _summed((p.name, p.now_source) for p in found), None,
        )  # fmt: skip
        last = Record([Cell("Jumlah", TOTAL), *self._money(summed, TOTAL._replace(align="right")), Cell(None, TOTAL)],
                      least=18)  # fmt: skip
        return Table(
            [[c.heading for c in columns]], self.program_places, body, [last], number=len(self.target_places) + 1,
        )  # fmt: skip

    def _money(self, p: Program, style: Style = NUMBER) -> list[Cell]:
        now = money_cell(p.now, style, p.now_source)
        if not self.changed:
            return [now]
        # A program that only one of the two documents has adds, or saves, its whole amount.
        difference = self.world.sisa_of(_zero(p.now), _zero(p.before))
        inputs = tuple((n, s) for n, s in (("menjadi", p.now_source), ("semula", p.before_source)) if s)
        cell = money_cell(difference, style, Source(note="selisih: menjadi dikurangi semula", inputs=inputs))
        return [money_cell(p.before, style, p.before_source), now,
                cell._replace(style=with_format(cell.style, DIFFERENCE))]  # fmt: skip

    # --- signatures ----------------------------------------------------------------------------------------------
    def _sides(self) -> tuple[tuple[int, int], tuple[int, int]]:
        count = len(self.widths)
        return ((0, 2), (count - (3 if self.changed else 2), count - 1))


def _summed(parts: Iterable[tuple[str, Source | None]]) -> Source:
    """The origin of the sum of the programs' amounts."""
    return Source(note="jumlah program di atasnya", inputs=tuple((name, s) for name, s in parts if s))


def _zero(value: Any) -> Any:
    return 0 if value is None or value == "" else value


def target_cell(value: Any, one: Agreed, source: Source | None) -> Cell:
    """Cell of a target; a counted number carries its satuan, as in ``20 dokumen``."""
    cell = value_cell(value, one.tipe, source=source)
    satuan = one.satuan
    if one.tipe != "Angka":
        return cell
    if not is_number(cell.value):
        return cell._replace(value=bound_with_unit(cell.value, satuan))
    if satuan and satuan != "%" and '"' not in satuan:
        return cell._replace(style=with_format(cell.style, f'{cell.style.format}" {satuan}"'))
    return cell
