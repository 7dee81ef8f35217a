"""The analyses of Bab III: each table and each of its columns defined once, for both forms of the report.

Tables A to I are those of the report per sasaran; the report over all sasaran shows the same columns in seven sheets.
"""

from collections import namedtuple
from functools import cached_property

from ...compute.key import key
from ...expr.values import NOT_AVAILABLE, is_number
from ...ooxml.measure import lebar_kata
from ...rules.efisiensi import kategori_efisiensi, nilai_efisiensi
from ...schema.choices import ROMAWI
from ..layout.paper import (
    ANGKA,
    RUPIAH,
    TEKS,
    TEKS_TEBAL,
    TENGAH,
    TOTAL,
    TOTAL_ANGKA,
    desimal_tampil,
    format_persen,
    sel_angka,
    sel_nilai,
    tampil,
)
from ..layout.table import Kolom
from . import notes as penjelasan

Tabel = namedtuple("Tabel", "huruf judul kolom catatan jumlah", defaults=(None,))
Tabel.__doc__ = """One table.

huruf: A to I, or the report's id for a table of the report over all sasaran.
judul: title; years are filled in.
kolom: keys of ``KOLOM`` after the columns that name the indicator.
catatan: keys of ``penjelasan`` for the notes beneath it.
jumlah: text of the row that sums a sasaran up, None for no such row; ``{terukur}`` is filled in.
"""


class Analisis:
    """A ``World`` with what the columns of the analyses need besides."""

    def __init__(self, bahan):
        self.bahan = bahan
        self.banding = bahan.comparison
        setelan = bahan.defined
        self.metode = setelan["lk_efisiensi"]
        batas = setelan["lk_batas"]
        self.batas = batas if is_number(batas) else None
        self.persen = format_persen(bahan.decimals)
        self.lalu = None if bahan.year is None else bahan.year - 1
        # The forms say "Indikator Kinerja Utama" where all indicators are that.
        semua_iku = all(i.renstra.get("IKU") == "Ya" for i in bahan.indikator)
        self.kinerja = "Indikator Kinerja Utama" if semua_iku and bahan.indikator else "Indikator Kinerja"
        self._penunjang = {}

    def isi(self, teks):
        """A heading or title with the book's years filled in."""
        tahun, akhir = self.bahan.year, self.bahan.last_year
        return teks.format(
            tahun="-" if tahun is None else tahun, lalu="-" if self.lalu is None else self.lalu,
            akhir="-" if akhir is None else akhir, kinerja=self.kinerja,
        )  # fmt: skip

    @property
    def waktu(self):
        """The time of the report: ``Tahun 2022``, or with the quarter while the year is running."""
        sampai = f"s.d. Triwulan {ROMAWI[self.bahan.quarter]} " if self.bahan.quarter != 4 else ""
        return self.isi(sampai + "Tahun {tahun}")

    def kolom(self, tabel):
        """The columns of a table that this book needs."""
        semua = [KOLOM[k] for k in tabel.kolom]
        return [k for k in semua if k.ada is None or k.ada(self)]

    def catatan(self, tabel, indikator):
        """Notes beneath a table about these indicators."""
        return [t for t in (penjelasan.PENJELASAN[k](self, indikator) for k in tabel.catatan) if t]

    # --- cells ---------------------------------------------------------------------------------------------------
    def rasio(self, isi, gaya=ANGKA):
        """Cell of a ratio at the book's decimals."""
        return sel_angka(isi, self.persen, gaya)

    def nama_indikator(self, i):
        """Cell that names an indicator, with its satuan where the values do not show it."""
        satuan = str(i.satuan or "")
        terlihat = i.tipe == "Tingkat" or (i.tipe == "Persen" and satuan in ("%", "Persen", "persen"))
        if not satuan or terlihat or satuan.casefold() in str(i.nama).casefold():
            return (str(i.nama), TEKS)
        return (f"{i.nama} ({satuan})", TEKS)

    def efisiensi(self, i):
        """Efisiensi of an indicator; N/A where the indicator has none (of a tujuan)."""
        return i.isi.get("Efisiensi", NOT_AVAILABLE)

    def kategori(self, i):
        """Verdict on an indicator's efisiensi."""
        return kategori_efisiensi.at(self.bahan.year)(self.efisiensi(i), self.metode)

    def ne(self, i):
        """Nilai efisiensi (PMK)."""
        return nilai_efisiensi.at(self.bahan.year)(self.efisiensi(i), self.bahan.decimals, self.bahan.rounding)

    def penunjang(self, i):
        """Cells of the programs and kegiatan that support an indicator, one per line."""
        puncak = tuple(self.bahan.budget.highest(i.kode))
        if puncak not in self._penunjang:
            self._penunjang[puncak] = self._susun_penunjang(puncak, key(i.kode))
        return self._penunjang[puncak]

    def _susun_penunjang(self, puncak, kode):
        anggaran, letak = self.bahan.budget.rows, []
        for p in puncak:
            letak += reversed(anggaran[p].leluhur)
            letak += range(p, self.bahan.budget.end(p) + 1)
        hasil = []
        for n in dict.fromkeys(letak):
            baris = anggaran[n]
            if baris.tingkat == "Program":
                hasil.append((str(baris.uraian).upper(), TEKS_TEBAL))
            elif baris.tingkat == "Kegiatan":
                hasil.append((str(baris.uraian), _KEGIATAN))
            elif baris.tingkat == "Sub Kegiatan" and kode in map(key, baris.indikator):
                hasil.append((str(baris.uraian), _SUB_KEGIATAN))
        return hasil or [("-", TEKS)]

    # --- widths --------------------------------------------------------------------------------------------------
    def lebar_perlu(self, kolom, judul):
        """Width that a column needs so that no figure and no word of its heading is cut."""
        jenis = 0 if kolom.jenis is None else self.lebar[kolom.jenis]
        return max(jenis, lebar_kata(judul))

    @cached_property
    def lebar(self):
        """``{"nilai": width, "uang": width}`` that the longest target or realisasi, the largest amount needs."""
        nilai = max([_huruf(i[k]) for i in self.bahan.indikator for k in ("Target", "Realisasi", "_TA")], default=0)
        uang = _huruf(self.bahan.budget.pagu)
        return {"nilai": min(24.0, max(10.5, nilai + 2.5)), "uang": min(24.0, max(15.0, uang + 2.5))}


