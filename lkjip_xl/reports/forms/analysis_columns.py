"""The columns of the analyses of Bab III, each defined once, and the tables A to I of the report per sasaran."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ...compute.blank_quarters import blank_quarters_of
from ...compute.data_year import earlier_year
from ...compute.growing import against_year, grows, is_dated, judged_quarter, target_to_date
from ...expr.values import is_number
from ...records import replace
from ...schema.sheets.beranda import PROVISIONAL
from ..layout.cells import number_cell, prose_cell, shown, value_cell, word_cell
from ..layout.columns import Column, ColumnSet
from ..layout.source import Cell, Source, setting
from ..layout.styles import CENTER, RUPIAH, TEXT, TOTAL, TOTAL_NUMBER
from .analysis import Analysis
from .origins import NO_GROWTH, NOT_ABOVE_ZERO, OLD_DATA
from .provisional import is_doubted, marked
from .wording import predikat_of_mean


class Summed(NamedTuple):
    """What a row of sums shows, and where its figures come from (none: no figure, no source).

    missing: how many budget rows beneath it are not filled in. indicators: those that the mean is taken of.
    """

    rata_rata: Any
    pagu: Any
    realisasi: Any
    serapan: Any
    sources: dict[str, Source]
    missing: int = 0
    indicators: Sequence[Any] = ()


class AnalysisTable(NamedTuple):
    """One table.

    letter: A to I, or the report's id for a table over all sasaran. title: years are filled in.
    columns: keys of ``COLUMNS`` after the columns that name the indicator.
    notes: keys of ``notes.NOTES`` for what is said beneath it.
    total: text of the row that sums a sasaran up, None for no such row; ``{terukur}`` is filled in.
    """

    letter: str
    title: str
    columns: tuple[str, ...]
    notes: tuple[str, ...]
    total: str | None = None

    def wanted(self, a: Analysis) -> list[Column]:
        """The columns that this book needs."""
        return [c for c in (COLUMNS[k] for k in self.columns) if c.when is None or c.when(a)]


CellOf = Callable[[Analysis, Any], Any]


def _value(column: str) -> CellOf:
    return lambda a, i: value_cell(i[column], i.tipe, source=a.origins.measured(i, column))


def _reached(of: CellOf) -> CellOf:
    """A cell of what an indicator reached, or that follows from it: marked while that is provisional or doubtful."""
    return lambda a, i: marked(of(a, i), is_doubted(a.world, i))


def _ratio(column: str) -> CellOf:
    return lambda a, i: a.ratio(i.isi.get(column), source=a.origins.measured(i, column))


def _against_year(column: str) -> CellOf:
    """A ratio against a whole year; N/A where a figure that still grows would be praised (docs/adr/0081)."""
    return _reached(lambda a, i: a.ratio(against_year(a.world, i, column), source=a.origins.against_year(i, column)))


def _target_to_date(a: Analysis, i: Any) -> Cell:
    """The target that the capaian to date is taken against."""
    n = judged_quarter(a.world, i)
    if not n:
        return value_cell(i["Target"], i.tipe, source=a.origins.measured(i, "Target"))
    return value_cell(target_to_date(a.world, i), i.tipe, source=a.origins.measured(i, f"_T{n}"))


def running(a: Analysis) -> bool:
    """The year is not over, and the book judges by the target to date."""
    return bool(a.world.quarter < 4 and not a.world.book.first_version)


def _money(column: str) -> CellOf:
    return lambda a, i: number_cell(i.isi.get(column), RUPIAH, source=a.origins.measured(i, column))


def unfilled_rows(i: Any) -> int:
    """How many budget rows of an indicator are not filled in."""
    count = i.isi.get("Belum Terisi")
    return int(count) if is_number(count) else 0


def _provisional(of: CellOf) -> CellOf:
    """The cell of an indicator, marked while budget rows of it are not filled in."""
    return lambda a, i: marked(of(a, i), unfilled_rows(i))


def _prose(column: str) -> CellOf:
    return lambda a, i: prose_cell(i.isi.get(column), a.origins.measured(i, column))


def _outside(scope: str, column: str = "Realisasi") -> CellOf:
    def cell(a: Analysis, i: Any) -> Cell:
        row = a.banding.outside(i, scope)
        return value_cell(row.get(column), i.tipe, source=a.origins.cell("tbl_riwayat", row, column))

    return cell


def year_source(a: Analysis, i: Any, year: int | None, what: str) -> Source | None:
    """Where a target, realisasi or capaian of a year comes from."""
    if year == a.world.year:
        return a.origins.against_year(i, what.capitalize())
    if what == "capaian":
        target, realisasi = (year_source(a, i, year, n) for n in ("target", "realisasi"))
        asli = a.origins.capaian(i, target, realisasi, f"Capaian tahun {year}.")
        return (
            asli
            if not is_number(a.world.defined["lk_batas"])
            else Source(rule="CAP-04", inputs=(("capaian", asli), ("batas", setting("batas_capaian"))))
        )
    row = a.world.history(i.kode, year)
    if row.get(what.capitalize()) is not None:
        return a.origins.cell("tbl_riwayat", row, what.capitalize())
    return a.origins.renstra(i, f"Target {year}") if what == "target" else None


def of_year(back: int, what: str) -> CellOf:
    """Cell function of a past year's ``target``, ``realisasi`` or ``capaian``."""

    def cell(a: Analysis, i: Any) -> Cell:
        year = a.world.year - back if a.world.year is not None else None
        source = year_source(a, i, year, what)
        if what == "capaian":
            return a.ratio(a.banding.capaian(i, year), source=source)
        return value_cell(getattr(a.banding, what)(i, year), i.tipe, source=source)

    return _reached(cell) if what != "target" and not back else cell


