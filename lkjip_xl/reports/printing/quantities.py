"""The quantities that a column of a printed form can show, by name; each names where its figure comes from.

A name is what the row holds and, after a dot, what of it is shown: ``indikator.capaian``. A quantity is asked of the
thing that the row holds under the first word (``rows.py``).
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from ...compute.blank_quarters import waits_at
from ...compute.growing import against_year
from ...compute.world import World
from ...expr.values import NOT_AVAILABLE
from ...records import dataclass
from ..forms.analysis import Analysis
from ..forms.analysis_columns import outside_note, predikat_cell, unfilled_rows, year_source
from ..forms.budget_rows import PARENT, level_of
from ..forms.provisional import is_doubted
from ..forms.quarter_data import capaian_column, printed_capaian, printed_realisasi, target_column
from ..layout.cells import printed_text
from ..layout.source import Cell, Source, setting
from .tree import PROGRAM, apart_named

YEARS = 6  # of the longest Renstra
TEXT, VALUE, RATIO, MONEY, NUMBER, ITEMS = "teks", "nilai", "rasio", "uang", "nomor", "daftar"


class Figure(NamedTuple):
    """What a cell shows, before it is written out.

    value: the book's value; of ``ITEMS`` a list of figures.
    kind: one of the words above. tipe: of a ``VALUE`` the indicator's Tipe.
    level: of a budget row its Tingkat, 1 to 5 (to 3 it is bold). depth: steps of indentation.
    missing: budget rows that it rests on and that are not filled in; while there are any it is provisional.
    doubted: the indicator whose doubtful realisasi it rests on; None where it rests on none.
    changed: it differs from what an earlier document says.
    unit: of a ``VALUE`` the satuan, for columns that print it.
    """

    value: Any
    source: Source | None
    kind: str = TEXT
    tipe: str = ""
    level: int = 0
    depth: int = 0
    missing: int = 0
    doubted: Any = None
    changed: bool = False
    unit: str = ""


class Seen(NamedTuple):
    """Something seen in a column of a series: a service in a year, a line of money of a source."""

    thing: Any
    member: Any


QuantityOf = Callable[[Analysis, Any], Figure | None]
Made = TypeVar("Made", bound=QuantityOf)
QUANTITIES: dict[str, QuantityOf] = {}


def quantity(name: str) -> Callable[[Made], Made]:
    """Decorator: registers the function beneath it under a name."""

    def register(function: Made) -> Made:
        QUANTITIES[name] = function
        return function

    return register


@dataclass(frozen=True, slots=True)
class Quartered:
    """Something seen at the end of a quarter: an indicator or a budget row, and the quarter."""

    thing: Any
    quarter: int


_SPENT = ("Realisasi Anggaran", "Serapan", "Efisiensi")
"""Measured columns that rest on what was spent: provisional, or withheld, while budget rows are not filled in."""


_OF_REACHED = ("Realisasi", "Capaian", "Capaian Asli", "Kemajuan", "Efisiensi")
"""Measured columns that rest on what was reached."""


def _doubted(a: Analysis, i: Any) -> Any:
    return i if is_doubted(a.world, i) else None


def _of_cell(cell: Cell) -> Figure:
    """What a cell of the book's own forms shows, blank where that has a dash for it."""
    return Figure(None if cell.value == "-" else cell.value, cell.source)


def _measured(name: str, column: str, kind: str) -> None:
    def figure(a: Analysis, i: Any) -> Figure:
        missing = unfilled_rows(i) if column in _SPENT else 0
        doubted = _doubted(a, i) if column in _OF_REACHED else None
        source = a.origins.against_year(i, column)
        return Figure(against_year(a.world, i, column), source, kind, i.tipe, missing=missing, doubted=doubted)

    QUANTITIES[name] = figure


