"""The cascade as a profile prints it: the tree as rows that fold, and the table of nine columns."""

from typing import NamedTuple

from ...compute.cascade import Branch, Measure, cascade_of
from ...compute.growing import against_year
from ..forms.analysis import Analysis
from ..layout.cells import printed_text
from ..layout.source import Source
from .module_tables import ORIGINS
from .plan_programs import node_source
from .quantities import MONEY, QUANTITIES, RATIO, TEXT, VALUE, Figure, quantity
from .rows import LEVEL, Asked, Row, rows

_BOLD = ("Misi", "Tujuan Daerah", "Sasaran Daerah", "Tujuan", "Sasaran", "Program", "Urusan", "Bidang")


class Leaf(NamedTuple):
    """One printed line: a node with one of its indicators (None without any); only the first names the node."""

    node: Branch
    measure: Measure | None
    first: bool


@rows("cascading")
def _tree(a: Analysis, asked: Asked) -> list[Row]:
    """Each node with its indicators; a node without one is named all the same."""
    return [
        {"cascading": Leaf(node, one, n == 0), LEVEL: min(node.depth, 7)}
        for node in cascade_of(a.world).nodes for n, one in enumerate(node.measures or [None])
    ]  # fmt: skip


def _weight(node: Branch) -> int:
    return 1 if node.kind in _BOLD else 4


@quantity("cascading.jenjang")
def _kind(a: Analysis, leaf: Leaf) -> Figure | None:
    return Figure(leaf.node.kind, None, TEXT, "", _weight(leaf.node)) if leaf.first else None


@quantity("cascading.uraian")
def _wording(a: Analysis, leaf: Leaf) -> Figure | None:
    node = leaf.node
    if not leaf.first:
        return None
    code = f"{node.plan.code} " if node.plan is not None and node.plan.code else ""
    return Figure(f"{code}{node.name}", a.origins.cell(*node.place), TEXT, "", _weight(node), node.depth)


def _cell(name: str, column: str, kind: str = TEXT) -> None:
    def figure(a: Analysis, leaf: Leaf) -> Figure | None:
        one = leaf.measure
        if one is None or column not in one.row:
            return None
        shown = printed_text(column, one.row.get(column))
        return Figure(shown, a.origins.cell(one.table, one.row, column), kind, one.tipe)

    QUANTITIES[name] = figure
    ORIGINS[name] = f"RPJMD, Renstra, Pendanaan: {column}"


for _name, _column in (
    ("cascading.indikator", "Indikator"), ("cascading.satuan", "Satuan"), ("cascading.hasil", "Hasil"),
    ("cascading.tingkat_hasil", "Tingkat Hasil"), ("cascading.crosscutting", "Crosscutting"),
    ("cascading.penanggung_jawab", "Penanggung Jawab"), ("cascading.unit", "Unit"),
):  # fmt: skip
    _cell(_name, _column)


@quantity("cascading.target")
def _target(a: Analysis, leaf: Leaf) -> Figure | None:
    one, year = leaf.measure, a.world.year
    if one is None:
        return None
    if one.measured is not None:
        return Figure(one.measured["Target"], a.origins.measured(one.measured, "Target"), VALUE, one.tipe)
    column = f"Target {year}"
    return Figure(one.row.get(column), a.origins.cell(one.table, one.row, column), VALUE, one.tipe)


@quantity("cascading.target_akhir")
def _end(a: Analysis, leaf: Leaf) -> Figure | None:
    one = leaf.measure
    if one is None:
        return None
    column = f"Target {a.world.last_year}"
    return Figure(one.row.get(column), a.origins.cell(one.table, one.row, column), VALUE, one.tipe)


def _measured(name: str, column: str, kind: str) -> None:
    def figure(a: Analysis, leaf: Leaf) -> Figure | None:
        one = leaf.measure.measured if leaf.measure else None
        if one is None:
            return None
        value = against_year(a.world, one, column)
        return Figure(value, a.origins.against_year(one, column), kind, one.tipe)

    QUANTITIES[name] = figure
    ORIGINS[name] = f"Pengukuran: {column}"


_measured("cascading.realisasi", "Realisasi", VALUE)
_measured("cascading.capaian", "Capaian", RATIO)


