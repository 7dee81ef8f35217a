"""The plan's programs as a profile prints them: T-C.27, the matrix with programs and kegiatan, the set of Inmendagri
2/2025, the stages."""

from typing import Any, NamedTuple

from ...compute.book import Cells
from ...compute.key import key
from ...compute.plan_period import period_of
from ...compute.program_plan import TABLE, Node, end_target, program_plans_of
from ...expr.values import NOT_AVAILABLE, is_number
from ..forms.analysis import Analysis
from ..layout.source import Source
from .module_tables import ORIGINS, filled_rows
from .plan_matrix import (
    RENSTRA,
    Planned,
    Supported,
    naming_rpjmd,
    planned_rows,
    rows_of,
    rpjmd_wording,
    supported_by,
)
from .quantities import MONEY, NUMBER, QUANTITIES, TEXT, VALUE, Figure, Seen, quantity
from .rows import LEVEL, ROWS, Asked, Row, rows


# --- programs --------------------------------------------------------------------------------------------------------
class Line(NamedTuple):
    """One printed line of the plan: a node with one of its indicators; only the first line names the node."""

    node: Node
    row: Cells
    first: bool


def _programs(a: Analysis, document: str) -> list[Row]:
    plan = program_plans_of(a.world).of(document)
    result: list[Row] = []
    shared: tuple[Any, Supported, Supported] = (None, None, None)
    for node in plan.nodes if plan else []:
        for n, row in enumerate(node.rows):
            code = key(row.get("Kode Renstra")) or key(node.first.get("Kode Renstra"))
            if code and code != shared[0]:
                shared = (code, *supported_by(a, code))
            result.append({
                "program_rencana": Line(node, row, n == 0), "program_tujuan": shared[1], "program_sasaran": shared[2],
                LEVEL: min(node.depth, 7),
            })  # fmt: skip
    return result


ROWS["program_awal"] = lambda a, asked: _programs(a, "Awal")
ROWS["program_perubahan"] = lambda a, asked: _programs(a, "Perubahan")


@rows("program")
def _in_force(a: Analysis, asked: Asked) -> list[Row]:
    """The programs of the document in force."""
    plan = program_plans_of(a.world).in_force
    return _programs(a, plan.document) if plan else []


@rows("program_prioritas")
def _priorities(a: Analysis, asked: Asked) -> list[Row]:
    """Sub kegiatan marked as a priority, beside the program they belong to."""
    plan = program_plans_of(a.world).in_force
    result: list[Row] = []
    for node in plan.nodes if plan else []:
        if not any(key(r.get("Prioritas")) == "ya" for r in node.rows):
            continue
        above = node
        while above.parent is not None and above.level > 2:
            above = above.parent
        result.append({"program_rencana": Line(node, node.first, True), "program_induk": above,
                       "no.program_rencana": len(result) + 1})  # fmt: skip
    return result


def _weight(node: Node) -> int:
    return 1 if node.level <= 2 else 4


def _of_node(name: str, column: str) -> None:
    def figure(a: Analysis, line: Line) -> Figure | None:
        if not line.first:
            return None
        source = a.origins.cell(TABLE, line.row, column)
        depth = max(0, line.node.depth) if column == "Uraian" else 0
        return Figure(line.row.get(column), source, TEXT, "", _weight(line.node), depth)

    QUANTITIES[name] = figure
    ORIGINS[name] = f"Pendanaan: {column}"


def _of_indicator(name: str, column: str, kind: str = TEXT) -> None:
    def figure(a: Analysis, line: Line) -> Figure | None:
        source = a.origins.cell(TABLE, line.row, column)
        return Figure(line.row.get(column), source, kind, str(line.row.get("Tipe") or "Angka"))

    QUANTITIES[name] = figure
    ORIGINS[name] = f"Pendanaan: {column}"


for _name, _column in (("program_rencana.kode", "Kode"), ("program_rencana.uraian", "Uraian")):
    _of_node(_name, _column)
