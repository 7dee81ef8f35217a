"""salin: what Renstra and Anggaran say already is written where it is needed again, as values that everybody sees.

Rows that are there stay as they are, and a second run finds nothing to do.
"""

import os
from collections.abc import Mapping, Sequence
from typing import Any

from ..book.print_areas import refresh_print_areas
from ..book.read import read_book
from ..book.reading import BookReading
from ..book.rewrite import refresh
from ..compute.book import Cells
from ..compute.key import blank, key
from ..compute.world import World
from ..errors import UserError
from ..expr.values import is_number
from ..ooxml.inplace import edit_package
from ..records import dataclass, field
from ..rules.target import document_name, urutan_dokumen
from ..schema.sheets.anggaran import ANGGARAN
from ..schema.sheets.pengukuran import PENGUKURAN
from ..schema.sheets.pk import PK, PK_DOKUMEN, PK_PROGRAM
from ..schema.sheets.renstra import RENSTRA
from .isi import write_plan
from .open_and_save import Progress, Source, compute, form_findings, opened, tell
from .result import Result
from .row_changes import RowChanges
from .row_heights import fit_changed
from .row_match import MergePlan
from .suggested import budget_cells, measured, plan_cells, program_rows, quarter_cells

_BUDGET, _NAMES = ANGGARAN.name, "tbl_nomenklatur"
_RENSTRA, _PK, _PROGRAM, _MEASURED = RENSTRA.name, PK.name, PK_PROGRAM.name, PENGUKURAN.name
_SHOWN = 8  # codes in one note


