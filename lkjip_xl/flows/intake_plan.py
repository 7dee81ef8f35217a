"""From what was understood to what is written: codes, columns and quarters of this very book, and the differences."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from ..book.reading import BookReading
from ..compute.key import key
from ..errors import UsageError, UserError
from ..expr.values import is_number
from ..intake.aliases import known_tables
from ..intake.grid import Grid
from ..intake.levels import DEPTH, level_of_code
from ..intake.model import PERIKSA, SALAH, Doubt, Hints, SumCheck, TakenRow, Understood
from ..intake.nomenklatur import code_order
from ..invocation import advice, answer, command
from ..records import dataclass, field
from ..rules import struktur_anggaran as struktur
from ..schema.captions import sheet_caption
from ..schema.contract import module_of
from .csv_tables import SourceTable
from .row_changes import RowChanges

_INSTEAD = {"Faktor Penghambat": "Analisis", "Faktor Pendorong": "Analisis"}
"""Columns that an older book lacks, and the one that takes their contents there."""
NAMED = "tabel"
"""Stands in place of an export's id for a file that is named after a table."""
_BUDGET = "tbl_anggaran"
_NAMES = "tbl_nomenklatur"
_QUARTERS = tuple(f"Realisasi TW{q}" for q in (1, 2, 3, 4))


@dataclass(slots=True)
class TablePlan:
    """What will be put into one table.

    Attributes:
        table: its name. understood: the parts of the source, in order. rows: in order. columns: of the source.
        changes: what it makes of the book's rows. different: ``(key, column, value in the book, value of the source)``
            of rows that it alters. states: of each row ``baru``, ``berubah`` or ``tetap``. These are filled when the
            merge was planned. dated: ``(key, column)`` of different cells whose numbers are days.
    """

    table: str
    understood: list[Understood]
    rows: list[TakenRow] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    changes: RowChanges = field(default_factory=RowChanges)
    different: list[tuple[str, str, Any, Any]] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    dated: frozenset[tuple[str, str]] = frozenset()

    @property
    def doubts(self) -> list[Doubt]:
        """Doubts of all parts, the grave ones first."""
        found = [doubt for one in self.understood for doubt in one.doubts]
        return sorted(found, key=lambda doubt: doubt.weight != SALAH)

    @property
    def sums(self) -> list[SumCheck]:
        """Sums of all parts."""
        return [check for one in self.understood for check in one.sums]

    @property
    def blocked(self) -> bool:
        """Whether it is written only with consent."""
        return any(one.blocked for one in self.understood)

    @property
    def named(self) -> bool:
        """Whether it is a file that is named after a table, of which nothing had to be recognised."""
        return all(one.export == NAMED for one in self.understood)

    def source_table(self) -> SourceTable:
        """The rows as a source of ``isi``."""
        name = " dan ".join(dict.fromkeys(one.source for one in self.understood))
        return SourceTable(
            name, self.columns, [dict(row.values) for row in self.rows], [row.where for row in self.rows]
        )


def plan_of_named(table: str, source: SourceTable) -> TablePlan:
    """What a file that is named after a table says, as a plan for the preview."""
    places = source.places or [f"{source.name} baris {number}" for number in range(2, len(source.rows) + 2)]
    rows = [TakenRow(dict(row), where) for row, where in zip(source.rows, places, strict=True)]
    one = Understood(NAMED, "berkas bernama tabel", table, source.name, Grid(source.name, "", [], []), rows=rows)
    return TablePlan(table, [one], rows, list(source.columns))


def plan_tables(reading: BookReading, understood: Sequence[Understood], hints: Hints) -> list[TablePlan]:
    """The plans of a source's tables, for this book; what cannot be placed is a doubt.

    Raises:
        UsageError: ``beberapa_tabel``: the source holds several tables for one target, and none was chosen.
    """
    by_table: dict[str, list[Understood]] = defaultdict(list)
    for one in understood:
        by_table[one.table].append(one)
    plans = []
    for table, parts in by_table.items():
        _refuse_several(table, parts)
        plan = TablePlan(table, parts)
        if table not in reading.tables:
            parts[0].doubt(
                parts[0].source,
                f"buku ini tidak mempunyai lembar {sheet_caption(table)}; {sum(len(p.rows) for p in parts)} barisnya "
                "tidak dibawa"
                + _module_hint(table),
                SALAH if table == _NAMES else PERIKSA,
            )  # fmt: skip
            for part in parts:
                part.rows = []
            plans.append(plan)
            continue
        for part in parts:
            if table == _NAMES:
                _own_field(reading, part)
            if table == _BUDGET:
                _quarters(reading, part)
                _unknown_levels(part)
            _columns(reading, part)
        plan.rows = _joined(parts)
        if table == _BUDGET:
            _codes_by_path(reading, plan)
            _levels_of_the_book(reading, plan)
        _only_new(reading, plan)
        plan.columns = _column_order(reading, plan)
        plans.append(plan)
    return plans


