"""SIPD-RI, Penatausahaan: Laporan Realisasi per Dokumen, one file a month, one row per document and rekening."""

import re
from collections.abc import Sequence
from datetime import date

from ...expr.values import is_number
from ...invocation import answer
from ..context import MONTHS, month_number
from ..grouped import Groups, amount_under, one_unit
from ..model import NOTE, PERIKSA, SKIPPED, TAKEN, TITLE, TOTAL, Fate, Hints, SumCheck, Understood
from ..registry import Found, export

_MONTHS = tuple(name.capitalize() for name in MONTHS)


@export(
    "sipd-dokumen",
    "SIPD Realisasi per Dokumen",
    ("tbl_anggaran",),
    ("kode sub kegiatan", "nomor dokumen", "jenis dokumen", "nilai realisasi"),
    order=10,
)
def read(founds: Sequence[Found], hints: Hints) -> list[Understood]:
    """Realisasi by sub kegiatan and quarter: each document once, its month by its kind, refunds said."""
    result = Understood(
        "sipd-dokumen", "SIPD Realisasi per Dokumen", "tbl_anggaran", ", ".join(f.grid.name for f in founds),
        founds[0].grid, [f.grid for f in founds[1:]], per_quarter=True, only_new=("Tingkat", "Uraian"),
    )  # fmt: skip
    result.columns = {"Kode Sub Kegiatan": "Kode", "Nama Sub Kegiatan": "Uraian", "Nilai Realisasi": "Realisasi TW"}
    groups, months = Groups(), set[int]()
    seen: dict[tuple[str, ...], str] = {}
    refunds = 0.0
    for number, found in enumerate(founds):
        refunds += _read_one(found, number, hints, result, groups, months, seen)
    result.rows = groups.taken()
    _say_refunds(result, refunds, hints, founds[0])
    _say_months(result, months, founds[0])
    named = [f"{name} (data orang, tidak disimpan)" for name in ("NIP Pegawai", "Nama Pegawai")]
    result.unused = [*named, "Nilai SP2D (berulang di tiap baris)", "kolom SKPD, fungsi, SPD, SPP, SPM, SP2D"]
    return [result]


def _read_one(
    found: Found, number: int, hints: Hints, result: Understood, groups: Groups, months: set[int],
    seen: dict[tuple[str, ...], str],
) -> float:  # fmt: skip
    grid, refunds, counted = found.grid, 0.0, 0.0
    result.fates += [Fate(row, TITLE, "", number) for row in range(found.body) if not grid.is_blank(row)]
    wanted = one_unit(found, hints, result)
    paid, refund = found.place("nilai realisasi"), found.place("nilai setoran")
    for row in range(found.body, len(grid.rows)):
        if grid.is_blank(row):
            continue
        if re.match(r"(grand )?total|jumlah", next((t for t in grid.texts(row) if t), ""), re.I):
            written = amount_under(found, row, paid, "Nilai Realisasi", result, number)
            if written is not None:
                result.sums.append(SumCheck(f"Nilai Realisasi ({grid.name})", written, counted, grid.where(row)))
            result.fates.append(Fate(row, TOTAL, "", number))
            continue
        if not found.text(row, "kode sub kegiatan"):
            fate = "catatan tanpa sub kegiatan" if not grid.text(row, paid) else "tanpa kode sub kegiatan"
            if grid.text(row, paid):
                result.doubt(grid.where(row), "ada Nilai Realisasi tanpa Kode Sub Kegiatan; tidak dibawa")
            result.fates.append(Fate(row, NOTE, fate, number))
            continue
        amount = amount_under(found, row, paid, "Nilai Realisasi", result, number)
        returned = amount_under(found, row, refund, "Nilai Setoran", result, number) or 0
        if amount is None:
            if found.text(row, "nilai realisasi").strip().casefold() not in ("", "-", "null"):
                continue  # told by ``amount_under``
            amount = 0
        counted += amount
        if row not in wanted:
            result.fates.append(Fate(row, SKIPPED, "SKPD lain", number))
            continue
        key = _identity(found, row)
        if key in seen:
            result.fates.append(Fate(row, SKIPPED, f"dokumen yang sama dengan {seen[key]}", number))
            result.doubt(grid.where(row), f"dokumen yang sama sudah ada di {seen[key]}; dihitung sekali", PERIKSA)
            continue
        seen[key] = grid.where(row)
        month = _month(found, row)
        if month is None:
            result.doubt(grid.where(row), "tanggal transfer dan tanggal dokumennya tidak terbaca; tidak dihitung")
            result.fates.append(Fate(row, "ragu", "tanggal tidak terbaca", number))
            continue
        refunds += returned
        months.add(month)
        groups.add(found, row, f"Realisasi TW{(month + 2) // 3}", amount - (returned if hints.net else 0))
        result.fates.append(Fate(row, TAKEN, _MONTHS[month - 1], number))
    return refunds


