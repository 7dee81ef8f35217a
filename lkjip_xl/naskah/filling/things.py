"""What rows are repeated for (tujuan, sasaran, indikator, programs, rows of optional modules), and their slots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...compute.data_year import earlier_year
from ...compute.growing import against_year
from ...reports.forms.analysis_columns import predikat_cell
from ...reports.forms.provisional import marked
from ...reports.forms.tujuan import goals, has_sheets
from ...reports.forms.wording import measured_count, predikat_of_mean
from ...reports.layout.cells import money_cell, shown, text_of, value_cell
from ...reports.layout.source import Cell, Source
from ...reports.office_figures import below_target, listed, unmeasured
from ...reports.printing.data_tables import general_tables
from ...reports.shared_money import shared_text
from ...rules.bacaan_angka import is_not_available_mark
from ..register import Answer, Scope, amount, slot
from ..rows import repetition
from .figures import of_available, text_answer


# --- tujuan ----------------------------------------------------------------------------------------------------------
@repetition("tujuan", "tujuan", "Tiap tujuan yang sasarannya diukur")
def each_tujuan(scope: Scope) -> Sequence[Any]:
    """The tujuan of the measured indicators."""
    return [t for t in scope.world.tujuan if t.nama]


@slot("tujuan", "Bunyi tujuan", of="tujuan")
def tujuan(scope: Scope) -> str:
    """Wording of a tujuan."""
    return str(scope.things["tujuan"].nama).rstrip(".;")


@slot("tujuan_diukur", "Indikator tujuan, didahului koma: , yang diukur dengan ...; kosong bila tidak ada", of="tujuan")
def tujuan_diukur(scope: Scope) -> str:
    """How a tujuan is measured, as the rest of its sentence."""
    measures = [r["Indikator"] for r in scope.things["tujuan"].indikator if r.get("Indikator")]
    return f", yang diukur dengan {listed(measures)}." if measures else "."


@repetition("tujuan terukur", "tujuan_terukur", "Tiap tujuan yang punya lembar Lap Tujuan")
def each_measured_tujuan(scope: Scope) -> Sequence[Any]:
    """The tujuan that have a sheet of their own."""
    return goals(scope.world) if has_sheets(scope.world) else []


@slot("tujuan_terukur", "Bunyi tujuan", of="tujuan_terukur")
def tujuan_terukur(scope: Scope) -> str:
    """Wording of a tujuan that has a sheet of its own."""
    return str(scope.things["tujuan_terukur"].nama).rstrip(".;")


# --- sasaran ---------------------------------------------------------------------------------------------------------
@repetition("sasaran", "sasaran", "Tiap sasaran yang diukur")
def each_sasaran(scope: Scope) -> Sequence[Any]:
    """The measured sasaran; of a tujuan its own."""
    goal = scope.things.get("tujuan")
    return goal.sasaran if goal is not None else scope.world.sasaran


@slot("sasaran", "Bunyi sasaran", of="sasaran")
def sasaran(scope: Scope) -> Answer:
    """Wording of a sasaran."""
    own = scope.things["sasaran"]
    source = scope.analysis.origins.renstra(own.indikator[0], "Sasaran") if own.indikator else None
    return Answer(str(own.nama).rstrip(".;"), None, source)


@slot("sasaran_nomor", "Nomor urut sasaran", of="sasaran")
def sasaran_nomor(scope: Scope) -> Answer:
    """Number of a sasaran."""
    return Answer(str(scope.things["sasaran"].nomor), scope.things["sasaran"].nomor)


@slot("sasaran_indikator", "Nama indikator sasaran itu", of="sasaran")
def sasaran_indikator(scope: Scope) -> str:
    """Names of a sasaran's indicators."""
    return listed([i.nama for i in scope.things["sasaran"].indikator])


@slot("sasaran_terukur", "Misalnya 1 dari 2 indikator terukur", of="sasaran")
def sasaran_terukur(scope: Scope) -> str:
    """How many of a sasaran's indicators are measured."""
    return measured_count(scope.things["sasaran"].indikator)


@slot("sasaran_rata_rata", "Rata-rata capaian sasaran", of="sasaran", figure=True)
def sasaran_rata_rata(scope: Scope) -> Cell:
    """Mean capaian of a sasaran."""
    own = scope.things["sasaran"]
    return scope.analysis.ratio(own.rata_rata, source=scope.analysis.origins.mean(own.indikator))


