"""Data Dukung of an indicator: the counted items, their sum, and whether they agree with each other."""

from typing import Any, NamedTuple

from ..compute.book import Cells
from ..compute.key import key
from ..compute.world import World
from ..expr.values import is_number
from ..rules.terbilang import format_number, format_percent
from .forms.origins import origins_of
from .layout.cells import text_of, value_cell
from .layout.source import Source

TABLE = "tbl_data_dukung"


class Support(NamedTuple):
    """What Data Dukung says of one indicator.

    Attributes:
        details: its Rincian rows. total: its Total row, None where it has none.
        above, below: the numbers that count: of the Total row, else the sums over the details; None where unknown.
        unit: their unit, "" where the rows name several.
        ratio: above / below, rounded by the book. sources: where above and below come from.
        summed: ``(above, below)`` of the details where they do not agree with the Total row; else None.
    """

    details: list[Cells]
    total: Cells | None
    above: Any
    below: Any
    unit: str
    ratio: Any
    sources: tuple[Source, Source]
    summed: tuple[Any, Any] | None


def support_of(world: World, code: Any) -> Support | None:
    """The Data Dukung of an indicator; None where it has none."""
    rows = world.remembered(_by_code).get(key(code))
    if not rows:
        return None
    origins = origins_of(world)
    details = [r for r in rows if key(r.get("Jenis")) != "total"]
    total = next((r for r in rows if key(r.get("Jenis")) == "total"), None)
    sums = tuple(_sum(details, column) for column in ("Pembilang", "Penyebut"))
    if total is not None:
        above, below = (total.get(c) if is_number(total.get(c)) else None for c in ("Pembilang", "Penyebut"))
        sources = tuple(origins.cell(TABLE, total, c) or Source() for c in ("Pembilang", "Penyebut"))
    else:
        above, below = sums
        sources = tuple(_summed(world, details, c) for c in ("Pembilang", "Penyebut"))
    told = rows if total is None else [total]
    units = {key(r.get("Satuan")): str(r.get("Satuan") or "") for r in told}
    unit = next(iter(units.values())) if len(units) == 1 else ""
    ratio = world.serapan_of(above, below) if above is not None and below else None
    differs = total is not None and details and None not in sums and sums != (above, below)
    return Support(details, total, above, below, unit, ratio, (sources[0], sources[1]),
                   (sums[0], sums[1]) if differs else None)  # fmt: skip


def _by_code(world: World) -> dict[str, list[Cells]]:
    found: dict[str, list[Cells]] = {}
    for row in world.rows(TABLE):
        if row.get("Uraian"):
            found.setdefault(key(row.get("Kode")), []).append(row)
    return found


def _sum(rows: list[Cells], column: str) -> Any:
    numbers = [r.get(column) for r in rows]
    return sum(n for n in numbers if n is not None) if rows and all(map(is_number, numbers)) else None


def _summed(world: World, rows: list[Cells], column: str) -> Source:
    origins = origins_of(world)
    inputs = tuple((str(r["Uraian"]), s) for r in rows if (s := origins.cell(TABLE, r, column)))
    return Source(note="rincian Data Dukung dijumlahkan", inputs=inputs)


def disagreements(world: World, i: Any, found: Support) -> list[str]:
    """Where Data Dukung does not agree with itself or with the realisasi of its indicator."""
    result = []
    unit = f" {found.unit.lower()}" if found.unit else ""
    if found.summed is not None:
        details, total = (
            f"{format_number(a)} dari {format_number(b)}" for a, b in (found.summed, (found.above, found.below))
        )
        result.append(f"Data Dukung {i.nama}: rincian berjumlah {details}{unit}, sedangkan totalnya {total}{unit}; "
                      "cocokkan sebelum ditandatangani.")  # fmt: skip
    realisasi = i["Realisasi"]
    if _counts_the_same(i, found) and is_number(realisasi) and found.above != realisasi:
        what = "rincian" if found.total is None else "total"
        result.append(f"Data Dukung {i.nama}: {what} berjumlah {format_number(found.above)}{unit}, sedangkan "
                      f"realisasinya {format_number(realisasi)}; cocokkan sebelum ditandatangani.")  # fmt: skip
    if not fits(world, i, found):
        shown = format_percent(found.ratio, min(world.decimals, 2))
        typed = text_of(value_cell(i["Realisasi"], "Persen"))
        result.append(f"Data Dukung {i.nama} menghasilkan {shown}, sedangkan realisasinya {typed}; cocokkan sebelum "
                      "ditandatangani.")  # fmt: skip
    return result


def _counts_the_same(i: Any, found: Support) -> bool:
    """Whether Data Dukung counts, in the indicator's own unit, what the indicator counts."""
    return i.tipe == "Angka" and found.above is not None and key(found.unit) in ("", key(i.satuan))


def fits(world: World, i: Any, found: Support) -> bool:
    """Whether the realisasi of a percent is what its Data Dukung gives, at two decimals; true of other indicators."""
    realisasi = i["Realisasi"]
    if i.tipe != "Persen" or not is_number(realisasi) or not is_number(found.ratio):
        return True
    step = 0.5 * 10.0 ** -min(world.decimals, 2)
    return bool(abs(found.ratio * 100 - realisasi) < step + 1e-9)
