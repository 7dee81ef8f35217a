"""Evaluation of Renja (E.81) as a profile prints it: lines of programs, figures (K) and money (Rp), its footers."""

from collections.abc import Callable
from typing import Any, NamedTuple

from ...compute.plan_period import period_of
from ...compute.program_plan import program_plans_of
from ...compute.renja import ADDED, RenjaLine, renja_of
from ...expr.values import NOT_AVAILABLE, is_number
from ...schema.choices import TRIWULAN
from ..forms.analysis import Analysis
from ..layout.cells import printed_text
from ..layout.source import Inputs, Source
from .module_tables import ORIGINS
from .plan_programs import node_source
from .quantities import MONEY, NUMBER, QUANTITIES, RATIO, TEXT, VALUE, Figure, quantity
from .rows import LEVEL, Asked, Row, rows
from .totals import TOTALS

TABLE = "tbl_renja"


@rows("renja_baris")
def _lines(a: Analysis, asked: Asked) -> list[Row]:
    """The rows of the budget from Program down with their indicators."""
    result: list[Row] = []
    served: list[Any] | None = None
    number = 0
    for line in renja_of(a.world).lines:
        if served is None or served[0] != line.sasaran:
            served = [line.sasaran]
        number += line.first
        depth = max(0, line.row.tk - 3) if line.row else 0
        result.append({"renja_baris": line, "renja_sasaran": served if served[0] else None, LEVEL: min(depth, 7),
                       "no.renja_baris": number if line.first else None})  # fmt: skip
    return result


def _weight(line: RenjaLine) -> int:
    return 1 if line.row is not None and line.row.tk <= 3 else 4


# --- words -----------------------------------------------------------------------------------------------------------
QUANTITIES["renja_sasaran.uraian"] = lambda a, one: Figure(one[0], None)
QUANTITIES["no.renja_baris"] = lambda a, number: Figure(number, None, NUMBER)


@quantity("renja_baris.uraian")
def _wording(a: Analysis, line: RenjaLine) -> Figure | None:
    if line.row is None or not line.first:
        return None
    source = a.origins.budget(line.row, "Uraian")
    return Figure(line.row.uraian, source, TEXT, "", _weight(line), max(0, line.row.tk - 3))


@quantity("renja_baris.kode")
def _code(a: Analysis, line: RenjaLine) -> Figure | None:
    if line.row is None or not line.first:
        return None
    return Figure(line.row.kode, a.origins.budget(line.row, "Kode"))


@quantity("renja_baris.indikator")
def _indicator(a: Analysis, line: RenjaLine) -> Figure | None:
    one = line.indicator
    return Figure(one.nama, a.origins.measured(one, "Indikator")) if one else None


def _of_renstra(name: str, column: str) -> None:
    def figure(a: Analysis, line: RenjaLine) -> Figure | None:
        one = line.indicator
        return Figure(printed_text(column, one.renstra.get(column)), a.origins.renstra(one, column)) if one else None

    QUANTITIES[name] = figure
    ORIGINS[name] = f"Renstra: {column}"


_of_renstra("renja_baris.satuan", "Satuan")
_of_renstra("renja_baris.unit", "Penanggung Jawab")
_of_renstra("renja_baris.keterangan", "Keterangan")


# --- figures (K) -----------------------------------------------------------------------------------------------------
def _value(line: RenjaLine, value: Any, source: Source | None) -> Figure:
    return Figure(value, source, VALUE, line.indicator.tipe if line.indicator else "")


def _added(line: RenjaLine) -> bool:
    return line.sifat == ADDED


@quantity("renja_baris.target_akhir_k")
def _end_target(a: Analysis, line: RenjaLine) -> Figure | None:
    one = line.indicator
    if one is None:
        return None
    filled = [y for y in period_of(a.world).target_years if one.renstra.get(f"Target {y}") is not None]
    known = [y for y in filled if is_number(one.renstra[f"Target {y}"])] or filled
    if _added(line):
        cells = ((str(y), a.origins.renstra(one, f"Target {y}")) for y in known)
        source: Source | None = Source(
            note="jumlah target tiap tahun (REN-01)", inputs=tuple((n, s) for n, s in cells if s)
        )
    else:
        source = a.origins.renstra(one, f"Target {known[-1]}") if known else None
    return _value(line, renja_of(a.world).end_target(line), source)