@slot("sasaran_predikat", "Predikat rata-rata capaian sasaran; sementara selama ada yang belum terukur", of="sasaran")
def sasaran_predikat(scope: Scope) -> Answer:
    """Predikat of a sasaran's mean."""
    own = scope.things["sasaran"]
    value = predikat_of_mean(scope.world, own.rata_rata, own.indikator)
    source = Source(rule="PRE-01", inputs=(("capaian", scope.analysis.origins.mean(own.indikator)),))
    return Answer(str(shown(value)), None, source)


def _sasaran_money(what: str, column: str) -> Callable[[Scope], Answer]:
    def answer(scope: Scope) -> Answer:
        own = scope.things["sasaran"]
        codes = [i.kode for i in own.indikator]
        missing = scope.world.budget.unfilled(codes) if column == "Realisasi" else 0
        cell = money_cell(getattr(own, what), source=scope.analysis.origins.supporting(codes, column))
        return amount(marked(cell, missing))

    return answer


slot("sasaran_pagu", "Pagu yang mendukung sasaran, dalam rupiah", "sasaran", True)(_sasaran_money("pagu", "Pagu"))
slot("sasaran_realisasi", "Realisasi anggaran sasaran; bertanda * selama sementara", "sasaran", True)(
    _sasaran_money("realisasi", "Realisasi")
)


@slot("sasaran_serapan", "Serapan anggaran sasaran; bertanda * selama sementara", of="sasaran", figure=True)
def sasaran_serapan(scope: Scope) -> Cell:
    """Serapan of a sasaran's money."""
    own, origins = scope.things["sasaran"], scope.analysis.origins
    codes = [i.kode for i in own.indikator]
    source = origins.quarter_serapan(origins.supporting(codes, "Pagu"), origins.supporting(codes, "Realisasi"))
    return marked(scope.analysis.ratio(own.serapan, source=source), scope.world.budget.unfilled(codes))


@slot("sasaran_dari_pagu_efektif", "Di belakang serapan sasaran: dari pagu efektif dan jumlahnya; kosong bila terhadap "
      "pagu", of="sasaran")  # fmt: skip
def sasaran_dari_pagu_efektif(scope: Scope) -> Answer:
    """What a sasaran's serapan is a share of, where the sentence names the pagu only."""
    codes = [i.kode for i in scope.things["sasaran"].indikator]
    base = scope.world.budget.base_of(codes)
    return of_available(scope.world, base, scope.analysis.origins.supporting(codes, "Pagu"))


@slot("sasaran_anggaran_bersama", "Sasaran lain yang didukung anggaran itu juga; kosong bila tidak ada", of="sasaran")
def sasaran_anggaran_bersama(scope: Scope) -> str:
    """That the money of a sasaran supports others too, as the next sentence."""
    told = shared_text(scope.world, scope.things["sasaran"])
    return f" {told}" if told else ""


# --- indikator -------------------------------------------------------------------------------------------------------
def _own(scope: Scope, indicators: Sequence[Any]) -> Sequence[Any]:
    """Those of the sasaran or tujuan that the row stands in."""
    for name in ("sasaran", "tujuan"):
        if name in scope.things:
            return [i for i in indicators if getattr(i, name) is scope.things[name]]
    return indicators


@repetition("indikator", "indikator", "Tiap indikator sasaran; di dalam sasaran hanya indikator sasaran itu")
def each_indicator(scope: Scope) -> Sequence[Any]:
    """Indicators of sasaran."""
    return _own(scope, scope.world.indikator)


@repetition("indikator belum terukur", "indikator", "Tiap indikator sasaran yang capaiannya belum dapat dihitung")
def each_unmeasured(scope: Scope) -> Sequence[Any]:
    """Indicators without a capaian."""
    return _own(scope, unmeasured(scope.world))


@repetition("indikator di bawah target", "indikator", "Tiap indikator sasaran yang belum mencapai target")
def each_below(scope: Scope) -> Sequence[Any]:
    """Indicators below their target."""
    return _own(scope, below_target(scope.world))


@slot("indikator", "Bunyi indikator", of="indikator")
def indikator(scope: Scope) -> Answer:
    """Wording of an indicator."""
    own = scope.things["indikator"]
    return Answer(str(own.nama).rstrip(".;"), None, scope.analysis.origins.measured(own, "Indikator"))


@slot("satuan", "Satuan indikator", of="indikator")
def satuan(scope: Scope) -> Cell:
    """Unit of an indicator."""
    own = scope.things["indikator"]
    return text_answer(own.satuan, scope.analysis.origins.renstra(own, "Satuan"))


