"""Slots of the year's figures: means, predikat, counts and money, each as Beranda and the reports show it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...compute.world import World
from ...expr.values import is_number
from ...reports import office_figures
from ...reports.forms.origins import summary
from ...reports.forms.provisional import WITHHELD, marked, told
from ...reports.forms.wording import office_measured
from ...reports.layout.cells import money_cell, text_of
from ...reports.layout.source import Cell, Source, setting
from ...reports.layout.styles import TEXT
from ...reports.office_figures import (
    BY_ROUNDING,
    COUNTS,
    Count,
    below_target,
    capaian_to_date,
    is_rounded_up,
    level,
    listed,
    on_target,
    rounded_up,
    unmeasured,
    why_unmeasured,
)
from ...reports.shared_money import office_shared_text, supported
from ...rules.terbilang import rupiah, terbilang
from ..register import Answer, Scope, amount, slot


def _count(of: Count) -> Callable[[Scope], Cell]:
    return lambda scope: of.cell(scope.world)


for _one in COUNTS:
    slot(_one.name, _one.about, figure=True)(_count(_one))


@slot("susunan_anggaran", "Banyaknya program, kegiatan, dan sub kegiatan dalam satu kalimat, dengan terbilang")
def susunan_anggaran(scope: Scope) -> Answer:
    """``9 (sembilan) program dan 64 (enam puluh empat) kegiatan``: the levels that the budget has."""
    parts = []
    for name in ("Program", "Kegiatan", "Sub Kegiatan"):
        count = len(level(scope.world, name))
        if count:
            parts.append(f"{count} ({terbilang(count)}) {name.lower()}")
    return Answer(listed(parts))


# --- capaian ---------------------------------------------------------------------------------------------------------
@slot("rata_rata", "Rata-rata capaian instansi menurut rata_rata_instansi", figure=True)
def rata_rata(scope: Scope) -> Cell:
    """The office's mean, as on Beranda."""
    return office_figures.mean(scope.world)


@slot("predikat", "Predikat instansi; sementara selama ada indikator yang belum terukur")
def predikat(scope: Scope) -> Answer:
    """The office's predikat, as on Beranda."""
    cell = office_figures.predikat(scope.world)
    return Answer(cell.value or "N/A", None, cell.source)


@slot("skala_predikat", "Nama skala predikat")
def skala_predikat(scope: Scope) -> Answer:
    """Name of the scale in force."""
    return Answer(str(scope.world.defined["lk_skala"] or ""), None, setting("skala_predikat"))


@slot("cakupan_rata_rata", "Atas apa rata-rata instansi dihitung, misalnya 3 dari 4 indikator PK terukur")
def cakupan_rata_rata(scope: Scope) -> str:
    """Over what the office's mean is taken."""
    return office_measured(scope.world)


@slot("indikator_belum_terukur", "Nama indikator sasaran yang capaiannya belum dapat dihitung, dengan sebabnya")
def indikator_belum_terukur(scope: Scope) -> str:
    """Names of the indicators without a capaian, each with the reason."""
    return listed([f"{i.nama} ({why_unmeasured(scope.world, i)})" for i in unmeasured(scope.world)])


def _with_capaian(scope: Scope, indicators: Sequence[Any]) -> str:
    world = scope.world
    parts = []
    for i in indicators:
        rounded = " dibulatkan" if is_rounded_up(world, i) else ""
        parts.append(f"{i.nama} ({text_of(scope.analysis.ratio(capaian_to_date(world, i)))}{rounded})")
    return listed(parts)


@slot("indikator_di_bawah_target", "Nama indikator sasaran yang belum mencapai target, masing-masing dengan capaiannya")
def indikator_di_bawah_target(scope: Scope) -> str:
    """Names of the indicators below their target."""
    return _with_capaian(scope, below_target(scope.world))


@slot("indikator_tercapai", "Nama indikator sasaran yang mencapai target, masing-masing dengan capaiannya")
def indikator_tercapai(scope: Scope) -> str:
    """Names of the indicators that reach their target."""
    return _with_capaian(scope, on_target(scope.world))


@slot("tercapai_dibulatkan", "Di belakang jumlah_tercapai: berapa yang tercapai setelah capaiannya dibulatkan; kosong "
      "bila tidak ada")  # fmt: skip
def tercapai_dibulatkan(scope: Scope) -> str:
    """How many are counted as on their target only by rounding (docs/adr/0085)."""
    count, every = len(rounded_up(scope.world)), len(on_target(scope.world))
    if count and count == every:
        return f" {BY_ROUNDING}"
    return f"; {count} ({terbilang(count)}) di antaranya mencapai target {BY_ROUNDING}" if count else ""


# --- money -----------------------------------------------------------------------------------------------------------
@slot("pagu", "Pagu yang berlaku, dalam rupiah", figure=True)
def pagu(scope: Scope) -> Answer:
    """The office's pagu, as on Beranda."""
    return amount(office_figures.pagu(scope.world))


@slot("realisasi", "Realisasi anggaran s.d. triwulan berjalan; bertanda * selama sementara", figure=True)
def realisasi(scope: Scope) -> Answer:
    """The office's realisasi, as on Beranda."""
    return amount(marked(office_figures.realisasi(scope.world), scope.world.budget.total_unfilled))