for _name, _column, _kind in (
    ("program_rencana.indikator", "Indikator", TEXT), ("program_rencana.hasil", "Hasil", TEXT),
    ("program_rencana.satuan", "Satuan", TEXT), ("program_rencana.kondisi_awal", "Kondisi Awal", VALUE),
    ("program_rencana.unit", "Unit", TEXT), ("program_rencana.lokasi", "Lokasi", TEXT),
    ("program_rencana.kelompok_sasaran", "Kelompok Sasaran", TEXT), ("program_rencana.keterangan", "Keterangan", TEXT),
):  # fmt: skip
    _of_indicator(_name, _column, _kind)


@quantity("program_rencana.target")
def _program_target(a: Analysis, seen: Seen) -> Figure:
    line, column = seen.thing, f"Target {seen.member}"
    return Figure(line.row.get(column), a.origins.cell(TABLE, line.row, column), VALUE, line.row.get("Tipe") or "Angka")


def node_source(a: Analysis, node: Node, year: Any) -> Source | None:
    """Where the money of a node comes from in a year: its cell, or the leaves that it is the sum of."""
    column = f"Pagu {year}"
    cells = [(str(leaf.code), a.origins.cell(TABLE, row, column)) for leaf in node.leaves(year)
             for row in leaf.rows if is_number(row.get(column))]  # fmt: skip
    found = tuple((n, s) for n, s in cells if s)
    if len(found) == 1 and node.typed(year) is not None and not node.children:
        return found[0][1]
    return Source(note="jumlah baris terbawah", inputs=found)


@quantity("program_rencana.pagu")
def _program_money(a: Analysis, seen: Seen) -> Figure | None:
    line, year = seen.thing, seen.member
    if not line.first:
        return None
    value = line.node.money(year)
    return Figure(None if value is NOT_AVAILABLE else value, node_source(a, line.node, year), MONEY, "",
                  _weight(line.node))  # fmt: skip


@quantity("program_rencana.target_akhir")
def _end_target(a: Analysis, line: Line) -> Figure | None:
    years = list(period_of(a.world).target_years)
    value = end_target(line.row, years)
    last = next((f"Target {y}" for y in reversed(years) if line.row.get(f"Target {y}") is not None), "Target Akhir")
    source = a.origins.cell(TABLE, line.row, "Target Akhir" if is_number(value) else last)
    return Figure(value, source, VALUE, line.row.get("Tipe") or "Angka")


@quantity("program_rencana.pagu_akhir")
def _end_money(a: Analysis, line: Line) -> Figure | None:
    if not line.first:
        return None
    years = period_of(a.world).money_years
    value = line.node.money_over(years)
    inputs = tuple((str(y), s) for y in years if is_number(line.node.money(y)) and (s := node_source(a, line.node, y)))
    source = Source(note="jumlah pagu tiap tahun", inputs=inputs)
    return Figure(None if value is NOT_AVAILABLE else value, source, MONEY, "", _weight(line.node))


@quantity("program_induk.uraian")
def _above(a: Analysis, node: Node) -> Figure:
    return Figure(node.name, a.origins.cell(TABLE, node.first, "Uraian"))


@quantity("program_induk.hasil")
def _outcome(a: Analysis, node: Node) -> Figure:
    return Figure(node.first.get("Hasil"), a.origins.cell(TABLE, node.first, "Hasil"))


for _name in ("program_tujuan", "program_sasaran"):
    QUANTITIES[f"{_name}.uraian"] = lambda a, one: Figure(one[0], one[1])
    ORIGINS[f"{_name}.uraian"] = "Renstra atau RPJMD menurut Kode Renstra"
QUANTITIES["no.program_rencana"] = lambda a, number: Figure(number, None, NUMBER)
ORIGINS["no.program_rencana"] = "Nomor urut"
ORIGINS.update({
    "program_rencana.target": "Pendanaan: Target tiap tahun",
    "program_rencana.pagu": "Pendanaan: Pagu tiap tahun; induk: jumlah baris terbawah",
    "program_rencana.target_akhir": "Pendanaan: Target Akhir (REN-01)",
    "program_rencana.pagu_akhir": "Jumlah pagu tiap tahun", "program_induk.uraian": "Pendanaan: Uraian program",
    "program_induk.hasil": "Pendanaan: Hasil program",
})  # fmt: skip