def _huruf(isi):
    """Room that a number takes, in digits."""
    if not is_number(isi):
        return 0
    desimal, angka = desimal_tampil(isi), len(str(int(abs(isi))))
    return angka + (angka - 1) // 3 * 0.5 + (desimal + 0.5 if desimal else 0) + (0.6 if isi < 0 else 0)


_KEGIATAN = TEKS._replace(indent=1)
_SUB_KEGIATAN = TEKS._replace(indent=2)


def _nilai(kolom):
    return lambda a, i: sel_nilai(i[kolom], i.tipe)


def _rasio(kolom):
    return lambda a, i: a.rasio(i.isi.get(kolom))


def _uang(kolom):
    return lambda a, i: sel_angka(i.isi.get(kolom), RUPIAH)


def _teks(kolom):
    return lambda a, i: _uraian(tampil(i.isi.get(kolom)))


def _uraian(isi):
    return (str(isi), TENGAH if isi in ("-", "N/A") else TEKS)


def _tengah(isi):
    return (str(tampil(isi)), TENGAH)


def _luar(lingkup, kolom="Realisasi"):
    return lambda a, i: sel_nilai(a.banding.outside(i, lingkup).get(kolom), i.tipe)


def _pertumbuhan(a, i):
    kini, lalu = a.banding.realisasi(i, a.bahan.year), a.banding.realisasi(i, a.lalu)
    return a.rasio(a.bahan.pertumbuhan_of(kini, lalu))


def tahun_lalu(mundur, apa):
    """Cell function of a past year's ``target``, ``realisasi`` or ``capaian``."""

    def sel(a, i):
        tahun = a.bahan.year - mundur if a.bahan.year is not None else None
        if apa == "capaian":
            return a.rasio(a.banding.capaian(i, tahun))
        return sel_nilai(getattr(a.banding, apa)(i, tahun), i.tipe)

    return sel


