"""What the reviu checklist draws on: the book held against the PK, Renstra and IKU, and how complete it is."""

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from operator import itemgetter
from typing import Any

from ...compute.key import key
from ...compute.world import World
from ...expr.values import ErrorValue, is_number
from ...rules.terbilang import format_number
from ..office_figures import capaian_to_date, says_something
from ..registry import possible_ids

YES, PARTLY, NO, NOT_APPLICABLE = "Ya", "Sebagian", "Tidak", "Tidak berlaku"
REVIEWER = None  # a statement that is left for the reviewer to tick
SALAH, PERIKSA, INFO = "Salah", "Periksa", "Info"
Answer = tuple[str | None, list[str]]
"""The answer of a statement (None: left to the reviewer), and its evidence, sentences by line."""


def filled(value: Any) -> bool:
    """Something was written here."""
    return bool(value.strip()) if isinstance(value, str) else value is not None and value.__class__ is not ErrorValue


_PLACEHOLDER = re.compile(
    r"[(\[<{].*[)\]>}]|[\s._\-\u2026:/]*|(?:nip|nama)?[\s.:]*[._\u2026\-xX0]{2,}|(?:isi|ketik|tulis|diisi)\b.*"
    r"|(?:nama|nip|jabatan|pangkat)(?: lengkap)?(?: (?:kepala|atasan|pejabat|instansi|kota|bupati|wali kota|opd|skpd)"
    r"(?: (?:instansi|opd|dinas|skpd))?)?",
    re.IGNORECASE,
)


def not_placeholder(value: Any) -> bool:
    """A setting was filled in; brackets, dots and words such as ``nama kepala`` only keep its place."""
    return filled(value) and not (isinstance(value, str) and _PLACEHOLDER.fullmatch(value.strip()))


def same(a: Any, b: Any) -> bool:
    """Two targets say the same."""
    if is_number(a) and is_number(b):
        return bool(abs(a - b) <= 1e-9 * max(1, abs(a)))
    return key(a) == key(b)


def listed(names: Iterable[Any], most: int = 6, between: str = ", ") -> str:
    """Names in a row; of many the first ones and how many more there are."""
    every = [str(n) for n in names]
    return between.join(every[:most]) + (f"{between}dan {len(every) - most} lagi" if len(every) > most else "")


def _own_code(one: Any) -> Any:
    return one.kode


row_code = itemgetter("Kode")
sasaran_number = "sasaran {0.nomor}".format


class Share:
    """How many things of a list have what is asked.

    count: how many there are. having: how many have it. lacking: names of those without it.
    """

    def __init__(
        self, things: Iterable[Any], has: Callable[[Any], bool], name: Callable[[Any], Any] = _own_code
    ) -> None:
        every = list(things)
        self.count = len(every)
        self.lacking = [name(one) for one in every if not has(one)]
        self.having = self.count - len(self.lacking)

    def told(self, called: str, word: str = "belum") -> str:
        """``3 dari 4 indikator (belum: 2.1.1)``; names are left out when none or all have it."""
        lacking = f" ({word}: {listed(self.lacking)})" if self.lacking and self.having else ""
        return f"{format_number(self.having)} dari {format_number(self.count)} {called}{lacking}"


def grade(*parts: Share) -> str:
    """Ya when every part is whole, Tidak when every part is empty; parts of nothing do not count."""
    counted = [b for b in parts if b.count]
    if not any(b.having for b in counted):
        return NO
    return YES if all(b.having == b.count for b in counted) else PARTLY


def at_most_partly(answer: str) -> str:
    """The answer, held from Ya."""
    return PARTLY if answer == YES else answer


