"""Formulas that stand outside the tables: headings of the sheets and the figures of Beranda, each as a tree.

They are built into the book by their text and found again by it, wherever the user has moved the cell.
"""

from ..expr.functions import Function, cari, cari_teks, jika, jika_galat, pilih
from ..expr.to_excel import tulis
from ..expr.tree import kolom, setelan
from ..expr.values import ErrorValue, RaisedError
from .settings import SETTING
from .summary import RINGKASAN, banyak_isi

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
JUDUL = INSTANSI & " \N{EM DASH} " & TAHUN
WAKTU = (
    TAHUN
    & "  \N{MIDDLE DOT}  Triwulan "
    & pilih(setelan("lk_tw"), "I", "II", "III", "IV")
    & ("  \N{MIDDLE DOT}  PK " & setelan("lk_pk"))
)


def besar(kunci):
    """A figure of ``tbl_ringkasan`` for the eye: N/A instead of an error."""
    return jika_galat(ringkasan(kunci), "N/A")


TERUKUR = besar("Indikator terukur") & " dari " & besar("Indikator seluruhnya") & " indikator terukur"
TEMUAN = besar("Temuan Periksa") & " periksa  \N{MIDDLE DOT}  " & besar("Temuan Info") & " info"
_CONTOH_NAMA = SETTING["instansi"].default
ISI_PENGATURAN = jika(INSTANSI == "", "belum diisi", jika(INSTANSI == _CONTOH_NAMA, "belum diisi", "terisi"))


def isi_tabel(tabel, kunci):
    """How far a table is filled: ``belum diisi`` or ``12 baris``."""
    banyak = banyak_isi(kolom(tabel, kunci))
    return jika(banyak == 0, "belum diisi", banyak & " baris")


def _ke(deret, nomor):
    if not 1 <= nomor <= len(deret):
        raise RaisedError(ErrorValue("#REF!"))
    if deret[nomor - 1].__class__ is ErrorValue:
        raise RaisedError(deret[nomor - 1])
    return deret[nomor - 1]


ke = Function("ke", "INDEX({0},{1})", _ke)
BARIS_INDIKATOR = 10  # indicators that Beranda shows


def indikator_ke(nomor, nama):
    """Column ``nama`` of indicator number ``nomor`` of Pengukuran; "" for a row that is not filled."""
    isi = ke(kolom("tbl_pengukuran", nama), nomor)
    if nama == "Capaian":
        isi = jika_galat(isi, "N/A")
    return jika_galat(jika((ke(kolom("tbl_pengukuran", "Kode"), nomor) & "") == "", "", isi), "")


TABEL_BERANDA = (
    ("tbl_renstra", "Kode"), ("tbl_pk", "Kode"), ("tbl_pengukuran", "Kode"), ("tbl_anggaran", "Tingkat"),
)  # fmt: skip
BESAR = ("Rata-rata capaian", "Predikat", "Serapan", "Temuan Salah", "Realisasi", "Pagu", "Rata-rata IKU")


def _semua():
    yield from (INSTANSI, TAHUN, PEMERINTAH, JUDUL, WAKTU, TERUKUR, TEMUAN, ISI_PENGATURAN, setelan("lk_skala"))
    yield from (ringkasan(r[0]) for r in RINGKASAN)
    yield from (besar(kunci) for kunci in BESAR)
    yield from (isi_tabel(*satu) for satu in TABEL_BERANDA)
    for nomor in range(1, BARIS_INDIKATOR + 1):
        yield from (indikator_ke(nomor, nama) for nama in ("Indikator", "Capaian", "Predikat"))


def lepas():
    """``{formula text: tree}`` of every formula outside the tables."""
    if not _DAFTAR:
        for pohon in _semua():
            _DAFTAR[tulis(pohon)] = pohon
    return _DAFTAR
