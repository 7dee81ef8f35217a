"""The plan's own tables as a profile prints them: tujuan and sasaran (T-C.25, T-C.28, IKU, IKK), strategi (T-C.26),
programs with targets and money (T-C.27)."""

from collections.abc import Callable
from typing import Any, NamedTuple

from ...compute.book import Cells
from ...compute.key import key
from ...compute.plan_period import period_of
from ...compute.program_plan import TABLE, Node, end_target
from ...expr.values import NOT_AVAILABLE, compare_values, is_number
from ..forms.analysis import Analysis
from ..layout.source import Source
from .module_tables import ORIGINS, filled_rows
from .quantities import MONEY, NUMBER, QUANTITIES, TEXT, VALUE, Figure, Seen, quantity
from .rows import LEVEL, ROWS, Asked, Row, rows

RENSTRA, AWAL = "tbl_renstra", "tbl_renstra_awal"
_BLANK = (None, "")


class Planned(NamedTuple):
    """An indicator of the plan: its row, the table it stands in, its row of the first edition ({} without one), and
    whether it is shown beside that."""

    row: Cells
    table: str
    first: Cells
    compared: bool

    @property
    def tipe(self) -> Any:
        return self.row.get("Tipe") or "Angka"


# --- tujuan and sasaran ----------------------------------------------------------------------------------------------
def _rows_of(a: Analysis, table: str) -> list[Cells]:
    if table not in a.world.tables:
        return []
    return [r for r in a.world.rows(table) if key(r.get("Kode")) and key(r.get("Indikator"))]


def _planned(a: Analysis, table: str, wanted: Callable[[Cells], bool], compared: bool = False) -> list[Row]:
    """Each tujuan with its indicators, then its sasaran with theirs, in the order of the sheet."""
    first = {key(r["Kode"]): r for r in _rows_of(a, AWAL)} if compared else {}
    every = [r for r in _rows_of(a, table) if key(r.get("Jenis")) in ("tujuan", "sasaran")]
    goals: dict[str, list[Cells]] = {}
    for row in every:
        goals.setdefault(_goal(row, every), []).append(row)
    result: list[Row] = []
    for number, own in enumerate(goals.values(), 1):
        goal = [next((r.get("Tujuan") for r in own if key(r.get("Tujuan"))), None), own[0]]
        own.sort(key=lambda r: key(r.get("Jenis")) != "tujuan")
        sasaran: list[Any] | None = None
        count = 0
        for row in own:
            target = key(row.get("Jenis")) == "sasaran"
            if target and (sasaran is None or key(sasaran[0]) != key(row.get("Sasaran"))):
                sasaran, count = [row.get("Sasaran"), row], count + 1
            if not wanted(row):
                continue
            one = Planned(row, table, first.get(key(row["Kode"]), {}), bool(first))
            result.append({
                "rencana": one, "rencana_tujuan": goal, "rencana_sasaran": sasaran if target else None,
                "no.rencana_tujuan": number, "no.rencana_sasaran": f"{number}.{count}" if target else None,
                "no.rencana": len(result) + 1,
            })  # fmt: skip
    return result


def _goal(row: Cells, every: list[Cells]) -> str:
    """What tells a tujuan from another: its code, else its wording."""
    if key(row.get("Jenis")) == "tujuan":
        same = [r for r in every if key(r.get("Jenis")) == "tujuan" and key(r.get("Tujuan")) == key(row.get("Tujuan"))]
        return key(same[0]["Kode"]) if key(row.get("Tujuan")) else key(row["Kode"])
    parent = next((r for r in every if key(row.get("Induk")) and key(r["Kode"]) == key(row.get("Induk"))), None)
    if parent is not None and key(parent.get("Jenis")) == "tujuan":
        return _goal(parent, every)
    same = [r for r in every if key(r.get("Jenis")) == "tujuan" and key(r.get("Tujuan")) == key(row.get("Tujuan"))]
    return key(same[0]["Kode"]) if same else key(row.get("Induk")) or f"tujuan {key(row.get('Tujuan'))}"


def _source_of(name: str, table: str, wanted: Callable[[Cells], bool], compared: bool = False) -> None:
    ROWS[name] = lambda a, asked: _planned(a, table, wanted, compared)


