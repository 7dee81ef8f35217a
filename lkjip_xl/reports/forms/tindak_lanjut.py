"""LAP-TINDAK-LANJUT: what was done with the recommendations of the evaluation (PermenPANRB 88/2021)."""

from typing import Any

from ...compute.book import Cells
from ...compute.world import World
from ...rules.tanggal import date_text
from ...rules.terbilang import terbilang
from ..layout.blocks import Group, Notes, Record, Signature, Table, Title
from ..layout.cells import printed_text, prose_cell
from ..layout.columns import Column, ColumnSet
from ..layout.source import Cell
from ..layout.styles import CENTER, TEXT_BOLD
from ..registry import Form, report
from .office import footer, head_signs, office_name, year_line
from .origins import origins_of

TABLE = "tbl_tindak_lanjut"
COLUMNS = (
    Column("No", "Urutan", 4.5), Column("Rekomendasi", "Tindak Lanjut: Rekomendasi", 40),
    Column("Rencana Tindak Lanjut", "Tindak Lanjut: Rencana", 34),
    Column("Penanggung Jawab", "Tindak Lanjut: Penanggung Jawab", 20), Column("Tenggat", "Tindak Lanjut: Tenggat", 14),
    Column("Status", "Tindak Lanjut: Status; terlambat bila melewati tenggat", 14),
    Column("Tanggal Selesai", "Tindak Lanjut: Tanggal Selesai", 14), Column("Bukti", "Tindak Lanjut: Bukti", 22),
    Column("Catatan Verifikator", "Tindak Lanjut: Catatan Verifikator", 24),
)  # fmt: skip
PLACES = tuple((k, k) for k in range(len(COLUMNS)))
NAMES = {"LHE": "Laporan Hasil Evaluasi"}


def recommendations(world: World) -> list[Cells]:
    """Rows of the recommendations."""
    return [r for r in world.rows(TABLE) if r.get("Rekomendasi")] if TABLE in world.tables else []


@report(
    id="LAP-TINDAK-LANJUT",
    sheet="Lap Tindak Lanjut",
    title="Tindak Lanjut Rekomendasi",
    order=130,
    needs="tbl_tindak_lanjut",
    about="Ditulis bila lembar Tindak Lanjut terisi.",
    tables=[ColumnSet("Tindak Lanjut", COLUMNS)],
    when=lambda world: bool(recommendations(world)),
    possible=lambda world: bool(recommendations(world)),
)
def follow_up(world: World) -> Form:
    """One row for each recommendation, under the report that made it."""
    rows = recommendations(world)
    groups: dict[tuple[str, str, str], list[Cells]] = {}
    for row in rows:
        groups.setdefault(_from(row), []).append(row)
    body: list[Group | Record] = []
    number = 0
    last = len(COLUMNS) - 1
    for own in groups.values():
        head = Cell(_report_of(own[0]), TEXT_BOLD, origins_of(world).cell(TABLE, own[0], "Nomor"))
        records = [Record([head, *[Cell(None, TEXT_BOLD)] * last], across={0: last})]
        for row in own:
            number += 1
            records.append(Record(_cells(world, row, number)))
        # The name of the report stands with its first recommendation.
        body += [Group([], records[:2], together=True), *records[2:]] if len(records) > 1 else records
    return Form(
        [c.width for c in COLUMNS],
        [
            Title(["TINDAK LANJUT REKOMENDASI", office_name(world), year_line(world)]),
            Table([[c.heading for c in COLUMNS]], PLACES, body, frozen=2),
            Notes([_counted(rows)]),
            Signature(head_signs(world), ((0, 1), (6, 8))),
        ],
        footer(world, "Tindak Lanjut Rekomendasi"),
        landscape=True,
    )


def _from(row: Cells) -> tuple[str, str, str]:
    return str(row.get("Sumber") or ""), str(row.get("Nomor") or ""), date_text(row.get("Tanggal"))


def _report_of(row: Cells) -> str:
    """``Laporan Hasil Evaluasi Nomor 700/1, 3 Mei 2025``."""
    kind, number, date = _from(row)
    named = NAMES.get(kind, kind) or "Rekomendasi"
    return ", ".join(t for t in (f"{named} Nomor {number}" if number else named, date) if t)


def _cells(world: World, row: Cells, number: int) -> list[Cell]:
    origins = origins_of(world)

    def told(column: str, value: Any = None) -> Cell:
        return prose_cell(
            printed_text(column, row.get(column)) if value is None else value, origins.cell(TABLE, row, column)
        )

    status = str(row.get("Status") or "Belum") + (" (terlambat)" if row.get("Terlambat") == "Ya" else "")
    return [
        Cell(number, CENTER), told("Rekomendasi"), told("Rencana"), told("Penanggung Jawab"),
        told("Tenggat", date_text(row.get("Tenggat")) or "-")._replace(style=CENTER),
        told("Status", status)._replace(style=CENTER),
        told("Tanggal Selesai", date_text(row.get("Tanggal Selesai")) or "-")._replace(style=CENTER),
        told("Bukti"), told("Catatan Verifikator"),
    ]  # fmt: skip


def _counted(rows: list[Cells]) -> str:
    """How many are done; never that all are when one is not."""
    done = sum(1 for r in rows if r.get("Status") == "Selesai")
    late = sum(1 for r in rows if r.get("Terlambat") == "Ya")
    share = f"{done} ({terbilang(done)}) dari {len(rows)} ({terbilang(len(rows))}) rekomendasi sudah selesai"
    return share + (f"; {late} ({terbilang(late)}) terlambat." if late else ".")