def _module_hint(table: str) -> str:
    module = module_of(table)
    return f". Tambahkan dulu modulnya: {command(f'tambah BUKU {module}')}" if module else ""


def _own_field(reading: BookReading, part: Understood) -> None:
    """Programs of every office (X.XX.01) get the bidang of this book's own budget, as its DPA writes them."""
    general = [row for row in part.rows if str(row.values["Kode"]).startswith("X.XX")]
    if not general:
        return
    codes = (str(row.cells.get("Kode") or "") for row in reading.book.rows(_BUDGET))
    field = next((code[:4] for code in codes if re.match(r"[0-9]\.[0-9]{2}(\.|$)", code)), None)
    if field is None:
        part.assumptions.append(
            "Kode X.XX ditulis apa adanya: Anggaran belum berisi kode yang menyebut bidang urusan kantor ini."
        )
        return
    taken = {row.values["Kode"] for row in part.rows}
    for row in general:
        own = field + str(row.values["Kode"])[4:]
        if own not in taken:
            row.values["Kode"] = own
    part.rows.sort(key=lambda row: code_order(str(row.values["Kode"])))
    part.assumptions.append(f"Kode X.XX ditulis {field}, bidang urusan di Anggaran buku ini ({len(general)} baris).")


def _refuse_several(table: str, parts: list[Understood]) -> None:
    several = [one for one in parts if one.export == "umum"]
    if len(several) < 2 or len({one.source for one in several}) == len(several):
        return
    lines = []
    for number, one in enumerate(several, 1):
        first = one.grid.where(min((f.row for f in one.fates if f.fate == "kepala tabel"), default=0))
        words = f", triwulan {one.quarter}" if one.quarter else ""
        lines.append(f"{number}. {first}: {len(one.rows)} baris dapat dibawa{words}")
    raise UsageError(
        f"{several[0].source} memuat {len(several)} tabel untuk lembar {sheet_caption(table)}. Pilih satu dengan "
        f"{answer(tabel=sheet_caption(table), bagian='NOMOR')}:\n" + "\n".join(lines),
        "beberapa_tabel",
    )


def _unknown_levels(part: Understood) -> None:
    unknown = {row.level for row in part.rows if row.level and struktur.tingkat_ke(row.level) is None}
    if unknown:
        part.doubt(part.source, f"buku ini belum mengenal Tingkat {', '.join(sorted(unknown))}; perbarui bukunya dulu")


def _quarters(reading: BookReading, part: Understood) -> None:
    """Amounts of quarters as the book keeps them: running totals, or each quarter's own."""
    named = [name for name in _QUARTERS if any(name in row.values for row in part.rows)]
    wanted = str(reading.book.settings.get("realisasi_anggaran") or "Berjalan")
    own_wanted = key(wanted) == key("Per Triwulan")
    if not part.per_quarter and len(named) > 1 and _is_per_quarter(part.rows, named):
        part.per_quarter = True
        part.assumptions.append(
            "Realisasi dibaca per triwulan (ada yang lebih kecil dari triwulan sebelumnya, dan jumlahnya tidak "
            "melebihi pagu)."
        )
    if not named or part.per_quarter == own_wanted:
        return
    if part.per_quarter:
        missing = [name for name in _QUARTERS[: _QUARTERS.index(named[-1])] if name not in named]
        if missing:
            part.doubt(part.source, f"{', '.join(missing)} tidak ada di sumber, padahal buku memakai angka berjalan")
        _cumulate(part.rows, named)
        part.assumptions.append("Angka per triwulan dijadikan angka berjalan (Realisasi anggaran diisi: Berjalan).")
    elif named[0] != _QUARTERS[0] or len(named) != _QUARTERS.index(named[-1]) + 1:
        part.doubt(
            part.source,
            f"sumber berisi angka berjalan {', '.join(named)} saja, sedangkan buku memakai Per Triwulan: triwulan "
            "sebelumnya diperlukan juga",
        )
    else:
        _separate(part.rows, named)
        part.assumptions.append("Angka berjalan dijadikan angka per triwulan (Realisasi anggaran diisi: Per Triwulan).")


def _is_per_quarter(rows: Sequence[TakenRow], named: Sequence[str]) -> bool:
    falls = False
    for row in rows:
        amounts = [row.values.get(name) for name in named]
        numbers = [a for a in amounts if is_number(a)]
        if len(numbers) < 2:
            continue
        falls = falls or any(later < earlier for earlier, later in zip(numbers, numbers[1:], strict=False))
        pagu = row.values.get("Pagu Perubahan", row.values.get("Pagu Awal"))
        if is_number(pagu) and sum(numbers) > pagu:
            return False
    return falls