def _target_akhir(a, i):
    return sel_nilai(a.bahan.target_renstra(i.kode, a.bahan.last_year), i.tipe)


_BANDING = {1: "lebih baik daripada", 0: "sama dengan", -1: "belum menyamai"}


def _keterangan_luar(a, i):
    bagian = []
    for lingkup in ("Nasional", "Provinsi"):
        isi = a.banding.outside(i, lingkup)
        if isi.get("Realisasi") is None:
            continue
        hasil = a.banding.compared(i, isi["Realisasi"])
        if hasil is not None:
            bagian.append(f"{_BANDING[hasil]} {lingkup.lower()}")
        if isi.get("Tahun") != a.bahan.year:
            bagian.append(f"{lingkup.lower()}: data tahun {isi['Tahun']:.0f}")
        if isi.get("Keterangan"):
            bagian.append(str(isi["Keterangan"]))
    teks = "; ".join(bagian)
    return (teks[:1].upper() + teks[1:], TEKS) if teks else ("-", TENGAH)


_TARGET = Kolom("Target", 12, _nilai("Target"), jenis="nilai")
_REALISASI = Kolom("Realisasi", 12, _nilai("Realisasi"), jenis="nilai")
_CAPAIAN = Kolom(
    "Persentase Capaian", 12, _rasio("Capaian"),
    jumlah=lambda a, j: None if j.rata_rata is None else a.rasio(j.rata_rata, TOTAL_ANGKA),
)  # fmt: skip
_PAGU = Kolom(
    "Anggaran (Rp)", 16, _uang("Pagu"),
    jumlah=lambda a, j: sel_angka(j.pagu, RUPIAH, TOTAL_ANGKA), jenis="uang",
)  # fmt: skip
_REALISASI_ANGGARAN = Kolom(
    "Realisasi (Rp)", 16, _uang("Realisasi Anggaran"),
    jumlah=lambda a, j: sel_angka(j.realisasi, RUPIAH, TOTAL_ANGKA), jenis="uang",
)  # fmt: skip
_SERAPAN = Kolom(
    "Capaian", 11, _rasio("Serapan"),
    jumlah=lambda a, j: a.rasio(j.serapan, TOTAL_ANGKA),
)  # fmt: skip

KOLOM = {
    "target": _TARGET,
    "realisasi": _REALISASI,
    "realisasi_tahun": _REALISASI._replace(judul="Realisasi Tahun {tahun}"),
    "capaian_asli": Kolom(
        "Capaian Asli", 11, _rasio("Capaian Asli"), ada=lambda a: a.batas is not None
    ),
    "capaian": _CAPAIAN,
    "predikat": Kolom(
        "Predikat", 15, lambda a, i: _tengah(i["Predikat"]),
        jumlah=lambda a, j: (str(tampil(a.bahan.predikat_of(j.rata_rata))), TOTAL),
    ),
    "target_lalu": Kolom("Target Tahun {lalu}", 12, tahun_lalu(1, "target"), jenis="nilai"),
    "realisasi_lalu": Kolom("Tahun {lalu}", 12, tahun_lalu(1, "realisasi"), "Realisasi", jenis="nilai"),
    "realisasi_kini": _REALISASI._replace(judul="Tahun {tahun}", kelompok="Realisasi"),
    "pertumbuhan": Kolom("Pertumbuhan", 12, _pertumbuhan),
    "target_akhir": Kolom("Target Akhir Renstra (Tahun {akhir})", 15, _target_akhir, jenis="nilai"),
    "kemajuan": Kolom("Tingkat Kemajuan", 12, _rasio("Kemajuan")),
    "target_nasional": Kolom(
        "Target Nasional", 12, _luar("Nasional", "Target"), ada=lambda a: a.banding.national_target, jenis="nilai"
    ),
    "nasional": Kolom("Realisasi Nasional", 12, _luar("Nasional"), jenis="nilai"),
    "provinsi": Kolom(
        "Realisasi Provinsi", 12, _luar("Provinsi"), ada=lambda a: "Provinsi" in a.banding.scopes, jenis="nilai"
    ),
    "keterangan_luar": Kolom("Keterangan", 26, _keterangan_luar),
    "pagu": _PAGU,
    "porsi": Kolom(
        "Persentase Anggaran terhadap Anggaran Perangkat Daerah", 20,
        lambda a, i: a.rasio(a.bahan.porsi_of(i["Pagu"])),
        jumlah=lambda a, j: a.rasio(a.bahan.porsi_of(j.pagu), TOTAL_ANGKA),
    ),
    "target_f": _TARGET._replace(kelompok="Kinerja"),
    "realisasi_f": _REALISASI._replace(kelompok="Kinerja"),
    "capaian_f": _CAPAIAN._replace(judul="Capaian", kelompok="Kinerja", lebar=11),
    "pagu_f": _PAGU._replace(judul="Target (Rp)", kelompok="Anggaran"),
    "realisasi_anggaran": _REALISASI_ANGGARAN._replace(kelompok="Anggaran"),
    "serapan_f": _SERAPAN._replace(kelompok="Anggaran"),
    "capaian_g": _CAPAIAN._replace(judul="Persentase Capaian Kinerja"),
    "serapan_g": _SERAPAN._replace(judul="Persentase Penyerapan Anggaran", lebar=13),
    "efisiensi": Kolom("Tingkat Efisiensi", 12, lambda a, i: a.rasio(a.efisiensi(i))),
    "ne": Kolom("Nilai Efisiensi (NE)", 11, lambda a, i: a.rasio(a.ne(i)), ada=lambda a: a.metode == "PMK"),
    "kategori": Kolom("Kategori", 16, lambda a, i: _tengah(a.kategori(i))),
    "analisis": Kolom("Analisis Penyebab", 27, _teks("Analisis")),
    "solusi": Kolom("Solusi", 25, _teks("Solusi")),
    "penunjang": Kolom("Program/Kegiatan", 50, lambda a, i: a.penunjang(i)),
}  # fmt: skip

