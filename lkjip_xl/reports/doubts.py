"""What makes the figures of a form doubtful as a whole: told at its top, so that it stands where the figures stand.

What concerns one figure is marked beside that figure (``forms.provisional``).
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from ..compute.blank_quarters import blank_quarters
from ..compute.blank_quarters import told as told_of_quarters
from ..compute.blank_quarters import told_of as told_of_blank
from ..compute.doubtful_rows import told_of_left_out, told_of_measured, told_of_money, told_of_rows
from ..compute.history_years import is_year, provisional_rows, rows_of_no_year
from ..compute.unmeasured_promises import told as told_of_promises
from ..compute.world import World
from ..records import replace
from ..schema.state import readable_quarter
from .layout.blocks import Block, Gap, Text, Title
from .layout.draft import Keep
from .layout.form import Form
from .layout.styles import NOTE

QUARTER, REACHED, SPENDING = "triwulan berjalan", "realisasi kinerja", "anggaran"
ROWS = "baris Pengukuran"
"""Only the rows of Pengukuran: for a form of a quarter, which says itself what that quarter lacks."""
PAST, PAST_MONEY = "riwayat", "riwayat anggaran"
"""What a report may rest on (``Report.rests_on``)."""
DOUBT = "PERIKSA: "
"""How a line begins that tells a doubt."""
_LOOK = NOTE._replace(size=9, bold=True, color="C00000")


def _quarter(world: World) -> str:
    typed = world.settings.get("triwulan_berjalan")
    if readable_quarter(typed):
        return ""
    told = "belum dipilih" if typed in (None, "") else f"berisi '{str(typed)[:40]}', bukan 1 sampai 4"
    return (
        f"Triwulan yang dilaporkan di Pengaturan {told}; lembar ini dihitung seperti triwulan IV. Pilih triwulannya, "
        "lalu jalankan Laporan lagi."
    )


def _past(table: str) -> Callable[[World], str]:
    name = "Riwayat" if table == "tbl_riwayat" else "Riwayat Anggaran"

    def told(world: World) -> str:
        without, provisional = rows_of_no_year(world, table).get(table, []), provisional_rows(world, table)
        years = sorted({int(row["Tahun"]) for row in provisional if is_year(row["Tahun"])})
        lines = []
        if without:
            lines.append(f"{len(without)} baris {name} tanpa tahun yang terbaca tidak masuk lembar ini; lihat lembar "
                         "Temuan.")  # fmt: skip
        if years:
            lines.append(f"angka {' dan '.join(map(str, years))} sementara menurut kolom Keterangan {name}; ganti "
                         "dengan angka akhirnya, lalu hapus kata sementara.")  # fmt: skip
        return " ".join(line[0].upper() + line[1:] for line in lines)

    return told


def _reached(world: World) -> str:
    return " ".join(filter(None, (told_of_promises(world), told_of_quarters(world), told_of_measured(world))))


_DOUBTS: dict[str, Callable[[World], str]] = {
    QUARTER: _quarter, REACHED: _reached, ROWS: told_of_measured, SPENDING: told_of_money, PAST: _past("tbl_riwayat"),
    PAST_MONEY: _past("tbl_riwayat_anggaran"),
}  # fmt: skip


def doubts_of(world: World, rests_on: Collection[str]) -> list[str]:
    """The doubts of a form, in sentences; none where all is as it should be."""
    return [told for name, of in _DOUBTS.items() if name in rests_on and (told := of(world))]


def told_apart(world: World, rests_on: Collection[str], indicators: Iterable[Any] | None = None) -> list[str]:
    """The doubts of a form, each kind in a sentence of its own, so that what was told of one need not be told again.

    Args:
        rests_on: of the form. indicators: those that the form shows, where it is of some only; None for all.
    """
    result: list[str] = []
    for name, of in _DOUBTS.items():
        if name in rests_on:
            result += _apart(world, name, indicators) if name in (REACHED, ROWS) else [of(world)]
    return list(dict.fromkeys(filter(None, result)))


def _apart(world: World, name: str, indicators: Iterable[Any] | None) -> Iterator[str]:
    rows = world.measured if indicators is None else [i.isi for i in indicators]
    if name == REACHED:
        own = {id(row) for row in rows}
        yield told_of_promises(world)
        yield told_of_blank([one for one in blank_quarters(world) if id(one.row) in own])
    yield told_of_rows(rows)
    yield from told_of_left_out(world)


def with_doubts(world: World, form: Form, rests_on: Collection[str]) -> Form:
    """A form that tells its doubts beneath its title, or at its top where it has none."""
    doubts = doubts_of(world, rests_on)
    if not doubts:
        return form
    titled = next((n + 1 for n, block in enumerate(form.blocks) if isinstance(block, Title)), 0)
    told: list[Block] = [Text(f"{DOUBT}{one}", _LOOK, keep=Keep.GLUED if titled else Keep.START) for one in doubts]
    return replace(form, blocks=[*form.blocks[:titled], *told, Gap(6, Keep.GLUED), *form.blocks[titled:]])
