"""Targets as they are signed: what Excel made a date of, a bound against the Arah, an interval out of place."""

import re
from collections.abc import Iterator
from typing import Any

from ..compute import facts
from ..compute.book import Cells
from ..compute.key import blank, key
from ..expr.values import is_number
from ..rules.tertulis import bound_direction, is_interval, spelling
from ..schema.row_doubts import OLDEST_DATA
from .finding import PERIKSA, SALAH, Finding
from .fixes import CellEdit, fix
from .registry import Context, check

_BASIS = "Buku ini: target seperti ditandatangani"
_DATED = re.compile(r"(?:Target|Realisasi)\b")
_UKUR = "tbl_pengukuran"


def _meant(fact: facts.DateFormat) -> str:
    """What was typed before the spreadsheet made a date or a time of it."""
    value = fact.value
    if value < 1:  # a time: hours and minutes
        minutes = round_minutes(value)
        return f"{minutes // 60} banding {minutes % 60}"
    from datetime import date, timedelta

    day = date(1899, 12, 30) + timedelta(days=int(value))
    return f"{day.day} s.d. {day.month}"


def round_minutes(value: float) -> int:
    """Minutes of a time of the day."""
    return int(value * 24 * 60 + 0.5)


@check("MKN-46", SALAH, "Target dan realisasi bukan tanggal buatan Excel", _BASIS)
def date_for_target(context: Context) -> Iterator[Finding]:
    for fact in context.world.book.facts:
        if fact.__class__ is not facts.DateFormat:
            continue
        row = next((r for r in context.rows(fact.table) if r["#nomor"] == fact.row), None)
        if row is None or fact.column is None or not _DATED.match(fact.column):
            continue
        if key(_tipe(context, fact.table, row)) == "tanggal":
            continue
        yield context.temuan(
            fact.table, row, fact.column,
            uraian=f"Sel {fact.cell} tampil sebagai tanggal atau jam: Excel mengubah yang diketik; capaiannya salah.",
            perbaikan=f"Beri sel format Teks, lalu ketik {_meant(fact)}.", tertulis=fact.value, seharusnya=_meant(fact),
        )  # fmt: skip


def _tipe(context: Context, table: str, row: Cells) -> Any:
    """How the values of a row are measured: its own Tipe where its table asks for one, else that of its Kode; of the
    history of services that of the service."""
    if any(c.name == "Tipe" for c in context.columns(table)) and not blank(row.get("Tipe")):
        return row["Tipe"]
    if table == "tbl_riwayat_layanan":
        services = context.rows("tbl_layanan") if "tbl_layanan" in context.world.tables else []
        return next((one.get("Tipe") for one in services if key(one.get("Kode")) == key(row.get("Kode"))), None)
    return context.world.renstra(row.get("Kode")).get("Tipe")


@fix("MKN-46")
def date_to_interval(context: Context, finding: Finding) -> Iterator[CellEdit]:
    """The interval that was typed, as text that no spreadsheet makes a date of."""
    if finding.seharusnya is not None:
        yield CellEdit(*finding.place, finding.seharusnya, plain_format=True)


@check("MKN-47", PERIKSA, "Batas pada target sejalan dengan Arah", _BASIS)
def bound_against_direction(context: Context) -> Iterator[Finding]:
    for row in context.rows(_UKUR):
        if not key(row["Kode"]):
            continue
        written = bound_direction(row["Target"])
        arah = "Turun" if key(row["Arah"]) == "turun" else "Naik"
        if written is None or written == arah or key(row["Tipe"]) == "tingkat":
            continue
        yield context.temuan(
            _UKUR, row, "Target",
            uraian=f"Target {row['Kode']} tertulis '{row['Target']}', batas "
            f"{'bawah' if written == 'Naik' else 'atas'}, sedangkan Arahnya {arah}.",
            perbaikan=f"Ubah Arah di Renstra menjadi {written}, atau betulkan tandanya.", tertulis=row["Target"],
            seharusnya=written,
        )  # fmt: skip


@check("MKN-48", SALAH, "Rentang triwulan sama dengan rentang setahun", _BASIS)
def interval_of_quarter(context: Context) -> Iterator[Finding]:
    for row in context.rows(_UKUR):
        if not key(row["Kode"]) or key(row["Tipe"]) == "tingkat":
            continue
        for n in range(1, 5):
            target, realisasi = row[f"Target TW{n}"], row[f"Realisasi TW{n}"]
            if target.__class__ is str and is_interval(target) and spelling(target) != spelling(row["Target"]):
                yield context.temuan(
                    _UKUR, row, f"Target TW{n}",
                    uraian=f"Target TW{n} {row['Kode']} rentang '{target}', sedangkan target setahun "
                    f"'{row['Target']}'.",
                    perbaikan="Rentang tidak dibagi per triwulan: tulis rentang setahun, atau kosongkan.",
                    tertulis=target,
                )  # fmt: skip
            if realisasi.__class__ is str and is_interval(realisasi):
                yield context.temuan(
                    _UKUR, row, f"Realisasi TW{n}",
                    uraian=f"Realisasi TW{n} {row['Kode']} tertulis sebagai rentang '{realisasi}'; yang dibaca batas "
                    "bawahnya.",
                    perbaikan="Tulis satu angka yang dicapai.", tertulis=realisasi,
                )  # fmt: skip


@check("KON-55", SALAH, "Tahun Data adalah tahun, dan tidak sesudah tahun laporan", "PermenPANRB 53/2014 Lampiran II")
def year_of_data(context: Context) -> Iterator[Finding]:
    year = context.world.year
    for row in context.rows(_UKUR):
        told = row["Tahun Data"]
        if not key(row["Kode"]) or not is_number(told) or year is None:
            continue
        if told > year or told < year - OLDEST_DATA:
            why = f"sesudah tahun laporan {year}" if told > year else "bukan tahun dengan empat angka"
            yield context.temuan(
                _UKUR, row, "Tahun Data",
                uraian=f"Tahun Data {row['Kode']} {int(told)}, {why}.",
                perbaikan="Kosongkan untuk nilai tahun ini, atau tulis tahun nilai itu.", tertulis=told,
            )  # fmt: skip
