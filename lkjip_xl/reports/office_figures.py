"""The figures of the whole office, each declared once: LAP-RINGKASAN, its paragraphs and the document's slots ask here.

So what is counted, over which rows, and what a judgement rests on cannot differ from one place to another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from ..compute.blank_quarters import blank_quarters
from ..compute.key import key
from ..compute.unmeasured_promises import unmeasured_promises
from ..compute.world import World
from ..expr.values import ErrorValue, compare_values, is_number
from ..rules.bacaan_angka import is_not_available_mark
from ..rules.registry import is_available
from ..schema.choices import ROMAWI
from ..schema.sheets.beranda import PROVISIONAL
from .forms.origins import Origins, origins_of, summary
from .layout.cells import money_cell, ratio_cell
from .layout.source import Cell, Source
from .layout.styles import CENTER

_COMMA = re.compile(r",(?!\d)")
"""A comma that divides words; that of 91,67% does not."""
Place = tuple[str, Source | None]
"""One of those that are counted: what it is called, and the cell that names it."""


class Count(NamedTuple):
    """A number of things.

    Attributes:
        name: of its slot. label: how LAP-RINGKASAN calls it. about: what is counted, for docs/naskah.md.
        members: what is counted.
    """

    name: str
    label: str
    about: str
    members: Callable[[World], list[Place]]

    def cell(self, world: World) -> Cell:
        """The number with its origin."""
        own = self.members(world)
        source = Source(note="banyaknya", inputs=tuple((called, place) for called, place in own if place is not None))
        return Cell(len(own), CENTER._replace(format="#,##0"), source)


# --- names in a row --------------------------------------------------------------------------------------------------
def listed(names: Sequence[Any]) -> str:
    """Names in a row of a sentence: with "serta" where one has a "dan" of its own, semicolons where one has a comma.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a dan b', 'a, b, dan c')
    >>> listed(["a dan b", "c"]), listed(["a dan b", "c", "d"]), listed(["a, b", "c"])
    ('a dan b serta c', 'a dan b, c, serta d', 'a, b; dan c')
    >>> listed(["a (91,67%)", "b (80,00%)"])
    'a (91,67%) dan b (80,00%)'
    """
    every = [str(name).strip().rstrip(".;") for name in names]
    if len(every) < 2:
        return "".join(every)
    if any(_COMMA.search(name) for name in every):
        return "; ".join(every[:-1]) + f"; dan {every[-1]}"
    word = "serta" if any(" dan " in name for name in every) else "dan"
    if len(every) == 2:
        return f" {word} ".join(every)
    return f"{', '.join(every[:-1])}, {word} {every[-1]}"


# --- what indicators are measured, and what they reach ---------------------------------------------------------------
def capaian_to_date(world: World, i: Any) -> Any:
    """Capaian of an indicator against the target to date, as Beranda counts it; of a whole year before the cap."""
    if world.quarter >= 4:
        return i["Capaian Asli"]
    return i[f"Capaian TW{world.quarter}" if world.book.first_version else "Capaian Berjalan"]


def measured(world: World) -> list[Any]:
    """The indicators of sasaran with a capaian to date."""
    return [i for i in world.indikator if is_number(capaian_to_date(world, i))]


def unmeasured(world: World) -> list[Any]:
    """The indicators of sasaran without a capaian to date."""
    return [i for i in world.indikator if not is_number(capaian_to_date(world, i))]


def says_something(value: Any) -> bool:
    """A target or realisasi that says something: a number, a label or a text, not N/A."""
    written = bool(value.strip()) if value.__class__ is str else is_available(value)
    return written and not is_not_available_mark(value)


def why_unmeasured(world: World, i: Any) -> str:
    """Why an indicator has no capaian to date."""
    target, realisasi, parsed = i["Target"], i["Realisasi"], i["_T0"]
    if any(x.__class__ is ErrorValue and x.kode != "#N/A" for x in (target, parsed)):
        return "targetnya tidak dapat dibaca"
    if not says_something(target):
        return "targetnya tidak tersedia"
    if world.quarter < 4 and i[f"_T{world.quarter}"].__class__ is ErrorValue:
        return f"belum bertarget sampai dengan Triwulan {ROMAWI[world.quarter]}"
    if realisasi.__class__ is ErrorValue and realisasi.kode != "#N/A":
        return "realisasinya tidak dapat dibaca"
    if not says_something(realisasi):
        typed = [i[f"Realisasi TW{n}"] for n in range(1, world.quarter + 1)]
        answered = any(isinstance(x, str) and x.strip() for x in typed)
        return "realisasinya tidak tersedia" if answered else "realisasinya belum diisi"
    return "capaiannya tidak dapat dihitung dari target dan realisasi itu"


def verdict(world: World, i: Any) -> int:
    """1 above the target to date, 0 on it, -1 below; by the capaian that is printed (docs/adr/0085)."""
    return int(compare_values(capaian_to_date(world, i), 1))


BY_ROUNDING = "setelah capaiannya dibulatkan"
"""Said where indicators are counted on their target that are there only as their capaian is printed (docs/adr/0085)."""
_EXACT = {"lk_desimal": 10, "lk_bulat": "Bulat"}


def is_rounded_up(world: World, i: Any) -> bool:
    """The printed capaian is on the target, and the realisasi is not: 999.960 of 1.000.000 is 100,00%."""
    if verdict(world, i):
        return False
    exact = world.what_if(i.kode, _EXACT)
    return bool(compare_values(capaian_to_date(world, exact), 1) < 0)


def by_verdict(world: World) -> dict[int, list[Any]]:
    """The measured indicators by their verdict: while a year runs nothing is judged against the whole of it."""
    own = measured(world)
    return {v: [i for i in own if verdict(world, i) == v] for v in (1, 0, -1)}


def on_target(world: World) -> list[Any]:
    """The indicators of sasaran that reach the target to date or go beyond it."""
    return [i for i in measured(world) if verdict(world, i) >= 0]


def rounded_up(world: World) -> list[Any]:
    """Those that reach the target to date only as their capaian is printed."""
    return [i for i in measured(world) if is_rounded_up(world, i)]


def below_target(world: World) -> list[Any]:
    """The measured indicators of sasaran below the target to date."""
    return [i for i in measured(world) if verdict(world, i) < 0]


# --- counts ----------------------------------------------------------------------------------------------------------
def level(world: World, name: str) -> list[Any]:
    """The rows of spending of a level of the budget."""
    wanted = key(name)
    return [r for r in world.budget.rows if key(r.tingkat) == wanted and r.jenis == 1]


def _level(name: str) -> Callable[[World], list[Place]]:
    def members(world: World) -> list[Place]:
        origins = origins_of(world)
        return [(str(r.kode or r.uraian), origins.budget(r, "Tingkat")) for r in level(world, name)]

    return members


def _indicators(of: Callable[[World], Iterable[Any]]) -> Callable[[World], list[Place]]:
    def members(world: World) -> list[Place]:
        origins = origins_of(world)
        return [(str(i.kode), origins.measured(i, "Indikator")) for i in of(world)]

    return members


def _plan_cell(origins: Origins, i: Any, column: str) -> Place:
    return str(i.kode), origins.renstra(i, column) or origins.measured(i, "Kode")


def _sasaran(world: World) -> list[Place]:
    origins = origins_of(world)
    return [_plan_cell(origins, s.indikator[0], "Sasaran") for s in world.sasaran]


def _tujuan(world: World) -> list[Place]:
    origins = origins_of(world)
    result = []
    for t in world.tujuan:
        if t.indikator:
            result.append((str(t.kode or t.nama), origins.cell("tbl_renstra", t.indikator[0], "Tujuan")))
        else:
            result.append(_plan_cell(origins, t.sasaran[0].indikator[0], "Tujuan"))
    return result


def main_indicators(world: World) -> list[Any]:
    """The measured Indikator Kinerja Utama, those of tujuan too."""
    return [i for i in (*world.indikator, *world.indikator_lain) if i["_IKU"] == 1]


COUNTS = (
    Count("jumlah_tujuan", "Tujuan", "Banyaknya tujuan yang diukur", _tujuan),
    Count("jumlah_sasaran", "Sasaran", "Banyaknya sasaran yang diukur", _sasaran),
    Count("jumlah_indikator", "Indikator sasaran", "Banyaknya indikator sasaran", _indicators(lambda w: w.indikator)),
    Count("jumlah_iku", "Indikator Kinerja Utama", "Banyaknya indikator kinerja utama yang diukur, dari tujuan juga",
          _indicators(main_indicators)),
    Count("jumlah_terukur", "Indikator sasaran yang terukur",
          "Banyaknya indikator sasaran yang capaiannya dapat dihitung", _indicators(measured)),
    Count("jumlah_belum_terukur", "Indikator sasaran yang belum terukur",
          "Banyaknya indikator sasaran yang capaiannya belum dapat dihitung", _indicators(unmeasured)),
    Count("jumlah_melampaui", "Di antaranya melampaui target",
          "Banyaknya indikator sasaran yang melampaui target s.d. triwulan berjalan",
          _indicators(lambda w: by_verdict(w)[1])),
    Count("jumlah_sesuai", "Di antaranya sama dengan target",
          "Banyaknya indikator sasaran yang sama dengan target s.d. triwulan berjalan",
          _indicators(lambda w: by_verdict(w)[0])),
    Count("jumlah_belum_tercapai", "Di antaranya di bawah target",
          "Banyaknya indikator sasaran yang terukur dan di bawah target s.d. triwulan berjalan",
          _indicators(lambda w: by_verdict(w)[-1])),
    Count("jumlah_tercapai", "Mencapai target s.d. triwulan berjalan",
          "Banyaknya indikator sasaran yang mencapai atau melampaui target s.d. triwulan berjalan",
          _indicators(on_target)),
    Count("jumlah_di_bawah_target", "Di bawah target s.d. triwulan berjalan",
          "Banyaknya indikator sasaran yang belum mencapai target s.d. triwulan berjalan", _indicators(below_target)),
    Count("jumlah_program", "Program", "Banyaknya program belanja pada lembar Anggaran", _level("Program")),
    Count("jumlah_kegiatan", "Kegiatan", "Banyaknya kegiatan belanja pada lembar Anggaran", _level("Kegiatan")),
    Count("jumlah_sub_kegiatan", "Sub kegiatan", "Banyaknya sub kegiatan belanja pada lembar Anggaran",
          _level("Sub Kegiatan")),
)  # fmt: skip
JUDGED = ("jumlah_melampaui", "jumlah_sesuai", "jumlah_belum_tercapai")


# --- money and judgement ---------------------------------------------------------------------------------------------
def pagu(world: World) -> Cell:
    """The office's pagu, as on Beranda."""
    return money_cell(world.budget.pagu, source=summary("Pagu"))


