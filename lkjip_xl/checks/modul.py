"""The tables of the optional modules: rows that stand twice, and codes that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from ..compute.book import Cells
from ..compute.key import key
from ..expr.values import is_number
from ..rules.rencana_aksi import is_no_quantity
from ..rules.terbilang import format_number
from ..rules.tulisan import MOST_RATIO
from ..schema.choices import TRIWULAN
from ..schema.contract import module_of
from ..schema.model import Column, Table
from .finding import PERIKSA, SALAH, Finding
from .registry import Context, check

_BASIS = "Ketentuan buku ini"
_BUDGET = "Kode Anggaran"


def _tables(context: Context) -> list[Table]:
    """The tables of the modules that the book has."""
    if not context.world.book.modules:
        return []
    return [t for t in context.world.tables.values() if module_of(t.name) is not None]


@check("KON-80", PERIKSA, "Baris tabel modul tidak ditulis dua kali", _BASIS)
def doubled_rows(context: Context) -> Iterator[Finding]:
    """Two rows that a table's identity does not tell apart."""
    for table in _tables(context):
        first: dict[tuple[object, ...], int] = {}
        for row in context.rows(table.name):
            if row.get(table.key) in (None, ""):
                continue
            told = tuple(key(row.get(name)) for name in table.identity)
            if told not in first:
                first[told] = row["#nomor"]
                continue
            yield context.temuan(
                table.name,
                row,
                table.key,
                uraian=f"Baris ini sama dengan baris {first[told]} tabel ini pada {', '.join(table.identity)}.",
                perbaikan="Hapus salah satunya, atau bedakan isinya.",
                tertulis=row.get(table.key),
            )


@check("KON-81", SALAH, "Kode pada tabel modul ada di Renstra atau Anggaran", _BASIS)
def kode_modul(context: Context) -> Iterator[Finding]:
    """A code that names no row of Renstra, or of Anggaran."""
    tables = _tables(context)
    if not tables:
        return
    known = {
        name: {key(row.get("Kode")) for row in context.rows(name) if row.get("Kode") not in (None, "")}
        for name in ("tbl_renstra", "tbl_anggaran")
    }
    for table in tables:
        for column in table.inputs:
            target = _leads_to(column)
            if target is None or not known[target]:
                continue
            where = "Renstra" if target == "tbl_renstra" else "Anggaran"
            for row in context.rows(table.name):
                code = row.get(column.name)
                if code in (None, "") or key(code) in known[target]:
                    continue
                yield context.temuan(
                    table.name,
                    row,
                    column.name,
                    uraian=f"Kode {code} tidak ada di {where}.",
                    perbaikan=f"Pilih kode yang ada di lembar {where}, atau tambahkan barisnya di sana.",
                    tertulis=code,
                )


def _rows(context: Context, table: str) -> list[Cells]:
    return context.rows(table) if table in context.world.tables else []


@check("KON-87", PERIKSA, "Triwulan rencana aksi yang dijumlahkan berdiri sendiri-sendiri", "RAK-01")
def running_steps(context: Context) -> Iterator[Finding]:
    """Quarters that climb in the unit of an indicator whose figures run, in a step that adds them up."""
    measured = {key(row["Kode"]): row for row in reversed(context.rows("tbl_pengukuran"))}
    for row in _rows(context, "tbl_rencana_aksi"):
        indicator = measured.get(key(row["Kode"]))
        satuan = key(context.world.renstra(row["Kode"]).get("Satuan"))
        if indicator is None or key(row["Satuan"]) != satuan:
            continue
        if key(indicator["Sifat"]) in ("", "akumulasi") or is_no_quantity(row["Satuan"]):
            continue
        filled = [f"Target TW{n}" for n in TRIWULAN if is_number(row[f"Target TW{n}"])]
        targets = [row[name] for name in filled]
        if len(targets) < 3 or sorted(targets) != targets or targets[0] == targets[-1]:
            continue
        named = ", ".join(format_number(target) for target in targets)
        yield context.temuan(
            "tbl_rencana_aksi", row, filled[-1],
            uraian=f"Target triwulan langkah ini menaik ({named}) dalam satuan indikator {row['Kode']}, yang Sifatnya "
            f"{indicator['Sifat']}; di Rencana Aksi isi tiap triwulan dijumlahkan, menjadi "
            f"{format_number(sum(targets))}.",
            perbaikan="Bila angkanya berjalan sejak Januari, tulis target dan realisasi tiap triwulan saja; biarkan "
            "bila tiap triwulan memang berdiri sendiri.", tertulis=targets[-1],
        )  # fmt: skip


@check("KON-88", PERIKSA, "Yang terlayani tidak lebih dari yang harus dilayani", "SPM-01")
def served_beyond(context: Context) -> Iterator[Finding]:
    """More served than are owed a service, which SPM-01 shows as a share above 100%."""
    for row in _rows(context, "tbl_spm"):
        served, owed = row["Terlayani"], row["Harus Dilayani"]
        if is_number(served) and is_number(owed) and served > owed:
            yield context.temuan(
                "tbl_spm", row, "Terlayani",
                uraian=f"Terlayani {format_number(served)}, lebih dari Harus Dilayani {format_number(owed)}.",
                perbaikan="Betulkan salah satunya; yang dilayani di luar sasaran tidak dihitung.", tertulis=served,
            )  # fmt: skip


@check("KON-89", PERIKSA, "Persen pada tabel modul ditulis sebagai persen", _BASIS)
def share_of_hundreds(context: Context) -> Iterator[Finding]:
    """A ratio that is far above 1: 100 was typed for 100% and is shown as 10.000%."""
    for table in _tables(context):
        for column in table.inputs:
            for row in context.rows(table.name) if column.kind == "rasio" else ():
                typed = row.get(column.name)
                if is_number(typed) and typed > MOST_RATIO:
                    yield context.temuan(
                        table.name, row, column.name,
                        uraian=f"{column.name} berisi {format_number(100 * typed)}%.",
                        perbaikan=f"Tulis {format_number(typed)}% bila itu maksudnya.", tertulis=typed,
                        seharusnya=typed / 100,
                    )  # fmt: skip


def _leads_to(column: Column) -> str | None:
    """The table whose codes a column holds."""
    if column.name == _BUDGET:
        return "tbl_anggaran"
    return "tbl_renstra" if column.choices == "dv_kode" or column.refers else None
