"""The paragraphs on money: who carries out what with how much, what was spent, and which sasaran it supports."""

from typing import Any

from ..compute.key import key
from ..expr.values import is_number
from ..schema.choices import ROMAWI
from . import office_figures
from .forms.agreement_data import programs
from .forms.origins import summary
from .layout.source import Source
from .office_figures import listed
from .sentence_parts import Sentence, lacking
from .shared_money import shared_text, supported
from .telling import ANGGARAN, IKHTISAR, Telling

_AREA = "URUSAN PEMERINTAHAN BIDANG "


class MoneySentences(Telling):
    """The paragraphs on the money of one computed book."""

    def _unavailable(self) -> Sentence | None:
        """What is said where the money cannot be told."""
        if self.world.amounts.withheld:
            return self._told(ANGGARAN, "Jumlah anggaran belum dapat disajikan karena urutan baris Anggaran tidak "
                              "sesuai dengan kodenya.")  # fmt: skip
        if not is_number(self.world.budget.pagu):
            return self._told(
                ANGGARAN, f"Anggaran belum dapat disajikan karena pagunya {lacking(self.world.budget.pagu)}."
            )
        return None

    def _money_in_short(self) -> list[Sentence]:
        missing = self._unavailable()
        if missing is not None:
            return [missing._replace(section=IKHTISAR)]
        return [self._told(IKHTISAR, f"{self._carried_out()} {self._spent()}")]

    def _money(self) -> list[Sentence]:
        missing = self._unavailable()
        if missing is not None:
            return [missing]
        result = [self._told(ANGGARAN, f"{self._carried_out()} {self._spent()}")]
        sources = self._funds()
        if sources:
            result.append(self._told(ANGGARAN, sources))
        result += self._beside()
        result.append(self._told(ANGGARAN, self._in_detail()))
        result += [s for s in map(self._money_of_sasaran, self.world.sasaran) if s is not None]
        return result

    def _carried_out(self) -> str:
        """Who carries out what, with how much money and how many programs; as the office prints it where its profile
        has words for it (``melaksanakan = "tercetak"``)."""
        world = self.world
        region = str(world.settings.get("pemerintah_daerah") or "").removeprefix("Pemerintah ").strip()
        office = self.office.removesuffix(region).strip()
        pagu = self._rupiah(world.budget.pagu, summary("Pagu"))
        numbers = [
            self._count(len(own), level)
            for level in ("Program", "Kegiatan", "Sub Kegiatan")
            if (own := office_figures.level(world, level))
        ]
        at = f" di {region}" if region else ""
        if self.words.get("melaksanakan") == "tercetak":
            last = f" serta {numbers[2]}" if len(numbers) == 3 else ""
            through = f" yang dilaksanakan melalui {' dan '.join(numbers[:2])}{last}" if numbers else ""
            return (
                f"Pelaksanaan {self._areas() or 'program dan kegiatan'}{at} dilaksanakan oleh {office} dengan total "
                f"anggaran pada Tahun {world.year} sebesar {pagu}{through}."
            )
        areas, through = self._areas(), listed([n.lower() for n in numbers])
        if areas:
            said = f"menyelenggarakan {areas}{at}" + (f" melalui {through}" if through else "")
        else:
            said = f"melaksanakan {through or 'program dan kegiatannya'}"
        return f"{office[:1].upper()}{office[1:]} {said} dengan pagu anggaran tahun {world.year} sebesar {pagu}."

    def _in_detail(self) -> str:
        """Where the reader finds every row: by its number where the office's table has one, else by its title."""
        if self.words.get("tabel_anggaran"):
            return (
                f"Secara rinci, realisasi pelaksanaan Program dan kegiatan pada {self.office} {self.time} dapat "
                f"dilihat pada {self.words['tabel_anggaran']}."
            )
        return f"Rincian pagu dan realisasi anggaran {self.time} disajikan dalam tabel Realisasi Anggaran berikut ini."

    def _areas(self) -> str:
        """The areas of government: as the profile says, else of the budget; "" where both are silent."""
        if self.words.get("urusan"):
            return self.words["urusan"]
        names = [
            str(r["Uraian"]).upper().removeprefix(_AREA).strip().lower()
            for r in self.world.amounts.rows
            if key(r["Tingkat"]) == "bidang" and str(r["Uraian"]).upper().startswith(_AREA)
        ]
        own = list(dict.fromkeys(names))
        return f"urusan pemerintahan bidang {listed(own)}" if own else ""

    def _spent(self, alone: bool = False) -> str:
        """What was spent; ``alone``: the sentence stands for itself and names the pagu, too."""
        budget = self.world.budget
        if not is_number(budget.realisasi):
            return f"Realisasi anggaran {self.time} {lacking(budget.realisasi)}."
        share = ""
        if is_number(budget.serapan):
            share = f" atau {self._ratio(budget.serapan, summary('Serapan'))} dari "
            if budget.by_available:
                share += self._available(budget.total_base, summary("Pagu"))
            else:
                share += "pagu" + (f" {self._rupiah(budget.pagu, summary('Pagu'))}" if alone else "")
        subject = f"Realisasi anggaran {self.time}" if alone else "Realisasinya"
        if not alone and not self.whole_year:
            subject += f" {self.time}"
        said = f"{subject} sebesar {self._rupiah(budget.realisasi, summary('Realisasi'))}{share}"
        waiting = budget.total_unfilled
        if waiting:
            quarter = ROMAWI[self.world.quarter]
            return (f"{said} (sementara, karena {self._count(waiting, 'baris anggaran')} belum lengkap: realisasi "
                    f"Triwulan {quarter} atau pagunya kosong).")  # fmt: skip
        return f"{said}."

    def _available(self, amount: Any, pagu: Source) -> str:
        """What is left of a pagu that is blocked in part, where serapan is measured against it (ANG-07)."""
        source = Source(note="pagu efektif: pagu dikurangi blokir", inputs=(("pagu", pagu),))
        return f"pagu efektif {self._rupiah(amount, source)}"

    def _funds(self) -> str:
        """Where the money of the agreement comes from."""
        document = str(self.world.defined["lk_pk"])
        funds: dict[str, list[Any]] = {}
        for p in programs(self.world, document):
            if p.fund:
                funds.setdefault(key(p.fund), []).append(p)
        if not funds:
            return ""
        if len(funds) == 1:
            return f"Anggaran itu bersumber dari {next(iter(funds.values()))[0].fund}."
        parts = []
        for own in funds.values():
            total = self.world.sum_of([p.now for p in own])
            source = Source(note="jumlah program PK dengan sumber dana itu",
                            inputs=tuple((p.name, p.now_source) for p in own if p.now_source))  # fmt: skip
            amount = f" {self._rupiah(total, source)}" if is_number(total) else ""
            parts.append(f"{own[0].fund}{amount}")
        return f"Menurut Perjanjian Kinerja, anggaran itu bersumber dari {listed(parts)}."

    def _money_of_sasaran(self, s: Any) -> Sentence | None:
        if not is_number(s.pagu):
            return None
        codes = [i.kode for i in s.indikator]
        said = f"Sasaran {s.nama} didukung anggaran {self._rupiah(s.pagu, self.origins.supporting(codes, 'Pagu'))}"
        if is_number(s.realisasi):
            spent = self._rupiah(s.realisasi, self.origins.supporting(codes, "Realisasi"))
            share = ""
            if is_number(s.serapan):
                pagu, realisasi = (self.origins.supporting(codes, c) for c in ("Pagu", "Realisasi"))
                share = f" atau {self._ratio(s.serapan, self.origins.quarter_serapan(pagu, realisasi))}"
                if self.world.budget.by_available:
                    share += f" dari {self._available(self.world.budget.base_of(codes), pagu)}"
            waiting = " (sementara)" if self.world.budget.unfilled(codes) else ""
            said += f" dengan realisasi {spent}{share}{waiting}"
        return self._told(ANGGARAN, f"{said}. {shared_text(self.world, s)}", s.nama)

    def _beside(self) -> list[Sentence]:
        """How much of the pagu supports the sasaran, and how much does not; only where there is both."""
        parts = supported(self.world)
        if not (self.world.indikator and all(map(is_number, parts)) and parts.measured > 0 < parts.others + parts.none):
            return []
        ours = self.origins.supporting([i.kode for i in self.world.indikator], "Pagu")
        free = self.origins.unsupporting("Pagu")
        rest = Source(note="pagu dikurangi kedua bagian itu",
                      inputs=(("pagu", summary("Pagu")), ("sasaran", ours), ("tanpa indikator", free)))  # fmt: skip
        said = f"Dari pagu itu {self._rupiah(parts.measured, ours)} mendukung sasaran"
        if not parts.others:
            told = f"{said}, dan {self._rupiah(parts.none, free)} tidak mendukung sasaran apa pun."
        elif not parts.none:
            told = f"{said} yang diukur, dan {self._rupiah(parts.others, rest)} mendukung indikator Renstra lainnya."
        else:
            told = (
                f"{said} yang diukur, {self._rupiah(parts.others, rest)} mendukung indikator Renstra lainnya, dan "
                f"{self._rupiah(parts.none, free)} tidak mendukung indikator mana pun."
            )
        return [self._told(ANGGARAN, told)]
