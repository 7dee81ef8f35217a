"""What makes the figures of a form doubtful as a whole: told at its top, so that it stands where the figures stand.

What concerns one figure is marked beside that figure (``forms.provisional``).
"""

from collections.abc import Callable, Collection
from dataclasses import replace

from ..compute.history_years import rows_of_no_year
from ..compute.world import World
from ..schema.state import readable_quarter
from .layout.blocks import Block, Gap, Text, Title
from .layout.draft import Keep
from .layout.form import Form
from .layout.styles import NOTE

QUARTER, PAST, PAST_MONEY = "triwulan berjalan", "riwayat", "riwayat anggaran"
"""What a report may rest on (``Report.rests_on``)."""
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


def _without_year(table: str) -> Callable[[World], str]:
    def told(world: World) -> str:
        rows = rows_of_no_year(world, table).get(table, [])
        if not rows:
            return ""
        name = "Riwayat" if table == "tbl_riwayat" else "Riwayat Anggaran"
        return f"{len(rows)} baris {name} tanpa tahun yang terbaca tidak masuk lembar ini; lihat lembar Temuan."

    return told


_DOUBTS: dict[str, Callable[[World], str]] = {
    QUARTER: _quarter, PAST: _without_year("tbl_riwayat"), PAST_MONEY: _without_year("tbl_riwayat_anggaran"),
}  # fmt: skip


def doubts_of(world: World, rests_on: Collection[str]) -> list[str]:
    """The doubts of a form, in sentences; none where all is as it should be."""
    return [told for name, of in _DOUBTS.items() if name in rests_on and (told := of(world))]


def with_doubts(world: World, form: Form, rests_on: Collection[str]) -> Form:
    """A form that tells its doubts beneath its title, or at its top where it has none."""
    doubts = doubts_of(world, rests_on)
    if not doubts:
        return form
    titled = next((n + 1 for n, block in enumerate(form.blocks) if isinstance(block, Title)), 0)
    told: list[Block] = [Text(f"PERIKSA: {one}", _LOOK, keep=Keep.GLUED if titled else Keep.START) for one in doubts]
    return replace(form, blocks=[*form.blocks[:titled], *told, Gap(6, Keep.GLUED), *form.blocks[titled:]])
