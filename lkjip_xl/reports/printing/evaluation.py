"""What evaluators read: the working sheet (LKE) with its sums and the book's own evidence, and the report's dates."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from ...compute.book import Cells
from ...compute.comparison import comparison_of
from ...compute.key import key
from ...compute.report_dates import DUE, due_date, late_by, report_dates
from ...expr.values import bulatkan, is_number
from ...rules.parameters import parameter
from ...rules.tanggal import date_text
from ..forms.analysis import Analysis
from ..layout.source import Source, setting
from .module_tables import ORIGINS, filled_rows
from .quantities import NUMBER, QUANTITIES, TEXT, VALUE, Figure, quantity
from .rows import LEVEL, Asked, Row, rows

LKE = "tbl_lke"


class Line(NamedTuple):
    """A line of the working sheet: a komponen with its rows, a sub komponen, or one of its criteria."""

    kind: str
    rows: list[Cells]


@rows("lke_lengkap")
def _sheet(a: Analysis, asked: Asked) -> list[Row]:
    """Komponen, their sub komponen with weight and value, the criteria beneath, and the sum."""
    every = filled_rows(a, a.world.tables[LKE]) if LKE in a.world.tables else []
    result: list[Row] = []
    for part in dict.fromkeys(key(r.get("Komponen")) for r in every):
        own = [r for r in every if key(r.get("Komponen")) == part]
        result.append({"lke_baris": Line("komponen", own), LEVEL: 0})
        for row in own:
            kind = "kriteria" if key(row.get("Kriteria")) else "sub"
            result.append({"lke_baris": Line(kind, [row]), LEVEL: 2 if kind == "kriteria" else 1})
    return [*result, {"lke_baris": Line("jumlah", every)}] if result else []


@rows("lke_ringkas")
def _short(a: Analysis, asked: Asked) -> list[Row]:
    """The komponen and the sum alone."""
    return [r for r in _sheet(a, asked) if r["lke_baris"].kind in ("komponen", "jumlah")]


def _depth(line: Line) -> tuple[int, int]:
    return {"komponen": (1, 0), "jumlah": (1, 0), "sub": (2, 1), "kriteria": (4, 2)}[line.kind]


@quantity("lke_baris.uraian")
def _wording(a: Analysis, line: Line) -> Figure:
    level, depth = _depth(line)
    if line.kind == "jumlah":
        return Figure("NILAI AKUNTABILITAS KINERJA", None, TEXT, "", level)
    column = {"komponen": "Komponen", "sub": "Sub Komponen", "kriteria": "Kriteria"}[line.kind]
    row = line.rows[0]
    return Figure(row.get(column), a.origins.cell(LKE, row, column), TEXT, "", level, depth)


def _sum(name: str, column: str) -> None:
    def figure(a: Analysis, line: Line) -> Figure | None:
        if line.kind == "kriteria":
            return None
        rows_ = [r for r in line.rows if is_number(r.get("Bobot"))]
        known = [r for r in rows_ if is_number(r.get(column))]
        cells = tuple((str(r.get("Sub Komponen")), s) for r in known if (s := a.origins.cell(LKE, r, column)))
        if line.kind == "sub":
            return Figure(line.rows[0].get(column) or None, cells[0][1] if cells else None, VALUE, "Angka")
        value = bulatkan(sum(r[column] for r in known), 2) if known else None
        source = Source(note="jumlah sub komponen", inputs=cells)
        return Figure(value, source, VALUE, "Angka")

    QUANTITIES[name] = figure


_sum("lke_baris.bobot", "Bobot")
_sum("lke_baris.nilai", "Nilai")
_sum("lke_baris.nilai_lalu", "Nilai Lalu")


@quantity("lke_baris.jawaban")
def _answer(a: Analysis, line: Line) -> Figure | None:
    """The answer; of a komponen and of the whole the predikat of its share of the weight."""
    if line.kind in ("sub", "kriteria"):
        return Figure(line.rows[0].get("Jawaban") or None, a.origins.cell(LKE, line.rows[0], "Jawaban"))
    weight, value = (QUANTITIES[f"lke_baris.{n}"](a, line) for n in ("bobot", "nilai"))
    rows_ = [r for r in line.rows if is_number(r.get("Bobot"))]
    if not weight or not value or not is_number(value.value) or any(not is_number(r.get("Nilai")) for r in rows_):
        return Figure(None, None)
    share = bulatkan(100 * value.value / weight.value, 2)
    inputs = tuple((n, f.source) for n, f in (("nilai", value), ("bobot", weight)) if f.source)
    return Figure(akip_label(share, a.world.year), Source(note="predikat AKIP atas nilai / bobot", inputs=inputs))


def akip_label(value: float, year: Any) -> str | None:
    """Predikat of a value of 0 to 100, by edges of two decimals (90,01 is AA, 90,00 is A)."""
    bands = parameter("predikat.akip", year if year and year >= 2021 else None).value
    return next((b.label for b in bands if not b.sign or b.holds(value / 100)), None)


# --- evidence --------------------------------------------------------------------------------------------------------
def _measured(world: Any) -> bool:
    return bool(world.indikator)


def _scoped(world: Any) -> bool:
    return bool(comparison_of(world).scopes)


def _past(world: Any) -> bool:
    return any(r.get("Tahun") != world.year and r.get("Realisasi") is not None for r in world.rows("tbl_riwayat"))


def _table(name: str) -> Callable[[Any], bool]:
    def filled(world: Any) -> bool:
        table = world.tables.get(name)
        return table is not None and any(key(r.get(table.key)) for r in world.rows(name))

    return filled


def _dated(name: str) -> Callable[[Any], bool]:
    return lambda world: world.settings.get(name) not in (None, "")


EVIDENCE: tuple[tuple[str, Callable[[Any], bool], str], ...] = (
    ("dokumen laporan kinerja telah disusun secara berkala", _measured, "Pengukuran Triwulan I sampai IV (LAP-TW)"),
    ("dokumen laporan kinerja telah disusun", _measured, "Lembar laporan buku ini"),
    ("dokumen laporan kinerja telah direviu", _dated("tanggal_reviu"), "Direviu {tanggal_reviu} (LAP-REVIU)"),
    ("dokumen laporan kinerja telah dipublikasikan", _dated("tanggal_terbit"), "{tanggal_terbit} {tautan_terbit}"),
    ("dokumen laporan kinerja telah disampaikan tepat waktu", _dated("tanggal_kirim"), "Dikirim {tanggal_kirim}"),
    ("perbandingan realisasi kinerja dengan target tahunan", _measured, "Capaian tahun ini (LAP-CAPAIAN, Bab III)"),
    ("perbandingan realisasi kinerja dengan target jangka menengah", _measured, "Kemajuan Renstra (LAP-AKHIR)"),
    ("perbandingan realisasi kinerja dengan realisasi kinerja tahun", _past, "Perbandingan antar tahun (LAP-TAHUN)"),
    ("perbandingan realisasi kinerja di level nasional", _scoped, "Perbandingan nasional (LAP-NASIONAL)"),
    ("kualitas atas capaian kinerja", _measured, "Analisis dan solusi (LAP-ANALISIS)"),
    ("efisiensi atas penggunaan sumber daya", lambda w: bool(w.budget.rows), "Efisiensi (LAP-EFISIENSI)"),
    ("upaya perbaikan dan penyempurnaan kinerja ke depan", _table("tbl_rekomendasi"), "Rekomendasi (LAP-REKOMENDASI)"),
    ("digunakan dalam penyesuaian aktivitas", _table("tbl_pemanfaatan"), "Pemanfaatan hasil (LAP-PEMANFAATAN)"),
    ("digunakan dalam penyesuaian penggunaan anggaran", _table("tbl_pemanfaatan"), "Pemanfaatan (LAP-PEMANFAATAN)"),
    ("digunakan dalam penyesuaian perencanaan kinerja", _table("tbl_pemanfaatan"), "Pemanfaatan (LAP-PEMANFAATAN)"),
    ("seluruh rekomendasi", _table("tbl_tindak_lanjut"), "Tindak lanjut rekomendasi (lembar Tindak Lanjut)"),
    ("dokumen perencanaan kinerja jangka menengah", _table("tbl_renstra"), "Renstra (lembar Renstra)"),
    ("perjanjian kinerja", _table("tbl_pk"), "Perjanjian Kinerja (LAP-PK)"),
    ("rencana aksi", _table("tbl_rencana_aksi"), "Rencana aksi (lembar Rencana Aksi)"),
)  # fmt: skip
"""Words of a criterion, when the book answers it, and with what."""


def evidence_of(world: Any, criterion: Any) -> str | None:
    """What of the book answers a criterion; None where nothing does."""
    text = key(criterion)
    for words, answered, told in EVIDENCE:
        if words in text:
            if not answered(world):
                return None
            values = {n: date_text(world.settings.get(n)) for n in ("tanggal_reviu", "tanggal_terbit", "tanggal_kirim")}
            return told.format(**values, tautan_terbit=world.settings.get("tautan_terbit") or "").strip()
    return None


@quantity("lke_baris.bukti")
def _evidence(a: Analysis, line: Line) -> Figure | None:
    """As typed; else what of the book answers the criterion."""
    if line.kind not in ("sub", "kriteria"):
        return None
    row = line.rows[0]
    if key(row.get("Bukti")):
        return Figure(row["Bukti"], a.origins.cell(LKE, row, "Bukti"))
    told = evidence_of(a.world, row.get("Kriteria")) if line.kind == "kriteria" else None
    return Figure(told, Source(note="isi buku yang menjawab kriteria ini") if told else None)


@quantity("lke_baris.catatan")
def _note(a: Analysis, line: Line) -> Figure | None:
    if line.kind not in ("sub", "kriteria"):
        return None
    return Figure(line.rows[0].get("Catatan"), a.origins.cell(LKE, line.rows[0], "Catatan"))


# --- the report's own dates ------------------------------------------------------------------------------------------
@rows("tanggal_laporan_kinerja")
def _dates(a: Analysis, asked: Asked) -> list[Row]:
    """When the report was made, reviewed, sent and published."""
    return [{"tanggal_lk": one, "no.tanggal_lk": n} for n, one in enumerate(report_dates(a.world), 1)]


QUANTITIES["tanggal_lk.uraian"] = lambda a, one: Figure(one.text, None)
QUANTITIES["tanggal_lk.tanggal"] = lambda a, one: Figure(date_text(one.value) or None, setting(one.key))


@quantity("tanggal_lk.batas")
def _due(a: Analysis, one: Any) -> Figure:
    due = due_date(a.world) if one.key in DUE else None
    return Figure(date_text(_serial(due)) if due else None, setting("tahun"))


def _serial(day: date) -> str:
    return day.isoformat()


@quantity("tanggal_lk.keterangan")
def _punctual(a: Analysis, one: Any) -> Figure:
    days = late_by(a.world, one)
    if days is None:
        return Figure(None, None)
    told = "tepat waktu" if days <= 0 else f"terlambat {days} hari"
    return Figure(told, Source(note="terhadap batasnya", inputs=(("tanggal", setting(one.key)),)))


QUANTITIES["no.tanggal_lk"] = lambda a, number: Figure(number, None, NUMBER)
ORIGINS.update({
    "lke_baris.uraian": "LKE: Komponen, Sub Komponen, Kriteria", "lke_baris.bobot": "LKE: Bobot; komponen: jumlahnya",
    "lke_baris.nilai": "LKE: Nilai (LKE-01); komponen: jumlahnya", "lke_baris.nilai_lalu": "LKE: Nilai Lalu",
    "lke_baris.jawaban": "LKE: Jawaban; komponen: predikat AKIP", "lke_baris.catatan": "LKE: Catatan",
    "lke_baris.bukti": "LKE: Bukti; bila kosong, isi buku yang menjawab kriterianya",
    "tanggal_lk.uraian": "Tahap laporan", "tanggal_lk.tanggal": "Pengaturan: tanggal_dibuat sampai tanggal_terbit",
    "tanggal_lk.batas": "31 Maret tahun berikutnya", "tanggal_lk.keterangan": "Tanggal terhadap batasnya",
    "no.tanggal_lk": "Nomor urut",
})  # fmt: skip


# --- recommendations -------------------------------------------------------------------------------------------------
@rows("rekomendasi_indikator")
def _recommended(a: Analysis, asked: Asked) -> list[Row]:
    """The recommendations ahead, beside the indicator that they are about."""
    table = "tbl_rekomendasi"
    result: list[Row] = []
    for n, row in enumerate(filled_rows(a, a.world.tables[table]) if table in a.world.tables else [], 1):
        before = result[-1]["rekomendasi_kode"] if result else None
        same = before is not None and key(before["Kode"]) == key(row.get("Kode")) != ""
        result.append({"rekomendasi": row, "rekomendasi_kode": before if same else row, "no.rekomendasi": n})
    return result


@quantity("rekomendasi_kode.indikator")
def _about(a: Analysis, row: Cells) -> Figure:
    own = a.world.renstra(row.get("Kode"))
    return Figure(own.get("Indikator") or row.get("Kode"), a.origins.cell("tbl_rekomendasi", row, "Kode"))


ORIGINS["rekomendasi_kode.indikator"] = "Renstra: Indikator menurut Kode"
