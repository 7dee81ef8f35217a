"""The seven analyses over all sasaran in one table each: LAP-CAPAIAN, LAP-TAHUN, LAP-AKHIR, LAP-NASIONAL,
LAP-EFISIENSI, LAP-ANALISIS, LAP-PENUNJANG."""

from collections import namedtuple

from ...expr.values import NOT_AVAILABLE, is_number
from ...ooxml.sheet_model import ReportSheet
from ...rules.registry import tersedia
from ...rules.terbilang import persen_id
from ..layout.paper import SUBJUDUL, TEKS, TENGAH, TOTAL_TEKS, Kertas, kaki, nama_instansi
from ..layout.table import Jumlah, Kolom, tulis_baris, tulis_kepala
from . import notes as penjelasan
from .analisis import KOLOM, Analisis, Tabel, tahun_lalu
from .wording import arti_teks, sambung, terukur, terukur_instansi

Bentuk = namedtuple("Bentuk", "id nama tabel judul tujuan instansi", defaults=(False, None))
Bentuk.__doc__ = """One sheet of this form.

id, nama: of the report and of its sheet. tabel: what it shows. judul: short title for footers and lists.
tujuan: the indicators of tujuan follow in a table of their own.
instansi: text of the row of the whole office, ``{terukur}`` filled in; None for no such row.
"""

NOMOR, SASARAN, INDIKATOR, SATUAN = 4.5, 26.0, 34.0, 9.0
LEBAR_KERTAS = 162  # characters on an F4 page lying on its side

_E = KOLOM
_LAIN = {
    "serapan_e": _E["serapan_f"]._replace(judul="Penyerapan Anggaran", kelompok=None, lebar=12),
    "realisasi_e": _E["realisasi_anggaran"]._replace(judul="Realisasi Anggaran (Rp)", kelompok=None, lebar=16),
    "capaian_e": _E["capaian"]._replace(judul="Capaian Kinerja"),
    "porsi_e": _E["porsi"]._replace(judul="Porsi terhadap Anggaran Perangkat Daerah", lebar=14),
}

RATA = "Rata-rata capaian sasaran ({terukur})"
RATA_INSTANSI = "Rata-rata capaian instansi ({terukur})"

BENTUK = (
    Bentuk("LAP-CAPAIAN", "Lap Capaian", Tabel(
        "LAP-CAPAIAN", "Perbandingan antara Target dan Realisasi Kinerja",
        ("target", "realisasi", "capaian_asli", "capaian", "predikat"),
        ("capaian", "batas", "predikat", "pembulatan", "sumber_kinerja"), RATA),
        "Capaian Kinerja", True, RATA_INSTANSI),
    Bentuk("LAP-TAHUN", "Lap Antar Tahun", Tabel(
        "LAP-TAHUN", "Perbandingan Realisasi dan Capaian Kinerja Tiga Tahun Terakhir", (),
        ("pertumbuhan", "capaian", "batas", "pembulatan", "sumber_riwayat")),
        "Kinerja Antar Tahun", True),
    Bentuk("LAP-AKHIR", "Lap Akhir Renstra", Tabel(
        "LAP-AKHIR", "Perbandingan Realisasi Kinerja sampai dengan Akhir Periode Renstra",
        ("target_akhir", "realisasi_tahun", "kemajuan"),
        ("kemajuan", "capaian", "pembulatan", "sumber_renstra")),
        "Kemajuan ke Akhir Renstra", True),
    Bentuk("LAP-NASIONAL", "Lap Nasional", Tabel(
        "LAP-NASIONAL", "Perbandingan Realisasi Kinerja dengan Realisasi Nasional",
        ("realisasi_tahun", "target_nasional", "nasional", "provinsi", "keterangan_luar"), ("sumber_nasional",)),
        "Perbandingan Nasional", True),
    Bentuk("LAP-EFISIENSI", "Lap Efisiensi", Tabel(
        "LAP-EFISIENSI", "Efisiensi Penggunaan Sumber Daya",
        ("capaian_e", "pagu", "porsi_e", "realisasi_e", "serapan_e", "efisiensi", "ne", "kategori"),
        ("efisiensi", "batas", "uang_bersama", "pembulatan", "sumber_anggaran"),
        "Jumlah sasaran ({terukur})"),
        "Efisiensi", False, "Jumlah instansi ({terukur})"),
    Bentuk("LAP-ANALISIS", "Lap Analisis", Tabel(
        "LAP-ANALISIS", "Analisis Penyebab Keberhasilan/Peningkatan dan Kegagalan/Penurunan Kinerja serta Solusi yang "
        "Telah Dilakukan", ("target", "realisasi", "analisis", "solusi"), ("sumber_analisis",)),
        "Analisis dan Solusi"),
    Bentuk("LAP-PENUNJANG", "Lap Penunjang", Tabel(
        "LAP-PENUNJANG", "Analisis Program/Kegiatan yang Menunjang Keberhasilan/Kegagalan Pencapaian Kinerja",
        ("target", "realisasi", "penunjang"), ("sumber_penunjang",)),
        "Program dan Kegiatan Penunjang"),
)  # fmt: skip
MENURUT_ID = {b.id: b for b in BENTUK}