@slot("serapan", "Realisasi dibagi pagu; bertanda * selama sementara", figure=True)
def serapan(scope: Scope) -> Cell:
    """The office's serapan, as on Beranda."""
    return marked(office_figures.serapan(scope.world), scope.world.budget.total_unfilled)


@slot("dasar_serapan", "Terhadap apa serapan dihitung: pagu, atau pagu efektif dengan jumlahnya")
def dasar_serapan(scope: Scope) -> str:
    """What the office's serapan is a share of (ANG-07)."""
    budget = scope.world.budget
    amount = f" {rupiah(budget.total_base)}" if is_number(budget.total_base) else ""
    return f"pagu efektif{amount}" if budget.by_available else "pagu"


def of_available(world: World, base: Any, pagu: Source) -> Answer:
    """Behind a serapan: that it is of Pagu Efektif, and of how much (ANG-07); "" where it is of the pagu itself."""
    if not world.budget.by_available or not is_number(base):
        return Answer("")
    source = Source(note="pagu efektif: pagu dikurangi blokir", inputs=(("pagu", pagu),))
    return Answer(f" dari pagu efektif {rupiah(base)}", base, source)


@slot("dari_pagu_efektif", "Di belakang serapan: dari pagu efektif dan jumlahnya; kosong bila terhadap pagu")
def dari_pagu_efektif(scope: Scope) -> Answer:
    """What the office's serapan is a share of, where the sentence names the pagu only."""
    return of_available(scope.world, scope.world.budget.total_base, summary("Pagu"))


@slot("sisa", "Pagu dikurangi realisasi; bertanda * selama sementara", figure=True)
def sisa(scope: Scope) -> Answer:
    """What is left of the office's pagu (ANG-03)."""
    budget = scope.world.budget
    source = Source(rule="ANG-03", inputs=(("pagu", summary("Pagu")), ("realisasi", summary("Realisasi"))))
    left = scope.world.sisa_of(budget.pagu, budget.realisasi)
    return amount(marked(money_cell(left, source=source), budget.total_unfilled))


@slot("catatan_anggaran", "Mengapa jumlah anggaran masih sementara atau ditahan; kosong bila lengkap")
def catatan_anggaran(scope: Scope) -> str:
    """What is told of money that is not complete."""
    world = scope.world
    return WITHHELD if world.amounts.withheld else told(world.budget.total_unfilled, world.quarter)


@slot("dukungan_anggaran", "Berapa dari pagu yang mendukung sasaran, dan berapa yang tidak; satu kalimat")
def dukungan_anggaran(scope: Scope) -> Answer:
    """How much of the pagu supports the sasaran, and how much none."""
    world = scope.world
    parts = supported(world)
    if not all(map(is_number, parts)):
        return Answer("")
    codes = [i.kode for i in world.indikator]
    source = scope.analysis.origins.supporting(codes, "Pagu")
    if not parts.measured:
        return Answer("Belum ada bagiannya yang disebut mendukung sasaran tersebut.", None, source)
    if not parts.others + parts.none:
        return Answer("Seluruhnya mendukung sasaran tersebut.", None, source)
    said = f"Dari jumlah itu {rupiah(parts.measured)} mendukung sasaran tersebut"
    if not parts.others:
        return Answer(f"{said}, dan {rupiah(parts.none)} tidak.", None, source)
    more = f", dan {rupiah(parts.none)} tidak mendukung indikator mana pun" if parts.none else ""
    joined = "," if parts.none else ", dan"
    said += f" melalui indikator yang diukur{joined} {rupiah(parts.others)} mendukung indikator Renstra lainnya{more}."
    return Answer(said, None, source)


@slot("anggaran_bersama", "Bahwa ada anggaran yang tercantum pada lebih dari satu sasaran; kosong bila tidak ada")
def anggaran_bersama(scope: Scope) -> str:
    """That some money stands under more than one sasaran."""
    return office_shared_text(scope.world)


def _by_serapan(world: World) -> list[Any]:
    programs = [r for r in level(world, "Program") if is_number(r.serapan)]
    return sorted(programs, key=lambda r: r.serapan)


def _program_slot(place: int, called: str) -> None:
    @slot(f"program_serapan_{called}", f"Nama program dengan serapan {called}")
    def name(scope: Scope) -> Answer:
        found = _by_serapan(scope.world)
        if not found:
            return Answer("")
        return Answer(str(found[place].uraian), None, scope.analysis.origins.budget(found[place], "Uraian"))

    @slot(f"serapan_{called}", f"Serapan program dengan serapan {called}", figure=True)
    def share(scope: Scope) -> Cell | str:
        found = _by_serapan(scope.world)
        if not found:
            return ""
        source = scope.analysis.origins.budget(found[place], "Serapan")
        return marked(scope.analysis.ratio(found[place].serapan, source=source), found[place].belum)


_program_slot(-1, "tertinggi")
_program_slot(0, "terendah")


def text_answer(value: Any, source: Source | None) -> Cell:
    """The cell of a text of the book; blank gives ""."""
    return Cell("" if value is None else str(value).strip(), TEXT, source)
