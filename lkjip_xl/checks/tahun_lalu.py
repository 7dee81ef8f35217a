"""Checks on the history of a book against the book of the year before, where that is given.

A figure that the book of that year did not have yet was published later. One that it had in the course of the year,
or whose revision a note tells, may rightly have changed since.
"""

import re
from collections.abc import Iterator
from typing import Any

from ..compute.book import Cells
from ..compute.key import blank, key
from ..expr.values import ErrorValue
from ..rules.bacaan_angka import is_not_available_mark
from .finding import INFO, SALAH, Finding
from .konsistensi import RIWAYAT, SAKIP, UKUR, sama
from .registry import Context, check, shown, shown_money
from .vocabulary import words

_RIWAYAT_ANGGARAN, _ANGGARAN = "tbl_riwayat_anggaran", "tbl_anggaran"
_REVISI = words("revisi")
_JUMLAH = re.compile(
    r"(?:grand )?(?:total|jumlah)(?: (?:seluruh(?:nya)?|keseluruhan|anggaran|belanja|pagu|program|instansi|opd))*"
).fullmatch


def _berbeda(kini: Any, lalu: Any) -> bool:
    """Both books have the figure, and it is not the same."""
    belum_ada = blank(lalu) or lalu.__class__ is ErrorValue or is_not_available_mark(lalu)
    return not blank(kini) and not belum_ada and not sama(kini, lalu)


def _direvisi(row: Cells) -> bool:
    """The note speaks of a revision of the figure; any other note (a source, a page) explains no difference."""
    return re.search(_REVISI, key(row["Keterangan"])) is not None


@check("KON-42", SALAH, "Riwayat kinerja sama dengan buku tahun lalu", SAKIP)
def riwayat_buku_lalu(b: Context) -> Iterator[Finding]:
    if b.lalu is None:
        return
    lalu = {key(one["Kode"]): one for one in b.lalu.rows(UKUR)}
    present, setahun = set(), b.lalu.triwulan == 4
    for one in b.rows(RIWAYAT):
        asal = lalu.get(key(one["Kode"]))
        if one["Tahun"] != b.lalu.tahun or key(one["Lingkup"]) not in ("", "instansi") or asal is None:
            continue
        present.add(key(one["Kode"]))
        for column in ("Target", "Realisasi"):
            if _berbeda(one[column], asal[column]):
                yield b.temuan(
                    RIWAYAT,
                    one,
                    column,
                    uraian=f"{column} {b.lalu.tahun} indikator {one['Kode']} tertulis {shown(one[column])}, sedangkan "
                    f"di buku {b.lalu.tahun} {shown(asal[column])}.",
                    perbaikan="Samakan dengan buku tahun lalu; bila angka yang lalu direvisi, tulis di Keterangan "
                    "siapa yang merevisinya (misalnya: direvisi BPS).",
                    tertulis=one[column],
                    seharusnya=asal[column],
                    berat=None if setahun and not _direvisi(one) else INFO,
                )
    kurang = [str(one["Kode"]) for k, one in lalu.items() if k not in present and b.indikator(one["Kode"])]
    ukur = next((one for one in b.rows(UKUR) if str(one["Kode"]) in kurang), None)
    if ukur:
        yield b.temuan(
            UKUR, ukur, "Kode", uraian=f"Riwayat {b.lalu.tahun} belum memuat indikator {', '.join(kurang)}.",
            perbaikan=f"Salin target dan realisasinya dari buku {b.lalu.tahun} ke lembar Riwayat.", berat=INFO,
        )  # fmt: skip


@check("KON-43", SALAH, "Riwayat anggaran sama dengan buku tahun lalu", SAKIP)
def riwayat_anggaran_buku_lalu(b: Context) -> Iterator[Finding]:
    if b.lalu is None:
        return
    lalu: dict[Any, Any] = {}
    for one in b.lalu.rows(_ANGGARAN):
        lalu.setdefault(key(one["Uraian"]), one)
    berat = None if b.lalu.triwulan == 4 else INFO
    for one in b.rows(_RIWAYAT_ANGGARAN):
        name = key(one["Uraian"])
        asal = b.lalu.world.summary if _JUMLAH(name) else lalu.get(name)
        if one["Tahun"] != b.lalu.tahun:
            continue
        if not asal:
            continue
        for column in ("Pagu", "Realisasi"):
            if _berbeda(one[column], asal[column]):
                yield b.temuan(
                    _RIWAYAT_ANGGARAN,
                    one,
                    column,
                    uraian=f"{column} {b.lalu.tahun} '{one['Uraian']}' tertulis {shown_money(one[column])}, sedangkan "
                    f"di buku {b.lalu.tahun} {shown_money(asal[column])}.",
                    perbaikan="Samakan dengan buku tahun lalu.",
                    tertulis=one[column],
                    seharusnya=asal[column],
                    berat=berat,
                )