def susun(bahan):
    """The seven sheets."""
    analisis = Analisis(bahan)
    return [susun_satu(bahan, b.id, analisis) for b in BENTUK]


def susun_satu(bahan, id, analisis=None):
    """One of the seven sheets, by its id."""
    return _Lembar(analisis or Analisis(bahan), MENURUT_ID[id]).susun()


class _Lembar:
    """One sheet while it is written."""

    def __init__(self, a, bentuk):
        self.a, self.bentuk, self.tabel = a, bentuk, bentuk.tabel
        self.kolom = self._kolom_tahun() if bentuk.id == "LAP-TAHUN" else [
            k for k in ({**KOLOM, **_LAIN}[n] for n in self.tabel.kolom) if k.ada is None or k.ada(a)
        ]  # fmt: skip
        self.lembar = ReportSheet(bentuk.id, bentuk.nama, bentuk.judul, self._lebar(), landscape=True)
        self.lembar.footer = kaki(a.bahan, bentuk.judul)
        self.kertas = Kertas(self.lembar)
        self.blok = []  # rows at which an indicator begins
        self.letak = [(n, n) for n in range(len(self.lembar.widths))]

    def susun(self):
        a, lembar, kertas = self.a, self.lembar, self.kertas
        kertas.judul(a.isi(self.tabel.judul).upper(), nama_instansi(a.bahan), a.waktu.upper())
        lembar.repeat_rows = self._kepala("Sasaran")
        awal = len(lembar.rows)
        lembar.freeze = (awal, 3)
        for s in a.bahan.sasaran:
            self._sasaran(s.nomor, s.nama or "(sasaran belum ditulis di lembar Renstra)", s.indikator, s)
        if not a.bahan.sasaran:
            kertas.teks("Belum ada indikator sasaran di lembar Pengukuran.", TENGAH)
        elif self.bentuk.instansi:
            self._instansi()
        blok = self.blok
        blok.append(len(lembar.rows))
        kertas.catatan(
            *sambung([*a.catatan(self.tabel, a.bahan.indikator), *self._catatan_rata(), *arti_teks(lembar, awal)], 200)
        )
        if self.bentuk.tujuan:
            self._tabel_lain("Indikator Tujuan", "Tujuan", a.banding.tujuan_indicators())
            if self.bentuk.id == "LAP-CAPAIAN":
                self._tabel_lain("Indikator Program, Kegiatan, dan Sub Kegiatan", "Sasaran", self._program())
        # The head stays with the first indicator.
        kertas.atur_halaman([0, *blok[1:]])
        return lembar

    # --- columns -------------------------------------------------------------------------------------------------
    def _kolom_tahun(self):
        a = self.a
        tahun = a.bahan.year or 0
        hasil = []
        for mundur in (2, 1, 0):
            kelompok = f"Tahun {tahun - mundur}" if tahun else "Tahun -"
            hasil += [
                Kolom("Target", 10, tahun_lalu(mundur, "target"), kelompok, jenis="nilai"),
                Kolom("Realisasi", 10, tahun_lalu(mundur, "realisasi"), kelompok, jenis="nilai"),
                Kolom("Capaian", 10, tahun_lalu(mundur, "capaian"), kelompok),
            ]
        return [*hasil, KOLOM["pertumbuhan"]]

    def _lebar(self):
        lebar = [max(k.lebar, self.a.lebar_perlu(k, self.a.isi(k.judul))) for k in self.kolom]
        sisa = LEBAR_KERTAS - NOMOR - SATUAN - sum(lebar)
        if sisa >= SASARAN + INDIKATOR:
            # What is left goes to the texts: half to sasaran and indicator, half to the last column of text.
            lebih = sisa - SASARAN - INDIKATOR
            teks = [n for n, k in enumerate(self.kolom) if k.lebar >= 25]
            for n in teks:
                lebar[n] += lebih * 0.75 / len(teks)
            lebih *= 0.25 if teks else 0.6
            return [NOMOR, SASARAN + lebih * 0.4, INDIKATOR + lebih * 0.6, SATUAN, *lebar]
        return [NOMOR, max(20.0, sisa * 0.42), max(26.0, sisa * 0.58), SATUAN, *lebar]

    # --- rows ----------------------------------------------------------------------------------------------------
    def _kepala(self, sebutan):
        judul = ["No", sebutan, self.a.kinerja if sebutan == "Sasaran" else "Indikator Kinerja", "Satuan"]
        depan = [Kolom(t, 0, None) for t in judul]
        return tulis_kepala(
            self.kertas, [*depan, *self.kolom], [*judul, *(self.a.isi(k.judul) for k in self.kolom)], self.letak
        )

    def _sasaran(self, nomor, nama, indikator, sasaran=None):
        a, kertas = self.a, self.kertas
        awal = len(self.lembar.rows)
        for n, i in enumerate(indikator):
            sel = [
                (nomor if n == 0 else None, TENGAH), (nama if n == 0 else None, TEKS), (str(i.nama), TEKS),
                (str(i.satuan or "-"), TENGAH), *(k.sel(a, i) for k in self.kolom),
            ]  # fmt: skip
            self.blok.append(len(self.lembar.rows))
            tulis_baris(kertas, sel, self.letak, ke_bawah=(0, 1) if len(indikator) > 1 else ())
        akhir = len(self.lembar.rows) - 1
        if len(indikator) > 1:
            kertas.gabung_sama(awal, akhir, 0)
            kertas.gabung_sama(awal, akhir, 1)
            if sasaran is not None and self.tabel.jumlah:
                self._jumlah(self.tabel.jumlah.format(terukur=terukur(indikator)), sasaran)

    def _instansi(self):
        bahan = self.a.bahan
        if self.bentuk.id == "LAP-EFISIENSI":
            pagu, realisasi = bahan.budget.without_indicator()
            if pagu != NOT_AVAILABLE:
                lain = Jumlah(None, pagu, realisasi, bahan.serapan_of(realisasi, pagu))
                self._jumlah("Anggaran yang tidak mendukung indikator mana pun", lain)
        budget = bahan.budget
        teks, rata_rata = (
            self.bentuk.instansi.format(terukur=terukur_instansi(bahan)),
            bahan.summary["Rata-rata capaian"],
        )
        if self._rata_lain():
            teks = self.bentuk.instansi.format(terukur=terukur(bahan.indikator))
            teks = teks.replace("capaian instansi", "capaian indikator sasaran")
            rata_rata = bahan.mean_of([i["Capaian"] for i in bahan.indikator])
        self._jumlah(teks, Jumlah(rata_rata, budget.pagu, budget.realisasi, budget.serapan))

    def _rata_lain(self):
        """The office's mean is taken over other indicators than those that this sheet lists above its total."""
        bahan = self.a.bahan
        return {id(i) for i in bahan.office_indicators} != {id(i) for i in bahan.indikator}

    def _catatan_rata(self):
        """What the office's mean is, where the total beneath the rows is the mean of other indicators."""
        if not (self.bentuk.instansi and self.a.bahan.sasaran and self._rata_lain()):
            return []
        bahan, isi = self.a.bahan, self.a.bahan.summary["Rata-rata capaian"]
        nilai = persen_id(isi, bahan.decimals) if is_number(isi) else "N/A"
        return [f"Rata-rata capaian instansi menurut setelan rata_rata_instansi ({terukur_instansi(bahan)}): {nilai}."]

    def _jumlah(self, teks, jumlah):
        """A row of sums; its label covers the columns before the first figure."""
        sel = [None if k.jumlah is None else k.jumlah(self.a, jumlah) for k in self.kolom]
        mulai = 4 + next(n for n, satu in enumerate(sel) if satu is not None)
        isi = [(teks, TOTAL_TEKS), *[(None, TOTAL_TEKS)] * (mulai - 1)]
        isi += [(None, TOTAL_TEKS) if satu is None else satu for satu in sel[mulai - 4 :]]
        self.kertas.baris(isi, rentang={0: mulai - 1})

    # --- tables of their own -------------------------------------------------------------------------------------
    def _tabel_lain(self, judul, sebutan, kelompok):
        if self.bentuk.id != "LAP-CAPAIAN":
            kelompok = [(nama, [i for i in milik if tersedia(i["Realisasi"])]) for nama, milik in kelompok]
        kelompok = [(nama, milik) for nama, milik in kelompok if milik]
        if not kelompok:
            return
        self.blok.append(len(self.lembar.rows))
        self.kertas.kosong(12)
        self.kertas.teks(judul, SUBJUDUL)
        self._kepala(sebutan)
        awal = len(self.lembar.rows)
        for nomor, (nama, milik) in enumerate(kelompok, 1):
            self._sasaran(nomor, nama or "-", milik)
            if nomor == 1:
                self.blok.remove(awal)  # the head stays with the first indicator
        semua = [i for _, milik in kelompok for i in milik]
        sumber = penjelasan.sumber_tujuan(self.a, semua) if sebutan == "Tujuan" else ""
        self.kertas.catatan(*sambung([t for t in (sumber, *arti_teks(self.lembar, awal)) if t], 200))

    def _program(self):
        kelompok = {}
        for i in self.a.bahan.indikator_lain:
            if i.renstra.get("Jenis") != "Tujuan":
                kelompok.setdefault(i.renstra.get("Sasaran") or "", []).append(i)
        return list(kelompok.items())