def _growth(a: Analysis, i: Any) -> Cell:
    years = (("realisasi", a.world.year), ("realisasi_lalu", a.lalu))
    inputs = tuple((n, s) for n, year in years if (s := year_source(a, i, year, "realisasi")))
    without = NO_GROWTH if is_dated(i) else OLD_DATA if earlier_year(a.world, i) is not None else ""
    without = without or (NOT_ABOVE_ZERO if a.banding.is_from_nothing(i) else "")
    made = Source(note=without, inputs=inputs) if without else Source(rule="TUM-01", inputs=inputs)
    return a.ratio(a.banding.growth(i), source=made)


def _end_target(a: Analysis, i: Any) -> Cell:
    year = a.world.last_year
    return value_cell(a.world.target_renstra(i.kode, year), i.tipe, source=a.origins.renstra(i, f"Target {year}"))


_COMPARED = {1: "lebih baik daripada", 0: "sama dengan", -1: "belum menyamai"}


def outside_note(a: Analysis, i: Any) -> Cell:
    parts, inputs = [], []
    for scope in ("Nasional", "Provinsi"):
        row = a.banding.outside(i, scope)
        if row.get("Realisasi") is None:
            continue
        inputs.append((scope.lower(), a.origins.cell("tbl_riwayat", row, "Realisasi")))
        result = a.banding.compared(i, row["Realisasi"], row.get("Tahun"))
        if result is not None and not grows(a.world, i):  # a part of a year is no match for a whole one
            parts.append(f"{_COMPARED[result]} {scope.lower()}")
        if row.get("Tahun") != a.world.year:
            parts.append(f"{scope.lower()}: data tahun {row['Tahun']:.0f}")
        if row.get("Keterangan"):
            parts.append(str(row["Keterangan"]))
    own_year = earlier_year(a.world, i)
    if parts and own_year is not None:
        parts.append(f"realisasi sendiri: data tahun {own_year}")
    text = "; ".join(parts)
    if not text:
        return Cell("-", CENTER)
    own = ("realisasi", a.origins.measured(i, "Realisasi"))
    source = Source(note="realisasi dibandingkan menurut arah indikator", inputs=(own, *inputs))
    return Cell(text[:1].upper() + text[1:], TEXT, source)


def _share(a: Analysis, pagu: Any, source: Source | None, style: Any = None) -> Cell:
    inputs = (("pagu", source), ("pagu_instansi", Source("tbl_ringkasan", "Pagu", "Nilai")))
    made = Source(rule="ANG-04", inputs=tuple((n, s) for n, s in inputs if s))
    value = a.world.porsi_of(pagu)
    return a.ratio(value, source=made) if style is None else a.ratio(value, style, made)


def _sum_of(attribute: str) -> CellOf:
    return lambda a, j: number_cell(getattr(j, attribute), RUPIAH, TOTAL_NUMBER, j.sources.get(attribute))


