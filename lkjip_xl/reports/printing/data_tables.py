"""Data of Bab I to III that need more than their sheet's columns: staff with shares and totals, general tables with
rows beneath rows, TPB/SDGs by what was reached, services of SPM by source of money."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from ...compute.additive import adds_up
from ...compute.book import Cells
from ...compute.key import key
from ...expr.values import NOT_AVAILABLE, is_number
from ..forms.analysis import Analysis
from ..layout.source import Source
from .module_tables import ORIGINS, filled_rows, sum_of
from .quantities import MONEY, NUMBER, QUANTITIES, RATIO, TEXT, VALUE, Figure, quantity
from .rows import HEADING, LEVEL, Asked, Row, rows
from .totals import TOTALS

STAFF, GENERAL, TPB, FUNDS = "tbl_pegawai", "tbl_data_umum", "tbl_tpb", "tbl_spm_dana"
_TOTAL = "JUMLAH"


def _filled(a: Analysis, table: str) -> list[Cells]:
    return filled_rows(a, a.world.tables[table]) if table in a.world.tables else []


class Part(NamedTuple):
    """A line of a table with a total: its rows (several in a total), the rows that it is a share of, its words."""

    table: str
    rows: list[Cells]
    whole: list[Cells]
    text: str
    total: bool
    depth: int = 0


def _part_figure(name: str, column: str) -> None:
    def figure(a: Analysis, part: Part) -> Figure:
        kind = a.world.tables[part.table].by_name[column].kind
        if not part.total and len(part.rows) == 1:
            row = part.rows[0]
            value = row.get(column)
            return Figure(value, a.origins.cell(part.table, row, column), MONEY if kind == "uang" else VALUE)
        if part.total and not any(is_number(r.get(column)) for r in part.rows):
            return Figure(None, None, VALUE)
        own = sum_of(a, part.table, part.rows, column, kind)
        return own._replace(level=1)

    QUANTITIES[name] = figure


def _share(a: Analysis, part: Part) -> Figure:
    if part.table == GENERAL and not adds_up(part.whole):
        return Figure(None, None, RATIO)
    own, whole = (sum_of(a, part.table, some, "Jumlah", "angka") for some in (part.rows, part.whole))
    if not is_number(own.value):
        return Figure(None, None, RATIO)
    value = a.world.serapan_of(own.value, whole.value) if is_number(whole.value) else NOT_AVAILABLE
    inputs = tuple((n, f.source) for n, f in (("bagian", own), ("jumlah", whole)) if f.source)
    return Figure(value, Source(note="bagian dari jumlahnya", inputs=inputs), RATIO, level=1 if part.total else 0)


# --- staff -----------------------------------------------------------------------------------------------------------
@rows("pegawai_kelompok")
def _staff(a: Analysis, asked: Asked) -> list[Row]:
    """Staff by Kelompok and Unit, each with its total; over several units the whole at the end."""
    every = [r for r in _filled(a, STAFF) if asked.wants(r)]
    if "Unit" in asked.where:
        return _staff_of_unit(every)
    result: list[Row] = []
    for group in dict.fromkeys(key(r.get("Kelompok")) for r in every):
        own = [r for r in every if key(r.get("Kelompok")) == group]
        result += _staff_of(a, own, f"Menurut {own[0].get('Kelompok') or 'Uraian'}")
    return result


def _staff_of(a: Analysis, own: list[Cells], title: str) -> list[Row]:
    result: list[Row] = [{HEADING: Figure(title, a.origins.cell(STAFF, own[0], "Kelompok"))}]
    units = list(dict.fromkeys(key(r.get("Unit")) for r in own))
    for unit in units:
        rows_ = [r for r in own if key(r.get("Unit")) == unit]
        if unit:
            result.append({HEADING: Figure(str(rows_[0]["Unit"]), a.origins.cell(STAFF, rows_[0], "Unit"))})
        result += _staff_of_unit(rows_)
    if len(units) > 1:
        result.append({"pegawai_baris": Part(STAFF, own, own, "JUMLAH SELURUHNYA", True)})
    return result


def _staff_of_unit(own: list[Cells]) -> list[Row]:
    result: list[Row] = [
        {"pegawai_baris": Part(STAFF, [row], own, str(row["Uraian"]), False), "no.pegawai_baris": n}
        for n, row in enumerate(own, 1)
    ]
    return [*result, {"pegawai_baris": Part(STAFF, own, own, _TOTAL, True)}] if own else []


@rows("pegawai_unit")
def _staff_by_unit(a: Analysis, asked: Asked) -> list[Row]:
    """Units with a number, beneath each its rows; no totals."""
    every = [r for r in _filled(a, STAFF) if asked.wants(r)]
    result: list[Row] = []
    for number, unit in enumerate(dict.fromkeys(key(r.get("Unit")) for r in every), 1):
        own = [r for r in every if key(r.get("Unit")) == unit]
        unit_part = Part(STAFF, [], own, str(own[0].get("Unit") or ""), True)
        result.append({"pegawai_baris": unit_part, "no.pegawai_kepala": str(number)})
        result += [
            {"pegawai_baris": Part(STAFF, [r], own, str(r["Uraian"]), False), "no.pegawai_kepala": "-"} for r in own
        ]
    return result


@rows("pegawai_ringkas")
def _staff_totals(a: Analysis, asked: Asked) -> list[Row]:
    """The total of each Kelompok beside each other: they are the same people."""
    every = _filled(a, STAFF)
    result: list[Row] = []
    for group in dict.fromkeys(key(r.get("Kelompok")) for r in every):
        own = [r for r in every if key(r.get("Kelompok")) == group]
        result.append({"pegawai_baris": Part(STAFF, own, own, f"Menurut {own[0].get('Kelompok') or 'Uraian'}", True)})
    return result if len(result) > 1 else []


QUANTITIES["no.pegawai_kepala"] = lambda a, text: Figure(text, None)


# --- general tables --------------------------------------------------------------------------------------------------
class General(NamedTuple):
    """One general table: its name and its rows."""

    nama: str
    rows: list[Cells]


def general_tables(world: Any) -> dict[int, General]:
    """The general tables of a book by number, in the order of the sheet."""
    if GENERAL not in world.tables:
        return {}
    found: dict[str, list[Cells]] = {}
    names: dict[str, str] = {}
    for row in world.rows(GENERAL):
        if key(row.get("Uraian")) and key(row.get("Tabel")):
            found.setdefault(key(row["Tabel"]), []).append(row)
            names.setdefault(key(row["Tabel"]), str(row["Tabel"]))
    return {n: General(names[name], rows_) for n, (name, rows_) in enumerate(found.items(), 1)}


def beneath(every: list[Cells], row: Cells) -> list[Cells]:
    """The rows right beneath a row: those whose Induk is its No."""
    number = key(row.get("No"))
    return [r for r in every if number and key(r.get("Induk")) == number and r is not row]


def counted(every: list[Cells], row: Cells, seen: frozenset[int] = frozenset()) -> list[Cells]:
    """The rows whose Jumlah a row stands for: its own where it says one, else those beneath it."""
    if is_number(row.get("Jumlah")) or id(row) in seen:
        return [row]
    own = [x for r in beneath(every, row) for x in counted(every, r, seen | {id(row)})]
    return own or [row]


GENERAL_ROWS = ("data_umum_tabel", "data_umum_baris")


@rows("data_umum_tabel")
def _general(a: Analysis, asked: Asked) -> list[Row]:
    """The rows of the table that the sheet is about, those beneath a row after it, then JUMLAH."""
    every: list[Cells] = asked.member.rows
    tops = [r for r in every if not any(r in beneath(every, x) for x in every)]
    whole = [x for r in tops for x in counted(every, r)]
    result: list[Row] = []

    def walk(row: Cells, depth: int) -> None:
        part = Part(GENERAL, counted(every, row), whole, str(row["Uraian"]), False, depth)
        result.append({"data_baris": part, "data_umum": row, "no.data_baris": row.get("No") or None,
                       LEVEL: min(depth, 7)})  # fmt: skip
        if depth < 7:
            for child in beneath(every, row):
                walk(child, depth + 1)

    for top in tops:
        walk(top, 0)
    if len(tops) > 1 and adds_up(whole):
        result.append({"data_baris": Part(GENERAL, whole, whole, _TOTAL, True)})
    return result


@rows("data_umum_baris")
def _general_rows(a: Analysis, asked: Asked) -> list[Row]:
    """The same rows without JUMLAH."""
    return [row for row in _general(a, asked) if not row["data_baris"].total]


@rows("pegawai_baris")
def _staff_rows(a: Analysis, asked: Asked) -> list[Row]:
    """The rows of staff that are asked for, without JUMLAH."""
    return _staff_of_unit([r for r in _filled(a, STAFF) if asked.wants(r)])[:-1]


def _general_sums(a: Analysis, asked: Asked) -> dict[str, Figure]:
    found = [row["data_baris"] for row in _general(a, asked)]
    if not found or not adds_up(found[0].whole):
        return {}
    return {"data_baris.jumlah": sum_of(a, GENERAL, found[0].whole, "Jumlah", "angka")}


def _staff_sums(a: Analysis, asked: Asked) -> dict[str, Figure]:
    own = [r for r in _filled(a, STAFF) if asked.wants(r)]
    whole = Part(STAFF, own, own, _TOTAL, True)
    names = {"l": "L", "p": "P", "jumlah": "Jumlah"}
    result = {f"pegawai_baris.{n}": sum_of(a, STAFF, own, c, "angka") for n, c in names.items()}
    return {**result, "pegawai_baris.persen": _share(a, whole)}


TOTALS["data_umum_baris"], TOTALS["pegawai_baris"] = _general_sums, _staff_sums
for _name in ("pegawai_baris", "data_baris", "dana_spm"):
    QUANTITIES[f"{_name}.uraian"] = lambda a, part: Figure(
        part.text, None if part.total else a.origins.cell(part.table, part.rows[0], "Uraian"), TEXT, "",
        1 if part.total else 4, part.depth)  # fmt: skip
    _part_figure(f"{_name}.jumlah", "Jumlah")
    ORIGINS[f"{_name}.uraian"], ORIGINS[f"{_name}.jumlah"] = "Uraian; JUMLAH di bawahnya", "Jumlah; induk: rinciannya"
for _name in ("pegawai_baris", "data_baris"):
    QUANTITIES[f"{_name}.persen"] = _share
    ORIGINS[f"{_name}.persen"] = "Bagian dari jumlahnya"
_part_figure("pegawai_baris.l", "L")
_part_figure("pegawai_baris.p", "P")
ORIGINS["no.pegawai_kepala"] = "Nomor unit"
ORIGINS.update({"pegawai_baris.l": "Organisasi: L", "pegawai_baris.p": "Organisasi: P"})


# --- SPM: money by source --------------------------------------------------------------------------------------------
@rows("dana_spm")
def _spm_money(a: Analysis, asked: Asked) -> list[Row]:
    """Sources with what they consist of: a source of one line of its own name stands by itself."""
    every = _filled(a, FUNDS)
    result: list[Row] = []
    for n, name in enumerate(dict.fromkeys(key(r.get("Sumber")) or key(r["Uraian"]) for r in every), 1):
        own = [r for r in every if (key(r.get("Sumber")) or key(r["Uraian"])) == name]
        if len(own) == 1 and key(own[0]["Uraian"]) == name:
            result.append({"dana_spm": Part(FUNDS, own, every, str(own[0]["Uraian"]), False), "no.dana_spm": n})
            continue
        result.append({"dana_spm": Part(FUNDS, own, every, str(own[0].get("Sumber")), True), "no.dana_spm": n})
        result += [{"dana_spm": Part(FUNDS, [r], every, str(r["Uraian"]), False, 1)} for r in own]
    if result:
        result.append({"dana_spm": Part(FUNDS, every, every, "Jumlah", True)})
    return result


@quantity("dana_spm.jumlah_rinci")
def _spm_amount(a: Analysis, part: Part) -> Figure | None:
    """The amount, where it is no sum of lines that follow."""
    whole = part.total and len(part.rows) < len(part.whole)
    return None if whole else QUANTITIES["dana_spm.jumlah"](a, part)


ORIGINS["dana_spm.jumlah_rinci"] = "SPM: Jumlah; kelompok tidak dijumlahkan"


# --- TPB/SDGs --------------------------------------------------------------------------------------------------------
STATUS = {
    "ss": "Indikator yang SUDAH dilaksanakan dan SUDAH mencapai target",
    "sb": "Indikator yang SUDAH dilaksanakan dan BELUM mencapai target",
    "bb": "Indikator yang BELUM dilaksanakan dan BELUM mencapai target",
    "ttc": "Indikator yang tidak mempunyai target", "na": "Data tidak tersedia",
}  # fmt: skip


class Counted(NamedTuple):
    """How many indicators of a set have a status."""

    text: str
    some: list[Cells]
    whole: list[Cells]
    total: bool = False


def _judged_goals(a: Analysis, asked: Asked) -> list[Cells]:
    return [r for r in _filled(a, TPB) if key(r.get("Status")) and asked.wants(r)]


@rows("tpb_status")
def _tpb_status(a: Analysis, asked: Asked) -> list[Row]:
    """Indicators of TPB by status, with the total."""
    every = _judged_goals(a, asked)
    result: list[Row] = []
    for name in dict.fromkeys([*STATUS, *(key(r["Status"]) for r in every)]):
        some = [r for r in every if key(r["Status"]) == name]
        if some:
            text = STATUS.get(name, str(some[0]["Status"]))
            result.append({"tpb_hitung": Counted(text, some, every), "no.tpb_hitung": len(result) + 1})
    return [*result, {"tpb_hitung": Counted("Total", every, every, True)}] if result else []


@rows("tpb_status_baris")
def _tpb_status_rows(a: Analysis, asked: Asked) -> list[Row]:
    """The same rows without the total."""
    return [row for row in _tpb_status(a, asked) if not row["tpb_hitung"].total]


def _status_sums(a: Analysis, asked: Asked) -> dict[str, Figure]:
    every = _judged_goals(a, asked)
    whole = Counted("Total", every, every, True)
    return {"tpb_hitung.jumlah": _status_count(a, whole), "tpb_hitung.persen": _status_share(a, whole)}


TOTALS["tpb_status_baris"] = _status_sums


@rows("tpb_bersasaran")
def _targeted(a: Analysis, asked: Asked) -> list[Row]:
    """The indicators of TPB for which a target or a value of a year is known: those that are the office's own."""
    named = ("Target ", "Capaian ")
    every = [r for r in _filled(a, TPB) if asked.wants(r)]
    return [{"tpb": r, "tpb_pencapaian": r} for r in every
            if any(key(v) for name, v in r.items() if str(name).startswith(named))]  # fmt: skip


