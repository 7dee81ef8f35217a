"""What a finished year leaves to the years after it: the rows that it adds to Riwayat and to Riwayat Anggaran, and
those that stand there already and say otherwise."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from ..expr.functions import is_blank_mark
from ..expr.values import NOT_AVAILABLE, ErrorValue, is_number
from ..schema.choices import ROMAWI
from ..schema.row_doubts import YEAR_UNREAD
from ..schema.state import readable_quarter
from .blank_quarters import blank_quarters_of
from .book import Cells
from .budget import BudgetRow
from .data_year import earlier_year
from .doubtful_rows import has_doubt
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


class KeptRow(NamedTuple):
    """A row that a history holds of the report's year and that the book's result differs from: its table and cells
    (``#nomor`` its number), and by column what the book says instead."""

    table: str
    row: Cells
    results: dict[str, Any]


def kept_otherwise(world: World) -> list[KeptRow]:
    """The rows of the report's year that somebody typed into a history and that say something else than the book.

    ``history_of_year`` adds none for them, so the next year's book shows what was typed.
    """
    if world.year is None:
        return []
    found = []
    for made in _every_performance(world):
        found.append(_kept(HISTORY, [world.history(made["Kode"], world.year)], made, ("Target", "Realisasi")))
    money, typed = _every_money(world), _money_there(world)
    wordings = Counter(key(made["Uraian"]) for made in money)
    for made in money:
        codes, wording = {key(made.get("Kode"))}, key(made["Uraian"])
        if wordings[wording] == 1:
            codes.add("")  # a wording that stands once needs no code
        there = [row for row in typed.get(wording, ()) if key(row["Kode"]) in codes]
        found.append(_kept(MONEY, there, made, ("Pagu", "Realisasi")))
    for made in _every_service(world):
        there = [row for row in world.rows(SERVICES) if _service_place(row) == _service_place(made)]
        found.append(_kept(SERVICES, there[:1], made, ("Target", "Realisasi")))
    return [one for one in found if one is not None]


def _kept(table: str, there: Sequence[Cells], made: Cells, columns: tuple[str, ...]) -> KeptRow | None:
    """How rows that stand for one of the book differ from it; several of them (by Sumber Dana) are taken together."""
    if not there or not there[0]:
        return None
    results = {}
    for column in columns:
        typed = [row[column] for row in there]
        value = sum(typed) if len(typed) > 1 and all(map(is_number, typed)) else typed[0]
        if not _says_same(value, made.get(column)):
            results[column] = made.get(column, _UNKNOWN)
    return KeptRow(table, there[0], results) if results else None


def _says_same(one: Any, other: Any) -> bool:
    if is_number(one) and is_number(other):
        return bool(abs(one - other) <= 1e-12 * max(1, abs(one)))
    if is_blank_mark(one) or is_blank_mark(other):
        return is_blank_mark(one) and is_blank_mark(other)
    return key(one) == key(other)


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


def _of_another_year(world: World, one: Indikator) -> str:
    """What the next year must know of a realisasi that is not the year's (Tahun Data); "" of one that is."""
    if has_doubt(one.isi, YEAR_UNREAD):
        return f"{PROVISIONAL}: Tahun Data tidak terbaca di buku {world.year}"
    earlier = earlier_year(world, one)
    return "" if earlier is None else f"{PROVISIONAL}: nilai tahun {earlier} menurut Tahun Data di buku {world.year}"


def values_of_other_years(world: World) -> list[Indikator]:
    """The indicators whose realisasi is not the report year's, or nobody knows whether it is."""
    return [one for one in (*world.indikator_lain, *world.indikator) if _of_another_year(world, one)]


def _performance(world: World) -> list[Cells]:
    return [row for row in _every_performance(world) if not world.history(row["Kode"], world.year)]


def _every_performance(world: World) -> list[Cells]:
    rows: list[Cells] = []
    told: set[str] = set()
    for one in (*world.indikator_lain, *world.indikator):
        if key(one.kode) in told:
            continue
        told.add(key(one.kode))
        source = one["Sumber Target"]
        note = f"LKjIP {world.year}" + (f"; target {source}" if source.__class__ is str and source else "")
        open_yet = _not_whole(world) or _rests_on_blank(world, one)
        note = "; ".join(filter(None, (note, open_yet, _of_another_year(world, one))))
        rows.append(
            {
                "Kode": one.kode, "Tahun": world.year, "Lingkup": "Instansi", "Target": _figure(one["Target"]),
                "Realisasi": _figure(one["Realisasi"]), "Keterangan": note,
            }
        )  # fmt: skip
    order = {key(row["Kode"]): n for n, row in enumerate(world.measured)}
    return sorted(rows, key=lambda row: order[key(row["Kode"])])


def _money_there(world: World) -> dict[str, list[Cells]]:
    """The rows of Riwayat Anggaran of the report's year by their wording."""
    found: dict[str, list[Cells]] = {}
    for row in world.rows(MONEY):
        if row["Tahun"] == world.year:
            found.setdefault(key(row["Uraian"]), []).append(row)
    return found


def _money(world: World) -> list[Cells]:
    known = _money_there(world)
    return [row for row in _every_money(world) if key(row["Uraian"]) not in known]


def _every_money(world: World) -> list[Cells]:
    budget, result = world.budget, []
    for row in budget.rows:
        if row.jenis != 1 or not key(row.uraian):
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
    told = {_service_place(row) for row in world.rows(SERVICES)} if "tbl_layanan" in world.tables else set()
    return [row for row in _every_service(world) if _service_place(row) not in told]


def _service_place(row: Cells) -> tuple[str, Any]:
    return key(row["Kode"]), row["Tahun"]


def _every_service(world: World) -> list[Cells]:
    if "tbl_layanan" not in world.tables:
        return []
    measured = {key(one.kode): one for one in (*world.indikator, *world.indikator_lain)}
    rows = []
    for service in world.rows("tbl_layanan"):
        one = measured.get(key(service.get("Kode Renstra")))
        if one is None or not key(service.get("Kode")):
            continue
        rows.append(
            {
                "Kode": service["Kode"], "Tahun": world.year, "Target": _figure(one["Target"]),
                "Realisasi": _figure(one["Realisasi"]),
            }
        )  # fmt: skip
    return rows