def _mean(a: Analysis, j: Summed) -> Cell | None:
    if j.rata_rata is None:
        return None
    doubted = any(is_doubted(a.world, i) for i in j.indicators)
    return marked(a.ratio(j.rata_rata, TOTAL_NUMBER, j.sources.get("rata_rata")), doubted)


def predikat_cell(a: Analysis, i: Any) -> Cell:
    """Predikat of an indicator, provisional while a planned quarter is blank."""
    cell = word_cell(i["Predikat"], a.origins.measured(i, "Predikat"))
    waits = blank_quarters_of(a.world, i.isi) and is_number(i["Capaian Berjalan"])
    return cell._replace(value=f"{cell.value}{PROVISIONAL}") if waits else cell


def _mean_predikat(a: Analysis, j: Summed) -> Cell:
    source = j.sources.get("rata_rata")
    made = Source(rule="PRE-01", inputs=(("capaian", source),)) if source else None
    return Cell(str(shown(predikat_of_mean(a.world, j.rata_rata, j.indicators))), TOTAL, made)


def _made_of_efisiensi(rule: str, value: Callable[[Analysis, Any], Any]) -> Callable[[Analysis, Any], Source]:
    return lambda a, i: Source(rule=rule, inputs=tuple(
        (n, s) for n, s in (("efisiensi", a.origins.against_year(i, "Efisiensi")),) if s
    ))  # fmt: skip


_verdict_source = _made_of_efisiensi("EFI-03", Analysis.kategori)
_ne_source = _made_of_efisiensi("EFI-02", Analysis.ne)

_MEASURES = "Pengukuran"
_RIWAYAT = "Riwayat (tahun itu; target yang kosong dari Renstra)"
_TARGET = Column("Target", f"{_MEASURES}: Target", 12, _value("Target"), kind="nilai")
_REALISASI = Column("Realisasi", f"{_MEASURES}: Realisasi", 12, _reached(_value("Realisasi")), kind="nilai")
_CAPAIAN = Column(
    "Persentase Capaian", f"{_MEASURES}: Capaian Berjalan (CAP-03, CAP-04); jumlah: rata-rata (RAT-01)", 12,
    _reached(_ratio("Capaian Berjalan")), total=_mean,
)  # fmt: skip
_OF_YEAR = Column(
    "Terhadap Target Setahun", f"{_MEASURES}: Capaian (CAP-03, CAP-04)", 12, _against_year("Capaian"),
    when=lambda a: a.world.quarter < 4,
)  # fmt: skip
_TO_DATE = Column(
    "Target s.d. {triwulan}", f"{_MEASURES}: target s.d. triwulan berjalan", 12, _target_to_date, when=running,
    kind="nilai",
)  # fmt: skip
_PAGU = Column(
    "Anggaran (Rp)", f"{_MEASURES}: Pagu, dari baris Anggaran yang menyebut indikator", 16, _money("Pagu"),
    total=_sum_of("pagu"), kind="uang",
)  # fmt: skip
_SPENT = Column(
    "Realisasi (Rp)", f"{_MEASURES}: Realisasi Anggaran", 16, _provisional(_money("Realisasi Anggaran")),
    total=lambda a, j: marked(_sum_of("realisasi")(a, j), j.missing),
    kind="uang",
)  # fmt: skip
_SERAPAN = Column(
    "Capaian", f"{_MEASURES}: Serapan (ANG-02)", 11, _provisional(_ratio("Serapan")),
    total=lambda a, j: marked(a.ratio(j.serapan, TOTAL_NUMBER, j.sources.get("serapan")), j.missing),
)  # fmt: skip
_PORSI = Column(
    "Persentase Anggaran terhadap Anggaran Perangkat Daerah", "Pagu / pagu instansi (ANG-04)", 20,
    lambda a, i: _share(a, i["Pagu"], a.origins.measured(i, "Pagu")),
    total=lambda a, j: _share(a, j.pagu, j.sources.get("pagu"), TOTAL_NUMBER),
)  # fmt: skip