@quantity("tpb_pencapaian.uraian")
def _achieved(a: Analysis, row: Cells) -> Figure:
    """The status in words, as evaluators write it."""
    status = row.get("Status")
    return Figure(STATUS.get(key(status), status), a.origins.cell(TPB, row, "Status"))


ORIGINS["tpb_pencapaian.uraian"] = "Isu: Status TPB, dalam kata"


@rows("tpb_tujuan")
def _tpb_goals(a: Analysis, asked: Asked) -> list[Row]:
    """Each goal of TPB with its indicators by status."""
    every = _filled(a, TPB)
    goals = dict.fromkeys(key(r.get("Tujuan")) for r in every if key(r.get("Tujuan")))
    return [
        {"tpb_goal": [r for r in every if key(r.get("Tujuan")) == goal], "no.tpb_goal": n}
        for n, goal in enumerate(goals, 1)
    ]


def _count_source(a: Analysis, some: Iterable[Cells]) -> Source:
    cells = ((str(r.get("Nomor") or r["Indikator"]), a.origins.cell(TPB, r, "Status")) for r in some)
    return Source(note="banyaknya indikator", inputs=tuple((n, s) for n, s in cells if s))


@quantity("tpb_hitung.uraian")
def _status_text(a: Analysis, one: Counted) -> Figure:
    return Figure(one.text, None, TEXT, "", 1 if one.total else 4)


