"""LAP-RO: volume, money and efficiency of each RO of a ministry, and of all of them (PMK 22/PMK.02/2021)."""

from collections import Counter
from typing import Any, NamedTuple

from ...compute.book import Cells
from ...compute.key import key
from ...compute.world import World
from ...expr.values import NOT_AVAILABLE, is_number
from ...rules.efisiensi import explanation, nilai_efisiensi
from ...rules.rincian_output import efisiensi_ro
from ..doubts import QUARTER, SPENDING
from ..layout.blocks import Notes, Record, Signature, Table, Title
from ..layout.cells import money_cell, ratio_cell, value_cell
from ..layout.columns import Column, ColumnSet
from ..layout.source import Cell, Source
from ..layout.styles import CENTER, TEXT, TOTAL
from ..registry import Form, report
from .office import footer, head_signs, office_name, year_line
from .origins import origins_of
from .provisional import marked, told

TABLE = "tbl_ro"
COLUMNS = (
    Column("No", "Urutan", 4.5), Column("Kode", "RO: Kode Anggaran", 16),
    Column("Rincian Output", "Anggaran: Uraian", 44), Column("Satuan", "RO: Satuan", 12),
    Column("Target Volume", "RO: Target Volume", 11), Column("Realisasi Volume", "RO: Realisasi Volume", 11),
    Column("Capaian Volume", "RO: Capaian Volume (RIN-01)", 11), Column("Pagu (Rp)", "Anggaran: Pagu", 17),
    Column("Realisasi (Rp)", "Anggaran: Realisasi", 17), Column("Penyerapan", "RO: Serapan (ANG-02)", 11),
    Column("Efisiensi", "RO: Efisiensi (RIN-02)", 11), Column("Nilai Efisiensi", "RO: Nilai Efisiensi (EFI-02)", 11),
)  # fmt: skip
PLACES = tuple((k, k) for k in range(len(COLUMNS)))


class Together(NamedTuple):
    """All RO of a book as one: their money, and efficiency and NE as far as each of them can be computed.

    counted: how many can.
    """

    pagu: Any
    realisasi: Any
    efisiensi: Any
    ne: Any
    counted: int


def outputs(world: World) -> list[Cells]:
    """The filled rows of the module's table."""
    return [r for r in world.rows(TABLE) if r.get("Kode Anggaran")] if TABLE in world.tables else []


def together(world: World) -> Together:
    """The sums over all RO; efficiency is N/A unless every one of them can be computed."""
    rows = outputs(world)
    sound = [r for r in rows if is_number(r["Efisiensi"])]
    pagu, spent = (_added([r[name] for r in rows]) for name in ("Pagu", "Realisasi Anggaran"))
    efisiensi = NOT_AVAILABLE
    if rows and len(sound) == len(rows):
        worth = sum(r["Pagu"] * r["Capaian Volume"] for r in rows)
        efisiensi = efisiensi_ro.at(world.year)(worth, spent, world.decimals, world.rounding)
    ne = nilai_efisiensi.at(world.year)(efisiensi, world.decimals, world.rounding)
    return Together(pagu, spent, efisiensi, ne, len(sound))


def _added(amounts: list[Any]) -> Any:
    return sum(amounts) if amounts and all(map(is_number, amounts)) else NOT_AVAILABLE


@report(
    id="LAP-RO",
    sheet="Lap RO",
    title="Capaian dan Efisiensi Rincian Output",
    order=95,
    wide_money=True,
    needs="tbl_ro",
    about="Ditulis bila lembar RO terisi.",
    tables=[ColumnSet("Rincian Output", COLUMNS)],
    when=lambda world: bool(outputs(world)),
    possible=lambda world: bool(outputs(world)),
    rests_on=(QUARTER, SPENDING),
)
def outputs_of_a_ministry(world: World) -> Form:
    """One row for each RO, and all of them together."""
    rows = outputs(world)
    records = [Record(_cells(world, row, number)) for number, row in enumerate(rows, 1)]
    return Form(
        [c.width for c in COLUMNS],
        [
            Title(["CAPAIAN DAN EFISIENSI RINCIAN OUTPUT", office_name(world), year_line(world)]),
            Table([[c.heading for c in COLUMNS]], PLACES, list(records), [_total(world)], frozen=3),
            Notes(_notes(world)),
            Signature(head_signs(world), ((0, 2), (8, 11))),
        ],
        footer(world, "Rincian Output"),
        landscape=True,
    )


