"""LAP-IKU: Indikator Kinerja Utama with formula, source and who answers for it (PermenPAN 9/2007 and 20/2008)."""

from typing import Any

from ...compute.book import Cells
from ...compute.key import key
from ...compute.world import World
from ...rules.tanggal import date_text
from ..layout.blocks import Beside, Group, Record, Signature, Table, Title
from ..layout.cells import fraction, printed_text, prose_cell
from ..layout.columns import Column, ColumnSet, head_levels
from ..layout.source import Cell
from ..layout.styles import CENTER, TEXT
from ..registry import Form, report
from .office import footer, head_signs, office_name, year_line
from .origins import origins_of

_EXPLAINED = "Penjelasan"
COLUMNS = (
    Column("No", "Urutan sasaran", 4.5), Column("Sasaran Strategis", "Renstra: Sasaran", 32),
    Column("Indikator Kinerja Utama", "Renstra: Indikator dengan IKU Ya", 38), Column("Satuan", "Renstra: Satuan", 10),
    Column("Formulasi Penghitungan", "Renstra: Formulasi", 42, group=_EXPLAINED),
    Column("Sumber Data", "Renstra: Sumber Data", 22, group=_EXPLAINED),
    Column("Penanggung Jawab", "Renstra: Penanggung Jawab", 22),
)  # fmt: skip
PLACES = tuple((k, k) for k in range(len(COLUMNS)))


def main_indicators(world: World) -> list[Cells]:
    """Rows of Renstra whose indicator is an IKU."""
    return [r for r in world.renstra_rows if key(r.get("IKU")) == "ya" and r.get("Indikator")]


@report(
    id="LAP-IKU",
    sheet="Lap IKU",
    title="Indikator Kinerja Utama",
    order=7,
    chapter="Bab II Perencanaan Kinerja",
    about="Ditulis bila ada indikator Renstra dengan IKU Ya. Tanggalnya tanggal_iku.",
    tables=[ColumnSet("Indikator Kinerja Utama", COLUMNS)],
    when=lambda world: bool(main_indicators(world)),
    possible=lambda world: bool(main_indicators(world)),
)
def key_indicators(world: World) -> Form:
    """One row for each IKU, grouped by its sasaran."""
    origins = origins_of(world)

    def told(row: Cells, column: str) -> Cell:
        return prose_cell(printed_text(column, row.get(column)), origins.cell("tbl_renstra", row, column))

    def wording(row: Cells) -> str:
        return "Sasaran" if row.get("Sasaran") else "Tujuan"

    groups: dict[Any, list[Cells]] = {}
    for row in main_indicators(world):
        groups.setdefault((key(row.get("Induk")), key(row.get(wording(row)))), []).append(row)
    body: list[Group | Record] = []
    for number, own in enumerate(groups.values(), 1):
        records = []
        for row in own:
            formula = told(row, "Formulasi")
            built = fraction(str(formula.value), COLUMNS[4].width)
            satuan = told(row, "Satuan")._replace(style=CENTER)
            records.append(Record([
                told(row, "Indikator"), satuan, formula._replace(value=built), told(row, "Sumber Data"),
                told(row, "Penanggung Jawab"),
            ]))  # fmt: skip
        named = told(own[0], wording(own[0]))._replace(style=TEXT)
        body.append(Group([Beside(0, 0, Cell(number, CENTER)), Beside(1, 1, named)], records, together=True))
    headings = [c.heading for c in COLUMNS]
    if any(wording(row) == "Tujuan" for row in main_indicators(world)):
        headings[1] = "Tujuan/Sasaran Strategis"
    date = date_text(world.settings.get("tanggal_iku")) or f"{'.' * 24} {world.year or ''}".rstrip()
    return Form(
        [c.width for c in COLUMNS],
        [
            Title(["INDIKATOR KINERJA UTAMA", office_name(world), year_line(world)]),
            Table(head_levels([*COLUMNS], headings), PLACES, body, frozen=3),
            Signature(head_signs(world, date), ((0, 1), (5, 6))),
        ],
        footer(world, "Indikator Kinerja Utama"),
        landscape=True,
    )  # fmt: skip