COLUMNS = {
    "target": _TARGET,
    "target_kini": _TO_DATE,
    "realisasi": _REALISASI,
    "realisasi_tahun": _REALISASI.renamed("Realisasi Tahun {tahun}"),
    "capaian_asli": Column(
        "Capaian Asli",
        f"{_MEASURES}: Capaian Asli (CAP-03)",
        11,
        _against_year("Capaian Asli"),
        when=lambda a: a.batas is not None and not running(a),
    ),
    "capaian": _CAPAIAN,
    "setahun": _OF_YEAR,
    "predikat": Column(
        "Predikat", f"{_MEASURES}: Predikat (PRE-01)", 15,
        predikat_cell, total=_mean_predikat,
    ),
    "target_lalu": Column("Target Tahun {lalu}", _RIWAYAT, 12, of_year(1, "target"), kind="nilai"),
    "realisasi_lalu": Column("Tahun {lalu}", "Riwayat", 12, of_year(1, "realisasi"), "Realisasi", kind="nilai"),
    "realisasi_kini": _REALISASI.renamed("Tahun {tahun}", "Realisasi"),
    "pertumbuhan": Column("Pertumbuhan", "Realisasi tahun ini terhadap tahun lalu (TUM-01)", 12, _reached(_growth)),
    "target_akhir": Column(
        "Target Akhir Renstra (Tahun {akhir})", "Renstra: target tahun terakhir", 15, _end_target, kind="nilai"
    ),
    "kemajuan": Column("Tingkat Kemajuan", f"{_MEASURES}: Kemajuan (KEM-01)", 12, _against_year("Kemajuan")),
    "target_nasional": Column(
        "Target Nasional", "Riwayat: lingkup Nasional", 12, _outside("Nasional", "Target"),
        when=lambda a: a.banding.national_target, kind="nilai",
    ),
    "nasional": Column("Realisasi Nasional", "Riwayat: lingkup Nasional", 12, _outside("Nasional"), kind="nilai"),
    "provinsi": Column(
        "Realisasi Provinsi", "Riwayat: lingkup Provinsi", 12, _outside("Provinsi"),
        when=lambda a: "Provinsi" in a.banding.scopes, kind="nilai",
    ),
    "keterangan_luar": Column("Keterangan", "Perbandingan menurut arah indikator; Riwayat: Keterangan", 26,
                              outside_note),
    "pagu": _PAGU,
    "porsi": _PORSI,
    "target_f": replace(_TARGET.renamed("Target", "Kinerja"), when=lambda a: not running(a)),
    "target_kini_f": _TO_DATE.renamed("Target s.d. {triwulan}", "Kinerja"),
    "realisasi_f": _REALISASI.renamed("Realisasi", "Kinerja"),
    "capaian_f": _CAPAIAN.renamed("Capaian", "Kinerja", 11),
    "pagu_f": _PAGU.renamed("Target (Rp)", "Anggaran"),
    "realisasi_anggaran": _SPENT.renamed("Realisasi (Rp)", "Anggaran"),
    "serapan_f": _SERAPAN.renamed("Capaian", "Anggaran"),
    "capaian_g": Column("Persentase Capaian Kinerja", f"{_MEASURES}: Capaian (CAP-03, CAP-04)", 12,
                        _against_year("Capaian"), when=lambda a: a.world.quarter >= 4),
    "serapan_g": _SERAPAN.renamed("Persentase Penyerapan Anggaran", width=13),
    "efisiensi": Column("Tingkat Efisiensi", f"{_MEASURES}: Efisiensi (EFI-01)", 12,
                        _reached(lambda a, i: a.ratio(a.efisiensi(i), source=a.origins.against_year(i, "Efisiensi")))),
    "ne": Column("Nilai Efisiensi (NE)", "Dari tingkat efisiensi (EFI-02)", 11,
                 lambda a, i: a.ratio(a.ne(i), source=_ne_source(a, i)), when=lambda a: a.metode == "PMK"),
    "kategori": Column("Kategori", "Dari tingkat efisiensi (EFI-03)", 16,
                       lambda a, i: word_cell(a.kategori(i), _verdict_source(a, i))),
    "analisis": Column("Analisis Penyebab", f"{_MEASURES}: Analisis", 27, _prose("Analisis")),
    "solusi": Column("Solusi", f"{_MEASURES}: Solusi", 25, _prose("Solusi")),
    "penunjang": Column("Program/Kegiatan", "Anggaran: Uraian baris yang menyebut indikator", 50,
                        lambda a, i: a.supporting(i)),
    # as the sheets over all sasaran show them
    "serapan_e": _SERAPAN.renamed("Penyerapan", "ANGGARAN", 11),
    "realisasi_e": _SPENT.renamed("Realisasi (Rp)", "ANGGARAN", 15),
    "target_e": _TARGET.renamed("Target", "KINERJA", 10),
    "target_kini_e": _TO_DATE.renamed("Target s.d. {triwulan}", "KINERJA", 10),
    "kinerja_e": _REALISASI.renamed("Realisasi", "KINERJA", 10),
    "capaian_e": _CAPAIAN.renamed("Capaian", "KINERJA", 10),
    "setahun_e": _OF_YEAR.renamed("Terhadap Target Setahun", "KINERJA", 10),
    "pagu_e": _PAGU.renamed("Alokasi (Rp)", "ANGGARAN", 15),
    "porsi_e": _PORSI.renamed("Porsi terhadap Anggaran Perangkat Daerah", width=14),
}  # fmt: skip