for _name, _column, _kind in (
    ("indikator.target", "Target", VALUE), ("indikator.realisasi", "Realisasi", VALUE),
    ("indikator.capaian", "Capaian", RATIO), ("indikator.capaian_asli", "Capaian Asli", RATIO),
    ("indikator.kemajuan", "Kemajuan", RATIO),
    ("indikator.pagu", "Pagu", MONEY), ("indikator.realisasi_anggaran", "Realisasi Anggaran", MONEY),
    ("indikator.serapan", "Serapan", RATIO), ("indikator.efisiensi", "Efisiensi", RATIO),
    ("indikator.analisis", "Analisis", TEXT), ("indikator.solusi", "Solusi", TEXT),
):  # fmt: skip
    _measured(_name, _column, _kind)


def _renstra(name: str, column: str, kind: str = TEXT) -> None:
    def figure(a: Analysis, i: Any) -> Figure:
        return Figure(printed_text(column, i.renstra.get(column)), a.origins.renstra(i, column), kind, i.tipe)

    QUANTITIES[name] = figure


for _name, _column, _kind in (
    ("indikator.formulasi", "Formulasi", TEXT), ("indikator.satuan", "Satuan", TEXT),
    ("indikator.kondisi_awal", "Kondisi Awal", VALUE), ("indikator.sumber_data", "Sumber Data", TEXT),
    ("indikator.penanggung_jawab", "Penanggung Jawab", TEXT), ("indikator.program", "Program", TEXT),
):  # fmt: skip
    _renstra(_name, _column, _kind)


@quantity("indikator.uraian")
def _wording(a: Analysis, i: Any) -> Figure:
    return Figure(i.nama, a.origins.measured(i, "Indikator"))


@quantity("indikator.strategi_kebijakan")
def _strategy(a: Analysis, i: Any) -> Figure:
    parts = [str(i.renstra[c]) for c in ("Strategi", "Kebijakan") if i.renstra.get(c)]
    return Figure("\n".join(parts) or None, a.origins.renstra(i, "Strategi"))


@quantity("indikator.target_akhir_renstra")
def _end_target(a: Analysis, i: Any) -> Figure:
    year = a.world.last_year
    return Figure(a.world.target_renstra(i.kode, year), a.origins.renstra(i, f"Target {year}"), VALUE, i.tipe)


def renstra_years(world: World) -> tuple[int, int]:
    """The first and the last year of Renstra: those of its columns."""
    first, last = world.book.years
    return int(first), int(last)


def applies(world: World, name: str) -> bool:
    """Whether a book can have a quantity: a target of Renstra only in a year of Renstra."""
    first, last = renstra_years(world)
    place = name.removeprefix("indikator.target_")
    return not place.isdigit() or first + int(place) <= last


def _year_of_renstra(n: int) -> None:
    def figure(a: Analysis, i: Any) -> Figure:
        year = renstra_years(a.world)[0] + n
        target = a.world.target_renstra(i.kode, year)
        return Figure(target, a.origins.renstra(i, f"Target {year}"), VALUE, i.tipe)

    QUANTITIES[f"indikator.target_{n}"] = figure


for _place in range(YEARS):
    _year_of_renstra(_place)


def _of_year(name: str, back: int, what: str) -> None:
    def figure(a: Analysis, i: Any) -> Figure:
        year = None if a.world.year is None else a.world.year - back
        value = getattr(a.banding, what)(i, year)
        return Figure(value, year_source(a, i, year, what), RATIO if what == "capaian" else VALUE, i.tipe)

    QUANTITIES[name] = figure


for _name, _back, _what in (
    ("indikator.target_tahun_lalu", 1, "target"), ("indikator.target_tahun_lalu2", 2, "target"),
    ("indikator.realisasi_tahun_lalu", 1, "realisasi"), ("indikator.realisasi_tahun_lalu2", 2, "realisasi"),
    ("indikator.capaian_tahun_lalu", 1, "capaian"), ("indikator.capaian_tahun_lalu2", 2, "capaian"),
):  # fmt: skip
    _of_year(_name, _back, _what)