def _value(column: str) -> Callable[[Scope], Cell]:
    def answer(scope: Scope) -> Cell:
        own = scope.things["indikator"]
        return value_cell(own[column], own.tipe, source=scope.analysis.origins.measured(own, column))

    return answer


slot("target", "Target indikator tahun ini", "indikator", True)(_value("Target"))


@slot("realisasi_indikator", "Realisasi indikator; dengan tahunnya bila datanya tahun sebelumnya", "indikator", True)
def realisasi_indikator(scope: Scope) -> Answer:
    """Realisasi of an indicator, and of which earlier year it is."""
    cell = _value("Realisasi")(scope)
    year = earlier_year(scope.world, scope.things["indikator"])
    return Answer(text_of(cell) + ("" if year is None else f" (data tahun {year})"), cell.value, cell.source)


@slot("capaian", "Capaian indikator, sesudah batas", of="indikator", figure=True)
def capaian(scope: Scope) -> Cell:
    """Capaian of an indicator."""
    own = scope.things["indikator"]
    value = against_year(scope.world, own, "Capaian")
    return scope.analysis.ratio(value, source=scope.analysis.origins.against_year(own, "Capaian"))


@slot("predikat_indikator", "Predikat indikator; sementara selama triwulannya yang bertarget kosong", of="indikator")
def predikat_indikator(scope: Scope) -> Answer:
    """Predikat of an indicator."""
    cell = predikat_cell(scope.analysis, scope.things["indikator"])
    return Answer(str(cell.value), None, cell.source)


def _typed(column: str) -> Callable[[Scope], Answer]:
    def answer(scope: Scope) -> Answer:
        own = scope.things["indikator"]
        value = own.isi.get(column)
        said = isinstance(value, str) and not is_not_available_mark(value)
        text = str(value).strip() if said else ""
        return Answer(text, None, scope.analysis.origins.measured(own, column))

    return answer


for _name, _column, _about in (
    ("analisis", "Analisis", "Analisis penyebab pada lembar Pengukuran"),
    ("solusi", "Solusi", "Solusi pada lembar Pengukuran"),
    ("faktor_pendorong", "Faktor Pendorong", "Faktor pendorong pada lembar Pengukuran"),
    ("faktor_penghambat", "Faktor Penghambat", "Faktor penghambat pada lembar Pengukuran"),
):
    slot(_name, _about, of="indikator")(_typed(_column))


# --- budget ----------------------------------------------------------------------------------------------------------
def _rows(scope: Scope, level: str) -> Sequence[Any]:
    rows = scope.world.budget.rows
    above = scope.things.get("program")
    if level == "Kegiatan" and above is not None:
        rows = rows[above.letak + 1 : scope.world.budget.end(above.letak) + 1]
    return [r for r in rows if r.tingkat == level and r.jenis == 1]


@repetition("program", "program", "Tiap program pada lembar Anggaran")
def each_program(scope: Scope) -> Sequence[Any]:
    """The programs of the budget."""
    return _rows(scope, "Program")


@repetition("kegiatan", "kegiatan", "Tiap kegiatan pada lembar Anggaran; di dalam program hanya kegiatan program itu")
def each_kegiatan(scope: Scope) -> Sequence[Any]:
    """The kegiatan of the budget."""
    return _rows(scope, "Kegiatan")


def _declare_budget(thing: str) -> None:
    @slot(thing, f"Nama {thing}", of=thing)
    def name(scope: Scope) -> Answer:
        own = scope.things[thing]
        return Answer(str(own.uraian).rstrip(".;"), None, scope.analysis.origins.budget(own, "Uraian"))

    @slot(f"{thing}_pagu", f"Pagu {thing}, dalam rupiah", of=thing, figure=True)
    def own_pagu(scope: Scope) -> Answer:
        own = scope.things[thing]
        return amount(money_cell(own.pagu, source=scope.analysis.origins.budget(own, "Pagu")))

    @slot(f"{thing}_realisasi", f"Realisasi {thing}; bertanda * selama sementara", of=thing, figure=True)
    def own_realisasi(scope: Scope) -> Answer:
        own = scope.things[thing]
        cell = money_cell(own.realisasi, source=scope.analysis.origins.budget(own, "Realisasi"))
        return amount(marked(cell, own.belum))

    @slot(f"{thing}_serapan", f"Serapan {thing}; bertanda * selama sementara", of=thing, figure=True)
    def own_serapan(scope: Scope) -> Cell:
        own = scope.things[thing]
        cell = scope.analysis.ratio(own.serapan, source=scope.analysis.origins.budget(own, "Serapan"))
        return marked(cell, own.belum)


