"""Which quantity of a computed book a printed cell names, at any number of decimals, quarter and document.

A printed report shows the same quantity at several precisions, and quarters beside the year. Nothing here has formulas
of its own: the contract's trees are evaluated again, only for the row and the columns that are asked for.
"""

import re
from collections import Counter, namedtuple
from functools import cached_property

from ..expr.to_python import Environment, assemble, nilai
from ..expr.values import NOT_AVAILABLE, ErrorValue, is_number
from ..rules.anggaran import porsi, serapan, sisa
from ..rules.bacaan_angka import kunci_teks
from ..rules.capaian import pertumbuhan
from ..rules.rata_rata import rata_rata
from ..rules.struktur_anggaran import kode_indikator
from ..schema import contract as kontrak

RASIO, UANG, NILAI, HITUNG, TEKS = "rasio", "uang", "nilai", "hitung", "teks"
INDIKATOR, ANGGARAN, INSTANSI, TAHUNAN = "indikator", "baris anggaran", "seluruh instansi", "anggaran tahun lalu"
TELITI = 10
"""Decimals of the percent that stand for an unrounded result."""

Keadaan = namedtuple("Keadaan", "desimal cara tw dokumen")
Keadaan.__doc__ = "How a book is computed: decimals of a percent, Bulat or Potong, quarter, Awal or Perubahan."

Besaran = namedtuple("Besaran", "ruang kode nama jenis hitung lembar satuan tipe letak")
Besaran.__doc__ = """One quantity of the book.

ruang: INDIKATOR, ANGGARAN, INSTANSI or TAHUNAN. kode: as in the book, "" for the office. nama: its name in KOLOM.
jenis: RASIO (1 is 100%), UANG, NILAI (the indicator's own unit or a level label), HITUNG (a count) or TEKS.
hitung: function of a ``Keadaan``. lembar: the sheet to look at. satuan, tipe: of the indicator. letak: place in
``tbl_anggaran``, zero-based; None elsewhere.
"""