# --- the matrix of 13 columns ----------------------------------------------------------------------------------------
@rows("rencana_matriks")
def _matrix(a: Analysis, asked: Asked) -> list[Row]:
    """The indicators of sasaran; beside each the programs and kegiatan that serve it, one line each."""
    result: list[Row] = []
    for row in planned_rows(a, RENSTRA, lambda r: key(r.get("Jenis")) == "sasaran"):
        row["rencana_cara"] = row["rencana_sasaran"]
        serving = [{"rencana_program": one} for one in _serving(a, row["rencana"])]
        result += [{**row, **one} for one in serving or [{}]]
    return result


class Serving(NamedTuple):
    """A program or kegiatan that serves an indicator: its words, whether it is a program, and where it stands."""

    text: str
    program: bool
    source: Source | None


def _serving(a: Analysis, one: Planned) -> list[Serving]:
    """Of the plan's programs those with the indicator's code; else of the budget; else what Renstra lists."""
    plan = program_plans_of(a.world).in_force
    code = key(one.row["Kode"])
    found: list[Serving] = []
    for node in plan.nodes if plan else []:
        above: Node | None = node
        while above is not None and not any(key(r.get("Kode Renstra")) for r in above.rows):
            above = above.parent
        if above is not None and any(key(r.get("Kode Renstra")) == code for r in above.rows) and node.level in (2, 3):
            source = a.origins.cell(TABLE, node.first, "Uraian")
            found.append(Serving(str(node.name or node.code), node.level == 2, source))
    if found:
        return found
    indicator = a.world.indicator(one.row["Kode"])
    if a.world.budget.highest(one.row["Kode"]):
        cells = [c for c in a.supporting(indicator) if c.value and c.value != "-"]
        return [Serving(str(c.value), not c.style.indent, c.source) for c in cells]
    listed = [t.strip() for t in str(one.row.get("Program") or "").split(";") if t.strip()]
    return [Serving(text, True, a.origins.cell(one.table, one.row, "Program")) for text in listed]


@quantity("rencana_program.uraian")
def _serving_wording(a: Analysis, one: Serving) -> Figure:
    return Figure(one.text, one.source, TEXT, "", 1 if one.program else 4, 0 if one.program else 1)


@quantity("rencana_cara.strategi_kebijakan")
def _ways(a: Analysis, sasaran: Any) -> Figure:
    """Strategi and kebijakan of the sasaran's rows, else those of the sheet Strategi."""
    own = [r for r in rows_of(a, RENSTRA) if key(r.get("Sasaran")) == key(sasaran[0])]
    parts = [str(r[c]) for r in own for c in ("Strategi", "Kebijakan") if key(r.get(c))]
    if not parts and "tbl_strategi" in a.world.tables:
        codes = {key(r["Kode"]) for r in own}
        rows_ = [r for r in a.world.rows("tbl_strategi") if key(r.get("Kode")) in codes]
        parts = [str(r[c]) for r in rows_ for c in ("Strategi", "Arah Kebijakan") if key(r.get(c))]
    return Figure("\n".join(dict.fromkeys(parts)) or None, a.origins.cell(RENSTRA, sasaran[1], "Strategi"))


ORIGINS.update({
    "rencana_program.uraian": "Pendanaan menurut Kode Renstra; bila tidak ada, Anggaran, lalu Renstra: Program",
    "rencana_cara.strategi_kebijakan": "Renstra: Strategi, Kebijakan; bila kosong, lembar Strategi",
})  # fmt: skip


# --- Inmendagri 2/2025 -----------------------------------------------------------------------------------------------
@rows("program_rumusan")
def _formulated(a: Analysis, asked: Asked) -> list[Row]:
    """The plan's programs with what of RPJMD they serve."""
    plan = program_plans_of(a.world).in_force
    result = _programs(a, plan.document) if plan else []
    last: tuple[str, Supported] = ("", None)
    for row in result:
        line = row["program_rencana"]
        code = key(line.row.get("Kode Renstra")) or key(line.node.first.get("Kode Renstra"))
        if code and code != last[0]:
            own = naming_rpjmd(a, code)
            words = rpjmd_wording(a, own)
            last = (code, [words, a.origins.cell(RENSTRA, own, "Kode RPJMD")] if words else None)
        row["program_rpjmd"] = last[1]
    return result