@dataclass(slots=True)
class _Copying:
    """What will be written: ``edits`` by number of the row, ``new`` rows, for each table; what to tell the user."""

    edits: dict[str, dict[int, Cells]] = field(default_factory=dict)
    new: dict[str, list[Cells]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def salin_buku(
    source: Source,
    output: str | os.PathLike[str] | None = None,
    backup: bool = True,
    progress: Progress | None = None,
) -> Result:
    """List the indicators of Renstra in PK and Pengukuran, and the programs of Anggaran in the PK.

    In Anggaran, blank Tingkat and Uraian are filled from the code and the nomenklatur. In Renstra, blank Induk, Tujuan
    and Sasaran are filled from the rows above, blank Tipe and Arah by what they count as. PK: the indicators of Jenis
    Sasaran with the year's target, in the last document that has rows (Awal in a blank book), unless that one bears a
    date already. Pengukuran: Kode, Sifat, and the year's target as that of quarter IV.
    Only blank cells are filled.

    Args:
        source: the book, a path or bytes. output: write there instead of over it. backup: keep the old file beside it.
        progress: called with ``(done, total, text)``.

    Returns:
        ``rows`` by table, ``notes`` on what was suggested or left.

    Raises:
        UserError: ``renstra_kosong``: there is no indicator to list; ``tanpa_tahun``; and as ``isi.isi_buku``.
    """
    with opened(source, output) as book:
        tell(progress, 0, 3, "membaca buku")
        reading = read_book(book.package)
        copying = _Copying()
        rows: dict[str, RowChanges] = {}
        if (budget := _budget_rows(reading, copying)).changed:
            rows[_BUDGET] = budget
            reading.store()  # its programs are copied too
            reading = read_book(book.package)
        world = compute(reading)
        _copy(reading, world, copying)
        tell(progress, 1, 3, "menyalin baris")
        names = [name for name in (_RENSTRA, _PK, _PROGRAM, _MEASURED) if name in reading.places]
        rows |= {name: _write(reading, name, copying) for name in names}
        parts: list[str] = []
        if any(one.added or one.changed for one in rows.values()):
            reading.store()
            reading = read_book(book.package)
            world = compute(reading)
            parts = refresh(reading, world, store=False)
            fit_changed(reading, world, rows)
            reading.store()
            parts = [*parts, *refresh_print_areas(reading, world), *edit_package(book.package, []).parts]
        findings = form_findings(reading, world)
        tell(progress, 2, 3, "menyimpan")
        saved = book.save(backup)
        tell(progress, 3, 3, "")
    return Result(
        computed=world, findings=findings, parts=list(dict.fromkeys(parts)), rows=rows, notes=copying.notes, **saved
    )


def _copy(reading: BookReading, world: World, copying: _Copying) -> None:
    if world.year is None:
        raise UserError(
            "Tahun laporan di Pengaturan belum diisi, sehingga targetnya tidak diketahui. Isi tahunnya, lalu ulangi.",
            "tanpa_tahun",
        )
    plan = _plan_rows(reading, copying)
    if not measured(plan, ("tujuan", "sasaran", "")):
        if copying.notes:  # a budget can be begun before the plan
            return
        raise UserError(
            "Lembar Renstra belum berisi indikator tujuan atau sasaran, jadi belum ada yang disalin. Isi Kode, "
            "Sasaran, Indikator, dan Target di Renstra, lalu ulangi.",
            "renstra_kosong",
        )
    document = _document(reading)
    target = f"Target {world.year}"
    _agreement(reading, plan, document, target, copying)
    _programs(reading, world, document, copying)
    _measurement(reading, world, plan, target, copying)


def _rows(reading: BookReading, name: str) -> list[Cells]:
    return [row.cells for row in reading.book.rows(name)]


def _plan_rows(reading: BookReading, copying: _Copying) -> list[Cells]:
    """Rows of Renstra as they will be."""
    rows = reading.book.rows(_RENSTRA)
    plan, counts = [], dict.fromkeys(("Jenis", "Induk", "Tujuan", "Sasaran", "Tipe", "Skala Tingkat", "Arah"), 0)
    suggested = plan_cells([row.cells for row in rows], _rows(reading, "tbl_tingkat"))
    for row, cells in zip(rows, suggested, strict=True):
        plan.append({**row.cells, **cells})
        if cells:
            copying.edits.setdefault(_RENSTRA, {})[row.number] = cells
            for name in cells:
                counts[name] += 1
    if told := [f"{name} {count}" for name, count in counts.items() if count]:
        copying.notes.append(f"Sel kosong di Renstra yang diisi: {', '.join(told)}.")
    if counts["Arah"]:
        copying.notes.append("Arah diisi Naik; pilih Turun untuk indikator yang makin kecil makin baik.")
    return plan


def _budget_rows(reading: BookReading, copying: _Copying) -> RowChanges:
    """Fill levels and names of budget rows of which only the code was typed."""
    rows = reading.book.rows(_BUDGET)
    suggested = budget_cells([row.cells for row in rows], _rows(reading, _NAMES))
    edits = {row.number: cells for row, cells in zip(rows, suggested, strict=True) if cells}
    if edits:
        copying.edits[_BUDGET] = edits
        copying.notes.append(
            f"Anggaran: Tingkat atau Uraian {len(edits)} baris diisi dari kodenya"
            + (" dan Nomenklatur." if any("Uraian" in cells for cells in edits.values()) else ".")
        )
    return _write(reading, _BUDGET, copying)


def _document(reading: BookReading) -> str:
    """The PK that gets the rows: the last one that has any, Awal where there is none."""
    ranks = {}
    for row in _rows(reading, _PK):
        name = document_name(row.get("Dokumen") or "")
        rank = urutan_dokumen(name)
        if is_number(rank) and not blank(row.get("Kode")):
            ranks[rank] = row["Dokumen"]
    return str(ranks[max(ranks)]) if ranks else "Awal"


def _dated(reading: BookReading, document: str) -> bool:
    """Whether a document bears a date, as one that was signed does."""
    listed = [row for row in _rows(reading, PK_DOKUMEN.name) if key(row.get("Dokumen")) == key(document)]
    setting = reading.book.settings.get(f"tanggal_pk_{key(document)}")
    return any(not blank(row.get("Tanggal")) for row in listed) or not blank(setting)


def _listed(codes: Sequence[Any]) -> str:
    more = f" dan {len(codes) - _SHOWN} lagi" if len(codes) > _SHOWN else ""
    return ", ".join(str(code) for code in codes[:_SHOWN]) + more


def _agreement(reading: BookReading, plan: Sequence[Cells], document: str, target: str, copying: _Copying) -> None:
    own = [row for row in _rows(reading, _PK) if key(row.get("Dokumen")) == key(document)]
    codes = {key(row.get("Kode")) for row in own}
    kinds = _kinds(plan, [row.get("Kode") for row in own], ("sasaran", ""))
    missing = [row for row in measured(plan, kinds) if key(row["Kode"]) not in codes]
    if missing and own and _dated(reading, document):
        copying.notes.append(
            f"PK {document} sudah bertanggal dan tidak ditambah: {_listed([row['Kode'] for row in missing])}. Bila "
            "seharusnya ada di sana, ketik barisnya di PK."
        )
        return
    copying.new[_PK] = [{"Dokumen": document, "Kode": row["Kode"], "Target": row.get(target)} for row in missing]
    without = [row["Kode"] for row in missing if blank(row.get(target))]
    if without:
        copying.notes.append(f"Renstra belum berisi {target} untuk {_listed(without)}; isi targetnya di PK.")


def _kinds(plan: Sequence[Cells], codes: Sequence[Any], usual: tuple[str, ...]) -> tuple[str, ...]:
    """Jenis of the indicators that a table lists: the usual ones, and Tujuan where the table has one already."""
    goals = {key(row["Kode"]) for row in measured(plan, ("tujuan",))}
    if not measured(plan, usual) or any(key(code) in goals for code in codes):
        return ("tujuan", *usual)
    return usual


def _programs(reading: BookReading, world: World, document: str, copying: _Copying) -> None:
    if _PROGRAM not in reading.places:
        return
    known = _rows(reading, _PROGRAM)
    sums = world.amounts.pagu("Awal" if key(document) == "awal" else "Perubahan")

    def pagu(number: int) -> Any:
        return sums[number] if is_number(sums[number]) else None

    budget = world.amounts.rows
    added = program_rows(budget, known, document, pagu)
    if added and _dated(reading, document) and any(key(row.get("Dokumen")) == key(document) for row in known):
        copying.notes.append(
            f"PK {document} sudah bertanggal; program {_listed([row['Program'] for row in added])} tidak ditambahkan."
        )
        return
    copying.new[_PROGRAM] = added
    if added and world.amounts.withheld:
        copying.notes.append(
            "Urutan baris Anggaran rusak, sehingga anggaran program dikosongkan: urutkan menurut Kode."
        )


def _measurement(reading: BookReading, world: World, plan: Sequence[Cells], target: str, copying: _Copying) -> None:
    rows = reading.book.rows(_MEASURED)
    by_code = {key(row["Kode"]): row for row in reversed(plan) if not blank(row.get("Kode"))}
    targets = _targets(reading, world, copying, by_code, target)
    used: list[Any] = []
    for row in rows:
        code = row.cells.get("Kode")
        if blank(code):
            continue
        used.append(code)
        indicator = by_code.get(key(code))
        if indicator is not None and (cells := quarter_cells(row.cells, indicator, targets.get(key(code)))):
            copying.edits.setdefault(_MEASURED, {})[row.number] = cells
    kinds = _kinds(plan, used, ("sasaran", "")) if used else ("tujuan", "sasaran", "")
    known = {key(code) for code in used}
    new = [row for row in measured(plan, kinds) if key(row["Kode"]) not in known]
    copying.new[_MEASURED] = [
        {"Kode": row["Kode"], **quarter_cells({}, row, targets.get(key(row["Kode"])))} for row in new
    ]
    if left := [row["Kode"] for row in measured(plan, ("tujuan",)) if "tujuan" not in kinds]:
        copying.notes.append(
            f"Indikator tujuan {_listed(left)} tidak disalin karena Pengukuran buku ini tidak mengukur tujuan; ketik "
            "Kode-nya di sana bila perlu."
        )
    summed = [row["Kode"] for row in copying.new[_MEASURED] if row.get("Sifat") == "Akumulasi"]
    if summed:
        copying.notes.append(
            f"Sifat Akumulasi (triwulannya dijumlahkan) untuk {_listed(summed)}; pilih Kumulatif bila yang diketik "
            "sudah angka berjalan."
        )


def _targets(
    reading: BookReading, world: World, copying: _Copying, plan: Mapping[str, Cells], target: str
) -> dict[str, Any]:
    """The year's target of each indicator: of the PK in force, else of Renstra."""
    found = {code: row.get(target) for code, row in plan.items()}
    in_force = key(world.defined["lk_pk"])
    for row in (*_rows(reading, _PK), *copying.new.get(_PK, ())):
        if key(row.get("Dokumen")) == in_force and not blank(row.get("Target")):
            found[key(row.get("Kode"))] = row["Target"]
    return found


def _write(reading: BookReading, name: str, copying: _Copying) -> RowChanges:
    place, table = reading.places[name], reading.tables[name]
    inputs = [column.name for column in table.inputs if column.name in place.columns]
    edits, new = copying.edits.get(name, {}), copying.new.get(name, [])
    rows = reading.book.rows(name)
    last = max((row.number for row in rows if row.cells), default=0)
    filled = sum(1 for row in rows if row.cells)
    changed = tuple(_label(row.cells) for row in rows if row.number in edits)
    if not edits and not new:
        return RowChanges(same=filled)
    contents: list[Cells] = [edits.get(number, {}) for number in range(1, last + 1)]
    contents += [{n: row.get(n) for n in inputs} for row in new]
    write_plan(reading, name, MergePlan(contents, last + len(new), RowChanges(), []))
    return RowChanges(tuple(_label(row) for row in new), changed, (), filled - len(changed))


def _label(row: Cells) -> str:
    return " / ".join(str(row[n]) for n in ("Dokumen", "Kode", "Program") if not blank(row.get(n)))