def _before_source(a: Analysis, line: RenjaLine) -> Source | None:
    one = line.indicator
    if one is None:
        return None
    typed = renja_of(a.world).typed(one)
    if typed.get("Realisasi Lalu K") is not None:
        return a.origins.cell(TABLE, typed, "Realisasi Lalu K")
    rows_ = ((y, a.world.history(one.kode, y)) for y in period_of(a.world).target_years if y < (a.world.year or y + 1))
    cells = [(str(y), s) for y, r in rows_ if r.get("Realisasi") is not None
             and (s := a.origins.cell("tbl_riwayat", r, "Realisasi"))]  # fmt: skip
    if not cells:
        return Source(note="tahun pertama Renstra, atau Riwayat tidak memuatnya")
    return Source(note="jumlah realisasi tiap tahun", inputs=tuple(cells)) if _added(line) else cells[-1][1]


@quantity("renja_baris.lalu_k")
def _before(a: Analysis, line: RenjaLine) -> Figure | None:
    if line.indicator is None:
        return None
    return _value(line, renja_of(a.world).before(line), _before_source(a, line))


def _measured(name: str, column: str, kind: str = VALUE) -> None:
    def figure(a: Analysis, line: RenjaLine) -> Figure | None:
        one = line.indicator
        if one is None:
            return None
        return Figure(one.isi.get(column, NOT_AVAILABLE), a.origins.measured(one, column), kind, one.tipe)

    QUANTITIES[name] = figure
    ORIGINS[name] = f"Pengukuran: {column}"


_measured("renja_baris.target_k", "Target")
_measured("renja_baris.realisasi_k", "Realisasi")


def _quarter(n: int) -> None:
    def figure(a: Analysis, line: RenjaLine) -> Figure | None:
        one = line.indicator
        if one is None or n > a.world.quarter:
            return None
        return _value(line, renja_of(a.world).quarter(line, n), a.origins.measured(one, f"Realisasi TW{n}"))

    def percent(a: Analysis, line: RenjaLine) -> Figure | None:
        one = line.indicator
        if one is None or n > a.world.quarter:
            return None
        value = renja_of(a.world).ratio(line, one["Target"], a.world.realisasi_to(one, n))
        if n == a.world.quarter:
            spent = a.origins.measured(one, "Realisasi")
        elif one.tipe == "Tingkat":
            return Figure(value, Source(note="tingkat yang dicapai sampai triwulan itu terhadap target"), RATIO)
        else:
            spent = a.origins.realisasi_to(one, n)
        return Figure(value, a.origins.capaian(one, a.origins.measured(one, "Target"), spent), RATIO)

    def money(a: Analysis, line: RenjaLine) -> Figure | None:
        if line.row is None or not line.first or n > a.world.quarter:
            return None
        value = renja_of(a.world).quarter_money(line, n)
        parts = [("triwulan ini", a.origins.quarter_realisasi(line.row, n))]
        parts += [("triwulan sebelumnya", a.origins.quarter_realisasi(line.row, n - 1))] if n > 1 else []
        source = Source(
            note="selisih realisasi sampai triwulan itu dan sebelumnya", inputs=tuple((k, s) for k, s in parts if s)
        )
        return Figure(value, source, MONEY, "", _weight(line))

    for word, function in (("k", figure), ("persen", percent), ("rp", money)):
        QUANTITIES[f"renja_baris.tw{n}_{word}"] = function
    ORIGINS[f"renja_baris.tw{n}_k"] = f"Pengukuran: Realisasi TW{n}"
    ORIGINS[f"renja_baris.tw{n}_persen"] = f"Realisasi sampai Triwulan {n} terhadap target tahun ini"
    ORIGINS[f"renja_baris.tw{n}_rp"] = f"Anggaran: realisasi Triwulan {n} saja"


for _number in TRIWULAN:
    _quarter(_number)


def _to_date_source(a: Analysis, line: RenjaLine) -> Source | None:
    one = line.indicator
    if one is None:
        return None
    now = a.origins.measured(one, "Realisasi")
    if not _added(line):
        return now
    inputs: Inputs = (("sampai tahun lalu", _before_source(a, line)), ("tahun ini", now))
    return Source(note="jumlah (6) dan (12) (REN-02)", inputs=tuple((n, s) for n, s in inputs if s))


@quantity("renja_baris.sampai_k")
def _to_date(a: Analysis, line: RenjaLine) -> Figure | None:
    if line.indicator is None:
        return None
    return _value(line, renja_of(a.world).to_date(line), _to_date_source(a, line))


@quantity("renja_baris.tingkat_k")
def _level(a: Analysis, line: RenjaLine) -> Figure | None:
    one = line.indicator
    if one is None:
        return None
    end = _end_target(a, line)
    source = a.origins.capaian(one, end.source if end else None, _to_date_source(a, line), "13 terhadap 5")
    return Figure(renja_of(a.world).level(line), source, RATIO)


