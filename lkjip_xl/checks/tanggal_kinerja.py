"""Indicators that are measured by a day (Tipe Tanggal): the year of the day that was reached, and their Sifat."""

from collections.abc import Iterator
from datetime import date, timedelta

from ..compute.book import Cells
from ..compute.indicator_days import DATED
from ..compute.key import blank, key
from ..expr.values import is_number
from ..rules.tanggal import date_text, day_number, read_date
from .finding import PERIKSA, SALAH, Finding
from .fixes import OFFERED, CellEdit, fix
from .registry import Context, check, shown

UKUR = "tbl_pengukuran"
_FAR = 100
"""Days from its target beyond which a day of another year is taken for a slip. A report that is due on 31 Januari may
be finished in December, a deadline of December be missed until March; a wrong year is off by 365 days."""


def is_dated(row: Cells) -> bool:
    """Whether a row of Pengukuran is measured by a day."""
    return key(row["Tipe"]) == DATED


def _day(value: object) -> date | None:
    read = read_date(value) if is_number(value) else None
    return date(*read) if read is not None else None


def _same_day_near(day: date, target: date) -> date | None:
    """The day in the year that brings it nearest to its target; None where that is the year it has."""
    near = []
    for year in (target.year - 1, target.year, target.year + 1):
        try:
            near.append(day.replace(year=year))
        except ValueError:  # 29 Februari
            near.append(day.replace(year=year, day=28))
    best = min(near, key=lambda one: abs(one - target))
    return best if best.year != day.year else None


@check("MKN-16", PERIKSA, "Tanggal realisasi tidak jatuh pada tahun lain daripada targetnya",
       "CAP-03: paling lambat pada tanggal target 100%")  # fmt: skip
def day_of_another_year(b: Context) -> Iterator[Finding]:
    """The last quarter whose day is of another year than its target's, and far from it."""
    for row in filter(is_dated, b.rows(UKUR)):
        for n in range(b.triwulan, 0, -1):
            column = f"Realisasi TW{n}"
            own, year = row[f"_N{n}"], row["_T0"]
            day, target = _day(row[f"_M{n}"]), _day(own if is_number(own) else year)
            if day is None or target is None or day.year == target.year or abs(day - target) <= timedelta(_FAR):
                continue
            meant = _same_day_near(day, target)
            late = "sangat terlambat" if day > target else "tepat waktu"
            yield b.temuan(
                UKUR, row, column,
                uraian=f"{column} indikator {row['Kode']} tertulis {_said(day)}, sedangkan targetnya {_said(target)}: "
                f"{shown(abs(day - target).days)} hari {'sesudahnya' if day > target else 'sebelumnya'}, dan dinilai "
                f"{late}.",
                perbaikan=(f"Mungkin maksudnya {_said(meant)}? " if meant is not None else "")
                + "Periksa tahunnya; bila tanggalnya benar, tulis alasannya di lembar Temuan.",
                tertulis=row[column], seharusnya=day_number(meant.isoformat()) if meant is not None else None,
            )  # fmt: skip
            break


@check("MKN-17", SALAH, "Target dan realisasi Tipe Tanggal sama-sama tanggal, atau sama-sama banyaknya hari",
       "CAP-03: paling lambat pada tanggal target 100%")  # fmt: skip
def day_against_number(b: Context) -> Iterator[Finding]:
    """A number of days (``H+7``) against a day, or the other way round: 31 is before every day there is."""
    for row in filter(is_dated, b.rows(UKUR)):
        for n in range(b.triwulan, 0, -1):
            column, own, reached = f"Realisasi TW{n}", row[f"_N{n}"], row[f"_M{n}"]
            target = own if is_number(own) else row["_T0"]
            if not is_number(reached) or not is_number(target):
                continue
            day, due = _day(reached), _day(target)
            if (day is None) == (due is None):
                continue
            what = "bukan tanggal" if day is None else "sebuah tanggal"
            yield b.temuan(
                UKUR, row, column,
                uraian=f"{column} indikator {row['Kode']} tertulis {shown(row[column])}, {what}, sedangkan targetnya "
                f"{shown(target)}; keduanya tidak dapat dibandingkan.",
                perbaikan="Ketik tanggalnya, misalnya 31/3/2025." if day is None else
                "Tulis banyaknya hari seperti targetnya, atau tulis targetnya sebagai tanggal.",
                tertulis=row[column],
            )  # fmt: skip
            break


def _said(day: date) -> str:
    return date_text(day.isoformat())


@check("KON-86", SALAH, "Indikator Tipe Tanggal bersifat Posisi Akhir", "TRW-03: Akumulasi dijumlahkan")
def days_are_not_added(b: Context) -> Iterator[Finding]:
    for row in filter(is_dated, b.rows(UKUR)):
        written = row["Sifat"]
        if blank(written) or key(written) not in ("akumulasi", "kumulatif"):
            continue
        adds = key(written) == "akumulasi"
        why = "tanggal tiap triwulan dijumlahkan" if adds else "tanggal bukan angka yang berjalan sejak Januari"
        yield b.temuan(
            UKUR, row, "Sifat",
            uraian=f"Sifat indikator {row['Kode']} tertulis {written}, padahal Tipenya Tanggal: {why}.",
            perbaikan=f"Pilih Posisi Akhir, atau {OFFERED}.",
            tertulis=written, seharusnya="Posisi Akhir", berat=None if adds else PERIKSA,
        )  # fmt: skip


@fix("KON-86")
def last_state(context: Context, finding: Finding) -> Iterator[CellEdit]:
    """A day is the last one that was reached; nothing else can be meant."""
    yield CellEdit(*finding.place, finding.seharusnya)