def realisasi(world: World) -> Cell:
    """The office's realisasi to the running quarter, as on Beranda."""
    return money_cell(world.budget.realisasi, source=summary("Realisasi"))


def serapan(world: World) -> Cell:
    """The office's serapan, as on Beranda."""
    return ratio_cell(world.budget.serapan, world.decimals, source=summary("Serapan"))


def mean(world: World) -> Cell:
    """The office's mean, as on Beranda."""
    return ratio_cell(world.summary["Rata-rata capaian"], world.decimals, source=summary("Rata-rata capaian"))


def predikat(world: World) -> Cell:
    """The office's predikat, as on Beranda; provisional while not all are measured, or a planned quarter is blank. ""
    where there is none."""
    figures = world.summary
    value = figures["Predikat"]
    if value.__class__ is ErrorValue or not value:
        return Cell("", CENTER, summary("Predikat"))
    # A book of version 1 does not say so by itself.
    known, wanted = figures["Indikator terukur"], figures["Indikator seluruhnya"]
    unmeasured = 0 if world.mean_over == "IKU" else len(unmeasured_promises(world))
    partly = is_number(known) and is_number(wanted) and 0 < known < wanted + unmeasured
    partly = partly or bool(blank_quarters(world))
    text = str(value).removesuffix(PROVISIONAL) + (PROVISIONAL if partly else "")
    return Cell(text, CENTER, summary("Predikat"))
