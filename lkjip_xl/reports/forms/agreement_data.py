"""What a Perjanjian Kinerja agrees on: targets by sasaran and programs, of one document beside the first."""

from typing import Any, NamedTuple

from ...compute.book import Cells
from ...compute.key import key
from ...compute.world import World
from ...expr.values import ErrorValue
from ..layout.source import Source
from .origins import Origins, origins_of


class Agreed(NamedTuple):
    """One indicator of a PK; ``before`` is its target in the PK Awal (None where it has none), ``now`` that of the
    document (None where it was dropped). For the PK Awal only ``now`` is set."""

    indicator: str
    tipe: str
    satuan: str
    before: Any
    now: Any
    source: Source | None
    before_source: Source | None
    now_source: Source | None


class AgreedSasaran(NamedTuple):
    """A sasaran of a PK with its indicators; ``parent`` is the Kode of its tujuan, whose wording stands instead of a
    sasaran's where ``of_tujuan``."""

    sasaran: str
    source: Source | None
    agreed: list[Agreed]
    parent: Any = None
    of_tujuan: bool = False


class Program(NamedTuple):
    """A program of a PK: amounts of the PK Awal and of the document as typed; where the cell is blank, the pagu of the
    budget row that it points to. ``before`` is None for the PK Awal."""

    name: str
    before: Any
    now: Any
    fund: str
    source: Source | None
    before_source: Source | None
    now_source: Source | None
    fund_source: Source | None


def goal_measures(world: World, parent: Any) -> tuple[str, Source | None]:
    """The indicators of a tujuan in words, and the cell of the first; "" where it has none."""
    rows = [
        r for r in world.renstra_rows
        if key(r.get("Jenis")) == "tujuan" and key(r["Kode"]) == key(parent) and r.get("Indikator")
    ]  # fmt: skip
    words = "; ".join(str(r["Indikator"]) for r in rows)
    return words, origins_of(world).cell("tbl_renstra", rows[0], "Indikator") if rows else None


def targets(world: World, document: str) -> list[AgreedSasaran]:
    """Targets of a PK by sasaran; an indicator of a tujuan stands under the tujuan's wording."""
    origins = origins_of(world)
    rows = world.pk(document)
    old = world.pk("Awal") if document == "Perubahan" else []
    before = {key(b["Kode"]): b for b in old}
    present = {key(b["Kode"]) for b in rows}
    entries: list[tuple[Cells, Cells | None, Cells | None]] = [(b, before.get(key(b["Kode"])), b) for b in rows]
    # An indicator without a row in the PK Perubahan has left the agreement; the reader should see that.
    entries += [(b, b, None) for b in old if key(b["Kode"]) not in present]
    groups: dict[Any, AgreedSasaran] = {}
    for row, earlier, now in entries:
        renstra = world.renstra(row["Kode"])
        of_tujuan = row["Sasaran"] in (None, "") and bool(renstra.get("Tujuan"))
        sasaran, indicator = (
            f"{row['Kode']} (kode tidak ada pada lembar Renstra)"
            if value.__class__ is ErrorValue
            else str(value or "-")
            for value in (renstra["Tujuan"] if of_tujuan else row["Sasaran"], row["Indikator"])
        )
        place = (key(renstra.get("Induk")), key(sasaran))
        one = Agreed(
            indicator, renstra.get("Tipe") or "Angka", str(renstra.get("Satuan") or ""),
            earlier and earlier["Target"], now and now["Target"], origins.cell("tbl_pk", row, "Indikator"),
            origins.cell("tbl_pk", earlier, "Target") if earlier else None,
            origins.cell("tbl_pk", now, "Target") if now else None,
        )  # fmt: skip
        place_of_wording = ("tbl_renstra", renstra, "Tujuan") if of_tujuan else ("tbl_pk", row, "Sasaran")
        source = origins.cell(*place_of_wording)
        groups.setdefault(place, AgreedSasaran(sasaran, source, [], renstra.get("Induk"), of_tujuan)).agreed.append(one)
    return list(groups.values())


def _key(program: Any) -> str:
    if program.get("Kode") not in (None, ""):
        return key(program["Kode"])
    return key(program["Program"])


def _money(world: World, origins: Origins, program: Any, attribute: str) -> tuple[Any, Source | None]:
    if program.get("Anggaran") not in (None, ""):
        return program["Anggaran"], origins.cell("tbl_pk_program", program, "Anggaran")
    row = world.budget.row(program.get("Kode"))
    if row is None:
        return None, None
    document = "Awal" if attribute == "pagu_awal" else "Perubahan"
    return getattr(row, attribute), origins.pagu(row, document)


def programs(world: World, document: str) -> list[Program]:
    """Programs of a PK."""
    origins = origins_of(world)

    def entry(program: Any, before: tuple[Any, Source | None], now: tuple[Any, Source | None]) -> Program:
        return Program(
            str(program["Program"]), before[0], now[0], str(program.get("Sumber Dana") or ""),
            origins.cell("tbl_pk_program", program, "Program"), before[1], now[1],
            origins.cell("tbl_pk_program", program, "Sumber Dana"),
        )  # fmt: skip

    nothing: tuple[Any, Source | None] = (None, None)
    if document == "Awal":
        return [entry(p, nothing, _money(world, origins, p, "pagu_awal")) for p in world.pk_program("Awal")]
    old: dict[str, Any] = {}
    for p in world.pk_program("Awal"):
        old.setdefault(_key(p), p)
    result = []
    for p in world.pk_program("Perubahan"):
        earlier = old.pop(_key(p), None)
        before = _money(world, origins, earlier, "pagu_awal") if earlier else nothing
        result.append(entry(p, before, _money(world, origins, p, "pagu_perubahan")))
    result += [entry(p, _money(world, origins, p, "pagu_awal"), nothing) for p in old.values()]
    return result