def _cumulate(rows: Sequence[TakenRow], named: Sequence[str]) -> None:
    for row in rows:
        total: Any = 0
        for name in named:
            value = row.values.get(name)
            if not is_number(value):
                break  # what is not filled is not zero
            total = row.values[name] = total + value


def _separate(rows: Sequence[TakenRow], named: Sequence[str]) -> None:
    for row in rows:
        before: Any = 0
        for name in named:
            value = row.values.get(name)
            if not is_number(value):
                break
            row.values[name], before = value - before, value


def _columns(reading: BookReading, part: Understood) -> None:
    """Contents of columns that this book lacks go where it has a place for them, or are named."""
    table = reading.tables[part.table]
    lacking = {name for row in part.rows for name in row.values if name not in table.by_name}
    for name in sorted(lacking):
        instead = _INSTEAD.get(name)
        if instead in table.by_name:
            part.assumptions.append(f"Buku ini tidak memiliki kolom {name}; isinya ditulis di {instead}.")
        else:
            part.unused.append(f"{name} (buku ini tidak memiliki kolomnya)")
        for row in part.rows:
            text = row.values.pop(name, None)
            if text is not None and instead in table.by_name:
                row.values[instead] = f"{row.values[instead]}\n{text}" if row.values.get(instead) else text
        part.columns = {heading: instead if c == name and instead else c for heading, c in part.columns.items()}


def _joined(parts: Sequence[Understood]) -> list[TakenRow]:
    """Rows of several parts by their Kode: a later part adds its columns to a row that an earlier one has."""
    if len(parts) == 1:
        return list(parts[0].rows)
    rows: dict[str, TakenRow] = {}
    for part in parts:
        for row in part.rows:
            code = key(row.values.get("Kode"))
            if not code:
                raise UserError(
                    f"{row.where}: baris tanpa Kode tidak dapat digabung dengan sumber lain. Isi satu per satu.",
                    "tanpa_kode",
                )
            if code not in rows:
                rows[code] = row
                continue
            for name, value in row.values.items():
                old = rows[code].values.setdefault(name, value)
                if name not in ("Kode", "Tingkat", "Uraian") and old != value:
                    part.doubt(
                        row.where, f"{name} baris {row.values['Kode']} {value}, di sumber lain {old}; dipakai {old}"
                    )
    return [rows[code] for code in sorted(rows)] if all(p.only_new for p in parts) else list(rows.values())


def _codes_by_path(reading: BookReading, plan: TablePlan) -> None:
    """Rows without codes get those of the book's rows with the same names above them."""
    known = [row.cells for row in reading.book.rows(_BUDGET) if row.cells]
    if not known or any(row.values.get("Kode") for row in plan.rows):
        return
    codes: dict[tuple[str, ...], str] = {}
    for path, cells in _paths(known):
        if cells.get("Kode"):
            codes.setdefault(path, str(cells["Kode"]))
    missing = []
    for path, values in _paths([row.values for row in plan.rows]):
        if path in codes:
            values["Kode"] = codes[path]
        else:
            missing.append(str(values.get("Uraian")))
    if missing:
        shown = "; ".join(name[:50] for name in missing[:5]) + (" ..." if len(missing) > 5 else "")
        part = plan.understood[0]
        part.doubt(
            part.source,
            f"sumbernya tanpa kode, dan {len(missing)} baris tidak ada di buku ({shown}); baris itu tidak dibawa. "
            f"Tambahkan kolom Kode, atau ganti seluruh isinya dengan {answer(ganti='')}.",
        )
        plan.rows = [row for row in plan.rows if row.values.get("Kode")]


def _levels_of_the_book(reading: BookReading, plan: TablePlan) -> None:
    """A row that the book has keeps its Tingkat where the source does not say one; what its code looks like is told."""
    part = plan.understood[0]
    if any("Tingkat" in one.columns.values() for one in plan.understood):
        return
    known = {
        key(row.cells.get("Kode")): str(row.cells["Tingkat"]).strip()
        for row in reading.book.rows(_BUDGET) if row.cells.get("Kode") and row.cells.get("Tingkat")
    }  # fmt: skip
    for row in plan.rows:
        own, guessed = known.get(key(row.values.get("Kode"))), row.values.get("Tingkat")
        if own in DEPTH and guessed and guessed != own:
            row.values["Tingkat"] = own
            told = f"Tingkat di buku {own}, menurut bentuk kodenya {guessed}; yang di buku dipertahankan"
            row.notes.append(told)
            part.assumptions.append(f"Kode {row.values['Kode']}: {told}.")