@quantity("cascading.pagu")
def _money(a: Analysis, leaf: Leaf) -> Figure | None:
    if not leaf.first:
        return None
    cascade, year = cascade_of(a.world), a.world.year
    programs = [p for p in cascade.programs(leaf.node) if p.plan is not None]
    cells = [(str(p.plan.code), node_source(a, p.plan, year)) for p in programs if p.plan is not None]
    inputs = tuple((n, s) for n, s in cells if s and (s.table or s.inputs))
    source = inputs[0][1] if len(inputs) == 1 else Source(note="jumlah program di bawahnya", inputs=inputs)
    return Figure(cascade.money(leaf.node, year), source, MONEY, "", _weight(leaf.node))


@quantity("cascading.realisasi_anggaran")
def _spent(a: Analysis, leaf: Leaf) -> Figure | None:
    if not leaf.first:
        return None
    codes = {str(p.plan.code) for p in cascade_of(a.world).programs(leaf.node) if p.plan is not None}
    found = [r for r in a.world.budget.rows if str(r.kode) in codes]
    inputs = tuple((str(r.kode), s) for r in found if (s := a.origins.budget(r, "Realisasi")))
    source = inputs[0][1] if len(inputs) == 1 else Source(note="jumlah program di bawahnya", inputs=inputs)
    missing = sum(a.world.budget.unfilled_beneath[r.letak] for r in found)
    return Figure(cascade_of(a.world).spent(leaf.node), source, MONEY, "", _weight(leaf.node), missing=missing)


# --- nine columns ----------------------------------------------------------------------------------------------------
_COLUMNS = (
    ("sasaran_daerah", "Sasaran Daerah"),
    ("sasaran", "Sasaran"),
    ("program", "Program"),
    ("kegiatan", "Kegiatan"),
)


@rows("cascading_kolom")
def _columns(a: Analysis, asked: Asked) -> list[Row]:
    """A row for each lowest node down to kegiatan, beside everything that it hangs under."""
    result: list[Row] = []
    for node in cascade_of(a.world).nodes:
        if node.kind == "Sub Kegiatan" or any(c.kind in ("Program", "Kegiatan", "Sasaran", "Tujuan", "Sasaran Daerah",
                                                         "Tujuan Daerah") for c in node.children):  # fmt: skip
            continue
        above: dict[str, Branch] = {}
        up: Branch | None = node
        while up is not None:
            above.setdefault(up.kind, up)
            up = up.parent
        own: Row = {f"cascading_{name}": above[kind] for name, kind in _COLUMNS if kind in above}
        if own:
            result.append({**own, "instansi": "instansi"})
    return result


for _name, _kind_name in _COLUMNS:
    QUANTITIES[f"cascading_{_name}.uraian"] = lambda a, node: Figure(node.name, a.origins.cell(*node.place))
    ORIGINS[f"cascading_{_name}.uraian"] = f"Bunyi {_kind_name}"


def _wordings(name: str, kind: str) -> None:
    def figure(a: Analysis, node: Branch) -> Figure:
        found = [m for m in node.measures if m.row.get("Indikator")]
        cells = tuple((str(n), a.origins.cell(m.table, m.row, "Indikator")) for n, m in enumerate(found, 1))
        source = cells[0][1] if len(cells) == 1 else Source(note="semua indikatornya", inputs=cells)
        return Figure("\n".join(str(m.row["Indikator"]) for m in found) or None, source)

    QUANTITIES[name] = figure
    ORIGINS[name] = f"Indikator {kind}"


for _name, _kind_name in _COLUMNS:
    _wordings(f"cascading_{_name}.indikator", _kind_name)
ORIGINS.update({
    "cascading.jenjang": "Jenjang", "cascading.uraian": "RPJMD, Renstra, Pendanaan: Uraian",
    "cascading.target": "Target tahun laporan", "cascading.target_akhir": "Target tahun terakhir",
    "cascading.pagu": "Pendanaan: Pagu tahun laporan; induk: jumlahnya",
    "cascading.realisasi_anggaran": "Anggaran: Realisasi menurut Kode", "instansi.nama": "Pengaturan: instansi",
})  # fmt: skip