class Review:
    """A book held against its agreement, its Renstra and its findings.

    world: the computed book. temuan: findings, each with ``kode``, ``berat`` and ``lembar``. sheets: names of the
    report sheets that the book holds.

    Attributes:
        measured: indicators of sasaran. measured_by_code: every measured indicator. reported_sasaran: wordings of
            their sasaran.
        document, pk: name of the PK in force and the first row of each of its indicators, by code.
        renstra_sasaran, renstra_tujuan, iku: rows of Renstra with a target in the report's year.
    """

    def __init__(self, world: World, temuan: Iterable[Any], sheets: Iterable[Any]) -> None:
        self.world = world
        self.measured = world.indikator
        self.measured_by_code = {key(i.kode): i for i in (*world.indikator_lain, *world.indikator)}
        self.temuan = [t for t in temuan if t.kode and t.berat in (SALAH, PERIKSA, INFO)]
        self._codes = {t.kode for t in self.temuan}
        # A sheet whose name was taken already got a number: Lap PK (2).
        self._sheets = {re.sub(r" \(\d+\)$", "", str(n)).casefold() for n in sheets}
        self._names = {id: sheet for id, (sheet, _) in possible_ids(world).items()}
        self.reported_sasaran = {key(s.nama) for s in world.sasaran}
        self.document = f"PK {world.defined['lk_pk']}"
        self.pk: dict[str, Any] = {}
        for p in world.pk(self.document[3:]):
            self.pk.setdefault(key(p["Kode"]), p)
        with_target = [r for r in world.renstra_rows if says_something(r.get(f"Target {world.year}"))]
        self.renstra_sasaran, self.renstra_tujuan = (
            [r for r in with_target if key(r.get("Jenis")) == kind] for kind in ("sasaran", "tujuan")
        )
        self.iku = [r for r in with_target if key(r.get("IKU")) == "ya"]

    # --- what the answers draw on --------------------------------------------------------------------------------
    @cached_property
    def below_target(self) -> list[Any]:
        """Measured indicators below their target; at the end of the year also those without a capaian."""
        end = self.world.quarter >= 4
        return [i for i in self.measured if (self.capaian(i) < 1 if is_number(self.capaian(i)) else end)]

    def capaian(self, i: Any) -> Any:
        """Capaian of an indicator to the running quarter, before the cap."""
        return capaian_to_date(self.world, i)

    def see(self, *codes: str) -> str:
        """`` Lihat Temuan KON-03.`` for those of the codes that there are findings of."""
        found = [k for k in codes if k in self._codes]
        return f" Lihat Temuan {', '.join(found)}." if found else ""

    def lowered_if_wrong(self, answer: str, evidence: list[str], sheet: str) -> Answer:
        """The answer and evidence; proven mistakes on a sheet of inputs are named and keep the answer from Ya."""
        wrong = sum(1 for t in self.temuan if t.berat == SALAH and t.lembar == sheet)
        if not wrong:
            return answer, evidence
        return at_most_partly(answer), [*evidence, f"{wrong} temuan Salah di lembar {sheet}; lihat Temuan."]

    def sheets_present(self, ids: Iterable[str]) -> Share:
        """Which of these reports, as far as the book can have them, it holds; names those that are missing."""
        names = [self._names[id] for id in ids if id in self._names]
        return Share(names, lambda n: n.casefold() in self._sheets, str)

    def explanation(self, codes: Iterable[Any], numbers: str) -> Answer:
        """Answer of a statement ``if not, it is explained``.

        Args:
            codes: indicators whose Analisis should explain. numbers: which statements were not answered Ya.
        """
        codes = list({key(k): k for k in codes}.values())
        own = [k for k in codes if key(k) in self.measured_by_code]
        without_row = [k for k in codes if key(k) not in self.measured_by_code]
        explained = Share(own, lambda k: filled(self.measured_by_code[key(k)]["Analisis"]), str)
        evidence = []
        if own:
            evidence.append(f"Analisis terisi pada {explained.told('indikator yang tidak sesuai')}.")
        if without_row:
            evidence.append(f"Lihat penjelasannya di Bab III: {listed(without_row)} (tidak ada di lembar Pengukuran).")
        if own and not without_row and not explained.having:
            return NO, [*evidence, f"Indikatornya: {listed(own)}."]
        return REVIEWER, [f"Nilai apakah yang tidak sesuai pada butir {numbers} dijelaskan dengan memadai.", *evidence]

    def answered(self, part: Share, column: str) -> str:
        """How far a column answers for the indicators below their target."""
        if not part.count:
            return "Tidak ada capaian di bawah 100%."
        sebutan = part.told("indikator yang belum mencapai target atau N/A")
        return f"{column} terisi pada {sebutan}.{self.see('LKP-01', 'LKP-02', 'LKP-03')}"

    @cached_property
    def against_pk(self) -> tuple[Share, Share, Share]:
        """Sasaran and indicators of the report that the PK has; indicators of the PK that are measured."""
        renstra = self.world.renstra
        sasaran_pk = {key(renstra(p["Kode"]).get("Sasaran")) for p in self.pk.values()}
        return (
            Share(self.world.sasaran, lambda s: key(s.nama) in sasaran_pk, sasaran_number),
            Share(self.measured, lambda i: key(i.kode) in self.pk),
            Share(self.pk.values(), lambda p: key(p["Kode"]) in self.measured_by_code, row_code),
        )

    @cached_property
    def against_renstra(self) -> tuple[Share, Share, Share]:
        """Indicators that Renstra knows; sasaran of Renstra that are reported; targets of the PK that are Renstra's."""
        sasaran: dict[str, str] = {}
        renstra, column = self.world.renstra, f"Target {self.world.year}"
        for r in self.renstra_sasaran:
            sasaran.setdefault(key(r.get("Sasaran")), str(r.get("Sasaran")))
        sasaran.pop("", None)
        with_target = [p for p in self.pk.values() if filled(p["Target"]) and filled(renstra(p["Kode"]).get(column))]
        return (
            Share(self.measured, lambda i: bool(i.renstra)),
            Share(sasaran, lambda k: k in self.reported_sasaran, lambda k: f"'{sasaran[k][:60]}'"),
            Share(with_target, lambda p: same(p["Target"], renstra(p["Kode"]).get(column)), row_code),
        )

    @cached_property
    def against_indicators(self) -> tuple[Share, Share, Share]:
        """Sasaran with a wording; indicators of sasaran and of tujuan, due this year by Renstra, that are measured."""
        tahun, riwayat = self.world.year, self.world.history

        def measured(r: Any) -> bool:
            return key(r["Kode"]) in self.measured_by_code

        def measured_or_told(r: Any) -> bool:
            return measured(r) or filled(riwayat(r["Kode"], tahun).get("Realisasi"))

        return (
            Share(self.world.sasaran, lambda s: filled(s.nama), sasaran_number),
            Share(self.renstra_sasaran, measured, row_code),
            Share(self.renstra_tujuan, measured_or_told, row_code),
        )

    @cached_property
    def against_iku(self) -> tuple[Share, Share]:
        """IKU that are measured; sasaran of the report that have an IKU."""
        sasaran_iku = {key(r.get("Sasaran")) for r in self.iku}
        return (
            Share(self.iku, lambda r: key(r["Kode"]) in self.measured_by_code, row_code),
            Share(self.world.sasaran, lambda s: key(s.nama) in sasaran_iku, sasaran_number),
        )
