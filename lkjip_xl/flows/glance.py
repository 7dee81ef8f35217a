"""A computed book at a glance: what every flow's answer says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..compute.blank_quarters import told
from ..compute.doubtful_rows import told_of_measured, told_of_money
from ..compute.unmeasured_promises import told as told_of_promises
from ..expr.values import NOT_AVAILABLE, ErrorValue
from ..invocation import command
from ..schema.state import readable_quarter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..compute.world import World


class Glance(NamedTuple):
    """What an answer says of a computed book.

    Attributes:
        figures: the year's figures by Kunci (``World.summary``). decimals: of percentages, as the book has it.
        quarter_chosen: the quarter of the report is chosen. withheld: money is withheld, for the budget's order is
            broken. unfilled: budget rows with a pagu and without a number as realisasi. typed_quarter: what stands
            in place of the quarter where it is none, "" otherwise. unreadable: rows of Pengukuran and Anggaran left
            out of the figures because of what is typed in them. budgeted: the book has a budget. planned,
            measured: Renstra has indicators, Pengukuran has. blank_quarters: which planned quarters were left blank,
            in a sentence. doubtful: the rows of Pengukuran whose figures are doubtful, likewise. without_level: the
            rows of Anggaran that no sum holds, likewise. unmeasured: which indicators of the PK have no row in
            Pengukuran.
    """

    figures: Mapping[str, Any]
    decimals: Any
    quarter_chosen: bool
    withheld: bool
    unfilled: int
    typed_quarter: str = ""
    unreadable: int = 0
    budgeted: bool = True
    planned: bool = True
    measured: bool = True
    blank_quarters: str = ""
    doubtful: str = ""
    without_level: str = ""
    unmeasured: str = ""

    def is_blank(self) -> bool:
        """Whether nothing is filled in that can be checked; to have no findings says nothing then."""
        return not (self.planned or self.measured or self.budgeted)

    def capaian_missing(self) -> str:
        """What to do first where there is no indicator to take a mean of; "" where there are some."""
        if self.figures["Indikator seluruhnya"] != 0:
            return ""
        if not self.planned:
            return f"belum ada indikator. Isi lembar Renstra, lalu jalankan '{command('salin BUKU')}'."
        if not self.measured:
            return (
                "belum ada indikator di Pengukuran. Salin dahulu indikator Renstra ke PK dan Pengukuran dengan "
                f"'{command('salin BUKU')}', lalu isi realisasinya."
            )
        return (
            "tidak ada indikator yang dirata-ratakan. Lengkapi PK (kolom Kode), atau pilih Dasar rata-rata instansi "
            "yang lain di Pengaturan."
        )

    def warnings(self) -> list[str]:
        """What makes the figures doubtful as a whole, in sentences."""
        lines = []
        if not self.quarter_chosen:
            lines.append("Triwulan yang dilaporkan belum dipilih di Pengaturan; dihitung seperti triwulan IV.")
        if self.typed_quarter:
            lines.append(
                f"Triwulan yang dilaporkan di Pengaturan berisi '{self.typed_quarter}', bukan 1 sampai 4; dihitung "
                "seperti triwulan IV."
            )
        if self.unreadable:
            lines.append(
                f"{self.unreadable} baris Pengukuran atau Anggaran tidak terbaca dan tidak dihitung; disebut "
                "di daftar temuan."
            )
        told_of_rows = (self.unmeasured, self.blank_quarters, self.doubtful, self.without_level)
        return lines + [line for line in told_of_rows if line]


def glance_at(world: World) -> Glance:
    """The glance of a computed book."""
    quarter = world.settings.get("triwulan_berjalan")
    chosen = quarter not in (None, "")
    return Glance(
        world.summary, world.defined["lk_desimal"], chosen, bool(world.amounts.withheld), world.budget.total_unfilled,
        "" if not chosen or readable_quarter(quarter) else str(quarter)[:40], _unreadable(world),
        any(world.budget.shape.filled), _has_codes(world, "tbl_renstra"), _has_codes(world, "tbl_pengukuran"),
        told(world), told_of_measured(world), told_of_money(world), told_of_promises(world),
    )  # fmt: skip


def _has_codes(world: World, table: str) -> bool:
    return any(row.get("Kode") not in (None, "") for row in world.rows(table))


def _unreadable(world: World) -> int:
    """Rows whose capaian, pagu, realisasi or blocked money is an error, as Beranda counts them."""
    budget = world.budget
    amounts, document = budget.amounts, budget.document
    money = amounts.every_pagu(document), amounts.every_realisasi(budget.quarter), amounts.blocked(document)
    rows = [
        *zip(*money, strict=True),
        *((row.get("Capaian Berjalan"),) for row in world.rows("tbl_pengukuran")),
    ]
    return sum(any(x.__class__ is ErrorValue and x != NOT_AVAILABLE for x in row) for row in rows)