@rows("program_pendanaan")
def _funded(a: Analysis, asked: Asked) -> list[Row]:
    """Each node with its money; its outcome or output and their targets on rows of their own beneath it."""
    plan = program_plans_of(a.world).in_force
    result: list[Row] = []
    for node in plan.nodes if plan else []:
        apart = any(key(r.get("Hasil")) for r in node.rows)
        result.append({"program_rencana": Line(node, {} if apart else node.first, True), LEVEL: min(node.depth, 7)})
        rest = node.rows if apart else node.rows[1:]
        result += [{"program_rencana": Line(node, r, False), LEVEL: min(node.depth + 1, 7)} for r in rest]
    return result


@quantity("program_rencana.nama_hasil")
def _name_or_result(a: Analysis, line: Line) -> Figure:
    if line.first:
        code = f"{line.node.code} - " if key(line.node.code) else ""
        source = a.origins.cell(TABLE, line.node.first, "Uraian")
        return Figure(f"{code}{line.node.name or ''}", source, TEXT, "", _weight(line.node), line.node.depth)
    return Figure(line.row.get("Hasil"), a.origins.cell(TABLE, line.row, "Hasil"), TEXT, "", 0, line.node.depth + 1)


@quantity("program_rencana.kode_uraian")
def _code_and_name(a: Analysis, line: Line) -> Figure | None:
    return _name_or_result(a, line) if line.first else None


def _result_of(name: str, program: bool) -> None:
    def figure(a: Analysis, line: Line) -> Figure | None:
        if (line.node.level <= 2) is not program:
            return None
        return Figure(line.row.get("Hasil"), a.origins.cell(TABLE, line.row, "Hasil"))

    QUANTITIES[name] = figure
    ORIGINS[name] = f"Pendanaan: Hasil {'program' if program else 'kegiatan dan sub kegiatan'}"


_result_of("program_rencana.outcome", True)
_result_of("program_rencana.output", False)


@quantity("program_rpjmd.uraian")
def _served(a: Analysis, one: Any) -> Figure:
    return Figure(one[0], one[1])


@quantity("rencana.status_ikk")
def _status(a: Analysis, one: Planned) -> Figure:
    value = one.row.get("IKK")
    return Figure(None if key(value) == "ya" else value, a.origins.cell(one.table, one.row, "IKK"))


@rows("tahapan_per_tahun")
def _stages(a: Analysis, asked: Asked) -> list[Row]:
    """What each year is about; its lines in the order of the sheet."""
    years: dict[Any, list[Cells]] = {}
    for row in filled_rows(a, a.world.tables["tbl_tahapan"]) if "tbl_tahapan" in a.world.tables else []:
        years.setdefault(row["Tahun"], []).append(row)
    result: list[Row] = []
    for number, (year, own) in enumerate(years.items(), 1):
        stage = [year, own[0]]
        result += [{"tahapan": r, "tahapan_tahun": stage, "no.tahapan_tahun": number} for r in own]
    return result


@quantity("tahapan_tahun.tahun")
def _stage_year(a: Analysis, stage: Any) -> Figure:
    return Figure(stage[0], a.origins.cell("tbl_tahapan", stage[1], "Tahun"), NUMBER)


_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
QUANTITIES["no.tahapan_tahun"] = lambda a, n: Figure(f"Tahap {_ROMAN[n] if n < len(_ROMAN) else n}", None)
ORIGINS.update({
    "program_rencana.nama_hasil": "Pendanaan: Kode dan Uraian; di bawahnya Hasil",
    "program_rencana.kode_uraian": "Pendanaan: Kode dan Uraian", "program_rpjmd.uraian": "Renstra: NSPK, Kode RPJMD",
    "rencana.status_ikk": "Renstra: IKK", "tahapan_tahun.tahun": "Strategi: Tahun", "no.tahapan_tahun": "Nomor tahap",
})  # fmt: skip
