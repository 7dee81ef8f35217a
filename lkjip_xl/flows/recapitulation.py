"""What the books of many offices say together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

from ..compute.key import key
from ..expr.values import is_number
from ..records import dataclass, field
from .recap_rows import BASE, FINDINGS, INDICATOR, OFFICE_COLUMNS, OPEN_YET, SPENDING, WEIGHTS, Recap, office_name

_MOST_NAMED = 5
"""Offices that are named for each wording of a code."""
ALL_YEARS = "semua"
"""As a year: books of every year count."""
NO_URUSAN = "(tanpa urusan)"
"""What stands for the money of offices whose budget names no urusan."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A book that could be read and is not counted: its file, office and year, and why."""

    file: str
    office: str
    year: Any
    reason: str


@dataclass(frozen=True, slots=True)
class _Book:
    """What is kept of a book until it is known whether it counts."""

    file: str
    office: dict[str, Any]
    predikat: str
    findings: dict[str, dict[str, int]]
    urusan: list[list[Any]]
    indicators: int
    measured: float
    sealed: bool
    mark: int


@dataclass(slots=True)
class Recapitulation:
    """What the books of many offices say together: of each office one book of one year (docs/adr/0066).

    Attributes:
        offices: a row for each book that counts: file, office, year, quarter and the figures of ``OFFICE``.
        unreadable: ``(file, reason)``. aside: books that were read and do not count. year: of the books that count;
            None where all do. sealed: how many were taken from their seal.
        predikat, findings: counts, of findings by code and weight.
        urusan: ``{key: [name, pagu, realisasi, offices, offices left out]}``: those whose pagu or realisasi is no
            number are in neither sum. waiting: of each such key the offices whose money is in the sum and provisional.
        names: of each code the wordings of its indicator, with the offices that use them.
        missing: expected offices without a book that counts. twice: offices with several books of a year, with their
            files.
        expected: how many offices should report; 0 where nobody said. indicators: how many rows of indicators there
            are.
    """

    offices: list[dict[str, Any]] = field(default_factory=list)
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    year: Any = None
    sealed: int = 0
    predikat: Counter[str] = field(default_factory=Counter)
    findings: Counter[tuple[str, str]] = field(default_factory=Counter)
    urusan: dict[str, list[Any]] = field(default_factory=dict)
    waiting: Counter[str] = field(default_factory=Counter)
    names: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    twice: dict[str, list[str]] = field(default_factory=dict)
    expected: int = 0
    indicators: int = 0
    _books: list[_Book] = field(default_factory=list)
    _spellings: dict[str, dict[str, list[int]]] = field(default_factory=dict)

    def add(self, recap: Recap) -> None:
        """Add a book; nothing is counted before ``finish``."""
        if recap.reason:
            self.unreadable.append((recap.file, recap.reason))
            return
        rows = recap.rows
        figures = {column: rows["kantor"][column] for column in OFFICE_COLUMNS}
        office = {
            "berkas": recap.file, "instansi": office_name(recap), "tahun": rows["tahun"],
            "triwulan": rows["triwulan"], **figures, **_numbers_of_findings(rows),
        }  # fmt: skip
        for one in rows["indikator"]:
            code, wording = one[INDICATOR.index("kode")], one[INDICATOR.index("indikator")]
            spellings = self._spellings.setdefault(key(code), {})
            same = next((w for w in spellings if key(w) == key(wording)), str(wording or ""))
            spellings.setdefault(same, []).append(len(self._books))
        mark = crc32(repr((rows["kantor"], rows["indikator"], rows["urusan"])).encode("utf-8", "replace"))
        self._books.append(
            _Book(recap.file, office, said(figures["predikat"]), rows["temuan"], rows["urusan"],
                  len(rows["indikator"]), _figure(figures["terukur"]), recap.sealed, mark)
        )  # fmt: skip

    @property
    def unlike(self) -> list[str]:
        """Why the figures of the offices cannot be set side by side: other years, other quarters, none chosen."""
        lines = []
        years = Counter(office["tahun"] for office in self.offices)
        if len(years) > 1:
            told = ", ".join(
                f"{year or 'tanpa tahun'} ({count} buku)" for year, count in sorted(years.items(), key=str)
            )
            lines.append(f"Tahun bukunya tidak sama, jadi jumlahnya bukan jumlah satu tahun: {told}.")
        quarters = Counter(office["triwulan"] for office in self.offices)
        unchosen = quarters.pop(None, 0)
        if unchosen:
            lines.append(f"Triwulan belum dipilih di {unchosen} buku (-); angkanya dihitung seperti triwulan IV.")
        if len(quarters) > 1:
            told = ", ".join(f"triwulan {quarter} ({count} buku)" for quarter, count in sorted(quarters.items()))
            lines.append(f"Triwulannya tidak sama, jadi capaian dan serapannya tidak sebanding: {told}.")
        bases = Counter(office[BASE] for office in self.offices)
        if len(bases) > 1:
            told = ", ".join(f"{base} ({count} buku)" for base, count in sorted(bases.items()))
            lines.append(f"Dasar serapannya tidak sama, jadi serapannya tidak sebanding: {told}.")
        return lines

    def findings_of(self, place: int) -> dict[str, int]:
        """How many findings there are by code (0) or by weight (1)."""
        found = Counter[str]()
        for named, count in self.findings.items():
            found[named[place]] += count
        return dict(found)

    @property
    def reported(self) -> str:
        """How many of the offices that should report have not."""
        if not self.expected:
            return "daftar instansi yang harus melapor tidak diberikan"
        return f"{len(self.missing)} dari {self.expected} instansi belum melapor"

    def finish(self, expected: Sequence[str], year: Any = None) -> set[str]:
        """Decide which books count, count them, sort the offices, and compare them with those that are expected.

        Args:
            expected: names of offices. year: of the books that count, ``ALL_YEARS``, or None for that of most books.

        Returns:
            The files that count.
        """
        counted = self._one_of_each_office(self._of_one_year(self._filled(), year))
        for book in counted:
            self._count(book)
        own = set(map(id, counted))
        numbers = {number for number, book in enumerate(self._books) if id(book) in own}
        self._name(numbers)
        there = {key(office["instansi"]) for office in self.offices}
        names = list({key(name): name for name in expected if key(name)}.values())
        self.expected = len(names)
        self.missing = [name for name in names if key(name) not in there]
        self.offices.sort(key=lambda o: (-_figure(o["capaian"]), -_figure(o["serapan"]), key(o["instansi"])))
        self._books, self._spellings = [], {}
        return {office["berkas"] for office in self.offices}

    def _filled(self) -> list[_Book]:
        """The books that say anything."""
        kept = []
        for book in self._books:
            if book.indicators or _figure(book.office["pagu"]) > 0:
                kept.append(book)
            else:
                self._leave(book, "bukunya belum berisi indikator dan anggaran")
        return kept

    def _of_one_year(self, books: list[_Book], year: Any) -> list[_Book]:
        years = Counter(book.office["tahun"] for book in books if is_number(book.office["tahun"]))
        if year == ALL_YEARS or not years:
            return books
        self.year = year if year is not None else max(years, key=lambda one: (years[one], one))
        kept = []
        for book in books:
            own = book.office["tahun"]
            if own == self.year:
                kept.append(book)
            else:
                said = f"bukunya tahun {own}" if is_number(own) else "tahun bukunya tidak terbaca"
                self._leave(book, f"{said}; rekap ini tahun {self.year}")
        return kept

    def _one_of_each_office(self, books: Sequence[_Book]) -> list[_Book]:
        """Of several books of an office and a year the one with the latest quarter, then the one that measures more.

        Of books that are alike in this the one with the shortest name counts: copies have longer ones.
        """
        of: dict[tuple[str, Any], list[_Book]] = {}
        for book in books:
            of.setdefault((key(book.office["instansi"]), book.office["tahun"]), []).append(book)
        counted = []
        for (name, _), several in of.items():
            best = max(several, key=lambda book: (_figure(book.office["triwulan"]), book.measured, -len(book.file)))
            counted.append(best)
            if len(several) > 1:
                self.twice.setdefault(name, []).extend(book.file for book in several)
            for book in several:
                if book is not best:
                    self._leave(book, _why(book, best))
        return counted

    def _leave(self, book: _Book, reason: str) -> None:
        self.aside.append(SetAside(book.file, book.office["instansi"], book.office["tahun"], reason))

    def _count(self, book: _Book) -> None:
        self.offices.append(book.office)
        self.sealed += book.sealed
        self.predikat[book.predikat] += 1
        for code, by_weight in book.findings.items():
            self.findings.update({(code, weight): count for weight, count in by_weight.items()})
        self.indicators += book.indicators
        whole = [NO_URUSAN, book.office["pagu"], book.office["realisasi"]]
        for urusan, pagu, realisasi in book.urusan or [whole]:
            place = "" if urusan == NO_URUSAN else key(urusan)
            kept = self.urusan.setdefault(place, [urusan or NO_URUSAN, 0, 0, 0, 0])
            if is_number(pagu) and is_number(realisasi):  # one without the other would make a serapan of its own
                kept[1] += pagu
                kept[2] += realisasi
                kept[3] += 1
                self.waiting[place] += is_open_yet(book.office, SPENDING)
            else:
                kept[4] += 1

    def _name(self, counted: set[int]) -> None:
        """The codes with several wordings, each with the first offices that use it."""
        offices = [str(book.office["instansi"]) for book in self._books]
        for code, spellings in self._spellings.items():
            used = {wording: [n for n in numbers if n in counted] for wording, numbers in spellings.items()}
            if sum(map(bool, used.values())) > 1:
                self.names[code] = {
                    wording: [offices[n] for n in dict.fromkeys(numbers)][:_MOST_NAMED]
                    for wording, numbers in used.items()
                    if numbers
                }