@quantity("tpb_hitung.jumlah")
def _status_count(a: Analysis, one: Counted) -> Figure:
    return Figure(len(one.some), _count_source(a, one.some), NUMBER)


@quantity("tpb_hitung.persen")
def _status_share(a: Analysis, one: Counted) -> Figure:
    return _ratio_of(a, one.some, one.whole)


def _ratio_of(a: Analysis, some: list[Cells], whole: list[Cells]) -> Figure:
    inputs = (("bagian", _count_source(a, some)), ("jumlah", _count_source(a, whole)))
    source = Source(note="bagian dari jumlahnya", inputs=inputs)
    return Figure(a.world.serapan_of(len(some), len(whole)), source, RATIO)


QUANTITIES["tpb_goal.uraian"] = lambda a, own: Figure(own[0]["Tujuan"], a.origins.cell(TPB, own[0], "Tujuan"))
QUANTITIES["tpb_goal.total"] = lambda a, own: Figure(len(own), _count_source(a, own), NUMBER)


def _goal_count(status: str) -> None:
    def figure(a: Analysis, own: list[Cells]) -> Figure:
        some = [r for r in own if (key(r.get("Status")) or "na") == status]
        return Figure(len(some), _count_source(a, some), NUMBER)

    QUANTITIES[f"tpb_goal.{status}"] = figure
    ORIGINS[f"tpb_goal.{status}"] = f"Isu: banyaknya TPB dengan Status {status.upper()}"


for _status in STATUS:
    _goal_count(_status)


@quantity("tpb_goal.persen")
def _goal_share(a: Analysis, own: list[Cells]) -> Figure:
    return _ratio_of(a, [r for r in own if key(r.get("Status")) == "ss"], own)


for _name in ("pegawai_baris", "tpb_hitung", "tpb_goal", "dana_spm"):
    QUANTITIES[f"no.{_name}"] = lambda a, number: Figure(number, None, NUMBER)
    ORIGINS[f"no.{_name}"] = "Nomor urut"
QUANTITIES["no.data_baris"] = lambda a, number: Figure(number, None)
ORIGINS.update({
    "no.data_baris": "Organisasi: No", "tpb_hitung.uraian": "Isu: Status TPB",
    "tpb_hitung.jumlah": "Banyaknya indikator dengan status itu", "tpb_hitung.persen": "Bagian dari semua indikator",
    "tpb_goal.uraian": "Isu: Tujuan TPB", "tpb_goal.total": "Banyaknya indikator", "tpb_goal.persen": "Bagian SS",
})  # fmt: skip
