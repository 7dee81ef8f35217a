"""Slots of the year's figures: means, predikat, counts and money, each as Beranda and the reports show it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...compute.world import World
from ...expr.values import is_number
from ...reports.forms.origins import summary
from ...reports.forms.provisional import WITHHELD, marked, told
from ...reports.forms.wording import office_measured
from ...reports.layout.cells import money_cell, number_cell
from ...reports.layout.source import Cell, Source, setting
from ...reports.layout.styles import TEXT
from ...rules.terbilang import terbilang
from ..register import Answer, Scope, amount, slot


def listed(names: Sequence[Any]) -> str:
    """Names in a row of a sentence: ``a``; ``a dan b``; ``a, b, dan c``; with semicolons where names have commas.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"]), listed(["a, b", "c"])
    ('a', 'a dan b', 'a, b, dan c', 'a, b; dan c')
    """
    every = [str(name).strip().rstrip(".;") for name in names]
    if len(every) < 2:
        return "".join(every)
    comma = ";" if any("," in name or " dan " in name for name in every) else ","
    if len(every) == 2 and comma == ",":
        return " dan ".join(every)
    return f"{comma} ".join(every[:-1]) + f"{comma} dan {every[-1]}"


def reached(world: World, one: Any) -> Any:
    """Capaian of an indicator to the running quarter, before the cap, as the reviu checklist judges it."""
    return one["Capaian Asli"] if world.quarter >= 4 else one[f"Capaian TW{world.quarter}"]


def unmeasured(world: World) -> list[Any]:
    """Indicators of sasaran without a capaian."""
    return [i for i in world.indikator if not is_number(i["Capaian"])]


def on_target(world: World) -> list[Any]:
    """Indicators of sasaran that reach their target or go beyond it."""
    return [i for i in world.indikator if is_number(reached(world, i)) and reached(world, i) >= 1]


def below_target(world: World) -> list[Any]:
    """Measured indicators of sasaran below their target."""
    return [i for i in world.indikator if is_number(reached(world, i)) and reached(world, i) < 1]


# --- counts ----------------------------------------------------------------------------------------------------------
def _level(level: str) -> Callable[[World], Sequence[Any]]:
    return lambda world: [r for r in world.budget.rows if r.tingkat == level and r.jenis == 1]


COUNTED: tuple[tuple[str, str, str, Callable[[World], Sequence[Any]]], ...] = (
    ("jumlah_tujuan", "Banyaknya tujuan yang diukur", "tbl_renstra", lambda w: w.tujuan),
    ("jumlah_sasaran", "Banyaknya sasaran yang diukur", "tbl_renstra", lambda w: w.sasaran),
    ("jumlah_indikator", "Banyaknya indikator sasaran", "tbl_pengukuran", lambda w: w.indikator),
    ("jumlah_iku", "Banyaknya indikator kinerja utama yang diukur", "tbl_renstra",
     lambda w: [i for i in (*w.indikator, *w.indikator_lain) if i["_IKU"] == 1]),
    ("jumlah_terukur", "Banyaknya indikator sasaran yang capaiannya dapat dihitung", "tbl_pengukuran",
     lambda w: [i for i in w.indikator if is_number(i["Capaian"])]),
    ("jumlah_belum_terukur", "Banyaknya indikator sasaran yang capaiannya belum dapat dihitung", "tbl_pengukuran",
     unmeasured),
    ("jumlah_tercapai", "Banyaknya indikator sasaran yang mencapai atau melampaui target", "tbl_pengukuran", on_target),
    ("jumlah_di_bawah_target", "Banyaknya indikator sasaran yang belum mencapai target", "tbl_pengukuran",
     below_target),
    ("jumlah_program", "Banyaknya program pada lembar Anggaran", "tbl_anggaran", _level("Program")),
    ("jumlah_kegiatan", "Banyaknya kegiatan pada lembar Anggaran", "tbl_anggaran", _level("Kegiatan")),
    ("jumlah_sub_kegiatan", "Banyaknya sub kegiatan pada lembar Anggaran", "tbl_anggaran", _level("Sub Kegiatan")),
)  # fmt: skip


def _count(of: Callable[[World], Sequence[Any]], about: str) -> Callable[[Scope], Cell]:
    return lambda scope: number_cell(len(of(scope.world)), "#,##0", source=Source(note=about[0].lower() + about[1:]))


for _name, _about, _table, _of in COUNTED:
    slot(_name, _about, figure=True)(_count(_of, _about))


@slot("susunan_anggaran", "Banyaknya program, kegiatan, dan sub kegiatan dalam satu kalimat, dengan terbilang")
def susunan_anggaran(scope: Scope) -> Answer:
    """``9 (sembilan) program dan 64 (enam puluh empat) kegiatan``: the levels that the budget has."""
    parts = []
    for level in ("Program", "Kegiatan", "Sub Kegiatan"):
        count = len(_level(level)(scope.world))
        if count:
            parts.append(f"{count} ({terbilang(count)}) {level.lower()}")
    return Answer(listed(parts))


# --- capaian ---------------------------------------------------------------------------------------------------------
@slot("rata_rata", "Rata-rata capaian instansi menurut rata_rata_instansi", figure=True)
def rata_rata(scope: Scope) -> Cell:
    """The office's mean, as on Beranda."""
    return scope.analysis.ratio(scope.world.summary["Rata-rata capaian"], source=summary("Rata-rata capaian"))