_source_of("rencana", RENSTRA, lambda row: True)
_source_of("rencana_banding", RENSTRA, lambda row: True, compared=True)
_source_of("rencana_awal", AWAL, lambda row: True)
_source_of("rencana_tujuan", RENSTRA, lambda row: key(row.get("Jenis")) == "tujuan")
_source_of("rencana_sasaran", RENSTRA, lambda row: key(row.get("Jenis")) == "sasaran")
_source_of("rencana_iku", RENSTRA, lambda row: key(row.get("IKU")) == "ya")
_source_of("rencana_ikk", RENSTRA, lambda row: key(row.get("IKK")) not in ("", "tidak"))


def _differs(one: Planned, column: str) -> bool:
    """The first edition said otherwise; an indicator that it did not have is changed as a whole."""
    if not one.compared:
        return False
    now, then = one.row.get(column), one.first.get(column)
    if now in _BLANK and then in _BLANK:
        return False
    return now in _BLANK or then in _BLANK or compare_values(now, then) != 0


def _of_plan(name: str, column: str, kind: str = TEXT) -> None:
    def figure(a: Analysis, one: Planned) -> Figure:
        source = a.origins.cell(one.table, one.row, column)
        changed = column in ("Indikator", "Kondisi Awal") and _differs(one, column)
        return Figure(one.row.get(column), source, kind, one.tipe, changed=changed)

    QUANTITIES[name] = figure
    ORIGINS[name] = f"Renstra: {column}"


for _name, _column, _kind in (
    ("rencana.kode", "Kode", TEXT), ("rencana.indikator", "Indikator", TEXT), ("rencana.satuan", "Satuan", TEXT),
    ("rencana.formulasi", "Formulasi", TEXT), ("rencana.kondisi_awal", "Kondisi Awal", VALUE),
    ("rencana.penanggung_jawab", "Penanggung Jawab", TEXT), ("rencana.sumber_data", "Sumber Data", TEXT),
    ("rencana.nspk", "NSPK", TEXT), ("rencana.keterangan", "Keterangan", TEXT), ("rencana.hasil", "Hasil", TEXT),
    ("rencana.urusan", "Urusan", TEXT), ("rencana.ikk", "IKK", TEXT),
):  # fmt: skip
    _of_plan(_name, _column, _kind)


@quantity("rencana.target")
def _target(a: Analysis, seen: Seen) -> Figure:
    one, column = seen.thing, f"Target {seen.member}"
    source = a.origins.cell(one.table, one.row, column)
    return Figure(one.row.get(column), source, VALUE, one.tipe, changed=_differs(one, column))


@quantity("rencana.target_awal")
def _first_target(a: Analysis, seen: Seen) -> Figure:
    one, column = seen.thing, f"Target {seen.member}"
    source = a.origins.cell(AWAL, one.first, column)
    return Figure(one.first.get(column), source, VALUE, one.first.get("Tipe") or one.tipe)


@quantity("rencana.indikator_awal")
def _first_wording(a: Analysis, one: Planned) -> Figure:
    return Figure(one.first.get("Indikator"), a.origins.cell(AWAL, one.first, "Indikator"))


@quantity("rencana.kondisi_akhir")
def _end(a: Analysis, one: Planned) -> Figure:
    years = period_of(a.world).target_years
    last = next((y for y in reversed(years) if one.row.get(f"Target {y}") not in _BLANK), years[-1])
    column = f"Target {last}"
    return Figure(one.row.get(column), a.origins.cell(one.table, one.row, column), VALUE, one.tipe)


@quantity("rencana_tujuan.uraian")
def _goal_wording(a: Analysis, goal: Any) -> Figure:
    return Figure(goal[0], a.origins.cell(RENSTRA, goal[1], "Tujuan"))


@quantity("rencana_sasaran.uraian")
def _sasaran_wording(a: Analysis, sasaran: Any) -> Figure:
    return Figure(sasaran[0], a.origins.cell(RENSTRA, sasaran[1], "Sasaran"))


@quantity("rencana.sasaran_rpjmd")
def _of_rpjmd(a: Analysis, one: Planned) -> Figure:
    """NSPK, and the wording of the row of RPJMD that it supports."""
    parts = [str(one.row["NSPK"])] if key(one.row.get("NSPK")) else []
    supported = rpjmd_of(a, one.row.get("Kode RPJMD"))
    parts += [str(supported["Uraian"])] if supported else []
    return Figure("\n".join(parts) or None, a.origins.cell(one.table, one.row, "Kode RPJMD"))