# --- money (Rp) ------------------------------------------------------------------------------------------------------
def _money(
    name: str, of: Callable[[Analysis, RenjaLine], tuple[Any, Source | None]], kind: str, told: str, spent: bool = False
) -> None:
    """spent: the figure rests on what was spent this year, and waits for rows that are not filled in."""

    def figure(a: Analysis, line: RenjaLine) -> Figure | None:
        if line.row is None or not line.first:
            return None
        value, source = of(a, line)
        missing = a.world.budget.unfilled_beneath[line.row.letak] if spent else 0
        return Figure(value, source, kind, "", _weight(line), missing=missing)

    QUANTITIES[name] = figure
    ORIGINS[name] = told


def _of_budget(column: str) -> Callable[[Analysis, RenjaLine], tuple[Any, Source | None]]:
    def of(a: Analysis, line: RenjaLine) -> tuple[Any, Source | None]:
        assert line.row is not None
        return getattr(line.row, column.casefold()), a.origins.budget(line.row, column)

    return of


def _end_money(a: Analysis, line: RenjaLine) -> tuple[Any, Source | None]:
    plan = program_plans_of(a.world).in_force
    node = plan.by_key.get(str(line.row.kode).casefold().strip()) if plan and line.row else None
    parts = [(str(y), node_source(a, node, y)) for y in period_of(a.world).money_years] if node else []
    inputs = tuple((n, s) for n, s in parts if s)
    return renja_of(a.world).end_money(line), Source(note="jumlah pagu Pendanaan semua tahun", inputs=inputs)


def _money_before(a: Analysis, line: RenjaLine) -> tuple[Any, Source | None]:
    cells = ((str(r["Kode"]), a.origins.cell(TABLE, r, "Realisasi Lalu Rp")) for r in renja_of(a.world).typed_rows
             if is_number(r.get("Realisasi Lalu Rp")))  # fmt: skip
    own = {str(x.indicator.kode) for x in renja_of(a.world).lines if x.indicator and x.row and line.row
           and (x.row is line.row or line.row.letak in x.row.leluhur)}  # fmt: skip
    inputs = tuple((n, s) for n, s in cells if s and n in own)
    source = inputs[0][1] if len(inputs) == 1 else Source(note="jumlah baris di bawahnya", inputs=inputs)
    return renja_of(a.world).money_before(line), source


def _money_to_date(a: Analysis, line: RenjaLine) -> tuple[Any, Source | None]:
    assert line.row is not None
    inputs: Inputs = (("6", _money_before(a, line)[1]), ("12", a.origins.budget(line.row, "Realisasi")))
    source = Source(note="jumlah (6) dan (12)", inputs=tuple((n, s) for n, s in inputs if s))
    return renja_of(a.world).money_to_date(line), source


def _money_level(a: Analysis, line: RenjaLine) -> tuple[Any, Source | None]:
    inputs: Inputs = (("realisasi", _money_to_date(a, line)[1]), ("pagu", _end_money(a, line)[1]))
    return renja_of(a.world).money_level(line), Source(rule="ANG-02", inputs=tuple((n, s) for n, s in inputs if s))


_money("renja_baris.target_akhir_rp", _end_money, MONEY, "Pendanaan: jumlah pagu semua tahun menurut Kode")
_money("renja_baris.lalu_rp", _money_before, MONEY, "Evaluasi Renja: Realisasi Lalu Rp; induk: jumlahnya")
_money("renja_baris.target_rp", _of_budget("Pagu"), MONEY, "Anggaran: Pagu")
_money("renja_baris.realisasi_rp", _of_budget("Realisasi"), MONEY, "Anggaran: Realisasi", spent=True)
_money("renja_baris.sampai_rp", _money_to_date, MONEY, "6 + 12", spent=True)
_money("renja_baris.tingkat_rp", _money_level, RATIO, "13 / 5 x 100", spent=True)


@quantity("renja_baris.capaian_tahun")
def _year(a: Analysis, line: RenjaLine) -> Figure | None:
    one = line.indicator
    if one is None:
        return None
    value = renja_of(a.world).ratio(line, one["Target"], one["Realisasi"])
    target, realisasi = (a.origins.measured(one, name) for name in ("Target", "Realisasi"))
    return Figure(value, a.origins.capaian(one, target, realisasi), RATIO)