def _cells(world: World, row: Cells, number: int) -> list[Cell]:
    origins, decimals, missing = origins_of(world), world.decimals, _missing(world, [row])

    def source(column: str) -> Source | None:
        return origins.cell(TABLE, row, column)

    return [
        Cell(number, CENTER),
        Cell(str(row["Kode Anggaran"]), TEXT, source("Kode Anggaran")),
        value_cell(row["Rincian Output"], "Angka", TEXT, source("Rincian Output")),
        Cell(str(row.get("Satuan") or "-"), CENTER, source("Satuan")),
        *(value_cell(row.get(c), "Angka", CENTER, source(c)) for c in ("Target Volume", "Realisasi Volume")),
        ratio_cell(row["Capaian Volume"], decimals, CENTER, source("Capaian Volume")),
        money_cell(row["Pagu"], source=source("Pagu")),
        marked(money_cell(row["Realisasi Anggaran"], source=source("Realisasi Anggaran")), missing),
        marked(ratio_cell(row["Serapan"], decimals, CENTER, source("Serapan")), missing),
        *(ratio_cell(row[c], decimals, CENTER, source(c)) for c in ("Efisiensi", "Nilai Efisiensi")),
    ]


def _missing(world: World, rows: list[Cells]) -> int:
    """How many budget rows beneath some RO are not filled in."""
    counts = world.remembered(_unfilled_by_code)
    return sum(counts[code] for code in {key(r["Kode Anggaran"]) for r in rows})


def _unfilled_by_code(world: World) -> Counter[str]:
    beneath, counts = world.budget.unfilled_beneath, Counter[str]()
    for r in world.budget.rows:
        counts[key(r.kode)] += beneath[r.letak]
    return counts


def _total(world: World) -> Record:
    origins, every, missing = origins_of(world), together(world), _missing(world, outputs(world))

    def made_of(rule: str, *columns: str) -> Source:
        cells = [(f"{r['Kode Anggaran']}", origins.cell(TABLE, r, c)) for r in outputs(world) for c in columns]
        return Source(rule=rule, inputs=tuple((name, cell) for name, cell in cells if cell is not None))

    right, centre = TOTAL._replace(align="right"), TOTAL
    serapan = world.serapan_of(every.realisasi, every.pagu)
    return Record(
        [
            Cell("SELURUH RO", TOTAL), *[Cell(None, TOTAL)] * 6,
            money_cell(every.pagu, right, made_of("", "Pagu")),
            marked(money_cell(every.realisasi, right, made_of("", "Realisasi Anggaran")), missing),
            marked(
                ratio_cell(serapan, world.decimals, centre, made_of("ANG-02", "Realisasi Anggaran", "Pagu")), missing
            ),
            ratio_cell(every.efisiensi, world.decimals, centre,
                       made_of("RIN-02", "Pagu", "Capaian Volume", "Realisasi Anggaran")),
            ratio_cell(every.ne, world.decimals, centre,
                       Source(rule="EFI-02", inputs=(("efisiensi", made_of("RIN-02", "Pagu", "Capaian Volume",
                                                                          "Realisasi Anggaran")),))),
        ],
        least=18,
        across={0: 6},
    )  # fmt: skip


def _notes(world: World) -> list[str]:
    count, counted = len(outputs(world)), together(world).counted
    told_of = (
        []
        if counted == count
        else [
            f"Efisiensi seluruh RO belum diberikan: baru {counted} dari {count} RO yang volume dan realisasinya terisi."
        ]
    )
    return [
        "Capaian volume = realisasi volume / target volume. Efisiensi seluruh RO dihitung dari jumlah pagu x capaian "
        "volume dan jumlah realisasi, bukan rata-rata.",
        explanation("PMK", world.year).replace("pagu x capaian", "pagu x capaian volume"),
        *told_of,
        *([told(missing, world.quarter)] if (missing := _missing(world, outputs(world))) else []),
    ]