_declare_budget("program")
_declare_budget("kegiatan")


# --- rows of the book's tables ---------------------------------------------------------------------------------------
def _table_rows(table: str, column: str) -> Callable[[Scope], Sequence[Any]]:
    def rows(scope: Scope) -> Sequence[Any]:
        if table not in scope.world.tables:
            return []
        return [r for r in scope.world.rows(table) if r.get(column) not in (None, "")]

    return rows


def _cell_of(thing: str, table: str, column: str, end: str = ".;") -> Callable[[Scope], Cell]:
    def answer(scope: Scope) -> Cell:
        row = scope.things[thing]
        value = row.get(column)
        text = None if value is None else str(value).strip().rstrip(end)
        return text_answer(text, Source(table, row["#nomor"], column))

    return answer


for _each, _thing, _in, _key, _says in (
    ("dasar hukum", "dasar_hukum", "tbl_hukum", "Peraturan", "Tiap baris tabel dasar hukum (tbl_hukum)"),
    ("permasalahan", "permasalahan", "tbl_permasalahan", "Masalah", "Tiap baris permasalahan (modul isu)"),
    ("isu", "isu", "tbl_isu", "Isu", "Tiap isu strategis (modul isu)"),
    ("rekomendasi", "rekomendasi", "tbl_rekomendasi", "Rekomendasi", "Tiap rekomendasi (modul tindak-lanjut)"),
    ("jabatan", "jabatan", "tbl_jabatan", "Jabatan", "Tiap jabatan (modul organisasi)"),
):
    repetition(_each, _thing, _says)(_table_rows(_in, _key))

slot("peraturan", "Nama dan nomor peraturan", "dasar_hukum")(_cell_of("dasar_hukum", "tbl_hukum", "Peraturan"))
slot("peraturan_tentang", "Tentang apa peraturan itu", "dasar_hukum")(_cell_of("dasar_hukum", "tbl_hukum", "Tentang"))
slot("permasalahan", "Bunyi masalah", "permasalahan")(_cell_of("permasalahan", "tbl_permasalahan", "Masalah"))
slot("akar_masalah", "Akar masalah", "permasalahan")(_cell_of("permasalahan", "tbl_permasalahan", "Akar Masalah"))
slot("isu", "Bunyi isu strategis", "isu")(_cell_of("isu", "tbl_isu", "Isu"))
slot("rekomendasi", "Bunyi rekomendasi", "rekomendasi")(_cell_of("rekomendasi", "tbl_rekomendasi", "Rekomendasi"))
slot("jabatan", "Nama jabatan", "jabatan")(_cell_of("jabatan", "tbl_jabatan", "Jabatan"))
slot("jabatan_tugas", "Tugas jabatan itu", "jabatan")(_cell_of("jabatan", "tbl_jabatan", "Tugas", ""))


@slot("rekomendasi_langkah", "Langkah rekomendasi itu, didahului koma; kosong bila tidak ada", of="rekomendasi")
def step_of_recommendation(scope: Scope) -> str:
    """What is done about a recommendation, as the rest of its sentence."""
    step = scope.things["rekomendasi"].get("Langkah")
    return f", dengan langkah: {str(step).strip().rstrip('.;')}" if step else ""


@repetition("jabatan bertugas", "jabatan", "Tiap jabatan yang tugasnya terisi (modul organisasi)")
def each_position_with_task(scope: Scope) -> Sequence[Any]:
    """Positions whose task is written."""
    return [r for r in _table_rows("tbl_jabatan", "Jabatan")(scope) if r.get("Tugas")]


@repetition("fungsi", "fungsi", "Tiap fungsi pada Pengaturan, yang dipisah titik koma")
def each_function(scope: Scope) -> Sequence[Any]:
    """The functions of the office."""
    return [t.strip() for t in str(scope.world.settings.get("fungsi") or "").split(";") if t.strip()]


@slot("fungsi_butir", "Satu fungsi", of="fungsi")
def fungsi_butir(scope: Scope) -> str:
    """One function of the office."""
    return str(scope.things["fungsi"])


@repetition("data umum", "data_umum", "Tiap tabel data umum (modul organisasi)")
def each_data_table(scope: Scope) -> Sequence[Any]:
    """The tables of general data, in their order."""
    return list(general_tables(scope.world).values())


@slot("data_umum", "Nama tabel data umum", of="data_umum")
def data_umum(scope: Scope) -> str:
    """Name of a table of general data."""
    return str(scope.things["data_umum"].nama).strip()
