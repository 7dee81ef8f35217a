"""BACA-20: dates that were typed as text or as a year where formulas count with them, and days that do not exist."""

from collections.abc import Iterator
from typing import Any

from ..compute.key import key
from ..expr.functions import is_blank_mark
from ..expr.values import is_number
from ..rules.tanggal import date_text, day_number, no_such_day, read_date
from .finding import PERIKSA, Finding
from .fixes import CellEdit, fix
from .registry import Context, check

_COUNTED = frozenset({
    ("tbl_tindak_lanjut", "Tenggat"), ("tbl_tindak_lanjut", "Tanggal Selesai"), ("tbl_pk_dokumen", "Tanggal"),
})  # fmt: skip
"""Columns whose formulas know only real dates; elsewhere a date in words is read, or printed as it was typed."""
_PRINTED = frozenset({("tbl_tindak_lanjut", "Tanggal")})


@check("BACA-20", PERIKSA, "Kolom tanggal berisi tanggal sungguhan, bukan teks atau tahun saja", "Ketentuan buku ini")
def date_as_text(context: Context) -> Iterator[Finding]:
    for table in context.world.tables.values():
        columns = [] if table.program else [c.name for c in table.inputs if c.kind == "tanggal"]
        for row in context.world.book.rows(table.name) if columns else ():
            for name in columns:
                value = row.cells.get(name)
                told = _wrong_with(table.name, name, value)
                if not told or _is_first_agreement(table.name, row.cells):
                    continue
                yield context.temuan(
                    table.name, row.number, name, uraian=f"Kolom {name} berisi {told}", perbaikan=_advice(value),
                    tertulis=value,
                )  # fmt: skip


def _is_first_agreement(table: str, cells: dict[str, Any]) -> bool:
    """Whether a row is the PK Awal, which is in force whatever its date is."""
    return table == "tbl_pk_dokumen" and key(cells.get("Dokumen")) == "awal"


def _wrong_with(table: str, column: str, value: Any) -> str:
    """What a cell for a date holds instead of one that is read; "" for one that is fine."""
    place = (table, column)
    if value in (None, "") or place in _PRINTED and not (value.__class__ is str and no_such_day(value)):
        return ""
    if is_number(value):
        return (
            ""
            if read_date(value) is not None
            else f"{value:g}, bukan tanggal; rumus membacanya sebagai hari ke-{value:g}."
        )
    if value.__class__ is not str or is_blank_mark(value):
        return ""
    if missing := no_such_day(value):
        return f"'{value}', tanggal yang tidak ada ({missing})."
    if read_date(value) is None:
        return f"'{value}', yang tidak terbaca sebagai tanggal, sehingga tidak dihitung."
    return f"teks '{value}', yang belum menjadi tanggal, sehingga tidak dihitung." if place in _COUNTED else ""


def _advice(value: Any) -> str:
    read = read_date(value) if value.__class__ is str else None
    if read is None:
        return "Ketik tanggalnya, misalnya 31/3/2025, atau kosongkan selnya."
    year, month, day = read
    named = date_text(f"{day}/{month}/{year}")
    if day_number(value) is None:
        return f"Ketik tanggal lengkapnya, misalnya {named}."
    return f"Ketik ulang sebagai tanggal: {named}."


@fix("BACA-20")
def text_to_date(context: Context, finding: Finding) -> Iterator[CellEdit]:
    """A day in words is that day; of a month alone nobody knows which."""
    day = day_number(finding.tertulis) if finding.tertulis.__class__ is str else None
    if day is not None:
        yield CellEdit(*finding.place, day, plain_format=True)