_MEAN = "Rata-rata capaian sasaran ({terukur})"
_SUM = "Jumlah anggaran sasaran"

TABLES = (
    AnalysisTable("A", "Perbandingan antara Target dan Realisasi",
                  ("target", "target_kini", "realisasi", "setahun", "capaian_asli", "capaian", "predikat"),
                  ("capaian", "masih_bertambah", "tahun_data", "batas", "predikat", "pembulatan", "sumber_kinerja"),
                  _MEAN),
    AnalysisTable("B", "Perbandingan Realisasi Kinerja Tahun {lalu} dengan Tahun {tahun}",
                  ("target_lalu", "realisasi_lalu", "realisasi_kini", "pertumbuhan"),
                  ("setengah_jalan", "tahun_data", "pertumbuhan", "sumber_riwayat")),
    AnalysisTable("C", "Perbandingan Realisasi Kinerja Tahun {tahun} sampai dengan Akhir Periode Renstra",
                  ("target_akhir", "realisasi_tahun", "kemajuan"),
                  ("setengah_jalan", "tahun_data", "kemajuan", "masih_bertambah", "sumber_renstra")),
    AnalysisTable("D", "Perbandingan Realisasi Kinerja dengan Realisasi Nasional",
                  ("realisasi_tahun", "target_nasional", "nasional", "provinsi", "keterangan_luar"),
                  ("setengah_jalan", "tahun_data", "tanpa_banding", "sumber_nasional")),
    AnalysisTable("E", "Alokasi Anggaran per Sasaran Pembangunan", ("pagu", "porsi"),
                  ("porsi", "uang_bersama", "sumber_anggaran"), _SUM),
    AnalysisTable("F", "Pencapaian Kinerja dan Anggaran",
                  ("target_f", "target_kini_f", "realisasi_f", "capaian_f", "pagu_f", "realisasi_anggaran",
                   "serapan_f"),
                  ("sampai_kini", "tahun_data", "serapan", "uang_bersama"),
                  "Rata-rata capaian ({terukur}) dan jumlah anggaran sasaran"),
    AnalysisTable("G", "Efisiensi Penggunaan Sumber Daya",
                  ("capaian_g", "setahun", "serapan_g", "efisiensi", "ne", "kategori"),
                  ("efisiensi", "masih_bertambah")),
    AnalysisTable("H", "Analisis Penyebab Keberhasilan/Peningkatan dan Kegagalan/Penurunan Kinerja serta Solusi yang "
                  "Telah Dilakukan", ("target", "realisasi", "analisis", "solusi"), ("sumber_analisis",)),
    AnalysisTable("I", "Analisis Program/Kegiatan yang Menunjang Keberhasilan/Kegagalan Pencapaian Kinerja",
                  ("target", "realisasi", "penunjang"), ("sumber_penunjang",)),
)  # fmt: skip


def column_sets(tables: tuple[AnalysisTable, ...]) -> list[ColumnSet]:
    """The tables as ``docs/laporan.md`` tells them."""
    return [ColumnSet(t.title, tuple(COLUMNS[k] for k in t.columns)) for t in tables]


def summed_sasaran(a: Analysis, s: Any) -> Summed:
    """The sums of a sasaran."""
    codes = [i.kode for i in s.indikator]
    pagu, realisasi = a.origins.supporting(codes, "Pagu"), a.origins.supporting(codes, "Realisasi")
    return Summed(s.rata_rata, s.pagu, s.realisasi, s.serapan, {
        "rata_rata": a.origins.mean(s.indikator), "pagu": pagu, "realisasi": realisasi,
        "serapan": a.origins.quarter_serapan(pagu, realisasi),
    }, a.world.budget.unfilled(codes), s.indikator)  # fmt: skip
