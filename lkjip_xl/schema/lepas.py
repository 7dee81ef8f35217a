"""Formulas that stand outside the tables: headings of the sheets and the figures of Beranda, each as a tree.

They are built into the book by their text and found again by it, wherever the user has moved the cell.
"""

from ..expr.fungsi import cari, cari_teks
from ..expr.to_excel import tulis
from ..expr.tree import kolom
from .ringkasan import RINGKASAN

_DAFTAR = {}


def setelan_teks(kunci):
    """The text of a setting, "" when blank."""
    return cari_teks(kunci, kolom("tbl_pengaturan", "Kunci"), kolom("tbl_pengaturan", "Nilai"))


def ringkasan(kunci):
    """A figure of ``tbl_ringkasan``."""
    return cari(kunci, kolom("tbl_ringkasan", "Kunci"), kolom("tbl_ringkasan", "Nilai"))


INSTANSI = setelan_teks("instansi")
TAHUN = "Tahun " & setelan_teks("tahun")
PEMERINTAH = setelan_teks("pemerintah_daerah")


def lepas():
    """``{formula text: tree}`` of every formula outside the tables."""
    if not _DAFTAR:
        for pohon in (INSTANSI, TAHUN, PEMERINTAH, *(ringkasan(r[0]) for r in RINGKASAN)):
            _DAFTAR[tulis(pohon)] = pohon
    return _DAFTAR
