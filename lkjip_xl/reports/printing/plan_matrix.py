"""The plan's tujuan, sasaran and strategi as a profile prints them: T-C.25, T-C.26, T-C.28, IKU, IKK, RPJMD."""

from collections.abc import Callable
from typing import Any, NamedTuple

from ...compute.book import Cells
from ...compute.key import key
from ...compute.plan_period import period_of
from ...expr.values import compare_values
from ..forms.analysis import Analysis
from ..layout.cells import printed_text
from ..layout.source import Source
from .module_tables import ORIGINS, filled_rows
from .quantities import NUMBER, QUANTITIES, TEXT, VALUE, Figure, Seen, quantity
from .rows import ROWS, Asked, Row, rows

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
def rows_of(a: Analysis, table: str) -> list[Cells]:
    if table not in a.world.tables:
        return []
    return [r for r in a.world.rows(table) if key(r.get("Kode")) and key(r.get("Indikator"))]


def planned_rows(a: Analysis, table: str, wanted: Callable[[Cells], bool], compared: bool = False) -> list[Row]:
    """Each tujuan with its indicators, then its sasaran with theirs, in the order of the sheet."""
    first = {key(r["Kode"]): r for r in rows_of(a, AWAL)} if compared else {}
    every = [r for r in rows_of(a, table) if key(r.get("Jenis")) in ("tujuan", "sasaran")]
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


@rows("rencana_rpjmd")
def _with_rpjmd(a: Analysis, asked: Asked) -> list[Row]:
    """Each tujuan and sasaran with its indicators, and the row of Renstra that names NSPK or RPJMD for it."""
    result = planned_rows(a, RENSTRA, lambda row: True)
    for one in result:
        above = naming_rpjmd(a, key(one["rencana"].row["Kode"]))
        one["rencana_rpjmd"] = above if above and rpjmd_wording(a, above) else None
    return result


def _source_of(name: str, table: str, wanted: Callable[[Cells], bool], compared: bool = False) -> None:
    ROWS[name] = lambda a, asked: planned_rows(a, table, wanted, compared)


_source_of("rencana", RENSTRA, lambda row: True)
_source_of("rencana_banding", RENSTRA, lambda row: True, compared=True)
ROWS["rencana_perubahan"] = lambda a, asked: ROWS["rencana_banding"](a, asked) if rows_of(a, AWAL) else []
_source_of("rencana_awal", AWAL, lambda row: True)
_source_of("rencana_tujuan", RENSTRA, lambda row: key(row.get("Jenis")) == "tujuan")
_source_of("rencana_sasaran", RENSTRA, lambda row: key(row.get("Jenis")) == "sasaran")
_source_of("rencana_iku", RENSTRA, lambda row: key(row.get("IKU")) == "ya")
_source_of("rencana_ikk", RENSTRA, lambda row: key(row.get("IKK")) not in ("", "tidak"))


@rows("rencana_iku_tujuan")
def _iku_with_goals(a: Analysis, asked: Asked) -> list[Row]:
    """The IKU beside their sasaran (that of a tujuan beside the tujuan), and their tujuan with its own indicators."""
    result = planned_rows(a, RENSTRA, lambda row: key(row.get("IKU")) == "ya")
    named: list[Any] = []
    for row in result:
        column = "Sasaran" if row["rencana_sasaran"] is not None else "Tujuan"
        thing = row[f"rencana_{column.casefold()}"]
        if not named or named[-1][0] is not thing:
            named.append((thing, column))
        row["iku_sasaran"], row["no.iku_sasaran"] = named[-1], len(named)
    return result


@quantity("iku_sasaran.uraian")
def _wording_of_iku(a: Analysis, own: Any) -> Figure:
    (text, row), column = own
    return Figure(text, a.origins.cell(RENSTRA, row, column))


ORIGINS["iku_sasaran.uraian"] = "Renstra: Sasaran; bagi IKU tujuan: Tujuan"


@quantity("rencana_tujuan.indikator")
def _goal_indicators(a: Analysis, goal: Any) -> Figure:
    same = [r for r in rows_of(a, RENSTRA) if key(r.get("Jenis")) == "tujuan" and key(r.get("Tujuan")) == key(goal[0])]
    cells = tuple((str(r["Kode"]), s) for r in same if (s := a.origins.cell(RENSTRA, r, "Indikator")))
    source = cells[0][1] if len(cells) == 1 else Source(note="semua indikatornya", inputs=cells)
    return Figure("\n".join(str(r["Indikator"]) for r in same) or None, source)


