"""The conditions of rows: ``bila ...``."""

from __future__ import annotations

from ...expr.values import is_number
from ...reports.office_figures import below_target, on_target, unmeasured
from ..register import Scope, all_slots
from ..rows import condition
from ..tables import has_table, report_ids


@condition("ada indikator belum terukur", "Ada indikator sasaran yang capaiannya belum dapat dihitung")
def some_unmeasured(scope: Scope, named: str) -> bool:
    """An indicator has no capaian."""
    return bool(unmeasured(scope.world))


@condition("ada indikator di bawah target", "Ada indikator sasaran yang belum mencapai target")
def some_below(scope: Scope, named: str) -> bool:
    """An indicator is below its target."""
    return bool(below_target(scope.world))


@condition("ada indikator mencapai target", "Ada indikator sasaran yang mencapai atau melampaui target")
def some_on_target(scope: Scope, named: str) -> bool:
    """An indicator reaches its target."""
    return bool(on_target(scope.world))


@condition("anggaran terisi", "Lembar Anggaran berisi pagu")
def has_budget(scope: Scope, named: str) -> bool:
    """The budget has a pagu."""
    return is_number(scope.world.budget.pagu)


@condition("capaian terukur", "Rata-rata capaian instansi dapat dihitung")
def measured(scope: Scope, named: str) -> bool:
    """The office has a mean."""
    return is_number(scope.world.summary["Rata-rata capaian"])


@condition("sasaran terukur", "Pada baris tiap sasaran: rata-rata capaian sasaran itu dapat dihitung")
def sasaran_measured(scope: Scope, named: str) -> bool:
    """The sasaran of the row has a mean."""
    own = scope.things.get("sasaran")
    return own is not None and bool(is_number(own.rata_rata))


@condition("sasaran beranggaran", "Pada baris tiap sasaran: ada anggaran yang mendukungnya dan realisasinya terisi")
def sasaran_funded(scope: Scope, named: str) -> bool:
    """Money supports the sasaran of the row."""
    own = scope.things.get("sasaran")
    return own is not None and bool(is_number(own.pagu) and is_number(own.realisasi))


@condition("realisasi anggaran terisi", "Realisasi anggaran dapat dijumlahkan")
def has_realisasi(scope: Scope, named: str) -> bool:
    """The office's realisasi is a number."""
    return is_number(scope.world.budget.realisasi)


@condition("anggaran belum lengkap", "Ada baris anggaran yang realisasinya belum diisi, atau jumlahnya ditahan")
def budget_provisional(scope: Scope, named: str) -> bool:
    """The office's realisasi is provisional or withheld."""
    return bool(scope.world.amounts.withheld or scope.world.budget.total_unfilled)


@condition("anggaran lengkap", "Semua baris anggaran terisi dan ada program yang serapannya dapat dihitung")
def budget_complete(scope: Scope, named: str) -> bool:
    """Realisasi is complete."""
    return not budget_provisional(scope, named) and all_slots()["program_serapan_terendah"].fill(scope).text != ""


@condition("PK Perubahan berlaku", "Yang diukur adalah Perjanjian Kinerja Perubahan")
def changed_agreement(scope: Scope, named: str) -> bool:
    """The PK Perubahan is in force."""
    return bool(scope.world.defined["lk_pk"] == "Perubahan")


@condition("bentuk per sasaran", "Setelan bentuk_laporan Per Sasaran")
def by_sasaran(scope: Scope, named: str) -> bool:
    """Bab III goes sasaran by sasaran."""
    return not combined(scope, named)


@condition("bentuk gabungan", "Setelan bentuk_laporan Gabungan")
def combined(scope: Scope, named: str) -> bool:
    """Bab III shows all sasaran together."""
    return bool(scope.world.settings.get("bentuk_laporan") == "Gabungan")


@condition("tahun berjalan", "Triwulan yang dilaporkan belum Triwulan IV")
def running_year(scope: Scope, named: str) -> bool:
    """The year is not over."""
    return bool(scope.world.quarter < 4)


@condition("ada isian ", "Isian itu tidak kosong, misalnya bila ada isian tugas")
def slot_filled(scope: Scope, named: str) -> bool:
    """A slot of this name says something."""
    one = all_slots().get(named.strip("{} "))
    return one is not None and (not one.of or one.of in scope.things) and one.fill(scope).text != ""


@condition("ada tabel ", "Tabel itu ada, misalnya bila ada tabel LAP-NASIONAL, atau LAP-ANGGARAN:2 untuk yang kedua")
def table_there(scope: Scope, named: str) -> bool:
    """A table can be shown."""
    return has_table(scope, named)


@condition("ada laporan ", "Laporan itu ada, misalnya bila ada laporan LAP-PK")
def report_there(scope: Scope, named: str) -> bool:
    """The book can have a report."""
    return bool(report_ids(scope, named))


@condition("ada daftar gambar", "Dokumen memuat gambar yang bernomor")
def figures_there(scope: Scope, named: str) -> bool:
    """The document has figures with a caption; the manuscript answers it, since it knows them."""
    return bool(scope.things.get("#gambar"))