def _identity(found: Found, row: int) -> tuple[str, ...]:
    """What makes a document one: SP2D for LS, else its number; with sub kegiatan, rekening, SPD and DPT."""
    direct = _is_direct(found, row)
    document = found.text(row, "nomor sp2d") if direct else ""
    names = ("kode sub kegiatan", "kode rekening", "nomor spd", "nomor dpt", "nilai realisasi")
    return (document or found.text(row, "nomor dokumen"), *(found.text(row, name) for name in names))


def _is_direct(found: Found, row: int) -> bool:
    words = f"{found.text(row, 'jenis dokumen')} {found.text(row, 'jenis transaksi')}".upper()
    return "SPP" in words and "LS" in re.split(r"\W+", words)


def _month(found: Found, row: int) -> int | None:
    """Month of the transfer for SPP-LS, of the document otherwise."""
    names = ("tanggal transfer", "tanggal sp2d") if _is_direct(found, row) else ("tanggal dokumen",)
    for name in (*names, "tanggal dokumen"):
        place = found.place(name)
        cells = found.grid.rows[row]
        value = cells[place] if 0 <= place < len(cells) else None
        if isinstance(value, date):
            return value.month
        text = found.text(row, name)
        if iso := re.match(r"(?:20[0-9]{2})-([0-9]{2})-|[0-9]{1,2}[-/]([0-9]{1,2})[-/]20[0-9]{2}", text):
            month = int(iso[1] or iso[2])
            return month if 1 <= month <= 12 else None
        if month_named := month_number(text):
            return month_named
    return None


def _say_refunds(result: Understood, refunds: float, hints: Hints, found: Found) -> None:
    if not refunds:
        return
    from ...rules.terbilang import rupiah

    done = "sudah dikurangkan" if hints.net else "tidak dikurangkan dari realisasi"
    result.doubt(
        found.grid.where(found.top),
        f"Nilai Setoran seluruhnya {rupiah(refunds)} {done}. "
        f"Ubah dengan {answer(setoran='tidak' if hints.net else 'kurangi')}.", PERIKSA,
    )  # fmt: skip


def _say_months(result: Understood, months: set[int], found: Found) -> None:
    """Running totals need every month from January on; months without a document are named."""
    if not months:
        return
    result.quarter = (max(months) + 2) // 3
    missing = [m for m in range(1, max(months) + 1) if m not in months]
    result.assumptions.append(
        "Bulan yang terbaca: " + ", ".join(_MONTHS[m - 1] for m in sorted(months)) + " (SPP LS menurut tanggal "
        "transfer, lainnya menurut tanggal dokumen)."
    )
    if missing:
        result.doubt(
            found.grid.where(found.top),
            f"tidak ada dokumen bulan {', '.join(_MONTHS[m - 1] for m in missing)}: sertakan berkas bulan itu "
            "dalam satu folder, karena realisasi dihitung dari Januari.",
        )  # fmt: skip
    for row in result.rows:
        quarters = [q for q in range(1, result.quarter + 1)]
        if any(is_number(row.values.get(f"Realisasi TW{q}")) for q in quarters):
            for q in quarters:
                row.values.setdefault(f"Realisasi TW{q}", 0)