@quantity("indikator.realisasi_nasional")
def _national(a: Analysis, i: Any) -> Figure:
    row = a.banding.outside(i, "Nasional")
    return Figure(row.get("Realisasi"), a.origins.cell("tbl_riwayat", row, "Realisasi"), VALUE, i.tipe)


@quantity("indikator.keterangan_nasional")
def _national_note(a: Analysis, i: Any) -> Figure:
    cell = outside_note(a, i)
    return _of_cell(cell)


@quantity("indikator.predikat")
def _predikat(a: Analysis, i: Any) -> Figure:
    return _of_cell(predikat_cell(a, i))._replace(doubted=_doubted(a, i))


@quantity("indikator.capaian_berjalan")
def _to_date(a: Analysis, i: Any) -> Figure:
    """Against the target to date, as the predikat is; when the year is over, the capaian of the year."""
    column = "Capaian Berjalan"
    return Figure(i.isi.get(column, NOT_AVAILABLE), a.origins.measured(i, column), RATIO, doubted=_doubted(a, i))


@quantity("indikator.porsi_anggaran")
def _share(a: Analysis, i: Any) -> Figure:
    inputs = (("pagu", a.origins.measured(i, "Pagu")), ("pagu_instansi", Source("tbl_ringkasan", "Pagu", "Nilai")))
    source = Source(rule="ANG-04", inputs=tuple((n, s) for n, s in inputs if s))
    return Figure(a.world.porsi_of(i.isi.get("Pagu", NOT_AVAILABLE)), source, RATIO)


@quantity("indikator.kategori_efisiensi")
def _verdict(a: Analysis, i: Any) -> Figure:
    made = (("efisiensi", a.origins.against_year(i, "Efisiensi")),)
    return Figure(a.kategori(i), Source(rule="EFI-03", inputs=tuple((n, s) for n, s in made if s)))


@quantity("indikator.program_kegiatan")
def _programs(a: Analysis, i: Any) -> Figure:
    """The programs and kegiatan of the budget; where it names none, those that Renstra lists."""
    found = _supporting(a, i)
    if a.world.budget.highest(i.kode):
        return found
    listed = [t.strip() for t in str(i.renstra.get("Program") or "").split(";") if t.strip()]
    source = a.origins.renstra(i, "Program")
    return Figure([Figure(t, source) for t in listed], None, ITEMS) if listed else found


@quantity("indikator.penunjang")
def _supporting(a: Analysis, i: Any) -> Figure:
    items = [Figure(c.value, c.source, TEXT, "", c.style.indent) for c in a.supporting(i)]
    return Figure(items, None, ITEMS)


# --- a quarter -------------------------------------------------------------------------------------------------------
def _of_quarter(name: str, function: Callable[[Analysis, Any, int], Figure]) -> None:
    def figure(a: Analysis, seen: Any) -> Figure:
        return function(a, seen.thing, seen.quarter)

    QUANTITIES[name] = figure


def _unfilled_at(a: Analysis, r: Any, n: int) -> int:
    """Budget rows beneath one that are not filled in at the end of a quarter."""
    return int(a.world.budget.unfilled_at(n)[r.letak])


def _waiting(a: Analysis, i: Any, n: int) -> Any:
    """An indicator whose realisasi to the end of a quarter rests on one that is blank."""
    return i if waits_at(a.world, i.isi, n) else None


def _target_tw(k: int) -> Callable[[Analysis, Any, int], Figure]:
    def figure(a: Analysis, i: Any, n: int) -> Figure:
        column = target_column(i, k)
        return Figure(i[column], a.origins.measured(i, column), VALUE, i.tipe)

    return figure


for _quarter in (1, 2, 3, 4):
    _of_quarter(f"triwulan.target_tw{_quarter}", _target_tw(_quarter))
_of_quarter("triwulan.realisasi", lambda a, i, n: Figure(
    printed_realisasi(a.world, i, n), a.origins.realisasi_to(i, n), VALUE, i.tipe,
    doubted=_waiting(a, i, n)))  # fmt: skip