ORIGINS.update({
    "rencana.target": "Renstra: Target tiap tahun", "rencana.target_awal": "Renstra Awal: Target tiap tahun",
    "rencana.indikator_awal": "Renstra Awal: Indikator", "rencana.kondisi_akhir": "Renstra: target tahun terakhir",
    "rencana_tujuan.uraian": "Renstra: Tujuan", "rencana_sasaran.uraian": "Renstra: Sasaran",
    "rencana.sasaran_rpjmd": "Renstra: NSPK dan baris RPJMD menurut Kode RPJMD",
})  # fmt: skip


def rpjmd_of(a: Analysis, code: Any) -> Cells | None:
    """The row of RPJMD with a code."""
    if not key(code) or "tbl_rpjmd" not in a.world.tables:
        return None
    return next((r for r in a.world.rows("tbl_rpjmd") if key(r["Kode"]) == key(code)), None)


# --- RPJMD -----------------------------------------------------------------------------------------------------------
def _rpjmd(a: Analysis, jenis: str) -> list[Row]:
    every = filled_rows(a, a.world.tables["tbl_rpjmd"]) if "tbl_rpjmd" in a.world.tables else []
    result: list[Row] = []
    for row in every:
        if key(row.get("Jenis")) != jenis:
            continue
        above: dict[str, Cells] = {}
        parent: Cells | None = row
        while parent is not None and key(parent.get("Jenis")) not in above:
            above[key(parent.get("Jenis"))] = parent
            parent = rpjmd_of(a, parent.get("Induk"))
        result.append({
            "rpjmd": row, "no.rpjmd": len(result) + 1,
            **{f"rpjmd_{name}": [above[name]["Uraian"], above[name]] for name in ("misi", "tujuan") if name in above},
        })  # fmt: skip
    for name in ("rpjmd_misi", "rpjmd_tujuan"):  # neighbours under one row share it
        for before, now in zip(result, result[1:], strict=False):
            if name in before and name in now and before[name][1] is now[name][1]:
                now[name] = before[name]
    return result


ROWS["rpjmd_tujuan"] = lambda a, asked: _rpjmd(a, "tujuan")
ROWS["rpjmd_sasaran"] = lambda a, asked: _rpjmd(a, "sasaran")
for _name in ("rpjmd_misi", "rpjmd_tujuan"):
    QUANTITIES[f"{_name}.uraian"] = lambda a, one: Figure(one[0], a.origins.cell("tbl_rpjmd", one[1], "Uraian"))
    ORIGINS[f"{_name}.uraian"] = "RPJMD: Uraian baris induknya"


# --- strategi --------------------------------------------------------------------------------------------------------
@rows("strategi_kebijakan")
def _strategies(a: Analysis, asked: Asked) -> list[Row]:
    """Strategi and arah kebijakan beside the tujuan and sasaran (of RPJMD or Renstra) that their code names."""
    result: list[Row] = []
    for row in filled_rows(a, a.world.tables["tbl_strategi"]) if "tbl_strategi" in a.world.tables else []:
        goal, target = _supported(a, row.get("Kode"))
        one: Row = {"strategi": row, "strategi_tujuan": goal, "strategi_sasaran": target, "strategi_kata": [row]}
        before = result[-1] if result else None
        if before is not None:
            for name in ("strategi_tujuan", "strategi_sasaran"):
                if one[name] and before[name] and one[name][0] == before[name][0]:
                    one[name] = before[name]
            if one["strategi_sasaran"] is before["strategi_sasaran"] and \
                    key(row["Strategi"]) == key(before["strategi"]["Strategi"]):  # fmt: skip
                one["strategi_kata"] = before["strategi_kata"]
        result.append(one)
    return result


Supported = list[Any] | None


def _supported(a: Analysis, code: Any) -> tuple[Supported, Supported]:
    """``([tujuan, source], [sasaran, source])`` that a code names."""
    row = rpjmd_of(a, code)
    if row is not None:
        source = a.origins.cell("tbl_rpjmd", row, "Uraian")
        if key(row.get("Jenis")) != "sasaran":
            return [row["Uraian"], source], None
        parent = rpjmd_of(a, row.get("Induk"))
        goal = [parent["Uraian"], a.origins.cell("tbl_rpjmd", parent, "Uraian")] if parent else None
        return goal, [row["Uraian"], source]
    own = a.world.renstra(code)
    if not own:
        return None, None
    goal = [own["Tujuan"], a.origins.cell(RENSTRA, own, "Tujuan")] if own.get("Tujuan") else None
    target = [own["Sasaran"], a.origins.cell(RENSTRA, own, "Sasaran")] if own.get("Sasaran") else None
    return goal, target