# --- the sums and the footers ----------------------------------------------------------------------------------------
def _sums(a: Analysis, asked: Asked) -> dict[str, Figure]:
    """Sums of the top lines."""
    tops = [x for x in renja_of(a.world).lines if x.row is not None and x.first
            and not any(a.world.budget.rows[p].tk >= 3 for p in x.row.leluhur)]  # fmt: skip
    result: dict[str, Figure] = {}
    for name in ("target_akhir_rp", "lalu_rp", "target_rp", *(f"tw{n}_rp" for n in TRIWULAN), "realisasi_rp",
                 "sampai_rp"):  # fmt: skip
        figures = [f for x in tops if (f := QUANTITIES[f"renja_baris.{name}"](a, x)) is not None]
        numbers = [f.value for f in figures if is_number(f.value)]
        if figures:
            inputs = tuple((str(n), f.source) for n, f in enumerate(figures, 1) if f.source)
            whole = sum(numbers) if len(numbers) == len(figures) else NOT_AVAILABLE
            source = Source(note="semua program dijumlahkan", inputs=inputs)
            result[f"renja_baris.{name}"] = Figure(whole, source, MONEY, missing=sum(f.missing for f in figures))
    end, now = (result.get(f"renja_baris.{n}") for n in ("target_akhir_rp", "sampai_rp"))
    if end and now and is_number(end.value) and is_number(now.value):
        source = Source(rule="ANG-02", inputs=(("realisasi", now.value), ("pagu", end.value)))
        result["renja_baris.tingkat_rp"] = Figure(
            a.world.serapan_of(now.value, end.value), source, RATIO, missing=now.missing
        )
    levels = tuple((str(x.indicator.kode), f.source) for x in renja_of(a.world).lines if x.indicator
                   and (f := _level(a, x)) is not None and f.source and is_number(f.value))  # fmt: skip
    result["renja_baris.tingkat_k"] = Figure(renja_of(a.world).mean, Source(rule="RAT-01", inputs=levels), RATIO)
    return result


TOTALS["renja_baris"] = _sums


class Footer(NamedTuple):
    """A line beneath the table: its label, what it says, where that comes from."""

    text: str
    value: Any
    source: Source | None


@rows("renja_kaki")
def _footers(a: Analysis, asked: Asked) -> list[Row]:
    """Mean, predikat, factors and follow-up."""
    renja = renja_of(a.world)
    mean = _sums(a, asked)["renja_baris.tingkat_k"]
    inputs = (("capaian", mean.source),) if mean.source else ()
    label = a.world.predikat_of(renja.mean) if is_number(renja.mean) else None
    found = [
        Footer("Rata-rata capaian kinerja (%)", renja.mean, mean.source),
        Footer("Predikat kinerja", label, Source(rule="PRE-01", inputs=inputs)),
    ]
    for text, column in (
        ("Faktor pendorong keberhasilan kinerja", "Faktor Pendorong"), ("Faktor penghambat pencapaian kinerja",
        "Faktor Penghambat"), ("Tindak lanjut yang diperlukan dalam triwulan dan Renja berikutnya", "Tindak Lanjut"),
    ):  # fmt: skip
        told = [r for r in renja.typed_rows if r.get(column) not in (None, "")]
        cells = tuple((str(r["Kode"]), s) for r in told if (s := a.origins.cell(TABLE, r, column)))
        words = "\n".join(dict.fromkeys(str(r[column]) for r in told)) or None
        found.append(Footer(text, words, Source(note=f"Evaluasi Renja: {column}", inputs=cells)))
    return [{"renja_kaki": one} for one in found]


QUANTITIES["renja_kaki.uraian"] = lambda a, one: Figure(one.text, None, TEXT, "", 1)
QUANTITIES["renja_kaki.isi"] = lambda a, one: Figure(
    one.value, one.source, RATIO if is_number(one.value) else TEXT)  # fmt: skip
ORIGINS.update({
    "renja_sasaran.uraian": "Renstra: Sasaran yang didukung", "no.renja_baris": "Nomor urut",
    "renja_baris.uraian": "Anggaran: Uraian",
    "renja_baris.kode": "Anggaran: Kode", "renja_baris.indikator": "Renstra: Indikator",
    "renja_baris.target_akhir_k": "Renstra: target akhir periode menurut Sifat (REN-01)",
    "renja_baris.lalu_k": "Evaluasi Renja: Realisasi Lalu K; bila kosong, Riwayat",
    "renja_baris.sampai_k": "Menurut Sifat (REN-02): Akumulasi 6 + 12, selain itu 12",
    "renja_baris.tingkat_k": "13 terhadap 5 menurut aturan capaian, tanpa batas",
    "renja_baris.capaian_tahun": "12 terhadap 7 menurut aturan capaian, tanpa batas",
    "renja_kaki.uraian": "Kaki formulir",
    "renja_kaki.isi": "Rata-rata (RAT-01), predikat (PRE-01), dan isian Evaluasi Renja",
})  # fmt: skip