_of_quarter("triwulan.capaian", lambda a, i, n: Figure(
    printed_capaian(a.world, i, n), a.origins.measured(i, capaian_column(a.world, i, n)), RATIO,
    doubted=_waiting(a, i, n)))  # fmt: skip
_of_quarter("anggaran_tw.pagu", lambda a, r, n: Figure(r.pagu_tw[n - 1], a.origins.quarter_pagu(r, n), MONEY))
_of_quarter("anggaran_tw.realisasi", lambda a, r, n: Figure(
    r.realisasi_tw[n - 1], a.origins.quarter_realisasi(r, n), MONEY, missing=_unfilled_at(a, r, n)))  # fmt: skip
_of_quarter("anggaran_tw.serapan", lambda a, r, n: Figure(
    a.world.budget.serapan_tw(r, n),
    a.origins.quarter_serapan(a.origins.quarter_pagu(r, n), a.origins.quarter_realisasi(r, n)), RATIO,
    missing=_unfilled_at(a, r, n)))  # fmt: skip


# --- tujuan and sasaran ----------------------------------------------------------------------------------------------
@quantity("tujuan.uraian")
def _goal(a: Analysis, t: Any) -> Figure:
    first = t.sasaran[0].indikator[0] if t.sasaran and t.sasaran[0].indikator else None
    return Figure(t.nama, first and a.origins.renstra(first, "Tujuan"))


@quantity("tujuan.indikator")
def _goal_measures(a: Analysis, t: Any) -> Figure:
    rows = [r for r in t.indikator if r.get("Indikator")]
    source = a.origins.cell("tbl_renstra", rows[0], "Indikator") if rows else None
    return Figure("\n".join(str(r["Indikator"]) for r in rows) or None, source)


@quantity("sasaran.uraian")
def _target_wording(a: Analysis, s: Any) -> Figure:
    return Figure(s.nama, a.origins.renstra(s.indikator[0], "Sasaran") if s.indikator else None)


@quantity("sasaran.rata_rata")
def _mean(a: Analysis, s: Any) -> Figure:
    return Figure(s.rata_rata, a.origins.mean(s.indikator), RATIO)


for _name in ("indikator", "sasaran", "tujuan", "pk", "pk_sasaran", "pk_program", "program", "skala"):
    QUANTITIES[f"no.{_name}"] = lambda a, number: Figure(number, None, NUMBER)


# --- the budget ------------------------------------------------------------------------------------------------------
@quantity("anggaran.uraian")
def _budget_wording(a: Analysis, r: Any) -> Figure:
    level = level_of(r)
    text = str(r.uraian).upper() if level <= PARENT else str(r.uraian)
    return Figure(text, a.origins.budget(r, "Uraian"), TEXT, "", level)


@quantity("anggaran.kode")
def _budget_code(a: Analysis, r: Any) -> Figure:
    return Figure(r.kode, a.origins.budget(r, "Kode"), TEXT, "", level_of(r))


def _budget(name: str, attribute: str, column: str, kind: str) -> None:
    def figure(a: Analysis, r: Any) -> Figure:
        missing = r.belum if attribute != "pagu" else 0
        source = a.origins.budget(r, column)
        return Figure(getattr(r, attribute), source, kind, "", level_of(r), missing=missing)

    QUANTITIES[name] = figure


for _name, _attribute, _column, _kind in (
    ("anggaran.pagu", "pagu", "Pagu", MONEY), ("anggaran.realisasi", "realisasi", "Realisasi", MONEY),
    ("anggaran.serapan", "serapan", "Serapan", RATIO), ("anggaran.sisa", "sisa", "Sisa", MONEY),
):  # fmt: skip
    _budget(_name, _attribute, _column, _kind)


# --- the Perjanjian Kinerja ------------------------------------------------------------------------------------------
@quantity("pk.indikator")
def _agreed(a: Analysis, one: Any) -> Figure:
    return Figure(one.indicator, one.source)


@quantity("pk.target")
def _agreed_target(a: Analysis, one: Any) -> Figure:
    return Figure(one.now, one.now_source, VALUE, one.tipe)


