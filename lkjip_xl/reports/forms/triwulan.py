"""LAP-TW1..4: Pengukuran Kinerja Triwulan, every indicator beside the budget rows that it owns.

Money that several indicators name stands beside the first and is referred to at the others; rows of no indicator stand
in a last block. Urusan and Bidang above a block are named there without their amounts, which hold more than the block;
the amounts follow in the recapitulation, then the office's total.
"""

from functools import partial
from textwrap import shorten
from typing import Any

from ...compute.blank_quarters import waits_at
from ...compute.world import World
from ...expr.values import is_number
from ...ooxml.measure import count_lines
from ...schema.choices import ROMAWI
from ..doubts import QUARTER, ROWS, SPENDING
from ..layout.blocks import Beside, Block, Gap, Group, Notes, Record, Signature, Table, Title
from ..layout.cells import fraction, ratio_cell, shown, value_cell
from ..layout.columns import Column, ColumnSet
from ..layout.draft import Keep
from ..layout.source import Cell, Source
from ..layout.styles import CENTER, CONTINUED, RUPIAH, TEXT, TOTAL, percent_format, with_format
from ..registry import Form, report
from ..shared_money import supports_others
from .budget_rows import PARENT, BudgetStyles, level_of
from .office import footer, head_signs, office_name, year_line
from .origins import origins_of
from .provisional import marked
from .quarter_data import (
    BudgetLine,
    capaian_column,
    divide_budget,
    printed_capaian,
    printed_realisasi,
    target_column,
)
from .quarter_notes import notes

_MEASURES = "Pengukuran"
_QUARTERS = tuple(
    Column(f"TW {ROMAWI[k]}", f"{_MEASURES}: Target TW{k}", 6, group="Target Kinerja") for k in (1, 2, 3, 4)
)
COLUMNS = (
    Column("No", "Urutan tujuan", 3),
    Column("Tujuan", "Renstra: Tujuan", 12),
    Column("Indikator Tujuan", "Renstra: Indikator baris Jenis Tujuan", 11.5),
    Column("Sasaran Strategis", "Renstra: Sasaran", 12.5),
    Column("Indikator Sasaran", f"{_MEASURES}: Indikator", 15),
    Column("Formulasi Penghitungan Indikator", "Renstra: Formulasi", 13),
    Column("Target Kinerja Tahun", f"{_MEASURES}: Target", 6.5),
    Column("Satuan", "Renstra: Satuan", 8),
    *_QUARTERS,
    Column("Realisasi Kinerja", f"{_MEASURES}: Realisasi TW1 s.d. triwulan itu (TRW-03, TRW-04)", 8),
    Column("Capaian Kinerja (%)", f"{_MEASURES}: Capaian triwulan itu", 7.8),
    Column("Program / Kegiatan / Sub Kegiatan", "Anggaran: Uraian", 58),
    Column("Pagu (Rp)", "Anggaran: pagu dokumen yang berlaku pada akhir triwulan (ANG-01)", 12.8),
    Column("Realisasi Anggaran s.d. Triwulan {} (Rp)", "Anggaran: Realisasi triwulan itu", 12.8),
    Column("Capaian (%)", "Realisasi / pagu baris itu sendiri (ANG-02)", 7.8),
)
PLACES = [(k, k) for k in range(len(COLUMNS))]
VALUES = (6, 8, 9, 10, 11, 12)
INDICATOR, PROGRAM, MONEY = 4, 14, 15
TOGETHER = 8  # lines of an indicator that stand on one page where that is possible; more of them go on over the next
APART = "Belum terkait indikator sasaran"
BEYOND = "Di luar indikator sasaran yang diukur"
"""Over budget lines of no measured indicator, some of which support another one of Renstra."""
NAMED_ELSEWHERE = 60
"""Characters of the name of the indicator beside which shared money stands."""
_ELSEWHERE = TEXT._replace(italic=True, align="center", color="595959")


def _filled(world: World) -> bool:
    return bool(world.indikator or world.budget.rows)


def _quarter(n: int) -> None:
    """Declare the form of a quarter."""
    report(
        id=f"LAP-TW{n}",
        sheet=f"Lap TW {ROMAWI[n]}",
        title=f"Pengukuran Kinerja Triwulan {ROMAWI[n]}",
        order=29 + n,
        wide_money=True,
        rests_on=(QUARTER, ROWS, SPENDING),
        about=f"Ditulis mulai triwulan berjalan {n}, bila lembar Pengukuran atau Anggaran terisi.",
        tables=[ColumnSet("Pengukuran Kinerja", COLUMNS)],
        when=lambda world: world.quarter >= n and _filled(world),
        possible=_filled,
    )(partial(quarter_form, n=n))


def quarter_form(world: World, n: int) -> Form:
    """The form of quarter ``n``, 1 to 4."""
    return _Quarter(world, n).form()


