"""LAP-SASARAN-n: one sheet for each sasaran with tables A to I one under another, as Bab III prints them."""

from ...ooxml.sheet_model import ReportSheet, Style
from ..layout.paper import POLOS, TOTAL_TEKS, Kertas, kaki
from ..layout.table import bagi_kisi, hampar, tulis_baris, tulis_kepala
from .analisis import TABEL, Analisis
from .wording import arti_teks, sambung, terukur

JUDUL_BAB = Style(bold=True, size=12, align="left", valign="top", wrap=True)
JUDUL_TABEL = Style(bold=True, size=10, align="left", valign="center", wrap=True)
NOMOR_TABEL = Style(size=9, align="center", valign="center")
LEBAR_KERTAS = 101  # characters on an upright F4 page
TANPA_NAMA = "(sasaran belum ditulis di lembar Renstra)"


def id_lembar(nomor):
    """Id of the report of a sasaran."""
    return f"LAP-SASARAN-{nomor}"


def susun(bahan):
    """One ``ReportSheet`` for each sasaran; none when nothing is measured."""
    analisis = Analisis(bahan)
    return [susun_sasaran(bahan, s, analisis) for s in bahan.sasaran]


def susun_sasaran(bahan, sasaran, analisis=None):
    """The sheet of one sasaran."""
    a = analisis or Analisis(bahan)
    lembar = ReportSheet(
        id_lembar(sasaran.nomor), f"Lap Sasaran {sasaran.nomor}", f"Capaian Kinerja Sasaran {sasaran.nomor}", _kisi(a)
    )
    lembar.footer = kaki(bahan, lembar.title)
    kertas = Kertas(lembar)
    nama = sasaran.nama or TANPA_NAMA
    kertas.teks(f"3.1.{sasaran.nomor}. Capaian Kinerja Sasaran Strategis {nama}", JUDUL_BAB)
    if sasaran.tujuan is not None and sasaran.tujuan.nama:
        kertas.teks(f"Tujuan: {sasaran.tujuan.nama}")
    kertas.teks(" - ".join(t for t in (str(bahan.settings.get("instansi") or ""), a.waktu) if t), POLOS)
    blok = [0]
    for tabel in TABEL:
        blok.append(len(lembar.rows))
        _tabel(kertas, a, sasaran, tabel)
    # The heading stays with table A.
    kertas.atur_halaman([0, *blok[2:]])
    return lembar


def _kisi(a):
    nilai, uang = a.lebar["nilai"], a.lebar["uang"]
    tetap = [nilai, nilai, 10.5, uang, uang, 10.0]
    return [max(22.0, LEBAR_KERTAS - sum(tetap)), *tetap]


def _tabel(kertas, a, sasaran, tabel):
    lembar = kertas.lembar
    kertas.kosong(10)
    kertas.teks(f"{tabel.huruf}. {a.isi(tabel.judul)}", JUDUL_TABEL)
    kertas.teks(f"Tabel 3.1.{sasaran.nomor}.{tabel.huruf}", NOMOR_TABEL)
    kolom = a.kolom(tabel)
    semua = [kolom[0]._replace(judul="{kinerja}", kelompok=None, lebar=27, jenis=None), *kolom]
    judul = [a.isi(k.judul) for k in semua]
    perlu = tuple(a.lebar_perlu(k, t) for k, t in zip(semua, judul, strict=True))
    letak = bagi_kisi(tuple(k.lebar for k in semua), tuple(lembar.widths), perlu)
    tulis_kepala(kertas, semua, judul, letak)
    isi_awal = len(lembar.rows)
    for i in sasaran.indikator:
        tulis_baris(kertas, [a.nama_indikator(i), *(k.sel(a, i) for k in kolom)], letak)
    if tabel.jumlah and len(sasaran.indikator) > 1:
        _jumlah(kertas, a, sasaran, tabel, kolom, letak)
    kertas.catatan(*sambung([*a.catatan(tabel, sasaran.indikator), *arti_teks(lembar, isi_awal)], 125))


def _jumlah(kertas, a, sasaran, tabel, kolom, letak):
    """The row that sums the sasaran up: its label covers the columns before the first figure."""
    jumlah = [None if k.jumlah is None else k.jumlah(a, sasaran) for k in kolom]
    mulai = next(n for n, satu in enumerate(jumlah) if satu is not None)
    teks = tabel.jumlah.format(terukur=terukur(sasaran.indikator))
    sel = [(teks, TOTAL_TEKS), *((None, TOTAL_TEKS) if satu is None else satu for satu in jumlah)]
    isi, rentang = hampar(sel, letak, kertas.kolom)
    rentang = {k: b for k, b in (rentang or {}).items() if k > letak[mulai][1]}
    rentang[0] = letak[mulai][1]
    kertas.baris(isi, rentang=rentang)