@quantity("pk.target_semula")
def _agreed_before(a: Analysis, one: Any) -> Figure:
    return Figure(one.before, one.before_source, VALUE, one.tipe)


@quantity("pk_sasaran.uraian")
def _agreed_sasaran(a: Analysis, group: Any) -> Figure:
    return Figure(group.sasaran, group.source)


@quantity("pk_program.program")
def _program(a: Analysis, p: Any) -> Figure:
    return Figure(p.name, p.source)


@quantity("pk_program.anggaran")
def _program_money(a: Analysis, p: Any) -> Figure:
    return Figure(p.now, p.now_source, MONEY)


@quantity("pk_program.anggaran_semula")
def _program_before(a: Analysis, p: Any) -> Figure:
    return Figure(p.before, p.before_source, MONEY)


@quantity("pk_program.sumber_dana")
def _fund(a: Analysis, p: Any) -> Figure:
    return Figure(p.fund or None, p.fund_source)


# --- the scale -------------------------------------------------------------------------------------------------------
@quantity("skala.rentang")
def _range(a: Analysis, band: Any) -> Figure:
    return Figure(band.rentang, band.source)


@quantity("skala.predikat")
def _label(a: Analysis, band: Any) -> Figure:
    return Figure(band.predikat, band.label_source)


# --- the office ------------------------------------------------------------------------------------------------------
@quantity("instansi.nama")
def _office(a: Analysis, _: Any) -> Figure:
    return Figure(a.world.settings.get("instansi"), setting("instansi"))


# --- the tree --------------------------------------------------------------------------------------------------------
@quantity("pohon.uraian")
def _node(a: Analysis, node: Any) -> Figure:
    if not node.first:
        return Figure(None, None)
    if node.anggaran is not None:
        source = a.origins.budget(node.anggaran, "Uraian")
        return Figure(node.anggaran.uraian, source, TEXT, "", _weight(node), node.level - 1)
    if node.sasaran is None:
        return Figure(apart_named(a), None, TEXT, "", _weight(node))
    wording = a.origins.renstra(node.sasaran.indikator[0], "Sasaran")
    return Figure(f"Sasaran {node.sasaran.nomor}: {node.sasaran.nama}", wording, TEXT, "", _weight(node))


def _weight(node: Any) -> int:
    """The level by which a node is bold: sasaran and program are."""
    return PARENT if node.level <= PROGRAM else PARENT + 1


def _node_money(name: str, attribute: str, column: str, kind: str) -> None:
    spent = attribute != "pagu"

    def figure(a: Analysis, node: Any) -> Figure:
        if not node.first or (node.anggaran is None and node.sasaran is None):
            return Figure(None, None)
        if node.anggaran is not None:
            source, missing = a.origins.budget(node.anggaran, column), node.anggaran.belum if spent else 0
            return Figure(getattr(node.anggaran, attribute), source, kind, "", _weight(node), missing=missing)
        codes = [i.kode for i in node.sasaran.indikator]
        missing = a.world.budget.unfilled(codes) if spent else 0
        pagu, realisasi = (a.origins.supporting(codes, c) for c in ("Pagu", "Realisasi"))
        made = {"pagu": pagu, "realisasi": realisasi, "serapan": a.origins.quarter_serapan(pagu, realisasi)}
        return Figure(getattr(node.sasaran, attribute), made[attribute], kind, "", _weight(node), missing=missing)

    QUANTITIES[name] = figure


for _name, _attribute, _column, _kind in (
    ("pohon.pagu", "pagu", "Pagu", MONEY), ("pohon.realisasi", "realisasi", "Realisasi", MONEY),
    ("pohon.serapan", "serapan", "Serapan", RATIO),
):  # fmt: skip
    _node_money(_name, _attribute, _column, _kind)


@quantity("jumlah.indikator")
def _counted(a: Analysis, count: Any) -> Figure:
    return Figure(f"{count} indikator", None)