@rows("rencana_urusan")
def _by_urusan(a: Analysis, asked: Asked) -> list[Row]:
    """The IKU under their urusan: urusan 1, 2 ..., indicators 1.1, 1.2 ..."""
    every = [r["rencana"] for r in planned_rows(a, RENSTRA, lambda row: key(row.get("IKU")) == "ya")]
    result: list[Row] = []
    if not any(key(x.row.get("Urusan")) for x in every):
        return result
    for number, name in enumerate(dict.fromkeys(key(x.row.get("Urusan")) for x in every), 1):
        own = [x for x in every if key(x.row.get("Urusan")) == name]
        result.append({"rencana_urusan": ("", own[0]), "no.rencana_urusan": str(number)})
        result += [{"rencana_urusan": ("x", x), "no.rencana_urusan": f"{number}.{n}"} for n, x in enumerate(own, 1)]
    return result


@quantity("rencana_urusan.uraian")
def _urusan_or_indicator(a: Analysis, one: Any) -> Figure:
    column = "Indikator" if one[0] else "Urusan"
    source = a.origins.cell(one[1].table, one[1].row, column)
    return Figure(one[1].row.get(column), source, TEXT, "", 4 if one[0] else 1)


@quantity("rencana_urusan.target")
def _urusan_target(a: Analysis, seen: Seen) -> Figure | None:
    return _target(a, Seen(seen.thing[1], seen.member)) if seen.thing[0] else None


@quantity("rencana_urusan.kondisi_akhir")
def _urusan_end(a: Analysis, one: Any) -> Figure | None:
    return _end(a, one[1]) if one[0] else None


QUANTITIES["no.rencana_urusan"] = lambda a, text: Figure(text, None)
ORIGINS.update({
    "rencana_tujuan.indikator": "Renstra: Indikator tujuan itu", "rencana_urusan.uraian": "Renstra: Urusan, Indikator",
    "rencana_urusan.target": "Renstra: Target tiap tahun", "rencana_urusan.kondisi_akhir": "Renstra: target terakhir",
    "no.rencana_urusan": "Nomor urusan dan indikator",
})  # fmt: skip


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
        return Figure(printed_text(column, one.row.get(column)), source, kind, one.tipe, changed=changed)

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


@quantity("rencana_rpjmd.uraian")
def _of_rpjmd(a: Analysis, own: Cells) -> Figure:
    return Figure(rpjmd_wording(a, own), a.origins.cell(RENSTRA, own, "Kode RPJMD"))


ORIGINS.update({
    "rencana.target": "Renstra: Target tiap tahun", "rencana.target_awal": "Renstra Awal: Target tiap tahun",
    "rencana.indikator_awal": "Renstra Awal: Indikator", "rencana.kondisi_akhir": "Renstra: target tahun terakhir",
    "rencana_tujuan.uraian": "Renstra: Tujuan", "rencana_sasaran.uraian": "Renstra: Sasaran",
    "rencana_rpjmd.uraian": "Renstra: NSPK dan baris RPJMD menurut Kode RPJMD, sendiri atau dari Induk",
})  # fmt: skip


def naming_rpjmd(a: Analysis, code: Any) -> Cells:
    """The row of Renstra of a code, or the nearest one above it that names NSPK or a row of RPJMD."""
    own, seen = a.world.renstra(code), {code}
    while own and not key(own.get("NSPK")) and not key(own.get("Kode RPJMD")):
        code = key(own.get("Induk"))
        if not code or code in seen:
            break
        seen.add(code)
        own = a.world.renstra(code)
    return own


def rpjmd_wording(a: Analysis, own: Cells) -> str | None:
    """NSPK, and the wording of the row of RPJMD that a row of Renstra supports."""
    words = [str(own["NSPK"])] if own and key(own.get("NSPK")) else []
    supported = rpjmd_of(a, own.get("Kode RPJMD")) if own else None
    words += [str(supported["Uraian"])] if supported else []
    return "\n".join(words) or None


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
        goal, target = supported_by(a, row.get("Kode"))
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


def supported_by(a: Analysis, code: Any) -> tuple[Supported, Supported]:
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


for _name in ("rencana", "rencana_tujuan", "rpjmd", "iku_sasaran"):
    QUANTITIES[f"no.{_name}"] = lambda a, number: Figure(number, None, NUMBER)
    ORIGINS[f"no.{_name}"] = "Nomor urut"
QUANTITIES["no.rencana_sasaran"] = lambda a, number: Figure(number, None)
ORIGINS["no.rencana_sasaran"] = "Nomor urut"
