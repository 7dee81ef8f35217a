"""Services and money over the years as a profile prints them: T-C.23, T-C.24, money by source."""

from typing import Any

from ...compute.funding import PAGU, REALISASI, TABLE, Funded, funding_of, total_of, waiting_of
from ...compute.services import Service, services_of
from ...expr.values import is_number
from ...schema.sheets.riwayat import TINGKAT_RIWAYAT
from ..forms.analysis import Analysis
from ..forms.provisional import LEGEND
from ..layout.source import Inputs, Source, setting
from .module_tables import ORIGINS, sum_of
from .quantities import MONEY, NUMBER, QUANTITIES, RATIO, TEXT, VALUE, Figure, Seen, quantity
from .rows import HEADING, LEVEL, Asked, Row, rows
from .totals import TOLD

_BOLD = 1
_TOTAL = "JUMLAH"


# --- services --------------------------------------------------------------------------------------------------------
@rows("pelayanan")
def _services(a: Analysis, asked: Asked) -> list[Row]:
    """The indicators of service in their groups, each group numbered from 1; of one group without its heading."""
    result: list[Row] = []
    group = ""
    for one in services_of(a.world).every:
        if not asked.wants(one.row):
            continue
        if one.group != group and not asked.where:
            group = one.group
            result.append({HEADING: Figure(group, a.origins.cell("tbl_layanan", one.row, "Kelompok"))})
        result.append({"layanan": one.row, "pelayanan": one, "no.pelayanan": one.number})
    return result


def _of_service(name: str, column: str) -> None:
    def figure(a: Analysis, seen: Seen) -> Figure:
        table, row, value = seen.thing.cell(seen.member, column)
        unit = str(seen.thing.row.get("Satuan") or "")
        return Figure(value, a.origins.cell(table, row, column), VALUE, seen.thing.tipe, unit=unit)

    QUANTITIES[name] = figure


_of_service("pelayanan.target", "Target")
_of_service("pelayanan.realisasi", "Realisasi")


@quantity("pelayanan.rasio")
def _ratio(a: Analysis, seen: Seen) -> Figure:
    one: Service = seen.thing
    value = services_of(a.world).ratio(one, seen.member)
    inputs: list[tuple[str, Source]] = []
    for name in ("Target", "Realisasi"):
        table, row, _ = one.cell(seen.member, name)
        cell = a.origins.cell(table, row, name)
        inputs += [(name.casefold(), cell)] if cell else []
    if one.tipe == "Tingkat":
        return Figure(value, Source(note="skor realisasi terhadap skor target", inputs=tuple(inputs)), RATIO)
    kind = (("tipe", one.tipe), ("arah", one.row.get("Arah") or "Naik"))
    return Figure(value, Source(rule="CAP-03", inputs=(*inputs, *kind)), RATIO)


ORIGINS.update({
    "pelayanan.target": "Layanan: Target tahun itu (atau Riwayat, lewat Kode Renstra)",
    "pelayanan.realisasi": "Layanan: Realisasi tahun itu (atau Riwayat, lewat Kode Renstra)",
    "pelayanan.rasio": "Realisasi terhadap target, aturan capaian tanpa batas (CAP-03)",
    "no.pelayanan": "Nomor urut dalam kelompoknya",
})  # fmt: skip


# --- money -----------------------------------------------------------------------------------------------------------
class Whole:
    """The sum of the top lines, or what the sheet itself calls the total."""

    level, depth, name = -1, 0, _TOTAL

    def __init__(self, a: Analysis) -> None:
        self.lines = funding_of(a.world).roots
        self.typed = funding_of(a.world).totals[0] if not self.lines and funding_of(a.world).totals else None

    def amount(self, year: Any, what: str) -> Any:
        return self.typed.amount(year, what) if self.typed else total_of(self.lines, year, what)

    def waiting(self, year: Any, what: str) -> int:
        return self.typed.waiting(year, what) if self.typed else waiting_of(self.lines, year, what)


@rows("dana")
def _money(a: Analysis, asked: Asked) -> list[Row]:
    """JUMLAH, then every line from the urusan down."""
    funding = funding_of(a.world)
    if not funding.lines:
        return []
    result: list[Row] = [{"dana": Whole(a)}] if len(funding.roots) > 1 or funding.roots[0].children else []
    for line in funding.lines:
        result.append({"dana": line, LEVEL: min(line.depth, 7)})
    return result


@rows("dana_urusan")
def _top_money(a: Analysis, asked: Asked) -> list[Row]:
    """The lines that stand on top alone, without JUMLAH."""
    return [{"dana": line} for line in funding_of(a.world).roots]


def _weight(line: Any) -> int:
    return _BOLD if line.level < TINGKAT_RIWAYAT.index("Kegiatan") else 4


@quantity("dana.uraian")
def _line(a: Analysis, line: Any) -> Figure:
    first = next((r for rows_ in getattr(line, "cells", {}).values() for r in rows_), None)
    return Figure(line.name, first and a.origins.cell(TABLE, first, "Uraian"), TEXT, "", _weight(line), line.depth)


@quantity("dana.kode")
def _code(a: Analysis, line: Any) -> Figure:
    first = next((r for rows_ in getattr(line, "cells", {}).values() for r in rows_), None)
    return Figure(getattr(line, "code", None), first and a.origins.cell(TABLE, first, "Kode"), TEXT, "", _weight(line))


