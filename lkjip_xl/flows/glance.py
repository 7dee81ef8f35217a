"""A computed book at a glance: what every flow's answer says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..compute.blank_quarters import told
from ..compute.doubtful_rows import told_of_measured, told_of_money
from ..compute.named import named
from ..compute.unmeasured_promises import told as told_of_promises
from ..expr.values import NOT_AVAILABLE, ErrorValue, is_number
from ..invocation import advice, command
from ..schema.state import quarter_meant, readable_quarter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..checks.finding import Finding
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
            Pengukuran. available: pagu efektif in rupiah where serapan is measured against it; None elsewhere.
            quarter: to whose end capaian is, 4 for the year. of_year: over how many the mean against the whole
            year is, where that are others than those that are measured to date; "" where it is the same.
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
    available: Any = None
    quarter: int = 4
    of_year: str = ""

    def is_blank(self) -> bool:
        """Whether nothing is filled in that can be checked; to have no findings says nothing then."""
        return not (self.planned or self.measured or self.budgeted)

    def _meant(self) -> str:
        meant = quarter_meant(self.typed_quarter)
        return f" (maksudnya {meant}?)" if meant else ""

    def capaian_missing(self) -> str:
        """What to do first where there is no indicator to take a mean of; "" where there are some."""
        if self.figures["Indikator seluruhnya"] != 0:
            return ""
        if not self.planned:
            then = advice(f"jalankan '{command('salin BUKU')}'", "tekan Salin dari Renstra")
            return f"belum ada indikator. Isi lembar Renstra, lalu {then}."
        if not self.measured:
            how = advice(f"'{command('salin BUKU')}'", "tombol Salin dari Renstra")
            return (
                "belum ada indikator di Pengukuran. Salin dahulu indikator Renstra ke PK dan Pengukuran dengan "
                f"{how}, lalu isi realisasinya."
            )
        return (
            "tidak ada indikator yang dirata-ratakan. Lengkapi PK (kolom Kode), atau pilih Dasar rata-rata instansi "
            "yang lain di Pengaturan."
        )

    def predikat(self) -> Any:
        """The predikat as every answer says it: provisional too while a planned quarter is blank, as Beranda's note."""
        from ..schema.sheets.beranda import PROVISIONAL

        predikat = self.figures["Predikat"]
        if predikat.__class__ is not str or not self.blank_quarters or predikat.endswith(PROVISIONAL):
            return predikat
        return predikat + PROVISIONAL

    def warnings(self) -> list[str]:
        """What makes the figures doubtful as a whole, in sentences."""
        lines = []
        if not self.quarter_chosen:
            lines.append("Triwulan yang dilaporkan belum dipilih di Pengaturan; dihitung seperti triwulan IV.")
        if self.typed_quarter:
            lines.append(
                f"Triwulan yang dilaporkan di Pengaturan berisi '{self.typed_quarter}', bukan 1 sampai 4; dihitung "
                f"seperti triwulan IV. Pilih 1, 2, 3, atau 4{self._meant()}."
            )
        if self.unreadable:
            lines.append(
                f"{self.unreadable} baris Pengukuran atau Anggaran tidak terbaca dan tidak dihitung; disebut "
                "di daftar temuan."
            )
        told_of_rows = (self.unmeasured, self.blank_quarters, self.doubtful, self.without_level)
        return lines + [line for line in told_of_rows if line]


_UNREAD = frozenset({"BACA-02", "BACA-08", "BACA-10", "MKN-25"})
_HARDLY = frozenset({"BACA-01", "MKN-07", "MKN-09", "MKN-37", "MKN-38"})
_JUDGED = ("tbl_renstra", "tbl_pk", "tbl_pengukuran", "tbl_anggaran")
"""Tables whose cells make the figures of the year."""


def told_of_cells(findings: Iterable[Finding]) -> list[str]:
    """Sentences that name the cells which make the figures wrong: not read as they were meant, or hardly possible."""
    from ..checks.finding import SALAH
    from ..checks.reading import read_as_meant
    from ..checks.registry import shown

    unread, hardly = [], []
    for one in findings:
        if one.tabel not in _JUDGED or one.sel is None or read_as_meant(one):
            continue
        where = f"{one.lembar} {one.sel} '{str(one.tertulis)[:30]}'"
        typed = one.tertulis.__class__ is str and one.tertulis != "#N/A"  # which says that there is none
        if one.kode in _UNREAD and one.berat == SALAH and typed:
            unread.append(where)
        elif one.kode in _HARDLY and one.tabel == "tbl_pengukuran" and is_number(one.tertulis):
            meant = f" (mungkin {shown(one.seharusnya)})" if is_number(one.seharusnya) else ""
            hardly.append(f"{one.lembar} {one.sel} {shown(one.tertulis)}{meant}")
    lines = []
    if unread:
        lines.append(f"Tidak terbaca seperti yang dimaksud: {named(unread)}. Betulkan; caranya di daftar temuan.")
    if hardly:
        lines.append(f"Perlu dilihat karena dapat mengubah predikat: {named(list(dict.fromkeys(hardly)))}.")
    return lines


def glance_at(world: World) -> Glance:
    """The glance of a computed book."""
    quarter = world.settings.get("triwulan_berjalan")
    chosen = quarter not in (None, "")
    return Glance(
        world.summary, world.defined["lk_desimal"], chosen, bool(world.amounts.withheld), world.budget.total_unfilled,
        "" if not chosen or readable_quarter(quarter) else str(quarter)[:40], _unreadable(world),
        any(world.budget.shape.filled), _has_codes(world, "tbl_renstra"), _has_codes(world, "tbl_pengukuran"),
        told(world), told_of_measured(world), told_of_money(world), told_of_promises(world),
        _available(world), 4 if world.book.first_version else int(world.quarter),
        _of_year(world),
    )  # fmt: skip


def _available(world: World) -> Any:
    budget = world.budget
    return budget.total_base if budget.by_available and is_number(budget.total_base) else None


def _of_year(world: World) -> str:
    if world.book.first_version or world.quarter >= 4:
        return ""
    from ..reports.forms.wording import office_measured

    to_date, of_year = office_measured(world), office_measured(world, "Capaian")
    return "" if to_date == of_year else of_year


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