_LANGSUNG = {
    "Target": NILAI, "Realisasi": NILAI, "Capaian": RASIO, "Capaian Asli": RASIO, "Kemajuan": RASIO, "Predikat": TEKS,
    "Pagu": UANG, "Realisasi Anggaran": UANG, "Serapan": RASIO, "Efisiensi": RASIO,
    **{f"{n} TW{i}": NILAI for n in ("Target", "Realisasi") for i in kontrak.TRIWULAN},
    **{f"Capaian TW{i}": RASIO for i in kontrak.TRIWULAN},
}  # fmt: skip
_INDIKATOR = {
    **_LANGSUNG, "Kondisi Awal": NILAI, "Target Akhir": NILAI, "Target Lalu": NILAI, "Realisasi Lalu": NILAI,
    "Capaian Lalu": RASIO, "Realisasi Provinsi": NILAI, "Realisasi Nasional": NILAI, "Pertumbuhan": RASIO,
    "Porsi": RASIO, "Pembilang": HITUNG, "Penyebut": HITUNG, "Data Dukung": RASIO,
}  # fmt: skip
_ANGGARAN = {
    "Pagu": UANG, "Pagu Awal": UANG, "Pagu Perubahan": UANG, "Realisasi": UANG, "Realisasi Anggaran": UANG,
    "Serapan": RASIO, "Sisa": UANG, "Porsi": RASIO,
    **{f"Realisasi TW{i}": UANG for i in kontrak.TRIWULAN}, **{f"Serapan TW{i}": RASIO for i in kontrak.TRIWULAN},
}  # fmt: skip
_INSTANSI = {
    **_ANGGARAN, "Rata-rata Capaian": RASIO, "Rata-rata Indikator PK": RASIO, "Rata-rata IKU": RASIO,
    "Rata-rata Sasaran": RASIO, "Rata-rata Serapan Program": RASIO, "Predikat": TEKS, "Jumlah Program": HITUNG,
    "Jumlah Kegiatan": HITUNG, "Jumlah Sub Kegiatan": HITUNG, "Jumlah Indikator": HITUNG,
}  # fmt: skip
KOLOM = {INDIKATOR: _INDIKATOR, ANGGARAN: _ANGGARAN, INSTANSI: _INSTANSI}
"""Names that the column Kolom of ``tbl_cetak`` knows, by what Kode names; years are added by ``BERTAHUN``."""
BERTAHUN = {
    INDIKATOR: {"target": NILAI, "realisasi": NILAI, "capaian": RASIO},
    TAHUNAN: {"pagu": UANG, "realisasi": UANG, "serapan": RASIO},
}
"""Names that take a year behind them (``Target 2021``)."""
SEPADAN = {
    "target kinerja": "Target", "realisasi kinerja": "Realisasi", "capaian kinerja": "Capaian",
    "persentase capaian": "Capaian", "tingkat kemajuan": "Kemajuan", "tingkat efisiensi": "Efisiensi",
    "penyerapan": "Serapan", "penyerapan anggaran": "Serapan", "serapan anggaran": "Serapan", "anggaran": "Pagu",
    "pagu anggaran": "Pagu", "sisa anggaran": "Sisa", "porsi anggaran": "Porsi", "target akhir renstra": "Target Akhir",
    "target tahun lalu": "Target Lalu", "realisasi tahun lalu": "Realisasi Lalu", "capaian tahun lalu": "Capaian Lalu",
    "baseline": "Kondisi Awal", "rata-rata capaian kinerja": "Rata-rata Capaian",
    "rata-rata serapan": "Rata-rata Serapan Program", "jumlah subkegiatan": "Jumlah Sub Kegiatan",
}  # fmt: skip
"""Other wordings of a name, in lower case."""
_TOTAL = frozenset(("", "total", "jumlah", "total jumlah", "jumlah total", "instansi", "seluruh instansi"))
_RIWAYAT = {
    "Target Lalu": (1, "Instansi", "Target"), "Realisasi Lalu": (1, "Instansi", "Realisasi"),
    "Realisasi Provinsi": (0, "Provinsi", "Realisasi"), "Realisasi Nasional": (0, "Nasional", "Realisasi"),
}  # fmt: skip
_ROMAWI = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_RAKITAN = {}


def _rakit(kunci, pohon):
    if kunci not in _RAKITAN:
        _RAKITAN[kunci] = assemble(pohon)
    return _RAKITAN[kunci]


class _BarisMalas(dict):
    """A row whose computed columns are computed when they are asked for."""

    def __init__(self, isi, setelan, kolom):
        super().__init__(isi)
        self._env = Environment(None, self, setelan, kolom)

    def __missing__(self, nama):
        pohon = kontrak.PENGUKURAN.by_name[nama].formula
        if pohon is None:
            return None
        hasil = self[nama] = nilai(_rakit(nama, pohon), self._env)
        return hasil


class _Kolom(dict):
    """The book's columns, with the money of indicators of another quarter or document."""

    def __init__(self, asal, uang):
        super().__init__({("tbl_anggaran", "#uang"): uang})
        self._asal = asal

    def __missing__(self, kunci):
        return self._asal[kunci]


def waktu(teks):
    """Quarter and document that a table's heading names: ``TW II``, ``Triwulan 3``, ``PK Awal``; None where none."""
    t = kunci_teks(str(teks or ""))
    tw = re.search(r"\b(?:tw|triwulan)[ .]*(iv|i{1,3}|[1-4])\b", t)
    dokumen = re.search(r"\b(awal|murni|perubahan)\b|\bp[.-]?apbd\b", t)
    triwulan = int(_ROMAWI.get(tw[1], tw[1])) if tw else None
    return triwulan, (("Awal" if dokumen[1] in ("awal", "murni") else "Perubahan") if dokumen else None)