_RATA = "Rata-rata capaian sasaran ({terukur})"
_JUMLAH = "Jumlah anggaran sasaran"

TABEL = (
    Tabel("A", "Perbandingan antara Target dan Realisasi",
          ("target", "realisasi", "capaian_asli", "capaian", "predikat"),
          ("capaian", "batas", "predikat", "pembulatan", "sumber_kinerja"), _RATA),
    Tabel("B", "Perbandingan Realisasi Kinerja Tahun {lalu} dengan Tahun {tahun}",
          ("target_lalu", "realisasi_lalu", "realisasi_kini", "pertumbuhan"),
          ("pertumbuhan", "sumber_riwayat")),
    Tabel("C", "Perbandingan Realisasi Kinerja Tahun {tahun} sampai dengan Akhir Periode Renstra",
          ("target_akhir", "realisasi_tahun", "kemajuan"), ("kemajuan", "sumber_renstra")),
    Tabel("D", "Perbandingan Realisasi Kinerja dengan Realisasi Nasional",
          ("realisasi_tahun", "target_nasional", "nasional", "provinsi", "keterangan_luar"), ("sumber_nasional",)),
    Tabel("E", "Alokasi Anggaran per Sasaran Pembangunan", ("pagu", "porsi"),
          ("porsi", "uang_bersama", "sumber_anggaran"), _JUMLAH),
    Tabel("F", "Pencapaian Kinerja dan Anggaran",
          ("target_f", "realisasi_f", "capaian_f", "pagu_f", "realisasi_anggaran", "serapan_f"),
          ("serapan", "uang_bersama"), "Rata-rata capaian ({terukur}) dan jumlah anggaran sasaran"),
    Tabel("G", "Efisiensi Penggunaan Sumber Daya", ("capaian_g", "serapan_g", "efisiensi", "ne", "kategori"),
          ("efisiensi",)),
    Tabel("H", "Analisis Penyebab Keberhasilan/Peningkatan dan Kegagalan/Penurunan Kinerja serta Solusi yang Telah "
          "Dilakukan", ("target", "realisasi", "analisis", "solusi"), ("sumber_analisis",)),
    Tabel("I", "Analisis Program/Kegiatan yang Menunjang Keberhasilan/Kegagalan Pencapaian Kinerja",
          ("target", "realisasi", "penunjang"), ("sumber_penunjang",)),
)  # fmt: skip