class _Quarter:
    """Builds one quarter's form."""

    def __init__(self, world: World, n: int) -> None:
        self.world, self.n = world, n
        self.styles = BudgetStyles(world.decimals, colored=False)
        self.origins = origins_of(world)
        self.texts = world.remembered(_texts)

    def form(self) -> Form:
        world, n = self.world, self.n
        title = Title(["PENGUKURAN KINERJA", office_name(world), year_line(world), f"TRIWULAN {ROMAWI[n]}"])
        year = f" {world.year}" if world.year else ""
        date = quarter_date(world, n) or "." * 24 + year
        blocks: list[Block] = [
            title,
            self._table(),
            Gap(6, Keep.INSIDE),
            Notes(notes(world, n)),
            Signature(head_signs(world, date), ((0, 5), (14, 17))),
        ]
        return Form(self._widths(), blocks, footer(world, f"Pengukuran Kinerja Triwulan {ROMAWI[n]}"), landscape=True)

    def _widths(self) -> list[float]:
        """Widths; columns grow with the longest number (none shows as ####) and the longest word (none is cut)."""
        least = [float(c.width) for c in COLUMNS]
        widths = list(least)
        words: dict[int, set[str]] = {k: set() for k in range(1, 6)}
        for i in self.world.indikator:
            for k, cell in zip(words, self.texts[id(i)], strict=True):
                words[k].update(w for w in cell.value.split() if len(w) > 10)
            star = 2 * waits_at(self.world, i.isi, self.n)
            if star:
                widths[VALUES[-1] + 1] = max(widths[VALUES[-1] + 1], 11.5)  # 1.666,67% with its star
            for k, (value, _) in zip(VALUES, self._values(i), strict=True):
                if is_number(value):
                    decimals = 0 if value == int(value) else 3
                    length = len(f"{value:,.0f}") + decimals + (i.tipe == "Persen") + star
                    widths[k] = max(widths[k], min(18.0, length * 0.92 + 1.2))
        for k, found in words.items():
            for word in found:
                while widths[k] < least[k] + 3 and count_lines(word, widths[k], 9) > 1:
                    widths[k] += 0.5
        widths[PROGRAM] = max(27.5, widths[PROGRAM] - sum(widths[k] - least[k] for k in words))
        return widths

    def _values(self, i: Any) -> list[tuple[Any, Source | None]]:
        """Target of the year, targets of the quarters, realisasi to the end of this one."""
        columns = ("Target", *(target_column(i, k) for k in (1, 2, 3, 4)))
        values = [(i[c], self.origins.measured(i, c)) for c in columns]
        return [*values, (printed_realisasi(self.world, i, self.n), self.origins.realisasi_to(i, self.n))]

    # --- the table -----------------------------------------------------------------------------------------------
    def _table(self) -> Table:
        division = divide_budget(self.world)
        numbers = {id(t): k for k, t in enumerate(self.world.tujuan, 1)}
        body: list[Group | Record] = []
        tujuan = sasaran = None
        for indicator, lines in zip(self.world.indikator, division.owned, strict=True):
            cells = self._cells(indicator, numbers[id(indicator.tujuan)])
            if indicator.tujuan is not tujuan:
                tujuan, sasaran = indicator.tujuan, None
                whole: list[Group | Record] = []
                body.append(Group([Beside(k, k, cells[k]) for k in (0, 1, 2)], whole))
            if indicator.sasaran is not sasaran:
                sasaran = indicator.sasaran
                part: list[Group | Record] = []
                whole.append(Group([Beside(3, 3, cells[3])], part))
            part.append(self._indicator(indicator, cells, lines))
        if division.apart:
            beyond = any(line.money and supports_others(self.world, line.row) for line in division.apart)
            body.append(self._wide(BEYOND if beyond else APART, [self._line(line) for line in division.apart]))
        if division.recap:
            deeper = any(a.tk > 2 for a in division.recap)
            name = "Rekapitulasi baris induk" if deeper else "Rekapitulasi menurut urusan dan bidang"
            body.append(self._wide(name, [self._line(BudgetLine(a)) for a in division.recap]))
        upper = [None if c.group and c is not _QUARTERS[0] else c.group or c.heading.format(ROMAWI[self.n])
                 for c in COLUMNS]  # fmt: skip
        if self.world.settings.get("label_iku"):
            upper[INDICATOR] = str(self.world.settings["label_iku"])
        lower = [c.heading if c.group else "^" for c in COLUMNS]
        return Table([upper, lower], PLACES, body, [self._total()], frozen=0)

    def _indicator(self, indicator: Any, cells: list[Cell], lines: list[BudgetLine]) -> Group:
        """One indicator with its budget lines; on a further page its name stands alone."""
        records = [self._line(line) for line in lines] or [Record([Cell("-", CENTER)] * 4)]
        beside = [Beside(4, 4, cells[4], Cell(f"{indicator.nama} (lanjutan)", CONTINUED, cells[4].source))]
        beside += [Beside(k, k, cells[k], Cell(None, TEXT)) for k in range(5, PROGRAM)]
        return Group(beside, records, together=len(records) <= TOGETHER)

    def _wide(self, name: str, records: list[Record]) -> Group:
        """Budget lines beside one wide cell instead of an indicator."""
        style = TEXT._replace(bold=True)
        further = Cell(f"{name} (lanjutan)", style)
        beside = [Beside(0, PROGRAM - 1, Cell(name, style), further)]
        return Group(beside, records, together=len(records) <= TOGETHER)

    def _cells(self, i: Any, number: int) -> list[Cell]:
        """The fourteen cells of an indicator."""
        target, *rest = self._values(i)
        capaian, waits = printed_capaian(self.world, i, self.n), int(waits_at(self.world, i.isi, self.n))
        *targets, reached = rest
        origin = self.origins.measured(i, capaian_column(self.world, i, self.n))
        return [
            Cell(number, CENTER),
            *self.texts[id(i)],
            value_cell(target[0], i.tipe, source=target[1]),
            Cell(str(i.satuan or "-"), CENTER, self.origins.renstra(i, "Satuan")),
            *(value_cell(value, i.tipe, source=source) for value, source in targets),
            marked(value_cell(reached[0], i.tipe, source=reached[1]), waits),
            marked(ratio_cell(capaian, self.world.decimals, CENTER, origin), waits),
        ]

    def _line(self, line: BudgetLine) -> Record:
        """A budget line: its wording and its money."""
        a, styles, n = line.row, self.styles, self.n
        level = level_of(a)
        depth = max(0, level - PARENT)
        text = str(a.uraian).upper() if level <= PARENT else str(a.uraian)
        wording = Cell(text, styles.wording(level, depth), self.origins.budget(a, "Uraian"))
        if line.elsewhere is not None:
            # By its name: codes of indicators do not stand on this form.
            name = shorten(str(line.elsewhere.nama), NAMED_ELSEWHERE, placeholder=" …")
            reference = Cell(f'lihat indikator "{name}"', _ELSEWHERE)
            return Record([wording, reference, None, None], across={MONEY: MONEY + 2})
        if not line.money:
            return Record([wording, *[styles.blank(level)] * 3])
        pagu, realisasi = self.origins.quarter_pagu(a, n), self.origins.quarter_realisasi(a, n)
        serapan, missing = self.origins.quarter_serapan(pagu, realisasi), self.world.budget.unfilled_at(n)[a.nomor]
        return Record([
            wording,
            styles.money(level, a.pagu_tw[n - 1], pagu),
            marked(styles.money(level, a.realisasi_tw[n - 1], realisasi), missing),
            marked(styles.ratio(level, self.world.budget.serapan_tw(a, n), serapan), missing),
        ])  # fmt: skip

    def _total(self) -> Record:
        world, n, origins = self.world, self.n, self.origins
        style = TOTAL._replace(align="right")
        money, percent = with_format(style, RUPIAH), with_format(style, percent_format(world.decimals))
        pagu, realisasi = world.budget.pagu_tw[n - 1], world.budget.realisasi_tw[n - 1]
        serapan = world.serapan_of(realisasi, world.budget.base_tw[n - 1])
        from_pagu = origins.quarter_total(n, origins.quarter_pagu, "pagu")
        from_realisasi = origins.quarter_total(n, origins.quarter_realisasi, "realisasi")
        cells = [Cell("JUMLAH", TOTAL), *[None] * PROGRAM]
        cells += [
            Cell(shown(pagu), money, from_pagu),
            Cell(shown(realisasi), money, from_realisasi),
            Cell(shown(serapan), percent, origins.quarter_serapan(from_pagu, from_realisasi)),
        ]
        cells[-2:] = [marked(cell, world.budget.total_unfilled_at(n)) for cell in cells[-2:] if cell is not None]
        return Record(cells, least=18, across={0: PROGRAM})