class HitungUlang:
    """The quantities of a ``Berkas``, computed again as a printed cell needs them."""

    def __init__(self, berkas):
        self.berkas = berkas
        self.hitungan = berkas.hitungan
        self.setelan = berkas.hitungan.setelan
        self._simpan = {}

    def ingat(self, kunci, buat):
        """The value kept under ``kunci``; made by ``buat`` the first time."""
        if kunci not in self._simpan:
            self._simpan[kunci] = buat()
        return self._simpan[kunci]

    def keadaan(self, desimal=TELITI, cara="Bulat", tw=None, dokumen=None):
        """A ``Keadaan``; quarter and document are the book's own unless given."""
        return Keadaan(desimal, cara, tw or self.setelan["lk_tw"], dokumen or self.dokumen)

    @cached_property
    def dokumen(self):
        """The document in force in the book's settings."""
        return "Perubahan" if self.setelan["lk_dok"] == "Perubahan" else "Awal"

    @cached_property
    def _ada_pk_perubahan(self):
        return any(b["Dokumen"] == "Perubahan" for b in self.berkas.baris("tbl_pk"))

    # --- budget ------------------------------------------------------------------------------------------------------
    @cached_property
    def _anggaran(self):
        return self.hitungan.baris["tbl_anggaran"]

    def pagu(self, dokumen):
        """Pagu of every budget row, parents as sums of their leaves."""
        return self.ingat(("pagu", dokumen), lambda: self._blok("pagu", kontrak.PAGU_SENDIRI, {"lk_dok": dokumen}))

    def realisasi(self, tw):
        """Realisasi of every budget row to the end of quarter ``tw``."""
        return self.ingat(("real", tw), lambda: self._blok("real", kontrak.REALISASI_SENDIRI, {"lk_tw": tw}))

    def _blok(self, nama, pohon, ganti):
        env = Environment(None, None, {**self.setelan, **ganti}, self.hitungan.kolom)
        fungsi, struktur, isi = _rakit("#" + nama, pohon), self.hitungan.struktur, []
        for satu, daun in zip(self._anggaran, struktur.daun, strict=True):
            env.baris = satu
            hasil = nilai(fungsi, env) if daun else None
            isi.append(None if hasil == NOT_AVAILABLE else hasil)
        self._simpan["daun", *ganti.values()] = isi
        return struktur.jumlah(isi)

    def _daun(self, jenis, kunci):
        (self.pagu if jenis == "pagu" else self.realisasi)(kunci)
        return self._simpan["daun", kunci]

    def jumlah(self, k):
        """Pagu and realisasi of the office."""
        return tuple(
            self.ingat(("jumlah", kunci), lambda j=jenis, x=kunci: _tambah(self._daun(j, x)))
            for jenis, kunci in (("pagu", k.dokumen), ("realisasi", k.tw))
        )

    def uang(self, k):
        """``{indicator code in lower case: (pagu, realisasi)}``."""
        return self.ingat(("uang", k.dokumen, k.tw), lambda: self._uang(k))

    def _uang(self, k):
        if (k.dokumen, k.tw) == (self.dokumen, self.setelan["lk_tw"]):
            return self.hitungan.uang
        pagu, realisasi, letak = self._daun("pagu", k.dokumen), self._daun("realisasi", k.tw), {}
        for i, punya in enumerate(self.hitungan.struktur.kode):
            for kode in punya or ():
                letak.setdefault(kode.casefold(), []).append(i)
        return {
            kode: tuple(_tambah([isi[i] for i in semua], kosong=0) for isi in (pagu, realisasi))
            for kode, semua in letak.items()
        }

    @cached_property
    def letak_anggaran(self):
        """``{Kode: [place, ...]}`` of the budget rows."""
        hasil = {}
        for i, b in enumerate(self._anggaran):
            if self.hitungan.struktur.terisi[i] and b["Kode"] not in (None, ""):
                hasil.setdefault(kunci_teks(str(b["Kode"])), []).append(i)
        return hasil

    @cached_property
    def _anak(self):
        hasil = {}
        for i, atas in enumerate(self.hitungan.struktur.leluhur):
            if atas:
                hasil.setdefault(atas[0], []).append(i)
        return hasil

    def anak(self, letak):
        """Places of the rows right beneath a budget row; of the program rows for None."""
        if letak is not None:
            return self._anak.get(letak, [])
        return [i for i, b in enumerate(self._anggaran) if self.hitungan.struktur.terisi[i] and _program(b)]

    def serapan_baris(self, i, k):
        """Serapan of a budget row."""
        return serapan(self.realisasi(k.tw)[i], self.pagu(k.dokumen)[i], k.desimal, k.cara)

    def rerata_serapan(self, letak, k):
        """Simple mean of the serapan of budget rows: what a report should not print for their sum."""
        return rata_rata([self.serapan_baris(i, k) for i in letak], k.desimal, k.cara)

    @staticmethod
    def bagi(atas, bawah, k):
        """A quotient as a ratio, N/A where the divisor is 0."""
        return serapan(atas, bawah, k.desimal, k.cara)

    def pagu_berindikator(self, k):
        """Pagu of the leaves that name any indicator."""
        pasangan = zip(self._daun("pagu", k.dokumen), self.hitungan.struktur.kode, strict=True)
        return self.ingat(("berindikator", k.dokumen), lambda: _tambah([x for x, kode in pasangan if kode]))

    @cached_property
    def _pendukung(self):
        hasil, struktur = {}, self.hitungan.struktur
        for i, b in enumerate(self._anggaran):
            for kode in kode_indikator(b["Indikator"]) if struktur.terisi[i] else ():
                hasil.setdefault(kode.casefold(), []).append(i)
        return hasil

    def pendukung(self, kode):
        """Places of the budget rows that name an indicator themselves."""
        return self._pendukung.get(str(kode).casefold(), [])

    # --- indicators --------------------------------------------------------------------------------------------------
    @cached_property
    def _pengukuran(self):
        hasil = {}
        for b in self.berkas.baris("tbl_pengukuran"):
            if b["Kode"] not in (None, ""):
                hasil.setdefault(kunci_teks(str(b["Kode"])), b)
        return hasil

    @cached_property
    def kode_indikator(self):
        """``{code in lower case: code}`` of everything that Renstra or Pengukuran lists."""
        semua = [b["Kode"] for b in (*self.berkas.renstra.values(), *self._pengukuran.values())]
        return {kunci_teks(str(kode)): kode for kode in semua if kode not in (None, "")}

    def _dunia(self, k):
        dokumen = "Perubahan" if k.dokumen == "Perubahan" and self._ada_pk_perubahan else "Awal"
        setelan = {
            **self.setelan, "lk_desimal": k.desimal, "lk_bulat": k.cara, "lk_tw": k.tw, "lk_dok": k.dokumen,
            "lk_pk": dokumen,
        }  # fmt: skip
        return setelan, _Kolom(self.hitungan.kolom, self.uang(k))

    def indikator(self, kode, k, atur=None, **isi):
        """Row of Pengukuran of an indicator.

        Args:
            kode: code of the book. k: ``Keadaan``. atur: defined names to set otherwise (``lk_turun``).
            isi: cells to set otherwise (``Target=87``); columns that rest on them follow.
        """
        if atur or isi:
            return self._indikator(kode, k, atur, isi)
        return self.ingat((kode, k), lambda: self._indikator(kode, k, None, {}))

    def _indikator(self, kode, k, atur, isi):
        setelan, kolom = self.ingat(("dunia", k), lambda: self._dunia(k))
        asal = self._pengukuran.get(kunci_teks(str(kode)), {"Kode": kode, "Sifat": "Posisi Akhir"})
        dasar = {c.name: asal.get(c.name) for c in kontrak.PENGUKURAN.columns if not c.computed}
        return _BarisMalas({**dasar, **isi}, {**setelan, **atur} if atur else setelan, kolom)

    def skor(self, kode, k, isi):
        """A target or realisasi as a number: a level label is its score."""
        return self.indikator(kode, k, Target=isi)["_T0"]

    def target_renstra(self, kode, tahun):
        """Renstra target of a year, as typed."""
        return (self.berkas.indikator(kode) or {}).get(f"Target {tahun}")

    @cached_property
    def _riwayat(self):
        hasil = {}
        for b in self.berkas.baris("tbl_riwayat"):
            hasil.setdefault((kunci_teks(str(b["Kode"])), b["Tahun"], b["Lingkup"] or "Instansi"), b)
        return hasil

    def riwayat(self, kode, tahun, lingkup, nama):
        """A cell of Riwayat; None when there is none."""
        return self._riwayat.get((kunci_teks(str(kode)), tahun, lingkup), {}).get(nama)

    def pada_tahun(self, kode, nama, tahun, k):
        """Target, realisasi or capaian of an indicator in a year: Riwayat, else Renstra (target) or this year's."""
        if nama == "capaian":
            target, realisasi = (self.pada_tahun(kode, n, tahun, k) for n in ("target", "realisasi"))
            return self.indikator(kode, k, Target=target, _R0=self.skor(kode, k, realisasi))["Capaian"]
        if tahun == self.berkas.tahun:
            return self.indikator(kode, k)[nama.capitalize()]
        isi = self.riwayat(kode, tahun, "Instansi", nama.capitalize())
        return self.target_renstra(kode, tahun) if isi is None and nama == "target" else isi

    @cached_property
    def _data_dukung(self):
        hasil = {}
        for b in self.berkas.baris("tbl_data_dukung"):
            hasil.setdefault(kunci_teks(str(b["Kode"] or "")), []).append(b)
        return hasil

    def _dukung(self, kode, nama, k, ke):
        semua = self._data_dukung.get(kunci_teks(str(kode)), [])
        rincian = [b for b in semua if b["Jenis"] != "Total"]
        if nama != "Data Dukung":
            return _tambah([b[nama] for b in rincian])
        pilihan = rincian if ke else [b for b in semua if b["Jenis"] == "Total"]
        if not 1 <= (ke or 1) <= len(pilihan):
            return NOT_AVAILABLE
        satu = pilihan[(ke or 1) - 1]
        return serapan(satu["Pembilang"], satu["Penyebut"], k.desimal, k.cara)

    def total_dukung(self, kode, nama):
        """Pembilang or Penyebut of the Total row of Data Dukung."""
        semua = self._data_dukung.get(kunci_teks(str(kode)), [])
        return next((b[nama] for b in semua if b["Jenis"] == "Total"), None)

    def _indikator_nilai(self, kode, nama, ke):
        tahun = self.berkas.tahun
        lalu = tahun - 1 if is_number(tahun) else None
        if nama in _LANGSUNG:
            return lambda k: self.indikator(kode, k)[nama]
        if nama in _RIWAYAT:
            mundur, lingkup, isi = _RIWAYAT[nama]
            return lambda k: self.riwayat(kode, lalu if mundur else tahun, lingkup, isi)
        if nama in ("Pembilang", "Penyebut", "Data Dukung"):
            return lambda k: self._dukung(kode, nama, k, ke)
        return {
            "Kondisi Awal": lambda k: (self.berkas.indikator(kode) or {}).get("Kondisi Awal"),
            "Target Akhir": lambda k: self.target_renstra(kode, self.berkas.akhir),
            "Capaian Lalu": lambda k: self.pada_tahun(kode, "capaian", lalu, k),
            "Porsi": lambda k: porsi(self.indikator(kode, k)["Pagu"], self.jumlah(k)[0], k.desimal, k.cara),
            "Pertumbuhan": lambda k: pertumbuhan(
                self.indikator(kode, k)["_R0"],
                self.skor(kode, k, self.riwayat(kode, lalu, "Instansi", "Realisasi")),
                k.desimal, k.cara,
            ),
        }[nama]  # fmt: skip

    # --- money of a row or of the office -----------------------------------------------------------------------------
    def _uang_nilai(self, nama, ambil_pagu, ambil_realisasi):
        """Quantities of budget rows and of the office; the two functions give pagu and realisasi of a ``Keadaan``."""
        akhir = re.fullmatch(r"(Realisasi|Serapan) TW([1-4])", nama)
        if akhir:
            lain = self._uang_nilai(akhir[1], ambil_pagu, ambil_realisasi)
            return lambda k: lain(k._replace(tw=int(akhir[2])))
        if nama in ("Pagu Awal", "Pagu Perubahan"):
            return lambda k: ambil_pagu(k._replace(dokumen=nama[5:]))
        return {
            "Pagu": ambil_pagu,
            "Realisasi": ambil_realisasi,
            "Realisasi Anggaran": ambil_realisasi,
            "Serapan": lambda k: serapan(ambil_realisasi(k), ambil_pagu(k), k.desimal, k.cara),
            "Sisa": lambda k: sisa(ambil_pagu(k), ambil_realisasi(k)),
            "Porsi": lambda k: porsi(ambil_pagu(k), self.jumlah(k)[0], k.desimal, k.cara),
        }[nama]

    def rerata_capaian(self, atas, k, tanpa_na=False):
        """Mean of capaian over ``PK``, ``IKU`` or ``Sasaran``. ``tanpa_na``: N/A counts as 0, as it should not."""
        baris = [(b, self.indikator(b["Kode"], k)) for b in self._pengukuran.values()]

        def rerata(isi):
            ganti = [0 if tanpa_na and not is_number(x) else x for x in isi]
            return rata_rata(ganti, k.desimal, k.cara)

        if atas == "Sasaran":
            kelompok = {}
            for asal, b in baris:
                kelompok.setdefault(str(asal["_Sasaran"]), []).append(b["Capaian"])
            return rata_rata([rerata(isi) for isi in kelompok.values()], k.desimal, k.cara)
        dari_pk = "PK " + str(self.ingat(("dunia", k), lambda: self._dunia(k))[0]["lk_pk"])
        return rerata([
            b["Capaian"] for asal, b in baris
            if (b["Sumber Target"] == dari_pk if atas == "PK" else asal["_IKU"] == 1)
        ])  # fmt: skip

    @cached_property
    def _banyak(self):
        return Counter(kunci_teks(str(b["Tingkat"])) for b in self.berkas.baris("tbl_anggaran"))

    def _instansi_nilai(self, nama):
        if nama in _ANGGARAN:
            return self._uang_nilai(nama, lambda k: self.jumlah(k)[0], lambda k: self.jumlah(k)[1])
        if nama.startswith("Jumlah "):
            tingkat = nama[7:]
            if tingkat == "Indikator":
                return lambda k: len(self._pengukuran) or NOT_AVAILABLE
            return lambda k: self._banyak.get(tingkat.casefold(), 0) if self._banyak else NOT_AVAILABLE
        if nama == "Rata-rata Serapan Program":
            return lambda k: self.rerata_serapan(self.anak(None), k)
        if nama == "Predikat":
            return lambda k: self.hitungan.ringkasan["Predikat"]
        atas = {"Rata-rata Indikator PK": "PK", "Rata-rata IKU": "IKU", "Rata-rata Sasaran": "Sasaran"}
        pilihan = atas.get(nama) or self.setelan["lk_rata"]
        return lambda k: self.rerata_capaian(pilihan if pilihan in ("IKU", "Sasaran") else "PK", k)

    # --- by name -----------------------------------------------------------------------------------------------------
    def besaran(self, ruang, kunci, nama, ke=None, letak=None):
        """The ``Besaran`` of a name of ``KOLOM`` (or of ``BERTAHUN`` with its year).

        Args:
            ruang: INDIKATOR, ANGGARAN, INSTANSI or TAHUNAN. kunci: code in lower case. ke: number of the Rincian
            row of Data Dukung. letak: place in ``tbl_anggaran``.
        """
        satuan = tipe = None
        bertahun = re.fullmatch(r"(\w+) (\d{4})", nama)
        if ruang == TAHUNAN:
            return Besaran(ruang, self.uraian_tahunan[kunci], nama, BERTAHUN[TAHUNAN][bertahun[1].casefold()],
                           self._tahunan_nilai(kunci, bertahun[1].casefold(), int(bertahun[2])), "Riwayat",
                           None, None, None)  # fmt: skip
        if ruang == INDIKATOR:
            kode = self.kode_indikator[kunci]
            renstra = self.berkas.indikator(kode) or {}
            satuan, tipe = renstra.get("Satuan"), renstra.get("Tipe")
            if bertahun:
                nama_besaran, tahun = bertahun[1].casefold(), int(bertahun[2])
                jenis = BERTAHUN[INDIKATOR][nama_besaran]
                hitung = lambda k: self.pada_tahun(kode, nama_besaran, tahun, k)  # noqa: E731
            else:
                jenis, hitung = _INDIKATOR[nama], self._indikator_nilai(kode, nama, ke)
            return Besaran(ruang, kode, nama, jenis, hitung, _lembar(nama, bertahun), satuan, tipe, None)
        if ruang == ANGGARAN:
            hitung = self._uang_nilai(
                nama, lambda k: self.pagu(k.dokumen)[letak], lambda k: self.realisasi(k.tw)[letak]
            )
            kode = self._anggaran[letak]["Kode"]
            return Besaran(ruang, kode, nama, _ANGGARAN[nama], hitung, "Anggaran", None, None, letak)
        lembar = "Anggaran" if nama in _ANGGARAN or nama.endswith(("Program", "Kegiatan")) else "Pengukuran"
        return Besaran(ruang, "", nama, _INSTANSI[nama], self._instansi_nilai(nama), lembar, None, None, None)

    @cached_property
    def riwayat_anggaran(self):
        """``{(Uraian in lower case, year): row}``."""
        hasil = {}
        for b in self.berkas.baris("tbl_riwayat_anggaran"):
            hasil.setdefault((kunci_teks(str(b["Uraian"] or "")), b["Tahun"]), b)
        return hasil

    @cached_property
    def uraian_tahunan(self):
        """``{Uraian in lower case: Uraian}`` of Riwayat Anggaran."""
        return {kunci: b["Uraian"] for (kunci, _), b in self.riwayat_anggaran.items() if kunci}

    def _tahunan_nilai(self, uraian, nama, tahun):
        satu = self.riwayat_anggaran.get((uraian, tahun), {})
        if nama == "serapan":
            return lambda k: serapan(_angka(satu.get("Realisasi")), _angka(satu.get("Pagu")), k.desimal, k.cara)
        return lambda k: satu.get(nama.capitalize())

    def rentang_serapan(self, uraian, tahun):
        """Bounds of a past year's serapan where its amounts are known in rounded millions or billions; else None.

        The trailing zeros tell: 6.990.000.000 stands for anything from 6.985 to 6.995 million.
        """
        satu = self.riwayat_anggaran.get((kunci_teks(str(uraian)), tahun), {})
        atas, bawah = satu.get("Realisasi"), satu.get("Pagu")
        if not (is_number(atas) and is_number(bawah)) or atas <= 0 or bawah <= 0:
            return None
        a, b = _ketelitian(atas) / 2, _ketelitian(bawah) / 2
        return ((atas - a) / (bawah + b), (atas + a) / (bawah - b)) if a or b else None

    def cari(self, kode, kolom):
        """The quantities that a printed cell may mean.

        Args:
            kode: an indicator's or a budget row's code, with ``Indikator`` or ``Anggaran`` before it where both have
                it; blank or TOTAL for the office; ``2.2.1#2`` for the second Rincian row of Data Dukung; the
                Uraian of a row of Riwayat Anggaran.
            kolom: a name.

        Returns:
            ``(besaran, ruang)``: list of Besaran, and where the code is known. An empty ``ruang``: unknown code; an
            empty ``besaran`` with a ``ruang``: unknown name.
        """
        kunci, paksa, ke = _urai_kode(kode)
        ruang = self._ruang(kunci, paksa)
        hasil = []
        for satu in ruang:
            nama = nama_baku(satu, kolom)
            if nama is None:
                continue
            if satu == ANGGARAN:
                hasil += [self.besaran(satu, kunci, nama, letak=i) for i in self.letak_anggaran[kunci]]
            else:
                hasil.append(self.besaran(satu, kunci, nama, ke))
        return hasil, ruang

    def _ruang(self, kunci, paksa):
        if kunci in _TOTAL and not paksa:
            return [INSTANSI, TAHUNAN] if kunci in self.uraian_tahunan else [INSTANSI]
        ada = ((INDIKATOR, self.kode_indikator), (ANGGARAN, self.letak_anggaran), (TAHUNAN, self.uraian_tahunan))
        return [r for r, daftar in ada if kunci in daftar and paksa in (None, r)]