@slot("predikat", "Predikat instansi; sementara selama ada indikator yang belum terukur")
def predikat(scope: Scope) -> Answer:
    """The office's predikat, as on Beranda."""
    value = scope.world.summary["Predikat"]
    return Answer(str(value) if isinstance(value, str) and value else "N/A", None, summary("Predikat"))


@slot("skala_predikat", "Nama skala predikat")
def skala_predikat(scope: Scope) -> Answer:
    """Name of the scale in force."""
    return Answer(str(scope.world.defined["lk_skala"] or ""), None, setting("skala_predikat"))


@slot("cakupan_rata_rata", "Atas apa rata-rata instansi dihitung, misalnya 3 dari 4 indikator PK terukur")
def cakupan_rata_rata(scope: Scope) -> str:
    """Over what the office's mean is taken."""
    return office_measured(scope.world)


@slot("indikator_belum_terukur", "Nama indikator sasaran yang capaiannya belum dapat dihitung")
def indikator_belum_terukur(scope: Scope) -> str:
    """Names of the indicators without a capaian."""
    return listed([i.nama for i in unmeasured(scope.world)])


def _with_capaian(scope: Scope, indicators: Sequence[Any]) -> str:
    world = scope.world
    return listed([f"{i.nama} ({Answer(*_shown(scope, reached(world, i))).text})" for i in indicators])


def _shown(scope: Scope, ratio: Any) -> tuple[str, Any]:
    from ...reports.layout.cells import text_of

    cell = scope.analysis.ratio(ratio)
    return text_of(cell), cell.value


@slot("indikator_di_bawah_target", "Nama indikator sasaran yang belum mencapai target, masing-masing dengan capaiannya")
def indikator_di_bawah_target(scope: Scope) -> str:
    """Names of the indicators below their target."""
    return _with_capaian(scope, below_target(scope.world))


@slot("indikator_tercapai", "Nama indikator sasaran yang mencapai target, masing-masing dengan capaiannya")
def indikator_tercapai(scope: Scope) -> str:
    """Names of the indicators that reach their target."""
    return _with_capaian(scope, on_target(scope.world))


# --- money -----------------------------------------------------------------------------------------------------------
def _money(value: Any, source: Source, missing: int = 0) -> Answer:
    return amount(marked(money_cell(value, source=source), missing))


@slot("pagu", "Pagu yang berlaku, dalam rupiah", figure=True)
def pagu(scope: Scope) -> Answer:
    """The office's pagu, as on Beranda."""
    return _money(scope.world.budget.pagu, summary("Pagu"))


@slot("realisasi", "Realisasi anggaran s.d. triwulan berjalan; bertanda * selama sementara", figure=True)
def realisasi(scope: Scope) -> Answer:
    """The office's realisasi, as on Beranda."""
    budget = scope.world.budget
    return _money(budget.realisasi, summary("Realisasi"), budget.total_unfilled)


@slot("serapan", "Realisasi dibagi pagu; bertanda * selama sementara", figure=True)
def serapan(scope: Scope) -> Cell:
    """The office's serapan, as on Beranda."""
    budget = scope.world.budget
    return marked(scope.analysis.ratio(budget.serapan, source=summary("Serapan")), budget.total_unfilled)


@slot("sisa", "Pagu dikurangi realisasi; bertanda * selama sementara", figure=True)
def sisa(scope: Scope) -> Answer:
    """What is left of the office's pagu (ANG-03)."""
    budget = scope.world.budget
    source = Source(rule="ANG-03", inputs=(("pagu", summary("Pagu")), ("realisasi", summary("Realisasi"))))
    left = scope.world.sisa_of(budget.pagu, budget.realisasi)
    return _money(left, source, budget.total_unfilled)


@slot("catatan_anggaran", "Mengapa jumlah anggaran masih sementara atau ditahan; kosong bila lengkap")
def catatan_anggaran(scope: Scope) -> str:
    """What is told of money that is not complete."""
    world = scope.world
    return WITHHELD if world.amounts.withheld else told(world.budget.total_unfilled, world.quarter)


def _by_serapan(world: World) -> list[Any]:
    programs = [r for r in _level("Program")(world) if is_number(r.serapan)]
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
