"""Checks on Riwayat against the same book's Renstra: targets of the years, and the baseline."""

import re
from collections.abc import Iterator

from ..compute.key import key
from ..expr.values import is_number
from .finding import INFO, PERIKSA, Finding
from .indicator_facts import instansi
from .konsistensi import RIWAYAT, SAKIP, sama, tahun_laporan
from .registry import Context, check, shown
from .vocabulary import words

_REVISED = re.compile(words("revisi"))
_PROMISED = re.compile(_REVISED.pattern + r"|\bpk\b|perjanjian kinerja|\bperubahan\b")
"""What a remark may say of a target that is not Renstra's: it was promised so, or revised."""


@check("KON-60", PERIKSA, "Target di Riwayat sama dengan target Renstra tahun itu", SAKIP)
def history_target(context: Context) -> Iterator[Finding]:
    for row in context.rows(RIWAYAT):
        year, renstra = row["Tahun"], context.indikator(row["Kode"])
        if renstra is None or not instansi(row) or not is_number(year) or year == tahun_laporan(context):
            continue
        wanted = renstra.get(f"Target {int(year)}")
        if _differ(row["Target"], wanted) and not _PROMISED.search(key(row["Keterangan"])):
            yield context.temuan(
                RIWAYAT, row, "Target",
                uraian=f"Target {row['Kode']} tahun {int(year)} di Riwayat {shown(row['Target'])}, sedangkan di "
                f"Renstra {shown(wanted)}.",
                perbaikan="Samakan dengan dokumen yang benar; bila PK tahun itu memang lain, tulis di Keterangan "
                "(misalnya: target PK Perubahan).",
                tertulis=row["Target"], seharusnya=wanted,
            )  # fmt: skip


def _differ(written: object, wanted: object) -> bool:
    """Both are figures or labels of their own, and not the same."""
    for value in (written, wanted):
        if not is_number(value) and (value.__class__ is not str or key(value) in ("", "-", "n/a")):
            return False
    return not sama(written, wanted)


@check("KON-61", PERIKSA, "Kondisi Awal di Renstra sama dengan realisasi tahun dasarnya di Riwayat", SAKIP)
def baseline(context: Context) -> Iterator[Finding]:
    base = context.settings.get("tahun_dasar")
    base = int(base) if is_number(base) else context.awal - 1
    history = {(key(row["Kode"]), row["Tahun"]): row for row in context.rows(RIWAYAT) if instansi(row) and row["Tahun"]}
    for code, renstra in context.renstra.items():
        row = history.get((code, base))
        if row is None or not _differ(row["Realisasi"], renstra["Kondisi Awal"]):
            continue
        # A baseline is often the year before: its own year's figure was not known when the Renstra was written.
        earlier = history.get((code, base - 1))
        if earlier is not None and sama(earlier["Realisasi"], renstra["Kondisi Awal"]):
            continue
        if _REVISED.search(key(row["Keterangan"])):
            continue
        explained = _PROMISED.search(key(row["Keterangan"])) is not None
        yield context.temuan(
            RIWAYAT, row, "Realisasi",
            uraian=f"Realisasi {row['Kode']} tahun {base} di Riwayat {shown(row['Realisasi'])}, sedangkan Kondisi Awal "
            f"di Renstra {shown(renstra['Kondisi Awal'])}.",
            perbaikan="Samakan dengan sumbernya; bila angkanya direvisi sesudah Renstra ditetapkan, tulis di "
            "Keterangan.",
            tertulis=row["Realisasi"], seharusnya=renstra["Kondisi Awal"], berat=INFO if explained else None,
        )  # fmt: skip


@check("KON-85", INFO, "Nilai dari tahun sebelumnya sama dengan Riwayat tahun itu", SAKIP)
def earlier_value(context: Context) -> Iterator[Finding]:
    """A value of an earlier year (Tahun Data) against that year's own row, which may be older than what is known."""
    history = {(key(row["Kode"]), row["Tahun"]): row for row in context.rows(RIWAYAT) if instansi(row) and row["Tahun"]}
    for row in context.rows("tbl_pengukuran"):
        year = row["Tahun Data"]
        if not is_number(year) or year >= (tahun_laporan(context) or 0):
            continue
        past = history.get((key(row["Kode"]), year))
        if past is None or not _differ(row["Realisasi"], past["Realisasi"]):
            continue
        yield context.temuan(
            "tbl_pengukuran", row, "Tahun Data",
            uraian=f"Realisasi {row['Kode']} adalah nilai tahun {int(year)} menurut Tahun Data: "
            f"{shown(row['Realisasi'])}, sedangkan di Riwayat tahun itu {shown(past['Realisasi'])}.",
            perbaikan="Samakan dengan sumbernya; bila nilai tahun itu baru terbit, perbarui Riwayatnya.",
            tertulis=row["Realisasi"], seharusnya=past["Realisasi"],
        )  # fmt: skip
