"""The tables of the optional modules: rows that stand twice, and codes that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from ..compute.key import key
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


def _leads_to(column: Column) -> str | None:
    """The table whose codes a column holds."""
    if column.name == _BUDGET:
        return "tbl_anggaran"
    return "tbl_renstra" if column.choices == "dv_kode" or column.refers else None