def _texts(world: World) -> dict[int, list[Cell]]:
    """The five texts of each indicator, by its identity: tujuan, its indicators, sasaran, indikator, formulasi. They
    are the same on the forms of all quarters."""
    return {id(i): _texts_of(world, i) for i in world.indikator}


def _texts_of(world: World, i: Any) -> list[Cell]:
    measures = [str(t["Indikator"]) for t in i.tujuan.indikator if t.get("Indikator")]
    origins = origins_of(world)
    first = i.tujuan.indikator[0] if i.tujuan.indikator else None
    found = (
        (i.tujuan.nama, origins.renstra(i, "Tujuan")),
        ("\n".join(measures), first and origins.cell("tbl_renstra", first, "Indikator")),
        (i.sasaran.nama, origins.renstra(i, "Sasaran")),
        (i.nama, origins.measured(i, "Indikator")),
        (fraction(str(i.renstra.get("Formulasi") or ""), COLUMNS[5].width), origins.renstra(i, "Formulasi")),
    )
    return [Cell(str(text or "-"), TEXT, source) for text, source in found]


def quarter_date(world: World, n: int) -> Any:
    """The date under the form of a quarter: its own, which stays; else of the running quarter that of the report."""
    own = world.settings.get(f"tanggal_tw{n}")
    if own in (None, "") and n == world.quarter:
        own = world.settings.get("tanggal_laporan")
    return own


for _quarter_number in (1, 2, 3, 4):
    _quarter(_quarter_number)
