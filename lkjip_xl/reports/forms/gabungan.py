"""The seven analyses over all sasaran in one table each: LAP-CAPAIAN, LAP-TAHUN, LAP-AKHIR, LAP-NASIONAL,
LAP-EFISIENSI, LAP-ANALISIS, LAP-PENUNJANG."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from ...compute.comparison import comparison_of
from ...compute.key import key
from ...compute.world import World
from ...expr.values import NOT_AVAILABLE, is_number
from ...records import replace
from ...rules.registry import is_available
from ...rules.terbilang import format_percent
from ..doubts import PAST, QUARTER, REACHED, SPENDING
from ..layout.blocks import Beside, Block, Gap, Group, Notes, Record, Table, Text, Title
from ..layout.columns import Column, ColumnSet, head_levels
from ..layout.draft import Keep
from ..layout.source import Cell
from ..layout.styles import CENTER, SECTION, TEXT, TOTAL_TEXT
from ..registry import Form, report
from . import notes as explained
from .analysis import Analysis, analysis_of
from .analysis_columns import COLUMNS, AnalysisTable, Summed, of_year, summed_sasaran
from .office import footer, office_name
from .origins import summary
from .scale import bands
from .ways import ways
from .wording import UNNAMED_SASARAN, joined, measured_count, office_measured, remarks


class Combined(NamedTuple):
    """One sheet of this form.

    id, sheet: of the report. table: what it shows. title: short title for footers and lists.
    tujuan: the indicators of tujuan follow in a table of their own.
    office: text of the row of the whole office, ``{terukur}`` filled in; None for no such row.
    years: its columns are those of the last three years.
    """

    id: str
    sheet: str
    title: str
    table: AnalysisTable
    tujuan: bool = False
    office: str | None = None
    years: bool = False


BOTH = "Tujuan/Sasaran"
"""The head over wordings of tujuan and of sasaran."""
NUMBER_WIDTH, SASARAN_WIDTH, INDICATOR_WIDTH, UNIT_WIDTH = 4.5, 26.0, 34.0, 9.0
PAPER_WIDTH = 162  # characters on an F4 page lying on its side
NAMING = (
    Column("No", "Urutan sasaran", NUMBER_WIDTH), Column("Sasaran", "Renstra: Sasaran", SASARAN_WIDTH),
    Column("{kinerja}", "Pengukuran: Indikator", INDICATOR_WIDTH), Column("Satuan", "Renstra: Satuan", UNIT_WIDTH),
)  # fmt: skip
YEARS = tuple(
    Column(heading, origin, 10, of_year(back, what), group, kind=kind)
    for back, group in ((2, "Tahun {lalu2}"), (1, "Tahun {lalu}"), (0, "Tahun {tahun}"))
    for heading, origin, what, kind in (
        ("Target", "Pengukuran, tahun lalu Riwayat atau Renstra", "target", "nilai"),
        ("Realisasi", "Pengukuran, tahun lalu Riwayat", "realisasi", "nilai"),
        ("Capaian", "Pengukuran, tahun lalu dihitung (CAP-03, CAP-04)", "capaian", None),
    )
)
REALISASI_YEARS = tuple(
    replace(c, heading=c.group or "", group="Realisasi", width=14) for c in YEARS if c.heading == "Realisasi"
)

SHEETS = (
    Combined("LAP-CAPAIAN", "Lap Capaian", "Capaian Kinerja", AnalysisTable(
        "LAP-CAPAIAN", "Perbandingan antara Target dan Realisasi Kinerja",
        ("target", "target_kini", "realisasi", "setahun", "capaian_asli", "capaian", "predikat"),
        ("capaian", "masih_bertambah", "tahun_data", "batas", "pembulatan", "sumber_kinerja"),
        "Rata-rata capaian sasaran ({terukur})"),
        True, "Rata-rata capaian instansi ({terukur})"),
    Combined("LAP-TAHUN", "Lap Antar Tahun", "Kinerja Antar Tahun", AnalysisTable(
        "LAP-TAHUN", "Perbandingan Realisasi dan Capaian Kinerja Tiga Tahun Terakhir", (),
        ("setengah_jalan", "tahun_data", "pertumbuhan", "masih_bertambah", "capaian_tahun", "batas", "pembulatan",
         "sumber_riwayat")), True, years=True),
    Combined("LAP-AKHIR", "Lap Akhir Renstra", "Kemajuan ke Akhir Renstra", AnalysisTable(
        "LAP-AKHIR", "Perbandingan Realisasi Kinerja sampai dengan Akhir Periode Renstra",
        ("target_akhir", "realisasi_tahun", "kemajuan"),
        ("setengah_jalan", "tahun_data", "kemajuan", "masih_bertambah", "capaian_tahun", "pembulatan",
         "sumber_renstra")), True),
    Combined("LAP-NASIONAL", "Lap Nasional", "Perbandingan Nasional", AnalysisTable(
        "LAP-NASIONAL", "Perbandingan Realisasi Kinerja dengan Realisasi Nasional",
        ("realisasi_tahun", "target_nasional", "nasional", "provinsi", "keterangan_luar"),
        ("setengah_jalan", "tahun_data", "tanpa_banding", "sumber_nasional")),
        True),
    Combined("LAP-EFISIENSI", "Lap Efisiensi", "Efisiensi", AnalysisTable(
        "LAP-EFISIENSI", "Efisiensi Penggunaan Sumber Daya",
        ("target_e", "target_kini_e", "kinerja_e", "capaian_e", "setahun_e", "pagu_e", "realisasi_e", "serapan_e",
         "porsi_e", "efisiensi", "ne", "kategori"),
        ("tahun_data", "efisiensi", "masih_bertambah", "batas", "uang_bersama", "pembulatan", "sumber_anggaran"),
        "Jumlah sasaran ({terukur})"),
        False, "Jumlah instansi ({terukur})"),
    Combined("LAP-ANALISIS", "Lap Analisis", "Analisis dan Solusi", AnalysisTable(
        "LAP-ANALISIS", "Analisis Penyebab Keberhasilan/Peningkatan dan Kegagalan/Penurunan Kinerja serta Solusi yang "
        "Telah Dilakukan", ("target", "realisasi", "analisis", "solusi"), ("sumber_analisis",))),
    Combined("LAP-PENUNJANG", "Lap Penunjang", "Program dan Kegiatan Penunjang", AnalysisTable(
        "LAP-PENUNJANG", "Analisis Program/Kegiatan yang Menunjang Keberhasilan/Kegagalan Pencapaian Kinerja",
        ("target", "realisasi", "penunjang"), ("sumber_penunjang",))),
)  # fmt: skip


def _declare(order: float, sheet: Combined) -> None:
    columns = (*YEARS, COLUMNS["pertumbuhan"]) if sheet.years else tuple(COLUMNS[k] for k in sheet.table.columns)
    report(
        id=sheet.id,
        sheet=sheet.sheet,
        title=sheet.title,
        order=order,
        wide_money=True,
        chapter="Bab III Akuntabilitas Kinerja",
        rests_on=(QUARTER, REACHED, *{"LAP-TAHUN": (PAST,), "LAP-EFISIENSI": (SPENDING,)}.get(sheet.id, ())),
        about="Ditulis bila bentuk_laporan Gabungan dan lembar Pengukuran memuat indikator.",
        tables=[ColumnSet(sheet.table.title, (*NAMING, *columns))],
        when=lambda world: world.settings.get("bentuk_laporan") == "Gabungan" and _has_data(world, sheet),
        possible=lambda world: _has_data(world, sheet),
    )(partial(combined_form, sheet=sheet))


def _has_data(world: World, sheet: Combined) -> bool:
    """The book has what the sheet is about; that of the nation needs a figure of the nation or the province."""
    return bool(world.indikator) and (sheet.id != "LAP-NASIONAL" or bool(comparison_of(world).scopes))


def combined_form(world: World, sheet: Combined) -> Form:
    """One of the seven sheets."""
    return _Combined(analysis_of(world), sheet).form()


def _years(a: Analysis) -> Sequence[Column]:
    """The columns of the years: all of them, or only realisasi (``kolom_antar_tahun``)."""
    from ..registry import profile_of

    chosen = profile_of(a.world).choice(a.world.settings, "kolom_antar_tahun")
    return REALISASI_YEARS if chosen == "Realisasi" else YEARS


class _Combined:
    """Builds one sheet."""

    def __init__(self, a: Analysis, sheet: Combined) -> None:
        self.a, self.sheet, self.table = a, sheet, sheet.table
        self.columns = [*_years(a), COLUMNS["pertumbuhan"]] if sheet.years else self.table.wanted(a)
        self.places = [(n, n) for n in range(len(NAMING) + len(self.columns))]

    def form(self) -> Form:
        a, world = self.a, self.a.world
        body: list[Group | Record] = []
        for s in world.sasaran:
            body += self._sasaran(s.nomor, s.nama or UNNAMED_SASARAN, s.indikator, s)
        if world.sasaran and self.sheet.office:
            body += self._office(self.sheet.office)
        notes = [t for t in (explained.NOTES[k](a, world.indikator) for k in self.table.notes) if t]
        time = Cell(a.time.upper(), TEXT, office_name(world).source)
        empty = [] if world.sasaran else [Text("Belum ada indikator sasaran di lembar Pengukuran.", CENTER)]
        blocks: list[Block] = [
            Title([a.filled(self.table.title).upper(), office_name(world), time]),
            Table(self._levels("Sasaran"), self.places, body, frozen=3),
            *empty,
            Notes(joined([*notes, *self._office_note(), *remarks(world, world.indikator, body)], 200)),
        ]
        if self.sheet.id == "LAP-CAPAIAN":
            blocks += self._scale()
            blocks += self._iku()
        if self.sheet.tujuan:
            shown = {id(i) for i in self._main_indicators()} if self.sheet.id == "LAP-CAPAIAN" else set()
            goals = [(name, [i for i in own if id(i) not in shown]) for name, own in a.banding.tujuan_indicators()]
            blocks += self._other("Indikator Tujuan", "Tujuan", goals)
            if self.sheet.id == "LAP-CAPAIAN":
                others = self._others()
                blocks += self._other("Indikator Program, Kegiatan, dan Sub Kegiatan", "Sasaran", others)
        return Form(self._widths(), blocks, footer(world, self.sheet.title), landscape=True)

    # --- columns -------------------------------------------------------------------------------------------------
    def _filled(self, text: str) -> str:
        year = self.a.world.year
        return self.a.filled(text.replace("{lalu2}", str(year - 2) if year else "-"))

    def _widths(self) -> list[float]:
        widths = [max(c.width, self.a.least_width(c, self._filled(c.heading))) for c in self.columns]
        rest = PAPER_WIDTH - NUMBER_WIDTH - UNIT_WIDTH - sum(widths)
        if rest >= SASARAN_WIDTH + INDICATOR_WIDTH:
            # What is left goes to the texts: half to sasaran and indicator, half to the last column of text.
            more = rest - SASARAN_WIDTH - INDICATOR_WIDTH
            texts = [n for n, c in enumerate(self.columns) if c.width >= 25]
            for n in texts:
                widths[n] += more * 0.75 / len(texts)
            more *= 0.25 if texts else 0.6
            return [NUMBER_WIDTH, SASARAN_WIDTH + more * 0.4, INDICATOR_WIDTH + more * 0.6, UNIT_WIDTH, *widths]
        return [NUMBER_WIDTH, max(20.0, rest * 0.42), max(26.0, rest * 0.58), UNIT_WIDTH, *widths]

    def _levels(self, called: str) -> list[list[str | None]]:
        named = self.a.kinerja if called == "Sasaran" else "Indikator Kinerja"
        groups = [c if c.group is None else c.renamed(c.heading, self._filled(c.group)) for c in self.columns]
        headings = ["No", called, named, "Satuan", *(self._filled(c.heading) for c in self.columns)]
        return head_levels([*NAMING, *groups], headings)

    # --- rows ----------------------------------------------------------------------------------------------------
    def _sasaran(self, number: int, name: str, indicators: Sequence[Any], sasaran: Any = None,
                 column: str = "Sasaran") -> list[Group | Record]:  # fmt: skip
        a = self.a
        records = [
            Record([
                Cell(str(i.nama), TEXT, a.origins.measured(i, "Indikator")),
                Cell(str(i.satuan or "-"), CENTER, a.origins.renstra(i, "Satuan")),
                *(c.cell(a, i) for c in self.columns if c.cell),
            ])
            for i in indicators
        ]  # fmt: skip
        if column == BOTH:
            column = "Sasaran" if indicators[0].renstra.get("Sasaran") else "Tujuan"
        named = Cell(name, TEXT, a.origins.renstra(indicators[0], column))
        result: list[Group | Record] = [Group([Beside(0, 0, Cell(number, CENTER)), Beside(1, 1, named)], records)]
        if sasaran is not None and self.table.total and len(indicators) > 1:
            text = self.table.total.format(terukur=measured_count(indicators))
            result.append(self._total(text, summed_sasaran(a, sasaran)))
        return result

    def _office(self, text: str) -> list[Record]:
        a, world = self.a, self.a.world
        result = []
        if self.sheet.id == "LAP-EFISIENSI":
            pagu, realisasi = world.budget.without_indicator()
            if pagu != NOT_AVAILABLE:
                sources = {"pagu": a.origins.unsupporting("Pagu"), "realisasi": a.origins.unsupporting("Realisasi")}
                sources["serapan"] = a.origins.quarter_serapan(sources["pagu"], sources["realisasi"])
                missing = world.budget.unfilled_without_indicator
                share = world.serapan_of(realisasi, world.budget.base(world.budget.unsupporting, pagu))
                other = Summed(None, pagu, realisasi, share, sources, missing)
                result.append(self._total("Anggaran yang tidak mendukung indikator mana pun", other))
        told, mean = text.format(terukur=office_measured(world)), world.summary["Rata-rata capaian"]
        measured = world.office_indicators
        keys = {"rata_rata": "Rata-rata capaian", "pagu": "Pagu", "realisasi": "Realisasi", "serapan": "Serapan"}
        sources = {k: summary(v) for k, v in keys.items()}
        if self._other_mean():
            told = text.format(terukur=measured_count(world.indikator))
            told = told.replace("capaian instansi", "capaian indikator sasaran")
            measured = world.indikator
            mean = world.mean_of([i["Capaian Berjalan"] for i in measured])
            sources["rata_rata"] = a.origins.mean(world.indikator)
        office = Summed(
            mean, world.budget.pagu, world.budget.realisasi, world.budget.serapan, sources,
            world.budget.total_unfilled, measured,
        )  # fmt: skip
        return [*result, self._total(told, office)]

    def _other_mean(self) -> bool:
        """The office's mean is taken over other indicators than those that this sheet lists above its total."""
        world = self.a.world
        return {id(i) for i in world.office_indicators} != {id(i) for i in world.indikator}

    def _office_note(self) -> list[str]:
        """What the office's mean is, where the total beneath the rows is the mean of other indicators."""
        world = self.a.world
        if not (self.sheet.office and world.sasaran and self._other_mean()):
            return []
        mean = world.summary["Rata-rata capaian"]
        shown = format_percent(mean, world.decimals) if is_number(mean) else "N/A"
        return [
            "Rata-rata capaian instansi menurut Dasar rata-rata instansi di Pengaturan "
            f"({office_measured(world)}): {shown}."
        ]

    def _total(self, text: str, summed: Summed) -> Record:
        """A row of sums, held to the row above; its label covers the columns before the first figure."""
        figures = [c.total and c.total(self.a, summed) for c in self.columns]
        first = next(n for n, cell in enumerate(figures) if cell is not None)
        last = len(NAMING) + first - 1
        blank = Cell(None, TOTAL_TEXT)
        cells = [Cell(text, TOTAL_TEXT), *[blank] * last, *(cell or blank for cell in figures[first:])]
        return Record(cells, across={0: last}, keep=Keep.GLUED)

    def _scale(self) -> list[Block]:
        """The scale by which the predikat is given, as a table."""
        found = bands(self.a.world)
        if not found:
            return []
        width = len(self.places)
        cuts = [0, 2, 3, width]
        places = [(a, b - 1) for a, b in zip(cuts, cuts[1:], strict=False)]
        rows = [
            Record([Cell(n, CENTER), Cell(b.rentang, CENTER, b.source), Cell(b.predikat, CENTER, b.label_source)])
            for n, b in enumerate(found, 1)
        ]
        name = self.a.world.defined["lk_skala"]
        return [
            Gap(12),
            Text(f"Skala predikat {name}", SECTION, keep=Keep.GLUED),
            Table([["No", "Capaian Kinerja", "Predikat"]], places, rows, number=None, follows=True),
        ]

    def _iku(self) -> list[Block]:
        """The IKU, and the indicators of the PK in force, where they are others than those of the first table."""
        world = self.a.world
        main = {id(i) for i in world.indikator}
        agreed = {key(r["Kode"]) for r in world.pk(world.document)}
        blocks: list[Block] = []
        for title, own in (
            ("Indikator Kinerja Utama", self._main_indicators()),
            (f"Indikator Sasaran PK {world.document}", [i for i in world.indikator if key(i.kode) in agreed]),
        ):
            if own and {id(i) for i in own} != main:
                groups: dict[str, list[Any]] = {}
                for i in own:
                    groups.setdefault(i.renstra.get("Sasaran") or i.renstra.get("Tujuan") or "", []).append(i)
                goals = any(not i.renstra.get("Sasaran") and i.renstra.get("Tujuan") for i in own)
                blocks += self._other(title, BOTH if goals else "Sasaran", list(groups.items()))
        return blocks

    def _main_indicators(self) -> list[Any]:
        """The Indikator Kinerja Utama, those of tujuan too."""
        every = (*self.a.world.indikator, *self.a.world.indikator_lain)
        return [i for i in every if key(i.renstra.get("IKU")) == "ya"]

    # --- tables of their own -------------------------------------------------------------------------------------
    def _other(self, title: str, called: str, groups: Sequence[tuple[str, Sequence[Any]]]) -> list[Block]:
        keep: Callable[[Any], bool] = lambda i: self.sheet.id == "LAP-CAPAIAN" or is_available(i["Realisasi"])  # noqa: E731
        kept = [(name, [i for i in own if keep(i)]) for name, own in groups]
        kept = [(name, own) for name, own in kept if own]
        if not kept:
            return []
        body: list[Group | Record] = []
        for number, (name, own) in enumerate(kept, 1):
            body += self._sasaran(number, name or "-", own, column=called)
        every = [i for _, own in kept for i in own]
        origin = explained.sumber_tujuan(self.a, every) if called == "Tujuan" else ""
        waiting = explained.masih_bertambah(self.a, every) if "masih_bertambah" in self.table.notes else ""
        told = ways(self.a.world, self.a.world.indikator)
        further = "; ".join(way for way in ways(self.a.world, every) if way not in told)
        formula = f"Persentase capaian {further}." if further and "capaian" in self.table.notes else ""
        return [
            Gap(12),
            Text(title, SECTION, keep=Keep.GLUED),
            Table(self._levels(called), self.places, body, follows=True),
            Notes(joined([t for t in (formula, waiting, origin, *remarks(self.a.world, every, body)) if t], 200)),
        ]

    def _others(self) -> list[tuple[str, list[Any]]]:
        groups: dict[str, list[Any]] = {}
        for i in self.a.world.indikator_lain:
            if key(i.renstra.get("Jenis")) != "tujuan":
                groups.setdefault(i.renstra.get("Sasaran") or "", []).append(i)
        return list(groups.items())


for _number, _sheet in enumerate(SHEETS):
    _declare(50 + _number, _sheet)