def is_open_yet(office: Mapping[str, Any], what: str) -> bool:
    """Whether figures of an office's row are provisional. what: ``PERFORMANCE`` or ``SPENDING``."""
    return what in str(office[OPEN_YET]).split(", ")


def _numbers_of_findings(rows: Mapping[str, Any]) -> dict[str, int | None]:
    """How many findings, and how many of each weight; None where nobody has checked the book."""
    if not rows.get("diperiksa", bool(rows["temuan"])):
        return dict.fromkeys(FINDINGS)
    found = Counter[str]()
    for by_weight in rows["temuan"].values():
        found.update(by_weight)
    return dict(zip(FINDINGS, (found.total(), *(found[weight] for weight in WEIGHTS)), strict=True))


def said(predikat: Any) -> str:
    """A predikat for people: N/A where there is none, for whatever reason."""
    return predikat if isinstance(predikat, str) and predikat and not predikat.startswith("#") else "N/A"


def _why(book: _Book, best: _Book) -> str:
    other = f"buku lain dari instansi dan tahun yang sama yang dihitung: {best.file}"
    if book.mark == best.mark:
        return f"{other} (angkanya sama)"
    if _figure(best.office["triwulan"]) > _figure(book.office["triwulan"]):
        return f"{other} (triwulan {best.office['triwulan']})"
    return f"{other}; angkanya berbeda, periksa buku mana yang benar"


def _figure(value: Any) -> float:
    return float(value) if is_number(value) else -1.0