def _paths(rows: Sequence[dict[str, Any]]) -> list[tuple[tuple[str, ...], dict[str, Any]]]:
    """Each budget row with the wordings from its highest parent down to itself."""
    above: list[tuple[int, str]] = []
    result = []
    for cells in rows:
        level = DEPTH.get(str(cells.get("Tingkat") or "").strip(), 99)
        while above and above[-1][0] >= level:
            above.pop()
        above.append((level, key(cells.get("Uraian"))))
        # Urusan and Bidang are written in many ways, and are left out in many prints.
        result.append((tuple(text for depth, text in above if depth >= DEPTH["Program"] or depth == level), cells))
    return result


def _only_new(reading: BookReading, plan: TablePlan) -> None:
    """An export of money says nothing new of the names of rows that the book has."""
    names = {name for part in plan.understood for name in part.only_new}
    if not names:
        return
    codes = {key(row.cells.get("Kode")) for row in reading.book.rows(plan.table) if row.cells}
    for row in plan.rows:
        if key(row.values.get("Kode")) in codes:
            for name in names:
                row.values.pop(name, None)
    kept = [row for row in plan.rows if len(row.values) > 1]
    plan.rows = kept


def _column_order(reading: BookReading, plan: TablePlan) -> list[str]:
    present = {name for row in plan.rows for name in row.values}
    return [column.name for column in reading.tables[plan.table].inputs if column.name in present]


def refuse_doubts(plans: Sequence[TablePlan]) -> None:
    """Refuse what is doubtful, before anything is written.

    Raises:
        UserError: ``pratinjau_ragu``: names the first doubts, and how to see and to accept them all.
    """
    blocked = [plan for plan in plans if plan.blocked]
    if not blocked:
        return
    lines = []
    for plan in blocked:
        lines += [f"- {difference_line(check)}" for check in plan.sums if check.difference]
        lines += [f"- {doubt.where}: {doubt.text}" for doubt in plan.doubts if doubt.weight == SALAH]
    more = f"\n- dan {len(lines) - 8} lagi" if len(lines) > 8 else ""
    raise UserError(
        "Ada yang ragu, dan tidak ada yang ditulis:\n"
        + "\n".join(lines[:8])
        + more
        + "\n"
        + advice(
            "Lihat semuanya dengan --pratinjau. Perbaiki sumbernya, atau terima apa adanya dengan --terima.",
            "Perbaiki sumbernya, atau lihat pratinjaunya dan terima apa adanya.",
        ),
        "pratinjau_ragu",
    )


def difference_line(check: SumCheck) -> str:
    """A comparison of sums as people read it."""
    from ..rules.terbilang import rupiah

    if not check.difference:
        return f"{check.what}: {rupiah(check.written)}, sama dengan jumlah yang dibaca"
    return (
        f"{check.what}: tertulis {rupiah(check.written)} ({check.where}), yang dibaca {rupiah(check.counted)}, selisih "
        f"{rupiah(check.difference)}"
    )


def hints_of(reading: BookReading, hints: Mapping[str, Any]) -> Hints:
    """Hints with what the book itself knows: quarters, years, wordings of its budget and its indicators."""
    from ..rules.bacaan_angka import text_key

    book = reading.book
    quarter = book.settings.get("triwulan_berjalan")
    year = book.settings.get("tahun")
    levels: dict[str, str] = {}
    for name in (_NAMES, _BUDGET):
        for row in book.rows(name):
            level = row.cells.get("Tingkat") or level_of_code(str(row.cells.get("Kode") or ""))
            if row.cells.get("Uraian") and level:
                levels[text_key(row.cells["Uraian"])] = str(level)
    of_codes = {
        text_key(row.cells["Kode"]): str(row.cells["Tingkat"]).strip()
        for row in book.rows(_BUDGET) if row.cells.get("Kode") and row.cells.get("Tingkat")
    }  # fmt: skip
    indicators: dict[str, str] = {}
    for row in book.rows("tbl_renstra"):
        if row.cells.get("Indikator") and row.cells.get("Kode"):
            indicators.setdefault(text_key(row.cells["Indikator"]), str(row.cells["Kode"]))
    return Hints(
        running_quarter=int(quarter) if is_number(quarter) and quarter in (1, 2, 3, 4) else None,
        years=book.years, year=int(year) if is_number(year) else None, levels=levels, indicators=indicators,
        codes=_codes_of(reading), levels_of_codes=of_codes, **hints,
    )  # fmt: skip


def _codes_of(reading: BookReading) -> dict[str, frozenset[str]]:
    """The codes that the book has for each target: of its budget, or of its indicators."""
    from ..rules.bacaan_angka import text_key

    def of(*names: str) -> frozenset[str]:
        rows = (row.cells.get("Kode") for name in names for row in reading.book.rows(name))
        return frozenset(text_key(code) for code in rows if code)

    indicators = of("tbl_renstra", "tbl_pengukuran")
    return {name: of(_BUDGET) if name == _BUDGET else indicators for name in known_tables()}
