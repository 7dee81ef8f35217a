"""The year in sentences: what Ikhtisar, 3.1, 3.2 and the closing say, each number as its cell shows it.

``sentences(world)`` gives them in order; ``figures(world)`` the figures by name, for texts with slots. A sentence that
is not true is not written: no "seluruh" while one is missing, no mean of percentages of money, no predikat before the
year is over.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from ..compute.blank_quarters import blank_quarters_of
from ..compute.comparison import comparison_of
from ..compute.data_year import earlier_year
from ..compute.growing import UNTIL, is_dated, judged_quarter, undecided
from ..compute.history_years import is_provisional
from ..compute.key import key
from ..compute.world import World
from ..expr.values import compare_values, is_number
from ..rules.terbilang import in_words, terbilang
from ..schema.choices import ROMAWI
from ..schema.sheets.beranda import PROVISIONAL
from . import office_figures
from .forms.origins import summary
from .forms.wording import office_measured
from .layout.cells import value_cell
from .money_sentences import MoneySentences
from .office_figures import listed
from .sentence_parts import Named, Sentence, ended, first_sentence, lowered
from .support import disagreements, fits, support_of
from .telling import ANGGARAN, CATATAN, IKHTISAR, KINERJA, PENUTUP

SECTIONS = (IKHTISAR, KINERJA, ANGGARAN, PENUTUP, CATATAN)
_COUNTED = (
    "jumlah_tujuan", "jumlah_sasaran", "jumlah_indikator", "jumlah_iku", "jumlah_terukur", *office_figures.JUDGED,
    "jumlah_program", "jumlah_kegiatan", "jumlah_sub_kegiatan",
)  # fmt: skip


def sentences(world: World) -> list[Sentence]:
    """The paragraphs of the year, in the order of the report."""
    return _of(world).all


def figures(world: World) -> dict[str, Named]:
    """``{name: Named}`` of the figures that the paragraphs tell of the office."""
    return {one.name: one for one in _of(world).named}


def _of(world: World) -> "Sentences":
    return world.remembered(Sentences)


class Sentences(MoneySentences):
    """The paragraphs of one computed book."""

    @cached_property
    def all(self) -> list[Sentence]:
        """All paragraphs."""
        return [*self._summary(), *self._performance(), *self._money(), *self._closing(), *self._remarks()]

    # --- indicators ------------------------------------------------------------------------------------------------
    @cached_property
    def measured(self) -> list[Any]:
        """The indicators of sasaran with a capaian."""
        return office_figures.measured(self.world)

    @cached_property
    def reached(self) -> dict[int, list[Any]]:
        """The measured indicators by their verdict."""
        return office_figures.by_verdict(self.world)

    @cached_property
    def rounded_up(self) -> list[Any]:
        """Those on their target whose realisasi is a little below it."""
        return office_figures.rounded_up(self.world)

    @property
    def _rounded(self) -> str:
        """Behind a sentence that counts those on their target: how many are there only as their capaian is printed."""
        if not self.rounded_up:
            return ""
        count = self._count(len(self.rounded_up), "di antaranya")
        return f"; {count} mencapai target {office_figures.BY_ROUNDING}"

    @property
    def every_target_reached(self) -> bool:
        """All indicators are measured, and none is below its target."""
        every = self.world.indikator
        return bool(every) and len(self.measured) == len(every) and not self.reached[-1]

    # --- the figures -----------------------------------------------------------------------------------------------
    @cached_property
    def named(self) -> list[Named]:
        """The figures of the office by name."""
        world = self.world
        result = []
        for one in office_figures.COUNTS:
            if one.name in _COUNTED:
                cell = one.cell(world)
                result.append(Named(one.name, self._label(one), cell, terbilang(cell.value)))
        for name, label, cell in (
            ("pagu", "Pagu", office_figures.pagu(world)),
            ("realisasi", "Realisasi anggaran", office_figures.realisasi(world)),
        ):
            words = f"{in_words(cell.value)} rupiah" if in_words(cell.value) else ""
            result.append(Named(name, label + self._mark(name == "realisasi"), cell, words))
        result.append(Named("serapan", "Serapan" + self._mark(True), office_figures.serapan(world)))
        shown = office_figures.predikat(world)
        time = "" if self.whole_year else f" s.d. Triwulan {ROMAWI[world.quarter]}"
        mean = f"Rata-rata capaian{time} ({office_measured(world)}){self._any_waits(world.office_indicators)}"
        return [*result, Named("rata_rata_capaian", mean, office_figures.mean(world)),
                Named("predikat", f"Predikat{time}", shown if shown.value else shown._replace(value="-"))]  # fmt: skip

    def _label(self, one: office_figures.Count) -> str:
        """How a count is called: with the target that it judges by, and whose indicators it counts."""
        if one.name in office_figures.JUDGED:
            count = len(self.rounded_up) if one.name == "jumlah_sesuai" else 0
            return one.label + self._to_date + (f" ({count} setelah dibulatkan)" if count else "")
        if one.name == "jumlah_iku" and self.main_of_others:
            own = len(office_figures.main_indicators(self.world)) - len(self.main_of_others)
            other = "tujuan" if self.main_is_of_goals else "tujuan dan program"
            return f"{one.label} ({own} dari indikator sasaran, {len(self.main_of_others)} dari indikator {other})"
        return one.label

    @property
    def _to_date(self) -> str:
        """Behind the word target: which one, while the year is running."""
        return "" if self.whole_year else f" s.d. Triwulan {ROMAWI[self.world.quarter]}"

    @cached_property
    def main_of_others(self) -> list[Any]:
        """Indikator Kinerja Utama that measure something else than a sasaran: a tujuan."""
        return [i for i in self.world.indikator_lain if i["_IKU"] == 1]

    @property
    def main_is_of_goals(self) -> bool:
        """Those measure tujuan, and nothing else."""
        return all(key(i.renstra.get("Jenis")) == "tujuan" for i in self.main_of_others)

    def _mark(self, spent: bool) -> str:
        return " (sementara)" if spent and self.world.budget.total_unfilled else ""

    @property
    def _predikat(self) -> str:
        """The predikat of the year, which a running year has not."""
        return str(office_figures.predikat(self.world).value) if self.whole_year else ""

    # --- Ikhtisar --------------------------------------------------------------------------------------------------
    def _summary(self) -> list[Sentence]:
        if not self.world.indikator:
            return [self._told(IKHTISAR, f"Kinerja {self.office} {self.time} belum dapat disajikan karena belum ada "
                               "indikator sasaran yang diukur.")]  # fmt: skip
        return [self._counts(), self._reached(), self._mean(), *self._money_in_short()]

    def _counts(self) -> Sentence:
        world = self.world
        goals = f"{self._count(len(world.tujuan), 'tujuan')} dan " if world.tujuan and world.tujuan[0].nama else ""
        main = sum(1 for i in world.indikator if i["_IKU"] == 1)
        every = len(world.indikator)
        iku = ""
        if main == every:
            iku = ", seluruhnya Indikator Kinerja Utama"
        elif main:
            iku = f", {self._count(main, 'di antaranya Indikator Kinerja Utama')}"
        return self._told(
            IKHTISAR,
            f"Pada tahun {world.year} {self.office} melaksanakan {goals}{self._count(len(world.sasaran), 'sasaran')} "
            f"strategis yang diukur dengan {self._count(every, 'indikator kinerja')}{iku}.{self._others()}",
        )

    def _others(self) -> str:
        """The Indikator Kinerja Utama that the sentence of the sasaran leaves out."""
        if not self.main_of_others:
            return ""
        what = "tujuannya" if self.main_is_of_goals else "tujuan dan programnya"
        return f" Selain itu {what} diukur dengan {self._count(len(self.main_of_others), 'Indikator Kinerja Utama')}."

    def _reached(self) -> Sentence:
        every, above, on, below = (len(x) for x in (self.world.indikator, *(self.reached[v] for v in (1, 0, -1))))
        unmeasured = every - above - on - below
        against = f"target{self._to_date}"
        if every == 1:
            how = "melampaui" if above else "mencapai" if on else "belum mencapai"
            against += f" {office_figures.BY_ROUNDING}" if self.rounded_up else ""
            said = f"{how} {against}" if above + on + below else f"belum dapat diukur {self.time}"
            return self._told(IKHTISAR, f"Indikator itu {said}.")
        if not above + on + below:
            return self._told(IKHTISAR, f"Dari {self._count(every, 'indikator')} itu belum ada yang dapat diukur "
                              f"{self.time}.")  # fmt: skip
        if self.every_target_reached:
            verb = "mencapai" if on else "melampaui"
            how = f", {self._count(above, 'di antaranya melampaui target')}" if above and on else ""
            return self._told(
                IKHTISAR, f"Seluruh {self._count(every, 'indikator')} {verb} {against}{how}{self._rounded}."
            )
        parts = [
            f"{self._count(number, words)}"
            for number, words in (
                (above, f"melampaui {against}"), (on, f"mencapai {against}"),
                (below, f"belum mencapai {against}"), (unmeasured, "belum dapat diukur"),
            )
            if number
        ]  # fmt: skip
        return self._told(IKHTISAR, f"Dari {self._count(every, 'indikator')} itu, {listed(parts)}{self._rounded}.")

    def _mean(self) -> Sentence:
        figures, of_year = self.world.summary, "Terhadap target setahun"
        # A mean that holds a figure which nobody can judge yet is none.
        told = not any(undecided(self.world, i) for i in self.world.office_indicators)
        figure = of_year if told and not self.whole_year and not is_number(figures["Rata-rata capaian"]) \
            else "Rata-rata capaian"  # fmt: skip
        if not is_number(figures[figure]):
            return self._told(IKHTISAR, "Rata-rata capaian instansi belum dapat dihitung.")
        when, against, more = "", "", ""
        if figure == of_year:
            when = " terhadap target setahun"
        elif not self.whole_year:
            when, against = f" {self.time}", " terhadap target sampai triwulan itu"
            if told and is_number(figures[of_year]):
                more = f", dan {self._ratio(figures[of_year], summary(of_year))} terhadap target setahun"
                over = office_measured(self.world, "Capaian")
                more += f" ({over})" if over != office_measured(self.world) else ""
        waits = "" if self._predikat else self._any_waits(self.world.office_indicators)
        said = f"Rata-rata capaian instansi{when} {self._ratio(figures[figure], summary(figure))}{waits}{against}"
        if self._predikat:
            said += f" dengan predikat {self._predikat} menurut skala {self.world.defined['lk_skala']}"
        column = "Capaian" if figure == of_year else "Capaian Berjalan"
        return self._told(IKHTISAR, f"{said} ({office_measured(self.world, column)}){more}.")

    # --- 3.1 -------------------------------------------------------------------------------------------------------
    def _performance(self) -> list[Sentence]:
        result = []
        for s in self.world.sasaran:
            result.append(self._of_sasaran(s))
            for i in s.indikator:
                result.append(self._of_indicator(i) if self._is_told(i) else self._unmeasured(i, KINERJA))
        return result

    def _of_sasaran(self, s: Any) -> Sentence:
        said = f"Sasaran {s.nama} diukur dengan {self._count(len(s.indikator), 'indikator')}"
        count = sum(1 for i in s.indikator if self._is_told(i))
        if not count:
            return self._told(KINERJA, said + "; belum ada yang dapat diukur.", s.nama)
        if not self.whole_year:
            count = sum(1 for i in s.indikator if is_number(i["Capaian Berjalan"]))
        if len(s.indikator) > 1 and count:
            mean = self._ratio(s.rata_rata, self.origins.mean(s.indikator))
            some = "" if count == len(s.indikator) else f" atas {self._count(count, 'indikator yang terukur')}"
            against = "" if self.whole_year else f" terhadap target {self.time}"
            said += f" dengan rata-rata capaian {mean}{self._any_waits(s.indikator)}{against}{some}"
        return self._told(KINERJA, said + ".", s.nama)

    def _is_told(self, i: Any) -> bool:
        """An indicator has a capaian, of the year or to date."""
        return is_number(i["Capaian"]) or is_number(office_figures.capaian_to_date(self.world, i))

    def _of_indicator(self, i: Any) -> Sentence:
        measured = self.origins.measured
        target = self._value(i, i["Target"], measured(i, "Target"))
        realisasi = self._value(i, i["Realisasi"], measured(i, "Realisasi"))
        if self.whole_year:
            capaian = self._capaian(i)
            verdict = {1: " dan melampaui target", 0: " dan mencapai target", -1: " dan belum mencapai target"}[
                office_figures.verdict(self.world, i)
            ]
            if office_figures.is_rounded_up(self.world, i):
                capaian, verdict = f"{capaian} (dibulatkan)", ""
            said = f"{i.nama} ditargetkan {target} dan terealisasi {realisasi}{self._old(i)}, sehingga capaiannya " \
                f"{capaian}{self._grade(i)}{self._waits(i)}{verdict}."  # fmt: skip
        else:
            until, judged = self.time, judged_quarter(self.world, i)
            if not office_figures.says_something(i["Realisasi"]) and 0 < judged < self.world.quarter:
                # Nothing was said since the last quarter that has a target, and the capaian is of that one.
                until = f"sampai dengan Triwulan {ROMAWI[judged]} tahun {self.world.year}"
                last = self.world.realisasi_to(i, judged)
                realisasi = self._value(i, last, measured(i, f"Realisasi TW{judged}"))
            said = f"{i.nama} {until} terealisasi {realisasi}{self._old(i)} dari target setahun {target}"
            waiting = undecided(self.world, i)
            told = is_number(i["Capaian"]) and not waiting
            said += f", atau {self._capaian(i)}" if told else ""
            to_date = i["Capaian Berjalan"]
            if is_number(to_date) and not (told and to_date == i["Capaian"]):
                of = "triwulan itu"
                if 0 < judged < self.world.quarter and until == self.time:
                    of = f"Triwulan {ROMAWI[judged]}, triwulan terakhir yang bertarget,"
                shown = self._ratio(to_date, measured(i, "Capaian Berjalan"))
                said += f"; terhadap target sampai {of} {shown}{self._waits(i)}"
            said += f". Terhadap target setahun belum dapat dinilai karena {UNTIL}." if waiting else "."
        return self._told(KINERJA, " ".join([said, self._against_last_year(i), self._served(i)]), i.kode)

    def _old(self, i: Any) -> str:
        """Behind a realisasi: of which earlier year it is."""
        year = earlier_year(self.world, i)
        return "" if year is None else f" (data tahun {year})"

    def _grade(self, i: Any) -> str:
        """The predikat of an indicator, as its sentence goes on."""
        label = i["Predikat"]
        return f" dengan predikat {label}" if label.__class__ is str and label not in ("", "-") else ""

    def _waits(self, i: Any) -> str:
        """Behind a capaian or a predikat: that it rests on a planned quarter which is blank."""
        return PROVISIONAL if blank_quarters_of(self.world, i.isi) else ""

    def _any_waits(self, indicators: Iterable[Any]) -> str:
        """The same behind a mean of several."""
        return PROVISIONAL if any(self._waits(i) and is_number(i["Capaian Berjalan"]) for i in indicators) else ""

    def _capaian(self, i: Any) -> str:
        """Capaian of the year, and that the cap cut it."""
        capped = compare_values(i["Capaian Asli"], i["Capaian"]) > 0
        return self._ratio(i["Capaian"], self.origins.measured(i, "Capaian")) + (" setelah dibatasi" if capped else "")

    def _unmeasured(self, i: Any, section: str) -> Sentence:
        told = i["Analisis"].strip() if i["Analisis"].__class__ is str and self.whole_year else ""
        more = f" {first_sentence(told)}" if told and section == KINERJA else ""
        return self._told(
            section, f"{i.nama} belum dapat diukur karena {office_figures.why_unmeasured(self.world, i)}.{more}", i.kode
        )

    def _against_last_year(self, i: Any) -> str:
        """Rise or fall against last year; only of a whole year, and only where both years are known."""
        world = self.world
        if not self.whole_year or world.year is None or earlier_year(world, i) is not None:
            return ""
        last = world.year - 1
        before = comparison_of(world).realisasi(i, last)
        better = comparison_of(world).compared(i, before, last)
        if better is None:
            return ""
        source = self.origins.cell("tbl_riwayat", world.history(i.kode, last), "Realisasi")
        then = self._value(i, before, source)
        waits = is_provisional(world.history(i.kode, last))
        open_yet = ", sementara" if waits else ""
        if better == 0:
            return f"Realisasi itu sama dengan tahun {last} ({then}{open_yet})."
        if is_dated(i):
            sooner = "cepat" if better > 0 else "lambat"
            return f"Dibanding tahun {last} ({then}{open_yet}), realisasinya lebih {sooner}."
        down = key(i.renstra.get("Arah")) == "turun"
        moved = "naik" if (better > 0) != down else "turun"
        meaning = "" if not down else ", yang berarti membaik" if better > 0 else ", yang berarti memburuk"
        compared = f"tahun {last}{PROVISIONAL if waits else ''}"
        return f"Dibanding {compared}, realisasinya {moved} dari {then}{meaning}."

    def _served(self, i: Any) -> str:
        """Served out of total, where Data Dukung tells both."""
        found = support_of(self.world, i.kode)
        if found is None or found.above is None or not found.below or not fits(self.world, i, found):
            return ""
        above, below = (
            self._say(value_cell(x, "Angka", source=s))
            for x, s in zip((found.above, found.below), found.sources, strict=True)
        )
        return f"Data dukungnya mencatat {above} dari {below} {lowered(found.unit)}".rstrip() + "."

    # --- the closing -----------------------------------------------------------------------------------------------
    def _closing(self) -> list[Sentence]:
        if not self.world.indikator:
            return []
        result = [self._conclusion()]
        result += [self._unmeasured(i, PENUTUP) for i in office_figures.unmeasured(self.world)]
        if self._unavailable() is None:
            result.append(self._told(PENUTUP, self._spent(alone=True)))
        self.used = []
        return [*result, *self._ahead()]

    def _conclusion(self) -> Sentence:
        every = len(self.world.indikator)
        said = f"Laporan ini menyajikan capaian {self._count(every, 'indikator kinerja')} {self.office} {self.time}"
        if not self.measured:
            return self._told(PENUTUP, f"{said}; belum ada yang dapat diukur.")
        if self.every_target_reached:
            whole = "seluruhnya" if every > 1 else "indikator itu"
            verb = "mencapai" if self.reached[0] else "melampaui"
            return self._told(
                PENUTUP, f"{said}; {whole} {verb} target{self._to_date}{self._rounded if every > 1 else ''}."
            )
        if not self.whole_year:
            return self._told(PENUTUP, f"{said}; {self._count(len(self.measured), 'indikator')} sudah dapat diukur.")
        if every == 1:
            i = self.measured[0]
            return self._told(PENUTUP, f"{said}; indikator itu belum mencapai target{self._grade(i)}{self._waits(i)}.")
        labels = Counter((str(i["Predikat"]), self._waits(i)) for i in self.measured if i["Predikat"].__class__ is str)
        order = {
            str(b["Predikat"]): n for n, b in enumerate(reversed(self.world.rows("tbl_skala"))) if b.get("Predikat")
        }
        known = sorted(labels, key=lambda one: (-order.get(one[0], -1), one[1]))
        parts = [
            self._count(labels[label, waits], f"indikator berpredikat {label}{waits}")
            for label, waits in known if label not in ("", "-")
        ]  # fmt: skip
        parts = parts or [self._count(len(self.measured), "indikator sudah dapat diukur")]
        below = len(self.reached[-1])
        missed = f"; {self._count(below, 'di antaranya belum mencapai target')}" if below else ""
        return self._told(PENUTUP, f"{said}: {listed(parts)}{missed}{self._rounded}.")

    def _ahead(self) -> list[Sentence]:
        """What is done next: recommendations of the book, else Solusi; Strategi where a target was not reached."""
        table = "tbl_rekomendasi"
        rows = self.world.rows(table) if table in self.world.tables else []
        own: dict[str, list[str]] = {}
        for row in rows:
            if row.get("Rekomendasi"):
                step = str(row.get("Langkah") or row["Rekomendasi"])
                own.setdefault(key(row.get("Kode")), []).append(step.strip(" ."))
        result = []
        for i in self.world.indikator:
            steps = own.pop(key(i.kode), [])
            if not steps:
                missed = i not in self.reached[1] and i not in self.reached[0]
                text = i["Solusi"] if i["Solusi"].__class__ is str else ""
                text = text or (i.renstra.get("Strategi") if missed else "") or ""
                steps = [str(text).strip(" .")] if str(text).strip(" .") else []
            if steps:
                result.append(self._told(PENUTUP, f"Langkah ke depan untuk {i.nama} ialah "
                                         f"{ended(listed([lowered(t) for t in steps]))}", i.kode))  # fmt: skip
        for steps in own.values():
            result.append(self._told(PENUTUP, f"Langkah ke depan ialah {ended(listed([lowered(t) for t in steps]))}"))
        return result

    # --- what must not be pasted unseen ----------------------------------------------------------------------------
    def _remarks(self) -> list[Sentence]:
        result = []
        for i in self.world.indikator:
            found = support_of(self.world, i.kode)
            for text in disagreements(self.world, i, found) if found else ():
                result.append(self._told(CATATAN, text, i.kode))
        self.used = []
        return result
