"""What a finished year leaves to the years after it: the rows that it adds to Riwayat and to Riwayat Anggaran."""

from typing import Any

from ..expr.values import NOT_AVAILABLE, ErrorValue, is_number
from ..schema.choices import ROMAWI
from ..schema.state import readable_quarter
from .blank_quarters import blank_quarters_of
from .book import Cells
from .budget import BudgetRow
from .history_years import PROVISIONAL
from .indicators import Indikator
from .key import key
from .world import World

HISTORY, SERVICES, MONEY = "tbl_riwayat", "tbl_riwayat_layanan", "tbl_riwayat_anggaran"
_UNKNOWN = "N/A"


def history_of_year(world: World) -> dict[str, list[Cells]]:
    """The rows that the report's year adds to the histories, of each table in the order of the book.

    Args:
        world: the computed book of the finished year.

    Returns:
        ``{"tbl_riwayat": rows, "tbl_riwayat_anggaran": rows, "tbl_riwayat_layanan": rows}``: cells by column name.
        Figures are values as the book shows them (a level its label, what is not available ``N/A``). A row that the
        history holds already is left out, so that asking twice adds nothing. Without a year of the report all are
        empty.
    """
    if world.year is None:
        return {HISTORY: [], MONEY: [], SERVICES: []}
    return {HISTORY: _performance(world), MONEY: _money(world), SERVICES: _services(world)}


def _figure(value: Any) -> Any:
    return _UNKNOWN if value is None or value == "" or value.__class__ is ErrorValue else value


def _not_whole(world: World) -> str:
    """Why no figure of the book is the year's yet; "" where the year is over."""
    if not readable_quarter(world.settings.get("triwulan_berjalan")):
        return f"{PROVISIONAL}: triwulannya belum dipilih di buku {world.year}"
    return f"{PROVISIONAL}: s.d. Triwulan {ROMAWI[world.quarter]}" if world.quarter < 4 else ""


def _rests_on_blank(world: World, one: Indikator) -> str:
    """What the next year must know of a realisasi that a blank quarter leaves open; "" where it is whole."""
    blank = [ROMAWI[quarter] for quarter in blank_quarters_of(world, one.isi)]
    return f"{PROVISIONAL}: realisasi TW {', '.join(blank)} kosong di buku {world.year}" if blank else ""


def _performance(world: World) -> list[Cells]:
    rows: list[Cells] = []
    told: set[str] = set()
    for one in (*world.indikator_lain, *world.indikator):
        if key(one.kode) in told or world.history(one.kode, world.year):
            continue
        told.add(key(one.kode))
        source = one["Sumber Target"]
        note = f"LKjIP {world.year}" + (f"; target {source}" if source.__class__ is str and source else "")
        note = "; ".join(filter(None, (note, _not_whole(world) or _rests_on_blank(world, one))))
        rows.append(
            {
                "Kode": one.kode, "Tahun": world.year, "Lingkup": "Instansi", "Target": _figure(one["Target"]),
                "Realisasi": _figure(one["Realisasi"]), "Keterangan": note,
            }
        )  # fmt: skip
    order = {key(row["Kode"]): n for n, row in enumerate(world.measured)}
    return sorted(rows, key=lambda row: order[key(row["Kode"])])


def _money(world: World) -> list[Cells]:
    known = {
        (key(row.get("Kode")), key(row.get("Uraian"))) for row in world.rows(MONEY) if row.get("Tahun") == world.year
    }
    known |= {("", uraian) for _, uraian in known}
    budget, result = world.budget, []
    for row in budget.rows:
        place = (key(row.kode), key(row.uraian))
        if row.jenis != 1 or not key(row.uraian) or place in known or ("", place[1]) in known:
            continue
        above = [budget.rows[n] for n in row.leluhur]
        urusan = next((r.uraian for r in (row, *above) if key(r.tingkat) == "urusan"), None)
        cells: Cells = {
            "Uraian": row.uraian, "Tahun": world.year, "Pagu": _figure(row.pagu), "Realisasi": _figure(row.realisasi),
            "Kode": row.kode, "Tingkat": row.tingkat, "Urusan": urusan, "Keterangan": _doubt(world, row) or None,
        }  # fmt: skip
        result.append({name: value for name, value in cells.items() if value is not None})
    return _joined(result)


def _doubt(world: World, row: BudgetRow) -> str:
    """What the next year must know of a budget row's money; "" where it is whole."""
    amounts = (("pagu", row.pagu), ("realisasi", row.realisasi))
    unread = [name for name, x in amounts if x.__class__ is ErrorValue and x != NOT_AVAILABLE]
    parts = [
        _not_whole(world),
        f"{PROVISIONAL}: {row.belum} baris belum terisi di buku {world.year}" if row.belum else "",
        f"{' dan '.join(unread)} tidak dapat dihitung di buku {world.year}" if unread else "",
        f"jumlahnya ditahan di buku {world.year}: urutan baris Anggaran rusak" if world.amounts.withheld else "",
    ]
    return "; ".join(filter(None, parts))


def _joined(rows: list[Cells]) -> list[Cells]:
    """The same code and wording in several units is one row: the sum."""
    found: dict[tuple[str, str], Cells] = {}
    for row in rows:
        first = found.setdefault((key(row.get("Kode")), key(row["Uraian"])), row)
        if first is not row:
            for name in ("Pagu", "Realisasi"):
                parts = (first[name], row[name])
                first[name] = sum(parts) if all(map(is_number, parts)) else _UNKNOWN
            if row.get("Keterangan") and row["Keterangan"] not in first.get("Keterangan", ""):
                first["Keterangan"] = "; ".join(filter(None, (first.get("Keterangan"), row["Keterangan"])))
    return list(found.values())


def _services(world: World) -> list[Cells]:
    """Services that are an indicator of Renstra take its figures of the year."""
    if "tbl_layanan" not in world.tables:
        return []
    told = {(key(row["Kode"]), row["Tahun"]) for row in world.rows(SERVICES)}
    measured = {key(one.kode): one for one in (*world.indikator, *world.indikator_lain)}
    rows = []
    for service in world.rows("tbl_layanan"):
        one = measured.get(key(service.get("Kode Renstra")))
        if one is None or not key(service.get("Kode")) or (key(service["Kode"]), world.year) in told:
            continue
        rows.append(
            {
                "Kode": service["Kode"], "Tahun": world.year, "Target": _figure(one["Target"]),
                "Realisasi": _figure(one["Realisasi"]),
            }
        )  # fmt: skip
    return rows