for _name in ("strategi_tujuan", "strategi_sasaran"):
    QUANTITIES[f"{_name}.uraian"] = lambda a, one: Figure(one[0], one[1])
    ORIGINS[f"{_name}.uraian"] = "RPJMD atau Renstra menurut Kode pada lembar Strategi"


@quantity("strategi_kata.strategi")
def _strategy(a: Analysis, one: Any) -> Figure:
    return Figure(one[0]["Strategi"], a.origins.cell("tbl_strategi", one[0], "Strategi"))


ORIGINS["strategi_kata.strategi"] = "Strategi: Strategi"


# --- programs --------------------------------------------------------------------------------------------------------
class Line(NamedTuple):
    """One printed line of the plan: a node with one of its indicators; only the first line names the node."""

    node: Node
    row: Cells
    first: bool


def _programs(a: Analysis, document: str) -> list[Row]:
    plan = a.world.program_plans.of(document)
    result: list[Row] = []
    shared: tuple[Any, Supported, Supported] = (None, None, None)
    for node in plan.nodes if plan else []:
        for n, row in enumerate(node.rows):
            code = key(row.get("Kode Renstra")) or key(node.first.get("Kode Renstra"))
            if code and code != shared[0]:
                shared = (code, *_supported(a, code))
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
    plan = a.world.program_plans.in_force
    return _programs(a, plan.document) if plan else []


@rows("program_prioritas")
def _priorities(a: Analysis, asked: Asked) -> list[Row]:
    """Sub kegiatan marked as a priority, beside the program they belong to."""
    plan = a.world.program_plans.in_force
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
    years = [y for y in period_of(a.world).target_years if is_number(line.row.get(f"Target {y}"))]
    cells = tuple((str(y), s) for y in years if (s := a.origins.cell(TABLE, line.row, f"Target {y}")))
    value = end_target(line.row, list(period_of(a.world).target_years))
    last = cells[-1][1] if cells else None
    added = len(cells) > 1 and last is not None and value != line.row.get(f"Target {years[-1]}")
    source = Source(note="jumlah target tiap tahun (REN-01)", inputs=cells) if added else last
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
for _name in ("rencana", "rencana_tujuan", "rpjmd", "program_rencana"):
    QUANTITIES[f"no.{_name}"] = lambda a, number: Figure(number, None, NUMBER)
    ORIGINS[f"no.{_name}"] = "Nomor urut"
QUANTITIES["no.rencana_sasaran"] = lambda a, number: Figure(number, None)
ORIGINS.update({
    "no.rencana_sasaran": "Nomor urut", "program_rencana.target": "Pendanaan: Target tiap tahun",
    "program_rencana.pagu": "Pendanaan: Pagu tiap tahun; induk: jumlah baris terbawah",
    "program_rencana.target_akhir": "Target akhir periode menurut Sifat (REN-01)",
    "program_rencana.pagu_akhir": "Jumlah pagu tiap tahun", "program_induk.uraian": "Pendanaan: Uraian program",
    "program_induk.hasil": "Pendanaan: Hasil program",
})  # fmt: skip


# --- the matrix of 13 columns ----------------------------------------------------------------------------------------
@rows("rencana_matriks")
def _matrix(a: Analysis, asked: Asked) -> list[Row]:
    """The indicators of sasaran; beside each the programs and kegiatan that serve it, one line each."""
    result: list[Row] = []
    for row in _planned(a, RENSTRA, lambda r: key(r.get("Jenis")) == "sasaran"):
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
    plan = a.world.program_plans.in_force
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
    own = [r for r in _rows_of(a, RENSTRA) if key(r.get("Sasaran")) == key(sasaran[0])]
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
    plan = a.world.program_plans.in_force
    result = _programs(a, plan.document) if plan else []
    last: tuple[str, Supported] = ("", None)
    for row in result:
        line = row["program_rencana"]
        code = key(line.row.get("Kode Renstra")) or key(line.node.first.get("Kode Renstra"))
        if code and code != last[0]:
            own = a.world.renstra(code)
            above = rpjmd_of(a, own.get("Kode RPJMD")) if own else None
            words = [str(own["NSPK"])] if own and key(own.get("NSPK")) else []
            words += [str(above["Uraian"])] if above else []
            last = (code, ["\n".join(words), a.origins.cell(RENSTRA, own, "Kode RPJMD")] if words else None)
        row["program_rpjmd"] = last[1]
    return result


@rows("program_pendanaan")
def _funded(a: Analysis, asked: Asked) -> list[Row]:
    """Each node with its money; its outcome or output and their targets on rows of their own beneath it."""
    plan = a.world.program_plans.in_force
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