def nama_baku(ruang, kolom):
    """The name of ``KOLOM`` or ``BERTAHUN`` that a user's wording means; None when there is none."""
    teks = kunci_teks(str(kolom or ""))
    teks = SEPADAN.get(teks, teks).casefold()
    teks = re.sub(r"(?:tw|triwulan)[ .]*(iv|i{1,3}|[1-4])$", lambda m: f"tw{_ROMAWI.get(m[1], m[1])}", teks)
    bertahun = re.fullmatch(r"(\w+)(?: tahun)? (\d{4})", teks)
    if bertahun:
        return f"{bertahun[1].capitalize()} {bertahun[2]}" if bertahun[1] in BERTAHUN.get(ruang, ()) else None
    return _BAKU[ruang].get(teks) if ruang in _BAKU else None


_BAKU = {ruang: {nama.casefold(): nama for nama in daftar} for ruang, daftar in KOLOM.items()}


def _urai_kode(kode):
    """``(code in lower case, INDIKATOR or ANGGARAN when written before it, number behind #)``."""
    teks = kunci_teks(str(kode if kode is not None else ""))
    paksa = re.match(r"(anggaran|indikator)[ :.]+(?=\S)", teks)
    if paksa:
        teks = teks[paksa.end() :]
    ke = re.fullmatch(r"(.+?)#(\d{1,4})", teks)
    if ke:
        teks = ke[1]
    ruang = {"anggaran": ANGGARAN, "indikator": INDIKATOR}.get(paksa[1]) if paksa else None
    return teks, ruang, int(ke[2]) if ke else None


def _lembar(nama, bertahun):
    if bertahun or nama in _RIWAYAT or nama in ("Capaian Lalu", "Pertumbuhan"):
        return "Riwayat"
    if nama in ("Pembilang", "Penyebut", "Data Dukung"):
        return "Data Dukung"
    return "Renstra" if nama in ("Kondisi Awal", "Target Akhir") else "Pengukuran"


def _program(baris):
    return kunci_teks(str(baris["Tingkat"])) == "program"


def _ketelitian(uang):
    """The unit in which an amount is known: ten million for 6.990.000.000; 0 below a million."""
    teks = str(int(uang))
    nol = len(teks) - len(teks.rstrip("0"))
    return 10**nol if nol >= 6 else 0


def _angka(isi):
    return isi if is_number(isi) else NOT_AVAILABLE


def _tambah(isi, kosong=NOT_AVAILABLE):
    """Sum of the numbers; an error among them stays an error, ``kosong`` without any number."""
    salah = [x for x in isi if x.__class__ is ErrorValue]
    angka = [x for x in isi if is_number(x)]
    return salah[0] if salah else (sum(angka) if angka else kosong)
