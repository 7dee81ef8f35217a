"""Which quantity of a computed book a name means, at any number of decimals, quarter and document.

A printed report shows the same quantity at several precisions, and quarters beside the year. Nothing here has formulas
of its own: every quantity is asked of the world at that state.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

from ..expr.values import NOT_AVAILABLE, is_number
from ..rules.anggaran import serapan
from ..rules.rata_rata import rata_rata
from ..schema.choices import TRIWULAN
from .amounts import total
from .book import Cells
from .comparison import comparison_of
from .funding import funding_of
from .growing import is_dated
from .key import key
from .services import services_of
from .world import World

RASIO, UANG, NILAI, HITUNG, TEKS = "rasio", "uang", "nilai", "hitung", "teks"
INDIKATOR, ANGGARAN, INSTANSI, TAHUNAN = "indikator", "baris anggaran", "seluruh instansi", "anggaran tahun lalu"
LAYANAN = "layanan"
TELITI = 10
"""Decimals of the percent that stand for an unrounded result."""


class State(NamedTuple):
    """How a book is computed: decimals of a percent, Bulat or Potong, quarter, Awal or Perubahan."""

    decimals: int
    rounding: Any
    quarter: int
    document: Any


class Besaran(NamedTuple):
    """One quantity of the book.

    ruang: INDIKATOR, ANGGARAN, INSTANSI, TAHUNAN or LAYANAN. kode: as in the book, "" for the office. nama: its name in
    KOLOM.
    jenis: RASIO (1 is 100%), UANG, NILAI (the indicator's own unit or a level label), HITUNG (a count) or TEKS.
    hitung: function of a ``State``. lembar: the sheet to look at. satuan, tipe: of the indicator. letak: place in
    ``tbl_anggaran``, zero-based; None elsewhere.
    """

    ruang: str
    kode: Any
    nama: str
    jenis: str
    hitung: Callable[[State], Any]
    lembar: str
    satuan: Any
    tipe: Any
    letak: int | None


_LANGSUNG = {
    "Target": NILAI, "Realisasi": NILAI, "Capaian": RASIO, "Capaian Asli": RASIO, "Capaian Berjalan": RASIO,
    "Kemajuan": RASIO, "Predikat": TEKS,
    "Pagu": UANG, "Realisasi Anggaran": UANG, "Serapan": RASIO, "Efisiensi": RASIO,
    **{f"{n} TW{i}": NILAI for n in ("Target", "Realisasi") for i in TRIWULAN},
    **{f"Capaian TW{i}": RASIO for i in TRIWULAN},
}  # fmt: skip
_INDIKATOR = {
    **_LANGSUNG, "Kondisi Awal": NILAI, "Target Akhir": NILAI, "Target Lalu": NILAI, "Realisasi Lalu": NILAI,
    "Capaian Lalu": RASIO, "Realisasi Provinsi": NILAI, "Realisasi Nasional": NILAI, "Pertumbuhan": RASIO,
    "Porsi": RASIO, "Pembilang": HITUNG, "Penyebut": HITUNG, "Data Dukung": RASIO,
}  # fmt: skip
_ANGGARAN = {
    "Pagu": UANG, "Pagu Awal": UANG, "Pagu Perubahan": UANG, "Realisasi": UANG, "Realisasi Anggaran": UANG,
    "Serapan": RASIO, "Sisa": UANG, "Porsi": RASIO,
    **{f"Realisasi TW{i}": UANG for i in TRIWULAN}, **{f"Serapan TW{i}": RASIO for i in TRIWULAN},
}  # fmt: skip
_INSTANSI = {
    **_ANGGARAN, "Rata-rata Capaian": RASIO, "Rata-rata Indikator PK": RASIO, "Rata-rata IKU": RASIO,
    "Rata-rata Sasaran": RASIO, "Rata-rata Serapan Program": RASIO, "Predikat": TEKS, "Jumlah Program": HITUNG,
    "Jumlah Kegiatan": HITUNG, "Jumlah Sub Kegiatan": HITUNG, "Jumlah Indikator": HITUNG,
}  # fmt: skip
_GROWTH = {"Pertumbuhan Pagu": RASIO, "Pertumbuhan Realisasi": RASIO}
KOLOM = {INDIKATOR: _INDIKATOR, ANGGARAN: _ANGGARAN, INSTANSI: _INSTANSI, TAHUNAN: _GROWTH}
"""Names that the column Kolom of ``tbl_cetak`` knows, by what Kode names; years are added by ``BERTAHUN``."""
BERTAHUN = {
    INDIKATOR: {"target": NILAI, "realisasi": NILAI, "capaian": RASIO},
    TAHUNAN: {"pagu": UANG, "realisasi": UANG, "serapan": RASIO},
    LAYANAN: {"target": NILAI, "realisasi": NILAI, "capaian": RASIO, "rasio": RASIO},
}
"""Names that take a year behind them (``Target 2021``)."""
SEPADAN = {
    "target kinerja": "Target", "realisasi kinerja": "Realisasi", "capaian kinerja": "Capaian",
    "persentase capaian": "Capaian", "tingkat kemajuan": "Kemajuan", "tingkat efisiensi": "Efisiensi",
    "penyerapan": "Serapan", "penyerapan anggaran": "Serapan", "serapan anggaran": "Serapan", "anggaran": "Pagu",
    "pagu anggaran": "Pagu", "sisa anggaran": "Sisa", "porsi anggaran": "Porsi", "target akhir renstra": "Target Akhir",
    "target tahun lalu": "Target Lalu", "realisasi tahun lalu": "Realisasi Lalu", "capaian tahun lalu": "Capaian Lalu",
    "baseline": "Kondisi Awal", "rata-rata capaian kinerja": "Rata-rata Capaian",
    "rata-rata serapan": "Rata-rata Serapan Program", "jumlah subkegiatan": "Jumlah Sub Kegiatan",
}  # fmt: skip
"""Other wordings of a name, in lower case."""
_TOTAL = frozenset(("", "total", "jumlah", "total jumlah", "jumlah total", "instansi", "seluruh instansi"))
OUTSIDE = {"Realisasi Provinsi": "Provinsi", "Realisasi Nasional": "Nasional"}
"""Quantities of others than the office: name -> Lingkup of Riwayat."""
_LALU = ("Target Lalu", "Realisasi Lalu", "Capaian Lalu", "Pertumbuhan")
_ROMAWI = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def waktu(text: Any) -> tuple[int | None, str | None]:
    """Quarter and document that a table's heading names: ``TW II``, ``Triwulan 3``, ``PK Awal``; None where none."""
    t = key(text)
    tw = re.search(r"\b(?:tw|triwulan)[ .]*(iv|i{1,3}|[1-4])\b", t)
    dokumen = re.search(r"\b(awal|murni|perubahan)\b|\bp[.-]?apbd\b", t)
    triwulan = int(_ROMAWI.get(tw[1], tw[1])) if tw else None
    return triwulan, (("Awal" if dokumen[1] in ("awal", "murni") else "Perubahan") if dokumen else None)


class Quantities:
    """The quantities of a world by name, as a printed cell needs them.

    Attributes:
        world: the computed book.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self._kept: dict[Any, Any] = {}

    def keep(self, name: Any, make: Callable[[], Any]) -> Any:
        """The value kept under ``name``; made by ``make`` the first time."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]

    def state(
        self, decimals: int = TELITI, rounding: str = "Bulat", quarter: int | None = None, document: str | None = None
    ) -> State:
        """A ``State``; quarter and document are the book's own unless given."""
        return State(decimals, rounding, quarter or self.world.quarter, document or self.world.document)

    def at(self, k: State) -> World:
        """The world at a state."""
        if k not in self._kept:
            self._kept[k] = self.world.at(**k._asdict())
        world: World = self._kept[k]
        return world

    # --- budget ------------------------------------------------------------------------------------------------------
    def serapan_row(self, i: int, k: State) -> Any:
        """Serapan of a budget row."""
        amounts = self.world.amounts
        return serapan(amounts.realisasi(k.quarter)[i], amounts.pagu(k.document)[i], k.decimals, k.rounding)

    def mean_serapan(self, rows: list[int], k: State) -> Any:
        """Simple mean of the serapan of budget rows: what a report should not print for their sum."""
        return rata_rata([self.serapan_row(i, k) for i in rows], k.decimals, k.rounding)

    @cached_property
    def programs(self) -> list[int]:
        """Rows of Tingkat Program, zero-based."""
        amounts = self.world.amounts
        return [i for i, r in enumerate(amounts.rows) if amounts.shape.filled[i] and key(r["Tingkat"]) == "program"]

    # --- indicators --------------------------------------------------------------------------------------------------
    @cached_property
    def codes(self) -> dict[str, Any]:
        """``{key of a code: code}`` of everything that Renstra or Pengukuran lists."""
        every = [r["Kode"] for r in (*self.world.renstra_rows, *self.world.measured)]
        return {key(code): code for code in every}

    def in_year(self, code: Any, name: str, year: int | None, k: State) -> Any:
        """Target, realisasi or capaian of an indicator in a year: Riwayat, else Renstra (target) or this year's."""
        if year == self.world.year:
            return self.at(k).indicator_row(code)[name.capitalize()]
        if name == "capaian":
            return self.at(k).at(year=year).indicator_row(code)["Capaian"]
        if name == "target":
            return self.world.target_in(code, year)
        return self.world.history(code, year).get("Realisasi")

    @cached_property
    def _support(self) -> dict[str, list[Cells]]:
        result: dict[str, list[Cells]] = {}
        for row in self.world.rows("tbl_data_dukung"):
            if key(row["Kode"]):
                result.setdefault(key(row["Kode"]), []).append(row)
        return result

    def _supported(self, code: Any, name: str, k: State, number: int | None) -> Any:
        every = self._support.get(key(code), [])
        details = [r for r in every if key(r["Jenis"]) != "total"]
        if name != "Data Dukung":
            return total(r[name] for r in details)
        choice = details if number else [r for r in every if key(r["Jenis"]) == "total"]
        if not 1 <= (number or 1) <= len(choice):
            return NOT_AVAILABLE
        one = choice[(number or 1) - 1]
        return serapan(one["Pembilang"], one["Penyebut"], k.decimals, k.rounding)

    def support_total(self, code: Any, name: str) -> Any:
        """Pembilang or Penyebut of the Total row of Data Dukung."""
        return next((r[name] for r in self._support.get(key(code), []) if key(r["Jenis"]) == "total"), None)

    def _of_indicator(self, code: Any, name: str, number: int | None) -> Callable[[State], Any]:
        world = self.world
        before = world.year - 1 if world.year is not None else None
        if name in _LANGSUNG:
            return lambda k: self.at(k).indicator_row(code)[name]
        if name in OUTSIDE:
            return lambda k: comparison_of(world).outside(world.indicator(code), OUTSIDE[name]).get("Realisasi")
        if name in ("Pembilang", "Penyebut", "Data Dukung"):
            return lambda k: self._supported(code, name, k, number)
        return {
            "Kondisi Awal": lambda k: world.renstra(code).get("Kondisi Awal"),
            "Target Akhir": lambda k: world.target_renstra(code, world.last_year),
            "Target Lalu": lambda k: world.target_in(code, before),
            "Realisasi Lalu": lambda k: world.history(code, before).get("Realisasi"),
            "Capaian Lalu": lambda k: self.in_year(code, "capaian", before, k),
            "Porsi": lambda k: self.at(k).porsi_of(self.at(k).indicator_row(code)["Pagu"]),
            "Pertumbuhan": lambda k: NOT_AVAILABLE if is_dated(world.indicator(code)) else self.at(k).pertumbuhan_of(
                self.at(k).indicator_row(code)["_R0"], world.number(code, world.realisasi_in(code, before))
            ),
        }[name]  # fmt: skip

    # --- money of a row or of the office -----------------------------------------------------------------------------
    def _of_money(
        self,
        name: str,
        pagu: Callable[[State], Any],
        realisasi: Callable[[State], Any],
        base: Callable[[State], Any],
    ) -> Callable[[State], Any]:
        """Quantities of budget rows and of the office.

        Args:
            name: of the quantity. pagu, realisasi, base: give these amounts in a ``State``; base is what serapan is
            measured against.
        """
        quarter = re.fullmatch(r"(Realisasi|Serapan) TW([1-4])", name)
        if quarter:
            other, number = self._of_money(quarter[1], pagu, realisasi, base), int(quarter[2])
            return lambda k: other(k._replace(quarter=number))
        if name in ("Pagu Awal", "Pagu Perubahan"):
            return lambda k: pagu(k._replace(document=name[5:]))
        return {
            "Pagu": pagu,
            "Realisasi": realisasi,
            "Realisasi Anggaran": realisasi,
            "Serapan": lambda k: self.at(k).serapan_of(realisasi(k), base(k)),
            "Sisa": lambda k: self.at(k).sisa_of(pagu(k), realisasi(k)),
            "Porsi": lambda k: self.at(k).porsi_of(pagu(k)),
        }[name]

    def mean_capaian(self, over: Any, k: State, blanks_zero: bool = False) -> Any:
        """Mean of capaian over ``PK``, ``IKU`` or ``Sasaran``. ``blanks_zero``: N/A counts as 0, as it should not."""
        at = self.at(k)

        def mean(values: list[Any]) -> Any:
            return rata_rata([0 if blanks_zero and not is_number(x) else x for x in values], k.decimals, k.rounding)

        if over == "Sasaran":
            return mean(
                [mean([at.indicator_row(i.kode)["Capaian Berjalan"] for i in s.indikator]) for s in self.world.sasaran]
            )
        source = f"PK {at.defined['lk_pk']}"
        rows = [(own, at.indicator_row(own["Kode"])) for own in self.world.measured]
        return mean(
            [
                r["Capaian Berjalan"]
                for own, r in rows
                if (own["_IKU"] == 1 if over == "IKU" else r["Sumber Target"] == source)
            ]
        )

    @cached_property
    def _levels(self) -> Counter[str]:
        return Counter(key(r["Tingkat"]) for r in self.world.amounts.rows if key(r["Tingkat"]))

    def _of_office(self, name: str) -> Callable[[State], Any]:
        if name in _ANGGARAN:
            return self._of_money(
                name, lambda k: self.at(k).budget.pagu, lambda k: self.at(k).budget.realisasi,
                lambda k: self.at(k).budget.total_base,
            )  # fmt: skip
        if name.startswith("Jumlah "):
            level = name[7:]
            if level == "Indikator":
                return lambda k: len(self.world.measured) or NOT_AVAILABLE
            return lambda k: self._levels.get(key(level), 0) if self._levels else NOT_AVAILABLE
        if name == "Rata-rata Serapan Program":
            return lambda k: self.mean_serapan(self.programs, k)
        if name == "Predikat":
            return lambda k: self.world.summary["Predikat"]
        over = {"Rata-rata Indikator PK": "PK", "Rata-rata IKU": "IKU", "Rata-rata Sasaran": "Sasaran"}
        choice = over.get(name) or self.world.mean_over
        return lambda k: self.mean_capaian(choice, k)

    # --- by name -----------------------------------------------------------------------------------------------------
    def besaran(
        self, ruang: str, code: Any, name: str, number: int | None = None, position: int | None = None
    ) -> Besaran:
        """The ``Besaran`` of a name of ``KOLOM`` (or of ``BERTAHUN`` with its year).

        Args:
            ruang: INDIKATOR, ANGGARAN, INSTANSI, TAHUNAN or LAYANAN. code: key of a code. number: of the Rincian row of
            Data Dukung. position: place in ``tbl_anggaran``.
        """
        dated = re.fullmatch(r"(\w+) (\d{4})", name)
        if ruang == TAHUNAN and dated:
            what = dated[1].casefold()
            return Besaran(ruang, self.yearly_names[code], name, BERTAHUN[TAHUNAN][what],
                           self._of_past_budget(code, what, int(dated[2])), "Riwayat", None, None, None)  # fmt: skip
        if ruang == TAHUNAN:
            return Besaran(ruang, self.yearly_names[code], name, RASIO, self._growth_of(code, name.split()[1]),
                           "Riwayat", None, None, None)  # fmt: skip
        if ruang == LAYANAN:
            assert dated is not None
            return self._of_service(code, name, dated[1].casefold(), int(dated[2]))
        if ruang == INDIKATOR:
            kode = self.codes[code]
            renstra = self.world.renstra(kode)
            if dated:
                what, year = dated[1].casefold(), int(dated[2])
                kind, hitung = BERTAHUN[INDIKATOR][what], self._in_year(kode, what, year)
            else:
                kind, hitung = _INDIKATOR[name], self._of_indicator(kode, name, number)
            return Besaran(
                ruang, kode, name, kind, hitung, _seen_on(name, dated), renstra.get("Satuan"), renstra.get("Tipe"), None
            )
        amounts = self.world.amounts
        if ruang == ANGGARAN:
            assert position is not None
            place = position
            hitung = self._of_money(
                name, lambda k: amounts.pagu(k.document)[place], lambda k: amounts.realisasi(k.quarter)[place],
                lambda k: self.at(k).budget.bases(k.document)[place],
            )  # fmt: skip
            return Besaran(ruang, amounts.rows[position]["Kode"], name, _ANGGARAN[name], hitung, "Anggaran", None, None,
                           position)  # fmt: skip
        sheet = "Anggaran" if name in _ANGGARAN or name.endswith(("Program", "Kegiatan")) else "Pengukuran"
        return Besaran(ruang, "", name, _INSTANSI[name], self._of_office(name), sheet, None, None, None)

    def _growth_of(self, uraian: str, what: str) -> Callable[[State], Any]:
        funding = funding_of(self.world)
        line = next((x for x in (*funding.lines, *funding.totals) if key(x.name) == uraian), None)
        amounts = funding.whole_amounts(line, what) if line is not None else []
        return lambda k: funding.growth(amounts, k.decimals, k.rounding)

    def _of_service(self, code: str, name: str, what: str, year: int) -> Besaran:
        services = services_of(self.world)
        one = services.by_key[code]
        if what in ("capaian", "rasio"):
            value: Callable[[State], Any] = lambda k: services.ratio(one, year, k.decimals, k.rounding)  # noqa: E731
        else:
            typed = one.cell(year, what.capitalize())[2]
            value = lambda k: typed  # noqa: E731
        return Besaran(LAYANAN, one.row["Kode"], name, BERTAHUN[LAYANAN][what], value, "Layanan",
                       one.row.get("Satuan"), one.tipe, None)  # fmt: skip

    def _in_year(self, kode: Any, what: str, year: int) -> Callable[[State], Any]:
        return lambda k: self.in_year(kode, what, year, k)

    @cached_property
    def past_budgets(self) -> dict[tuple[str, Any], Cells]:
        """``{(key of Uraian, year): row}`` of Riwayat Anggaran."""
        result: dict[tuple[str, Any], Cells] = {}
        for row in self.world.rows("tbl_riwayat_anggaran"):
            if key(row["Uraian"]):
                result.setdefault((key(row["Uraian"]), row["Tahun"]), row)
        return result

    @cached_property
    def yearly_names(self) -> dict[str, Any]:
        """``{key of Uraian: Uraian}`` of Riwayat Anggaran."""
        return {name: row["Uraian"] for (name, _), row in self.past_budgets.items()}

    def _of_past_budget(self, uraian: str, name: str, year: int) -> Callable[[State], Any]:
        row = self.past_budgets.get((uraian, year), {})
        if name == "serapan":
            parts = _number(row.get("Realisasi")), _number(row.get("Pagu"))
            return lambda k: serapan(*parts, k.decimals, k.rounding)
        return lambda k: row.get(name.capitalize())

    def serapan_bounds(self, uraian: Any, year: int) -> tuple[float, float] | None:
        """Bounds of a past year's serapan where its amounts are known in rounded millions or billions; else None.

        The trailing zeros tell: 6.990.000.000 stands for anything from 6.985 to 6.995 million.
        """
        row = self.past_budgets.get((key(uraian), year), {})
        above: Any = row.get("Realisasi")
        below: Any = row.get("Pagu")
        if not (is_number(above) and is_number(below)) or above <= 0 or below <= 0:
            return None
        a, b = _unit(above) / 2, _unit(below) / 2
        return ((above - a) / (below + b), (above + a) / (below - b)) if a or b else None

    def find(self, kode: Any, column: Any) -> tuple[list[Besaran], list[str]]:
        """The quantities that a printed cell may mean.

        Args:
            kode: an indicator's or a budget row's code, with ``Indikator`` or ``Anggaran`` before it where both have
                it; blank or TOTAL for the office; ``2.2.1#2`` for the second Rincian row of Data Dukung; the
                Uraian of a row of Riwayat Anggaran.
            column: a name.

        Returns:
            ``(besaran, ruang)``: list of Besaran, and where the code is known. An empty ``ruang``: unknown code; an
            empty ``besaran`` with a ``ruang``: unknown name.
        """
        code, forced, number = _parse_code(kode)
        spaces = self._spaces(code, forced)
        result: list[Besaran] = []
        for space in spaces:
            name = standard_name(space, column)
            if name is None:
                continue
            if space == ANGGARAN:
                result += [self.besaran(space, code, name, position=i) for i in self.world.amounts.by_code[code]]
            else:
                result.append(self.besaran(space, code, name, number))
        return result, spaces

    def _spaces(self, code: str, forced: str | None) -> list[str]:
        if code in _TOTAL and not forced:
            return [INSTANSI, TAHUNAN] if code in self.yearly_names else [INSTANSI]
        known: tuple[tuple[str, dict[str, Any]], ...] = (
            (INDIKATOR, self.codes), (ANGGARAN, self.world.amounts.by_code), (TAHUNAN, self.yearly_names),
            (LAYANAN, services_of(self.world).by_key),
        )  # fmt: skip
        return [space for space, codes in known if code in codes and forced in (None, space)]


def standard_name(ruang: str, column: Any) -> str | None:
    """The name of ``KOLOM`` or ``BERTAHUN`` that a user's wording means; None when there is none."""
    text = key(column)
    text = SEPADAN.get(text, text).casefold()
    text = re.sub(r"(?:tw|triwulan)[ .]*(iv|i{1,3}|[1-4])$", lambda m: f"tw{_ROMAWI.get(m[1], m[1])}", text)
    bertahun = re.fullmatch(r"(\w+)(?: tahun)? (\d{4})", text)
    if bertahun:
        return f"{bertahun[1].capitalize()} {bertahun[2]}" if bertahun[1] in BERTAHUN.get(ruang, ()) else None
    return _BAKU[ruang].get(text) if ruang in _BAKU else None


_BAKU = {ruang: {nama.casefold(): nama for nama in daftar} for ruang, daftar in KOLOM.items()}


def _parse_code(kode: Any) -> tuple[str, str | None, int | None]:
    """``(key of the code, INDIKATOR or ANGGARAN when written before it, number behind #)``."""
    text = key(kode)
    forced = re.match(r"(anggaran|indikator)[ :.]+(?=\S)", text)
    if forced:
        text = text[forced.end() :]
    number = re.fullmatch(r"(.+?)#(\d{1,4})", text)
    if number:
        text = number[1]
    space = {"anggaran": ANGGARAN, "indikator": INDIKATOR}.get(forced[1]) if forced else None
    return text, space, int(number[2]) if number else None


def _seen_on(name: str, dated: Any) -> str:
    if dated or name in _LALU or name in OUTSIDE:
        return "Riwayat"
    if name in ("Pembilang", "Penyebut", "Data Dukung"):
        return "Data Dukung"
    return "Renstra" if name in ("Kondisi Awal", "Target Akhir") else "Pengukuran"


def _unit(amount: Any) -> int:
    """The unit in which an amount is known: ten million for 6.990.000.000; 0 below a million."""
    text = str(int(amount))
    zeros = len(text) - len(text.rstrip("0"))
    return int(10**zeros) if zeros >= 6 else 0


def _number(value: Any) -> Any:
    return value if is_number(value) else NOT_AVAILABLE