def amount_source(a: Analysis, line: Any, year: Any, what: str) -> Source | None:
    """Where an amount of a line comes from: its cell, or what it is the sum of."""
    if isinstance(line, Funded):
        typed, value = line.typed(year, what)
        if value is not None:
            cells = [(str(r.get("Sumber Dana") or "isian"), a.origins.cell(TABLE, r, what)) for r in typed]
            found = tuple((n, s) for n, s in cells if s)
            return found[0][1] if len(found) == 1 else Source(note="jumlah menurut sumber dana", inputs=found)
        children = line.children
    elif line.typed is not None:
        return amount_source(a, line.typed, year, what)
    else:
        children = line.lines
    parts = [(c.name, amount_source(a, c, year, what)) for c in children if is_number(c.amount(year, what))]
    return Source(note="jumlah baris di bawahnya", inputs=tuple((n, s) for n, s in parts if s))


def _amount(name: str, what: str) -> None:
    def figure(a: Analysis, seen: Seen) -> Figure:
        line, year = seen
        value = line.amount(year, what)
        missing = line.waiting(year, what) if is_number(value) else 0
        return Figure(value, amount_source(a, line, year, what), MONEY, "", _weight(line), missing=missing)

    QUANTITIES[name] = figure


_amount("dana.pagu", PAGU)
_amount("dana.realisasi", REALISASI)


@quantity("dana.rasio")
def _absorbed(a: Analysis, seen: Seen) -> Figure:
    line, year = seen
    value = funding_of(a.world).ratio(line.amount(year, PAGU), line.amount(year, REALISASI))
    inputs = (("realisasi", amount_source(a, line, year, REALISASI)), ("pagu", amount_source(a, line, year, PAGU)))
    source = Source(rule="ANG-02", inputs=tuple((n, s) for n, s in inputs if s))
    missing = line.waiting(year, PAGU) + line.waiting(year, REALISASI) if is_number(value) else 0
    return Figure(value, source, RATIO, "", _weight(line), missing=missing)


def _growth(name: str, what: str) -> None:
    def figure(a: Analysis, line: Any) -> Figure:
        funding = funding_of(a.world)
        value = funding.growth(funding.whole_amounts(line, what))

        def inputs() -> Inputs:
            cells = ((str(y), amount_source(a, line, y, what)) for y in funding.years)
            return (*((n, s) for n, s in cells if s), ("metode_pertumbuhan", setting("metode_pertumbuhan")))

        return Figure(value, Source(rule="TUM-02", inputs=inputs), RATIO, "", _weight(line))

    QUANTITIES[name] = figure


_growth("dana.rata_pagu", PAGU)
_growth("dana.rata_realisasi", REALISASI)
ORIGINS.update({
    "dana.uraian": "Riwayat: Uraian, menurut Urusan, Tingkat, dan Kode", "dana.kode": "Riwayat: Kode",
    "dana.pagu": "Riwayat: Pagu tahun itu; induk tanpa isian: jumlah rinciannya",
    "dana.realisasi": "Riwayat: Realisasi tahun itu; induk tanpa isian: jumlah rinciannya",
    "dana.rasio": "realisasi / anggaran (ANG-02)", "dana.rata_pagu": "Pertumbuhan tiap tahun (TUM-02)",
    "dana.rata_realisasi": "Pertumbuhan tiap tahun (TUM-02)",
})  # fmt: skip


for _rows_of in ("dana", "dana_urusan"):
    TOLD[_rows_of] = lambda waiting: (
        f"{LEGEND} {waiting} isian di bawahnya pada tahun itu kosong atau N/A, sehingga jumlah dan rasionya belum "
        "lengkap, dan pertumbuhan yang melewati tahun itu N/A."
    )


# --- by source -------------------------------------------------------------------------------------------------------
@rows("dana_sumber")
def _by_source(a: Analysis, asked: Asked) -> list[Row]:
    """The years of each line that tells its sources of money, numbered within the line."""
    result: list[Row] = []
    every = funding_of(a.world).by_source
    every = [one for one in every if asked.wants({"Uraian": one[0]})]
    for name, years in every:
        if len(every) > 1:
            result.append({HEADING: Figure(name, None)})
        for n, (year, own) in enumerate(years, 1):
            result.append(
                {
                    "dana_sumber": own,
                    "dana_tahun": (year, next(r for some in own.values() for r in some)),
                    "no.dana_sumber": n,
                }
            )
    return result


@quantity("dana_sumber.pagu")
def _of_source(a: Analysis, seen: Seen) -> Figure:
    return sum_of(a, TABLE, list(seen.thing.get(seen.member, ())), PAGU, "uang")


@quantity("dana_sumber.jumlah")
def _of_sources(a: Analysis, own: Any) -> Figure:
    return sum_of(a, TABLE, [r for some in own.values() for r in some], PAGU, "uang")


@quantity("dana_tahun.tahun")
def _year(a: Analysis, one: Any) -> Figure:
    return Figure(one[0], a.origins.cell(TABLE, one[1], "Tahun"), NUMBER)


QUANTITIES["no.dana_sumber"] = QUANTITIES["no.pelayanan"] = lambda a, number: Figure(number, None, NUMBER)
ORIGINS.update({
    "dana_sumber.pagu": "Riwayat: Pagu dari sumber dana itu", "dana_sumber.jumlah": "Jumlah semua sumber dana",
    "dana_tahun.tahun": "Riwayat: Tahun", "no.dana_sumber": "Nomor urut",
})  # fmt: skip
