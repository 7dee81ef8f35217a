"""Checks on the history of a book against the book of the year before, where that is given.

A figure that the book of that year did not have yet was published later. One that it had in the course of the year,
or whose revision a note tells, may rightly have changed since.
"""

import re

from ..compute.key import blank, key
from ..expr.values import ErrorValue
from ..rules.bacaan_angka import is_not_available_mark
from .finding import INFO, SALAH
from .konsistensi import RIWAYAT, SAKIP, UKUR, sama
from .registry import check, shown, shown_money
from .vocabulary import words

_RIWAYAT_ANGGARAN, _ANGGARAN = "tbl_riwayat_anggaran", "tbl_anggaran"
_REVISI = words("revisi")
_JUMLAH = re.compile(
    r"(?:grand )?(?:total|jumlah)(?: (?:seluruh(?:nya)?|keseluruhan|anggaran|belanja|pagu|program|instansi|opd))*"
).fullmatch


def _berbeda(kini, lalu):
    """Both books have the figure, and it is not the same."""
    belum_ada = blank(lalu) or lalu.__class__ is ErrorValue or is_not_available_mark(lalu)
    return not blank(kini) and not belum_ada and not sama(kini, lalu)


def _direvisi(baris):
    """The note speaks of a revision of the figure; any other note (a source, a page) explains no difference."""
    return re.search(_REVISI, key(baris["Keterangan"])) is not None


@check("KON-42", SALAH, "Riwayat kinerja sama dengan buku tahun lalu", SAKIP)
def riwayat_buku_lalu(b):
    if b.lalu is None:
        return
    lalu = {key(satu["Kode"]): satu for satu in b.lalu.rows(UKUR)}
    ada, setahun = set(), b.lalu.triwulan == 4
    for satu in b.rows(RIWAYAT):
        asal = lalu.get(key(satu["Kode"]))
        if satu["Tahun"] != b.lalu.tahun or key(satu["Lingkup"]) not in ("", "instansi") or asal is None:
            continue
        ada.add(key(satu["Kode"]))
        for kolom in ("Target", "Realisasi"):
            if _berbeda(satu[kolom], asal[kolom]):
                yield b.temuan(
                    RIWAYAT,
                    satu,
                    kolom,
                    uraian=f"{kolom} {b.lalu.tahun} indikator {satu['Kode']} tertulis {shown(satu[kolom])}, sedangkan "
                    f"di buku {b.lalu.tahun} {shown(asal[kolom])}.",
                    perbaikan="Samakan dengan buku tahun lalu; bila angka yang lalu direvisi, tulis di Keterangan "
                    "siapa yang merevisinya (misalnya: direvisi BPS).",
                    tertulis=satu[kolom],
                    seharusnya=asal[kolom],
                    berat=None if setahun and not _direvisi(satu) else INFO,
                )
    kurang = [str(satu["Kode"]) for k, satu in lalu.items() if k not in ada and b.indikator(satu["Kode"])]
    ukur = next((satu for satu in b.rows(UKUR) if str(satu["Kode"]) in kurang), None)
    if ukur:
        yield b.temuan(
            UKUR, ukur, "Kode", uraian=f"Riwayat {b.lalu.tahun} belum memuat indikator {', '.join(kurang)}.",
            perbaikan=f"Salin target dan realisasinya dari buku {b.lalu.tahun} ke lembar Riwayat.", berat=INFO,
        )  # fmt: skip


@check("KON-43", SALAH, "Riwayat anggaran sama dengan buku tahun lalu", SAKIP)
def riwayat_anggaran_buku_lalu(b):
    if b.lalu is None:
        return
    lalu = {}
    for satu in b.lalu.rows(_ANGGARAN):
        lalu.setdefault(key(satu["Uraian"]), satu)
    berat = None if b.lalu.triwulan == 4 else INFO
    for satu in b.rows(_RIWAYAT_ANGGARAN):
        nama = key(satu["Uraian"])
        asal = b.lalu.world.summary if _JUMLAH(nama) else lalu.get(nama)
        if satu["Tahun"] != b.lalu.tahun:
            continue
        for kolom in ("Pagu", "Realisasi") if asal else ():
            if _berbeda(satu[kolom], asal[kolom]):
                yield b.temuan(
                    _RIWAYAT_ANGGARAN,
                    satu,
                    kolom,
                    uraian=f"{kolom} {b.lalu.tahun} '{satu['Uraian']}' tertulis {shown_money(satu[kolom])}, sedangkan "
                    f"di buku {b.lalu.tahun} {shown_money(asal[kolom])}.",
                    perbaikan="Samakan dengan buku tahun lalu.",
                    tertulis=satu[kolom],
                    seharusnya=asal[kolom],
                    berat=berat,
                )
